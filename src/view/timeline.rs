//! The list of events: day headings, and rows of one or two lines with aligned columns.

use ratatui::layout::Rect;

use super::compose;
use super::highlight::{Words, highlighted};
use super::screen::{Panel, Row, thumb};
use crate::analysis::{ActorMention, DateCertainty, EventRow, Grade, Window};
use crate::app::{Focus, Item, State};
use crate::content::{Line, Tone, date};
use crate::layout::Mode;
use crate::model::{Day, Role};

/// Columns of the time.
const TIME: usize = 7;
/// Columns before the title: cursor, time, kind and blanks.
const LEAD: usize = TIME + 5;

/// The pane.
pub(super) fn panel(state: &State, area: Rect) -> Panel {
    let layout = state.layout();
    let inner = layout.inner(area);
    let focused = state.panes.focus == Focus::Timeline && !state.catalog.datasets.is_empty();
    let mut panel = Panel {
        area,
        framed: layout.mode == Mode::Full,
        focused,
        ..Panel::default()
    };
    panel.title = Line::default().with(" Events ", Tone::Text);
    match state.timeline.held.get() {
        Some(window) if !window.rows.is_empty() => {
            panel.rows = rows(state, window, inner);
            panel.thumb = scroll(state, window, inner);
            panel.foot = position(state, window);
        }
        Some(_) => panel.rows = super::empty::no_match(state, inner),
        None => {}
    }
    panel
}

fn position(state: &State, window: &Window) -> Line {
    let rank = state.timeline.rank().map_or(0, |rank| rank + 1);
    Line::default().with(
        format!(
            " {} of {} ",
            compose::count(rank),
            compose::count(window.total)
        ),
        Tone::Dim,
    )
}

fn scroll(state: &State, window: &Window, inner: Rect) -> Option<(u16, u16)> {
    let shape = crate::app::shape(state)?;
    let placed = state.timeline.placed(shape.height, shape.row_lines);
    let visible: Vec<_> = placed
        .iter()
        .filter_map(|placed| match placed.item {
            Item::Row(index) => Some(index),
            Item::Day(_) => None,
        })
        .collect();
    thumb(
        usize::from(inner.height),
        window.first + visible.first()?,
        visible.len(),
        window.total,
    )
}

fn rows(state: &State, window: &Window, inner: Rect) -> Vec<Row> {
    let Some(shape) = crate::app::shape(state) else {
        return Vec::new();
    };
    let words = Words::of(state);
    let selected = state.timeline.selected();
    let mut rows = Vec::new();
    for placed in state.timeline.placed(shape.height, shape.row_lines) {
        match placed.item {
            Item::Day(day) => rows.push(heading(state, window, day, inner.width.into()).into()),
            Item::Row(index) => {
                let here = selected == Some(index);
                let drawn = Drawn {
                    state,
                    row: &window.rows[index],
                    words: &words,
                    selected: here,
                    width: inner.width.into(),
                };
                let lines = if shape.row_lines > 1 {
                    drawn.two_lines()
                } else {
                    vec![drawn.one_line()]
                };
                let lines = lines.into_iter().take(placed.height.into());
                rows.extend(lines.map(|line| Row {
                    line,
                    selected: here,
                }));
            }
        }
    }
    rows
}

fn heading(state: &State, window: &Window, day: Day, width: usize) -> Line {
    let events = window
        .days
        .iter()
        .find(|(of, _)| *of == day)
        .map_or(0, |(_, events)| *events);
    let name = Line::default().with(format!(" {} ", name(state, window, day)), Tone::Heading);
    let count = Line::default().with(
        format!(" {} ", compose::counted(events, "event")),
        Tone::Dim,
    );
    let rule = width.saturating_sub(name.width() + count.width());
    compose::cut_line(
        name.with(state.glyphs.rules[0].repeat(rule), Tone::Rule)
            .append(count),
        width,
    )
}

/// The day; or the period, when that is all that is known of every event below.
fn name(state: &State, window: &Window, day: Day) -> String {
    let mut rows = window.rows.iter().filter(|row| row.days.from == day);
    let first = rows.next().map(|row| row.days);
    match first.filter(|days| days.from != days.to && rows.all(|row| row.days == *days)) {
        Some(days) => date::period(days, state.glyphs.dash),
        None => date::heading(day),
    }
}

struct Drawn<'a> {
    state: &'a State,
    row: &'a EventRow,
    words: &'a Words,
    selected: bool,
    width: usize,
}

