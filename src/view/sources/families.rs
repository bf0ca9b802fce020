//! Texts with their copies, two lines each: the original with its counts, and who copies it.

use super::Place;
use crate::analysis::Family;
use crate::app::{self, State};
use crate::content::words::count;
use crate::content::{Line, Tone};
use crate::view::compose;
use crate::view::screen::Row;

pub(super) fn rows(state: &State, width: usize) -> (Vec<Row>, Place) {
    let Some(list) = state.sources.families.get() else {
        return (Vec::new(), Place::default());
    };
    let fit = (app::sources_rows(state) / 2).max(1);
    let place = Place {
        first: state.sources.family.first,
        fit,
        total: list.total,
        cursor: state.sources.family.rank,
    };
    let names = Line::default().with("copies events  alone ", Tone::Dim);
    let says = " a text, and who copies it";
    let head = Line::default().with(says, Tone::Accent);
    let mut rows = vec![compose::ends(head, names, width).into()];
    if list.total == 0 {
        let says = "  No source is recorded as a copy of another";
        rows.push(Row::default());
        rows.push(compose::cut_line(Line::default().with(says, Tone::Dim), width).into());
        return (rows, place);
    }
    let shown = list.families.iter().enumerate();
    let shown = shown.skip(place.first.saturating_sub(list.first)).take(fit);
    for (at, family) in shown {
        let selected = list.first + at == place.cursor;
        let lines = lines(state, family, selected, width);
        rows.extend(lines.map(|line| Row { line, selected }));
    }
    (rows, place)
}

fn lines(state: &State, family: &Family, selected: bool, width: usize) -> [Line; 2] {
    let glyphs = &state.glyphs;
    let cursor = if selected { glyphs.cursor } else { " " };
    let original = &family.original;
    let left = Line::default()
        .with(format!("{cursor} "), Tone::Accent)
        .data(&original.publisher, Tone::Strong)
        .with(format!(" {} ", glyphs.dot), Tone::Dim)
        .data(&original.title, Tone::Text);
    let alone = if family.alone > 0 {
        Tone::Warning
    } else {
        Tone::Dim
    };
    let right = Line::default()
        .with(format!("  {:>5}", count(family.copies.len())), Tone::Text)
        .with(format!(" {:>6}", count(family.events)), Tone::Text)
        .with(format!(" {:>6} ", count(family.alone)), alone);
    let mut copies = Line::default().with("    copied by ", Tone::Dim);
    for (at, copy) in family.copies.iter().enumerate() {
        let before = if at == 0 { "" } else { ", " };
        copies = copies
            .with(before, Tone::Dim)
            .data(&copy.publisher, Tone::Text);
    }
    [
        compose::ends(left, right, width),
        compose::cut_line(copies, width),
    ]
}
