//! Screens at the sizes that matter, as text.

use super::fake::{Fake, picture, picture_with};
use crate::content::glyph::{GlyphSet, Glyphs};
use crate::ui::theme::{Depth, ThemeName};

fn shows(name: &str, width: u16, height: u16, keys: &str) {
    let mut fake = Fake::new(width, height);
    fake.keys(keys);
    insta::assert_snapshot!(name, picture(&fake.state));
}

#[test]
fn sizes() {
    for (width, height) in [(200, 60), (120, 40), (80, 24), (60, 15), (40, 10), (10, 3)] {
        shows(&format!("timeline_{width}x{height}"), width, height, "j j");
    }
}

#[test]
fn overlays() {
    shows("help_80x24", 80, 24, "?");
    shows("palette_80x24", 80, 24, ": d i s p");
    shows("picker_80x24", 80, 24, "a");
    shows("prompt_80x24", 80, 24, "K 2 0 x");
    shows("following_80x24", 80, 24, "f");
    shows("copy_80x24", 80, 24, "Y");
    shows("completion_80x24", 80, 24, "/ a");
    shows("mistake_80x24", 80, 24, "/ b a d :");
}

#[test]
fn panes() {
    shows("detail_80x24", 80, 24, "enter tab");
    shows("facets_80x24", 80, 24, "F j j");
    shows("histogram_120x40", 120, 40, "b v l l");
    shows("no_match_80x24", 80, 24, "/ q q q enter");
}

#[test]
fn no_events() {
    let fake = Fake::with(0, 80, 24);
    insta::assert_snapshot!("no_events_80x24", picture(&fake.state));
}

#[test]
fn ascii_without_colour() {
    let mut fake = Fake::new(80, 24);
    fake.state.glyphs = Glyphs::new(GlyphSet::Ascii);
    fake.state.catalog = std::sync::Arc::new(super::fake::catalog(60));
    let text = picture_with(&fake.state, ThemeName::Mono, Depth::None);
    let ours = text.replace(['ح', 'ل', 'ب', '…'], "");
    assert!(
        ours.chars()
            .all(|c| c.is_ascii() || !c.is_ascii_graphic() && c as u32 > 0x600),
        "{text}"
    );
    insta::assert_snapshot!("ascii_80x24", text);
}
