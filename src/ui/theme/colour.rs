//! Colours of the dataset and of the themes, fitted to the terminal and to its background.

use ratatui::style::Color;

use super::ThemeName;
use crate::analysis::BlocInfo;

/// How many colours a terminal shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Depth {
    /// None: `NO_COLOR`, `TERM=dumb`.
    None,
    /// The sixteen of the terminal.
    #[default]
    Sixteen,
    /// 256.
    Indexed,
    /// 24 bits.
    True,
}

impl Depth {
    /// The nearest colour that the terminal has; `Reset` when it has none.
    #[must_use]
    pub fn fit(self, colour: Color) -> Color {
        match (self, colour) {
            (Self::None, _) => Color::Reset,
            (Self::Indexed, Color::Rgb(r, g, b)) => Color::Indexed(nearest_of_256([r, g, b])),
            (Self::Sixteen, Color::Rgb(r, g, b)) => nearest_of_16([r, g, b]),
            _ => colour,
        }
    }
}

/// `#rrggbb`, or the name of one of the sixteen terminal colours.
#[must_use]
pub fn parse_colour(text: &str) -> Option<Color> {
    let Some(hex) = text.strip_prefix('#') else {
        return named(text);
    };
    let channel = |at: usize| {
        hex.get(at..at + 2)
            .and_then(|two| u8::from_str_radix(two, 16).ok())
    };
    let plain = hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit());
    plain.then(|| Some(Color::Rgb(channel(0)?, channel(2)?, channel(4)?)))?
}

/// The colour of a bloc that has none or a bad one: Okabe and Ito's eight, told apart by all kinds of eyes.
const FALLBACK: [[u8; 3]; 8] = [
    [0xd5, 0x5e, 0x00],
    [0x00, 0x9e, 0x73],
    [0xf0, 0xe4, 0x42],
    [0xe6, 0x9f, 0x00],
    [0xcc, 0x79, 0xa7],
    [0x56, 0xb4, 0xe9],
    [0x99, 0x99, 0x99],
    [0x00, 0x72, 0xb2],
];

/// The blocs' colours on this background.
pub(super) fn blocs(theme: ThemeName, depth: Depth, blocs: &[BlocInfo]) -> Vec<Color> {
    let colours = blocs.iter().enumerate();
    let colours: Vec<Color> = colours
        .map(|(place, info)| bloc(theme, place, info))
        .collect();
    match depth {
        Depth::Sixteen => apart(theme, &colours),
        _ => colours
            .into_iter()
            .map(|colour| depth.fit(colour))
            .collect(),
    }
}

/// A bloc's colour in 24 bits, or the one of the terminal that the dataset names.
fn bloc(theme: ThemeName, place: usize, info: &BlocInfo) -> Color {
    let [r, g, b] = FALLBACK[place % FALLBACK.len()];
    match info
        .colour
        .as_deref()
        .and_then(parse_colour)
        .unwrap_or(Color::Rgb(r, g, b))
    {
        Color::Rgb(r, g, b) => {
            let [r, g, b] = readable([r, g, b], theme);
            Color::Rgb(r, g, b)
        }
        named => named,
    }
}

/// Of the sixteen the nearest for each; but one that no other bloc has is taken before a nearer one, and the accent never: a bloc would look
/// like what is pointed at. Where hues run out, a bright one stands beside the plain one, and then marks tell blocs apart.
fn apart(theme: ThemeName, colours: &[Color]) -> Vec<Color> {
    let mut taken: Vec<Color> = Vec::new();
    for &colour in colours {
        let fitted = match colour {
            Color::Rgb(r, g, b) if !is_grey([r, g, b]) => free(theme, [r, g, b], &taken),
            named if hue(named) == accent_hue(theme) => {
                to_rgb(named).map_or(named, |rgb| free(theme, rgb, &taken))
            }
            other => Depth::Sixteen.fit(other),
        };
        taken.push(fitted);
    }
    taken
}

/// How much farther than it is a colour counts whose hue is another bloc's: more than all hues lie apart.
const OF_ANOTHER: u32 = 1_000_000;

