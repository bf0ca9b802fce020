//! The values of one field among the shown events: count, share, bar, and a strip over time.

use super::compose;
use super::screen::{Panel, Row, thumb};
use crate::analysis::{Choice, Facet, Profile, ProfileRow, Profiled};
use crate::app::{ProfileList, State};
use crate::content::words::no_data_then;
use crate::content::words::{count, counted};
use crate::content::{Line, Tone, date};
use crate::model::EventKind;

/// Columns of a strip's column at most.
const WIDEST: usize = 4;
/// Heights of a strip; a full cell is not among them, so that strips do not run into each other.
const HEIGHTS: usize = 7;
/// Columns of a bar.
const BAR: usize = 12;
/// Columns from which there are bars.
const BARS_FROM: usize = 64;
/// Columns of a count, and of a share.
const COUNT: usize = 10;
const SHARE: usize = 9;

/// Puts the values into the overlay's panel.
pub(super) fn fill(state: &State, list: &ProfileList, panel: &mut Panel) {
    let name = crate::app::profiled_label(list.of, &state.catalog);
    panel.title = Line::default()
        .with(" Profile ", Tone::Text)
        .with(state.glyphs.dot, Tone::Text)
        .data(&format!(" {name} "), Tone::Text);
    let width = usize::from(panel.inner().width);
    let Some(profile) = list.held.get().filter(|profile| profile.of == list.of) else {
        return;
    };
    let (rows, strip) = crate::app::profile_shape(state);
    let table = Table {
        state,
        profile,
        width,
        strip,
    };
    panel.foot = Line::default().with(
        format!(
            " {} of {} ",
            count((list.cursor.rank + 1).min(profile.total)),
            count(profile.total)
        ),
        Tone::Dim,
    );
    panel.rows = table.head(list);
    let first = list.cursor.first.saturating_sub(profile.first);
    let ranks = profile.first + first..;
    let shown = ranks.zip(profile.rows.iter().skip(first).take(rows));
    panel.rows.extend(shown.map(|(rank, row)| Row {
        line: table.row(row, rank == list.cursor.rank),
        selected: rank == list.cursor.rank,
    }));
    if profile.total == 0 {
        let outside = state
            .totals
            .get()
            .and_then(|totals| no_data_then(totals, state.glyphs.dash));
        let says = outside.unwrap_or_else(|| "None of the events has one".to_owned());
        let says = state.unless_reading(says);
        let none = Line::default().with(format!("  {says}"), Tone::Dim);
        panel.rows.push(compose::cut_line(none, width).into());
    }
    panel.thumb =
        thumb(rows, list.cursor.first, rows, profile.total).map(|(at, length)| (at + 3, length));
}

struct Table<'a> {
    state: &'a State,
    profile: &'a Profile,
    width: usize,
    strip: usize,
}

