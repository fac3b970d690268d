//! `repr` of text and bytes, and `ascii`.

use super::unicode::is_printable;
use crate::wtf8::Wtf8;
use std::fmt::Write;

/// `repr(str)`. Everything that is not printable is escaped, so the result is plain text.
pub fn repr_str(text: &Wtf8) -> String {
    let mut out = String::with_capacity(text.as_bytes().len() + 2);
    write_quoted(&mut out, text, is_printable);
    out
}

/// `ascii(str)`: as [`repr_str`], with everything beyond ASCII escaped too.
pub fn ascii_str(text: &Wtf8) -> String {
    let mut out = String::with_capacity(text.as_bytes().len() + 2);
    write_quoted(&mut out, text, |point| (0x20..0x7F).contains(&point));
    out
}

/// `ascii(object)` from its `repr`: escapes what is beyond ASCII and leaves the rest alone.
pub fn ascii_of_repr(repr: &str) -> String {
    let mut out = String::with_capacity(repr.len());
    for c in repr.chars() {
        if c.is_ascii() { out.push(c) } else { escape(&mut out, c.into()) }
    }
    out
}

fn write_quoted(out: &mut String, text: &Wtf8, plain: impl Fn(u32) -> bool) {
    let bytes = text.as_bytes();
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    out.push(quote);
    for point in text.code_points() {
        match char::from_u32(point) {
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(c) if c == quote => {
                out.push('\\');
                out.push(c);
            }
            Some(c) if plain(point) => out.push(c),
            _ => escape(out, point),
        }
    }
    out.push(quote);
}

/// `\xhh`, `\uhhhh` or `\Uhhhhhhhh`, whichever is the shortest that fits.
pub(crate) fn escape(out: &mut String, point: u32) {
    // Writing to a String cannot fail.
    let _ = match point {
        0..0x100 => write!(out, "\\x{point:02x}"),
        0x100..0x1_0000 => write!(out, "\\u{point:04x}"),
        _ => write!(out, "\\U{point:08x}"),
    };
}

/// `repr(bytes)`: `b'…'`.
pub fn repr_bytes(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 3);
    out.push('b');
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    out.push(quote);
    for byte in bytes {
        match char::from(*byte) {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c @ ' '..='~' => out.push(c),
            _ => escape(&mut out, u32::from(*byte)),
        }
    }
    out.push(quote);
    out
}

/// `repr(bytearray)`: `bytearray(b'…')`. Unlike in `bytes`, a single quote is escaped inside double quotes too.
pub fn repr_bytearray(bytes: &[u8]) -> String {
    let inside = repr_bytes(bytes);
    if inside.ends_with('"') {
        format!("bytearray({})", inside.replace('\'', "\\'"))
    } else {
        format!("bytearray({inside})")
    }
}
