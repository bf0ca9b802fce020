//! Tokens → expression, with recovery.
//!
//! `NOT` binds tighter than standing side by side, which binds tighter than `OR`. Every text has an expression: what is
//! missing or too much is reported and left out, and the rest is read as if it had not been there.

use super::expr::{Expr, ExprKind, FieldTerm, Span, TextTerm, Value};
use super::lex::{Token, TokenKind, lex};
use crate::diagnostic::Diagnostic;

mod report;

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
                problems.push(report::unopened(&token.span));
                return false;
            }
            _ => {}
        }
        true
    });
    problems.extend(open.iter().map(report::unclosed));
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
        let mut lacking = None;
        loop {
            let before = self.problems.len();
            let branch = self.all();
            // A branch that was left out as wrong is no gap, and an operator between two gaps is reported once.
            let gap = branch.is_none() && self.problems.len() == before;
            branches.extend(branch);
            let operator = self.take(&TokenKind::Or);
            if gap && let Some(span) = lacking.take().or(operator.clone()) {
                self.problems.push(report::half("OR", &span));
            } else {
                lacking = operator.clone();
            }
            if operator.is_none() {
                return joined(branches, ExprKind::Or);
            }
        }
    }

    /// Terms side by side or between `AND`, up to `OR`, `)` or the end.
    fn all(&mut self) -> Option<Expr> {
        let mut terms = Vec::new();
        let mut begun = false;
        loop {
            if let Some(span) = self.take(&TokenKind::And) {
                if !begun || !self.at_operand() {
                    self.problems.push(report::half("AND", &span));
                }
            } else if self.at_operand() {
                terms.extend(self.operand());
                begun = true;
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
            TokenKind::Text(term) => self.text(term, span),
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
            self.problems.push(report::too_deep(span, DEEPEST));
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
            self.problems.push(report::nothing_excluded(sign));
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
        let closed = close.is_some();
        let end = close
            .map(|span| span.end)
            .or(inner.as_ref().map(|expr| expr.span.end));
        let span = open.start..end.unwrap_or(open.end);
        if inner.is_none() && closed && self.problems.len() == before {
            self.problems.push(report::empty_group(&span));
        }
        inner.map(|expr| Expr { span, ..expr })
    }

    fn text(&mut self, term: TextTerm, span: Span) -> Option<Expr> {
        if term.text.trim().is_empty() {
            self.problems.push(report::empty_text(&span));
            return None;
        }
        let kind = ExprKind::Text(term);
        Some(Expr { kind, span })
    }

    /// A field with the values that are there.
    fn field(&mut self, mut term: FieldTerm, span: Span) -> Option<Expr> {
        let several = term.values.len() > 1;
        let empty = |value: &mut Value| value.text.trim().is_empty();
        for value in term.values.extract_if(.., empty) {
            let problem = report::missing_value(&value, &term.name, &term.name_span, several);
            self.problems.push(problem);
        }
        (!term.values.is_empty()).then_some(Expr {
            kind: ExprKind::Field(term),
            span,
        })
    }
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
