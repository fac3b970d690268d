//! Decimal digits of a float to a given precision, exactly: the number is an integer times a power of two, so every
//! digit is known and a tie is a real tie, rounded to the even digit.

use crate::number::{float_repr, shortest_digits};
use num_bigint::BigUint;
use num_integer::Integer;

/// No double has more digits than this behind the point.
const LAST_PLACE: usize = 1074;

/// `|value| * 10^places`, rounded half to even. Takes finite numbers.
fn scaled(value: f64, places: i64) -> BigUint {
    let bits = value.abs().to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = match bits >> 52 {
        0 => (fraction, -1074),
        biased => (fraction | 1 << 52, biased as i64 - 1075),
    };
    let power = |exponent: i64| BigUint::from(10u32).pow(exponent.max(0) as u32);
    let numerator = (BigUint::from(mantissa) << exponent.max(0) as u64) * power(places);
    let denominator = (BigUint::from(1u32) << (-exponent).max(0) as u64) * power(-places);
    let (quotient, rest) = numerator.div_rem(&denominator);
    let twice = rest << 1u32;
    if twice > denominator || (twice == denominator && quotient.is_odd()) {
        quotient + 1u32
    } else {
        quotient
    }
}

/// `%.{places}f` of a finite number without its sign.
pub(crate) fn fixed(value: f64, places: usize) -> String {
    let exact = places.min(LAST_PLACE);
    let mut digits = scaled(value, exact as i64).to_string();
    if digits.len() <= exact {
        digits.insert_str(0, &"0".repeat(exact + 1 - digits.len()));
    }
    digits.push_str(&"0".repeat(places - exact));
    if places > 0 {
        digits.insert(digits.len() - places, '.');
    }
    digits
}

/// The number rounded to `count` (at least one) significant digits: the digits and the decimal exponent of the first.
pub(crate) fn significant(value: f64, count: usize) -> (String, i32) {
    if value == 0.0 {
        return ("0".repeat(count), 0);
    }
    // 767 significant digits are all that a double can have; the rest is zeros.
    let exact = count.min(LAST_PLACE);
    let mut exponent = shortest_digits(value.abs()).1;
    let mut digits = scaled(value, exact as i64 - 1 - i64::from(exponent)).to_string();
    if digits.len() < exact {
        // The shortest digits may have been rounded up to a power of ten, as those of 1e23 are.
        exponent -= 1;
        digits = scaled(value, exact as i64 - 1 - i64::from(exponent)).to_string();
    }
    if digits.len() > exact {
        exponent += 1;
        digits.truncate(exact);
    }
    digits.push_str(&"0".repeat(count - exact));
    (digits, exponent)
}

/// How [`float_body`] writes a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    /// `e`, `f`, `g`, or `r` for the shortest digits.
    pub(crate) kind: char,
    /// Digits behind the point; for `g`, significant digits.
    pub(crate) precision: usize,
    /// `#`: keep the point, and for `g` the trailing zeros.
    pub(crate) alternate: bool,
    /// A whole number written positionally ends in `.0`.
    pub(crate) add_dot_0: bool,
}

/// The absolute value of a float as text: `nan`, `inf` or digits, in lowercase.
pub(crate) fn float_body(value: f64, style: Style) -> String {
    if !value.is_finite() {
        return float_repr(value.abs());
    }
    let Style { kind, precision, alternate, add_dot_0 } = style;
    match kind {
        'f' => {
            let mut text = fixed(value, precision);
            if alternate && precision == 0 {
                text.push('.');
            }
            text
        }
        'e' => {
            let (digits, exponent) = significant(value, precision + 1);
            scientific(&digits, exponent, alternate)
        }
        'g' => {
            let precision = precision.max(1);
            let (digits, exponent) = significant(value, precision);
            let digits = if alternate { &digits } else { trim_zeros(&digits) };
            let bound = precision as i64 - i64::from(add_dot_0);
            positional_or_scientific(digits, exponent, bound, style)
        }
        _ => {
            let (digits, exponent) = shortest_digits(value.abs());
            positional_or_scientific(&digits, exponent, 16, style)
        }
    }
}

fn trim_zeros(digits: &str) -> &str {
    let trimmed = digits.trim_end_matches('0');
    if trimmed.is_empty() { &digits[..1] } else { trimmed }
}

fn positional_or_scientific(digits: &str, exponent: i32, bound: i64, style: Style) -> String {
    if exponent < -4 || i64::from(exponent) >= bound {
        return scientific(digits, exponent, style.alternate);
    }
    if exponent < 0 {
        return format!("0.{}{digits}", "0".repeat((-exponent - 1) as usize));
    }
    let whole = exponent as usize + 1;
    if digits.len() > whole {
        return format!("{}.{}", &digits[..whole], &digits[whole..]);
    }
    let tail = match (style.add_dot_0, style.alternate) {
        (true, _) => ".0",
        (false, true) => ".",
        (false, false) => "",
    };
    format!("{digits}{}{tail}", "0".repeat(whole - digits.len()))
}

fn scientific(digits: &str, exponent: i32, alternate: bool) -> String {
    let (first, rest) = digits.split_at(1);
    let dot = if rest.is_empty() && !alternate { "" } else { "." };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{first}{dot}{rest}e{sign}{:02}", exponent.abs())
}
