//! Running totals over time: a letter for each claimant, one line each, on one scale.
//!
//! A total holds until its claimant tells the next one, so lines go in steps. Where a total is lower than the one before, the
//! line breaks, and the figure says so: it does not continue the same count. Nothing joins the totals of two claimants.

use crate::analysis::{Point, RunningTotal};
use crate::content::detail::ScaleKind;
use crate::content::page::{Page, bloc_mark};
use crate::content::words::{count, number};
use crate::content::{Line, Span, Tone, date};
use crate::model::{Day, DayRange};

/// Rows of a chart.
const HEIGHT: usize = 9;
/// Most columns of a chart: more would draw the same lines longer.
const WIDEST: usize = 120;
/// Figures of a claimant that are written out.
const FIGURES: usize = 14;
/// Two letters on one cell.
const SEVERAL: char = '*';

pub(super) fn write(page: &mut Page<'_>, totals: &[RunningTotal], kind: ScaleKind) {
    let Some(days) = span(totals) else { return };
    page.section("Running totals", None);
    let says = "What each claimant counts so far; the line of a total holds until the next, and totals are never added";
    page.flow(0, 2, &Line::default().with(says, Tone::Dim));
    let subject = |total: &RunningTotal| (total.about, total.who.clone());
    for group in totals.chunk_by(|a, b| subject(a) == subject(b)) {
        page.blank();
        let chart = Chart::of(group, days, page.width(), kind);
        heading(page, group, chart.as_ref());
        if let Some(chart) = chart {
            chart.draw(page, group);
        }
        for (at, total) in group.iter().enumerate() {
            legend(page, at, total);
        }
    }
}

/// The days of all totals, so that charts stand below each other on one axis of time.
fn span(totals: &[RunningTotal]) -> Option<DayRange> {
    let days = || {
        totals
            .iter()
            .flat_map(|total| &total.points)
            .map(|point| point.day)
    };
    Some(DayRange {
        from: days().min()?,
        to: days().max()?,
    })
}

fn heading(page: &mut Page<'_>, group: &[RunningTotal], chart: Option<&Chart>) {
    let mut line = Line::default().with(group[0].about.label(), Tone::Strong);
    if let Some(who) = &group[0].who {
        line = line.with(format!(", {who}"), Tone::Strong);
    }
    if chart.is_some_and(|chart| chart.logarithmic) {
        let says = format!(" {} log scale", page.context.glyphs.dot);
        line = line.with(says, Tone::Dim);
    }
    page.flow(0, 2, &line);
}

/// The letter of a claimant.
fn letter(at: usize) -> char {
    let letters = b'A'..=b'Z';
    letters.map(char::from).nth(at).unwrap_or('+')
}

fn legend(page: &mut Page<'_>, at: usize, total: &RunningTotal) {
    let tone = total.bloc.map_or(Tone::Text, Tone::Bloc);
    let mut line = Line::default()
        .with(format!("{} ", letter(at)), tone)
        .and(bloc_mark(page.context, total.bloc))
        .with(&total.claimant, Tone::Text)
        .with(": ", Tone::Text);
    let skipped = total.points.len().saturating_sub(FIGURES);
    if skipped + total.left_out > 0 {
        let says = format!(
            "{} earlier or between, then ",
            count(skipped + total.left_out)
        );
        line = line.with(says, Tone::Dim);
    }
    for (at, point) in total.points.iter().enumerate().skip(skipped) {
        let comma = if at + 1 < total.points.len() {
            ", "
        } else {
            ""
        };
        line = line
            .with(amount(page, *point), Tone::Strong)
            .with(format!(" by {}", date::short(point.day)), Tone::Dim);
        if at > 0 && falls(total.points[at - 1], *point) {
            line = line.with(" (lower than before)", Tone::Warning);
        }
        line = line.with(comma, Tone::Dim);
    }
    page.flow(2, 6, &line);
}

fn amount(page: &Page<'_>, point: Point) -> String {
    match point.high {
        None => format!("at least {}", number(point.low)),
        Some(high) if high == point.low => number(high),
        Some(high) if point.low == 0 => format!("at most {}", number(high)),
        Some(high) => format!(
            "{}{}{}",
            number(point.low),
            page.context.glyphs.dash,
            number(high)
        ),
    }
}

/// Whether a total is lower than the one before, which it cannot continue then.
fn falls(before: Point, after: Point) -> bool {
    after.high.unwrap_or(after.low) < before.low
}

/// The axes of a chart.
struct Chart {
    days: DayRange,
    least: u64,
    most: u64,
    logarithmic: bool,
    /// Columns of the numbers at the left.
    margin: usize,
    columns: usize,
}

