//! Several things done at the same time, on the two cores that every machine has.

use std::sync::{Mutex, PoisonError};
use std::thread;

/// Something to do.
pub(super) type Task<'a> = Box<dyn FnOnce() + Send + 'a>;

/// Does everything on two threads, in the order given: the longest first, so that neither waits long for the other.
pub(super) fn run(tasks: Vec<Task<'_>>) {
    let left = Mutex::new(tasks.into_iter());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        while let Some(task) = next() {
            task();
        }
    };
    thread::scope(|scope| {
        scope.spawn(work);
        work();
    });
}
