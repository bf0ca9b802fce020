//! Tables of what events hold: a line a claim or a quote, and each source and actor once.

use std::collections::HashSet;

use super::Item;
use crate::model::{
    Actor, Claim, ClaimSubject, Claimant, Dataset, Qualifier, Quote, Reliability, Source,
    SourceKind, SourceOrigin, Stance, UncertainDate,
};

/// What a line of CSV or TSV is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lines {
    /// An event.
    #[default]
    Events,
    /// A claim of an event.
    Claims,
    /// A quote of an event.
    Quotes,
    /// A source that an event cites, each once; of published data a cited text.
    Sources,
    /// An actor that takes part in an event, each once.
    Actors,
}

/// The columns of claims. Lists are separated by `; `.
pub const CLAIM_COLUMNS: &[&str] = &[
    "event",
    "date",
    "claimant",
    "about",
    "who",
    "scope",
    "period",
    "qualifier",
    "low",
    "best",
    "high",
    "stance",
    "cumulative",
    "superseded",
    "source",
    "value",
    "text",
    "note",
    "dataset",
];

/// The columns of quotes.
pub const QUOTE_COLUMNS: &[&str] = &[
    "event",
    "id",
    "date",
    "speaker",
    "speaker_name",
    "affiliation",
    "text",
    "language",
    "original",
    "original_language",
    "translated",
    "translator",
    "venue",
    "source",
    "locator",
    "about",
    "stance",
    "dataset",
];

/// The columns of sources.
pub const SOURCE_COLUMNS: &[&str] = &[
    "id",
    "publisher",
    "title",
    "author",
    "url",
    "archive_url",
    "published",
    "accessed",
    "language",
    "kind",
    "affiliation",
    "origin",
    "syndicated_from",
    "reliability",
    "dataset",
];

/// The columns of actors.
pub const ACTOR_COLUMNS: &[&str] = &[
    "id",
    "name",
    "short",
    "native_name",
    "aliases",
    "kind",
    "parent",
    "country",
    "ids",
    "dataset",
];

/// A line of cells.
pub(super) type Line = Vec<String>;

pub(super) fn claims(item: &Item<'_>) -> Vec<Line> {
    let shown = current(item);
    let lines = shown.iter().map(|&(claim, superseded)| {
        let claimed = claim.date.as_ref().unwrap_or(&item.event.when.date);
        let number = |number: Option<u64>| number.map(|n| n.to_string()).unwrap_or_default();
        let sources = claim.sources.iter();
        let sources = sources.filter(|source| item.shown.source(item.dataset, **source));
        vec![
            item.row.id.clone(),
            claimed.text().to_owned(),
            claimant(item.dataset, claim),
            claim.about.slug().to_owned(),
            text(claim.who.as_deref()),
            claim.scope.map_or_else(String::new, |scope| {
                item.dataset.regions[scope.index()].id.to_string()
            }),
            date(claim.period.as_ref()),
            claim.qualifier.map_or("", Qualifier::slug).to_owned(),
            number(claim.low),
            number(claim.best),
            number(claim.high),
            claim.stance.slug().to_owned(),
            yes(claim.cumulative),
            yes(superseded),
            join(sources.map(|source| item.dataset.sources[source.index()].id.to_string())),
            text(claim.value.as_deref()),
            text(claim.text.as_deref()),
            text(claim.note.as_deref()),
            item.dataset.about.title.to_string(),
        ]
    });
    lines.collect()
}

pub(super) fn quotes(item: &Item<'_>) -> Vec<Line> {
    let shown = item.event.quotes.iter();
    let shown = shown.filter(|quote| item.shown.quote(quote));
    shown.map(|found| quote(item, found)).collect()
}

fn quote(item: &Item<'_>, quote: &Quote) -> Line {
    let said = quote.date.as_ref().unwrap_or(&item.event.when.date);
    let speaker = quote.speaker;
    vec![
        item.row.id.clone(),
        quote.id.to_string(),
        said.text().to_owned(),
        speaker.map_or_else(String::new, |actor| {
            item.dataset.actors[actor.index()].id.to_string()
        }),
        text(quote.speaker_name.as_deref()),
        text(quote.affiliation.as_deref()),
        quote.text.to_string(),
        text(quote.language.as_deref()),
        text(quote.original.as_deref()),
        text(quote.original_language.as_deref()),
        yes(quote.translated),
        text(quote.translator.as_deref()),
        text(quote.venue.as_deref()),
        item.dataset.sources[quote.source.index()].id.to_string(),
        text(quote.locator.as_deref()),
        text(quote.about.as_deref()),
        text(quote.stance.as_deref()),
        item.dataset.about.title.to_string(),
    ]
}

/// Lines that were written, so that each source and actor comes once.
pub(super) type Known = HashSet<Line>;

