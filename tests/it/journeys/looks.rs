//! Screens in few colours: what has to be told apart is told apart by more than a colour.

use annals::picture::ansi;
use annals::runtime::{Headless, Look, Settings};
use annals::ui::glyph::GlyphSet;
use annals::ui::theme::{Depth, ThemeName};

use super::engine;

fn look(look: Look, size: (u16, u16), keys: &str) -> String {
    let settings = Settings {
        look,
        ..Settings::default()
    };
    let mut annals = Headless::new(engine(), size, settings);
    annals.keys(keys).expect("keys are written right");
    // Escapes as they can be read in a diff.
    ansi(&annals.screen(), look.depth).replace('\u{1b}', "␛")
}

fn sixteen(theme: ThemeName) -> Look {
    Look {
        theme,
        depth: Depth::Sixteen,
        ..Look::default()
    }
}

/// Two periods in lanes of blocs, with a brush over two days.
const BRUSHED: &str =
    "/date:2024-11-27..2024-11-30<Enter>C<C-u>date:2024-12-01..2024-12-04<Enter>2]jlbl";

#[test]
fn sixteen_colours() {
    for (name, keys) in [
        ("timeline", "jj"),
        ("brush", "bvlll"),
        ("map", "3"),
        ("compare", "Ckind:airstrike<Enter>jj"),
        ("compared_lanes", BRUSHED),
    ] {
        let screen = look(sixteen(ThemeName::Dark), (80, 24), keys);
        insta::assert_snapshot!(format!("sixteen_dark_{name}"), screen);
    }
    for (name, keys) in [
        ("lanes", "2jll"),
        ("lanes_of_blocs", "2]"),
        ("sources", "7jj"),
        ("compared_lanes", BRUSHED),
        ("compared_lanes_difference", &format!("{BRUSHED}v")),
    ] {
        let screen = look(sixteen(ThemeName::Light), (80, 24), keys);
        insta::assert_snapshot!(format!("sixteen_light_{name}"), screen);
    }
}

#[test]
fn no_colour_and_ascii() {
    let mono = Look {
        theme: ThemeName::Mono,
        depth: Depth::None,
        ..Look::default()
    };
    let ascii = Look {
        glyphs: GlyphSet::Ascii,
        ..mono
    };
    let screen = look(ascii, (80, 24), "jj");
    assert!(
        screen.is_ascii() || screen.replace('␛', "").is_ascii(),
        "{screen}"
    );
    insta::assert_snapshot!("mono_ascii_timeline", screen);
    for keys in ["1", "2", "3", "4", "5", "6", "7", "8"] {
        let screen = look(mono, (120, 40), keys);
        // Bold, dim, italic, underlined, reversed; no other parameter.
        let coloured = screen.split('␛').skip(1).any(|part| {
            let codes = part.trim_start_matches('[').split('m').next().unwrap_or("");
            codes.split(';').any(|code| code.len() > 1)
        });
        assert!(!coloured, "view {keys} has a colour");
    }
}
