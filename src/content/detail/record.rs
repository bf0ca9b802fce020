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
            detail.origin.as_ref().map(|(file, line)| match line {
                0 => file.clone(),
                line => format!("{file}:{line}"),
            }),
        ),
    ];
    for (label, fact) in facts {
        if let Some(fact) = fact.filter(|fact| !fact.is_empty()) {
            page.labelled(label, &Line::default().with(fact, Tone::Text));
        }
    }
    columns(page, detail);
}

/// Every column of the records that a published data set has of the event, or of all rows of its report. Empty ones are named, not listed.
fn columns(page: &mut Page<'_>, detail: &EventDetail) {
    let all = detail.records.len();
    if all == 0 {
        return;
    }
    page.section("All columns", None);
    for (at, cells) in detail.records.iter().enumerate() {
        if all > 1 {
            let which = format!("row {} of {all}", at + 1);
            page.flow(0, 2, &Line::default().with(which, Tone::Heading));
        }
        let is_empty = |value: &str| value.trim().is_empty();
        for (column, value) in cells.iter().filter(|(_, value)| !is_empty(value)) {
            let line = Line::default()
                .with(format!("{column} "), Tone::Dim)
                .with(value.clone(), Tone::Text);
            page.flow(0, 2, &line);
        }
        let empty = cells.iter().filter(|(_, value)| is_empty(value));
        let empty: Vec<&str> = empty.map(|(column, _)| column.as_str()).collect();
        if !empty.is_empty() {
            let line = format!("empty: {}", empty.join(", "));
            page.flow(0, 2, &Line::default().with(line, Tone::Dim));
        }
    }
}
