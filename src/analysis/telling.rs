//! What is known of all claims after one walk over them. Of published data, where each row has some and nearly all say a number
//! and nothing else, an answer need then not walk them again.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::model::{ClaimSubject, Stance};
use crate::store::{Bitset, ClaimRow, ClaimantCode, Claims, RowId, Store};

/// Which rows have which claims. All of it describes the present: under a `known:` some are not published yet.
#[derive(Debug)]
pub(super) struct Telling {
    /// Rows with a claim that an actor makes.
    pub(super) by_actors: Vec<RowId>,
    /// Rows with a claim that has a value besides numbers.
    pub(super) with_values: Vec<RowId>,
    /// Rows with a claim that has sources of its own.
    pub(super) sourced: Vec<RowId>,
    /// Plain claims by what tells them apart.
    pub(super) groups: Vec<Group>,
    /// Rows that have plain claims only, by what these are about.
    pub(super) subjects: Vec<(ClaimSubject, Bitset)>,
    /// The same rows whatever it is.
    pub(super) plain: Bitset,
    /// Rows with other claims: one replaces another there, or is a running total.
    pub(super) others: Bitset,
}

/// Claims about one subject by one claimant, which all assert or all deny.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) about: ClaimSubject,
    pub(super) claimant: ClaimantCode,
    pub(super) denies: bool,
    /// Their rows, ascending; one with several such claims so many times.
    pub(super) rows: Vec<u32>,
}

impl Group {
    fn has(&self, claim: &ClaimRow) -> bool {
        self.claimant == claim.claimant
            && self.about == claim.about
            && self.denies == (claim.stance == Stance::Denies)
    }
}

impl Telling {
    /// Walks all claims once.
    pub(super) fn new(store: &Store) -> Self {
        let mut telling = Self {
            by_actors: Vec::new(),
            with_values: Vec::new(),
            sourced: Vec::new(),
            groups: Vec::new(),
            subjects: Vec::new(),
            plain: Bitset::empty(store.len()),
            others: Bitset::empty(store.len()),
        };
        let mut grouping = Grouping::default();
        let children = store.children();
        for (row, claims) in children.all_claims() {
            telling.note(row, claims);
            if claims
                .iter()
                .any(|claim| !children.claim_sources(row, &claim).is_empty())
            {
                telling.sourced.push(row);
            }
            if claims
                .iter()
                .any(|claim| claim.cumulative || claim.supersedes.is_some())
            {
                telling.others.insert(row);
                continue;
            }
            telling.plain.insert(row);
            for claim in claims.iter() {
                grouping.add(row, &claim, &mut telling.groups);
                telling.subject(claim.about).insert(row);
            }
        }
        telling
    }

    fn note(&mut self, row: RowId, claims: Claims<'_>) {
        let by_actor = |claim: ClaimRow| matches!(claim.claimant, ClaimantCode::Actor(_));
        if claims.iter().any(by_actor) {
            self.by_actors.push(row);
        }
        if claims.iter().any(|claim| claim.value.is_some()) {
            self.with_values.push(row);
        }
    }

    fn subject(&mut self, about: ClaimSubject) -> &mut Bitset {
        let at = self.subjects.iter().position(|(known, _)| *known == about);
        let at = at.unwrap_or_else(|| {
            self.subjects
                .push((about, Bitset::empty(self.plain.universe())));
            self.subjects.len() - 1
        });
        &mut self.subjects[at].1
    }
}

/// Finds the group of a claim.
#[derive(Default)]
struct Grouping {
    known: HashMap<(ClaimSubject, ClaimantCode, bool), usize, RandomState>,
    /// The groups that were met last: claims of published data come by turns.
    recent: [usize; 2],
}

impl Grouping {
    fn add(&mut self, row: RowId, claim: &ClaimRow, groups: &mut Vec<Group>) {
        let recent = self.recent.into_iter();
        let recent = recent.filter(|&at| groups.get(at).is_some_and(|group| group.has(claim)));
        let at = recent
            .min()
            .unwrap_or_else(|| self.looked_up(claim, groups));
        groups[at].rows.push(row.0);
    }

    fn looked_up(&mut self, claim: &ClaimRow, groups: &mut Vec<Group>) -> usize {
        let denies = claim.stance == Stance::Denies;
        let key = (claim.about, claim.claimant, denies);
        let at = *self.known.entry(key).or_insert_with(|| {
            groups.push(Group {
                about: claim.about,
                claimant: claim.claimant,
                denies,
                rows: Vec::new(),
            });
            groups.len() - 1
        });
        self.recent = [at, self.recent[0]];
        at
    }
}
