//! The data sets' own fields by name, to pick values of one.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use tui_input::Input;

use super::super::{Notice, State};
use super::Overlay;
use crate::analysis::{Catalog, Facet};

/// A found field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldItem {
    /// Its facet.
    pub facet: Facet,
    /// Characters of its name that were found.
    pub matched: Vec<u32>,
}

/// The fields that a fuzzy find finds, best first; all in their order when it is empty.
#[must_use]
pub fn own_fields(catalog: &Catalog, find: &str) -> Vec<FieldItem> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(find, CaseMatching::Ignore, Normalization::Smart);
    let own = catalog.facets().skip(Facet::COMMON.len());
    let mut buffer = Vec::new();
    let mut found: Vec<(u32, FieldItem)> = own
        .filter_map(|facet| {
            let mut matched = Vec::new();
            let name = Utf32Str::new(facet.label(catalog), &mut buffer);
            let score = pattern.indices(name, &mut matcher, &mut matched)?;
            matched.sort_unstable();
            matched.dedup();
            Some((score, FieldItem { facet, matched }))
        })
        .collect();
    // Stable, so that equally good ones stay in their order.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, item)| item).collect()
}

/// Shows the fields; with one alone its values, and with none says so.
pub(in crate::app) fn pick(state: &mut State) {
    match &state.catalog.fields[..] {
        [] => state.notice = Some(Notice::info("The opened data have no fields of their own")),
        [_] => super::pick(state, Facet::Field(0)),
        _ => {
            state.overlay = Some(Overlay::Fields {
                input: Input::default(),
                cursor: 0,
            });
        }
    }
}
