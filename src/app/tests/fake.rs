//! A small engine made by hand: 60 events of twelve days, filters of words, `kind:`, `is:disputed` and `date:`.

mod lanes;
mod lists;
mod map;

use std::sync::Arc;

use crate::analysis::*;
use crate::app::{Effect, Message, State, update};
use crate::diagnostic::Diagnostic;
use crate::keymap::{Key, Keymap};
use crate::model::{Credibility, Day, DayRange, EventKind, Minute, Reliability, Role};
use crate::text::width;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::Size;

/// State and engine, with the answers given at once.
pub(crate) struct Fake {
    pub(crate) state: State,
    pub(crate) effects: Vec<Effect>,
    pub(crate) asked: Vec<Question>,
    pub(crate) rows: Vec<EventRow>,
    /// Whether questions are answered.
    pub(crate) answering: bool,
}

const TITLES: [&str; 6] = [
    "Aleppo's western districts entered by fighters of the operations room",
    "Strikes on Idlib city",
    "Foreign ministry calls for restraint",
    "Fighting reaches Saraqib and the motorway",
    "Army says it is redeploying around Hama to spare civilians",
    "حلب: displaced families head for the north",
];
const PLACES: [&str; 6] = ["Aleppo", "Idlib", "Moscow", "Saraqib", "Hama", "Afrin"];

pub(crate) fn day(n: i64) -> Day {
    Day(Day::from_ymd(2024, 11, 27).unwrap().0 + n)
}

fn actor(n: u32, name: &str, role: Role, bloc: Option<usize>) -> ActorMention {
    ActorMention {
        key: ActorKey {
            dataset: 0,
            actor: n,
        },
        id: name.to_lowercase(),
        name: name.into(),
        role: Some(role),
        side: None,
        bloc,
    }
}

fn row(n: usize) -> EventRow {
    let kind = n % 6;
    let hts = actor(0, "HTS", Role::Initiator, Some(0));
    let army = actor(1, "army", Role::Target, Some(1));
    let actors = match kind {
        1 => vec![
            actor(2, "VKS", Role::Initiator, Some(1)),
            actor(3, "civilians", Role::Affected, None),
        ],
        2 => vec![actor(4, "Russia", Role::Speaker, Some(2))],
        4 => vec![actor(1, "army", Role::Speaker, Some(1))],
        5 => vec![actor(3, "civilians", Role::Affected, None)],
        _ => vec![hts, army],
    };
    let from = day(i64::try_from(n / 5).unwrap());
    let certainty = [
        DateCertainty::Day,
        DateCertainty::Approximate,
        DateCertainty::Day,
        DateCertainty::Interval,
        DateCertainty::Uncertain,
    ][n % 5];
    let to = if certainty == DateCertainty::Interval {
        from.plus(3)
    } else {
        from
    };
    EventRow {
        key: EventKey {
            dataset: 0,
            event: u32::try_from(n).unwrap(),
        },
        id: format!("event-{n}"),
        days: DayRange { from, to },
        allowed: DayRange { from, to },
        date: from.to_string(),
        certainty,
        time: if n.is_multiple_of(3) {
            Minute::new(5, 10)
        } else {
            None
        },
        time_text: (n % 7 == 1).then(|| "evening".into()),
        kind: [
            EventKind::Capture,
            EventKind::Airstrike,
            EventKind::Statement,
            EventKind::Clash,
            EventKind::Statement,
            EventKind::Displacement,
        ][kind],
        status: crate::model::EventStatus::Occurred,
        title: TITLES[kind].into(),
        place: PLACES[kind].into(),
        precision: None,
        actors,
        grade: Grade {
            reliability: Some(Reliability::B),
            credibility: Some(Credibility::Two),
            assessed: false,
        },
        support: u16::try_from(n % 4).unwrap(),
        sources: 4,
        one_sided: n % 11 == 1,
        quotes: u16::try_from(n % 5 / 2).unwrap(),
        claims: 0,
        disputed: n % 8 == 3,
        certain: n % 5 != 3,
        coded: crate::analysis::CodedRows::default(),
    }
}

