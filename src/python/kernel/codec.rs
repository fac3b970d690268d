//! `str.encode` and `bytes.decode`: UTF-8, UTF-8 with signature, ASCII, Latin-1, UTF-16 and UTF-32, with the error
//! handlers of CPython except `namereplace`.

mod single;
mod utf8;
mod wide;

use super::quote::escape;
use super::{Fault, Kind, UnicodeDetail};
use crate::wtf8::{Wtf8, Wtf8Builder};
use std::fmt::Write;

/// A codec that exists here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Codec {
    Utf8,
    Utf8Sig,
    Ascii,
    Latin1,
    /// UTF-16 or UTF-32: bytes a unit, and the byte order when the name fixes it.
    Wide(usize, Option<Order>),
}

/// Byte order of a wide unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

/// `str.encode(encoding, errors)`.
///
/// # Errors
/// `UnicodeEncodeError`; `LookupError` for an unknown codec, and for an unknown error handler once it is needed.
pub fn encode(text: &Wtf8, encoding: &str, errors: &str) -> Result<Vec<u8>, Fault> {
    let codec = find(encoding, "encode")?;
    let bytes = match codec {
        Codec::Utf8 => utf8::encode(text, errors),
        Codec::Utf8Sig => {
            let mut bytes = vec![0xEF, 0xBB, 0xBF];
            bytes.extend(utf8::encode(text, errors)?);
            Ok(bytes)
        }
        Codec::Ascii => single::encode(text, "ascii", 0x80, errors),
        Codec::Latin1 => single::encode(text, "latin-1", 0x100, errors),
        Codec::Wide(width, order) => wide::encode(text, width, order, errors),
    };
    bytes.map_err(|fault| from_registry(fault, codec, "encoding", encoding))
}

/// `bytes.decode(encoding, errors)`.
///
/// # Errors
/// `UnicodeDecodeError`; `LookupError` as in [`encode`].
pub fn decode(bytes: &[u8], encoding: &str, errors: &str) -> Result<Wtf8, Fault> {
    let codec = find(encoding, "decode")?;
    let text = match codec {
        Codec::Utf8 => utf8::decode(bytes, errors),
        Codec::Utf8Sig => utf8::decode(bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes), errors),
        Codec::Ascii => single::decode_ascii(bytes, errors),
        Codec::Latin1 => Ok(Wtf8::from_code_points(bytes.iter().map(|byte| u32::from(*byte)))),
        Codec::Wide(width, order) => wide::decode(bytes, width, order, errors),
    };
    text.map_err(|fault| from_registry(fault, codec, "decoding", encoding))
}

/// CPython reaches some codecs through its registry, which adds its own words to errors other than Unicode ones.
fn from_registry(fault: Fault, codec: Codec, doing: &str, name: &str) -> Fault {
    match (codec, fault.kind) {
        (Codec::Utf8Sig | Codec::Wide(_, Some(_)), Kind::Lookup) => Fault::new(
            Kind::Lookup,
            format!("{doing} with '{name}' codec failed (LookupError: {})", fault.message),
        ),
        _ => fault,
    }
}

/// UTF-8 with `errors="strict"`, what most callers need.
///
/// # Errors
/// `UnicodeEncodeError` when a lone surrogate is in the text.
pub fn encode_utf8(text: &Wtf8) -> Result<Vec<u8>, Fault> {
    utf8::encode(text, "strict")
}

/// UTF-8 with `errors="strict"`.
///
/// # Errors
/// `UnicodeDecodeError`
pub fn decode_utf8(bytes: &[u8]) -> Result<Wtf8, Fault> {
    utf8::decode(bytes, "strict")
}

fn find(name: &str, method: &str) -> Result<Codec, Fault> {
    if name.contains('\0') {
        return Err(Fault::value("embedded null character"));
    }
    let plain: String =
        name.to_ascii_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    Ok(match plain.as_str() {
        "utf_8" | "utf8" | "u8" | "utf" | "cp65001" | "utf8_ucs2" | "utf8_ucs4" => Codec::Utf8,
        "utf_8_sig" => Codec::Utf8Sig,
        "ascii" | "us_ascii" | "646" | "us" | "ansi_x3.4_1968" | "iso646_us" | "cp367" => Codec::Ascii,
        "latin_1" | "latin1" | "iso_8859_1" | "iso8859_1" | "8859" | "cp819" | "l1" | "latin" | "iso8859" => {
            Codec::Latin1
        }
        "utf_16" | "utf16" | "u16" => Codec::Wide(2, None),
        "utf_16_le" | "utf_16le" | "unicodelittleunmarked" => Codec::Wide(2, Some(Order::Little)),
        "utf_16_be" | "utf_16be" | "unicodebigunmarked" => Codec::Wide(2, Some(Order::Big)),
        "utf_32" | "utf32" | "u32" => Codec::Wide(4, None),
        "utf_32_le" | "utf_32le" => Codec::Wide(4, Some(Order::Little)),
        "utf_32_be" | "utf_32be" => Codec::Wide(4, Some(Order::Big)),
        "hex" | "hex_codec" | "base64" | "base_64" | "base64_codec" | "rot13" | "rot_13" | "zlib" | "zip"
        | "bz2" | "quopri" | "uu" => {
            return Err(Fault::new(
                Kind::Lookup,
                format!("'{name}' is not a text encoding; use codecs.{method}() to handle arbitrary codecs"),
            ));
        }
        _ => return Err(Fault::new(Kind::Lookup, format!("unknown encoding: {name}"))),
    })
}

