//! Whole maps over whole tables, mistakes with their places, the manual, and texts of any sort.

mod guesses;
mod manual;
mod mistakes;
mod properties;

use super::*;
use crate::model::{
    ActorKind, ClaimSubject, EventKind, PlacePrecision, Position, RegionLevel, Role, SourceKind,
};
use crate::reader::{ClaimantPart, RowDate, testing};

const INCIDENTS: &str = include_str!("../../../../tests/data/mapped/incidents.csv");
const INCIDENTS_MAP: &str = include_str!("../../../../tests/data/mapped/incidents.toml");
const POSTS: &str = include_str!("../../../../tests/data/mapped/posts.ndjson");
const POSTS_MAP: &str = include_str!("../../../../tests/data/mapped/posts.toml");

fn head(text: &str) -> Head<'_> {
    Head {
        name: "folder/test.csv",
        text,
        whole: true,
    }
}

fn rows(map: &str, text: &str) -> Vec<Result<Row, Fault>> {
    let options = Options {
        map: Some(map.to_owned()),
        ..Options::default()
    };
    testing::rows_with(MAPPED, text, &options)
}

/// The only row of a table with these columns, read with these lines of `[event]`.
fn row(event: &str, text: &str) -> Row {
    let mut rows = rows(&format!("[event]\n{event}\n"), text);
    assert_eq!(rows.len(), 1, "one record");
    rows.remove(0).expect("the record is an event")
}

fn edtf(date: &RowDate) -> String {
    date.edtf().text().to_owned()
}

fn sources(row: &Row) -> Vec<(&str, &str, &str)> {
    let sources = row.sources.iter();
    sources
        .map(|part| {
            (
                part.publisher.as_str(),
                part.title.as_str(),
                part.url.as_str(),
            )
        })
        .collect()
}

#[test]
fn a_table_opens_with_a_map_only() {
    assert_eq!(testing::sniff(MAPPED, INCIDENTS), Sniff::No);
    let fault = open(&head(INCIDENTS), &Options::default()).expect_err("no map");
    assert_eq!(fault.message, "this file needs a column map");
    let options = Options {
        map: Some("[event]\ndate = \"Dya\"".to_owned()),
        ..Options::default()
    };
    let fault = open(&head(INCIDENTS), &options).expect_err("no such column");
    assert_eq!(
        fault.message,
        "line 2 of the column map: the file has no column `Dya` (did you mean `Day`?)"
    );
}

#[test]
fn a_table_says_what_its_map_says() {
    let options = Options {
        map: Some(INCIDENTS_MAP.to_owned()),
        ..Options::default()
    };
    let reader = open(&head(INCIDENTS), &options).expect("the map fits");
    let about = reader.about();
    assert_eq!(
        (about.publisher.as_str(), about.timezone.as_str()),
        ("Our desk", "Europe/Tirane")
    );
    assert_eq!(reader.fields(), ["map.weapon"]);
    let rows = rows(INCIDENTS_MAP, INCIDENTS);
    let row = rows[0].as_ref().expect("an event");
    assert_eq!(
        (row.id.as_str(), edtf(&row.when)),
        ("A-1", "2021-01-03".into())
    );
    assert_eq!(
        row.time.map(|time| time.to_string()).as_deref(),
        Some("06:15")
    );
    assert_eq!(row.kind, Some(EventKind::Shelling));
    let position = Position {
        lat: 41.5012,
        lon: 20.1003,
    };
    assert_eq!(row.position, Some(position));
    assert_eq!(row.precision, Some(PlacePrecision::Exact));
    let regions: Vec<_> = row
        .regions
        .iter()
        .map(|part| (part.name.as_str(), part.level))
        .collect();
    assert_eq!(
        regions,
        [
            ("Upper Vale", Some(RegionLevel::Governorate)),
            ("Orsa", Some(RegionLevel::Place))
        ]
    );
    assert_eq!(
        sources(row),
        [("Vale Post", "Market hit", "https://vale.example/1")]
    );
    assert_eq!(
        row.sources[0].published.as_ref().map(edtf).as_deref(),
        Some("2021-01-04")
    );
    let killed = &row.claims[0];
    assert_eq!(killed.claimant, ClaimantPart::Publisher);
    assert_eq!(killed.publisher, "Clinic");
    assert_eq!(
        (killed.low, killed.best, killed.high),
        (Some(2), Some(3), Some(4))
    );
    let wounded = &row.claims[1];
    assert_eq!(wounded.claimant, ClaimantPart::Dataset);
    assert_eq!(
        (wounded.about, wounded.best),
        (Some(ClaimSubject::Wounded), Some(9))
    );
    assert_eq!(row.tags.to_vec(), ["market", "grain"]);
    assert_eq!(row.fields[0].value, "mortar");
    assert!(row.oddities().is_empty(), "{:?}", row.oddities());
}

