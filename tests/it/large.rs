//! Data that are large enough for two threads: what they find together is what one finds of each part.
//!
//! Each event has one kind, and of a kind there are too few for a second thread. So counts of all events are the sums of those of
//! the kinds.

#[path = "../../benches/support/ged.rs"]
mod ged;

use std::collections::HashMap;
use std::hash::Hash;
use std::path::Path;
use std::sync::LazyLock;

use annals::analysis::{
    ActorKey, ActorOrder, Engine, Facet, LaneBy, LaneOrder, LaneSort, ListAt, Listing, MapFrame,
    MapQuery, Part, Reply,
};
use annals::load::{self, OpenOptions};

use crate::engine::ask;

const ROWS: usize = 90_000;

/// Every other record has the same first side.
static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("large-ged.csv");
    ged::write(&path, ROWS).expect("written");
    let text = std::fs::read_to_string(&path).expect("text");
    let mut out = String::new();
    for (at, line) in text.lines().enumerate() {
        let mut fields: Vec<&str> = line.splitn(7, ',').collect();
        if at % 2 == 1 {
            (fields[4], fields[5]) = ("Government", "9999");
        }
        out += &(fields.join(",") + "\n");
    }
    std::fs::write(&path, out).expect("written");
    let engine = Engine::open(load::open(&[path], &OpenOptions::default(), &()).sets);
    assert_eq!(engine.store().len(), ROWS);
    engine
});

fn one(filter: &str, part: Part) -> Reply {
    ask(&ENGINE, filter, vec![part]).remove(0)
}

/// The kinds that there are, each with its number of events.
fn kinds() -> Vec<(String, usize)> {
    let part = Part::Facet {
        facet: Facet::Kind,
        find: String::new(),
        closed: Vec::new(),
        first: 0,
        len: 100,
    };
    let Reply::Facet(counts) = one("", part) else {
        panic!("kinds")
    };
    let kinds = counts.values.into_iter().filter(|value| value.count > 0);
    let kinds: Vec<_> = kinds
        .map(|value| (format!("kind:{}", value.value), value.count))
        .collect();
    assert_eq!(kinds.iter().map(|(_, count)| count).sum::<usize>(), ROWS);
    assert!(kinds.iter().all(|(_, count)| *count < 1 << 16), "{kinds:?}");
    kinds
}

fn added<K: Eq + Hash>(counts: impl IntoIterator<Item = (K, usize)>) -> HashMap<K, usize> {
    let mut sums = HashMap::new();
    for (key, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        *sums.entry(key).or_insert(0) += count;
    }
    sums
}

/// Counts of all events, and those of the kinds added.
fn both<K: Eq + Hash>(counts: impl Fn(&str) -> Vec<(K, usize)>) -> [HashMap<K, usize>; 2] {
    let kinds = kinds();
    let of_kinds = kinds.iter().flat_map(|(kind, _)| counts(kind));
    [added(counts("")), added(of_kinds)]
}

fn government() -> ActorKey {
    let listing = Box::new(Listing {
        find: String::new(),
        folds: Vec::new(),
        at: ListAt::Rank(0),
        len: 1,
    });
    let order = ActorOrder::Count;
    let part = Part::Actors {
        order,
        listing,
        buckets: 0,
    };
    let Reply::Actors(list) = one("", part) else {
        panic!("actors")
    };
    assert!(list.peak > 1 << 15, "enough for two threads");
    list.lines[0].value.actor.expect("an actor")
}

