//! Days for people.

use crate::model::{Day, DayRange, DayTime, TimeRange, year_name};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// "29 Nov"; "…" for an open end.
#[must_use]
pub fn short(day: Day) -> String {
    day.ymd().map_or_else(
        || "…".into(),
        |(_, month, day)| format!("{day} {}", month_name(month)),
    )
}

/// "29 Nov 2024".
#[must_use]
pub fn long(day: Day) -> String {
    day.ymd().map_or_else(
        || "…".into(),
        |(year, _, _)| format!("{} {}", short(day), year_name(year)),
    )
}

/// "Fri 29 Nov 2024".
#[must_use]
pub fn heading(day: Day) -> String {
    match day.weekday() {
        Some(weekday) => format!("{} {}", WEEKDAYS[usize::from(weekday) % 7], long(day)),
        None => "No first day".into(),
    }
}

/// "27 Nov – 8 Dec 2024", with what both ends share said once.
#[must_use]
pub fn span(days: DayRange, dash: &str) -> String {
    let year = |day: Day| day.ymd().map(|(year, ..)| year);
    if days.from == days.to {
        long(days.from)
    } else if year(days.from) == year(days.to) {
        format!("{} {dash} {}", short(days.from), long(days.to))
    } else {
        format!("{} {dash} {}", long(days.from), long(days.to))
    }
}

/// "1974", "Mar 2011" or "27 Nov – 8 Dec 2024".
#[must_use]
pub fn period(days: DayRange, dash: &str) -> String {
    let after = days.to.plus(1).ymd();
    match (days.from.ymd(), after) {
        (Some((year, 1, 1)), Some((next, 1, 1))) if next == year + 1 => year_name(year),
        (Some((year, month, 1)), Some((_, next, 1)))
            if next == month % 12 + 1 && days.to.0 - days.from.0 < 31 =>
        {
            format!("{} {}", month_name(month), year_name(year))
        }
        _ => span(days, dash),
    }
}

/// "Fri 29 Nov 2024", "Fri 29 Nov 2024, 05:00–06:00", "Nov 2024", "29 Nov 2024, 22:00 – 30 Nov 2024, 05:00". Hours end where the next
/// begins.
#[must_use]
pub fn time(time: TimeRange, dash: &str) -> String {
    let one_day = time.from.day == time.to.day;
    match time.whole_days() {
        Some(days) if one_day => heading(days.from),
        Some(days) => period(days, dash),
        None if one_day => format!("{}, {}", heading(time.from.day), clock(time, dash)),
        None => {
            let at = |at: DayTime, clock: String| match at.day.is_open() {
                true => "…".to_owned(),
                false => format!("{}, {clock}", long(at.day)),
            };
            let from = at(time.from, time.from.minute.to_string());
            format!("{from} {dash} {}", at(time.to, end_of(time)))
        }
    }
}

/// "05:00–06:00", "05:10".
fn clock(time: TimeRange, dash: &str) -> String {
    let from = time.from.minute;
    match time.from == time.to {
        true => from.to_string(),
        false => format!("{from}{dash}{}", end_of(time)),
    }
}

/// The minute behind the last one: "06:00", "24:00".
fn end_of(time: TimeRange) -> String {
    let end = time.to.minute.of_day() + 1;
    format!("{:02}:{:02}", end / 60, end % 60)
}

/// The end of an interval, in at most seven columns: "30 Nov", or the year when it is another.
#[must_use]
pub fn end(days: DayRange) -> String {
    match (days.from.ymd(), days.to.ymd()) {
        (Some((from, ..)), Some((to, ..))) if from != to => year_name(to),
        _ => short(days.to),
    }
}

/// "Nov", by number from 1.
pub(super) fn month_name(month: u8) -> &'static str {
    MONTHS[usize::from(month.saturating_sub(1)) % 12]
}
