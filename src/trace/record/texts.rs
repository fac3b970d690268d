//! The texts of a record. One that goes on where an earlier one of the same variable ends is stored as what is new,
//! so that a list which grows item by item does not cost its whole text at each stop; it is put together when it is
//! first looked at.

use super::super::{Kind, Shown};
use std::sync::OnceLock;

/// A common beginning shorter than this is not worth sharing.
const WORTH_SHARING: usize = 48;

#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Texts {
    text: String,
    entries: Vec<Entry>,
    grown: Vec<Grown>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Entry {
    /// Where in `text` it is; of a grown one, where in `grown`.
    start: u32,
    len: u32,
    identity: u32,
    kind: Kind,
    truncated: bool,
    grown: bool,
}

/// The first `keep` bytes of entry `base`, then the text at `tail`.
#[derive(Debug, Clone)]
struct Grown {
    base: u32,
    keep: u32,
    tail: u32,
    whole: OnceLock<Box<str>>,
}

/// Whether somebody has looked makes no difference.
impl PartialEq for Grown {
    fn eq(&self, other: &Self) -> bool {
        (self.base, self.keep, self.tail) == (other.base, other.keep, other.tail)
    }
}

impl Texts {
    pub(super) fn get(&self, index: u32) -> Option<Shown<'_>> {
        let entry = self.entries.get(index as usize)?;
        let repr = if entry.grown {
            self.grown[entry.start as usize].whole.get_or_init(|| self.assemble(index))
        } else {
            self.piece(entry.start, entry.len)
        };
        let identity = (entry.identity != 0).then_some(entry.identity);
        Some(Shown { repr, kind: entry.kind, identity, truncated: entry.truncated })
    }

    fn piece(&self, start: u32, len: u32) -> &str {
        &self.text[start as usize..(start + len) as usize]
    }

    /// Goes from base to base; each keeps less than the one before, so there are at most as many as bytes.
    fn assemble(&self, index: u32) -> Box<str> {
        let (mut index, mut want) = (index, self.entries[index as usize].len);
        let mut pieces = Vec::new();
        loop {
            let entry = &self.entries[index as usize];
            if !entry.grown {
                pieces.push(self.piece(entry.start, want));
                break;
            }
            let grown = &self.grown[entry.start as usize];
            if want > grown.keep {
                pieces.push(self.piece(grown.tail, want - grown.keep));
                want = grown.keep;
            }
            index = grown.base;
        }
        pieces.reverse();
        pieces.concat().into()
    }

    /// Stores a text; `before` is an entry with its text that may begin alike.
    pub(super) fn push(&mut self, shown: Shown<'_>, before: Option<(u32, &str)>) -> u32 {
        let repr = shown.repr;
        let shared = before
            .map(|(base, text)| (base, common_prefix(text, repr)))
            .filter(|(base, keep)| *keep >= WORTH_SHARING && (*base as usize) < self.entries.len());
        let start = match shared {
            None => self.append(repr),
            Some((mut base, keep)) => {
                // An older text that already has all of it makes the way back shorter.
                while let Some(older) = self.older(base, keep) {
                    base = older;
                }
                let tail = self.append(&repr[keep..]);
                self.grown.push(Grown { base, keep: keep as u32, tail, whole: OnceLock::new() });
                self.grown.len() as u32 - 1
            }
        };
        self.entries.push(Entry {
            start,
            len: repr.len() as u32,
            identity: shown.identity.unwrap_or(0),
            kind: shown.kind,
            truncated: shown.truncated,
            grown: shared.is_some(),
        });
        self.entries.len() as u32 - 1
    }

    fn append(&mut self, text: &str) -> u32 {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        start
    }

    fn older(&self, base: u32, keep: usize) -> Option<u32> {
        let entry = &self.entries[base as usize];
        let grown = entry.grown.then(|| &self.grown[entry.start as usize])?;
        (grown.keep as usize >= keep).then_some(grown.base)
    }

    pub(super) fn bytes(&self) -> usize {
        self.text.len() + self.entries.len() * size_of::<Entry>() + self.grown.len() * size_of::<Grown>()
    }
}

/// Bytes that two texts have in common at their beginnings, whole characters only.
fn common_prefix(a: &str, b: &str) -> usize {
    let mut len = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    while !b.is_char_boundary(len) {
        len -= 1;
    }
    len
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(repr: &str) -> Shown<'_> {
        Shown { repr, kind: Kind::Container, identity: Some(1), truncated: false }
    }

    /// Every text comes out as it went in, whatever it shares with the one before.
    #[test]
    fn texts_that_begin_alike_come_out_whole() {
        let mut texts = Texts::default();
        let mut all: Vec<String> = (0..300).map(|n| format!("{:?}", (0..n).collect::<Vec<_>>())).collect();
        let long = "é".repeat(60);
        all.extend([long.clone(), format!("{long}è"), format!("{long}êx"), long[..100].to_owned()]);
        all.extend((0..50).map(|n| format!("['{long}', {n}]")));
        let mut last: Option<(u32, String)> = None;
        for text in &all {
            let index = texts.push(shown(text), last.as_ref().map(|(at, text)| (*at, text.as_str())));
            last = Some((index, text.clone()));
        }
        let back: Vec<&str> = (0..all.len()).map(|at| texts.get(at as u32).map_or("", |s| s.repr)).collect();
        assert_eq!(back, all);
        let plain: usize = all.iter().map(String::len).sum();
        assert!(texts.text.len() * 20 < plain, "{} of {plain}", texts.text.len());
        // The ones that only differ at their end all hang on the same text.
        assert!(
            texts.grown[texts.grown.len() - 9..]
                .iter()
                .all(|g| g.base == texts.grown[texts.grown.len() - 1].base)
        );
        assert_eq!(texts.get(all.len() as u32), None);
    }

    #[test]
    fn looking_changes_nothing() {
        let mut texts = Texts::default();
        let text = "x".repeat(100);
        let first = texts.push(shown(&text), None);
        let second = texts.push(shown(&format!("{text}y")), Some((first, &text)));
        let copy = texts.clone();
        assert_eq!(texts.get(second).map(|s| s.repr.len()), Some(101));
        assert_eq!(texts, copy);
    }
}