impl Chart {
    /// None where there is nothing to compare, or no room.
    fn of(group: &[RunningTotal], days: DayRange, width: usize, kind: ScaleKind) -> Option<Self> {
        let points = || group.iter().flat_map(|total| &total.points);
        let numbers = || {
            points()
                .flat_map(|point| [Some(point.low), point.high])
                .flatten()
        };
        let (least, most) = (numbers().min()?, numbers().max()?);
        let margin = number(most).len() + 3;
        let columns = width.saturating_sub(margin).min(WIDEST);
        let logarithmic = kind.is_logarithmic(least, most);
        let comparable = points().count() > 1 && days.from < days.to && most > 0;
        (comparable && columns >= 20).then_some(Self {
            days,
            // A linear axis begins at nothing: a total is a length.
            least: if logarithmic { least } else { 0 },
            most,
            logarithmic,
            margin,
            columns,
        })
    }

    fn column(&self, day: Day) -> usize {
        let all = (self.days.to.0 - self.days.from.0).max(1) as f64;
        let share = (day.0 - self.days.from.0) as f64 / all;
        // The share lies between 0 and 1.
        ((share * (self.columns - 1) as f64).round() as usize).min(self.columns - 1)
    }

    /// The row of a number from the top.
    fn row(&self, value: u64) -> usize {
        let measure = |value| ScaleKind::measure(self.logarithmic, value);
        let (from, to) = (measure(self.least), measure(self.most));
        let share = if to > from {
            (measure(value.clamp(self.least, self.most)) - from) / (to - from)
        } else {
            1.0
        };
        HEIGHT - 1 - ((share * (HEIGHT - 1) as f64).round() as usize).min(HEIGHT - 1)
    }

    fn draw(&self, page: &mut Page<'_>, group: &[RunningTotal]) {
        let mut cells: Cells = vec![vec![(' ', Tone::Text); self.columns]; HEIGHT];
        let [line, pole] = page.context.glyphs.rules;
        for total in group {
            self.steps(&mut cells, total, [line, pole]);
        }
        for (at, total) in group.iter().enumerate() {
            self.letters(&mut cells, at, total);
        }
        for (row, cells) in cells.iter().enumerate() {
            let label = match row {
                0 => number(self.most),
                _ if row == HEIGHT - 1 => number(self.least),
                _ => String::new(),
            };
            let room = self.margin - 2;
            let left = format!("{label:>room$} {pole}");
            page.line(Line::default().with(left, Tone::Rule).and(spans(cells)));
        }
        self.foot(page);
    }

    /// From each total to the next of the same claimant: along, then up.
    fn steps(&self, cells: &mut Cells, total: &RunningTotal, [line, pole]: [&str; 2]) {
        let tone = total.bloc.map_or(Tone::NoBloc, Tone::Bloc);
        let sign = |text: &str| text.chars().next().unwrap_or('-');
        let top = |point: &Point| self.row(point.high.unwrap_or(point.low));
        for pair in total.points.windows(2) {
            let [before, after] = pair else { continue };
            if falls(*before, *after) {
                continue;
            }
            let (from, to) = (self.column(before.day), self.column(after.day));
            for cell in &mut cells[top(before)][from..to] {
                *cell = (sign(line), tone);
            }
            let (low, high) = (top(before).max(top(after)), top(before).min(top(after)));
            for row in &mut cells[high..=low] {
                row[to] = (sign(pole), tone);
            }
        }
    }

    /// A letter at each total, at both ends of a range.
    fn letters(&self, cells: &mut Cells, at: usize, total: &RunningTotal) {
        let tone = total.bloc.map_or(Tone::Text, Tone::Bloc);
        for point in &total.points {
            let column = self.column(point.day);
            for value in [Some(point.low), point.high].into_iter().flatten() {
                let cell = &mut cells[self.row(value)][column];
                let other =
                    cell.0.is_ascii_uppercase() && cell.0 != letter(at) || cell.0 == SEVERAL;
                *cell = if other {
                    (SEVERAL, Tone::Strong)
                } else {
                    (letter(at), tone)
                };
            }
        }
    }

    fn foot(&self, page: &mut Page<'_>) {
        let (from, to) = (date::short(self.days.from), date::long(self.days.to));
        let room = self.columns.saturating_sub(from.len() + to.len() + 2);
        let rule = page.context.glyphs.rules[0].repeat(room);
        let line = Line::default()
            .with(" ".repeat(self.margin), Tone::Text)
            .with(from, Tone::Dim)
            .with(format!(" {rule} "), Tone::Rule)
            .with(to, Tone::Dim);
        page.line(line);
    }
}

/// Rows of signs with their tones.
type Cells = Vec<Vec<(char, Tone)>>;

fn spans(cells: &[(char, Tone)]) -> Vec<Span> {
    let runs = cells.chunk_by(|a, b| a.1 == b.1);
    runs.map(|run| {
        let text: String = run.iter().map(|(sign, _)| sign).collect();
        Span::new(text, run[0].1)
    })
    .collect()
}
