//! Dates in the forms that people write in tables.
//!
//! A form takes a text as a whole or not at all: what stands behind a date may be its end or its doubt, and is not dropped.

use crate::dataset::words::Word;
use crate::model::{Day, DayRange, UncertainDate};
use crate::reader::RowDate;
use crate::reader::clock::{Clock, Form, behind_date};
use crate::reader::dates::{basic_day, named_month_day};

/// How dates of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateFormat {
    /// `2016-01-31`, `2016-01`, `2016`; a clock time may follow the day.
    Iso,
    /// EDTF, levels 0 to 2.
    Edtf,
    /// `31/01/2016`, `31.1.2016`, `31-01-2016`.
    DayMonthYear,
    /// `01/31/2016`.
    MonthDayYear,
    /// `2016/01/31`.
    YearMonthDay,
    /// `31 January 2016`, `31-Jan-2016`, `January 31, 2016`.
    NamedMonth,
    /// `20160131`.
    Compact,
    /// `2016`.
    Year,
    /// Seconds since 1970 in UTC.
    Unix,
    /// Milliseconds since 1970 in UTC.
    UnixMs,
}

impl DateFormat {
    pub(super) const ALL: [Self; 10] = [
        Self::Iso,
        Self::Edtf,
        Self::DayMonthYear,
        Self::MonthDayYear,
        Self::YearMonthDay,
        Self::NamedMonth,
        Self::Compact,
        Self::Year,
        Self::Unix,
        Self::UnixMs,
    ];

    /// The word in a map.
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::Iso => "iso",
            Self::Edtf => "edtf",
            Self::DayMonthYear => "d/m/y",
            Self::MonthDayYear => "m/d/y",
            Self::YearMonthDay => "y/m/d",
            Self::NamedMonth => "d month y",
            Self::Compact => "compact",
            Self::Year => "year",
            Self::Unix => "unix",
            Self::UnixMs => "unix-ms",
        }
    }

    /// How such a date looks.
    pub(super) fn example(self) -> &'static str {
        match self {
            Self::Iso => "2016-01-31",
            Self::Edtf => "2016-01-31~",
            Self::DayMonthYear => "31/01/2016",
            Self::MonthDayYear => "01/31/2016",
            Self::YearMonthDay => "2016/01/31",
            Self::NamedMonth => "31 January 2016",
            Self::Compact => "20160131",
            Self::Year => "2016",
            Self::Unix => "1454198400",
            Self::UnixMs => "1454198400000",
        }
    }

    /// The days that a text allows; `None` when it is not written like this.
    pub(super) fn read(self, text: &str) -> Option<RowDate> {
        match self {
            Self::Iso => iso(text),
            Self::Edtf => edtf(text),
            Self::DayMonthYear => numeric(text, |[d, m, y]| (y, m, d)),
            Self::MonthDayYear => numeric(text, |[m, d, y]| (y, m, d)),
            Self::YearMonthDay => numeric(text, |[y, m, d]| (y, m, d)),
            Self::NamedMonth => named(text).map(RowDate::day),
            Self::Compact => compact(text),
            Self::Year => year(text),
            Self::Unix => since_1970(text, 1),
            Self::UnixMs => since_1970(text, 1000),
        }
    }
}

impl Word for DateFormat {
    const NAME: &'static str = "format of dates";

    fn slugs() -> Vec<&'static str> {
        Self::ALL.iter().map(|format| format.slug()).collect()
    }

    fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.slug() == slug)
    }
}

/// A month.
pub(super) fn month_of(year: i64, month: u8) -> Option<RowDate> {
    let first = Day::from_ymd(year, month, 1)?;
    let next = match month {
        12 => Day::from_ymd(year + 1, 1, 1)?,
        _ => Day::from_ymd(year, month + 1, 1)?,
    };
    Some(RowDate::between(first, next.plus(-1)))
}

/// A year.
pub(super) fn year_of(year: i64) -> Option<RowDate> {
    let (first, last) = (Day::from_ymd(year, 1, 1)?, Day::from_ymd(year, 12, 31)?);
    Some(RowDate::between(first, last))
}

