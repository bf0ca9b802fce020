//! Changes of the filter text by panels: one door to `query`'s editing of text.

use crate::analysis::{Catalog, Choice, Facet, Lane};
use crate::model::{Day, Position, TimeRange};
use crate::query::{self, Sign};

/// Includes or excludes a value, or takes that back when it stands there already.
pub(super) fn choose(text: &str, field: &str, value: &str, choice: Choice) -> String {
    match choice {
        Choice::None => query::remove(text, field, value),
        Choice::Included => query::toggle(text, field, value, Sign::Included),
        Choice::Excluded => query::toggle(text, field, value, Sign::Excluded),
    }
}

/// Asks for this value besides all that was asked for, unless the filter does so already.
pub(super) fn narrow(text: &str, field: &str, value: &str) -> String {
    let term = query::include("", field, value);
    let stands = query::parse(text).expr;
    let stands = stands.terms().iter().any(|other| other.to_string() == term);
    if stands {
        text.to_owned()
    } else {
        query::narrow(text, &term)
    }
}

/// Asks for what a lane stands for. A pair without a known direction is one of participants.
pub(super) fn narrow_to_lane(text: &str, lane: &Lane) -> String {
    let first = narrow(text, &lane.field, &lane.value);
    match &lane.target {
        Some(target) if target.directed => narrow(&first, "at", &target.value),
        Some(target) => narrow(&first, "participant", &target.value),
        None => first,
    }
}

/// Asks for events within a distance of a point; a circle that was asked for is replaced.
pub(super) fn near(text: &str, at: Position, km: f64) -> String {
    let at = crate::content::words::position_words(at.lat, at.lon);
    query::include(text, "near", &format!("{at},{km:.1}km"))
}

/// Asks for this time besides all that was asked for.
pub(super) fn during(text: &str, time: TimeRange) -> String {
    query::narrow(text, &query::set_date("", Some(time)))
}

/// The term for what was certainly in this time.
pub(super) fn certainly(time: TimeRange) -> String {
    query::set_date("date!:..", Some(time))
}

/// Drops what the filter says about a facet: its values, and the headings they stand under.
pub(super) fn remove_facet(text: &str, facet: Facet, catalog: &Catalog) -> String {
    let heading = match facet {
        Facet::Actor => Some("bloc"),
        Facet::Source => Some("publisher"),
        _ => None,
    };
    let text = query::clear(text, facet.field(catalog));
    heading.map_or_else(|| text.clone(), |field| query::clear(&text, field))
}

/// Asks for this time only.
pub(super) fn set_date(text: &str, time: TimeRange) -> String {
    query::set_date(text, Some(time))
}

/// Puts the clock back to the end of a day, or to now.
pub(super) fn set_known(text: &str, day: Option<Day>) -> String {
    query::set_known(text, day)
}
