//! The claims of many events: a line for each subject, and below it who claims.

use crate::analysis::{Claimants, SubjectClaims};
use crate::content::page::{Page, bloc_mark};
use crate::content::words::{count, counted};
use crate::content::{Line, Span, Tone, toned};

/// Columns before a claimant, and fewest columns of one.
const INDENT: usize = 2;
const CLAIMANT: usize = 36;

pub(super) fn write(page: &mut Page<'_>, subjects: &[SubjectClaims]) {
    if subjects.is_empty() {
        return;
    }
    page.section("Claims by subject", None);
    for subject in subjects {
        head(page, subject);
        claimants(page, subject);
    }
}

fn head(page: &mut Page<'_>, subject: &SubjectClaims) {
    let name = format!("{:<20}", subject.about.label());
    let mut line = Line::default().with(name, Tone::Strong);
    let facts = [
        (counted(subject.claims, "claim"), Tone::Text),
        (counted(subject.events, "event"), Tone::Text),
        (counted(subject.by, "claimant"), Tone::Text),
        (some(subject.denials, "denial"), Tone::Warning),
        (superseded(subject.superseded), Tone::Dim),
    ];
    for (fact, tone) in facts {
        if !fact.is_empty() {
            line = line.with(format!("{fact:<14}"), tone);
        }
    }
    page.flow(0, 4, &line);
}

fn some(value: usize, noun: &str) -> String {
    if value == 0 {
        String::new()
    } else {
        counted(value, noun)
    }
}

fn superseded(value: usize) -> String {
    if value == 0 {
        String::new()
    } else {
        format!("{} superseded", count(value))
    }
}

/// Claimants in columns, those with the most claims first.
fn claimants(page: &mut Page<'_>, subject: &SubjectClaims) {
    let columns = (page.width().saturating_sub(INDENT) / CLAIMANT).max(1);
    let width = page.width().saturating_sub(INDENT) / columns;
    for row in subject.claimants.chunks(columns) {
        let mut line = Line::default().with(" ".repeat(INDENT), Tone::Text);
        for claimant in row {
            line = line.and(cell(page, claimant, width));
        }
        page.line(line);
    }
    let more = subject.by - subject.claimants.len();
    if more > 0 {
        let says = format!("and {} more", count(more));
        page.flow(INDENT, INDENT, &Line::default().with(says, Tone::Dim));
    }
}

/// A claimant with its claims, in exactly so many columns.
fn cell(page: &Page<'_>, claimant: &Claimants, columns: usize) -> Vec<Span> {
    let denials = match claimant.denials {
        0 => String::new(),
        denials => format!(" {}{}", page.context.glyphs.denies, count(denials)),
    };
    let figures = format!("{:>4}{denials:<4} ", count(claimant.claims));
    let name = columns.saturating_sub(2 + figures.chars().count());
    let line = Line::default()
        .and(bloc_mark(page.context, claimant.bloc))
        .and(toned(&page.field(&claimant.name, name), Tone::Text))
        .with(figures, Tone::Dim);
    line.spans
}
