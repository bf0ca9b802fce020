//! Drafts → records: names become positions, and what only the whole can tell is checked.
//!
//! An error leaves out the smallest part that can be left out: an optional reference, an entry of a list, a quote, a claim or
//! a relation; the record itself only where the reference is required. What is left out is still looked through for errors.

mod actors;
mod cycles;
mod dating;
mod duplicates;
mod events;
mod head;
mod ids;
mod left_out;
mod links;
mod regions;
mod sources;
mod support;
mod timeline;

use super::draft::{Draft, Drafts, Kind, LeftOut};
use super::problems::Problems;
use crate::diagnostic::Diagnostic;
use crate::model::Dataset;
use cycles::Components;
use events::OtherIds;
use ids::{At, Ids, Record};

/// Makes the dataset.
pub(super) fn dataset(drafts: Drafts, problems: &mut Problems) -> Dataset {
    for diagnostic in drafts.diagnostics {
        problems.push(diagnostic);
    }
    if !drafts.has_head {
        head::missing(problems);
    }
    let left_out = &drafts.left_out;
    let about = head::about(drafts.about, problems);
    let (blocs, bloc_ids) = numbered(Kind::Bloc, drafts.blocs, left_out, problems);
    let blocs = blocs
        .into_iter()
        .filter_map(|(number, draft)| number.map(|_| draft.record))
        .collect();
    let (actors, actor_ids) = numbered(Kind::Actor, drafts.actors, left_out, problems);
    let actors = actors::resolve(actors, &actor_ids, &bloc_ids, problems);
    let (regions, region_ids) = numbered(Kind::Region, drafts.regions, left_out, problems);
    let regions = regions::resolve(regions, &region_ids, problems);
    let (sources, source_ids) = numbered(Kind::Source, drafts.sources, left_out, problems);
    let sources = sources::resolve(sources, &source_ids, &actor_ids, problems);
    let mut dataset = Dataset {
        about,
        blocs,
        actors,
        regions,
        sources,
        events: Vec::new(),
        publishers: drafts.publishers,
    };
    let ids = OtherIds {
        blocs: &bloc_ids,
        actors: &actor_ids,
        regions: &region_ids,
        sources: &source_ids,
    };
    dataset.events = events::resolve(
        (drafts.events, drafts.event_refs),
        &ids,
        left_out,
        &dataset,
        problems,
    );
    dataset
}

/// Drafts with the numbers that their records will have. The second ones of an id have none, and only their references count.
type Numbered<T, R> = Vec<(Option<u32>, Draft<T, R>)>;

fn numbered<T: Record, R>(
    kind: Kind,
    drafts: Vec<Draft<T, R>>,
    left_out: &[LeftOut],
    problems: &mut Problems,
) -> (Numbered<T, R>, Ids) {
    let (mut ids, fresh) = Ids::number(
        kind,
        drafts.iter().map(|draft| {
            (
                draft.record.id(),
                At {
                    file: draft.origin.file,
                    span: draft.id,
                },
            )
        }),
        left_out,
        problems,
    );
    let numbers = ids::numbers(fresh);
    ids.renumber(&numbers);
    (numbers.into_iter().zip(drafts).collect(), ids)
}

/// A reference from one record to another of its kind.
#[derive(Debug, Clone, Copy)]
struct Link {
    from: u32,
    to: u32,
    at: At,
}

/// Reports every cycle that the links make, and tells which links lie on one.
fn report_cycles<'n>(
    what: &str,
    nodes: usize,
    links: &[Link],
    name: impl Fn(u32) -> &'n str,
    problems: &mut Problems,
) -> Components {
    let edges: Vec<_> = links.iter().map(|link| (link.from, link.to)).collect();
    let components = Components::of(nodes, &edges);
    for cycle in &components.cycles {
        let marks = cycle_marks(cycle, links);
        let Some((first, rest)) = marks.split_first() else {
            continue;
        };
        let message = format!("{what} goes round in a circle: {}", path(cycle, &name));
        let mut diagnostic = Diagnostic::error("cycle", message, first.file, first.span.range())
            .label("this leads back to itself");
        for mark in rest {
            diagnostic = diagnostic.also(mark.file, mark.span.range(), "by way of this");
        }
        problems.push(diagnostic.hint("take one of these references away"));
    }
    components
}

/// Names shown of a long cycle, and places marked.
const SHOWN: usize = 6;

fn cycle_marks(cycle: &[u32], links: &[Link]) -> Vec<At> {
    let next = cycle.iter().cycle().skip(1);
    let steps = cycle.iter().zip(next).take(SHOWN);
    steps
        .filter_map(|(from, to)| {
            links
                .iter()
                .find(|link| link.from == *from && link.to == *to)
        })
        .map(|link| link.at)
        .collect()
}

fn path<'n>(cycle: &[u32], name: impl Fn(u32) -> &'n str) -> String {
    let mut names: Vec<String> = cycle
        .iter()
        .take(SHOWN)
        .map(|node| format!("`{}`", name(*node)))
        .collect();
    if cycle.len() > SHOWN {
        names.push(format!("({} more)", cycle.len() - SHOWN));
    }
    names.extend(cycle.first().map(|node| format!("`{}`", name(*node))));
    names.join(" → ")
}

/// Reports a record that refers to itself.
fn report_self(what: &str, id: &str, at: At, problems: &mut Problems) {
    let message = format!("`{id}` names itself in `{what}`");
    problems.push(Diagnostic::error(
        "self-reference",
        message,
        at.file,
        at.span.range(),
    ));
}
