//! The screen as plain data: where each text is and what it is, nothing left to measure.

use ratatui::layout::{Position, Rect, Size};

use crate::content::glyph::Glyphs;
use crate::content::{Line, Tone};

/// Everything that is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Screen {
    /// Size of the terminal.
    pub size: Size,
    /// The marks that it can show.
    pub glyphs: Glyphs,
    /// Panes, drawn in this order.
    pub panels: Vec<Panel>,
    /// The bars, inside their panel.
    pub histogram: Option<Bars>,
    /// Lines outside panes: header, messages, filter.
    pub texts: Vec<Text>,
    /// What lies over all, drawn last and in this order.
    pub popups: Vec<Panel>,
    /// Where the terminal's cursor is, when text is typed.
    pub cursor: Option<Position>,
}

/// A line at its place. It fills its width.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// First column.
    pub x: u16,
    /// Row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// What stands there.
    pub line: Line,
    /// What kind of line.
    pub kind: TextKind,
}

/// What kind of line a [`Text`] is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Plain.
    #[default]
    Plain,
    /// The filter while it is edited.
    Input,
    /// Keys and messages at the foot.
    Foot,
}

/// A pane or a popup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panel {
    /// With the frame.
    pub area: Rect,
    /// Whether there is a frame.
    pub framed: bool,
    /// Whether it has the keys.
    pub focused: bool,
    /// On the frame, at the top left.
    pub title: Line,
    /// On the frame, at the top right.
    pub note: Line,
    /// On the frame, at the bottom right.
    pub foot: Line,
    /// The lines inside, from the top.
    pub rows: Vec<Row>,
    /// The thumb of the scroll bar: first row of the inside and length, when not all is shown.
    pub thumb: Option<(u16, u16)>,
    /// Cells that are pointed at, or stand out in another way; laid over the lines.
    pub lit: Vec<Lit>,
}

/// Cells that stand out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lit {
    /// Where, on the screen.
    pub area: Rect,
    /// Whether the cursor is there; else it is what a brush covers, or what is selected elsewhere.
    pub pointed: bool,
}

/// A line inside a panel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// What stands there.
    pub line: Line,
    /// Whether it is the selected one, or part of it.
    pub selected: bool,
}

impl From<Line> for Row {
    fn from(line: Line) -> Self {
        Self {
            line,
            selected: false,
        }
    }
}

/// Bars with their axis.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bars {
    /// Where the bars are; the axis is the row below.
    pub area: Rect,
    /// From left to right.
    pub bars: Vec<Bar>,
    /// Labels.
    pub axis: Line,
}

/// One bar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bar {
    /// First column, from the left of the area.
    pub x: u16,
    /// Columns.
    pub width: u16,
    /// Blocs from the bottom up.
    pub segments: Vec<Segment>,
    /// What stands at its foot when it is empty: nothing happened, or nothing is known.
    pub empty: Option<Emptiness>,
    /// Inside the brush, or pointed at.
    pub brushed: bool,
}

/// Why a bar is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emptiness {
    /// No match in a covered time.
    NoEvents,
    /// No dataset covers the time.
    NoData,
}

/// A bloc's part of a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The bloc.
    pub tone: Tone,
    /// The bloc's mark, for terminals without colours.
    pub glyph: crate::text::Clean,
    /// Upper end in eighths of a row from the foot.
    pub to: u16,
}

impl Panel {
    /// What is inside the frame.
    #[must_use]
    pub fn inner(&self) -> Rect {
        let mode = if self.framed {
            crate::layout::Mode::Full
        } else {
            crate::layout::Mode::Plain
        };
        crate::layout::inner(mode, self.area)
    }
}

/// The thumb of a scroll bar over so many rows.
#[must_use]
pub fn thumb(rows: usize, first: usize, shown: usize, total: usize) -> Option<(u16, u16)> {
    if total <= shown || rows == 0 || total == 0 {
        return None;
    }
    let length = (rows * shown / total).clamp(1, rows);
    let room = rows - length;
    let at = (room * first).div_ceil((total - shown).max(1)).min(room);
    Some((u16::try_from(at).ok()?, u16::try_from(length).ok()?))
}
