//! What each action does.

use tui_input::InputRequest;

use super::cursor::Step;
use super::{
    Effect, Focus, Notice, Overlay, PromptKind, State, compare, detail, edit, facets, filter,
    histogram, history, input, overlay, panes, replay, timeline, tour, views,
};
use crate::analysis::{Choice, Facet};
use crate::command::Action;
use crate::layout::{Place, View};

/// Does what an action asks for.
pub(super) fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) {
    if replay::act(state, action) || views::act(state, action, effects) {
        return;
    }
    match action {
        Action::Tour => tour::begin(state, effects),
        Action::TourNext => tour::next(state, effects),
        Action::TourEnd => tour::end(state),
        Action::Quit => effects.push(Effect::Quit),
        Action::Suspend => effects.push(Effect::Suspend),
        Action::Redraw => effects.push(Effect::Redraw),
        Action::ToggleMouse => toggle_mouse(state, effects),
        Action::EditRecord => detail::edit(state, effects),
        Action::Reload => effects.push(Effect::Reload),
        Action::OpenSource => detail::open_source(state, effects),
        Action::CopyCitation => detail::copy_citation(state, effects),
        Action::Follow => detail::follow(state, effects),
        Action::Accept => accept(state, effects),
        Action::Back => back(state, effects),
        Action::StopLoading => stop_loading(state, effects),
        _ => {
            let _ = Step::of(action).is_some_and(|step| go(state, step))
                || led(state, action)
                || chosen(state, action)
                || arranged(state, action)
                || edited(state, action);
        }
    }
}

fn toggle_mouse(state: &mut State, effects: &mut Vec<Effect>) {
    state.mouse = !state.mouse;
    effects.push(Effect::CaptureMouse(state.mouse));
    let text = if state.mouse {
        "The mouse works in annals again"
    } else {
        "The mouse is the terminal's: text can be selected"
    };
    state.notice = Some(Notice::info(text));
}

fn accept(state: &mut State, effects: &mut Vec<Effect>) {
    if state.overlay.is_some() {
        overlay::accept(state, effects);
    } else if state.filter.editing.is_some() {
        state.filter.accept();
    } else {
        facets::choose(state, Choice::Included);
        state.facets.finding = false;
    }
}

fn stop_loading(state: &mut State, effects: &mut Vec<Effect>) {
    let text = match state.loading {
        Some(_) => {
            effects.push(Effect::StopLoading);
            "Reading stops here; what has been read stays"
        }
        None => "All is read",
    };
    state.notice = Some(Notice::info(text));
}

/// One step back: what lies over the panes, the edit, the find, the zoom, the called pane, the search, the focus.
fn back(state: &mut State, effects: &mut Vec<Effect>) {
    if state.overlay.take().is_some() {
        return;
    }
    if state.filter.editing.is_some() {
        return filter::back(state);
    }
    if replay::end(state) {
        return;
    }
    if state.facets.finding
        || state.panes.focus == Place::Facets && !state.facets.list.find.value().is_empty()
    {
        state.facets.finding = false;
        state.facets.list.find.reset();
        return state.facets.list.found_anew();
    }
    if state.panes.focus == Place::Histogram && state.histogram.anchor.take().is_some() {
        return;
    }
    let listed = matches!(state.view, View::Actors | View::Sources);
    if state.panes.focus == Place::Detail && state.detail.about.is_some() && !listed {
        return detail::close_about(state);
    }
    if state.panes.zoomed {
        state.panes.zoomed = false;
    } else if state.panes.focus != Place::Main {
        panes::focus(state, Place::Main);
    } else if state.timeline.search.is_empty() && state.loading.is_some() {
        stop_loading(state, effects);
    } else if state.timeline.search.is_empty() {
        state.notice = Some(Notice::info(
            "u undoes the last change of the filter, q leaves annals",
        ));
    } else {
        state.timeline.search.clear();
    }
}

/// Moves in the pane or list that has the keys.
fn go(state: &mut State, step: Step) -> bool {
    match state.panes.focus {
        _ if state.overlay.is_some() => {
            let by = step.lines(overlay::rows(state));
            overlay::step(state, by);
        }
        Focus::Histogram if step.is_end() => histogram::step(state, step.lines(1)),
        Focus::Main | Focus::Histogram => timeline::go(state, step),
        Focus::Facets => {
            let by = step.lines(facets::rows(state, false));
            facets::step(state, by);
        }
        Focus::Detail => detail::go(state, step),
    }
    true
}

/// Goes where an event, a bar, a link or the way back leads; whether the action does.
fn led(state: &mut State, action: Action) -> bool {
    if compare::act_in_time(state, action) {
        return true;
    }
    match action {
        Action::NextDay => timeline::day(state, true),
        Action::PreviousDay => timeline::day(state, false),
        Action::NextDispute => timeline::seek(state, true, "is:disputed".into()),
        Action::PreviousDispute => timeline::seek(state, false, "is:disputed".into()),
        Action::NextMatch | Action::PreviousMatch if state.timeline.search.is_empty() => {
            overlay::prompt(state, PromptKind::Search);
        }
        Action::NextMatch => timeline::seek(state, true, state.timeline.search.clone()),
        Action::PreviousMatch => timeline::seek(state, false, state.timeline.search.clone()),
        Action::BucketRight => histogram::step(state, 1),
        Action::BucketLeft => histogram::step(state, -1),
        Action::NextTarget => detail::turn(state, true),
        Action::PreviousTarget => detail::turn(state, false),
        Action::JumpBack => history::travel(state, true),
        Action::JumpForward => history::travel(state, false),
        _ => return false,
    }
    true
}

