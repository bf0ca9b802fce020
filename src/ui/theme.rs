//! Colours and emphasis: what a tone looks like on a given terminal.
//!
//! The default theme uses the terminal's own sixteen colours, which its owner has chosen to be readable; blocs keep the
//! colours of the dataset, moved until they stand out from the background. Meaning never hangs on colour alone, so
//! [`Depth::None`] loses nothing.

mod colour;

use ratatui::style::{Color, Modifier, Style};

use crate::analysis::BlocInfo;
use crate::content::{Span, Tone};

pub(crate) use colour::to_rgb;
pub use colour::{Depth, parse_colour};

/// Which theme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// For dark backgrounds.
    #[default]
    Dark,
    /// For light backgrounds.
    Light,
    /// Black and white with bright accents, nothing dim.
    HighContrast,
    /// No colour, emphasis only.
    Mono,
}

impl ThemeName {
    /// Every theme.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::HighContrast, Self::Mono];

    /// Its name in settings.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::Mono => "mono",
        }
    }

    /// The theme with this name.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.slug() == slug)
    }
}

/// What tones look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    name: ThemeName,
    depth: Depth,
    blocs: Vec<Color>,
}

impl Theme {
    /// A theme for a terminal with so many colours and a dataset with these blocs.
    #[must_use]
    pub fn new(name: ThemeName, depth: Depth, blocs: &[BlocInfo]) -> Self {
        let depth = if name == ThemeName::Mono {
            Depth::None
        } else {
            depth
        };
        let blocs = colour::blocs(name, depth, blocs);
        Self { name, depth, blocs }
    }

    /// Which theme this is.
    #[must_use]
    pub fn name(&self) -> ThemeName {
        self.name
    }

    /// How many colours it uses.
    #[must_use]
    pub fn depth(&self) -> Depth {
        self.depth
    }

    /// What a tone looks like.
    #[must_use]
    pub fn style(&self, tone: Tone) -> Style {
        match tone {
            Tone::Text => Style::new(),
            Tone::Dim => self.dim(),
            Tone::Strong => self.clear().add_modifier(Modifier::BOLD),
            Tone::Heading => self.accented(Color::Cyan).add_modifier(Modifier::BOLD),
            Tone::Accent => self.accented(Color::Cyan),
            Tone::Bloc(place) => self.bloc(place),
            Tone::BlocMany(place) => self.bloc(place).add_modifier(Modifier::BOLD),
            Tone::NoBloc | Tone::Rule => self.dim(),
            Tone::Faint => self.faint(),
            Tone::Warning => self
                .accented(Color::Yellow)
                .add_modifier(self.without_colour(Modifier::BOLD)),
            Tone::Error => self.accented(Color::Red).add_modifier(Modifier::BOLD),
            Tone::Match => self.matched(),
            Tone::Quote => Style::new().add_modifier(Modifier::ITALIC),
            Tone::Mark => self
                .accented(Color::Magenta)
                .add_modifier(self.without_colour(Modifier::REVERSED)),
        }
    }

    /// What a span looks like: its tone, in italics and without weight when soft.
    #[must_use]
    pub fn span(&self, span: &Span) -> Style {
        let style = self.style(span.tone);
        if span.soft {
            style
                .add_modifier(Modifier::ITALIC)
                .remove_modifier(Modifier::BOLD)
        } else {
            style
        }
    }

    /// Laid over the selected row of the pane that has the focus, or of another pane.
    #[must_use]
    pub fn selection(&self, focused: bool) -> Style {
        let background = match (self.depth, self.name, focused) {
            _ if focused && self.reverses() => return reversed(),
            (Depth::None | Depth::Sixteen, ..) => {
                return Style::new().add_modifier(Modifier::UNDERLINED);
            }
            (_, ThemeName::Light, true) => Color::Rgb(0xc8, 0xdc, 0xf4),
            (_, ThemeName::Light, false) => Color::Rgb(0xe6, 0xe6, 0xe6),
            (_, _, true) => Color::Rgb(0x26, 0x42, 0x5f),
            (_, _, false) => Color::Rgb(0x30, 0x30, 0x30),
        };
        Style::new().bg(self.depth.fit(background))
    }

    /// Laid over a cell that the cursor is on. A mark in it may fill it but for an eighth: its colour changes, too.
    #[must_use]
    pub fn pointed(&self, focused: bool) -> Style {
        let (text, background) = match (self.depth, self.name) {
            _ if !focused => return self.selection(false),
            (Depth::None, _) => return reversed(),
            // Reversed, a high mark would be a gap between its neighbours.
            (Depth::Sixteen, ThemeName::Light) => (Color::Black, Color::Cyan),
            (Depth::Sixteen, _) => (Color::White, Color::Blue),
            (_, ThemeName::Light) => (Color::Rgb(0, 0, 0), Color::Rgb(0x8c, 0xba, 0xee)),
            _ => (Color::Rgb(0xff, 0xff, 0xff), Color::Rgb(0x2f, 0x6f, 0xb5)),
        };
        Style::new()
            .fg(self.depth.fit(text))
            .bg(self.depth.fit(background))
    }

