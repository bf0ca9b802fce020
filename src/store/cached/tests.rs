//! Stores written and read back. What filters find in them is tested beside the filters.

use super::*;
use crate::model::{Claim, ClaimSubject, Event};
use crate::store::sample;

/// The store, written into a file and read from it.
pub(crate) fn read_back(store: &Store) -> Store {
    let mut file = tempfile::tempfile().expect("a file");
    let mut out = PartWriter {
        to: &mut file,
        at: 0,
        parts: Vec::new(),
        stopped: &|| false,
    };
    store.write(&mut out).expect("written");
    store.text().write_words(&mut out).expect("written");
    let parts = std::mem::take(&mut out.parts);
    opened(&Parts::new(file.into(), parts)).expect("whole")
}

/// A store with the columns that every screen needs.
fn opened(parts: &Parts) -> io::Result<Store> {
    let columns = Columns::default();
    let mut tasks = Vec::new();
    columns.tasks(parts, &mut tasks);
    together(tasks)?;
    columns.store(parts)
}

/// An event with claims of so many dead.
fn with_claims(id: &str, killed: impl Iterator<Item = u64>) -> Event {
    let claim = |killed| Claim {
        best: Some(killed),
        ..sample::claim(0, ClaimSubject::Killed)
    };
    Event {
        claims: killed.map(claim).collect(),
        ..sample::event(id, "2024-11-29")
    }
}

/// The parts of a value in memory.
fn bytes<T: Cached>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut sink = Sink::new(&mut bytes, &|| false);
    value.write(&mut sink).expect("written");
    sink.finish().expect("written");
    bytes
}

fn read<T: Cached>(bytes: &[u8]) -> io::Result<T> {
    use std::io::Write as _;
    let mut file = tempfile::tempfile()?;
    file.write_all(bytes)?;
    let mut tap = Tap::new(&file, 0, bytes.len() as u64);
    let value = T::read(&mut tap)?;
    tap.finish().map(|_| value)
}

#[test]
fn an_index_of_words_is_kept() {
    let event = |id: &str| sample::event(id, "2024-11-29");
    let store = Store::build(&[sample::dataset(vec![event("hama"), event("homs")])]);
    assert!(read_back(&store).text().words().is_none());
    store.text().index_words();
    let again = read_back(&store);
    assert_eq!(again.text().words().map(Words::len), Some(2));
    assert_eq!(again.text().containing("hom").count(), 1);
}

#[test]
fn long_columns_and_short_values_alternate() {
    let long: Vec<u32> = (0..300_000).collect();
    let values = (
        ("a".to_owned(), long.clone()),
        (vec![1_u8; 262_144], (String::new(), Some(true))),
    );
    type Values = ((String, Vec<u32>), (Vec<u8>, (String, Option<bool>)));
    let again: Values = read(&bytes(&values)).expect("as written");
    assert_eq!(again, values);
}

#[test]
fn a_length_that_is_too_long_takes_no_memory() {
    let mut bytes = bytes(&vec![1_u64, 2]);
    bytes[5] = 0xff;
    assert!(read::<Vec<u64>>(&bytes).is_err());
    assert!(read::<Vec<Box<str>>>(&bytes).is_err());
    assert!(read::<String>(&[9, 0, 0]).is_err());
}

#[test]
fn rows_of_many_pages_come_one_by_one() {
    let event = |at: usize| {
        let killed = (0..at % 3).map(|more| (at + more) as u64);
        with_claims(&format!("event-{at}"), killed)
    };
    let rows = 2 * (1 << 14) + 77;
    let store = Store::build(&[sample::dataset((0..rows).map(event).collect())]);
    let again = read_back(&store);
    assert!(again.children().bytes() < 100, "nothing was read");
    for row in [0, 1, 2, (1 << 14) - 1, 1 << 14, 2 << 14, rows - 1].map(RowId::at) {
        assert_eq!(again.id(row), store.id(row));
        let claims = |store: &Store| {
            let claims = store.children().claims(row);
            let claim = |claim: ClaimRow| {
                let sources = store.children().claim_sources(row, &claim);
                (claim.numbers, sources.to_vec())
            };
            claims.iter().map(claim).collect::<Vec<_>>()
        };
        assert_eq!(claims(&again), claims(&store), "{row:?}");
        let found: Vec<RowId> = again.rows_with_id(store.id(row)).collect();
        assert_eq!(found, [row]);
    }
    let rows = |store: &Store| -> Vec<_> {
        let claims = store.children().all_claims();
        claims.map(|(row, claims)| (row, claims.len())).collect()
    };
    assert_eq!(rows(&again), rows(&store));
    assert!(!again.is_damaged());
}

#[test]
fn what_is_lost_is_told_and_empty() {
    let event = with_claims("hama", [3].into_iter());
    let store = Store::build(&[sample::dataset(vec![event])]);
    store.text().index_words();
    let mut file = tempfile::tempfile().expect("a file");
    let mut out = PartWriter {
        to: &mut file,
        at: 0,
        parts: Vec::new(),
        stopped: &|| false,
    };
    store.write(&mut out).expect("written");
    store.text().write_words(&mut out).expect("written");
    let parts = std::mem::take(&mut out.parts);
    let opened =
        opened(&Parts::new(file.try_clone().expect("a file").into(), parts)).expect("whole");
    file.set_len(0).expect("cut");
    assert!(!opened.is_damaged());
    assert_eq!(opened.id(RowId(0)), "");
    assert!(opened.is_damaged());
    opened.fetch();
    assert!(opened.children().claims(RowId(0)).is_empty());
    assert_eq!(opened.text().row(RowId(0)), "");
    assert_eq!(opened.position(RowId(0)), None);
    assert_eq!(opened.text().containing("ham").count(), 0);
    for postings in opened.index().postings() {
        assert!((0..postings.values()).all(|value| postings.rows(value).is_empty()));
    }
}

#[test]
fn the_layout_names_every_word_and_field() {
    let mut layout = String::new();
    Columns::layout(&mut layout);
    for part in [
        "now:Edition{clock:",
        "airstrike|",
        "supersedes:?u32",
        "aliases:*text",
    ] {
        assert!(layout.contains(part), "{part} in {layout}");
    }
}
