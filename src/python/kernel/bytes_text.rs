//! The methods of `bytes` and `bytearray`. Indices count bytes; case and classes are those of ASCII.

use super::search::{self, Bytes, Needle, Side, bounds};
use super::text::{Align, at_most};
use super::{Fault, within};
use crate::wtf8::Wtf8;
use std::ops::Range;

fn cut(bytes: &[u8], parts: Vec<Range<usize>>) -> Vec<Vec<u8>> {
    parts.into_iter().map(|part| bytes[part].to_vec()).collect()
}

fn window(bytes: &[u8], start: Option<i64>, end: Option<i64>) -> Option<(usize, &[u8])> {
    bounds(bytes.len(), start, end).map(|(start, end)| (start, &bytes[start..end]))
}

/// `needle in bytes` for a needle of bytes.
pub fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    Needle::new(needle).find(bytes, 0).is_some()
}

/// `bytes.find(needle, start, end)`; `None` is Python's -1.
pub fn find(bytes: &[u8], needle: &[u8], start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (from, hay) = window(bytes, start, end)?;
    Needle::new(needle).find(hay, 0).map(|at| from + at)
}

/// `bytes.rfind(needle, start, end)`; `None` is Python's -1.
pub fn rfind(bytes: &[u8], needle: &[u8], start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (from, hay) = window(bytes, start, end)?;
    search::rfind(hay, needle).map(|at| from + at)
}

/// The `ValueError` of `bytes.index` and `bytes.rindex`.
pub fn not_found() -> Fault {
    Fault::value("subsection not found")
}

/// `bytes.count(needle, start, end)`
pub fn count(bytes: &[u8], needle: &[u8], start: Option<i64>, end: Option<i64>) -> usize {
    match window(bytes, start, end) {
        Some((_, hay)) if needle.is_empty() => hay.len() + 1,
        Some((_, hay)) => Needle::new(needle).all(hay).count(),
        None => 0,
    }
}

/// `bytes.startswith(prefix, start, end)` for one prefix.
pub fn starts_with(bytes: &[u8], prefix: &[u8], start: Option<i64>, end: Option<i64>) -> bool {
    window(bytes, start, end).is_some_and(|(_, hay)| hay.starts_with(prefix))
}

/// `bytes.endswith(suffix, start, end)` for one suffix.
pub fn ends_with(bytes: &[u8], suffix: &[u8], start: Option<i64>, end: Option<i64>) -> bool {
    window(bytes, start, end).is_some_and(|(_, hay)| hay.ends_with(suffix))
}

fn separator(separator: &[u8]) -> Result<&[u8], Fault> {
    if separator.is_empty() { Err(Fault::value("empty separator")) } else { Ok(separator) }
}

/// `bytes.split(sep, max)`; ASCII whitespace without a separator.
///
/// # Errors
/// `ValueError: empty separator`
pub fn split(bytes: &[u8], sep: Option<&[u8]>, max: i64) -> Result<Vec<Vec<u8>>, Fault> {
    Ok(cut(
        bytes,
        match sep {
            Some(sep) => search::split(bytes, separator(sep)?, at_most(max)),
            None => search::split_space::<Bytes>(bytes, at_most(max)),
        },
    ))
}

/// `bytes.rsplit(sep, max)`
///
/// # Errors
/// `ValueError: empty separator`
pub fn rsplit(bytes: &[u8], sep: Option<&[u8]>, max: i64) -> Result<Vec<Vec<u8>>, Fault> {
    Ok(cut(
        bytes,
        match sep {
            Some(sep) => search::rsplit(bytes, separator(sep)?, at_most(max)),
            None => search::rsplit_space::<Bytes>(bytes, at_most(max)),
        },
    ))
}

/// `bytes.splitlines(keepends)`: `\n`, `\r` and `\r\n` end a line.
pub fn split_lines(bytes: &[u8], keep: bool) -> Vec<Vec<u8>> {
    cut(bytes, search::split_lines::<Bytes>(bytes, keep))
}

/// `bytes.partition(sep)`
///
/// # Errors
/// `ValueError: empty separator`
pub fn partition(bytes: &[u8], sep: &[u8]) -> Result<[Vec<u8>; 3], Fault> {
    Ok(match Needle::new(separator(sep)?).find(bytes, 0) {
        Some(at) => [bytes[..at].to_vec(), sep.to_vec(), bytes[at + sep.len()..].to_vec()],
        None => [bytes.to_vec(), Vec::new(), Vec::new()],
    })
}

