//! Lanes of the five actors, whatever is asked for, and a profile of them.

use super::day;
use crate::analysis::*;
use crate::model::DayRange;

const ACTORS: [(&str, Option<usize>); 5] = [
    ("army", Some(1)),
    ("civilians", None),
    ("HTS", Some(0)),
    ("Russia", Some(2)),
    ("VKS", Some(1)),
];

fn time(n: i64) -> LaneTime {
    let days = DayRange {
        from: day(n),
        to: day(n),
    };
    LaneTime {
        days,
        minutes: None,
    }
}

fn key(rank: usize) -> LaneKey {
    LaneKey {
        by: LaneBy::Actor,
        code: u32::try_from(rank).unwrap(),
    }
}

fn of<'a>(found: &'a [&EventRow], rank: usize) -> impl Iterator<Item = &'a EventRow> {
    let name = ACTORS[rank % ACTORS.len()].0;
    let has = move |row: &&&EventRow| row.actors.iter().any(|actor| actor.name == name);
    found.iter().filter(has).copied()
}

fn cell(found: &[&EventRow], rank: usize, n: i64) -> LaneCell {
    let mut cell = LaneCell::default();
    for row in of(found, rank) {
        if row.days.from == day(n) {
            cell.total += 1;
            cell.certain += u32::from(row.certainty == DateCertainty::Day);
        } else if row.days.contains(time(n).days) {
            cell.reaching += 1;
        }
    }
    cell
}

pub(super) fn lanes(found: &[&EventRow], first: usize, len: usize) -> Lanes {
    let column = |n| LaneColumn {
        time: time(n),
        label: crate::content::date::short(day(n)),
        covered: n < 11,
    };
    let lane = |rank: usize| Lane {
        key: key(rank),
        field: "actor".into(),
        value: ACTORS[rank].0.to_lowercase(),
        label: ACTORS[rank].0.into(),
        bloc: ACTORS[rank].1,
        depth: usize::from(rank == 4),
        has_children: rank == 3,
        total: of(found, rank).count(),
        cells: (0..13).map(|n| cell(found, rank, n)).collect(),
        ..Lane::default()
    };
    let total = if found.is_empty() { 0 } else { ACTORS.len() };
    let first = first.min(total);
    Lanes {
        unit: BucketUnit::Day,
        columns: (0..13).map(column).collect(),
        first,
        total,
        rows: (first..first.saturating_add(len).min(total))
            .map(lane)
            .collect(),
        matches: found.len(),
        without: 0,
    }
}

pub(super) fn pair(sides: [&[&EventRow]; 2], aligned: bool, first: usize, len: usize) -> LanesPair {
    let [a, b] = sides.map(|found| lanes(found, 0, ACTORS.len()));
    let column = |column: &LaneColumn| LanesPairColumn {
        times: [column.time.clone(), column.time.clone()],
        label: column.label.clone(),
        covered: [column.covered; 2],
    };
    // A side without events has lanes all the same.
    let rows = |rank: usize| {
        [&a, &b].map(|side| {
            let blank = Lane {
                key: key(rank),
                label: ACTORS[rank].0.into(),
                cells: vec![LaneCell::default(); 13],
                ..Lane::default()
            };
            side.rows.get(rank).cloned().unwrap_or(blank)
        })
    };
    let total = a.total.max(b.total);
    let first = first.min(total);
    LanesPair {
        days: aligned.then_some(1),
        aligned,
        starts: [Some(day(0)), Some(day(0))],
        columns: a.columns.iter().map(column).collect(),
        first,
        total,
        rows: (first..first.saturating_add(len).min(total))
            .map(rows)
            .collect(),
        matches: [a.matches, b.matches],
        ..LanesPair::default()
    }
}

pub(super) fn events(found: &[&EventRow], rank: usize, time: &LaneTime, len: usize) -> LaneEvents {
    let inside = |row: &&EventRow| row.days.overlaps(time.days);
    let mut rows: Vec<EventRow> = of(found, rank).filter(inside).cloned().collect();
    rows.sort_by_key(|row| row.days.from != time.days.from);
    rows.truncate(len);
    LaneEvents { rows }
}

pub(super) fn ranks(found: &[&EventRow], of: &LaneOf) -> Vec<usize> {
    match of {
        LaneOf::Lane(lane) => vec![lane.code as usize],
        LaneOf::Event(event) => {
            let row = found.iter().find(|row| row.key == *event);
            let names = row.into_iter().flat_map(|row| &row.actors);
            let rank = |actor: &ActorMention| ACTORS.iter().position(|known| known.0 == actor.name);
            names.filter_map(rank).collect()
        }
    }
}

pub(super) fn profile(found: &[&EventRow], named: Profiled, first: usize, len: usize) -> Profile {
    let row = |rank: usize| ProfileRow {
        field: "actor".into(),
        value: ACTORS[rank].0.to_lowercase(),
        label: ACTORS[rank].0.into(),
        count: of(found, rank).count(),
        choice: Choice::None,
        bloc: ACTORS[rank].1,
        before: 0,
        after: 0,
        strip: (0..12).map(|n| cell(found, rank, n).total).collect(),
    };
    let first = first.min(ACTORS.len());
    Profile {
        of: named,
        matches: found.len(),
        without: 0,
        overlapping: true,
        unit: BucketUnit::Day,
        span: Some(DayRange {
            from: day(0),
            to: day(11),
        }),
        first,
        total: ACTORS.len(),
        rows: (first..first.saturating_add(len).min(ACTORS.len()))
            .map(row)
            .collect(),
        peak: 30,
    }
}
