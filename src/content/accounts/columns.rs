//! The claims about one subject, a column for each bloc; where there is no room, the blocs one below the other.

use crate::analysis::{ClaimDetail, SourceDetail, Told};
use crate::content::detail::accounts::{Columns, Numbered, axis, figures, heading, row, spoken};
use crate::content::detail::scale::{Amount, Scale};
use crate::content::detail::{ScaleKind, TargetKind};
use crate::content::page::{Page, bloc_mark, dotted, in_quotes};
use crate::content::words::{edtf_words, grade_code};
use crate::content::{Line, Tone};

/// Columns from which blocs stand beside each other, and fewest of each.
const BESIDE: usize = 100;
const NARROWEST: usize = 34;
/// Columns between two.
const GAP: usize = 2;

/// The blocs that claim something of an event, in the order of the catalog; those in none at the end.
pub(super) struct Sides(Vec<Option<usize>>);

impl Sides {
    pub(super) fn of(claims: &[ClaimDetail]) -> Self {
        let mut sides: Vec<Option<usize>> = claims.iter().map(|claim| claim.bloc).collect();
        sides.sort_by_key(|side| (side.is_none(), *side));
        sides.dedup();
        Self(sides)
    }

    /// Columns of each, or none when they have to stand below each other.
    fn columns(&self, width: usize) -> Option<usize> {
        let columns = width / self.0.len().max(1);
        let fits = width >= BESIDE && columns >= NARROWEST;
        (self.0.len() > 1 && fits).then_some(columns)
    }
}

