//! Addresses on the web.

use std::borrow::Cow;

/// Whether this is an http(s) address.
pub(super) fn is_address(text: &str) -> bool {
    rest(text).is_some_and(|rest| !rest.is_empty() && !text.contains(char::is_whitespace))
}

/// The text as an http(s) address; one without its scheme (`//host/path`) gets `https`. `None` for anything else.
pub(super) fn address(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    let whole = match text.strip_prefix("//") {
        Some(rest) => Cow::Owned(format!("https://{rest}")),
        None => Cow::Borrowed(text),
    };
    host(&whole).is_some().then_some(whole)
}

/// The host of an http(s) address in lower case, without `www.`, user and port: who publishes there, as far as an address says.
pub(super) fn host(address: &str) -> Option<Cow<'_, str>> {
    let rest = rest(address)?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let place = authority.rsplit('@').next()?;
    // An IPv6 address stands in brackets and has colons of its own.
    let host = match place.strip_prefix('[') {
        Some(rest) => rest.split(']').next()?,
        None => place.split(':').next()?,
    };
    let bare = strip_prefix(host, "www.").unwrap_or(host);
    let lower = |host: &str| !host.bytes().any(|byte| byte.is_ascii_uppercase());
    match bare {
        "" => None,
        bare if lower(bare) => Some(Cow::Borrowed(bare)),
        bare => Some(Cow::Owned(bare.to_ascii_lowercase())),
    }
}

fn rest(address: &str) -> Option<&str> {
    let address = address.trim();
    strip_prefix(address, "https://").or_else(|| strip_prefix(address, "http://"))
}

/// Whatever its case.
fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_addresses() {
        for (address, expected) in [
            ("https://www.reuters.com/world/x", Some("reuters.com")),
            ("http://T.me/channel/12?a#b", Some("t.me")),
            ("https://user:pass@sana.sy:8080", Some("sana.sy")),
            ("HTTPS://example.org", Some("example.org")),
            ("https://[2001:db8::1]:80/x", Some("2001:db8::1")),
            ("https://", None),
            ("https:///path", None),
            ("ftp://example.org", None),
            ("example.org", None),
            ("", None),
        ] {
            assert_eq!(host(address).as_deref(), expected, "{address}");
        }
        assert!(is_address("https://example.org/a") && !is_address("https://a b"));
        assert!(!is_address("Reuters, https://example.org"));
        assert_eq!(
            super::address("//a.org/b").as_deref(),
            Some("https://a.org/b")
        );
        assert_eq!(
            super::address(" https://a.org ").as_deref(),
            Some("https://a.org")
        );
        assert_eq!(super::address("//"), None);
        assert_eq!(super::address("/images/a.png"), None);
    }
}
