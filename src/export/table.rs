//! A table for people, one line an event, cut to the width of the screen.

use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::Item;
use super::cells::{grade, time};
use crate::text::clean;

/// Heading, least width, greatest width.
const COLUMNS: [(&str, usize, usize); 7] =
    [("DATE", 10, 16), ("TIME", 5, 12), ("KIND", 8, 16), ("PLACE", 8, 18), ("GRADE", 5, 5), ("SRC", 3, 4), ("EVENT", 20, usize::MAX)];
const GAP: &str = "  ";

pub(super) fn write<'a>(out: &mut dyn Write, width: Option<usize>, items: impl Iterator<Item = Item<'a>>) -> io::Result<()> {
    let rows: Vec<[String; 7]> = items.map(|item| cells(&item)).collect();
    let widths = widths(&rows, width);
    line(out, &COLUMNS.map(|(heading, ..)| heading.to_owned()), &widths)?;
    rows.iter().try_for_each(|row| line(out, row, &widths))
}

fn cells(item: &Item<'_>) -> [String; 7] {
    let row = item.row;
    let title = if row.disputed { format!("{} (disputed)", row.title) } else { row.title.clone() };
    let cells =
        [row.date.clone(), time(row), row.kind.label().to_owned(), row.place.clone(), grade(row.grade), row.support.to_string(), title];
    cells.map(|cell| clean(&cell).to_string())
}

/// As wide as the widest cell within the column's limits; the last column takes what is left of the screen.
fn widths(rows: &[[String; 7]], screen: Option<usize>) -> [usize; 7] {
    let mut widths = COLUMNS.map(|(_, least, _)| least);
    for (at, (_, _, most)) in COLUMNS.iter().enumerate() {
        let most = if screen.is_none() { usize::MAX } else { *most };
        widths[at] = rows.iter().map(|row| row[at].width()).max().unwrap_or(0).clamp(widths[at], most);
    }
    if let Some(screen) = screen {
        let taken: usize = widths[..6].iter().map(|width| width + GAP.len()).sum();
        widths[6] = screen.saturating_sub(taken).max(COLUMNS[6].1);
    }
    widths
}

fn line(out: &mut dyn Write, cells: &[String; 7], widths: &[usize; 7]) -> io::Result<()> {
    let mut text = String::new();
    for (cell, width) in cells.iter().zip(widths) {
        if !text.is_empty() {
            text.push_str(GAP);
        }
        let cell = cut(cell, *width);
        text.push_str(&cell);
        text.extend(std::iter::repeat_n(' ', (*width).min(1000).saturating_sub(cell.width())));
    }
    writeln!(out, "{}", text.trim_end())
}

/// The start of a text that fits, with an ellipsis where something is missing.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        if kept.width() + grapheme.width() + 1 > width {
            break;
        }
        kept.push_str(grapheme);
    }
    kept + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_cut_by_width() {
        assert_eq!(cut("Aleppo", 6), "Aleppo");
        assert_eq!(cut("Aleppo", 4), "Ale…");
        assert_eq!(cut("阿勒颇市", 5), "阿勒…");
    }
}