    /// Laid over the bars of the brushed time, if something can be: reversed they would be other bars.
    #[must_use]
    pub fn brush(&self) -> Option<Style> {
        (!self.reverses()).then(|| self.selection(true))
    }

    /// Whether what is selected is shown by reversing it: there is no colour for its background that is sure to be another.
    fn reverses(&self) -> bool {
        matches!(self.depth, Depth::None | Depth::Sixteen) || self.name == ThemeName::HighContrast
    }

    /// The border of a pane.
    #[must_use]
    pub fn border(&self, focused: bool) -> Style {
        if focused {
            self.accented(Color::Cyan)
                .add_modifier(self.without_colour(Modifier::BOLD))
        } else {
            self.dim()
        }
    }

    /// The title of a pane.
    #[must_use]
    pub fn title(&self, focused: bool) -> Style {
        if focused {
            self.border(true).add_modifier(Modifier::BOLD)
        } else {
            Style::new()
        }
    }

    /// Bars of a histogram: of the events in the brushed time, or outside it.
    #[must_use]
    pub fn histogram(&self, brushed: bool) -> Style {
        if brushed {
            self.accented(Color::Cyan)
        } else {
            self.dim()
        }
    }

    /// The line of keys and messages at the foot.
    #[must_use]
    pub fn footer(&self) -> Style {
        self.dim()
    }

    /// The input line where text is typed.
    #[must_use]
    pub fn input(&self) -> Style {
        Style::new()
    }

    fn dim(&self) -> Style {
        match (self.name, self.depth) {
            (ThemeName::HighContrast, _) => Style::new(),
            // Bright black would be the usual choice, but palettes such as Solarized make it the background.
            (_, Depth::None | Depth::Sixteen) => Style::new().add_modifier(Modifier::DIM),
            (ThemeName::Light, _) => Style::new().fg(self.depth.fit(Color::Rgb(0x5f, 0x5f, 0x5f))),
            _ => Style::new().fg(self.depth.fit(Color::Rgb(0x94, 0x94, 0x94))),
        }
    }

    fn faint(&self) -> Style {
        match (self.name, self.depth) {
            (ThemeName::HighContrast, _) | (_, Depth::None | Depth::Sixteen) => self.dim(),
            (ThemeName::Light, _) => Style::new().fg(self.depth.fit(Color::Rgb(0xa0, 0xa0, 0xa0))),
            _ => Style::new().fg(self.depth.fit(Color::Rgb(0x62, 0x62, 0x62))),
        }
    }

    /// One of the terminal's own colours, as this theme shows it.
    fn accented(&self, colour: Color) -> Style {
        if self.depth == Depth::None {
            self.clear()
        } else {
            (self.clear()).fg(colour::accent(self.name, self.depth, colour))
        }
    }

    /// Not dim, also over what is: where dimming stands for a colour, another colour takes its place.
    fn clear(&self) -> Style {
        match self.depth {
            Depth::None | Depth::Sixteen => Style::new().remove_modifier(Modifier::DIM),
            Depth::Indexed | Depth::True => Style::new(),
        }
    }

    fn bloc(&self, place: usize) -> Style {
        self.blocs
            .get(place)
            .filter(|_| self.depth != Depth::None)
            .map_or_else(|| self.clear(), |colour| self.clear().fg(*colour))
    }

    fn matched(&self) -> Style {
        match (self.depth, self.name) {
            (Depth::None, _) => Style::new().add_modifier(Modifier::REVERSED),
            (_, ThemeName::Light) => Style::new()
                .fg(Color::Black)
                .bg(self.depth.fit(Color::Rgb(0xff, 0xd7, 0x5f))),
            _ => Style::new().fg(Color::Black).bg(Color::Yellow),
        }
    }

    /// Emphasis in place of a colour that is not there.
    fn without_colour(&self, modifier: Modifier) -> Modifier {
        if self.depth == Depth::None {
            modifier
        } else {
            Modifier::empty()
        }
    }
}

/// Ink and paper change places, for the whole row alike: parts of it in other colours would be patches that cannot be read.
fn reversed() -> Style {
    (Style::new().fg(Color::Reset).bg(Color::Reset))
        .add_modifier(Modifier::REVERSED)
        .remove_modifier(Modifier::DIM)
}

#[cfg(test)]
mod tests;
