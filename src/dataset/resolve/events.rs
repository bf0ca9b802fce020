//! References of events, and their dates.

mod claims;

use super::super::draft::{EventRefs, Kind, LeftOut, ParticipantDraft, QuoteDraft, RelationDraft};
use super::super::problems::Problems;
use super::super::span::{Reference, Span};
use super::ids::{At, Ids};
use super::links::{self, RelationLink};
use super::regions::beyond;
use super::timeline::Timeline;
use super::{Link, duplicates, left_out, report_self, support};
use crate::diagnostic::Diagnostic;
use crate::model::{
    ActorIx, Citation, Dataset, Event, EventIx, Participant, Quote, RegionIx, Relation, SourceIx,
    UncertainDate,
};

/// Ids of all records but events.
pub(super) struct OtherIds<'a> {
    pub(super) blocs: &'a Ids,
    pub(super) actors: &'a Ids,
    pub(super) regions: &'a Ids,
    pub(super) sources: &'a Ids,
}

/// Events, and what each of them refers to.
pub(super) type EventDrafts = (Vec<Event>, Vec<EventRefs>);

/// Fills in the references of the events, and takes those away that cannot stay. With them all ids are known, so that what is
/// left out is checked too.
pub(super) fn resolve(
    (mut events, refs): EventDrafts,
    others: &OtherIds<'_>,
    left_out: &[LeftOut],
    dataset: &Dataset,
    problems: &mut Problems,
) -> Vec<Event> {
    let places = events
        .iter()
        .zip(&refs)
        .map(|(event, refs)| (&*event.id, place_of(event, refs)));
    let (mut ids, fresh) = Ids::number(Kind::Event, places, left_out, problems);
    let timeline = Timeline::new((&events, &refs), &fresh, &ids, others, problems);
    ids.renumber(&timeline.numbers);
    let (quotes, claims) = (Ids::new(Kind::Quote), Ids::new(Kind::Claim));
    let (marks, links) = (Vec::new(), Vec::new());
    let mut resolver = Resolver {
        ids,
        others,
        timeline,
        left_out,
        dataset,
        quotes,
        claims,
        marks,
        links,
        problems,
    };
    let kept: Vec<bool> = (0..)
        .zip(events.iter_mut().zip(refs))
        .map(|(number, (event, refs))| resolver.event(number, event, refs))
        .collect();
    retain(&mut events, &kept);
    let (marks, links) = resolver.finish();
    links::check(&mut events, &links, problems);
    duplicates::check(&events, &marks, problems);
    events
}

fn retain<T>(list: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    list.retain(|_| kept.next().is_some_and(|kept| *kept));
}

/// Where the id of an event is written.
pub(super) fn place_of(event: &Event, refs: &EventRefs) -> At {
    At {
        file: event.origin.file,
        span: refs.id,
    }
}

struct Resolver<'a> {
    ids: Ids,
    others: &'a OtherIds<'a>,
    timeline: Timeline,
    left_out: &'a [LeftOut],
    dataset: &'a Dataset,
    quotes: Ids,
    claims: Ids,
    marks: Vec<At>,
    links: Vec<RelationLink>,
    problems: &'a mut Problems,
}

impl Resolver<'_> {
    /// Fills in the references of an event. Says whether it stays; the references of one that does not are checked all the same.
    fn event(&mut self, old: u32, event: &mut Event, refs: EventRefs) -> bool {
        let at = place_of(event, &refs);
        let number = self.timeline.numbers[old as usize];
        self.date(old, event);
        event.actors = self.participants(refs.actors, at.file);
        let citations;
        (event.sources, citations) = self.citations(refs.sources, at.file);
        event.quotes = refs
            .quotes
            .into_iter()
            .filter_map(|draft| self.quote(number, draft, at.file))
            .collect();
        event.claims = self.claim_list(number, refs.claims, at.file);
        let relations = refs.relations.into_iter();
        event.relations = relations
            .filter_map(|draft| self.relation(number, draft, event, at.file))
            .collect();
        // A region that is not found has been reported, and such an event has no number.
        let (Some(region), Some(_)) = (self.others.regions.get(&refs.region.text), number) else {
            return false;
        };
        event.region = RegionIx(region);
        support::check(event, self.dataset, at, &citations, self.problems);
        self.far_from_region(event, refs.place, at);
        self.marks.push(at);
        true
    }

    /// Checks what is left out, and gives the marks of the events that stay and their relations.
    fn finish(mut self) -> (Vec<At>, Vec<RelationLink>) {
        self.quotes.add_left_out(self.left_out, self.problems);
        self.claims.add_left_out(self.left_out, self.problems);
        let others = self.others;
        let records = [others.blocs, others.actors, others.regions, others.sources];
        let ids = [&records[..], &[&self.ids, &self.quotes, &self.claims]].concat();
        left_out::check(self.left_out, &ids, self.problems);
        (self.marks, self.links)
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

    fn participants(&mut self, actors: Vec<ParticipantDraft>, file: u32) -> Vec<Participant> {
        let find = |part: ParticipantDraft| {
            let actor = self.others.actors.find(&part.actor, file, self.problems)?;
            Some(Participant {
                actor: ActorIx(actor),
                role: part.role,
                side: part.side,
            })
        };
        actors.into_iter().filter_map(find).collect()
    }

    fn citations(
        &mut self,
        sources: Vec<(Reference, Citation)>,
        file: u32,
    ) -> (Vec<Citation>, Vec<At>) {
        let find = |(name, citation): (Reference, Citation)| {
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

    fn quote(&mut self, number: Option<u32>, draft: QuoteDraft, file: u32) -> Option<Quote> {
        let source = self.others.sources.find(&draft.source, file, self.problems);
        let speaker = draft
            .speaker
            .as_ref()
            .map(|name| self.others.actors.find(name, file, self.problems));
        // Without its speaker the words would be nobody's, unless the printed name is there.
        let spoken = speaker != Some(None) || draft.quote.speaker_name.is_some();
        let kept = source.filter(|_| spoken);
        let at = At {
            file,
            span: draft.id,
        };
        let number = number.filter(|_| kept.is_some());
        let fresh = self.quotes.add(&draft.quote.id, number, at, self.problems);
        let source = SourceIx(kept.filter(|_| fresh)?);
        Some(Quote {
            speaker: speaker.flatten().map(ActorIx),
            source,
            ..draft.quote
        })
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
