//! Two sides compared: what differs, character by character and gate by gate.

use super::side::{Gate, LabRun, Segment};
use crate::jose::json::Json;
use crate::jose::{OpKind, Verdict};

/// A stretch of a text and whether it differs from the other side's.
pub type Stretch = (std::ops::Range<usize>, bool);

/// How a segment differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SegmentChange {
    /// Not at all.
    Same,
    /// Its characters differ: how many, counted where they stand. Whether its bytes do.
    Characters {
        /// How many of the longer one's.
        count: usize,
        /// Of how many.
        of: usize,
        /// Whether the bytes differ too.
        bytes: bool,
    },
}

/// A claim that is not the same on both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimChange {
    /// Its name.
    pub name: String,
    /// Its value before, if it was there.
    pub before: Option<Json>,
    /// Its value after.
    pub after: Option<Json>,
}

/// A gate with another verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateChange {
    /// Which.
    pub kind: OpKind,
    /// Before and after.
    pub verdicts: (Verdict, Verdict),
}

/// What differs between two runs under one library.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Header, payload, signature.
    pub segments: [SegmentChange; 3],
    /// Claims of the payload.
    pub claims: Vec<ClaimChange>,
    /// Gates.
    pub gates: Vec<GateChange>,
}

impl Comparison {
    /// Compares two runs.
    pub fn of(before: &LabRun, after: &LabRun) -> Self {
        let (before, after) = (&before.reading, &after.reading);
        let segments = [0, 1, 2].map(|at| segment(&before.segments[at], &after.segments[at]));
        let gates = before.gates.iter().filter_map(|gate| {
            let other = after.gate(gate.kind)?;
            let changed = rank(gate) != rank(other);
            changed.then(|| GateChange {
                kind: gate.kind,
                verdicts: (gate.verdict.clone(), other.verdict.clone()),
            })
        });
        Self {
            segments,
            claims: claims(before.claims.as_ref(), after.claims.as_ref()),
            gates: gates.collect(),
        }
    }
}

/// What a verdict is, without its words.
fn rank(gate: &Gate) -> u8 {
    match gate.verdict {
        Verdict::Made | Verdict::Passed => 0,
        Verdict::Refused { .. } => 1,
        Verdict::NotChecked { .. } => 2,
        Verdict::NotReached => 3,
    }
}

fn segment(before: &Segment, after: &Segment) -> SegmentChange {
    if before.text == after.text {
        return SegmentChange::Same;
    }
    let (b, a) = stretches(&before.text, &after.text);
    let count = |text: &str, parts: &[Stretch]| -> usize {
        parts
            .iter()
            .filter(|(_, changed)| *changed)
            .map(|(range, _)| text[range.clone()].chars().count())
            .sum()
    };
    SegmentChange::Characters {
        count: count(&before.text, &b).max(count(&after.text, &a)),
        of: before.text.chars().count().max(after.text.chars().count()),
        bytes: before.bytes != after.bytes,
    }
}

fn claims(before: Option<&Json>, after: Option<&Json>) -> Vec<ClaimChange> {
    let members = |side: Option<&'_ Json>| match side {
        Some(Json::Object(members)) => members.clone(),
        _ => Vec::new(),
    };
    let (old, new) = (members(before), members(after));
    let mut names: Vec<String> = Vec::new();
    for (name, _) in old.iter().chain(&new) {
        let name = name.to_string_lossy();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let value = |members: &[(crate::wtf8::Wtf8, Json)], name: &str| {
        members.iter().rev().find(|(have, _)| have.to_string_lossy() == name).map(|(_, value)| value.clone())
    };
    let changes = names.into_iter().filter_map(|name| {
        let (before, after) = (value(&old, &name), value(&new, &name));
        (before != after).then_some(ClaimChange { name, before, after })
    });
    changes.collect()
}

/// Cuts two texts into stretches that are the same and stretches that are not: place by place when they are equally
/// long, else what is between a common beginning and a common end.
pub fn stretches(before: &str, after: &str) -> (Vec<Stretch>, Vec<Stretch>) {
    if before == after {
        return (whole(before, false), whole(after, false));
    }
    let same_length = before.chars().count() == after.chars().count();
    if same_length {
        return (by_place(before, after), by_place(after, before));
    }
    let head: usize =
        before.chars().zip(after.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let tail: usize = before[head..]
        .chars()
        .rev()
        .zip(after[head..].chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    (between(before, head, tail), between(after, head, tail))
}

fn whole(text: &str, changed: bool) -> Vec<Stretch> {
    if text.is_empty() { Vec::new() } else { vec![(0..text.len(), changed)] }
}

fn between(text: &str, head: usize, tail: usize) -> Vec<Stretch> {
    let end = text.len() - tail;
    [(0..head, false), (head..end, true), (end..text.len(), false)]
        .into_iter()
        .filter(|(range, _)| !range.is_empty())
        .collect()
}

fn by_place(text: &str, other: &str) -> Vec<Stretch> {
    let mut parts: Vec<Stretch> = Vec::new();
    for ((at, a), b) in text.char_indices().zip(other.chars()) {
        let (end, changed) = (at + a.len_utf8(), a != b);
        match parts.last_mut() {
            Some((range, was)) if *was == changed => range.end = end,
            _ => parts.push((at..end, changed)),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_where_texts_differ() {
        assert_eq!(stretches("abc", "abc").0, [(0..3, false)]);
        assert_eq!(stretches("abcd", "axcy").1, [(0..1, false), (1..2, true), (2..3, false), (3..4, true)]);
        assert_eq!(
            stretches("abcd", "abXXcd"),
            (vec![(0..2, false), (2..4, false)], vec![(0..2, false), (2..4, true), (4..6, false)])
        );
        assert_eq!(stretches("", "a"), (vec![], vec![(0..1, true)]));
        assert_eq!(stretches("aa", "aaa").1, [(0..2, false), (2..3, true)]);
    }
}
