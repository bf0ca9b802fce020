//! The records of a dataset, after the checks.

use super::{
    ActorKind, ClaimSubject, Confidence, Credibility, EventKind, EventStatus, Likelihood, Minute,
    PlacePrecision, Qualifier, RegionLevel, RelationKind, Reliability, Role, Side, SourceKind,
    Stance, UncertainDate,
};

/// Schemes of codes of events.
pub const CODE_SCHEMES: [&str; 4] = ["plover", "cameo", "acled", "ucdp"];

/// Declares the position of a record within its dataset.
macro_rules! index {
    ($($(#[$meta:meta])* $name:ident;)+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The position as an index into the dataset's list.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+ };
}

index! {
    /// Position of a bloc in [`Dataset::blocs`].
    BlocIx;
    /// Position of an actor in [`Dataset::actors`].
    ActorIx;
    /// Position of a region in [`Dataset::regions`].
    RegionIx;
    /// Position of a source in [`Dataset::sources`].
    SourceIx;
    /// Position of an event in [`Dataset::events`].
    EventIx;
}

/// A checked set of records: every index resolves within the set, parents and `part_of` have no cycles.
///
/// Only `crate::dataset` makes one from files; readers of other formats make one through the same checks.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// The `[dataset]` table.
    pub about: About,
    /// Sides in this conflict, by [`BlocIx`].
    pub blocs: Vec<Bloc>,
    /// By [`ActorIx`].
    pub actors: Vec<Actor>,
    /// By [`RegionIx`].
    pub regions: Vec<Region>,
    /// By [`SourceIx`].
    pub sources: Vec<Source>,
    /// By [`EventIx`], in the order they stand in the files.
    pub events: Vec<Event>,
    /// Other names of publishers.
    pub publishers: Vec<Publisher>,
}

/// A publisher with other names that it is cited under.
#[derive(Debug, Clone)]
pub struct Publisher {
    /// The name under which all are shown.
    pub name: Box<str>,
    /// Its other names.
    pub aliases: Vec<Box<str>>,
    /// ISO 3166-1 alpha-2. Publishers of two countries are two, however alike their names are.
    pub country: Option<Box<str>>,
}

/// What a dataset says of itself.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Its title.
    pub title: Box<str>,
    /// What it covers, in prose.
    pub summary: Option<Box<str>>,
    /// The period it means to cover; outside it "no event" means "no data".
    pub coverage: Option<UncertainDate>,
    /// Licence, an SPDX expression as a rule.
    pub license: Option<Box<str>>,
    /// Credits that the licence asks for.
    pub attribution: Vec<Box<str>>,
    /// Who keeps it.
    pub curator: Option<Box<str>>,
    /// Its version.
    pub version: Option<Box<str>>,
    /// IANA zone of clock times where an event names none.
    pub timezone: Option<Box<str>>,
    /// Whether ids are made from names, as those of published data are: then a name means all that have it, not the one whose
    /// id it resembles.
    pub ids_from_names: bool,
}

/// A side in this conflict.
#[derive(Debug, Clone)]
pub struct Bloc {
    /// Kebab-case or snake-case id.
    pub id: Box<str>,
    /// Its name.
    pub name: Box<str>,
    /// `#rrggbb` or the name of one of the sixteen terminal colours.
    pub colour: Option<Box<str>>,
    /// A mark one cell wide.
    pub glyph: Option<Box<str>>,
    /// The mark in ASCII.
    pub ascii: Option<char>,
    /// Place in lists, smallest first.
    pub order: i64,
}

/// A state, force, group, person or outlet.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Id, unique among the dataset's actors.
    pub id: Box<str>,
    /// Full name.
    pub name: Box<str>,
    /// Short name for narrow places.
    pub short: Option<Box<str>>,
    /// Name in its own script.
    pub native_name: Option<Box<str>>,
    /// Other names, in any script.
    pub aliases: Vec<Box<str>>,
    /// What it is.
    pub kind: ActorKind,
    /// The actor it belongs to.
    pub parent: Option<ActorIx>,
    /// Blocs with their dates, in the order given.
    pub blocs: Vec<BlocSpan>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<Box<str>>,
    /// Its leader.
    pub leader: Option<ActorIx>,
    /// Ids in other schemes, `(scheme, id)`; schemes `ucdp`, `wikidata`, `acled`, `cameo`.
    pub ids: Vec<(Box<str>, Box<str>)>,
    /// The curator's note.
    pub note: Option<Box<str>>,
}

