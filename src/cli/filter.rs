//! Asking the engine from a command.

use std::io::Write as _;

use super::failure::Failure;
use super::look;
use crate::analysis::{AskError, Engine, Part, Question, Reply, Totals};
use crate::config::Color;
use crate::content::words::no_data_then;
use crate::diagnostic::{self, Colour, Diagnostic, Severity, SourceMap};
use crate::model::UncertainDate;
use crate::query;

/// A filter with `--known-at` put into it.
pub(super) fn with_known(filter: &str, known_at: Option<&str>) -> Result<String, Failure> {
    let Some(text) = known_at else {
        return Ok(filter.to_owned());
    };
    let day = UncertainDate::parse(text)
        .ok()
        .filter(UncertainDate::is_one_day)
        .map(|date| date.bounds().to);
    let day = day.ok_or_else(|| {
        Failure::Cannot(format!(
            "--known-at takes a day such as 2024-12-02, not `{}`",
            diagnostic::visible(text)
        ))
    })?;
    Ok(query::set_known(filter, Some(day)))
}

/// Numbers about the matches, and a note when the default status leaves events out; a filter with a mistake is shown with the
/// mistake marked.
pub(super) fn totals(engine: &Engine, filter: &str) -> Result<Totals, Failure> {
    let totals = checked(engine, filter)?;
    say_not_occurred(totals.not_occurred);
    let outside = no_data_then(&totals, "–");
    outside.iter().for_each(|says| warn(says));
    Ok(totals)
}

/// The same without the note, for commands that take all events.
pub(super) fn checked(engine: &Engine, filter: &str) -> Result<Totals, Failure> {
    let question = Question {
        number: 0,
        filter: filter.to_owned(),
        parts: vec![Part::Totals],
    };
    let answer = engine.answer(&question, &|| false)?;
    show(filter, &answer.diagnostics);
    if answer
        .diagnostics
        .iter()
        .any(|problem| problem.severity == Severity::Error)
    {
        return Err(Failure::Reported);
    }
    match answer.replies.into_iter().next() {
        Some(Reply::Totals(totals)) => Ok(totals),
        _ => Err(unanswered()),
    }
}

/// Says how many events the default `status:occurred` leaves out.
fn say_not_occurred(events: usize) {
    let what = match events {
        0 => return,
        1 => "1 event that is planned, hypothetical, denied or cancelled is".to_owned(),
        many => format!("{many} events that are planned, hypothetical, denied or cancelled are"),
    };
    warn(&format!("note: {what} left out; status:any shows all"));
}

/// Sees that nothing was missing in what was answered: a file of the cache may be damaged after it was seen to be whole.
pub(super) fn whole(engine: &Engine) -> Result<(), Failure> {
    if engine.store().is_damaged() {
        return Err(AskError::DamagedCache.into());
    }
    Ok(())
}

/// One answer to one question; nothing cancels it.
pub(super) fn ask(engine: &Engine, filter: &str, part: Part) -> Result<Reply, AskError> {
    let question = Question {
        number: 0,
        filter: filter.to_owned(),
        parts: vec![part],
    };
    let answer = engine.answer(&question, &|| false)?;
    match answer.replies.into_iter().next() {
        Some(Reply::Unreadable(error)) => Err(error.into()),
        Some(reply) => Ok(reply),
        None => Ok(Reply::Nothing),
    }
}

/// A filter that was found right has no answer of the right kind, which cannot be.
pub(super) fn unanswered() -> Failure {
    Failure::Cannot("the filter cannot be answered".to_owned())
}

fn show(filter: &str, problems: &[Diagnostic]) {
    if problems.is_empty() {
        return;
    }
    let mut files = SourceMap::default();
    files.add("filter", filter.to_owned());
    warn_plain(&diagnostic::render_all(
        problems,
        &files,
        colour_of_errors(),
    ));
}

/// Whether what goes to standard error is coloured.
pub(super) fn colour_of_errors() -> Colour {
    use std::io::IsTerminal as _;
    if look::coloured(Color::Auto, std::io::stderr().is_terminal()) {
        Colour::On
    } else {
        Colour::Off
    }
}

/// Says something on standard error.
pub(super) fn warn(text: &str) {
    warn_plain(&format!("annals: {text}\n"));
}

/// Writes on standard error. When that is gone, nobody is there to be told.
pub(super) fn warn_plain(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
