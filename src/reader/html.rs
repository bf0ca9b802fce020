//! The text of a bit of HTML, as timelines keep it in their cells.
//!
//! Tags are dropped, character references decoded and white space joined, as a browser would show it. A bracket that opens no
//! tag is text, and so is the rest after a tag that is never closed: `a < b` loses nothing. It is no parser and makes nothing
//! safe to show; that is `text::Clean`'s work.

use std::borrow::Cow;

/// Adds the text of some HTML, a line for each block (`<p>`, `<br>`, `<li>`).
pub(super) fn push_text(html: &str, out: &mut String) {
    Writer::new(out, '\n').html(html);
}

/// Adds the text of some HTML on one line.
pub(super) fn push_line(html: &str, out: &mut String) {
    Writer::new(out, ' ').html(html);
}

/// The text of some HTML on one line.
#[must_use]
pub(super) fn line(html: &str) -> String {
    let mut out = String::new();
    push_line(html, &mut out);
    out
}

/// What stands between `<name …>` and `</name>`, for the first such element.
#[must_use]
pub(super) fn element<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let mut from = 0;
    loop {
        let start = from + html[from..].find('<')?;
        if !opens_a_tag(&html[start..]) {
            from = start + 1;
            continue;
        }
        let tag = Tag::at(&html[start..])?;
        from = start + tag.length;
        if tag.is(name) {
            let inner = &html[from..];
            return Some(&inner[..closing(inner, name).map_or(inner.len(), |(at, _)| at)]);
        }
    }
}

/// The address that the first `src` names, decoded: where an `<iframe>` comes from.
#[must_use]
pub(super) fn source_address(html: &str) -> Option<Cow<'_, str>> {
    let at = [" src=", "\nsrc=", "\tsrc="]
        .iter()
        .find_map(|mark| html.find(mark))?;
    let value = &html[at + " src=".len()..];
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = &value[1..];
    Some(html_escape::decode_html_entities(
        &inner[..inner.find(quote)?],
    ))
}

/// What has to stand before the next letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Block,
}

struct Writer<'o> {
    out: &'o mut String,
    /// Where this text starts in `out`.
    start: usize,
    /// Between blocks.
    between: char,
    gap: Gap,
}

impl<'o> Writer<'o> {
    fn new(out: &'o mut String, between: char) -> Self {
        Self {
            start: out.len(),
            out,
            between,
            gap: Gap::None,
        }
    }

    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
            self.text(&rest[..at]);
            rest = &rest[at..];
            if !opens_a_tag(rest) {
                self.text("<");
                rest = &rest[1..];
                continue;
            }
            let Some(tag) = Tag::at(rest) else {
                break;
            };
            rest = &rest[tag.length..];
            if let Some(name) = UNSHOWN.iter().find(|name| tag.is(name)) {
                rest = closing(rest, name).map_or("", |(_, after)| after);
            }
            if let Some(gap) = tag.gap() {
                self.gap = self.gap.max(gap);
            }
        }
        self.text(rest);
    }

    fn text(&mut self, text: &str) {
        for c in html_escape::decode_html_entities(text).chars() {
            if c.is_whitespace() {
                self.gap = self.gap.max(Gap::Space);
                continue;
            }
            if self.out.len() > self.start {
                match self.gap {
                    Gap::None => {}
                    Gap::Space => self.out.push(' '),
                    Gap::Block => self.out.push(self.between),
                }
            }
            self.gap = Gap::None;
            self.out.push(c);
        }
    }
}

/// Elements whose content a browser does not show.
const UNSHOWN: [&str; 2] = ["script", "style"];

/// Elements that start and end a line.
const BLOCKS: [&str; 25] = [
    "article",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "ol",
    "p",
    "section",
    "table",
    "tr",
    "ul",
];

/// What HTML takes for the start of a tag or a comment: `<` and a letter, `/`, `!` or `?`.
fn opens_a_tag(text: &str) -> bool {
    let mut next = text.bytes().skip(1);
    match next.next() {
        Some(b'/') => next.next().is_some_and(|byte| byte.is_ascii_alphabetic()),
        Some(b'!' | b'?') => true,
        byte => byte.is_some_and(|byte| byte.is_ascii_alphabetic()),
    }
}

#[derive(Debug, Clone, Copy)]
struct Tag<'a> {
    /// Without its bracket and slash; empty for comments.
    name: &'a str,
    opens: bool,
    /// Bytes from `<` to `>`.
    length: usize,
}

