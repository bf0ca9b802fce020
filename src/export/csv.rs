//! CSV and TSV.

use std::borrow::Cow;
use std::io::Write;

use super::cells::{COLUMNS, cells};
use super::lines::{self, Known, Line, Lines};
use super::{Events, Item, WriteError};

pub(super) fn write(
    out: &mut dyn Write,
    separator: u8,
    (lines, raw): (Lines, bool),
    items: Events<'_, '_>,
) -> Result<(), WriteError> {
    let tabs = separator == b'\t';
    let mut writer = ::csv::WriterBuilder::new();
    writer.delimiter(separator);
    if tabs {
        // TSV has no quoting (IANA text/tab-separated-values).
        writer.quote_style(::csv::QuoteStyle::Never);
    }
    let mut writer = writer.from_writer(out);
    writer.write_record(columns(lines))?;
    let mut known = Known::default();
    for item in items {
        for line in lines_of(lines, &item?, &mut known) {
            writer.write_record(line.iter().map(|cell| written(cell, raw, tabs)))?;
        }
    }
    Ok(writer.flush()?)
}

fn columns(lines: Lines) -> Vec<&'static str> {
    match lines {
        Lines::Events => COLUMNS.iter().map(|(name, _)| *name).collect(),
        Lines::Claims => lines::CLAIM_COLUMNS.to_vec(),
        Lines::Quotes => lines::QUOTE_COLUMNS.to_vec(),
        Lines::Sources => lines::SOURCE_COLUMNS.to_vec(),
        Lines::Actors => lines::ACTOR_COLUMNS.to_vec(),
    }
}

fn lines_of(lines: Lines, item: &Item<'_>, known: &mut Known) -> Vec<Line> {
    match lines {
        Lines::Events => vec![cells(item)],
        Lines::Claims => lines::claims(item),
        Lines::Quotes => lines::quotes(item),
        Lines::Sources => lines::sources(item, known),
        Lines::Actors => lines::actors(item, known),
    }
}

fn written(cell: &str, raw: bool, tabs: bool) -> String {
    let cell = if raw {
        Cow::Borrowed(cell)
    } else {
        guard(cell)
    };
    if tabs {
        one_line(&cell)
    } else {
        cell.into_owned()
    }
}

/// A `'` before what a spreadsheet would take for a formula (CWE-1236), also behind blanks and quotes. Numbers stay numbers.
pub(super) fn guard(cell: &str) -> Cow<'_, str> {
    let starts = cell.starts_with(['\t', '\r'])
        || cell
            .trim_start_matches([' ', '"', '\'', '\u{a0}', '\u{feff}'])
            .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let number = cell.parse::<f64>().is_ok();
    if starts && !number {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

fn one_line(cell: &str) -> String {
    cell.chars()
        .map(|c| {
            if matches!(c, '\t' | '\n' | '\r') {
                ' '
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for cell in [
            "=1+1",
            "+SUM(A1)",
            "-cmd|' /C calc'!A0",
            "@x",
            "\tx",
            "\r=x",
            " =x",
            "\"=x",
            "＝x",
        ] {
            assert_eq!(guard(cell), format!("'{cell}"));
        }
        for cell in ["", "-35.5", "+7", "a=b", "Aleppo - west", "36.2"] {
            assert_eq!(guard(cell), cell);
        }
    }
}
