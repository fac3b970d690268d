//! `set` and `frozenset`, with the very table of CPython, so that sets of numbers come out in its order.

use super::super::heap::{self, Identity, Tally};
use super::super::value::Value;
use std::cell::RefCell;
use std::rc::Rc;

const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;

/// `set` and `frozenset`.
pub(crate) struct Set {
    data: RefCell<Data>,
    pub(crate) frozen: bool,
    pub(crate) id: Identity,
    tally: Tally,
}

#[derive(Clone)]
enum Slot {
    Free,
    Dummy,
    Full(i64, Value),
}

struct Data {
    table: Vec<Slot>,
    fill: usize,
    used: usize,
}

impl Data {
    fn new() -> Self {
        Self { table: vec![Slot::Free; 8], fill: 0, used: 0 }
    }

    /// Walks the slots of a hash until `stop` says so.
    fn probe(&self, hash: i64, mut stop: impl FnMut(usize, &Slot) -> bool) -> usize {
        let mask = self.table.len() - 1;
        let mut perturb = hash as u64;
        let mut at = hash as usize & mask;
        loop {
            let last = if at + LINEAR_PROBES <= mask { at + LINEAR_PROBES } else { at };
            if let Some(found) = (at..=last).find(|at| stop(*at, &self.table[*at])) {
                return found;
            }
            heap::burn(1);
            perturb >>= PERTURB_SHIFT;
            at = at.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }

    fn insert_clean(&mut self, hash: i64, key: Value) {
        let at = self.probe(hash, |_, slot| matches!(slot, Slot::Free));
        self.table[at] = Slot::Full(hash, key);
    }

    fn resize(&mut self, minimum: usize) {
        let mut size = 8;
        while size <= minimum {
            size <<= 1;
        }
        let old = std::mem::replace(&mut self.table, vec![Slot::Free; size]);
        self.fill = self.used;
        for slot in old {
            if let Slot::Full(hash, key) = slot {
                self.insert_clean(hash, key);
            }
        }
    }
}

impl Set {
    pub(crate) fn new(frozen: bool) -> Rc<Self> {
        let tally = Tally::new(8 * size_of::<Slot>() + 80);
        Rc::new(Self { data: RefCell::new(Data::new()), frozen, id: Identity::default(), tally })
    }

    pub(crate) fn len(&self) -> usize {
        self.data.borrow().used
    }

    /// The next candidate with this hash that is not among `skip`.
    pub(crate) fn candidate(&self, hash: i64, skip: &[usize]) -> Option<(usize, Value)> {
        let data = self.data.borrow();
        heap::owe(skip.len() * LINEAR_PROBES);
        let at = data.probe(hash, |at, slot| match slot {
            Slot::Free => true,
            Slot::Full(have, _) => *have == hash && !skip.contains(&at),
            Slot::Dummy => false,
        });
        match &data.table[at] {
            Slot::Full(_, key) => Some((at, key.clone())),
            _ => None,
        }
    }

    /// Adds a key known to be absent.
    pub(crate) fn add_new(&self, hash: i64, key: Value) {
        heap::touch();
        let mut data = self.data.borrow_mut();
        let at = data.probe(hash, |_, slot| matches!(slot, Slot::Free));
        data.table[at] = Slot::Full(hash, key);
        data.fill += 1;
        data.used += 1;
        if data.fill * 5 >= (data.table.len() - 1) * 3 {
            let minimum = if data.used > 50_000 { data.used * 2 } else { data.used * 4 };
            data.resize(minimum);
            self.tally.set(data.table.len() * size_of::<Slot>() + 80);
        }
    }

    /// Makes room before another set is merged in, as CPython does.
    pub(crate) fn reserve_for(&self, other: &Set) {
        let mut data = self.data.borrow_mut();
        let more = other.len();
        if (data.fill + more) * 5 >= (data.table.len() - 1) * 3 {
            let minimum = (data.used + more) * 2;
            data.resize(minimum);
            self.tally.set(data.table.len() * size_of::<Slot>() + 80);
        }
    }

    /// Removes the slot found by [`Set::candidate`].
    pub(crate) fn remove_at(&self, at: usize) -> Value {
        heap::touch();
        let mut data = self.data.borrow_mut();
        data.used -= 1;
        match std::mem::replace(&mut data.table[at], Slot::Dummy) {
            Slot::Full(_, key) => key,
            _ => Value::Unset,
        }
    }

    /// The first key from slot `at` on, with the slot after it.
    pub(crate) fn next_from(&self, at: usize) -> Option<(usize, Value)> {
        let data = self.data.borrow();
        let found = (at..data.table.len()).find_map(|at| match &data.table[at] {
            Slot::Full(_, key) => Some((at + 1, key.clone())),
            _ => None,
        });
        heap::owe(found.as_ref().map_or(data.table.len(), |(next, _)| *next) - at.min(data.table.len()));
        found
    }

    /// Keys with their hashes in table order.
    pub(crate) fn entries(&self) -> Vec<(i64, Value)> {
        let data = self.data.borrow();
        heap::owe(data.table.len());
        let full = data.table.iter().filter_map(|slot| match slot {
            Slot::Full(hash, key) => Some((*hash, key.clone())),
            _ => None,
        });
        full.collect()
    }

    /// The first so many keys in table order.
    pub(crate) fn first(&self, count: usize) -> Vec<Value> {
        let data = self.data.borrow();
        let full = data.table.iter().filter_map(|slot| match slot {
            Slot::Full(_, key) => Some(key.clone()),
            _ => None,
        });
        let first: Vec<Value> = full.take(count).collect();
        heap::owe(first.len());
        first
    }

    /// Keys in table order.
    pub(crate) fn items(&self) -> Vec<Value> {
        self.entries().into_iter().map(|(_, key)| key).collect()
    }

    pub(crate) fn clear(&self) {
        heap::touch();
        let old = std::mem::replace(&mut *self.data.borrow_mut(), Data::new());
        self.tally.set(8 * size_of::<Slot>() + 80);
        drop(old);
    }

    /// A copy, slot for slot where CPython copies so.
    pub(crate) fn copy(&self, frozen: bool) -> Rc<Set> {
        let copy = Set::new(frozen);
        copy.reserve_for(self);
        for (hash, key) in self.entries() {
            let mut data = copy.data.borrow_mut();
            data.insert_clean(hash, key);
            data.fill += 1;
            data.used += 1;
        }
        copy
    }
}

impl Drop for Set {
    fn drop(&mut self) {
        let table = std::mem::take(&mut self.data.get_mut().table);
        heap::bury(table.into_iter().filter_map(|slot| match slot {
            Slot::Full(_, key) if key.is_container() => Some(key),
            _ => None,
        }));
    }
}