/// Digits only, a few of them.
pub(super) fn number(text: &str) -> Option<u32> {
    let digits =
        !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// One or two digits.
pub(super) fn small(text: &str) -> Option<u8> {
    (text.len() <= 2).then(|| u8::try_from(number(text)?).ok())?
}

fn four_digits(text: &str) -> Option<i64> {
    (text.len() == 4).then(|| number(text).map(i64::from))?
}

/// The text before a clock time that can be read, whole or but for its zone.
fn without_clock(text: &str) -> &str {
    match behind_date(text) {
        Some((date, clock)) if Clock::in_date(clock, Form::Colon).is_some() => date,
        _ => text,
    }
}

fn iso(text: &str) -> Option<RowDate> {
    let date = without_clock(text);
    let mut parts = date.split('-');
    let (year, month, day) = (four_digits(parts.next()?)?, parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let two = |text: &str| (text.len() == 2).then(|| small(text))?;
    match (month, day) {
        (Some(month), Some(day)) => Day::from_ymd(year, two(month)?, two(day)?).map(RowDate::day),
        _ if date.len() < text.len() => None,
        (Some(month), None) => month_of(year, two(month)?),
        _ => year_of(year),
    }
}

fn edtf(text: &str) -> Option<RowDate> {
    // Most dates are days: no need to parse and to allocate.
    if let Some(day) = iso(text).filter(|_| text.len() == 10) {
        return Some(day);
    }
    UncertainDate::parse(text).ok().map(|date| (&date).into())
}

/// Three numbers with `/`, `.` or `-` between them; the year has four digits, since a century is not for us to add.
fn numeric<'t>(
    text: &'t str,
    order: impl Fn([&'t str; 3]) -> (&'t str, &'t str, &'t str),
) -> Option<RowDate> {
    let date = without_clock(text);
    let separator = date.find(['/', '.', '-'])?;
    let mut parts = date.split(char::from(date.as_bytes()[separator]));
    let three = [parts.next()?, parts.next()?, parts.next()?];
    if parts.next().is_some() {
        return None;
    }
    let (year, month, day) = order(three);
    Day::from_ymd(four_digits(year)?, small(month)?, small(day)?).map(RowDate::day)
}

fn named(text: &str) -> Option<Day> {
    let text = without_clock(text);
    named_month_day(text).or_else(|| month_before_day(text))
}

/// `January 31, 2016`: turned round and read as the other. Seldom enough to allocate for.
fn month_before_day(text: &str) -> Option<Day> {
    let mut parts = text.split([' ', ',']).filter(|part| !part.is_empty());
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    (parts.next().is_none() && number(month).is_none())
        .then(|| named_month_day(&format!("{day} {month} {year}")))?
}

fn compact(text: &str) -> Option<RowDate> {
    let (date, rest) = text.split_at_checked(8)?;
    let clock = rest.strip_prefix('T').unwrap_or(rest);
    let ends = rest.is_empty() || Clock::basic(clock).is_some();
    basic_day(date).filter(|_| ends).map(RowDate::day)
}

/// `2016`, or `2016.0` as spreadsheets and pandas write a column of numbers with gaps.
fn year(text: &str) -> Option<RowDate> {
    year_of(four_digits(text.strip_suffix(".0").unwrap_or(text))?)
}

fn since_1970(text: &str, per_second: i64) -> Option<RowDate> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let fraction = &text[whole.len()..];
    if !fraction.is_empty() && !fraction[1..].bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let count: i64 = whole.parse().ok()?;
    let day = Day(count.div_euclid(86_400 * per_second));
    // Beyond the year 9999 it is another unit.
    let (year, ..) = day.ymd()?;
    (0..=9999).contains(&year).then(|| RowDate::day(day))
}

/// How sure a date is, as codebooks say it beside the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DatePrecision {
    /// The day as written.
    Day,
    /// About then (EDTF `~`).
    About,
    /// In doubt (EDTF `?`).
    Doubtful,
    /// Only the month is known.
    Month,
    /// Only the year is known.
    Year,
}

impl Word for DatePrecision {
    const NAME: &'static str = "precision of a date";

    fn slugs() -> Vec<&'static str> {
        vec!["day", "about", "doubtful", "month", "year"]
    }

    fn from_slug(slug: &str) -> Option<Self> {
        Some(match slug {
            "day" => Self::Day,
            "about" => Self::About,
            "doubtful" => Self::Doubtful,
            "month" => Self::Month,
            "year" => Self::Year,
            _ => return None,
        })
    }
}

impl DatePrecision {
    /// The date with this precision.
    pub(super) fn apply(self, date: RowDate) -> RowDate {
        match self {
            Self::Day => date,
            Self::About => date.about(),
            Self::Doubtful => date.in_doubt(),
            Self::Month => widened(date, |(year, month, _)| month_of(year, month)),
            Self::Year => widened(date, |(year, ..)| year_of(year)),
        }
    }
}

