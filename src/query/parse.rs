//! Tokens → expression, with recovery.
//!
//! `NOT` binds tighter than standing side by side, which binds tighter than `OR`. Every text has an expression: what is
//! missing or too much is reported and left out, and the rest is read as if it had not been there.

use super::expr::{Expr, ExprKind, FieldTerm, Span};
use super::lex::{Token, TokenKind, lex};
use crate::diagnostic::Diagnostic;

/// Deeper nesting than this is refused: reading, printing and resolving go down by calling themselves.
const DEEPEST: usize = 64;

/// What a filter text says, as far as it can be read.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The expression; of a text with mistakes, what remains without them.
    pub expr: Expr,
    /// The mistakes. None of them means that the whole text is in `expr`.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a filter text. Never fails: mistakes are reported beside the expression of the rest.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    let (mut tokens, mut problems) = lex(text);
    balance(&mut tokens, &mut problems);
    let mut parser = Parser {
        tokens: tokens.into_iter().peekable(),
        depth: 0,
        problems,
    };
    let expr = parser.any().unwrap_or_else(Expr::everything);
    let mut diagnostics = parser.problems;
    diagnostics.sort_by_key(place);
    Parsed { expr, diagnostics }
}

/// Where a problem of a filter starts.
pub(crate) fn place(problem: &Diagnostic) -> usize {
    problem.labels.first().map_or(0, |label| label.span.start)
}

/// Reports parentheses without a partner, and leaves out those that close nothing.
fn balance(tokens: &mut Vec<Token>, problems: &mut Vec<Diagnostic>) {
    let mut open = Vec::new();
    tokens.retain(|token| {
        match token.kind {
            TokenKind::Open => open.push(token.span.clone()),
            TokenKind::Close if open.pop().is_none() => {
                problems.push(unopened(&token.span));
                return false;
            }
            _ => {}
        }
        true
    });
    problems.extend(open.iter().map(unclosed));
}

fn unclosed(span: &Span) -> Diagnostic {
    Diagnostic::error(
        "unclosed-parenthesis",
        "This parenthesis is never closed",
        0,
        span.clone(),
    )
    .hint("add `)` where the group ends")
}

fn unopened(span: &Span) -> Diagnostic {
    Diagnostic::error(
        "unexpected-parenthesis",
        "This parenthesis closes nothing",
        0,
        span.clone(),
    )
    .hint("remove it, or add `(` where the group starts; a parenthesis in a text is quoted")
}

struct Parser {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    depth: usize,
    problems: Vec<Diagnostic>,
}

impl Parser {
    /// Branches between `OR`, up to `)` or the end.
    fn any(&mut self) -> Option<Expr> {
        let mut branches = Vec::new();
        let mut first = self.all();
        let mut operator = self.take(&TokenKind::Or);
        if first.is_none()
            && let Some(span) = &operator
        {
            self.lacks_operand("OR", span);
        }
        branches.extend(first.take());
        while let Some(span) = operator {
            let branch = self.all();
            if branch.is_none() {
                self.lacks_operand("OR", &span);
            }
            branches.extend(branch);
            operator = self.take(&TokenKind::Or);
        }
        joined(branches, ExprKind::Or)
    }

    /// Terms side by side or between `AND`, up to `OR`, `)` or the end.
    fn all(&mut self) -> Option<Expr> {
        let mut terms = Vec::new();
        loop {
            if let Some(span) = self.take(&TokenKind::And) {
                if terms.is_empty() || !self.at_operand() {
                    self.lacks_operand("AND", &span);
                }
            } else if self.at_operand() {
                terms.extend(self.operand());
            } else {
                return joined(terms, ExprKind::And);
            }
        }
    }

    fn at_operand(&mut self) -> bool {
        self.tokens.peek().is_some_and(|token| {
            !matches!(
                token.kind,
                TokenKind::And | TokenKind::Or | TokenKind::Close
            )
        })
    }

    fn take(&mut self, kind: &TokenKind) -> Option<Span> {
        self.tokens
            .next_if(|token| token.kind == *kind)
            .map(|token| token.span)
    }

    fn operand(&mut self) -> Option<Expr> {
        let Token { kind, span } = self.tokens.next()?;
        match kind {
            TokenKind::Not => self.deeper(&span, |parser| parser.negation(&span)),
            TokenKind::Open => self.deeper(&span, |parser| parser.group(&span)),
            TokenKind::Text(term) => self.text(ExprKind::Text(term), span),
            TokenKind::Field(term) => self.field(term, span),
            TokenKind::And | TokenKind::Or | TokenKind::Close => None,
        }
    }

