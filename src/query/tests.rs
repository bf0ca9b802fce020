//! What holds for the language as a whole: its manual tells the truth, and no text breaks it.

use proptest::prelude::*;

use super::sample::{Sample, draw};
use super::*;

mod arbitrary;

const MANUAL: &str = include_str!("../../docs/filter-language.md");

/// The fenced blocks of the manual with this word behind the fence.
fn blocks(word: &str) -> Vec<Vec<&'static str>> {
    let mut blocks = Vec::new();
    let mut lines = MANUAL.lines();
    while let Some(line) = lines.next() {
        if line.strip_prefix("```") == Some(word) {
            blocks.push(lines.by_ref().take_while(|line| *line != "```").collect());
        }
    }
    blocks
}

/// The filter of a line, without the explanation that stands three blanks or more behind it.
fn filter_of(line: &str) -> &str {
    line.split_once("   ").map_or(line, |(filter, _)| filter)
}

#[test]
fn examples_of_the_manual_have_no_errors() {
    let sample = Sample::new();
    // Those of the fence `filter` are run over the shipped data too, which have no fields of their own.
    let fences = [blocks("filter"), blocks("filter-published")];
    assert!(fences.iter().all(|fences| !fences.is_empty()));
    let examples: Vec<_> = fences
        .into_iter()
        .flatten()
        .flatten()
        .map(filter_of)
        .collect();
    assert!(examples.len() > 60, "the fences are read");
    for example in examples {
        let compiled = sample.compile(example);
        assert!(
            compiled.query.is_some(),
            "{}",
            draw(example, &compiled.diagnostics)
        );
    }
}

#[test]
fn mistakes_of_the_manual_are_answered_as_it_says() {
    let sample = Sample::new();
    let shown = blocks("filter-mistakes")
        .into_iter()
        .flatten()
        .collect::<Vec<_>>();
    let filters = shown.iter().filter_map(|line| line.strip_prefix("> "));
    let answers: Vec<_> = filters
        .map(|filter| draw(filter, &sample.compile(filter).diagnostics))
        .collect();
    assert!(!answers.is_empty(), "the fences are read");
    assert_eq!(
        shown.join("\n"),
        answers.join("\n"),
        "as it is:\n{}",
        answers.join("\n")
    );
}

#[test]
fn the_manual_has_the_table_of_fields() {
    for field in FIELDS {
        let row = format!("| `{}:`", field.name);
        let line = MANUAL.lines().find(|line| line.starts_with(&row));
        let line = line.unwrap_or_else(|| panic!("no row of {}", field.name));
        assert!(
            line.contains(field.help),
            "the help of {}: {}",
            field.name,
            field.help
        );
    }
}

#[test]
fn every_field_is_found_by_its_names_and_takes_its_examples() {
    let sample = Sample::new();
    for field in FIELDS {
        for name in std::iter::once(&field.name).chain(field.aliases) {
            assert_eq!(
                Field::find(&name.to_uppercase()).map(|found| found.name),
                Some(field.name)
            );
        }
        for example in field.examples {
            let text = format!("{}:{example}", field.name);
            let compiled = sample.compile(&text);
            assert!(
                compiled.query.is_some(),
                "{}",
                draw(&text, &compiled.diagnostics)
            );
        }
    }
}

