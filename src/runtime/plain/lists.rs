//! The list of each view, and what its numbers lead to.

use super::{PAGE, Plain, event_lines};
use crate::analysis::{
    Choice, Facet, FacetValue, Grouping, Part, Periods, ProblemLine, Reply, Table, TableRow, Window,
};
use crate::content::words::{count, counted};
use crate::content::{citation, spoken};
use crate::diagnostic::Severity;
use crate::layout::View;
use crate::query::{self, Sign};

/// Events of which quotes or claims are told at once: each takes several lines.
const FEW: usize = 5;

impl Plain {
    /// The next entries of the list.
    pub(super) fn more(&mut self) -> Vec<String> {
        let first = self.told;
        let (mut lines, total) = match self.view {
            View::Timeline => self.events(first, PAGE, None),
            View::Lanes => self.lanes(first),
            View::Map => self.values(Facet::Region, first),
            View::Actors => self.values(Facet::Actor, first),
            View::Quotes => self.events(first, FEW, Some(("has", "quote"))),
            View::Accounts => self.events(first, FEW, Some(("is", "disputed"))),
            View::Sources => self.values(Facet::Source, first),
            View::Problems => self.problems(first),
        };
        let page = if matches!(self.view, View::Quotes | View::Accounts) {
            FEW
        } else {
            PAGE
        };
        let end = (first + page).min(total);
        lines.push(match (total, first >= total) {
            (0, _) => "Nothing to tell.".into(),
            (_, true) => format!("That was all {}; first begins again.", count(total)),
            _ if end == total => format!("{} to {}, the last.", count(first + 1), count(end)),
            _ => format!(
                "{} to {} of {}; an empty line tells more.",
                count(first + 1),
                count(end),
                count(total)
            ),
        });
        self.told = (first + page).min(total);
        lines
    }

    /// What a number stands for.
    pub(super) fn read(&mut self, rank: usize) -> Vec<String> {
        match self.view {
            View::Timeline => self.event(rank, None),
            View::Quotes => self.event(rank, Some(("has", "quote"))),
            View::Accounts => self.event(rank, Some(("is", "disputed"))),
            View::Actors => self.value(Facet::Actor, rank),
            View::Map => self.value(Facet::Region, rank),
            View::Sources => self.value(Facet::Source, rank),
            View::Lanes => self.lane(rank),
            View::Problems => self.problem(rank),
        }
    }

    /// A citation of an event.
    pub(super) fn cite(&mut self, rank: usize) -> Vec<String> {
        let (filter, window) = self.window(rank, 1, self.only());
        let Some(row) = window.rows.first().map(|row| row.key) else {
            return nothing(rank);
        };
        match self.asked(&filter, Part::Event(row)) {
            Some(Reply::Event(Some(detail))) => {
                citation::plain(&citation::Citable::event(&detail), None)
                    .lines()
                    .map(str::to_owned)
                    .collect()
            }
            _ => nothing(rank),
        }
    }

    fn only(&self) -> Option<(&'static str, &'static str)> {
        match self.view {
            View::Quotes => Some(("has", "quote")),
            View::Accounts => Some(("is", "disputed")),
            _ => None,
        }
    }

    fn window(&mut self, first: usize, len: usize, only: Option<(&str, &str)>) -> (String, Window) {
        let filter = only.map_or_else(|| self.filter.clone(), |only| narrowed(&self.filter, only));
        let window = match self.ask(&filter, Part::Window { first, len }).1 {
            Some(Reply::Window(window)) => window,
            _ => Window::default(),
        };
        (filter, window)
    }

    fn events(
        &mut self,
        first: usize,
        len: usize,
        only: Option<(&str, &str)>,
    ) -> (Vec<String>, usize) {
        let (filter, window) = self.window(first, len, only);
        let mut lines = Vec::new();
        for (number, row) in (first + 1..).zip(&window.rows) {
            lines.push(format!("{}. {}", count(number), spoken::event_line(row)));
            if only.is_none() {
                continue;
            }
            if let Some(Reply::Event(Some(detail))) = self.asked(&filter, Part::Event(row.key)) {
                lines.extend(self.evidence(&detail));
            }
        }
        (lines, window.total)
    }

    /// Of an event what the view is about: its quotes, or its claims.
    fn evidence(&self, detail: &crate::analysis::EventDetail) -> Vec<String> {
        if self.view == View::Quotes {
            let quotes = detail.quotes.iter();
            return quotes
                .flat_map(|quote| {
                    let source = detail.sources.get(quote.source);
                    spoken::quote(quote, source.map(|source| source.publisher.as_str()))
                })
                .collect();
        }
        let reasons = detail
            .dispute_reasons
            .iter()
            .map(|reason| format!("Disputed: {reason}."));
        let claims = detail
            .claims
            .iter()
            .map(|claim| spoken::claim_line(claim, &detail.sources));
        reasons.chain(claims).collect()
    }

    fn event(&mut self, rank: usize, only: Option<(&str, &str)>) -> Vec<String> {
        let (filter, window) = self.window(rank, 1, only);
        let Some(key) = window.rows.first().map(|row| row.key) else {
            return nothing(rank);
        };
        match self.asked(&filter, Part::Event(key)) {
            Some(Reply::Event(detail)) => event_lines(detail.as_deref()),
            _ => nothing(rank),
        }
    }

    fn facet(&mut self, facet: Facet, first: usize, len: usize) -> (Vec<FacetValue>, usize) {
        let part = Part::Facet {
            facet,
            find: String::new(),
            closed: Vec::new(),
            first,
            len,
        };
        match self.reply(part) {
            Some(Reply::Facet(counts)) => (counts.values, counts.total),
            _ => (Vec::new(), 0),
        }
    }

