//! Calendar units for counts over time: which one fits, and where its pieces start.

use std::ops::Range;

use super::{BucketUnit, LaneTime, Period};
use crate::model::{Day, DayRange, year_name};

/// A piece of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    /// Its days.
    pub(super) days: DayRange,
    /// Its minutes, when it is part of a day.
    pub(super) minutes: Option<Range<u16>>,
    /// For an axis or a tooltip.
    pub(super) label: String,
}

impl Slot {
    /// When it is.
    pub(super) fn time(&self) -> LaneTime {
        LaneTime {
            days: self.days,
            minutes: self.minutes.clone(),
        }
    }
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const HOURS: [u8; 6] = [1, 2, 3, 4, 6, 12];
const YEARS: [u16; 15] = [
    1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000,
];
/// Hours are worth showing on so many days at most.
pub(super) const DAYS_IN_HOURS: i64 = 2;

/// The shortest unit of which the span has at most so many pieces; hours only when `timed` and the span is short.
pub(super) fn unit(span: DayRange, buckets: usize, timed: bool) -> BucketUnit {
    let fits =
        |unit: &BucketUnit| pieces(span, *unit) <= i64::try_from(buckets).unwrap_or(i64::MAX);
    let hours = HOURS
        .into_iter()
        .map(BucketUnit::Hours)
        .filter(|_| timed && length(span) <= DAYS_IN_HOURS);
    let days = [
        BucketUnit::Day,
        BucketUnit::Week,
        BucketUnit::Month,
        BucketUnit::Quarter,
    ];
    let years = YEARS.into_iter().map(BucketUnit::Years);
    hours
        .chain(days)
        .chain(years)
        .find(fits)
        .unwrap_or(BucketUnit::Years(YEARS[YEARS.len() - 1]))
}

/// The span, shortened at its start when even the longest unit has too many pieces in it: dates that EDTF can write reach
/// back further than anything worth drawing.
pub(super) fn clipped(span: DayRange, unit: BucketUnit, buckets: usize) -> DayRange {
    let buckets = i64::try_from(buckets).unwrap_or(i64::MAX);
    if pieces(span, unit) <= buckets {
        return span;
    }
    let last = period(span.to, unit);
    DayRange {
        from: from_period(last - buckets + 1, unit).max(span.from),
        to: span.to,
    }
}

/// The pieces of a span in order; the first and last are cut to it.
pub(super) fn slots(span: DayRange, unit: BucketUnit) -> Vec<Slot> {
    if let BucketUnit::Hours(hours) = unit {
        return hour_slots(span, hours);
    }
    let one_year = span.from.ymd().map(|(year, ..)| year) == span.to.ymd().map(|(year, ..)| year);
    let slot = |at: i64| {
        let whole = DayRange {
            from: from_period(at, unit),
            to: from_period(at + 1, unit).plus(-1),
        };
        let days = DayRange {
            from: whole.from.max(span.from),
            to: whole.to.min(span.to),
        };
        Slot {
            days,
            minutes: None,
            label: label(whole.from, unit, one_year),
        }
    };
    (period(span.from, unit)..=period(span.to, unit))
        .map(slot)
        .collect()
}

/// The span, widened to the whole pieces that it lies in.
pub(super) fn whole(span: DayRange, unit: BucketUnit) -> DayRange {
    DayRange {
        from: from_period(period(span.from, unit), unit),
        to: from_period(period(span.to, unit) + 1, unit).plus(-1),
    }
}

/// How scripts name the period that starts on a day, after ISO 8601: `2024`, `2024-11`, `2024-W48`, `2024-11-27`.
pub(super) fn name(first: Day, period: Period) -> String {
    let date = first.to_string();
    let month = date.rfind('-').unwrap_or(date.len());
    match period {
        Period::Day => date,
        Period::Week => week(first),
        Period::Month => date[..month].to_owned(),
        Period::Year => date[..month]
            .rfind('-')
            .map_or("", |year| &date[..year])
            .to_owned(),
    }
}

/// The week that starts on a Monday. It belongs to the year that its Thursday is in.
fn week(monday: Day) -> String {
    let thursday = monday.plus(3);
    let year = thursday.ymd().map_or(0, |(year, ..)| year);
    let new_year = Day::from_ymd(year, 1, 1).unwrap_or(thursday);
    let sign = if year < 0 { "-" } else { "" };
    format!(
        "{sign}{:04}-W{:02}",
        year.abs(),
        (thursday.0 - new_year.0) / 7 + 1
    )
}

impl From<Period> for BucketUnit {
    fn from(period: Period) -> Self {
        match period {
            Period::Day => Self::Day,
            Period::Week => Self::Week,
            Period::Month => Self::Month,
            Period::Year => Self::Years(1),
        }
    }
}

fn hour_slots(span: DayRange, hours: u8) -> Vec<Slot> {
    let days = (span.from.0..=span.to.0).map(Day);
    let slot = |day: Day, hour: u8| Slot {
        days: DayRange { from: day, to: day },
        minutes: Some(u16::from(hour) * 60..u16::from(hour + hours) * 60),
        label: format!("{} {hour:02}:00", label(day, BucketUnit::Day, true)),
    };
    days.flat_map(|day| {
        (0..24)
            .step_by(hours.into())
            .map(move |hour| slot(day, hour))
    })
    .collect()
}

fn length(span: DayRange) -> i64 {
    span.to.0.saturating_sub(span.from.0).saturating_add(1)
}

/// How many pieces of the unit a span touches.
pub(super) fn pieces(span: DayRange, unit: BucketUnit) -> i64 {
    match unit {
        BucketUnit::Hours(hours) => length(span).saturating_mul(24 / i64::from(hours.max(1))),
        _ => period(span.to, unit) - period(span.from, unit) + 1,
    }
}

/// The number of the period that a day is in, counted from some day long ago.
fn period(day: Day, unit: BucketUnit) -> i64 {
    let (year, month, _) = day.ymd().unwrap_or((1970, 1, 1));
    match unit {
        BucketUnit::Hours(_) | BucketUnit::Day => day.0,
        // 1970-01-01 was a Thursday: the first Monday lies three days earlier.
        BucketUnit::Week => (day.0 + 3).div_euclid(7),
        BucketUnit::Month => year * 12 + i64::from(month) - 1,
        BucketUnit::Quarter => year * 4 + (i64::from(month) - 1) / 3,
        BucketUnit::Years(years) => year.div_euclid(years.max(1).into()),
    }
}

/// The first day of a period.
fn from_period(number: i64, unit: BucketUnit) -> Day {
    let month = |year: i64, month: i64| {
        u8::try_from(month + 1)
            .ok()
            .and_then(|month| Day::from_ymd(year, month, 1))
    };
    let day = match unit {
        BucketUnit::Hours(_) | BucketUnit::Day => Some(Day(number)),
        BucketUnit::Week => Some(Day(number * 7 - 3)),
        BucketUnit::Month => month(number.div_euclid(12), number.rem_euclid(12)),
        BucketUnit::Quarter => month(number.div_euclid(4), number.rem_euclid(4) * 3),
        BucketUnit::Years(years) => month(number * i64::from(years.max(1)), 0),
    };
    day.unwrap_or(Day(0))
}

fn label(day: Day, unit: BucketUnit, one_year: bool) -> String {
    let Some((year, month, date)) = day.ymd() else {
        return String::new();
    };
    let name = MONTHS[usize::from(month) - 1];
    let this_year = year_name(year);
    match unit {
        BucketUnit::Hours(_) | BucketUnit::Day if one_year => format!("{date} {name}"),
        BucketUnit::Hours(_) | BucketUnit::Day => format!("{date} {name} {this_year}"),
        BucketUnit::Week if one_year => format!("week of {date} {name}"),
        BucketUnit::Week => format!("week of {date} {name} {this_year}"),
        BucketUnit::Month => format!("{name} {this_year}"),
        BucketUnit::Quarter => format!("Q{} {this_year}", (month - 1) / 3 + 1),
        BucketUnit::Years(1) => this_year,
        BucketUnit::Years(years) => {
            format!("{this_year}–{}", year_name(year + i64::from(years) - 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i64, month: u8, day: u8) -> Day {
        Day::from_ymd(year, month, day).unwrap()
    }

    #[test]
    fn the_shortest_unit_that_fits_is_chosen() {
        let fortnight = DayRange {
            from: day(2024, 11, 27),
            to: day(2024, 12, 10),
        };
        assert_eq!(unit(fortnight, 40, true), BucketUnit::Day);
        assert_eq!(unit(fortnight, 5, true), BucketUnit::Week);
        let one = DayRange {
            from: day(2024, 11, 27),
            to: day(2024, 11, 27),
        };
        assert_eq!(unit(one, 40, true), BucketUnit::Hours(1));
        assert_eq!(unit(one, 5, true), BucketUnit::Hours(6));
        assert_eq!(unit(one, 40, false), BucketUnit::Day);
        let decades = DayRange {
            from: day(1974, 3, 1),
            to: day(2024, 12, 10),
        };
        assert_eq!(unit(decades, 60, false), BucketUnit::Years(1));
        assert_eq!(unit(decades, 10, false), BucketUnit::Years(10));
    }

    #[test]
    fn slots_tile_the_span() {
        let span = DayRange {
            from: day(2023, 12, 15),
            to: day(2024, 3, 2),
        };
        for unit in [
            BucketUnit::Day,
            BucketUnit::Week,
            BucketUnit::Month,
            BucketUnit::Quarter,
            BucketUnit::Years(2),
        ] {
            let slots = slots(span, unit);
            assert_eq!(slots[0].days.from, span.from);
            assert_eq!(slots.last().unwrap().days.to, span.to);
            assert!(
                slots
                    .windows(2)
                    .all(|pair| pair[0].days.to.plus(1) == pair[1].days.from),
                "{unit:?}"
            );
        }
        let months: Vec<_> = slots(span, BucketUnit::Month)
            .into_iter()
            .map(|slot| slot.label)
            .collect();
        assert_eq!(months, ["Dec 2023", "Jan 2024", "Feb 2024", "Mar 2024"]);
    }

    #[test]
    fn periods_have_names_and_whole_ends() {
        let span = DayRange {
            from: day(2024, 12, 30),
            to: day(2025, 1, 3),
        };
        let named = |period: Period| {
            let days = whole(span, period.into());
            let slots = slots(days, period.into()).into_iter();
            let names: Vec<_> = slots.map(|slot| name(slot.days.from, period)).collect();
            (days.from.to_string(), names.join(" "), days.to.to_string())
        };
        let expected = |from: &str, names: &str, to: &str| (from.into(), names.into(), to.into());
        assert_eq!(
            named(Period::Week),
            expected("2024-12-30", "2025-W01", "2025-01-05"),
            "the week of the year's first Thursday is its first"
        );
        assert_eq!(
            named(Period::Month),
            expected("2024-12-01", "2024-12 2025-01", "2025-01-31")
        );
        assert_eq!(
            named(Period::Year),
            expected("2024-01-01", "2024 2025", "2025-12-31")
        );
        assert_eq!(name(day(2021, 1, 2).plus(-5), Period::Week), "2020-W53");
        assert_eq!(name(day(-43, 3, 15), Period::Year), "-0043");
        assert_eq!(name(day(-43, 3, 15), Period::Month), "-0043-03");
    }

    #[test]
    fn spans_of_astronomical_length_are_cut() {
        let span = DayRange {
            from: day(-900_000_000, 1, 1),
            to: day(2024, 1, 1),
        };
        let unit = unit(span, 50, false);
        assert!(slots(clipped(span, unit, 50), unit).len() <= 50);
    }
}
