//! Answers questions about opened datasets.
//!
//! An engine is shared by reference: what it remembers between questions (editions, tests, selections) is behind a lock, so
//! that a question which only scrolls costs nothing but the rows it shows.

use std::collections::VecDeque;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::casts::Casts;
use super::memory::Memory;
use super::problems::Troubles;
use super::telling::Telling;
use super::{
    ActorKey, Answer, AskError, BlocInfo, Catalog, DatasetInfo, EventKey, Part, Question, Reply,
    Selection, SourceKey, accounts, actors, compare, completion, dossier, event_detail, facets,
    histogram, lanes, map, matches, problems, profile, quotes, seek, sources, summary, table,
    totals, window,
};
use crate::diagnostic::Severity;
use crate::load::{Collection, Opened, Published, ReadError};
use crate::model::{Dataset, Day, DayRange, Event, RegionIx};
use crate::query::{self, Compiled, Dictionary, Names, Query};
use crate::store::{ActorCode, Bitset, DatasetCode, RowId, SourceCode, Store, Vocabulary};

/// Opened datasets, ready to be asked.
#[derive(Debug)]
pub struct Engine {
    store: Arc<Store>,
    datasets: Vec<Dataset>,
    /// By dataset: what reads its records, where it is a published one.
    published: Vec<Option<Published>>,
    recent: Mutex<Recent>,
    files: Vec<Vec<String>>,
    /// By dataset: what is wrong with it.
    problems: Vec<Troubles>,
    names: Names,
    actors: facets::ActorTree,
    memory: Mutex<Memory>,
    links: OnceLock<matches::Links>,
    pairs: OnceLock<lanes::Pairs>,
    shelf: OnceLock<sources::Shelf>,
    telling: OnceLock<Telling>,
    points: OnceLock<map::Points>,
    casts: OnceLock<Casts>,
}

/// An event that is held, or that was read from its file.
#[derive(Debug, Clone)]
pub enum EventRef<'a> {
    /// Of a curated dataset.
    Held(&'a Event),
    /// Of a published one.
    Read(Arc<Event>),
}

impl Deref for EventRef<'_> {
    type Target = Event;

    fn deref(&self) -> &Event {
        match self {
            Self::Held(event) => event,
            Self::Read(event) => event,
        }
    }
}

/// The events that were read last: a screen and a detail ask for each of them several times.
#[derive(Debug, Default)]
struct Recent {
    events: VecDeque<(RowId, Arc<Event>)>,
}

impl Recent {
    /// More than the rows of the largest screen.
    const MOST: usize = 256;

    fn get(&self, row: RowId) -> Option<Arc<Event>> {
        let (_, event) = self.events.iter().rev().find(|(known, _)| *known == row)?;
        Some(Arc::clone(event))
    }

    fn put(&mut self, row: RowId, event: Arc<Event>) {
        if self.events.len() == Self::MOST {
            self.events.pop_front();
        }
        self.events.push_back((row, event));
    }
}

/// What all parts of a question are answered from.
pub(super) struct Scope<'a> {
    pub(super) engine: &'a Engine,
    pub(super) compiled: &'a Compiled,
    pub(super) query: &'a Query,
    pub(super) selection: Arc<Selection>,
    pub(super) cancelled: &'a dyn Fn() -> bool,
}

impl Engine {
    /// Opens datasets; `files` has for each dataset the names of its files, in the order that [`crate::model::Origin`] refers to.
    #[must_use]
    pub fn new(datasets: Vec<Dataset>, files: Vec<Vec<String>>) -> Self {
        let named = files.into_iter().chain(std::iter::repeat_with(Vec::new));
        let set = |(dataset, names)| Opened {
            dataset,
            names,
            ..Opened::default()
        };
        let opened: Vec<Opened> = datasets.into_iter().zip(named).map(set).collect();
        Self::open(opened)
    }

