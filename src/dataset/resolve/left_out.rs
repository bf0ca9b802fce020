//! References in records that are left out: nothing becomes of them, but what is wrong with them is told in the same run.
//!
//! A reference to another record that is left out is no mistake here: it would be right as soon as that one is, and nothing is
//! missing from the dataset because of it. Circles, and the order of dates, need the record itself and are told once it is right.

use super::super::draft::{Kind, LeftOut, Naming};
use super::super::problems::Problems;
use super::super::span::Reference;
use super::ids::{At, Ids};
use super::report_self;

/// Reports what refers to nothing, or to itself. `ids` has those of every kind.
pub(super) fn check(left_out: &[LeftOut], ids: &[&Ids], problems: &mut Problems) {
    for record in left_out {
        let file = record.file;
        for (naming, name) in &record.names {
            let Naming::Other { key, kinds } = *naming else {
                continue;
            };
            let span = name.span;
            let mut of_kinds = ids.iter().filter(|ids| kinds.contains(&ids.kind()));
            if names_itself(record, kinds, name) {
                report_self(key, &name.text, At { file, span }, problems);
            } else if !of_kinds.clone().any(|ids| ids.knows(&name.text))
                && let Some(ids) = of_kinds.next()
            {
                ids.report(name, file, problems);
            }
        }
    }
}

/// Whether the record has the id that it refers to. An event has many claims, so that it does not tell which of them does.
fn names_itself(record: &LeftOut, kinds: &[Kind], name: &Reference) -> bool {
    record.names.iter().any(|(naming, id)| match naming {
        Naming::Id(kind) => *kind != Kind::Claim && kinds.contains(kind) && id.text == name.text,
        _ => false,
    })
}

/// Whether something of this kind that is left out has the id.
pub(super) fn has(left_out: &[LeftOut], kind: Kind, id: &str) -> bool {
    let mut names = left_out.iter().flat_map(|record| &record.names);
    names.any(|(naming, name)| *naming == Naming::Id(kind) && &*name.text == id)
}
