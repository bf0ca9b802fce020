use proptest::prelude::*;

use super::*;
use crate::model::DayTime;

fn written(text: &str, side: DateSide) -> String {
    read(text, side).map_or("–".to_owned(), |range| {
        let end = |at: DayTime, whole: bool| match whole {
            true => at.day.to_string(),
            false => format!("{} {}", at.day, at.minute),
        };
        let whole = range.whole_days().is_some();
        format!("{} {}", end(range.from, whole), end(range.to, whole))
    })
}

#[test]
fn dates_are_days() {
    let table = [
        ("2024-11-29", "2024-11-29 2024-11-29"),
        ("2024-11", "2024-11-01 2024-11-30"),
        ("2024", "2024-01-01 2024-12-31"),
        ("2024-11-29~", "2024-11-28 2024-11-30"),
        ("2024-11-29..2024-11-29", "2024-11-29 2024-11-29"),
        ("2024-11..2024-11", "2024-11-01 2024-11-30"),
        (
            "2024-11-29T05..2024-11-29T05",
            "2024-11-29 05:00 2024-11-29 05:59",
        ),
        ("2024-11-27..2024-12-01", "2024-11-27 2024-12-01"),
        ("2024-11..2024-12", "2024-11-01 2024-12-31"),
        ("2024-11-27..", "2024-11-27 .."),
        ("..2024-11-27", ".. 2024-11-27"),
        ("2024-11-27/2024-12-01", "2024-11-27 2024-12-01"),
        ("2024-11-27/..", "2024-11-27 .."),
        ("{1667,1668}", "1667-01-01 1668-12-31"),
        (">2024-11", "2024-12-01 .."),
        ("<=2024-11", ".. 2024-11-30"),
        ("..", "–"),
        ("2024-13", "–"),
        ("yesterday", "–"),
    ];
    for (text, expected) in table {
        assert_eq!(written(text, DateSide::On), expected, "{text}");
    }
}

#[test]
fn hours_and_minutes_reach_to_their_last_minute() {
    let table = [
        ("2024-11-29T05", "2024-11-29 05:00 2024-11-29 05:59"),
        ("2024-11-29t05", "2024-11-29 05:00 2024-11-29 05:59"),
        ("2024-11-29T05:10", "2024-11-29 05:10 2024-11-29 05:10"),
        (
            "2024-11-29T22..2024-11-30T04",
            "2024-11-29 22:00 2024-11-30 04:59",
        ),
        ("2024-11-29T06..T12", "2024-11-29 06:00 2024-11-29 12:59"),
        (
            "2024-11-29T06:30..T12:15",
            "2024-11-29 06:30 2024-11-29 12:15",
        ),
        ("2024-11-29..T12", "2024-11-29 00:00 2024-11-29 12:59"),
        (
            "2024-11-29T22..2024-11-30",
            "2024-11-29 22:00 2024-11-30 23:59",
        ),
        (
            "2024-11-29T22..2024-12",
            "2024-11-29 22:00 2024-12-31 23:59",
        ),
        ("2024-11-29T22..", "2024-11-29 22:00 .. 23:59"),
        ("..2024-11-29T22", ".. 00:00 2024-11-29 22:59"),
        (">2024-11-29T22", "2024-11-29 23:00 .. 23:59"),
        ("<2024-11-29T00", ".. 2024-11-28"),
        ("2024-11-29T00..T23", "2024-11-29 2024-11-29"),
        ("-0043-03-15T11", "-0043-03-15 11:00 -0043-03-15 11:59"),
        ("2024-11-29T06..T05", "2024-11-29 06:00 2024-11-29 05:59"),
    ];
    for (text, expected) in table {
        assert_eq!(written(text, DateSide::On), expected, "{text}");
    }
}

#[test]
fn a_range_from_a_day_to_itself_is_written_as_the_day() {
    let range = read("2024-11-29..2024-11-29", DateSide::On).expect("a day");
    assert_eq!(date_text(range), "2024-11-29");
}

#[test]
fn sets_ask_for_their_members_only() {
    let asked = |text, certain| {
        let ranges = read_all(text, DateSide::On, certain).expect(text);
        let days = ranges.iter().map(|range| range.whole_days().expect("days"));
        days.map(|days| format!("{} {}", days.from, days.to))
            .collect::<Vec<_>>()
    };
    let members = ["2024-11-27 2024-11-27", "2024-11-30 2024-11-30"];
    assert_eq!(asked("[2024-11-27,2024-11-30]", false), members);
    assert_eq!(asked("{2024-11-27,2024-11-30}", true), members);
    assert_eq!(asked("2024-11-29~", false), ["2024-11-28 2024-11-30"]);
    assert_eq!(asked("2024-11-29~", true), ["2024-11-29 2024-11-29"]);
    assert_eq!(asked("2024-11", true), ["2024-11-01 2024-11-30"]);
}

