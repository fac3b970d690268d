//! `int(text, base)`, `str(int)` and the other bases.

use super::Fault;
use super::float_text::{ascii_number, is_c_space};
use super::quote::{repr_bytes, repr_str};
use crate::wtf8::Wtf8;
use num_bigint::{BigInt, BigUint, Sign};

/// `sys.get_int_max_str_digits()`: longer decimal texts are refused in both directions.
pub const MAX_STR_DIGITS: usize = 4300;

/// `int(str, base)`.
///
/// # Errors
/// `ValueError` for a bad base, a bad literal, or more than [`MAX_STR_DIGITS`] digits in a base that is no power of two.
pub fn parse_int(text: &Wtf8, base: i64) -> Result<BigInt, Fault> {
    let ascii = ascii_number(text).unwrap_or_else(|| {
        // What cannot be a digit ends the number, after the digits before it were counted.
        text.code_points().map(|p| char::from_u32(p).filter(char::is_ascii).unwrap_or('?')).collect()
    });
    parse(&ascii, base, || repr_str(text))
}

/// `int(bytes, base)`.
///
/// # Errors
/// As [`parse_int`].
pub fn parse_int_bytes(bytes: &[u8], base: i64) -> Result<BigInt, Fault> {
    let ascii: String = bytes.iter().map(|b| if b.is_ascii() { char::from(*b) } else { '?' }).collect();
    parse(&ascii, base, || repr_bytes(bytes))
}

fn parse(text: &str, base: i64, shown: impl Fn() -> String) -> Result<BigInt, Fault> {
    if base != 0 && !(2..=36).contains(&base) {
        return Err(Fault::value("int() base must be >= 2 and <= 36, or 0"));
    }
    let bad = || Fault::value(format!("invalid literal for int() with base {base}: {}", shown()));
    let text = text.trim_matches(is_c_space);
    let (negative, text) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let (radix, digits) = split_prefix(text, base as u32);
    let mut clean = String::with_capacity(digits.len());
    let mut previous = '_';
    let mut stopped = false;
    for c in digits.chars() {
        if c == '_' {
            if previous == '_' {
                return Err(bad());
            }
        } else if c.is_digit(radix) {
            clean.push(c);
        } else {
            stopped = true;
            break;
        }
        previous = c;
    }
    if !radix.is_power_of_two() && clean.len() > MAX_STR_DIGITS && previous != '_' {
        return Err(Fault::value(format!(
            "Exceeds the limit ({MAX_STR_DIGITS} digits) for integer string conversion: value has {} digits; use \
             sys.set_int_max_str_digits() to increase the limit",
            clean.len()
        )));
    }
    if stopped || clean.is_empty() || previous == '_' {
        return Err(bad());
    }
    let magnitude = BigUint::parse_bytes(clean.as_bytes(), radix).ok_or_else(bad)?;
    // `010` is neither octal nor decimal when the text chooses the base; `000` is zero.
    if base == 0 && radix == 10 && clean.starts_with('0') && magnitude != BigUint::ZERO {
        return Err(bad());
    }
    Ok(BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, magnitude))
}

/// The base and the digits behind `0x`, `0o` or `0b` (and one underscore), where `base` allows such a prefix.
fn split_prefix(text: &str, base: u32) -> (u32, &str) {
    let prefixed = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    if prefixed != 0 && (base == 0 || base == prefixed) {
        let digits = &text[2..];
        (prefixed, digits.strip_prefix('_').unwrap_or(digits))
    } else {
        (if base == 0 { 10 } else { base }, text)
    }
}

/// `str(int)`, which is also `repr(int)`.
///
/// # Errors
/// `ValueError` beyond [`MAX_STR_DIGITS`] digits.
pub fn int_to_str(value: &BigInt) -> Result<String, Fault> {
    let too_long = || {
        Fault::value(format!(
            "Exceeds the limit ({MAX_STR_DIGITS} digits) for integer string conversion; use \
             sys.set_int_max_str_digits() to increase the limit"
        ))
    };
    // 4300 digits are 14285 bits; far longer numbers are refused before the slow conversion.
    if value.bits() > 14_300 {
        return Err(too_long());
    }
    let text = value.to_string();
    let sign = usize::from(value.sign() == Sign::Minus);
    if text.len() - sign > MAX_STR_DIGITS { Err(too_long()) } else { Ok(text) }
}

/// `bin`, `oct` and `hex`: the digits in base 2, 8 or 16 behind `0b`, `0o` or `0x`.
pub fn int_in_base(value: &BigInt, base: u32) -> String {
    let sign = if value.sign() == Sign::Minus { "-" } else { "" };
    let prefix = match base {
        2 => "0b",
        8 => "0o",
        16 => "0x",
        _ => "",
    };
    format!("{sign}{prefix}{}", value.magnitude().to_str_radix(base.clamp(2, 36)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, base: i64) -> Result<i64, String> {
        parse_int(&Wtf8::from(text), base).map(|n| n.try_into().unwrap()).map_err(|fault| fault.message)
    }

    #[test]
    fn prefixes_count_only_in_their_own_base() {
        assert_eq!(read("0x_1F", 16), Ok(31));
        assert_eq!(read("-0b11", 0), Ok(-3));
        assert_eq!(read("0b11", 16), Ok(0xb11));
        assert_eq!(read("0_7", 8), Ok(7));
        assert_eq!(read("zz", 36), Ok(1295));
        assert_eq!(read("000", 0), Ok(0));
        assert_eq!(read("010", 0), Err("invalid literal for int() with base 0: '010'".into()));
        assert_eq!(read("0x", 16), Err("invalid literal for int() with base 16: '0x'".into()));
        assert_eq!(read("9", 8), Err("invalid literal for int() with base 8: '9'".into()));
        assert_eq!(read("1", 1), Err("int() base must be >= 2 and <= 36, or 0".into()));
    }

    #[test]
    fn very_long_decimals_are_refused_both_ways() {
        let long = "1".repeat(4301);
        assert_eq!(
            read(&long, 10),
            Err("Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use \
                 sys.set_int_max_str_digits() to increase the limit"
                .into())
        );
        let value = parse_int(&Wtf8::from(long.as_str()), 16).unwrap();
        let fault = int_to_str(&value).unwrap_err();
        assert_eq!(
            fault.message,
            "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to \
             increase the limit"
        );
        let edge = BigInt::from(10).pow(4299);
        assert_eq!(int_to_str(&-edge.clone()).map(|text| text.len()), Ok(4301));
        assert!(int_to_str(&(edge * 10)).is_err());
    }

    #[test]
    fn bases_carry_their_prefix_behind_the_sign() {
        assert_eq!(int_in_base(&BigInt::from(-255), 16), "-0xff");
        assert_eq!(int_in_base(&BigInt::from(0), 2), "0b0");
    }
}
