//! Where in the filter the cursor stands.

use std::ops::Range;

use super::super::expr::{FieldTerm, Span, TextStyle, TextTerm, Value};
use super::super::fields::Field;
use super::super::lex::{Token, TokenKind, lex};
use super::super::names::Dictionary;
use super::super::own::OwnField;
use super::Typing;

/// What is being typed.
pub(super) enum Place<'t> {
    /// A value of a field.
    Value(ValuePlace<'t>),
    /// A word, which may become a field.
    Word {
        /// Bytes of the word.
        replace: Span,
        /// The word up to the cursor.
        typed: &'t str,
    },
    /// Text that nothing can be offered for.
    Nowhere,
}

/// A value being typed.
pub(super) struct ValuePlace<'t> {
    /// Its field.
    pub(super) field: ValueField<'t>,
    /// `field:` or `field!:` as typed.
    pub(super) head: &'t str,
    /// The other values of the list.
    pub(super) others: Vec<&'t str>,
    /// Bytes of the value.
    pub(super) replace: Span,
    /// The value up to the cursor, without quotes.
    pub(super) typed: &'t str,
}

/// The field of a value.
#[derive(Clone, Copy)]
pub(super) enum ValueField<'t> {
    /// One that every data set has.
    Common(&'static Field),
    /// One of the data sets' own.
    Own(OwnField<'t>),
}

impl<'t> ValueField<'t> {
    fn find(name: &str, dictionary: Dictionary<'t>) -> Option<Self> {
        let own = || dictionary.own_field(name).map(Self::Own);
        Field::find(name).map(Self::Common).or_else(own)
    }
}

pub(super) fn find<'t>(typing: Typing<'t>, dictionary: Dictionary<'t>) -> Place<'t> {
    let cursor = at_character(typing);
    let Some(token) = token(typing.text, cursor) else {
        return word(typing.text, cursor..cursor, cursor);
    };
    match token.kind {
        TokenKind::Field(term) => {
            let known = ValueField::find(&term.name, dictionary);
            field(typing.text, (&term, known), cursor)
        }
        TokenKind::Text(term) if term.style != TextStyle::Word => Place::Nowhere,
        TokenKind::Open | TokenKind::Close => word(typing.text, cursor..cursor, cursor),
        TokenKind::Not if token.span.len() == 1 => word(typing.text, cursor..cursor, cursor),
        _ => word(typing.text, token.span, cursor),
    }
}

/// A term as it stands in the text, with no regard to what is around it.
pub(super) enum TermKind {
    Text(TextTerm),
    Field(FieldTerm),
}

/// The term at the cursor, if there is one.
pub(super) fn at(typing: Typing<'_>) -> Option<TermKind> {
    match token(typing.text, at_character(typing))?.kind {
        TokenKind::Text(term) => Some(TermKind::Text(term)),
        TokenKind::Field(term) => Some(TermKind::Field(term)),
        _ => None,
    }
}

/// Bytes of the term at the cursor, if there is one.
pub(super) fn term(typing: Typing<'_>) -> Option<Range<usize>> {
    let token = token(typing.text, at_character(typing))?;
    matches!(token.kind, TokenKind::Text(_) | TokenKind::Field(_)).then_some(token.span)
}

/// The cursor, no further than the text and on the edge of a character.
fn at_character(typing: Typing<'_>) -> usize {
    let furthest = typing.cursor.min(typing.text.len());
    let edge = (0..=furthest)
        .rev()
        .find(|&at| typing.text.is_char_boundary(at));
    edge.unwrap_or(0)
}

/// The token that the cursor is in or right behind.
fn token(text: &str, cursor: usize) -> Option<Token> {
    let (tokens, _) = lex(text);
    tokens
        .into_iter()
        .find(|token| token.span.start < cursor && cursor <= token.span.end)
}

fn word(text: &str, replace: Span, cursor: usize) -> Place<'_> {
    let typed = &text[replace.start..cursor];
    Place::Word { replace, typed }
}

fn field<'t>(
    text: &'t str,
    (term, known): (&FieldTerm, Option<ValueField<'t>>),
    cursor: usize,
) -> Place<'t> {
    let start = term
        .values
        .first()
        .map_or(term.name_span.end, |value| value.span.start);
    if cursor < start {
        let typed = &text[term.name_span.start..cursor];
        return Place::Word {
            replace: term.name_span.start..start,
            typed: typed.trim_end_matches('!'),
        };
    }
    let here = |value: &&Value| value.span.start <= cursor && cursor <= value.span.end;
    match (known, term.values.iter().find(here)) {
        (Some(field), Some(value)) => Place::Value(ValuePlace {
            field,
            head: &text[term.name_span.start..start],
            others: others(text, term, value),
            replace: value.span.clone(),
            typed: text[value.span.start..cursor].trim_matches('"'),
        }),
        _ => Place::Nowhere,
    }
}

fn others<'t>(text: &'t str, term: &FieldTerm, here: &Value) -> Vec<&'t str> {
    let others = term.values.iter().filter(|value| value.span != here.span);
    others
        .map(|value| text[value.span.clone()].trim_matches('"'))
        .collect()
}