/// Chooses events, values, times; whether the action does.
fn chosen(state: &mut State, action: Action) -> bool {
    match action {
        Action::ShowEvent => show_event(state),
        Action::ActorPanel => detail::actors(state),
        Action::CopyMore => state.overlay = Some(Overlay::Copy { cursor: 0 }),
        Action::Brush => histogram::enter(state),
        Action::BrushStart => histogram::anchor(state),
        Action::BrushApply => histogram::apply(state),
        Action::NextFacet => facets::turn(state, 1),
        Action::PreviousFacet => facets::turn(state, -1),
        Action::Include | Action::PickToggle => facets::choose(state, Choice::Included),
        Action::Exclude | Action::PickExclude => facets::choose(state, Choice::Excluded),
        Action::ClearFacet => facets::clear(state),
        Action::Fold => facets::fold(state),
        Action::Unfold => facets::unfold(state),
        Action::ToggleFold => facets::toggle_fold(state),
        Action::FindValue => state.facets.finding = true,
        Action::PickActor => overlay::pick(state, Facet::Actor),
        Action::PickRegion => overlay::pick(state, Facet::Region),
        Action::PickKind => overlay::pick(state, Facet::Kind),
        Action::PickBloc => overlay::pick(state, Facet::Bloc),
        Action::PickTag => overlay::pick(state, Facet::Tag),
        Action::PickSource => overlay::pick(state, Facet::Source),
        Action::PickGrade => overlay::pick(state, Facet::Grade),
        Action::PickField => overlay::pick_field(state),
        Action::Profile => overlay::profile::show(state),
        Action::ProfileNext => overlay::profile::turn(state, true),
        Action::ProfilePrevious => overlay::profile::turn(state, false),
        Action::ProfileField => overlay::pick_profiled(state),
        Action::ProfileSort => overlay::profile::sort(state),
        Action::ProfileExclude => overlay::profile::choose(state, Choice::Excluded),
        Action::GoToDate => overlay::prompt(state, PromptKind::Date),
        Action::KnownAt => overlay::prompt(state, PromptKind::Known),
        Action::Search => overlay::prompt(state, PromptKind::Search),
        Action::Compare => compare::ask(state),
        Action::Help => {
            state.overlay = Some(Overlay::Help {
                input: tui_input::Input::default(),
                scroll: 0,
            });
        }
        Action::Palette => {
            state.overlay = Some(Overlay::Palette {
                input: tui_input::Input::default(),
                cursor: 0,
            });
        }
        _ => return false,
    }
    true
}

fn show_event(state: &mut State) {
    if state.timeline.row().is_some() {
        state.detail.about = None;
        panes::focus(state, Place::Detail);
    }
}

/// Arranges the panes; whether the action does.
fn arranged(state: &mut State, action: Action) -> bool {
    match action {
        Action::NextPane => panes::cycle(state, true),
        Action::PreviousPane => panes::cycle(state, false),
        Action::PaneLeft => panes::sideways(state, false),
        Action::PaneRight => panes::sideways(state, true),
        Action::ToggleFacets => panes::toggle(state, Place::Facets),
        Action::ToggleDetail => panes::toggle(state, Place::Detail),
        Action::ToggleHistogram => panes::toggle(state, Place::Histogram),
        Action::Zoom => state.panes.zoomed = !state.panes.zoomed,
        Action::Wider => panes::widen(state, 4),
        Action::Narrower => panes::widen(state, -4),
        Action::Density => state.panes.compact = !state.panes.compact,
        _ => return views::go(state, action),
    }
    true
}

/// Edits the filter or another line; whether the action does.
fn edited(state: &mut State, action: Action) -> bool {
    let request = match action {
        Action::CursorLeft => InputRequest::GoToPrevChar,
        Action::CursorRight => InputRequest::GoToNextChar,
        Action::WordLeft => InputRequest::GoToPrevWord,
        Action::WordRight => InputRequest::GoToNextWord,
        Action::LineStart => InputRequest::GoToStart,
        Action::LineEnd => InputRequest::GoToEnd,
        Action::DeleteBack => InputRequest::DeletePrevChar,
        Action::DeleteForward => InputRequest::DeleteNextChar,
        Action::DeleteWord => InputRequest::DeletePrevWord,
        Action::DeleteToStart => InputRequest::DeleteFromStart,
        Action::DeleteToEnd => InputRequest::DeleteTillEnd,
        _ => return filtered(state, action),
    };
    input::edit(state, request);
    true
}

fn filtered(state: &mut State, action: Action) -> bool {
    match action {
        Action::EditFilter => state.filter.edit(),
        Action::ClearFilter => state.filter.set(String::new()),
        Action::OnlyDisputed => {
            let text = edit::choose(state.filter.text(), "is", "disputed", Choice::Included);
            state.filter.set(text);
        }
        Action::UndoFilter => filter::travel(state, true),
        Action::RedoFilter => filter::travel(state, false),
        Action::Complete => filter::complete(state),
        Action::CompletionDown => filter::choose(state, true),
        Action::CompletionUp => filter::choose(state, false),
        Action::HistoryOlder => filter::recall(state, true),
        Action::HistoryNewer => filter::recall(state, false),
        _ => return false,
    }
    true
}
