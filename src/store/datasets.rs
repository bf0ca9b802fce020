//! From checked datasets to a store.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

use super::batch::Recode;
use super::homonyms;
use super::tasks::{self, Task};
use super::{
    ActorCode, ActorEntry, Batch, BlocCode, BlocEntry, CitationInput, ClaimInput, ClaimantCode,
    DatasetBatch, DatasetCode, DatasetEntry, EventInput, FieldCode, FieldEntry, ListsInput,
    Mention, Numbers, QuoteInput, QuoteRow, RegionCode, RegionEntry, SourceCode, SourceEntry,
    SourceOrigin, Store, StoreBuilder, TagCode, ValueCode, ValueInput,
};
use crate::model::{
    Actor, ActorIx, Bloc, Claim, Claimant, Dataset, Day, DayRange, Event, Minute, Quote, Region,
    RegionIx, Source, SourceIx, UncertainDate, utc_offset,
};

impl Store {
    /// Lays out the events of all datasets together. Codes of actors, regions and sources follow the order of the datasets.
    #[must_use]
    pub fn build(datasets: &[Dataset]) -> Self {
        Self::with_batches(datasets, Vec::new())
    }

    /// The same, with rows that are no records of the dataset but batches of it: `(position of the dataset, batch)`.
    #[must_use]
    pub fn with_batches(datasets: &[Dataset], batches: Vec<(usize, DatasetBatch)>) -> Self {
        Self::staged(datasets, batches, &mut |_| ())
    }

