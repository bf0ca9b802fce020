//! What is imported holds the same events as the original.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::collect::NOWHERE;
use super::*;
use crate::load::{self, OpenOptions};
use crate::model::{ActorIx, Citation, Claim, Claimant, Event, Quote, Source, UncertainDate};
use crate::reader::FORMATS;

/// Made-up rows: data of ACLED may not be passed on.
const ACLED: &str = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,\
inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,\
longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp\n\
SYR00001,16 May 2025,2025,1,Political violence,Battles,Armed clash,Military Forces of Syria (2000-2024),\
Tribal Militia; Local Guards,State forces,Example Front,\"Local Guards; Military Forces of Turkey (2016-)\",Rebel group,\
State forces-Rebel group,,760,Middle East,Syria,Homs,Tadmor,Tadmor,Palmyra,34.5504,38.2691,1,Example Agency; Example Monitor,\
Other-National,\"On 16 May 2025, forces clashed near \"\"the gate\"\".\",3,crowd size=about 50; local administrators,1747699200\n";

/// Made-up rows.
const POLECAT: [(&str, &str); 2] = [
    (
        "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\t\
         Primary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\t\
         Recipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\t\
         Recipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\t\
         GeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\t\
         Story Locations\tLanguage\tVersion",
        "polecat",
    ),
    (
        "20180131-0001-4e081644904c_ASSAULT_aerial\t2018-01-31\tASSAULT\taerial\t-9.2\tMATERIAL CONFLICT\tmilitary;terrorism\t\
         Example Air Force;Police\tSYR;FRA\t652;220\tMIL;COP\tMIL|GOV;COP\tcommander\tthe \"Falcons\"\tExample Air Force;\t\
         Lebanon\tLBN\t660\tNone\t\t\tBeirut's men\tLebanon\tPalmyra\tPalmyra\tTadmor District\tHoms\tSYR\t34.55\t38.27\t\
         163808\tTadmur\tPPL\tExample Agency\t2018-02-01\tJosé Pérez; A. Person\t\tPalmyra\tEN\tNGEC_coder-Vers001",
        "",
    ),
];

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(path)
}

fn format(name: &str) -> &'static Format {
    let mut formats = FORMATS.iter();
    formats
        .find(|format| format.name == name)
        .expect("a format")
}

fn opened(path: &Path, options: &OpenOptions) -> Vec<Opened> {
    load::open(&[path.to_owned()], options, &()).sets
}

/// All that an event says, whatever ids it is said with.
#[derive(Debug, PartialEq)]
struct Facts {
    id: String,
    text: [String; 4],
    when: String,
    actors: Vec<String>,
    regions: Vec<String>,
    place: String,
    sources: Vec<String>,
    claims: Vec<String>,
    quotes: Vec<String>,
    codes: BTreeMap<String, String>,
}

fn facts(set: &Dataset, event: &Event, prefix: &str) -> Facts {
    let mut own = event.external_ids.iter();
    let own = own.find(|(scheme, _)| **scheme == *prefix);
    let actor = |ix: ActorIx| &*set.actors[ix.index()].name;
    let mut sources: Vec<String> = event
        .sources
        .iter()
        .map(|cited| citation(set, cited))
        .collect();
    sources.sort();
    sources.dedup();
    let actors = event.actors.iter();
    let codes = event.codes.iter().rev();
    Facts {
        id: own.map_or(&event.id, |(_, id)| id).to_string(),
        text: [
            event.title.trim().to_owned(),
            event
                .summary
                .as_deref()
                .unwrap_or_default()
                .trim()
                .to_owned(),
            event.tags.join("; "),
            format!("{:?} {:?}", event.kind, event.importance),
        ],
        when: when(set, event),
        actors: actors
            .map(|part| format!("{} {:?}", actor(part.actor), part.role))
            .collect(),
        regions: regions(set, event),
        place: format!("{:?}", event.place),
        sources,
        claims: event
            .claims
            .iter()
            .map(|claim| self::claim(set, claim))
            .collect(),
        quotes: event
            .quotes
            .iter()
            .map(|quote| self::quote(set, quote))
            .collect(),
        codes: codes
            .filter(|(scheme, _)| ["plover", "cameo", "acled", "ucdp"].contains(&&**scheme))
            .map(|(scheme, code)| (scheme.to_string(), code.to_string()))
            .collect(),
    }
}

