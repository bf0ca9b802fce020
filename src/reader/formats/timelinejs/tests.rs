use proptest::prelude::*;

use super::super::ucdp::GED;
use super::*;
use crate::model::EventKind;
use crate::reader::testing::{self, rows, shared};

const ERAS: &str = include_str!("../../../../tests/data/timelinejs/eras.json");
const COSMO: &str = include_str!("../../../../tests/data/timelinejs/cosmo.json");
const VERSION1: &str = include_str!("../../../../tests/data/timelinejs/version1.json");

fn all(text: &str) -> Vec<Row> {
    let rows = rows(TIMELINE_JSON, text);
    rows.into_iter().map(|row| row.expect("an event")).collect()
}

fn title(text: &str) -> String {
    let head = Head {
        name: "folder/war.json",
        text,
        whole: false,
    };
    let reader = open(&head, &Options::default()).expect("a reader");
    assert_eq!(reader.about().publisher, "war");
    reader.about().title.clone()
}

fn dates(rows: &[Row]) -> Vec<(String, &str)> {
    rows.iter()
        .map(|row| (row.when.edtf().text().to_owned(), row.title.as_str()))
        .collect()
}

fn pairs<'a>(expected: &[(&str, &'a str)]) -> Vec<(String, &'a str)> {
    expected
        .iter()
        .map(|&(date, title)| (date.to_owned(), title))
        .collect()
}

#[test]
fn events_and_eras_of_version_3() {
    assert_eq!(testing::sniff(TIMELINE_JSON, ERAS), Sniff::Yes);
    let rows = all(ERAS);
    assert_eq!(
        dates(&rows),
        pairs(&[
            ("0602-01-01/0629-12-31", "Last great Roman-Persian War."),
            (
                "0604-01-01/0609-12-31",
                "Grand Canal in China is fully completed"
            ),
            (
                "0622-08-09/0622-08-23",
                "Muhammad Migrates from Mecca to Medina"
            ),
            (
                "0626",
                "Joint Persian-Avar-Slav Siege of Constantinople Constantinople saved"
            ),
            ("0650-01-01/0700-12-31", "Era Test 650-700"),
            ("0600-01-01/0650-12-31", "Era Test 600-650"),
            ("0700-01-01/0720-12-31", "Era Test 700-720"),
        ])
    );
    let (event, era) = (&rows[0], &rows[4]);
    assert_eq!((event.kind, event.tags.len()), (None, 0));
    assert_eq!(era.kind, Some(EventKind::Background));
    assert_eq!(era.tags.to_vec(), ["era"]);
    assert_eq!(event.sources[0].publisher, "en.wikipedia.org");
    assert_eq!(
        event.sources[0].url,
        "https://en.wikipedia.org/wiki/Roman-Persian_Wars"
    );
    assert!(
        event
            .summary
            .starts_with("Long conflict leaves both empires")
    );
    assert_eq!(
        (event.id.as_str(), event.actors.len(), event.regions.len()),
        ("", 0, 0)
    );
    assert_eq!(title(ERAS), "Eras Test");
}

#[test]
fn everything_in_a_slide_and_in_an_era_can_be_shown() {
    let reader = open(
        &Head {
            name: "a.json",
            text: ERAS,
            whole: true,
        },
        &Options::default(),
    )
    .expect("a reader");
    let mut raw = Vec::new();
    testing::records(&*reader, ERAS, |record| raw.push(reader.raw(record)));
    let pair = |path: &str, value: &str| (path.to_owned(), value.to_owned());
    assert_eq!(raw[0][0], pair("start_date.year", "602"));
    assert!(raw[0].contains(&pair("background.opacity", "50")));
    assert_eq!(
        raw[4],
        [
            pair("start_date.year", "650"),
            pair("end_date.year", "700"),
            pair("text.headline", "Era Test 650-700")
        ]
    );
}

#[test]
fn cosmological_years_are_years() {
    let rows = all(COSMO);
    assert_eq!(rows.len(), 7);
    assert_eq!(
        dates(&rows[..2]),
        pairs(&[
            ("Y-13800000000", "The Big Bang"),
            (
                "Y-13799630000",
                "The Dark Ages and large-scale structure emergence"
            ),
        ])
    );
    assert_eq!(rows[4].when.edtf().text(), "Y-538800000/Y-251902000");
    assert_eq!(title(COSMO), "Cosmological Scale Timeline");
}

