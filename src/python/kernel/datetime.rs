//! The calendar and the clock of the `datetime` module, without its classes: proleptic Gregorian dates, times of day,
//! durations, offsets, ISO 8601, `strftime`, `strptime` and named zones.
//!
//! Nothing here reads a clock; "now" is an argument.

pub mod delta;
pub mod iso;
pub mod strftime;
pub mod strptime;
pub mod zone;

use super::Fault;
use delta::Delta;
use std::fmt::Write;

/// A date: year 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// 1 to 9999.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to the length of the month.
    pub day: u32,
}

/// A time of day. `fold` tells the second from the first pass of an hour that a zone repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Time {
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
    /// Microseconds, 0 to 999999.
    pub micro: u32,
    /// Whether this is the later of two equal local times.
    pub fold: bool,
}

/// A date and a time of day, without a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// The date.
    pub date: Date,
    /// The time of day.
    pub time: Time,
}

const DAY: i64 = 86_400;
const MICRO: i64 = 1_000_000;
/// The ordinal of 1970-01-01.
const EPOCH: i64 = 719_163;
/// The ordinal of 9999-12-31.
const LAST: i64 = 3_652_059;

/// Whether a year has a 29th of February.
pub fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days of a month from 1 to 12.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn days_before_year(year: i32) -> i64 {
    let past = i64::from(year) - 1;
    past * 365 + past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400)
}

/// `OverflowError: date value out of range`
pub fn out_of_range() -> Fault {
    Fault::overflow("date value out of range")
}

impl Date {
    /// `date(year, month, day)`
    ///
    /// # Errors
    /// `ValueError: year 0 is out of range`, `month must be in 1..12`, `day is out of range for month`
    pub fn new(year: i64, month: i64, day: i64) -> Result<Self, Fault> {
        if !(1..=9999).contains(&year) {
            return Err(Fault::value(format!("year {year} is out of range")));
        }
        if !(1..=12).contains(&month) {
            return Err(Fault::value("month must be in 1..12"));
        }
        let (year, month) = (year as i32, month as u32);
        if day < 1 || day > i64::from(days_in_month(year, month)) {
            return Err(Fault::value("day is out of range for month"));
        }
        Ok(Self { year, month, day: day as u32 })
    }

    /// `date.toordinal()`: 1 for the first of January of year 1.
    pub fn ordinal(self) -> i64 {
        days_before_year(self.year) + i64::from(self.day_of_year())
    }

    /// The date with an ordinal.
    ///
    /// # Errors
    /// [`out_of_range`]
    pub fn from_ordinal(ordinal: i64) -> Result<Self, Fault> {
        if !(1..=LAST).contains(&ordinal) {
            return Err(out_of_range());
        }
        let mut year = ((ordinal - 1) * 400 / 146_097 + 1) as i32;
        while days_before_year(year) >= ordinal {
            year -= 1;
        }
        while days_before_year(year + 1) < ordinal {
            year += 1;
        }
        let mut day = (ordinal - days_before_year(year)) as u32;
        let mut month = 1;
        while day > days_in_month(year, month) {
            day -= days_in_month(year, month);
            month += 1;
        }
        Ok(Self { year, month, day })
    }

    /// 1 for the first of January.
    pub fn day_of_year(self) -> u32 {
        (1..self.month).map(|month| days_in_month(self.year, month)).sum::<u32>() + self.day
    }

    /// `date.weekday()`: 0 for Monday.
    pub fn weekday(self) -> u32 {
        (self.ordinal() + 6).rem_euclid(7) as u32
    }

    /// `date.isocalendar()`: year, week from 1, weekday from 1 for Monday.
    pub fn iso_calendar(self) -> (i32, u32, u32) {
        let mut year = self.year;
        let mut first = iso_week_one(year);
        if self.ordinal() < first {
            year -= 1;
            first = iso_week_one(year);
        } else if self.ordinal() >= iso_week_one(year + 1) {
            year += 1;
            first = iso_week_one(year);
        }
        (year, ((self.ordinal() - first) / 7 + 1) as u32, self.weekday() + 1)
    }

