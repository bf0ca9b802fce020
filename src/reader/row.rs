//! One event as a reader of a published format gives it.
//!
//! A row is filled, taken over into columns, cleared and filled again, millions of times: its texts and lists keep their
//! memory. An empty text means that the record does not say.

use std::ops::{Deref, DerefMut};

use crate::model::{
    ActorKind, ClaimSubject, Credibility, Day, DayRange, EventKind, EventStatus, Minute,
    PlacePrecision, Position, Qualifier, RegionLevel, Reliability, Role, Side, SourceKind, Stance,
    UncertainDate,
};

/// One event.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Persistent id in its data set.
    pub id: String,
    /// Title; neutral, made by the reader where the format has none.
    pub title: String,
    /// What happened, in the words of the data set.
    pub summary: String,
    /// When; required.
    pub when: RowDate,
    /// Local clock time.
    pub time: Option<Minute>,
    /// The time in the words of the record, where `time` cannot hold it: `14:30 MSK`, "before dawn".
    pub time_text: String,
    /// IANA zone of `time`, where it is not that of the data set.
    pub timezone: String,
    /// What kind; [`EventKind::Other`] unless set.
    pub kind: Option<EventKind>,
    /// Whether it took place.
    pub status: EventStatus,
    /// Who had which part.
    pub actors: Pool<ActorPart>,
    /// Where it was, from the outside in: country, governorate, district, place.
    pub regions: Pool<RegionPart>,
    /// Name of the place when it is no region of its own.
    pub place: String,
    /// Coordinates.
    pub position: Option<Position>,
    /// How exact they are.
    pub precision: Option<PlacePrecision>,
    /// Texts it rests on.
    pub sources: Pool<SourcePart>,
    /// Numbers and statements with their claimants.
    pub claims: Pool<ClaimPart>,
    /// Words said.
    pub quotes: Pool<QuotePart>,
    /// Codes by scheme: `ucdp`, `acled`, `cameo`, `plover`. Codes are text; leading zeros stay.
    pub codes: Pool<CodePart>,
    /// Values of the data set's own fields.
    pub fields: Pool<FieldPart>,
    /// Free tags.
    pub tags: Pool<String>,
    /// 1 to 5.
    pub importance: Option<u8>,
    /// More text to search, a line a piece, that stands nowhere else in the row.
    pub text: String,
    /// Records with the same number were coded from one report and have one day: each is a row that filters look at, and what is
    /// listed and counted is the report.
    pub group: Option<u64>,
    /// Oddities of the record that leave it usable, by their stable kebab-case names.
    odd: Vec<&'static str>,
    /// The columns that they are about, each at the position of its oddity.
    odd_columns: Vec<Option<usize>>,
    /// How many things of each the record has, where those are counted.
    odd_things: Vec<u64>,
    /// What was written there, where the warning quotes it.
    odd_values: Vec<(&'static str, String)>,
}

impl Row {
    /// Empties the row and keeps its memory.
    pub fn clear(&mut self) {
        for text in [
            &mut self.id,
            &mut self.title,
            &mut self.summary,
            &mut self.time_text,
            &mut self.timezone,
            &mut self.place,
            &mut self.text,
        ] {
            text.clear();
        }
        self.when = RowDate::default();
        self.time = None;
        self.kind = None;
        self.status = EventStatus::Occurred;
        self.position = None;
        self.precision = None;
        self.importance = None;
        self.group = None;
        self.odd.clear();
        self.odd_columns.clear();
        self.odd_things.clear();
        self.odd_values.clear();
        self.actors.clear();
        self.regions.clear();
        self.sources.clear();
        self.claims.clear();
        self.quotes.clear();
        self.codes.clear();
        self.fields.clear();
        self.tags.clear();
    }

    /// Notes something odd: `low-above-best`. Told as a warning with a count.
    pub fn odd(&mut self, name: &'static str) {
        self.note(name, None, 0);
    }

