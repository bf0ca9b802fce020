//! The marks that say things without colour: one cell each, in Unicode or in ASCII.
//!
//! No emoji (their width differs between terminals), nothing that DejaVu Sans Mono lacks. `ui` uses the same set under
//! [`crate::content::glyph`].

use crate::analysis::{BlocInfo, DateCertainty};
use crate::model::{EventKind, Role};

/// Which characters a terminal can show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GlyphSet {
    /// Unicode.
    #[default]
    Unicode,
    /// The 95 characters of ASCII.
    Ascii,
}

/// A set of marks. Every text takes one cell; the lists go from low to high.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// Which set this is.
    pub set: GlyphSet,
    /// Accounts disagree.
    pub disputed: &'static str,
    /// Has quotes.
    pub quote: &'static str,
    /// All support is from one side.
    pub one_sided: &'static str,
    /// Denies.
    pub denies: &'static str,
    /// The bar left of quoted words.
    pub quote_bar: &'static str,
    /// Around words that only one of two texts has.
    pub alone: [&'static str; 2],
    /// The same words elsewhere.
    pub same: &'static str,
    /// The row under the cursor.
    pub cursor: &'static str,
    /// A mark of the reader's.
    pub mark: &'static str,
    /// Included by the filter.
    pub included: &'static str,
    /// Excluded by the filter.
    pub excluded: &'static str,
    /// A heading whose children are hidden.
    pub closed: &'static str,
    /// A heading whose children are shown.
    pub open: &'static str,
    /// Stands between two things said in a row.
    pub dot: &'static str,
    /// Between who and whom; between earlier and later.
    pub arrow: &'static str,
    /// There is more to the left, to the right, above, below.
    pub more: [&'static str; 4],
    /// Something is left out.
    pub ellipsis: &'static str,
    /// Between the ends of a range.
    pub dash: &'static str,
    /// Around words that somebody used.
    pub quotes: [&'static str; 2],
    /// A count of no data at all, which is not zero.
    pub no_data: &'static str,
    /// Eighths of a cell upwards, 1 to 8.
    pub columns: [&'static str; 8],
    /// Eighths of a cell rightwards, 1 to 8.
    pub bars: [&'static str; 8],
    /// Shades, light to full.
    pub shades: [&'static str; 4],
    /// Horizontal rule, and a vertical one.
    pub rules: [&'static str; 2],
    /// Corners: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// Tees: left, right, top, bottom; and the cross.
    pub tees: [&'static str; 5],
    /// A range on a scale: left end, line, best value, right end, open right end, single value.
    pub range: [&'static str; 6],
    /// Thumb and track of a scroll bar.
    pub scroll: [&'static str; 2],
}

/// The set for terminals with Unicode.
pub const UNICODE: Glyphs = Glyphs {
    set: GlyphSet::Unicode,
    disputed: "≠",
    quote: "❝",
    one_sided: "◧",
    denies: "✕",
    quote_bar: "▎",
    alone: ["‹", "›"],
    same: "≈",
    cursor: "❯",
    mark: "⚑",
    included: "✓",
    excluded: "✗",
    closed: "▸",
    open: "▾",
    dot: "·",
    arrow: "→",
    more: ["‹", "›", "▴", "▾"],
    ellipsis: "…",
    dash: "–",
    quotes: ["“", "”"],
    no_data: "░",
    columns: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    bars: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    shades: ["░", "▒", "▓", "█"],
    rules: ["─", "│"],
    corners: ["┌", "┐", "└", "┘"],
    tees: ["├", "┤", "┬", "┴", "┼"],
    range: ["├", "─", "■", "┤", "▸", "■"],
    scroll: ["▐", "│"],
};

/// The set for terminals without.
pub const ASCII: Glyphs = Glyphs {
    set: GlyphSet::Ascii,
    disputed: "!",
    quote: "\"",
    one_sided: "%",
    denies: "x",
    quote_bar: "|",
    alone: ["<", ">"],
    same: "=",
    cursor: ">",
    mark: "'",
    included: "+",
    excluded: "-",
    closed: "+",
    open: "-",
    dot: "-",
    arrow: ">",
    more: ["<", ">", "^", "v"],
    ellipsis: "~",
    dash: "-",
    quotes: ["\"", "\""],
    no_data: ".",
    columns: ["_", ".", ":", "-", "=", "+", "*", "#"],
    bars: [".", ".", "-", "-", "=", "=", "#", "#"],
    shades: [".", ":", "*", "#"],
    rules: ["-", "|"],
    corners: ["+", "+", "+", "+"],
    tees: ["+", "+", "+", "+", "+"],
    range: ["|", "-", "#", "|", ">", "#"],
    scroll: ["#", "|"],
};

impl Default for Glyphs {
    fn default() -> Self {
        UNICODE
    }
}

impl Glyphs {
    /// The marks of a set.
    #[must_use]
    pub fn new(set: GlyphSet) -> Self {
        match set {
            GlyphSet::Unicode => UNICODE,
            GlyphSet::Ascii => ASCII,
        }
    }

    /// A kind of event; no two share a mark.
    #[must_use]
    pub fn kind(&self, kind: EventKind) -> &'static str {
        let (unicode, ascii) = kind_marks(kind);
        self.choose(unicode, ascii)
    }

    /// Between two actors: an arrow from who acted to whom, a dash where no source says who acted on whom.
    #[must_use]
    pub fn between(&self, directed: bool) -> &'static str {
        if directed { self.arrow } else { self.dash }
    }

    /// A part in an event.
    #[must_use]
    pub fn role(&self, role: Role) -> &'static str {
        let (unicode, ascii) = match role {
            Role::Initiator => ("▸", ">"),
            Role::Target => ("⊚", "@"),
            Role::Participant => ("∘", "p"),
            Role::Speaker => ("❝", "\""),
            Role::Supporter => ("✛", "+"),
            Role::Mediator => ("⇌", "="),
            Role::Affected => ("◦", "o"),
        };
        self.choose(unicode, ascii)
    }

    /// How sure a date is; a blank when it is.
    #[must_use]
    pub fn certainty(&self, certainty: DateCertainty) -> &'static str {
        match certainty {
            DateCertainty::Day => " ",
            DateCertainty::Approximate => "~",
            DateCertainty::Uncertain => "?",
            DateCertainty::Interval => self.choose("…", "/"),
            DateCertainty::Derived => self.choose("‹", "<"),
        }
    }

    /// A bloc: the mark the dataset gives it when it fits one cell and is no other bloc's, else one by its position; no bloc is a dot.
    #[must_use]
    pub fn bloc(&self, bloc: Option<usize>, blocs: &[BlocInfo]) -> String {
        let Some(place) = bloc else {
            return self.choose("·", ".").to_owned();
        };
        match self.set {
            GlyphSet::Unicode => bloc_mark(blocs, place, own_glyph, BLOCS),
            GlyphSet::Ascii => bloc_mark(blocs, place, own_ascii, ASCII_BLOCS),
        }
    }

    /// The same mark, hollow: for a place that is only roughly known. One that has no hollow form is a dotted circle.
    #[must_use]
    pub fn hollow(&self, mark: &str) -> &'static str {
        let pairs = [
            ("●", "○"),
            ("■", "□"),
            ("▪", "▫"),
            ("▲", "△"),
            ("◆", "◇"),
            ("▼", "▽"),
            ("★", "☆"),
        ];
        let hollow = pairs.iter().find(|(full, _)| *full == mark);
        self.choose(hollow.map_or("◌", |(_, hollow)| hollow), "?")
    }

    /// Marks of events that no bloc has: of one and more, of ten and more, of a hundred and more.
    #[must_use]
    pub fn sizes(&self) -> [&'static str; 3] {
        match self.set {
            GlyphSet::Unicode => ["•", "●", "◉"],
            GlyphSet::Ascii => ["o", "O", "@"],
        }
    }

    /// Something was here before.
    #[must_use]
    pub fn trace(&self) -> &'static str {
        self.choose("×", "'")
    }

    /// No bloc has more than half.
    #[must_use]
    pub fn mixed(&self) -> &'static str {
        self.choose("◈", "%")
    }

    /// More on one side of a comparison, A on the left and B on the right: a little and much more; `rough` where of no event
    /// more is known than the region.
    #[must_use]
    pub fn more_on(&self, side: usize, much: bool, rough: bool) -> &'static str {
        match (side, much, rough) {
            (0, false, false) => self.choose("◂", "a"),
            (0, true, false) => self.choose("◄", "A"),
            (0, false, true) => self.choose("◃", "("),
            (0, true, true) => self.choose("◅", "("),
            (_, false, false) => self.choose("▸", "b"),
            (_, true, false) => self.choose("►", "B"),
            (_, false, true) => self.choose("▹", ")"),
            (_, true, true) => self.choose("▻", ")"),
        }
    }

    /// As much on both sides of a comparison.
    #[must_use]
    pub fn as_much(&self) -> &'static str {
        "="
    }

    fn choose(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.set == GlyphSet::Ascii {
            ascii
        } else {
            unicode
        }
    }
}

