//! A small vocabulary for tests, of names that the shipped data set has too, and a plain drawing of diagnostics.

use super::names::Names;
use super::resolve::{Compiled, compile};
use super::{Dictionary, Query};
use crate::diagnostic::Diagnostic;
use crate::model::{ActorKind, Day, DayRange, RegionLevel};
use crate::store::*;

/// The vocabulary and its index.
pub(crate) struct Sample {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) names: Names,
}

impl Sample {
    pub(crate) fn new() -> Self {
        let vocabulary = vocabulary();
        let names = Names::new(&vocabulary);
        Self { vocabulary, names }
    }

    pub(crate) fn dictionary(&self) -> Dictionary<'_> {
        Dictionary {
            vocabulary: &self.vocabulary,
            names: &self.names,
        }
    }

    pub(crate) fn compile(&self, text: &str) -> Compiled {
        compile(text, self.dictionary())
    }

    /// The query of a text that has one.
    pub(crate) fn query(&self, text: &str) -> Query {
        let compiled = self.compile(text);
        let drawn = draw(text, &compiled.diagnostics);
        compiled
            .query
            .unwrap_or_else(|| panic!("no query:\n{drawn}"))
    }
}

/// The text, and below it a mark and the message for each diagnostic, with the hint.
pub(crate) fn draw(text: &str, diagnostics: &[Diagnostic]) -> String {
    let mut lines = vec![format!("> {text}")];
    for problem in diagnostics {
        for (n, label) in problem.labels.iter().enumerate() {
            let before = text[..label.span.start].chars().count();
            let marks = text[label.span.clone()].chars().count().max(1);
            let mark = if n == 0 { "^" } else { "-" }.repeat(marks);
            let said = match (n, label.text.as_str()) {
                (0, "") => problem.message.clone(),
                (0, label) => format!("{} ({label})", problem.message),
                (_, label) => label.to_owned(),
            };
            lines.push(format!("  {}{mark} {said}", " ".repeat(before)));
        }
        lines.extend(problem.hint.as_ref().map(|hint| format!("  = {hint}")));
    }
    lines.join("\n")
}

fn vocabulary() -> Vocabulary {
    Vocabulary {
        datasets: vec![DatasetEntry {
            title: "Syria, the offensive of 2024".into(),
            coverage: Some(coverage()),
            ids_from_names: false,
        }],
        blocs: vec![
            bloc("opposition", "Opposition"),
            bloc("government", "Government and allies"),
        ],
        actors: actors(),
        regions: regions(),
        sources: vec![
            source("sana-20241129", 0, "Army redeploys"),
            source("sana-20241201", 0, "Strikes on Idlib"),
            source("reuters-20241130", 1, "Rebels enter Aleppo"),
            source("aje-20241130", 2, "What is happening in Syria?"),
        ],
        publishers: ["SANA", "Reuters", "Al Jazeera", "Reuters via Fox"]
            .map(Into::into)
            .into(),
        publisher_spellings: vec![Vec::new(); 4],
        languages: ["en", "ar", "ar-SY", "ru"].map(Into::into).into(),
        tags: ["m5", "m4", "prison", "chemical-weapons"]
            .map(Into::into)
            .into(),
        fields: fields(),
    }
}

fn fields() -> Vec<FieldEntry> {
    let field = |name: &str, is_code: bool, values: &[&str]| FieldEntry {
        name: name.into(),
        is_code,
        values: values.iter().map(|&value| value.into()).collect(),
        names: Vec::new(),
    };
    let dyads = [
        "Government of Syria - IS",
        "406",
        "Government of Syria - HTS",
        "4012",
    ];
    let attacks = [
        "Air/drone strike",
        "Attack",
        "Attack (other), \"so called\"",
        "Armed clash",
    ];
    let cameo = ["01", "19", "190", "193", "195", "1951", "20", "0231"];
    vec![
        field("ucdp.dyad", false, &dyads),
        field("acled.sub_event_type", false, &attacks),
        field("polecat.intensity", false, &["-5.0", "5.0", "0.0", "-1"]),
        field("cameo", true, &cameo),
        field("ucdp", true, &["1", "2", "3"]),
        field("acled", true, &["Air/drone strike"]),
        field("plover", true, &["ASSAULT", "1"]),
    ]
}

fn coverage() -> DayRange {
    let day = |month, day| Day::from_ymd(2024, month, day).expect("the calendar has it");
    DayRange {
        from: day(11, 27),
        to: day(12, 8),
    }
}

fn bloc(id: &str, name: &str) -> BlocEntry {
    BlocEntry {
        id: id.into(),
        name: name.into(),
        colour: None,
        glyph: None,
        ascii: None,
        order: 0,
    }
}

/// `(id, name, short, aliases, parent)`
type ActorRow = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    Option<u32>,
);

