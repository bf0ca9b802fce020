use std::io::Write as _;
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::symlink;

use super::*;
use crate::reader::input::{Found, Inputs, find};

const CURATED: &[u8] = b"# My data\n[dataset]\nschema = 1\n";

/// What is found, in short words, with names below `base`.
fn told(inputs: &Inputs, base: &Path) -> Vec<String> {
    let below = |name: &str| {
        let base = format!("{}/", base.display());
        name.strip_prefix(&base).unwrap_or(name).to_owned()
    };
    let found = inputs.found.iter().map(|found| match found {
        Found::Curated(path) => format!("curated {}", below(&path.to_string_lossy())),
        Found::CuratedTexts(name, texts) => {
            let texts: Vec<_> = texts.iter().map(|text| below(text.name())).collect();
            format!("texts {}: {}", below(name), texts.join(" "))
        }
        Found::Published(input) => format!("published {}", below(input.name())),
    });
    let ignored = inputs
        .ignored
        .iter()
        .map(|one| format!("ignored {}: {}", below(&one.name), one.why));
    let errors = inputs
        .errors
        .iter()
        .map(|error| format!("error {}: {}", below(&error.name), error.problem));
    found.chain(ignored).chain(errors).collect()
}

fn found(base: &Path, names: &[&str]) -> Vec<String> {
    let paths: Vec<_> = names.iter().map(|name| base.join(name)).collect();
    told(&find(&paths, &settings()), base)
}

fn read_found(inputs: Inputs) -> Vec<String> {
    let published = inputs.found.into_iter().filter_map(|found| match found {
        Found::Published(input) => Some(read(input.open(&settings())).expect("text")),
        _ => None,
    });
    published.collect()
}

#[test]
fn files() {
    let folder = folder(&[
        ("a.csv", b"x,y\n"),
        ("b.toml", b"anything"),
        ("curated.txt", CURATED),
        ("empty", b""),
        ("events.zst", &bytes("two-frames.zst")),
    ]);
    assert_eq!(
        found(
            folder.path(),
            &[
                "events.zst",
                "a.csv",
                "b.toml",
                "curated.txt",
                "empty",
                "none.csv",
                "none.toml"
            ]
        ),
        [
            "published events.zst",
            "published a.csv",
            "curated b.toml",
            "curated curated.txt",
            "published empty",
            "error none.csv: this cannot be read: No such file or directory (os error 2)",
            "error none.toml: this cannot be read: No such file or directory (os error 2)",
        ]
    );
}

#[test]
fn packed_curated_texts() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(CURATED).expect("in memory");
    let folder = folder(&[("a.toml.gz", &packed.finish().expect("in memory"))]);
    assert_eq!(
        found(folder.path(), &["a.toml.gz"]),
        ["texts a.toml.gz: a.toml.gz"]
    );
}

#[test]
fn folders() {
    let ascii = EVENTS.replace("Ḥamā", "Ham");
    let latin = [ascii.as_bytes(), b"caf\xe9\n"].concat();
    let folder = folder(&[
        ("all/b/events.csv", EVENTS.as_bytes()),
        ("all/a/one.toml", CURATED),
        ("all/c/README.md", b"# About"),
        ("all/c/picture.png", b"\x89PNG\0\0\0"),
        ("all/latin.csv", &latin),
        ("all/latin.txt", b"caf\xe9"),
        ("all/.hidden.csv", EVENTS.as_bytes()),
        ("all/members.zip", &bytes("members.zip")),
        ("nothing/notes.txt", b"nothing"),
        ("empty/.gitkeep", b""),
    ]);
    assert_eq!(
        found(folder.path(), &["all", "nothing", "empty"]),
        [
            "curated all",
            "published all/b/events.csv",
            "published all/latin.csv",
            "published all/members.zip/folder/deflated.csv",
            "published all/members.zip/folder/stored.csv",
            "published all/members.zip/bzip2.csv",
            "ignored all/c/README.md: this is of no known format",
            "ignored all/c/picture.png: this is no text",
            "ignored all/latin.txt: this is no text",
            "ignored all/members.zip/README.txt: this is of no known format",
            "ignored nothing/notes.txt: this is of no known format",
            "error nothing: nothing in it is of a known format",
            "error empty: nothing in it is of a known format",
        ]
    );
}

#[test]
fn links() {
    let folder = folder(&[("data/events.csv", EVENTS.as_bytes())]);
    let data = folder.path().join("data");
    symlink(&data, data.join("loop")).expect("a link");
    symlink(data.join("events.csv"), data.join("same.csv")).expect("a link");
    assert_eq!(
        found(folder.path(), &["data", "data/events.csv", "data/same.csv"]),
        [
            "published data/events.csv",
            "ignored data/events.csv: this is named twice",
            "ignored data/same.csv: this is named twice",
            "error data/loop: this link leads back to a folder it is in, and is not followed",
        ]
    );
}

