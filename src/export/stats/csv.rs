//! Counts as CSV. What [`super::Stats::notes`] says has no place in it.

use std::io::{self, Write};

use super::super::csv::guard;
use super::super::of_output;
use super::Stats;
use crate::analysis::{Counts, Table, TableRow};
use crate::model::Day;

/// A line a value with a column a period; without values a line a period.
pub(super) fn write(out: &mut dyn Write, raw: bool, stats: &Stats) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    let table = &stats.table;
    if table.by.is_none() {
        periods(&mut writer, stats)?;
        return writer.flush();
    }
    let names = table.columns.iter().map(|column| column.name.as_str());
    writer
        .write_record(
            ["id", "name", "parent", "dataset", "events"]
                .into_iter()
                .chain(names),
        )
        .map_err(of_output)?;
    let cell = |text: &str| {
        if raw {
            text.to_owned()
        } else {
            guard(text).into_owned()
        }
    };
    for row in &table.rows {
        let parent = row
            .parent
            .map_or("", |parent| table.rows[parent].value.as_str());
        let texts = [
            &row.value,
            &row.label,
            parent,
            row.dataset.as_deref().unwrap_or_default(),
        ];
        let cells = texts.map(cell).into_iter();
        let cells = cells.chain(numbers(table, Some(row), &row.counts));
        writer.write_record(cells).map_err(of_output)?;
    }
    if table.without.total > 0 {
        let texts = ["", "(none)", "", ""].map(str::to_owned);
        let cells = texts.into_iter();
        let cells = cells.chain(numbers(table, None, &table.without));
        writer.write_record(cells).map_err(of_output)?;
    }
    writer.flush()
}

/// The total, and a number or nothing for each period.
fn numbers<'a>(
    table: &'a Table,
    row: Option<&'a TableRow>,
    counts: &'a Counts,
) -> impl Iterator<Item = String> + 'a {
    let cells = counts.dense(table.columns.len()).enumerate();
    let cell = move |(column, count): (usize, usize)| {
        if count == 0 && table.no_data(row, column) {
            String::new()
        } else {
            count.to_string()
        }
    };
    std::iter::once(counts.total.to_string()).chain(cells.map(cell))
}

fn periods<W: Write>(writer: &mut ::csv::Writer<W>, stats: &Stats) -> io::Result<()> {
    let table = &stats.table;
    let heading = ["period", "from", "to", "events"];
    writer.write_record(heading).map_err(of_output)?;
    if table.columns.is_empty() {
        let (from, to) = stats.totals.span.map_or(Default::default(), |span| {
            (span.from.to_string(), span.to.to_string())
        });
        let line = ["all", &from, &to, &table.all.total.to_string()];
        return writer.write_record(line).map_err(of_output);
    }
    let counts = numbers(table, None, &table.all).skip(1);
    for (column, count) in table.columns.iter().zip(counts) {
        let (from, to) = (day(column.days.from), day(column.days.to));
        let line = [&column.name, &from, &to, &count];
        writer.write_record(line).map_err(of_output)?;
    }
    Ok(())
}

fn day(day: Day) -> String {
    if day.is_open() {
        String::new()
    } else {
        day.to_string()
    }
}
