//! GDELT event exports: GDELT 2.0 (61 columns), 1.0 (58, and 57 before April 2013), and MASTERREDUCEDV2.
//!
//! GDELT codes each pair of actors in each sentence of a report as an event of its own. Records of one report and one day
//! therefore belong together ([`Row::group`]), unless [`Options::no_collapse`] is set: who, what and where are those of one record
//! and are never put together from several.
//!
//! What is carried over: the date GDELT gives, even a year before the report; actor 1 acts on actor 2; the title is
//! CAMEO's description of the code, because there are no other words; the publisher is the host of the address. What is not:
//! numbers of mentions, sources and articles, tone and Goldstein score say nothing of the world. They are in the columns.

mod actors;
mod cameo;
mod languages;
mod layout;
mod mentions;
mod place;
mod sources;
#[cfg(test)]
mod tests;

use super::cells::known_code;
use super::{Format, Sniff};
use crate::model::{Day, EventKind};
use crate::reader::dates::{basic_day, basic_second, no_date};
use crate::reader::{About, Cut, Fault, Head, Options, Reader, Record, Row, RowDate};
use layout::Layout;
use mentions::Mentions;

pub(super) const EVENTS: Format = Format {
    name: "gdelt",
    label: "GDELT event export (tab-separated)",
    companions: &[mentions::MENTIONS],
    sniff,
    open,
};

fn sniff(head: &Head<'_>) -> Sniff {
    if layout::is_gdelt(head) {
        Sniff::Yes
    } else {
        Sniff::No
    }
}

fn open(head: &Head<'_>, options: &Options) -> Result<Box<dyn Reader>, Fault> {
    let layout = Layout::of(head).ok_or_else(|| {
        let count = head.bare_cells(b'\t').len();
        Fault::record(format!(
            "an event export of GDELT has 61, 58 or 57 columns, or their names; this has {count}"
        ))
    })?;
    Ok(Box::new(Events {
        about: about(head),
        others: layout.others(),
        layout,
        collapse: !options.no_collapse,
        mentions: Mentions::of(options)?,
    }))
}

fn about(head: &Head<'_>) -> About {
    About {
        title: format!("GDELT events ({})", head.stem()),
        publisher: "GDELT".into(),
        license: "Unlimited and unrestricted use and redistribution, with a citation of the GDELT Project and a link to it"
            .into(),
        attribution: vec!["The GDELT Project, https://www.gdeltproject.org/".into()],
        ..About::default()
    }
}

/// Own fields, in the order of [`FIELDS`].
const FIELDS: &[&str] = &["gdelt.quad_class", "gdelt.root"];
const QUAD_CLASS: usize = 0;
const IS_ROOT: usize = 1;

#[derive(Debug)]
struct Events {
    about: About,
    layout: Layout,
    /// Those of other years: files of several years can be put together, and nothing but the number of cells tells.
    others: Vec<Layout>,
    collapse: bool,
    mentions: Mentions,
}

impl Reader for Events {
    fn about(&self) -> &About {
        &self.about
    }

    fn cut(&self) -> &Cut {
        &self.layout.cut
    }

    fn fields(&self) -> Vec<&str> {
        FIELDS.to_vec()
    }

    fn columns(&self) -> &[String] {
        &self.layout.names
    }

    fn columns_of(&self, record: &Record<'_>) -> &[String] {
        &self.layout(record).names
    }

