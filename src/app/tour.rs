//! A tour of the program over the data set inside it: a few sentences at the foot, and what they speak of done for the reader.
//!
//! All keys work meanwhile, so that what has just been told can be tried. Keys in the sentences are those of the reader's keymap.

use super::{Effect, State, act, history};
use crate::command::{self, Action, Context};
use crate::layout::View;

/// The tour, at one of its steps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tour {
    step: usize,
    /// The filter before the tour, which it gives back.
    before: String,
}

/// What is told, and what is done before it is.
struct Step {
    does: &'static [Act],
    /// Names of commands in braces stand for their keys.
    says: &'static str,
}

enum Act {
    Do(Action),
    Filter(&'static str),
}

use Act::{Do, Filter};

const STEPS: &[Step] = &[
    Step {
        does: &[],
        says: "annals shows what happened in order, who did it, where, who says so, and where accounts disagree. This data set is the \
               offensive in Syria of November and December 2024.",
    },
    Step {
        does: &[Do(Action::Down), Do(Action::Down)],
        says: "Each event has its time, kind and title; below, the place, who to whom, the best grade of its sources (B2: usually \
               reliable, probably true), how many origins they have, quotes and conflicts. {down} and {up} move.",
    },
    Step {
        does: &[Do(Action::NextDispute), Do(Action::ShowEvent)],
        says: "{next-dispute} goes to the next event whose accounts conflict. The detail tells who says what: numbers stay with their \
               claimants, as ranges on one scale, and are never added up. {next-target} and {follow} follow links, {back} returns.",
    },
    Step {
        does: &[Do(Action::Back), Filter("actor:hts region:aleppo")],
        says: "One line of text is the whole filter: {edit-filter} edits it, {pick-actor} and {pick-region} choose from lists with counts, \
               {undo-filter} undoes. Every panel and click writes into it, so what you see can be read, saved and typed again.",
    },
    Step {
        does: &[Filter("known:2024-11-30")],
        says: "{known-at} puts the clock back: this is what had been published by the end of 30 November. Later reports, and what they \
               changed in grades and disputes, are gone.",
    },
    Step {
        does: &[Filter(""), Do(Action::ViewLanes)],
        says: "{view-lanes} Lanes: who was active when. Each cell counts events of an actor in a time; the scale stands below.",
    },
    Step {
        does: &[Do(Action::ViewMap)],
        says: "{view-map} Map: where. Places that are known only roughly are hollow marks, never points.",
    },
    Step {
        does: &[Do(Action::ViewActors)],
        says: "{view-actors} Actors: names, blocs over time, with whom and against whom, what each said and claimed.",
    },
    Step {
        does: &[Do(Action::ViewQuotes)],
        says: "{view-quotes} Quotes: word for word, original beside translation, with source and grade. {copy-citation} copies a citation.",
    },
    Step {
        does: &[Do(Action::ViewAccounts)],
        says: "{view-accounts} Accounts: the claims of all sides side by side, disputes first.",
    },
    Step {
        does: &[Do(Action::ViewSources)],
        says: "{view-sources} Sources: grades, affiliation, and what rests on one of them alone. {view-problems} Problems: what is wrong \
               with the data, with file and line.",
    },
    Step {
        does: &[Do(Action::ViewTimeline)],
        says: "All views share the filter and the selected event, and {jump-back} goes back over all three. {compare} compares two filters. \
               Take it with you: `annals query`, `stats` and `render` write tables, citations and pictures.",
    },
    Step {
        does: &[],
        says: "{help} shows the keys of where you are, {palette} finds commands by name. Open data of your own with `annals PATH`: a folder \
               of TOML, or a file of UCDP, ACLED, GDELT and others. {tour-next} ends the tour; {quit} leaves.",
    },
];

impl Tour {
    /// The number of the step from 1, and how many there are.
    #[must_use]
    pub fn step(&self) -> (usize, usize) {
        (self.step + 1, STEPS.len())
    }
}

/// What the step tells, with the reader's keys.
#[must_use]
pub fn tour_text(state: &State) -> Option<String> {
    let step = STEPS.get(state.tour.as_ref()?.step)?;
    let mut text = String::new();
    let mut rest = step.says;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        text.push_str(before);
        text.push_str(&key(state, name).unwrap_or_else(|| format!(":{name}")));
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

fn key(state: &State, name: &str) -> Option<String> {
    let command = command::by_name(name)?;
    state.keymap.key(command.contexts, command.action)
}

/// Begins the tour.
pub(super) fn begin(state: &mut State, effects: &mut Vec<Effect>) {
    state.tour = Some(Tour {
        step: 0,
        before: state.filter.text().to_owned(),
    });
    enter(state, effects);
}

/// Goes to the next step; after the last, the tour is over.
pub(super) fn next(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(tour) = &mut state.tour else { return };
    tour.step += 1;
    if tour.step >= STEPS.len() {
        return end(state);
    }
    enter(state, effects);
}

/// Ends the tour where it is; the filter is again what it was before.
pub(super) fn end(state: &mut State) {
    if let Some(tour) = state.tour.take() {
        state.filter.set(tour.before);
        history::leap(state);
    }
}

fn enter(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(step) = state.tour.as_ref().and_then(|tour| STEPS.get(tour.step)) else {
        return;
    };
    for what in step.does {
        match *what {
            // The panes as at first: what a reader has folded or zoomed meanwhile would hide what is told.
            Do(Action::ViewTimeline) if state.view == View::Timeline => {}
            Do(action) => act::act(state, action, effects),
            Filter(text) => state.filter.set(text.to_owned()),
        }
    }
}

/// Where the keys of the tour mean something: everywhere but where text is typed.
pub(super) fn contexts(state: &State, mut contexts: Vec<Context>) -> Vec<Context> {
    let typing = contexts.contains(&Context::Input) || state.overlay.is_some();
    if state.tour.is_some() && !typing {
        contexts.insert(0, Context::Tour);
    }
    contexts
}
