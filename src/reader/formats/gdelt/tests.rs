//! GDELT files as people have them: excerpts of real files, the older layouts made from them, and damage.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::process::Command;

use proptest::prelude::*;

use super::{EVENTS, mentions};
use crate::model::{ActorKind, EventKind, PlacePrecision, RegionLevel, Role};
use crate::reader::{Companion, Fault, Head, Options, Row, Sniff, testing};

const EXCERPT: &str = include_str!("../../../../tests/data/gdelt/events.export.CSV");
const MENTIONS: &str = include_str!("../../../../tests/data/gdelt/mentions.csv");

fn all() -> HashMap<String, Row> {
    let rows = testing::rows(EVENTS, EXCERPT).into_iter();
    rows.map(|row| row.expect("an event"))
        .map(|row| (row.id.clone(), row))
        .collect()
}

/// The record of the excerpt with this number.
fn line(id: &str) -> &'static str {
    let found = EXCERPT.lines().find(|line| line.starts_with(id));
    found.expect("a record of the excerpt")
}

/// A record of the excerpt with one cell changed.
fn changed(id: &str, at: usize, value: &str) -> String {
    let mut cells: Vec<&str> = line(id).split('\t').collect();
    cells[at] = value;
    cells.join("\t")
}

/// The layout of GDELT 1.0: no ADM2 codes, days instead of moments; without the address, as before April 2013.
fn as_version_1(text: &str, with_url: bool) -> String {
    let mut old = String::new();
    for line in text.lines() {
        let mut cells: Vec<&str> = line.split('\t').collect();
        cells[59] = &cells[59][..8];
        for adm2 in [55, 47, 39] {
            cells.remove(adm2);
        }
        if !with_url {
            cells.pop();
        }
        old.push_str(&cells.join("\t"));
        old.push('\n');
    }
    old
}

fn path(row: &Row) -> Vec<(&str, RegionLevel, String)> {
    let codes = |part: &crate::reader::RegionPart| {
        let codes = part.codes.iter();
        let codes: Vec<_> = codes
            .map(|it| format!("{}:{}", it.scheme, it.code))
            .collect();
        codes.join(" ")
    };
    row.regions
        .iter()
        .map(|part| {
            (
                part.name.as_str(),
                part.level.expect("a level"),
                codes(part),
            )
        })
        .collect()
}

fn codes(row: &Row) -> Vec<&str> {
    assert!(row.codes.iter().all(|code| code.scheme == "cameo"));
    row.codes.iter().map(|code| code.code.as_str()).collect()
}

#[test]
fn a_record_of_version_2() {
    let row = &all()["881992410"];
    assert_eq!(row.when.edtf().text(), "2019-10-24");
    assert_eq!(row.time, None, "the file says when it was added");
    assert_eq!(
        (row.title.as_str(), row.kind),
        ("Accuse", Some(EventKind::Statement))
    );
    let actors: Vec<_> = row
        .actors
        .iter()
        .map(|part| {
            (
                part.name.as_str(),
                part.key.as_str(),
                part.kind,
                part.role,
                part.country.as_str(),
            )
        })
        .collect();
    assert_eq!(
        actors,
        [
            (
                "SEPARATIST",
                "SEP SEPARATIST",
                Some(ActorKind::ArmedGroup),
                Some(Role::Initiator),
                ""
            ),
            (
                "TURKEY",
                "TUR TURKEY",
                Some(ActorKind::State),
                Some(Role::Target),
                "TR"
            ),
        ]
    );
    let id = &row.actors[1].id;
    assert_eq!((id.scheme, id.code.as_str()), ("cameo", "TUR"));
    assert_eq!(
        path(row),
        [
            ("Syria", RegionLevel::Country, "fips:SY iso:SY".into()),
            ("Al ?asakah", RegionLevel::Governorate, "fips:SY01".into()),
            ("GAUL 26354", RegionLevel::District, "gaul:26354".into()),
            ("Hasakeh", RegionLevel::Place, String::new()),
        ]
    );
    assert_eq!(row.precision, Some(PlacePrecision::Exact));
    let position = row.position.expect("coordinates");
    assert_eq!((position.lat, position.lon), (36.5024, 40.7477));
    let source = &row.sources[0];
    assert_eq!(source.publisher, "france24.com");
    assert!(
        source
            .url
            .starts_with("https://www.france24.com/en/20191024-")
    );
    assert_eq!(
        source.published.as_ref().expect("a day").edtf().text(),
        "2019-10-24"
    );
    assert_eq!(codes(row), ["112", "11"]);
    let fields: Vec<_> = row
        .fields
        .iter()
        .map(|it| (it.field, it.value.as_str()))
        .collect();
    assert_eq!(fields, [(super::QUAD_CLASS, "3"), (super::IS_ROOT, "1")]);
    assert!(row.claims.is_empty() && row.oddities().is_empty());
}

