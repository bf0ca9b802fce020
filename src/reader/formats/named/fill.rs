//! Fills a row from properties that are known by name.

use super::{Named, Slot};
use crate::model::{ClaimSubject, EventKind, RegionLevel};
use crate::reader::cells::Cells;
use crate::reader::clock::{self, Form};
use crate::reader::formats::UNNAMED;
use crate::reader::formats::cells::whole;
use crate::reader::moment::Moment;
use crate::reader::object::Object;
use crate::reader::{Fault, Row, countries, headline, json, web};

/// The properties of one record.
pub(in crate::reader::formats) struct Fill<'a, C: ?Sized> {
    pub(in crate::reader::formats) named: &'a Named,
    pub(in crate::reader::formats) cells: &'a C,
}

impl<'a, C: Cells + ?Sized> Fill<'a, C> {
    /// The values of all properties that tell this and are not empty, with their positions.
    fn all(&self, slot: Slot) -> impl Iterator<Item = (usize, &'a str)> {
        let cells = self.cells;
        self.named
            .places(slot)
            .map(move |at| (at, cells.cell(at)))
            .filter(|(_, text)| !text.is_empty())
    }

    /// The value of the most telling property that is not empty; empty when there is none.
    pub(in crate::reader::formats) fn first(&self, slot: Slot) -> &'a str {
        self.all(slot).next().map_or("", |(_, text)| text)
    }

    /// Its id.
    pub(in crate::reader::formats) fn id(&self, row: &mut Row) {
        row.id.push_str(self.first(Slot::Id));
    }

    /// When it was: a start, with or without an end, or else a timestamp.
    pub(in crate::reader::formats) fn when(&self, row: &mut Row) -> Result<(), Fault> {
        let start = self.all(Slot::Start).next();
        let moment = match (start, self.all(Slot::Timestamp).next()) {
            (Some((at, text)), _) => date(at, text)?,
            (None, Some((at, text))) => Moment::epoch(text).map_or_else(|| date(at, text), Ok)?,
            (None, None) => {
                return Err(Fault::record(
                    "the record has no date: none of start, date or timestamp",
                ));
            }
        };
        moment.put(row);
        if let Some((at, text)) = self.all(Slot::End).next() {
            let end = date(at, text)?.date;
            if end.days.to < row.when.days.from {
                return Err(Fault::column(at, "the event ends before it starts"));
            }
            row.when = row.when.until(&end);
        }
        if row.time.is_none() && row.time_text.is_empty() {
            clock::put(self.first(Slot::Clock), "", Form::Colon, row);
        }
        Ok(())
    }

    /// Title, summary and category. Without a title the summary or the category makes one.
    pub(in crate::reader::formats) fn words(&self, row: &mut Row, category: usize) {
        let (title, summary) = (self.first(Slot::Title), self.first(Slot::Summary));
        let kind = self.first(Slot::Category);
        row.summary.push_str(summary);
        let sources = [title, summary, kind, "Event"];
        let best = sources.into_iter().find(|text| !text.is_empty());
        headline::push(best.unwrap_or_default(), &mut row.title);
        row.kind = kind_of(kind);
        row.field(category, kind);
        for (_, text) in self.all(Slot::Tags) {
            items(text, |tag| row.tags.add().push_str(tag));
        }
    }

    /// Who took part; order implies no direction.
    pub(in crate::reader::formats) fn actors(&self, row: &mut Row) {
        let mut add = |name: &str| {
            row.actor(name, None);
        };
        let lists = self.all(Slot::Actors);
        lists.for_each(|(_, text)| items(text, &mut add));
        if self.first(Slot::Actors).is_empty() {
            self.all(Slot::Actor).for_each(|(_, text)| add(text));
        }
    }

    /// Where it was, by name. A region beside a country or a governorate could stand on either side of it: it is searched
    /// and no part of the path.
    pub(in crate::reader::formats) fn place(&self, row: &mut Row) {
        let country = self.first(Slot::Country);
        if !country.is_empty() {
            let region = row.region(country, RegionLevel::Country);
            match countries::of_name(country) {
                Some(known) => region.code("iso", known.iso),
                None => row.odd_value("unknown-country", None, country),
            }
        }
        for (slot, level) in [
            (Slot::Admin1, RegionLevel::Governorate),
            (Slot::Admin2, RegionLevel::District),
        ] {
            let name = self.first(slot);
            if !name.is_empty() {
                row.region(name, level);
            }
        }
        let region = self.first(Slot::Region);
        if row.regions.is_empty() && !region.is_empty() {
            row.region(region, RegionLevel::Area);
        } else {
            row.text.push_str(region);
        }
        let place = self.first(Slot::Place);
        if row.regions.iter().all(|region| region.name != place) {
            row.place.push_str(place);
        }
    }

    /// Deaths, as a claim of the data set.
    pub(in crate::reader::formats) fn killed(&self, row: &mut Row) {
        let [best, low, high] =
            [Slot::Killed, Slot::KilledLow, Slot::KilledHigh].map(|slot| self.first(slot));
        if best.is_empty() && low.is_empty() && high.is_empty() {
            return;
        }
        let number = whole;
        let claim = row.claims.add();
        claim.about = Some(ClaimSubject::Killed);
        claim.who.push_str("all");
        (claim.low, claim.best, claim.high) = (number(low), number(best), number(high));
        // "dozens" is a claim too.
        if claim.best.is_none() {
            claim.value.push_str(best);
        }
        let known = [claim.low, claim.best, claim.high];
        if !known.iter().flatten().is_sorted() {
            row.odd("low-best-high");
        }
    }

    /// What it rests on: addresses and names of publishers.
    pub(in crate::reader::formats) fn sources(&self, row: &mut Row) {
        for (_, text) in self.all(Slot::Source) {
            sources(text, row);
        }
        let url = self.first(Slot::Url);
        if !web::is_address(url) || row.sources.iter().any(|source| source.url == url) {
            return;
        }
        // The address of a record with one source is the address of that source.
        match &mut row.sources[..] {
            [only] if only.url.is_empty() => only.url.push_str(url),
            _ => source(url, row),
        }
    }
}

