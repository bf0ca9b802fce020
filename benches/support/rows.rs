//! Made-up rows, always the same for the same number, pushed through [`StoreBuilder`] as a reader of CSV would.

use annals::model::{
    ActorKind, Credibility, Day, DayRange, EventKind, EventStatus, Minute, Position, RegionLevel,
    Reliability, Role,
};
use annals::store::{
    ActorCode, ActorEntry, BlocCode, BlocEntry, CitationInput, DatasetCode, DatasetEntry,
    DateInput, EventInput, ListsInput, Mention, RegionCode, RegionEntry, SourceCode, SourceEntry,
    Store, StoreBuilder,
};

/// 2000-01-01.
pub(crate) const FIRST_DAY: i64 = 10_957;
/// About 25 years.
pub(crate) const DAYS: i64 = 9_125;
/// Regions of one row are drawn unevenly, the first ones most.
pub(crate) const REGIONS: usize = 400;
/// So many of the first regions hold about half of the rows.
pub(crate) const HALF_OF_REGIONS: u32 = 100;
const ACTORS: u32 = 5_000;
/// Every tenth actor is the parent of the nine that follow.
pub(crate) const GROUP: u32 = 10;
const BLOCS: u32 = 5;
const SOURCES: u32 = 3_000;
const PUBLISHERS: u32 = 300;
const WORDS: usize = 43_000;

/// A small generator (xorshift), so that data never change with a library.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (((self.0 >> 32) * u64::from(end)) >> 32) as u32
    }

    /// Small numbers more often: a square of an even draw.
    fn skewed(&mut self, end: u32) -> u32 {
        let even = self.below(1 << 16);
        ((u64::from(even) * u64::from(even) * u64::from(end)) >> 32) as u32
    }
}

fn rows() -> u32 {
    let given = std::env::var("ANNALS_BENCH_ROWS")
        .ok()
        .and_then(|rows| rows.parse().ok());
    given.unwrap_or(1_000_000)
}

/// A store of made-up rows.
pub(crate) fn store() -> Store {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut builder = StoreBuilder::default();
    enter_names(&mut builder);
    let words = words(&mut random);
    let mut text = String::new();
    for record in 0..rows() {
        text.clear();
        while text.len() < 190 {
            text.push_str(&words[random.skewed(WORDS as u32) as usize]);
            text.push(' ');
        }
        push(&mut builder, &mut random, record, &text);
    }
    builder.finish()
}

fn push(builder: &mut StoreBuilder, random: &mut Random, record: u32, text: &str) {
    let day = Day(FIRST_DAY + i64::from(random.below(DAYS as u32)));
    // One row in twenty allows several days.
    let to = if random.below(20) == 0 {
        day.plus(random.below(60).into())
    } else {
        day
    };
    let role = |n: u32| Role::ALL[n as usize % Role::ALL.len()];
    let actors = [0, 1].map(|_| Mention {
        actor: ActorCode(random.skewed(ACTORS)),
        role: Some(role(random.below(6))),
        side: None,
    });
    let digit = |n: u32| Credibility::ALL[n as usize % Credibility::ALL.len()];
    let cited = [0, 1].map(|_| CitationInput {
        source: SourceCode(random.skewed(SOURCES)),
        digit: Some(digit(random.below(6))),
        published: None,
    });
    let (title, summary) = text.split_at(text.find(' ').unwrap_or(0));
    let time = Minute::new(random.below(24) as u16, 0).filter(|_| random.below(4) == 0);
    builder.push(&EventInput {
        dataset: DatasetCode(0),
        record,
        id: &format!("e{record}"),
        title,
        summary: Some(summary),
        place: None,
        more: &[],
        when: DateInput {
            first: day,
            runs: &[DayRange { from: day, to }],
            doubtful: random.below(50) == 0,
        },
        time,
        order_time: None,
        kind: EventKind::ALL[random.skewed(EventKind::ALL.len() as u32) as usize],
        status: EventStatus::Occurred,
        region: RegionCode(random.skewed(REGIONS as u32)),
        position: Some(Position {
            lat: f64::from(random.below(90)),
            lon: f64::from(random.below(180)),
        }),
        precision: None,
        importance: None,
        assessment: (None, None),
        lists: ListsInput {
            actors: &actors[..1 + record as usize % 2],
            citations: &cited[..1 + record as usize / 2 % 2],
            ..ListsInput::default()
        },
        quotes: &[],
        claims: &[],
        relations: &[],
    });
}

/// Made-up words, and a few that searches look for among them.
fn words(random: &mut Random) -> Vec<String> {
    let mut words: Vec<String> = (0..WORDS)
        .map(|_| {
            (0..3 + random.below(7))
                .map(|_| char::from(b'a' + random.skewed(26) as u8))
                .collect()
        })
        .collect();
    for (at, word) in [
        (50, "aleppo"),
        (300, "حلب"),
        (700, "damascus"),
        (1_000, "civilians"),
        (20_000, "zzzz"),
    ] {
        words[at] = word.to_owned();
    }
    words
}

fn enter_names(builder: &mut StoreBuilder) {
    let title = "made up".into();
    builder.vocabulary.datasets.push(DatasetEntry {
        title,
        coverage: None,
        ids_from_names: false,
    });
    builder.vocabulary.blocs = (0..BLOCS).map(bloc).collect();
    builder.vocabulary.actors = (0..ACTORS).map(actor).collect();
    builder.vocabulary.regions = (0..REGIONS as u32).map(region).collect();
    for source in 0..SOURCES {
        let publisher = builder.publisher(&format!("publisher {}", source % PUBLISHERS));
        let owner = (source % 3 == 0).then_some(ActorCode(source % ACTORS));
        builder.vocabulary.sources.push(SourceEntry {
            dataset: DatasetCode(0),
            id: format!("source-{source}").into(),
            publisher,
            title: None,
            language: None,
            kind: None,
            reliability: Some(Reliability::ALL[source as usize % 6]),
            affiliation: owner,
            origin: None,
            original: SourceCode(source - source % 7 % 2),
            published: None,
        });
    }
}

fn bloc(number: u32) -> BlocEntry {
    let id: Box<str> = format!("bloc-{number}").into();
    BlocEntry {
        name: id.clone(),
        id,
        colour: None,
        glyph: None,
        ascii: None,
        order: number.into(),
    }
}

fn actor(number: u32) -> ActorEntry {
    let first = number - number % GROUP;
    let leads = number == first;
    ActorEntry {
        dataset: DatasetCode(0),
        id: format!("actor-{number}").into(),
        name: format!("Actor number {number}").into(),
        short: None,
        native_name: None,
        aliases: Vec::new(),
        kind: ActorKind::ArmedGroup,
        ids: Vec::new(),
        parent: (!leads).then_some(ActorCode(first)),
        members: (number..if leads { number + GROUP } else { number + 1 })
            .map(ActorCode)
            .collect(),
        blocs: vec![(BlocCode(first / GROUP % BLOCS), DayRange::ALL)],
    }
}

fn region(number: u32) -> RegionEntry {
    RegionEntry {
        told_apart: None,
        dataset: DatasetCode(0),
        id: format!("region-{number}").into(),
        name: format!("Region number {number}").into(),
        native_name: None,
        aliases: Vec::new(),
        level: RegionLevel::District,
        codes: Vec::new(),
        parent: None,
        within: vec![RegionCode(number)],
        position: None,
    }
}
