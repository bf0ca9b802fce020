//! What the actor did: a strip over time, its parts in events, kinds of events, companions and opponents.

use crate::analysis::{ActorDossier, Bucket, Companion, Companions, PlaceCount};
use crate::content::detail::TargetKind;
use crate::content::page::{Page, bloc_mark, dotted};
use crate::content::words::{count, counted, number};
use crate::content::{Line, Tone, date};
use crate::model::{DayRange, EventKind};
use crate::text;

/// Columns of a bar that says something beside a date.
const LEAST_BAR: usize = 3;

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
    places(page, &dossier.places, dossier.places_total);
}

/// One column a bucket, or several buckets a column: then the greatest of them stands for all.
pub(in crate::content) fn strip(page: &mut Page<'_>, buckets: &[Bucket]) {
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

fn companions(page: &mut Page<'_>, title: &'static str, companions: &Companions) {
    if companions.total == 0 {
        return;
    }
    page.section(title, Some(companions.total));
    let events = companions.top.iter().map(|companion| companion.events);
    let peak = events.max().unwrap_or(1);
    let dates = companions
        .top
        .iter()
        .map(|companion| days(page, companion.days));
    let wide = dates.map(|days| text::width(&days)).max().unwrap_or(0);
    for companion in &companions.top {
        let mention = &companion.actor;
        let line = Line {
            spans: bloc_mark(page.context, mention.bloc),
        };
        let columns = if page.width() < 70 { 20 } else { 23 };
        let line = line.with(page.field(&mention.name, columns).as_str(), Tone::Text);
        let line = dated(page, line, companion, (peak, wide));
        page.target(TargetKind::Actor(mention.key), |page| page.line(line));
    }
    more(page, companions.top.len(), companions.total);
}

fn places(page: &mut Page<'_>, places: &[PlaceCount], total: usize) {
    if places.is_empty() {
        return;
    }
    page.section("Where", Some(total));
    let peak = places.iter().map(|place| place.events).max().unwrap_or(1);
    for place in places {
        let line = named_place(page, place, 25);
        page.line(counts(page, line, place.events, peak));
    }
    more(page, places.len(), total);
}

/// A region and what it lies in, in so many columns; each in its own direction.
fn named_place(page: &Page<'_>, place: &PlaceCount, columns: usize) -> Line {
    let taken = text::width(&place.name).min(columns);
    let within = place.within.as_ref();
    let within = within.map_or_else(String::new, |within| format!(", {within}"));
    Line::default()
        .with(page.field(&place.name, taken).as_str(), Tone::Text)
        .with(page.field(&within, columns - taken).as_str(), Tone::Dim)
}

fn more(page: &mut Page<'_>, shown: usize, total: usize) {
    if total > shown {
        let rest = format!("and {} more", count(total - shown));
        page.line(Line::default().with(rest, Tone::Dim));
    }
}

fn days(page: &Page<'_>, days: DayRange) -> String {
    date::span(days, page.context.glyphs.dash)
}

/// A count, the days of the first and the last event at the right end, and between them a bar, as far as there is room.
fn dated(page: &Page<'_>, line: Line, companion: &Companion, (peak, wide): (usize, usize)) -> Line {
    let line = line.with(format!(" {:>6} ", count(companion.events)), Tone::Strong);
    let room = page.width().saturating_sub(line.width());
    let wide = if room > wide { wide + 1 } else { 0 };
    let columns = (room - wide).min(24);
    let columns = if columns < LEAST_BAR && wide > 0 {
        0
    } else {
        columns
    };
    let bar = text::fit(&bar(page, companion.events, peak, columns), room - wide);
    let line = line.with(bar.as_str(), Tone::Accent);
    if wide == 0 {
        return line;
    }
    let days = days(page, companion.days);
    let gap = " ".repeat(wide - text::width(&days));
    line.with(gap, Tone::Text).with(days, Tone::Dim)
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