#[test]
fn versions_1_and_2() {
    assert_eq!(testing::sniff(TIMELINE_JSON, VERSION1), Sniff::Yes);
    let rows = all(VERSION1);
    assert_eq!(
        dates(&rows),
        pairs(&[
            ("2011-03-23", "Elizabeth Taylor Dies in Los Angeles"),
            ("2002-01-01", "Receives Kennedy Center Honor"),
            ("1991-10-06/1996-10-31", "Marries Larry Fortensky"),
            ("1985-01-01/2011-02-16", "AIDS Activism"),
        ])
    );
    assert_eq!(rows[1].tags.to_vec(), ["Personal life", "Career"]);
    let source = &rows[1].sources[0];
    assert_eq!(
        (source.publisher.as_str(), source.note.as_str()),
        (
            "Robin Weiner/Associated Press",
            "examples/taylor/kennedy.jpg"
        )
    );
    assert_eq!(
        rows[1].summary,
        "Ms. Taylor received a John F. Kennedy Center Honor in 2002."
    );
    assert_eq!(title(VERSION1), "Elizabeth Taylor 1932-2011");
}

#[test]
fn eras_of_version_1() {
    let rows = all(r#"{"timeline": {"date": [{"startDate": "2011"}],
            "era": [ {"startDate": "2011,12,10", "endDate": "2011,12,11", "headline": "Talks", "tag": "a, b"} ] } }"#);
    assert_eq!(
        dates(&rows),
        pairs(&[
            ("2011", "(no headline)"),
            ("2011-12-10/2011-12-11", "Talks")
        ])
    );
    assert_eq!(rows[1].tags.to_vec(), ["era", "a, b"]);
}

#[test]
fn numbers_texts_ids_and_times() {
    let slide = r#"{"events": [{"unique_id": "shelling-1", "group": "North", "display_date": "about then",
        "start_date": {"year": 2019, "month": "4", "day": 30, "hour": 7, "minute": "5", "display_date": null},
        "end_date": {"year": "", "month": ""},
        "text": {"headline": "Tom &amp; <b>Jo</b>", "text": "<p>a</p><p>b</p>"}}], "eras": null}"#;
    let row = &all(slide)[0];
    assert_eq!(row.id, "shelling-1");
    assert_eq!(row.title, "Tom & Jo");
    assert_eq!(row.summary, "a\nb");
    assert_eq!(row.when.edtf().text(), "2019-04-30~");
    assert_eq!(
        row.time.map(|time| time.to_string()).as_deref(),
        Some("07:05")
    );
    assert_eq!(row.tags.to_vec(), ["North"]);
    assert_eq!(row.text, "about then");
}