/// Membership in a bloc for some time.
#[derive(Debug, Clone)]
pub struct BlocSpan {
    /// The bloc.
    pub bloc: BlocIx,
    /// First day, open when absent.
    pub from: Option<UncertainDate>,
    /// Last day, open when absent.
    pub to: Option<UncertainDate>,
}

/// A node of country > governorate > district > place.
#[derive(Debug, Clone)]
pub struct Region {
    /// Id, unique among the dataset's regions.
    pub id: Box<str>,
    /// Name.
    pub name: Box<str>,
    /// Name in its own script.
    pub native_name: Option<Box<str>>,
    /// Other names.
    pub aliases: Vec<Box<str>>,
    /// Level in the tree.
    pub level: RegionLevel,
    /// The region it lies in.
    pub parent: Option<RegionIx>,
    /// WGS 84, degrees.
    pub position: Option<Position>,
    /// Codes by scheme, `(scheme, code)`: `iso`, `pcode`, `fips`, `gaul`, `geonames`, `wikidata`. Codes of different schemes
    /// are never compared: Syrian P-codes and FIPS codes are the same strings for other places.
    pub codes: Vec<(Box<str>, Box<str>)>,
    /// The curator's note.
    pub note: Option<Box<str>>,
}

/// A point on the globe, WGS 84, degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// -90 to 90.
    pub lat: f64,
    /// -180 to 180.
    pub lon: f64,
}

/// Mean radius of the earth, in kilometres (IUGG).
const EARTH_RADIUS: f64 = 6371.0088;

impl Position {
    /// Great circle distance in kilometres (haversine, which keeps its precision at short distances).
    #[must_use]
    pub fn km_to(self, other: Self) -> f64 {
        let lat = ((other.lat - self.lat).to_radians() / 2.0).sin();
        let lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let across = self.lat.to_radians().cos() * other.lat.to_radians().cos();
        let h = lat * lat + across * lon * lon;
        2.0 * EARTH_RADIUS * h.clamp(0.0, 1.0).sqrt().asin()
    }
}

/// One published text.
#[derive(Debug, Clone)]
pub struct Source {
    /// Id, unique among the dataset's sources.
    pub id: Box<str>,
    /// Who published it.
    pub publisher: Box<str>,
    /// Other spellings of the publisher that the data have.
    pub spellings: Vec<Box<str>>,
    /// Title, when the copy read had one.
    pub title: Option<Box<str>>,
    /// Author.
    pub author: Option<Box<str>>,
    /// http(s) address.
    pub url: Option<Box<str>>,
    /// http(s) address of an archived copy.
    pub archive_url: Option<Box<str>>,
    /// When it was published.
    pub published: Option<UncertainDate>,
    /// When it was read.
    pub accessed: Option<UncertainDate>,
    /// BCP 47 tag.
    pub language: Option<Box<str>>,
    /// What kind of text.
    pub kind: Option<SourceKind>,
    /// The actor that runs or controls the outlet.
    pub affiliation: Option<ActorIx>,
    /// Whose report it merely carries: an agency, ministry or person. Not set for a text that only quotes one.
    pub origin: Option<SourceOrigin>,
    /// The source that this one copies.
    pub syndicated_from: Option<SourceIx>,
    /// Admiralty letter.
    pub reliability: Option<Reliability>,
    /// Why that letter.
    pub reliability_reason: Option<Box<str>>,
    /// SHA-256 of the text as read, 64 hexadecimal digits.
    pub sha256: Option<Box<str>>,
    /// The curator's note.
    pub note: Option<Box<str>>,
}

