//! Two filters beside each other.

use std::time::Duration;

use annals::layout::View;
use annals::runtime::Headless;
use ratatui::crossterm::event::MouseEventKind;

use super::{SIZES, click, journey, mouse, screen, shown};

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

/// What is looked at stays so for the session, whether the comparison is typed again or gone back to.
#[test]
fn a_comparison_begins_as_the_last_one_was_left() {
    for size in SIZES {
        let left = journey(size, &format!("{PERIODS}]SSv"));
        let looked_at = |annals: &Headless| {
            let compare = annals.state().compare.as_ref().expect("compares");
            (compare.by, compare.order, compare.difference)
        };
        for again in ["<Esc>C<C-u>date:2024-12-01..2024-12-04<Enter>", "<Esc><BS>"] {
            let annals = journey(size, &format!("{PERIODS}]SSv{again}"));
            assert_eq!(screen(&annals), screen(&left), "{again}");
        }
        let others = "<Esc>C<C-u>kind:statement<Enter>";
        let annals = journey(size, &format!("{PERIODS}]SSv{others}"));
        assert_eq!(looked_at(&annals), looked_at(&left));
    }
}

#[test]
fn an_axis_that_was_chosen_belongs_to_its_filters() {
    let keys = "2=%v<Esc>C<C-u>date:";
    let drawn = |keys: &str| screen(&journey((120, 40), &format!("{PERIODS}{keys}")));
    let same = drawn(&format!("{keys}2024-12-01..2024-12-04<Enter>"));
    assert!(!same.contains("day 1 is"), "one axis as before: {same}");
    let others = drawn(&format!("{keys}2024-12-05..2024-12-08<Enter>"));
    assert!(others.contains("day 1 is"), "{others}");
    assert!(others.contains("points more in A"), "shares: {others}");
}

/// The sizes of the screens that are kept.
const KEPT: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

fn other(annals: &Headless) -> &str {
    &annals.state().compare.as_ref().expect("compares").other
}

#[test]
fn two_maps_and_their_difference_at_every_size() {
    for size in KEPT {
        let name = |what: &str| format!("{what}_{}x{}", size.0, size.1);
        let mut annals = journey(size, &format!("{PERIODS}3"));
        insta::assert_snapshot!(name("maps"), screen(&annals));
        annals.keys("v").expect("a key");
        insta::assert_snapshot!(name("maps_difference"), screen(&annals));
        annals.keys("%").expect("a key");
        let shares = screen(&annals);
        assert!(shares.contains("percentage points more"), "{shares}");
    }
    insta::assert_snapshot!(
        "maps_60x40",
        screen(&journey((60, 40), &format!("{PERIODS}3")))
    );
}

fn ascii(size: (u16, u16), keys: &str) -> Headless {
    let mut settings = annals::runtime::Settings::default();
    settings.look.glyphs = annals::content::glyph::GlyphSet::Ascii;
    let mut annals = Headless::new(super::engine(), size, settings);
    annals.keys(keys).expect("keys are written right");
    annals
}

/// Without colour and Unicode, letters say which side has more.
#[test]
fn maps_and_lanes_without_unicode() {
    for (keys, name) in [
        ("3", "maps"),
        ("3v", "maps_difference"),
        ("2]]]", "compared_lanes"),
        ("2]]]v", "compared_lanes_difference"),
    ] {
        let annals = ascii((80, 24), &format!("{PERIODS}{keys}"));
        insta::assert_snapshot!(format!("{name}_ascii_80x24"), screen(&annals));
    }
}

#[test]
fn lanes_of_both_and_their_difference_at_every_size() {
    for size in KEPT {
        let name = |what: &str| format!("{what}_{}x{}", size.0, size.1);
        let mut annals = journey(size, &format!("{PERIODS}2}}"));
        insta::assert_snapshot!(name("compared_lanes"), screen(&annals));
        annals.keys("v").expect("a key");
        insta::assert_snapshot!(name("compared_lanes_difference"), screen(&annals));
    }
    let one_axis = journey((120, 40), &format!("{PERIODS}2="));
    insta::assert_snapshot!("compared_lanes_one_axis_120x40", screen(&one_axis));
}

