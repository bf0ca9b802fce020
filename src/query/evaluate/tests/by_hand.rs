//! What a filter means, read off one dataset's records without columns, lists or plans.

use crate::model::*;
use crate::query::{ActorPart, Feature, Filter, NumberRange, Predicate, Property, TextMatch};
use crate::store::{Numbers, fold};

pub(super) struct ByHand<'a> {
    pub(super) set: &'a Dataset,
    pub(super) known: Option<Day>,
}

/// Possible, certain.
type Verdict = (bool, bool);

fn both(passes: bool) -> Verdict {
    (passes, passes)
}

fn over(days: DayRange) -> Day {
    if days.to == Day::MAX {
        days.from
    } else {
        days.to
    }
}

impl ByHand<'_> {
    pub(super) fn verdict(&self, event: &Event, filter: &Filter) -> Verdict {
        if self.sees_event(event) {
            self.filter(event, filter)
        } else {
            (false, false)
        }
    }

    fn filter(&self, event: &Event, filter: &Filter) -> Verdict {
        match filter {
            Filter::And(parts) => parts
                .iter()
                .map(|part| self.filter(event, part))
                .fold((true, true), |a, b| (a.0 & b.0, a.1 & b.1)),
            Filter::Or(parts) => parts
                .iter()
                .map(|part| self.filter(event, part))
                .fold((false, false), |a, b| (a.0 | b.0, a.1 | b.1)),
            Filter::Not(inner) => {
                let (possible, certain) = self.filter(event, inner);
                (!certain, !possible)
            }
            Filter::Test(predicate) => self.test(event, predicate),
        }
    }

    fn published(&self, source: SourceIx, reported: Day) -> bool {
        let day = self.set.sources[source.index()]
            .published
            .as_ref()
            .map_or(reported, |date| over(date.bounds()));
        self.known.is_none_or(|known| day <= known)
    }

    fn reported(event: &Event) -> Day {
        over(event.when.date.bounds())
    }

    fn sees_event(&self, event: &Event) -> bool {
        let reported = Self::reported(event);
        let first = event.when.date.bounds().from;
        if event.status == EventStatus::Occurred && self.known.is_some_and(|known| first > known) {
            return false;
        }
        match event.sources.is_empty() {
            true => self.known.is_none_or(|known| reported <= known),
            false => event
                .sources
                .iter()
                .any(|cited| self.published(cited.source, reported)),
        }
    }

    fn is_written_later(&self, event: &Event) -> bool {
        let claims = event.claims.iter().flat_map(|claim| {
            let dated = claim.date.as_ref().unwrap_or(&event.when.date).bounds();
            claim
                .sources
                .iter()
                .map(move |&source| (source, over(dated)))
        });
        self.citations(event).len() < event.sources.len()
            || self.quotes(event).len() < event.quotes.len()
            || claims
                .into_iter()
                .any(|(source, day)| !self.published(source, day))
    }

    fn citations<'e>(&self, event: &'e Event) -> Vec<&'e Citation> {
        event
            .sources
            .iter()
            .filter(|cited| self.published(cited.source, Self::reported(event)))
            .collect()
    }

    fn quotes<'e>(&self, event: &'e Event) -> Vec<&'e Quote> {
        let said = |quote: &Quote| match &quote.date {
            Some(date) if !date.bounds().to.is_open() => date.bounds().to,
            _ => Self::reported(event),
        };
        event
            .quotes
            .iter()
            .filter(|quote| self.published(quote.source, said(quote)))
            .collect()
    }

    fn sees_claim(&self, event: &Event, claim: &Claim) -> bool {
        let dated = claim.date.as_ref().unwrap_or(&event.when.date).bounds();
        let publisher = |source: SourceIx| &self.set.sources[source.index()].publisher;
        let is_own = |source: SourceIx| match claim.claimant {
            Claimant::Source(own) => fold(publisher(own)) == fold(publisher(source)),
            Claimant::Actor(_) => false,
        };
        let in_own_voice = claim.sources.iter().any(|&source| is_own(source));
        let mut sources = claim.sources.iter().copied();
        sources
            .any(|source| (!in_own_voice || is_own(source)) && self.published(source, over(dated)))
    }

    fn claims<'e>(&self, event: &'e Event) -> Vec<&'e Claim> {
        event
            .claims
            .iter()
            .filter(|claim| self.sees_claim(event, claim))
            .collect()
    }

    fn current<'e>(&self, event: &'e Event) -> Vec<&'e Claim> {
        // A claim is replaced by a published claim that reaches it through `supersedes`, however many steps away.
        let reaches = |from: &Claim, to: usize| {
            let mut next = from.supersedes;
            while let Some(at) = next {
                if at as usize == to {
                    return true;
                }
                next = event.claims[at as usize].supersedes;
            }
            false
        };
        let visible = self.claims(event);
        let all = event.claims.iter().enumerate();
        let current = all.filter(|(at, claim)| {
            self.sees_claim(event, claim) && !visible.iter().any(|later| reaches(later, *at))
        });
        current.map(|(_, claim)| claim).collect()
    }

    fn actors(&self, event: &Event) -> Vec<ActorIx> {
        let speakers = self
            .quotes(event)
            .into_iter()
            .filter_map(|quote| quote.speaker);
        let claimants = self
            .claims(event)
            .into_iter()
            .filter_map(|claim| match claim.claimant {
                Claimant::Actor(actor) => Some(actor),
                Claimant::Source(_) => None,
            });
        event
            .actors
            .iter()
            .map(|part| part.actor)
            .chain(speakers)
            .chain(claimants)
            .collect()
    }

    fn blocs(&self, event: &Event) -> Vec<u32> {
        let days = event.when.date.written();
        let day = if days.from == Day::MIN {
            days.to
        } else {
            days.from
        };
        let mut blocs = Vec::new();
        for actor in self.actors(event) {
            let mut holder = &self.set.actors[actor.index()];
            while let (true, Some(parent)) = (holder.blocs.is_empty(), holder.parent) {
                holder = &self.set.actors[parent.index()];
            }
            let current = holder.blocs.iter().filter(|span| {
                let from = span
                    .from
                    .as_ref()
                    .map_or(Day::MIN, |date| date.bounds().from);
                let to = span.to.as_ref().map_or(Day::MAX, |date| date.bounds().to);
                from <= day && day <= to
            });
            // Codes follow the blocs' order, which is the reverse of their positions here.
            blocs.extend(current.map(|span| 1 - span.bloc.0));
        }
        blocs
    }

    fn texts(&self, event: &Event) -> Vec<String> {
        let mut texts: Vec<&str> = Vec::new();
        if !self.is_written_later(event) {
            texts.push(&event.title);
            texts.extend(event.summary.as_deref());
        }
        texts.extend(event.place.as_ref().and_then(|place| place.name.as_deref()));
        for quote in self.quotes(event) {
            texts.extend(
                [
                    Some(&*quote.text),
                    quote.original.as_deref(),
                    quote.speaker_name.as_deref(),
                ]
                .into_iter()
                .flatten(),
            );
        }
        for claim in self.claims(event) {
            texts.extend(
                [claim.text.as_deref(), claim.value.as_deref()]
                    .into_iter()
                    .flatten(),
            );
        }
        let regions = &self.set.regions;
        let above = |region: &RegionIx| regions[region.index()].parent;
        let around = std::iter::successors(Some(event.region), above);
        texts.extend(around.map(|region| &*regions[region.index()].name));
        texts.extend(
            self.actors(event)
                .into_iter()
                .map(|actor| &*self.set.actors[actor.index()].name),
        );
        texts.into_iter().map(fold).collect()
    }

    fn related(&self, event: &Event) -> bool {
        let at = |other: EventIx| &self.set.events[other.index()];
        let to = event.relations.iter().map(|relation| at(relation.event));
        let own = self
            .set
            .events
            .iter()
            .position(|other| other.id == event.id)
            .expect("an event of the set");
        let from = self
            .set
            .events
            .iter()
            .filter(|other| other.relations.iter().any(|link| link.event.index() == own));
        to.chain(from).any(|other| self.sees_event(other))
    }

    fn test(&self, event: &Event, predicate: &Predicate) -> Verdict {
        let days = event.when.date.bounds();
        let passes = match predicate {
            Predicate::Text(TextMatch::Pattern(regex)) => {
                self.texts(event).iter().any(|text| regex.is_match(text))
            }
            Predicate::Text(TextMatch::Word(word) | TextMatch::Phrase(word)) => {
                self.texts(event).iter().any(|text| text.contains(&**word))
            }
            Predicate::Actor { actors, part } => {
                let wanted = |actor: ActorIx| actors.iter().any(|code| code.0 == actor.0);
                let with = |role: Role| {
                    event
                        .actors
                        .iter()
                        .any(|part| part.role == Some(role) && wanted(part.actor))
                };
                match part {
                    ActorPart::Any => self.actors(event).into_iter().any(wanted),
                    ActorPart::Role(role) => with(*role),
                    ActorPart::Speaker => {
                        with(Role::Speaker)
                            || self
                                .quotes(event)
                                .into_iter()
                                .any(|quote| quote.speaker.is_some_and(wanted))
                    }
                }
            }
            Predicate::Region(regions) => regions.iter().any(|code| code.0 == event.region.0),
            Predicate::Kind(kinds) => kinds.contains(&event.kind),
            Predicate::Bloc(blocs) => self
                .blocs(event)
                .into_iter()
                .any(|bloc| blocs.iter().any(|code| code.0 == bloc)),
            Predicate::Own { field, values } => {
                let (scheme, codes) = super::random::CODES[field.index()];
                let asked = |code: &str| {
                    let mut wanted = values.iter().map(|value| codes[value.index()]);
                    wanted.any(|wanted| match scheme {
                        "cameo" => code.starts_with(wanted),
                        _ => code == wanted,
                    })
                };
                let own = event.codes.iter().filter(|(of, _)| **of == *scheme);
                own.into_iter().any(|(_, code)| asked(code))
            }
            Predicate::Source(sources) => self
                .citations(event)
                .iter()
                .any(|cited| sources.iter().any(|code| code.0 == cited.source.0)),
            Predicate::Date { range, certain } => {
                let minutes = |day: Day, minute: u16| i128::from(day.0) * 1440 + i128::from(minute);
                let time = event.when.time.map(Minute::of_day);
                let ends = |days: DayRange| {
                    let opens = time.filter(|_| days.from != Day::MIN).unwrap_or(0);
                    let closes = time.filter(|_| days.from == days.to).unwrap_or(1439);
                    (minutes(days.from, opens), minutes(days.to, closes))
                };
                let from = minutes(range.from.day, range.from.minute.of_day());
                let to = minutes(range.to.day, range.to.minute.of_day());
                let date = &event.when.date;
                let real = from <= to;
                let sure = !date.is_approximate() && !date.is_uncertain();
                let runs = || date.runs().iter().map(|&days| ends(days));
                let inside =
                    real && sure && runs().all(|(first, last)| from <= first && last <= to);
                let touching = real && runs().any(|(first, last)| first <= to && from <= last);
                return if *certain {
                    both(inside)
                } else {
                    (touching, inside)
                };
            }
            Predicate::Hour(hours) => {
                let (from, to) = (hours.from.of_day(), hours.to.of_day());
                let mut minutes = (0..1440).map(|after| (from + after) % 1440);
                let last = minutes.clone().position(|minute| minute == to);
                let asked = minutes.by_ref().take(last.map_or(0, |last| last + 1));
                let asked: Vec<u16> = asked.collect();
                let time = event.when.time.map(Minute::of_day);
                time.is_some_and(|time| asked.contains(&time))
            }
            Predicate::Count {
                about,
                range,
                certain,
            } => return self.count(event, *about, *range, *certain),
            Predicate::Disputed(about) => self.excluding(event, about),
            Predicate::Importance(range) => event
                .importance
                .is_some_and(|n| range.min <= n.into() && u64::from(n) <= range.max),
            Predicate::Is(Property::Uncertain) => {
                days.from != days.to
                    || event.when.date.is_approximate()
                    || event.when.date.is_uncertain()
            }
            Predicate::Has(Feature::Quote) => !self.quotes(event).is_empty(),
            Predicate::Has(Feature::Claim) => !self.claims(event).is_empty(),
            Predicate::Has(Feature::Relation) => self.related(event),
            Predicate::Has(Feature::Time) => event.when.time.is_some(),
            Predicate::Has(Feature::Summary) => event.summary.is_some(),
            other => panic!("not made by `random`: {other:?}"),
        };
        both(passes)
    }

    /// Whether two current claims of different claimants about one of the subjects cannot both be right.
    fn excluding(&self, event: &Event, about: &[ClaimSubject]) -> bool {
        let claimant = |claim: &Claim| match claim.claimant {
            Claimant::Actor(actor) => (Some(actor), None),
            Claimant::Source(source) => (None, Some(&*self.set.sources[source.index()].publisher)),
        };
        let current = self.current(event);
        let pairs = current
            .iter()
            .flat_map(|a| current.iter().map(move |b| (*a, *b)));
        let mut wanted = pairs.filter(|(a, b)| {
            a.about == b.about && about.contains(&a.about) && claimant(a) != claimant(b)
        });
        wanted.any(|(a, b)| {
            let range = |claim: &Claim| Numbers::new(claim.low, claim.best, claim.high);
            let numbers = range(a).zip(range(b));
            let numbers_meet = numbers.map(|(a, b)| {
                a.low <= b.high.unwrap_or(u64::MAX) && b.low <= a.high.unwrap_or(u64::MAX)
            });
            let folded = |claim: &Claim| claim.value.as_deref().map(|value| fold(value.trim()));
            let values_same = folded(a).zip(folded(b)).map(|(a, b)| a == b);
            match (a.stance, b.stance) {
                (Stance::Asserts, Stance::Asserts) => {
                    numbers_meet == Some(false)
                        || a.about == ClaimSubject::Control && values_same == Some(false)
                }
                (Stance::Asserts, Stance::Denies) => {
                    numbers_meet != Some(false) && values_same != Some(false)
                }
                _ => false,
            }
        })
    }

    fn count(
        &self,
        event: &Event,
        about: ClaimSubject,
        range: NumberRange,
        certain: bool,
    ) -> Verdict {
        let claims = self
            .current(event)
            .into_iter()
            .filter(|claim| claim.about == about && claim.stance == Stance::Asserts);
        let numbers: Vec<Numbers> = claims
            .filter_map(|claim| Numbers::new(claim.low, claim.best, claim.high))
            .collect();
        let most = |n: &Numbers| n.high.unwrap_or(u64::MAX);
        let inside = numbers
            .iter()
            .any(|n| range.min <= n.low && most(n) <= range.max);
        let touching = numbers
            .iter()
            .any(|n| n.low <= range.max && range.min <= most(n));
        if certain {
            both(inside)
        } else {
            (touching, inside)
        }
    }
}
