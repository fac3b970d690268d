//! ASCII and Latin-1: one byte a character.

use super::{Replacement, decode_error, encode_error, handle_undecodable, replace_unencodable};
use crate::python::kernel::Fault;
use crate::wtf8::{Wtf8, Wtf8Builder};

/// Encodes code points below `end` as themselves.
pub(super) fn encode(text: &Wtf8, name: &'static str, end: u32, errors: &str) -> Result<Vec<u8>, Fault> {
    let points: Vec<u32> = text.code_points().collect();
    let reason = if end == 0x80 { "ordinal not in range(128)" } else { "ordinal not in range(256)" };
    let mut out = Vec::with_capacity(points.len());
    for (at, point) in points.iter().enumerate() {
        if *point < end {
            out.push(*point as u8);
            continue;
        }
        let fault = || {
            let run = points[at..].iter().take_while(|point| **point >= end).count();
            encode_error(name, text, at, at + run, reason)
        };
        match replace_unencodable(*point, errors, fault)? {
            Replacement::Text(text) => out.extend_from_slice(text.as_bytes()),
            Replacement::Byte(byte) => out.push(byte),
            Replacement::Surrogate => return Err(fault()),
        }
    }
    Ok(out)
}

pub(super) fn decode_ascii(bytes: &[u8], errors: &str) -> Result<Wtf8, Fault> {
    let mut out = Wtf8Builder::default();
    for (at, byte) in bytes.iter().enumerate() {
        if byte.is_ascii() {
            out.push(u32::from(*byte));
        } else {
            let fault = decode_error("ascii", bytes, at, at + 1, "ordinal not in range(128)");
            handle_undecodable(&mut out, &[*byte], errors, fault)?;
        }
    }
    Ok(out.finish())
}
