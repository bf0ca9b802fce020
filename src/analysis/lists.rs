//! The directories of actors and of sources, and the page of a source, as plain text and numbers.
//!
//! Counts are over the matches of the whole filter, so that they are those of the dossiers and pages beside the lists.

use super::{ActorKey, Bucket, BucketUnit, EventRow, FacetValue};
use crate::model::{ActorKind, DayRange, Reliability, SourceKind};

/// A source, by dataset and position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceKey {
    /// Dataset, in the order of the command line.
    pub dataset: u16,
    /// Position of the record in its dataset.
    pub source: u32,
}

/// A text, or all texts of a publisher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceRef {
    /// One text.
    Text(SourceKey),
    /// A publisher, by position among those of all datasets.
    Publisher(u32),
}

/// Which run of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListAt<K> {
    /// From this rank on.
    Rank(usize),
    /// Around this entry, or what it is folded into; where it is not in the list, from this rank on.
    Around(K, usize),
}

/// What part of a directory is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing<K> {
    /// Fuzzy find in names; all when empty. Found entries come best first and flat.
    pub find: String,
    /// Entries, as `field:value`, whose children are hidden (actors), or shown (publishers).
    pub folds: Vec<String>,
    /// Which run.
    pub at: ListAt<K>,
    /// How many entries.
    pub len: usize,
}

/// The order of the directory of actors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ActorOrder {
    /// Under their blocs and parents, most events first.
    #[default]
    Tree,
    /// Most events first, all in one list.
    Count,
    /// By name.
    Name,
}

/// A run of the directory of actors.
#[derive(Debug, Clone, Default)]
pub struct ActorList {
    /// Rank of the first line.
    pub first: usize,
    /// Lines there are.
    pub total: usize,
    /// Actors that a match names, members counted for their groups.
    pub actors: usize,
    /// Rank of what was asked for by [`ListAt::Around`].
    pub found: Option<usize>,
    /// The lines.
    pub lines: Vec<ActorLine>,
    /// Greatest count of an actor.
    pub peak: usize,
    /// First and last label of the strips; empty without strips.
    pub axis: Option<(String, String)>,
    /// Whether any dataset covers the days of each column of the strips.
    pub covered: Vec<bool>,
}

/// An actor in the directory, or the heading of a bloc.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorLine {
    /// Name, place and count; the bloc is the one that it was in on the days of most of its matches.
    pub value: FacetValue,
    /// What it is; a bloc is none.
    pub kind: Option<ActorKind>,
    /// First and last days of the matches.
    pub span: Option<DayRange>,
    /// Matches by column of the strip.
    pub strip: Vec<usize>,
}

/// The order of the directory of sources.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SourceOrder {
    /// Most events first.
    #[default]
    Count,
    /// Those first on whose voice alone most events rest.
    Alone,
    /// Best letter first; what cannot be judged last.
    Grade,
    /// By name.
    Name,
}

/// A run of the directory of sources.
#[derive(Debug, Clone, Default)]
pub struct SourceList {
    /// Rank of the first line.
    pub first: usize,
    /// Lines there are.
    pub total: usize,
    /// Publishers that a match cites.
    pub publishers: usize,
    /// Texts that a match cites.
    pub texts: usize,
    /// Rank of what was asked for by [`ListAt::Around`].
    pub found: Option<usize>,
    /// The lines.
    pub lines: Vec<SourceLine>,
    /// Greatest count of a publisher.
    pub peak: usize,
}

/// A publisher in the directory, or a text below it.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceLine {
    /// Name, place and count.
    pub value: FacetValue,
    /// What it is.
    pub subject: SourceRef,
    /// Texts of the publisher that a match cites; one for a text.
    pub texts: usize,
    /// The letters of these texts, best first; texts without a letter have none.
    pub letters: Vec<Reliability>,
    /// Actors that run or control them, with their blocs on the day of the last match.
    pub affiliations: Vec<(String, Option<usize>)>,
    /// Their languages, BCP 47.
    pub languages: Vec<String>,
    /// Their kinds.
    pub kinds: Vec<SourceKind>,
    /// Publisher of the text that it copies, for a copy.
    pub copies: Option<String>,
    /// First and last days of the matches.
    pub span: Option<DayRange>,
    /// Matches that rest on this voice alone: they cite it, and after copies and outlets of one party are counted once, nobody
    /// else supports them. As `is:single` says it.
    pub alone: usize,
}

/// Texts of which all but one are copies, with those that copy it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// The text that the others copy.
    pub original: TextLine,
    /// Those that copy it, or a copy of it.
    pub copies: Vec<TextLine>,
    /// Matches that cite any of them.
    pub events: usize,
    /// Of these, matches with no other support (see [`SourceLine::alone`]).
    pub alone: usize,
}

/// A run of the families, largest first.
#[derive(Debug, Clone, Default)]
pub struct FamilyList {
    /// Rank of the first.
    pub first: usize,
    /// How many there are, cited or not.
    pub total: usize,
    /// The families.
    pub families: Vec<Family>,
}

