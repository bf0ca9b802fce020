//! Which inputs paths mean: files, folders, archives, patterns, pipes.

use std::collections::HashSet;
use std::fs::{self, Metadata};
use std::io;
use std::os::fd::AsFd as _;
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};

use super::archive;
use super::compression::{START, peek};
use super::error::{InputError, Problem};
use super::raw::{Raw, Watch};
use super::{Archive, Input, Place, Settings, Stream, copied, open_file, open_pipe, shown};
use crate::dataset::{is_curated, walk};
use crate::reader::{Head, detect};

/// What the paths mean, in their order.
#[derive(Debug, Default)]
pub struct Inputs {
    /// What is to be opened.
    pub found: Vec<Found>,
    /// What is left out though nothing is wrong with it.
    pub ignored: Vec<Ignored>,
    /// What is wrong, all of it.
    pub errors: Vec<InputError>,
}

/// One thing to be opened.
#[derive(Debug)]
pub enum Found {
    /// A file or a folder of curated TOML, for [`crate::dataset::open`].
    Curated(PathBuf),
    /// Curated TOML that `dataset` cannot read by a path: packed, in an archive, through a pipe. One dataset, with a name.
    CuratedTexts(String, Vec<Input>),
    /// Data of a published format, or a file that belongs to such data.
    Published(Input),
}

/// A file that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// Its name.
    pub name: String,
    /// Why; a full sentence without a full stop.
    pub why: &'static str,
}

impl Ignored {
    /// Whether it is called as files of data are, so that it may have been meant.
    #[must_use]
    pub fn seems_data(&self) -> bool {
        const ENDINGS: [&str; 8] = [
            "csv", "tsv", "json", "jsonl", "ndjson", "geojson", "ics", "zip",
        ];
        let name = self.name.to_ascii_lowercase();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        self.why == UNKNOWN && ENDINGS.contains(&ending)
    }
}

const UNKNOWN: &str = "this is of no known format";
const TWICE: &str = "this is named twice";
const PIPE: &str = "this is a pipe or a device, which is only read when it is named itself";
const NO_TEXT: &str = "this is no text";
const ARCHIVE: &str =
    "this is an archive inside of something packed, or of a kind that is not read";

/// Says what paths mean.
///
/// - A file is read whatever it is called, unless it is called `*.toml` or its text is curated: then it is that.
/// - A folder with `*.toml` files, at any depth, is a dataset of those. Its other files, and those of other folders, are taken
///   when a format knows them. Hidden files and `target` folders are not looked at. Links are followed, but not in circles.
/// - An archive is like a folder; if it has one file only, that is taken whatever it is.
/// - `-` is standard input. A named pipe is read like it.
/// - A path that does not exist and has `*`, `?` or `[` in it is a pattern. What it matches is in the order of the names.
///
/// A file that several paths mean is read once. Files are looked into and closed again; pipes stay open.
#[must_use]
pub fn find(paths: &[PathBuf], settings: &Settings) -> Inputs {
    find_new(paths, settings, &mut Seen::default())
}

/// The same, without the files that were found before.
#[must_use]
pub fn find_new(paths: &[PathBuf], settings: &Settings, seen: &mut Seen) -> Inputs {
    let mut finder = Finder {
        settings,
        inputs: Inputs::default(),
        seen,
    };
    for path in paths {
        finder.path(path);
    }
    finder.inputs
}

/// Files that were found, by device and number.
#[derive(Debug, Default)]
pub struct Seen(HashSet<(u64, u64)>);

struct Finder<'a> {
    settings: &'a Settings,
    inputs: Inputs,
    /// Files that are taken.
    seen: &'a mut Seen,
}

/// How a path came to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// Somebody wrote it, or a pattern for it: it is taken, and what is wrong with it is an error.
    Itself,
    /// It lies in a folder: it is taken if it is known.
    ByFolder,
}