#[test]
fn lists_stand_side_by_side_or_apart() {
    let rows = rows(INCIDENTS_MAP, INCIDENTS);
    let row = rows[1].as_ref().expect("an event");
    let actors: Vec<_> = row
        .actors
        .iter()
        .map(|part| (part.name.as_str(), part.role))
        .collect();
    assert_eq!(
        actors,
        [
            ("Hill Brigade", Some(Role::Initiator)),
            ("River Union", Some(Role::Initiator))
        ]
    );
    assert_eq!(
        sources(row),
        [
            ("Vale Post", "Talks end", "https://vale.example/2"),
            ("River Radio", "No truce", "https://river.example/7")
        ]
    );
    assert_eq!(
        row.sources[1].published.as_ref().map(edtf).as_deref(),
        Some("2021-01-16")
    );
    let row = rows[2].as_ref().expect("an event");
    assert_eq!(
        sources(row),
        [
            ("River Radio", "", ""),
            ("Vale Post", "", ""),
            ("(publisher not named)", "Raid on Denn", ""),
            ("(publisher not named)", "", "")
        ]
    );
    assert_eq!(row.sources[3].locator, "www.river.example/9");
    assert_eq!(
        row.oddities(),
        ["lists-of-unlike-length", "bad-url", "number-in-words"]
    );
    assert_eq!(row.title, "Airstrike: Denn");
    let killed = &row.claims[0];
    assert_eq!(
        killed.claimant,
        ClaimantPart::Actor(0),
        "River Union takes part"
    );
    assert_eq!((killed.text.as_str(), killed.best), ("dozens", None));
    let wounded = &row.claims[1];
    assert_eq!(
        (wounded.low, wounded.best, wounded.high),
        (Some(10), None, Some(15))
    );
}

#[test]
fn what_is_wrong_has_its_column_and_what_is_odd_stays() {
    let rows = rows(INCIDENTS_MAP, INCIDENTS);
    let fault = rows[3].as_ref().expect_err("no such day");
    assert_eq!(fault.column, Some(1));
    assert_eq!(fault.message, "`31/02/2021` is no date such as 31/01/2016");
    let fault = rows[4].as_ref().expect_err("too far north");
    assert_eq!(fault.column, Some(7));
    assert_eq!(fault.message, "`141,5` is not from -90 to 90 degrees");
    let row = rows[5].as_ref().expect("an event");
    assert_eq!(
        row.oddities(),
        [
            "time-not-read",
            "unmapped-kind",
            "half-coordinates",
            "unmapped-precision",
            "low-best-high"
        ]
    );
    assert_eq!((row.kind, row.time, row.position), (None, None, None));
    assert!(row.actors.is_empty(), "`Unknown` says nothing");
    assert!(row.fields.is_empty(), "`NA` says nothing");
}

#[test]
fn json_records_have_paths() {
    let rows = rows(POSTS_MAP, POSTS);
    let row = rows[0].as_ref().expect("an event");
    assert_eq!(row.title, "Trucks \"left\" the depot");
    assert_eq!(
        (edtf(&row.when), row.timezone.as_str()),
        ("2021-03-04".into(), "+02:00")
    );
    assert_eq!(
        row.time.map(|time| time.to_string()).as_deref(),
        Some("22:10")
    );
    assert_eq!(
        sources(row),
        [
            ("A. Name", "", "https://pics.example/1"),
            ("pics.example", "", "https://pics.example/2")
        ]
    );
    assert_eq!(row.sources[0].kind, Some(SourceKind::SocialMedia));
    assert_eq!(row.sources[0].language, "en");
    assert_eq!(row.tags.to_vec(), ["depot", "trucks"]);
    assert_eq!(
        (row.fields[0].value.as_str(), row.importance),
        ("4", Some(4))
    );
    let row = rows[1].as_ref().expect("an event");
    assert!(row.sources.is_empty() && row.tags.is_empty() && row.position.is_none());
    let fault = rows[2].as_ref().expect_err("no date");
    assert_eq!(
        fault.message,
        "`seen`: `soon` is no date such as 2016-01-31"
    );
    assert_eq!(fault.column, None);
    let fault = rows[3].as_ref().expect_err("no object");
    assert!(
        fault.message.starts_with("here is a list, not an object"),
        "{}",
        fault.message
    );
}

