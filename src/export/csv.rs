//! CSV and TSV.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Item;
use super::cells::{COLUMNS, cells};

pub(super) fn write<'a>(
    out: &mut dyn Write,
    separator: u8,
    raw: bool,
    items: impl Iterator<Item = Item<'a>>,
) -> io::Result<()> {
    let tabs = separator == b'\t';
    let mut writer = ::csv::WriterBuilder::new();
    writer.delimiter(separator);
    if tabs {
        // TSV has no quoting (IANA text/tab-separated-values).
        writer.quote_style(::csv::QuoteStyle::Never);
    }
    let mut writer = writer.from_writer(out);
    writer.write_record(COLUMNS.iter().map(|(name, _)| name))?;
    for item in items {
        let cells = cells(&item);
        writer.write_record(cells.iter().map(|cell| {
            let cell = if raw {
                Cow::Borrowed(cell.as_str())
            } else {
                guard(cell)
            };
            if tabs {
                Cow::Owned(one_line(&cell))
            } else {
                cell
            }
            .into_owned()
        }))?;
    }
    writer.flush()
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
