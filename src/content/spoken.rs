//! Records as sentences, for readers who listen: no marks, no columns, nothing that only a picture says.
//!
//! Text stays in logical order; a screen reader or a log orders it itself.

use super::words::{
    self, counted, date_words, edtf_words, grade_code, grade_words, language_name, number,
    precision_words, relation_words,
};
use crate::analysis::{
    ActorDossier, ActorMention, ClaimDetail, Companions, EventDetail, EventRow, QuoteDetail,
    SourceDetail,
};
use crate::model::{Role, Stance};

/// An event in one line: when, what, where, who, how well supported.
#[must_use]
pub fn event_line(row: &EventRow) -> String {
    let mut parts = vec![when(row), row.kind.label().to_owned(), row.title.clone()];
    parts.push(row.place.clone());
    parts.push(actors(&row.actors));
    parts.push(support(row));
    parts.extend(
        row.coded
            .words()
            .map(|words| format!("{words} of this report")),
    );
    if row.quotes > 0 {
        parts.push(counted(row.quotes.into(), "quote"));
    }
    if row.disputed {
        parts.push("Accounts disagree".into());
    }
    if !row.certain {
        parts.push("Possibly in the asked time".into());
    }
    sentences(&parts)
}

fn when(row: &EventRow) -> String {
    let date = date_words(&row.date, row.days, row.certainty);
    let time = row.time.map(|time| time.to_string());
    let said = row.time_text.clone();
    [Some(date), time, said]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// `initiator HTS; target army`.
fn actors(actors: &[ActorMention]) -> String {
    let named = actors.iter().map(|actor| match actor.role {
        Some(role) => match actor.side {
            Some(side) => format!("{}, {}: {}", role_word(role), side.label(), actor.name),
            None => format!("{}: {}", role_word(role), actor.name),
        },
        None => actor.name.clone(),
    });
    named.collect::<Vec<_>>().join("; ")
}

fn role_word(role: Role) -> String {
    let mut word = role.slug().to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

fn support(row: &EventRow) -> String {
    let code = grade_code(row.grade);
    let grade = if code.is_empty() {
        "Not graded".to_owned()
    } else {
        format!("Grade {code}")
    };
    let sources = format!(
        "{}, {}",
        counted(row.sources.into(), "source"),
        counted(row.support.into(), "origin")
    );
    let side = if row.one_sided {
        ", all of one side"
    } else {
        ""
    };
    format!("{grade}, {sources}{side}")
}

/// Everything about an event, a paragraph an entry.
#[must_use]
pub fn event(detail: &EventDetail) -> Vec<String> {
    let row = &detail.row;
    let mut lines = vec![event_line(row)];
    let region: Vec<&str> = detail
        .region_path
        .iter()
        .rev()
        .map(|(name, _)| name.as_str())
        .collect();
    let precision = row.precision.map_or("", precision_words);
    lines.extend(titled("Place", &[&region.join(", "), precision].join(", ")));
    lines.extend(titled("Grade", &grade_words(row.grade)));
    lines.extend(detail.summary.clone());
    for reason in &detail.dispute_reasons {
        lines.push(format!("Disputed: {}.", reason.trim_end_matches('.')));
    }
    let claims = detail.claims.iter();
    lines.extend(claims.map(|claim| claim_line(claim, &detail.sources)));
    for one in &detail.quotes {
        let publisher = detail
            .sources
            .get(one.source)
            .map(|source| source.publisher.as_str());
        lines.extend(quote(one, publisher));
    }
    lines.extend(detail.sources.iter().map(source));
    for relation in &detail.relations {
        lines.push(format!(
            "Related, {}: \"{}\", {}.",
            relation_words(relation.kind, relation.outgoing),
            relation.title,
            edtf_words(&relation.date)
        ));
    }
    if !detail.also_in.is_empty() {
        lines.push(format!(
            "Perhaps the same as {} of other data sets.",
            counted(detail.also_in.len(), "event")
        ));
    }
    lines.extend(titled("Tags", &detail.tags.join(", ")));
    lines.extend(detail.note.as_ref().map(|note| format!("Note: {note}")));
    lines
}

fn titled(title: &str, text: &str) -> Option<String> {
    let text = text.trim_matches([',', ' ']);
    (!text.is_empty()).then(|| format!("{title}: {text}."))
}

/// A claim: who says what, in numbers and words.
#[must_use]
pub fn claim_line(claim: &ClaimDetail, sources: &[SourceDetail]) -> String {
    let verb = if claim.stance == Stance::Denies {
        "denies"
    } else {
        "says"
    };
    let about = claim.about.label().to_lowercase();
    let who = claim.who.as_ref().map(|who| format!(" ({who})"));
    let said = [
        amount(claim),
        claim.value.clone(),
        claim.text.as_ref().map(|text| format!("\"{text}\"")),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let mut line = format!(
        "Claim: {} {verb} {about}{}: {}",
        claim.claimant,
        who.unwrap_or_default(),
        if said.is_empty() {
            "no number".to_owned()
        } else {
            said.join(", ")
        }
    );
    let notes = [
        claim
            .date
            .as_deref()
            .map(|date| format!("as of {}", edtf_words(date))),
        claim.cumulative.then(|| "a running total".to_owned()),
        claim
            .superseded
            .then(|| "replaced by a later claim of the same claimant".to_owned()),
        (!claim.sources.is_empty()).then(|| {
            let named = claim.sources.iter().filter_map(|&at| sources.get(at));
            let named: Vec<&str> = named.map(|source| source.publisher.as_str()).collect();
            format!("in {}", named.join(", "))
        }),
    ];
    for note in notes.into_iter().flatten() {
        line = line + "; " + &note;
    }
    line + "."
}

fn amount(claim: &ClaimDetail) -> Option<String> {
    let range = match (claim.low, claim.high) {
        (Some(low), Some(high)) if low == high => Some(number(low)),
        (Some(low), Some(high)) => Some(format!("{} to {}", number(low), number(high))),
        (Some(low), None) => Some(format!("{} or more", number(low))),
        (None, Some(high)) => Some(format!("up to {}", number(high))),
        (None, None) => None,
    };
    match (claim.best.map(number), range) {
        (Some(best), Some(range)) if best != range => Some(format!("{best}, between {range}")),
        (best, range) => best.or(range),
    }
}

/// A quote: the words, and those they were translated from.
#[must_use]
pub fn quote(quote: &QuoteDetail, publisher: Option<&str>) -> Vec<String> {
    let affiliation = quote.affiliation.as_ref().map(|of| format!(", {of}"));
    let facts = [
        Some(edtf_words(&quote.date)),
        quote.venue.clone(),
        quote.about.as_ref().map(|about| format!("about {about}")),
        publisher.map(|publisher| format!("in {publisher}")),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let translated = if quote.translated { ", translated" } else { "" };
    let mut lines = vec![format!(
        "Quote: {}{} ({}){translated}: \"{}\"",
        quote.speaker,
        affiliation.unwrap_or_default(),
        facts.join(", "),
        quote.text
    )];
    if let Some(original) = &quote.original {
        let language = quote
            .original_language
            .as_deref()
            .map_or("other language", language_name);
        lines.push(format!("Original, {language}: \"{original}\""));
    }
    lines
}

/// A source: who published what, when, how good it is, whether it counts.
#[must_use]
pub fn source(source: &SourceDetail) -> String {
    let code = grade_code(source.grade);
    let facts = [
        source
            .record
            .title
            .as_ref()
            .map(|title| format!("\"{title}\"")),
        Some(
            source
                .record
                .published
                .as_deref()
                .map_or_else(|| "undated".to_owned(), edtf_words),
        ),
        source
            .record
            .language
            .as_deref()
            .map(|tag| language_name(tag).to_owned()),
        (!code.is_empty()).then(|| format!("grade {code}, {}", grade_words(source.grade))),
        source
            .affiliation
            .as_ref()
            .map(|(name, _)| format!("run by {name}")),
        source
            .syndicated_from
            .as_ref()
            .map(|from| format!("copies {from}")),
        source
            .origin
            .as_ref()
            .map(|origin| format!("carries a report of {origin}")),
        (source.cited && !source.first_of_origin)
            .then(|| "same origin as another source".to_owned()),
        source.record.url.clone(),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    format!("Source: {}; {}", source.publisher, facts.join("; "))
}

/// Everything about an actor, a paragraph an entry.
#[must_use]
pub fn actor(dossier: &ActorDossier, bloc: impl Fn(usize) -> String) -> Vec<String> {
    let mut lines = vec![format!(
        "{}, {}.",
        dossier.name,
        dossier.kind.label().to_lowercase()
    )];
    let names = dossier.native_name.iter().chain(&dossier.aliases);
    lines.extend(titled(
        "Also called",
        &names.cloned().collect::<Vec<_>>().join(", "),
    ));
    let of = |named: &[(crate::analysis::ActorKey, String)]| {
        named
            .iter()
            .map(|(_, name)| name.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    lines.extend(titled("Belongs to", &of(&dossier.parents)));
    lines.extend(titled("Members", &of(&dossier.members)));
    for (place, from, to) in &dossier.blocs {
        let from = from
            .as_deref()
            .map(|from| format!(" from {}", edtf_words(from)));
        let to = to.as_deref().map(|to| format!(" to {}", edtf_words(to)));
        lines.push(format!(
            "Bloc: {}{}{}.",
            bloc(*place),
            from.unwrap_or_default(),
            to.unwrap_or_default()
        ));
    }
    lines.push(format!(
        "Named in {} shown.",
        counted(dossier.events, "event")
    ));
    let kinds = |kinds: &[(crate::model::EventKind, usize)]| {
        let named = kinds
            .iter()
            .map(|(kind, events)| format!("{} {}", kind.label(), words::count(*events)));
        named.collect::<Vec<_>>().join(", ")
    };
    lines.extend(titled("What it did", &kinds(&dossier.did)));
    lines.extend(titled("What was done to it", &kinds(&dossier.suffered)));
    let others = |others: &Companions| {
        let named = others.top.iter();
        let named = named.map(|one| format!("{} {}", one.actor.name, words::count(one.events)));
        let mut named: Vec<String> = named.collect();
        let rest = others.total - others.top.len().min(others.total);
        named.extend((rest > 0).then(|| format!("and {} more", words::count(rest))));
        named.join(", ")
    };
    lines.extend(titled("On the same side", &others(&dossier.with)));
    lines.extend(titled("On the other side", &others(&dossier.against)));
    for ((_, said), (publisher, _)) in dossier.quotes.iter().zip(&dossier.quote_sources) {
        lines.extend(quote(said, Some(publisher)));
    }
    for (of, word) in [(&dossier.claims, ""), (&dossier.named_in, "Names it. ")] {
        for one in of {
            let line = claim_line(&one.claim, &[]);
            let date = edtf_words(&one.date);
            lines.push(format!("{word}{line} Event: {}, {date}.", one.title));
        }
    }
    let places = dossier.places.iter();
    let places: Vec<String> = places
        .map(|place| format!("{} {}", place.name, place.events))
        .collect();
    lines.extend(titled("Where", &places.join(", ")));
    lines.extend(dossier.note.as_ref().map(|note| format!("Note: {note}")));
    lines
}

fn sentences(parts: &[String]) -> String {
    let mut text = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(part.trim_end_matches('.'));
        text.push('.');
    }
    text
}
