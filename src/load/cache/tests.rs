//! Data opened twice, and everything that must keep the second time from using the cache.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::FileExt as _;
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::analysis::{ActorKey, AskError, Engine, EventKey, Facet, Part, Question};
use crate::load::tests::{HEADER, ged};
use crate::load::{Collection, OpenOptions, Watch, open};

/// A folder with data, and one for the cache.
struct Desk {
    folder: tempfile::TempDir,
    paths: Vec<PathBuf>,
    options: OpenOptions,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::within(&folder.path().join("cache"), Duration::ZERO);
        Self {
            folder,
            paths: Vec::new(),
            options: OpenOptions {
                cache: Some(Arc::new(cache)),
                ..OpenOptions::default()
            },
        }
    }

    /// With a small data set of some oddities.
    fn with_data() -> Self {
        let mut desk = Self::new();
        desk.put("ged.csv", &data(20));
        desk
    }

    fn put(&mut self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::write(&path, text).expect("written");
        if !self.paths.contains(&path) {
            self.paths.push(path);
        }
    }

    fn open(&self) -> Collection {
        open(&self.paths, &self.options, &())
    }

    /// Opens the data and keeps them.
    fn keep(&self) -> Engine {
        let mut collection = self.open();
        let save = collection.save.take().expect("worth to be kept");
        let engine = Engine::open(collection);
        save.write(engine.store(), &|| false, &|| false);
        engine
    }

    fn cached(&self) -> Vec<PathBuf> {
        let folder = self.folder.path().join("cache");
        let entries = fs::read_dir(folder).into_iter().flatten();
        entries.map(|entry| entry.expect("there").path()).collect()
    }
}

fn data(events: usize) -> String {
    let mut text = HEADER.to_owned();
    for id in 0..events {
        let day = format!("2016-01-{:02}", id * 7 % 28 + 1);
        let end = if id % 5 == 0 { "2016-02-03" } else { &day };
        text += &ged(
            id,
            &day,
            end,
            ["IS", "HTS", "حلب"][id % 3],
            "Shells hit town",
        );
    }
    // One that is no event, and an id that is there already.
    text += &ged(90, "2016-13-05", "2016-01-05", "IS", "x");
    text + &ged(0, "2016-03-05", "2016-03-05", "SDF", "twice")
}

fn parts() -> Vec<Part> {
    let facets = [Facet::Actor, Facet::Region, Facet::Kind, Facet::Tag];
    let facet = |facet| Part::Facet {
        facet,
        find: String::new(),
        closed: Vec::new(),
        first: 0,
        len: 50,
    };
    let mut parts: Vec<Part> = facets.into_iter().map(facet).collect();
    parts.extend([
        Part::Totals,
        Part::Window { first: 0, len: 50 },
        Part::Histogram {
            span: None,
            buckets: 9,
        },
        Part::Actor {
            actor: ActorKey {
                dataset: 0,
                actor: 1,
            },
            buckets: 5,
        },
        Part::Summary,
    ]);
    parts.extend((0..4).map(|event| Part::Event(EventKey { dataset: 0, event })));
    parts
}

const FILTERS: &[&str] = &[
    "",
    "shells",
    "حلب",
    "\"hit town\"",
    "/s.ells/",
    "actor:hts OR at:IS",
    "date:2016-02",
    "publisher:reuters -killed:>3",
    "known:2016-02-01",
    "known:2016-02-01 hit",
    "is:disputed",
    "has:claim region:aleppo",
    "id:3",
    "ucdp.dyad:HTS",
];

/// Everything that can be asked of an engine.
fn answers(engine: &Engine) -> Vec<String> {
    let catalog = format!("{:?}", engine.catalog());
    let answer = |filter: &&str| {
        let question = Question {
            number: 1,
            filter: (*filter).to_owned(),
            parts: parts(),
        };
        format!("{:?}", engine.answer(&question, &|| false))
    };
    std::iter::once(catalog)
        .chain(FILTERS.iter().map(answer))
        .collect()
}

/// Two lists of answers, of which the first difference is told.
fn same(found: &[String], expected: &[String]) {
    for (found, expected) in found.iter().zip(expected) {
        let same = found.bytes().zip(expected.bytes());
        let at = same.take_while(|(a, b)| a == b).count();
        let part = |text: &str| {
            let from = crate::diagnostic::floor_char(text, at.saturating_sub(200));
            let to = crate::diagnostic::floor_char(text, at + 100);
            text[from..to].to_owned()
        };
        assert!(found == expected, "{}\n{}", part(found), part(expected));
    }
}

