//! The directories of actors and sources, counted again by hand.

use std::collections::{BTreeSet, HashMap};

use annals::analysis::{
    ActorKey, ActorList, ActorOrder, Engine, ListAt, Listing, OneSided, Part, Reply, SourceList,
    SourceOrder, SourcePage, SourceRef,
};
use annals::model::{
    ActorIx, Claimant, Dataset, Event, Role, Side, Source, SourceIx, SourceOrigin,
};

use crate::engine::{ask, engine};

const FILTERS: [&str; 6] = [
    "",
    "kind:statement,diplomacy",
    "known:2024-12-03",
    "actor:russia date:2024-12",
    "-actor:hts bloc:government",
    "known:2024-12-01 is:single",
];

fn listing<K>(find: &str, folds: &[&str]) -> Box<Listing<K>> {
    Box::new(Listing {
        find: find.to_owned(),
        folds: folds.iter().map(ToString::to_string).collect(),
        at: ListAt::Rank(0),
        len: 10_000,
    })
}

fn actors(engine: &Engine, filter: &str, order: ActorOrder) -> ActorList {
    let part = Part::Actors {
        order,
        listing: listing("", &[]),
        buckets: 60,
    };
    let [Reply::Actors(list)] = &ask(engine, filter, vec![part])[..] else {
        panic!("actors")
    };
    list.clone()
}

fn sources(engine: &Engine, filter: &str, order: SourceOrder, open: &[&str]) -> SourceList {
    let part = Part::Sources {
        order,
        listing: listing("", open),
    };
    let [Reply::Sources(list)] = &ask(engine, filter, vec![part])[..] else {
        panic!("sources")
    };
    list.clone()
}

fn page(engine: &Engine, filter: &str, subject: SourceRef) -> SourcePage {
    let part = Part::Source {
        subject,
        buckets: 20,
    };
    let [Reply::Source(Some(page))] = &ask(engine, filter, vec![part])[..] else {
        panic!("a page")
    };
    (**page).clone()
}

fn shown(engine: &Engine, filter: &str) -> usize {
    let [Reply::Totals(totals)] = &ask(engine, filter, vec![Part::Totals])[..] else {
        panic!("totals")
    };
    totals.shown
}

#[test]
fn the_count_of_an_actor_is_what_its_filter_leaves_and_its_dossier_says() {
    let engine = engine();
    for filter in FILTERS {
        let list = actors(&engine, filter, ActorOrder::Tree);
        assert!(list.actors > 0, "{filter}");
        for line in &list.lines {
            let value = &line.value;
            let term = format!("{}:\"{}\"", value.field, value.value);
            assert_eq!(
                shown(&engine, &format!("{filter} {term}")),
                value.count,
                "{filter} {term}"
            );
            let Some(actor) = value.actor else { continue };
            let part = Part::Actor { actor, buckets: 20 };
            let [Reply::Actor(Some(dossier))] = &ask(&engine, filter, vec![part])[..] else {
                panic!("a dossier of {term}")
            };
            assert_eq!(
                (dossier.events, dossier.span),
                (value.count, line.span),
                "{filter} {term}"
            );
            assert!(line.strip.iter().sum::<usize>() <= value.count);
        }
    }
}

#[test]
fn every_order_has_the_same_actors() {
    let engine = engine();
    for filter in FILTERS {
        let names = |order| {
            let list = actors(&engine, filter, order);
            assert_eq!(list.total, list.lines.len());
            let lines = list.lines.iter().filter(|line| line.value.actor.is_some());
            lines
                .map(|line| (line.value.value.clone(), line.value.count))
                .collect::<Vec<_>>()
        };
        let sorted = |mut names: Vec<(String, usize)>| {
            names.sort();
            names
        };
        let (by_count, by_name) = (names(ActorOrder::Count), names(ActorOrder::Name));
        assert!(by_count.is_sorted_by_key(|(_, count)| std::cmp::Reverse(*count)));
        assert_eq!(sorted(names(ActorOrder::Tree)), sorted(by_count.clone()));
        assert_eq!(sorted(by_count), sorted(by_name));
    }
}

