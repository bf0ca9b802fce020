//! What is said about texts that do not read as filters.

use super::super::expr::{Span, Value};
use crate::diagnostic::Diagnostic;

pub(super) fn unclosed(span: &Span) -> Diagnostic {
    let message = "This parenthesis is never closed";
    error("unclosed-parenthesis", message, span).hint("add `)` where the group ends")
}

pub(super) fn unopened(span: &Span) -> Diagnostic {
    let message = "This parenthesis closes nothing";
    let hint = "remove it, or add `(` where the group starts; a parenthesis in a text is quoted";
    error("unexpected-parenthesis", message, span).hint(hint)
}

pub(super) fn too_deep(span: &Span, deepest: usize) -> Diagnostic {
    let message = "This filter is nested too deeply";
    let hint = format!("keep to {deepest} levels of `-` and parentheses");
    error("nested-too-deeply", message, span).hint(hint)
}

/// An operator that lacks a side.
pub(super) fn half(operator: &str, span: &Span) -> Diagnostic {
    let message = format!("`{operator}` needs something on both sides");
    let hint = "add the missing side, or quote the word to search for it";
    error("missing-operand", &message, span).hint(hint)
}

pub(super) fn nothing_excluded(span: &Span) -> Diagnostic {
    let message = "Nothing follows to be excluded";
    let hint = "write what to exclude right after it, as in `-kind:statement`";
    error("missing-operand", message, span).hint(hint)
}

pub(super) fn empty_group(span: &Span) -> Diagnostic {
    let message = "These parentheses are empty";
    error("missing-operand", message, span).hint("put a term between them, or remove them")
}

pub(super) fn empty_text(span: &Span) -> Diagnostic {
    let message = "There is no text to look for";
    error("empty-text", message, span).hint("write some text between the marks, or remove them")
}

/// A field without a value, or a gap in its list.
pub(super) fn missing_value(value: &Value, field: &str, name: &Span, in_list: bool) -> Diagnostic {
    let (message, hint) = if in_list {
        (
            format!("A value is missing in the list of `{field}:`"),
            "write lists without blanks, as in `kind:capture,withdrawal`",
        )
    } else {
        (
            format!("`{field}:` has no value"),
            "write the value right after the colon, without a blank",
        )
    };
    let span = gap(&value.span, name, in_list);
    error("missing-value", &message, &span).hint(hint)
}

/// What to mark where nothing stands: the comma or colon before the gap, or the whole head of the field.
fn gap(value: &Span, name: &Span, in_list: bool) -> Span {
    match (value.is_empty(), in_list) {
        (false, _) => value.clone(),
        (true, true) => value.start.saturating_sub(1)..value.start,
        (true, false) => name.start..value.start,
    }
}

fn error(code: &'static str, message: &str, span: &Span) -> Diagnostic {
    Diagnostic::error(code, message, 0, span.clone())
}
