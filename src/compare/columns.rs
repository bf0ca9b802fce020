//! Which columns are compared.

use std::collections::HashSet;

/// Which columns are asked for.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Compare only these; all when empty.
    pub only: Vec<String>,
    /// Leave these out.
    pub ignore: Vec<String>,
}

impl Choice {
    /// Whether a column is compared.
    pub(super) fn has(&self, column: &str) -> bool {
        let named = |list: &[String]| list.iter().any(|name| is_or_above(name, column));
        (self.only.is_empty() || named(&self.only)) && !named(&self.ignore)
    }

    /// The columns that both versions have and that are asked for, by their plain names, in the order of the newer version.
    pub(super) fn shared(&self, old: &[String], new: &[String]) -> Vec<String> {
        let known: HashSet<&str> = old.iter().map(String::as_str).collect();
        let both = new.iter().filter(|name| known.contains(name.as_str()));
        both.filter(|name| self.has(name)).cloned().collect()
    }

    /// Names that no version has.
    #[must_use]
    pub fn unknown(&self, comparison: &super::Comparison) -> Vec<String> {
        let known = &comparison.columns;
        let names = self.only.iter().chain(&self.ignore);
        names.filter(|name| !known.knows(name)).cloned().collect()
    }
}

/// Whether a column has this name, or stands below it: `quotes` names `quotes.*.text` too.
pub(super) fn is_or_above(name: &str, column: &str) -> bool {
    let name = plain(name);
    column
        .strip_prefix(name.as_str())
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// A column's name as it is compared: whatever its case and the blanks around it.
pub(super) fn plain(name: &str) -> String {
    name.trim().to_ascii_lowercase()
}

/// The name of all columns that differ in positions only: `source.0.code` is `source.*.code`.
pub(crate) fn general(path: &str) -> String {
    let is_position = |step: &str| !step.is_empty() && step.bytes().all(|b| b.is_ascii_digit());
    let steps = path.split('.').enumerate().map(|(at, step)| {
        if at > 0 && is_position(step) {
            "*"
        } else {
            step
        }
    });
    plain(&steps.collect::<Vec<_>>().join("."))
}

/// The columns that only one of two versions has, of those that are asked for.
pub(super) fn apart(old: &[String], new: &[String], choice: &Choice) -> (Vec<String>, Vec<String>) {
    let only = |these: &[String], others: &[String]| {
        let others: HashSet<&str> = others.iter().map(String::as_str).collect();
        let mut found: Vec<String> = these
            .iter()
            .filter(|name| !others.contains(name.as_str()) && choice.has(name))
            .cloned()
            .collect();
        found.dedup();
        found
    };
    (only(old, new), only(new, old))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_paths() {
        assert_eq!(general("Source.0.Code"), "source.*.code");
        assert_eq!(general("2016"), "2016");
        let choice = Choice {
            only: vec!["Quotes".into(), "best".into()],
            ignore: vec!["quotes.*.note".into()],
        };
        assert!(choice.has("quotes.*.text") && choice.has("best"));
        assert!(!choice.has("quotes.*.note") && !choice.has("low") && !choice.has("bests"));
    }
}
