//! Reading files in chunks on two threads.
//!
//! A block of bytes is cut after its last whole record, which is found by counting quotes; the threads find out whether that was
//! right. A quote inside a bare cell (`5" gun`) makes the count wrong: then the file is read again on one thread, record by
//! record, and a quote that is never closed is told with its place while the records around it load.

use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::filler::{Filler, name_by_place, place};
use super::published::{Kept, Published};
use super::report::{Problem, Report, Spot};
use super::{File, Loaded, put};
use crate::reader::{Cut, Cutter, Fault, Parts, Reader, Record, Row, last_record_end};

/// Bytes of the first chunk: enough for a screen, read in a few milliseconds.
const FIRST: usize = 256 << 10;
/// Bytes of the chunks after it.
const CHUNK: usize = 4 << 20;
/// A record is never longer than this; a quote that stays open for longer is a mistake.
const LONGEST: usize = 64 << 20;
/// A quoted cell never has more lines than this; one that has is a quote that is never closed.
const MOST_LINES: usize = 1000;
/// One part in so many more room is made than the first chunk says: no two threads read the same number of rows.
const ROOM_TO_SPARE: usize = 16;
/// Room is made ahead for so many bytes of text at most; larger lists of rows are moved by the system when they grow, not copied.
const MOST_ROOM: u64 = 4 << 30;
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
        return finished(Vec::new(), &[], None);
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
    };
    session.run(files)
}

