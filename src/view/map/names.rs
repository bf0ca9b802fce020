//! Names on the map: of the chosen mark, of regions with the most events, of countries. None lies over another or over a mark.

use super::canvas::Canvas;
use super::marks::Numbers;
use crate::analysis::MapLabel;
use crate::app::State;
use crate::content::{Span, Tone};
use crate::geo::{Grid, UNITS, outlines};
use crate::model::Position;
use crate::text::{Clean, clean, cut_with};

/// Columns of a name at most.
const WIDEST: usize = 22;
/// Cells for each name, so that marks and borders are seen between them.
const CELLS: usize = 90;
/// Cells for each name of a country.
const COUNTRY_CELLS: usize = 150;

/// Puts names where there is room, the most important first.
pub(super) fn names(
    canvas: &mut Canvas,
    state: &State,
    (labels, grid): (&[MapLabel], &Grid),
    (numbers, chosen): (&Numbers, Option<Named<'_>>),
) {
    let mut left = usize::from(canvas.columns) * usize::from(canvas.rows) / CELLS;
    if let Some(named) = chosen {
        name(canvas, state, numbers, named);
    }
    for label in labels {
        if left == 0 {
            break;
        }
        if chosen.is_some_and(|(_, name)| name == &*label.name) {
            continue;
        }
        let name = fitting(state, &label.name);
        let number = columns(numbers, label.at);
        if let Some((column, row)) = places(label.at, number, name.width())
            .take(NEAR)
            .find(|at| open(canvas, *at, &name))
        {
            canvas.put(column, row, Span::of(name, Tone::Text));
            left -= 1;
        }
    }
    countries(canvas, grid);
}

/// A cell and its name.
pub(super) type Named<'a> = ((u16, u16), &'a str);

/// The name of the chosen mark is always there: beside it where there is room, else over what is there.
fn name(canvas: &mut Canvas, state: &State, numbers: &Numbers, (at, place): Named<'_>) {
    let name = fitting(state, place);
    let number = columns(numbers, at);
    let places: Vec<_> = places(at, number, name.width()).collect();
    let open = places.iter().find(|place| open(canvas, **place, &name));
    let clear = places
        .iter()
        .find(|(column, row)| canvas.free(*column, *row, name.width()));
    let fits = |(column, row): &&(i32, i32)| inside(canvas, *column, *row, name.width());
    if let Some(&(column, row)) = open.or(clear).or_else(|| places.iter().find(fits)) {
        canvas.put(column, row, Span::of(name, Tone::Strong));
    }
}

fn fitting(state: &State, name: &str) -> Clean {
    cut_with(name, WIDEST, state.glyphs.ellipsis).0
}

fn columns(numbers: &Numbers, at: (u16, u16)) -> u16 {
    numbers.get(&at).copied().unwrap_or_default()
}

/// Where a name may stand beside a mark with so many columns of a number: right, left, below, above; then farther below and above.
fn places(at: (u16, u16), number: u16, width: usize) -> impl Iterator<Item = (i32, i32)> {
    let (column, row) = (i32::from(at.0), i32::from(at.1));
    let width = i32::try_from(width).unwrap_or(i32::MAX / 4);
    let right = column + i32::from(number) + 2;
    let beside = [(right, row), (column - 1 - width, row)];
    let rows = [1, -1, 2, -2, 3, -3].into_iter();
    let over = rows.flat_map(move |by| {
        [column - width / 2, column, column + 1 - width].map(|column| (column, row + by))
    });
    beside.into_iter().chain(over)
}

/// Of these, the places that cannot be taken for those of another mark.
const NEAR: usize = 4;

/// Whether a name has room with a cell on either side of it.
fn open(canvas: &Canvas, (column, row): (i32, i32), name: &Clean) -> bool {
    let before = column == 0 || canvas.free(column - 1, row, 1);
    let behind = column + i32::try_from(name.width()).unwrap_or(i32::MAX / 2);
    let behind = behind == i32::from(canvas.columns) || canvas.free(behind, row, 1);
    canvas.free(column, row, name.width()) && before && behind
}

fn inside(canvas: &Canvas, column: i32, row: i32, width: usize) -> bool {
    let end = column.saturating_add(i32::try_from(width).unwrap_or(i32::MAX));
    column >= 0 && (0..i32::from(canvas.rows)).contains(&row) && end <= i32::from(canvas.columns)
}

/// Names of countries, quieter than those of the data, the largest first.
fn countries(canvas: &mut Canvas, grid: &Grid) {
    let mut left = usize::from(canvas.columns) * usize::from(canvas.rows) / COUNTRY_CELLS;
    for (name, [x, y]) in outlines().names() {
        if left == 0 {
            return;
        }
        let at = Position {
            lat: f64::from(*y) / UNITS,
            lon: f64::from(*x) / UNITS,
        };
        let Some((column, row)) = grid.cell(at) else {
            continue;
        };
        let name = clean(name);
        let column = i32::from(column) - i32::try_from(name.width() / 2).unwrap_or(0);
        let row = i32::from(row);
        if open(canvas, (column, row), &name) {
            canvas.put(column, row, Span::of(name, Tone::Dim).soft());
            left -= 1;
        }
    }
}
