//! Names that are asked for often, made once.

use super::super::object::PyStr;
use super::super::value::Str;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// Names that there is room for from the start: those of the built-in classes and functions.
const ROOM: usize = 1_500;

/// Shared strings by their text. Every run asks for thousands before its first line, so they are hashed as quickly as
/// the strings of a dict.
pub(super) struct Names {
    map: FxHashMap<Box<str>, Str>,
}

impl Names {
    pub(super) fn new() -> Self {
        Self { map: FxHashMap::with_capacity_and_hasher(ROOM, FxBuildHasher) }
    }

    pub(super) fn intern(&mut self, text: &str) -> Str {
        if let Some(name) = self.map.get(text) {
            return name.clone();
        }
        let name = PyStr::new(text);
        self.map.insert(text.into(), name.clone());
        name
    }
}
