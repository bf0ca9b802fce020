//! Coasts, borders and names of countries, from a compact table inside the binary.
//!
//! Made from Natural Earth by `examples/outlines.rs`; `assets/README.md` tells its origin. The borders are those of Natural Earth and
//! no statement of ours.
//!
//! ```text
//! table  = "annals outlines 1\n" layer{3} names
//! layer  = count line*                    lines of one precision, from fine to coarse (TOLERANCES)
//! line   = kind count point*              kind: one byte, see LineKind
//! point  = x y                            difference to the point before, of the first one to 0, in UNITS a degree
//! names  = count (length utf-8 x y)*      the largest country first
//! count, length = unsigned LEB128; x, y = the same in zigzag
//! ```

use std::ops::Range;
use std::sync::OnceLock;

const HEAD: &[u8] = b"annals outlines 1\n";

/// Units of a degree in which points are kept: four hundred metres.
pub const UNITS: f64 = 250.0;
/// By how many degrees lines of the layers may be off, from fine to coarse.
pub const TOLERANCES: [f64; 3] = [0.025, 0.1, 0.4];

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKind {
    /// Between regions of a country.
    Region,
    /// Claimed by somebody as a border, or a line of ceasefire.
    Disputed,
    /// Between countries.
    Border,
    /// Between land and water.
    Coast,
}

impl LineKind {
    const ALL: [Self; 4] = [Self::Region, Self::Disputed, Self::Border, Self::Coast];
}

/// A line with its points: longitude and latitude in units.
pub type Drawn = (LineKind, Vec<[i32; 2]>);

/// A line of a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// What it is.
    pub kind: LineKind,
    /// Least and greatest longitude and latitude, in units.
    pub least: [i32; 2],
    /// See `least`.
    pub most: [i32; 2],
    points: Range<usize>,
}

/// Lines of one precision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layer {
    lines: Vec<Outline>,
    points: Vec<[i32; 2]>,
}

/// The whole table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outlines {
    layers: Vec<Layer>,
    names: Vec<(String, [i32; 2])>,
}

impl Layer {
    /// Each line with its points: longitude and latitude in units.
    pub fn lines(&self) -> impl Iterator<Item = (&Outline, &[[i32; 2]])> {
        let points = |line: &Outline| self.points.get(line.points.clone()).unwrap_or_default();
        self.lines.iter().map(move |line| (line, points(line)))
    }
}

impl Outlines {
    /// The layers, from fine to coarse.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The layer for a drawing with so many degrees of latitude in a dot.
    #[must_use]
    pub fn layer(&self, step: f64) -> Option<&Layer> {
        self.layers.get(layer_for(step))
    }

    /// Names of countries with a point inside each, the largest country first: longitude and latitude in units.
    #[must_use]
    pub fn names(&self) -> &[(String, [i32; 2])] {
        &self.names
    }
}

/// The coarsest layer whose lines are off by no more than about a dot.
#[must_use]
pub fn layer_for(step: f64) -> usize {
    let fits = |far: &f64| *far <= step;
    TOLERANCES.iter().rposition(fits).unwrap_or(0)
}

/// The table inside the binary.
#[must_use]
pub fn outlines() -> &'static Outlines {
    static TABLE: OnceLock<Outlines> = OnceLock::new();
    // A test decodes it: it is never the empty table.
    TABLE.get_or_init(|| decode(include_bytes!("../../assets/outlines.bin")).unwrap_or_default())
}

/// A table as bytes: the lines of each layer, and names with their points.
#[must_use]
pub fn encode(layers: &[Vec<Drawn>], names: &[(String, [i32; 2])]) -> Vec<u8> {
    let mut bytes = HEAD.to_vec();
    for layer in layers {
        put_count(&mut bytes, layer.len());
        for (kind, points) in layer {
            bytes.push(*kind as u8);
            put_count(&mut bytes, points.len());
            let mut before = [0; 2];
            for &point in points {
                put_point(&mut bytes, before, point);
                before = point;
            }
        }
    }
    put_count(&mut bytes, names.len());
    for (name, at) in names {
        put_count(&mut bytes, name.len());
        bytes.extend(name.as_bytes());
        put_point(&mut bytes, [0; 2], *at);
    }
    bytes
}

fn put_count(bytes: &mut Vec<u8>, count: usize) {
    put(bytes, u32::try_from(count).unwrap_or(u32::MAX));
}

fn put_point(bytes: &mut Vec<u8>, before: [i32; 2], point: [i32; 2]) {
    for (part, before) in point.into_iter().zip(before) {
        let off = part.wrapping_sub(before);
        put(bytes, (off << 1 ^ off >> 31).cast_unsigned());
    }
}

fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a table; nothing of bytes that are none.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<Outlines> {
    let mut reader = Reader(bytes.strip_prefix(HEAD)?);
    let layers = TOLERANCES.iter().map(|_| reader.layer());
    let layers: Vec<Layer> = layers.collect::<Option<_>>()?;
    let count = reader.count(3)?;
    let names = (0..count).map(|_| reader.name()).collect::<Option<_>>()?;
    reader.0.is_empty().then_some(Outlines { layers, names })
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn layer(&mut self) -> Option<Layer> {
        let mut layer = Layer::default();
        for _ in 0..self.count(2)? {
            let kind = self.byte()?;
            let kind = *LineKind::ALL.iter().find(|known| **known as u8 == kind)?;
            let count = self.count(2)?;
            let from = layer.points.len();
            let (mut least, mut most, mut at) = ([i32::MAX; 2], [i32::MIN; 2], [0; 2]);
            for _ in 0..count {
                at = self.point(at)?;
                for part in 0..2 {
                    least[part] = least[part].min(at[part]);
                    most[part] = most[part].max(at[part]);
                }
                layer.points.push(at);
            }
            layer.lines.push(Outline {
                kind,
                least,
                most,
                points: from..layer.points.len(),
            });
        }
        Some(layer)
    }

    fn name(&mut self) -> Option<(String, [i32; 2])> {
        let length = self.count(1)?;
        let (name, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        let name = std::str::from_utf8(name).ok()?.to_owned();
        Some((name, self.point([0; 2])?))
    }

    /// A number of things that take so many bytes each: no more of them are believed than there are bytes for.
    fn count(&mut self, each: usize) -> Option<usize> {
        let count = self.number()? as usize;
        (count <= self.0.len() / each).then_some(count)
    }

    fn point(&mut self, before: [i32; 2]) -> Option<[i32; 2]> {
        let mut part = |before: i32| {
            let number = self.number()?;
            let off = (number >> 1).cast_signed() ^ -(number & 1).cast_signed();
            Some(before.wrapping_add(off))
        };
        Some([part(before[0])?, part(before[1])?])
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }
}
