//! A proposal as TOML with its reasons.

mod date;

use std::fmt::Write as _;

use super::names::{Slot, kind_of};
use super::profile::Profile;
use super::{Chosen, Guess};
use crate::reader::formats::mapped::columns::Columns;
use crate::reader::formats::mapped::entries::field_name;
use crate::reader::{Cut, Head};

/// Own fields that are proposed.
const FIELDS: usize = 12;

pub(super) fn write(
    head: &Head<'_>,
    columns: &Columns,
    profiles: &[Profile],
    chosen: &Chosen,
) -> Guess {
    let mut writer = Writer {
        profiles,
        chosen,
        text: String::new(),
        notes: Vec::new(),
    };
    writer.dataset(head);
    writer.file(columns);
    writer.line("\n[event]");
    writer.date(columns);
    writer.texts();
    writer.location();
    writer.actors();
    writer.sources();
    writer.claims();
    writer.lists();
    // A table of its own ends [event], so that it comes last.
    writer.kind();
    Guess {
        map_toml: writer.text,
        notes: writer.notes,
    }
}

struct Writer<'a> {
    profiles: &'a [Profile],
    chosen: &'a Chosen,
    text: String,
    notes: Vec<String>,
}

impl<'a> Writer<'a> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn comment(&mut self, words: &str) {
        let plain: String = words
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        self.line(&format!("# {plain}"));
    }

    /// Says something in the map and beside it.
    fn note(&mut self, words: String) {
        self.comment(&words);
        self.notes.push(words);
    }

    fn profile(&self, slot: Slot) -> Option<&'a Profile> {
        self.chosen.get(slot).and_then(|at| self.profiles.get(at))
    }

    fn quoted(&self, slot: Slot) -> Option<String> {
        self.profile(slot).map(|profile| quoted(&profile.reference))
    }

    fn dataset(&mut self, head: &Head<'_>) {
        self.line("# A proposal, made from the names of the columns and from the first records. Check each line.\n");
        self.line("[dataset]");
        self.line(&format!("title = {}", quoted(named(head.stem()))));
        self.note(
            "who publishes the data is not in the file: numbers are shown as claims by this name"
                .to_owned(),
        );
        self.line(&format!("publisher = {}", quoted(named(head.stem()))));
        self.line("# license = \"…\"");
        self.line("# timezone = \"…\"    # the zone of clock times, as Asia/Damascus");
    }

    fn file(&mut self, columns: &Columns) {
        let nothing: Vec<&str> = self
            .profiles
            .iter()
            .flat_map(|p| p.nothing.iter().copied())
            .collect();
        let mut nothing: Vec<String> = nothing.into_iter().map(quoted).collect();
        nothing.sort();
        nothing.dedup();
        let table = match columns.cut() {
            &Cut::Delimited {
                delimiter,
                quoted,
                header,
            } => Some((delimiter, quoted, header)),
            _ => None,
        };
        if table.is_none() && nothing.is_empty() {
            return;
        }
        self.line("\n[file]");
        if let Some((delimiter, is_quoted, header)) = table {
            let name = if delimiter == b'\t' {
                "tab".to_owned()
            } else {
                char::from(delimiter).to_string()
            };
            self.line(&format!("delimiter = {}", quoted(&name)));
            if !header {
                self.note("the first record looks like an event, so that columns have no names: they are #1, #2 and so on".to_owned());
            }
            self.line(&format!("header = {header}\nquoted = {is_quoted}"));
        }
        if !nothing.is_empty() {
            self.comment("values that occur and usually mean that nothing is known");
            self.line(&format!("empty = [{}]", nothing.join(", ")));
        }
    }

    fn texts(&mut self) {
        if let Some(id) = self.quoted(Slot::Id) {
            self.comment("each value occurs once");
            self.line(&format!("id = {id}"));
        }
        for (key, slot) in [("title", Slot::Title), ("summary", Slot::Summary)] {
            if let Some(profile) = self.profile(slot) {
                self.comment(&format!(
                    "texts of {} characters on average",
                    profile.mean_length()
                ));
                self.line(&format!("{key} = {}", quoted(&profile.reference)));
            }
        }
        if self.profile(Slot::Title).is_none() {
            self.comment("no column is a title: it is made of kind and place; or write { template = \"{a} in {b}\" }");
        }
    }

    fn location(&mut self) {
        if let (Some(lat), Some(lon)) = (self.quoted(Slot::Lat), self.quoted(Slot::Lon)) {
            self.comment("numbers within 90 and 180 degrees");
            self.line(&format!("lat = {lat}\nlon = {lon}"));
        } else if let Some(both) = self.quoted(Slot::Coordinates) {
            self.comment(
                "pairs of degrees; write order = \"lon lat\" when the longitude stands first",
            );
            self.line(&format!(
                "coordinates = {{ column = {both}, order = \"lat lon\" }}"
            ));
        }
        let levels = [
            (Slot::Country, "country"),
            (Slot::Admin1, "governorate"),
            (Slot::Admin2, "district"),
            (Slot::Place, "place"),
        ];
        let regions: Vec<String> = levels
            .into_iter()
            .filter_map(|(slot, level)| {
                Some(format!(
                    "{{ column = {}, level = \"{level}\" }}",
                    self.quoted(slot)?
                ))
            })
            .collect();
        self.list(
            "regions",
            "by the names of the columns, from the outside in",
            &regions,
        );
    }

    fn list(&mut self, key: &str, reason: &str, entries: &[String]) {
        if entries.is_empty() {
            return;
        }
        self.comment(reason);
        self.line(&format!("{key} = ["));
        for entry in entries {
            self.line(&format!("    {entry},"));
        }
        self.line("]");
    }

    fn actors(&mut self) {
        let parts = [
            (Slot::Initiator, ", role = \"initiator\""),
            (Slot::Target, ", role = \"target\""),
            (Slot::Actor, ""),
        ];
        let mut entries = Vec::new();
        for (slot, role) in parts {
            for profile in self.chosen.all(slot).filter_map(|at| self.profiles.get(at)) {
                let split = split(profile);
                entries.push(format!(
                    "{{ column = {}{role}{split} }}",
                    quoted(&profile.reference)
                ));
            }
        }
        self.list(
            "actors",
            "by the names of the columns; a part is given where the name says it",
            &entries,
        );
    }

    fn sources(&mut self) {
        let keys = [
            ("publisher", Slot::Publisher),
            ("title", Slot::SourceTitle),
            ("url", Slot::Url),
        ];
        let mut parts: Vec<String> = keys
            .into_iter()
            .filter_map(|(key, slot)| Some(format!("{key} = {}", self.quoted(slot)?)))
            .collect();
        if parts.is_empty() {
            return;
        }
        let separator = keys
            .into_iter()
            .find_map(|(_, slot)| self.profile(slot)?.separator);
        if let Some((profile, dates)) = self
            .profile(Slot::Published)
            .and_then(|profile| Some((profile, profile.date.as_ref()?)))
        {
            parts.push(format!(
                "published = {{ column = {}, format = \"{}\" }}",
                quoted(&profile.reference),
                dates.format.slug()
            ));
        }
        parts.extend(separator.map(|separator| format!("split = \"{separator}\"")));
        self.list(
            "sources",
            "names of outlets, and http addresses",
            &[format!("{{ {} }}", parts.join(", "))],
        );
    }

    fn claims(&mut self) {
        let numbers = |slots: &[(&str, Slot)]| -> Vec<String> {
            let found = slots
                .iter()
                .filter_map(|(key, slot)| Some(format!("{key} = {}", self.quoted(*slot)?)));
            found.collect()
        };
        let claimant = self
            .profile(Slot::Claimant)
            .map_or_else(String::new, |profile| {
                format!(
                    ", claimant = {}{}",
                    quoted(&profile.reference),
                    split(profile)
                )
            });
        let subjects = [
            (
                "killed",
                numbers(&[
                    ("low", Slot::Low),
                    ("best", Slot::Best),
                    ("high", Slot::High),
                ]),
            ),
            ("wounded", numbers(&[("best", Slot::Wounded)])),
            ("displaced", numbers(&[("best", Slot::Displaced)])),
        ];
        let entries: Vec<String> = subjects
            .into_iter()
            .filter(|(_, numbers)| !numbers.is_empty())
            .map(|(about, numbers)| {
                format!(
                    "{{ about = \"{about}\", {}{claimant} }}",
                    numbers.join(", ")
                )
            })
            .collect();
        self.list(
            "claims",
            "counts; without a claimant they are claims by the publisher above",
            &entries,
        );
    }

    fn lists(&mut self) {
        if let Some(tags) = self.profile(Slot::Tags) {
            let commas = tags.values.iter().any(|value| value.contains(','));
            let split = match (tags.list, tags.separator) {
                (false, None) if commas => ", split = \",\"".to_owned(),
                _ => split(tags),
            };
            self.list(
                "tags",
                "by the name of the column",
                &[format!("{{ column = {}{split} }}", quoted(&tags.reference))],
            );
        }
        let mut names = Vec::new();
        let mut entries = Vec::new();
        for (at, profile) in self.profiles.iter().enumerate() {
            let name = field_name(&profile.reference);
            let usable = !self.chosen.is_taken(at) && profile.is_class(20) && !name.is_empty();
            if usable && profile.date.is_none() && !names.contains(&name) && names.len() < FIELDS {
                entries.push(format!(
                    "{{ column = {}{} }}",
                    quoted(&profile.reference),
                    split(profile)
                ));
                names.push(name);
            }
        }
        self.list(
            "fields",
            "few values that come again: filters find them as map.NAME",
            &entries,
        );
    }

    fn kind(&mut self) {
        let Some(profile) = self.profile(Slot::Kind) else {
            self.comment("no column says what kind of event it is");
            return;
        };
        self.line("");
        self.note(format!(
            "what kind each value of `{}` stands for is taken from its words: check each",
            profile.reference
        ));
        self.line("[event.kind]");
        self.line(&format!("column = {}", quoted(&profile.reference)));
        self.line("\n[event.kind.map]");
        for (value, count) in profile.distinct.iter().filter(|(value, _)| *value != "*") {
            let kind = kind_of(value);
            let remark = if kind.is_none() { "; no word fits" } else { "" };
            let times = format!("# {count} times{remark}");
            self.line(&format!(
                "{} = \"{}\"    {times}",
                quoted(value),
                kind.unwrap_or("other")
            ));
        }
        self.line("\"*\" = \"other\"    # any other value");
    }
}

/// `, split = ";"` where cells hold several values.
fn split(profile: &Profile) -> String {
    match profile.separator {
        Some(separator) if !profile.list => format!(", split = \"{separator}\""),
        _ => String::new(),
    }
}

/// A name that is not empty.
fn named(stem: &str) -> &str {
    if stem.is_empty() { "untitled" } else { stem }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
