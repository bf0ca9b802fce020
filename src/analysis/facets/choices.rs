//! How the filter mentions values.

use super::super::Choice;
use super::super::engine::Scope;
use super::Item;
use crate::query::{Found, Lookup, Sign, mentions};
use crate::store::FieldCode;

/// The values that the filter's top terms name.
pub(in crate::analysis) struct Choices(Vec<(Mentioned, Choice)>);

/// A field and a code in it, or a text where values are no names. Fields of the data sets' own have a code themselves.
#[derive(PartialEq, Eq)]
enum Mentioned {
    Code(&'static str, u32),
    Text(&'static str, String),
    Own(FieldCode, u32),
}

const GRADES: [&str; 2] = ["grade", "credibility"];

impl Choices {
    /// Reads them off the filter.
    pub(in crate::analysis) fn new(scope: &Scope<'_>) -> Self {
        let names = scope.engine.names();
        let lookups: [(&'static str, &Lookup); 7] = [
            ("actor", &names.actors),
            ("bloc", &names.blocs),
            ("region", &names.regions),
            ("kind", &names.kinds),
            ("tag", &names.tags),
            ("source", &names.sources),
            ("publisher", &names.publishers),
        ];
        let expr = &scope.compiled.expr;
        let mut choices = Vec::new();
        for (field, lookup) in lookups {
            for mention in mentions(expr, field) {
                let choice = choice(mention.sign);
                let codes = codes(lookup.find(&mention.value));
                choices.extend(
                    codes
                        .into_iter()
                        .map(|code| (Mentioned::Code(field, code), choice)),
                );
            }
        }
        for field in scope.engine.dictionary().own_fields() {
            for mention in mentions(expr, &field.entry.name) {
                let choice = choice(mention.sign);
                let values = codes(field.find(&mention.value)).into_iter();
                choices.extend(values.map(|value| (Mentioned::Own(field.code, value), choice)));
            }
        }
        for field in GRADES {
            let found = mentions(expr, field).into_iter();
            choices.extend(found.map(|m| {
                (
                    Mentioned::Text(field, m.value.to_uppercase()),
                    choice(m.sign),
                )
            }));
        }
        Self(choices)
    }

    /// How a value is mentioned; what is excluded anywhere is excluded.
    pub(in crate::analysis) fn of(&self, item: &Item) -> Choice {
        let mentioned = mentioned(item);
        let found = self
            .0
            .iter()
            .filter(|(other, _)| *other == mentioned)
            .map(|&(_, choice)| choice);
        found
            .max_by_key(|&choice| choice == Choice::Excluded)
            .unwrap_or_default()
    }
}

fn choice(sign: Sign) -> Choice {
    match sign {
        Sign::Included => Choice::Included,
        Sign::Excluded => Choice::Excluded,
    }
}

fn codes(found: Found) -> Vec<u32> {
    match found {
        Found::Exact(codes) | Found::Starting(codes) => codes,
        Found::Ambiguous(_) | Found::Nothing => Vec::new(),
    }
}

fn mentioned(item: &Item) -> Mentioned {
    match *item {
        Item::Actor(code) => Mentioned::Code("actor", code.0),
        Item::Bloc(code) => Mentioned::Code("bloc", code.0),
        Item::Region(code) => Mentioned::Code("region", code.0),
        Item::Kind(kind) => Mentioned::Code("kind", kind as u32),
        Item::Tag(code) => Mentioned::Code("tag", code.0),
        Item::Source(code) => Mentioned::Code("source", code.0),
        Item::Publisher(code) => Mentioned::Code("publisher", code.0),
        Item::Letter(letter) => Mentioned::Text("grade", letter.slug().to_owned()),
        Item::Grade(letter, digit) => Mentioned::Text("grade", format!("{letter}{digit}")),
        Item::Digit(digit) => Mentioned::Text("credibility", digit.slug().to_owned()),
        Item::Own(field, value) => Mentioned::Own(field, value.0),
    }
}
