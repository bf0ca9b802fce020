//! The store as bytes, so that data which were opened once can be opened again without reading them.
//!
//! Every column is a part of its own, so that several threads read them. A structure is listed here by its fields: one that
//! is missing does not compile, and the [layout](Cached::layout), which a file must have as this program has it, changes with
//! each of them. What numbers mean is not in the layout: who changes that raises the version of the file.
//!
//! What is long is [read later](Later): rows by value, claims, ids, coordinates, texts.
//!
//! Numbers stand in a file as they stand in memory, so that columns are read straight to their place.

mod bytes;
mod parts;
mod plain;
#[cfg(test)]
pub(crate) mod tests;

use std::io;
use std::sync::OnceLock;

pub(crate) use bytes::{Sink, Tap, broken, sum};
pub(crate) use parts::{Part, PartWriter, Parts, Reading, together};

use super::children::ClaimPage;
use super::claims::{PackedClaim, PackedClaims, RareParts};
use super::paged::numbered;
use super::support::Origins;
use super::text::{Body, Offsets};
use super::*;
use crate::model::{Credibility, Day, DayRange, EventKind, EventStatus, Position, Role, Side};

/// What can be written and read back.
pub(crate) trait Cached: Sized {
    /// The fewest bytes that a value takes.
    const LEAST: usize = 1;

    /// Says how values are laid out.
    fn layout(out: &mut String);

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()>;

    /// Reads what was written. Other bytes give an error or some value, but never a panic.
    fn read(from: &mut Tap<'_>) -> io::Result<Self>;

    fn write_list(values: &[Self], out: &mut Sink<'_>) -> io::Result<()> {
        values.iter().try_for_each(|value| value.write(out))
    }

    fn read_list(length: usize, from: &mut Tap<'_>) -> io::Result<Vec<Self>> {
        (0..length).map(|_| Self::read(from)).collect()
    }
}

/// The layout of a field, by how it is reached.
pub(crate) fn layout_of<T, F: Cached>(_: fn(&T) -> &F, out: &mut String) {
    F::layout(out);
}

/// A structure by its fields, all of them.
macro_rules! record {
    ($name:ident { $($field:tt),+ $(,)? }) => {
        impl $crate::store::cached::Cached for $name {
            fn layout(out: &mut String) {
                out.push_str(concat!(stringify!($name), "{"));
                $(
                    out.push_str(concat!(stringify!($field), ":"));
                    $crate::store::cached::layout_of(|value: &Self| &value.$field, out);
                    out.push(',');
                )+
                out.push('}');
            }

            fn write(&self, out: &mut $crate::store::cached::Sink<'_>) -> std::io::Result<()> {
                let Self { $($field: _),+ } = self;
                $(self.$field.write(out)?;)+
                Ok(())
            }

            #[inline]
            fn read(from: &mut $crate::store::cached::Tap<'_>) -> std::io::Result<Self> {
                Ok(Self { $($field: $crate::store::cached::Cached::read(from)?),+ })
            }
        }
    };
}
pub(crate) use record;

/// Structures of one number: lists of them are columns.
macro_rules! number_of_its_own {
    ($($name:ident($type:ty)),+ $(,)?) => { $(
        impl Cached for $name {
            fn layout(out: &mut String) {
                out.push_str(concat!(stringify!($name), " "));
                <$type>::layout(out);
            }

            fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
                self.0.write(out)
            }

            #[inline]
            fn read(from: &mut Tap<'_>) -> io::Result<Self> {
                <$type>::read(from).map(Self)
            }

            fn read_list(length: usize, from: &mut Tap<'_>) -> io::Result<Vec<Self>> {
                // Made in place.
                Ok(from.column::<$type>(length)?.into_iter().map(Self).collect())
            }
        }
    )+ };
}

/// One of several, each with one value.
macro_rules! choice {
    ($name:ident { $($variant:ident = $number:literal),+ $(,)? }) => {
        impl Cached for $name {
            fn layout(out: &mut String) {
                fn of<T: Cached>(_: fn(T) -> $name, out: &mut String) {
                    T::layout(out);
                }
                $(
                    out.push_str(concat!(stringify!($variant), "="));
                    of($name::$variant, out);
                    out.push('|');
                )+
            }

            fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
                match self {
                    $(Self::$variant(value) => {
                        let number: u8 = $number;
                        number.write(out)?;
                        value.write(out)
                    })+
                }
            }

            fn read(from: &mut Tap<'_>) -> io::Result<Self> {
                match u8::read(from)? {
                    $($number => Cached::read(from).map(Self::$variant),)+
                    _ => Err(broken("none of the choices")),
                }
            }
        }
    };
}

