//! A screen as text, ANSI, SVG or PNG, without a terminal.