/// The hue of what is pointed at.
fn accent_hue(theme: ThemeName) -> Color {
    hue(accent(theme, Depth::Sixteen, Color::Cyan))
}

fn free(theme: ThemeName, rgb: [u8; 3], taken: &[Color]) -> Color {
    // On dark paper the blue of most palettes cannot be read, and on white paper no light colour can.
    let unread = match theme {
        ThemeName::Light => LIGHT,
        _ => &[Color::Blue],
    };
    let accented = |colour: Color| hue(colour) == accent_hue(theme);
    let far = |colour: Color, of: [u8; 3]| {
        let used = taken.iter().filter(|other| hue(**other) == hue(colour));
        let mut far = distance(of, rgb);
        far += OF_ANOTHER * u32::try_from(used.count()).unwrap_or(0);
        far + if taken.contains(&colour) {
            OF_ANOTHER
        } else {
            0
        }
    };
    let fits = SIXTEEN
        .iter()
        .filter(|(_, colour, of)| !is_grey(*of) && !unread.contains(colour) && !accented(*colour));
    fits.min_by_key(|(_, colour, of)| far(*colour, *of))
        .map_or(Color::Gray, |(_, colour, _)| *colour)
}

const LIGHT: &[Color] = &[
    Color::Yellow,
    Color::LightYellow,
    Color::LightGreen,
    Color::LightCyan,
];

/// The plain one of a colour and its bright sister.
fn hue(colour: Color) -> Color {
    match colour {
        Color::LightRed => Color::Red,
        Color::LightGreen => Color::Green,
        Color::LightYellow => Color::Yellow,
        Color::LightBlue => Color::Blue,
        Color::LightMagenta => Color::Magenta,
        Color::LightCyan => Color::Cyan,
        plain => plain,
    }
}

fn is_grey(rgb: [u8; 3]) -> bool {
    let spread = rgb.iter().max().unwrap_or(&0) - rgb.iter().min().unwrap_or(&0);
    spread < 40
}

/// One of the terminal's colours as the theme shows it. The sixteen are the terminal owner's choice; on 24 bits a light
/// theme darkens them, since most palettes are made for dark backgrounds.
pub(super) fn accent(theme: ThemeName, depth: Depth, colour: Color) -> Color {
    let rgb = match (theme, colour) {
        (ThemeName::Light, Color::Cyan) => [0x00, 0x5f, 0x87],
        (ThemeName::Light, Color::Yellow) => [0x87, 0x5f, 0x00],
        (ThemeName::Light, Color::Red) => [0xaf, 0x00, 0x00],
        (ThemeName::Light, Color::Magenta) => [0x87, 0x00, 0x87],
        (ThemeName::HighContrast, Color::Cyan) => return Color::LightCyan,
        (ThemeName::HighContrast, Color::Yellow) => return Color::LightYellow,
        (ThemeName::HighContrast, Color::Red) => return Color::LightRed,
        (ThemeName::HighContrast, Color::Magenta) => return Color::LightMagenta,
        _ => return colour,
    };
    // In sixteen colours yellow on white cannot be read whatever the palette; brown does not exist. Red warns as well.
    match (depth, colour) {
        (Depth::Sixteen, Color::Yellow) => Color::Red,
        (Depth::Sixteen, Color::Cyan) => Color::Blue,
        (Depth::Sixteen, _) => colour,
        _ => depth.fit(Color::Rgb(rgb[0], rgb[1], rgb[2])),
    }
}

/// The colour, mixed with black or white until its contrast with the background is 4.5 (WCAG 2, text).
fn readable(colour: [u8; 3], theme: ThemeName) -> [u8; 3] {
    let (background, ink) = if theme == ThemeName::Light {
        ([255; 3], 0)
    } else {
        ([0x1c; 3], 255)
    };
    let mixed = |step: u16| colour.map(|c| mix(c, ink, step));
    (0..=20)
        .map(mixed)
        .find(|c| contrast(*c, background) >= 4.5)
        .unwrap_or([ink; 3])
}

/// `step` twentieths of the way from `a` to `b`.
fn mix(a: u8, b: u8, step: u16) -> u8 {
    let sum = u16::from(a) * (20 - step) + u16::from(b) * step;
    u8::try_from(sum / 20).unwrap_or(b)
}

