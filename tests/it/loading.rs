//! What opens, what does not, and that nothing on a disk makes it hang or panic.

use std::fs;
use std::path::Path;

use annals::dataset::{self, Opened};
use annals::diagnostic::{Colour, Diagnostic, Severity, render_all};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::broken::{cases, open};

const HEAD: &str = "[dataset]\nschema = 1\ntitle = \"T\"\n";

fn codes(opened: &Opened) -> Vec<&'static str> {
    opened
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect()
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("files are in the folder"))
            .expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    }
    folder
}

#[test]
fn a_folder_is_read_in_order_and_hidden_folders_are_not() {
    let actor = |id| format!("[[actor]]\nid = \"{id}\"\nname = \"x\"\nkind = \"person\"\n");
    let folder = folder(&[
        ("b/2.toml", &actor("second")),
        ("b/1.toml", &actor("first")),
        ("a.toml", HEAD),
        ("z.TXT", "no"),
        (".git/x.toml", "= broken"),
        ("target/x.toml", "= broken"),
        ("b/.hidden.toml", "= broken"),
    ]);
    let opened = open(folder.path());
    assert!(opened.diagnostics.is_empty(), "{:?}", opened.diagnostics);
    let ids: Vec<&str> = opened
        .dataset
        .actors
        .iter()
        .map(|actor| &*actor.id)
        .collect();
    assert_eq!(ids, ["first", "second"]);
    assert_eq!(&*opened.dataset.about.title, "T");
    assert_eq!(opened.files.len(), 3);
}

#[test]
fn missing_paths_are_reported() {
    assert_eq!(codes(&open(Path::new("/nowhere/at/all"))), ["unreadable"]);
    assert_eq!(codes(&open(folder(&[]).path())), ["no-files"]);
}

#[test]
fn two_paths_are_two_datasets() {
    let folder = folder(&[("a.toml", HEAD), ("b.toml", HEAD)]);
    let paths = [folder.path().join("a.toml"), folder.path().join("b.toml")];
    let opened = dataset::open(&paths);
    assert_eq!(opened.len(), 2);
    assert!(opened.iter().all(|opened| opened.diagnostics.is_empty()));
}

