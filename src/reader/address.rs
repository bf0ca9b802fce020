//! Web addresses in data: which ones are, and whose they are.

use std::borrow::Cow;

/// The text as an http(s) address; one without its scheme (`//host/path`) gets `https`. `None` for anything else.
#[must_use]
pub(super) fn web(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    if text.starts_with("//") && !host_of(&text[2..]).is_empty() {
        return Some(Cow::Owned(format!("https:{text}")));
    }
    host(text).map(|_| Cow::Borrowed(text))
}

/// The host of an http(s) address, without user, port and `www.`.
#[must_use]
pub(super) fn host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = ["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web));
    let host = host_of(rest);
    (is_web && !host.is_empty()).then_some(host)
}

fn host_of(rest: &str) -> &str {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = match host.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => host,
    };
    match host.get(..4) {
        Some(www) if www.eq_ignore_ascii_case("www.") => &host[4..],
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_addresses() {
        for (address, host_) in [
            ("https://www.bbc.co.uk/news?x=http://a", Some("bbc.co.uk")),
            ("http://user@example.org:8080/#a", Some("example.org")),
            ("HTTPS://WWW.Example.org", Some("Example.org")),
            ("examples/taylor/born.jpg", None),
            ("mailto:a@b.org", None),
            ("ftp://example.org", None),
            ("https://", None),
            ("", None),
        ] {
            assert_eq!(host(address), host_, "{address}");
        }
        assert_eq!(web("//a.org/b").as_deref(), Some("https://a.org/b"));
        assert_eq!(web(" https://a.org ").as_deref(), Some("https://a.org"));
        assert_eq!(web("//"), None);
        assert_eq!(web("/images/a.png"), None);
    }
}
