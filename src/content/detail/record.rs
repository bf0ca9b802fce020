//! Record: ids, codes, the curator's judgement and where it all is written.

use crate::analysis::EventDetail;
use crate::content::page::Page;
use crate::content::{Line, Tone};

pub(super) fn write(page: &mut Page<'_>, detail: &EventDetail) {
    page.section("Record", None);
    let schemes = |pairs: &[(String, String)]| {
        let pairs: Vec<String> = pairs
            .iter()
            .map(|(scheme, code)| format!("{scheme} {code}"))
            .collect();
        Some(pairs.join(", "))
    };
    let facts = [
        ("id", Some(detail.row.id.clone())),
        ("dataset", Some(detail.dataset.clone())),
        ("date as EDTF", Some(detail.row.date.clone())),
        ("tags", Some(detail.tags.join(", "))),
        ("codes", schemes(&detail.codes)),
        ("external ids", schemes(&detail.external_ids)),
        // ICD 203 asks for the two to be told apart: how likely, and how sure of that.
        (
            "likelihood",
            detail.likelihood.map(|word| word.label().to_owned()),
        ),
        (
            "confidence",
            detail.confidence.map(|word| word.label().to_owned()),
        ),
        ("coded", detail.provenance.clone()),
        ("note", detail.note.clone()),
        (
            "file",
            detail
                .origin
                .as_ref()
                .map(|(file, line)| format!("{file}:{line}")),
        ),
    ];
    for (label, fact) in facts {
        if let Some(fact) = fact.filter(|fact| !fact.is_empty()) {
            page.labelled(label, &Line::default().with(fact, Tone::Text));
        }
    }
}