fn blocs() -> Vec<BlocInfo> {
    let bloc = |id: &str, name: &str, colour: &str| BlocInfo {
        id: id.into(),
        name: name.into(),
        colour: Some(colour.into()),
        glyph: None,
        ascii: None,
    };
    vec![
        bloc("opposition", "Opposition", "#4c9f70"),
        bloc("government", "Government", "#c65b5b"),
        bloc("international", "International", "#5b8dc6"),
    ]
}

pub(crate) fn catalog(events: usize) -> Catalog {
    let span = DayRange {
        from: day(0),
        to: day(11),
    };
    Catalog {
        datasets: vec![DatasetInfo {
            title: "HTS offensive, Syria 2024".into(),
            events,
            coverage: Some(span),
        }],
        blocs: blocs(),
        fields: Vec::new(),
        events,
        errors: 0,
        warnings: 0,
        span: Some(span),
    }
}

impl Fake {
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self::with(60, width, height)
    }

    pub(crate) fn with(events: usize, width: u16, height: u16) -> Self {
        let state = State::new(
            Arc::new(catalog(events)),
            Arc::new(Keymap::default()),
            String::new(),
            Size { width, height },
        );
        let mut fake = Self {
            state,
            effects: Vec::new(),
            asked: Vec::new(),
            rows: (0..events).map(row).collect(),
            answering: true,
        };
        fake.send(Message::Resize(width, height));
        fake
    }

    /// Sends a message, and answers until nothing is asked.
    pub(crate) fn send(&mut self, message: Message) {
        let mut messages = vec![message];
        while let Some(message) = messages.pop() {
            for effect in update(&mut self.state, message) {
                if let Effect::Ask(question) = effect {
                    self.asked.push(question.clone());
                    assert!(self.asked.len() < 100_000, "asks without end");
                    if self.answering {
                        messages.push(Message::Answer(Box::new(self.answer(&question))));
                    }
                } else {
                    self.effects.push(effect);
                }
            }
        }
    }

    /// Presses keys: blanks between them, in the notation of key files.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let key: Key = key.parse().unwrap_or_else(|()| panic!("no key {key}"));
            self.send(Message::Key(KeyEvent::new(key.code, key.modifiers)));
        }
        self
    }

    /// Types a text.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.send(Message::Key(KeyEvent::from(
                ratatui::crossterm::event::KeyCode::Char(c),
            )));
        }
        self
    }

    pub(crate) fn matches(&self, filter: &str) -> Vec<&EventRow> {
        self.rows
            .iter()
            .filter(|row| filter.split_whitespace().all(|term| holds(row, term)))
            .collect()
    }

    pub(crate) fn answer(&self, question: &Question) -> Answer {
        let mistake = question.filter.find("bad:").map(|at| {
            Diagnostic::error(
                "unknown-field",
                "There is no field called `bad`",
                0,
                at..at + 3,
            )
            .hint("did you mean `tag`?")
        });
        let found = self.matches(&question.filter);
        let reply = |part: &Part| match (part, &mistake) {
            (Part::Complete { text, cursor, .. }, _) => complete(text, *cursor),
            (_, Some(_)) => Reply::Nothing,
            _ => self.reply(part, &found),
        };
        let replies = question.parts.iter().map(reply).collect();
        Answer {
            number: question.number,
            replies,
            diagnostics: mistake.into_iter().collect(),
        }
    }

    fn reply(&self, part: &Part, found: &[&EventRow]) -> Reply {
        match part {
            Part::Totals => Reply::Totals(Totals {
                shown: found.len(),
                certain: found.iter().filter(|row| row.certain).count(),
                all: self.rows.len(),
                not_occurred: 0,
                span: span(found),
                ..Totals::default()
            }),
            Part::Histogram { .. } => Reply::Histogram(histogram(found)),
            Part::Facet {
                facet, first, len, ..
            } => Reply::Facet(facet_counts(&self.state.catalog, *facet, *first, *len)),
            Part::Event(key) => {
                let row = self.rows.iter().find(|row| row.key == *key);
                Reply::Event(row.map(|row| Box::new(detail(row, &self.rows))))
            }
            Part::Lanes { first, len, .. } => Reply::Lanes(lanes::lanes(found, *first, *len)),
            Part::LaneEvents {
                rank, time, len, ..
            } => Reply::LaneEvents(lanes::events(found, *rank, time, *len)),
            Part::LaneRanks { of, .. } => Reply::LaneRanks(lanes::ranks(found, of)),
            Part::Profile { of, first, len, .. } => {
                Reply::Profile(lanes::profile(found, *of, *first, *len))
            }
            Part::Problems { first, len, of, .. } => {
                Reply::Problems(lists::problems(*first, *len, *of))
            }
            Part::MapPair { map, other } => {
                Reply::MapPair(Ok(Box::new(map::pair([found, &self.matches(other)], map))))
            }
            Part::MapPairPlace {
                grid,
                at,
                other,
                len,
                ..
            } => {
                let place = map::place([found, &self.matches(other)], (grid, *at), *len);
                Reply::MapPairPlace(place.map(Box::new))
            }
            Part::PairStep { other, from, step } => {
                let sides = [found, &self.matches(other)];
                Reply::PairFound(map::step(sides, *from, step).map(Box::new))
            }
            Part::LanesPair {
                other,
                aligned,
                first,
                len,
                ..
            } => {
                let sides = [found, &self.matches(other)];
                let pair = lanes::pair(sides, aligned.unwrap_or(false), *first, *len);
                Reply::LanesPair(Ok(Box::new(pair)))
            }
            Part::Problem(_) => Reply::Problem(None),
            Part::Compare { .. } => Reply::Compared(Err(Vec::new())),
            Part::Map(query) => {
                let trail = query.trail.as_ref().map(|text| self.matches(text));
                let counts = map::map(found, &trail.unwrap_or_default(), query);
                Reply::Map(Box::new(counts))
            }
            Part::Spot { grid, event, len } => {
                Reply::Spot(map::spot(found, grid, *event, *len).map(Box::new))
            }
            Part::Quotes {
                at, before, after, ..
            } => Reply::Quotes(quotes(&self.rows, found, *at, (*before, *after))),
            Part::Accounts { at, before, after } => {
                Reply::Accounts(accounts(found, *at, (*before, *after)))
            }
            Part::Claims => Reply::Claims(Box::default()),
            _ => moving(part, found).unwrap_or_else(|| listed(part, found)),
        }
    }
}

