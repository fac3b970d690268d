//! Pointing at the character that was changed.

use crate::quiz::grade::Grade;

/// A text as it was and as it is, with one character changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Character {
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
    /// The place of the character that differs, from 0.
    pub at: usize,
}

impl Character {
    /// Two texts of ASCII characters; `None` unless exactly one character differs.
    pub fn new(before: &str, after: &str) -> Option<Self> {
        let differ: Vec<usize> = before
            .bytes()
            .zip(after.bytes())
            .enumerate()
            .filter(|(_, (before, after))| before != after)
            .map(|(at, _)| at)
            .collect();
        let plain = before.is_ascii() && after.is_ascii() && before.len() == after.len();
        match differ.as_slice() {
            [at] if plain => Some(Self { before: before.to_owned(), after: after.to_owned(), at: *at }),
            _ => None,
        }
    }

    pub(in crate::quiz) fn grade(&self, at: usize) -> Option<Grade> {
        let (before, after) = (self.before.get(at..=at)?, self.after.get(at..=at)?);
        let because = if at == self.at {
            format!("Here {before} was replaced by {after}.")
        } else {
            format!("Character {} is {before} in both.", at + 1)
        };
        let chosen = format!("character {}", at + 1);
        Some(Grade { right: at == self.at, chosen, because, ..Grade::default() })
    }
}