fn finished(fillers: Vec<Filler>, files: &[Kept], ended: Option<String>) -> Loaded {
    let about = files
        .first()
        .map(|(_, reader, _)| reader.about().clone())
        .unwrap_or_default();
    let tallies = fillers.iter().map(|filler| filler.tally.clone()).collect();
    let places = put::places_in_two_positions(&fillers);
    let together = put::together(fillers, &about);
    let mut report = Report {
        ended,
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

/// A run of whole records of one file.
struct Chunk {
    number: u32,
    file: usize,
    offset: u64,
    bytes: Vec<u8>,
    /// Whether it has characters that [`is_controlled`] looks for.
    has_controls: bool,
}

impl Chunk {
    fn spot(&self, at: usize) -> Spot {
        let text = match std::str::from_utf8(&self.bytes) {
            Ok(text) => text,
            Err(error) => {
                std::str::from_utf8(&self.bytes[..error.valid_up_to()]).unwrap_or_default()
            }
        };
        Spot::new((self.file, self.number), self.offset, text, at)
    }

    fn lines(&self) -> usize {
        memchr::memchr_iter(b'\n', &self.bytes).count()
    }
}

/// Whether every source of a row was published before the event began.
fn is_older_than_event(row: &Row) -> bool {
    let before = |source: &crate::reader::SourcePart| {
        source
            .published
            .is_some_and(|date| date.days.to < row.when.days.from)
    };
    !row.sources.is_empty() && row.sources.iter().all(before)
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
        let ended = self
            .ended
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        finished(fillers, &kept, ended)
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
            // What has not been read of it is not backed yet.
            if let Err(error) = io::copy(&mut file.text, &mut io::sink()) {
                self.end(error.to_string());
            }
            if self.is_stopped() {
                break;
            }
            let mut again = Again {
                backing: Arc::clone(&kept[at].2),
                at: 0,
            };
            let text = Texts::new(at, &mut again, CHUNK);
            match file.reader.cut() {
                Cut::Document(find) => self.document(text, *find, &mut filler, &mut next),
                _ => self.one_by_one(text, &*file.reader, &mut filler, &mut next),
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
        if let Err(error) = text.read_all() {
            self.end(error.to_string());
            return;
        }
        let chunk = text.rest(next);
        let Some(whole) = self.text_of(&chunk, filler) else {
            return;
        };
        filler.start_chunk(chunk.number);
        filler.tally.chunk(chunk.file, chunk.number, chunk.lines());
        let parts = find(whole);
        let mut row = Row::default();
        let mut records = 0;
        for range in parts.records {
            let length = u32::try_from(range.len()).unwrap_or(u32::MAX);
            let record = Record::Text(&whole[range.clone()]);
            self.take(&chunk, range.start, &record, Some(length), &mut row, filler);
            records += 1;
        }
        if let Some(mut fault) = parts.fault {
            fault.message = format!("{}; what follows is not read", fault.message).into();
            self.fault(&chunk, 0, &fault, None, filler);
        }
        self.advance(chunk.bytes.len(), records, 0);
    }

    fn records(
        &self,
        text: &mut Texts<'_>,
        reader: &dyn Reader,
        kept: &[Kept],
        fillers: &mut [Filler],
        next: &mut u32,
    ) -> Result<(), Miscut> {
        let quoted = matches!(reader.cut(), Cut::Delimited { quoted: true, .. });
        // The first chunk is read here, so that its rows can be shown before the threads have started.
        let first = match text.next(quoted, next) {
            Ok(Some(chunk)) => chunk,
            Ok(None) => return Ok(()),
            Err(error) => {
                self.end(error.to_string());
                return Ok(());
            }
        };
        self.chunk(&first, &mut fillers[0])?;
        if self.outcome.wants_first() && first.number == 0 {
            self.outcome.first(finished(fillers.to_vec(), kept, None));
        }
        if first.number == 0 {
            self.make_room(first.bytes.len(), fillers);
        }
        self.in_parallel(text, quoted, fillers, next)
    }

    /// Makes room for what is to come, as far as the first chunk tells how much that is.
    fn make_room(&self, first: usize, fillers: &mut [Filler]) {
        let [read, others @ ..] = fillers else {
            return;
        };
        let of = self.of.unwrap_or(0).min(self.limits.memory).min(MOST_ROOM);
        let chunks = usize::try_from(of).unwrap_or(usize::MAX) / first.max(1);
        let times = chunks / THREADS + chunks / ROOM_TO_SPARE;
        others
            .iter_mut()
            .for_each(|other| other.reserve_like(read, times));
        let model = read.clone();
        read.reserve_like(&model, times);
    }

    /// Two threads take chunks by turns.
    fn in_parallel(
        &self,
        text: &mut Texts<'_>,
        quoted: bool,
        fillers: &mut [Filler],
        next: &mut u32,
    ) -> Result<(), Miscut> {
        let miscut = AtomicBool::new(false);
        let (send, receive) = sync_channel(THREADS);
        let receive = Mutex::new(receive);
        let spare: Mutex<Vec<Vec<u8>>> = Mutex::default();
        thread::scope(|scope| {
            for filler in fillers.iter_mut() {
                scope.spawn(|| {
                    while let Some(chunk) = take(&receive) {
                        if !miscut.load(Ordering::Relaxed) && self.chunk(&chunk, filler).is_err() {
                            miscut.store(true, Ordering::Relaxed);
                        }
                        spare
                            .lock()
                            .unwrap_or_else(PoisonError::into_inner)
                            .push(chunk.bytes);
                    }
                });
            }
            self.feed(text, quoted, next, &send, (&miscut, &spare));
            drop(send);
        });
        if miscut.into_inner() {
            Err(Miscut)
        } else {
            Ok(())
        }
    }

    fn feed(
        &self,
        text: &mut Texts<'_>,
        quoted: bool,
        next: &mut u32,
        send: &SyncSender<Chunk>,
        (miscut, spare): (&AtomicBool, &Mutex<Vec<Vec<u8>>>),
    ) {
        while !self.is_stopped() && !miscut.load(Ordering::Relaxed) {
            text.reuse(spare.lock().unwrap_or_else(PoisonError::into_inner).pop());
            match text.next(quoted, next) {
                Ok(Some(chunk)) => {
                    // The receivers live as long as the sender.
                    if send.send(chunk).is_err() {
                        return;
                    }
                }
                Ok(None) => return,
                Err(error) => return self.end(error.to_string()),
            }
        }
    }

    /// Reads the records of a chunk.
    fn chunk(&self, chunk: &Chunk, filler: &mut Filler) -> Result<(), Miscut> {
        let reader = &*self.readers[chunk.file];
        let Some(text) = self.text_of(chunk, filler) else {
            return Ok(());
        };
        filler.start_chunk(chunk.number);
        filler.tally.chunk(chunk.file, chunk.number, chunk.lines());
        let before = filler.batch.bytes();
        let header =
            matches!(reader.cut(), Cut::Delimited { header: true, .. }) && chunk.offset == 0;
        let (mut cutter, mut row) = (Cutter::default(), Row::default());
        let mut records = 0;
        let mut skip = usize::from(header);
        while let Some(next) = cutter.next(reader.cut(), text) {
            let (range, record) = next.map_err(|_| Miscut)?;
            if skip > 0 {
                skip -= 1;
                repeated_columns(chunk, &record, filler);
                continue;
            }
            self.take(chunk, range.start, &record, None, &mut row, filler);
            records += 1;
        }
        self.advance(
            chunk.bytes.len(),
            records,
            (filler.batch.bytes() - before) as u64,
        );
        Ok(())
    }

    /// The records of a file one after the other, with quotes wherever they are.
    fn one_by_one(
        &self,
        mut text: Texts<'_>,
        reader: &dyn Reader,
        filler: &mut Filler,
        next: &mut u32,
    ) {
        let header = matches!(reader.cut(), Cut::Delimited { header: true, .. });
        let mut skip = usize::from(header);
        let mut row = Row::default();
        loop {
            let ended = match text.more() {
                Ok(ended) => ended,
                Err(error) => return self.end(error.to_string()),
            };
            let chunk = text.all_held(next);
            filler.start_chunk(chunk.number);
            let before = filler.batch.bytes();
            let Some(whole) = self.text_so_far(&chunk, ended, filler) else {
                return;
            };
            let mut cutter = Cutter::default();
            let (mut used, mut records) = (0, 0);
            loop {
                let (range, record) = match cutter.next(reader.cut(), whole) {
                    None => break,
                    Some(Ok(found)) => found,
                    Some(Err(unclosed)) => {
                        let open = whole.len() - unclosed.at;
                        let lines =
                            memchr::memchr_iter(b'\n', &whole.as_bytes()[unclosed.at..]).count();
                        if !ended && open < LONGEST && lines < MOST_LINES {
                            break;
                        }
                        let fault = Fault::record("this quote is never closed");
                        self.fault(&chunk, unclosed.at, &fault, None, filler);
                        let line = memchr::memchr(b'\n', &whole.as_bytes()[unclosed.at..]);
                        used = line.map_or(whole.len(), |length| unclosed.at + length + 1);
                        cutter.go_to(used);
                        continue;
                    }
                };
                let whole_record = ended || whole[range.clone()].ends_with('\n');
                if !whole_record {
                    break;
                }
                used = range.end;
                if skip > 0 {
                    skip -= 1;
                    repeated_columns(&chunk, &record, filler);
                    continue;
                }
                self.take(&chunk, range.start, &record, None, &mut row, filler);
                records += 1;
            }
            let lines = memchr::memchr_iter(b'\n', &chunk.bytes[..used]).count();
            filler.tally.chunk(chunk.file, chunk.number, lines);
            let held = (filler.batch.bytes() - before) as u64;
            self.advance(used, records, held);
            text.keep_from(chunk, used);
            if ended || self.is_stopped() {
                return;
            }
        }
    }

    /// Reads one record into a row and the row into the columns.
    fn take(
        &self,
        chunk: &Chunk,
        at: usize,
        record: &Record<'_>,
        length: Option<u32>,
        row: &mut Row,
        filler: &mut Filler,
    ) {
        filler.tally.records += 1;
        row.clear();
        let reader = &*self.readers[chunk.file];
        let columns = reader.columns().len();
        let read = match record {
            Record::Fields(fields) if columns > 0 && fields.len() != columns => {
                Err(Fault::record(format!(
                    "this record has {} cells where there are {columns} columns",
                    fields.len()
                )))
            }
            _ => reader.read(record, row),
        };
        match read {
            Ok(()) => {
                note_oddities(chunk, at, record, row, filler);
                let place = place(chunk.file, chunk.offset + at as u64);
                name_by_place(row, place);
                filler.push(row, place, length);
            }
            Err(fault) if fault.harmless => filler.tally.no_events += 1,
            Err(fault) => self.fault(chunk, at, &fault, Some(record), filler),
        }
    }

    fn fault(
        &self,
        chunk: &Chunk,
        at: usize,
        fault: &Fault,
        record: Option<&Record<'_>>,
        filler: &mut Filler,
    ) {
        let cell = cell_start(record, fault.column).or(fault.at.map(|byte| at + byte));
        let length = match (record, fault.column) {
            (Some(Record::Fields(fields)), Some(column)) => fields.get(column).len(),
            _ => 0,
        };
        filler.tally.problem(|| Problem {
            spot: chunk.spot(cell.unwrap_or(at)),
            length,
            column: fault
                .column
                .and_then(|at| self.readers[chunk.file].columns().get(at).cloned()),
            message: fault.message.clone(),
        });
    }

    /// The text of a chunk; one that is no UTF-8 ends the reading with its place.
    fn text_of<'a>(&self, chunk: &'a Chunk, filler: &mut Filler) -> Option<&'a str> {
        self.text_so_far(chunk, true, filler)
    }

    /// The same for a chunk at whose end a character may be cut.
    fn text_so_far<'a>(
        &self,
        chunk: &'a Chunk,
        ended: bool,
        filler: &mut Filler,
    ) -> Option<&'a str> {
        match std::str::from_utf8(&chunk.bytes) {
            Ok(text) => Some(text),
            Err(error) if !ended && error.error_len().is_none() => {
                std::str::from_utf8(&chunk.bytes[..error.valid_up_to()]).ok()
            }
            Err(error) => {
                let fault = Fault::record(
                    "the text is not UTF-8 here; its encoding can be given with --encoding",
                );
                self.fault(chunk, error.valid_up_to(), &fault, None, filler);
                self.end("the text is not UTF-8");
                None
            }
        }
    }
}

