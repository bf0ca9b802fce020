//! `docs/column-map.md` tells the truth.

use super::*;
use crate::diagnostic::{Colour, render_all};

const MANUAL: &str = include_str!("../../../../../docs/column-map.md");

/// The fenced blocks of the manual: the words behind the fence, and the text.
fn blocks() -> Vec<(&'static str, String)> {
    let mut blocks = Vec::new();
    let mut lines = MANUAL.lines();
    while let Some(line) = lines.next() {
        if let Some(word) = line.strip_prefix("```") {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push((word, text.join("\n") + "\n"));
        }
    }
    blocks
}

#[test]
fn examples_open_the_table_above_them() {
    let (mut table, mut tested) = (String::new(), 0);
    for (word, text) in blocks() {
        let map = match word {
            "csv" | "json" => {
                table = text;
                continue;
            }
            "toml" => text,
            "toml event" => format!("[event]\ndate = \"day\"\n{text}"),
            _ => continue,
        };
        let checked = read_map("map.toml", &map, &head(&table));
        let problems = render_all(&checked.problems, &checked.files, Colour::Off);
        assert!(problems.is_empty(), "{problems}");
        for row in rows(&map, &table) {
            let row = row.unwrap_or_else(|fault| panic!("{}\n{map}", fault.message));
            assert!(!row.when.is_absent() && !row.title.is_empty());
            assert!(!row.oddities().contains(&"cells-unlike-header"), "{table}");
        }
        tested += 1;
    }
    assert!(tested >= 9, "the fences are read");
}

#[test]
fn mistakes_are_told_as_it_says() {
    let (mut table, mut told) = (String::new(), None);
    for (word, text) in blocks() {
        match word {
            "csv" => table = text,
            "toml mistaken" => {
                let checked = read_map("map.toml", &text, &head(&table));
                assert!(checked.map.is_none());
                told = Some(render_all(&checked.problems, &checked.files, Colour::Off));
            }
            "text" => assert_eq!(told.take().expect("a map above").trim(), text.trim()),
            _ => {}
        }
    }
}

#[test]
fn every_oddity_of_the_code_is_in_the_manual() {
    for source in [
        include_str!("../fill.rs"),
        include_str!("../location.rs"),
        include_str!("../sources.rs"),
        include_str!("../claims.rs"),
    ] {
        for (_, rest) in source
            .match_indices(".odd(\"")
            .map(|(at, mark)| source.split_at(at + mark.len()))
        {
            let name = rest.split('"').next().unwrap_or_default();
            assert!(MANUAL.contains(&format!("`{name}`")), "{name}");
        }
    }
}
