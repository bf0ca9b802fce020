//! Which format a file is of, told by its start.

mod nearly;

use std::fmt;

use super::{FORMATS, Format, Head, Sniff};
use crate::dataset::nearest;

/// What a file is.
#[derive(Debug, Clone, Copy)]
pub enum Detected {
    /// Events in this format.
    Format(&'static Format),
    /// A file that belongs to others and has no events itself, by the name of its kind ([`Format::companions`]).
    Companion(&'static str),
}

impl Detected {
    /// Its name, as `--input-format` takes it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Format(format) => format.name,
            Self::Companion(kind) => kind,
        }
    }
}

/// Why it is not known what a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DetectError {
    /// There is nothing in it.
    Empty {
        /// The file.
        file: String,
    },
    /// No format knows it.
    Unknown {
        /// The file.
        file: String,
        /// The labels of the formats that looked at it.
        looked_for: Vec<&'static str>,
        /// What it nearly is, and why it is not, as far as that can be said.
        nearly: Option<String>,
    },
    /// Several formats know it, none better than the others.
    Ambiguous {
        /// The file.
        file: String,
        /// Names for `--input-format`.
        names: Vec<&'static str>,
    },
    /// `--input-format` has a name that no format has.
    NoSuchFormat {
        /// That name.
        name: String,
        /// The nearest name there is.
        nearest: Option<&'static str>,
        /// All names.
        known: Vec<&'static str>,
    },
}

/// Tells what a file is. `forced` is the name of a format that it shall be.
///
/// Formats that are sure go before those that are not; if there are several, the reader of the program has to say.
///
/// # Errors
///
/// No format or several, or a name that no format has.
pub fn detect(head: &Head<'_>, forced: Option<&str>) -> Result<Detected, DetectError> {
    among(FORMATS, head, forced)
}

/// Whether a file that nobody named is taken for data: some format could be its own, or the one that is asked for could.
#[must_use]
pub fn is_known(head: &Head<'_>, forced: Option<&str>) -> bool {
    let candidates = candidates(FORMATS);
    let mut asked = candidates
        .iter()
        .filter(|one| forced.is_none_or(|name| one.is.name() == name || one.is_companion()));
    asked.any(|one| (one.sniff)(head) > Sniff::No)
}

fn among(
    formats: &'static [Format],
    head: &Head<'_>,
    forced: Option<&str>,
) -> Result<Detected, DetectError> {
    let candidates = candidates(formats);
    if let Some(name) = forced {
        return named(&candidates, name);
    }
    let surely = |how| {
        let fits = |one: &&Candidate| (one.sniff)(head) == how;
        candidates.iter().filter(fits).collect::<Vec<_>>()
    };
    for how in [Sniff::Yes, Sniff::Maybe] {
        match surely(how)[..] {
            [] => {}
            [one] => return Ok(one.is),
            ref several => {
                return Err(DetectError::Ambiguous {
                    file: head.name.to_owned(),
                    names: several.iter().map(|one| one.is.name()).collect(),
                });
            }
        }
    }
    let file = head.name.to_owned();
    if head.text.trim().is_empty() {
        return Err(DetectError::Empty { file });
    }
    Err(DetectError::Unknown {
        file,
        looked_for: formats.iter().map(|format| format.label).collect(),
        nearly: nearly::nearly(formats, head),
    })
}

struct Candidate {
    is: Detected,
    sniff: fn(&Head<'_>) -> Sniff,
}

impl Candidate {
    fn is_companion(&self) -> bool {
        matches!(self.is, Detected::Companion(_))
    }
}

/// All that a file can be: formats, and kinds of companions once, though several formats may have them.
fn candidates(formats: &'static [Format]) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = formats
        .iter()
        .map(|format| Candidate {
            is: Detected::Format(format),
            sniff: format.sniff,
        })
        .collect();
    for kind in formats.iter().flat_map(|format| format.companions) {
        if all.iter().all(|one| one.is.name() != kind.name) {
            all.push(Candidate {
                is: Detected::Companion(kind.name),
                sniff: kind.sniff,
            });
        }
    }
    all
}

fn named(candidates: &[Candidate], name: &str) -> Result<Detected, DetectError> {
    if let Some(one) = candidates.iter().find(|one| one.is.name() == name) {
        return Ok(one.is);
    }
    let known: Vec<_> = candidates.iter().map(|one| one.is.name()).collect();
    Err(DetectError::NoSuchFormat {
        name: name.to_owned(),
        nearest: nearest::nearest(name, known.iter().copied()),
        known,
    })
}

impl DetectError {
    /// What helps.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Empty { .. } => None,
            Self::Unknown { file, .. } => Some(format!(
                "`annals import --guess {file}` proposes a map of its columns, which `--map` takes"
            )),
            Self::Ambiguous { names, .. } => Some(format!(
                "say which with {}",
                joined(names, |name| format!("`--input-format {name}`"), "or")
            )),
            Self::NoSuchFormat { nearest, known, .. } => Some(match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("the formats are {}", joined(known, ticked, "and")),
            }),
        }
    }
}

