//! Text elements: where a viewer without the font of the picture would put letters elsewhere, each gets its place.

use ratatui::style::Modifier;

use super::super::PictureStyle;
use super::super::cells::{Look, Seen};
use super::super::shapes::{HEIGHT, WIDTH, shapes};
use super::{BASELINE, extent, hex, put};

/// Whether a cell is text that may share an element with its neighbours: one narrow character a cell.
pub(super) fn is_plain(cell: &Seen) -> bool {
    let mut chars = cell.symbol.chars();
    let first = chars.next().unwrap_or(' ');
    let alone = chars.next().is_none();
    alone
        && cell.columns == 1
        && u32::from(first) < 0x1_0000
        && !matches!(first, '\u{2400}'..='\u{2421}')
        && !is_rtl(first)
        && shapes(first).is_none()
}

/// Right-to-left letters stand alone, or the viewer would reorder what is in screen order already.
fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

pub(super) fn write_text(out: &mut String, top: f32, part: &[Seen], style: &PictureStyle) {
    let Some(part) = without_blanks(part) else {
        return;
    };
    let look = part[0].look;
    let (left, right) = extent(part);
    let text: String = part.iter().map(|cell| cell.symbol.as_str()).collect();
    if text.chars().next().is_some_and(|c| shapes(c).is_some()) {
        return;
    }
    // Whatever font the viewer has, a run of letters keeps its width; a single wide or composed one is centred.
    let place = if part.iter().all(is_plain) {
        format!("x=\"{left}\" textLength=\"{}\"", right - left)
    } else {
        format!(
            "x=\"{}\" text-anchor=\"middle\"",
            f32::midpoint(left, right)
        )
    };
    let (y, fill, font) = (top + BASELINE, hex(look.colours(style).0), font(look));
    if let Some(name) = control_name(&text) {
        let (x, y) = (left + 0.5, top + HEIGHT * 0.65);
        let squeezed = format!(
            "textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"",
            WIDTH - 1.0
        );
        put(
            out,
            format_args!(
                "<text x=\"{x}\" {squeezed} y=\"{y}\" fill=\"{fill}\" font-size=\"9\">{name}</text>\n"
            ),
        );
        return;
    }
    put(
        out,
        format_args!(
            "<text {place} y=\"{y}\" fill=\"{fill}\"{font}>{}</text>\n",
            escaped(&text)
        ),
    );
}

/// Few fonts have the pictures of control characters; their names fit the cell in small letters.
fn control_name(text: &str) -> Option<&'static str> {
    const NAMES: [&str; 34] = [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR",
        "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB",
        "ESC", "FS", "GS", "RS", "US", "SP", "DEL",
    ];
    let mut chars = text.chars();
    let code = chars
        .next()
        .filter(|_| chars.next().is_none())
        .map(u32::from)?;
    NAMES
        .get(usize::try_from(code.checked_sub(0x2400)?).ok()?)
        .copied()
}

fn without_blanks(part: &[Seen]) -> Option<&[Seen]> {
    let from = part.iter().position(|cell| cell.symbol != " ")?;
    let to = part.iter().rposition(|cell| cell.symbol != " ")?;
    Some(&part[from..=to])
}

fn font(look: Look) -> String {
    let bold = if look.modifier.contains(Modifier::BOLD) {
        " font-weight=\"bold\""
    } else {
        ""
    };
    let italic = if look.modifier.contains(Modifier::ITALIC) {
        " font-style=\"italic\""
    } else {
        ""
    };
    format!("{bold}{italic}")
}

/// XML's five; characters that XML 1.0 forbids cannot be written at all.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0'..='\u{1f}' | '\u{fffe}'..='\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}