impl Finder<'_> {
    fn path(&mut self, path: &Path) {
        if path.as_os_str() == "-" {
            let name = "standard input".to_owned();
            return match io::stdin().as_fd().try_clone_to_owned() {
                Ok(input) => self.pipe(name, Raw::live(input.into())),
                Err(error) => self.error(name, error),
            };
        }
        match fs::metadata(path) {
            Ok(metadata) => self.existing(path, &metadata),
            Err(error) if error.kind() == io::ErrorKind::NotFound && is_pattern(path) => {
                self.pattern(path);
            }
            Err(error) => self.error(shown(path), error),
        }
    }

    fn pattern(&mut self, path: &Path) {
        let options = glob::MatchOptions {
            require_literal_leading_dot: true,
            ..glob::MatchOptions::new()
        };
        let matches = match glob::glob_with(&path.to_string_lossy(), options) {
            Ok(matches) => matches,
            Err(error) => return self.error(shown(path), Problem::NoPattern(error.to_string())),
        };
        let (mut found, mut failed) = (Vec::new(), false);
        for one in matches {
            match one {
                Ok(path) => found.push(path),
                Err(error) => {
                    failed = true;
                    let name = shown(error.path());
                    self.error(name, io::Error::from(error));
                }
            }
        }
        if found.is_empty() && !failed {
            self.error(shown(path), Problem::NoMatch);
        }
        found.sort();
        for path in found {
            match fs::metadata(&path) {
                Ok(metadata) => self.existing(&path, &metadata),
                Err(error) => self.error(shown(&path), error),
            }
        }
    }

    fn existing(&mut self, path: &Path, metadata: &Metadata) {
        let kind = metadata.file_type();
        if kind.is_dir() {
            self.folder(path);
        } else if kind.is_fifo() {
            match open_pipe(path) {
                Ok(file) => self.pipe(shown(path), Raw::live(file)),
                Err(problem) => self.error(shown(path), problem),
            }
        } else if !kind.is_file() {
            self.error(shown(path), Problem::NotAFile);
        } else if walk::is_toml(path) {
            self.take(path, metadata, Found::Curated(path.to_owned()));
        } else {
            self.file(path, metadata, Named::Itself);
        }
    }

    fn folder(&mut self, path: &Path) {
        let before = self.inputs.found.len() + self.inputs.errors.len();
        let walk::Found { files, failures } = walk::files(path, |_| true);
        for (path, failure) in failures {
            self.error(
                shown(&path),
                match failure {
                    walk::Failure::Loop => Problem::Loop,
                    walk::Failure::Unreadable(error) => error.into(),
                },
            );
        }
        let (curated, others): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|file| walk::is_toml(file));
        if !curated.is_empty() {
            self.inputs.found.push(Found::Curated(path.to_owned()));
        }
        for file in others {
            match fs::metadata(&file) {
                Ok(metadata) if metadata.is_file() => self.file(&file, &metadata, Named::ByFolder),
                Ok(_) => self.ignore(shown(&file), PIPE),
                Err(error) => self.error(shown(&file), error),
            }
        }
        if self.inputs.found.len() + self.inputs.errors.len() == before {
            self.error(shown(path), Problem::NothingInside);
        }
    }

    /// Looks into a regular file.
    fn file(&mut self, path: &Path, metadata: &Metadata, named: Named) {
        match starts_as_zip(path) {
            Err(problem) => self.error(shown(path), problem),
            Ok(true) => {
                if self.is_new(path, metadata) {
                    self.archive(&shown(path), &Archive::File(path.to_owned()), named);
                }
            }
            Ok(false) => match self.look(|| Input::file(path), named) {
                Look::Published => {
                    self.take(path, metadata, Found::Published(Input::file(path)));
                }
                Look::Curated(Content::Plain) => {
                    self.take(path, metadata, Found::Curated(path.to_owned()));
                }
                Look::Curated(Content::Packed) => {
                    let texts = vec![Input::file(path)];
                    self.take(path, metadata, Found::CuratedTexts(shown(path), texts));
                }
                Look::Ignored(why) => self.ignore(shown(path), why),
                Look::Error(error) => self.inputs.errors.push(error),
            },
        }
    }

    fn archive(&mut self, name: &str, archive: &Archive, named: Named) {
        let members = match archive.open().and_then(|watch| archive::members(&watch)) {
            Ok(members) => members,
            Err(problem) => return self.error(name.to_owned(), problem),
        };
        let before = self.inputs.found.len() + self.inputs.errors.len();
        let only = members.len() == 1 && named == Named::Itself;
        let named_so = if only { Named::Itself } else { Named::ByFolder };
        let mut texts = Vec::new();
        for member in members {
            let input = || Input {
                name: format!("{name}/{}", member.name),
                place: Place::Member(archive.clone(), member.clone()),
            };
            match self.look(input, named_so) {
                Look::Published => self.inputs.found.push(Found::Published(input())),
                Look::Curated(_) => texts.push(input()),
                Look::Ignored(why) => self.ignore(input().name, why),
                Look::Error(error) => self.inputs.errors.push(error),
            }
        }
        if !texts.is_empty() {
            let found = Found::CuratedTexts(name.to_owned(), texts);
            self.inputs.found.push(found);
        }
        if self.inputs.found.len() + self.inputs.errors.len() == before {
            match named {
                Named::Itself => self.error(name.to_owned(), Problem::NothingInside),
                Named::ByFolder => self.ignore(name.to_owned(), UNKNOWN),
            }
        }
    }

    /// A pipe is read once: what has been read for a look goes on with it.
    fn pipe(&mut self, name: String, mut raw: Raw) {
        if let Some(patience) = &raw.patience {
            patience.set_short(self.settings.live);
        }
        let start = match peek(&mut raw.reader) {
            Ok(start) => start,
            Err(error) => return self.error(name, error),
        };
        let is_zip = archive::is_zip(&start);
        raw.reader = Box::new(io::Read::chain(io::Cursor::new(start), raw.reader));
        if is_zip {
            if let Some(patience) = &raw.patience {
                patience.set_short(false);
            }
            match copied(raw, self.settings.limits.text) {
                Ok(copy) => self.archive(&name, &Archive::Copy(copy), Named::Itself),
                Err(problem) => self.error(name, problem),
            }
            return;
        }
        match Stream::new(name.clone(), raw, self.settings) {
            Err(error) => self.inputs.errors.push(error),
            Ok(stream) => {
                let curated = is_curated(stream.head().text);
                let place = Place::Open(Box::new(stream));
                let input = Input {
                    name: name.clone(),
                    place,
                };
                self.inputs.found.push(if curated {
                    Found::CuratedTexts(name, vec![input])
                } else {
                    Found::Published(input)
                });
            }
        }
    }

    /// Looks at the head of an input. It is made anew for each look.
    fn look(&self, input: impl Fn() -> Input, named: Named) -> Look {
        let error = match input().open(self.settings) {
            Ok(stream) => return self.sort(&stream, named),
            Err(error) => error,
        };
        if named == Named::Itself {
            return Look::Error(error);
        }
        match error.problem {
            Problem::Binary(None) => Look::Ignored(NO_TEXT),
            Problem::ArchiveInside | Problem::TooDeep | Problem::Tar => Look::Ignored(ARCHIVE),
            _ => Look::Error(error),
        }
    }

    fn sort(&self, stream: &Stream, named: Named) -> Look {
        let head = stream.head();
        if is_curated(head.text) {
            Look::Curated(if stream.is_plain() {
                Content::Plain
            } else {
                Content::Packed
            })
        } else if named == Named::Itself || self.is_known(&head) {
            Look::Published
        } else if stream.not_utf8().is_some() {
            Look::Ignored(NO_TEXT)
        } else {
            Look::Ignored(UNKNOWN)
        }
    }

    fn is_known(&self, head: &Head<'_>) -> bool {
        detect::is_known(head, self.settings.format.as_deref())
    }

    fn take(&mut self, path: &Path, metadata: &Metadata, found: Found) {
        if self.is_new(path, metadata) {
            self.inputs.found.push(found);
        }
    }

    /// Notes a file that is taken. One that is taken already is ignored: events must not count twice.
    fn is_new(&mut self, path: &Path, metadata: &Metadata) -> bool {
        let new = self.seen.0.insert((metadata.dev(), metadata.ino()));
        if !new {
            self.ignore(shown(path), TWICE);
        }
        new
    }

    fn ignore(&mut self, name: String, why: &'static str) {
        self.inputs.ignored.push(Ignored { name, why });
    }

    fn error(&mut self, name: String, problem: impl Into<Problem>) {
        self.inputs.errors.push(InputError::new(name, problem));
    }
}

/// What a look at an input shows.
enum Look {
    Published,
    Curated(Content),
    Ignored(&'static str),
    Error(InputError),
}

/// Whether `dataset` can read a text by its path.
enum Content {
    Plain,
    Packed,
}

fn is_pattern(path: &Path) -> bool {
    path.as_os_str()
        .as_encoded_bytes()
        .iter()
        .any(|byte| b"*?[".contains(byte))
}

fn starts_as_zip(path: &Path) -> Result<bool, Problem> {
    let watch = Watch::new(open_file(path)?)?;
    let mut raw = Raw::part(watch, 0, START);
    Ok(archive::is_zip(&peek(&mut raw.reader)?))
}
