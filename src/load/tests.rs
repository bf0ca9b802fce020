//! Loading small texts, and reading their events again.

use std::io::Cursor;
use std::sync::Mutex;

use super::*;
use crate::analysis::{Engine, Part, Question, Reply};
use crate::model::Role;
use crate::reader::{FORMATS, Format, Head, Options};
use crate::store::RowId;

mod spellings;

/// Text in memory.
#[derive(Debug)]
struct Held(Vec<u8>);

impl Backing for Held {
    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let from = usize::try_from(offset).expect("small").min(self.0.len());
        let to = (from + length).min(self.0.len());
        Ok(self.0[from..to].to_vec())
    }
}

pub(super) fn format(name: &str) -> &'static Format {
    FORMATS
        .iter()
        .find(|format| format.name == name)
        .expect(name)
}

fn file(format: &Format, text: &str) -> File {
    let head = Head {
        name: "test.csv",
        text,
        whole: true,
    };
    File {
        name: "test.csv".into(),
        reader: (format.open)(&head, &Options::default())
            .expect("opens")
            .into(),
        text: Box::new(Cursor::new(text.as_bytes().to_vec())),
        backing: Arc::new(Held(text.as_bytes().to_vec())),
        bytes: Some(text.len() as u64),
    }
}

fn loaded(name: &str, text: &str) -> Loaded {
    load(vec![file(format(name), text)], 0, Limits::default(), &())
}

fn engine(loaded: Loaded) -> Engine {
    Engine::open(vec![Opened {
        dataset: loaded.dataset,
        names: vec!["test.csv".into()],
        rows: Some((loaded.published, loaded.batches)),
        ..Opened::default()
    }])
}

pub(super) const HEADER: &str = "id,type_of_violence,dyad_name,dyad_new_id,side_a,side_a_new_id,side_b,side_b_new_id,source_office,source_date,\
source_headline,country,adm_1,where_coordinates,where_prec,date_start,date_end,best,low,high\n";

/// `id`, days, side B and headline of a record.
pub(super) fn ged(id: usize, from: &str, to: &str, side_b: &str, headline: &str) -> String {
    format!(
        "{id},1,Government of Syria - {side_b},{side_b},Government of Syria,118,{side_b},{side_b},SOHR;Reuters,{from};2016-03-01,\
         {headline};second,Syria,Aleppo Governorate,Azaz town,1,{from},{to},2,1,3\n"
    )
}

fn shown(engine: &Engine, filter: &str) -> Vec<String> {
    let question = Question {
        number: 1,
        filter: filter.into(),
        parts: vec![Part::Window { first: 0, len: 100 }],
    };
    let answer = engine
        .answer(&question, &|| false)
        .expect("nothing cancels it");
    assert!(
        answer.diagnostics.is_empty(),
        "{filter}: {:?}",
        answer.diagnostics
    );
    match &answer.replies[..] {
        [Reply::Window(window)] => window.rows.iter().map(|row| row.id.clone()).collect(),
        _ => panic!("a window was asked for"),
    }
}

#[test]
fn events_stand_in_time_order_with_their_names() {
    let text = format!(
        "{HEADER}{}{}{}",
        ged(3, "2016-02-01", "2016-02-29", "IS", "Month"),
        ged(
            1,
            "2016-01-05",
            "2016-01-05",
            "HTS",
            "\"Blast, \"\"big\"\"\nin town\""
        ),
        ged(2, "2016-01-05", "2016-01-05", "IS", "حلب")
    );
    let loaded = loaded("ucdp-ged", &text);
    assert_eq!(loaded.report.left_out, 0, "{:?}", loaded.report);
    let engine = engine(loaded);
    assert_eq!(shown(&engine, ""), ["1", "2", "3"]);
    assert_eq!(shown(&engine, "actor:hts"), ["1"]);
    assert_eq!(shown(&engine, "participant:IS"), ["2", "3"]);
    assert!(shown(&engine, "by:IS").is_empty() && shown(&engine, "at:IS").is_empty());
    assert_eq!(shown(&engine, "region:aleppo"), ["1", "2", "3"]);
    assert_eq!(shown(&engine, "region:SY"), ["1", "2", "3"]);
    assert_eq!(shown(&engine, "blast"), ["1"]);
    assert_eq!(shown(&engine, "حلب"), ["2"]);
    assert_eq!(shown(&engine, "publisher:sohr killed:>=2"), ["1", "2", "3"]);
    assert_eq!(shown(&engine, "date!:2016-02"), ["3"]);
    assert_eq!(shown(&engine, "known:2016-01-31"), ["1", "2"]);
    let dyad = "ucdp.dyad:\"government of syria - is\"";
    assert_eq!(shown(&engine, dyad), ["2", "3"]);
    assert_eq!(shown(&engine, &format!("-{dyad}")), ["1"]);
    assert_eq!(
        shown(&engine, "ucdp.type_of_violence:1 hama OR code:1"),
        ["1", "2", "3"]
    );
    assert_eq!(engine.catalog().fields[0], "ucdp.dyad");
}

