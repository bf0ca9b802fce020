//! Takes events one by one, in any order and borrowed, and lays them out as columns.
//!
//! A reader of ten million rows never has to make [`crate::model::Event`] values: it enters names into the vocabulary as they
//! turn up and pushes one [`EventInput`] a row.

use std::collections::HashMap;

use super::fold::{fold, fold_into};
use super::{
    ActorCode, ActorEntry, ClaimRow, ClaimantCode, DatasetCode, LanguageCode, Numbers,
    PublisherCode, QuoteRow, RegionCode, SourceCode, Store, TagCode, Vocabulary, assemble,
};
use crate::model::{
    ClaimSubject, Credibility, DayRange, EventKind, Minute, Position, RelationKind, Reliability,
    Role, Stance,
};

/// An event as a reader gives it. Codes must be in the builder's vocabulary.
#[derive(Debug, Clone, Copy)]
pub struct EventInput<'a> {
    /// Its dataset.
    pub dataset: DatasetCode,
    /// Its position in the dataset; each position once.
    pub record: u32,
    /// Its id.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// What happened.
    pub summary: Option<&'a str>,
    /// Name of the place.
    pub place: Option<&'a str>,
    /// Earliest and latest day.
    pub days: DayRange,
    /// Whether the date is approximate, uncertain, or only follows from other events.
    pub doubtful: bool,
    /// Local clock time.
    pub time: Option<Minute>,
    /// The clock time by which the event stands in its day: `time` in the dataset's zone.
    pub order_time: Option<Minute>,
    /// Kind.
    pub kind: EventKind,
    /// Region.
    pub region: RegionCode,
    /// Coordinates.
    pub position: Option<Position>,
    /// 1 to 5.
    pub importance: Option<u8>,
    /// The curator's letter and digit.
    pub assessment: (Option<Reliability>, Option<Credibility>),
    /// Who had which part.
    pub actors: &'a [(ActorCode, Option<Role>)],
    /// Tags.
    pub tags: &'a [TagCode],
    /// Cited sources with the digit of what they say here.
    pub citations: &'a [(SourceCode, Option<Credibility>)],
    /// Quotes.
    pub quotes: &'a [QuoteInput<'a>],
    /// Claims.
    pub claims: &'a [ClaimInput<'a>],
    /// Relations, by position of the other event in the same dataset.
    pub relations: &'a [(RelationKind, u32)],
}

/// A quote as a reader gives it.
#[derive(Debug, Clone, Copy)]
pub struct QuoteInput<'a> {
    /// What the store keeps of it.
    pub row: QuoteRow,
    /// Verbatim.
    pub text: &'a str,
    /// In the speaker's language.
    pub original: Option<&'a str>,
    /// The speaker's name as printed.
    pub speaker_name: Option<&'a str>,
}

/// A claim as a reader gives it.
#[derive(Debug, Clone, Copy)]
pub struct ClaimInput<'a> {
    /// Who claims it.
    pub claimant: ClaimantCode,
    /// What about.
    pub about: ClaimSubject,
    /// Whom it concerns.
    pub who: Option<&'a str>,
    /// What is claimed when no number.
    pub value: Option<&'a str>,
    /// The claimant's words.
    pub text: Option<&'a str>,
    /// The numbers.
    pub numbers: Option<Numbers>,
    /// Asserts or denies.
    pub stance: Stance,
    /// Position of the claim that it replaces.
    pub supersedes: Option<u32>,
    /// A running total.
    pub cumulative: bool,
    /// When it was claimed.
    pub dated: Option<DayRange>,
    /// Where it was found.
    pub sources: &'a [SourceCode],
}

/// What one row has exactly one of, while rows are collected.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fixed {
    pub(super) days: DayRange,
    pub(super) position: [f32; 2],
    pub(super) record: u32,
    pub(super) region: u32,
    pub(super) dataset: u16,
    pub(super) minute: u16,
    pub(super) order_minute: u16,
    pub(super) kind: u8,
    pub(super) importance: u8,
    pub(super) assessment: u8,
    pub(super) doubtful: bool,
    pub(super) summarised: bool,
}

