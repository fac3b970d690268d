//! `str`.

use super::super::heap::Tally;
use super::super::value::Str;
use crate::wtf8::Wtf8;
use std::cell::Cell;
use std::rc::Rc;

/// A string with its hash kept.
pub(crate) struct PyStr {
    text: Wtf8,
    hash: Cell<i64>,
    _tally: Tally,
}

impl PyStr {
    /// A shared string.
    pub(crate) fn new(text: impl Into<Wtf8>) -> Str {
        let text = text.into();
        let tally = Tally::new(text.as_bytes().len() + 88);
        Rc::new(Self { text, hash: Cell::new(0), _tally: tally })
    }

    pub(crate) fn text(&self) -> &Wtf8 {
        &self.text
    }

    /// The text as `str`; empty when it holds a lone surrogate (names never do).
    pub(crate) fn name(&self) -> &str {
        self.text.as_str().unwrap_or("")
    }

    pub(crate) fn hash(&self) -> i64 {
        if self.hash.get() == 0 {
            self.hash.set(hash_bytes(self.text.as_bytes()));
        }
        self.hash.get()
    }
}

/// A string's hash (CPython's is random, so any will do); never 0 or -1.
pub(crate) fn hash_bytes(bytes: &[u8]) -> i64 {
    const K: u64 = 0x517c_c1b7_2722_0a95;
    let mut hash: u64 = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.iter().fold(0u64, |word, byte| word << 8 | u64::from(*byte));
        hash = (hash.rotate_left(5) ^ word).wrapping_mul(K);
    }
    for byte in chunks.remainder() {
        hash = (hash.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(K);
    }
    hash ^= hash >> 29;
    if hash == 0 || hash == u64::MAX { 7 } else { hash as i64 }
}
