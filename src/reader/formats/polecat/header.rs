//! The header of a POLECAT file, which does not always fit its rows.

use crate::reader::Head;
use crate::reader::head::columns;

/// The 40 columns, in their order; for files whose header names more than the rows have.
const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// The columns without which a file is no POLECAT.
pub(super) const REQUIRED: [&str; 7] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Quad Code",
    "Actor Name",
    "Recipient Name",
];

/// Whether these have the columns without which a file is no POLECAT.
pub(super) fn is_header(names: &[String]) -> bool {
    columns(names, REQUIRED).iter().all(Option::is_some)
}

/// The names in the first line.
pub(super) fn header(head: &Head<'_>) -> Vec<String> {
    if is_quoted(head) {
        head.cells(b'\t')
    } else {
        head.bare_cells(b'\t')
    }
}

/// Whether cells are quoted, as those of the header are.
pub(super) fn is_quoted(head: &Head<'_>) -> bool {
    head.first_line().starts_with('"')
}

/// The names of the columns of the rows. Some files have names in the header (`Headline`) for columns that were removed from the
/// rows (andybeger.com/blog/2024-05-21-polecat-event-data).
pub(super) fn names(head: &Head<'_>) -> Vec<String> {
    let names = header(head);
    let second = head.text.lines().filter(|line| !line.is_empty()).nth(1);
    let cells = second.map_or(0, |line| line.split('\t').count());
    let removed = names.iter().any(|name| name == "Headline") && cells < names.len();
    let published = |without: &str| {
        let kept = COLUMNS.iter().filter(|name| **name != without);
        kept.map(|&name| name.to_owned()).collect()
    };
    match cells {
        40 if removed => published(""),
        39 if removed => published("Intensity"),
        _ => names,
    }
}