/// Collects rows for a [`Store`].
#[derive(Debug, Default)]
pub struct StoreBuilder {
    /// The names that rows refer to. Readers add to it; nothing may be taken out.
    pub vocabulary: Vocabulary,
    tags: HashMap<Box<str>, TagCode>,
    publishers: HashMap<String, PublisherCode>,
    languages: HashMap<Box<str>, LanguageCode>,
    words: HashMap<String, u32>,
    /// Folded ids and names of the first `named` actors.
    actor_names: HashMap<(DatasetCode, String), usize>,
    named: usize,
    pub(super) rows: Vec<Fixed>,
    pub(super) text: String,
    pub(super) text_starts: Vec<u64>,
    pub(super) ids: String,
    pub(super) id_starts: Vec<u64>,
    pub(super) mentions: Grouped<(u32, u8)>,
    pub(super) row_tags: Grouped<u32>,
    pub(super) citations: Grouped<(u32, u8)>,
    pub(super) quotes: Vec<(u32, Vec<QuoteRow>)>,
    pub(super) claims: Vec<(u32, Vec<ClaimRow>)>,
    pub(super) claim_sources: Vec<SourceCode>,
    pub(super) relations: Vec<(u32, RelationKind, u32)>,
}

/// Values of each row, end to end, in the order of the input.
#[derive(Debug)]
pub(super) struct Grouped<T> {
    pub(super) ends: Vec<u32>,
    pub(super) values: Vec<T>,
}

impl<T> Default for Grouped<T> {
    fn default() -> Self {
        Self {
            ends: Vec::new(),
            values: Vec::new(),
        }
    }
}

impl<T> Grouped<T> {
    fn push(&mut self, values: impl Iterator<Item = T>) {
        self.values.extend(values);
        self.ends
            .push(u32::try_from(self.values.len()).expect("fewer than four billion values"));
    }

    pub(super) fn of(&self, row: usize) -> &[T] {
        let start = if row == 0 {
            0
        } else {
            self.ends[row - 1] as usize
        };
        &self.values[start..self.ends[row] as usize]
    }
}

/// Stands for "no clock time".
pub(super) const NO_MINUTE: u16 = u16::MAX;
/// Stands for "no role".
pub(super) const NO_ROLE: u8 = u8::MAX;

impl StoreBuilder {
    /// The code of a tag, entered if new.
    pub fn tag(&mut self, tag: &str) -> TagCode {
        if let Some(&code) = self.tags.get(tag) {
            return code;
        }
        let code = TagCode(small(self.vocabulary.tags.len()));
        self.vocabulary.tags.push(tag.into());
        self.tags.insert(tag.into(), code);
        code
    }

    /// The code of a publisher, entered if new. Publishers are told apart by their folded names.
    pub fn publisher(&mut self, name: &str) -> PublisherCode {
        let next = PublisherCode(small(self.vocabulary.publishers.len()));
        let code = *self.publishers.entry(fold(name)).or_insert(next);
        if code == next {
            self.vocabulary.publishers.push(name.into());
        }
        code
    }

    /// The code of a language, entered if new. Tags are told apart regardless of case.
    pub fn language(&mut self, tag: &str) -> LanguageCode {
        let next = LanguageCode(small(self.vocabulary.languages.len()));
        let code = *self
            .languages
            .entry(tag.to_ascii_lowercase().into())
            .or_insert(next);
        if code == next {
            self.vocabulary.languages.push(tag.into());
        }
        code
    }

    /// Enters an actor without parent or members (a reader without hierarchies).
    pub fn actor(&mut self, mut entry: ActorEntry) -> ActorCode {
        let code = ActorCode(small(self.vocabulary.actors.len()));
        entry.members = vec![code];
        self.vocabulary.actors.push(entry);
        code
    }

    /// Adds an event.
    pub fn push(&mut self, event: &EventInput<'_>) {
        let row = small(self.rows.len());
        self.push_text(event);
        self.id_starts.push(self.ids.len() as u64);
        self.ids.push_str(event.id);
        self.mentions.push(
            event
                .actors
                .iter()
                .map(|&(actor, role)| (actor.0, role.map_or(NO_ROLE, |role| role as u8))),
        );
        self.row_tags.push(event.tags.iter().map(|tag| tag.0));
        self.citations.push(
            event
                .citations
                .iter()
                .map(|&(source, digit)| (source.0, digit.map_or(0, |d| d as u8 + 1))),
        );
        if !event.quotes.is_empty() {
            self.quotes
                .push((row, event.quotes.iter().map(|quote| quote.row).collect()));
        }
        if !event.claims.is_empty() {
            let claims = event
                .claims
                .iter()
                .map(|claim| self.claim_row(event, claim))
                .collect();
            self.claims.push((row, claims));
        }
        self.relations.extend(
            event
                .relations
                .iter()
                .map(|&(kind, other)| (row, kind, other)),
        );
        self.rows.push(fixed(event));
    }

