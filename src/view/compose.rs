//! Putting lines together: cut, filled, left and right.

use crate::content::{Line, Span, Tone};
use crate::text::{Clean, cut};

/// A line of at most this width; what is cut ends in `…`.
#[must_use]
pub fn cut_line(line: Line, width: usize) -> Line {
    if line.width() <= width {
        return line;
    }
    let mut left = width;
    let mut spans = Vec::new();
    for span in line.spans {
        let wide = span.text.width();
        let rest_follows = wide >= left;
        if wide > left || rest_follows {
            let (text, _) = cut(&format!("{} ", span.text), left);
            spans.push(Span { text, ..span });
            break;
        }
        left -= wide;
        spans.push(span);
    }
    Line { spans }
}

/// A line of exactly this width.
#[must_use]
pub fn fill(line: Line, width: usize) -> Line {
    let line = cut_line(line, width);
    let missing = width - line.width().min(width);
    if missing == 0 {
        line
    } else {
        line.with(" ".repeat(missing), Tone::Text)
    }
}

/// Two lines at both ends of a width; the left one gives way.
#[must_use]
pub fn ends(left: Line, right: Line, width: usize) -> Line {
    let right = cut_line(right, width);
    let room = width - right.width().min(width);
    fill(left, room).append(right)
}

impl Line {
    /// Adds the spans of another line.
    #[must_use]
    pub fn append(mut self, other: Self) -> Self {
        self.spans.extend(other.spans);
        self
    }

    /// Adds text that is clean already.
    #[must_use]
    pub fn clean(mut self, text: Clean, tone: Tone) -> Self {
        self.spans.push(Span::of(text, tone));
        self
    }

    /// All spans soft.
    #[must_use]
    pub fn softened(mut self) -> Self {
        for span in &mut self.spans {
            span.soft = true;
        }
        self
    }
}
