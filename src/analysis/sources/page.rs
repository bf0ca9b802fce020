//! Everything that is shown of one text, or of one publisher.

use std::cmp::Reverse;

use super::super::engine::Scope;
use super::super::event_detail::{owned, publication};
use super::super::facets::Item;
use super::super::{
    ActorKey, EventRow, Publication, SourceKey, SourcePage, SourceRef, TextLine, TextRecord,
    dossier, event_row, totals,
};
use super::{
    citing, citing_publisher, count_both, count_citing, is_known, place, resting, text_line,
};
use crate::load::ReadError;
use crate::model::{Reliability, Source, SourceIx};
use crate::store::{
    ActorCode, Bitset, ClaimRow, Origin, PublisherCode, QuoteRow, RowId, SourceCode, stated_origin,
};

/// Texts and events that are named.
const TEXTS: usize = 30;
const EVENTS: usize = 20;

/// A text or publisher over the matches; `None` when there is none.
pub(in crate::analysis) fn page(
    scope: &Scope<'_>,
    subject: SourceRef,
    buckets: usize,
) -> Result<Option<SourcePage>, ReadError> {
    let names = scope.engine.vocabulary();
    let Some((publisher, text)) = asked(scope, subject) else {
        return Ok(None);
    };
    let name = names.publishers[publisher.index()].to_string();
    let item = text.map_or(Item::Publisher(publisher), Item::Source);
    let rows = text.map_or_else(
        || citing_publisher(scope, publisher),
        |text| citing(scope, &[text]),
    );
    let texts = text.map_or_else(|| cited_texts(scope, publisher), |text| vec![(text, 0)]);
    let (quotes, claims) = found_in(scope, &texts_of(scope, publisher, text));
    let mut resting = resting(scope);
    resting.and(&rows);
    let strip = dossier::strip(scope, &rows, buckets);
    Ok(Some(SourcePage {
        subject,
        term: (item.field(scope).to_owned(), item.value(scope)),
        voices: voices(scope, publisher, &texts),
        publisher: name,
        merged: match text {
            Some(_) => Vec::new(),
            None => merged(scope, publisher),
        },
        publisher_ref: SourceRef::Publisher(publisher.0),
        text: text.and_then(|text| record(scope, text)),
        affiliations: affiliations(scope, &texts, &rows),
        letters: letters(scope, &texts),
        copies: copies(scope, publisher, text),
        texts_total: if text.is_some() { 0 } else { texts.len() },
        texts: if text.is_some() {
            Vec::new()
        } else {
            lines(scope, &texts)
        },
        events: scope.count(&rows),
        alone: scope.count(&resting),
        one_sided: count_both(scope, &rows, &scope.selection.edition.one_sided),
        span: totals::span(scope.store(), &rows),
        strip: strip.buckets,
        unit: strip.unit,
        quotes,
        claims,
        resting: events(scope, &resting)?,
        citing: events(scope, &rows)?,
    }))
}

/// Other names and spellings of the publisher in the data.
fn merged(scope: &Scope<'_>, publisher: PublisherCode) -> Vec<String> {
    let spellings = &scope.engine.vocabulary().publisher_spellings;
    let spellings = spellings.get(publisher.index()).into_iter().flatten();
    spellings.map(|name| name.to_string()).collect()
}

/// The publisher that is asked for, or the text with its publisher.
fn asked(scope: &Scope<'_>, subject: SourceRef) -> Option<(PublisherCode, Option<SourceCode>)> {
    let names = scope.engine.vocabulary();
    match subject {
        SourceRef::Publisher(code) => {
            let publisher = PublisherCode(code);
            names.publishers.get(publisher.index())?;
            Some((publisher, None))
        }
        SourceRef::Text(key) => {
            let text = scope.engine.source(key);
            let text = text.filter(|&text| is_known(scope, text))?;
            Some((names.sources[text.index()].publisher, Some(text)))
        }
    }
}

fn events(scope: &Scope<'_>, rows: &Bitset) -> Result<Vec<EventRow>, ReadError> {
    let rows = scope.store().reports().one_each(rows);
    event_row::event_rows(scope, dossier::latest(&rows).take(EVENTS))
}

/// The texts of a publisher that a match cites, with the number of those; most first.
fn cited_texts(scope: &Scope<'_>, publisher: PublisherCode) -> Vec<(SourceCode, usize)> {
    let texts = scope.engine.shelf().texts(publisher).iter();
    let counted = texts.map(|&text| (text, count_citing(scope, text)));
    let mut counted: Vec<_> = counted.filter(|&(_, events)| events > 0).collect();
    counted.sort_by_key(|&(text, events)| (Reverse(events), text));
    counted
}

fn texts_of(
    scope: &Scope<'_>,
    publisher: PublisherCode,
    text: Option<SourceCode>,
) -> Vec<SourceCode> {
    let all = || scope.engine.shelf().texts(publisher).to_vec();
    text.map_or_else(all, |text| vec![text])
}

fn lines(scope: &Scope<'_>, texts: &[(SourceCode, usize)]) -> Vec<TextLine> {
    let shown = texts.iter().take(TEXTS);
    shown
        .map(|&(text, events)| text_line(scope, text, events))
        .collect()
}

fn letters(scope: &Scope<'_>, texts: &[(SourceCode, usize)]) -> Vec<(Option<Reliability>, usize)> {
    let names = scope.engine.vocabulary();
    let mut letters: Vec<(Option<Reliability>, usize)> = Vec::new();
    for (text, _) in texts {
        let letter = names.sources[text.index()].reliability;
        match letters.iter_mut().find(|(other, _)| *other == letter) {
            Some((_, count)) => *count += 1,
            None => letters.push((letter, 1)),
        }
    }
    letters.sort_by_key(|&(letter, _)| place(letter));
    letters
}

