//! A column map as data: which column holds what, checked against the columns of a file.

use std::collections::HashMap;

use super::columns::Columns;
use super::dates::{DateFormat, DatePrecision};
use crate::dataset::words::Word;
use crate::model::{
    ActorKind, ClaimSubject, Credibility, EventKind, PlacePrecision, RegionLevel, Reliability,
    Role, Side, SourceKind, Stance,
};
use crate::reader::About;

/// A column map that fits a file. Made by [`read_map`](super::read_map).
#[derive(Debug, Clone)]
pub struct Map {
    pub(super) about: About,
    pub(super) columns: Columns,
    /// Values that say nothing, such as `NA`.
    pub(super) empty: Vec<Box<str>>,
    /// Names of own fields, with their prefix.
    pub(super) fields: Vec<String>,
    pub(super) event: EventMap,
}

/// A column, or one value for every record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Column(usize),
    Value(Box<str>),
}

/// A text: a cell, or put together from several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Text {
    Cell(Cell),
    Template(Vec<Piece>),
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Words(Box<str>),
    /// `{column}`
    Column(usize),
    /// `[ … {column} … ]`: left out when a column in it is empty.
    IfKnown(Vec<Self>),
}

/// A word of a closed list: the same for every record, or by the values of a column.
#[derive(Debug, Clone)]
pub(super) enum Words<W> {
    Value(W),
    Column {
        at: usize,
        map: WordMap<W>,
        /// What `*` stands for.
        others: Option<W>,
    },
}

impl<W> Words<W> {
    /// The column, where there is one.
    pub(super) fn column(&self) -> Option<usize> {
        match self {
            Self::Value(_) => None,
            Self::Column { at, .. } => Some(*at),
        }
    }
}

/// Which word a value stands for.
#[derive(Debug, Clone)]
pub(super) enum WordMap<W> {
    /// Values are the words themselves, whatever their case, with blanks or hyphens for `_`.
    Same(Vec<(&'static str, W)>),
    /// As the map lists them; whatever their case when they are ASCII and no other fits.
    Listed(HashMap<Box<str>, W>),
}

impl<W: Word> WordMap<W> {
    /// The words themselves.
    pub(super) fn same() -> Self {
        let words = W::slugs().into_iter();
        Self::Same(
            words
                .filter_map(|slug| Some((slug, W::from_slug(slug)?)))
                .collect(),
        )
    }
}

impl<W: Copy> WordMap<W> {
    /// The word for a value.
    pub(super) fn get(&self, value: &str) -> Option<W> {
        match self {
            Self::Same(words) => {
                let mut words = words.iter();
                words.find(|(slug, _)| same_word(value, slug))
            }
            .map(|(_, word)| *word),
            Self::Listed(words) => words.get(value).copied().or_else(|| {
                let mut fitting = words
                    .iter()
                    .filter(|(key, _)| key.eq_ignore_ascii_case(value));
                // Two that differ in case only leave open which one is meant.
                let (found, others) = (fitting.next(), fitting.next());
                found.filter(|_| others.is_none()).map(|(_, word)| *word)
            }),
        }
    }
}

/// Whether a value is this word: `Security alert` is `security_alert`.
fn same_word(value: &str, slug: &str) -> bool {
    let plain = |byte: u8| match byte {
        b' ' | b'-' => b'_',
        byte => byte.to_ascii_lowercase(),
    };
    value.len() == slug.len()
        && value
            .bytes()
            .zip(slug.bytes())
            .all(|(a, b)| plain(a) == plain(b))
}

/// `[event]`.
#[derive(Debug, Clone)]
pub(super) struct EventMap {
    pub(super) id: Option<Text>,
    pub(super) title: Option<Text>,
    pub(super) summary: Option<Text>,
    pub(super) date: DateMap,
    pub(super) time: Option<usize>,
    pub(super) timezone: Option<Cell>,
    pub(super) kind: Option<Words<EventKind>>,
    pub(super) place: Option<Text>,
    pub(super) position: Option<PositionMap>,
    pub(super) precision: Option<Words<PlacePrecision>>,
    pub(super) regions: Vec<RegionMap>,
    pub(super) actors: Vec<ActorMap>,
    pub(super) sources: Vec<SourcesMap>,
    pub(super) claims: Vec<ClaimMap>,
    pub(super) quotes: Vec<QuoteMap>,
    pub(super) tags: Vec<ListMap>,
    pub(super) codes: Vec<CodeMap>,
    pub(super) fields: Vec<ListMap>,
    pub(super) importance: Option<Words<Importance>>,
    /// More columns to search.
    pub(super) text: Vec<usize>,
}

/// When it was.
#[derive(Debug, Clone)]
pub(super) struct DateMap {
    pub(super) start: Moment,
    pub(super) end: Option<Moment>,
    pub(super) precision: Option<Words<DatePrecision>>,
}

/// A date in one column, in three, or the same for every record.
#[derive(Debug, Clone)]
pub(super) enum Moment {
    Cell(DateCell),
    Parts {
        year: usize,
        month: Option<usize>,
        day: Option<usize>,
    },
    Value(crate::reader::RowDate),
}

impl Moment {
    /// The column that a fault is shown at.
    pub(super) fn column(&self) -> Option<usize> {
        match self {
            Self::Cell(cell) => Some(cell.at),
            Self::Parts { year, .. } => Some(*year),
            Self::Value(_) => None,
        }
    }
}

/// A column of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateCell {
    pub(super) at: usize,
    pub(super) format: DateFormat,
}

/// Coordinates in two columns, or in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PositionMap {
    Two { lat: usize, lon: usize },
    One { at: usize, order: Order },
}

