use proptest::prelude::*;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::Rect;

use super::super::theme::{Depth, ThemeName};
use super::*;
use crate::content::detail::DetailContext;
use crate::content::{Tone, spans};
use crate::text::BidiMode;

fn theme() -> Theme {
    Theme::new(ThemeName::Dark, Depth::True, &[])
}

fn painted(columns: u16, x: u16, width: u16, line: &Line) -> Buffer {
    let mut buffer = Buffer::filled(Rect::new(0, 0, columns, 1), ratatui::buffer::Cell::new("."));
    paint_line(&mut buffer, x, 0, width, line, &theme());
    buffer
}

fn text(buffer: &Buffer) -> String {
    buffer
        .content()
        .iter()
        .map(ratatui::buffer::Cell::symbol)
        .collect()
}

#[test]
fn nothing_is_painted_outside_the_width() {
    let line = Line::default()
        .with("Aleppo", Tone::Strong)
        .with(" falls", Tone::Text);
    assert_eq!(text(&painted(12, 2, 8, &line)), "..Aleppo f..");
    assert_eq!(text(&painted(4, 2, 8, &line)), "..Al");
    assert_eq!(text(&painted(4, 9, 8, &line)), "....");
}

#[test]
fn a_wide_character_at_the_edge_becomes_a_blank() {
    let line = Line::default().with("a漢字", Tone::Text);
    assert_eq!(text(&painted(6, 0, 4, &line)), "a漢  ..");
    assert_eq!(text(&painted(6, 0, 5, &line)), "a漢 字 .");
}

#[test]
fn marks_of_control_characters_stand_out() {
    let line = Line {
        spans: spans("a\u{1b}b", Tone::Text),
    };
    let buffer = painted(3, 0, 3, &line);
    assert_eq!(text(&buffer), "a␛b");
    assert_ne!(buffer[(1, 0)].fg, buffer[(0, 0)].fg);
}

/// Records everything that a terminal would do besides showing characters.
#[derive(Default)]
struct Deeds(Vec<String>);

impl vt100::Callbacks for Deeds {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.0.push("bell".into());
    }
    fn visual_bell(&mut self, _: &mut vt100::Screen) {
        self.0.push("flash".into());
    }
    fn resize(&mut self, _: &mut vt100::Screen, _: (u16, u16)) {
        self.0.push("resize".into());
    }
    fn set_window_icon_name(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.0.push("icon".into());
    }
    fn set_window_title(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.0.push("title".into());
    }
    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], _: &[u8]) {
        self.0.push("clipboard".into());
    }
    fn paste_from_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.0.push("paste".into());
    }
    fn unhandled_char(&mut self, _: &mut vt100::Screen, c: char) {
        // vt100 reports U+FFFD and the C1 characters here; U+FFFD is harmless.
        if c != '\u{fffd}' {
            self.0.push(format!("char {c:?}"));
        }
    }
    fn unhandled_control(&mut self, _: &mut vt100::Screen, b: u8) {
        self.0.push(format!("control {b}"));
    }
    fn unhandled_escape(&mut self, _: &mut vt100::Screen, _: Option<u8>, _: Option<u8>, b: u8) {
        self.0.push(format!("escape {b}"));
    }
    fn unhandled_csi(
        &mut self,
        _: &mut vt100::Screen,
        _: Option<u8>,
        _: Option<u8>,
        params: &[&[u16]],
        c: char,
    ) {
        // `CSI 59 m`, the underline colour's reset, is ratatui's own.
        if !(c == 'm' && params.iter().all(|param| param[0] == 59)) {
            self.0.push(format!("csi {params:?} {c}"));
        }
    }
    fn unhandled_osc(&mut self, _: &mut vt100::Screen, _: &[&[u8]]) {
        self.0.push("osc".into());
    }
}

/// The bytes that a terminal gets for a frame that holds this text.
fn frame(data: &str) -> Vec<u8> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 60, 3));
    paint_line(
        &mut buffer,
        0,
        0,
        60,
        &Line {
            spans: spans(data, Tone::Quote),
        },
        &theme(),
    );
    let wrapped = crate::text::wrap(data, 60);
    for (y, text) in (1..3).zip(&wrapped) {
        let text = crate::text::visual(text.as_str(), crate::text::Direction::Auto);
        paint_text(&mut buffer, (0, y), 60, &text, Style::new());
    }
    bytes(&buffer)
}

