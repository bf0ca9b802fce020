//! Cited texts → `[[source]]` records, each text once.

use std::collections::HashMap;

use super::ids::Ids;
use crate::dataset::{is_language, is_url};
use crate::model::{CitedText, Source, SourceIx, SourceOrigin, UncertainDate};

/// What tells a text from others: publisher, title, address, day, language.
type Key = [Box<str>; 5];

/// The sources of a folder.
#[derive(Debug, Default)]
pub(super) struct Sources {
    ids: Ids,
    known: HashMap<Key, SourceIx>,
    pub(super) list: Vec<Source>,
}

impl Sources {
    /// A publisher as such: who claims something, or who is cited without a text.
    pub(super) fn publisher(&mut self, publisher: &Source) -> SourceIx {
        self.text(publisher, None)
    }

    /// A text of a publisher.
    pub(super) fn text(&mut self, publisher: &Source, text: Option<&CitedText>) -> SourceIx {
        let part = |part: Option<&str>| -> Box<str> { part.unwrap_or_default().trim().into() };
        let published = text.and_then(|text| text.published.as_ref());
        let key = [
            part(Some(&publisher.publisher)),
            part(text.and_then(|text| text.title.as_deref())),
            part(text.and_then(|text| text.url.as_deref())),
            part(published.map(UncertainDate::text)),
            part(publisher.language.as_deref()),
        ];
        if let Some(&known) = self.known.get(&key) {
            return known;
        }
        let ix = SourceIx(u32::try_from(self.list.len()).expect("fewer than four billion sources"));
        let source = self.source(publisher, &key, published);
        self.list.push(source);
        self.known.insert(key, ix);
        ix
    }

    fn source(&mut self, publisher: &Source, key: &Key, day: Option<&UncertainDate>) -> Source {
        let [name, title, url, _, language] = key;
        let text = |text: &str| (!text.is_empty()).then(|| text.into());
        let words = format!(
            "{name} {}",
            day.map_or("", UncertainDate::text).replace('-', "")
        );
        let is_good = is_url(url);
        let note =
            (!is_good && !url.is_empty()).then(|| format!("The address as given: {url}").into());
        Source {
            id: self.ids.unique(&words, "source"),
            publisher: text(name).unwrap_or_else(|| "(publisher not named)".into()),
            spellings: Vec::new(),
            title: text(title),
            author: None,
            url: text(url).filter(|_| is_good),
            archive_url: None,
            published: day.cloned(),
            accessed: None,
            language: is_language(language).then(|| language.clone()),
            kind: publisher.kind,
            affiliation: None,
            origin: publisher
                .origin
                .clone()
                .filter(|origin| matches!(origin, SourceOrigin::Name(_))),
            syndicated_from: None,
            reliability: publisher.reliability,
            reliability_reason: None,
            sha256: None,
            note,
        }
    }
}
