//! Everything that the detail pane shows of an event, as far as it was published.

mod accounts;
mod disputes;
mod relations;
mod sources;

use super::engine::Scope;
use super::{CodedRow, EventDetail, EventKey, Match, QuoteDetail, SourceDetail, Told, event_row};
use crate::load::ReadError;
use crate::matching::Settings;
use crate::model::{Event, RegionLevel};
use crate::store::{Clock, RegionCode, RowId};

pub(super) use accounts::{LONG_NAME, claim_detail, quote_detail};
pub(super) use relations::answered;
pub(super) use sources::{SourceList, publication};

/// All of one event; `None` when there is none with this key, or it was not known yet.
pub(super) fn detail(scope: &Scope<'_>, key: EventKey) -> Result<Option<EventDetail>, ReadError> {
    let visible = |row: &RowId| scope.selection.edition.visible.contains(*row);
    let Some(row) = scope.engine.row(key).filter(visible) else {
        return Ok(None);
    };
    let (store, clock) = (scope.store(), scope.selection.edition.clock());
    let (set, event) = scope.engine.event(row)?;
    let mut sources = SourceList::cited(scope, row, &event);
    let claims = accounts::claims(scope, row, &event, &mut sources);
    let quotes = accounts::quotes(scope, row, &event, &mut sources);
    let support = store.support(row, clock);
    let written_later = event_row::is_written_later(scope, row);
    // A judgement made later is none of that day: the grade is the derived one then.
    let judged = (!written_later).then_some(&*event);
    // The columns of a published record say all at once what it claims.
    let is_whole = clock == Clock::NOW || !scope.selection.edition.altered.contains(row);
    let (coded, records) = coded_rows(scope, row, &event)?;
    Ok(Some(EventDetail {
        row: event_row::event_row(scope, row)?,
        dataset: dataset(scope, key),
        summary: event_row::remark(scope, row, event.summary.as_deref()),
        region_path: region_path(scope, row),
        region_code: region_code(scope, row),
        position: event.place.as_ref().and_then(|place| place.position),
        timezone: event.when.time.and(owned(
            event
                .when
                .timezone
                .as_deref()
                .or(set.about.timezone.as_deref()),
        )),
        grade_reason: judged
            .and_then(|event| event.assessment.as_ref())
            .and_then(|given| owned(given.reason.as_deref())),
        derived_grade: store.derived_grade(row, clock).into(),
        likelihood: judged.and_then(|event| event.likelihood),
        confidence: judged.and_then(|event| event.confidence),
        support_blocs: support
            .blocs
            .iter()
            .map(|bloc| bloc.map(crate::store::BlocCode::index))
            .collect(),
        dispute_reasons: disputes::reasons(scope, row, &event)?,
        tags: event.tags.iter().map(ToString::to_string).collect(),
        importance: event.importance,
        codes: pairs(&event.codes),
        external_ids: pairs(&event.external_ids),
        provenance: provenance(&event),
        note: event_row::remark(scope, row, event.note.as_deref()),
        claims,
        envelopes: accounts::envelopes(scope, row, &event),
        quotes,
        sources: sources.details(scope, row),
        relations: relations::relations(scope, row, &event)?,
        also_in: also_in(scope, row)?,
        records: if is_whole { records } else { Vec::new() },
        coded,
        written_later,
        neighbours: neighbours(scope, key, &event),
        origin: scope
            .engine
            .file_name(store.record(row).0, event.origin.file)
            .map(|file| (file, event.origin.line)),
    }))
}

/// The rows of the report, those that match the filter first, and the records of all of them.
fn coded_rows(
    scope: &Scope<'_>,
    row: RowId,
    event: &Event,
) -> Result<(Vec<CodedRow>, Vec<Vec<(String, String)>>), ReadError> {
    let run = scope.store().reports().rows(row);
    if run.len() == 1 {
        return Ok((Vec::new(), event.records.clone()));
    }
    let matching = scope.selection.coded().possible();
    let (first, then): (Vec<RowId>, Vec<RowId>) =
        run.map(RowId::at).partition(|&row| matching.contains(row));
    let (mut coded, mut records) = (Vec::new(), Vec::new());
    for row in first.into_iter().chain(then) {
        let shown = event_row::event_row(scope, row)?;
        let (_, event) = scope.engine.event(row)?;
        coded.push(CodedRow {
            key: shown.key,
            matches: matching.contains(row),
            actors: shown.actors,
            codes: pairs(&event.codes),
            title: shown.title,
            place: shown.place,
        });
        records.extend(event.records.clone());
    }
    Ok((coded, records))
}

