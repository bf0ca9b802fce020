//! What the actor is: names, kind, relatives, blocs over time, ids.

use crate::analysis::{ActorDossier, ActorKey};
use crate::content::detail::TargetKind;
use crate::content::page::{Page, bloc_mark, bloc_name, dotted};
use crate::content::words::edtf_words;
use crate::content::{Line, Tone};

pub(super) fn write(page: &mut Page<'_>, dossier: &ActorDossier) {
    let current = dossier.blocs.last().map(|(bloc, ..)| *bloc);
    let mut name = Line {
        spans: bloc_mark(page.context, current),
    }
    .with(&dossier.name, Tone::Strong);
    if let Some(native) = &dossier.native_name {
        name = name
            .with(format!(" {} ", page.context.glyphs.dot), Tone::Dim)
            .with(native, Tone::Text);
    }
    page.flow(0, 2, &name);
    let kind = dossier.kind.label().to_owned();
    let facts = [
        Some(kind),
        dossier.short.clone(),
        dossier.country.clone(),
        Some(dossier.id.clone()),
    ];
    page.flow(
        2,
        4,
        &dotted(page.context, facts.into_iter().flatten(), Tone::Dim),
    );
    if !dossier.aliases.is_empty() {
        page.labelled(
            "also",
            &dotted(page.context, dossier.aliases.iter().cloned(), Tone::Text),
        );
    }
    relatives(page, dossier);
    blocs(page, dossier);
    let ids = dossier
        .ids
        .iter()
        .map(|(scheme, id)| format!("{scheme} {id}"));
    if !dossier.ids.is_empty() {
        page.labelled("ids", &dotted(page.context, ids, Tone::Text));
    }
    if let Some(note) = &dossier.note {
        page.prose(2, note, Tone::Dim);
    }
}

fn relatives(page: &mut Page<'_>, dossier: &ActorDossier) {
    for (depth, parent) in dossier.parents.iter().enumerate() {
        relative(page, if depth == 0 { "part of" } else { "" }, depth, parent);
    }
    if let Some(leader) = &dossier.leader {
        relative(page, "led by", 0, leader);
    }
    for (place, member) in dossier.members.iter().enumerate() {
        relative(page, if place == 0 { "members" } else { "" }, 0, member);
    }
}

fn relative(page: &mut Page<'_>, label: &str, depth: usize, (key, name): &(ActorKey, String)) {
    let line = Line::default()
        .with("  ".repeat(depth.min(8)), Tone::Text)
        .with(name, Tone::Text);
    page.target(TargetKind::Actor(*key), |page| page.labelled(label, &line));
}

fn blocs(page: &mut Page<'_>, dossier: &ActorDossier) {
    for (place, (bloc, from, to)) in dossier.blocs.iter().enumerate() {
        let label = if place == 0 { "bloc" } else { "" };
        let line = Line {
            spans: bloc_mark(page.context, Some(*bloc)),
        }
        .with(bloc_name(page.context, Some(*bloc)), Tone::Text);
        let when = [("from", from), ("until", to)].map(|(word, date)| {
            date.as_deref()
                .map(|date| format!(" {word} {}", edtf_words(date)))
                .unwrap_or_default()
        });
        page.labelled(label, &line.with(when.concat(), Tone::Dim));
    }
}
