//! The registered claims (RFC 7519 section 4.1) and their times as people read them.

/// A registered claim and what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registered {
    /// `exp`
    pub name: &'static str,
    /// `Expiration Time`
    pub title: &'static str,
    /// Its section of RFC 7519.
    pub section: &'static str,
    /// Whether it is a NumericDate.
    pub is_time: bool,
}

/// All of them, in the order of RFC 7519.
pub const REGISTERED: [Registered; 7] = [
    Registered { name: "iss", title: "Issuer", section: "4.1.1", is_time: false },
    Registered { name: "sub", title: "Subject", section: "4.1.2", is_time: false },
    Registered { name: "aud", title: "Audience", section: "4.1.3", is_time: false },
    Registered { name: "exp", title: "Expiration Time", section: "4.1.4", is_time: true },
    Registered { name: "nbf", title: "Not Before", section: "4.1.5", is_time: true },
    Registered { name: "iat", title: "Issued At", section: "4.1.6", is_time: true },
    Registered { name: "jti", title: "JWT ID", section: "4.1.7", is_time: false },
];

/// The registered claim of that name.
pub fn registered(name: &str) -> Option<Registered> {
    REGISTERED.into_iter().find(|claim| claim.name == name)
}

/// A NumericDate as `2023-11-14 22:13:20 UTC`; `None` outside the years 1 to 9999.
pub fn date_text(seconds: i64) -> Option<String> {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Days since 0000-03-01, in eras of 400 years: each is the same, and leap days fall at the end of a year.
    let shifted = days.checked_add(719_468)?;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    let (hour, minute) = (second / 3600, second / 60 % 60);
    (1..=9999)
        .contains(&year)
        .then(|| format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{:02} UTC", second % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_numeric_date_is_a_date() {
        for (seconds, text) in [
            (0, "1970-01-01 00:00:00 UTC"),
            (1_700_000_000, "2023-11-14 22:13:20 UTC"),
            (951_782_400, "2000-02-29 00:00:00 UTC"),
            (-1, "1969-12-31 23:59:59 UTC"),
            (253_402_300_799, "9999-12-31 23:59:59 UTC"),
            (-62_135_596_800, "0001-01-01 00:00:00 UTC"),
        ] {
            assert_eq!(date_text(seconds).as_deref(), Some(text));
        }
        assert_eq!(date_text(253_402_300_800), None);
        assert_eq!(date_text(i64::MAX), None);
        assert_eq!(registered("exp").map(|claim| claim.section), Some("4.1.4"));
    }
}
