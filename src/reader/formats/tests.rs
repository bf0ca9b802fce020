//! What is written in a format is what is read from it, whatever the values are.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::model::{ClaimSubject, Day, Position};
use crate::reader::{Row, testing};

/// What most formats can say.
#[derive(Debug, Clone)]
struct Told {
    id: String,
    day: (i64, u8, u8),
    position: Position,
    words: String,
    actor: String,
    killed: u64,
}

impl Told {
    fn date(&self) -> String {
        let (year, month, day) = self.day;
        format!("{year:04}-{month:02}-{day:02}")
    }

    fn lat(&self) -> String {
        self.position.lat.to_string()
    }

    fn lon(&self) -> String {
        self.position.lon.to_string()
    }
}

fn told() -> impl Strategy<Value = Told> {
    // Blanks around a value are none of it, and a value that is `None` is none for POLECAT.
    let words = "[\\PC&&[^\\s;|]]([ -~\u{e9}\u{639}\u{4e2d},\"'\\\\]{0,30}[\\PC&&[^\\s;|]])?";
    let words = words.prop_filter("a word", |text| {
        let plain = |c: char| !c.is_control() && c != ';' && c != '|' && c != '<' && c != '&';
        text.trim() == text && text.chars().all(plain) && text.chars().any(char::is_alphanumeric)
    });
    let words = words.prop_filter("a value", |text| text != "None" && text.len() > 1);
    let day = (1990_i64..2030, 1_u8..=12, 1_u8..=28);
    let degrees = (-89_000_i32..89_000, -179_000_i32..179_000);
    (
        "[A-Z]{3}[0-9]{1,9}",
        day,
        degrees,
        words.clone(),
        words,
        0_u64..100_000,
    )
        .prop_map(|(id, day, (lat, lon), words, actor, killed)| Told {
            id,
            day,
            position: Position {
                lat: f64::from(lat) / 1000.0,
                lon: f64::from(lon) / 1000.0,
            },
            words,
            actor,
            killed,
        })
}

fn table(delimiter: u8, columns: &[(&str, &str)]) -> String {
    let mut out = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    out.write_record(columns.iter().map(|(name, _)| name))
        .expect("written");
    out.write_record(columns.iter().map(|(_, value)| value))
        .expect("written");
    String::from_utf8(out.into_inner().expect("written")).expect("UTF-8")
}

fn ucdp(told: &Told) -> Row {
    let (date, lat, lon) = (told.date(), told.lat(), told.lon());
    let killed = told.killed.to_string();
    let text = table(
        b',',
        &[
            ("id", &told.id),
            ("type_of_violence", "1"),
            ("dyad_name", "x"),
            ("side_a", &told.actor),
            ("where_description", &told.words),
            ("latitude", &lat),
            ("longitude", &lon),
            ("date_start", &date),
            ("date_end", &date),
            ("best", &killed),
        ],
    );
    testing::row(ucdp::GED, &text)
}

fn acled(told: &Told, delimiter: u8) -> Row {
    let (date, lat, lon) = (told.date(), told.lat(), told.lon());
    let killed = told.killed.to_string();
    let text = table(
        delimiter,
        &[
            ("event_id_cnty", &told.id),
            ("event_date", &date),
            ("event_type", "Battles"),
            ("actor1", &told.actor),
            ("latitude", &lat),
            ("longitude", &lon),
            ("notes", &told.words),
            ("fatalities", &killed),
        ],
    );
    testing::row(acled::ACLED, &text)
}

fn geojson(told: &Told) -> Row {
    let feature = json!({"type": "FeatureCollection", "features": [{
        "type": "Feature",
        "id": told.id,
        "geometry": {"type": "Point", "coordinates": [told.position.lon, told.position.lat]},
        "properties": {"date": told.date(), "description": told.words, "actor1": told.actor, "deaths_best": told.killed},
    }]});
    testing::row(geojson::PLAIN, &feature.to_string())
}

fn calendar(told: &Told) -> String {
    let escaped = |text: &str| text.replace('\\', "\\\\").replace(',', "\\,");
    let (year, month, day) = told.day;
    format!(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:{}\r\nDTSTART;VALUE=DATE:{year:04}{month:02}{day:02}\r\nGEO:{};{}\r\n\
         DESCRIPTION:{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        told.id,
        told.lat(),
        told.lon(),
        escaped(&told.words)
    )
}

fn slides(told: &Told) -> String {
    let (year, month, day) = told.day;
    json!({"events": [{
        "unique_id": told.id,
        "start_date": {"year": year, "month": month, "day": day},
        "text": {"headline": "x", "text": told.words},
    }]})
    .to_string()
}

fn killed(row: &Row) -> Option<u64> {
    let mut claims = row.claims.iter();
    claims
        .find(|claim| claim.about == Some(ClaimSubject::Killed))?
        .best
}

proptest! {
    #[test]
    fn what_is_written_is_read(told in told()) {
        let day = Day::from_ymd(told.day.0, told.day.1, told.day.2).expect("a day of every month");
        let in_full = [
            ("ucdp", ucdp(&told)),
            ("acled", acled(&told, b',')),
            ("acled with semicolons", acled(&told, b';')),
            ("geojson", geojson(&told)),
        ];
        for (name, row) in &in_full {
            prop_assert_eq!(row.position, Some(told.position), "{}", name);
            prop_assert_eq!(killed(row), Some(told.killed), "{}", name);
            prop_assert_eq!(&row.actors[0].name, &told.actor, "{}", name);
        }
        let calendar = testing::row(ical::ICAL, &calendar(&told));
        prop_assert_eq!(calendar.position, Some(told.position));
        let slides = testing::row(timelinejs::TIMELINE_JSON, &slides(&told));
        let in_part = [("ical", calendar), ("timelinejs", slides)];
        for (name, row) in in_full.iter().chain(&in_part) {
            prop_assert_eq!(&row.id, &told.id, "{}", name);
            prop_assert_eq!(&row.when, &crate::reader::RowDate::day(day), "{}", name);
            let words = [&row.summary, &row.text, &row.title];
            // The text of a slide is HTML, in which a run of blanks is one.
            let wanted = if *name == "timelinejs" {
                told.words.split_whitespace().collect::<Vec<_>>().join(" ")
            } else {
                told.words.clone()
            };
            prop_assert!(words.contains(&&wanted), "{}: {:?} in {:?}", name, wanted, words);
        }
    }
}