#[test]
fn dates_have_ends_parts_and_precision() {
    for (date, header, cells, expected) in [
        (
            "{ column = 'a', end = 'b' }",
            "a,b",
            "2016-01-30,2016-02-02",
            "2016-01-30/2016-02-02",
        ),
        (
            "{ column = 'a', end = 'b' }",
            "a,b",
            "2016-01-30,",
            "2016-01-30",
        ),
        (
            "{ column = 'a', format = 'd/m/y', end = { column = 'b', format = 'iso' } }",
            "a,b",
            "30/01/2016,2016-02",
            "2016-01-30/2016-02-29",
        ),
        (
            "{ column = 'a', format = 'edtf' }",
            "a,b",
            "2016-02~,",
            "2016-02~",
        ),
        ("{ year = 'a', month = 'b' }", "a,b", "2016,2", "2016-02"),
        (
            "{ year = 'a', month = 'b', day = 'c' }",
            "a,b,c",
            "2016,2,29",
            "2016-02-29",
        ),
        (
            "{ year = 'a', month = 'b', day = 'c' }",
            "a,b,c",
            "2016,0,0",
            "2016",
        ),
        (
            "{ year = 'a', month = 'b', day = 'c' }",
            "a,b,c",
            "2016.0,2.0,",
            "2016-02",
        ),
        ("{ value = '2016-03?' }", "a,b", "x,y", "2016-03?"),
        (
            "{ column = 'a', precision = { column = 'b', map = { 'c' = 'about' } } }",
            "a,b",
            "2016-01-30,c",
            "2016-01-30~",
        ),
    ] {
        let row = row(&format!("date = {date}"), &format!("{header}\n{cells}\n"));
        assert_eq!(edtf(&row.when), expected, "{date} {cells}");
    }
}

#[test]
fn dates_that_cannot_be_leave_the_record_out() {
    for (date, cells, column, message) in [
        ("'a'", ",", Some(0), "there is no date"),
        (
            "{ column = 'a', end = 'b' }",
            "2016-02-01,2016-01-31",
            Some(1),
            "the event ends before it starts",
        ),
        (
            "{ column = 'a', end = 'b' }",
            "2016-02-01,soon",
            Some(1),
            "`soon` is no date such as 2016-01-31",
        ),
        (
            "{ year = 'a', month = 'b' }",
            "2016,13",
            Some(1),
            "the calendar has no such date",
        ),
        (
            "{ year = 'a', month = 'b' }",
            "2016,May",
            Some(1),
            "`May` is no part of a date",
        ),
        (
            "{ year = 'a', month = 'b' }",
            "0,5",
            Some(0),
            "there is no date",
        ),
        (
            "{ column = 'a', precision = { column = 'b', map = { '1' = 'day' } } }",
            "2016-01-30,9",
            Some(1),
            "the map has no word for this precision",
        ),
    ] {
        let mut rows = rows(
            &format!("[event]\ndate = {date}"),
            &format!("a,b\n{cells}\n"),
        );
        let fault = rows.remove(0).expect_err(cells);
        assert_eq!(
            (fault.column, fault.message.as_ref()),
            (column, message),
            "{cells}"
        );
    }
}

#[test]
fn words_are_mapped_or_are_the_words_themselves() {
    let kind = |spec: &str, value: &str| {
        let row = row(
            &format!("date = {{ value = '2016' }}\nkind = {spec}"),
            &format!("a,b\n{value},\n"),
        );
        (row.kind, row.oddities().to_vec())
    };
    let map = "{ column = 'a', map = { 'Air raid' = 'airstrike', 'shelling' = 'attack' } }";
    let rest = "{ column = 'a', map = { 'Air raid' = 'airstrike', '*' = 'other' } }";
    for (spec, value, expected) in [
        (map, "Air raid", Some(EventKind::Airstrike)),
        (map, "AIR RAID", Some(EventKind::Airstrike)),
        (map, "shelling", Some(EventKind::Attack)),
        (map, "", None),
        (rest, "clash", Some(EventKind::Other)),
        ("'a'", "clash", Some(EventKind::Clash)),
        ("'a'", "Security Alert", Some(EventKind::SecurityAlert)),
        ("{ value = 'protest' }", "clash", Some(EventKind::Protest)),
    ] {
        assert_eq!(kind(spec, value), (expected, Vec::new()), "{spec} {value}");
    }
    assert_eq!(kind(map, "clash"), (None, vec!["unmapped-kind"]));
    let twice = "{ column = 'a', map = { 'raid' = 'airstrike', 'Raid' = 'attack' } }";
    assert_eq!(kind(twice, "Raid").0, Some(EventKind::Attack));
    assert_eq!(
        kind(twice, "RAID"),
        (None, vec!["unmapped-kind"]),
        "either may be meant"
    );
}

#[test]
fn templates_leave_out_what_depends_on_nothing() {
    let title = |template: &str, cells: &str| {
        let event = format!("date = {{ value = '2016' }}\ntitle = {{ template = '{template}' }}");
        row(&event, &format!("type,town,dead\n{cells}\n")).title
    };
    let template = "{type}[ in {town}][: {dead} killed]";
    assert_eq!(title(template, "Raid,Dana,3"), "Raid in Dana: 3 killed");
    assert_eq!(title(template, "Raid,,3"), "Raid: 3 killed");
    assert_eq!(title(template, ",,"), "Event");
    assert_eq!(
        title("{{{type}}} [[{town}]]", "Raid,Dana,"),
        "{Raid} [Dana]"
    );
}

