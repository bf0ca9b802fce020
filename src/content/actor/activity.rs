//! What the actor did: a strip over time, its parts in events, kinds of events, companions and opponents.

use crate::analysis::{ActorDossier, ActorMention, Bucket};
use crate::content::detail::TargetKind;
use crate::content::page::{Page, bloc_mark, dotted};
use crate::content::words::{counted, number};
use crate::content::{Line, Tone, date};
use crate::model::EventKind;
use crate::text;

/// Companions and opponents that are shown.
const COMPANIONS: usize = 8;

pub(super) fn write(page: &mut Page<'_>, dossier: &ActorDossier) {
    page.section("Activity", Some(dossier.events));
    if let Some(span) = dossier.span {
        let facts = [
            counted(dossier.events, "event"),
            date::span(span, page.context.glyphs.dash),
        ];
        page.flow(0, 2, &dotted(page.context, facts, Tone::Text));
    }
    strip(page, &dossier.strip);
    let roles = dossier.roles.iter().map(|(role, count)| {
        format!(
            "{} {} {}",
            page.context.glyphs.role(*role),
            role.slug(),
            number(*count as u64)
        )
    });
    page.flow(0, 2, &dotted(page.context, roles, Tone::Dim));
    kinds(page, "What it did", &dossier.did);
    kinds(page, "What was done to it", &dossier.suffered);
    companions(page, "With", &dossier.with);
    companions(page, "Against", &dossier.against);
}

/// One column a bucket, or several buckets a column: then the greatest of them stands for all.
fn strip(page: &mut Page<'_>, buckets: &[Bucket]) {
    let (Some(first), Some(last)) = (buckets.first(), buckets.last()) else {
        return;
    };
    let together = buckets.len().div_ceil(page.width().max(1));
    let peak = buckets.iter().map(|bucket| bucket.total).max().unwrap_or(0);
    let mut line = Line::default();
    for some in buckets.chunks(together) {
        let total = some.iter().map(|bucket| bucket.total).max().unwrap_or(0);
        let (mark, tone) = column(page, total, peak, some.iter().any(|bucket| bucket.covered));
        line = line.with(mark, tone);
    }
    let gap = line
        .width()
        .saturating_sub(text::width(&first.label) + text::width(&last.label));
    page.line(line);
    if gap > 0 {
        let labels = format!("{}{}{}", first.label, " ".repeat(gap), last.label);
        page.line(Line::default().with(labels, Tone::Dim));
    }
}

fn column(page: &Page<'_>, total: usize, peak: usize, covered: bool) -> (&'static str, Tone) {
    let glyphs = page.context.glyphs;
    match total {
        0 if covered => (" ", Tone::Text),
        0 => (glyphs.no_data, Tone::Rule),
        _ => (
            glyphs.columns[(total * 8).div_ceil(peak.max(1)).clamp(1, 8) - 1],
            Tone::Accent,
        ),
    }
}

fn kinds(page: &mut Page<'_>, title: &'static str, kinds: &[(EventKind, usize)]) {
    if kinds.is_empty() {
        return;
    }
    page.section(title, None);
    let peak = kinds.iter().map(|(_, count)| *count).max().unwrap_or(1);
    for (kind, count) in kinds {
        let line = Line::default().with(
            format!("{} ", page.context.glyphs.kind(*kind)),
            Tone::Accent,
        );
        let label = text::fit(kind.label(), 23);
        page.line(counts(
            page,
            line.with(label.as_str(), Tone::Text),
            *count,
            peak,
        ));
    }
}

fn companions(page: &mut Page<'_>, title: &'static str, companions: &[(ActorMention, usize)]) {
    if companions.is_empty() {
        return;
    }
    page.section(title, Some(companions.len()));
    let peak = companions
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(1);
    for (mention, count) in companions.iter().take(COMPANIONS) {
        let line = Line {
            spans: bloc_mark(page.context, mention.bloc),
        };
        let line = line.with(page.field(&mention.name, 23).as_str(), Tone::Text);
        let line = counts(page, line, *count, peak);
        page.target(TargetKind::Actor(mention.key), |page| page.line(line));
    }
    if companions.len() > COMPANIONS {
        let rest = format!("and {} more", companions.len() - COMPANIONS);
        page.line(Line::default().with(rest, Tone::Dim));
    }
}

/// A count and a bar for it.
fn counts(page: &Page<'_>, line: Line, count: usize, peak: usize) -> Line {
    let line = line.with(format!(" {:>6} ", number(count as u64)), Tone::Strong);
    let room = page.width().saturating_sub(line.width()).min(24);
    line.with(bar(page, count, peak, room), Tone::Accent)
}

/// A bar in eighths of a column, never empty for a count that is not zero.
fn bar(page: &Page<'_>, count: usize, peak: usize, columns: usize) -> String {
    let bars = page.context.glyphs.bars;
    let eighths = (count.saturating_mul(columns * 8) / peak.max(1))
        .max(usize::from(count > 0))
        .min(columns * 8);
    let rest = if eighths % 8 == 0 {
        ""
    } else {
        bars[eighths % 8 - 1]
    };
    bars[7].repeat(eighths / 8) + rest
}
