//! Strings as Python and JSON have them: sequences of code points in which lone surrogates may occur.
//!
//! Rust's `str` cannot hold `'\ud800'`, yet `json.loads('"\\ud800"')` gives exactly that. The bytes here are
//! generalised UTF-8 (each code point encoded on its own, surrogates too, pairs never joined), so comparing
//! bytes compares code points, and a value without surrogates is a plain `str` at no cost.

use std::fmt;

/// An immutable string of Unicode code points (`0..=0x10FFFF`, surrogates included), with its length known.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Wtf8 {
    bytes: Box<[u8]>,
    chars: usize,
    surrogates: bool,
}

impl Wtf8 {
    /// Collects code points; values above `0x10FFFF` become U+FFFD.
    pub fn from_code_points(points: impl IntoIterator<Item = u32>) -> Self {
        let mut builder = Wtf8Builder::default();
        points.into_iter().for_each(|point| builder.push(point));
        builder.finish()
    }

    /// The text as `str`, unless a lone surrogate is in it.
    pub fn as_str(&self) -> Option<&str> {
        if self.surrogates { None } else { std::str::from_utf8(&self.bytes).ok() }
    }

    /// The text with every surrogate replaced by U+FFFD.
    pub fn to_string_lossy(&self) -> String {
        match self.as_str() {
            Some(text) => text.to_owned(),
            None => self.code_points().map(|c| char::from_u32(c).unwrap_or('\u{FFFD}')).collect(),
        }
    }

    /// Generalised UTF-8; equal to UTF-8 when [`Wtf8::as_str`] is `Some`.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Number of code points: what Python's `len` gives.
    pub fn len(&self) -> usize {
        self.chars
    }

    /// Whether there is no code point.
    pub fn is_empty(&self) -> bool {
        self.chars == 0
    }

    /// Whether every code point is below 128; then code point index and byte index are the same.
    pub fn is_ascii(&self) -> bool {
        self.chars == self.bytes.len()
    }

    /// The code points in order.
    pub fn code_points(&self) -> CodePoints<'_> {
        CodePoints { bytes: &self.bytes }
    }

    /// The code point at an index counted in code points.
    pub fn get(&self, index: usize) -> Option<u32> {
        if self.is_ascii() {
            self.bytes.get(index).map(|byte| u32::from(*byte))
        } else {
            self.code_points().nth(index)
        }
    }

    /// The part from code point `start` up to but not including `end`; both are clamped to the length.
    #[must_use]
    pub fn slice(&self, start: usize, end: usize) -> Self {
        let (start, end) = (start.min(self.chars), end.min(self.chars));
        if start >= end {
            return Self::default();
        }
        if self.is_ascii() {
            return Self { bytes: self.bytes[start..end].into(), chars: end - start, surrogates: false };
        }
        let (from, to) = (self.byte_offset(start), self.byte_offset(end));
        Self::from_generalised(&self.bytes[from..to], end - start)
    }

    /// The part between two byte offsets that lie on code point boundaries; clamped to the length.
    #[must_use]
    pub fn byte_slice(&self, from: usize, to: usize) -> Self {
        let to = to.min(self.bytes.len());
        let bytes = &self.bytes[from.min(to)..to];
        let chars = bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        Self {
            bytes: bytes.into(),
            chars,
            surrogates: self.surrogates && std::str::from_utf8(bytes).is_err(),
        }
    }

    /// The byte offset of the code point at `index`; the byte length when `index` is the length or more.
    pub fn byte_offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.bytes.len());
        }
        self.bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte & 0xC0 != 0x80)
            .nth(index)
            .map_or(self.bytes.len(), |(at, _)| at)
    }

    /// The code point index of a byte offset that lies on a code point boundary.
    pub fn char_index(&self, byte: usize) -> usize {
        if self.is_ascii() {
            return byte;
        }
        self.bytes[..byte].iter().filter(|byte| **byte & 0xC0 != 0x80).count()
    }

    /// Joins two strings; a high surrogate at the end of one and a low one at the start of the next stay two.
    #[must_use]
    pub fn concat(&self, other: &Self) -> Self {
        let mut bytes = Vec::with_capacity(self.bytes.len() + other.bytes.len());
        bytes.extend_from_slice(&self.bytes);
        bytes.extend_from_slice(&other.bytes);
        Self {
            bytes: bytes.into(),
            chars: self.chars + other.chars,
            surrogates: self.surrogates || other.surrogates,
        }
    }

    fn from_generalised(bytes: &[u8], chars: usize) -> Self {
        let surrogates = std::str::from_utf8(bytes).is_err();
        Self { bytes: bytes.into(), chars, surrogates }
    }
}