    /// The same; `stage` hears the name of each stage when it is done, for who measures them.
    #[must_use]
    pub fn staged(
        datasets: &[Dataset],
        batches: Vec<(usize, DatasetBatch)>,
        stage: &mut dyn FnMut(&'static str),
    ) -> Self {
        let mut builder = StoreBuilder::default();
        for set in datasets {
            builder.publisher_names.add(&set.publishers);
        }
        let blocs = enter_blocs(&mut builder, datasets);
        let bases: Vec<Bases> = datasets
            .iter()
            .map(|set| enter_names(&mut builder, set, &blocs))
            .collect();
        share_blocs(&mut builder.vocabulary.actors);
        homonyms::tell_apart(&mut builder.vocabulary.regions);
        for (bases, set) in bases.iter().zip(datasets) {
            (0..)
                .zip(&set.events)
                .for_each(|(record, event)| push_event(&mut builder, bases, set, record, event));
        }
        let recoded = batches
            .into_iter()
            .map(|(set, batch)| (codes_of(&mut builder, &bases[set], &batch), batch.rows));
        let mut recoded: Vec<(Recode, Batch)> = recoded.collect();
        let recode = |(codes, rows): &mut (Recode, Batch)| rows.recode(codes);
        tasks::run(
            recoded
                .iter_mut()
                .map(|batch| Box::new(move || recode(batch)) as Task<'_>)
                .collect(),
        );
        recoded.into_iter().for_each(|(_, rows)| builder.add(rows));
        stage("names entered");
        builder.finish_staged(stage)
    }
}

/// An id with its scheme.
type SchemeId = (Box<str>, Box<str>);

/// An actor without blocs has those of an actor of another dataset that has the same id in some scheme (`ucdp`, `wikidata` …):
/// published data sets know no blocs, and a curated one opened beside them does.
fn share_blocs(actors: &mut [ActorEntry]) {
    let mut known: HashMap<SchemeId, Vec<(BlocCode, DayRange)>> = HashMap::new();
    for actor in actors.iter().filter(|actor| !actor.blocs.is_empty()) {
        for id in &actor.ids {
            known
                .entry(id.clone())
                .or_insert_with(|| actor.blocs.clone());
        }
    }
    for actor in actors.iter_mut().filter(|actor| actor.blocs.is_empty()) {
        if let Some(blocs) = actor.ids.iter().find_map(|id| known.get(id)) {
            actor.blocs.clone_from(blocs);
        }
    }
}

/// The codes of the store for those of a batch, whose names are entered if new.
fn codes_of(builder: &mut StoreBuilder, bases: &Bases, batch: &DatasetBatch) -> Recode {
    let sources: Vec<SourceCode> = batch
        .sources
        .iter()
        .map(|source| SourceCode(bases.sources + source.0))
        .collect();
    let publisher = |source: &SourceCode| builder.vocabulary.sources[source.index()].publisher;
    let publishers = sources.iter().map(publisher).collect();
    let field = |field: &FieldEntry| {
        let code = builder.field(&field.name, field.is_code);
        let values = (0..).map(ValueCode).zip(&field.values);
        let entered = values.map(|(own, value)| {
            let value = builder.value(code, value);
            builder.name_value(code, value, field.names_of(own));
            value
        });
        (code, entered.collect())
    };
    let values = batch.fields.iter().map(field).collect();
    Recode {
        dataset: u16::try_from(bases.dataset.0).expect("fewer than 65,536 datasets"),
        actors: batch
            .actors
            .iter()
            .map(|actor| ActorCode(bases.actors + actor.0))
            .collect(),
        regions: batch
            .regions
            .iter()
            .map(|region| RegionCode(bases.regions + region.0))
            .collect(),
        sources,
        publishers,
        languages: batch
            .languages
            .iter()
            .map(|tag| builder.language(tag))
            .collect(),
        tags: batch.tags.iter().map(|tag| builder.tag(tag)).collect(),
        values,
    }
}

/// Where the codes of one dataset start.
struct Bases {
    dataset: DatasetCode,
    actors: u32,
    regions: u32,
    sources: u32,
}

impl Bases {
    fn actor(&self, actor: ActorIx) -> ActorCode {
        ActorCode(self.actors + actor.0)
    }

    fn source(&self, source: SourceIx) -> SourceCode {
        SourceCode(self.sources + source.0)
    }
}

/// Blocs of all datasets in their order; those of one id are one, as the first dataset describes it.
fn enter_blocs(builder: &mut StoreBuilder, datasets: &[Dataset]) -> HashMap<Box<str>, BlocCode> {
    let mut blocs: Vec<BlocEntry> = Vec::new();
    for bloc in datasets.iter().flat_map(|set| &set.blocs) {
        if blocs.iter().all(|other| other.id != bloc.id) {
            blocs.push(bloc_entry(bloc));
        }
    }
    blocs.sort_by_key(|bloc| bloc.order);
    let codes = (0..)
        .zip(&blocs)
        .map(|(code, bloc)| (bloc.id.clone(), BlocCode(code)))
        .collect();
    builder.vocabulary.blocs = blocs;
    codes
}

fn bloc_entry(bloc: &Bloc) -> BlocEntry {
    BlocEntry {
        id: bloc.id.clone(),
        name: bloc.name.clone(),
        colour: bloc.colour.clone(),
        glyph: bloc.glyph.clone(),
        ascii: bloc.ascii,
        order: bloc.order,
    }
}

fn enter_names(
    builder: &mut StoreBuilder,
    set: &Dataset,
    blocs: &HashMap<Box<str>, BlocCode>,
) -> Bases {
    let names = &mut builder.vocabulary;
    let bases = Bases {
        dataset: DatasetCode(code(names.datasets.len())),
        actors: code(names.actors.len()),
        regions: code(names.regions.len()),
        sources: code(names.sources.len()),
    };
    let coverage = set.about.coverage.as_ref().map(UncertainDate::bounds);
    names.datasets.push(DatasetEntry {
        title: set.about.title.clone(),
        coverage,
        ids_from_names: set.about.ids_from_names,
    });
    let members = below(set.actors.len(), |at| {
        set.actors[at].parent.map(ActorIx::index)
    });
    names
        .actors
        .extend(set.actors.iter().zip(members).map(|(actor, members)| {
            let members = members
                .into_iter()
                .map(|at| ActorCode(bases.actors + at))
                .collect();
            actor_entry(&bases, set, actor, members, blocs)
        }));
    let within = below(set.regions.len(), |at| {
        set.regions[at].parent.map(RegionIx::index)
    });
    names
        .regions
        .extend(set.regions.iter().zip(within).map(|(region, within)| {
            region_entry(
                &bases,
                region,
                within
                    .into_iter()
                    .map(|at| RegionCode(bases.regions + at))
                    .collect(),
            )
        }));
    for at in 0..set.sources.len() {
        let entry = source_entry(builder, &bases, set, at);
        builder.vocabulary.sources.push(entry);
    }
    bases
}

/// For each position itself and everything that has it as an ancestor, sorted.
fn below(count: usize, parent: impl Fn(usize) -> Option<usize>) -> Vec<Vec<u32>> {
    let mut lists = vec![Vec::new(); count];
    for at in 0..count {
        // No longer than the list, so that a ring of parents (no checked data has one) ends.
        for above in std::iter::successors(Some(at), |&at| parent(at)).take(count) {
            lists[above].push(code(at));
        }
    }
    lists.iter_mut().for_each(Vec::dedup);
    lists
}

fn actor_entry(
    bases: &Bases,
    set: &Dataset,
    actor: &Actor,
    members: Vec<ActorCode>,
    blocs: &HashMap<Box<str>, BlocCode>,
) -> ActorEntry {
    ActorEntry {
        dataset: bases.dataset,
        id: actor.id.clone(),
        name: actor.name.clone(),
        short: actor.short.clone(),
        native_name: actor.native_name.clone(),
        aliases: actor.aliases.clone(),
        kind: actor.kind,
        ids: actor.ids.clone(),
        parent: actor
            .parent
            .map(|parent| ActorCode(bases.actors + parent.0)),
        members,
        blocs: bloc_spans(set, actor, blocs),
    }
}

/// The actor's blocs with their days. An actor without any has those of the nearest ancestor that has some.
fn bloc_spans(
    set: &Dataset,
    actor: &Actor,
    blocs: &HashMap<Box<str>, BlocCode>,
) -> Vec<(BlocCode, DayRange)> {
    let parent = |actor: &&Actor| {
        actor
            .parent
            .and_then(|parent| set.actors.get(parent.index()))
    };
    let own = std::iter::successors(Some(actor), parent)
        .take(set.actors.len())
        .find(|actor| !actor.blocs.is_empty());
    let spans = own.map_or(&[][..], |actor| &actor.blocs);
    let named = |bloc: crate::model::BlocIx| {
        set.blocs
            .get(bloc.index())
            .and_then(|bloc| blocs.get(&bloc.id))
            .copied()
    };
    let days = |span: &crate::model::BlocSpan| DayRange {
        from: span
            .from
            .as_ref()
            .map_or(Day::MIN, |date| date.written().from),
        to: span.to.as_ref().map_or(Day::MAX, |date| date.written().to),
    };
    spans
        .iter()
        .filter_map(|span| Some((named(span.bloc)?, days(span))))
        .collect()
}

fn region_entry(bases: &Bases, region: &Region, within: Vec<RegionCode>) -> RegionEntry {
    RegionEntry {
        dataset: bases.dataset,
        id: region.id.clone(),
        name: region.name.clone(),
        told_apart: None,
        native_name: region.native_name.clone(),
        aliases: region.aliases.clone(),
        level: region.level,
        codes: region.codes.clone(),
        parent: region
            .parent
            .map(|parent| RegionCode(bases.regions + parent.0)),
        within,
        position: region.position,
    }
}

fn source_entry(
    builder: &mut StoreBuilder,
    bases: &Bases,
    set: &Dataset,
    at: usize,
) -> SourceEntry {
    let source: &Source = &set.sources[at];
    let publisher = builder.publisher(&source.publisher);
    for spelling in &source.spellings {
        builder.note_spelling(publisher, spelling);
    }
    SourceEntry {
        dataset: bases.dataset,
        id: source.id.clone(),
        publisher,
        title: source.title.clone(),
        language: source.language.as_deref().map(|tag| builder.language(tag)),
        kind: source.kind,
        reliability: source.reliability,
        affiliation: source
            .affiliation
            .map(|actor| ActorCode(bases.actors + actor.0)),
        origin: source.origin.as_ref().map(|origin| match origin {
            crate::model::SourceOrigin::Actor(actor) => {
                SourceOrigin::Actor(ActorCode(bases.actors + actor.0))
            }
            crate::model::SourceOrigin::Name(name) => SourceOrigin::Name(name.clone()),
        }),
        original: SourceCode(bases.sources + original(set, at)),
        published: source.published.as_ref().map(UncertainDate::bounds),
    }
}

/// The first text of a syndication family; of texts that copy each other in a ring the one with the lowest position.
fn original(set: &Dataset, at: usize) -> u32 {
    let copied = |&at: &usize| set.sources.get(at)?.syndicated_from.map(SourceIx::index);
    let chain: Vec<usize> = std::iter::successors(Some(at), copied)
        .take(set.sources.len() + 1)
        .collect();
    let ring = chain.len() > set.sources.len();
    let end = if ring {
        ring_start(&chain)
    } else {
        chain.last().copied()
    };
    code(end.unwrap_or(at))
}

/// The lowest position that repeats in a chain which runs into a ring.
fn ring_start(chain: &[usize]) -> Option<usize> {
    let last = chain.last()?;
    let again = chain[..chain.len() - 1].iter().rposition(|at| at == last)?;
    chain[again..].iter().min().copied()
}

fn push_event(
    builder: &mut StoreBuilder,
    bases: &Bases,
    set: &Dataset,
    record: u32,
    event: &Event,
) {
    let lists = OwnedLists::of(builder, bases, event);
    let quotes = event.quotes.iter();
    let quotes: Vec<_> = quotes
        .map(|quote| quote_input(builder, bases, quote))
        .collect();
    let found: Vec<Vec<_>> = event
        .claims
        .iter()
        .map(|claim| claim.sources.iter().map(|&ix| bases.source(ix)).collect())
        .collect();
    let claims = event.claims.iter().zip(&found);
    let claims: Vec<_> = claims
        .map(|(claim, found)| claim_input(builder, bases, claim, found))
        .collect();
    let relations = event.relations.iter();
    let relations: Vec<_> = relations
        .map(|relation| (relation.kind, relation.event.0))
        .collect();
    builder.push(&EventInput {
        record,
        lists: lists.input(),
        quotes: &quotes,
        claims: &claims,
        relations: &relations,
        ..single_values(bases, set, event)
    });
}

/// What an event has at most one of.
fn single_values<'a>(bases: &Bases, set: &Dataset, event: &'a Event) -> EventInput<'a> {
    let date = &event.when.date;
    let place = event.place.as_ref();
    let assessment = event.assessment.as_ref();
    EventInput {
        dataset: bases.dataset,
        record: 0,
        id: &event.id,
        title: &event.title,
        summary: event.summary.as_deref(),
        place: place.and_then(|place| place.name.as_deref()),
        more: &[],
        when: date.into(),
        time: event.when.time,
        order_time: order_time(set, event),
        kind: event.kind,
        status: event.status,
        region: RegionCode(bases.regions + event.region.0),
        position: place.and_then(|place| place.position),
        precision: place.and_then(|place| place.precision),
        importance: event.importance,
        assessment: assessment.map_or((None, None), |given| (given.reliability, given.credibility)),
        lists: ListsInput::default(),
        quotes: &[],
        claims: &[],
        relations: &[],
    }
}

