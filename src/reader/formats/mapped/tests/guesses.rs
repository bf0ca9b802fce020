//! What is proposed for tables that are known.

use super::*;
use crate::diagnostic::{Colour, render_all};

/// The proposal without comments and blank lines; it loads.
fn proposal(text: &str, whole: bool) -> (Vec<String>, Vec<String>) {
    let head = Head {
        name: "folder/test.csv",
        text,
        whole,
    };
    let guess = guess(&head);
    let checked = read_map("map.toml", &guess.map_toml, &head);
    let problems = render_all(&checked.problems, &checked.files, Colour::Off);
    assert!(problems.is_empty(), "{problems}");
    let lines = guess.map_toml.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    (lines.map(str::to_owned).collect(), guess.notes)
}

fn assert_has(text: &str, whole: bool, expected: &[&str]) {
    let (lines, _) = proposal(text, whole);
    for line in expected {
        assert!(
            lines.iter().any(|found| found == line),
            "{line} in\n{}",
            lines.join("\n")
        );
    }
}

#[test]
fn ucdp_by_the_names_of_its_columns() {
    let text = include_str!("../../../../../tests/data/mapped/ged.csv");
    assert_has(text, true, &GED);
}

const GED: [&str; 11] = [
    "id = \"id\"",
    "date = { column = \"date_start\", format = \"iso\", end = \"date_end\" }",
    "lat = \"latitude\"",
    "lon = \"longitude\"",
    "{ column = \"country\", level = \"country\" },",
    "{ column = \"adm_1\", level = \"governorate\" },",
    "{ column = \"where_coordinates\", level = \"place\" },",
    "{ column = \"side_a\", role = \"initiator\" },",
    "{ column = \"side_b\", role = \"target\" },",
    "{ publisher = \"source_office\", title = \"source_headline\", published = { column = \"source_date\", format = \"iso\" }, split = \";\" },",
    "{ about = \"killed\", low = \"low\", best = \"best\", high = \"high\" },",
];

#[test]
fn published_files_have_sensible_proposals() {
    let folder = std::env::var("ANNALS_SHARED_DATA").map_or_else(
        |_| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        Into::into,
    );
    let read = |name: &str| {
        let bytes = std::fs::read(folder.join(name)).ok()?;
        let end = bytes.len().min(64 << 10);
        let text = String::from_utf8_lossy(&bytes[..end]).into_owned();
        Some((
            text.trim_end_matches('\u{fffd}').to_owned(),
            end == bytes.len(),
        ))
    };
    let timesketch = [
        "id = \"event_id\"",
        "date = { column = \"datetime\", format = \"iso\" }",
        "summary = \"message\"",
        "{ column = \"actor1\" },",
        "{ column = \"actor2\" },",
        "{ column = \"region\", level = \"governorate\" },",
        "{ about = \"killed\", best = \"deaths_best\" },",
    ];
    let slides = [
        "date = { year = \"Year\", month = \"Month\", day = \"Day\" }",
        "title = \"Headline\"",
        "summary = \"Text\"",
    ];
    for (name, expected) in [
        ("derived-fixtures/ged41.csv", &GED[..]),
        ("ucdp-ged-sample-49/GEDEvent_sample1000.csv", &GED[..]),
        ("derived-fixtures/timesketch.csv", &timesketch[..]),
        ("derived-fixtures/timesketch.jsonl", &timesketch[..]),
        ("timelinejs/my-own-timeline.csv", &slides[..]),
    ] {
        match read(name) {
            Some((text, whole)) => assert_has(&text, whole, expected),
            None => println!("skipped: {name} is not there"),
        }
    }
}

