//! The folded names of actors, regions and values that are numbers, searched instead of repeating them in the text of every row.

use super::fold::fold;
use super::{ActorEntry, FieldEntry, RegionEntry, ValueCode, Vocabulary};

/// Folded names, each closed by a line feed, by code.
#[derive(Debug, Default)]
pub struct Names {
    pub(super) actors: Vec<Box<str>>,
    pub(super) regions: Vec<Box<str>>,
    /// By field and value; empty for fields whose values have no names.
    pub(super) values: Vec<Vec<Box<str>>>,
}

impl Names {
    /// Folds the names of a vocabulary.
    #[must_use]
    pub fn new(vocabulary: &Vocabulary) -> Self {
        Self {
            actors: vocabulary.actors.iter().map(actor_names).collect(),
            regions: vocabulary.regions.iter().map(region_names).collect(),
            values: vocabulary.fields.iter().map(value_names).collect(),
        }
    }

    /// Which values of a field have a name that passes the test.
    pub fn values(&self, field: usize, test: impl Fn(&str) -> bool) -> Vec<usize> {
        let names = self.values.get(field).into_iter().flatten();
        let passing = names.enumerate().filter(|(_, names)| test(names));
        passing.map(|(value, _)| value).collect()
    }

    /// Which actors have a name that passes the test, by code. The test gets all names of one actor, a line each.
    pub fn actors(&self, test: impl Fn(&str) -> bool) -> Vec<bool> {
        self.actors.iter().map(|names| test(names)).collect()
    }

    /// Which regions have a name that passes the test, by code. The test gets all names of one region, a line each.
    pub fn regions(&self, test: impl Fn(&str) -> bool) -> Vec<bool> {
        self.regions.iter().map(|names| test(names)).collect()
    }
}

fn actor_names(actor: &ActorEntry) -> Box<str> {
    let names = [
        Some(&actor.name),
        actor.short.as_ref(),
        actor.native_name.as_ref(),
    ];
    lines(names.into_iter().flatten().chain(&actor.aliases))
}

fn region_names(region: &RegionEntry) -> Box<str> {
    let names = [Some(&region.name), region.native_name.as_ref()];
    lines(names.into_iter().flatten().chain(&region.aliases))
}

fn value_names(field: &FieldEntry) -> Vec<Box<str>> {
    let codes = (0..).map(ValueCode).take(field.names.len());
    codes
        .map(|value| lines(field.names_of(value).iter()))
        .collect()
}

fn lines<'a>(names: impl Iterator<Item = &'a Box<str>>) -> Box<str> {
    names
        .map(|name| fold(name) + "\n")
        .collect::<String>()
        .into()
}
