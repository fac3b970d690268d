//! The clock, which is read here and nowhere else.

use super::failure::Failure;

/// Seconds since 1970, now.
pub(crate) fn now() -> f64 {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    let now = std::time::SystemTime::now();
    now.duration_since(std::time::UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64())
}

/// A number that is another at every start, small enough to be told and typed.
pub(crate) fn seed() -> u64 {
    (now() * 1000.0) as u64 & 0xffff_ffff
}

/// Now, as part of a file's name: `2026-01-31T09-30-00Z`.
pub(crate) fn stamp() -> String {
    rfc3339(now()).replace(':', "-")
}

/// A time in RFC 3339, whole seconds; empty when it is out of all bounds.
pub(crate) fn rfc3339(time: f64) -> String {
    let time = jiff::Timestamp::from_second(time as i64);
    time.map(|time| time.to_string()).unwrap_or_default()
}

/// A time given as seconds since 1970 or in RFC 3339, between the years 1 and 9999 as Python's `datetime` has them.
pub(crate) fn parse(text: &str) -> Result<f64, Failure> {
    const FIRST: f64 = -62_135_596_800.0;
    const LAST: f64 = 253_402_300_799.0;
    let text = text.trim();
    let seconds = match text.parse::<f64>() {
        Ok(seconds) if seconds.is_finite() => Some(seconds),
        Ok(_) => None,
        Err(_) => text.parse::<jiff::Timestamp>().ok().map(|at| at.as_duration().as_secs_f64()),
    };
    let seconds = seconds.ok_or_else(|| {
        Failure::usage(format!("--now {text:?} is not a time")).help(
            "Write seconds since 1970 (1700000000 or 1700000000.5), or RFC 3339 with a zone (2026-01-31T09:30:00Z).",
        )
    })?;
    if (FIRST..=LAST).contains(&seconds) {
        Ok(seconds)
    } else {
        Err(Failure::usage(format!("--now {text} is outside the years 1 to 9999"))
            .help("Write seconds, not milliseconds."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_rfc_3339_are_times_and_the_rest_is_refused() {
        assert_eq!(parse("1700000000").ok(), Some(1_700_000_000.0));
        assert_eq!(parse("1700000000.25").ok(), Some(1_700_000_000.25));
        assert_eq!(parse("2023-11-14T22:13:20Z").ok(), Some(1_700_000_000.0));
        assert_eq!(parse("2023-11-14T23:13:20.5+01:00").ok(), Some(1_700_000_000.5));
        for bad in ["", "soon", "2023-11-14T22:13:20", "nan", "inf", "1e300", "1700000000000"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
