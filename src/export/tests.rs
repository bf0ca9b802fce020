use super::*;
use crate::analysis::{Engine, EventRef, Part, Question, Reply};
use crate::dataset;

const DATA: &str = r#"
[dataset]
schema = 1
title = "Small"

[[region]]
id = "r"
name = "R|1"
level = "area"

[[actor]]
id = "a"
name = "A"
kind = "armed_group"

[[source]]
id = "first-text"
publisher = "P"
published = "2024-12-01"

[[source]]
id = "second-text"
publisher = "Q"
published = "2024-12-05"

[[event]]
id = "x"
title = "=cmd()|<b>\u001b[2J"
date = "2024-12-01~"
kind = "clash"
region = "r"
actors = [{ actor = "a", role = "initiator" }]
sources = ["first-text", { source = "second-text", credibility = 2, note = "n" }]
assessment = { reliability = "B", credibility = 2 }

[[event.claim]]
claimant = "a"
about = "killed"
low = 3
source = ["first-text"]

[[event.claim]]
claimant = "a"
about = "killed"
best = 9
source = ["second-text", "first-text"]
"#;

fn engine() -> Engine {
    let opened = dataset::from_texts(vec![("small.toml".to_owned(), DATA.into())]);
    assert!(!opened.has_errors(), "{:?}", opened.diagnostics);
    Engine::new(vec![opened.dataset], Vec::new())
}

fn written(format: Format, filter: &str) -> String {
    let engine = engine();
    let ask = |part: Part| {
        let question = Question {
            number: 0,
            filter: filter.to_owned(),
            parts: vec![part],
        };
        engine
            .answer(&question, &|| false)
            .expect("not cancelled")
            .replies
            .remove(0)
    };
    let Reply::Window(window) = ask(Part::Window { first: 0, len: 9 }) else {
        panic!("rows were asked")
    };
    let items = window.rows.into_iter().map(|row| {
        let shown = match ask(Part::Event(row.key)) {
            Reply::Event(Some(detail)) if !filter.is_empty() => Shown::Published(detail),
            _ => Shown::All,
        };
        let dataset = &engine.datasets()[0];
        Ok(Item {
            dataset,
            event: EventRef::Held(&dataset.events[0]),
            row,
            shown,
            rows: Vec::new(),
        })
    });
    let mut out = Vec::new();
    write(&mut out, format, items).expect("a vector takes everything");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn json_has_the_keys_of_the_format_in_its_order() {
    let text = written(Format::Ndjson, "");
    assert_eq!(
        text,
        "{\"id\":\"x\",\"title\":\"=cmd()|<b>\\u001b[2J\",\"date\":\"2024-12-01~\",\"kind\":\"clash\",\
         \"actors\":[{\"actor\":\"a\",\"role\":\"initiator\"}],\"region\":\"r\",\
         \"sources\":[{\"source\":\"first-text\"},{\"source\":\"second-text\",\"credibility\":2,\"note\":\"n\"}],\
         \"assessment\":{\"reliability\":\"B\",\"credibility\":2},\
         \"claims\":[{\"claimant\":\"a\",\"about\":\"killed\",\"low\":3,\"source\":[\"first-text\"]},\
         {\"claimant\":\"a\",\"about\":\"killed\",\"best\":9,\"source\":[\"second-text\",\"first-text\"]}]}\n"
    );
    let array: serde_json::Value = serde_json::from_str(&written(Format::Json, "")).expect("JSON");
    assert_eq!(
        array[0],
        serde_json::from_str::<serde_json::Value>(&text).expect("JSON")
    );
}

#[test]
fn what_was_not_published_is_nowhere() {
    for format in [
        Format::Json,
        Format::Ndjson,
        Format::Csv {
            lines: Lines::Events,
            raw: false,
        },
        Format::Tsv {
            lines: Lines::Events,
            raw: true,
        },
    ] {
        assert!(written(format, "").contains("second-text"));
        let known = written(format, "known:2024-12-02");
        assert!(
            known.contains("first-text") && !known.contains("second-text"),
            "{known}"
        );
    }
}

#[test]
fn tables_are_safe_to_open_and_to_show() {
    assert!(
        written(
            Format::Csv {
                lines: Lines::Events,
                raw: false,
            },
            ""
        )
        .contains(",'=cmd()|<b>")
    );
    assert!(
        written(
            Format::Csv {
                lines: Lines::Events,
                raw: true,
            },
            ""
        )
        .contains(",=cmd()|<b>")
    );
    let markdown = written(Format::Markdown, "");
    assert!(
        markdown.contains("=cmd()\\|&lt;b&gt;") && markdown.contains("R\\|1"),
        "{markdown}"
    );
    let table = written(Format::Table { width: Some(80) }, "");
    assert!(
        !table.contains('\u{1b}') && table.lines().all(|line| crate::text::width(line) <= 80),
        "{table}"
    );
}

#[test]
fn no_events_are_written_as_none() {
    assert_eq!(written(Format::Json, "zzzz"), "[\n]\n");
    assert_eq!(written(Format::Ndjson, "zzzz"), "");
    assert_eq!(
        written(
            Format::Csv {
                lines: Lines::Events,
                raw: false,
            },
            "zzzz"
        )
        .lines()
        .count(),
        1
    );
}

#[test]
fn a_line_a_claim_a_quote_a_source_an_actor() {
    let lines = |lines| written(Format::Csv { lines, raw: false }, "");
    let claims = lines(Lines::Claims);
    assert!(claims.starts_with(
        "event,date,claimant,about,who,scope,period,qualifier,low,best,high,stance,cumulative,superseded,source,"
    ));
    for (kind, columns) in [
        (Lines::Claims, CLAIM_COLUMNS),
        (Lines::Quotes, QUOTE_COLUMNS),
        (Lines::Sources, SOURCE_COLUMNS),
        (Lines::Actors, ACTOR_COLUMNS),
    ] {
        let text = lines(kind);
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        let records: Vec<_> = reader
            .records()
            .map(|record| record.expect("as wide as the heading"))
            .collect();
        assert!(!records.is_empty() || kind == Lines::Quotes, "{kind:?}");
        assert!(
            records.iter().all(|record| record.len() == columns.len()),
            "{kind:?}"
        );
        let mut distinct = std::collections::HashSet::new();
        let once = records
            .iter()
            .all(|record| distinct.insert(format!("{record:?}")));
        assert!(
            once || matches!(kind, Lines::Claims | Lines::Quotes),
            "{kind:?}"
        );
    }
}

#[test]
fn the_manual_lists_the_columns() {
    let manual = include_str!("../../docs/command-line.md");
    let listed: String = COLUMNS
        .iter()
        .map(|(name, holds)| format!("| `{name}` | {holds} |\n"))
        .collect();
    assert!(manual.contains(&listed), "{listed}");
}
