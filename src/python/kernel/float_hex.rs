//! `float.fromhex`.

use super::Fault;
use super::float_text::is_c_space;
use super::int_arith::power_of_two;
use crate::wtf8::Wtf8;

/// `float.fromhex(text)`: `0x1.8p3`, `-inf`, `nan`; rounded once, half to even.
///
/// # Errors
/// `ValueError: invalid hexadecimal floating-point string`,
/// `OverflowError: hexadecimal value too large to represent as a float`
pub fn parse(text: &Wtf8) -> Result<f64, Fault> {
    let bad = || Fault::value("invalid hexadecimal floating-point string");
    let text = text.as_str().ok_or_else(bad)?.trim_matches(is_c_space);
    let (negative, body) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let lower = body.to_ascii_lowercase();
    let value = match lower.as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        _ => magnitude(lower.strip_prefix("0x").unwrap_or(&lower)).ok_or_else(bad)??,
    };
    Ok(if negative { -value } else { value })
}

/// The number behind sign and `0x`; nothing when it is not one.
fn magnitude(text: &str) -> Option<Result<f64, Fault>> {
    let (digits, exponent) = match text.split_once('p') {
        Some((digits, exponent)) => (digits, Some(exponent)),
        None => (text, None),
    };
    let exponent = match exponent {
        None => 0,
        Some(text) => {
            let plain = text.strip_prefix(['+', '-']).unwrap_or(text);
            if plain.is_empty() || !plain.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            let bound = if text.starts_with('-') { -(1 << 40) } else { 1 << 40 };
            text.parse::<i64>().unwrap_or(bound).clamp(-(1 << 40), 1 << 40)
        }
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut mantissa: u128 = 0;
    let mut lost = false;
    let mut scale = exponent;
    for (digit, fractional) in whole.chars().map(|c| (c, false)).chain(fraction.chars().map(|c| (c, true))) {
        let digit = u128::from(digit.to_digit(16)?);
        if mantissa >> 120 == 0 {
            mantissa = mantissa << 4 | digit;
            scale -= if fractional { 4 } else { 0 };
        } else {
            lost |= digit != 0;
            scale += if fractional { 0 } else { 4 };
        }
    }
    Some(rounded(mantissa, lost, scale))
}

/// `mantissa * 2^scale`, and a little more when digits were lost.
fn rounded(mantissa: u128, lost: bool, scale: i64) -> Result<f64, Fault> {
    let too_large = || Fault::overflow("hexadecimal value too large to represent as a float");
    if mantissa == 0 {
        return Ok(0.0);
    }
    let bits = i64::from(128 - mantissa.leading_zeros());
    if scale + bits > 1024 {
        return Err(too_large());
    }
    if scale + bits < -1074 {
        return Ok(0.0);
    }
    let drop = (bits - 53).max(-1074 - scale);
    if drop <= 0 {
        return Ok(mantissa as f64 * power_of_two(scale));
    }
    let (high, low, half) = if drop >= 128 {
        (0, mantissa, u128::MAX)
    } else {
        (mantissa >> drop, mantissa & ((1 << drop) - 1), 1 << (drop - 1))
    };
    let up = low > half || (low == half && (lost || high & 1 == 1));
    let value = (high + u128::from(up)) as f64 * power_of_two(scale + drop);
    if value.is_infinite() { Err(too_large()) } else { Ok(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_texts_are_rounded_once() {
        let read = |text: &str| parse(&Wtf8::from(text));
        assert_eq!(read("0x1.8p1"), Ok(3.0));
        assert_eq!(read("  -0X.1P4\n"), Ok(-1.0));
        assert_eq!(read("1e5"), Ok(485.0));
        assert_eq!(read("0x1p-1075"), Ok(0.0));
        assert_eq!(read("0x1.8p-1074"), Ok(1e-323));
        assert_eq!(read("0x1.00000000000008p0"), Ok(1.0));
        assert_eq!(read("0x1.00000000000008000000000000000000000001p0"), Ok(1.000_000_000_000_000_2));
        assert_eq!(read("0x1.fffffffffffffp1023"), Ok(f64::MAX));
        assert!(read("0x1.fffffffffffff8p1023").is_err());
        assert!(read("0x1p1024").is_err());
        for text in ["", "0x", "zz", "0x1p", "0x1p+", "0x.", "1.2.3", "0x1 p3"] {
            assert_eq!(
                read(text).unwrap_err().message,
                "invalid hexadecimal floating-point string",
                "{text:?}"
            );
        }
    }
}
