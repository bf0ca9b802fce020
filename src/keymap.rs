//! Which keys ask for what: the default file, the reader's own file over it, and the lookup.
//!
//! Both files are TOML with spans, so that an unknown key or command, or two commands on one key, are [`Diagnostic`]s that
//! point at the text. A faulty line is left out; the rest holds.

mod key;
mod read;

pub use key::Key;

use crate::command::{Action, Context};
use crate::diagnostic::Diagnostic;

/// The text of the default key file.
pub const DEFAULT: &str = include_str!("keymap/default.toml");

/// What stands on which keys.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Binding {
    context: Context,
    keys: Vec<Key>,
    action: Action,
}

/// What a run of keys means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// This.
    Action(Action),
    /// The start of something longer.
    Prefix,
    /// Nothing.
    Nothing,
}

impl Default for Keymap {
    fn default() -> Self {
        load(DEFAULT, None).0
    }
}

/// Reads the default file and the reader's own over it. Labels of file 0 point into the default, of file 1 into the other.
#[must_use]
pub fn load(default: &str, user: Option<&str>) -> (Keymap, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut bindings = read::bindings(default, 0, &mut problems);
    if let Some(user) = user {
        let own = read::bindings(user, 1, &mut problems);
        read::override_with(&mut bindings, own);
    }
    let bindings = bindings
        .into_iter()
        .flat_map(read::Entry::bindings)
        .collect();
    (Keymap { bindings }, problems)
}

impl Keymap {
    /// What keys mean where these contexts hold, innermost first.
    #[must_use]
    pub fn lookup(&self, contexts: &[Context], keys: &[Key]) -> Lookup {
        for &context in contexts {
            let mut prefix = false;
            for binding in self
                .bindings
                .iter()
                .filter(|b| b.context == context && b.keys.starts_with(keys))
            {
                if binding.keys.len() == keys.len() {
                    return Lookup::Action(binding.action);
                }
                prefix = true;
            }
            if prefix {
                return Lookup::Prefix;
            }
        }
        Lookup::Nothing
    }

    /// What can follow a prefix: the next key, and what the whole asks for.
    #[must_use]
    pub fn following(&self, contexts: &[Context], prefix: &[Key]) -> Vec<(Key, Action)> {
        let longer = |b: &&Binding| {
            contexts.contains(&b.context)
                && b.keys.len() > prefix.len()
                && b.keys.starts_with(prefix)
        };
        self.bindings
            .iter()
            .filter(longer)
            .map(|b| (b.keys[prefix.len()], b.action))
            .collect()
    }

    /// The keys of an action in a context, as people write them.
    #[must_use]
    pub fn keys(&self, context: Context, action: Action) -> Vec<String> {
        let of = |b: &&Binding| b.context == context && b.action == action;
        self.bindings
            .iter()
            .filter(of)
            .map(|b| sequence(&b.keys))
            .collect()
    }

    /// The first key that asks for an action where these contexts hold, innermost first.
    #[must_use]
    pub fn key(&self, contexts: &[Context], action: Action) -> Option<String> {
        let of = |&context: &Context| {
            let own = |b: &&Binding| b.context == context && b.action == action;
            let mut own = self.bindings.iter().filter(own);
            // A key may mean something else further in.
            own.find(|b| self.lookup(contexts, &b.keys) == Lookup::Action(action))
        };
        let found = contexts.iter().find_map(of)?;
        Some(sequence(&found.keys))
    }
}

/// Keys as people write them.
#[must_use]
pub fn sequence(keys: &[Key]) -> String {
    keys.iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests;