    fn values(&mut self, facet: Facet, first: usize) -> (Vec<String>, usize) {
        let (values, total) = self.facet(facet, first, PAGE);
        let line = |(number, value): (usize, &FacetValue)| {
            let bloc = value.bloc.and_then(|bloc| self.catalog.blocs.get(bloc));
            let bloc = bloc.filter(|bloc| bloc.name != value.label);
            let bloc = bloc
                .map(|bloc| format!(", {}", bloc.name))
                .unwrap_or_default();
            let chosen = match value.choice {
                Choice::None => "",
                Choice::Included => ", in the filter",
                Choice::Excluded => ", excluded by the filter",
            };
            format!(
                "{}. {}{bloc}, {}{chosen}.",
                count(number),
                value.label,
                counted(value.count, "event")
            )
        };
        let lines = (first + 1..).zip(&values).map(line).collect();
        (lines, total)
    }

    /// An actor is read about; another value is put into the filter.
    fn value(&mut self, facet: Facet, rank: usize) -> Vec<String> {
        let Some(value) = self.facet(facet, rank, 1).0.pop() else {
            return nothing(rank);
        };
        if let Some(actor) = value.actor {
            let part = Part::Actor { actor, buckets: 8 };
            if let Some(Reply::Actor(Some(dossier))) = self.reply(part) {
                let blocs = &self.catalog.blocs;
                let name = |bloc: usize| {
                    blocs
                        .get(bloc)
                        .map_or_else(String::new, |bloc| bloc.name.clone())
                };
                return spoken::actor(&dossier, name);
            }
        }
        let filter = query::toggle(&self.filter, &value.field, &value.value, Sign::Included);
        self.set_filter(&filter)
    }

    fn table(&mut self) -> Option<Table> {
        let part = Part::Table {
            by: Some(Grouping::Actor),
            periods: Periods::Fitting(12),
        };
        match self.reply(part) {
            Some(Reply::Table(table)) => Some(table),
            _ => None,
        }
    }

    /// Actors with their counts in each period that has any.
    fn lanes(&mut self, first: usize) -> (Vec<String>, usize) {
        let Some(table) = self.table() else {
            return (Vec::new(), 0);
        };
        let mut lines = Vec::new();
        if let Some(period) = table.period.filter(|_| first == 0) {
            lines.push(format!("Counts by {}.", period.word()));
            let unknown: Vec<&str> = table
                .columns
                .iter()
                .filter(|column| !column.covered)
                .map(|column| column.name.as_str())
                .collect();
            if !unknown.is_empty() {
                lines.push(format!(
                    "Outside of what the data mean to cover: {}.",
                    unknown.join(", ")
                ));
            }
        }
        let rows = table.rows.iter().enumerate().skip(first).take(PAGE);
        lines.extend(rows.map(|(at, row)| lane_line(at + 1, row, &table)));
        (lines, table.rows.len())
    }

    fn lane(&mut self, rank: usize) -> Vec<String> {
        let row = self
            .table()
            .and_then(|table| table.rows.into_iter().nth(rank));
        let Some(row) = row else {
            return nothing(rank);
        };
        let filter = query::toggle(&self.filter, "actor", &row.value, Sign::Included);
        self.set_filter(&filter)
    }

    fn problem_lines(&mut self, first: usize, len: usize) -> (Vec<ProblemLine>, usize) {
        let part = Part::Problems {
            closed: Vec::new(),
            first,
            len,
            of: None,
        };
        match self.reply(part) {
            Some(Reply::Problems(found)) => (found.lines, found.total),
            _ => (Vec::new(), 0),
        }
    }

    fn problems(&mut self, first: usize) -> (Vec<String>, usize) {
        let (found, total) = self.problem_lines(first, PAGE);
        let line = |(number, line): (usize, &ProblemLine)| match line {
            ProblemLine::Group {
                code,
                severity,
                count: of,
                ..
            } => {
                let word = if *severity == Severity::Error {
                    "error"
                } else {
                    "warning"
                };
                format!("{}. {}: {code}.", count(number), counted(*of, word))
            }
            ProblemLine::Problem(row) => {
                let place = row.place.map(|(line, _)| format!(", line {line}"));
                format!(
                    "{}. {}. {}{}",
                    count(number),
                    row.message,
                    row.file,
                    place.unwrap_or_default()
                )
            }
        };
        ((first + 1..).zip(&found).map(line).collect(), total)
    }

    fn problem(&mut self, rank: usize) -> Vec<String> {
        let line = self.problem_lines(rank, 1).0.pop();
        let Some(ProblemLine::Problem(row)) = line else {
            return nothing(rank);
        };
        match self.reply(Part::Problem(row.key)) {
            Some(Reply::Problem(Some(text))) => text.lines().map(str::to_owned).collect(),
            _ => nothing(rank),
        }
    }
}

fn lane_line(number: usize, row: &TableRow, table: &Table) -> String {
    let cells = row.counts.cells.iter().filter_map(|&(column, events)| {
        let column = table.columns.get(column as usize)?;
        Some(format!("{} {events}", column.name))
    });
    format!(
        "{}. {}, {}: {}.",
        count(number),
        row.label,
        counted(row.counts.total, "event"),
        cells.collect::<Vec<_>>().join(", ")
    )
}

/// The filter with one more word, unless it stands there already.
fn narrowed(filter: &str, (field, value): (&str, &str)) -> String {
    let with = query::toggle(filter, field, value, Sign::Included);
    if with.len() < filter.len() {
        filter.to_owned()
    } else {
        with
    }
}

fn nothing(rank: usize) -> Vec<String> {
    vec![format!("There is no number {} here.", count(rank + 1))]
}
