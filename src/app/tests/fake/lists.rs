//! Directories of the made-up events: five actors under no bloc, and three publishers of which one has two texts.

use super::day;
use crate::analysis::*;
use crate::model::{ActorKind, DayRange, EventKind, Reliability, Role};

const NAMES: [&str; 5] = ["HTS", "army", "VKS", "civilians", "Russia"];
const PUBLISHERS: [&str; 3] = ["Enab Baladi", "SANA", "Reuters"];

fn key(actor: u32) -> ActorKey {
    ActorKey { dataset: 0, actor }
}

fn text(source: u32) -> SourceRef {
    SourceRef::Text(SourceKey { dataset: 0, source })
}

fn value(field: &str, name: &str, count: usize) -> FacetValue {
    FacetValue {
        field: field.into(),
        value: name.to_lowercase(),
        label: name.into(),
        depth: 0,
        has_children: false,
        closed: false,
        count,
        choice: Choice::None,
        bloc: None,
        actor: None,
        matched: Vec::new(),
    }
}

fn of<'a>(found: &[&'a EventRow], actor: u32) -> Vec<&'a EventRow> {
    let has = |row: &&&EventRow| row.actors.iter().any(|other| other.key == key(actor));
    found.iter().filter(has).copied().collect()
}

fn span(rows: &[&EventRow]) -> Option<DayRange> {
    let (first, last) = (rows.first()?, rows.last()?);
    Some(DayRange {
        from: first.days.from,
        to: last.days.to,
    })
}

/// Where a run of so many starts, and the rank of what was asked for.
fn run<K: PartialEq>(keys: &[K], listing: &Listing<K>) -> (usize, Option<usize>) {
    let most = keys.len().saturating_sub(listing.len);
    match &listing.at {
        ListAt::Rank(rank) => ((*rank).min(most), None),
        ListAt::Around(key, rank) => match keys.iter().position(|other| other == key) {
            Some(at) => (at.min(most), Some(at)),
            None => ((*rank).min(most), None),
        },
    }
}

pub(super) fn actors(found: &[&EventRow], listing: &Listing<ActorKey>) -> ActorList {
    let named = (0..5).filter(|&actor| {
        let name = NAMES[actor as usize].to_lowercase();
        !of(found, actor).is_empty() && name.contains(&listing.find.to_lowercase())
    });
    let keys: Vec<ActorKey> = named.map(key).collect();
    let (first, sought) = run(&keys, listing);
    let line = |key: &ActorKey| {
        let rows = of(found, key.actor);
        ActorLine {
            value: FacetValue {
                actor: Some(*key),
                ..value("actor", NAMES[key.actor as usize], rows.len())
            },
            kind: Some(ActorKind::ArmedGroup),
            span: span(&rows),
            strip: Vec::new(),
        }
    };
    ActorList {
        first,
        total: keys.len(),
        actors: keys.len(),
        found: sought,
        lines: keys
            .iter()
            .skip(first)
            .take(listing.len)
            .map(line)
            .collect(),
        ..ActorList::default()
    }
}

pub(super) fn dossier(found: &[&EventRow], actor: ActorKey) -> Option<Box<ActorDossier>> {
    let name = NAMES.get(actor.actor as usize)?;
    let rows = of(found, actor.actor);
    Some(Box::new(ActorDossier {
        key: actor,
        id: name.to_lowercase(),
        name: (*name).into(),
        short: None,
        native_name: None,
        aliases: Vec::new(),
        kind: ActorKind::ArmedGroup,
        parents: Vec::new(),
        members: vec![(key((actor.actor + 1) % 5), "a member".into())],
        leader: None,
        country: None,
        ids: Vec::new(),
        blocs: vec![(0, None, None)],
        note: None,
        events: rows.len(),
        strip: Vec::new(),
        unit: BucketUnit::Day,
        roles: vec![(Role::Initiator, rows.len())],
        did: vec![(EventKind::Clash, rows.len())],
        suffered: Vec::new(),
        with: Companions::default(),
        against: Companions::default(),
        places: Vec::new(),
        places_total: 0,
        span: span(&rows),
        quotes: Vec::new(),
        quotes_total: 0,
        quote_sources: Vec::new(),
        claims: Vec::new(),
        claims_total: 0,
        named_in: Vec::new(),
        named_in_total: 0,
        others: Vec::new(),
        latest: rows
            .iter()
            .rev()
            .take(20)
            .map(|row| (*row).clone())
            .collect(),
    }))
}

pub(super) fn pair(found: &[&EventRow], a: ActorKey, b: ActorKey) -> Option<Box<ActorPair>> {
    let named = |key: ActorKey| Some((key, (*NAMES.get(key.actor as usize)?).to_owned()));
    let common: Vec<&EventRow> = of(&of(found, a.actor), b.actor);
    Some(Box::new(ActorPair {
        a: named(a)?,
        b: named(b)?,
        related: false,
        events: (of(found, a.actor).len(), of(found, b.actor).len()),
        common: common.len(),
        together: 0,
        opposed: common.len(),
        span: span(&common),
        latest: common.into_iter().take(8).cloned().collect(),
    }))
}

/// Each event cites the publisher of its number; the first one's events are told by its two texts by turns.
fn cites(row: &EventRow, publisher: usize) -> bool {
    row.key.event as usize % 3 == publisher
}

