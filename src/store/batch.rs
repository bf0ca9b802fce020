//! Rows as they come in: columns in the order of the input, before they are put in the order of days.
//!
//! A thread of a reader fills a batch with codes of its own; when all is read, they are exchanged for those of the store, and
//! the batches are laid out together.

use std::collections::HashMap;
use std::hash::BuildHasher as _;

use foldhash::fast::{FixedState, RandomState};

use super::claims::PackedClaims;
use super::fold::{fold, fold_into};
use super::tasks::{self, Task};
use super::{
    ActorCode, ClaimRow, ClaimantCode, DatasetCode, FieldCode, FieldEntry, LanguageCode, Numbers,
    PublisherCode, QuoteRow, RegionCode, SourceCode, TagCode, ValueCode,
};
use crate::model::{
    ActorIx, ClaimSubject, Credibility, Day, DayRange, EventKind, EventStatus, Minute,
    PlacePrecision, Position, Qualifier, RegionIx, RelationKind, Reliability, Role, Side, SourceIx,
    Stance, UncertainDate,
};

/// An event as a reader gives it. Codes are those of the batch.
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
    /// More text to search.
    pub more: &'a [&'a str],
    /// Its date.
    pub when: DateInput<'a>,
    /// Local clock time.
    pub time: Option<Minute>,
    /// The clock time by which the event stands in its day: `time` in the dataset's zone.
    pub order_time: Option<Minute>,
    /// Kind.
    pub kind: EventKind,
    /// Whether it took place.
    pub status: EventStatus,
    /// Region.
    pub region: RegionCode,
    /// Coordinates.
    pub position: Option<Position>,
    /// How exact they are.
    pub precision: Option<PlacePrecision>,
    /// 1 to 5.
    pub importance: Option<u8>,
    /// The curator's letter and digit.
    pub assessment: (Option<Reliability>, Option<Credibility>),
    /// What a row may have many of.
    pub lists: ListsInput<'a>,
    /// Quotes.
    pub quotes: &'a [QuoteInput<'a>],
    /// Claims.
    pub claims: &'a [ClaimInput<'a>],
    /// Relations, by position of the other event in the same dataset.
    pub relations: &'a [(RelationKind, u32)],
}

/// What an event may have many of.
#[derive(Debug, Clone, Copy, Default)]
pub struct ListsInput<'a> {
    /// Who had which part.
    pub actors: &'a [Mention],
    /// Tags.
    pub tags: &'a [TagCode],
    /// Cited sources.
    pub citations: &'a [CitationInput],
    /// Codes, and values of the data set's own fields.
    pub values: &'a [(FieldCode, ValueCode)],
}

/// An actor's part in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mention {
    /// Who.
    pub actor: ActorCode,
    /// With which part.
    pub role: Option<Role>,
    /// On which side, where the source tells the sides.
    pub side: Option<Side>,
}

impl Mention {
    /// Role and side in one byte: the role in the lower four bits, [`NO_ROLE`] where there is none, the side above them.
    fn packed(self) -> u8 {
        let role = self.role.map_or(NO_ROLE, |role| role as u8);
        role | self.side.map_or(0, Side::number) << SIDE_SHIFT
    }

    /// The opposite of [`Self::packed`].
    pub(super) fn unpacked(actor: ActorCode, part: u8) -> Self {
        Self {
            actor,
            role: Role::ALL.get(usize::from(part & NO_ROLE)).copied(),
            side: Side::from_number(part >> SIDE_SHIFT),
        }
    }
}

/// A cited source.
#[derive(Debug, Clone, Copy)]
pub struct CitationInput {
    /// Which.
    pub source: SourceCode,
    /// Digit of what it says here.
    pub digit: Option<Credibility>,
    /// When this text was published, where the source is a publisher with many texts.
    pub published: Option<Day>,
}

/// A date as a reader gives it.
#[derive(Debug, Clone, Copy)]
pub struct DateInput<'a> {
    /// The day that it stands on in lists.
    pub first: Day,
    /// The days that it allows, as ascending runs.
    pub runs: &'a [DayRange],
    /// Whether it is approximate or uncertain.
    pub doubtful: bool,
}