#[test]
fn an_actor_is_sought_where_it_is_folded_and_found_by_its_arabic_name() {
    let engine = engine();
    let list = actors(&engine, "", ActorOrder::Tree);
    let at = list
        .lines
        .iter()
        .position(|line| line.value.value == "putin")
        .expect("in the list");
    let putin = list.lines[at].value.actor.expect("an actor");
    let around = |folds: &[&str]| {
        let part = Part::Actors {
            order: ActorOrder::Tree,
            listing: Box::new(Listing {
                at: ListAt::Around(putin, 0),
                len: 12,
                ..*listing("", folds)
            }),
            buckets: 0,
        };
        let [Reply::Actors(list)] = &ask(&engine, "", vec![part])[..] else {
            panic!("actors")
        };
        let found = list.found.expect("found");
        list.lines[found - list.first].value.value.clone()
    };
    assert_eq!(around(&[]), "putin");
    assert_eq!(around(&["actor:russia"]), "russia");
    let part = Part::Actors {
        order: ActorOrder::Tree,
        listing: listing("هيئة تحرير", &[]),
        buckets: 0,
    };
    let [Reply::Actors(found)] = &ask(&engine, "", vec![part])[..] else {
        panic!("actors")
    };
    assert_eq!(found.lines[0].value.value, "hts");
}

/// An actor and everything that belongs to it.
fn members(set: &Dataset, actor: ActorIx) -> BTreeSet<u32> {
    let above = |ix: &ActorIx| set.actors[ix.index()].parent;
    let belongs = |ix: &ActorIx| std::iter::successors(Some(*ix), above).any(|one| one == actor);
    let all = (0..set.actors.len()).map(|at| ActorIx(u32::try_from(at).expect("few")));
    all.filter(belongs).map(|ix| ix.0).collect()
}

fn names(event: &Event, own: &BTreeSet<u32>) -> bool {
    event.actors.iter().any(|part| own.contains(&part.actor.0))
        || event
            .quotes
            .iter()
            .any(|quote| quote.speaker.is_some_and(|ix| own.contains(&ix.0)))
        || event
            .claims
            .iter()
            .any(|claim| matches!(claim.claimant, Claimant::Actor(ix) if own.contains(&ix.0)))
}

fn acts(role: Role) -> Option<bool> {
    match role {
        Role::Initiator | Role::Supporter => Some(true),
        Role::Target | Role::Affected => Some(false),
        Role::Speaker | Role::Mediator | Role::Participant => None,
    }
}

/// Participants are told apart by their sides, all others by their roles.
fn beside((a, side_a): (Role, Option<Side>), (b, side_b): (Role, Option<Side>)) -> bool {
    match (a, b) {
        (Role::Participant, Role::Participant) => side_a.is_some() && side_a == side_b,
        _ => a == b || acts(a).is_some() && acts(a) == acts(b),
    }
}

fn against((a, side_a): (Role, Option<Side>), (b, side_b): (Role, Option<Side>)) -> bool {
    match (a, b) {
        (Role::Participant, Role::Participant) => side_a.zip(side_b).is_some_and(|(a, b)| a != b),
        _ => acts(a).zip(acts(b)).is_some_and(|(a, b)| a != b),
    }
}

/// Whether some of the one and some of the others stand beside each other, and against each other.
fn sides(event: &Event, own: &BTreeSet<u32>, others: &BTreeSet<u32>) -> (bool, bool) {
    let parts = |of: &BTreeSet<u32>| -> Vec<(Role, Option<Side>)> {
        let parts = event
            .actors
            .iter()
            .filter(|part| of.contains(&part.actor.0));
        parts
            .filter_map(|part| Some((part.role?, part.side)))
            .collect()
    };
    let (mine, theirs) = (parts(own), parts(others));
    let pairs = || {
        mine.iter()
            .flat_map(|a| theirs.iter().map(move |b| (*a, *b)))
    };
    (
        pairs().any(|(a, b)| beside(a, b)),
        pairs().any(|(a, b)| against(a, b)),
    )
}