/// The answer to what the list of events asks.
fn moving(part: &Part, found: &[&EventRow]) -> Option<Reply> {
    Some(match part {
        Part::Window { first, len } => Reply::Window(window(found, *first, *len, None)),
        Part::Around {
            event,
            before,
            after,
        } => {
            let last = found.len().saturating_sub(1);
            let at = found.iter().position(|row| row.key >= *event);
            let at = at.unwrap_or(last);
            let first = at.saturating_sub(*before);
            let anchor = (!found.is_empty()).then_some(at);
            Reply::Window(window(found, first, at - first + after + 1, anchor))
        }
        Part::RankOfDay(day) => {
            let rank = found.iter().position(|row| row.days.from >= *day);
            Reply::Rank(rank.unwrap_or(found.len()))
        }
        Part::RankOfTime(time) => {
            let on_day = |row: &&EventRow| row.days.from == time.day;
            let no_times = found
                .iter()
                .copied()
                .filter(on_day)
                .all(|row| row.time.is_none());
            let rank = found.iter().position(|row| {
                let on = on_day(row) && (no_times || row.time >= Some(time.minute));
                on || row.days.from > time.day
            });
            Reply::Rank(rank.unwrap_or(found.len()))
        }
        Part::Seek {
            from,
            forward,
            matching,
        } => Reply::Found(sought(found, *from, *forward, matching)),
        _ => return None,
    })
}

