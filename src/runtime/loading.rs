//! The thread that opens the data: it tells how far it is, shows the first rows, and stops when asked.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use super::fault;
use super::inbox::{Inbox, Wake};
use super::settings::Opening;
use crate::analysis::Engine;
use crate::app::Loading;
use crate::load::{Collection, Opened, Progress, Save, Watch};
use crate::store::Store;

/// How often progress is told: as often as an eye follows numbers.
const OFTEN: Duration = Duration::from_millis(100);

/// After so long whoever quit is told why the program goes on.
const UNTOLD: Duration = Duration::from_millis(400);

/// How the loop holds the loader.
#[derive(Debug, Default)]
pub(super) struct Reins {
    stopped: AtomicBool,
    /// Until when what was read may still be written, once the program ends.
    ending: OnceLock<Instant>,
    /// Whether everything was read, and is being written.
    keeping: Mutex<bool>,
    kept: Condvar,
}

impl Reins {
    /// Enough is read.
    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// The program ends: what was read whole is written if that is done in time, and nothing half-written is left. `tell` is
    /// called when that takes a while.
    pub(super) fn end(&self, patience: Duration, tell: impl FnOnce()) {
        let _ = self.ending.set(Instant::now() + patience);
        self.stop();
        let (keeping, waited) = self
            .kept
            .wait_timeout_while(self.keeping(), UNTOLD, |keeping| *keeping)
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            tell();
            let kept = self.kept.wait_while(keeping, |keeping| *keeping);
            drop(kept);
        }
    }

    fn keeping(&self) -> MutexGuard<'_, bool> {
        self.keeping.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_keeping(&self, keeping: bool) {
        *self.keeping() = keeping;
        self.kept.notify_all();
    }

    fn is_ending(&self) -> bool {
        self.ending.get().is_some()
    }

    fn is_over(&self) -> bool {
        self.ending.get().is_some_and(|end| Instant::now() >= *end)
    }
}

/// While it lives, the end of the program waits.
struct Keeping<'a>(&'a Reins);

impl<'a> Keeping<'a> {
    fn new(reins: &'a Reins) -> Self {
        reins.set_keeping(true);
        Self(reins)
    }

    fn write(&self, save: &Save, store: &Store) {
        let (stopped, words_come) = (|| self.0.is_over(), || !self.0.is_ending());
        save.write(store, &stopped, &words_come);
    }
}

impl Drop for Keeping<'_> {
    fn drop(&mut self) {
        self.0.set_keeping(false);
    }
}

/// Starts the thread.
///
/// # Errors
///
/// When the system gives no thread.
pub(super) fn start(opening: &Arc<Opening>, inbox: &Inbox, reins: &Arc<Reins>) -> io::Result<()> {
    reins.stopped.store(false, Ordering::Relaxed);
    let (opening, reins) = (Arc::clone(opening), Arc::clone(reins));
    inbox.spawn("loader", move |inbox| load(&opening, inbox, &reins))
}

/// Opens the data and sends them.
fn load(opening: &Opening, inbox: &Inbox, reins: &Reins) {
    fault::may_happen("loader");
    let watching = Watching {
        inbox,
        stopped: &reins.stopped,
        started: Instant::now(),
        told: Mutex::new(None),
    };
    let mut collection = opening(&watching);
    let mut rest = collection.rest.take();
    loop {
        let save = collection.save.take();
        // Before anybody can see that everything is read, and quit.
        let keeping = save.is_some().then(|| Keeping::new(reins));
        let engine = send(inbox, collection);
        inbox.send(Wake::Loading(None));
        let is_damaged = rest
            .take()
            .is_some_and(|rest| rest.read(engine.store()).is_err());
        if is_damaged {
            collection = opening(&watching);
            continue;
        }
        if let (Some(save), Some(keeping)) = (save, keeping) {
            keeping.write(&save, engine.store());
        }
        return;
    }
}

fn send(inbox: &Inbox, collection: impl Into<Collection>) -> Arc<Engine> {
    let engine = Arc::new(Engine::open(collection));
    let catalog = Arc::new(engine.catalog());
    inbox.send(Wake::Opened(Arc::clone(&engine), catalog));
    engine
}

struct Watching<'a> {
    inbox: &'a Inbox,
    stopped: &'a AtomicBool,
    started: Instant,
    told: Mutex<Option<Instant>>,
}

impl Watch for Watching<'_> {
    fn progress(&self, name: &str, progress: Progress) -> bool {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let due = told.is_none_or(|last| now - last >= OFTEN);
        if due {
            *told = Some(now);
            self.inbox.send(Wake::Loading(Some(Loading {
                name: name.to_owned(),
                progress,
                elapsed: now - self.started,
            })));
        }
        !self.stopped.load(Ordering::Relaxed)
    }

    fn first(&self, opened: Vec<Opened>) {
        send(self.inbox, opened);
    }

    fn wants_first(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::load::{self, Cache, OpenOptions};
    use crate::runtime::inbox::Mail;

    const DATA: &str = "id,type_of_violence,dyad_name,dyad_new_id,side_a,side_a_new_id,side_b,side_b_new_id,source_office,\
        source_date,source_headline,country,adm_1,where_coordinates,where_prec,date_start,date_end,best,low,high\n\
        1,1,A - B,1,A,1,B,2,Reuters,2016-01-02,Shells hit town,Syria,Aleppo,Aleppo,1,2016-01-01,2016-01-01,3,3,3\n";

    fn with_data() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("ged.csv"), DATA).expect("written");
        folder
    }

    fn opening(folder: &Path) -> Opening {
        let path = folder.join("ged.csv");
        let cache = Cache::within(&folder.join("cache"), Duration::ZERO);
        let options = OpenOptions {
            cache: Some(Arc::new(cache)),
            ..OpenOptions::default()
        };
        Box::new(move |watch| load::open(std::slice::from_ref(&path), &options, watch))
    }

    fn cached(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder.join("cache")).into_iter().flatten();
        entries.map(|entry| entry.expect("there").path()).collect()
    }

    /// Waits until everything is read, but not for an index of words.
    fn read(mail: &Mail) {
        while !matches!(mail.wait(), Wake::Loading(None)) {}
    }

    #[test]
    fn who_quits_when_everything_is_read_opens_it_faster_the_next_time() {
        let folder = with_data();
        let opened = opening(folder.path());
        let (inbox, mail) = Inbox::new();
        let reins = Reins::default();
        std::thread::scope(|scope| {
            let (inbox, reins) = (&inbox, &reins);
            scope.spawn(move || load(&opened, inbox, reins));
            read(&mail);
            reins.end(Duration::from_secs(60), || ());
            assert_eq!(cached(folder.path()).len(), 1);
        });
        assert!(opening(folder.path())(&()).store.is_some());
    }

    #[test]
    fn a_program_that_has_to_end_leaves_nothing_half_written() {
        let folder = with_data();
        let opened = opening(folder.path());
        let (inbox, mail) = Inbox::new();
        let reins = Reins::default();
        reins.end(Duration::ZERO, || ());
        reins.stopped.store(false, Ordering::Relaxed);
        std::thread::scope(|scope| {
            let (inbox, reins) = (&inbox, &reins);
            scope.spawn(move || load(&opened, inbox, reins));
            read(&mail);
        });
        assert_eq!(cached(folder.path()), Vec::<PathBuf>::new());
        assert!(opening(folder.path())(&()).store.is_none());
    }
}
