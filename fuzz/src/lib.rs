//! What the targets share: any bytes as a file of a format, read by the loader and shown by the engine.

use std::fs;
use std::path::PathBuf;

use annals::analysis::{Engine, Part, Question};
use annals::diagnostic::{Colour, render_all};
use annals::load::{self, OpenOptions};
use annals::reader::input::Settings;
use annals::reader::{Cut, Cutter, FORMATS, Format, Head, Options, Record, Row};

/// The format of this name.
///
/// # Panics
///
/// There is none: the target is out of date.
pub fn format(name: &str) -> &'static Format {
    let mut formats = FORMATS.iter();
    formats
        .find(|format| format.name == name)
        .expect("a format of this name")
}

/// Reads a text with a format as the loader and the details do.
pub fn read(format: &Format, text: &str, options: &Options) {
    let head = Head {
        name: "fuzz/input.data",
        text,
        whole: true,
    };
    let _ = (format.sniff)(&head);
    for companion in format.companions {
        let _ = (companion.sniff)(&head);
    }
    let Ok(reader) = (format.open)(&head, options) else {
        return;
    };
    let mut row = Row::default();
    let mut take = |record: &Record<'_>| {
        row.clear();
        if reader.read(record, &mut row).is_ok() {
            let _ = row.when.edtf();
        }
        let _ = reader.raw(record);
    };
    if let Cut::Document(find) = reader.cut() {
        for range in find(text).records {
            take(&Record::Text(&text[range]));
        }
        return;
    }
    let mut cutter = Cutter::default();
    while let Some(Ok((_, record))) = cutter.next(reader.cut(), text) {
        take(&record);
    }
}

/// Opens bytes as a file, and everything in it: diagnostics, rows, and the records of the first events.
///
/// # Panics
///
/// The folder for temporary files cannot be written, or annals has a fault.
pub fn open(bytes: &[u8], format: Option<&str>) {
    let path =
        PathBuf::from(std::env::temp_dir()).join(format!("annals-fuzz-{}", std::process::id()));
    fs::write(&path, bytes).expect("the folder for temporary files can be written");
    let options = OpenOptions {
        input: Settings {
            format: format.map(str::to_owned),
            ..Settings::default()
        },
        ..OpenOptions::default()
    };
    let opened = load::open(&[path.clone()], &options, &());
    for set in &opened.sets {
        let _ = render_all(&set.diagnostics, &set.files, Colour::On);
    }
    let engine = Engine::open(opened.sets);
    let question = Question {
        number: 1,
        filter: "date:2016.. OR killed:>=1".to_owned(),
        parts: vec![Part::Totals, Part::Window { first: 0, len: 20 }],
    };
    let _ = engine.answer(&question, &|| false);
    let _ = fs::remove_file(&path);
}