fn sought(
    found: &[&EventRow],
    from: Option<EventKey>,
    forward: bool,
    matching: &str,
) -> Option<(EventKey, usize)> {
    let hit = |row: &EventRow| matching.split_whitespace().all(|term| holds(row, term));
    let hits: Vec<(usize, EventKey)> = (found.iter().enumerate())
        .filter(|(_, row)| hit(row))
        .map(|(rank, row)| (rank, row.key))
        .collect();
    let next = if forward {
        let behind = hits.iter().find(|(_, key)| Some(*key) > from);
        behind.or(hits.first())
    } else {
        let mut back = hits.iter().rev();
        let before = back.find(|(_, key)| from.is_some_and(|from| *key < from));
        before.or(hits.last())
    };
    next.map(|(rank, key)| (*key, *rank))
}

/// The answer to what directories and their pages ask.
fn listed(part: &Part, found: &[&EventRow]) -> Reply {
    match part {
        Part::Actor { actor, .. } => Reply::Actor(lists::dossier(found, *actor)),
        Part::ActorPair(a, b) => Reply::ActorPair(lists::pair(found, *a, *b)),
        Part::Actors { listing, .. } => Reply::Actors(lists::actors(found, listing)),
        Part::Sources { listing, .. } => Reply::Sources(lists::sources(found, listing)),
        Part::Source { subject, .. } => Reply::Source(lists::page(found, *subject)),
        Part::Families { .. } => Reply::Families(FamilyList::default()),
        Part::OneSided { .. } => Reply::OneSided(lists::one_sided(found)),
        _ => Reply::Nothing,
    }
}

fn holds(row: &EventRow, term: &str) -> bool {
    if let Some(term) = term.strip_prefix('-') {
        return !holds(row, term);
    }
    match term.split_once(':') {
        Some(("kind", kinds)) => kinds.split(',').any(|kind| kind == row.kind.slug()),
        Some(("is", _)) => row.disputed,
        Some(("date", days)) => {
            let (from, to) = days.split_once("..").unwrap_or((days, days));
            row.days.from.to_string().as_str() <= to && from <= row.days.to.to_string().as_str()
        }
        Some(("actor", who)) => row.actors.iter().any(|actor| actor.id == who),
        Some(_) => true,
        None => row.title.to_lowercase().contains(&term.to_lowercase()),
    }
}

fn span(found: &[&EventRow]) -> Option<DayRange> {
    Some(DayRange {
        from: found.first()?.days.from,
        to: found.iter().map(|row| row.days.to).max()?,
    })
}

fn window(found: &[&EventRow], first: usize, len: usize, anchor: Option<usize>) -> Window {
    let first = first.min(found.len());
    let rows: Vec<EventRow> = found[first..]
        .iter()
        .take(len)
        .map(|row| (*row).clone())
        .collect();
    let mut days: Vec<(Day, usize)> = Vec::new();
    for row in &rows {
        if days.last().is_none_or(|(day, _)| *day != row.days.from) {
            days.push((
                row.days.from,
                found
                    .iter()
                    .filter(|other| other.days.from == row.days.from)
                    .count(),
            ));
        }
    }
    Window {
        first,
        total: found.len(),
        rows,
        anchor,
        days,
    }
}

fn histogram(found: &[&EventRow]) -> Histogram {
    let buckets: Vec<Bucket> = (0..12)
        .map(|n| {
            let mut by_bloc = vec![0; 4];
            for row in found.iter().filter(|row| row.days.from == day(n)) {
                by_bloc[row.actors.iter().find_map(|actor| actor.bloc).unwrap_or(3)] += 1;
            }
            let days = DayRange {
                from: day(n),
                to: day(n),
            };
            let total = by_bloc.iter().sum();
            Bucket {
                time: days.into(),
                label: crate::content::date::short(day(n)),
                total,
                certain: total,
                by_bloc,
                covered: n < 11,
            }
        })
        .collect();
    Histogram {
        unit: BucketUnit::Day,
        peak: buckets.iter().map(|bucket| bucket.total).max().unwrap_or(0),
        buckets,
        ..Histogram::default()
    }
}

