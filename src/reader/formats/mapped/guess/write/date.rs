//! The date of a proposal, and how sure its form is.

use std::fmt::Write as _;

use super::{Writer, quoted};
use crate::reader::formats::mapped::columns::Columns;
use crate::reader::formats::mapped::guess::names::Slot;
use crate::reader::formats::mapped::guess::profile::{Dates, Ordering, Profile};

impl Writer<'_> {
    pub(super) fn date(&mut self, columns: &Columns) {
        let Some(start) = self.profile(Slot::Date) else {
            return self.date_in_parts(columns);
        };
        let Some(dates) = &start.date else { return };
        self.date_reason(start, dates);
        let mut value = format!(
            "column = {}, format = \"{}\"",
            quoted(&start.reference),
            dates.format.slug()
        );
        let end = self
            .profile(Slot::DateEnd)
            .and_then(|end| Some((end, end.date.as_ref()?)));
        if let Some((end, form)) = end {
            if form.format == dates.format {
                let _ = write!(value, ", end = {}", quoted(&end.reference));
            } else {
                let _ = write!(
                    value,
                    ", end = {{ column = {}, format = \"{}\" }}",
                    quoted(&end.reference),
                    form.format.slug()
                );
            }
        }
        self.line(&format!("date = {{ {value} }}"));
        if let Some(time) = self.quoted(Slot::Time) {
            self.comment("its values are clock times");
            self.line(&format!("time = {time}"));
        }
    }

    fn date_reason(&mut self, start: &Profile, dates: &Dates) {
        self.comment(&format!(
            "{} of {} values are dates like {}",
            dates.count,
            start.values.len(),
            start
                .values
                .iter()
                .find(|value| dates.format.read(value).is_some())
                .map_or("", |value| value)
        ));
        let (this, other) = match dates.format.slug() {
            "d/m/y" => ("the day stands first", "m/d/y"),
            _ => ("the month stands first", "d/m/y"),
        };
        match dates.order {
            Ordering::Clear => {}
            Ordering::Above12 => self.comment(&format!("{this}: a number above 12 is no month")),
            Ordering::Sorted => self.note(format!(
                "{this} in `{}`, since only so are the records in the order of time; no number is above 12. Otherwise write {other}",
                start.reference
            )),
            Ordering::Undecided => self.note(format!(
                "CANNOT BE DECIDED in `{}`: no number is above 12, so that either the day or the month may stand first. Write d/m/y or m/d/y",
                start.reference
            )),
        }
    }

    fn date_in_parts(&mut self, columns: &Columns) {
        if let Some(year) = self.quoted(Slot::Year) {
            self.comment("year, month and day have columns of their own; 0 and nothing mean that it is not known");
            let mut value = format!("year = {year}");
            for (key, slot) in [("month", Slot::Month), ("day", Slot::Day)] {
                if let Some(part) = self.quoted(slot) {
                    let _ = write!(value, ", {key} = {part}");
                }
            }
            return self.line(&format!("date = {{ {value} }}"));
        }
        self.note("NO COLUMN LOOKS LIKE A DATE: write the name of the one that is".to_owned());
        let any = self.profiles.iter().find(|profile| profile.is_single());
        let name = match any {
            Some(profile) => quoted(&profile.reference),
            None if columns.is_json() => quoted("date"),
            None => quoted("#1"),
        };
        self.line(&format!("date = {name}"));
    }
}