    /// Notes something odd about a column.
    pub fn odd_in(&mut self, name: &'static str, column: usize) {
        self.note(name, Some(column), 0);
    }

    /// Notes how many odd things there are.
    pub fn odd_things(&mut self, name: &'static str, things: u64) {
        self.note(name, None, things);
    }

    /// Notes a value that means nothing; the warning quotes it.
    pub fn odd_value(&mut self, name: &'static str, column: Option<usize>, value: &str) {
        self.note(name, column, 0);
        let mut known = self.odd_values.iter();
        if !known.any(|(other, known)| *other == name && known == value) {
            self.odd_values.push((name, value.to_owned()));
        }
    }

    /// The values noted, each with the name of its oddity.
    pub(crate) fn odd_values(&self) -> &[(&'static str, String)] {
        &self.odd_values
    }

    /// A record is counted once for each of its oddities, however often it has it.
    fn note(&mut self, name: &'static str, column: Option<usize>, things: u64) {
        if !self.odd.contains(&name) {
            self.odd.push(name);
            self.odd_columns.push(column);
            self.odd_things.push(things);
        }
    }

    /// What was odd.
    #[must_use]
    pub fn oddities(&self) -> &[&'static str] {
        &self.odd
    }

    /// How many things of [`Self::oddities`] there are.
    pub(crate) fn things(&self) -> &[u64] {
        &self.odd_things
    }

    /// The columns that [`Self::oddities`] are about.
    pub(crate) fn odd_columns(&self) -> &[Option<usize>] {
        &self.odd_columns
    }

    /// Adds an actor with its name and its part.
    pub fn actor(&mut self, name: &str, role: Option<Role>) -> &mut ActorPart {
        let part = self.actors.add();
        part.name.push_str(name);
        part.role = role;
        part
    }

    /// Adds an actor that took part on a side, without a known direction.
    pub fn participant(&mut self, name: &str, side: Side) -> &mut ActorPart {
        let part = self.actor(name, Some(Role::Participant));
        part.side = Some(side);
        part
    }

    /// Adds the next region inwards.
    pub fn region(&mut self, name: &str, level: RegionLevel) -> &mut RegionPart {
        let part = self.regions.add();
        part.name.push_str(name);
        part.level = Some(level);
        part
    }

    /// Adds a source by its publisher.
    pub fn source(&mut self, publisher: &str) -> &mut SourcePart {
        let part = self.sources.add();
        part.publisher.push_str(publisher);
        part
    }

    /// Adds a code of a scheme; an empty code adds nothing.
    pub fn code(&mut self, scheme: &'static str, code: &str) {
        if !code.is_empty() {
            let part = self.codes.add();
            part.scheme = scheme;
            part.code.push_str(code);
        }
    }

    /// Sets a value of one of the data set's own fields; an empty value sets nothing.
    pub fn field(&mut self, field: usize, value: &str) {
        if !value.is_empty() {
            let part = self.fields.add();
            part.field = field;
            part.value.push_str(value);
        }
    }

    /// Adds a value by its number and its name, which are one thing; by the name alone where it has no number.
    pub fn named_field(&mut self, field: usize, number: &str, name: &str) {
        let value = if number.is_empty() { name } else { number };
        if !value.is_empty() {
            let part = self.fields.add();
            part.field = field;
            part.value.push_str(value);
            part.name.push_str(name);
        }
    }
}

/// When an event was, as far as a data set says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowDate {
    /// First and last day that the date names, without what "about" adds.
    pub days: DayRange,
    /// "About then" (EDTF `~`).
    pub approximate: bool,
    /// The date itself is in doubt (EDTF `?`).
    pub uncertain: bool,
    /// The date in EDTF, where its days do not say it all: a season, a decade, a set of days. Empty else.
    text: String,
}

impl Default for RowDate {
    fn default() -> Self {
        Self {
            days: DayRange::ALL,
            approximate: false,
            uncertain: false,
            text: String::new(),
        }
    }
}

