//! What lies over the panes: pickers, palette, help, prompts, the choice of what to copy, and what can follow a key.

use ratatui::layout::{Position, Rect};
use tui_input::Input;

use super::screen::{Panel, Row, thumb};
use super::{compose, facets, profile};
use crate::app::{
    Copyable, Facets, FieldItem, FieldUse, HelpLine, Overlay, Prompt, PromptKind, State,
};
use crate::command::{COMMANDS, Command, Context};
use crate::content::words::count;
use crate::content::{Line, Tone};

/// The overlay, and where its cursor is.
pub(super) fn panel(state: &State) -> Option<(Panel, Option<Position>)> {
    let overlay = state.overlay.as_ref()?;
    let area = crate::app::overlay_area(state);
    let mut panel = Panel {
        area,
        framed: true,
        focused: true,
        ..Panel::default()
    };
    let cursor = fill(state, overlay, &mut panel);
    Some((panel, cursor))
}

/// Writes into the panel what it lists, and says where its cursor is.
fn fill(state: &State, overlay: &Overlay, panel: &mut Panel) -> Option<Position> {
    let inner = panel.inner();
    let (width, rows) = (usize::from(inner.width), crate::app::overlay_rows(state));
    let input = match overlay {
        Overlay::Picker(list) => {
            pick(state, list, (width, rows), panel);
            &list.find
        }
        Overlay::Fields {
            what_for,
            input,
            cursor,
        } => {
            panel.title = title(match what_for {
                FieldUse::Pick => "Fields of the data",
                FieldUse::Profile => "Profile of which field?",
            });
            panel.rows = find(state, input, width);
            let found = crate::app::fields(&state.catalog, *what_for, input.value());
            panel
                .rows
                .extend(fields(state, &found, *cursor, rows, width));
            input
        }
        Overlay::Profile(list) => {
            profile::fill(state, list, panel);
            return None;
        }
        Overlay::Palette { input, cursor } => {
            panel.title = title("Command");
            panel.rows = find(state, input, width);
            panel
                .rows
                .extend(palette(state, input, *cursor, rows, width));
            input
        }
        Overlay::Help { input, scroll } => {
            help(state, (input, *scroll), (width, rows), panel);
            input
        }
        Overlay::Prompt(prompt) => {
            panel.title = title(prompt_title(prompt.kind));
            panel.rows = prompt_rows(state, prompt, width);
            &prompt.input
        }
        Overlay::Copy { cursor } => {
            panel.title = title("Copy");
            panel.rows = copyables(state, *cursor, width);
            return None;
        }
    };
    Some(caret(inner, input))
}

fn pick(state: &State, list: &Facets, (width, rows): (usize, usize), panel: &mut Panel) {
    let label = list.facet.label(&state.catalog);
    panel.title = Line::default()
        .with(" ", Tone::Text)
        .data(label, Tone::Text)
        .with(" ", Tone::Text);
    panel.foot = Line::default().with(format!(" {} ", count(list.total())), Tone::Dim);
    panel.rows = find(state, &list.find, width);
    panel
        .rows
        .extend(facets::values(state, list, rows, width, true));
    panel.thumb = below_find(list.cursor.first, rows, list.total());
}

fn help(
    state: &State,
    (input, scroll): (&Input, usize),
    (width, rows): (usize, usize),
    panel: &mut Panel,
) {
    panel.title = title("Keys");
    let lines = crate::app::help(state, input.value());
    panel.thumb = below_find(scroll, rows, lines.len());
    panel.rows = find(state, input, width);
    let shown = lines.iter().skip(scroll).take(rows);
    panel
        .rows
        .extend(shown.map(|line| Row::from(help_line(state, *line, width))));
}

/// The thumb of a list below the line where its find is typed.
fn below_find(first: usize, rows: usize, total: usize) -> Option<(u16, u16)> {
    thumb(rows, first, rows, total).map(|(at, length)| (at + 2, length))
}