/// Whose report a source carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceOrigin {
    /// An actor of the dataset.
    Actor(ActorIx),
    /// A name that no actor of the dataset has.
    Name(Box<str>),
}

/// Something dated that happened or was said.
#[derive(Debug, Clone)]
pub struct Event {
    /// Id, unique among the dataset's events.
    pub id: Box<str>,
    /// Title.
    pub title: Box<str>,
    /// When it was.
    pub when: When,
    /// What kind.
    pub kind: EventKind,
    /// Whether it took place.
    pub status: EventStatus,
    /// What happened, in the curator's words.
    pub summary: Option<Box<str>>,
    /// Who had which part.
    pub actors: Vec<Participant>,
    /// The region it was in.
    pub region: RegionIx,
    /// Where in the region.
    pub place: Option<Place>,
    /// The texts it rests on.
    pub sources: Vec<Citation>,
    /// The curator's judgement, which stands before the derived grade.
    pub assessment: Option<Assessment>,
    /// ICD 203 likelihood.
    pub likelihood: Option<Likelihood>,
    /// ICD 203 confidence.
    pub confidence: Option<Confidence>,
    /// Free tags.
    pub tags: Vec<Box<str>>,
    /// 1 to 5.
    pub importance: Option<u8>,
    /// Codes by scheme, `(scheme, code)`, of [`CODE_SCHEMES`].
    pub codes: Vec<(Box<str>, Box<str>)>,
    /// The record's ids in other datasets, `(dataset, id)`.
    pub external_ids: Vec<(Box<str>, Box<str>)>,
    /// Who coded it.
    pub coded_by: Option<Box<str>>,
    /// When it was coded.
    pub coded_at: Option<UncertainDate>,
    /// The curator's note.
    pub note: Option<Box<str>>,
    /// Words said.
    pub quotes: Vec<Quote>,
    /// Statements of fact or number by claimants.
    pub claims: Vec<Claim>,
    /// Links to other events, as written (symmetric ones stand on one side only).
    pub relations: Vec<Relation>,
    /// Where the record stands.
    pub origin: Origin,
    /// The records of a published data set that the event was made from, as `(column, value)`; curated events have none.
    pub records: Vec<Vec<(String, String)>>,
}

/// Where a record stands in its files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Origin {
    /// Position of the file in the dataset's list of files.
    pub file: u32,
    /// Byte where the record's table header starts.
    pub start: u32,
    /// Line of the header, from 1.
    pub line: u32,
}

/// When an event was.
#[derive(Debug, Clone)]
pub struct When {
    /// The date as given, or the interval that `after` and `before` leave.
    pub date: UncertainDate,
    /// Whether `date` follows from `after`/`before` and was not written.
    pub derived: bool,
    /// Events it followed.
    pub after: Vec<EventIx>,
    /// Events it preceded.
    pub before: Vec<EventIx>,
    /// Local clock time.
    pub time: Option<Minute>,
    /// The source's words for the time of day, when it gave no clock time.
    pub time_text: Option<Box<str>>,
    /// IANA zone of `time`; the dataset's when absent.
    pub timezone: Option<Box<str>>,
}

/// An actor's part in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub actor: ActorIx,
    /// With which part; `None` where the data say only that it was involved.
    pub role: Option<Role>,
    /// On which side, where the source tells the sides.
    pub side: Option<Side>,
}

/// Where in its region an event was.
#[derive(Debug, Clone)]
pub struct Place {
    /// Name, when it differs from the region's.
    pub name: Option<Box<str>>,
    /// WGS 84, degrees.
    pub position: Option<Position>,
    /// How exact the position is.
    pub precision: Option<PlacePrecision>,
}

