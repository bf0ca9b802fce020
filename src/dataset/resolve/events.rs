//! References of events, and their dates.

use std::collections::HashMap;

use super::super::draft::{ClaimDraft, EventDraft, EventRefs, Kind, QuoteDraft, RelationDraft};
use super::super::problems::Problems;
use super::super::span::{Name, Span};
use super::dating::{self, Node, Order};
use super::ids::{At, Ids, Unique};
use super::links::{self, RelationLink};
use super::regions::beyond;
use super::{Link, duplicates, report_self, support};
use crate::diagnostic::Diagnostic;
use crate::model::{
    ActorIx, Citation, Claim, Claimant, Dataset, DayRange, Event, EventIx, Participant, Quote,
    RegionIx, Relation, SourceIx, UncertainDate,
};

/// Ids of the records that events refer to.
pub(super) struct OtherIds<'a> {
    pub(super) actors: &'a Ids,
    pub(super) regions: &'a Ids,
    pub(super) sources: &'a Ids,
}

/// Makes events of the drafts, part by part: a part's drafts are freed before the next part's events are made.
pub(super) fn resolve(
    mut parts: Vec<Vec<EventDraft>>,
    others: &OtherIds<'_>,
    left_out: &[(Kind, Box<str>)],
    dataset: &Dataset,
    problems: &mut Problems,
) -> Vec<Event> {
    let (mut ids, fresh) = Ids::number(Kind::Event, parts.iter().flatten(), left_out, problems);
    let mut fresh = fresh.into_iter();
    for part in &mut parts {
        part.retain(|_| fresh.next().unwrap_or(false));
    }
    let timeline = Timeline::new(&parts, &ids, others, problems);
    ids.renumber(&timeline.numbers);
    let mut resolver = Resolver {
        ids,
        others,
        timeline,
        dataset,
        quotes: Unique::new("quote"),
        claims: Unique::new("claim"),
        marks: Vec::new(),
        links: Vec::new(),
        problems,
    };
    let mut events = Vec::with_capacity(resolver.timeline.kept());
    let mut number = 0;
    for part in parts {
        for draft in part {
            events.extend(resolver.event(number, draft));
            number += 1;
        }
    }
    let Resolver { marks, links, .. } = resolver;
    links::check(&mut events, &links, problems);
    duplicates::check(&events, &marks, problems);
    events
}

/// Which events stay, and when the undated ones were.
struct Timeline {
    numbers: Vec<Option<u32>>,
    orders: HashMap<u32, (Vec<u32>, Vec<u32>)>,
    ranges: HashMap<u32, DayRange>,
}

impl Timeline {
    fn new(
        parts: &[Vec<EventDraft>],
        ids: &Ids,
        others: &OtherIds<'_>,
        problems: &mut Problems,
    ) -> Self {
        let mut nodes = Vec::new();
        let mut orders = Vec::new();
        for (number, draft) in (0..).zip(parts.iter().flatten()) {
            let file = draft.origin.file;
            let region = others.regions.find(&draft.refs.region, file, problems);
            nodes.push(Node {
                id: &draft.record.id,
                at: At {
                    file,
                    span: draft.id,
                },
                date: draft.refs.date.map(|_| draft.record.when.date.bounds()),
                kept: region.is_some(),
            });
            orders.extend(ordered(number, draft, ids, problems));
        }
        let ranges = dating::resolve(&mut nodes, &mut orders, problems);
        let mut next = 0..;
        let numbers: Vec<Option<u32>> = nodes
            .iter()
            .map(|node| node.kept.then(|| next.next()).flatten())
            .collect();
        let mut by_event: HashMap<u32, (Vec<u32>, Vec<u32>)> = HashMap::new();
        for order in orders {
            let (after, before) = by_event.entry(order.event).or_default();
            let list = if order.after { after } else { before };
            list.extend(numbers[order.other as usize]);
        }
        Self {
            numbers,
            orders: by_event,
            ranges,
        }
    }

    fn kept(&self) -> usize {
        self.numbers.iter().flatten().count()
    }
}

/// The `after` and `before` of an event that name other events.
fn ordered(event: u32, draft: &EventDraft, ids: &Ids, problems: &mut Problems) -> Vec<Order> {
    let after = draft.refs.after.iter().map(|name| (name, true));
    let before = draft.refs.before.iter().map(|name| (name, false));
    let mut orders = Vec::new();
    for (name, after) in after.chain(before) {
        let at = At {
            file: draft.origin.file,
            span: name.span,
        };
        match ids.find(name, at.file, problems) {
            Some(other) if other == event => {
                report_self(
                    if after { "after" } else { "before" },
                    &draft.record.id,
                    at,
                    problems,
                );
            }
            Some(other) => orders.push(Order {
                event,
                other,
                after,
                at,
            }),
            None => {}
        }
    }
    orders
}

