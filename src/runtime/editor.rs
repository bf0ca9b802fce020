//! The reader's editor, at a line of a file.
//!
//! `$VISUAL` or `$EDITOR` is split into words as a shell would, and no shell is started: names of files come from data. Most editors
//! take `+N FILE`; those that do not are told apart by the name of their program.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The editor as its owner names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Editor {
    program: String,
    arguments: Vec<String>,
}

impl Editor {
    /// The editor of the environment; `vi` where it names none.
    ///
    /// # Errors
    ///
    /// When it cannot be split into words, in words for people.
    pub(super) fn of_environment() -> Result<Self, String> {
        let named = ["VISUAL", "EDITOR"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.trim().is_empty());
        Self::parse(named.as_deref().unwrap_or("vi"))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let mut words = shell_words::split(text)
            .map_err(|_| format!("$VISUAL or $EDITOR has an open quote: {text}"))?
            .into_iter();
        let program = words.next().ok_or("$VISUAL or $EDITOR is blank")?;
        Ok(Self {
            program,
            arguments: words.collect(),
        })
    }

    /// Its name, for messages.
    pub(super) fn name(&self) -> &str {
        &self.program
    }

    /// The command that opens a file at a line.
    pub(super) fn open(&self, file: &Path, line: usize) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        command.args(self.place(file, line));
        command
    }

    fn place(&self, file: &Path, line: usize) -> Vec<OsString> {
        let file = safe(file);
        let with_line = || {
            let mut text = file.clone().into_os_string();
            text.push(format!(":{line}"));
            text
        };
        let program = Path::new(&self.program).file_name();
        let program = program.and_then(|name| name.to_str()).unwrap_or_default();
        match program {
            "code" | "code-insiders" | "codium" | "cursor" => {
                // Without `--wait` they return at once, before anything is written.
                let mut words = Vec::new();
                if !self
                    .arguments
                    .iter()
                    .any(|word| word == "--wait" || word == "-w")
                {
                    words.push("--wait".into());
                }
                words.extend(["--goto".into(), with_line()]);
                words
            }
            "hx" | "helix" | "subl" | "zed" | "zeditor" => vec![with_line()],
            _ => vec![format!("+{line}").into(), file.into_os_string()],
        }
    }
}

/// A name that no program takes for an option.
fn safe(file: &Path) -> PathBuf {
    if file.as_os_str().as_encoded_bytes().first() == Some(&b'-') {
        Path::new(".").join(file)
    } else {
        file.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(editor: &str, file: &str) -> Vec<String> {
        let command = Editor::parse(editor).unwrap().open(Path::new(file), 7);
        std::iter::once(command.get_program())
            .chain(command.get_args())
            .map(|word| word.to_str().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn each_editor_gets_the_line_in_its_own_way() {
        assert_eq!(words("vi", "a b.toml"), ["vi", "+7", "a b.toml"]);
        assert_eq!(words("/usr/bin/hx", "a.toml"), ["/usr/bin/hx", "a.toml:7"]);
        assert_eq!(
            words("code", "a.toml"),
            ["code", "--wait", "--goto", "a.toml:7"]
        );
        assert_eq!(
            words("code -w", "a.toml"),
            ["code", "-w", "--goto", "a.toml:7"]
        );
        assert_eq!(
            words("emacsclient -t -a ''", "a.toml"),
            ["emacsclient", "-t", "-a", "", "+7", "a.toml"]
        );
    }

    #[test]
    fn names_are_no_options_and_no_shell_reads_them() {
        assert_eq!(words("vi", "-rf"), ["vi", "+7", "./-rf"]);
        assert_eq!(words("vi", "$(x);y"), ["vi", "+7", "$(x);y"]);
    }

    #[test]
    fn an_open_quote_is_told() {
        assert!(Editor::parse("vi \"").unwrap_err().contains("open quote"));
        assert!(Editor::parse(" ").is_err());
    }
}
