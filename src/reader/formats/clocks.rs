//! Clock times, zones and years in every format that has them: read whole, or kept as text with a warning.

use super::*;
use crate::reader::{Options, Row, testing};

/// What a row says of its time: clock time, zone, text, oddities.
fn told(row: &Row) -> [String; 4] {
    let clocks = ["time-not-read", "unknown-timezone", "zones-disagree"];
    let odd = row.oddities().iter().filter(|odd| clocks.contains(odd));
    [
        row.time.map(|time| time.to_string()).unwrap_or_default(),
        row.timezone.clone(),
        row.time_text.clone(),
        odd.copied().collect::<Vec<_>>().join(" "),
    ]
}

fn timemap(date: &str, clock: &str) -> Row {
    let event = serde_json::json!([{
        "id": "1", "description": "Smoke", "date": date, "time": clock, "location": "Town",
        "latitude": "50.1", "longitude": "30.1", "associations": [], "sources": [],
    }]);
    testing::row(timemap::TIMEMAP, &event.to_string())
}

fn geojson(properties: &serde_json::Value) -> Row {
    let collection = serde_json::json!({"type": "FeatureCollection", "features": [{
        "type": "Feature", "id": "a", "geometry": {"type": "Point", "coordinates": [37.1, 36.2]},
        "properties": properties,
    }]});
    testing::row(geojson::PLAIN, &collection.to_string())
}

fn l2t(clock: &str, zone: &str) -> Row {
    let text = format!(
        "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra\n\
        07/01/2021,{clock},{zone},....,LOG,Log,Rec,-,h,s,d,2,f,1,-,p,-\n"
    );
    testing::row(timesketch::L2TCSV, &text)
}

fn timesketch(datetime: &str) -> Row {
    let text = format!("message,datetime,timestamp_desc\none,{datetime},Logged\n");
    testing::row(timesketch::TIMESKETCH, &text)
}

fn slides(date: &str) -> Row {
    let slides = serde_json::json!({"timeline": {"date": [{"startDate": date, "headline": "x"}]}});
    testing::row(timelinejs::TIMELINE_JSON, &slides.to_string())
}

fn mapped(clock: &str, zone: &str) -> Row {
    let map = "[dataset]\ntimezone = \"Asia/Damascus\"\n[event]\nid = \"id\"\ntitle = \"title\"\ndate = \"date\"\ntime = \"time\"\n\
        timezone = \"tz\"\n";
    let options = Options {
        map: Some(map.to_owned()),
        ..Options::default()
    };
    let text = format!("id,date,time,tz,title\n1,2024-01-01,{clock},{zone},x\n");
    let mut rows = testing::rows_with(mapped::MAPPED, &text, &options);
    rows.remove(0).expect("an event")
}

/// Where the format has the zone in the cell of the time.
#[test]
fn every_format_reads_a_clock_time_whole_or_keeps_it_as_text() {
    for (clock, parts) in [
        ("7:05 PM", ["19:05", "", "", ""]),
        ("7:05pm", ["19:05", "", "", ""]),
        ("7:05 p.m.", ["19:05", "", "", ""]),
        ("12:30 AM", ["00:30", "", "", ""]),
        ("07:05Z", ["07:05", "UTC", "", ""]),
        ("07:05+02:00", ["07:05", "+02:00", "", ""]),
        ("07:05+05:45", ["07:05", "+05:45", "", ""]),
        ("07:05 UTC+2", ["07:05", "+02:00", "", ""]),
        ("07:05 EST", ["", "", "07:05 EST", "unknown-timezone"]),
        ("14:30 MSK", ["", "", "14:30 MSK", "unknown-timezone"]),
        ("07:05:99", ["", "", "07:05:99", "time-not-read"]),
        ("07:05?", ["", "", "07:05?", "time-not-read"]),
        ("19:05 PM", ["", "", "19:05 PM", "time-not-read"]),
        ("24:00", ["", "", "24:00", "time-not-read"]),
    ] {
        let parts = parts.map(str::to_owned);
        assert_eq!(told(&timemap("2/24/2022", clock)), parts, "{clock}");
        let named = serde_json::json!({"date": "2024-01-01", "time": clock, "name": "pm"});
        assert_eq!(told(&geojson(&named)), parts, "{clock}");
        let in_date = serde_json::json!({"date": format!("2024-01-01 {clock}"), "name": "pm"});
        assert_eq!(told(&geojson(&in_date)), parts, "{clock}");
        assert_eq!(told(&l2t(clock, "-")), parts, "{clock}");
        assert_eq!(
            told(&timesketch(&format!("2024-01-01 {clock}"))),
            parts,
            "{clock}"
        );
        assert_eq!(
            told(&slides(&format!("12/10/2011 {clock}"))),
            parts,
            "{clock}"
        );
        assert_eq!(told(&mapped(clock, "")), parts, "{clock}");
    }
    for clock in ["evening", "~07:05", "07.05", "0705", "07:05-08:30"] {
        let parts = ["", "", clock, "time-not-read"].map(str::to_owned);
        assert_eq!(told(&timemap("2/24/2022", clock)), parts, "{clock}");
        assert_eq!(told(&l2t(clock, "-")), parts, "{clock}");
        assert_eq!(told(&mapped(clock, "")), parts, "{clock}");
    }
}