#[test]
fn the_chosen_cell_is_told_with_the_counts_of_both() {
    for size in SIZES {
        let mut annals = journey(size, &format!("{PERIODS}3"));
        for keys in ["", "j", "l", "k", "h", "v", "j"] {
            annals.keys(keys).expect("keys");
            let map = &annals.state().compare.as_ref().expect("compares").map;
            let cell = *map.cell().expect("a cell");
            let place = map.chosen().expect("a place");
            assert_eq!(place.counts, cell.counts);
            let drawn = screen(&annals);
            for (letter, count) in ["A", "B"].into_iter().zip(cell.counts) {
                let events = if count == 1 { "event" } else { "events" };
                let told = format!(" {letter} {count} {events}");
                assert!(drawn.contains(&told), "{told}\n{drawn}");
            }
        }
    }
}

#[test]
fn both_maps_are_moved_and_zoomed_together() {
    for size in SIZES {
        let mut annals = journey(size, &format!("{PERIODS}3"));
        let grid = |annals: &Headless, side: usize| {
            let map = &annals.state().compare.as_ref().expect("compares").map;
            map.pair().expect("maps").sides[side].grid
        };
        let chosen = |annals: &Headless| {
            let map = &annals.state().compare.as_ref().expect("compares").map;
            map.chosen().expect("a place").name().map(str::to_owned)
        };
        let here = chosen(&annals);
        for keys in ["+", "+", "<S-Right>", "-", "=", "0"] {
            let before = grid(&annals, 0);
            annals.keys(keys).expect("keys");
            assert_eq!(grid(&annals, 0), grid(&annals, 1), "{keys}");
            assert_ne!(grid(&annals, 0), before, "{keys}");
        }
        annals.keys("++").expect("keys");
        assert_eq!(chosen(&annals), here, "what is pointed at stays so");
        // The map goes on where the two maps were.
        let camera = grid(&annals, 0).camera;
        annals.keys("<Esc>").expect("a key");
        let map = annals.state().map.held.get().expect("a map");
        assert_eq!(map.grid.camera, camera);
    }
}

#[test]
fn what_the_map_points_at_stays_so_when_a_comparison_begins() {
    for size in SIZES {
        let mut annals = journey(size, "3jjl");
        let spot = annals.state().map.chosen().expect("a spot");
        let (event, name) = (spot.event, spot.place().map(str::to_owned));
        annals.keys("C<C-u>kind:statement<Enter>").expect("keys");
        let map = &annals.state().compare.as_ref().expect("compares").map;
        let place = map.chosen().expect("a place");
        assert_eq!(place.name().map(str::to_owned), name, "{}", screen(&annals));
        annals.keys("<Esc>").expect("a key");
        let spot = annals.state().map.chosen().expect("a spot");
        assert_eq!(spot.event, event);
    }
}

/// The event that the detail shows, and on which side the line below the maps points at it.
fn read_on_maps(annals: &Headless) -> (String, [bool; 2]) {
    let event = annals.state().detail.event.get().cloned().flatten();
    let drawn = screen(annals);
    let sides = ["A❯", "B❯"].map(|mark| drawn.contains(mark));
    (event.expect("an event").row.id, sides)
}