#[test]
fn companions_and_pairs_are_counted_as_by_hand() {
    let engine = engine();
    let set = &engine.datasets()[0];
    for id in ["hts", "syria-gov", "russia", "turkey", "putin"] {
        let at = set
            .actors
            .iter()
            .position(|actor| *actor.id == *id)
            .expect("an actor");
        let actor = ActorIx(u32::try_from(at).expect("few"));
        let own = members(set, actor);
        let key = |actor: u32| ActorKey { dataset: 0, actor };
        let part = Part::Actor {
            actor: key(actor.0),
            buckets: 20,
        };
        let [Reply::Actor(Some(dossier))] = &ask(&engine, "", vec![part])[..] else {
            panic!("a dossier")
        };
        let (mut with, mut against) = (HashMap::new(), HashMap::new());
        for other in (0..set.actors.len()).map(|at| u32::try_from(at).expect("few")) {
            let one = BTreeSet::from([other]);
            for event in set.events.iter().filter(|_| !own.contains(&other)) {
                let (beside, opposed) = sides(event, &own, &one);
                *with.entry(other).or_insert(0) += usize::from(beside);
                *against.entry(other).or_insert(0) += usize::from(opposed);
            }
        }
        for (told, counted) in [(&dossier.with, with), (&dossier.against, against)] {
            assert_eq!(
                told.total,
                counted.values().filter(|&&n| n > 0).count(),
                "{id}"
            );
            let top = told.top.iter();
            assert!(
                top.clone()
                    .all(|one| counted[&one.actor.key.actor] == one.events),
                "{id}"
            );
            assert!(
                top.map(|one| one.events).is_sorted_by(|a, b| a >= b),
                "{id}"
            );
        }
        for other in ["turkey", "hts", "sdf"]
            .into_iter()
            .filter(|other| *other != id)
        {
            let at = set
                .actors
                .iter()
                .position(|actor| *actor.id == *other)
                .expect("an actor");
            let theirs = members(set, ActorIx(u32::try_from(at).expect("few")));
            let common = set
                .events
                .iter()
                .filter(|event| names(event, &own) && names(event, &theirs));
            let common: Vec<_> = common.map(|event| sides(event, &own, &theirs)).collect();
            let part = Part::ActorPair(key(actor.0), key(u32::try_from(at).expect("few")));
            let [Reply::ActorPair(Some(pair))] = &ask(&engine, "", vec![part])[..] else {
                panic!("a pair")
            };
            let counts = (
                common.len(),
                common.iter().filter(|sides| sides.0).count(),
                common.iter().filter(|sides| sides.1).count(),
            );
            assert_eq!(
                (pair.common, pair.together, pair.opposed),
                counts,
                "{id} and {other}"
            );
        }
    }
}

#[test]
fn roles_kinds_and_claims_of_others_are_counted_as_by_hand() {
    let engine = engine();
    let set = &engine.datasets()[0];
    for at in 0..set.actors.len() {
        let actor = ActorIx(u32::try_from(at).expect("few"));
        let own = members(set, actor);
        let has = |event: &Event, wanted: &[Role]| {
            let parts = event.actors.iter();
            let mut parts = parts.filter(|part| own.contains(&part.actor.0));
            parts.any(|part| part.role.is_some_and(|role| wanted.contains(&role)))
        };
        let (mut roles, mut others) = (HashMap::new(), HashMap::new());
        let (mut did, mut suffered) = (HashMap::new(), HashMap::new());
        for event in &set.events {
            for &role in Role::ALL.iter().filter(|role| has(event, &[**role])) {
                *roles.entry(role).or_insert(0) += 1;
            }
            if has(event, &[Role::Target, Role::Affected]) {
                *suffered.entry(event.kind).or_insert(0) += 1;
            }
            if has(event, &[Role::Initiator]) {
                *did.entry(event.kind).or_insert(0) += 1;
                for claim in &event.claims {
                    if !matches!(claim.claimant, Claimant::Actor(ix) if own.contains(&ix.0)) {
                        *others.entry(claim.about).or_insert(0) += 1;
                    }
                }
            }
        }
        // Claims are counted from lists, and walked under a day on which all of them were published.
        for filter in ["", "known:2100-01-01"] {
            let part = Part::Actor {
                actor: ActorKey {
                    dataset: 0,
                    actor: actor.0,
                },
                buckets: 20,
            };
            let [Reply::Actor(Some(dossier))] = &ask(&engine, filter, vec![part])[..] else {
                panic!("a dossier")
            };
            let id = &set.actors[at].id;
            assert_eq!(
                dossier.roles.iter().copied().collect::<HashMap<_, _>>(),
                roles,
                "{id}"
            );
            assert_eq!(
                dossier.did.iter().copied().collect::<HashMap<_, _>>(),
                did,
                "{id}"
            );
            let suffers = dossier.suffered.iter().copied();
            assert_eq!(suffers.collect::<HashMap<_, _>>(), suffered, "{id}");
            assert_eq!(
                dossier.others.iter().copied().collect::<HashMap<_, _>>(),
                others,
                "{id}"
            );
        }
    }
}