impl<'a> Tag<'a> {
    /// The tag or comment that [`opens_a_tag`] found here; `None` when it is never closed.
    fn at(text: &'a str) -> Option<Self> {
        if text.starts_with("<!--") {
            let length = text.find("-->")? + "-->".len();
            return Some(Self {
                name: "",
                opens: false,
                length,
            });
        }
        let opens = !text.starts_with("</");
        let inner = &text[if opens { 1 } else { 2 }..];
        let end = inner
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(inner.len());
        Some(Self {
            name: &inner[..end],
            opens,
            length: closing_bracket(text)? + 1,
        })
    }

    fn is(self, name: &str) -> bool {
        self.opens && self.name.eq_ignore_ascii_case(name)
    }

    fn gap(self) -> Option<Gap> {
        let is_one_of = |names: &[&str]| {
            let mut names = names.iter();
            names.any(|name| self.name.eq_ignore_ascii_case(name))
        };
        if is_one_of(&BLOCKS) {
            Some(Gap::Block)
        } else {
            is_one_of(&["td", "th"]).then_some(Gap::Space)
        }
    }
}

/// The first `>` outside of quotes.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            // Quotes count behind `=` only: an apostrophe elsewhere opens nothing.
            (None, b'"' | b'\'') if text[..at].trim_end().ends_with('=') => quote = Some(byte),
            (Some(open), byte) if byte == open => quote = None,
            _ => {}
        }
    }
    None
}

/// Where `</name` stands, and what follows its bracket.
fn closing<'a>(html: &'a str, name: &str) -> Option<(usize, &'a str)> {
    let found = html.match_indices("</").find(|&(at, _)| {
        let word = html.as_bytes().get(at + 2..at + 2 + name.len());
        word.is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
    });
    let (at, _) = found?;
    let after = html[at..].find('>').map_or("", |end| &html[at + end + 1..]);
    Some((at, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(html: &str) -> String {
        let mut out = String::new();
        push_text(html, &mut out);
        out
    }

    #[test]
    fn tags_go_and_text_stays() {
        for (html, shown) in [
            ("plain", "plain"),
            ("<p>One.</p><p>Two.</p>", "One.\nTwo."),
            ("a<br/>b<BR>c", "a\nb\nc"),
            ("<ul><li>x</li><li>y</li></ul>", "x\ny"),
            (
                "see <a href=\"https://a.b/?x>y\">the <i>paper</i></a>.",
                "see the paper.",
            ),
            (
                "AT&amp;T &mdash; &#8220;yes&#x201D; &nbsp; &eacute;",
                "AT&T — “yes” é",
            ),
            ("AT&T and Q&A; done", "AT&T and Q&A; done"),
            ("  a \n\t b  ", "a b"),
            ("a<!-- no > no -->b", "ab"),
            ("a<script>if (a<b) {}</script>b<style>p{}</STYLE>c", "abc"),
            ("<td>1</td><td>2</td>", "1 2"),
            ("<span class=it's>x</span>", "x"),
        ] {
            assert_eq!(text(html), shown, "{html}");
        }
        assert_eq!(
            line("Elizabeth Taylor<br/> 1932-2011"),
            "Elizabeth Taylor 1932-2011"
        );
    }

    #[test]
    fn a_bracket_that_opens_no_tag_is_text() {
        for html in [
            "a < b",
            "a <3 b",
            "x<",
            "1<2>0",
            "he wrote <a href=\"x",
            "<!-- open",
            "</ x",
        ] {
            assert_eq!(text(html), html);
        }
    }

    #[test]
    fn elements_and_addresses() {
        let html = "<blockquote>Words. <cite class=\"x\">A &amp; B</cite></blockquote>";
        assert_eq!(element(html, "cite"), Some("A &amp; B"));
        assert_eq!(element(html, "iframe"), None);
        assert_eq!(element("<blockquote>no end", "blockquote"), Some("no end"));
        assert_eq!(
            source_address("<iframe src='https://a.b/?c=1&amp;d=2' width='1'></iframe>").as_deref(),
            Some("https://a.b/?c=1&d=2")
        );
        assert_eq!(source_address("<iframe data-src='x'>"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read(html in "([<>/!?&;#\"'= \n-]|<p|<a |cite|script|é|amp|39|\\PC){0,40}") {
            let once = text(&html);
            prop_assert!(!line(&html).contains('\n'));
            prop_assert_eq!(once.trim(), once.as_str());
            prop_assert!(element(&html, "cite").is_none_or(|inner| html.contains(inner)));
            prop_assert!(source_address(&html).is_none_or(|found| found.len() <= html.len()));
        }

        #[test]
        fn text_without_brackets_keeps_its_words(words in "[a-z ,.;é]{0,40}") {
            prop_assert_eq!(text(&words), words.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}
