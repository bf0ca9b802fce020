//! Decoded text, block by block.

use std::fmt;
use std::io::{self, ErrorKind, Read};
use std::sync::Arc;

use super::Settings;
use super::backing::Backing;
use super::compression::{Unpacked, unpack};
use super::encoding::{Malformed, Reading, guess_binary};
use super::error::{InputError, Problem};
use super::raw::{BoxRead, Meter, Patience, Raw, Watch};
use crate::reader::detect::detect;
use crate::reader::{Cut, Head, head, repaired};

/// Bytes by which formats are told.
const HEAD: usize = 64 << 10;

/// Bytes read at a time where nobody says how many.
const BLOCK: usize = 1 << 20;

/// The decoded text of one input: UTF-8 without a byte order mark, read once from its start to its end.
///
/// Blocks are bytes: who reads them cuts them at the ends of records and sees with [`Backing::text`] that what was cut off is
/// UTF-8, which may happen on another thread. So a plain file costs one read into a buffer that is used again, and one check.
///
/// ```no_run
/// # use annals::reader::input::{Input, InputError, Settings};
/// # fn main() -> Result<(), InputError> {
/// let mut stream = Input::file("events.csv").open(&Settings::default())?;
/// let backing = stream.backing();
/// let (mut block, mut offset, mut more) = (Vec::new(), 0, true);
/// while more {
///     more = stream.fill(&mut block, 1 << 20)?;
///     let end = match block.iter().rposition(|&byte| byte == b'\n') {
///         Some(newline) if more => newline + 1,
///         _ => block.len(), // a real loader fills on when a block has no end of a record
///     };
///     let text: &str = backing.text(&block[..end], offset)?;
///     // … records of `text` …
///     offset += end as u64;
///     block.drain(..end);
/// }
/// # Ok(())
/// # }
/// ```
pub struct Stream {
    name: String,
    reader: BoxRead,
    backing: Arc<Backing>,
    meter: Meter,
    watch: Option<Watch>,
    head: String,
    /// What is wrong with the bytes of the head, where they are not all text.
    not_utf8: Option<Problem>,
    /// Whether the head is no longer than heads are.
    is_short: bool,
    /// What was read for the head and is not handed out yet.
    pending: Vec<u8>,
    ended: bool,
    /// Set for pipes that are read while they are open.
    patience: Option<Patience>,
    /// Whether an open pipe had nothing to give when it was read last.
    waits: bool,
}

/// How much of an input has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes as they lie on the disk or come through a pipe: packed ones, where they are packed.
    pub read: u64,
    /// Of how many; not known of pipes.
    pub total: Option<u64>,
}

impl Stream {
    pub(super) fn new(name: String, raw: Raw, settings: &Settings) -> Result<Self, InputError> {
        let (meter, watch, path) = (raw.meter.clone(), raw.watch.clone(), raw.path.clone());
        let patience = raw.patience.clone().filter(|_| settings.live);
        let failed = |problem| failed(&name, watch.as_ref(), problem);
        let Unpacked {
            reader,
            start,
            was_packed,
        } = unpack(raw, &settings.limits).map_err(failed)?;
        let reading = Reading::of(&start, settings.encoding);
        let patience = patience.filter(|patience| {
            let is_plain = !was_packed && reading.decode.is_none();
            patience.set_short(is_plain);
            is_plain
        });
        let malformed = Malformed::default();
        let text = reading.text(reader, Arc::clone(&malformed));
        let reader = text.map_err(|error| failed(error.into()))?;
        let plain = path.zip(watch.as_ref());
        let backing = match plain {
            Some((path, watch)) if !was_packed && reading.decode.is_none() => {
                Backing::plain(name.clone(), path, watch, reading.mark)
            }
            _ => Backing::copied(
                name.clone(),
                Arc::clone(&settings.spool),
                reading.mark,
                malformed,
            ),
        };
        let mut stream = Self {
            reader,
            backing: Arc::new(backing),
            meter,
            watch,
            head: String::new(),
            not_utf8: None,
            is_short: false,
            pending: Vec::new(),
            ended: false,
            patience,
            waits: false,
            name,
        };
        stream.read_head(settings)?;
        if stream.has_returns_only() {
            stream.take_returns_for_line_ends(reading.mark, settings);
        }
        Ok(stream)
    }

    /// Whether lines end as those of old Macintosh programs and of "CSV (Macintosh)".
    fn has_returns_only(&self) -> bool {
        memchr::memchr(b'\n', &self.pending).is_none() && self.pending.contains(&b'\r')
    }

