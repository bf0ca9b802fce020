use proptest::prelude::*;

use super::*;
use crate::model::{EventKind, Position};
use crate::reader::testing;

const TABLE: &str = include_str!("../../../../tests/data/derived/ged41.csv");
const TYPED: &str = include_str!("../../../../tests/data/derived/ged.geojson");
const DERIVED: &str = include_str!("../../../../tests/data/derived/events.geojson");

fn events(format: Format, text: &str) -> Vec<Row> {
    let rows = testing::rows(format, text).into_iter();
    rows.map(|row| row.expect("the record is an event"))
        .collect()
}

/// All that a row says, in its order.
fn told(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| format!("{row:#?}")).collect()
}

/// UCDP GED as GeoJSON, made from a table: all cells are texts.
fn as_geojson(table: &str, line_by_line: bool) -> String {
    let reader = (ucdp::GED.open)(
        &Head {
            name: "ged.csv",
            text: table,
            whole: true,
        },
        &Options::default(),
    )
    .expect("a table of GED");
    let mut features = Vec::new();
    testing::records(&*reader, table, |record| {
        let properties: serde_json::Map<_, _> = reader
            .raw(record)
            .into_iter()
            .map(|(name, value)| (name, value.into()))
            .collect();
        let feature = serde_json::json!({
            "type": "Feature", "geometry": null, "properties": properties
        });
        features.push(feature.to_string());
    });
    if line_by_line {
        features.iter().fold(String::new(), |all, feature| {
            all + "\u{1e}" + feature + "\n"
        })
    } else {
        let features = features.join(",");
        format!(r#"{{"features":[{features}],"type":"FeatureCollection"}}"#)
    }
}

#[test]
fn ged_in_geojson_gives_what_its_table_gives() {
    let table = told(&events(ucdp::GED, TABLE));
    assert_eq!(table.len(), 10);
    assert_eq!(told(&events(GED, TYPED)), table, "numbers as numbers");
    for lines in [false, true] {
        let text = as_geojson(TABLE, lines);
        assert_eq!(testing::sniff(GED, &text), Sniff::Yes);
        assert_eq!(told(&events(GED, &text)), table, "lines: {lines}");
    }
}

#[test]
fn all_of_the_derived_ged_gives_what_its_table_gives() {
    let Some(table) = testing::shared("derived-fixtures/ged41.csv") else {
        return;
    };
    let expected = told(&events(ucdp::GED, &table));
    assert_eq!(expected.len(), 300);
    assert_eq!(told(&events(GED, &as_geojson(&table, true))), expected);
}

/// What plain GeoJSON of the same events has to give: id, dates, actors, region, coordinates and deaths.
fn essence(row: &Row) -> impl PartialEq + std::fmt::Debug {
    let deaths = row
        .claims
        .first()
        .map(|claim| (claim.low, claim.best, claim.high));
    let actors: Vec<_> = row.actors.iter().map(|part| part.name.clone()).collect();
    (
        row.id.clone(),
        row.when.clone(),
        actors,
        row.position,
        deaths,
    )
}

fn plain_is_the_same_as_ged(plain: &str, table: &str, count: usize) {
    let (plain, table) = (events(PLAIN, plain), events(ucdp::GED, table));
    assert_eq!((plain.len(), table.len()), (count, count));
    for (plain, table) in plain.iter().zip(&table) {
        assert_eq!(essence(plain), essence(table));
        let region = &plain.regions[0].name;
        assert!(
            table.regions.iter().any(|known| known.name == *region),
            "{region}"
        );
    }
}

#[test]
fn plain_geojson_gives_the_same_events() {
    plain_is_the_same_as_ged(DERIVED, TABLE, 10);
    let rows = events(PLAIN, DERIVED);
    assert_eq!(rows[6].when.edtf().text(), "2019-04-30/2019-05-05");
    assert_eq!(
        rows[0].title,
        "National Front for Liberation, SNA - SDF - Tall Rifaat town"
    );
    assert!(rows[0].actors.iter().all(|part| part.role.is_none()));
}

#[test]
fn all_of_the_derived_geojson_gives_the_same_events() {
    let shared = |name| testing::shared(&format!("derived-fixtures/{name}"));
    if let (Some(plain), Some(table)) = (shared("events.geojson"), shared("ged41.csv")) {
        plain_is_the_same_as_ged(&plain, &table, 300);
    }
}

fn feature(properties: &str) -> String {
    format!(
        r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[37,36]}},"properties":{properties}}}"#
    )
}

