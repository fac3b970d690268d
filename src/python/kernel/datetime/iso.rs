//! `isoformat` and `fromisoformat`, with the formats that Python 3.11 reads.

use super::delta::Delta;
use super::{Date, Stamp, Time};
use crate::python::kernel::Fault;
use crate::python::kernel::quote::repr_str;
use crate::wtf8::Wtf8;
use std::fmt::Write;

/// How many fields of the time `isoformat` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// Seconds, and microseconds when there are any.
    Auto,
    /// `hours`
    Hours,
    /// `minutes`
    Minutes,
    /// `seconds`
    Seconds,
    /// `milliseconds`, cut off
    Milliseconds,
    /// `microseconds`
    Microseconds,
}

impl Precision {
    /// The `timespec` argument.
    ///
    /// # Errors
    /// `ValueError: Unknown timespec value`
    pub fn named(name: &str) -> Result<Self, Fault> {
        Ok(match name {
            "auto" => Self::Auto,
            "hours" => Self::Hours,
            "minutes" => Self::Minutes,
            "seconds" => Self::Seconds,
            "milliseconds" => Self::Milliseconds,
            "microseconds" => Self::Microseconds,
            _ => return Err(Fault::value("Unknown timespec value")),
        })
    }
}

/// `date.isoformat()`
pub fn date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// `time.isoformat(timespec)`, without the offset.
pub fn time(time: Time, precision: Precision) -> String {
    let Time { hour, minute, second, micro, .. } = time;
    match precision {
        Precision::Hours => format!("{hour:02}"),
        Precision::Minutes => format!("{hour:02}:{minute:02}"),
        Precision::Milliseconds => format!("{hour:02}:{minute:02}:{second:02}.{:03}", micro / 1000),
        Precision::Auto if micro == 0 => format!("{hour:02}:{minute:02}:{second:02}"),
        Precision::Seconds => format!("{hour:02}:{minute:02}:{second:02}"),
        Precision::Auto | Precision::Microseconds => format!("{hour:02}:{minute:02}:{second:02}.{micro:06}"),
    }
}

/// An offset as `isoformat` shows it: `+01:00`, with seconds and microseconds only when there are any.
pub fn offset(offset: Delta) -> String {
    offset_with(offset, ":")
}

/// As [`offset`] with another text between the fields; `%z` has none.
pub(crate) fn offset_with(offset: Delta, separator: &str) -> String {
    let sign = if offset.micros() < 0 { '-' } else { '+' };
    let micros = offset.micros().abs();
    let seconds = micros / 1_000_000;
    let mut out = format!("{sign}{:02}{separator}{:02}", seconds / 3600, seconds / 60 % 60);
    if micros % 60_000_000 != 0 {
        let _ = write!(out, "{separator}{:02}", seconds % 60);
    }
    if micros % 1_000_000 != 0 {
        let _ = write!(out, ".{:06}", micros % 1_000_000);
    }
    out
}

/// `datetime.isoformat(sep, timespec)` without the offset.
pub fn stamp(stamp: Stamp, separator: &str, precision: Precision) -> String {
    format!("{}{separator}{}", date(stamp.date), time(stamp.time, precision))
}

/// The name that a `timezone` without a name has: `UTC`, `UTC+05:30`.
pub fn zone_name(delta: Delta) -> String {
    if delta == Delta::ZERO { "UTC".into() } else { format!("UTC{}", offset(delta)) }
}

fn invalid(text: &Wtf8) -> Fault {
    Fault::value(format!("Invalid isoformat string: {}", repr_str(text)))
}

/// Code points as ASCII, 0xFF for what is not; no digit or separator is that.
fn ascii(text: &Wtf8) -> Vec<u8> {
    text.code_points().map(|point| u8::try_from(point).ok().filter(u8::is_ascii).unwrap_or(0xFF)).collect()
}

/// `date.fromisoformat(text)`
///
/// # Errors
/// `ValueError: Invalid isoformat string: '…'`, and those of [`Date::new`].
pub fn parse_date(text: &Wtf8) -> Result<Date, Fault> {
    let bytes = ascii(text);
    if !matches!(bytes.len(), 7 | 8 | 10) {
        return Err(invalid(text));
    }
    read_date(&bytes).unwrap_or_else(|| Err(invalid(text)))
}

/// `time.fromisoformat(text)`: the time and its offset.
///
/// # Errors
/// `ValueError: Invalid isoformat string: '…'`, and those of [`Time::new`].
pub fn parse_time(text: &Wtf8) -> Result<(Time, Option<Delta>), Fault> {
    let bytes = ascii(text);
    let bytes = bytes.strip_prefix(b"T").unwrap_or(&bytes);
    read_time(bytes).unwrap_or_else(|| Err(invalid(text)))
}

/// `datetime.fromisoformat(text)`: the date and time, and the offset if there is one.
///
/// # Errors
/// `ValueError: Invalid isoformat string: '…'`, and those of [`Date::new`] and [`Time::new`].
pub fn parse_stamp(text: &Wtf8) -> Result<(Stamp, Option<Delta>), Fault> {
    let bytes = ascii(text);
    let split = if bytes.len() < 7 { None } else { date_length(&bytes) };
    let Some(split) = split.filter(|split| *split <= bytes.len()) else { return Err(invalid(text)) };
    let Some(date) = read_date(&bytes[..split]) else { return Err(invalid(text)) };
    let (time, offset) = if split == bytes.len() {
        (Ok(Time::default()), None)
    } else {
        match read_time(&bytes[split + 1..]) {
            Some(Ok((time, offset))) => (Ok(time), offset),
            Some(Err(fault)) => (Err(fault), None),
            None => return Err(invalid(text)),
        }
    };
    Ok((Stamp { date: date?, time: time? }, offset))
}