fn title(text: &str) -> Line {
    Line::default().with(format!(" {text} "), Tone::Text)
}

/// The line where the find is typed, and a rule.
fn find(state: &State, input: &Input, width: usize) -> Vec<Row> {
    let [_, right, ..] = state.glyphs.more;
    let text = Line::default()
        .with(format!(" {right} "), Tone::Accent)
        .append(tail(input, width));
    let rule = Line::default().with(state.glyphs.rules[0].repeat(width), Tone::Rule);
    vec![compose::fill(text, width).into(), rule.into()]
}

/// The end of the text that fits, so that the cursor is seen.
fn tail(input: &Input, width: usize) -> Line {
    let mut text = input.value();
    while crate::text::width(text) + 5 > width && !text.is_empty() {
        text = text.char_indices().nth(1).map_or("", |(at, _)| &text[at..]);
    }
    Line::default().data(text, Tone::Strong)
}

fn caret(inner: Rect, input: &Input) -> Position {
    let behind: String = input.value().chars().skip(input.cursor()).collect();
    let shown = tail(input, inner.width.into())
        .width()
        .saturating_sub(crate::text::width(&behind));
    let x = inner
        .x
        .saturating_add(3)
        .saturating_add(u16::try_from(shown).unwrap_or(0));
    Position {
        x: x.min(inner.right().saturating_sub(1)),
        y: inner.y,
    }
}

fn fields(
    state: &State,
    found: &[FieldItem],
    cursor: usize,
    rows: usize,
    width: usize,
) -> Vec<Row> {
    let first = crate::app::first(cursor, rows);
    let row = |(at, item): (usize, &FieldItem)| {
        let selected = at == cursor;
        let mark = if selected { state.glyphs.cursor } else { " " };
        let name = crate::app::profiled_label(item.of, &state.catalog);
        let line = Line::default()
            .with(mark, Tone::Accent)
            .append(facets::found(name, &item.matched, Tone::Strong));
        Row {
            line: compose::fill(line, width),
            selected,
        }
    };
    if found.is_empty() {
        let none = Line::default().with("  No field is called so", Tone::Dim);
        return vec![none.into()];
    }
    let shown = found.iter().enumerate().skip(first).take(rows);
    shown.map(row).collect()
}

fn palette(state: &State, input: &Input, cursor: usize, rows: usize, width: usize) -> Vec<Row> {
    let found = crate::app::palette(input.value());
    let first = crate::app::first(cursor, rows);
    let row = |(at, item): (usize, &crate::app::PaletteItem)| {
        let selected = at == cursor;
        let command = &COMMANDS[item.command];
        let mark = if selected { state.glyphs.cursor } else { " " };
        let name = Line::default()
            .with(mark, Tone::Accent)
            .append(facets::found(command.name, &item.matched, Tone::Strong));
        let left = compose::fill(name, 21)
            .with(" ", Tone::Text)
            .with(command.help, Tone::Dim);
        Row {
            line: compose::ends(left, keys(state, command).with(" ", Tone::Text), width),
            selected,
        }
    };
    if found.is_empty() {
        return vec![
            Line::default()
                .with("  No command is called so", Tone::Dim)
                .into(),
        ];
    }
    found
        .iter()
        .enumerate()
        .skip(first)
        .take(rows)
        .map(row)
        .collect()
}

fn keys(state: &State, command: &Command) -> Line {
    let context = command.contexts.first().copied().unwrap_or(Context::Global);
    let keys: Vec<_> = state
        .keymap
        .keys(context, command.action)
        .into_iter()
        .take(2)
        .collect();
    Line::default().with(format!("  {}", keys.join("  ")), Tone::Accent)
}

