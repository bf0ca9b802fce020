//! Reading the columns: whole ones for evaluation, and what one row has.

use super::batch::{NO_DAY, NO_MINUTE};
use super::cached::Parts;
use super::index::Index;
use super::text::{CLAIM_FIELDS, EVENT_FIELDS, OWN_WORDS, QUOTE_FIELDS};
use super::{
    ActorCode, Bitset, BlocCode, Children, Clock, Codes, DatasetCode, Days, Edition, Mention,
    Names, PackedGrade, RegionCode, Reports, RowId, SourceCode, Store, Text, Vocabulary,
};
use crate::model::{Credibility, Day, EventKind, EventStatus, Minute, PlacePrecision, Position};

/// Whole columns.
impl Store {
    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Whether something of what was kept is not as it was written: then answers may lack rows and must not be given.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.kept.as_ref().is_some_and(Parts::is_damaged)
    }

    /// The names that codes stand for.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Folded names of actors and regions.
    #[must_use]
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// First and last days.
    #[must_use]
    pub fn days(&self) -> &Days {
        &self.days
    }

    /// Kinds, as positions in [`EventKind::ALL`].
    #[must_use]
    pub fn kinds(&self) -> &Codes {
        &self.kinds
    }

    /// Regions by code.
    #[must_use]
    pub fn regions(&self) -> &Codes {
        &self.regions
    }

    /// Datasets by code.
    #[must_use]
    pub fn datasets(&self) -> &Codes {
        &self.datasets
    }

    /// Importance by row, 0 where it has none.
    #[must_use]
    pub fn importance(&self) -> &[u8] {
        &self.importance
    }

    /// Latitude and longitude by row, no numbers where it has none.
    #[must_use]
    pub fn positions(&self) -> &[[f32; 2]] {
        &self.positions
    }

    /// By row, the place of its precision in [`PlacePrecision::ALL`], and a number beyond where nothing is said.
    #[must_use]
    pub fn precisions(&self) -> &[u8] {
        &self.precisions
    }

    /// Quotes, claims and relations.
    #[must_use]
    pub fn children(&self) -> &Children {
        &self.children
    }

    /// Rows that were coded from one report.
    #[must_use]
    pub fn reports(&self) -> &Reports {
        &self.reports
    }

    /// Folded text.
    #[must_use]
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Rows by value.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The edition in which everything is published.
    #[must_use]
    pub fn now(&self) -> &Edition {
        &self.now
    }

    /// Rows whose date is approximate, uncertain, or only follows from other events.
    #[must_use]
    pub fn doubtful(&self) -> &Bitset {
        &self.doubtful
    }

    /// Rows whose date is not one day without doubt.
    #[must_use]
    pub fn unsure(&self) -> &Bitset {
        self.unsure.get_or_init(|| {
            let mut rows = self.doubtful.clone();
            let long = self.days.long_rows(0..self.len());
            long.for_each(|(row, _)| rows.insert(row));
            rows
        })
    }

    /// Rows of events that are planned, hypothetical, denied or cancelled; nothing where there are none.
    #[must_use]
    pub fn not_occurred(&self) -> Option<&Bitset> {
        let occurred = EventStatus::Occurred as u8;
        let rows = || Bitset::from_fn(self.len(), |row| self.statuses[row] != occurred);
        (!self.statuses.is_empty()).then(|| self.not_occurred.get_or_init(rows))
    }

    /// Rows with one of these statuses.
    #[must_use]
    pub fn rows_with_status(&self, statuses: &[EventStatus]) -> Bitset {
        if self.statuses.is_empty() {
            return if statuses.contains(&EventStatus::Occurred) {
                Bitset::full(self.len())
            } else {
                Bitset::empty(self.len())
            };
        }
        let wanted = EventStatus::ALL
            .iter()
            .map(|status| statuses.contains(status));
        let wanted: Vec<bool> = wanted.collect();
        Bitset::from_fn(self.len(), |row| wanted[usize::from(self.statuses[row])])
    }

    /// Rows with a summary.
    #[must_use]
    pub fn summarised(&self) -> &Bitset {
        &self.summarised
    }

    /// Rows with a clock time.
    #[must_use]
    pub fn timed(&self) -> Bitset {
        let mut rows = Bitset::empty(self.len());
        let timed = self.minutes.iter().take(self.len()).enumerate();
        let timed = timed.filter(|(_, minute)| **minute != NO_MINUTE);
        timed.for_each(|(row, _)| rows.insert(RowId::at(row)));
        rows
    }
}

