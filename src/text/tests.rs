use proptest::prelude::*;
use unicode_width::UnicodeWidthChar;

use super::*;

fn lines(text: &str, columns: usize) -> Vec<String> {
    wrap(text, columns)
        .iter()
        .map(ToString::to_string)
        .collect()
}

/// Every character that a terminal acts on, or that a reader cannot see or that moves others about.
fn deceivers() -> impl Iterator<Item = char> {
    let ranges = [
        0..=0x1f,
        0x7f..=0x9f,
        0xad..=0xad,
        0x34f..=0x34f,
        0x61c..=0x61c,
        0x115f..=0x1160,
        0x17b4..=0x17b5,
        0x180b..=0x180f,
        0x200b..=0x200f,
        0x2028..=0x202e,
        0x2060..=0x206f,
        0x2800..=0x2800,
        0x3164..=0x3164,
        0xfe00..=0xfe0f,
        0xfeff..=0xfeff,
        0xffa0..=0xffa0,
        0xfff0..=0xfffb,
        0x1bca0..=0x1bca3,
        0x1d173..=0x1d17a,
        0xe0000..=0xe0fff,
    ];
    ranges.into_iter().flatten().filter_map(char::from_u32)
}

#[test]
fn every_deceiver_becomes_a_mark_that_is_seen() {
    for c in deceivers().filter(|c| *c != '\t') {
        for text in [
            format!("a{c}b"),
            format!("{c}"),
            format!("م{c}"),
            format!("{c}{c}"),
            format!(" {c} "),
        ] {
            let shown = clean(&text);
            assert!(
                !shown.as_str().contains(c),
                "{text:?} lets U+{:04X} through",
                u32::from(c)
            );
            assert!(
                runs(&shown).iter().any(|(_, mark)| *mark),
                "{text:?} has no mark for U+{:04X}",
                u32::from(c)
            );
            assert!(shown.width() > text.chars().filter(char::is_ascii_graphic).count());
        }
        let name = reveal(&format!("a{c}b"));
        let expected = format!("<U+{:04X}>", u32::from(c));
        assert!(
            c.is_control() || name.as_str() == format!("a{expected}b"),
            "{name}"
        );
    }
}

#[test]
fn every_character_has_a_cell() {
    for c in (0..=0x10_ffff).filter_map(char::from_u32) {
        let shown = clean(c.encode_utf8(&mut [0; 4]));
        assert!(shown.width() > 0, "U+{:04X}", u32::from(c));
        assert!(
            shown.graphemes().all(|(_, cells)| cells > 0),
            "U+{:04X}",
            u32::from(c)
        );
    }
}

#[test]
fn controls_become_pictures() {
    assert_eq!(clean("\u{1b}]52;c;aGk=\u{7}").as_str(), "␛]52;c;aGk=␇");
    assert_eq!(clean("\u{9b}31m").as_str(), "<9B>31m");
    assert_eq!(clean("a\tb\nc\0").as_str(), "a b␊c␀");
    assert_eq!(reveal("abc\u{202e}txt.exe").as_str(), "abc<U+202E>txt.exe");
    assert_eq!(clean("abc\u{202e}txt.exe").as_str(), "abc⍰txt.exe");
}

#[test]
fn joiners_stay_where_letters_and_emoji_need_them() {
    for kept in [
        "می\u{200c}شود",
        "👩\u{200d}👩\u{200d}👧",
        "❤\u{fe0f}",
        "1\u{fe0f}\u{20e3}",
        "क्\u{200d}ष",
        "葛\u{e0100}",
    ] {
        assert_eq!(clean(kept).as_str(), kept);
    }
    assert_eq!(clean("pay\u{200c}pal").as_str(), "pay⍰pal");
    assert_eq!(clean("a\u{fe0f}").as_str(), "a⍰");
    assert_eq!(clean("ا\u{200d}\u{200d}ا").as_str().matches('⍰').count(), 2);
}

#[test]
fn combining_marks_are_bounded_and_counted() {
    let zalgo = format!("a{}b", "\u{301}".repeat(1000));
    let shown = clean(&zalgo);
    assert_eq!(
        shown.as_str(),
        format!("a{}<+992 marks>b", "\u{301}".repeat(8))
    );
    assert_eq!(clean("\u{301}a").as_str(), "◌\u{301}a");
}

#[test]
fn long_text_is_cut_with_a_note() {
    let shown = clean(&"x".repeat(LONGEST + 10));
    assert!(shown.as_str().ends_with("x…<+10 characters>"));
    assert_eq!(
        runs(&shown)
            .last()
            .map(|(text, mark)| (text.as_str(), *mark)),
        Some(("<+10 characters>", true))
    );
}

#[test]
fn cutting_counts_columns() {
    let cut = |text, width| cut(text, width).0.to_string();
    assert_eq!(cut("阿勒颇", 6), "阿勒颇");
    assert_eq!(cut("阿勒颇", 5), "阿勒…");
    assert_eq!(cut("阿勒颇", 4), "阿…");
    assert_eq!(cut("Aleppo", 1), "…");
    assert_eq!(cut("Aleppo", 0), "");
    assert_eq!(cut("é\u{301}\u{301}a", 2), "é\u{301}\u{301}a");
    assert_eq!(fit("阿勒颇", 4).as_str(), "阿… ");
    assert!(
        super::cut(&format!("a{}b", "\u{301}".repeat(1000)), 30)
            .0
            .as_str()
            .ends_with("b")
    );
}

