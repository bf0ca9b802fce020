//! Size and wished panes → rectangles. A pure function that update and view both call.
//!
//! ```text
//! ┌ header ───────────────────────────────────┐   160 columns and more: facets, timeline, detail
//! │ facets │ histogram            │ detail    │   100 and more: timeline and detail; facets over them when asked for
//! │        │──────────────────────│           │   below: one list; facets and detail over it when asked for,
//! │        │ timeline             │           │          or the detail below it where that leaves room
//! └ filter ───────────────────────────────────┘   below 60x15: a plain list; below 20x5: one sentence
//! ```

use ratatui::layout::{Rect, Size};

/// A whole-screen way of looking at the shown events.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// What happened, in order.
    #[default]
    Timeline,
    /// Who was active when.
    Lanes,
    /// Where.
    Map,
    /// Who is who.
    Actors,
    /// Who said what.
    Quotes,
    /// Where accounts disagree.
    Accounts,
    /// Who reports it.
    Sources,
    /// What is wrong with the data.
    Problems,
}

impl View {
    /// All, in the order of their keys `1` to `8`.
    pub const ALL: [Self; 8] = [
        Self::Timeline,
        Self::Lanes,
        Self::Map,
        Self::Actors,
        Self::Quotes,
        Self::Accounts,
        Self::Sources,
        Self::Problems,
    ];

    /// Its name on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Lanes => "Lanes",
            Self::Map => "Map",
            Self::Actors => "Actors",
            Self::Quotes => "Quotes",
            Self::Accounts => "Accounts",
            Self::Sources => "Sources",
            Self::Problems => "Problems",
        }
    }

    /// Its name on the command line, and behind `view-` in the table of commands.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Lanes => "lanes",
            Self::Map => "map",
            Self::Actors => "actors",
            Self::Quotes => "quotes",
            Self::Accounts => "accounts",
            Self::Sources => "sources",
            Self::Problems => "problems",
        }
    }

    /// The view with this name.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.slug() == slug)
    }

    /// What it answers, for its help page.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Timeline => "What happened, in order; the histogram above counts it over time",
            Self::Lanes => "Who was active when: a row each, time from left to right",
            Self::Map => "Where it happened: events by number and bloc on borders and coast",
            Self::Actors => "Who is who: names, blocs, with whom and against whom, what it said",
            Self::Quotes => "Who said what, word for word, with its source",
            Self::Accounts => "Where accounts disagree: the claims of all sides on one scale",
            Self::Sources => "Who reports it: publishers, grades, and what rests on one of them",
            Self::Problems => "What is wrong with the data, with file and line",
        }
    }

    /// Whether the counts over time stand above it in so many rows; the others have an axis of their own or none.
    fn has_histogram(self, rows: u16) -> bool {
        match self {
            Self::Timeline => true,
            // Words need the rows of a small screen for themselves.
            Self::Quotes => rows >= 34,
            _ => false,
        }
    }

    /// Columns from which the values with counts stand beside it.
    fn facets_from(self) -> u16 {
        match self {
            // It has a list of regions of its own; the others come when they are called.
            Self::Map => u16::MAX,
            // They are lists of values with counts themselves.
            Self::Actors | Self::Sources => u16::MAX,
            _ => THREE_PANES,
        }
    }

    /// Hundredths of a width that the detail takes where it is beside.
    fn detail_share(self, width: u16) -> u16 {
        match self {
            Self::Sources => 45,
            // An original stands beside its translation in what is left.
            Self::Quotes => 30,
            Self::Actors if width >= THREE_PANES => 56,
            Self::Actors => 50,
            _ if width >= THREE_PANES => 34,
            _ => 40,
        }
    }

    /// Columns from which the detail stands beside it.
    fn detail_from(self) -> u16 {
        match self {
            Self::Timeline | Self::Actors | Self::Sources => TWO_PANES,
            Self::Lanes | Self::Map | Self::Quotes | Self::Problems => THREE_PANES - 20,
            // It shows the claims that the detail has, side by side.
            Self::Accounts => FOUR_PANES,
        }
    }
}

/// Which panes are wished for, and how wide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The view that has the middle.
    pub view: View,
    /// Whether two filters are compared there instead.
    pub compares: bool,
    /// The values with counts.
    pub facets: Wish,
    /// All of one event.
    pub detail: Wish,
    /// The counts over time.
    pub histogram: Wish,
    /// Width of the facets, when chosen.
    pub facets_width: Option<u16>,
    /// Width of the detail, when chosen.
    pub detail_width: Option<u16>,
    /// The pane that has the screen for itself.
    pub zoom: Option<Place>,
    /// Rows wanted at once where mistakes of the filter are told.
    pub messages: u16,
}

/// Whether a pane is wished for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Wish {
    /// Where there is room beside the others.
    #[default]
    Auto,
    /// Yes, over the others if need be.
    Shown,
    /// No.
    Hidden,
}

