//! Days and minutes. A [`Day`] counts from 1970-01-01 in the proleptic Gregorian calendar.

use std::fmt;

/// A day, counted from 1970-01-01 (proleptic Gregorian calendar, astronomical year numbers).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

impl Day {
    /// Before every day that can be written: the open start of a range.
    pub const MIN: Self = Self(i64::MIN);
    /// After every day that can be written: the open end of a range.
    pub const MAX: Self = Self(i64::MAX);

    /// The day with this year, month (1 to 12) and day of the month, if the calendar has it.
    #[must_use]
    pub fn from_ymd(year: i64, month: u8, day: u8) -> Option<Self> {
        let fits = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        // Years beyond this would overflow the count of days; EDTF's Y-years reach further than anything dated.
        (fits && year.abs() < 1 << 50).then(|| Self(days_from_civil(year, month, day)))
    }

    /// Whether this is one of the open ends and no day of the calendar.
    #[must_use]
    pub fn is_open(self) -> bool {
        self == Self::MIN || self == Self::MAX
    }

    /// Year, month and day of the month; `None` for the open ends.
    #[must_use]
    pub fn ymd(self) -> Option<(i64, u8, u8)> {
        (!self.is_open()).then(|| civil_from_days(self.0))
    }

    /// Day of the week, 0 for Monday to 6 for Sunday; `None` for the open ends.
    #[must_use]
    pub fn weekday(self) -> Option<u8> {
        // 1970-01-01 was a Thursday.
        (!self.is_open())
            .then(|| u8::try_from((self.0 + 3).rem_euclid(7)).expect("a remainder by 7 fits"))
    }

    /// The day this many days later (earlier when negative); open ends stay open.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        if self.is_open() {
            self
        } else {
            Self(self.0.saturating_add(days))
        }
    }
}

impl fmt::Display for Day {
    /// ISO 8601 `YYYY-MM-DD`; the open ends are `..`, as in EDTF.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ymd() {
            None => f.write_str(".."),
            Some((y, m, d)) if y < 0 => write!(f, "-{:04}-{m:02}-{d:02}", -y),
            Some((y, m, d)) => write!(f, "{y:04}-{m:02}-{d:02}"),
        }
    }
}

/// A year as people write it: EDTF's year 0 is 1 BC, and -44 is 45 BC.
///
/// ```
/// use annals::model::year_name;
///
/// assert_eq!(year_name(2024), "2024");
/// assert_eq!(year_name(-44), "45 BC");
/// ```
#[must_use]
pub fn year_name(year: i64) -> String {
    match year {
        1.. => year.to_string(),
        _ => format!("{} BC", 1_u64.saturating_add(year.unsigned_abs())),
    }
}

/// Days from `from` to `to`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DayRange {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

impl DayRange {
    /// Every day.
    pub const ALL: Self = Self {
        from: Day::MIN,
        to: Day::MAX,
    };

    /// Whether the two ranges share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }
}

/// Minute of the day, 0 to 1439.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(u16);

impl Minute {
    /// 00:00.
    pub const FIRST: Self = Self(0);
    /// 23:59.
    pub const LAST: Self = Self(24 * 60 - 1);

    /// The minute, if the clock has it.
    #[must_use]
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self(hour * 60 + minute))
    }

    /// Reads `HH:MM`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.split_once(':')?;
        let digits = |part: &str| {
            (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse().ok())?
        };
        Self::new(digits(hour)?, digits(minute)?)
    }

    /// The minute after so many minutes of the day.
    #[must_use]
    pub fn after(minutes: u16) -> Option<Self> {
        Self::new(minutes / 60, minutes % 60)
    }

    /// Minutes since midnight.
    #[must_use]
    pub fn of_day(self) -> u16 {
        self.0
    }

    /// The hour that it is in, from its first minute to its last.
    #[must_use]
    pub fn hour(self) -> (Self, Self) {
        let first = self.0 - self.0 % 60;
        (Self(first), Self(first + 59))
    }
}

impl fmt::Display for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if year.rem_euclid(4) == 0
            && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) =>
        {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". Own code because chrono stops
/// at year 262,143 and EDTF does not.
fn days_from_civil(year: i64, month: u8, day: u8) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let month_from_march = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, u8, u8) {
    let z = days.saturating_add(719_468);
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let small = |n: i64| u8::try_from(n).expect("months and days are small");
    (year, small(month), small(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree() {
        for days in (-800_000..800_000).step_by(97) {
            let (year, month, day) = Day(days).ymd().expect("no open end");
            assert_eq!(Day::from_ymd(year, month, day), Some(Day(days)));
        }
        assert_eq!(Day(0).to_string(), "1970-01-01");
        assert_eq!(Day::from_ymd(2024, 12, 8).map(|day| day.0), Some(20_065));
        assert_eq!(Day::from_ymd(2023, 2, 29), None);
        assert_eq!(Day::from_ymd(i64::MAX, 1, 1), None);
        assert_eq!(Day(0).weekday(), Some(3));
        assert_eq!(
            Day::from_ymd(2024, 12, 8).and_then(Day::weekday),
            Some(6),
            "a Sunday"
        );
        assert_eq!(Day::MAX.plus(1), Day::MAX);
    }

    #[test]
    fn clock_times() {
        assert_eq!(Minute::parse("23:59").map(Minute::of_day), Some(1439));
        for wrong in ["24:00", "7:30", "07:60", "", "07-30", "+7:30", "٠٧:٣٠"] {
            assert_eq!(Minute::parse(wrong), None, "{wrong}");
        }
        assert_eq!(
            Minute::new(7, 5)
                .map(|minute| minute.to_string())
                .as_deref(),
            Some("07:05")
        );
    }

    #[test]
    fn ranges() {
        let range = |from, to| DayRange {
            from: Day(from),
            to: Day(to),
        };
        assert!(range(0, 5).overlaps(range(5, 9)) && !range(0, 4).overlaps(range(5, 9)));
        assert!(DayRange::ALL.contains(range(0, 1)) && !range(0, 5).contains(range(3, 6)));
    }
}