    fn read(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        self.width(record)?;
        let at = &self.layout(record).at;
        let cell = |at: usize| record.get(at);
        let id = self.id(record)?;
        let day = self.day(record)?;
        row.id.push_str(cell(at.id));
        self.event(record, row);
        let added = cell(at.added);
        let added = basic_second(added).or_else(|| basic_day(added));
        row.when = RowDate::day(day);
        if added.is_some_and(|added| added > day.plus(300)) {
            // "A year ago" in a report dates what is told next to it. The date stays; that it may be a slip of the coding is said.
            row.odd_in("dated-long-before-added", at.date);
        }
        self.codes(record, row);
        actors::read(record, &at.actors, row);
        place::locate(record, &at.geo, row);
        place::name(record, &at.geo, row);
        sources::read(cell(at.url), added, row);
        if let Some(id) = id {
            self.mentions.add(id, row);
        }
        row.field(QUAD_CLASS, cell(at.quad));
        known_code(cell(at.quad), &["1", "2", "3", "4"], at.quad, row);
        row.field(IS_ROOT, cell(at.is_root));
        if !matches!(cell(at.count), "" | "1") {
            row.odd("counts-several-events");
        }
        row.group = self.group(record);
        Ok(())
    }
}

impl Events {
    /// The number that the records of one report and day share.
    fn group(&self, record: &Record<'_>) -> Option<u64> {
        let at = &self.layout(record).at;
        self.collapse
            .then(|| sources::report(record.get(at.url), record.get(at.date)))
            .flatten()
    }

    /// Without quoting, a record with another number of cells is cut off or has its cells in the wrong place.
    fn width(&self, record: &Record<'_>) -> Result<(), Fault> {
        let (have, want) = match record {
            Record::Fields(fields) => (fields.len(), self.columns_of(record).len()),
            Record::Text(_) => (1, self.layout.names.len()),
        };
        if have == want {
            return Ok(());
        }
        Err(Fault::record(format!("{have} cells where {want} are due")))
    }

    /// Where the columns of a record stand.
    fn layout(&self, record: &Record<'_>) -> &Layout {
        let Record::Fields(fields) = record else {
            return &self.layout;
        };
        let fits = |layout: &&Layout| layout.names.len() == fields.len();
        if fits(&&self.layout) {
            return &self.layout;
        }
        self.others.iter().find(fits).unwrap_or(&self.layout)
    }

    /// `GLOBALEVENTID`; the reduced file has none.
    fn id(&self, record: &Record<'_>) -> Result<Option<u64>, Fault> {
        let layout = self.layout(record);
        let at = layout.at.id;
        if at >= layout.names.len() {
            return Ok(None);
        }
        let text = record.get(at);
        let wrong = || Fault::column(at, format!("`{text}` is no number of an event"));
        text.parse().map(Some).map_err(|_| wrong())
    }

    fn day(&self, record: &Record<'_>) -> Result<Day, Fault> {
        let at = self.layout(record).at.date;
        let text = record.get(at);
        basic_day(text).ok_or_else(|| Fault::column(at, no_date(text, "20160131")))
    }

    /// The code of a subcategory is also of its category and its root, and is found by each.
    fn codes(&self, record: &Record<'_>, row: &mut Row) {
        let [code, base, root] = self.code(record);
        if cameo::of(code).is_none() {
            row.odd_in("unknown-cameo-code", self.layout(record).at.code);
        }
        row.code("cameo", code);
        for (code, inner) in [(base, [code, code]), (root, [code, base])] {
            if !inner.contains(&code) {
                row.code("cameo", code);
            }
        }
    }

    /// The code, its category and its root; the last two from the code where the record does not tell them.
    fn code<'a>(&self, record: &Record<'a>) -> [&'a str; 3] {
        let at = &self.layout(record).at;
        let code = record.get(at.code);
        let told = |at: usize, length: usize| match record.get(at) {
            "" => code
                .get(..length)
                .filter(|start| cameo::of(start).is_some()),
            told => Some(told),
        };
        let (base, root) = (told(at.base, 3), told(at.root, 2));
        [code, base.unwrap_or_default(), root.unwrap_or_default()]
    }

    /// Title and kind.
    fn event(&self, record: &Record<'_>, row: &mut Row) {
        let codes = self.code(record);
        let known = codes.into_iter().find_map(cameo::of);
        row.kind = Some(known.map_or(EventKind::Other, |known| known.kind));
        match known {
            Some(known) => row.title.push_str(known.text),
            None => {
                row.title.push_str("Event of unknown code ");
                row.title.push_str(codes[0]);
            }
        }
    }
}
