//! Ranges as they are written for numbers, grades and dates: `>=50`, `<4`, `3..7`, `10..`, `..5`, `12`.

/// The two ends of a written range, not yet read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends<'t> {
    /// Least; open when absent.
    pub(super) from: Option<End<'t>>,
    /// Greatest; open when absent.
    pub(super) to: Option<End<'t>>,
}

/// One end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End<'t> {
    /// What is written.
    pub(super) text: &'t str,
    /// Whether it belongs to the range.
    pub(super) included: bool,
}

/// Takes a range apart; `None` when it has no end at all. Something alone is both ends.
pub(super) fn ends(text: &str) -> Option<Ends<'_>> {
    let text = text.trim();
    let (from, to) = if let Some(rest) = text.strip_prefix(">=") {
        (end(rest, true), None)
    } else if let Some(rest) = text.strip_prefix("<=") {
        (None, end(rest, true))
    } else if let Some(rest) = text.strip_prefix('>') {
        (end(rest, false), None)
    } else if let Some(rest) = text.strip_prefix('<') {
        (None, end(rest, false))
    } else if let Some((from, to)) = text.split_once("..") {
        (end(from, true), end(to, true))
    } else {
        let both = end(text.strip_prefix('=').unwrap_or(text), true);
        (both, both)
    };
    (from.is_some() || to.is_some()).then_some(Ends { from, to })
}

fn end(text: &str, included: bool) -> Option<End<'_>> {
    let text = text.trim();
    (!text.is_empty()).then_some(End { text, included })
}

#[cfg(test)]
mod tests {
    use super::{End, Ends, ends};

    #[test]
    fn every_form_has_its_ends() {
        let end = |text, included| Some(End { text, included });
        let table = [
            (">=50", end("50", true), None),
            (">50", end("50", false), None),
            ("<=4", None, end("4", true)),
            ("<4", None, end("4", false)),
            ("3..7", end("3", true), end("7", true)),
            ("10..", end("10", true), None),
            ("..5", None, end("5", true)),
            ("12", end("12", true), end("12", true)),
            ("=12", end("12", true), end("12", true)),
        ];
        for (text, from, to) in table {
            assert_eq!(ends(text), Some(Ends { from, to }), "{text}");
        }
        assert_eq!(ends(".."), None);
        assert_eq!(ends(">="), None);
    }
}
