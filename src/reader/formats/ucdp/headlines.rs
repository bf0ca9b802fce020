//! Headlines of UCDP GED: a list between `;`, which stand in headlines as well (178 of 16,566 records of the Syria release).

use crate::reader::cells::trimmed;

/// Which semicolons are between headlines. The first kind that gives as many headlines as there are offices is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Semicolons {
    All,
    /// Not those of character references: `Al-Fu&#8217;ah`.
    NoReferences,
    /// Nor those before a blank: `Violence rages; dozens killed`.
    NoPauses,
}

/// Headlines, one after the other.
#[derive(Debug, Clone)]
pub(super) struct Headlines<'a> {
    rest: Option<&'a str>,
    cut_at: Option<Semicolons>,
}

impl<'a> Headlines<'a> {
    /// A list of so many headlines; `None` where it cannot be told where they end.
    pub(super) fn of(list: &'a str, offices: usize) -> Option<Self> {
        let whole = Self {
            rest: Some(list),
            cut_at: None,
        };
        if list.is_empty() || offices == 1 {
            return Some(whole);
        }
        [
            Semicolons::All,
            Semicolons::NoReferences,
            Semicolons::NoPauses,
        ]
        .map(|cut_at| Self {
            cut_at: Some(cut_at),
            ..whole.clone()
        })
        .into_iter()
        .find(|headlines| headlines.clone().count() == offices)
    }
}

impl<'a> Iterator for Headlines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let list = self.rest?;
        let mut semicolons = memchr::memchr_iter(b';', list.as_bytes());
        let end = self
            .cut_at
            .and_then(|kind| semicolons.find(|&at| kind.separates(list, at)));
        let (headline, rest) = match end {
            Some(at) => (&list[..at], Some(&list[at + 1..])),
            None => (list, None),
        };
        self.rest = rest;
        Some(trimmed(headline))
    }
}

impl Semicolons {
    fn separates(self, list: &str, at: usize) -> bool {
        let (before, behind) = (&list[..at], &list[at + 1..]);
        match self {
            Self::All => true,
            Self::NoReferences => !ends_as_reference(before),
            Self::NoPauses => !ends_as_reference(before) && !behind.starts_with(' '),
        }
    }
}

/// Whether a text ends as a character reference does before its semicolon: `&quot`, `&#8217`.
fn ends_as_reference(text: &str) -> bool {
    let name = text.rsplit_once('&').map_or("", |(_, name)| name);
    let of_names = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    (2..=8).contains(&name.len()) && name.bytes().all(of_names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_with_semicolons_stay_whole() {
        let cut = |list, offices| Headlines::of(list, offices).map(Iterator::collect::<Vec<_>>);
        assert_eq!(cut("a;b", 2), Some(vec!["a", "b"]));
        assert_eq!(cut("a; b", 2), Some(vec!["a", "b"]));
        assert_eq!(
            cut("Truce; 3116 killed", 1),
            Some(vec!["Truce; 3116 killed"])
        );
        assert_eq!(
            cut("Siege of Al-Fu&#8217;ah;R&B & more", 2),
            Some(vec!["Siege of Al-Fu&#8217;ah", "R&B & more"])
        );
        assert_eq!(
            cut("Violence rages;Troops besiege suburb; dozens killed", 2),
            Some(vec![
                "Violence rages",
                "Troops besiege suburb; dozens killed"
            ])
        );
        assert_eq!(cut("a;b;c", 2), None);
        assert_eq!(cut("a", 2), None);
        assert_eq!(cut("", 3), Some(vec![""]));
    }
}
