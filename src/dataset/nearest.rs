//! The nearest name that exists, for hints.

/// The candidate that differs least from `name`, if it is near enough to be what was meant. Two of three letters must be
/// right, so that there is no guess at very short names unless only the case is wrong.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let allowed = (name.chars().count() / 3).min(4);
    candidates
        .into_iter()
        // The distance is at least the difference in length: most candidates need no table.
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= 4 * allowed)
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

fn distance(name: &str, candidate: &str) -> usize {
    if name.eq_ignore_ascii_case(candidate) {
        return 0;
    }
    strsim::damerau_levenshtein(name, candidate)
}

/// Asks whether the nearest candidate was meant.
pub(crate) fn hint<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(name, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let names = ["aleppo", "idlib", "hama", "homs"];
        assert_eq!(nearest("alepo", names), Some("aleppo"));
        assert_eq!(nearest("ildib", names), Some("idlib"));
        assert_eq!(nearest("damascus", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest("b", ["A", "B"]), Some("B"));
        assert_eq!(nearest("7", ["1", "2"]), None);
    }
}
