//! `str.upper`, `lower`, `title`, `capitalize`, `casefold`, `swapcase`, and the questions `isalpha` … `isidentifier`.

use super::unicode::{Property, is, is_printable, is_space, to_folded, to_lower, to_title, to_upper};
use crate::wtf8::Wtf8;

/// `str.lower()`, with a capital sigma at the end of a word becoming `ς`.
pub fn lower(text: &Wtf8) -> Wtf8 {
    if let Some(ascii) = ascii(text) {
        return ascii.to_ascii_lowercase().into();
    }
    let points: Vec<u32> = text.code_points().collect();
    Wtf8::from_code_points((0..points.len()).flat_map(|at| lower_at(&points, at)))
}

/// `str.upper()`
pub fn upper(text: &Wtf8) -> Wtf8 {
    match ascii(text) {
        Some(ascii) => ascii.to_ascii_uppercase().into(),
        None => Wtf8::from_code_points(text.code_points().flat_map(to_upper)),
    }
}

/// `str.casefold()`
pub fn casefold(text: &Wtf8) -> Wtf8 {
    match ascii(text) {
        Some(ascii) => ascii.to_ascii_lowercase().into(),
        None => Wtf8::from_code_points(text.code_points().flat_map(to_folded)),
    }
}

/// `str.swapcase()`
pub fn swapcase(text: &Wtf8) -> Wtf8 {
    let points: Vec<u32> = text.code_points().collect();
    Wtf8::from_code_points((0..points.len()).flat_map(|at| {
        if is(Property::Upper, points[at]) {
            lower_at(&points, at)
        } else if is(Property::Lower, points[at]) {
            to_upper(points[at])
        } else {
            vec![points[at]]
        }
    }))
}

/// `str.capitalize()`: the first character in titlecase, the rest in lowercase.
pub fn capitalize(text: &Wtf8) -> Wtf8 {
    let points: Vec<u32> = text.code_points().collect();
    Wtf8::from_code_points(
        (0..points.len()).flat_map(|at| if at == 0 { to_title(points[0]) } else { lower_at(&points, at) }),
    )
}

/// `str.title()`: titlecase after each character without case, lowercase elsewhere.
pub fn title(text: &Wtf8) -> Wtf8 {
    let points: Vec<u32> = text.code_points().collect();
    Wtf8::from_code_points((0..points.len()).flat_map(|at| {
        if at > 0 && is(Property::Cased, points[at - 1]) {
            lower_at(&points, at)
        } else {
            to_title(points[at])
        }
    }))
}

fn ascii(text: &Wtf8) -> Option<&str> {
    if text.is_ascii() { text.as_str() } else { None }
}

const SIGMA: u32 = 0x3A3;
const FINAL_SIGMA: u32 = 0x3C2;

fn lower_at(points: &[u32], at: usize) -> Vec<u32> {
    if points[at] != SIGMA {
        return to_lower(points[at]);
    }
    let cased = |near: Option<&u32>| near.is_some_and(|point| is(Property::Cased, *point));
    let visible = |point: &&u32| !is(Property::CaseIgnorable, **point);
    let after_letter = cased(points[..at].iter().rev().find(visible));
    let before_letter = cased(points[at + 1..].iter().find(visible));
    if after_letter && !before_letter { vec![FINAL_SIGMA] } else { to_lower(SIGMA) }
}

fn every(text: &Wtf8, holds: impl Fn(u32) -> bool) -> bool {
    !text.is_empty() && text.code_points().all(holds)
}

/// `str.isalpha()`
pub fn is_alpha(text: &Wtf8) -> bool {
    every(text, |point| is(Property::Alpha, point))
}

/// `str.isdecimal()`
pub fn is_decimal(text: &Wtf8) -> bool {
    every(text, |point| is(Property::Decimal, point))
}

/// `str.isdigit()`
pub fn is_digit(text: &Wtf8) -> bool {
    every(text, |point| is(Property::Digit, point))
}

/// `str.isnumeric()`
pub fn is_numeric(text: &Wtf8) -> bool {
    every(text, |point| is(Property::Numeric, point))
}

/// `str.isalnum()`
pub fn is_alnum(text: &Wtf8) -> bool {
    every(text, |point| is(Property::Alpha, point) || is(Property::Numeric, point))
}

/// `str.isspace()`
pub fn is_space_text(text: &Wtf8) -> bool {
    every(text, is_space)
}

/// `str.isprintable()`, true for the empty string.
pub fn is_printable_text(text: &Wtf8) -> bool {
    text.code_points().all(is_printable)
}

/// `str.isascii()`, true for the empty string.
pub fn is_ascii(text: &Wtf8) -> bool {
    text.is_ascii()
}

/// `str.isidentifier()`; keywords count as identifiers.
pub fn is_identifier(text: &Wtf8) -> bool {
    let mut points = text.code_points();
    points.next().is_some_and(|first| is(Property::IdentifierStart, first))
        && points.all(|point| is(Property::IdentifierContinue, point))
}

/// `str.islower()`: a lowercase character and none in uppercase or titlecase.
pub fn is_lower(text: &Wtf8) -> bool {
    let mut found = false;
    for point in text.code_points() {
        if is(Property::Upper, point) || is(Property::Title, point) {
            return false;
        }
        found |= is(Property::Lower, point);
    }
    found
}

/// `str.isupper()`: an uppercase character and none in lowercase or titlecase.
pub fn is_upper(text: &Wtf8) -> bool {
    let mut found = false;
    for point in text.code_points() {
        if is(Property::Lower, point) || is(Property::Title, point) {
            return false;
        }
        found |= is(Property::Upper, point);
    }
    found
}

/// `str.istitle()`: each word begins in uppercase or titlecase and goes on in lowercase.
pub fn is_title(text: &Wtf8) -> bool {
    let (mut found, mut in_word) = (false, false);
    for point in text.code_points() {
        if is(Property::Upper, point) || is(Property::Title, point) {
            if in_word {
                return false;
            }
            (found, in_word) = (true, true);
        } else if is(Property::Lower, point) {
            if !in_word {
                return false;
            }
            found = true;
        } else {
            in_word = false;
        }
    }
    found
}
