//! The expression that a filter text says: its terms as written, with the bytes they stand on.
//!
//! Nothing here knows which fields exist or which names resolve; that is the business of `resolve`. An expression prints
//! back to a text that reads as the same expression (see `print`).

use std::ops::Range;

use super::fields;

/// Bytes of the filter text.
pub type Span = Range<usize>;

/// An expression and where it stands, with its `-` and its parentheses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr {
    /// What it says.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// What an expression says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExprKind {
    /// All of these, in the order written; every event when empty, which only a whole text can be.
    And(Vec<Expr>),
    /// Any of these, in the order written.
    Or(Vec<Expr>),
    /// Not this.
    Not(Box<Expr>),
    /// Text to look for.
    Text(TextTerm),
    /// A field and its values.
    Field(FieldTerm),
}

/// Text to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextTerm {
    /// How it was written.
    pub style: TextStyle,
    /// The text without its quotes or slashes.
    pub text: String,
    /// Where it stands, with its quotes or slashes.
    pub span: Span,
}

/// How text to look for is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStyle {
    /// `aleppo`
    Word,
    /// `"central Syria"`
    Phrase,
    /// `/hom(s|es)/`
    Pattern,
}

/// `field:value,value` or `field!:value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldTerm {
    /// Name as typed, in lower case: it may be an alias, or no field at all.
    pub name: String,
    /// Where the name stands, without `!` and colon.
    pub name_span: Span,
    /// Whether `!` asks for certain matches only.
    pub certain: bool,
    /// Any of these; never empty.
    pub values: Vec<Value>,
}

/// One value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The text without its quotes.
    pub text: String,
    /// Where it stands, with its quotes.
    pub span: Span,
}

impl Expr {
    /// The expression that every event matches.
    #[must_use]
    pub fn everything() -> Self {
        Self {
            kind: ExprKind::And(Vec::new()),
            span: 0..0,
        }
    }

    /// Whether it says nothing, so that every event matches.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        matches!(&self.kind, ExprKind::And(terms) if terms.is_empty())
    }

    /// The terms that must all hold, as they stand at the top: what a panel can show as one mark each and an edit can
    /// take away.
    #[must_use]
    pub fn terms(&self) -> &[Self] {
        match &self.kind {
            ExprKind::And(terms) => terms,
            _ => std::slice::from_ref(self),
        }
    }

    /// The field term of this expression, and whether it is excluded; `None` for anything else.
    #[must_use]
    pub fn as_field(&self) -> Option<(&FieldTerm, bool)> {
        match &self.kind {
            ExprKind::Field(term) => Some((term, false)),
            ExprKind::Not(inner) => match &inner.kind {
                ExprKind::Field(term) => Some((term, true)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The expression without the top terms of these fields, whether they include or exclude: what a facet counts with.
    #[must_use]
    pub fn without_fields(&self, fields: &[&str]) -> Self {
        let stays = |term: &&Self| {
            term.as_field()
                .is_none_or(|(field, _)| !fields.iter().any(|name| field.is(name)))
        };
        let kept = self.terms().iter().filter(stays).cloned().collect();
        Self {
            kind: ExprKind::And(kept),
            span: self.span.clone(),
        }
    }
}

impl FieldTerm {
    /// Whether its name is this field's, by name or alias.
    #[must_use]
    pub fn is(&self, field: &str) -> bool {
        self.name == field || fields::canonical(&self.name) == fields::canonical(field)
    }
}
