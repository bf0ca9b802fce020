//! Regions of one name: lists show what tells them apart, "Idlib (governorate)" and "Idlib (place)".

use std::collections::HashMap;

use super::fold::name_key;
use super::{RegionCode, RegionEntry};

/// Gives regions that share a name a label with their level, where that differs, and with what they lie in, where the level does
/// not tell all of them apart. Regions of two datasets that agree in both are one for whoever reads a list.
pub(super) fn tell_apart(regions: &mut [RegionEntry]) {
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, region) in regions.iter().enumerate() {
        by_name.entry(name_key(&region.name)).or_default().push(at);
    }
    for alike in by_name.into_values().filter(|alike| alike.len() > 1) {
        let labels: Vec<Option<Box<str>>> =
            alike.iter().map(|&at| label(regions, &alike, at)).collect();
        for (at, label) in alike.into_iter().zip(labels) {
            regions[at].told_apart = label;
        }
    }
}

fn label(regions: &[RegionEntry], alike: &[usize], at: usize) -> Option<Box<str>> {
    let own = &regions[at];
    let others = || alike.iter().map(|&other| &regions[other]);
    let level = others().any(|other| other.level != own.level);
    let place = others()
        .any(|other| other.level == own.level && above(regions, other) != above(regions, own));
    let parts = [
        level.then(|| own.level.slug()),
        place.then(|| above(regions, own)).flatten(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("{} ({})", own.name, parts.join(", ")).into())
}

/// The name of the region that it lies in.
fn above<'a>(regions: &'a [RegionEntry], region: &RegionEntry) -> Option<&'a str> {
    let parent = region.parent.map(RegionCode::index);
    parent.map(|parent| &*regions[parent].name)
}
