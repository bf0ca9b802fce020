//! Cells of a map: dots of lines behind, marks and names before them.

use crate::content::glyph::GlyphSet;
use crate::content::{Line, Span, Tone};
use crate::geo::{DOTS, LineKind};

/// Cells of a map.
#[derive(Debug)]
pub(super) struct Canvas {
    pub(super) columns: u16,
    pub(super) rows: u16,
    set: GlyphSet,
    dots: Vec<Dots>,
    over: Vec<Over>,
}

/// What of lines is in a cell.
#[derive(Debug, Clone, Copy, Default)]
struct Dots {
    /// A bit for each dot, as Unicode numbers the patterns.
    bits: u8,
    kind: Option<LineKind>,
    /// How the line runs, for ASCII.
    stroke: char,
}

/// What stands before the lines in a cell.
#[derive(Debug, Clone, Default)]
enum Over {
    #[default]
    Nothing,
    /// A mark or the beginning of a text.
    Text(Span),
    /// The rest of a text that begins on the left.
    Rest,
}

/// Bits of a Braille pattern, by row and column.
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
/// The first Braille pattern, which is empty.
const BRAILLE: u32 = 0x2800;

impl Canvas {
    pub(super) fn new(columns: u16, rows: u16, set: GlyphSet) -> Self {
        let cells = usize::from(columns) * usize::from(rows);
        Self {
            columns,
            rows,
            set,
            dots: vec![Dots::default(); cells],
            over: vec![Over::Nothing; cells],
        }
    }

    /// Sets a dot of a line; outside of the canvas does nothing.
    pub(super) fn dot(&mut self, (x, y): (i32, i32), kind: LineKind, stroke: char) {
        let (Ok(x), Ok(y)) = (u16::try_from(x), u16::try_from(y)) else {
            return;
        };
        let (column, row) = (x / DOTS.0, y / DOTS.1);
        let Some(at) = self.index(column.into(), row.into()) else {
            return;
        };
        let bit = BITS[usize::from(y % DOTS.1)][usize::from(x % DOTS.0)];
        let cell = &mut self.dots[at];
        cell.bits |= bit;
        if cell.kind.is_none_or(|known| known < kind) {
            cell.kind = Some(kind);
            cell.stroke = stroke;
        }
    }

    /// Whether nothing stands in these cells of a row yet, and all of them are there.
    pub(super) fn free(&self, from: i32, row: i32, width: usize) -> bool {
        let end = from.saturating_add(i32::try_from(width).unwrap_or(i32::MAX));
        (from..end).all(|column| {
            self.index(column, row)
                .is_some_and(|at| matches!(self.over[at], Over::Nothing))
        })
    }

    /// Puts a text over what is there; it is left out where it does not fit the row.
    pub(super) fn put(&mut self, column: i32, row: i32, span: Span) {
        let width = i32::try_from(span.text.width()).unwrap_or(i32::MAX);
        let last = self.index(column.saturating_add(width - 1), row);
        let (Some(first), Some(last)) = (self.index(column, row), last) else {
            return;
        };
        if width < 1 {
            return;
        }
        // What is covered by half is gone.
        self.cut(first);
        self.cut(last + 1);
        self.over[first..=last].fill(Over::Rest);
        self.over[first] = Over::Text(span);
    }

    /// Takes away a text that goes on over a cell.
    fn cut(&mut self, at: usize) {
        if !matches!(self.over.get(at), Some(Over::Rest)) {
            return;
        }
        let begin = self.over[..at]
            .iter()
            .rposition(|over| matches!(over, Over::Text(_)));
        let length = self.over[at..]
            .iter()
            .take_while(|over| matches!(over, Over::Rest));
        let end = at + length.count();
        self.over[begin.unwrap_or(at)..end].fill(Over::Nothing);
    }

    fn index(&self, column: i32, row: i32) -> Option<usize> {
        let (column, row) = (u16::try_from(column).ok()?, u16::try_from(row).ok()?);
        let inside = column < self.columns && row < self.rows;
        inside.then(|| usize::from(row) * usize::from(self.columns) + usize::from(column))
    }

    /// The rows as lines of toned text.
    pub(super) fn lines(&self) -> Vec<Line> {
        let columns = usize::from(self.columns);
        if columns == 0 {
            return vec![Line::default(); self.rows.into()];
        }
        let rows = self.dots.chunks(columns).zip(self.over.chunks(columns));
        rows.map(|(dots, over)| self.line(dots, over)).collect()
    }

    fn line(&self, dots: &[Dots], over: &[Over]) -> Line {
        let mut line = Line::default();
        let mut run = (String::new(), Tone::Text);
        for (dots, over) in dots.iter().zip(over) {
            match over {
                Over::Nothing => {
                    let (sign, tone) = self.sign(*dots);
                    // A blank has no tone of its own.
                    if tone != run.1 && sign != ' ' {
                        line = flush(line, &mut run);
                        run.1 = tone;
                    }
                    run.0.push(sign);
                }
                Over::Text(span) => line = flush(line, &mut run).and([span.clone()]),
                Over::Rest => {}
            }
        }
        flush(line, &mut run)
    }

    fn sign(&self, dots: Dots) -> (char, Tone) {
        let Some(kind) = dots.kind else {
            return (' ', Tone::Text);
        };
        let tone = match kind {
            LineKind::Coast | LineKind::Border => Tone::Dim,
            LineKind::Disputed | LineKind::Region => Tone::Faint,
        };
        let sign = match self.set {
            GlyphSet::Unicode => char::from_u32(BRAILLE + u32::from(dots.bits)).unwrap_or(' '),
            GlyphSet::Ascii => dots.stroke,
        };
        (sign, tone)
    }
}

fn flush(line: Line, run: &mut (String, Tone)) -> Line {
    let text = std::mem::take(&mut run.0);
    if text.is_empty() {
        line
    } else {
        line.with(text, run.1)
    }
}
