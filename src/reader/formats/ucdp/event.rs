//! One event of UCDP GED, by the names of its columns: the same for tables and for GeoJSON.

use super::headlines::Headlines;
use crate::model::{ActorKind, ClaimSubject, EventKind, PlacePrecision, RegionLevel, Role, Side};
use crate::reader::cells::{Cells, trimmed};
use crate::reader::countries;
use crate::reader::dates::{iso_day, no_date};
use crate::reader::formats::UNNAMED;
use crate::reader::formats::cells::{
    add_line, known_code, position, push_number, without_fraction,
};
use crate::reader::head::columns;
use crate::reader::{Fault, Row, RowDate};

/// Names of the own fields; the constants below are positions in it.
pub(in crate::reader::formats) const FIELDS: &[&str] = &[
    "ucdp.dyad",
    "ucdp.conflict",
    "ucdp.type_of_violence",
    "ucdp.event_clarity",
    "ucdp.code_status",
];
const DYAD: usize = 0;
const CONFLICT: usize = 1;
const TYPE: usize = 2;
const CLARITY: usize = 3;
const STATUS: usize = 4;

/// Declares where columns stand; an absent one stands beyond all cells and is read as empty.
macro_rules! positions {
    ($($name:ident),+ $(,)?) => {
        /// Where the columns of a record stand.
        #[derive(Debug)]
        pub(in crate::reader::formats) struct Columns { $($name: usize),+ }

        impl Columns {
            /// From the names of all columns, whatever their case.
            pub(in crate::reader::formats) fn new(header: &[impl AsRef<str>]) -> Self {
                let at = |name| columns(header, [name])[0].unwrap_or(usize::MAX);
                Self { $($name: at(stringify!($name))),+ }
            }
        }
    };
}

positions!(
    id,
    code_status,
    type_of_violence,
    conflict_new_id,
    conflict_name,
    dyad_new_id,
    dyad_name,
    side_a_new_id,
    side_a,
    side_b_new_id,
    side_b,
    source_article,
    source_office,
    source_date,
    source_headline,
    source_original,
    where_prec,
    where_coordinates,
    where_description,
    adm_1,
    adm_2,
    latitude,
    longitude,
    country,
    event_clarity,
    date_prec,
    date_start,
    date_end,
    deaths_a,
    deaths_b,
    deaths_civilians,
    deaths_unknown,
    best,
    high,
    low,
);

impl Columns {
    /// Reads one event.
    pub(in crate::reader::formats) fn read(
        &self,
        cells: &(impl Cells + ?Sized),
        row: &mut Row,
    ) -> Result<(), Fault> {
        Event { at: self, cells }.read(row)
    }
}

struct Event<'a, C: ?Sized> {
    at: &'a Columns,
    cells: &'a C,
}