/// `bytes.rpartition(sep)`
///
/// # Errors
/// `ValueError: empty separator`
pub fn rpartition(bytes: &[u8], sep: &[u8]) -> Result<[Vec<u8>; 3], Fault> {
    Ok(match search::rfind(bytes, separator(sep)?) {
        Some(at) => [bytes[..at].to_vec(), sep.to_vec(), bytes[at + sep.len()..].to_vec()],
        None => [Vec::new(), Vec::new(), bytes.to_vec()],
    })
}

/// `bytes.strip(chars)`, `lstrip` and `rstrip`.
pub fn strip<'a>(bytes: &'a [u8], chars: Option<&[u8]>, side: Side) -> &'a [u8] {
    &bytes[search::strip::<Bytes>(bytes, chars, side)]
}

/// `bytes.replace(old, new, max)`
///
/// # Errors
/// [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn replace(bytes: &[u8], old: &[u8], new: &[u8], max: i64, limit: usize) -> Result<Vec<u8>, Fault> {
    let places: Vec<usize> = if old.is_empty() {
        (0..=bytes.len()).take(at_most(max)).collect()
    } else {
        Needle::new(old).all(bytes).take(at_most(max)).collect()
    };
    within(places.len().saturating_mul(new.len()).saturating_add(bytes.len()), limit)?;
    let mut out = Vec::new();
    let mut done = 0;
    for at in places {
        out.extend_from_slice(&bytes[done..at]);
        out.extend_from_slice(new);
        done = at + old.len();
    }
    out.extend_from_slice(&bytes[done..]);
    Ok(out)
}

/// `bytes.ljust`, `rjust` and `center`.
///
/// # Errors
/// [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn justify(bytes: &[u8], align: Align, width: i64, fill: u8, limit: usize) -> Result<Vec<u8>, Fault> {
    let width = usize::try_from(width).unwrap_or(0);
    let missing = width.saturating_sub(bytes.len());
    within(missing.saturating_add(bytes.len()), limit)?;
    let left = align.left(missing, width);
    Ok([&vec![fill; left], bytes, &vec![fill; missing - left]].concat())
}

/// `bytes.zfill(width)`
///
/// # Errors
/// [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn zfill(bytes: &[u8], width: i64, limit: usize) -> Result<Vec<u8>, Fault> {
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(bytes.len());
    within(missing.saturating_add(bytes.len()), limit)?;
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')) && missing > 0);
    Ok([&bytes[..sign], &vec![b'0'; missing], &bytes[sign..]].concat())
}

/// `separator.join(parts)`
///
/// # Errors
/// [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn join<'a>(
    separator: &[u8],
    parts: impl IntoIterator<Item = &'a [u8]>,
    limit: usize,
) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 {
            out.extend_from_slice(separator);
        }
        within(out.len().saturating_add(part.len()), limit)?;
        out.extend_from_slice(part);
    }
    Ok(out)
}

/// `bytes * times`
///
/// # Errors
/// [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn repeat(bytes: &[u8], times: i64, limit: usize) -> Result<Vec<u8>, Fault> {
    let times = if bytes.is_empty() { 0 } else { usize::try_from(times).unwrap_or(0) };
    within(times.saturating_mul(bytes.len()), limit)?;
    Ok(bytes.repeat(times))
}

/// `bytes[start:end:step]`
///
/// # Errors
/// `ValueError: slice step cannot be zero`
pub fn slice(
    bytes: &[u8],
    start: Option<i64>,
    end: Option<i64>,
    step: Option<i64>,
) -> Result<Vec<u8>, Fault> {
    let (first, count, step) = search::slice_indices(bytes.len(), start, end, step)?;
    Ok((0..count).map(|turn| bytes[(first as i64 + turn as i64 * step) as usize]).collect())
}

/// `bytes.hex(sep, bytes_per_sep)`; groups are counted from the right when `group` is positive.
pub fn hex(bytes: &[u8], sep: Option<char>, group: i64) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    let size = group.unsigned_abs() as usize;
    for (at, byte) in bytes.iter().enumerate() {
        let place = if group < 0 { at } else { bytes.len() - at };
        if let Some(sep) = sep
            && at > 0
            && size > 0
            && place.is_multiple_of(size)
        {
            out.push(sep);
        }
        out.extend([byte >> 4, byte & 15].map(|half| char::from_digit(half.into(), 16).unwrap_or('0')));
    }
    out
}

