//! `[[event.quote]]`.

use super::super::draft::{Kind, QuoteDraft, UNRESOLVED};
use super::super::fields::Fields;
use super::super::span::Span;
use super::super::values;
use crate::model::{Quote, SourceIx};

pub(super) fn read<'t>(mut fields: Fields<'t, '_>) -> Option<QuoteDraft> {
    let id = fields.id(Kind::Quote);
    let text = fields.required_text("text");
    let source = fields.required_reference("source", &[Kind::Source]);
    let speaker = fields.reference("speaker", &[Kind::Actor]);
    let quote = Quote {
        id: "".into(),
        speaker: None,
        speaker_name: fields.text("speaker_name"),
        affiliation: fields.text("affiliation"),
        text: "".into(),
        language: fields.checked("language", values::language),
        original: fields.text("original"),
        original_language: fields.checked("original_language", values::language),
        translated: fields.flag("translated"),
        translator: fields.text("translator"),
        date: fields.date("date"),
        venue: fields.text("venue"),
        source: SourceIx(UNRESOLVED),
        locator: fields.text("locator"),
        about: fields.text("about"),
        stance: fields.text("stance"),
        note: fields.text("note"),
    };
    if speaker.is_none() && fields.is_absent("speaker") && fields.is_absent("speaker_name") {
        fields.missing(
            "speaker",
            "name an actor with `speaker`, or anybody with `speaker_name`".to_owned(),
        );
    }
    missing_original(&mut fields, &quote);
    if !fields.finish() {
        return None;
    }
    let id = id?;
    let quote = Quote {
        id: id.text.into(),
        text: text?,
        ..quote
    };
    Some(QuoteDraft {
        quote,
        id: id.span,
        speaker,
        source: source?,
    })
}

fn missing_original(fields: &mut Fields<'_, '_>, quote: &Quote) {
    if !quote.translated || !fields.is_absent("original") || !fields.is_whole() {
        return;
    }
    let key = fields
        .get("translated")
        .map_or_else(|| fields.place(), |value| value.place);
    let place = Span::new(&key).range();
    let diagnostic = fields.sink().warning(
        "missing-original",
        "this translation comes without the original",
        place,
    );
    fields.sink().push(
        diagnostic.hint("add `original` and `original_language` when the words can be found"),
    );
}