impl<'a> From<&'a UncertainDate> for DateInput<'a> {
    fn from(date: &'a UncertainDate) -> Self {
        Self {
            first: date.written().from,
            runs: date.runs(),
            doubtful: date.is_doubtful(),
        }
    }
}

impl DateInput<'_> {
    /// Earliest and latest day that it allows.
    fn bounds(&self) -> DayRange {
        match self.runs {
            [first, .., last] => DayRange {
                from: first.from,
                to: last.to,
            },
            [days] => *days,
            [] => DayRange::ALL,
        }
    }

    /// From the day that it stands on to the last one that it allows.
    fn days(&self) -> DayRange {
        DayRange {
            from: self.first,
            to: self.bounds().to,
        }
    }

    /// The runs, when they are not all days from the first to the last.
    fn loose(&self) -> Option<Box<[DayRange]>> {
        (self.runs != [self.days()]).then(|| self.runs.into())
    }
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
    pub value: Option<ValueInput<'a>>,
    /// The claimant's words.
    pub text: Option<&'a str>,
    /// The numbers.
    pub numbers: Option<Numbers>,
    /// How the claimant qualifies them.
    pub qualifier: Option<Qualifier>,
    /// The region that the claim covers, where that is not the place of the event.
    pub scope: Option<RegionCode>,
    /// The days that the claim covers, where those are not the days of the event.
    pub period: Option<DayRange>,
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

/// What is claimed when it is no number.
#[derive(Debug, Clone, Copy)]
pub struct ValueInput<'a> {
    /// In the claimant's words.
    pub text: &'a str,
    /// The actor that the words name.
    pub actor: Option<ActorCode>,
}

/// What one row has exactly one of, while rows are collected.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fixed {
    pub(super) days: DayRange,
    pub(super) position: [f32; 2],
    pub(super) record: u32,
    /// The record of the first row of the same report.
    pub(super) report: u32,
    pub(super) region: u32,
    pub(super) dataset: u16,
    pub(super) minute: u16,
    pub(super) order_minute: u16,
    pub(super) kind: u8,
    pub(super) status: u8,
    pub(super) precision: u8,
    pub(super) importance: u8,
    pub(super) assessment: u8,
    pub(super) doubtful: bool,
    pub(super) summarised: bool,
}

impl Fixed {
    /// What tells reports of a dataset apart, in the order of their first records.
    pub(super) fn report(&self) -> u32 {
        if self.report == ALONE {
            self.record
        } else {
            self.report
        }
    }
}

/// A cited source, while rows are collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Cited {
    pub(super) source: u32,
    pub(super) day: i32,
    pub(super) digit: u8,
}

/// Values of each row, end to end, in the order of the input.
#[derive(Debug, Clone)]
pub(super) struct Grouped<T> {
    ends: Vec<u32>,
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
    fn reserve_like(&mut self, model: &Self, times: usize) {
        self.ends.reserve(model.ends.len() * times);
        self.values.reserve(model.values.len() * times);
    }

    fn push(&mut self, values: impl Iterator<Item = T>) {
        self.values.extend(values);
        self.ends.push(small(self.values.len()));
    }

    pub(super) fn of(&self, row: usize) -> &[T] {
        &self.values[self.start(row)..self.ends[row] as usize]
    }

    fn start(&self, row: usize) -> usize {
        row.checked_sub(1)
            .map_or(0, |before| self.ends[before] as usize)
    }
}

/// Lists of rows.
#[derive(Debug, Clone, Default)]
pub(super) struct RowLists {
    pub(super) mentions: Grouped<(u32, u8)>,
    pub(super) tags: Grouped<u32>,
    pub(super) citations: Grouped<Cited>,
    pub(super) values: Grouped<(u32, u32)>,
}

impl RowLists {
    fn bytes(&self) -> usize {
        self.mentions.values.len() * 8
            + self.tags.values.len() * 4
            + self.citations.values.len() * size_of::<Cited>()
            + self.values.values.len() * 8
            + self.mentions.ends.len() * 16
    }

    fn reserve_like(&mut self, model: &Self, times: usize) {
        self.mentions.reserve_like(&model.mentions, times);
        self.tags.reserve_like(&model.tags, times);
        self.citations.reserve_like(&model.citations, times);
        self.values.reserve_like(&model.values, times);
    }

