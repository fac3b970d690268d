//! Arithmetic of `float`: floor division and modulo, powers, rounding, exact comparison with `int`, hash.

use super::format::digits::fixed;
use super::int_arith::power_of_two;
use super::{Fault, int_arith};
use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive, Zero};
use std::cmp::Ordering;

/// `a / b`
///
/// # Errors
/// `ZeroDivisionError: float division by zero`
pub fn div(a: f64, b: f64) -> Result<f64, Fault> {
    if b == 0.0 { Err(Fault::zero_division("float division by zero")) } else { Ok(a / b) }
}

/// `a // b`
///
/// # Errors
/// `ZeroDivisionError: float floor division by zero`
pub fn floor_div(a: f64, b: f64) -> Result<f64, Fault> {
    if b == 0.0 {
        Err(Fault::zero_division("float floor division by zero"))
    } else {
        Ok(quotient_and_rest(a, b).0)
    }
}

/// `a % b`, with the sign of `b`.
///
/// # Errors
/// `ZeroDivisionError: float modulo`
pub fn modulo(a: f64, b: f64) -> Result<f64, Fault> {
    if b == 0.0 { Err(Fault::zero_division("float modulo")) } else { Ok(quotient_and_rest(a, b).1) }
}

/// `divmod(a, b)`
///
/// # Errors
/// `ZeroDivisionError: float divmod()`
pub fn divmod(a: f64, b: f64) -> Result<(f64, f64), Fault> {
    if b == 0.0 { Err(Fault::zero_division("float divmod()")) } else { Ok(quotient_and_rest(a, b)) }
}

fn quotient_and_rest(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0f64.copysign(a / b), rest);
    }
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest)
}

/// What a power of floats is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Power {
    /// A float.
    Real(f64),
    /// A complex number, for a negative base and a fractional exponent.
    Complex(f64, f64),
}

/// `a ** b`, also for integers whose exponent is negative, after both became floats.
///
/// # Errors
/// `ZeroDivisionError: 0.0 cannot be raised to a negative power`,
/// `OverflowError: (34, 'Numerical result out of range')`, `OverflowError: complex exponentiation`
pub fn pow(a: f64, b: f64) -> Result<Power, Fault> {
    if a == 0.0 && b < 0.0 {
        return Err(Fault::zero_division("0.0 cannot be raised to a negative power"));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b.fract() != 0.0 {
        let length = a.abs().powf(b);
        if length.is_infinite() {
            return Err(Fault::overflow("complex exponentiation"));
        }
        let angle = std::f64::consts::PI * b;
        return Ok(Power::Complex(length * angle.cos(), length * angle.sin()));
    }
    let value = a.powf(b);
    if value.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(Fault::overflow("(34, 'Numerical result out of range')"));
    }
    Ok(Power::Real(value))
}

fn finite(value: f64) -> Result<f64, Fault> {
    if value.is_nan() {
        Err(Fault::value("cannot convert float NaN to integer"))
    } else if value.is_infinite() {
        Err(Fault::overflow("cannot convert float infinity to integer"))
    } else {
        Ok(value)
    }
}

fn whole(value: f64) -> BigInt {
    BigInt::from_f64(value).unwrap_or_default()
}

/// `int(float)`: towards zero.
///
/// # Errors
/// `ValueError` for a NaN, `OverflowError` for an infinity.
pub fn to_int(value: f64) -> Result<BigInt, Fault> {
    finite(value).map(|value| whole(value.trunc()))
}

/// `math.floor(float)`
///
/// # Errors
/// As [`to_int`].
pub fn floor(value: f64) -> Result<BigInt, Fault> {
    finite(value).map(|value| whole(value.floor()))
}

/// `math.ceil(float)`
///
/// # Errors
/// As [`to_int`].
pub fn ceil(value: f64) -> Result<BigInt, Fault> {
    finite(value).map(|value| whole(value.ceil()))
}

/// `round(float)`: to the nearest integer, half to even.
///
/// # Errors
/// As [`to_int`].
pub fn round_to_int(value: f64) -> Result<BigInt, Fault> {
    finite(value).map(|value| whole(value.round_ties_even()))
}

/// `round(float, digits)`: the closest decimal, half to even when the float lies exactly between two.
///
/// # Errors
/// `OverflowError: rounded value too large to represent`
pub fn round(value: f64, digits: i64) -> Result<f64, Fault> {
    if !value.is_finite() || value == 0.0 || digits > 323 {
        return Ok(value);
    }
    if digits < -308 {
        return Ok(0f64.copysign(value));
    }
    let text = if digits >= 0 {
        fixed(value, digits as usize)
    } else {
        format!("{}e{}", units(value, -digits), -digits)
    };
    let rounded: f64 = text.parse().unwrap_or(f64::INFINITY);
    if rounded.is_infinite() {
        return Err(Fault::overflow("rounded value too large to represent"));
    }
    Ok(rounded.copysign(value))
}

