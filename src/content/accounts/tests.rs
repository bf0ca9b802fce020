use proptest::prelude::*;

use super::*;
use crate::analysis::{ClaimDetail, Point, RunningTotal};
use crate::content::detail::sample::{blocs, detail, hostile};
use crate::content::glyph::{ASCII, Glyphs, UNICODE};
use crate::model::{ClaimSubject, Day, Stance};
use crate::text::BidiMode;

fn context<'a>(
    width: usize,
    glyphs: &'a Glyphs,
    blocs: &'a [crate::analysis::BlocInfo],
) -> DetailContext<'a> {
    DetailContext {
        width,
        blocs,
        glyphs,
        bidi: BidiMode::Own,
        selected: None,
    }
}

fn of(detail: crate::analysis::EventDetail) -> Told {
    Told {
        row: detail.row,
        dispute_reasons: detail.dispute_reasons,
        claims: detail.claims,
        envelopes: detail.envelopes,
        sources: detail.sources,
        note: detail.note,
    }
}

fn text(view: &DetailView) -> String {
    view.lines
        .iter()
        .map(|line| line.text().trim_end().to_owned() + "\n")
        .collect()
}

fn shown(told: &Told, width: usize, glyphs: &Glyphs, scale: ScaleKind) -> DetailView {
    super::told(told, &context(width, glyphs, &blocs()), scale)
}

#[test]
fn blocs_stand_beside_each_other_where_there_is_room() {
    let told = of(detail());
    for (name, width) in [
        ("narrow", 40),
        ("middle", 78),
        ("wide", 118),
        ("widest", 160),
    ] {
        insta::assert_snapshot!(
            name,
            text(&shown(&told, width, &UNICODE, ScaleKind::Fitting))
        );
    }
    insta::assert_snapshot!(
        "ascii",
        text(&shown(&told, 118, &ASCII, ScaleKind::Logarithmic))
    );
}

#[test]
fn no_line_is_wider_than_asked() {
    for told in [of(detail()), of(hostile())] {
        for width in [0, 1, 5, 20, 40, 99, 101, 118, 250] {
            for glyphs in [UNICODE, ASCII] {
                let view = shown(&told, width, &glyphs, ScaleKind::Linear);
                assert!(
                    view.lines.iter().all(|line| line.width() <= width),
                    "{width}"
                );
            }
        }
    }
}

fn total(claimant: &str, points: &[(i64, u64, Option<u64>)]) -> RunningTotal {
    let first = Day::from_ymd(2024, 11, 28).unwrap();
    let point = |&(day, low, high): &(i64, u64, Option<u64>)| Point {
        day: first.plus(day),
        low,
        high,
        event: detail().row.key,
    };
    RunningTotal {
        about: ClaimSubject::Killed,
        who: Some("civilians".to_owned()),
        claimant: claimant.to_owned(),
        bloc: None,
        points: points.iter().map(point).collect(),
        left_out: 0,
    }
}

#[test]
fn running_totals_go_in_steps_and_break_where_they_fall() {
    let table = ClaimsTable {
        totals: vec![
            total(
                "SOHR",
                &[(0, 20, Some(20)), (2, 28, Some(30)), (6, 110, Some(110))],
            ),
            total(
                "OCHA",
                &[(0, 20, Some(20)), (3, 44, None), (5, 12, Some(12))],
            ),
        ],
        ..ClaimsTable::default()
    };
    for (name, scale) in [
        ("linear", ScaleKind::Linear),
        ("logarithmic", ScaleKind::Logarithmic),
    ] {
        let blocs = blocs();
        let view = super::table(&table, &context(70, &UNICODE, &blocs), scale);
        insta::assert_snapshot!(format!("totals_{name}"), text(&view));
    }
}

#[test]
fn totals_of_any_size_are_drawn_inside() {
    let extremes = [
        total(
            "A",
            &[
                (0, 0, Some(u64::MAX)),
                (i64::from(i32::MAX), u64::MAX, None),
            ],
        ),
        total("B", &[(0, 0, Some(0))]),
    ];
    for totals in [extremes.to_vec(), extremes[1..].to_vec(), Vec::new()] {
        let table = ClaimsTable {
            totals,
            ..ClaimsTable::default()
        };
        for width in [0, 10, 40, 300] {
            for scale in [
                ScaleKind::Fitting,
                ScaleKind::Linear,
                ScaleKind::Logarithmic,
            ] {
                let blocs = blocs();
                let view = super::table(&table, &context(width, &UNICODE, &blocs), scale);
                assert!(view.lines.iter().all(|line| line.width() <= width));
            }
        }
    }
}

fn claim(at: usize, (bloc, subject, number): (Option<usize>, usize, Option<u64>)) -> ClaimDetail {
    let subjects = [
        ClaimSubject::Killed,
        ClaimSubject::Control,
        ClaimSubject::Other,
    ];
    ClaimDetail {
        claimant: format!("claimant{at}x"),
        bloc,
        about: subjects[subject],
        best: number,
        stance: Stance::Asserts,
        ..detail().claims[0].clone()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_claim_is_lost_or_told_twice(
        claims in prop::collection::vec((prop::option::of(0usize..3), 0usize..3, prop::option::of(0u64..5000)), 0..12),
        width in prop::sample::select(vec![60usize, 79, 118, 160, 240]),
    ) {
        let claims: Vec<ClaimDetail> = claims.into_iter().enumerate().map(|(at, claim)| self::claim(at, claim)).collect();
        let count = claims.len();
        let told = Told { claims, dispute_reasons: Vec::new(), ..of(detail()) };
        let text = text(&shown(&told, width, &UNICODE, ScaleKind::Fitting));
        for at in 0..count {
            prop_assert_eq!(text.matches(&format!("claimant{at}x")).count(), 1, "{}", text);
        }
    }
}
