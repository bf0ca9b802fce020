//! A buffer as SVG: rectangles of paper, shapes, and text in runs of one look.

mod letters;

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use letters::{is_plain, write_text};

use super::PictureStyle;
use super::cells::{Seen, rows};
use super::shapes::{HEIGHT, Rect, WIDTH, shapes};

/// One column of DejaVu Sans Mono is 1233 of 2048 units; so sized, it is one cell.
const FONT_SIZE: f32 = WIDTH * 2048.0 / 1233.0;

/// Where letters stand in their cell.
const BASELINE: f32 = 15.5;

/// Paper around the cells.
const MARGIN: f32 = 8.0;

/// The screen as an SVG document. Text stays text: it can be searched and copied.
#[must_use]
pub fn svg(buffer: &Buffer, style: &PictureStyle) -> String {
    let (width, height) = (
        f32::from(buffer.area.width) * WIDTH,
        f32::from(buffer.area.height) * HEIGHT,
    );
    let (outer, outer_height) = (width + 2.0 * MARGIN, height + 2.0 * MARGIN);
    let paper = hex(style.background);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{outer}\" height=\"{outer_height}\" \
         viewBox=\"0 0 {outer} {outer_height}\">\n<rect width=\"100%\" height=\"100%\" fill=\"{paper}\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\" font-family=\"'DejaVu Sans Mono', 'Noto Sans Mono', \
         Menlo, Consolas, monospace\" font-size=\"{FONT_SIZE:.3}\" xml:space=\"preserve\">\n"
    );
    for (row, cells) in rows(buffer).enumerate() {
        write_row(&mut out, row as f32 * HEIGHT, &cells, style);
    }
    out.push_str("</g>\n</svg>\n");
    out
}

fn write_row(out: &mut String, top: f32, cells: &[Seen], style: &PictureStyle) {
    for run in cells.chunk_by(|a, b| a.look.colours(style).1 == b.look.colours(style).1) {
        write_paper(out, top, run, style);
    }
    for run in cells.chunk_by(|a, b| a.look == b.look) {
        write_shapes(out, top, run, style);
        write_lines(out, top, run, style);
        for part in run.chunk_by(|a, b| is_plain(a) && is_plain(b)) {
            write_text(out, top, part, style);
        }
    }
}

fn write_paper(out: &mut String, top: f32, run: &[Seen], style: &PictureStyle) {
    let Some(paper) = run.first().and_then(|cell| cell.look.colours(style).1) else {
        return;
    };
    let (left, right) = extent(run);
    put(
        out,
        format_args!(
            "<path fill=\"{}\" d=\"M{left} {top}H{right}v{HEIGHT}H{left}z\"/>\n",
            hex(paper)
        ),
    );
}

fn extent(run: &[Seen]) -> (f32, f32) {
    let left = run.first().map_or(0, |cell| cell.column);
    let right = run.last().map_or(0, |cell| cell.column + cell.columns);
    (left as f32 * WIDTH, right as f32 * WIDTH)
}

/// All shapes of a run with the same opacity in one path.
fn write_shapes(out: &mut String, top: f32, run: &[Seen], style: &PictureStyle) {
    let drawn: Vec<Rect> = run.iter().flat_map(|cell| placed(cell, top)).collect();
    let Some(look) = run.first().map(|cell| cell.look) else {
        return;
    };
    for rects in drawn.chunk_by(|a, b| a.opacity == b.opacity) {
        let opacity = match rects[0].opacity {
            1.0 => String::new(),
            opacity => format!(" fill-opacity=\"{opacity}\""),
        };
        let fill = hex(look.colours(style).0);
        put(
            out,
            format_args!("<path shape-rendering=\"crispEdges\" fill=\"{fill}\"{opacity} d=\""),
        );
        for Rect {
            x,
            y,
            width,
            height,
            ..
        } in joined(rects)
        {
            put(out, format_args!("M{x} {y}h{width}v{height}h-{width}z"));
        }
        out.push_str("\"/>\n");
    }
}

fn placed(cell: &Seen, top: f32) -> Vec<Rect> {
    let rects = cell
        .symbol
        .chars()
        .next()
        .and_then(shapes)
        .unwrap_or_default();
    let left = cell.column as f32 * WIDTH;
    rects
        .into_iter()
        .map(|rect| Rect {
            x: rect.x + left,
            y: rect.y + top,
            ..rect
        })
        .collect()
}

/// Neighbours of one height as one rectangle: a rule over the whole screen is one shape.
fn joined(rects: &[Rect]) -> Vec<Rect> {
    let mut out: Vec<Rect> = Vec::new();
    for rect in rects {
        match out.last_mut() {
            Some(last)
                if last.y == rect.y
                    && last.height == rect.height
                    && last.x + last.width >= rect.x =>
            {
                last.width = last.width.max(rect.x + rect.width - last.x);
            }
            _ => out.push(*rect),
        }
    }
    out
}

fn write_lines(out: &mut String, top: f32, run: &[Seen], style: &PictureStyle) {
    let Some(look) = run.first().map(|cell| cell.look) else {
        return;
    };
    let (left, right) = extent(run);
    let heights = [
        (Modifier::UNDERLINED, BASELINE + 2.0),
        (Modifier::CROSSED_OUT, HEIGHT / 2.0),
    ];
    for (_, height) in heights
        .iter()
        .filter(|(modifier, _)| look.modifier.contains(*modifier))
    {
        let (y, fill) = (top + height, hex(look.colours(style).0));
        put(
            out,
            format_args!(
                "<path shape-rendering=\"crispEdges\" fill=\"{fill}\" d=\"M{left} {y}H{right}v1H{left}z\"/>\n"
            ),
        );
    }
}

fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Writing to a string does not fail.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}