fn problems(collection: &Collection) -> String {
    let all = collection.sets.iter().map(|set| {
        crate::diagnostic::render_all(&set.diagnostics, &set.files, crate::diagnostic::Colour::Off)
    });
    all.collect()
}

#[test]
fn what_was_kept_answers_as_what_was_read() {
    let desk = Desk::with_data();
    let read = problems(&desk.open());
    let first = answers(&desk.keep());
    let again = desk.open();
    assert!(again.store.is_some() && again.save.is_none());
    assert_eq!(problems(&again), read);
    assert!(
        read.contains("same-id") && read.contains("not-an-event"),
        "{read}"
    );
    same(&answers(&Engine::open(again)), &first);
}

#[test]
fn a_record_that_cannot_be_read_again_is_told() {
    let desk = Desk::with_data();
    let engine = desk.keep();
    let reopened = Engine::open(desk.open());
    fs::write(&desk.paths[0], "gone").expect("written");
    for engine in [engine, reopened] {
        let all = answers(&engine);
        let name = desk.paths[0].display();
        assert!(all[1].contains("Unreadable(ReadError"), "{}", all[1]);
        assert!(all[1].contains(&format!("file: \"{name}\"")), "{}", all[1]);
        assert!(all[1].contains("it has changed since it was opened"));
        assert!(all[1].contains("Totals(Totals"), "the rest is answered");
    }
}

/// Somebody who waits for a first screen.
struct First;

impl Watch for First {
    fn wants_first(&self) -> bool {
        true
    }
}

/// With data whose text is kept in the cache, as that of packed files is.
fn with_text() -> Desk {
    let mut desk = Desk::with_data();
    desk.options.input.encoding = crate::reader::input::Encoding::named("latin1").ok();
    desk
}

/// Changes a letter of a text that is kept, and of no column: those have it folded.
fn damage_text(desk: &Desk) {
    let path = desk.cached().pop().expect("one file");
    let mut bytes = fs::read(&path).expect("readable");
    let at = memchr::memmem::find(&bytes, b"Shells hit town").expect("the text is kept");
    bytes[at] = b'B';
    fs::write(&path, bytes).expect("written");
}

#[test]
fn a_damaged_text_is_found_before_anything_is_answered() {
    let desk = with_text();
    let first = answers(&desk.keep());
    same(&answers(&Engine::open(desk.open())), &first);
    damage_text(&desk);
    let again = desk.open();
    assert!(again.store.is_none(), "the data themselves are read");
    assert!(desk.cached().is_empty());
    same(&answers(&Engine::open(again)), &first);
}

#[test]
fn a_damaged_text_behind_a_first_screen_is_no_event_and_is_read_anew() {
    let desk = with_text();
    desk.keep();
    damage_text(&desk);
    let mut collection = open(&desk.paths, &desk.options, &First);
    let rest = collection.rest.take().expect("the text");
    let engine = Engine::open(collection);
    let all = answers(&engine);
    assert!(
        all[1].contains("its text in the cache is damaged"),
        "{}",
        all[1]
    );
    assert!(!all[1].contains("Bhells"));
    assert!(rest.read(engine.store()).is_err());
    let again = open(&desk.paths, &desk.options, &First);
    assert!(again.store.is_none() && again.save.is_some());
}

#[test]
fn problems_are_told_without_rows() {
    let mut desk = Desk::with_data();
    let read = problems(&desk.open());
    desk.keep();
    desk.options.wanted = Wanted::Problems;
    let again = desk.open();
    assert!(again.store.is_none() && again.save.is_none());
    assert_eq!(problems(&again), read);
    assert_eq!(again.sets[0].events(), 21);
}

#[test]
fn curated_and_published_data_are_kept_together() {
    let mut desk = Desk::with_data();
    let head = "[dataset]\nschema = 1\ntitle = \"A\"\n[[region]]\nid = \"r\"\nname = \"R\"\nlevel = \"area\"\n";
    let event = "[[event]]\nid = \"e\"\ntitle = \"Curated\"\ndate = \"2016-01-07\"\nkind = \"clash\"\nregion = \"r\"\n";
    desk.put("own.toml", &format!("{head}{event}"));
    desk.paths.reverse();
    let first = answers(&desk.keep());
    let again = desk.open();
    assert!(again.store.is_some());
    same(&answers(&Engine::open(again)), &first);
    desk.put(
        "own.toml",
        &format!("{head}{}", event.replace("Curated", "Changed")),
    );
    assert!(desk.open().store.is_none());
}

