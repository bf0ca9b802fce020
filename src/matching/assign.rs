//! All candidates between two sides, and the pairs that remain when each event is in one at most.
//!
//! The pairs are those that come out when the best candidate is taken, all others of its two events are struck out, and so on:
//! no two events of different pairs fit each other better than both fit their own. That is the stable matching of lists that go
//! by one common order, of which there is exactly one, so that neither the number of threads nor the order of the search
//! changes it. It is found as Gale and Shapley do (1962, *College Admissions and the Stability of Marriage*): each event of the
//! first side asks its best candidates one after the other, and each of the second keeps the best that asks. So only a few
//! candidates of each event are held at a time, and a hundred million fit into little memory.

use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

use super::search::Index;
use super::traits::{Lists, Memory, Traits};
use super::{Candidate, Matcher, Pair};
use crate::store::{Bitset, RowId};

/// Best candidates of an event that are held; further ones are looked for again, which is rare.
const HELD: usize = 8;
/// Events that are looked at before those that they found are asked.
const CHUNK: usize = 8192;
/// Fewer are looked at on one thread.
const WORTH_THREADS: usize = 512;
/// More threads than this were never measured.
const MOST_THREADS: usize = 4;

/// Two sides ready to be compared.
struct Sides<'a, 'm> {
    matcher: &'m Matcher<'a>,
    lists: Lists,
    left: Vec<Traits>,
    index: Index,
}

