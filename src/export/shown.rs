//! Which parts of an event may be written.

use crate::analysis::{ClaimDetail, EventDetail};
use crate::model::{Claim, Claimant, Dataset, Quote, Relation, SourceIx, UncertainDate};

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

    /// Claims have no ids, so a claim is known by what it says: one that says the same as a published one gives nothing away.
    pub(super) fn claim(&self, claim: &Claim) -> bool {
        self.keeps(|detail| detail.claims.iter().any(|shown| says(shown, claim)))
    }

    pub(super) fn relation(&self, dataset: &Dataset, relation: &Relation) -> bool {
        let id = &dataset.events[relation.event.index()].id;
        self.keeps(|detail| detail.relations.iter().any(|shown| *shown.id == **id))
    }

    fn keeps(&self, published: impl Fn(&EventDetail) -> bool) -> bool {
        match self {
            Self::All => true,
            Self::Published(detail) => published(detail),
        }
    }
}

fn says(shown: &ClaimDetail, claim: &Claim) -> bool {
    let by_actor = matches!(claim.claimant, Claimant::Actor(_));
    shown.actor.is_some() == by_actor
        && shown.about == claim.about
        && (shown.low, shown.best, shown.high) == (claim.low, claim.best, claim.high)
        && shown.value.as_deref() == claim.value.as_deref()
        && shown.text.as_deref() == claim.text.as_deref()
        && shown.note.as_deref() == claim.note.as_deref()
        && shown.date.as_deref() == claim.date.as_ref().map(UncertainDate::text)
        && shown.stance == claim.stance
}
