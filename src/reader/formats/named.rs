//! What the columns and properties of files without a fixed set of them tell, by their names: `startDate`, `start_date` and
//! `Start Date` are the start of an event wherever they stand.
//!
//! Only names that mean one thing are known. What has another name is shown with the record and not interpreted.

mod fill;

pub(super) use fill::Fill;

/// What a property tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    Id,
    Title,
    Summary,
    /// A date, or the first of two.
    Start,
    End,
    /// A date if it is one, an epoch if it is a number.
    Timestamp,
    Clock,
    /// A list.
    Actors,
    /// One actor a property: `actor1`, `actor2`.
    Actor,
    Country,
    Admin1,
    Admin2,
    /// An area, of which the name does not say whether it lies inside of a country or holds several.
    Region,
    Place,
    Category,
    Url,
    Source,
    Killed,
    KilledLow,
    KilledHigh,
    Tags,
}

/// Names of each slot, the most telling first; in lower case and without `_`, `-` and blanks.
const NAMES: &[(Slot, &[&str])] = &[
    (Slot::Id, &["id", "eventid", "uid", "uuid", "globalid"]),
    (Slot::Title, &["title", "headline", "name", "event"]),
    (Slot::Summary, &["description", "summary", "notes"]),
    (
        Slot::Start,
        &[
            "start",
            "startdate",
            "datestart",
            "date",
            "datetime",
            "eventdate",
        ],
    ),
    (Slot::End, &["end", "enddate", "dateend"]),
    (Slot::Timestamp, &["timestamp"]),
    (Slot::Clock, &["time", "starttime"]),
    (Slot::Actors, &["actors"]),
    (
        Slot::Actor,
        &["actor", "actor1", "actor2", "actor3", "actor4"],
    ),
    (Slot::Country, &["country"]),
    (
        Slot::Admin1,
        &["admin1", "adm1", "governorate", "province", "oblast"],
    ),
    (Slot::Admin2, &["admin2", "adm2", "district"]),
    (Slot::Region, &["region"]),
    (Slot::Place, &["place", "location", "city"]),
    (Slot::Category, &["category", "type", "kind", "eventtype"]),
    (Slot::Url, &["url", "link", "sourceurl"]),
    (Slot::Source, &["source", "sources"]),
    (
        Slot::Killed,
        &["deathsbest", "deaths", "fatalities", "killed"],
    ),
    (Slot::KilledLow, &["deathslow", "killedlow"]),
    (Slot::KilledHigh, &["deathshigh", "killedhigh"]),
    (Slot::Tags, &["tags", "tag"]),
];

/// Where the properties that tell something stand, by slot and within it by rank of the name.
#[derive(Debug, Clone, Default)]
pub(super) struct Named(Vec<(Slot, usize, usize)>);

impl Named {
    /// From the names of all properties.
    pub(super) fn new(names: &[impl AsRef<str>]) -> Self {
        let known = names.iter().enumerate().filter_map(|(at, name)| {
            let (slot, rank) = slot_of(name.as_ref())?;
            Some((slot, rank, at))
        });
        let mut named: Vec<_> = known.collect();
        named.sort_unstable();
        Self(named)
    }

    /// The same without these slots, where a format gives such names another meaning.
    pub(super) fn without(mut self, slots: &[Slot]) -> Self {
        self.0.retain(|(slot, ..)| !slots.contains(slot));
        self
    }

    /// Positions of the properties that tell this.
    fn places(&self, slot: Slot) -> impl Iterator<Item = usize> + '_ {
        self.0
            .iter()
            .filter(move |(of, ..)| *of == slot)
            .map(|&(_, _, at)| at)
    }
}

/// The slot that a name stands for, and the rank of the name among those of the slot.
fn slot_of(name: &str) -> Option<(Slot, usize)> {
    NAMES.iter().find_map(|(slot, names)| {
        let rank = names.iter().position(|known| is_spelling(name, known))?;
        Some((*slot, rank))
    })
}

fn is_spelling(name: &str, known: &str) -> bool {
    name.bytes()
        .filter(|byte| !matches!(byte, b'_' | b'-' | b' '))
        .map(|byte| byte.to_ascii_lowercase())
        .eq(known.bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_many_spellings() {
        for name in [
            "startDate",
            "start_date",
            "Start Date",
            "STARTDATE",
            "date-start",
        ] {
            assert_eq!(
                slot_of(name).map(|(slot, _)| slot),
                Some(Slot::Start),
                "{name}"
            );
        }
        for name in ["", "_", "starts", "deaths_a", "actorless", "début"] {
            assert_eq!(slot_of(name), None, "{name}");
        }
    }

    #[test]
    fn each_known_name_has_one_slot_and_is_folded() {
        let all: Vec<_> = NAMES.iter().flat_map(|(_, names)| *names).collect();
        for name in &all {
            assert_eq!(
                all.iter().filter(|other| other == &name).count(),
                1,
                "{name}"
            );
            assert!(
                name.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            );
        }
    }

    #[test]
    fn the_most_telling_name_comes_first() {
        let named = Named::new(&["name", "notes", "title", "actor2", "actor1", "Description"]);
        let places = |slot| named.places(slot).collect::<Vec<_>>();
        assert_eq!(places(Slot::Title), [2, 0]);
        assert_eq!(places(Slot::Actor), [4, 3]);
        assert_eq!(places(Slot::Summary), [5, 1]);
        let without = named.clone().without(&[Slot::Title]);
        assert_eq!(without.places(Slot::Title).count(), 0);
    }
}