/// The outermost actor above one.
fn outermost(set: &Dataset, actor: ActorIx) -> ActorIx {
    let above = |ix: &ActorIx| set.actors[ix.index()].parent;
    std::iter::successors(Some(actor), above)
        .last()
        .expect("itself")
}

/// Whose report a source is, from the records: as it states itself, or the text that it goes back to; the party above whoever runs
/// it, or the publisher.
fn voice(set: &Dataset, source: SourceIx) -> String {
    let copied = |ix: &SourceIx| set.sources[ix.index()].syndicated_from;
    let first = std::iter::successors(Some(source), copied)
        .last()
        .expect("itself");
    let original = &set.sources[first.index()];
    let stated = |source: &Source| match &source.origin {
        Some(SourceOrigin::Actor(actor)) => Some(format!("party {}", outermost(set, *actor).0)),
        Some(SourceOrigin::Name(name)) => Some(of_name(set, name)),
        None => {
            let (origin, _) = source.publisher.split_once(" via ")?;
            Some(of_name(set, origin))
        }
    };
    if let Some(origin) = stated(&set.sources[source.index()]).or_else(|| stated(original)) {
        return origin;
    }
    let of_publisher = set
        .sources
        .iter()
        .filter(|other| other.publisher == original.publisher);
    let parties: BTreeSet<u32> = of_publisher
        .filter_map(|other| other.affiliation)
        .map(|actor| outermost(set, actor).0)
        .collect();
    let party = original.affiliation.map(|actor| outermost(set, actor).0);
    match (party, parties.len()) {
        (Some(party), _) => format!("party {party}"),
        (None, 1) => format!("party {}", parties.first().expect("one")),
        _ => of_name(set, &original.publisher),
    }
}

/// The actor of that name that is the origin of some source, the party that runs the publisher of that name, or the name.
fn of_name(set: &Dataset, name: &str) -> String {
    let origins = set
        .sources
        .iter()
        .filter_map(|source| match &source.origin {
            Some(SourceOrigin::Actor(actor)) => Some(*actor),
            _ => None,
        });
    let mut named = origins.filter(|actor| {
        let actor = &set.actors[actor.index()];
        let names = [Some(&actor.name), actor.short.as_ref(), Some(&actor.id)];
        let mut names = names.into_iter().flatten().chain(&actor.aliases);
        names.any(|known| known.to_lowercase() == name.to_lowercase())
    });
    if let Some(actor) = named.next() {
        return format!("party {}", outermost(set, actor).0);
    }
    let of_publisher = set.sources.iter();
    let of_publisher = of_publisher.filter(|other| *other.publisher == *name);
    let parties: BTreeSet<u32> = of_publisher
        .filter_map(|other| other.affiliation)
        .map(|actor| outermost(set, actor).0)
        .collect();
    match parties.len() {
        1 => format!("party {}", parties.first().expect("one")),
        _ => format!("publisher {}", name.to_lowercase()),
    }
}

#[test]
fn what_rests_on_a_publisher_alone_is_counted_as_by_hand() {
    let engine = engine();
    let set = &engine.datasets()[0];
    let list = sources(&engine, "", SourceOrder::Alone, &[]);
    assert!(
        list.lines
            .iter()
            .map(|line| line.alone)
            .is_sorted_by(|a, b| a >= b)
    );
    for line in &list.lines {
        let publisher = &line.value.label;
        let cites = |event: &&Event| {
            let cited = event
                .sources
                .iter()
                .map(|cited| &set.sources[cited.source.index()]);
            cited
                .into_iter()
                .any(|source| *source.publisher == **publisher)
        };
        let alone = |event: &&Event| {
            let voices = event.sources.iter().map(|cited| voice(set, cited.source));
            voices.collect::<BTreeSet<_>>().len() == 1
        };
        let citing = set.events.iter().filter(cites);
        assert_eq!(citing.clone().count(), line.value.count, "{publisher}");
        assert_eq!(citing.filter(alone).count(), line.alone, "{publisher}");
    }
    assert!(list.lines.iter().any(|line| line.alone > 0));
}

