//! How the screen looks: from arguments, settings and the terminal.

use std::env;
use std::io::{self, IsTerminal as _};
use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use super::args::{LookArgs, ThemeChoice};
use crate::config::{Color, Config};
use crate::content::glyph::GlyphSet;
use crate::runtime::Look;
use crate::ui::theme::{Depth, ThemeName};

/// How long a terminal may take to say its background. Most answer within a millisecond; those that never do are not waited
/// for longer than a person notices.
const PATIENCE: Duration = Duration::from_millis(100);

/// The look on this terminal. Asks it, so call this before it is taken.
pub(super) fn of_terminal(args: &LookArgs, config: &Config) -> Look {
    let color = args.color.map_or(config.color, Into::into);
    let depth = depth(color, true);
    let theme = chosen(args, config).unwrap_or_else(|| {
        if depth == Depth::None {
            ThemeName::Dark
        } else {
            background()
        }
    });
    if matches!(color, Color::Always | Color::Depth(_)) {
        // crossterm heeds NO_COLOR by itself.
        ratatui::crossterm::style::force_color_output(true);
    }
    look(args, config, theme, depth)
}

/// The look of a picture: nothing is asked and nothing depends on where it is made.
pub(super) fn of_picture(args: &LookArgs) -> Look {
    let depth = match args.color.map_or(Color::Auto, Into::into) {
        Color::Never => Depth::None,
        Color::Depth(depth) => depth,
        Color::Auto | Color::Always => Depth::True,
    };
    let config = Config::default();
    look(
        args,
        &config,
        chosen(args, &config).unwrap_or_default(),
        depth,
    )
}

fn look(args: &LookArgs, config: &Config, theme: ThemeName, depth: Depth) -> Look {
    let glyphs = if args.ascii || config.ascii {
        GlyphSet::Ascii
    } else {
        GlyphSet::Unicode
    };
    Look {
        theme,
        depth,
        glyphs,
        bidi: config.bidi,
    }
}

fn chosen(args: &LookArgs, config: &Config) -> Option<ThemeName> {
    match args.theme {
        Some(ThemeChoice::Auto) => None,
        Some(ThemeChoice::Named(theme)) => Some(theme),
        None => config.theme,
    }
}

fn background() -> ThemeName {
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if !terminal || env::var_os("TERM").is_none_or(|term| term == "dumb" || term == "linux") {
        return ThemeName::Dark;
    }
    let mut options = QueryOptions::default();
    options.timeout = PATIENCE;
    match theme_mode(options) {
        Ok(ThemeMode::Light) => ThemeName::Light,
        // A terminal that does not say is as good as a dark one: most are.
        Ok(ThemeMode::Dark) | Err(_) => ThemeName::Dark,
    }
}

/// Whether text is coloured that goes to standard output.
pub(super) fn coloured(color: Color, terminal: bool) -> bool {
    depth(color, terminal) != Depth::None
}

fn depth(color: Color, terminal: bool) -> Depth {
    let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let term = set("TERM").unwrap_or_default();
    match color {
        Color::Never => Depth::None,
        Color::Depth(depth) => depth,
        // https://no-color.org: any value but an empty one.
        Color::Auto if !terminal || set("NO_COLOR").is_some() || term == "dumb" => Depth::None,
        Color::Auto | Color::Always => of_names(&set("COLORTERM").unwrap_or_default(), &term),
    }
}

fn of_names(colorterm: &str, term: &str) -> Depth {
    if matches!(colorterm, "truecolor" | "24bit") || term.ends_with("-direct") {
        Depth::True
    } else if term.contains("256color") {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_say_their_colours() {
        assert_eq!(of_names("truecolor", "xterm"), Depth::True);
        assert_eq!(of_names("", "xterm-256color"), Depth::Indexed);
        assert_eq!(of_names("", "vt220"), Depth::Sixteen);
    }
}
