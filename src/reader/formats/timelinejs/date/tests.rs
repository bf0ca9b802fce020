use super::*;

fn parts<'a>(year: &'a str, month: &'a str, day: &'a str) -> Parts<'a> {
    Parts {
        year,
        month,
        day,
        ..Parts::default()
    }
}

fn edtf(start: Parts<'_>, end: Parts<'_>) -> Result<String, Wrong> {
    let mut row = Row::default();
    set(start, end, &mut row).map(|()| row.when.edtf().text().to_owned())
}

#[test]
fn what_is_missing_is_the_whole_of_it() {
    let none = Parts::default();
    for (start, end, expected) in [
        (parts("2012", "1", "3"), none, "2012-01-03"),
        (
            parts("622", "08", "09"),
            parts("622", "08", "23"),
            "0622-08-09/0622-08-23",
        ),
        (parts("2012", "2", ""), none, "2012-02"),
        (
            parts("2012", "5", ""),
            parts("2012", "5", "10"),
            "2012-05-01/2012-05-10",
        ),
        (parts("2012", "", ""), none, "2012"),
        (
            parts("1943", "7", ""),
            parts("1946", "", ""),
            "1943-07-01/1946-12-31",
        ),
        (parts("2012", "", ""), parts("2012", "", ""), "2012"),
        (parts("-44", "3", "15"), none, "-0044-03-15"),
        (parts("-300", "", ""), none, "-0300"),
        (parts("-13,800,000,000", "", ""), none, "Y-13800000000"),
        (parts("12500", "", ""), none, "Y12500"),
    ] {
        assert_eq!(edtf(start, end).as_deref(), Ok(expected), "{start:?}");
    }
}

#[test]
fn a_wrong_part_is_named() {
    let none = Parts::default();
    for (start, end, in_end, part, message) in [
        (none, none, false, Part::Year, "there is no date"),
        (
            parts("", "5", ""),
            none,
            false,
            Part::Year,
            "there is no year",
        ),
        (
            parts("early", "", ""),
            none,
            false,
            Part::Year,
            "`early` is no year",
        ),
        (
            parts("2012", "13", ""),
            none,
            false,
            Part::Month,
            "`13` is no month from 1 to 12",
        ),
        (
            parts("2012", "2", "30"),
            none,
            false,
            Part::Day,
            "`30` is no day of 2012-02",
        ),
        (
            parts("2012", "", ""),
            parts("2011", "", ""),
            true,
            Part::Year,
            "the slide ends before it starts",
        ),
        (
            parts("-9000000000000000000", "", ""),
            none,
            false,
            Part::Year,
            "the year -9000000000000000000 is further away than days are counted",
        ),
    ] {
        let wrong = Wrong {
            in_end,
            part,
            message: message.to_owned(),
        };
        assert_eq!(edtf(start, end), Err(wrong));
    }
}

#[test]
fn dates_in_one_text() {
    let full = Parts {
        hour: "07",
        minute: "02",
        ..parts("2011", "12", "10")
    };
    let at = |clock| Parts {
        clock,
        ..parts("2011", "12", "10")
    };
    for (text, expected) in [
        ("2011,12,10,07,02,10", full),
        ("12/10/2011 07:02", at("07:02")),
        ("2011-12-10T07:02:10", at("07:02:10")),
        ("2011, 12", parts("2011", "12", "")),
        ("12/2011", parts("2011", "12", "")),
        ("2011-12", parts("2011", "12", "")),
        ("-44-03-15", parts("-44", "03", "15")),
        ("-44", parts("-44", "", "")),
    ] {
        assert_eq!(Parts::of_text(text), Some(expected), "{text}");
    }
    for text in ["", "March 2012", "2012 March", "2012 BC", "a,b", "Tuesday"] {
        assert_eq!(Parts::of_text(text), None, "{text}");
    }
}

#[test]
fn clock_times() {
    let told = |clock| {
        let mut row = Row::default();
        let start = Parts {
            clock,
            ..parts("2012", "1", "3")
        };
        set(start, Parts::default(), &mut row).expect("a date");
        let time = row.time.map(|time| time.to_string()).unwrap_or_default();
        (time, row.timezone, row.time_text)
    };
    let expected = |parts: [&str; 3]| {
        let [time, zone, text] = parts.map(str::to_owned);
        (time, zone, text)
    };
    for (text, parts) in [
        ("14:30", ["14:30", "", ""]),
        ("2:30P.M.", ["14:30", "", ""]),
        ("12am", ["00:00", "", ""]),
        ("14.30", ["14:30", "", ""]),
        ("1430", ["14:30", "", ""]),
        ("9", ["09:00", "", ""]),
        ("07:02:10Z", ["07:02", "UTC", ""]),
        ("noon", ["", "", "noon"]),
        ("14:30 CEST", ["", "", "14:30 CEST"]),
        ("25:00", ["", "", "25:00"]),
    ] {
        assert_eq!(told(text), expected(parts), "{text}");
    }
}

/// `new Date(24, 0)` is 1924 in JavaScript and 24 nowhere that TimelineJS shows: nobody can say which year is meant.
#[test]
fn years_of_two_digits_are_refused() {
    for year in ["24", "7"] {
        let wrong = edtf(parts(year, "1", "3"), Parts::default()).expect_err("no year");
        assert_eq!(wrong.part, Part::Year);
        assert!(wrong.message.contains("two digits"), "{}", wrong.message);
    }
    let date = |year| edtf(parts(year, "1", "3"), Parts::default());
    assert_eq!(date("0024").as_deref(), Ok("0024-01-03"));
    assert_eq!(date("476").as_deref(), Ok("0476-01-03"));
    let text = Parts::of_text("12/10/11").expect("parts");
    assert!(edtf(text, Parts::default()).is_err());
}

#[test]
fn a_time_that_is_none_is_noted() {
    let time = |hour, minute| {
        let mut row = Row::default();
        let start = Parts {
            hour,
            minute,
            ..parts("2012", "1", "3")
        };
        set(start, Parts::default(), &mut row).expect("a date");
        (row.time.map(Minute::of_day), row.oddities().len())
    };
    assert_eq!(time("7", ""), (Some(420), 0));
    assert_eq!(time("7", "5"), (Some(425), 0));
    assert_eq!(time("", "5"), (None, 0));
    assert_eq!(time("24", "0"), (None, 1));
    assert_eq!(time("07:02:10Z", "02"), (None, 1));
}