fn facet_counts(catalog: &Catalog, facet: Facet, first: usize, len: usize) -> FacetCounts {
    let names = [
        ("Opposition", 0, 38, true),
        ("HTS", 1, 15, false),
        ("Government", 0, 41, true),
        ("Syrian army", 1, 33, false),
        ("International", 0, 20, true),
        ("Russia", 1, 9, false),
        ("China", 1, 2, false),
    ];
    let values: Vec<FacetValue> = names
        .iter()
        .enumerate()
        .map(|(at, (name, depth, count, parent))| FacetValue {
            field: facet.field(catalog).into(),
            value: name.to_lowercase().replace(' ', "-"),
            label: (*name).into(),
            depth: *depth,
            has_children: *parent,
            closed: false,
            count: *count,
            choice: if at == 1 {
                Choice::Included
            } else {
                Choice::None
            },
            bloc: Some([0, 0, 1, 1, 2, 2, 2][at]),
            actor: None,
            matched: Vec::new(),
        })
        .collect();
    FacetCounts {
        facet,
        first: first.min(7),
        total: 7,
        values: values.into_iter().skip(first).take(len).collect(),
        peak: 33,
    }
}

fn detail(row: &EventRow, rows: &[EventRow]) -> EventDetail {
    let other = &rows[(row.key.event as usize + 7) % rows.len()];
    let relation = RelationDetail {
        kind: crate::model::RelationKind::RespondsTo,
        outgoing: true,
        event: other.key,
        id: other.id.clone(),
        date: other.date.clone(),
        title: other.title.clone(),
        note: None,
    };
    EventDetail {
        row: row.clone(),
        dataset: "HTS offensive".into(),
        summary: Some("Fighters entered the western districts after two days of advances, residents and a monitor said.".into()),
        region_path: vec![("Syria".into(), "syria".into()), ("Aleppo".into(), "aleppo".into())],
        region_code: Some("SY-HL".into()),
        position: None,
        timezone: None,
        grade_reason: None,
        derived_grade: row.grade,
        likelihood: None,
        confidence: None,
        support_blocs: vec![Some(0), None],
        dispute_reasons: Vec::new(),
        tags: vec!["m5".into()],
        importance: Some(4),
        codes: Vec::new(),
        external_ids: Vec::new(),
        provenance: None,
        note: None,
        written_later: false,
        neighbours: Vec::new(),
        claims: Vec::new(),
        envelopes: Vec::new(),
        quotes: Vec::new(),
        sources: Vec::new(),
        relations: vec![relation],
        also_in: Vec::new(),
        origin: None,
        coded: Vec::new(),
        records: Vec::new(),
    }
}

fn quoted(row: &EventRow, rows: &[EventRow], at: u32) -> QuoteEntry {
    let source = SourceDetail {
        record: Publication {
            key: SourceKey {
                dataset: 0,
                source: 0,
            },
            id: "sana".into(),
            title: Some("What the ministry said".into()),
            author: None,
            url: Some("https://example.org/sana".into()),
            archive_url: None,
            published: Some("2024-11-29".into()),
            accessed: None,
            language: Some("en".into()),
            kind: None,
            reason: None,
        },
        publisher: "SANA".into(),
        grade: row.grade,
        affiliation: None,
        syndicated_from: None,
        origin: None,
        first_of_origin: true,
        cited: true,
        locator: None,
        note: None,
    };
    QuoteEntry {
        event: row.key,
        at,
        id: row.id.clone(),
        title: row.title.clone(),
        dataset: "HTS offensive".into(),
        day: row.days.from,
        quote: QuoteDetail {
            id: format!("{}-{at}", row.id),
            speaker: "The ministry".into(),
            actor: None,
            bloc: Some(2),
            affiliation: None,
            text: "We call for restraint on all sides.".into(),
            language: Some("en".into()),
            original: (at == 1).then(|| "ندعو جميع الأطراف إلى ضبط النفس".into()),
            original_language: (at == 1).then(|| "ar".into()),
            translated: at == 1,
            translator: None,
            date: row.date.clone(),
            venue: None,
            source: 0,
            locator: None,
            about: None,
            stance: None,
            note: None,
        },
        source,
        answers: vec![(rows[0].key, rows[0].title.clone())],
        renderings: Vec::new(),
    }
}

