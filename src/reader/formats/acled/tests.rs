//! Made-up rows: ACLED's own data may not be passed on.

use super::super::FORMATS;
use super::*;
use crate::model::{ActorKind, EventKind, Qualifier};
use crate::reader::{ClaimantPart, testing};

const HEADER: &str = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,\
inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,\
longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp";

const ROW: &str = "SYR00001,16 May 2025,2025,1,Political violence,Battles,Armed clash,Military Forces of Syria (2000-2024),\
Tribal Militia; Local Guards,State forces,Example Front,\"Local Guards; Military Forces of Turkey (2016-)\",Rebel group,\
State forces-Rebel group,,760,Middle East,Syria,Homs,Tadmor,Tadmor,Palmyra,34.5504,38.2691,1,Example Agency; Example Monitor,\
Other-National,\"On 16 May 2025, forces clashed near \"\"the gate\"\".\",3,crowd size=about 50; local administrators,1747699200";

/// A file of the current generation.
pub(in crate::reader::formats) fn sample() -> String {
    format!("{HEADER}\n{ROW}\n")
}

/// The row of the sample with one text in place of another.
fn changed(from: &str, to: &str) -> Result<Row, Fault> {
    assert!(ROW.contains(from), "{from}");
    let text = format!("{HEADER}\n{}", ROW.replacen(from, to, 1));
    testing::rows(ACLED, &text).remove(0)
}

fn values(row: &Row, field: usize) -> Vec<&str> {
    let parts = row.fields.iter().filter(|part| part.field == field);
    parts.map(|part| part.value.as_str()).collect()
}

#[test]
fn a_row_of_today() {
    let row = testing::row(ACLED, &sample());
    assert_eq!(row.id, "SYR00001");
    assert_eq!(row.title, "Armed clash");
    assert_eq!(row.when.edtf().text(), "2025-05-16");
    assert_eq!(row.kind, Some(EventKind::Clash));
    assert_eq!(
        row.summary,
        "On 16 May 2025, forces clashed near \"the gate\"."
    );
    let sources: Vec<_> = row
        .sources
        .iter()
        .map(|part| (part.publisher.as_str(), part.note.as_str()))
        .collect();
    assert_eq!(
        sources,
        [
            ("Example Agency", "Source scale: Other-National"),
            ("Example Monitor", "Source scale: Other-National")
        ]
    );
    let tags: Vec<_> = row.tags.iter().map(String::as_str).collect();
    assert_eq!(tags, ["crowd size=about 50", "local administrators"]);
    assert_eq!(
        (row.codes[0].scheme, row.codes[0].code.as_str()),
        ("acled", "Armed clash")
    );
    assert_eq!(values(&row, INTERACTION), ["State forces-Rebel group"]);
    assert!(row.oddities().is_empty());
}

#[test]
fn actors_take_part_on_their_side_and_come_once() {
    let row = testing::row(ACLED, &sample());
    let actors: Vec<_> = row
        .actors
        .iter()
        .map(|part| {
            (
                part.name.as_str(),
                part.kind,
                part.country.as_str(),
                part.side,
            )
        })
        .collect();
    let (one, two) = (Some(Side::One), Some(Side::Two));
    assert_eq!(
        actors,
        [
            (
                "Military Forces of Syria (2000-2024)",
                Some(ActorKind::StateForce),
                "SY",
                one
            ),
            ("Example Front", Some(ActorKind::ArmedGroup), "", two),
            ("Tribal Militia", None, "", one),
            ("Local Guards", None, "", one),
            ("Local Guards", None, "", two),
            (
                "Military Forces of Turkey (2016-)",
                Some(ActorKind::StateForce),
                "TR",
                two
            ),
        ],
        "associated actors stand on the side of their ally"
    );
    assert!(
        row.actors
            .iter()
            .all(|part| part.role == Some(Role::Participant))
    );
}

#[test]
fn protests_and_strategic_developments_have_one_side() {
    for event in ["Protests", "Strategic developments"] {
        let row = changed("Battles", event).expect("an event");
        assert!(
            row.actors.iter().all(|part| part.side != Some(Side::Two)),
            "{event}"
        );
        assert_eq!(row.actors[0].side, Some(Side::One), "{event}");
    }
    let transfer = changed(
        "Battles,Armed clash",
        "Strategic developments,Non-violent transfer of territory",
    );
    assert_eq!(transfer.expect("an event").kind, Some(EventKind::Transfer));
}

