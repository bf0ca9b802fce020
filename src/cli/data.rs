//! Opening what the command line names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::OnceLock;

use super::args::{Data, Loading, Reading};
use super::failure::{Failure, INCOMPLETE};
use super::filter::warn;
use super::map;
use crate::analysis::Engine;
use crate::dataset;
use crate::diagnostic::Severity;
use crate::embedded;
use crate::load::{self, Cache, Collection, Limits, OpenOptions, Opened, Saving, Wanted, Watch};
use crate::reader::input::{Encoding, Settings};

/// Datasets are numbered with 16 bits in answers.
const MOST: usize = u16::MAX as usize;

/// What the command line says of the data, checked as far as it can be before anything is opened or shown.
#[derive(Debug)]
pub(super) struct Source {
    paths: Vec<PathBuf>,
    options: OpenOptions,
    /// What is written into the cache meanwhile; the program ends when that is done.
    saving: OnceLock<Saving>,
    /// Whether everything that was opened was read to its end.
    is_whole: OnceLock<bool>,
    /// The first data set of which nothing could be read.
    lost: OnceLock<String>,
}

impl Source {
    /// Sees that every path is there and of a known format, so that a slip of the keyboard is told at once.
    pub(super) fn new(data: &Data) -> Result<Self, Failure> {
        let options = options(&data.reading, &data.loading)?;
        Self::of(data.paths.clone(), &data.reading, options)
    }

    /// The same for commands that write what they can: enough that one of the paths can be opened. What becomes of the others is
    /// reported when they are, and by [the exit code](Self::exit).
    pub(super) fn any(data: &Data) -> Result<Self, Failure> {
        let options = options(&data.reading, &data.loading)?;
        Self::any_of(data.paths.clone(), &data.reading, options)
    }

    /// The data set inside the binary.
    pub(super) fn embedded() -> Self {
        Self {
            paths: Vec::new(),
            options: OpenOptions::default(),
            saving: OnceLock::new(),
            is_whole: OnceLock::new(),
            lost: OnceLock::new(),
        }
    }

    /// The same with other options than those of the command line.
    pub(super) fn of(
        paths: Vec<PathBuf>,
        reading: &Reading,
        options: OpenOptions,
    ) -> Result<Self, Failure> {
        let source = Self::with(paths, options)?;
        let missing = source.each(missing);
        if !missing.is_empty() {
            return Err(cannot(&missing));
        }
        map::check(&source.paths, reading, &source.options)?;
        let unknown = source.each(|path| unknown(path, &source.options));
        if unknown.is_empty() {
            Ok(source)
        } else {
            Err(cannot(&unknown))
        }
    }

    /// As [`Self::any`], with other options.
    pub(super) fn any_of(
        paths: Vec<PathBuf>,
        reading: &Reading,
        options: OpenOptions,
    ) -> Result<Self, Failure> {
        let source = Self::with(paths, options)?;
        map::check(&source.paths, reading, &source.options)?;
        let refused = source.each(|path| missing(path).or_else(|| unknown(path, &source.options)));
        if refused.is_empty() || refused.len() < source.paths.len() {
            Ok(source)
        } else {
            Err(cannot(&refused))
        }
    }

    fn with(paths: Vec<PathBuf>, options: OpenOptions) -> Result<Self, Failure> {
        let count = paths.len();
        if count > MOST {
            return Err(Failure::Cannot(format!(
                "{count} paths are too many; the most is {MOST}"
            )));
        }
        Ok(Self {
            paths,
            options,
            saving: OnceLock::new(),
            is_whole: OnceLock::new(),
            lost: OnceLock::new(),
        })
    }

    fn each(&self, what: impl Fn(&Path) -> Option<String>) -> Vec<String> {
        let found = self.paths.iter().filter_map(|path| what(path));
        found.map(|message| visible(&message)).collect()
    }

    /// Whether the data can be read again: standard input is read once, and what is inside the binary does not change.
    pub(super) fn is_rereadable(&self) -> bool {
        let piped = |path: &PathBuf| path.as_os_str() == "-";
        !self.paths.is_empty() && !self.paths.iter().any(piped)
    }

    /// Opens the paths; without any, the data set inside the binary.
    pub(super) fn open(&self, watch: &dyn Watch) -> Collection {
        if self.paths.is_empty() {
            let mut opened = Opened::from(dataset::from_texts(embedded::texts()));
            load::publishers::know(&mut opened.dataset, self.options.no_aliases);
            vec![opened].into()
        } else {
            load::open(&self.paths, &self.options, watch)
        }
    }