/// A source as cited by an event.
#[derive(Debug, Clone)]
pub struct Citation {
    /// The source.
    pub source: SourceIx,
    /// Admiralty digit of this information.
    pub credibility: Option<Credibility>,
    /// Page, paragraph, minute.
    pub locator: Option<Box<str>>,
    /// The curator's note.
    pub note: Option<Box<str>>,
    /// The cited text, where the source is a publisher with many texts (published data sets).
    pub text: Option<Box<CitedText>>,
}

/// One text of a publisher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedText {
    /// Title or headline.
    pub title: Option<Box<str>>,
    /// Address.
    pub url: Option<Box<str>>,
    /// When it was published.
    pub published: Option<UncertainDate>,
}

/// A judgement of an event in the Admiralty code.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// Of the source in this matter.
    pub reliability: Option<Reliability>,
    /// Of the information.
    pub credibility: Option<Credibility>,
    /// Why.
    pub reason: Option<Box<str>>,
}

/// Words somebody said, as found in a source.
#[derive(Debug, Clone)]
pub struct Quote {
    /// Id, unique among the dataset's quotes.
    pub id: Box<str>,
    /// Who said it, when an actor.
    pub speaker: Option<ActorIx>,
    /// The speaker's name as printed.
    pub speaker_name: Option<Box<str>>,
    /// For whom the speaker spoke, as the source gives it.
    pub affiliation: Option<Box<str>>,
    /// Verbatim.
    pub text: Box<str>,
    /// BCP 47 tag of `text`.
    pub language: Option<Box<str>>,
    /// The words in the speaker's language.
    pub original: Option<Box<str>>,
    /// BCP 47 tag of the language spoken.
    pub original_language: Option<Box<str>>,
    /// Whether `text` is a translation.
    pub translated: bool,
    /// Who translated it.
    pub translator: Option<Box<str>>,
    /// When it was said; the event's date when absent.
    pub date: Option<UncertainDate>,
    /// Where it was said.
    pub venue: Option<Box<str>>,
    /// Where it was found.
    pub source: SourceIx,
    /// Page, paragraph, minute.
    pub locator: Option<Box<str>>,
    /// What it is about.
    pub about: Option<Box<str>>,
    /// The stance it takes.
    pub stance: Option<Box<str>>,
    /// The curator's note.
    pub note: Option<Box<str>>,
}

/// Who makes a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Claimant {
    /// An actor.
    Actor(ActorIx),
    /// The outlet itself.
    Source(SourceIx),
}

/// A statement of fact or number, with the one who states it.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Id, when it has one.
    pub id: Option<Box<str>>,
    /// Who claims it.
    pub claimant: Claimant,
    /// What about.
    pub about: ClaimSubject,
    /// Whom it concerns: fighters, soldiers, civilians, all …
    pub who: Option<Box<str>>,
    /// Least number.
    pub low: Option<u64>,
    /// Best number.
    pub best: Option<u64>,
    /// Greatest number; open ("at least") when absent beside a `low`.
    pub high: Option<u64>,
    /// How the claimant qualifies the number.
    pub qualifier: Option<Qualifier>,
    /// The region that the claim covers; the event's place when absent.
    pub scope: Option<RegionIx>,
    /// The days that the claim covers; the event's date when absent.
    pub period: Option<UncertainDate>,
    /// What is claimed when it is no number.
    pub value: Option<Box<str>>,
    /// The claimant's own words.
    pub text: Option<Box<str>>,
    /// When it was claimed; the event's date when absent.
    pub date: Option<UncertainDate>,
    /// Where it was found.
    pub sources: Vec<SourceIx>,
    /// Asserts or denies.
    pub stance: Stance,
    /// The earlier claim of this event that it replaces, by position in [`Event::claims`].
    pub supersedes: Option<u32>,
    /// A running total: never summed, and not compared across dates.
    pub cumulative: bool,
    /// The curator's note.
    pub note: Option<Box<str>>,
}

/// A typed link to another event.
#[derive(Debug, Clone)]
pub struct Relation {
    /// What kind of link.
    pub kind: RelationKind,
    /// The other event.
    pub event: EventIx,
    /// The curator's note.
    pub note: Option<Box<str>>,
}
