//! What has to be known to read counts.

use super::Stats;
use crate::analysis::{Grouping, Table};

/// A sentence each, in the order of what they are about.
pub(super) fn notes(stats: &Stats) -> Vec<String> {
    let table = &stats.table;
    let notes = [
        possible(stats),
        by_start(table),
        outside(table),
        no_data(table),
        table
            .by
            .filter(|_| table.overlaps())
            .and_then(overlap)
            .map(str::to_owned),
    ];
    notes.into_iter().flatten().collect()
}

fn possible(stats: &Stats) -> Option<String> {
    let (shown, certain) = (stats.totals.shown, stats.totals.certain);
    (certain < shown).then(|| {
        format!(
            "{} of {shown} events match the filter possibly and not certainly; they are counted.",
            shown - certain
        )
    })
}

fn by_start(table: &Table) -> Option<String> {
    let period = table.period?.word();
    let reaching = match table.reaching {
        0 => String::new(),
        1 => format!("; the date of 1 event reaches beyond its {period}"),
        many => format!("; the dates of {many} events reach beyond their {period}"),
    };
    Some(format!(
        "An event counts in the {period} in which its date starts{reaching}."
    ))
}

fn outside(table: &Table) -> Option<String> {
    let named = |name: &str| table.columns.iter().find(|column| column.name == name);
    let earlier = named("earlier").map(|column| format!("`earlier` is up to {}", column.days.to));
    let later = named("later").map(|column| format!("`later` is from {} on", column.days.from));
    let parts: Vec<String> = earlier.into_iter().chain(later).collect();
    (!parts.is_empty()).then(|| {
        format!(
            "{}: the periods reach over the days that hold most of the events. A date in the filter shows others by period.",
            parts.join(", ")
        )
    })
}

fn no_data(table: &Table) -> Option<String> {
    let uncovered = table.columns.iter().any(|column| !column.covered);
    let own = table.rows.iter().any(|row| row.coverage.is_some());
    (uncovered || own).then(|| {
        "No count (`-`, an empty cell, null) where no data set that is open means to cover the period; 0 where it is covered and has no event."
            .to_owned()
    })
}

pub(super) fn overlap(by: Grouping) -> Option<&'static str> {
    match by {
        Grouping::Actor => Some(
            "An event counts in the row of each of its actors and of each group that these belong to: rows must not be added up.",
        ),
        Grouping::Region => Some(
            "The row of a region counts everything that lies in it: it must not be added to the rows of its parts.",
        ),
        Grouping::Bloc => Some(
            "An event with actors of several blocs counts in the row of each: rows must not be added up.",
        ),
        Grouping::Tag => {
            Some("An event with several tags counts in the row of each: rows must not be added up.")
        }
        Grouping::Source | Grouping::Publisher => Some(
            "An event with several sources counts in the row of each: rows must not be added up.",
        ),
        Grouping::Field(_) => Some(
            "An event with several values counts in the row of each: rows must not be added up.",
        ),
        Grouping::Kind | Grouping::Grade | Grouping::Dataset | Grouping::Status => None,
    }
}
