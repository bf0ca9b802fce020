//! Other renderings of what somebody said: by another source, on the same day or beside it.

use std::collections::HashMap;

use super::super::engine::Scope;
use super::entries::Records;
use super::groups::{Grouped, Listed, day};
use super::words::{self, Words};
use super::{AskError, QuoteEntry, Rendering, Sameness};
use crate::store::{ActorCode, QuoteRow, fold};

/// Renderings kept for each quote; more would be a list of what the speaker said that day.
const MOST: usize = 6;
/// Quotes of the same speaker and days that each one is compared with.
const COMPARED: usize = 48;
/// Quotes between two looks at whether the answer is still wanted.
const CHECKED: usize = 1 << 16;

/// Who spoke: an actor, or a name in print.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Voice {
    Actor(ActorCode),
    Named(String),
}

/// Finds the other renderings of the chosen quotes among all.
pub(super) fn find(
    scope: &Scope<'_>,
    grouped: &Grouped<'_>,
    (chosen, entries): (&[Listed], &mut [QuoteEntry]),
    records: &mut Records<'_, '_>,
) -> Result<(), AskError> {
    let near = candidates(scope, grouped, chosen).ok_or(AskError::Cancelled)?;
    for entry in entries {
        let own = Words::of(&entry.quote.text);
        let row = scope.engine.row(entry.event);
        let place = |listed: &&Listed| Some(listed.row) == row && listed.at == entry.at;
        let Some(at) = chosen.iter().position(|listed| place(&listed)) else {
            continue;
        };
        for other in near[at].iter().filter(|listed| !place(listed)) {
            let other = records.entry(*other)?;
            if entry.renderings.len() < MOST {
                let found = rendering(entry, &own, other);
                entry.renderings.extend(found);
            }
        }
    }
    Ok(())
}

/// For each chosen quote, those of the same speaker that were said at most a day before or after it.
fn candidates(
    scope: &Scope<'_>,
    grouped: &Grouped<'_>,
    chosen: &[Listed],
) -> Option<Vec<Vec<Listed>>> {
    let columns = |quote: &Listed| scope.store().children().quotes(quote.row)[quote.at as usize];
    let mut wanted: HashMap<Voice, Vec<usize>> = HashMap::new();
    for (at, quote) in chosen.iter().enumerate() {
        let voice = voice(scope, quote, &columns(quote));
        wanted.entry(voice?).or_default().push(at);
    }
    let days: Vec<_> = chosen
        .iter()
        .map(|quote| day(scope, quote.row, &columns(quote)))
        .collect();
    let mut near = vec![Vec::new(); chosen.len()];
    for (walked, other) in grouped.listed().iter().enumerate() {
        if walked % CHECKED == 0 && (scope.cancelled)() {
            return None;
        }
        let row = columns(other);
        let said = day(scope, other.row, &row);
        let Some(voice) = voice(scope, other, &row) else {
            continue;
        };
        for &at in wanted.get(&voice).into_iter().flatten() {
            let close = days[at].0.abs_diff(said.0) <= 1;
            if close && near[at].len() < COMPARED {
                near[at].push(*other);
            }
        }
    }
    Some(near)
}

/// Who spoke; `None` for names that stand in records of published data only.
fn voice(scope: &Scope<'_>, quote: &Listed, row: &QuoteRow) -> Option<Voice> {
    if let Some(actor) = row.speaker {
        return Some(Voice::Actor(actor));
    }
    let record = scope
        .engine
        .held(quote.row)?
        .quotes
        .get(quote.at as usize)?;
    record.speaker_name.as_deref().map(fold).map(Voice::Named)
}

fn rendering(entry: &QuoteEntry, own: &Words, other: QuoteEntry) -> Option<Rendering> {
    if entry.source.record.id == other.source.record.id {
        return None;
    }
    let comparable = language(entry) == language(&other);
    let theirs = Words::of(&other.quote.text);
    let compared = comparable.then(|| words::compare(own, &theirs)).flatten();
    let originals = entry.quote.original.as_deref().map(fold);
    let one_original =
        originals.is_some() && originals == other.quote.original.as_deref().map(fold);
    let same = match &compared {
        _ if one_original => Sameness::Original,
        Some(compared) if compared.is_close() => Sameness::Words,
        _ => return None,
    };
    let (here, there) = compared
        .map(|compared| (compared.here, compared.there))
        .unwrap_or_default();
    Some(Rendering {
        event: other.event,
        at: other.at,
        quote: other.quote,
        source: other.source,
        same,
        here,
        there,
    })
}

/// The language of the words, without country and script.
fn language(entry: &QuoteEntry) -> Option<&str> {
    entry.quote.language.as_deref()?.split('-').next()
}