/// What crossterm sends for a whole buffer.
fn bytes(buffer: &Buffer) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut backend = CrosstermBackend::new(&mut bytes);
    let cells = buffer.content().iter().enumerate().map(|(at, cell)| {
        let (x, y) = buffer.pos_of(at);
        (x, y, cell)
    });
    backend.draw(cells).expect("a vector takes all bytes");
    bytes
}

fn deeds(bytes: &[u8]) -> Vec<String> {
    let size = |cells| std::num::NonZero::new(cells).expect("not zero");
    let mut parser = vt100::Parser::new_with_callbacks(size(3), size(60), 0, Deeds::default());
    parser.process(bytes);
    parser.callbacks().0.clone()
}

#[test]
fn known_attacks_do_nothing() {
    for attack in [
        "\u{1b}]0;title\u{7}",
        "\u{1b}]52;c;aGk=\u{7}",
        "\u{9d}52;c;aGk=\u{9c}",
        "\u{1b}[2J\u{1b}[999;999H\u{1b}[6n",
        "\u{9b}2J",
        "\u{1b}P$q\"p\u{1b}\\",
        "\u{1b}]8;;http://evil/\u{1b}\\click\u{1b}]8;;\u{1b}\\",
        "\u{1b}c\u{e}\u{f}\u{5}\u{7}\u{8}\r\n\u{b}\u{c}\u{7f}",
        "\u{1b}]1337;File=:AAAA\u{7}",
    ] {
        assert_eq!(deeds(&frame(attack)), Vec::<String>::new(), "{attack:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_of_data_act_on_the_terminal(data in proptest::collection::vec(any::<u8>(), 0..300)) {
        let bytes = frame(&String::from_utf8_lossy(&data));
        prop_assert_eq!(deeds(&bytes), Vec::<String>::new());
    }

    #[test]
    fn no_characters_act_on_the_terminal(data in proptest::collection::vec(any::<char>(), 0..300)) {
        let bytes = frame(&String::from_iter(data));
        prop_assert_eq!(deeds(&bytes), Vec::<String>::new());
        prop_assert!(bytes.len() < 40 * 1024, "{}", bytes.len());
    }

    #[test]
    fn painting_never_leaves_its_area(data in any::<String>(), x in 0u16..90, y in 0u16..4, width in 0u16..90) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 60, 3));
        let end = paint_line(&mut buffer, x, y, width, &Line { spans: spans(&data, Tone::Text) }, &theme());
        prop_assert!(end <= x.saturating_add(width));
    }
}

/// A page of the detail pane as it is painted.
fn page(detail: &crate::analysis::EventDetail, depth: Depth) -> Buffer {
    let blocs = crate::content::detail::sample::blocs();
    let glyphs = crate::content::glyph::UNICODE;
    let context = DetailContext {
        width: 46,
        blocs: &blocs,
        glyphs: &glyphs,
        bidi: BidiMode::Own,
        selected: None,
    };
    let theme = Theme::new(ThemeName::Dark, depth, &blocs);
    let lines = crate::content::detail::view(detail, &context).lines;
    let mut buffer = Buffer::empty(Rect::new(0, 0, 46, 90));
    for (y, line) in (0..90).zip(&lines) {
        paint_line(&mut buffer, 0, y, 46, line, &theme);
    }
    buffer
}

#[test]
fn a_page_has_its_styles() {
    insta::assert_debug_snapshot!(page(
        &crate::content::detail::sample::detail(),
        Depth::Sixteen
    ));
}

#[test]
fn a_page_of_attacks_does_nothing() {
    let buffer = page(&crate::content::detail::sample::hostile(), Depth::True);
    let ansi = crate::picture::ansi(&buffer, Depth::True);
    assert_eq!(deeds(&bytes(&buffer)), Vec::<String>::new());
    assert_eq!(deeds(ansi.as_bytes()), Vec::<String>::new());
}

#[test]
fn a_flood_of_combining_marks_stays_small() {
    assert!(frame(&format!("a{}", "\u{301}".repeat(1_000_000))).len() < 16 * 1024);
}
