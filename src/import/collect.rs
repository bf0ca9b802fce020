//! Events of published data sets → curated records.

use std::collections::HashMap;

use super::Imported;
use super::coverage::Coverage;
use super::ids::Ids;
use super::sources::Sources;
use crate::dataset::{is_country, is_timezone};
use crate::model::{
    About, Actor, ActorIx, Citation, Claim, Claimant, Dataset, Event, Origin, Participant, Place,
    Quote, Region, RegionIx, RegionLevel, Source, SourceIx, UncertainDate, When,
};
use crate::reader::Format;
use crate::store::spelling_key;

/// Schemes that the format of curated data has; what is of another scheme goes into the note.
const EVENT_SCHEMES: &[&str] = &["plover", "cameo", "acled", "ucdp"];
const ACTOR_SCHEMES: &[&str] = &["ucdp", "wikidata", "acled", "cameo"];
const REGION_SCHEMES: &[&str] = &["iso", "pcode", "fips", "gaul", "geonames", "wikidata"];

/// The region above one that has none and cannot stand alone.
pub(super) const NOWHERE: &str = "Place not given";

/// Pairs of scheme and code.
type Codes = Vec<(Box<str>, Box<str>)>;

/// What tells a region from others: what it lies in, level, name in any spelling, codes.
type RegionKey = (Option<RegionIx>, RegionLevel, String, Codes);

/// Makes curated records of the events that it is given.
#[derive(Debug)]
pub(super) struct Collector {
    /// In front of ids, and the key of `external_ids`.
    prefix: &'static str,
    out: Dataset,
    sources: Sources,
    actor_ids: Ids,
    region_ids: Ids,
    event_ids: Ids,
    quote_ids: Ids,
    /// Actors of the data set that is being taken.
    own_actors: HashMap<ActorIx, ActorIx>,
    /// Actors of all data sets by name and ids, and how many those before this one have.
    actors: HashMap<String, ActorIx>,
    earlier_actors: usize,
    regions: HashMap<RegionKey, RegionIx>,
    coverage: Coverage,
    undatable: usize,
}

impl Collector {
    pub(super) fn new(format: &Format) -> Self {
        let prefix = format.name.split('-').next().unwrap_or(format.name);
        Self {
            prefix,
            out: Dataset::default(),
            sources: Sources::default(),
            actor_ids: Ids::default(),
            region_ids: Ids::default(),
            event_ids: Ids::default(),
            quote_ids: Ids::default(),
            own_actors: HashMap::new(),
            actors: HashMap::new(),
            earlier_actors: 0,
            regions: HashMap::new(),
            coverage: Coverage::default(),
            undatable: 0,
        }
    }

    /// The events that follow are of this data set.
    pub(super) fn start(&mut self, set: &Dataset) {
        self.own_actors.clear();
        self.earlier_actors = self.out.actors.len();
        let about = &mut self.out.about;
        if about.title.is_empty() {
            *about = About {
                title: text(&set.about.title).unwrap_or_else(|| "(no title)".into()),
                timezone: None,
                ids_from_names: false,
                ..set.about.clone()
            };
        }
        for line in &set.about.attribution {
            if !about.attribution.contains(line) {
                about.attribution.push(line.clone());
            }
        }
        about.attribution.retain(|line| !line.trim().is_empty());
        for part in [&mut about.license, &mut about.curator, &mut about.version] {
            *part = part.as_deref().and_then(text);
        }
    }

    /// Takes an event.
    pub(super) fn event(&mut self, set: &Dataset, event: &Event) {
        if UncertainDate::parse(event.when.date.text()).is_err() {
            self.undatable += 1;
            return;
        }
        let made = self.made(set, event);
        self.coverage
            .event(&self.out, &self.sources.list, &made, &event.records);
        self.out.events.push(made);
    }

    /// All that was taken.
    pub(super) fn finish(mut self, format: &Format, names: &[String]) -> Imported {
        self.out.sources = self.sources.list;
        Imported {
            dataset: self.out,
            origin: vec![
                format!("Imported from {} ({}).", names.join(", "), format.label),
                format!(
                    "The original id of each event is its `external_ids.{}`.",
                    self.prefix
                ),
            ],
            not_carried: self.coverage.not_carried(),
            undatable: self.undatable,
        }
    }

    fn made(&mut self, set: &Dataset, event: &Event) -> Event {
        let (codes, more) = split(&event.codes, EVENT_SCHEMES);
        let own_id = (!is_made_up(&event.id)).then(|| (self.prefix.into(), event.id.clone()));
        let words = format!("{} {}", self.prefix, event.id);
        Event {
            id: self.event_ids.unique(&words, self.prefix),
            title: text(&event.title).unwrap_or_else(|| "(no title)".into()),
            when: when(set, &event.when),
            kind: event.kind,
            status: event.status,
            summary: event.summary.as_deref().and_then(text),
            actors: self.participants(set, event),
            region: self.region(set, event.region),
            place: event.place.as_ref().and_then(place),
            sources: self.citations(set, event),
            assessment: event.assessment.clone(),
            likelihood: event.likelihood,
            confidence: event.confidence,
            tags: event.tags.iter().filter_map(|tag| text(tag)).collect(),
            importance: event.importance,
            codes,
            external_ids: own_id
                .into_iter()
                .chain(event.external_ids.clone())
                .collect(),
            coded_by: event.coded_by.clone(),
            coded_at: event.coded_at.clone(),
            note: notes(event.note.as_deref(), &more),
            quotes: event
                .quotes
                .iter()
                .map(|quote| self.quote(set, event, quote))
                .collect(),
            claims: event
                .claims
                .iter()
                .map(|claim| self.claim(set, claim))
                .collect(),
            relations: Vec::new(),
            origin: Origin::default(),
            records: Vec::new(),
        }
    }