/// Where a cell stands in the chunk.
fn cell_start(record: Option<&Record<'_>>, column: Option<usize>) -> Option<usize> {
    match record? {
        Record::Fields(fields) => fields.offset(column?),
        Record::Text(_) => None,
    }
}

/// Counts what is odd about a record that is an event all the same.
fn note_oddities(chunk: &Chunk, at: usize, record: &Record<'_>, row: &Row, filler: &mut Filler) {
    let spot = || chunk.spot(at);
    if matches!(record, Record::Fields(fields) if fields.has_stray_text()) {
        filler.tally.odd("text-behind-quote", spot);
    }
    for (name, &column) in row.oddities().iter().zip(row.odd_columns()) {
        let cell = || cell_start(Some(record), column).unwrap_or(at);
        filler.tally.odd(name, || chunk.spot(cell()));
    }
    if is_older_than_event(row) {
        filler.tally.odd("source-before-event", spot);
    }
    if row
        .position
        .is_some_and(|at| at.lat == 0.0 && at.lon == 0.0)
    {
        filler.tally.odd("null-island", spot);
    }
    if chunk.has_controls && has_controls(record) {
        filler.tally.odd("control-characters", spot);
    }
}

/// Whether control characters stand in a text that no text has: what is drawn of them is a sign.
fn has_controls(record: &Record<'_>) -> bool {
    let controls = |text: &str| is_controlled(text.as_bytes());
    match record {
        Record::Fields(fields) => fields.iter().any(controls),
        Record::Text(text) => controls(text),
    }
}

