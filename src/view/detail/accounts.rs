//! Accounts: who claims what, subject by subject, the numbers on one axis.

use super::TargetKind;
use super::scale::{Amount, Scale};
use crate::analysis::{ClaimDetail, EventDetail};
use crate::model::{ClaimSubject, Stance};
use crate::text;
use crate::view::page::{Page, bloc_mark, dotted, in_quotes};
use crate::view::words::{counted, edtf_words, number};
use crate::view::{Line, Tone};

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
        let indent = " ".repeat(2 + columns.name + 1);
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
        line = line.with(format!("  {range}, {}", counted(envelope.claimants, "claimant")), Tone::Dim);
    }
    page.flow(0, 2, &if logarithmic { line.with("  log scale", Tone::Dim) } else { line });
}

/// How a row is divided: who, axis, figures.
struct Columns {
    name: usize,
    scale: Option<Scale>,
    value: usize,
}

impl Columns {
    fn of(page: &Page<'_>, group: &[Numbered<'_>]) -> Self {
        let width = page.width();
        let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
        let name = widest(&mut group.iter().map(|(_, claim)| text::clean(&claim.claimant).width() + 2));
        let value = widest(&mut group.iter().map(|(_, claim)| text::width(&figures(page, claim))));
        let name = name.min(width * 2 / 5).min(30);
        let amounts: Vec<Amount> = group.iter().filter_map(|(_, claim)| Amount::of(claim)).collect();
        let left = width.saturating_sub(name + value + 5).min(48);
        Self { name, value, scale: Scale::over(&amounts, left) }
    }
}

fn row(page: &mut Page<'_>, claim: &ClaimDetail, columns: &Columns) {
    let context = page.context;
    let tone = if claim.superseded { Tone::Dim } else { Tone::Text };
    let name = text::fit(&claim.claimant, columns.name.saturating_sub(2));
    let mut line = Line::default().with("  ", Tone::Text).and(bloc_mark(context, claim.bloc)).with(name.as_str(), tone);
    match (columns.scale, Amount::of(claim)) {
        (Some(scale), Some(amount)) => {
            let tone = if claim.superseded { Tone::Rule } else { claim.bloc.map_or(Tone::Text, Tone::Bloc) };
            line = line.with(" ", tone).with(scale.draw(amount, context.glyphs), tone);
            let figures = figures(page, claim);
            let before = columns.value.saturating_sub(text::width(&figures)) + 1;
            line = line.with(" ".repeat(before), tone);
            page.line(line.and(spoken(page, claim, figures)));
        }
        _ => {
            let figures = figures(page, claim);
            page.flow(0, 4, &line.with(" ", tone).and(spoken(page, claim, figures)));
        }
    }
}

/// What is claimed, with a mark when it is denied.
fn spoken(page: &Page<'_>, claim: &ClaimDetail, what: String) -> Vec<crate::view::Span> {
    let denial = format!("{} ", page.context.glyphs.denies);
    let tone = if claim.superseded { Tone::Dim } else { Tone::Strong };
    let line = if claim.stance == Stance::Denies { Line::default().with(denial, Tone::Warning) } else { Line::default() };
    line.with(what, tone).spans
}

/// The number, or what is claimed instead of one, or the claimant's words.
fn figures(page: &Page<'_>, claim: &ClaimDetail) -> String {
    let said = || claim.value.clone().or_else(|| claim.text.as_ref().map(|text| in_quotes(page.context, text)));
    let what = Amount::of(claim).map(|amount| amount.words(page.context.glyphs)).or_else(said);
    match (claim.stance, what) {
        (Stance::Asserts, what) => what.unwrap_or_else(|| "claims it".to_owned()),
        (Stance::Denies, what) => format!("denies {}", what.unwrap_or_else(|| "it".to_owned())),
    }
}

/// What else belongs to a claim: words, kind of number, date, sources, note.
fn notes(page: &mut Page<'_>, detail: &EventDetail, claim: &ClaimDetail) {
    let said_above = Amount::of(claim).is_none() && claim.value.is_none();
    let words = claim.text.as_ref().filter(|_| !said_above).map(|text| in_quotes(page.context, text));
    let publishers = claim.sources.iter().filter_map(|at| detail.sources.get(*at));
    let publishers: Vec<&str> = publishers.map(|source| source.publisher.as_str()).collect();
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
