//! Inputs of all kinds, whole and damaged.

mod find;
mod packed;
mod stored;
mod text;

use std::io::Cursor;
use std::path::{Path, PathBuf};

use super::raw::Raw;
use super::{Input, InputError, Limits, Settings, Spool, Stream};

/// The text of `tests/data/packed/events.csv`, in all files of that folder.
const EVENTS: &str = include_str!("../../../tests/data/packed/events.csv");

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/packed")
        .join(name)
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(fixture(name)).expect("a fixture")
}

/// Settings whose temporary file is not in the home of who runs the tests.
fn settings() -> Settings {
    Settings {
        spool: Spool::within(&std::env::temp_dir()).into(),
        ..Settings::default()
    }
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("inside")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    folder
}

/// What comes through a pipe.
fn piped(bytes: impl Into<Vec<u8>>, settings: &Settings) -> Result<Stream, InputError> {
    let raw = Raw::pipe(Cursor::new(bytes.into()));
    Stream::new("piped".to_owned(), raw, settings)
}

fn read(stream: Result<Stream, InputError>) -> Result<String, InputError> {
    stream?.read_all(Limits::default().document)
}

fn read_piped(bytes: impl Into<Vec<u8>>) -> Result<String, InputError> {
    read(piped(bytes, &settings()))
}

fn read_file(path: impl AsRef<Path>) -> Result<String, InputError> {
    read(Input::file(path).open(&settings()))
}

/// What is wrong, as people see it, without the name.
fn problem<T: std::fmt::Debug>(result: Result<T, InputError>) -> String {
    result.expect_err("something is wrong").problem.to_string()
}