impl From<&UncertainDate> for RowDate {
    fn from(date: &UncertainDate) -> Self {
        let plain = Self {
            days: date.written(),
            approximate: date.is_approximate(),
            uncertain: date.is_uncertain(),
            text: String::new(),
        };
        if plain.made_text() == date.text() {
            return plain;
        }
        Self {
            text: date.text().to_owned(),
            ..plain
        }
    }
}

impl RowDate {
    /// One day.
    #[must_use]
    pub fn day(day: Day) -> Self {
        Self::between(day, day)
    }

    /// Some day of these, both included.
    #[must_use]
    pub fn between(from: Day, to: Day) -> Self {
        Self {
            days: DayRange { from, to },
            ..Self::default()
        }
    }

    /// From the beginning of one date to the end of another.
    #[must_use]
    pub fn until(&self, end: &Self) -> Self {
        let exact = self.text.is_empty() && end.text.is_empty();
        let alike = (self.approximate, self.uncertain) == (end.approximate, end.uncertain);
        let text = match exact && alike {
            true => String::new(),
            false => format!("{}/{}", self.text(), end.text()),
        };
        let joined = Self {
            days: DayRange {
                from: self.days.from,
                to: end.days.to,
            },
            approximate: self.approximate || end.approximate,
            uncertain: self.uncertain || end.uncertain,
            text: String::new(),
        };
        match UncertainDate::parse(&text) {
            Ok(date) => Self {
                text: date.text().to_owned(),
                ..joined
            },
            // A set or an interval is no end of an interval: the days are those of both.
            Err(_) => joined,
        }
    }

    /// The same, as "about".
    #[must_use]
    pub fn about(self) -> Self {
        Self {
            approximate: true,
            ..self.unwritten()
        }
    }

    /// The same, in doubt.
    #[must_use]
    pub fn in_doubt(self) -> Self {
        Self {
            uncertain: true,
            ..self.unwritten()
        }
    }

    /// By its days alone; doubt in a part of it becomes doubt in the whole.
    fn unwritten(self) -> Self {
        Self {
            text: String::new(),
            ..self
        }
    }

    /// Other days with the same doubts.
    #[must_use]
    pub fn with_days(self, days: DayRange) -> Self {
        Self {
            days,
            ..self.unwritten()
        }
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.days.from.is_open() && self.days.to.is_open()
    }

    /// Whether it allows other days than all from the first to the last that it names.
    #[must_use]
    pub fn is_loose(&self) -> bool {
        self.approximate || !self.text.is_empty()
    }

    /// Earliest and latest day that it allows.
    #[must_use]
    pub fn bounds(&self) -> DayRange {
        match self.is_loose() {
            true => self.edtf().bounds(),
            false => self.days,
        }
    }

    /// The date as EDTF: whole months and years are written as such, other runs of days as an interval.
    #[must_use]
    pub fn edtf(&self) -> UncertainDate {
        let doubtful = self.approximate || self.uncertain;
        UncertainDate::parse(&self.text()).unwrap_or_else(|_| {
            // Days that EDTF cannot write, in years of more than four digits.
            let date = UncertainDate::between(self.days);
            if doubtful { date.in_doubt() } else { date }
        })
    }

    fn text(&self) -> String {
        if self.text.is_empty() {
            self.made_text()
        } else {
            self.text.clone()
        }
    }

    fn made_text(&self) -> String {
        let mark = match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        };
        let DayRange { from, to } = self.days;
        if from == to {
            return format!("{from}{mark}");
        }
        match whole_period(self.days) {
            Some(period) => format!("{period}{mark}"),
            None => {
                let (from, to) = (bound(from, (1, 1)), bound(to, (12, 31)));
                format!("{from}{mark}/{to}{mark}")
            }
        }
    }
}

