//! Big `int`s, `bytes`, `bytearray`, `tuple`, `list`, `range`, `slice`.

use super::super::heap::{self, Clear, Identity, Tally};
use super::super::value::Value;
use num_bigint::BigInt;
use std::cell::{Cell, Ref, RefCell, RefMut};
use std::ops::Deref;
use std::rc::Rc;

/// An `int` outside `i64`.
pub(crate) struct BigNumber {
    number: BigInt,
    _tally: Tally,
}

impl BigNumber {
    pub(crate) fn new(number: BigInt) -> Rc<Self> {
        let tally = Tally::new(number.bits() as usize / 8 + 64);
        Rc::new(Self { number, _tally: tally })
    }
}

impl Deref for BigNumber {
    type Target = BigInt;

    fn deref(&self) -> &BigInt {
        &self.number
    }
}

/// `bytes`.
pub(crate) struct Bytes {
    bytes: Vec<u8>,
    _tally: Tally,
}

impl Bytes {
    pub(crate) fn new(bytes: Vec<u8>) -> Rc<Self> {
        let tally = Tally::new(bytes.len() + 48);
        Rc::new(Self { bytes, _tally: tally })
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

/// `bytearray`.
pub(crate) struct ByteArray {
    bytes: RefCell<Vec<u8>>,
    tally: Tally,
    pub(crate) id: Identity,
}

impl ByteArray {
    pub(crate) fn new(bytes: Vec<u8>) -> Rc<Self> {
        let tally = Tally::new(bytes.len() + 64);
        Rc::new(Self { bytes: RefCell::new(bytes), tally, id: Identity::default() })
    }

    pub(crate) fn borrow(&self) -> Ref<'_, Vec<u8>> {
        self.bytes.borrow()
    }

    /// Changes the contents.
    pub(crate) fn update<T>(&self, change: impl FnOnce(&mut Vec<u8>) -> T) -> T {
        heap::touch();
        let mut bytes = self.bytes.borrow_mut();
        let result = change(&mut bytes);
        self.tally.set(bytes.capacity() + 64);
        result
    }
}

/// `tuple`.
pub(crate) struct Tuple {
    items: Vec<Value>,
    _tally: Tally,
    pub(crate) id: Identity,
}

impl Tuple {
    pub(crate) fn new(items: Vec<Value>) -> Rc<Self> {
        let tally = Tally::new(items.capacity() * size_of::<Value>() + 56);
        Rc::new(Self { items, _tally: tally, id: Identity::default() })
    }
}

impl Deref for Tuple {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        &self.items
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        if self.items.iter().any(Value::is_container) {
            heap::bury(self.items.drain(..));
        }
    }
}

/// Bytes of a list without its items, with its place in the registry.
const LIST: usize = 112;

/// `list`.
pub(crate) struct List {
    items: RefCell<Vec<Value>>,
    tally: Tally,
    pub(crate) id: Identity,
    /// The epoch of the last change that was not an addition at the end.
    altered: Cell<u64>,
}

impl List {
    pub(crate) fn new(items: Vec<Value>) -> Rc<Self> {
        let tally = Tally::new(items.capacity() * size_of::<Value>() + LIST);
        let altered = Cell::new(heap::epoch());
        let list = Rc::new(Self { items: RefCell::new(items), tally, id: Identity::default(), altered });
        heap::register(&list);
        list
    }

    pub(crate) fn len(&self) -> usize {
        self.items.borrow().len()
    }

    pub(crate) fn get(&self, index: usize) -> Option<Value> {
        self.items.borrow().get(index).cloned()
    }

    /// A copy of the items, for work that may call back into Python.
    pub(crate) fn to_vec(&self) -> Vec<Value> {
        heap::owe(self.len());
        self.items.borrow().clone()
    }

    pub(crate) fn borrow(&self) -> Ref<'_, Vec<Value>> {
        self.items.borrow()
    }

    /// The items to change; [`List::weigh`] afterwards when it may have grown much.
    pub(crate) fn borrow_mut(&self) -> RefMut<'_, Vec<Value>> {
        heap::touch();
        self.altered.set(heap::epoch());
        self.items.borrow_mut()
    }

    /// Whether all that changed since that epoch are items added at the end.
    pub(crate) fn only_grew_since(&self, epoch: u64) -> bool {
        self.altered.get() <= epoch
    }

    /// Appends one item.
    pub(crate) fn push(&self, value: Value) {
        self.extend([value]);
    }

    /// Appends several.
    pub(crate) fn extend(&self, values: impl IntoIterator<Item = Value>) {
        heap::touch();
        let mut items = self.items.borrow_mut();
        let before = items.capacity();
        items.extend(values);
        if items.capacity() != before {
            self.tally.set(items.capacity() * size_of::<Value>() + LIST);
        }
    }

    /// Counts the bytes again.
    pub(crate) fn weigh(&self) {
        self.tally.set(self.items.borrow().capacity() * size_of::<Value>() + LIST);
    }
}

impl Drop for List {
    fn drop(&mut self) {
        let items = self.items.get_mut();
        if items.iter().any(Value::is_container) {
            heap::bury(items.drain(..));
        }
    }
}

impl Clear for List {
    fn clear(&self) {
        let items = self.items.try_borrow_mut().map(|mut items| std::mem::take(&mut *items));
        heap::bury(items.unwrap_or_default());
    }
}

/// `range`; the bounds fit `i64` in all but freak programs, which are refused.
pub(crate) struct Range {
    pub(crate) start: i64,
    pub(crate) stop: i64,
    pub(crate) step: i64,
}

impl Range {
    pub(crate) fn len(&self) -> u64 {
        let (start, stop, step) = (i128::from(self.start), i128::from(self.stop), i128::from(self.step));
        let span = if step > 0 { stop - start } else { start - stop };
        if span <= 0 { 0 } else { ((span - 1) / step.abs() + 1) as u64 }
    }

    /// The item at an index below the length.
    pub(crate) fn at(&self, index: u64) -> i64 {
        (i128::from(self.start) + i128::from(index) * i128::from(self.step)) as i64
    }

    /// The index of a number that is in the range.
    pub(crate) fn position(&self, value: &BigInt) -> Option<u64> {
        let value = i64::try_from(value).ok()?;
        let offset = i128::from(value) - i128::from(self.start);
        if offset % i128::from(self.step) != 0 {
            return None;
        }
        let index = offset / i128::from(self.step);
        (index >= 0 && index < i128::from(self.len())).then_some(index as u64)
    }
}

/// `slice`.
pub(crate) struct Slice {
    pub(crate) start: Value,
    pub(crate) stop: Value,
    pub(crate) step: Value,
}
