//! `known:` lets nothing later through, over the data set inside the binary.
//!
//! For each day on which a source was published, what comes from a later record is worked out from the records alone and
//! looked for in JSON, CSV, details of all events, the eight views at 200x60 and the plain mode. All days take minutes
//! without optimisation, so only some are taken; `ANNALS_KNOWN_DAYS=all` takes every one.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use annals::analysis::{Engine, EventDetail, EventRow, Part, Reply};
use annals::content::detail::{self, DetailContext};
use annals::content::glyph;
use annals::dataset::from_texts;
use annals::embedded;
use annals::export::{self, Format, Item, Shown};
use annals::layout::View;
use annals::load::Opened;
use annals::model::{Claim, Claimant, Dataset, Day, Event, EventStatus, SourceIx, UncertainDate};
use annals::runtime::plain::Plain;
use annals::runtime::{Headless, Settings};
use annals::text::BidiMode;
use serde_json::Value;

use crate::engine::ask;

/// One day in so many is taken, unless all are asked for.
const SAMPLE: usize = 12;
/// Characters of a text by which it is recognised: few enough to stand on one line.
const SIGN: usize = 24;

fn engine() -> Arc<Engine> {
    static ENGINE: LazyLock<Arc<Engine>> = LazyLock::new(|| {
        let opened = Opened::from(from_texts(embedded::texts()));
        Arc::new(Engine::open(vec![opened]))
    });
    Arc::clone(&ENGINE)
}

/// The records as of the end of a day.
struct Then<'a> {
    set: &'a Dataset,
    day: Day,
}

impl Then<'_> {
    fn is_later(&self, source: SourceIx, undated: &UncertainDate) -> bool {
        let published = self.set.sources[source.index()].published.as_ref();
        published.unwrap_or(undated).bounds().to > self.day
    }

    fn cites_later(&self, event: &Event) -> bool {
        let date = &event.when.date;
        event
            .sources
            .iter()
            .any(|cited| self.is_later(cited.source, date))
            || event
                .quotes
                .iter()
                .any(|quote| self.is_later(quote.source, quote.date.as_ref().unwrap_or(date)))
            || event.claims.iter().any(|claim| {
                let dated = claim.date.as_ref().unwrap_or(date);
                claim
                    .sources
                    .iter()
                    .any(|&source| self.is_later(source, dated))
            })
    }

    fn is_there(&self, event: &Event) -> bool {
        let date = &event.when.date;
        let begun = event.status != EventStatus::Occurred || date.bounds().from <= self.day;
        begun
            && event
                .sources
                .iter()
                .any(|cited| !self.is_later(cited.source, date))
    }

    fn has_claim(&self, event: &Event, claim: &Claim) -> bool {
        let dated = claim.date.as_ref().unwrap_or(&event.when.date);
        let publisher = |source: SourceIx| &self.set.sources[source.index()].publisher;
        let is_own = |source: SourceIx| match claim.claimant {
            Claimant::Source(own) => publisher(own) == publisher(source),
            Claimant::Actor(_) => false,
        };
        // What an outlet says in its own voice stands in a text of its own, where one is cited.
        let in_own_voice = claim.sources.iter().any(|&source| is_own(source));
        let mut sources = claim.sources.iter().copied();
        sources.any(|source| (!in_own_voice || is_own(source)) && !self.is_later(source, dated))
    }

    /// Beginnings of texts that stand in later records only.
    fn signs(&self) -> Vec<String> {
        let (mut later, mut known) = (BTreeSet::new(), Vec::new());
        let mut put = |is_later: bool, text: Option<&str>| {
            let text = text.unwrap_or_default();
            if is_later && text.chars().count() >= SIGN {
                later.insert(sign(text));
            } else if !is_later {
                known.push(text.to_owned());
            }
        };
        for source in &self.set.sources {
            let day = source.published.as_ref().map(|date| date.bounds().to);
            let is_later = day.is_some_and(|day| day > self.day);
            put(is_later, source.title.as_deref());
            put(is_later, source.url.as_deref());
        }
        for event in &self.set.events {
            put(!self.is_there(event), Some(&event.title));
            put(!self.is_there(event), event.summary.as_deref());
            for claim in &event.claims {
                let is_later = !self.is_there(event) || !self.has_claim(event, claim);
                put(is_later, claim.text.as_deref());
                put(is_later, claim.note.as_deref());
            }
            for quote in &event.quotes {
                let date = quote.date.as_ref().unwrap_or(&event.when.date);
                let is_later = !self.is_there(event) || self.is_later(quote.source, date);
                put(is_later, Some(&quote.text));
                put(is_later, quote.original.as_deref());
                put(is_later, quote.note.as_deref());
            }
        }
        // A text may begin with a name, which says nothing later by itself.
        let actors = self.set.actors.iter().map(|actor| actor.name.to_string());
        let regions = self
            .set
            .regions
            .iter()
            .map(|region| region.name.to_string());
        known.extend(actors.chain(regions));
        let is_new = |sign: &String| !known.iter().any(|text| text.contains(sign.as_str()));
        later.into_iter().filter(is_new).collect()
    }

    /// Beginnings of titles that were written later of events that were known.
    fn titles(&self) -> Vec<String> {
        let events = self.set.events.iter();
        let later = events.filter(|event| self.is_there(event) && self.cites_later(event));
        // A headline, or the title of an event that cites nothing later, may begin in the same way.
        let headlines = self
            .set
            .sources
            .iter()
            .filter_map(|source| source.title.as_deref());
        let others = self
            .set
            .events
            .iter()
            .filter(|event| !self.cites_later(event));
        let other: Vec<&str> = headlines.chain(others.map(|event| &*event.title)).collect();
        let signs = later.map(|event| sign(&event.title));
        let is_own = |sign: &String| !other.iter().any(|text| text.contains(sign.as_str()));
        signs.filter(is_own).collect()
    }

    /// Nothing later is in a text, and later titles are marked.
    fn check(&self, whence: &str, text: &str, signs: &[String], titles: &[String]) {
        for sign in signs {
            assert!(
                !text.contains(sign.as_str()),
                "{whence}: {sign:?} is of a later record\n{text}"
            );
        }
        for title in titles {
            for (at, _) in text.match_indices(title.as_str()) {
                let before = &text[..at];
                assert!(
                    before.ends_with("[later] "),
                    "{whence}: {title:?} is not marked\n{text}"
                );
            }
        }
    }
}

