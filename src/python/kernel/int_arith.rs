//! Arithmetic of `int`: floor division, exact true division, powers and shifts with bounds, bytes.

use super::{Fault, within};
use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// `a // b`
///
/// # Errors
/// `ZeroDivisionError: integer division or modulo by zero`
pub fn floor_div(a: &BigInt, b: &BigInt) -> Result<BigInt, Fault> {
    divmod(a, b).map(|(quotient, _)| quotient)
}

/// `a % b`, with the sign of `b`.
///
/// # Errors
/// `ZeroDivisionError: integer modulo by zero`
pub fn modulo(a: &BigInt, b: &BigInt) -> Result<BigInt, Fault> {
    if b.is_zero() { Err(Fault::zero_division("integer modulo by zero")) } else { Ok(a.mod_floor(b)) }
}

/// `divmod(a, b)`
///
/// # Errors
/// `ZeroDivisionError: integer division or modulo by zero`
pub fn divmod(a: &BigInt, b: &BigInt) -> Result<(BigInt, BigInt), Fault> {
    if b.is_zero() {
        return Err(Fault::zero_division("integer division or modulo by zero"));
    }
    Ok(a.div_mod_floor(b))
}

/// `a / b`, rounded once from the exact quotient.
///
/// # Errors
/// `ZeroDivisionError: division by zero`, `OverflowError: integer division result too large for a float`
pub fn true_div(a: &BigInt, b: &BigInt) -> Result<f64, Fault> {
    if b.is_zero() {
        return Err(Fault::zero_division("division by zero"));
    }
    if a.is_zero() {
        return Ok(if b.is_negative() { -0.0 } else { 0.0 });
    }
    // A quotient of at least 66 bits, whose last bit remembers whether anything was cut off.
    let shift = 66 + b.bits() as i64 - a.bits() as i64;
    let numerator = a.magnitude() << shift.max(0) as u64;
    let denominator = b.magnitude() << (-shift).max(0) as u64;
    let (quotient, rest) = numerator.div_rem(&denominator);
    let quotient = quotient.to_u128().unwrap_or(u128::MAX) | u128::from(!rest.is_zero());
    let value = scaled(quotient, -shift);
    if value.is_infinite() {
        return Err(Fault::overflow("integer division result too large for a float"));
    }
    Ok(if a.is_negative() == b.is_negative() { value } else { -value })
}

/// `float(int)`, rounded half to even.
///
/// # Errors
/// `OverflowError: int too large to convert to float`
pub fn int_to_float(value: &BigInt) -> Result<f64, Fault> {
    let magnitude = value.magnitude();
    let extra = magnitude.bits().saturating_sub(66);
    let lost = extra > 0 && magnitude.trailing_zeros().is_some_and(|zeros| zeros < extra);
    let top = (magnitude >> extra).to_u128().unwrap_or(u128::MAX) | u128::from(lost);
    let float = scaled(top, extra as i64);
    if float.is_infinite() {
        return Err(Fault::overflow("int too large to convert to float"));
    }
    Ok(if value.is_negative() { -float } else { float })
}

/// `mantissa * 2^exponent`, rounded once, half to even, down into the subnormal numbers.
fn scaled(mantissa: u128, exponent: i64) -> f64 {
    let bits = 128 - i64::from(mantissa.leading_zeros());
    let top = bits + exponent - 1;
    if mantissa == 0 || top < -1075 {
        return 0.0;
    }
    if top > 1023 {
        return f64::INFINITY;
    }
    let dropped = (bits - (top + 1075).min(53)).max(0);
    let kept = if dropped == 0 {
        mantissa
    } else {
        let (high, low) = (mantissa >> dropped, mantissa & ((1 << dropped) - 1));
        let half = 1 << (dropped - 1);
        high + u128::from(low > half || (low == half && high & 1 == 1))
    };
    kept as f64 * power_of_two(exponent + dropped)
}

