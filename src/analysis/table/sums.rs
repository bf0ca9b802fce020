//! Sums of the numbers that one claimant gives, by value and period.
//!
//! Only what can be added is: the current numbers of one claimant for the events themselves, about the same people. Everything else is
//! counted by the reason that leaves it out.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::engine::Scope;
use super::super::{
    AskError, Excluded, Grouping, Sum, SumQuery, SumRefusal, SumRow, Summed, Sums, columns_of,
};
use super::tally::Tally;
use super::{columns, order};
use crate::load::ReadError;
use crate::model::{Qualifier, Stance};
use crate::store::{
    ClaimRow, ClaimantCode, FieldCode, Numbers, Postings, RowId, current_claims, fold,
};

/// What `--who` calls people that a claim does not name.
const UNSPECIFIED: &str = "unspecified";

/// A number that can be added.
struct Number {
    row: RowId,
    /// Position of its claim.
    at: usize,
    who: Option<u32>,
    numbers: Numbers,
    vague: bool,
}

/// The sums asked for, or why there are none.
pub(in crate::analysis) fn sums(scope: &Scope<'_>, asked: &SumQuery) -> Result<Summed, AskError> {
    let claimant = match claimant(scope, asked) {
        Ok(claimant) => claimant,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut excluded = BTreeMap::new();
    let mut numbers = candidates(scope, asked, claimant, &mut excluded);
    if (scope.cancelled)() {
        return Err(AskError::Cancelled);
    }
    let who = match people(scope, asked, &mut numbers, &mut excluded)? {
        Ok(who) => who,
        Err(refusal) => return Ok(Err(refusal)),
    };
    leave_out_doubled(&mut numbers, &mut excluded);
    let sums = added(scope, asked, &numbers).ok_or(AskError::Cancelled)?;
    Ok(Ok(Sums {
        claimant: name(scope, claimant),
        who,
        excluded: excluded.into_iter().collect(),
        ..sums
    }))
}

/// The one claimant that is asked for, among those with a claim about the subject.
fn claimant(scope: &Scope<'_>, asked: &SumQuery) -> Result<ClaimantCode, SumRefusal> {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let mut claims: HashMap<ClaimantCode, usize> = HashMap::new();
    for row in scope.selection.rows.possible().iter() {
        let of_row = store.children().claims(row).iter();
        let about = of_row.filter(|claim| claim.about == asked.about && claim.numbers.is_some());
        for claim in about.filter(|claim| store.sees_claim(row, claim, clock)) {
            *claims.entry(claim.claimant).or_default() += 1;
        }
    }
    let named = |wanted: &str| {
        let mut found: Vec<_> = claims.keys().copied().collect();
        found.retain(|&claimant| is_called(scope, claimant, wanted));
        found
    };
    let found = asked.claimant.as_deref().map(named).unwrap_or_default();
    match found[..] {
        [claimant] => Ok(claimant),
        [] => Err(SumRefusal::Claimants(listed(scope, claims))),
        _ => {
            claims.retain(|claimant, _| found.contains(claimant));
            Err(SumRefusal::SeveralClaimants(listed(scope, claims)))
        }
    }
}

/// Names with how many claims, the most first.
fn listed(scope: &Scope<'_>, claims: HashMap<ClaimantCode, usize>) -> Vec<(String, usize)> {
    let named = |(claimant, count)| (name(scope, claimant), count);
    let mut names: Vec<_> = claims.into_iter().map(named).collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    names
}

fn name(scope: &Scope<'_>, claimant: ClaimantCode) -> String {
    let names = scope.engine.vocabulary();
    match claimant {
        ClaimantCode::Actor(actor) => names.actors[actor.index()].name.to_string(),
        ClaimantCode::Publisher(publisher) => names.publishers[publisher.index()].to_string(),
    }
}

/// Whether a claimant has this as its id or as one of its names.
fn is_called(scope: &Scope<'_>, claimant: ClaimantCode, wanted: &str) -> bool {
    let names = scope.engine.vocabulary();
    let wanted = fold(wanted);
    match claimant {
        ClaimantCode::Publisher(publisher) => fold(&names.publishers[publisher.index()]) == wanted,
        ClaimantCode::Actor(actor) => {
            let actor = &names.actors[actor.index()];
            let more = [actor.short.as_ref(), actor.native_name.as_ref()];
            let all = [&actor.id, &actor.name].into_iter();
            let mut all = all.chain(more.into_iter().flatten()).chain(&actor.aliases);
            all.any(|name| fold(name) == wanted)
        }
    }
}

/// The claimant's numbers for events themselves; others are counted by why they cannot be added.
fn candidates(
    scope: &Scope<'_>,
    asked: &SumQuery,
    claimant: ClaimantCode,
    excluded: &mut BTreeMap<Excluded, usize>,
) -> Vec<Number> {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let mut numbers = Vec::new();
    for row in scope.selection.rows.possible().iter() {
        let claims = store.children().claims(row);
        let wanted = |claim: &ClaimRow| claim.about == asked.about && claim.claimant == claimant;
        if !claims.iter().any(|claim| wanted(&claim)) {
            continue;
        }
        let current = current_claims(store, row, clock);
        for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| wanted(claim)) {
            if !store.sees_claim(row, &claim, clock) {
                continue;
            }
            match usable(&claim, current.contains(&at)) {
                Ok(of_claim) => numbers.push(Number {
                    row,
                    at,
                    who: claim.who,
                    numbers: of_claim,
                    vague: claim.qualifier.is_some_and(Qualifier::is_vague),
                }),
                Err(why) => *excluded.entry(why).or_default() += 1,
            }
        }
    }
    numbers
}

