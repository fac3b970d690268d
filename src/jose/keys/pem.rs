//! PEM (RFC 7468) as Python's `cryptography` 50 reads it: anything around and inside the lines is tolerated.

use crate::jose::binascii;
use std::fmt;

/// Why a text is not PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PemError {
    /// No `-----BEGIN x-----` and `-----END x-----` around something.
    Framing,
    /// The two names differ.
    Mismatch(String, String),
    /// A character that base64 does not have, and where.
    Symbol(u8, usize),
    /// The number of base64 characters is wrong.
    Padding,
}

impl fmt::Display for PemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "Unable to load PEM file. See https://cryptography.io/en/latest/faq/\
             #why-can-t-i-import-my-pem-file for more details. ",
        )?;
        match self {
            Self::Framing => f.write_str("MalformedFraming"),
            Self::Mismatch(begin, end) => write!(f, "MismatchedTags({begin:?}, {end:?})"),
            Self::Symbol(byte, at) => write!(f, "InvalidData(Invalid symbol {byte}, offset {at}.)"),
            Self::Padding => f.write_str("InvalidData(Invalid padding)"),
        }
    }
}

/// One block: what it says it is, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// `PUBLIC KEY`
    pub label: String,
    /// Whether headers say that it is encrypted.
    pub encrypted: bool,
    /// What the base64 holds.
    pub bytes: Vec<u8>,
}

/// Every block of a text.
///
/// # Errors
/// There is none, or one is broken.
pub fn read(text: &[u8]) -> Result<Vec<Block>, PemError> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some(begin) = find(rest, b"-----BEGIN ") {
        let (block, after) = read_one(&rest[begin + 11..])?;
        blocks.push(block);
        rest = after;
    }
    if blocks.is_empty() { Err(PemError::Framing) } else { Ok(blocks) }
}

fn read_one(rest: &[u8]) -> Result<(Block, &[u8]), PemError> {
    let label_end = find(rest, b"-----").ok_or(PemError::Framing)?;
    let body = &rest[label_end + 5..];
    let body_end = find(body, b"-----END ").ok_or(PemError::Framing)?;
    let tail = &body[body_end + 9..];
    let tail_end = find(tail, b"-----").ok_or(PemError::Framing)?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (label, end_label) = (text(&rest[..label_end]), text(&tail[..tail_end]));
    if label != end_label {
        return Err(PemError::Mismatch(label, end_label));
    }
    let (headers, data) = split_headers(&body[..body_end]);
    let bytes = decode(data)?;
    let encrypted = find(headers, b"ENCRYPTED").is_some();
    Ok((Block { label, encrypted, bytes }, &tail[tail_end + 5..]))
}

/// Headers (`Proc-Type: ...`) end at an empty line; without a colon there are none.
fn split_headers(body: &[u8]) -> (&[u8], &[u8]) {
    for blank in [b"\n\n".as_slice(), b"\r\n\r\n"] {
        if let Some(at) = find(body, blank)
            && body[..at].contains(&b':')
        {
            return body.split_at(at);
        }
    }
    (&[], body)
}

fn decode(data: &[u8]) -> Result<Vec<u8>, PemError> {
    let packed: Vec<u8> = data.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let ok = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    if let Some(at) = packed.iter().position(|byte| !ok(byte)) {
        return Err(PemError::Symbol(packed[at], at));
    }
    if !packed.len().is_multiple_of(4) {
        return Err(PemError::Padding);
    }
    binascii::a2b_base64(&packed, false).map_err(|_| PemError::Padding)
}

/// The place of some bytes in others.
pub fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
