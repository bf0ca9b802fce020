//! One test of one row, as of an edition: for rows that columns do not describe, and where few rows are left.

use super::columns::Named;
use super::columns::marked;
use super::filter::{ActorPart, Feature, NumberRange, Predicate, Property, TextMatch};
use super::near::Circle;
use crate::model::{ClaimSubject, Credibility, Qualifier, Reliability, Role, Stance, TimeRange};
use crate::store::{
    Clock, Edition, PackedGrade, Postings, RowId, Store, claims_exclude, current_claims,
};

/// The outcome of a test of three values: certain, only possible, neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) possible: bool,
    pub(super) certain: bool,
}

impl From<bool> for Verdict {
    fn from(passes: bool) -> Self {
        Self {
            possible: passes,
            certain: passes,
        }
    }
}

impl NumberRange {
    /// Whether the number lies in the range.
    #[must_use]
    pub fn holds(self, number: u64) -> bool {
        self.min <= number && number <= self.max
    }
}

/// A test with what it needs for every row.
pub(super) struct RowTest<'a> {
    store: &'a Store,
    edition: &'a Edition,
    predicate: &'a Predicate,
    /// Codes that the test asks for.
    wanted: Vec<bool>,
    /// Whose names pass, of a test of text.
    named: Option<Named>,
}

impl<'a> RowTest<'a> {
    pub(super) fn new(store: &'a Store, edition: &'a Edition, predicate: &'a Predicate) -> Self {
        let named = match predicate {
            Predicate::Text(text) => Some(Named::new(store, |names: &str| {
                names.split_terminator('\n').any(|name| text.finds(name))
            })),
            _ => None,
        };
        Self {
            store,
            edition,
            predicate,
            wanted: wanted(predicate),
            named,
        }
    }

    pub(super) fn verdict(&self, row: RowId) -> Verdict {
        let Self { store, edition, .. } = *self;
        let clock = edition.clock();
        let wants = |code: usize| self.wanted.get(code).copied().unwrap_or(false);
        let passes = match self.predicate {
            Predicate::Text(text) => self.has_text(row, text),
            Predicate::Actor { part, .. } => has_part(store, row, &self.wanted, *part, clock),
            Predicate::Region(_) => wants(store.region(row).index()),
            Predicate::Kind(kinds) => kinds.contains(&store.kind(row)),
            Predicate::Status(statuses) => statuses.contains(&store.status(row)),
            Predicate::Dataset(_) => wants(store.record(row).0.index()),
            Predicate::Bloc(_) => store.row_blocs(row, clock).any(|bloc| wants(bloc.index())),
            Predicate::Tag(tags) => {
                let codes = tags.iter().map(|tag| tag.index());
                is_listed(row, &store.index().tags, codes)
            }
            Predicate::Own { field, values } => {
                let codes = values.iter().map(|value| value.index());
                is_listed(row, &store.index().fields[field.index()], codes)
            }
            Predicate::Source(_) => {
                let mut seen = store
                    .citations(row)
                    .filter(|&(source, _)| store.sees_source(row, source, clock));
                seen.any(|(source, _)| wants(source.index()))
            }
            Predicate::Publisher(_) => store
                .row_publishers(row, clock)
                .any(|publisher| wants(publisher.index())),
            Predicate::Language(_) => store
                .row_languages(row, clock)
                .any(|language| wants(language.index())),
            Predicate::Id(ids) => ids.iter().any(|id| **id == *store.id(row)),
            Predicate::Date { range, certain } => {
                return date_verdict(store, row, (*range, *certain));
            }
            Predicate::Hour(hours) => store.time(row).is_some_and(|time| hours.holds(time)),
            Predicate::Count {
                about,
                range,
                certain,
            } => return self.count_verdict(row, *about, *range, *certain),
            Predicate::Disputed(about) => claims_exclude(store, row, clock, about),
            Predicate::Origins(range) => range.holds(edition.support[row.index()].into()),
            Predicate::Sources(range) => {
                let mut cited = store.citations(row);
                let seen = cited
                    .by_ref()
                    .filter(|&(source, _)| store.sees_source(row, source, clock));
                range.holds(seen.count() as u64)
            }
            Predicate::Importance(range) => {
                let importance = store.importance()[row.index()];
                importance > 0 && range.holds(importance.into())
            }
            Predicate::Grade {
                reliability,
                credibility,
            } => grade_fits(edition.grades[row.index()], reliability, credibility),
            Predicate::Is(property) => self.is(row, *property),
            Predicate::Has(feature) => self.has(row, *feature),
            Predicate::Near { lat, lon, km } => store
                .position(row)
                .is_some_and(|at| Circle::new(*lat, *lon, *km).holds(at)),
        };
        passes.into()
    }

    fn has_text(&self, row: RowId, text: &TextMatch) -> bool {
        let clock = self.edition.clock();
        let named = self.named.as_ref();
        named.is_some_and(|named| named.has(self.store, row, clock))
            || self.store.fields(row, clock).any(|field| text.finds(field))
    }