fn when(set: &Dataset, event: &Event) -> String {
    let own = event.when.timezone.as_deref();
    let zone = own.or(set.about.timezone.as_deref());
    let zone = zone.filter(|_| event.when.time.is_some());
    format!("{} {:?} {zone:?}", event.when.date.text(), event.when.time)
}

fn regions(set: &Dataset, event: &Event) -> Vec<String> {
    let mut regions = Vec::new();
    let mut region = Some(event.region);
    while let Some(ix) = region {
        let one = &set.regions[ix.index()];
        if *one.name != *NOWHERE {
            regions.push(format!("{} {:?}", one.name, one.level));
        }
        region = one.parent;
    }
    regions
}

fn claim(set: &Dataset, claim: &Claim) -> String {
    let claimant = match claim.claimant {
        Claimant::Actor(ix) => &*set.actors[ix.index()].name,
        Claimant::Source(ix) => publisher(&set.sources[ix.index()]),
    };
    let is_actor = matches!(claim.claimant, Claimant::Actor(_));
    let numbers = (claim.low, claim.best, claim.high);
    let words = (&claim.who, &claim.value, &claim.text, &claim.note);
    let (about, stance) = (claim.about, claim.stance);
    format!("{claimant} {is_actor} {about:?} {numbers:?} {words:?} {stance:?}")
}

/// A publisher without a name is told as such.
fn publisher(source: &Source) -> &str {
    match &*source.publisher {
        "" => "(publisher not named)",
        name => name,
    }
}

/// A publisher with its text, which stands in the citation or in the source.
fn citation(set: &Dataset, cited: &Citation) -> String {
    let source: &Source = &set.sources[cited.source.index()];
    let (title, url, published) = match &cited.text {
        Some(text) => (&text.title, &text.url, &text.published),
        None => (&source.title, &source.url, &source.published),
    };
    format!(
        "{} | {:?} | {:?} | {:?} | {:?} | {:?} | {:?} | {:?}",
        source.publisher,
        title.as_deref().map(str::trim),
        url,
        published.as_ref().map(UncertainDate::text),
        source.language,
        cited.credibility,
        cited.locator,
        cited.note
    )
}

fn quote(set: &Dataset, quote: &Quote) -> String {
    let publisher = &set.sources[quote.source.index()].publisher;
    format!(
        "{:?}: {} ({publisher}, {:?})",
        quote.speaker_name, quote.text, quote.language
    )
}

/// Facts of all events of a published data set, in the order of its files.
fn original(opened: Vec<Opened>, prefix: &str) -> Vec<Facts> {
    let sets = u16::try_from(opened.len()).expect("few");
    let engine = Engine::open(opened);
    let mut all = Vec::new();
    for dataset in 0..sets {
        // A report of GDELT has several records, each of which becomes an event.
        for event in 0.. {
            let read = engine.record(EventKey { dataset, event });
            let Some((set, event)) = read.expect("it can be read again") else {
                break;
            };
            all.push(facts(set, &event, prefix));
        }
    }
    all
}

fn sorted(mut facts: Vec<Facts>) -> Vec<Facts> {
    facts.sort_by_key(|facts| (facts.id.clone(), format!("{facts:?}")));
    facts
}

