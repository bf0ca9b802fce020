use proptest::prelude::*;

use super::*;
use crate::reader::input::Encoding;

fn read_as(name: &str, bytes: &[u8]) -> Result<String, InputError> {
    let encoding = Some(Encoding::named(name).expect(name));
    read(piped(
        bytes,
        &Settings {
            encoding,
            ..settings()
        },
    ))
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn marks_decide() {
    let text = "\u{feff}a,ḥ\nحلب,😀\n";
    let plain = &text[3..];
    for bytes in [
        text.as_bytes().to_vec(),
        utf16(text, u16::to_le_bytes),
        utf16(text, u16::to_be_bytes),
    ] {
        assert_eq!(read_piped(bytes.clone()).expect("decoded"), plain);
        assert_eq!(read_as("windows-1256", &bytes).expect("decoded"), plain);
    }
}

#[test]
fn encodings_by_name() {
    for (name, bytes, text) in [
        ("latin1", &b"Sa\xefd\xe2"[..], "Saïdâ"),
        ("iso-8859-1", b"caf\xe9", "café"),
        ("windows-1256", b"\xcd\xe1\xc8", "حلب"),
        ("Windows-1251", b"\xc0\xeb\xe5\xef\xef\xee", "Алеппо"),
        ("gb18030", b"\xb0\xa2\xc0\xd5\xc6\xc4", "阿勒颇"),
        ("utf-16le", b"a\0,\0", "a,"),
        ("utf-8", "ḥ".as_bytes(), "ḥ"),
    ] {
        assert_eq!(read_as(name, bytes).expect(name), text, "{name}");
    }
}

#[test]
fn names_that_are_no_encoding() {
    let message = |name| Encoding::named(name).expect_err(name);
    assert_eq!(
        message("latin-1"),
        "`latin-1` is no encoding that is known: did you mean `latin1`?"
    );
    assert!(message("klingon").contains("`latin1`"));
    // The standard knows this name, as one that must not be decoded.
    assert!(Encoding::named("iso-2022-kr").is_err());
}

#[test]
fn bytes_that_are_no_utf8_have_their_line_and_place() {
    let long = "line\n".repeat(40_000);
    for (before, line, offset) in [("a\nb\n", 3, 4), (&long, 40_001, 200_000)] {
        for mark in ["", "\u{feff}"] {
            let bytes = [mark.as_bytes(), before.as_bytes(), b"\xe9t\xe9\nx"].concat();
            let expected = format!("line {line} is no UTF-8 (at byte {})", offset + mark.len());
            assert_eq!(problem(read_piped(bytes.clone())), expected);
            let folder = folder(&[("a.csv", &bytes)]);
            let error = read_file(folder.path().join("a.csv")).expect_err("no UTF-8");
            assert_eq!(error.problem.to_string(), expected);
            let hint = error.problem.hint().expect("a hint");
            assert!(hint.contains("`--encoding latin1`"), "{hint}");
        }
    }
    assert_eq!(
        problem(read_piped("a\u{e9}".as_bytes()[..2].to_vec())),
        "line 1 is no UTF-8 (at byte 1)"
    );
}

#[test]
fn bytes_that_are_not_of_the_encoding_have_their_line_and_place() {
    let bytes = [b"\xb0\xa2\n".repeat(30_000), b"\xb0\n".to_vec()].concat();
    assert_eq!(
        problem(read_as("gb18030", &bytes)),
        "line 30001 is no gb18030 (at byte 90000)"
    );
    // Half a surrogate pair, after a mark.
    let bytes = [
        utf16("\u{feff}a\n", u16::to_le_bytes),
        vec![0x00, 0xd8, b'x', 0],
    ]
    .concat();
    assert_eq!(
        problem(read_piped(bytes)),
        "line 2 is no UTF-16LE (at byte 6)"
    );
}

#[test]
fn what_is_no_text_is_told() {
    let error = read_piped(utf16("a,b,c\n1,2,3\n", u16::to_be_bytes)).expect_err("no mark");
    assert_eq!(error.problem.to_string(), "it is no text");
    assert_eq!(
        error.problem.hint().as_deref(),
        Some("read it with `--encoding utf-16be`")
    );
    assert_eq!(
        problem(read_piped(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec())),
        "it is no text"
    );
    let stray = format!("{}\0", "text ".repeat(200));
    assert_eq!(read_piped(stray.clone()).expect("a stray NUL"), stray);
}

#[test]
fn heads_are_not_lost() {
    let empty = piped("", &settings()).expect("nothing is text");
    assert!(empty.head().whole && empty.head().text.is_empty());
    for (length, whole) in [
        (1, true),
        (65_535, true),
        (65_536, true),
        (65_537, false),
        (200_000, false),
    ] {
        let text = "é".repeat(length / 2) + &"x".repeat(length % 2);
        let mut stream = piped(text.clone(), &settings()).expect("text");
        assert_eq!(stream.head().whole, whole, "{length}");
        assert!(text.starts_with(stream.head().text));
        assert!(stream.head().text.len() >= length.min(65_535));
        assert_eq!(stream.read_all(1 << 20).expect("all"), text);
        assert!(text.starts_with(stream.head().text), "still there");
    }
}

#[test]
fn bytes_for_readers_that_check_themselves() {
    let stream = Input::file(fixture("two-members.gz")).open(&settings());
    let text = std::io::read_to_string(stream.expect("opens").into_reader());
    assert_eq!(text.expect("text"), EVENTS);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn blocks_of_any_size_make_the_text(
        text in "(\\PC{0,40}\n){0,20}",
        times in 1..200usize,
        targets in prop::collection::vec(1..100_000usize, 1..8),
        utf16_too in any::<bool>(),
    ) {
        let text = text.repeat(times);
        let bytes = if utf16_too {
            utf16(&format!("\u{feff}{text}"), u16::to_le_bytes)
        } else {
            text.clone().into_bytes()
        };
        // A mark of the text itself would be taken for one of the file.
        prop_assume!(!text.starts_with('\u{feff}'));
        let mut stream = piped(bytes, &settings()).expect("text");
        let (mut all, mut block) = (Vec::new(), Vec::new());
        for target in targets.iter().cycle() {
            let more = stream.fill(&mut block, *target).expect("text");
            prop_assert!(block.len() >= *target || !more);
            all.append(&mut block);
            if !more {
                break;
            }
        }
        prop_assert_eq!(all, text.as_bytes());
    }
}
