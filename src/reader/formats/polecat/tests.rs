//! Made-up rows.

use super::super::FORMATS;
use super::*;
use crate::model::{EventKind, EventStatus};
use crate::reader::testing;

const CELLS: [(&str, &str); 40] = [
    ("Event ID", "20180131-0001-4e081644904c_ASSAULT_aerial"),
    ("Event Date", "2018-01-31"),
    ("Event Type", "ASSAULT"),
    ("Event Mode", "aerial"),
    ("Intensity", "-9.2"),
    ("Quad Code", "MATERIAL CONFLICT"),
    ("Contexts", "military;terrorism"),
    ("Actor Name", "Example Air Force;Police"),
    ("Actor Country", "SYR;FRA"),
    ("Actor COW", "652;220"),
    ("Primary Actor Sector", "MIL;COP"),
    ("Actor Sectors", "MIL|GOV;COP"),
    ("Actor Title", "commander"),
    ("Actor Name Raw", "the \"Falcons\""),
    ("Wikipedia Actor ID", "Example Air Force;"),
    ("Recipient Name", "Lebanon"),
    ("Recipient Country", "LBN"),
    ("Recipient COW", "660"),
    ("Primary Recipient Sector", "None"),
    ("Recipient Sectors", ""),
    ("Recipient Title", ""),
    ("Recipient Name Raw", "Beirut's men"),
    ("Wikipedia Recipient ID", "Lebanon"),
    ("Placename", "Palmyra"),
    ("City", "Palmyra"),
    ("District", "Tadmor District"),
    ("Province", "Homs"),
    ("Country", "SYR"),
    ("Latitude", "34.55"),
    ("Longitude", "38.27"),
    ("GeoNames ID", "163808"),
    ("Raw Placename", "Tadmur"),
    ("Feature Type", "PPL"),
    ("Source", "Example Agency"),
    ("Publication Date", "2018-02-01"),
    ("Story People", "José Pérez; A. Person"),
    ("Story Organizations", ""),
    ("Story Locations", "Palmyra"),
    ("Language", "EN"),
    ("Version", "NGEC_coder-Vers001"),
];

/// A file with one row, in which some cells are others.
fn text(changes: &[(&str, &str)]) -> String {
    let header: Vec<_> = CELLS.iter().map(|(name, _)| *name).collect();
    let value = |name: &str, value: &'static str| {
        let mut changes = changes.iter().filter(|(column, _)| *column == name);
        changes
            .next()
            .map_or(value.to_owned(), |(_, to)| (*to).to_owned())
    };
    let row: Vec<_> = CELLS.iter().map(|(name, text)| value(name, text)).collect();
    format!("{}\n{}\n", header.join("\t"), row.join("\t"))
}

pub(in crate::reader::formats) fn sample() -> String {
    text(&[])
}

fn values(row: &Row, field: usize) -> Vec<&str> {
    let parts = row.fields.iter().filter(|part| part.field == field);
    parts.map(|part| part.value.as_str()).collect()
}

#[test]
fn a_row() {
    let row = testing::row(POLECAT, &sample());
    assert_eq!(row.id, "20180131-0001-4e081644904c_ASSAULT_aerial");
    assert_eq!(
        row.title,
        "Assault (aerial): Example Air Force, Police → Lebanon"
    );
    assert_eq!(row.when.edtf().text(), "2018-01-31");
    assert_eq!(row.kind, Some(EventKind::Airstrike));
    let codes: Vec<_> = row.codes.iter().map(|part| part.code.as_str()).collect();
    assert_eq!(codes, ["ASSAULT", "ASSAULT-aerial"]);
    assert_eq!(values(&row, CONTEXTS), ["military", "terrorism"]);
    assert_eq!(values(&row, ACTOR_SECTOR), ["MIL", "COP", "GOV"]);
    assert_eq!(values(&row, RECIPIENT_SECTOR), [""; 0]);
    assert_eq!(values(&row, INTENSITY), ["-9.2"]);
    assert_eq!(
        row.text,
        "the \"Falcons\"\ncommander\nBeirut's men\nTadmur\nJosé Pérez\nA. Person\nPalmyra"
    );
    assert_eq!(row.group, None);
    assert!(row.claims.is_empty() && row.summary.is_empty());
}