/// One row.
impl Store {
    /// The dataset, and the position of the record in it.
    #[must_use]
    pub fn record(&self, row: RowId) -> (DatasetCode, u32) {
        (
            DatasetCode(self.datasets.get(row.index())),
            self.records[row.index()],
        )
    }

    /// The row of a record.
    #[must_use]
    pub fn row_of(&self, dataset: DatasetCode, record: u32) -> Option<RowId> {
        let &row = self.by_record.get(dataset.index())?.get(record as usize)?;
        (row != u32::MAX).then_some(RowId(row))
    }

    /// The event's id.
    #[must_use]
    pub fn id(&self, row: RowId) -> &str {
        self.ids.get(row)
    }

    /// Rows with this id, of all datasets.
    pub fn rows_with_id<'a>(&'a self, id: &'a str) -> impl Iterator<Item = RowId> + 'a {
        self.ids.rows(id)
    }

    /// Kind.
    #[must_use]
    pub fn kind(&self, row: RowId) -> EventKind {
        EventKind::ALL[self.kinds.get(row.index()) as usize]
    }

    /// Whether the event took place.
    #[must_use]
    pub fn status(&self, row: RowId) -> EventStatus {
        let code = self.statuses.get(row.index()).copied();
        code.map_or(EventStatus::Occurred, |code| {
            EventStatus::ALL[usize::from(code)]
        })
    }

    /// Region.
    #[must_use]
    pub fn region(&self, row: RowId) -> RegionCode {
        RegionCode(self.regions.get(row.index()))
    }

    /// Clock time.
    #[must_use]
    pub fn time(&self, row: RowId) -> Option<Minute> {
        let minute = *self.minutes.get(row.index())?;
        Minute::after(minute).filter(|_| minute != NO_MINUTE)
    }

    /// Coordinates.
    #[must_use]
    pub fn position(&self, row: RowId) -> Option<Position> {
        let &[lat, lon] = self.positions.get(row.index())?;
        (!lat.is_nan()).then(|| Position {
            lat: lat.into(),
            lon: lon.into(),
        })
    }

    /// How exact the coordinates are, as far as that is said.
    #[must_use]
    pub fn precision(&self, row: RowId) -> Option<PlacePrecision> {
        // The code of "nothing said" is beyond the list.
        PlacePrecision::ALL
            .get(usize::from(self.precisions[row.index()]))
            .copied()
    }

    /// The curator's grade; empty when there is none.
    #[must_use]
    pub fn assessment(&self, row: RowId) -> PackedGrade {
        self.assessments[row.index()]
    }