/// Looks for those that damaged and hostile files have: NUL and escape.
fn is_controlled(bytes: &[u8]) -> bool {
    memchr::memchr2(0, 0x1b, bytes).is_some()
}

/// Notes columns whose name another one has before them.
fn repeated_columns(chunk: &Chunk, header: &Record<'_>, filler: &mut Filler) {
    let Record::Fields(fields) = header else {
        return;
    };
    let names: Vec<String> = fields
        .iter()
        .map(|name| name.trim().to_lowercase())
        .collect();
    for (at, name) in names.iter().enumerate() {
        if !name.is_empty() && names[..at].contains(name) {
            filler.tally.repeated_column(Problem {
                spot: chunk.spot(fields.offset(at).unwrap_or_default()),
                length: fields.get(at).len(),
                column: None,
                message: "this column has the name of one before it: only the first is read".into(),
            });
        }
    }
}

/// The count of quotes was wrong.
#[derive(Debug)]
struct Miscut;

fn take(chunks: &Mutex<Receiver<Chunk>>) -> Option<Chunk> {
    chunks
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .recv()
        .ok()
}

/// A file's text, cut into chunks.
struct Texts<'a> {
    file: usize,
    text: &'a mut (dyn Read + Send),
    /// Bytes that were read and are in no chunk yet.
    held: Vec<u8>,
    /// Where they stand.
    offset: u64,
    size: usize,
}

