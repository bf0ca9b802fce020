//! `config.toml` → settings, and every mistake in it.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Color, Config};
use crate::diagnostic::Diagnostic;
use crate::text::BidiMode;
use crate::ui::theme::{Depth, ThemeName};

const KEYS: &[&str] = &["theme", "color", "ascii", "mouse", "bidi", "panes"];
const PANES: &[&str] = &["facets", "detail"];

/// Reads settings. Labels point into the text with this number.
#[must_use]
pub fn read(text: &str, file: u32) -> (Config, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let syntax = errors.iter().map(|error| {
        Diagnostic::error(
            "syntax",
            error.message(),
            file,
            error.span().unwrap_or(0..0),
        )
    });
    let mut reader = Reader {
        file,
        problems: syntax.collect(),
    };
    let config = reader.config(table.get_ref());
    (config, reader.problems)
}

struct Reader {
    file: u32,
    problems: Vec<Diagnostic>,
}

impl Reader {
    fn config(&mut self, table: &DeTable<'_>) -> Config {
        let mut config = Config::default();
        for (key, value) in table {
            let place = value.span();
            let value = value.get_ref();
            match key.get_ref().as_ref() {
                "theme" => config.theme = self.theme(value, place),
                "color" => {
                    config.color = self.word("color", COLORS, value, place).unwrap_or_default();
                }
                "bidi" => config.bidi = self.word("bidi", BIDI, value, place).unwrap_or_default(),
                "ascii" => config.ascii = self.flag("ascii", value, place).unwrap_or(config.ascii),
                "mouse" => config.mouse = self.flag("mouse", value, place).unwrap_or(config.mouse),
                "panes" => self.panes(&mut config, value, place),
                other => self.unknown(other, key.span(), KEYS),
            }
        }
        config
    }

    fn panes(&mut self, config: &mut Config, value: &DeValue<'_>, place: Range<usize>) {
        let DeValue::Table(table) = value else {
            return self.wrong(
                "`panes` is a table with the widths of panes",
                place,
                "for example [panes] and facets = 30",
            );
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "facets" => config.facets = self.width("facets", value.get_ref(), value.span()),
                "detail" => config.detail = self.width("detail", value.get_ref(), value.span()),
                other => self.unknown(other, key.span(), PANES),
            }
        }
    }

    fn theme(&mut self, value: &DeValue<'_>, place: Range<usize>) -> Option<ThemeName> {
        let themes = ThemeName::ALL.map(|theme| (theme.slug(), Some(theme)));
        let words: Vec<_> = std::iter::once(("auto", None)).chain(themes).collect();
        self.word("theme", &words, value, place).flatten()
    }

    fn word<T: Copy>(
        &mut self,
        key: &str,
        words: &[(&str, T)],
        value: &DeValue<'_>,
        place: Range<usize>,
    ) -> Option<T> {
        let found = match value {
            DeValue::String(text) => words.iter().find(|(word, _)| word == text),
            _ => None,
        };
        if found.is_none() {
            let names: Vec<_> = words
                .iter()
                .map(|(word, _)| format!("\"{word}\""))
                .collect();
            self.wrong(
                &format!("`{key}` has no such value"),
                place,
                &format!("write one of {}", names.join(", ")),
            );
        }
        found.map(|(_, meaning)| *meaning)
    }

    fn flag(&mut self, key: &str, value: &DeValue<'_>, place: Range<usize>) -> Option<bool> {
        if let DeValue::Boolean(flag) = value {
            return Some(*flag);
        }
        self.wrong(
            &format!("`{key}` is true or false"),
            place,
            "write it without quotes",
        );
        None
    }

    fn width(&mut self, key: &str, value: &DeValue<'_>, place: Range<usize>) -> Option<u16> {
        let width = match value {
            DeValue::Integer(digits) => u16::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        };
        let width = width.filter(|width| (10..=400).contains(width));
        if width.is_none() {
            self.wrong(
                &format!("`{key}` is a width in columns"),
                place,
                "write a whole number from 10 to 400",
            );
        }
        width
    }

    fn unknown(&mut self, key: &str, place: Range<usize>, known: &[&str]) {
        let hint = format!("the settings here are {}", known.join(", "));
        self.problems.push(
            Diagnostic::warning(
                "unknown-key",
                format!("there is no setting `{key}`"),
                self.file,
                place,
            )
            .hint(hint),
        );
    }

    fn wrong(&mut self, message: &str, place: Range<usize>, hint: &str) {
        self.problems
            .push(Diagnostic::error("wrong-value", message, self.file, place).hint(hint));
    }
}

const COLORS: &[(&str, Color)] = &[
    ("auto", Color::Auto),
    ("always", Color::Always),
    ("never", Color::Never),
    ("16", Color::Depth(Depth::Sixteen)),
    ("256", Color::Depth(Depth::Indexed)),
    ("true", Color::Depth(Depth::True)),
];
const BIDI: &[(&str, BidiMode)] = &[
    ("own", BidiMode::Own),
    ("terminal", BidiMode::Terminal),
    ("off", BidiMode::Off),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read() {
        let text = "theme = 'light'\ncolor = 'never'\nascii = true\nmouse = false\nbidi = 'off'\n[panes]\nfacets = 24\ndetail = 60";
        let (config, problems) = read(text, 0);
        assert_eq!(problems, []);
        assert_eq!(
            config,
            Config {
                theme: Some(ThemeName::Light),
                color: Color::Never,
                ascii: true,
                mouse: false,
                bidi: BidiMode::Off,
                facets: Some(24),
                detail: Some(60),
            }
        );
    }

    #[test]
    fn colours_can_be_counted() {
        let (config, problems) = read("color = '16'", 0);
        assert_eq!(
            (config.color, problems.len()),
            (Color::Depth(Depth::Sixteen), 0)
        );
        let (config, problems) = read("color = 'few'", 0);
        assert_eq!((config.color, problems.len()), (Color::Auto, 1));
    }

    #[test]
    fn every_mistake_has_its_place() {
        let text =
            "theme = \"drak\"\ncolour = 1\nmouse = \"no\"\n[panes]\nfacets = 9999\nbad = [\n";
        let (config, problems) = read(text, 0);
        assert_eq!(config, Config::default());
        let codes: Vec<_> = problems
            .iter()
            .map(|problem| (problem.code, &text[problem.labels[0].span.clone()]))
            .collect();
        for expected in [
            ("wrong-value", "\"drak\""),
            ("unknown-key", "colour"),
            ("wrong-value", "\"no\""),
            ("wrong-value", "9999"),
        ] {
            assert!(codes.contains(&expected), "{expected:?} in {codes:?}");
        }
        assert!(problems.iter().any(|problem| problem.code == "syntax"));
    }
}
