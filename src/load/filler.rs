//! One thread's rows, as they are read.

use super::names::{Map, Names};
use super::report::Tally;
use crate::model::{ClaimSubject, Day, EventKind, RegionLevel, Stance};
use crate::reader::{ClaimPart, ClaimantPart, Row};
use crate::store::{
    ActorCode, Batch, CitationInput, ClaimInput, ClaimantCode, DatasetCode, DateInput, EventInput,
    FieldCode, LanguageCode, ListsInput, Mention, Numbers, QuoteInput, QuoteRow, RegionCode,
    SourceCode, TagCode, ValueCode, ValueInput,
};

/// Where a record stands: a file in the upper 16 bits, a byte of its text in the lower 48.
pub(super) fn place(file: usize, offset: u64) -> u64 {
    let file = u64::try_from(file).expect("a number of a file");
    (file << 48) | offset
}

/// The file and the byte of a place.
pub(super) fn file_and_offset(place: u64) -> (usize, u64) {
    let file = usize::try_from(place >> 48).expect("16 bits");
    (file, place & ((1 << 48) - 1))
}

/// Gives a row without an id of its own the place of its record as one: it stays the same as long as the file does.
pub(super) fn name_by_place(row: &mut Row, place: u64) {
    if row.id.is_empty() {
        let (file, offset) = file_and_offset(place);
        row.id = match file {
            0 => format!("byte-{offset}"),
            file => format!("file-{}-byte-{offset}", file + 1),
        };
    }
}

/// Collects the rows of the chunks that one thread reads.
#[derive(Debug, Clone, Default)]
pub(super) struct Filler {
    pub(super) batch: Batch,
    pub(super) names: Names,
    /// Where each row stands.
    pub(super) places: Vec<u64>,
    /// Lengths of records, for documents, whose records do not say where they end.
    pub(super) lengths: Vec<u32>,
    /// The first row of each report.
    pub(super) groups: Map<u64, u32>,
    /// The last group that was looked up, with its first row: records of one report follow one another as a rule.
    last_group: Option<(u64, u32)>,
    /// Each chunk with the first row that was read from it.
    pub(super) chunks: Vec<(u32, u32)>,
    pub(super) tally: Tally,
    /// The first coordinates of each region that is a place, and whether there are others.
    pub(super) positions: Vec<Option<PlacePosition>>,
    dataset: u32,
    publisher: String,
    lists: Lists,
    more: String,
}

/// Bits of the coordinates, and whether others were met.
pub(super) type PlacePosition = ((u64, u64), bool);

/// What a row has many of, in codes.
#[derive(Debug, Clone, Default)]
struct Lists {
    actors: Vec<Mention>,
    tags: Vec<TagCode>,
    citations: Vec<CitationInput>,
    values: Vec<(FieldCode, ValueCode)>,
}

impl Lists {
    fn input(&self) -> ListsInput<'_> {
        ListsInput {
            actors: &self.actors,
            tags: &self.tags,
            citations: &self.citations,
            values: &self.values,
        }
    }
}

impl Filler {
    /// For a dataset by its number, whose own claims are those of `publisher`, with these fields.
    pub(super) fn new(dataset: u32, publisher: &str, fields: &[&str]) -> Self {
        let mut filler = Self {
            dataset,
            publisher: publisher.to_owned(),
            ..Self::default()
        };
        for field in fields {
            filler.names.field(field, false);
        }
        filler
    }

    /// Makes room for so many times the rows of another filler.
    pub(super) fn reserve_like(&mut self, model: &Self, times: usize) {
        self.batch.reserve_like(&model.batch, times);
        self.places.reserve(model.places.len() * times);
        self.groups.reserve(model.groups.len() * times);
    }

    /// The rows that follow come from this chunk.
    pub(super) fn start_chunk(&mut self, number: u32) {
        self.names.chunk = number;
        let row = u32::try_from(self.batch.len()).expect("fewer than four billion rows");
        self.chunks.push((number, row));
    }

    /// The first row of a group, which is the next row where none has been read.
    fn first_of(&mut self, group: u64) -> u32 {
        match self.last_group {
            Some((last, row)) if last == group => row,
            _ => {
                let next = u32::try_from(self.batch.len()).expect("fewer than four billion rows");
                let row = *self.groups.entry(group).or_insert(next);
                self.last_group = Some((group, row));
                row
            }
        }
    }

    /// Takes a row that stands at a place.
    pub(super) fn push(&mut self, row: &mut Row, place: u64, length: Option<u32>) {
        self.take_lists(row);
        self.places.push(place);
        self.lengths.extend(length);
        name_by_place(row, place);
        let first = row.group.map(|group| self.first_of(group));
        self.push_event(row);
        if let Some(first) = first {
            self.batch.set_report(self.batch.len() - 1, first);
        }
    }

