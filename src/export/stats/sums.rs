//! Sums of one claimant's numbers, as lines: a value and a period each.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::super::csv::guard;
use super::{StatsFormat, overlap};
use crate::analysis::{Period, Sum, SumRow, Sums, Totals};
use crate::model::{Day, DayRange};
use crate::text::{clean, fit, width};

/// The period of events that may fall into two.
const APART: &str = "several";
/// The period of everything, where none are asked for.
const ALL: &str = "all";

/// Sums to write.
#[derive(Debug, Clone)]
pub struct SumStats {
    /// The filter text.
    pub filter: String,
    /// Numbers about all matches.
    pub totals: Totals,
    /// What the rows stand for, as typed.
    pub by: Option<String>,
    /// The sums.
    pub sums: Sums,
}

impl SumStats {
    /// What has to be known to read the numbers, a sentence each.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let notes = [
            Some(self.added()),
            self.possible(),
            self.left_out(),
            self.apart(),
            self.incomplete(),
            self.vague(),
            self.several_sets(),
            self.rows_overlap(),
        ];
        notes.into_iter().flatten().collect()
    }

    fn added(&self) -> String {
        let sums = &self.sums;
        let who = sums
            .who
            .as_ref()
            .map_or(String::new(), |who| format!(" ({who})"));
        format!(
            "{} of {}{who} by {} added, in {}; low, best and high are each added, so that the true number need not lie between the sums.",
            counted(sums.all.total.claims, "number"),
            sums.about.label(),
            sums.claimant,
            counted(sums.events, "event"),
        )
    }

    fn possible(&self) -> Option<String> {
        let (shown, certain) = (self.totals.shown, self.totals.certain);
        (certain < shown).then(|| {
            format!(
                "{} of {shown} events match the filter possibly and not certainly; their numbers are added.",
                shown - certain
            )
        })
    }

    fn left_out(&self) -> Option<String> {
        let excluded = self.sums.excluded.iter();
        let parts: Vec<String> = excluded
            .map(|(why, claims)| format!("{claims} {}", why.label()))
            .collect();
        let claimant = &self.sums.claimant;
        (!parts.is_empty()).then(|| format!("Claims of {claimant} left out: {}.", parts.join(", ")))
    }

    fn apart(&self) -> Option<String> {
        let apart = self.sums.all.apart.claims;
        (apart > 0).then(|| {
            format!("`{APART}` has the numbers of {} that may fall into two periods, or whose date is not certain.", counted(apart, "event"))
        })
    }

    fn incomplete(&self) -> Option<String> {
        let total = &self.sums.all.total;
        let open = match (total.best, total.high) {
            (Some(_), Some(_)) => return None,
            (None, None) => "best or high",
            (None, _) => "best",
            (_, None) => "high",
        };
        Some(format!(
            "No {open} (`-`, an empty cell, null) where some number that is added has none."
        ))
    }

    fn vague(&self) -> Option<String> {
        let vague = self.sums.vague;
        (vague > 0).then(|| {
            format!(
                "{} given as \"about\", \"dozens\" or the like.",
                match vague {
                    1 => "1 of the numbers is".to_owned(),
                    many => format!("{many} of the numbers are"),
                }
            )
        })
    }

    fn several_sets(&self) -> Option<String> {
        let sets = self.sums.datasets;
        (sets > 1).then(|| {
            format!("The numbers come from {sets} data sets, which may hold the same events: `annals match` finds them.")
        })
    }

    fn rows_overlap(&self) -> Option<String> {
        let by = self.sums.by.filter(|_| self.sums.overlaps())?;
        overlap(by).map(str::to_owned)
    }
}

/// Writes sums.
pub(super) fn write(out: &mut dyn Write, format: StatsFormat, stats: &SumStats) -> io::Result<()> {
    match format {
        StatsFormat::Table { .. } => table(out, stats),
        StatsFormat::Csv { raw } => csv(out, raw, stats),
        StatsFormat::Json => object(out, stats),
    }
}