impl From<&str> for Wtf8 {
    fn from(text: &str) -> Self {
        Self { bytes: text.as_bytes().into(), chars: text.chars().count(), surrogates: false }
    }
}

impl From<String> for Wtf8 {
    fn from(text: String) -> Self {
        let chars = text.chars().count();
        Self { bytes: text.into_bytes().into(), chars, surrogates: false }
    }
}

impl PartialEq<str> for Wtf8 {
    fn eq(&self, other: &str) -> bool {
        *self.bytes == *other.as_bytes()
    }
}

impl PartialEq<&str> for Wtf8 {
    fn eq(&self, other: &&str) -> bool {
        *self.bytes == *other.as_bytes()
    }
}

impl fmt::Debug for Wtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_str() {
            Some(text) => fmt::Debug::fmt(text, f),
            None => write!(f, "Wtf8({:x?})", self.code_points().collect::<Vec<_>>()),
        }
    }
}

/// Grows a [`Wtf8`] piece by piece.
#[derive(Default, Debug, Clone)]
pub struct Wtf8Builder {
    bytes: Vec<u8>,
    chars: usize,
    surrogates: bool,
}

impl Wtf8Builder {
    /// Appends one code point; a value above `0x10FFFF` becomes U+FFFD.
    pub fn push(&mut self, point: u32) {
        self.chars += 1;
        if let Some(c) = char::from_u32(point) {
            self.bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        } else if (0xD800..0xE000).contains(&point) {
            self.surrogates = true;
            self.bytes.extend([0xED, 0x80 | ((point >> 6) & 0x3F) as u8, 0x80 | (point & 0x3F) as u8]);
        } else {
            self.bytes.extend_from_slice("\u{FFFD}".as_bytes());
        }
    }

    /// Appends plain text.
    pub fn push_str(&mut self, text: &str) {
        self.chars += text.chars().count();
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Appends another string of the same kind.
    pub fn push_wtf8(&mut self, text: &Wtf8) {
        self.chars += text.chars;
        self.surrogates |= text.surrogates;
        self.bytes.extend_from_slice(&text.bytes);
    }

    /// Bytes so far, for budgets.
    pub fn byte_len(&self) -> usize {
        self.bytes.len()
    }

    /// The finished string.
    pub fn finish(self) -> Wtf8 {
        Wtf8 { bytes: self.bytes.into(), chars: self.chars, surrogates: self.surrogates }
    }
}

/// Iterator over the code points of a [`Wtf8`].
#[derive(Debug, Clone)]
pub struct CodePoints<'a> {
    bytes: &'a [u8],
}

impl Iterator for CodePoints<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let first = u32::from(*self.bytes.first()?);
        let (width, start) = match first {
            0..0x80 => (1, first),
            0x80..0xE0 => (2, first & 0x1F),
            0xE0..0xF0 => (3, first & 0x0F),
            _ => (4, first & 0x07),
        };
        let (head, rest) = self.bytes.split_at(width.min(self.bytes.len()));
        self.bytes = rest;
        Some(head[1..].iter().fold(start, |point, byte| point << 6 | u32::from(byte & 0x3F)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surrogates_stay_themselves_and_are_never_joined() {
        let text = Wtf8::from_code_points([0xD83D]).concat(&Wtf8::from_code_points([0xDE00]));
        assert_eq!((text.len(), text.as_str()), (2, None));
        assert_eq!(text.code_points().collect::<Vec<_>>(), [0xD83D, 0xDE00]);
        assert_eq!(text.to_string_lossy(), "\u{FFFD}\u{FFFD}");
        assert_ne!(text, Wtf8::from("😀"));
    }

    #[test]
    fn slices_count_code_points() {
        let text = Wtf8::from("aé李😀z");
        assert_eq!(text.slice(1, 4), "é李😀");
        assert_eq!((text.get(3), text.get(5)), (Some(0x1F600), None));
        assert_eq!((text.byte_offset(2), text.char_index(3)), (3, 2));
        assert!(text.slice(4, 2).is_empty());
    }

    #[test]
    fn order_is_by_code_point() {
        assert!(Wtf8::from_code_points([0xFFFF]) < Wtf8::from_code_points([0x10000]));
        assert!(Wtf8::from_code_points([0xD800]) < Wtf8::from_code_points([0xE000]));
    }
}
