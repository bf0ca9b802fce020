//! Stores written and read back. What filters find in them is tested beside the filters.

use super::*;
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
    let parts = Parts {
        parts: std::mem::take(&mut out.parts),
        file: file.into(),
    };
    let columns = Columns::default();
    let mut tasks = Vec::new();
    columns.tasks(&parts, &mut tasks);
    together(tasks).expect("read");
    let store = columns.store().expect("whole");
    store.text().read_arena(&parts).expect("read");
    store.text().read_words(&parts).expect("read");
    store
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
fn text_that_is_lost_is_told() {
    let store = Store::build(&[sample::dataset(vec![sample::event("hama", "2024-11-29")])]);
    let file = tempfile::tempfile().expect("a file").into();
    let nothing = Parts {
        file,
        parts: Vec::new(),
    };
    let text = Text::without_arena(Offsets {
        blocks: store.text().offsets.blocks.clone(),
        within: store.text().offsets.within.clone(),
    });
    assert!(text.read_arena(&nothing).is_err());
    assert!(!text.is_there());
    assert!(text.index_words().is_none());
    assert_eq!(text.row(RowId(0)), "");
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
