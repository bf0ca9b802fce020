//! An event as JSON, with the keys and the order of `docs/data-format.md`: what a file says, and nothing derived.

use serde_json::{Map, Number, Value};

use super::{Item, Shown};
use crate::model::{
    Assessment, Citation, CitedText, Claim, Claimant, Confidence, Credibility, Dataset, Event,
    EventIx, EventStatus, Likelihood, Place, PlacePrecision, Position, Qualifier, Quote, Relation,
    Reliability, Role, Side, SourceIx, Stance, UncertainDate,
};

/// A table under construction; absent values leave no key.
pub(super) struct Table(Map<String, Value>);

impl Table {
    pub(super) fn new() -> Self {
        Self(Map::new())
    }

    pub(super) fn put(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    pub(super) fn maybe(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.put(key, value),
            None => self,
        }
    }

    pub(super) fn text(self, key: &str, value: Option<&str>) -> Self {
        self.maybe(key, value)
    }

    /// A note of the curator's on a part of an event.
    fn note(self, note: Option<&str>, shown: &Shown) -> Self {
        let later = note.is_some() && shown.written_later();
        let named = later.then(|| text("note")).into_iter().collect();
        self.text("note", note).list("written_later", named)
    }

    pub(super) fn date(self, key: &str, value: Option<&UncertainDate>) -> Self {
        self.maybe(key, value.map(UncertainDate::text))
    }

    pub(super) fn list(self, key: &str, values: Vec<Value>) -> Self {
        if values.is_empty() {
            self
        } else {
            self.put(key, values)
        }
    }

    /// `(scheme, code)` pairs as a table of text.
    pub(super) fn codes(self, key: &str, codes: &[(Box<str>, Box<str>)]) -> Self {
        let table: Map<String, Value> = codes
            .iter()
            .map(|(scheme, code)| (scheme.to_string(), text(code)))
            .collect();
        if table.is_empty() {
            self
        } else {
            self.put(key, table)
        }
    }

    pub(super) fn flag(self, key: &str, value: bool) -> Self {
        if value { self.put(key, true) } else { self }
    }

    pub(super) fn position(self, position: Option<Position>) -> Self {
        self.maybe("lat", position.map(|position| degrees(position.lat)))
            .maybe("lon", position.map(|position| degrees(position.lon)))
    }

    pub(super) fn done(self) -> Value {
        Value::Object(self.0)
    }
}