struct Resolver<'a> {
    ids: Ids,
    others: &'a OtherIds<'a>,
    timeline: Timeline,
    dataset: &'a Dataset,
    quotes: Unique,
    claims: Unique,
    marks: Vec<At>,
    links: Vec<RelationLink>,
    problems: &'a mut Problems,
}

impl Resolver<'_> {
    /// The event; `None` for one that is left out, whose references are checked all the same.
    fn event(&mut self, old: u32, draft: EventDraft) -> Option<Event> {
        let EventDraft {
            record: mut event,
            origin,
            id,
            refs,
        } = draft;
        let at = At {
            file: origin.file,
            span: id,
        };
        let number = self.timeline.numbers[old as usize];
        self.date(old, &mut event);
        let EventRefs {
            region,
            place,
            actors,
            sources,
            quotes,
            claims,
            relations,
            ..
        } = refs;
        event.actors = self.participants(actors, at.file);
        let citations;
        (event.sources, citations) = self.citations(sources, at.file);
        event.quotes = quotes
            .into_iter()
            .filter_map(|draft| self.quote(draft, at.file))
            .collect();
        event.claims = self.claim_list(claims, at.file);
        event.relations = relations
            .into_iter()
            .filter_map(|draft| self.relation(number, draft, &event, at.file))
            .collect();
        // A region that is not found has been reported, and such an event has no number.
        event.region = RegionIx(self.others.regions.get(&region.text)?);
        number?;
        support::check(&event, self.dataset, at, &citations, self.problems);
        self.far_from_region(&event, place, at);
        self.marks.push(at);
        Some(event)
    }

    fn date(&mut self, old: u32, event: &mut Event) {
        let (after, before) = self.timeline.orders.remove(&old).unwrap_or_default();
        event.when.after = after.into_iter().map(EventIx).collect();
        event.when.before = before.into_iter().map(EventIx).collect();
        if event.when.derived
            && let Some(range) = self.timeline.ranges.get(&old)
        {
            event.when.date = UncertainDate::between(*range);
        }
    }

    fn participants(
        &mut self,
        actors: Vec<(Name, Option<crate::model::Role>)>,
        file: u32,
    ) -> Vec<Participant> {
        let find = |(name, role)| {
            Some(Participant {
                actor: ActorIx(self.others.actors.find(&name, file, self.problems)?),
                role,
            })
        };
        actors.into_iter().filter_map(find).collect()
    }

    fn citations(&mut self, sources: Vec<(Name, Citation)>, file: u32) -> (Vec<Citation>, Vec<At>) {
        let find = |(name, citation): (Name, Citation)| {
            let source = SourceIx(self.others.sources.find(&name, file, self.problems)?);
            Some((
                Citation { source, ..citation },
                At {
                    file,
                    span: name.span,
                },
            ))
        };
        sources.into_iter().filter_map(find).unzip()
    }

    fn quote(&mut self, draft: QuoteDraft, file: u32) -> Option<Quote> {
        let fresh = self.quotes.insert(
            &draft.quote.id,
            At {
                file,
                span: draft.id,
            },
            self.problems,
        );
        let source = self.others.sources.find(&draft.source, file, self.problems);
        let speaker = draft
            .speaker
            .as_ref()
            .map(|name| self.others.actors.find(name, file, self.problems));
        // Without its speaker the words would be nobody's, unless the printed name is there.
        let speaker = match speaker {
            Some(None) if draft.quote.speaker_name.is_none() => return None,
            speaker => speaker.flatten().map(ActorIx),
        };
        let source = SourceIx(source?);
        fresh.then_some(Quote {
            speaker,
            source,
            ..draft.quote
        })
    }

    fn claim_list(&mut self, drafts: Vec<ClaimDraft>, file: u32) -> Vec<Claim> {
        let mut claims: Vec<Claim> = Vec::with_capacity(drafts.len());
        let mut replaced = Vec::new();
        for draft in drafts {
            let supersedes = draft.supersedes.clone();
            if let Some(claim) = self.claim(draft, file) {
                replaced.extend(supersedes.map(|name| (claims.len(), name)));
                claims.push(claim);
            }
        }
        for (at, name) in replaced {
            claims[at].supersedes = self.superseded(&claims, at, &name, file);
        }
        claims
    }

    fn claim(&mut self, draft: ClaimDraft, file: u32) -> Option<Claim> {
        let at = At {
            file,
            span: draft.id,
        };
        let fresh = draft
            .claim
            .id
            .as_ref()
            .is_none_or(|id| self.claims.insert(id, at, self.problems));
        let claimant = self.claimant(&draft.claimant, file);
        let find = |name: &Name| {
            self.others
                .sources
                .find(name, file, self.problems)
                .map(SourceIx)
        };
        let sources: Vec<SourceIx> = draft.sources.iter().filter_map(find).collect();
        let claimant = claimant?;
        (fresh && !sources.is_empty()).then_some(Claim {
            claimant,
            sources,
            ..draft.claim
        })
    }

    /// An actor, or else a source.
    fn claimant(&mut self, name: &Name, file: u32) -> Option<Claimant> {
        let source = self.others.sources.get(&name.text);
        match (self.others.actors.get(&name.text), source) {
            (Some(actor), _) => Some(Claimant::Actor(ActorIx(actor))),
            (None, Some(source)) => Some(Claimant::Source(SourceIx(source))),
            (None, None) => {
                let ids = if self.others.sources.knows(&name.text) {
                    self.others.sources
                } else {
                    self.others.actors
                };
                ids.find(name, file, self.problems);
                None
            }
        }
    }

    /// The position of the claim that another one replaces: of the same event and claimant, and without going in circles.
    fn superseded(&mut self, claims: &[Claim], at: usize, name: &Name, file: u32) -> Option<u32> {
        let place = name.span.range();
        let found = claims
            .iter()
            .position(|claim| claim.id.as_deref() == Some(&name.text));
        let (code, message) = match found {
            None => (
                "dangling-reference",
                format!("this event has no claim `{}`", name.text),
            ),
            Some(found) if found == at => (
                "self-reference",
                "a claim cannot supersede itself".to_owned(),
            ),
            Some(found) if claims[found].claimant != claims[at].claimant => (
                "other-claimant",
                format!(
                    "claim `{}` is of another claimant; only its own claimant can replace it",
                    name.text
                ),
            ),
            Some(found) if leads_to(claims, found, at) => (
                "cycle",
                "these claims supersede each other in a circle".to_owned(),
            ),
            Some(found) => return u32::try_from(found).ok(),
        };
        self.problems.push(
            Diagnostic::error(code, message, file, place).label("this reference is left out"),
        );
        None
    }

    fn relation(
        &mut self,
        number: Option<u32>,
        draft: RelationDraft,
        event: &Event,
        file: u32,
    ) -> Option<Relation> {
        let other = self.ids.find(&draft.event, file, self.problems)?;
        let at = At {
            file,
            span: draft.event.span,
        };
        if Some(other) == number {
            report_self(draft.kind.slug(), &event.id, at, self.problems);
            return None;
        }
        if let Some(from) = number {
            self.links.push(RelationLink {
                kind: draft.kind,
                link: Link {
                    from,
                    to: other,
                    at,
                },
            });
        }
        Some(Relation {
            kind: draft.kind,
            event: EventIx(other),
            note: draft.note,
        })
    }

    fn far_from_region(&mut self, event: &Event, place: Option<Span>, at: At) {
        let region = &self.dataset.regions[event.region.index()];
        let position = event.place.as_ref().and_then(|place| place.position);
        let (Some(here), Some(there)) = (position, region.position) else {
            return;
        };
        if let Some(far) = beyond(here, region.level, there) {
            let message = format!(
                "the place of `{}` lies {far:.0} km from its region `{}`",
                event.id, region.id
            );
            let span = place.unwrap_or(at.span);
            let diagnostic = Diagnostic::warning("outside-region", message, at.file, span.range());
            self.problems
                .push(diagnostic.hint("check `lat`, `lon` and `region`"));
        }
    }
}

/// Whether following `supersedes` from one claim arrives at another.
fn leads_to(claims: &[Claim], from: usize, to: usize) -> bool {
    let mut at = Some(from);
    for _ in 0..=claims.len() {
        match at {
            Some(position) if position == to => return true,
            Some(position) => at = claims[position].supersedes.map(|next| next as usize),
            None => return false,
        }
    }
    true
}
