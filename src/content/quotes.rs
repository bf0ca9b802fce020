//! A list of quotes to be read: each with its speaker, words, original, source and what it answers, under headings; the chosen
//! one with the other renderings of the same words and what differs in them.

mod renderings;

use super::detail::{DetailContext, DetailView, TargetKind, quotes as detail};
use super::page::Page;
use super::words::{count, counted};
use super::{Line, Tone};
use crate::analysis::{QuoteEntry, QuoteGroup, QuoteHeading, Quotes, QuotesBy};
use crate::content::date;
use crate::model::UncertainDate;

/// Columns from which an original stands beside its translation.
const BESIDE: usize = 90;

/// The lines of a run of quotes. The targets are the quotes, by position among the entries.
#[must_use]
pub fn view(quotes: &Quotes, context: &DetailContext<'_>) -> DetailView {
    let mut page = Page::new(context);
    for (at, entry) in quotes.entries.iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        let rank = quotes.first + at;
        if let Some(group) = quotes.groups.iter().find(|group| holds(group, rank))
            && (at == 0 || group.first == rank)
        {
            page.ruled(&heading(&group.heading), &counted(group.count, "quote"));
        }
        let chosen = page.is_chosen();
        page.target(TargetKind::Quote(at), |page| {
            write(page, quotes.by, entry, chosen);
        });
    }
    page.finish()
}

/// The group that a quote of this rank belongs to.
fn holds(group: &QuoteGroup, rank: usize) -> bool {
    (group.first..group.first + group.count).contains(&rank)
}

/// What a group of quotes is called.
#[must_use]
pub fn heading(heading: &QuoteHeading) -> String {
    match heading {
        QuoteHeading::Day(day) => date::heading(*day),
        QuoteHeading::Speaker { name, .. } => name.clone(),
        QuoteHeading::Printed => "Names as printed in published data".to_owned(),
        QuoteHeading::Topic(topic) => topic.clone(),
        QuoteHeading::NoTopic => "No topic given".to_owned(),
    }
}

fn write(page: &mut Page<'_>, by: QuotesBy, entry: &QuoteEntry, chosen: bool) {
    let quote = &entry.quote;
    detail::speaker(page, quote);
    let listed = by == QuotesBy::Day && is_day(entry);
    detail::setting(page, quote, Some(&*quote.date).filter(|_| !listed));
    answers(page, entry);
    words(page, entry);
    let found = detail::found_in(page, Some(&entry.source), quote);
    page.flow(4, 4, &found);
    let event = format!("in {} {}", page.context.glyphs.arrow, entry.title);
    page.flow(4, 6, &Line::default().with(event, Tone::Dim));
    renderings::write(page, entry, chosen);
}

/// Whether the quote was said on the day that it is listed under, and no more is to be said of that.
fn is_day(entry: &QuoteEntry) -> bool {
    let date = UncertainDate::parse(&entry.quote.date);
    date.is_ok_and(|date| {
        let certain = !date.is_approximate() && !date.is_uncertain();
        certain && date.bounds().from == entry.day && date.bounds().to == entry.day
    })
}

fn answers(page: &mut Page<'_>, entry: &QuoteEntry) {
    for (_, title) in &entry.answers {
        page.flow(
            4,
            6,
            &Line::default()
                .with("answers: ", Tone::Accent)
                .with(title, Tone::Text),
        );
    }
}

/// The words, with their original beside or below them.
fn words(page: &mut Page<'_>, entry: &QuoteEntry) {
    let quote = &entry.quote;
    let publisher = Some(&*entry.source.publisher);
    let Some(original) = quote.original.as_deref().filter(|_| page.width() >= BESIDE) else {
        return detail::words(page, quote, publisher);
    };
    let columns = page.width() / 2;
    let column = |words: &str, note: Option<String>| {
        let mut lines = page.quoted_lines(words, columns);
        let note = note.map(|note| Line::default().with(note, Tone::Dim));
        lines.extend(note.iter().flat_map(|note| page.flowing(note, 4, columns)));
        lines
    };
    let texts = vec![
        column(&quote.text, detail::rendering(quote, publisher)),
        column(original, Some(detail::original_in(quote))),
    ];
    page.beside(&texts, columns);
}

/// `12 quotes`, with those that the filter leaves out.
#[must_use]
pub fn tally(quotes: &Quotes) -> String {
    let all = counted(quotes.total, "quote");
    match quotes.left_out {
        0 => all,
        others => format!(
            "{all}; {} of others in these events left out",
            count(others)
        ),
    }
}

#[cfg(test)]
mod tests;