impl<'a, C: Cells + ?Sized> Event<'a, C> {
    fn cell(&self, at: usize) -> &'a str {
        without_fraction(self.cells.cell(at))
    }

    fn read(&self, row: &mut Row) -> Result<(), Fault> {
        row.id.push_str(self.cell(self.at.id));
        row.when = self.dates()?;
        row.kind = Some(match self.cell(self.at.type_of_violence) {
            "3" => EventKind::Attack,
            _ => EventKind::ArmedForce,
        });
        self.sides(row);
        self.place(row)?;
        self.sources(row);
        self.deaths(row)?;
        self.own_fields(row);
        self.codes(row);
        add_line(&mut row.text, self.cell(self.at.where_description));
        Ok(())
    }

    fn dates(&self) -> Result<RowDate, Fault> {
        let date = |at: usize| {
            let text = self.cell(at);
            iso_day(text).ok_or_else(|| Fault::column(at, no_date(text, "2016-01-31")))
        };
        let from = date(self.at.date_start)?;
        let to = if self.cell(self.at.date_end).is_empty() {
            from
        } else {
            date(self.at.date_end)?
        };
        if to < from {
            return Err(Fault::column(
                self.at.date_end,
                "the event ends before it starts",
            ));
        }
        Ok(RowDate::between(from, to))
    }

    fn sides(&self, row: &mut Row) {
        let (a, b) = (self.cell(self.at.side_a), self.cell(self.at.side_b));
        let sides = [
            (a, self.at.side_a_new_id, Side::One),
            (b, self.at.side_b_new_id, Side::Two),
        ];
        // Only one-sided violence has a direction: an actor that uses armed force against civilians. In state-based conflict side A
        // is the government by definition, and in non-state conflict the order means nothing (UCDP GED codebook, `side_a` and `side_b`).
        let one_sided = self.cell(self.at.type_of_violence) == "3";
        for (name, id, side) in sides.into_iter().filter(|(name, ..)| !name.is_empty()) {
            let id = self.cell(id);
            let part = match (one_sided, side) {
                (false, side) => row.participant(name, side),
                (true, Side::One) => row.actor(name, Some(Role::Initiator)),
                (true, Side::Two) => row.actor(name, Some(Role::Target)),
            };
            part.key.push_str(id);
            part.kind = Some(kind_of(name));
            if !id.is_empty() {
                part.identify("ucdp", id);
            }
            if let Some(country) = name
                .strip_prefix("Government of ")
                .and_then(countries::of_name)
            {
                part.country.push_str(country.iso);
            }
        }
    }

    /// What sort of violence, and the deaths as UCDP estimates them: the sides and the place stand beside a title anyway.
    fn title(&self, row: &mut Row, [low, best, high]: [Option<u64>; 3]) {
        row.title
            .push_str(type_label(self.cell(self.at.type_of_violence)));
        let Some(best) = best else { return };
        row.title.push_str(", ");
        push_number(&mut row.title, best);
        row.title.push_str(" killed (UCDP");
        match low.zip(high) {
            Some((low, high)) if low == high => {}
            Some((low, high)) => {
                let [before, between] = if low < high {
                    [", ", "–"]
                } else {
                    [", low ", ", high "]
                };
                row.title.push_str(before);
                push_number(&mut row.title, low);
                row.title.push_str(between);
                push_number(&mut row.title, high);
            }
            None => {}
        }
        row.title.push(')');
    }

    fn place(&self, row: &mut Row) -> Result<(), Fault> {
        let country = self.cell(self.at.country);
        if !country.is_empty() {
            let region = row.region(country, RegionLevel::Country);
            match countries::of_name(country) {
                Some(known) => region.code("iso", known.iso),
                None => row.odd_value("unknown-country", Some(self.at.country), country),
            }
        }
        for (name, level) in [
            (self.cell(self.at.adm_1), RegionLevel::Governorate),
            (self.cell(self.at.adm_2), RegionLevel::District),
        ] {
            if !name.is_empty() {
                row.region(name, level);
            }
        }
        let precision = self.cell(self.at.where_prec);
        row.precision = match precision {
            "1" => Some(PlacePrecision::Exact),
            "2" => Some(PlacePrecision::Near),
            "3" => Some(PlacePrecision::Adm2),
            "4" => Some(PlacePrecision::Adm1),
            // 5 is a line or a fuzzy area, 7 the sea or the air above it.
            "5" | "7" => Some(PlacePrecision::Area),
            "6" => Some(PlacePrecision::Country),
            _ => None,
        };
        let name = self.cell(self.at.where_coordinates);
        let inside = row.regions.iter().all(|region| region.name != name);
        if !name.is_empty() && inside {
            if matches!(precision, "1" | "2") {
                row.region(name, RegionLevel::Place);
            } else {
                row.place.push_str(name);
            }
        }
        row.position = position(self.cells, self.at.latitude, self.at.longitude, row)?;
        Ok(())
    }

    /// The lists of offices, dates and headlines belong together; where files before 2013 have none, the text of
    /// `source_article` starts with the publisher as a rule.
    fn sources(&self, row: &mut Row) {
        let offices = self.cell(self.at.source_office);
        if offices.is_empty() {
            let article = self.cell(self.at.source_article);
            if !article.is_empty() {
                row.source(publisher_of(article)).title.push_str(article);
            }
            return;
        }
        let dates = self.cell(self.at.source_date);
        let list = self.cell(self.at.source_headline);
        let length = |list: &str| memchr::memchr_iter(b';', list.as_bytes()).count() + 1;
        let headlines = Headlines::of(list, length(offices));
        if headlines.is_none() || !dates.is_empty() && length(dates) != length(offices) {
            row.odd_in("lists-of-unlike-length", self.at.source_office);
        }
        if headlines.is_none() {
            // Which is whose cannot be told; the words are found all the same.
            add_line(&mut row.text, list);
        }
        let mut headlines = headlines.into_iter().flatten();
        let mut dates = dates.split(';');
        for office in offices.split(';').map(trimmed) {
            let date = trimmed(dates.next().unwrap_or_default());
            let published = iso_day(date).map(RowDate::day);
            if published.is_none() && !date.is_empty() {
                row.odd_in("bad-publication-date", self.at.source_date);
            }
            let source = row.source(if office.is_empty() { UNNAMED } else { office });
            source.published = published;
            source.title.push_str(headlines.next().unwrap_or_default());
        }
    }

    fn deaths(&self, row: &mut Row) -> Result<(), Fault> {
        let number = |at: usize| {
            let text = self.cell(at);
            if text.is_empty() {
                return Ok(None);
            }
            let wrong = || Fault::column(at, format!("`{text}` is no number of deaths"));
            text.parse::<u64>().map(Some).map_err(|_| wrong())
        };
        let (low, best, high) = (
            number(self.at.low)?,
            number(self.at.best)?,
            number(self.at.high)?,
        );
        if !in_order(low, best, high) {
            row.odd("low-best-high");
        }
        let parts = [
            ("of side A", number(self.at.deaths_a)?),
            ("of side B", number(self.at.deaths_b)?),
            ("civilians", number(self.at.deaths_civilians)?),
            ("unknown", number(self.at.deaths_unknown)?),
        ];
        self.title(row, [low, best, high]);
        if low.or(best).or(high).is_some() {
            let claim = row.claims.add();
            claim.about = Some(ClaimSubject::Killed);
            claim.who.push_str("all");
            (claim.low, claim.best, claim.high) = (low, best, high);
            for (who, number) in parts {
                if let Some(number) = number.filter(|&number| number > 0) {
                    let comma = if claim.note.is_empty() {
                        "best: "
                    } else {
                        ", "
                    };
                    claim.note.push_str(comma);
                    push_number(&mut claim.note, number);
                    claim.note.push(' ');
                    claim.note.push_str(who);
                }
            }
        }
        for name in originals(self.cell(self.at.source_original)) {
            let claim = row.claims.add();
            claim.by_publisher(name);
            claim.about = Some(ClaimSubject::Occurrence);
        }
        Ok(())
    }

    fn codes(&self, row: &mut Row) {
        for (at, known) in [
            (self.at.type_of_violence, &["1", "2", "3"][..]),
            (self.at.where_prec, &["1", "2", "3", "4", "5", "6", "7"]),
            (self.at.event_clarity, &["1", "2"]),
            (self.at.date_prec, &["1", "2", "3", "4", "5"]),
        ] {
            known_code(self.cell(at), known, at, row);
        }
    }

    fn own_fields(&self, row: &mut Row) {
        for (field, number, name) in [
            (DYAD, self.at.dyad_new_id, self.at.dyad_name),
            (CONFLICT, self.at.conflict_new_id, self.at.conflict_name),
        ] {
            row.named_field(field, self.cell(number), self.cell(name));
        }
        for (field, at) in [
            (CLARITY, self.at.event_clarity),
            (STATUS, self.at.code_status),
        ] {
            row.field(field, self.cell(at));
        }
        let code = self.cell(self.at.type_of_violence);
        row.field(TYPE, code);
        row.code("ucdp", code);
    }
}

