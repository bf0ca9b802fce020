//! Looking names up.

use super::super::sample::Sample;
use super::*;

#[test]
fn names_compare_without_case_accents_hyphens_and_apostrophes() {
    assert_eq!(key("Hay'at  Tahrir al-Sham!"), "hayat tahrir al sham");
    assert_eq!(key("Türkiye"), "turkiye");
    assert_eq!(key("--"), "");
}

#[test]
fn the_nearest_name_is_one_slip_in_three_letters_away() {
    let names = Sample::new().names;
    let table = [
        ("pezkov", Some("peskov")),
        ("htz", Some("hts")),
        ("erdoagn", Some("erdogan")),
        ("hyat tahrir al sham", Some("hts")),
        ("completely different", None),
        ("", None),
    ];
    for (typed, expected) in table {
        let near = names.actors.suggest(typed);
        assert_eq!(
            near.map(|entry| names.actors.typed(entry)),
            expected,
            "{typed}"
        );
    }
}

#[test]
fn a_search_ranks_starts_before_parts_before_letters() {
    let names = Sample::new().names;
    let ids = |typed| -> Vec<_> {
        let found = names.actors.search(typed, 20);
        found
            .iter()
            .map(|&(tier, entry)| (tier, names.actors.typed(entry)))
            .collect()
    };
    assert_eq!(
        ids("syr")[..3],
        [(0, "syria-gov"), (0, "saa"), (0, "syaaf")]
    );
    assert_eq!(ids("syr")[3], (1, "civilians"));
    assert_eq!(ids("emlin"), [(2, "kremlin")]);
    assert_eq!(ids("dmtpsk"), [(3, "peskov")]);
    assert_eq!(ids("").len(), names.actors.len());
    assert_eq!(names.actors.search("", 3).len(), 3);
}
