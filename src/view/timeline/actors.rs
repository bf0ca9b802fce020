//! Who did it or said it, and to whom.

use super::super::compose;
use super::row::Drawn;
use crate::analysis::{ActorMention, EventRow};
use crate::content::{Line, Tone};
use crate::model::{Role, Side};

/// Columns of a side with its mark below which the other side is told by its mark alone.
const LEAST_NAME: usize = 9;

/// The actors of a row by what they did.
struct Cast<'a> {
    /// Speakers, mediators, and those of whom only the presence is known: never in front of an arrow.
    present: Vec<&'a ActorMention>,
    /// Initiators and supporters, or participants of side 1.
    first: Vec<&'a ActorMention>,
    /// Targets and those affected, or participants of side 2.
    second: Vec<&'a ActorMention>,
    /// Whether a source says that the first acted on the second.
    directed: bool,
}

impl<'a> Cast<'a> {
    fn of(actors: &'a [ActorMention]) -> Self {
        let acts =
            |actor: &&ActorMention| matches!(actor.role, Some(Role::Initiator | Role::Supporter));
        let suffers =
            |actor: &&ActorMention| matches!(actor.role, Some(Role::Target | Role::Affected));
        let on = |side| {
            move |actor: &&ActorMention| {
                actor.role == Some(Role::Participant) && actor.side == Some(side)
            }
        };
        let (one, two) = (on(Side::One), on(Side::Two));
        let directed = actors.iter().any(|actor| acts(&actor) || suffers(&actor));
        let mut cast = Self {
            present: Vec::new(),
            first: Vec::new(),
            second: Vec::new(),
            directed,
        };
        for actor in actors {
            if acts(&actor) || !directed && one(&actor) {
                cast.first.push(actor);
            } else if suffers(&actor) || !directed && two(&actor) {
                cast.second.push(actor);
            } else {
                cast.present.push(actor);
            }
        }
        cast
    }
}

impl Drawn<'_> {
    /// "● HTS → ■ army" where a source says who acted on whom, "● HTS – ■ army" between participants; where there is no room for
    /// all, the first of each side.
    pub(super) fn actors(&self, room: usize) -> Line {
        let cast = Cast::of(&self.row.actors);
        let all = self.cast(&cast, usize::MAX);
        if all.width() <= room {
            return all;
        }
        if !cast.present.is_empty() || cast.first.is_empty() {
            return compose::cut_line(self.cast(&cast, 1), room);
        }
        self.cut_sides(&cast, room)
    }

    /// So many actors of each part of the cast.
    fn cast(&self, cast: &Cast<'_>, most: usize) -> Line {
        let present = self.names(&cast.present, most);
        let (first, second) = (
            self.names(&cast.first, most),
            self.names(&cast.second, most),
        );
        // An arrow behind a speaker would make a deed of what was said.
        let sides = if cast.first.is_empty() && !present.spans.is_empty() {
            second
        } else {
            self.sides(first, second, cast.directed)
        };
        match (present.spans.is_empty(), sides.spans.is_empty()) {
            (false, false) => present
                .with(format!(" {} ", self.state.glyphs.dot), Tone::Dim)
                .append(sides),
            (false, true) => present,
            (true, _) => sides,
        }
    }

    fn cut_sides(&self, cast: &Cast<'_>, room: usize) -> Line {
        let between = 3;
        let half = room.saturating_sub(between) / 2;
        let second = match (half < LEAST_NAME, cast.second.first()) {
            (true, Some(actor)) => self.mark(actor),
            _ => self.names(&cast.second, 1),
        };
        let first = self.names(&cast.first, 1);
        let first_room = room.saturating_sub(between + second.width()).max(half);
        let first = if second.spans.is_empty() {
            first
        } else {
            compose::cut_line(first, first_room)
        };
        compose::cut_line(self.sides(first, second, cast.directed), room)
    }

    /// The mark of an actor's bloc.
    fn mark(&self, actor: &ActorMention) -> Line {
        let mark = (self.state.glyphs).bloc(actor.bloc, &self.state.catalog.blocs);
        let tone = actor.bloc.map_or(Tone::NoBloc, Tone::Bloc);
        Line::default().with(mark, tone)
    }

    fn sides(&self, first: Line, second: Line, directed: bool) -> Line {
        if second.spans.is_empty() {
            return first;
        }
        let between = format!(
            "{}{} ",
            if first.spans.is_empty() { "" } else { " " },
            self.state.glyphs.between(directed)
        );
        first.with(between, Tone::Dim).append(second)
    }

    /// So many of these, and how many more there are; a bloc's mark stands before the first of it.
    fn names(&self, actors: &[&ActorMention], most: usize) -> Line {
        let mut line = Line::default();
        let mut bloc = None;
        for (at, actor) in actors.iter().take(most).enumerate() {
            if at > 0 {
                line = line.with(", ", Tone::Dim);
            }
            let tone = actor.bloc.map_or(Tone::NoBloc, Tone::Bloc);
            if bloc != Some(actor.bloc) {
                line = line.append(self.mark(actor)).with(" ", tone);
                bloc = Some(actor.bloc);
            }
            line = line.data(&actor.name, tone);
        }
        let more = actors.len().saturating_sub(most);
        if more > 0 {
            line.with(format!(" +{more}"), Tone::Dim)
        } else {
            line
        }
    }
}

/// The actor whose bloc colours the row: the first that has one, as in the histogram.
pub(super) fn lead_actor(row: &EventRow) -> Option<&ActorMention> {
    row.actors.iter().find(|actor| actor.bloc.is_some())
}
