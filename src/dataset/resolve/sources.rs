//! References of sources.

use super::super::draft::SourceRefs;
use super::super::problems::Problems;
use super::actors::own_kind;
use super::ids::Ids;
use super::{Link, Numbered, report_cycles};
use crate::model::{ActorIx, Source, SourceIx, SourceOrigin};

pub(super) fn resolve(
    drafts: Numbered<Source, SourceRefs>,
    ids: &Ids,
    actors: &Ids,
    problems: &mut Problems,
) -> Vec<Source> {
    let mut links = Vec::new();
    let mut sources: Vec<Source> = Vec::with_capacity(drafts.len());
    for (number, draft) in drafts {
        let file = draft.origin.file;
        let mut source = draft.record;
        let copied = draft.refs.syndicated_from.as_ref();
        let original = own_kind(
            "syndicated_from",
            number,
            &source.id,
            copied,
            file,
            ids,
            problems,
        );
        source.affiliation = draft
            .refs
            .affiliation
            .and_then(|name| actors.find(&name, file, problems))
            .map(ActorIx);
        // A name that is no actor's id is a name: most agencies are no actors of the conflict.
        source.origin = draft.refs.origin.map(|name| match actors.get(&name) {
            Some(actor) => SourceOrigin::Actor(ActorIx(actor)),
            None => SourceOrigin::Name(name),
        });
        let Some(from) = number else {
            continue;
        };
        if let Some((to, at)) = original {
            source.syndicated_from = Some(SourceIx(to));
            links.push(Link { from, to, at });
        }
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