/// The claims about a subject.
pub(super) fn subject(
    page: &mut Page<'_>,
    told: &Told,
    (group, sides): (&[Numbered<'_>], &Sides),
    kind: ScaleKind,
) {
    match sides.columns(page.width()) {
        Some(columns) => beside(page, told, (group, sides), columns, kind),
        None => below(page, told, (group, sides), kind),
    }
}

/// The claims of one side.
fn of<'a>(group: &'a [Numbered<'a>], side: Option<usize>) -> impl Iterator<Item = Numbered<'a>> {
    group
        .iter()
        .filter(move |(_, claim)| claim.bloc == side)
        .copied()
}

fn beside(
    page: &mut Page<'_>,
    told: &Told,
    (group, sides): (&[Numbered<'_>], &Sides),
    columns: usize,
    kind: ScaleKind,
) {
    let amounts: Vec<Amount> = group
        .iter()
        .filter_map(|(_, claim)| Amount::of(claim))
        .collect();
    let room = columns - GAP;
    let scale = Scale::over(&amounts, room.saturating_sub(2), kind);
    let logarithmic = scale.is_some_and(|scale| scale.is_logarithmic());
    heading(page, &told.envelopes, group[0].1, logarithmic);
    let texts = sides.0.iter().map(|side| {
        let mut lines = vec![side_heading(page, *side, room)];
        for (_, claim) in of(group, *side) {
            lines.extend(cell(page, (told, group), claim, (scale, room)));
        }
        match scale {
            _ if lines.len() == 1 => {
                lines.push(Line::default().with("  no claim on record", Tone::Dim));
            }
            Some(scale) if of(group, *side).any(|(_, claim)| Amount::of(claim).is_some()) => {
                let axis = scale.axis(page.context.glyphs);
                lines.push(Line::default().with("  ", Tone::Text).and(axis.spans));
            }
            _ => {}
        }
        lines
    });
    let texts: Vec<Vec<Line>> = texts.collect();
    page.beside(&texts, columns);
}

/// A bloc's mark and name with a rule.
fn side_heading(page: &Page<'_>, side: Option<usize>, columns: usize) -> Line {
    let line = Line::default()
        .and(bloc_mark(page.context, side))
        .with(side_name(page, side), Tone::Heading)
        .with(" ", Tone::Text);
    let rule = columns.saturating_sub(line.width());
    line.with(page.context.glyphs.rules[0].repeat(rule), Tone::Rule)
}

fn side_name(page: &Page<'_>, side: Option<usize>) -> String {
    let bloc = side.and_then(|side| page.context.blocs.get(side));
    bloc.map_or_else(
        || "Monitors and others".to_owned(),
        |bloc| bloc.name.clone(),
    )
}

/// A claim in a column: who, the figures, the range, and what limits it.
fn cell(
    page: &Page<'_>,
    (told, group): (&Told, &[Numbered<'_>]),
    claim: &ClaimDetail,
    (scale, columns): (Option<Scale>, usize),
) -> Vec<Line> {
    let tone = if claim.superseded {
        Tone::Dim
    } else {
        Tone::Text
    };
    let said = Line::default()
        .with(&claim.claimant, tone)
        .with(": ", tone)
        .and(spoken(claim, figures(page, claim)));
    let mut lines = page.flowing(&said, 2, columns);
    let drawn = scale
        .zip(Amount::of(claim))
        .map(|(scale, amount)| scale.draw(amount, page.context.glyphs));
    if let Some(drawn) = drawn {
        let tone = if claim.superseded {
            Tone::Rule
        } else {
            claim.bloc.map_or(Tone::Text, Tone::Bloc)
        };
        lines.push(Line::default().with("  ", Tone::Text).with(drawn, tone));
    }
    for line in limits(page, (told, group), claim) {
        lines.extend(page.flowing(&line, 4, columns));
    }
    lines
}

/// The claimant's words, what kind of number it is, when and where it was said, and the curator's note.
fn limits(
    page: &Page<'_>,
    (told, group): (&Told, &[Numbered<'_>]),
    claim: &ClaimDetail,
) -> Vec<Line> {
    let said_above = Amount::of(claim).is_none() && claim.value.is_none();
    let words = claim.text.as_ref().filter(|_| !said_above);
    let words = words.map(|text| in_quotes(page.context, text));
    let some = |so: bool, words: &str| if so { words.to_owned() } else { String::new() };
    let facts = [
        words.unwrap_or_default(),
        some(claim.cumulative, "total so far"),
        some(claim.superseded, "superseded by a later claim"),
        some(replaces(group, claim), "replaces the earlier claim"),
        claim.date.as_deref().map(edtf_words).unwrap_or_default(),
    ];
    let sources = claim.sources.iter();
    let sources: Vec<_> = sources.filter_map(|at| told.sources.get(*at)).collect();
    let facts = dotted(page.context, facts, Tone::Dim);
    let sources = found_in(page, &sources);
    let note = claim.note.clone().unwrap_or_default();
    let note = dotted(page.context, [note], Tone::Dim);
    let lines = [facts, sources, note];
    lines
        .into_iter()
        .filter(|line| !line.spans.is_empty())
        .collect()
}

/// Whether an earlier claim of the same claimant about the same has been replaced, and this one has not.
fn replaces(group: &[Numbered<'_>], claim: &ClaimDetail) -> bool {
    let earlier = |(_, other): &Numbered<'_>| {
        other.superseded && (&other.claimant, other.actor) == (&claim.claimant, claim.actor)
    };
    !claim.superseded && group.iter().any(earlier)
}

/// `SANA D3, copy of AFP`: publisher, grade, and why it is no support of its own; names each in their own direction.
fn found_in(page: &Page<'_>, sources: &[&SourceDetail]) -> Line {
    let mut line = Line::default();
    for source in sources {
        if !line.spans.is_empty() {
            line = line.with(format!(" {} ", page.context.glyphs.dot), Tone::Dim);
        }
        line = line.with(&source.publisher, Tone::Dim);
        let grade = grade_code(source.grade);
        if !grade.is_empty() {
            line = line.with(format!(" {grade}"), Tone::Dim);
        }
        line = match &source.syndicated_from {
            Some(original) => line.with(", copy of ", Tone::Dim).with(original, Tone::Dim),
            None if source.cited && !source.first_of_origin => {
                line.with(", same origin as another", Tone::Dim)
            }
            None => line,
        };
    }
    line
}

/// The blocs one below the other, on one scale.
fn below(
    page: &mut Page<'_>,
    told: &Told,
    (group, sides): (&[Numbered<'_>], &Sides),
    kind: ScaleKind,
) {
    let columns = Columns::of(page, group, kind);
    let logarithmic = columns.scale.is_some_and(|scale| scale.is_logarithmic());
    heading(page, &told.envelopes, group[0].1, logarithmic);
    for side in &sides.0 {
        if of(group, *side).next().is_none() {
            continue;
        }
        let line = side_heading(page, *side, page.width());
        page.line(line);
        for (at, claim) in of(group, *side) {
            page.target(TargetKind::Claim(at), |page| {
                row(page, claim, &columns);
                for line in limits(page, (told, group), claim) {
                    page.flow(4, 6, &line);
                }
            });
        }
    }
    axis(page, &columns);
}
