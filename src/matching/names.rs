//! Names of actors in the form in which they are compared.
//!
//! Data sets dress one name differently: ACLED writes `QSD: Syrian Democratic Forces`, `Islamic State (Syria)` and `Military
//! Forces of Syria (2000-2024) Air Force` where UCDP writes `SDF`, `IS` and `Government of Syria`. What is compared is the
//! name without initials before a colon, without a country or years in brackets, and without hyphens and apostrophes. A state
//! and its armed forces are one actor: UCDP codes a state for what its forces do, ACLED the forces.
//!
//! What a name cannot tell stands in `aliases.csv`, each line with its source.

use std::collections::{HashMap, HashSet};

use crate::store::fold;

/// What an actor is known by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Names under which it is the same actor.
    pub(super) names: Vec<String>,
    /// Names of actors that it belongs to.
    pub(super) within: Vec<String>,
    /// Whether the record says that nobody knows who it was.
    pub(super) unidentified: bool,
}

impl Known {
    fn add(&mut self, other: Self) {
        self.names.extend(other.names);
        self.within.extend(other.within);
        self.unidentified |= other.unidentified;
    }
}

/// How names of one store are read.
#[derive(Debug)]
pub(super) struct Reading {
    /// Names of countries, which say nothing in brackets behind a name.
    countries: HashSet<String>,
    aliases: HashMap<String, Known>,
}

impl Reading {
    /// With the names of the countries of a store.
    pub(super) fn new<'a>(countries: impl Iterator<Item = &'a str>) -> Self {
        let mut reading = Self {
            countries: countries.map(plain).collect(),
            aliases: HashMap::new(),
        };
        // The table itself writes `(Syria)`, whatever is open.
        reading.countries.insert("syria".to_owned());
        reading.aliases = aliases(&reading);
        reading
    }

    /// What an actor with these names is known by.
    pub(super) fn known<'a>(&self, names: impl Iterator<Item = &'a str>) -> Known {
        let mut known = Known::default();
        names.for_each(|name| known.add(self.name(name)));
        for name in known.names.clone() {
            if let Some(more) = self.aliases.get(&name) {
                known.add(more.clone());
            }
        }
        // What it is said to be within may have other names.
        for name in known.within.clone() {
            if let Some(more) = self.aliases.get(&name) {
                known.within.extend(more.names.iter().cloned());
            }
        }
        known
    }

    /// What one name says by itself.
    fn name(&self, name: &str) -> Known {
        if let Some(state) = state(name) {
            return state;
        }
        let undressed = self.undressed(name);
        let text = plain(&undressed);
        if text.is_empty() {
            return Known::default();
        }
        let mut known = Known {
            unidentified: text.starts_with("unidentified ") || text == "unknown",
            ..Known::default()
        };
        let own = match initials(&undressed) {
            Some((initials, rest)) => {
                known.names.push(plain(initials));
                rest
            }
            None => &undressed,
        };
        // `QSD: Syrian Democratic Forces - Intelligence` is a part, and its initials are those of the whole.
        if let Some((whole, _)) = own.split_once(" - ") {
            known.within.append(&mut known.names);
            known.within.push(plain(whole));
        }
        known.names.push(plain(own));
        known
    }

    /// The text without brackets that hold years or a country.
    fn undressed(&self, name: &str) -> String {
        let mut out = String::with_capacity(name.len());
        let mut rest = name;
        while let Some((before, behind)) = rest.split_once('(') {
            let Some((inside, after)) = behind.split_once(')') else {
                break;
            };
            out.push_str(before);
            if !(is_years(inside) || self.countries.contains(&plain(inside))) {
                out.push('(');
                out.push_str(inside);
                out.push(')');
            }
            rest = after;
        }
        out.push_str(rest);
        out.trim().to_owned()
    }
}

/// Groups that fight together are one actor for UCDP, named after all of them: `Ahrar al-Sham, HTS, Southern Front`.
pub(super) fn listed(name: &str) -> Vec<&str> {
    let parts: Vec<&str> = name
        .split(", ")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() > 1 { parts } else { Vec::new() }
}

