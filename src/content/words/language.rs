//! English names of the languages that conflict data hold most.

/// The name of a language by its BCP 47 tag; the tag itself when it is none of these.
#[must_use]
pub fn language_name(tag: &str) -> &str {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    NAMES
        .iter()
        .find(|(code, _)| primary.eq_ignore_ascii_case(code))
        .map_or(tag, |(_, name)| name)
}

#[rustfmt::skip]
const NAMES: &[(&str, &str)] = &[
    ("am", "Amharic"), ("ar", "Arabic"), ("apc", "Levantine Arabic"), ("az", "Azerbaijani"), ("be", "Belarusian"),
    ("bg", "Bulgarian"), ("bn", "Bengali"), ("ckb", "Central Kurdish"), ("cs", "Czech"), ("da", "Danish"),
    ("de", "German"), ("el", "Greek"), ("en", "English"), ("es", "Spanish"), ("et", "Estonian"), ("fa", "Persian"),
    ("fi", "Finnish"), ("fr", "French"), ("ha", "Hausa"), ("he", "Hebrew"), ("hi", "Hindi"), ("hu", "Hungarian"),
    ("hy", "Armenian"), ("id", "Indonesian"), ("it", "Italian"), ("ja", "Japanese"), ("ka", "Georgian"),
    ("kk", "Kazakh"), ("kmr", "Northern Kurdish"), ("ko", "Korean"), ("ku", "Kurdish"), ("lt", "Lithuanian"),
    ("lv", "Latvian"), ("mn", "Mongolian"), ("my", "Burmese"), ("nl", "Dutch"), ("no", "Norwegian"), ("pl", "Polish"),
    ("ps", "Pashto"), ("pt", "Portuguese"), ("ro", "Romanian"), ("ru", "Russian"), ("so", "Somali"),
    ("sr", "Serbian"), ("sv", "Swedish"), ("sw", "Swahili"), ("syr", "Syriac"), ("th", "Thai"), ("ti", "Tigrinya"),
    ("tr", "Turkish"), ("uk", "Ukrainian"), ("ur", "Urdu"), ("uz", "Uzbek"), ("vi", "Vietnamese"), ("zh", "Chinese"),
];
