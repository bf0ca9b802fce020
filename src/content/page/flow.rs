//! Toned text wrapped into lines.

use std::ops::Range;

use crate::content::{Line, Span, Tone, toned};
use crate::text::{self, BidiMode, Direction};

/// Wraps a line of spans; `indents` are those of the first line and of the rest.
pub(super) fn flow(
    line: &Line,
    width: usize,
    (first, rest): (usize, usize),
    bidi: BidiMode,
) -> Vec<Line> {
    let whole = line.text();
    let room = |indent| width.saturating_sub(indent).max(1);
    let ranges = text::broken(&whole, room(first), room(rest));
    let lines = ranges.into_iter().enumerate().map(|(at, range)| {
        let mut out =
            Line::default().with(" ".repeat(if at == 0 { first } else { rest }), Tone::Text);
        out.spans.extend(part(line, &range, bidi));
        out
    });
    lines.collect()
}

/// The spans that lie in a range of the whole text, each in the order of the screen.
fn part(line: &Line, range: &Range<usize>, bidi: BidiMode) -> Vec<Span> {
    let mut from = 0;
    let mut spans = Vec::new();
    for span in &line.spans {
        let to = from + span.text.as_str().len();
        let shared = range.start.max(from)..range.end.min(to);
        if shared.start < shared.end {
            spans.extend(ordered(span, shared.start - from..shared.end - from, bidi));
        }
        from = to;
    }
    spans
}

fn ordered(span: &Span, bytes: Range<usize>, bidi: BidiMode) -> Vec<Span> {
    let text = span.text.part(bytes);
    let text = if bidi == BidiMode::Own {
        text::visual(text.as_str(), Direction::Auto)
    } else {
        text
    };
    let mut spans = toned(&text, span.tone);
    spans.iter_mut().for_each(|part| part.soft = span.soft);
    spans
}

/// Cuts off what is wider than `width`.
pub(super) fn clip(line: &mut Line, width: usize) {
    let mut left = width;
    for span in &mut line.spans {
        if span.text.width() > left {
            span.text = text::cut(span.text.as_str(), left).0;
        }
        left -= span.text.width().min(left);
    }
}
