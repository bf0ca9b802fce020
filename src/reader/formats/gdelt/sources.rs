//! The report an event was coded from: `SOURCEURL`, added on `DATEADDED`.

use crate::model::Day;
use crate::reader::{Row, RowDate};

/// Adds the source, if the record names one (files before April 2013 do not).
pub(super) fn read(address: &str, added: Option<Day>, row: &mut Row) {
    if address.is_empty() {
        return;
    }
    let host = host(address);
    let source = row.source(host.unwrap_or(address));
    if host.is_some() {
        source.publisher.make_ascii_lowercase();
        source.url.push_str(address);
    }
    source.published = added.map(RowDate::day);
}

/// The number of a report on a day. A name such as `BBC Monitoring` is no address of one: many reports have it.
pub(super) fn report(address: &str, day: &str) -> Option<u64> {
    host(address).map(|_| hash(&[address, day]))
}

/// Who publishes an http(s) address: its host without `www.`, user and port; `None` for any other text, such as the
/// `BBC Monitoring` of reports that are not on the web.
pub(super) fn host(url: &str) -> Option<&str> {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| without(url, scheme))?;
    let mark = |byte: &u8| matches!(byte, b'/' | b'?' | b'#' | b'@' | b':');
    let end = rest.as_bytes().iter().position(mark);
    let host = match end.map(|end| (end, rest.as_bytes()[end])) {
        None => rest,
        Some((end, b'/' | b'?' | b'#')) => &rest[..end],
        Some(_) => without_user_and_port(rest),
    };
    let bare = without(host, "www.").unwrap_or(host);
    (!bare.is_empty()).then_some(bare)
}

fn without_user_and_port(rest: &str) -> &str {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    host.rsplit_once(':').map_or(host, |(name, port)| {
        let is_port = port.bytes().all(|byte| byte.is_ascii_digit());
        if is_port { name } else { host }
    })
}

/// The text behind this start, whatever its case.
fn without<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    // Nearly all are written in lower case.
    if let Some(rest) = text.strip_prefix(start) {
        return Some(rest);
    }
    let (front, rest) = text.split_at_checked(start.len())?;
    front.eq_ignore_ascii_case(start).then_some(rest)
}

/// A number of these texts, such as a report's address and a day. Own code: it must be the same on every machine and in every version, which the standard library
/// does not promise for its hasher.
pub(super) fn hash(texts: &[&str]) -> u64 {
    let absorb = |hash, text: &&str| absorb(hash, text.as_bytes());
    finish(texts.iter().fold(SEED, absorb))
}

/// Eight bytes a step, and the length, so that no two texts run together.
fn absorb(mut hash: u64, bytes: &[u8]) -> u64 {
    let mut pieces = bytes.chunks_exact(8);
    for piece in &mut pieces {
        let word = <[u8; 8]>::try_from(piece).map_or(0, u64::from_le_bytes);
        hash = step(hash, word);
    }
    let mut last = [0; 8];
    let rest = pieces.remainder();
    last[..rest.len()].copy_from_slice(rest);
    step(step(hash, u64::from_le_bytes(last)), bytes.len() as u64)
}

const SEED: u64 = 0x27d4_eb2f_1656_67c5;

fn step(hash: u64, word: u64) -> u64 {
    let mixed = (hash ^ word).wrapping_mul(0x9e37_79b1_85eb_ca87);
    mixed ^ (mixed >> 32)
}

/// The last step of `MurmurHash3`, after which every bit depends on every other.
fn finish(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn hosts() {
        for (url, expected) in [
            ("https://www.bbc.com/news/1", Some("bbc.com")),
            ("HTTP://WWW.BBC.com?x", Some("BBC.com")),
            (
                "http://arabic.china.org.cn/a@b",
                Some("arabic.china.org.cn"),
            ),
            ("http://me:pw@sana.sy:8080/en", Some("sana.sy")),
            ("http://www2.sana.sy#a", Some("www2.sana.sy")),
            ("https://[::1]/x", Some("[::1]")),
            ("ftp://sana.sy/x", None),
            ("https://", None),
            ("https://www.", None),
            ("BBC Monitoring", None),
            ("", None),
        ] {
            assert_eq!(host(url), expected, "{url}");
        }
    }

    #[test]
    fn numbers_are_the_same_for_ever() {
        let url = "https://sana.sy/en/?p=176854";
        assert_eq!(hash(&[url, "20191024"]), 7_872_100_912_660_126_348);
        assert_ne!(hash(&[url, "20191024"]), hash(&[url, "20191023"]));
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
        assert_ne!(hash(&["a\0"]), hash(&["a"]));
    }

    #[test]
    fn numbers_are_well_mixed() {
        let (mut seen, mut high) = (HashSet::new(), HashSet::new());
        for page in 0..200 {
            let url = format!("http://a.b/{page}");
            for day in 0..100 {
                let number = hash(&[&url, &format!("{day:08}")]);
                seen.insert(number);
                high.insert(number >> 48);
            }
        }
        assert_eq!(seen.len(), 20_000);
        assert!(high.len() > 16_000, "the high bits are mixed too");
    }
}
