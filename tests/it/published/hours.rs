//! Clock times of published data are asked for as they are shown; what is no time of the event is none.

use super::{query, run};

/// How many events may, and how many must have been at a time.
fn found(path: &str, time: &str) -> (usize, usize) {
    let count = |filter: String| query(&filter, &[path]).len();
    (
        count(format!("date:{time}")),
        count(format!("date!:{time}")),
    )
}

#[test]
fn hours_of_every_format_that_has_them() {
    let ical = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n\
        BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20241210T100000Z\r\nDTSTART;TZID=Asia/Damascus:20241208T220000\r\nSUMMARY:Curfew\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:b\r\nDTSTAMP:20241210T100000Z\r\nDTSTART;VALUE=DATE:20241208\r\nSUMMARY:A day\r\nEND:VEVENT\r\n\
        END:VCALENDAR\r\n";
    let slides = r#"{"events": [
        {"start_date": {"year": "2024", "month": "12", "day": "8", "hour": "22", "minute": "40"}, "text": {"headline": "Curfew"}},
        {"start_date": {"year": "2024", "month": "12"}, "text": {"headline": "A month"}}
    ]}"#;
    let folder = tempfile::tempdir().expect("a folder");
    let written = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path.to_str().expect("a plain path").to_owned()
    };
    let ical = written("a.ics", ical);
    let slides = written("a.json", slides);
    for (path, time, counts) in [
        (
            "tests/data/timesketch/timeline.csv",
            "2024-12-08T01",
            (1, 1),
        ),
        (
            "tests/data/timesketch/timeline.csv",
            "2024-12-08T02:00",
            (1, 1),
        ),
        (
            "tests/data/timesketch/timeline.csv",
            "2024-12-07T23..2024-12-08T01",
            (2, 2),
        ),
        ("tests/data/timesketch/l2t.csv", "2024-12-08T01", (2, 1)),
        ("tests/data/timemap/events.json", "2022-02-24T07:05", (1, 1)),
        (&ical, "2024-12-08T22", (2, 1)),
        (&ical, "2024-12-08T19", (1, 0)),
        (&slides, "2024-12-08T22:40", (2, 1)),
        (&slides, "2024-12-08T22..2024-12-31", (2, 1)),
    ] {
        assert_eq!(found(path, time), counts, "{path} {time}");
    }
}

/// The quarter of an hour in which GDELT read of an event is not when it happened.
#[test]
fn when_a_report_was_added_is_no_hour_of_the_event() {
    let path = "tests/data/gdelt/events.export.CSV";
    assert_eq!(query("has:time", &[path]).len(), 0);
    let (day, _) = found(path, "2018-10-24");
    assert!(day > 0);
    assert_eq!(found(path, "2018-10-24T14"), (day, 0));
    assert_eq!(found(path, "2018-10-24T03"), (day, 0));
}

/// What `annals query` writes says the time that was asked for, and whether it is certain.
#[test]
fn the_time_asked_for_is_the_time_written() {
    let path = "tests/data/timesketch/l2t.csv";
    let (code, out, err) = run(&["query", "date:2024-12-08T01", "--format", "tsv", path]);
    assert_eq!(code, 0, "{err}");
    let lines: Vec<Vec<&str>> = out.lines().map(|line| line.split('\t').collect()).collect();
    let column = |name: &str| -> Vec<&str> {
        let at = lines[0].iter().position(|head| *head == name);
        let at = at.expect("a column");
        lines[1..].iter().map(|line| line[at]).collect()
    };
    assert_eq!(column("match"), ["possible", "certain"]);
    assert_eq!(column("time"), ["", "01:02"]);
}
