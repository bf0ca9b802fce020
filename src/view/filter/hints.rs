//! Which keys the line at the foot names where.

use crate::app::{Overlay, State};
use crate::command::{Action, Context};

/// The most useful keys of the place that has the keys; the last are the last to go.
pub(super) fn hints(state: &State) -> Vec<(String, &'static str)> {
    let contexts = crate::app::contexts(state);
    let typing = contexts.contains(&Context::Input)
        || matches!(contexts[0], Context::Picker | Context::Profile);
    let always: &[(Action, &str)] = if typing {
        &[]
    } else {
        &[(Action::Help, "help"), (Action::Palette, "command")]
    };
    // A comparison in a view has keys of its own besides the view's.
    let (place, keys) = if contexts.contains(&Context::Beside) {
        (Context::Beside, contexts.clone())
    } else {
        (contexts[0], vec![contexts[0], Context::Global])
    };
    let key =
        |(action, says): &(Action, &'static str)| Some((state.keymap.key(&keys, *action)?, *says));
    let here = here(state, place);
    here.iter().chain(always).filter_map(key).collect()
}

fn here(state: &State, context: Context) -> Hints {
    if context == Context::Picker {
        return in_overlay(state.overlay.as_ref());
    }
    let hints = HINTS.iter().find(|(of, _)| *of == context);
    hints.map_or(&[(Action::Back, "close")], |(_, hints)| hints)
}

/// What the keys of lists do in this one; without an overlay it is the find of the facets.
fn in_overlay(overlay: Option<&Overlay>) -> Hints {
    match overlay {
        Some(Overlay::Help { .. }) => &[
            (Action::PageDown, "more"),
            (Action::PageUp, "less"),
            (Action::Back, "close"),
        ],
        Some(Overlay::Fields { .. }) => &[
            (Action::Down, "next"),
            (Action::Accept, "choose"),
            (Action::Back, "close"),
        ],
        Some(Overlay::Palette { .. }) => &[
            (Action::Down, "next"),
            (Action::Accept, "run"),
            (Action::Back, "close"),
        ],
        Some(Overlay::Copy { .. }) => &[
            (Action::Down, "next"),
            (Action::Accept, "copy"),
            (Action::Back, "close"),
        ],
        _ => &[
            (Action::PickExclude, "exclude"),
            (Action::PickToggle, "include"),
            (Action::Accept, "take"),
            (Action::Back, "close"),
        ],
    }
}

/// What the hints of a place are; the last are the last to go.
type Hints = &'static [(Action, &'static str)];

/// The hints of each place.
const HINTS: &[(Context, Hints)] = &[
    (
        Context::Filter,
        &[
            (Action::HistoryOlder, "older"),
            (Action::Complete, "complete"),
            (Action::Accept, "done"),
            (Action::Back, "cancel"),
        ],
    ),
    (
        Context::Timeline,
        &[
            (Action::NextDispute, "dispute"),
            (Action::Brush, "brush"),
            (Action::PickRegion, "region"),
            (Action::PickActor, "actor"),
            (Action::EditFilter, "filter"),
        ],
    ),
    (
        Context::Map,
        &[
            (Action::RegionList, "regions"),
            (Action::Replay, "replay"),
            (Action::MapFit, "fit"),
            (Action::MapOut, "out"),
            (Action::MapIn, "in"),
            (Action::NextInPlace, "next event"),
            (Action::Narrow, "only here"),
        ],
    ),
    (
        Context::Replay,
        &[
            (Action::ReplayUnit, "unit"),
            (Action::ReplaySlower, "slower"),
            (Action::ReplayFaster, "faster"),
            (Action::ReplayBack, "back"),
            (Action::ReplayForward, "on"),
            (Action::ReplayKeep, "keep"),
            (Action::ReplayPause, "pause"),
            (Action::Back, "end"),
        ],
    ),
    (
        Context::Tour,
        &[
            (Action::TourNext, "goes on"),
            (Action::TourEnd, "ends the tour"),
        ],
    ),
    (
        Context::Beside,
        &[
            (Action::BrushApply, "show only"),
            (Action::BrushStart, "brush"),
            (Action::CompareSwap, "swap"),
            (Action::CompareShare, "shares"),
            (Action::CompareHow, "difference"),
            (Action::Compare, "other B"),
            (Action::Back, "close"),
        ],
    ),
    (
        Context::Compare,
        &[
            (Action::ViewLanes, "lanes"),
            (Action::ViewMap, "map"),
            (Action::CompareOrder, "sort"),
            (Action::CompareHow, "difference"),
            (Action::NextFacet, "field"),
            (Action::Compare, "other B"),
            (Action::Back, "close"),
        ],
    ),
    (
        Context::Problems,
        &[
            (Action::ToggleFold, "fold"),
            (Action::EditRecord, "edit"),
            (Action::EditFilter, "filter"),
        ],
    ),
    (
        Context::Quotes,
        &[
            (Action::CopyMore, "copy as"),
            (Action::NextGroup, "heading"),
            (Action::CopyCitation, "cite"),
            (Action::GroupQuotes, "group"),
            (Action::EditFilter, "filter"),
        ],
    ),
    (
        Context::Accounts,
        &[
            (Action::PageDown, "more"),
            (Action::Scale, "scale"),
            (Action::AllClaims, "all claims"),
            (Action::NextDispute, "dispute"),
            (Action::EditFilter, "filter"),
        ],
    ),
    (
        Context::Lanes,
        &[
            (Action::BrushStart, "brush"),
            (Action::ZoomIn, "closer"),
            (Action::SortRows, "sort"),
            (Action::NextRows, "rows"),
            (Action::BrushApply, "show only"),
            (Action::EditFilter, "filter"),
        ],
    ),
    (
        Context::Actors,
        &[
            (Action::KeepDossier, "keep"),
            (Action::NextOrder, "order"),
            (Action::Exclude, "exclude"),
            (Action::Include, "include"),
            (Action::FindValue, "find"),
            (Action::ShowEvent, "read"),
        ],
    ),
    (
        Context::Sources,
        &[
            (Action::NextOrder, "order"),
            (Action::NextList, "copies, days"),
            (Action::Include, "include"),
            (Action::OpenSource, "open"),
            (Action::CopyCitation, "cite"),
            (Action::FindValue, "find"),
        ],
    ),
    (
        Context::Facets,
        &[
            (Action::NextFacet, "facet"),
            (Action::FindValue, "find"),
            (Action::Exclude, "exclude"),
            (Action::Include, "include"),
        ],
    ),
    (
        Context::Detail,
        &[
            (Action::OpenSource, "source"),
            (Action::CopyCitation, "cite"),
            (Action::NextTarget, "link"),
            (Action::Follow, "follow"),
        ],
    ),
    (
        Context::Histogram,
        &[
            (Action::BrushStart, "brush"),
            (Action::BrushApply, "show only"),
            (Action::Back, "back"),
        ],
    ),
    (
        Context::Profile,
        &[
            (Action::ProfileField, "field"),
            (Action::ProfileSort, "sort"),
            (Action::ProfileExclude, "exclude"),
            (Action::Accept, "show only"),
            (Action::Back, "close"),
        ],
    ),
];
