//! A circle on the globe: `near:36.20,37.16,25km`.

use super::super::expr::FieldTerm;
use super::super::filter::{Filter, Predicate};
use super::Resolver;
use crate::diagnostic::Diagnostic;

impl Resolver<'_> {
    /// The values of a `near:` are one circle, not a list.
    pub(super) fn near(&mut self, term: &FieldTerm) -> Option<Filter> {
        let texts: Vec<&str> = term
            .values
            .iter()
            .map(|value| value.text.as_str())
            .collect();
        match circle(&texts.join(",")) {
            Ok((lat, lon, km)) => Some(Filter::Test(Predicate::Near { lat, lon, km })),
            Err(wrong) => {
                self.problems.push(no_circle(term, &wrong));
                None
            }
        }
    }
}

/// What is wrong with a circle, and in which of its parts (all when `None`).
struct Wrong {
    part: Option<usize>,
    message: &'static str,
}

fn circle(text: &str) -> Result<(f64, f64, f64), Wrong> {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let &[lat, lon, distance] = parts.as_slice() else {
        let message = "`near:` takes a latitude, a longitude and a distance";
        return Err(Wrong {
            part: None,
            message,
        });
    };
    let wrong = |part, message| Wrong {
        part: Some(part),
        message,
    };
    let lat = degrees(lat, 90.0).ok_or(wrong(0, "A latitude goes from -90 to 90 degrees"))?;
    let lon = degrees(lon, 180.0).ok_or(wrong(1, "A longitude goes from -180 to 180 degrees"))?;
    let km = kilometres(distance).ok_or(wrong(2, "A distance is a number with `km` or `m`"))?;
    Ok((lat, lon, km))
}

fn degrees(text: &str, limit: f64) -> Option<f64> {
    number(text).filter(|degrees| degrees.abs() <= limit)
}

fn kilometres(text: &str) -> Option<f64> {
    let text = text.to_ascii_lowercase();
    let (number_text, scale) = match text.strip_suffix("km") {
        Some(rest) => (rest, 1.0),
        None => (text.strip_suffix('m')?, 0.001),
    };
    number(number_text.trim())
        .filter(|length| *length >= 0.0)
        .map(|length| length * scale)
}

/// Digits, a point and a sign only: `f64` would read `inf` and `nan` as well.
fn number(text: &str) -> Option<f64> {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    plain
        .then(|| text.parse().ok())
        .flatten()
        .filter(|number: &f64| number.is_finite())
}

fn no_circle(term: &FieldTerm, wrong: &Wrong) -> Diagnostic {
    let value = wrong.part.and_then(|part| term.values.get(part));
    let span = value.map_or_else(|| term.span(), |value| value.span.clone());
    Diagnostic::error("wrong-value", wrong.message, 0, span)
        .hint("write `near:36.20,37.16,25km`: latitude, longitude, distance")
}

#[cfg(test)]
mod tests {
    use super::circle;

    #[test]
    fn a_circle_has_a_centre_and_a_distance() {
        assert_eq!(circle("36.20,37.16,25km").ok(), Some((36.2, 37.16, 25.0)));
        assert_eq!(circle("-36, 37 ,500m").ok(), Some((-36.0, 37.0, 0.5)));
        for wrong in [
            "",
            "36,37",
            "91,0,1km",
            "0,181,1km",
            "0,0,1",
            "0,0,-1km",
            "nan,0,1km",
            "0,0,infkm",
        ] {
            assert!(circle(wrong).is_err(), "{wrong}");
        }
    }
}
