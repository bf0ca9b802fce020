//! Numbers that the publishers' files are known to have, where the larger files are there.

use std::fs;

use super::{count, query, run, shared};

/// What `annals check` counts of a warning.
fn warned(report: &str, code: &str) -> usize {
    let line = report
        .lines()
        .find(|line| line.starts_with(&format!("warning[{code}]")));
    let words = line.map_or("", |line| line.split("]: in ").nth(1).unwrap_or_default());
    words
        .split(' ')
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

#[test]
fn ucdp_ged_syria() {
    let Some(path) = shared("ucdp-ged-syria/ged_syria_652.1601.1911.csv.gz") else {
        return;
    };
    let (code, report, _) = run(&["check", &path]);
    assert_eq!(code, 0, "{report}");
    assert!(report.contains("16566 events, 0 errors"), "{report}");
    assert_eq!(warned(&report, "low-best-high"), 101);
    assert_eq!(warned(&report, "source-before-event"), 192);
    for code in [
        "unknown-code",
        "no-id",
        "same-id",
        "half-coordinates",
        "bad-publication-date",
    ] {
        assert_eq!(warned(&report, code), 0, "{code}");
    }
    let number = |filter: &str| count(filter, &[&path]);
    assert_eq!(number("is:uncertain"), 1_086, "events of several days");
    assert_eq!(number("region:SY"), 16_566);
    assert_eq!(number("has:place"), 16_566);
    assert_eq!(number("date:..2015"), 0);
    assert_eq!(number("date:2016-01-01..2019-11-30"), 16_566);
    // One event may have ended a day after the last month.
    assert_eq!(number("date:2019-12.."), 1);
    let kinds = number("kind:armed_force") + number("kind:attack");
    assert_eq!(kinds, 16_566);
    // UCDP records who acted on whom in one-sided violence alone.
    assert_eq!(number("by:IS at:SDF ucdp.type_of_violence:2"), 0);
    assert_eq!(number("actor:IS actor:SDF ucdp.type_of_violence:2"), 2_736);
    assert_eq!(
        number("participant:IS participant:SDF ucdp.type_of_violence:2"),
        2_736
    );
    assert_eq!(number("kind:attack"), number("ucdp.type_of_violence:3"));
    // The actors of a name that has commas are one.
    let coalition = "actor:\"Ahrar al-Sham, HTS, Southern Front\"";
    assert!(number(coalition) > 0);
    assert!(number("known:2016-12-31") < number("date:..2016-12-31") + 1);
    for (filter, expected) in filters_of_columns(&path) {
        assert_eq!(number(&filter), expected, "{filter}");
    }
}

/// What the columns of the file say themselves, in the words of the filter language.
fn filters_of_columns(path: &str) -> Vec<(String, usize)> {
    let packed = fs::File::open(path).expect("readable");
    let mut reader = csv::Reader::from_reader(flate2::read::GzDecoder::new(packed));
    let header = reader.headers().expect("a header").clone();
    let at = |name: &str| header.iter().position(|one| one == name).expect(name);
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!((rows.len(), header.len()), (16_566, 41));
    let number =
        |row: &csv::StringRecord, name: &str| row[at(name)].parse::<u64>().expect("a number");
    let where_all =
        |test: &dyn Fn(&csv::StringRecord) -> bool| rows.iter().filter(|row| test(row)).count();
    assert_eq!(where_all(&|row| number(row, "best") == 0), 1_124);
    assert_eq!(where_all(&|row| number(row, "event_clarity") == 2), 622);
    assert_eq!(where_all(&|row| row[at("adm_1")].is_empty()), 339);
    let highest = |row: &csv::StringRecord| {
        number(row, "high")
            .max(number(row, "best"))
            .max(number(row, "low"))
    };
    let lowest = |row: &csv::StringRecord| {
        number(row, "high")
            .min(number(row, "best"))
            .min(number(row, "low"))
    };
    vec![
        ("killed:>=100".into(), where_all(&|row| highest(row) >= 100)),
        ("killed!:>=100".into(), where_all(&|row| lowest(row) >= 100)),
        ("killed:0".into(), where_all(&|row| lowest(row) == 0)),
        ("killed!:0".into(), where_all(&|row| highest(row) == 0)),
        (
            "has:claim killed:>=50".into(),
            where_all(&|row| highest(row) >= 50),
        ),
        (
            "kind:attack".into(),
            where_all(&|row| &row[at("type_of_violence")] == "3"),
        ),
        (
            "by:118".into(),
            where_all(&|row| {
                &row[at("side_a_new_id")] == "118" && &row[at("type_of_violence")] == "3"
            }),
        ),
        (
            "participant:118".into(),
            where_all(&|row| {
                ["side_a_new_id", "side_b_new_id"]
                    .iter()
                    .any(|side| &row[at(side)] == "118")
                    && &row[at("type_of_violence")] != "3"
            }),
        ),
        ("ucdp.event_clarity:2".into(), 622),
        (
            "ucdp.type_of_violence:1".into(),
            where_all(&|row| &row[at("type_of_violence")] == "1"),
        ),
        (
            "region:\"Idlib Governorate\"".into(),
            where_all(&|row| row[at("adm_1")].eq_ignore_ascii_case("Idlib Governorate")),
        ),
        (
            "publisher:SOHR".into(),
            where_all(&|row| {
                row[at("source_office")]
                    .split(';')
                    .any(|office| ["SOHR", "SOH", "OHR", "SHR"].contains(&office.trim()))
            }),
        ),
    ]
}

#[test]
fn ucdp_ged_sample() {
    let Some(path) = shared("ucdp-ged-sample-49/GEDEvent_sample1000.csv") else {
        return;
    };
    let events = query("", &[&path]);
    assert_eq!(events.len(), 1_000);
    assert!(events.iter().all(|event| {
        event["records"][0]
            .as_object()
            .is_some_and(|record| record.len() == 49)
    }));
    assert_eq!(count("region:SY", &[&path]), 265);
    assert_eq!(count("region:AF", &[&path]), 135);
    assert_eq!(count("ucdp.code_status:Clear", &[&path]), 1_000);
}

#[test]
fn gdelt_collapsed_and_not() {
    let Some(path) = shared("gdelt/20191024143000.export.CSV.gz") else {
        return;
    };
    let events = query("", &[&path]);
    let records: usize = events
        .iter()
        .map(|event| event["records"].as_array().map_or(0, Vec::len))
        .sum();
    assert_eq!((events.len(), records), (441, 2_111));
    assert_eq!(count("", &[&path, "--no-collapse"]), 2_111);
    assert_eq!(
        count("region:fips:SY", &[&path, "--no-collapse"]),
        69,
        "rows in Syria"
    );
    if let Some(old) = shared("gdelt/derived_v1-58col_20191024.export.CSV.gz") {
        assert_eq!(count("", &[&old]), 441);
        assert_eq!(count("", &[&old, "--no-collapse"]), 2_111);
    }
}

#[test]
fn other_files() {
    for (path, expected) in [
        ("plover-gsr/PLOVER_GSR_CAMEO.json", 322),
        ("timelinejs/all-media-types.json", 41),
        ("timelinejs/republican_timeline3.json", 13),
        ("timelinejs/cosmo-mixed.json", 11),
        ("timelinejs/cosmo.json", 7),
        ("timelinejs/example.json", 28),
        ("timelinejs/my-own-timeline.csv", 10),
    ] {
        if let Some(file) = shared(path) {
            assert_eq!(count("", &[&file]), expected, "{path}");
        }
    }
}