/// A period of a row, and what was added in it.
struct Cell<'a> {
    period: &'a str,
    days: Option<DayRange>,
    /// `None` where there are no data.
    sum: Option<Sum>,
}

/// The periods of a row: of all numbers each, of a value those with a number.
fn cells<'a>(sums: &'a Sums, row: &'a SumRow, dense: bool) -> Vec<Cell<'a>> {
    if sums.columns.is_empty() {
        return vec![Cell {
            period: ALL,
            days: None,
            sum: Some(row.total),
        }];
    }
    let sum_of = |at: u32| {
        row.cells
            .iter()
            .find(|(column, _)| *column == at)
            .map(|(_, sum)| *sum)
    };
    let columns = (0..).zip(&sums.columns);
    let periods = columns.filter_map(|(at, column)| {
        let sum = sum_of(at);
        (dense || sum.is_some()).then(|| Cell {
            period: &column.name,
            days: Some(column.days),
            sum: sum.or_else(|| column.covered.then(Sum::default)),
        })
    });
    let apart = (row.apart.claims > 0).then_some(Cell {
        period: APART,
        days: None,
        sum: Some(row.apart),
    });
    periods.chain(apart).collect()
}

/// Rows with their names and cells; a line of all numbers where there are no rows.
fn lines(stats: &SumStats) -> Vec<([String; 4], Vec<Cell<'_>>)> {
    let sums = &stats.sums;
    if sums.by.is_none() {
        return vec![(Default::default(), cells(sums, &sums.all, true))];
    }
    let named = |row: &SumRow| {
        let parent = row.parent.map_or("", |parent| &sums.rows[parent].value);
        let dataset = row.dataset.as_deref().unwrap_or_default();
        [&*row.value, &row.label, parent, dataset].map(str::to_owned)
    };
    let rows = sums
        .rows
        .iter()
        .map(|row| (named(row), cells(sums, row, false)));
    let none = (sums.without.total.claims > 0).then(|| {
        let names = ["", "(none)", "", ""].map(str::to_owned);
        (names, cells(sums, &sums.without, false))
    });
    rows.chain(none).collect()
}

const NUMBERS: [&str; 4] = ["claims", "low", "best", "high"];

fn numbers(sum: Option<Sum>, none: &str) -> [String; 4] {
    let Some(sum) = sum else {
        return [none; 4].map(str::to_owned);
    };
    let or_none = |number: Option<u64>| number.map_or(none.to_owned(), |n| n.to_string());
    [
        sum.claims.to_string(),
        sum.low.to_string(),
        or_none(sum.best),
        or_none(sum.high),
    ]
}

fn ends(days: Option<DayRange>) -> [String; 2] {
    let day = |day: Day| {
        if day.is_open() {
            String::new()
        } else {
            day.to_string()
        }
    };
    days.map_or_else(Default::default, |days| [day(days.from), day(days.to)])
}

fn csv(out: &mut dyn Write, raw: bool, stats: &SumStats) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    let by_value = stats.sums.by.is_some();
    let names = ["id", "name", "parent", "dataset"];
    let heading = names.into_iter().filter(|_| by_value);
    let heading = heading.chain(["period", "from", "to"]).chain(NUMBERS);
    writer.write_record(heading)?;
    for (names, cells) in lines(stats) {
        for cell in cells {
            let names = names.iter().filter(|_| by_value);
            let names = names.map(|name| {
                if raw {
                    name.clone()
                } else {
                    guard(name).into_owned()
                }
            });
            let period = std::iter::once(cell.period.to_owned()).chain(ends(cell.days));
            writer.write_record(names.chain(period).chain(numbers(cell.sum, "")))?;
        }
    }
    writer.flush()
}

