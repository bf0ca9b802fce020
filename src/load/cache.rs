//! The cache: what was opened once, to be opened again without reading it.
//!
//! A file of the cache holds the whole store of one command line: "the same files again" is what people open, its columns are
//! read back without any work, and a store of several data sets cannot be put together from theirs without most of the work of
//! laying them out. Events of curated data sets are not in it: their records are held in memory, so their files are read anyway.
//!
//! A file stands for a [key](key::Key): every option and every file that its content follows from, with the state of each
//! ([`fingerprint`]). Anything else (another version, a byte that is not as it was written, a folder that cannot be read) means
//! that there is no file, and the data are read. Nothing here ever fails: a cache that cannot be written is not there the next
//! time either.
//!
//! Packed data are unpacked while they are read, and their text is gone with the program. It is written beside the columns, so
//! that it does not have to be unpacked to show one record.
//!
//! Not cached: pipes, what was read in part or with files that could not be read, curated texts in archives, large files that
//! were written in the last two seconds, and what is read in less than [`WORTH`].

mod entry;
mod fingerprint;
mod folder;
mod key;
mod sets;
#[cfg(test)]
mod tests;
mod texts;

use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use etcetera::BaseStrategy as _;

use super::{Backing, Opened, Positions};
use crate::store::Store;
use crate::store::cached::{
    Cached as _, Columns, PartWriter, Parts, Reading, Sink, broken, together,
};
use entry::{Directory, Places};
use texts::{CachedText, Place};

pub(super) use key::{Input, Key};
pub(super) use sets::CachedSet;

/// How often is looked whether the index of words is there.
const WORDS_SOON: Duration = Duration::from_millis(50);

/// What is opened faster is not cached.
const WORTH: Duration = Duration::from_millis(300);

/// The folder with what was opened before.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    worth: Duration,
    /// Something in it turned out to be damaged.
    spent: AtomicBool,
}

impl Cache {
    /// The reader's: `$ANNALS_CACHE`, or else `annals` in the cache folder of the system (`$XDG_CACHE_HOME`, `~/.cache`).
    #[must_use]
    pub fn of_user() -> Option<Self> {
        let folder = match std::env::var_os("ANNALS_CACHE").filter(|value| !value.is_empty()) {
            Some(folder) => folder.into(),
            None => {
                let folders = etcetera::base_strategy::Xdg::new().ok()?;
                folders.cache_dir().join("annals")
            }
        };
        // Numbers are written as they stand in memory.
        cfg!(target_endian = "little").then(|| Self::within(&folder, WORTH))
    }

    /// A cache in this folder for what takes so long to open.
    #[must_use]
    pub fn within(folder: &Path, worth: Duration) -> Self {
        Self {
            folder: folder.to_owned(),
            worth,
            spent: AtomicBool::new(false),
        }
    }

    /// Whether what took so long is worth to be kept.
    pub(super) fn is_worth(&self, took: Duration) -> bool {
        took >= self.worth
    }

    /// What was written for a key.
    pub(super) fn read(&self, key: &Key, wanted: Wanted) -> Option<Found> {
        if self.spent.load(Ordering::Relaxed) {
            return None;
        }
        let path = folder::path(&self.folder, &key.name);
        let file = Arc::new(File::open(&path).ok()?);
        let found = Found::read(&file, &path, key, wanted).ok()?;
        folder::touch(&file);
        Some(found)
    }
}

/// How much is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wanted {
    /// Everything.
    #[default]
    All,
    /// The data sets with what is wrong with them, but no rows.
    Problems,
}

/// What the cache has.
pub(super) struct Found {
    pub(super) sets: Vec<CachedSet>,
    pub(super) positions: Vec<Positions>,
    /// Texts by data set and file, where the file itself is packed.
    texts: Vec<Vec<Option<Arc<CachedText>>>>,
    pub(super) store: Option<Store>,
    parts: Parts,
    path: PathBuf,
}

