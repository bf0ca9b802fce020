//! Canonical texts.

use super::super::parse::parse;
use super::value_text;

#[test]
fn texts_print_canonically() {
    let table = [
        ("  a   b ", "a b"),
        ("a AND NOT b", "a -b"),
        ("(a)", "a"),
        ("(a OR b) c", "(a OR b) c"),
        ("(a b) OR c", "a b OR c"),
        ("a (b c)", "a (b c)"),
        ("-(a OR b)", "-(a OR b)"),
        ("KIND:\"capture\",\"b c\"", "kind:capture,\"b c\""),
        ("/a\\/b/", "/a\\/b/"),
        ("\"OR\" OR \"-x\"", "\"OR\" OR \"-x\""),
        ("date:{1667,1668}", "date:{1667,1668}"),
        (
            "NOT UCDP.Dyad:\"Government of Syria - IS\",406",
            "-ucdp.dyad:\"Government of Syria - IS\",406",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(parse(text).expr.to_string(), expected, "{text}");
    }
}

#[test]
fn values_are_quoted_when_they_must_be() {
    let table = [
        ("hts", "hts"),
        ("Al Jazeera", "\"Al Jazeera\""),
        ("a,b", "\"a,b\""),
        ("say \"no\"", "\"say \\\"no\\\"\""),
        ("(x)", "\"(x)\""),
        ("", "\"\""),
        (">=50", ">=50"),
        ("pcode:SY07", "pcode:SY07"),
        ("air/drone", "air/drone"),
        ("Attack (other)", "\"Attack (other)\""),
    ];
    for (value, expected) in table {
        assert_eq!(value_text(value), expected);
    }
}
