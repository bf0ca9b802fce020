//! Expression → typed query: every field known, every value of its type, every name an entry of the vocabulary.
//!
//! All mistakes are reported in one pass, each at the value it is in. Only this makes a [`Query`] from text.

use super::expr::{Expr, ExprKind, FieldTerm, Span};
use super::fields::{Field, ValueKind};
use super::filter::{Filter, Predicate, Query};
use super::names::Dictionary;
use super::parse::{parse, place};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Day;

mod dates;
mod entries;
mod grades;
mod near;
mod numbers;
mod own;
mod report;
mod text;

/// What became of a filter text.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// What it says; of a text with mistakes, what remains without them.
    pub expr: Expr,
    /// What is asked; `None` when there is an error among the diagnostics.
    pub query: Option<Query>,
    /// Every mistake and warning, in the order of the text (file 0).
    pub diagnostics: Vec<Diagnostic>,
}

/// What became of an expression.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// What is asked; `None` when there is an error among the diagnostics.
    pub query: Option<Query>,
    /// Every mistake and warning, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a filter text and resolves it.
#[must_use]
pub fn compile(text: &str, dictionary: Dictionary<'_>) -> Compiled {
    let parsed = parse(text);
    let resolved = resolve(&parsed.expr, dictionary);
    let readable = parsed.diagnostics.is_empty();
    let mut diagnostics = parsed.diagnostics;
    diagnostics.extend(resolved.diagnostics);
    diagnostics.sort_by_key(place);
    Compiled {
        expr: parsed.expr,
        query: resolved.query.filter(|_| readable),
        diagnostics,
    }
}

/// Resolves an expression.
#[must_use]
pub fn resolve(expr: &Expr, dictionary: Dictionary<'_>) -> Resolved {
    let mut resolver = Resolver {
        dictionary,
        known: None,
        problems: Vec::new(),
    };
    let terms = expr.terms().iter();
    let terms = terms
        .filter_map(|term| resolver.top_term(term))
        .collect::<Vec<_>>();
    let mut diagnostics = resolver.problems;
    diagnostics.sort_by_key(place);
    let wrong = diagnostics
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    let filter = single(terms, Filter::And);
    let query = Query {
        says_status: filter.asks_status(),
        filter,
        known: resolver.known.map(|(day, _)| day),
    };
    Resolved {
        query: (!wrong).then_some(query),
        diagnostics,
    }
}

struct Resolver<'a> {
    dictionary: Dictionary<'a>,
    known: Option<(Day, Span)>,
    problems: Vec<Diagnostic>,
}

impl Resolver<'_> {
    /// A term that must hold: the only place where the clock can be put back.
    fn top_term(&mut self, term: &Expr) -> Option<Filter> {
        if let ExprKind::Field(field) = &term.kind
            && field.is("known")
        {
            self.put_clock_back(field);
            return None;
        }
        self.filter(term)
    }

    fn filter(&mut self, expr: &Expr) -> Option<Filter> {
        match &expr.kind {
            ExprKind::And(terms) => Some(Filter::And(self.filters(terms))),
            ExprKind::Or(branches) => Some(Filter::Or(self.filters(branches))),
            ExprKind::Not(inner) => Some(Filter::Not(Box::new(self.filter(inner)?))),
            ExprKind::Text(term) => self.text(term).map(Predicate::Text).map(Filter::Test),
            ExprKind::Field(term) => self.field(term),
        }
    }

    /// Those that resolve; when one does not, there is an error and no query comes of it.
    fn filters(&mut self, exprs: &[Expr]) -> Vec<Filter> {
        exprs.iter().filter_map(|expr| self.filter(expr)).collect()
    }

    fn field(&mut self, term: &FieldTerm) -> Option<Filter> {
        let Some(field) = Field::find(&term.name) else {
            return match self.dictionary.own_field(&term.name) {
                Some(field) => self.own(term, field),
                None => {
                    let problem = report::unknown_field(term, self.dictionary);
                    self.problems.push(problem);
                    None
                }
            };
        };
        if term.certain && !field.can_be_certain() {
            self.problems.push(report::not_certain(term));
        }
        match field.values {
            ValueKind::Date(side) => self.dates(term, side),
            ValueKind::Hour => self.hours(term),
            ValueKind::Count(about) => self.counts(term, about),
            ValueKind::Origins => self.numbers(term, 0..=u64::MAX, Predicate::Origins),
            ValueKind::Sources => self.numbers(term, 0..=u64::MAX, Predicate::Sources),
            ValueKind::Importance => self.numbers(term, 1..=5, Predicate::Importance),
            ValueKind::Grade => self.grades(term),
            ValueKind::Reliability => self.reliabilities(term),
            ValueKind::Credibility => self.credibilities(term),
            ValueKind::Near => self.near(term),
            ValueKind::Code => self.codes(term),
            ValueKind::Known => {
                self.problems.push(report::known_inside(term));
                None
            }
            ValueKind::Id => {
                let ids = term.values.iter().map(|value| value.text.as_str().into());
                Some(Filter::Test(Predicate::Id(ids.collect())))
            }
            names => self.named(term, names),
        }
    }

    fn put_clock_back(&mut self, term: &FieldTerm) {
        let day = self.clock(term);
        let place = term.span();
        if let Some((_, first)) = &self.known {
            self.problems
                .push(report::known_twice(place, first.clone()));
        } else if let Some(day) = day {
            self.known = Some((day, place));
        }
    }
}

impl FieldTerm {
    /// Where name and values stand.
    #[must_use]
    pub fn span(&self) -> Span {
        let end = self
            .values
            .last()
            .map_or(self.name_span.end, |value| value.span.end);
        self.name_span.start..end
    }
}

/// A filter of one needs no joining.
fn single(mut filters: Vec<Filter>, join: fn(Vec<Filter>) -> Filter) -> Filter {
    match filters.pop() {
        Some(only) if filters.is_empty() => only,
        last => {
            filters.extend(last);
            join(filters)
        }
    }
}

#[cfg(test)]
mod tests;