fn help_line(state: &State, line: HelpLine, width: usize) -> Line {
    match line {
        HelpLine::About(view) => compose::cut_line(
            Line::default()
                .with(format!(" {}", view.label()), Tone::Accent)
                .with(format!(": {}", view.about()), Tone::Text),
            width,
        ),
        HelpLine::Heading(context) => compose::cut_line(
            Line::default().with(format!(" {}", context.label()), Tone::Heading),
            width,
        ),
        HelpLine::Command(context, command) => {
            let keys = state.keymap.keys(context, command.action).join("  ");
            let keys = compose::fill(
                Line::default().with(format!("   {keys}"), Tone::Accent),
                25.min(width / 2),
            );
            compose::cut_line(keys.with(format!(" {}", command.help), Tone::Text), width)
        }
    }
}

fn prompt_title(kind: PromptKind) -> &'static str {
    match kind {
        PromptKind::Date => "Go to a date",
        PromptKind::Known => "As known at the end of a day",
        PromptKind::Search => "Search in the shown events",
        PromptKind::Compare => "Compare the shown events (A) with those of (B)",
    }
}

fn prompt_rows(state: &State, prompt: &Prompt, width: usize) -> Vec<Row> {
    let mut rows = find(state, &prompt.input, width);
    let says = match (prompt.problem(), prompt.kind) {
        (Some(problem), _) => Line::default().data(&format!(" {problem}"), Tone::Error),
        (None, PromptKind::Date) => Line::default().with(
            " 2024-11-29, an hour of it (2024-11-29T05), 2024-11 or 2024",
            Tone::Dim,
        ),
        (None, PromptKind::Known) => {
            Line::default().with(" 2024-12-02, or empty for now", Tone::Dim)
        }
        (None, PromptKind::Compare) => Line::default().with(
            " another filter: a period, an actor, a data set …",
            Tone::Dim,
        ),
        (None, PromptKind::Search) => {
            Line::default().with(" words or a filter such as speaker:peskov", Tone::Dim)
        }
    };
    rows.push(compose::cut_line(says, width).into());
    rows
}

fn copyables(state: &State, cursor: usize, width: usize) -> Vec<Row> {
    let row = |(at, what): (usize, &Copyable)| {
        let selected = at == cursor;
        let mark = if selected { state.glyphs.cursor } else { " " };
        let line = Line::default()
            .with(mark, Tone::Accent)
            .with(format!(" {}", what.label()), Tone::Text);
        Row {
            line: compose::fill(line, width),
            selected,
        }
    };
    Copyable::ALL.iter().enumerate().map(row).collect()
}

/// What can follow the keys pressed so far.
pub(super) fn following(state: &State) -> Option<Panel> {
    if state.pending.is_empty() {
        return None;
    }
    let next = state
        .keymap
        .following(&crate::app::contexts(state), &state.pending);
    let says: Vec<_> = next
        .iter()
        .map(|(key, action)| (key.to_string(), crate::command::command(*action).help))
        .collect();
    let widest = says
        .iter()
        .map(|(key, help)| key.len() + help.len() + 5)
        .max()?;
    let screen = state.layout().screen;
    let width = u16::try_from(widest + 2)
        .unwrap_or(u16::MAX)
        .min(screen.width);
    let height = u16::try_from(says.len() + 2)
        .unwrap_or(u16::MAX)
        .min(screen.height.saturating_sub(2));
    if width < 8 || height < 3 {
        return None;
    }
    let area = Rect {
        x: screen.width - width,
        y: screen.height.saturating_sub(height + 1),
        width,
        height,
    };
    let line = |(key, help): &(String, &str)| {
        let line = Line::default()
            .with(format!(" {key}"), Tone::Accent)
            .with(format!("  {help}"), Tone::Text);
        Row::from(compose::cut_line(line, usize::from(width) - 2))
    };
    let rows = says
        .iter()
        .take(usize::from(height) - 2)
        .map(line)
        .collect();
    let title = Line::default().with(
        format!(" {} ", crate::keymap::sequence(&state.pending)),
        Tone::Text,
    );
    Some(Panel {
        area,
        framed: true,
        focused: true,
        title,
        rows,
        ..Panel::default()
    })
}
