//! What a cached store stands for: everything that its content follows from.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fingerprint::{Fingerprint, Inspector};
use crate::load::OpenOptions;
use crate::reader::input::Stream;
use crate::store::cached::{Cached, Sink, record, sum};

/// One input, in the order in which it is read.
#[derive(Debug, Clone)]
pub(in crate::load) struct Input {
    /// What becomes of it: the name of a format or of a companion, or "curated".
    pub(super) role: Box<str>,
    /// Its name, which people are shown.
    pub(super) name: Box<str>,
    /// The file that it is in.
    pub(super) file: Arc<File>,
}

impl Input {
    /// The input that a stream reads; `None` for a pipe.
    pub(in crate::load) fn of_stream(role: &str, stream: &Stream) -> Option<Self> {
        Some(Self {
            role: role.into(),
            name: stream.name().into(),
            file: Arc::clone(stream.file()?),
        })
    }

    /// A file of a curated data set.
    pub(in crate::load) fn curated(path: &Path) -> io::Result<Self> {
        Ok(Self {
            role: "curated".into(),
            name: path.to_string_lossy().into(),
            file: Arc::new(File::open(path)?),
        })
    }
}

/// Everything that decides what a store holds but the content of the files.
struct Asked {
    folder: Box<str>,
    inputs: Vec<(Box<str>, Box<str>)>,
    encoding: Option<Box<str>>,
    format: Option<String>,
    map: Option<String>,
    no_collapse: bool,
    no_aliases: bool,
    memory: u64,
}

record!(Asked {
    folder,
    inputs,
    encoding,
    format,
    map,
    no_collapse,
    no_aliases,
    memory
});

/// The key of a store.
#[derive(Debug)]
pub(in crate::load) struct Key {
    /// Name of its file: the same as long as the same is asked for, so that data that change take the place of older ones.
    pub(super) name: String,
    /// What was asked for, and the states of all files.
    pub(super) content: Vec<u8>,
    inspector: Inspector,
}

impl Key {
    /// Looks at all inputs; `None` when they cannot be told from other states of themselves.
    pub(in crate::load) fn new(inputs: &[Input], options: &OpenOptions) -> Option<Self> {
        let mut inspector = Inspector::new(inputs.iter().map(|input| &input.file)).ok()?;
        let mut prints: Vec<Fingerprint> = Vec::new();
        for input in inputs {
            prints.push(inspector.fingerprint(&input.file).ok()??);
        }
        let asked = asked(inputs, options);
        let name = bytes(&asked, Vec::new())?;
        Some(Self {
            name: format!("{:016x}", sum(&name)),
            content: bytes(&prints, name)?,
            inspector,
        })
    }

    /// Whether all files are as they were.
    pub(in crate::load) fn still_holds(&self) -> bool {
        self.inspector.are_unchanged()
    }
}

fn asked(inputs: &[Input], options: &OpenOptions) -> Asked {
    // What is named from the root is the same file wherever it is asked for.
    let relative = |input: &Input| Path::new(&*input.name).is_relative();
    let folder = match inputs.iter().any(relative) {
        true => std::env::current_dir().unwrap_or_default(),
        false => PathBuf::new(),
    };
    let named = |input: &Input| (input.role.clone(), input.name.clone());
    Asked {
        folder: folder.to_string_lossy().into(),
        inputs: inputs.iter().map(named).collect(),
        encoding: options
            .input
            .encoding
            .map(|encoding| encoding.name().into()),
        format: options.input.format.clone(),
        map: options.map.clone(),
        no_collapse: options.no_collapse,
        no_aliases: options.no_aliases,
        memory: options.limits.memory,
    }
}

/// A value as bytes, behind others.
pub(super) fn bytes<T: Cached>(value: &T, mut before: Vec<u8>) -> Option<Vec<u8>> {
    let mut sink = Sink::new(&mut before, &|| false);
    value.write(&mut sink).ok()?;
    sink.finish().ok()?;
    Some(before)
}
