//! Published data beside curated data, and files that belong together.

use std::fs;

use super::{count, query, run, text};

const CURATED: &str = "data/syria-2024";
const GED: &str = "tests/data/derived/ged41.csv";
const GDELT: &str = "tests/data/gdelt/events.export.CSV";

#[test]
fn curated_and_published_are_told_apart_and_asked_together() {
    let both = [CURATED, GED];
    let curated = count("", &[CURATED]);
    assert_eq!(count("", &both), curated + 10);
    assert_eq!(count("dataset:\"UCDP GED (ged41)\"", &both), 10);
    assert_eq!(count("-dataset:\"UCDP GED (ged41)\"", &both), curated);
    assert_eq!(count("id:286045", &both), 1);
    let found = query("date:2019", &both);
    assert_eq!(found.len(), 10);
    assert!(found.iter().all(|event| event["records"].is_array()));
    let of_desk = query("", &[CURATED]).remove(0);
    let filter = format!(
        "dataset:\"UCDP GED (ged41)\" OR id:{}",
        text(&of_desk, "id")
    );
    let mixed = query(&filter, &both);
    assert_eq!(mixed.len(), 11);
    assert!(mixed.contains(&of_desk) && of_desk["records"].is_null());
    // The order of the command line is that of the data sets, and changes no event.
    let ids = |args: &[&str]| {
        let mut ids: Vec<String> = query("", args)
            .iter()
            .map(|event| text(event, "id").to_owned())
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&both), ids(&[GED, CURATED]));
}

#[test]
fn the_same_record_in_two_files_is_two_events() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("ged41.csv");
    fs::copy(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(GED),
        &copy,
    )
    .expect("copied");
    let copy = copy.to_str().expect("a plain path");
    assert_eq!(count("", &[GED, copy]), 20);
    assert_eq!(count("id:286045", &[GED, copy]), 2);
    assert_eq!(
        count("", &[GED, GED]),
        10,
        "a file that is named twice is read once"
    );
}

/// A curated data set with the P-code, and a row of GDELT with the FIPS code: one is Deir ez-Zor, the other Aleppo.
#[test]
fn sy09_is_never_two_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| {
        folder
            .path()
            .join(name)
            .to_str()
            .expect("a plain path")
            .to_owned()
    };
    let (curated, gdelt) = (path("curated.toml"), path("rows.export.CSV"));
    fs::write(
        &curated,
        "[dataset]\nschema = 1\ntitle = \"Desk\"\n\
         [[region]]\nid = \"syria\"\nname = \"Syria\"\nlevel = \"country\"\ncodes = { iso = \"SY\" }\n\
         [[region]]\nid = \"deir\"\nname = \"Deir ez-Zor\"\nlevel = \"governorate\"\nparent = \"syria\"\ncodes = { pcode = \"SY09\" }\n\
         [[event]]\nid = \"c1\"\ntitle = \"At the Euphrates\"\nkind = \"other\"\ndate = 2019-10-24\nregion = \"deir\"\n",
    )
    .expect("written");
    let rows = fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(GDELT))
        .expect("readable");
    let mut cells: Vec<&str> = rows.lines().next().expect("a row").split('\t').collect();
    for (column, cell) in [
        (52, "5"),
        (53, "Aleppo, Syria"),
        (54, "SY"),
        (55, "SY09"),
        (56, ""),
    ] {
        cells[column - 1] = cell;
    }
    // Its day is that of the curated event, so that nothing but the place tells them apart.
    (cells[1], cells[2], cells[3]) = ("20191024", "201910", "2019");
    fs::write(&gdelt, format!("{}\n", cells.join("\t"))).expect("written");

    let both = [curated.as_str(), gdelt.as_str()];
    let ids = |filter: &str, args: &[&str]| -> Vec<String> {
        query(filter, args)
            .iter()
            .map(|event| text(event, "id").to_owned())
            .collect()
    };
    assert_eq!(ids("region:pcode:SY09", &both), ["c1"]);
    assert_eq!(ids("region:fips:SY09", &both), ["881990833"]);
    let (code, out, err) = run(&[&["query", "region:SY09"], &both[..]].concat());
    assert_eq!((code, out.as_str()), (2, ""));
    for reading in [
        "ambiguous-code",
        "region:pcode:SY09",
        "Deir ez-Zor",
        "region:fips:SY09",
        "Aleppo",
    ] {
        assert!(err.contains(reading), "{reading}: {err}");
    }
    // Each alone has one reading.
    assert_eq!(ids("region:SY09", &[&curated]), ["c1"]);
    assert_eq!(ids("region:SY09", &[&gdelt]), ["881990833"]);
    // The country is the same by both schemes, though one of the two has no FIPS code.
    assert_eq!(count("region:SY", &both), 2);
    assert_eq!(count("region:iso:SY", &both), 2);
}

#[test]
fn mentions_join_their_events() {
    let folder = tempfile::tempdir().expect("a folder");
    let mentions = folder.path().join("20191024143000.mentions.CSV");
    let row = "881990833\t20191024143000\t20191024143000\t1\texample.org\thttps://example.org/told\t3\t-1\t10\t20\t1\t80\t2000\t-1.5\t\t";
    fs::write(&mentions, format!("{row}\n")).expect("written");
    let mentions = mentions.to_str().expect("a plain path");
    let sources = |args: &[&str]| {
        let event = query("id:881990833", args).remove(0);
        event["sources"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(sources(&[GDELT, mentions]), sources(&[GDELT]) + 1);
    assert_eq!(sources(&[mentions, GDELT]), sources(&[GDELT]) + 1);
    assert_eq!(count("publisher:example.org", &[GDELT, mentions]), 1);
    let (code, out, _) = run(&["check", mentions]);
    assert_eq!(code, 1);
    assert!(out.contains("companion-alone"), "{out}");
}

#[test]
fn values_of_every_record_of_a_collapsed_event_are_found() {
    for event in query("", &[GDELT]) {
        for record in event["records"].as_array().expect("records") {
            // A filter asks for one row of a report, by the id of its record.
            let id = text(record, "GLOBALEVENTID");
            for (column, scheme) in [("EventCode", "cameo"), ("EventBaseCode", "cameo")] {
                let code = text(record, column);
                let filter = format!("{scheme}:{code} id:{id}");
                assert_eq!(count(&filter, &[GDELT]), 1, "{filter}");
            }
        }
    }
}

#[test]
fn what_was_published_later_is_not_known_yet() {
    let source = |day: &str| format!("known:{day}");
    // The reports are of 30 April 2019 and of later days.
    assert_eq!(count(&source("2019-04-29"), &[GED]), 0);
    let then = count(&source("2019-04-30"), &[GED]);
    assert!(then > 0 && then <= 10, "{then}");
    assert_eq!(count(&source("2019-12-31"), &[GED]), 10);
}

#[test]
fn words_are_found_in_every_script() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ged.csv");
    let text = fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(GED))
        .expect("readable");
    fs::write(
        &path,
        text.replace("Turkish soldier killed by YPG", "قُصِفَت إدلب وحلب"),
    )
    .expect("written");
    let path = path.to_str().expect("a plain path");
    for (filter, expected) in [
        ("حلب", 1),
        ("ادلب", 1),
        ("\"إدلب وحلب\"", 1),
        ("حمص", 0),
        ("defense ministry", 1),
    ] {
        assert_eq!(count(filter, &[path]), expected, "{filter}");
    }
}
