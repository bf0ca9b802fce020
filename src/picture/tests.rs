use ratatui::layout::Rect;
use ratatui::style::{Color, Style, Stylize};
use ratatui::text::Line;
use resvg::tiny_skia::PremultipliedColorU8;

use super::*;
use crate::ui::theme::Depth;

fn style() -> PictureStyle {
    PictureStyle::of(ThemeName::Dark)
}

fn sample() -> Buffer {
    Buffer::with_lines([
        Line::from(vec!["┌".into(), "─ Aleppo ".bold(), "┐".into()]),
        Line::from(vec![
            "│".into(),
            "漢<&>".fg(Color::Rgb(1, 2, 3)),
            "  ▃█  ".on_red(),
            "│".into(),
        ]),
        Line::from("   "),
    ])
}

#[test]
fn text_has_no_blanks_at_the_ends() {
    assert_eq!(text(&sample()), "┌─ Aleppo ┐\n│漢<&>  ▃█  │\n\n");
}

#[test]
fn ansi_is_sgr_only() {
    let out = ansi(&sample(), Depth::True);
    assert_eq!(
        out,
        "┌\u{1b}[0;1m─ Aleppo \u{1b}[0m┐\n│\u{1b}[0;38;2;1;2;3m漢<&>\u{1b}[0;41m  ▃█  \u{1b}[0m│\n\n"
    );
    assert!(!ansi(&sample(), Depth::None).contains("38;"));
    assert!(ansi(&sample(), Depth::Indexed).contains("38;5;16"));
}

#[test]
fn svg_is_escaped_and_well_formed() {
    let mut buffer = sample();
    buffer[(5, 2)].set_symbol("\u{1b}");
    let out = svg(&buffer, &style());
    assert!(out.contains("&lt;&amp;&gt;") && !out.contains('\u{1b}'));
    assert!(resvg::usvg::Tree::from_str(&out, &resvg::usvg::Options::default()).is_ok());
    insta::assert_snapshot!(out);
}

#[test]
fn png_has_the_size_of_its_cells() {
    let bytes = png(&sample(), &style(), 2.0).expect("a small picture");
    let pixels = resvg::tiny_skia::Pixmap::decode_png(&bytes).expect("a PNG");
    assert_eq!(
        (pixels.width(), pixels.height()),
        (2 * (13 * 10 + 16), 2 * (3 * 20 + 16))
    );
}

#[test]
fn rules_join_from_cell_to_cell() {
    let buffer = Buffer::with_lines(["──────────"]);
    let bytes = png(&buffer, &style(), 2.0).expect("a small picture");
    let pixels = resvg::tiny_skia::Pixmap::decode_png(&bytes).expect("a PNG");
    let ink = |x: u32| pixels.pixel(x, 2 * 18).map(PremultipliedColorU8::red);
    assert!(
        (16..216).all(|x| ink(x) == Some(0xd8)),
        "{:?}",
        (16..216).map(ink).collect::<Vec<_>>()
    );
}

#[test]
fn impossible_sizes_are_refused() {
    for scale in [0.0, -1.0, f32::NAN, f32::INFINITY, 1e9] {
        assert!(
            matches!(
                png(&sample(), &style(), scale),
                Err(PictureError::Size { .. })
            ),
            "{scale}"
        );
    }
    let empty = Buffer::empty(Rect::new(0, 0, 0, 0));
    assert_eq!(text(&empty), "");
    assert!(png(&empty, &style(), 1.0).is_ok());
}

#[test]
fn reversed_and_dim_cells_have_their_colours() {
    let mut buffer = Buffer::with_lines(["ab"]);
    buffer.set_style(Rect::new(0, 0, 1, 1), Style::new().reversed());
    buffer.set_style(Rect::new(1, 0, 1, 1), Style::new().dim());
    let out = svg(&buffer, &style());
    assert!(out.contains("fill=\"#d8d8d8\" d=") && out.contains("fill=\"#7a7a7a\">b<"));
}
