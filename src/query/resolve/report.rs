//! What is said about fields and values that mean nothing, and codes that mean several things.

use super::super::expr::{FieldTerm, Span, Value};
use super::super::fields::{FIELDS, Field};
use super::super::names::{Dictionary, by_distance, nearest};
use super::super::own::OwnField;
use super::super::print::value_text;
use crate::diagnostic::Diagnostic;
use crate::model::CODE_SCHEMES;

/// So many fields of the data sets' own are told; the rest are counted.
const TOLD: usize = 6;

pub(super) fn unknown_field(term: &FieldTerm, dictionary: Dictionary<'_>) -> Diagnostic {
    let name = &term.name;
    let of_data = name.contains('.') || CODE_SCHEMES.contains(&name.as_str());
    let message = match of_data {
        true => format!("No opened data set has a field `{name}:`"),
        false => format!("There is no field `{name}:`"),
    };
    let near = near_field(name, dictionary).map(|near| format!("did you mean `{near}:`?"));
    let quoted = format!("to search for the text itself, quote it: `\"{name}:…\"`");
    let hint = match (near, of_data) {
        (Some(near), false) => near,
        (None, false) => quoted,
        (Some(near), true) => format!("{near} {}", told_fields(name, dictionary)),
        (None, true) => format!("{}; {quoted}", told_fields(name, dictionary)),
    };
    Diagnostic::error("unknown-field", message, 0, term.name_span.clone()).hint(hint)
}

/// The field that a name may be a slip for. What stands behind the dot is enough: `dyad` for `ucdp.dyad`.
fn near_field<'a>(name: &str, dictionary: Dictionary<'a>) -> Option<&'a str> {
    let spellings = FIELDS.iter().flat_map(|field| {
        let aliases = field.aliases.iter();
        std::iter::once(&field.name)
            .chain(aliases)
            .map(|spelling| (*spelling, *spelling))
    });
    let own = || dictionary.own_fields().map(|field| &*field.entry.name);
    let last = |own: &'a str| (own.rsplit('.').next().unwrap_or(own), own);
    let whole = spellings.chain(own().map(|own| (own, own)));
    nearest(name, whole.chain(own().map(last)))
}

/// The fields of the opened data sets: those of the same format first, and of these the nearest to a name.
fn told_fields(name: &str, dictionary: Dictionary<'_>) -> String {
    let own = dictionary.own_fields().map(|field| &*field.entry.name);
    let mut fields = by_distance(name, own);
    let format = |name: &str| name.split_once('.').map(|(format, _)| format.to_owned());
    fields.sort_by_key(|field| format(field) != format(name));
    let first: Vec<String> = fields
        .iter()
        .take(TOLD)
        .map(|field| format!("`{field}:`"))
        .collect();
    let first = first.join(", ");
    match fields.len().saturating_sub(TOLD) {
        _ if fields.is_empty() => "the opened data sets have no fields of their own".to_owned(),
        0 => format!("their own fields are {first}"),
        more => format!("their own fields are {first} and {more} more"),
    }
}

/// A code that no scheme has.
pub(super) fn unknown_code(value: &Value, dictionary: Dictionary<'_>) -> Diagnostic {
    let message = format!("No event has the code `{}`", value.text);
    let near = |scheme: OwnField<'_>| {
        let near = scheme.lookup.typed(scheme.suggest(&value.text)?);
        Some(format!(
            "did you mean `{}`, a code of `{}`?",
            value_text(near),
            scheme.entry.name
        ))
    };
    let hint = match dictionary.schemes().find_map(near) {
        Some(near) => near,
        None if dictionary.schemes().next().is_none() => {
            "the opened data have no codes at all".to_owned()
        }
        None => "type `code:` and complete it for a list".to_owned(),
    };
    Diagnostic::error("unknown-value", message, 0, value.span.clone()).hint(hint)
}

/// A code that means something in several schemes.
pub(super) fn code_of_several(value: &Value, schemes: &[&str]) -> Diagnostic {
    let names: Vec<String> = schemes.iter().map(|scheme| format!("`{scheme}`")).collect();
    let message = format!(
        "`{}` is a code of several schemes, and all are meant: {}",
        value.text,
        names.join(", ")
    );
    let written = value_text(&value.text);
    let one = schemes.first().copied().unwrap_or_default();
    Diagnostic::warning("shared-code", message, 0, value.span.clone())
        .hint(format!("for one of them write `{one}:{written}`"))
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
