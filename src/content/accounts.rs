//! Accounts side by side: what is claimed of one event, a column for each bloc on one scale; and what is claimed of many, by
//! subject, with running totals over time.

mod chart;
mod columns;
mod subjects;

use super::detail::accounts::{disputes, groups};
use super::detail::{DetailContext, DetailView, ScaleKind};
use super::page::{Page, dotted};
use super::words::{counted, date_words};
use super::{Line, Tone};
use crate::analysis::{ClaimsTable, Told};

/// The lines of an event's claims.
#[must_use]
pub fn told(told: &Told, context: &DetailContext<'_>, scale: ScaleKind) -> DetailView {
    let mut page = Page::new(context);
    let row = &told.row;
    page.prose(0, &row.title, Tone::Strong);
    let date = date_words(&row.date, row.days, row.certainty);
    page.flow(0, 2, &dotted(context, [date, row.place.clone()], Tone::Dim));
    disputes(&mut page, &told.dispute_reasons);
    if told.claims.is_empty() {
        let says = "No claim is recorded of this event itself";
        page.flow(0, 2, &Line::default().with(says, Tone::Dim));
    }
    let sides = columns::Sides::of(&told.claims);
    for group in groups(&told.claims) {
        page.blank();
        columns::subject(&mut page, told, (&group, &sides), scale);
    }
    if let Some(note) = &told.note {
        page.section("Curator's note", None);
        page.prose(0, note, Tone::Text);
    }
    page.finish()
}

/// The lines of the claims of all shown events.
#[must_use]
pub fn table(table: &ClaimsTable, context: &DetailContext<'_>, scale: ScaleKind) -> DetailView {
    let mut page = Page::new(context);
    let says = format!(
        "{} about {}; claims are counted here, their numbers are never added",
        counted(table.claims, "claim"),
        counted(table.events, "event")
    );
    page.flow(0, 2, &Line::default().with(says, Tone::Text));
    subjects::write(&mut page, &table.subjects);
    chart::write(&mut page, &table.totals, scale);
    page.finish()
}

#[cfg(test)]
mod tests;