#[test]
fn keys_go_through_the_events_of_both_maps() {
    let (only_a, only_b) = ([true, false], [false, true]);
    for size in SIZES {
        let mut annals = journey(size, &format!("{PERIODS}3gg"));
        for (day, sides) in [only_a; 4].into_iter().chain([only_b; 4]).enumerate() {
            annals.keys("}").expect("a key");
            let (id, found) = read_on_maps(&annals);
            assert_eq!(found, sides, "day {day}: {id}\n{}", screen(&annals));
        }
        annals.keys("}").expect("a key");
        assert!(screen(&annals).contains("No later day has events"));
        annals.keys("{{{{").expect("keys");
        assert_eq!(read_on_maps(&annals).1, only_a);
        annals.keys("gg{").expect("keys");
        assert!(screen(&annals).contains("No earlier day has events"));
    }
}

#[test]
fn the_way_back_leads_the_maps_to_the_event_before() {
    let mut annals = journey((160, 40), &format!("{PERIODS}3t2024-12-03<Enter>"));
    let before = read_on_maps(&annals);
    annals.keys("G").expect("a key");
    assert_ne!(read_on_maps(&annals), before);
    annals.keys("<BS>").expect("a key");
    assert_eq!(read_on_maps(&annals), before, "the cell has it");
    assert!(screen(&annals).contains("Event · only in B"));
}

#[test]
fn disputes_words_and_dates_are_found_among_the_events_of_both() {
    for (keys, id) in [
        ("t2024-12-03<Enter>", "1203-ocha-44"),
        ("s\"toll reaches 704\"<Enter>", "1204-toll"),
        ("t2024-12-01<Enter>d", "1201-statetv-1000"),
        ("G", "1204-toll"),
    ] {
        for size in SIZES {
            let annals = journey(size, &format!("{PERIODS}3{keys}"));
            assert_eq!(read_on_maps(&annals), (id.to_owned(), [false, true]));
        }
    }
    let mut annals = journey((160, 40), &format!("{PERIODS}3t2024-12-03<Enter>"));
    assert!(screen(&annals).contains("Event · only in B"));
    annals.keys("X").expect("a key");
    assert!(!screen(&annals).contains("only in B"), "it is of A now");
    annals.keys("sqqq<Enter>").expect("keys");
    assert!(screen(&annals).contains("Nothing shown matches qqq"));
}

#[test]
fn the_lane_pointed_at_stays_so_when_a_comparison_begins() {
    for size in SIZES {
        let mut annals = journey(size, "2jjjj");
        let key = annals.state().lanes.lane().expect("a lane").key;
        annals.keys("C<C-u>kind:statement<Enter>").expect("keys");
        let lanes = &annals.state().compare.as_ref().expect("compares").lanes;
        let [lane, _] = lanes.lane().expect("a lane");
        assert_eq!(lane.key, key, "{}", screen(&annals));
    }
}

#[test]
fn views_keep_both_filters_and_the_way_leads_back() {
    for size in SIZES {
        let mut annals = journey(size, "/date:2024-11-27..2024-11-30<Enter>");
        let plain = annals.state().timeline.event();
        annals
            .keys("C<C-u>date:2024-12-01..2024-12-04<Enter>")
            .expect("keys");
        let sheet = screen(&annals);
        for (key, view) in [("3", View::Map), ("2", View::Lanes), ("4", View::Actors)] {
            annals.keys(key).expect("a key");
            assert_eq!(annals.state().view, view);
            assert_eq!(other(&annals), "date:2024-12-01..2024-12-04");
            assert_eq!(annals.state().filter.text(), "date:2024-11-27..2024-11-30");
        }
        annals.keys("<BS>").expect("a key");
        assert_eq!(annals.state().view, View::Lanes);
        annals.keys("<BS>").expect("a key");
        assert_eq!(annals.state().view, View::Map);
        annals.keys("<BS>").expect("a key");
        assert_eq!(screen(&annals), sheet);
        annals.keys("<BS>").expect("a key");
        assert!(annals.state().compare.is_none());
        assert_eq!(annals.state().timeline.event(), plain);
        annals.keys("L3").expect("keys");
        assert_eq!(other(&annals), "date:2024-12-01..2024-12-04");
        annals.keys("<Esc>").expect("a key");
        assert!(annals.state().compare.is_none());
        assert_eq!(annals.state().view, View::Map);
    }
}

