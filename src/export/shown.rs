//! Which parts of an event may be written.

use crate::analysis::EventDetail;
use crate::model::{Dataset, EventIx, Quote, Relation, SourceIx};

/// Everything, or what had been published by the filter's `known:`.
#[derive(Debug, Clone)]
pub enum Shown {
    /// Everything.
    All,
    /// What the engine shows of it.
    Published(Box<EventDetail>),
}

impl Shown {
    /// Whether a source may be named.
    pub(super) fn source(&self, dataset: &Dataset, source: SourceIx) -> bool {
        let id = &dataset.sources[source.index()].id;
        self.keeps(|detail| detail.sources.iter().any(|shown| *shown.record.id == **id))
    }

    pub(super) fn quote(&self, quote: &Quote) -> bool {
        self.keeps(|detail| detail.quotes.iter().any(|shown| *shown.id == *quote.id))
    }

    /// Claims are told apart by their place in the record: few have ids.
    pub(super) fn claim(&self, at: usize) -> bool {
        self.keeps(|detail| detail.claims.iter().any(|shown| shown.at == at))
    }

    /// An event that this one is recorded to lie after or before.
    pub(super) fn neighbour(&self, event: EventIx) -> bool {
        self.keeps(|detail| detail.neighbours.iter().any(|shown| shown.event == event.0))
    }

    /// The columns of a published record, which say all that it claims.
    pub(super) fn columns(&self) -> bool {
        self.keeps(|detail| !detail.records.is_empty())
    }

    /// Whether the curator's own words were written later.
    pub(super) fn written_later(&self) -> bool {
        match self {
            Self::All => false,
            Self::Published(detail) => detail.written_later,
        }
    }

    pub(super) fn relation(&self, dataset: &Dataset, relation: &Relation) -> bool {
        let id = &dataset.events[relation.event.index()].id;
        self.keeps(|detail| {
            let mut stated = detail.relations.iter().filter(|shown| shown.outgoing);
            stated.any(|shown| shown.kind == relation.kind && *shown.id == **id)
        })
    }

    fn keeps(&self, published: impl Fn(&EventDetail) -> bool) -> bool {
        match self {
            Self::All => true,
            Self::Published(detail) => published(detail),
        }
    }
}
