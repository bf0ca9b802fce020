//! How far each piece of a filter text reaches. The lexer reads with these and the printer asks them what needs quotes, so
//! the two cannot disagree.

/// The start of a field term: `name:` or `name!:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FieldHead {
    /// Bytes of the name.
    pub(crate) name: usize,
    /// Bytes with `!` and colon.
    pub(crate) len: usize,
    /// Whether it has the `!`.
    pub(crate) certain: bool,
}

/// Text between two marks.
pub(crate) struct Enclosed {
    /// What stands inside, with escapes undone.
    pub(crate) text: String,
    /// Bytes with the marks.
    pub(crate) len: usize,
    /// Whether the closing mark is there.
    pub(crate) closed: bool,
}

/// Reads `name:` or `name!:`. A name starts with a letter, so that `05:10` is text and not a field. Dots in it stand between
/// the name of a format and that of its field (`ucdp.dyad`), so that none is the last: `e.g.:` is text too.
pub(crate) fn field_head(text: &str) -> Option<FieldHead> {
    let in_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let name = text.find(|c| !in_name(c))?;
    let (certain, len) = match &text[name..] {
        rest if rest.starts_with(':') => (false, name + 1),
        rest if rest.starts_with("!:") => (true, name + 2),
        _ => return None,
    };
    (text.starts_with(char::is_alphabetic) && !text[..name].ends_with('.')).then_some(FieldHead {
        name,
        len,
        certain,
    })
}

/// Bytes of the bare word that `text` starts with.
pub(crate) fn bare_word_len(text: &str) -> usize {
    text.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"'))
        .unwrap_or(text.len())
}

/// Bytes of the unquoted value that `text` starts with. Commas between `{…}` and `[…]` belong to it, as in the EDTF set
/// `{1667,1668}`; a bracket that is never closed holds none.
pub(crate) fn raw_value_len(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut held = None;
    for (at, c) in text.char_indices() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => return at,
            ',' => held = held.or(Some(at)),
            '(' | ')' | '"' => return ended(at, depth, held),
            c if c.is_whitespace() => return ended(at, depth, held),
            _ => {}
        }
        if depth == 0 {
            held = None;
        }
    }
    ended(text.len(), depth, held)
}

/// Where a value ends: at the first comma that an open bracket would have held, if it stays open.
fn ended(at: usize, depth: usize, held: Option<usize>) -> usize {
    held.filter(|_| depth > 0).unwrap_or(at)
}

/// Whether brackets open and close in pairs: otherwise they would reach into the values beside.
pub(crate) fn is_balanced(value: &str) -> bool {
    let depth = value.chars().try_fold(0_usize, |depth, c| match c {
        '{' | '[' => Some(depth + 1),
        '}' | ']' => depth.checked_sub(1),
        _ => Some(depth),
    });
    depth == Some(0)
}

/// Reads a phrase from its `"`. `\"` and `\\` are escapes; before anything else a backslash is itself.
pub(crate) fn quoted(text: &str) -> Enclosed {
    enclosed(text, '"', |escaped, inside| {
        if !matches!(escaped, '"' | '\\') {
            inside.push('\\');
        }
        inside.push(escaped);
    })
}

/// Reads a regular expression from its `/`. Only `\/` is undone; every other escape is the expression's own.
pub(crate) fn pattern(text: &str) -> Enclosed {
    enclosed(text, '/', |escaped, inside| {
        if escaped != '/' {
            inside.push('\\');
        }
        inside.push(escaped);
    })
}

fn enclosed(text: &str, mark: char, unescape: fn(char, &mut String)) -> Enclosed {
    let mut inside = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        if c == mark {
            return Enclosed {
                text: inside,
                len: at + 1,
                closed: true,
            };
        }
        if c != '\\' {
            inside.push(c);
        } else if let Some((_, escaped)) = chars.next() {
            unescape(escaped, &mut inside);
        } else {
            unescape('\\', &mut inside);
        }
    }
    Enclosed {
        text: inside,
        len: text.len(),
        closed: false,
    }
}