#[test]
fn the_actor_acts_on_the_recipient() {
    let row = testing::row(POLECAT, &sample());
    let actors: Vec<_> = row
        .actors
        .iter()
        .map(|part| {
            (
                part.name.as_str(),
                part.role,
                part.kind,
                part.country.as_str(),
            )
        })
        .collect();
    assert_eq!(
        actors,
        [
            (
                "Example Air Force",
                Some(Role::Initiator),
                Some(ActorKind::StateForce),
                "SY"
            ),
            (
                "Police",
                Some(Role::Initiator),
                Some(ActorKind::StateForce),
                "FR"
            ),
            ("Lebanon", Some(Role::Target), Some(ActorKind::State), "LB"),
        ]
    );
    assert_eq!(row.actors[1].key, "Police FR");
    let id = |at: usize| (row.actors[at].id.scheme, row.actors[at].id.code.as_str());
    assert_eq!(id(0), ("wikipedia", "Example Air Force"));
    assert_eq!(id(1), ("", ""));
}

#[test]
fn lists_of_other_lengths_are_not_laid_beside_names() {
    let row = testing::row(POLECAT, &text(&[("Actor Country", "SYR")]));
    assert!(row.actors[0].country.is_empty() && row.actors[1].country.is_empty());
    let alone = text(&[("Actor Name", "None"), ("Recipient Name", "")]);
    let row = testing::row(POLECAT, &alone);
    let names: Vec<_> = row.actors.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["the \"Falcons\"", "Beirut's men"], "as printed");
}

#[test]
fn contexts_say_whether_and_when_it_took_place() {
    let of = |contexts: &str| {
        let row = testing::row(POLECAT, &text(&[("Contexts", contexts)]));
        (row.status, row.when.edtf().text().to_owned())
    };
    let day = "2018-01-31".to_owned();
    assert_eq!(of("military"), (EventStatus::Occurred, day.clone()));
    assert_eq!(
        of("military;hypothetical"),
        (EventStatus::Hypothetical, day.clone())
    );
    assert_eq!(of("future"), (EventStatus::Planned, day.clone()));
    assert_eq!(of("future;negation"), (EventStatus::Denied, day));
    assert_eq!(
        of("historical"),
        (EventStatus::Occurred, "../2018-01-31".to_owned())
    );
}

#[test]
fn what_did_not_happen_says_so_in_its_title() {
    let row = testing::row(POLECAT, &text(&[("Contexts", "military;hypothetical")]));
    assert!(row.title.starts_with("Assault (aerial, hypothetical): "));
}

#[test]
fn places_have_the_geonames_id_where_it_belongs() {
    let place = |changes: &[(&str, &str)]| {
        let row = testing::row(POLECAT, &text(changes));
        let named = row.regions.iter().map(|part| {
            let codes = part.codes.iter().map(|code| code.code.as_str());
            format!("{}={}", part.name, codes.collect::<Vec<_>>().join("+"))
        });
        (named.collect::<Vec<_>>().join(" > "), row.precision)
    };
    assert_eq!(
        place(&[]),
        (
            "Syria=SY > Homs= > Tadmor District= > Palmyra=163808".into(),
            Some(PlacePrecision::Exact)
        )
    );
    let country = [
        ("Placename", "Syrian Arab Republic"),
        ("City", "None"),
        ("District", ""),
        ("Province", ""),
        ("Feature Type", "PCLI"),
    ];
    assert_eq!(
        place(&country),
        ("Syria=SY+163808".into(), Some(PlacePrecision::Country))
    );
    let airport = [("Placename", "T4"), ("City", ""), ("Feature Type", "AIRB")];
    assert_eq!(
        place(&airport),
        (
            "Syria=SY > Homs= > Tadmor District= > T4=163808".into(),
            Some(PlacePrecision::Area)
        )
    );
    let nowhere = CELLS[23..33].iter().map(|(name, _)| (*name, "None"));
    let row = testing::row(POLECAT, &text(&nowhere.collect::<Vec<_>>()));
    assert!(row.regions.is_empty() && row.position.is_none() && row.precision.is_none());
}

