//! References of regions, and whether they lie where their parent is.

use super::super::problems::Problems;
use super::super::span::Reference;
use super::actors::own_kind;
use super::ids::{At, Ids};
use super::{Link, Numbered, report_cycles};
use crate::diagnostic::Diagnostic;
use crate::model::{Position, Region, RegionIx, RegionLevel};

pub(super) fn resolve(
    drafts: Numbered<Region, Option<Reference>>,
    ids: &Ids,
    problems: &mut Problems,
) -> Vec<Region> {
    let mut links = Vec::new();
    let mut regions: Vec<Region> = Vec::with_capacity(drafts.len());
    let mut marks = Vec::with_capacity(drafts.len());
    for (number, draft) in drafts {
        let file = draft.origin.file;
        let mut region = draft.record;
        let parent = own_kind(
            "parent",
            number,
            &region.id,
            draft.refs.as_ref(),
            file,
            ids,
            problems,
        );
        let Some(from) = number else {
            continue;
        };
        if let Some((to, at)) = parent {
            region.parent = Some(RegionIx(to));
            links.push(Link { from, to, at });
        }
        marks.push(At {
            file,
            span: draft.id,
        });
        regions.push(region);
    }
    let components = report_cycles(
        "the `parent` of regions",
        regions.len(),
        &links,
        |node| &regions[node as usize].id,
        problems,
    );
    for link in links
        .iter()
        .filter(|link| components.on_cycle(link.from, link.to))
    {
        regions[link.from as usize].parent = None;
    }
    for (region, at) in regions.iter().zip(marks) {
        far_from_parent(region, &regions, at, problems);
    }
    regions
}

fn far_from_parent(region: &Region, regions: &[Region], at: At, problems: &mut Problems) {
    let Some(parent) = region.parent.map(|parent| &regions[parent.index()]) else {
        return;
    };
    let (Some(here), Some(there)) = (region.position, parent.position) else {
        return;
    };
    if let Some(far) = beyond(here, parent.level, there) {
        let message = format!(
            "`{}` lies {far:.0} km from the {} `{}` it belongs to",
            region.id, parent.level, parent.id
        );
        let diagnostic = Diagnostic::warning("outside-parent", message, at.file, at.span.range());
        problems.push(diagnostic.hint("check `lat`, `lon` and `parent` of both"));
    }
}

/// The distance in kilometres from a region's position, if that is more than a region of this level reaches.
///
/// Datasets carry no outlines, so that this is a generous limit per level and finds slips such as swapped or mistyped digits,
/// not places just over a border. The few larger ones (Sakha, Western Australia) are warned of needlessly.
pub(super) fn beyond(here: Position, level: RegionLevel, there: Position) -> Option<f64> {
    let limit = match level {
        RegionLevel::Country => 5_000.0,
        RegionLevel::Governorate => 1_000.0,
        RegionLevel::District => 300.0,
        RegionLevel::Subdistrict => 150.0,
        RegionLevel::Place => 100.0,
        RegionLevel::Area => return None,
    };
    let far = kilometres(here, there);
    (far > limit).then_some(far)
}

/// Great-circle distance (haversine) on a sphere of the Earth's mean radius.
fn kilometres(a: Position, b: Position) -> f64 {
    let half_lat = ((b.lat - a.lat) / 2.0).to_radians().sin().powi(2);
    let half_lon = ((b.lon - a.lon) / 2.0).to_radians().sin().powi(2);
    let h = half_lat + a.lat.to_radians().cos() * b.lat.to_radians().cos() * half_lon;
    2.0 * 6_371.0 * h.clamp(0.0, 1.0).sqrt().asin()
}
