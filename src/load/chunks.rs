//! Reading files in chunks on two threads.
//!
//! A block of bytes is cut after its last whole record, which is found by counting quotes; the threads find out whether that was
//! right. A quote inside a bare cell (`5" gun`) makes the count wrong, and so does one that is not closed: then the file is read
//! again on one thread, record by record, and such a quote is reported with its place while the records around it load. Up to
//! the first doubt every chunk starts where a record starts, so that a file without doubt is read as if it were on one thread.
//!
//! A byte that is not UTF-8 costs its record and no other.

mod decoded;
mod in_parallel;
mod one_by_one;
mod records;
mod texts;

use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use self::decoded::Decoded;
use self::one_by_one::OneByOne;
use self::texts::{Again, CHUNK, FIRST, Texts};
use super::filler::Filler;
use super::published::{Kept, Published};
use super::report::{CutShort, Report};
use super::{File, Loaded, put};
use crate::reader::{Cut, Parts, Reader, Record, Row};

/// A record is never longer than this; a quote that stays open for longer is a mistake.
const LONGEST: usize = 64 << 20;
/// Threads that read.
const THREADS: usize = 2;

/// How far loading has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of text read.
    pub bytes: u64,
    /// Bytes of text in all, where known.
    pub of: Option<u64>,
    /// Records read.
    pub records: u64,
}

/// What bounds loading.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes that rows may take in memory.
    pub memory: u64,
}

impl Default for Limits {
    /// Three quarters of what a machine of 16 GiB can give.
    fn default() -> Self {
        Self { memory: 12 << 30 }
    }
}

/// What happens while files are read.
pub trait Outcome: Sync {
    /// Hears how far it is; says whether to go on. Called from several threads.
    fn progress(&self, progress: Progress) -> bool {
        let _ = progress;
        true
    }

    /// Gets the first rows, long before the rest is there.
    fn first(&self, loaded: Loaded) {
        let _ = loaded;
    }

    /// Whether the first rows are wanted.
    fn wants_first(&self) -> bool {
        false
    }
}

/// Nobody watches.
impl Outcome for () {}

/// Reads files of one format as one data set.
///
/// `number` is the data set's place on the command line. What is wrong with records is in the report and never fails the
/// whole; a file that cannot be read ends with what was read of it, and the report says so.
#[must_use]
pub fn load(files: Vec<File>, number: u32, limits: Limits, outcome: &dyn Outcome) -> Loaded {
    if files.is_empty() {
        return finished(Vec::new(), &[], Ending::default());
    }
    let readers: Vec<_> = files.iter().map(|file| Arc::clone(&file.reader)).collect();
    let session = Session {
        readers: &readers,
        limits,
        outcome,
        number,
        of: files.iter().map(|file| file.bytes).sum(),
        bytes: AtomicU64::new(0),
        records: AtomicU64::new(0),
        held: AtomicU64::new(0),
        stopped: AtomicBool::new(false),
        ended: Mutex::new(None),
        cut: Mutex::default(),
    };
    session.run(files)
}

/// How reading ended, where not with the end of the last file.
#[derive(Debug, Default)]
struct Ending {
    ended: Option<String>,
    cut: Vec<CutShort>,
}

fn finished(fillers: Vec<Filler>, files: &[Kept], Ending { ended, cut }: Ending) -> Loaded {
    let about = files
        .first()
        .map(|(_, reader, _)| reader.about().clone())
        .unwrap_or_default();
    let tallies = fillers.iter().map(|filler| filler.tally.clone()).collect();
    let places = put::places_in_two_positions(&fillers);
    let together = put::together(fillers, &about);
    let mut report = Report {
        ended,
        cut,
        ..Report::of(tallies)
    };
    let batches = together.batches.iter().map(|batch| &batch.rows);
    report.also("same-id", crate::store::Batch::repeated_ids(batches));
    report.also("place-in-two-positions", places);
    Loaded {
        dataset: together.dataset,
        batches: together.batches,
        published: Published {
            files: files.to_vec(),
            positions: Arc::new(together.positions),
            actors: together.actors,
            sources: together.sources,
            publisher: about.publisher,
        },
        report,
    }
}

struct Session<'a> {
    /// What reads each file.
    readers: &'a [Arc<dyn Reader>],
    limits: Limits,
    outcome: &'a dyn Outcome,
    number: u32,
    of: Option<u64>,
    bytes: AtomicU64,
    records: AtomicU64,
    /// Bytes that rows take.
    held: AtomicU64,
    stopped: AtomicBool,
    ended: Mutex<Option<String>>,
    /// Files that were not read to their ends.
    cut: Mutex<Vec<CutShort>>,
}