/// Which coordinate stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    LatLon,
    LonLat,
}

impl Word for Order {
    const NAME: &'static str = "order of coordinates";

    fn slugs() -> Vec<&'static str> {
        vec!["lat lon", "lon lat"]
    }

    fn from_slug(slug: &str) -> Option<Self> {
        match slug {
            "lat lon" => Some(Self::LatLon),
            "lon lat" => Some(Self::LonLat),
            _ => None,
        }
    }
}

/// A region on the way in.
#[derive(Debug, Clone)]
pub(super) struct RegionMap {
    pub(super) name: Cell,
    pub(super) level: RegionLevel,
    pub(super) written: Written,
    pub(super) codes: Vec<(&'static str, usize)>,
}

/// How a column writes its regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Name,
    Iso,
    Iso3,
    Numeric,
    Fips,
}

impl Word for Written {
    const NAME: &'static str = "way to write a country";

    fn slugs() -> Vec<&'static str> {
        vec!["name", "iso", "iso3", "numeric", "fips"]
    }

    fn from_slug(slug: &str) -> Option<Self> {
        Some(match slug {
            "name" => Self::Name,
            "iso" => Self::Iso,
            "iso3" => Self::Iso3,
            "numeric" => Self::Numeric,
            "fips" => Self::Fips,
            _ => return None,
        })
    }
}

/// Actors of one part.
#[derive(Debug, Clone)]
pub(super) struct ActorMap {
    pub(super) name: Cell,
    pub(super) split: Option<Box<str>>,
    pub(super) role: Option<Role>,
    pub(super) side: Option<Side>,
    pub(super) kind: Option<Words<ActorKind>>,
    pub(super) country: Option<Cell>,
    pub(super) id: Option<(&'static str, Cell)>,
}

/// Texts that a record rests on.
#[derive(Debug, Clone)]
pub(super) struct SourcesMap {
    pub(super) publisher: Option<Cell>,
    pub(super) title: Option<Cell>,
    pub(super) url: Option<Cell>,
    pub(super) published: Option<DateCell>,
    pub(super) split: Option<Box<str>>,
    pub(super) language: Option<Cell>,
    pub(super) kind: Option<Words<SourceKind>>,
    pub(super) reliability: Option<Words<Reliability>>,
    pub(super) credibility: Option<Words<Credibility>>,
    pub(super) locator: Option<Cell>,
    pub(super) note: Option<Text>,
}

/// A claim, once for each claimant.
#[derive(Debug, Clone)]
pub(super) struct ClaimMap {
    pub(super) about: ClaimSubject,
    pub(super) low: Option<usize>,
    pub(super) best: Option<usize>,
    pub(super) high: Option<usize>,
    pub(super) who: Option<Cell>,
    pub(super) value: Option<Text>,
    pub(super) text: Option<Text>,
    pub(super) claimant: Option<Cell>,
    pub(super) split: Option<Box<str>>,
    pub(super) stance: Option<Words<Stance>>,
}

/// Words said, found in the first source of the record.
#[derive(Debug, Clone)]
pub(super) struct QuoteMap {
    pub(super) text: Cell,
    pub(super) speaker: Cell,
    pub(super) language: Option<Cell>,
}

/// A column of values, one or several.
#[derive(Debug, Clone)]
pub(super) struct ListMap {
    pub(super) cell: Cell,
    pub(super) split: Option<Box<str>>,
}

/// Codes of a scheme.
#[derive(Debug, Clone)]
pub(super) struct CodeMap {
    pub(super) scheme: &'static str,
    pub(super) list: ListMap,
}

/// 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Importance(pub(super) u8);

impl Word for Importance {
    const NAME: &'static str = "importance";
    const NUMERIC: bool = true;

    fn slugs() -> Vec<&'static str> {
        vec!["1", "2", "3", "4", "5"]
    }

    fn from_slug(slug: &str) -> Option<Self> {
        let number: u8 = slug.parse().ok()?;
        (slug.len() == 1 && (1..=5).contains(&number)).then_some(Self(number))
    }
}