    fn push(&mut self, lists: ListsInput<'_>) {
        self.mentions.push(lists.actors.iter().map(mention));
        self.tags.push(lists.tags.iter().map(|tag| tag.0));
        self.citations.push(lists.citations.iter().map(cited));
        self.values.push(lists.values.iter().map(value));
    }
}

fn mention(mention: &Mention) -> (u32, u8) {
    (mention.actor.0, mention.packed())
}

fn value(&(field, value): &(FieldCode, ValueCode)) -> (u32, u32) {
    (field.0, value.0)
}

fn cited(citation: &CitationInput) -> Cited {
    let day = citation.published.filter(|day| !day.is_open());
    Cited {
        source: citation.source.0,
        day: day
            .and_then(|day| i32::try_from(day.0).ok())
            .unwrap_or(NO_DAY),
        digit: citation.digit.map_or(0, |digit| digit as u8 + 1),
    }
}

/// Stands for "no clock time".
pub(super) const NO_MINUTE: u16 = u16::MAX;
/// Stands for "nothing said of how exact coordinates are".
pub(super) const NO_PRECISION: u8 = u8::MAX;
/// Stands for "no role" in the four bits of a packed part; beyond the list of roles.
const NO_ROLE: u8 = 0b1111;
/// Where the side stands in a packed part.
const SIDE_SHIFT: u32 = 4;
/// Stands for "no day of its own".
pub(super) const NO_DAY: i32 = i32::MIN;

/// The report of a row that is one by itself.
const ALONE: u32 = u32::MAX;

/// Rows in the order of the input.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    pub(super) rows: Vec<Fixed>,
    /// Rows that allow other days than all from their first to their last, with the runs of days.
    pub(super) loose: Vec<(u32, Box<[DayRange]>)>,
    pub(super) text: String,
    pub(super) text_starts: Vec<u64>,
    pub(super) ids: String,
    pub(super) id_starts: Vec<u64>,
    pub(super) lists: RowLists,
    pub(super) quotes: Vec<(u32, Vec<QuoteRow>)>,
    pub(super) claims_of: Vec<(u32, u32)>,
    pub(super) claims: PackedClaims,
    pub(super) claim_sources: Vec<SourceCode>,
    pub(super) relations: Vec<(u32, RelationKind, u32)>,
    words: Words,
}

/// Numbers of folded words.
#[derive(Debug, Clone, Default)]
struct Words {
    numbers: HashMap<String, u32, RandomState>,
    /// The last "whom" with its number: most claims of a data set concern the same people.
    last: (String, Option<u32>),
}

impl Words {
    /// The number of a folded word.
    fn number(&mut self, word: String) -> u32 {
        let next = small(self.numbers.len());
        *self.numbers.entry(word).or_insert(next)
    }

    /// The number of whom a claim concerns.
    fn who(&mut self, who: &str) -> Option<u32> {
        if self.last.0 != who {
            let folded = fold(who);
            let number = (folded != "unspecified").then(|| self.number(folded));
            self.last = (who.to_owned(), number);
        }
        self.last.1
    }
}

/// A batch of one dataset, with what its codes stand for: positions in the lists of the dataset, and words.
#[derive(Debug, Default)]
pub struct DatasetBatch {
    /// The rows.
    pub rows: Batch,
    /// The actor of each code.
    pub actors: Vec<ActorIx>,
    /// The region of each code.
    pub regions: Vec<RegionIx>,
    /// The source of each code. A [`ClaimantCode::Publisher`] of the batch is the publisher of the source with that code.
    pub sources: Vec<SourceIx>,
    /// The tag of each code.
    pub tags: Vec<Box<str>>,
    /// The language of each code.
    pub languages: Vec<Box<str>>,
    /// The fields, and the value of each code.
    pub fields: Vec<FieldEntry>,
}

/// The codes of the store for those of a batch, by kind of name: position by the batch's code.
#[derive(Debug, Default)]
pub(super) struct Recode {
    /// The dataset, whichever it was when the batch was filled.
    pub(super) dataset: u16,
    pub(super) actors: Vec<ActorCode>,
    pub(super) regions: Vec<RegionCode>,
    pub(super) sources: Vec<SourceCode>,
    pub(super) publishers: Vec<PublisherCode>,
    pub(super) languages: Vec<LanguageCode>,
    pub(super) tags: Vec<TagCode>,
    pub(super) values: Vec<(FieldCode, Vec<ValueCode>)>,
}