#[test]
fn hours_of_any_day() {
    for (text, expected) in [
        ("5", "05:00 05:59"),
        ("05", "05:00 05:59"),
        ("22..04", "22:00 04:59"),
        ("05..06", "05:00 06:59"),
        ("5..6", "05:00 06:59"),
        ("22:30..4:15", "22:30 04:15"),
        ("05:10", "05:10 05:10"),
        ("22..", "22:00 23:59"),
        ("..05", "00:00 05:59"),
        (">=22", "22:00 23:59"),
        ("<6", "00:00 05:59"),
        (">5", "06:00 23:59"),
    ] {
        let hours = read_hours(text).expect(text);
        assert_eq!(format!("{} {}", hours.from, hours.to), expected, "{text}");
    }
    for text in [
        "",
        "..",
        "24",
        "5pm",
        "22..24",
        "night",
        "05:60",
        "5:1",
        ">23",
        "<0",
        "05Z",
        "2024-11-29T05",
    ] {
        assert!(read_hours(text).is_err(), "{text}");
    }
    let night = read_hours("22..04").expect("hours");
    let at = |text| Minute::parse(text).expect("a time");
    for (time, inside) in [
        ("21:59", false),
        ("22:00", true),
        ("00:00", true),
        ("04:59", true),
        ("05:00", false),
    ] {
        assert_eq!(night.holds(at(time)), inside, "{time}");
    }
}

#[test]
fn after_and_before_leave_the_date_out() {
    assert_eq!(written("2024-11-27", DateSide::After), "2024-11-28 ..");
    assert_eq!(written("2024-11", DateSide::After), "2024-12-01 ..");
    assert_eq!(written("2024-12-01", DateSide::Before), ".. 2024-11-30");
    assert_eq!(written("2024-12", DateSide::Before), ".. 2024-11-30");
    assert_eq!(
        written("2024-11-27T05", DateSide::After),
        "2024-11-27 06:00 .. 23:59"
    );
    assert_eq!(written("2024-11-27T23", DateSide::After), "2024-11-28 ..");
    assert_eq!(
        written("2024-11-27T05:10", DateSide::Before),
        ".. 00:00 2024-11-27 05:09"
    );
}

#[test]
fn what_is_no_clock_time_is_said() {
    let zone = "times are asked for as they are shown, without a zone";
    let hours = "hours go from 00 to 23";
    let seconds = "events have hours and minutes, but no seconds";
    let dots = "between two clock times stand two dots";
    let table = [
        ("2024-11-29T24", hours),
        ("2024-11-29T5", hours),
        ("2024-11-29T", hours),
        ("2024-11-29T05:60", "clock times go from 00:00 to 23:59"),
        ("2024-11-29T0510", hours),
        ("2024-11-29T0510é", hours),
        ("2024-11-29T05:10:00", seconds),
        ("2024-11-29T05Z", zone),
        ("2024-11-29T05:10+03:00", zone),
        ("2024-11-29T05:10:00-03", zone),
        ("2024-11T05", "a clock time stands behind one day"),
        ("2024-11-29~T05", "a clock time stands behind one day"),
        ("T05", "a clock time needs its day"),
        ("..T05", "a clock time needs its day"),
        ("2024-11-29T05..T25", hours),
        ("2024-11-29T05/2024-11-29T06", dots),
        ("2024-11-29/2024-11-30T06", dots),
    ];
    for (text, reason) in table {
        let wrong = read(text, DateSide::On).expect_err(text);
        assert_eq!(wrong.reason, reason, "{text}");
    }
}

#[test]
fn ranges_are_written_as_short_as_they_are_clear() {
    for text in [
        "2024-11-29",
        "2024-11-27..2024-12-01",
        "2024-11-27..",
        "..2024-11-27",
        "2024-11-29T05",
        "2024-11-29T05:10",
        "2024-11-29T06..T12",
        "2024-11-29T06:30..T12:15",
        "2024-11-29T05:00",
        "2024-11-29T05:30..T05:59",
        "2024-11-29T00..T12",
        "2024-11-29T22..2024-11-30T04",
        "2024-11-29T22..2024-11-30T23",
        "2024-11-29T22..",
        "..2024-11-29T22:10",
    ] {
        let range = read(text, DateSide::On).expect(text);
        assert_eq!(date_text(range), text);
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_the_same(
        ends in (-800_000..800_000_i64, 0..1440_u16, 0..3000_i64),
        opens in (any::<bool>(), any::<bool>()),
        whole in (any::<bool>(), any::<bool>()),
    ) {
        let (day, minute, length) = ends;
        let from = DayTime { day: Day(day), minute: Minute::new(minute / 60, minute % 60).expect("of a day") };
        let to = from.plus(length);
        let mut range = TimeRange { from, to };
        if whole.0 {
            range.from.minute = range.from.minute.hour().0;
        }
        if whole.1 {
            range.to.minute = range.to.minute.hour().1;
        }
        if opens.0 {
            range.from = TimeRange::ALL.from;
        }
        if opens.1 {
            range.to = TimeRange::ALL.to;
        }
        prop_assume!(opens != (true, true));
        let text = date_text(range);
        prop_assert_eq!(read(&text, DateSide::On), Ok(range), "{}", text);
    }
}
