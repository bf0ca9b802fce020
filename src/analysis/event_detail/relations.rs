//! Events that an event is linked to, in both directions.

use super::super::engine::Scope;
use super::super::{EventKey, RelationDetail, event_row};
use crate::load::ReadError;
use crate::model::{Event, Relation, RelationKind};
use crate::store::RowId;

/// Relations that this event states, then those that others state of it, as far as the others are known. A symmetric relation
/// that both state is shown once.
pub(super) fn relations(
    scope: &Scope<'_>,
    row: RowId,
    event: &Event,
) -> Result<Vec<RelationDetail>, ReadError> {
    let set = scope.engine.dataset_of(row);
    let key = scope.engine.key(row);
    let row_of = |record: u32| {
        scope.engine.row(super::EventKey {
            dataset: key.dataset,
            event: record,
        })
    };
    let known = |row: &RowId| scope.selection.edition.visible.contains(*row);
    let mut found: Vec<RelationDetail> = Vec::new();
    for relation in &event.relations {
        if let Some(other) = row_of(relation.event.0).filter(known) {
            found.push(detail(scope, (row, other), relation, true)?);
        }
    }
    let mut others: Vec<RowId> = scope
        .store()
        .children()
        .relations(row)
        .iter()
        .map(|&(_, other)| other)
        .collect();
    others.sort_unstable();
    others.dedup();
    for other in others.into_iter().filter(known) {
        let (other_set, record) = scope.engine.event(other)?;
        debug_assert!(
            std::ptr::eq(set, other_set),
            "relations stay in their dataset"
        );
        for relation in record
            .relations
            .iter()
            .filter(|relation| relation.event.0 == key.event)
        {
            let stated = |detail: &RelationDetail| {
                detail.kind == relation.kind && detail.event == scope.engine.key(other)
            };
            if !(relation.kind.is_symmetric() && found.iter().any(stated)) {
                found.push(detail(scope, (row, other), relation, false)?);
            }
        }
    }
    Ok(found)
}

/// The events that this event's record says it answers, as far as they are known, with their titles.
pub(in crate::analysis) fn answered(
    scope: &Scope<'_>,
    row: RowId,
    event: &Event,
) -> Vec<(EventKey, String)> {
    let set = scope.engine.dataset_of(row);
    let dataset = scope.engine.key(row).dataset;
    let stated = event.relations.iter();
    let answers = stated.filter(|relation| relation.kind == RelationKind::RespondsTo);
    let known = answers.filter_map(|relation| {
        let key = EventKey {
            dataset,
            event: relation.event.0,
        };
        let other = scope.engine.row(key)?;
        let visible = scope.selection.edition.visible.contains(other);
        let title = || {
            set.events
                .get(key.event as usize)
                .map(|event| event_row::title(scope, other, &event.title))
        };
        visible.then(|| Some((key, title()?)))?
    });
    known.collect()
}

/// The relation between an event and another one.
fn detail(
    scope: &Scope<'_>,
    (row, other): (RowId, RowId),
    relation: &Relation,
    outgoing: bool,
) -> Result<RelationDetail, ReadError> {
    let later = [row, other]
        .iter()
        .any(|&row| event_row::is_written_later(scope, row));
    let (_, event) = scope.engine.event(other)?;
    Ok(RelationDetail {
        kind: relation.kind,
        outgoing,
        event: scope.engine.key(other),
        id: event.id.to_string(),
        date: event.when.date.text().to_owned(),
        title: event_row::title(scope, other, &event.title),
        note: event_row::marked(later, relation.note.as_deref()),
    })
}