#[test]
fn properties_are_known_by_many_names() {
    let row = testing::row(
        PLAIN,
        &feature(
            r#"{"Event ID": 7, "headline": null, "name": "A truce", "startDate": "2024-11-27T09:30:00+03:00[Asia/Damascus]",
            "end_date": "2024-11-28", "Notes": "Both sides agree.", "actor1": "SDF", "actor2": "SNA", "country": "Syria",
            "admin1": "Aleppo", "Region": "Middle East", "location": "Manbij", "category": "Agreement",
            "source": "SOHR; Reuters", "link": "https://www.example.org/1", "fatalities": "dozens", "tags": ["a", "b"]}"#,
        ),
    );
    assert_eq!((row.id.as_str(), row.title.as_str()), ("7", "A truce"));
    assert_eq!(row.summary, "Both sides agree.");
    assert_eq!(row.when.edtf().text(), "2024-11-27/2024-11-28");
    assert_eq!(
        row.time.map(|time| time.to_string()).as_deref(),
        Some("09:30")
    );
    assert_eq!(row.timezone, "Asia/Damascus");
    let actors: Vec<_> = row.actors.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(actors, ["SDF", "SNA"]);
    let regions: Vec<_> = row.regions.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(regions, ["Syria", "Aleppo"]);
    assert_eq!(row.regions[0].codes[0].code, "SY");
    assert_eq!(
        (row.place.as_str(), row.text.as_str()),
        ("Manbij", "Middle East")
    );
    assert_eq!(row.kind, Some(EventKind::Agreement));
    assert_eq!(row.fields[0].value, "Agreement");
    let sources: Vec<_> = row
        .sources
        .iter()
        .map(|part| (part.publisher.as_str(), part.url.as_str()))
        .collect();
    assert_eq!(
        sources,
        [
            ("SOHR", ""),
            ("Reuters", ""),
            ("example.org", "https://www.example.org/1")
        ]
    );
    assert_eq!(
        (row.claims[0].best, row.claims[0].value.as_str()),
        (None, "dozens")
    );
    assert_eq!(&row.tags[..], ["a", "b"]);
    assert_eq!(
        row.position,
        Some(Position {
            lat: 36.0,
            lon: 37.0
        })
    );
    assert_eq!((row.precision, row.oddities()), (None, &[][..]));
}

