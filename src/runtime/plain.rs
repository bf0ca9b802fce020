//! annals without a screen: lines in, sentences out. For screen readers, logs and scripts.
//!
//! The same filter, views and answers as on the screen, as numbered lines. Nothing is drawn again, nothing is a mark only, and
//! a number leads to what it stands for.

mod lists;

use std::io::{self, BufRead, Write};
use std::sync::Arc;

use crate::analysis::{Answer, AskError, Catalog, Engine, Part, Question, Reply, Totals};
use crate::content::words::no_data_then;
use crate::content::words::{count, counted};
use crate::content::{date, spoken};
use crate::diagnostic::{Diagnostic, Severity};
use crate::layout::View;
use crate::text::clean;

/// Entries told at once.
const PAGE: usize = 20;

const HELP: &[&str] = &[
    "A line that begins with a slash is the filter: /actor:hts region:aleppo. A slash alone shows all events.",
    "timeline, lanes, map, actors, quotes, accounts, sources, problems: go to a view.",
    "An empty line tells more of the list; first begins it again.",
    "A number reads what it stands for: an event, an actor, a problem; a region or source is put into the filter.",
    "cite and a number: a citation of that event. filter: what is shown. undo: the filter before. help, quit.",
];

/// A session: the filter, the view, how far the list has been told.
#[derive(Debug)]
pub struct Plain {
    engine: Arc<Engine>,
    catalog: Catalog,
    filter: String,
    before: Vec<String>,
    view: View,
    told: usize,
    asked: u64,
    /// Why the last line could not be answered, or not all of it.
    failed: Option<AskError>,
}

/// What is said to a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The sentences, a line each.
    pub lines: Vec<String>,
    /// Whether the session is over.
    pub ends: bool,
}

impl Plain {
    /// A session over opened data.
    #[must_use]
    pub fn new(engine: Arc<Engine>, view: View, filter: String) -> Self {
        let catalog = engine.catalog();
        Self {
            engine,
            catalog,
            filter,
            before: Vec::new(),
            view,
            told: 0,
            asked: 0,
            failed: None,
        }
    }

    /// What is said at the start.
    pub fn greeting(&mut self) -> Vec<String> {
        let titles = self.catalog.datasets.iter().map(|set| set.title.as_str());
        let mut lines = vec![format!(
            "annals: {}.",
            titles.collect::<Vec<_>>().join("; ")
        )];
        if self.catalog.errors > 0 {
            lines.push(format!(
                "{} in the data; what is wrong was left out: problems tells.",
                counted(self.catalog.errors, "error")
            ));
        }
        lines.push("help tells what can be typed.".into());
        lines.extend(self.begin());
        lines.extend(self.failure());
        lines
    }

    /// Answers a line.
    pub fn line(&mut self, typed: &str) -> Said {
        let typed = typed.trim();
        let view = |view: &View| view.label().eq_ignore_ascii_case(typed);
        let lines = match typed {
            "q" | "quit" | "exit" => {
                return Said {
                    lines: Vec::new(),
                    ends: true,
                };
            }
            "" | "more" => self.more(),
            "first" => self.begin(),
            "help" | "?" => HELP.iter().map(|&line| line.to_owned()).collect(),
            "filter" => vec![self.state()],
            "undo" | "u" => self.undo(),
            _ if typed.starts_with('/') => self.set_filter(typed[1..].trim()),
            _ if View::ALL.iter().any(view) => {
                self.view = View::ALL.into_iter().find(view).unwrap_or_default();
                self.begin()
            }
            _ => self.number(typed),
        };
        let lines = self.failure().map_or(lines, |error| vec![error]);
        Said {
            lines: lines.iter().map(|line| clean(line).to_string()).collect(),
            ends: false,
        }
    }