/// Folded words with one blank between them: no hyphens, apostrophes or brackets.
fn plain(text: &str) -> String {
    let folded = fold(text);
    let kept = folded.chars().filter(|c| !matches!(c, '\'' | '`' | 'ʼ'));
    let spaced: String = kept
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `2000-2024`, `2016-`: when somebody ruled.
fn is_years(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ' '))
}

/// Longest initials before a colon.
const INITIALS: usize = 12;

/// `HTS: Hayat Tahrir al Sham` in its two parts.
fn initials(name: &str) -> Option<(&str, &str)> {
    let (initials, rest) = name.split_once(": ")?;
    let short = initials.chars().count() <= INITIALS && !initials.contains(' ');
    (short && !initials.is_empty()).then_some((initials, rest))
}

/// Whether a name is of a state or of its forces: the government and the army are the state itself; the police and what is named
/// behind the years (`Military Forces of Syria (2000-2024) Air Force`) are parts. A line feed keeps states apart from all other
/// names: folded text has none.
fn state(name: &str) -> Option<Known> {
    let (head, tail) = match name.split_once('(') {
        Some((head, rest)) => (head, rest.split_once(')').map_or("", |(_, tail)| tail)),
        None => (name, ""),
    };
    let head = plain(head);
    let named = |prefix: &str| {
        let state = head.strip_prefix(prefix)?;
        let state = state.strip_prefix("the ").unwrap_or(state);
        (!state.is_empty()).then(|| format!("state\n{state}"))
    };
    let whole = named("government of ").or_else(|| named("military forces of "));
    let state = whole.clone().or_else(|| named("police forces of "))?;
    let tail = plain(tail);
    Some(if whole.is_some() && tail.is_empty() {
        Known {
            names: vec![state],
            ..Known::default()
        }
    } else {
        Known {
            names: vec![format!("{state}\n{head} {tail}")],
            within: vec![state],
            unidentified: false,
        }
    })
}

/// The table of aliases: for each name all names of the actor, and of what it belongs to.
fn aliases(reading: &Reading) -> HashMap<String, Known> {
    let lines: Vec<(Vec<String>, bool, Vec<String>)> = lines()
        .map(|(name, relation, other)| {
            let names = |name: &str| reading.name(name).names;
            (names(&name), relation == "is", names(&other))
        })
        .collect();
    let mut groups: Vec<HashSet<&String>> = Vec::new();
    for (first, is_same, second) in &lines {
        let joined: Vec<HashSet<&String>> = if *is_same {
            vec![first.iter().chain(second).collect()]
        } else {
            vec![first.iter().collect(), second.iter().collect()]
        };
        for mut group in joined {
            groups.retain(|known| {
                let apart = known.is_disjoint(&group);
                if !apart {
                    group.extend(known);
                }
                apart
            });
            groups.push(group);
        }
    }
    let mut table = HashMap::new();
    for group in &groups {
        let names = sorted(group.iter().map(|&name| name.clone()));
        let within = lines
            .iter()
            .filter(|(first, is_same, _)| !is_same && first.iter().any(|name| group.contains(name)))
            .flat_map(|(.., second)| second.iter().cloned());
        let known = Known {
            within: sorted(within),
            names,
            unidentified: false,
        };
        for name in &known.names {
            table.insert(name.clone(), known.clone());
        }
    }
    table
}

fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Lines of the table: a name, `is` or `within`, and another name.
fn lines() -> impl Iterator<Item = (String, String, String)> {
    let reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(&include_bytes!("aliases.csv")[..]);
    reader.into_records().map(|record| {
        let record = record.expect("the table in this crate is CSV; a test reads it");
        let cell = |at: usize| record.get(at).unwrap_or_default().to_owned();
        (cell(0), cell(1), cell(2))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading() -> Reading {
        Reading::new(["Syria", "Iraq"].into_iter())
    }

    fn known(name: &str) -> Known {
        reading().known([name].into_iter())
    }

    /// Whether two names are of one actor.
    fn same(a: &str, b: &str) -> bool {
        let (a, b) = (known(a), known(b));
        a.names.iter().any(|name| b.names.contains(name))
    }

    /// Whether the first belongs to the second.
    fn within(a: &str, b: &str) -> bool {
        let (a, b) = (known(a), known(b));
        a.within.iter().any(|name| b.names.contains(name))
    }

    #[test]
    fn names_of_acled_are_those_of_ucdp() {
        for (acled, ucdp) in [
            (
                "Military Forces of Syria (2000-2024)",
                "Government of Syria",
            ),
            ("Military Forces of Syria (2000-)", "Government of Syria"),
            ("Military Forces of Turkey (2016-)", "Government of Turkey"),
            (
                "Military Forces of the United States (2017-2021)",
                "Government of United States of America",
            ),
            ("Islamic State (Syria)", "IS"),
            ("Islamic State (Iraq)", "IS"),
            ("QSD: Syrian Democratic Forces", "SDF"),
            ("HTS: Hayat Tahrir al-Sham", "HTS"),
            ("HTS: Hayat Tahrir al Sham", "HTS"),
            ("Opposition Rebels (Syria)", "Syrian insurgents"),
            ("Civilians (Syria)", "Civilians"),
            ("JaI: Jaysh al Islam", "Jaysh al-Islam"),
            ("JaS: Levant Front", "Levant Front"),
            ("Sultan Murad Division", "Liwa al-Sultan Murad"),
            ("QDW: National Defense Forces", "NDF (Syria)"),
            ("PKK: Kurdistan Workers Party", "PKK"),
            ("Jabhat Fateh al Sham", "Jabhat Fateh al-Sham"),
        ] {
            assert!(same(acled, ucdp), "{acled} / {ucdp}: {:?}", known(acled));
        }
    }

    #[test]
    fn different_actors_stay_different() {
        for (a, b) in [
            (
                "Military Forces of Syria (2000-2024)",
                "Government of Turkey",
            ),
            ("Islamic State (Syria)", "Government of Syria"),
            ("QSD: Syrian Democratic Forces", "Syrian National Army"),
            ("Rioters (Syria)", "Protesters (Syria)"),
            ("Military Forces of Syria (2000-2024)", "Syria"),
            ("Jaysh al-Islam", "Jaysh al-Izza"),
            ("Militia (Pro-Iran)", "Militia (Pro-Government)"),
        ] {
            assert!(!same(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn parts_belong_to_the_whole() {
        for (part, whole) in [
            (
                "Military Forces of Syria (2000-2024) Air Force",
                "Government of Syria",
            ),
            ("Police Forces of Syria (2000-2024)", "Government of Syria"),
            ("QSD: Syrian Democratic Forces - Intelligence", "SDF"),
            ("HTS: Hayat Tahrir al-Sham", "Syrian insurgents"),
            ("HTS: Hayat Tahrir al-Sham", "Opposition Rebels (Syria)"),
            ("YPG: Peoples Protection Units", "SDF"),
            (
                "Allied Syrian and/or Russian Forces",
                "Government of Russia (Soviet Union)",
            ),
        ] {
            assert!(within(part, whole), "{part} / {whole}: {:?}", known(part));
            assert!(!same(part, whole), "{part} / {whole}");
        }
        assert!(!within(
            "Police Forces of Syria (2000-2024)",
            "Government of Iraq"
        ));
    }

    #[test]
    fn nobody_knows_who_is_nobody() {
        assert!(known("Unidentified Armed Group (Syria)").unidentified);
        assert!(known("Unidentified Military Forces").unidentified);
        assert!(!known("Opposition Rebels (Syria)").unidentified);
    }

    /// Each line has its source, a relation of the two, and names that differ when they are compared.
    #[test]
    fn the_table_is_whole() {
        let reading = reading();
        let mut read = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .from_reader(&include_bytes!("aliases.csv")[..]);
        let mut count = 0;
        for record in read.records() {
            let record = record.expect("CSV");
            assert!(record.len() == 4 && record[3].len() > 10, "{record:?}");
            assert!(matches!(&record[1], "is" | "within"), "{record:?}");
            let [a, b] = [0, 2].map(|at| reading.name(&record[at]).names);
            assert!(!a.is_empty() && !b.is_empty(), "{record:?}");
            assert!(
                a.iter().all(|name| !b.contains(name)),
                "needless: {record:?}"
            );
            count += 1;
        }
        assert!(count > 50, "{count}");
    }
}
