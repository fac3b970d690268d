//! Iterators of built-in kinds.

use super::super::heap::Tally;
use super::super::value::Value;
use super::super::vm::AsyncTurn;
use super::{Dict, List, Set, ViewKind};
use std::cell::RefCell;
use std::rc::Rc;

/// A built-in iterator.
pub(crate) struct Iter {
    pub(crate) state: RefCell<IterState>,
    name: &'static str,
    _tally: Tally,
}

/// Where a built-in iterator stands.
pub(crate) enum IterState {
    Done,
    List {
        list: Rc<List>,
        at: usize,
    },
    ListBack {
        list: Rc<List>,
        left: usize,
    },
    /// Tuples, bytes, and anything copied out before it is walked.
    Items {
        items: Value,
        at: usize,
    },
    Str {
        text: Value,
        byte: usize,
    },
    Range {
        next: i64,
        left: u64,
        step: i64,
    },
    Dict {
        dict: Rc<Dict>,
        at: usize,
        len: usize,
        kind: ViewKind,
    },
    Set {
        set: Rc<Set>,
        at: usize,
        len: usize,
    },
    /// Already computed values.
    Vec(std::vec::IntoIter<Value>),
    /// `__getitem__` with 0, 1, 2, …
    Sequence {
        object: Value,
        at: i64,
    },
    SequenceBack {
        object: Value,
        left: i64,
    },
    Callable {
        function: Value,
        sentinel: Value,
    },
    Enumerate {
        inner: Value,
        count: Value,
    },
    Zip {
        inner: Rc<[Value]>,
        strict: bool,
    },
    Map {
        function: Value,
        inner: Rc<[Value]>,
    },
    Filter {
        function: Value,
        inner: Value,
    },
    /// One turn of an async generator.
    AsyncTurn(Box<AsyncTurn>),
}

impl Iter {
    /// An iterator, as a value, shown as `<name object at 0x...>`.
    #[expect(clippy::new_ret_no_self, reason = "an iterator is only ever needed as a value")]
    pub(crate) fn new(name: &'static str, state: IterState) -> Value {
        let values = if let IterState::Vec(values) = &state { values.len() } else { 0 };
        let tally = Tally::new(values * size_of::<Value>() + size_of::<Self>() + 32);
        Value::Iter(Rc::new(Self { state: RefCell::new(state), name, _tally: tally }))
    }

    /// An iterator over computed values.
    pub(crate) fn values(name: &'static str, values: Vec<Value>) -> Value {
        Self::new(name, IterState::Vec(values.into_iter()))
    }

    pub(crate) fn class_name(&self) -> &'static str {
        self.name
    }
}
