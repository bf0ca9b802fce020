//! One claim in a row: who, the axis, the figures; and below it what limits it.

use super::super::scale::{Amount, Scale, ScaleKind};
use super::Numbered;
use crate::analysis::{ClaimDetail, SourceDetail};
use crate::content::page::{Page, bloc_mark, dotted, in_quotes};
use crate::content::words::edtf_words;
use crate::content::{Line, Span, Tone};
use crate::model::Stance;
use crate::text;

/// How a row is divided: who, axis, figures; or, on a narrow pane, who and figures above the axis.
pub(in crate::content) struct Columns {
    name: usize,
    pub(in crate::content) scale: Option<Scale>,
    value: usize,
    stacked: bool,
}

/// Columns of an axis that is worth its place in a row, and of the longest one.
const AXIS: std::ops::RangeInclusive<usize> = 14..=48;

impl Columns {
    pub(in crate::content) fn of(page: &Page<'_>, group: &[Numbered<'_>], kind: ScaleKind) -> Self {
        let width = page.width();
        let names = group
            .iter()
            .map(|(_, claim)| text::clean(&claim.claimant).width() + 2);
        let values = group
            .iter()
            .map(|(_, claim)| text::width(&figures(page, claim)));
        let (widest, value) = (names.max().unwrap_or(0), values.max().unwrap_or(0));
        let amounts: Vec<Amount> = group
            .iter()
            .filter_map(|(_, claim)| Amount::of(claim))
            .collect();
        let name = widest.min(width * 2 / 5).min(30);
        let left = width.saturating_sub(name + value + 5);
        let stacked = left < *AXIS.start();
        let columns = if stacked {
            width.saturating_sub(5)
        } else {
            left
        };
        let scale = Scale::over(&amounts, columns.min(*AXIS.end()), kind);
        // Without an axis in the row there is room for longer names.
        let longer = widest
            .min(width.saturating_sub(value + 5))
            .min(width * 3 / 5);
        let name = if scale.is_none() || stacked {
            name.max(longer)
        } else {
            name
        };
        Self {
            name,
            scale,
            value,
            stacked,
        }
    }

    /// Where the axis begins.
    pub(in crate::content) fn axis(&self) -> usize {
        if self.stacked { 4 } else { 2 + self.name + 1 }
    }
}

/// Who, the axis and the figures.
pub(in crate::content) fn row(page: &mut Page<'_>, claim: &ClaimDetail, columns: &Columns) {
    let context = page.context;
    let tone = if claim.superseded {
        Tone::Dim
    } else {
        Tone::Text
    };
    let name = page.field(&claim.claimant, columns.name.saturating_sub(2));
    let mut line = Line::default()
        .with("  ", Tone::Text)
        .and(bloc_mark(context, claim.bloc))
        .with(name.as_str(), tone);
    let figures = figures(page, claim);
    let drawn = columns
        .scale
        .zip(Amount::of(claim))
        .map(|(scale, amount)| scale.draw(amount, context.glyphs));
    let drawing = if claim.superseded {
        Tone::Rule
    } else {
        claim.bloc.map_or(Tone::Text, Tone::Bloc)
    };
    match drawn {
        Some(drawn) if !columns.stacked => {
            let before = " ".repeat(columns.value.saturating_sub(text::width(&figures)) + 1);
            line = line.with(" ", tone).with(drawn, drawing).with(before, tone);
            page.line(line.and(spoken(claim, figures)));
        }
        drawn => {
            page.flow(0, 4, &line.with(" ", tone).and(spoken(claim, figures)));
            if let Some(drawn) = drawn {
                page.line(
                    Line::default()
                        .with(" ".repeat(columns.axis()), tone)
                        .with(drawn, drawing),
                );
            }
        }
    }
}

/// Figures in the tone of what they are: denied, superseded, asserted.
pub(in crate::content) fn spoken(claim: &ClaimDetail, what: String) -> Vec<Span> {
    let tone = match claim.stance {
        _ if claim.superseded => Tone::Dim,
        Stance::Denies => Tone::Warning,
        Stance::Asserts => Tone::Strong,
    };
    vec![Span::new(what, tone)]
}

/// The number, or what is claimed instead of one, or the claimant's words.
pub(in crate::content) fn figures(page: &Page<'_>, claim: &ClaimDetail) -> String {
    let said = || {
        claim.value.clone().or_else(|| {
            claim
                .text
                .as_ref()
                .map(|text| in_quotes(page.context, text))
        })
    };
    let what = Amount::of(claim)
        .map(|amount| amount.words(page.context.glyphs))
        .map(|words| match claim.qualifier {
            Some(qualifier) => qualifier.phrase(&words),
            None => words,
        })
        .or_else(said);
    match (claim.stance, what) {
        (Stance::Asserts, what) => what.unwrap_or_else(|| "claims it".to_owned()),
        (Stance::Denies, what) => {
            format!(
                "{} denies {}",
                page.context.glyphs.denies,
                what.unwrap_or_else(|| "it".to_owned())
            )
        }
    }
}

/// What else belongs to a claim: words, kind of number, date, sources, note.
pub(in crate::content) fn notes(
    page: &mut Page<'_>,
    sources: &[SourceDetail],
    claim: &ClaimDetail,
) {
    let said_above = Amount::of(claim).is_none() && claim.value.is_none();
    let words = claim
        .text
        .as_ref()
        .filter(|_| !said_above)
        .map(|text| in_quotes(page.context, text));
    let publishers = claim.sources.iter().filter_map(|at| sources.get(*at));
    // The claimant's own publication goes without saying.
    let publishers: Vec<&str> = publishers
        .map(|source| source.publisher.as_str())
        .filter(|name| *name != claim.claimant)
        .collect();
    let facts = [
        words.unwrap_or_default(),
        if claim.cumulative {
            "total so far".to_owned()
        } else {
            String::new()
        },
        if claim.superseded {
            "superseded".to_owned()
        } else {
            String::new()
        },
        claim.date.as_deref().map(edtf_words).unwrap_or_default(),
        publishers.join(", "),
        claim.note.clone().unwrap_or_default(),
    ];
    let line = dotted(page.context, facts, Tone::Dim);
    page.flow_some(4, &line);
}
