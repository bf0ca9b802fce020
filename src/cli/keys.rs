//! `annals keys`: what can be asked for, and how.

use std::io::Write as _;
use std::process::ExitCode;

use serde_json::json;

use super::args::{Keys, KeysFormat};
use super::failure::Failure;
use super::filter;
use super::output::Output;
use crate::command::{self, COMMANDS, Command, Context};
use crate::config;
use crate::diagnostic;
use crate::keymap::Keymap;

/// Lists the keys as they are with the reader's own file; what is wrong in it goes to standard error.
pub(super) fn run(keys: &Keys) -> Result<ExitCode, Failure> {
    let loaded = config::load();
    if !loaded.problems.is_empty() {
        filter::warn_plain(&diagnostic::render_all(
            &loaded.problems,
            &loaded.files,
            filter::colour_of_errors(),
        ));
    }
    let text = match keys.format {
        KeysFormat::Text => text(&loaded.keymap),
        KeysFormat::Json => format!("{:#}\n", json(&loaded.keymap)),
        KeysFormat::Md => command::manual(&loaded.keymap),
    };
    let mut out = Output::text(None)?;
    out.write_all(text.as_bytes())?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn commands(context: Context) -> impl Iterator<Item = &'static Command> {
    COMMANDS
        .iter()
        .filter(move |command| command.contexts.contains(&context))
}

fn text(keymap: &Keymap) -> String {
    let mut text = String::new();
    for &context in Context::ALL {
        let heading = if text.is_empty() { "" } else { "\n" };
        text.push_str(&format!(
            "{heading}{} [{}]\n",
            context.label(),
            context.name()
        ));
        for command in commands(context) {
            let keys = keymap.keys(context, command.action).join(", ");
            text.push_str(&format!(
                "  {keys:<24} {:<24} {}\n",
                command.name, command.help
            ));
        }
    }
    text
}

fn json(keymap: &Keymap) -> serde_json::Value {
    let entry = |context: Context, command: &Command| {
        let keys = keymap.keys(context, command.action);
        json!({ "context": context.name(), "command": command.name, "keys": keys, "help": command.help })
    };
    Context::ALL
        .iter()
        .flat_map(|&context| commands(context).map(move |command| entry(context, command)))
        .collect()
}
