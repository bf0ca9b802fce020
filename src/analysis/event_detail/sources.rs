//! The sources of an event: cited ones, and those that only a claim or a quote was found in.

use super::super::engine::Scope;
use super::super::{Grade, Publication, SourceDetail, SourceKey, event_row};
use super::{owned, sees};
use crate::model::{Citation, Credibility, Event, Source, SourceIx, UncertainDate};
use crate::store::{RowId, SourceCode, SourceOrigin, stated_origin};

/// Sources in the order in which they are numbered.
pub(in crate::analysis) struct SourceList {
    entries: Vec<(SourceIx, Option<Citation>)>,
}

impl SourceList {
    /// The published sources that the event cites.
    pub(in crate::analysis) fn cited(scope: &Scope<'_>, row: RowId, event: &Event) -> Self {
        let published = event
            .sources
            .iter()
            .filter(|cited| sees(scope, row, code(scope, row, cited.source)));
        Self {
            entries: published
                .map(|cited| (cited.source, Some(cited.clone())))
                .collect(),
        }
    }

    /// The number of a source, added at the end if it is not there.
    pub(super) fn number(&mut self, source: SourceIx) -> usize {
        let known = self.entries.iter().position(|&(other, _)| other == source);
        known.unwrap_or_else(|| {
            self.entries.push((source, None));
            self.entries.len() - 1
        })
    }

    /// Everything shown of them.
    pub(super) fn details(self, scope: &Scope<'_>, row: RowId) -> Vec<SourceDetail> {
        let first_of_origin = self.first_of_origin(scope, row);
        let details = self.entries.iter().zip(first_of_origin);
        details
            .map(|((source, cited), first_of_origin)| {
                detail(scope, row, *source, cited.as_ref(), first_of_origin)
            })
            .collect()
    }

    /// Which cited sources count as support: one for each origin, an original before copies.
    fn first_of_origin(&self, scope: &Scope<'_>, row: RowId) -> Vec<bool> {
        let sources = &scope.engine.vocabulary().sources;
        let codes: Vec<SourceCode> = self
            .entries
            .iter()
            .map(|&(source, _)| code(scope, row, source))
            .collect();
        let cited = |at: &usize| self.entries[*at].1.is_some();
        let is_copy = |at: usize| sources[codes[at].index()].original != codes[at];
        let stands_for = |at: usize| {
            let same = |other: &usize| {
                scope.store().origin(codes[*other]) == scope.store().origin(codes[at])
            };
            (0..codes.len())
                .filter(cited)
                .filter(same)
                .min_by_key(|&other| (is_copy(other), other))
        };
        (0..codes.len())
            .map(|at| cited(&at) && stands_for(at) == Some(at))
            .collect()
    }
}

/// The code of a source of the row's dataset.
pub(in crate::analysis) fn code(scope: &Scope<'_>, row: RowId, source: SourceIx) -> SourceCode {
    let (dataset, _) = scope.store().record(row);
    let before: usize = scope.engine.datasets()[..dataset.index()]
        .iter()
        .map(|set| set.sources.len())
        .sum();
    SourceCode(u32::try_from(before).expect("fewer than four billion sources") + source.0)
}

fn detail(
    scope: &Scope<'_>,
    row: RowId,
    ix: SourceIx,
    cited: Option<&Citation>,
    first_of_origin: bool,
) -> SourceDetail {
    let set = scope.engine.dataset_of(row);
    let source: &Source = &set.sources[ix.index()];
    let text = cited.and_then(|cited| cited.text.as_deref());
    let credibility: Option<Credibility> = cited.and_then(|cited| cited.credibility);
    let notes = [
        source.note.as_ref(),
        cited.and_then(|cited| cited.note.as_ref()),
    ];
    let notes: Vec<&str> = notes.into_iter().flatten().map(|note| &**note).collect();
    let record = publication(scope.engine.source_key(code(scope, row, ix)), source);
    let published = text.and_then(|text| text.published.as_ref());
    SourceDetail {
        publisher: source.publisher.to_string(),
        record: Publication {
            reason: event_row::remark(scope, row, record.reason.as_deref()),
            title: owned(text.and_then(|text| text.title.as_deref())).or(record.title),
            url: owned(text.and_then(|text| text.url.as_deref())).or(record.url),
            published: published
                .map(|date| date.text().to_owned())
                .or(record.published),
            ..record
        },
        grade: Grade {
            reliability: source.reliability,
            credibility,
            assessed: false,
        },
        affiliation: affiliation(scope, row, code(scope, row, ix)),
        origin: origin_name(scope, code(scope, row, ix)),
        syndicated_from: source
            .syndicated_from
            .map(|other| set.sources[other.index()].publisher.to_string()),
        first_of_origin,
        cited: cited.is_some(),
        locator: cited.and_then(|cited| owned(cited.locator.as_deref())),
        note: event_row::remark(
            scope,
            row,
            (!notes.is_empty()).then(|| notes.join("\n")).as_deref(),
        ),
    }
}

/// Whose report the source merely carries, as recorded.
fn origin_name(scope: &Scope<'_>, source: SourceCode) -> Option<String> {
    let names = scope.engine.vocabulary();
    match &names.sources[source.index()].origin {
        Some(SourceOrigin::Actor(actor)) => Some(names.actors[actor.index()].name.to_string()),
        _ => stated_origin(names, source).map(str::to_owned),
    }
}

/// What is recorded of a source.
pub(in crate::analysis) fn publication(key: SourceKey, source: &Source) -> Publication {
    let date = |date: &Option<UncertainDate>| date.as_ref().map(|date| date.text().to_owned());
    Publication {
        key,
        id: source.id.to_string(),
        title: owned(source.title.as_deref()),
        author: owned(source.author.as_deref()),
        url: owned(source.url.as_deref()),
        archive_url: owned(source.archive_url.as_deref()),
        published: date(&source.published),
        accessed: date(&source.accessed),
        language: owned(source.language.as_deref()),
        kind: source.kind,
        reason: owned(source.reliability_reason.as_deref()),
    }
}

fn affiliation(
    scope: &Scope<'_>,
    row: RowId,
    source: SourceCode,
) -> Option<(String, Option<usize>)> {
    let names = scope.engine.vocabulary();
    let actor = names.sources[source.index()].affiliation?;
    let bloc = event_row::bloc(scope, actor, scope.store().bloc_day(row));
    Some((names.actors[actor.index()].name.to_string(), bloc))
}
