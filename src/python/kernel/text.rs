//! The methods of `str` that search, cut, fill and join. Indices count code points.
//!
//! Questions (`isalpha` …) and changes of case are in [`super::case`], `encode` in [`super::codec`].

use super::search::{self, Needle, Side, Text, bounds};
use super::{Fault, within};
use crate::wtf8::{Wtf8, Wtf8Builder};
use std::ops::Range;

/// What `max` arguments mean: negative is without bound.
pub(crate) fn at_most(max: i64) -> usize {
    usize::try_from(max).unwrap_or(usize::MAX)
}

fn cut(text: &Wtf8, parts: Vec<Range<usize>>) -> Vec<Wtf8> {
    parts.into_iter().map(|part| text.byte_slice(part.start, part.end)).collect()
}

/// The bytes between two code point indices, and the offset where they begin.
fn window(text: &Wtf8, start: Option<i64>, end: Option<i64>) -> Option<(usize, &[u8])> {
    let (start, end) = bounds(text.len(), start, end)?;
    let (from, to) = (text.byte_offset(start), text.byte_offset(end));
    Some((from, &text.as_bytes()[from..to]))
}

/// `needle in text`
pub fn contains(text: &Wtf8, needle: &Wtf8) -> bool {
    Needle::new(needle.as_bytes()).find(text.as_bytes(), 0).is_some()
}

/// `str.find(needle, start, end)`; `None` is Python's -1.
pub fn find(text: &Wtf8, needle: &Wtf8, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (from, hay) = window(text, start, end)?;
    Needle::new(needle.as_bytes()).find(hay, 0).map(|at| text.char_index(from + at))
}

/// `str.rfind(needle, start, end)`; `None` is Python's -1.
pub fn rfind(text: &Wtf8, needle: &Wtf8, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (from, hay) = window(text, start, end)?;
    search::rfind(hay, needle.as_bytes()).map(|at| text.char_index(from + at))
}

/// The `ValueError` of `str.index` and `str.rindex`.
pub fn not_found() -> Fault {
    Fault::value("substring not found")
}

/// `str.count(needle, start, end)`; an empty needle is between all characters and at both ends.
pub fn count(text: &Wtf8, needle: &Wtf8, start: Option<i64>, end: Option<i64>) -> usize {
    if needle.is_empty() {
        return bounds(text.len(), start, end).map_or(0, |(start, end)| end - start + 1);
    }
    window(text, start, end).map_or(0, |(_, hay)| Needle::new(needle.as_bytes()).all(hay).count())
}

/// `str.startswith(prefix, start, end)` for one prefix.
pub fn starts_with(text: &Wtf8, prefix: &Wtf8, start: Option<i64>, end: Option<i64>) -> bool {
    window(text, start, end).is_some_and(|(_, hay)| hay.starts_with(prefix.as_bytes()))
}

/// `str.endswith(suffix, start, end)` for one suffix.
pub fn ends_with(text: &Wtf8, suffix: &Wtf8, start: Option<i64>, end: Option<i64>) -> bool {
    window(text, start, end).is_some_and(|(_, hay)| hay.ends_with(suffix.as_bytes()))
}

fn separator(separator: &Wtf8) -> Result<&[u8], Fault> {
    if separator.is_empty() { Err(Fault::value("empty separator")) } else { Ok(separator.as_bytes()) }
}

/// `str.split(sep, max)`; whitespace without a separator.
///
/// # Errors
/// `ValueError: empty separator`
pub fn split(text: &Wtf8, sep: Option<&Wtf8>, max: i64) -> Result<Vec<Wtf8>, Fault> {
    let parts = match sep {
        Some(sep) => search::split(text.as_bytes(), separator(sep)?, at_most(max)),
        None => search::split_space::<Text>(text.as_bytes(), at_most(max)),
    };
    Ok(cut(text, parts))
}

/// `str.rsplit(sep, max)`
///
/// # Errors
/// `ValueError: empty separator`
pub fn rsplit(text: &Wtf8, sep: Option<&Wtf8>, max: i64) -> Result<Vec<Wtf8>, Fault> {
    let parts = match sep {
        Some(sep) => search::rsplit(text.as_bytes(), separator(sep)?, at_most(max)),
        None => search::rsplit_space::<Text>(text.as_bytes(), at_most(max)),
    };
    Ok(cut(text, parts))
}

/// `str.splitlines(keepends)`
pub fn split_lines(text: &Wtf8, keep: bool) -> Vec<Wtf8> {
    cut(text, search::split_lines::<Text>(text.as_bytes(), keep))
}