impl Session<'_> {
    fn run(&self, mut files: Vec<File>) -> Loaded {
        let kept: Vec<Kept> = files
            .iter()
            .map(|file| {
                (
                    file.name.clone(),
                    Arc::clone(&file.reader),
                    Arc::clone(&file.backing),
                )
            })
            .collect();
        let fillers = self.fast(&mut files, &kept).unwrap_or_else(|Miscut| {
            self.bytes.store(0, Ordering::Relaxed);
            self.records.store(0, Ordering::Relaxed);
            self.held.store(0, Ordering::Relaxed);
            self.carefully(files, &kept)
        });
        finished(fillers, &kept, self.ending())
    }

    /// All files on two threads, trusting the count of quotes.
    fn fast(&self, files: &mut [File], kept: &[Kept]) -> Result<Vec<Filler>, Miscut> {
        let mut fillers: Vec<Filler> = (0..THREADS).map(|_| self.filler()).collect();
        let mut next = 0;
        for (at, file) in files.iter_mut().enumerate() {
            if self.is_stopped() {
                break;
            }
            let mut text = Texts::new(at, &mut *file.text, FIRST);
            match file.reader.cut() {
                Cut::Document(find) => self.document(text, *find, &mut fillers[0], &mut next),
                _ => self.records(&mut text, &*file.reader, kept, &mut fillers, &mut next)?,
            }
        }
        Ok(fillers)
    }

    /// All files once more on one thread, record by record: a quote stands where the count of quotes did not expect it.
    fn carefully(&self, files: Vec<File>, kept: &[Kept]) -> Vec<Filler> {
        let mut filler = self.filler();
        let mut next = 0;
        for (at, mut file) in files.into_iter().enumerate() {
            if self.is_stopped() {
                break;
            }
            let mut failure = self.failure(at);
            // What has not been read of it is not backed yet.
            let mut rest = Patient(&mut *file.text);
            if let Err(error) = io::copy(&mut rest, &mut io::sink()) {
                failure.get_or_insert(error.to_string());
            }
            let mut again = Again {
                backing: Arc::clone(&kept[at].2),
                at: 0,
                failure,
            };
            let text = Texts::new(at, &mut again, CHUNK);
            match file.reader.cut() {
                Cut::Document(find) => self.document(text, *find, &mut filler, &mut next),
                _ => OneByOne::new(self, &*file.reader, &mut filler).run(text, &mut next),
            }
        }
        vec![filler]
    }

    fn filler(&self) -> Filler {
        Filler::new(
            self.number,
            &self.readers[0].about().publisher,
            &self.readers[0].fields(),
        )
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Ends reading; the first reason counts.
    fn end(&self, reason: impl Into<String>) {
        self.stopped.store(true, Ordering::Relaxed);
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        ended.get_or_insert(reason.into());
    }

    /// Notes that a file could not be read to its end. The others are read all the same.
    fn fail(&self, file: usize, error: &io::Error) {
        self.cut(CutShort {
            file,
            why: error.to_string(),
            is_problem: false,
        });
    }

    /// Notes why a file was not read to its end. Why it could not be read says more than what is wrong with the rest.
    fn cut(&self, cut: CutShort) {
        let mut all = self.cut.lock().unwrap_or_else(PoisonError::into_inner);
        match all.iter_mut().find(|known| known.file == cut.file) {
            Some(known) if known.is_problem && !cut.is_problem => *known = cut,
            Some(_) => {}
            None => all.push(cut),
        }
    }

    /// Why a file could not be read to its end, if it could not.
    fn failure(&self, file: usize) -> Option<String> {
        let all = self.cut.lock().unwrap_or_else(PoisonError::into_inner);
        let failed = all.iter().find(|cut| cut.file == file && !cut.is_problem);
        failed.map(|cut| cut.why.clone())
    }

    /// How reading ended.
    fn ending(&self) -> Ending {
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        let mut cut = self.cut.lock().unwrap_or_else(PoisonError::into_inner);
        Ending {
            ended: ended.take(),
            cut: std::mem::take(&mut cut),
        }
    }

    /// Notes that more was read; ends when nobody wants more, or there is no room.
    fn advance(&self, bytes: usize, records: u64, held: u64) {
        let bytes = self.bytes.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        let records = self.records.fetch_add(records, Ordering::Relaxed) + records;
        let held = self.held.fetch_add(held, Ordering::Relaxed) + held;
        let progress = Progress {
            bytes,
            of: self.of,
            records,
        };
        if !self.outcome.progress(progress) {
            self.end(format!("loading was stopped after {records} records"));
        }
        if held > self.limits.memory {
            let most = self.limits.memory >> 20;
            self.end(format!(
                "the limit of {most} MiB of memory was reached after {records} records; a larger one can be given with --memory"
            ));
        }
    }

    fn document(
        &self,
        mut text: Texts<'_>,
        find: fn(&str) -> Parts,
        filler: &mut Filler,
        next: &mut u32,
    ) {
        let chunk = text.whole(next);
        let whole = Decoded::of(&chunk, &Cut::Document(find), true);
        filler.start_chunk(chunk.number);
        filler.tally.chunk(chunk.file, chunk.number, chunk.lines());
        let parts = find(whole.text());
        let mut row = Row::default();
        let mut records = 0;
        for range in parts.records {
            let length = u32::try_from(range.len()).unwrap_or(u32::MAX);
            let record = Record::Text(&whole.text()[range.clone()]);
            self.take(&whole, range, &record, Some(length), &mut row, filler);
            records += 1;
        }
        if let Some(mut fault) = parts.fault {
            self.cut(CutShort {
                file: chunk.file,
                why: fault.message.to_string(),
                is_problem: true,
            });
            fault.message = format!("{}; what follows is not read", fault.message).into();
            self.fault(&whole, 0, &fault, None, filler);
        }
        self.advance(chunk.bytes().len(), records, 0);
        if let Some(error) = text.failure() {
            self.fail(chunk.file, &error);
        }
    }
}

/// A text whose reader waits for what is still to come through an open pipe.
struct Patient<'a>(&'a mut (dyn io::Read + Send));

impl io::Read for Patient<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.0.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                read => return read,
            }
        }
    }
}

/// The count of quotes was wrong.
#[derive(Debug)]
struct Miscut;
