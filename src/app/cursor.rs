//! Going through a list: how far each key goes, and where it leads.
//!
//! Keys may be faster than the engine. What is pressed before it is known how long the list is waits, and is done when the answer
//! comes, as if it had been pressed then: `G` leads to the end, and `G k` to the line before it.

use crate::command::Action;

/// How far an action goes in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// By a line, down or up.
    Line(isize),
    /// By half of what is shown.
    Half(isize),
    /// By what is shown but for a line.
    Page(isize),
    /// To the first line.
    First,
    /// To the last line.
    Last,
}

impl Step {
    /// How far an action goes, if it goes through a list.
    pub(super) fn of(action: Action) -> Option<Self> {
        Some(match action {
            Action::Down => Self::Line(1),
            Action::Up => Self::Line(-1),
            Action::HalfDown => Self::Half(1),
            Action::HalfUp => Self::Half(-1),
            Action::PageDown => Self::Page(1),
            Action::PageUp => Self::Page(-1),
            Action::First => Self::First,
            Action::Last => Self::Last,
            _ => return None,
        })
    }

    /// The same in lines, where so many are shown.
    pub(super) fn lines(self, shown: usize) -> isize {
        let page = shown.saturating_sub(1).max(1).cast_signed();
        match self {
            Self::Line(by) => by,
            Self::Half(by) => by * (page / 2).max(1),
            Self::Page(by) => by * page,
            Self::First => isize::MIN,
            Self::Last => isize::MAX,
        }
    }

    /// Whether it goes to an end, from wherever.
    pub(super) fn is_end(self) -> bool {
        matches!(self, Self::First | Self::Last)
    }
}

/// Where so many lines from a rank lead in a list of this length.
pub(super) fn moved(rank: usize, by: isize, total: usize) -> usize {
    rank.saturating_add_signed(by).min(total.saturating_sub(1))
}

/// How long a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// No answer has come.
    Unknown,
    /// So long as the list is that is still on the screen, while another is asked for.
    Old(usize),
    /// So long.
    Known(usize),
}

impl Length {
    fn on_screen(self) -> Option<usize> {
        match self {
            Self::Unknown => None,
            Self::Old(total) | Self::Known(total) => Some(total),
        }
    }
}

/// Moves that wait for the length of their list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ahead(Vec<isize>);

impl Ahead {
    /// Lets a move wait where it must: all do while there is no list. In one that will be another an end is somewhere else
    /// soon, and what follows counts from there.
    pub(super) fn note(&mut self, by: isize, length: Length) {
        let end = matches!(by, isize::MIN | isize::MAX);
        match length {
            Length::Known(_) => self.0.clear(),
            Length::Old(_) if !end && self.0.is_empty() => {}
            Length::Old(_) | Length::Unknown => self.push(by, end),
        }
    }

    fn push(&mut self, by: isize, end: bool) {
        if end {
            self.0.clear();
        }
        match self.0.last_mut() {
            // A key that is held down is one long move.
            Some(last) if last.signum() == by.signum() => *last = last.saturating_add(by),
            _ => self.0.push(by),
        }
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where what has waited leads from a rank.
    pub(super) fn lead(&mut self, from: usize, total: usize) -> usize {
        let moves = std::mem::take(&mut self.0);
        moves
            .into_iter()
            .fold(from, |rank, by| moved(rank, by, total))
    }

    /// Forgets what waits.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

/// The chosen line of a list, and the lines on the screen.
#[derive(Debug, Clone, Default)]
pub struct Cursor {
    /// Rank of the chosen line.
    pub rank: usize,
    /// Rank of the first line on the screen.
    pub first: usize,
    ahead: Ahead,
}

impl Cursor {
    /// Goes by so many lines.
    pub(super) fn go(&mut self, by: isize, length: Length) {
        self.ahead.note(by, length);
        if let Some(total) = length.on_screen() {
            self.rank = moved(self.rank, by, total);
        }
    }

    /// Chooses a line.
    pub(super) fn put(&mut self, rank: usize) {
        self.rank = rank;
        self.ahead.clear();
    }

    /// Chooses a line, which takes the place on the screen of the one before.
    pub(super) fn put_in_place(&mut self, rank: usize) {
        let above = self.rank.saturating_sub(self.first);
        self.put(rank);
        self.first = rank.saturating_sub(above);
    }

    /// Whether moves wait for the length of the list.
    pub(super) fn waits(&self) -> bool {
        !self.ahead.is_empty()
    }

    /// Does what has waited, and keeps the chosen line inside the list and on a screen of so many.
    pub(super) fn settle(&mut self, length: Length, rows: usize) {
        if let Length::Known(total) = length {
            self.rank = self.ahead.lead(self.rank, total);
        }
        if let Some(total) = length.on_screen() {
            self.rank = self.rank.min(total.saturating_sub(1));
            self.first = self.first.min(total.saturating_sub(rows));
        }
        self.show(rows);
    }

    /// Brings the chosen line on a screen of so many.
    pub(super) fn show(&mut self, rows: usize) {
        let least = (self.rank + 1).saturating_sub(rows);
        self.first = self.first.min(self.rank).max(least);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_step() -> impl Strategy<Value = isize> {
        prop_oneof![
            6 => -40isize..40,
            1 => Just(isize::MIN),
            1 => Just(isize::MAX),
        ]
    }

    proptest! {
        #[test]
        fn moves_before_an_answer_lead_where_they_lead_behind_it(
            steps in prop::collection::vec(any_step(), 0..30),
            (total, rows) in (0usize..200, 1usize..60),
        ) {
            let (mut early, mut late) = (Cursor::default(), Cursor::default());
            for &by in &steps {
                early.go(by, Length::Unknown);
                early.settle(Length::Unknown, rows);
            }
            early.settle(Length::Known(total), rows);
            for &by in &steps {
                late.go(by, Length::Known(total));
            }
            late.settle(Length::Known(total), rows);
            prop_assert_eq!(early.rank, late.rank);
            prop_assert!(!early.waits());
        }

        #[test]
        fn the_chosen_line_is_in_the_list_and_on_the_screen(
            moves in prop::collection::vec((any_step(), prop::option::of((any::<bool>(), 0usize..100))), 0..30),
            rows in 1usize..60,
        ) {
            let mut cursor = Cursor::default();
            for (by, list) in moves {
                let length = match list {
                    None => Length::Unknown,
                    Some((true, total)) => Length::Known(total),
                    Some((false, total)) => Length::Old(total),
                };
                cursor.go(by, length);
                cursor.settle(length, rows);
                prop_assert!((cursor.first..cursor.first + rows).contains(&cursor.rank));
                let total = length.on_screen();
                prop_assert!(total.is_none_or(|total| cursor.rank < total.max(1)));
            }
        }
    }

    #[test]
    fn the_end_of_a_list_that_is_about_to_be_another_is_that_of_the_other() {
        let mut cursor = Cursor::default();
        cursor.go(isize::MAX, Length::Old(10));
        assert_eq!(cursor.rank, 9);
        cursor.go(-1, Length::Old(10));
        cursor.settle(Length::Known(50), 5);
        assert_eq!(cursor.rank, 48);
    }
}
