//! Names that stand twice in one JSON object, at any depth: `json.loads` keeps the last and says nothing.

use crate::jose::json::{Build, Item, Member, ReadError, ReadOptions, read};
use crate::wtf8::Wtf8;
use std::collections::HashSet;

/// A name that stands there twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Twice {
    /// The name.
    pub(super) name: String,
    /// Byte at which it stands again.
    pub(super) at: usize,
}

/// The first of them in a text that is JSON.
pub(super) fn first(text: &Wtf8) -> Option<Twice> {
    let mut finder = Finder::default();
    let options = ReadOptions { depth: 90, ..ReadOptions::default() };
    read(text, options, &mut finder).ok()?;
    finder.found
}

#[derive(Default)]
struct Finder {
    found: Option<Twice>,
}

impl Build for Finder {
    type Value = ();
    type Error = ReadError;

    fn null(&mut self) {}
    fn boolean(&mut self, _: bool) {}
    fn constant(&mut self, _: &'static str) -> Result<(), ReadError> {
        Ok(())
    }
    fn integer(&mut self, _: &str) -> Result<(), ReadError> {
        Ok(())
    }
    fn float(&mut self, _: &str) -> Result<(), ReadError> {
        Ok(())
    }
    fn string(&mut self, _: Wtf8) {}
    fn array(&mut self, _: Vec<Item<()>>) -> Result<(), ReadError> {
        Ok(())
    }
    fn object(&mut self, members: Vec<Member<()>>) -> Result<(), ReadError> {
        let mut seen = HashSet::new();
        let again = members.iter().find(|member| !seen.insert(&member.name));
        if let Some(member) = again.filter(|_| self.found.is_none()) {
            self.found = Some(Twice { name: member.name.to_string_lossy(), at: member.name_range.start });
        }
        Ok(())
    }
}