fn sign(text: &str) -> String {
    text.chars().take(SIGN).collect()
}

fn days(set: &Dataset) -> Vec<Day> {
    let published = set.sources.iter().filter_map(|source| {
        let day = source.published.as_ref()?.bounds().to;
        (!day.is_open()).then_some(day)
    });
    let days: BTreeSet<Day> = published.collect();
    let all = std::env::var("ANNALS_KNOWN_DAYS").is_ok_and(|days| days == "all");
    let step = if all { 1 } else { SAMPLE };
    days.into_iter().step_by(step).collect()
}

fn rows(engine: &Engine, filter: &str) -> Vec<EventRow> {
    let part = Part::Window {
        first: 0,
        len: 10_000,
    };
    let Some(Reply::Window(window)) = ask(engine, filter, vec![part]).into_iter().next() else {
        panic!("a window")
    };
    window.rows
}

fn written(engine: &Engine, details: &[(EventRow, Box<EventDetail>)], format: Format) -> String {
    let items = details.iter().map(|(row, detail)| {
        let read = engine.record(row.key).expect("it can be read");
        let (dataset, event) = read.expect("a record");
        Ok(Item {
            dataset,
            event,
            row: row.clone(),
            shown: Shown::Published(detail.clone()),
            rows: Vec::new(),
        })
    });
    let mut out = Vec::new();
    export::write(&mut out, format, items).expect("a vector takes everything");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn nothing_comes_from_a_record_published_later() {
    let engine = engine();
    let set = &engine.datasets()[0];
    for day in days(set) {
        let then = Then { set, day };
        let filter = format!("known:{day} status:any");
        let (signs, titles) = (then.signs(), then.titles());
        let check = |whence: &str, text: &str| {
            then.check(&format!("{filter}, {whence}"), text, &signs, &titles);
        };
        let rows = rows(&engine, &filter);
        let known = set.events.iter().filter(|event| then.is_there(event));
        assert_eq!(rows.len(), known.count(), "{filter}");
        let detail = |row: EventRow| {
            let replies = ask(&engine, &filter, vec![Part::Event(row.key)]);
            match replies.into_iter().next() {
                Some(Reply::Event(Some(detail))) => (row, detail),
                _ => panic!("{filter}: {} has no detail", row.id),
            }
        };
        let details: Vec<_> = rows.into_iter().map(detail).collect();
        json(&engine, &then, &details);
        csv(&engine, &then, &details);
        let blocs = engine.catalog().blocs;
        let context = DetailContext {
            width: 100,
            blocs: &blocs,
            glyphs: &glyph::UNICODE,
            bidi: BidiMode::Own,
            selected: None,
        };
        for (row, event) in &details {
            let lines = detail::view(event, &context).lines;
            let lines: Vec<String> = lines.iter().map(|line| line.text().to_string()).collect();
            check(&row.id, &lines.join("\n"));
        }
        for view in View::ALL {
            let settings = Settings {
                view,
                filter: filter.clone(),
                ..Settings::default()
            };
            let screen = Headless::new(Arc::clone(&engine), (200, 60), settings).screen();
            check(view.label(), &annals::picture::text(&screen));
            let mut plain = Plain::new(Arc::clone(&engine), view, filter.clone());
            let mut told = plain.greeting().join("\n");
            for typed in ["", "", "1", "2", "cite 1"] {
                told += "\n";
                told += &plain.line(typed).lines.join("\n");
            }
            check(&format!("plain {}", view.label()), &told);
        }
    }
}

/// Ids of later sources stand nowhere, claims are the published ones, and what was written later is named.
fn json(engine: &Engine, then: &Then<'_>, details: &[(EventRow, Box<EventDetail>)]) {
    let text = written(engine, details, Format::Json);
    let records: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    for ((row, _), record) in details.iter().zip(&records) {
        let event = &then.set.events[row.key.event as usize];
        let whence = format!("known:{} {}", then.day, event.id);
        let count = |key: &str| record[key].as_array().map_or(0, Vec::len);
        let claims = event.claims.iter();
        let claims = claims.filter(|claim| then.has_claim(event, claim)).count();
        assert_eq!(count("claims"), claims, "{whence}");
        let named = record["written_later"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        if then.cites_later(event) {
            let mut keys = vec!["title"];
            keys.extend(event.summary.as_ref().map(|_| "summary"));
            keys.extend(event.note.as_ref().map(|_| "note"));
            assert_eq!(named, keys, "{whence}");
            assert!(record.get("assessment").is_none(), "{whence}");
            assert!(!row.grade.assessed, "{whence}");
        } else {
            assert!(named.is_empty(), "{whence}");
        }
        let mut strings = Vec::new();
        collect(record, &mut strings);
        let sources = then.set.sources.iter();
        let later = sources.filter(|source| {
            let day = source.published.as_ref().map(|date| date.bounds().to);
            day.is_some_and(|day| day > then.day)
        });
        for source in later {
            assert!(!strings.contains(&&*source.id), "{whence}: {}", source.id);
        }
    }
}

fn collect<'v>(value: &'v Value, strings: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => strings.push(text),
        Value::Array(values) => values.iter().for_each(|value| collect(value, strings)),
        Value::Object(table) => table.values().for_each(|value| collect(value, strings)),
        _ => {}
    }
}

