use super::sample::{blocs, detail, hostile};
use super::*;
use crate::content::glyph::{ASCII, UNICODE};

fn shown(detail: &EventDetail, width: usize, glyphs: &Glyphs) -> DetailView {
    let blocs = blocs();
    view(
        detail,
        &DetailContext {
            width,
            blocs: &blocs,
            glyphs,
            bidi: BidiMode::Own,
            selected: Some(1),
        },
    )
}

fn text(view: &DetailView) -> String {
    view.lines
        .iter()
        .map(|line| line.text().trim_end().to_owned() + "\n")
        .collect()
}

#[test]
fn narrow() {
    insta::assert_snapshot!(text(&shown(&detail(), 38, &UNICODE)));
}

#[test]
fn middle() {
    insta::assert_snapshot!(text(&shown(&detail(), 60, &UNICODE)));
}

#[test]
fn wide() {
    insta::assert_snapshot!(text(&shown(&detail(), 100, &UNICODE)));
}

#[test]
fn hostile_strings_show_as_marks() {
    insta::assert_snapshot!(text(&shown(&hostile(), 60, &UNICODE)));
}

#[test]
fn no_line_is_wider_than_asked_and_targets_lie_in_the_page() {
    for detail in [detail(), hostile()] {
        for width in [0, 1, 2, 3, 5, 10, 20, 34, 38, 60, 100, 250] {
            for glyphs in [UNICODE, ASCII] {
                let view = shown(&detail, width, &glyphs);
                assert!(
                    view.lines.iter().all(|line| line.width() <= width),
                    "{width}"
                );
                assert!(
                    view.targets
                        .iter()
                        .all(|target| target.line + target.lines <= view.lines.len())
                );
                assert!(
                    view.targets
                        .windows(2)
                        .all(|pair| pair[0].line <= pair[1].line)
                );
            }
        }
    }
}

#[test]
fn only_the_chosen_target_is_marked() {
    let view = shown(&detail(), 60, &UNICODE);
    let target = view.targets[1];
    for (at, line) in view.lines.iter().enumerate() {
        let marked =
            line.text().starts_with('❯') && line.spans[0].tone == crate::content::Tone::Accent;
        assert_eq!(
            marked,
            (target.line..target.line + target.lines).contains(&at),
            "{at}"
        );
    }
}

#[test]
fn ascii_marks_leave_only_the_data_beyond_ascii() {
    let mut detail = detail();
    detail.quotes.clear();
    detail.sources.truncate(1);
    let page = text(&shown(&detail, 60, &ASCII));
    assert!(page.is_ascii(), "{page}");
}

fn with_everywhere(text: &str) -> EventDetail {
    let mut detail = detail();
    let row = &mut detail.row;
    for field in [
        &mut row.title,
        &mut row.place,
        &mut row.date,
        &mut row.id,
        &mut detail.dataset,
    ] {
        text.clone_into(field);
    }
    detail
        .row
        .actors
        .iter_mut()
        .for_each(|actor| text.clone_into(&mut actor.name));
    for field in [
        &mut detail.summary,
        &mut detail.note,
        &mut detail.provenance,
        &mut detail.grade_reason,
    ] {
        *field = Some(text.to_owned());
    }
    for claim in &mut detail.claims {
        text.clone_into(&mut claim.claimant);
        (claim.who, claim.text, claim.note) =
            (Some(text.into()), Some(text.into()), Some(text.into()));
        (claim.low, claim.high) = (Some(u64::MAX), Some(0));
    }
    for quote in &mut detail.quotes {
        (quote.text, quote.speaker, quote.date) = (text.into(), text.into(), text.into());
        (quote.original, quote.original_language) = (Some(text.into()), Some(text.into()));
        quote.source = usize::MAX;
    }
    for source in &mut detail.sources {
        text.clone_into(&mut source.publisher);
        (
            source.record.title,
            source.record.url,
            source.record.language,
        ) = (Some(text.into()), Some(text.into()), Some(text.into()));
    }
    detail
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_in_any_field_stays_within_its_page(
        text in proptest::prelude::any::<String>(),
        width in 0usize..90,
        bidi in proptest::sample::select(vec![BidiMode::Own, BidiMode::Terminal, BidiMode::Off]),
    ) {
        let (detail, blocs) = (with_everywhere(&text), blocs());
        let context = DetailContext { width, blocs: &blocs, glyphs: &UNICODE, bidi, selected: Some(3) };
        for line in view(&detail, &context).lines {
            proptest::prop_assert!(line.width() <= width);
            proptest::prop_assert!(!line.text().contains(char::is_control));
        }
    }
}