#[test]
fn blocs_come_from_a_curated_dataset_that_has_the_same_actor() {
    let curated = crate::dataset::from_texts(vec![(
        "a.toml".to_owned(),
        r#"
[dataset]
schema = 1
title = "Curated"
[[dataset.bloc]]
id = "south"
name = "South"
[[actor]]
id = "the-group"
name = "The group"
kind = "armed_group"
blocs = [{ bloc = "south" }]
ids = { ucdp = "IS" }
"#
        .into(),
    )]);
    assert_eq!(curated.diagnostics, []);
    let text = format!(
        "{HEADER}{}{}",
        ged(1, "2016-01-05", "2016-01-05", "IS", "x"),
        ged(2, "2016-01-06", "2016-01-06", "HTS", "x")
    );
    let loaded = load(
        vec![file(format("ucdp-ged"), &text)],
        1,
        Limits::default(),
        &(),
    );
    let published = Opened {
        dataset: loaded.dataset,
        rows: Some((loaded.published, loaded.batches)),
        ..Opened::default()
    };
    let engine = Engine::open(vec![curated.into(), published]);
    assert_eq!(shown(&engine, "bloc:south"), ["1"]);
    let question = Question {
        number: 1,
        filter: "actor:hts".into(),
        parts: vec![Part::Facet {
            facet: crate::analysis::Facet::Dataset,
            find: String::new(),
            closed: Vec::new(),
            first: 0,
            len: 10,
        }],
    };
    let answer = engine
        .answer(&question, &|| false)
        .expect("nothing cancels it");
    let [Reply::Facet(datasets)] = &answer.replies[..] else {
        panic!("a facet was asked for")
    };
    let values: Vec<_> = datasets
        .values
        .iter()
        .map(|value| (value.label.as_str(), value.count))
        .collect();
    assert_eq!(values, [("#2 UCDP GED (test)", 1)]);
}

#[test]
fn an_event_is_read_again_with_every_column() {
    let text = format!(
        "{HEADER}{}",
        ged(7, "2016-01-05", "2016-01-05", "IS", "\"a \"\"b\"\"\nc\"")
    );
    let engine = engine(loaded("ucdp-ged", &text));
    let question = Question {
        number: 1,
        filter: String::new(),
        parts: vec![Part::Event(crate::analysis::EventKey {
            dataset: 0,
            event: 0,
        })],
    };
    let answer = engine
        .answer(&question, &|| false)
        .expect("nothing cancels it");
    let [Reply::Event(Some(detail))] = &answer.replies[..] else {
        panic!("an event was asked for")
    };
    assert_eq!(detail.sources.len(), 2);
    assert_eq!(detail.sources[0].publisher, "SOHR");
    assert_eq!(
        detail.sources[0].record.title.as_deref(),
        Some("a \"b\"\nc")
    );
    assert_eq!(
        detail.sources[1].record.published.as_deref(),
        Some("2016-03-01")
    );
    assert_eq!(detail.claims[0].claimant, "UCDP");
    assert_eq!(
        (detail.claims[0].low, detail.claims[0].high),
        (Some(1), Some(3))
    );
    assert_eq!(detail.region_path[0].0, "Syria");
    let record = &detail.records[0];
    assert_eq!(record.len(), HEADER.split(',').count());
    assert!(record.contains(&("best".into(), "2".into())));
}