fn affiliations(
    scope: &Scope<'_>,
    texts: &[(SourceCode, usize)],
    rows: &Bitset,
) -> Vec<(ActorKey, String, Option<usize>)> {
    let names = scope.engine.vocabulary();
    let mut actors: Vec<ActorCode> = Vec::new();
    for (text, _) in texts {
        let actor = names.sources[text.index()].affiliation;
        actors.extend(actor.filter(|actor| !actors.contains(actor)));
    }
    let named = actors.into_iter().map(|actor| {
        let name = names.actors[actor.index()].name.to_string();
        (
            scope.engine.actor_key(actor),
            name,
            bloc(scope, actor, rows),
        )
    });
    named.collect()
}

/// The actor's bloc on the day of the last row, or on the last day there is.
pub(super) fn bloc(scope: &Scope<'_>, actor: ActorCode, rows: &Bitset) -> Option<usize> {
    let last = rows
        .last()
        .or_else(|| scope.selection.edition.visible.last())?;
    event_row::bloc(scope, actor, scope.store().bloc_day(last))
}

/// As whose voice the texts count, unless it is the publisher itself or who is said to run it.
fn voices(
    scope: &Scope<'_>,
    publisher: PublisherCode,
    texts: &[(SourceCode, usize)],
) -> Vec<String> {
    let names = scope.engine.vocabulary();
    let mut voices: Vec<String> = Vec::new();
    for (text, _) in texts {
        let voice = match scope.store().origin(*text) {
            Some(Origin::Actor(actor)) => names.actors[actor.index()].name.to_string(),
            Some(Origin::Publisher(other)) if other != publisher => {
                names.publishers[other.index()].to_string()
            }
            Some(Origin::Name(_)) => match stated_origin(names, *text) {
                Some(name) => name.to_owned(),
                None => continue,
            },
            _ => continue,
        };
        let named = names.sources[text.index()].affiliation;
        if named.is_some_and(|actor| *names.actors[actor.index()].name == *voice) {
            continue;
        }
        if !voices.contains(&voice) {
            voices.push(voice);
        }
    }
    voices
}

/// Texts that copy this one, or one of the publisher, all the way.
fn copies(scope: &Scope<'_>, publisher: PublisherCode, text: Option<SourceCode>) -> Vec<TextLine> {
    let names = scope.engine.vocabulary();
    let is_own = |original: SourceCode| match text {
        Some(text) => original == text,
        None => names.sources[original.index()].publisher == publisher,
    };
    let families = scope.engine.shelf().families().iter();
    let copied = families.filter(|(original, _)| is_own(*original));
    let copies = copied.flat_map(|(_, copies)| copies);
    let known = copies.filter(|&&copy| is_known(scope, copy)).take(TEXTS);
    known
        .map(|&copy| text_line(scope, copy, count_citing(scope, copy)))
        .collect()
}

/// How many published quotes and claims of the matches were found in one of the texts.
fn found_in(scope: &Scope<'_>, texts: &[SourceCode]) -> (usize, usize) {
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let shown = scope.selection.rows.possible();
    let mut own = vec![false; scope.engine.vocabulary().sources.len()];
    texts.iter().for_each(|text| own[text.index()] = true);
    let quoted = |row: RowId, quotes: &[QuoteRow]| {
        let own = quotes.iter().filter(|quote| own[quote.source.index()]);
        own.filter(|quote| store.sees_quote(row, quote, clock))
            .count()
    };
    let claimed = |row: RowId, claim: &ClaimRow| {
        let found = store.children().claim_sources(row, claim).iter();
        found
            .filter(|source| own[source.index()])
            .any(|&source| store.sees_claim_source(row, claim, source, clock))
    };
    let quotes = store.children().all_quotes();
    let quotes = quotes.filter(|&(row, _)| shown.contains(row));
    let sourced = scope.engine.telling().sourced.iter().copied();
    let claims = sourced.filter(|&row| shown.contains(row)).map(|row| {
        let claims = store.children().claims(row).iter();
        claims.filter(|claim| claimed(row, claim)).count()
    });
    (
        quotes.map(|(row, quotes)| quoted(row, quotes)).sum(),
        claims.sum(),
    )
}

fn record(scope: &Scope<'_>, text: SourceCode) -> Option<TextRecord> {
    let key = scope.engine.source_key(text);
    let sets = scope.engine.datasets();
    let set = &sets[usize::from(key.dataset)];
    let source: &Source = set.sources.get(SourceIx(key.source).index())?;
    let dataset = || {
        let title = scope.engine.dataset_title(key.dataset.into());
        format!("#{} {title}", key.dataset + 1)
    };
    let copied = |ix: SourceIx| {
        let key = SourceKey {
            source: ix.0,
            ..key
        };
        (key, set.sources[ix.index()].publisher.to_string())
    };
    let later = event_row::has_later_texts(scope, key.dataset);
    let record = publication(key, source);
    Some(TextRecord {
        record: Publication {
            reason: event_row::marked(later, record.reason.as_deref()),
            ..record
        },
        dataset: (sets.len() > 1).then(dataset),
        reliability: source.reliability,
        syndicated_from: source.syndicated_from.map(copied),
        sha256: owned(source.sha256.as_deref()),
        note: event_row::marked(later, source.note.as_deref()),
    })
}