#[test]
fn the_title_of_a_file_that_breaks_off() {
    assert_eq!(
        title(r#"{"title": {"text": {"headline": "A"}}, "events": [{"start"#),
        "A"
    );
    assert_eq!(
        title(r#"{"timeline": {"headline": "B", "date": [{"sta"#),
        "B"
    );
    assert_eq!(title(r#"{"events": [{"start"#), "war");
    assert_eq!(
        title(r#"{"title": null, "events": [], "scale": "human"}"#),
        "war"
    );
    assert_eq!(title("[1]"), "war");
}

#[test]
fn what_is_wrong_is_said() {
    let fault = |slide: &str| {
        let text = format!(r#"{{"events": [{slide}]}}"#);
        let fault = rows(TIMELINE_JSON, &text).remove(0).expect_err(slide);
        fault.message.into_owned()
    };
    assert_eq!(fault("{}"), "the start date: there is no date");
    assert_eq!(
        fault(r#"{"start_date": {"year": "2019", "month": "Apr"}}"#),
        "the start date: `Apr` is no month from 1 to 12"
    );
    assert_eq!(
        fault(r#"{"start_date": {"year": 2019}, "end_date": {"year": 2018}}"#),
        "the end date: the slide ends before it starts"
    );
    assert_eq!(
        fault(r#"{"startDate": "spring of 2019"}"#),
        "`spring of 2019` is no date such as 2011,12,31 or 12/31/2011"
    );
    assert_eq!(
        fault(r#"{"start_date": {"year": [2019]}}"#),
        "this slide is not what TimelineJS expects: here is a list, not a text or a number"
    );
    assert_eq!(
        fault("7"),
        "this slide is not what TimelineJS expects: here is the number `7`, not a slide"
    );
}

#[test]
fn documents_that_are_none() {
    let message = |text| records(text).fault.expect(text).message.into_owned();
    assert_eq!(
        message("{\"title\": {}}"),
        "there are neither `events` nor a `timeline` with its `date`"
    );
    assert!(message("{\"events\": [").starts_with("the JSON ends within a list"));
    assert!(
        message("{\"events\": {}}")
            .starts_with("this is not what TimelineJS expects: here is an object, not")
    );
    for text in [
        "",
        "{}",
        r#"[{"events": 1, "start_date": 1, "year": 1}]"#,
        r#"{"type": "FeatureCollection", "features": []}"#,
        r#"{"events": [{"id": 1, "date": "4/30/2019"}]}"#,
    ] {
        assert_eq!(testing::sniff(TIMELINE_JSON, text), Sniff::No, "{text}");
    }
}

#[test]
fn the_published_timelines() {
    for (file, events) in [
        ("all-media-types.json", 41),
        ("cosmo-mixed.json", 11),
        ("cosmo.json", 7),
        ("eras.json", 23),
        ("example.json", 28),
        ("republican_timeline3.json", 13),
    ] {
        let Some(text) = shared(&format!("timelinejs/{file}")) else {
            continue;
        };
        assert_eq!(testing::sniff(TIMELINE_JSON, &text), Sniff::Yes, "{file}");
        let rows = all(&text);
        assert_eq!(rows.len(), events, "{file}");
        for row in rows {
            assert!(
                !row.title.contains('<') && row.oddities().is_empty(),
                "{file}: {}",
                row.title
            );
        }
    }
}

/// The same events as CSV of UCDP and as TimelineJS: ids and days agree; the format has no actors and no places.
#[test]
fn the_events_of_ucdp() {
    let (Some(ged), Some(timeline)) = (
        shared("derived-fixtures/ged41.csv"),
        shared("derived-fixtures/timelinejs.json"),
    ) else {
        return;
    };
    let ged: Vec<Row> = rows(GED, &ged).into_iter().flatten().collect();
    let timeline = all(&timeline);
    assert_eq!((ged.len(), timeline.len()), (300, 300));
    for (expected, row) in ged.iter().zip(&timeline) {
        assert_eq!(row.id, format!("ged-{}", expected.id));
        assert_eq!(row.when, expected.when, "{}", row.id);
        assert_eq!(row.tags.to_vec(), [expected.regions[1].name.as_str()]);
        for actor in expected.actors.iter() {
            assert!(row.title.contains(&actor.name), "{}", row.title);
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(\\PC|[{}\\[\\],:\"]|\"events\"|\"start_date\"|2019|null){0,40}") {
        let _ = headline(&text);
        for range in records(&text).records {
            prop_assert!(text.get(range).is_some());
        }
        let reader = Timeline { about: About::default(), cut: Cut::Document(records) };
        let _ = reader.read(&Record::Text(&text), &mut Row::default());
        let _ = reader.raw(&Record::Text(&text));
    }

    #[test]
    fn any_value_is_read(year in "\\PC{0,12}|-?[0-9]{1,20}", month in "\\PC{0,3}|[0-9]{1,2}", old in "\\PC{0,12}|[0-9/,: T-]{0,16}") {
        let slide = serde_json::json!({
            "events": [
                {"start_date": {"year": year, "month": month, "day": month, "hour": month}, "text": {"text": old}},
                {"startDate": old, "endDate": year, "media": {"url": old, "credit": year}},
            ],
            "eras": [{"start_date": {"year": year}}],
        });
        prop_assert_eq!(rows(TIMELINE_JSON, &slide.to_string()).len(), 3);
    }
}
