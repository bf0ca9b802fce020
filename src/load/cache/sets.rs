//! A published data set as bytes, beside its rows, which are in the store.

use std::collections::HashSet;
use std::io;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use crate::diagnostic::{Diagnostic, Label, Position as Spot, Severity, SourceMap};
use crate::load::names::Map;
use crate::load::{Opened, Positions, Published};
use crate::model::{
    About, Actor, ActorIx, Bloc, BlocIx, BlocSpan, Dataset, Region, RegionIx, Source, SourceIx,
    SourceOrigin, UncertainDate,
};
use crate::store::cached::{Cached, Sink, Tap, broken, choice, record};

/// What an [`Opened`] of a published format has beside its rows and their positions.
#[derive(Debug, Default)]
pub(in crate::load) struct CachedSet {
    pub(in crate::load) dataset: Dataset,
    pub(in crate::load) names: Vec<String>,
    pub(in crate::load) files: SourceMap,
    pub(in crate::load) diagnostics: Vec<Diagnostic>,
    pub(in crate::load) actors: Map<Box<str>, ActorIx>,
    pub(in crate::load) sources: Map<Box<str>, SourceIx>,
    pub(in crate::load) publisher: String,
}

record!(CachedSet {
    dataset,
    names,
    files,
    diagnostics,
    actors,
    sources,
    publisher,
});

impl CachedSet {
    /// Takes what is to be written out of a set, which lacks it until [`Self::give_back`].
    pub(super) fn take(opened: &mut Opened, published: &mut Published) -> Self {
        Self {
            dataset: std::mem::take(&mut opened.dataset),
            names: std::mem::take(&mut opened.names),
            files: std::mem::take(&mut opened.files),
            diagnostics: std::mem::take(&mut opened.diagnostics),
            actors: std::mem::take(&mut published.actors),
            sources: std::mem::take(&mut published.sources),
            publisher: std::mem::take(&mut published.publisher),
        }
    }

    pub(super) fn give_back(self, opened: &mut Opened, published: &mut Published) {
        opened.dataset = self.dataset;
        opened.names = self.names;
        opened.files = self.files;
        opened.diagnostics = self.diagnostics;
        published.actors = self.actors;
        published.sources = self.sources;
        published.publisher = self.publisher;
    }
}

record!(Positions { first, lengths });
record!(ActorIx { 0 });
record!(BlocIx { 0 });
record!(RegionIx { 0 });
record!(SourceIx { 0 });
choice!(SourceOrigin { Actor = 0, Name = 1 });
record!(About {
    title,
    summary,
    coverage,
    license,
    attribution,
    curator,
    version,
    timezone,
    ids_from_names,
});
record!(Bloc {
    id,
    name,
    colour,
    glyph,
    ascii,
    order
});
record!(BlocSpan { bloc, from, to });
record!(Actor {
    id,
    name,
    short,
    native_name,
    aliases,
    kind,
    parent,
    blocs,
    country,
    leader,
    ids,
    note,
});
record!(Region {
    id,
    name,
    native_name,
    aliases,
    level,
    parent,
    position,
    codes,
    note,
});
record!(Source {
    id,
    publisher,
    spellings,
    title,
    author,
    url,
    archive_url,
    published,
    accessed,
    language,
    kind,
    affiliation,
    origin,
    syndicated_from,
    reliability,
    reliability_reason,
    sha256,
    note,
});
record!(Spot { line, column });
record!(Label { file, span, text });
record!(Diagnostic {
    code,
    severity,
    message,
    labels,
    hint,
    times
});

/// Names only: events of a published data set are rows, those of a curated one are not cached.
impl Cached for Dataset {
    fn layout(out: &mut String) {
        About::layout(out);
        Bloc::layout(out);
        Actor::layout(out);
        Region::layout(out);
        Source::layout(out);
    }

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
        let Self {
            about,
            blocs,
            actors,
            regions,
            sources,
            events,
            // The rows know them already.
            publishers: _,
        } = self;
        if !events.is_empty() {
            return Err(broken("events are not written"));
        }
        about.write(out)?;
        blocs.write(out)?;
        actors.write(out)?;
        regions.write(out)?;
        sources.write(out)
    }

    fn read(from: &mut Tap<'_>) -> io::Result<Self> {
        Ok(Self {
            about: Cached::read(from)?,
            blocs: Cached::read(from)?,
            actors: Cached::read(from)?,
            regions: Cached::read(from)?,
            sources: Cached::read(from)?,
            events: Vec::new(),
            publishers: Vec::new(),
        })
    }
}

/// By its text, which it follows from.
impl Cached for UncertainDate {
    fn layout(out: &mut String) {
        out.push_str("edtf");
    }

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
        self.text().to_owned().write(out)
    }

    fn read(from: &mut Tap<'_>) -> io::Result<Self> {
        Self::parse(&String::read(from)?).map_err(|_| broken("no date"))
    }
}

impl<T: Cached> Cached for Map<Box<str>, T> {
    fn layout(out: &mut String) {
        out.push_str("map ");
        T::layout(out);
    }

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
        self.len().write(out)?;
        for (key, value) in self {
            key.write(out)?;
            value.write(out)?;
        }
        Ok(())
    }

    fn read(from: &mut Tap<'_>) -> io::Result<Self> {
        Vec::<(Box<str>, T)>::read(from).map(|pairs| pairs.into_iter().collect())
    }
}

impl Cached for Range<usize> {
    fn layout(out: &mut String) {
        out.push_str("range");
    }

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
        self.start.write(out)?;
        self.end.write(out)
    }

    fn read(from: &mut Tap<'_>) -> io::Result<Self> {
        Ok(usize::read(from)?..usize::read(from)?)
    }
}

impl Cached for Severity {
    fn layout(out: &mut String) {
        out.push_str("error?");
    }

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
        (*self == Self::Error).write(out)
    }

    fn read(from: &mut Tap<'_>) -> io::Result<Self> {
        let is_error = bool::read(from)?;
        Ok(if is_error { Self::Error } else { Self::Warning })
    }
}

impl Cached for SourceMap {
    fn layout(out: &mut String) {
        out.push_str("texts ");
        Spot::layout(out);
    }

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
        self.len().write(out)?;
        for file in (0..).take(self.len()) {
            self.name(file).to_owned().write(out)?;
            self.text(file).to_owned().write(out)?;
            self.position(file, 0).write(out)?;
        }
        Ok(())
    }

    fn read(from: &mut Tap<'_>) -> io::Result<Self> {
        let mut map = Self::default();
        for _ in 0..usize::read(from)? {
            let (name, text) = (String::read(from)?, String::read(from)?);
            map.add_excerpt(name, text, Spot::read(from)?);
        }
        Ok(map)
    }
}

/// Codes of problems, which are words of the program.
impl Cached for &'static str {
    fn layout(out: &mut String) {
        out.push_str("word");
    }

    fn write(&self, out: &mut Sink<'_>) -> io::Result<()> {
        (*self).to_owned().write(out)
    }

    fn read(from: &mut Tap<'_>) -> io::Result<Self> {
        String::read(from).map(|word| kept(&word))
    }
}

/// A word that is kept for as long as the program runs, each once.
fn kept(word: &str) -> &'static str {
    static WORDS: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let mut words = WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    let words = words.get_or_insert_default();
    match words.get(word) {
        Some(word) => word,
        None => {
            let word: &'static str = Box::leak(word.into());
            words.insert(word);
            word
        }
    }
}
