//! Titles for records of formats that have none.

/// Longest title made from a text, in characters.
const LONGEST: usize = 120;

/// Adds the first line of a text, cut between words and marked where it is long. Says whether this was all of the text.
pub(super) fn push(text: &str, title: &mut String) -> bool {
    let text = text.trim();
    let line = text.lines().next().unwrap_or_default().trim_end();
    let Some((longest, _)) = line.char_indices().nth(LONGEST) else {
        title.push_str(line);
        return line.len() == text.len();
    };
    let words = match line[..longest].rfind(char::is_whitespace) {
        Some(at) if at > longest / 2 => &line[..at],
        _ => &line[..longest],
    };
    title.push_str(words.trim_end());
    title.push('…');
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headline(text: &str) -> (String, bool) {
        let mut title = String::new();
        let whole = push(text, &mut title);
        (title, whole)
    }

    #[test]
    fn titles_are_one_line_and_not_too_long() {
        assert_eq!(headline(" Shells fall.\n"), ("Shells fall.".into(), true));
        assert_eq!(headline("One\r\ntwo"), ("One".into(), false));
        assert_eq!(headline(""), (String::new(), true));
        let (title, whole) = headline(&"word ".repeat(50));
        assert!(!whole && title.ends_with("word…") && title.chars().count() <= LONGEST + 1);
        let (title, _) = headline(&"é".repeat(200));
        assert_eq!(title.chars().count(), LONGEST + 1);
    }
}
