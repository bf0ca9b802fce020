//! Who copies whom.

use std::borrow::Cow;

use super::super::engine::Scope;
use super::super::{Family, FamilyList};
use super::{citing, count_both, count_citing, is_known, resting, text_line};
use crate::store::{Bitset, Clock, SourceCode};

/// A run of the families. Only those of the run are counted.
pub(in crate::analysis) fn families(scope: &Scope<'_>, first: usize, len: usize) -> FamilyList {
    let all = known(scope);
    let first = first.min(all.len().saturating_sub(len));
    let resting = resting(scope);
    let run = all.iter().skip(first).take(len);
    FamilyList {
        first,
        total: all.len(),
        families: run
            .map(|(original, copies)| family(scope, *original, copies, &resting))
            .collect(),
    }
}

/// Texts that had been published with their published copies; those without any make no family.
fn known<'a>(scope: &'a Scope<'_>) -> Cow<'a, [(SourceCode, Vec<SourceCode>)]> {
    let all = scope.engine.shelf().families();
    if scope.selection.edition.clock() == Clock::NOW {
        return Cow::Borrowed(all);
    }
    let known = all.iter().filter(|(text, _)| is_known(scope, *text));
    let families = known.map(|(text, copies)| {
        let copies = copies.iter().filter(|&&copy| is_known(scope, copy));
        (*text, copies.copied().collect::<Vec<_>>())
    });
    families.filter(|(_, copies)| !copies.is_empty()).collect()
}

fn family(
    scope: &Scope<'_>,
    original: SourceCode,
    copies: &[SourceCode],
    resting: &Bitset,
) -> Family {
    let texts: Vec<SourceCode> = [original].iter().chain(copies).copied().collect();
    let rows = citing(scope, &texts);
    let line = |&text: &SourceCode| text_line(scope, text, count_citing(scope, text));
    Family {
        original: line(&original),
        copies: copies.iter().map(line).collect(),
        events: scope.count(&rows),
        alone: count_both(scope, &rows, resting),
    }
}
