//! Citations for copying: plain text in logical order, without anything that a terminal or an editor would act on.

use crate::analysis::EventDetail;

/// An event with its sources.
#[must_use]
pub fn event(detail: &EventDetail, version: Option<&str>) -> String {
    let _ = (detail, version);
    String::new()
}

/// A quote with its speaker and source, by position.
#[must_use]
pub fn quote(detail: &EventDetail, quote: usize, version: Option<&str>) -> Option<String> {
    let _ = (detail, quote, version);
    None
}

/// A source, by position.
#[must_use]
pub fn source(detail: &EventDetail, source: usize, version: Option<&str>) -> Option<String> {
    let _ = (detail, source, version);
    None
}
