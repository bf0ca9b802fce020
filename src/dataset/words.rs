//! The closed lists of words as the decoder sees them.

use super::nearest;
use super::values::Fault;
use crate::model::{
    ActorKind, ClaimSubject, Confidence, Credibility, EventKind, EventStatus, Likelihood,
    PlacePrecision, Qualifier, RegionLevel, RelationKind, Reliability, Role, Side, SourceKind,
    Stance,
};

/// A closed list of words.
pub(crate) trait Word: Copy + 'static {
    /// What the list is called in messages.
    const NAME: &'static str;
    /// Whether its words are digits, so that a bare number may stand for one.
    const NUMERIC: bool = false;
    /// Every spelling.
    fn slugs() -> Vec<&'static str>;
    /// The word with this spelling.
    fn from_slug(slug: &str) -> Option<Self>;
}

macro_rules! words {
    ($($type:ident, $name:literal $(, numeric = $numeric:literal)?;)+) => { $(
        impl Word for $type {
            const NAME: &'static str = $name;
            $(const NUMERIC: bool = $numeric;)?

            fn slugs() -> Vec<&'static str> {
                Self::ALL.iter().map(|word| word.slug()).collect()
            }

            fn from_slug(slug: &str) -> Option<Self> {
                Self::from_slug(slug)
            }
        }
    )+ };
}

words! {
    EventStatus, "status of an event";
    Qualifier, "qualifier of a number";
    Side, "side", numeric = true;
    ActorKind, "kind of actor";
    ClaimSubject, "subject of a claim";
    Confidence, "confidence";
    Credibility, "credibility", numeric = true;
    EventKind, "kind of event";
    Likelihood, "likelihood";
    PlacePrecision, "precision";
    RegionLevel, "level of region";
    RelationKind, "type of relation";
    Reliability, "reliability";
    Role, "role";
    SourceKind, "kind of source";
    Stance, "stance";
}

/// A word that its list does not have.
pub(super) fn unknown_word<W: Word>(key: &str, text: &str) -> Fault {
    let slugs = W::slugs();
    let listed = slugs
        .iter()
        .map(|slug| format!("`{slug}`"))
        .collect::<Vec<_>>()
        .join(", ");
    let hint = match nearest::nearest(text, slugs.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? `{key}` is one of {listed}"),
        None => format!("`{key}` is one of {listed}"),
    };
    Fault::new("unknown-word", format!("`{text}` is no {}", W::NAME)).hint(hint)
}
