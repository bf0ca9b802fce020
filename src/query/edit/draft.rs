//! A text being changed, and what it says after each change.

use std::ops::Range;

use super::super::expr::{Expr, ExprKind, FieldTerm};
use super::super::parse::parse;
use super::Sign;

pub(super) struct Draft {
    text: String,
    pub(super) expr: Expr,
}

impl Draft {
    /// A text without mistakes as it stands; of one with mistakes, what can be read.
    pub(super) fn new(text: &str) -> Self {
        let parsed = parse(text);
        if parsed.diagnostics.is_empty() {
            return Self {
                text: text.to_owned(),
                expr: parsed.expr,
            };
        }
        let text = parsed.expr.to_string();
        let expr = parse(&text).expr;
        Self { text, expr }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// The top terms that are fields.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&FieldTerm, Sign)> {
        self.expr.terms().iter().filter_map(signed)
    }

    /// The text, in parentheses where it must not mingle with what stands beside it.
    pub(super) fn grouped(&self) -> String {
        let text = self.text.trim();
        match &self.expr.kind {
            ExprKind::Or(branches)
                if branches
                    .first()
                    .is_some_and(|first| first.span.start == self.expr.span.start) =>
            {
                format!("({text})")
            }
            _ => text.to_owned(),
        }
    }

    /// Adds a term that must hold too.
    pub(super) fn append(&mut self, term: &str) {
        let before = self.grouped();
        let blank = if before.is_empty() { "" } else { " " };
        self.set(format!("{before}{blank}{term}"));
    }

    pub(super) fn insert(&mut self, at: usize, text: &str) {
        self.splice(at..at, text);
    }

    /// Where the values of the last such term end.
    pub(super) fn last_value(&self, wanted: impl Fn(&FieldTerm, Sign) -> bool) -> Option<usize> {
        let terms = self.fields().filter(|(term, sign)| wanted(term, *sign));
        terms
            .last()
            .and_then(|(term, _)| term.values.last())
            .map(|value| value.span.end)
    }

    /// Puts a text in the place of the first such term, at the end when there is none, and takes the others away.
    pub(super) fn replace_terms(
        &mut self,
        wanted: impl Fn(&FieldTerm, Sign) -> bool,
        text: Option<&str>,
    ) {
        let positions: Vec<usize> = (self.expr.terms().iter().enumerate())
            .filter(|(_, term)| signed(term).is_some_and(|(term, sign)| wanted(term, sign)))
            .map(|(n, _)| n)
            .collect();
        // From the last on: the spans and positions of those before stay as they are.
        for (n, &term) in positions.iter().enumerate().rev() {
            match text {
                Some(text) if n == 0 => self.splice(self.expr.terms()[term].span.clone(), text),
                _ => self.remove_term(term),
            }
        }
        if let Some(text) = text
            && positions.is_empty()
        {
            self.append(text);
        }
    }

    /// Takes a value of a term away, and the term with the last one.
    pub(super) fn remove_value(&mut self, term: usize, value: usize) {
        let Some((field, _)) = self.expr.terms().get(term).and_then(signed) else {
            return;
        };
        let spans: Vec<_> = field
            .values
            .iter()
            .map(|value| value.span.clone())
            .collect();
        match without(&spans, value) {
            Some(range) => self.splice(range, ""),
            None => self.remove_term(term),
        }
    }

    /// Takes a top term away, with the blanks or the `AND` that tied it to its neighbour.
    fn remove_term(&mut self, term: usize) {
        let spans: Vec<_> = self
            .expr
            .terms()
            .iter()
            .map(|term| term.span.clone())
            .collect();
        match without(&spans, term) {
            Some(range) => self.splice(range, ""),
            None => self.set(String::new()),
        }
    }

    fn splice(&mut self, range: Range<usize>, with: &str) {
        let mut text = std::mem::take(&mut self.text);
        text.replace_range(range, with);
        self.set(text);
    }

    fn set(&mut self, text: String) {
        self.expr = parse(&text).expr;
        self.text = text;
    }
}

fn signed(term: &Expr) -> Option<(&FieldTerm, Sign)> {
    let (term, excluded) = term.as_field()?;
    let sign = if excluded {
        Sign::Excluded
    } else {
        Sign::Included
    };
    Some((term, sign))
}

/// The bytes to take away for one of several neighbours, with what stands between; `None` when it is the only one.
fn without(spans: &[Range<usize>], n: usize) -> Option<Range<usize>> {
    let span = spans.get(n)?;
    if let Some(before) = n.checked_sub(1).and_then(|before| spans.get(before)) {
        return Some(before.end..span.end);
    }
    spans.get(n + 1).map(|after| span.start..after.start)
}
