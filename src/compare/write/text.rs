//! Text for people. Whatever a terminal would obey is a visible mark, in files too: a value stays on its line.

use std::io::{self, Write};

use super::super::value::excerpts;
use super::{Change, Comparison, Item, Pair, Sort, first, shown_id};
use crate::diagnostic::visible;

pub(super) fn write(out: &mut dyn Write, comparison: &Comparison, all: bool) -> io::Result<()> {
    for (which, version) in [("old", &comparison.old), ("new", &comparison.new)] {
        let records = super::counted(version.records, "record");
        writeln!(out, "{which}: {}, {records}", visible(&version.name))?;
    }
    for line in comparison.summary() {
        writeln!(out, "{}", visible(&line))?;
    }
    let counts = &comparison.counts;
    changed(out, comparison)?;
    let (list, more) = first(
        all,
        counts.only_restyled,
        comparison.pairs(&comparison.restyled),
    );
    section(out, "changed in case or spacing only", counts.only_restyled)?;
    for pair in list {
        one_line(out, &pair?)?;
    }
    rest(out, more)?;
    let (list, more) = first(all, counts.added, comparison.added());
    section(out, "added", counts.added)?;
    items(out, '+', list)?;
    rest(out, more)?;
    let (list, more) = first(all, counts.removed, comparison.removed());
    section(out, "removed", counts.removed)?;
    items(out, '-', list)?;
    rest(out, more)
}

fn section(out: &mut dyn Write, what: &str, len: usize) -> io::Result<()> {
    if len > 0 {
        writeln!(out, "\n{what}:")?;
    }
    Ok(())
}

fn rest(out: &mut dyn Write, more: usize) -> io::Result<()> {
    if more > 0 {
        writeln!(out, "  … and {more} more, which --all lists")?;
    }
    Ok(())
}

fn changed(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
    section(out, "changed", comparison.changed.len())?;
    for pair in comparison.pairs(&comparison.changed) {
        let pair = pair?;
        writeln!(out, "~ {}", heading(&pair.item))?;
        for change in pair.of(Sort::Substance) {
            writeln!(out, "    {}", told(change))?;
        }
        let style: Vec<&str> = pair
            .of(Sort::Style)
            .map(|change| change.path.as_str())
            .collect();
        if !style.is_empty() {
            writeln!(
                out,
                "    in case or spacing only: {}",
                visible(&style.join(", "))
            )?;
        }
    }
    Ok(())
}

fn one_line(out: &mut dyn Write, pair: &Pair) -> io::Result<()> {
    let changes: Vec<String> = pair.of(Sort::Style).map(told).collect();
    writeln!(
        out,
        "~ {}  {}",
        visible(&heading_id(&pair.item)),
        changes.join("; ")
    )
}

fn items(
    out: &mut dyn Write,
    sign: char,
    list: impl Iterator<Item = io::Result<Item>>,
) -> io::Result<()> {
    for item in list {
        writeln!(out, "{sign} {}", heading(&item?))?;
    }
    Ok(())
}

/// `318416  Clash: …`; the kind too where it is no event.
fn heading(item: &Item) -> String {
    let id = heading_id(item);
    visible(format!("{id}  {}", item.title).trim_end())
}

fn heading_id(item: &Item) -> String {
    let id = shown_id(&item.id);
    match item.kind {
        "event" => id.to_owned(),
        "dataset" => "dataset".to_owned(),
        kind => format!("{kind} {id}"),
    }
}

fn told(change: &Change) -> String {
    let (old, new) = excerpts(&change.old, &change.new);
    let value = |text: &str| {
        if text.is_empty() {
            "(nothing)".to_owned()
        } else {
            visible(text)
        }
    };
    format!(
        "{}: {} → {}",
        visible(&change.path),
        value(&old),
        value(&new)
    )
}
