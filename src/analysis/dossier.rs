//! Everything that the actor panel shows of an actor, over the matches.

mod accounts;
mod activity;
mod pair;
mod places;
mod side;

use super::casts::Casts;
use super::engine::Scope;
use super::event_detail::{owned, pairs};
use super::{ActorDossier, ActorKey, AskError, event_row, histogram, totals};
use crate::model::{Actor, ActorIx, Dataset, UncertainDate};
use crate::store::{ActorCode, Bitset, Clock, Postings, RowId};

pub(super) use pair::pair;
use side::{Part, Parts};

/// So many latest events are shown.
const LATEST: usize = 20;

/// One actor, its members included; `None` when there is none with this key.
pub(super) fn dossier(
    scope: &Scope<'_>,
    key: ActorKey,
    buckets: usize,
) -> Result<Option<ActorDossier>, AskError> {
    let Some(code) = scope.engine.actor(key) else {
        return Ok(None);
    };
    let set = &scope.engine.datasets()[usize::from(key.dataset)];
    let actor = &set.actors[key.actor as usize];
    let coded = rows(scope, code);
    let rows = scope.store().reports().one_each(&coded);
    let span = totals::span(scope.store(), &rows);
    let strip = strip(scope, &rows, buckets);
    let own = Own::new(scope, code);
    let acts = activity::activity(scope, &own, &coded);
    let (said, quotes_total) = accounts::quotes(scope, &own, &rows)?;
    let (claims, claims_total) = accounts::claims(scope, &own, &rows)?;
    let (named_in, named_in_total) = accounts::named_in(scope, &own)?;
    let (places, places_total) = places::places(scope, &coded);
    if (scope.cancelled)() {
        return Err(AskError::Cancelled);
    }
    let named = |ix: ActorIx| {
        (
            ActorKey {
                dataset: key.dataset,
                actor: ix.0,
            },
            set.actors[ix.index()].name.to_string(),
        )
    };
    Ok(Some(ActorDossier {
        key,
        id: actor.id.to_string(),
        name: actor.name.to_string(),
        short: owned(actor.short.as_deref()),
        native_name: owned(actor.native_name.as_deref()),
        aliases: actor.aliases.iter().map(ToString::to_string).collect(),
        kind: actor.kind,
        parents: parents(set, actor).into_iter().map(named).collect(),
        members: members(set, key).into_iter().map(named).collect(),
        leader: actor.leader.map(named),
        country: owned(actor.country.as_deref()),
        ids: pairs(&actor.ids),
        blocs: blocs(scope, set, actor),
        note: event_row::marked(
            event_row::has_later_texts(scope, key.dataset),
            actor.note.as_deref(),
        ),
        events: rows.count(),
        strip: strip.buckets,
        unit: strip.unit,
        roles: acts.roles,
        did: acts.did,
        suffered: acts.suffered,
        with: acts.with,
        against: acts.against,
        others: acts.others,
        places,
        places_total,
        span,
        quotes_total,
        quote_sources: said.iter().map(|(_, _, source)| source.clone()).collect(),
        quotes: said
            .into_iter()
            .map(|(event, quote, _)| (event, quote))
            .collect(),
        claims,
        claims_total,
        named_in,
        named_in_total,
        latest: event_row::event_rows(scope, latest(&rows).take(LATEST))?,
    }))
}

/// The actor and its members, by code.
struct Own {
    /// By actor whether it is one of them.
    own: Vec<bool>,
    members: Vec<ActorCode>,
}

/// The casts that an actor and its members are in.
struct OwnCasts {
    /// Which these are, in order.
    casts: Vec<u32>,
    /// By cast, of all there are, the roles that they have in it.
    parts: Vec<Parts>,
}

impl Own {
    fn new(scope: &Scope<'_>, actor: ActorCode) -> Self {
        let actors = &scope.engine.vocabulary().actors;
        let mut own = vec![false; actors.len()];
        let members = actors[actor.index()].members.to_vec();
        members.iter().for_each(|member| own[member.index()] = true);
        Self { own, members }
    }

    fn has(&self, actor: ActorCode) -> bool {
        self.own[actor.index()]
    }

    /// The casts that they are in. Data may have nearly as many casts as events: no others are looked at.
    fn casts(&self, all: &Casts) -> OwnCasts {
        let members = self.members.iter();
        let mut casts: Vec<u32> = members
            .flat_map(|&member| all.of_actor(member))
            .copied()
            .collect();
        casts.sort_unstable();
        casts.dedup();
        let mut parts = vec![Parts::default(); all.len()];
        for &cast in &casts {
            let members = all.members(cast as usize).iter();
            let own = members.filter(|mention| self.has(mention.actor));
            own.filter_map(|mention| Some(Part::new(mention.role?, mention.side)))
                .for_each(|part| parts[cast as usize].add(part));
        }
        OwnCasts { casts, parts }
    }
}