/// `2^n` for `n` from -1074 to 1023; zero below, infinite above.
pub(crate) fn power_of_two(n: i64) -> f64 {
    match n {
        ..-1074 => 0.0,
        -1074..-1022 => f64::from_bits(1 << (n + 1074)),
        -1022..1024 => f64::from_bits(((n + 1023) as u64) << 52),
        _ => f64::INFINITY,
    }
}

/// `a * b`
///
/// # Errors
/// [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn mul(a: &BigInt, b: &BigInt, limit: usize) -> Result<BigInt, Fault> {
    within(((a.bits() + b.bits()) / 8) as usize, limit)?;
    Ok(a * b)
}

/// `base ** exponent` for an exponent that is not negative (else the power is a float: see
/// [`super::float_arith::pow`]).
///
/// # Errors
/// [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn pow(base: &BigInt, exponent: &BigInt, limit: usize) -> Result<BigInt, Fault> {
    if exponent.is_zero() || base.is_one() {
        return Ok(BigInt::one());
    }
    if base.is_zero() {
        return Ok(BigInt::zero());
    }
    if base.magnitude().is_one() {
        return Ok(if exponent.is_even() { BigInt::one() } else { base.clone() });
    }
    let exponent = exponent.to_u32().ok_or_else(Fault::too_big)?;
    within(((base.bits() - 1).saturating_mul(exponent.into()) / 8) as usize, limit)?;
    Ok(base.pow(exponent))
}

/// `pow(base, exponent, modulus)`; the result has the sign of the modulus.
///
/// # Errors
/// `ValueError` for a modulus of zero, or a negative exponent when the base has no inverse.
pub fn pow_mod(base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> Result<BigInt, Fault> {
    if modulus.is_zero() {
        return Err(Fault::value("pow() 3rd argument cannot be 0"));
    }
    let size = BigInt::from(modulus.magnitude().clone());
    let base = if exponent.is_negative() {
        let gcd = base.mod_floor(&size).extended_gcd(&size);
        if !gcd.gcd.is_one() {
            return Err(Fault::value("base is not invertible for the given modulus"));
        }
        gcd.x.mod_floor(&size)
    } else {
        base.mod_floor(&size)
    };
    let exponent = BigInt::from(exponent.magnitude().clone());
    Ok(base.modpow(&exponent, &size).mod_floor(modulus))
}

/// Steps of work that [`pow_mod`] takes, roughly machine multiplications; to be charged before calling it.
pub fn pow_mod_cost(exponent: &BigInt, modulus: &BigInt) -> u64 {
    let limbs = modulus.bits() / 64 + 1;
    exponent.bits().saturating_mul(limbs.saturating_mul(limbs)).saturating_mul(3)
}

/// `a << count`
///
/// # Errors
/// `ValueError: negative shift count`, [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn shift_left(a: &BigInt, count: &BigInt, limit: usize) -> Result<BigInt, Fault> {
    if count.is_negative() {
        return Err(Fault::value("negative shift count"));
    }
    if a.is_zero() {
        return Ok(BigInt::zero());
    }
    let count = count.to_usize().ok_or_else(Fault::too_big)?;
    within((a.bits() as usize / 8).saturating_add(count / 8), limit)?;
    Ok(a << count)
}

/// `a >> count`, rounding down.
///
/// # Errors
/// `ValueError: negative shift count`
pub fn shift_right(a: &BigInt, count: &BigInt) -> Result<BigInt, Fault> {
    if count.is_negative() {
        return Err(Fault::value("negative shift count"));
    }
    match count.to_usize().filter(|count| (*count as u64) <= a.bits()) {
        Some(count) => Ok(a >> count),
        None => Ok(if a.is_negative() { -BigInt::one() } else { BigInt::zero() }),
    }
}

/// `round(int, digits)`: to a multiple of `10^-digits`, half to even; unchanged for `digits >= 0`.
pub fn round(value: &BigInt, digits: i64) -> BigInt {
    if digits >= 0 {
        return value.clone();
    }
    let places = digits.unsigned_abs();
    // Beyond its own length every number rounds to zero.
    if places > value.bits() / 3 + 1 {
        return BigInt::zero();
    }
    let unit = BigInt::from(10).pow(places as u32);
    let (quotient, rest) = value.div_mod_floor(&unit);
    let twice: BigInt = rest * 2;
    if twice > unit || (twice == unit && quotient.is_odd()) { (quotient + 1) * unit } else { quotient * unit }
}