impl Drawn<'_> {
    fn two_lines(&self) -> Vec<Line> {
        let first = self.lead(false).append(self.title());
        let evidence = self.evidence();
        let room = self.width.saturating_sub(LEAD + evidence.width() + 3);
        let place_room = (room / 3).min(22);
        let place = compose::fill(Line::default().data(&self.row.place, Tone::Dim), place_room);
        let actors = self.actors(room.saturating_sub(place_room + 2));
        let left = self
            .time_words()
            .append(place)
            .with("  ", Tone::Text)
            .append(actors);
        [
            first,
            compose::ends(left, evidence.with(" ", Tone::Text), self.width),
        ]
        .map(|line| self.finished(line))
        .into()
    }

    fn one_line(&self) -> Line {
        let lead = if self.width < 40 {
            self.short_lead()
        } else {
            self.lead(true)
        };
        let mut right = Line::default();
        if self.width >= 120 {
            right = right
                .append(compose::fill(self.actors(30), 30))
                .with("  ", Tone::Text);
        }
        if self.width >= 84 {
            right = right
                .append(compose::fill(
                    Line::default().data(&self.row.place, Tone::Dim),
                    16,
                ))
                .with("  ", Tone::Text);
        }
        right = right
            .append(if self.width >= 64 {
                self.evidence()
            } else {
                self.marks()
            })
            .with(" ", Tone::Text);
        self.finished(compose::ends(
            lead.append(self.title()),
            Line::default().with(" ", Tone::Text).append(right),
            self.width,
        ))
    }

    fn finished(&self, line: Line) -> Line {
        let line = compose::cut_line(line, self.width);
        if self.row.certain {
            line
        } else {
            line.softened()
        }
    }

    fn cursor(&self) -> Line {
        let mark = if self.selected {
            self.state.glyphs.cursor
        } else {
            " "
        };
        Line::default().with(mark, Tone::Accent)
    }

    /// The source's words for the time, under the time; there is more room than above.
    fn time_words(&self) -> Line {
        let words = self
            .row
            .time_text
            .as_deref()
            .filter(|_| self.row.time.is_none())
            .unwrap_or_default();
        let (words, _) = crate::text::cut(words, LEAD - 1);
        let before = " ".repeat(LEAD - 1 - words.width());
        Line::default()
            .with(before, Tone::Text)
            .clean(words, Tone::Dim)
            .with(" ", Tone::Text)
    }

    fn lead(&self, words: bool) -> Line {
        let time = format!("{:>TIME$}", time(self.row, self.state, words));
        let (time, _) = crate::text::cut(&time, TIME);
        self.cursor()
            .clean(crate::text::pad(time, TIME), Tone::Dim)
            .with(" ", Tone::Text)
            .append(self.kind())
    }

    fn short_lead(&self) -> Line {
        self.cursor().append(self.kind())
    }

    fn kind(&self) -> Line {
        let tone = lead_actor(self.row)
            .and_then(|actor| actor.bloc)
            .map_or(Tone::NoBloc, Tone::Bloc);
        Line::default()
            .with(format!("{} ", self.state.glyphs.kind(self.row.kind)), tone)
            .with(" ", Tone::Text)
    }

    fn title(&self) -> Line {
        let tone = if self.row.certain {
            Tone::Strong
        } else {
            Tone::Text
        };
        highlighted(&self.row.title, self.words, tone)
    }

    /// "● HTS → ■ army": who did it or said it, and to whom; where there is no room for all, the first of each side.
    fn actors(&self, room: usize) -> Line {
        let after = |role: Option<Role>| matches!(role, Some(Role::Target | Role::Affected));
        let (whom, who): (Vec<_>, Vec<_>) =
            self.row.actors.iter().partition(|actor| after(actor.role));
        let all = self.sides(self.names(&who, who.len()), self.names(&whom, whom.len()));
        if all.width() <= room {
            return all;
        }
        let (who, whom) = (self.names(&who, 1), self.names(&whom, 1));
        let arrow = 3;
        let half = room.saturating_sub(arrow) / 2;
        let who_room = room.saturating_sub(arrow + whom.width()).max(half);
        let who = if whom.spans.is_empty() {
            who
        } else {
            compose::cut_line(who, who_room)
        };
        compose::cut_line(self.sides(who, whom), room)
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
                let mark = self
                    .state
                    .glyphs
                    .bloc(actor.bloc, &self.state.catalog.blocs);
                line = line.with(format!("{mark} "), tone);
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

    /// Grade, sources, quotes and dispute, in columns.
    fn evidence(&self) -> Line {
        let grade = grade(self.row.grade);
        let one_sided = if self.row.one_sided {
            self.state.glyphs.one_sided
        } else {
            " "
        };
        let support = if self.row.support == 0 {
            "no src".into()
        } else {
            format!("{} src", self.row.support)
        };
        Line::default()
            .with(format!("{grade:<2}"), Tone::Text)
            .with(format!("  {support:>6}"), Tone::Dim)
            .with(one_sided, Tone::Warning)
            .with(" ", Tone::Text)
            .append(self.marks())
    }

    fn marks(&self) -> Line {
        let glyphs = &self.state.glyphs;
        let quotes = if self.row.quotes == 0 {
            String::new()
        } else {
            format!("{}{}", glyphs.quote, self.row.quotes)
        };
        let quotes = crate::text::fit(&quotes, 3);
        Line::default()
            .clean(quotes, Tone::Quote)
            .with(" ", Tone::Text)
            .with(
                if self.row.disputed {
                    glyphs.disputed
                } else {
                    " "
                },
                Tone::Warning,
            )
    }
}

/// "B2"; blank when nothing can be said.
fn grade(grade: Grade) -> String {
    let letter = grade.reliability.map_or("", |letter| letter.slug());
    let digit = grade.credibility.map_or("", |digit| digit.slug());
    format!("{letter}{digit}")
}

/// The actor whose bloc colours the row: the first that has one, as in the histogram.
fn lead_actor(row: &EventRow) -> Option<&ActorMention> {
    row.actors.iter().find(|actor| actor.bloc.is_some())
}

/// "05:10", "~05:10", "evening", "–30 Nov": what is known of the time, and no more.
fn time(row: &EventRow, state: &State, words: bool) -> String {
    let mark = state.glyphs.certainty(row.certainty).trim();
    match row.certainty {
        DateCertainty::Interval if row.days.from != row.days.to => {
            format!("{}{}", state.glyphs.dash, date::end(row.days))
        }
        DateCertainty::Derived => format!("{mark}{}", date::end(row.days)),
        _ => {
            let time = row
                .time
                .map(|time| time.to_string())
                .or_else(|| row.time_text.clone().filter(|_| words));
            format!("{mark}{}", time.unwrap_or_default())
        }
    }
}
