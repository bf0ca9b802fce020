//! TimelineJS, spreadsheet as CSV: `Year, Month, Day, Time, End Year, …` of version 3, `Start Date, End Date, …` of version 1
//! (Knight Lab's spreadsheet templates; the code of TimelineJS 3 where they are silent).
//!
//! A row is a slide, as in the JSON form. `Type` `era` makes it an era; a row of type `title` is the title of the data set and
//! no event. Sheets have no ids.

use super::timelinejs::about;
use super::timelinejs::date::{self, Part, Parts, Wrong};
use super::timelinejs::slide::{Media, Slide};
use super::{Format, Sniff};
use crate::reader::head::columns;
use crate::reader::{About, Cut, Cutter, Fault, Head, Options, Reader, Record, Row};

pub(super) const TIMELINE_CSV: Format = Format {
    name: "timelinejs-csv",
    label: "TimelineJS spreadsheet (CSV)",
    companions: &[],
    sniff,
    open,
};

const CUT: Cut = Cut::Delimited {
    delimiter: b',',
    quoted: true,
    header: true,
};

fn sniff(head: &Head<'_>) -> Sniff {
    if is_known(&head.cells(b',')) {
        Sniff::Yes
    } else {
        Sniff::No
    }
}

/// Whether these are the columns that TimelineJS asks for: other sheets have years and headlines too, but no media beside.
fn is_known(header: &[String]) -> bool {
    let all = |names: [&str; 6]| !columns(header, names).contains(&None);
    all(["Year", "Month", "Day", "Headline", "Text", "Media"])
        || all([
            "Start Date",
            "End Date",
            "Headline",
            "Text",
            "Media",
            "Media Credit",
        ])
}

fn open(head: &Head<'_>, _: &Options) -> Result<Box<dyn Reader>, Fault> {
    let names = head.cells(b',');
    if !is_known(&names) {
        return Err(Fault::record(
            "these are not the columns of a TimelineJS spreadsheet",
        ));
    }
    let at = Columns::new(&names);
    Ok(Box::new(Sheet {
        about: about(head, &headline(head, &at)),
        names,
        at,
    }))
}

/// The headline of the title row, if the start of the file has that row.
fn headline(head: &Head<'_>, at: &Columns) -> String {
    let mut cutter = Cutter::default();
    while let Some(Ok((range, record))) = cutter.next(&CUT, head.text) {
        let is_cut_off = !head.whole && range.end == head.text.len();
        if !is_cut_off && is_title(&record, at) {
            return record.get(at.headline).to_owned();
        }
    }
    String::new()
}

fn is_title(record: &Record<'_>, at: &Columns) -> bool {
    record.get(at.kind).trim().eq_ignore_ascii_case("title")
}

#[derive(Debug)]
struct Sheet {
    about: About,
    names: Vec<String>,
    at: Columns,
}

/// Where columns stand; an absent one stands beyond all cells and is read as empty.
#[derive(Debug)]
struct Columns {
    start: DateColumns,
    end: DateColumns,
    display_date: usize,
    headline: usize,
    text: usize,
    media: usize,
    credit: usize,
    caption: usize,
    alt: usize,
    kind: usize,
    group: usize,
    tag: usize,
}

/// The columns of a date: three and a time, or one.
#[derive(Debug)]
struct DateColumns {
    year: usize,
    month: usize,
    day: usize,
    time: usize,
    whole: usize,
}

impl Columns {
    fn new(header: &[String]) -> Self {
        let at = |name| columns(header, [name])[0].unwrap_or(usize::MAX);
        Self {
            start: DateColumns {
                year: at("Year"),
                month: at("Month"),
                day: at("Day"),
                time: at("Time"),
                whole: at("Start Date"),
            },
            end: DateColumns {
                year: at("End Year"),
                month: at("End Month"),
                day: at("End Day"),
                time: at("End Time"),
                whole: at("End Date"),
            },
            display_date: at("Display Date"),
            headline: at("Headline"),
            text: at("Text"),
            media: at("Media"),
            credit: at("Media Credit"),
            caption: at("Media Caption"),
            alt: at("Alt Text"),
            kind: at("Type"),
            group: at("Group"),
            tag: at("Tag"),
        }
    }
}

impl DateColumns {
    fn parts<'a>(&self, record: &Record<'a>) -> Result<Parts<'a>, Fault> {
        let whole = record.get(self.whole).trim();
        if whole.is_empty() {
            return Ok(Parts {
                year: record.get(self.year),
                month: record.get(self.month),
                day: record.get(self.day),
                ..Parts::default()
            });
        }
        Parts::of_text(whole).ok_or_else(|| {
            let message = format!("`{whole}` is no date such as 12/31/2011 or 2011-12-31");
            Fault::column(self.whole, message)
        })
    }

    /// The column that is wrong: the one of this part, or the one that holds the whole date.
    fn of(&self, part: Part) -> usize {
        let own = match part {
            Part::Year => self.year,
            Part::Month => self.month,
            Part::Day => self.day,
        };
        own.min(self.whole)
    }
}

impl Reader for Sheet {
    fn about(&self) -> &About {
        &self.about
    }

    fn cut(&self) -> &Cut {
        &CUT
    }

    fn columns(&self) -> &[String] {
        &self.names
    }

    fn read(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        if (0..self.names.len()).all(|at| record.get(at).trim().is_empty()) {
            return Err(Fault::no_event("this row is blank"));
        }
        if is_title(record, &self.at) {
            return Err(Fault::no_event(
                "this row is the title of the timeline, not an event",
            ));
        }
        self.dates(record, row)?;
        self.slide(record).fill(row);
        Ok(())
    }
}

impl Sheet {
    fn dates(&self, record: &Record<'_>, row: &mut Row) -> Result<(), Fault> {
        let (mut start, end) = (self.at.start.parts(record)?, self.at.end.parts(record)?);
        let time = record.get(self.at.start.time);
        if !time.trim().is_empty() {
            start.clock = time;
        }
        date::set(start, end, row).map_err(|wrong| self.fault(wrong))
    }

    fn fault(&self, wrong: Wrong) -> Fault {
        let columns = if wrong.in_end {
            &self.at.end
        } else {
            &self.at.start
        };
        Fault::column(columns.of(wrong.part), wrong.message)
    }

    fn slide<'a>(&self, record: &Record<'a>) -> Slide<'a> {
        Slide {
            id: "",
            headline: record.get(self.at.headline),
            text: record.get(self.at.text),
            display_dates: [record.get(self.at.display_date), "", ""],
            media: Media {
                url: record.get(self.at.media),
                credit: record.get(self.at.credit),
                caption: record.get(self.at.caption),
                alt: record.get(self.at.alt),
            },
            groups: [record.get(self.at.group), record.get(self.at.tag)],
            tags: "",
            is_era: record.get(self.at.kind).trim().eq_ignore_ascii_case("era"),
        }
    }
}

#[cfg(test)]
mod tests;