#[test]
fn patterns() {
    let folder = folder(&[
        ("b.csv", b"b"),
        ("a.csv", b"a"),
        (".c.csv", b"c"),
        ("d[1].csv", b"d"),
    ]);
    let found = |name| found(folder.path(), &[name]);
    assert_eq!(found("?.csv"), ["published a.csv", "published b.csv"]);
    assert_eq!(found("d[1].csv"), ["published d[1].csv"]);
    assert_eq!(
        found("*.json"),
        ["error *.json: no file matches this pattern"]
    );
    assert!(found("a***")[0].contains("this is no pattern of file names"));
}

#[test]
fn archives() {
    let inputs = find(&[fixture("members.zip")], &settings());
    assert_eq!(inputs.errors.len(), 0);
    assert_eq!(read_found(inputs), [EVENTS; 3]);
    let inputs = find(&[fixture("nested.zip")], &settings());
    assert!(told(&inputs, &fixture(""))[0].ends_with("nested.zip/events.csv.gz"));
    assert_eq!(read_found(inputs), [EVENTS]);
    let inputs = find(&[fixture("lzma.zip")], &settings());
    assert_eq!(
        inputs.errors[0].problem.to_string(),
        "it is packed with lzma, which is not read"
    );
}

#[test]
fn damaged_archives() {
    let whole = bytes("nested.zip");
    let try_to_read = |damaged: &[u8]| {
        let folder = folder(&[("a.zip", damaged)]);
        let inputs = find(&[folder.path().join("a.zip")], &settings());
        let errors: Vec<_> = inputs
            .errors
            .iter()
            .map(|error| error.problem.to_string())
            .collect();
        let texts = inputs.found.into_iter().filter_map(|found| match found {
            Found::Published(input) => read(input.open(&settings())).ok(),
            _ => None,
        });
        (texts.collect::<Vec<_>>(), errors)
    };
    assert_eq!(try_to_read(&whole[..200]).1, ["the zip data end too early"]);
    for at in 4..whole.len() {
        let _ = try_to_read(&whole[..at]);
        let mut damaged = whole.clone();
        damaged[at] ^= 0xff;
        for text in try_to_read(&damaged).0 {
            assert_eq!(text, EVENTS, "byte {at}");
        }
    }
    // The flag of encryption, in the directory and before the member.
    let mut encrypted = whole.clone();
    let directory = whole
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .expect("a directory");
    encrypted[directory + 8] |= 1;
    encrypted[6] |= 1;
    assert_eq!(try_to_read(&encrypted).1, ["it is encrypted"]);
}

#[test]
fn an_archive_that_changes_is_not_read() {
    let folder = folder(&[("a.zip", &bytes("nested.zip"))]);
    let path = folder.path().join("a.zip");
    let inputs = find(std::slice::from_ref(&path), &settings());
    std::fs::write(&path, bytes("lzma.zip")).expect("written");
    for found in inputs.found {
        let Found::Published(input) = found else {
            panic!("published")
        };
        assert_eq!(
            problem(input.open(&settings())),
            "it changed while it was read"
        );
    }
}

/// What a shell makes of `<(command)`.
#[test]
fn pipes_are_read_once() {
    for content in [
        EVENTS.as_bytes().to_vec(),
        bytes("two-members.gz"),
        bytes("nested.zip"),
    ] {
        let (reader, mut writer) = std::io::pipe().expect("a pipe");
        let path = PathBuf::from(format!("/dev/fd/{}", reader.as_raw_fd()));
        let write = std::thread::spawn(move || writer.write_all(&content));
        let inputs = find(&[path], &settings());
        assert_eq!(inputs.errors.len(), 0);
        assert_eq!(read_found(inputs), [EVENTS]);
        write.join().expect("no panic").expect("all was read");
    }
}

#[test]
fn curated_text_comes_through_pipes_too() {
    let (reader, mut writer) = std::io::pipe().expect("a pipe");
    writer.write_all(CURATED).expect("room");
    drop(writer);
    let name = reader.as_raw_fd().to_string();
    let texts = format!("texts {name}: {name}");
    assert_eq!(found(Path::new("/dev/fd"), &[&name]), [texts]);
}

#[test]
fn a_format_that_is_asked_for_decides_what_a_folder_has() {
    let folder = folder(&[("events.csv", EVENTS.as_bytes())]);
    let with = |format: &str| Settings {
        format: Some(format.to_owned()),
        ..settings()
    };
    let paths = [folder.path().to_owned()];
    assert_eq!(find(&paths, &with("ucdp-ged")).found.len(), 1);
    assert_eq!(find(&paths, &with("another")).found.len(), 0);
}

#[test]
fn devices_are_refused() {
    assert_eq!(
        found(Path::new("/dev"), &["null"]),
        ["error null: this is a device or a socket, and is not read"]
    );
}
