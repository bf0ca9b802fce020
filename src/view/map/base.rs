//! Coasts and borders as dots: clipped to the window, and around the globe.

use super::canvas::Canvas;
use crate::geo::{DOTS, Grid, LineKind, Outline, UNITS, outlines};

/// A point in dots.
type Dot = (f64, f64);

/// Draws the lines of the layer that fits the distance.
pub(super) fn lines(canvas: &mut Canvas, grid: &Grid) {
    let Some(layer) = outlines().layer(grid.camera.step()) else {
        return;
    };
    let clip = Clip::of(canvas, grid);
    for (line, points) in layer.lines() {
        for around in [-360.0, 0.0, 360.0] {
            if seen(line, grid, around) {
                draw(canvas, grid, &clip, (line.kind, points, around));
            }
        }
    }
}

/// Whether a line, moved by so many degrees around the globe, may be in the window.
fn seen(line: &Outline, grid: &Grid, around: f64) -> bool {
    let (across, down) = grid.reach();
    let across = across.min(180.0);
    let middle = grid.camera.middle();
    let east = |units: i32| f64::from(units) / UNITS + around - middle.lon;
    let north = |units: i32| f64::from(units) / UNITS - middle.lat;
    east(line.least[0]) <= across
        && east(line.most[0]) >= -across
        && north(line.least[1]) <= down
        && north(line.most[1]) >= -down
}

fn draw(
    canvas: &mut Canvas,
    grid: &Grid,
    clip: &Clip,
    (kind, points, around): (LineKind, &[[i32; 2]], f64),
) {
    let middle = grid.camera.middle().lon;
    let dot = |&[x, y]: &[i32; 2]| {
        let east = f64::from(x) / UNITS + around - middle;
        grid.dot_from(east, f64::from(y) / UNITS)
    };
    let mut pen = Pen { kind, passed: 0 };
    for pair in points.windows(2) {
        if let Some((from, to)) = clip.segment(dot(&pair[0]), dot(&pair[1])) {
            pen.segment(canvas, from, to);
        }
    }
}

/// The window in dots.
struct Clip {
    least: Dot,
    most: Dot,
}

impl Clip {
    /// As far as the canvas and half of the globe reach.
    fn of(canvas: &Canvas, grid: &Grid) -> Self {
        let (west, _) = grid.dot_from(-180.0, 0.0);
        let (east, _) = grid.dot_from(180.0, 0.0);
        let wide = f64::from(canvas.columns) * f64::from(DOTS.0) - 1.0;
        let high = f64::from(canvas.rows) * f64::from(DOTS.1) - 1.0;
        Self {
            least: (west.max(0.0), 0.0),
            most: (east.min(wide), high),
        }
    }

    /// The part of a straight line that is inside (Liang and Barsky).
    fn segment(&self, from: Dot, to: Dot) -> Option<(Dot, Dot)> {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let sides = [
            (-dx, from.0 - self.least.0),
            (dx, self.most.0 - from.0),
            (-dy, from.1 - self.least.1),
            (dy, self.most.1 - from.1),
        ];
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        for (speed, room) in sides {
            if speed == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if speed < 0.0 {
                enters = enters.max(room / speed);
            } else {
                leaves = leaves.min(room / speed);
            }
        }
        let at = |share: f64| (from.0 + dx * share, from.1 + dy * share);
        (enters <= leaves).then(|| (at(enters), at(leaves)))
    }
}

/// Draws one line; what is dashed goes on over its corners.
struct Pen {
    kind: LineKind,
    passed: u32,
}

impl Pen {
    /// Dots from one to another (Bresenham).
    fn segment(&mut self, canvas: &mut Canvas, from: Dot, to: Dot) {
        let (mut x, mut y) = whole(from);
        let (end_x, end_y) = whole(to);
        let (wide, high) = ((end_x - x).abs(), (end_y - y).abs());
        let (right, down) = ((end_x - x).signum(), (end_y - y).signum());
        let stroke = self.stroke((wide, high), right * down);
        let mut off = wide - high;
        loop {
            self.dot(canvas, (x, y), stroke);
            if (x, y) == (end_x, end_y) {
                return;
            }
            let twice = 2 * off;
            if twice > -high {
                off -= high;
                x += right;
            }
            if twice < wide {
                off += wide;
                y += down;
            }
        }
    }

    /// Lesser lines have gaps, so that they are told from borders without a colour.
    fn dot(&mut self, canvas: &mut Canvas, at: (i32, i32), stroke: char) {
        let drawn = match self.kind {
            LineKind::Coast | LineKind::Border => true,
            LineKind::Disputed => self.passed % 6 < 3,
            LineKind::Region => self.passed.is_multiple_of(3),
        };
        self.passed = self.passed.wrapping_add(1);
        if drawn {
            canvas.dot(at, self.kind, stroke);
        }
    }

    /// The character that runs like a line of so many dots.
    fn stroke(&self, (wide, high): (i32, i32), falls: i32) -> char {
        match self.kind {
            LineKind::Region => '.',
            LineKind::Disputed => ':',
            _ if wide > 2 * high => '-',
            _ if high > 2 * wide => '|',
            _ if falls > 0 => '\\',
            _ => '/',
        }
    }
}

fn whole((x, y): Dot) -> (i32, i32) {
    #[expect(clippy::cast_possible_truncation, reason = "inside of the canvas")]
    let whole = (x.round() as i32, y.round() as i32);
    whole
}
