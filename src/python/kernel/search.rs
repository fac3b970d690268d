//! Finding and cutting, shared by `str` (generalised UTF-8) and `bytes`.
//!
//! Time is linear in the length of the text whatever the needle, so that no program can make a search hang.

use super::unicode::is_space;
use std::ops::Range;

/// What one unit of the text is: a byte or a code point.
pub(crate) trait Alphabet {
    /// Bytes of the unit at an offset.
    fn width_at(bytes: &[u8], at: usize) -> usize;
    /// Bytes of the unit that ends at an offset.
    fn width_before(bytes: &[u8], at: usize) -> usize;
    /// Whether a unit is whitespace.
    fn is_space(unit: &[u8]) -> bool;
    /// Whether a line ends after a unit.
    fn ends_line(unit: &[u8]) -> bool;
}

/// `bytes`: whitespace and line ends are those of ASCII.
pub(crate) struct Bytes;

/// `str`.
pub(crate) struct Text;

impl Alphabet for Bytes {
    fn width_at(_: &[u8], _: usize) -> usize {
        1
    }

    fn width_before(_: &[u8], _: usize) -> usize {
        1
    }

    fn is_space(unit: &[u8]) -> bool {
        matches!(unit, [b' ' | b'\t'..=b'\r'])
    }

    fn ends_line(unit: &[u8]) -> bool {
        matches!(unit, b"\n" | b"\r")
    }
}

impl Alphabet for Text {
    fn width_at(bytes: &[u8], at: usize) -> usize {
        match bytes[at] {
            0..0x80 => 1,
            0x80..0xE0 => 2,
            0xE0..0xF0 => 3,
            _ => 4,
        }
    }

    fn width_before(bytes: &[u8], at: usize) -> usize {
        bytes[..at].iter().rev().take_while(|byte| **byte & 0xC0 == 0x80).count() + 1
    }

    fn is_space(unit: &[u8]) -> bool {
        is_space(point(unit))
    }

    fn ends_line(unit: &[u8]) -> bool {
        matches!(point(unit), 0x0A..=0x0D | 0x1C..=0x1E | 0x85 | 0x2028 | 0x2029)
    }
}

/// The code point of one unit of generalised UTF-8.
fn point(unit: &[u8]) -> u32 {
    match unit {
        [] => 0,
        [byte] => u32::from(*byte),
        [first, rest @ ..] => {
            let start = u32::from(*first) & (0x7F >> unit.len());
            rest.iter().fold(start, |point, byte| point << 6 | u32::from(byte & 0x3F))
        }
    }
}

/// Searches by Knuth, Morris and Pratt: `shorter[i]` is the length of the longest border of the first `i + 1` bytes.
pub(crate) struct Needle<'a> {
    bytes: &'a [u8],
    shorter: Vec<usize>,
}

impl<'a> Needle<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let mut shorter = vec![0; bytes.len()];
        let mut border = 0;
        for at in 1..bytes.len() {
            while border > 0 && bytes[at] != bytes[border] {
                border = shorter[border - 1];
            }
            border += usize::from(bytes[at] == bytes[border]);
            shorter[at] = border;
        }
        Self { bytes, shorter }
    }

    /// The first occurrence at or after `from`; an empty needle is found at once.
    pub(crate) fn find(&self, hay: &[u8], from: usize) -> Option<usize> {
        if self.bytes.is_empty() {
            return (from <= hay.len()).then_some(from);
        }
        let mut matched = 0;
        for (at, byte) in hay.iter().enumerate().skip(from) {
            while matched > 0 && *byte != self.bytes[matched] {
                matched = self.shorter[matched - 1];
            }
            matched += usize::from(*byte == self.bytes[matched]);
            if matched == self.bytes.len() {
                return Some(at + 1 - matched);
            }
        }
        None
    }

    /// All occurrences that do not overlap, from the left.
    pub(crate) fn all<'h>(&'h self, hay: &'h [u8]) -> impl Iterator<Item = usize> + 'h {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = if self.bytes.is_empty() { None } else { self.find(hay, from) }?;
            from = at + self.bytes.len();
            Some(at)
        })
    }
}

/// Up to `most` occurrences that do not overlap, from the right, the last one first.
pub(crate) fn all_from_right(hay: &[u8], needle: &[u8], most: usize) -> Vec<usize> {
    let reversed: Vec<u8> = needle.iter().rev().copied().collect();
    let backwards: Vec<u8> = hay.iter().rev().copied().collect();
    Needle::new(&reversed).all(&backwards).take(most).map(|at| hay.len() - at - needle.len()).collect()
}

/// The last occurrence; an empty needle is found at the end.
pub(crate) fn rfind(hay: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() { Some(hay.len()) } else { all_from_right(hay, needle, 1).first().copied() }
}

/// `split(sep, most)` with a separator that is not empty.
pub(crate) fn split(hay: &[u8], separator: &[u8], most: usize) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut out = Vec::new();
    for at in Needle::new(separator).all(hay).take(most) {
        out.push(start..at);
        start = at + separator.len();
    }
    out.push(start..hay.len());
    out
}

