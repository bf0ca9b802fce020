//! Reports of GDELT: a filter matches coded rows, and each report is counted once. What is expected is read from the columns of
//! the file by themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use annals::analysis::{
    Engine, EventDetail, Facet, Grouping, MapFrame, MapQuery, Part, Periods, Reply,
};
use annals::load::{self, OpenOptions};
use annals::query::value_text;

use super::{annals, count, query, shared, text};
use crate::engine::ask;

const FIXTURE: &str = "tests/data/gdelt/reports.export.CSV";

// Columns of GDELT 2.0, counted from 0.
const ID: usize = 0;
const DAY: usize = 1;
const ACTOR_1: usize = 6;
const ACTOR_2: usize = 16;
const CODE: usize = 26;
const ROOT: usize = 28;
const COUNTRY: usize = 53;
const ADDRESS: usize = 60;

/// The rows of a file.
struct Rows(Vec<Vec<String>>);

impl Rows {
    fn read(text: &str) -> Self {
        let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
        Self(text.lines().map(cells).collect())
    }

    /// How many reports have a row that passes.
    fn reports(&self, passes: impl Fn(&[String]) -> bool) -> usize {
        let rows = self.0.iter().filter(|row| passes(row));
        let reports = rows.map(|row| (&row[ADDRESS], &row[DAY]));
        reports.collect::<BTreeSet<_>>().len()
    }

    fn values(&self, column: usize) -> BTreeSet<&str> {
        let values = self.0.iter().map(|row| row[column].as_str());
        values.filter(|value| !value.is_empty()).collect()
    }
}

fn fixture() -> Rows {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(FIXTURE);
    Rows::read(&fs::read_to_string(path).expect("the fixture"))
}

fn engine() -> Engine {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(FIXTURE);
    Engine::open(load::open(&[path], &OpenOptions::default(), &()))
}

fn shown(engine: &Engine, filter: &str) -> usize {
    match &ask(engine, filter, vec![Part::Totals])[..] {
        [Reply::Totals(totals)] => totals.shown,
        other => panic!("{other:?}"),
    }
}

/// Who acted on whom, by all actors of these names: an actor is a code with a name, and a name may be the id of one of several.
fn pair(engine: &Engine, by: &str, at: &str) -> String {
    let ids = |name: &str| {
        let actors = engine.datasets()[0].actors.iter();
        let ids = actors
            .filter(|actor| *actor.name == *name)
            .map(|actor| &*actor.id);
        ids.collect::<Vec<_>>().join(",")
    };
    format!("by:{} at:{}", ids(by), ids(at))
}

#[test]
fn every_place_code_and_pair_of_actors_is_found_and_no_other() {
    let (rows, engine) = (fixture(), engine());
    assert_eq!(rows.0.len(), 93);
    let all = rows.reports(|_| true);
    assert_eq!((all, shown(&engine, "")), (9, 9));
    for root in rows.values(ROOT) {
        let expected = rows.reports(|row| row[ROOT] == *root);
        assert_eq!(shown(&engine, &format!("cameo:{root}")), expected, "{root}");
    }
    let syrian = rows.reports(|row| row[COUNTRY] == "SY");
    assert_eq!((syrian, shown(&engine, "region:SY")), (7, 7));
    let (mut found, mut none) = (0, 0);
    for by in rows.values(ACTOR_1) {
        for at in rows.values(ACTOR_2) {
            let filter = pair(&engine, by, at);
            let expected = rows.reports(|row| row[ACTOR_1] == by && row[ACTOR_2] == at);
            assert_eq!(shown(&engine, &filter), expected, "{filter}");
            *(if expected > 0 { &mut found } else { &mut none }) += 1;
        }
    }
    assert!(
        found > 20 && none > 100,
        "{found} pairs, {none} that no row has"
    );
    assert_eq!(shown(&engine, "by:SYRIA at:TURKEY"), 2);
    // All terms must hold of one row, and what is denied is denied of that row.
    let filter = "by:SYRIA at:TURKEY cameo:11 region:SY";
    let one = |row: &[String]| {
        row[ACTOR_1] == "SYRIA" && row[ACTOR_2] == "TURKEY" && row[COUNTRY] == "SY"
    };
    let expected = rows.reports(|row| one(row) && row[ROOT] == "11");
    assert_eq!(shown(&engine, filter), expected);
    let expected = rows.reports(|row| row[COUNTRY] == "SY" && row[ROOT] != "19");
    assert_eq!(shown(&engine, "region:SY -cameo:19"), expected);
}

fn facet(engine: &Engine, filter: &str, facet: Facet) -> Vec<(String, String, usize)> {
    let part = Part::Facet {
        facet,
        find: String::new(),
        closed: Vec::new(),
        first: 0,
        len: 10_000,
    };
    match &ask(engine, filter, vec![part])[..] {
        [Reply::Facet(page)] => page
            .values
            .iter()
            .map(|value| (value.field.to_string(), value.value.clone(), value.count))
            .collect(),
        other => panic!("{other:?}"),
    }
}

