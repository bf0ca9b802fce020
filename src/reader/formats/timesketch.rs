//! Timesketch timelines (CSV and JSON Lines) and the `l2tcsv` tables of plaso.
//!
//! Timesketch asks for `message`, `datetime` and `timestamp_desc`, which says what the time is the time of; `timestamp` counts
//! microseconds. All else are attributes: ids, actors, places and deaths are taken over where their names say so, the rest
//! is shown with the record. `l2tcsv` has 17 fixed columns, American dates and `-` for nothing.
//!
//! Records seldom have ids; those without are told apart by their place in the file, and that is noted.

mod columns;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use super::{Format, Sniff};
use crate::reader::cut::last_record_end;
use crate::reader::head::columns;
use crate::reader::object::Object;
use crate::reader::{About, Cut, Cutter, Fault, Head, Options, Reader, Record, Row};
use columns::{Columns, Dialect, FIELDS};

pub(super) const TIMESKETCH: Format = Format {
    name: "timesketch",
    label: "Timesketch timeline (CSV or JSON Lines)",
    companions: &[],
    sniff: |head| {
        let known = is_timesketch(&head.cells(b',')) || is_lines(head);
        if known { Sniff::Yes } else { Sniff::No }
    },
    open: open_timesketch,
};

pub(super) const L2TCSV: Format = Format {
    name: "l2tcsv",
    label: "plaso l2tcsv timeline",
    companions: &[],
    sniff: |head| {
        if is_l2t(&head.cells(b',')) {
            Sniff::Yes
        } else {
            Sniff::No
        }
    },
    open: open_l2t,
};

/// The columns that Timesketch asks for; files that are older than its check can have the count of microseconds only.
fn is_timesketch(names: &[impl AsRef<str>]) -> bool {
    let [message, description, time, count] = columns(
        names,
        ["message", "timestamp_desc", "datetime", "timestamp"],
    );
    message.is_some() && description.is_some() && (time.is_some() || count.is_some())
}

fn is_lines(head: &Head<'_>) -> bool {
    Object::parse(head.first_line()).is_ok_and(|object| is_timesketch(object.names()))
}

fn is_l2t(names: &[String]) -> bool {
    let wanted = ["date", "time", "timezone", "MACB", "sourcetype", "short"];
    columns(names, wanted).iter().all(Option::is_some)
}

fn open_timesketch(head: &Head<'_>, _: &Options) -> Result<Box<dyn Reader>, Fault> {
    let about = about(head);
    if is_lines(head) {
        let cut = Cut::Lines;
        let id = id_name(head, &cut, |record, name| {
            Object::parse(record.text()).map_or(String::new(), |object| object.text(name).into())
        });
        return Ok(Box::new(Lines { about, cut, id }));
    }
    let names = head.cells(b',');
    if !is_timesketch(&names) {
        return Err(Fault::record("these are not the columns of Timesketch"));
    }
    let cut = table(true);
    let id = id_name(head, &cut, |record, name| {
        let [at] = columns(&names, [name]);
        at.map_or(String::new(), |at| record.get(at).trim().to_owned())
    });
    let at = Columns::new(&names, id, Dialect::Timesketch);
    Ok(Box::new(Table {
        about,
        cut,
        at,
        names,
    }))
}

fn open_l2t(head: &Head<'_>, _: &Options) -> Result<Box<dyn Reader>, Fault> {
    let names = head.cells(b',');
    if !is_l2t(&names) {
        return Err(Fault::record("these are not the columns of l2tcsv"));
    }
    Ok(Box::new(Table {
        about: about(head),
        cut: table(!is_bare(head, names.len())),
        at: Columns::new(&names, None, Dialect::L2t),
        names,
    }))
}

fn about(head: &Head<'_>) -> About {
    About {
        title: head.stem().to_owned(),
        ..About::default()
    }
}

fn table(quoted: bool) -> Cut {
    Cut::Delimited {
        delimiter: b',',
        quoted,
        header: true,
    }
}

/// Whether cells are not quoted: plaso puts blanks for commas instead, and leaves quotation marks where they are.
fn is_bare(head: &Head<'_>, columns: usize) -> bool {
    let whole_lines = if head.whole {
        head.text
    } else {
        head.text.rsplit_once('\n').map_or("", |(lines, _)| lines)
    };
    let mut lines = whole_lines.lines().filter(|line| !line.is_empty());
    lines.all(|line| line.split(',').count() == columns)
}

/// The attribute that holds ids. The same names are used for kinds of log entries (4624 for a log-on): only what differs in
/// all records of the head is an id.
fn id_name(
    head: &Head<'_>,
    cut: &Cut,
    value: impl Fn(&Record<'_>, &str) -> String,
) -> Option<&'static str> {
    let text = if head.whole {
        head.text
    } else {
        let quoted = matches!(cut, Cut::Delimited { quoted: true, .. });
        &head.text[..last_record_end(head.text.as_bytes(), quoted)?]
    };
    let differs = |name: &&'static str| {
        let mut seen = HashSet::new();
        let mut cutter = Cutter::default();
        let mut header = matches!(cut, Cut::Delimited { header: true, .. });
        while let Some(Ok((_, record))) = cutter.next(cut, text) {
            let is_header = std::mem::take(&mut header);
            if is_header {
                continue;
            }
            let id = value(&record, name);
            if id.is_empty() || !seen.insert(id) {
                return false;
            }
        }
        !seen.is_empty()
    };
    ["event_id", "_id", "uuid", "id"].into_iter().find(differs)
}

/// Timesketch or plaso, as a table.
#[derive(Debug)]
struct Table {
    about: About,
    cut: Cut,
    names: Vec<String>,
    at: Columns,
}

impl Reader for Table {
    fn about(&self) -> &About {
        &self.about
    }

    fn cut(&self) -> &Cut {
        &self.cut
    }

    fn fields(&self) -> Vec<&str> {
        FIELDS.to_vec()
    }

    fn columns(&self) -> &[String] {
        &self.names
    }

    fn read(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        self.at.read(record, row)
    }
}

/// Timesketch, an object a line.
#[derive(Debug)]
struct Lines {
    about: About,
    cut: Cut,
    id: Option<&'static str>,
}

impl Reader for Lines {
    fn about(&self) -> &About {
        &self.about
    }

    fn cut(&self) -> &Cut {
        &self.cut
    }

    fn fields(&self) -> Vec<&str> {
        FIELDS.to_vec()
    }

    fn read(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        let object = Object::parse(record.text())?;
        let at = Columns::new(object.names(), self.id, Dialect::Timesketch);
        at.read(object.texts().as_slice(), row)
            .map_err(|fault| object.fault(fault))
    }
}
