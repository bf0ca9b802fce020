//! From counts to marks: the higher a mark, the more events; dotted where none of them is certain.

use crate::analysis::LaneCell;
use crate::app::State;
use crate::content::glyph::GlyphSet;
use crate::content::words::count;
use crate::content::{Line, Tone};

/// Heights of marks. A full cell is not among them: what lies behind the highest mark can still be seen, and lanes do not run
/// into each other.
const LEVELS: usize = 7;
/// Up to this count heights grow with counts; above it with their logarithm, or else most cells would look alike.
const LINEAR: u32 = 10;

/// From counts to heights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    peak: u32,
}

impl Scale {
    /// For cells that are on the screen together.
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a LaneCell>) -> Self {
        let peak = cells.map(|cell| cell.total).max().unwrap_or(0).max(1);
        Self { peak }
    }

    fn is_linear(self) -> bool {
        self.peak <= LINEAR
    }

    /// Height of a count, from 1; never nothing for something.
    fn level(self, count: u32) -> usize {
        let count = count.clamp(1, self.peak);
        if self.is_linear() {
            return (count as usize * LEVELS).div_ceil(self.peak as usize);
        }
        let share = f64::from(count).ln() / f64::from(self.peak).ln();
        let whole = (0..LEVELS).rev().find(|&level| {
            let bound = f64::from(u32::try_from(level).unwrap_or(0)) / 7.0;
            share + 1e-9 >= bound
        });
        whole.map_or(1, |level| (level + 1).min(LEVELS))
    }

    /// The counts of each height that has any, from low to high.
    fn ranges(self) -> Vec<(usize, u32, u32)> {
        let mut ranges: Vec<(usize, u32, u32)> = Vec::new();
        let mut from = 1;
        while from <= self.peak {
            let level = self.level(from);
            // Levels never fall, so that the end of one is found by halving.
            let (mut low, mut high) = (from, self.peak);
            while low < high {
                let middle = high - (high - low) / 2;
                if self.level(middle) == level {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            ranges.push((level, from, low));
            from = low + 1;
        }
        ranges
    }
}

/// Marks by height: of counts that hold, and of those that may.
struct Marks {
    firm: [&'static str; LEVELS],
    soft: [&'static str; LEVELS],
    none: &'static str,
}

const UNICODE: Marks = Marks {
    firm: ["▁", "▂", "▃", "▄", "▅", "▆", "▇"],
    soft: ["⣀", "⣀", "⣤", "⣤", "⣶", "⣶", "⣿"],
    none: "·",
};

const ASCII: Marks = Marks {
    firm: ["_", "-", "=", "+", "*", "%", "#"],
    soft: ["?"; LEVELS],
    none: " ",
};

fn marks(state: &State) -> &'static Marks {
    match state.glyphs.set {
        GlyphSet::Unicode => &UNICODE,
        GlyphSet::Ascii => &ASCII,
    }
}

/// The mark of a cell: how many events start in it, whether any of them was in it certainly, whether anybody meant to cover it.
pub(super) fn mark(state: &State, cell: LaneCell, covered: bool, scale: Scale) -> &'static str {
    let marks = marks(state);
    let level = scale.level(cell.total) - 1;
    match (cell.total, cell.certain) {
        (0, _) if cell.reaching > 0 => marks.soft[0],
        (0, _) if covered => marks.none,
        (0, _) => state.glyphs.no_data,
        (_, 0) => marks.soft[level],
        _ => marks.firm[level],
    }
}

/// What is on the screen.
pub(super) struct Shown {
    /// Cells, and whether any dataset covers their time.
    pub(super) cells: Vec<(LaneCell, bool)>,
    /// Whether there are events earlier or later.
    pub(super) beyond: bool,
}

/// What the marks on the screen mean, on a rule; as much as has room.
pub(super) fn legend(state: &State, shown: &Shown, scale: Scale, width: usize) -> Line {
    let mut parts = vec![heights(state, scale)];
    parts.extend(others(state, shown));
    on_rule(state, &parts, width)
}

/// As many parts as have room, on a rule.
pub(super) fn on_rule(state: &State, parts: &[Line], width: usize) -> Line {
    let rule = state.glyphs.rules[0];
    let lines = (0..=parts.len()).rev().map(|kept| {
        parts[..kept]
            .iter()
            .fold(Line::default().with(rule, Tone::Rule), |line, part| {
                line.append(part.clone())
            })
    });
    let line = lines
        .map(|line| line.with(" ", Tone::Text))
        .find(|line| line.width() <= width)
        .unwrap_or_default();
    let rest = width.saturating_sub(line.width());
    line.with(rule.repeat(rest), Tone::Rule)
}

fn heights(state: &State, scale: Scale) -> Line {
    let (marks, dash) = (marks(state), state.glyphs.dash);
    let number = |number: u32| count(number as usize);
    let heights = scale.ranges().into_iter().map(|(level, from, to)| {
        let range = if from == to {
            number(from)
        } else {
            format!("{}{dash}{}", number(from), number(to))
        };
        (marks.firm[level - 1], range)
    });
    let heights = heights.fold(Line::default(), |line, (mark, range)| {
        line.with(format!(" {mark} "), Tone::Text)
            .with(range, Tone::Dim)
    });
    let kind = if scale.is_linear() {
        "linear"
    } else {
        "log scale"
    };
    heights.with(format!(", {kind}"), Tone::Dim)
}

/// What marks mean that are no heights.
pub(super) fn others(state: &State, shown: &Shown) -> Vec<Line> {
    let marks = marks(state);
    let said = |mark: &str, says: &str| {
        Line::default()
            .with(format!("  {mark} "), Tone::Text)
            .with(says, Tone::Dim)
    };
    let mut parts = Vec::new();
    if shown.cells.iter().any(|(cell, _)| cell.is_soft()) {
        parts.push(said(marks.soft[2], "none certainly then"));
    }
    let blank = |(cell, covered): &(LaneCell, bool)| !covered && cell.is_empty();
    if shown.cells.iter().any(blank) {
        parts.push(said(state.glyphs.no_data, state.or_not_yet("no data")));
    }
    if shown.beyond {
        let [left, right, ..] = state.glyphs.more;
        parts.push(said(&format!("{left} {right}"), "earlier, later"));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(peak: u32) -> Scale {
        Scale { peak }
    }

    #[test]
    fn heights_rise_and_use_all_of_a_cell() {
        for peak in [1, 2, 3, 7, 8, 10, 11, 100, 4_000_000] {
            let scale = scale(peak);
            assert_eq!(scale.level(peak), LEVELS, "{peak}");
            let ranges = scale.ranges();
            assert_eq!(ranges.first().map(|range| range.1), Some(1));
            assert_eq!(ranges.last().map(|range| range.2), Some(peak));
            assert!(
                ranges
                    .windows(2)
                    .all(|two| two[0].2 + 1 == two[1].1 && two[0].0 < two[1].0),
                "{ranges:?}"
            );
        }
    }

    #[test]
    fn small_counts_are_linear_and_large_ones_logarithmic() {
        assert_eq!(scale(3).ranges(), [(3, 1, 1), (5, 2, 2), (7, 3, 3)]);
        assert_eq!(scale(10).ranges()[0], (1, 1, 1));
        assert_eq!(
            scale(128)
                .ranges()
                .iter()
                .map(|range| range.1)
                .collect::<Vec<_>>(),
            [1, 2, 4, 8, 16, 32, 64]
        );
    }
}
