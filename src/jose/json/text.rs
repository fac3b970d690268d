//! Bytes to text as `json.loads` does it: the encoding is guessed from the first bytes, lone surrogates pass.

use crate::wtf8::{Wtf8, Wtf8Builder};
use std::fmt;

/// Why bytes are not text in an encoding; displays as `str(UnicodeDecodeError)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodecError {
    /// Python's name of the encoding: `utf-8`, `utf-16-le`, ...
    pub encoding: &'static str,
    /// First offending byte.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The first offending byte's value.
    pub byte: u8,
    /// `invalid start byte`, ...
    pub reason: &'static str,
}

impl fmt::Display for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { encoding, start, end, byte, reason } = self;
        if end - start == 1 {
            write!(f, "'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
        } else {
            write!(f, "'{encoding}' codec can't decode bytes in position {start}-{}: {reason}", end - 1)
        }
    }
}

/// The encoding that `json.detect_encoding` finds in the first bytes.
pub fn detect_encoding(bytes: &[u8]) -> &'static str {
    match bytes {
        [0, 0, 0xFE, 0xFF, ..] | [0xFF, 0xFE, 0, 0, ..] => "utf-32",
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => "utf-16",
        [0xEF, 0xBB, 0xBF, ..] => "utf-8-sig",
        [0, 0, _, _, ..] => "utf-32-be",
        [_, 0, 0, 0, ..] => "utf-32-le",
        [0, _, _, _, ..] | [0, _] => "utf-16-be",
        [_, 0, _, _, ..] | [_, 0] => "utf-16-le",
        _ => "utf-8",
    }
}

/// What `json.loads` makes of bytes before it parses: the detected encoding with `errors="surrogatepass"`.
///
/// # Errors
/// The bytes are not text in the detected encoding.
pub fn decode_bytes(bytes: &[u8]) -> Result<Wtf8, CodecError> {
    match detect_encoding(bytes) {
        "utf-8-sig" => decode_utf8(&bytes[3..], true),
        "utf-32" if bytes[0] == 0 => decode_utf32(bytes, 4, "utf-32-be"),
        "utf-32" => decode_utf32(bytes, 4, "utf-32-le"),
        "utf-16" if bytes[0] == 0xFE => decode_utf16(bytes, 2, "utf-16-be"),
        "utf-16" => decode_utf16(bytes, 2, "utf-16-le"),
        name @ ("utf-32-be" | "utf-32-le") => decode_utf32(bytes, 0, name),
        name @ ("utf-16-be" | "utf-16-le") => decode_utf16(bytes, 0, name),
        _ => decode_utf8(bytes, true),
    }
}

/// `bytes.decode("utf-8")`, with `errors="surrogatepass"` on demand.
///
/// # Errors
/// The first place that is not UTF-8, in CPython's division of errors.
pub fn decode_utf8(bytes: &[u8], surrogates: bool) -> Result<Wtf8, CodecError> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.into());
    }
    let mut out = Wtf8Builder::default();
    let mut at = 0;
    while at < bytes.len() {
        match step_utf8(&bytes[at..]) {
            Ok((point, width)) => {
                out.push(point);
                at += width;
            }
            Err((width, reason)) => match bytes[at..] {
                [0xED, second @ 0xA0..=0xBF, third @ 0x80..=0xBF, ..] if surrogates => {
                    out.push(0xD000 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F));
                    at += 3;
                }
                _ => {
                    let (encoding, byte) = ("utf-8", bytes[at]);
                    return Err(CodecError { encoding, start: at, end: at + width, byte, reason });
                }
            },
        }
    }
    Ok(out.finish())
}

/// One code point and its width, or how many bytes are wrong and why.
fn step_utf8(bytes: &[u8]) -> Result<(u32, usize), (usize, &'static str)> {
    const CONTINUATION: &str = "invalid continuation byte";
    let first = bytes[0];
    let (width, low, high) = match first {
        0..0x80 => return Ok((u32::from(first), 1)),
        0xC2..=0xDF => (2, 0x80, 0xBF),
        0xE0 => (3, 0xA0, 0xBF),
        0xED => (3, 0x80, 0x9F),
        0xE1..=0xEF => (3, 0x80, 0xBF),
        0xF0 => (4, 0x90, 0xBF),
        0xF4 => (4, 0x80, 0x8F),
        0xF1..=0xF3 => (4, 0x80, 0xBF),
        _ => return Err((1, "invalid start byte")),
    };
    let mut point = u32::from(first) & (0x7F >> width);
    for index in 1..width {
        let (low, high) = if index == 1 { (low, high) } else { (0x80, 0xBF) };
        match bytes.get(index) {
            None => return Err((bytes.len(), "unexpected end of data")),
            Some(byte) if (low..=high).contains(byte) => point = point << 6 | u32::from(byte & 0x3F),
            Some(_) => return Err((index, CONTINUATION)),
        }
    }
    Ok((point, width))
}

fn decode_utf16(bytes: &[u8], skip: usize, encoding: &'static str) -> Result<Wtf8, CodecError> {
    let big = encoding.ends_with("be");
    let unit = |pair: &[u8]| {
        u32::from(if big {
            u16::from_be_bytes([pair[0], pair[1]])
        } else {
            u16::from_le_bytes([pair[0], pair[1]])
        })
    };
    let mut out = Wtf8Builder::default();
    let mut units = bytes[skip..].chunks_exact(2).map(unit).peekable();
    while let Some(first) = units.next() {
        match units.peek() {
            Some(second @ 0xDC00..0xE000) if (0xD800..0xDC00).contains(&first) => {
                out.push(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00));
                units.next();
            }
            _ => out.push(first),
        }
    }
    if bytes.len().is_multiple_of(2) { Ok(out.finish()) } else { Err(truncated(bytes, encoding, 1)) }
}

fn decode_utf32(bytes: &[u8], skip: usize, encoding: &'static str) -> Result<Wtf8, CodecError> {
    let mut out = Wtf8Builder::default();
    for (index, four) in bytes[skip..].chunks_exact(4).enumerate() {
        let array = [four[0], four[1], four[2], four[3]];
        let point =
            if encoding.ends_with("be") { u32::from_be_bytes(array) } else { u32::from_le_bytes(array) };
        if point > 0x10_FFFF {
            let start = skip + index * 4;
            let reason = "code point not in range(0x110000)";
            return Err(CodecError { encoding, start, end: start + 4, byte: bytes[start], reason });
        }
        out.push(point);
    }
    let rest = bytes.len() % 4;
    if rest == 0 { Ok(out.finish()) } else { Err(truncated(bytes, encoding, rest)) }
}

fn truncated(bytes: &[u8], encoding: &'static str, rest: usize) -> CodecError {
    let start = bytes.len() - rest;
    CodecError { encoding, start, end: bytes.len(), byte: bytes[start], reason: "truncated data" }
}
