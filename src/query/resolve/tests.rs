//! What texts mean, and what is said about mistakes.

use super::super::sample::{Sample, draw};
use super::super::*;
use crate::model::{ClaimSubject, Day, DayRange, EventKind, Reliability, Role};
use crate::store::{ActorCode, DatasetCode, LanguageCode, RegionCode, SourceCode, ValueCode};

fn test(text: &str) -> Predicate {
    match Sample::new().query(text).filter {
        Filter::Test(predicate) => predicate,
        other => panic!("{text}: {other:?}"),
    }
}

fn actors(text: &str) -> Vec<u32> {
    match test(text) {
        Predicate::Actor { actors, .. } => actors.iter().map(|actor| actor.0).collect(),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn names_are_found_by_id_name_code_and_start_with_their_members() {
    let table: &[(&str, &[u32])] = &[
        ("actor:hts", &[3, 4]),
        ("actor:HTS", &[3, 4]),
        ("actor:\"hayat tahrir al sham\"", &[3, 4]),
        ("actor:هيئة", &[3, 4]),
        ("actor:turkiye", &[8, 9]),
        ("actor:Q159", &[5, 6, 7]),
        ("actor:ucdp:75", &[5, 6, 7]),
        ("actor:russia", &[5, 6, 7]),
        ("actor:pesk", &[7]),
        ("actor:syr", &[0, 1, 2, 11]),
        ("actor:tahrir", &[3, 4]),
        ("actor:kremlin,erdogan", &[6, 7, 9]),
    ];
    for (text, expected) in table {
        assert_eq!(actors(text), *expected, "{text}");
    }
}

#[test]
fn fields_say_the_part() {
    let part = |text| match test(text) {
        Predicate::Actor { part, .. } => part,
        other => panic!("{other:?}"),
    };
    assert_eq!(part("actor:hts"), ActorPart::Any);
    assert_eq!(part("by:hts"), ActorPart::Role(Role::Initiator));
    assert_eq!(part("target:hts"), ActorPart::Role(Role::Target));
    assert_eq!(part("speaker:hts"), ActorPart::Speaker);
    assert_eq!(part("mediator:hts"), ActorPart::Role(Role::Mediator));
}

#[test]
fn regions_have_what_lies_below_and_codes() {
    let table: &[(&str, &[u32])] = &[
        ("region:sy-id", &[1, 3, 4]),
        ("region:SY-ID", &[1, 3, 4]),
        ("region:idlib", &[3]),
        ("region:ادلب", &[1, 3, 4]),
        ("region:pcode:SY07", &[1, 3, 4]),
        ("region:fips:sy07", &[2]),
        ("region:SY09", &[2]),
    ];
    for (text, expected) in table {
        let expected = expected.iter().copied().map(RegionCode).collect();
        assert_eq!(test(text), Predicate::Region(expected), "{text}");
    }
}

#[test]
fn sources_are_known_by_their_publisher() {
    assert_eq!(
        test("source:sana"),
        Predicate::Source(vec![SourceCode(0), SourceCode(1)])
    );
    assert_eq!(
        test("source:reuters-20241130"),
        Predicate::Source(vec![SourceCode(2)])
    );
    assert_eq!(
        test("kind:\"sanction or designation\""),
        Predicate::Kind(vec![EventKind::Sanction])
    );
    assert_eq!(
        test("kind:security-alert"),
        Predicate::Kind(vec![EventKind::SecurityAlert])
    );
}

#[test]
fn a_language_is_spoken_in_its_countries_too() {
    let languages =
        |codes: &[u32]| Predicate::Language(codes.iter().copied().map(LanguageCode).collect());
    assert_eq!(test("lang:ar"), languages(&[1, 2]));
    assert_eq!(test("language:AR-sy,ru"), languages(&[2, 3]));
    assert_eq!(
        test("dataset:offensive"),
        Predicate::Dataset(vec![DatasetCode(0)])
    );
    assert_eq!(
        Sample::new().query("known:2024-11").known,
        Day::from_ymd(2024, 11, 30)
    );
}

#[test]
fn text_is_folded_and_patterns_too() {
    assert_eq!(
        test("Erdoğan"),
        Predicate::Text(TextMatch::Word("erdogan".into()))
    );
    assert_eq!(
        test("\"Central  Syria\""),
        Predicate::Text(TextMatch::Phrase("central syria".into()))
    );
    let Predicate::Text(TextMatch::Pattern(pattern)) = test("/ERDOĞAN\\s+\\S/") else {
        panic!("a pattern")
    };
    assert!(pattern.is_match("erdogan said"));
}

#[test]
fn terms_keep_their_order_and_logic() {
    let query = Sample::new().query("kind:capture (hama OR -homs) known:2024-12-02");
    let word = |word: &str| Filter::Test(Predicate::Text(TextMatch::Word(word.into())));
    let kind = Filter::Test(Predicate::Kind(vec![EventKind::Capture]));
    let either = Filter::Or(vec![word("hama"), Filter::Not(Box::new(word("homs")))]);
    assert_eq!(query.filter, Filter::And(vec![kind, either]));
    assert_eq!(query.known, Day::from_ymd(2024, 12, 2));
    assert_eq!(Sample::new().query("").filter, Filter::And(Vec::new()));
}

#[test]
fn certain_terms_are_certain() {
    let range = NumberRange {
        min: 50,
        max: u64::MAX,
    };
    let killed = Predicate::Count {
        about: ClaimSubject::Killed,
        range,
        certain: true,
    };
    assert_eq!(test("killed!:>=50"), killed);
    let day = Day::from_ymd(2024, 11, 30).expect("the calendar has it");
    let range = DayRange { from: day, to: day };
    assert_eq!(
        test("date!:2024-11-30"),
        Predicate::Date {
            range: range.into(),
            certain: true
        }
    );
    let a = Predicate::Grade {
        reliability: vec![Reliability::A],
        credibility: Vec::new(),
    };
    assert_eq!(test("reliability:a"), a);
    assert_eq!(
        test("by:saa"),
        Predicate::Actor {
            actors: vec![ActorCode(1), ActorCode(2)],
            part: ActorPart::Role(Role::Initiator)
        }
    );
}

/// The values that a test of own fields asks for, by field.
fn own(text: &str) -> Vec<(String, Vec<String>)> {
    let sample = Sample::new();
    let tests = match sample.query(text).filter {
        Filter::Test(test) => vec![Filter::Test(test)],
        Filter::Or(tests) => tests,
        other => panic!("{text}: {other:?}"),
    };
    let named = |test: Filter| match test {
        Filter::Test(Predicate::Own { field, values }) => {
            let entry = &sample.vocabulary.fields[field.index()];
            let value = |value: &ValueCode| entry.values[value.index()].to_string();
            (entry.name.to_string(), values.iter().map(value).collect())
        }
        other => panic!("{text}: {other:?}"),
    };
    tests.into_iter().map(named).collect()
}

#[test]
fn own_fields_are_looked_up_as_other_names_and_codes_whole() {
    let (is, hts) = ("Government of Syria - IS", "Government of Syria - HTS");
    let other = "Attack (other), \"so called\"";
    let table: &[(&str, &str, &[&str])] = &[
        ("ucdp.dyad:\"Government of Syria - IS\"", "ucdp.dyad", &[is]),
        ("UCDP.Dyad:\"government of SYRIA – is\"", "ucdp.dyad", &[is]),
        ("ucdp.dyad:syria", "ucdp.dyad", &[is, hts]),
        ("ucdp.dyad:406", "ucdp.dyad", &["406"]),
        ("ucdp.dyad:40", "ucdp.dyad", &["406", "4012"]),
        ("ucdp.dyad:406,hts", "ucdp.dyad", &["406", hts]),
        (
            "acled.sub_event_type:\"air/drone strike\"",
            "acled.sub_event_type",
            &["Air/drone strike"],
        ),
        (
            "acled.sub_event_type:drone",
            "acled.sub_event_type",
            &["Air/drone strike"],
        ),
        (
            "acled.sub_event_type:attack",
            "acled.sub_event_type",
            &["Attack"],
        ),
        (
            "acled.sub_event_type:\"attack (other), \\\"so called\\\"\"",
            "acled.sub_event_type",
            &[other],
        ),
        // A sign is no punctuation.
        ("polecat.intensity:5.0", "polecat.intensity", &["5.0"]),
        ("polecat.intensity:-5.0", "polecat.intensity", &["-5.0"]),
        ("polecat.intensity:-5", "polecat.intensity", &["-5.0"]),
        ("polecat.intensity:5", "polecat.intensity", &["5.0"]),
        ("cameo:190", "cameo", &["190"]),
        ("cameo:19", "cameo", &["19", "190", "193", "195", "1951"]),
        ("cameo:19*", "cameo", &["19", "190", "193", "195", "1951"]),
        ("cameo:195,01", "cameo", &["01", "195", "1951"]),
        // Nothing is 02 or 023, but something is below them.
        ("cameo:02", "cameo", &["0231"]),
        ("cameo:023", "cameo", &["0231"]),
        ("plover:assault", "plover", &["ASSAULT"]),
        ("acled:\"AIR/drone strike\"", "acled", &["Air/drone strike"]),
        ("code:195", "cameo", &["195", "1951"]),
        ("code:assault", "plover", &["ASSAULT"]),
    ];
    for (text, field, values) in table {
        let values = values.iter().map(|&value| value.to_owned()).collect();
        assert_eq!(own(text), [((*field).to_owned(), values)], "{text}");
    }
    let both = [("ucdp", "1"), ("plover", "1")]
        .map(|(field, value)| (field.to_owned(), vec![value.to_owned()]));
    assert_eq!(own("code:1"), both);
}

#[test]
fn own_fields_can_be_excluded_and_grouped() {
    let sample = Sample::new();
    for text in ["-cameo:19 hama", "NOT (ucdp.dyad:406 OR code:190)"] {
        assert!(
            sample.query(text).filter != Filter::And(Vec::new()),
            "{text}"
        );
    }
}

#[test]
fn without_own_fields_that_is_said() {
    let vocabulary = crate::store::Vocabulary::default();
    let names = Names::new(&vocabulary);
    let dictionary = Dictionary {
        vocabulary: &vocabulary,
        names: &names,
    };
    let texts = ["ucdp.dyad:406", "cameo:19", "code:190", "dyad:406"];
    let drawn = texts.map(|text| draw(text, &compile(text, dictionary).diagnostics));
    insta::assert_snapshot!(drawn.join("\n\n"));
}

#[test]
fn mistakes_and_notes() {
    let texts = [
        "actor:pezkov region:idlb",
        "actr:hts color:red",
        "kind:captured,statment,xyzzy",
        "tag:nothing-like-it",
        "region:SY07",
        "region:idlib",
        "actor:syr kind:air",
        "lang:xx dataset:yemen publisher:routers bloc:oposition source:zzzz",
        "date:2024-13 date:yesterday date:2024-12-01..2024-11-27 after:.. before:2024-11-27..2024-11-28",
        "after:2024-11-27/..",
        "known:2024-12-02 known:2024-12-03",
        "known:2024-12-02,2024-12-03",
        "hama OR known:2024-12-02",
        "-known:2024-12-02",
        "known!:2024 known:2024/..",
        "killed:many wounded:7..3 killed:<0 sources:-1 importance:9",
        "importance:0..2 importance:6..",
        "grade:B7 reliability:C..A credibility:7",
        "is:dispute has:quotes is:true",
        "near:36,37 near:91,37,1km near:36,37,far near:36,x,1km near:1,2,3,4km",
        "kind!:capture",
        "/(/ /a{1000}{1000}{1000}/",
        "\u{301}",
        "(((kind:zzz",
        "ucdp.diad:406 ucdp.year:2016 dyad:406 gdelt.root:1 came:19 www.example.com:80",
        "ucdp.dyad:\"Government of Sirya - IS\" ucdp.dyad:407 ucdp.dyad:gov polecat.intensity:7",
        "cameo:1 cameo:9 cameo:18* cameo:1955 acled:drone ucdp:1* plover:asault",
        "code:1 code:185 code:1901 code:xyzzy",
        "ucdp.dyad!:406",
    ];
    let sample = Sample::new();
    let drawn: Vec<_> = texts
        .iter()
        .map(|text| draw(text, &sample.compile(text).diagnostics))
        .collect();
    insta::assert_snapshot!(drawn.join("\n\n"));
}
