#![no_main]
//! The cut of tables: records stand one behind the other, and a record that is cut again from its place is the same.

use annals::reader::{Cut, Cutter, Record};
use libfuzzer_sys::fuzz_target;

fn cells(record: &Record<'_>) -> Vec<String> {
    match record {
        Record::Fields(fields) => fields.iter().map(str::to_owned).collect(),
        Record::Text(text) => vec![(*text).to_owned()],
    }
}

fuzz_target!(|text: &str| {
    for (delimiter, quoted) in [(b',', true), (b'\t', false), (b';', true)] {
        let cut = Cut::Delimited {
            delimiter,
            quoted,
            header: false,
        };
        let (mut cutter, mut end) = (Cutter::default(), 0);
        while let Some(Ok((range, record))) = cutter.next(&cut, text) {
            assert!(end <= range.start && range.start < range.end && range.end <= text.len());
            end = range.end;
            let cells_here = cells(&record);
            let mut again = Cutter::default();
            let (_, record) = again
                .next(&cut, &text[range.start..])
                .expect("a record")
                .expect("its quotes are closed");
            assert_eq!(cells(&record), cells_here);
        }
    }
});
