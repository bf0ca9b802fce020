//! References of actors.

use super::super::draft::ActorRefs;
use super::super::problems::Problems;
use super::super::span::Reference;
use super::ids::{At, Ids};
use super::{Link, Numbered, report_cycles, report_self};
use crate::model::{Actor, ActorIx, BlocIx, BlocSpan};

pub(super) fn resolve(
    drafts: Numbered<Actor, ActorRefs>,
    ids: &Ids,
    blocs: &Ids,
    problems: &mut Problems,
) -> Vec<Actor> {
    let mut links = Vec::new();
    let mut actors: Vec<Actor> = Vec::with_capacity(drafts.len());
    for (number, draft) in drafts {
        let file = draft.origin.file;
        let mut actor = draft.record;
        let parent = own_kind(
            "parent",
            number,
            &actor.id,
            draft.refs.parent.as_ref(),
            file,
            ids,
            problems,
        );
        let leader = draft.refs.leader.as_ref();
        actor.leader = own_kind("leader", number, &actor.id, leader, file, ids, problems)
            .map(|(to, _)| ActorIx(to));
        actor.blocs = draft
            .refs
            .blocs
            .into_iter()
            .filter_map(|entry| {
                let bloc = BlocIx(blocs.find(&entry.bloc, file, problems)?);
                Some(BlocSpan {
                    bloc,
                    from: entry.from,
                    to: entry.to,
                })
            })
            .collect();
        let Some(from) = number else {
            continue;
        };
        if let Some((to, at)) = parent {
            actor.parent = Some(ActorIx(to));
            links.push(Link { from, to, at });
        }
        actors.push(actor);
    }
    let components = report_cycles(
        "the `parent` of actors",
        actors.len(),
        &links,
        |node| &actors[node as usize].id,
        problems,
    );
    let broken: Vec<_> = links
        .iter()
        .filter(|link| components.on_cycle(link.from, link.to))
        .collect();
    for link in broken {
        actors[link.from as usize].parent = None;
    }
    actors
}

/// A reference to another record of the same kind; not to itself.
pub(super) fn own_kind(
    what: &str,
    from: Option<u32>,
    id: &str,
    name: Option<&Reference>,
    file: u32,
    ids: &Ids,
    problems: &mut Problems,
) -> Option<(u32, At)> {
    let name = name?;
    let to = ids.find(name, file, problems)?;
    let at = At {
        file,
        span: name.span,
    };
    if Some(to) == from {
        report_self(what, id, at, problems);
        return None;
    }
    Some((to, at))
}
