//! The records of a file on two threads, in chunks, trusting the count of quotes.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

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
        let first = match text.next(quoted, next, Buffer::default()) {
            Ok(Some(chunk)) => chunk,
            Ok(None) => return Ok(()),
            Err(error) => {
                self.fail(text.file, &error);
                return Ok(());
            }
        };
        self.chunk(&first, &mut fillers[0])?;
        let mut shown = None;
        if first.number == 0 {
            shown = self.outcome.wants_first().then(|| fillers.to_vec());
            self.make_room(first.bytes().len(), fillers);
        }
        let source = Source { text, next, quoted };
        self.in_parallel(source, fillers, || {
            if let Some(shown) = shown {
                let loaded = finished(shown, kept, Ending::default());
                self.outcome.first(loaded);
            }
        })
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
