//! Which group each quote of the matches belongs to, and its rank.

use std::collections::HashMap;
use std::ops::Range;

use super::super::engine::Scope;
use super::{QuoteGroup, QuoteHeading, QuotesAt, QuotesBy};
use crate::model::Day;
use crate::query::{ActorPart, Filter, Predicate};
use crate::store::{ActorCode, QuoteRow, RowId};

/// A quote of a match, without its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listed {
    /// Its event.
    pub(super) row: RowId,
    /// Position among the event's quotes.
    pub(super) at: u32,
    /// Its group, in the order in which groups were met.
    group: u32,
}

/// What the quotes of a group share. Topics and names are those of held records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'a> {
    Day(Day),
    Actor(ActorCode),
    Named(&'a str),
    Printed,
    Topic(&'a str),
    NoTopic,
}

/// The quotes of the matches in the order of time, each with its group, and the groups in order.
pub(super) struct Grouped<'a> {
    listed: Vec<Listed>,
    keys: Vec<Key<'a>>,
    counts: Vec<usize>,
    /// Groups by position, in the order of the screen.
    order: Vec<usize>,
    /// Rank of the first quote of each group.
    starts: Vec<usize>,
    left_out: usize,
    /// Position in `listed` of the quote asked for.
    asked: Option<usize>,
}

/// Quotes between two looks at whether the answer is still wanted.
const CHECKED: usize = 1 << 14;

impl<'a> Grouped<'a> {
    /// Walks over the quotes of the matches; `None` when cancelled.
    pub(super) fn new(scope: &'a Scope<'_>, by: QuotesBy, at: QuotesAt) -> Option<Self> {
        let mut grouped = Self {
            listed: Vec::new(),
            keys: Vec::new(),
            counts: Vec::new(),
            order: Vec::new(),
            starts: Vec::new(),
            left_out: 0,
            asked: None,
        };
        let mut asked = Asked::new(scope, at);
        let mut known: HashMap<Key<'_>, u32> = HashMap::new();
        let mut last: Option<(Key<'_>, u32)> = None;
        let speakers = asked_speakers(scope);
        let (store, clock) = (scope.store(), scope.selection.edition.clock());
        let shown = scope.selection.rows.possible();
        let rows = store.children().all_quotes();
        for (walked, (row, quotes)) in rows.filter(|(row, _)| shown.contains(*row)).enumerate() {
            if walked % CHECKED == 0 && (scope.cancelled)() {
                return None;
            }
            for (at, quote) in (0u32..).zip(quotes) {
                if !store.sees_quote(row, quote, clock) {
                    continue;
                }
                if speakers.as_ref().is_some_and(|asked| !by_one(asked, quote)) {
                    grouped.left_out += 1;
                    continue;
                }
                let key = key(scope, by, (row, at, quote));
                let group = match last {
                    Some((same, group)) if same == key => group,
                    _ => *known.entry(key).or_insert_with(|| grouped.add(key)),
                };
                last = Some((key, group));
                grouped.counts[group as usize] += 1;
                asked.meet((row, at), grouped.listed.len());
                grouped.listed.push(Listed { row, at, group });
            }
        }
        grouped.asked = asked.found();
        grouped.arrange(scope);
        Some(grouped)
    }

    fn add(&mut self, key: Key<'a>) -> u32 {
        self.keys.push(key);
        self.counts.push(0);
        u32::try_from(self.keys.len() - 1).expect("no more groups than quotes")
    }

    /// Days in order; speakers and topics by how many quotes they have, then by name; what has no name at the end.
    fn arrange(&mut self, scope: &Scope<'_>) {
        let mut order: Vec<usize> = (0..self.keys.len()).collect();
        order.sort_by_cached_key(|&group| {
            let count = std::cmp::Reverse(self.counts[group]);
            match self.keys[group] {
                Key::Day(day) => (0, count_of_day(day), String::new()),
                Key::Actor(actor) => (0, Rank::Count(count), name(scope, actor).to_owned()),
                Key::Named(name) | Key::Topic(name) => (0, Rank::Count(count), name.to_owned()),
                Key::Printed | Key::NoTopic => (1, Rank::Count(count), String::new()),
            }
        });
        self.starts = vec![0; order.len()];
        let mut first = 0;
        for &group in &order {
            self.starts[group] = first;
            first += self.counts[group];
        }
        self.order = order;
    }

    pub(super) fn total(&self) -> usize {
        self.listed.len()
    }

    pub(super) fn left_out(&self) -> usize {
        self.left_out
    }

    /// All quotes in the order of time.
    pub(super) fn listed(&self) -> &[Listed] {
        &self.listed
    }

    /// Rank of the quote asked for.
    pub(super) fn anchor(&self) -> Option<usize> {
        let asked = self.asked?;
        let group = self.listed[asked].group;
        let before = self.listed[..asked].iter();
        let within = before.filter(|quote| quote.group == group).count();
        Some(self.starts[group as usize] + within)
    }

    /// The quotes of these ranks, in order.
    pub(super) fn ranked(&self, ranks: &Range<usize>) -> Vec<Listed> {
        let mut next = self.starts.clone();
        let mut found: Vec<(usize, Listed)> = Vec::with_capacity(ranks.len());
        for quote in &self.listed {
            let rank = &mut next[quote.group as usize];
            if ranks.contains(rank) {
                found.push((*rank, *quote));
            }
            *rank += 1;
        }
        found.sort_unstable_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, quote)| quote).collect()
    }

    /// The groups that these ranks belong to.
    pub(super) fn groups(&self, scope: &Scope<'_>, ranks: Range<usize>) -> Vec<QuoteGroup> {
        let group = |&group: &usize| QuoteGroup {
            heading: heading(scope, self.keys[group]),
            first: self.starts[group],
            count: self.counts[group],
        };
        let touched = |&&group: &&usize| {
            let first = self.starts[group];
            first < ranks.end && first + self.counts[group] > ranks.start
        };
        self.order.iter().filter(touched).map(group).collect()
    }
}

