//! The map of the engine made by hand: five places, and one without coordinates.

use crate::analysis::*;
use crate::geo::{Bounds, Camera, Grid};
use crate::model::Position;

fn position(row: &EventRow) -> Option<Position> {
    let (lat, lon) = match row.place.as_str() {
        "Aleppo" => (36.20, 37.16),
        "Idlib" => (35.93, 36.63),
        "Moscow" => (55.75, 37.62),
        "Saraqib" => (35.86, 36.80),
        "Hama" => (35.13, 36.75),
        _ => return None,
    };
    Some(Position { lat, lon })
}

fn camera(found: &[&EventRow], query: &MapQuery) -> Camera {
    let syria = Bounds {
        west: 35.5,
        south: 32.0,
        east: 42.5,
        north: 37.5,
    };
    let event = |event: &EventKey| found.iter().find(|row| row.key == *event);
    match &query.frame {
        MapFrame::Camera(camera) => *camera,
        MapFrame::Event(key, step) => match event(key).and_then(|row| position(row)) {
            Some(at) => Camera::new(at, *step),
            None => Camera::over(&syria, query.columns, query.rows),
        },
        MapFrame::All => {
            let north = Bounds {
                north: 56.0,
                ..syria
            };
            Camera::over(&north, query.columns, query.rows)
        }
        _ => Camera::over(&syria, query.columns, query.rows),
    }
}

pub(super) fn map(found: &[&EventRow], trail: &[&EventRow], query: &MapQuery) -> MapCounts {
    let grid = Grid {
        camera: camera(found, query),
        columns: query.columns,
        rows: query.rows,
    };
    let placed = found.iter().filter(|row| position(row).is_some()).count();
    let bins = bins(found, &grid);
    let inside = bins.iter().map(|bin| bin.count).sum();
    let named = |bin: &MapBin| found.iter().find(|row| row.key == bin.first);
    let label = |bin: &MapBin| MapLabel {
        at: bin.at,
        name: match named(bin).map_or("", |row| &row.place) {
            "Hama" => "حماة".to_owned(),
            other => other.to_owned(),
        },
        count: bin.count,
    };
    MapCounts {
        grid,
        inside,
        rough: 0,
        outside: placed - inside,
        placeless: found.len() - placed,
        labels: bins.iter().map(label).collect(),
        trail: bins_of(trail, &grid),
        bins,
    }
}

pub(super) fn pair(sides: [&[&EventRow]; 2], query: &MapQuery) -> MapPair {
    let sides = sides.map(|found| map(found, &[], query));
    let mut cells: Vec<MapPairCell> = Vec::new();
    for (side, counts) in sides.iter().enumerate() {
        for bin in &counts.bins {
            let at = cells.iter().position(|cell| cell.at == bin.at);
            let at = at.unwrap_or_else(|| {
                cells.push(MapPairCell {
                    at: bin.at,
                    counts: [0; 2],
                    rough: [0; 2],
                    first: [None; 2],
                });
                cells.len() - 1
            });
            cells[at].counts[side] = bin.count;
            cells[at].first[side] = Some(bin.first);
        }
    }
    cells.sort_by_key(|cell| (cell.at.1, cell.at.0));
    MapPair { sides, cells }
}

pub(super) fn place(
    sides: [&[&EventRow]; 2],
    (grid, at): (&Grid, (u16, u16)),
    len: usize,
) -> Option<MapPairPlace> {
    let here = |row: &&&EventRow| position(row).and_then(|at| grid.cell(at)) == Some(at);
    let [a, b] = sides.map(|found| found.iter().filter(here).copied().collect::<Vec<_>>());
    let first = a.first().or(b.first())?;
    let rows = |rows: &[&EventRow]| rows.iter().take(len).map(|row| (*row).clone()).collect();
    Some(MapPairPlace {
        at,
        position: position(first)?,
        counts: [a.len(), b.len()],
        both: a.iter().filter(|row| b.contains(row)).count(),
        rows: [rows(&a), rows(&b)],
        region: None,
    })
}

pub(super) fn step(
    sides: [&[&EventRow]; 2],
    from: Option<EventKey>,
    step: &PairStep,
) -> Option<PairFound> {
    let mut rows = sides.concat();
    rows.sort_by_key(|row| row.key);
    let here = rows.iter().find(|row| Some(row.key) == from);
    let day = here.map(|row| row.days.from);
    let row = match step {
        PairStep::Here => here,
        PairStep::First => rows.first(),
        PairStep::Last => rows.last(),
        PairStep::Day { forward: true } => rows.iter().find(|row| Some(row.days.from) > day),
        PairStep::Day { forward: false } => rows.iter().rfind(|row| Some(row.days.from) < day),
        PairStep::Matching { .. } => rows.iter().find(|row| Some(row.key) > from && row.disputed),
        PairStep::Time(time) => rows.iter().find(|row| row.days.from >= time.from.day),
    };
    row.map(|&row| PairFound {
        row: row.clone(),
        position: position(row),
        of: sides.map(|side| side.iter().any(|other| other.key == row.key)),
    })
}

fn bins_of(rows: &[&EventRow], grid: &Grid) -> Vec<MapTrace> {
    let bins = bins(rows, grid);
    let trace = |bin: &MapBin| MapTrace {
        at: bin.at,
        bloc: bin.lead().0,
    };
    bins.iter().map(trace).collect()
}

fn bins(rows: &[&EventRow], grid: &Grid) -> Vec<MapBin> {
    let mut bins: Vec<MapBin> = Vec::new();
    for row in rows {
        let Some(at) = position(row).and_then(|at| grid.cell(at)) else {
            continue;
        };
        let bloc = row.actors.iter().find_map(|actor| actor.bloc);
        match bins.iter_mut().find(|bin| bin.at == at) {
            Some(bin) => {
                bin.count += 1;
                match bin.blocs.iter_mut().find(|(known, _)| *known == bloc) {
                    Some((_, count)) => *count += 1,
                    None => bin.blocs.push((bloc, 1)),
                }
            }
            None => bins.push(MapBin {
                at,
                count: 1,
                rough: 0,
                blocs: vec![(bloc, 1)],
                certain: row.certain,
                first: row.key,
            }),
        }
    }
    bins.sort_by_key(|bin| (bin.at.1, bin.at.0));
    bins
}

pub(super) fn spot(
    found: &[&EventRow],
    grid: &Grid,
    event: EventKey,
    len: usize,
) -> Option<MapSpot> {
    let row = found.iter().find(|row| row.key == event)?;
    let place = position(row)?;
    let at = grid.cell(place);
    let here: Vec<&&EventRow> = found
        .iter()
        .filter(|row| {
            row.key == event || at.is_some() && position(row).and_then(|at| grid.cell(at)) == at
        })
        .collect();
    let rank = here.iter().position(|row| row.key == event)?;
    let first = rank.saturating_sub(len / 2);
    let beside = |by: usize| here[(rank + by) % here.len()].key;
    let same = here.iter().all(|row| row.place == here[0].place);
    Some(MapSpot {
        event,
        position: place,
        at,
        total: here.len(),
        rank,
        first,
        rows: here
            .iter()
            .skip(first)
            .take(len)
            .map(|row| (**row).clone())
            .collect(),
        beside: (beside(here.len() - 1), beside(1)),
        region: same.then(|| (here[0].place.to_lowercase(), here[0].place.clone())),
    })
}