    /// `date.fromisocalendar(year, week, day)`
    ///
    /// # Errors
    /// `ValueError: Year is out of range: 0`, `Invalid week: 54`, `Invalid day: 8 (range is [1, 7])`
    pub fn from_iso_calendar(year: i64, week: i64, day: i64) -> Result<Self, Fault> {
        if !(1..=9999).contains(&year) {
            return Err(Fault::value(format!("Year is out of range: {year}")));
        }
        let first = iso_week_one(year as i32);
        let weeks = (iso_week_one(year as i32 + 1) - first) / 7;
        if week < 1 || week > weeks {
            return Err(Fault::value(format!("Invalid week: {week}")));
        }
        if !(1..=7).contains(&day) {
            return Err(Fault::value(format!("Invalid day: {day} (range is [1, 7])")));
        }
        Self::from_ordinal(first + (week - 1) * 7 + day - 1)
    }

    /// The date some days later.
    ///
    /// # Errors
    /// [`out_of_range`]
    pub fn plus_days(self, days: i64) -> Result<Self, Fault> {
        Self::from_ordinal(self.ordinal().saturating_add(days))
    }

    /// `repr(date)`: `datetime.date(2024, 1, 31)`.
    pub fn repr(self) -> String {
        format!("datetime.date({}, {}, {})", self.year, self.month, self.day)
    }
}

/// The ordinal of the Monday of ISO week 1 of a year: the week with its first Thursday.
fn iso_week_one(year: i32) -> i64 {
    let first = days_before_year(year) + 1;
    let weekday = (first + 6).rem_euclid(7);
    first - weekday + if weekday > 3 { 7 } else { 0 }
}

impl Time {
    /// `time(hour, minute, second, microsecond, fold=…)`
    ///
    /// # Errors
    /// `ValueError: hour must be in 0..23` and its likes.
    pub fn new(hour: i64, minute: i64, second: i64, micro: i64, fold: i64) -> Result<Self, Fault> {
        let within = |value: i64, end: i64, message: &str| {
            if (0..end).contains(&value) { Ok(value as u32) } else { Err(Fault::value(message)) }
        };
        Ok(Self {
            hour: within(hour, 24, "hour must be in 0..23")?,
            minute: within(minute, 60, "minute must be in 0..59")?,
            second: within(second, 60, "second must be in 0..59")?,
            micro: within(micro, MICRO, "microsecond must be in 0..999999")?,
            fold: within(fold, 2, "fold must be either 0 or 1")? == 1,
        })
    }

    /// Microseconds since midnight.
    pub fn micros(self) -> i64 {
        ((i64::from(self.hour) * 60 + i64::from(self.minute)) * 60 + i64::from(self.second)) * MICRO
            + i64::from(self.micro)
    }

    /// The time so many microseconds after midnight, less than a day.
    fn from_micros(micros: i64) -> Self {
        let seconds = micros / MICRO;
        Self {
            hour: (seconds / 3600) as u32,
            minute: (seconds / 60 % 60) as u32,
            second: (seconds % 60) as u32,
            micro: (micros % MICRO) as u32,
            fold: false,
        }
    }

    /// The arguments in `repr`: hour and minute always, then as far as something is not zero.
    fn arguments(self) -> String {
        let mut out = format!("{}, {}", self.hour, self.minute);
        if self.second != 0 || self.micro != 0 {
            let _ = write!(out, ", {}", self.second);
        }
        if self.micro != 0 {
            let _ = write!(out, ", {}", self.micro);
        }
        out
    }

    fn tail(self, zone: Option<&str>) -> String {
        let fold = if self.fold { ", fold=1" } else { "" };
        format!("{fold}{})", zone.map(|zone| format!(", tzinfo={zone}")).unwrap_or_default())
    }

