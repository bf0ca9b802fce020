//! The table of EDTF cases in `tests/data/edtf`: bounds, flags and refusals.

use annals::model::{Day, UncertainDate};

#[test]
fn every_case_of_the_table() {
    let mut table =
        csv::Reader::from_path("tests/data/edtf/edtf_cases.csv").expect("the table can be read");
    let mut count = 0;
    for row in table.records() {
        let row = row.expect("the table is CSV");
        count += 1;
        let [
            text,
            _,
            valid,
            earliest,
            latest,
            uncertain,
            approximate,
            both,
        ] = std::array::from_fn(|column| row[column].to_owned());
        let date = UncertainDate::parse(&text);
        if valid == "no" {
            let error = date.expect_err(&text);
            assert!(error.offset <= text.len(), "{text}");
            continue;
        }
        let date = date.unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(
            shown(date.bounds().from),
            earliest,
            "earliest day of {text}"
        );
        assert_eq!(shown(date.bounds().to), latest, "latest day of {text}");
        let both = both == "yes";
        assert_eq!(
            date.is_uncertain(),
            uncertain == "yes" || both,
            "uncertain: {text}"
        );
        assert_eq!(
            date.is_approximate(),
            approximate == "yes" || both,
            "approximate: {text}"
        );
        assert_eq!(date.text(), text);
    }
    assert!(count > 40, "only {count} cases");
}

fn shown(day: Day) -> String {
    match day {
        Day::MIN => "-inf".to_owned(),
        Day::MAX => "inf".to_owned(),
        day => day.to_string(),
    }
}
