//! Makes `assets/outlines.bin`, the borders and coasts of the map, from Natural Earth.
//!
//! ```text
//! cargo run --release --example outlines -- FOLDER
//! ```
//!
//! FOLDER holds `ne10m_admin1_simplified.geojson.gz`, `ne10m_admin0_simplified.geojson.gz` and `ne10m_disputed_borders.geojson.gz`
//! (see `assets/README.md`). First-level regions share the points of their sides: a side of one region alone is a coast, of two
//! regions of two countries a border, of two regions of one country a line between regions. What belongs together is laid end to
//! end, and simplified once for each layer. The form of the file is told in `src/geo/outlines.rs`.
#![expect(clippy::print_stdout, reason = "an example prints")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::fs::File;
use std::path::{Path, PathBuf};

use annals::geo::{Drawn, LineKind, UNITS, encode};
use flate2::read::GzDecoder;
use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A point in ten-thousandths of a degree, as the files have them: longitude, latitude.
type Point = (i32, i32);

/// A line of one kind.
type Line = (LineKind, Vec<Point>);

/// The layers from fine to coarse: how far a line may be moved, in degrees. See `annals::geo::TOLERANCES`.
const LAYERS: [f64; 3] = annals::geo::TOLERANCES;

/// A ten-thousandth of a degree.
const SCALE: f64 = 1e4;

fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or("which folder has the files of Natural Earth?")?;
    let mut lines = chained(&sides(&read(&folder, "ne10m_admin1_simplified")?));
    lines.extend(disputed(&read(&folder, "ne10m_disputed_borders")?));
    let layers: Vec<_> = LAYERS.iter().map(|&far| layer(&lines, far)).collect();
    let names = names(&read(&folder, "ne10m_admin0_simplified")?);
    let bytes = encode(&layers, &names);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/outlines.bin");
    std::fs::write(&path, &bytes)?;
    for (lines, far) in layers.iter().zip(LAYERS) {
        let points: usize = lines.iter().map(|(_, points)| points.len()).sum();
        println!("{far}°: {} lines, {points} points", lines.len());
    }
    println!("{} names, {} bytes", names.len(), bytes.len());
    Ok(())
}

fn read(folder: &Path, name: &str) -> Result<Value> {
    let file = File::open(folder.join(format!("{name}.geojson.gz")))?;
    Ok(serde_json::from_reader(GzDecoder::new(file))?)
}

fn features(file: &Value) -> impl Iterator<Item = &Value> {
    file["features"].as_array().into_iter().flatten()
}

fn points(ring: &Value) -> Vec<Point> {
    let whole = |value: &Value| {
        #[expect(clippy::cast_possible_truncation, reason = "degrees are small")]
        let whole = (value.as_f64().unwrap_or(0.0) * SCALE).round() as i32;
        whole
    };
    let pairs = ring.as_array().into_iter().flatten();
    let mut points: Vec<Point> = pairs
        .map(|pair| (whole(&pair[0]), whole(&pair[1])))
        .collect();
    points.dedup();
    points
}

/// The rings of the polygons of a feature.
fn rings(feature: &Value) -> impl Iterator<Item = Vec<Point>> + '_ {
    let polygons = feature["geometry"]["coordinates"].as_array();
    let rings = polygons.into_iter().flatten();
    rings.flat_map(|polygon| polygon.as_array().into_iter().flatten().map(points))
}

/// Every side of the regions with what it is.
fn sides(regions: &Value) -> BTreeMap<(Point, Point), LineKind> {
    let mut owners: BTreeMap<(Point, Point), Vec<&str>> = BTreeMap::new();
    for feature in features(regions) {
        let country = feature["properties"]["adm0_a3"]
            .as_str()
            .unwrap_or_default();
        for ring in rings(feature) {
            for pair in ring.windows(2) {
                let side = (pair[0].min(pair[1]), pair[0].max(pair[1]));
                owners.entry(side).or_default().push(country);
            }
        }
    }
    let kind = |owners: &[&str]| match owners {
        [_] => LineKind::Coast,
        [first, rest @ ..] if rest.iter().any(|other| other != first) => LineKind::Border,
        _ => LineKind::Region,
    };
    owners.retain(|side, _| !is_seam(*side));
    owners
        .into_iter()
        .map(|(side, owners)| (side, kind(&owners)))
        .collect()
}