#[cfg(unix)]
#[test]
fn links_that_go_round_are_named_and_left() {
    let folder = folder(&[("a.toml", HEAD), ("in/b.toml", "")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("in/round"))
        .expect("links can be made");
    std::os::unix::fs::symlink("self.toml", folder.path().join("self.toml"))
        .expect("links can be made");
    std::os::unix::fs::symlink("a.toml", folder.path().join("again.toml"))
        .expect("links can be made");
    let mut codes = codes(&open(folder.path()));
    codes.sort_unstable();
    assert_eq!(codes, ["link-loop", "unreadable"]);
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_not_read() {
    let folder = folder(&[("a.toml", HEAD)]);
    let pipe = folder.path().join("pipe.toml");
    let made = std::process::Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .expect("mkfifo is there");
    assert!(made.success());
    assert_eq!(codes(&open(&pipe)), ["not-a-file"]);
    assert_eq!(codes(&open(folder.path())), ["not-a-file"]);
    assert_eq!(codes(&open(Path::new("/dev/zero"))), ["not-a-file"]);
}

#[test]
fn a_reader_stands_for_standard_input() {
    let opened = dataset::from_reader("standard input".to_owned(), HEAD.as_bytes());
    assert!(opened.diagnostics.is_empty());
    let opened = dataset::from_reader("standard input".to_owned(), &b"\xff"[..]);
    assert_eq!(codes(&opened), ["invalid-utf8"]);
}

#[test]
fn what_is_beyond_a_hundred_is_counted() {
    let actors = "\n[[actor]]\nid = 1\n".repeat(103);
    let opened = dataset::from_texts(vec![(
        "a.toml".to_owned(),
        format!("{HEAD}{actors}").into(),
    )]);
    let last = opened.diagnostics.last().expect("there are problems");
    assert_eq!(
        (last.code, last.severity),
        ("more-problems", Severity::Error)
    );
    let wrong = codes(&opened)
        .iter()
        .filter(|code| **code == "wrong-type")
        .count();
    assert_eq!(wrong, 100);
    assert!(
        opened
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.message.starts_with("3 more"))
    );
}

#[test]
fn undated_events_get_their_days_from_their_neighbours() {
    let event = |id: &str, when: &str| {
        format!(
            "\n[[event]]\nid = \"{id}\"\ntitle = \"{id}\"\nkind = \"other\"\nregion = \"r\"\n{when}\n"
        )
    };
    let text = [
        HEAD.to_owned(),
        "\n[[region]]\nid = \"r\"\nname = \"R\"\nlevel = \"country\"\n".to_owned(),
        event("chained", "after = \"between\""),
        event("between", "after = [\"start\"]\nbefore = \"end\""),
        event("start", "date = \"2024-11-27~\""),
        event("end", "date = 2024-12-08"),
        event("from-behind", "before = \"between\""),
    ];
    let opened = dataset::from_texts(vec![("a.toml".to_owned(), text.concat().into())]);
    assert!(!opened.has_errors(), "{:?}", opened.diagnostics);
    let dates: Vec<_> = opened
        .dataset
        .events
        .iter()
        .map(|event| (&*event.id, event.when.date.text(), event.when.derived))
        .collect();
    assert_eq!(
        dates,
        [
            ("chained", "2024-11-26/..", true),
            ("between", "2024-11-26/2024-12-08", true),
            ("start", "2024-11-27~", false),
            ("end", "2024-12-08", false),
            ("from-behind", "../2024-12-08", true),
        ]
    );
    let lines: Vec<u32> = opened
        .dataset
        .events
        .iter()
        .map(|event| event.origin.line)
        .collect();
    assert_eq!(lines, [10, 17, 25, 32, 39]);
}

/// A record of each kind; what stands between two `|` must be one of a list, or name a record, or have a shape.
const SLOTS: &str = r#"
[[actor]]
id = "a"
name = "A"
kind = "|state|"
country = "|SY|"

[[region]]
id = "r"
name = "R"
level = "|country|"

[[region]]
id = "p"
name = "P"
level = "place"
parent = "|r|"

[[source]]
id = "s"
publisher = "S"
url = "|https://example.org|"
language = "|en|"
kind = "|news_media|"
reliability = "|B|"
affiliation = "|a|"
published = "|2024-11-28|"

[[event]]
id = "first"
title = "First"
kind = "|clash|"
date = "|2024-11-27|"
time = "|12:30|"
timezone = "|Asia/Damascus|"
region = "|p|"
actors = [{ actor = "|a|", role = "|initiator|" }]
sources = ["|s|", { source = "|s|", credibility = "|2|" }]
place = { name = "N", precision = "|near|" }
confidence = "|low|"

[[event.quote]]
id = "q"
speaker = "|a|"
source = "|s|"
text = "words"
language = "|en|"

[[event.claim]]
claimant = "|a|"
about = "|killed|"
best = 3
source = "|s|"
stance = "|denies|"

[[event]]
id = "second"
title = "Second"
kind = "clash"
date = "2024-11-28"
region = "r"
after = "|first|"

[[event.relation]]
type = "|follows|"
event = "|first|"
"#;

/// The text with a word in one slot, or as it should be.
fn filled(slot: Option<usize>, word: &str) -> String {
    let parts = SLOTS.split('|').enumerate();
    let filled = parts.map(|(at, part)| {
        if slot.is_some_and(|slot| at == 2 * slot + 1) {
            word
        } else {
            part
        }
    });
    filled.collect()
}

#[test]
fn a_large_file_is_read_as_a_small_one() {
    let event = |number: usize| {
        format!(
            "[[event]]\nid = \"e{number}\"\ntitle = \"T\"\nkind = \"clash\"\ndate = 2024-11-27\nregion = \"r{}\"\nsummary = \"{}\"\n",
            number % 1_000 / 999,
            "жا x ".repeat(60)
        )
    };
    let events: String = (0..10_000).map(event).collect();
    let region = "[[region]]\nid = \"r0\"\nname = \"R\"\nlevel = \"country\"\n";
    let text =
        format!("{HEAD}{region}{events}[[event]]\nid = = 1\n[[event.quote]]\nid = \"late\"\n");
    assert!(text.len() > 4 << 20, "{}", text.len());
    let folder = folder(&[("a.toml", &text)]);
    let path = folder.path().join("a.toml");
    let large = open(&path);
    let name = path.to_string_lossy().into_owned();
    let held = dataset::from_texts(vec![(name, text.clone().into())]);
    assert_eq!(large.dataset.events.len(), 9_990);
    let shown = |opened: &Opened| {
        let events = format!("{:?}", opened.dataset.events);
        (
            events,
            render_all(&opened.diagnostics, &opened.files, Colour::Off),
        )
    };
    assert!(shown(&large) == shown(&held));
    // What was shown has been read. The next one is opened, changed, and shown.
    let large = open(&path);
    fs::write(&path, HEAD).expect("files can be written");
    assert!(render_all(&large.diagnostics, &large.files, Colour::Off).contains("a.toml\n"));
    // A text with bytes that are none is told as ever.
    let mut bytes = text.into_bytes();
    bytes[5_000_000] = 0xff;
    fs::write(&path, bytes).expect("files can be written");
    assert_eq!(codes(&open(&path)), ["invalid-utf8"]);
}

/// Every mark is on character boundaries of its text.
fn marks_fit(opened: &Opened) -> bool {
    let fits = |diagnostic: &Diagnostic| {
        diagnostic.labels.iter().all(|label| {
            opened
                .files
                .text(label.file)
                .get(label.span.clone())
                .is_some()
        })
    };
    opened.diagnostics.iter().all(fits)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let opened = dataset::from_reader("random".to_owned(), &*bytes);
        prop_assert!(marks_fit(&opened));
    }

    #[test]
    fn the_first_mark_is_on_what_is_wrong(slot in 0..SLOTS.split('|').count() / 2, before in "[ -~ж个ا]{0,40}", word in "zz![a-z]{3,9}") {
        let text = |word: Option<&str>| format!("# {before}\r\n{HEAD}{}", filled(word.map(|_| slot), word.unwrap_or_default()));
        let opened = |text: &str| dataset::from_texts(vec![("a.toml".to_owned(), text.to_owned().into())]);
        let right = opened(&text(None));
        prop_assert!(!right.has_errors(), "{:?}", right.diagnostics);
        let text = text(Some(&word));
        let wrong = opened(&text);
        let first = wrong.diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error);
        let first = first.expect("the word is wrong everywhere");
        let mark = first.labels[0].span.clone();
        let value = text.find(&word).map(|at| at..at + word.len()).expect("the word is there");
        let whole = mark == (value.start - 1..value.end + 1);
        // Of what has a shape, the part is marked that does not fit.
        let part = ["bad-date", "bad-time", "bad-url"].contains(&first.code) && !mark.is_empty() && value.start <= mark.start && mark.end <= value.end;
        prop_assert!(whole || part, "{first:?} for {word} in {text}");
    }

    #[test]
    fn no_damage_makes_it_panic(case in 0_usize..90, at in any::<prop::sample::Index>(), junk in "[\\[\\]\"'=.,{}\n#a-z0-9\\\\ ]{0,6}", cut in 0_usize..40) {
        let cases = cases();
        let (_, path) = &cases[case % cases.len()];
        if let Ok(mut bytes) = fs::read(path) && !bytes.is_empty() {
            let at = at.index(bytes.len());
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, junk.into_bytes());
            let opened = dataset::from_reader("damaged".to_owned(), &*bytes);
            prop_assert!(marks_fit(&opened));
            let _text = render_all(&opened.diagnostics, &opened.files, Colour::On);
        }
    }
}
