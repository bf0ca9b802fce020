//! The thread that opens the data: it tells how far it is, shows the first rows, and stops when asked.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
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

/// How the loop holds the loader.
#[derive(Debug, Default)]
pub(super) struct Reins {
    stopped: AtomicBool,
    writing: Mutex<()>,
}

impl Reins {
    /// Enough is read.
    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// The program ends: nothing half-written may be left.
    pub(super) fn end(&self) {
        self.stop();
        drop(self.writing.lock());
    }

    fn write(&self, save: &Save, store: &Store) {
        let _writing = self.writing.lock();
        save.write(store, &|| self.stopped.load(Ordering::Relaxed));
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
        let engine = send(inbox, collection);
        inbox.send(Wake::Loading(None));
        let is_damaged = rest
            .take()
            .is_some_and(|rest| rest.read(engine.store()).is_err());
        if is_damaged {
            collection = opening(&watching);
            continue;
        }
        if let Some(save) = save {
            reins.write(&save.with_words(), engine.store());
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
