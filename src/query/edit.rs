//! Changes of a filter text by panels, clicks and menus.
//!
//! Each takes a text and gives a text that means the change and keeps the rest as its writer wrote it. Only the top terms
//! are touched: what stands in a group or beside an `OR` was put there by hand. A text with mistakes is first read for
//! what can be read of it, and written anew.

use super::expr::{Expr, FieldTerm};
use super::fields::{Field, ValueKind, canonical};
use super::print::value_text;
use super::when::date_text;
use crate::model::{Day, TimeRange};
use crate::store::fold;

mod draft;

use draft::Draft;

/// How a filter mentions a value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The value as typed, without quotes: an id, or any name that resolves.
    pub value: String,
    /// Whether it is wanted or not.
    pub sign: Sign,
}

/// Whether a value is wanted or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `kind:capture`
    Included,
    /// `-kind:capture`
    Excluded,
}

/// The values of a field that top terms mention, in order: the marks of a facet. Certain-only terms (`!`) are left out.
#[must_use]
pub fn mentions(expr: &Expr, field: &str) -> Vec<Mention> {
    let terms = expr.terms().iter().filter_map(|term| of_field(term, field));
    let values = terms.flat_map(|(term, sign)| {
        let values = term.values.iter();
        values.map(move |value| Mention {
            value: value.text.clone(),
            sign,
        })
    });
    values.collect()
}

/// Wants a value. It joins the values that the field has already (any of them), and is no longer excluded.
///
/// ```
/// use annals::query::include;
///
/// assert_eq!(include("hama kind:capture", "kind", "clash"), "hama kind:capture,clash");
/// assert_eq!(include("hama", "publisher", "Al Jazeera"), "hama publisher:\"Al Jazeera\"");
/// ```
#[must_use]
pub fn include(text: &str, field: &str, value: &str) -> String {
    put(text, field, value, Sign::Included)
}

/// Does not want a value. It joins the values that are excluded already (none of them), and is no longer included.
#[must_use]
pub fn exclude(text: &str, field: &str, value: &str) -> String {
    put(text, field, value, Sign::Excluded)
}

/// Says nothing of a value any more, included or excluded.
#[must_use]
pub fn remove(text: &str, field: &str, value: &str) -> String {
    let mut draft = Draft::new(text);
    take(&mut draft, field, |known, _| same(known, value));
    draft.finish()
}

/// Includes or excludes a value, or takes that back when it stands there already.
#[must_use]
pub fn toggle(text: &str, field: &str, value: &str, sign: Sign) -> String {
    let stands = mentions(&Draft::new(text).expr, field)
        .iter()
        .any(|mention| mention.sign == sign && same(&mention.value, value));
    if stands {
        remove(text, field, value)
    } else {
        put(text, field, value, sign)
    }
}

/// Takes away all top terms of a field, included or excluded, with `!` or without.
#[must_use]
pub fn clear(text: &str, field: &str) -> String {
    let mut draft = Draft::new(text);
    draft.replace_terms(|term, _| term.is(field), None);
    draft.finish()
}

/// Asks for one thing more: the filter holds and this term too.
#[must_use]
pub fn narrow(text: &str, term: &str) -> String {
    let mut draft = Draft::new(text);
    let term = Draft::new(term);
    if !term.expr.is_everything() {
        draft.append(&term.grouped());
    }
    draft.finish()
}

/// Asks for this time instead of all time that was asked for (`date:`, `after:`, `before:`); for all time with `None`.
/// What excludes time stays, and so does the `!` of what is replaced.
#[must_use]
pub fn set_date(text: &str, time: Option<TimeRange>) -> String {
    let mut draft = Draft::new(text);
    let asks = |term: &FieldTerm, sign: Sign| {
        sign == Sign::Included
            && ["date", "after", "before"]
                .iter()
                .any(|field| term.is(field))
    };
    let certain = draft
        .fields()
        .any(|(term, sign)| asks(term, sign) && term.certain);
    let name = if certain { "date!" } else { "date" };
    let time = time.filter(|time| *time != TimeRange::ALL);
    let written = time.map(|time| format!("{name}:{}", date_text(time)));
    draft.replace_terms(asks, written.as_deref());
    draft.finish()
}

/// Puts the clock back to the end of a day; to now with `None`.
#[must_use]
pub fn set_known(text: &str, day: Option<Day>) -> String {
    let mut draft = Draft::new(text);
    let written = day
        .filter(|day| !day.is_open())
        .map(|day| format!("known:{day}"));
    draft.replace_terms(|term, _| term.is("known"), written.as_deref());
    draft.finish()
}

fn put(text: &str, field: &str, value: &str, sign: Sign) -> String {
    let mut draft = Draft::new(text);
    take(&mut draft, field, |known, other| {
        other != sign && same(known, value)
    });
    let mentioned = mentions(&draft.expr, field);
    let stands = |mention: &Mention| mention.sign == sign && same(&mention.value, value);
    if mentioned.iter().any(stands) {
        return draft.finish();
    }
    let written = if holds_list(field) {
        value_text(value)
    } else {
        // The values of a circle and of the clock are one thing: a new one takes the place of the old.
        draft.replace_terms(|term, other| term.is(field) && other == sign, None);
        value.to_owned()
    };
    let last = draft.last_value(|term, other| other == sign && !term.certain && term.is(field));
    match last {
        Some(end) => draft.insert(end, &format!(",{written}")),
        None => draft.append(&format!("{}{}:{written}", sign.mark(), canonical(field))),
    }
    draft.finish()
}

impl Sign {
    fn mark(self) -> &'static str {
        match self {
            Self::Included => "",
            Self::Excluded => "-",
        }
    }
}

/// Takes the values away that are meant, and terms that have none left.
fn take(draft: &mut Draft, field: &str, meant: impl Fn(&str, Sign) -> bool) {
    // Each step takes a value away, so there is an end.
    while let Some((term, value)) = position(&draft.expr, field, &meant) {
        draft.remove_value(term, value);
    }
}

fn position(
    expr: &Expr,
    field: &str,
    meant: impl Fn(&str, Sign) -> bool,
) -> Option<(usize, usize)> {
    expr.terms().iter().enumerate().find_map(|(n, term)| {
        let (term, sign) = of_field(term, field)?;
        let value = term
            .values
            .iter()
            .position(|value| meant(&value.text, sign))?;
        Some((n, value))
    })
}

/// The term's values when it is one of this field that panels know of.
fn of_field<'e>(term: &'e Expr, field: &str) -> Option<(&'e FieldTerm, Sign)> {
    let (term, excluded) = term.as_field()?;
    let sign = if excluded {
        Sign::Excluded
    } else {
        Sign::Included
    };
    (term.is(field) && !term.certain).then_some((term, sign))
}

/// Values are compared as they are looked up, so that `HTS` typed by hand is the `hts` of a panel.
fn same(a: &str, b: &str) -> bool {
    a == b || fold(a) == fold(b)
}

/// Whether several values of the field stand for any of them.
fn holds_list(field: &str) -> bool {
    let values = Field::find(field).map(|field| field.values);
    !matches!(values, Some(ValueKind::Near | ValueKind::Known))
}

#[cfg(test)]
mod tests;