    /// Opens curated and published datasets together; their rows are laid out unless they were read back.
    #[must_use]
    pub fn open(collection: impl Into<Collection>) -> Self {
        let Collection {
            sets: opened,
            store,
            ..
        } = collection.into();
        let mut problems = Vec::new();
        let (mut datasets, mut files) = (Vec::new(), Vec::new());
        let (mut published, mut batches) = (Vec::new(), Vec::new());
        for (at, one) in opened.into_iter().enumerate() {
            problems.push(Troubles::new(one.diagnostics, one.files));
            datasets.push(one.dataset);
            files.push(one.names);
            let (way, rows) = one.rows.unzip();
            published.push(way);
            batches.extend(rows.into_iter().flatten().map(|rows| (at, rows)));
        }
        let store = store.unwrap_or_else(|| Store::with_batches(&datasets, batches));
        let store = Arc::new(store);
        let names = Names::new(store.vocabulary());
        let actors = facets::ActorTree::new(&store);
        Self {
            store,
            datasets,
            published,
            recent: Mutex::default(),
            files,
            problems,
            names,
            actors,
            memory: Mutex::default(),
            links: OnceLock::new(),
            pairs: OnceLock::new(),
            shelf: OnceLock::new(),
            telling: OnceLock::new(),
            points: OnceLock::new(),
            casts: OnceLock::new(),
        }
    }

    /// Makes what answers would otherwise make when they first need it: who stands against whom, the publishers, what claims
    /// tell about actors, who takes part in events and where these are, and the index of words. For a thread on which nobody waits; an answer that needs one of them
    /// meanwhile waits for that one only.
    pub fn prepare(&self) {
        self.telling();
        self.pairs();
        self.shelf();
        self.casts();
        self.points();
        self.store.text().index_words();
    }

    /// The columns behind the answers.
    #[must_use]
    pub fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// The datasets as opened.
    #[must_use]
    pub fn datasets(&self) -> &[Dataset] {
        &self.datasets
    }

    /// What was opened.
    #[must_use]
    pub fn catalog(&self) -> Catalog {
        let all = Bitset::full(self.store.len());
        let listed = self.store.reports().one_each(&all);
        let events = (self.store.datasets()).counts_in(&listed, self.datasets.len());
        let info = |(at, _): (usize, &Dataset)| DatasetInfo {
            title: self.dataset_title(at),
            events: events[at],
            coverage: self.vocabulary().datasets[at].coverage,
        };
        let bloc = |bloc: &crate::store::BlocEntry| BlocInfo {
            id: bloc.id.to_string(),
            name: bloc.name.to_string(),
            colour: bloc.colour.as_deref().map(str::to_owned),
            glyph: bloc.glyph.as_deref().map(str::to_owned),
            ascii: bloc.ascii,
        };
        Catalog {
            datasets: self.datasets.iter().enumerate().map(info).collect(),
            blocs: self.vocabulary().blocs.iter().map(bloc).collect(),
            fields: self
                .vocabulary()
                .fields
                .iter()
                .map(|field| field.name.to_string())
                .collect(),
            events: self.store.reports().total(self.store.len()),
            errors: problems::count(&self.problems, Severity::Error),
            warnings: problems::count(&self.problems, Severity::Warning),
            span: totals::span(&self.store, &self.store.now().visible),
        }
    }

