//! Candidates as `external_ids` of curated events.
//!
//! A `same_as` relation holds within one dataset only, so that the other event is named by its id under the key of its dataset.
//! The text is valid TOML but no dataset: each line is to be checked and moved into its event by hand.

use std::io::{self, Write};

use super::super::WriteError;
use super::sentence;
use crate::analysis::{Match, MatchReason, MatchedEvent, Matches};
use crate::text::clean;

const HEAD: &str = "\
# Possible duplicates, best first for each event. The score is from 0 to 1; it is no probability, and nothing is certain.
# Check each, and move the lines of `external_ids` that hold into their events. Of several candidates the best is a line and
# the others are comments.
";

pub(super) fn write(out: &mut dyn Write, found: &Matches<'_>) -> Result<(), WriteError> {
    let found: Vec<Match> = found.iter().collect::<Result<_, _>>()?;
    // Only a curated event has a record to put the line into.
    let in_second = found.iter().all(|pair| pair.b.curated && !pair.a.curated);
    out.write_all(HEAD.as_bytes())?;
    for group in groups(&found, in_second) {
        let (own, _) = sides(group[0], in_second);
        writeln!(out, "\n[[event]]\nid = {}", quoted(&own.id))?;
        writeln!(
            out,
            "# {}",
            comment(&format!("{}, {}, {}", own.title, own.date, own.place))
        )?;
        for (at, pair) in group.into_iter().enumerate() {
            let (_, other) = sides(pair, in_second);
            candidate(out, at == 0, pair, other)?;
        }
    }
    Ok(())
}

fn sides(pair: &Match, in_second: bool) -> (&MatchedEvent, &MatchedEvent) {
    if in_second {
        (&pair.b, &pair.a)
    } else {
        (&pair.a, &pair.b)
    }
}

/// Candidates by the event that they are of, in the order in which each first occurs; without those that the record names already.
fn groups(found: &[Match], in_second: bool) -> Vec<Vec<&Match>> {
    let named = |pair: &&Match| {
        let own = |reason: &MatchReason| matches!(reason, MatchReason::Stated { by_first, .. } if *by_first != in_second);
        !pair.reasons.iter().any(own)
    };
    let mut groups: Vec<Vec<&Match>> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for pair in found.iter().filter(named) {
        let place = *places
            .entry(sides(pair, in_second).0.key)
            .or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(pair),
            None => groups.push(vec![pair]),
        }
    }
    groups
}

fn candidate(
    out: &mut dyn Write,
    is_best: bool,
    pair: &Match,
    other: &MatchedEvent,
) -> io::Result<()> {
    let about = format!("{}, {}, {}", other.title, other.date, other.place);
    writeln!(out, "# {:.2}: {}", pair.score, comment(&about))?;
    writeln!(out, "#   {}", comment(&sentence(pair)))?;
    let off = if is_best { "" } else { "# " };
    let (key, id) = (key(&other.scheme), quoted(&other.id));
    writeln!(out, "{off}external_ids = {{ {key} = {id} }}")
}

/// A bare key where it can be one.
fn key(scheme: &str) -> String {
    let bare = scheme
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if bare && !scheme.is_empty() {
        scheme.to_owned()
    } else {
        quoted(scheme)
    }
}

/// A TOML string with its quotes.
fn quoted(text: &str) -> String {
    ::toml::Value::from(text).to_string()
}

/// One line without control characters, which TOML allows in no comment.
fn comment(text: &str) -> String {
    clean(text).as_str().to_owned()
}