impl Table<'_> {
    /// What is counted, and names of the columns.
    fn head(&self, list: &ProfileList) -> Vec<Row> {
        let dot = format!(" {} ", self.state.glyphs.dot);
        let profile = self.profile;
        let mut facts = vec![
            counted(profile.matches, "event"),
            counted(profile.total, "value"),
        ];
        if profile.overlapping {
            facts.push("shares overlap and do not add up to 100 %".into());
        }
        if profile.without > 0 {
            facts.push(format!("{} without any", counted(profile.without, "event")));
        }
        let facts = Line::default().with(format!(" {}", facts.join(&dot)), Tone::Dim);
        let left = Line::default().with(format!("   by {}", list.sort.label()), Tone::Dim);
        let right = Line::default()
            .with(
                format!("{:>COUNT$}{:>SHARE$} ", "events", "share"),
                Tone::Dim,
            )
            .with(" ".repeat(self.bar_width()), Tone::Dim)
            .append(self.time());
        let rule = self.state.glyphs.rules[0].repeat(self.width);
        vec![
            compose::cut_line(facts, self.width).into(),
            compose::ends(left, right, self.width).into(),
            Line::default().with(rule, Tone::Rule).into(),
        ]
    }

    /// The days of the strips: the first, and the last where both have room.
    fn time(&self) -> Line {
        let Some(span) = self.profile.span.filter(|_| self.strip > 0) else {
            return Line::default().with(" ".repeat(self.strip_width()), Tone::Dim);
        };
        let years = span.to.0.saturating_sub(span.from.0) > 366;
        let name = |day: crate::model::Day| match (years, day.ymd()) {
            (true, Some((year, ..))) => year.to_string(),
            _ => date::short(day),
        };
        let (from, to) = (name(span.from), name(span.to));
        let columns = self.columns();
        let text = if from.len() + to.len() < columns {
            format!("{from}{to:>width$}", width = columns - from.len())
        } else {
            from
        };
        let line = Line::default().with(format!(" {text}"), Tone::Dim);
        compose::fill(line, self.strip_width())
    }

    /// How often each column of a strip is drawn, so that few columns do not look lost.
    fn widen(&self) -> usize {
        let columns = self.profile.rows.first().map_or(0, |row| row.strip.len());
        (self.strip / columns.max(1)).clamp(1, WIDEST)
    }

    /// Columns of the strips that are used.
    fn columns(&self) -> usize {
        let columns = self.profile.rows.first().map_or(0, |row| row.strip.len());
        (columns * self.widen()).min(self.strip)
    }

    fn strip_width(&self) -> usize {
        if self.strip == 0 { 0 } else { self.strip + 2 }
    }

    fn bar_width(&self) -> usize {
        if self.width < BARS_FROM { 0 } else { BAR + 1 }
    }

    fn row(&self, row: &ProfileRow, selected: bool) -> Line {
        let glyphs = &self.state.glyphs;
        let cursor = if selected { glyphs.cursor } else { " " };
        let (mark, mark_tone) = match row.choice {
            Choice::None => (" ", Tone::Text),
            Choice::Included => (glyphs.included, Tone::Accent),
            Choice::Excluded => (glyphs.excluded, Tone::Error),
        };
        let left = Line::default()
            .with(cursor, Tone::Accent)
            .with(mark, mark_tone)
            .with(" ", Tone::Text)
            .append(self.glyph(row))
            .data(&row.label, Tone::Text);
        let right = Line::default()
            .with(format!("{:>COUNT$}", count(row.count)), Tone::Strong)
            .with(
                format!("{:>SHARE$} ", share(row.count, self.profile.matches)),
                Tone::Dim,
            )
            .append(self.bar(row))
            .append(self.strip(row));
        compose::ends(left, right, self.width)
    }

    /// The mark of a bloc or a kind.
    fn glyph(&self, row: &ProfileRow) -> Line {
        let state = self.state;
        let of_kind = self.profile.of == Profiled::Facet(Facet::Kind);
        let kind = EventKind::from_slug(&row.value).filter(|_| of_kind);
        match (kind, row.bloc) {
            (Some(kind), _) => {
                Line::default().with(format!("{} ", state.glyphs.kind(kind)), Tone::Text)
            }
            (None, Some(bloc)) => {
                let mark = state.glyphs.bloc(Some(bloc), &state.catalog.blocs);
                Line::default().with(format!("{mark} "), Tone::Bloc(bloc))
            }
            (None, None) => Line::default(),
        }
    }

    /// How the count compares with the greatest.
    fn bar(&self, row: &ProfileRow) -> Line {
        if self.bar_width() == 0 {
            return Line::default();
        }
        let eighths = (row.count * BAR * 8).div_ceil(self.profile.peak.max(1));
        let bars = &self.state.glyphs.bars;
        let mut text = bars[7].repeat(eighths / 8);
        if !eighths.is_multiple_of(8) {
            text.push_str(bars[eighths % 8 - 1]);
        }
        Line::default()
            .clean(crate::text::fit(&text, BAR), tone(row))
            .with(" ", Tone::Text)
    }

    /// When the events were: each strip has the height of its own greatest column. What lies outside of it is told at its ends.
    fn strip(&self, row: &ProfileRow) -> Line {
        if self.strip == 0 {
            return Line::default();
        }
        let [earlier, later, ..] = self.state.glyphs.more;
        let end = |mark: &'static str, events: usize| if events > 0 { mark } else { " " };
        let peak = row.strip.iter().copied().max().unwrap_or(0).max(1);
        let columns = &self.state.glyphs.columns;
        let mark = |&count: &u32| match count {
            0 => " ",
            count => {
                columns[(count as usize * HEIGHTS)
                    .div_ceil(peak as usize)
                    .min(HEIGHTS)
                    - 1]
            }
        };
        let widen = self.widen();
        let marks = row.strip.iter().map(|count| mark(count).repeat(widen));
        let text: String = marks.collect();
        let text = crate::text::fit(&text, self.columns());
        let line = Line::default()
            .with(end(earlier, row.before), Tone::Dim)
            .clean(text, tone(row))
            .with(end(later, row.after), Tone::Dim);
        compose::fill(line, self.strip_width())
    }
}

fn tone(row: &ProfileRow) -> Tone {
    row.bloc.map_or(Tone::Accent, Tone::Bloc)
}

/// A share in hundredths with one place; what is there is never none.
fn share(part: usize, whole: usize) -> String {
    let thousandths = (part as u128 * 1000 + whole as u128 / 2) / (whole.max(1) as u128);
    match thousandths {
        0 if part > 0 => "<0.1 %".into(),
        1000 if part < whole => ">99.9 %".into(),
        _ => format!("{}.{} %", thousandths / 10, thousandths % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn shares_are_rounded_but_never_to_nothing_or_all() {
        let told = [
            (0, 5),
            (1, 3),
            (2, 3),
            (1, 100_000),
            (99_999, 100_000),
            (5, 5),
            (0, 0),
        ];
        let told = told.map(|(part, whole)| share(part, whole));
        assert_eq!(
            told,
            [
                "0.0 %", "33.3 %", "66.7 %", "<0.1 %", ">99.9 %", "100.0 %", "0.0 %"
            ]
        );
    }
}
