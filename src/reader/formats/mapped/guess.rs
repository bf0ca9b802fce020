//! A map proposed for a file, from the names of its columns and from what stands in them.
//!
//! The proposal is TOML with the reason for each line. It always loads; whether it is right is for its reader to say, and what
//! could not be decided is said.

mod names;
mod profile;
mod write;

use names::{NAMES, Slot, allowed, fit, plain};
use profile::Profile;

use super::columns::{Columns, Wish};
use super::sample::{self, Column};
use crate::reader::{Cut, Head};

/// A proposed map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The map, with comments.
    pub map_toml: String,
    /// What its reader has to decide or to check, a sentence each.
    pub notes: Vec<String>,
}

/// Proposes a map for the file with this start.
#[must_use]
pub fn guess(head: &Head<'_>) -> Guess {
    let wish = Wish {
        header: header(head),
        ..Wish::default()
    };
    let columns = Columns::of(head, &wish);
    let profiles = profiles(head, &columns);
    let chosen = Chosen::of(&profiles);
    write::write(head, &columns, &profiles, &chosen)
}

/// `false` when the first record looks like one of events; `None` when its names are names, or it is no table.
fn header(head: &Head<'_>) -> Option<bool> {
    let cut = Columns::of(head, &Wish::default()).cut().clone();
    let Cut::Delimited {
        delimiter, quoted, ..
    } = cut
    else {
        return None;
    };
    let cut = Cut::Delimited {
        delimiter,
        quoted,
        header: false,
    };
    let records = sample::records(head, &cut);
    let first = records.first()?;
    let date = |cell: &String| {
        use super::dates::DateFormat as F;
        [F::Iso, F::DayMonthYear, F::MonthDayYear, F::NamedMonth]
            .iter()
            .any(|format| {
                format
                    .read(cell)
                    .is_some_and(|date| date.days.from == date.days.to)
            })
    };
    let numbers = first.iter().filter(|cell| cell.parse::<f64>().is_ok());
    let is_event = first.iter().any(date) || numbers.count() * 2 > first.len();
    is_event.then_some(false)
}

/// The columns that a map can name.
fn profiles(head: &Head<'_>, columns: &Columns) -> Vec<Profile> {
    let sampled = if columns.is_json() {
        sample::of_json(head, columns.cut())
    } else {
        sample::of_cells(head, columns.cut(), columns.names())
    };
    sampled
        .iter()
        .enumerate()
        .filter_map(|(at, column)| {
            let reference = reference(columns, at, column)?;
            // The last key of a path says what it holds.
            let name = column
                .steps
                .last()
                .map_or(column.name.as_str(), |step| step);
            Some(Profile::of(column, reference, plain(name)))
        })
        .collect()
}

/// The name that finds this column.
fn reference(columns: &Columns, at: usize, column: &Column) -> Option<String> {
    let name = column.name.trim();
    if columns.is_json() {
        let mut columns = columns.clone();
        let place = columns.place(&column.name).ok()?;
        return (!column.name.is_empty() && (column.list || !place.list))
            .then(|| column.name.clone());
    }
    if columns.cell(name) == Ok(at) {
        return Some(name.to_owned());
    }
    let number = format!("#{}", at + 1);
    (columns.cell(&number) == Ok(at)).then_some(number)
}

/// Which column holds what.
#[derive(Debug, Default)]
struct Chosen(Vec<(Slot, usize)>);

impl Chosen {
    fn of(profiles: &[Profile]) -> Self {
        let mut chosen = Self::default();
        for &(slot, names) in NAMES {
            // Of actors without a part there may be several columns.
            let most = if slot == Slot::Actor { 4 } else { 1 };
            for _ in 0..most {
                let Some(at) = chosen.best(slot, names, profiles) else {
                    break;
                };
                chosen.0.push((slot, at));
            }
            if slot == Slot::Date && chosen.get(Slot::Date).is_none() {
                let parts = named(profiles, Slot::Year, is_year);
                let dated = |profile: &Profile| fits(slot, profile) && profile.is_surely_date();
                let first = profiles.iter().position(dated);
                chosen
                    .0
                    .extend(first.filter(|_| !parts).map(|at| (slot, at)));
            }
        }
        chosen.drop_halves();
        chosen
    }