#[test]
fn data_that_change_are_read_again() {
    let mut desk = Desk::with_data();
    desk.keep();
    let path = desk.paths[0].clone();
    let modified = fs::metadata(&path)
        .and_then(|data| data.modified())
        .expect("there");
    let same_length = data(20).replace("Shells hit", "Shells HIT");
    desk.put("ged.csv", &same_length);
    File::options()
        .write(true)
        .open(&path)
        .and_then(|file| file.set_modified(modified))
        .expect("set");
    assert!(
        desk.open().store.is_none(),
        "other content under the same time"
    );
    desk.keep();
    assert!(desk.open().store.is_some());
    File::options()
        .write(true)
        .open(&path)
        .and_then(|file| file.set_modified(modified + Duration::from_secs(5)))
        .expect("set");
    assert!(desk.open().store.is_none(), "another time");
    desk.put("ged.csv", &data(21));
    let again = desk.open();
    assert!(again.store.is_none(), "longer");
    assert_eq!(again.sets[0].events(), 22);
    assert_eq!(desk.cached().len(), 1, "new data take the place of the old");
}

#[test]
fn what_is_asked_for_counts() {
    let mut desk = Desk::with_data();
    desk.keep();
    desk.options.no_collapse = true;
    assert!(desk.open().store.is_none());
    desk.options.no_collapse = false;
    desk.options.limits.memory /= 2;
    assert!(desk.open().store.is_none());
    desk.options.limits = crate::load::Limits::default();
    assert!(desk.open().store.is_some());
    desk.put("more.csv", &data(3));
    assert!(desk.open().store.is_none());
}

#[test]
fn what_opens_at_once_or_in_part_is_not_kept() {
    struct Stop;
    impl Watch for Stop {
        fn progress(&self, _: &str, _: crate::load::Progress) -> bool {
            false
        }
    }
    let mut desk = Desk::with_data();
    assert!(open(&desk.paths, &desk.options, &Stop).save.is_none());
    desk.paths.push(desk.folder.path().join("missing.csv"));
    assert!(desk.open().save.is_none());
    desk.paths.pop();
    let cache = Cache::within(desk.folder.path(), Duration::from_secs(60));
    desk.options.cache = Some(Arc::new(cache));
    assert!(desk.open().save.is_none());
    desk.options.cache = None;
    assert!(desk.open().save.is_none());
}

/// Opens the one file of the cache as far as it can be opened, and reads all that is in it.
fn readable(desk: &Desk, key: &Key) -> io::Result<Store> {
    let path = folder::path(&desk.folder.path().join("cache"), &key.name);
    let file = Arc::new(File::open(&path)?);
    let found = Found::read(&file, &path, key, Wanted::All)?;
    found.parts.check()?;
    let store = found.store.expect("wanted");
    store.fetch();
    if store.is_damaged() {
        return Err(broken("a part"));
    }
    for text in found.texts.iter().flatten().flatten() {
        let length = text.copied().expect("in the cache");
        text.read_at(0, usize::try_from(length).expect("small"))?;
    }
    Ok(store)
}

/// A packed data set, so that a text is in the cache.
fn packed() -> (Desk, Key) {
    let mut desk = Desk::new();
    let path = desk.folder.path().join("ged.csv.gz");
    let file = File::create(&path).expect("made");
    let mut packer = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    packer.write_all(data(3).as_bytes()).expect("packed");
    packer.finish().expect("packed");
    desk.paths.push(path.clone());
    let engine = desk.keep();
    engine.store().text().index_words();
    let input = Input {
        role: crate::load::tests::format("ucdp-ged").name.into(),
        name: path.to_string_lossy().into(),
        file: Arc::new(File::open(path).expect("there")),
    };
    let key = Key::new(&[input], &desk.options).expect("a key");
    (desk, key)
}

#[test]
fn packed_data_are_not_unpacked_again() {
    let (desk, key) = packed();
    readable(&desk, &key).expect("as written");
    let again = desk.open();
    assert!(again.store.is_some());
    let mut without = desk.options.clone();
    without.cache = None;
    let read = Engine::open(open(&desk.paths, &without, &()));
    same(&answers(&Engine::open(again)), &answers(&read));
}

