//! A slide of TimelineJS, whichever form it was written in, as a row.

use std::borrow::Cow;

use crate::model::EventKind;
use crate::reader::formats::UNNAMED;
use crate::reader::{Row, html, web};

/// What a slide says beside its dates. Texts may hold HTML; empty ones are absent.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::reader::formats) struct Slide<'a> {
    pub(in crate::reader::formats) id: &'a str,
    pub(in crate::reader::formats) headline: &'a str,
    pub(in crate::reader::formats) text: &'a str,
    /// How the slide, its start and its end want their dates shown.
    pub(in crate::reader::formats) display_dates: [&'a str; 3],
    pub(in crate::reader::formats) media: Media<'a>,
    /// One label each.
    pub(in crate::reader::formats) groups: [&'a str; 2],
    /// Labels with commas between them.
    pub(in crate::reader::formats) tags: &'a str,
    /// Whether it is a period behind the slides and none itself.
    pub(in crate::reader::formats) is_era: bool,
}

/// The picture, page, film or words beside the text.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::reader::formats) struct Media<'a> {
    /// An address, or HTML: `<blockquote>`, `<iframe>`.
    pub(in crate::reader::formats) url: &'a str,
    pub(in crate::reader::formats) credit: &'a str,
    pub(in crate::reader::formats) caption: &'a str,
    pub(in crate::reader::formats) alt: &'a str,
}

impl Slide<'_> {
    /// Fills a row that has its dates.
    pub(in crate::reader::formats) fn fill(&self, row: &mut Row) {
        row.id.push_str(self.id.trim());
        html::push_text(self.text, &mut row.summary);
        self.title(row);
        self.labels(row);
        self.display_date(row);
        self.media.fill(row);
    }

    /// The headline; where there is none, what TimelineJS shows in its place: the text, or the caption.
    fn title(&self, row: &mut Row) {
        html::push_line(self.headline, &mut row.title);
        if row.title.is_empty() {
            let first = row.summary.lines().next().unwrap_or_default();
            row.title.push_str(first);
        }
        if row.title.is_empty() {
            html::push_line(self.media.caption, &mut row.title);
        }
        if row.title.is_empty() {
            row.title.push_str("(no headline)");
        }
    }

    fn labels(&self, row: &mut Row) {
        if self.is_era {
            row.kind = Some(EventKind::Background);
            row.tags.add().push_str("era");
        }
        for label in self.groups.into_iter().chain(self.tags.split(',')) {
            let label = html::line(label);
            if !label.is_empty() && row.tags.iter().all(|tag| *tag != label) {
                row.tags.add().push_str(&label);
            }
        }
    }

    /// The shown date is searched, and makes the date approximate where it says "about".
    fn display_date(&self, row: &mut Row) {
        for date in self.display_dates {
            let date = html::line(date);
            if says_about(&date) {
                row.when = std::mem::take(&mut row.when).about();
            }
            search(row, &date);
        }
    }
}

impl Media<'_> {
    /// A source: by its credit or host, with its caption as title. Words in a `<blockquote>` are a quote when `<cite>` says
    /// whose they are, and a note of the source otherwise.
    fn fill(&self, row: &mut Row) {
        let nothing = [self.url, self.credit, self.caption]
            .iter()
            .all(|text| text.trim().is_empty());
        if nothing {
            return;
        }
        let address = self.address();
        let credit = html::line(self.credit);
        let host = address.as_deref().and_then(web::host);
        let publisher = Some(credit.as_str()).filter(|credit| !credit.is_empty());
        let at = row.sources.len();
        let source = row.source(publisher.or(host.as_deref()).unwrap_or(UNNAMED));
        html::push_line(self.caption, &mut source.title);
        if let Some(address) = &address {
            source.url.push_str(address);
        } else if let Some(words) = html::element(self.url, "blockquote") {
            match html::element(words, "cite") {
                Some(speaker) => quote(row, at, words, speaker),
                None => html::push_text(words, &mut source.note),
            }
        } else {
            html::push_line(self.url, &mut source.note);
        }
        let alt = html::line(self.alt);
        search(row, &alt);
    }

    fn address(&self) -> Option<Cow<'_, str>> {
        web::address(self.url).or_else(|| {
            let frame = self.url.trim_start().starts_with("<iframe");
            let source = frame.then(|| html::source_address(self.url))??;
            web::address(&source).map(|address| Cow::Owned(address.into_owned()))
        })
    }
}