#[test]
fn enter_asks_both_filters_and_the_way_leads_back() {
    for size in SIZES {
        for keys in ["3", "2}"] {
            let mut annals = journey(size, &format!("{PERIODS}{keys}"));
            let before = screen(&annals);
            annals.keys("<Enter>").expect("a key");
            let (a, b) = (annals.state().filter.text(), other(&annals));
            assert_ne!(a, "date:2024-11-27..2024-11-30");
            assert_ne!(b, "date:2024-12-01..2024-12-04");
            annals.keys("<BS>").expect("a key");
            assert_eq!(annals.state().filter.text(), "date:2024-11-27..2024-11-30");
            assert_eq!(other(&annals), "date:2024-12-01..2024-12-04");
            assert_eq!(screen(&annals).lines().count(), before.lines().count());
        }
    }
}

#[test]
fn a_and_b_change_places_in_every_view() {
    for size in SIZES {
        for view in ["1", "2", "3"] {
            let mut annals = journey(size, &format!("{PERIODS}{view}X"));
            assert_eq!(other(&annals), "date:2024-11-27..2024-11-30");
            assert_eq!(annals.state().filter.text(), "date:2024-12-01..2024-12-04");
            annals.keys("X").expect("a key");
            assert_eq!(other(&annals), "date:2024-12-01..2024-12-04");
        }
    }
}

#[test]
fn lanes_are_walked_folded_and_zoomed() {
    for size in SIZES {
        let mut annals = journey(size, &format!("{PERIODS}2"));
        let lanes = |annals: &Headless| {
            let compare = annals.state().compare.as_ref().expect("compares");
            let pair = compare.lanes.pair().expect("lanes");
            (compare.lanes.cursor.rank, pair.total, pair.columns.len())
        };
        let all = lanes(&annals);
        annals.keys(" ").expect("a key");
        assert!(lanes(&annals).1 < all.1, "folded");
        annals.keys(" ").expect("a key");
        assert_eq!(lanes(&annals).1, all.1);
        annals.keys("G").expect("a key");
        assert_eq!(lanes(&annals).0 + 1, all.1);
        annals.keys("gg+").expect("keys");
        assert_eq!(lanes(&annals).0, 0);
        assert!(lanes(&annals).2 < all.2, "closer");
        annals.keys("0").expect("a key");
        assert_eq!(lanes(&annals), all);
        annals.keys("]").expect("a key");
        assert_ne!(lanes(&annals).1, all.1, "other rows");
        annals.keys("[===").expect("keys");
        let drawn = screen(&annals);
        assert!(!drawn.contains("day 1 is"), "one axis: {drawn}");
    }
}

#[test]
fn a_brushed_time_is_that_of_both_filters() {
    for size in SIZES {
        let mut annals = journey(size, &format!("{PERIODS}2lbl"));
        let told = screen(&annals);
        assert!(told.contains("A 28 Nov – 29 Nov 2024"), "{told}");
        assert!(told.contains("B 2 Dec – 3 Dec 2024"), "{told}");
        annals.keys("v").expect("a key");
        assert!(screen(&annals).contains("brushed"), "in a difference, too");
        annals.keys("<Enter>").expect("a key");
        assert_eq!(annals.state().filter.text(), "date:2024-11-28..2024-11-29");
        assert_eq!(other(&annals), "date:2024-12-02..2024-12-03");
        annals.keys("<BS>").expect("a key");
        assert_eq!(annals.state().filter.text(), "date:2024-11-27..2024-11-30");
        assert_eq!(other(&annals), "date:2024-12-01..2024-12-04");
    }
}

