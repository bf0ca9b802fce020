//! GDELT mentions: which documents told an event, one line a mention; a companion of event files.
//!
//! Files of mentions are larger than those of events. What is kept of one is a number and the sentence: documents are told once,
//! because each is mentioned by some ten events, and the text of the file is given back.

use std::collections::HashMap;
use std::fmt::Write;

use crate::model::Day;
use crate::reader::dates::{basic_day, basic_second};
use crate::reader::formats::{CompanionKind, Sniff};
use crate::reader::head::columns;
use crate::reader::{Cut, Cutter, Fault, Head, Options, Record, Row, RowDate, SourcePart};

use super::{languages, sources};

pub(super) const MENTIONS: CompanionKind = CompanionKind {
    name: "gdelt-mentions",
    sniff,
};

/// The columns of a file without a header, in order (GDELT event codebook 2.0, "Mentions table").
const COLUMNS: [&str; 16] = [
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
];

/// The columns that are read, in the order of [`Columns`].
const READ: [&str; 7] = [
    "GLOBALEVENTID",
    "MentionTimeDate",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Confidence",
    "MentionDocTranslationInfo",
];

fn sniff(head: &Head<'_>) -> Sniff {
    match layout(head) {
        Some((cut, _)) if has_header(&cut) || has_types(&head.bare_cells(b'\t')) => Sniff::Yes,
        _ => Sniff::No,
    }
}

/// Every mention of some files, by event.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    documents: Vec<Document>,
    /// In the order of their events, then of their documents.
    mentions: Vec<Mention>,
}

#[derive(Debug)]
struct Document {
    publisher: Box<str>,
    /// An http(s) address, or what else the document is known by.
    identifier: Box<str>,
    seen: Option<Day>,
    language: Box<str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mention {
    event: u64,
    document: u32,
    sentence: u32,
    confidence: u8,
}

impl Mentions {
    /// Reads the companions that are mentions. Lines without a number of an event are left out.
    ///
    /// # Errors
    ///
    /// A companion that is no file of mentions.
    pub(super) fn of(options: &Options) -> Result<Self, Fault> {
        let mut all = Self::default();
        let mut known = HashMap::new();
        let is_ours = |kind| kind == MENTIONS.name;
        for companion in options.companions.iter().filter(|it| is_ours(it.kind)) {
            all.take(&companion.text, &mut known)?;
        }
        all.mentions.sort_unstable();
        all.mentions.dedup();
        all.mentions.shrink_to_fit();
        Ok(all)
    }

    fn take(&mut self, text: &str, known: &mut HashMap<u64, u32>) -> Result<(), Fault> {
        let head = Head {
            name: "",
            text,
            whole: true,
        };
        let (cut, at) = layout(&head)
            .ok_or_else(|| Fault::record("a file of mentions has not the columns of mentions"))?;
        let mut skip = has_header(&cut);
        let mut cutter = Cutter::default();
        while let Some(next) = cutter.next(&cut, text) {
            let (_, record) = next.map_err(|_| {
                Fault::record("a file of mentions has a quote that is never closed")
            })?;
            if !std::mem::take(&mut skip) {
                self.mention(&at, &record, known);
            }
        }
        Ok(())
    }

    fn mention(&mut self, at: &Columns, record: &Record<'_>, known: &mut HashMap<u64, u32>) {
        let [
            event,
            seen,
            publisher,
            identifier,
            sentence,
            confidence,
            translation,
        ] = at.map(|at| record.get(at).trim());
        let Ok(event) = event.parse() else {
            return;
        };
        let key = sources::hash(&[publisher, identifier]);
        let document = *known.entry(key).or_insert_with(|| {
            // Where the column is missing, it is not known whether the document was in English.
            let told = at[READ.len() - 1] != ABSENT;
            self.documents.push(Document {
                publisher: publisher_of(publisher, identifier).into(),
                identifier: identifier.into(),
                seen: None,
                language: language(told.then_some(translation)).into(),
            });
            u32::try_from(self.documents.len() - 1).expect("fewer documents than bytes of a file")
        });
        self.documents[document as usize].see(basic_second(seen).or_else(|| basic_day(seen)));
        self.mentions.push(Mention {
            event,
            document,
            sentence: sentence.parse().unwrap_or(0),
            confidence: confidence.parse().unwrap_or(0),
        });
    }

