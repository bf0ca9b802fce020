//! The rows that were coded from one report: who, by which code, where. What the filter matches is one of them.

use crate::analysis::{ActorMention, CodedRow, EventDetail};
use crate::content::page::Page;
use crate::content::{Line, Tone};
use crate::model::Role;

pub(super) fn write(page: &mut Page<'_>, detail: &EventDetail) {
    if detail.coded.is_empty() {
        return;
    }
    page.section("Coded rows", Some(detail.coded.len()));
    let says = "The data have one row for each pair of actors in each sentence of the report; a filter matches rows.";
    page.prose(0, says, Tone::Dim);
    let (matching, others): (Vec<&CodedRow>, Vec<&CodedRow>) =
        detail.coded.iter().partition(|row| row.matches);
    part(page, "that match", &matching, Tone::Text);
    part(page, "that do not match", &others, Tone::Dim);
}

fn part(page: &mut Page<'_>, which: &str, rows: &[&CodedRow], tone: Tone) {
    if rows.is_empty() {
        return;
    }
    let heading = format!("{} {which}", rows.len());
    page.line(Line::default().with(heading, Tone::Heading));
    for row in rows {
        let line = Line::default().with(pair(page, &row.actors), tone);
        page.flow(2, 4, &line);
        let codes: Vec<&str> = row.codes.iter().map(|(_, code)| code.as_str()).collect();
        let dot = page.context.glyphs.dot;
        let what = format!("{} {} {dot} {}", codes.join(", "), row.title, row.place);
        page.flow(4, 6, &Line::default().with(what.trim_start(), Tone::Dim));
    }
}

/// "SYRIA → TURKEY"; a dash where the row names nobody on a side.
fn pair(page: &Page<'_>, actors: &[ActorMention]) -> String {
    let with = |role: Role| {
        let names = actors.iter().filter(|actor| actor.role == Some(role));
        let names: Vec<&str> = names.map(|actor| actor.name.as_str()).collect();
        if names.is_empty() {
            page.context.glyphs.dash.to_owned()
        } else {
            names.join(", ")
        }
    };
    let arrow = page.context.glyphs.arrow;
    format!("{} {arrow} {}", with(Role::Initiator), with(Role::Target))
}
