//! A line of the directory: name, kind, count, days, strip.

use super::super::compose;
use super::super::facets::{choice, found};
use crate::analysis::{ActorLine, ActorList, Choice, FacetValue};
use crate::app::{STRIP_FROM, State};
use crate::content::words::count;
use crate::content::{Line, Tone, date};
use crate::model::{ActorKind, Day, DayRange};
use crate::text;

/// Columns from which a line says what the actor is, and its days, and its days in full.
const KIND_FROM: usize = 36;
const DAYS_FROM: usize = 50;
const WHOLE_DAYS_FROM: usize = 64;
const KIND: usize = 6;
const COUNT: usize = 6;
/// Columns of the strip.
const STRIP: usize = 16;

/// Which columns there are.
pub(super) struct Columns {
    pub(super) width: usize,
    days: DaysForm,
    strip: usize,
}

impl Columns {
    pub(super) fn new(state: &State, width: usize, list: &ActorList) -> Self {
        let strip = if width >= STRIP_FROM && list.axis.is_some() {
            STRIP
        } else {
            0
        };
        let spans = list.lines.iter().map(|line| line.span);
        Self {
            width,
            days: DaysForm::new(state, width - strip.min(width), spans),
            strip,
        }
    }

    /// Their names; over the strip its ends.
    pub(super) fn names(&self, list: &ActorList) -> Line {
        let mut names = String::new();
        if self.width >= KIND_FROM {
            names += &format!(" {:<KIND$}", "kind");
        }
        names += &format!(" {:>COUNT$}", "events");
        if self.days.columns > 0 {
            names += &format!("  {:<width$}", "first and last", width = self.days.columns);
        }
        if self.strip > 0 {
            let ends = list.axis.as_ref().map(|(first, last)| ends(first, last));
            names += &format!("  {:<STRIP$}", ends.unwrap_or_default());
        }
        Line::default().with(names + " ", Tone::Dim)
    }
}

/// How the days of a line are written: in full where there is room, else without the year that most are in.
#[derive(Clone, Copy)]
pub(in crate::view) struct DaysForm {
    pub(in crate::view) columns: usize,
    whole: bool,
    year: Option<i64>,
    dash: &'static str,
}

impl DaysForm {
    /// For lines with so many columns beside their strip; as many as the longest of the days takes.
    pub(in crate::view) fn new(
        state: &State,
        width: usize,
        spans: impl Iterator<Item = Option<DayRange>> + Clone,
    ) -> Self {
        let latest = state.totals.get().and_then(|totals| totals.span);
        let form = Self {
            columns: 0,
            whole: width >= WHOLE_DAYS_FROM,
            year: latest.and_then(|span| year(span.to)),
            dash: state.glyphs.dash,
        };
        let texts = spans.flatten().map(|span| text::width(&form.words(span)));
        let columns = texts.max().unwrap_or(0).max(14);
        Self {
            columns: if width < DAYS_FROM { 0 } else { columns },
            ..form
        }
    }

    /// "29 Nov – 8 Dec 2024"; where there is little room "29 Nov – 8 Dec" of the latest year, "1974 – 2024", "2023".
    fn words(self, span: DayRange) -> String {
        let years = (year(span.from), year(span.to));
        match years {
            _ if self.whole || span.from == span.to && years.0 != self.year => {
                date::span(span, self.dash)
            }
            (Some(from), Some(to)) if from != to => format!("{from} {} {to}", self.dash),
            (Some(year), _) if Some(year) != self.year => year.to_string(),
            _ if span.from == span.to => date::short(span.from),
            _ => {
                let [from, to] = [span.from, span.to].map(date::short);
                format!("{from} {} {to}", self.dash)
            }
        }
    }

    /// In its column.
    pub(in crate::view) fn cell(self, span: Option<DayRange>) -> String {
        let words = span.map_or_else(String::new, |span| self.words(span));
        text::fit(&words, self.columns).to_string()
    }
}

fn year(day: Day) -> Option<i64> {
    day.ymd().map(|(year, ..)| year)
}

/// The labels of a strip's ends in its width; when both do not fit, none.
fn ends(first: &str, last: &str) -> String {
    let gap = STRIP.saturating_sub(text::width(first) + text::width(last));
    if gap == 0 {
        return String::new();
    }
    format!("{first}{}{last}", " ".repeat(gap))
}