    /// Answers a question.
    ///
    /// A filter text with a mistake gets its diagnostics and no replies, but for completions, which are answered in their
    /// place among [`Reply::Nothing`]. A part that needs a record which cannot be read again gets [`Reply::Unreadable`]; the
    /// others are answered.
    ///
    /// # Errors
    ///
    /// When `cancelled` says that the answer is no longer wanted, or when the cache of the data is damaged.
    pub fn answer(
        &self,
        question: &Question,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Answer, AskError> {
        let compiled = self.compile(&question.filter);
        let replies = match &compiled.query {
            None => (self.replies_to_mistake(question, cancelled)).ok_or(AskError::Cancelled)?,
            Some(query) => {
                let selection = self.select(query, cancelled).ok_or(AskError::Cancelled)?;
                let scope = Scope {
                    engine: self,
                    compiled: &compiled,
                    query,
                    selection,
                    cancelled,
                };
                question
                    .parts
                    .iter()
                    .map(|part| scope.reply_or_error(part))
                    .collect::<Result<_, _>>()?
            }
        };
        let answer = Answer {
            number: question.number,
            diagnostics: compiled.diagnostics,
            replies,
        };
        self.sound()?;
        Ok(answer)
    }

    /// Sees that nothing was missing in what was answered: a damaged cache lacks rows. The data are read anew then, and the
    /// question is asked again.
    pub(super) fn sound(&self) -> Result<(), AskError> {
        if self.store.is_damaged() {
            return Err(AskError::DamagedCache);
        }
        Ok(())
    }

    fn replies_to_mistake(
        &self,
        question: &Question,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Vec<Reply>> {
        let asked = question
            .parts
            .iter()
            .any(|part| matches!(part, Part::Complete { .. }));
        let reply = |part: &Part| match part {
            Part::Complete {
                text,
                cursor,
                limit,
            } => completion::complete(self, (text, *cursor), *limit, cancelled)
                .map(Reply::Completions),
            _ => Some(Reply::Nothing),
        };
        if asked {
            question.parts.iter().map(reply).collect()
        } else {
            Some(Vec::new())
        }
    }

    /// Reads a filter text. The one place that knows how.
    pub(super) fn compile(&self, text: &str) -> Compiled {
        let compiled = query::compile(text, self.dictionary());
        debug_assert!(
            compiled.query.is_some()
                || compiled
                    .diagnostics
                    .iter()
                    .any(|problem| problem.severity == Severity::Error),
            "no query without an error"
        );
        compiled
    }

    pub(super) fn dictionary(&self) -> Dictionary<'_> {
        Dictionary {
            vocabulary: self.store.vocabulary(),
            names: &self.names,
        }
    }

    pub(super) fn problems(&self) -> &[Troubles] {
        &self.problems
    }

    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    pub(super) fn actor_tree(&self) -> &facets::ActorTree {
        &self.actors
    }

    /// What ties the datasets to each other.
    pub(super) fn links(&self) -> &matches::Links {
        self.links.get_or_init(|| matches::Links::new(self))
    }

    /// Who acted against whom; found once, and then known.
    pub(super) fn pairs(&self) -> &lanes::Pairs {
        self.pairs.get_or_init(|| lanes::Pairs::new(&self.store))
    }

    /// Which rows have which claims; found once, and then known.
    pub(super) fn telling(&self) -> &Telling {
        self.telling.get_or_init(|| Telling::new(&self.store))
    }

    /// Who takes part in events; found once, and then known.
    pub(super) fn casts(&self) -> &Casts {
        self.casts.get_or_init(|| Casts::new(&self.store))
    }

    /// The points of the globe that events stand at; found once, and then known.
    pub(super) fn points(&self) -> &map::Points {
        self.points.get_or_init(|| map::Points::new(&self.store))
    }

    /// How the sources stand to each other.
    pub(super) fn shelf(&self) -> &sources::Shelf {
        self.shelf
            .get_or_init(|| sources::Shelf::new(self.vocabulary()))
    }

    pub(super) fn vocabulary(&self) -> &Vocabulary {
        self.store.vocabulary()
    }

    /// What is remembered between questions. A panic elsewhere leaves it usable: it holds whole values only.
    pub(super) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Title of a dataset, or its first file, or its number.
    pub(super) fn dataset_title(&self, at: usize) -> String {
        let title = self.datasets.get(at).map_or("", |set| &set.about.title);
        if !title.is_empty() {
            return title.to_owned();
        }
        let file = self.files.get(at).and_then(|files| files.first());
        file.cloned()
            .unwrap_or_else(|| format!("dataset {}", at + 1))
    }

    pub(super) fn file_name(&self, dataset: DatasetCode, file: u32) -> Option<String> {
        self.files.get(dataset.index())?.get(file as usize).cloned()
    }

    /// The record of a row: held, or read again from its file.
    ///
    /// # Errors
    ///
    /// When it cannot be read again.
    pub(super) fn event(&self, row: RowId) -> Result<(&Dataset, EventRef<'_>), ReadError> {
        let (dataset, record) = self.store.record(row);
        let set = &self.datasets[dataset.index()];
        let event = match &self.published[dataset.index()] {
            None => EventRef::Held(&set.events[record as usize]),
            Some(published) => EventRef::Read(self.read_event(published, set, row)?),
        };
        Ok((set, event))
    }

    /// The dataset of a row, with all names.
    pub(super) fn dataset_of(&self, row: RowId) -> &Dataset {
        &self.datasets[self.store.record(row).0.index()]
    }

    /// The record of a row, if it is held; of a published dataset none is.
    pub(super) fn held(&self, row: RowId) -> Option<&Event> {
        let (dataset, record) = self.store.record(row);
        let set = &self.datasets[dataset.index()];
        self.published[dataset.index()]
            .is_none()
            .then(|| &set.events[record as usize])
    }

    /// The event of a key, for exports; `None` when there is none.
    ///
    /// # Errors
    ///
    /// When its record cannot be read again.
    pub fn record(&self, key: EventKey) -> Result<Option<(&Dataset, EventRef<'_>)>, ReadError> {
        self.row(key).map(|row| self.event(row)).transpose()
    }

    fn read_event(
        &self,
        published: &Published,
        set: &Dataset,
        row: RowId,
    ) -> Result<Arc<Event>, ReadError> {
        let recent = || self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(event) = recent().get(row) {
            return Ok(event);
        }
        let (dataset, record) = self.store.record(row);
        let region = self.store.region(row).0 - self.first_region(dataset.index());
        let event = published.event(set, record, RegionIx(region), self.store.id(row))?;
        let event = Arc::new(event);
        recent().put(row, Arc::clone(&event));
        Ok(event)
    }

    pub(super) fn key(&self, row: RowId) -> EventKey {
        let (dataset, event) = self.store.record(row);
        EventKey {
            dataset: short(dataset.0),
            event,
        }
    }

    pub(super) fn row(&self, key: EventKey) -> Option<RowId> {
        self.store
            .row_of(DatasetCode(key.dataset.into()), key.event)
    }

    pub(super) fn actor_key(&self, actor: ActorCode) -> ActorKey {
        let dataset = self.vocabulary().actors[actor.index()].dataset;
        ActorKey {
            dataset: short(dataset.0),
            actor: actor.0 - self.first_actor(dataset.index()),
        }
    }

    pub(super) fn actor(&self, key: ActorKey) -> Option<ActorCode> {
        let set = self.datasets.get(usize::from(key.dataset))?;
        let exists = (key.actor as usize) < set.actors.len();
        exists.then(|| ActorCode(self.first_actor(key.dataset.into()) + key.actor))
    }

    pub(super) fn source_key(&self, source: SourceCode) -> SourceKey {
        let dataset = self.vocabulary().sources[source.index()].dataset;
        SourceKey {
            dataset: short(dataset.0),
            source: source.0 - self.first_source(dataset.index()),
        }
    }

    pub(super) fn source(&self, key: SourceKey) -> Option<SourceCode> {
        let set = self.datasets.get(usize::from(key.dataset))?;
        let exists = (key.source as usize) < set.sources.len();
        exists.then(|| SourceCode(self.first_source(key.dataset.into()) + key.source))
    }

    /// Code of a dataset's first source, as of its first actor.
    fn first_source(&self, dataset: usize) -> u32 {
        let before = self.datasets[..dataset].iter();
        let before = before.map(|set| set.sources.len()).sum::<usize>();
        u32::try_from(before).expect("fewer than four billion sources")
    }

    /// Code of a dataset's first region, likewise.
    fn first_region(&self, dataset: usize) -> u32 {
        let before = self.datasets[..dataset]
            .iter()
            .map(|set| set.regions.len())
            .sum::<usize>();
        u32::try_from(before).expect("fewer than four billion regions")
    }

    /// Code of a dataset's first actor: codes follow the order of the datasets (see [`Store::build`]).
    pub(super) fn first_actor(&self, dataset: usize) -> u32 {
        let before = self.datasets[..dataset]
            .iter()
            .map(|set| set.actors.len())
            .sum::<usize>();
        u32::try_from(before).expect("fewer than four billion actors")
    }
}

impl Scope<'_> {
    /// How many reports have a row in the set.
    pub(super) fn count(&self, rows: &Bitset) -> usize {
        self.store().reports().count(rows)
    }

