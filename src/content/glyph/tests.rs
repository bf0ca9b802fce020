use std::collections::HashSet;

use super::*;

fn all(glyphs: &Glyphs) -> Vec<&'static str> {
    let mut all = vec![
        glyphs.disputed,
        glyphs.quote,
        glyphs.one_sided,
        glyphs.denies,
        glyphs.quote_bar,
        glyphs.same,
        glyphs.cursor,
        glyphs.mark,
        glyphs.included,
        glyphs.excluded,
        glyphs.closed,
        glyphs.open,
        glyphs.dot,
        glyphs.arrow,
        glyphs.ellipsis,
        glyphs.dash,
        glyphs.no_data,
    ];
    all.extend(glyphs.more);
    all.extend(glyphs.alone);
    all.extend(
        glyphs
            .columns
            .iter()
            .chain(&glyphs.bars)
            .chain(&glyphs.shades),
    );
    all.extend(
        glyphs
            .rules
            .iter()
            .chain(&glyphs.corners)
            .chain(&glyphs.tees)
            .chain(&glyphs.range)
            .chain(&glyphs.scroll),
    );
    all.extend(EventKind::ALL.iter().map(|kind| glyphs.kind(*kind)));
    for side in [0, 1] {
        all.extend([false, true].map(|much| glyphs.more_on(side, much, false)));
        all.extend([false, true].map(|much| glyphs.more_on(side, much, true)));
    }
    all.extend(Role::ALL.iter().map(|role| glyphs.role(*role)));
    all
}

#[test]
fn every_mark_takes_one_cell() {
    for glyph in all(&UNICODE).into_iter().chain(all(&ASCII)) {
        assert_eq!(crate::text::width(glyph), 1, "{glyph}");
        assert_eq!(glyph.chars().count(), 1, "{glyph}");
    }
    assert!(all(&ASCII).iter().all(|glyph| glyph.is_ascii()));
}

#[test]
fn no_two_kinds_share_a_mark() {
    for glyphs in [UNICODE, ASCII] {
        let kinds: HashSet<_> = EventKind::ALL
            .iter()
            .map(|kind| glyphs.kind(*kind))
            .collect();
        assert_eq!(kinds.len(), EventKind::ALL.len());
        let roles: HashSet<_> = Role::ALL.iter().map(|role| glyphs.role(*role)).collect();
        assert_eq!(roles.len(), Role::ALL.len());
    }
}

#[test]
fn a_bloc_has_its_own_mark_or_one_by_its_place() {
    let bloc = |glyph: Option<&str>| BlocInfo {
        id: "a".into(),
        name: "A".into(),
        colour: None,
        glyph: glyph.map(Into::into),
        ascii: None,
    };
    let blocs = [
        bloc(Some("▼")),
        bloc(Some("漢")),
        bloc(Some("\u{1b}[2J")),
        bloc(None),
    ];
    let marks: Vec<_> = (0..5)
        .map(|place| UNICODE.bloc(Some(place), &blocs))
        .collect();
    assert_eq!(marks, ["▼", "■", "▲", "◆", "★"]);
    assert_eq!(ASCII.bloc(Some(0), &blocs), "o");
    assert_eq!(UNICODE.bloc(None, &blocs), "·");
}

/// Colours may be alike: marks tell blocs apart, also where two data sets choose the same.
#[test]
fn no_two_blocs_have_one_mark() {
    let bloc = |glyph: Option<&str>, ascii: Option<char>| BlocInfo {
        id: "a".into(),
        name: "A".into(),
        colour: None,
        glyph: glyph.map(Into::into),
        ascii,
    };
    let mut blocs = vec![
        bloc(None, None),
        bloc(Some("●"), Some('#')),
        bloc(Some("●"), Some('#')),
        bloc(None, None),
        bloc(Some("▲"), Some('^')),
    ];
    blocs.resize(12, bloc(None, None));
    for glyphs in [UNICODE, ASCII] {
        let marks = (0..12).map(|place| glyphs.bloc(Some(place), &blocs));
        let marks: Vec<String> = marks.collect();
        for (at, mark) in marks.iter().enumerate() {
            assert!(!marks[..at].contains(mark), "{marks:?}");
        }
    }
    assert_eq!(UNICODE.bloc(Some(1), &blocs), "●", "its own");
}