pub(super) fn sources(found: &[&EventRow], listing: &Listing<SourceRef>) -> SourceList {
    let keys = [SourceRef::Publisher(0), text(2), text(3)];
    let open = listing.folds.iter().any(|fold| fold.contains("enab"));
    let mut shown: Vec<SourceRef> = keys.to_vec();
    if open {
        shown.splice(1..1, [text(0), text(1)]);
    }
    if found.is_empty() {
        shown.clear();
    }
    let (first, sought) = run(&shown, listing);
    let line = |subject: &SourceRef| {
        let publisher = publisher(*subject);
        let rows: Vec<&EventRow> = cited(found, publisher);
        let heading = matches!(subject, SourceRef::Publisher(_));
        SourceLine {
            value: FacetValue {
                has_children: heading,
                closed: heading && !open,
                ..value("publisher", PUBLISHERS[publisher], rows.len())
            },
            subject: *subject,
            texts: 1,
            letters: vec![Reliability::B],
            affiliations: vec![("army".into(), Some(1))],
            languages: vec!["ar".into()],
            kinds: Vec::new(),
            copies: None,
            span: span(&rows),
            alone: rows.len() / 2,
        }
    };
    SourceList {
        first,
        total: shown.len(),
        publishers: 3,
        texts: 4,
        found: sought,
        lines: shown
            .iter()
            .skip(first)
            .take(listing.len)
            .map(line)
            .collect(),
        peak: found.len(),
    }
}

fn publisher(subject: SourceRef) -> usize {
    match subject {
        SourceRef::Publisher(at) => at as usize % 3,
        SourceRef::Text(key) => (key.source as usize).saturating_sub(1) % 3,
    }
}

fn cited<'a>(found: &[&'a EventRow], publisher: usize) -> Vec<&'a EventRow> {
    let rows = found.iter().filter(|row| cites(row, publisher));
    rows.copied().collect()
}

pub(super) fn page(found: &[&EventRow], subject: SourceRef) -> Option<Box<SourcePage>> {
    let at = publisher(subject);
    let rows = cited(found, at);
    let record = |key: SourceKey| TextRecord {
        record: Publication {
            key,
            id: format!("text-{}", key.source),
            title: Some("حلب تحت النار".into()),
            author: None,
            url: Some(format!("https://example.org/{}", key.source)),
            archive_url: None,
            published: Some(day(1).to_string()),
            accessed: None,
            language: Some("ar".into()),
            kind: None,
            reason: None,
        },
        dataset: None,
        reliability: Some(Reliability::B),
        syndicated_from: None,
        sha256: None,
        note: None,
    };
    Some(Box::new(SourcePage {
        subject,
        term: ("publisher".into(), PUBLISHERS[at].to_lowercase()),
        publisher: PUBLISHERS[at].into(),
        merged: Vec::new(),
        publisher_ref: SourceRef::Publisher(u32::try_from(at).ok()?),
        text: match subject {
            SourceRef::Text(key) => Some(record(key)),
            SourceRef::Publisher(_) => None,
        },
        texts: Vec::new(),
        texts_total: 2,
        affiliations: vec![(key(1), "army".into(), Some(1))],
        letters: vec![(Some(Reliability::B), 1)],
        voices: Vec::new(),
        copies: Vec::new(),
        events: rows.len(),
        alone: rows.len() / 2,
        one_sided: 0,
        span: span(&rows),
        strip: Vec::new(),
        unit: BucketUnit::Day,
        quotes: 0,
        claims: 0,
        resting: Vec::new(),
        citing: rows.into_iter().take(20).cloned().collect(),
    }))
}

pub(super) fn one_sided(found: &[&EventRow]) -> OneSided {
    let run = |at: i64| SidedRun {
        days: DayRange {
            from: day(at),
            to: day(at),
        },
        events: 5,
        by_bloc: vec![0, 5, 0],
    };
    let runs = if found.is_empty() { 0 } else { 3 };
    OneSided {
        told: true,
        events: found.iter().filter(|row| row.one_sided).count(),
        total: found.len(),
        by_bloc: vec![0, 5, 0],
        runs: (0..runs).map(run).collect(),
        runs_total: 3,
        ..OneSided::default()
    }
}

/// Forty problems of one sort under their heading. The first events are led to the seventh; no problem leads to an event.
pub(super) fn problems(first: usize, len: usize, of: Option<EventKey>) -> Problems {
    let severity = crate::diagnostic::Severity::Warning;
    let heading = ProblemLine::Group {
        code: "no-place",
        severity,
        count: 40,
        closed: false,
    };
    let problem = |problem| {
        ProblemLine::Problem(ProblemRow {
            key: ProblemKey {
                dataset: 0,
                problem,
            },
            severity,
            message: "The place is not known".into(),
            file: "events.toml".into(),
            place: None,
            event: None,
        })
    };
    let lines: Vec<ProblemLine> = std::iter::once(heading)
        .chain((0..40).map(problem))
        .collect();
    Problems {
        first: first.min(lines.len()),
        total: lines.len(),
        lines: lines.into_iter().skip(first).take(len).collect(),
        warnings: 40,
        all: 40,
        anchor: of.filter(|of| of.event < 3).map(|_| 7),
        ..Problems::default()
    }
}
