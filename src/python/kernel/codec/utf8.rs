//! UTF-8.

use super::{Replacement, decode_error, encode_error, handle_undecodable, replace_unencodable};
use crate::python::kernel::Fault;
use crate::wtf8::{Wtf8, Wtf8Builder};

pub(super) fn encode(text: &Wtf8, errors: &str) -> Result<Vec<u8>, Fault> {
    if let Some(plain) = text.as_str() {
        return Ok(plain.as_bytes().to_vec());
    }
    let points: Vec<u32> = text.code_points().collect();
    let surrogate = |point: &u32| (0xD800..0xE000).contains(point);
    let mut out = Vec::with_capacity(text.as_bytes().len());
    for (at, point) in points.iter().enumerate() {
        if let Some(c) = char::from_u32(*point) {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            continue;
        }
        let fault = || {
            let run = points[at..].iter().take_while(|point| surrogate(point)).count();
            encode_error("utf-8", text, at, at + run, "surrogates not allowed")
        };
        match replace_unencodable(*point, errors, fault)? {
            Replacement::Text(text) => out.extend_from_slice(text.as_bytes()),
            Replacement::Byte(byte) => out.push(byte),
            Replacement::Surrogate => out.extend_from_slice(Wtf8::from_code_points([*point]).as_bytes()),
        }
    }
    Ok(out)
}

pub(super) fn decode(bytes: &[u8], errors: &str) -> Result<Wtf8, Fault> {
    let mut out = Wtf8Builder::default();
    let mut at = 0;
    while at < bytes.len() {
        let error = match std::str::from_utf8(&bytes[at..]) {
            Ok(text) => {
                out.push_str(text);
                break;
            }
            Err(error) => error,
        };
        let start = at + error.valid_up_to();
        if let Ok(text) = std::str::from_utf8(&bytes[at..start]) {
            out.push_str(text);
        }
        if errors == "surrogatepass"
            && let Some(point) = surrogate_at(&bytes[start..])
        {
            out.push(point);
            at = start + 3;
            continue;
        }
        let end = error.error_len().map_or(bytes.len(), |len| start + len);
        let reason = match (error.error_len(), bytes[start]) {
            (None, _) => "unexpected end of data",
            (Some(_), 0x80..0xC2 | 0xF5..) => "invalid start byte",
            (Some(_), _) => "invalid continuation byte",
        };
        let fault = decode_error("utf-8", bytes, start, end, reason);
        at = start + handle_undecodable(&mut out, &bytes[start..end], errors, fault)?;
    }
    Ok(out.finish())
}

/// A surrogate in the three bytes that generalised UTF-8 gives it.
fn surrogate_at(bytes: &[u8]) -> Option<u32> {
    match bytes {
        [0xED, high @ 0xA0..0xC0, low @ 0x80..0xC0, ..] => {
            Some(0xD000 | u32::from(high & 0x3F) << 6 | u32::from(low & 0x3F))
        }
        _ => None,
    }
}
