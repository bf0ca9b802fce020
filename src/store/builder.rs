//! Takes names and events, and lays them out as columns.
//!
//! A reader of ten million rows never has to make [`crate::model::Event`] values: it fills a [`Batch`] on each of its threads,
//! enters the names into the vocabulary, and hands the batches over.

use std::collections::HashMap;

use super::batch::small;
use super::fold::fold;
use super::{
    ActorCode, ActorEntry, Batch, DatasetCode, EventInput, FieldCode, FieldEntry, LanguageCode,
    PublisherCode, PublisherNames, Store, TagCode, ValueCode, Vocabulary, assemble,
};

/// Collects rows for a [`Store`].
#[derive(Debug, Default)]
pub struct StoreBuilder {
    /// The names that rows refer to. Readers add to it; nothing may be taken out.
    pub vocabulary: Vocabulary,
    tags: HashMap<Box<str>, TagCode>,
    /// Other names of publishers.
    pub(super) publisher_names: PublisherNames,
    publishers: HashMap<String, PublisherCode>,
    languages: HashMap<Box<str>, LanguageCode>,
    fields: HashMap<Box<str>, FieldCode>,
    /// Values of each field.
    values: Vec<HashMap<Box<str>, ValueCode>>,
    /// Folded ids and names of the first `named` actors.
    actor_names: HashMap<(DatasetCode, String), ActorCode>,
    named: usize,
    /// Rows that were pushed one by one.
    pushed: Batch,
    batches: Vec<Batch>,
}

impl StoreBuilder {
    /// The code of a tag, entered if new.
    pub fn tag(&mut self, tag: &str) -> TagCode {
        if let Some(&code) = self.tags.get(tag) {
            return code;
        }
        let code = TagCode(small(self.vocabulary.tags.len()));
        self.vocabulary.tags.push(tag.into());
        self.tags.insert(tag.into(), code);
        code
    }

    /// The code of a publisher, entered if new. Publishers are one in any spelling and under each of their other names.
    pub fn publisher(&mut self, name: &str) -> PublisherCode {
        let next = PublisherCode(small(self.vocabulary.publishers.len()));
        let identity = self.publisher_names.identity(name);
        let code = *self.publishers.entry(identity).or_insert(next);
        if code == next {
            let shown = self.publisher_names.shown(name);
            self.vocabulary.publishers.push(shown.into());
            self.vocabulary.publisher_spellings.push(Vec::new());
        }
        self.note_spelling(code, name);
        code
    }

    /// Notes how a publisher is written, where that is not the name under which it is shown.
    pub(super) fn note_spelling(&mut self, publisher: PublisherCode, name: &str) {
        let shown = &*self.vocabulary.publishers[publisher.index()];
        let known = &mut self.vocabulary.publisher_spellings[publisher.index()];
        if *shown != *name && known.iter().all(|known| **known != *name) {
            known.push(name.into());
        }
    }

    /// The code of a language, entered if new. Tags are told apart regardless of case.
    pub fn language(&mut self, tag: &str) -> LanguageCode {
        let next = LanguageCode(small(self.vocabulary.languages.len()));
        let code = *self
            .languages
            .entry(tag.to_ascii_lowercase().into())
            .or_insert(next);
        if code == next {
            self.vocabulary.languages.push(tag.into());
        }
        code
    }

    /// Enters an actor without parent or members (a reader without hierarchies).
    pub fn actor(&mut self, mut entry: ActorEntry) -> ActorCode {
        let code = ActorCode(small(self.vocabulary.actors.len()));
        entry.members = vec![code];
        self.vocabulary.actors.push(entry);
        code
    }

    /// The code of a field of a data set's own, entered if new.
    pub fn field(&mut self, name: &str, is_code: bool) -> FieldCode {
        if let Some(&code) = self.fields.get(name) {
            return code;
        }
        let code = FieldCode(small(self.vocabulary.fields.len()));
        self.vocabulary.fields.push(FieldEntry {
            name: name.into(),
            is_code,
            values: Vec::new(),
            names: Vec::new(),
        });
        self.fields.insert(name.into(), code);
        self.values.push(HashMap::new());
        code
    }

    /// The code of a value of a field, entered if new.
    pub fn value(&mut self, field: FieldCode, value: &str) -> ValueCode {
        let known = &mut self.values[field.index()];
        if let Some(&code) = known.get(value) {
            return code;
        }
        let entry = &mut self.vocabulary.fields[field.index()];
        let code = ValueCode(small(entry.values.len()));
        entry.values.push(value.into());
        known.insert(value.into(), code);
        code
    }

    /// Adds names to a value that is a number.
    pub fn name_value(&mut self, field: FieldCode, value: ValueCode, names: &[Box<str>]) {
        self.vocabulary.fields[field.index()].name_value(value, names);
    }

    /// Adds an event whose codes are those of the vocabulary.
    pub fn push(&mut self, event: &EventInput<'_>) {
        self.pushed.push(event);
    }

    /// Adds a batch whose codes are those of the vocabulary.
    pub fn add(&mut self, batch: Batch) {
        if !batch.is_empty() {
            self.batches.push(batch);
        }
    }

    /// The actor of a dataset that is called so, by id or any name. Of two actors with one name the first has it.
    pub fn named_actor(&mut self, dataset: DatasetCode, name: &str) -> Option<ActorCode> {
        self.name_actors();
        self.actor_names.get(&(dataset, fold(name))).copied()
    }

    /// Notes the names of actors that were entered since the last call.
    fn name_actors(&mut self) {
        for (code, actor) in (0..).zip(&self.vocabulary.actors).skip(self.named) {
            let names = [
                Some(&actor.id),
                Some(&actor.name),
                actor.short.as_ref(),
                actor.native_name.as_ref(),
            ];
            for name in names.into_iter().flatten().chain(&actor.aliases) {
                self.actor_names
                    .entry((actor.dataset, fold(name)))
                    .or_insert(ActorCode(code));
            }
        }
        self.named = self.vocabulary.actors.len();
    }

    /// Lays the rows out in day order.
    #[must_use]
    pub fn finish(self) -> Store {
        self.finish_staged(&mut |_| ())
    }

    /// The same; `stage` hears the name of each stage when it is done.
    pub(super) fn finish_staged(mut self, stage: &mut dyn FnMut(&'static str)) -> Store {
        let pushed = std::mem::take(&mut self.pushed);
        self.add(pushed);
        assemble::store(self.vocabulary, self.batches, stage)
    }
}
