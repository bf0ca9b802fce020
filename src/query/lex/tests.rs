//! Tokens and their spans.

use super::*;

#[test]
fn tokens_cover_what_is_written() {
    let text = "-a (NOT \"b c\") kind!:x,\"y z\",/w OR /r\\/x/ http://a";
    let (tokens, problems) = lex(text);
    let written: Vec<_> = tokens
        .iter()
        .map(|token| &text[token.span.clone()])
        .collect();
    assert_eq!(problems, []);
    assert_eq!(
        written,
        [
            "-",
            "a",
            "(",
            "NOT",
            "\"b c\"",
            ")",
            "kind!:x,\"y z\",/w",
            "OR",
            "/r\\/x/",
            "http://a"
        ]
    );
}

#[test]
fn a_list_keeps_the_places_of_values_that_are_missing() {
    let (tokens, _) = lex("kind:a,,\"\",");
    let TokenKind::Field(term) = &tokens[0].kind else {
        panic!("a field")
    };
    let spans: Vec<_> = term.values.iter().map(|value| value.span.clone()).collect();
    assert_eq!(spans, [5..6, 7..7, 8..10, 11..11]);
}

#[test]
fn a_field_starts_with_a_letter() {
    for (text, is_field) in [
        ("kind:a", true),
        ("5:a", false),
        ("_a:b", false),
        ("نوع:x", true),
        (":a", false),
        ("a!b:c", false),
        ("ucdp.dyad:x", true),
        ("e.g.:x", false),
        (".a:x", false),
    ] {
        let (tokens, _) = lex(text);
        assert_eq!(
            matches!(tokens[0].kind, TokenKind::Field(_)),
            is_field,
            "{text}"
        );
    }
}
