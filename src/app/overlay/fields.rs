//! Fields by name, to pick values of one or to show its profile.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use tui_input::Input;

use super::super::{Notice, State};
use super::{Overlay, profile};
use crate::analysis::{Catalog, Facet, Profiled};

/// What a field is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldUse {
    /// To pick values of a field of the data sets' own.
    Pick,
    /// To show the profile of any.
    Profile,
}

/// A found field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldItem {
    /// Which.
    pub of: Profiled,
    /// Characters of its name that were found.
    pub matched: Vec<u32>,
}

/// The fields that a fuzzy find finds, best first; all in their order when it is empty.
#[must_use]
pub fn fields(catalog: &Catalog, what_for: FieldUse, find: &str) -> Vec<FieldItem> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(find, CaseMatching::Ignore, Normalization::Smart);
    let own = |of: &Profiled| matches!(of, Profiled::Facet(Facet::Field(_)));
    let meant = profile::fields(catalog).filter(|of| what_for == FieldUse::Profile || own(of));
    let mut buffer = Vec::new();
    let mut found: Vec<(u32, FieldItem)> = meant
        .filter_map(|of| {
            let mut matched = Vec::new();
            let name = Utf32Str::new(profile::label(of, catalog), &mut buffer);
            let score = pattern.indices(name, &mut matcher, &mut matched)?;
            matched.sort_unstable();
            matched.dedup();
            Some((score, FieldItem { of, matched }))
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
                what_for: FieldUse::Pick,
                input: Input::default(),
                cursor: 0,
            });
        }
    }
}

/// Shows all fields, to choose the one whose profile is shown.
pub(in crate::app) fn profiled(state: &mut State) {
    state.overlay = Some(Overlay::Fields {
        what_for: FieldUse::Profile,
        input: Input::default(),
        cursor: 0,
    });
}
