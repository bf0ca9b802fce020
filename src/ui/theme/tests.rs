use super::colour::{bloc, contrast, to_rgb};
use super::*;

fn info(colour: Option<&str>) -> BlocInfo {
    BlocInfo {
        id: "a".into(),
        name: "A".into(),
        colour: colour.map(Into::into),
        glyph: None,
        ascii: None,
    }
}

#[test]
fn colours_are_read_or_refused() {
    assert_eq!(parse_colour("#D55E00"), Some(Color::Rgb(0xd5, 0x5e, 0)));
    assert_eq!(parse_colour("Bright-Red"), Some(Color::LightRed));
    for bad in ["#D55E0", "#D55E0G", "#é55E0", "", "\u{1b}[31m", "#+5+5+5"] {
        assert_eq!(parse_colour(bad), None, "{bad:?}");
    }
}

#[test]
fn colours_are_fitted_to_the_terminal() {
    let orange = Color::Rgb(0xd5, 0x5e, 0x00);
    assert_eq!(Depth::True.fit(orange), orange);
    assert_eq!(Depth::Indexed.fit(orange), Color::Indexed(166));
    assert_eq!(Depth::Sixteen.fit(orange), Color::Red);
    assert_eq!(
        Depth::Sixteen.fit(Color::Rgb(0x99, 0x99, 0x99)),
        Color::DarkGray
    );
    assert_eq!(Depth::None.fit(orange), Color::Reset);
}

#[test]
fn blocs_stand_out_from_both_backgrounds() {
    for (theme, background) in [(ThemeName::Light, [255; 3]), (ThemeName::Dark, [0x1c; 3])] {
        for colour in [
            "#000000", "#ffffff", "#F0E442", "#0072B2", "#999999", "nonsense",
        ] {
            let shown = bloc(theme, Depth::True, 0, &info(Some(colour)));
            let shown = to_rgb(shown).expect("true colour");
            assert!(
                contrast(shown, background) >= 4.5,
                "{colour} on {theme:?}: {shown:?}"
            );
        }
    }
}

#[test]
fn without_colour_no_style_has_one() {
    let theme = Theme::new(ThemeName::Dark, Depth::None, &[info(Some("#ff0000"))]);
    let tones = [
        Tone::Text,
        Tone::Dim,
        Tone::Strong,
        Tone::Heading,
        Tone::Accent,
        Tone::Bloc(0),
        Tone::Bloc(9),
        Tone::NoBloc,
        Tone::Warning,
        Tone::Error,
        Tone::Match,
        Tone::Quote,
        Tone::Mark,
        Tone::Rule,
    ];
    for tone in tones {
        let style = theme.style(tone);
        assert_eq!((style.fg, style.bg), (None, None), "{tone:?}");
    }
    assert_eq!(theme.selection(true).bg, None);
    assert_ne!(theme.border(true), theme.border(false));
}

#[test]
fn names_are_read_back() {
    assert!(
        ThemeName::ALL
            .iter()
            .all(|theme| ThemeName::from_slug(theme.slug()) == Some(*theme))
    );
}