#[test]
fn places_of_every_type() {
    let all = all();
    let names = |id: &str| -> Vec<String> {
        let regions = all[id].regions.iter();
        regions.map(|part| part.name.clone()).collect()
    };
    assert_eq!(
        names("881990833"),
        ["Belarus", "GAUL 5840", "Minsk"],
        "no unit is known"
    );
    assert_eq!(names("881990843"), ["United States", "Tennessee"]);
    assert_eq!(
        names("881990845"),
        [
            "United Kingdom",
            "Edinburgh, City of",
            "GAUL 40173",
            "Edinburgh"
        ]
    );
    assert_eq!(names("881990852"), ["Syria"]);
    assert_eq!(
        names("881990875"),
        ["United States", "Georgia", "county GA179", "Hinesville"]
    );
    assert_eq!(names("881990879"), ["Nigeria", "Kogi", "GAUL 191205"]);
    assert_eq!(all["881990879"].place, "Kogi State");
    assert_eq!(
        names("881991545"),
        ["Bahamas, The", "New Providence", "GAUL 5747", "Nassau"]
    );
    assert_eq!(
        names("881992136"),
        ["Serbia and Montenegro"],
        "a code alone"
    );
    assert_eq!(names("881992359"), ["Oceans", "Black Sea"]);
    for (id, precision) in [
        ("881990852", Some(PlacePrecision::Country)),
        ("881990843", Some(PlacePrecision::Adm1)),
        ("881990879", Some(PlacePrecision::Adm1)),
        ("881990875", Some(PlacePrecision::Exact)),
        ("881992359", Some(PlacePrecision::Area)),
        ("881990883", None),
        ("881992136", None),
    ] {
        assert_eq!(all[id].precision, precision, "{id}");
        assert_eq!(all[id].position.is_some(), precision.is_some(), "{id}");
    }
    assert!(all["881990883"].regions.is_empty() && all["881990883"].place.is_empty());
}

#[test]
fn dates_stay_as_they_are_and_old_ones_are_odd() {
    let all = all();
    let year_before = &all["881990852"];
    assert_eq!(year_before.when.edtf().text(), "2018-10-24");
    assert_eq!(year_before.oddities(), ["dated-long-before-added"]);
    let month_before = &all["881990875"];
    assert_eq!(month_before.when.edtf().text(), "2019-09-24");
    assert!(month_before.oddities().is_empty());
}

#[test]
fn records_of_one_report_and_day_are_one_group() {
    let all = all();
    let france24 = [
        "881990960",
        "881990961",
        "881991018",
        "881991820",
        "881991826",
        "881992410",
    ];
    let group = all["881990960"].group.expect("an address");
    assert!(france24.iter().all(|id| all[*id].group == Some(group)));
    assert_eq!(
        all.values().filter(|row| row.group == Some(group)).count(),
        6
    );
    assert_eq!(all["881990852"].group, all["881990853"].group);

    let each = Options {
        no_collapse: true,
        ..Options::default()
    };
    for row in testing::rows_with(EVENTS, EXCERPT, &each) {
        assert_eq!(row.expect("an event").group, None);
    }
    let monitored = testing::row(EVENTS, &changed("881990960", 60, "BBC Monitoring"));
    assert_eq!(monitored.group, None, "many reports have this name");
    assert_eq!(
        (
            monitored.sources[0].publisher.as_str(),
            monitored.sources[0].url.as_str()
        ),
        ("BBC Monitoring", "")
    );
}

#[test]
fn codes_are_found_by_each_of_their_levels() {
    let with = |code: &str, base: &str, root: &str| {
        let mut cells: Vec<&str> = line("881990960").split('\t').collect();
        (cells[26], cells[27], cells[28]) = (code, base, root);
        testing::row(EVENTS, &cells.join("\t"))
    };
    assert_eq!(codes(&with("0874", "087", "08")), ["0874", "087", "08"]);
    assert_eq!(codes(&with("190", "190", "19")), ["190", "19"]);
    let unknown = with("1939", "193", "19");
    assert_eq!(unknown.title, "Fight with small arms and light weapons");
    assert_eq!(unknown.oddities(), ["unknown-cameo-code"]);
    let nothing = with("---", "---", "--");
    assert_eq!(
        (nothing.title.as_str(), nothing.kind),
        ("Event of unknown code ---", Some(EventKind::Other))
    );
    assert_eq!(codes(&nothing), ["---", "--"]);
}

