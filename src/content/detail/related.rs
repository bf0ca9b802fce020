//! Related events, from both sides of the relation, and what other datasets may have of the same event.

use super::TargetKind;
use crate::analysis::{EventDetail, Match, MatchReason, RelationDetail};
use crate::content::page::Page;
use crate::content::words::{edtf_words, relation_words};
use crate::content::{Line, Tone};
use crate::model::RelationKind;

pub(super) fn write(page: &mut Page<'_>, detail: &EventDetail) {
    write_relations(page, detail);
    write_also_in(page, &detail.also_in);
}

fn write_relations(page: &mut Page<'_>, detail: &EventDetail) {
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

/// Candidates, not findings: the score and the reasons stand with each.
fn write_also_in(page: &mut Page<'_>, matches: &[Match]) {
    if matches.is_empty() {
        return;
    }
    page.section("Also in", Some(matches.len()));
    for found in matches {
        page.target(TargetKind::Event(found.b.key), |page| {
            let date = format!("{:.2}  {}  ", found.score, edtf_words(&found.b.date));
            page.flow(
                2,
                4,
                &Line::default()
                    .with(date, Tone::Dim)
                    .with(&found.b.title, Tone::Text),
            );
            let dataset = format!("#{} {}", found.b.key.dataset + 1, found.b.dataset);
            page.prose(4, &dataset, Tone::Accent);
            let reasons: Vec<String> = found.reasons.iter().map(MatchReason::sentence).collect();
            page.prose(4, &reasons.join("; "), Tone::Dim);
        });
    }
}
