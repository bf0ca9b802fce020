//! Random events, clocks and filters over the sample dataset's names.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::model::*;
use crate::query::{
    ActorPart, Feature, Filter, HourRange, NumberRange, Predicate, Property, TextMatch,
};
use crate::store::sample::{self, date, day, text};
use crate::store::{ActorCode, BlocCode, FieldCode, RegionCode, SourceCode, ValueCode};

const DATES: &[&str] = &[
    "2024-11-27",
    "2024-11-28",
    "2024-11-29",
    "2024-11-29~",
    "2024-11~",
    "[2024-11-26,2024-11-29]",
    "{2024-11-27,2024-11-30..2024-12-02}",
    "2024-11-28~/2024-12-01%",
    "2024-11-30?",
    "2024-11",
    "2024-11-28/2024-12-01",
    "../2024-11-29",
    "2024-11-30/..",
    "2024-12-01",
    "1974",
];
const DAYS: &[&str] = &[
    "2024-11-26",
    "2024-11-28",
    "2024-11-29",
    "2024-11-30",
    "2024-12-02",
];
const WORDS: &[&str] = &[
    "Aleppo falls",
    "the army's tanks",
    "حلب",
    "Élysée, Paris",
    "m5 road",
];
const NEEDLES: &[&str] = &[
    "alep", "army", "حلب", "elys", "a", "zzz", "road", "brigade", "homs",
];
const PHRASES: &[&str] = &["army's tank", "elysee, p", "m5 road", "falls the", ","];
const PATTERNS: &[&str] = &["^aleppo", "tanks?$", r"\bm5\b", "a.*s", "^brigade$"];
/// Codes by scheme, in the order of their numbers in the store: the first event has them all.
pub(super) const CODES: &[(&str, &[&str])] = &[
    ("cameo", &["190", "20", "19", "193", "0193"]),
    ("acled", &["Armed clash", "Attack"]),
];
const KINDS: &[EventKind] = &[EventKind::Clash, EventKind::Capture, EventKind::Statement];
const ABOUT: &[ClaimSubject] = &[ClaimSubject::Killed, ClaimSubject::Control];

fn words() -> impl Strategy<Value = Box<str>> {
    select(WORDS).prop_map(text)
}

fn when() -> impl Strategy<Value = UncertainDate> {
    select(DATES).prop_map(date)
}

fn claim() -> impl Strategy<Value = Claim> {
    let numbers = (of(0_u64..100), of(0_u64..100), of(0_u64..100));
    let rest = (
        of(words()),
        of(when()),
        any::<bool>(),
        of(0_u32..3),
        vec(0_u32..6, 1..3),
    );
    (0_u32..9, select(ABOUT), numbers, rest).prop_map(|(who, about, (low, best, high), rest)| {
        let (value, date, denies, supersedes, sources) = rest;
        let claimant = if who < 6 {
            Claimant::Actor(ActorIx(who))
        } else {
            Claimant::Source(SourceIx(who - 6))
        };
        let stance = if denies {
            Stance::Denies
        } else {
            Stance::Asserts
        };
        let sources = sources.into_iter().map(SourceIx).collect();
        Claim {
            claimant,
            low,
            best,
            high,
            value,
            date,
            stance,
            supersedes,
            sources,
            ..sample::claim(0, about)
        }
    })
}

fn quote() -> impl Strategy<Value = Quote> {
    (0_u32..6, words(), 0_u32..6, of(when())).prop_map(|(speaker, words, source, date)| Quote {
        date,
        ..sample::quote("q", speaker, &words, source)
    })
}

fn codes() -> Vec<(Box<str>, Box<str>)> {
    let all = CODES
        .iter()
        .flat_map(|(scheme, codes)| codes.iter().map(|code| (text(scheme), text(code))));
    all.collect()
}

fn event() -> impl Strategy<Value = Event> {
    let names = (
        vec((0_u32..6, of(select(Role::ALL))), 0..3),
        0_u32..4,
        vec(0_u32..6, 0..3),
        select(KINDS),
        proptest::sample::subsequence(codes(), 0..3),
    );
    let texts = (words(), of(words()), of(0_u16..24), of(1_u8..6));
    let children = (vec(quote(), 0..2), vec(claim(), 0..3), of(0_u32..20));
    (when(), names, texts, children).prop_map(
        |(when, (actors, region, sources, kind, codes), texts, children)| {
            let (title, summary, hour, importance) = texts;
            let (quotes, claims, related) = children;
            let mut event = sample::event("e", "2024");
            event.when.date = when;
            event.when.time = hour.and_then(|hour| Minute::new(hour, 0));
            let actors = actors
                .into_iter()
                .map(|(actor, role)| Participant {
                    actor: ActorIx(actor),
                    role,
                    side: None,
                })
                .collect();
            let sources = sources.into_iter().map(sample::cite).collect();
            let link = |event| Relation {
                kind: RelationKind::Follows,
                event: EventIx(event),
                note: None,
            };
            let relations = related.into_iter().map(link).collect();
            // Only earlier claims can be replaced.
            let claims = claims.into_iter().enumerate().map(|(at, claim)| Claim {
                supersedes: claim.supersedes.filter(|&earlier| (earlier as usize) < at),
                ..claim
            });
            let claims = claims.collect();
            Event {
                title,
                summary,
                kind,
                importance,
                actors,
                sources,
                region: RegionIx(region),
                quotes,
                claims,
                relations,
                codes,
                ..event
            }
        },
    )
}