/// `|value| / 10^places`, rounded half to even.
fn units(value: f64, places: i64) -> BigInt {
    // A fraction only matters when the whole part alone is a tie: one more bit remembers it.
    let doubled = whole(value.abs().trunc()) * 4 + u8::from(value.fract() != 0.0);
    let unit = BigInt::from(10).pow(places as u32) * 4;
    let rounded: BigInt = &doubled / &unit;
    let rest = (doubled - &rounded * &unit) * 2;
    if rest > unit || (rest == unit && rounded.bit(0)) { rounded + 1 } else { rounded }
}

/// `float.is_integer()`
pub fn is_integer(value: f64) -> bool {
    value.is_finite() && value.fract() == 0.0
}

/// `float.as_integer_ratio()`: numerator and denominator in lowest terms.
///
/// # Errors
/// `OverflowError` for an infinity, `ValueError` for a NaN.
pub fn as_integer_ratio(value: f64) -> Result<(BigInt, BigInt), Fault> {
    if value.is_nan() {
        return Err(Fault::value("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(Fault::overflow("cannot convert Infinity to integer ratio"));
    }
    let (mantissa, exponent) = parts(value);
    let trailing =
        if mantissa == 0 { 0 } else { i64::from(mantissa.trailing_zeros()).min((-exponent).max(0)) };
    let exponent = if mantissa == 0 { 0 } else { exponent + trailing };
    let numerator = BigInt::from(mantissa >> trailing) << exponent.max(0) as u64;
    let denominator = BigInt::from(1) << (-exponent).max(0) as u64;
    Ok((if value < 0.0 { -numerator } else { numerator }, denominator))
}

/// The finite `|value|` as `mantissa * 2^exponent`.
fn parts(value: f64) -> (u64, i64) {
    let bits = value.abs().to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match bits >> 52 {
        0 => (fraction, -1074),
        biased => (fraction | 1 << 52, biased as i64 - 1075),
    }
}

/// How an integer compares with a float, exactly; `None` for a NaN.
pub fn compare_int(a: &BigInt, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    if b.is_infinite() {
        return Some(if b > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let below = b.floor();
    Some(a.cmp(&whole(below)).then(if b > below { Ordering::Less } else { Ordering::Equal }))
}

/// `hash(float)`, equal to the hash of the same number as `int`. Every NaN gives 0 (in CPython each has its own).
pub fn hash(value: f64) -> i64 {
    if value.is_nan() {
        return 0;
    }
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    let (mantissa, exponent) = parts(value);
    // 2^61 is 1 modulo 2^61 - 1, so the exponent counts modulo 61.
    let hash = int_arith::hash(&(BigInt::from(mantissa) << exponent.rem_euclid(61) as u64));
    if value < 0.0 && hash != 0 {
        return int_arith::hash(&-BigInt::from(hash));
    }
    hash
}

/// `float.hex()`
pub fn hex(value: f64) -> String {
    if !value.is_finite() {
        return crate::number::float_repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = value.abs().to_bits();
    let (lead, exponent) = if bits >> 52 == 0 { (0, -1022) } else { (1, (bits >> 52) as i64 - 1023) };
    let exponent_sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}0x{lead}.{:013x}p{exponent_sign}{}", bits & ((1 << 52) - 1), exponent.abs())
}

/// `math.ldexp(value, exponent)`, rounded once.
///
/// # Errors
/// `OverflowError: math range error`
pub fn ldexp(value: f64, exponent: &BigInt) -> Result<f64, Fault> {
    if value == 0.0 || !value.is_finite() {
        return Ok(value);
    }
    let exponent = exponent.to_i64().unwrap_or(if *exponent < BigInt::zero() { i64::MIN } else { i64::MAX });
    let (mantissa, own) = parts(value);
    let total = own.saturating_add(exponent);
    let result = if total >= -1074 {
        let high = total.clamp(-1074, 971);
        mantissa as f64 * power_of_two(high) * power_of_two((total - high).min(1023))
    } else {
        // Below the subnormal numbers one rounding decides.
        let dropped = (-1074 - total).min(63) as u32;
        let (high, low) = (mantissa >> dropped, mantissa & ((1 << dropped) - 1));
        let half = 1u64 << (dropped - 1);
        f64::from_bits(high + u64::from(low > half || (low == half && high & 1 == 1)))
    };
    if result.is_infinite() {
        return Err(Fault::overflow("math range error"));
    }
    Ok(result.copysign(value))
}