fn csv(engine: &Engine, then: &Then<'_>, details: &[(EventRow, Box<EventDetail>)]) {
    let text = written(
        engine,
        details,
        Format::Csv {
            lines: annals::export::Lines::Events,
            raw: true,
        },
    );
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let column = |name: &str| {
        header
            .iter()
            .position(|cell| cell == name)
            .expect("a column")
    };
    let (sources, later) = (column("sources"), column("written_later"));
    for ((row, _), record) in details.iter().zip(reader.records()) {
        let (event, record) = (
            &then.set.events[row.key.event as usize],
            record.expect("a record"),
        );
        assert_eq!(
            record[later].starts_with("title"),
            then.cites_later(event),
            "known:{} {}",
            then.day,
            event.id
        );
        let cited: Vec<&str> = event
            .sources
            .iter()
            .filter(|cited| !then.is_later(cited.source, &event.when.date))
            .map(|cited| &*then.set.sources[cited.source.index()].id)
            .collect();
        let named: Vec<&str> = record[sources].split("; ").collect();
        // A claim may show an undated source earlier than the event does; a later one is never named.
        assert!(cited.iter().all(|id| named.contains(id)), "{}", event.id);
        assert!(named.len() <= event.sources.len(), "{}", event.id);
    }
}

#[test]
fn what_was_written_later_is_not_searched() {
    let engine = engine();
    let set = &engine.datasets()[0];
    let day = UncertainDate::parse("2024-11-30")
        .expect("a day")
        .bounds()
        .to;
    let then = Then { set, day };
    let mut searched = 0;
    for event in set.events.iter().filter(|event| then.is_there(event)) {
        let Some(summary) = event.summary.as_deref().filter(|text| !text.contains('"')) else {
            continue;
        };
        let filter = format!("id:{} status:any \"{summary}\"", event.id);
        assert_eq!(rows(&engine, &filter).len(), 1, "{filter}");
        let found = rows(&engine, &format!("{filter} known:{day}")).len();
        assert_eq!(found == 0, then.cites_later(event), "{filter}");
        searched += 1;
    }
    assert!(searched > 10, "{searched} were searched");
}