#[test]
fn on_one_axis_the_same_time_is_brushed_for_both() {
    let actors = "/actor:hts<Enter>C<C-u>actor:syrian-army<Enter>2";
    let pair = |annals: &Headless| {
        let lanes = &annals.state().compare.as_ref().expect("compares").lanes;
        lanes.pair().expect("lanes").clone()
    };
    for size in SIZES {
        let mut annals = journey(size, &format!("{actors}lblll"));
        let columns = pair(&annals).columns;
        let (from, to) = (columns[1].times[0].range(), columns[4].times[0].range());
        annals.keys("<Enter>").expect("a key");
        let date = format!("date:{}..{}", from.from.day, to.to.day);
        assert_eq!(annals.state().filter.text(), format!("actor:hts {date}"));
        assert_eq!(other(&annals), format!("actor:syrian-army {date}"));
    }
}

#[test]
fn filters_that_would_be_the_same_stay_as_they_are() {
    for keys in ["2=lbl<Enter>", "2=gg<Enter>"] {
        let annals = journey((120, 40), &format!("{PERIODS}{keys}"));
        let drawn = screen(&annals);
        let why = "would be the same then; = lets each have days of its own";
        assert!(drawn.contains(why), "{drawn}");
        assert_eq!(annals.state().filter.text(), "date:2024-11-27..2024-11-30");
        assert_eq!(other(&annals), "date:2024-12-01..2024-12-04");
    }
}

#[test]
fn a_brush_is_dropped_before_the_comparison_is_closed() {
    let brushed = |keys: &str| {
        let annals = journey((120, 40), &format!("{PERIODS}2lbl{keys}"));
        let compare = annals.state().compare.as_ref();
        compare.map(|compare| compare.lanes.brushed())
    };
    assert_eq!(brushed(""), Some(Some((1, 2))));
    assert_eq!(brushed("b"), Some(None));
    assert_eq!(brushed("<Esc>"), Some(None));
    assert_eq!(brushed("<Esc><Esc>"), None);
    // Closer, its days are other columns; on one axis they are not the same days.
    assert_eq!(brushed("+"), Some(Some((0, 1))));
    assert_eq!(brushed("="), Some(None));
}

#[test]
fn the_brush_is_drawn_over_both_lines_of_each_lane() {
    let mut annals = journey((120, 40), &format!("{PERIODS}2lbll"));
    insta::assert_snapshot!("compared_lanes_brushed_120x40", screen(&annals));
    let lit = |annals: &Headless| {
        let plain = journey((120, 40), &format!("{PERIODS}2lll")).screen();
        let cells = annals.screen();
        let differs = |at: &(u16, u16)| cells[*at].style() != plain[*at].style();
        let all = (5..30).flat_map(|y| (0..120).map(move |x| (x, y)));
        all.filter(differs).count()
    };
    assert!(lit(&annals) > 2 * 25, "{}", lit(&annals));
    annals.keys("b").expect("a key");
    assert_eq!(lit(&annals), 0);
}

#[test]
fn a_replay_shows_the_same_period_of_both() {
    for size in SIZES {
        let mut annals = journey(size, "/actor:hts<Enter>C<C-u>actor:syrian-army<Enter>3p");
        for _ in 0..4 {
            annals.keys("<Right>").expect("a key");
            let day = annals
                .state()
                .replay
                .as_ref()
                .expect("a replay")
                .time
                .from
                .day;
            let map = &annals.state().compare.as_ref().expect("compares").map;
            let sides = &map.pair().expect("maps").sides;
            for (side, actor) in ["hts", "syrian-army"].into_iter().enumerate() {
                let filter = format!("/actor:{actor} date:{day}<Enter>");
                assert_eq!(
                    sides[side].all(),
                    shown(&journey(size, &filter)),
                    "{filter}"
                );
            }
        }
        annals.keys("p").expect("a key");
        let map = &annals.state().compare.as_ref().expect("compares").map;
        let all = shown(&journey(size, "/actor:syrian-army<Enter>"));
        assert_eq!(map.pair().expect("maps").sides[1].all(), all);
        assert_eq!(other(&annals), "actor:syrian-army");
    }
}

