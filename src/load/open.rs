//! From paths to opened datasets: curated TOML by [`crate::dataset`], published formats by [`crate::reader`].

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::cache;
use super::publishers;
use super::{
    Backing, Cache, File, Limits, Loaded, Outcome, Progress, Published, Rest, Save, Wanted, load,
};
use crate::dataset;
use crate::diagnostic::{self, Diagnostic, Severity, SourceMap};
use crate::model::Dataset;
use crate::reader::detect::{DetectError, Detected, detect};
use crate::reader::input::{
    self, Found, Input, InputError, Seen, Settings, Stream, find, find_new,
};
use crate::reader::{Companion, FORMATS, Format, Options, Reader};
use crate::store::{DatasetBatch, Store};

/// How data are opened.
#[derive(Debug, Clone, Default)]
pub struct OpenOptions {
    /// Encoding, format and limits of inputs.
    pub input: Settings,
    /// Show each coded row where rows of one report are one event otherwise.
    pub no_collapse: bool,
    /// Text of a column map.
    pub map: Option<String>,
    /// Count publishers under each of their names, and not as one.
    pub no_aliases: bool,
    /// What bounds loading.
    pub limits: Limits,
    /// Where what is opened is kept, to be opened again.
    pub cache: Option<Arc<Cache>>,
    /// How much is read back of what is kept.
    pub wanted: Wanted,
}

/// Everything that paths mean, opened.
#[derive(Debug, Default)]
pub struct Collection {
    /// The data sets, in the order of the paths.
    pub sets: Vec<Opened>,
    /// Their rows, where they were read back.
    pub store: Option<Store>,
    /// What was not read back yet, where a first screen is wanted.
    pub rest: Option<Rest>,
    /// What is to be written when the rows are laid out.
    pub save: Option<Save>,
}

impl Collection {
    /// The inputs that were not read, or not to their end.
    pub fn unread(&self) -> impl Iterator<Item = &Unread> {
        self.sets.iter().flat_map(|set| &set.unread)
    }

    /// Whether there are inputs, and none of them could be read.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.unread().next().is_some() && self.sets.iter().all(|set| set.read == 0)
    }
}

impl From<Vec<Opened>> for Collection {
    fn from(sets: Vec<Opened>) -> Self {
        Self {
            sets,
            ..Self::default()
        }
    }
}

/// An opened dataset, curated or published.
#[derive(Debug, Default)]
pub struct Opened {
    /// Its names, and its events when it is curated.
    pub dataset: Dataset,
    /// Names of its files, in the order that [`crate::model::Origin::file`] refers to.
    pub names: Vec<String>,
    /// The texts that [`Opened::diagnostics`] point into.
    pub files: SourceMap,
    /// All problems.
    pub diagnostics: Vec<Diagnostic>,
    /// The way back to the records and the rows, when it is a published one.
    pub rows: Option<(Published, Vec<DatasetBatch>)>,
    /// How many inputs were read, in part at least.
    pub read: usize,
    /// Inputs that were not read, or not to their end. Single records that are wrong are none.
    pub unread: Vec<Unread>,
}

/// An input that was not read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The input, as people know it.
    pub name: String,
    /// Why, as the end of a sentence.
    pub why: String,
}

impl Opened {
    /// How many events it has: several rows that were coded from one report are one.
    #[must_use]
    pub fn events(&self) -> usize {
        match &self.rows {
            Some((_, batches)) if !batches.is_empty() => {
                batches.iter().map(|batch| batch.rows.reports()).sum()
            }
            _ => self.records(),
        }
    }

    /// How many records it has: each has a number below this.
    #[must_use]
    pub fn records(&self) -> usize {
        match &self.rows {
            Some((published, _)) => published.len(),
            None => self.dataset.events.len(),
        }
    }

    /// How many problems of a severity it has.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        diagnostic::count(&self.diagnostics, severity)
    }
}

impl From<dataset::Opened> for Opened {
    fn from(opened: dataset::Opened) -> Self {
        let names = (0..).take(opened.files.len());
        let unread = unread(&opened);
        Self {
            read: opened.files.len().saturating_sub(unread.len()),
            unread,
            names: names
                .map(|file| opened.files.name(file).to_owned())
                .collect(),
            dataset: opened.dataset,
            files: opened.files,
            diagnostics: opened.diagnostics,
            rows: None,
        }
    }
}

/// What [`dataset`] calls problems by which a whole file is lost.
const WHOLE_FILE: [&str; 8] = [
    "unreadable",
    "not-a-file",
    "link-loop",
    "too-large",
    "no-files",
    "nul-byte",
    "invalid-utf8",
    "changed-while-read",
];