/// Imports a file and compares what the folder says with what the file says.
fn round_trip(name: &str, path: &Path, options: &OpenOptions) -> Imported {
    let format = format(name);
    let mut options = options.clone();
    options.input.format = options
        .input
        .format
        .or_else(|| (name == "map").then(|| name.to_owned()));
    let imported = import(opened(path, &options), format).expect("all can be read");
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("made");
    write(&imported, &folder).unwrap_or_else(|error| panic!("{}: {error:?}", path.display()));
    let read = crate::dataset::open(&[folder]).remove(0);
    assert!(!read.has_errors(), "{:?}", read.diagnostics);
    let prefix = name.split('-').next().expect("a word");
    let expected = original(opened(path, &options), prefix);
    assert!(!expected.is_empty(), "{}", path.display());
    let made: Vec<Facts> = read
        .dataset
        .events
        .iter()
        .map(|event| facts(&read.dataset, event, prefix))
        .collect();
    let (expected, mut made) = (sorted(expected), made);
    for facts in &mut made {
        // A record without an id of its own got one that is made of its place.
        if let Some(place) = facts.id.strip_prefix(&format!("{prefix}-")) {
            facts.id = place.to_owned();
        }
    }
    let made = sorted(made);
    assert_eq!(made.len(), expected.len(), "{}", path.display());
    for (made, expected) in made.iter().zip(&expected) {
        assert_eq!(made, expected, "{}", path.display());
    }
    imported
}

#[test]
fn every_format_comes_back_as_it_was() {
    for (name, path) in [
        ("ucdp-ged", "diff/ged-new.csv"),
        ("ucdp-ged", "diff/ged-old.csv"),
        ("ucdp-ged", "derived/ged41.csv"),
        ("ucdp-ged", "packed/events.csv"),
        ("ucdp-ged-geojson", "derived/ged.geojson"),
        ("geojson", "derived/events.geojson"),
        ("timesketch", "derived/timesketch.csv"),
        ("timesketch", "derived/timesketch.jsonl"),
        ("timesketch", "timesketch/timeline.csv"),
        ("l2tcsv", "timesketch/l2t.csv"),
        ("gdelt", "gdelt/events.export.CSV"),
        ("gdelt", "gdelt"),
        ("ical", "ical/events.ics"),
        ("plover", "plover/excerpt.json"),
        ("timelinejs", "timelinejs/cosmo.json"),
        ("timelinejs", "timelinejs/eras.json"),
        ("timelinejs", "timelinejs/version1.json"),
        ("timelinejs-csv", "timelinejs/sheet.csv"),
        ("timemap", "timemap"),
    ] {
        round_trip(name, &data(path), &OpenOptions::default());
    }
}

#[test]
fn made_up_rows_come_back_as_they_were() {
    let folder = tempfile::tempdir().expect("a folder");
    let polecat = format!("{}\n{}\n", POLECAT[0].0, POLECAT[1].0);
    for (name, text) in [("acled", ACLED), ("polecat", &polecat)] {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        round_trip(name, &path, &OpenOptions::default());
    }
}

#[test]
fn mapped_tables_come_back_as_they_were() {
    for name in ["incidents.csv", "posts.ndjson"] {
        let path = data("mapped").join(name);
        let options = OpenOptions {
            map: fs::read_to_string(path.with_extension("toml")).ok(),
            ..OpenOptions::default()
        };
        round_trip("map", &path, &options);
    }
}

#[test]
fn no_zone_is_imported_that_the_record_does_not_have() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = folder.path().join("t.csv");
    let rows = "id,date,time,tz,title\n1,2024-01-01,14:30,MSK,unknown\n2,2024-01-01,14:30,+05:45,offset\n\
        3,2024-01-01,evening,,words\n4,2024-01-01,14:30,,that of the map\n5,2024-01-01,2:30 PM,UTC+2,half\n\
        6,201X,,,decade\n7,2024-01~,,,about\n";
    fs::write(&table, rows).expect("written");
    let map = "[dataset]\ntimezone = \"Asia/Damascus\"\n[event]\nid = \"id\"\ntitle = \"title\"\ntime = \"time\"\n\
        timezone = \"tz\"\ndate = { column = \"date\", format = \"edtf\" }\n";
    let mut options = OpenOptions {
        map: Some(map.to_owned()),
        ..OpenOptions::default()
    };
    options.input.format = Some("map".to_owned());
    let imported = import(opened(&table, &options), format("map")).expect("all can be read");
    let out = folder.path().join("made");
    write(&imported, &out).expect("written");
    let read = crate::dataset::open(&[out]).remove(0);
    assert!(!read.has_errors(), "{:?}", read.diagnostics);
    let mut events: Vec<_> = read.dataset.events.iter().collect();
    events.sort_by_key(|event| event.id.clone());
    let seen = events.iter().map(|event| {
        let when = &event.when;
        let time = when.time.map(|time| time.to_string());
        let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
        (
            when.date.text().to_owned(),
            time.unwrap_or_default(),
            text(&when.timezone),
            text(&when.time_text),
        )
    });
    let expected = [
        ("2024-01-01", "", "", "14:30 MSK"),
        ("2024-01-01", "14:30", "+05:45", ""),
        ("2024-01-01", "", "", "evening"),
        ("2024-01-01", "14:30", "Asia/Damascus", ""),
        ("2024-01-01", "14:30", "+02:00", ""),
        ("201X", "", "", ""),
        ("2024-01~", "", "", ""),
    ];
    let expected = expected.map(|(date, time, zone, text)| {
        let [date, time, zone, text] = [date, time, zone, text].map(str::to_owned);
        (date, time, zone, text)
    });
    assert_eq!(seen.collect::<Vec<_>>(), expected);
}