/// The published quotes of an event, each with its position in the record, and the sources that they refer to.
pub(super) fn quotes_of(
    scope: &Scope<'_>,
    row: RowId,
    event: &Event,
) -> (Vec<(u32, QuoteDetail)>, Vec<SourceDetail>) {
    let mut sources = SourceList::cited(scope, row, event);
    let quotes = accounts::numbered_quotes(scope, row, event, &mut sources);
    (quotes, sources.details(scope, row))
}

/// What is claimed of an event, as far as it was published.
pub(super) fn told(scope: &Scope<'_>, row: RowId) -> Result<Told, ReadError> {
    let (_, event) = scope.engine.event(row)?;
    let mut sources = SourceList::cited(scope, row, &event);
    Ok(Told {
        row: event_row::event_row(scope, row)?,
        dispute_reasons: disputes::reasons(scope, row, &event)?,
        claims: accounts::claims(scope, row, &event, &mut sources),
        envelopes: accounts::envelopes(scope, row, &event),
        sources: sources.details(scope, row),
        note: event_row::remark(scope, row, event.note.as_deref()),
    })
}

/// More would be a list of what happened near there.
const ALSO_IN: usize = 8;

/// The events before and after which this one is recorded to lie, as far as they were known.
fn neighbours(scope: &Scope<'_>, key: EventKey, event: &Event) -> Vec<EventKey> {
    let named = event.when.after.iter().chain(&event.when.before);
    let keys = named.map(|ix| EventKey { event: ix.0, ..key });
    let known = |key: &EventKey| {
        let row = scope.engine.row(*key);
        row.is_some_and(|row| scope.selection.edition.visible.contains(row))
    };
    keys.filter(known).collect()
}

/// What other datasets may have of the same event, whatever the filter shows.
fn also_in(scope: &Scope<'_>, row: RowId) -> Result<Vec<Match>, ReadError> {
    if scope.engine.datasets().len() < 2 {
        return Ok(Vec::new());
    }
    let edition = &scope.selection.edition;
    let among = (row, &edition.visible);
    let mut found = (scope.engine).also_in(among, edition.clock(), Settings::default(), ALSO_IN)?;
    for other in found.iter_mut().map(|found| &mut found.b) {
        if let Some(row) = scope.engine.row(other.key) {
            other.title = event_row::title(scope, row, &other.title);
        }
    }
    Ok(found)
}

/// Title of the dataset, with its number where there are several.
fn dataset(scope: &Scope<'_>, key: EventKey) -> String {
    let title = scope.engine.dataset_title(key.dataset.into());
    match scope.engine.datasets().len() {
        0 | 1 => title,
        _ => format!("#{} {title}", key.dataset + 1),
    }
}

/// A text of our own.
pub(super) fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

/// Pairs of texts of our own.
pub(super) fn pairs(pairs: &[(Box<str>, Box<str>)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(a, b)| (a.to_string(), b.to_string()))
        .collect()
}

/// The region and what it lies in, from the inside out.
fn upwards<'a>(scope: &'a Scope<'_>, row: RowId) -> impl Iterator<Item = RegionCode> + 'a {
    let regions = &scope.engine.vocabulary().regions;
    let parent = |region: &RegionCode| regions[region.index()].parent;
    std::iter::successors(Some(scope.store().region(row)), parent).take(regions.len())
}

fn region_path(scope: &Scope<'_>, row: RowId) -> Vec<(String, String)> {
    let regions = &scope.engine.vocabulary().regions;
    let named = |region: RegionCode| {
        (
            regions[region.index()].name.to_string(),
            regions[region.index()].id.to_string(),
        )
    };
    let mut path: Vec<_> = upwards(scope, row).map(named).collect();
    path.reverse();
    path
}

/// The ISO 3166-2 code of the smallest region that has one; a country's code (ISO 3166-1) is none.
fn region_code(scope: &Scope<'_>, row: RowId) -> Option<String> {
    let regions = &scope.engine.vocabulary().regions;
    let inner =
        upwards(scope, row).filter(|region| regions[region.index()].level != RegionLevel::Country);
    let mut codes = inner.flat_map(|region| &regions[region.index()].codes);
    codes
        .find(|(scheme, _)| **scheme == *"iso")
        .map(|(_, code)| code.to_string())
}

fn provenance(event: &Event) -> Option<String> {
    let date = event.coded_at.as_ref().map(|date| date.text().to_owned());
    match (owned(event.coded_by.as_deref()), date) {
        (Some(who), Some(date)) => Some(format!("{who}, {date}")),
        (who, date) => who.or(date),
    }
}

/// Whether a text had been published, of a row under the question's clock.
fn sees(scope: &Scope<'_>, row: RowId, source: crate::store::SourceCode) -> bool {
    let clock: Clock = scope.selection.edition.clock();
    scope.store().sees_source(row, source, clock)
}