fn quotes(
    all: &[EventRow],
    found: &[&EventRow],
    at: QuotesAt,
    (before, after): (usize, usize),
) -> Quotes {
    let listed: Vec<(&EventRow, u32)> = found
        .iter()
        .flat_map(|row| (0..u32::from(row.quotes)).map(|at| (*row, at)))
        .collect();
    let anchor = match at {
        QuotesAt::Rank(rank) => Some(rank),
        QuotesAt::Event(event, at) => listed
            .iter()
            .position(|(row, quote)| (row.key, *quote) >= (event, at.unwrap_or(0))),
    };
    let last = listed.len().checked_sub(1);
    let anchor = last.map(|last| anchor.unwrap_or(last).min(last));
    let first = anchor.unwrap_or(0).saturating_sub(before);
    let end = anchor.map_or(0, |anchor| (anchor + after + 1).min(listed.len()));
    Quotes {
        first,
        total: listed.len(),
        entries: listed[first..end]
            .iter()
            .map(|(row, at)| quoted(row, all, *at))
            .collect(),
        anchor,
        groups: vec![QuoteGroup {
            heading: QuoteHeading::NoTopic,
            first: 0,
            count: listed.len(),
        }],
        ..Quotes::default()
    }
}

fn accounts(found: &[&EventRow], at: AccountsAt, (before, after): (usize, usize)) -> Accounts {
    let disputed: Vec<&EventRow> = found.iter().filter(|row| row.disputed).copied().collect();
    let anchor = match at {
        AccountsAt::Rank(rank) => Some(rank),
        AccountsAt::Event(event) => disputed.iter().position(|row| row.key >= event),
    };
    let last = disputed.len().checked_sub(1);
    let anchor = last.map(|last| anchor.unwrap_or(last).min(last));
    let first = anchor.unwrap_or(0).saturating_sub(before);
    let end = anchor.map_or(0, |anchor| (anchor + after + 1).min(disputed.len()));
    let told = |row: &EventRow| Told {
        row: row.clone(),
        dispute_reasons: vec!["Killed: one says 3, another says 8".into()],
        claims: Vec::new(),
        envelopes: Vec::new(),
        sources: Vec::new(),
        note: None,
    };
    let row = |row: &&EventRow| AccountRow {
        row: (*row).clone(),
        claimants: 2,
    };
    Accounts {
        first,
        total: disputed.len(),
        disputed: disputed.len(),
        rows: disputed[first..end].iter().map(row).collect(),
        anchor,
        told: anchor.map(|anchor| Box::new(told(disputed[anchor]))),
    }
}

fn complete(text: &str, cursor: usize) -> Reply {
    let start = text[..cursor].rfind(' ').map_or(0, |at| at + 1);
    let typed = &text[start..cursor];
    let fields = [
        ("actor:", "who, in any role"),
        ("after:", "on or after a day"),
        ("kind:", "what kind of event"),
    ];
    let found = fields
        .iter()
        .filter(|(field, _)| !typed.is_empty() && field.starts_with(typed));
    let completion = |(field, help): &(&str, &'static str)| Completion {
        replace: start..cursor,
        insert: (*field).into(),
        label: (*field).into(),
        count: None,
        help,
    };
    Reply::Completions(found.map(completion).collect())
}

/// The screen as text, one line a row, and a check that nothing is painted wrongly wide.
pub(crate) fn picture(state: &State) -> String {
    picture_with(
        state,
        crate::ui::theme::ThemeName::Dark,
        crate::ui::theme::Depth::True,
    )
}

pub(crate) fn picture_with(
    state: &State,
    name: crate::ui::theme::ThemeName,
    depth: crate::ui::theme::Depth,
) -> String {
    let screen = crate::view::screen(state);
    let area = ratatui::layout::Rect::new(0, 0, state.size.width, state.size.height);
    let mut buffer = ratatui::buffer::Buffer::empty(area);
    let theme = crate::ui::theme::Theme::new(name, depth, &state.catalog.blocs);
    crate::ui::draw(&screen, &theme, &mut buffer);
    let mut out = String::new();
    for y in 0..area.height {
        let mut skip = 0;
        let mut line = String::new();
        for x in 0..area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            skip = width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