impl Batch {
    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Bytes held, by what is used of it.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.rows.len() * (size_of::<Fixed>() + 16)
            + self.text.len()
            + self.ids.len()
            + self.lists.bytes()
            + self.claims.bytes()
    }

    /// How many rows of these batches have an id that a row before them has. Ids are compared by a hash of 64 bits.
    pub fn repeated_ids<'a>(batches: impl Iterator<Item = &'a Self>) -> u64 {
        let batches: Vec<&Self> = batches.collect();
        let mut sorted: Vec<Vec<u64>> = vec![Vec::new(); batches.len()];
        tasks::run(
            sorted
                .iter_mut()
                .zip(batches)
                .map(|(sorted, batch)| Box::new(|| *sorted = batch.sorted_ids()) as Task<'_>)
                .collect(),
        );
        let mut hashes = sorted.concat();
        // The stable sort finds the sorted runs and only puts them together.
        hashes.sort();
        hashes.windows(2).filter(|pair| pair[0] == pair[1]).count() as u64
    }

    /// Hashes of the ids.
    fn sorted_ids(&self) -> Vec<u64> {
        let state = FixedState::default();
        let ends = self.id_starts.iter().skip(1).map(|&end| end as usize);
        let ends = ends.chain([self.ids.len()]);
        let ids = self.id_starts.iter().zip(ends).zip(&self.rows);
        let hash =
            |((&start, end), _): ((&u64, usize), _)| state.hash_one(&self.ids[start as usize..end]);
        let mut hashes: Vec<u64> = ids.map(hash).collect();
        hashes.sort_unstable();
        hashes
    }

    /// Makes room for so many times what another batch holds, so that memory is found once instead of grown.
    pub fn reserve_like(&mut self, model: &Self, times: usize) {
        self.rows.reserve(model.rows.len() * times);
        self.text.reserve(model.text.len() * times);
        self.text_starts.reserve(model.rows.len() * times);
        self.ids.reserve(model.ids.len() * times);
        self.id_starts.reserve(model.rows.len() * times);
        self.lists.reserve_like(&model.lists, times);
        self.claims_of.reserve(model.claims_of.len() * times);
        self.claims.reserve_like(&model.claims, times);
    }

    /// Adds an event.
    pub fn push(&mut self, event: &EventInput<'_>) {
        let row = small(self.rows.len());
        self.push_text(event);
        self.id_starts.push(self.ids.len() as u64);
        self.ids.push_str(event.id);
        self.lists.push(event.lists);
        if !event.quotes.is_empty() {
            self.quotes
                .push((row, event.quotes.iter().map(|quote| quote.row).collect()));
        }
        if !event.claims.is_empty() {
            for claim in event.claims {
                let claim = self.claim_row(event, claim);
                self.claims.push(&claim);
            }
            self.claims_of.push((row, small(event.claims.len())));
        }
        self.relations.extend(
            event
                .relations
                .iter()
                .map(|&(kind, other)| (row, kind, other)),
        );
        let loose = event.when.loose();
        self.loose.extend(loose.map(|runs| (row, runs)));
        self.rows.push(fixed(event));
    }

    /// Says where a row stands in its dataset, once that is known.
    pub fn set_record(&mut self, row: usize, record: u32) {
        self.rows[row].record = record;
    }

    /// Where a row stands in its dataset.
    #[must_use]
    pub fn record(&self, row: usize) -> u32 {
        self.rows[row].record
    }

    /// Says that a row was coded from the report whose first row has this number: while rows are collected, a place in the
    /// batch, and once records are numbered, the record.
    pub fn set_report(&mut self, row: usize, first: u32) {
        self.rows[row].report = first;
    }

    /// How many reports begin here, once records are numbered.
    #[must_use]
    pub fn reports(&self) -> usize {
        let first = |row: &&Fixed| row.report() == row.record;
        self.rows.iter().filter(first).count()
    }

    /// What was said by [`Self::set_report`].
    #[must_use]
    pub fn report(&self, row: usize) -> Option<u32> {
        let report = self.rows[row].report;
        (report != ALONE).then_some(report)
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
            .flat_map(|claim| [claim.text, claim.value.map(|value| value.text)]);
        for text in own.into_iter().chain(quotes).chain(claims) {
            if let Some(text) = text {
                fold_into(text, &mut self.text);
            }
            self.text.push('\n');
        }
        for text in event.more.iter().filter(|text| !text.is_empty()) {
            fold_into(text, &mut self.text);
            self.text.push('\n');
        }
    }

    fn claim_row(&mut self, event: &EventInput<'_>, claim: &ClaimInput<'_>) -> ClaimRow {
        let first = small(self.claim_sources.len());
        self.claim_sources.extend_from_slice(claim.sources);
        ClaimRow {
            claimant: claim.claimant,
            about: claim.about,
            who: claim.who.and_then(|who| self.words.who(who)),
            value: claim.value.map(|value| self.claimed_value(value)),
            numbers: claim.numbers,
            qualifier: claim.qualifier,
            scope: claim.scope.filter(|&scope| scope != event.region),
            period: claim.period.filter(|&days| days != event.when.bounds()),
            stance: claim.stance,
            supersedes: claim.supersedes,
            cumulative: claim.cumulative,
            dated: claim.dated.filter(|&days| days != event.when.bounds()),
            sources: (first, small(self.claim_sources.len())),
        }
    }

    /// A number for the value; an actor's id and all its names have the same one.
    fn claimed_value(&mut self, value: ValueInput<'_>) -> u32 {
        // A line feed keeps actors apart from words: folded text has none.
        let word = value
            .actor
            .map_or_else(|| fold(value.text), |actor| format!("actor\n{}", actor.0));
        self.words.number(word)
    }

    /// Exchanges the batch's codes for the store's. Words of claims keep the batch's numbers: claims are compared within one
    /// event only.
    pub(super) fn recode(&mut self, codes: &Recode) {
        for row in &mut self.rows {
            row.region = codes.regions[row.region as usize].0;
            row.dataset = codes.dataset;
        }
        recode_lists(&mut self.lists, codes);
        for source in &mut self.claim_sources {
            *source = codes.sources[source.index()];
        }
        self.claims
            .recode_scopes(|scope| codes.regions[scope.index()]);
        self.claims.recode(|claimant| match claimant {
            ClaimantCode::Actor(actor) => ClaimantCode::Actor(codes.actors[actor.index()]),
            ClaimantCode::Publisher(publisher) => {
                ClaimantCode::Publisher(codes.publishers[publisher.index()])
            }
        });
        for quote in self.quotes.iter_mut().flat_map(|(_, quotes)| quotes) {
            quote.source = codes.sources[quote.source.index()];
            quote.speaker = quote.speaker.map(|actor| codes.actors[actor.index()]);
            quote.language = quote.language.map(|tag| codes.languages[tag.index()]);
        }
    }
}

