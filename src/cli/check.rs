//! `annals check`: everything that is wrong with data.

use std::io::Write as _;
use std::process::ExitCode;

use serde_json::Value;

use super::args::{Check, CheckFormat};
use super::data::{self, counted};
use super::failure::{Failure, PROBLEMS};
use super::look;
use super::output::Output;
use crate::diagnostic::{self, Colour, Severity};
use crate::load::Opened;

/// Reports on standard output. Warnings alone are no failure unless denied: each of them may be as it should be.
pub(super) fn run(check: &Check) -> Result<ExitCode, Failure> {
    let opened = data::Source::new(&check.data)?.problems();
    let (errors, warnings) = (
        data::count(&opened, Severity::Error),
        data::count(&opened, Severity::Warning),
    );
    // The renderers make what comes from data visible; the colours are theirs.
    let mut out = Output::bytes(None)?;
    match check.format {
        CheckFormat::Json => out.write_all(json(&opened)?.as_bytes())?,
        CheckFormat::Text => {
            let colour = if look::coloured(check.color.into(), out.is_terminal()) {
                Colour::On
            } else {
                Colour::Off
            };
            for one in opened.iter().filter(|one| !one.diagnostics.is_empty()) {
                writeln!(
                    out,
                    "{}",
                    diagnostic::render_all(&one.diagnostics, &one.files, colour)
                )?;
            }
            let events = opened.iter().map(Opened::events).sum();
            let counts = [
                counted(events, "event"),
                counted(errors, "error"),
                counted(warnings, "warning"),
            ];
            writeln!(out, "{}", counts.join(", "))?;
        }
    }
    out.finish()?;
    let bad = errors > 0 || check.deny_warnings && warnings > 0;
    Ok(if bad {
        ExitCode::from(PROBLEMS)
    } else {
        ExitCode::SUCCESS
    })
}

/// One array for all datasets.
fn json(opened: &[Opened]) -> Result<String, Failure> {
    let mut all = Vec::new();
    for one in opened {
        let text = diagnostic::json(&one.diagnostics, &one.files);
        let one: Vec<Value> =
            serde_json::from_str(&text).map_err(|error| Failure::Unexpected(error.into()))?;
        all.extend(one);
    }
    let text =
        serde_json::to_string_pretty(&all).map_err(|error| Failure::Unexpected(error.into()))?;
    Ok(escaped(&text) + "\n")
}

/// Escapes again what reading has unescaped: JSON may hold C1 controls and bidi marks as they are, terminals obey them.
fn escaped(text: &str) -> String {
    let safe =
        |c: char| c == '\n' || diagnostic::visible(c.encode_utf8(&mut [0; 4])).starts_with(c);
    text.chars()
        .map(|c| {
            if safe(c) {
                c.to_string()
            } else {
                format!("\\u{:04x}", u32::from(c))
            }
        })
        .collect()
}