    /// `repr(time)`; `zone` is the `repr` of its `tzinfo`.
    pub fn repr(self, zone: Option<&str>) -> String {
        format!("datetime.time({}{}", self.arguments(), self.tail(zone))
    }
}

impl Stamp {
    /// Microseconds since 1970-01-01 on the same clock.
    pub fn micros(self) -> i64 {
        (self.date.ordinal() - EPOCH) * DAY * MICRO + self.time.micros()
    }

    /// The inverse of [`Stamp::micros`], with `fold` 0.
    ///
    /// # Errors
    /// [`out_of_range`]
    pub fn from_micros(micros: i64) -> Result<Self, Fault> {
        let day = DAY * MICRO;
        Ok(Self {
            date: Date::from_ordinal(micros.div_euclid(day) + EPOCH)?,
            time: Time::from_micros(micros.rem_euclid(day)),
        })
    }

    /// `datetime + timedelta`, on the same clock.
    ///
    /// # Errors
    /// [`out_of_range`]
    pub fn plus(self, delta: Delta) -> Result<Self, Fault> {
        let sum = i128::from(self.micros()) + delta.micros();
        i64::try_from(sum).map_err(|_| out_of_range()).and_then(Self::from_micros)
    }

    /// `datetime - datetime` on the same clock.
    pub fn minus(self, other: Self) -> Delta {
        Delta::small(i128::from(self.micros() - other.micros()))
    }

    /// `repr(datetime)`; `zone` is the `repr` of its `tzinfo`.
    pub fn repr(self, zone: Option<&str>) -> String {
        let Date { year, month, day } = self.date;
        format!("datetime.datetime({year}, {month}, {day}, {}{}", self.time.arguments(), self.time.tail(zone))
    }

    /// `datetime.timestamp()` of an aware datetime: seconds since 1970, from its offset.
    pub fn timestamp(self, offset: Delta) -> f64 {
        Delta::small(i128::from(self.micros()) - offset.micros()).total_seconds()
    }

    /// Whole seconds since 1970 as if the clock were UTC: `calendar.timegm(datetime.timetuple())`.
    pub fn timegm(self) -> i64 {
        self.micros().div_euclid(MICRO)
    }
}

/// The microseconds since 1970 nearest to a timestamp in seconds, half to even.
///
/// # Errors
/// `ValueError: Invalid value NaN (not a number)`, `OverflowError: timestamp out of range for platform time_t`,
/// `ValueError: year 10000 is out of range`
pub fn timestamp_micros(seconds: f64) -> Result<i64, Fault> {
    if seconds.is_nan() {
        return Err(Fault::value("Invalid value NaN (not a number)"));
    }
    let whole = seconds.floor();
    if whole.abs() >= 9.223_372_036_854_775e18 {
        return Err(Fault::overflow("timestamp out of range for platform time_t"));
    }
    let micros = i128::from(whole as i64) * 1_000_000 + ((seconds - whole) * 1e6).round_ties_even() as i128;
    let first = -i128::from(EPOCH - 1) * 86_400_000_000;
    let end = i128::from(LAST + 1 - EPOCH) * 86_400_000_000;
    if (first..end).contains(&micros) {
        return Ok(micros as i64);
    }
    let days = micros.div_euclid(86_400_000_000);
    // What gmtime gives for the year; beyond its own range it fails itself.
    let year = (days as f64 / 365.2425 + 1970.0).floor();
    if year.abs() > 2_147_483_647.0 {
        return Err(Fault::overflow("timestamp out of range for platform time_t"));
    }
    Err(Fault::value(format!("year {} is out of range", far_year(days as i64))))
}

/// The proleptic Gregorian year of a day counted from 1970, however far.
fn far_year(days: i64) -> i64 {
    // Shifting by whole cycles of 400 years leaves the calendar as it is.
    let cycles = (days + EPOCH - 1).div_euclid(146_097);
    let within = (days + EPOCH - 1).rem_euclid(146_097) + 1;
    Date::from_ordinal(within).map_or(0, |date| i64::from(date.year)) + cycles * 400
}