    /// The reply to a part. That a record cannot be read again is the answer to a part that needs it: the others have theirs.
    fn reply_or_error(&self, part: &Part) -> Result<Reply, AskError> {
        match self.reply(part) {
            Err(AskError::Record(error)) => Ok(Reply::Unreadable(error)),
            reply => reply,
        }
    }

    fn reply(&self, part: &Part) -> Result<Reply, AskError> {
        if (self.cancelled)() {
            return Err(AskError::Cancelled);
        }
        Ok(match part {
            Part::Totals => Reply::Totals(totals::totals(self)),
            Part::Window { first, len } => Reply::Window(window::window(self, *first, *len)?),
            Part::Around {
                event,
                before,
                after,
            } => Reply::Window(window::around(self, *event, *before, *after)?),
            Part::RankOfDay(day) => Reply::Rank(window::rank_of_day(self, *day)),
            Part::RankOfTime(time) => Reply::Rank(window::rank_of_time(self, *time)),
            Part::Seek {
                from,
                forward,
                matching,
            } => Reply::Found(
                seek::seek(self, *from, *forward, matching).ok_or(AskError::Cancelled)?,
            ),
            Part::Histogram { span, buckets } => {
                Reply::Histogram(histogram::histogram(self, *span, *buckets))
            }
            Part::Facet {
                facet,
                find,
                closed,
                first,
                len,
            } => {
                let page = facets::Page {
                    find,
                    closed,
                    first: *first,
                    len: *len,
                };
                Reply::Facet(facets::facet(self, *facet, &page).ok_or(AskError::Cancelled)?)
            }
            Part::Map(query) => {
                Reply::Map(Box::new(map::map(self, query).ok_or(AskError::Cancelled)?))
            }
            Part::Spot { grid, event, len } => {
                Reply::Spot(map::spot(self, grid, *event, *len)?.map(Box::new))
            }
            Part::Summary => Reply::Summary(summary::summary(self)),
            Part::Table { by, periods } => {
                Reply::Table(table::table(self, *by, *periods).ok_or(AskError::Cancelled)?)
            }
            Part::Sums(asked) => Reply::Sums(Box::new(table::sums(self, asked)?)),
            Part::Lanes {
                order,
                span,
                buckets,
                first,
                len,
            } => Reply::Lanes(
                lanes::lanes(
                    self,
                    order,
                    (*span, *buckets),
                    *first..first.saturating_add(*len),
                )
                .ok_or(AskError::Cancelled)?,
            ),
            Part::LaneEvents {
                order,
                rank,
                time,
                len,
            } => Reply::LaneEvents(lanes::events(self, order, *rank, time, *len)?),
            Part::LaneRanks { order, of } => {
                Reply::LaneRanks(lanes::ranks(self, order, of).ok_or(AskError::Cancelled)?)
            }
            Part::Profile {
                of,
                sort,
                buckets,
                first,
                len,
            } => Reply::Profile(
                profile::profile(
                    self,
                    *of,
                    *sort,
                    *buckets,
                    *first..first.saturating_add(*len),
                )
                .ok_or(AskError::Cancelled)?,
            ),
            Part::Event(key) => Reply::Event(event_detail::detail(self, *key)?.map(Box::new)),
            Part::Actor { actor, buckets } => {
                Reply::Actor(dossier::dossier(self, *actor, *buckets)?.map(Box::new))
            }
            Part::Problems {
                closed,
                first,
                len,
                of,
            } => Reply::Problems(problems::problems(self, closed, (*first, *len), *of)),
            Part::Compare {
                other,
                by,
                order,
                first,
                len,
                buckets,
                aligned,
            } => Reply::Compared(
                compare::compare(
                    self,
                    &compare::Wanted {
                        other,
                        by: *by,
                        order: *order,
                        first: *first,
                        len: *len,
                        buckets: *buckets,
                        aligned: *aligned,
                    },
                )
                .ok_or(AskError::Cancelled)?,
            ),
            Part::MapPair { map, other } => {
                Reply::MapPair(compare::map(self, map, other).ok_or(AskError::Cancelled)?)
            }
            Part::MapPairPlace {
                grid,
                at,
                other,
                event,
                len,
            } => {
                let rows = (*event, *len);
                Reply::MapPairPlace(compare::place(self, (grid, *at), other, rows)?)
            }
            Part::PairStep { other, from, step } => {
                Reply::PairFound(compare::step(self, *from, step, other)?)
            }
            Part::LanesPair {
                order,
                other,
                aligned,
                span,
                buckets,
                first,
                len,
            } => Reply::LanesPair(
                compare::lanes(
                    self,
                    &compare::LanesWanted {
                        other,
                        order,
                        aligned: *aligned,
                        span: *span,
                        buckets: *buckets,
                        ranks: *first..first.saturating_add(*len),
                    },
                )
                .ok_or(AskError::Cancelled)?,
            ),
            Part::Problem(key) => Reply::Problem(problems::drawn(self, *key)),
            Part::Quotes {
                by,
                at,
                before,
                after,
            } => Reply::Quotes(quotes::quotes(self, *by, *at, (*before, *after))?),
            Part::Accounts { at, before, after } => {
                Reply::Accounts(accounts::accounts(self, *at, (*before, *after))?)
            }
            Part::Claims => Reply::Claims(Box::new(accounts::claims(self)?)),
            Part::ActorPair(a, b) => Reply::ActorPair(dossier::pair(self, *a, *b)?.map(Box::new)),
            Part::Actors {
                order,
                listing,
                buckets,
            } => Reply::Actors(
                actors::directory(self, *order, listing, *buckets).ok_or(AskError::Cancelled)?,
            ),
            Part::Sources { order, listing } => Reply::Sources(
                sources::directory(self, *order, listing).ok_or(AskError::Cancelled)?,
            ),
            Part::Source { subject, buckets } => {
                Reply::Source(sources::page(self, *subject, *buckets)?.map(Box::new))
            }
            Part::Families { first, len } => Reply::Families(sources::families(self, *first, *len)),
            Part::OneSided { buckets, runs } => {
                Reply::OneSided(sources::one_sided(self, *buckets, *runs))
            }
            Part::Complete {
                text,
                cursor,
                limit,
            } => Reply::Completions(
                completion::complete(self.engine, (text, *cursor), *limit, self.cancelled)
                    .ok_or(AskError::Cancelled)?,
            ),
        })
    }

    pub(super) fn store(&self) -> &Store {
        &self.engine.store
    }

    /// The coverage of all datasets together: `None` when a dataset does not say what it covers.
    pub(super) fn coverage(&self) -> Option<DayRange> {
        let coverages = self
            .engine
            .vocabulary()
            .datasets
            .iter()
            .map(|set| set.coverage);
        let joined = |a: DayRange, b: DayRange| DayRange {
            from: a.from.min(b.from),
            to: a.to.max(b.to),
        };
        coverages
            .reduce(|a, b| a.zip(b).map(|(a, b)| joined(a, b)))
            .flatten()
    }

    pub(super) fn known(&self) -> Option<Day> {
        self.query.known
    }
}

fn short(dataset: u32) -> u16 {
    u16::try_from(dataset).expect("fewer than 65,536 datasets")
}
