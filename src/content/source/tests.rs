use super::*;
use crate::analysis::{BucketUnit, Publication, SourceKey, SourceRef, TextLine, TextRecord};
use crate::content::detail::sample::{actor_key, blocs, days, row};
use crate::content::glyph::UNICODE;
use crate::model::{Reliability, SourceKind};
use crate::text::BidiMode;

fn key(source: u32) -> SourceKey {
    SourceKey { dataset: 0, source }
}

fn text(source: u32, publisher: &str, title: &str) -> TextLine {
    TextLine {
        key: key(source),
        publisher: publisher.into(),
        title: title.into(),
        published: Some("2024-12-01".into()),
        reliability: (source < 3).then_some(Reliability::C),
        events: 3,
    }
}

fn one() -> SourcePage {
    SourcePage {
        subject: SourceRef::Text(key(1)),
        term: ("source".into(), "enab-1201".into()),
        publisher: "عنب بلدي Enab Baladi".into(),
        merged: Vec::new(),
        publisher_ref: SourceRef::Publisher(0),
        text: Some(TextRecord {
            record: Publication {
                key: key(1),
                id: "enab-1201".into(),
                title: Some("حلب: المعارضة تدخل الأحياء الغربية".into()),
                author: Some("Staff".into()),
                url: Some(
                    "https://example.org/a/very/long/path/to/the/text/of/the/source.html".into(),
                ),
                archive_url: Some("https://archive.example.org/1".into()),
                published: Some("2024-12-01".into()),
                accessed: Some("2025-01-03".into()),
                language: Some("ar".into()),
                kind: Some(SourceKind::NewsMedia),
                reason: Some("independent, opposition-leaning".into()),
            },
            dataset: None,
            reliability: Some(Reliability::B),
            syndicated_from: Some((key(2), "AFP".into())),
            sha256: Some("0f".repeat(32)),
            note: Some("Read in a mirror.".into()),
        }),
        texts: Vec::new(),
        texts_total: 0,
        affiliations: vec![(actor_key(1), "Opposition council".into(), Some(0))],
        letters: vec![(Some(Reliability::B), 1)],
        voices: vec!["AFP".into()],
        copies: vec![text(7, "Kataeb", "حلب")],
        events: 12,
        alone: 3,
        one_sided: 2,
        span: Some(days("2024-11-27/2024-12-18")),
        strip: Vec::new(),
        unit: BucketUnit::Day,
        quotes: 1,
        claims: 4,
        resting: vec![row()],
        citing: vec![row(), row()],
    }
}

fn publisher() -> SourcePage {
    SourcePage {
        subject: SourceRef::Publisher(0),
        text: None,
        texts: vec![text(1, "Enab", "حلب"), text(9, "Enab", "Idlib under fire")],
        texts_total: 40,
        letters: vec![(Some(Reliability::B), 38), (None, 2)],
        alone: 0,
        one_sided: 0,
        resting: Vec::new(),
        ..one()
    }
}

fn shown(source: &SourcePage, width: usize) -> DetailView {
    let blocs = blocs();
    let context = DetailContext {
        width,
        blocs: &blocs,
        glyphs: &UNICODE,
        bidi: BidiMode::Own,
        selected: None,
    };
    view(source, &context)
}

fn lines(view: &DetailView) -> String {
    let lines = view.lines.iter();
    lines
        .map(|line| line.text().trim_end().to_owned() + "\n")
        .collect()
}

#[test]
fn pages() {
    insta::assert_snapshot!("text", lines(&shown(&one(), 64)));
    insta::assert_snapshot!("publisher", lines(&shown(&publisher(), 64)));
}

#[test]
fn no_line_is_wider_than_asked() {
    for width in 0..120 {
        for page in [one(), publisher()] {
            let view = shown(&page, width);
            assert!(
                view.lines.iter().all(|line| line.width() <= width),
                "{width}"
            );
        }
    }
}

#[test]
fn counts_have_their_thousands_apart_in_headings_too() {
    let page = SourcePage {
        events: 15_269,
        alone: 14_168,
        ..one()
    };
    let lines = lines(&shown(&page, 64));
    for wanted in ["Cited 15,269 ─", "alone 14,168 ─"] {
        assert!(lines.contains(wanted), "{lines}");
    }
}