/// A day that bounds an interval. EDTF has no days in years of more than four digits: there the year stands for its first or
/// last day (`edge`).
fn bound(day: Day, edge: (u8, u8)) -> String {
    match day.ymd() {
        Some((year, month, date)) if year.abs() > 9999 && (month, date) == edge => {
            format!("Y{year}")
        }
        _ => day.to_string(),
    }
}

/// `YYYY-MM` or `YYYY` when the days are exactly that month or year.
fn whole_period(days: DayRange) -> Option<String> {
    let (from, to) = (days.from.ymd()?, days.to.ymd()?);
    let year = |year: i64| (0..=9999).contains(&year).then(|| format!("{year:04}"));
    if from.0 == to.0 && (from.1, from.2, to.1, to.2) == (1, 1, 12, 31) {
        return Some(match from.0 {
            year @ -9999..=-1 => format!("-{:04}", -year),
            year @ 0..=9999 => format!("{year:04}"),
            // EDTF level 1 marks a year of more than four digits.
            year => format!("Y{year}"),
        });
    }
    let last = Day::from_ymd(from.0, from.1, to.2 + 1).is_none() || to.2 == 31;
    (from.0 == to.0 && from.1 == to.1 && from.2 == 1 && last)
        .then(|| Some(format!("{}-{:02}", year(from.0)?, from.1)))
        .flatten()
}

/// An actor's part.
#[derive(Debug, Clone, Default)]
pub struct ActorPart {
    /// What tells this actor from others in the data set, where that is not the name: an id of the data set.
    pub key: String,
    /// Name.
    pub name: String,
    /// What it is; [`ActorKind::Organisation`] unless set.
    pub kind: Option<ActorKind>,
    /// Which part; none where the data set implies none.
    pub role: Option<Role>,
    /// On which side, where the data set tells the sides.
    pub side: Option<Side>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Id and its scheme: `ucdp` `118`. Empty where it has none.
    pub id: CodePart,
}

impl ActorPart {
    /// Gives it an id of a scheme.
    pub fn identify(&mut self, scheme: &'static str, id: &str) {
        self.id.reuse();
        self.id.scheme = scheme;
        self.id.code.push_str(id);
    }
}

/// A region on the way from the country in.
#[derive(Debug, Clone, Default)]
pub struct RegionPart {
    /// Name.
    pub name: String,
    /// Level; [`RegionLevel::Area`] unless set.
    pub level: Option<RegionLevel>,
    /// Codes by scheme: `iso`, `fips`, `pcode`, `gaul`, `geonames`.
    pub codes: Pool<CodePart>,
}

impl RegionPart {
    /// Adds a code of a scheme; an empty code adds nothing.
    pub fn code(&mut self, scheme: &'static str, code: &str) {
        if !code.is_empty() {
            let part = self.codes.add();
            part.scheme = scheme;
            part.code.push_str(code);
        }
    }
}

/// A text that a row rests on.
#[derive(Debug, Clone, Default)]
pub struct SourcePart {
    /// Who published it: an outlet, or the domain of its address. Sources of a published data set are told apart by this.
    pub publisher: String,
    /// Title or headline.
    pub title: String,
    /// http(s) address.
    pub url: String,
    /// Whose report it carries, where that is not the publisher: an agency, a ministry.
    pub origin: String,
    /// When it was published.
    pub published: Option<RowDate>,
    /// BCP 47 tag.
    pub language: String,
    /// What kind of text.
    pub kind: Option<SourceKind>,
    /// Admiralty letter, where the data set grades.
    pub reliability: Option<Reliability>,
    /// Admiralty digit of what it says here.
    pub credibility: Option<Credibility>,
    /// Page, sentence.
    pub locator: String,
    /// The data set's note.
    pub note: String,
}

/// Who makes a claim.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ClaimantPart {
    /// The data set, in its own voice.
    #[default]
    Dataset,
    /// An outlet, agency or monitor, by [`ClaimPart::publisher`].
    Publisher,
    /// A participant, by position in [`Row::actors`].
    Actor(usize),
}