/// From the start of the period of the first day to the end of that of the last; open ends stay open.
fn widened(date: RowDate, period: impl Fn((i64, u8, u8)) -> Option<RowDate>) -> RowDate {
    let of = |day: Day| day.ymd().and_then(&period);
    let DayRange { from, to } = date.days;
    date.with_days(DayRange {
        from: of(from).map_or(from, |period| period.days.from),
        to: of(to).map_or(to, |period| period.days.to),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(format: DateFormat, text: &str) -> Option<String> {
        format.read(text).map(|date| date.edtf().text().to_owned())
    }

    #[test]
    fn each_format_reads_its_own() {
        use DateFormat as F;
        for (format, text, expected) in [
            (F::Iso, "2016-01-31", "2016-01-31"),
            (F::Iso, "2016-01-31T14:30:00+02:00", "2016-01-31"),
            (F::Iso, "2016-01-31 14:30:00.000", "2016-01-31"),
            (F::Iso, "2016-02", "2016-02"),
            (F::Iso, "2016", "2016"),
            (F::Edtf, "2016-01-31~", "2016-01-31~"),
            (F::Edtf, "2016-01-31/2016-02-02", "2016-01-31/2016-02-02"),
            (F::Edtf, "2016-01?", "2016-01?"),
            (F::Edtf, "2016-01-XX", "2016-01-XX"),
            (F::Edtf, "201X", "201X"),
            (
                F::Edtf,
                "[2016-01-30,2016-02-02]",
                "[2016-01-30,2016-02-02]",
            ),
            (F::DayMonthYear, "31/01/2016", "2016-01-31"),
            (F::DayMonthYear, "1.2.2016", "2016-02-01"),
            (F::DayMonthYear, "01-02-2016 9:15", "2016-02-01"),
            (F::MonthDayYear, "1/31/2016", "2016-01-31"),
            (F::YearMonthDay, "2016/1/31", "2016-01-31"),
            (F::NamedMonth, "31 January 2016", "2016-01-31"),
            (F::NamedMonth, "31-Jan-2016", "2016-01-31"),
            (F::NamedMonth, "January 31, 2016", "2016-01-31"),
            (F::Compact, "20160131", "2016-01-31"),
            (F::Compact, "20160131T143000Z", "2016-01-31"),
            (F::Year, "2016", "2016"),
            (F::Year, "2016.0", "2016"),
            (F::Unix, "1454198400", "2016-01-31"),
            (F::Unix, "-1.5", "1969-12-31"),
            (F::UnixMs, "1454198400000", "2016-01-31"),
        ] {
            assert_eq!(read(format, text).as_deref(), Some(expected), "{text}");
        }
        for format in F::ALL {
            assert!(read(format, format.example()).is_some(), "{format:?}");
            assert_eq!(F::from_slug(format.slug()), Some(format));
        }
    }

    #[test]
    fn what_is_written_otherwise_is_not_guessed_at() {
        use DateFormat as F;
        for (format, text) in [
            (F::Iso, "2016-01-31/2016-02-02"),
            (F::Iso, "2016-01-31~"),
            (F::Iso, "2016-01-31 or later"),
            (F::Iso, "2016-1-31"),
            (F::Iso, "2016-13"),
            (F::DayMonthYear, "31/01/16"),
            (F::DayMonthYear, "01/31/2016"),
            (F::DayMonthYear, "31/01/2016?"),
            (F::MonthDayYear, "31/01/2016"),
            (F::NamedMonth, "31 Jan 16"),
            (F::Compact, "20160132"),
            (F::Compact, "20160131~"),
            (F::Year, "16"),
            (F::Unix, "1454198400000"),
            (F::Unix, "1e9"),
            (F::Edtf, "about 2016"),
        ] {
            assert_eq!(read(format, text), None, "{text}");
        }
    }

    #[test]
    fn precision_widens_and_marks() {
        let day = DateFormat::Iso.read("2016-02-10").expect("a date");
        let text = |precision: DatePrecision| precision.apply(day.clone()).edtf().text().to_owned();
        assert_eq!(text(DatePrecision::Day), "2016-02-10");
        assert_eq!(text(DatePrecision::About), "2016-02-10~");
        assert_eq!(text(DatePrecision::Doubtful), "2016-02-10?");
        assert_eq!(text(DatePrecision::Month), "2016-02");
        assert_eq!(text(DatePrecision::Year), "2016");
    }
}