#[test]
fn countries_places_and_coordinates() {
    let event = "date = { value = '2016' }\nplace = 'p'\ncoordinates = { column = 'at', order = 'lon lat' }\n\
                 regions = { column = 'c', level = 'country', written = 'iso3' }";
    let found = row(event, "c,p,at\nSYR,Dana,\"(36.77, 36.21)\"\n");
    assert_eq!(found.regions[0].name, "Syria");
    assert_eq!(found.regions[0].codes[0].code, "SY");
    assert_eq!(found.place, "Dana");
    let position = Position {
        lat: 36.21,
        lon: 36.77,
    };
    assert_eq!(found.position, Some(position));
    let unknown = row(event, "c,p,at\nXXX,,\n");
    assert_eq!(unknown.regions[0].name, "XXX");
    assert_eq!(unknown.oddities(), ["unknown-country"]);
    let named = "date = { value = '2016' }\nregions = [{ column = 'c', level = 'country' }, \
                 { column = 'g', level = 'governorate' }]";
    let found = row(named, "c,g\n\"Yemen, Rep.\",Nowhere\n");
    assert_eq!(found.regions[0].codes[0].code, "YE");
    assert!(found.oddities().is_empty());
    let unknown = row(named, "c,g\nSyrien,\n");
    assert_eq!(unknown.regions[0].name, "Syrien");
    assert_eq!(unknown.oddities(), ["unknown-country"]);
    assert_eq!(
        unknown.odd_values(),
        [("unknown-country", "Syrien".to_owned())]
    );
    let alone = row("date = { value = '2016' }\nplace = 'p'", "c,p\n,Dana\n");
    assert_eq!(
        (alone.regions[0].name.as_str(), alone.place.as_str()),
        ("Dana", "")
    );
    let none = row("date = { value = '2016' }\nplace = 'p'", "c,p\nx,\n");
    assert!(none.regions.is_empty());
}

#[test]
fn actors_have_kinds_countries_and_ids() {
    let event = "date = { value = '2016' }\n\
                 actors = { column = 'a', split = ';', kind = { value = 'armed_group' }, country = 'c', \
                 id = { scheme = 'acled', column = 'i' } }";
    let found = row(event, "a,c,i\nX; Y,Syria,1;2\n");
    let parts: Vec<_> = found
        .actors
        .iter()
        .map(|part| {
            (
                part.name.as_str(),
                part.kind,
                part.country.as_str(),
                (part.id.scheme, part.id.code.as_str()),
            )
        })
        .collect();
    let kind = Some(ActorKind::ArmedGroup);
    assert_eq!(
        parts,
        [
            ("X", kind, "SY", ("acled", "1")),
            ("Y", kind, "SY", ("acled", "2"))
        ]
    );
    let uneven = row(event, "a,c,i\nX; Y,,1\n");
    assert!(uneven.actors.iter().all(|part| part.id.code.is_empty()));
    assert_eq!(uneven.oddities(), ["lists-of-unlike-length"]);
}

#[test]
fn claims_of_several_and_of_nobody() {
    let event = "date = { value = '2016' }\n\
                 claims = [{ about = 'killed', best = 'n', claimant = 'by', split = ';' }, \
                 { about = 'occurrence', claimant = 'by', split = ';' }]";
    let found = row(event, "n,by\n3,X; Y\n");
    let claims: Vec<_> = found
        .claims
        .iter()
        .map(|claim| (claim.claimant, claim.publisher.as_str(), claim.best))
        .collect();
    let by = ClaimantPart::Publisher;
    assert_eq!(
        claims,
        [
            (by, "X", Some(3)),
            (by, "Y", Some(3)),
            (by, "X", None),
            (by, "Y", None)
        ]
    );
    let nobody = row(event, "n,by\n0,\n");
    assert_eq!(nobody.claims.len(), 1);
    assert_eq!(
        (nobody.claims[0].claimant, nobody.claims[0].best),
        (ClaimantPart::Dataset, Some(0))
    );
    assert!(row(event, "n,by,x\n,,1\n").claims.is_empty());
}

#[test]
fn lines_that_are_unlike_the_header_are_told() {
    let rows = rows("[event]\ndate = 'a'", "a,b\n2016\n2016,x\n2016,x,y\n");
    let odd: Vec<_> = rows
        .iter()
        .map(|row| row.as_ref().expect("an event").oddities().len())
        .collect();
    assert_eq!(odd, [1, 0, 1]);
}
