//! The files of the folder, and how they get there: into a folder beside it, which gets the name when it is complete.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{CannotImport, Imported};
use crate::diagnostic::visible;
use crate::export::{tables, write_record};
use crate::model::{Dataset, Event};

/// A file has not many more events than this, so that it can be edited.
const MOST_EVENTS: usize = 2000;
/// Columns of a comment.
const WIDTH: usize = 110;

/// Paths and texts.
pub(super) fn files(imported: &Imported) -> Vec<(String, String)> {
    let set = &imported.dataset;
    let mut files = vec![("dataset.toml".to_owned(), head(imported))];
    let records = |header: &str, records: Vec<serde_json::Value>| {
        let mut text = String::new();
        for (at, record) in records.iter().enumerate() {
            if at > 0 {
                text.push('\n');
            }
            write_record(&mut text, header, record);
        }
        text
    };
    let actors = set.actors.iter().map(|one| tables::actor(set, one));
    files.push((
        "actors.toml".to_owned(),
        records("[[actor]]", actors.collect()),
    ));
    let regions = set.regions.iter().map(|one| tables::region(set, one));
    files.push((
        "regions.toml".to_owned(),
        records("[[region]]", regions.collect()),
    ));
    let sources = set.sources.iter().map(|one| tables::source(set, one));
    files.push((
        "sources.toml".to_owned(),
        records("[[source]]", sources.collect()),
    ));
    for (name, events) in split(&set.events) {
        files.push((format!("events/{name}.toml"), self::events(set, &events)));
    }
    files
}

fn head(imported: &Imported) -> String {
    let mut text = String::new();
    for line in &imported.origin {
        comment(&mut text, "# ", line);
    }
    if !imported.not_carried.is_empty() {
        text.push_str("#\n");
        comment(
            &mut text,
            "# ",
            "The original has more than this folder. These are its columns whose values do not all stand here as they are \
             written there; some stand here in other words, as a code that became a kind or a precision:",
        );
        comment(&mut text, "#   ", &imported.not_carried.join(", "));
    }
    text.push('\n');
    write_record(
        &mut text,
        "[dataset]",
        &tables::about(&imported.dataset.about),
    );
    text
}

/// A comment in lines. Controls, which comments must not have, become marks.
fn comment(text: &mut String, start: &str, words: &str) {
    let mut line = String::new();
    for word in visible(words).split(' ') {
        if !line.is_empty() && line.chars().count() + word.chars().count() >= WIDTH {
            text.push_str(&format!("{start}{line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    text.push_str(&format!("{start}{line}\n"));
}

fn events(set: &Dataset, events: &[&Event]) -> String {
    let mut text = String::new();
    for (at, event) in events.iter().enumerate() {
        if at > 0 {
            text.push_str("\n\n");
        }
        write_record(&mut text, "[[event]]", &tables::event(set, event));
    }
    text
}

/// The events of each file, by its name, in time order: by year; by month where a year has too many; and in numbered parts
/// where a month has.
fn split(events: &[Event]) -> BTreeMap<String, Vec<&Event>> {
    let mut sorted: Vec<&Event> = events.iter().collect();
    sorted.sort_by_key(|event| (event.when.date.written().from, event.when.time));
    let mut files = BTreeMap::new();
    for (year, events) in grouped(sorted, |event| year_and_month(event).0) {
        if events.len() <= MOST_EVENTS {
            files.insert(year, events);
            continue;
        }
        for (month, events) in grouped(events, |event| year_and_month(event).1) {
            if events.len() <= MOST_EVENTS {
                files.insert(month, events);
                continue;
            }
            for (number, part) in (1..).zip(events.chunks(MOST_EVENTS)) {
                files.insert(format!("{month}-{number:02}"), part.to_vec());
            }
        }
    }
    files
}

fn grouped(events: Vec<&Event>, name: impl Fn(&Event) -> String) -> BTreeMap<String, Vec<&Event>> {
    let mut groups: BTreeMap<String, Vec<&Event>> = BTreeMap::new();
    for event in events {
        groups.entry(name(event)).or_default().push(event);
    }
    groups
}

/// Names of files by the first day that a date allows.
fn year_and_month(event: &Event) -> (String, String) {
    match event.when.date.written().from.ymd() {
        Some((year, month, _)) => (format!("{year:04}"), format!("{year:04}-{month:02}")),
        None => ("undated".to_owned(), "undated".to_owned()),
    }
}

/// Where the folder will be.
#[derive(Debug)]
pub(super) struct Place {
    folder: PathBuf,
    temporary: PathBuf,
    finished: bool,
}

impl Place {
    pub(super) fn new(folder: &Path) -> Result<Self, CannotImport> {
        // A link stays a link: what it leads to is filled.
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let taken = |why: &str| Err(CannotImport::Taken(format!("{} {why}", folder.display())));
        match fs::read_dir(&folder).map(|mut entries| entries.next().is_some()) {
            Ok(true) => return taken("is not empty"),
            Ok(false) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return taken(&format!("cannot be used: {error}")),
        }
        let Some(name) = folder.file_name() else {
            return taken("is no name for a folder");
        };
        let parent = folder
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let name = format!(".{}.{}.tmp", name.to_string_lossy(), std::process::id());
        let temporary = parent.unwrap_or(Path::new(".")).join(name);
        fs::create_dir(&temporary).map_err(|error| named(&folder, &error))?;
        Ok(Self {
            folder,
            temporary,
            finished: false,
        })
    }

    pub(super) fn temporary(&self) -> &Path {
        &self.temporary
    }

    pub(super) fn write(&self, files: &[(String, String)]) -> Result<(), CannotImport> {
        let failed = |error: io::Error| named(&self.folder, &error);
        fs::create_dir(self.temporary.join("events")).map_err(failed)?;
        for (name, text) in files {
            let mut file = fs::File::create_new(self.temporary.join(name)).map_err(failed)?;
            file.write_all(text.as_bytes()).map_err(failed)?;
            file.sync_all().map_err(failed)?;
        }
        Ok(())
    }

    /// Gives the folder its name. One that is empty is replaced; one that is not, by now, refuses.
    pub(super) fn finish(mut self) -> Result<(), CannotImport> {
        fs::rename(&self.temporary, &self.folder).map_err(|error| named(&self.folder, &error))?;
        self.finished = true;
        Ok(())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if !self.finished {
            // The error on the way here is the one to report.
            let _ = fs::remove_dir_all(&self.temporary);
        }
    }
}

fn named(folder: &Path, error: &io::Error) -> CannotImport {
    CannotImport::Write(io::Error::new(
        error.kind(),
        format!("{}: {error}", folder.display()),
    ))
}
