//! Expression → canonical text, which reads as the same expression.
//!
//! Order is kept; `AND` becomes a blank, `NOT` a `-`, and quotes and parentheses stand only where they are needed.

use std::fmt::{self, Display as _, Write as _};

use super::expr::{Expr, ExprKind, FieldTerm, TextStyle, TextTerm};
use super::lex::{bare_word_len, field_head, is_balanced, raw_value_len};

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExprKind::And(terms) => separated(f, terms, " ", |inner| {
                matches!(inner, ExprKind::And(_) | ExprKind::Or(_))
            }),
            ExprKind::Or(branches) => separated(f, branches, " OR ", |inner| {
                matches!(inner, ExprKind::Or(_))
            }),
            ExprKind::Not(inner) => {
                f.write_char('-')?;
                let grouped = matches!(inner.kind, ExprKind::And(_) | ExprKind::Or(_));
                grouped_if(f, inner, grouped)
            }
            ExprKind::Text(term) => term.fmt(f),
            ExprKind::Field(term) => term.fmt(f),
        }
    }
}

fn separated(
    f: &mut fmt::Formatter<'_>,
    parts: &[Expr],
    between: &str,
    grouped: fn(&ExprKind) -> bool,
) -> fmt::Result {
    for (n, part) in parts.iter().enumerate() {
        if n > 0 {
            f.write_str(between)?;
        }
        grouped_if(f, part, grouped(&part.kind))?;
    }
    Ok(())
}

fn grouped_if(f: &mut fmt::Formatter<'_>, expr: &Expr, grouped: bool) -> fmt::Result {
    if grouped {
        write!(f, "({expr})")
    } else {
        expr.fmt(f)
    }
}

impl fmt::Display for TextTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.style {
            TextStyle::Pattern => pattern(f, &self.text),
            TextStyle::Word if is_bare_word(&self.text) => f.write_str(&self.text),
            TextStyle::Word | TextStyle::Phrase => f.write_str(&quote(&self.text)),
        }
    }
}

impl fmt::Display for FieldTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.certain { "!" } else { "" };
        write!(f, "{}{mark}:", self.name)?;
        for (n, value) in self.values.iter().enumerate() {
            let comma = if n > 0 { "," } else { "" };
            write!(f, "{comma}{}", value_text(&value.text))?;
        }
        Ok(())
    }
}

/// A value as it is written in a filter: with quotes when it would not read as one value without them.
#[must_use]
pub fn value_text(value: &str) -> String {
    let bare = !value.is_empty() && is_balanced(value) && raw_value_len(value) == value.len();
    if bare { value.to_owned() } else { quote(value) }
}

/// Whether a word can stand without quotes and still be a word.
fn is_bare_word(word: &str) -> bool {
    !word.is_empty()
        && bare_word_len(word) == word.len()
        && !word.starts_with(['-', '/'])
        && !matches!(word, "AND" | "OR" | "NOT")
        && field_head(word).is_none()
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Escapes the slashes of a regular expression that are not escaped already.
fn pattern(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('/')?;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '/' => f.write_str("\\/")?,
            '\\' => write!(f, "\\{}", chars.next().unwrap_or('\\'))?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('/')
}

#[cfg(test)]
mod tests;