    /// Goes a level down, unless that is too deep: then the rest of the text is left out.
    fn deeper(
        &mut self,
        span: &Span,
        read: impl FnOnce(&mut Self) -> Option<Expr>,
    ) -> Option<Expr> {
        if self.depth == DEEPEST {
            let problem = Diagnostic::error(
                "nested-too-deeply",
                "This filter is nested too deeply",
                0,
                span.clone(),
            );
            self.problems
                .push(problem.hint(format!("keep to {DEEPEST} levels of `-` and parentheses")));
            self.tokens.by_ref().for_each(drop);
            return None;
        }
        self.depth += 1;
        let expr = read(self);
        self.depth -= 1;
        expr
    }

    fn negation(&mut self, sign: &Span) -> Option<Expr> {
        if !self.at_operand() {
            self.lacks_operand("NOT", sign);
            return None;
        }
        let inner = self.operand()?;
        let span = sign.start..inner.span.end;
        Some(Expr {
            kind: ExprKind::Not(Box::new(inner)),
            span,
        })
    }

    fn group(&mut self, open: &Span) -> Option<Expr> {
        let before = self.problems.len();
        let inner = self.any();
        let close = self.take(&TokenKind::Close);
        let end = close
            .map(|span| span.end)
            .or(inner.as_ref().map(|expr| expr.span.end));
        let span = open.start..end.unwrap_or(open.end);
        if inner.is_none() && self.problems.len() == before {
            let problem = Diagnostic::error(
                "missing-operand",
                "These parentheses are empty",
                0,
                span.clone(),
            );
            self.problems
                .push(problem.hint("put a term between them, or remove them"));
        }
        inner.map(|expr| Expr { span, ..expr })
    }

    fn text(&mut self, kind: ExprKind, span: Span) -> Option<Expr> {
        let ExprKind::Text(term) = &kind else {
            return None;
        };
        if term.text.trim().is_empty() {
            let problem = Diagnostic::error(
                "empty-text",
                "There is no text to look for",
                0,
                span.clone(),
            );
            self.problems
                .push(problem.hint("write some text between the marks, or remove them"));
            return None;
        }
        Some(Expr { kind, span })
    }

    /// A field with the values that are there.
    fn field(&mut self, mut term: FieldTerm, span: Span) -> Option<Expr> {
        let several = term.values.len() > 1;
        for value in term
            .values
            .extract_if(.., |value| value.text.trim().is_empty())
        {
            let place = if value.span.is_empty() {
                gap(&value.span, &term.name_span, several)
            } else {
                value.span
            };
            self.problems
                .push(missing_value(&term.name, place, several));
        }
        (!term.values.is_empty()).then_some(Expr {
            kind: ExprKind::Field(term),
            span,
        })
    }

    fn lacks_operand(&mut self, operator: &str, span: &Span) {
        let (message, hint) = match operator {
            "NOT" => (
                "Nothing follows to be excluded".to_owned(),
                "write what to exclude right after it, as in `-kind:statement`",
            ),
            _ => (
                format!("`{operator}` needs something on both sides"),
                "add the missing side, or quote the word to search for it",
            ),
        };
        self.problems
            .push(Diagnostic::error("missing-operand", message, 0, span.clone()).hint(hint));
    }
}

/// What to mark where a value is missing: the whole head of the field, or the comma beside the gap.
fn gap(value: &Span, name: &Span, several: bool) -> Span {
    if several {
        value.start.saturating_sub(1)..value.start
    } else {
        name.start..value.start
    }
}

fn missing_value(field: &str, span: Span, several: bool) -> Diagnostic {
    let message = if several {
        format!("A value is missing in the list of `{field}:`")
    } else {
        format!("`{field}:` has no value")
    };
    let hint = if several {
        "write lists without blanks, as in `kind:capture,withdrawal`"
    } else {
        "write the value right after the colon, without a blank"
    };
    Diagnostic::error("missing-value", message, 0, span).hint(hint)
}

/// One expression of several; one alone needs no joining.
fn joined(mut parts: Vec<Expr>, join: fn(Vec<Expr>) -> ExprKind) -> Option<Expr> {
    if parts.len() < 2 {
        return parts.pop();
    }
    let span = parts.first()?.span.start..parts.last()?.span.end;
    Some(Expr {
        kind: join(parts),
        span,
    })
}

#[cfg(test)]
mod tests;
