//! An operation opened once more: base64url down to its bits, text and keys down to their bytes, signatures down to
//! their blocks and hashes.

use super::operations::is_pair;
use super::piece::{hex, runs};
use crate::jose::base64url::{self, Zoom};
use crate::jose::stages::Stage;
use crate::jose::{OpKind, Operation};
use crate::session::Opens;
use crate::text::Text;
use std::fmt::Write as _;

/// What an operation opens to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// Three bytes that become four characters.
    Base64(Quartet),
    /// Bytes of a text or key.
    Bytes(Bytes),
    /// The stages of a signature and the one in question.
    Stages {
        /// From the signing input to the signature, or to what it is compared with.
        stages: Vec<StageView>,
        /// The one in question.
        current: usize,
    },
}

/// Up to three bytes and the up to four characters they become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quartet {
    /// Each byte: as a character if it has one, in hex, and its bits.
    pub bytes: Vec<(Text, Text, Text)>,
    /// Each character: its six bits, its place in the alphabet, itself.
    pub groups: Vec<(Text, Text, Text)>,
    /// Unused bits at the end of the last group.
    pub unused: u8,
    /// Whether these are zero, as an encoder makes them.
    pub canonical: bool,
    /// Which of the groups is in question.
    pub current: usize,
    /// The text's first of these characters, from 0.
    pub first: usize,
    /// The characters before, the four, and the characters after them.
    pub around: (Text, Text, Text),
    /// What is to be seen, in a sentence.
    pub sentence: Text,
}

/// Bytes one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bytes {
    /// Each byte near the one in question: as a character if it has one, and in hex.
    pub cells: Vec<(Text, Text)>,
    /// Index of the first of them.
    pub first: usize,
    /// The one in question, counted from 0.
    pub current: usize,
    /// How many there are in all.
    pub total: usize,
    /// What is to be seen, in a sentence.
    pub sentence: Text,
}

/// A stage of a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageView {
    /// Why there is such a stage; may be empty.
    pub why: Text,
    /// Its name.
    pub name: Text,
    /// How it is made.
    pub how: Text,
    /// `32 bytes`
    pub size: Text,
    /// Its bytes in hex; the same byte many times is written once with a count.
    pub bytes: Text,
    /// Where two values are compared: the other one.
    pub against: Option<Text>,
    /// The index of the first byte in which they differ.
    pub differs: Option<usize>,
    /// What came of it: `✓ equal`, or `✗ byte 1 differs: …`.
    pub verdict: Option<Text>,
}

/// Bytes shown on either side of the one in question.
const AROUND: usize = 256;

/// The name of a part of an operation.
pub(super) fn part_name(operation: &Operation, part: usize) -> Text {
    match Opens::of(operation) {
        Opens::Stages(_) => {
            let name = crate::jose::stages::names(operation).get(part);
            name.map_or_else(Text::default, |name| Text::label(name))
        }
        Opens::Bytes(_) => Text::from(format!("byte {}", part + 1)),
        _ => Text::from(format!("character {}", part + 1)),
    }
}

pub(super) fn of(operation: &Operation, part: usize, stages: &[Stage]) -> Option<Detail> {
    match Opens::of(operation) {
        Opens::Characters(text) => Some(Detail::Base64(quartet(std::str::from_utf8(text).ok()?, part))),
        Opens::Bytes(bytes) => Some(Detail::Bytes(bytes_of(operation.kind, bytes, part))),
        Opens::Stages(count) if count > 0 => {
            let current = part.min(count - 1);
            let why = |at: usize| if is_pair(&operation.algorithm) { "" } else { hmac(at) };
            let stages = stages.iter().enumerate().map(|(at, one)| stage(one, why(at)));
            Some(Detail::Stages { stages: stages.collect(), current })
        }
        _ => None,
    }
}

