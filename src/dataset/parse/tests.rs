//! The result of parsing does not depend on where chunks are cut.

use proptest::prelude::*;

use super::*;

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

fn parsed(text: Text<'_>, chunk_records: usize) -> Drafts {
    let mut all = Drafts::default();
    drafts_with(text, chunk_records, &mut all);
    all
}

/// Everything parsed, as texts to compare.
fn outcome(drafts: &Drafts) -> Vec<String> {
    let mut all = records(drafts);
    all.extend(
        drafts
            .diagnostics
            .iter()
            .map(|diagnostic| format!("{diagnostic:?}")),
    );
    all.extend(
        drafts
            .left_out
            .iter()
            .map(|left_out| format!("{left_out:?}")),
    );
    all.sort();
    all
}

fn records(drafts: &Drafts) -> Vec<String> {
    let mut records = vec![format!(
        "{:?} {:?} {:?}",
        drafts.has_head, drafts.about, drafts.blocs
    )];
    records.extend(drafts.actors.iter().map(|draft| format!("{draft:?}")));
    records.extend(drafts.regions.iter().map(|draft| format!("{draft:?}")));
    records.extend(
        drafts
            .events
            .iter()
            .zip(&drafts.event_refs)
            .map(|draft| format!("{draft:?}")),
    );
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
        let text = Text { file: 0, body: Body::Held(&text), mentioned: &Mentioned::default() };
        let one = outcome(&parsed(text, 1));
        prop_assert_eq!(&one, &outcome(&parsed(text, size)));
        prop_assert_eq!(&one, &outcome(&parsed(text, 1_000)));
    }

    #[test]
    fn what_is_toml_is_read_as_one_tree_would_be(parts in proptest::collection::vec(0..PARTS.len(), 0..14)) {
        // What is no TOML is cut off until the rest is.
        let longest = (0..=parts.len()).rev().find(|end| DeTable::parse(&text_of(&parts[..*end])).is_ok());
        let text = text_of(&parts[..longest.unwrap_or_default()]);
        let piece = Piece { range: 0..text.len(), line: 1 };
        let text = Text { file: 0, body: Body::Held(&text), mentioned: &Mentioned::default() };
        let whole = parse_clean(text, &[piece], Parts::One).expect("it is TOML");
        let pieces = parsed(text, 1);
        prop_assert_eq!(records(&whole), records(&pieces));
    }
}
