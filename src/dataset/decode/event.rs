//! `[[event]]` with its parts; quotes and claims have files of their own.

use toml::de::DeValue;

use super::super::draft::{EventRefs, Kind, ParticipantDraft, RelationDraft, UNRESOLVED};
use super::super::fields::{Fields, Value};
use super::super::sink::Sink;
use super::super::span::{Name, Reference, Span};
use super::super::values;
use super::{claim, quote};
use crate::model::{
    Assessment, CODE_SCHEMES, Citation, DayRange, Event, EventKind, Origin, Place, RegionIx,
    SourceIx, UncertainDate, When,
};

pub(super) fn read<'t>(mut fields: Fields<'t, '_>, origin: Origin) -> Option<(Event, EventRefs)> {
    let id = fields.id(Kind::Event);
    let title = fields.required_text("title");
    let kind: Option<EventKind> = fields.required_word("kind");
    let (when, date) = when(&mut fields);
    let refs = refs(&mut fields, id.as_ref().map(|id| id.span), date);
    let event = body(&mut fields, origin, when);
    if !fields.finish() {
        return None;
    }
    let id = id?.text.into();
    Some((
        Event {
            id,
            title: title?,
            kind: kind?,
            ..event
        },
        refs?,
    ))
}

/// All but the id, the title, the kind and what refers to other records.
fn body(fields: &mut Fields<'_, '_>, origin: Origin, when: When) -> Event {
    let (coded_by, coded_at) = fields.table("provenance", provenance).unwrap_or_default();
    Event {
        id: "".into(),
        title: "".into(),
        when,
        kind: EventKind::Other,
        status: fields.word("status").unwrap_or_default(),
        summary: fields.text("summary"),
        actors: Vec::new(),
        region: RegionIx(UNRESOLVED),
        place: fields.table("place", place),
        sources: Vec::new(),
        assessment: fields.table("assessment", assessment),
        likelihood: fields.word("likelihood"),
        confidence: fields.word("confidence"),
        tags: fields.texts("tags"),
        importance: fields
            .integer_in("importance", 1..=5)
            .and_then(|number| u8::try_from(number).ok()),
        codes: fields.pairs("codes", &CODE_SCHEMES),
        external_ids: fields.pairs("external_ids", &[]),
        coded_by,
        coded_at,
        note: fields.text("note"),
        quotes: Vec::new(),
        claims: Vec::new(),
        relations: Vec::new(),
        origin,
        records: Vec::new(),
    }
}

/// Time of the event, and where its date is written. Without one, every day is possible until `after` and `before` are known.
fn when(fields: &mut Fields<'_, '_>) -> (When, Option<Span>) {
    let (date, span) = fields.date_at("date").unzip();
    let when = When {
        derived: date.is_none(),
        date: date.unwrap_or_else(|| UncertainDate::between(DayRange::ALL)),
        after: Vec::new(),
        before: Vec::new(),
        time: fields.converted("time", values::time),
        time_text: fields.text("time_text"),
        timezone: fields.checked("timezone", values::timezone),
    };
    (when, span)
}

fn refs<'t>(
    fields: &mut Fields<'t, '_>,
    id: Option<Span>,
    date: Option<Span>,
) -> Option<EventRefs> {
    let after = fields.references("after", &[Kind::Event]);
    let before = fields.references("before", &[Kind::Event]);
    if ["date", "after", "before"]
        .into_iter()
        .all(|key| fields.is_absent(key))
    {
        fields.missing(
            "date",
            "add `date`, or `after` or `before` with the id of an event".to_owned(),
        );
    }
    let region = fields.required_reference("region", &[Kind::Region]);
    let place = fields.get("place").map(|value| Span::new(&value.place));
    let actors = fields.tables("actors", "entry of `actors`", participant);
    let sources = fields.entries("sources", "a source's id or a table", citation);
    let quotes = fields.tables("quote", "quote", quote::read);
    let claims = fields.tables("claim", "claim", claim::read);
    let relations = fields.tables("relation", "relation", relation);
    Some(EventRefs {
        id: id?,
        date,
        after,
        before,
        region: region?,
        place,
        actors,
        sources,
        quotes,
        claims,
        relations,
    })
}

fn participant<'t>(mut fields: Fields<'t, '_>) -> Option<ParticipantDraft> {
    let actor = fields.required_reference("actor", &[Kind::Actor]);
    let role = fields.word("role");
    let side = fields.word("side");
    fields.finish().then_some(ParticipantDraft {
        actor: actor?,
        role,
        side,
    })
}

/// A source's id, alone or with what the curator says of it.
fn citation<'s, 't>(
    value: Value<'s, 't>,
    sink: &mut Sink<'t>,
) -> Result<Option<(Reference, Citation)>, Value<'s, 't>> {
    match value.value {
        DeValue::String(id) => {
            let name = Name {
                text: id.clone(),
                span: Span::new(&value.place),
            };
            let source = sink.reference("sources", &[Kind::Source], name);
            Ok(Some((source, bare_citation())))
        }
        DeValue::Table(table) => Ok(detailed_citation(Fields::new(
            table,
            value.place,
            "citation",
            sink,
        ))),
        _ => Err(value),
    }
}

fn bare_citation() -> Citation {
    Citation {
        source: SourceIx(UNRESOLVED),
        credibility: None,
        locator: None,
        note: None,
        text: None,
    }
}

fn detailed_citation<'t>(mut fields: Fields<'t, '_>) -> Option<(Reference, Citation)> {
    let source = fields.required_reference("source", &[Kind::Source]);
    let citation = Citation {
        credibility: fields.word("credibility"),
        locator: fields.text("locator"),
        note: fields.text("note"),
        ..bare_citation()
    };
    fields.finish().then_some((source?, citation))
}

fn place(mut fields: Fields<'_, '_>) -> Option<Place> {
    let place = Place {
        name: fields.text("name"),
        position: fields.position(),
        precision: fields.word("precision"),
    };
    fields.finish().then_some(place)
}

fn assessment(mut fields: Fields<'_, '_>) -> Option<Assessment> {
    let assessment = Assessment {
        reliability: fields.word("reliability"),
        credibility: fields.word("credibility"),
        reason: fields.text("reason"),
    };
    fields.finish().then_some(assessment)
}

fn provenance(mut fields: Fields<'_, '_>) -> Option<(Option<Box<str>>, Option<UncertainDate>)> {
    let provenance = (fields.text("coded_by"), fields.date("coded_at"));
    fields.finish().then_some(provenance)
}

fn relation<'t>(mut fields: Fields<'t, '_>) -> Option<RelationDraft> {
    let kind = fields.required_word("type");
    let event = fields.required_reference("event", &[Kind::Event]);
    let note = fields.text("note");
    fields.finish().then_some(RelationDraft {
        kind: kind?,
        event: event?,
        note,
    })
}
