//! The rows that pass one test, from whole columns.

use super::evaluate::Context;
use super::filter::{ActorPart, Feature, Predicate, Property, TextMatch};
use super::row_set::RowSet;
use super::row_test::{self, RowTest};
use super::{near, pattern};
use crate::model::TimeRange;
use crate::store::{ActorCode, Bitset, Clock, Postings, RowId, Store};

/// Whether the columns tell only how things are at present, so that rows with something unpublished have to be tested apart.
pub(super) fn describes_present(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::Text(_)
        | Predicate::Actor { .. }
        | Predicate::Bloc(_)
        | Predicate::Source(_)
        | Predicate::Publisher(_)
        | Predicate::Language(_)
        | Predicate::Count { .. }
        | Predicate::Disputed(_)
        | Predicate::Sources(_)
        | Predicate::Has(_) => true,
        Predicate::Region(_)
        | Predicate::Kind(_)
        | Predicate::Status(_)
        | Predicate::Tag(_)
        | Predicate::Own { .. }
        | Predicate::Dataset(_)
        | Predicate::Id(_)
        | Predicate::Date { .. }
        | Predicate::Hour(_)
        | Predicate::Importance(_)
        | Predicate::Near { .. } => false,
        // These are read from the edition itself.
        Predicate::Origins(_) | Predicate::Grade { .. } | Predicate::Is(_) => false,
    }
}

/// The rows that pass; `None` when cancelled.
pub(super) fn rows(context: Context<'_>, predicate: &Predicate) -> Option<RowSet> {
    let Context { store, edition, .. } = context;
    let index = store.index();
    let rows = match predicate {
        Predicate::Text(TextMatch::Word(text) | TextMatch::Phrase(text)) => {
            text_rows(context, text)?
        }
        Predicate::Text(TextMatch::Pattern(regex)) => pattern::rows(context, regex)?,
        Predicate::Actor { actors, part } => actor_rows(store, actors, *part),
        Predicate::Region(regions) => store
            .regions()
            .rows_where(&marked(regions.iter().map(|code| code.index()))),
        Predicate::Kind(kinds) => store
            .kinds()
            .rows_where(&marked(kinds.iter().map(|&kind| kind as usize))),
        Predicate::Status(statuses) => store.rows_with_status(statuses),
        Predicate::Dataset(sets) => store
            .datasets()
            .rows_where(&marked(sets.iter().map(|code| code.index()))),
        Predicate::Bloc(blocs) => {
            listed(store, &index.blocs, blocs.iter().map(|code| code.index()))
        }
        Predicate::Tag(tags) => listed(store, &index.tags, tags.iter().map(|code| code.index())),
        Predicate::Own { field, values } => listed(
            store,
            &index.fields[field.index()],
            values.iter().map(|code| code.index()),
        ),
        Predicate::Source(sources) => listed(
            store,
            &index.sources,
            sources.iter().map(|code| code.index()),
        ),
        Predicate::Publisher(names) => listed(
            store,
            &index.publishers,
            names.iter().map(|code| code.index()),
        ),
        Predicate::Language(tags) => listed(
            store,
            &index.languages,
            tags.iter().map(|code| code.index()),
        ),
        Predicate::Id(ids) => of_rows(store, ids.iter().flat_map(|id| store.rows_with_id(id))),
        Predicate::Date { range, certain } => return Some(date_rows(store, *range, *certain)),
        Predicate::Hour(hours) => by_row(store, |row| {
            let time = store.time(RowId::at(row));
            time.is_some_and(|time| hours.holds(time))
        }),
        Predicate::Count { .. } | Predicate::Disputed(_) => {
            return Some(claim_rows(context, predicate));
        }
        Predicate::Origins(range) => by_row(store, |row| range.holds(edition.support[row].into())),
        Predicate::Sources(range) => by_row(store, |row| {
            range.holds(store.citations(RowId::at(row)).count() as u64)
        }),
        Predicate::Importance(range) => by_row(store, |row| {
            store.importance()[row] > 0 && range.holds(store.importance()[row].into())
        }),
        Predicate::Grade {
            reliability,
            credibility,
        } => by_row(store, |row| {
            row_test::grade_fits(edition.grades[row], reliability, credibility)
        }),
        Predicate::Is(property) => property_rows(context, *property),
        Predicate::Has(feature) => feature_rows(store, *feature),
        Predicate::Near { lat, lon, km } => {
            let circle = near::Circle::new(*lat, *lon, *km);
            by_row(store, |row| {
                store
                    .position(RowId::at(row))
                    .is_some_and(|at| circle.holds(at))
            })
        }
    };
    Some(RowSet::sure(rows))
}

fn by_row(store: &Store, test: impl FnMut(usize) -> bool) -> Bitset {
    Bitset::from_fn(store.len(), test)
}

fn of_rows(store: &Store, rows: impl Iterator<Item = RowId>) -> Bitset {
    let mut set = Bitset::empty(store.len());
    rows.for_each(|row| set.insert(row));
    set
}

fn listed(store: &Store, postings: &Postings, values: impl Iterator<Item = usize>) -> Bitset {
    let mut set = Bitset::empty(store.len());
    postings.mark(values, &mut set);
    set
}

/// A table that says of each code whether it is among these.
pub(super) fn marked(codes: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut table = Vec::new();
    for code in codes {
        if table.len() <= code {
            table.resize(code + 1, false);
        }
        table[code] = true;
    }
    table
}

/// In the text of the row, or in a name of its region, of one above that, of one of its actors or of a value of a field.
fn text_rows(context: Context<'_>, text: &str) -> Option<Bitset> {
    let store = context.store;
    let mut rows = store.text().search(text, context.cancelled)?;
    add_named_rows(store, |names| names.contains(text), &mut rows);
    Some(rows)
}