fn recode_lists(lists: &mut RowLists, codes: &Recode) {
    for (actor, _) in &mut lists.mentions.values {
        *actor = codes.actors[*actor as usize].0;
    }
    for tag in &mut lists.tags.values {
        *tag = codes.tags[*tag as usize].0;
    }
    for cited in &mut lists.citations.values {
        cited.source = codes.sources[cited.source as usize].0;
    }
    for (field, value) in &mut lists.values.values {
        let (code, values) = &codes.values[*field as usize];
        *field = code.0;
        *value = values[*value as usize].0;
    }
}

fn fixed(event: &EventInput<'_>) -> Fixed {
    let degrees = event
        .position
        .map_or([f32::NAN; 2], |at| [single(at.lat), single(at.lon)]);
    let minute = |time: Option<Minute>| time.map_or(NO_MINUTE, Minute::of_day);
    Fixed {
        days: event.when.days(),
        position: degrees,
        record: event.record,
        report: ALONE,
        region: event.region.0,
        dataset: u16::try_from(event.dataset.0).expect("fewer than 65,536 datasets"),
        minute: minute(event.time),
        order_minute: minute(event.order_time.or(event.time)),
        kind: event.kind as u8,
        status: event.status as u8,
        precision: event.precision.map_or(NO_PRECISION, |exact| exact as u8),
        importance: event.importance.unwrap_or(0),
        assessment: super::grade::pack(event.assessment.0, event.assessment.1, true),
        doubtful: event.when.doubtful,
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

pub(super) fn small(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than four billion")
}
