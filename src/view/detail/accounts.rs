//! Accounts: who claims what, subject by subject, the numbers on one axis.

use super::TargetKind;
use super::scale::{Amount, Scale};
use crate::analysis::{ClaimDetail, EventDetail};
use crate::model::{ClaimSubject, Stance};
use crate::text;
use crate::view::page::{Page, bloc_mark, dotted, in_quotes};
use crate::view::words::{counted, edtf_words, number};
use crate::view::{Line, Span, Tone};

/// A claim with its position in the event.
type Numbered<'a> = (usize, &'a ClaimDetail);

pub(super) fn write(page: &mut Page<'_>, detail: &EventDetail) {
    if detail.claims.is_empty() && detail.dispute_reasons.is_empty() {
        return;
    }
    page.section("Accounts", Some(detail.claims.len()));
    for reason in &detail.dispute_reasons {
        let mark = format!("{} ", page.context.glyphs.disputed);
        page.flow(0, 2, &Line::default().with(mark, Tone::Warning).with(reason, Tone::Warning));
    }
    for (place, group) in groups(&detail.claims).iter().enumerate() {
        if place > 0 || !detail.dispute_reasons.is_empty() {
            page.blank();
        }
        subject(page, detail, group);
    }
}

/// Claims of one subject and about the same people, which stand together already.
fn groups(claims: &[ClaimDetail]) -> Vec<Vec<Numbered<'_>>> {
    let mut groups: Vec<Vec<Numbered<'_>>> = Vec::new();
    for claim in claims.iter().enumerate() {
        let same = |group: &&mut Vec<Numbered<'_>>| subject_of(group[0].1) == subject_of(claim.1);
        match groups.iter_mut().find(same) {
            Some(group) => group.push(claim),
            None => groups.push(vec![claim]),
        }
    }
    groups
}

fn subject_of(claim: &ClaimDetail) -> (ClaimSubject, Option<&str>) {
    (claim.about, claim.who.as_deref())
}

fn subject(page: &mut Page<'_>, detail: &EventDetail, group: &[Numbered<'_>]) {
    let columns = Columns::of(page, group);
    heading(page, detail, group[0].1, columns.scale.is_some_and(|scale| scale.is_logarithmic()));
    for (at, claim) in group {
        page.target(TargetKind::Claim(*at), |page| {
            row(page, claim, &columns);
            notes(page, detail, claim);
        });
    }
    if let Some(scale) = columns.scale {
        let indent = " ".repeat(columns.axis());
        page.line(Line::default().with(indent, Tone::Text).and(scale.axis(page.context.glyphs).spans));
    }
}

fn heading(page: &mut Page<'_>, detail: &EventDetail, claim: &ClaimDetail, logarithmic: bool) {
    let (about, who) = subject_of(claim);
    let mut line = Line::default().with(about.label(), Tone::Strong);
    if let Some(who) = who {
        line = line.with(format!(", {who}"), Tone::Strong);
    }
    let envelope = detail.envelopes.iter().find(|envelope| (envelope.about, envelope.who.as_deref()) == (about, who));
    if let Some(envelope) = envelope {
        let range = match (envelope.low, envelope.high) {
            (Some(low), Some(high)) if low == high => number(low),
            (Some(low), Some(high)) => format!("{}{}{}", number(low), page.context.glyphs.dash, number(high)),
            (Some(low), None) => format!("{} or more", number(low)),
            (None, Some(high)) => format!("up to {}", number(high)),
            (None, None) => String::new(),
        };
        let dot = page.context.glyphs.dot;
        let claimants = counted(envelope.claimants, "claimant");
        line = line.with(format!(" {dot} "), Tone::Dim).with(range, Tone::Text).with(format!(" {dot} {claimants}"), Tone::Dim);
    }
    let note = format!(" {} log scale", page.context.glyphs.dot);
    page.flow(0, 2, &if logarithmic { line.with(note, Tone::Dim) } else { line });
}

/// How a row is divided: who, axis, figures; or, on a narrow pane, who and figures above the axis.
struct Columns {
    name: usize,
    scale: Option<Scale>,
    value: usize,
    stacked: bool,
}

/// Columns of an axis that is worth its place in a row, and of the longest one.
const AXIS: std::ops::RangeInclusive<usize> = 14..=48;