/// Names of what rows refer to, by whether one passes a test.
pub(super) struct Named {
    actors: Vec<bool>,
    /// Regions with a name that passes, and all below them.
    regions: Vec<bool>,
    /// Values of fields, by field.
    values: Vec<Vec<usize>>,
}

impl Named {
    pub(super) fn new(store: &Store, test: impl Fn(&str) -> bool) -> Self {
        let names = store.names();
        let vocabulary = store.vocabulary();
        let mut regions = vec![false; vocabulary.regions.len()];
        let passing = names.regions(&test);
        for (region, _) in vocabulary
            .regions
            .iter()
            .zip(&passing)
            .filter(|(_, passes)| **passes)
        {
            region
                .within
                .iter()
                .for_each(|inner| regions[inner.index()] = true);
        }
        for (region, passes) in regions.iter_mut().zip(passing) {
            *region |= passes;
        }
        let fields = 0..vocabulary.fields.len();
        Self {
            actors: names.actors(&test),
            regions,
            values: fields.map(|field| names.values(field, &test)).collect(),
        }
    }

    /// Whether the row has such a name, as far as published.
    pub(super) fn has(&self, store: &Store, row: RowId, clock: Clock) -> bool {
        let fields = store.index().fields.iter().zip(&self.values);
        self.regions[store.region(row).index()]
            || store
                .actors(row, clock)
                .any(|actor| self.actors[actor.index()])
            || fields.into_iter().any(|(postings, values)| {
                row_test::is_listed(row, postings, values.iter().copied())
            })
    }

    fn any_region(&self) -> bool {
        self.regions.contains(&true)
    }

    /// The lists of rows of actors and values that pass.
    fn lists<'a>(&'a self, store: &'a Store) -> impl Iterator<Item = (&'a Postings, Vec<usize>)> {
        let actors = self
            .actors
            .iter()
            .enumerate()
            .filter(|(_, passes)| **passes);
        let actors = actors.map(|(actor, _)| actor).collect();
        let fields = store.index().fields.iter().zip(self.values.iter().cloned());
        std::iter::once((&store.index().actors, actors)).chain(fields)
    }
}

/// Rows with a name that passes.
pub(super) fn named_rows(store: &Store, test: impl Fn(&str) -> bool) -> Bitset {
    let mut rows = Bitset::empty(store.len());
    add_named_rows(store, test, &mut rows);
    rows
}

/// To look at the names of a row takes about as long as to take so many rows from a list.
const ENTRIES_A_ROW: usize = 16;

/// Adds rows with a region, or one above it, an actor or a value of a field that has a name which passes. A letter is in most names
/// and most texts: then only the few rows that are not in the set are looked at.
fn add_named_rows(store: &Store, test: impl Fn(&str) -> bool, rows: &mut Bitset) {
    let named = Named::new(store, test);
    let entries: usize = named
        .lists(store)
        .map(|(postings, values)| {
            values
                .iter()
                .map(|&value| postings.total(value))
                .sum::<usize>()
        })
        .sum();
    let whole = entries + if named.any_region() { store.len() } else { 0 };
    if (store.len() - rows.count()) * ENTRIES_A_ROW < whole {
        let mut others = rows.clone();
        others.flip();
        let others = others
            .iter()
            .filter(|&row| named.has(store, row, Clock::NOW));
        return others.for_each(|row| rows.insert(row));
    }
    if named.any_region() {
        rows.or(&store.regions().rows_where(&named.regions));
    }
    for (postings, values) in named.lists(store) {
        postings.mark(values, rows);
    }
}

fn actor_rows(store: &Store, actors: &[ActorCode], part: ActorPart) -> Bitset {
    let rows = listed(
        store,
        &store.index().actors,
        actors.iter().map(|code| code.index()),
    );
    if part == ActorPart::Any {
        return rows;
    }
    let wanted = marked(actors.iter().map(|code| code.index()));
    of_rows(
        store,
        rows.iter()
            .filter(|&row| row_test::has_part(store, row, &wanted, part, Clock::NOW)),
    )
}

fn date_rows(store: &Store, range: TimeRange, certain: bool) -> RowSet {
    let within = store.within(range);
    if certain {
        RowSet::sure(within)
    } else {
        RowSet::new(store.overlapping(range), within)
    }
}

fn claim_rows(context: Context<'_>, predicate: &Predicate) -> RowSet {
    let store = context.store;
    let test = RowTest::new(store, store.now(), predicate);
    let (mut possible, mut certain) = (Bitset::empty(store.len()), Bitset::empty(store.len()));
    for (row, _) in store.children().all_claims() {
        let verdict = test.verdict(row);
        possible.set(row, verdict.possible);
        certain.set(row, verdict.certain);
    }
    RowSet::new(possible, certain)
}

fn property_rows(context: Context<'_>, property: Property) -> Bitset {
    let Context { store, edition, .. } = context;
    match property {
        Property::Disputed => edition.disputed.clone(),
        Property::OneSided => edition.one_sided.clone(),
        Property::Single => edition.single.clone(),
        Property::Uncertain => store.unsure().clone(),
    }
}

fn feature_rows(store: &Store, feature: Feature) -> Bitset {
    let children = store.children();
    match feature {
        Feature::Quote => of_rows(store, children.all_quotes().map(|(row, _)| row)),
        Feature::Claim => of_rows(store, children.all_claims().map(|(row, _)| row)),
        Feature::Relation => store.index().related.clone(),
        Feature::Summary => store.summarised().clone(),
        Feature::Time => store.timed(),
        Feature::Place => by_row(store, |row| store.position(RowId::at(row)).is_some()),
    }
}
