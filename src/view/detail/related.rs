//! Related events, from both sides of the relation.

use super::TargetKind;
use crate::analysis::{EventDetail, RelationDetail};
use crate::model::RelationKind;
use crate::view::page::Page;
use crate::view::words::{edtf_words, relation_words};
use crate::view::{Line, Tone};

pub(super) fn write(page: &mut Page<'_>, detail: &EventDetail) {
    if detail.relations.is_empty() {
        return;
    }
    page.section("Related", Some(detail.relations.len()));
    for relation in &detail.relations {
        page.target(TargetKind::Event(relation.event), |page| write_relation(page, relation));
    }
}

fn write_relation(page: &mut Page<'_>, relation: &RelationDetail) {
    let tone = match relation.kind {
        RelationKind::Contradicts | RelationKind::Retracts => Tone::Warning,
        _ => Tone::Accent,
    };
    let line = Line::default().with(relation_words(relation.kind, relation.outgoing), tone);
    let line = line.with(format!("  {}  ", edtf_words(&relation.date)), Tone::Dim).with(&relation.title, Tone::Text);
    page.flow(0, 2, &line);
    if let Some(note) = &relation.note {
        page.prose(2, note, Tone::Dim);
    }
}
