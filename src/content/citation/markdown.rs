//! A citation in Markdown (CommonMark): quotes as block quotes, addresses as links.

use super::{Citable, happened, joined, one_line, quoted, who};
use crate::analysis::{QuoteDetail, SourceDetail};
use crate::content::words::edtf_words;

/// An event with a list of its sources; a quote as a block quote with its source below; a source in one line.
#[must_use]
pub fn markdown(citable: &Citable<'_>) -> String {
    let origin = escaped(&citable.origin(None));
    let sources: Vec<String> = citable.sources.iter().copied().map(reference).collect();
    match (citable.event, citable.quote) {
        (Some(row), _) => {
            let mut lines = vec![format!("{}. {origin}", escaped(&happened(row)))];
            if !sources.is_empty() {
                lines.push(String::new());
            }
            lines.extend(sources.iter().map(|source| format!("- {source}")));
            lines.join("\n")
        }
        (None, Some(quote)) => block(quote, &sources, &origin),
        (None, None) => format!("{}. {origin}", sources.join("; ")),
    }
}

fn block(quote: &QuoteDetail, sources: &[String], origin: &str) -> String {
    let mut lines: Vec<String> = paragraphs(&quote.text).collect();
    if let Some(original) = &quote.original {
        lines.push(">".to_owned());
        lines.extend(paragraphs(original));
    }
    let translated = quote.translated.then(|| match &quote.translator {
        Some(translator) => format!(", translated by {translator}"),
        None => ", translated".to_owned(),
    });
    let said = who(quote) + &translated.unwrap_or_default();
    lines.push(">".to_owned());
    lines.push(format!(
        "> — {}. {}. {origin}",
        escaped(&said),
        sources.join("; ")
    ));
    lines.join("\n")
}

/// The lines of a text, each a paragraph of a block quote.
fn paragraphs(text: &str) -> impl Iterator<Item = String> + '_ {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.enumerate().flat_map(|(at, line)| {
        let blank = (at > 0).then(|| ">".to_owned());
        blank
            .into_iter()
            .chain([format!("> {}", escaped(line.trim()))])
    })
}

fn reference(source: &SourceDetail) -> String {
    let title = source
        .record
        .title
        .as_deref()
        .map(|title| escaped(&quoted(title)));
    let linked = match (title, source.record.url.as_deref().and_then(address)) {
        (Some(title), Some(address)) => Some(format!("[{title}](<{address}>)")),
        (None, Some(address)) => Some(format!("<{address}>")),
        (title, None) => title,
    };
    let archived = source.record.archive_url.as_deref().and_then(address);
    let text = |text: &Option<String>| text.as_deref().map(escaped);
    joined([
        Some(escaped(&source.publisher)),
        text(&source.record.author),
        linked,
        source
            .record
            .published
            .as_deref()
            .map(edtf_words)
            .as_deref()
            .map(escaped),
        text(&source.locator),
        archived.map(|address| format!("[archived](<{address}>)")),
    ])
}

/// An address that can stand between `<` and `>`.
pub(super) fn address(url: &str) -> Option<String> {
    let http = url.starts_with("https://") || url.starts_with("http://");
    let mut out = String::new();
    for c in url.chars().filter(|_| http) {
        match c {
            '<' | '>' | '\\' | '{' | '}' | ' ' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c if c.is_control() => return None,
            c => out.push(c),
        }
    }
    (!out.is_empty()).then(|| one_line(&out))
}

/// Characters that Markdown or HTML would act on get a backslash; a number at the start of a line must not begin a list.
fn escaped(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    match out.get(digits..=digits) {
        Some("." | ")") if digits > 0 => out.insert(digits, '\\'),
        Some("-" | "+" | "=") if digits == 0 => out.insert(0, '\\'),
        _ => {}
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(
            escaped("1. *a* [b](c) <d> & e_f"),
            "1\\. \\*a\\* \\[b\\](c) \\<d\\> \\& e\\_f"
        );
        assert_eq!(escaped("- no list"), "\\- no list");
        assert_eq!(escaped("2024"), "2024");
        assert_eq!(
            paragraphs("one\n\ntwo").collect::<Vec<_>>(),
            ["> one", ">", "> two"]
        );
    }

    #[test]
    fn only_web_addresses_are_linked() {
        assert_eq!(address("javascript:alert(1)"), None);
        assert_eq!(
            address("https://a/b c>d").as_deref(),
            Some("https://a/b%20c%3Ed")
        );
    }
}
