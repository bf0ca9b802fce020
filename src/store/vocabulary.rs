//! The names that columns refer to by code: actors, regions, sources and what hangs on them, of all datasets together.
//!
//! Small beside the rows. Two datasets may define the same id; both entries stay, and a filter that names the id means both.

use std::collections::HashMap;

use crate::model::{ActorKind, DayRange, Position, RegionLevel, Reliability, SourceKind};

/// Declares the code of an entry in the vocabulary.
macro_rules! code {
    ($($(#[$meta:meta])* $name:ident;)+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The code as an index into its list.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+ };
}

code! {
    /// A dataset, by the order on the command line.
    DatasetCode;
    /// A bloc; blocs of the same id in several datasets are one.
    BlocCode;
    /// An actor.
    ActorCode;
    /// A region.
    RegionCode;
    /// A source.
    SourceCode;
    /// A publisher: sources with the same folded publisher name.
    PublisherCode;
    /// A BCP 47 language tag of sources and quotes.
    LanguageCode;
    /// A tag.
    TagCode;
    /// A field of a data set's own, or a scheme of codes.
    FieldCode;
    /// A value of such a field, among those of the field.
    ValueCode;
}

/// Every name that rows refer to.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// By [`DatasetCode`].
    pub datasets: Vec<DatasetEntry>,
    /// By [`BlocCode`].
    pub blocs: Vec<BlocEntry>,
    /// By [`ActorCode`].
    pub actors: Vec<ActorEntry>,
    /// By [`RegionCode`].
    pub regions: Vec<RegionEntry>,
    /// By [`SourceCode`].
    pub sources: Vec<SourceEntry>,
    /// By [`PublisherCode`], as first written, or as a table of other names has it.
    pub publishers: Vec<Box<str>>,
    /// By [`PublisherCode`]: how the data write it besides.
    pub publisher_spellings: Vec<Vec<Box<str>>>,
    /// By [`LanguageCode`].
    pub languages: Vec<Box<str>>,
    /// By [`TagCode`].
    pub tags: Vec<Box<str>>,
    /// By [`FieldCode`].
    pub fields: Vec<FieldEntry>,
}

/// A dataset by name.
#[derive(Debug, Clone)]
pub struct DatasetEntry {
    /// Title, or the path where it has none.
    pub title: Box<str>,
    /// The period it means to cover.
    pub coverage: Option<DayRange>,
    /// Whether its ids are made from names: then a name means all that have it.
    pub ids_from_names: bool,
}

/// A side in the conflict.
#[derive(Debug, Clone)]
pub struct BlocEntry {
    /// Id as typed in filters.
    pub id: Box<str>,
    /// Name.
    pub name: Box<str>,
    /// `#rrggbb` or a terminal colour name.
    pub colour: Option<Box<str>>,
    /// One cell.
    pub glyph: Option<Box<str>>,
    /// One ASCII character.
    pub ascii: Option<char>,
    /// Place in lists.
    pub order: i64,
}

/// A field that some data set has beside the common ones, or a scheme of codes.
#[derive(Debug, Clone)]
pub struct FieldEntry {
    /// As typed in filters: `ucdp.dyad`, `cameo`.
    pub name: Box<str>,
    /// Whether it is a scheme of codes, which `code:` looks through.
    pub is_code: bool,
    /// By [`ValueCode`], as first written.
    pub values: Vec<Box<str>>,
    /// By [`ValueCode`], what values that are numbers are called, the most frequent name first; shorter than `values`, or empty,
    /// where no later value has a name.
    pub names: Vec<Vec<Box<str>>>,
}

impl FieldEntry {
    /// What a value is called.
    #[must_use]
    pub fn names_of(&self, value: ValueCode) -> &[Box<str>] {
        self.names.get(value.index()).map_or(&[], Vec::as_slice)
    }

    /// A value for people: its name, with the number in brackets; the value itself where it has no other name.
    #[must_use]
    pub fn label(&self, value: ValueCode) -> String {
        let written = &self.values[value.index()];
        match self.names_of(value).first() {
            Some(name) if name != written => format!("{name} ({written})"),
            _ => written.to_string(),
        }
    }

    /// Adds names of a value that it does not have yet.
    pub fn name_value(&mut self, value: ValueCode, names: &[Box<str>]) {
        if names.is_empty() {
            return;
        }
        if self.names.len() <= value.index() {
            self.names.resize(value.index() + 1, Vec::new());
        }
        let known = &mut self.names[value.index()];
        for name in names {
            if !known.contains(name) {
                known.push(name.clone());
            }
        }
    }

    /// Letters that a code has at least when others stand below it: the 20 roots of CAMEO have two digits (CAMEO codebook
    /// 1.1b3, chapter 2), so that a stray `1` is not above `10` to `19`.
    const ROOT: usize = 2;

    /// Whether codes stand below those that they start with, as CAMEO's 1951 does below 195 and 19.
    #[must_use]
    pub fn is_tree(&self) -> bool {
        self.is_code && *self.name == *"cameo"
    }

    /// Whether a code is this one or stands below it. Only of a scheme that is a tree.
    #[must_use]
    pub fn is_within(code: &str, above: &str) -> bool {
        code == above || above.len() >= Self::ROOT && code.starts_with(above)
    }

    /// For each value the one right above it, where the values are codes that form a tree; else no value has one.
    #[must_use]
    pub fn parents(&self) -> Vec<Option<ValueCode>> {
        if !self.is_tree() {
            return vec![None; self.values.len()];
        }
        let codes: HashMap<&str, ValueCode> = (0..)
            .map(ValueCode)
            .zip(&self.values)
            .map(|(code, value)| (&**value, code))
            .collect();
        let parent = |value: &str| {
            let mut starts = (Self::ROOT..value.len())
                .rev()
                .filter_map(|end| value.get(..end));
            starts.find_map(|start| codes.get(start).copied())
        };
        self.values.iter().map(|value| parent(value)).collect()
    }
}

/// An actor by name.
#[derive(Debug, Clone)]
pub struct ActorEntry {
    /// Where it comes from.
    pub dataset: DatasetCode,
    /// Id as typed in filters.
    pub id: Box<str>,
    /// Full name.
    pub name: Box<str>,
    /// Short name.
    pub short: Option<Box<str>>,
    /// Name in its own script.
    pub native_name: Option<Box<str>>,
    /// Other names.
    pub aliases: Vec<Box<str>>,
    /// What it is.
    pub kind: ActorKind,
    /// `(scheme, id)`.
    pub ids: Vec<(Box<str>, Box<str>)>,
    /// The actor it belongs to.
    pub parent: Option<ActorCode>,
    /// Itself and everything that belongs to it, sorted.
    pub members: Vec<ActorCode>,
    /// Blocs with the days they hold.
    pub blocs: Vec<(BlocCode, DayRange)>,
}

/// A region by name.
#[derive(Debug, Clone)]
pub struct RegionEntry {
    /// Where it comes from.
    pub dataset: DatasetCode,
    /// Id as typed in filters.
    pub id: Box<str>,
    /// Name.
    pub name: Box<str>,
    /// The name with what tells it from others of that name, where there are such: "Idlib (governorate)".
    pub told_apart: Option<Box<str>>,
    /// Name in its own script.
    pub native_name: Option<Box<str>>,
    /// Other names.
    pub aliases: Vec<Box<str>>,
    /// Level in the tree.
    pub level: RegionLevel,
    /// `(scheme, code)`.
    pub codes: Vec<(Box<str>, Box<str>)>,
    /// The region it lies in.
    pub parent: Option<RegionCode>,
    /// Itself and everything below it, sorted.
    pub within: Vec<RegionCode>,
    /// Where it is.
    pub position: Option<Position>,
}

/// Whose report a source carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceOrigin {
    /// An actor.
    Actor(ActorCode),
    /// A name that is no actor's id.
    Name(Box<str>),
}

impl RegionEntry {
    /// The name for lists, where regions stand among others.
    #[must_use]
    pub fn label(&self) -> &str {
        self.told_apart.as_deref().unwrap_or(&self.name)
    }
}

/// A source by name, with what support and grades need.
#[derive(Debug, Clone)]
pub struct SourceEntry {
    /// Where it comes from.
    pub dataset: DatasetCode,
    /// Id as typed in filters.
    pub id: Box<str>,
    /// Who published it.
    pub publisher: PublisherCode,
    /// Title.
    pub title: Option<Box<str>>,
    /// Language of the text.
    pub language: Option<LanguageCode>,
    /// What kind of text.
    pub kind: Option<SourceKind>,
    /// Admiralty letter.
    pub reliability: Option<Reliability>,
    /// The actor that runs the outlet.
    pub affiliation: Option<ActorCode>,
    /// Whose report it merely carries, where that is recorded.
    pub origin: Option<SourceOrigin>,
    /// The first text of its syndication family: itself when it copies none.
    pub original: SourceCode,
    /// When it was published.
    pub published: Option<DayRange>,
}

#[cfg(test)]
mod tests {
    use super::{FieldEntry, ValueCode};

    fn field(name: &str, values: &[&str]) -> FieldEntry {
        FieldEntry {
            name: name.into(),
            is_code: true,
            values: values.iter().map(|&value| value.into()).collect(),
            names: Vec::new(),
        }
    }

    #[test]
    fn codes_of_cameo_stand_below_those_that_they_start_with() {
        let values = ["1951", "19", "195", "1", "190", "é1", "042"];
        let above = [Some(2), None, Some(1), None, Some(1), None, None];
        let above = above.map(|code| code.map(ValueCode));
        assert_eq!(field("cameo", &values).parents(), above);
        assert_eq!(field("acled", &values).parents(), [None; 7]);
    }
}
