//! What is said about names: those that mean nothing, and those that mean more than they seem to.

use super::super::super::expr::{FieldTerm, Value};
use super::super::super::names::{Lookup, key};
use super::super::super::print::value_text;
use super::List;
use crate::diagnostic::Diagnostic;

/// So many readings of a half-typed name are told; the rest are counted.
const TOLD: usize = 4;

pub(super) fn unknown(value: &Value, term: &FieldTerm, list: &List<'_>) -> Diagnostic {
    let noun = list.noun;
    let message = match list.own {
        // Fields and schemes have more values than the opened data use.
        Some(_) => format!("No event has the {noun} `{}`", value.text),
        None => format!("There is no {noun} `{}`", value.text),
    };
    let hint = match list.suggest(&value.text) {
        Some(near) => did_you_mean(list.lookup, near),
        None if list.lookup.is_empty() => format!("the opened data have no {noun} at all"),
        None => format!("type `{}:` and complete it for a list", term.name),
    };
    Diagnostic::error("unknown-value", message, 0, value.span.clone()).hint(hint)
}

/// The id, with the name where the one does not show the other.
fn did_you_mean(lookup: &Lookup, entry: u32) -> String {
    let (typed, label) = (lookup.typed(entry), lookup.label(entry));
    if key(typed) == key(label) {
        format!("did you mean `{}`?", value_text(typed))
    } else {
        format!("did you mean `{}` ({label})?", value_text(typed))
    }
}

/// An id that others have for a name: the town of Idlib and the governorate around it.
pub(super) fn shared_name(
    value: &Value,
    meant: &[u32],
    term: &FieldTerm,
    list: &List<'_>,
) -> Option<Diagnostic> {
    let others: Vec<u32> = list.lookup.named(&value.text).to_vec();
    let other = *others.iter().find(|other| !meant.contains(other))?;
    let id = list.lookup.typed(other);
    let message = format!(
        "`{}` is the id of one {}, and the name of `{id}` too",
        value.text, list.noun
    );
    let hint = format!("for the other one write `{}:{id}`", term.name);
    Some(Diagnostic::warning("shared-name", message, 0, value.span.clone()).hint(hint))
}

pub(super) fn read_as_start(value: &Value, entries: &[u32], list: &List<'_>) -> Diagnostic {
    let ids = told(entries, list.lookup);
    let message = format!(
        "No {} is called `{}`; it is read as the start of {ids}",
        list.noun, value.text
    );
    Diagnostic::warning("read-as-start", message, 0, value.span.clone())
}

/// What is typed for the first entries, and how many more there are.
fn told(entries: &[u32], lookup: &Lookup) -> String {
    let first: Vec<String> = entries
        .iter()
        .take(TOLD)
        .map(|&entry| format!("`{}`", lookup.typed(entry)))
        .collect();
    match entries.len().saturating_sub(TOLD) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

pub(super) fn ambiguous(
    value: &Value,
    carriers: &[(Box<str>, u32)],
    term: &FieldTerm,
    list: &List<'_>,
) -> Diagnostic {
    let message = format!(
        "`{}` is a code of several {}s, by different schemes",
        value.text, list.noun
    );
    let readings: Vec<String> = carriers
        .iter()
        .map(|(scheme, entry)| {
            let label = list.lookup.label(*entry);
            format!("`{}:{scheme}:{}` ({label})", term.name, value.text)
        })
        .collect();
    Diagnostic::error("ambiguous-code", message, 0, value.span.clone())
        .hint(format!("name the scheme: {}", readings.join(" or ")))
}