fn same_but_for_adm2(new: &Row, old: &Row) {
    let told = |row: &Row| {
        let mut row = row.clone();
        let kept: Vec<_> = path(&row)
            .into_iter()
            .filter(|(_, level, _)| *level != RegionLevel::District)
            .map(|(name, _, codes)| (name.to_owned(), codes))
            .collect();
        row.regions.clear();
        let actors = format!("{:?}", &row.actors[..]);
        let sources = format!("{:?}", &row.sources[..]);
        let fields = format!("{:?}{:?}", &row.fields[..], &row.codes[..]);
        let rest = (row.id, row.title, row.when, row.kind, row.place, row.group);
        (
            kept,
            actors,
            sources,
            fields,
            rest,
            row.position.map(|it| (it.lat, it.lon)),
            row.precision,
        )
    };
    assert_eq!(told(new), told(old));
}

#[test]
fn version_1_tells_the_same_but_for_second_level_units() {
    let old = as_version_1(EXCERPT, true);
    assert_eq!(testing::sniff(EVENTS, &old), Sniff::Yes);
    let new = testing::rows(EVENTS, EXCERPT);
    let old = testing::rows(EVENTS, &old);
    assert_eq!(new.len(), old.len());
    for (new, old) in new.iter().zip(&old) {
        same_but_for_adm2(
            new.as_ref().expect("an event"),
            old.as_ref().expect("an event"),
        );
    }
}

#[test]
fn records_before_april_2013_have_no_source() {
    let text = as_version_1(EXCERPT, false);
    assert_eq!(testing::sniff(EVENTS, &text), Sniff::Yes);
    for row in testing::rows(EVENTS, &text) {
        let row = row.expect("an event");
        assert!(row.sources.is_empty() && row.group.is_none());
    }
}

#[test]
fn a_header_is_read_whatever_its_order() {
    let reader = |text: &str| {
        let head = Head {
            name: "a/20191024143000.export.CSV",
            text,
            whole: true,
        };
        (EVENTS.open)(&head, &Options::default()).expect("it is GDELT")
    };
    let names = reader(EXCERPT).columns().to_vec();
    assert_eq!((names.len(), names[60].as_str()), (61, "SOURCEURL"));
    assert_eq!(
        reader(EXCERPT).about().title,
        "GDELT events (20191024143000.export)"
    );
    let with_header = format!("{}\n{EXCERPT}", names.join("\t").to_uppercase());
    assert_eq!(testing::sniff(EVENTS, &with_header), Sniff::Yes);
    assert_eq!(testing::rows(EVENTS, &with_header).len(), 21);

    let text = "QuadClass,EventCode,Day,GlobalEventID,Actor1Name,SOURCEURL\n4,190,20191024,7,\"A, B\",http://a.sy/1\n";
    let row = testing::row(EVENTS, text);
    assert_eq!(
        (row.id.as_str(), row.actors[0].name.as_str()),
        ("7", "A, B")
    );
    assert_eq!(codes(&row), ["190", "19"]);
}

#[test]
fn the_reduced_file_has_no_ids_and_counts() {
    let text = "Date\tSource\tTarget\tCAMEOCode\tNumEvents\tNumArts\tQuadClass\tGoldstein\tSourceGeoType\tSourceGeoLat\t\
                SourceGeoLong\tTargetGeoType\tTargetGeoLat\tTargetGeoLong\tActionGeoType\tActionGeoLat\tActionGeoLong\n\
                19790101\tAFR\tSYRGOV\t0874\t2\t9\t1\t6.5\t1\t12\t34\t1\t12\t34\t1\t12.5\t34.5\n";
    assert_eq!(testing::sniff(EVENTS, text), Sniff::Yes);
    let row = testing::row(EVENTS, text);
    assert_eq!(
        (row.id.as_str(), row.title.as_str()),
        ("", "Retreat or surrender militarily")
    );
    assert_eq!(codes(&row), ["0874", "087", "08"]);
    assert_eq!(
        (row.actors[0].name.as_str(), row.actors[1].name.as_str()),
        ("AFR", "SYRGOV")
    );
    assert_eq!(row.precision, Some(PlacePrecision::Country));
    assert_eq!(row.oddities(), ["counts-several-events"]);
}

