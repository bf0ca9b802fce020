use std::fs;
use std::io::Write as _;
use std::sync::Arc;

use super::*;
use crate::reader::input::Backing;

/// Reads all and gives what it can be read again from.
fn backing(stream: Result<Stream, InputError>) -> Arc<Backing> {
    let mut stream = stream.expect("it opens");
    stream.read_all(1 << 30).expect("text");
    stream.backing()
}

fn opened(path: &Path) -> Arc<Backing> {
    backing(Input::file(path).open(&settings()))
}

#[test]
fn offsets_are_those_of_the_text() {
    let text = "id,name\n1,ḥ\n";
    let marked = format!("\u{feff}{text}");
    let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let folder = folder(&[
        ("plain", text.as_bytes()),
        ("marked", marked.as_bytes()),
        ("utf16", &utf16),
    ]);
    for name in ["plain", "marked", "utf16"] {
        let backing = opened(&folder.path().join(name));
        assert_eq!(
            backing.read_at(8, 4).expect("there"),
            "1,ḥ".as_bytes()[..4],
            "{name}"
        );
        assert_eq!(
            backing.read_at(0, text.len()).expect("there"),
            text.as_bytes(),
            "{name}"
        );
        assert_eq!(
            backing.read_at(text.len() as u64, 0).expect("nothing"),
            b"",
            "{name}"
        );
        for (offset, length) in [(8, 100), (14, 1), (u64::MAX, 2), (0, usize::MAX)] {
            assert!(
                backing.read_at(offset, length).is_err(),
                "{name} {offset} {length}"
            );
        }
    }
}

#[test]
fn packed_text_is_read_again() {
    let backing = opened(&fixture("two-frames.zst"));
    let row = EVENTS.find("2,3").expect("a row");
    let bytes = backing.read_at(row as u64, EVENTS.len() - row);
    assert_eq!(bytes.expect("there"), &EVENTS.as_bytes()[row..]);
    assert!(backing.is_unchanged());
}

#[test]
fn inputs_that_are_read_in_turn_share_a_file() {
    let settings = settings();
    let texts = ["one ", "two "].map(|word| word.repeat(50_000));
    let mut streams = texts
        .clone()
        .map(|text| piped(text, &settings).expect("text"));
    let mut more = true;
    while more {
        more = false;
        for stream in &mut streams {
            more |= stream.fill(&mut Vec::new(), 70_000).expect("text");
        }
    }
    for (stream, text) in streams.iter().zip(&texts) {
        let backing = stream.backing();
        assert_eq!(
            backing.read_at(0, text.len()).expect("all"),
            text.as_bytes()
        );
        let across = &text.as_bytes()[69_990..150_010];
        assert_eq!(
            backing.read_at(69_990, across.len()).expect("a part"),
            across
        );
    }
}

#[test]
fn a_file_that_changes_later_is_not_read() {
    let folder = folder(&[("a.csv", b"a\nb\nc\n")]);
    let path = folder.path().join("a.csv");
    let backing = opened(&path);
    assert!(backing.is_unchanged());
    fs::write(&path, "a\n").expect("written");
    assert!(!backing.is_unchanged());
    assert!(backing.read_at(4, 1).is_err());
    let error = backing.read_at(0, 1).expect_err("another state");
    assert_eq!(error.to_string(), "it changed while it was read");
}

#[test]
fn a_file_that_is_replaced_is_read_as_it_was() {
    let folder = folder(&[("a.csv", b"old\n"), ("b.csv", b"newer\n")]);
    let path = folder.path().join("a.csv");
    let backing = opened(&path);
    fs::rename(folder.path().join("b.csv"), &path).expect("renamed");
    // Its number of links has changed, and nothing else.
    assert_eq!(backing.read_at(0, 3).expect("the old one"), b"old");
}

#[test]
fn a_file_that_changes_under_way_is_told() {
    let text = "line\n".repeat(100_000);
    for grows in [false, true] {
        let folder = folder(&[("a.csv", text.as_bytes())]);
        let path = folder.path().join("a.csv");
        let mut stream = Input::file(&path).open(&settings()).expect("it opens");
        let mut file = fs::File::options()
            .append(true)
            .open(&path)
            .expect("writable");
        if grows {
            file.write_all(b"more\n").expect("written");
        } else {
            file.set_len(100_000).expect("shorter");
        }
        let result = stream.read_all(1 << 30);
        assert_eq!(problem(result), "it changed while it was read");
        assert!(
            matches!(stream.fill(&mut Vec::new(), 10), Ok(false)),
            "and it ends"
        );
    }
}

#[test]
fn no_room_for_a_temporary_file_is_told() {
    let settings = Settings {
        spool: Spool::within(Path::new("/nowhere")).into(),
        ..Settings::default()
    };
    let error = read(piped("text", &settings)).expect_err("no folder");
    assert_eq!(error.problem.code(), "no-temporary-file");
}

#[test]
fn more_files_than_are_kept_open() {
    let folder = folder(&[]);
    let backings: Vec<_> = (0..300)
        .map(|number| {
            let path = folder.path().join(number.to_string());
            fs::write(&path, number.to_string()).expect("written");
            opened(&path)
        })
        .collect();
    for (number, backing) in backings.iter().enumerate() {
        let text = number.to_string();
        assert!(backing.is_unchanged());
        assert_eq!(
            backing.read_at(0, text.len()).expect("there"),
            text.as_bytes()
        );
    }
}
