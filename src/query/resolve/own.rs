//! Values of the data sets' own fields, and codes of any scheme.

use super::super::expr::{FieldTerm, Value};
use super::super::filter::{Filter, Predicate};
use super::super::names::Found;
use super::super::own::OwnField;
use super::entries::List;
use super::{Resolver, report, single};
use crate::store::ValueCode;

impl Resolver<'_> {
    /// Any of these values of one field.
    pub(super) fn own(&mut self, term: &FieldTerm, field: OwnField<'_>) -> Option<Filter> {
        if term.certain {
            self.problems.push(report::not_certain(term));
        }
        let noun = match field.entry.is_code {
            true => format!("{} code", field.entry.name),
            false => field.entry.name.to_string(),
        };
        let list = List {
            noun: &noun,
            lookup: field.lookup,
            own: Some(field),
            close: &|value| field.with_lower(value),
        };
        let values = self.entries(term, &list)?;
        Some(test(field, values))
    }

    /// Any of these codes, of whichever scheme has them.
    pub(super) fn codes(&mut self, term: &FieldTerm) -> Option<Filter> {
        let schemes = self.dictionary.schemes();
        let mut schemes: Vec<(OwnField<'_>, Vec<u32>)> =
            schemes.map(|scheme| (scheme, Vec::new())).collect();
        for value in &term.values {
            let carriers = code(value, &mut schemes);
            match &carriers[..] {
                [] => {
                    let problem = report::unknown_code(value, self.dictionary);
                    self.problems.push(problem);
                }
                [_] => {}
                several => self.problems.push(report::code_of_several(value, several)),
            }
        }
        let found = schemes.into_iter().filter(|(_, codes)| !codes.is_empty());
        let tests: Vec<Filter> = found
            .map(|(scheme, mut codes)| {
                codes.sort_unstable();
                codes.dedup();
                test(scheme, codes)
            })
            .collect();
        (!tests.is_empty()).then(|| single(tests, Filter::Or))
    }
}

/// Notes a code at the schemes that have it, and says which they are.
fn code<'a>(value: &Value, schemes: &mut [(OwnField<'a>, Vec<u32>)]) -> Vec<&'a str> {
    let mut carriers = Vec::new();
    for (scheme, found) in schemes {
        if let Found::Exact(codes) = scheme.find(&value.text) {
            found.extend(codes.into_iter().flat_map(|code| scheme.with_lower(code)));
            carriers.push(&*scheme.entry.name);
        }
    }
    carriers
}

fn test(field: OwnField<'_>, values: Vec<u32>) -> Filter {
    Filter::Test(Predicate::Own {
        field: field.code,
        values: values.into_iter().map(ValueCode).collect(),
    })
}