fn usable(claim: &ClaimRow, is_current: bool) -> Result<Numbers, Excluded> {
    let Some(numbers) = claim.numbers else {
        return Err(Excluded::NoNumber);
    };
    if claim.stance == Stance::Denies {
        Err(Excluded::Denied)
    } else if !is_current {
        Err(Excluded::Superseded)
    } else if claim.cumulative {
        Err(Excluded::RunningTotal)
    } else if claim.scope.is_some() || claim.period.is_some() {
        Err(Excluded::OtherCover)
    } else {
        Ok(numbers)
    }
}

/// Keeps the numbers of the people asked for, and says who these are. Numbers of different people are refused: "12 civilians" may be
/// among "30 people".
fn people(
    scope: &Scope<'_>,
    asked: &SumQuery,
    numbers: &mut Vec<Number>,
    excluded: &mut BTreeMap<Excluded, usize>,
) -> Result<Result<Option<String>, SumRefusal>, ReadError> {
    let mut groups: BTreeMap<Option<u32>, (String, usize)> = BTreeMap::new();
    for number in numbers.iter() {
        match groups.entry(number.who) {
            Entry::Occupied(mut group) => group.get_mut().1 += 1,
            Entry::Vacant(group) => {
                group.insert((who_text(scope, number)?, 1));
            }
        }
    }
    let chosen = match &asked.who {
        Some(wanted) => {
            let is_it = |text: &str| fold(text) == fold(wanted);
            groups.iter().find(|(_, (text, _))| is_it(text))
        }
        None if groups.len() <= 1 => groups.iter().next(),
        None => None,
    };
    let Some((&who, (text, _))) = chosen else {
        return Ok(match (groups.is_empty(), &asked.who) {
            (true, _) => Ok(asked.who.clone()),
            (false, _) => {
                let mut known: Vec<_> = groups.into_values().collect();
                known.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                Err(SumRefusal::People(known))
            }
        });
    };
    let before = numbers.len();
    numbers.retain(|number| number.who == who);
    if numbers.len() < before {
        excluded.insert(Excluded::OtherPeople, before - numbers.len());
    }
    Ok(Ok(Some(text.clone())))
}

/// Whom a number concerns, as the record of its claim has it: the store holds numbers for equal texts.
fn who_text(scope: &Scope<'_>, number: &Number) -> Result<String, ReadError> {
    if number.who.is_none() {
        return Ok(UNSPECIFIED.to_owned());
    }
    let (_, event) = scope.engine.event(number.row)?;
    let claim = event.claims.get(number.at);
    let text = claim.and_then(|claim| claim.who.as_deref());
    Ok(text.unwrap_or(UNSPECIFIED).to_owned())
}

/// Several numbers of one claimant for one event may count the same people: none of them is added.
fn leave_out_doubled(numbers: &mut Vec<Number>, excluded: &mut BTreeMap<Excluded, usize>) {
    let mut of_row: HashMap<RowId, usize> = HashMap::new();
    for number in numbers.iter() {
        *of_row.entry(number.row).or_default() += 1;
    }
    let before = numbers.len();
    numbers.retain(|number| of_row[&number.row] == 1);
    if numbers.len() < before {
        excluded.insert(Excluded::SeveralOfOneEvent, before - numbers.len());
    }
}

/// Sums of one value.
#[derive(Default)]
struct Cells {
    total: Sum,
    apart: Sum,
    cells: BTreeMap<u32, Sum>,
}

impl Cells {
    fn add(&mut self, number: &Number, column: Option<u32>) {
        self.total.add(number.numbers);
        match column {
            Some(column) => self.cells.entry(column).or_default().add(number.numbers),
            None => self.apart.add(number.numbers),
        }
    }

    fn row(self) -> SumRow {
        SumRow {
            total: self.total,
            apart: self.apart,
            cells: self.cells.into_iter().collect(),
            ..SumRow::default()
        }
    }
}