/// A statement of fact or number.
#[derive(Debug, Clone, Default)]
pub struct ClaimPart {
    /// Who claims it.
    pub claimant: ClaimantPart,
    /// The name of a claimant that is a publisher.
    pub publisher: String,
    /// What about; [`ClaimSubject::Other`] unless set.
    pub about: Option<ClaimSubject>,
    /// Whom it concerns.
    pub who: String,
    /// Least number.
    pub low: Option<u64>,
    /// Best number.
    pub best: Option<u64>,
    /// Greatest number.
    pub high: Option<u64>,
    /// How the claimant qualifies the number.
    pub qualifier: Option<Qualifier>,
    /// What is claimed when it is no number.
    pub value: String,
    /// The claimant's words.
    pub text: String,
    /// Asserts unless set.
    pub stance: Option<Stance>,
    /// What the data set has to say of it, not in the claimant's words.
    pub note: String,
}

/// Words somebody said.
#[derive(Debug, Clone, Default)]
pub struct QuotePart {
    /// The speaker's name as printed.
    pub speaker_name: String,
    /// Verbatim.
    pub text: String,
    /// BCP 47 tag of `text`.
    pub language: String,
    /// Position in [`Row::sources`].
    pub source: usize,
}

/// A code of a scheme.
#[derive(Debug, Clone, Default)]
pub struct CodePart {
    /// The scheme.
    pub scheme: &'static str,
    /// The code, as text.
    pub code: String,
}

/// A value of one of the data set's own fields.
#[derive(Debug, Clone, Default)]
pub struct FieldPart {
    /// Position in [`super::Reader::fields`].
    pub field: usize,
    /// The value.
    pub value: String,
    /// What a value that is a number is called, where the data say.
    pub name: String,
}

/// What can be emptied without giving its memory back.
pub trait Reuse: Default {
    /// Empties it.
    fn reuse(&mut self);
}

/// A list whose entries keep their memory when it is cleared.
#[derive(Debug, Clone)]
pub struct Pool<T> {
    items: Vec<T>,
    len: usize,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            len: 0,
        }
    }
}

impl<T: Reuse> Pool<T> {
    /// Adds an empty entry.
    pub fn add(&mut self) -> &mut T {
        let at = self.len;
        self.len += 1;
        if at == self.items.len() {
            self.items.push(T::default());
        } else {
            self.items[at].reuse();
        }
        &mut self.items[at]
    }
}

impl<T> Pool<T> {
    /// Empties the list.
    pub fn clear(&mut self) {
        self.len = 0;
    }

    /// Takes the last entries away, down to a length.
    pub fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }
}

impl<T> Deref for Pool<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items[..self.len]
    }
}

impl<T> DerefMut for Pool<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.items[..self.len]
    }
}

impl Reuse for String {
    fn reuse(&mut self) {
        self.clear();
    }
}

impl Reuse for CodePart {
    fn reuse(&mut self) {
        self.scheme = "";
        self.code.clear();
    }
}

impl Reuse for FieldPart {
    fn reuse(&mut self) {
        self.value.clear();
        self.name.clear();
    }
}

impl Reuse for ActorPart {
    fn reuse(&mut self) {
        self.key.clear();
        self.name.clear();
        self.country.clear();
        self.kind = None;
        self.role = None;
        self.side = None;
        self.id.reuse();
    }
}

impl Reuse for RegionPart {
    fn reuse(&mut self) {
        self.name.clear();
        self.level = None;
        self.codes.clear();
    }
}

impl Reuse for SourcePart {
    fn reuse(&mut self) {
        for text in [
            &mut self.publisher,
            &mut self.origin,
            &mut self.title,
            &mut self.url,
            &mut self.language,
            &mut self.locator,
            &mut self.note,
        ] {
            text.clear();
        }
        self.published = None;
        self.kind = None;
        self.reliability = None;
        self.credibility = None;
    }
}

