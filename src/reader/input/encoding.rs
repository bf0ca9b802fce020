//! Bytes → UTF-8. Names are those of the WHATWG Encoding Standard, where `latin1` and `iso-8859-1` mean windows-1252.

use std::io::{self, ErrorKind, Read};
use std::sync::{Arc, OnceLock};

use encoding_rs::{DecoderResult, UTF_8};

use super::error::Problem;
use super::raw::BoxRead;
use crate::dataset::nearest;

/// How an input is encoded, as the reader of the program says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

/// Names to suggest; all labels of the standard are taken.
const NAMES: &[&str] = &[
    "utf-8",
    "utf-16le",
    "utf-16be",
    "latin1",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-8",
    "iso-8859-9",
    "iso-8859-15",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "koi8-r",
    "koi8-u",
    "macintosh",
    "gbk",
    "gb18030",
    "big5",
    "euc-jp",
    "iso-2022-jp",
    "shift_jis",
    "euc-kr",
];

impl Encoding {
    /// The encoding of this name.
    ///
    /// # Errors
    ///
    /// What to tell about a name that is not known.
    pub fn named(name: &str) -> Result<Self, String> {
        let known = encoding_rs::Encoding::for_label_no_replacement(name.as_bytes());
        known.map(Self).ok_or_else(|| {
            let hint = nearest::hint(name.trim(), NAMES.iter().copied());
            let hint = hint.unwrap_or_else(|| {
                "`latin1`, `windows-1256` and `gb18030` are such names".to_owned()
            });
            format!("`{name}` is no encoding that is known: {hint}")
        })
    }

    /// Its name in the standard.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

/// How bytes become text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// Length of the byte order mark.
    pub(super) mark: u64,
    /// `None` for UTF-8.
    pub(super) decode: Option<Encoding>,
}

impl Reading {
    /// A byte order mark decides, even against what was asked: one option is for many files, and no text of another encoding
    /// starts with these bytes.
    pub(super) fn of(start: &[u8], asked: Option<Encoding>) -> Self {
        let (mark, encoding) = match encoding_rs::Encoding::for_bom(start) {
            Some((encoding, length)) => (length as u64, Some(Encoding(encoding))),
            None => (0, asked),
        };
        let decode = encoding.filter(|encoding| encoding.0 != UTF_8);
        Self { mark, decode }
    }

    /// The text after the mark, as UTF-8; `malformed` is what is noted of the first bytes that are not of the encoding.
    pub(super) fn text(self, mut bytes: BoxRead, malformed: Malformed) -> io::Result<BoxRead> {
        io::copy(&mut (&mut bytes).take(self.mark), &mut io::sink())?;
        Ok(match self.decode {
            None => bytes,
            Some(encoding) => Box::new(Recoded::new(bytes, encoding, self.mark, malformed)),
        })
    }
}

/// The first bytes of a file that are not of its encoding, once they have been met.
pub(super) type Malformed = Arc<OnceLock<Problem>>;

/// What text without a byte order mark looks like that has many NUL characters: UTF-16, or no text.
pub(super) fn guess_binary(start: &[u8]) -> Option<Problem> {
    let zeros = |first: usize| {
        let every_other = start.iter().skip(first).step_by(2);
        every_other.filter(|&&byte| byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    // A stray NUL is no reason to refuse a file; of packed data and pictures one byte in 256 is NUL.
    if (even + odd) * 512 <= start.len() {
        return None;
    }
    let most = start.len() / 4;
    let wide = match (even, odd) {
        (0, odd) if odd > most => Some("utf-16le"),
        (even, 0) if even > most => Some("utf-16be"),
        _ => None,
    };
    let is_text = wide.is_none() && (even + odd) * 10 <= start.len() && has_text_only(start);
    (!is_text).then_some(Problem::Binary(wide))
}

/// Whether bytes are text but for some NUL characters: UTF-8 without the other controls that binary data have.
fn has_text_only(bytes: &[u8]) -> bool {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    let is_binary =
        |c: char| c.is_control() && !matches!(c, '\0' | '\t' | '\n' | '\r' | '\u{1b}' | '\u{1e}');
    !text.contains(is_binary)
}

const BUFFER: usize = 64 << 10;

/// Text that is decoded while it is read. Bytes that are not of the encoding become a byte that is not UTF-8, and no replacement
/// character, which could stand in the file: so whoever reads the text handles both alike.
struct Recoded {
    bytes: BoxRead,
    decoder: encoding_rs::Decoder,
    encoding: Encoding,
    input: Box<[u8]>,
    /// What of `input` is not decoded yet.
    left: std::ops::Range<usize>,
    output: Box<[u8]>,
    /// What of `output` is not handed out yet.
    ready: std::ops::Range<usize>,
    /// Bytes that were decoded, the mark included.
    offset: u64,
    /// Line breaks that were decoded.
    lines: u64,
    at_end: bool,
    done: bool,
    malformed: Malformed,
}

/// In no text of UTF-8.
const NO_TEXT: u8 = 0xff;

impl Recoded {
    fn new(bytes: BoxRead, encoding: Encoding, mark: u64, malformed: Malformed) -> Self {
        Self {
            bytes,
            decoder: encoding.0.new_decoder_without_bom_handling(),
            encoding,
            input: vec![0; BUFFER].into(),
            left: 0..0,
            output: vec![0; BUFFER].into(),
            ready: 0..0,
            offset: mark,
            lines: 0,
            at_end: false,
            done: false,
            malformed,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        while self.left.is_empty() && !self.at_end {
            match self.bytes.read(&mut self.input) {
                Ok(0) => self.at_end = true,
                Ok(read) => self.left = 0..read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn decode(&mut self) -> io::Result<()> {
        self.refill()?;
        // One byte is left for the one that is no text.
        let room = self.output.len() - 1;
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
            &self.input[self.left.clone()],
            &mut self.output[..room],
            self.at_end,
        );
        self.left.start += read;
        self.offset += read as u64;
        self.ready = 0..written;
        self.lines += memchr::memchr_iter(b'\n', &self.output[..written]).count() as u64;
        match result {
            DecoderResult::InputEmpty => self.done = self.at_end,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                let problem = || Problem::NotEncoded {
                    encoding: self.encoding.name(),
                    offset: self.offset.saturating_sub(u64::from(length + after)),
                    line: self.lines + 1,
                };
                self.malformed.get_or_init(problem);
                self.output[written] = NO_TEXT;
                self.ready = 0..written + 1;
            }
        }
        Ok(())
    }
}

impl Read for Recoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.ready.is_empty() && !self.done {
            self.decode()?;
        }
        let count = buffer.len().min(self.ready.len());
        let from = self.ready.start;
        buffer[..count].copy_from_slice(&self.output[from..from + count]);
        self.ready.start += count;
        Ok(count)
    }
}
