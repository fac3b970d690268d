//! The lab's clock: times as people write them, time travel by claims, and dates beside numbers.

use crate::jose::json::Json;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use num_traits::ToPrimitive;

/// The years 1 to 9999, as Python's `datetime` has them.
const YEARS: std::ops::RangeInclusive<f64> = -62_135_596_800.0..=253_402_300_799.0;

/// A zone by its name.
pub fn zone(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).ok()
}

/// Seconds since 1970 of a time: a number, RFC 3339, a date and time in the zone, or a claim with seconds added
/// (`exp-1`).
///
/// # Errors
/// What is wrong with it and what could be written instead.
pub fn parse(text: &str, in_zone: &str, claims: Option<&Json>) -> Result<f64, String> {
    let text = text.trim();
    let seconds = match text.parse::<f64>() {
        Ok(seconds) if seconds.is_finite() => seconds,
        Ok(_) => return Err(format!("{text} is not a time")),
        Err(_) if text.starts_with(|first: char| first.is_ascii_alphabetic()) => relative(text, claims)?,
        Err(_) => absolute(text, in_zone)?,
    };
    if YEARS.contains(&seconds) {
        return Ok(seconds);
    }
    let millis = if YEARS.contains(&(seconds / 1000.0)) {
        ": are these milliseconds? The clock has seconds"
    } else {
        ""
    };
    Err(format!("{text} is outside the years 1 to 9999{millis}"))
}

fn absolute(text: &str, in_zone: &str) -> Result<f64, String> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at.as_duration().as_secs_f64());
    }
    let local = text.parse::<DateTime>().ok().zip(zone(in_zone));
    let at = local.and_then(|(local, zone)| local.to_zoned(zone).ok());
    at.map(|at| at.timestamp().as_duration().as_secs_f64()).ok_or_else(|| {
        let text: String = text.chars().take(40).collect();
        format!("\"{text}\" is not a time: write seconds (1700000000), a date (2026-01-31 09:30, 2026-01-31T09:30:00Z) or exp+1")
    })
}

fn relative(text: &str, claims: Option<&Json>) -> Result<f64, String> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if !["exp", "nbf", "iat", "auth_time"].contains(&name) && !text.starts_with("auth_time") {
        let text: String = text.chars().take(40).collect();
        return Err(format!(
            "\"{text}\" is not a time: write seconds (1700000000), a date (2026-01-31 09:30) or exp+1"
        ));
    }
    let (name, rest) = text.strip_prefix("auth_time").map_or((name, rest), |rest| ("auth_time", rest));
    let by = rest.replace([' ', '_'], "");
    let by: f64 = match by.strip_suffix('s').unwrap_or(&by) {
        "" => 0.0,
        by if by.starts_with(['+', '-']) => {
            by.parse().ok().filter(|by: &f64| by.is_finite()).unwrap_or(f64::NAN)
        }
        _ => f64::NAN,
    };
    if by.is_nan() {
        return Err(format!("after {name} stand seconds with a sign, like {name}+1 or {name}-60"));
    }
    let claim = claims.and_then(|claims| claims.get(name)).and_then(number);
    claim.map(|claim| claim + by).ok_or_else(|| format!("the claims have no {name} that is a number"))
}

/// A NumericDate.
pub fn number(value: &Json) -> Option<f64> {
    match value {
        Json::Int(value) => Some(*value as f64),
        Json::Big(value) => value.to_f64(),
        Json::Float(value) => Some(*value),
        _ => None,
    }
}

/// A time as a date in a zone: `2023-11-14 23:13:20 +01:00`.
pub fn date(seconds: f64, in_zone: &str) -> Option<String> {
    if !YEARS.contains(&seconds) {
        return None;
    }
    let at = Timestamp::from_second(seconds.floor() as i64).ok()?;
    let zone = zone(in_zone)?;
    let shown = at.to_zoned(zone).strftime("%Y-%m-%d %H:%M:%S %:z").to_string();
    Some(if in_zone == "UTC" { shown.replace("+00:00", "UTC") } else { shown })
}

