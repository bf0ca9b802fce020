//! The files below a folder.

use std::collections::HashSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// What a folder holds, sorted by path.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) failures: Vec<(PathBuf, Failure)>,
}

/// Why a path was not followed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It leads back to a folder that it is in.
    Loop,
    /// The system does not allow it.
    Unreadable(io::Error),
}

/// The `*.toml` files of a folder.
pub(super) fn toml_files(root: &Path) -> Found {
    files(root, is_toml)
}

/// Looks for files through a folder and all folders in it, but for hidden ones and cargo's `target`. Links are followed; a
/// file or folder that is reached twice counts once. What is no folder counts as a file, of whatever kind it is.
pub(crate) fn files(root: &Path, wanted: fn(&Path) -> bool) -> Found {
    let mut walk = Walk {
        wanted,
        found: Found::default(),
        open: Vec::new(),
        seen: HashSet::new(),
    };
    walk.folder(root);
    walk.found
}

struct Walk {
    wanted: fn(&Path) -> bool,
    found: Found,
    /// The folders on the way from the root to here.
    open: Vec<Identity>,
    seen: HashSet<Identity>,
}

impl Walk {
    fn folder(&mut self, path: &Path) {
        if let Err(error) = self.entries(path) {
            self.found
                .failures
                .push((path.to_owned(), Failure::Unreadable(error)));
        }
    }

    fn entries(&mut self, path: &Path) -> io::Result<()> {
        let identity = identity(path, &fs::metadata(path)?);
        if self.open.contains(&identity) {
            self.found.failures.push((path.to_owned(), Failure::Loop));
            return Ok(());
        }
        if self.seen.contains(&identity) {
            return Ok(());
        }
        self.open.push(identity);
        let names: io::Result<Vec<_>> = fs::read_dir(path)?
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect();
        let mut names = names?;
        names.sort();
        for name in names {
            self.entry(&path.join(&name), &name.to_string_lossy());
        }
        self.seen.extend(self.open.pop());
        Ok(())
    }

    fn entry(&mut self, path: &Path, name: &str) {
        if name.starts_with('.') {
            return;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() && name != "target" => self.folder(path),
            Ok(metadata) if !metadata.is_dir() && (self.wanted)(path) => {
                if self.seen.insert(identity(path, &metadata)) {
                    self.found.files.push(path.to_owned());
                }
            }
            Ok(_) => {}
            // A broken link to something that is not looked for does not matter.
            Err(error) if (self.wanted)(path) => self
                .found
                .failures
                .push((path.to_owned(), Failure::Unreadable(error))),
            Err(_) => {}
        }
    }
}

/// Whether a file is called `*.toml`.
pub(crate) fn is_toml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "toml")
}

/// What tells whether two paths mean the same file.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(_: &Path, metadata: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
type Identity = PathBuf;

#[cfg(not(unix))]
fn identity(path: &Path, _: &Metadata) -> Identity {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}
