//! Lower modules do not import higher ones (the table in `ARCHITECTURE.md`).

use std::path::{Path, PathBuf};

/// The rows of the table from the bottom up. A module may use its own row and the rows below.
const ROWS: &[&[&str]] = &[
    &["text", "diagnostic", "model"],
    &["dataset", "reader", "geo"],
    &["store"],
    &["load"],
    &["query", "matching"],
    &["analysis"],
    &["content", "layout", "command", "keymap"],
    &["app"],
    &["view"],
    &["ui", "picture"],
    &[
        "runtime", "export", "compare", "import", "config", "cli", "embedded",
    ],
];

fn row(module: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&module))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the sources are in the repository") {
        let path = entry.expect("an entry").path();
        // Unit tests may look at what becomes of a thing further up.
        if path.file_stem().is_some_and(|name| name == "tests") {
            continue;
        }
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The modules of ours that a text names in code, with `crate::{a, b}` taken apart. Comments may name any.
fn named(text: &str) -> Vec<String> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut names = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        // `$crate::` in a macro is the same crate; `my_crate::` is none of ours.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + path.len()..];
        match rest.strip_prefix('{') {
            None => names.extend(first_name(rest)),
            Some(list) => names.extend(top_level(list).iter().filter_map(|part| first_name(part))),
        }
    }
    names
}

fn first_name(path: &str) -> Option<String> {
    let name: String = path
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    (!name.is_empty()).then_some(name)
}

/// The parts of a braced list, up to its closing brace.
fn top_level(list: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => parts.push(String::new()),
            c if depth == 0 => parts.last_mut().expect("never empty").push(c),
            _ => {}
        }
    }
    parts
}

#[test]
fn lower_modules_do_not_import_higher_ones() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&src, &mut found);
    let mut wrong = Vec::new();
    for path in found {
        let relative = path.strip_prefix(&src).expect("found below src");
        let first = relative
            .components()
            .next()
            .expect("a name")
            .as_os_str()
            .to_string_lossy();
        let module = first.trim_end_matches(".rs").to_owned();
        if matches!(module.as_str(), "lib" | "main") {
            continue;
        }
        let own =
            row(&module).unwrap_or_else(|| panic!("{module} has no row in tests/it/imports.rs"));
        let text = std::fs::read_to_string(&path).expect("readable");
        for name in named(&text) {
            if row(&name).is_some_and(|other| other > own) {
                wrong.push(format!("{} uses crate::{name}", relative.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn paths_are_found() {
    assert_eq!(
        named("use crate::{a::B, c::{d, e}, f};\ncrate::g::h()"),
        ["a", "c", "f", "g"]
    );
    assert_eq!(named("// crate::a\nother_crate::b"), Vec::<String>::new());
}