    /// The column that fits best by name, of those whose values fit.
    fn best(&self, slot: Slot, names: &str, profiles: &[Profile]) -> Option<usize> {
        let free = profiles.iter().enumerate().filter(|(at, profile)| {
            !self.is_taken(*at) && allowed(&profile.name, slot) && fits(slot, profile)
        });
        free.filter_map(|(at, profile)| Some((fit(&profile.name, names)?, at)))
            .max_by_key(|&(score, at)| (score, std::cmp::Reverse(at)))
            .map(|(_, at)| at)
    }

    fn drop_halves(&mut self) {
        let both = self.get(Slot::Lat).is_some() && self.get(Slot::Lon).is_some();
        let date = self.get(Slot::Date).is_some();
        let month = self.get(Slot::Month).is_some();
        self.0.retain(|(slot, _)| match slot {
            Slot::Lat | Slot::Lon => both,
            Slot::Coordinates => !both,
            Slot::Year | Slot::Month => !date,
            Slot::Day => !date && month,
            Slot::DateEnd => date,
            _ => true,
        });
    }

    /// The column of a slot.
    fn get(&self, slot: Slot) -> Option<usize> {
        self.all(slot).next()
    }

    /// Every column of a slot.
    fn all(&self, slot: Slot) -> impl Iterator<Item = usize> {
        let chosen = self.0.iter();
        chosen.filter(move |(of, _)| *of == slot).map(|&(_, at)| at)
    }

    /// Whether a column has a slot.
    fn is_taken(&self, at: usize) -> bool {
        self.0.iter().any(|(_, taken)| *taken == at)
    }
}

fn named(profiles: &[Profile], slot: Slot, is: impl Fn(&Profile) -> bool) -> bool {
    let names = NAMES.iter().find(|(of, _)| *of == slot);
    names.is_some_and(|(_, names)| {
        let mut profiles = profiles.iter();
        profiles.any(|profile| fit(&profile.name, names).is_some() && is(profile))
    })
}

fn is_year(profile: &Profile) -> bool {
    use super::dates::DateFormat;
    let year = |value: &String| DateFormat::Year.read(value).is_some();
    profile.is_single() && !profile.values.is_empty() && profile.values.iter().all(year)
}

/// Whether the values of a column can be what the slot holds.
fn fits(slot: Slot, profile: &Profile) -> bool {
    use Slot as S;
    let small = |most: f64| {
        let within = |value: &String| value.parse().is_ok_and(|n: f64| (0.0..=most).contains(&n));
        !profile.values.is_empty() && profile.values.iter().all(within)
    };
    let one = profile.is_single();
    match slot {
        S::Id => one && profile.is_unique(),
        S::Date | S::DateEnd => one && profile.date.is_some(),
        S::Published => profile.date.is_some(),
        S::Year => is_year(profile),
        S::Month => one && small(12.0),
        S::Day => one && small(31.0),
        S::Time => one && profile.is_clock(),
        S::Title | S::Summary => !profile.list && profile.is_text() && !profile.is_class(20),
        S::Kind => one && (profile.is_class(30) || profile.is_label(30)),
        S::Lat => one && profile.is_degrees(90.0),
        S::Lon => one && profile.is_degrees(180.0),
        S::Coordinates => one && profile.is_pair(),
        S::Country | S::Admin1 | S::Admin2 | S::Place => one && profile.is_text(),
        S::Url => profile.is_url(),
        S::Initiator
        | S::Target
        | S::Actor
        | S::Claimant
        | S::Publisher
        | S::SourceTitle
        | S::Tags => profile.is_text(),
        S::Low | S::Best | S::High | S::Wounded | S::Displaced => one && profile.is_count(),
    }
}