#[test]
fn one_number_is_one_claim_without_bounds() {
    let row = testing::row(ACLED, &sample());
    let claim = &row.claims[0];
    assert_eq!(claim.claimant, ClaimantPart::Dataset);
    assert_eq!(claim.about, Some(ClaimSubject::Killed));
    assert_eq!((claim.low, claim.best, claim.high), (None, Some(3), None));
    let none = changed("\",3,crowd", "\",,crowd").expect("an event");
    assert!(none.claims.is_empty());
    let zero = changed("\",3,crowd", "\",0,crowd").expect("an event");
    assert!(zero.claims.is_empty(), "none reported is no claim of zero");
    assert_eq!(values(&zero, FATALITIES), ["none reported"]);
}

/// ACLED, "FAQs: ACLED Fatality Methodology": a number for a word.
#[test]
fn a_number_that_stands_for_a_word_says_so() {
    let qualifier = |notes: &str, number: &str| {
        let row = changed(
            "near \"\"the gate\"\".\",3,crowd",
            &format!("{notes}\",{number},crowd"),
        );
        let claim = row.expect("an event").claims[0].clone();
        (claim.best, claim.qualifier, claim.text)
    };
    assert_eq!(
        qualifier("Dozens were killed.", "12"),
        (Some(12), Some(Qualifier::Dozens), "dozens".to_owned())
    );
    assert_eq!(
        qualifier("Hundreds were killed.", "100").1,
        Some(Qualifier::Hundreds)
    );
    assert_eq!(
        qualifier("Tens of fighters died.", "10").1,
        Some(Qualifier::Tens)
    );
    assert_eq!(qualifier("Dozens protested, 14 were killed.", "14").1, None);
    assert_eq!(qualifier("12 were killed.", "12").1, None);
}

#[test]
fn places_from_the_country_in() {
    let regions = |row: &Row| -> Vec<(String, Option<RegionLevel>)> {
        let parts = row.regions.iter();
        parts.map(|part| (part.name.clone(), part.level)).collect()
    };
    let row = testing::row(ACLED, &sample());
    let inside = [
        ("Syria", RegionLevel::Country),
        ("Homs", RegionLevel::Governorate),
        ("Tadmor", RegionLevel::District),
        ("Tadmor", RegionLevel::Subdistrict),
        ("Palmyra", RegionLevel::Place),
    ]
    .map(|(name, level)| (name.to_owned(), Some(level)));
    assert_eq!(regions(&row), inside);
    assert_eq!(row.regions[0].codes[0].code, "SY");
    assert_eq!(row.precision, Some(PlacePrecision::Exact));
    let near = changed("38.2691,1,", "38.2691,2,").expect("an event");
    assert_eq!(near.precision, Some(PlacePrecision::Near));
    let wide = changed("38.2691,1,", "38.2691,3,").expect("an event");
    assert_eq!(wide.precision, Some(PlacePrecision::Adm1));
    assert_eq!(
        regions(&wide),
        inside[..2],
        "not in the district of the town that stands for it"
    );
    assert!(wide.place.is_empty() && wide.text.contains("Palmyra"));
    let named = changed(",760,", ",0,").expect("an event");
    assert_eq!(named.regions[0].codes[0].code, "SY", "by its name");
}

/// ACLED Codebook (2015), 4.1 "Time precision", page 16: 2 is recorded for an event of some day of a week, and the middle of that week is
/// its date; 3 for one of some day of a month. The week is not approximate: its days are known.
#[test]
fn dates_in_three_forms_and_of_three_precisions() {
    let date = |written: &str, precision: &str| {
        let row = changed("16 May 2025,2025,1,", &format!("{written},,{precision},"));
        row.expect("an event").when.edtf().text().to_owned()
    };
    assert_eq!(date("16 May 2025", "1"), "2025-05-16");
    assert_eq!(date("2025-05-16", "1"), "2025-05-16");
    assert_eq!(date("16/05/2025", ""), "2025-05-16");
    assert_eq!(date("16 May 2025", "2"), "2025-05-13/2025-05-19");
    assert_eq!(date("2 January 2024", "2"), "2023-12-30/2024-01-05");
    assert_eq!(date("16 May 2025", "3"), "2025-05");
    assert_eq!(date("29 February 2024", "3"), "2024-02");
    assert_eq!(date("31 December 2024", "3"), "2024-12");
    let odd = changed(",2025,1,", ",2025,9,").expect("an event");
    assert_eq!(odd.oddities(), ["unknown-time-precision"]);
}

