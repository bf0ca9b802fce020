use proptest::prelude::*;

use super::super::ucdp::GED;
use super::*;
use crate::model::{ActorKind, EventKind, EventStatus, Position};
use crate::reader::testing::{self, rows, shared};

const EVENTS: &str = include_str!("../../../../tests/data/ical/events.ics");

/// A calendar of one event with these lines.
fn calendar(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

fn row(lines: &str) -> Row {
    testing::row(ICAL, &calendar(lines))
}

fn fault(lines: &str) -> String {
    let fault = rows(ICAL, &calendar(lines)).remove(0).expect_err(lines);
    fault.message.into_owned()
}

fn reader(text: &str) -> Box<dyn Reader> {
    let head = Head {
        name: "folder/talks.ics",
        text,
        whole: true,
    };
    open(&head, &Options::default()).expect("a reader")
}

#[test]
fn the_events_of_a_calendar() {
    assert_eq!(testing::sniff(ICAL, EVENTS), Sniff::Yes);
    let rows: Vec<Row> = rows(ICAL, EVENTS).into_iter().flatten().collect();
    assert_eq!(rows.len(), 3);
    let row = &rows[0];
    assert_eq!(row.id, "ged-286045@ucdp.uu.se");
    assert_eq!(
        row.title,
        "National Front for Liberation, SNA - SDF - Tall Rifaat town"
    );
    assert_eq!(row.when.edtf().text(), "2019-04-30");
    assert_eq!(row.place, "Tall Rifaat town, Aleppo Governorate");
    assert_eq!(
        row.position,
        Some(Position {
            lat: 36.473_333,
            lon: 37.097_222
        })
    );
    assert_eq!(
        row.tags.to_vec(),
        ["National Front for Liberation, SNA", "SDF"]
    );
    assert!(
        row.summary
            .ends_with("source Reuters News;BBC Monitoring European")
    );
    assert!(row.actors.is_empty() && row.regions.is_empty() && row.oddities().is_empty());
    assert_eq!((row.kind, row.time), (None, None));
}

#[test]
fn ends_are_not_part_of_an_event() {
    for (lines, date) in [
        ("DTSTART;VALUE=DATE:20190430", "2019-04-30"),
        (
            "DTSTART;VALUE=DATE:20190430\nDTEND;VALUE=DATE:20190430",
            "2019-04-30",
        ),
        (
            "DTSTART;VALUE=DATE:20190430\nDTEND;VALUE=DATE:20190503",
            "2019-04-30/2019-05-02",
        ),
        (
            "DTSTART;VALUE=DATE:20190401\nDTEND;VALUE=DATE:20190501",
            "2019-04",
        ),
        ("DTSTART:20190430\nDURATION:P2D", "2019-04-30/2019-05-01"),
        (
            "DTSTART:20190430T200000\nDTEND:20190501T000000",
            "2019-04-30",
        ),
        (
            "DTSTART:20190430T200000\nDURATION:PT5H",
            "2019-04-30/2019-05-01",
        ),
        ("DTSTART:20190430T200000\nDURATION:PT0S", "2019-04-30"),
        ("DURATION:P2D\nDTSTART:20190430", "2019-04-30/2019-05-01"),
    ] {
        let row = row(lines);
        assert_eq!(row.when.edtf().text(), date, "{lines}");
        assert!(row.oddities().is_empty(), "{lines}");
    }
}

#[test]
fn clock_times_have_their_zone() {
    let time = |lines| {
        let row = row(lines);
        let time = row.time.map(|time| time.to_string());
        (
            time.unwrap_or_default(),
            row.timezone.clone(),
            row.oddities().to_vec(),
        )
    };
    let seen = |time: &str, zone: &str| (time.to_owned(), zone.to_owned(), vec![]);
    assert_eq!(time("DTSTART:20190430T073000Z"), seen("07:30", "UTC"));
    assert_eq!(
        time("DTSTART;TZID=Asia/Damascus:20190430T073000"),
        seen("07:30", "Asia/Damascus")
    );
    assert_eq!(
        time("DTSTART;TZID=\"/x.org/2005/Europe/Berlin\":20190430T073000"),
        seen("07:30", "Europe/Berlin")
    );
    assert_eq!(time("DTSTART:20190430T073000"), seen("07:30", ""));
    assert_eq!(
        time("DTSTART;TZID=Our Zone:20190430T073000").2,
        ["unknown-timezone"]
    );
    assert_eq!(
        time("DTSTART;TZID=Asia/Damascus:20190430T073000\nDTEND:20190430T070000Z").2,
        ["ends-in-another-zone"]
    );
}

#[test]
fn participants_sources_and_kinds() {
    let row = row("DTSTART:20190430\nSUMMARY:Round of\\ntalks\n\
                   ORGANIZER;CN=\"Doe; Jane\";CUTYPE=INDIVIDUAL:mailto:Jane@example.org\n\
                   ATTENDEE;CN=Jane D.:MAILTO:jane@example.org\n\
                   ATTENDEE;CN=Delegation A:invalid:nomail\n\
                   ATTENDEE;CN=Delegation B:invalid:nomail\n\
                   ATTENDEE;PARTSTAT=DECLINED;CN=Delegation C:invalid:nomail\n\
                   ATTENDEE;CUTYPE=ROOM;CN=Hall 2:mailto:hall@example.org\n\
                   ATTENDEE:mailto:press@example.org\n\
                   CATEGORIES:Geneva,Meeting\nCATEGORIES:Geneva,agreement\n\
                   URL:https://www.un.org/talks\nURL:message:1\n\
                   ATTACH;FILENAME=minutes.pdf:https://example.org/m.pdf\n\
                   STATUS:CANCELLED\nCOMMENT:moved\\, twice\nCONTACT:press office");
    let actors: Vec<_> = row
        .actors
        .iter()
        .map(|actor| {
            (
                actor.name.as_str(),
                actor.key.as_str(),
                actor.role,
                actor.kind,
            )
        })
        .collect();
    assert_eq!(
        actors,
        [
            (
                "Doe; Jane",
                "jane@example.org",
                None,
                Some(ActorKind::Person)
            ),
            ("Delegation A", "", None, None),
            ("Delegation B", "", None, None),
            ("press@example.org", "press@example.org", None, None),
        ]
    );
    assert_eq!(row.title, "Round of, talks");
    assert_eq!(row.kind, Some(EventKind::Meeting));
    assert_eq!(row.tags.to_vec(), ["Geneva", "Meeting", "agreement"]);
    assert_eq!(row.status, EventStatus::Cancelled);
    assert!(row.oddities().is_empty());
    let sources: Vec<_> = row
        .sources
        .iter()
        .map(|source| {
            (
                source.publisher.as_str(),
                source.title.as_str(),
                source.url.as_str(),
            )
        })
        .collect();
    assert_eq!(
        sources,
        [
            ("un.org", "", "https://www.un.org/talks"),
            ("example.org", "minutes.pdf", "https://example.org/m.pdf"),
        ]
    );
    assert_eq!(row.text, "moved, twice\npress office");
}

#[test]
fn what_recurs_is_shown_once() {
    let first = row("UID:a\nDTSTART:20190430\nRRULE:FREQ=DAILY;COUNT=9");
    assert_eq!(
        (first.id.as_str(), first.oddities()),
        ("a", ["recurrence-not-expanded"].as_slice())
    );
    let changed = row("RECURRENCE-ID:20190502\nUID:a\nDTSTART:20190503");
    assert_eq!(
        (changed.id.as_str(), changed.oddities().len()),
        ("a/20190502", 0)
    );
}

#[test]
fn an_override_of_the_first_occurrence_replaces_it() {
    let event = |lines: &str| format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n");
    let text = format!(
        "BEGIN:VCALENDAR\n{}{}{}END:VCALENDAR\n",
        event("UID:a\nSUMMARY:Weekly\nDTSTART:20190430T090000Z\nRRULE:FREQ=WEEKLY"),
        event("UID:b\nSUMMARY:Other\nDTSTART:20190430T090000Z\nRRULE:FREQ=WEEKLY"),
        event("UID:a\nSUMMARY:Moved\nDTSTART:20190501T090000Z\nRECURRENCE-ID:20190430T090000Z"),
    );
    let titles = rows(ICAL, &text).into_iter();
    let titles: Vec<_> = titles.map(|row| row.expect("an event").title).collect();
    assert_eq!(titles, ["Other", "Moved"]);
}

#[test]
fn alarms_inside_are_not_the_event() {
    let lines = "DTSTART:20190430\nBEGIN:VALARM\nDESCRIPTION:Wake up\nTRIGGER;RELATED=START:-PT5M\nEND:VALARM\nSUMMARY:Talks";
    let found = row(lines);
    assert_eq!(
        (found.title.as_str(), found.summary.as_str()),
        ("Talks", "")
    );
    let text = calendar(lines);
    let reader = reader(&text);
    let mut raw = Vec::new();
    testing::records(&*reader, &text, |record| raw = reader.raw(record));
    let pair = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    assert_eq!(
        raw,
        [
            pair("DTSTART", "20190430"),
            pair("VALARM.DESCRIPTION", "Wake up"),
            pair("VALARM.TRIGGER;RELATED=START", "-PT5M"),
            pair("SUMMARY", "Talks"),
        ]
    );
}

#[test]
fn what_a_calendar_says_of_itself() {
    let about = |lines: &str| {
        reader(&format!(
            "BEGIN:VCALENDAR\n{lines}\nBEGIN:VEVENT\nNAME:no\n"
        ))
        .about()
        .clone()
    };
    let named = about("X-WR-CALNAME:Talks\\, all\nX-WR-TIMEZONE:Asia/Damascus\nNAME:Talks");
    assert_eq!(
        (named.title.as_str(), named.timezone.as_str()),
        ("Talks, all", "Asia/Damascus")
    );
    assert_eq!(named.publisher, "talks");
    assert_eq!(about("VERSION:2.0").title, "talks");
}

#[test]
fn what_is_wrong_is_said() {
    assert_eq!(fault("SUMMARY:x"), "the event has no DTSTART");
    assert_eq!(
        fault("DTSTART:30 April"),
        "DTSTART: `30 April` is no date such as 20190430 or 20190430T133000Z"
    );
    assert_eq!(
        fault("DTSTART:20190430\nDTEND:20190429"),
        "the event ends before it starts"
    );
    assert_eq!(
        fault("DTSTART:20190430\nDURATION:-P1D"),
        "DURATION: `-P1D` is none such as P1D"
    );
    assert_eq!(
        row("DTSTART:20190430\nGEO:91;0").oddities(),
        ["geo-not-read"]
    );
    assert_eq!(
        row("DTSTART:20190430\nDESCRIPTION:a\nb").oddities(),
        ["line-not-read"]
    );
    assert_eq!(
        row("DTSTART:20190430\nSTATUS:TENTATIVE").status,
        EventStatus::Planned
    );
    assert_eq!(
        fault("UID:a\nDTSTART:20190430\nRRULE:FREQ=DAILY\nEXDATE:20190501,20190430"),
        "EXDATE excludes the first occurrence, and later ones are not expanded"
    );
}

#[test]
fn broken_calendars_lose_no_other_event() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20190430\nbegin:vevent\nDTSTART:20190501\nend:vevent\n\
                BEGIN:VTODO\nDTSTART:20190502\nEND:VTODO\nBEGIN:VTIMEZONE\nDTSTART:1\nEND:VTIMEZONE\n\
                BEGIN:VEVENT\nDTSTART:20190503\nEND:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20190504\nSUMM";
    let unclosed = "the event is not closed by `END:VEVENT`: the file may be cut off there";
    let seen: Vec<Result<String, String>> = rows(ICAL, text)
        .into_iter()
        .map(|row| {
            row.map(|row| row.when.edtf().text().to_owned())
                .map_err(|fault| fault.message.into_owned())
        })
        .collect();
    assert_eq!(
        seen,
        [
            Err(unclosed.to_owned()),
            Ok("2019-05-01".to_owned()),
            Err("a VTODO is no event".to_owned()),
            Err(unclosed.to_owned()),
            Err(unclosed.to_owned()),
        ]
    );
    assert!(rows(ICAL, "BEGIN:VCALENDAR\nEND:VCALENDAR\n").is_empty());
}

