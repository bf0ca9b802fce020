//! What single values must look like: ids, words, dates, addresses, tags.

use std::ops::Range;

use toml::de::DeValue;

use super::nearest;
use crate::model::{Minute, UncertainDate};

/// What is wrong with a value; the reader of the record adds the place.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    /// The bytes of the value that are wrong; all of it when `None`.
    pub(super) part: Option<Range<usize>>,
}

impl Fault {
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            label: String::new(),
            hint: None,
            part: None,
        }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    fn part(mut self, part: Range<usize>) -> Self {
        self.part = Some(part);
        self
    }
}

/// What a TOML value is, for people.
pub(super) fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The word with "a" or "an".
pub(super) fn with_article(what: &str) -> String {
    let article = if what.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {what}")
}

/// Ids: lower-case letters, digits and single hyphens or underscores between them.
pub(super) fn id(text: &str) -> Result<(), Fault> {
    let word = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    if text.len() <= 128 && text.split(['-', '_']).all(word) {
        return Ok(());
    }
    let better: Vec<String> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let hint = match better.join("-") {
        better if better.is_empty() || better.len() > 128 => {
            "use 1 to 128 lower-case letters, digits and hyphens".to_owned()
        }
        better => format!("write `{better}`"),
    };
    Err(Fault::new(
        "bad-id",
        "an id has lower-case letters, digits and single hyphens only",
    )
    .hint(hint))
}

/// EDTF dates.
pub(super) fn date(text: &str) -> Result<UncertainDate, Fault> {
    UncertainDate::parse(text).map_err(|invalid| {
        // A mark of at least one character, also at the end.
        let start = floor(text, invalid.offset.min(text.len()));
        let end = text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
        let shown = if text.is_empty() { "nothing".to_owned() } else { format!("`{text}`") };
        Fault::new("bad-date", format!("{shown} is no EDTF date"))
            .label(invalid.reason)
            .part(start..end)
            .hint("dates look like `2024-11-30`, `2024-11-30~` (about), `2024-11-30/2024-12-02`, `2024-12`, `../2024-12-05`")
    })
}

fn floor(text: &str, offset: usize) -> usize {
    (0..=offset)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// Clock times.
pub(super) fn time(text: &str) -> Result<Minute, Fault> {
    Minute::parse(text).ok_or_else(|| {
        let fault = Fault::new("bad-time", format!("`{text}` is no clock time"));
        fault.hint("write `HH:MM`, from 00:00 to 23:59; the source's own words go into `time_text`")
    })
}

/// IANA time zones, and offsets from UTC.
pub(super) fn timezone(text: &str) -> Result<(), Fault> {
    if text.parse::<chrono_tz::Tz>().is_ok() || crate::model::utc_offset(text).is_some() {
        return Ok(());
    }
    let message = format!("`{text}` is no IANA time zone, and no offset such as +03:00");
    let mut fault = Fault::new("bad-timezone", message);
    fault.hint = nearest::hint(text, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()));
    Err(fault)
}

/// Addresses: http or https, with a host and without control characters, blanks or a user name.
pub(super) fn url(text: &str) -> Result<(), Fault> {
    let fault = |message: String| Fault::new("bad-url", message);
    if let Some((at, c)) = text
        .char_indices()
        .find(|(_, c)| c.is_control() || c.is_whitespace())
    {
        return Err(
            fault("an address has no blanks or control characters".to_owned())
                .part(at..at + c.len_utf8()),
        );
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        return Err(
            fault(format!("`{text}` is no address")).hint("write it in full, from `https://` on")
        );
    };
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        let message = format!("only http and https addresses are opened, not `{scheme}`");
        return Err(fault(message).part(0..scheme.len()));
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match host {
        "" => Err(fault("this address has no host".to_owned())),
        host if host.contains('@') => Err(fault(
            "an address with a user name hides where it leads".to_owned(),
        )),
        _ => Ok(()),
    }
}

/// ISO 3166-1 alpha-2.
pub(super) fn country(text: &str) -> Result<(), Fault> {
    if COUNTRIES.split(' ').any(|code| code == text) {
        return Ok(());
    }
    let upper = text.to_ascii_uppercase();
    let fault = Fault::new(
        "bad-country",
        format!("`{text}` is no ISO 3166-1 country code"),
    );
    Err(match COUNTRIES.split(' ').find(|code| *code == upper) {
        Some(code) => fault.hint(format!("write `{code}`")),
        None => fault.hint("two capital letters, as `SY` for Syria"),
    })
}

/// ISO 3166-1 alpha-2, the 249 officially assigned codes, and `XK`, which the EU and others use for Kosovo.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY \
BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE \
GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR \
KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI \
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS \
ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// The shape of BCP 47 tags: a language of two or three letters, then subtags of up to eight.
pub(super) fn language(text: &str) -> Result<(), Fault> {
    let mut subtags = text.split('-');
    let language = subtags.next().unwrap_or_default();
    let alphanumeric =
        |tag: &str| (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric());
    if (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && subtags.all(alphanumeric)
    {
        return Ok(());
    }
    Err(
        Fault::new("bad-language", format!("`{text}` is no language tag"))
            .hint("write a BCP 47 tag: `ar`, `en-GB`, `zh-Hans`"),
    )
}

/// SHA-256 in hexadecimal.
pub(super) fn sha256(text: &str) -> Result<(), Fault> {
    if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(());
    }
    Err(Fault::new(
        "bad-hash",
        "a SHA-256 has 64 hexadecimal digits",
    ))
}

/// Colours of blocs.
pub(super) fn colour(text: &str) -> Result<(), Fault> {
    let hex = text
        .strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()));
    if hex || COLOURS.contains(&text) {
        return Ok(());
    }
    let mut fault = Fault::new("bad-colour", format!("`{text}` is no colour"));
    fault.hint = nearest::hint(text, COLOURS)
        .or_else(|| Some(format!("write `#rrggbb`, or one of {}", COLOURS.join(", "))));
    Err(fault)
}

const COLOURS: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// A mark one cell wide.
pub(super) fn glyph(text: &str) -> Result<(), Fault> {
    use unicode_segmentation::UnicodeSegmentation as _;
    use unicode_width::UnicodeWidthStr as _;
    if text.graphemes(true).count() == 1 && text.width() == 1 && !text.chars().any(char::is_control)
    {
        return Ok(());
    }
    Err(Fault::new(
        "bad-glyph",
        format!("`{text}` does not fill exactly one cell"),
    )
    .hint("use one narrow character, as `●`"))
}

/// A mark in ASCII.
pub(super) fn ascii(text: &str) -> Result<char, Fault> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if c.is_ascii_graphic() => Ok(c),
        _ => Err(
            Fault::new("bad-glyph", format!("`{text}` is not one ASCII character"))
                .hint("use one of `!` to `~`"),
        ),
    }
}