#[test]
fn older_exports_are_read_too() {
    let text = "\"GWNO\";\"EVENT_ID_CNTY\";\"EVENT_ID_NO_CNTY\";\"EVENT_DATE\";\"YEAR\";\"TIME_PRECISION\";\"EVENT_TYPE\";\"ACTOR1\";\
\"ALLY_ACTOR_1\";\"INTER1\";\"ACTOR2\";\"INTER2\";\"INTERACTION\";\"COUNTRY\";\"ISO3\";\"ADMIN1\";\"LOCATION\";\"LATITUDE\";\
\"LONGITUDE\";\"GEO_PRECISION\";\"SOURCE\";\"NOTES\";\"FATALITIES\"\n\
615;1ALG;7;18/04/2001;2001;1;Violence against civilians;Police Forces of Algeria (1999-);\"Unit A; Unit B\";1;Civilians (Algeria);7;17;\
Algeria;DZA;Tizi Ouzou;Somewhere;36.6;4.1;1;Example Agency;Two people; were hurt;0\n";
    let broken = testing::rows(ACLED, text).remove(0).expect_err("shifted");
    assert_eq!(broken.message, "`were hurt` is no number of deaths");
    let row = testing::row(ACLED, &text.replace("people; were", "people were"));
    assert_eq!(row.id, "1ALG");
    assert_eq!(row.when.edtf().text(), "2001-04-18");
    assert_eq!(row.title, "Violence against civilians");
    assert_eq!(row.kind, Some(EventKind::Attack));
    assert!(row.codes.is_empty(), "no sub-event");
    let actors: Vec<_> = row.actors.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(
        actors,
        [
            "Police Forces of Algeria (1999-)",
            "Civilians (Algeria)",
            "Unit A",
            "Unit B"
        ]
    );
    assert_eq!(row.actors[1].kind, Some(ActorKind::Civilians));
    assert_eq!(values(&row, INTER1), ["State forces"]);
    assert_eq!(values(&row, INTERACTION), ["State forces-Civilians"]);
    assert_eq!(row.regions[0].codes[0].code, "DZ");
}

#[test]
fn codes_of_actors_are_written_as_newer_exports_do() {
    let codes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "Rioters"];
    assert_eq!(
        codes.map(words::inter),
        [
            "",
            "State forces",
            "Rebel group",
            "Political militia",
            "Identity militia",
            "Rioters",
            "Protesters",
            "Civilians",
            "External/Other forces",
            "9",
            "Rioters"
        ]
    );
    let interaction = |code: &str| {
        let mut words = String::new();
        words::push_interaction(code, &mut words);
        words
    };
    assert_eq!(interaction("12"), "State forces-Rebel group");
    assert_eq!(interaction("10"), "State forces only");
    assert_eq!(interaction("80"), "External/Other forces only");
    assert_eq!(interaction("99"), "99");
    assert_eq!(interaction("Rioters only"), "Rioters only");
}

#[test]
fn kinds_of_actors() {
    let cases = [
        ("Al Example", "2", Some(ActorKind::ArmedGroup)),
        ("Al Example", "Rebel groups", Some(ActorKind::ArmedGroup)),
        (
            "Al Example",
            "Political militia",
            Some(ActorKind::ArmedGroup),
        ),
        (
            "Al Example",
            "identity militia",
            Some(ActorKind::ArmedGroup),
        ),
        ("Rioters (Syria)", "5", Some(ActorKind::Civilians)),
        ("Protesters (Syria)", "6", Some(ActorKind::Civilians)),
        ("Civilians (Syria)", "7", Some(ActorKind::Civilians)),
        ("UN Mission", "8", Some(ActorKind::Organisation)),
        (
            "Military Forces of Turkey (2016-)",
            "8",
            Some(ActorKind::StateForce),
        ),
        (
            "Government of Syria (2000-2024)",
            "1",
            Some(ActorKind::Government),
        ),
        ("Al Example", "", None),
        ("Al Example", "9", None),
    ];
    for (name, code, kind) in cases {
        assert_eq!(words::actor_kind(name, code), kind, "{name} {code}");
    }
    let state = "Military Forces of the United States (2021-2025) Air Force";
    assert_eq!(words::state_of(state), Some("United States"));
    assert_eq!(words::state_of("Civilians (Syria)"), None);
}