impl<'a> Texts<'a> {
    fn new(file: usize, text: &'a mut (dyn Read + Send), size: usize) -> Self {
        Self {
            file,
            text,
            held: Vec::new(),
            offset: 0,
            size,
        }
    }

    /// The next chunk of whole records; the last one may end without a line end.
    fn next(&mut self, quoted: bool, next: &mut u32) -> io::Result<Option<Chunk>> {
        let mut wanted = self.size;
        self.size = CHUNK;
        loop {
            let ended = self.fill(wanted)?;
            if self.held.is_empty() {
                return Ok(None);
            }
            if ended {
                return Ok(Some(self.rest(next)));
            }
            if let Some(end) = last_record_end(&self.held, quoted) {
                return Ok(Some(self.cut(end, next)));
            }
            if self.held.len() > LONGEST {
                // No record is that long. The threads find the quote that is open.
                return Ok(Some(self.rest(next)));
            }
            wanted = self.held.len() * 2;
        }
    }

    /// Reads until so many bytes are held; says whether the text has ended.
    fn fill(&mut self, wanted: usize) -> io::Result<bool> {
        let missing = wanted.saturating_sub(self.held.len()) as u64;
        let text = &mut *self.text;
        let read = text.take(missing).read_to_end(&mut self.held)?;
        Ok((read as u64) < missing)
    }

    fn read_all(&mut self) -> io::Result<()> {
        self.text.read_to_end(&mut self.held).map(|_| ())
    }

    /// Reads another piece; says whether the text has ended.
    fn more(&mut self) -> io::Result<bool> {
        self.fill(self.held.len() + CHUNK)
    }

    fn cut(&mut self, end: usize, next: &mut u32) -> Chunk {
        let left = self.held.split_off(end);
        let chunk = self.all_held(next);
        self.held = left;
        self.offset += end as u64;
        chunk
    }

    fn rest(&mut self, next: &mut u32) -> Chunk {
        let end = self.held.len();
        self.cut(end, next)
    }

    fn all_held(&mut self, next: &mut u32) -> Chunk {
        let number = *next;
        *next += 1;
        Chunk {
            number,
            file: self.file,
            offset: self.offset,
            has_controls: is_controlled(&self.held),
            bytes: std::mem::take(&mut self.held),
        }
    }

    /// Takes back what no record of a chunk has used.
    fn keep_from(&mut self, chunk: Chunk, used: usize) {
        self.offset += used as u64;
        self.held = chunk.bytes;
        self.held.drain(..used);
    }

    /// Memory that a chunk does not need any more.
    fn reuse(&mut self, spare: Option<Vec<u8>>) {
        if let Some(mut spare) = spare {
            spare.clear();
            spare.append(&mut self.held);
            self.held = spare;
        }
    }
}

/// Text that is read again from where it is backed.
struct Again {
    backing: Arc<dyn super::Backing>,
    at: u64,
}

impl Read for Again {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.backing.read_at(self.at, buffer.len())?;
        buffer[..bytes.len()].copy_from_slice(&bytes);
        self.at += bytes.len() as u64;
        Ok(bytes.len())
    }
}
