//! Shapes of expressions, spans, and recovery.

use super::super::sample::draw;
use super::*;

/// The structure, written out: `and(word(a) not(kind:b))`.
fn shape(expr: &Expr) -> String {
    let all = |exprs: &[Expr]| exprs.iter().map(shape).collect::<Vec<_>>().join(" ");
    match &expr.kind {
        ExprKind::And(terms) => format!("and({})", all(terms)),
        ExprKind::Or(terms) => format!("or({})", all(terms)),
        ExprKind::Not(inner) => format!("not({})", shape(inner)),
        ExprKind::Text(term) => format!("{:?}[{}]", term.style, term.text).to_lowercase(),
        ExprKind::Field(term) => {
            let values: Vec<_> = term
                .values
                .iter()
                .map(|value| value.text.as_str())
                .collect();
            format!(
                "{}{}[{}]",
                term.name,
                if term.certain { "!" } else { "" },
                values.join("|")
            )
        }
    }
}

#[test]
fn whole_texts_have_their_shape() {
    let table = [
        ("", "and()"),
        ("  ", "and()"),
        ("aleppo", "word[aleppo]"),
        ("a b", "and(word[a] word[b])"),
        ("a AND b", "and(word[a] word[b])"),
        ("a OR b", "or(word[a] word[b])"),
        ("a or b", "and(word[a] word[or] word[b])"),
        ("a b OR c", "or(and(word[a] word[b]) word[c])"),
        ("a (b OR c)", "and(word[a] or(word[b] word[c]))"),
        ("(a b) c", "and(and(word[a] word[b]) word[c])"),
        ("((a))", "word[a]"),
        ("-a", "not(word[a])"),
        ("NOT a b", "and(not(word[a]) word[b])"),
        ("--a", "not(not(word[a]))"),
        ("-(a b)", "not(and(word[a] word[b]))"),
        ("\"a  b\"", "phrase[a  b]"),
        (r#""a \"b\" \\ \c""#, r#"phrase[a "b" \ \c]"#),
        (r"/a\/b\d/", r"pattern[a/b\d]"),
        ("kind:a,b", "kind[a|b]"),
        ("KIND:a", "kind[a]"),
        (
            "publisher:\"Al Jazeera\",reuters",
            "publisher[al jazeera|reuters]",
        ),
        (
            "date!:2024-11-29..2024-12-01",
            "date![2024-11-29..2024-12-01]",
        ),
        ("date:{1667,1668},1700", "date[{1667,1668}|1700]"),
        ("region:pcode:SY07", "region[pcode:sy07]"),
        ("05:10 24/7 a-b", "and(word[05:10] word[24/7] word[a-b])"),
        ("(kind:a)", "kind[a]"),
        ("near:36.2,-37,25km", "near[36.2|-37|25km]"),
    ];
    for (text, expected) in table {
        let parsed = parse(text);
        assert!(
            parsed.diagnostics.is_empty(),
            "{}",
            draw(text, &parsed.diagnostics)
        );
        assert_eq!(shape(&parsed.expr).to_lowercase(), expected, "{text}");
    }
}

#[test]
fn terms_stand_where_they_are_written() {
    let text = "  a -kind:b,\"c d\" AND (e OR f) ";
    let parsed = parse(text);
    let terms: Vec<_> = parsed
        .expr
        .terms()
        .iter()
        .map(|term| &text[term.span.clone()])
        .collect();
    assert_eq!(terms, ["a", "-kind:b,\"c d\"", "(e OR f)"]);
    let (field, excluded) = parsed.expr.terms()[1].as_field().expect("a field");
    assert!(excluded);
    assert_eq!(&text[field.name_span.clone()], "kind");
    assert_eq!(&text[field.values[1].span.clone()], "\"c d\"");
}

#[test]
fn unfinished_texts_are_read_as_far_as_they_go() {
    let table = [
        ("a \"b c", "and(word[a] phrase[b c])"),
        ("a /b", "and(word[a] pattern[b])"),
        ("(a b", "and(word[a] word[b])"),
        ("a) b", "and(word[a] word[b])"),
        ("a kind:", "word[a]"),
        ("a kind: b", "and(word[a] word[b])"),
        ("kind:a, b", "and(kind[a] word[b])"),
        ("kind:,a", "kind[a]"),
        ("publisher:\"al", "publisher[al]"),
        ("a OR", "word[a]"),
        ("OR a", "word[a]"),
        ("a OR OR b", "or(word[a] word[b])"),
        ("a AND", "word[a]"),
        ("a -", "word[a]"),
        ("a ()", "word[a]"),
        ("a \"\"", "word[a]"),
        ("a (", "word[a]"),
        ("a (OR) b", "and(word[a] word[b])"),
        ("kind: OR a", "word[a]"),
        ("kind: AND a", "word[a]"),
    ];
    for (text, expected) in table {
        let parsed = parse(text);
        assert!(!parsed.diagnostics.is_empty(), "{text}");
        assert_eq!(shape(&parsed.expr), expected, "{text}");
    }
    let drawn: Vec<_> = table
        .iter()
        .map(|(text, _)| draw(text, &parse(text).diagnostics))
        .collect();
    insta::assert_snapshot!(drawn.join("\n\n"));
}

#[test]
fn deep_nesting_is_refused() {
    let text = "(".repeat(100) + "a" + &")".repeat(100);
    let codes: Vec<_> = parse(&text)
        .diagnostics
        .iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, ["nested-too-deeply"]);
}

#[test]
fn fields_can_be_left_out() {
    let expr = parse("a actor:hts -actor:saa by:hts (actor:x OR b)").expr;
    assert_eq!(
        expr.without_fields(&["actor"]).to_string(),
        "a by:hts (actor:x OR b)"
    );
    assert_eq!(
        expr.without_fields(&["initiator", "actor"]).to_string(),
        "a (actor:x OR b)"
    );
}