fn big_endian(order: &str) -> Result<bool, Fault> {
    match order {
        "big" => Ok(true),
        "little" => Ok(false),
        _ => Err(Fault::value("byteorder must be either 'little' or 'big'")),
    }
}

/// `int.to_bytes(length, byteorder, signed=…)`
///
/// # Errors
/// `ValueError` for the arguments, `OverflowError` when the number does not fit, [`super::Kind::TooBig`].
pub fn to_bytes(
    value: &BigInt,
    length: i64,
    order: &str,
    signed: bool,
    limit: usize,
) -> Result<Vec<u8>, Fault> {
    let big = big_endian(order)?;
    let length = usize::try_from(length).map_err(|_| Fault::value("length argument must be non-negative"))?;
    if value.is_negative() && !signed {
        return Err(Fault::overflow("can't convert negative int to unsigned"));
    }
    within(length, limit)?;
    let mut bytes = if signed { value.to_signed_bytes_le() } else { value.magnitude().to_bytes_le() };
    let filler = if value.is_negative() { 0xFF } else { 0 };
    // Both give at least one byte, which zero does not need.
    if value.is_zero() {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(Fault::overflow("int too big to convert"));
    }
    bytes.resize(length, filler);
    if big {
        bytes.reverse();
    }
    Ok(bytes)
}

/// `int.from_bytes(bytes, byteorder, signed=…)`
///
/// # Errors
/// `ValueError: byteorder must be either 'little' or 'big'`
pub fn from_bytes(bytes: &[u8], order: &str, signed: bool) -> Result<BigInt, Fault> {
    Ok(match (big_endian(order)?, signed) {
        (true, true) => BigInt::from_signed_bytes_be(bytes),
        (false, true) => BigInt::from_signed_bytes_le(bytes),
        (true, false) => BigInt::from_bytes_be(Sign::Plus, bytes),
        (false, false) => BigInt::from_bytes_le(Sign::Plus, bytes),
    })
}

/// `int.bit_count()`
pub fn bit_count(value: &BigInt) -> u64 {
    value.magnitude().iter_u64_digits().map(|digit| u64::from(digit.count_ones())).sum()
}

/// `hash(int)`: the number modulo `2^61 - 1` with its sign, and -2 in the place of -1. Equal to the hash of the same
/// number as `bool` or `float`.
pub fn hash(value: &BigInt) -> i64 {
    let modulus = BigUint::from((1u64 << 61) - 1);
    let rest = (value.magnitude() % modulus).to_i64().unwrap_or(0);
    match if value.is_negative() { -rest } else { rest } {
        -1 => -2,
        hash => hash,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_not_fit_is_refused_before_it_is_made() {
        use crate::python::kernel::Kind;
        let huge = BigInt::from(10).pow(30);
        let seven = BigInt::from(7);
        for fault in [
            pow(&seven, &huge, 1 << 20).unwrap_err(),
            pow(&seven, &100_000_000.into(), 1 << 20).unwrap_err(),
            shift_left(&seven, &huge, 1 << 20).unwrap_err(),
            shift_left(&seven, &(1u64 << 40).into(), 1 << 20).unwrap_err(),
            mul(&pow(&seven, &1000.into(), 1 << 20).unwrap(), &seven, 100).unwrap_err(),
            to_bytes(&seven, i64::MAX, "big", false, 1 << 20).unwrap_err(),
        ] {
            assert_eq!(fault.kind, Kind::TooBig);
        }
        assert_eq!(pow(&-BigInt::one(), &huge, 8), Ok(BigInt::one()));
        assert_eq!(shift_left(&BigInt::zero(), &huge, 8), Ok(BigInt::zero()));
        assert_eq!(shift_right(&-seven, &huge), Ok(-BigInt::one()));
    }
}