#[test]
fn files_that_are_no_calendar() {
    for text in [
        "",
        "BEGIN:VCARD\nEND:VCARD",
        "BEGIN:VEVENT\nEND:VEVENT",
        "{}",
        "a,b\nBEGIN:VCALENDAR",
    ] {
        assert_eq!(testing::sniff(ICAL, text), Sniff::No, "{text}");
        let head = Head {
            name: "a",
            text,
            whole: true,
        };
        let fault = open(&head, &Options::default()).expect_err(text);
        assert_eq!(fault.message, "a calendar starts with `BEGIN:VCALENDAR`");
    }
}

/// The same events as CSV of UCDP and as a calendar: ids, days, places and actors agree, the actors as categories.
#[test]
fn the_events_of_ucdp() {
    let (Some(ged), Some(calendar)) = (
        shared("derived-fixtures/ged41.csv"),
        shared("derived-fixtures/events.ics"),
    ) else {
        return;
    };
    let ged: Vec<Row> = rows(GED, &ged).into_iter().flatten().collect();
    let calendar: Vec<Row> = rows(ICAL, &calendar).into_iter().flatten().collect();
    assert_eq!((ged.len(), calendar.len()), (300, 300));
    for (expected, row) in ged.iter().zip(&calendar) {
        assert_eq!(row.id, format!("ged-{}@ucdp.uu.se", expected.id));
        assert_eq!(row.when, expected.when, "{}", row.id);
        assert_eq!(row.position, expected.position, "{}", row.id);
        assert!(
            row.place.contains(&expected.regions[1].name),
            "{}",
            row.place
        );
        let actors: Vec<&str> = expected
            .actors
            .iter()
            .map(|part| part.name.as_str())
            .collect();
        assert_eq!(row.tags.to_vec(), actors, "{}", row.id);
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(BEGIN:VEVENT\n|END:VEVENT\n|BEGIN:VCALENDAR\n|DTSTART[:;]|DTEND|DURATION:P|GEO:|ATTENDEE;CN=|\\PC|[\\\\\"^:;, \r\n\t]|20190430|T1200){0,30}") {
        for range in components(&text) {
            prop_assert!(text.get(range).is_some());
        }
        let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{text}");
        let reader = reader(&text);
        testing::records(&*reader, &text, |record| {
            let _ = reader.read(record, &mut Row::default());
            let _ = reader.raw(record);
        });
    }
}
