//! The claims of all matches: how many by subject and claimant, and the running totals over time.
//!
//! Claims are counted and never their numbers. A running total is a claimant's own count so far: each is a series of its own.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::super::engine::Scope;
use super::super::event_detail::LONG_NAME;
use super::super::telling::Telling;
use super::super::{AskError, EventKey, event_row};
use crate::load::ReadError;
use crate::model::{ClaimSubject, Day, DayRange, Stance};
use crate::store::{
    ActorCode, Bitset, ClaimRow, ClaimantCode, Claims, Clock, RegionCode, RowId, count_present,
    current_claims,
};

/// The claims of all matches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimsTable {
    /// Events with a claim.
    pub events: usize,
    /// Claims.
    pub claims: usize,
    /// By subject, in the order of the data format; subjects without claims are left out.
    pub subjects: Vec<SubjectClaims>,
    /// Running totals by subject, then by claimant.
    pub totals: Vec<RunningTotal>,
}

/// The claims about a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectClaims {
    /// What about.
    pub about: ClaimSubject,
    /// Events with a claim about it.
    pub events: usize,
    /// Claims.
    pub claims: usize,
    /// Claims that deny.
    pub denials: usize,
    /// Claims that a later one of the same event replaces.
    pub superseded: usize,
    /// All who claim something about it.
    pub by: usize,
    /// Those with the most claims.
    pub claimants: Vec<Claimants>,
}

/// Who claims something, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimants {
    /// Name.
    pub name: String,
    /// Bloc, on the day of the last claim.
    pub bloc: Option<usize>,
    /// Claims.
    pub claims: usize,
    /// Claims that deny.
    pub denials: usize,
    /// Claims that a later one of the same event replaces.
    pub superseded: usize,
}

/// What one claimant says has been counted so far, over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningTotal {
    /// What about.
    pub about: ClaimSubject,
    /// Whom, as the claims name it.
    pub who: Option<String>,
    /// Who counts.
    pub claimant: String,
    /// Bloc, on the day of the last total.
    pub bloc: Option<usize>,
    /// By day; of several claims of a day each is a point.
    pub points: Vec<Point>,
    /// Points that were left out because there are too many.
    pub left_out: usize,
}

/// A running total on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The last day on which it may have been claimed.
    pub day: Day,
    /// At least.
    pub low: u64,
    /// At most; open when absent.
    pub high: Option<u64>,
    /// Where it was claimed.
    pub event: EventKey,
}

/// Claimants named under a subject.
const NAMED: usize = 12;
/// Points of a series: as many as a wide screen has columns.
const POINTS: usize = 300;
/// Series; a screen of charts shows fewer.
const SERIES: usize = 48;
/// Rows between two looks at whether the answer is still wanted.
const CHECKED: usize = 1 << 14;

/// Counts the claims.
pub(in crate::analysis) fn claims(scope: &Scope<'_>) -> Result<ClaimsTable, AskError> {
    let mut tally = Tally::default();
    let mut walked = scope.selection.rows.possible().clone();
    if scope.selection.edition.clock() == Clock::NOW {
        let telling = scope.engine.telling();
        tally.add_plain(telling, &walked);
        walked.and(&telling.others);
    }
    for (at, row) in walked.iter().enumerate() {
        if at % CHECKED == 0 && (scope.cancelled)() {
            return Err(AskError::Cancelled);
        }
        tally.add(scope, row, scope.store().children().claims(row));
    }
    Ok(tally.table(scope)?)
}

/// Counts of a subject.
#[derive(Default)]
struct Subject {
    events: usize,
    last_row: Option<RowId>,
    all: Counts,
    by: HashMap<ClaimantCode, (Counts, RowId), RandomState>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    claims: usize,
    denials: usize,
    superseded: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.claims += other.claims;
        self.denials += other.denials;
        self.superseded += other.superseded;
    }
}

type SeriesKey = (ClaimSubject, Option<u32>, ClaimantCode, Option<RegionCode>);

#[derive(Default)]
struct Tally {
    events: usize,
    claims: usize,
    subjects: Vec<(ClaimSubject, Subject)>,
    series: HashMap<SeriesKey, Series>,
}

/// The points of a running total, and the claim whose record names the people.
struct Series {
    named_by: (RowId, usize),
    last: RowId,
    points: Vec<Point>,
}

impl Tally {
    /// Adds the claims of shown rows that have plain claims only, without reading them.
    fn add_plain(&mut self, telling: &Telling, shown: &Bitset) {
        self.events += telling.plain.count_and(shown);
        for (about, rows) in &telling.subjects {
            let events = rows.count_and(shown);
            if events > 0 {
                self.subject(*about).events += events;
            }
        }
        for group in &telling.groups {
            let claims = count_present(&group.rows, shown);
            let rows = group.rows.iter().rev().map(|&row| RowId(row));
            if let Some(last) = rows.into_iter().find(|&row| shown.contains(row)) {
                self.claims += claims;
                let denials = if group.denies { claims } else { 0 };
                let counts = Counts {
                    claims,
                    denials,
                    superseded: 0,
                };
                self.subject(group.about)
                    .add_all(group.claimant, counts, last);
            }
        }
    }

    fn add(&mut self, scope: &Scope<'_>, row: RowId, claims: Claims<'_>) {
        let (store, clock) = (scope.store(), scope.selection.edition.clock());
        let replaces = claims.iter().any(|claim| claim.supersedes.is_some());
        let current = replaces.then(|| current_claims(store, row, clock));
        let before = self.claims;
        for (at, claim) in claims.iter().enumerate() {
            if !store.sees_claim(row, &claim, clock) {
                continue;
            }
            let superseded = current
                .as_ref()
                .is_some_and(|current| !current.contains(&at));
            self.claims += 1;
            self.subject(claim.about).add(row, &claim, superseded);
            if claim.cumulative && !superseded && claim.stance == Stance::Asserts {
                self.point(scope, (row, at), &claim);
            }
        }
        self.events += usize::from(self.claims > before);
    }

