//! What is said about fields and values that mean nothing.

use super::super::expr::{FieldTerm, Span, Value};
use super::super::fields::{FIELDS, Field};
use super::super::names::nearest;
use crate::diagnostic::Diagnostic;

pub(super) fn unknown_field(term: &FieldTerm) -> Diagnostic {
    let name = &term.name;
    let spellings = FIELDS.iter().flat_map(|field| {
        let aliases = field.aliases.iter();
        std::iter::once(&field.name)
            .chain(aliases)
            .map(|spelling| (*spelling, *spelling))
    });
    let hint = match nearest(name, spellings) {
        Some(near) => format!("did you mean `{near}:`?"),
        None => format!("to search for the text itself, quote it: `\"{name}:…\"`"),
    };
    Diagnostic::error(
        "unknown-field",
        format!("There is no field `{name}:`"),
        0,
        term.name_span.clone(),
    )
    .hint(hint)
}

pub(super) fn not_certain(term: &FieldTerm) -> Diagnostic {
    let mark = term.name_span.end..term.name_span.end + 1;
    let message = format!(
        "`{}:` is never uncertain, so `!` means nothing here",
        term.name
    );
    Diagnostic::error("not-uncertain", message, 0, mark)
        .hint("`!` stands after dates and numbers of claims: `date!:2024-11-30`, `killed!:>=50`")
}

pub(super) fn known_inside(term: &FieldTerm) -> Diagnostic {
    Diagnostic::error(
        "known-inside",
        "The clock is put back for the whole filter, so `known:` cannot be excluded or stand in a group",
        0,
        term.span(),
    )
    .hint("write it beside the other terms, outside of `OR`, `-` and parentheses")
}

/// A value that is not what its field takes.
pub(super) fn wrong_value(term: &FieldTerm, value: &Value, expected: &str) -> Diagnostic {
    let message = format!("`{}` is not {expected}", value.text);
    let examples = Field::find(&term.name).map_or(&[][..], |field| field.examples);
    let shown: Vec<String> = examples
        .iter()
        .map(|example| format!("`{}:{example}`", term.name))
        .collect();
    Diagnostic::error("wrong-value", message, 0, value.span.clone())
        .hint(format!("write {}", shown.join(" or ")))
}

pub(super) fn known_twice(place: Span, first: Span) -> Diagnostic {
    let message = "The clock can be put back to one day only";
    Diagnostic::error("known-twice", message, 0, place)
        .also(0, first, "it is put back here already")
        .hint("keep one of the two")
}