/// What orders groups: days by themselves, others by their counts.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Day(Day),
    Count(std::cmp::Reverse<usize>),
}

fn count_of_day(day: Day) -> Rank {
    Rank::Day(day)
}

fn name<'a>(scope: &'a Scope<'_>, actor: ActorCode) -> &'a str {
    &scope.engine.vocabulary().actors[actor.index()].name
}

fn heading(scope: &Scope<'_>, key: Key<'_>) -> QuoteHeading {
    match key {
        Key::Day(day) => QuoteHeading::Day(day),
        Key::Actor(actor) => QuoteHeading::Speaker {
            name: name(scope, actor).to_owned(),
            actor: Some(scope.engine.actor_key(actor)),
        },
        Key::Named(name) => QuoteHeading::Speaker {
            name: name.to_owned(),
            actor: None,
        },
        Key::Printed => QuoteHeading::Printed,
        Key::Topic(topic) => QuoteHeading::Topic(topic.to_owned()),
        Key::NoTopic => QuoteHeading::NoTopic,
    }
}

/// The day on which a quote was said: its own, or else the first of its event.
pub(super) fn day(scope: &Scope<'_>, row: RowId, quote: &QuoteRow) -> Day {
    let event = || scope.store().days().first_day(row);
    quote.said.unwrap_or_else(event)
}

fn key<'a>(
    scope: &'a Scope<'_>,
    by: QuotesBy,
    (row, at, quote): (RowId, u32, &QuoteRow),
) -> Key<'a> {
    // Published data print names and give no topics; a million records are not read for that.
    let record = || scope.engine.held(row)?.quotes.get(at as usize);
    match (by, quote.speaker) {
        (QuotesBy::Day, _) => Key::Day(day(scope, row, quote)),
        (QuotesBy::Speaker, Some(actor)) => Key::Actor(actor),
        (QuotesBy::Speaker, None) => record()
            .and_then(|quote| quote.speaker_name.as_deref())
            .map_or(Key::Printed, Key::Named),
        (QuotesBy::Topic, _) => record()
            .and_then(|quote| quote.about.as_deref())
            .map_or(Key::NoTopic, Key::Topic),
    }
}

fn by_one(asked: &[ActorCode], quote: &QuoteRow) -> bool {
    quote
        .speaker
        .is_some_and(|speaker| asked.contains(&speaker))
}

/// The speakers that the filter asks for, members included; `None` when it asks for none, or for something else as well.
fn asked_speakers(scope: &Scope<'_>) -> Option<Vec<ActorCode>> {
    speakers_of(&scope.query.filter)
}

fn speakers_of(filter: &Filter) -> Option<Vec<ActorCode>> {
    match filter {
        Filter::Test(Predicate::Actor {
            actors,
            part: ActorPart::Speaker,
        }) => Some(actors.clone()),
        Filter::And(parts) => {
            let asked: Vec<_> = parts.iter().filter_map(speakers_of).collect();
            (!asked.is_empty()).then(|| asked.concat())
        }
        // `speaker:a OR kind:clash` shows clashes with all that was said in them.
        Filter::Or(parts) => {
            let asked: Option<Vec<_>> = parts.iter().map(speakers_of).collect();
            asked.filter(|all| !all.is_empty()).map(|all| all.concat())
        }
        Filter::Not(_) | Filter::Test(_) => None,
    }
}

/// Looks for the quote asked for while the quotes are walked over in the order of time.
struct Asked {
    row: Option<RowId>,
    at: Option<u32>,
    exact: Option<usize>,
    from: Option<usize>,
    before: Option<usize>,
}

impl Asked {
    fn new(scope: &Scope<'_>, at: QuotesAt) -> Self {
        let (row, at) = match at {
            QuotesAt::Rank(_) => (None, None),
            QuotesAt::Event(event, at) => (scope.engine.row(event), at),
        };
        Self {
            row,
            at,
            exact: None,
            from: None,
            before: None,
        }
    }

    fn meet(&mut self, (row, at): (RowId, u32), position: usize) {
        let asked = self.row.unwrap_or(RowId(0));
        if row < asked {
            self.before = Some(position);
        } else if self.from.is_none() {
            self.from = Some(position);
        }
        if self.row == Some(row) && self.at == Some(at) {
            self.exact = Some(position);
        }
    }

    fn found(&self) -> Option<usize> {
        self.exact.or(self.from).or(self.before)
    }
}