    fn subject(&mut self, about: ClaimSubject) -> &mut Subject {
        let at = self.subjects.iter().position(|(known, _)| *known == about);
        let at = at.unwrap_or_else(|| {
            self.subjects.push((about, Subject::default()));
            self.subjects.len() - 1
        });
        &mut self.subjects[at].1
    }

    fn point(&mut self, scope: &Scope<'_>, (row, at): (RowId, usize), claim: &ClaimRow) {
        let Some(numbers) = claim.numbers else {
            return;
        };
        let series = self
            .series
            .entry((claim.about, claim.who, claim.claimant, claim.scope))
            .or_insert_with(|| Series {
                named_by: (row, at),
                last: row,
                points: Vec::new(),
            });
        series.last = row;
        series.points.push(Point {
            day: last_day(scope.store().claim_days(row, claim)),
            low: numbers.low,
            high: numbers.high,
            event: scope.engine.key(row),
        });
    }

    fn table(self, scope: &Scope<'_>) -> Result<ClaimsTable, ReadError> {
        let mut subjects: Vec<_> = self.subjects;
        subjects.sort_by_key(|(about, _)| *about);
        Ok(ClaimsTable {
            events: self.events,
            claims: self.claims,
            subjects: subjects
                .into_iter()
                .map(|(about, subject)| subject.table(scope, about))
                .collect(),
            totals: totals(scope, self.series)?,
        })
    }
}

/// The day by which the total had been reached: the last of the claim's days, or the first when that is open.
fn last_day(claimed: DayRange) -> Day {
    if claimed.to.is_open() {
        claimed.from
    } else {
        claimed.to
    }
}

impl Subject {
    fn add(&mut self, row: RowId, claim: &ClaimRow, superseded: bool) {
        let one = Counts {
            claims: 1,
            denials: usize::from(claim.stance == Stance::Denies),
            superseded: usize::from(superseded),
        };
        self.events += usize::from(self.last_row.replace(row) != Some(row));
        self.add_all(claim.claimant, one, row);
    }

    /// Adds claims of one claimant, the last of which is in this row.
    fn add_all(&mut self, claimant: ClaimantCode, counts: Counts, row: RowId) {
        self.all.add(counts);
        let (all, last) = self.by.entry(claimant).or_insert((Counts::default(), row));
        all.add(counts);
        *last = row.max(*last);
    }

    fn table(self, scope: &Scope<'_>, about: ClaimSubject) -> SubjectClaims {
        let named = |(claimant, (counts, row)): (&ClaimantCode, &(Counts, RowId))| {
            let (name, bloc) = called(scope, *claimant, *row);
            Claimants {
                name,
                bloc,
                claims: counts.claims,
                denials: counts.denials,
                superseded: counts.superseded,
            }
        };
        let mut most: Vec<_> = self.by.iter().collect();
        most.sort_by_key(|(claimant, (counts, _))| (std::cmp::Reverse(counts.claims), **claimant));
        SubjectClaims {
            about,
            events: self.events,
            claims: self.all.claims,
            denials: self.all.denials,
            superseded: self.all.superseded,
            by: most.len(),
            claimants: most.into_iter().take(NAMED).map(named).collect(),
        }
    }
}

/// Name of a claimant, and its bloc on the day of a row.
fn called(scope: &Scope<'_>, claimant: ClaimantCode, row: RowId) -> (String, Option<usize>) {
    let names = scope.engine.vocabulary();
    match claimant {
        ClaimantCode::Actor(actor) => {
            let bloc =
                |actor: ActorCode| event_row::bloc(scope, actor, scope.store().bloc_day(row));
            let entry = &names.actors[actor.index()];
            let short = entry.short.as_deref();
            let name = short.filter(|_| entry.name.chars().count() > LONG_NAME);
            (name.unwrap_or(&entry.name).to_owned(), bloc(actor))
        }
        ClaimantCode::Publisher(publisher) => {
            (names.publishers[publisher.index()].to_string(), None)
        }
    }
}

fn totals(
    scope: &Scope<'_>,
    series: HashMap<SeriesKey, Series>,
) -> Result<Vec<RunningTotal>, ReadError> {
    let mut series: Vec<_> = series.into_iter().collect();
    // The longest are kept, and stand by subject, people and claimant.
    series.sort_by_key(|(key, series)| (std::cmp::Reverse(series.points.len()), *key));
    series.truncate(SERIES);
    series.sort_by_key(|(key, _)| *key);
    series
        .into_iter()
        .map(|((about, _, claimant, _), series)| total(scope, (about, claimant), series))
        .collect()
}

fn total(
    scope: &Scope<'_>,
    (about, claimant): (ClaimSubject, ClaimantCode),
    mut series: Series,
) -> Result<RunningTotal, ReadError> {
    let (row, at) = series.named_by;
    let (_, event) = scope.engine.event(row)?;
    let who = event.claims[at].who.as_deref();
    let (claimant, bloc) = called(scope, claimant, series.last);
    series.points.sort_by_key(|point| point.day);
    let all = series.points.len();
    let every = all.div_ceil(POINTS).max(1);
    let kept = |at: usize| at.is_multiple_of(every) || at + 1 == all;
    let points: Vec<Point> = series
        .points
        .into_iter()
        .enumerate()
        .filter(|(at, _)| kept(*at))
        .map(|(_, point)| point)
        .collect();
    Ok(RunningTotal {
        about,
        who: who.map(str::to_owned),
        claimant,
        bloc,
        left_out: all - points.len(),
        points,
    })
}
