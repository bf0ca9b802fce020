//! The table of EDTF cases in `tests/data/edtf`: bounds, flags and refusals.

use annals::model::{Day, UncertainDate};

#[test]
fn every_case_of_the_table() {
    let path = "tests/data/edtf/edtf_cases.csv";
    let mut table = csv::Reader::from_path(path).expect("the table can be read");
    let mut count = 0;
    for row in table.records() {
        let row = row.expect("the table is CSV");
        count += 1;
        if row[2] == *"yes" {
            valid(&row);
        } else {
            invalid(&row[0]);
        }
    }
    assert!(count > 40, "only {count} cases");
}

fn invalid(text: &str) {
    let error = UncertainDate::parse(text).expect_err(text);
    assert!(error.offset <= text.len(), "{text}");
}

fn valid(row: &csv::StringRecord) {
    let [text, _, _, earliest, latest, uncertain, approximate, both] =
        std::array::from_fn(|column| &row[column]);
    let date = UncertainDate::parse(text).expect(text);
    let days = date.written();
    let found = (shown(days.from), shown(days.to));
    assert_eq!(
        (found.0.as_str(), found.1.as_str()),
        (earliest, latest),
        "days of {text}"
    );
    assert_eq!(
        date.is_uncertain(),
        uncertain == "yes" || both == "yes",
        "uncertain: {text}"
    );
    assert_eq!(
        date.is_approximate(),
        approximate == "yes" || both == "yes",
        "approximate: {text}"
    );
    assert_eq!(date.text(), text);
}

fn shown(day: Day) -> String {
    match day {
        Day::MIN => "-inf".to_owned(),
        Day::MAX => "inf".to_owned(),
        day => day.to_string(),
    }
}
