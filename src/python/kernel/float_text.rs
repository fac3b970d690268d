//! `float(text)` and `repr(complex)`; [`float_repr`] writes a float.

use super::Fault;
use super::quote::{repr_bytes, repr_str};
use super::unicode::{decimal_value, is_space};
use crate::number::float_repr;
use crate::wtf8::Wtf8;

/// A part of a `complex` in its `repr`: as [`float_repr`] without the `.0`.
pub fn repr_float_bare(value: f64) -> String {
    let text = float_repr(value);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// `repr(complex)`: `(1+2j)`, `2j`, `(-0-1j)`.
pub fn repr_complex(real: f64, imaginary: f64) -> String {
    let imaginary_text = repr_float_bare(imaginary);
    if real == 0.0 && real.is_sign_positive() {
        return format!("{imaginary_text}j");
    }
    let sign = if imaginary_text.starts_with('-') { "" } else { "+" };
    format!("({}{sign}{imaginary_text}j)", repr_float_bare(real))
}

/// Digits of any script as ASCII digits and whitespace beyond ASCII as a space, which is what numbers are read from.
/// `None` when another character beyond ASCII is in the text.
pub(crate) fn ascii_number(text: &Wtf8) -> Option<String> {
    text.code_points()
        .map(|point| {
            if point < 0x80 {
                char::from_u32(point)
            } else if is_space(point) {
                Some(' ')
            } else {
                decimal_value(point).and_then(|digit| char::from_digit(digit, 10))
            }
        })
        .collect()
}

/// What C calls whitespace: not `\x1c` to `\x1f`.
pub(crate) fn is_c_space(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r')
}

/// `float(str)`.
///
/// # Errors
/// `ValueError: could not convert string to float: '…'`
pub fn parse_float(text: &Wtf8) -> Result<f64, Fault> {
    ascii_number(text)
        .and_then(|ascii| read(&ascii))
        .ok_or_else(|| Fault::value(format!("could not convert string to float: {}", repr_str(text))))
}

/// `float(bytes)`.
///
/// # Errors
/// `ValueError: could not convert string to float: b'…'`
pub fn parse_float_bytes(bytes: &[u8]) -> Result<f64, Fault> {
    std::str::from_utf8(bytes)
        .ok()
        .and_then(read)
        .ok_or_else(|| Fault::value(format!("could not convert string to float: {}", repr_bytes(bytes))))
}

/// Reads a number with optional surrounding whitespace and underscores between digits.
fn read(text: &str) -> Option<f64> {
    let text = text.trim_matches(is_c_space);
    let mut digits = String::with_capacity(text.len());
    let mut previous = ' ';
    for c in text.chars() {
        if c == '_' {
            if !previous.is_ascii_digit() {
                return None;
            }
        } else {
            if previous == '_' && !c.is_ascii_digit() {
                return None;
            }
            digits.push(c);
        }
        previous = c;
    }
    // A leading sign is all that may stand before a digit, a point, `inf` or `nan`; Rust agrees with C on the rest.
    if previous == '_' || digits.is_empty() { None } else { digits.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complex_numbers_read_as_python_writes_them() {
        assert_eq!(repr_complex(1.0, 2.0), "(1+2j)");
        assert_eq!(repr_complex(0.0, -2.5), "-2.5j");
        assert_eq!(repr_complex(-0.0, 1.0), "(-0+1j)");
        assert_eq!(repr_complex(1e16, f64::NAN), "(1e+16+nanj)");
    }

    #[test]
    fn floats_are_read_with_underscores_between_digits_only() {
        let read = |text: &str| parse_float(&Wtf8::from(text)).ok();
        assert_eq!(read(" 1_000.2_5e1_0\n"), Some(1000.25e10));
        assert_eq!(read("-Infinity"), Some(f64::NEG_INFINITY));
        assert_eq!(read("\u{661}\u{a0}"), Some(1.0));
        for text in ["1__0", "_1", "1_", "1_.0", "1e_5", "", ".", "0x1p3", "1\u{1c}", "infinit", "+-1", "1e"]
        {
            assert_eq!(read(text), None, "{text:?}");
        }
        let fault = parse_float(&Wtf8::from("it's")).unwrap_err();
        assert_eq!(fault.message, "could not convert string to float: \"it's\"");
    }
}
