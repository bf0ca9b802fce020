//! Who acted on whom. A CAMEO actor code is made of parts of three letters: country, role, group, faith.
//!
//! The name is GDELT's (`Actor1Name`), which is the word of the article that was coded: one code has many names (`AUS` is
//! "AUSTRALIA", "VICTORIA" and "SYDNEY"), and one name many codes ("PRESIDENT"). So an actor here is a code with a name, and
//! the code is its id.

use crate::model::{ActorKind, Role};
use crate::reader::countries::{self, Country};
use crate::reader::{Record, Row};

use super::layout::ActorColumns;

/// Adds the actors that are named or coded.
pub(super) fn read(record: &Record<'_>, at: &[ActorColumns; 2], row: &mut Row) {
    for (at, role) in at.iter().zip([Role::Initiator, Role::Target]) {
        let cell = |at: usize| record.get(at);
        let (code, name) = (cell(at.code), cell(at.name));
        if code.is_empty() && name.is_empty() {
            continue;
        }
        let parts = Parts {
            code,
            country: cell(at.country),
            role: cell(at.role),
        };
        let part = row.actor(if name.is_empty() { code } else { name }, Some(role));
        if !code.is_empty() {
            part.key.push_str(code);
            if !name.is_empty() {
                part.key.push(' ');
                part.key.push_str(name);
            }
            part.identify("cameo", code);
        }
        let country = country(parts.country);
        part.kind = parts.kind(country.is_some());
        if let Some(country) = country {
            part.country.push_str(country.iso);
        }
    }
}

/// The parts of an actor code that say what it is.
#[derive(Debug, Clone, Copy)]
struct Parts<'a> {
    code: &'a str,
    country: &'a str,
    role: &'a str,
}

impl Parts<'_> {
    /// By role; without one, a bare country is a state. Nothing is said of a faith, a people or a part of the world.
    fn kind(self, is_country: bool) -> Option<ActorKind> {
        if !self.role.is_empty() {
            return of_role(self.role);
        }
        if self.country.is_empty() {
            // Some roles stand in the code alone: `PTY` has no Type1Code.
            return of_role(self.code.get(..3)?);
        }
        (is_country && self.code == self.country).then_some(ActorKind::State)
    }
}

/// Codes of countries are those of ISO 3166-1 alpha-3, three of them as they were before 2003. Parts of the world (`AFR`,
/// `WST`) and of countries (`WSB`) have codes of the same form.
fn country(code: &str) -> Option<&'static Country> {
    countries::of_iso3(match code {
        "ROM" => "ROU",
        "TMP" => "TLS",
        "ZAR" => "COD",
        _ => code,
    })
}

/// Roles of the CAMEO codebook 1.1b3, chapter 3.2.
fn of_role(role: &str) -> Option<ActorKind> {
    Some(match role {
        // Government; judiciary and legislature, which are branches of it.
        "GOV" | "JUD" | "LEG" => ActorKind::Government,
        // Military; police; state intelligence.
        "MIL" | "COP" | "SPY" => ActorKind::StateForce,
        // Rebels, insurgents, separatists, armed forces that are not identified, international militarized groups.
        "REB" | "INS" | "SEP" | "UAF" | "IMG" => ActorKind::ArmedGroup,
        // Opposition; parties.
        "OPP" | "PTY" => ActorKind::Party,
        // Civilians, refugees, settlers, students.
        "CVL" | "REF" | "SET" | "STU" => ActorKind::Civilians,
        "MED" => ActorKind::Media,
        // A state that is not identified.
        "UIS" => ActorKind::State,
        // Organisations between and beside states; business, labour, farming, schools, health, human rights, environment,
        // development.
        "IGO" | "NGO" | "NGM" | "INT" | "MNC" | "BUS" | "LAB" | "AGR" | "EDU" | "HLH" | "HRI"
        | "ENV" | "DEV" => ActorKind::Organisation,
        // Criminals, elites, moderates, radicals: persons or groups, it does not say.
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_role_and_country() {
        for (code, in_country, role, expected) in [
            ("SYR", "SYR", "", Some(ActorKind::State)),
            ("SYRGOV", "SYR", "GOV", Some(ActorKind::Government)),
            ("USAJUD", "USA", "JUD", Some(ActorKind::Government)),
            ("SYRMIL", "SYR", "MIL", Some(ActorKind::StateForce)),
            ("COP", "", "COP", Some(ActorKind::StateForce)),
            ("SYRREB", "SYR", "REB", Some(ActorKind::ArmedGroup)),
            ("INSSEP", "", "INS", Some(ActorKind::ArmedGroup)),
            ("UAF", "", "UAF", Some(ActorKind::ArmedGroup)),
            ("PTY", "", "", Some(ActorKind::Party)),
            ("JEWOPP", "", "OPP", Some(ActorKind::Party)),
            ("CVL", "", "CVL", Some(ActorKind::Civilians)),
            ("MED", "", "MED", Some(ActorKind::Media)),
            ("IGOEUREEC", "EUR", "IGO", Some(ActorKind::Organisation)),
            ("NGO", "", "NGO", Some(ActorKind::Organisation)),
            ("CRM", "", "CRM", None),
            ("AFR", "AFR", "", None),
            ("SYRKRD", "SYR", "", None),
            ("REL", "", "", None),
            ("é", "", "", None),
        ] {
            let parts = Parts {
                code,
                country: in_country,
                role,
            };
            let kind = parts.kind(country(in_country).is_some());
            assert_eq!(kind, expected, "{code}");
        }
        assert_eq!(country("ROM").map(|country| country.iso), Some("RO"));
        assert_eq!(country("WST"), None);
    }
}
