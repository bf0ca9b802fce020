//! Borders, blocks and Braille as shapes that fill their cell exactly.

/// A filled rectangle within a cell, in units of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    /// 0 to 1; the shades let the paper through.
    pub(super) opacity: f32,
}

/// Size of a cell.
pub(super) const WIDTH: f32 = 10.0;
/// Size of a cell.
pub(super) const HEIGHT: f32 = 20.0;

/// The shapes of a character, if it is drawn with shapes.
pub(super) fn shapes(c: char) -> Option<Vec<Rect>> {
    let code = u32::from(c);
    match code {
        0x2500..=0x2503 | 0x250c..=0x254b | 0x256d..=0x2570 | 0x2574..=0x257f => {
            Some(lines(arms(code)?))
        }
        0x2580..=0x259f => Some(block(code)),
        0x2801..=0x28ff => Some(braille(code - 0x2800)),
        _ => None,
    }
}

/// Thickness of the line to the left, right, top and bottom: none, light, heavy.
type Arms = [u8; 4];

fn arms(code: u32) -> Option<Arms> {
    match code {
        0x2500 => Some([1, 1, 0, 0]),
        0x2501 => Some([2, 2, 0, 0]),
        0x2502 => Some([0, 0, 1, 1]),
        0x2503 => Some([0, 0, 2, 2]),
        // Round corners are drawn square: at this size they can hardly be told apart.
        0x256d => arms(0x250c),
        0x256e => arms(0x2510),
        0x256f => arms(0x2518),
        0x2570 => arms(0x2514),
        0x250c..=0x254b => digits(CORNERS_TEES_CROSSES.get(usize::try_from(code - 0x250c).ok()?)?),
        0x2574..=0x257f => digits(HALVES.get(usize::try_from(code - 0x2574).ok()?)?),
        _ => None,
    }
}

fn digits(text: &str) -> Option<Arms> {
    <Arms>::try_from(text.as_bytes())
        .ok()
        .map(|arms| arms.map(|digit| digit - b'0'))
}

/// From U+250C on: left, right, top, bottom.
const CORNERS_TEES_CROSSES: [&str; 64] = [
    "0101", "0201", "0102", "0202", "1001", "2001", "1002", "2002", "0110", "0210", "0120", "0220",
    "1010", "2010", "1020", "2020", "0111", "0211", "0121", "0112", "0122", "0221", "0212", "0222",
    "1011", "2011", "1021", "1012", "1022", "2021", "2012", "2022", "1101", "2101", "1201", "2201",
    "1102", "2102", "1202", "2202", "1110", "2110", "1210", "2210", "1120", "2120", "1220", "2220",
    "1111", "2111", "1211", "2211", "1121", "1112", "1122", "2121", "1221", "2112", "1212", "2221",
    "2212", "2122", "1222", "2222",
];

/// From U+2574 on.
const HALVES: [&str; 12] = [
    "1000", "0010", "0100", "0001", "2000", "0020", "0200", "0002", "1200", "0012", "2100", "0021",
];

fn lines([left, right, top, bottom]: Arms) -> Vec<Rect> {
    let (x, y) = (WIDTH / 2.0, HEIGHT / 2.0);
    let thick = |arm: u8| if arm == 2 { 3.0 } else { 1.0 };
    // Each arm reaches past the centre by half of what crosses it, so that corners are full.
    let over = |a: u8, b: u8| {
        if a.max(b) == 0 {
            0.0
        } else {
            thick(a.max(b)) / 2.0
        }
    };
    let (across, along) = (over(top, bottom), over(left, right));
    let solid = |x, y, width, height| Rect {
        x,
        y,
        width,
        height,
        opacity: 1.0,
    };
    let mut rects = Vec::new();
    let mut arm = |thickness: u8, rect: Rect| rects.extend((thickness > 0).then_some(rect));
    arm(
        left,
        solid(0.0, y - thick(left) / 2.0, x + across, thick(left)),
    );
    arm(
        right,
        solid(
            x - across,
            y - thick(right) / 2.0,
            WIDTH - x + across,
            thick(right),
        ),
    );
    arm(top, solid(x - thick(top) / 2.0, 0.0, thick(top), y + along));
    arm(
        bottom,
        solid(
            x - thick(bottom) / 2.0,
            y - along,
            thick(bottom),
            HEIGHT - y + along,
        ),
    );
    rects
}

fn block(code: u32) -> Vec<Rect> {
    let part = |x: f32, y: f32, width: f32, height: f32| Rect {
        x: x * WIDTH,
        y: y * HEIGHT,
        width: width * WIDTH,
        height: height * HEIGHT,
        opacity: 1.0,
    };
    let shade = |opacity| {
        vec![Rect {
            opacity,
            ..part(0.0, 0.0, 1.0, 1.0)
        }]
    };
    let eighths = |count: u32| count as f32 / 8.0;
    match code {
        0x2580 => vec![part(0.0, 0.0, 1.0, 0.5)],
        0x2581..=0x2588 => vec![part(
            0.0,
            1.0 - eighths(code - 0x2580),
            1.0,
            eighths(code - 0x2580),
        )],
        0x2589..=0x258f => vec![part(0.0, 0.0, eighths(0x2590 - code), 1.0)],
        0x2590 => vec![part(0.5, 0.0, 0.5, 1.0)],
        0x2591 => shade(0.25),
        0x2592 => shade(0.5),
        0x2593 => shade(0.75),
        0x2594 => vec![part(0.0, 0.0, 1.0, 0.125)],
        0x2595 => vec![part(0.875, 0.0, 0.125, 1.0)],
        _ => quadrants(code)
            .into_iter()
            .map(|(x, y)| part(x, y, 0.5, 0.5))
            .collect(),
    }
}

/// The quarters that U+2596 to U+259F fill, by their upper left corners.
fn quadrants(code: u32) -> Vec<(f32, f32)> {
    const CORNERS: [(f32, f32); 4] = [(0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)];
    const FILLED: [u8; 10] = [
        0b0100, 0b1000, 0b0001, 0b1101, 0b1001, 0b0111, 0b1011, 0b0010, 0b0110, 0b1110,
    ];
    let filled = usize::try_from(code.saturating_sub(0x2596))
        .ok()
        .and_then(|at| FILLED.get(at))
        .copied()
        .unwrap_or(0);
    CORNERS
        .into_iter()
        .enumerate()
        .filter(|(at, _)| filled >> at & 1 == 1)
        .map(|(_, corner)| corner)
        .collect()
}

/// Dots of Braille, two by four; bits 0 to 2 and 6 are the left column, 3 to 5 and 7 the right one.
fn braille(dots: u32) -> Vec<Rect> {
    const PLACES: [(u8, u8); 8] = [
        (0, 0),
        (0, 1),
        (0, 2),
        (1, 0),
        (1, 1),
        (1, 2),
        (0, 3),
        (1, 3),
    ];
    let (across, down, side) = (WIDTH / 2.0, HEIGHT / 4.0, 2.5);
    let dot = |(column, row): (u8, u8)| Rect {
        x: across * f32::from(column) + (across - side) / 2.0,
        y: down * f32::from(row) + (down - side) / 2.0,
        width: side,
        height: side,
        opacity: 1.0,
    };
    PLACES
        .into_iter()
        .enumerate()
        .filter(|(bit, _)| dots >> bit & 1 == 1)
        .map(|(_, place)| dot(place))
        .collect()
}
