//! The way back from an event of a published data set to its records.

use std::fmt::Debug;
use std::io;
use std::sync::Arc;

use super::ReadError;
use super::filler::{file_and_offset, name_by_place};
use super::names::{Map, actor_key, source_key};
use crate::model::{
    ActorIx, Citation, CitedText, Claim, Claimant, Dataset, Event, EventKind, Origin, Participant,
    Place, Quote, RegionIx, SourceIx, Stance, When,
};
use crate::reader::input::Problem;
use crate::reader::{
    ClaimPart, ClaimantPart, CodePart, Cut, Cutter, Reader, Record, Row, SourcePart, repaired,
};

/// Where decoded text can be read again.
pub trait Backing: Debug + Send + Sync {
    /// Reads up to `length` bytes from a byte on; fewer at the end.
    ///
    /// # Errors
    ///
    /// When the file is gone, or has changed since it was opened.
    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>>;

    /// How long the text is, where it is a copy that is gone with the program.
    fn copied(&self) -> Option<u64> {
        None
    }
}

/// Where the record of each event stands.
#[derive(Debug, Default)]
pub struct Positions {
    /// The place of each record: file in the upper 16 bits, byte in the lower 48.
    pub(super) first: Vec<u64>,
    /// How long each is, for documents.
    pub(super) lengths: Vec<u32>,
}

impl Positions {
    pub(super) fn push(&mut self, place: u64, length: Option<u32>) -> u32 {
        let record = u32::try_from(self.first.len()).expect("fewer than four billion records");
        self.first.push(place);
        self.lengths.extend(length);
        record
    }

    /// How many events there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.first.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// How many bytes the record at a place may have: as many as to the next one, where that is known.
    fn length(&self, event: u32, place: u64) -> usize {
        if let Some(&length) = self.lengths.get(event as usize) {
            return length as usize;
        }
        let next = self
            .first
            .get(event as usize + 1)
            .copied()
            .filter(|&next| next > place);
        let length = next.map_or(FIRST_LOOK, |next| next - place).min(FIRST_LOOK);
        usize::try_from(length).expect("a few kilobytes")
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.first.capacity() * 8 + self.lengths.capacity() * 4
    }
}

/// Records are this long as a rule.
const FIRST_LOOK: u64 = 8 << 10;
/// Records are never this long.
const LONGEST: usize = 256 << 20;

/// A file that was read: its name, what reads it, and where its text can be read again.
pub(super) type Kept = (String, Arc<dyn Reader>, Arc<dyn Backing>);

/// A published data set: what reads its records, and where they stand.
#[derive(Debug)]
pub struct Published {
    pub(super) files: Vec<Kept>,
    pub(super) positions: Arc<Positions>,
    pub(super) actors: Map<Box<str>, ActorIx>,
    pub(super) sources: Map<Box<str>, SourceIx>,
    /// The data set itself as a claimant.
    pub(super) publisher: String,
}