/// `UnicodeDecodeError(encoding, bytes, start, end, reason)` with its text.
pub fn decode_error(
    encoding: &'static str,
    bytes: &[u8],
    start: usize,
    end: usize,
    reason: &'static str,
) -> Fault {
    let message = match bytes.get(start) {
        Some(byte) if end == start + 1 => {
            format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
        }
        _ => format!(
            "'{encoding}' codec can't decode bytes in position {start}-{}: {reason}",
            end.saturating_sub(1)
        ),
    };
    let unicode = Some(Box::new(UnicodeDetail { encoding, start, end, reason }));
    Fault { kind: Kind::UnicodeDecode, message, unicode }
}

/// `UnicodeEncodeError(encoding, text, start, end, reason)` with its text; indices count code points.
pub fn encode_error(
    encoding: &'static str,
    text: &Wtf8,
    start: usize,
    end: usize,
    reason: &'static str,
) -> Fault {
    let message = match text.get(start) {
        Some(point) if end == start + 1 => {
            let mut shown = String::new();
            escape(&mut shown, point);
            format!("'{encoding}' codec can't encode character '{shown}' in position {start}: {reason}")
        }
        _ => format!(
            "'{encoding}' codec can't encode characters in position {start}-{}: {reason}",
            end.saturating_sub(1)
        ),
    };
    let unicode = Some(Box::new(UnicodeDetail { encoding, start, end, reason }));
    Fault { kind: Kind::UnicodeEncode, message, unicode }
}

fn unknown_handler(errors: &str) -> Fault {
    Fault::new(Kind::Lookup, format!("unknown error handler name '{errors}'"))
}

/// Puts into `out` what the handler makes of the undecodable `bad` bytes, or gives back `fault`. Returns how many of the
/// bytes that dealt with.
fn handle_undecodable(out: &mut Wtf8Builder, bad: &[u8], errors: &str, fault: Fault) -> Result<usize, Fault> {
    match errors {
        "strict" | "surrogatepass" => return Err(fault),
        "ignore" => {}
        "replace" => out.push(0xFFFD),
        "backslashreplace" => bad.iter().for_each(|byte| out.push_str(&format!("\\x{byte:02x}"))),
        "surrogateescape" => {
            let escaped = bad.iter().take_while(|byte| !byte.is_ascii()).count();
            if escaped == 0 {
                return Err(fault);
            }
            for byte in &bad[..escaped] {
                out.push(0xDC00 + u32::from(*byte));
            }
            return Ok(escaped);
        }
        _ => return Err(unknown_handler(errors)),
    }
    Ok(bad.len())
}

/// What a handler makes of one unencodable code point.
enum Replacement {
    /// Text in the place of the character, itself to be encoded (always ASCII).
    Text(String),
    /// A raw byte (`surrogateescape`).
    Byte(u8),
    /// The three bytes of the surrogate (`surrogatepass`).
    Surrogate,
}

/// The replacement of `point`, or `fault` when the handler does not replace it.
fn replace_unencodable(point: u32, errors: &str, fault: impl Fn() -> Fault) -> Result<Replacement, Fault> {
    let mut text = String::new();
    match errors {
        "strict" => return Err(fault()),
        "ignore" => {}
        "replace" => text.push('?'),
        "backslashreplace" => escape(&mut text, point),
        "xmlcharrefreplace" => {
            let _ = write!(text, "&#{point};");
        }
        "surrogateescape" => {
            return if (0xDC80..0xDD00).contains(&point) {
                Ok(Replacement::Byte((point - 0xDC00) as u8))
            } else {
                Err(fault())
            };
        }
        "surrogatepass" => {
            return if (0xD800..0xE000).contains(&point) { Ok(Replacement::Surrogate) } else { Err(fault()) };
        }
        _ => return Err(unknown_handler(errors)),
    }
    Ok(Replacement::Text(text))
}