    fn take_lists(&mut self, row: &Row) {
        let Lists {
            actors,
            tags,
            citations,
            values,
        } = &mut self.lists;
        actors.clear();
        tags.clear();
        citations.clear();
        values.clear();
        let names = &mut self.names;
        actors.extend(row.actors.iter().map(|part| Mention {
            actor: ActorCode(names.actor(part)),
            role: part.role,
            side: part.side,
        }));
        tags.extend(
            row.tags
                .iter()
                .map(|tag| TagCode(names.tags.code(tag, names.chunk, || ()))),
        );
        citations.extend(row.sources.iter().map(|part| CitationInput {
            source: SourceCode(names.source(part)),
            digit: part.credibility,
            published: part.published.as_ref().map(|date| over(date.bounds())),
        }));
        for part in row.fields.iter() {
            values.push(names.value(part.field, (&part.value, &part.name)));
        }
        for part in row.codes.iter() {
            let field = names.field(part.scheme, true);
            let value = names.value(field, (&part.code, ""));
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }

    fn push_event(&mut self, row: &Row) {
        self.more.clear();
        let headlines = row.sources.iter().map(|part| &part.title);
        for text in [&row.text]
            .into_iter()
            .chain(headlines)
            .filter(|text| !text.is_empty())
        {
            self.more.push_str(text);
            self.more.push(' ');
        }
        let claims: Vec<ClaimInput<'_>> = row
            .claims
            .iter()
            .map(|claim| claim_input(claim, &self.publisher, &mut self.names, &self.lists))
            .collect();
        let quotes: Vec<QuoteInput<'_>> = row
            .quotes
            .iter()
            .map(|quote| QuoteInput {
                row: QuoteRow {
                    speaker: None,
                    language: (!quote.language.is_empty()).then(|| {
                        let names = &mut self.names;
                        LanguageCode(names.languages.code(&quote.language, names.chunk, || ()))
                    }),
                    source: self
                        .lists
                        .citations
                        .get(quote.source)
                        .map_or(SourceCode(0), |cited| cited.source),
                    said: None,
                },
                text: &quote.text,
                original: None,
                speaker_name: present(&quote.speaker_name),
            })
            .collect();
        let region = RegionCode(self.names.region(&row.regions));
        self.note_position(row, region);
        // Most dates are days: no need to write and read them.
        let loose = row.when.is_loose().then(|| row.when.edtf());
        let days = [row.when.days];
        self.batch.push(&EventInput {
            dataset: DatasetCode(self.dataset),
            record: 0,
            id: &row.id,
            title: &row.title,
            summary: present(&row.summary),
            place: present(&row.place),
            more: &[&self.more],
            when: match &loose {
                Some(date) => date.into(),
                None => DateInput {
                    first: row.when.days.from,
                    runs: &days,
                    doubtful: row.when.uncertain,
                },
            },
            time: row.time,
            order_time: row.time,
            kind: row.kind.unwrap_or(EventKind::Other),
            status: row.status,
            region,
            position: row.position,
            precision: row.precision,
            importance: row.importance,
            assessment: (None, None),
            lists: self.lists.input(),
            quotes: &quotes,
            claims: &claims,
            relations: &[],
        });
    }
}

impl Filler {
    /// Notes where a place is: one that is somewhere else in another record is odd.
    fn note_position(&mut self, row: &Row, region: RegionCode) {
        let is_place = row
            .regions
            .last()
            .is_some_and(|part| part.level == Some(RegionLevel::Place));
        let Some(at) = row.position.filter(|_| is_place) else {
            return;
        };
        let positions = &mut self.positions;
        if positions.len() <= region.index() {
            positions.resize(region.index() + 1, None);
        }
        let bits = (at.lat.to_bits(), at.lon.to_bits());
        let (known, differs) = positions[region.index()].get_or_insert((bits, false));
        *differs |= *known != bits;
    }
}

fn claim_input<'a>(
    claim: &'a ClaimPart,
    publisher: &str,
    names: &mut Names,
    lists: &Lists,
) -> ClaimInput<'a> {
    let claimant = match claim.claimant {
        ClaimantPart::Dataset => outlet(names.own_claimant(publisher)),
        ClaimantPart::Publisher => outlet(names.claimant(&claim.publisher)),
        ClaimantPart::Actor(at) => match lists.actors.get(at) {
            Some(mention) => ClaimantCode::Actor(mention.actor),
            None => outlet(names.own_claimant(publisher)),
        },
    };
    ClaimInput {
        claimant,
        about: claim.about.unwrap_or(ClaimSubject::Other),
        who: present(&claim.who),
        value: present(&claim.value).map(|text| ValueInput { text, actor: None }),
        text: present(&claim.text),
        numbers: Numbers::qualified([claim.low, claim.best, claim.high], claim.qualifier),
        qualifier: claim.qualifier,
        scope: None,
        period: None,
        stance: claim.stance.unwrap_or(Stance::Asserts),
        supersedes: None,
        cumulative: false,
        dated: None,
        sources: &[],
    }
}

/// A claimant that is a publisher; its code in a batch is that of its source.
fn outlet(source: u32) -> ClaimantCode {
    ClaimantCode::Publisher(crate::store::PublisherCode(source))
}

/// The last day of a date, or the first when it has no end.
fn over(days: crate::model::DayRange) -> Day {
    if days.to.is_open() {
        days.from
    } else {
        days.to
    }
}

fn present(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// The level of a region where a data set gives none.
pub(super) const UNKNOWN_PLACE: (&str, RegionLevel) = ("Place not given", RegionLevel::Area);