#[test]
fn the_source_has_its_day_and_its_article() {
    let row = testing::row(POLECAT, &sample());
    let source = &row.sources[0];
    assert_eq!(source.publisher, "Example Agency");
    assert_eq!(source.language, "en");
    assert_eq!(source.locator, "article 20180131-0001-4e081644904c");
    let published = source
        .published
        .as_ref()
        .map(|date| date.edtf().text().to_owned());
    assert_eq!(published.as_deref(), Some("2018-02-01"));
    let row = testing::row(POLECAT, &text(&[("Language", "Arabic")]));
    assert_eq!(row.sources[0].language, "", "a name is no tag");
    assert_eq!(values(&row, LANGUAGE), ["Arabic"]);
}

#[test]
fn early_files_quoted_files_and_headers_with_too_many_names() {
    let without = |text: &str, at: usize| {
        let lines = text.lines().map(|line| {
            let mut cells: Vec<_> = line.split('\t').collect();
            cells.remove(at);
            cells.join("\t")
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let early = testing::row(POLECAT, &without(&sample(), 4));
    assert_eq!(values(&early, QUAD_CODE), ["MATERIAL CONFLICT"]);
    assert!(values(&early, INTENSITY).is_empty());

    let quoted = sample().replace("the \"Falcons\"", "the Falcons");
    let quoted = format!(
        "\"{}\"",
        quoted
            .trim()
            .replace('\t', "\"\t\"")
            .replace('\n', "\"\n\"")
    );
    assert_eq!(testing::row(POLECAT, &quoted).title, early.title);

    let headline = sample().replacen("Event Date\t", "Headline\tEvent Date\t", 1);
    let row = testing::row(POLECAT, &headline);
    assert_eq!((row.when, row.title), (early.when, early.title));
    let trailing = sample().replace('\n', "\t\t\n");
    assert_eq!(testing::row(POLECAT, &trailing).id, early.id);
}

#[test]
fn what_is_wrong_has_its_column() {
    let at = |name: &str| CELLS.iter().position(|(column, _)| *column == name);
    let cases = [
        ("Event Date", "None", "there is no date"),
        (
            "Event Date",
            "31.1.2018",
            "`31.1.2018` is no date such as 2018-01-31",
        ),
        ("Event Type", "None", "the event has no type"),
        ("Latitude", "north", "`north` is not from -90 to 90 degrees"),
        ("Longitude", "181", "`181` is not from -180 to 180 degrees"),
    ];
    for (column, value, message) in cases {
        let mut rows = testing::rows(POLECAT, &text(&[(column, value)]));
        let fault = rows.remove(0).expect_err(column);
        assert_eq!(fault.column, at(column));
        assert_eq!(fault.message, message);
    }
}

#[test]
fn other_formats_do_not_take_it_and_it_takes_no_other() {
    let sample = sample();
    for format in FORMATS {
        let expected = if format.name == POLECAT.name {
            Sniff::Yes
        } else {
            Sniff::No
        };
        assert_eq!(
            testing::sniff(*format, &sample),
            expected,
            "{}",
            format.name
        );
    }
    for text in ["", "Event ID\tEvent Date\nx\t2018-01-01", "a,b"] {
        assert_eq!(testing::sniff(POLECAT, text), Sniff::No, "{text}");
    }
}
