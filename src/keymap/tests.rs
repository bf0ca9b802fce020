//! Tests of key files and lookup.

use super::*;

fn keys(text: &str) -> Vec<Key> {
    text.split_whitespace()
        .map(|key| key.parse().unwrap())
        .collect()
}

fn codes(user: &str) -> Vec<(&'static str, Option<String>)> {
    load(DEFAULT, Some(user))
        .1
        .into_iter()
        .map(|problem| (problem.code, problem.hint))
        .collect()
}

#[test]
fn the_default_file_has_no_problem_and_each_command_a_key() {
    let (keymap, problems) = load(DEFAULT, None);
    assert_eq!(problems, []);
    for command in crate::command::COMMANDS {
        for &context in command.contexts {
            assert!(
                !keymap.keys(context, command.action).is_empty(),
                "{} in {context:?}",
                command.name
            );
        }
    }
}

#[test]
fn sequences_and_contexts() {
    let keymap = Keymap::default();
    let timeline = [Context::Timeline, Context::Global];
    assert_eq!(keymap.lookup(&timeline, &keys("g")), Lookup::Prefix);
    assert_eq!(
        keymap.lookup(&timeline, &keys("g g")),
        Lookup::Action(Action::First)
    );
    assert_eq!(keymap.lookup(&timeline, &keys("x")), Lookup::Nothing);
    assert_eq!(
        keymap.lookup(&[Context::Facets], &keys("x")),
        Lookup::Action(Action::Exclude)
    );
    assert_eq!(keymap.following(&timeline, &keys("f")).len(), 8);
}

#[test]
fn a_key_that_means_something_else_further_in_is_not_told() {
    let keymap = Keymap::default();
    let key = |contexts: &[Context]| keymap.key(contexts, Action::BrushStart);
    assert_eq!(key(&[Context::Lanes]).as_deref(), Some("v"));
    assert_eq!(
        key(&[Context::Beside, Context::Lanes]).as_deref(),
        Some("b")
    );
    assert_eq!(key(&[Context::Global]), None);
}

#[test]
fn own_keys_replace_and_unbind() {
    let (keymap, problems) = load(
        DEFAULT,
        Some("[timeline]\ndown = [\"n\", \"ctrl-j\"]\nup = []\n[global]\nquit = \"Q\"\n"),
    );
    assert_eq!(problems, []);
    let timeline = [Context::Timeline, Context::Global];
    assert_eq!(
        keymap.lookup(&timeline, &keys("n")),
        Lookup::Action(Action::Down)
    );
    assert_eq!(keymap.lookup(&timeline, &keys("j")), Lookup::Nothing);
    assert_eq!(keymap.lookup(&timeline, &keys("k")), Lookup::Nothing);
    assert_eq!(keymap.lookup(&timeline, &keys("q")), Lookup::Nothing);
    assert_eq!(
        keymap.lookup(&timeline, &keys("Q")),
        Lookup::Action(Action::Quit)
    );
}

#[test]
fn problems_name_the_nearest() {
    let hint = |text: &str| Some(format!("did you mean `{text}`?"));
    assert_eq!(
        codes("[timline]\n"),
        [("unknown-key-table", hint("timeline"))]
    );
    assert_eq!(
        codes("[timeline]\ndwon = \"j\"\n"),
        [("unknown-command", hint("down"))]
    );
    assert_eq!(
        codes("[timeline]\ndown = \"entr\"\n"),
        [("unknown-key", hint("enter"))]
    );
    assert_eq!(
        codes("[timeline]\nquit = \"q\"\n")[0].0,
        "misplaced-command"
    );
    assert_eq!(
        codes("[timeline]\ndown = \"x\"\nup = \"x\"\n")[0].0,
        "key-clash"
    );
    assert_eq!(
        codes("[timeline]\ndown = \"x y\"\nup = \"x\"\n")[0].0,
        "key-clash"
    );
    assert_eq!(codes("[timeline]\ndown = 3\n")[0].0, "key-file");
    assert_eq!(codes("[timeline\n")[0].0, "key-file");
}

#[test]
fn a_problem_points_at_its_place() {
    let text = "[timeline]\ndown = \"x\"\nup = [\"x\"]\n";
    let problem = load(DEFAULT, Some(text)).1.remove(0);
    let places: Vec<_> = problem
        .labels
        .iter()
        .map(|label| (label.file, &text[label.span.clone()]))
        .collect();
    assert_eq!(places, [(1, "\"x\""), (1, "\"x\"")]);
}

#[test]
fn keys_print_as_they_are_written() {
    for text in [
        "ctrl-d",
        "alt-b",
        "shift-tab",
        "G",
        "space",
        "f5",
        "ctrl-left",
        "/",
        "-",
    ] {
        assert_eq!(text.parse::<Key>().unwrap().to_string(), text);
    }
}