/// How far a time is from the clock: `in 14 min`, `3 days ago`, `now`.
pub fn distance(time: f64, now: f64) -> String {
    let seconds = (time - now).trunc();
    let amount = seconds.abs();
    let (count, unit) = match amount {
        ..120.0 => (amount, "s"),
        ..7_200.0 => ((amount / 60.0).floor(), "min"),
        ..172_800.0 => ((amount / 3_600.0).floor(), "hours"),
        ..63_115_200.0 => ((amount / 86_400.0).floor(), "days"),
        _ => ((amount / 31_557_600.0).floor(), "years"),
    };
    if time.total_cmp(&now).is_eq() {
        "now".to_owned()
    } else if seconds == 0.0 {
        if time > now { "in less than 1 s".to_owned() } else { "less than 1 s ago".to_owned() }
    } else if seconds > 0.0 {
        format!("in {count} {unit}")
    } else {
        format!("{count} {unit} ago")
    }
}

/// A claim that is a time, as a person reads it: the date and how far it is, or why it is none.
pub fn describe(value: &Json, in_zone: &str, now: f64) -> Option<String> {
    let Some(seconds) = number(value) else {
        return Some(format!("{}, not a number of seconds", value.python_type()));
    };
    match date(seconds, in_zone) {
        Some(date) => {
            let millis = seconds > 3e10 && YEARS.contains(&(seconds / 1000.0));
            let hint = if millis { "; are these milliseconds?" } else { "" };
            Some(format!("{date}, {}{hint}", distance(seconds, now)))
        }
        None if YEARS.contains(&(seconds / 1000.0)) => {
            Some("beyond the year 9999: these are milliseconds, a claim has seconds".to_owned())
        }
        None => Some("beyond the years 1 to 9999".to_owned()),
    }
}

/// The claims that are times.
pub const TIMES: [&str; 4] = ["exp", "nbf", "iat", "auth_time"];

/// Where the clock can travel to, by the claims there are and the leeway.
pub fn travels(origin: &str, claims: Option<&Json>, leeway: f64) -> Vec<String> {
    let mut places = vec![origin.to_owned()];
    let has = |name: &str| claims.and_then(|claims| claims.get(name)).and_then(number).is_some();
    if has("nbf") {
        places.extend(["nbf-1", "nbf"].map(str::to_owned));
    }
    if has("exp") {
        places.extend(["exp-1", "exp", "exp+1"].map(str::to_owned));
        if leeway > 0.0 {
            places.extend([
                format!("exp+{}", leeway - 1.0),
                format!("exp+{leeway}"),
                format!("exp+{}", leeway + 1.0),
            ]);
        }
    }
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        let claims = Json::Object(vec![("exp".into(), Json::Int(1_700_000_900))]);
        let read = |text: &str| parse(text, "Europe/Berlin", Some(&claims));
        for (text, seconds) in [
            ("1700000000", 1_700_000_000.0),
            (" 1700000000.5 ", 1_700_000_000.5),
            ("2023-11-14T22:13:20Z", 1_700_000_000.0),
            ("2023-11-14 23:13:20", 1_700_000_000.0),
            ("2023-11-14T23:13:20+01:00", 1_700_000_000.0),
            ("exp", 1_700_000_900.0),
            ("exp+1", 1_700_000_901.0),
            ("exp - 60 s", 1_700_000_840.0),
        ] {
            assert_eq!(read(text), Ok(seconds), "{text}");
        }
        for (text, why) in [
            ("soon", "is not a time"),
            ("nbf", "the claims have no nbf"),
            ("exp*2", "seconds with a sign"),
            ("exp+", "seconds with a sign"),
            ("1700000000000", "milliseconds"),
            ("1e300", "outside the years"),
            ("nan", "is not a time"),
            ("", "is not a time"),
            ("2023-13-01", "is not a time"),
        ] {
            assert!(read(text).is_err_and(|error| error.contains(why)), "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn a_time_has_its_date_in_the_zone_and_its_distance() {
        assert_eq!(date(1_700_000_000.0, "UTC").unwrap(), "2023-11-14 22:13:20 UTC");
        assert_eq!(date(1_700_000_000.0, "Asia/Tokyo").unwrap(), "2023-11-15 07:13:20 +09:00");
        assert_eq!(date(1e18, "UTC"), None);
        for (by, text) in [
            (0.0, "now"),
            (0.5, "in less than 1 s"),
            (1.0, "in 1 s"),
            (-119.0, "119 s ago"),
            (900.0, "in 15 min"),
            (-7_300.0, "2 hours ago"),
            (3.0 * 86_400.0, "in 3 days"),
            (-1e9, "31 years ago"),
        ] {
            assert_eq!(distance(1_700_000_000.0 + by, 1_700_000_000.0), text);
        }
        let millis = describe(&Json::Int(1_700_000_000_000), "UTC", 1_700_000_000.0).unwrap();
        assert!(millis.contains("milliseconds"), "{millis}");
    }
}
