//! The disk: which files a path means, and their text. Nothing else in `dataset` touches it.
//!
//! Only regular files are read: a pipe or a device would block or feed for ever. The kind is asked before a file is opened,
//! because opening a pipe blocks already, and again of the open file, because the path may mean another one by then.

mod large;

use std::borrow::Cow;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _, Seek as _};
use std::path::Path;
use std::sync::Arc;

use super::problems::Problems;
use super::walk;
use crate::diagnostic::{Diagnostic, SourceMap};

/// The largest file that is read. Offsets are 32 bits wide, and the records of a larger file would not fit in memory.
const MAX_BYTES: u64 = 1 << 30;

/// The largest file whose text is held. Of a larger one a part is read when it is needed ([`Large`]).
const MAX_HELD_BYTES: u64 = 4 << 20;

pub(super) use large::Large;

/// The texts of a dataset, and which of them can be parsed.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) map: SourceMap,
    pub(super) usable: Vec<Usable>,
    hold: Hold,
}

/// Which texts are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Hold {
    /// Those of small files.
    #[default]
    Small,
    /// Those of all files.
    All,
}

/// A file that can be parsed.
#[derive(Debug)]
pub(super) struct Usable {
    pub(super) file: u32,
    /// Set when its text is not held.
    pub(super) large: Option<Arc<Large>>,
}

impl Files {
    /// Reads the file, or all `*.toml` files of the folder.
    pub(super) fn of_path(path: &Path, hold: Hold, problems: &mut Problems) -> Self {
        let mut files = Self {
            hold,
            ..Self::default()
        };
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => files.add_folder(path, problems),
            _ => files.add_path(path, problems),
        }
        files
    }

    fn add_folder(&mut self, path: &Path, problems: &mut Problems) {
        let found = walk::toml_files(path);
        if found.files.is_empty() && found.failures.is_empty() {
            let message = "this folder has no `*.toml` file";
            self.refuse(
                path,
                "no-files",
                message.to_owned(),
                Some("name a dataset's file or folder"),
                problems,
            );
        }
        for (path, failure) in &found.failures {
            match failure {
                walk::Failure::Loop => {
                    let message =
                        "this link leads back to a folder it is in, and is not followed".to_owned();
                    self.refuse(path, "link-loop", message, None, problems);
                }
                walk::Failure::Unreadable(error) => self.unreadable(path, error, problems),
            }
        }
        for path in &found.files {
            self.add_path(path, problems);
        }
    }

    fn add_path(&mut self, path: &Path, problems: &mut Problems) {
        match read_settled(path, self.hold) {
            Err(error) => self.unreadable(path, &error, problems),
            Ok(Read::NotAFile) => {
                let message =
                    "this is no regular file (a pipe, a socket or a device), and is not read"
                        .to_owned();
                self.refuse(
                    path,
                    "not-a-file",
                    message,
                    Some("give `-` to read from standard input"),
                    problems,
                );
            }
            Ok(Read::TooLarge) => {
                let message = format!(
                    "this file is larger than {} MiB, the most that is read",
                    MAX_BYTES >> 20
                );
                self.refuse(
                    path,
                    "too-large",
                    message,
                    Some("split it: a folder of files is one dataset"),
                    problems,
                );
            }
            Ok(Read::Large(large)) => {
                let large = Arc::new(large);
                let later = Arc::clone(&large);
                let file = self.map.add_later(shown(path), move || later.text());
                let large = Some(large);
                self.usable.push(Usable { file, large });
            }
            Ok(Read::Bytes { bytes, changed }) => {
                let file = self.add_bytes(shown(path), bytes, problems);
                if changed {
                    let message = "this file changed while it was read, twice";
                    problems.push(
                        Diagnostic::warning("changed-while-read", message, file, 0..0)
                            .hint("open it again"),
                    );
                }
            }
        }
    }

    /// Adds what a reader gives, standard input as a rule.
    pub(super) fn add_reader(
        &mut self,
        name: String,
        reader: impl io::Read,
        problems: &mut Problems,
    ) {
        let mut bytes = Vec::new();
        match reader.take(MAX_BYTES + 1).read_to_end(&mut bytes) {
            Err(error) => self.unreadable(Path::new(&name), &error, problems),
            Ok(length) if length as u64 > MAX_BYTES => {
                let message = format!(
                    "there are more than {} MiB, the most that is read",
                    MAX_BYTES >> 20
                );
                self.refuse(Path::new(&name), "too-large", message, None, problems);
            }
            Ok(_) => {
                self.add_bytes(name, bytes, problems);
            }
        }
    }

    fn add_bytes(&mut self, name: String, bytes: Vec<u8>, problems: &mut Problems) -> u32 {
        match String::from_utf8(bytes) {
            Ok(text) => self.add_text(name, text.into(), problems),
            Err(error) => self.add_not_utf8(
                name,
                error.utf8_error().valid_up_to(),
                &error.into_bytes(),
                problems,
            ),
        }
    }

    /// Adds a text; without its byte order mark, so that columns are right.
    pub(super) fn add_text(
        &mut self,
        name: String,
        text: Cow<'static, str>,
        problems: &mut Problems,
    ) -> u32 {
        let text = without_mark(text);
        let nul = memchr::memchr(0, text.as_bytes());
        let file = self.map.add(name, text);
        match nul {
            None => self.usable.push(Usable { file, large: None }),
            Some(at) => {
                let diagnostic = Diagnostic::error(
                    "nul-byte",
                    "this text has a NUL character",
                    file,
                    at..at + 1,
                );
                problems.push(
                    diagnostic.hint("the file is binary, damaged or UTF-16: save it as UTF-8 text"),
                );
            }
        }
        file
    }

    fn add_not_utf8(
        &mut self,
        name: String,
        at: usize,
        bytes: &[u8],
        problems: &mut Problems,
    ) -> u32 {
        let mark = if bytes.starts_with(MARK.as_bytes()) {
            MARK.len()
        } else {
            0
        };
        // Up to the end of the bad line is enough to show it; what was replaced there moves no byte before it.
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |newline| at + newline);
        let text = String::from_utf8_lossy(&bytes[mark..end]).into_owned();
        let file = self.map.add(name, text);
        let message = format!("byte {:#04x} at offset {at} is no UTF-8", bytes[at]);
        let start = at - mark;
        let diagnostic = Diagnostic::error(
            "invalid-utf8",
            message,
            file,
            start..start + char::REPLACEMENT_CHARACTER.len_utf8(),
        );
        let hint = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            "the file is UTF-16: save it as UTF-8"
        } else {
            "save the file as UTF-8"
        };
        problems.push(diagnostic.hint(hint));
        file
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error, problems: &mut Problems) {
        self.refuse(
            path,
            "unreadable",
            format!("this cannot be read: {error}"),
            None,
            problems,
        );
    }

    fn refuse(
        &mut self,
        path: &Path,
        code: &'static str,
        message: String,
        hint: Option<&str>,
        problems: &mut Problems,
    ) {
        let file = self.map.add(shown(path), "");
        let mut diagnostic = Diagnostic::error(code, message, file, 0..0);
        diagnostic.hint = hint.map(str::to_owned);
        problems.push(diagnostic);
    }
}

