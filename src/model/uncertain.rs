//! Dates as sources give them: EDTF (ISO 8601-2, levels 0 to 2), with the days that they allow.
//!
//! `~` widens a date by one unit of its precision on each side: "about 29 November" may have been the 28th or the 30th, "about 1974"
//! 1973 or 1975. At an end of an interval it widens outwards only. `?` leaves the days and says that the date itself is in doubt;
//! `%` does both. A date with any of them is certain in no range, however wide.

use std::borrow::Cow;
use std::slice;

use edtf_core::{
    Bound, BoundDate, Date, DateField, Edtf, Interval, IntervalEndpoint, Qualifier, Set,
    SetElement, Year, YearKind,
};

use super::{Day, DayRange};

/// A date as it was written, with what it allows.
///
/// ```
/// use annals::model::UncertainDate;
///
/// let date = UncertainDate::parse("2024-12~")?;
/// assert_eq!(date.written().from.to_string(), "2024-12-01");
/// assert_eq!(date.bounds().from.to_string(), "2024-11-01");
/// assert_eq!(date.bounds().to.to_string(), "2025-01-31");
/// assert!(date.is_approximate() && date.is_doubtful());
///
/// let wrong = UncertainDate::parse("2024-11-31").unwrap_err();
/// assert_eq!(wrong.offset, 8);
/// # Ok::<(), annals::model::InvalidDate>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UncertainDate {
    text: Box<str>,
    written: DayRange,
    /// The days that it allows, as ascending runs; absent when these are the written days.
    loose: Option<Box<[DayRange]>>,
    approximate: bool,
    uncertain: bool,
}

/// Text that is no EDTF date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidDate {
    /// Byte of the text where it stops being a date.
    pub offset: usize,
    /// Why.
    pub reason: &'static str,
}

impl UncertainDate {
    /// Reads EDTF levels 0 to 2.
    ///
    /// # Errors
    ///
    /// [`InvalidDate`] with the place where the text stops being EDTF.
    pub fn parse(text: &str) -> Result<Self, InvalidDate> {
        if let Some(date) = Self::before_year_zero(text) {
            return Ok(date);
        }
        let edtf = Edtf::parse(&without_blanks(text)).map_err(|error| InvalidDate {
            offset: offset_with_blanks(text, error.offset),
            reason: error.message,
        })?;
        let written = written(&edtf);
        Ok(Self {
            text: text.into(),
            written,
            loose: loose(written, allowed(&edtf, written)),
            approximate: edtf.is_approximate(),
            uncertain: edtf.is_uncertain(),
        })
    }

    /// Years before 0 with unspecified last digits (`-01XX`), which EDTF level 1 has and `edtf-core` 1.2 refuses.
    fn before_year_zero(text: &str) -> Option<Self> {
        let (year, qualifier) = text.strip_prefix('-')?.split_at_checked(4)?;
        let known = year.trim_end_matches('X');
        let all_digits = !known.is_empty() && known.bytes().all(|b| b.is_ascii_digit());
        if !all_digits || known.len() == year.len() || !["", "?", "~", "%"].contains(&qualifier) {
            return None;
        }
        let step = 10_i64.pow(u32::try_from(year.len() - known.len()).ok()?);
        let least = known.parse::<i64>().ok()? * step;
        let written = DayRange {
            from: Day::from_ymd(-(least + step - 1), 1, 1)?,
            // There is no year -0.
            to: Day::from_ymd(-least.max(1), 12, 31)?,
        };
        let approximate = matches!(qualifier, "~" | "%");
        let uncertain = matches!(qualifier, "?" | "%");
        let allowed = match approximate {
            true => widened(written, Unit::Months(step.saturating_mul(12))),
            false => written,
        };
        Some(Self {
            text: text.into(),
            written,
            loose: loose(written, vec![allowed]),
            approximate,
            uncertain,
        })
    }

    /// An interval that was not written but follows from something else (`after`/`before`); its text is EDTF.
    #[must_use]
    pub fn between(range: DayRange) -> Self {
        let text = if range.from == range.to {
            range.from.to_string()
        } else {
            format!("{}/{}", range.from, range.to)
        };
        Self {
            text: text.into(),
            written: range,
            loose: None,
            approximate: false,
            uncertain: false,
        }
    }

    /// The same days, in doubt: what follows from a date that is not certain is not certain.
    #[must_use]
    pub fn in_doubt(self) -> Self {
        Self {
            uncertain: true,
            ..self
        }
    }

    /// The EDTF text as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// First and last day that the text names, without what `~` adds: where the date stands in lists. Open ends where it has none.
    #[must_use]
    pub fn written(&self) -> DayRange {
        self.written
    }

