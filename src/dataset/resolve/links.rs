//! Relations between events, once all of them are known: cycles, and answers that precede what they answer.

use super::super::problems::Problems;
use super::{Link, report_cycles};
use crate::diagnostic::Diagnostic;
use crate::model::{Event, EventIx, RelationKind};

/// A relation with the place where it is written.
pub(super) struct RelationLink {
    pub(super) kind: RelationKind,
    pub(super) link: Link,
}

/// Checks all relations; those on a cycle are taken away.
pub(super) fn check(events: &mut [Event], links: &[RelationLink], problems: &mut Problems) {
    for (kind, what) in [
        (RelationKind::PartOf, "`part_of`"),
        (RelationKind::Follows, "`follows`"),
    ] {
        drop_cycles(events, links, kind, what, problems);
    }
    for relation in links {
        wrong_order(events, relation, problems);
    }
}

fn drop_cycles(
    events: &mut [Event],
    links: &[RelationLink],
    kind: RelationKind,
    what: &str,
    problems: &mut Problems,
) {
    let links: Vec<Link> = links
        .iter()
        .filter(|relation| relation.kind == kind)
        .map(|relation| relation.link)
        .collect();
    if links.is_empty() {
        return;
    }
    let components = report_cycles(
        what,
        events.len(),
        &links,
        |node| &events[node as usize].id,
        problems,
    );
    for link in links
        .iter()
        .filter(|link| components.on_cycle(link.from, link.to))
    {
        let relations = &mut events[link.from as usize].relations;
        relations.retain(|relation| relation.kind != kind || relation.event != EventIx(link.to));
    }
}

/// Warns where the dates leave no day on which the relation could hold.
fn wrong_order(events: &[Event], relation: &RelationLink, problems: &mut Problems) {
    let (event, other) = (
        &events[relation.link.from as usize],
        &events[relation.link.to as usize],
    );
    let (early, late, verb) = match relation.kind {
        RelationKind::RespondsTo => (other, event, "responds to"),
        RelationKind::Follows => (other, event, "follows"),
        RelationKind::Causes => (event, other, "is caused by"),
        RelationKind::Retracts => (other, event, "retracts"),
        _ => return,
    };
    let (early_date, late_date) = (&early.when.date, &late.when.date);
    if late_date.bounds().to < early_date.bounds().from {
        let message = format!(
            "`{}` ({}) {verb} `{}` ({}), which is later",
            late.id,
            late_date.text(),
            early.id,
            early_date.text()
        );
        let at = relation.link.at;
        let diagnostic = Diagnostic::warning("wrong-order", message, at.file, at.span.range());
        problems
            .push(diagnostic.hint("check the two dates, and which event the relation should name"));
    }
}
