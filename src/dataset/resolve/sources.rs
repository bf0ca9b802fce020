//! References of sources.

use super::super::draft::SourceDraft;
use super::super::problems::Problems;
use super::actors::own_kind;
use super::ids::Ids;
use super::{Link, report_cycles};
use crate::model::{ActorIx, Source, SourceIx};

pub(super) fn resolve(
    drafts: Vec<SourceDraft>,
    ids: &Ids,
    actors: &Ids,
    problems: &mut Problems,
) -> Vec<Source> {
    let mut links = Vec::new();
    let mut sources: Vec<Source> = Vec::with_capacity(drafts.len());
    for (from, draft) in (0..).zip(drafts) {
        let file = draft.origin.file;
        let mut source = draft.record;
        let copied = draft.refs.syndicated_from.as_ref();
        if let Some((to, at)) = own_kind(
            "syndicated_from",
            from,
            &source.id,
            copied,
            file,
            ids,
            problems,
        ) {
            source.syndicated_from = Some(SourceIx(to));
            links.push(Link { from, to, at });
        }
        source.affiliation = draft
            .refs
            .affiliation
            .and_then(|name| actors.find(&name, file, problems))
            .map(ActorIx);
        sources.push(source);
    }
    let components = report_cycles(
        "`syndicated_from`",
        sources.len(),
        &links,
        |node| &sources[node as usize].id,
        problems,
    );
    for link in links
        .iter()
        .filter(|link| components.on_cycle(link.from, link.to))
    {
        sources[link.from as usize].syndicated_from = None;
    }
    sources
}
