//! The records of a file on two threads, in chunks, trusting the count of quotes.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use super::decoded::Decoded;
use super::texts::{Buffer, Chunk, Texts};
use super::{Ending, Miscut, Session, THREADS, finished};
use crate::load::filler::Filler;
use crate::load::published::Kept;
use crate::reader::{Cut, Cutter, Reader, Row, swallowed};

/// One part in so many more room is made than the first chunk says: no two threads read the same number of rows.
const ROOM_TO_SPARE: usize = 16;
/// Room is made ahead for so many bytes of text at most; larger lists of rows are moved by the system when they grow, not copied.
const MOST_ROOM: u64 = 4 << 30;

/// Shows what has come through an open pipe, when it comes slowly.
struct Shows {
    /// How many records were shown last.
    records: u64,
    /// The more there is, the longer showing takes, and the more seldom it happens.
    not_before: Instant,
}

impl Shows {
    /// Time between two shows, in terms of what one takes.
    const REST: u32 = 4;

    fn of(session: &Session<'_>) -> Self {
        Self {
            records: session.records.load(Ordering::Relaxed),
            not_before: Instant::now(),
        }
    }

    fn show(&mut self, session: &Session<'_>, fillers: &[Filler], kept: &[Kept]) {
        let records = session.records.load(Ordering::Relaxed);
        let started = Instant::now();
        let is_due = records > self.records && started >= self.not_before;
        if !is_due || !session.outcome.wants_first() {
            return;
        }
        let loaded = finished(fillers.to_vec(), kept, Ending::default());
        session.outcome.first(loaded);
        self.records = records;
        self.not_before = Instant::now() + started.elapsed() * Self::REST;
    }
}

/// Where threads take chunks from.
struct Source<'a, 't> {
    text: &'a mut Texts<'t>,
    /// The number of the next chunk.
    next: &'a mut u32,
    quoted: bool,
}

impl Source<'_, '_> {
    fn chunk(&mut self, spare: Buffer) -> io::Result<Option<Chunk>> {
        self.text.next(self.quoted, self.next, spare)
    }
}

impl Session<'_> {
    pub(super) fn records(
        &self,
        text: &mut Texts<'_>,
        reader: &dyn Reader,
        kept: &[Kept],
        fillers: &mut [Filler],
        next: &mut u32,
    ) -> Result<(), Miscut> {
        let quoted = matches!(reader.cut(), Cut::Delimited { quoted: true, .. });
        let first = loop {
            match text.next(quoted, next, Buffer::default()) {
                Ok(Some(chunk)) => break chunk,
                Ok(None) if text.waits() && !self.is_stopped() => {
                    text.go_on();
                    self.advance(0, 0, 0);
                }
                Ok(None) => return Ok(()),
                Err(error) => {
                    self.fail(text.file, &error);
                    return Ok(());
                }
            }
        };
        self.chunk(&first, &mut fillers[0])?;
        let mut shown = None;
        if first.number == 0 {
            shown = self.outcome.wants_first().then(|| fillers.to_vec());
            self.make_room(first.bytes().len(), fillers);
        }
        let mut shows = Shows::of(self);
        loop {
            let source = Source {
                text: &mut *text,
                next: &mut *next,
                quoted,
            };
            let shown = shown.take();
            self.in_parallel(source, fillers, || {
                if let Some(shown) = shown {
                    let loaded = finished(shown, kept, Ending::default());
                    self.outcome.first(loaded);
                }
            })?;
            if !text.waits() || self.is_stopped() {
                return Ok(());
            }
            text.go_on();
            self.advance(0, 0, 0);
            shows.show(self, fillers, kept);
        }
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

    /// Two threads read chunks by turns; `meanwhile` happens on this one.
    ///
    /// Who needs a chunk reads it from the file, which takes a small part of the time that reading its records takes: so the bytes
    /// are near the core that looks at them, and there is no third thread for two cores.
    fn in_parallel(
        &self,
        source: Source<'_, '_>,
        fillers: &mut [Filler],
        meanwhile: impl FnOnce(),
    ) -> Result<(), Miscut> {
        let miscut = AtomicBool::new(false);
        let source = Mutex::new(source);
        thread::scope(|scope| {
            for filler in fillers.iter_mut() {
                scope.spawn(|| self.read_chunks(&source, filler, &miscut));
            }
            meanwhile();
        });
        if miscut.into_inner() {
            Err(Miscut)
        } else {
            Ok(())
        }
    }

    fn read_chunks(
        &self,
        source: &Mutex<Source<'_, '_>>,
        filler: &mut Filler,
        miscut: &AtomicBool,
    ) {
        let mut spare = Buffer::default();
        let of_source = || source.lock().unwrap_or_else(PoisonError::into_inner);
        while !self.is_stopped() && !miscut.load(Ordering::Relaxed) {
            let next = of_source().chunk(spare);
            let chunk = match next {
                Ok(Some(chunk)) => chunk,
                Ok(None) => return,
                Err(error) => return self.fail(of_source().text.file, &error),
            };
            if self.chunk(&chunk, filler).is_err() {
                miscut.store(true, Ordering::Relaxed);
            }
            spare = chunk.into_buffer();
        }
    }

    /// Reads the records of a chunk.
    fn chunk(&self, chunk: &Chunk, filler: &mut Filler) -> Result<(), Miscut> {
        let reader = &*self.readers[chunk.file];
        filler.start_chunk(chunk.number);
        filler.tally.chunk(chunk.file, chunk.number, chunk.lines());
        let before = filler.batch.bytes();
        let header =
            matches!(reader.cut(), Cut::Delimited { header: true, .. }) && chunk.offset == 0;
        let decoded = Decoded::of(chunk, reader.cut(), true);
        let (mut cutter, mut row) = (Cutter::default(), Row::default());
        cutter.go_to(decoded.start(reader.cut()));
        let mut records = 0;
        let mut skip = usize::from(header);
        while let Some(next) = cutter.next(reader.cut(), decoded.text()) {
            let (range, record) = next.map_err(|_| Miscut)?;
            if skip > 0 {
                skip -= 1;
                self.header(&decoded, &range, &record, filler);
                continue;
            }
            if swallowed(reader, decoded.text(), &range, &record, &mut row).is_some() {
                return Err(Miscut);
            }
            self.take(&decoded, range, &record, None, &mut row, filler);
            records += 1;
        }
        self.advance(
            chunk.bytes().len(),
            records,
            (filler.batch.bytes() - before) as u64,
        );
        Ok(())
    }
}
