//! Claims of a record, as a map says.

use super::cells::Cells;
use super::fill::said;
use super::map::{ClaimMap, EventMap};
use super::numbers::{Count, count};
use crate::model::ClaimSubject;
use crate::reader::{ClaimPart, ClaimantPart, Row};

/// Adds the claims of a record, each once for each of its claimants.
pub(super) fn fill(event: &EventMap, cells: &Cells<'_, '_>, row: &mut Row) {
    for map in &event.claims {
        let mut named = false;
        if let Some(claimant) = &map.claimant {
            for name in cells.each(claimant, map.split.as_deref()) {
                named = true;
                claim(map, Some(name), cells, row);
            }
        }
        // That something happened is what the record says already.
        if !named && map.about != ClaimSubject::Occurrence {
            claim(map, None, cells, row);
        }
    }
}

/// Adds one claim, if it says anything.
fn claim(map: &ClaimMap, claimant: Option<&str>, cells: &Cells<'_, '_>, row: &mut Row) {
    let numbers = Numbers::of(map, cells);
    let stance = said(cells.word(map.stance.as_ref()), "unmapped-stance", row);
    let actor = claimant.and_then(|name| actor_of(name, row));
    if numbers.is_disordered() {
        row.odd("low-best-high");
    }
    if numbers.words.iter().any(Option::is_some) {
        row.odd("number-in-words");
    }
    let before = row.claims.len();
    let part = row.claims.add();
    part.about = Some(map.about);
    match (actor, claimant) {
        (Some(at), _) => part.claimant = ClaimantPart::Actor(at),
        (None, Some(name)) => part.by_publisher(name),
        (None, None) => {}
    }
    part.stance = stance;
    part.who.push_str(cells.maybe(map.who.as_ref()));
    (part.low, part.best, part.high) = (numbers.low, numbers.best, numbers.high);
    write_texts(map, &numbers, cells, part);
    let says = part.low.is_some()
        || part.best.is_some()
        || part.high.is_some()
        || !part.value.is_empty()
        || !part.text.is_empty()
        || (map.about == ClaimSubject::Occurrence && part.claimant != ClaimantPart::Dataset);
    if !says {
        row.claims.truncate(before);
    }
}

/// The actor of the record that has this name.
fn actor_of(name: &str, row: &Row) -> Option<usize> {
    let mut actors = row.actors.iter();
    actors.position(|actor| actor.name.eq_ignore_ascii_case(name))
}

/// Numbers in words are the claimant's words.
fn write_texts(map: &ClaimMap, numbers: &Numbers<'_>, cells: &Cells<'_, '_>, part: &mut ClaimPart) {
    if let Some(value) = &map.value {
        cells.write(value, &mut part.value);
    }
    if let Some(text) = &map.text {
        cells.write(text, &mut part.text);
    }
    for words in numbers.words.iter().flatten() {
        if !part.text.is_empty() {
            part.text.push_str("; ");
        }
        part.text.push_str(words);
    }
}

#[derive(Default)]
struct Numbers<'v> {
    low: Option<u64>,
    best: Option<u64>,
    high: Option<u64>,
    /// Cells that hold no number.
    words: [Option<&'v str>; 3],
}

impl<'v> Numbers<'v> {
    fn of(map: &ClaimMap, cells: &'v Cells<'_, '_>) -> Self {
        let cell = |at: Option<usize>| at.map_or("", |at| cells.get(at));
        let mut numbers = Self::default();
        for (slot, at) in [(0, map.low), (2, map.high), (1, map.best)] {
            let text = cell(at);
            let fits = match (count(text), slot) {
                (Count::Absent, _) => true,
                (Count::Number(number), _) => {
                    *[&mut numbers.low, &mut numbers.best, &mut numbers.high][slot] = Some(number);
                    true
                }
                (Count::Range(low, high), 1) => numbers.range(low, high),
                (Count::Range(..) | Count::Words, _) => false,
            };
            if !fits {
                numbers.words[slot] = Some(text);
            }
        }
        numbers
    }

    /// A range in the column of the best number is taken where no other column says anything of its ends.
    fn range(&mut self, low: u64, high: Option<u64>) -> bool {
        if self.low.is_some() || self.high.is_some() {
            return false;
        }
        (self.low, self.high) = (Some(low), high);
        true
    }

    fn is_disordered(&self) -> bool {
        let mut last = 0;
        [self.low, self.best, self.high]
            .into_iter()
            .flatten()
            .any(|number| std::mem::replace(&mut last, number) > number)
    }
}
