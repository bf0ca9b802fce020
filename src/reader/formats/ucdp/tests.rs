use super::event::publisher_of;
use super::*;
use crate::model::{ActorKind, EventKind, PlacePrecision, Role, Side};
use crate::reader::formats::UNNAMED;
use crate::reader::{ClaimantPart, testing};

const ROW: &str = "244657,IRQ-2017-1-524-322,2017,1,Clear,1,259,259,Iraq: Government,524,524,Government of Iraq - IS,116,116,\
Government of Iraq,234,234,IS,2,\"\"\"Agence France Presse,2017-07-31,x\"\";\"\"y\"\"\",Agence France Presse;Reuters News,2017-07-31;\
2017-08-01,Two killed;Blast hits Kabul,police,1,Baghdad city,\"in Baghdad, center\",Baghdad governorate,Karkh district,33.34,44.4,\
POINT (44.4 33.34),179779,Iraq,645,Middle East,1,1,2017-07-31 00:00:00.000,2017-07-31 00:00:00.000,0,4,0,2,6,6,4,645,";

#[test]
fn a_record_without_a_header() {
    let row = testing::row(GED, ROW);
    assert_eq!(row.id, "244657");
    assert_eq!(row.when.edtf().text(), "2017-07-31");
    assert_eq!(row.title, "State-based violence, 6 killed (UCDP, 4–6)");
    let actors: Vec<_> = row
        .actors
        .iter()
        .map(|part| {
            (
                part.name.as_str(),
                part.key.as_str(),
                part.side,
                part.country.as_str(),
            )
        })
        .collect();
    assert_eq!(
        actors,
        [
            ("Government of Iraq", "116", Some(Side::One), "IQ"),
            ("IS", "234", Some(Side::Two), "")
        ]
    );
    let regions: Vec<_> = row.regions.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(
        regions,
        [
            "Iraq",
            "Baghdad governorate",
            "Karkh district",
            "Baghdad city"
        ]
    );
    assert_eq!(row.precision, Some(PlacePrecision::Exact));
    let sources: Vec<_> = row
        .sources
        .iter()
        .map(|part| (part.publisher.as_str(), part.title.as_str()))
        .collect();
    assert_eq!(
        sources,
        [
            ("Agence France Presse", "Two killed"),
            ("Reuters News", "Blast hits Kabul")
        ]
    );
    let claim = &row.claims[0];
    assert_eq!(
        (claim.low, claim.best, claim.high),
        (Some(4), Some(6), Some(6))
    );
    assert_eq!(claim.note, "best: 4 of side B, 2 unknown");
    assert_eq!(row.claims[1].claimant, ClaimantPart::Publisher);
    assert_eq!(row.claims[1].publisher, "police");
    assert!(row.oddities().is_empty());
}

/// UCDP GED codebook: in type 1 side A is the government, in type 2 the order means nothing, in type 3 it is the perpetrator.
#[test]
fn only_one_sided_violence_has_a_direction() {
    let parts = |violence: &str| {
        let text = format!(
            "id,date_start,side_a,side_b,dyad_name,type_of_violence,best\n7,2016-02-29,A,B,A - B,{violence},1\n"
        );
        let row = testing::row(GED, &text);
        let parts = row.actors.iter().map(|part| (part.role, part.side));
        (row.kind, parts.collect::<Vec<_>>())
    };
    let sides = vec![
        (Some(Role::Participant), Some(Side::One)),
        (Some(Role::Participant), Some(Side::Two)),
    ];
    assert_eq!(parts("1"), (Some(EventKind::ArmedForce), sides.clone()));
    assert_eq!(parts("2"), (Some(EventKind::ArmedForce), sides));
    let acts = vec![(Some(Role::Initiator), None), (Some(Role::Target), None)];
    assert_eq!(parts("3"), (Some(EventKind::Attack), acts));
}

#[test]
fn several_original_sources_are_several_claimants() {
    let names = |text| super::event::originals(text).collect::<Vec<_>>();
    assert_eq!(names("Ministry; Rebels"), ["Ministry", "Rebels"]);
    assert_eq!(names("SOHR, HRW"), ["SOHR", "HRW"]);
    assert_eq!(
        names("SOHR; Ahmed of the White Helmets,\n"),
        ["SOHR", "Ahmed of the White Helmets"]
    );
    assert_eq!(names("Abu Ahmed, a commander"), ["Abu Ahmed, a commander"]);
    assert_eq!(
        names("local residents (Idlib, Aleppo)"),
        ["local residents (Idlib, Aleppo)"]
    );
    assert_eq!(names(" ; "), [""; 0]);
}

#[test]
fn columns_are_found_by_name_in_any_order() {
    let text = "best,date_end,date_start,side_b,side_a,dyad_name,type_of_violence,id,low,high\n\
                3,2016-02-29,2016-02-01,Civilians,IS,IS - Civilians,3,77,5,2\n";
    let row = testing::row(GED, text);
    assert_eq!(row.when.edtf().text(), "2016-02");
    assert_eq!(row.kind, Some(EventKind::Attack));
    assert_eq!(row.oddities(), ["low-best-high"]);
    assert_eq!(row.actors[1].kind, Some(ActorKind::Civilians));
}

#[test]
fn what_is_wrong_has_its_column() {
    let fault = |from: &str, to: &str| {
        let text = format!("{COLUMNS_49}\n{}", ROW.replace(from, to));
        testing::rows(GED, &text).remove(0).expect_err(to)
    };
    let at = |name: &str| COLUMNS_49.split(',').position(|column| column == name);
    let date = fault("2017-07-31 00:00:00.000,2017", "31 July 2017,2017");
    assert_eq!(date.column, at("date_start"));
    assert_eq!(date.message, "`31 July 2017` is no date such as 2016-01-31");
    assert_eq!(
        fault(",33.34,44.4,", ",133.34,44.4,").column,
        at("latitude")
    );
    assert_eq!(fault(",6,6,4,645,", ",many,6,4,645,").column, at("best"));
}

#[test]
fn files_that_are_no_ged_are_not_known() {
    for text in [
        "",
        "a,b,c\n1,2,3",
        "{\"id\": 1}",
        "event_id_cnty,event_date\n",
    ] {
        assert_eq!(testing::sniff(GED, text), Sniff::No, "{text}");
    }
    assert_eq!(testing::sniff(GED, ROW), Sniff::Yes);
}

#[test]
fn publishers_of_old_articles() {
    assert_eq!(publisher_of("Reuters 1989-05-17 \"ANGOLAN"), "Reuters");
    assert_eq!(
        publisher_of("Press Trust of India (29 October 2000): x"),
        "Press Trust of India"
    );
    assert_eq!(publisher_of("1989"), UNNAMED);
}
