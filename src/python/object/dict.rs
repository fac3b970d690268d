//! `dict`: entries in order of insertion, found through a table of indices by Python's hashes.

use super::super::heap::{self, Clear, Identity, Tally};
use super::super::value::{Str, Value};
use super::text::{PyStr, hash_bytes};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

const FREE: u32 = u32::MAX;
/// Bytes of an empty dict, with its place in the registry.
const DICT: usize = 152;

/// `dict`.
pub(crate) struct Dict {
    data: RefCell<Data>,
    tally: Tally,
    pub(crate) id: Identity,
    version: Cell<u32>,
    /// The epoch of the last change that was not an entry added at the end.
    altered: Cell<u64>,
}

#[derive(Default)]
struct Data {
    /// Entry numbers; a power of two long, or empty as long as the entries are few.
    table: Vec<u32>,
    entries: Vec<Entry>,
    live: usize,
}

struct Entry {
    hash: i64,
    /// Unset when deleted.
    key: Value,
    value: Value,
}

impl Data {
    fn start(&self, hash: i64) -> usize {
        ((hash as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (self.table.len() - 1)
    }

    /// The entries with this hash, from the one after `after` on.
    fn find(&self, hash: i64, mut matches: impl FnMut(usize, &Value) -> bool) -> Option<usize> {
        if self.table.is_empty() {
            return (0..self.entries.len())
                .find(|at| self.entries[*at].hash == hash && matches(*at, &self.entries[*at].key));
        }
        let mut slot = self.start(hash);
        loop {
            let at = self.table[slot];
            if at == FREE {
                return None;
            }
            let entry = &self.entries[at as usize];
            if entry.hash == hash && matches(at as usize, &entry.key) {
                return Some(at as usize);
            }
            slot = (slot + 1) & (self.table.len() - 1);
        }
    }

    fn push(&mut self, hash: i64, key: Value, value: Value) {
        if self.entries.len() > 2 * self.live + 8 {
            self.entries.retain(|entry| !entry.key.is_unset());
            self.rebuild();
        }
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        if self.entries.len() > 8 {
            if self.table.len() < self.entries.len() * 2 {
                self.rebuild();
            } else {
                self.link(self.entries.len() - 1);
            }
        }
    }

    fn link(&mut self, at: usize) {
        let mut slot = self.start(self.entries[at].hash);
        while self.table[slot] != FREE {
            slot = (slot + 1) & (self.table.len() - 1);
        }
        self.table[slot] = at as u32;
    }

    fn rebuild(&mut self) {
        if self.entries.len() <= 8 {
            self.table = Vec::new();
            return;
        }
        self.table = vec![FREE; (self.entries.len() * 3).next_power_of_two()];
        for at in 0..self.entries.len() {
            self.link(at);
        }
    }

    fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry>() + self.table.capacity() * 4 + DICT
    }
}

/// Whether two keys are certainly equal or certainly not, without running Python code.
fn same_str(key: &Value, text: &[u8]) -> bool {
    key.as_str().is_some_and(|key| key.text().as_bytes() == text)
}

impl Dict {
    pub(crate) fn new() -> Rc<Self> {
        let dict = Rc::new(Self {
            data: RefCell::default(),
            tally: Tally::new(DICT),
            id: Identity::default(),
            version: Cell::new(0),
            altered: Cell::new(heap::epoch()),
        });
        heap::register(&dict);
        dict
    }

    pub(crate) fn len(&self) -> usize {
        self.data.borrow().live
    }

    /// Grows with every change of the dict itself.
    pub(crate) fn version(&self) -> u32 {
        self.version.get()
    }

    /// Whether all that changed since that epoch are entries added at the end.
    pub(crate) fn only_grew_since(&self, epoch: u64) -> bool {
        self.altered.get() <= epoch
    }

    fn grown(&self) {
        heap::touch();
        self.version.set(self.version.get().wrapping_add(1));
    }

    fn changed(&self) {
        self.grown();
        self.altered.set(heap::epoch());
    }

    /// The value under a text key.
    pub(crate) fn get_str(&self, key: &str) -> Option<Value> {
        let data = self.data.borrow();
        let at = data.find(hash_bytes(key.as_bytes()), |_, have| same_str(have, key.as_bytes()))?;
        Some(data.entries[at].value.clone())
    }

    /// The value under a shared text key, whose hash is known.
    pub(crate) fn get_name(&self, key: &Str) -> Option<Value> {
        let data = self.data.borrow();
        let at = data.find(key.hash(), |_, have| name_matches(have, key))?;
        Some(data.entries[at].value.clone())
    }

    pub(crate) fn has_name(&self, key: &Str) -> bool {
        self.data.borrow().find(key.hash(), |_, have| name_matches(have, key)).is_some()
    }

    /// Sets a text key.
    pub(crate) fn set_str(&self, key: &str, value: Value) {
        self.set_name(&PyStr::new(key), value);
    }

    /// Sets a shared text key.
    pub(crate) fn set_name(&self, key: &Str, value: Value) {
        let at = self.data.borrow().find(key.hash(), |_, have| name_matches(have, key));
        self.put(at, key.hash(), || Value::Str(key.clone()), value);
    }

    /// Removes a shared text key.
    pub(crate) fn remove_name(&self, key: &Str) -> Option<Value> {
        let at = self.data.borrow().find(key.hash(), |_, have| name_matches(have, key))?;
        Some(self.remove_at(at).1)
    }

    /// Candidates for a key: the first entry at or after the `skip`ped ones that has this hash.
    pub(crate) fn candidate(&self, hash: i64, skip: &[usize]) -> Option<(usize, Value)> {
        let data = self.data.borrow();
        let at = data.find(hash, |at, key| !key.is_unset() && !skip.contains(&at))?;
        Some((at, data.entries[at].key.clone()))
    }