    fn participants(&mut self, set: &Dataset, event: &Event) -> Vec<Participant> {
        let part = |part: &Participant| Participant {
            actor: self.actor(set, part.actor),
            role: part.role,
            side: part.side,
        };
        event.actors.iter().map(part).collect()
    }

    /// Actors of one data set stay apart; one of another data set is the same when its name and its ids are.
    fn actor(&mut self, set: &Dataset, ix: ActorIx) -> ActorIx {
        if let Some(&known) = self.own_actors.get(&ix) {
            return known;
        }
        let actor = &set.actors[ix.index()];
        let key = format!("{}\0{:?}", spelling_key(&actor.name), actor.ids);
        let earlier = self.actors.get(&key).copied();
        let known = earlier.filter(|known| known.index() < self.earlier_actors);
        let made = known.unwrap_or_else(|| self.new_actor(actor));
        self.own_actors.insert(ix, made);
        self.actors.entry(key).or_insert(made);
        made
    }

    fn new_actor(&mut self, actor: &Actor) -> ActorIx {
        let (ids, more) = split(&actor.ids, ACTOR_SCHEMES);
        let made = Actor {
            id: self.actor_ids.unique(&actor.id, "actor"),
            name: text(&actor.name).unwrap_or_else(|| "(not named)".into()),
            aliases: actor.aliases.iter().filter_map(|name| text(name)).collect(),
            country: actor.country.clone().filter(|code| is_country(code)),
            ids,
            note: notes(actor.note.as_deref(), &more),
            parent: None,
            blocs: Vec::new(),
            leader: None,
            ..actor.clone()
        };
        let ix =
            ActorIx(u32::try_from(self.out.actors.len()).expect("fewer than four billion actors"));
        self.out.actors.push(made);
        ix
    }

    fn region(&mut self, set: &Dataset, ix: RegionIx) -> RegionIx {
        let region = &set.regions[ix.index()];
        let mut parent = region.parent.map(|parent| self.region(set, parent));
        let alone = matches!(region.level, RegionLevel::Country | RegionLevel::Area);
        if parent.is_none() && !alone {
            parent = Some(self.nowhere());
        }
        self.region_below(parent, region)
    }

    fn nowhere(&mut self) -> RegionIx {
        let nowhere = Region {
            id: NOWHERE.into(),
            name: NOWHERE.into(),
            native_name: None,
            aliases: Vec::new(),
            level: RegionLevel::Area,
            parent: None,
            position: None,
            codes: Vec::new(),
            note: None,
        };
        self.region_below(None, &nowhere)
    }

    fn region_below(&mut self, parent: Option<RegionIx>, region: &Region) -> RegionIx {
        let name = spelling_key(&region.name);
        let key = (parent, region.level, name, region.codes.clone());
        if let Some(&known) = self.regions.get(&key) {
            return known;
        }
        let (codes, more) = split(&region.codes, REGION_SCHEMES);
        let made = Region {
            id: self.region_ids.unique(&region.id, "region"),
            name: text(&region.name).unwrap_or_else(|| "(not named)".into()),
            aliases: region
                .aliases
                .iter()
                .filter_map(|name| text(name))
                .collect(),
            parent,
            codes,
            note: notes(region.note.as_deref(), &more),
            ..region.clone()
        };
        let ix = RegionIx(
            u32::try_from(self.out.regions.len()).expect("fewer than four billion regions"),
        );
        self.out.regions.push(made);
        self.regions.insert(key, ix);
        ix
    }

    fn citations(&mut self, set: &Dataset, event: &Event) -> Vec<Citation> {
        let mut made: Vec<Citation> = Vec::new();
        for citation in &event.sources {
            let publisher = &set.sources[citation.source.index()];
            let one = Citation {
                source: self.sources.text(publisher, citation.text.as_deref()),
                credibility: citation.credibility,
                locator: citation.locator.as_deref().and_then(text),
                note: citation.note.as_deref().and_then(text),
                text: None,
            };
            let same = |other: &Citation| {
                (other.source, other.credibility, &other.locator, &other.note)
                    == (one.source, one.credibility, &one.locator, &one.note)
            };
            if !made.iter().any(same) {
                made.push(one);
            }
        }
        made
    }