const MARK: &str = "\u{feff}";

fn without_mark(text: Cow<'static, str>) -> Cow<'static, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix(MARK).unwrap_or(text)),
        Cow::Owned(mut text) => {
            if text.starts_with(MARK) {
                text.drain(..MARK.len());
            }
            Cow::Owned(text)
        }
    }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

enum Read {
    Large(Large),
    Bytes { bytes: Vec<u8>, changed: bool },
    NotAFile,
    TooLarge,
}

/// Reads a file, a second time if it changed under way.
fn read_settled(path: &Path, hold: Hold) -> io::Result<Read> {
    match read_once(path, hold)? {
        Read::Bytes { changed: true, .. } => read_once(path, hold),
        read => Ok(read),
    }
}

fn read_once(path: &Path, hold: Hold) -> io::Result<Read> {
    if !fs::metadata(path)?.is_file() {
        return Ok(Read::NotAFile);
    }
    let file = File::open(path)?;
    let before = file.metadata()?;
    if !before.is_file() {
        return Ok(Read::NotAFile);
    }
    if before.len() > MAX_BYTES {
        return Ok(Read::TooLarge);
    }
    if hold == Hold::Small
        && before.len() > MAX_HELD_BYTES
        && let Some(large) = Large::new(file.try_clone()?, before.clone())?
    {
        return Ok(Read::Large(large));
    }
    (&file).rewind()?;
    let mut bytes = Vec::with_capacity(usize::try_from(before.len()).unwrap_or_default());
    io::Read::take(&file, MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Ok(Read::TooLarge);
    }
    let changed = has_changed(&before, &file.metadata()?, bytes.len());
    Ok(Read::Bytes { bytes, changed })
}

fn has_changed(before: &Metadata, after: &Metadata, read: usize) -> bool {
    before.len() != after.len()
        || before.modified().ok() != after.modified().ok()
        || after.len() != read as u64
}