pub(super) fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn degrees(number: f64) -> Value {
    // Coordinates have been checked: they are finite.
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// The record, with the rows of its report that match: a report may name several pairs of actors, codes and places, and what
/// belongs together is one row.
pub(super) fn item(item: &Item<'_>) -> Value {
    let mut value = event(item.dataset, &item.event, &item.shown);
    if let Value::Object(table) = &mut value
        && !item.rows.is_empty()
    {
        let rows = item.rows.iter();
        let records = rows.clone().flat_map(|row| &row.records);
        let records = records.map(|cells| columns(cells)).collect();
        table.insert("rows_of_report".to_owned(), item.row.coded.all.into());
        let rows = rows.map(|row| coded_row(item.dataset, row)).collect();
        table.insert("rows".to_owned(), Value::Array(rows));
        table.insert("records".to_owned(), Value::Array(records));
    }
    value
}

/// What one row of a report says that others do not.
fn coded_row(dataset: &Dataset, event: &Event) -> Value {
    Table::new()
        .put("id", text(&event.id))
        .put("title", text(&event.title))
        .put("kind", event.kind.slug())
        .list("actors", actors(dataset, event))
        .put("region", text(&dataset.regions[event.region.index()].id))
        .maybe("place", event.place.as_ref().map(place))
        .codes("codes", &event.codes)
        .done()
}

/// The record. Under `known:` it has only what `shown` keeps, and names what was written later.
pub(super) fn event(dataset: &Dataset, event: &Event, shown: &Shown) -> Value {
    let table = Table::new()
        .put("id", text(&event.id))
        .put("title", text(&event.title));
    let later = shown.written_later();
    let table = when(dataset, event, shown, table)
        .put("kind", event.kind.slug())
        .maybe(
            "status",
            (event.status != EventStatus::Occurred).then(|| event.status.slug()),
        )
        .text("summary", event.summary.as_deref())
        .list("actors", actors(dataset, event))
        .put("region", text(&dataset.regions[event.region.index()].id))
        .maybe("place", event.place.as_ref().map(place))
        .list(
            "sources",
            event
                .sources
                .iter()
                .filter(|citation| shown.source(dataset, citation.source))
                .map(|c| cited(dataset, c, shown))
                .collect(),
        )
        // A judgement made later is none of that day.
        .maybe(
            "assessment",
            event.assessment.as_ref().filter(|_| !later).map(assessment),
        )
        .maybe(
            "likelihood",
            event.likelihood.filter(|_| !later).map(Likelihood::slug),
        )
        .maybe(
            "confidence",
            event.confidence.filter(|_| !later).map(Confidence::slug),
        )
        .list("tags", event.tags.iter().map(|tag| text(tag)).collect())
        .maybe("importance", event.importance)
        .codes("codes", &event.codes)
        .codes("external_ids", &event.external_ids)
        .maybe("provenance", provenance(event))
        .text("note", event.note.as_deref())
        .list("written_later", written_later(event, shown));
    nested(dataset, event, shown, table).done()
}

/// Which of the curator's words were written later.
fn written_later(event: &Event, shown: &Shown) -> Vec<Value> {
    let words = [
        ("title", true),
        ("summary", event.summary.is_some()),
        ("note", event.note.is_some()),
    ];
    let words = words.into_iter().filter(|(_, is_there)| *is_there);
    let later = words.filter(|_| shown.written_later());
    later.map(|(key, _)| text(key)).collect()
}

fn when(dataset: &Dataset, event: &Event, shown: &Shown, table: Table) -> Table {
    let ids = |events: &[EventIx]| {
        events
            .iter()
            .filter(|event| shown.neighbour(**event))
            .map(|event| text(&dataset.events[event.index()].id))
            .collect()
    };
    table
        .date("date", (!event.when.derived).then_some(&event.when.date))
        .list("after", ids(&event.when.after))
        .list("before", ids(&event.when.before))
        .maybe("time", event.when.time.map(|minute| minute.to_string()))
        .text("time_text", event.when.time_text.as_deref())
        .text("timezone", event.when.timezone.as_deref())
}

fn nested(dataset: &Dataset, event: &Event, shown: &Shown, table: Table) -> Table {
    let claims = event.claims.iter().enumerate();
    let claims = claims.filter(|(at, _)| shown.claim(*at));
    table
        .list(
            "quotes",
            event
                .quotes
                .iter()
                .filter(|quote| shown.quote(quote))
                .map(|q| self::quote(dataset, q, shown))
                .collect(),
        )
        .list(
            "claims",
            claims
                .map(|(_, claim)| self::claim(dataset, event, claim, shown))
                .collect(),
        )
        .list(
            "relations",
            event
                .relations
                .iter()
                .filter(|link| shown.relation(dataset, link))
                .map(|r| relation(dataset, r, shown))
                .collect(),
        )
        .list(
            "records",
            (event.records.iter().filter(|_| shown.columns()))
                .map(|cells| columns(cells))
                .collect(),
        )
}

/// A record of a published data set, every column of it. A column that comes twice keeps both values, the second as `name (2)`.
fn columns(cells: &[(String, String)]) -> Value {
    let mut table = Map::new();
    for (column, value) in cells {
        let again = (2..).map(|number| format!("{column} ({number})"));
        let names = std::iter::once(column.clone()).chain(again);
        let free = names.into_iter().find(|name| !table.contains_key(name));
        table.extend(free.map(|name| (name, text(value))));
    }
    Value::Object(table)
}

fn actors(dataset: &Dataset, event: &Event) -> Vec<Value> {
    let one = |part: &crate::model::Participant| {
        let actor = &dataset.actors[part.actor.index()];
        Table::new()
            .put("actor", text(&actor.id))
            .maybe("role", part.role.map(Role::slug))
            .maybe("side", part.side.map(Side::number))
            .done()
    };
    event.actors.iter().map(one).collect()
}

fn place(place: &Place) -> Value {
    Table::new()
        .text("name", place.name.as_deref())
        .position(place.position)
        .maybe("precision", place.precision.map(PlacePrecision::slug))
        .done()
}

fn source_id(dataset: &Dataset, source: SourceIx) -> Value {
    text(&dataset.sources[source.index()].id)
}

/// A cited source. Sources of published data sets are publishers; the text that is cited is told here.
fn cited(dataset: &Dataset, citation: &Citation, shown: &Shown) -> Value {
    let text_of = |of: fn(&CitedText) -> Option<&str>| citation.text.as_deref().and_then(of);
    Table::new()
        .put("source", source_id(dataset, citation.source))
        .text("title", text_of(|text| text.title.as_deref()))
        .text("url", text_of(|text| text.url.as_deref()))
        .date(
            "published",
            citation
                .text
                .as_ref()
                .and_then(|text| text.published.as_ref()),
        )
        .maybe("credibility", citation.credibility.map(digit))
        .text("locator", citation.locator.as_deref())
        .note(citation.note.as_deref(), shown)
        .done()
}

fn assessment(assessment: &Assessment) -> Value {
    Table::new()
        .maybe("reliability", assessment.reliability.map(Reliability::slug))
        .maybe("credibility", assessment.credibility.map(digit))
        .text("reason", assessment.reason.as_deref())
        .done()
}

/// A number, as files write it.
fn digit(credibility: Credibility) -> Value {
    credibility
        .slug()
        .parse::<u8>()
        .map_or(Value::Null, Value::from)
}

fn provenance(event: &Event) -> Option<Value> {
    let table = Table::new()
        .text("coded_by", event.coded_by.as_deref())
        .date("coded_at", event.coded_at.as_ref());
    (!table.0.is_empty()).then(|| table.done())
}

fn quote(dataset: &Dataset, quote: &Quote, shown: &Shown) -> Value {
    Table::new()
        .put("id", text(&quote.id))
        .text(
            "speaker",
            quote
                .speaker
                .map(|actor| dataset.actors[actor.index()].id.as_ref()),
        )
        .text("speaker_name", quote.speaker_name.as_deref())
        .text("affiliation", quote.affiliation.as_deref())
        .put("text", text(&quote.text))
        .text("language", quote.language.as_deref())
        .text("original", quote.original.as_deref())
        .text("original_language", quote.original_language.as_deref())
        .flag("translated", quote.translated)
        .text("translator", quote.translator.as_deref())
        .date("date", quote.date.as_ref())
        .text("venue", quote.venue.as_deref())
        .put("source", source_id(dataset, quote.source))
        .text("locator", quote.locator.as_deref())
        .text("about", quote.about.as_deref())
        .text("stance", quote.stance.as_deref())
        .note(quote.note.as_deref(), shown)
        .done()
}

fn claim(dataset: &Dataset, event: &Event, claim: &Claim, shown: &Shown) -> Value {
    let claimant = match claim.claimant {
        Claimant::Actor(actor) => text(&dataset.actors[actor.index()].id),
        Claimant::Source(source) => source_id(dataset, source),
    };
    let superseded = claim
        .supersedes
        .map(|earlier| earlier as usize)
        .filter(|earlier| shown.claim(*earlier))
        .and_then(|earlier| event.claims.get(earlier))
        .and_then(|earlier| earlier.id.as_deref());
    Table::new()
        .text("id", claim.id.as_deref())
        .put("claimant", claimant)
        .put("about", claim.about.slug())
        .text("who", claim.who.as_deref())
        .maybe("low", claim.low)
        .maybe("best", claim.best)
        .maybe("high", claim.high)
        .maybe("qualifier", claim.qualifier.map(Qualifier::slug))
        .maybe(
            "scope",
            claim
                .scope
                .map(|region| text(&dataset.regions[region.index()].id)),
        )
        .date("period", claim.period.as_ref())
        .text("value", claim.value.as_deref())
        .text("text", claim.text.as_deref())
        .date("date", claim.date.as_ref())
        .list(
            "source",
            claim
                .sources
                .iter()
                .filter(|source| shown.source(dataset, **source))
                .map(|s| source_id(dataset, *s))
                .collect(),
        )
        .maybe(
            "stance",
            (claim.stance != Stance::Asserts).then(|| claim.stance.slug()),
        )
        .text("supersedes", superseded)
        .flag("cumulative", claim.cumulative)
        .note(claim.note.as_deref(), shown)
        .done()
}

fn relation(dataset: &Dataset, relation: &Relation, shown: &Shown) -> Value {
    Table::new()
        .put("type", relation.kind.slug())
        .put("event", text(&dataset.events[relation.event.index()].id))
        .note(relation.note.as_deref(), shown)
        .done()
}
