use super::*;
use crate::analysis::{
    ActorMention, Bucket, BucketUnit, ClaimDetail, ClaimedOf, Companion, Companions, PlaceCount,
};
use crate::content::detail::sample::{actor_key, blocs, claim, days, key, quote, row};
use crate::content::glyph::UNICODE;
use crate::model::{ActorKind, ClaimSubject, Credibility, Day, DayRange, EventKind, Role};
use crate::text::BidiMode;

fn strip() -> Vec<Bucket> {
    let start = days("2024-11-27").from;
    let bucket = |(at, total): (usize, &usize)| {
        let day = Day(start.0 + i64::try_from(at).expect("few"));
        Bucket {
            time: DayRange { from: day, to: day }.into(),
            label: format!("{} Nov", 27 + at),
            total: *total,
            certain: *total,
            by_bloc: Vec::new(),
            covered: at < 20,
        }
    };
    [
        1, 3, 8, 2, 0, 1, 5, 4, 0, 0, 2, 8, 1, 1, 0, 3, 4, 2, 1, 1, 0, 0,
    ]
    .iter()
    .enumerate()
    .map(bucket)
    .collect()
}

fn companions(top: Vec<(ActorMention, usize)>, total: usize) -> Companions {
    let companion = |(actor, events)| Companion {
        actor,
        events,
        days: days("2024-11-27/2024-12-18"),
    };
    Companions {
        total,
        top: top.into_iter().map(companion).collect(),
    }
}

fn told(claim: ClaimDetail) -> ClaimedOf {
    ClaimedOf {
        event: key(4),
        date: "2024-11-29".into(),
        title: "Fighting reaches Saraqib".into(),
        claim,
    }
}

fn dossier() -> ActorDossier {
    let mention = |name: &str, bloc| ActorMention {
        key: actor_key(4),
        id: "x".into(),
        name: name.into(),
        role: None,
        side: None,
        bloc,
    };
    ActorDossier {
        key: actor_key(1),
        id: "hts".into(),
        name: "Hayat Tahrir al-Sham".into(),
        short: Some("HTS".into()),
        native_name: Some("هيئة تحرير الشام".into()),
        aliases: vec![
            "Organization for the Liberation of the Levant".into(),
            "沙姆解放组织".into(),
        ],
        kind: ActorKind::ArmedGroup,
        parents: vec![(actor_key(2), "Military Operations Command".into())],
        members: vec![(actor_key(5), "Red Bands".into())],
        leader: Some((actor_key(3), "Ahmad al-Sharaa".into())),
        country: Some("SY".into()),
        ids: vec![
            ("ucdp".into(), "5998".into()),
            ("wikidata".into(), "Q28672251".into()),
        ],
        blocs: vec![
            (1, Some("2017-01-28".into()), Some("2024-12-08".into())),
            (0, Some("2024-12-08".into()), None),
        ],
        note: Some("Designated by the United Nations.".into()),
        events: 55,
        strip: strip(),
        unit: BucketUnit::Day,
        roles: vec![(Role::Initiator, 40), (Role::Target, 15)],
        did: vec![
            (EventKind::Offensive, 20),
            (EventKind::Capture, 13),
            (EventKind::Statement, 1),
        ],
        suffered: vec![(EventKind::Airstrike, 9)],
        with: companions(vec![(mention("Syrian National Army", Some(1)), 7)], 1),
        against: companions(
            (0..10)
                .map(|at| (mention(&format!("Opponent {at}"), Some(0)), 20 - at))
                .collect(),
            14,
        ),
        places: vec![
            PlaceCount {
                name: "سراقب".into(),
                within: Some("Idlib".into()),
                events: 9,
            },
            PlaceCount {
                name: "Syria".into(),
                within: None,
                events: 1,
            },
        ],
        places_total: 5,
        span: Some(days("2024-11-27/2024-12-18")),
        quotes: vec![(
            key(3),
            quote("Ahmad al-Sharaa", "سوريا الجديدة لكم جميعا", "ar"),
        )],
        quote_sources: vec![("Enab Baladi".into(), Some(Credibility::Two))],
        quotes_total: 1,
        claims: vec![told(claim(
            "Hayat Tahrir al-Sham",
            Some(1),
            "soldiers",
            (Some(35), None, None),
        ))],
        claims_total: 230,
        named_in: vec![told(ClaimDetail {
            about: ClaimSubject::Responsibility,
            who: None,
            value: Some("hts".into()),
            ..claim("Syrian government", Some(0), "", (None, None, None))
        })],
        named_in_total: 1,
        others: vec![(ClaimSubject::Killed, 34), (ClaimSubject::Control, 3)],
        latest: vec![row()],
    }
}

fn shown(width: usize) -> DetailView {
    let blocs = blocs();
    view(
        &dossier(),
        &DetailContext {
            width,
            blocs: &blocs,
            glyphs: &UNICODE,
            bidi: BidiMode::Own,
            selected: None,
        },
    )
}

fn text(view: &DetailView) -> String {
    view.lines
        .iter()
        .map(|line| line.text().trim_end().to_owned() + "\n")
        .collect()
}

#[test]
fn narrow() {
    insta::assert_snapshot!(text(&shown(38)));
}

#[test]
fn wide() {
    insta::assert_snapshot!(text(&shown(80)));
}

#[test]
fn no_line_is_wider_than_asked() {
    for width in 0..120 {
        assert!(
            shown(width).lines.iter().all(|line| line.width() <= width),
            "{width}"
        );
    }
}