pub(super) fn dataset() -> impl Strategy<Value = Dataset> {
    let moves = (of(select(DAYS)), of(select(DAYS)));
    (vec(event(), 20..200), vec(of(when()), 6), moves).prop_map(
        |(mut events, published, (left, joined))| {
            for (at, event) in events.iter_mut().enumerate() {
                event.id = format!("e{at}").into();
            }
            if let Some(first) = events.first_mut() {
                first.codes = codes();
            }
            let mut set = sample::dataset(events);
            set.sources
                .iter_mut()
                .zip(published)
                .for_each(|(source, published)| source.published = published);
            set.actors[3].blocs[0].to = left.map(date);
            let span = |day| BlocSpan {
                bloc: BlocIx(0),
                from: Some(date(day)),
                to: None,
            };
            set.actors[3].blocs.extend(joined.map(span));
            set
        },
    )
}

pub(super) fn known() -> impl Strategy<Value = Option<Day>> {
    of(select(DAYS)).prop_map(|known| known.map(day))
}

fn days() -> impl Strategy<Value = DayRange> {
    let end = |open: Day| of(select(DAYS)).prop_map(move |at| at.map_or(open, day));
    (end(Day::MIN), end(Day::MAX)).prop_map(|(from, to)| DayRange { from, to })
}

/// Days, or a range that begins or ends within a day.
fn time() -> impl Strategy<Value = TimeRange> {
    let minute = || of(0_u16..24).prop_map(|hour| hour.and_then(|hour| Minute::new(hour, 0)));
    (days(), minute(), minute()).prop_map(|(days, from, to)| {
        let mut range = TimeRange::from(days);
        if let Some(from) = from.filter(|_| !days.from.is_open()) {
            range.from.minute = from;
        }
        if let Some(to) = to.filter(|_| !days.to.is_open()) {
            range.to.minute = to;
        }
        range
    })
}

fn hours() -> impl Strategy<Value = HourRange> {
    (0_u16..24, 0_u16..24).prop_map(|(from, to)| HourRange {
        from: Minute::new(from, 0).expect("an hour"),
        to: Minute::new(to, 59).expect("an hour"),
    })
}

fn numbers() -> impl Strategy<Value = NumberRange> {
    (0_u64..60, prop_oneof![60_u64..100, Just(u64::MAX)])
        .prop_map(|(min, max)| NumberRange { min, max })
}

/// Codes of a scheme.
fn own(scheme: usize) -> impl Strategy<Value = Predicate> {
    let number = |at: usize| u32::try_from(at).expect("few codes");
    let value = (0..number(CODES[scheme].1.len())).prop_map(ValueCode);
    vec(value, 0..3).prop_map(move |values| Predicate::Own {
        field: FieldCode(number(scheme)),
        values,
    })
}

fn predicate() -> impl Strategy<Value = Predicate> {
    let parts = select(vec![
        ActorPart::Any,
        ActorPart::Speaker,
        ActorPart::Role(Role::Initiator),
    ]);
    let features = select(vec![
        Feature::Quote,
        Feature::Claim,
        Feature::Relation,
        Feature::Time,
        Feature::Summary,
    ]);
    let pattern =
        |pattern: &str| TextMatch::Pattern(regex::Regex::new(pattern).expect("a pattern"));
    prop_oneof![
        select(NEEDLES).prop_map(|word| Predicate::Text(TextMatch::Word(word.into()))),
        select(PHRASES).prop_map(|words| Predicate::Text(TextMatch::Phrase(words.into()))),
        select(PATTERNS).prop_map(move |text| Predicate::Text(pattern(text))),
        (vec((0_u32..6).prop_map(ActorCode), 0..3), parts)
            .prop_map(|(actors, part)| Predicate::Actor { actors, part }),
        vec((0_u32..4).prop_map(RegionCode), 0..3).prop_map(Predicate::Region),
        vec(select(KINDS), 1..3).prop_map(Predicate::Kind),
        vec((0_u32..2).prop_map(BlocCode), 1..2).prop_map(Predicate::Bloc),
        (0..CODES.len()).prop_flat_map(own),
        vec((0_u32..6).prop_map(SourceCode), 1..3).prop_map(Predicate::Source),
        (time(), any::<bool>()).prop_map(|(range, certain)| Predicate::Date { range, certain }),
        hours().prop_map(Predicate::Hour),
        (select(ABOUT), numbers(), any::<bool>()).prop_map(|(about, range, certain)| {
            Predicate::Count {
                about,
                range,
                certain,
            }
        }),
        vec(select(ABOUT), 1..3).prop_map(Predicate::Disputed),
        (1_u64..4, 3_u64..6).prop_map(|(min, max)| Predicate::Importance(NumberRange { min, max })),
        Just(Predicate::Is(Property::Uncertain)),
        features.prop_map(Predicate::Has),
    ]
}

pub(super) fn filter() -> impl Strategy<Value = Filter> {
    predicate()
        .prop_map(Filter::Test)
        .prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                3 => vec(inner.clone(), 0..4).prop_map(Filter::And),
                2 => vec(inner.clone(), 0..3).prop_map(Filter::Or),
                2 => inner.prop_map(|filter| Filter::Not(Box::new(filter))),
            ]
        })
}