#[test]
fn counts_of_sources_are_what_their_filters_leave_and_their_pages_say() {
    let engine = engine();
    for filter in FILTERS {
        let folded = sources(&engine, filter, SourceOrder::Count, &[]);
        let open: Vec<String> = folded
            .lines
            .iter()
            .map(|line| format!("publisher:{}", line.value.value))
            .collect();
        let open: Vec<&str> = open.iter().map(String::as_str).collect();
        let all = sources(&engine, filter, SourceOrder::Count, &open);
        assert_eq!(folded.publishers, folded.lines.len(), "{filter}");
        let texts: BTreeSet<_> = all
            .lines
            .iter()
            .filter(|line| matches!(line.subject, SourceRef::Text(_)))
            .map(|line| line.subject)
            .collect();
        assert_eq!(texts.len(), all.texts, "{filter}");
        for line in &all.lines {
            let term = format!(
                "{}:\"{}\"",
                line.value.field,
                line.value.value.replace('"', "\\\"")
            );
            let with = |more: &str| shown(&engine, &format!("{filter} {term} {more}"));
            assert_eq!(with(""), line.value.count, "{filter} {term}");
            assert_eq!(with("is:single"), line.alone, "{filter} {term}");
            let page = page(&engine, filter, line.subject);
            let told = (page.events, page.alone, page.span);
            assert_eq!(
                told,
                (line.value.count, line.alone, line.span),
                "{filter} {term}"
            );
            assert_eq!(with("is:onesided"), page.one_sided, "{filter} {term}");
        }
    }
}

#[test]
fn every_order_has_the_same_publishers() {
    let engine = engine();
    let names = |order| {
        let list = sources(&engine, "", order, &[]);
        let mut names: Vec<_> = list
            .lines
            .into_iter()
            .map(|line| line.value.value)
            .collect();
        names.sort();
        names
    };
    let by_count = names(SourceOrder::Count);
    for order in [SourceOrder::Alone, SourceOrder::Grade, SourceOrder::Name] {
        assert_eq!(names(order), by_count);
    }
}

fn one_sided(engine: &Engine, filter: &str, buckets: usize) -> OneSided {
    let part = Part::OneSided {
        buckets,
        runs: 1000,
    };
    let [Reply::OneSided(sided)] = &ask(engine, filter, vec![part])[..] else {
        panic!("one-sided")
    };
    sided.clone()
}

#[test]
fn one_sided_days_are_what_the_filter_says() {
    let engine = engine();
    for filter in FILTERS {
        let sided = one_sided(&engine, filter, 60);
        assert_eq!(
            sided.events,
            shown(&engine, &format!("{filter} is:onesided")),
            "{filter}"
        );
        assert_eq!(sided.total, shown(&engine, filter));
        assert_eq!(sided.runs.len(), sided.runs_total);
        for run in &sided.runs {
            assert_eq!(run.events, run.by_bloc.iter().sum::<usize>(), "{filter}");
        }
        for bucket in &sided.buckets {
            assert!(bucket.one_sided() <= bucket.total);
        }
        let inside: usize = sided.buckets.iter().map(|bucket| bucket.total).sum();
        assert!(inside <= sided.total);
    }
    let russia = one_sided(&engine, "source:tass OR publisher:TASS", 60);
    assert!(russia.events <= russia.total);
}

#[test]
fn families_count_each_event_once() {
    let engine = engine();
    let part = Part::Families { first: 0, len: 100 };
    let [Reply::Families(list)] = &ask(&engine, "", vec![part])[..] else {
        panic!("families")
    };
    let copies = engine.datasets()[0].sources.iter();
    let copies = copies
        .filter(|source| source.syndicated_from.is_some())
        .count();
    assert_eq!(
        list.families
            .iter()
            .map(|family| family.copies.len())
            .sum::<usize>(),
        copies
    );
    for family in &list.families {
        let ids = family.copies.iter().chain([&family.original]);
        let ids: Vec<String> = ids
            .map(|text| {
                let set = &engine.datasets()[0];
                set.sources[text.key.source as usize].id.to_string()
            })
            .collect();
        let filter = format!("source:{}", ids.join(","));
        assert_eq!(shown(&engine, &filter), family.events);
        assert_eq!(shown(&engine, &format!("{filter} is:single")), family.alone);
    }
}
