//! What the manuals say holds for the data set that ships with annals.

use annals::analysis::Question;
use annals::diagnostic::Severity;

use crate::engine::engine;

const FILTERS: &str = include_str!("../../docs/filter-language.md");
const README: &str = include_str!("../../README.md");

/// The examples of the manual: the lines of its `filter` fences, without the explanation behind two blanks.
fn examples() -> Vec<&'static str> {
    let mut inside = false;
    let mut examples = Vec::new();
    for line in FILTERS.lines() {
        if line.starts_with("```") {
            inside = line == "```filter";
        } else if inside {
            examples.extend(line.split("  ").next().filter(|text| !text.is_empty()));
        }
    }
    examples
}

/// The filters that the README shows in its table of keys.
fn readme_filters() -> Vec<&'static str> {
    let row = README
        .lines()
        .find(|line| line.starts_with("| `/` |"))
        .expect("the README has the filter key");
    row.split('`').skip(3).step_by(2).collect()
}

#[test]
fn filters_of_the_manuals_are_understood_with_the_shipped_data() {
    let engine = engine();
    let (examples, readme) = (examples(), readme_filters());
    assert!(
        examples.len() > 60 && readme.len() >= 4,
        "examples are found"
    );
    for filter in examples.into_iter().chain(readme) {
        let question = Question {
            number: 1,
            filter: filter.to_owned(),
            parts: Vec::new(),
        };
        let answer = engine
            .answer(&question, &|| false)
            .expect("nothing cancels it");
        let mistakes: Vec<String> = answer
            .diagnostics
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .map(ToString::to_string)
            .collect();
        assert!(mistakes.is_empty(), "{filter}: {mistakes:?}");
    }
}