impl Found {
    fn read(file: &Arc<File>, path: &Path, key: &Key, wanted: Wanted) -> io::Result<Self> {
        let (Directory { texts, .. }, parts) = entry::open(file, &key.content)?;
        let sets: OnceLock<Vec<CachedSet>> = OnceLock::new();
        let positions: Vec<OnceLock<Positions>> = texts.iter().map(|_| OnceLock::new()).collect();
        let columns = Columns::default();
        let mut tasks = vec![parts.task(SETS, &sets)];
        for (at, slot) in positions.iter().enumerate() {
            tasks.push(parts.task(&of_set(at), slot));
        }
        if wanted == Wanted::All {
            columns.tasks(&parts, &mut tasks);
        }
        together(tasks)?;
        let store = (wanted == Wanted::All).then(|| columns.store(&parts));
        Ok(Self {
            sets: sets.into_inner().unwrap_or_default(),
            positions: positions
                .into_iter()
                .filter_map(OnceLock::into_inner)
                .collect(),
            texts: cached_texts(texts, file, path),
            store: store.transpose()?,
            parts,
            path: path.to_owned(),
        })
    }

    /// The texts, each where it can be read again.
    pub(super) fn backings(&self) -> Vec<Vec<Option<Arc<dyn Backing>>>> {
        let text = |text: &Option<Arc<CachedText>>| {
            let text = Arc::clone(text.as_ref()?);
            Some(text as Arc<dyn Backing>)
        };
        let files = |files: &Vec<_>| files.iter().map(text).collect();
        self.texts.iter().map(files).collect()
    }

    /// What has not been read.
    pub(super) fn rest(&self, cache: &Arc<Cache>) -> Rest {
        Rest {
            cache: Arc::clone(cache),
            parts: self.parts.clone(),
            texts: self.texts.iter().flatten().flatten().cloned().collect(),
            path: self.path.clone(),
        }
    }
}

/// The texts that are in the file.
fn cached_texts(texts: Places, file: &Arc<File>, path: &Path) -> Vec<Vec<Option<Arc<CachedText>>>> {
    let text = |place: Option<Place>| {
        let place = place?;
        let (file, path) = (Arc::clone(file), path.to_owned());
        Some(Arc::new(CachedText { file, path, place }))
    };
    let files = |files: Vec<Option<Place>>| files.into_iter().map(text).collect();
    texts.into_iter().map(files).collect()
}

const SETS: &str = "sets";

fn of_set(at: usize) -> String {
    format!("positions of {at}")
}

/// What a first screen does not need of a store that was read back. Whoever needs it before it is read reads it.
#[derive(Debug)]
#[must_use = "what is damaged is noticed when it is read"]
pub struct Rest {
    cache: Arc<Cache>,
    parts: Parts,
    texts: Vec<Arc<CachedText>>,
    path: PathBuf,
}

impl Rest {
    /// Reads it ahead.
    ///
    /// # Errors
    ///
    /// It is not as it was written. Then questions to the store have no answer, and the data must be opened again, which does
    /// not use the cache any more.
    pub fn read(self, store: &Store) -> io::Result<()> {
        store.fetch();
        if store.is_damaged() || together(self.texts()).is_err() {
            self.give_up();
            return Err(broken("what was kept is damaged"));
        }
        Ok(())
    }

    /// Sees that all is as it was written, and leaves it where it is.
    pub(super) fn check(self) -> io::Result<()> {
        let parts = self.parts.check();
        parts
            .and_then(|()| together(self.texts()))
            .inspect_err(|_| self.give_up())
    }

    /// The texts, each to be checked.
    fn texts(&self) -> Vec<Reading<'_>> {
        let check = |text: &'_ Arc<CachedText>| -> Reading<'_> {
            let text = Arc::clone(text);
            (text.length(), Box::new(move || text.check()))
        };
        self.texts.iter().map(check).collect()
    }

    fn give_up(&self) {
        self.cache.spent.store(true, Ordering::Relaxed);
        let _ = std::fs::remove_file(&self.path);
    }
}

/// A text that is gone with the program, and its length.
type Copied = (Arc<dyn Backing>, u64);