/// `rsplit(sep, most)` with a separator that is not empty.
pub(crate) fn rsplit(hay: &[u8], separator: &[u8], most: usize) -> Vec<Range<usize>> {
    let mut end = hay.len();
    let mut out = Vec::new();
    for at in all_from_right(hay, separator, most) {
        out.push(at + separator.len()..end);
        end = at;
    }
    out.push(0..end);
    out.reverse();
    out
}

fn skip_while<A: Alphabet>(hay: &[u8], mut at: usize, wanted: impl Fn(&[u8]) -> bool) -> usize {
    while at < hay.len() {
        let end = (at + A::width_at(hay, at)).min(hay.len());
        if !wanted(&hay[at..end]) {
            break;
        }
        at = end;
    }
    at
}

fn skip_back_while<A: Alphabet>(hay: &[u8], mut at: usize, wanted: impl Fn(&[u8]) -> bool) -> usize {
    while at > 0 {
        let start = at.saturating_sub(A::width_before(hay, at));
        if !wanted(&hay[start..at]) {
            break;
        }
        at = start;
    }
    at
}

/// `split(None, most)`: runs of whitespace separate, none at the ends.
pub(crate) fn split_space<A: Alphabet>(hay: &[u8], most: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = skip_while::<A>(hay, 0, A::is_space);
    while at < hay.len() {
        if out.len() == most {
            out.push(at..hay.len());
            break;
        }
        let end = skip_while::<A>(hay, at, |unit| !A::is_space(unit));
        out.push(at..end);
        at = skip_while::<A>(hay, end, A::is_space);
    }
    out
}

/// `rsplit(None, most)`.
pub(crate) fn rsplit_space<A: Alphabet>(hay: &[u8], most: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = skip_back_while::<A>(hay, hay.len(), A::is_space);
    while at > 0 {
        if out.len() == most {
            out.push(0..at);
            break;
        }
        let start = skip_back_while::<A>(hay, at, |unit| !A::is_space(unit));
        out.push(start..at);
        at = skip_back_while::<A>(hay, start, A::is_space);
    }
    out.reverse();
    out
}

/// `splitlines(keepends)`; `\r\n` is one line end.
pub(crate) fn split_lines<A: Alphabet>(hay: &[u8], keep: bool) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    while start < hay.len() {
        let end = skip_while::<A>(hay, start, |unit| !A::ends_line(unit));
        let next = match hay.get(end..) {
            None | Some([]) => end,
            Some([b'\r', b'\n', ..]) => end + 2,
            Some(_) => end + A::width_at(hay, end),
        };
        out.push(start..if keep { next } else { end });
        start = next;
    }
    out
}

/// Which ends `strip` works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `lstrip`
    Left,
    /// `rstrip`
    Right,
    /// `strip`
    Both,
}

/// What `strip` leaves; `chars` is the set of units to remove, whitespace without it.
pub(crate) fn strip<A: Alphabet>(hay: &[u8], chars: Option<&[u8]>, side: Side) -> Range<usize> {
    let set: Option<std::collections::HashSet<&[u8]>> = chars.map(|chars| {
        let mut at = 0;
        std::iter::from_fn(|| {
            let start = at;
            (start < chars.len()).then(|| {
                at = (start + A::width_at(chars, start)).min(chars.len());
                &chars[start..at]
            })
        })
        .collect()
    });
    let removed = |unit: &[u8]| set.as_ref().map_or_else(|| A::is_space(unit), |set| set.contains(unit));
    let start = if side == Side::Right { 0 } else { skip_while::<A>(hay, 0, removed) };
    let end = if side == Side::Left { hay.len() } else { skip_back_while::<A>(hay, hay.len(), removed) };
    start..end.max(start)
}

/// Where `start` and `end` arguments of `find`, `count`, `startswith` … fall in a text of `len` units: negative ones count
/// from the end, and `None` when `start` lies behind `end`, so that not even an empty text is found.
pub fn bounds(len: usize, start: Option<i64>, end: Option<i64>) -> Option<(usize, usize)> {
    let clamp = |at: i64| if at < 0 { (at + len as i64).max(0) as usize } else { at as usize };
    let (start, end) = (clamp(start.unwrap_or(0)), clamp(end.unwrap_or(i64::MAX)).min(len));
    (start <= end).then_some((start, end))
}

/// The indices that a slice takes from a sequence: the first, how many, and the step.
///
/// # Errors
/// `ValueError: slice step cannot be zero`
pub fn slice_indices(
    len: usize,
    start: Option<i64>,
    end: Option<i64>,
    step: Option<i64>,
) -> Result<(usize, usize, i64), super::Fault> {
    let step = step.unwrap_or(1);
    if step == 0 {
        return Err(super::Fault::value("slice step cannot be zero"));
    }
    let len = len as i64;
    let (lowest, highest) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let clamp = |at: i64| (if at < 0 { at.saturating_add(len) } else { at }).clamp(lowest, highest);
    let (first, last) = if step < 0 { (highest, lowest) } else { (lowest, highest) };
    let (start, end) = (start.map_or(first, clamp), end.map_or(last, clamp));
    let distance = if step < 0 { start - end } else { end - start };
    let count = if distance <= 0 { 0 } else { (distance - 1) / step.checked_abs().unwrap_or(i64::MAX) + 1 };
    Ok((start.max(0) as usize, count as usize, step))
}