/// The curated files that could not be read.
fn unread(opened: &dataset::Opened) -> Vec<Unread> {
    let lost = opened.diagnostics.iter();
    let lost = lost.filter(|problem| WHOLE_FILE.contains(&problem.code));
    let unread = lost.filter_map(|problem| {
        Some(Unread {
            name: opened.files.name(problem.labels.first()?.file).to_owned(),
            why: problem.message.clone(),
        })
    });
    unread.collect()
}

impl std::fmt::Display for Unread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Some sentences name the file themselves.
        let is_named = self.why.starts_with(&format!("{}: ", self.name));
        if is_named {
            f.write_str(&self.why)
        } else {
            write!(f, "{}: {}", self.name, self.why)
        }
    }
}

/// What happens while data are opened.
pub trait Watch: Sync {
    /// Hears how far a data set is; says whether to go on. Called from several threads.
    fn progress(&self, name: &str, progress: Progress) -> bool {
        let _ = (name, progress);
        true
    }

    /// Gets the datasets that are there already and the first rows of the one that is being read, long before the rest.
    fn first(&self, opened: Vec<Opened>) {
        let _ = opened;
    }

    /// Whether the first rows are wanted.
    fn wants_first(&self) -> bool {
        false
    }
}

/// Nobody watches.
impl Watch for () {}

/// Opens paths. A path is one dataset, unless it is a folder, an archive or a pattern with files of several formats: then each
/// format is one.
///
/// What is wrong is in the diagnostics and never fails the whole.
#[must_use]
pub fn open(paths: &[PathBuf], options: &OpenOptions, watch: &dyn Watch) -> Collection {
    let started = Instant::now();
    let mut options = options.clone();
    options.input.live = watch.wants_first();
    let options = &options;
    let mut opener = Opener {
        options,
        watch,
        reading: Options {
            companions: Vec::new(),
            no_collapse: options.no_collapse,
            map: options.map.clone(),
        },
        sets: Vec::new(),
        seen: Seen::default(),
        companions: Vec::new(),
        is_whole: true,
    };
    let mut planned: Vec<Plan> = paths.iter().map(|path| opener.plan(path)).collect();
    tell_lonely_companions(&mut planned);
    let cached = opener.key(&planned);
    if let Some(kept) = cached.as_ref().and_then(|key| opener.reopen(key, &planned)) {
        return kept;
    }
    for plan in planned {
        opener.carry_out(plan);
    }
    Collection {
        save: cached.and_then(|key| opener.save(key, started.elapsed())),
        ..opener.sets.into()
    }
}

/// Says whether a path can be opened at all, from a look at its start; pipes are not touched.
///
/// # Errors
///
/// What is wrong, and what helps, in words for people.
pub fn recognise(path: &Path, options: &OpenOptions) -> Result<(), String> {
    let is_file = std::fs::metadata(path).is_ok_and(|data| data.is_file());
    let is_toml = path
        .extension()
        .is_some_and(|extension| extension == "toml");
    if !is_file || is_toml {
        return Ok(());
    }
    for found in find(&[path.to_owned()], &options.input).found {
        let Found::Published(input) = found else {
            continue;
        };
        let stream = input
            .open(&options.input)
            .map_err(|error| with_hint(&error, error.problem.hint()))?;
        let detected = detect(&stream.head(), options.input.format.as_deref());
        let detected = detected.map_err(|error| with_hint(&error, error.hint()))?;
        if let Detected::Format(format) = detected {
            let reading = Options {
                companions: Vec::new(),
                no_collapse: options.no_collapse,
                map: options.map.clone(),
            };
            let name = stream.name().to_owned();
            (format.open)(&stream.head(), &reading)
                .map_err(|fault| format!("{name}: {}", fault.message))?;
        }
    }
    Ok(())
}

fn with_hint(error: &dyn std::fmt::Display, hint: Option<String>) -> String {
    match hint {
        Some(hint) => format!("{error}\n  {hint}"),
        None => error.to_string(),
    }
}

/// A file that belongs to others says nothing without them.
fn tell_lonely_companions(planned: &mut [Plan]) {
    let opened: Vec<&'static Format> = planned
        .iter()
        .flat_map(|plan| plan.published.iter().map(|(format, _)| *format))
        .collect();
    let has = |format: &Format, kind| format.companions.iter().any(|one| one.name == kind);
    for plan in planned {
        for (name, kind) in std::mem::take(&mut plan.companions) {
            if opened.iter().any(|format| has(format, kind)) {
                continue;
            }
            let owner = FORMATS.iter().find(|format| has(format, kind));
            let label = owner.map_or("", |format| format.label);
            let message =
                format!("this file ({kind}) has no events: it belongs to a file of {label}");
            let hint = "open it together with the file of events".to_owned();
            plan.problems
                .add("companion-alone", &name, message, Some(hint));
        }
    }
}

