//! `iat`, `nbf` and `exp` against the clock, compared as Python compares integers with floats.

use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};
use std::cmp::Ordering;
use std::fmt;

/// The tolerance a caller gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Leeway {
    /// Whole seconds.
    Int(BigInt),
    /// Seconds with a fraction (a `timedelta` for `PyJWT`).
    Float(f64),
    /// Something that cannot be added to a number: the name of its type.
    Broken(String),
}

/// A moment to compare with: the clock with the leeway added or taken away.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// Whole seconds since 1970: python-jose's clock.
    Int(BigInt),
    /// Seconds since 1970 with a fraction: `PyJWT`'s clock.
    Float(f64),
}

impl Bound {
    /// `now + leeway`, or `now - leeway`.
    ///
    /// # Errors
    /// The message of Python's `TypeError`.
    pub fn with_leeway(&self, leeway: &Leeway, add: bool) -> Result<Self, String> {
        let sign = if add { 1.0 } else { -1.0 };
        Ok(match (self, leeway) {
            (_, Leeway::Broken(kind)) => {
                let (operator, clock) = (if add { '+' } else { '-' }, self.python_type());
                return Err(format!("unsupported operand type(s) for {operator}: '{clock}' and '{kind}'"));
            }
            (Self::Int(now), Leeway::Int(leeway)) if add => Self::Int(now + leeway),
            (Self::Int(now), Leeway::Int(leeway)) => Self::Int(now - leeway),
            (Self::Float(now), Leeway::Float(leeway)) => Self::Float(now + sign * leeway),
            (Self::Int(now), Leeway::Float(leeway)) => {
                Self::Float(now.to_f64().unwrap_or(f64::INFINITY) + sign * leeway)
            }
            (Self::Float(now), Leeway::Int(leeway)) => {
                Self::Float(now + sign * leeway.to_f64().unwrap_or(f64::INFINITY))
            }
        })
    }

    fn python_type(&self) -> &'static str {
        match self {
            Self::Int(_) => "int",
            Self::Float(_) => "float",
        }
    }

    /// How an integer compares with it, exactly; `None` with NaN.
    pub fn compare(&self, value: &BigInt) -> Option<Ordering> {
        match self {
            Self::Int(bound) => Some(value.cmp(bound)),
            Self::Float(bound) if bound.is_nan() => None,
            Self::Float(bound) if bound.is_infinite() => {
                Some(if *bound > 0.0 { Ordering::Less } else { Ordering::Greater })
            }
            Self::Float(bound) => {
                let floor = bound.floor();
                let order = value.cmp(&BigInt::from_f64(floor)?);
                // Equal to the whole part, an integer is less than anything with a fraction.
                Some(if order == Ordering::Equal && *bound > floor { Ordering::Less } else { order })
            }
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(value) => value.fmt(f),
            Self::Float(value) => f.write_str(&crate::number::float_repr(*value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_compare_with_floats_exactly() {
        let value = BigInt::from(1_700_000_000_i64);
        for (bound, order) in [
            (Bound::Float(1_700_000_000.0), Ordering::Equal),
            (Bound::Float(1_700_000_000.000_001), Ordering::Less),
            (Bound::Float(1_699_999_999.999_999), Ordering::Greater),
            (Bound::Float(f64::INFINITY), Ordering::Less),
            (Bound::Int(BigInt::from(5)), Ordering::Greater),
        ] {
            assert_eq!(bound.compare(&value), Some(order), "{bound}");
        }
        assert_eq!(Bound::Float(f64::NAN).compare(&value), None);
        assert_eq!(Bound::Float(2f64.powi(70)).compare(&(BigInt::from(1) << 70)), Some(Ordering::Equal));
    }

    #[test]
    fn a_broken_leeway_is_a_type_error() {
        let message = Bound::Float(1.0).with_leeway(&Leeway::Broken("NoneType".into()), true).unwrap_err();
        assert_eq!(message, "unsupported operand type(s) for +: 'float' and 'NoneType'");
        let message = Bound::Int(1.into()).with_leeway(&Leeway::Broken("str".into()), false).unwrap_err();
        assert_eq!(message, "unsupported operand type(s) for -: 'int' and 'str'");
    }
}
