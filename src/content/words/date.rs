//! Dates in words, with what is not known about them.

use crate::analysis::DateCertainty;
use crate::content::date::{heading, long as day, month_name as month};
use crate::model::{DayRange, UncertainDate, year_name};

/// An event's date: `Fri 29 Nov 2024`, `about 30 Nov 2024`, `5 or 6 Dec 2024`, `2010s`.
#[must_use]
pub fn date_words(text: &str, days: DayRange, certainty: DateCertainty) -> String {
    match certainty {
        DateCertainty::Day if !days.from.is_open() => heading(days.from),
        DateCertainty::Derived => format!("{}, by the order of events", range_words(days)),
        _ => edtf_words(text),
    }
}

/// A date in few letters, where it names a whole period: `1974`, `2010s`, and of a month its name, since it stands under its year. With its
/// qualifier, as in `~1974`.
#[must_use]
pub fn period_mark(text: &str) -> Option<String> {
    let date = UncertainDate::parse(text).ok()?;
    let days = date.written();
    let (first, last) = (days.from.ymd()?, days.to.ymd()?);
    let one_month = first.2 == 1 && (first.0, first.1) == (last.0, last.1);
    let name = match decade(text) {
        Some(decade) => decade,
        None if days.from == days.to => return None,
        None => {
            let period =
                whole(first, last, days).filter(|period| !period.starts_with("between"))?;
            if one_month {
                month(first.1).to_owned()
            } else {
                period
            }
        }
    };
    let qualifier = match (date.is_approximate(), date.is_uncertain()) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    };
    Some(format!("{qualifier}{name}"))
}

/// An EDTF date in words, as exact as it is written; text that is none as it stands.
#[must_use]
pub fn edtf_words(text: &str) -> String {
    let Ok(date) = UncertainDate::parse(text) else {
        return text.to_owned();
    };
    let words = decade(text)
        .or_else(|| season(text))
        .or_else(|| members(&date))
        .unwrap_or_else(|| range_words(date.written()));
    qualified(text, &words)
}

/// `2010s`, of `201X`.
fn decade(text: &str) -> Option<String> {
    let digits = text.trim_end_matches(QUALIFIERS).strip_suffix('X')?;
    let known = digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    known.then(|| format!("{}0s", digits.trim_start_matches('0')))
}

const QUALIFIERS: [char; 3] = ['~', '?', '%'];

/// A part of a year that has a name: `2024-21`.
fn season(text: &str) -> Option<String> {
    let (year, code) = text.trim_end_matches(QUALIFIERS).rsplit_once('-')?;
    let year = year_name(year.parse().ok()?);
    let name = match code {
        "21" => "spring",
        "22" => "summer",
        "23" => "autumn",
        "24" => "winter",
        "25" => "northern spring",
        "26" => "northern summer",
        "27" => "northern autumn",
        "28" => "northern winter",
        "29" => "southern spring",
        "30" => "southern summer",
        "31" => "southern autumn",
        "32" => "southern winter",
        "33" => "first quarter of",
        "34" => "second quarter of",
        "35" => "third quarter of",
        "36" => "fourth quarter of",
        "37" => "first third of",
        "38" => "second third of",
        "39" => "last third of",
        "40" => "first half of",
        "41" => "second half of",
        _ => return None,
    };
    Some(format!("{name} {year}"))
}

/// The members of a set: any of them, or all.
fn members(date: &UncertainDate) -> Option<String> {
    let joint = match date.text().as_bytes().first()? {
        // Neighbouring days are one run, which has words of its own.
        b'[' if date.runs().len() > 1 && !date.is_doubtful() => " or ",
        b'{' if date.runs().len() > 1 && !date.is_doubtful() => " and ",
        _ => return None,
    };
    let runs: Vec<String> = date.runs().iter().map(|&days| range_words(days)).collect();
    Some(runs.join(joint))
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
            year_name(y)
        } else {
            format!("{} {}", month(m), year_name(y))
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
            return format!("{between}{d}{joint}{} {} {}", to.2, month(m), year_name(y));
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
