use super::colour::{blocs, contrast, to_rgb};
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
            let shown = blocs(theme, Depth::True, &[info(Some(colour))]);
            let shown = to_rgb(shown[0]).expect("true colour");
            assert!(
                contrast(shown, background) >= 4.5,
                "{colour} on {theme:?}: {shown:?}"
            );
        }
    }
}

#[test]
fn in_sixteen_colours_no_two_blocs_have_the_same() {
    for theme in [ThemeName::Dark, ThemeName::Light] {
        let shown = blocs(theme, Depth::Sixteen, &SIX.map(|colour| info(Some(colour))));
        assert_eq!(shown[..2], [Color::Red, Color::Green], "{theme:?}");
        for (at, colour) in shown.iter().enumerate() {
            assert!(!shown[..at].contains(colour), "{theme:?}: {shown:?}");
        }
    }
}

const SIX: [&str; 6] = [
    "#D55E00", "#009E73", "#F0E442", "#E69F00", "#0072B2", "#56B4E9",
];

#[test]
fn in_sixteen_colours_no_bloc_looks_like_the_accent() {
    let named = [
        "cyan",
        "bright_cyan",
        "blue",
        "bright_blue",
        "#00ffff",
        "#0000ff",
    ];
    let infos: Vec<BlocInfo> = SIX
        .iter()
        .chain(&named)
        .map(|one| info(Some(one)))
        .collect();
    for (name, accents) in [
        (ThemeName::Dark, [Color::Cyan, Color::LightCyan]),
        (ThemeName::HighContrast, [Color::Cyan, Color::LightCyan]),
        (ThemeName::Light, [Color::Blue, Color::LightBlue]),
    ] {
        let theme = Theme::new(name, Depth::Sixteen, &infos);
        let accent = theme.style(Tone::Accent).fg.expect("a colour");
        assert!(accents.contains(&accent), "{name:?}");
        for place in 0..infos.len() {
            let bloc = theme.style(Tone::Bloc(place)).fg.expect("a colour");
            assert!(!accents.contains(&bloc), "{name:?}: {place} is {bloc:?}");
        }
    }
}

#[test]
fn a_selected_row_is_reversed_as_a_whole() {
    for depth in [Depth::None, Depth::Sixteen] {
        let theme = Theme::new(ThemeName::Dark, depth, &[info(Some("#ff0000"))]);
        let mut cell = ratatui::buffer::Cell::default();
        cell.set_style(theme.style(Tone::Bloc(0)));
        cell.set_style(theme.style(Tone::Dim));
        cell.set_style(theme.selection(true));
        assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
        assert_eq!(cell.modifier, Modifier::REVERSED, "{depth:?}");
    }
}

#[test]
fn a_cell_that_is_pointed_at_keeps_its_mark() {
    for (name, depth) in [
        (ThemeName::Dark, Depth::Sixteen),
        (ThemeName::Light, Depth::Sixteen),
        (ThemeName::HighContrast, Depth::True),
    ] {
        let pointed = Theme::new(name, depth, &[]).pointed(true);
        assert!(
            !pointed.add_modifier.contains(Modifier::REVERSED),
            "{name:?}"
        );
        assert_ne!(pointed.fg, pointed.bg, "{name:?}");
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
    assert_eq!(theme.selection(true).bg, Some(Color::Reset));
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