#[test]
fn words_stay_whole_and_han_breaks_between_characters() {
    assert_eq!(lines("the fall of Aleppo", 8), ["the fall", "of", "Aleppo"]);
    assert_eq!(
        lines("Deterrence of Aggression", 6),
        ["Deterr", "ence", "of", "Aggres", "sion"]
    );
    // No line begins with closing punctuation.
    assert_eq!(
        lines("中方支持叙利亚。中国", 14),
        ["中方支持叙利", "亚。中国"]
    );
    assert_eq!(lines("a\r\nb\n\nc\n", 8), ["a", "b", "", "c"]);
    assert_eq!(lines("ندعم الجيش والحكومة", 10), ["ندعم الجيش", "والحكومة"]);
    assert_eq!(lines("叙", 1), ["…"]);
    assert!(wrap("a", 0).is_empty());
    assert_eq!(
        wrap(&"\n".repeat(LONGEST + 5).replacen('\n', "a", 1), 40).len(),
        2
    );
    assert_eq!(
        wrap(&"a\n".repeat(LONGEST), 40).last().map(Clean::width),
        Some(20)
    );
}

#[test]
fn right_to_left_text_is_ordered_mirrored_and_joined() {
    let visual = |text| visual(text, Direction::Auto).to_string();
    assert_eq!(visual("Aleppo (city)"), "Aleppo (city)");
    assert_eq!(visual("(حلب)"), "(ﺐﻠﺣ)");
    assert_eq!(visual("في 2024-11-30 دخلت"), "ﺖﻠﺧﺩ 2024-11-30 ﻲﻓ");
    assert_eq!(visual("سلام"), "ﻡﻼﺳ");
    assert_eq!(visual("كُتُب"), "ﺐﺘ\u{64f}ﻛ\u{64f}");
    // ZWNJ keeps the letters apart.
    assert_eq!(visual("می\u{200c}شود"), "ﺩﻮﺷﯽ\u{200c}ﻣ");
    assert_eq!(visual("قال\u{9b} نعم"), "ﻢﻌﻧ <9B>ﻝﺎﻗ");
    assert_eq!(direction("«حلب» Aleppo"), Direction::RightToLeft);
}

#[test]
fn a_field_without_rtl_in_an_rtl_box_moves_its_punctuation() {
    assert_eq!(visual("1,200.", Direction::RightToLeft).as_str(), ".1,200");
}

fn any_text() -> impl Strategy<Value = String> {
    let some = prop_oneof![
        any::<char>(),
        proptest::sample::select(
            deceivers()
                .chain(['\u{300}', 'م', 'ي', 'a', '漢', ' ', '👩', '\n', '1', '<'])
                .collect::<Vec<_>>()
        ),
    ];
    prop_oneof![
        proptest::collection::vec(some, 0..60).prop_map(String::from_iter),
        proptest::collection::vec(any::<u8>(), 0..80)
            .prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    ]
}

proptest! {
    #[test]
    fn clean_text_is_clean_again(text in any_text()) {
        let once = clean(&text);
        prop_assert_eq!(&clean(once.as_str()), &once);
        prop_assert!(!once.as_str().chars().any(char::is_control));
        prop_assert!(once.graphemes().all(|(cell, cells)| cells > 0 && cell.chars().count() <= 17));
    }

    #[test]
    fn runs_lose_nothing(text in any_text()) {
        let shown = clean(&text);
        let joined: String = runs(&shown).iter().map(|(run, _)| run.to_string()).collect();
        prop_assert_eq!(joined, shown.to_string());
    }

    #[test]
    fn wrapped_lines_fit_and_lose_only_spaces(text in any_text(), columns in 2usize..40) {
        let wrapped = wrap(&text, columns);
        prop_assert!(wrapped.iter().all(|line| line.width() <= columns.max(17)));
        prop_assert!(wrapped.iter().all(|line| line.graphemes().all(|(_, cells)| cells > columns || line.width() <= columns)));
    }

    #[test]
    fn cut_text_fits(text in any_text(), columns in 0usize..40) {
        let (shown, short) = cut(&text, columns);
        prop_assert!(shown.width() <= columns);
        prop_assert!(short || shown == clean(&text));
    }

    #[test]
    fn reordering_keeps_the_width_or_less(text in any_text()) {
        for base in [Direction::Auto, Direction::RightToLeft] {
            let shown = visual(&text, base);
            prop_assert!(shown.width() <= clean(&text).width());
            let isolates = ['\u{2066}', '\u{2069}'];
            prop_assert!(!shown.as_str().chars().any(|c| c.is_control() || isolates.contains(&c)));
        }
    }
}

#[test]
fn pictures_of_controls_are_narrow() {
    assert!(
        ('\u{2400}'..='\u{2426}')
            .chain(['⍰', '◌'])
            .all(|c| c.width() == Some(1))
    );
}