/// What a path turned out to be.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) curated: Vec<Found>,
    /// By format, in the order in which they were found.
    pub(super) published: Vec<(&'static Format, Vec<Stream>)>,
    /// Names and kinds of files that belong to others.
    companions: Vec<(String, &'static str)>,
    pub(super) problems: Problems,
    title: String,
}

/// Problems with files as a whole.
#[derive(Default)]
pub(super) struct Problems {
    files: SourceMap,
    pub(super) found: Vec<Diagnostic>,
    /// Inputs that are not read.
    unread: Vec<Unread>,
}

impl Problems {
    fn add(&mut self, code: &'static str, name: &str, message: String, hint: Option<String>) {
        let file = self.files.add(name, "");
        let diagnostic = Diagnostic::error(code, message, file, 0..0);
        self.found.push(match hint {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        });
    }

    fn warn(&mut self, code: &'static str, name: &str, message: String) {
        let file = self.files.add(name, "");
        self.found
            .push(Diagnostic::warning(code, message, file, 0..0));
    }

    /// Adds a problem for which an input is not read.
    fn lost(&mut self, code: &'static str, name: &str, message: String, hint: Option<String>) {
        self.unread.push(Unread {
            name: name.to_owned(),
            why: message.clone(),
        });
        self.add(code, name, message, hint);
    }

    fn input(&mut self, error: &InputError) {
        let (code, hint) = (error.problem.code(), error.problem.hint());
        self.lost(code, &error.name, error.problem.to_string(), hint);
    }

    fn detect(&mut self, name: &str, error: &DetectError) {
        self.lost("unknown-format", name, error.to_string(), error.hint());
    }
}

pub(super) struct Opener<'a> {
    pub(super) options: &'a OpenOptions,
    pub(super) watch: &'a dyn Watch,
    pub(super) reading: Options,
    pub(super) sets: Vec<Opened>,
    /// A file that several paths mean is read once: events must not count twice.
    seen: Seen,
    /// The files of companions, as far as they are files.
    pub(super) companions: Vec<Option<cache::Input>>,
    /// Whether all data were read to their end.
    pub(super) is_whole: bool,
}

impl Opener<'_> {
    /// Looks at everything that a path means; companions are read at once.
    fn plan(&mut self, path: &Path) -> Plan {
        let inputs = find_new(&[path.to_owned()], &self.options.input, &mut self.seen);
        let mut plan = Plan {
            title: path.display().to_string(),
            ..Plan::default()
        };
        for error in &inputs.errors {
            plan.problems.input(error);
        }
        for ignored in inputs.ignored.iter().filter(|one| one.seems_data()) {
            let message = format!("{}, and was left out", ignored.why);
            plan.problems.warn("unknown-format", &ignored.name, message);
        }
        for found in inputs.found {
            match found {
                Found::Published(input) => self.look(input, &mut plan),
                curated => plan.curated.push(curated),
            }
        }
        plan
    }

    fn look(&mut self, input: Input, plan: &mut Plan) {
        let mut stream = match input.open(&self.options.input) {
            Ok(stream) => stream,
            Err(error) => return plan.problems.input(&error),
        };
        match detect(&stream.head(), self.options.input.format.as_deref()) {
            Ok(Detected::Format(format)) => {
                let known = plan
                    .published
                    .iter_mut()
                    .find(|(other, _)| other.name == format.name);
                match known {
                    Some((_, streams)) => streams.push(stream),
                    None => plan.published.push((format, vec![stream])),
                }
            }
            Ok(Detected::Companion(kind)) => {
                plan.companions.push((stream.name().to_owned(), kind));
                self.companions.push(cache::Input::of_stream(kind, &stream));
                match stream.read_all(self.options.input.limits.document) {
                    Ok(text) => self.reading.companions.push(Companion { kind, text }),
                    Err(error) => plan.problems.input(&error),
                }
            }
            Err(error) => match stream.not_utf8() {
                // The encoding is the likelier reason why no format knows it.
                Some(not_utf8) => plan.problems.input(&not_utf8),
                None => {
                    let name = stream.name().to_owned();
                    plan.problems.detect(&name, &error);
                }
            },
        }
    }

    fn carry_out(&mut self, plan: Plan) {
        let before = self.sets.len();
        let mut problems = plan.problems;
        for found in plan.curated {
            let opened = match found {
                Found::Curated(path) => dataset::open(&[path]),
                Found::CuratedTexts(name, inputs) => {
                    vec![self.texts(name, inputs, &mut problems)]
                }
                Found::Published(_) => Vec::new(),
            };
            self.sets.extend(opened.into_iter().map(Opened::from));
        }
        for (format, streams) in plan.published {
            if let Some(set) = self.published(format, streams, &mut problems) {
                self.sets.push(set);
            }
        }
        for set in &mut self.sets[before..] {
            publishers::know(&mut set.dataset, self.options.no_aliases);
        }
        self.is_whole &= problems.found.is_empty();
        if problems.found.is_empty() {
            return;
        }
        // Problems of whole files stand with the first dataset of the path, or with one that has nothing else.
        if self.sets.len() == before {
            let mut dataset = Dataset::default();
            dataset.about.title = plan.title.into();
            self.sets.push(Opened {
                dataset,
                ..Opened::default()
            });
        }
        self.sets[before].take_problems(problems);
    }

    fn texts(&self, name: String, inputs: Vec<Input>, problems: &mut Problems) -> dataset::Opened {
        let single = inputs.len() == 1;
        let mut texts = Vec::new();
        for input in inputs {
            let input_name = input.name().to_owned();
            let opened = input.open(&self.options.input);
            let read = match opened {
                Ok(stream) if single => return dataset::from_reader(name, stream.into_reader()),
                Ok(mut stream) => stream.read_all(self.options.input.limits.document),
                Err(error) => Err(error),
            };
            match read {
                Ok(text) => texts.push((input_name, text.into())),
                Err(error) => problems.input(&error),
            }
        }
        dataset::from_texts(texts)
    }

    fn published(
        &mut self,
        format: &'static Format,
        streams: Vec<Stream>,
        problems: &mut Problems,
    ) -> Option<Opened> {
        let mut files = Vec::new();
        for stream in streams {
            match (format.open)(&stream.head(), &self.reading) {
                Ok(reader) => files.push(file(stream, reader.into())),
                Err(fault) => {
                    let name = stream.name().to_owned();
                    problems.lost("not-of-format", &name, fault.message.into_owned(), None);
                }
            }
        }
        let name = files.first()?.name.clone();
        let number = u32::try_from(self.sets.len()).expect("few datasets");
        let outcome = Watched {
            name: &name,
            watch: self.watch,
            before: &self.sets,
            no_aliases: self.options.no_aliases,
        };
        let loaded = load(files, number, self.options.limits, &outcome);
        self.is_whole &= loaded.report.is_whole();
        Some(set(loaded))
    }
}

