//! A value of a facet, as a small code that is turned into text only for the page that is shown.

use super::super::engine::Scope;
use super::super::{ActorKey, Facet};
use crate::model::{Credibility, EventKind, Reliability};
use crate::store::{
    ActorCode, BlocCode, DatasetCode, FieldCode, PublisherCode, RegionCode, SourceCode, TagCode,
    ValueCode,
};

/// A value of a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::analysis) enum Item {
    Actor(ActorCode),
    Bloc(BlocCode),
    Region(RegionCode),
    Kind(EventKind),
    Tag(TagCode),
    Source(SourceCode),
    Publisher(PublisherCode),
    Dataset(DatasetCode),
    /// Any digit beside this letter.
    Letter(Reliability),
    Grade(Reliability, Credibility),
    /// A digit without a letter.
    Digit(Credibility),
    /// A value of a field of the data sets' own, or a code of a scheme.
    Own(FieldCode, ValueCode),
}

impl Item {
    /// The filter field that the value goes into.
    pub(in crate::analysis) fn field<'a>(&self, scope: &Scope<'a>) -> &'a str {
        match self {
            Self::Actor(_) => "actor",
            Self::Bloc(_) => "bloc",
            Self::Region(_) => "region",
            Self::Kind(_) => "kind",
            Self::Tag(_) => "tag",
            Self::Source(_) => "source",
            Self::Publisher(_) => "publisher",
            Self::Dataset(_) => "dataset",
            Self::Letter(_) | Self::Grade(..) => "grade",
            Self::Digit(_) => "credibility",
            Self::Own(field, _) => &scope.engine.vocabulary().fields[field.index()].name,
        }
    }

    /// As typed in a filter.
    pub(in crate::analysis) fn value(&self, scope: &Scope<'_>) -> String {
        let names = scope.engine.names();
        match *self {
            Self::Actor(code) => names.actors.typed(code.0).to_owned(),
            Self::Bloc(code) => names.blocs.typed(code.0).to_owned(),
            Self::Region(code) => names.regions.typed(code.0).to_owned(),
            Self::Kind(kind) => kind.slug().to_owned(),
            Self::Tag(code) => names.tags.typed(code.0).to_owned(),
            Self::Source(code) => names.sources.typed(code.0).to_owned(),
            Self::Publisher(code) => names.publishers.typed(code.0).to_owned(),
            Self::Dataset(code) => names.datasets.typed(code.0).to_owned(),
            Self::Letter(letter) => letter.slug().to_owned(),
            Self::Grade(letter, digit) => format!("{letter}{digit}"),
            Self::Digit(digit) => digit.slug().to_owned(),
            Self::Own(field, value) => names.fields[field.index()].typed(value.0).to_owned(),
        }
    }

    /// For people.
    pub(in crate::analysis) fn label(&self, scope: &Scope<'_>) -> String {
        let names = scope.engine.vocabulary();
        match *self {
            Self::Actor(code) => {
                // Lists are narrow; the full name is in the actor panel.
                let actor = &names.actors[code.index()];
                actor.short.as_ref().unwrap_or(&actor.name).to_string()
            }
            Self::Bloc(code) => names.blocs[code.index()].name.to_string(),
            Self::Region(code) => names.regions[code.index()].label().to_owned(),
            Self::Kind(kind) => kind.label().to_owned(),
            Self::Tag(code) => names.tags[code.index()].to_string(),
            Self::Source(code) => {
                let source = &names.sources[code.index()];
                source.title.as_ref().unwrap_or(&source.id).to_string()
            }
            Self::Publisher(code) => names.publishers[code.index()].to_string(),
            Self::Dataset(code) => {
                let title = scope.engine.dataset_title(code.index());
                format!("#{} {title}", code.0 + 1)
            }
            Self::Letter(letter) => format!("{letter}  {}", letter.label()),
            Self::Grade(letter, digit) => format!("{letter}{digit}  {}", digit.label()),
            Self::Digit(digit) => format!("{digit}  {}", digit.label()),
            Self::Own(field, value) => names.fields[field.index()].label(value),
        }
    }

    /// Position of its bloc in the catalog.
    pub(in crate::analysis) fn bloc(&self, scope: &Scope<'_>) -> Option<usize> {
        match self {
            Self::Actor(actor) => scope.engine.actor_tree().home(*actor).map(BlocCode::index),
            Self::Bloc(bloc) => Some(bloc.index()),
            _ => None,
        }
    }

    /// The actor, when it is one.
    pub(super) fn actor(&self, scope: &Scope<'_>) -> Option<ActorKey> {
        match self {
            Self::Actor(actor) => Some(scope.engine.actor_key(*actor)),
            _ => None,
        }
    }

    /// Whether it only stands above others in this facet.
    pub(in crate::analysis) fn is_heading(&self, facet: Facet) -> bool {
        matches!(
            (self, facet),
            (Self::Bloc(_), Facet::Actor) | (Self::Publisher(_), Facet::Source)
        )
    }
}