    fn quote(&mut self, set: &Dataset, event: &Event, quote: &Quote) -> Quote {
        let name = quote.speaker_name.as_deref().and_then(text);
        Quote {
            id: self
                .quote_ids
                .unique(&format!("{} {}", self.prefix, quote.id), "quote"),
            speaker_name: name.or_else(|| Some("(speaker not named)".into())),
            text: text(&quote.text).unwrap_or_else(|| "(no words)".into()),
            source: self.quoted(set, event, quote),
            language: quote
                .language
                .clone()
                .filter(|tag| crate::dataset::is_language(tag)),
            ..quote.clone()
        }
    }

    /// The text that the words stand in, where the event cites one text of that publisher; the publisher otherwise.
    fn quoted(&mut self, set: &Dataset, event: &Event, quote: &Quote) -> SourceIx {
        let publisher = &set.sources[quote.source.index()];
        let mut texts = event
            .sources
            .iter()
            .filter(|cited| cited.source == quote.source);
        match (texts.next(), texts.next()) {
            (Some(only), None) => self.sources.text(publisher, only.text.as_deref()),
            _ => self.sources.publisher(publisher),
        }
    }

    /// A claim is found where its claimant publishes; what an actor claims is told by the data set.
    fn claim(&mut self, set: &Dataset, claim: &Claim) -> Claim {
        let (claimant, source) = match claim.claimant {
            Claimant::Source(ix) => {
                let source = self.sources.publisher(&set.sources[ix.index()]);
                (Claimant::Source(source), source)
            }
            Claimant::Actor(ix) => (Claimant::Actor(self.actor(set, ix)), self.own_voice(set)),
        };
        let fits = |number: &u64| i64::try_from(*number).is_ok();
        let beyond: Codes = [
            ("low", claim.low),
            ("best", claim.best),
            ("high", claim.high),
        ]
        .into_iter()
        .filter_map(|(bound, number)| Some((bound, number.filter(|number| !fits(number))?)))
        .map(|(bound, number)| (bound.into(), number.to_string().into()))
        .collect();
        Claim {
            claimant,
            scope: claim.scope.map(|region| self.region(set, region)),
            low: claim.low.filter(fits),
            best: claim.best.filter(fits),
            high: claim.high.filter(fits),
            who: claim.who.as_deref().and_then(text),
            value: claim.value.as_deref().and_then(text),
            text: claim.text.as_deref().and_then(text),
            note: notes(claim.note.as_deref(), &beyond),
            sources: vec![source],
            ..claim.clone()
        }
    }

    /// The data set itself as a source.
    fn own_voice(&mut self, set: &Dataset) -> SourceIx {
        let own = Source {
            id: "".into(),
            publisher: set.about.curator.clone().unwrap_or_default(),
            spellings: Vec::new(),
            title: None,
            author: None,
            url: None,
            archive_url: None,
            published: None,
            accessed: None,
            language: None,
            kind: None,
            affiliation: None,
            origin: None,
            syndicated_from: None,
            reliability: None,
            reliability_reason: None,
            sha256: None,
            note: None,
        };
        self.sources.publisher(&own)
    }
}

/// The text, unless it is blank, which the format does not take.
fn text(text: &str) -> Option<Box<str>> {
    (!text.trim().is_empty()).then(|| text.into())
}

/// The place of a record that has no id of its own.
fn is_made_up(id: &str) -> bool {
    let place = id.strip_prefix("file-").map_or(id, |rest| {
        rest.split_once('-').map_or(id, |(_, place)| place)
    });
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    place.strip_prefix("byte-").is_some_and(digits)
}

/// The zone of an event is its own or that of its data set: several data sets may have several.
fn when(set: &Dataset, when: &When) -> When {
    let zone = when.timezone.clone().or_else(|| {
        let of_set = set.about.timezone.clone();
        of_set.filter(|_| when.time.is_some())
    });
    When {
        timezone: zone.filter(|zone| is_timezone(zone)),
        time_text: when.time_text.as_deref().and_then(text),
        ..when.clone()
    }
}

fn place(place: &Place) -> Option<Place> {
    let made = Place {
        name: place.name.as_deref().and_then(text),
        ..place.clone()
    };
    let says_something = made.name.is_some() || made.position.is_some() || made.precision.is_some();
    says_something.then_some(made)
}

/// The first code of each scheme that the format has, and all others.
fn split(codes: &[(Box<str>, Box<str>)], schemes: &[&str]) -> (Codes, Codes) {
    let (mut kept, mut more) = (Codes::new(), Codes::new());
    for pair in codes {
        let (scheme, code) = pair;
        let is_new = kept.iter().all(|(other, _)| other != scheme);
        if code.trim().is_empty() {
            continue;
        }
        if schemes.contains(&&**scheme) && is_new {
            kept.push(pair.clone());
        } else {
            more.push(pair.clone());
        }
    }
    (kept, more)
}

/// A note, with what has no key of its own.
fn notes(note: Option<&str>, more: &Codes) -> Option<Box<str>> {
    let more = more
        .iter()
        .map(|(scheme, code)| format!("{scheme}: {code}"));
    let lines: Vec<String> = note
        .and_then(text)
        .map(String::from)
        .into_iter()
        .chain(more)
        .collect();
    text(&lines.join("\n"))
}
