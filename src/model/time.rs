//! Time to the minute: what a filter asks for, and what a date with a clock time allows.
//!
//! Clock times have no zone here: an event has its own as it is written and shown, and is asked for by that.

use super::{Day, DayRange, Minute};

/// A minute of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayTime {
    /// The day, or an open end.
    pub day: Day,
    /// Its minute.
    pub minute: Minute,
}

impl DayTime {
    /// The minute after this one; an open end stays open.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// The minute before this one; an open end stays open.
    #[must_use]
    pub fn previous(self) -> Self {
        self.plus(-1)
    }

    /// The minute this many later (earlier when negative); an open end stays open.
    #[must_use]
    pub fn plus(self, minutes: i64) -> Self {
        if self.day.is_open() {
            return self;
        }
        let minutes = minutes.saturating_add(self.minute.of_day().into());
        let (days, minute) = (minutes.div_euclid(A_DAY), minutes.rem_euclid(A_DAY));
        let minute = u16::try_from(minute).ok().and_then(Minute::after);
        Self {
            day: self.day.plus(days),
            minute: minute.unwrap_or(Minute::FIRST),
        }
    }
}

/// Minutes of a day.
const A_DAY: i64 = 24 * 60;

/// Minutes from `from` to `to`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeRange {
    /// First minute.
    pub from: DayTime,
    /// Last minute.
    pub to: DayTime,
}

impl TimeRange {
    /// Always.
    pub const ALL: Self = Self {
        from: DayTime {
            day: Day::MIN,
            minute: Minute::FIRST,
        },
        to: DayTime {
            day: Day::MAX,
            minute: Minute::LAST,
        },
    };

    /// Minutes of one day, from the first to the last.
    #[must_use]
    pub fn within(day: Day, from: Minute, to: Minute) -> Self {
        let at = |minute| DayTime { day, minute };
        Self {
            from: at(from),
            to: at(to),
        }
    }

    /// What a date with a clock time allows. The time is that of the beginning: with a date of several days it says nothing of the end.
    /// Without one, it may have been at any minute of its days.
    ///
    /// ```
    /// use annals::model::{Day, DayRange, Minute, TimeRange};
    ///
    /// let day = DayRange { from: Day(0), to: Day(0) };
    /// let at_six = TimeRange::allowed(day, Minute::new(6, 0));
    /// let that_day = TimeRange::allowed(day, None);
    /// assert!(TimeRange::from(day).contains(that_day));
    /// assert!(that_day.overlaps(at_six) && !at_six.contains(that_day));
    /// ```
    #[must_use]
    pub fn allowed(days: DayRange, time: Option<Minute>) -> Self {
        let mut range = Self::from(days);
        if let Some(time) = time {
            if !days.from.is_open() {
                range.from.minute = time;
            }
            if days.from == days.to {
                range.to.minute = time;
            }
        }
        range
    }

    /// The days that it touches.
    #[must_use]
    pub fn days(self) -> DayRange {
        DayRange {
            from: self.from.day,
            to: self.to.day,
        }
    }

    /// The days that it is made of, unless it begins or ends within one.
    #[must_use]
    pub fn whole_days(self) -> Option<DayRange> {
        let whole = self.begins_with_day() && self.ends_with_day();
        whole.then(|| self.days())
    }

    /// Whether it begins at the first minute of a day.
    #[must_use]
    pub fn begins_with_day(self) -> bool {
        self.from.minute == Minute::FIRST
    }

    /// Whether it ends at the last minute of a day.
    #[must_use]
    pub fn ends_with_day(self) -> bool {
        self.to.minute == Minute::LAST
    }

    /// Whether a minute is in it.
    #[must_use]
    pub fn holds(self, at: DayTime) -> bool {
        self.from <= at && at <= self.to
    }

    /// Whether it has no minute.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.from > self.to
    }

    /// Whether the two ranges share a minute.
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

impl From<DayRange> for TimeRange {
    /// From the first minute of the first day to the last minute of the last.
    fn from(days: DayRange) -> Self {
        Self {
            from: DayTime {
                day: days.from,
                minute: Minute::FIRST,
            },
            to: DayTime {
                day: days.to,
                minute: Minute::LAST,
            },
        }
    }
}

/// Minutes east of UTC of an offset as the data format writes it: `+05:45`, `-03:00`.
#[must_use]
pub fn utc_offset(text: &str) -> Option<i32> {
    let (sign, clock) = match text.split_at_checked(1)? {
        ("+", clock) => (1, clock),
        ("-", clock) => (-1, clock),
        _ => return None,
    };
    let minutes = i32::from(Minute::parse(clock)?.of_day());
    (minutes <= 14 * 60).then_some(sign * minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64, hour: u16, minute: u16) -> DayTime {
        let minute = Minute::new(hour, minute).expect("the clock has it");
        DayTime {
            day: Day(day),
            minute,
        }
    }

    #[test]
    fn minutes_go_on_over_midnight_and_open_ends_stay() {
        assert_eq!(at(3, 23, 59).next(), at(4, 0, 0));
        assert_eq!(at(3, 0, 0).previous(), at(2, 23, 59));
        assert_eq!(at(3, 12, 30).plus(-3 * 24 * 60), at(0, 12, 30));
        assert_eq!(TimeRange::ALL.to.next(), TimeRange::ALL.to);
    }

    #[test]
    fn a_clock_time_narrows_what_a_date_allows() {
        let days = |from, to| DayRange {
            from: Day(from),
            to: Day(to),
        };
        let six = Minute::new(6, 0);
        let allowed = |days, time| {
            let range = TimeRange::allowed(days, time);
            (range.from, range.to)
        };
        assert_eq!(allowed(days(1, 1), six), (at(1, 6, 0), at(1, 6, 0)));
        assert_eq!(allowed(days(1, 1), None), (at(1, 0, 0), at(1, 23, 59)));
        assert_eq!(
            allowed(days(1, 2), six),
            (at(1, 6, 0), at(2, 23, 59)),
            "the end is open"
        );
        assert_eq!(
            TimeRange::allowed(DayRange::ALL, six),
            TimeRange::ALL,
            "no day has the time"
        );
    }

    #[test]
    fn days_are_ranges_of_minutes() {
        let days = DayRange {
            from: Day(1),
            to: Day(2),
        };
        assert_eq!(TimeRange::from(days).whole_days(), Some(days));
        let part = TimeRange {
            from: at(1, 0, 1),
            to: at(2, 23, 59),
        };
        assert_eq!((part.whole_days(), part.days()), (None, days));
        assert!(TimeRange::within(Day(1), Minute::LAST, Minute::FIRST).is_empty());
    }
}
