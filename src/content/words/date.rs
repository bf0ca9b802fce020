//! Dates in words, with what is not known about them.

use crate::analysis::DateCertainty;
use crate::content::date::{heading, long as day, month_name as month};
use crate::model::{DayRange, UncertainDate};

/// An event's date: `Fri 29 Nov 2024`, `about 30 Nov 2024`, `5 or 6 Dec 2024`.
#[must_use]
pub fn date_words(text: &str, days: DayRange, certainty: DateCertainty) -> String {
    match certainty {
        DateCertainty::Day if !days.from.is_open() => heading(days.from),
        DateCertainty::Derived => format!("{}, by the order of events", range_words(days)),
        _ => qualified(text, &range_words(days)),
    }
}

/// An EDTF date in words; text that is none as it stands.
#[must_use]
pub fn edtf_words(text: &str) -> String {
    UncertainDate::parse(text).map_or_else(
        |_| text.to_owned(),
        |date| qualified(text, &range_words(date.bounds())),
    )
}

/// The days of a range in words: a day, a month, a year, two days, or between two.
#[must_use]
pub fn range_words(days: DayRange) -> String {
    match (days.from.ymd(), days.to.ymd()) {
        (None, None) => "date not known".to_owned(),
        (Some(_), None) => format!("{} or later", day(days.from)),
        (None, Some(_)) => format!("{} or earlier", day(days.to)),
        (Some(_), Some(_)) if days.from == days.to => day(days.from),
        (Some(from), Some(to)) => whole(from, to, days).unwrap_or_else(|| several(from, to, days)),
    }
}

type Ymd = (i64, u8, u8);

/// A range that is a whole month or whole years, or several of these.
fn whole(from: Ymd, to: Ymd, days: DayRange) -> Option<String> {
    let to_month_end = days.to.plus(1).ymd()?.2 == 1;
    if from.2 != 1 || !to_month_end {
        return None;
    }
    let years = from.1 == 1 && to.1 == 12;
    let name = |(y, m, _): Ymd| {
        if years {
            y.to_string()
        } else {
            format!("{} {y}", month(m))
        }
    };
    let (first, last) = (name(from), name(to));
    Some(if first == last {
        first
    } else {
        format!("between {first} and {last}")
    })
}

fn several(from: Ymd, to: Ymd, days: DayRange) -> String {
    let (joint, between) = if days.from.plus(1) == days.to {
        (" or ", "")
    } else {
        (" and ", "between ")
    };
    let first = match from {
        (y, m, d) if (y, m) == (to.0, to.1) => {
            return format!("{between}{d}{joint}{} {} {y}", to.2, month(m));
        }
        (y, m, d) if y == to.0 => format!("{d} {}", month(m)),
        _ => day(days.from),
    };
    format!("{between}{first}{joint}{}", day(days.to))
}

/// `~` is approximate, `?` uncertain, `%` both.
fn qualified(text: &str, words: &str) -> String {
    let about = if text.contains(['~', '%']) {
        "about "
    } else {
        ""
    };
    let uncertain = if text.contains(['?', '%']) {
        ", uncertain"
    } else {
        ""
    };
    format!("{about}{words}{uncertain}")
}