    /// Adds the documents that mention an event. What is known of the document it was coded from is added to that source.
    pub(super) fn add(&self, event: u64, row: &mut Row) {
        let first = self.mentions.partition_point(|it| it.event < event);
        let of_event = self.mentions[first..]
            .iter()
            .take_while(|it| it.event == event)
            .count();
        let own = row.sources.len();
        for mentions in
            self.mentions[first..first + of_event].chunk_by(|a, b| a.document == b.document)
        {
            let document = &self.documents[mentions[0].document as usize];
            let same =
                |source: &SourcePart| !source.url.is_empty() && *source.url == *document.identifier;
            match row.sources[..own].iter().position(same) {
                Some(at) => document.tell(mentions, &mut row.sources[at]),
                None => document.tell(mentions, row.source("")),
            }
        }
    }
}

impl Document {
    /// It was published when it was first seen.
    fn see(&mut self, day: Option<Day>) {
        self.seen = self.seen.into_iter().chain(day).min();
    }

    /// One document is one source, in however many sentences it mentions the event.
    fn tell(&self, mentions: &[Mention], source: &mut SourcePart) {
        replace(&mut source.publisher, &self.publisher);
        replace(&mut source.language, &self.language);
        if sources::host(&self.identifier).is_some() {
            replace(&mut source.url, &self.identifier);
        } else {
            replace(&mut source.title, &self.identifier);
        }
        if let Some(seen) = self.seen {
            source.published = Some(RowDate::day(seen));
        }
        let sentences = mentions.iter().map(|it| it.sentence).filter(|&n| n > 0);
        list(
            &mut source.locator,
            ["sentence ", "sentences "],
            "",
            sentences,
        );
        let confidence = mentions
            .iter()
            .map(|it| u32::from(it.confidence))
            .filter(|&n| n > 0);
        list(&mut source.note, ["confidence "; 2], " %", confidence);
    }
}

/// Who published a document: the name GDELT gives, else the host of its address.
fn publisher_of<'a>(name: &'a str, identifier: &'a str) -> &'a str {
    if name.is_empty() {
        sources::host(identifier).unwrap_or(identifier)
    } else {
        name
    }
}

/// Sets a text to a value that is not empty.
fn replace(text: &mut String, value: &str) {
    if !value.is_empty() {
        text.clear();
        text.push_str(value);
    }
}

/// Writes `sentence 4`, `sentences 4, 7`; equal numbers that follow each other once.
fn list(
    text: &mut String,
    labels: [&str; 2],
    unit: &str,
    numbers: impl Iterator<Item = u32> + Clone,
) {
    let Some(first) = numbers.clone().next() else {
        return;
    };
    text.clear();
    text.push_str(labels[usize::from(numbers.clone().any(|number| number != first))]);
    let (mut comma, mut last) = ("", None);
    for number in numbers.filter(|&number| last.replace(number) != Some(number)) {
        // Writing to a `String` does not fail.
        let _ = write!(text, "{comma}{number}{unit}");
        comma = ", ";
    }
}

/// `srclc:ara;eng:GT-ARA 1.0` is translated from Arabic; empty for documents that were in English (codebook 2.0).
fn language(translation: Option<&str>) -> &str {
    let Some(translation) = translation else {
        return "";
    };
    if translation.is_empty() {
        return "en";
    }
    let source = translation
        .split(';')
        .find_map(|part| part.trim().strip_prefix("srclc:"));
    source.and_then(languages::tag).unwrap_or_default()
}

/// Where the columns of [`READ`] stand.
type Columns = [usize; READ.len()];

/// An absent column stands beyond all cells and is read as empty.
const ABSENT: usize = usize::MAX;

/// 16 cells without a header, or a header with the official names: samples in the wild are CSV and have one.
fn layout(head: &Head<'_>) -> Option<(Cut, Columns)> {
    let delimited = |delimiter: u8, header: bool| Cut::Delimited {
        delimiter,
        quoted: delimiter == b',',
        header,
    };
    for delimiter in [b'\t', b','] {
        let cut = delimited(delimiter, true);
        let cells = match delimiter {
            b'\t' => head.bare_cells(delimiter),
            _ => head.cells(delimiter),
        };
        let at = columns(&cells, READ);
        if at[..4].iter().all(Option::is_some) {
            return Some((cut, at.map(|at| at.unwrap_or(ABSENT))));
        }
    }
    let official = COLUMNS.map(str::to_owned);
    let bare = head.bare_cells(b'\t').len() == COLUMNS.len();
    bare.then(|| {
        let at = columns(&official, READ).map(|at| at.unwrap_or(ABSENT));
        (delimited(b'\t', false), at)
    })
}

fn has_header(cut: &Cut) -> bool {
    matches!(cut, Cut::Delimited { header: true, .. })
}

/// Whether the cells of a record without a header are a number, two moments and a type of mention.
fn has_types(cells: &[String]) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let moment = |text: &str| basic_second(text).is_some();
    digits(&cells[0])
        && moment(&cells[1])
        && moment(&cells[2])
        && matches!(cells[3].as_str(), "1" | "2" | "3" | "4" | "5" | "6")
}
