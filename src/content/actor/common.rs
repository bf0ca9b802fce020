//! What two actors have in common.

use crate::analysis::ActorPair;
use crate::content::page::{Page, dotted};
use crate::content::words::{count, counted};
use crate::content::{Line, Tone, date};

pub(super) fn write(page: &mut Page<'_>, pair: &ActorPair) {
    page.section("Together", Some(pair.common));
    let ((a, b), (one, other)) = (pair.events, (&pair.a.1, &pair.b.1));
    let names = Line::default()
        .with(one, Tone::Strong)
        .with(format!(" {} ", count(a)), Tone::Text)
        .with(page.context.glyphs.dot, Tone::Dim)
        .with(" ", Tone::Text)
        .with(other, Tone::Strong)
        .with(format!(" {}", count(b)), Tone::Text);
    page.flow(0, 2, &names);
    if pair.related {
        let says = "One of them belongs to the other: its events are the other's, too";
        page.flow(0, 2, &Line::default().with(says, Tone::Warning));
    }
    let Some(span) = pair.span.filter(|_| pair.common > 0) else {
        let says = "No shown event names both";
        return page.flow(0, 2, &Line::default().with(says, Tone::Dim));
    };
    let facts = [
        format!("{} name both", counted(pair.common, "event")),
        date::span(span, page.context.glyphs.dash),
    ];
    page.flow(0, 2, &dotted(page.context, facts, Tone::Text));
    let sides = [
        format!("on opposite sides in {}", count(pair.opposed)),
        format!("on one side in {}", count(pair.together)),
    ];
    page.flow(0, 2, &dotted(page.context, sides, Tone::Text));
    for row in &pair.latest {
        super::event(page, row);
    }
    if pair.latest.len() < pair.common {
        let says = format!("the latest {} of {}", pair.latest.len(), count(pair.common));
        page.flow(0, 2, &Line::default().with(says, Tone::Dim));
    }
}
