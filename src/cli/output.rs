//! The one way out for what the commands write: standard output, or a file that appears when it is complete.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use crate::text::clean;

/// Where a command writes.
pub(super) struct Output {
    to: Destination,
    /// Text from data goes to a terminal: line by line, with marks in place of what it would act on.
    line: Option<Vec<u8>>,
}

enum Destination {
    Standard(BufWriter<io::Stdout>),
    File {
        file: BufWriter<File>,
        temporary: PathBuf,
        path: PathBuf,
    },
}

impl Output {
    /// Text for standard output or for a file.
    pub(super) fn text(path: Option<&Path>) -> Result<Self, Failure> {
        let line = (path.is_none() && io::stdout().is_terminal()).then(Vec::new);
        Ok(Self {
            to: Destination::new(path)?,
            line,
        })
    }

    /// Bytes that are written as they are, to a terminal too.
    pub(super) fn bytes(path: Option<&Path>) -> Result<Self, Failure> {
        Ok(Self {
            to: Destination::new(path)?,
            line: None,
        })
    }

    /// Whether a person reads this on a terminal.
    pub(super) fn is_terminal(&self) -> bool {
        matches!(self.to, Destination::Standard(_)) && io::stdout().is_terminal()
    }

    /// Ends the output; only now a file gets its name.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        self.write_line().map_err(Failure::Output)?;
        self.to.finish().map_err(Failure::Output)
    }

    fn write_line(&mut self) -> io::Result<()> {
        let Some(line) = self.line.as_mut().filter(|line| !line.is_empty()) else {
            return Ok(());
        };
        let text = String::from_utf8_lossy(line);
        let safe = clean(text.trim_end_matches('\n'));
        self.to.writer().write_all(safe.as_str().as_bytes())?;
        if text.ends_with('\n') {
            self.to.writer().write_all(b"\n")?;
        }
        line.clear();
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.line.is_none() {
            return self.to.writer().write(bytes);
        }
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            if let Some(line) = &mut self.line {
                line.extend_from_slice(part);
            }
            if part.ends_with(b"\n") {
                self.write_line()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.writer().flush()
    }
}

impl Destination {
    fn new(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            return Ok(Self::Standard(BufWriter::new(io::stdout())));
        };
        // A link stays a link: what it leads to is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if fs::metadata(&path).is_ok_and(|found| !found.is_file()) {
            return Self::special(&path);
        }
        let temporary = temporary(&path);
        let file = File::options()
            .write(true)
            .create_new(true)
            .open(&temporary);
        let file = file.map_err(|error| Failure::Output(named(&path, &error)))?;
        Ok(Self::File {
            file: BufWriter::new(file),
            temporary,
            path,
        })
    }

    /// A device or pipe has no half-written state to protect, and must not be replaced by a file.
    fn special(path: &Path) -> Result<Self, Failure> {
        let file = File::options()
            .write(true)
            .open(path)
            .map_err(|error| Failure::Output(named(path, &error)))?;
        Ok(Self::File {
            file: BufWriter::new(file),
            temporary: PathBuf::new(),
            path: path.to_owned(),
        })
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Standard(out) => out,
            Self::File { file, .. } => file,
        }
    }

    fn finish(mut self) -> io::Result<()> {
        self.writer().flush()?;
        let Self::File {
            file,
            temporary,
            path,
        } = &mut self
        else {
            return Ok(());
        };
        if temporary.as_os_str().is_empty() {
            return Ok(());
        }
        file.get_ref().sync_all()?;
        keep_mode(path, file.get_ref())?;
        fs::rename(&*temporary, &*path)?;
        *temporary = PathBuf::new();
        // The name is safe on disk only with the folder's entry.
        File::open(parent(path))?.sync_all()
    }
}

impl Drop for Destination {
    fn drop(&mut self) {
        if let Self::File { temporary, .. } = self
            && !temporary.as_os_str().is_empty()
        {
            // Not finished: the error on the way here is the one to report.
            let _ = fs::remove_file(temporary);
        }
    }
}

/// Columns of the terminal.
pub(super) fn columns() -> usize {
    ratatui::crossterm::terminal::size().map_or(80, |(columns, _)| usize::from(columns.max(40)))
}

fn parent(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// A name in the same folder, so that the rename cannot cross file systems.
fn temporary(path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    parent(path).join(format!(".{name}.{}.tmp", std::process::id()))
}

/// A file that is replaced keeps its permissions.
fn keep_mode(path: &Path, file: &File) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(old) => file.set_permissions(old.permissions()),
        Err(_) => Ok(()),
    }
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        entries
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect()
    }

    #[test]
    fn a_file_appears_when_it_is_complete() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out.txt");
        fs::write(&path, "old").expect("written");
        let mut output = Output::text(Some(&path)).expect("opened");
        output.write_all(b"half").expect("written");
        drop(output);
        assert_eq!(fs::read_to_string(&path).expect("there"), "old");
        assert_eq!(names(folder.path()), ["out.txt"], "nothing is left behind");

        let mut output = Output::text(Some(&path)).expect("opened");
        output.write_all(b"whole").expect("written");
        assert!(output.finish().is_ok());
        assert_eq!(fs::read_to_string(&path).expect("there"), "whole");
        assert_eq!(names(folder.path()), ["out.txt"]);
    }
}
