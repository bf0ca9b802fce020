//! Accounts: who claims what, subject by subject, the numbers on one axis.

mod rows;

use super::TargetKind;
use super::scale::ScaleKind;
use crate::analysis::{ClaimDetail, Envelope, EventDetail};
use crate::content::page::Page;
use crate::content::words::{counted, edtf_words, number};
use crate::content::{Line, Tone};
use crate::model::ClaimSubject;
pub(in crate::content) use rows::{Columns, figures, notes, row, spoken};

/// A claim with its position in the event.
pub(in crate::content) type Numbered<'a> = (usize, &'a ClaimDetail);

pub(super) fn write(page: &mut Page<'_>, detail: &EventDetail) {
    if detail.claims.is_empty() && detail.dispute_reasons.is_empty() {
        return;
    }
    page.section("Accounts", Some(detail.claims.len()));
    disputes(page, &detail.dispute_reasons);
    for (place, group) in groups(&detail.claims).iter().enumerate() {
        if place > 0 || !detail.dispute_reasons.is_empty() {
            page.blank();
        }
        subject(page, detail, group);
    }
}

/// Why an event is disputed, a sentence each.
pub(in crate::content) fn disputes(page: &mut Page<'_>, reasons: &[String]) {
    for reason in reasons {
        let mark = format!("{} ", page.context.glyphs.disputed);
        page.flow(
            0,
            2,
            &Line::default()
                .with(mark, Tone::Warning)
                .with(reason, Tone::Warning),
        );
    }
}

/// Claims of one subject, about the same people, scope and period, which stand together already.
pub(in crate::content) fn groups(claims: &[ClaimDetail]) -> Vec<Vec<Numbered<'_>>> {
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

/// What numbers must have in common to be compared, and to be drawn on one scale.
#[derive(PartialEq, Eq)]
struct SubjectOf<'a> {
    about: ClaimSubject,
    who: Option<&'a str>,
    scope: Option<&'a str>,
    period: Option<&'a str>,
}

fn subject_of(claim: &ClaimDetail) -> SubjectOf<'_> {
    SubjectOf {
        about: claim.about,
        who: claim.who.as_deref(),
        scope: claim.scope.as_deref(),
        period: claim.period.as_deref(),
    }
}

fn subject_of_range(range: &Envelope) -> SubjectOf<'_> {
    SubjectOf {
        about: range.about,
        who: range.who.as_deref(),
        scope: range.scope.as_deref(),
        period: range.period.as_deref(),
    }
}

fn subject(page: &mut Page<'_>, detail: &EventDetail, group: &[Numbered<'_>]) {
    let columns = Columns::of(page, group, ScaleKind::Fitting);
    heading(
        page,
        &detail.envelopes,
        group[0].1,
        columns.scale.is_some_and(|scale| scale.is_logarithmic()),
    );
    for (at, claim) in group {
        page.target(TargetKind::Claim(*at), |page| {
            row(page, claim, &columns);
            notes(page, &detail.sources, claim);
        });
    }
    axis(page, &columns);
}

/// The axis below the rows of a subject.
pub(in crate::content) fn axis(page: &mut Page<'_>, columns: &Columns) {
    if let Some(scale) = columns.scale {
        let indent = " ".repeat(columns.axis());
        page.line(
            Line::default()
                .with(indent, Tone::Text)
                .and(scale.axis(page.context.glyphs).spans),
        );
    }
}

/// What a group of claims is about, and the range over its claimants.
pub(in crate::content) fn heading(
    page: &mut Page<'_>,
    envelopes: &[Envelope],
    claim: &ClaimDetail,
    logarithmic: bool,
) {
    let subject = subject_of(claim);
    let mut line = Line::default().with(subject.about.label(), Tone::Strong);
    if let Some(who) = subject.who {
        line = line.with(format!(", {who}"), Tone::Strong);
    }
    if let Some(scope) = subject.scope {
        line = line.with(format!(", in {scope}"), Tone::Strong);
    }
    if let Some(period) = subject.period {
        line = line.with(format!(", {}", edtf_words(period)), Tone::Strong);
    }
    let envelope = envelopes
        .iter()
        .find(|envelope| subject_of_range(envelope) == subject);
    if let Some(envelope) = envelope {
        let range = match (envelope.low, envelope.high) {
            (Some(low), Some(high)) if low == high => number(low),
            (Some(low), Some(high)) => format!(
                "{}{}{}",
                number(low),
                page.context.glyphs.dash,
                number(high)
            ),
            (Some(low), None) => format!("{} or more", number(low)),
            (None, Some(high)) => format!("up to {}", number(high)),
            (None, None) => String::new(),
        };
        let dot = page.context.glyphs.dot;
        let claimants = counted(envelope.claimants, "claimant");
        line = line
            .with(format!(" {dot} "), Tone::Dim)
            .with(range, Tone::Text)
            .with(format!(" {dot} {claimants}"), Tone::Dim);
    }
    let note = format!(" {} log scale", page.context.glyphs.dot);
    page.flow(
        0,
        2,
        &if logarithmic {
            line.with(note, Tone::Dim)
        } else {
            line
        },
    );
}
