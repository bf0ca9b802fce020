//! The thread that answers questions.
//!
//! It takes the newest question; an older one that is being worked on is given up. A panic in a filter costs that answer
//! and is told as a notice: the data cannot change, so the next question finds them as they were.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::fault;
use super::inbox::{Inbox, Wake};
use super::panics;
use crate::analysis::{Engine, Question};
use crate::app::Notice;

enum Job {
    Engine(Arc<Engine>),
    Question(Question),
}

/// The way to the worker.
#[derive(Debug)]
pub(super) struct Worker {
    jobs: Sender<Job>,
    newest: Arc<AtomicU64>,
}

impl Worker {
    /// Starts the thread; it has no data yet and keeps questions until it has.
    pub(super) fn start(inbox: &Inbox) -> io::Result<Self> {
        let (jobs, received) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let worker = Self {
            jobs,
            newest: newest.clone(),
        };
        inbox.spawn("query", move |inbox| {
            Desk {
                newest: &newest,
                engine: None,
                question: None,
            }
            .work(&received, inbox);
        })?;
        Ok(worker)
    }

    /// Asks; older questions become void.
    pub(super) fn ask(&self, question: Question) {
        self.newest.store(question.number, Ordering::Release);
        self.send(Job::Question(question));
    }

    /// Answers from these data from now on.
    pub(super) fn serve(&self, engine: Arc<Engine>) {
        self.send(Job::Engine(engine));
    }

    fn send(&self, job: Job) {
        // The thread ends only by a panic outside of a question, and then the loop has been told to end.
        let _ = self.jobs.send(job);
    }
}

/// What lies before the worker.
struct Desk<'a> {
    newest: &'a AtomicU64,
    engine: Option<Arc<Engine>>,
    question: Option<Question>,
}

impl Desk<'_> {
    fn work(mut self, jobs: &Receiver<Job>, inbox: &Inbox) {
        while let Ok(job) = jobs.recv() {
            self.put(job);
            while let Ok(job) = jobs.try_recv() {
                self.put(job);
            }
            if self.engine.is_some() {
                self.answer(inbox);
            }
        }
    }

    fn put(&mut self, job: Job) {
        match job {
            Job::Engine(engine) => self.engine = Some(engine),
            Job::Question(question) => self.question = Some(question),
        }
    }

    fn answer(&mut self, inbox: &Inbox) {
        let (Some(engine), Some(question)) = (&self.engine, self.question.take()) else {
            return;
        };
        let cancelled = || self.newest.load(Ordering::Acquire) != question.number;
        match panics::hold(|| {
            fault::may_happen("query");
            engine.answer(&question, &cancelled)
        }) {
            Ok(Ok(answer)) => inbox.send(Wake::Answer(Box::new(answer))),
            // A newer question is there, or the loader reads the data anew.
            Ok(Err(_)) => {}
            Err(fault) => {
                let text = format!(
                    "This cannot be shown, by a fault in annals: {}",
                    fault.message()
                );
                inbox.send(Wake::Notice(Notice::problem(text)));
            }
        }
    }
}
