//! The store as bytes, so that data which were opened once can be opened again without reading them.
//!
//! Every column is a part of its own, so that several threads read them. A structure is listed here by its fields: one that
//! is missing does not compile, and the [layout](Cached::layout), which a file must have as this program has it, changes with
//! each of them. What numbers mean is not in the layout: who changes that raises the version of the file.
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
pub(crate) use parts::{Part, PartWriter, Parts, Task, together};

use super::claims::{PackedClaim, PackedClaims, RareParts};
use super::ids::Ids;
use super::support::Backers;
use super::text::Offsets;
use super::*;
use crate::model::{Credibility, Day, DayRange, EventKind, Position, Role};

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

choice!(Backer { Party = 0, Publisher = 1 });
choice!(Codes { Narrow = 0, Middle = 1, Wide = 2 });

record!(DayRange { from, to });
record!(Position { lat, lon });
record!(Clock { 0 });
record!(Lists { starts });
record!(Postings { lists, rows });
record!(Sparse { rows, lists });
record!(Bitset { words, len });
record!(Offsets { blocks, within });
record!(Backers { 0 });
record!(Days {
    days,
    first_rows,
    long,
    last_days
});
record!(Names { actors, regions });
record!(Ids { arena, offsets });
record!(Words {
    blob,
    starts,
    counts,
    row_starts,
    rows
});
record!(Numbers { low, high });
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
    rare,
    about,
    stance,
    cumulative,
});
record!(RareParts {
    numbers,
    supersedes,
    dated,
    sources,
});
record!(Children {
    quotes_of,
    quotes,
    claims_of,
    claims,
    claim_sources,
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
    backers,
});
record!(DatasetEntry { title, coverage });
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
    values
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
    languages,
    tags,
    fields,
});

/// Lists the columns of the store, each a part; the text is two, of which the long one may be read later.
macro_rules! columns {
    ($($column:ident: $type:ty),+ $(,)?) => {
        /// The columns of a store while several threads read them.
        #[derive(Default)]
        pub(crate) struct Columns {
            $($column: OnceLock<$type>,)+
            offsets: OnceLock<Offsets>,
        }

        impl Columns {
            /// One task for each column.
            pub(crate) fn tasks<'a>(&'a self, parts: &'a Parts, tasks: &mut Vec<Task<'a>>) {
                $(tasks.push(parts.task(stringify!($column), &self.$column));)+
                tasks.push(parts.task(OFFSETS, &self.offsets));
            }

            /// The store, when all tasks are done. Its text is still to [come](Text::arrive).
            pub(crate) fn store(self) -> io::Result<Store> {
                let missing = || broken("a column was not read");
                Ok(Store {
                    $($column: self.$column.into_inner().ok_or_else(missing)?,)+
                    text: Text::without_arena(self.offsets.into_inner().ok_or_else(missing)?),
                })
            }

            /// Says how the columns are laid out.
            pub(crate) fn layout(out: &mut String) {
                $(
                    out.push_str(concat!(stringify!($column), ":"));
                    <$type>::layout(out);
                    out.push(';');
                )+
                Offsets::layout(out);
                Words::layout(out);
                // Words that columns have by their positions.
                Credibility::layout(out);
                EventKind::layout(out);
                Role::layout(out);
            }
        }

        impl Store {
            /// Writes every column.
            pub(crate) fn write(&self, out: &mut PartWriter<'_>) -> io::Result<()> {
                let Self { $($column,)+ text } = self;
                $(out.part(stringify!($column), $column)?;)+
                out.part(OFFSETS, &text.offsets)?;
                text.write(out)
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
    regions: Codes,
    minutes: Vec<u16>,
    doubtful: Bitset,
    summarised: Bitset,
    importance: Vec<u8>,
    assessments: Vec<PackedGrade>,
    positions: Vec<[f32; 2]>,
    precisions: Vec<u8>,
    mentions: Lists,
    mentioned: Codes,
    roles: Vec<u8>,
    citations: Lists,
    cited: Codes,
    digits: Vec<u8>,
    cited_days: Vec<i32>,
    children: Children,
    ids: Ids,
    index: Index,
    now: Edition,
}

const OFFSETS: &str = "offsets";
const ARENA: &str = "arena";
const WORDS: &str = "words";

impl Text {
    fn write(&self, out: &mut PartWriter<'_>) -> io::Result<()> {
        out.fill(ARENA, |sink| {
            self.arena().len().write(sink)?;
            sink.bytes(self.arena().as_bytes())
        })
    }

    /// Writes the index of words, where it is there.
    pub(crate) fn write_words(&self, out: &mut PartWriter<'_>) -> io::Result<()> {
        self.words().map_or(Ok(()), |words| out.part(WORDS, words))
    }

    /// Reads the long part of the text. When that fails, whoever waits for it is told that it will not come.
    pub(crate) fn read_arena(&self, parts: &Parts) -> io::Result<()> {
        let arena = parts.read::<String>(ARENA).and_then(|arena| {
            let whole = arena.len() == self.offsets.end();
            whole
                .then_some(arena)
                .ok_or_else(|| broken("text is missing"))
        });
        match arena {
            Ok(arena) => {
                self.arrive(Some(arena));
                Ok(())
            }
            Err(error) => {
                self.arrive(None);
                Err(error)
            }
        }
    }

    /// Reads the index of words, where there is one.
    pub(crate) fn read_words(&self, parts: &Parts) -> io::Result<()> {
        if parts.has(WORDS) {
            self.arrive_words(parts.read(WORDS)?);
        }
        Ok(())
    }
}