impl Matcher<'_> {
    /// All candidates between two sets of rows, best first; `None` when cancelled. Pairs that records state come before all and
    /// are no candidates.
    #[must_use]
    pub fn candidates(
        &self,
        left: &Bitset,
        right: &Bitset,
        stated: &[(RowId, RowId)],
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Vec<Candidate>> {
        let sides = Sides::new(self, left, right);
        let found = sides.all(cancelled)?;
        let mut pairs: Vec<Pair> = found.into_iter().flatten().collect();
        pairs.retain(|pair| !stated.contains(&(pair.a, pair.b)));
        pairs.sort_unstable_by(Pair::rank);
        Some(marked(self.store.len(), pairs, stated))
    }

    /// The candidates that remain when each event is in one pair at most, best first; `None` when cancelled. Pairs that records
    /// state come before all, and their events are in no other.
    #[must_use]
    pub fn assign(
        &self,
        left: &Bitset,
        right: &Bitset,
        stated: &[(RowId, RowId)],
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Vec<Candidate>> {
        let (mut left, mut right) = (left.clone(), right.clone());
        for &(a, b) in stated {
            left.remove(a);
            right.remove(b);
        }
        let sides = Sides::new(self, &left, &right);
        let mut assignment = Assignment::new(self.store.len(), sides.left.len());
        let mut memories = memories();
        for start in (0..sides.left.len()).step_by(CHUNK) {
            if cancelled() {
                return None;
            }
            let end = (start + CHUNK).min(sides.left.len());
            let found = sides.each(start..end, &mut memories, |memory, at| {
                sides.best(memory, at, &assignment, true)
            });
            for (at, wishes) in (start..end).zip(found) {
                assignment.wishes[at] = wishes;
                assignment.ask(&sides, at);
            }
        }
        let mut pairs = assignment.pairs(&sides);
        pairs.sort_unstable_by(|x, y| x.pair.rank(&y.pair));
        Some(stated.iter().map(said).chain(pairs).collect())
    }
}

/// A pair that a record states.
fn said(&(a, b): &(RowId, RowId)) -> Candidate {
    Candidate {
        pair: Pair { a, b, score: 1.0 },
        assigned: true,
        others: None,
    }
}

/// Marks the pairs, best first, that remain when each event is in one at most.
fn marked(rows: usize, pairs: Vec<Pair>, stated: &[(RowId, RowId)]) -> Vec<Candidate> {
    let mut taken = Bitset::empty(rows);
    for &(a, b) in stated {
        taken.insert(a);
        taken.insert(b);
    }
    let mut counts = vec![0_u32; rows];
    for pair in &pairs {
        counts[pair.a.index()] += 1;
        counts[pair.b.index()] += 1;
    }
    let candidate = |pair: Pair| {
        let assigned = !taken.contains(pair.a) && !taken.contains(pair.b);
        if assigned {
            taken.insert(pair.a);
            taken.insert(pair.b);
        }
        Candidate {
            pair,
            assigned,
            others: Some([pair.a, pair.b].map(|row| counts[row.index()] - 1)),
        }
    };
    let candidates = pairs.into_iter().map(candidate);
    stated.iter().map(said).chain(candidates).collect()
}

impl<'a, 'm> Sides<'a, 'm> {
    fn new(matcher: &'m Matcher<'a>, left: &Bitset, right: &Bitset) -> Self {
        let mut lists = Lists::default();
        let index = Index::new(matcher, &matcher.traits(right, &mut lists));
        Self {
            matcher,
            left: matcher.traits(left, &mut lists),
            lists,
            index,
        }
    }

    /// Hands out the candidates of an event.
    fn of(&self, memory: &mut Memory, at: usize, mut found: impl FnMut(Pair)) {
        let of = &self.left[at];
        self.index.near(self.matcher, of, |other| {
            if let Some(score) = self.matcher.score(&self.lists, memory, of, other) {
                found(Pair {
                    a: of.row,
                    b: other.row,
                    score,
                });
            }
        });
    }

    /// All candidates of each event.
    fn all(&self, cancelled: &dyn Fn() -> bool) -> Option<Vec<Vec<Pair>>> {
        let mut all = Vec::with_capacity(self.left.len());
        let mut memories = memories();
        for start in (0..self.left.len()).step_by(CHUNK) {
            if cancelled() {
                return None;
            }
            let end = (start + CHUNK).min(self.left.len());
            all.extend(self.each(start..end, &mut memories, |memory, at| {
                let mut pairs = Vec::new();
                self.of(memory, at, |pair| pairs.push(pair));
                pairs
            }));
        }
        Some(all)
    }

    /// The best candidates of an event that would take it, as things stand.
    fn best(
        &self,
        memory: &mut Memory,
        at: usize,
        assignment: &Assignment,
        is_first: bool,
    ) -> Wishes {
        let mut wishes = Wishes::default();
        self.of(memory, at, |pair| {
            if is_first {
                wishes.candidates += 1;
                assignment.candidates[pair.b.index()].fetch_add(1, Ordering::Relaxed);
            }
            if assignment.would_take(self, &pair, at) {
                wishes.add(Wish {
                    score: millionths(pair.score),
                    row: pair.b,
                });
            }
        });
        wishes
    }

    /// The answers for a run of events of the first side, in order, on as many threads as there are memories.
    fn each<T: Send>(
        &self,
        events: Range<usize>,
        memories: &mut [Memory],
        answer: impl Fn(&mut Memory, usize) -> T + Sync,
    ) -> Vec<T> {
        let run = |events: Range<usize>, memory: &mut Memory| -> Vec<T> {
            events.map(|at| answer(memory, at)).collect()
        };
        if memories.len() == 1 || events.len() < WORTH_THREADS {
            return run(events, &mut memories[0]);
        }
        let part = events.len().div_ceil(memories.len());
        std::thread::scope(|scope| {
            let run = &run;
            let started: Vec<_> = events
                .clone()
                .step_by(part)
                .zip(memories)
                .map(|(start, memory)| {
                    let part = start..(start + part).min(events.end);
                    scope.spawn(move || run(part, memory))
                })
                .collect();
            let finished = started.into_iter().map(|thread| match thread.join() {
                Ok(answers) => answers,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            finished.flatten().collect()
        })
    }
}

/// One for each thread.
fn memories() -> Vec<Memory> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    (0..threads.min(MOST_THREADS))
        .map(|_| Memory::default())
        .collect()
}

/// A score in whole millionths, which is what a score is made of.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a score is from 0 to 1"
)]
fn millionths(score: f64) -> u32 {
    (score * 1e6).round() as u32
}

/// Whom an event would be paired with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wish {
    /// In millionths.
    score: u32,
    row: RowId,
}

