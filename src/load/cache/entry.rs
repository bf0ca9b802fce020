//! The file of a cached store: a header, parts one behind the other, texts, and a directory of them.
//!
//! Every byte is under some checksum. A file that is cut off, changed, of another version, another layout or another key is as
//! good as none.

use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::FileExt as _;
use std::sync::{Arc, OnceLock};

use super::key::bytes;
use super::sets::CachedSet;
use super::texts::Place;
use crate::load::Positions;
use crate::store::cached::{
    Cached as _, Columns, Part, PartWriter, Parts, Tap, broken, record, sum,
};

/// Raised when what is written means something else than before though it is laid out alike.
const VERSION: u64 = 5;
const MAGIC: u64 = u64::from_le_bytes(*b"annals\x1ac");

/// Magic, version, layout; place, length and checksum of the directory; checksum of these.
const WORDS: usize = 7;
pub(super) const HEADER: u64 = 8 * WORDS as u64;

/// Where texts stand, by data set and file.
pub(super) type Places = Vec<Vec<Option<Place>>>;

/// What is in a file.
#[derive(Debug)]
pub(super) struct Directory {
    key: Vec<u8>,
    parts: Vec<Part>,
    pub(super) texts: Places,
}

record!(Directory { key, parts, texts });

/// Writes a file from its start. `fill` writes the parts and gives the places of texts.
pub(super) fn write(
    file: &File,
    key: &[u8],
    stopped: &dyn Fn() -> bool,
    fill: impl FnOnce(&mut PartWriter<'_>) -> io::Result<Places>,
) -> io::Result<()> {
    let mut steady = Steady { file, since: 0 };
    let mut out = PartWriter {
        to: &mut steady,
        at: 0,
        parts: Vec::new(),
        stopped,
    };
    out.raw(&[0; HEADER as usize])?;
    let texts = fill(&mut out)?;
    let directory = Directory {
        key: key.to_owned(),
        parts: std::mem::take(&mut out.parts),
        texts,
    };
    let directory = bytes(&directory, Vec::new()).ok_or_else(|| broken("no memory"))?;
    let at = out.at;
    out.raw(&directory)?;
    let mut words = [
        MAGIC,
        VERSION,
        layout(),
        at,
        directory.len() as u64,
        sum(&directory),
        0,
    ];
    words[WORDS - 1] = sum(bytemuck::cast_slice(&words[..WORDS - 1]));
    file.write_all_at(bytemuck::cast_slice(&words), 0)
}

/// Brings what is written to the disk bit by bit, so that neither the system nor who gives up has to wait for long.
struct Steady<'a> {
    file: &'a File,
    since: usize,
}

impl Steady<'_> {
    const STEP: usize = 64 << 20;
}

impl Write for Steady<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.since += written;
        if self.since >= Self::STEP {
            self.since = 0;
            self.file.sync_data()?;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Reads the directory of a file that stands for a key.
pub(super) fn open(file: &Arc<File>, key: &[u8]) -> io::Result<(Directory, Parts)> {
    let mut words = [0; WORDS];
    file.read_exact_at(bytemuck::cast_slice_mut(&mut words), 0)?;
    let [
        magic,
        version,
        laid_out,
        at,
        length,
        directory_sum,
        header_sum,
    ] = words;
    let is_ours = magic == MAGIC && version == VERSION && laid_out == layout();
    let is_whole = header_sum == sum(bytemuck::cast_slice(&words[..WORDS - 1]))
        && at.checked_add(length) == Some(file.metadata()?.len());
    if !(is_ours && is_whole) {
        return Err(broken("another version, or not whole"));
    }
    let mut tap = Tap::new(file, at, length);
    let mut directory = Directory::read(&mut tap)?;
    if tap.finish()? != directory_sum || directory.key != key {
        return Err(broken("of other data, or damaged"));
    }
    let parts = std::mem::take(&mut directory.parts);
    Ok((directory, Parts::new(Arc::clone(file), parts)))
}

/// A number that differs between programs which lay out or fill a store in different ways: of other versions, and other builds,
/// since a version under work means many things.
fn layout() -> u64 {
    static LAYOUT: OnceLock<u64> = OnceLock::new();
    *LAYOUT.get_or_init(find_layout)
}

fn find_layout() -> u64 {
    let mut text = format!("annals {}\n", env!("CARGO_PKG_VERSION"));
    let build = std::env::current_exe().and_then(|path| path.metadata());
    if let Ok(build) = build {
        let modified = build.modified().ok();
        text += &format!("{} {modified:?}\n", build.len());
    }
    Columns::layout(&mut text);
    CachedSet::layout(&mut text);
    Positions::layout(&mut text);
    Directory::layout(&mut text);
    sum(text.as_bytes())
}