/// Closed lists of words: a word is its position. Every word is a part of the layout.
macro_rules! words {
    ($($name:ident),+ $(,)?) => { $(
        impl Cached for $name {
            fn layout(out: &mut String) {
                for word in Self::ALL {
                    out.push_str(word.slug());
                    out.push('|');
                }
            }

            fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
                (*self as u8).write(out)
            }

            fn read(from: &mut Tap<'_>) -> io::Result<Self> {
                let word = Self::ALL.get(usize::from(u8::read(from)?));
                word.copied().ok_or_else(|| broken("no such word"))
            }
        }
    )+ };
}
pub(crate) use choice;
use words;

number_of_its_own!(
    ActorCode(u32),
    BlocCode(u32),
    DatasetCode(u32),
    Day(i64),
    LanguageCode(u32),
    PackedGrade(u8),
    PublisherCode(u32),
    RegionCode(u32),
    RowId(u32),
    SourceCode(u32),
);

choice!(Origin { Actor = 0, Publisher = 1, Name = 2 });
choice!(SourceOrigin { Actor = 0, Name = 1 });
choice!(Codes { Narrow = 0, Middle = 1, Wide = 2 });

record!(DayRange { from, to });
record!(Position { lat, lon });
record!(Clock { 0 });
record!(Lists { starts });
record!(Postings { lists, rows });
record!(Sparse { rows, lists });
record!(Bitset { words, len });
record!(Reports { firsts });
record!(Offsets { blocks, within });
record!(Origins { 0 });
record!(Days {
    days,
    first_rows,
    long,
    last_days,
    longest,
    loose,
    loose_starts,
    loose_runs,
    earliest
});
record!(Names {
    actors,
    regions,
    values
});
record!(Ids { arena, offsets });
record!(Body { arena, offsets });
record!(Words {
    blob,
    starts,
    counts,
    row_starts,
    frequent,
    rows,
    letters,
    letter_rows
});
record!(Numbers { low, high, best });
record!(QuoteRow {
    speaker,
    language,
    source,
    said
});
record!(PackedClaims { claims, rare });
record!(PackedClaim {
    claimant,
    who,
    value,
    low,
    high,
    best,
    rare,
    about,
    qualifier,
    stance,
    cumulative,
});
record!(RareParts {
    numbers,
    supersedes,
    dated,
    scope,
    period,
    sources,
});
record!(ClaimPage {
    of,
    claims,
    sources
});
record!(Children {
    quotes_of,
    quotes,
    claims,
    relations_of,
    relations,
});
record!(Edition {
    clock,
    visible,
    altered,
    support,
    grades,
    disputed,
    one_sided,
    single,
});
record!(Index {
    actors,
    groups,
    blocs,
    tags,
    fields,
    sources,
    publishers,
    languages,
    lead_bloc,
    kinds,
    regions,
    related,
    origins,
});
record!(DatasetEntry {
    title,
    coverage,
    ids_from_names
});
record!(BlocEntry {
    id,
    name,
    colour,
    glyph,
    ascii,
    order
});
record!(FieldEntry {
    name,
    is_code,
    values,
    names
});
record!(ActorEntry {
    dataset,
    id,
    name,
    short,
    native_name,
    aliases,
    kind,
    ids,
    parent,
    members,
    blocs,
});
record!(RegionEntry {
    dataset,
    id,
    name,
    told_apart,
    native_name,
    aliases,
    level,
    codes,
    parent,
    within,
    position,
});
record!(SourceEntry {
    dataset,
    id,
    publisher,
    title,
    language,
    kind,
    reliability,
    affiliation,
    origin,
    original,
    published,
});
record!(Vocabulary {
    datasets,
    blocs,
    actors,
    regions,
    sources,
    publishers,
    publisher_spellings,
    languages,
    tags,
    fields,
});

