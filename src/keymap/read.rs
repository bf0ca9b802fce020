//! A key file → entries with spans, and the problems in it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Binding, Key};
use crate::command::{Action, COMMANDS, Context, by_name};
use crate::diagnostic::Diagnostic;

/// A line of a key file: all keys of an action in a context.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    context: Context,
    action: Action,
    keys: Vec<Vec<Key>>,
}

impl Entry {
    pub(super) fn bindings(self) -> impl Iterator<Item = Binding> {
        let Self {
            context,
            action,
            keys,
        } = self;
        keys.into_iter().map(move |keys| Binding {
            context,
            keys,
            action,
        })
    }
}

/// The entries of a file; what is wrong is left out and reported.
pub(super) fn bindings(text: &str, file: u32, problems: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        problems.push(Diagnostic::error(
            "key-file",
            error.message(),
            file,
            error.span().unwrap_or(0..0),
        ));
    }
    let mut reader = Reader {
        file,
        problems,
        taken: Vec::new(),
    };
    let mut entries = Vec::new();
    for (name, value) in table.get_ref() {
        let Some(context) = Context::from_name(name.get_ref()) else {
            let names = Context::ALL.iter().map(|context| context.name());
            reader.unknown(
                "unknown-key-table",
                "There is no place for keys called",
                name.get_ref(),
                name.span(),
                names,
            );
            continue;
        };
        match value.get_ref() {
            DeValue::Table(table) => entries.extend(table.iter().filter_map(|(name, keys)| {
                reader.entry(context, name.get_ref(), name.span(), keys)
            })),
            _ => reader.error(
                "key-file",
                "A table of commands with their keys is expected here",
                value.span(),
            ),
        }
    }
    entries
}

/// Puts the reader's entries in place of the default ones of the same command and context. A key that is taken by them
/// is taken from the default command that had it.
pub(super) fn override_with(defaults: &mut Vec<Entry>, own: Vec<Entry>) {
    for entry in own {
        defaults.retain(|old| old.context != entry.context || old.action != entry.action);
        for old in defaults
            .iter_mut()
            .filter(|old| old.context == entry.context)
        {
            old.keys.retain(|keys| {
                !entry
                    .keys
                    .iter()
                    .any(|new| keys.starts_with(new) || new.starts_with(keys))
            });
        }
        defaults.push(entry);
    }
}

struct Reader<'a> {
    file: u32,
    problems: &'a mut Vec<Diagnostic>,
    taken: Vec<(Context, Vec<Key>, Action, Range<usize>)>,
}

impl Reader<'_> {
    fn entry(
        &mut self,
        context: Context,
        name: &str,
        span: Range<usize>,
        keys: &Spanned<DeValue<'_>>,
    ) -> Option<Entry> {
        let here = COMMANDS
            .iter()
            .filter(|command| command.contexts.contains(&context));
        let Some(command) = by_name(name) else {
            self.unknown(
                "unknown-command",
                "There is no command called",
                name,
                span,
                here.map(|command| command.name),
            );
            return None;
        };
        if !command.contexts.contains(&context) {
            let places: Vec<_> = command
                .contexts
                .iter()
                .map(|context| format!("[{}]", context.name()))
                .collect();
            let message = format!("`{name}` is no command of [{}]", context.name());
            let hint = format!("it belongs to {}", places.join(", "));
            self.problems
                .push(Diagnostic::error("misplaced-command", message, self.file, span).hint(hint));
            return None;
        }
        let keys = self
            .sequences(keys)
            .into_iter()
            .filter(|(keys, span)| self.take(context, keys, command.action, span));
        let keys = keys.map(|(keys, _)| keys).collect();
        Some(Entry {
            context,
            action: command.action,
            keys,
        })
    }

    fn sequences(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<(Vec<Key>, Range<usize>)> {
        match value.get_ref() {
            DeValue::String(text) => self
                .sequence(text, value.span())
                .map(|keys| (keys, value.span()))
                .into_iter()
                .collect(),
            DeValue::Array(values) => values
                .iter()
                .flat_map(|value| self.sequences(value))
                .collect(),
            _ => {
                self.error(
                    "key-file",
                    "Keys are text, such as \"g g\", or a list of texts",
                    value.span(),
                );
                Vec::new()
            }
        }
    }

    fn sequence(&mut self, text: &str, span: Range<usize>) -> Option<Vec<Key>> {
        let mut keys = Vec::new();
        for word in text.split_whitespace() {
            let Ok(key) = word.parse() else {
                self.unknown(
                    "unknown-key",
                    "There is no key called",
                    word,
                    span,
                    Key::names(),
                );
                return None;
            };
            keys.push(key);
        }
        if keys.is_empty() {
            self.error(
                "unknown-key",
                "A key is expected here; an empty list unbinds a command",
                span,
            );
            return None;
        }
        Some(keys)
    }

    /// Notes that an action has these keys; false, with a report, when another has them already.
    fn take(
        &mut self,
        context: Context,
        keys: &[Key],
        action: Action,
        span: &Range<usize>,
    ) -> bool {
        let clash = self.taken.iter().find(|(place, other, by, _)| {
            *place == context
                && *by != action
                && (other.starts_with(keys) || keys.starts_with(other))
        });
        if let Some((_, _, by, first)) = clash {
            let name = crate::command::command(*by).name;
            let message = format!("`{}` asks for `{name}` already", super::sequence(keys));
            let problem = Diagnostic::error("key-clash", message, self.file, span.clone());
            self.problems.push(
                problem
                    .also(self.file, first.clone(), "first here")
                    .hint("one key can ask for one thing in a place"),
            );
            return false;
        }
        self.taken
            .push((context, keys.to_vec(), action, span.clone()));
        true
    }

    fn unknown(
        &mut self,
        code: &'static str,
        what: &str,
        name: &str,
        span: Range<usize>,
        known: impl Iterator<Item = &'static str>,
    ) {
        let problem = Diagnostic::error(code, format!("{what} `{name}`"), self.file, span);
        self.problems.push(match nearest(name, known) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem,
        });
    }

    fn error(&mut self, code: &'static str, message: &str, span: Range<usize>) {
        self.problems
            .push(Diagnostic::error(code, message, self.file, span));
    }
}

/// The name that is most like a mistyped one, if any is like it.
fn nearest(name: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let near = known
        .map(|other| (distance(name, other), other))
        .min_by_key(|(distance, _)| *distance)?;
    (near.0 <= name.chars().count().max(3) / 3 + 1).then_some(near.1)
}

/// Edits between two words (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
