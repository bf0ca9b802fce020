//! What the actor said and claimed, and its latest events.

use crate::analysis::{ActorDossier, ClaimDetail, ClaimedOf, EventRow, QuoteDetail};
use crate::content::detail::TargetKind;
use crate::content::detail::quotes::words;
use crate::content::detail::scale::Amount;
use crate::content::page::{Page, bloc_mark, dotted, in_quotes};
use crate::content::words::{count, counted, date_words, edtf_words, grade_code};
use crate::content::{Line, Tone};
use crate::model::Stance;

pub(super) fn write(page: &mut Page<'_>, dossier: &ActorDossier) {
    quotes(page, dossier);
    let made = (dossier.claims.as_slice(), dossier.claims_total);
    claims(page, "Claims it made", made, false);
    let named = (dossier.named_in.as_slice(), dossier.named_in_total);
    claims(page, "Claims that name it", named, true);
    others(page, dossier);
    if !dossier.latest.is_empty() {
        page.section("Latest events", None);
        latest_of(page, dossier.latest.len(), dossier.events);
    }
    for row in &dossier.latest {
        page.target(TargetKind::Event(row.key), |page| event(page, row));
    }
}

fn quotes(page: &mut Page<'_>, dossier: &ActorDossier) {
    if !dossier.quotes.is_empty() {
        page.section("Said", Some(dossier.quotes_total));
        latest_of(page, dossier.quotes.len(), dossier.quotes_total);
    }
    for (at, (event, quote)) in dossier.quotes.iter().enumerate() {
        let source = dossier.quote_sources.get(at);
        page.target(TargetKind::Event(*event), |page| {
            said(page, dossier, quote, source.map(|(name, _)| name.as_str()));
        });
    }
}

fn claims(
    page: &mut Page<'_>,
    title: &'static str,
    (claims, total): (&[ClaimedOf], usize),
    by: bool,
) {
    if claims.is_empty() {
        return;
    }
    page.section(title, Some(total));
    latest_of(page, claims.len(), total);
    for told in claims {
        page.target(TargetKind::Event(told.event), |page| {
            claimed(page, told, by);
        });
    }
}

/// Says so where a list is not all.
fn latest_of(page: &mut Page<'_>, shown: usize, total: usize) {
    if shown < total {
        let says = format!("the latest {} of {}", count(shown), count(total));
        page.flow(0, 2, &Line::default().with(says, Tone::Dim));
    }
}

/// How much others claim about what it did. Claims are counted: what they claim is never added up.
fn others(page: &mut Page<'_>, dossier: &ActorDossier) {
    if dossier.others.is_empty() {
        return;
    }
    let total = dossier.others.iter().map(|(_, count)| count).sum();
    page.section("Others on what it began", Some(total));
    let subjects = dossier.others.iter();
    let subjects = subjects.map(|(about, claims)| {
        let claims = counted(*claims, "claim");
        format!("{claims} of {}", about.label())
    });
    page.flow(0, 2, &dotted(page.context, subjects, Tone::Text));
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

fn claimed(page: &mut Page<'_>, told: &ClaimedOf, by: bool) {
    let claim = &told.claim;
    let date = edtf_words(claim.date.as_deref().unwrap_or(&told.date));
    let mut line = Line::default().with(format!("{date}  "), Tone::Dim);
    if by {
        line = line.and(bloc_mark(page.context, claim.bloc));
        line = line.with(format!("{}: ", claim.claimant), Tone::Text);
    }
    let tone = if claim.superseded {
        Tone::Dim
    } else {
        Tone::Text
    };
    page.flow(0, 2, &line.with(assertion(page, claim), tone));
    page.flow(2, 2, &Line::default().with(&told.title, Tone::Dim));
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

/// An event in two lines.
pub(in crate::content) fn event(page: &mut Page<'_>, row: &EventRow) {
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
