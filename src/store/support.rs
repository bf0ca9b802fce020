//! How many independent sources an event rests on, and whose outlets they are.

use super::{ActorCode, BlocCode, Clock, PublisherCode, RowId, SourceCode, Store, Vocabulary};

/// Who stands behind a source: what counts as one independent support.
///
/// - A copy counts as the text that it copies, all the way back: a syndication family counts once, also when the original is
///   not cited itself.
/// - Outlets that belong to the same party, by the outermost actor above their affiliation, count once.
/// - Texts of the same publisher without an affiliation count once. When all affiliated texts of that publisher belong to one
///   party, its other texts do too; a publisher that carries several parties (a messaging service) stays apart from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Backer {
    /// A party, by its outermost actor.
    Party(ActorCode),
    /// A publisher that no party runs.
    Publisher(PublisherCode),
}

/// The backer of each source, and the actor whose blocs are the outlet's.
#[derive(Debug, Clone, Default)]
pub(super) struct Backers(pub(super) Vec<(Option<Backer>, Option<ActorCode>)>);

impl Backers {
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        let owners = publisher_owners(vocabulary);
        let backer = |source: &super::SourceEntry| {
            let original = vocabulary
                .sources
                .get(source.original.index())
                .unwrap_or(source);
            let owner = original
                .affiliation
                .or_else(|| owners[original.publisher.index()]);
            let backer = match owner {
                Some(actor) => Backer::Party(outermost(vocabulary, actor)),
                None => Backer::Publisher(original.publisher),
            };
            (Some(backer), owner)
        };
        Self(vocabulary.sources.iter().map(backer).collect())
    }
}

/// For each publisher the actor that runs it, when all its affiliated texts belong to one party.
fn publisher_owners(vocabulary: &Vocabulary) -> Vec<Option<ActorCode>> {
    let mut owners: Vec<Option<ActorCode>> = vec![None; vocabulary.publishers.len()];
    let mut several = vec![false; owners.len()];
    for source in &vocabulary.sources {
        let Some(actor) = source.affiliation else {
            continue;
        };
        let publisher = source.publisher.index();
        let owner = *owners[publisher].get_or_insert(actor);
        several[publisher] |= outermost(vocabulary, owner) != outermost(vocabulary, actor);
    }
    owners
        .into_iter()
        .zip(several)
        .map(|(owner, several)| owner.filter(|_| !several))
        .collect()
}

/// The actor at the top of the parents; an actor that is its own ancestor (no checked data has one) stops the walk.
pub(super) fn outermost(vocabulary: &Vocabulary, actor: ActorCode) -> ActorCode {
    let parent = |actor: &ActorCode| {
        vocabulary
            .actors
            .get(actor.index())
            .and_then(|entry| entry.parent)
    };
    let chain = std::iter::successors(Some(actor), parent);
    chain.take(vocabulary.actors.len()).last().unwrap_or(actor)
}

/// What an event rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Support {
    /// The independent backers, in order.
    pub backers: Vec<Backer>,
    /// The blocs that the cited outlets belong to on the event's first day, `None` for outlets without one, each once.
    pub blocs: Vec<Option<BlocCode>>,
}

impl Support {
    /// Whether all of it comes from the outlets of one bloc. What rests on nothing is not one-sided.
    #[must_use]
    pub fn is_one_sided(&self) -> bool {
        matches!(self.blocs[..], [Some(_)])
    }
}

impl Store {
    /// Who stands behind a source.
    #[must_use]
    pub fn backer(&self, source: SourceCode) -> Option<Backer> {
        self.index.backers.0[source.index()].0
    }

    /// The actor whose blocs are the outlet's, when some party runs it.
    #[must_use]
    pub fn owner(&self, source: SourceCode) -> Option<ActorCode> {
        self.index.backers.0[source.index()].1
    }

    /// The support of an event by the sources that were published.
    #[must_use]
    pub fn support(&self, row: RowId, clock: Clock) -> Support {
        let mut support = Support::default();
        self.find_support(row, clock, &mut support);
        support
    }

    /// The same, into memory that is used again.
    pub(super) fn find_support(&self, row: RowId, clock: Clock, support: &mut Support) {
        support.backers.clear();
        support.blocs.clear();
        let published = self
            .citations(row)
            .filter(|&(source, _)| self.sees_source(row, source, clock));
        for (source, _) in published {
            let (backer, owner) = self.index.backers.0[source.index()];
            let bloc = owner.and_then(|actor| self.blocs(actor, self.bloc_day(row)).next());
            support
                .backers
                .extend(backer.filter(|backer| !support.backers.contains(backer)));
            if !support.blocs.contains(&bloc) {
                support.blocs.push(bloc);
            }
        }
    }
}
