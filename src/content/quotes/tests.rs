use super::*;
use crate::analysis::{QuoteDetail, Rendering, Sameness};
use crate::content::detail::sample::{blocs, detail, hostile};
use crate::content::glyph::{ASCII, Glyphs, UNICODE};
use crate::text::BidiMode;

/// The quotes of an event as a list; the last in Chinese with another rendering, the second in Persian with one.
fn list(detail: &crate::analysis::EventDetail) -> Quotes {
    let entry = |(at, quote): (u32, &QuoteDetail)| QuoteEntry {
        event: detail.row.key,
        at,
        id: detail.row.id.clone(),
        title: detail.row.title.clone(),
        dataset: detail.dataset.clone(),
        day: detail.row.days.from,
        quote: quote.clone(),
        source: detail.sources[at as usize % detail.sources.len()].clone(),
        answers: vec![(detail.row.key, "الجيش يعلن إعادة الانتشار".to_owned())],
        renderings: Vec::new(),
    };
    let entries: Vec<_> = (0..).zip(&detail.quotes).map(entry).collect();
    Quotes {
        total: entries.len(),
        groups: vec![QuoteGroup {
            heading: QuoteHeading::Day(detail.row.days.from),
            first: 0,
            count: entries.len(),
        }],
        entries,
        anchor: Some(0),
        ..Quotes::default()
    }
}

/// Adds a rendering in which one word differs.
fn rendered(list: &mut Quotes, at: usize, word: &str, other: &str) {
    let entry = &mut list.entries[at];
    let text = entry.quote.text.clone();
    let start = text.find(word).expect("the word is there");
    let quote = QuoteDetail {
        text: text.replacen(word, other, 1),
        ..entry.quote.clone()
    };
    entry.renderings.push(Rendering {
        event: entry.event,
        at: 9,
        quote,
        source: detail().sources[1].clone(),
        same: Sameness::Words,
        here: std::iter::once(start..start + word.len()).collect(),
        there: std::iter::once(start..start + other.len()).collect(),
    });
}

fn sample() -> Quotes {
    let mut list = list(&detail());
    rendered(&mut list, 1, "قاطعانه", "به طور قاطع");
    rendered(&mut list, 2, "深表", "极为");
    list
}

fn shown(list: &Quotes, width: usize, glyphs: &Glyphs, selected: usize) -> DetailView {
    let context = DetailContext {
        width,
        blocs: &blocs(),
        glyphs,
        bidi: BidiMode::Own,
        selected: Some(selected),
    };
    view(list, &context)
}

fn text(view: &DetailView) -> String {
    view.lines
        .iter()
        .map(|line| line.text().trim_end().to_owned() + "\n")
        .collect()
}

#[test]
fn an_original_stands_beside_its_translation_where_there_is_room() {
    insta::assert_snapshot!("narrow", text(&shown(&sample(), 38, &UNICODE, 0)));
    insta::assert_snapshot!("wide", text(&shown(&sample(), 118, &UNICODE, 0)));
}

#[test]
fn renderings_are_compared_in_arabic_script_and_in_chinese() {
    insta::assert_snapshot!("persian_narrow", text(&shown(&sample(), 78, &UNICODE, 1)));
    insta::assert_snapshot!("persian_wide", text(&shown(&sample(), 118, &UNICODE, 1)));
    insta::assert_snapshot!("chinese_narrow", text(&shown(&sample(), 78, &UNICODE, 2)));
    insta::assert_snapshot!("chinese_ascii", text(&shown(&sample(), 118, &ASCII, 2)));
}

#[test]
fn what_differs_has_a_sign_that_no_colour_is_needed_for() {
    for glyphs in [UNICODE, ASCII] {
        let text = text(&shown(&sample(), 118, &glyphs, 2));
        let [open, close] = glyphs.alone;
        assert!(text.contains(&format!("{open}深表{close}")), "{text}");
        assert!(text.contains(&format!("{open}极为{close}")), "{text}");
    }
}

#[test]
fn no_line_is_wider_than_asked_and_each_quote_is_a_target() {
    for list in [sample(), list(&hostile())] {
        for width in [0, 1, 2, 5, 20, 38, 78, 89, 91, 118, 250] {
            for glyphs in [UNICODE, ASCII] {
                let view = shown(&list, width, &glyphs, 1);
                assert!(
                    view.lines.iter().all(|line| line.width() <= width),
                    "{width}"
                );
                assert_eq!(view.targets.len(), list.entries.len());
                assert!(
                    view.targets
                        .iter()
                        .all(|target| target.line + target.lines <= view.lines.len())
                );
            }
        }
    }
}

#[test]
fn quotes_of_others_are_told() {
    let quotes = Quotes {
        total: 1,
        left_out: 3,
        ..Quotes::default()
    };
    assert_eq!(
        tally(&quotes),
        "1 quote; 3 of others in these events left out"
    );
}
