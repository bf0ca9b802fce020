//! Text to look for.

use super::super::expr::{TextStyle, TextTerm};
use super::super::filter::TextMatch;
use super::Resolver;
use crate::diagnostic::Diagnostic;
use crate::store::fold;

/// A compiled expression may take this many bytes: plenty for what a person types, and no trap for what a script does.
const PATTERN_BYTES: usize = 1 << 20;

impl Resolver<'_> {
    pub(super) fn text(&mut self, term: &TextTerm) -> Option<TextMatch> {
        if term.style == TextStyle::Pattern {
            return self.pattern(term);
        }
        let folded = fold(&term.text);
        if folded.is_empty() {
            let message = "Nothing remains of this text when accents and marks are taken away";
            let problem = Diagnostic::error("empty-text", message, 0, term.span.clone());
            self.problems.push(problem.hint("write a letter or digit"));
            return None;
        }
        Some(match term.style {
            TextStyle::Word => TextMatch::Word(folded.into()),
            _ => TextMatch::Phrase(folded.into()),
        })
    }

    fn pattern(&mut self, term: &TextTerm) -> Option<TextMatch> {
        let built = regex::RegexBuilder::new(&folded_pattern(&term.text))
            .case_insensitive(true)
            .size_limit(PATTERN_BYTES)
            .build();
        match built {
            Ok(regex) => Some(TextMatch::Pattern(regex)),
            Err(wrong) => {
                self.problems.push(no_pattern(term, &wrong));
                None
            }
        }
    }
}

/// The pattern with its letters beyond ASCII folded, as the text is that it is held against. ASCII stays: `\S` is not `\s`,
/// and case is ignored anyway.
fn folded_pattern(pattern: &str) -> String {
    let mut folded = String::with_capacity(pattern.len());
    for c in pattern.chars() {
        if c.is_ascii() {
            folded.push(c);
        } else {
            folded.push_str(&fold(c.encode_utf8(&mut [0; 4])));
        }
    }
    folded
}

fn no_pattern(term: &TextTerm, wrong: &regex::Error) -> Diagnostic {
    let message = match wrong {
        regex::Error::CompiledTooBig(_) => "This regular expression is too large".to_owned(),
        _ => format!("This is not a regular expression: {}", reason(wrong)),
    };
    Diagnostic::error("invalid-pattern", message, 0, term.span.clone())
        .hint("to search for the characters themselves, write them in quotes")
}

/// The last line of the library's report, which says what is wrong; the lines before draw the pattern.
fn reason(wrong: &regex::Error) -> String {
    let report = wrong.to_string();
    let last = report.lines().last().unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}