    /// Hands out line feeds in their place, so that nothing after this has to know. The text is not that of the file any more, so
    /// it is copied.
    fn take_returns_for_line_ends(&mut self, mark: u64, settings: &Settings) {
        self.head = self.head.replace('\r', "\n");
        feed_for_return(&mut self.pending);
        let reader = std::mem::replace(&mut self.reader, Box::new(io::empty()));
        self.reader = Box::new(Returns(reader));
        let spool = Arc::clone(&settings.spool);
        let malformed = Malformed::default();
        self.backing = Arc::new(Backing::copied(self.name.clone(), spool, mark, malformed));
    }

    /// The name of the input.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The start of the text, which is not lost for the blocks, at any time.
    #[must_use]
    pub fn head(&self) -> Head<'_> {
        Head {
            name: &self.name,
            text: &self.head,
            whole: self.is_whole(),
        }
    }

    /// What is wrong with the first bytes that are not text, where there are some in the head. A mark stands for them there.
    #[must_use]
    pub fn not_utf8(&self) -> Option<InputError> {
        let problem = self.not_utf8.clone()?;
        Some(InputError::new(self.name.clone(), problem))
    }

    /// Where the text can be read again, as far as it has been handed out.
    #[must_use]
    pub fn backing(&self) -> Arc<Backing> {
        Arc::clone(&self.backing)
    }

    /// The file that the bytes come from, packed as it is; none for pipes.
    #[must_use]
    pub fn file(&self) -> Option<&Arc<std::fs::File>> {
        self.watch.as_ref().map(|watch| &watch.file)
    }

    /// How much has been read.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {
            read: self.meter.read(),
            total: self.meter.total,
        }
    }

    /// Appends text to a block until it has `target` bytes or more; a block that has them already gets nothing. False when the
    /// text has ended: then the block is the last. A block may end within a character.
    ///
    /// # Errors
    ///
    /// What is wrong with the input. What was read before it is in the block all the same. There is no more text then.
    pub fn fill(&mut self, block: &mut Vec<u8>, target: usize) -> Result<bool, InputError> {
        if block.len() < target {
            let start = block.len();
            block.append(&mut self.pending);
            let read = self.read(block, target);
            let kept = self.backing.keep(&block[start..]);
            self.ended |= read.is_err() || kept.is_err();
            read?;
            kept.map_err(|problem| InputError::new(self.name.clone(), problem))?;
        }
        Ok(!(self.ended && self.pending.is_empty()))
    }

    /// All the rest of the text, for formats that are one document.
    ///
    /// # Errors
    ///
    /// As [`Stream::fill`]; more than `most` bytes; bytes that are no UTF-8.
    pub fn read_all(&mut self, most: u64) -> Result<String, InputError> {
        let mut text = Vec::new();
        loop {
            let target = text.len() + BLOCK;
            let more = self.fill(&mut text, target)?;
            if text.len() as u64 > most {
                let problem = Problem::TooLargeDocument(most);
                return Err(InputError::new(self.name.clone(), problem));
            }
            if !more {
                break;
            }
        }
        String::from_utf8(text).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            self.backing.not_utf8(error.as_bytes(), 0, valid)
        })
    }

    /// The same; while an open pipe has nothing to give, [`ErrorKind::WouldBlock`] says so from time to time.
    pub fn into_live_reader(self) -> impl Read + Send {
        if let Some(patience) = &self.patience {
            patience.set_short(true);
        }
        Text(self)
    }

    /// The text as bytes that are not checked, for who reports invalid UTF-8 in words of its own. Errors are [`Problem`]s.
    pub fn into_reader(self) -> impl Read + Send {
        Text(self)
    }

    /// Whether the text is the file itself, as it is.
    pub(super) fn is_plain(&self) -> bool {
        self.backing.is_plain()
    }

    fn is_whole(&self) -> bool {
        self.ended && self.is_short
    }

    fn read_head(&mut self, settings: &Settings) -> Result<(), InputError> {
        let mut start = Vec::new();
        loop {
            // One byte more, to know whether there is more.
            self.read(&mut start, HEAD + 1)?;
            if !self.waits || self.tells(&start, settings) {
                break;
            }
        }
        if let Some(patience) = &self.patience {
            patience.set_short(false);
        }
        if let Some(problem) = guess_binary(&start[..start.len().min(HEAD)]) {
            return Err(InputError::new(self.name.clone(), problem));
        }
        self.is_short = start.len() <= HEAD;
        let repaired = repaired(&start, &Cut::Lines, self.ended);
        let invalid = repaired.invalid.first();
        self.not_utf8 = invalid.map(|&at| self.backing.not_utf8(&start, 0, at).problem);
        let end = crate::diagnostic::floor_char(&repaired.text, HEAD);
        // Formats need not know of what a spreadsheet writes before the header.
        let begin = head::separator_line(&repaired.text).min(end);
        repaired.text[begin..end].clone_into(&mut self.head);
        drop(repaired);
        self.pending = start;
        Ok(())
    }

    /// Whether what has come of an open pipe tells of which format it is, and has a whole record. Of a document more is awaited.
    fn tells(&self, start: &[u8], settings: &Settings) -> bool {
        let whole = memchr::memrchr(b'\n', start).map_or(0, |newline| newline + 1);
        let text = str::from_utf8(&start[..whole]).unwrap_or_default();
        let first = text.trim_start().lines().next().unwrap_or_default().trim();
        let is_part = first.starts_with('[') || first.starts_with('{') && !first.ends_with('}');
        let head = Head {
            name: &self.name,
            text,
            whole: false,
        };
        !first.is_empty() && !is_part && detect(&head, settings.format.as_deref()).is_ok()
    }

    /// Reads until there are `target` bytes or the text ends, or an open pipe has no more.
    fn read(&mut self, block: &mut Vec<u8>, target: usize) -> Result<(), InputError> {
        let mut filled = block.len();
        if filled >= target || self.ended {
            return Ok(());
        }
        // Zeroed once: a pipe gives its bytes in many small pieces.
        block.resize(target, 0);
        let result = loop {
            match self.read_some(&mut block[filled..]) {
                Ok(0) => break Ok(()),
                Ok(read) => filled += read,
                Err(error) => break Err(error),
            }
        };
        block.truncate(filled);
        result
    }

    /// Reads text into a buffer, what was read for the head before the rest; nothing when it has ended.
    fn read_into(&mut self, buffer: &mut [u8]) -> Result<usize, InputError> {
        let read = if self.pending.is_empty() {
            self.read_some(buffer)?
        } else {
            let start = self.pending.len().min(buffer.len());
            buffer[..start].copy_from_slice(&self.pending[..start]);
            self.pending.drain(..start);
            start
        };
        let kept = self.backing.keep(&buffer[..read]);
        self.ended |= kept.is_err();
        kept.map_err(|problem| InputError::new(self.name.clone(), problem))?;
        Ok(read)
    }

    /// Reads as much as there is now; nothing when the text has ended or there is no room.
    fn read_some(&mut self, buffer: &mut [u8]) -> Result<usize, InputError> {
        if buffer.is_empty() || self.ended {
            return Ok(0);
        }
        self.waits = false;
        loop {
            match self.reader.read(buffer) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    self.waits = true;
                    return Ok(0);
                }
                Ok(0) => {
                    self.ended = true;
                    return self.settled().map(|()| 0);
                }
                Ok(read) => return Ok(read),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.ended = true;
                    return Err(failed(&self.name, self.watch.as_ref(), error.into()));
                }
            }
        }
    }

    /// Sees, when all is read, that it was of one state of the file.
    fn settled(&self) -> Result<(), InputError> {
        match &self.watch {
            Some(watch) if !watch.is_unchanged() => {
                Err(InputError::new(self.name.clone(), Problem::Changed))
            }
            _ => Ok(()),
        }
    }
}

/// Bytes with a line feed for each carriage return.
struct Returns(BoxRead);

impl Read for Returns {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        feed_for_return(&mut buffer[..read]);
        Ok(read)
    }
}

fn feed_for_return(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|byte| **byte == b'\r') {
        *byte = b'\n';
    }
}

/// Data that seem damaged while the file changes are not.
fn failed(name: &str, watch: Option<&Watch>, problem: Problem) -> InputError {
    let changed = watch.is_some_and(|watch| !watch.is_unchanged());
    InputError::new(name, if changed { Problem::Changed } else { problem })
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream")
            .field("name", &self.name)
            .field("progress", &self.progress())
            .finish_non_exhaustive()
    }
}

/// See [`Stream::into_reader`].
struct Text(Stream);

impl Read for Text {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read_into(buffer).map_err(|error| error.problem)?;
        if read == 0 && self.0.waits {
            return Err(ErrorKind::WouldBlock.into());
        }
        Ok(read)
    }
}