/// Where the date ends in a text that may go on with a separator and a time.
fn date_length(bytes: &[u8]) -> Option<usize> {
    let len = bytes.len();
    if len == 7 {
        return Some(7);
    }
    match (bytes[4], bytes.get(5)) {
        (b'-', Some(b'W')) => match bytes.get(8) {
            Some(b'-') if len == 9 => None,
            // `2020-W10-12` is a week and an hour, `2020-W10-1T12` a week with its day.
            Some(b'-') if bytes.get(10).is_some_and(u8::is_ascii_digit) => Some(8),
            Some(b'-') => Some(10),
            _ => Some(8),
        },
        (b'-', _) => Some(10),
        (b'W', _) => {
            let digits = bytes[7..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            Some(match digits {
                0 | 1 => 7 + digits,
                // The digits after the week are those of a time, or one of them is the day.
                more if more % 2 == 1 => 7,
                _ => 8,
            })
        }
        _ => Some(8),
    }
}

fn number(bytes: &[u8]) -> Option<i64> {
    if bytes.is_empty() || !bytes.iter().all(u8::is_ascii_digit) {
        return None;
    }
    bytes.iter().try_fold(0i64, |value, digit| value.checked_mul(10)?.checked_add(i64::from(digit - b'0')))
}

/// A date as `YYYY-MM-DD`, `YYYYMMDD`, or with a week: `YYYY-Www`, `YYYY-Www-D`, `YYYYWww`, `YYYYWwwD`.
fn read_date(bytes: &[u8]) -> Option<Result<Date, Fault>> {
    let year = number(bytes.get(..4)?)?;
    let rest = &bytes[4..];
    let (dashed, rest) = rest.strip_prefix(b"-").map_or((false, rest), |rest| (true, rest));
    if let Some(week) = rest.strip_prefix(b"W") {
        let number_of_week = number(week.get(..2)?)?;
        let day = match (dashed, &week[2..]) {
            (_, []) => 1,
            (true, [b'-', day]) | (false, [day]) => number(&[*day])?,
            _ => return None,
        };
        return Date::from_iso_calendar(year, number_of_week, day).ok().map(Ok);
    }
    let month = number(rest.get(..2)?)?;
    let rest = &rest[2..];
    let day = number(if dashed { rest.strip_prefix(b"-")? } else { rest })?;
    let right = bytes.len() == if dashed { 10 } else { 8 };
    right.then(|| Date::new(year, month, day))
}

fn read_time(bytes: &[u8]) -> Option<Result<(Time, Option<Delta>), Fault>> {
    let sign = bytes.iter().position(|byte| matches!(byte, b'+' | b'-' | b'Z')).unwrap_or(bytes.len());
    // One more character is tolerated between the time and its offset.
    let clock = Clock::read(&bytes[..sign], sign < bytes.len())?;
    let time = Time::new(clock.hour, clock.minute, clock.second, clock.micro, 0);
    let delta = match bytes.get(sign) {
        None => None,
        Some(b'Z') if sign + 1 == bytes.len() => Some(Delta::ZERO),
        Some(b'Z') => return None,
        Some(sign_byte) => {
            let offset = Clock::read(&bytes[sign + 1..], false)?;
            let micros = ((offset.hour * 60 + offset.minute) * 60 + offset.second) * 1_000_000 + offset.micro;
            let micros = if *sign_byte == b'-' { -micros } else { micros };
            match Delta::small(micros.into()).check_offset() {
                Ok(delta) => Some(delta),
                Err(fault) => return Some(Err(fault)),
            }
        }
    };
    Some(time.map(|time| (time, delta)))
}

/// Hours, minutes, seconds and a fraction, as far as they are given.
struct Clock {
    hour: i64,
    minute: i64,
    second: i64,
    micro: i64,
}

impl Clock {
    /// Reads `HH`, `HH:MM`, `HH:MM:SS` or the same without colons, then a fraction.
    fn read(bytes: &[u8], loose_end: bool) -> Option<Self> {
        let mut fields = [0; 3];
        let clock = |fields: [i64; 3], micro| {
            Some(Self { hour: fields[0], minute: fields[1], second: fields[2], micro })
        };
        let colons = bytes.get(2) == Some(&b':');
        let mut rest = bytes;
        for index in 0..3 {
            fields[index] = number(rest.get(..2)?)?;
            rest = &rest[2..];
            match rest {
                [] => return clock(fields, 0),
                [_] if loose_end => return clock(fields, 0),
                [b'.' | b',', ..] => break,
                [b':', after @ ..] if colons && index < 2 => rest = after,
                _ if !colons && index < 2 => {}
                _ => return None,
            }
        }
        let (b'.' | b',', digits) = rest.split_first()? else { return None };
        let shown = &digits[..digits.len().min(6)];
        let micros = number(shown)? * 10i64.pow(6 - shown.len() as u32);
        // Digits beyond microseconds are dropped.
        let whole = digits.iter().all(u8::is_ascii_digit);
        if whole || loose_end { clock(fields, micros) } else { None }
    }
}
