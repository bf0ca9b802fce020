//! Events that an event is linked to, in both directions.

use super::super::RelationDetail;
use super::super::engine::Scope;
use super::owned;
use crate::model::Relation;
use crate::store::RowId;

/// Relations that this event states, then those that others state of it, as far as the others are known. A symmetric relation
/// that both state is shown once.
pub(super) fn relations(scope: &Scope<'_>, row: RowId) -> Vec<RelationDetail> {
    let (set, event) = scope.engine.event(row);
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
            found.push(detail(scope, other, relation, true));
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
        let (other_set, record) = scope.engine.event(other);
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
                found.push(detail(scope, other, relation, false));
            }
        }
    }
    found
}

fn detail(scope: &Scope<'_>, other: RowId, relation: &Relation, outgoing: bool) -> RelationDetail {
    let (_, event) = scope.engine.event(other);
    RelationDetail {
        kind: relation.kind,
        outgoing,
        event: scope.engine.key(other),
        id: event.id.to_string(),
        date: event.when.date.text().to_owned(),
        title: event.title.to_string(),
        note: owned(relation.note.as_deref()),
    }
}
