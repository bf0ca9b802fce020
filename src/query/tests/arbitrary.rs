//! Expressions of every shape that a text can say.

use proptest::prelude::*;

use super::super::*;

/// An expression without spans.
pub(super) fn expr() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        text().prop_map(ExprKind::Text),
        field().prop_map(ExprKind::Field)
    ]
    .prop_map(placed);
    leaf.prop_recursive(4, 24, 4, |inner| {
        let several = || prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            several().prop_map(ExprKind::And),
            several().prop_map(ExprKind::Or),
            inner
                .clone()
                .prop_map(|inner| ExprKind::Not(Box::new(inner))),
        ]
        .prop_map(placed)
    })
}

fn placed(kind: ExprKind) -> Expr {
    Expr { kind, span: 0..0 }
}

fn text() -> impl Strategy<Value = TextTerm> {
    let word = "[\\pL\\pN.,;'!]{1,6}".prop_filter("an operator", |word| {
        !matches!(word.as_str(), "AND" | "OR" | "NOT")
    });
    let written = |style| {
        move |text| TextTerm {
            style,
            text,
            span: 0..0,
        }
    };
    prop_oneof![
        word.prop_map(written(TextStyle::Word)),
        anything().prop_map(written(TextStyle::Phrase)),
        "[a-z/ \"()]{0,3}(\\\\[dws.\\\\])?[a-z]".prop_map(written(TextStyle::Pattern)),
    ]
}

fn field() -> impl Strategy<Value = FieldTerm> {
    let value = prop_oneof![anything(), "[a-z0-9.<>={}\\[\\]/~-]{1,10}"]
        .prop_map(|text| Value { text, span: 0..0 });
    (
        "[a-z]([a-z0-9_.-]{0,5}[a-z0-9_-])?",
        any::<bool>(),
        prop::collection::vec(value, 1..4),
    )
        .prop_map(|(name, certain, values)| FieldTerm {
            name,
            name_span: 0..0,
            certain,
            values,
        })
}

fn anything() -> impl Strategy<Value = String> {
    any::<String>().prop_filter("some text", |text| !text.trim().is_empty())
}

/// The expression without its spans.
pub(super) fn placeless(expr: &Expr) -> Expr {
    placed(match &expr.kind {
        ExprKind::And(terms) => ExprKind::And(terms.iter().map(placeless).collect()),
        ExprKind::Or(terms) => ExprKind::Or(terms.iter().map(placeless).collect()),
        ExprKind::Not(inner) => ExprKind::Not(Box::new(placeless(inner))),
        ExprKind::Text(term) => ExprKind::Text(TextTerm {
            span: 0..0,
            ..term.clone()
        }),
        ExprKind::Field(term) => ExprKind::Field(FieldTerm {
            name_span: 0..0,
            values: term
                .values
                .iter()
                .map(|value| Value {
                    span: 0..0,
                    ..value.clone()
                })
                .collect(),
            ..term.clone()
        }),
    })
}
