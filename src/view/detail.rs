//! An operation opened once more: base64url down to its bits, HMAC down to its pads and hashes.

use super::piece::{bytes, hex};
use crate::jose::base64url::{self, Zoom};
use crate::jose::hash::Hash;
use crate::jose::{OpKind, Operation, hmac};
use crate::text::Text;

/// What an operation opens to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// Three bytes that become four characters.
    Base64(Quartet),
    /// The stages of HMAC and the one in question.
    Hmac {
        /// Key block, inner pad, inner hash, outer pad, outer hash.
        stages: Vec<Stage>,
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
    /// Which of the groups is in question.
    pub current: usize,
    /// The characters before, the four, and the characters after them.
    pub around: (Text, Text, Text),
    /// What is to be seen, in a sentence.
    pub sentence: Text,
}

/// A stage of HMAC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Its name.
    pub name: Text,
    /// How it is made.
    pub how: Text,
    /// Its bytes in hex.
    pub bytes: Text,
}

/// The stages of HMAC.
const STAGES: [&str; 5] = ["key block", "inner pad", "inner hash", "outer pad", "outer hash"];

/// The name of a part of an operation, when its parts have names.
pub(super) fn stage_name(kind: OpKind, part: usize) -> Option<&'static str> {
    if kind == OpKind::Sign { STAGES.get(part).copied() } else { None }
}

pub(super) fn of(operation: &Operation, part: usize) -> Option<Detail> {
    match operation.kind {
        OpKind::HeaderBase64 | OpKind::PayloadBase64 | OpKind::SignatureBase64 => {
            let text = std::str::from_utf8(&operation.output.bytes).ok()?;
            Some(Detail::Base64(quartet(text, part)))
        }
        OpKind::Sign => {
            let hash = hash_of(&operation.algorithm)?;
            let key = operation.inputs.iter().find(|datum| datum.label == "key")?;
            let message = operation.inputs.iter().find(|datum| datum.label == "signing input")?;
            Some(Detail::Hmac { stages: stages(hash, &key.bytes, &message.bytes), current: part.min(4) })
        }
        _ => None,
    }
}

/// The hash function of an HMAC algorithm.
fn hash_of(algorithm: &str) -> Option<Hash> {
    Hash::named(&format!("sha{}", algorithm.strip_prefix("HS")?))
}

fn quartet(text: &str, part: usize) -> Quartet {
    let first = part / 4 * 4;
    let end = (first + 4).min(text.len());
    let four = text.get(first..end).unwrap_or("");
    let Zoom { bytes, bits, groups, .. } = base64url::zoom(four);
    let unused = groups.last().map_or(0, |group| group.unused);
    let current = (part - first).min(groups.len().saturating_sub(1));
    let sentence = groups.get(current).map(|group| {
        let byte = |at: usize| first / 4 * 3 + at + 1;
        let from = match group.bytes {
            (one, other) if one == other => format!("byte {}", byte(one)),
            (one, other) => format!("bytes {} and {}", byte(one), byte(other)),
        };
        let rest = match group.unused {
            0 => String::new(),
            n => format!(" and {n} zero bits that no byte has"),
        };
        format!(
            "Bits {} of {from}{rest} are the number {}: character {} of the alphabet is {}.",
            group.bits, group.index, group.index, group.character
        )
    });
    Quartet {
        bytes: bytes
            .iter()
            .zip(&bits)
            .map(|(byte, bits)| {
                let picture = if byte.is_ascii_graphic() { (*byte as char).to_string() } else { " ".into() };
                (Text::from(picture), Text::from(format!("{byte:02x}")), Text::new(bits))
            })
            .collect(),
        groups: groups
            .iter()
            .map(|group| {
                let index = Text::from(group.index.to_string());
                (Text::new(&group.bits), index, Text::from(group.character.to_string()))
            })
            .collect(),
        unused,
        current,
        around: (
            Text::new(text.get(..first).unwrap_or("")),
            Text::new(four),
            Text::new(text.get(end..).unwrap_or("")),
        ),
        sentence: Text::from(sentence.unwrap_or_default()),
    }
}

fn stages(hash: Hash, key: &[u8], message: &[u8]) -> Vec<Stage> {
    let opened = hmac::open(hash, key, message);
    let block = opened.key_block.len();
    let key_how = if opened.key_hashed {
        format!("the key is longer than {block} bytes: hashed first, then filled with zeros to {block}")
    } else {
        format!("the key \"{}\" filled with zero bytes to one block of {block}", bytes(key))
    };
    let stage = |at: usize, how: String, raw: &[u8]| Stage {
        name: Text::label(STAGES[at]),
        how: Text::new(&how),
        bytes: hex(raw),
    };
    let sha = format!("SHA-{}", opened.outer_hash.len() * 8);
    vec![
        stage(0, key_how, &opened.key_block),
        stage(1, "each byte of the key block XOR 36".into(), &opened.inner_pad),
        stage(2, format!("{sha} of the inner pad and the signing input"), &opened.inner_hash),
        stage(3, "each byte of the key block XOR 5c".into(), &opened.outer_pad),
        stage(4, format!("{sha} of the outer pad and the inner hash: the signature"), &opened.outer_hash),
    ]
}