/// What an event may have many of, in codes of the store.
struct OwnedLists {
    actors: Vec<Mention>,
    tags: Vec<TagCode>,
    citations: Vec<CitationInput>,
    values: Vec<(FieldCode, ValueCode)>,
}

impl OwnedLists {
    fn of(builder: &mut StoreBuilder, bases: &Bases, event: &Event) -> Self {
        let actors = event.actors.iter();
        let citations = event.sources.iter().map(|cited| CitationInput {
            source: bases.source(cited.source),
            digit: cited.credibility,
            published: None,
        });
        Self {
            actors: actors
                .map(|part| Mention {
                    actor: bases.actor(part.actor),
                    role: part.role,
                    side: part.side,
                })
                .collect(),
            tags: event.tags.iter().map(|tag| builder.tag(tag)).collect(),
            citations: citations.collect(),
            values: event
                .codes
                .iter()
                .map(|(scheme, code)| {
                    let field = builder.field(scheme, true);
                    (field, builder.value(field, code))
                })
                .collect(),
        }
    }

    fn input(&self) -> ListsInput<'_> {
        ListsInput {
            actors: &self.actors,
            tags: &self.tags,
            citations: &self.citations,
            values: &self.values,
        }
    }
}

fn quote_input<'a>(builder: &mut StoreBuilder, bases: &Bases, quote: &'a Quote) -> QuoteInput<'a> {
    let row = QuoteRow {
        speaker: quote.speaker.map(|actor| ActorCode(bases.actors + actor.0)),
        language: quote.language.as_deref().map(|tag| builder.language(tag)),
        source: SourceCode(bases.sources + quote.source.0),
        said: quote
            .date
            .as_ref()
            .map(|date| date.bounds().to)
            .filter(|day| !day.is_open()),
    };
    QuoteInput {
        row,
        text: &quote.text,
        original: quote.original.as_deref(),
        speaker_name: quote.speaker_name.as_deref(),
    }
}

