//! What the marks mean, and how far a kilometre is.

use super::marks::{MANY, MOST};
use crate::analysis::MapCounts;
use crate::app::State;
use crate::content::{Line, Tone};
use crate::geo::Grid;
use crate::view::compose;

/// The marks that are on the map, the most needed first; what does not fit is left out.
pub(super) fn line(state: &State, counts: &MapCounts, width: usize) -> Line {
    fitting(parts(state, counts), width)
}

/// As many parts as have room.
pub(super) fn fitting(parts: Vec<Line>, width: usize) -> Line {
    let mut line = Line::default();
    for part in parts {
        let lead = if line.spans.is_empty() { " " } else { "  " };
        let longer = line.clone().with(lead, Tone::Text).append(part);
        if longer.width() > width {
            break;
        }
        line = longer;
    }
    compose::fill(line, width)
}

/// What the marks mean, the most needed first.
pub(super) fn parts(state: &State, counts: &MapCounts) -> Vec<Line> {
    let mark = |sign: &str, tone: Tone, says: &str| {
        Line::default()
            .with(sign, tone)
            .with(format!(" {says}"), Tone::Dim)
    };
    let bins = &counts.bins;
    let mut parts = Vec::new();
    if bins.iter().any(|bin| bin.rough == bin.count) {
        let sign = state.glyphs.hollow("●");
        parts.push(mark(sign, Tone::Text, "known to a region only"));
    }
    if bins.iter().any(|bin| !bin.lead().1) {
        parts.push(mark(state.glyphs.mixed(), Tone::Text, "several blocs"));
    }
    if !counts.trail.is_empty() {
        parts.push(mark(state.glyphs.trace(), Tone::Dim, "before"));
    }
    let [one, many, most] = state.glyphs.sizes();
    if bins.iter().any(|bin| bin.lead() == (None, true)) {
        let says = if state.catalog.blocs.is_empty() {
            ""
        } else {
            "no bloc, "
        };
        parts.push(mark(one, Tone::Text, &format!("{says}1+")));
        parts.push(mark(many, Tone::Strong, &format!("{MANY}+")));
        parts.push(mark(most, Tone::Strong, &format!("{MOST}+")));
    } else if bins.iter().any(|bin| bin.count >= MANY) {
        parts.push(mark("bold", Tone::Strong, &format!("{MANY}+")));
    }
    parts.extend(blocs(state, counts));
    parts
}

/// The blocs that have a mark, those with the most marks first.
fn blocs(state: &State, counts: &MapCounts) -> Vec<Line> {
    let marks = |place: usize| {
        let lead = counts.bins.iter().map(crate::analysis::MapBin::lead);
        lead.filter(|lead| *lead == (Some(place), true)).count()
    };
    let blocs = state.catalog.blocs.iter().enumerate();
    let mut shown: Vec<_> = blocs
        .map(|(place, bloc)| (marks(place), place, bloc))
        .collect();
    shown.retain(|(marks, ..)| *marks > 0);
    shown.sort_by_key(|(marks, ..)| std::cmp::Reverse(*marks));
    let part = |(_, place, bloc): (usize, usize, &crate::analysis::BlocInfo)| {
        let sign = state.glyphs.bloc(Some(place), &state.catalog.blocs);
        let part = Line::default().with(sign, Tone::Bloc(place));
        part.with(" ", Tone::Dim).data(&bloc.name, Tone::Dim)
    };
    shown.into_iter().map(part).collect()
}

/// A bar of so many kilometres, true in the middle of the map.
pub(super) fn scale(state: &State, grid: &Grid) -> Line {
    let each = grid.km_across();
    let mut steps = (-1..5).flat_map(|power| [1.0, 2.0, 5.0].map(|step| step * 10_f64.powi(power)));
    let Some(km) = steps.rfind(|km| km / each <= 12.0) else {
        return Line::default();
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most twelve cells"
    )]
    let cells = ((km / each).round() as usize).max(2);
    let [start, line, _, end, ..] = state.glyphs.range;
    let bar = format!(" {start}{}{end}", line.repeat(cells.saturating_sub(2)));
    Line::default().with(format!("{bar} {km} km "), Tone::Dim)
}