const BLOCS: &[char] = &['●', '■', '▲', '◆', '▼', '★', '○', '□', '△', '◇', '▽', '☆'];
const ASCII_BLOCS: &[char] = &['o', '#', '^', '+', 'v', '*', '0', '=', 'A', 'x', 'V', '&'];

/// The mark of a bloc: its own, unless an earlier bloc has the same, or else the first from its place on that is left. Colours of blocs may be
/// alike; marks are not while there are any.
fn bloc_mark(
    blocs: &[BlocInfo],
    place: usize,
    own: fn(&BlocInfo) -> Option<String>,
    marks: &[char],
) -> String {
    let own_of = |place: usize| {
        let mark = own(blocs.get(place)?)?;
        let mut earlier = blocs[..place].iter().filter_map(own);
        earlier.all(|other| other != mark).then_some(mark)
    };
    if let Some(mark) = own_of(place) {
        return mark;
    }
    let mut taken: Vec<String> = blocs.iter().filter_map(own).collect();
    for at in (0..place).filter(|&at| own_of(at).is_none()) {
        let mark = left(marks, at, &taken);
        taken.push(mark);
    }
    left(marks, place, &taken)
}

/// The first mark from a place on that is not taken; the one of the place when all are.
fn left(marks: &[char], place: usize, taken: &[String]) -> String {
    let mut from_here = (place..place + marks.len()).map(|at| marks[at % marks.len()].to_string());
    let left = from_here.find(|mark| !taken.contains(mark));
    left.unwrap_or_else(|| marks[place % marks.len()].to_string())
}

