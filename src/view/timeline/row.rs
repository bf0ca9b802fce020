//! A row of the list: one line or two, in columns.

use super::super::compose;
use super::super::highlight::{Words, highlighted};
use super::actors::lead_actor;
use crate::analysis::{DateCertainty, EventRow, Grade};
use crate::app::State;
use crate::content::words::period_mark;
use crate::content::{Line, Tone, date};

/// Columns of the time.
const TIME: usize = 7;
/// Columns before the title: cursor, time, kind and blanks.
const LEAD: usize = TIME + 5;
/// Columns of words for the time at most.
const LONGEST: usize = 24;
/// Columns of the place at most, where the actors need not give way.
const PLACE: usize = 24;
/// Columns from which evidence is spelled out and spaced.
const ROOMY: usize = 84;
/// Columns between place and actors.
const GAP: usize = 2;

/// A row with all that its lines depend on.
pub(super) struct Drawn<'a> {
    pub(super) state: &'a State,
    pub(super) row: &'a EventRow,
    pub(super) words: &'a Words,
    pub(super) selected: bool,
    pub(super) width: usize,
}

impl Drawn<'_> {
    pub(super) fn two_lines(&self) -> Vec<Line> {
        let first = self.lead().append(self.title());
        let first = match self.coded() {
            Some(coded) => compose::ends(first, coded.with(" ", Tone::Text), self.width),
            None => first,
        };
        let evidence = self.evidence();
        let time = self.time_words();
        let room = self
            .width
            .saturating_sub(time.width() + evidence.width() + 3);
        let left = time.append(self.place_and_actors(room));
        [
            first,
            compose::ends(left, evidence.with(" ", Tone::Text), self.width),
        ]
        .map(|line| self.finished(line))
        .into()
    }

    /// Place and actors in so many columns. Where there is room the actors begin in one column in all rows, unless one of the
    /// two would have to be cut while the other leaves room; else they follow the place.
    fn place_and_actors(&self, room: usize) -> Line {
        let place = Line::default().data(&self.row.place, Tone::Dim);
        let (needs, usual) = (place.width(), (room * 2 / 5).min(PLACE));
        let beside = |actors: &Line| room.saturating_sub(actors.width() + GAP);
        let left_over = beside(&self.actors(room));
        let column = if self.width < ROOMY { 0 } else { usual };
        let columns = needs.min(left_over.max(usual)).max(column.min(left_over));
        let actors = self.actors(room.saturating_sub(columns + GAP));
        // They may have become so short that there is no need to leave the column after all.
        let columns = columns.max(column.min(beside(&actors)));
        compose::fill(place, columns)
            .with(" ".repeat(GAP), Tone::Text)
            .append(actors)
    }

    pub(super) fn one_line(&self) -> Line {
        let lead = if self.width < 40 {
            self.short_lead()
        } else {
            self.lead_in_one_line()
        };
        let mut right = match self.coded().filter(|_| self.width >= 64) {
            Some(coded) => coded.with("  ", Tone::Text),
            None => Line::default(),
        };
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

    /// The source's words for the time, under the time; those that are longer go on into the place's column.
    fn time_words(&self) -> Line {
        let (words, _) = crate::text::cut(self.time_text(), LONGEST);
        let before = " ".repeat((LEAD - 1).saturating_sub(words.width()).max(1));
        Line::default()
            .with(before, Tone::Text)
            .clean(words, Tone::Dim)
            .with(" ", Tone::Text)
    }

    /// The source's words for the time, where there is no clock time.
    fn time_text(&self) -> &str {
        let words = self.row.time_text.as_deref();
        words
            .filter(|_| self.row.time.is_none())
            .unwrap_or_default()
    }

    fn lead(&self) -> Line {
        self.lead_with(&time(self.row, self.state))
    }

    fn lead_with(&self, time: &str) -> Line {
        let (time, _) = crate::text::cut(&format!("{time:>TIME$}"), TIME);
        self.cursor()
            .clean(crate::text::pad(time, TIME), Tone::Dim)
            .with(" ", Tone::Text)
            .append(self.kind())
    }

    /// Words for the time stand in its column where they fit, and else before the title.
    fn lead_in_one_line(&self) -> Line {
        let (time, words) = (time(self.row, self.state), self.time_text());
        if words.is_empty() || self.row.days.from != self.row.days.to {
            return self.lead_with(&time);
        }
        if crate::text::width(words) + crate::text::width(&time) <= TIME {
            return self.lead_with(&format!("{time}{words}"));
        }
        let (words, _) = crate::text::cut(words, LONGEST);
        let dot = format!(" {} ", self.state.glyphs.dot);
        self.lead_with(&time)
            .clean(words, Tone::Dim)
            .with(dot, Tone::Dim)
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

    /// How many sources; `2/3` where three sources have two origins.
    fn support(&self) -> String {
        let (origins, sources) = (self.row.support, self.row.sources);
        let count = if origins == sources {
            sources.to_string()
        } else {
            format!("{origins}/{sources}")
        };
        let width = if self.width < ROOMY { 6 } else { 8 };
        let named = match sources {
            0 => "no src".to_owned(),
            _ => format!("{count} src"),
        };
        if named.len() < width {
            format!("{named:>width$}")
        } else {
            format!("{count:>width$}")
        }
    }

    /// "3 of 12 rows", where the data have several rows of one report.
    fn coded(&self) -> Option<Line> {
        let words = self.row.coded.words()?;
        Some(Line::default().with(format!(" {words}"), Tone::Dim))
    }

    /// Grade, sources, quotes and dispute, in columns.
    fn evidence(&self) -> Line {
        let grade = grade(self.row.grade);
        let one_sided = if self.row.one_sided {
            self.state.glyphs.one_sided
        } else {
            " "
        };
        let support = self.support();
        self.dataset()
            .with(format!("{grade:<2}"), Tone::Text)
            .with(support, Tone::Dim)
            .with(one_sided, Tone::Warning)
            .with(" ", Tone::Text)
            .append(self.marks())
    }

    /// The number of the dataset, where there are several: the header and the facet of datasets have their names.
    fn dataset(&self) -> Line {
        match self.state.catalog.datasets.len() {
            0 | 1 => Line::default(),
            many => {
                let digits = many.to_string().len();
                let number = self.row.key.dataset + 1;
                Line::default().with(format!("#{number:<digits$} "), Tone::Dim)
            }
        }
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

/// "05:10", "~05:10", "–30 Nov", "1974": what is known of the time, and no more.
fn time(row: &EventRow, state: &State) -> String {
    let mark = state.glyphs.certainty(row.certainty).trim();
    match row.certainty {
        DateCertainty::Interval if row.days.from != row.days.to => {
            if let Some(period) = period_mark(&row.date) {
                return period;
            }
            format!("{}{}", state.glyphs.dash, date::end(row.days))
        }
        DateCertainty::Derived => format!("{mark}{}", date::end(row.days)),
        _ => {
            let time = row.time.map(|time| time.to_string());
            format!("{mark}{}", time.unwrap_or_default())
        }
    }
}