/// Contrast ratio of WCAG 2, 1 to 21.
pub(super) fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let linear = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.040_45 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
}

const SIXTEEN: [(&str, Color, [u8; 3]); 16] = [
    ("black", Color::Black, [0, 0, 0]),
    ("red", Color::Red, [205, 0, 0]),
    ("green", Color::Green, [0, 205, 0]),
    ("yellow", Color::Yellow, [205, 205, 0]),
    ("blue", Color::Blue, [0, 0, 238]),
    ("magenta", Color::Magenta, [205, 0, 205]),
    ("cyan", Color::Cyan, [0, 205, 205]),
    ("white", Color::Gray, [229, 229, 229]),
    ("bright_black", Color::DarkGray, [127, 127, 127]),
    ("bright_red", Color::LightRed, [255, 0, 0]),
    ("bright_green", Color::LightGreen, [0, 255, 0]),
    ("bright_yellow", Color::LightYellow, [255, 255, 0]),
    ("bright_blue", Color::LightBlue, [92, 92, 255]),
    ("bright_magenta", Color::LightMagenta, [255, 0, 255]),
    ("bright_cyan", Color::LightCyan, [0, 255, 255]),
    ("bright_white", Color::White, [255, 255, 255]),
];

fn named(text: &str) -> Option<Color> {
    let name = text.to_ascii_lowercase().replace('-', "_");
    SIXTEEN
        .iter()
        .find(|(known, ..)| *known == name)
        .map(|(_, colour, _)| *colour)
}

/// What a colour looks like in a picture, where there is no palette of the terminal's.
#[must_use]
pub(crate) fn to_rgb(colour: Color) -> Option<[u8; 3]> {
    match colour {
        Color::Reset => None,
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(index) => Some(indexed(index)),
        named => SIXTEEN
            .iter()
            .find(|(_, colour, _)| *colour == named)
            .map(|(.., rgb)| *rgb),
    }
}

/// The parts that colours of the cube have.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

fn indexed(index: u8) -> [u8; 3] {
    match index {
        0..=15 => SIXTEEN[usize::from(index)].2,
        16..=231 => {
            let cube = usize::from(index - 16);
            [STEPS[cube / 36], STEPS[cube / 6 % 6], STEPS[cube % 6]]
        }
        _ => [8 + 10 * (index - 232); 3],
    }
}

fn nearest_of_256(colour: [u8; 3]) -> u8 {
    // The first sixteen differ from terminal to terminal. Of the cube the nearest by each part is the nearest by all.
    let step = |part: u8| (0..6).min_by_key(|&at| STEPS[usize::from(at)].abs_diff(part));
    let cube = colour
        .iter()
        .fold(0, |cube, &part| cube * 6 + step(part).unwrap_or(0));
    std::iter::once(16 + cube)
        .chain(232..=255)
        .min_by_key(|index| distance(indexed(*index), colour))
        .unwrap_or(16)
}

/// The nearest by hue; black, white and greys only for colours that are grey themselves.
fn nearest_of_16(colour: [u8; 3]) -> Color {
    let fits = SIXTEEN
        .iter()
        .filter(|(.., rgb)| is_grey(*rgb) == is_grey(colour));
    fits.min_by_key(|(.., rgb)| distance(*rgb, colour))
        .map_or(Color::Gray, |(_, colour, _)| *colour)
}

fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    // Weighted as the eye does, roughly: green counts most.
    let part = |at: usize, weight: u32| weight * u32::from(a[at].abs_diff(b[at])).pow(2);
    part(0, 3) + part(1, 4) + part(2, 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_of_256_is_that_of_all() {
        let parts = || (0..=255).step_by(17);
        let colours =
            parts().flat_map(|r| parts().flat_map(move |g| parts().map(move |b| [r, g, b])));
        for colour in colours.chain([[0x94; 3], [0x5f; 3], [0x5f, 0x5e, 0x60]]) {
            let of_all = (16..=255).min_by_key(|index| distance(indexed(*index), colour));
            assert_eq!(Some(nearest_of_256(colour)), of_all, "{colour:?}");
        }
    }
}
