//! The result of parsing does not depend on where chunks are cut.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Diagnostic;

/// Parts of files, right and wrong, with headers where they do not belong.
const PARTS: [&str; 17] = [
    "[dataset]\nschema = 1\ntitle = \"T\"\n",
    "[[event]]\nid = \"a\"\ntitle = \"A\"\nkind = \"clash\"\ndate = 2024-11-27\nregion = \"r\"\n",
    "[[event]]\nid = \"b\"\ntitle = \"\"\"\n[[event]]\nid = \"no\"\n[[actor]]\n\"\"\"\nkind = \"clash\"\ndate = \"x\"\nregion = \"r\"\n",
    "[[event]]\nid = \"c\"\nnote = '''\n[[event]]\n''' # \"\"\"\n",
    "[[event.quote]]\nid = \"q\"\ntext = \"[[event]]\"\n",
    "[[event]]\nnote = \"\"\"open\n",
    "[[event]]\nid = = 1\n",
    "[[actor]]\nid = \"x\"\nname = \"X\"\nkind = \"state\"\n",
    "[[actor]]\r\nid = \"y\"\r\nnaem = \"Y\"\r\n",
    "[[dataset.bloc]]\nid = \"g\"\nname = \"G\"\n",
    "# [[event]]\n\n  [[region]]  # \"\"\"\nid = \"r\"\nname = \"R\"\nlevel = \"country\"\n",
    "[[event.claim]]\n\"\"\"\n",
    "[event]\nid = \"d\"\n",
    "x = 1\n",
    "[[evnet]]\nx = 1\n",
    "[other.x]\n",
    "[other]\n",
];

/// Everything parsed, as one text to compare.
fn outcome(drafts: Vec<Drafts>) -> (String, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut records = String::new();
    for mut part in drafts {
        diagnostics.append(&mut part.diagnostics);
        records.extend(part.about.iter().map(|draft| format!("{draft:?}\n")));
        records.extend(part.blocs.iter().map(|draft| format!("{draft:?}\n")));
        records.extend(part.left_out.iter().map(|left| format!("{left:?}\n")));
    }
    (records, diagnostics)
}

fn records(drafts: &[Drafts]) -> Vec<String> {
    let mut records = Vec::new();
    for part in drafts {
        records.extend(part.actors.iter().map(|draft| format!("{draft:?}")));
        records.extend(part.regions.iter().map(|draft| format!("{draft:?}")));
        records.extend(part.events.iter().map(|draft| format!("{draft:?}")));
    }
    records.sort();
    records
}

fn text_of(parts: &[usize]) -> String {
    parts.iter().map(|part| PARTS[*part]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn chunks_do_not_matter(parts in proptest::collection::vec(0..PARTS.len(), 0..14), size in 1_usize..6) {
        let text = text_of(&parts);
        let text = Text { file: 0, text: &text };
        let (one, some) = (drafts_with(text, 1), drafts_with(text, size));
        let all = drafts_with(text, 1_000);
        prop_assert_eq!(records(&one), records(&some));
        prop_assert_eq!(records(&one), records(&all));
        let sorted = |drafts: Vec<Drafts>| {
            let (records, mut diagnostics) = outcome(drafts);
            diagnostics.sort_by_key(|diagnostic| format!("{diagnostic:?}"));
            (sorted_lines(&records), diagnostics)
        };
        let one = sorted(one);
        prop_assert_eq!(&one, &sorted(some));
        prop_assert_eq!(&one, &sorted(all));
    }

    #[test]
    fn what_is_toml_is_read_as_one_tree_would_be(parts in proptest::collection::vec(0..PARTS.len(), 0..14)) {
        // What is no TOML is cut off until the rest is.
        let longest = (0..=parts.len()).rev().find(|end| DeTable::parse(&text_of(&parts[..*end])).is_ok());
        let text = text_of(&parts[..longest.unwrap_or_default()]);
        let piece = Piece { range: 0..text.len(), line: 1 };
        let text = Text { file: 0, text: &text };
        let whole = parse_clean(text, &[piece], Parts::One).expect("it is TOML");
        let pieces = drafts_with(text, 1);
        prop_assert_eq!(records(&[whole]), records(&pieces));
    }
}

fn sorted_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}
