//! `[[source]]`.

use super::super::draft::{Draft, Kind, SourceDraft, SourceRefs};
use super::super::fields::Fields;
use super::super::values;
use crate::model::{Origin, Source};

pub(super) fn read<'t>(mut fields: Fields<'t, '_>, origin: Origin) -> Option<SourceDraft> {
    let id = fields.id(Kind::Source);
    let publisher = fields.required_text("publisher");
    let source = Source {
        id: "".into(),
        publisher: "".into(),
        spellings: Vec::new(),
        title: fields.text("title"),
        author: fields.text("author"),
        url: fields.checked("url", values::url),
        archive_url: fields.checked("archive_url", values::url),
        published: fields.date("published"),
        accessed: fields.date("accessed"),
        language: fields.checked("language", values::language),
        kind: fields.word("kind"),
        affiliation: None,
        origin: None,
        syndicated_from: None,
        reliability: fields.word("reliability"),
        reliability_reason: fields.text("reliability_reason"),
        sha256: fields.checked("sha256", values::sha256),
        note: fields.text("note"),
    };
    let refs = SourceRefs {
        affiliation: fields.reference("affiliation", &[Kind::Actor]),
        origin: fields.text("origin"),
        syndicated_from: fields.reference("syndicated_from", &[Kind::Source]),
    };
    if !fields.finish() {
        return None;
    }
    let id = id?;
    let record = Source {
        id: id.text.into(),
        publisher: publisher?,
        ..source
    };
    Some(Draft {
        record,
        origin,
        id: id.span,
        refs,
    })
}
