//! Counts as tables for people.

use std::io::{self, Write};

use super::Stats;
use crate::analysis::{Counts, Table, TableRow};
use crate::text::{clean, fit, width, wrap};

const GAP: &str = "  ";
/// Names are not wider than this on a screen.
const NAME: usize = 36;
/// Ids neither.
const ID: usize = 24;

/// A summary and a line a period; or a line a value and a column a period. Notes stand below.
pub(super) fn write(out: &mut dyn Write, screen: Option<usize>, stats: &Stats) -> io::Result<()> {
    let hidden = if stats.table.by.is_some() {
        values(out, screen, &stats.table)?
    } else {
        summary(out, stats)?;
        periods(out, &stats.table)?;
        0
    };
    notes(out, screen, stats, hidden)
}

fn notes(
    out: &mut dyn Write,
    screen: Option<usize>,
    stats: &Stats,
    hidden: usize,
) -> io::Result<()> {
    let mut notes = stats.notes();
    if hidden > 0 {
        notes.push(format!(
            "{hidden} earlier periods do not fit this screen and are in the totals only; --per with a longer period, or --format csv, shows all."
        ));
    }
    for note in &notes {
        writeln!(out)?;
        match screen {
            None => writeln!(out, "{note}")?,
            Some(width) => {
                for line in wrap(note, width) {
                    writeln!(out, "{}", line.as_str().trim_end())?;
                }
            }
        }
    }
    Ok(())
}

fn summary(out: &mut dyn Write, stats: &Stats) -> io::Result<()> {
    let (totals, summary) = (&stats.totals, &stats.summary);
    let mut lines = vec![("events", format!("{} of {}", totals.shown, totals.all))];
    if let Some(day) = totals.known {
        lines.push(("known at", day.to_string()));
    }
    if let Some(span) = totals.span {
        let days = format!("{} to {}, {} with events", span.from, span.to, totals.days);
        lines.push(("days", days));
    }
    for (title, events) in &summary.datasets {
        lines.push(("data set", format!("{events}  {title}")));
    }
    lines.extend([
        ("disputed", totals.disputed.to_string()),
        ("quotes", totals.quotes.to_string()),
        ("actors", summary.actors.to_string()),
        ("blocs", summary.blocs.to_string()),
        ("regions", summary.regions.to_string()),
        ("tags", summary.tags.to_string()),
        ("sources", summary.sources.to_string()),
        ("publishers", summary.publishers.to_string()),
    ]);
    let kinds = summary.kinds.iter();
    let kinds: Vec<String> = kinds
        .map(|(kind, events)| format!("{} {events}", kind.slug()))
        .collect();
    lines.push(("kinds", kinds.join(", ")));
    for (name, text) in lines {
        writeln!(out, "{}{}", fit(name, 12).as_str(), clean(&text).as_str())?;
    }
    Ok(())
}

fn periods(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    let Some(period) = table.period else {
        return Ok(());
    };
    let heading = period.word().to_uppercase();
    let first = table.columns.iter().map(|column| column.name.len());
    let first = first.max().unwrap_or(0).max(heading.len());
    writeln!(out, "\n{heading:first$}{GAP}EVENTS")?;
    for (column, cell) in table.columns.iter().zip(cells(table, None, &table.all)) {
        writeln!(out, "{:first$}{GAP}{cell:>6}", column.name)?;
    }
    Ok(())
}

/// One line of the table.
struct Line {
    id: String,
    name: String,
    total: String,
    cells: Vec<String>,
}

/// Writes the rows; returns how many periods did not fit.
fn values(out: &mut dyn Write, screen: Option<usize>, table: &Table) -> io::Result<usize> {
    let named = table.rows.iter().any(|row| row.label != row.value);
    let widths = Widths::new(table, screen, named);
    let skipped = table.columns.len() - widths.periods;
    let periods = |all: Vec<String>| all.into_iter().skip(skipped).collect();
    let line = |id: String, name: &str, row: Option<&TableRow>, counts: &Counts| Line {
        id,
        name: name.to_owned(),
        total: counts.total.to_string(),
        cells: periods(cells(table, row, counts).collect()),
    };
    let heading = Line {
        id: if named { "ID" } else { "NAME" }.to_owned(),
        name: "NAME".to_owned(),
        total: "EVENTS".to_owned(),
        cells: periods(
            table
                .columns
                .iter()
                .map(|column| column.name.clone())
                .collect(),
        ),
    };
    widths.write(out, &heading)?;
    widths.write(out, &line("(all)".to_owned(), "", None, &table.all))?;
    for row in &table.rows {
        widths.write(
            out,
            &line(indented(row), &row.label, Some(row), &row.counts),
        )?;
    }
    if table.without.total > 0 {
        widths.write(out, &line("(none)".to_owned(), "", None, &table.without))?;
    }
    Ok(skipped)
}

fn indented(row: &TableRow) -> String {
    // Deep chains would push the id off the screen.
    "  ".repeat(row.depth.min(8)) + &row.value
}

fn cells<'a>(
    table: &'a Table,
    row: Option<&'a TableRow>,
    counts: &'a Counts,
) -> impl Iterator<Item = String> + 'a {
    let cells = counts.dense(table.columns.len()).enumerate();
    cells.map(move |(column, count)| {
        if count == 0 && table.no_data(row, column) {
            "-".to_owned()
        } else {
            count.to_string()
        }
    })
}

/// Columns of the screen for each column of the table.
struct Widths {
    id: usize,
    /// None where names and ids are the same.
    name: Option<usize>,
    total: usize,
    period: usize,
    /// How many periods fit; the latest are shown.
    periods: usize,
}

impl Widths {
    fn new(table: &Table, screen: Option<usize>, named: bool) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = usize>, most: usize| {
            let most = if screen.is_none() { usize::MAX } else { most };
            texts.max().unwrap_or(0).clamp(6, most)
        };
        let id = widest(&mut table.rows.iter().map(|row| width(&indented(row))), ID);
        let name = widest(&mut table.rows.iter().map(|row| width(&row.label)), NAME);
        let total = table.all.total.to_string().len().max(6);
        let names = table.columns.iter().map(|column| column.name.len());
        let counts = table
            .all
            .cells
            .iter()
            .map(|(_, count)| count.to_string().len());
        let period = names.chain(counts).max().unwrap_or(0);
        let taken = id + if named { name + GAP.len() } else { 0 } + GAP.len() + total;
        let fitting = screen.map_or(usize::MAX, |screen| {
            screen.saturating_sub(taken) / (period + GAP.len()).max(1)
        });
        Self {
            id,
            name: named.then_some(name),
            total,
            period,
            periods: table.columns.len().min(fitting),
        }
    }

    fn write(&self, out: &mut dyn Write, line: &Line) -> io::Result<()> {
        let mut text = fit(&line.id, self.id).to_string();
        if let Some(name) = self.name {
            text = text + GAP + fit(&line.name, name).as_str();
        }
        text = format!("{text}{GAP}{:>1$}", line.total, self.total);
        for cell in &line.cells {
            text = format!("{text}{GAP}{cell:>0$}", self.period);
        }
        writeln!(out, "{}", text.trim_end())
    }
}