    /// Fields in the order that [`super::Text`] describes.
    fn push_text(&mut self, event: &EventInput<'_>) {
        self.text_starts.push(self.text.len() as u64);
        let own = [Some(event.title), event.summary, event.place];
        let quotes = event
            .quotes
            .iter()
            .flat_map(|quote| [Some(quote.text), quote.original, quote.speaker_name]);
        let claims = event
            .claims
            .iter()
            .flat_map(|claim| [claim.text, claim.value]);
        for field in own.into_iter().chain(quotes).chain(claims) {
            if let Some(text) = field {
                fold_into(text, &mut self.text);
            }
            self.text.push('\n');
        }
    }

    fn claim_row(&mut self, event: &EventInput<'_>, claim: &ClaimInput<'_>) -> ClaimRow {
        let first = small(self.claim_sources.len());
        self.claim_sources.extend_from_slice(claim.sources);
        ClaimRow {
            claimant: claim.claimant,
            about: claim.about,
            who: claim
                .who
                .map(fold)
                .filter(|who| who != "unspecified")
                .map(|who| self.word(who)),
            value: claim
                .value
                .map(|value| self.claimed_value(event.dataset, value)),
            numbers: claim.numbers,
            stance: claim.stance,
            supersedes: claim.supersedes,
            cumulative: claim.cumulative,
            dated: claim.dated.unwrap_or(event.days),
            sources: (first, small(self.claim_sources.len())),
        }
    }

    /// A number for the value; an actor's id and all its names have the same one.
    fn claimed_value(&mut self, dataset: DatasetCode, value: &str) -> u32 {
        self.name_actors();
        let folded = fold(value);
        let key = (dataset, folded);
        // A line feed keeps actors apart from words: folded text has none.
        let named = self
            .actor_names
            .get(&key)
            .map(|actor| format!("actor\n{actor}"));
        self.word(named.unwrap_or(key.1))
    }

    /// Notes the names of actors that were entered since the last call. Of two actors with one name the first has it.
    fn name_actors(&mut self) {
        for (at, actor) in self.vocabulary.actors.iter().enumerate().skip(self.named) {
            let names = [
                Some(&actor.id),
                Some(&actor.name),
                actor.short.as_ref(),
                actor.native_name.as_ref(),
            ];
            for name in names.into_iter().flatten().chain(&actor.aliases) {
                self.actor_names
                    .entry((actor.dataset, fold(name)))
                    .or_insert(at);
            }
        }
        self.named = self.vocabulary.actors.len();
    }

    fn word(&mut self, word: String) -> u32 {
        let next = small(self.words.len());
        *self.words.entry(word).or_insert(next)
    }

    /// Lays the rows out in day order.
    #[must_use]
    pub fn finish(self) -> Store {
        assemble::store(self)
    }
}

fn fixed(event: &EventInput<'_>) -> Fixed {
    let degrees = event
        .position
        .map_or([f32::NAN; 2], |at| [single(at.lat), single(at.lon)]);
    let minute = |time: Option<Minute>| time.map_or(NO_MINUTE, Minute::of_day);
    Fixed {
        days: event.days,
        position: degrees,
        record: event.record,
        region: event.region.0,
        dataset: u16::try_from(event.dataset.0).expect("fewer than 65,536 datasets"),
        minute: minute(event.time),
        order_minute: minute(event.order_time.or(event.time)),
        kind: event.kind as u8,
        importance: event.importance.unwrap_or(0),
        assessment: super::grade::pack(event.assessment.0, event.assessment.1, true),
        doubtful: event.doubtful,
        summarised: event.summary.is_some(),
    }
}

/// Degrees in single precision: within a metre, and half the memory.
#[expect(
    clippy::cast_possible_truncation,
    reason = "coordinates lose less than a metre"
)]
fn single(degrees: f64) -> f32 {
    degrees as f32
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than four billion")
}