/// Where the format has the zone in a column of its own; the data set of the map has one, too, which never takes its place.
#[test]
fn a_zone_that_is_not_known_is_never_replaced() {
    for (zone, parts) in [
        ("UTC", ["14:30", "UTC", "", ""]),
        ("UTC+2", ["14:30", "+02:00", "", ""]),
        ("GMT+3", ["14:30", "+03:00", "", ""]),
        ("+0200", ["14:30", "+02:00", "", ""]),
        ("+05:45", ["14:30", "+05:45", "", ""]),
        ("europe/berlin", ["14:30", "Europe/Berlin", "", ""]),
        ("Asia/Calcutta", ["14:30", "Asia/Calcutta", "", ""]),
        ("CEST", ["", "", "14:30 CEST", "unknown-timezone"]),
        ("EST", ["", "", "14:30 EST", "unknown-timezone"]),
        ("MSK", ["", "", "14:30 MSK", "unknown-timezone"]),
        (
            "W. Europe Standard Time",
            ["", "", "14:30 W. Europe Standard Time", "unknown-timezone"],
        ),
    ] {
        let parts = parts.map(str::to_owned);
        assert_eq!(told(&mapped("14:30", zone)), parts, "{zone}");
        assert_eq!(told(&l2t("14:30", zone)), parts, "{zone}");
    }
    let expected = ["19:05", "+02:00", "", "zones-disagree"].map(str::to_owned);
    assert_eq!(told(&l2t("19:05:00+02:00", "UTC")), expected);
    assert_eq!(told(&l2t("--:--:--", "UTC")), [""; 4].map(str::to_owned));
}

#[test]
fn a_calendar_keeps_the_names_of_its_zones() {
    let row = |start: &str| {
        let text = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-TIMEZONE:Asia/Damascus\r\nBEGIN:VEVENT\r\nUID:a\r\n{start}\r\nSUMMARY:x\r\n\
            END:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        testing::row(ical::ICAL, &text)
    };
    for (start, parts) in [
        (
            "DTSTART;TZID=W. Europe Standard Time:20240101T140000",
            ["", "", "14:00 W. Europe Standard Time", "unknown-timezone"],
        ),
        (
            "DTSTART;TZID=EST:20240101T140000",
            ["", "", "14:00 EST", "unknown-timezone"],
        ),
        (
            "DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20240101T140000",
            ["14:00", "Europe/Berlin", "", ""],
        ),
        (
            "DTSTART;TZID=UTC+2:20240101T140000",
            ["14:00", "+02:00", "", ""],
        ),
        ("DTSTART:20240101T140000Z", ["14:00", "UTC", "", ""]),
    ] {
        assert_eq!(told(&row(start)), parts.map(str::to_owned), "{start}");
    }
}

#[test]
fn years_of_two_digits_are_refused_everywhere() {
    let is_refused = |format: Format, text: &str| {
        let rows = testing::rows(format, text);
        assert!(rows.iter().all(Result::is_err), "{text}");
    };
    let event = serde_json::json!([{
        "id": "1", "description": "Smoke", "date": "2/24/22", "location": "Town",
        "latitude": "50.1", "longitude": "30.1", "associations": [], "sources": [],
    }]);
    is_refused(timemap::TIMEMAP, &event.to_string());
    is_refused(
        timesketch::TIMESKETCH,
        "message,datetime,timestamp_desc\neight,22-11-10T12:00:00Z,Logged\n",
    );
    is_refused(
        timesketch::L2TCSV,
        "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra\n\
        06/30/21,01:00:00,UTC,....,LOG,Log,Rec,-,h,s,d,2,f,1,-,p,-\n",
    );
    let slides =
        serde_json::json!({"timeline": {"date": [{"startDate": "12/10/11", "headline": "x"}]}});
    is_refused(timelinejs::TIMELINE_JSON, &slides.to_string());
}
