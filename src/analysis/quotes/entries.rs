//! The quotes of a window, with what their records say.

use std::ops::Range;

use super::super::engine::Scope;
use super::super::event_detail::{answered, quotes_of};
use super::super::event_row;
use super::groups::{Grouped, Listed, day};
use super::{AskError, QuoteEntry, renderings};
use crate::load::ReadError;
use crate::store::RowId;

/// The quotes of these ranks.
pub(super) fn entries(
    scope: &Scope<'_>,
    grouped: &Grouped<'_>,
    ranks: Range<usize>,
) -> Result<Vec<QuoteEntry>, AskError> {
    let chosen = grouped.ranked(&ranks);
    let mut records = Records::new(scope);
    let mut entries = Vec::with_capacity(chosen.len());
    for quote in &chosen {
        entries.push(records.entry(*quote)?);
    }
    renderings::find(scope, grouped, (&chosen, &mut entries), &mut records)?;
    Ok(entries)
}

/// Records of events by row; quotes of one event often stand together, so the last one is kept.
pub(super) struct Records<'a, 's> {
    scope: &'a Scope<'s>,
    last: Option<(RowId, Vec<QuoteEntry>)>,
}

impl<'a, 's> Records<'a, 's> {
    fn new(scope: &'a Scope<'s>) -> Self {
        Self { scope, last: None }
    }

    /// A quote that was listed.
    ///
    /// # Errors
    ///
    /// When its record cannot be read again.
    pub(super) fn entry(&mut self, quote: Listed) -> Result<QuoteEntry, ReadError> {
        let entries = match self.last.take() {
            Some((row, entries)) if row == quote.row => entries,
            _ => self.of_row(quote.row)?,
        };
        let (_, entries) = self.last.insert((quote.row, entries));
        let entry = entries.iter().find(|entry| entry.at == quote.at);
        Ok(entry.expect("only published quotes are listed").clone())
    }

    fn of_row(&self, row: RowId) -> Result<Vec<QuoteEntry>, ReadError> {
        let scope = self.scope;
        let (_, event) = scope.engine.event(row)?;
        let event_key = scope.engine.key(row);
        let answers = answered(scope, row, &event);
        let (quotes, sources) = quotes_of(scope, row, &event);
        let columns = scope.store().children().quotes(row);
        let entry = |(at, quote): (u32, super::QuoteDetail)| {
            Some(QuoteEntry {
                event: event_key,
                at,
                id: event.id.to_string(),
                title: event_row::title(scope, row, &event.title),
                dataset: scope.engine.dataset_title(event_key.dataset.into()),
                day: day(scope, row, columns.get(at as usize)?),
                source: sources.get(quote.source)?.clone(),
                quote,
                answers: answers.clone(),
                renderings: Vec::new(),
            })
        };
        Ok(quotes.into_iter().filter_map(entry).collect())
    }
}
