//! The nearest name that exists, for hints.

/// The candidate that differs least from `name`, if it is near enough to be what was meant.
pub(super) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = name.chars().count();
    let allowed = (length / 3).clamp(1, 4);
    candidates
        .into_iter()
        // The distance is at least the difference in length: most candidates need no table.
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= 4 * allowed)
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// "did you mean …", or the whole list when it is short.
pub(super) fn hint<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
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
    }
}
