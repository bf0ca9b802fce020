//! How many origins the sources of an event have, and whose outlets they are.

use std::collections::HashMap;

use super::{
    ActorCode, BlocCode, Clock, PublisherCode, RowId, SourceCode, SourceOrigin, Store, Vocabulary,
    fold,
};

/// The origin of a source: whose report it is. Support counts distinct origins.
///
/// - A text that merely carries somebody's report has that origin (`origin`): the outermost actor above it, or a name. `AFP via Naharnet` as a
///   publisher says so too.
/// - A copy has the origin of the text that it copies, all the way back: a syndication family counts once, also when the original is not
///   cited itself.
/// - Outlets that belong to the same party, by the outermost actor above their affiliation, have that party as their origin.
/// - Otherwise the publisher is the origin. When all affiliated texts of a publisher belong to one party, its other texts do too; a publisher
///   that carries several parties (a messaging service) stays apart from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// An agency, ministry, person or party, by its outermost actor.
    Actor(ActorCode),
    /// A publisher that no party runs.
    Publisher(PublisherCode),
    /// A name that neither an actor nor a publisher has, by its position among those names.
    Name(u32),
}

/// The origin of each source, and the actor whose blocs are the outlet's.
#[derive(Debug, Clone, Default)]
pub(super) struct Origins(pub(super) Vec<(Option<Origin>, Option<ActorCode>)>);

impl Origins {
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        let names = OriginNames::new(vocabulary);
        let origin = |source: &super::SourceEntry| {
            let own = names.stated(vocabulary, source);
            let original = vocabulary.sources.get(source.original.index());
            let found = own
                .or_else(|| names.stated(vocabulary, original?))
                .unwrap_or_else(|| names.of_outlet(vocabulary, original.unwrap_or(source)));
            (Some(found.0), found.1)
        };
        Self(vocabulary.sources.iter().map(origin).collect())
    }
}

/// How origins are found by their names.
struct OriginNames {
    /// The actor that runs each publisher.
    owners: Vec<Option<ActorCode>>,
    /// Actors that are the origin of some source, by each of their folded names: a publisher of that name is the same origin.
    actors: HashMap<String, ActorCode>,
    publishers: HashMap<String, PublisherCode>,
    others: HashMap<String, u32>,
}

impl OriginNames {
    fn new(vocabulary: &Vocabulary) -> Self {
        let mut names = Self {
            owners: publisher_owners(vocabulary),
            actors: HashMap::new(),
            publishers: HashMap::new(),
            others: HashMap::new(),
        };
        for source in &vocabulary.sources {
            if let Some(SourceOrigin::Actor(actor)) = &source.origin {
                let entry = &vocabulary.actors[actor.index()];
                let known = [Some(&entry.name), entry.short.as_ref(), Some(&entry.id)];
                let known = known.into_iter().flatten().chain(&entry.aliases);
                names.actors.extend(known.map(|name| (fold(name), *actor)));
            }
        }
        // Most data state no origins, and then no name is looked up.
        let stated = |source: &&super::SourceEntry| stated_name(vocabulary, source).is_some();
        if vocabulary.sources.iter().any(|source| stated(&source)) {
            let publishers = (0..).map(PublisherCode).zip(&vocabulary.publishers);
            names.publishers = publishers.map(|(code, name)| (fold(name), code)).collect();
        }
        for name in vocabulary
            .sources
            .iter()
            .filter_map(|source| stated_name(vocabulary, source))
        {
            let next = u32::try_from(names.others.len()).expect("fewer than four billion sources");
            names.others.entry(fold(name)).or_insert(next);
        }
        names
    }

    /// The origin that the source states itself.
    fn stated(&self, vocabulary: &Vocabulary, source: &super::SourceEntry) -> Option<Found> {
        if let Some(SourceOrigin::Actor(actor)) = source.origin {
            return Some(of_actor(vocabulary, actor));
        }
        let name = fold(stated_name(vocabulary, source)?);
        if let Some(&actor) = self.actors.get(&name) {
            return Some(of_actor(vocabulary, actor));
        }
        match self.publishers.get(&name) {
            Some(&publisher) => Some(self.of_publisher(vocabulary, publisher)),
            None => self.others.get(&name).map(|&at| (Origin::Name(at), None)),
        }
    }

    /// The origin of a text that states none.
    fn of_outlet(&self, vocabulary: &Vocabulary, source: &super::SourceEntry) -> Found {
        match source.affiliation {
            Some(actor) => of_actor(vocabulary, actor),
            None => self.of_publisher(vocabulary, source.publisher),
        }
    }

    fn of_publisher(&self, vocabulary: &Vocabulary, publisher: PublisherCode) -> Found {
        let owner = self.owners[publisher.index()].or_else(|| {
            if self.actors.is_empty() {
                return None;
            }
            let name = fold(&vocabulary.publishers[publisher.index()]);
            self.actors.get(&name).copied()
        });
        match owner {
            Some(actor) => of_actor(vocabulary, actor),
            None => (Origin::Publisher(publisher), None),
        }
    }
}

/// An origin, with the actor whose blocs are the outlet's.
type Found = (Origin, Option<ActorCode>);

fn of_actor(vocabulary: &Vocabulary, actor: ActorCode) -> Found {
    (Origin::Actor(outermost(vocabulary, actor)), Some(actor))
}

/// The name of the origin that a source states, where that is no actor.
#[must_use]
pub fn stated_origin(vocabulary: &Vocabulary, source: SourceCode) -> Option<&str> {
    stated_name(vocabulary, &vocabulary.sources[source.index()])
}

/// The name of an origin that is no actor: as recorded, or as the publisher has it in front of "via".
fn stated_name<'a>(vocabulary: &'a Vocabulary, source: &'a super::SourceEntry) -> Option<&'a str> {
    match &source.origin {
        Some(SourceOrigin::Name(name)) => Some(name),
        Some(SourceOrigin::Actor(_)) => None,
        None => {
            let publisher = &vocabulary.publishers[source.publisher.index()];
            let (origin, outlet) = publisher.split_once(" via ")?;
            (!origin.trim().is_empty() && !outlet.trim().is_empty()).then(|| origin.trim())
        }
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
    /// The distinct origins, in order.
    pub origins: Vec<Origin>,
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
    /// Whose report a source is.
    #[must_use]
    pub fn origin(&self, source: SourceCode) -> Option<Origin> {
        self.index.origins.0[source.index()].0
    }

    /// The actor whose blocs are the outlet's, when some party runs it.
    #[must_use]
    pub fn owner(&self, source: SourceCode) -> Option<ActorCode> {
        self.index.origins.0[source.index()].1
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
        support.origins.clear();
        support.blocs.clear();
        let published = self
            .citations(row)
            .filter(|&(source, _)| self.sees_source(row, source, clock));
        for (source, _) in published {
            let (origin, owner) = self.index.origins.0[source.index()];
            let bloc = owner.and_then(|actor| self.blocs(actor, self.bloc_day(row)).next());
            support
                .origins
                .extend(origin.filter(|origin| !support.origins.contains(origin)));
            if !support.blocs.contains(&bloc) {
                support.blocs.push(bloc);
            }
        }
    }
}