/// The words before the `<cite>`, and the name in it.
fn quote(row: &mut Row, source: usize, words: &str, speaker: &str) {
    let before = words
        .to_ascii_lowercase()
        .find("<cite")
        .unwrap_or(words.len());
    let quote = row.quotes.add();
    quote.source = source;
    html::push_text(&words[..before], &mut quote.text);
    html::push_line(speaker, &mut quote.speaker_name);
    if quote.text.is_empty() || quote.speaker_name.is_empty() {
        row.quotes.clear();
        html::push_text(words, &mut row.sources[source].note);
    }
}

/// A line of the text that is searched.
fn search(row: &mut Row, line: &str) {
    if !line.is_empty() {
        if !row.text.is_empty() {
            row.text.push('\n');
        }
        row.text.push_str(line);
    }
}

/// `c. 1500`, `circa 1500`, `about 1500`: a word before the date, and nothing else is read from its text.
fn says_about(date: &str) -> bool {
    const WORDS: [&str; 7] = [
        "c.",
        "ca.",
        "ca",
        "circa",
        "about",
        "around",
        "approximately",
    ];
    let word = date.split([' ', '\u{a0}']).next().unwrap_or_default();
    let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
    date.starts_with('~') || WORDS.iter().any(|about| bare.eq_ignore_ascii_case(about))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(slide: Slide<'_>) -> Row {
        let mut row = Row::default();
        slide.fill(&mut row);
        row
    }

    fn source(url: &str, credit: &str, caption: &str) -> (String, String, String, String) {
        let media = Media {
            url,
            credit,
            caption,
            alt: "",
        };
        let row = row(Slide {
            media,
            ..Slide::default()
        });
        let source = row.sources[0].clone();
        (source.publisher, source.title, source.url, source.note)
    }

    #[test]
    fn media_are_sources() {
        let text = |publisher: &str, title: &str, url: &str, note: &str| {
            (
                publisher.to_owned(),
                title.to_owned(),
                url.to_owned(),
                note.to_owned(),
            )
        };
        assert_eq!(
            source(
                "https://www.nasa.gov/a.jpg",
                "<a href='x'>Gage Skidmore</a>/Flickr",
                "The <i>sun</i>"
            ),
            text(
                "Gage Skidmore/Flickr",
                "The sun",
                "https://www.nasa.gov/a.jpg",
                ""
            )
        );
        assert_eq!(
            source("https://www.nasa.gov/a.jpg", "", ""),
            text("nasa.gov", "", "https://www.nasa.gov/a.jpg", "")
        );
        assert_eq!(
            source("examples/taylor/born.jpg", "", "Born"),
            text(UNNAMED, "Born", "", "examples/taylor/born.jpg")
        );
        assert_eq!(
            source("<iframe src='https://a.org/?b=1&amp;c=2'></iframe>", "", ""),
            text("a.org", "", "https://a.org/?b=1&c=2", "")
        );
        assert_eq!(
            source(
                "<blockquote>Some <b>words</b>.</blockquote>",
                "The Times",
                ""
            ),
            text("The Times", "", "", "Some words.")
        );
    }

    #[test]
    fn words_with_their_speaker_are_a_quote() {
        let media = Media {
            url: "<blockquote>There's always a demand. <cite>Edith Clarke</cite></blockquote>",
            ..Media::default()
        };
        let row = row(Slide {
            media,
            ..Slide::default()
        });
        let quote = &row.quotes[0];
        assert_eq!(
            (
                quote.text.as_str(),
                quote.speaker_name.as_str(),
                quote.source
            ),
            ("There's always a demand.", "Edith Clarke", 0)
        );
        assert_eq!(row.sources[0].note, "");
    }

    #[test]
    fn titles_without_a_headline() {
        let slide = Slide {
            text: "<p>First.</p><p>Second.</p>",
            ..Slide::default()
        };
        assert_eq!(row(slide).title, "First.");
        assert_eq!(row(slide).summary, "First.\nSecond.");
        assert_eq!(row(Slide::default()).title, "(no headline)");
        assert!(row(Slide::default()).sources.is_empty());
    }

    #[test]
    fn shown_dates_that_say_about() {
        for (date, about) in [
            ("c. 1500", true),
            ("c.1500", true),
            ("Circa 1500", true),
            ("~1500", true),
            ("Cairo, 1500", false),
            ("1500 or about then", false),
            ("", false),
        ] {
            let slide = Slide {
                display_dates: [date, "", ""],
                ..Slide::default()
            };
            let row = row(slide);
            assert_eq!((row.when.approximate, row.text.as_str()), (about, date));
        }
    }

    #[test]
    fn labels_are_tags_once_each() {
        let slide = Slide {
            groups: ["Career", ""],
            tags: "Personal life, Career",
            is_era: true,
            ..Slide::default()
        };
        let row = row(slide);
        assert_eq!(row.tags.to_vec(), ["era", "Career", "Personal life"]);
        assert_eq!(row.kind, Some(EventKind::Background));
    }
}