/// A facet, a table and the map of some matches say what filters find.
#[test]
fn counts_are_of_reports_everywhere() {
    let engine = engine();
    let fields = ["", "region:SY", "by:SYRIA", "cameo:19", "actor:TURKEY"];
    for filter in fields {
        let cameo = engine
            .catalog()
            .fields
            .iter()
            .position(|field| field == "cameo");
        let cameo = Facet::Field(u16::try_from(cameo.expect("a scheme")).expect("few"));
        // The facet of a field that the filter names counts without that term.
        for of in [
            Facet::Actor,
            Facet::Region,
            Facet::Kind,
            Facet::Source,
            cameo,
        ] {
            for (field, value, count) in facet(&engine, filter, of) {
                if filter.starts_with(&*field) || filter.starts_with("by") && field == "actor" {
                    continue;
                }
                let narrowed = format!("{filter} {field}:{}", value_text(&value));
                assert_eq!(count, shown(&engine, &narrowed), "{narrowed}");
            }
        }
        for by in [
            Grouping::Kind,
            Grouping::Region,
            Grouping::Actor,
            Grouping::Publisher,
        ] {
            let part = Part::Table {
                by: Some(by),
                periods: Periods::Fitting(4),
            };
            let replies = ask(&engine, filter, vec![part]);
            let [Reply::Table(table)] = &replies[..] else {
                panic!("a table")
            };
            assert_eq!(table.all.total, shown(&engine, filter));
            for row in &table.rows {
                let field = match by {
                    Grouping::Kind => "kind",
                    Grouping::Region => "region",
                    Grouping::Actor => "actor",
                    _ => "publisher",
                };
                let narrowed = format!("{filter} {field}:{}", value_text(&row.value));
                assert_eq!(row.counts.total, shown(&engine, &narrowed), "{narrowed}");
                let cells: u32 = row.counts.cells.iter().map(|cell| cell.1).sum();
                assert!(row.counts.cells.is_empty() || cells as usize == row.counts.total);
            }
        }
        let map = MapQuery {
            frame: MapFrame::All,
            columns: 60,
            rows: 20,
            trail: None,
        };
        let replies = ask(&engine, filter, vec![Part::Map(map)]);
        let [Reply::Map(map)] = &replies[..] else {
            panic!("a map")
        };
        assert_eq!(map.all(), shown(&engine, filter), "{filter}");
        assert!(map.bins.iter().map(|bin| bin.count).sum::<usize>() >= map.inside);
    }
}

