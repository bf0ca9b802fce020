//! The member `crs` of GeoJSON as it was before RFC 7946, which knows WGS 84 only.

use crate::reader::object::Object;
use crate::reader::{Fault, json};

/// Names of WGS 84 in degrees, after the last `:` or `/`: of OGC, of EPSG (flat and with heights), and of old programs.
const WGS_84: &[&str] = &["CRS84", "CRS84H", "4326", "4979", "WGS84", "WGS 84"];

/// Why coordinates of this reference system are not read; `None` where it is WGS 84, or is `null`, which names none.
pub(super) fn other(crs: &str) -> Option<Fault> {
    if crs == "null" {
        return None;
    }
    let name = name(crs);
    if name.as_deref().is_some_and(is_wgs_84) {
        return None;
    }
    let what = match name {
        Some(name) => format!("`{name}`"),
        None => "none that is named".to_owned(),
    };
    Some(Fault::record(format!(
        "the coordinate reference system (`crs`) is {what}, and only WGS 84 is read: convert the file to EPSG:4326 first"
    )))
}

/// `{"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}`.
fn name(crs: &str) -> Option<String> {
    let crs = Object::parse(crs).ok()?;
    let properties = Object::parse(crs.get("properties")?.get()).ok()?;
    let name = properties.get("name").map(json::text)?.into_owned();
    (!name.trim().is_empty()).then_some(name)
}

fn is_wgs_84(name: &str) -> bool {
    let last = name
        .trim()
        .rsplit([':', '/', '#'])
        .next()
        .unwrap_or_default();
    WGS_84.iter().any(|known| known.eq_ignore_ascii_case(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_wgs_84_is_read() {
        let named = |name: &str| {
            other(&format!(
                r#"{{"type":"name","properties":{{"name":"{name}"}}}}"#
            ))
        };
        for name in [
            "urn:ogc:def:crs:OGC:1.3:CRS84",
            "urn:ogc:def:crs:OGC::CRS84",
            "urn:ogc:def:crs:EPSG::4326",
            "EPSG:4326",
            "epsg:4326",
            "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
            "http://www.opengis.net/def/crs/EPSG/0/4326",
            "WGS84",
        ] {
            assert_eq!(named(name), None, "{name}");
        }
        for name in ["urn:ogc:def:crs:EPSG::3857", "EPSG:32637", "14326", ""] {
            assert!(named(name).is_some(), "{name}");
        }
        assert_eq!(other("null"), None);
        let link =
            r#"{"type":"link","properties":{"href":"http://example.org/crs","type":"proj4"}}"#;
        let fault = other(link).expect("another");
        assert!(fault.message.contains("none that is named"), "{fault:?}");
        let fault = named("EPSG:3857").expect("another");
        assert_eq!(
            fault.message,
            "the coordinate reference system (`crs`) is `EPSG:3857`, and only WGS 84 is read: convert the file to EPSG:4326 first"
        );
    }
}