    /// Earliest and latest day that it allows; open ends where it has none.
    #[must_use]
    pub fn bounds(&self) -> DayRange {
        let runs = self.runs();
        DayRange {
            from: runs[0].from,
            to: runs[runs.len() - 1].to,
        }
    }

    /// The days that it allows, as ascending runs without common days: more than one for a set such as `[2024-11-27,2024-11-30]`.
    #[must_use]
    pub fn runs(&self) -> &[DayRange] {
        match &self.loose {
            Some(runs) => runs,
            None => slice::from_ref(&self.written),
        }
    }

    /// Whether any part is approximate (`~` or `%`).
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// Whether any part is uncertain (`?` or `%`).
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.uncertain
    }

    /// Whether any part is approximate or uncertain: then it is certain in no range.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.approximate || self.uncertain
    }

    /// Whether it names one day only.
    #[must_use]
    pub fn is_one_day(&self) -> bool {
        self.written.from == self.written.to
    }
}

/// The runs, unless they are the written days.
fn loose(written: DayRange, runs: Vec<DayRange>) -> Option<Box<[DayRange]>> {
    (!runs.is_empty() && runs != [written]).then(|| runs.into())
}

fn written(edtf: &Edtf) -> DayRange {
    let bounds = edtf.bounds();
    DayRange {
        from: bound(bounds.earliest, Day::MIN),
        to: bound(bounds.latest, Day::MAX),
    }
}

/// The days that a date allows, as ascending runs.
fn allowed(edtf: &Edtf, written: DayRange) -> Vec<DayRange> {
    match edtf {
        Edtf::Date(date) => vec![of_date(date)],
        Edtf::DateTime(time) => vec![of_date(&time.date)],
        Edtf::Interval(interval) => vec![of_interval(interval, written)],
        Edtf::Set(set) => of_set(set),
    }
}

fn of_date(date: &Date) -> DayRange {
    let days = written(&Edtf::Date(*date));
    match unit(date) {
        Some(unit) => widened(days, unit),
        None => days,
    }
}

/// Its ends are widened outwards only: what is before the first or behind the last day.
fn of_interval(interval: &Interval, written: DayRange) -> DayRange {
    let end = |end: &IntervalEndpoint| match end {
        IntervalEndpoint::Date(date) => Some(of_date(date)),
        _ => None,
    };
    let (start, last) = (end(&interval.start), end(&interval.end));
    DayRange {
        from: start.map_or(written.from, |days| days.from.min(written.from)),
        to: last.map_or(written.to, |days| days.to.max(written.to)),
    }
}

/// The days of the members, and no others between them.
fn of_set(set: &Set) -> Vec<DayRange> {
    let members = set.elements.iter().map(|element| match element {
        SetElement::Date(date) => of_date(date),
        SetElement::OnOrBefore(date) => DayRange {
            from: Day::MIN,
            ..of_date(date)
        },
        SetElement::OnOrAfter(date) => DayRange {
            to: Day::MAX,
            ..of_date(date)
        },
        SetElement::Range(first, last) => DayRange {
            from: of_date(first).from,
            to: of_date(last).to,
        },
    });
    let mut members: Vec<DayRange> = members.collect();
    members.sort_by_key(|days| (days.from, days.to));
    let mut runs: Vec<DayRange> = Vec::with_capacity(members.len());
    for days in members {
        match runs.last_mut() {
            Some(last) if days.from <= last.to.plus(1) => last.to = last.to.max(days.to),
            _ => runs.push(days),
        }
    }
    runs
}

/// By how much `~` widens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Months(i64),
}

/// One unit of the precision that is approximate; `None` when nothing is. `2024-11-29~` qualifies all parts, `2024-11~-29` the month
/// and the year: the finest part that is qualified counts. A part without its digits (`201X`) is as wide as what it leaves open.
fn unit(date: &Date) -> Option<Unit> {
    let about = |qualifier: Qualifier| qualifier.approximate;
    let known = |field: Option<DateField>| field.and_then(DateField::value);
    let day = date.day.is_some_and(|day| about(day.qualifier));
    let month = date.month.is_some_and(|month| about(month.qualifier));
    if day && known(date.day).is_some() {
        return Some(Unit::Day);
    }
    if (day || month) && known(date.month).is_some() {
        return known(date.month).map(|code| Unit::Months(months(code)));
    }
    let year = day || month || about(date.year.qualifier);
    year.then(|| Unit::Months(years(&date.year).saturating_mul(12)))
}

