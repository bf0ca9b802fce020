//! A line of the timeline.

use super::engine::Scope;
use super::{ActorMention, CodedRows, DateCertainty, EventRow, Grade};
use crate::load::ReadError;
use crate::model::{Day, Event, When};
use crate::store::{ActorCode, Bitset, Edition, PackedGrade, RowId};

impl From<PackedGrade> for Grade {
    fn from(packed: PackedGrade) -> Self {
        Self {
            reliability: packed.reliability(),
            credibility: packed.credibility(),
            assessed: packed.assessed(),
        }
    }
}

/// What the timeline shows of a row.
///
/// # Errors
///
/// When the record of the row cannot be read again.
pub(super) fn event_row(scope: &Scope<'_>, row: RowId) -> Result<EventRow, ReadError> {
    let (store, edition) = (scope.store(), &*scope.selection.edition);
    let (_, event) = scope.engine.event(row)?;
    let clock = edition.clock();
    let claims = store.children().claims(row);
    let has = |set: fn(&Edition) -> &Bitset| set(edition).contains(row);
    Ok(EventRow {
        key: scope.engine.key(row),
        id: event.id.to_string(),
        days: event.when.date.written(),
        allowed: event.when.date.bounds(),
        date: event.when.date.text().to_owned(),
        certainty: certainty(&event.when),
        time: event.when.time,
        time_text: event.when.time_text.as_deref().map(str::to_owned),
        kind: event.kind,
        status: event.status,
        title: title(scope, row, &event.title),
        place: place(scope, row, &event),
        precision: event.place.as_ref().and_then(|place| place.precision),
        actors: mentions(scope, row),
        grade: edition.grades[row.index()].into(),
        support: edition.support[row.index()],
        sources: small(
            store
                .citations(row)
                .filter(|&(source, _)| store.sees_source(row, source, clock))
                .count(),
        ),
        one_sided: has(|edition| &edition.one_sided),
        quotes: small(store.quotes(row, clock).count()),
        claims: small(
            claims
                .iter()
                .filter(|claim| store.sees_claim(row, claim, clock))
                .count(),
        ),
        disputed: has(|edition| &edition.disputed),
        certain: is_certain(scope, row),
        coded: coded_rows(scope, row),
    })
}

/// The same for several rows.
///
/// # Errors
///
/// As for one.
pub(super) fn event_rows(
    scope: &Scope<'_>,
    rows: impl IntoIterator<Item = RowId>,
) -> Result<Vec<EventRow>, ReadError> {
    rows.into_iter().map(|row| event_row(scope, row)).collect()
}

/// Whether the row matches certainly, or another one of its report where it stands for that.
fn is_certain(scope: &Scope<'_>, row: RowId) -> bool {
    let selection = &scope.selection;
    selection.rows.certain().contains(row) || selection.coded().certain().contains(row)
}

fn coded_rows(scope: &Scope<'_>, row: RowId) -> CodedRows {
    let run = scope.store().reports().rows(row);
    if run.len() == 1 {
        return CodedRows::default();
    }
    let matching = scope.selection.coded().possible().iter_within(run.clone());
    CodedRows {
        matching: matching.map(|row| scope.engine.key(row)).collect(),
        all: run.len(),
    }
}

/// What stands before a title that was written later than `known:` says.
const LATER_TITLE: &str = "[later] ";
/// The same before a summary, a note or a reason.
const WRITTEN_LATER: &str = "[written later] ";

/// The title of a row's event, marked when it was written later.
pub(super) fn title(scope: &Scope<'_>, row: RowId, title: &str) -> String {
    if is_written_later(scope, row) {
        format!("{LATER_TITLE}{title}")
    } else {
        title.to_owned()
    }
}

/// What the curator says of a row's event beside the title, marked when it was written later.
pub(super) fn remark(scope: &Scope<'_>, row: RowId, text: Option<&str>) -> Option<String> {
    marked(is_written_later(scope, row), text)
}

/// A text of the curator's, marked when it was written later.
pub(super) fn marked(later: bool, text: Option<&str>) -> Option<String> {
    text.map(|text| {
        let mark = if later { WRITTEN_LATER } else { "" };
        format!("{mark}{text}")
    })
}

/// Whether some text of a dataset was published later: then what its curator says of actors and sources, which cites nothing,
/// counts as written later too.
pub(super) fn has_later_texts(scope: &Scope<'_>, dataset: u16) -> bool {
    let clock = scope.selection.edition.clock();
    let sources = &scope.engine.vocabulary().sources;
    let own = sources
        .iter()
        .filter(|source| source.dataset.index() == usize::from(dataset));
    let mut days = own.filter_map(|source| source.published);
    days.any(|days| !clock.has_reached(days.to))
}

/// See [`crate::store::Store::is_written_later`].
pub(super) fn is_written_later(scope: &Scope<'_>, row: RowId) -> bool {
    let clock = scope.selection.edition.clock();
    scope.store().is_written_later(row, clock)
}

/// How sure a date is; what is worse comes first.
fn certainty(when: &When) -> DateCertainty {
    match &when.date {
        _ if when.derived => DateCertainty::Derived,
        date if !date.is_one_day() => DateCertainty::Interval,
        date if date.is_uncertain() => DateCertainty::Uncertain,
        date if date.is_approximate() => DateCertainty::Approximate,
        _ => DateCertainty::Day,
    }
}

fn place(scope: &Scope<'_>, row: RowId, event: &Event) -> String {
    let named = event.place.as_ref().and_then(|place| place.name.as_deref());
    let region = || &*scope.engine.vocabulary().regions[scope.store().region(row).index()].name;
    named.unwrap_or_else(region).to_owned()
}

fn mentions(scope: &Scope<'_>, row: RowId) -> Vec<ActorMention> {
    let day = scope.store().bloc_day(row);
    let parts = scope.store().participants(row);
    parts
        .map(|part| ActorMention {
            role: part.role,
            side: part.side,
            ..mention(scope, part.actor, day)
        })
        .collect()
}

/// An actor as shown, with its bloc on a day.
pub(super) fn mention(scope: &Scope<'_>, actor: ActorCode, day: Day) -> ActorMention {
    let entry = &scope.engine.vocabulary().actors[actor.index()];
    ActorMention {
        key: scope.engine.actor_key(actor),
        id: entry.id.to_string(),
        name: entry.short.as_ref().unwrap_or(&entry.name).to_string(),
        role: None,
        side: None,
        bloc: bloc(scope, actor, day),
    }
}

/// Position in the catalog of the actor's bloc on a day: blocs have their codes in the order of the catalog.
pub(super) fn bloc(scope: &Scope<'_>, actor: ActorCode, day: Day) -> Option<usize> {
    scope
        .store()
        .blocs(actor, day)
        .next()
        .map(crate::store::BlocCode::index)
}

fn small(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
