//! One VEVENT, line by line, as a row.

use std::borrow::Cow;

use super::line::{Line, list, push_line, push_text};
use super::time::{Moment, Zone, duration};
use crate::model::{ActorKind, EventKind, EventStatus, Position};
use crate::reader::dates::no_date;
use crate::reader::formats::cells::decimal;
use crate::reader::{Fault, Row, RowDate, web};

/// What is known of an event before its last line.
#[derive(Debug, Default)]
pub(super) struct Event {
    start: Option<Moment>,
    /// `DTSTART` as written.
    start_text: String,
    /// Occurrences that do not take place, as written.
    excluded: Vec<String>,
    /// The zone of the start, as the file names it.
    zone: String,
    end: Option<Moment>,
    /// Seconds.
    duration: Option<i64>,
    /// Which occurrence of something that recurs this one stands for.
    occurrence: String,
    /// Whether its `END` was there.
    pub(super) is_closed: bool,
    /// Whether a line was none.
    pub(super) has_unread: bool,
    recurs: bool,
}

impl Event {
    /// Takes over one line of the event itself.
    pub(super) fn line(&mut self, line: &Line<'_>, row: &mut Row) -> Result<(), Fault> {
        let value = line.value;
        let text = |out: &mut String| push_text(value, out);
        let name = if line.name.bytes().any(|byte| byte.is_ascii_lowercase()) {
            Cow::Owned(line.name.to_ascii_uppercase())
        } else {
            Cow::Borrowed(line.name)
        };
        match &*name {
            "UID" => text(&mut row.id),
            "RECURRENCE-ID" => value.trim().clone_into(&mut self.occurrence),
            "DTSTART" => {
                self.start = Some(moment(line)?);
                value.trim().clone_into(&mut self.start_text);
                self.zone = line.parameter("TZID").unwrap_or_default().into_owned();
            }
            "DTEND" => self.end = Some(moment(line)?),
            "DURATION" => {
                let wrong = || Fault::record(format!("DURATION: `{value}` is none such as P1D"));
                self.duration = Some(duration(value).ok_or_else(wrong)?);
            }
            "RRULE" | "RDATE" => self.recurs = true,
            "EXDATE" => {
                let days = list(value).map(|day| day.trim().to_owned());
                self.excluded.extend(days);
            }
            "SUMMARY" => push_line(value, &mut row.title),
            "DESCRIPTION" => text(&mut row.summary),
            "LOCATION" => push_line(value, &mut row.place),
            "GEO" => {
                row.position = position(value);
                if row.position.is_none() {
                    row.odd("geo-not-read");
                }
            }
            "CATEGORIES" => categories(value, row),
            "STATUS" => status(value, row),
            "URL" | "ATTACH" => source(line, row),
            "ORGANIZER" | "ATTENDEE" => participant(line, row),
            "COMMENT" | "CONTACT" => {
                let line_break = if row.text.is_empty() { "" } else { "\n" };
                row.text.push_str(line_break);
                text(&mut row.text);
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn finish(self, row: &mut Row) -> Result<(), Fault> {
        if !self.is_closed {
            return Err(Fault::record(
                "the event is not closed by `END:VEVENT`: the file may be cut off there",
            ));
        }
        let start = self
            .start
            .ok_or_else(|| Fault::record("the event has no DTSTART"))?;
        if self.excluded.contains(&self.start_text) {
            return Err(Fault::record(
                "EXDATE excludes the first occurrence, and later ones are not expanded",
            ));
        }
        self.dates(start, row)?;
        if !self.occurrence.is_empty() {
            row.id.push('/');
            row.id.push_str(&self.occurrence);
        }
        for (is_so, name) in [
            (self.recurs, "recurrence-not-expanded"),
            (self.has_unread, "line-not-read"),
            (start.zone == Zone::Unknown, "unknown-timezone"),
        ] {
            if is_so {
                row.odd(name);
            }
        }
        if row.title.is_empty() {
            let first = row.summary.lines().map(str::trim);
            let first = first.into_iter().find(|line| !line.is_empty());
            row.title.push_str(first.unwrap_or("(no summary)"));
        }
        Ok(())
    }

    fn dates(&self, start: Moment, row: &mut Row) -> Result<(), Fault> {
        let end = self
            .end
            .or_else(|| self.duration.map(|seconds| start.after(seconds)));
        let mut last = start.day;
        if let Some(end) = end {
            if end.zone != start.zone {
                row.odd("ends-in-another-zone");
            } else if end.is_before(start) {
                return Err(Fault::record("the event ends before it starts"));
            }
            last = last.max(end.last_day());
        }
        row.when = RowDate::between(start.day, last);
        match (start.minute(), start.zone) {
            // Another zone in its place would be a guess.
            (Some(minute), Zone::Unknown) => row.time_text = format!("{minute} {}", self.zone),
            (minute, zone) => {
                row.time = minute;
                row.timezone.push_str(&zone.text());
            }
        }
        Ok(())
    }
}

fn moment(line: &Line<'_>) -> Result<Moment, Fault> {
    let zone = line.parameter("TZID");
    Moment::parse(line.value, zone.as_deref()).ok_or_else(|| {
        let wrong = no_date(line.value, "20190430 or 20190430T133000Z");
        Fault::record(format!("{}: {wrong}", line.name))
    })
}

/// WGS 84, `latitude;longitude`.
fn position(value: &str) -> Option<Position> {
    let (lat, lon) = value.split_once(';')?;
    Some(Position {
        lat: decimal(lat.trim(), 90.0)?,
        lon: decimal(lon.trim(), 180.0)?,
    })
}

/// Categories are tags. The first that is the name of a kind of event says its kind, too.
fn categories(value: &str, row: &mut Row) {
    for category in list(value) {
        let mut tag = String::new();
        push_line(category, &mut tag);
        if tag.is_empty() || row.tags.contains(&tag) {
            continue;
        }
        row.kind = row.kind.or_else(|| kind_of(&tag));
        row.tags.add().push_str(&tag);
    }
}

/// The kind with this name, whatever its case; `security alert` and `security-alert` are `security_alert`.
fn kind_of(category: &str) -> Option<EventKind> {
    EventKind::from_slug(&category.to_ascii_lowercase().replace([' ', '-'], "_"))
}

/// A cancelled event did not take place, and a tentative one is planned (RFC 5545, section 3.8.1.11).
fn status(value: &str, row: &mut Row) {
    let value = value.trim();
    for (written, status) in [
        ("CANCELLED", EventStatus::Cancelled),
        ("TENTATIVE", EventStatus::Planned),
    ] {
        if value.eq_ignore_ascii_case(written) {
            row.status = status;
        }
    }
}

/// An http(s) address; others (a mail message, a file inside) are left to the raw record.
fn source(line: &Line<'_>, row: &mut Row) {
    let Some(address) = web::address(line.value) else {
        return;
    };
    let host = web::host(&address).unwrap_or_default();
    let source = row.source(&host);
    source.url.push_str(&address);
    if let Some(name) = line.parameter("FILENAME") {
        source.title.push_str(&name);
    }
}

/// Somebody who organises or attends, by name, or by mail address where there is no name. Who declined, who is only copied in,
/// and rooms and other resources take no part.
fn participant(line: &Line<'_>, row: &mut Row) {
    let is = |parameter, values: &[&str]| {
        let found = line.parameter(parameter).unwrap_or_default();
        values.iter().any(|value| found.eq_ignore_ascii_case(value))
    };
    if is("PARTSTAT", &["DECLINED"])
        || is("ROLE", &["NON-PARTICIPANT"])
        || is("CUTYPE", &["ROOM", "RESOURCE"])
    {
        return;
    }
    // Other schemes do not tell people apart: some programs write `invalid:nomail` for everybody.
    let mail = strip_prefix(line.value.trim(), "mailto:").map(str::to_lowercase);
    let name = line
        .parameter("CN")
        .filter(|name| !name.trim().is_empty())
        .or_else(|| mail.as_deref().map(Cow::Borrowed));
    let Some(name) = name else {
        return;
    };
    let mail = mail.as_deref().unwrap_or_default();
    let known = row.actors.iter().any(|actor| match actor.key.as_str() {
        "" => actor.name == *name,
        key => key == mail,
    });
    if known {
        return;
    }
    let part = row.actor(name.trim(), None);
    part.key.push_str(mail);
    part.kind = if is("CUTYPE", &["INDIVIDUAL"]) {
        Some(ActorKind::Person)
    } else {
        None
    };
}

fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}
