//! A syntax error has no consequences: what stands beside it is right, and nothing else may be said of it.

use crate::dataset::from_texts;

const OTHERS: &str = r#"[dataset]
schema = 1
title = "T"
[[actor]]
id = "hts"
name = "HTS"
kind = "armed_group"
[[region]]
id = "sy"
name = "Syria"
level = "country"
[[source]]
id = "afp"
publisher = "AFP"
[[source]]
id = "sana"
publisher = "SANA"
"#;

/// An event with everything that could be missed when it is not there.
const EVENT: &str = r#"[[event]]
id = "e1"
title = "Aleppo حلب"
date = 2024-11-30
kind = "clash"
region = "sy"
sources = ["afp", { source = "sana", credibility = 2 }]
actors = [
  { actor = "hts", role = "target" }, # [x]
]
tags = ["a", 'b']
note = """
x
[inaudible]
"""
codes.cameo = "190"
[event.place]
lat = 36.2
lon = 37.1
[[event.quote]]
id = "q"
text = "It's"
speaker = "hts"
translated = true
original = "x"
source = "afp"
[[event.claim]]
claimant = "afp"
about = "killed"
low = 1
high = 2
source = ["afp"]
"#;

/// What is said beside syntax errors when the event is written like this. Without one, much may be.
fn consequences(event: &str) -> Vec<String> {
    let text = format!("{OTHERS}{event}");
    let opened = from_texts(vec![("a.toml".into(), text.into())]);
    let (syntax, others): (Vec<_>, Vec<_>) = opened
        .diagnostics
        .into_iter()
        .partition(|problem| problem.code == "syntax");
    let others = others.into_iter().map(|problem| problem.message);
    others.filter(|_| !syntax.is_empty()).collect()
}

fn is_harmless(event: &str, at: usize) {
    let line = event[..at].lines().count();
    let found = consequences(event);
    assert!(found.is_empty(), "{found:?} near line {line} of\n{event}");
}

#[test]
fn a_syntax_error_has_no_consequences() {
    let others = [
        '"', '[', '\'', '{', '=', ']', '\n', '}', ',', '#', '.', 'x', '\\',
    ];
    for (at, this) in EVENT.char_indices() {
        let (before, after) = EVENT.split_at(at);
        is_harmless(&format!("{before}{}", &after[this.len_utf8()..]), at);
        // A header may be no comment: then its keys are where they seem to be.
        let other = others[at % others.len()];
        if other != '#' || !after.starts_with('[') {
            is_harmless(&format!("{before}{other}{after}"), at);
        }
    }
}