    /// Some current claim that asserts: possibly when its numbers share one with the range, certainly when they lie inside.
    fn count_verdict(
        &self,
        row: RowId,
        about: ClaimSubject,
        range: NumberRange,
        certain: bool,
    ) -> Verdict {
        let claims = self.store.children().claims(row);
        let current = current_claims(self.store, row, self.edition.clock());
        let counted = current.into_iter().map(|at| claims.at(at));
        let counted =
            counted.filter(|claim| claim.about == about && claim.stance == Stance::Asserts);
        let numbers: Vec<_> = counted
            .filter_map(|claim| Some((claim.numbers?, claim.qualifier)))
            .collect();
        // "About 80" may be 79: only bounds that the claimant gave are certain.
        let exact = |qualifier: Option<Qualifier>| !qualifier.is_some_and(Qualifier::is_vague);
        let inside = numbers.iter().any(|(claimed, qualifier)| {
            exact(*qualifier) && range.min <= claimed.low && claimed.most() <= range.max
        });
        let touching = numbers
            .iter()
            .any(|(claimed, _)| claimed.low <= range.max && range.min <= claimed.most());
        Verdict {
            possible: if certain { inside } else { touching },
            certain: inside,
        }
    }

    fn is(&self, row: RowId, property: Property) -> bool {
        match property {
            Property::Disputed => self.edition.disputed.contains(row),
            Property::OneSided => self.edition.one_sided.contains(row),
            Property::Single => self.edition.single.contains(row),
            Property::Uncertain => {
                let days = self.store.days().of(row);
                self.store.doubtful().contains(row) || days.from != days.to
            }
        }
    }

    fn has(&self, row: RowId, feature: Feature) -> bool {
        let (store, clock) = (self.store, self.edition.clock());
        let children = store.children();
        match feature {
            Feature::Quote => store.quotes(row, clock).next().is_some(),
            Feature::Claim => children
                .claims(row)
                .iter()
                .any(|claim| store.sees_claim(row, &claim, clock)),
            Feature::Relation => children
                .relations(row)
                .iter()
                .any(|&(_, other)| store.sees_event(other, clock)),
            Feature::Place => store.position(row).is_some(),
            Feature::Time => store.time(row).is_some(),
            Feature::Summary => store.summarised().contains(row),
        }
    }
}

impl TextMatch {
    /// Whether it is found in one folded field.
    #[must_use]
    pub fn finds(&self, field: &str) -> bool {
        match self {
            Self::Word(text) | Self::Phrase(text) => field.contains(&**text),
            Self::Pattern(regex) => regex.is_match(field),
        }
    }
}

fn wanted(predicate: &Predicate) -> Vec<bool> {
    match predicate {
        Predicate::Actor { actors, .. } => marked(actors.iter().map(|code| code.index())),
        Predicate::Region(codes) => marked(codes.iter().map(|code| code.index())),
        Predicate::Dataset(codes) => marked(codes.iter().map(|code| code.index())),
        Predicate::Bloc(codes) => marked(codes.iter().map(|code| code.index())),
        Predicate::Source(codes) => marked(codes.iter().map(|code| code.index())),
        Predicate::Publisher(codes) => marked(codes.iter().map(|code| code.index())),
        Predicate::Language(codes) => marked(codes.iter().map(|code| code.index())),
        _ => Vec::new(),
    }
}

/// Whether one of the values has the row among its own.
pub(super) fn is_listed(
    row: RowId,
    postings: &Postings,
    mut values: impl Iterator<Item = usize>,
) -> bool {
    values.any(|value| postings.rows(value).binary_search(&row.0).is_ok())
}

/// Whether one of the wanted actors has the part.
pub(super) fn has_part(
    store: &Store,
    row: RowId,
    wanted: &[bool],
    part: ActorPart,
    clock: Clock,
) -> bool {
    let wants =
        |actor: crate::store::ActorCode| wanted.get(actor.index()).copied().unwrap_or(false);
    let with_role = |role: Role| {
        store
            .participants(row)
            .any(|mention| mention.role == Some(role) && wants(mention.actor))
    };
    match part {
        ActorPart::Any => store.actors(row, clock).any(wants),
        ActorPart::Role(role) => with_role(role),
        ActorPart::Speaker => with_role(Role::Speaker) || store.speakers(row, clock).any(wants),
    }
}

/// Whether a grade has one of the letters and one of the digits; any do when none are asked for.
pub(super) fn grade_fits(
    grade: PackedGrade,
    letters: &[Reliability],
    digits: &[Credibility],
) -> bool {
    let letter = letters.is_empty()
        || grade
            .reliability()
            .is_some_and(|letter| letters.contains(&letter));
    letter
        && (digits.is_empty()
            || grade
                .credibility()
                .is_some_and(|digit| digits.contains(&digit)))
}

fn date_verdict(store: &Store, row: RowId, (range, certain): (TimeRange, bool)) -> Verdict {
    let inside = store.is_in(row, range);
    Verdict {
        possible: if certain {
            inside
        } else {
            store.may_be_in(row, range)
        },
        certain: inside,
    }
}
