//! The thread that opens the data: it tells how far it is, shows the first rows, and stops when asked.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::fault;
use super::inbox::{Inbox, Wake};
use super::settings::Opening;
use crate::analysis::Engine;
use crate::app::Loading;
use crate::load::{Opened, Progress, Watch};

/// How often progress is told: as often as an eye follows numbers.
const OFTEN: Duration = Duration::from_millis(100);

/// Opens the data and sends them.
pub(super) fn load(opening: Opening, inbox: &Inbox, stopped: &AtomicBool) {
    fault::may_happen("loader");
    let watching = Watching {
        inbox,
        stopped,
        started: Instant::now(),
        told: Mutex::new(None),
    };
    let opened = opening(&watching);
    send(inbox, opened);
    inbox.send(Wake::Loading(None));
}

fn send(inbox: &Inbox, opened: Vec<Opened>) {
    let engine = Engine::open(opened);
    let catalog = Arc::new(engine.catalog());
    inbox.send(Wake::Opened(Arc::new(engine), catalog));
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