    /// Actors with their roles, in the record's order.
    pub fn participants(&self, row: RowId) -> impl Iterator<Item = Mention> + Clone + '_ {
        let mention =
            |at: usize| Mention::unpacked(ActorCode(self.mentioned.get(at)), self.parts[at]);
        self.mentions.range(row.index()).map(mention)
    }

    /// Calls with the actors of [`Self::participants`] that have a role: faster, where those of a million rows are read.
    #[inline]
    pub fn each_with_role(&self, row: RowId, mut call: impl FnMut(Mention)) {
        let range = self.mentions.range(row.index());
        let mut parts = self.parts[range.clone()].iter();
        self.mentioned.each(range, |actor| {
            let mention = parts
                .next()
                .map(|&part| Mention::unpacked(ActorCode(actor), part));
            if let Some(mention) = mention.filter(|mention| mention.role.is_some()) {
                call(mention);
            }
        });
    }

    /// Cited sources with their digits, in the record's order.
    pub fn citations(
        &self,
        row: RowId,
    ) -> impl Iterator<Item = (SourceCode, Option<Credibility>)> + Clone + '_ {
        let digit = |code: u8| {
            usize::from(code)
                .checked_sub(1)
                .and_then(|at| Credibility::ALL.get(at))
                .copied()
        };
        self.citations
            .range(row.index())
            .map(move |at| (SourceCode(self.cited.get(at)), digit(self.digits[at])))
    }

    /// The earliest day on which a text of this source that the row cites was published, where texts have days of their own.
    pub(super) fn cited_day(&self, row: RowId, source: SourceCode) -> Option<Day> {
        let places = self.citations.range(row.index());
        let days = places.filter(|&at| self.cited.get(at) == source.0);
        let days = days.filter_map(|at| self.cited_days.get(at).copied());
        let day = days.filter(|&day| day != NO_DAY).min()?;
        Some(Day(day.into()))
    }

    /// Actors in any part: participants, speakers of quotes and claimants, as far as published. May repeat.
    pub fn actors(&self, row: RowId, clock: Clock) -> impl Iterator<Item = ActorCode> + '_ {
        let participants = self.participants(row).map(|mention| mention.actor);
        participants
            .chain(self.speakers(row, clock))
            .chain(self.claimants(row, clock))
    }

    /// Speakers of published quotes that are actors. May repeat.
    pub fn speakers(&self, row: RowId, clock: Clock) -> impl Iterator<Item = ActorCode> + '_ {
        self.quotes(row, clock).filter_map(|quote| quote.speaker)
    }

    fn claimants(&self, row: RowId, clock: Clock) -> impl Iterator<Item = ActorCode> + '_ {
        let claims = self
            .children
            .claims(row)
            .iter()
            .filter(move |claim| self.sees_claim(row, claim, clock));
        claims.filter_map(|claim| match claim.claimant {
            super::ClaimantCode::Actor(actor) => Some(actor),
            super::ClaimantCode::Publisher(_) => None,
        })
    }

    /// Blocs of an actor on a day, the first one first.
    pub fn blocs(&self, actor: ActorCode, day: Day) -> impl Iterator<Item = BlocCode> + '_ {
        let spans = self.vocabulary.actors[actor.index()].blocs.iter();
        spans
            .filter(move |(_, days)| days.from <= day && day <= days.to)
            .map(|&(bloc, _)| bloc)
    }

    /// The day on which blocs of the row's actors are looked up: its first day (see [`Days::naming_day`]).
    #[must_use]
    pub fn bloc_day(&self, row: RowId) -> Day {
        self.days.name(row)
    }

    /// The published fields of the row's folded text. A title, a summary and notes that were written later are left out.
    pub fn fields(&self, row: RowId, clock: Clock) -> impl Iterator<Item = &str> {
        let quotes = self.children.quotes(row);
        let quote_end = EVENT_FIELDS + quotes.len() * QUOTE_FIELDS;
        let claims = self.children.claims(row);
        let own = !self.is_written_later(row, clock);
        let visible = move |at: usize| match at {
            _ if at < OWN_WORDS => own,
            _ if at < EVENT_FIELDS => true,
            _ if at < quote_end => {
                self.sees_quote(row, &quotes[(at - EVENT_FIELDS) / QUOTE_FIELDS], clock)
            }
            _ => claims
                .get((at - quote_end) / CLAIM_FIELDS)
                // What stands behind the claims belongs to the event.
                .map_or(own, |claim| self.sees_claim(row, &claim, clock)),
        };
        let lines = self.text.row(row).split_terminator('\n').enumerate();
        lines
            .filter(move |&(at, _)| visible(at))
            .map(|(_, field)| field)
    }
}
