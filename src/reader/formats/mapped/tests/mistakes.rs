//! Every mistake of a map has its place and says what would be right.

use super::*;

const TABLE: &str = "day,town,Town,dead,dead,type\n2016-01-31,Dana,,,,shelling\n";

/// Codes with the text at their marks, and hints.
fn mistakes(map: &str) -> Vec<(&'static str, String, String)> {
    let checked = read_map("map.toml", map, &head(TABLE));
    assert!(checked.map.is_none(), "{map}");
    let problems = checked.problems.iter();
    problems
        .map(|problem| {
            let place = map[problem.labels[0].span.clone()].to_owned();
            (
                problem.code,
                place,
                problem.hint.clone().unwrap_or_default(),
            )
        })
        .collect()
}

fn event(lines: &str) -> Vec<(&'static str, String, String)> {
    mistakes(&format!("[event]\ndate = 'day'\n{lines}\n"))
}

#[test]
fn each_mistake_is_at_its_place() {
    for (lines, code, place, hint) in [
        (
            "tilte = 'town'",
            "unknown-key",
            "tilte",
            "did you mean `title`?",
        ),
        (
            "title = 'twon'",
            "unknown-column",
            "'twon'",
            "did you mean `town`?",
        ),
        (
            "title = 'nothing like it'",
            "unknown-column",
            "'nothing like it'",
            "its columns are `day`",
        ),
        (
            "title = 'dead'",
            "ambiguous-column",
            "'dead'",
            "`#4` or `#5`",
        ),
        (
            "title = 'TOWN'",
            "ambiguous-column",
            "'TOWN'",
            "`#2` or `#3`",
        ),
        ("title = 5", "wrong-type", "5", ""),
        ("title = ''", "empty-text", "''", ""),
        (
            "title = { template = '{twon}' }",
            "unknown-column",
            "'{twon}'",
            "`town`",
        ),
        (
            "title = { template = '{town' }",
            "bad-template",
            "'{town'",
            "doubled",
        ),
        (
            "title = { template = '[a' }",
            "bad-template",
            "'[a'",
            "doubled",
        ),
        (
            "title = { template = 'a}' }",
            "bad-template",
            "'a}'",
            "doubled",
        ),
        (
            "title = { column = 'town', value = 'x' }",
            "contradiction",
            "{ column = 'town', value = 'x' }",
            "",
        ),
        (
            "title = {}",
            "contradiction",
            "{}",
            "`column`, `value`, `template`",
        ),
        ("time = {}", "contradiction", "{}", "`column`"),
        (
            "kind = 'shelling'",
            "unknown-column",
            "'shelling'",
            "{ value = \"shelling\" }",
        ),
        (
            "kind = { value = 'shelin' }",
            "unknown-word",
            "'shelin'",
            "did you mean `shelling`?",
        ),
        (
            "kind = { column = 'type', map = { a = 'airstike' } }",
            "unknown-word",
            "'airstike'",
            "`airstrike`",
        ),
        (
            "kind = { value = 'clash', map = {} }",
            "contradiction",
            "{ value = 'clash', map = {} }",
            "",
        ),
        (
            "actors = { column = 'town', role = 'victim' }",
            "unknown-word",
            "'victim'",
            "`target`",
        ),
        ("actors = 5", "wrong-type", "5", ""),
        ("actors = ['town', 5]", "wrong-type", "5", ""),
        ("lat = '#4'", "contradiction", "'#4'", ""),
        ("precision = 'type'", "contradiction", "'type'", "lat"),
        ("regions = 'town'", "missing-key", "'town'", "level"),
        (
            "regions = { column = 'town', level = 'city' }",
            "unknown-word",
            "'city'",
            "`place`",
        ),
        (
            "regions = [{ column = 'town', level = 'place' }, { column = 'type', level = 'country' }]",
            "contradiction",
            "{ column = 'type', level = 'country' }",
            "outside in",
        ),
        (
            "regions = { column = 'town', level = 'place', codes = { iso2 = 'type' } }",
            "unknown-key",
            "iso2",
            "`iso`",
        ),
        (
            "claims = { best = '#4' }",
            "missing-key",
            "{ best = '#4' }",
            "about",
        ),
        (
            "claims = { about = 'killed' }",
            "missing-key",
            "{ about = 'killed' }",
            "`best`",
        ),
        (
            "quotes = { text = 'town', speaker = 'type' }",
            "contradiction",
            "{ text = 'town', speaker = 'type' }",
            "sources",
        ),
        (
            "codes = { column = 'type' }",
            "missing-key",
            "{ column = 'type' }",
            "`cameo`",
        ),
        (
            "codes = { scheme = 'cammeo', column = 'type' }",
            "unknown-word",
            "'cammeo'",
            "`cameo`",
        ),
        (
            "fields = ['type', { column = 'town', name = 'Type' }]",
            "duplicate-field",
            "{ column = 'town', name = 'Type' }",
            "name",
        ),
        (
            "fields = { column = 'type', name = '-' }",
            "bad-field",
            "{ column = 'type', name = '-' }",
            "",
        ),
        (
            "timezone = { value = 'Mars' }",
            "bad-timezone",
            "{ value = 'Mars' }",
            "",
        ),
        ("importance = { value = 9 }", "unknown-word", "9", "`5`"),
    ] {
        let found = event(lines);
        assert_eq!(found.len(), 1, "{lines}: {found:?}");
        let (found_code, found_place, found_hint) = &found[0];
        assert_eq!(
            (*found_code, found_place.as_str()),
            (code, place),
            "{lines}"
        );
        assert!(found_hint.contains(hint), "{lines}: {found_hint}");
    }
}

