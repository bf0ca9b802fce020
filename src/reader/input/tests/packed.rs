use std::io::Write as _;

use super::*;
use crate::reader::input::Problem;

const PACKED: [&str; 4] = [
    "two-members.gz",
    "two-streams.bz2",
    "two-streams.xz",
    "two-frames.zst",
];

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("in memory");
    packed.finish().expect("in memory")
}

#[test]
fn every_packing_is_known_by_content_and_read_to_its_end() {
    for name in PACKED {
        assert_eq!(read_file(fixture(name)).expect(name), EVENTS, "{name}");
        assert_eq!(read_piped(bytes(name)).expect(name), EVENTS, "{name}");
    }
}

#[test]
fn packed_once_more() {
    assert_eq!(
        read_piped(gzip(&bytes("two-streams.xz"))).expect("two layers"),
        EVENTS
    );
    let thrice = gzip(&gzip(&gzip(b"x")));
    assert_eq!(problem(read_piped(thrice)), "it is packed more than twice");
    let archive = gzip(&bytes("members.zip"));
    assert_eq!(
        problem(read_piped(archive)),
        "it is an archive inside of something packed"
    );
}

#[test]
fn what_ends_too_early_is_told() {
    for (name, what) in PACKED.iter().zip(["gzip", "bzip2", "xz", "Zstandard"]) {
        let packed = bytes(name);
        let cut = &packed[..packed.len() - 6];
        let expected = format!("the {what} data end too early");
        assert_eq!(problem(read_piped(cut)), expected, "{name}");
    }
}

#[test]
fn the_layer_that_ends_too_early_is_named() {
    for name in PACKED {
        let packed = gzip(&bytes(name));
        let cut = &packed[..packed.len() - 30];
        let expected = "the gzip data end too early";
        assert_eq!(problem(read_piped(cut)), expected, "{name}");
    }
}

/// Members, streams and frames are whole files of their own: a cut between them is not seen.
#[test]
fn no_cut_gives_other_text() {
    let first = EVENTS.find("2,3").expect("the second row");
    for name in PACKED {
        let packed = bytes(name);
        for length in 1..packed.len() {
            if let Ok(text) = read_piped(&packed[..length]) {
                let whole = text == EVENTS[..first] || text == EVENTS || text.is_empty();
                // A part of a mark can be text.
                assert!(whole || length < 6, "{name} cut at {length}: {text:?}");
            }
        }
    }
}

#[test]
fn no_damage_gives_other_text() {
    for name in PACKED {
        let packed = bytes(name);
        for at in 0..packed.len() {
            for mask in [0x01, 0x80, 0xff] {
                let mut damaged = packed.clone();
                damaged[at] ^= mask;
                if let Ok(text) = read_piped(damaged) {
                    assert_eq!(text, EVENTS, "{name}: byte {at} ^ {mask:#x}");
                }
            }
        }
    }
}

#[test]
fn a_bomb_is_stopped() {
    let zeros = gzip(&vec![b' '; 8 << 20]);
    let limits = Limits {
        ratio: 100,
        ratio_from: 1 << 20,
        ..Limits::default()
    };
    let strict = Settings {
        limits,
        ..settings()
    };
    let expected = "it unpacks to more than 100 times its size, which no real data do";
    assert_eq!(problem(read(piped(zeros.clone(), &strict))), expected);
    assert_eq!(problem(read(piped(gzip(&zeros), &strict))), expected);
    assert_eq!(
        read_piped(zeros).expect("below the usual limits").len(),
        8 << 20
    );
}

#[test]
fn text_without_end_is_stopped() {
    let limits = Limits {
        text: 1 << 20,
        ..Limits::default()
    };
    let strict = Settings {
        limits,
        ..settings()
    };
    let endless = Raw::pipe(std::io::repeat(b'x'));
    let stream = Stream::new("endless".to_owned(), endless, &strict);
    let expected = "it has more than 1 MiB of text, the most that is read";
    assert_eq!(problem(read(stream)), expected);
}

#[test]
fn a_document_has_its_own_limit() {
    let mut stream = piped("0123456789", &settings()).expect("text");
    let error = stream.read_all(9).expect_err("too long");
    assert!(matches!(error.problem, Problem::TooLargeDocument(9)));
}

#[test]
fn progress_counts_what_lies_on_the_disk() {
    let packed = bytes("two-members.gz");
    let mut stream = Input::file(fixture("two-members.gz"))
        .open(&settings())
        .expect("it opens");
    stream.read_all(1 << 20).expect("text");
    let progress = stream.progress();
    assert_eq!(progress.read, packed.len() as u64);
    assert_eq!(progress.total, Some(packed.len() as u64));
    assert_eq!(
        piped("x", &settings()).expect("text").progress().total,
        None
    );
}

#[test]
fn tar_is_named() {
    let mut tar = vec![0; 512];
    tar[257..262].copy_from_slice(b"ustar");
    assert_eq!(
        problem(read_piped(gzip(&tar))),
        "it is a tar archive, which is not read"
    );
}
