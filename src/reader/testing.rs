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
        let parts = find(text);
        assert_eq!(parts.fault, None, "a document");
        for range in parts.records {
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

/// Looks at a text and reads all that can be read of it: nothing in it may panic.
pub(crate) fn survives(format: Format, text: &str) {
    let head = head(text);
    let _ = (format.sniff)(&head);
    for companion in format.companions {
        let _ = (companion.sniff)(&head);
    }
    let Ok(reader) = (format.open)(&head, &Options::default()) else {
        return;
    };
    let mut row = Row::default();
    let mut read = |record: &Record<'_>| {
        row.clear();
        let _ = reader.read(record, &mut row);
        let _ = reader.raw(record);
    };
    if let Cut::Document(find) = reader.cut() {
        for range in find(text).records {
            read(&Record::Text(&text[range]));
        }
        return;
    }
    let mut cutter = Cutter::default();
    while let Some(Ok((_, record))) = cutter.next(reader.cut(), text) {
        read(&record);
    }
}

/// Texts of JSON whose objects have these names and whose strings are of these, among others.
pub(crate) fn any_json(
    names: &'static [&'static str],
    texts: &'static [&'static str],
) -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    use serde_json::Value;

    let leaf = prop_oneof![
        3 => proptest::sample::select(texts).prop_map(Value::from),
        1 => any::<String>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    let value = leaf.prop_recursive(5, 60, 8, move |inner| {
        let name = prop_oneof![
            9 => proptest::sample::select(names).prop_map(str::to_owned),
            1 => any::<String>(),
        ];
        prop_oneof![
            1 => proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            3 => proptest::collection::vec((name, inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    value.prop_map(|value| value.to_string())
}

/// A file of the folder that holds the larger public data sets; `None`, which is told, where it is not there.
pub(crate) fn shared(path: &str) -> Option<String> {
    let folder = std::env::var("ANNALS_SHARED_DATA")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data").to_owned());
    let path = std::path::Path::new(&folder).join(path);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: {} is not there", path.display());
    }
    text
}