/// `bytes.fromhex(text)`: pairs of digits, ASCII whitespace between them.
///
/// # Errors
/// `ValueError: non-hexadecimal number found in fromhex() arg at position 1`
pub fn from_hex(text: &Wtf8) -> Result<Vec<u8>, Fault> {
    let points: Vec<Option<char>> = text.code_points().map(char::from_u32).collect();
    let digit = |at: usize| points.get(at).copied().flatten().and_then(|c| c.to_digit(16));
    let bad = |at: usize| {
        Err(Fault::value(format!("non-hexadecimal number found in fromhex() arg at position {at}")))
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < points.len() {
        if points[at].is_some_and(|c| matches!(c, ' ' | '\t'..='\r')) {
            at += 1;
            continue;
        }
        let Some(high) = digit(at) else { return bad(at) };
        let Some(low) = digit(at + 1) else { return bad(at + 1) };
        out.push((high << 4 | low) as u8);
        at += 2;
    }
    Ok(out)
}

/// `bytes.title()`
pub fn title(bytes: &[u8]) -> Vec<u8> {
    let mut in_word = false;
    bytes
        .iter()
        .map(|byte| {
            let changed = if in_word { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
            in_word = byte.is_ascii_alphabetic();
            changed
        })
        .collect()
}

/// `bytes.capitalize()`
pub fn capitalize(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_ascii_lowercase();
    if let Some(first) = out.first_mut() {
        first.make_ascii_uppercase();
    }
    out
}

/// `bytes.swapcase()`
pub fn swapcase(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { *byte }).collect()
}

/// `bytes.translate(table, delete)`; no table keeps every byte.
///
/// # Errors
/// `ValueError: translation table must be 256 characters long`
pub fn translate(bytes: &[u8], table: Option<&[u8]>, delete: &[u8]) -> Result<Vec<u8>, Fault> {
    if table.is_some_and(|table| table.len() != 256) {
        return Err(Fault::value("translation table must be 256 characters long"));
    }
    let mut deleted = [false; 256];
    for byte in delete {
        deleted[usize::from(*byte)] = true;
    }
    let kept = bytes.iter().filter(|byte| !deleted[usize::from(**byte)]);
    Ok(kept.map(|byte| table.map_or(*byte, |table| table[usize::from(*byte)])).collect())
}

/// `bytes.expandtabs(size)`
///
/// # Errors
/// [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn expand_tabs(bytes: &[u8], size: i64, limit: usize) -> Result<Vec<u8>, Fault> {
    let size = at_most(size.max(0));
    let mut out = Vec::new();
    let mut column = 0;
    for byte in bytes {
        if *byte == b'\t' {
            let spaces = if size > 0 { size - column % size } else { 0 };
            within(out.len().saturating_add(spaces), limit)?;
            out.resize(out.len() + spaces, b' ');
            column += spaces;
        } else {
            column = if matches!(byte, b'\n' | b'\r') { 0 } else { column + 1 };
            out.push(*byte);
        }
    }
    Ok(out)
}

/// `bytes.isalpha()`, `isdigit`, `isalnum`, `isspace`, `isupper`, `islower`, `istitle` and `isascii` by their names;
/// `None` for another name.
pub fn ask(name: &str, bytes: &[u8]) -> Option<bool> {
    let every = |holds: fn(&u8) -> bool| !bytes.is_empty() && bytes.iter().all(holds);
    Some(match name {
        "isalpha" => every(u8::is_ascii_alphabetic),
        "isdigit" => every(u8::is_ascii_digit),
        "isalnum" => every(u8::is_ascii_alphanumeric),
        "isspace" => every(|byte| matches!(byte, b' ' | b'\t'..=b'\r')),
        "isupper" => bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase),
        "islower" => bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase),
        "istitle" => is_title(bytes),
        "isascii" => bytes.is_ascii(),
        _ => return None,
    })
}

fn is_title(bytes: &[u8]) -> bool {
    let mut in_word = false;
    let steady = bytes.iter().all(|byte| {
        let fits = !byte.is_ascii_alphabetic() || byte.is_ascii_lowercase() == in_word;
        in_word = byte.is_ascii_alphabetic();
        fits
    });
    steady && bytes.iter().any(u8::is_ascii_alphabetic)
}
