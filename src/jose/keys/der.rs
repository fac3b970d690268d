//! The little of DER (ITU-T X.690) that keys and certificates need, read and written.

use num_bigint::BigUint;

/// Tag of an INTEGER.
pub const INTEGER: u8 = 0x02;
/// Tag of a BIT STRING.
pub const BIT_STRING: u8 = 0x03;
/// Tag of an OCTET STRING.
pub const OCTET_STRING: u8 = 0x04;
/// Tag of NULL.
pub const NULL: u8 = 0x05;
/// Tag of an OBJECT IDENTIFIER.
pub const OID: u8 = 0x06;
/// Tag of a SEQUENCE.
pub const SEQUENCE: u8 = 0x30;

/// A reader over the contents of one value.
#[derive(Debug, Clone, Copy)]
pub struct Der<'a> {
    rest: &'a [u8],
}

impl<'a> Der<'a> {
    /// Reads from these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Whether everything is read.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The tag of the next value.
    pub fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The next value: its tag and contents.
    pub fn any(&mut self) -> Option<(u8, &'a [u8])> {
        let (tag, rest) = self.rest.split_first()?;
        let (first, mut rest) = rest.split_first()?;
        let length = if *first < 0x80 {
            usize::from(*first)
        } else {
            let count = usize::from(first & 0x7F);
            if !(1..=4).contains(&count) || rest.len() < count {
                return None;
            }
            let (bytes, after) = rest.split_at(count);
            rest = after;
            let length = bytes.iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
            if length < 0x80 || bytes[0] == 0 {
                return None;
            }
            length
        };
        if rest.len() < length {
            return None;
        }
        let (contents, rest) = rest.split_at(length);
        self.rest = rest;
        Some((*tag, contents))
    }

    /// The contents of the next value, which has this tag.
    pub fn expect(&mut self, tag: u8) -> Option<&'a [u8]> {
        if self.peek() != Some(tag) {
            return None;
        }
        self.any().map(|(_, contents)| contents)
    }

    /// A reader over the next value, which is a SEQUENCE.
    pub fn sequence(&mut self) -> Option<Self> {
        self.expect(SEQUENCE).map(Self::new)
    }

    /// The next value: an INTEGER that is not negative.
    pub fn integer(&mut self) -> Option<BigUint> {
        let bytes = self.expect(INTEGER)?;
        if bytes.first().is_none_or(|first| *first >= 0x80) || matches!(bytes, [0, 0..0x80, ..]) {
            return None;
        }
        Some(BigUint::from_bytes_be(bytes))
    }

    /// The next value: a BIT STRING of whole bytes.
    pub fn bit_string(&mut self) -> Option<&'a [u8]> {
        match self.expect(BIT_STRING)? {
            [0, bytes @ ..] => Some(bytes),
            _ => None,
        }
    }
}

/// A value with its tag and length.
pub fn value(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = contents.len();
    let mut out = vec![tag];
    if length < 0x80 {
        out.push(length as u8);
    } else {
        let bytes = length.to_be_bytes();
        let skip = bytes.iter().take_while(|byte| **byte == 0).count();
        out.push(0x80 | (bytes.len() - skip) as u8);
        out.extend_from_slice(&bytes[skip..]);
    }
    out.extend_from_slice(contents);
    out
}

/// A SEQUENCE of values.
pub fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    value(SEQUENCE, &parts.concat())
}

/// An INTEGER.
pub fn integer(number: &BigUint) -> Vec<u8> {
    let mut bytes = number.to_bytes_be();
    if bytes[0] >= 0x80 {
        bytes.insert(0, 0);
    }
    value(INTEGER, &bytes)
}