impl Opened {
    /// Adds problems whose texts are others.
    fn take_problems(&mut self, problems: Problems) {
        for mut diagnostic in problems.found {
            for label in &mut diagnostic.labels {
                label.file = self
                    .files
                    .add(problems.files.name(label.file).to_owned(), "");
            }
            self.diagnostics.insert(0, diagnostic);
        }
        self.unread.extend(problems.unread);
    }
}

fn file(stream: Stream, reader: Arc<dyn Reader>) -> File {
    let backing = stream.backing();
    File {
        name: stream.name().to_owned(),
        reader,
        bytes: stream.progress().total,
        backing,
        text: Box::new(stream.into_live_reader()),
    }
}

impl Backing for input::Backing {
    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let left = usize::try_from(self.length().saturating_sub(offset)).unwrap_or(usize::MAX);
        Self::read_at(self, offset, length.min(left))
    }

    fn copied(&self) -> Option<u64> {
        (!self.is_plain()).then(|| self.length())
    }
}

fn set(loaded: Loaded) -> Opened {
    let names: Vec<String> = loaded.published.file_names().map(str::to_owned).collect();
    let (files, diagnostics) = loaded.report.diagnostics(&names);
    Opened {
        read: names.len(),
        unread: loaded.report.unread(&names),
        dataset: loaded.dataset,
        names,
        files,
        diagnostics,
        rows: Some((loaded.published, loaded.batches)),
    }
}

/// Passes on what happens with one data set.
struct Watched<'a> {
    name: &'a str,
    watch: &'a dyn Watch,
    before: &'a [Opened],
    no_aliases: bool,
}

impl Outcome for Watched<'_> {
    fn progress(&self, progress: Progress) -> bool {
        self.watch.progress(self.name, progress)
    }

    fn first(&self, loaded: Loaded) {
        let before = self.before.iter().map(|one| Opened {
            dataset: one.dataset.clone(),
            names: one.names.clone(),
            files: one.files.clone(),
            diagnostics: one.diagnostics.clone(),
            ..Opened::default()
        });
        let mut first = set(loaded);
        publishers::know(&mut first.dataset, self.no_aliases);
        self.watch.first(before.chain([first]).collect());
    }

    /// A published data set that is there already is not copied to show the start of the next.
    fn wants_first(&self) -> bool {
        self.watch.wants_first() && self.before.iter().all(|one| one.rows.is_none())
    }
}
