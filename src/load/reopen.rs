//! Opening from the cache, and what is to be put into it.

use std::sync::Arc;
use std::time::Duration;

use super::cache::{self, CachedSet, Key};
use super::open::{Opener, Plan};
use super::published::Kept;
use super::{Backing, Collection, Opened, Positions, Published, Save, Wanted};
use crate::dataset::{self, walk};
use crate::reader::Format;
use crate::reader::input::{Found, Stream};

impl Opener<'_> {
    /// The key of everything that is planned; `None` when it is not cached.
    pub(super) fn key(&self, planned: &[Plan]) -> Option<Key> {
        self.options.cache.as_ref()?;
        let is_published = planned.iter().any(|plan| !plan.published.is_empty());
        if !is_published || planned.iter().any(|plan| !plan.problems.found.is_empty()) {
            return None;
        }
        let mut inputs = Vec::new();
        for plan in planned {
            for found in &plan.curated {
                inputs.extend(curated_inputs(found)?);
            }
            for (format, streams) in &plan.published {
                for stream in streams {
                    inputs.push(cache::Input::of_stream(format.name, stream)?);
                }
            }
        }
        let companions = self.companions.iter().cloned();
        inputs.extend(companions.collect::<Option<Vec<_>>>()?);
        Key::new(&inputs, self.options)
    }

    /// Opens everything as it was opened before.
    pub(super) fn reopen(&self, key: &Key, planned: &[Plan]) -> Option<Collection> {
        let cache = self.options.cache.as_ref()?;
        let found = cache.read(key, self.options.wanted)?;
        let rest = found.store.is_some().then(|| found.rest(cache));
        let texts = found.backings();
        let mut kept = found.sets.into_iter().zip(found.positions).zip(texts);
        let mut sets: Vec<Opened> = Vec::new();
        for plan in planned {
            for curated in &plan.curated {
                if let Found::Curated(path) = curated {
                    let opened = dataset::open(std::slice::from_ref(path));
                    sets.extend(opened.into_iter().map(Opened::from));
                }
            }
            for (format, streams) in &plan.published {
                let ((set, positions), texts) = kept.next()?;
                let files = self.reopened(format, streams, texts)?;
                sets.push(set.opened(files, positions));
            }
        }
        if !key.still_holds() {
            return None;
        }
        // Who waits for a screen hears of damage later; others must not have written half of an answer then.
        let rest = match rest {
            Some(rest) if !self.watch.wants_first() => rest.check().map(|()| None).ok()?,
            rest => rest,
        };
        Some(Collection {
            sets,
            store: found.store,
            rest,
            save: None,
        })
    }

    fn reopened(
        &self,
        format: &Format,
        streams: &[Stream],
        texts: Vec<Option<Arc<dyn Backing>>>,
    ) -> Option<Vec<Kept>> {
        let file = |(stream, text): (&Stream, Option<Arc<dyn Backing>>)| {
            let reader = (format.open)(&stream.head(), &self.reading).ok()?;
            let backing = text.unwrap_or_else(|| stream.backing());
            Some((stream.name().to_owned(), reader.into(), backing))
        };
        let is_same = streams.len() == texts.len();
        is_same.then(|| streams.iter().zip(texts).map(file).collect())?
    }

    /// What is to be written of what was read; nothing when it changed or ended early, or was there at once.
    pub(super) fn save(&mut self, key: Key, took: Duration) -> Option<Save> {
        let cache = self.options.cache.as_ref()?;
        let is_all = self.is_whole && self.options.wanted == Wanted::All;
        let is_due = is_all && cache.is_worth(took) && key.still_holds();
        is_due.then(|| Save::new(cache, key, &mut self.sets))?
    }
}

impl CachedSet {
    fn opened(self, files: Vec<Kept>, positions: Positions) -> Opened {
        let published = Published {
            files,
            positions: Arc::new(positions),
            actors: self.actors,
            sources: self.sources,
            publisher: self.publisher,
        };
        Opened {
            // What was not read whole is not kept.
            read: self.names.len(),
            unread: Vec::new(),
            dataset: self.dataset,
            names: self.names,
            files: self.files,
            diagnostics: self.diagnostics,
            rows: Some((published, Vec::new())),
        }
    }
}

/// The files of a curated data set; `None` when they are in no folder.
fn curated_inputs(found: &Found) -> Option<Vec<cache::Input>> {
    let Found::Curated(path) = found else {
        return None;
    };
    let files = if path.is_dir() {
        walk::files(path, walk::is_toml).files
    } else {
        vec![path.clone()]
    };
    let inputs = files.iter().map(|file| cache::Input::curated(file).ok());
    inputs.collect()
}