/// A pane.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// The view itself: the list of events, the map, ….
    #[default]
    Main,
    /// The counts over time.
    Histogram,
    /// The values with counts.
    Facets,
    /// All of one event.
    Detail,
}

/// How much the size allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// One sentence.
    Tiny,
    /// A list without frames.
    Plain,
    /// Panes.
    Full,
}

/// Where everything is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// How much the size allows.
    pub mode: Mode,
    /// The whole screen.
    pub screen: Rect,
    /// The first row.
    pub header: Rect,
    /// The view itself: the list of events, the map, …; with its frame.
    pub main: Option<Rect>,
    /// The counts over time, with its frame.
    pub histogram: Option<Rect>,
    /// The values with counts, with its frame.
    pub facets: Option<Rect>,
    /// All of one event, with its frame.
    pub detail: Option<Rect>,
    /// Whether facets or detail lie over the list, which then has no part that a click can reach below them.
    pub over: bool,
    /// Mistakes of the filter, above it.
    pub messages: Rect,
    /// The filter line.
    pub filter: Rect,
}

/// Columns and rows from which there are panes.
pub const FULL: Size = Size {
    width: 60,
    height: 15,
};
/// Columns and rows from which there is a list.
pub const LEAST: Size = Size {
    width: 20,
    height: 5,
};
/// Columns from which the detail stands beside the list.
pub const TWO_PANES: u16 = 100;
/// Columns from which the facets do, too.
pub const THREE_PANES: u16 = 160;

/// Columns from which the detail stands beside the facets and the columns of the accounts.
const FOUR_PANES: u16 = 240;

const LIST_LEAST: u16 = 30;
const SIDE_LEAST: u16 = 20;

/// Where everything is on a screen of this size.
#[must_use]
pub fn layout(size: Size, wishes: &Wishes) -> Layout {
    let screen = Rect::new(0, 0, size.width, size.height);
    let mode = mode(size);
    let rows = Rows::of(screen, wishes.messages);
    let empty = Layout {
        mode,
        screen,
        header: rows.header,
        main: None,
        histogram: None,
        facets: None,
        detail: None,
        over: false,
        messages: rows.messages,
        filter: rows.filter,
    };
    match mode {
        Mode::Tiny => empty,
        Mode::Plain => plain(empty, rows.body, wishes),
        Mode::Full => full(empty, rows.body, wishes),
    }
}

fn mode(size: Size) -> Mode {
    let fits = |least: Size| size.width >= least.width && size.height >= least.height;
    if fits(FULL) {
        Mode::Full
    } else if fits(LEAST) {
        Mode::Plain
    } else {
        Mode::Tiny
    }
}

struct Rows {
    header: Rect,
    body: Rect,
    messages: Rect,
    filter: Rect,
}

impl Rows {
    fn of(screen: Rect, messages: u16) -> Self {
        let row = |y: u16, height: u16| {
            Rect {
                y,
                height,
                ..screen
            }
            .intersection(screen)
        };
        let below = screen.height.saturating_sub(1);
        let messages = messages.min(below.saturating_sub(2) / 2);
        let body = below.saturating_sub(1 + messages);
        Self {
            header: row(0, 1),
            body: row(1, body),
            messages: row(1 + body, messages),
            filter: row(below, 1),
        }
    }
}

fn plain(mut layout: Layout, body: Rect, wishes: &Wishes) -> Layout {
    let slot = match (wishes.zoom, wishes.facets, wishes.detail) {
        (Some(Place::Facets), ..) | (None, Wish::Shown, _) => &mut layout.facets,
        (Some(Place::Detail), ..) | (None, _, Wish::Shown) => &mut layout.detail,
        _ => &mut layout.main,
    };
    *slot = Some(body);
    layout.over = layout.main.is_none();
    layout
}

fn full(mut layout: Layout, body: Rect, wishes: &Wishes) -> Layout {
    if let Some(place) = wishes.zoom {
        return zoomed(layout, body, place);
    }
    let shown = |wish: Wish, from: u16| match wish {
        Wish::Auto => body.width >= from,
        Wish::Shown => true,
        Wish::Hidden => false,
    };
    let facets = shown(wishes.facets, wishes.view.facets_from());
    let detail = shown(wishes.detail, wishes.view.detail_from());
    let mut middle = body;
    if detail {
        middle = place_detail(&mut layout, middle, wishes);
    }
    if facets {
        middle = place_facets(&mut layout, body, middle, wishes);
    }
    let (histogram, main) = if wishes.view.has_histogram(middle.height) && !wishes.compares {
        split_middle(middle, wishes.histogram)
    } else {
        (None, middle)
    };
    layout.histogram = histogram;
    layout.main = Some(main);
    layout
}