/// What is to be written of data that were read.
pub struct Save {
    cache: Arc<Cache>,
    name: String,
    key: Vec<u8>,
    sets: Vec<u8>,
    positions: Vec<Arc<Positions>>,
    /// By data set and file, where the text is gone with the program.
    texts: Vec<Vec<Option<Copied>>>,
}

impl fmt::Debug for Save {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Save")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Save {
    /// Notes what the store does not have, before the sets are given away.
    pub(super) fn new(cache: &Arc<Cache>, key: Key, sets: &mut [Opened]) -> Option<Self> {
        let mut save = Self {
            cache: Arc::clone(cache),
            name: key.name,
            key: key.content,
            sets: Vec::new(),
            positions: Vec::new(),
            texts: Vec::new(),
        };
        let mut bytes = Vec::new();
        let mut sink = Sink::new(&mut bytes, &|| false);
        let published = sets.iter().filter(|set| set.rows.is_some()).count();
        published.write(&mut sink).ok()?;
        for opened in sets {
            let Some((mut published, rows)) = opened.rows.take() else {
                continue;
            };
            save.positions.push(Arc::clone(&published.positions));
            let copied = |(.., backing): &super::published::Kept| {
                Some((Arc::clone(backing), backing.copied()?))
            };
            save.texts
                .push(published.files.iter().map(copied).collect());
            let set = CachedSet::take(opened, &mut published);
            let written = set.write(&mut sink);
            set.give_back(opened, &mut published);
            opened.rows = Some((published, rows));
            written.ok()?;
        }
        sink.finish().ok()?;
        save.sets = bytes;
        Some(save)
    }

    /// Writes the store, on a thread that does nothing else; gives up when `stopped` says so. While `words_come` says that
    /// somebody makes the index of words, waits for that. What cannot be written is not there the next time.
    pub fn write(&self, store: &Store, stopped: &dyn Fn() -> bool, words_come: &dyn Fn() -> bool) {
        yield_to_others();
        let texts = self.texts.iter().flatten().flatten();
        let bytes = store.memory().all() as u64 + texts.map(|(_, length)| length).sum::<u64>();
        if bytes > folder::LARGEST {
            return;
        }
        let _ = folder::write(&self.cache.folder, &self.name, |file| {
            entry::write(file, &self.key, stopped, |out| {
                self.fill(store, out, words_come)
            })
        });
    }

    fn fill(
        &self,
        store: &Store,
        out: &mut PartWriter<'_>,
        words_come: &dyn Fn() -> bool,
    ) -> io::Result<Places> {
        out.ready(SETS, &self.sets)?;
        for (at, positions) in self.positions.iter().enumerate() {
            out.part(&of_set(at), &**positions)?;
        }
        store.write(out)?;
        let mut text = |text: &Option<Copied>| match text {
            Some((backing, length)) => texts::write(&**backing, *length, out).map(Some),
            None => Ok(None),
        };
        let files = |files: &Vec<_>| files.iter().map(&mut text).collect();
        let places = self.texts.iter().map(files).collect::<io::Result<_>>()?;
        while !store.text().has_words() && words_come() {
            thread::sleep(WORDS_SOON);
        }
        store.text().write_words(out)?;
        Ok(places)
    }

    /// Writes the store on a thread of its own.
    #[must_use]
    pub fn start(self, store: Arc<Store>) -> Saving {
        let write = move || self.write(&store, &|| false, &|| false);
        let thread = thread::Builder::new().name("annals-cache".to_owned());
        Saving(thread.spawn(write).ok())
    }
}

/// Lets threads that somebody waits for go before this one, though not by much: on a busy machine it would not come to its end
/// before the reader quits.
fn yield_to_others() {
    // On Linux this is about the thread, elsewhere about the program.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(5);
}

/// A store that is being written. Dropping it waits until that is done.
#[derive(Debug)]
pub struct Saving(Option<JoinHandle<()>>);

impl Drop for Saving {
    fn drop(&mut self) {
        if let Some(thread) = self.0.take() {
            // A panic there has been told already, and costs the cache only.
            let _ = thread.join();
        }
    }
}
