//! A citation as BibTeX: an `@misc` entry for each source.
//!
//! `@misc` is what BibTeX and biblatex both have for texts on the web. `date` and `urldate` are EDTF, which biblatex reads;
//! `year` and `month` are for BibTeX and stand only where they are known.

use super::{Citable, markdown, one_line, spoken};
use crate::analysis::SourceDetail;
use crate::model::UncertainDate;

/// The sources, with the quote or the event in a note.
#[must_use]
pub fn bibtex(citable: &Citable<'_>) -> String {
    let entries = citable.sources.iter().map(|source| entry(citable, source));
    entries.collect::<Vec<_>>().join("\n\n")
}

fn entry(citable: &Citable<'_>, source: &SourceDetail) -> String {
    let date = source.record.published.as_deref();
    let (year, month) = date.map(calendar).unwrap_or_default();
    let annotation = citable.quote.map(spoken);
    let archived = source
        .record
        .archive_url
        .as_deref()
        .and_then(markdown::address);
    let mut fields = Vec::new();
    let mut add = |name: &str, value: Option<String>| {
        fields.extend(value.map(|value| format!("  {name} = {{{value}}},")));
    };
    let literal = |text: &str| format!("{{{}}}", escaped(text));
    add("author", source.record.author.as_deref().map(literal));
    add("title", source.record.title.as_deref().map(literal));
    add("howpublished", Some(escaped(&source.publisher)));
    add("date", date.map(escaped));
    add("year", year);
    add("month", month);
    add(
        "url",
        source.record.url.as_deref().and_then(markdown::address),
    );
    add("urldate", source.record.accessed.as_deref().map(escaped));
    add("language", source.record.language.as_deref().map(escaped));
    let archived = archived.map(|address| format!("archived at \\url{{{address}}}"));
    let notes = [source.locator.as_deref().map(escaped), archived];
    let notes: Vec<_> = notes.into_iter().flatten().collect();
    add(
        "note",
        Some(notes.join("; ")).filter(|note| !note.is_empty()),
    );
    add("annote", annotation.as_deref().map(escaped));
    add(
        "keywords",
        Some(escaped(&citable.origin(None).replace(',', ";"))),
    );
    format!(
        "@misc{{{},\n{}\n}}",
        key(&source.record.id),
        fields.join("\n")
    )
}

/// Year, and month as a number, where the date lies within one.
fn calendar(date: &str) -> (Option<String>, Option<String>) {
    let bounds = UncertainDate::parse(date).map(|date| date.written());
    let ends = bounds
        .ok()
        .and_then(|days| days.from.ymd().zip(days.to.ymd()));
    let Some((from, to)) = ends.filter(|(from, to)| from.0 == to.0) else {
        return (None, None);
    };
    let month = (from.1 == to.1).then(|| from.1.to_string());
    (Some(from.0.to_string()), month)
}

/// A key of letters, digits and hyphens.
fn key(id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '.');
    let key: String = id.chars().map(|c| if plain(c) { c } else { '-' }).collect();
    if key.is_empty() {
        "source".to_owned()
    } else {
        key
    }
}

/// Characters that TeX would act on. What has no plain escape is spelled as a command with an empty group after it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '#' | '$' | '%' | '&' | '_' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tex_acts_on_nothing() {
        assert_eq!(
            escaped("100% of \\input{x} & a_b ^~ #1 $5"),
            "100\\% of \\textbackslash{}input\\{x\\} \\& a\\_b \\textasciicircum{}\\textasciitilde{} \\#1 \\$5"
        );
        assert_eq!(key("sana 2024/12,x"), "sana-2024-12-x");
    }

    #[test]
    fn year_and_month_stand_only_where_they_are_known() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(calendar("2024-12-02"), (some("2024"), some("12")));
        assert_eq!(calendar("2024-12"), (some("2024"), some("12")));
        assert_eq!(calendar("2024"), (some("2024"), None));
        assert_eq!(calendar("2023-12/2024-01"), (None, None));
        assert_eq!(calendar("soon"), (None, None));
    }

    proptest::proptest! {
        #[test]
        fn braces_stay_balanced(text in "[{}%a\\\\]{0,20}") {
            let (mut depth, mut after) = (0i32, false);
            for c in escaped(&text).chars() {
                match c {
                    _ if after => after = false,
                    '\\' => after = true,
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                proptest::prop_assert!(depth >= 0);
            }
            proptest::prop_assert_eq!(depth, 0);
        }
    }
}