/// The names of a list of original sources: `Ministry; Rebels` are two. A comma separates names too, but not within brackets, and not
/// from a description in lower case: `Abu Ahmed, a commander` is one.
pub(super) fn originals(text: &str) -> impl Iterator<Item = &str> {
    text.split(';')
        .flat_map(split_names)
        .map(|name| trimmed(name).trim_end_matches(','))
        .filter(|name| !name.is_empty())
}

fn split_names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 && starts_a_name(&text[at + 1..]) => {
                names.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    names.push(&text[start..]);
    names
}

fn starts_a_name(text: &str) -> bool {
    let first = text.trim_start().chars().next();
    first.is_some_and(|first| first.is_uppercase() || first.is_ascii_digit())
}

/// What stands before the first digit, quotation mark or bracket: `Reuters 1989-05-17 "ANGOLAN UNITA …`.
pub(super) fn publisher_of(article: &str) -> &str {
    let end = article
        .find(|c: char| c.is_ascii_digit() || matches!(c, '"' | '“' | '('))
        .unwrap_or(article.len());
    let name =
        article[..end].trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';'));
    if name.is_empty() || name.chars().count() > 40 {
        UNNAMED
    } else {
        name
    }
}

fn in_order(low: Option<u64>, best: Option<u64>, high: Option<u64>) -> bool {
    [low, best, high].into_iter().flatten().is_sorted()
}

fn kind_of(name: &str) -> ActorKind {
    if name.starts_with("Government of ") {
        ActorKind::Government
    } else if name == "Civilians" {
        ActorKind::Civilians
    } else {
        ActorKind::ArmedGroup
    }
}

/// The names of the codebook.
fn type_label(code: &str) -> &'static str {
    match code {
        "1" => "State-based violence",
        "2" => "Non-state violence",
        "3" => "One-sided violence",
        _ => "Violence",
    }
}
