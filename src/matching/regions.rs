//! Which regions of different datasets are the same.
//!
//! Regions of one level are the same when they lie in the same country (below a governorate: in the same governorate) and have
//! a folded name in common, or when they have the same code in the same scheme.

use std::collections::HashMap;

use crate::model::RegionLevel;
use crate::store::{RegionCode, RegionEntry, Vocabulary, fold};

/// Levels that are compared, from the outside in. Areas are not: what they hold is a matter of words.
const LEVELS: [RegionLevel; 5] = [
    RegionLevel::Country,
    RegionLevel::Governorate,
    RegionLevel::District,
    RegionLevel::Subdistrict,
    RegionLevel::Place,
];
const COUNTRY: usize = 0;
const GOVERNORATE: usize = 1;

/// A region of some level: the same number where regions are the same.
pub(super) type Class = u32;

/// The classes of a region and of what it lies in, by level.
pub(super) type Path = [Option<Class>; LEVELS.len()];

/// The classes of all regions.
#[derive(Debug, Default)]
pub(super) struct Regions {
    paths: Vec<Path>,
}

impl Regions {
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        let regions = &vocabulary.regions;
        let mut paths = vec![Path::default(); regions.len()];
        // Outer levels first, since inner ones are told apart by them.
        for (level, &wanted) in LEVELS.iter().enumerate() {
            let mut classes = Classes::default();
            for (at, region) in regions.iter().enumerate() {
                if region.level == wanted {
                    classes.add(at, keys(region, scope(regions, &paths, at, level)));
                }
            }
            for (at, path) in paths.iter_mut().enumerate() {
                let own = upwards(regions, at).find(|&above| regions[above].level == wanted);
                path[level] = own.map(|above| classes.of(above));
            }
        }
        Self { paths }
    }

    pub(super) fn path(&self, region: RegionCode) -> &Path {
        &self.paths[region.index()]
    }

    /// The governorate of a region.
    pub(super) fn governorate(&self, region: RegionCode) -> Option<Class> {
        self.paths[region.index()][GOVERNORATE]
    }

    /// The innermost level, not above a governorate, at which two regions are the same; and whether each names a further part
    /// of it and the parts differ.
    pub(super) fn shared(&self, a: RegionCode, b: RegionCode) -> Option<(RegionLevel, bool)> {
        let (a, b) = (self.path(a), self.path(b));
        let same = |&level: &usize| a[level].is_some() && a[level] == b[level];
        let level = (GOVERNORATE..LEVELS.len()).rev().find(same)?;
        let apart = |level: usize| a[level].is_some() && b[level].is_some();
        Some((LEVELS[level], (level + 1..LEVELS.len()).any(apart)))
    }
}

/// What a region lies in, as far as it tells regions of its level apart.
fn scope(regions: &[RegionEntry], paths: &[Path], at: usize, level: usize) -> Option<Class> {
    match level {
        COUNTRY => Some(0),
        GOVERNORATE => upwards(regions, at).find_map(|above| paths[above][COUNTRY]),
        _ => upwards(regions, at).find_map(|above| paths[above][GOVERNORATE]),
    }
}

fn upwards(regions: &[RegionEntry], at: usize) -> impl Iterator<Item = usize> + '_ {
    let parent = |&at: &usize| regions[at].parent.map(RegionCode::index);
    std::iter::successors(Some(at), parent).take(regions.len())
}

/// Folded names within the scope, and codes with their scheme. Without a scope a name may be anywhere, and says nothing.
fn keys(region: &RegionEntry, scope: Option<Class>) -> Vec<String> {
    let codes = region
        .codes
        .iter()
        .map(|(scheme, code)| format!("{}\n{}", fold(scheme), fold(code)));
    let names = [Some(&region.name), region.native_name.as_ref()];
    let names = names
        .into_iter()
        .flatten()
        .chain(&region.aliases)
        .map(|name| fold(name));
    let named = |name: String| scope.map(|scope| format!("\n{scope}\n{name}"));
    codes.chain(names.filter_map(named)).collect()
}

/// Regions of one level joined by common keys.
#[derive(Default)]
struct Classes {
    by_key: HashMap<String, usize>,
    /// The region that each is joined to, up to one that is joined to itself.
    joined: HashMap<usize, usize>,
}

impl Classes {
    fn add(&mut self, region: usize, keys: Vec<String>) {
        self.joined.insert(region, region);
        for key in keys {
            let first = *self.by_key.entry(key).or_insert(region);
            let (first, own) = (self.root(first), self.root(region));
            self.joined.insert(first.max(own), first.min(own));
        }
    }

    fn root(&self, region: usize) -> usize {
        let next = |at: &usize| self.joined.get(at).copied().filter(|next| next != at);
        std::iter::successors(Some(region), next)
            .last()
            .unwrap_or(region)
    }

    fn of(&self, region: usize) -> Class {
        Class::try_from(self.root(region)).expect("fewer than four billion regions")
    }
}