/// `str.partition(sep)`: what is before, the separator, what is after; the text and two empty strings without it.
///
/// # Errors
/// `ValueError: empty separator`
pub fn partition(text: &Wtf8, sep: &Wtf8) -> Result<[Wtf8; 3], Fault> {
    let at = Needle::new(separator(sep)?).find(text.as_bytes(), 0);
    Ok(match at {
        Some(at) => around(text, sep, at),
        None => [text.clone(), Wtf8::default(), Wtf8::default()],
    })
}

/// `str.rpartition(sep)`: as [`partition`] at the last separator; two empty strings and the text without it.
///
/// # Errors
/// `ValueError: empty separator`
pub fn rpartition(text: &Wtf8, sep: &Wtf8) -> Result<[Wtf8; 3], Fault> {
    Ok(match search::rfind(text.as_bytes(), separator(sep)?) {
        Some(at) => around(text, sep, at),
        None => [Wtf8::default(), Wtf8::default(), text.clone()],
    })
}

fn around(text: &Wtf8, sep: &Wtf8, at: usize) -> [Wtf8; 3] {
    [text.byte_slice(0, at), sep.clone(), text.byte_slice(at + sep.as_bytes().len(), usize::MAX)]
}

/// `str.strip(chars)`, `lstrip` and `rstrip`; whitespace without `chars`.
pub fn strip(text: &Wtf8, chars: Option<&Wtf8>, side: Side) -> Wtf8 {
    let left = search::strip::<Text>(text.as_bytes(), chars.map(Wtf8::as_bytes), side);
    text.byte_slice(left.start, left.end)
}

/// `str.removeprefix(prefix)`
pub fn remove_prefix(text: &Wtf8, prefix: &Wtf8) -> Wtf8 {
    let skipped = if text.as_bytes().starts_with(prefix.as_bytes()) { prefix.as_bytes().len() } else { 0 };
    text.byte_slice(skipped, usize::MAX)
}

/// `str.removesuffix(suffix)`
pub fn remove_suffix(text: &Wtf8, suffix: &Wtf8) -> Wtf8 {
    let skipped = if text.as_bytes().ends_with(suffix.as_bytes()) { suffix.as_bytes().len() } else { 0 };
    text.byte_slice(0, text.as_bytes().len() - skipped)
}

/// `str.replace(old, new, max)`; an empty `old` stands before every character and at the end.
///
/// # Errors
/// [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn replace(text: &Wtf8, old: &Wtf8, new: &Wtf8, max: i64, limit: usize) -> Result<Wtf8, Fault> {
    let bytes = text.as_bytes();
    let mut places: Vec<usize> = Vec::new();
    if old.is_empty() {
        let starts = (0..bytes.len()).filter(|at| bytes[*at] & 0xC0 != 0x80);
        places.extend(starts.chain([bytes.len()]).take(at_most(max)));
    } else {
        places.extend(Needle::new(old.as_bytes()).all(bytes).take(at_most(max)));
    }
    if places.is_empty() {
        return Ok(text.clone());
    }
    within(places.len().saturating_mul(new.as_bytes().len()).saturating_add(bytes.len()), limit)?;
    let mut out = Wtf8Builder::default();
    let mut done = 0;
    for at in places {
        out.push_wtf8(&text.byte_slice(done, at));
        out.push_wtf8(new);
        done = at + old.as_bytes().len();
    }
    out.push_wtf8(&text.byte_slice(done, bytes.len()));
    Ok(out.finish())
}

/// Where [`justify`] puts the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// `str.ljust`
    Left,
    /// `str.rjust`
    Right,
    /// `str.center`: the odd place goes left when the width is odd too.
    Center,
}

impl Align {
    /// How many of `missing` places go to the left.
    pub(crate) fn left(self, missing: usize, width: usize) -> usize {
        match self {
            Self::Left => 0,
            Self::Right => missing,
            Self::Center => missing / 2 + (missing & width & 1),
        }
    }
}

/// `str.ljust`, `rjust` and `center`.
///
/// # Errors
/// [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn justify(text: &Wtf8, align: Align, width: i64, fill: u32, limit: usize) -> Result<Wtf8, Fault> {
    let width = usize::try_from(width).unwrap_or(0);
    let missing = width.saturating_sub(text.len());
    within(missing.saturating_add(text.as_bytes().len()), limit)?;
    let left = align.left(missing, width);
    let mut out = Wtf8Builder::default();
    (0..left).for_each(|_| out.push(fill));
    out.push_wtf8(text);
    (left..missing).for_each(|_| out.push(fill));
    Ok(out.finish())
}

/// The one code point of a fill character.
///
/// # Errors
/// `TypeError: The fill character must be exactly one character long`
pub fn fill_character(text: &Wtf8) -> Result<u32, Fault> {
    match (text.len(), text.get(0)) {
        (1, Some(point)) => Ok(point),
        _ => Err(Fault::type_error("The fill character must be exactly one character long")),
    }
}