fn claim_input<'a>(
    builder: &mut StoreBuilder,
    bases: &Bases,
    claim: &'a Claim,
    sources: &'a [SourceCode],
) -> ClaimInput<'a> {
    let value = claim.value.as_deref().map(|text| ValueInput {
        text,
        actor: builder.named_actor(bases.dataset, text),
    });
    let publisher = |source: u32| builder.vocabulary.sources[source as usize].publisher;
    ClaimInput {
        claimant: match claim.claimant {
            Claimant::Actor(actor) => ClaimantCode::Actor(ActorCode(bases.actors + actor.0)),
            Claimant::Source(source) => {
                ClaimantCode::Publisher(publisher(bases.sources + source.0))
            }
        },
        about: claim.about,
        who: claim.who.as_deref(),
        value,
        text: claim.text.as_deref(),
        numbers: Numbers::qualified([claim.low, claim.best, claim.high], claim.qualifier),
        qualifier: claim.qualifier,
        scope: claim
            .scope
            .map(|region| RegionCode(bases.regions + region.0)),
        period: claim.period.as_ref().map(UncertainDate::bounds),
        stance: claim.stance,
        supersedes: claim.supersedes,
        cumulative: claim.cumulative,
        dated: claim.date.as_ref().map(UncertainDate::bounds),
        sources,
    }
}

