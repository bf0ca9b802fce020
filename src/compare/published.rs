//! A version of a published data set: read once as a stream, and again where it matters.

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasher as _, Hasher as _};
use std::io;
use std::sync::Arc;

use foldhash::quality::FixedState;

use super::columns::general;
use super::item::{Field, Item};
use super::records::{again, each, gone};
use super::side::{File, Side, column_names};
use super::table::Spot;
use super::{Again, CannotCompare, Read, Version, facts};
use crate::reader::input::Backing;
use crate::reader::{Reader, Record, Row};

/// Paths of JSON that are kept for the list of columns.
const MOST_PATHS: usize = 10_000;

/// Reads a version. `shared` names the columns that both versions have, where records have columns.
pub(super) fn read(side: Side, shared: &[String], most: u64) -> Result<Read, CannotCompare> {
    let columns = side.columns();
    let mut keys = Keys {
        shared,
        digests: FixedState::default(),
        found: Vec::new(),
        paths: BTreeSet::new(),
        faulty: 0,
        unnamed: 0,
        row: Row::default(),
    };
    let (mut files, mut left_out) = (Vec::new(), Vec::new());
    for (number, mut file) in (0..).zip(side.files) {
        let reader = Arc::clone(&file.reader);
        let reading = FileKeys::new(number, &*reader, shared);
        let passed = each(&mut file, most, |range, record| {
            keys.record(&reading, range, record);
        })?;
        left_out.extend(passed.told(file.stream.name()));
        files.push(Kept::new(&file));
    }
    // When there are too many paths to know them all, none is taken for one that the other version lacks.
    let whole_columns = keys.paths.len() < MOST_PATHS;
    let columns = if columns.is_empty() {
        keys.paths.into_iter().collect()
    } else {
        columns
    };
    let version = Version {
        name: side.name,
        records: keys.found.len(),
        faulty: keys.faulty,
        unnamed: keys.unnamed,
        left_out,
        records_again: Box::new(Files(files)),
    };
    Ok(Read {
        version,
        keys: keys.found,
        columns,
        whole_columns,
    })
}

/// One file while it is read.
struct FileKeys<'a> {
    number: u64,
    reader: &'a dyn Reader,
    /// Where the shared columns stand; none where records have no columns.
    at: Vec<Option<usize>>,
}

impl<'a> FileKeys<'a> {
    fn new(number: u64, reader: &'a dyn Reader, shared: &[String]) -> Self {
        let names = column_names(reader);
        let place: HashMap<&str, usize> = names
            .iter()
            .enumerate()
            .map(|(at, name)| (name.as_str(), at))
            .collect();
        let at = if names.is_empty() {
            Vec::new()
        } else {
            shared
                .iter()
                .map(|name| place.get(name.as_str()).copied())
                .collect()
        };
        Self { number, reader, at }
    }
}

/// Ids and digests, as they are read.
struct Keys<'a> {
    shared: &'a [String],
    digests: FixedState,
    found: Vec<(Box<str>, Spot)>,
    paths: BTreeSet<String>,
    faulty: usize,
    unnamed: usize,
    row: Row,
}

impl Keys<'_> {
    fn record(&mut self, file: &FileKeys<'_>, range: std::ops::Range<u64>, record: &Record<'_>) {
        self.row.clear();
        match file.reader.read(record, &mut self.row) {
            Err(fault) if fault.harmless => return,
            Err(_) => self.faulty += 1,
            Ok(()) => {}
        }
        let digest = self.digest(file, record);
        let key: Box<str> = if self.row.id.is_empty() {
            self.unnamed += 1;
            // No id has a control character in front.
            format!("\0{digest:016x}").into()
        } else {
            self.row.id.as_str().into()
        };
        let spot = Spot {
            place: (file.number << 48) | range.start,
            length: u32::try_from(range.end - range.start).unwrap_or(u32::MAX),
            digest,
        };
        self.found.push((key, spot));
    }

    fn digest(&mut self, file: &FileKeys<'_>, record: &Record<'_>) -> u64 {
        let mut hasher = self.digests.build_hasher();
        if let Record::Fields(_) = record {
            debug_assert_eq!(
                file.at.len(),
                self.shared.len(),
                "each shared column has a place"
            );
            for at in &file.at {
                hasher.write(at.map_or("", |at| record.get(at)).as_bytes());
                hasher.write_u8(0xff);
            }
        } else {
            for (path, value) in file.reader.raw(record) {
                hasher.write(path.as_bytes());
                hasher.write_u8(0xff);
                hasher.write(value.as_bytes());
                hasher.write_u8(0xff);
                if self.paths.len() < MOST_PATHS {
                    self.paths.insert(general(&path));
                }
            }
        }
        hasher.finish()
    }
}

/// Files whose records can be read again.
struct Files(Vec<Kept>);

struct Kept {
    reader: Arc<dyn Reader>,
    backing: Arc<Backing>,
    columns: Vec<String>,
}

impl Kept {
    fn new(file: &File) -> Self {
        Self {
            reader: Arc::clone(&file.reader),
            backing: file.stream.backing(),
            columns: column_names(&*file.reader),
        }
    }
}

impl Again for Files {
    fn item(&self, spot: Spot) -> io::Result<Item> {
        let number = usize::try_from(spot.place >> 48).map_err(|_| gone())?;
        let kept = self.0.get(number).ok_or_else(gone)?;
        let place = (spot.place & ((1 << 48) - 1), spot.length as usize);
        again(kept.reader.cut(), &kept.backing, place, |record| {
            item(kept, record)
        })
    }
}

fn item(kept: &Kept, record: &Record<'_>) -> Item {
    let mut row = Row::default();
    // One that is no event has columns all the same.
    let is_event = kept.reader.read(record, &mut row).is_ok();
    let mut names = kept.columns.iter();
    let fields = kept.reader.raw(record).into_iter().map(|(path, value)| {
        let column = names.next().cloned().unwrap_or_else(|| general(&path));
        Field {
            path,
            column,
            value,
        }
    });
    let fields = fields.collect();
    Item {
        kind: "event",
        fields,
        facts: if is_event {
            facts::of(&row)
        } else {
            Vec::new()
        },
        id: row.id,
        title: row.title,
    }
}