impl ClaimPart {
    /// Lets a publisher claim it.
    pub fn by_publisher(&mut self, name: &str) {
        self.claimant = ClaimantPart::Publisher;
        self.publisher.clear();
        self.publisher.push_str(name);
    }
}

impl Reuse for ClaimPart {
    fn reuse(&mut self) {
        for text in [
            &mut self.publisher,
            &mut self.who,
            &mut self.value,
            &mut self.text,
            &mut self.note,
        ] {
            text.clear();
        }
        self.claimant = ClaimantPart::Dataset;
        self.about = None;
        self.low = None;
        self.best = None;
        self.high = None;
        self.qualifier = None;
        self.stance = None;
    }
}

impl Reuse for QuotePart {
    fn reuse(&mut self) {
        for text in [&mut self.speaker_name, &mut self.text, &mut self.language] {
            text.clear();
        }
        self.source = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        UncertainDate::parse(text).expect(text).bounds().from
    }

    #[test]
    fn whole_months_and_years_are_written_as_such() {
        let text = |from, to| {
            RowDate::between(day(from), day(to))
                .edtf()
                .text()
                .to_owned()
        };
        assert_eq!(text("2016-02-01", "2016-02-29"), "2016-02");
        assert_eq!(
            text("2016-02-01", "2016-02-28"),
            "2016-02-01/2016-02-28",
            "a leap year"
        );
        assert_eq!(text("2016-01-01", "2016-12-31"), "2016");
        assert_eq!(text("2016-03-01", "2016-03-31"), "2016-03");
        assert_eq!(text("2016-03-07", "2016-03-07"), "2016-03-07");
        assert_eq!(
            RowDate::between(day("2016-03-07"), day("2016-03-09"))
                .about()
                .edtf()
                .text(),
            "2016-03-07~/2016-03-09~"
        );
    }

    #[test]
    fn years_beyond_four_digits_and_before_zero_are_edtf() {
        for text in [
            "0000",
            "-0044",
            "-0044%",
            "Y12500~",
            "Y-13800000000?",
            "Y-538800000~/Y-251902000~",
            "Y-10000/1999-12-31",
        ] {
            let date = UncertainDate::parse(text).expect(text);
            assert_eq!(RowDate::from(&date).edtf(), date);
        }
    }

    #[test]
    fn what_days_do_not_say_is_kept_as_written() {
        for text in [
            "2010~",
            "201X",
            "2024-21~",
            "[2024-11-27,2024-11-30]",
            "2024~-11-29",
            "2024-11-27~/2024-11-30",
        ] {
            let date = UncertainDate::parse(text).expect(text);
            let row = RowDate::from(&date);
            assert_eq!(row.edtf(), date);
            assert_eq!(row.bounds(), date.bounds());
        }
    }

    #[test]
    fn an_end_keeps_the_doubts_of_each_side() {
        let of = |text| RowDate::from(&UncertainDate::parse(text).expect(text));
        let until = |from, to| of(from).until(&of(to)).edtf().text().to_owned();
        assert_eq!(until("2024-11-27", "2024-11-30"), "2024-11-27/2024-11-30");
        assert_eq!(until("2024-11-27~", "2024-11-30"), "2024-11-27~/2024-11-30");
        assert_eq!(until("2024-11", "2024-12?"), "2024-11/2024-12?");
        assert_eq!(until("2024-21", "2024-12"), "2024-21/2024-12");
    }

    #[test]
    fn a_cleared_row_has_nothing_of_the_last() {
        let mut row = Row::default();
        row.actor("IS", Some(Role::Initiator))
            .identify("ucdp", "234");
        row.code("ucdp", "1");
        row.odd("low-above-best");
        row.clear();
        assert!(row.actors.is_empty() && row.codes.is_empty() && row.oddities().is_empty());
        let part = row.actor("SDF", None);
        assert_eq!(
            (part.name.as_str(), part.role, part.id.code.as_str()),
            ("SDF", None, "")
        );
    }
}