fn date(at: usize, text: &str) -> Result<Moment<'_>, Fault> {
    Moment::parse(text).ok_or_else(|| {
        Fault::column(
            at,
            format!("`{text}` is no date such as 2016-01-31, 2016-01-31T15:00Z or 2016-01~"),
        )
    })
}

/// A category that is one of the kinds by its word.
fn kind_of(category: &str) -> Option<EventKind> {
    let is = |word: &str| word.eq_ignore_ascii_case(category);
    let mut kinds = EventKind::ALL.iter().copied();
    kinds.find(|kind| is(kind.slug()) || is(kind.label()))
}

/// The items of a list: of JSON, where objects stand for their `name`, or between semicolons.
fn items(text: &str, mut each: impl FnMut(&str)) {
    let mut each = |item: &str| {
        let item = item.trim();
        if !item.is_empty() {
            each(item);
        }
    };
    if !text.starts_with('[') {
        text.split(';').for_each(each);
        return;
    }
    for item in json::items(text) {
        match Object::parse(item.get()) {
            Ok(object) => each(&object.text("name")),
            Err(_) => each(&json::text(item)),
        }
    }
}

/// Sources in a list of JSON or between semicolons.
fn sources(text: &str, row: &mut Row) {
    if web::is_address(text) {
        return source(text, row);
    }
    if !text.starts_with('[') {
        return items(text, |item| source(item, row));
    }
    for item in json::items(text) {
        let Ok(object) = Object::parse(item.get()) else {
            source(json::text(item).trim(), row);
            continue;
        };
        let url = object.text("url");
        let name = ["publisher", "name"].map(|name| object.text(name));
        let named = name.into_iter().find(|name| !name.is_empty());
        let part = row.source(&named.or_else(|| web::host(&url)).unwrap_or(UNNAMED.into()));
        if web::is_address(&url) {
            part.url.push_str(&url);
        }
        part.title.push_str(&object.text("title"));
    }
}

/// Longest text that is the name of a publisher and no citation, in bytes.
const LONGEST_NAME: usize = 80;

/// One source: an address, the name of a publisher, or a citation.
fn source(text: &str, row: &mut Row) {
    if text.is_empty() {
        return;
    }
    if web::is_address(text) {
        let publisher = web::host(text).unwrap_or(UNNAMED.into());
        row.source(&publisher).url.push_str(text);
    } else if text.len() <= LONGEST_NAME {
        row.source(text);
    } else {
        row.source(UNNAMED).title.push_str(text);
    }
}
