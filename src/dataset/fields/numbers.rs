//! Numbers, flags and coordinates.

use std::ops::{Range, RangeInclusive};

use toml::de::DeValue;

use super::Fields;
use crate::dataset::values::Fault;
use crate::model::Position;

impl Fields<'_, '_> {
    /// A whole number.
    pub(in crate::dataset) fn integer(&mut self, key: &'static str) -> Option<i64> {
        let value = self.get(key)?;
        match value.value {
            DeValue::Integer(digits) => {
                match i64::from_str_radix(digits.as_str(), digits.radix()) {
                    Ok(number) => Some(number),
                    Err(_) => {
                        self.fault_at(
                            Fault::new("bad-number", format!("`{key}` does not fit in 64 bits")),
                            value.place,
                        );
                        None
                    }
                }
            }
            _ => {
                self.wrong_type(key, "a whole number", &value);
                None
            }
        }
    }

    /// A whole number within limits.
    pub(in crate::dataset) fn integer_in(
        &mut self,
        key: &'static str,
        limits: RangeInclusive<i64>,
    ) -> Option<i64> {
        let number = self.integer(key)?;
        if limits.contains(&number) {
            return Some(number);
        }
        let place = self
            .table
            .get(key)
            .map_or_else(|| self.place(), |value| self.sink.place(&value.span()));
        let hint = match limits.end() {
            &i64::MAX => format!("write {} or more", limits.start()),
            end => format!("write a whole number from {} to {end}", limits.start()),
        };
        self.fault_at(
            Fault::new("bad-number", format!("`{key}` cannot be {number}")).hint(hint),
            place,
        );
        None
    }

    /// A count of people.
    pub(in crate::dataset) fn count(&mut self, key: &'static str) -> Option<u64> {
        self.integer_in(key, 0..=i64::MAX)
            .and_then(|number| u64::try_from(number).ok())
    }

    /// `true` or `false`; `false` when absent.
    pub(in crate::dataset) fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.get(key) else {
            return false;
        };
        if let DeValue::Boolean(flag) = value.value {
            return *flag;
        }
        self.wrong_type(key, "true or false", &value);
        false
    }

    /// A number, with its place.
    fn number(&mut self, key: &'static str) -> Option<(f64, Range<usize>)> {
        let value = self.get(key)?;
        let number = match value.value {
            DeValue::Float(digits) => digits.as_str().parse::<f64>().ok(),
            DeValue::Integer(digits) => i32::from_str_radix(digits.as_str(), digits.radix())
                .ok()
                .map(f64::from),
            _ => {
                self.wrong_type(key, "a number", &value);
                return None;
            }
        };
        // What does not fit is no coordinate either, and is reported as one.
        Some((number.unwrap_or(f64::NAN), value.place))
    }

    /// `lat` and `lon`, both or neither.
    pub(in crate::dataset) fn position(&mut self) -> Option<Position> {
        let lat = self.coordinate("lat", 90.0);
        let lon = self.coordinate("lon", 180.0);
        match (lat, lon) {
            (Some((lat, place)), Some((lon, end))) => {
                if lat == 0.0 && lon == 0.0 {
                    let place = place.start.min(end.start)..place.end.max(end.end);
                    let message =
                        "0, 0 lies in the Gulf of Guinea and is mostly a missing position";
                    let diagnostic = self.sink.warning("null-island", message, place);
                    self.sink.push(
                        diagnostic.hint("leave `lat` and `lon` out when the position is not known"),
                    );
                }
                Some(Position { lat, lon })
            }
            (None, None) => None,
            (lat, lon) => {
                self.one_coordinate(lat.or(lon).map(|(_, place)| place));
                None
            }
        }
    }

    fn one_coordinate(&mut self, place: Option<Range<usize>>) {
        // A coordinate that is there but wrong has been reported already.
        let (Some(place), false, true) = (
            place,
            self.table.contains_key("lat") && self.table.contains_key("lon"),
            self.is_whole(),
        ) else {
            return;
        };
        let fault = Fault::new(
            "bad-coordinates",
            format!("this {} has one coordinate only", self.what),
        );
        self.fault_at(fault.hint("give both `lat` and `lon`, or neither"), place);
    }

    fn coordinate(&mut self, key: &'static str, limit: f64) -> Option<(f64, Range<usize>)> {
        let (number, place) = self.number(key)?;
        if number.abs() <= limit {
            return Some((number, place));
        }
        let fault = Fault::new(
            "bad-coordinates",
            format!("`{key}` must be between -{limit} and {limit} degrees"),
        );
        let fault = if key == "lat" && number.abs() <= 180.0 {
            fault.hint("are `lat` and `lon` swapped?")
        } else {
            fault
        };
        self.fault_at(fault, place);
        None
    }
}
