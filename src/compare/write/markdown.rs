//! Markdown: the summary as a list, and a table for the changes of each record.

use std::io::{self, Write};

use super::super::value::excerpts;
use super::{Comparison, Item, Sort, first, shown_id};
use crate::diagnostic::visible;
use crate::export::escape;

pub(super) fn write(out: &mut dyn Write, comparison: &Comparison, all: bool) -> io::Result<()> {
    let name = |text: &str| escape(&visible(text));
    writeln!(
        out,
        "# {} → {}\n",
        name(&comparison.old.name),
        name(&comparison.new.name)
    )?;
    for line in comparison.summary() {
        writeln!(out, "- {}", name(line.trim_start()))?;
    }
    let counts = &comparison.counts;
    changes(out, "Changed", comparison, Sort::Substance, all)?;
    changes(
        out,
        "Changed in case or spacing only",
        comparison,
        Sort::Style,
        all,
    )?;
    items(out, "Added", counts.added, comparison.added(), all)?;
    items(out, "Removed", counts.removed, comparison.removed(), all)
}

fn changes(
    out: &mut dyn Write,
    heading: &str,
    comparison: &Comparison,
    sort: Sort,
    all: bool,
) -> io::Result<()> {
    let numbers = match sort {
        Sort::Substance => &comparison.changed,
        _ => &comparison.restyled,
    };
    if numbers.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n## {heading}\n\n| Record | Field | Old | New |\n| --- | --- | --- | --- |"
    )?;
    // What changed in substance is never cut.
    let all = all || sort == Sort::Substance;
    let (pairs, more) = first(all, numbers.len(), comparison.pairs(numbers));
    for pair in pairs {
        let pair = pair?;
        for change in pair.of(sort) {
            let (old, new) = excerpts(&change.old, &change.new);
            let cells = [&name(&pair.item), &change.path, &old, &new];
            let cells = cells.map(|cell| escape(&visible(cell)));
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
    }
    rest(out, more)
}

fn items(
    out: &mut dyn Write,
    heading: &str,
    len: usize,
    list: impl Iterator<Item = io::Result<Item>>,
    all: bool,
) -> io::Result<()> {
    if len == 0 {
        return Ok(());
    }
    writeln!(out, "\n## {heading}\n")?;
    let (list, more) = first(all, len, list);
    for item in list {
        let item = item?;
        let text = format!("{} {}", name(&item), item.title);
        writeln!(out, "- {}", escape(&visible(text.trim_end())))?;
    }
    rest(out, more)
}

fn rest(out: &mut dyn Write, more: usize) -> io::Result<()> {
    if more > 0 {
        writeln!(out, "\n… and {more} more, which `--all` lists")?;
    }
    Ok(())
}

fn name(item: &Item) -> String {
    let id = shown_id(&item.id);
    if item.kind == "event" {
        id.to_owned()
    } else {
        format!("{} {id}", item.kind)
    }
}