#[test]
fn what_is_wrong_has_its_column() {
    let fault = |text: &str| -> Fault {
        let text = format!("{}\n{text}\n", line("881990960"));
        testing::rows(EVENTS, &text)
            .remove(1)
            .expect_err("no event")
    };
    let date = fault(&changed("881990961", 1, "20191324"));
    assert_eq!(
        (date.column, date.message.as_ref()),
        (Some(1), "`20191324` is no date such as 20160131")
    );
    assert_eq!(fault(&changed("881990961", 0, "8.8E8")).column, Some(0));
    let cut_off = fault("881990961\t20191024\t201910");
    assert_eq!(cut_off.message, "3 cells where 61 are due");
    let row = testing::row(EVENTS, &changed("881990961", 56, "east"));
    assert_eq!(
        (row.position, row.precision, row.oddities()),
        (None, None, &["coordinates-not-readable"][..])
    );
}

#[test]
fn files_that_are_no_gdelt_are_not_known() {
    let with = |at, value| changed("881990960", at, value);
    for text in [
        String::new(),
        "a,b,c\n1,2,3".into(),
        vec!["x"; 61].join("\t"),
        with(0, "G881990960"),
        with(1, "2019-10-24"),
        with(2, "201911"),
        with(3, "2018"),
        with(29, "5"),
        MENTIONS.into(),
    ] {
        assert_eq!(testing::sniff(EVENTS, &text), Sniff::No, "{text}");
    }
    assert_eq!(testing::sniff(EVENTS, EXCERPT), Sniff::Yes);
}

/// Mentions of the separatists' accusation (881992410): in the document it was coded from, and in three more.
const OF_EXCERPT: &str = "\
881992410\t20191024143000\t20191025010000\t1\tzaman.example\thttps://en.zaman.example/1\t4\t-1\t9\t9\t1\t60\t999\t-1.5\tsrclc:tur;eng:GT-TUR 1.0\t
881992410\t20191024143000\t20191025010000\t1\tzaman.example\thttps://en.zaman.example/1\t7\t-1\t9\t9\t0\t20\t999\t-1.5\tsrclc:tur;eng:GT-TUR 1.0\t
881990960\t20191024143000\t20191024143000\t1\tother.example\thttps://other.example/1\t1\t-1\t9\t9\t1\t100\t999\t-1.5\t\t
881992410\t20191024143000\t20191024143000\t1\tfrance24.com\tURL\t3\t-1\t9\t9\t1\t100\t999\t-1.5\t\t
881992410\t20191024143000\t20191026010000\t2\tBBC Monitoring\tSANA, Damascus, in Arabic 26 Oct 19\t1\t-1\t9\t9\t1\t30\t999\t-1.5\tsrclc:ara;eng:GT-ARA 1.0\t
not a mention
";

fn with_mentions(text: String) -> Options {
    Options {
        companions: vec![Companion {
            kind: mentions::MENTIONS.name,
            text,
        }],
        ..Options::default()
    }
}

#[test]
fn mentions_add_their_documents_as_sources() {
    let record = line("881992410");
    let url = record.rsplit('\t').next().expect("an address");
    let options = with_mentions(OF_EXCERPT.replace("URL", url));
    let row = testing::rows_with(EVENTS, record, &options)
        .remove(0)
        .expect("an event");
    let sources: Vec<_> = row
        .sources
        .iter()
        .map(|it| {
            let published = it
                .published
                .as_ref()
                .expect("a day")
                .edtf()
                .text()
                .to_owned();
            let [publisher, title, language] =
                [&it.publisher, &it.title, &it.language].map(String::as_str);
            (
                publisher,
                title,
                language,
                it.locator.as_str(),
                it.note.as_str(),
                published,
            )
        })
        .collect();
    assert_eq!(
        sources,
        [
            (
                "france24.com",
                "",
                "en",
                "sentence 3",
                "confidence 100 %",
                "2019-10-24".into()
            ),
            (
                "zaman.example",
                "",
                "tr",
                "sentences 4, 7",
                "confidence 60 %, 20 %",
                "2019-10-25".into()
            ),
            (
                "BBC Monitoring",
                "SANA, Damascus, in Arabic 26 Oct 19",
                "ar",
                "sentence 1",
                "confidence 30 %",
                "2019-10-26".into()
            ),
        ]
    );
    assert_eq!(row.sources[1].url, "https://en.zaman.example/1");
    assert_eq!(row.sources[2].url, "");
    assert!(row.sources.iter().all(|it| it.credibility.is_none()));

    let without = testing::rows_with(EVENTS, line("881990852"), &options).remove(0);
    assert_eq!(without.expect("an event").sources.len(), 1);
}