/// Where the map of the source was cut: along the date line and at the south pole.
fn is_seam(((ax, ay), (bx, by)): (Point, Point)) -> bool {
    let edge = 1_799_900;
    (ax.abs() >= edge && bx.abs() >= edge) || (ay <= -899_000 && by <= -899_000)
}

/// Sides of one kind end to end, from where three meet to where three meet, or around.
fn chained(sides: &BTreeMap<(Point, Point), LineKind>) -> Vec<Line> {
    let mut lines = Vec::new();
    for kind in [LineKind::Coast, LineKind::Border, LineKind::Region] {
        let mut beside: HashMap<Point, BTreeSet<Point>> = HashMap::new();
        let mut starts = BTreeSet::new();
        for (&(a, b), _) in sides.iter().filter(|(_, other)| **other == kind) {
            beside.entry(a).or_default().insert(b);
            beside.entry(b).or_default().insert(a);
            starts.extend([a, b]);
        }
        let ends: Vec<Point> = starts
            .iter()
            .copied()
            .filter(|at| beside[at].len() != 2)
            .collect();
        for at in ends.into_iter().chain(starts) {
            while let Some(line) = walk(&mut beside, at) {
                lines.push((kind, line));
            }
        }
    }
    lines
}

/// Takes the sides of one line from a point on.
fn walk(beside: &mut HashMap<Point, BTreeSet<Point>>, start: Point) -> Option<Vec<Point>> {
    let mut line = vec![start];
    let mut at = start;
    while let Some(next) = beside.get_mut(&at).and_then(BTreeSet::pop_first) {
        let back = beside.get_mut(&next)?;
        back.remove(&at);
        line.push(next);
        at = next;
        if back.len() != 1 {
            break;
        }
    }
    (line.len() > 1).then_some(line)
}

fn disputed(file: &Value) -> Vec<Line> {
    let parts = features(file).flat_map(|feature| {
        let parts = feature["geometry"]["coordinates"].as_array();
        parts.into_iter().flatten().map(points)
    });
    parts
        .filter(|line| line.len() > 1)
        .map(|line| (LineKind::Disputed, line))
        .collect()
}

/// The lines as they are seen from so far that a move of `far` degrees does not show.
fn layer(lines: &[Line], far: f64) -> Vec<Drawn> {
    let coarse = far > 0.2;
    let seen = |(kind, line): &&Line| {
        !(coarse && matches!(kind, LineKind::Region | LineKind::Disputed))
            && reach(line) >= far * 1.5
    };
    let made = |(kind, line): &Line| {
        let mut points: Vec<[i32; 2]> = simplified(line, far).into_iter().map(units).collect();
        points.dedup();
        (*kind, points)
    };
    let made = lines.iter().filter(seen).map(made);
    made.filter(|(_, points)| points.len() > 1).collect()
}

/// How far a line reaches in degrees of a great circle.
fn reach(line: &[Point]) -> f64 {
    let span = |of: fn(&Point) -> i32| {
        let (least, most) = (line.iter().map(of).min(), line.iter().map(of).max());
        f64::from(most.unwrap_or(0) - least.unwrap_or(0)) / SCALE
    };
    (span(|at| at.0) * shrink(line[0])).max(span(|at| at.1))
}

/// How much shorter a degree of longitude is there than a degree of latitude.
fn shrink(at: Point) -> f64 {
    (f64::from(at.1) / SCALE).to_radians().cos().max(0.05)
}