/// Months of a month or of a part of a year, by its code in EDTF.
fn months(code: u8) -> i64 {
    match code {
        21..=36 => 3,
        37..=39 => 4,
        40 | 41 => 6,
        _ => 1,
    }
}

/// How many years a year with unspecified or insignificant last digits stands for: a decade, a century.
fn years(year: &Year) -> i64 {
    let open = match year.kind {
        YearKind::Standard { digits, .. } => {
            digits.iter().rev().take_while(|d| d.is_none()).count()
        }
        YearKind::Big { .. } | YearKind::Exponential { .. } => 0,
    };
    let digits = match year.kind {
        YearKind::Standard { .. } => 4,
        _ => year
            .value()
            .map_or(0, |value| value.unsigned_abs().to_string().len()),
    };
    let insignificant = year.significant_digits.map_or(0, |significant| {
        digits.saturating_sub(usize::try_from(significant).unwrap_or(usize::MAX))
    });
    let power = u32::try_from(open.max(insignificant)).unwrap_or(u32::MAX);
    10_i64.checked_pow(power).unwrap_or(i64::MAX)
}

fn widened(days: DayRange, unit: Unit) -> DayRange {
    let (from, to) = match unit {
        Unit::Day => (days.from.plus(-1), days.to.plus(1)),
        // The end of a month is the day before the first of the next one.
        Unit::Months(months) => (
            later(days.from, -months),
            later(days.to.plus(1), months).plus(-1),
        ),
    };
    DayRange {
        from: if days.from.is_open() { days.from } else { from },
        to: if days.to.is_open() { days.to } else { to },
    }
}

/// So many months later (earlier when negative), on the same day of the month or its last one. An open end where days are not counted
/// that far.
fn later(day: Day, months: i64) -> Day {
    let open = if months < 0 { Day::MIN } else { Day::MAX };
    let Some((year, month, date)) = day.ymd() else {
        return day;
    };
    let Some(total) = year
        .checked_mul(12)
        .and_then(|total| total.checked_add(i64::from(month) - 1))
        .and_then(|total| total.checked_add(months))
    else {
        return open;
    };
    let month = u8::try_from(total.rem_euclid(12) + 1).expect("a month is small");
    let year = total.div_euclid(12);
    let fits = (1..=date)
        .rev()
        .find_map(|date| Day::from_ymd(year, month, date));
    fits.unwrap_or(open)
}

/// A set without the blanks behind its commas, which the specification's own examples have and `edtf-core` refuses.
fn without_blanks(text: &str) -> Cow<'_, str> {
    if text.starts_with(['{', '[']) && text.contains(", ") {
        Cow::Owned(text.replace(", ", ","))
    } else {
        Cow::Borrowed(text)
    }
}

/// The byte of the text as written for a byte of the text [`without_blanks`].
fn offset_with_blanks(text: &str, offset: usize) -> usize {
    if !matches!(without_blanks(text), Cow::Owned(_)) {
        return offset;
    }
    let mut taken = 0;
    for (at, _) in text.match_indices(", ") {
        if at - taken >= offset {
            break;
        }
        taken += 1;
    }
    offset + taken
}

