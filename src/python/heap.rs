//! What all objects of a run share: the bytes they take, the mutation epoch, identities, and how they die.
//!
//! A run owns its thread, so these are thread-locals; objects can be made and dropped anywhere without a handle to the
//! machine. Dropping a chain of a million lists must not use the machine's stack ([`bury`]), and reference cycles must
//! not outlive the run ([`register`], [`clear_all`]).

use super::value::Value;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

thread_local! {
    static LIVE: Cell<usize> = const { Cell::new(0) };
    static EPOCH: Cell<u64> = const { Cell::new(1) };
    static FUEL: Cell<i64> = const { Cell::new(0) };
    static NEXT_ID: Cell<u32> = const { Cell::new(1) };
    static BURYING: Cell<u32> = const { Cell::new(0) };
    static GRAVE: RefCell<Vec<Value>> = const { RefCell::new(Vec::new()) };
    static REGISTRY: RefCell<Registry> = const { RefCell::new(Registry { entries: Vec::new(), prune_at: 4_096 }) };
}

/// Bytes of all live values, roughly.
pub(crate) fn live_bytes() -> usize {
    LIVE.get()
}

/// Sets the units of work until the machine looks at its budgets.
pub(crate) fn refuel(units: i64) {
    FUEL.set(units);
}

/// Takes units of work off; what is left until the next look, negative when that is overdue.
#[inline]
pub(crate) fn burn(units: u64) -> i64 {
    let left = FUEL.get().saturating_sub(i64::try_from(units).unwrap_or(i64::MAX));
    FUEL.set(left);
    left
}

/// Elements copied or looked through for one unit of work.
const BULK: usize = 8;

/// Containers tell so that they were copied or looked through as a whole, which must not be free of charge to anyone;
/// the machine meets it at its next instruction.
#[inline]
pub(crate) fn owe(elements: usize) {
    if elements >= BULK {
        burn((elements / BULK) as u64);
    }
}

/// As [`owe`], for bytes that were compared, hashed or copied in one go.
#[inline]
pub(crate) fn owe_bytes(bytes: usize) {
    if bytes >= 512 {
        burn((bytes / 512) as u64);
    }
}

/// Bytes one object holds; gives them back when it is dropped.
#[derive(Debug, Default)]
pub(crate) struct Tally(Cell<u32>);

impl Tally {
    pub(crate) fn new(bytes: usize) -> Self {
        let bytes = bytes.min(u32::MAX as usize);
        LIVE.set(LIVE.get() + bytes);
        Self(Cell::new(bytes as u32))
    }

    /// The object now holds `bytes`.
    pub(crate) fn set(&self, bytes: usize) {
        let bytes = bytes.min(u32::MAX as usize);
        LIVE.set(LIVE.get() + bytes - self.0.get() as usize);
        self.0.set(bytes as u32);
    }
}

impl Drop for Tally {
    fn drop(&mut self) {
        LIVE.set(LIVE.get().saturating_sub(self.0.get() as usize));
    }
}

/// Counts changes of any mutable object: as long as it stays, every value looks as it did.
pub(crate) fn epoch() -> u64 {
    EPOCH.get()
}

/// Some object changed.
pub(crate) fn touch() {
    EPOCH.set(EPOCH.get() + 1);
}

/// A number given to an object when somebody first asks for its identity.
#[derive(Debug, Default)]
pub(crate) struct Identity(Cell<u32>);

impl Identity {
    pub(crate) fn get(&self) -> u32 {
        if self.0.get() == 0 {
            self.0.set(NEXT_ID.get());
            NEXT_ID.set(NEXT_ID.get() + 1);
        }
        self.0.get()
    }
}

/// How deep drops may nest before they are queued.
const BURIAL_DEPTH: u32 = 50;

/// Drops values that a dying object held, without recursing deeper than a fixed number of levels.
pub(crate) fn bury(values: impl IntoIterator<Item = Value>) {
    let depth = BURYING.get();
    if depth >= BURIAL_DEPTH {
        let _ =
            GRAVE.try_with(|grave| grave.borrow_mut().extend(values.into_iter().filter(Value::is_container)));
        return;
    }
    BURYING.set(depth + 1);
    values.into_iter().for_each(drop);
    if depth == 0 {
        while let Ok(Some(next)) = GRAVE.try_with(|grave| grave.borrow_mut().pop()) {
            drop(next);
        }
    }
    BURYING.set(depth);
}

/// An object that can be part of a reference cycle and can let go of what it holds.
pub(crate) trait Clear {
    /// Drops everything held.
    fn clear(&self);
}

struct Registry {
    entries: Vec<Weak<dyn Clear>>,
    prune_at: usize,
}

/// Remembers an object so that the end of the run can break its cycles.
pub(crate) fn register<T: Clear + 'static>(object: &Rc<T>) {
    let weak: Weak<dyn Clear> = Rc::downgrade(object) as Weak<dyn Clear>;
    REGISTRY.with_borrow_mut(|registry| {
        if registry.entries.len() >= registry.prune_at {
            registry.entries.retain(|entry| entry.strong_count() > 0);
            registry.prune_at = (registry.entries.len() * 2).max(4_096);
        }
        registry.entries.push(weak);
    });
}

/// Ends the run's objects: every cycle is broken.
pub(crate) fn clear_all() {
    loop {
        let entries = REGISTRY.with_borrow_mut(|registry| std::mem::take(&mut registry.entries));
        if entries.is_empty() {
            return;
        }
        for object in entries.iter().filter_map(Weak::upgrade) {
            object.clear();
        }
    }
}
