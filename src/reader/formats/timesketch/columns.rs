//! One record of a timeline, by the names of its columns or attributes.

use crate::reader::cells::Cells;
use crate::reader::clock::{self, Form};
use crate::reader::formats::NO_ID;
use crate::reader::formats::named::{Fill, Named, Slot};
use crate::reader::head::columns;
use crate::reader::moment::Moment;
use crate::reader::{Fault, Row, RowDate, dates, headline, json};

/// Names of the own fields.
pub(super) const FIELDS: &[&str] = &[
    "timesketch.timestamp_desc",
    "timesketch.source",
    "timesketch.sourcetype",
    "timesketch.user",
    "timesketch.host",
];

/// How times and absent values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Timesketch,
    L2t,
}

/// Names of attributes that mean another thing in logs than in lists of events.
const OTHERWISE: &[Slot] = &[
    Slot::Id,
    Slot::Title,
    Slot::Summary,
    Slot::Start,
    Slot::End,
    Slot::Timestamp,
    Slot::Clock,
    Slot::Category,
    Slot::Url,
    Slot::Source,
    Slot::Tags,
];

/// Where the columns of a record stand; an absent one stands beyond all cells and is read as empty.
#[derive(Debug)]
pub(super) struct Columns {
    dialect: Dialect,
    id: usize,
    /// What happened; a shorter form of it first, where there is one.
    message: [usize; 2],
    /// Date and clock time, or a date-time and a count.
    time: [usize; 2],
    timezone: usize,
    /// In the order of [`FIELDS`].
    fields: [usize; 5],
    tag: usize,
    named: Named,
}

impl Columns {
    /// From the names of all columns.
    pub(super) fn new(
        names: &[impl AsRef<str>],
        id: Option<&'static str>,
        dialect: Dialect,
    ) -> Self {
        let at = |known: &str| columns(names, [known])[0].unwrap_or(usize::MAX);
        let either = |first: &str, second: &str| at(first).min(at(second));
        let (message, time, description) = match dialect {
            Dialect::Timesketch => (["", "message"], ["datetime", "timestamp"], "timestamp_desc"),
            Dialect::L2t => (["short", "desc"], ["date", "time"], "type"),
        };
        Self {
            dialect,
            id: id.map_or(usize::MAX, at),
            message: message.map(at),
            time: time.map(at),
            timezone: at("timezone"),
            fields: [
                at(description),
                either("source", "source_short"),
                either("sourcetype", "source_long"),
                either("user", "username"),
                either("host", "hostname"),
            ],
            tag: at("tag"),
            named: match dialect {
                Dialect::Timesketch => Named::new(names).without(OTHERWISE),
                Dialect::L2t => Named::default(),
            },
        }
    }

    /// Reads one record.
    pub(super) fn read(&self, cells: &(impl Cells + ?Sized), row: &mut Row) -> Result<(), Fault> {
        let cell = |at: usize| match cells.cell(at) {
            "-" if self.dialect == Dialect::L2t => "",
            text => text,
        };
        match self.dialect {
            Dialect::Timesketch => self.moment(cell)?.put(row),
            Dialect::L2t => self.local(cell, row)?,
        }
        row.id.push_str(cell(self.id));
        if row.id.is_empty() {
            row.odd(NO_ID);
        }
        self.words(cell, row);
        for (field, at) in self.fields.into_iter().enumerate() {
            row.field(field, cell(at));
        }
        if self.dialect == Dialect::Timesketch {
            tags(cell(self.tag), row);
            let fill = Fill {
                named: &self.named,
                cells,
            };
            fill.actors(row);
            fill.place(row);
            fill.killed(row);
        }
        Ok(())
    }

    /// The time of a Timesketch record. plaso gives records without a time that of the epoch and says so.
    fn moment<'a>(&self, cell: impl Fn(usize) -> &'a str) -> Result<Moment<'a>, Fault> {
        let [time, count] = self.time;
        if cell(self.fields[0]).eq_ignore_ascii_case("not a time") {
            return Err(Fault::column(self.fields[0], "the record has no date"));
        }
        let (text, number) = (cell(time), cell(count));
        if !text.is_empty() {
            let wrong = || format!("`{text}` is no date-time such as 2015-07-24T19:01:01+00:00");
            return Moment::parse(text).ok_or_else(|| Fault::column(time, wrong()));
        }
        if number.is_empty() {
            return Err(Fault::record("the record has no date"));
        }
        let wrong = || format!("`{number}` is no count of microseconds since 1970");
        Moment::epoch_microseconds(number).ok_or_else(|| Fault::column(count, wrong()))
    }

    /// The time of an l2tcsv record: `MM/DD/YYYY`, which is `00/00/0000` where there is none.
    fn local<'a>(&self, cell: impl Fn(usize) -> &'a str, row: &mut Row) -> Result<(), Fault> {
        let [date, time] = self.time;
        let day = dates::month_first(cell(date)).ok_or_else(|| {
            let text = cell(date);
            Fault::column(
                date,
                format!("`{text}` is no date of month/day/year such as 07/24/2015"),
            )
        })?;
        row.when = RowDate::day(day);
        // plaso writes `--:--:--` where there is no time.
        let text = cell(time);
        let says_none = text.bytes().all(|byte| matches!(byte, b'-' | b':'));
        clock::put(
            if says_none { "" } else { text },
            cell(self.timezone),
            Form::Colon,
            row,
        );
        Ok(())
    }

    fn words<'a>(&self, cell: impl Fn(usize) -> &'a str, row: &mut Row) {
        let [short, message] = self.message.map(cell);
        let title = if short.is_empty() { message } else { short };
        let whole = headline::push(title, &mut row.title);
        if row.title.is_empty() {
            row.title.push_str("Event");
        }
        if !(whole && title == message) {
            row.summary.push_str(message);
        }
    }
}

/// Tags as Timesketch reads them: a list, or texts between commas; `-` is none.
fn tags(text: &str, row: &mut Row) {
    let mut add = |tag: &str| {
        let tag = tag.trim().trim_matches(['"', '\'']);
        if !tag.is_empty() && tag != "-" {
            row.tags.add().push_str(tag);
        }
    };
    let items = match text.as_bytes().first() {
        Some(b'[') => json::items(text),
        _ => Vec::new(),
    };
    if items.is_empty() {
        // Python writes lists with its own quotes.
        let bare = text.trim_start_matches('[').trim_end_matches(']');
        bare.split(',').for_each(&mut add);
    } else {
        items.into_iter().for_each(|item| add(&json::text(item)));
    }
}