fn table(out: &mut dyn Write, stats: &SumStats) -> io::Result<()> {
    let by_value = stats.sums.by.is_some();
    let heading = ["NAME", "PERIOD", "CLAIMS", "LOW", "BEST", "HIGH"].map(str::to_owned);
    let mut rows = vec![heading];
    for ([id, name, ..], cells) in lines(stats) {
        for cell in cells {
            let shown = if name.is_empty() { &id } else { &name };
            let [claims, low, best, high] = numbers(cell.sum, "-");
            rows.push([
                shown.clone(),
                cell.period.to_owned(),
                claims,
                low,
                best,
                high,
            ]);
        }
    }
    let total = numbers(Some(stats.sums.all.total), "-");
    let [claims, low, best, high] = total;
    rows.push(["(all)".to_owned(), ALL.to_owned(), claims, low, best, high]);
    let rows: Vec<[String; 6]> = rows
        .into_iter()
        .map(|row| row.map(|cell| clean(&cell).as_str().to_owned()))
        .collect();
    let widest = |at: usize| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0);
    let widths: [usize; 6] = std::array::from_fn(widest);
    for row in &rows {
        let named = fit(&row[0], widths[0]).to_string() + "  ";
        let mut line = if by_value || row[0] == "(all)" || row[0] == "NAME" {
            named
        } else {
            " ".repeat(widths[0] + 2)
        };
        line += &fit(&row[1], widths[1]).to_string();
        for at in 2..6 {
            line += &format!("  {:>1$}", row[at], widths[at]);
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    for note in stats.notes() {
        writeln!(out, "\n{}", clean(&note).as_str())?;
    }
    Ok(())
}

fn object(out: &mut dyn Write, stats: &SumStats) -> io::Result<()> {
    let sums = &stats.sums;
    let excluded = sums.excluded.iter();
    let excluded = excluded.map(|(why, claims)| (why.word().to_owned(), json!(claims)));
    let value = |row: &SumRow| {
        json!({
            "id": row.value,
            "name": row.label,
            "parent": row.parent.map(|parent| &sums.rows[parent].value),
            "dataset": row.dataset,
            "total": sum_of(Some(row.total)),
            "periods": periods(sums, row, false),
        })
    };
    let mut object = json!({
        "filter": stats.filter,
        "known_at": stats.totals.known.map(|day| day.to_string()),
        "sum": sums.about.slug(),
        "claimant": sums.claimant,
        "who": sums.who,
        "events": sums.events,
        "excluded": excluded.collect::<serde_json::Map<_, _>>(),
        "total": sum_of(Some(sums.all.total)),
        "per": sums.period.map(Period::word),
        "periods": periods(sums, &sums.all, true),
    });
    if let (Value::Object(object), Some(by)) = (&mut object, &stats.by) {
        object.insert("by".to_owned(), json!(by));
        object.insert("rows_add_up".to_owned(), json!(!sums.overlaps()));
        let values: Vec<Value> = sums.rows.iter().map(value).collect();
        object.insert("values".to_owned(), values.into());
        object.insert("without".to_owned(), sum_of(Some(sums.without.total)));
    }
    if let Value::Object(object) = &mut object {
        object.insert("notes".to_owned(), json!(stats.notes()));
    }
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

fn periods(sums: &Sums, row: &SumRow, dense: bool) -> Vec<Value> {
    let cell = |cell: Cell<'_>| {
        let [from, to] = ends(cell.days).map(|day| (!day.is_empty()).then_some(day));
        json!({ "name": cell.period, "from": from, "to": to, "sum": sum_of(cell.sum) })
    };
    cells(sums, row, dense).into_iter().map(cell).collect()
}

fn sum_of(sum: Option<Sum>) -> Value {
    sum.map_or(
        Value::Null,
        |sum| json!({ "claims": sum.claims, "low": sum.low, "best": sum.best, "high": sum.high }),
    )
}

/// `1 event`, `12 events`.
fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
