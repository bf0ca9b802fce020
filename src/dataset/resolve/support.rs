//! Warnings about what an event rests on.

use std::collections::BTreeSet;

use super::super::problems::Problems;
use super::ids::At;
use crate::diagnostic::Diagnostic;
use crate::model::{
    ActorIx, BlocIx, Dataset, DayRange, Event, SourceIx, SourceOrigin, UncertainDate,
};

/// Checks the sources of an event. `id` is where its id is written, `citations` where its sources are.
pub(super) fn check(
    event: &Event,
    dataset: &Dataset,
    id: At,
    citations: &[At],
    problems: &mut Problems,
) {
    for (citation, at) in event.sources.iter().zip(citations) {
        published_before(event, citation.source, dataset, *at, problems);
    }
    let origins: BTreeSet<Origin> = event
        .sources
        .iter()
        .map(|citation| origin(citation.source, dataset))
        .collect();
    match (event.sources.len(), origins.len()) {
        (0, _) => warn(
            "no-source",
            format!("event `{}` has no source", event.id),
            id,
            problems,
        ),
        (1, _) => warn(
            "single-source",
            format!("event `{}` rests on a single source", event.id),
            id,
            problems,
        ),
        (texts, 1) => {
            let message = format!(
                "event `{}` rests on a single origin: its {texts} sources have the same one",
                event.id
            );
            warn("single-source", message, id, problems);
        }
        _ => one_sided(event, dataset, id, problems),
    }
}

fn warn(code: &'static str, message: String, at: At, problems: &mut Problems) {
    problems.push(Diagnostic::warning(code, message, at.file, at.span.range()));
}

fn published_before(
    event: &Event,
    source: SourceIx,
    dataset: &Dataset,
    at: At,
    problems: &mut Problems,
) {
    let source = &dataset.sources[source.index()];
    let Some(published) = &source.published else {
        return;
    };
    if published.bounds().to < event.when.date.bounds().from {
        let message = format!(
            "source `{}` was published ({}) before event `{}` ({})",
            source.id,
            published.text(),
            event.id,
            event.when.date.text()
        );
        warn("published-before-event", message, at, problems);
    }
}

/// Whose report a text is, as support counts it (see `store::Origin`).
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    Actor(ActorIx),
    Name(String),
}

fn origin(source: SourceIx, dataset: &Dataset) -> Origin {
    let own = &dataset.sources[source.index()];
    let original = &dataset.sources[original(source, dataset).index()];
    let stated = own.origin.as_ref().or(original.origin.as_ref());
    match (stated, original.affiliation) {
        (Some(&SourceOrigin::Actor(actor)), _) | (None, Some(actor)) => {
            let parent = |actor: &ActorIx| dataset.actors[actor.index()].parent;
            let chain = std::iter::successors(Some(actor), parent);
            Origin::Actor(chain.take(dataset.actors.len()).last().unwrap_or(actor))
        }
        (Some(SourceOrigin::Name(name)), _) => Origin::Name(name.to_lowercase()),
        (None, None) => Origin::Name(original.publisher.to_lowercase()),
    }
}

/// The text that a source copies in the end.
fn original(source: SourceIx, dataset: &Dataset) -> SourceIx {
    let mut at = source;
    while let Some(copied) = dataset.sources[at.index()].syndicated_from {
        at = copied;
    }
    at
}

/// One-sided: every source has a known affiliation, and all of these belong to one and the same bloc on the event's days.
fn one_sided(event: &Event, dataset: &Dataset, id: At, problems: &mut Problems) {
    let mut common: Option<BTreeSet<BlocIx>> = None;
    for citation in &event.sources {
        let Some(actor) = dataset.sources[citation.source.index()].affiliation else {
            return;
        };
        let blocs = blocs(actor, event.when.date.bounds(), dataset);
        common = Some(match common {
            Some(common) => &common & &blocs,
            None => blocs,
        });
    }
    if let Some(bloc) = common.and_then(|common| common.first().copied()) {
        let bloc = &dataset.blocs[bloc.index()];
        let message = format!(
            "all sources of event `{}` belong to one side: {}",
            event.id, bloc.name
        );
        warn("one-sided", message, id, problems);
    }
}

/// The blocs of an actor on some days; those of its nearest parent that has any when it has none of its own.
fn blocs(actor: ActorIx, days: DayRange, dataset: &Dataset) -> BTreeSet<BlocIx> {
    let mut next = Some(actor);
    while let Some(actor) = next.map(|actor| &dataset.actors[actor.index()]) {
        if !actor.blocs.is_empty() {
            let then = actor
                .blocs
                .iter()
                .filter(|span| membership(span.from.as_ref(), span.to.as_ref()).overlaps(days));
            return then.map(|span| span.bloc).collect();
        }
        next = actor.parent;
    }
    BTreeSet::new()
}

fn membership(from: Option<&UncertainDate>, to: Option<&UncertainDate>) -> DayRange {
    DayRange {
        from: from.map_or(DayRange::ALL.from, |date| date.bounds().from),
        to: to.map_or(DayRange::ALL.to, |date| date.bounds().to),
    }
}