#[test]
fn texts_and_numbers_that_the_format_does_not_take_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = folder.path().join("a.csv");
    let rows = "id,day,title,who,link,dead\n\
        \"A\u{1b}[1m\u{202e}\",2016-01-05,\"\u{7}\",حلب,ftp://x.example/a,18446744073709551615\n\
        a,2016,\"line\nline\",إدلب,https://x.example/b,3\n";
    fs::write(&table, rows).expect("written");
    let map = "[dataset]\npublisher = \"Desk\"\n[event]\nid = \"id\"\ndate = \"day\"\ntitle = \"title\"\n\
        actors = [{ column = \"who\", role = \"affected\" }]\nsources = { publisher = { value = \"X\" }, url = \"link\" }\n\
        claims = { about = \"killed\", best = \"dead\" }\n";
    let mut options = OpenOptions {
        map: Some(map.to_owned()),
        ..OpenOptions::default()
    };
    options.input.format = Some("map".to_owned());
    let imported = import(opened(&table, &options), format("map")).expect("all can be read");
    let out = folder.path().join("made");
    write(&imported, &out).expect("written");
    let set = crate::dataset::open(&[out]).remove(0).dataset;
    let ids: Vec<&str> = set.events.iter().map(|event| &*event.id).collect();
    assert_eq!(ids.len(), 2);
    assert!(
        ids.contains(&"map-a") && ids.contains(&"map-a-1m"),
        "{ids:?}"
    );
    let odd = set
        .events
        .iter()
        .find(|event| *event.id == *"map-a-1m")
        .expect("there");
    assert_eq!(&*odd.external_ids[0].1, "A\u{1b}[1m\u{202e}");
    assert_eq!(&*odd.title, "\u{7}");
    let actors: Vec<&str> = set.actors.iter().map(|actor| &*actor.name).collect();
    assert_eq!(actors, ["حلب", "إدلب"]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// Whatever stands in the cells: the folder reads back, with every event.
    #[test]
    fn any_cells_make_a_folder_that_reads_back(rows in proptest::collection::vec(proptest::collection::vec(".{0,12}", 6), 1..5)) {
        let folder = tempfile::tempdir().expect("a folder");
        let table = folder.path().join("a.csv");
        let mut out = csv::Writer::from_path(&table).expect("opened");
        out.write_record(["day", "id", "title", "who", "where", "link", "tag"]).expect("written");
        for row in &rows {
            out.write_record(std::iter::once("2016-01-05").chain(row.iter().map(String::as_str))).expect("written");
        }
        out.flush().expect("written");
        drop(out);
        let map = "[event]\nid = \"id\"\ndate = \"day\"\ntitle = \"title\"\nactors = [{ column = \"who\", role = \"affected\" }]\n\
            regions = [{ column = \"where\", level = \"district\" }]\ntags = [\"tag\"]\n\
            sources = { publisher = \"who\", title = \"title\", url = \"link\" }\n\
            claims = { about = \"control\", value = \"where\", claimant = \"who\" }\n";
        let mut options = OpenOptions { map: Some(map.to_owned()), ..OpenOptions::default() };
        options.input.format = Some("map".to_owned());
        let opened = opened(&table, &options);
        let events: usize = opened.iter().map(Opened::events).sum();
        let imported = import(opened, format("map")).expect("all can be read");
        proptest::prop_assert_eq!(imported.dataset.events.len(), events);
        let written = write(&imported, &folder.path().join("made"));
        proptest::prop_assert!(written.is_ok(), "{:?}", written);
    }
}