    fn number(&mut self, typed: &str) -> Vec<String> {
        let (cites, digits) = match typed.strip_prefix("cite ") {
            Some(rest) => (true, rest.trim()),
            None => (false, typed),
        };
        match digits
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1))
        {
            Some(rank) if cites => self.cite(rank),
            Some(rank) => self.read(rank),
            None => vec![format!(
                "{typed} is no command; help tells what can be typed, /{typed} would search for it."
            )],
        }
    }

    fn set_filter(&mut self, text: &str) -> Vec<String> {
        let problems = self.ask(text, Part::Totals).0;
        if let Some(told) = mistakes(&problems) {
            return told;
        }
        let before = std::mem::replace(&mut self.filter, text.to_owned());
        self.before.push(before);
        let mut lines: Vec<String> = problems
            .iter()
            .map(|problem| told(problem, "Note"))
            .collect();
        lines.extend(self.begin());
        lines
    }

    fn undo(&mut self) -> Vec<String> {
        match self.before.pop() {
            Some(filter) => {
                self.filter = filter;
                self.begin()
            }
            None => vec!["There is no filter before this one.".into()],
        }
    }

    /// The list from its beginning, after a sentence that says of what.
    fn begin(&mut self) -> Vec<String> {
        self.told = 0;
        let mut lines = vec![self.state()];
        lines.extend(self.more());
        lines
    }

    /// Where the reader is and what is shown.
    fn state(&mut self) -> String {
        let totals = self.totals();
        let filter = match self.filter.as_str() {
            "" => "all events".to_owned(),
            text => format!("filter {text}"),
        };
        let span = totals
            .span
            .map(|span| format!(", {}", date::span(span, "to")));
        let known = totals
            .known
            .map(|day| format!(", as known on {}", date::long(day)));
        let outside = no_data_then(&totals, "to").map(|says| format!(" {says}."));
        format!(
            "{}: {} of {}{}{}; {filter}.{}",
            self.view.label(),
            count(totals.shown),
            counted(totals.all, "event"),
            span.unwrap_or_default(),
            known.unwrap_or_default(),
            outside.unwrap_or_default(),
        )
    }

    fn totals(&mut self) -> Totals {
        let filter = self.filter.clone();
        match self.ask(&filter, Part::Totals).1 {
            Some(Reply::Totals(totals)) => totals,
            _ => Totals::default(),
        }
    }

    /// Asks the engine under a filter: what is wrong with the text, and the answer if nothing is.
    fn ask(&mut self, filter: &str, part: Part) -> (Vec<Diagnostic>, Option<Reply>) {
        self.asked += 1;
        let question = Question {
            number: self.asked,
            filter: filter.to_owned(),
            parts: vec![part],
        };
        match self.engine.answer(&question, &|| false) {
            Ok(Answer {
                diagnostics,
                replies,
                ..
            }) => (diagnostics, replies.into_iter().next()),
            Err(error) => {
                self.failed = Some(error);
                (Vec::new(), None)
            }
        }
    }

    /// The reply to a part; one that could not be given is said once, at the end of what is said to the line.
    fn asked(&mut self, filter: &str, part: Part) -> Option<Reply> {
        match self.ask(filter, part).1 {
            Some(Reply::Unreadable(error)) => {
                self.failed = Some(error.into());
                None
            }
            reply => reply,
        }
    }

    /// Why something could not be said, in a sentence.
    fn failure(&mut self) -> Option<String> {
        Some(match self.failed.take()? {
            AskError::Record(error) => format!("Error: a record cannot be read again: {error}."),
            AskError::DamagedCache => {
                "Error: the cache of these data was damaged meanwhile: start annals again.".into()
            }
            AskError::Cancelled => return None,
        })
    }

    fn reply(&mut self, part: Part) -> Option<Reply> {
        let filter = self.filter.clone();
        self.asked(&filter, part)
    }
}

/// The mistakes of a filter text, if it has any.
fn mistakes(problems: &[Diagnostic]) -> Option<Vec<String>> {
    let errors = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    let told: Vec<String> = errors.map(|problem| told(problem, "Mistake")).collect();
    (!told.is_empty()).then_some(told)
}

fn told(problem: &Diagnostic, word: &str) -> String {
    let hint = problem.hint.as_ref().map(|hint| format!("; {hint}"));
    format!("{word}: {}{}.", problem.message, hint.unwrap_or_default())
}

/// Reads lines and says what comes of them, until the end or `quit`. The prompt is for people at a terminal.
///
/// # Errors
///
/// When a line cannot be read or an answer not be written.
pub fn converse(
    mut plain: Plain,
    input: impl BufRead,
    output: &mut dyn Write,
    prompt: &str,
) -> io::Result<()> {
    let mut lines = input.lines();
    let mut says = plain.greeting();
    loop {
        for line in &says {
            writeln!(output, "{}", clean(line))?;
        }
        write!(output, "{prompt}")?;
        output.flush()?;
        let Some(line) = lines.next() else {
            return Ok(());
        };
        let said = plain.line(&line?);
        if said.ends {
            return Ok(());
        }
        says = said.lines;
    }
}

/// What is said of one event.
fn event_lines(detail: Option<&crate::analysis::EventDetail>) -> Vec<String> {
    detail.map_or_else(
        || vec!["The event is not there, or was not known yet.".into()],
        spoken::event,
    )
}

#[cfg(test)]
mod tests;
