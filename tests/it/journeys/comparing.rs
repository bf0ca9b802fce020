//! Two filters beside each other.

use annals::runtime::Headless;

use super::{SIZES, journey, screen, shown};

/// A is one period, B the next.
const PERIODS: &str = "/date:2024-11-27..2024-11-30<Enter>C<C-u>date:2024-12-01..2024-12-04<Enter>";

fn answer(annals: &Headless) -> &annals::analysis::Comparison {
    let compare = annals.state().compare.as_ref();
    let answer = compare.and_then(annals::app::Compare::answer);
    answer.expect("a comparison")
}

#[test]
fn both_sides_count_as_their_filters_do() {
    let counted = |filter: &str| shown(&journey((200, 60), &format!("/{filter}<Enter>")));
    let annals = journey((200, 60), PERIODS);
    let answer = answer(&annals);
    assert_eq!(
        answer.totals[0].shown,
        counted("date:2024-11-27..2024-11-30")
    );
    assert_eq!(
        answer.totals[1].shown,
        counted("date:2024-12-01..2024-12-04")
    );
    for row in &answer.rows {
        let kind = |period: &str| counted(&format!("kind:{} date:{period}", row.value));
        assert_eq!(
            row.counts[0],
            kind("2024-11-27..2024-11-30"),
            "{}",
            row.label
        );
        assert_eq!(
            row.counts[1],
            kind("2024-12-01..2024-12-04"),
            "{}",
            row.label
        );
    }
    let kinds = answer.rows.iter().map(|row| row.counts[0]).sum::<usize>();
    assert_eq!(kinds, answer.totals[0].shown);
}

#[test]
fn what_both_have_is_counted_once() {
    let annals = journey((120, 40), "/actor:hts<Enter>C<C-u>region:aleppo<Enter>");
    let both = shown(&journey((120, 40), "/actor:hts region:aleppo<Enter>"));
    assert_eq!(answer(&annals).both, both);
    assert!(both > 0);
}

#[test]
fn the_charts_hold_all_events_or_say_what_they_leave_out() {
    for keys in ["", "=", "v"] {
        let annals = journey((120, 40), &format!("{PERIODS}{keys}"));
        let answer = answer(&annals);
        for (totals, of) in answer.totals.iter().zip(&answer.histograms) {
            let bars: usize = of.buckets.iter().map(|bucket| bucket.total).sum();
            assert_eq!(bars + of.before + of.after + of.untimed, totals.shown);
        }
        assert!(
            screen(&annals).contains(" A 1 earlier"),
            "{}",
            screen(&annals)
        );
    }
}

#[test]
fn the_sheet_at_every_size() {
    for size in SIZES {
        let annals = journey(size, PERIODS);
        insta::assert_snapshot!(format!("compare_{}x{}", size.0, size.1), screen(&annals));
    }
}

#[test]
fn a_mistake_in_b_is_told_and_can_be_mended() {
    let mut annals = journey((80, 24), "C<C-u>aktor:hts<Enter>");
    assert!(screen(&annals).contains("aktor"), "{}", screen(&annals));
    annals.keys("C<C-u>actor:hts<Enter>").unwrap();
    assert!(screen(&annals).contains("in both"), "{}", screen(&annals));
    annals.keys("<Esc>").unwrap();
    assert!(annals.state().compare.is_none());
}

#[test]
fn a_and_b_change_places_and_take_a_value_together() {
    let mut annals = journey((120, 40), PERIODS);
    let before = answer(&annals).totals.clone().map(|totals| totals.shown);
    annals.keys("X").unwrap();
    let after = answer(&annals).totals.clone().map(|totals| totals.shown);
    assert_eq!([before[1], before[0]], after);
    annals.keys("gg<Space>").unwrap();
    let value = &answer(&annals).rows[0].value;
    let compare = annals.state().compare.as_ref().unwrap();
    assert!(
        annals
            .state()
            .filter
            .text()
            .ends_with(&format!("kind:{value}"))
    );
    assert!(compare.other.ends_with(&format!("kind:{value}")));
}

#[test]
fn the_sort_key_turns_through_all_orders() {
    let mut annals = journey((120, 40), PERIODS);
    annals.keys("SSSS").unwrap();
    let labels: Vec<String> = answer(&annals)
        .rows
        .iter()
        .map(|row| row.label.to_lowercase())
        .collect();
    assert!(labels.is_sorted(), "{labels:?}");
    annals.keys("S").unwrap();
    let change = |row: &annals::analysis::ComparedRow| row.counts[0].abs_diff(row.counts[1]);
    assert!(answer(&annals).rows.iter().rev().map(change).is_sorted());
}

#[test]
fn a_mistaken_filter_leaves_nothing_to_move_in() {
    for size in SIZES {
        let mistaken = journey(size, "C<C-u>aktor:x<Enter>");
        let mut annals = journey(size, "C<C-u>aktor:x<Enter>");
        annals.keys("GGG").expect("keys are written right");
        assert_eq!(screen(&annals), screen(&mistaken));
        annals
            .keys("C<C-u>kind:attack<Enter>j")
            .expect("keys are written right");
        let chosen = annals.state().compare.as_ref().expect("compares");
        assert!(chosen.row().is_some(), "{}", screen(&annals));
    }
}
