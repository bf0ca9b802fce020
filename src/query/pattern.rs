//! Regular expressions over the text of all rows.

use regex::Regex;

use super::columns::named_rows;
use super::evaluate::Context;
use crate::store::{Bitset, RowId};

/// Rows between looks at whether the answer is still wanted.
const BLOCK: usize = 4096;

/// Rows with a match in one field of their text, or in a name of their region or of an actor; `None` when cancelled.
pub(super) fn rows(context: Context<'_>, regex: &Regex) -> Option<Bitset> {
    let store = context.store;
    let in_field = |text: &str| {
        text.split_terminator('\n')
            .any(|field| regex.is_match(field))
    };
    let mut rows = named_rows(store, in_field);
    for at in 0..store.len() {
        if at % BLOCK == 0 && (context.cancelled)() {
            return None;
        }
        let row = RowId::at(at);
        if !rows.contains(row) && in_field(store.text().row(row)) {
            rows.insert(row);
        }
    }
    Some(rows)
}