fn quartet(text: &str, part: usize) -> Quartet {
    let first = part / 4 * 4;
    let end = (first + 4).min(text.len());
    let four = text.get(first..end).unwrap_or("");
    let Zoom { bytes, bits, groups, canonical } = base64url::zoom(four);
    let unused = groups.last().map_or(0, |group| group.unused);
    let current = (part - first).min(groups.len().saturating_sub(1));
    let sentence = groups.get(current).map(|group| {
        let byte = |at: usize| first / 4 * 3 + at + 1;
        let from = match group.bytes {
            (one, other) if one == other => format!("byte {}", byte(one)),
            (one, other) => format!("bytes {} and {}", byte(one), byte(other)),
        };
        let rest = match (group.unused, canonical) {
            (0, _) => String::new(),
            (n, true) => format!(" and {n} zero bits that no byte has"),
            (n, false) => format!(" and {n} bits that no byte has, not all zero"),
        };
        format!(
            "Bits {} of {from}{rest} are the number {}: in the alphabet A-Za-z0-9-_, counted from 0, that is {}.",
            group.bits, group.index, group.character
        )
    });
    Quartet {
        bytes: bytes
            .iter()
            .zip(&bits)
            .map(|(byte, bits)| (picture(*byte), Text::from(format!("{byte:02x}")), Text::new(bits)))
            .collect(),
        groups: groups
            .iter()
            .map(|group| {
                let index = Text::from(group.index.to_string());
                (Text::new(&group.bits), index, Text::from(group.character.to_string()))
            })
            .collect(),
        unused,
        canonical,
        current,
        first,
        around: (
            Text::new(text.get(..first).unwrap_or("")),
            Text::new(four),
            Text::new(text.get(end..).unwrap_or("")),
        ),
        sentence: Text::from(sentence.unwrap_or_default()),
    }
}

/// A byte as a character, if it is one that can be seen.
fn picture(byte: u8) -> Text {
    if byte.is_ascii_graphic() { Text::from((byte as char).to_string()) } else { Text::label(" ") }
}

fn bytes_of(kind: OpKind, bytes: &[u8], part: usize) -> Bytes {
    let current = part.min(bytes.len().saturating_sub(1));
    let first = current.saturating_sub(AROUND) / 16 * 16;
    let shown = &bytes[first..(current + AROUND).min(bytes.len())];
    let mut sentence = String::new();
    if let Some(byte) = bytes.get(current) {
        let _ =
            write!(sentence, "Byte {} of {} is {byte}, {byte:02x} in hexadecimal", current + 1, bytes.len());
        match byte {
            b' ' => sentence.push_str(": a space."),
            byte if byte.is_ascii_graphic() => {
                let _ = write!(sentence, ": in UTF-8 the character {}.", *byte as char);
            }
            _ => sentence.push('.'),
        }
        if matches!(kind, OpKind::HeaderJson | OpKind::PayloadJson) {
            let characters = base64url::chars_of(current..current + 1);
            let (from, to) = (characters.start + 1, characters.end);
            let _ = write!(sentence, " Its bits go into characters {from} and {to} of the segment:");
            // Three bytes make four characters, whatever stands before and after them.
            let start = current / 3 * 3;
            let zoom = base64url::zoom(&base64url::encode(&bytes[start..(start + 3).min(bytes.len())]));
            let inside = characters.start - start / 3 * 4..characters.end - start / 3 * 4;
            for (at, group) in zoom.groups.get(inside).into_iter().flatten().enumerate() {
                let head = if at == 0 { " " } else { ", and " };
                let _ = write!(sentence, "{head}{} is {}, {}", group.bits, group.index, group.character);
            }
            sentence.push('.');
        }
    }
    Bytes {
        cells: shown.iter().map(|byte| (picture(*byte), Text::from(format!("{byte:02x}")))).collect(),
        first,
        current,
        total: bytes.len(),
        sentence: Text::from(sentence),
    }
}

/// Why HMAC (RFC 2104) has its stages.
fn hmac(stage: usize) -> &'static str {
    match stage {
        0 => {
            "The hash works on blocks of this length, so the key is brought to it. Bytes are in hexadecimal; × says how \
             often one is repeated."
        }
        1 => {
            "XOR turns each bit of a byte over where the other byte has a 1. Mixed so, the key goes into the first hash; \
             nobody without it can compute that hash."
        }
        2 => "The first of two hashes: of this pad and, after it, the text that is signed.",
        3 => "The key mixed with another byte, for the second hash.",
        4 => {
            "A hash over the first one, again with the key. With one hash alone, more text could be added to a signed text."
        }
        _ => "Both must be the same in every byte.",
    }
}

fn stage(stage: &Stage, why: &'static str) -> StageView {
    let verdict = stage.against.as_ref().map(|against| match stage.first_difference() {
        None => Text::label("✓ the same bytes"),
        Some(at) => {
            let byte =
                |bytes: &[u8]| bytes.get(at).map_or("nothing".to_owned(), |byte| format!("{byte:02x}"));
            let (found, expected) = (byte(&stage.bytes), byte(against));
            Text::new(&format!("✗ first difference in byte {}: {found} instead of {expected}", at + 1))
        }
    });
    StageView {
        why: Text::label(why),
        name: Text::label(stage.name),
        how: Text::new(&stage.how),
        size: Text::from(format!("{} bytes", stage.bytes.len())),
        bytes: if stage.first_difference().is_some() { hex(&stage.bytes) } else { runs(&stage.bytes) },
        against: stage.against.as_deref().map(hex),
        differs: stage.first_difference(),
        verdict,
    }
}