#[test]
fn dossiers() {
    let actor = government();
    let [all, kinds] = both(|filter| {
        let Reply::Actor(Some(dossier)) = one(filter, Part::Actor { actor, buckets: 10 }) else {
            panic!("a dossier")
        };
        let mut counts = vec![("events".to_owned(), dossier.events)];
        counts.extend(
            dossier
                .roles
                .iter()
                .map(|(role, n)| (format!("{role:?}"), *n)),
        );
        counts.extend(
            dossier
                .did
                .iter()
                .map(|(kind, n)| (format!("did {kind:?}"), *n)),
        );
        counts.extend(
            dossier
                .suffered
                .iter()
                .map(|(kind, n)| (format!("suffered {kind:?}"), *n)),
        );
        counts.extend(
            dossier
                .others
                .iter()
                .map(|(about, n)| (format!("{about:?}"), *n)),
        );
        counts
    });
    assert!(all.len() > 4, "{all:?}");
    assert_eq!(all, kinds);
    let Reply::Actor(Some(dossier)) = one("", Part::Actor { actor, buckets: 10 }) else {
        panic!("a dossier")
    };
    let name = |name: &str| format!("\"{name}\"");
    let (own, other) = (name(&dossier.name), &dossier.against.top[0]);
    let shown = |filter: &str| match one(filter, Part::Totals) {
        Reply::Totals(totals) => totals.shown,
        other => panic!("{other:?}"),
    };
    let against = name(&other.actor.name);
    let there = shown(&format!("by:{own} at:{against}"));
    let back = shown(&format!("by:{against} at:{own}"));
    let beside = shown(&format!("participant:{own} participant:{against}"));
    assert_eq!(other.events, there + back + beside, "{against}");
}

#[test]
fn lanes() {
    let years = annals::model::UncertainDate::parse("1990/2024").expect("years");
    for by in [LaneBy::Region, LaneBy::Kind] {
        let [all, kinds] = both(|filter| {
            let part = Part::Lanes {
                order: LaneOrder {
                    by,
                    sort: LaneSort::First,
                    closed: Vec::new(),
                },
                span: Some(years.bounds()),
                buckets: 3,
                first: 0,
                len: 1 << 20,
            };
            let Reply::Lanes(lanes) = one(filter, part) else {
                panic!("lanes")
            };
            assert_eq!(lanes.rows.len(), lanes.total);
            let cells = lanes.rows.iter().flat_map(|lane| {
                let cells = lane.cells.iter().enumerate();
                cells.flat_map(move |(at, cell)| {
                    let counts = [cell.total, cell.certain, cell.reaching].into_iter();
                    let counts = (0..).zip(counts);
                    counts.map(move |(what, count)| ((lane.key, at, what), count as usize))
                })
            });
            cells.collect::<Vec<((_, _, u8), _)>>()
        });
        assert!(all.len() > 6);
        assert_eq!(all, kinds, "{by:?}");
    }
}

#[test]
fn maps() {
    let counts = |filter: &str, frame: MapFrame| {
        let part = Part::Map(MapQuery {
            frame,
            columns: 60,
            rows: 20,
            trail: None,
        });
        let Reply::Map(map) = one(filter, part) else {
            panic!("a map")
        };
        map
    };
    let whole = counts("", MapFrame::All);
    assert_eq!((whole.outside, whole.inside), (0, ROWS - whole.placeless));
    let camera = whole.grid.camera;
    let [all, kinds] = both(|filter| {
        let map = counts(filter, MapFrame::Camera(camera));
        let bins = map.bins.iter();
        bins.flat_map(|bin| [((bin.at, false), bin.count), ((bin.at, true), bin.rough)])
            .collect()
    });
    assert!(all.len() > 100);
    assert_eq!(all, kinds);
    let bin = &whole.bins[whole.bins.len() / 2];
    let part = Part::Spot {
        grid: whole.grid,
        event: bin.first,
        len: 3,
    };
    let Reply::Spot(Some(spot)) = one("", part) else {
        panic!("a spot")
    };
    assert_eq!(
        (spot.total, spot.at, spot.rank),
        (bin.count, Some(bin.at), 0)
    );
}

#[test]
fn claims() {
    let [all, kinds] = both(|filter| {
        let Reply::Claims(table) = one(filter, Part::Claims) else {
            panic!("claims")
        };
        let subjects = table.subjects.iter().flat_map(|subject| {
            let by = subject
                .claimants
                .iter()
                .map(|by| (format!("{:?} {}", subject.about, by.name), by.claims));
            let own = [(format!("{:?} events", subject.about), subject.events)];
            own.into_iter().chain(by)
        });
        let own = [
            ("events".to_owned(), table.events),
            ("claims".to_owned(), table.claims),
        ];
        own.into_iter().chain(subjects).collect()
    });
    assert!(all["claims"] >= ROWS, "{all:?}");
    assert_eq!(all, kinds);
}
