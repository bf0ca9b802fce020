use std::sync::Arc;

use super::*;
use crate::load::Opened;

fn plain() -> Plain {
    let opened = Opened::from(crate::dataset::from_texts(crate::embedded::texts()));
    Plain::new(
        Arc::new(Engine::open(vec![opened])),
        View::Timeline,
        String::new(),
    )
}

fn said(plain: &mut Plain, typed: &str) -> String {
    plain.line(typed).lines.join("\n")
}

#[test]
fn the_session_reads_as_sentences() {
    let mut plain = plain();
    let mut script = format!("{}\n", plain.greeting().join("\n"));
    for typed in [
        "/is:disputed actor:hts",
        "1",
        "cite 1",
        "accounts",
        "quotes",
        "undo",
        "lanes",
        "actors",
        "3",
        "map",
        "sources",
        "problems",
        "2",
        "help",
    ] {
        let told = said(&mut plain, typed);
        let lines: Vec<&str> = told.lines().take(12).collect();
        script += &format!("> {typed}\n{}\n", lines.join("\n"));
    }
    insta::assert_snapshot!(script);
}

#[test]
fn a_list_is_told_to_its_end_with_every_number_once() {
    let mut plain = plain();
    for view in ["timeline", "map", "actors", "sources", "problems", "lanes"] {
        let mut told = said(&mut plain, view);
        for _ in 0..200 {
            let more = said(&mut plain, "");
            if more.starts_with("That was all") {
                break;
            }
            told = told + "\n" + &more;
        }
        let numbers: Vec<usize> = told
            .lines()
            .filter_map(|line| line.split_once(". ")?.0.replace(',', "").parse().ok())
            .collect();
        assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>(), "{view}");
        assert!(numbers.len() > 20, "{view}");
    }
}

#[test]
fn a_mistake_is_told_and_changes_nothing() {
    let mut plain = plain();
    let told = said(&mut plain, "/aktor:hts");
    assert!(told.starts_with("Mistake: "), "{told}");
    assert!(said(&mut plain, "filter").contains("200 of 200"));
    assert!(said(&mut plain, "gibberish").contains("no command"));
    assert!(said(&mut plain, "100000").contains("no number"));
}

#[test]
fn a_region_by_number_narrows_the_filter_and_undo_widens_it() {
    let mut plain = plain();
    said(&mut plain, "map");
    let told = said(&mut plain, "2");
    assert!(told.contains("filter region:"), "{told}");
    assert!(said(&mut plain, "undo").contains("200 of 200"));
}

#[test]
fn no_line_drives_a_terminal() {
    let mut plain = plain();
    let told = said(&mut plain, "/\u{1b}[2J");
    assert!(!told.contains('\u{1b}'));
    let mut out = Vec::new();
    converse(plain, &b"actors\nquit\nmore\n"[..], &mut out, "").unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(
        text.contains("Actors:") && !text.contains("first begins again"),
        "{text}"
    );
}
