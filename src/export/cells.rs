//! One event as cells of a table.

use super::Item;
use crate::analysis::{EventRow, Grade};
use crate::model::{Credibility, Dataset, Event, Position, Reliability};

/// The columns of CSV and TSV. Lists are separated by `; `.
pub const COLUMNS: &[(&str, &str)] = &[
    ("id", "the event's id"),
    ("date", "EDTF text of the date"),
    (
        "earliest",
        "first day that the date allows; empty when open",
    ),
    ("latest", "last day that the date allows; empty when open"),
    ("time", "local clock time HH:MM, or the source's words"),
    ("kind", "kind"),
    (
        "status",
        "occurred, planned, hypothetical, denied or cancelled",
    ),
    ("title", "title"),
    ("summary", "summary"),
    ("region", "id of the region"),
    ("place", "name of the place"),
    ("lat", "latitude, WGS 84"),
    ("lon", "longitude, WGS 84"),
    ("precision", "how exact the coordinates are"),
    (
        "actors",
        "id, role and side of each actor (`hts:initiator`, `is:participant:1`)",
    ),
    ("sources", "ids of the cited sources"),
    ("grade", "Admiralty grade, the curator's or derived"),
    ("origins", "distinct origins of the cited sources"),
    ("disputed", "yes or no: whether accounts disagree"),
    (
        "match",
        "certain or possible: whether the time or number asked for must or may hold",
    ),
    (
        "killed_low",
        "least number of killed, where exactly one claim gives one for the event itself",
    ),
    ("killed_best", "best number of killed, as above"),
    ("killed_high", "greatest number of killed, as above"),
    ("killed_by", "id of who claims it"),
    ("quotes", "number of quotes"),
    ("claims", "number of claims"),
    ("tags", "tags"),
    ("importance", "1 to 5"),
    ("dataset", "title of the dataset"),
    (
        "rows",
        "rows of the same report that match: id, codes, actors and place of each; empty for an event that is one row",
    ),
    ("rows_of_report", "how many rows the report has"),
    (
        "written_later",
        "`title` and `summary` where they were written later than `known:` says",
    ),
];

/// The cells of an event, one for each of [`COLUMNS`].
pub(super) fn cells(item: &Item<'_>) -> Vec<String> {
    let (event, row, dataset) = (&*item.event, &item.row, item.dataset);
    let place = event.place.as_ref();
    let position = place.and_then(|place| place.position);
    let day = |day: crate::model::Day| {
        if day.is_open() {
            String::new()
        } else {
            day.to_string()
        }
    };
    let sources = event
        .sources
        .iter()
        .map(|cited| cited.source)
        .filter(|source| item.shown.source(dataset, *source));
    let [killed_low, killed_best, killed_high, killed_by] = super::lines::killed(item);
    vec![
        row.id.clone(),
        row.date.clone(),
        day(row.allowed.from),
        day(row.allowed.to),
        time(row),
        row.kind.slug().to_owned(),
        row.status.slug().to_owned(),
        event.title.to_string(),
        event.summary.as_deref().unwrap_or_default().to_owned(),
        dataset.regions[event.region.index()].id.to_string(),
        row.place.clone(),
        degrees(position, |position| position.lat),
        degrees(position, |position| position.lon),
        row.precision
            .map(|precision| precision.slug().to_owned())
            .unwrap_or_default(),
        actors(row),
        join(sources.map(|source| dataset.sources[source.index()].id.to_string())),
        grade(row.grade),
        row.support.to_string(),
        if row.disputed { "yes" } else { "no" }.to_owned(),
        if row.certain { "certain" } else { "possible" }.to_owned(),
        killed_low,
        killed_best,
        killed_high,
        killed_by,
        row.quotes.to_string(),
        row.claims.to_string(),
        join(event.tags.iter().map(ToString::to_string)),
        event
            .importance
            .map(|importance| importance.to_string())
            .unwrap_or_default(),
        dataset.about.title.to_string(),
        join(item.rows.iter().map(|row| coded_row(dataset, row))),
        item.row.coded.all.to_string(),
        written_later(item),
    ]
}

fn written_later(item: &Item<'_>) -> String {
    let words = [("title", true), ("summary", item.event.summary.is_some())];
    let later = words
        .into_iter()
        .filter(|(_, is_there)| *is_there && item.shown.written_later());
    join(later.map(|(word, _)| word.to_owned()))
}

/// "881992410 112 separatist:initiator turkey:target hasakeh".
fn coded_row(dataset: &Dataset, event: &Event) -> String {
    let codes = event.codes.iter().map(|(_, code)| code.to_string());
    let actors = event.actors.iter().map(|part| {
        let id = &dataset.actors[part.actor.index()].id;
        part.role
            .map_or_else(|| id.to_string(), |role| format!("{id}:{}", role.slug()))
    });
    let region = dataset.regions[event.region.index()].id.to_string();
    let words = std::iter::once(event.id.to_string()).chain(codes);
    let words = words.chain(actors).chain([region]);
    words.collect::<Vec<_>>().join(" ")
}

/// The title, and what a reader of the table must not miss: that accounts disagree, that it only may be what was asked for, and
/// that it is one of several rows of a report.
pub(super) fn title(row: &EventRow) -> String {
    let marks = [(!row.certain, "possible"), (row.disputed, "disputed")];
    let marks = marks
        .into_iter()
        .filter_map(|(holds, mark)| holds.then(|| mark.to_owned()));
    let marks: Vec<String> = marks.chain(row.coded.words()).collect();
    if marks.is_empty() {
        row.title.clone()
    } else {
        format!("{} ({})", row.title, marks.join(", "))
    }
}

/// Clock time, or the source's words.
pub(super) fn time(row: &EventRow) -> String {
    row.time
        .map(|time| time.to_string())
        .or_else(|| row.time_text.clone())
        .unwrap_or_default()
}

/// `B2`; a missing half is a dash, a grade without halves is empty.
pub(super) fn grade(grade: Grade) -> String {
    let letter = grade.reliability.map(Reliability::slug);
    let digit = grade.credibility.map(Credibility::slug);
    if letter.is_none() && digit.is_none() {
        return String::new();
    }
    format!("{}{}", letter.unwrap_or("-"), digit.unwrap_or("-"))
}

fn actors(row: &EventRow) -> String {
    join(row.actors.iter().map(|actor| match actor.role {
        Some(role) => match actor.side {
            Some(side) => format!("{}:{}:{}", actor.id, role.slug(), side.slug()),
            None => format!("{}:{}", actor.id, role.slug()),
        },
        None => actor.id.clone(),
    }))
}

fn degrees(position: Option<Position>, half: impl Fn(Position) -> f64) -> String {
    position
        .map(|position| half(position).to_string())
        .unwrap_or_default()
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}
