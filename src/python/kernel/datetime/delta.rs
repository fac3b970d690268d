//! `timedelta`: a count of microseconds of at most 999,999,999 days.

use super::{DAY, MICRO};
use crate::python::kernel::{Fault, float_arith, int_arith};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

const DAY_MICROS: i128 = (DAY * MICRO) as i128;

/// A duration. Days carry the sign, seconds and microseconds are never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Delta {
    micros: i128,
}

/// A number given for a component.
#[derive(Debug, Clone, PartialEq)]
pub enum Amount {
    /// An integer (or a bool).
    Int(BigInt),
    /// A float.
    Float(f64),
}

/// A component, by the order in which [`Delta::new`] adds them up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// `microseconds`
    Microseconds,
    /// `milliseconds`
    Milliseconds,
    /// `seconds`
    Seconds,
    /// `minutes`
    Minutes,
    /// `hours`
    Hours,
    /// `days`
    Days,
    /// `weeks`
    Weeks,
}

impl Unit {
    /// The unit of a keyword argument.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "microseconds" => Self::Microseconds,
            "milliseconds" => Self::Milliseconds,
            "seconds" => Self::Seconds,
            "minutes" => Self::Minutes,
            "hours" => Self::Hours,
            "days" => Self::Days,
            "weeks" => Self::Weeks,
            _ => return None,
        })
    }

    fn micros(self) -> i64 {
        match self {
            Self::Microseconds => 1,
            Self::Milliseconds => 1_000,
            Self::Seconds => MICRO,
            Self::Minutes => 60 * MICRO,
            Self::Hours => 3_600 * MICRO,
            Self::Days => DAY * MICRO,
            Self::Weeks => 7 * DAY * MICRO,
        }
    }
}

impl Delta {
    /// No time at all.
    pub const ZERO: Self = Self { micros: 0 };
    /// `timedelta.max`
    pub const MAX: Self = Self { micros: 1_000_000_000 * DAY_MICROS - 1 };
    /// `timedelta.min`
    pub const MIN: Self = Self { micros: -999_999_999 * DAY_MICROS };

    /// A duration that is known to be in range, such as the distance of two dates.
    pub(crate) fn small(micros: i128) -> Self {
        Self { micros: micros.clamp(Self::MIN.micros, Self::MAX.micros) }
    }

    /// Whole seconds.
    pub fn seconds_only(seconds: i64) -> Self {
        Self::small(i128::from(seconds) * i128::from(MICRO))
    }

    /// All microseconds.
    pub fn micros(self) -> i128 {
        self.micros
    }

    /// `timedelta(days=…, seconds=…, …)`: fractions are added up and rounded once, half to even.
    ///
    /// # Errors
    /// `OverflowError: days=1000000000; must have magnitude <= 999999999`, and those of `int(float)`.
    pub fn new(mut amounts: Vec<(Unit, Amount)>) -> Result<Self, Fault> {
        amounts.sort_by_key(|(unit, _)| *unit);
        let mut micros = BigInt::zero();
        let mut fraction = 0.0;
        for (unit, amount) in amounts {
            match amount {
                Amount::Int(value) => micros += value * unit.micros(),
                Amount::Float(value) => {
                    micros += float_arith::to_int(value)? * unit.micros();
                    let scaled = value.fract() * unit.micros() as f64;
                    micros += float_arith::to_int(scaled)?;
                    fraction += scaled.fract();
                }
            }
        }
        // A tie goes to the even number of microseconds, of the sum and not of the fraction.
        let odd = f64::from(u8::from(micros.is_odd()));
        let rounded = (fraction + odd).round_ties_even() - odd;
        Self::checked(&(micros + rounded as i64))
    }

    fn checked(micros: &BigInt) -> Result<Self, Fault> {
        let days = micros.div_floor(&DAY_MICROS.into());
        let Some(days) = days.to_i32() else {
            return Err(Fault::overflow("Python int too large to convert to C int"));
        };
        if days.unsigned_abs() > 999_999_999 {
            return Err(Fault::overflow(format!("days={days}; must have magnitude <= 999999999")));
        }
        Ok(Self { micros: micros.to_i128().unwrap_or_default() })
    }

    /// `timedelta.days`
    pub fn days(self) -> i64 {
        self.micros.div_euclid(DAY_MICROS) as i64
    }

    /// `timedelta.seconds`: 0 to 86399.
    pub fn seconds(self) -> i64 {
        (self.micros.rem_euclid(DAY_MICROS) / i128::from(MICRO)) as i64
    }

    /// `timedelta.microseconds`: 0 to 999999.
    pub fn microseconds(self) -> i64 {
        self.micros.rem_euclid(i128::from(MICRO)) as i64
    }

    /// `timedelta.total_seconds()`
    pub fn total_seconds(self) -> f64 {
        int_arith::true_div(&self.micros.into(), &MICRO.into()).unwrap_or(0.0)
    }

