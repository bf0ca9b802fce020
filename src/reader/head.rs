//! The start of a file, by which its format is known.

use super::Fault;
use super::cut::header;

/// The start of a file. Formats are told by content; the name is for messages and titles only.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// Name of the file, as people know it.
    pub name: &'a str,
    /// Its first 64 KiB, decoded and cut at a character; the whole text when `whole`.
    pub text: &'a str,
    /// Whether this is all of the file.
    pub whole: bool,
}

impl<'a> Head<'a> {
    /// The cells of the first record, cut at this delimiter.
    #[must_use]
    pub fn cells(&self, delimiter: u8) -> Vec<String> {
        header(self.text, delimiter, true)
    }

    /// The cells of the first record of a file without quoting.
    #[must_use]
    pub fn bare_cells(&self, delimiter: u8) -> Vec<String> {
        header(self.text, delimiter, false)
    }

    /// The first line that is not blank.
    #[must_use]
    pub fn first_line(&self) -> &'a str {
        let lines = self.text.lines().map(str::trim);
        lines
            .into_iter()
            .find(|line| !line.is_empty())
            .unwrap_or_default()
    }

    /// Whether the text starts as a JSON object or array.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.text.trim_start().starts_with(['{', '['])
    }

    /// Whether the text has `"key"` as a JSON key. A cheap look, not a parse.
    #[must_use]
    pub fn has_key(&self, key: &str) -> bool {
        let quoted = format!("\"{key}\"");
        self.text
            .match_indices(&quoted)
            .any(|(at, _)| self.text[at + quoted.len()..].trim_start().starts_with(':'))
    }

    /// The name without its folder and its last extension.
    #[must_use]
    pub fn stem(&self) -> &'a str {
        let name = self.name.rsplit('/').next().unwrap_or(self.name);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

/// Bytes of a first line `sep=;`, which says to spreadsheets what stands between cells; 0 where there is none.
#[must_use]
pub(crate) fn separator_line(text: &str) -> usize {
    let end = memchr::memchr(b'\n', text.as_bytes()).map_or(text.len(), |at| at + 1);
    let line = text[..end].trim_end_matches(['\r', '\n']).trim_matches('"');
    let separator = match line.get(..4) {
        Some(sep) if sep.eq_ignore_ascii_case("sep=") => &line[4..],
        _ => return 0,
    };
    // A header may have such a name; then more columns follow it.
    let is_one = separator.chars().count() == 1 && separator.is_ascii();
    if is_one { end } else { 0 }
}

/// The first of these delimiters with which a header has all columns, and the names of its columns: `;` is that of spreadsheets
/// where the comma stands in numbers.
pub(super) fn delimited(
    head: &Head<'_>,
    is_header: impl Fn(&[String]) -> bool,
) -> Option<(u8, Vec<String>)> {
    [b',', b';', b'\t', b'|'].into_iter().find_map(|delimiter| {
        let cells = head.cells(delimiter);
        is_header(&cells).then_some((delimiter, cells))
    })
}

/// Where each of these columns stands in a header, whatever their case; `None` for one that is not there.
#[must_use]
pub(super) fn columns<const N: usize>(
    header: &[impl AsRef<str>],
    names: [&str; N],
) -> [Option<usize>; N] {
    names.map(|name| {
        header
            .iter()
            .position(|column| column.as_ref().trim().eq_ignore_ascii_case(name))
    })
}

/// Sees that a header has these columns of a format.
pub(super) fn complete<const N: usize>(
    header: &[impl AsRef<str>],
    names: [&str; N],
    format: &str,
) -> Result<(), Fault> {
    let places = columns(header, names);
    let absent: Vec<String> = names
        .iter()
        .zip(places)
        .filter(|(_, place)| place.is_none())
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    let message = match &absent[..] {
        [] => return Ok(()),
        [one] => format!("the column {one} of {format} is missing"),
        all if all.len() == N => format!("these are not the columns of {format}"),
        some => format!("the columns {} of {format} are missing", some.join(", ")),
    };
    Err(Fault::record(message))
}

/// Where the first of these columns stands in a header, whatever their case; beyond all cells, which reads as empty, when there
/// is none of them.
#[must_use]
pub(super) fn position(header: &[String], names: &[&str]) -> usize {
    let mut found = names.iter().filter_map(|name| columns(header, [name])[0]);
    found.next().unwrap_or(usize::MAX)
}

/// Declares a struct `Columns` of the places of columns, which are known by the name of the field or by the names behind it:
/// `assoc_actor_1 = "ally_actor_1"`. An absent column stands beyond all cells and is read as empty.
macro_rules! positions {
    ($($field:ident $(= $($name:literal)|+)?),+ $(,)?) => {
        #[derive(Debug)]
        struct Columns { $($field: usize),+ }

        impl Columns {
            fn new(header: &[String]) -> Self {
                use $crate::reader::head::position;
                Self { $($field: position(header, &[stringify!($field), $($($name),+)?])),+ }
            }
        }
    };
}

pub(super) use positions;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_for_spreadsheets_is_seen() {
        for (text, length) in [
            ("sep=;\nid;x\n", 6),
            ("SEP=,\r\nid,x\n", 7),
            ("\"sep=;\"\r\nid;x", 9),
            ("sep=\t\nid\tx", 6),
            ("sep=;", 5),
            ("sep=,x\n1,2\n", 0),
            ("sep=\n", 0),
            ("separator\n", 0),
            ("é=;\n", 0),
            ("", 0),
        ] {
            assert_eq!(separator_line(text), length, "{text:?}");
        }
    }
}