impl Published {
    /// How many events it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.positions.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.positions.is_empty()
    }

    /// Names of the files.
    pub fn file_names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(name, ..)| name.as_str())
    }

    /// Reads an event again: with all its sources, claims and codes, and with its record as it stands in the file.
    ///
    /// `dataset` is the data set's own, `region` and `id` the event's.
    ///
    /// # Errors
    ///
    /// A record that cannot be read any more, or is not the one that was read when the file was opened. Then there is no event:
    /// a part of it would be another one.
    pub fn event(
        &self,
        dataset: &Dataset,
        event: u32,
        region: RegionIx,
        id: &str,
    ) -> Result<Event, ReadError> {
        debug_assert!(
            dataset.actors.len() <= self.actors.len(),
            "the data set's own names"
        );
        let place = self.positions.first.get(event as usize);
        let &place = place.expect("every event has a place in a file");
        let failed = |error| self.failed(place, error);
        let mut row = Row::default();
        let raw = self.read(event, place, &mut row).map_err(failed)?;
        if row.id != id {
            return Err(failed(gone()));
        }
        Ok(self.made(&row, raw, region, place))
    }

    /// The error of a record, with the file that the record is in.
    fn failed(&self, place: u64, error: io::Error) -> ReadError {
        let (file, _) = file_and_offset(place);
        let name = self.files.get(file).map_or("", |(name, ..)| name);
        ReadError::new(name, error)
    }

    /// A record, read once more into a row that may have one before; everything that stands in it.
    fn read(&self, event: u32, place: u64, row: &mut Row) -> io::Result<Vec<(String, String)>> {
        let (file, offset) = file_and_offset(place);
        let (_, reader, backing) = &self.files[file];
        let mut length = self.positions.length(event, place);
        loop {
            let bytes = backing.read_at(offset, length)?;
            let whole = bytes.len() < length;
            let text = repaired(&bytes, reader.cut(), whole).text;
            row.clear();
            let read = with_record(reader.cut(), &text, whole, |record| {
                let raw = reader.raw(record);
                reader.read(record, row).map(|()| raw)
            });
            match read {
                Some(Ok(raw)) => {
                    name_by_place(row, place);
                    return Ok(raw);
                }
                // It was read without a fault when the file was opened.
                Some(Err(_)) => return Err(gone()),
                None if whole || length >= LONGEST => return Err(gone()),
                None => length = (length * 4).max(usize::try_from(FIRST_LOOK).expect("small")),
            }
        }
    }

    fn made(&self, row: &Row, raw: Vec<(String, String)>, region: RegionIx, place: u64) -> Event {
        let (file, offset) = file_and_offset(place);
        let sources = row.sources.iter().filter_map(|part| self.citation(part));
        let text = |text: &str| (!text.is_empty()).then(|| text.into());
        let named = row.position.is_some() || row.precision.is_some() || !row.place.is_empty();
        Event {
            id: row.id.as_str().into(),
            title: row.title.as_str().into(),
            when: When {
                date: row.when.edtf(),
                derived: false,
                after: Vec::new(),
                before: Vec::new(),
                time: row.time,
                time_text: text(&row.time_text),
                timezone: text(&row.timezone),
            },
            kind: row.kind.unwrap_or(EventKind::Other),
            status: row.status,
            summary: text(&row.summary),
            actors: self.participants(row),
            region,
            place: named.then(|| Place {
                name: text(&row.place),
                position: row.position,
                precision: row.precision,
            }),
            sources: sources.collect(),
            assessment: None,
            likelihood: None,
            confidence: None,
            tags: row.tags.iter().map(|tag| tag.as_str().into()).collect(),
            importance: row.importance,
            codes: codes(row),
            external_ids: Vec::new(),
            coded_by: None,
            coded_at: None,
            note: None,
            quotes: self.quotes(row),
            claims: row
                .claims
                .iter()
                .filter_map(|claim| self.claim(claim, row))
                .collect(),
            relations: Vec::new(),
            origin: Origin {
                file: u32::try_from(file).expect("16 bits"),
                start: u32::try_from(offset).unwrap_or(u32::MAX),
                line: 0,
            },
            records: vec![raw],
        }
    }

    fn participants(&self, row: &Row) -> Vec<Participant> {
        let actor = |part: &crate::reader::ActorPart| {
            let actor = *self.actors.get(actor_key(part))?;
            Some(Participant {
                actor,
                role: part.role,
                side: part.side,
            })
        };
        row.actors.iter().filter_map(actor).collect()
    }

    fn source(&self, part: &SourcePart) -> Option<SourceIx> {
        let mut key = String::new();
        source_key(part, &mut key);
        self.sources.get(key.as_str()).copied()
    }

    fn citation(&self, part: &SourcePart) -> Option<Citation> {
        let text = |text: &str| (!text.is_empty()).then(|| text.into());
        Some(Citation {
            source: self.source(part)?,
            credibility: part.credibility,
            locator: text(&part.locator),
            note: text(&part.note),
            text: Some(Box::new(CitedText {
                title: text(&part.title),
                url: text(&part.url),
                published: part.published.as_ref().map(crate::reader::RowDate::edtf),
            })),
        })
    }

    fn quotes(&self, row: &Row) -> Vec<Quote> {
        let text = |text: &str| (!text.is_empty()).then(|| text.into());
        let quote = |(at, part): (usize, &crate::reader::QuotePart)| {
            let source = self.source(row.sources.get(part.source)?)?;
            Some(Quote {
                id: format!("{}-{}", row.id, at + 1).into(),
                speaker: None,
                speaker_name: text(&part.speaker_name),
                affiliation: None,
                text: part.text.as_str().into(),
                language: text(&part.language),
                original: None,
                original_language: None,
                translated: false,
                translator: None,
                date: None,
                venue: None,
                source,
                locator: None,
                about: None,
                stance: None,
                note: None,
            })
        };
        row.quotes.iter().enumerate().filter_map(quote).collect()
    }

    fn claim(&self, part: &ClaimPart, row: &Row) -> Option<Claim> {
        let text = |text: &str| (!text.is_empty()).then(|| text.into());
        let outlet = |name: &str| self.sources.get(name).copied().map(Claimant::Source);
        let claimant = match part.claimant {
            ClaimantPart::Dataset => outlet(&self.publisher)?,
            ClaimantPart::Publisher => outlet(&part.publisher)?,
            ClaimantPart::Actor(at) => match row.actors.get(at) {
                Some(actor) => Claimant::Actor(*self.actors.get(actor_key(actor))?),
                None => outlet(&self.publisher)?,
            },
        };
        Some(Claim {
            id: None,
            claimant,
            about: part.about.unwrap_or(crate::model::ClaimSubject::Other),
            who: text(&part.who),
            low: part.low,
            best: part.best,
            high: part.high,
            qualifier: part.qualifier,
            scope: None,
            period: None,
            value: text(&part.value),
            text: text(&part.text),
            date: None,
            sources: Vec::new(),
            stance: part.stance.unwrap_or(Stance::Asserts),
            supersedes: None,
            cumulative: false,
            note: text(&part.note),
        })
    }
}

/// The codes of a row. A code that another one of its scheme starts with says nothing more: the category of CAMEO's 190 is 19.
fn codes(row: &Row) -> Vec<(Box<str>, Box<str>)> {
    let is_above = |above: &CodePart, below: &CodePart| {
        above.scheme == below.scheme
            && below.code.len() > above.code.len()
            && below.code.starts_with(&above.code)
    };
    let own = row
        .codes
        .iter()
        .filter(|part| !row.codes.iter().any(|other| is_above(part, other)));
    own.map(|part| (part.scheme.into(), part.code.as_str().into()))
        .collect()
}

fn gone() -> io::Error {
    Problem::Changed.into()
}

/// Hands out the first record of a text. `None` when it may go on behind the end of the text.
fn with_record<T>(
    cut: &Cut,
    text: &str,
    whole: bool,
    read: impl FnOnce(&Record<'_>) -> T,
) -> Option<T> {
    if matches!(cut, Cut::Document(_)) {
        return Some(read(&Record::Text(text)));
    }
    let mut cutter = Cutter::default();
    let (range, record) = cutter.next(cut, text)?.ok()?;
    let ended = whole || text[range].ends_with('\n');
    ended.then(|| read(&record))
}