#[test]
fn what_is_wrong_is_left_out_and_told_with_its_place() {
    let good = ged(1, "2016-01-05", "2016-01-05", "IS", "x");
    let bad = ged(2, "2016-13-05", "2016-01-05", "IS", "x");
    let text = format!(
        "{HEADER}{good}{bad}1,2,3\n{}",
        ged(3, "2016-01-06", "2016-01-06", "IS", "x")
    );
    let loaded = loaded("ucdp-ged", &text);
    let report = &loaded.report;
    assert_eq!((report.left_out, report.records), (2, 4));
    let [date, short] = &report.problems[..] else {
        panic!("{report:?}")
    };
    assert_eq!(date.column.as_deref(), Some("date_start"));
    let at = usize::try_from(date.spot.offset).expect("small");
    assert_eq!(date.spot.first.line, 3);
    assert!(text[at..].starts_with("2016-13-05"), "{}", &text[at..]);
    assert_eq!(
        short.message,
        "this record has 3 cells where there are 20 columns"
    );
    assert_eq!(shown(&engine(loaded), ""), ["1", "3"]);
}

#[test]
fn quotes_inside_bare_cells_are_text() {
    let mut text = HEADER.to_owned();
    for id in 0..3_001 {
        text += &ged(id, "2016-01-05", "2016-01-05", "IS", "5\" gun");
    }
    let loaded = loaded("ucdp-ged", &text);
    assert_eq!((loaded.report.left_out, loaded.published.len()), (0, 3_001));
    assert!(loaded.report.oddities.is_empty());
}

#[test]
fn a_quote_that_is_never_closed_costs_one_record() {
    let mut text = HEADER.to_owned();
    for id in 0..3_000 {
        let headline = if id == 1_500 { "\"open" } else { "x" };
        text += &ged(id, "2016-01-05", "2016-01-05", "IS", headline);
    }
    let loaded = loaded("ucdp-ged", &text);
    assert_eq!(loaded.report.left_out, 1, "{:?}", loaded.report.problems);
    let problem = &loaded.report.problems[0];
    assert_eq!(
        problem.message,
        "this quote is never closed: its record would reach to the end of the file, line 3001; what follows line 1502 is read all \
         the same"
    );
    let at = usize::try_from(problem.spot.offset).expect("small");
    assert_eq!(problem.spot.first.line, 1_502);
    assert!(text[at..].starts_with("\"open"));
    assert_eq!(loaded.published.len(), 2_999);
}

#[test]
fn text_behind_a_closing_quote_is_told() {
    for headline in ["\"in\" quotes", "\"over\nlines\" and on"] {
        let record = ged(1, "2016-01-05", "2016-01-05", "IS", headline);
        let loaded = loaded("ucdp-ged", &format!("{HEADER}{record}"));
        assert_eq!((loaded.published.len(), loaded.report.left_out), (1, 0));
        let oddities = loaded.report.oddities.iter();
        let names: Vec<_> = oddities.map(|oddity| oddity.name).collect();
        assert_eq!(names, ["text-behind-quote"], "{headline}");
    }
}

#[test]
fn a_quote_that_a_later_record_closes_costs_one_record_wherever_it_stands() {
    // In the first chunk, across the end of one, and far behind.
    for open in [3, 1_400, 2_800, 9_000] {
        let mut text = HEADER.to_owned();
        for id in 1..=10_000 {
            let headline = match id {
                _ if id == open => "\"open",
                _ if id == open + 40 => "5\" gun",
                _ if id % 100 == 50 => "\"a, \"\"b\"\"\nc\"",
                _ => "x",
            };
            text += &ged(id, "2016-01-05", "2016-01-05", "IS", headline);
        }
        let loaded = loaded("ucdp-ged", &text);
        assert_eq!(loaded.report.left_out, 1, "{:?}", loaded.report.problems);
        assert_eq!(loaded.published.len(), 9_999, "{open}");
        let problem = &loaded.report.problems[0];
        let at = usize::try_from(problem.spot.offset).expect("small");
        assert!(text[at..].starts_with("\"open"));
        let line = text[..at].matches('\n').count() + 1;
        assert_eq!(problem.spot.first.line, line);
        let reach = format!("would reach from line {line} to line {}", line + 40);
        let between = (open..open + 40).filter(|id| id % 100 == 50).count();
        let reach = if between == 0 {
            reach
        } else {
            format!("from line {line} to line")
        };
        assert!(problem.message.contains(&reach), "{}", problem.message);
        assert_eq!(loaded.report.records, 10_000);
    }
}