fn detail(engine: &Engine, filter: &str) -> EventDetail {
    let window = Part::Window { first: 0, len: 1 };
    let replies = ask(engine, filter, vec![window]);
    let [Reply::Window(window)] = &replies[..] else {
        panic!("a window")
    };
    let replies = ask(engine, filter, vec![Part::Event(window.rows[0].key)]);
    match &replies[..] {
        [Reply::Event(Some(detail))] => (**detail).clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_list_has_a_report_once_and_the_detail_its_rows() {
    let (rows, engine) = (fixture(), engine());
    let detail = detail(&engine, "by:SYRIA at:TURKEY");
    let first = rows
        .0
        .iter()
        .find(|row| row[ACTOR_1] == "SYRIA" && row[ACTOR_2] == "TURKEY");
    let first = first.expect("there is one");
    assert_eq!(detail.row.id, first[ID], "the first row that matches");
    let report: Vec<_> = rows
        .0
        .iter()
        .filter(|row| row[ADDRESS] == first[ADDRESS])
        .collect();
    let matching = report
        .iter()
        .filter(|row| row[ACTOR_1] == "SYRIA" && row[ACTOR_2] == "TURKEY")
        .count();
    let words = format!("{matching} of {} rows", report.len());
    assert_eq!(detail.row.coded.words(), Some(words));
    assert_eq!(detail.coded.len(), report.len());
    assert_eq!(detail.records.len(), report.len(), "no column is lost");
    let (matches, others) = detail.coded.split_at(matching);
    assert!(matches.iter().all(|row| row.matches) && others.iter().all(|row| !row.matches));
    // No row has an actor of another.
    for row in &detail.coded {
        assert!(row.actors.len() <= 2, "{row:?}");
    }
}

#[test]
fn what_leaves_has_the_rows_and_their_own_codes() {
    let events = query("cameo:190", &[FIXTURE]);
    assert!(!events.is_empty());
    for event in &events {
        let rows = event["rows"].as_array().expect("rows of a report");
        assert_eq!(
            rows.len(),
            event["records"].as_array().expect("records").len()
        );
        assert!(event["rows_of_report"].as_u64() >= Some(rows.len() as u64));
        for row in rows {
            assert_eq!(text(&row["codes"], "cameo"), "190");
        }
        assert_eq!(text(&event["codes"], "cameo"), "190", "and not its root");
    }
    let output = annals(&["query", "cameo:190", "--format", "csv", FIXTURE]).output();
    let output = output.expect("annals runs");
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let header = reader.headers().expect("a heading").clone();
    let column = |name: &str| header.iter().position(|own| own == name).expect("a column");
    let (rows, all) = (column("rows"), column("rows_of_report"));
    let lines: Vec<csv::StringRecord> =
        reader.records().map(|line| line.expect("a line")).collect();
    assert_eq!(lines.len(), events.len());
    for line in &lines {
        assert!(
            line[rows].split("; ").all(|row| row.contains(" 190 ")),
            "{line:?}"
        );
        assert!(line[all].parse::<usize>().expect("a number") > 1);
    }
}

/// The kinds of the codes that occur in the larger file, as the codebook has them.
fn kind_of(code: &str) -> &'static str {
    let kinds: BTreeMap<&str, &str> = [
        ("18", "attack"),
        ("19", "clash"),
        ("191", "other"),
        ("192", "capture"),
        ("194", "shelling"),
        ("195", "airstrike"),
        ("20", "attack"),
        ("201", "displacement"),
        ("1712", "attack"),
        ("175", "attack"),
        ("176", "attack"),
        ("14", "protest"),
        ("173", "arrest"),
        ("042", "meeting"),
        ("043", "meeting"),
        ("044", "meeting"),
        ("0874", "withdrawal"),
        ("073", "humanitarian"),
        ("0863", "humanitarian"),
        ("163", "sanction"),
        ("057", "agreement"),
    ]
    .into_iter()
    .collect();
    let starts = (2..=code.len())
        .rev()
        .filter_map(|end| kinds.get(code.get(..end)?));
    starts.copied().next().unwrap_or("none of these")
}

#[test]
fn numbers_of_the_larger_file() {
    let Some(path) = shared("gdelt/20191024143000.export.CSV.gz") else {
        return;
    };
    let packed = fs::File::open(&path).expect("readable");
    let unpacked = std::io::read_to_string(flate2::read::GzDecoder::new(packed));
    let rows = Rows::read(&unpacked.expect("UTF-8"));
    let number = |filter: &str| count(filter, &[&path]);
    assert_eq!((rows.0.len(), number("")), (2_111, 441));
    assert_eq!(number("region:SY"), 17);
    assert_eq!(rows.reports(|row| row[COUNTRY] == "SY"), 17);
    assert_eq!(number("cameo:19"), 55);
    assert_eq!(rows.reports(|row| row[ROOT] == "19"), 55);
    assert_eq!(number("by:SYRIA at:TURKEY"), 2);
    for (kind, expected) in [
        ("clash", 48),
        ("attack", 22),
        ("capture", 6),
        ("protest", 17),
        ("arrest", 36),
        ("meeting", 61),
        ("withdrawal", 9),
        ("humanitarian", 4),
        ("sanction", 3),
        ("agreement", 13),
        ("airstrike", 1),
        ("shelling", 1),
    ] {
        assert_eq!(
            rows.reports(|row| kind_of(&row[CODE]) == kind),
            expected,
            "{kind}"
        );
        assert_eq!(number(&format!("kind:{kind}")), expected, "{kind}");
    }
    // Pairs of actors that stand in one report, but in no row of any.
    let engine = Engine::open(load::open(
        &[PathBuf::from(&path)],
        &OpenOptions::default(),
        &(),
    ));
    let mut of_report: BTreeMap<(&str, &str), [BTreeSet<&str>; 2]> = BTreeMap::new();
    for row in &rows.0 {
        let [by, at] = of_report.entry((&row[ADDRESS], &row[DAY])).or_default();
        by.insert(&row[ACTOR_1]);
        at.insert(&row[ACTOR_2]);
    }
    let pairs = of_report
        .values()
        .flat_map(|[by, at]| by.iter().flat_map(|by| at.iter().map(move |at| (*by, *at))));
    let pairs = pairs.filter(|(by, at)| !by.is_empty() && !at.is_empty());
    let pairs: BTreeSet<(&str, &str)> = pairs.collect();
    let no_row = |(by, at): &&(&str, &str)| {
        rows.reports(|row| row[ACTOR_1] == *by && row[ACTOR_2] == *at) == 0
    };
    let invented: Vec<_> = pairs.iter().filter(no_row).step_by(40).take(25).collect();
    assert_eq!(invented.len(), 25);
    for (by, at) in invented {
        let filter = pair(&engine, by, at);
        assert_eq!(shown(&engine, &filter), 0, "{filter}");
    }
}