/// Adds; `None` when cancelled.
fn added(scope: &Scope<'_>, asked: &SumQuery, numbers: &[Number]) -> Option<Sums> {
    let (period, columns) = columns::columns(scope, asked.periods);
    let store = scope.store();
    let listed = asked.by.map(|by| Listed::new(scope, by));
    let (mut all, mut without) = (Cells::default(), Cells::default());
    let mut by_value: HashMap<u32, Cells> = HashMap::new();
    let mut sets = HashSet::new();
    for number in numbers {
        if (scope.cancelled)() {
            return None;
        }
        let row = number.row;
        sets.insert(store.record(row).0);
        let days = store.days().of(row);
        let is_doubtful = store.doubtful().contains(row);
        let column = columns_of(&columns, days).filter(|_| !is_doubtful || columns.is_empty());
        all.add(number, column);
        let Some(listed) = &listed else { continue };
        let values = listed.values(scope, row);
        if values.is_empty() {
            without.add(number, column);
        }
        for value in values {
            by_value.entry(value).or_default().add(number, column);
        }
    }
    Some(Sums {
        about: asked.about,
        period,
        events: scope.selection.ranks.total(),
        datasets: sets.len(),
        vague: numbers.iter().filter(|number| number.vague).count(),
        rows: asked
            .by
            .map_or_else(Vec::new, |by| rows(scope, by, by_value)),
        by: asked.by,
        all: all.row(),
        without: without.row(),
        columns,
        claimant: String::new(),
        who: None,
        excluded: Vec::new(),
    })
}

fn rows(scope: &Scope<'_>, by: Grouping, mut by_value: HashMap<u32, Cells>) -> Vec<SumRow> {
    let last = by_value.keys().max().copied();
    let tally = |code: u32| by_value.get(&code).map_or(0, |cells| cells.total.claims);
    let tallies = (0..=last.unwrap_or(0)).map(|code| Tally::of(tally(code)));
    let rows = order::coded(scope, by, tallies.collect(), 0);
    let row = |(code, row): (u32, super::super::TableRow)| SumRow {
        value: row.value,
        label: row.label,
        parent: row.parent,
        dataset: row.dataset,
        ..by_value.remove(&code).unwrap_or_default().row()
    };
    rows.into_iter().map(row).collect()
}

/// The values of rows, by code.
struct Listed {
    by: Grouping,
    /// Of values that are held as lists of rows.
    of_row: HashMap<RowId, Vec<u32>>,
}

impl Listed {
    fn new(scope: &Scope<'_>, by: Grouping) -> Self {
        let index = scope.store().index();
        let of_row = match by {
            Grouping::Tag => inverted(scope, &index.tags),
            Grouping::Field(at) => inverted(scope, &index.fields[FieldCode(at.into()).index()]),
            _ => HashMap::new(),
        };
        Self { by, of_row }
    }

    /// Each once.
    fn values(&self, scope: &Scope<'_>, row: RowId) -> Vec<u32> {
        let (store, clock) = (scope.store(), scope.selection.edition.clock());
        let names = scope.engine.vocabulary();
        let mut values: Vec<u32> = match self.by {
            Grouping::Tag | Grouping::Field(_) => {
                self.of_row.get(&row).cloned().unwrap_or_default()
            }
            Grouping::Kind => vec![store.kind(row) as u32],
            Grouping::Status => vec![store.status(row) as u32],
            Grouping::Dataset => vec![store.record(row).0.0],
            Grouping::Grade => {
                let grade = scope.selection.edition.grades[row.index()].0 & 63;
                (grade != 0).then(|| grade.into()).into_iter().collect()
            }
            Grouping::Region => {
                let regions = &names.regions;
                let above = |region: &crate::store::RegionCode| regions[region.index()].parent;
                std::iter::successors(Some(store.region(row)), above)
                    .take(regions.len())
                    .map(|region| region.0)
                    .collect()
            }
            Grouping::Actor => {
                let of_actor = |actor: crate::store::ActorCode| {
                    let own = (names.actors[actor.index()].members.len() <= 1).then_some(actor);
                    own.into_iter().chain(store.groups_of(actor))
                };
                let actors = store.actors(row, clock).flat_map(of_actor);
                actors.map(|actor| actor.0).collect()
            }
            Grouping::Bloc => store.row_blocs(row, clock).map(|bloc| bloc.0).collect(),
            Grouping::Publisher => {
                let publishers = store.row_publishers(row, clock);
                publishers.map(|publisher| publisher.0).collect()
            }
            Grouping::Source => {
                let cited = store.citations(row).map(|(source, _)| source);
                let seen = cited.filter(|&source| store.sees_source(row, source, clock));
                seen.map(|source| source.0).collect()
            }
        };
        values.sort_unstable();
        values.dedup();
        values
    }
}

fn inverted(scope: &Scope<'_>, postings: &Postings) -> HashMap<RowId, Vec<u32>> {
    let set = scope.selection.rows.possible();
    let mut of_row: HashMap<RowId, Vec<u32>> = HashMap::new();
    for (value, code) in (0..postings.values()).zip(0_u32..) {
        let rows = postings.rows(value).iter().map(|&row| RowId(row));
        for row in rows.filter(|&row| set.contains(row)) {
            of_row.entry(row).or_default().push(code);
        }
    }
    of_row
}
