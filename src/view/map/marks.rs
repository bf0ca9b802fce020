//! Marks: one for each cell that has events, its number beside it where there is room.

use std::collections::BTreeMap;

use super::canvas::Canvas;
use crate::analysis::{MapBin, MapCounts, MapTrace};
use crate::app::State;
use crate::content::{Span, Tone};

/// Counts from which a mark has more weight, and from which it is largest.
pub(super) const MANY: usize = 10;
pub(super) const MOST: usize = 100;

/// Columns of the numbers, by cell of the mark.
pub(super) type Numbers = BTreeMap<(u16, u16), u16>;

/// Events of earlier periods, behind everything else. Their mark is none that counts.
pub(super) fn trail(canvas: &mut Canvas, state: &State, counts: &MapCounts) {
    for &MapTrace { at, bloc } in &counts.trail {
        let tone = bloc.map_or(Tone::Dim, Tone::Bloc);
        put(canvas, at, Span::new(state.glyphs.trace(), tone).soft());
    }
}

/// Draws the marks, then their numbers, the greatest first. The chosen cell stands out.
pub(super) fn marks(
    canvas: &mut Canvas,
    state: &State,
    counts: &MapCounts,
    cursor: Option<(u16, u16)>,
) -> Numbers {
    for bin in &counts.bins {
        let mut span = Span::new(glyph(state, bin), tone(state, bin));
        span.soft = !bin.certain || bin.rough == bin.count;
        if cursor == Some(bin.at) {
            span.tone = Tone::Match;
            span.soft = false;
        }
        put(canvas, bin.at, span);
    }
    let mut order: Vec<&MapBin> = counts.bins.iter().filter(|bin| bin.count > 1).collect();
    order.sort_by_key(|bin| (cursor != Some(bin.at), std::cmp::Reverse(bin.count)));
    let placed = order.into_iter().filter_map(|bin| {
        let number = Span::new(short(bin.count), tone(state, bin));
        let columns = self::number(canvas, bin.at, number)?;
        Some((bin.at, columns))
    });
    placed.collect()
}

/// Puts a text into a cell and those behind it.
pub(super) fn put(canvas: &mut Canvas, at: (u16, u16), span: Span) {
    canvas.put(at.0.into(), at.1.into(), span);
}

/// The mark of a cell: of the bloc that has more than half of its events; hollow when all places are only roughly known.
pub(super) fn glyph(state: &State, bin: &MapBin) -> String {
    let (bloc, most) = bin.lead();
    let mark = match (bloc, most) {
        (_, false) => state.glyphs.mixed().to_owned(),
        (None, true) => sized(state, bin.count).to_owned(),
        (bloc, true) => state.glyphs.bloc(bloc, &state.catalog.blocs),
    };
    if bin.rough == bin.count {
        let full = if most && bloc.is_none() { "●" } else { &mark };
        state.glyphs.hollow(full).to_owned()
    } else {
        mark
    }
}

fn sized(state: &State, count: usize) -> &'static str {
    let [one, many, most] = state.glyphs.sizes();
    match count {
        MOST.. => most,
        MANY.. => many,
        _ => one,
    }
}

/// Blocs by their colours, many with weight. In ASCII a hollow mark is the same for all blocs, so it has no colour that would say more.
fn tone(state: &State, bin: &MapBin) -> Tone {
    let many = bin.count >= MANY;
    let ascii = state.glyphs.set == crate::content::glyph::GlyphSet::Ascii;
    match bin.lead() {
        (Some(bloc), true) if !(ascii && bin.rough == bin.count) => {
            if many {
                Tone::BlocMany(bloc)
            } else {
                Tone::Bloc(bloc)
            }
        }
        _ if many => Tone::Strong,
        _ => Tone::Text,
    }
}

/// Puts the number behind the mark where nothing else would touch it; the columns that it takes. One before the mark would be taken
/// for the number of the mark on its left.
pub(super) fn number(canvas: &mut Canvas, at: (u16, u16), number: Span) -> Option<u16> {
    let (column, row) = (i32::from(at.0) + 1, i32::from(at.1));
    let width = number.text.width();
    let behind = column + i32::try_from(width).ok()?;
    let ends = behind == i32::from(canvas.columns) || canvas.free(behind, row, 1);
    if !ends || !canvas.free(column, row, width) {
        return None;
    }
    canvas.put(column, row, number);
    u16::try_from(width).ok()
}

/// A count in at most four columns. Greater ones are cut to thousands; the heading below the map has them in full.
pub(in crate::view) fn short(count: usize) -> String {
    match count {
        ..10_000 => count.to_string(),
        10_000..1_000_000 => format!("{}k", count / 1000),
        _ => format!("{}M", count / 1_000_000),
    }
}