impl fmt::Display for DetectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty { file } => write!(f, "{file}: this is empty"),
            Self::Unknown {
                file,
                nearly: Some(nearly),
                ..
            } => write!(f, "{file}: this is of no known format: {nearly}"),
            Self::Unknown {
                file, looked_for, ..
            } => write!(
                f,
                "{file}: this is of no known format; looked for {}",
                joined(looked_for, |&label| label.to_owned(), "and")
            ),
            Self::Ambiguous { file, names } => {
                write!(f, "{file}: this could be {}", joined(names, ticked, "or"))
            }
            Self::NoSuchFormat { name, .. } => write!(f, "there is no format `{name}`"),
        }
    }
}

impl std::error::Error for DetectError {}

fn ticked(name: &&'static str) -> String {
    format!("`{name}`")
}

/// `a, b and c`.
fn joined<T>(list: &[T], text: impl Fn(&T) -> String, word: &str) -> String {
    let mut texts: Vec<String> = list.iter().map(text).collect();
    match texts.pop() {
        None => String::new(),
        Some(last) if texts.is_empty() => last,
        Some(last) => format!("{} {word} {last}", texts.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::Fault;
    use crate::reader::formats::CompanionKind;

    const fn format(name: &'static str, sniff: fn(&Head<'_>) -> Sniff) -> Format {
        Format {
            name,
            label: name,
            companions: &[CompanionKind {
                name: "mentions",
                sniff: |head| yes(head, "mentions"),
            }],
            sniff,
            open: |_, _| Err(Fault::record("not opened here")),
        }
    }

    fn yes(head: &Head<'_>, word: &str) -> Sniff {
        if head.text.contains(word) {
            Sniff::Yes
        } else {
            Sniff::No
        }
    }

    fn maybe(head: &Head<'_>, word: &str) -> Sniff {
        yes(head, word).min(Sniff::Maybe)
    }

    static SOME: [Format; 4] = [
        format("alpha", |head| yes(head, "alpha")),
        format("beta", |head| yes(head, "beta")),
        format("gamma", |head| maybe(head, "table")),
        format("delta", |head| maybe(head, "table of")),
    ];

    fn detected(text: &str, forced: Option<&str>) -> Result<&'static str, String> {
        let head = Head {
            name: "a.csv",
            text,
            whole: true,
        };
        let detected = among(&SOME, &head, forced);
        detected.map(|is| is.name()).map_err(|error| {
            let hint = error.hint().unwrap_or_default();
            format!("{error} / {hint}")
        })
    }

    #[test]
    fn one_that_is_sure_goes_before_others() {
        assert_eq!(detected("alpha", None), Ok("alpha"));
        assert_eq!(detected("table of beta", None), Ok("beta"));
        assert_eq!(detected("a table", None), Ok("gamma"));
        assert_eq!(detected("a table of mentions", None), Ok("mentions"));
    }

    #[test]
    fn several_are_named() {
        assert_eq!(
            detected("alpha, beta", None).expect_err("two"),
            "a.csv: this could be `alpha` or `beta` / say which with `--input-format alpha` or `--input-format beta`"
        );
        assert_eq!(
            detected("table of", None).expect_err("two"),
            "a.csv: this could be `gamma` or `delta` / say which with `--input-format gamma` or `--input-format delta`"
        );
    }

    #[test]
    fn none_is_told_with_what_was_looked_for() {
        assert_eq!(
            detected("?", None).expect_err("none"),
            "a.csv: this is of no known format; looked for alpha, beta, gamma and delta / \
             `annals import --guess a.csv` proposes a map of its columns, which `--map` takes"
        );
        assert_eq!(
            detected(" \n", None).expect_err("none"),
            "a.csv: this is empty / "
        );
    }

    #[test]
    fn a_name_decides() {
        assert_eq!(detected("alpha", Some("delta")), Ok("delta"));
        assert_eq!(detected("", Some("mentions")), Ok("mentions"));
        assert_eq!(
            detected("", Some("aplha")).expect_err("no such"),
            "there is no format `aplha` / did you mean `alpha`?"
        );
        assert_eq!(
            detected("", Some("xyz")).expect_err("no such"),
            "there is no format `xyz` / the formats are `alpha`, `beta`, `gamma`, `delta` and `mentions`"
        );
    }

    #[test]
    fn real_formats_are_found() {
        let head = Head {
            name: "a.csv",
            text: include_str!("../../tests/data/packed/events.csv"),
            whole: true,
        };
        assert!(matches!(detect(&head, None), Ok(is) if is.name() == "ucdp-ged"));
        assert!(is_known(&head, None) && is_known(&head, Some("ucdp-ged")));
        assert!(!is_known(&head, Some("another")));
    }
}
