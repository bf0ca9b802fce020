//! Whether two dates can be one.

use crate::model::DayRange;

/// Dates that reach over more days say too little of when something was.
pub(super) const LONGEST: i64 = 31;

/// How the dates of two events agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeTie {
    /// One and the same day.
    SameDay,
    /// So many days in common, of so many that the longer date has.
    Overlap {
        /// Days in common.
        shared: u16,
        /// Days of the longer date.
        longer: u16,
    },
    /// So many days lie between them: 1 for neighbouring days.
    Apart(u16),
}

impl TimeTie {
    /// 1 for the same day; a half and a little for a day in a long date. Days apart count alike within the window, the nearer
    /// ones a little more: one data set dates an event by the deed and another by the report.
    pub(super) fn value(self, window: u16) -> f64 {
        match self {
            Self::SameDay => 1.0,
            Self::Overlap { shared, longer } => 0.5 + 0.5 * f64::from(shared) / f64::from(longer),
            Self::Apart(days) => 0.9 - 0.2 * f64::from(days) / f64::from(window.max(1)),
        }
    }
}

/// `None` when the dates lie farther apart than the window, or one of them is open or too long to say anything.
pub(super) fn compare(a: DayRange, b: DayRange, window: u16) -> Option<TimeTie> {
    let (first, second) = (length(a)?, length(b)?);
    let shared = a.to.min(b.to).0 - a.from.max(b.from).0 + 1;
    if shared <= 0 {
        let apart = u16::try_from(1 - shared).ok()?;
        return (apart <= window).then_some(TimeTie::Apart(apart));
    }
    let longer = first.max(second);
    Some(if longer == 1 {
        TimeTie::SameDay
    } else {
        TimeTie::Overlap {
            shared: u16::try_from(shared).ok()?,
            longer,
        }
    })
}

/// `None` for a date that says too little to be compared.
pub(super) fn length(days: DayRange) -> Option<u16> {
    if days.from.is_open() || days.to.is_open() {
        return None;
    }
    let length = days.to.0.checked_sub(days.from.0)?.checked_add(1)?;
    u16::try_from(length)
        .ok()
        .filter(|&length| i64::from(length) <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UncertainDate;

    fn tie(a: &str, b: &str) -> Option<TimeTie> {
        let days = |text| UncertainDate::parse(text).expect("a date").bounds();
        let (there, back) = (compare(days(a), days(b), 2), compare(days(b), days(a), 2));
        assert_eq!(there, back, "{a} {b}");
        there
    }

    #[test]
    fn days_are_compared_as_ranges() {
        for (a, b, expected) in [
            ("2024-11-29", "2024-11-29", Some(TimeTie::SameDay)),
            ("2024-11-29", "2024-11-30", Some(TimeTie::Apart(1))),
            ("2024-11-29", "2024-12-01", Some(TimeTie::Apart(2))),
            ("2024-11-29", "2024-12-02", None),
            (
                "2024-11-29",
                "2024-11-28/2024-11-30",
                Some(TimeTie::Overlap {
                    shared: 1,
                    longer: 3,
                }),
            ),
            ("2024-11", "2024-12-02", Some(TimeTie::Apart(2))),
            ("2024", "2024-12-02", None),
            ("../2024-12-02", "2024-12-02", None),
        ] {
            assert_eq!(tie(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn nearer_dates_count_more() {
        let values = [
            TimeTie::SameDay,
            TimeTie::Overlap {
                shared: 2,
                longer: 3,
            },
            TimeTie::Apart(1),
            TimeTie::Apart(2),
            TimeTie::Overlap {
                shared: 1,
                longer: 31,
            },
        ]
        .map(|tie| tie.value(2));
        assert!(values.is_sorted_by(|a, b| a > b), "{values:?}");
        assert!(values[4] > 0.0);
    }
}
