//! Several things done at the same time, on the two cores that every machine has.

use std::ops::Range;
use std::panic;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Something to do.
pub(super) type Task<'a, T = ()> = Box<dyn FnOnce() -> T + Send + 'a>;

/// Does two things at the same time: the first here, the second on another thread.
pub(crate) fn both<A, B: Send>(
    first: impl FnOnce() -> A,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    thread::scope(|scope| {
        let second = scope.spawn(second);
        let first = first();
        match second.join() {
            Ok(second) => (first, second),
            Err(fault) => panic::resume_unwind(fault),
        }
    })
}

/// Rows from which it is worth to start a second thread that looks at half of them: some nanoseconds each, beside the tens of
/// microseconds that a start takes.
pub(crate) const ROWS_WORTH_A_THREAD: usize = 1 << 15;

/// Does a part for all positions below `all`, or the halves of them at the same time, which are then joined in their order.
pub(crate) fn halves<T: Send>(
    all: usize,
    two_threads: bool,
    part: impl Fn(Range<usize>) -> T + Sync,
    join: impl FnOnce(T, T) -> T,
) -> T {
    if !two_threads {
        return part(0..all);
    }
    let (first, second) = both(|| part(0..all / 2), || part(all / 2..all));
    join(first, second)
}

/// Does everything on two threads, in the order given: the longest first, so that neither waits long for the other. What comes
/// of it is in no order.
pub(super) fn run<T: Send>(tasks: Vec<Task<'_, T>>) -> Vec<T> {
    let left = Mutex::new(tasks.into_iter());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        let mut done = Vec::new();
        while let Some(task) = next() {
            done.push(task());
        }
        done
    };
    let (mut done, others) = both(work, work);
    done.extend(others);
    done
}