/// Filter texts, whole and broken: pieces that mean something, and any characters.
fn text() -> impl Strategy<Value = String> {
    let pieces = [
        "kind:",
        "kind:capture",
        "-",
        "NOT ",
        " OR ",
        " AND ",
        "(",
        ")",
        "\"",
        "/",
        "\\",
        ",",
        ":",
        "!",
        " ",
        "a",
        "حلب",
        "date:2024-11-29",
        "date:2024-11-29T05..T",
        "T05:10",
        "known:2024",
        "killed:>=5",
        "..",
        "{",
        "]",
        "[a,b",
        "near:1,2,3km",
        "actor:hts",
        "ucdp.dyad:",
        "406",
        "cameo:19",
        "code:",
        ".",
        "é",
        "\u{0}",
        "\u{301}",
    ];
    let piece = prop_oneof![4 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_breaks_the_language(text in text(), cursor in 0..80_usize) {
        let sample = Sample::new();
        let compiled = sample.compile(&text);
        prop_assert_eq!(compiled.query.is_none(), compiled.diagnostics.iter().any(|problem| problem.severity == crate::diagnostic::Severity::Error));
        draw(&text, &compiled.diagnostics);
        for offer in complete(Typing { text: &text, cursor }, sample.dictionary(), &|_| None, 20) {
            let mut completed = text.clone();
            completed.replace_range(offer.replace, &offer.insert);
            let _ = parse(&completed);
        }
        let _ = without_cursor(Typing { text: &text, cursor });
    }

    #[test]
    fn what_can_be_read_of_any_text_prints_and_reads_the_same(text in text()) {
        let read = parse(&text).expr;
        let again = parse(&read.to_string());
        prop_assert_eq!(&again.diagnostics, &vec![], "{}", read);
        prop_assert_eq!(arbitrary::placeless(&again.expr), arbitrary::placeless(&read));
    }

    #[test]
    fn an_expression_prints_and_reads_the_same(expr in arbitrary::expr()) {
        let again = parse(&expr.to_string());
        prop_assert_eq!(&again.diagnostics, &vec![], "{}", expr);
        prop_assert_eq!(arbitrary::placeless(&again.expr), expr);
    }

    #[test]
    fn an_edit_leaves_a_text_that_means_it(text in text(), value in "[a-zA-Z ,\"()\\\\-]{1,8}", field in prop::sample::select(vec!["kind", "actor", "tag", "ucdp.dyad"])) {
        prop_assume!(!value.trim().is_empty());
        let has = |text: &str, sign| mentions(&parse(text).expr, field).iter().any(|mention| mention.sign == sign && mention.value == value);
        let folded = |text: &str| mentions(&parse(text).expr, field).iter().any(|mention| crate::store::fold(&mention.value) == crate::store::fold(&value));
        let included = include(&text, field, &value);
        prop_assert!(parse(&included).diagnostics.is_empty(), "{}", included);
        prop_assert!(folded(&included));
        let excluded = exclude(&included, field, &value);
        prop_assert!(parse(&excluded).diagnostics.is_empty(), "{}", excluded);
        prop_assert!(has(&excluded, Sign::Excluded) && !has(&excluded, Sign::Included), "{}", excluded);
        let removed = remove(&excluded, field, &value);
        prop_assert!(parse(&removed).diagnostics.is_empty(), "{}", removed);
        prop_assert!(!folded(&removed), "{}", removed);
    }

    #[test]
    fn days_and_clock_can_be_set_in_any_text(text in text(), from in 0..30_000_i64, length in 0..400_i64) {
        let sample = Sample::new();
        let days = crate::model::DayRange { from: crate::model::Day(from), to: crate::model::Day(from + length) };
        let mut hours = crate::model::TimeRange::from(days);
        hours.from = hours.from.plus(length);
        for changed in [set_date(&text, Some(days.into())), set_date(&text, Some(hours)), set_date(&text, None), set_known(&text, Some(days.from)), set_known(&text, None), narrow(&text, "a OR b")] {
            prop_assert!(parse(&changed).diagnostics.is_empty(), "{}", changed);
        }
        let known = set_known("hama OR homs known:2024-01-01", Some(days.from));
        prop_assert!(sample.compile(&set_known(&known, Some(days.from))).query.is_none_or(|query| query.known == Some(days.from)));
    }
}

#[test]
fn long_and_deep_texts_are_read_in_time() {
    for piece in [
        "(", ")", "-", "NOT ", "a OR ", "kind:a,", "\"", "/", "(a ", "-(", "a) ",
    ] {
        let text = piece.repeat(20_000);
        let parsed = parse(&text);
        let _ = parsed.expr.to_string();
    }
}
