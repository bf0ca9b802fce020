use proptest::prelude::*;

use super::base;
use super::canvas::Canvas;
use crate::app::Message;
use crate::app::tests::fake::{Fake, picture};
use crate::content::glyph::{GlyphSet, Glyphs};
use crate::content::{Span, Tone};
use crate::geo::{Camera, Grid, LineKind};
use crate::model::Position;

fn drawn(lat: f64, lon: f64, step: f64, (columns, rows): (u16, u16), set: GlyphSet) -> Vec<String> {
    let camera = Camera::new(Position { lat, lon }, step);
    let grid = Grid {
        camera,
        columns,
        rows,
    };
    let mut canvas = Canvas::new(columns, rows, set);
    base::lines(&mut canvas, &grid);
    canvas
        .lines()
        .iter()
        .map(crate::content::Line::text)
        .collect()
}

#[test]
fn the_world_has_coasts_at_both_ends() {
    let world = drawn(10.0, 0.0, 1.4, (120, 32), GlyphSet::Unicode);
    let inked = |column: usize| {
        let ink = |line: &String| line.chars().nth(column).is_some_and(|sign| sign != ' ');
        world.iter().filter(|line| ink(line)).count()
    };
    assert!(
        (20..100).all(|column| inked(column) > 0),
        "{}",
        world.join("\n")
    );
    insta::assert_snapshot!(
        "world_60x16",
        drawn(15.0, 10.0, 2.9, (60, 16), GlyphSet::Unicode).join("\n")
    );
}

#[test]
fn the_date_line_is_not_drawn() {
    // The open Pacific east of Fiji, and the line through it.
    let sea = drawn(-5.0, 180.0, 0.01, (60, 10), GlyphSet::Unicode);
    assert!(
        sea.iter().all(|line| line.trim().is_empty()),
        "{}",
        sea.join("\n")
    );
    let fiji = drawn(-17.0, 180.0, 0.05, (60, 16), GlyphSet::Unicode);
    let sides = |from: usize, to: usize| {
        let ink = |line: &&String| {
            line.chars()
                .skip(from)
                .take(to - from)
                .any(|sign| sign != ' ')
        };
        fiji.iter().filter(ink).count()
    };
    assert!(sides(0, 29) > 0 && sides(30, 60) > 0, "{}", fiji.join("\n"));
}

#[test]
fn what_is_put_over_lines_is_whole_or_not_there() {
    let mut canvas = Canvas::new(10, 2, GlyphSet::Unicode);
    canvas.dot((4, 1), LineKind::Border, '-');
    canvas.put(1, 0, Span::new("abc", Tone::Text));
    assert!(!canvas.free(3, 0, 1) && canvas.free(4, 0, 6) && !canvas.free(4, 0, 7));
    canvas.put(2, 0, Span::new("X", Tone::Text));
    canvas.put(8, 1, Span::new("long", Tone::Text));
    canvas.put(-1, 1, Span::new("ab", Tone::Text));
    canvas.put(0, 1, Span::new("", Tone::Text));
    let lines: Vec<String> = canvas
        .lines()
        .iter()
        .map(crate::content::Line::text)
        .collect();
    assert_eq!(lines, ["  X       ", "          "]);
    canvas.put(0, 1, Span::new("حماة", Tone::Text));
    assert_eq!(canvas.lines()[1].text(), "حماة      ");
}

#[test]
fn the_map_is_drawn_at_every_size_in_both_sets() {
    let mut fake = Fake::new(80, 24);
    fake.keys("3");
    for set in [GlyphSet::Unicode, GlyphSet::Ascii] {
        fake.state.glyphs = Glyphs::new(set);
        for width in (0..300).step_by(23).chain([20, 59, 60, 89, 90, 300]) {
            for height in [0, 1, 4, 5, 9, 14, 15, 16, 24, 50, 100] {
                fake.send(Message::Resize(width, height));
                let _ = picture(&fake.state);
            }
        }
    }
}

#[test]
fn without_unicode_the_map_is_ascii() {
    let mut fake = Fake::new(80, 24);
    fake.state.glyphs = Glyphs::new(GlyphSet::Ascii);
    fake.keys("3");
    let screen = picture(&fake.state);
    let map: Vec<&str> = screen.lines().skip(2).take(13).collect();
    let foreign = map
        .iter()
        .flat_map(|line| line.chars())
        .find(|c| !c.is_ascii() && !"حماة".contains(*c));
    assert_eq!(foreign, None, "{screen}");
}

#[test]
fn names_in_arabic_stand_on_the_map() {
    let mut fake = Fake::new(120, 40);
    fake.keys("3");
    let screen = picture(&fake.state);
    assert!(screen.contains("حماة"), "{screen}");
    for line in screen.lines().skip(1) {
        assert!(crate::text::width(line) <= 120);
    }
}

#[test]
fn an_event_without_coordinates_is_told() {
    let mut fake = Fake::new(120, 40);
    fake.keys("3 d d d d");
    while fake
        .state
        .timeline
        .row()
        .is_some_and(|row| row.place != "Afrin")
    {
        fake.keys("} }");
        let last = fake.state.timeline.rank();
        fake.keys("}");
        if fake.state.timeline.rank() == last {
            break;
        }
    }
    fake.keys("/").text("kind:displacement").keys("enter");
    let screen = picture(&fake.state);
    assert!(screen.contains("It has no coordinates"), "{screen}");
    assert!(screen.contains("10 without coordinates"), "{screen}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn lines_fill_the_canvas_and_no_more(
        (lat, lon, step) in (-90.0..=90.0, -200.0..200.0, prop_oneof![0.0005..0.05, 0.05..12.0]),
        (columns, rows) in (0_u16..130, 0_u16..40),
        ascii in any::<bool>(),
    ) {
        let set = if ascii { GlyphSet::Ascii } else { GlyphSet::Unicode };
        let lines = drawn(lat, lon, step, (columns, rows), set);
        prop_assert_eq!(lines.len(), usize::from(rows));
        for line in lines {
            prop_assert_eq!(crate::text::width(&line), usize::from(columns));
        }
    }
}