#[test]
fn a_click_into_either_map_chooses_and_a_second_one_asks_both_filters() {
    // The pane has a frame below the first line; the maps have a line with the filter above them.
    let corners = [("3", (1, 3)), ("3", (40, 3)), ("3v", (1, 4))];
    for (keys, corner) in corners {
        let mut annals = journey((80, 24), &format!("{PERIODS}{keys}"));
        let map = |annals: &Headless| {
            let compare = annals.state().compare.as_ref().expect("compares");
            let cells = compare.map.pair().expect("maps").cells.clone();
            (cells, compare.map.cell().expect("a cell").at)
        };
        let cells = map(&annals).0;
        let last = cells.last().expect("a cell").at;
        let at = (corner.0 + last.0, corner.1 + last.1);
        click(&mut annals, at, 1);
        assert_eq!(map(&annals).1, last, "{}", screen(&annals));
        click(&mut annals, at, 1);
        assert_ne!(other(&annals), "date:2024-12-01..2024-12-04");
        assert_ne!(annals.state().filter.text(), "date:2024-11-27..2024-11-30");
        let cells = map(&annals).0.len();
        annals.mouse(
            mouse(MouseEventKind::ScrollDown, at),
            Duration::from_secs(5),
        );
        assert!(map(&annals).0.len() <= cells, "farther away");
    }
}

#[test]
fn a_click_points_at_a_lane_of_either_side() {
    let mut annals = journey((80, 24), &format!("{PERIODS}2"));
    let pointed = |annals: &Headless| {
        let lanes = &annals.state().compare.as_ref().expect("compares").lanes;
        (lanes.cursor.rank, lanes.column)
    };
    // The frame, two filters and the axis stand above the lanes, which have two lines each.
    for (line, rank) in [(0, 0), (1, 0), (2, 1), (5, 2)] {
        click(&mut annals, (36, 5 + line), u64::from(line) * 3);
        assert_eq!(pointed(&annals), (rank, 0), "{}", screen(&annals));
    }
    annals.mouse(
        mouse(MouseEventKind::ScrollDown, (36, 7)),
        Duration::from_secs(60),
    );
    assert!(pointed(&annals).0 > 2);
}

/// The marks of the two sides differ in sign and in colour.
#[test]
fn a_difference_has_a_sign_and_a_colour_for_each_side() {
    let annals = journey((120, 40), &format!("{PERIODS}3v"));
    let cells = annals.screen();
    let colour = |sign: &str| {
        let cell = cells.content().iter().find(|cell| cell.symbol() == sign);
        cell.unwrap_or_else(|| panic!("no {sign}")).fg
    };
    assert_ne!(colour("◂"), colour("▸"));
}

#[test]
fn a_mistake_in_b_is_told_in_every_view() {
    for view in ["1", "2", "3"] {
        let annals = journey(
            (80, 24),
            &format!("{view}C<C-u>aktor:hts<Enter>jjll+v<Enter>"),
        );
        let drawn = screen(&annals);
        assert!(drawn.contains("There is no field `aktor:`"), "{drawn}");
    }
}

#[test]
fn comparisons_are_drawn_at_every_size() {
    for keys in ["3", "3v", "2", "2v", "1", "3/qqq<Enter>", "2/qqq<Enter>"] {
        let mut annals = journey((80, 24), &format!("{PERIODS}{keys}"));
        let sizes = [0, 1, 5, 20, 39, 40, 59, 60, 75, 76, 80, 120, 300];
        for width in sizes {
            for height in [0, 1, 3, 8, 10, 12, 15, 24, 40, 100] {
                annals.send(annals::app::Message::Resize(width, height));
                let area = annals.screen().area;
                assert_eq!((area.width, area.height), (width, height));
            }
        }
    }
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
