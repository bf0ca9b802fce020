//! A hand-made event that has something of everything.

use crate::analysis::{
    ActorKey, ActorMention, BlocInfo, ClaimDetail, DateCertainty, Envelope, EventDetail, EventKey,
    EventRow, Grade, Publication, QuoteDetail, RelationDetail, SourceDetail, SourceKey,
};
use crate::model::{
    ClaimSubject, Confidence, Credibility, DayRange, EventKind, Likelihood, Minute, PlacePrecision,
    Position, RelationKind, Reliability, Role, SourceKind, Stance, UncertainDate,
};

pub(crate) fn blocs() -> Vec<BlocInfo> {
    let bloc = |id: &str, name: &str, colour: &str, glyph: &str, ascii| BlocInfo {
        id: id.into(),
        name: name.into(),
        colour: Some(colour.into()),
        glyph: Some(glyph.into()),
        ascii: Some(ascii),
    };
    vec![
        bloc("government", "Government and allies", "#D55E00", "■", '#'),
        bloc("opposition", "Opposition", "#009E73", "●", 'o'),
        bloc("international", "International actors", "#56B4E9", "★", '*'),
    ]
}

pub(crate) fn days(text: &str) -> DayRange {
    UncertainDate::parse(text).expect("EDTF").bounds()
}

pub(crate) fn key(event: u32) -> EventKey {
    EventKey { dataset: 0, event }
}

pub(crate) fn actor_key(actor: u32) -> ActorKey {
    ActorKey { dataset: 0, actor }
}

fn mention(actor: u32, name: &str, role: Role, bloc: Option<usize>) -> ActorMention {
    ActorMention {
        key: actor_key(actor),
        id: format!("actor-{actor}"),
        name: name.into(),
        role: Some(role),
        side: None,
        bloc,
    }
}

fn grade(reliability: Reliability, credibility: Credibility, assessed: bool) -> Grade {
    Grade {
        reliability: Some(reliability),
        credibility: Some(credibility),
        assessed,
    }
}

pub(crate) fn row() -> EventRow {
    EventRow {
        key: key(1),
        id: "1130-aleppo-strikes".into(),
        days: days("2024-11-30"),
        allowed: days("2024-11-30~"),
        date: "2024-11-30~".into(),
        certainty: DateCertainty::Approximate,
        time: Minute::new(6, 10),
        time_text: Some("before dawn".into()),
        kind: EventKind::Airstrike,
        status: crate::model::EventStatus::Occurred,
        title: "Russian aircraft strike Aleppo for the first time since 2016".into(),
        place: "Basil roundabout".into(),
        precision: Some(PlacePrecision::Near),
        actors: vec![
            mention(1, "Russian Aerospace Forces", Role::Initiator, Some(0)),
            mention(2, "Civilians", Role::Affected, None),
            mention(3, "Hayat Tahrir al-Sham", Role::Target, Some(1)),
        ],
        grade: grade(Reliability::B, Credibility::Two, true),
        support: 2,
        sources: 4,
        one_sided: true,
        quotes: 4,
        claims: 8,
        disputed: true,
        certain: true,
        coded: crate::analysis::CodedRows::default(),
    }
}

pub(crate) fn claim(
    claimant: &str,
    bloc: Option<usize>,
    who: &str,
    (low, best, high): Numbers,
) -> ClaimDetail {
    ClaimDetail {
        at: 0,
        claimant: claimant.into(),
        actor: Some(actor_key(7)),
        bloc,
        about: ClaimSubject::Killed,
        who: Some(who.into()),
        low,
        best,
        high,
        qualifier: None,
        scope: None,
        period: None,
        value: None,
        text: None,
        date: None,
        stance: Stance::Asserts,
        cumulative: false,
        superseded: false,
        sources: vec![0],
        note: None,
    }
}

type Numbers = (Option<u64>, Option<u64>, Option<u64>);