fn actors() -> Vec<ActorEntry> {
    let rows: &[ActorRow] = &[
        (
            "syria-gov",
            "Government of the Syrian Arab Republic",
            "Damascus govt",
            &["regime"],
            None,
        ),
        (
            "saa",
            "Syrian Arab Army",
            "Syrian army",
            &["الجيش السوري"],
            Some(0),
        ),
        (
            "syaaf",
            "Syrian Arab Air Force",
            "Syrian air force",
            &[],
            Some(1),
        ),
        (
            "hts",
            "Hayat Tahrir al-Sham",
            "HTS",
            &["Hay'at Tahrir al-Sham", "هيئة تحرير الشام"],
            None,
        ),
        (
            "al-jolani",
            "Ahmed al-Sharaa",
            "Jolani",
            &["Abu Mohammed al-Golani"],
            Some(3),
        ),
        ("russia", "Russian Federation", "Russia", &["Россия"], None),
        ("kremlin", "Kremlin", "Kremlin", &[], Some(5)),
        ("peskov", "Dmitry Peskov", "Peskov", &["Песков"], Some(6)),
        ("turkey", "Republic of Turkey", "Turkey", &["Türkiye"], None),
        ("erdogan", "Recep Tayyip Erdoğan", "Erdoğan", &[], Some(8)),
        ("qatar", "State of Qatar", "Qatar", &["قطر"], None),
        ("civilians", "Civilians in Syria", "Civilians", &[], None),
    ];
    let parents: Vec<_> = rows.iter().map(|row| row.4).collect();
    let entries = (0..)
        .zip(rows)
        .map(|(code, (id, name, short, aliases, parent))| ActorEntry {
            dataset: DatasetCode(0),
            id: (*id).into(),
            name: (*name).into(),
            short: Some((*short).into()),
            native_name: None,
            aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
            kind: ActorKind::Organisation,
            ids: if *id == "russia" {
                vec![
                    ("wikidata".into(), "Q159".into()),
                    ("ucdp".into(), "75".into()),
                ]
            } else {
                Vec::new()
            },
            parent: parent.map(ActorCode),
            members: below(code, &parents).into_iter().map(ActorCode).collect(),
            blocs: Vec::new(),
        });
    entries.collect()
}

/// `(id, name, native name, codes, parent)`
type RegionRow = (
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    Option<u32>,
);

fn regions() -> Vec<RegionEntry> {
    let rows: &[RegionRow] = &[
        ("sy", "Syria", "سوريا", &[("iso", "SY")], None),
        (
            "sy-id",
            "Idlib",
            "إدلب",
            &[("iso", "SY-ID"), ("pcode", "SY07"), ("fips", "SY12")],
            Some(0),
        ),
        (
            "sy-dy",
            "Deir ez-Zor",
            "دير الزور",
            &[("iso", "SY-DY"), ("pcode", "SY09"), ("fips", "SY07")],
            Some(0),
        ),
        ("idlib", "Idlib", "إدلب", &[], Some(1)),
        ("saraqib", "Saraqib", "سراقب", &[], Some(1)),
        ("aleppo", "Aleppo", "حلب", &[], Some(0)),
        ("hama", "Hama", "حماة", &[], Some(0)),
        ("homs", "Homs", "حمص", &[], Some(0)),
    ];
    let parents: Vec<_> = rows.iter().map(|row| row.4).collect();
    let entries =
        (0..).zip(rows).map(
            |(code, (id, name, native_name, codes, parent))| RegionEntry {
                told_apart: None,
                dataset: DatasetCode(0),
                id: (*id).into(),
                name: (*name).into(),
                native_name: Some((*native_name).into()),
                aliases: Vec::new(),
                level: RegionLevel::Place,
                codes: codes
                    .iter()
                    .map(|(scheme, code)| ((*scheme).into(), (*code).into()))
                    .collect(),
                parent: parent.map(RegionCode),
                within: below(code, &parents).into_iter().map(RegionCode).collect(),
                position: None,
            },
        );
    entries.collect()
}

/// An entry and all that stand below it.
fn below(code: u32, parents: &[Option<u32>]) -> Vec<u32> {
    let parent = |at: &u32| parents.get(*at as usize).copied().flatten();
    let under = |at: &u32| std::iter::successors(Some(*at), parent).any(|above| above == code);
    let all = u32::try_from(parents.len()).expect("a small table");
    (0..all).filter(under).collect()
}

fn source(id: &str, publisher: u32, title: &str) -> SourceEntry {
    SourceEntry {
        dataset: DatasetCode(0),
        id: id.into(),
        publisher: PublisherCode(publisher),
        title: Some(title.into()),
        language: None,
        kind: None,
        reliability: None,
        affiliation: None,
        origin: None,
        original: SourceCode(0),
        published: None,
    }
}