/// Lists the columns of the store that every screen needs, each a part.
macro_rules! columns {
    ($($column:ident: $type:ty),+ $(,)?) => {
        /// The columns of a store while two threads read them.
        #[derive(Default)]
        pub(crate) struct Columns {
            $($column: OnceLock<$type>,)+
        }

        impl Columns {
            /// One task for each column.
            pub(crate) fn tasks<'a>(&'a self, parts: &'a Parts, tasks: &mut Vec<Reading<'a>>) {
                $(tasks.push(parts.task(stringify!($column), &self.$column));)+
            }

            /// The store, when all tasks are done. What is long is read when it is needed.
            pub(crate) fn store(self, parts: &Parts) -> io::Result<Store> {
                let missing = || broken("a column was not read");
                let mut store = Store {
                    $($column: self.$column.into_inner().ok_or_else(missing)?,)+
                    ..Store::default()
                };
                store.expect_later(parts)?;
                Ok(store)
            }

            /// Says how the columns are laid out.
            pub(crate) fn layout(out: &mut String) {
                $(
                    out.push_str(concat!(stringify!($column), ":"));
                    <$type>::layout(out);
                    out.push(';');
                )+
                Later::<Vec<i32>>::layout(out);
                Later::<Vec<[f32; 2]>>::layout(out);
                Paged::<Ids>::layout(out);
                Later::<Body>::layout(out);
                Later::<Words>::layout(out);
                // Words that columns have by their positions.
                Credibility::layout(out);
                EventKind::layout(out);
                EventStatus::layout(out);
                Role::layout(out);
                Side::layout(out);
            }
        }

        impl Store {
            /// Writes every column; the index of words, which may be made meanwhile, comes [last](Text::write_words).
            pub(crate) fn write(&self, out: &mut PartWriter<'_>) -> io::Result<()> {
                let Self {
                    $($column,)+
                    cited_days: _, positions: _, ids: _, text: _, unsure: _, last_days: _, not_occurred: _, kept: _,
                } = self;
                $(out.part(stringify!($column), $column)?;)+
                self.write_later(out)
            }
        }
    };
}

columns! {
    vocabulary: Vocabulary,
    names: Names,
    days: Days,
    datasets: Codes,
    records: Vec<u32>,
    by_record: Vec<Vec<u32>>,
    kinds: Codes,
    statuses: Vec<u8>,
    regions: Codes,
    minutes: Vec<u16>,
    doubtful: Bitset,
    summarised: Bitset,
    importance: Vec<u8>,
    assessments: Vec<PackedGrade>,
    precisions: Vec<u8>,
    reports: Reports,
    mentions: Lists,
    mentioned: Codes,
    parts: Vec<u8>,
    citations: Lists,
    cited: Codes,
    digits: Vec<u8>,
    children: Children,
    index: Index,
    now: Edition,
}

const CITED_DAYS: &str = "cited days";
const POSITIONS: &str = "coordinates";
const LISTS: &str = "list";
const CLAIMS: &str = "claims";
const IDS: &str = "ids";
const TEXT: &str = "text";
const WORDS: &str = "words";

/// What is read later.
impl Store {
    fn write_later(&self, out: &mut PartWriter<'_>) -> io::Result<()> {
        for (at, postings) in self.index.postings().enumerate() {
            out.part(&numbered(LISTS, at), &*postings.rows)?;
        }
        out.part(CITED_DAYS, &*self.cited_days)?;
        out.part(POSITIONS, &*self.positions)?;
        self.children.claims.write_pages(CLAIMS, self.len(), out)?;
        self.ids.write_pages(IDS, self.len(), out)?;
        out.part(TEXT, &*self.text.body)
    }

    fn expect_later(&mut self, parts: &Parts) -> io::Result<()> {
        let rows = self.len();
        for (at, postings) in self.index.postings_mut().enumerate() {
            postings.rows = Later::part(parts, &numbered(LISTS, at))?;
        }
        self.cited_days = Later::part(parts, CITED_DAYS)?;
        self.positions = Later::part(parts, POSITIONS)?;
        self.children.claims = Paged::later(CLAIMS, rows, parts)?;
        self.ids = Paged::later(IDS, rows, parts)?;
        self.text = Text {
            rows,
            body: Later::part(parts, TEXT)?,
            words: Later::part_if_any(parts, WORDS),
        };
        self.kept = Some(parts.clone());
        Ok(())
    }

    /// Reads everything that was not needed yet: what filters need first, and texts last.
    pub(crate) fn fetch(&self) {
        for postings in self.index.postings() {
            postings.rows.fetch();
        }
        if self.text.words.is_some() {
            self.text.words.fetch();
        }
        self.children.claims.fetch();
        self.ids.fetch();
        self.cited_days.fetch();
        self.positions.fetch();
        self.text.body.fetch();
    }
}

impl Text {
    /// Whether the index of words is in memory.
    pub(crate) fn has_words(&self) -> bool {
        self.words.held().is_some()
    }

    /// Writes the index of words, where it is there.
    pub(crate) fn write_words(&self, out: &mut PartWriter<'_>) -> io::Result<()> {
        let words = self.words.held();
        words.map_or(Ok(()), |words| out.part(WORDS, words))
    }
}