pub(super) fn line(
    state: &State,
    list: &ActorList,
    line: &ActorLine,
    selected: bool,
    columns: &Columns,
) -> Line {
    let value = &line.value;
    let left = lead(state, value, selected, 2);
    let left =
        left.append(mark(state, line))
            .append(found(&value.label, &value.matched, tone(value)));
    let right = facts(line, columns).append(strip(state, list, line, columns));
    compose::ends(left, right.with(" ", Tone::Text), columns.width)
}

/// The cursor, how the filter mentions it, its depth and fold.
pub(in crate::view) fn lead(
    state: &State,
    value: &FacetValue,
    selected: bool,
    step: usize,
) -> Line {
    let glyphs = &state.glyphs;
    let cursor = if selected { glyphs.cursor } else { " " };
    let fold = match (value.has_children, value.closed) {
        (true, true) => glyphs.closed,
        (true, false) => glyphs.open,
        _ => " ",
    };
    let indent = " ".repeat(step * value.depth.min(8));
    Line::default()
        .with(cursor, Tone::Accent)
        .append(choice(state, value.choice))
        .with(format!("{indent}{fold} "), Tone::Dim)
}

/// A bloc heading, and an actor, have the mark of the bloc; an actor in none has that of none.
fn mark(state: &State, line: &ActorLine) -> Line {
    let bloc = line.value.bloc;
    let tone = bloc.map_or(Tone::NoBloc, Tone::Bloc);
    let glyph = state.glyphs.bloc(bloc, &state.catalog.blocs);
    Line::default().with(format!("{glyph} "), tone)
}

pub(in crate::view) fn tone(value: &FacetValue) -> Tone {
    match value.choice {
        Choice::Included => Tone::Accent,
        Choice::Excluded => Tone::Dim,
        Choice::None if value.count == 0 => Tone::Dim,
        Choice::None if value.depth == 0 && value.has_children => Tone::Strong,
        Choice::None => Tone::Text,
    }
}

fn facts(line: &ActorLine, columns: &Columns) -> Line {
    let mut facts = Line::default();
    if columns.width >= KIND_FROM {
        let kind = line.kind.map_or("bloc", short);
        facts = facts.with(format!(" {kind:<KIND$}"), Tone::Dim);
    }
    facts = facts.with(format!(" {:>COUNT$}", count(line.value.count)), Tone::Text);
    if columns.days.columns > 0 {
        facts = facts.with(format!("  {}", columns.days.cell(line.span)), Tone::Dim);
    }
    facts
}

fn strip(state: &State, list: &ActorList, line: &ActorLine, columns: &Columns) -> Line {
    let mut strip = Line::default();
    if columns.strip == 0 {
        return strip;
    }
    strip = strip.with("  ", Tone::Text);
    let cells: Vec<(usize, bool)> = cells(list, line).collect();
    let peak = cells.iter().map(|&(events, _)| events).max().unwrap_or(0);
    let tone = line.value.bloc.map_or(Tone::Dim, Tone::Bloc);
    let empty = STRIP.saturating_sub(cells.len());
    for (events, covered) in cells {
        strip = match events {
            0 if covered => strip.with(" ", Tone::Text),
            0 => strip.with(state.glyphs.no_data, Tone::Rule),
            _ => {
                let eighths = (events * 8).div_ceil(peak).clamp(1, 8);
                strip.with(state.glyphs.columns[eighths - 1], tone)
            }
        };
    }
    strip.with(" ".repeat(empty), Tone::Text)
}

/// Events and coverage of each column: of so many buckets that the strip is filled but not overfilled.
fn cells<'a>(list: &'a ActorList, line: &'a ActorLine) -> impl Iterator<Item = (usize, bool)> + 'a {
    let together = line.strip.len().div_ceil(STRIP).max(1);
    let covered = list.covered.chunks(together);
    let covered = covered.map(|some| some.contains(&true));
    let events = line.strip.chunks(together);
    events.map(|some| some.iter().sum()).zip(covered)
}

/// What an actor is, in six columns.
fn short(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::State => "state",
        ActorKind::Government => "gov",
        ActorKind::StateForce => "force",
        ActorKind::ArmedGroup => "armed",
        ActorKind::Coalition => "coal",
        ActorKind::Party => "party",
        ActorKind::Organisation => "org",
        ActorKind::Media => "media",
        ActorKind::Civilians => "civ",
        ActorKind::Person => "person",
    }
}
