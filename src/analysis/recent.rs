//! What was found last, kept by what it was found for.

use std::sync::Arc;

/// Values by key, at most `MOST` of them; the latest used stands last.
#[derive(Debug)]
pub(super) struct Recent<K, V, const MOST: usize>(Vec<(K, Arc<V>)>);

impl<K, V, const MOST: usize> Default for Recent<K, V, MOST> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq, V, const MOST: usize> Recent<K, V, MOST> {
    /// The value of a key.
    pub(super) fn get(&mut self, wanted: &K) -> Option<Arc<V>> {
        let at = self.0.iter().rposition(|(key, _)| key == wanted)?;
        let entry = self.0.remove(at);
        let value = Arc::clone(&entry.1);
        self.0.push(entry);
        Some(value)
    }

    /// Keeps a value in the place of the one that was used least lately.
    pub(super) fn put(&mut self, key: K, value: Arc<V>) {
        self.0.push((key, value));
        if self.0.len() > MOST {
            self.0.remove(0);
        }
    }

    /// Lets go of those used least lately until all together are no larger than `most`. The last stays.
    pub(super) fn shrink(&mut self, most: usize, size: impl Fn(&V) -> usize) {
        while self.0.len() > 1 && self.0.iter().map(|(_, value)| size(value)).sum::<usize>() > most
        {
            self.0.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_least_lately_goes_first() {
        let mut recent = Recent::<_, _, 3>::default();
        (1..=3).for_each(|key| recent.put(key, Arc::new(key * 10)));
        assert_eq!(recent.get(&1).as_deref(), Some(&10));
        recent.put(4, Arc::new(40));
        assert_eq!(
            [1, 2, 3, 4].map(|key| recent.get(&key).is_some()),
            [true, false, true, true]
        );
        recent.shrink(70, |value| *value);
        assert_eq!(
            [1, 3, 4].map(|key| recent.get(&key).is_some()),
            [false, true, true]
        );
        recent.shrink(0, |value| *value);
        assert_eq!(
            [3, 4].map(|key| recent.get(&key).is_some()),
            [false, true],
            "the last stays"
        );
    }
}