/// The clock time by which the event stands in its day: in the dataset's zone. An event of another zone that falls on another
/// day there stands first or last in its own day, which is the one that its record names.
fn order_time(set: &Dataset, event: &Event) -> Option<Minute> {
    let time = event.when.time?;
    let home = set.about.timezone.as_deref().unwrap_or("UTC");
    match event.when.timezone.as_deref() {
        Some(zone) if zone != home => {
            in_zone(event.when.date.written().from, time, zone, home).or(Some(time))
        }
        _ => Some(time),
    }
}

fn in_zone(day: Day, time: Minute, from: &str, to: &str) -> Option<Minute> {
    let (year, month, date) = day.ymd()?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month.into(), date.into())?;
    let local = date.and_hms_opt((time.of_day() / 60).into(), (time.of_day() % 60).into(), 0)?;
    let utc = match utc_offset(from) {
        Some(east) => local.checked_sub_signed(TimeDelta::minutes(east.into()))?,
        None => {
            let zone: Tz = from.parse().ok()?;
            zone.from_local_datetime(&local).earliest()?.naive_utc()
        }
    };
    let there = match utc_offset(to) {
        Some(east) => utc.checked_add_signed(TimeDelta::minutes(east.into()))?,
        None => to.parse::<Tz>().ok()?.from_utc_datetime(&utc).naive_local(),
    };
    match there.date().cmp(&date) {
        std::cmp::Ordering::Less => Minute::new(0, 0),
        std::cmp::Ordering::Equal => Minute::new(
            u16::try_from(there.hour()).ok()?,
            u16::try_from(there.minute()).ok()?,
        ),
        std::cmp::Ordering::Greater => Minute::new(23, 59),
    }
}

fn code(position: usize) -> u32 {
    u32::try_from(position).expect("fewer than four billion names")
}
