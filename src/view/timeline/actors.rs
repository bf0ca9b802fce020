//! Who did it or said it, and to whom.

use super::super::compose;
use super::row::Drawn;
use crate::analysis::{ActorMention, EventRow};
use crate::content::{Line, Tone};
use crate::model::Role;

/// Columns of a side with its mark below which the other side is told by its mark alone.
const LEAST_NAME: usize = 9;

impl Drawn<'_> {
    /// "● HTS → ■ army": who did it or said it, and to whom; where there is no room for all, the first of each side.
    pub(super) fn actors(&self, room: usize) -> Line {
        let after = |role: Option<Role>| matches!(role, Some(Role::Target | Role::Affected));
        let (whom, who): (Vec<_>, Vec<_>) =
            self.row.actors.iter().partition(|actor| after(actor.role));
        let all = self.sides(self.names(&who, who.len()), self.names(&whom, whom.len()));
        if all.width() <= room {
            return all;
        }
        let arrow = 3;
        let half = room.saturating_sub(arrow) / 2;
        let second = match (half < LEAST_NAME && !who.is_empty(), whom.first()) {
            (true, Some(actor)) => self.mark(actor),
            _ => self.names(&whom, 1),
        };
        let (who, whom) = (self.names(&who, 1), second);
        let who_room = room.saturating_sub(arrow + whom.width()).max(half);
        let who = if whom.spans.is_empty() {
            who
        } else {
            compose::cut_line(who, who_room)
        };
        compose::cut_line(self.sides(who, whom), room)
    }

    /// The mark of an actor's bloc.
    fn mark(&self, actor: &ActorMention) -> Line {
        let mark = (self.state.glyphs).bloc(actor.bloc, &self.state.catalog.blocs);
        let tone = actor.bloc.map_or(Tone::NoBloc, Tone::Bloc);
        Line::default().with(mark, tone)
    }

    fn sides(&self, who: Line, whom: Line) -> Line {
        if whom.spans.is_empty() {
            return who;
        }
        let arrow = format!(
            "{}{} ",
            if who.spans.is_empty() { "" } else { " " },
            self.state.glyphs.arrow
        );
        who.with(arrow, Tone::Dim).append(whom)
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