impl Columns {
    fn of(page: &Page<'_>, group: &[Numbered<'_>]) -> Self {
        let width = page.width();
        let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
        let name = widest(&mut group.iter().map(|(_, claim)| text::clean(&claim.claimant).width() + 2));
        let value = widest(&mut group.iter().map(|(_, claim)| text::width(&figures(page, claim))));
        let name = name.min(width * 2 / 5).min(30);
        let amounts: Vec<Amount> = group.iter().filter_map(|(_, claim)| Amount::of(claim)).collect();
        let left = width.saturating_sub(name + value + 5);
        let stacked = left < *AXIS.start();
        let columns = if stacked { width.saturating_sub(5) } else { left };
        Self { name, value, stacked, scale: Scale::over(&amounts, columns.min(*AXIS.end())) }
    }

    /// Where the axis begins.
    fn axis(&self) -> usize {
        if self.stacked { 4 } else { 2 + self.name + 1 }
    }
}

fn row(page: &mut Page<'_>, claim: &ClaimDetail, columns: &Columns) {
    let context = page.context;
    let tone = if claim.superseded { Tone::Dim } else { Tone::Text };
    let name = page.field(&claim.claimant, columns.name.saturating_sub(2));
    let mut line = Line::default().with("  ", Tone::Text).and(bloc_mark(context, claim.bloc)).with(name.as_str(), tone);
    let figures = figures(page, claim);
    let drawn = columns.scale.zip(Amount::of(claim)).map(|(scale, amount)| scale.draw(amount, context.glyphs));
    let drawing = if claim.superseded { Tone::Rule } else { claim.bloc.map_or(Tone::Text, Tone::Bloc) };
    match drawn {
        Some(drawn) if !columns.stacked => {
            let before = " ".repeat(columns.value.saturating_sub(text::width(&figures)) + 1);
            line = line.with(" ", tone).with(drawn, drawing).with(before, tone);
            page.line(line.and(spoken(claim, figures)));
        }
        drawn => {
            page.flow(0, 4, &line.with(" ", tone).and(spoken(claim, figures)));
            if let Some(drawn) = drawn {
                page.line(Line::default().with(" ".repeat(columns.axis()), tone).with(drawn, drawing));
            }
        }
    }
}

fn spoken(claim: &ClaimDetail, what: String) -> Vec<Span> {
    let tone = match claim.stance {
        _ if claim.superseded => Tone::Dim,
        Stance::Denies => Tone::Warning,
        Stance::Asserts => Tone::Strong,
    };
    vec![Span::new(what, tone)]
}

/// The number, or what is claimed instead of one, or the claimant's words.
fn figures(page: &Page<'_>, claim: &ClaimDetail) -> String {
    let said = || claim.value.clone().or_else(|| claim.text.as_ref().map(|text| in_quotes(page.context, text)));
    let what = Amount::of(claim).map(|amount| amount.words(page.context.glyphs)).or_else(said);
    match (claim.stance, what) {
        (Stance::Asserts, what) => what.unwrap_or_else(|| "claims it".to_owned()),
        (Stance::Denies, what) => {
            format!("{} denies {}", page.context.glyphs.denies, what.unwrap_or_else(|| "it".to_owned()))
        }
    }
}

/// What else belongs to a claim: words, kind of number, date, sources, note.
fn notes(page: &mut Page<'_>, detail: &EventDetail, claim: &ClaimDetail) {
    let said_above = Amount::of(claim).is_none() && claim.value.is_none();
    let words = claim.text.as_ref().filter(|_| !said_above).map(|text| in_quotes(page.context, text));
    let publishers = claim.sources.iter().filter_map(|at| detail.sources.get(*at));
    // The claimant's own publication goes without saying.
    let publishers: Vec<&str> = publishers.map(|source| source.publisher.as_str()).filter(|name| *name != claim.claimant).collect();
    let facts = [
        words.unwrap_or_default(),
        if claim.cumulative { "total so far".to_owned() } else { String::new() },
        if claim.superseded { "superseded".to_owned() } else { String::new() },
        claim.date.as_deref().map(edtf_words).unwrap_or_default(),
        publishers.join(", "),
        claim.note.clone().unwrap_or_default(),
    ];
    let line = dotted(page.context, facts, Tone::Dim);
    if !line.spans.is_empty() {
        page.flow(4, 4, &line);
    }
}
