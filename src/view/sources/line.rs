//! A line of the directory: letter, name, affiliation, language, kind, counts, days.

use super::super::actors::line::{DaysForm, lead, tone};
use super::super::compose;
use super::super::facets::found;
use crate::analysis::{SourceLine, SourceList, SourceRef};
use crate::app::State;
use crate::content::words::count;
use crate::content::{Line, Tone};
use crate::model::{Reliability, SourceKind};
use crate::text;

/// Columns from which a line has each of its facts.
const RUN_BY_FROM: usize = 96;
const KIND_FROM: usize = 84;
const LANGUAGE_FROM: usize = 74;
const DAYS_FROM: usize = 58;
const WHOLE_DAYS_FROM: usize = RUN_BY_FROM + 16;
const RUN_BY: usize = 14;
const KIND: usize = 8;
const LANGUAGE: usize = 5;
const COUNT: usize = 6;
const ALONE: usize = 6;

/// Which columns there are.
pub(super) struct Columns {
    pub(super) width: usize,
    days: Option<DaysForm>,
}

impl Columns {
    pub(super) fn new(state: &State, width: usize, list: &SourceList) -> Self {
        // Days stand in full where all else has its place.
        let beside = if width >= WHOLE_DAYS_FROM { width } else { 50 };
        let spans = list.lines.iter().map(|line| line.span);
        let days = DaysForm::new(state, beside, spans);
        Self {
            width,
            days: (width >= DAYS_FROM).then_some(days),
        }
    }

    /// Their names.
    pub(super) fn names(&self) -> Line {
        let mut names = String::new();
        if self.width >= RUN_BY_FROM {
            names += &format!(" {:<RUN_BY$}", "run by");
        }
        if self.width >= LANGUAGE_FROM {
            names += &format!(" {:<LANGUAGE$}", "lang");
        }
        if self.width >= KIND_FROM {
            names += &format!(" {:<KIND$}", "kind");
        }
        names += &format!(" {:>COUNT$} {:>ALONE$}", "events", "alone");
        if let Some(days) = self.days {
            names += &format!("  {:<width$}", "first and last", width = days.columns);
        }
        Line::default().with(names + " ", Tone::Dim)
    }
}

pub(super) fn line(state: &State, line: &SourceLine, selected: bool, columns: &Columns) -> Line {
    let value = &line.value;
    let left = lead(state, value, selected, 2)
        .append(letters(state, line))
        .append(side(state, line))
        .append(found(&value.label, &value.matched, tone(value)))
        .append(beside(state, line));
    let right = facts(line, columns).with(" ", Tone::Text);
    compose::ends(left, right, columns.width)
}

/// The letter; of several the best and the worst. F, "cannot be judged", is neither.
fn letters(state: &State, line: &SourceLine) -> Line {
    let dash = state.glyphs.dash;
    let judged = line.letters.iter();
    let judged: Vec<&Reliability> = judged.filter(|&&letter| letter != Reliability::F).collect();
    let says = match judged[..] {
        [] if line.letters.is_empty() => "-".to_owned(),
        [] => Reliability::F.to_string(),
        [one] => one.to_string(),
        [first, .., last] => format!("{first}{dash}{last}"),
    };
    Line::default().with(text::fit(&says, 4).as_str(), Tone::Strong)
}

/// The bloc whose outlet it is; a blank when nobody runs it.
fn side(state: &State, line: &SourceLine) -> Line {
    match line.affiliations[..] {
        [] => Line::default().with("  ", Tone::Text),
        [(_, bloc), ..] => {
            let glyph = state.glyphs.bloc(bloc, &state.catalog.blocs);
            let tone = bloc.map_or(Tone::NoBloc, Tone::Bloc);
            Line::default().with(format!("{glyph} "), tone)
        }
    }
}

/// How many texts a publisher has, and whom a copy copies.
fn beside(state: &State, line: &SourceLine) -> Line {
    match (&line.copies, line.subject) {
        (Some(publisher), _) => Line::default()
            .with(format!(" {} ", state.glyphs.arrow), Tone::Dim)
            .data(publisher, Tone::Dim),
        (None, SourceRef::Publisher(_)) => {
            Line::default().with(format!(" ({})", count(line.texts)), Tone::Dim)
        }
        (None, SourceRef::Text(_)) => Line::default(),
    }
}

fn facts(line: &SourceLine, columns: &Columns) -> Line {
    let mut facts = Line::default();
    let cell = |facts: Line, says: &str, width: usize| {
        facts
            .with(" ", Tone::Text)
            .clean(text::fit(says, width), Tone::Dim)
    };
    if columns.width >= RUN_BY_FROM {
        let says = match line.affiliations[..] {
            [] => String::new(),
            [(ref name, _)] => name.clone(),
            [(ref name, _), ref rest @ ..] => format!("{name} +{}", rest.len()),
        };
        facts = cell(facts, &says, RUN_BY);
    }
    if columns.width >= LANGUAGE_FROM {
        facts = cell(facts, &line.languages.join(" "), LANGUAGE);
    }
    if columns.width >= KIND_FROM {
        let kinds: Vec<&str> = line.kinds.iter().map(|&kind| short(kind)).collect();
        facts = cell(facts, &kinds.join(" "), KIND);
    }
    let alone = if line.alone > 0 {
        Tone::Warning
    } else {
        Tone::Dim
    };
    facts = facts
        .with(format!(" {:>COUNT$}", count(line.value.count)), Tone::Text)
        .with(format!(" {:>ALONE$}", count(line.alone)), alone);
    if let Some(days) = columns.days {
        facts = facts.with(format!("  {}", days.cell(line.span)), Tone::Dim);
    }
    facts
}

/// What a text is, in eight columns.
fn short(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::NewsMedia => "news",
        SourceKind::NewsAgency => "agency",
        SourceKind::StateMedia => "state",
        SourceKind::GovernmentStatement => "official",
        SourceKind::InternationalOrganisation => "int org",
        SourceKind::Ngo => "NGO",
        SourceKind::ThinkTank => "think",
        SourceKind::Monitor => "monitor",
        SourceKind::SocialMedia => "social",
        SourceKind::Academic => "academic",
        SourceKind::Encyclopedia => "encycl",
        SourceKind::Aggregator => "aggreg",
        SourceKind::Other => "other",
    }
}