/// The line without the points that a straight line may leave out (Douglas and Peucker).
fn simplified(line: &[Point], far: f64) -> Vec<Point> {
    let mut kept = vec![false; line.len()];
    // A ring is cut at the point that is farthest from its start, or nothing would be left of it.
    let last = line.len() - 1;
    let middle = if line[0] == line[last] {
        (0..last).max_by(|&a, &b| apart(line[0], line[a]).total_cmp(&apart(line[0], line[b])))
    } else {
        None
    };
    let mut runs = match middle {
        Some(middle) if middle > 0 => vec![(0, middle), (middle, last)],
        _ => vec![(0, last)],
    };
    while let Some((from, to)) = runs.pop() {
        kept[from] = true;
        kept[to] = true;
        let off = |at: &usize| beside(line[*at], line[from], line[to]);
        let farthest = (from + 1..to).max_by(|a, b| off(a).total_cmp(&off(b)));
        if let Some(at) = farthest.filter(|at| off(at) > far) {
            runs.extend([(from, at), (at, to)]);
        }
    }
    let kept = line.iter().zip(kept);
    kept.filter(|(_, kept)| *kept).map(|(at, _)| *at).collect()
}

fn apart(a: Point, b: Point) -> f64 {
    let (x, y) = flat(a, b);
    x.hypot(y)
}

/// From one point to another in degrees of a great circle.
fn flat(from: Point, to: Point) -> (f64, f64) {
    let x = f64::from(to.0 - from.0) / SCALE * shrink(from);
    (x, f64::from(to.1 - from.1) / SCALE)
}

/// How far a point is from a straight line.
fn beside(at: Point, from: Point, to: Point) -> f64 {
    let (line, to_point) = (flat(from, to), flat(from, at));
    let length = line.0.hypot(line.1);
    if length == 0.0 {
        return to_point.0.hypot(to_point.1);
    }
    let along = (to_point.0 * line.0 + to_point.1 * line.1) / (length * length);
    let along = along.clamp(0.0, 1.0);
    (to_point.0 - along * line.0).hypot(to_point.1 - along * line.1)
}

fn units((x, y): Point) -> [i32; 2] {
    let unit = |part: i32| {
        #[expect(clippy::cast_possible_truncation, reason = "smaller than before")]
        let unit = (f64::from(part) / SCALE * UNITS).round() as i32;
        unit
    };
    [unit(x), unit(y)]
}

/// Names of countries, each in the middle of its largest part, the largest country first.
fn names(countries: &Value) -> Vec<(String, [i32; 2])> {
    let mut names = Vec::new();
    for feature in features(countries) {
        let name = feature["properties"]["NAME"].as_str().unwrap_or_default();
        let largest = rings(feature)
            .map(|ring| middle(&ring))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((area, at)) = largest.filter(|_| !name.is_empty()) {
            names.push((area, written(name), units(at)));
        }
    }
    names.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    names.into_iter().map(|(_, name, at)| (name, at)).collect()
}

/// Some names of the file are in capitals.
fn written(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut start = true;
    let letter = |c: char| {
        let kept = if start { c } else { c.to_ascii_lowercase() };
        start = !c.is_alphabetic();
        kept
    };
    name.chars().map(letter).collect()
}

/// Area and centre of gravity of a ring.
fn middle(ring: &[Point]) -> (f64, Point) {
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for pair in ring.windows(2) {
        let (ax, ay) = (f64::from(pair[0].0), f64::from(pair[0].1));
        let (bx, by) = (f64::from(pair[1].0), f64::from(pair[1].1));
        let cross = ax * by - bx * ay;
        area += cross;
        x += (ax + bx) * cross;
        y += (ay + by) * cross;
    }
    if area == 0.0 {
        return (0.0, ring.first().copied().unwrap_or_default());
    }
    #[expect(clippy::cast_possible_truncation, reason = "inside the ring")]
    let at = ((x / (3.0 * area)) as i32, (y / (3.0 * area)) as i32);
    (area.abs() * shrink(at), at)
}
