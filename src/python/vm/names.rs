//! Names that are asked for often, made once.

use super::super::object::PyStr;
use super::super::value::Str;
use std::collections::HashMap;

/// Shared strings by their text.
pub(super) struct Names {
    map: HashMap<Box<str>, Str>,
}

impl Names {
    pub(super) fn new() -> Self {
        Self { map: HashMap::new() }
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