    /// Replaces entry `at`, or appends a new one.
    pub(crate) fn put(&self, at: Option<usize>, hash: i64, key: impl FnOnce() -> Value, value: Value) {
        let old = match at {
            Some(at) => {
                self.changed();
                std::mem::replace(&mut self.data.borrow_mut().entries[at].value, value)
            }
            None => {
                self.grown();
                let mut data = self.data.borrow_mut();
                data.push(hash, key(), value);
                self.tally.set(data.bytes());
                Value::Unset
            }
        };
        drop(old);
    }

    /// Removes entry `at`, which must be live.
    pub(crate) fn remove_at(&self, at: usize) -> (Value, Value) {
        self.changed();
        let mut data = self.data.borrow_mut();
        data.live -= 1;
        let entry = &mut data.entries[at];
        (std::mem::replace(&mut entry.key, Value::Unset), std::mem::replace(&mut entry.value, Value::Unset))
    }

    /// The value of entry `at`.
    pub(crate) fn value_at(&self, at: usize) -> Value {
        self.data.borrow().entries.get(at).map_or(Value::Unset, |entry| entry.value.clone())
    }

    /// The first live entry from `at` on, with the number after it.
    pub(crate) fn next_from(&self, at: usize) -> Option<(usize, Value, Value)> {
        let data = self.data.borrow();
        let found = (at..data.entries.len()).find(|at| !data.entries[*at].key.is_unset());
        heap::owe(found.unwrap_or(data.entries.len()) - at.min(data.entries.len()));
        let found = found?;
        Some((found + 1, data.entries[found].key.clone(), data.entries[found].value.clone()))
    }

    /// The first so many pairs, copied.
    pub(crate) fn first(&self, count: usize) -> Vec<(Value, Value)> {
        let data = self.data.borrow();
        heap::owe(data.entries.len().min(count));
        let live = data.entries.iter().filter(|entry| !entry.key.is_unset()).take(count);
        live.map(|entry| (entry.key.clone(), entry.value.clone())).collect()
    }

    /// The last so many live entries, in order.
    pub(crate) fn newest(&self, count: usize) -> Vec<(Value, Value)> {
        let data = self.data.borrow();
        let live = data.entries.iter().rev().filter(|entry| !entry.key.is_unset()).take(count);
        let mut newest: Vec<_> = live.map(|entry| (entry.key.clone(), entry.value.clone())).collect();
        newest.reverse();
        newest
    }

    /// The last live entry.
    pub(crate) fn last(&self) -> Option<usize> {
        let data = self.data.borrow();
        (0..data.entries.len()).rev().find(|at| !data.entries[*at].key.is_unset())
    }

    /// Calls `look` with every key and value, which must not change the dict.
    pub(crate) fn each(&self, mut look: impl FnMut(&Value, &Value)) {
        heap::owe(self.data.borrow().entries.len());
        for entry in self.data.borrow().entries.iter().filter(|entry| !entry.key.is_unset()) {
            look(&entry.key, &entry.value);
        }
    }

    /// All pairs, copied.
    pub(crate) fn items(&self) -> Vec<(Value, Value)> {
        let mut out = Vec::with_capacity(self.len());
        self.each(|key, value| out.push((key.clone(), value.clone())));
        out
    }

    /// All keys, copied.
    pub(crate) fn keys(&self) -> Vec<Value> {
        let mut out = Vec::with_capacity(self.len());
        self.each(|key, _| out.push(key.clone()));
        out
    }

    /// All values, copied.
    pub(crate) fn values(&self) -> Vec<Value> {
        let mut out = Vec::with_capacity(self.len());
        self.each(|_, value| out.push(value.clone()));
        out
    }

    /// A shallow copy.
    pub(crate) fn copy(&self) -> Rc<Dict> {
        let copy = Dict::new();
        {
            let mut data = copy.data.borrow_mut();
            heap::owe(self.data.borrow().entries.len() * 4);
            for entry in self.data.borrow().entries.iter().filter(|entry| !entry.key.is_unset()) {
                data.push(entry.hash, entry.key.clone(), entry.value.clone());
            }
            copy.tally.set(data.bytes());
        }
        copy
    }

    /// Removes everything.
    pub(crate) fn clear(&self) {
        self.changed();
        let data = self.data.try_borrow_mut().map(|mut data| std::mem::take(&mut *data));
        self.tally.set(DICT);
        drop(data.map(|mut data| heap::bury(data.entries.drain(..).flat_map(|e| [e.key, e.value]))));
    }
}

fn name_matches(have: &Value, key: &Str) -> bool {
    match have {
        Value::Str(have) => Rc::ptr_eq(have, key) || have.text() == key.text(),
        _ => same_str(have, key.text().as_bytes()),
    }
}

impl Drop for Dict {
    fn drop(&mut self) {
        let entries = &mut self.data.get_mut().entries;
        if entries.iter().any(|entry| entry.value.is_container() || entry.key.is_container()) {
            heap::bury(entries.drain(..).flat_map(|entry| [entry.key, entry.value]));
        }
    }
}

impl Clear for Dict {
    fn clear(&self) {
        Dict::clear(self);
    }
}

/// `dict_keys`, `dict_values`, `dict_items`.
pub(crate) struct DictView {
    pub(crate) dict: Rc<Dict>,
    pub(crate) kind: ViewKind,
}

/// Which view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ViewKind {
    Keys,
    Values,
    Items,
}

impl DictView {
    pub(crate) fn class_name(&self) -> &'static str {
        match self.kind {
            ViewKind::Keys => "dict_keys",
            ViewKind::Values => "dict_values",
            ViewKind::Items => "dict_items",
        }
    }
}
