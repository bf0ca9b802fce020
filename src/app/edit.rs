//! Changes of the filter text by panels: one door to `query`'s editing of text.

use crate::analysis::{Choice, Facet};
use crate::model::{Day, DayRange};

/// Includes or excludes a value, or takes that back when it stands there already.
pub(super) fn choose(text: &str, field: &str, value: &str, choice: Choice) -> String {
    let quoted = if value.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)) { value.to_owned() } else { format!("\"{value}\"") };
    let (positive, negative) = (format!("{field}:{quoted}"), format!("-{field}:{quoted}"));
    let wanted = match choice {
        Choice::Included => Some(&positive),
        Choice::Excluded => Some(&negative),
        Choice::None => None,
    };
    let there = wanted.is_some_and(|wanted| text.split_whitespace().any(|term| term == wanted));
    let kept = text.split_whitespace().filter(|term| *term != positive && *term != negative);
    join(kept, wanted.filter(|_| !there))
}

/// Drops what the filter says about a facet.
pub(super) fn remove_facet(text: &str, facet: Facet) -> String {
    without(text, &[facet.field()], None)
}

/// Asks for these days only.
pub(super) fn set_date(text: &str, days: DayRange) -> String {
    let term = if days.from == days.to { format!("date:{}", days.from) } else { format!("date:{}..{}", days.from, days.to) };
    without(text, &["date", "after", "before"], Some(&term))
}

/// Puts the clock back to the end of a day, or to now.
pub(super) fn set_known(text: &str, day: Option<Day>) -> String {
    without(text, &["known"], day.map(|day| format!("known:{day}")).as_ref())
}

fn without(text: &str, fields: &[&str], new: Option<&String>) -> String {
    let of = |term: &&str| !fields.iter().any(|field| term.trim_start_matches('-').strip_prefix(field).is_some_and(|rest| rest.starts_with([':', '!'])));
    join(text.split_whitespace().filter(of), new)
}

fn join<'a>(kept: impl Iterator<Item = &'a str>, new: Option<&'a String>) -> String {
    kept.chain(new.map(String::as_str)).collect::<Vec<_>>().join(" ")
}