#[test]
fn other_languages_and_delimiters() {
    assert_has(
        "fecha;tipo;ciudad;muertos;fuente\n31/01/2016;ataque;Orsa;3;Radio\n01/02/2016;ataque;Denn;1;Radio\n02/02/2016;combate;Denn;0;Diario\n\
         03/02/2016;combate;Orsa;2;Diario\n",
        true,
        &[
            "delimiter = \";\"",
            "date = { column = \"fecha\", format = \"d/m/y\" }",
            "\"ataque\" = \"attack\"    # 2 times",
            "\"combate\" = \"clash\"    # 2 times",
            "{ column = \"ciudad\", level = \"place\" },",
            "{ about = \"killed\", best = \"muertos\" },",
            "{ publisher = \"fuente\" },",
        ],
    );
    assert_has(
        "التاريخ\tالمدينة\tالقتلى\n2016-01-31\tدانا\t3\n2016-02-01\tكفر\t1\n",
        true,
        &[
            "delimiter = \"tab\"",
            "date = { column = \"التاريخ\", format = \"iso\" }",
            "{ column = \"المدينة\", level = \"place\" },",
            "{ about = \"killed\", best = \"القتلى\" },",
        ],
    );
    assert_has(
        "дата,город,погибшие\n31.01.2016,Орса,3\n01.02.2016,Денн,1\n",
        true,
        &[
            "date = { column = \"дата\", format = \"d/m/y\" }",
            "{ column = \"город\", level = \"place\" },",
            "{ about = \"killed\", best = \"погибшие\" },",
        ],
    );
}

#[test]
fn day_or_month_first() {
    let dates = |dates: &[&str]| {
        let text = format!("date,x\n{},1\n", dates.join(",1\n"));
        let (lines, notes) = proposal(&text, true);
        let date = lines
            .into_iter()
            .find(|line| line.starts_with("date = "))
            .expect("a date");
        let undecided = notes
            .iter()
            .any(|note| note.starts_with("CANNOT BE DECIDED"));
        let told = notes.iter().any(|note| note.contains("order of time"));
        (date.contains("d/m/y"), undecided, told)
    };
    assert_eq!(
        dates(&[
            "01/02/2016",
            "31/02/2016",
            "13/05/2016",
            "14/05/2016",
            "15/05/2016"
        ]),
        (true, false, false)
    );
    assert_eq!(dates(&["01/02/2016", "05/13/2016"]), (false, false, false));
    assert_eq!(
        dates(&["01/02/2016", "02/03/2016"]),
        (true, true, false),
        "sorted either way"
    );
    assert_eq!(
        dates(&["05/02/2016", "06/02/2016", "01/03/2016"]),
        (true, false, true)
    );
    assert_eq!(
        dates(&["02/05/2016", "02/06/2016", "03/01/2016"]),
        (false, false, true)
    );
}

#[test]
fn what_is_missing_is_said() {
    let (lines, notes) = proposal("name,colour\nx,red\n", true);
    assert!(lines.contains(&"date = \"name\"".to_owned()));
    assert!(
        notes
            .iter()
            .any(|note| note.starts_with("NO COLUMN LOOKS LIKE A DATE"))
    );
    let (lines, notes) = proposal("2016-01-31,Dana,NA\n2016-02-01,Kafr,3\n", true);
    assert!(
        lines.contains(&"header = false".to_owned())
            && lines.contains(&"empty = [\"NA\"]".to_owned())
    );
    assert!(lines.contains(&"date = { column = \"#1\", format = \"iso\" }".to_owned()));
    assert!(
        notes
            .iter()
            .any(|note| note.starts_with("the first record looks like an event"))
    );
    for text in [
        "", "\n", "{", "{}", "[", "[]", "[{}]", ",,,\n", "\"", "\u{feff}",
    ] {
        proposal_loads(text);
    }
}

fn proposal_loads(text: &str) {
    let head = head(text);
    let checked = read_map("map.toml", &guess(&head).map_toml, &head);
    assert!(checked.map.is_some(), "{text:?}: {:?}", checked.problems);
}

#[test]
fn tables_with_gaps_are_seen_through() {
    assert_has(
        INCIDENTS,
        true,
        &[
            "empty = [\"NA\"]",
            "time = \"Clock\"",
            "lat = \"Lat\"",
            "{ publisher = \"Outlets\", title = \"Heads\", url = \"Links\", split = \"|\" },",
            "{ about = \"killed\", low = \"Min\", best = \"Killed\", high = \"Max\" },",
            "{ about = \"wounded\", best = \"Hurt\" },",
            "\"air raid\" = \"airstrike\"    # 1 times",
            "\"looting\" = \"other\"    # 1 times; no word fits",
        ],
    );
    assert_has(
        POSTS,
        true,
        &[
            "date = { column = \"seen\", format = \"iso\" }",
            "lat = \"geo.lat\"",
            "{ url = \"media.*.url\" },",
            "{ column = \"tags\" },",
        ],
    );
}