impl Wish {
    /// The best first, and of equal ones the earlier.
    fn rank(&self) -> (std::cmp::Reverse<u32>, RowId) {
        (std::cmp::Reverse(self.score), self.row)
    }
}

/// The best candidates of an event, the best first.
#[derive(Debug, Default)]
struct Wishes {
    held: Vec<Wish>,
    /// How many of them were asked.
    asked: usize,
    /// Whether some had no room.
    more: bool,
    /// All candidates, wherever they stand.
    candidates: u32,
}

impl Wishes {
    fn add(&mut self, wish: Wish) {
        let at = self.held.partition_point(|held| held.rank() < wish.rank());
        if self.held.len() == HELD {
            self.more = true;
            if at == HELD {
                return;
            }
            self.held.pop();
        }
        self.held.insert(at, wish);
    }
}

/// Who is paired with whom so far.
struct Assignment {
    /// By event of the first side.
    wishes: Vec<Wishes>,
    /// By row of the second side: the event of the first, and the score in millionths.
    taken: Vec<Option<(u32, u32)>>,
    /// Candidates by row of the second side.
    candidates: Vec<AtomicU32>,
    memory: Memory,
}

impl Assignment {
    fn new(rows: usize, left: usize) -> Self {
        Self {
            wishes: (0..left).map(|_| Wishes::default()).collect(),
            taken: vec![None; rows],
            candidates: (0..rows).map(|_| AtomicU32::new(0)).collect(),
            memory: Memory::default(),
        }
    }

    /// Whether the second event of a pair prefers the first to the one that it has. What it has only ever gets better.
    fn would_take(&self, sides: &Sides<'_, '_>, pair: &Pair, at: usize) -> bool {
        self.taken[pair.b.index()].is_none_or(|(holder, score)| {
            let own = millionths(pair.score);
            let earlier = sides.left[at].row < sides.left[holder as usize].row;
            own > score || own == score && earlier
        })
    }

    /// Lets an event ask its candidates in turn, and after it those that lose theirs to it.
    fn ask(&mut self, sides: &Sides<'_, '_>, at: usize) {
        let mut asking = Some(at);
        while let Some(at) = asking {
            asking = self.first_that_takes(sides, at).and_then(|wish| {
                let holder = u32::try_from(at).expect("fewer than four billion rows");
                let before = self.taken[wish.row.index()].replace((holder, wish.score));
                before.map(|(loser, _)| loser as usize)
            });
        }
    }

    fn first_that_takes(&mut self, sides: &Sides<'_, '_>, at: usize) -> Option<Wish> {
        loop {
            while let Some(&wish) = self.wishes[at].held.get(self.wishes[at].asked) {
                self.wishes[at].asked += 1;
                let pair = Pair {
                    a: sides.left[at].row,
                    b: wish.row,
                    score: f64::from(wish.score) / 1e6,
                };
                if self.would_take(sides, &pair, at) {
                    return Some(wish);
                }
            }
            if !self.wishes[at].more {
                return None;
            }
            // Those that refused would refuse again, so that only new ones are found.
            let mut memory = std::mem::take(&mut self.memory);
            let again = sides.best(&mut memory, at, self, false);
            self.memory = memory;
            let candidates = self.wishes[at].candidates;
            self.wishes[at] = Wishes {
                candidates,
                ..again
            };
        }
    }

    fn pairs(self, sides: &Sides<'_, '_>) -> Vec<Candidate> {
        let taken = self.taken.iter().enumerate();
        let pair = |(row, taken): (usize, &Option<(u32, u32)>)| {
            let (holder, score) = (*taken)?;
            let pair = Pair {
                a: sides.left[holder as usize].row,
                b: RowId::at(row),
                score: f64::from(score) / 1e6,
            };
            let others = [
                self.wishes[holder as usize].candidates,
                self.candidates[row].load(Ordering::Relaxed),
            ];
            Some(Candidate {
                pair,
                assigned: true,
                others: Some(others.map(|candidates| candidates - 1)),
            })
        };
        taken.filter_map(pair).collect()
    }
}
