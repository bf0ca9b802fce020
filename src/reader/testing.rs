//! Reading small texts in the tests of formats.

use super::{Cut, Cutter, Fault, Format, Head, Options, Reader, Record, Row, Sniff};

fn head(text: &str) -> Head<'_> {
    Head {
        name: "folder/test.data",
        text,
        whole: true,
    }
}

/// What the format thinks of the text.
pub(crate) fn sniff(format: Format, text: &str) -> Sniff {
    (format.sniff)(&head(text))
}

/// All rows of a text.
pub(crate) fn rows(format: Format, text: &str) -> Vec<Result<Row, Fault>> {
    rows_with(format, text, &Options::default())
}

/// All rows of a text, read with options.
pub(crate) fn rows_with(format: Format, text: &str, options: &Options) -> Vec<Result<Row, Fault>> {
    let reader = (format.open)(&head(text), options).expect("the format opens the text");
    let mut rows = Vec::new();
    records(&*reader, text, |record| {
        let mut row = Row::default();
        rows.push(reader.read(record, &mut row).map(|()| row));
    });
    rows
}

/// The only row of a text.
pub(crate) fn row(format: Format, text: &str) -> Row {
    let mut rows = rows(format, text);
    assert_eq!(rows.len(), 1, "one record");
    rows.remove(0).expect("the record is an event")
}

/// Each record of a text; a header is none.
pub(crate) fn records(reader: &dyn Reader, text: &str, mut each: impl FnMut(&Record<'_>)) {
    if let Cut::Document(find) = reader.cut() {
        for range in find(text).expect("a document") {
            each(&Record::Text(&text[range]));
        }
        return;
    }
    let mut skip = usize::from(matches!(reader.cut(), Cut::Delimited { header: true, .. }));
    let mut cutter = Cutter::default();
    while let Some(next) = cutter.next(reader.cut(), text) {
        let (_, record) = next.expect("quotes are closed");
        if skip > 0 {
            skip -= 1;
        } else {
            each(&record);
        }
    }
}

/// A file of the larger collection of published data, by its path there; `None`, and a word about it, when it is absent.
pub(crate) fn shared(path: &str) -> Option<String> {
    let folder = std::env::var_os("ANNALS_SHARED_DATA").unwrap_or_else(|| "../shared/data".into());
    let text = std::fs::read_to_string(std::path::Path::new(&folder).join(path)).ok();
    if text.is_none() {
        println!("skipped: {path} is not in the shared data");
    }
    text
}