#[test]
fn mentions_are_known_with_and_without_a_header() {
    let sniff = |text: &str| {
        let head = Head {
            name: "mentions.csv",
            text,
            whole: true,
        };
        (mentions::MENTIONS.sniff)(&head)
    };
    assert_eq!(sniff(MENTIONS), Sniff::Yes);
    assert_eq!(sniff(OF_EXCERPT), Sniff::Yes);
    assert_eq!(sniff(EXCERPT), Sniff::No);
    assert_eq!(sniff(&vec!["1"; 16].join("\t")), Sniff::No);
    assert_eq!(sniff(""), Sniff::No);

    let record = changed("881992410", 0, "669670701");
    let options = with_mentions(MENTIONS.into());
    let row = testing::rows_with(EVENTS, &record, &options)
        .remove(0)
        .expect("an event");
    let source = row.sources.last().expect("a source");
    assert_eq!(
        (source.publisher.as_str(), source.language.as_str()),
        ("tvperu.gob.pe", "es")
    );
    assert_eq!(source.note, "confidence 20 %");

    let head = Head {
        name: "a.export.CSV",
        text: EXCERPT,
        whole: true,
    };
    assert!((EVENTS.open)(&head, &with_mentions("a,b\n1,2".into())).is_err());
}

/// The text of a packed file in the folder of larger files; `None` where there is no such folder or no `gzip`.
fn shared(name: &str) -> Option<String> {
    let folder = std::env::var_os("ANNALS_SHARED_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data")),
        PathBuf::from,
    );
    let path = folder.join("gdelt").join(name);
    let unpacked = Command::new("gzip").arg("-dc").arg(&path).output().ok();
    let text = unpacked
        .filter(|output| output.status.success())
        .and_then(|output| String::from_utf8(output.stdout).ok());
    if text.is_none() {
        println!("skipped: {} cannot be read", path.display());
    }
    text
}

#[test]
fn a_whole_file_in_both_versions() {
    let Some(text) = shared("20191024143000.export.CSV.gz") else {
        return;
    };
    let new = testing::rows(EVENTS, &text);
    assert_eq!(new.len(), 2111);
    let odd = |name: &str| {
        let rows = new.iter().map(|row| row.as_ref().expect("an event"));
        rows.filter(|row| row.oddities().contains(&name)).count()
    };
    assert_eq!(odd("dated-long-before-added"), 24);
    assert_eq!(odd("unknown-cameo-code"), 0);
    assert_eq!(odd("coordinates-not-readable"), 0);
    let groups: HashSet<_> = new
        .iter()
        .filter_map(|row| row.as_ref().ok()?.group)
        .collect();
    assert_eq!(groups.len(), 441, "pairs of address and date");

    let Some(text) = shared("derived_v1-58col_20191024.export.CSV.gz") else {
        return;
    };
    let old = testing::rows(EVENTS, &text);
    assert_eq!(old.len(), new.len());
    for (new, old) in new.iter().zip(&old) {
        same_but_for_adm2(
            new.as_ref().expect("an event"),
            old.as_ref().expect("an event"),
        );
    }
}

#[test]
fn a_whole_file_of_mentions() {
    let Some(text) = shared("mentions_20170701234500_sample.csv.gz") else {
        return;
    };
    let record = changed("881992410", 0, "669538653");
    let mut rows = testing::rows_with(EVENTS, &record, &with_mentions(text));
    let row = rows.remove(0).expect("an event");
    let notes: Vec<_> = row.sources[1..]
        .iter()
        .map(|it| (it.publisher.as_str(), it.locator.as_str(), it.note.as_str()))
        .collect();
    assert_eq!(
        notes,
        [
            ("lahora.com.ec", "sentence 6", "confidence 80 %"),
            ("lahora.com.ec", "sentence 12", "confidence 100 %"),
        ]
    );
}

proptest! {
    #[test]
    fn no_text_panics(
        text in "([0-9a-zA-Z\t\n,.:/\"é?-]|https://|, The|\t\t\t){0,200}",
        cells in proptest::collection::vec((0..61_usize, "[^\t\n]{0,12}"), 0..12),
    ) {
        let _ = testing::sniff(EVENTS, &text);
        let head = Head { name: "x", text: &text, whole: true };
        let _ = (EVENTS.open)(&head, &with_mentions(text.clone()));
        let mut record: Vec<&str> = line("881992410").split('\t').collect();
        for (at, value) in &cells {
            record[*at] = value;
        }
        let damaged = format!("{}\n{}\n{text}", line("881992410"), record.join("\t"));
        let rows = testing::rows_with(EVENTS, &damaged, &with_mentions(OF_EXCERPT.into()));
        prop_assert!(rows.len() >= 2);
    }
}