#[test]
fn dates_of_properties() {
    let date = |properties: &str| {
        let mut rows = testing::rows(PLAIN, &feature(properties));
        rows.remove(0)
            .map(|row| row.when.edtf().text().to_owned())
            .map_err(|fault| fault.message.into_owned())
    };
    for (properties, expected) in [
        (r#"{"date":"2024-12~"}"#, "2024-12~"),
        (r#"{"date":20241208}"#, "2024-12-08"),
        (r#"{"timestamp":1733612400}"#, "2024-12-07"),
        (r#"{"timestamp":1733612400000}"#, "2024-12-07"),
        (r#"{"timestamp":"2024-12-08T01:00:00Z"}"#, "2024-12-08"),
        (r#"{"date":"2024-12-08","timestamp":0}"#, "2024-12-08"),
        (
            r#"{"start":"2024-11","end":"2024-12-08"}"#,
            "2024-11-01/2024-12-08",
        ),
    ] {
        assert_eq!(date(properties).as_deref(), Ok(expected), "{properties}");
    }
    assert_eq!(
        date(r#"{"title":"x"}"#),
        Err("the record has no date: none of start, date or timestamp".into())
    );
    assert_eq!(
        date(r#"{"date":"05/06/2024"}"#),
        Err(
            "date: `05/06/2024` is no date such as 2016-01-31, 2016-01-31T15:00Z or 2016-01~"
                .into()
        )
    );
    assert_eq!(
        date(r#"{"start":"2024-12-08","end":"2024-12-07"}"#),
        Err("end: the event ends before it starts".into())
    );
    assert!(
        date(r#"{"date":1733612400}"#).is_err(),
        "only a timestamp counts"
    );
    assert!(date("null").is_err());
}

#[test]
fn areas_points_and_no_geometry() {
    let with = |geometry: &str| {
        let text = feature(r#"{"date":"2024"}"#)
            .replace(r#"{"type":"Point","coordinates":[37,36]}"#, geometry);
        testing::rows(PLAIN, &text).remove(0)
    };
    let row = with(r#"{"type":"LineString","coordinates":[[36,36],[38,36]]}"#).expect("an event");
    assert_eq!(
        row.position,
        Some(Position {
            lat: 36.0,
            lon: 37.0
        })
    );
    assert_eq!(row.precision, Some(PlacePrecision::Area));
    assert_eq!(row.oddities(), [NO_ID]);
    assert_eq!(with("null").expect("an event").position, None);
    assert!(with(r#"{"type":"Point","coordinates":[36,137]}"#).is_err());
}

#[test]
fn ids_of_features_serve_where_properties_have_none() {
    let id = |properties: &str| {
        let text = feature(properties).replace(r#""type":"Feature""#, r#""type":"Feature","id":9"#);
        testing::row(PLAIN, &text).id
    };
    assert_eq!(id(r#"{"date":"2024"}"#), "9");
    assert_eq!(id(r#"{"date":"2024","event_id":"E7"}"#), "E7");
}

#[test]
fn each_layout_and_no_other_json_is_known() {
    let one = feature(r#"{"date":"2024"}"#);
    let indented = one.replace(',', ",\n");
    let several = format!("{one}\n{one}\n");
    for text in [
        DERIVED,
        &one,
        &indented,
        &several,
        r#"{"features": [], "type": "FeatureCollection"}"#,
    ] {
        assert_eq!(testing::sniff(PLAIN, text), Sniff::Yes, "{text}");
        assert_eq!(testing::sniff(GED, text), Sniff::No, "{text}");
    }
    assert_eq!(testing::rows(PLAIN, &indented).len(), 1);
    assert_eq!(testing::rows(PLAIN, &several).len(), 2);
    assert_eq!(testing::sniff(GED, TYPED), Sniff::Yes);
    assert_eq!(testing::sniff(PLAIN, TYPED), Sniff::Maybe);
    for text in [
        "",
        "{}",
        "[]",
        TABLE,
        r#"{"type": "Topology", "objects": {}}"#,
        r#"{"events": [{"start_date": {"year": 2024}}]}"#,
        r#"{"message": "FeatureCollection", "datetime": "2024"}"#,
    ] {
        for format in [GED, PLAIN] {
            assert_eq!(testing::sniff(format, text), Sniff::No, "{text}");
        }
    }
}

proptest! {
    #[test]
    fn nothing_panics(text in testing::any_json(
        &["type", "features", "geometry", "coordinates", "geometries", "properties", "id", "date", "start", "end",
          "timestamp", "actors", "sources", "url", "deaths", "tags", "date_start", "date_end", "side_a", "best"],
        &["Feature", "FeatureCollection", "Point", "2024-12-08", "2024-11/..", "2024-12-08T01:00:00Z", "9e9", "-1",
          "[1,2]", "[", "https://example.org", "é"],
    ), noise in ".*", cut in 0..200_usize) {
        let feature = feature(&text);
        let cut = text.floor_char_boundary(cut);
        for text in [&text, &text[..cut], &noise, &feature] {
            testing::survives(PLAIN, text);
            testing::survives(GED, text);
            testing::survives(PLAIN, &format!(r#"{{"type":"FeatureCollection","features":[{text}]}}"#));
            testing::survives(GED, &format!(r#"{{"type":"FeatureCollection","features":[{text}]}}"#));
        }
    }
}