/// A text in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    /// Which.
    pub key: SourceKey,
    /// Who published it.
    pub publisher: String,
    /// Its title, or its id.
    pub title: String,
    /// EDTF text of the day of publication.
    pub published: Option<String>,
    /// Letter.
    pub reliability: Option<Reliability>,
    /// Matches that cite it.
    pub events: usize,
}

/// How many of the matches are supported by the outlets of one bloc only, over time.
#[derive(Debug, Clone, Default)]
pub struct OneSided {
    /// Whether any source is recorded as somebody's outlet. Else nothing can be told to be one-sided.
    pub told: bool,
    /// Length of a bucket.
    pub unit: BucketUnit,
    /// In time order; `total` counts all matches that start in it.
    pub buckets: Vec<SidedBucket>,
    /// Matches that are one-sided, in and outside of the buckets.
    pub events: usize,
    /// All matches.
    pub total: usize,
    /// By bloc: how many of the matches are supported by its outlets only.
    pub by_bloc: Vec<usize>,
    /// Stretches of days, one after another, that each have a match and only one-sided ones; those with most events first.
    pub runs: Vec<SidedRun>,
    /// How many stretches there are; `runs` has no more than were asked for.
    pub runs_total: usize,
}

/// A bucket of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SidedBucket {
    /// Its days.
    pub days: DayRange,
    /// For an axis.
    pub label: String,
    /// Matches that start in it.
    pub total: usize,
    /// Of these, one-sided ones, by bloc.
    pub by_bloc: Vec<usize>,
    /// Whether a dataset covers it.
    pub covered: bool,
}

impl SidedBucket {
    /// One-sided matches.
    #[must_use]
    pub fn one_sided(&self) -> usize {
        self.by_bloc.iter().sum()
    }
}

/// Days on which every match is one-sided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SidedRun {
    /// First and last day.
    pub days: DayRange,
    /// Matches that start on them.
    pub events: usize,
    /// By bloc: how many of them its outlets support alone.
    pub by_bloc: Vec<usize>,
}

/// Everything that is shown of a text or a publisher. Counts are over the matches of the filter.
#[derive(Debug, Clone)]
pub struct SourcePage {
    /// Which.
    pub subject: SourceRef,
    /// Field and value as typed in a filter.
    pub term: (String, String),
    /// Who published it.
    pub publisher: String,
    /// How the data write it besides; empty for a text.
    pub merged: Vec<String>,
    /// The publisher, to go to from a text.
    pub publisher_ref: SourceRef,
    /// The text's record; none for a publisher.
    pub text: Option<TextRecord>,
    /// Texts of the publisher that a match cites, most events first, at most 30.
    pub texts: Vec<TextLine>,
    /// How many of them there are.
    pub texts_total: usize,
    /// Who runs or controls it: actors, with their blocs on the day of the last match.
    pub affiliations: Vec<(ActorKey, String, Option<usize>)>,
    /// The letters of the texts that a match cites, best first, with how many texts have each; `None` for texts without.
    pub letters: Vec<(Option<Reliability>, usize)>,
    /// As whose voice it counts, where that is neither the publisher nor who runs it: the party above, or who is copied.
    pub voices: Vec<String>,
    /// Texts that copy it, or its texts.
    pub copies: Vec<TextLine>,
    /// Matches that cite it.
    pub events: usize,
    /// Of these, matches that rest on this voice alone (see [`SourceLine::alone`]).
    pub alone: usize,
    /// Of these, matches that are supported by the outlets of one bloc only.
    pub one_sided: usize,
    /// First and last days of them.
    pub span: Option<DayRange>,
    /// Events over the days that a histogram of all matches shows.
    pub strip: Vec<Bucket>,
    /// Length of a strip bucket.
    pub unit: BucketUnit,
    /// Quotes in matches that were found in it, whether or not the event cites it.
    pub quotes: usize,
    /// Claims in matches that were found in it, likewise.
    pub claims: usize,
    /// The latest matches that rest on this voice alone, newest first, at most 20.
    pub resting: Vec<EventRow>,
    /// The latest matches that cite it, newest first, at most 20.
    pub citing: Vec<EventRow>,
}

/// What is recorded of a text, wherever it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Which.
    pub key: SourceKey,
    /// Id as typed in filters.
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// http(s) address.
    pub url: Option<String>,
    /// http(s) address of an archived copy.
    pub archive_url: Option<String>,
    /// EDTF.
    pub published: Option<String>,
    /// EDTF.
    pub accessed: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// What kind.
    pub kind: Option<SourceKind>,
    /// Why it has its letter.
    pub reason: Option<String>,
}

/// The page of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRecord {
    /// What is recorded of it.
    pub record: Publication,
    /// Title of its dataset, with its number, where several are open.
    pub dataset: Option<String>,
    /// Admiralty letter.
    pub reliability: Option<Reliability>,
    /// The text that it copies: which, and its publisher.
    pub syndicated_from: Option<(SourceKey, String)>,
    /// SHA-256 of the text as read.
    pub sha256: Option<String>,
    /// The curator's note.
    pub note: Option<String>,
}