fn zoomed(mut layout: Layout, body: Rect, place: Place) -> Layout {
    match place {
        Place::Facets => layout.facets = Some(body),
        Place::Detail => layout.detail = Some(body),
        Place::Main => layout.main = Some(body),
        Place::Histogram => {
            let rows = (body.height * 2 / 3).max(5).min(body.height);
            layout.histogram = Some(Rect {
                height: rows,
                ..body
            });
            let rest = body.height - rows;
            layout.main = (rest >= 2).then_some(Rect {
                y: body.y + rows - 1,
                height: rest + 1,
                ..body
            });
        }
    }
    layout
}

/// Puts the detail on the right, below, or over the list; returns what is left for the list.
fn place_detail(layout: &mut Layout, body: Rect, wishes: &Wishes) -> Rect {
    if body.width >= TWO_PANES {
        let share = wishes.view.detail_share(body.width);
        let wished = wishes.detail_width.unwrap_or(body.width * share / 100);
        let width = wished
            .clamp(
                SIDE_LEAST,
                body.width.saturating_sub(LIST_LEAST).max(SIDE_LEAST),
            )
            .min(body.width);
        let x = body.right() - width;
        layout.detail = Some(Rect { x, width, ..body });
        // Neighbours share the column of their border.
        return Rect {
            width: body.width - width + 1,
            ..body
        };
    }
    if body.height >= 32 {
        let height = body.height / 2;
        layout.detail = Some(Rect {
            y: body.bottom() - height,
            height,
            ..body
        });
        return Rect {
            height: body.height - height + 1,
            ..body
        };
    }
    layout.detail = Some(body);
    layout.over = true;
    body
}

/// Puts the facets on the left, beside the list or over it; returns what is left for the list.
fn place_facets(layout: &mut Layout, body: Rect, middle: Rect, wishes: &Wishes) -> Rect {
    let wished = wishes
        .facets_width
        .unwrap_or((body.width * 22 / 100).clamp(30, 50));
    let fits = middle.width > wished + LIST_LEAST + 10 && !layout.over;
    let width = wished
        .clamp(
            SIDE_LEAST,
            body.width.saturating_sub(LIST_LEAST).max(SIDE_LEAST),
        )
        .min(body.width);
    let area = Rect { width, ..body };
    layout.facets = Some(area);
    if fits {
        return Rect {
            x: area.right() - 1,
            width: middle.right() - (area.right() - 1),
            ..middle
        };
    }
    layout.over = true;
    middle
}

/// Histogram above, list below; they share the row of their border.
fn split_middle(middle: Rect, wish: Wish) -> (Option<Rect>, Rect) {
    let bars = match middle.height {
        0..14 => 0,
        14..24 => 3,
        24..36 => 5,
        36..60 => 7,
        _ => 10,
    };
    // Two borders and the axis.
    let height = bars + 3;
    if wish == Wish::Hidden || bars == 0 || middle.width < 24 {
        return (None, middle);
    }
    let histogram = Rect { height, ..middle };
    let timeline = Rect {
        y: middle.y + height - 1,
        height: middle.height - height + 1,
        ..middle
    };
    (Some(histogram), timeline)
}

/// What is inside the frame of a pane; in [`Mode::Plain`] there is none.
#[must_use]
pub fn inner(mode: Mode, pane: Rect) -> Rect {
    match mode {
        Mode::Full => Rect {
            x: pane.x.saturating_add(1),
            y: pane.y.saturating_add(1),
            width: pane.width.saturating_sub(2),
            height: pane.height.saturating_sub(2),
        },
        Mode::Plain | Mode::Tiny => pane,
    }
}

impl Layout {
    /// What is inside the frame of a pane.
    #[must_use]
    pub fn inner(&self, pane: Rect) -> Rect {
        inner(self.mode, pane)
    }

    /// Where a pane is, if it is on the screen.
    #[must_use]
    pub fn place(&self, place: Place) -> Option<Rect> {
        match place {
            Place::Main => self.main,
            Place::Histogram => self.histogram,
            Place::Facets => self.facets,
            Place::Detail => self.detail,
        }
    }

    /// The pane at a cell; those that lie over others first.
    #[must_use]
    pub fn at(&self, x: u16, y: u16) -> Option<Place> {
        [Place::Facets, Place::Detail, Place::Histogram, Place::Main]
            .into_iter()
            .find(|&place| {
                self.place(place)
                    .is_some_and(|area| area.contains((x, y).into()))
            })
    }
}

/// Where something of this size lies over a screen: in the middle, a little above.
#[must_use]
pub fn popup(screen: Size, width: u16, height: u16) -> Rect {
    let margin = |whole: u16| if whole >= 60 { 4 } else { 0 };
    let width = width.min(screen.width.saturating_sub(margin(screen.width)));
    let height = height.min(screen.height.saturating_sub(2));
    let x = (screen.width - width) / 2;
    let y = (screen.height - height) / 3;
    Rect {
        x,
        y,
        width,
        height,
    }
}