fn own_glyph(info: &BlocInfo) -> Option<String> {
    let glyph = crate::text::clean(info.glyph.as_deref()?);
    (glyph.width() == 1 && glyph.graphemes().count() == 1).then(|| glyph.to_string())
}

fn own_ascii(info: &BlocInfo) -> Option<String> {
    info.ascii.filter(char::is_ascii_graphic).map(String::from)
}

fn kind_marks(kind: EventKind) -> (&'static str, &'static str) {
    match kind {
        EventKind::Offensive => ("➤", ">"),
        EventKind::Counteroffensive => ("↶", "<"),
        EventKind::Capture => ("⚑", "P"),
        EventKind::Transfer => ("⚐", "p"),
        EventKind::Clash => ("⨯", "x"),
        EventKind::Airstrike => ("⇊", "v"),
        EventKind::Shelling => ("✺", "*"),
        EventKind::Attack => ("✶", "!"),
        EventKind::ArmedForce => ("⁜", "X"),
        EventKind::Withdrawal => ("⇠", "w"),
        EventKind::Displacement => ("⇉", "d"),
        EventKind::Humanitarian => ("✚", "+"),
        EventKind::Statement => ("✎", "\""),
        EventKind::Diplomacy => ("⇄", "="),
        EventKind::Meeting => ("☌", "&"),
        EventKind::Agreement => ("✓", "y"),
        EventKind::Sanction => ("⊘", "0"),
        EventKind::Political => ("⌂", "^"),
        EventKind::Protest => ("☈", "%"),
        EventKind::Arrest => ("⊞", "#"),
        EventKind::SecurityAlert => ("◬", "A"),
        EventKind::Background => ("⋯", "b"),
        EventKind::Other => ("◦", "o"),
    }
}

#[cfg(test)]
mod tests;