fn bound(bound: Bound, open: Day) -> Day {
    match bound {
        Bound::Date(BoundDate { year, month, day }) => {
            Day::from_ymd(year, month, day).unwrap_or(open)
        }
        Bound::NegativeInfinity => Day::MIN,
        Bound::PositiveInfinity => Day::MAX,
        Bound::Unknown => open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> UncertainDate {
        UncertainDate::parse(text).expect(text)
    }

    fn bounds(text: &str) -> (String, String) {
        let bounds = date(text).bounds();
        (bounds.from.to_string(), bounds.to.to_string())
    }

    /// ISO 8601-2 leaves open how wide "approximate" is; one unit of the precision is what annals takes it for.
    #[test]
    fn about_is_one_unit_of_the_precision_on_each_side() {
        for (text, from, to) in [
            ("2024-11-29~", "2024-11-28", "2024-11-30"),
            ("2024-11-29%", "2024-11-28", "2024-11-30"),
            ("2024-11-29?", "2024-11-29", "2024-11-29"),
            ("2024-03-01~", "2024-02-29", "2024-03-02"),
            ("2024-12~", "2024-11-01", "2025-01-31"),
            ("2024-02~", "2024-01-01", "2024-03-31"),
            ("2024-12?", "2024-12-01", "2024-12-31"),
            ("2024-22~", "2024-03-01", "2024-11-30"),
            ("2023-24~", "2023-09-01", "2024-05-31"),
            ("2024-33~", "2023-10-01", "2024-06-30"),
            ("2024-40~", "2023-07-01", "2024-12-31"),
            ("1974~", "1973-01-01", "1975-12-31"),
            ("1974%", "1973-01-01", "1975-12-31"),
            ("197X~", "1960-01-01", "1989-12-31"),
            ("19XX~", "1800-01-01", "2099-12-31"),
            ("1950S2~", "1800-01-01", "2099-12-31"),
            ("-0044~", "-0045-01-01", "-0043-12-31"),
            ("-01XX~", "-0299-01-01", "0000-12-31"),
            ("Y12500~", "12499-01-01", "12501-12-31"),
            ("2024-11-XX~", "2024-10-01", "2024-12-31"),
            ("2024-XX~", "2023-01-01", "2025-12-31"),
            ("2024-11~-29", "2024-10-29", "2024-12-29"),
            ("2024~-11-29", "2023-11-29", "2025-11-29"),
            ("2024-01~-31", "2023-12-31", "2024-02-29"),
        ] {
            assert_eq!(bounds(text), (from.to_owned(), to.to_owned()), "{text}");
            assert!(date(text).is_doubtful(), "{text}");
        }
    }

    #[test]
    fn ends_of_intervals_are_widened_outwards_only() {
        for (text, from, to) in [
            ("2024-11-27~/2024-11-30", "2024-11-26", "2024-11-30"),
            ("2024-11-27/2024-11-30~", "2024-11-27", "2024-12-01"),
            ("2024-11-27~/2024-11~", "2024-11-26", "2024-12-31"),
            ("2024-11~/2024-12-05?", "2024-10-01", "2024-12-05"),
            ("2024-11-27~/..", "2024-11-26", ".."),
            ("../2024-11-27~", "..", "2024-11-28"),
        ] {
            assert_eq!(bounds(text), (from.to_owned(), to.to_owned()), "{text}");
        }
        assert!(!date("2024-11-27/2024-11-30").is_doubtful());
    }

    #[test]
    fn sets_allow_their_members_only() {
        let runs = |text| {
            let date = date(text);
            let runs = date.runs().iter();
            runs.map(|days| format!("{}/{}", days.from, days.to))
                .collect::<Vec<_>>()
        };
        for set in ["[2024-11-27, 2024-11-30]", "{2024-11-30,2024-11-27}"] {
            assert_eq!(
                runs(set),
                ["2024-11-27/2024-11-27", "2024-11-30/2024-11-30"]
            );
            assert_eq!(date(set).written(), date(set).bounds());
        }
        assert_eq!(
            runs("[2024-11-27,2024-11-28]"),
            ["2024-11-27/2024-11-28"],
            "neighbours are one run"
        );
        assert_eq!(
            runs("[..2024-11-01,2024-11-27~,2024-12..2025-01]"),
            [
                "../2024-11-01",
                "2024-11-26/2024-11-28",
                "2024-12-01/2025-01-31"
            ]
        );
    }

    #[test]
    fn what_is_written_is_kept_apart_from_what_is_allowed() {
        let about = date("2024-11-29~");
        assert_eq!(about.written().from.to_string(), "2024-11-29");
        assert_eq!(about.written().to.to_string(), "2024-11-29");
        assert!(about.is_one_day());
    }

    #[test]
    fn years_before_zero() {
        assert_eq!(
            bounds("-01XX"),
            ("-0199-01-01".into(), "-0100-12-31".into())
        );
        assert_eq!(
            bounds("-00XX?"),
            ("-0099-01-01".into(), "-0001-12-31".into())
        );
        assert!(UncertainDate::parse("-XXXX").is_err());
        assert!(UncertainDate::parse("-01XX!").is_err());
    }

    #[test]
    fn blanks_in_sets_do_not_move_the_place_of_an_error() {
        assert_eq!(bounds("{2024-11-27, 2024-12-01}").1, "2024-12-01");
        let offset = |text| UncertainDate::parse(text).expect_err("no date").offset;
        assert_eq!(
            offset("{2024-11-27, 2024-13-01}"),
            offset("{2024-11-27,2024-13-01}") + 1
        );
        assert_eq!(
            offset("{2024-13-27, 2024-12-01}"),
            offset("{2024-13-27,2024-12-01}")
        );
    }

    #[test]
    fn an_interval_that_follows_has_its_text() {
        let range = |from, to| DayRange {
            from: Day(from),
            to: Day(to),
        };
        assert_eq!(
            UncertainDate::between(range(0, 1)).text(),
            "1970-01-01/1970-01-02"
        );
        assert_eq!(UncertainDate::between(DayRange::ALL).text(), "../..");
    }
}