    /// `a + b`
    ///
    /// # Errors
    /// `OverflowError`
    pub fn plus(self, other: Self) -> Result<Self, Fault> {
        Self::checked(&(self.micros + other.micros).into())
    }

    /// `a - b`
    ///
    /// # Errors
    /// `OverflowError`
    pub fn minus(self, other: Self) -> Result<Self, Fault> {
        Self::checked(&(self.micros - other.micros).into())
    }

    /// `-a`
    ///
    /// # Errors
    /// `OverflowError`
    pub fn negated(self) -> Result<Self, Fault> {
        Self::checked(&(-self.micros).into())
    }

    /// `abs(a)`
    ///
    /// # Errors
    /// `OverflowError`
    pub fn abs(self) -> Result<Self, Fault> {
        Self::checked(&self.micros.abs().into())
    }

    /// `a * n`; a float counts exactly and the result is rounded half to even.
    ///
    /// # Errors
    /// `OverflowError`, `ValueError` for a NaN.
    pub fn times(self, factor: &Amount) -> Result<Self, Fault> {
        match factor {
            Amount::Int(factor) => Self::checked(&(factor * self.micros)),
            Amount::Float(factor) => {
                let (numerator, denominator) = float_arith::as_integer_ratio(*factor)?;
                Self::checked(&nearest(&(numerator * self.micros), &denominator))
            }
        }
    }

    /// `a / n`, rounded half to even.
    ///
    /// # Errors
    /// `ZeroDivisionError`, `OverflowError`, `ValueError` for a NaN.
    pub fn over(self, divisor: &Amount) -> Result<Self, Fault> {
        let (numerator, denominator) = match divisor {
            Amount::Int(divisor) => (divisor.clone(), BigInt::from(1)),
            Amount::Float(divisor) => float_arith::as_integer_ratio(*divisor)?,
        };
        if numerator.is_zero() {
            return Err(Fault::zero_division("integer division or modulo by zero"));
        }
        Self::checked(&nearest(&(denominator * self.micros), &numerator))
    }

    /// `a / b`: how often `b` fits.
    ///
    /// # Errors
    /// `ZeroDivisionError: division by zero`
    pub fn ratio(self, other: Self) -> Result<f64, Fault> {
        int_arith::true_div(&self.micros.into(), &other.micros.into())
    }

    /// `a // n`
    ///
    /// # Errors
    /// `ZeroDivisionError`, `OverflowError`
    pub fn floor_over(self, divisor: &BigInt) -> Result<Self, Fault> {
        Self::checked(&int_arith::floor_div(&self.micros.into(), divisor)?)
    }

    /// `a // b`
    ///
    /// # Errors
    /// `ZeroDivisionError`
    pub fn floor_ratio(self, other: Self) -> Result<BigInt, Fault> {
        int_arith::floor_div(&self.micros.into(), &other.micros.into())
    }

    /// `a % b`
    ///
    /// # Errors
    /// `ZeroDivisionError: integer modulo by zero`
    pub fn modulo(self, other: Self) -> Result<Self, Fault> {
        Self::checked(&int_arith::modulo(&self.micros.into(), &other.micros.into())?)
    }

    /// `repr(timedelta)`: `datetime.timedelta(days=1, seconds=5)`, zero as `datetime.timedelta(0)`.
    pub fn repr(self) -> String {
        let parts =
            [("days", self.days()), ("seconds", self.seconds()), ("microseconds", self.microseconds())];
        let shown: Vec<String> = parts
            .iter()
            .filter(|(_, value)| *value != 0)
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!("datetime.timedelta({})", if shown.is_empty() { "0".into() } else { shown.join(", ") })
    }

    /// `str(timedelta)`: `1 day, 2:03:04.000005`.
    pub fn text(self) -> String {
        let (days, seconds, micros) = (self.days(), self.seconds(), self.microseconds());
        let days = match days {
            0 => String::new(),
            1 | -1 => format!("{days} day, "),
            _ => format!("{days} days, "),
        };
        let micros = if micros == 0 { String::new() } else { format!(".{micros:06}") };
        format!("{days}{}:{:02}:{:02}{micros}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }

    /// Whether it can be an offset from UTC: less than a day in either direction.
    ///
    /// # Errors
    /// `ValueError: offset must be a timedelta strictly between …`
    pub fn check_offset(self) -> Result<Self, Fault> {
        if self.micros.abs() < DAY_MICROS {
            return Ok(self);
        }
        Err(Fault::value(format!(
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {}.",
            self.repr()
        )))
    }
}

/// The quotient nearest to exact, half to even.
fn nearest(a: &BigInt, b: &BigInt) -> BigInt {
    let (quotient, rest) = a.div_mod_floor(b);
    let twice: BigInt = rest.abs() * 2;
    let size = b.abs();
    if twice > size || (twice == size && quotient.is_odd()) { quotient + 1 } else { quotient }
}
