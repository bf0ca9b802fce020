//! The reader's settings and keys.
//!
//! Both files are optional, in `$ANNALS_CONFIG`, or else in `$XDG_CONFIG_HOME/annals` (`~/.config/annals`, on macOS too):
//! `config.toml` and `keys.toml`. What is wrong in them is reported with its place and left out; the program starts anyway.
//!
//! ```toml
//! theme = "auto"       # auto, dark, light, high-contrast, mono
//! color = "auto"       # auto, always, never; or how many: 16, 256, true
//! ascii = false        # marks of ASCII only
//! mouse = true
//! bidi = "own"         # who orders right-to-left text: own, terminal, off
//!
//! [panes]
//! facets = 30          # columns
//! detail = 50
//! ```

mod read;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::BaseStrategy as _;

use crate::diagnostic::{Diagnostic, SourceMap};
use crate::keymap::{self, Keymap};
use crate::text::BidiMode;
use crate::ui::theme::{Depth, ThemeName};

pub use read::read;

/// When colour is used, and how much of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Color {
    /// On terminals that have it, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Even under `NO_COLOR`.
    Always,
    /// Not at all.
    Never,
    /// As on a terminal that has so many, whatever this one says of itself.
    Depth(Depth),
}

/// The reader's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Which theme; by the terminal's background when absent.
    pub theme: Option<ThemeName>,
    /// When colour is used.
    pub color: Color,
    /// Marks of ASCII only.
    pub ascii: bool,
    /// Whether the mouse is ours.
    pub mouse: bool,
    /// Who orders right-to-left text.
    pub bidi: BidiMode,
    /// Width of the facets.
    pub facets: Option<u16>,
    /// Width of the detail.
    pub detail: Option<u16>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: None,
            color: Color::Auto,
            ascii: false,
            mouse: true,
            bidi: BidiMode::Own,
            facets: None,
            detail: None,
        }
    }
}

/// What the reader's files say.
#[derive(Debug)]
pub struct Loaded {
    /// Settings.
    pub config: Config,
    /// Keys: the default ones under the reader's.
    pub keymap: Arc<Keymap>,
    /// What is wrong with the files.
    pub problems: Vec<Diagnostic>,
    /// The texts that the problems point into.
    pub files: SourceMap,
}

/// Numbers of the texts: [`keymap::load`] fixes the first two.
const KEYS: u32 = 1;
const CONFIG: u32 = 2;

/// Reads the reader's files.
#[must_use]
pub fn load() -> Loaded {
    load_from(folder().as_deref())
}

/// Where the reader's files are.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    match std::env::var_os("ANNALS_CONFIG").filter(|value| !value.is_empty()) {
        Some(folder) => Some(folder.into()),
        // Without a home there are no settings, and no reason to complain.
        None => etcetera::base_strategy::Xdg::new()
            .ok()
            .map(|base| base.config_dir().join("annals")),
    }
}

/// Reads the files of a folder.
#[must_use]
pub fn load_from(folder: Option<&Path>) -> Loaded {
    let mut problems = Vec::new();
    let mut files = SourceMap::default();
    files.add("default keys", keymap::DEFAULT);
    let keys = text_of(folder, "keys.toml", KEYS, &mut files, &mut problems);
    let settings = text_of(folder, "config.toml", CONFIG, &mut files, &mut problems);
    let (keymap, of_keys) = keymap::load(keymap::DEFAULT, keys.as_deref());
    let (config, of_settings) = read(settings.as_deref().unwrap_or_default(), CONFIG);
    problems.extend(of_keys.into_iter().chain(of_settings));
    Loaded {
        config,
        keymap: Arc::new(keymap),
        problems,
        files,
    }
}

/// The text of a file if there is one; one that cannot be read is a problem.
fn text_of(
    folder: Option<&Path>,
    name: &str,
    number: u32,
    files: &mut SourceMap,
    problems: &mut Vec<Diagnostic>,
) -> Option<String> {
    let path = folder.map(|folder| folder.join(name)).unwrap_or_default();
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => {
            problems.push(Diagnostic::error(
                "unreadable",
                format!("{} cannot be read: {error}", path.display()),
                number,
                0..0,
            ));
            None
        }
    };
    files.add(path.display().to_string(), text.clone().unwrap_or_default());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_files_all_is_default() {
        let loaded = load_from(None);
        assert_eq!(
            (loaded.config, loaded.problems.len()),
            (Config::default(), 0)
        );
    }

    #[test]
    fn a_faulty_file_costs_its_faulty_lines_only() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(
            folder.path().join("config.toml"),
            "ascii = true\nmouse = 3\n",
        )
        .expect("written");
        let loaded = load_from(Some(folder.path()));
        assert!(loaded.config.ascii && loaded.config.mouse);
        assert_eq!(loaded.problems.len(), 1);
        assert_eq!(
            loaded
                .files
                .position(CONFIG, loaded.problems[0].labels[0].span.start)
                .line,
            2
        );
    }
}
