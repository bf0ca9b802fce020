//! Sources and quotes of a record, as a map says.

use super::cells::{Cells, Parts};
use super::fill::said;
use super::map::{DateCell, EventMap, SourcesMap};
use crate::model::{Credibility, Reliability, SourceKind};
use crate::reader::{Row, RowDate};

const UNNAMED: &str = "(publisher not named)";

/// Adds the sources of a record, and the quotes that stand in the first of them.
pub(super) fn fill(event: &EventMap, cells: &Cells<'_, '_>, row: &mut Row) {
    for map in &event.sources {
        sources(map, cells, row);
    }
    for map in &event.quotes {
        let text = cells.cell(&map.text);
        if text.is_empty() {
            continue;
        }
        if row.sources.is_empty() {
            row.odd("quote-without-source");
            continue;
        }
        let part = row.quotes.add();
        part.text.push_str(text);
        part.speaker_name.push_str(cells.cell(&map.speaker));
        part.language.push_str(cells.maybe(map.language.as_ref()));
    }
}

/// What all sources of one entry share.
struct Shared {
    kind: Option<SourceKind>,
    reliability: Option<Reliability>,
    credibility: Option<Credibility>,
}

/// One source in texts.
#[derive(Default, Clone, Copy)]
struct One<'v> {
    publisher: &'v str,
    title: &'v str,
    url: &'v str,
    published: &'v str,
}

fn sources(map: &SourcesMap, cells: &Cells<'_, '_>, row: &mut Row) {
    let shared = Shared {
        kind: said(cells.word(map.kind.as_ref()), "unmapped-source-kind", row),
        reliability: said(
            cells.word(map.reliability.as_ref()),
            "unmapped-reliability",
            row,
        ),
        credibility: said(
            cells.word(map.credibility.as_ref()),
            "unmapped-credibility",
            row,
        ),
    };
    let published = map
        .published
        .map(|published| super::map::Cell::Column(published.at));
    let columns = [
        map.publisher.as_ref(),
        map.title.as_ref(),
        map.url.as_ref(),
        published.as_ref(),
    ];
    let lists = columns.map(|cell| List::of(cell, map.split.as_deref(), cells));
    let most = lists.iter().map(List::len).max().unwrap_or_default();
    if lists.iter().all(|list| list.fits(most)) {
        side_by_side(map, lists, most, &shared, cells, row);
    } else {
        apart(map, lists, &shared, cells, row);
    }
}

/// The values of one column of sources.
enum List<'v> {
    /// The same for every source of every record.
    Same(&'v str),
    /// In the order of the record.
    Each(Parts<'v>, usize),
}

impl<'v> List<'v> {
    fn of(
        cell: Option<&'v super::map::Cell>,
        split: Option<&'v str>,
        cells: &'v Cells<'_, '_>,
    ) -> Self {
        match cell {
            None => Self::Same(""),
            Some(super::map::Cell::Value(value)) => Self::Same(value),
            Some(cell) => {
                let parts = cells.parts(cell, split);
                let count = parts.clone().count();
                Self::Each(parts, count)
            }
        }
    }

    fn len(&self) -> usize {
        match self {
            // A value for all does not make a source of its own.
            Self::Same(_) => 0,
            Self::Each(_, count) => *count,
        }
    }

    fn fits(&self, most: usize) -> bool {
        self.len() == 0 || self.len() == most
    }

    fn next(&mut self, cells: &Cells<'_, '_>) -> &'v str {
        match self {
            Self::Same(value) => value,
            Self::Each(parts, _) => cells.next(parts),
        }
    }
}

fn side_by_side(
    map: &SourcesMap,
    mut lists: [List<'_>; 4],
    most: usize,
    shared: &Shared,
    cells: &Cells<'_, '_>,
    row: &mut Row,
) {
    for _ in 0..most {
        let [publisher, title, url, published] = lists.each_mut().map(|list| list.next(cells));
        let one = One {
            publisher,
            title,
            url,
            published,
        };
        add(map, one, shared, cells, row);
    }
}

/// Lists of unlike length: which title belongs to which publisher is not said, so that each stands alone. Dates belong to
/// nothing then.
fn apart(
    map: &SourcesMap,
    mut lists: [List<'_>; 4],
    shared: &Shared,
    cells: &Cells<'_, '_>,
    row: &mut Row,
) {
    row.odd("lists-of-unlike-length");
    for (at, list) in lists.iter_mut().enumerate().take(3) {
        for _ in 0..list.len() {
            let mut one = One::default();
            let slots = [&mut one.publisher, &mut one.title, &mut one.url];
            let value = list.next(cells);
            for slot in slots.into_iter().skip(at).take(1) {
                *slot = value;
            }
            add(map, one, shared, cells, row);
        }
    }
}

fn add(map: &SourcesMap, one: One<'_>, shared: &Shared, cells: &Cells<'_, '_>, row: &mut Row) {
    if one.publisher.is_empty() && one.title.is_empty() && one.url.is_empty() {
        return;
    }
    let host = host(one.url);
    if host.is_none() && !one.url.is_empty() {
        row.odd("bad-url");
    }
    let published = published(map.published, one.published, row);
    let publisher = if one.publisher.is_empty() {
        host.unwrap_or(UNNAMED)
    } else {
        one.publisher
    };
    let part = row.source(publisher);
    part.title.push_str(one.title);
    part.published = published;
    part.kind = shared.kind;
    part.reliability = shared.reliability;
    part.credibility = shared.credibility;
    part.language.push_str(cells.maybe(map.language.as_ref()));
    part.locator.push_str(cells.maybe(map.locator.as_ref()));
    if let Some(note) = &map.note {
        cells.write(note, &mut part.note);
    }
    if host.is_some() {
        part.url.push_str(one.url);
    } else if !one.url.is_empty() {
        // No address to open, but still what the file says of where it is.
        if !part.locator.is_empty() {
            part.locator.push_str("; ");
        }
        part.locator.push_str(one.url);
    }
}

fn published(map: Option<DateCell>, text: &str, row: &mut Row) -> Option<RowDate> {
    let map = map.filter(|_| !text.is_empty())?;
    let date = map.format.read(text);
    if date.is_none() {
        row.odd("bad-publication-date");
    }
    date
}

/// The host of an http(s) address, without `www.`; `None` for anything else, as for one with a user name, which hides where it
/// leads.
fn host(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let http = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let odd = |c: char| c.is_control() || c.is_whitespace();
    let host = rest.split(['/', '?', '#']).next()?;
    if !http || url.contains(odd) || host.contains('@') {
        return None;
    }
    let host = host.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn hosts_of_addresses() {
        for (url, expected) in [
            ("https://www.example.org/a", Some("example.org")),
            ("HTTP://example.org:8080?x", Some("example.org")),
            ("ftp://example.org", None),
            ("www.example.org/a", None),
            ("https://a@example.org", None),
            ("https:///a", None),
            ("https://example.org/a b", None),
        ] {
            assert_eq!(host(url), expected, "{url}");
        }
    }
}
