//! iCalendar (RFC 5545; RFC 7986 for the calendar's name).
//!
//! What is carried over of a VEVENT: its days, of which an end is no part; the clock time of its start with its zone; summary,
//! description, place and coordinates; categories as tags, and as its kind where one is the name of a kind; addresses as
//! sources; who organised or attended it, without a role, but not who declined or was only copied in. What recurs is shown
//! once, when it first is, with a warning; a changed occurrence has an event of its own. The description is prose and nothing
//! is read out of it.

mod event;
mod line;
mod time;

use std::collections::HashSet;
use std::ops::Range;

use super::{Format, Sniff};
use crate::reader::{About, Cut, Fault, Head, Options, Reader, Record, Row};
use event::Event;
use line::{Line, push_line, unfolded};

pub(super) const ICAL: Format = Format {
    name: "ical",
    label: "iCalendar (ICS)",
    companions: &[],
    sniff,
    open,
};

fn sniff(head: &Head<'_>) -> Sniff {
    if is_calendar(head) {
        Sniff::Yes
    } else {
        Sniff::No
    }
}

fn is_calendar(head: &Head<'_>) -> bool {
    head.first_line().eq_ignore_ascii_case("BEGIN:VCALENDAR")
}

fn open(head: &Head<'_>, _: &Options) -> Result<Box<dyn Reader>, Fault> {
    if !is_calendar(head) {
        return Err(Fault::record("a calendar starts with `BEGIN:VCALENDAR`"));
    }
    Ok(Box::new(Calendar {
        about: about(head),
        cut: Cut::Document(|text| without_replaced(text, components(text)).into()),
    }))
}

/// What stands before the first component.
fn about(head: &Head<'_>) -> About {
    let mut about = About {
        publisher: head.stem().to_owned(),
        ..About::default()
    };
    for line in unfolded(head.text.trim_start()).skip(1) {
        let Some(line) = Line::parse(&line) else {
            continue;
        };
        if line.is("BEGIN") {
            break;
        }
        if (line.is("X-WR-CALNAME") || line.is("NAME")) && about.title.is_empty() {
            push_line(line.value, &mut about.title);
        } else if line.is("X-WR-TIMEZONE") {
            about.timezone = time::zone(line.value).text().into_owned();
        }
    }
    if about.title.is_empty() {
        head.stem().clone_into(&mut about.title);
    }
    about
}

/// What is cut out: events, and with them what is none but has dates too, so that it is counted as left out.
const CUT_OUT: [&str; 3] = ["VEVENT", "VTODO", "VJOURNAL"];

/// Where these components stand, from `BEGIN` to `END`. One that is never closed ends where the next begins, where its
/// calendar ends, or at the end of the text.
fn components(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        let Some((word, name)) = line.split_once(':') else {
            continue;
        };
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        let begins = word.eq_ignore_ascii_case("BEGIN");
        if !begins && !word.eq_ignore_ascii_case("END") {
            continue;
        }
        if let Some((from, _)) = open.take_if(|(_, open)| !begins && is(open)) {
            found.push(from..start + line.len());
        } else if is("VCALENDAR") || (begins && CUT_OUT.iter().any(|name| is(name))) {
            found.extend(open.take().map(|(from, _)| from..start));
            open = (!is("VCALENDAR")).then_some((start, name));
        }
    }
    found.extend(open.map(|(from, _)| from..text.len()));
    found
}

/// Without events that recur and whose first occurrence has an event of its own: that one replaces it (RFC 5545, section 3.8.4.4).
fn without_replaced(text: &str, found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let names: Vec<Occurrence> = found
        .iter()
        .map(|at| Occurrence::of(&text[at.clone()]))
        .collect();
    let overrides: HashSet<(&str, &str)> = names
        .iter()
        .filter(|name| !name.replaces.is_empty() && !name.uid.is_empty())
        .map(|name| (name.uid.as_str(), name.replaces.as_str()))
        .collect();
    let replaced = |name: &Occurrence| {
        name.replaces.is_empty() && overrides.contains(&(name.uid.as_str(), name.start.as_str()))
    };
    let kept = found.into_iter().zip(&names);
    kept.filter(|(_, name)| !replaced(name))
        .map(|(at, _)| at)
        .collect()
}

/// What tells an occurrence of an event.
#[derive(Debug, Default)]
struct Occurrence {
    uid: String,
    start: String,
    replaces: String,
}

impl Occurrence {
    fn of(component: &str) -> Self {
        let mut found = Self::default();
        let mut depth = 0_usize;
        for text in unfolded(component) {
            let Some(line) = Line::parse(&text) else {
                continue;
            };
            let value = || line.value.trim().to_owned();
            if line.is("BEGIN") {
                depth += 1;
            } else if line.is("END") {
                depth = depth.saturating_sub(1);
            } else if depth == 1 && line.is("UID") {
                found.uid = value();
            } else if depth == 1 && line.is("DTSTART") {
                found.start = value();
            } else if depth == 1 && line.is("RECURRENCE-ID") {
                found.replaces = value();
            }
        }
        found
    }
}

#[derive(Debug)]
struct Calendar {
    about: About,
    cut: Cut,
}

impl Reader for Calendar {
    fn about(&self) -> &About {
        &self.about
    }

    fn cut(&self) -> &Cut {
        &self.cut
    }

    fn read(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        let mut event = Event::default();
        let mut depth = 0_usize;
        for text in unfolded(record.text()) {
            let Some(line) = Line::parse(&text) else {
                event.has_unread |= !text.trim().is_empty();
                continue;
            };
            if line.is("BEGIN") {
                depth += 1;
                if depth == 1 {
                    only_events(line.value)?;
                }
            } else if line.is("END") {
                depth = depth.saturating_sub(1);
                event.is_closed |= line.value.trim().eq_ignore_ascii_case("VEVENT");
            } else if depth == 1 {
                event.line(&line, row)?;
            }
        }
        event.finish(row)
    }

    /// The lines as they are written, unfolded; those of an alarm inside with its name before theirs.
    fn raw(&self, record: &Record<'_>) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut inside: Vec<String> = Vec::new();
        for text in unfolded(record.text()) {
            match Line::parse(&text) {
                Some(line) if line.is("BEGIN") => inside.push(line.value.trim().to_owned()),
                Some(line) if line.is("END") => {
                    inside.pop();
                }
                Some(line) => {
                    let outer = inside.iter().skip(1).map(|name| format!("{name}."));
                    let label = outer.chain([line.label()]).collect();
                    found.push((label, line.value.to_owned()));
                }
                None => found.push((String::new(), text.into_owned())),
            }
        }
        found
    }
}

fn only_events(component: &str) -> Result<(), Fault> {
    let name = component.trim();
    if name.eq_ignore_ascii_case("VEVENT") {
        Ok(())
    } else {
        Err(Fault::record(format!("a {name} is no event")))
    }
}

#[cfg(test)]
mod tests;