pub(super) fn sources(item: &Item<'_>, known: &mut Known) -> Vec<Line> {
    let cited = item.event.sources.iter();
    let cited = cited.filter(|cited| item.shown.source(item.dataset, cited.source));
    let lines = cited.map(|cited| {
        let source = &item.dataset.sources[cited.source.index()];
        let of_text = cited.text.as_deref();
        let own = |text: Option<&str>, source: Option<&str>| {
            text.or(source).unwrap_or_default().to_owned()
        };
        let mut line = source_line(item.dataset, source);
        line[2] = own(
            of_text.and_then(|text| text.title.as_deref()),
            source.title.as_deref(),
        );
        line[4] = own(
            of_text.and_then(|text| text.url.as_deref()),
            source.url.as_deref(),
        );
        if let Some(published) = of_text.and_then(|text| text.published.as_ref()) {
            published.text().clone_into(&mut line[6]);
        }
        line
    });
    lines.filter(|line| known.insert(line.clone())).collect()
}

fn source_line(dataset: &Dataset, source: &Source) -> Line {
    let actor = |actor: crate::model::ActorIx| dataset.actors[actor.index()].id.to_string();
    vec![
        source.id.to_string(),
        source.publisher.to_string(),
        text(source.title.as_deref()),
        text(source.author.as_deref()),
        text(source.url.as_deref()),
        text(source.archive_url.as_deref()),
        date(source.published.as_ref()),
        date(source.accessed.as_ref()),
        text(source.language.as_deref()),
        source.kind.map_or("", SourceKind::slug).to_owned(),
        source.affiliation.map_or_else(String::new, actor),
        match &source.origin {
            Some(SourceOrigin::Actor(ix)) => actor(*ix),
            Some(SourceOrigin::Name(name)) => name.to_string(),
            None => String::new(),
        },
        source.syndicated_from.map_or_else(String::new, |other| {
            dataset.sources[other.index()].id.to_string()
        }),
        source.reliability.map_or("", Reliability::slug).to_owned(),
        dataset.about.title.to_string(),
    ]
}

pub(super) fn actors(item: &Item<'_>, known: &mut Known) -> Vec<Line> {
    let parts = item.event.actors.iter();
    let lines =
        parts.map(|part| actor_line(item.dataset, &item.dataset.actors[part.actor.index()]));
    lines.filter(|line| known.insert(line.clone())).collect()
}

fn actor_line(dataset: &Dataset, actor: &Actor) -> Line {
    let ids = actor
        .ids
        .iter()
        .map(|(scheme, id)| format!("{scheme}:{id}"));
    vec![
        actor.id.to_string(),
        actor.name.to_string(),
        text(actor.short.as_deref()),
        text(actor.native_name.as_deref()),
        join(actor.aliases.iter().map(ToString::to_string)),
        actor.kind.slug().to_owned(),
        actor.parent.map_or_else(String::new, |parent| {
            dataset.actors[parent.index()].id.to_string()
        }),
        text(actor.country.as_deref()),
        join(ids),
        dataset.about.title.to_string(),
    ]
}

/// Low, best and high of the killed, and who says so, where exactly one claim gives a number for the event itself: numbers of several
/// claimants, of several groups of people, of another scope or period, and running totals are not put into one cell.
pub(super) fn killed(item: &Item<'_>) -> [String; 4] {
    let numbered = current(item).into_iter().filter(|(claim, superseded)| {
        claim.about == ClaimSubject::Killed
            && claim.stance == Stance::Asserts
            && !superseded
            && claim.low.or(claim.best).or(claim.high).is_some()
    });
    let numbered: Vec<&Claim> = numbered.map(|(claim, _)| claim).collect();
    let [claim] = numbered[..] else {
        return Default::default();
    };
    if claim.cumulative || claim.scope.is_some() || claim.period.is_some() {
        return Default::default();
    }
    let number = |number: Option<u64>| number.map(|n| n.to_string()).unwrap_or_default();
    [
        number(claim.low),
        number(claim.best),
        number(claim.high),
        claimant(item.dataset, claim),
    ]
}

/// The published claims, each with whether a published one replaces it.
fn current<'a>(item: &'a Item<'_>) -> Vec<(&'a Claim, bool)> {
    let claims = &item.event.claims;
    let shown: Vec<bool> = (0..claims.len()).map(|at| item.shown.claim(at)).collect();
    let mut superseded = vec![false; claims.len()];
    for (claim, _) in claims.iter().zip(&shown).filter(|(_, shown)| **shown) {
        let earlier = |at: &u32| claims.get(*at as usize)?.supersedes;
        for at in std::iter::successors(claim.supersedes, earlier).take(claims.len()) {
            if let Some(superseded) = superseded.get_mut(at as usize) {
                *superseded = true;
            }
        }
    }
    let all = claims.iter().zip(shown).zip(superseded);
    all.filter(|((_, shown), _)| *shown)
        .map(|((claim, _), superseded)| (claim, superseded))
        .collect()
}

/// The id of an actor, or of a source that speaks for itself.
fn claimant(dataset: &Dataset, claim: &Claim) -> String {
    match claim.claimant {
        Claimant::Actor(actor) => dataset.actors[actor.index()].id.to_string(),
        Claimant::Source(source) => dataset.sources[source.index()].id.to_string(),
    }
}

fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn date(date: Option<&UncertainDate>) -> String {
    date.map(|date| date.text().to_owned()).unwrap_or_default()
}

fn yes(holds: bool) -> String {
    if holds { "yes" } else { "no" }.to_owned()
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}
