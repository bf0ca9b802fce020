//! Related events, from both sides of the relation.

use super::TargetKind;
use crate::analysis::{EventDetail, RelationDetail};
use crate::content::page::Page;
use crate::content::words::{edtf_words, relation_words};
use crate::content::{Line, Tone};
use crate::model::RelationKind;

pub(super) fn write(page: &mut Page<'_>, detail: &EventDetail) {
    if detail.relations.is_empty() {
        return;
    }
    page.section("Related", Some(detail.relations.len()));
    for group in groups(&detail.relations) {
        let tone = match group[0].kind {
            RelationKind::Contradicts | RelationKind::Retracts => Tone::Warning,
            _ => Tone::Accent,
        };
        page.line(Line::default().with(words(group[0]), tone));
        for relation in group {
            page.target(TargetKind::Event(relation.event), |page| {
                write_relation(page, relation);
            });
        }
    }
}

/// Relations that read the same, in the order in which each first occurs.
fn groups(relations: &[RelationDetail]) -> Vec<Vec<&RelationDetail>> {
    let mut groups: Vec<Vec<&RelationDetail>> = Vec::new();
    for relation in relations {
        match groups
            .iter_mut()
            .find(|group| words(group[0]) == words(relation))
        {
            Some(group) => group.push(relation),
            None => groups.push(vec![relation]),
        }
    }
    groups
}

fn words(relation: &RelationDetail) -> &'static str {
    relation_words(relation.kind, relation.outgoing)
}

fn write_relation(page: &mut Page<'_>, relation: &RelationDetail) {
    let date = format!("{}  ", edtf_words(&relation.date));
    page.flow(
        2,
        4,
        &Line::default()
            .with(date, Tone::Dim)
            .with(&relation.title, Tone::Text),
    );
    if let Some(note) = &relation.note {
        page.prose(4, note, Tone::Dim);
    }
}