fn claims() -> Vec<ClaimDetail> {
    let held = |claimant: &str, bloc, value: &str, stance| ClaimDetail {
        about: ClaimSubject::Control,
        who: None,
        value: Some(value.into()),
        stance,
        sources: vec![1],
        ..claim(claimant, bloc, "", (None, None, None))
    };
    vec![
        ClaimDetail {
            text: Some("at least sixteen".into()),
            ..claim("SOHR", Some(1), "civilians", (Some(16), None, None))
        },
        claim(
            "White Helmets",
            Some(1),
            "civilians",
            (Some(18), Some(21), Some(25)),
        ),
        ClaimDetail {
            superseded: true,
            date: Some("2024-11-30".into()),
            ..claim(
                "White Helmets",
                Some(1),
                "civilians",
                (Some(12), None, Some(12)),
            )
        },
        ClaimDetail {
            text: Some("dozens".into()),
            ..claim("State TV", Some(0), "fighters", (None, None, None))
        },
        ClaimDetail {
            cumulative: true,
            date: Some("2024-12-01".into()),
            note: Some("since 27 November".into()),
            ..claim(
                "Russian Ministry of Defence",
                Some(0),
                "fighters",
                (Some(300), None, None),
            )
        },
        claim("SOHR", Some(1), "fighters", (Some(4), None, Some(4))),
        held(
            "HTS-led Military Operations Command",
            Some(1),
            "opposition holds the western districts",
            Stance::Asserts,
        ),
        held(
            "Syrian Ministry of Defence",
            Some(0),
            "opposition holds any district",
            Stance::Denies,
        ),
    ]
}

pub(crate) fn quote(speaker: &str, text: &str, language: &str) -> QuoteDetail {
    QuoteDetail {
        id: "q1".into(),
        speaker: speaker.into(),
        actor: Some(actor_key(9)),
        bloc: Some(2),
        affiliation: None,
        text: text.into(),
        language: Some(language.into()),
        original: None,
        original_language: None,
        translated: false,
        translator: None,
        date: "2024-11-30~".into(),
        venue: None,
        source: 0,
        locator: None,
        about: None,
        stance: None,
        note: None,
    }
}

fn quotes() -> Vec<QuoteDetail> {
    vec![
        QuoteDetail {
            affiliation: Some("President of Syria".into()),
            venue: Some("telephone call with Abu Dhabi".into()),
            bloc: Some(0),
            original: Some(
                "سوريا مستمرة في الدفاع عن استقرارها ووحدة أراضيها في وجه كل الإرهابيين (وداعميهم)، كما قالت في 2024-11-30."
                    .into(),
            ),
            original_language: Some("ar".into()),
            translated: true,
            translator: Some("SANA".into()),
            ..quote("Bashar al-Assad", "Syria continues to defend its stability and territorial integrity against all terrorists and their backers.", "en")
        },
        QuoteDetail {
            bloc: Some(0),
            date: "2024-12-01".into(),
            ..quote("عباس عراقچی", "ما قاطعانه از ارتش و دولت سوریه حمایت می\u{200c}کنیم و این پیام را به دمشق خواهیم برد.", "fa")
        },
        quote("林剑 (Lin Jian)", "中方对叙利亚西北部局势深表关切，支持叙方为维护国家安全和稳定所作的努力。", "zh"),
        quote(
            "Дмитрий Песков",
            "Это посягательство на суверенитет Сирии. Мы за то, чтобы власти поскорее навели там порядок.",
            "ru",
        ),
    ]
}

pub(crate) fn source(publisher: &str, independent: bool) -> SourceDetail {
    SourceDetail {record: Publication {
        key: SourceKey {
            dataset: 0,
            source: 0,
        },
        id: "sohr-20241130".into(),
        title: Some("Warplanes strike Aleppo city".into()),
        author: None,
        url: Some(
            "https://www.syriahr.com/en/349712/?utm_source=a-rather-long-address-that-does-not-fit"
                .into(),
        ),
        archive_url: Some(
            "https://web.archive.org/web/2024/https://www.syriahr.com/en/349712/".into(),
        ),
        published: Some("2024-11-30".into()),
        accessed: Some("2026-11-20".into()),
        language: Some("en".into()),
        kind: Some(SourceKind::Monitor),
        reason: Some("long record, one side's network".into()),},
        publisher: publisher.into(),
        grade: grade(Reliability::B, Credibility::Two, false),
        affiliation: Some(("Opposition network".into(), Some(1))),
        syndicated_from: None,
        origin: None,
        first_of_origin: independent,
        cited: true,
        locator: Some("par. 3".into()),
        note: None,
    }
}

