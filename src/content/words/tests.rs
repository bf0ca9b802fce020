use super::*;
use crate::analysis::DateCertainty;
use crate::model::UncertainDate;

#[test]
fn dates_say_what_is_not_known() {
    let cases = [
        ("2024-11-29", "29 Nov 2024"),
        ("2024-11-30~", "about 30 Nov 2024"),
        ("2024-11-30?", "30 Nov 2024, uncertain"),
        ("2024-11-30%", "about 30 Nov 2024, uncertain"),
        ("2024-12-05/2024-12-06", "5 or 6 Dec 2024"),
        ("2024-11-30/2024-12-01", "30 Nov or 1 Dec 2024"),
        ("2024-12-31/2025-01-01", "31 Dec 2024 or 1 Jan 2025"),
        ("2024-11-27/2024-12-08", "between 27 Nov and 8 Dec 2024"),
        ("2024-12-02/2024-12-08", "between 2 and 8 Dec 2024"),
        ("2016-07", "Jul 2016"),
        ("2024-09/2024-11", "between Sep 2024 and Nov 2024"),
        ("2016", "2016"),
        ("2011/2016", "between 2011 and 2016"),
        ("2024-12-05/..", "5 Dec 2024 or later"),
        ("../2024-12-05", "5 Dec 2024 or earlier"),
        ("no date", "no date"),
        ("1974", "1974"),
        ("1974~", "about 1974"),
        ("2012-12", "Dec 2012"),
        ("201X", "2010s"),
        ("201X?", "2010s, uncertain"),
        ("19XX", "between 1900 and 1999"),
        ("-0044", "45 BC"),
        ("-0044-03-15", "15 Mar 45 BC"),
        ("0000", "1 BC"),
        ("-0044/0014", "between 45 BC and 14"),
        ("2024-21", "spring 2024"),
        ("2024-36~", "about fourth quarter of 2024"),
        ("[2024-11-27,2024-11-30]", "27 Nov 2024 or 30 Nov 2024"),
        ("{2024-11,2025-01}", "Nov 2024 and Jan 2025"),
        ("[2024-11-27,2024-11-28]", "27 or 28 Nov 2024"),
    ];
    for (text, words) in cases {
        assert_eq!(edtf_words(text), words, "{text}");
    }
    for (text, mark) in [
        ("1974", Some("1974")),
        ("1974~", Some("~1974")),
        ("2012-12", Some("Dec")),
        ("2012-12%", Some("%Dec")),
        ("201X", Some("2010s")),
        ("-0044", Some("45 BC")),
        ("2024-11-29", None),
        ("2024-11-29~", None),
        ("2024-11-27/2024-12-08", None),
        ("../2024-12-08", None),
    ] {
        assert_eq!(period_mark(text).as_deref(), mark, "{text}");
    }
    let days = UncertainDate::parse("2024-11-29").expect("EDTF").bounds();
    assert_eq!(
        date_words("2024-11-29", days, DateCertainty::Day),
        "Fri 29 Nov 2024"
    );
    assert_eq!(
        date_words("2024-11-29", days, DateCertainty::Derived),
        "29 Nov 2024, by the order of events"
    );
}

#[test]
fn numbers_have_their_thousands_apart() {
    assert_eq!(
        [0, 999, 1000, 1_234_567].map(number),
        ["0", "999", "1,000", "1,234,567"]
    );
}

#[test]
fn languages_have_names() {
    assert_eq!(language_name("fa-IR"), "Persian");
    assert_eq!(language_name("xx"), "xx");
}
