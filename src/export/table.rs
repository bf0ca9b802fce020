//! A table for people, one line an event, cut to the width of the screen.

use std::io::{self, Write};

use super::cells::{grade, time, title};
use super::{Events, Item, WriteError};
use crate::text::{clean, fit, width};

/// Heading, least width, greatest width.
const COLUMNS: [(&str, usize, usize); 7] = [
    ("DATE", 10, 16),
    ("TIME", 5, 12),
    ("KIND", 8, 16),
    ("PLACE", 8, 18),
    ("GRADE", 5, 5),
    ("ORIG", 4, 4),
    ("EVENT", 20, usize::MAX),
];
const GAP: &str = "  ";

pub(super) fn write(
    out: &mut dyn Write,
    screen: Option<usize>,
    items: Events<'_, '_>,
) -> Result<(), WriteError> {
    let rows = items.map(|item| item.map(|item| cells(&item)));
    let rows: Vec<[String; 7]> = rows.collect::<Result<_, _>>()?;
    let widths = widths(&rows, screen);
    line(
        out,
        &COLUMNS.map(|(heading, ..)| heading.to_owned()),
        &widths,
    )?;
    Ok(rows.iter().try_for_each(|row| line(out, row, &widths))?)
}

fn cells(item: &Item<'_>) -> [String; 7] {
    let row = &item.row;
    let cells = [
        row.date.clone(),
        time(row),
        row.kind.label().to_owned(),
        row.place.clone(),
        grade(row.grade),
        row.support.to_string(),
        title(row),
    ];
    cells.map(|cell| clean(&cell).to_string())
}

/// As wide as the widest cell within the column's limits; the last column takes what is left of the screen.
fn widths(rows: &[[String; 7]], screen: Option<usize>) -> [usize; 7] {
    let mut widths = COLUMNS.map(|(_, least, _)| least);
    for (at, (_, _, most)) in COLUMNS.iter().enumerate() {
        let most = if screen.is_none() { usize::MAX } else { *most };
        widths[at] = rows
            .iter()
            .map(|row| width(&row[at]))
            .max()
            .unwrap_or(0)
            .clamp(widths[at], most);
    }
    if let Some(screen) = screen {
        let taken: usize = widths[..6].iter().map(|column| column + GAP.len()).sum();
        widths[6] = screen.saturating_sub(taken).max(COLUMNS[6].1);
    }
    widths
}

fn line(out: &mut dyn Write, cells: &[String; 7], widths: &[usize; 7]) -> io::Result<()> {
    let mut text = String::new();
    for (cell, column) in cells.iter().zip(widths) {
        if !text.is_empty() {
            text.push_str(GAP);
        }
        text.push_str(fit(cell, *column).as_str());
    }
    writeln!(out, "{}", text.trim_end())
}