pub(crate) fn detail() -> EventDetail {
    let envelope = |who: &str, low, high, claimants| Envelope {
        about: ClaimSubject::Killed,
        who: Some(who.into()),
        scope: None,
        period: None,
        low: Some(low),
        high,
        claimants,
    };
    let relation = |kind, outgoing, title: &str| RelationDetail {
        kind,
        outgoing,
        event: key(2),
        id: "1129-entry".into(),
        date: "2024-11-29".into(),
        title: title.into(),
        note: None,
    };
    EventDetail {
        row: row(),
        dataset: "HTS-led offensive, Syria 2024".into(),
        summary: Some("Strikes hit the roundabout and a car park after the opposition entered the western districts.".into()),
        region_path: vec![("Syria".into(), "sy".into()), ("Aleppo".into(), "sy-hl".into())],
        region_code: Some("SY-HL".into()),
        position: Some(Position { lat: 36.2142, lon: 37.1214 }),
        timezone: Some("Asia/Damascus".into()),
        grade_reason: Some("two networks, film of the place".into()),
        derived_grade: grade(Reliability::C, Credibility::Three, false),
        likelihood: Some(Likelihood::VeryLikely),
        confidence: Some(Confidence::Moderate),
        support_blocs: vec![Some(1)],
        dispute_reasons: vec!["The ranges for civilians killed do not overlap.".into()],
        tags: vec!["aleppo".into(), "air".into()],
        importance: Some(4),
        codes: vec![("cameo".into(), "195".into())],
        external_ids: vec![("ucdp".into(), "512345".into())],
        provenance: Some("annals contributors, 2026-11-20".into()),
        note: Some("The time is that of the first film.".into()),
        written_later: false,
        neighbours: Vec::new(),
        claims: claims(),
        envelopes: vec![envelope("civilians", 16, None, 2), envelope("fighters", 4, Some(4), 1)],
        quotes: quotes(),
        sources: vec![
            source("SOHR", true),
            SourceDetail {
                syndicated_from: Some("SOHR".into()),
                affiliation: None,
                record: Publication {
                    title: Some("قصف جوي على حلب".into()),
                    language: Some("ar".into()),
                    archive_url: None,
                    ..source("عنب بلدي", false).record
                },
                ..source("عنب بلدي", false)
            },
        ],
        relations: vec![
            relation(RelationKind::RespondsTo, true, "Fighters enter Aleppo's western districts"),
            relation(RelationKind::RespondsTo, false, "Kremlin calls for order"),
            relation(RelationKind::Contradicts, true, "State TV reports calm"),
        ],
        also_in: Vec::new(),
        origin: Some(("events/2024-11-30.toml".into(), 212)),
        coded: Vec::new(),
        records: Vec::new(),
    }
}

/// The same event with every text replaced by one that means harm.
pub(crate) fn hostile() -> EventDetail {
    let evil = "x\u{1b}]52;c;aGk=\u{7}\u{9b}2J\u{202e}gpj.exe\u{200b}\r\n\0".to_owned()
        + &"\u{301}".repeat(50);
    let mut detail = detail();
    detail.row.title.clone_from(&evil);
    detail.row.place.clone_from(&evil);
    detail.summary = Some(evil.clone());
    detail.note = Some(evil.clone());
    detail.dispute_reasons = vec![evil.clone()];
    detail
        .claims
        .iter_mut()
        .for_each(|claim| claim.claimant.clone_from(&evil));
    detail
        .quotes
        .iter_mut()
        .for_each(|quote| quote.text.clone_from(&evil));
    detail
        .quotes
        .iter_mut()
        .for_each(|quote| quote.speaker.clone_from(&evil));
    detail
        .sources
        .iter_mut()
        .for_each(|source| source.record.url = Some(evil.clone()));
    detail
        .relations
        .iter_mut()
        .for_each(|relation| relation.title.clone_from(&evil));
    detail
}