    /// Opens the paths. Each input that was not read whole is named on standard error.
    ///
    /// # Errors
    ///
    /// When no input could be read at all.
    pub(super) fn collection(&self) -> Result<Collection, Failure> {
        let collection = self.open(&());
        let unread = collection.unread();
        let unread = unread.map(|one| visible(&one.to_string()));
        let unread: Vec<String> = unread.collect();
        if collection.is_unreadable() {
            return Err(cannot(&unread));
        }
        unread.iter().for_each(|one| warn(one));
        let _ = self.is_whole.set(unread.is_empty());
        let lost = collection.sets.iter().find(|set| set.read == 0);
        if let Some(name) = lost.and_then(|set| set.unread.first()).map(|one| &one.name) {
            let _ = self.lost.set(visible(name));
        }
        Ok(collection)
    }

    /// A data set of which nothing could be read, if there is one.
    pub(super) fn lost(&self) -> Option<&str> {
        self.lost.get().map(String::as_str)
    }

    /// The exit code of a command that has written its output.
    pub(super) fn exit(&self) -> ExitCode {
        match self.is_whole.get() {
            Some(false) => ExitCode::from(INCOMPLETE),
            _ => ExitCode::SUCCESS,
        }
    }

    /// Opens the paths, ready to be asked; what was left out is told on standard error.
    ///
    /// # Errors
    ///
    /// When no input could be read at all.
    pub(super) fn engine(&self) -> Result<Engine, Failure> {
        let mut collection = self.collection()?;
        let left_out = count(&collection.sets, Severity::Error);
        if left_out > 0 {
            warn(&format!(
                "{} in the data: what is wrong was left out, see `annals check`",
                counted(left_out, "error")
            ));
        }
        let save = collection.save.take();
        let engine = Engine::open(collection);
        if let Some(save) = save {
            let _ = self.saving.set(save.start(Arc::clone(engine.store())));
        }
        Ok(engine)
    }

    /// Opens the paths for what is wrong with them.
    pub(super) fn problems(mut self) -> Vec<Opened> {
        self.options.wanted = Wanted::Problems;
        self.open(&()).sets
    }
}

/// Why a path that is no pattern and no pipe cannot be opened.
fn missing(path: &Path) -> Option<String> {
    let is_pattern = path.to_string_lossy().contains(['*', '?', '[']);
    if path.as_os_str() == "-" || is_pattern {
        return None;
    }
    let error = fs::metadata(path).err()?;
    Some(format!("{} cannot be opened: {error}", path.display()))
}

/// Why a file is of no known format.
fn unknown(path: &Path, options: &OpenOptions) -> Option<String> {
    load::recognise(path, options).err()
}

fn cannot(why: &[String]) -> Failure {
    Failure::Cannot(why.join("\nannals: "))
}

/// How data are read.
pub(super) fn options(data: &Reading, loading: &Loading) -> Result<OpenOptions, Failure> {
    let encoding = data.encoding.as_deref().map(Encoding::named).transpose();
    let map = data.map.as_deref().map(|path| {
        fs::read_to_string(path).map_err(|error| {
            let name = visible(&path.display().to_string());
            Failure::Cannot(format!("{name} cannot be read: {error}"))
        })
    });
    let map = map.transpose()?;
    let format = match (&data.input_format, &map) {
        (None, Some(_)) => Some("map".to_owned()),
        (format, _) => format.clone(),
    };
    let memory = loading
        .memory
        .map_or(Limits::default().memory, |mebibytes| mebibytes << 20);
    let cache = (!loading.no_cache).then(Cache::of_user).flatten();
    Ok(OpenOptions {
        input: Settings {
            encoding: encoding.map_err(Failure::Cannot)?,
            format,
            ..Settings::default()
        },
        no_collapse: loading.no_collapse,
        no_aliases: loading.no_aliases,
        map,
        limits: Limits { memory },
        cache: cache.map(Arc::new),
        wanted: Wanted::All,
    })
}

/// Lines with marks in place of what a terminal would obey.
pub(super) fn visible(text: &str) -> String {
    let lines = text.lines().map(crate::diagnostic::visible);
    lines.collect::<Vec<_>>().join("\n")
}

/// How many problems of a severity there are.
pub(super) fn count(opened: &[Opened], severity: Severity) -> usize {
    opened.iter().map(|one| one.count(severity)).sum()
}

/// `1 error`, `2 errors`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