#[test]
fn rows_of_gdelt_of_several_years_are_read_from_one_file() {
    let new = include_str!("../../tests/data/gdelt/events.export.CSV");
    let rows: Vec<Vec<&str>> = new
        .lines()
        .take(3)
        .map(|line| line.split('\t').collect())
        .collect();
    let mut text = String::new();
    for (at, cells) in rows.iter().enumerate() {
        let mut cells = cells.clone();
        for adm2 in [55, 47, 39] {
            cells.remove(adm2);
        }
        if at == 1 {
            // Before April 2013 there is no address.
            cells.pop();
        }
        text += &(cells.join("\t") + "\n");
    }
    text += &(rows[2].join("\t").replace(rows[2][0], "1234567") + "\n");
    text += "1\t2\t3\n";
    let head = Head {
        name: "test.csv",
        text: &text,
        whole: true,
    };
    let options = Options {
        no_collapse: true,
        ..Options::default()
    };
    let format = format("gdelt");
    let reader = (format.open)(&head, &options).expect("opens").into();
    let loaded = load(
        vec![File {
            reader,
            ..file(format, &text)
        }],
        0,
        Limits::default(),
        &(),
    );
    assert_eq!(loaded.published.len(), 4, "{:?}", loaded.report.problems);
    assert_eq!(loaded.report.left_out, 1);
    let positions = loaded
        .batches
        .iter()
        .map(|batch| batch.rows.len())
        .sum::<usize>();
    assert_eq!(positions, 4);
}

#[test]
fn what_can_be_read_before_a_failure_is_there() {
    struct Failing(Cursor<Vec<u8>>);
    impl io::Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            match self.0.read(buffer)? {
                0 => Err(io::Error::other("the disk is gone")),
                read => Ok(read),
            }
        }
    }
    for (headline, left_out) in [("x", 0), ("\"open", 1)] {
        let mut text = HEADER.to_owned();
        for id in 0..100 {
            let headline = if id == 50 { headline } else { "x" };
            text += &ged(id, "2016-01-05", "2016-01-05", "IS", headline);
        }
        text += "100,1,Gov";
        let loaded = load(
            vec![File {
                text: Box::new(Failing(Cursor::new(text.clone().into_bytes()))),
                ..file(format("ucdp-ged"), &text)
            }],
            0,
            Limits::default(),
            &(),
        );
        assert_eq!(loaded.published.len(), 100 - left_out, "{headline}");
        assert_eq!(loaded.report.left_out, left_out as u64, "{headline}");
        let cut: Vec<&str> = loaded.report.cut.iter().map(|cut| &*cut.why).collect();
        assert_eq!(cut, ["the disk is gone"]);
    }
}

#[test]
fn unknown_countries_are_quoted_the_most_frequent_first() {
    let mut text = HEADER.to_owned();
    for (id, country) in [(1, "Utopia"), (2, "Syrien"), (3, "Syrien"), (4, "Viet Nam")] {
        text += &ged(id, "2016-01-05", "2016-01-05", "IS", "x").replace("Syria", country);
    }
    let loaded = loaded("ucdp-ged", &text);
    let (_, found) = loaded.report.diagnostics(&["a.csv".to_owned()]);
    let messages: Vec<&str> = found.iter().map(|found| &*found.message).collect();
    let expected = "in 3 records the country is of no known name or code: `Syrien`, `Utopia`";
    assert!(messages.contains(&expected), "{messages:?}");
    let viet_nam = &loaded
        .dataset
        .regions
        .iter()
        .find(|region| &*region.name == "Viet Nam");
    let codes = viet_nam.map(|region| region.codes[0].1.as_ref());
    assert_eq!(codes, Some("VN"));
}

#[test]
fn many_chunks_give_what_one_gives() {
    let mut text = HEADER.to_owned();
    let filler = "\"a,\nb\"";
    for id in 0..40_000 {
        let day = format!("2016-01-{:02}", id % 28 + 1);
        text += &ged(id, &day, &day, ["IS", "HTS", "SDF"][id % 3], filler);
    }
    assert!(text.len() > 6 << 20, "more than two chunks");
    let loaded = loaded("ucdp-ged", &text);
    assert_eq!(loaded.report.left_out, 0);
    let names: Vec<_> = loaded
        .dataset
        .actors
        .iter()
        .map(|actor| &*actor.name)
        .collect();
    assert_eq!(names, ["Government of Syria", "IS", "HTS", "SDF"]);
    let engine = engine(loaded);
    assert_eq!(
        shown(&engine, "date:2016-01-01 actor:hts")[..2],
        ["28", "112"]
    );
    let question = Question {
        number: 1,
        filter: "actor:sdf".into(),
        parts: vec![Part::Totals],
    };
    let answer = engine
        .answer(&question, &|| false)
        .expect("nothing cancels it");
    assert!(matches!(&answer.replies[..], [Reply::Totals(totals)] if totals.shown == 13_333));
}

