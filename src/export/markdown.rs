//! A Markdown table.

use std::io::Write;

use super::cells::{grade, time, title};
use super::{Events, WriteError};
use crate::content::words::edtf_words;

const HEADING: &str = "| Date | Time | Kind | Event | Place | Actors | Grade | Origins |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n";

pub(super) fn write(out: &mut dyn Write, items: Events<'_, '_>) -> Result<(), WriteError> {
    out.write_all(HEADING.as_bytes())?;
    for item in items {
        let row = item?.row;
        let actors: Vec<&str> = row.actors.iter().map(|actor| actor.name.as_str()).collect();
        let cells = [
            edtf_words(&row.date),
            time(&row),
            row.kind.label().to_owned(),
            title(&row),
            row.place.clone(),
            actors.join(", "),
            grade(row.grade),
            row.support.to_string(),
        ];
        writeln!(out, "| {} |", cells.map(|cell| escape(&cell)).join(" | "))?;
    }
    Ok(())
}

/// Text that means itself in a table cell: punctuation that starts markup has a backslash, tags cannot open, lines do not break.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => escaped.push(' '),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // A colon after http and an @ would become links of their own.
            // Without brackets, parentheses and exclamation marks mean nothing.
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '+' | '|' | '~' | ':' | '@' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_means_itself() {
        assert_eq!(
            escape("a|b *c* <b>\nhttp://x"),
            "a\\|b \\*c\\* &lt;b&gt; http\\://x"
        );
        assert_eq!(escape("حلب, Aleppo - 2024"), "حلب, Aleppo - 2024");
    }
}
