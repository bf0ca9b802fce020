//! Which mark is which bloc: on the border between the bars and the list, for both use them.

use crate::analysis::Histogram;
use crate::app::State;
use crate::content::{Line, Tone};
use crate::text::{cut_with, width};

/// Names are not cut shorter than this.
const LEAST: usize = 8;

/// The blocs that have events, in the catalog's order: whole names if all have room, else as much of each as leaves room for
/// all, else as many as fit.
pub(in crate::view) fn legend(state: &State, room: usize) -> Line {
    let Some(histogram) = state.histogram.held.get() else {
        return Line::default();
    };
    let entries = entries(state, histogram);
    let longest = entries.iter().map(|entry| width(&entry.name)).max();
    let widths = (LEAST..=longest.unwrap_or(LEAST).max(LEAST)).rev();
    let all = widths.map(|columns| line(state, &entries, columns));
    let some = (0..entries.len()).rev();
    let some = some.map(|kept| line(state, &entries[..kept], LEAST));
    let mut lines = all.chain(some);
    lines.find(|line| line.width() <= room).unwrap_or_default()
}

struct Entry {
    mark: String,
    name: String,
    tone: Tone,
}

fn entries(state: &State, histogram: &Histogram) -> Vec<Entry> {
    let blocs = &state.catalog.blocs;
    let seen = |place: &usize| {
        let counts = histogram
            .buckets
            .iter()
            .map(|bucket| bucket.by_bloc.get(*place));
        counts.flatten().any(|&count| count > 0)
    };
    let entry = |place: usize| {
        let bloc = Some(place).filter(|&place| place < blocs.len());
        Entry {
            mark: state.glyphs.bloc(bloc, blocs),
            name: bloc.map_or("no bloc".into(), |place| blocs[place].name.clone()),
            tone: bloc.map_or(Tone::NoBloc, Tone::Bloc),
        }
    };
    let mut entries: Vec<_> = (0..=blocs.len()).filter(seen).map(entry).collect();
    let gaps = (histogram.buckets.iter()).any(|bucket| bucket.total == 0 && !bucket.covered);
    entries.extend(gaps.then(|| Entry {
        mark: state.glyphs.no_data.into(),
        name: state.or_not_yet("no data").into(),
        tone: Tone::Dim,
    }));
    entries
}

fn line(state: &State, entries: &[Entry], columns: usize) -> Line {
    let mut line = Line::default();
    for entry in entries {
        line = line.with(format!(" {} ", entry.mark), entry.tone).data(
            &short(&entry.name, columns, state.glyphs.ellipsis),
            Tone::Dim,
        );
    }
    if entries.is_empty() {
        line
    } else {
        line.with(" ", Tone::Text)
    }
}

/// The first words of a name that fit: a mark stands beside them, so what follows can go without saying.
fn short(name: &str, columns: usize, ellipsis: &'static str) -> String {
    if width(name) <= columns {
        return name.to_owned();
    }
    let small = |word: &&str| word.len() <= 3 && word.chars().all(char::is_lowercase);
    let words: Vec<_> = name.split(' ').collect();
    let mut kept = (1..words.len())
        .rev()
        .filter(|&kept| width(&words[..kept].join(" ")) <= columns && !small(&words[kept - 1]));
    match kept.next() {
        Some(kept) => words[..kept].join(" "),
        None => cut_with(name, columns, ellipsis).0.to_string(),
    }
}