#[test]
fn sections_have_mistakes_too() {
    for (map, code, place) in [
        ("", "missing-key", ""),
        ("[event]\n", "missing-key", "[event]"),
        ("event = 1", "wrong-type", "1"),
        ("[event]\ndate = 'day'\n[events]\n", "unknown-key", "events"),
        (
            "[event]\ndate = 'day'\n[file]\ndelimiter = '::'\n",
            "bad-delimiter",
            "'::'",
        ),
        (
            "[event]\ndate = '#1'\n[file]\nheader = 1\n",
            "wrong-type",
            "1",
        ),
        (
            "[event]\ndate = 'day'\n[file]\nheader = true\ncolumns = ['day']\n",
            "contradiction",
            "[file]",
        ),
        (
            "[event]\ndate = 'day'\n[dataset]\ntimezone = 'Asia/Damascu'\n",
            "bad-timezone",
            "'Asia/Damascu'",
        ),
        (
            "[event]\ndate = 'day'\n[dataset]\nprefix = 'a.b'\n",
            "bad-prefix",
            "'a.b'",
        ),
        (
            "[event]\ndate = { column = 'day', format = 'dmy' }",
            "unknown-word",
            "'dmy'",
        ),
        (
            "[event]\ndate = { column = 'day', month = 'town' }",
            "contradiction",
            "{ column = 'day', month = 'town' }",
        ),
        (
            "[event]\ndate = { year = 'day', day = 'town' }",
            "contradiction",
            "{ year = 'day', day = 'town' }",
        ),
        ("[event]\ndate = { value = 'soon' }", "bad-date", "'soon'"),
        ("[event]\ndate = [", "syntax", ""),
    ] {
        let found = mistakes(map);
        assert!(
            found
                .iter()
                .any(|(of, at, _)| (*of, at.as_str()) == (code, place)),
            "{map}: {found:?}"
        );
    }
}

#[test]
fn all_are_told_at_once() {
    let map = "[event]\ndate = 'x'\ntilte = 'town'\nkind = { value = 'x' }\nactors = [{ column = 'y' }, 1]\n[dataset]\nname = 'n'\n";
    let codes: Vec<_> = mistakes(map).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(
        codes,
        [
            "unknown-column",
            "unknown-key",
            "unknown-word",
            "unknown-column",
            "wrong-type",
            "unknown-key"
        ]
    );
}

#[test]
fn a_key_of_json_may_come_later() {
    let map = "[event]\ndate = 'wen'\nsummary = 'a.*.b'\n";
    let text = "{\"when\": 1, \"a\": [{\"b\": 1}]}";
    let checked = read_map("map.toml", map, &head(text));
    let codes: Vec<_> = checked
        .problems
        .iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, ["unknown-column", "several-values"]);
    let checked = read_map("map.toml", "[event]\ndate = 'wen'", &head(text));
    assert!(checked.map.is_some());
    assert_eq!(
        checked.problems[0].hint.as_deref(),
        Some("did you mean `when`?")
    );
}