#[test]
fn the_first_rows_come_before_the_rest() {
    #[derive(Default)]
    struct Watch(Mutex<Vec<usize>>);
    impl Outcome for Watch {
        fn first(&self, loaded: Loaded) {
            self.0
                .lock()
                .expect("one thread")
                .push(loaded.published.len());
        }
        fn wants_first(&self) -> bool {
            true
        }
    }
    let mut text = HEADER.to_owned();
    for id in 0..4_000 {
        text += &ged(id, "2016-01-05", "2016-01-05", "IS", "x");
    }
    let watch = Watch::default();
    let all = load(
        vec![file(format("ucdp-ged"), &text)],
        0,
        Limits::default(),
        &watch,
    );
    let first = watch.0.lock().expect("one thread").clone();
    assert!(
        matches!(first[..], [some] if (500..3_000).contains(&some)),
        "{first:?}"
    );
    assert_eq!(all.published.len(), 4_000);
}

#[test]
fn loading_stops_when_told() {
    struct Stop;
    impl Outcome for Stop {
        fn progress(&self, progress: Progress) -> bool {
            progress.records < 1_000
        }
    }
    let mut text = HEADER.to_owned();
    for id in 0..40_000 {
        text += &ged(id, "2016-01-05", "2016-01-05", "IS", "x");
    }
    let part = load(
        vec![file(format("ucdp-ged"), &text)],
        0,
        Limits::default(),
        &Stop,
    );
    assert!(
        part.report
            .ended
            .as_deref()
            .is_some_and(|why| why.starts_with("loading was stopped"))
    );
    assert!(part.published.len() < 40_000 && !part.published.is_empty());
}

#[test]
fn rows_of_a_report_stand_together_and_keep_their_own_actors() {
    let record = include_str!("../../tests/data/gdelt/events.export.CSV")
        .lines()
        .find(|line| line.starts_with("881990960"))
        .expect("a record of the excerpt");
    let mut text = String::new();
    for at in 0..400 {
        let mut cells: Vec<String> = record.split('\t').map(str::to_owned).collect();
        cells[0] = (1_000 + at).to_string();
        // Every actor is named by two records that follow one another, and again by two far below.
        let actor = at % 200 / 2;
        cells[5] = "SYR".into();
        cells[6] = format!("ACTOR {actor:03}");
        // Each fourth record is of another report.
        if at % 4 == 3 {
            cells[60] += "x";
        }
        text += &(cells.join("\t") + "\n");
    }
    let engine = engine(loaded("gdelt", &text));
    let (store, reports) = (engine.store(), engine.store().reports());
    assert_eq!((store.len(), reports.total(store.len())), (400, 2));
    let id = |row: usize| {
        store
            .id(RowId(u32::try_from(row).expect("few")))
            .parse::<usize>()
    };
    let ids = |rows: std::ops::Range<usize>| -> Vec<usize> {
        rows.map(|row| id(row).expect("a number") - 1_000).collect()
    };
    let first = reports.rows(RowId(0));
    assert_eq!(first, 0..300);
    assert_eq!(
        ids(first.clone()),
        (0..400).filter(|at| at % 4 != 3).collect::<Vec<_>>()
    );
    assert_eq!(reports.rows(RowId(350)), 300..400);
    assert_eq!(
        ids(300..400),
        (0..400).filter(|at| at % 4 == 3).collect::<Vec<_>>()
    );
    for (row, at) in first.clone().zip(ids(first)) {
        let row = RowId(u32::try_from(row).expect("few"));
        let initiators = store
            .participants(row)
            .filter(|part| part.role == Some(Role::Initiator));
        let names: Vec<String> = initiators
            .map(|part| {
                store.vocabulary().actors[part.actor.index()]
                    .name
                    .to_string()
            })
            .collect();
        assert_eq!(names, [format!("ACTOR {:03}", at % 200 / 2)]);
        assert_eq!(store.citations(row).count(), 1);
    }
}
