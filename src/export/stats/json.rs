//! Counts as one JSON object.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::Stats;
use crate::analysis::{Counts, Period, Table, TableRow};
use crate::model::Day;

/// Rows are written as they are made: a table by day has more cells than anybody wants to hold.
pub(super) fn write(out: &mut dyn Write, stats: &Stats) -> io::Result<()> {
    let table = &stats.table;
    out.write_all(b"{\n")?;
    for (key, value) in head(stats) {
        field(out, &key, &value)?;
    }
    if table.by.is_some() {
        field(out, "by", &json!(stats.by))?;
        field(out, "rows_add_up", &json!(!table.overlaps()))?;
        list(
            out,
            "values",
            table.rows.iter().map(|row| value(table, row)),
        )?;
        field(out, "without", &counts(table, None, &table.without))?;
    }
    let notes = serde_json::to_string(&stats.notes())?;
    writeln!(out, "  \"notes\": {notes}\n}}")
}

fn head(stats: &Stats) -> Map<String, Value> {
    let (totals, summary, table) = (&stats.totals, &stats.summary, &stats.table);
    let datasets = summary.datasets.iter();
    let datasets = datasets.map(|(title, events)| json!({ "title": title, "events": events }));
    let kinds = summary.kinds.iter();
    let kinds = kinds.map(|(kind, events)| (kind.slug().to_owned(), json!(events)));
    let periods = table.columns.iter().zip(cells(table, None, &table.all));
    let periods = periods.map(|(column, events)| {
        json!({
            "name": column.name,
            "from": day(column.days.from),
            "to": day(column.days.to),
            "covered": column.covered,
            "events": events,
        })
    });
    let head = json!({
        "filter": stats.filter,
        "known_at": totals.known.map(|day| day.to_string()),
        "events": totals.shown,
        "certain": totals.certain,
        "of": totals.all,
        "from": totals.span.map(|span| span.from.to_string()),
        "to": totals.span.map(|span| span.to.to_string()),
        "days_with_events": totals.days,
        "disputed": totals.disputed,
        "quotes": totals.quotes,
        "datasets": datasets.collect::<Vec<_>>(),
        "kinds": kinds.collect::<Map<_, _>>(),
        "actors": summary.actors,
        "blocs": summary.blocs,
        "regions": summary.regions,
        "tags": summary.tags,
        "sources": summary.sources,
        "publishers": summary.publishers,
        "per": table.period.map(Period::word),
        "periods": periods.collect::<Vec<_>>(),
    });
    match head {
        Value::Object(head) => head,
        _ => Map::new(),
    }
}

fn value(table: &Table, row: &TableRow) -> Value {
    let mut value = json!({
        "id": row.value,
        "name": row.label,
        "parent": row.parent.map(|parent| &table.rows[parent].value),
        "dataset": row.dataset,
    });
    if let (Value::Object(value), Value::Object(counts)) =
        (&mut value, counts(table, Some(row), &row.counts))
    {
        value.extend(counts);
    }
    value
}

fn counts(table: &Table, row: Option<&TableRow>, counts: &Counts) -> Value {
    let periods: Vec<Value> = cells(table, row, counts).collect();
    json!({ "events": counts.total, "periods": periods })
}

fn cells<'a>(
    table: &'a Table,
    row: Option<&'a TableRow>,
    counts: &'a Counts,
) -> impl Iterator<Item = Value> + 'a {
    let cells = counts.dense(table.columns.len()).enumerate();
    cells.map(move |(column, count)| match count {
        0 if table.no_data(row, column) => Value::Null,
        _ => count.into(),
    })
}

fn day(day: Day) -> Option<String> {
    (!day.is_open()).then(|| day.to_string())
}

fn field(out: &mut dyn Write, key: &str, value: &Value) -> io::Result<()> {
    writeln!(out, "  {}: {value},", Value::from(key))
}

fn list(out: &mut dyn Write, key: &str, values: impl Iterator<Item = Value>) -> io::Result<()> {
    write!(out, "  {}: [", Value::from(key))?;
    for (at, value) in values.enumerate() {
        let before = if at == 0 { "" } else { "," };
        write!(out, "{before}\n    {value}")?;
    }
    writeln!(out, "\n  ],")
}