/// `str.zfill(width)`: zeros after a sign.
///
/// # Errors
/// [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn zfill(text: &Wtf8, width: i64, limit: usize) -> Result<Wtf8, Fault> {
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(text.len());
    within(missing.saturating_add(text.as_bytes().len()), limit)?;
    let sign = usize::from(matches!(text.as_bytes().first(), Some(b'+' | b'-')) && missing > 0);
    let mut out = Wtf8Builder::default();
    out.push_wtf8(&text.byte_slice(0, sign));
    out.push_str(&"0".repeat(missing));
    out.push_wtf8(&text.byte_slice(sign, usize::MAX));
    Ok(out.finish())
}

/// `str.expandtabs(size)`
///
/// # Errors
/// [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn expand_tabs(text: &Wtf8, size: i64, limit: usize) -> Result<Wtf8, Fault> {
    let size = at_most(size.max(0));
    let mut out = Wtf8Builder::default();
    let mut column = 0;
    for point in text.code_points() {
        match char::from_u32(point) {
            Some('\t') if size > 0 => {
                let spaces = size - column % size;
                within(out.byte_len().saturating_add(spaces), limit)?;
                out.push_str(&" ".repeat(spaces));
                column += spaces;
            }
            Some('\t') => {}
            c => {
                column = if matches!(c, Some('\n' | '\r')) { 0 } else { column + 1 };
                out.push(point);
            }
        }
    }
    Ok(out.finish())
}

/// `separator.join(parts)`
///
/// # Errors
/// [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn join<'a>(
    separator: &Wtf8,
    parts: impl IntoIterator<Item = &'a Wtf8>,
    limit: usize,
) -> Result<Wtf8, Fault> {
    let mut out = Wtf8Builder::default();
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 {
            out.push_wtf8(separator);
        }
        within(out.byte_len().saturating_add(part.as_bytes().len()), limit)?;
        out.push_wtf8(part);
    }
    Ok(out.finish())
}

/// `text * times`; nothing for zero and below.
///
/// # Errors
/// [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn repeat(text: &Wtf8, times: i64, limit: usize) -> Result<Wtf8, Fault> {
    let times = if text.is_empty() { 0 } else { usize::try_from(times).unwrap_or(0) };
    within(times.saturating_mul(text.as_bytes().len()), limit)?;
    let mut out = Wtf8Builder::default();
    (0..times).for_each(|_| out.push_wtf8(text));
    Ok(out.finish())
}

/// `text[start:end:step]`
///
/// # Errors
/// `ValueError: slice step cannot be zero`
pub fn slice(text: &Wtf8, start: Option<i64>, end: Option<i64>, step: Option<i64>) -> Result<Wtf8, Fault> {
    let (first, count, step) = search::slice_indices(text.len(), start, end, step)?;
    if step == 1 {
        return Ok(text.slice(first, first + count));
    }
    let points: Vec<u32> = text.code_points().collect();
    let index = |turn: usize| (first as i64 + turn as i64 * step) as usize;
    Ok(Wtf8::from_code_points((0..count).filter_map(|turn| points.get(index(turn)).copied())))
}

/// What a translation table has for a character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Translated {
    /// Not in the table.
    Same,
    /// `None`: leave it out.
    Deleted,
    /// Another text.
    Text(Wtf8),
}

/// `str.translate(table)`, with the table as a function of the code point.
///
/// # Errors
/// Those of `table`, and [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn translate<E: From<Fault>>(
    text: &Wtf8,
    limit: usize,
    mut table: impl FnMut(u32) -> Result<Translated, E>,
) -> Result<Wtf8, E> {
    let mut out = Wtf8Builder::default();
    for point in text.code_points() {
        match table(point)? {
            Translated::Same => out.push(point),
            Translated::Deleted => {}
            Translated::Text(text) => out.push_wtf8(&text),
        }
        within(out.byte_len(), limit)?;
    }
    Ok(out.finish())
}

/// `str.maketrans(from, to, deleted)`: pairs of code points, `None` for those to delete.
///
/// # Errors
/// `ValueError: the first two maketrans arguments must have equal length`
pub fn maketrans(from: &Wtf8, to: &Wtf8, deleted: &Wtf8) -> Result<Vec<(u32, Option<u32>)>, Fault> {
    if from.len() != to.len() {
        return Err(Fault::value("the first two maketrans arguments must have equal length"));
    }
    let pairs = from.code_points().zip(to.code_points().map(Some));
    Ok(pairs.chain(deleted.code_points().map(|point| (point, None))).collect())
}