#[test]
fn every_byte_that_is_not_as_written_is_noticed() {
    let (desk, key) = packed();
    let path = desk.cached().pop().expect("one file");
    let whole = fs::read(&path).expect("readable");
    let file = File::options().write(true).open(&path).expect("ours");
    // All of the header and of the directory, and of each part some.
    let header = usize::try_from(entry::HEADER).expect("small");
    let directory = u64::from_le_bytes(whole[24..32].try_into().expect("a number"));
    let directory = usize::try_from(directory).expect("small");
    let bytes = (0..header).chain((header..directory).step_by(7));
    for at in bytes.chain(directory..whole.len()) {
        let changed = whole[at] ^ (1 << (at % 8));
        file.write_all_at(&[changed], at as u64).expect("written");
        assert!(
            readable(&desk, &key).is_err(),
            "byte {at} of {}",
            whole.len()
        );
        file.write_all_at(&whole[at..=at], at as u64)
            .expect("written");
    }
    let cuts = (0..whole.len()).step_by(499).chain([whole.len() - 1]);
    for length in cuts {
        fs::write(&path, &whole[..length]).expect("written");
        assert!(readable(&desk, &key).is_err(), "cut at {length}");
    }
    let longer = [&whole[..], &[0]].concat();
    fs::write(&path, longer).expect("written");
    assert!(readable(&desk, &key).is_err(), "longer");
    fs::write(&path, &whole).expect("written");
    readable(&desk, &key).expect("as written");
}

#[test]
fn damage_to_text_that_is_read_later_is_noticed() {
    let desk = Desk::with_data();
    desk.keep();
    let path = desk.cached().pop().expect("one file");
    let mut bytes = fs::read(&path).expect("readable");
    let at = memchr::memmem::find(&bytes, b"shells hit town").expect("folded text");
    bytes[at] = b'S';
    fs::write(&path, bytes).expect("written");
    let mut collection = open(&desk.paths, &desk.options, &First);
    let rest = collection.rest.take().expect("the text");
    let engine = Engine::open(collection);
    let question = |filter: &str| Question {
        number: 1,
        filter: filter.to_owned(),
        parts: vec![Part::Totals],
    };
    assert!(engine.answer(&question("actor:hts"), &|| false).is_ok());
    assert!(rest.read(engine.store()).is_err());
    assert_eq!(
        engine.answer(&question("shells"), &|| false).unwrap_err(),
        AskError::DamagedCache
    );
    assert!(desk.cached().is_empty());
    let again = open(&desk.paths, &desk.options, &First);
    assert!(again.store.is_none() && again.save.is_some());
}

#[test]
fn searches_wait_for_text() {
    let desk = Desk::with_data();
    let before = answers(&desk.keep());
    let mut collection = open(&desk.paths, &desk.options, &First);
    let rest = collection.rest.take().expect("the text");
    let engine = Engine::open(collection);
    std::thread::scope(|scope| {
        let asked = scope.spawn(|| answers(&engine));
        rest.read(engine.store()).expect("as written");
        same(&asked.join().expect("answers"), &before);
    });
}

#[test]
fn a_folder_that_cannot_be_used_is_no_cache() {
    let mut desk = Desk::with_data();
    let file = desk.folder.path().join("file");
    fs::write(&file, "").expect("written");
    for folder in [
        file.clone(),
        file.join("below"),
        PathBuf::from("/proc/self"),
    ] {
        desk.options.cache = Some(Arc::new(Cache::within(&folder, Duration::ZERO)));
        desk.keep();
        assert!(desk.open().store.is_none());
    }
}

#[test]
fn writing_that_is_stopped_leaves_nothing() {
    let desk = Desk::with_data();
    let mut collection = desk.open();
    let save = collection.save.take().expect("worth it");
    let engine = Engine::open(collection);
    save.write(engine.store(), &|| true, &|| false);
    assert_eq!(desk.cached(), Vec::<PathBuf>::new());
}

#[test]
fn two_programs_may_write_at_once() {
    let desk = Desk::with_data();
    let before = answers(&desk.keep());
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..5 {
                        let mut fresh = desk.options.clone();
                        fresh.cache.clone_from(&desk.options.cache);
                        fresh.limits.memory -= 1;
                        let mut collection = open(&desk.paths, &fresh, &());
                        let Some(mut save) = collection.save.take() else {
                            continue;
                        };
                        save.name = "shared".to_owned();
                        save.write(Engine::open(collection).store(), &|| false, &|| false);
                    }
                })
            })
            .collect();
        let reader = scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                same(&answers(&Engine::open(desk.open())), &before);
            }
        });
        for writer in writers {
            writer.join().expect("written");
        }
        done.store(true, Ordering::Relaxed);
        reader.join().expect("as written");
    });
    assert_eq!(desk.cached().len(), 2);
}
