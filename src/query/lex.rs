//! Filter text → tokens with spans.
//!
//! Every text has tokens: what is unfinished (a quote, a regular expression) is reported and taken as it stands, because
//! most filters are unfinished while they are typed. Knows nothing of which fields exist.

use super::expr::{FieldTerm, Span, TextStyle, TextTerm, Value};
use crate::diagnostic::Diagnostic;

mod scan;

pub(crate) use scan::{bare_word_len, field_head, is_balanced, raw_value_len};

/// A token and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Where it stands.
    pub(crate) span: Span,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `-` before a term, or `NOT`.
    Not,
    /// `AND`
    And,
    /// `OR`
    Or,
    /// Text to look for.
    Text(TextTerm),
    /// A field; unlike in an expression, a value may be empty where one was left out.
    Field(FieldTerm),
}

/// Reads all tokens and reports what is unfinished.
pub(crate) fn lex(text: &str) -> (Vec<Token>, Vec<Diagnostic>) {
    let mut lexer = Lexer {
        text,
        at: 0,
        tokens: Vec::new(),
        problems: Vec::new(),
    };
    while lexer.skip_blanks() {
        lexer.token();
    }
    (lexer.tokens, lexer.problems)
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    tokens: Vec<Token>,
    problems: Vec<Diagnostic>,
}

impl Lexer<'_> {
    /// Moves to the next token; false at the end.
    fn skip_blanks(&mut self) -> bool {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self.at < self.text.len()
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn token(&mut self) {
        match self.rest().as_bytes()[0] {
            b'(' => self.sign(TokenKind::Open),
            b')' => self.sign(TokenKind::Close),
            b'-' => self.sign(TokenKind::Not),
            b'"' => self.phrase(),
            b'/' => self.pattern(),
            _ => match field_head(self.rest()) {
                Some(head) => self.field(head),
                None => self.word(),
            },
        }
    }

    fn sign(&mut self, kind: TokenKind) {
        let span = self.advance(1);
        self.tokens.push(Token { kind, span });
    }

    fn advance(&mut self, bytes: usize) -> Span {
        let start = self.at;
        self.at += bytes;
        start..self.at
    }

    fn word(&mut self) {
        let span = self.advance(bare_word_len(self.rest()));
        let kind = match &self.text[span.clone()] {
            "AND" => TokenKind::And,
            "OR" => TokenKind::Or,
            "NOT" => TokenKind::Not,
            word => TokenKind::Text(TextTerm {
                style: TextStyle::Word,
                text: word.to_owned(),
                span: span.clone(),
            }),
        };
        self.tokens.push(Token { kind, span });
    }

    fn phrase(&mut self) {
        let (text, span) = self.quoted();
        self.text_token(TextStyle::Phrase, text, span);
    }

    fn pattern(&mut self) {
        let scanned = scan::pattern(self.rest());
        let span = self.advance(scanned.len);
        if !scanned.closed {
            let problem = Diagnostic::error(
                "unfinished-pattern",
                "The regular expression has no end",
                0,
                span.clone(),
            );
            self.problems
                .push(problem.hint("close it with `/`, or quote a text that starts with a slash"));
        }
        self.text_token(TextStyle::Pattern, scanned.text, span);
    }

    fn text_token(&mut self, style: TextStyle, text: String, span: Span) {
        let term = TextTerm {
            style,
            text,
            span: span.clone(),
        };
        self.tokens.push(Token {
            kind: TokenKind::Text(term),
            span,
        });
    }

    /// Reads from a `"` to its end.
    fn quoted(&mut self) -> (String, Span) {
        let scanned = scan::quoted(self.rest());
        let span = self.advance(scanned.len);
        if !scanned.closed {
            let problem = Diagnostic::error(
                "unfinished-phrase",
                "The quotation mark is never closed",
                0,
                span.clone(),
            );
            self.problems.push(problem.hint("close it with `\"`"));
        }
        (scanned.text, span)
    }

    fn field(&mut self, head: scan::FieldHead) {
        let start = self.at;
        let name = self.rest()[..head.name].to_lowercase();
        let name_span = start..start + head.name;
        self.advance(head.len);
        let mut values = vec![self.value()];
        while self.rest().starts_with(',') {
            self.advance(1);
            values.push(self.value());
        }
        let term = FieldTerm {
            name,
            name_span,
            certain: head.certain,
            values,
        };
        self.tokens.push(Token {
            kind: TokenKind::Field(term),
            span: start..self.at,
        });
    }

    fn value(&mut self) -> Value {
        if self.rest().starts_with('"') {
            let (text, span) = self.quoted();
            return Value { text, span };
        }
        let span = self.advance(raw_value_len(self.rest()));
        Value {
            text: self.text[span.clone()].to_owned(),
            span,
        }
    }
}

#[cfg(test)]
mod tests;
