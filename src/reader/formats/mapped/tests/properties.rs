//! No text of a map or a table breaks anything, and a proposal always loads.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Severity;

/// Texts that are nearly maps: whole lines of the format in any order, with pieces of columns and of nothing.
fn map_text() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        Just("'a'".to_owned()),
        Just("'#2'".to_owned()),
        Just("'a.*.b'".to_owned()),
        Just("{ value = '1' }".to_owned()),
        Just("{ template = '{a}[ {b}]' }".to_owned()),
        Just(
            "{ column = 'b', format = 'edtf', split = ';', role = 'target', level = 'place' }"
                .to_owned()
        ),
        Just("{ column = 'a', map = { '*' = 'other', 'x' = 'day' } }".to_owned()),
        Just("{ about = 'killed', best = 'a', claimant = 'b', split = ';' }".to_owned()),
        Just(
            "{ publisher = 'a', title = 'b', url = 'b', published = 'a', split = ';' }".to_owned()
        ),
        Just("[['a']]".to_owned()),
        "[ -~\n]{0,12}",
    ];
    let key = prop_oneof![
        Just("date"),
        Just("time"),
        Just("title"),
        Just("kind"),
        Just("place"),
        Just("lat"),
        Just("lon"),
        Just("coordinates"),
        Just("precision"),
        Just("regions"),
        Just("actors"),
        Just("sources"),
        Just("claims"),
        Just("quotes"),
        Just("tags"),
        Just("codes"),
        Just("fields"),
        Just("importance"),
        Just("text"),
        Just("id"),
    ];
    let lines = proptest::collection::vec((key, value), 0..6);
    lines.prop_map(|lines| {
        let lines: Vec<String> = lines
            .iter()
            .map(|(key, value)| format!("{key} = {value}"))
            .collect();
        format!("[event]\n{}\n", lines.join("\n"))
    })
}

fn table_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "a,b\n([0-9/;\",\n -]|2016-0[1-3]-1[0-9]|é){0,60}",
        "(\\{\"a\": ?[0-9\"\\[\\{\\},: ab]{0,20}\\}?\n){0,4}",
        "\\[\\{\"a\":\"[0-9-]{0,10}\",\"b\":[0-9]\\}(, ?\\{\\}){0,3}\\]?",
        any::<String>(),
    ]
}

/// Reads what can be read; only that nothing panics is looked at.
fn read_all(map: &str, text: &str) {
    let options = Options {
        map: Some(map.to_owned()),
        ..Options::default()
    };
    let Ok(reader) = open(&head(text), &options) else {
        return;
    };
    let mut row = Row::default();
    let mut read = |record: &Record<'_>| {
        row.clear();
        let _ = reader.read(record, &mut row);
        let _ = row.when.edtf();
    };
    match reader.cut() {
        Cut::Document(find) => {
            for range in find(text).records {
                read(&Record::Text(&text[range]));
            }
        }
        cut => {
            let mut cutter = crate::reader::Cutter::default();
            while let Some(Ok((_, record))) = cutter.next(cut, text) {
                read(&record);
            }
        }
    }
}

proptest! {
    #[test]
    fn nothing_panics(map in prop_oneof![map_text(), any::<String>()], text in table_text()) {
        read_all(&map, &text);
    }

    #[test]
    fn fixed_maps_read_any_table(text in table_text()) {
        read_all("[event]\ndate = 'a'\ntime = 'a'\ntitle = 'b'\ncoordinates = 'b'\nactors = { column = 'b', split = ';' }\n\
                  claims = { about = 'killed', best = 'b', high = 'a' }\nsources = { publisher = 'a', url = 'b', split = ';' }", &text);
    }

    #[test]
    fn a_proposal_always_loads(text in table_text(), whole in any::<bool>()) {
        let head = Head { name: "x/y.csv", text: &text, whole };
        let proposal = guess(&head);
        let checked = read_map("map.toml", &proposal.map_toml, &head);
        let errors: Vec<_> = checked.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
        prop_assert!(checked.map.is_some(), "{errors:?}\n{}", proposal.map_toml);
        read_all(&proposal.map_toml, &text);
    }

    #[test]
    fn a_proposal_for_any_header_loads(names in proptest::collection::vec("[a-z \"'#\\\\{\\[\\]\u{e9}\u{7f}]{0,6}|date|Date|id|type|source|lat|lon|killed", 1..8)) {
        let quoted: Vec<String> = names.iter().map(|name| format!("\"{}\"", name.replace('"', "\"\""))).collect();
        let cells = vec!["2016-01-31"; names.len()].join(",");
        let text = format!("{}\n{cells}\n", quoted.join(","));
        let proposal = guess(&head(&text));
        let checked = read_map("map.toml", &proposal.map_toml, &head(&text));
        prop_assert!(checked.map.is_some(), "{:?}\n{}", checked.problems, proposal.map_toml);
    }
}