#[test]
fn many_events_are_split_by_month_and_part() {
    let mut rows = "id,type_of_violence,dyad_name,side_a,date_start,best\n".to_owned();
    for number in 0..2500 {
        rows.push_str(&format!(
            "{number},1,A - B,A,2016-01-{:02},1\n",
            number % 31 + 1
        ));
    }
    rows.push_str("9000,1,A - B,A,2016-02-01,1\n9001,1,A - B,A,2017-02-01,1\n");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.csv");
    fs::write(&path, rows).expect("written");
    let imported = import(opened(&path, &OpenOptions::default()), format("ucdp-ged"))
        .expect("all can be read");
    let files = folder::files(&imported);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names[4..],
        [
            "events/2016-01-01.toml",
            "events/2016-01-02.toml",
            "events/2016-02.toml",
            "events/2017.toml"
        ]
    );
    assert!(
        files
            .iter()
            .all(|(_, text)| text.matches("[[event]]\n").count() <= 2000)
    );
}

#[test]
fn the_head_names_what_is_not_carried() {
    let imported = round_trip(
        "ucdp-ged",
        &data("diff/ged-new.csv"),
        &OpenOptions::default(),
    );
    let lost = &imported.not_carried;
    let has = |name: &str| lost.iter().any(|column| column == name);
    for name in [
        "priogrid_gid",
        "geom_wkt",
        "conflict_new_id",
        "active_year",
        "code_status",
    ] {
        assert!(has(name), "{name}: {lost:?}");
    }
    for name in [
        "id",
        "side_a",
        "side_a_new_id",
        "best",
        "latitude",
        "source_headline",
        "adm_1",
        "country",
    ] {
        assert!(!has(name), "{name}: {lost:?}");
    }
    let (_, head) = &folder::files(&imported)[0];
    assert!(head.contains("priogrid_gid"), "{head}");
}

#[test]
fn a_folder_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let imported = import(
        opened(&data("packed/events.csv"), &OpenOptions::default()),
        format("ucdp-ged"),
    )
    .expect("all can be read");
    let taken = folder.path().join("taken");
    fs::create_dir(&taken).expect("made");
    fs::write(taken.join("mine.txt"), "mine").expect("written");
    assert!(matches!(
        write(&imported, &taken),
        Err(CannotImport::Taken(_))
    ));
    assert!(matches!(
        write(&imported, &taken.join("mine.txt")),
        Err(CannotImport::Taken(_))
    ));
    assert_eq!(
        fs::read_dir(folder.path()).expect("read").count(),
        1,
        "nothing is left beside it"
    );
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("made");
    write(&imported, &empty).expect("an empty folder is filled");
    assert!(empty.join("dataset.toml").exists());
    assert!(matches!(
        write(&imported, &folder.path().join("no/such")),
        Err(CannotImport::Write(_))
    ));
}

#[test]
fn a_file_that_changes_under_an_import_is_named_and_nothing_is_made_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ged.csv");
    let text = "id,type_of_violence,dyad_name,dyad_new_id,side_a,side_a_new_id,side_b,side_b_new_id,source_office,source_date,\
        source_headline,country,adm_1,where_coordinates,where_prec,date_start,date_end,best,low,high\n\
        1,1,A - B,1,A,1,B,2,Reuters,2016-01-02,Shells hit town,Syria,Aleppo,Aleppo,1,2016-01-01,2016-01-01,3,3,3\n";
    std::fs::write(&path, text).expect("written");
    let options = OpenOptions::default();
    let opened = opened(&path, &options);
    std::fs::write(&path, "").expect("emptied");
    let error = import(opened, format("ucdp-ged")).expect_err("no record can be read");
    assert_eq!(error.file, path.display().to_string());
    assert_eq!(error.why, "it has changed since it was opened");
}
