//! Candidates for people: the two events one above the other, and the reasons below.

use std::io::{self, Write};

use super::super::WriteError;
use super::sentence;
use crate::analysis::{Match, MatchScope, MatchedEvent, Matches};
use crate::matching::Settings;
use crate::text::{clean, cut, fit, width, wrap};

/// Ids are not wider than this on a screen.
const ID: usize = 28;
const INDENT: &str = "      ";

pub(super) fn write(
    out: &mut dyn Write,
    screen: Option<usize>,
    found: &Matches<'_>,
    settings: &Settings,
    scope: MatchScope,
) -> Result<(), WriteError> {
    for pair in found.iter() {
        let pair = pair?;
        let wide = |of: fn(&MatchedEvent) -> &str| width(of(&pair.a)).max(width(of(&pair.b)));
        let id = wide(|event| &event.id).min(if screen.is_none() { usize::MAX } else { ID });
        let date = wide(|event| &event.date);
        for (event, lead) in [
            (&pair.a, format!("{:.2}  ", pair.score)),
            (&pair.b, INDENT.to_owned()),
        ] {
            let line = format!(
                "{lead}{}  {}  {} · {}",
                fit(&event.date, date).as_str(),
                fit(&event.id, id).as_str(),
                clean(&event.title).as_str(),
                clean(&event.place).as_str()
            );
            let line = screen.map_or_else(|| clean(&line), |screen| cut(&line, screen).0);
            writeln!(out, "{}", line.as_str())?;
        }
        reasons(out, screen, &sentence(&pair))?;
        if let Some(others) = others(&pair) {
            reasons(out, screen, &others)?;
        }
        writeln!(out)?;
    }
    Ok(writeln!(
        out,
        "{} possible duplicate{} (within {} days and {} km, score at least {}{}); nothing is merged",
        found.len(),
        if found.len() == 1 { "" } else { "s" },
        settings.days,
        settings.km,
        settings.min_score,
        match scope {
            MatchScope::Assigned => ", each event once",
            MatchScope::Candidates => "",
        }
    )?)
}

/// That it is not the only candidate; how many more there are of each event.
fn others(pair: &Match) -> Option<String> {
    let [first, second] = pair.others?;
    let lead = match pair.assigned {
        Some(false) => "one of the two fits another event better; ",
        _ if (first, second) == (0, 0) => return None,
        _ => "",
    };
    Some(format!(
        "{lead}other candidates: {first} of the first, {second} of the second"
    ))
}

fn reasons(out: &mut dyn Write, screen: Option<usize>, text: &str) -> io::Result<()> {
    let columns = screen.map_or(usize::MAX, |screen| {
        screen.saturating_sub(INDENT.len()).max(20)
    });
    for line in wrap(text, columns) {
        writeln!(out, "{INDENT}{}", line.as_str().trim_end())?;
    }
    Ok(())
}