#[test]
fn every_sub_event_of_the_codebook_has_its_kind() {
    let cases = [
        ("Battles", "Armed clash", EventKind::Clash),
        (
            "Battles",
            "Government regains territory",
            EventKind::Capture,
        ),
        (
            "Battles",
            "Non-state actor overtakes territory",
            EventKind::Capture,
        ),
        (
            "Explosions/Remote violence",
            "Chemical weapon",
            EventKind::Attack,
        ),
        (
            "Explosions/Remote violence",
            "Air/drone strike",
            EventKind::Airstrike,
        ),
        (
            "Explosions/Remote violence",
            "Suicide bomb",
            EventKind::Attack,
        ),
        (
            "Explosions/Remote violence",
            "Shelling/artillery/missile attack",
            EventKind::Shelling,
        ),
        (
            "Explosions/Remote violence",
            "Remote explosive/landmine/IED",
            EventKind::Attack,
        ),
        ("Explosions/Remote violence", "Grenade", EventKind::Attack),
        (
            "Violence against civilians",
            "Sexual violence",
            EventKind::Attack,
        ),
        ("Violence against civilians", "Attack", EventKind::Attack),
        (
            "Violence against civilians",
            "Abduction/forced disappearance",
            EventKind::Attack,
        ),
        ("Protests", "Peaceful protest", EventKind::Protest),
        ("Protests", "Protest with intervention", EventKind::Protest),
        (
            "Protests",
            "Excessive force against protesters",
            EventKind::Protest,
        ),
        ("Riots", "Violent demonstration", EventKind::Protest),
        ("Riots", "Mob violence", EventKind::Attack),
        ("Strategic developments", "Agreement", EventKind::Agreement),
        ("Strategic developments", "Arrests", EventKind::Arrest),
        (
            "Strategic developments",
            "Change to group/activity",
            EventKind::Other,
        ),
        (
            "Strategic developments",
            "Disrupted weapons use",
            EventKind::Other,
        ),
        (
            "Strategic developments",
            "Headquarters or base established",
            EventKind::Other,
        ),
        (
            "Strategic developments",
            "Looting/property destruction",
            EventKind::Other,
        ),
        (
            "Strategic developments",
            "Non-violent transfer of territory",
            EventKind::Transfer,
        ),
        ("Strategic developments", "Other", EventKind::Other),
    ];
    for (event, sub_event, kind) in cases {
        assert_eq!(words::event_kind(event, sub_event), kind, "{sub_event}");
    }
    assert_eq!(words::event_kind("Riots/Protests", ""), EventKind::Protest);
    assert_eq!(words::event_kind("Battles", "New word"), EventKind::Clash);
    assert_eq!(words::event_kind("", ""), EventKind::Other);
}

#[test]
fn what_is_wrong_has_its_column() {
    let at = |name: &str| HEADER.split(',').position(|column| column == name);
    let cases = [
        (
            "16 May 2025,",
            "May 2025,",
            "event_date",
            "`May 2025` is no date such as 2025-05-16, 16 May 2025 or 16/05/2025",
        ),
        (
            "16 May 2025,",
            "16-May-25,",
            "event_date",
            "`16-May-25` is no date such as 2025-05-16, 16 May 2025 or 16/05/2025",
        ),
        (
            "34.5504",
            "345504",
            "latitude",
            "`345504` is not from -90 to 90 degrees",
        ),
        (
            "38.2691",
            "east",
            "longitude",
            "`east` is not from -180 to 180 degrees",
        ),
        (
            "\",3,crowd",
            "\",-3,crowd",
            "fatalities",
            "`-3` is no number of deaths",
        ),
    ];
    for (from, to, column, message) in cases {
        let fault = changed(from, to).expect_err(to);
        assert_eq!(fault.column, at(column), "{to}");
        assert_eq!(fault.message, message);
    }
}

#[test]
fn a_row_that_ends_early_or_names_no_type_is_read_as_far_as_it_goes() {
    let short = testing::row(ACLED, &format!("{HEADER}\nSYR2,2025-05-16,2025,1"));
    assert_eq!(short.title, "Event without a type");
    assert!(short.actors.is_empty() && short.regions.is_empty() && short.position.is_none());
}

#[test]
fn other_formats_do_not_take_it_and_it_takes_no_other() {
    let sample = sample();
    for format in FORMATS {
        let expected = if format.name == ACLED.name {
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
    for text in [
        "",
        "event_id_cnty,deleted_timestamp\nSYR1,1700000000\n",
        "event_date,event_type,actor1,fatalities\n",
        "{\"event_id_cnty\": \"SYR1\"}",
    ] {
        assert_eq!(testing::sniff(ACLED, text), Sniff::No, "{text}");
    }
}