/// Matching rows with the actor or a member in any part.
pub(super) fn rows(scope: &Scope<'_>, actor: ActorCode) -> Bitset {
    let store = scope.store();
    let clock = scope.selection.edition.clock();
    let members = &scope.engine.vocabulary().actors[actor.index()].members;
    let index = store.index();
    let postings = match members.len() {
        0 | 1 => &index.actors,
        _ => &index.groups,
    };
    marked(scope, postings, [actor.index()], |row| {
        store
            .actors(row, clock)
            .any(|actor| members.contains(&actor))
    })
}

/// Matching rows with any of these values. Lists of rows describe the present; rows of which something was not published yet are
/// asked one by one.
pub(super) fn marked(
    scope: &Scope<'_>,
    postings: &Postings,
    values: impl IntoIterator<Item = usize>,
    has: impl Fn(RowId) -> bool,
) -> Bitset {
    let edition = &scope.selection.edition;
    let mut rows = Bitset::empty(scope.store().len());
    postings.mark(values, &mut rows);
    rows.and(scope.selection.coded().possible());
    if edition.clock() != Clock::NOW {
        let mut altered = rows.clone();
        altered.and(&edition.altered);
        let gone = altered.iter().filter(|&row| !has(row));
        gone.for_each(|row| rows.remove(row));
    }
    rows
}

/// The actor's activity over the days that the histogram of all matches shows, so that strips of actors compare.
pub(super) fn strip(scope: &Scope<'_>, rows: &Bitset, buckets: usize) -> super::Histogram {
    let rows = &*scope.store().reports().one_each(rows);
    let shown = histogram::histogram(scope, None, buckets);
    let first = shown.buckets.first().map(|bucket| bucket.time.from.day);
    match (first, shown.buckets.last()) {
        (Some(from), Some(last)) => histogram::counted(
            scope,
            rows,
            crate::model::DayRange {
                from,
                to: last.time.to.day,
            },
            buckets.max(1),
        ),
        _ => shown,
    }
}

fn parents(set: &Dataset, actor: &Actor) -> Vec<ActorIx> {
    let above = |ix: &ActorIx| set.actors[ix.index()].parent;
    let mut parents: Vec<_> = std::iter::successors(actor.parent, above)
        .take(set.actors.len())
        .collect();
    parents.reverse();
    parents
}

fn members(set: &Dataset, key: ActorKey) -> Vec<ActorIx> {
    let actors = (0..).map(ActorIx).zip(&set.actors);
    actors
        .filter(|(_, actor)| actor.parent == Some(ActorIx(key.actor)))
        .map(|(ix, _)| ix)
        .collect()
}

/// The actor's own blocs, or those of the nearest ancestor that has some; a change after the day of `known:` is none yet.
fn blocs(
    scope: &Scope<'_>,
    set: &Dataset,
    actor: &Actor,
) -> Vec<(usize, Option<String>, Option<String>)> {
    let above = |actor: &&Actor| actor.parent.map(|parent| &set.actors[parent.index()]);
    let line = std::iter::successors(Some(actor), above).take(set.actors.len());
    let spans = line
        .map(|actor| &actor.blocs)
        .find(|blocs| !blocs.is_empty());
    let all = &scope.engine.vocabulary().blocs;
    let position = |bloc: crate::model::BlocIx| {
        all.iter()
            .position(|entry| entry.id == set.blocs[bloc.index()].id)
    };
    let text = |date: &Option<UncertainDate>| date.as_ref().map(|date| date.text().to_owned());
    let clock = scope.selection.edition.clock();
    let begun = |date: &Option<UncertainDate>| {
        let first = date.as_ref().map(|date| date.bounds().from);
        first.is_none_or(|day| clock.has_reached(day))
    };
    let ended = |date: &Option<UncertainDate>| {
        let last = date.as_ref().map(|date| date.bounds().to);
        last.is_some_and(|day| clock.has_reached(day))
    };
    let spans = spans.into_iter().flatten();
    spans
        .filter(|span| begun(&span.from))
        .filter_map(|span| {
            let to = text(&span.to).filter(|_| ended(&span.to));
            Some((position(span.bloc)?, text(&span.from), to))
        })
        .collect()
}

/// Rows from the last to the first.
pub(super) fn latest(rows: &Bitset) -> impl Iterator<Item = RowId> + '_ {
    std::iter::successors(rows.last(), |row| rows.last_before(row.index()))
}
