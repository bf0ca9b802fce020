//! What the actor said and claimed, and its latest events.

use crate::analysis::{ActorDossier, ClaimDetail, EventRow, QuoteDetail};
use crate::content::detail::TargetKind;
use crate::content::detail::quotes::words;
use crate::content::detail::scale::Amount;
use crate::content::page::{Page, dotted, in_quotes};
use crate::content::words::{date_words, edtf_words, grade_code};
use crate::content::{Line, Tone};
use crate::model::Stance;

pub(super) fn write(page: &mut Page<'_>, dossier: &ActorDossier) {
    if !dossier.quotes.is_empty() {
        page.section("Said", Some(dossier.quotes.len()));
    }
    for (at, (event, quote)) in dossier.quotes.iter().enumerate() {
        let source = dossier.quote_sources.get(at);
        page.target(TargetKind::Event(*event), |page| {
            said(page, dossier, quote, source.map(|(name, _)| name.as_str()));
        });
    }
    if !dossier.claims.is_empty() {
        page.section("Claims", Some(dossier.claims.len()));
    }
    for (event, date, title, claim) in &dossier.claims {
        page.target(TargetKind::Event(*event), |page| {
            claimed(page, date, title, claim);
        });
    }
    if !dossier.latest.is_empty() {
        page.section("Latest events", None);
    }
    for row in &dossier.latest {
        page.target(TargetKind::Event(row.key), |page| latest(page, row));
    }
}

fn said(page: &mut Page<'_>, dossier: &ActorDossier, quote: &QuoteDetail, publisher: Option<&str>) {
    // A member or a person of a state may have spoken: then the name is worth its place.
    let speaker = Some(&quote.speaker)
        .filter(|name| **name != dossier.name)
        .cloned();
    let facts = [
        Some(edtf_words(&quote.date)),
        speaker,
        quote.venue.clone(),
        publisher.map(str::to_owned),
    ];
    let mark = format!("{} ", page.context.glyphs.quote);
    let facts = dotted(page.context, facts.into_iter().flatten(), Tone::Dim);
    page.flow(
        0,
        2,
        &Line::default().with(mark, Tone::Accent).and(facts.spans),
    );
    words(page, quote, publisher);
}

fn claimed(page: &mut Page<'_>, date: &str, title: &str, claim: &ClaimDetail) {
    let line = Line::default().with(
        format!("{}  ", edtf_words(claim.date.as_deref().unwrap_or(date))),
        Tone::Dim,
    );
    page.flow(
        0,
        2,
        &line.with(
            assertion(page, claim),
            if claim.superseded {
                Tone::Dim
            } else {
                Tone::Text
            },
        ),
    );
    page.flow(2, 2, &Line::default().with(title, Tone::Dim));
}

/// `killed, fighters: 52`, with what limits it.
fn assertion(page: &Page<'_>, claim: &ClaimDetail) -> String {
    let glyphs = page.context.glyphs;
    let who = claim
        .who
        .as_ref()
        .map(|who| format!(", {who}"))
        .unwrap_or_default();
    let words = || {
        claim
            .text
            .as_ref()
            .map(|text| in_quotes(page.context, text))
    };
    let what = Amount::of(claim)
        .map(|amount| amount.words(glyphs))
        .or_else(|| claim.value.clone())
        .or_else(words);
    let denies = if claim.stance == Stance::Denies {
        format!("{} denies ", glyphs.denies)
    } else {
        String::new()
    };
    let limits = [
        (claim.cumulative, "total so far"),
        (claim.superseded, "superseded"),
    ];
    let limits: String = limits
        .iter()
        .filter(|(so, _)| *so)
        .map(|(_, word)| format!(" {} {word}", glyphs.dot))
        .collect();
    let about = claim.about.label();
    format!(
        "{denies}{about}{who}{}{limits}",
        what.map(|what| format!(": {what}")).unwrap_or_default()
    )
}

fn latest(page: &mut Page<'_>, row: &EventRow) {
    let glyphs = page.context.glyphs;
    let date = date_words(&row.date, row.days, row.certainty);
    let line = Line::default()
        .with(format!("{} ", glyphs.kind(row.kind)), Tone::Accent)
        .with(&row.title, Tone::Text);
    let line = if row.disputed {
        line.with(format!(" {}", glyphs.disputed), Tone::Warning)
    } else {
        line
    };
    page.flow(0, 2, &line);
    page.flow(
        2,
        2,
        &dotted(
            page.context,
            [date, row.place.clone(), grade_code(row.grade)],
            Tone::Dim,
        ),
    );
}
