//! `strptime`: reading a date and time by a format, in the C locale.

use super::delta::Delta;
use super::strftime::{MONTHS, WEEKDAYS};
use super::{Date, Stamp, Time};
use crate::python::kernel::Fault;
use crate::python::kernel::quote::repr_str;
use crate::python::kernel::unicode::{decimal_value, is_space};
use crate::wtf8::Wtf8;

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// Date and time; 1900-01-01 00:00 where nothing was said.
    pub stamp: Stamp,
    /// From `%z`.
    pub offset: Option<Delta>,
    /// From `%Z`, as it was written.
    pub zone: Option<String>,
}

/// One piece of a format.
enum Token {
    /// A character, compared without case.
    Char(char),
    /// One or more whitespace characters.
    Space,
    /// `%` and this letter.
    Directive(char),
}

/// `datetime.strptime(text, format)`
///
/// # Errors
/// `ValueError: time data '…' does not match format '…'`, `unconverted data remains: …`,
/// `'Q' is a bad directive in format '…'`, `stray % in format '…'`, and those of an impossible date.
pub fn strptime(text: &Wtf8, format: &Wtf8) -> Result<Parsed, Fault> {
    let tokens = tokens(format)?;
    let input: Vec<char> = text.code_points().map(|p| char::from_u32(p).unwrap_or('\u{FFFD}')).collect();
    let mut found = Vec::new();
    let mut fuel = 100_000;
    let Some(end) = matches(&tokens, &input, 0, &mut found, &mut fuel) else {
        return Err(Fault::value(format!(
            "time data {} does not match format {}",
            repr_str(text),
            repr_str(format)
        )));
    };
    if end != input.len() {
        let rest: String = input[end..].iter().collect();
        return Err(Fault::value(format!("unconverted data remains: {rest}")));
    }
    let mut values = Values::default();
    for (code, range) in found {
        let piece: String = input[range].iter().map(|c| digit(*c).unwrap_or(*c)).collect();
        values.take(code, &piece)?;
    }
    values.resolve()
}

fn digit(c: char) -> Option<char> {
    decimal_value(c.into()).and_then(|value| char::from_digit(value, 10))
}

fn tokens(format: &Wtf8) -> Result<Vec<Token>, Fault> {
    let chars: Vec<char> = format.code_points().map(|p| char::from_u32(p).unwrap_or('\u{FFFD}')).collect();
    let mut out = Vec::new();
    let mut rest = chars.iter().copied();
    while let Some(c) = rest.next() {
        if is_space(c.into()) {
            if !matches!(out.last(), Some(Token::Space)) {
                out.push(Token::Space);
            }
        } else if c == '%' {
            let whole = match rest.next() {
                None => return Err(Fault::value(format!("stray % in format {}", repr_str(format)))),
                Some('c') => "%a %b %d %H:%M:%S %Y",
                Some('x') => "%m/%d/%y",
                Some('X') => "%H:%M:%S",
                Some(code) if "aAbBdfGHIjmMpSuUVwWyYzZ%".contains(code) => {
                    out.push(Token::Directive(code));
                    continue;
                }
                Some(code) => {
                    return Err(Fault::value(format!(
                        "'{code}' is a bad directive in format {}",
                        repr_str(format)
                    )));
                }
            };
            out.extend(tokens(&Wtf8::from(whole))?);
        } else {
            out.push(Token::Char(c));
        }
    }
    Ok(out)
}

/// The forms of a numeric directive in the order they are tried; each pair of characters is a range.
fn forms(code: char) -> &'static [&'static str] {
    match code {
        'd' => &["3301", "1209", "0019", "19", "  19"],
        'f' => &["090909090909", "0909090909", "09090909", "090909", "0909", "09"],
        'H' => &["2203", "0109", "09"],
        'I' | 'm' => &["1102", "0019", "19"],
        'G' | 'Y' => &["09090909"],
        'j' => &["336606", "330509", "120909", "001909", "000019", "1909", "0019", "19"],
        'M' => &["0509", "09"],
        'S' => &["6601", "0509", "09"],
        'U' | 'W' => &["5503", "0409", "09"],
        'V' => &["5503", "0019", "1409", "09"],
        'w' => &["06"],
        'u' => &["17"],
        'y' => &["0909"],
        _ => &[],
    }
}

/// The lengths that a directive can take here, in the order they are tried.
fn lengths(code: char, input: &[char]) -> Vec<usize> {
    let named = |names: &mut dyn Iterator<Item = &str>| {
        let fits = |name: &&str| {
            name.chars().count() <= input.len()
                && name.chars().zip(input).all(|(a, b)| a.to_lowercase().eq(b.to_lowercase()))
        };
        let mut found: Vec<usize> = names.filter(fits).map(str::len).collect();
        found.sort_by(|a, b| b.cmp(a));
        found
    };
    match code {
        'a' => named(&mut WEEKDAYS.iter().map(|name| &name[..3])),
        'A' => named(&mut WEEKDAYS.iter().copied()),
        'b' => named(&mut MONTHS.iter().map(|name| &name[..3])),
        'B' => named(&mut MONTHS.iter().copied()),
        'p' => named(&mut ["AM", "PM"].into_iter()),
        'Z' => named(&mut ["UTC", "GMT"].into_iter()),
        '%' => named(&mut ["%"].into_iter()),
        'z' => offset_lengths(input),
        _ => forms(code)
            .iter()
            .filter_map(|form| {
                let ranges: Vec<char> = form.chars().collect();
                let count = ranges.len() / 2;
                let fits = input.len() >= count
                    && ranges.chunks(2).zip(input).all(|(range, c)| {
                        // A whole range of digits takes those of any script.
                        let c = if *range == ['0', '9'] { digit(*c).unwrap_or(*c) } else { *c };
                        (range[0]..=range[1]).contains(&c)
                    });
                fits.then_some(count)
            })
            .collect(),
    }
}

/// `+HHMM`, `+HH:MM`, with seconds and a fraction, or `Z`; the longest first.
fn offset_lengths(input: &[char]) -> Vec<usize> {
    if input.first() == Some(&'Z') {
        return vec![1];
    }
    let two = |at: usize, most: char| {
        input.get(at).is_some_and(|c| ('0'..=most).contains(c))
            && input.get(at + 1).is_some_and(char::is_ascii_digit)
    };
    if !matches!(input.first(), Some('+' | '-')) || !two(1, '9') {
        return Vec::new();
    }
    let after_colon = |at: usize| at + usize::from(input.get(at) == Some(&':'));
    let minutes = after_colon(3);
    if !two(minutes, '5') {
        return Vec::new();
    }
    let mut found = vec![minutes + 2];
    let seconds = after_colon(minutes + 2);
    if two(seconds, '5') {
        found.insert(0, seconds + 2);
        let fraction = input.get(seconds + 3..).unwrap_or_default();
        let digits = fraction.iter().take(6).take_while(|c| c.is_ascii_digit()).count();
        if input.get(seconds + 2) == Some(&'.') && digits > 0 {
            found.insert(0, seconds + 3 + digits);
        }
    }
    found
}

type Found = Vec<(char, std::ops::Range<usize>)>;

/// Matches tokens from `at` on, going back where a shorter form lets the rest match. `fuel` bounds the attempts.
fn matches(tokens: &[Token], input: &[char], at: usize, found: &mut Found, fuel: &mut u32) -> Option<usize> {
    *fuel = fuel.checked_sub(1)?;
    let mut at = at;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Char(c) => {
                input.get(at).filter(|other| other.to_lowercase().eq(c.to_lowercase()))?;
                at += 1;
            }
            Token::Space => {
                let run = input[at..].iter().take_while(|c| is_space(u32::from(**c))).count();
                // Giving whitespace back only helps where a directive can begin with it.
                let mut lengths: Vec<usize> = (1..=run).rev().take(2).collect();
                let last = if lengths.is_empty() { return None } else { lengths.remove(0) };
                if let Some(shorter) = lengths.first() {
                    let kept = found.len();
                    if let Some(end) = matches(&tokens[index + 1..], input, at + last, found, fuel) {
                        return Some(end);
                    }
                    found.truncate(kept);
                    return matches(&tokens[index + 1..], input, at + shorter, found, fuel);
                }
                at += last;
            }
            Token::Directive(code) => {
                for length in lengths(*code, &input[at..]) {
                    let kept = found.len();
                    found.push((*code, at..at + length));
                    if let Some(end) = matches(&tokens[index + 1..], input, at + length, found, fuel) {
                        return Some(end);
                    }
                    found.truncate(kept);
                }
                return None;
            }
        }
    }
    Some(at)
}

/// What the directives said.
#[derive(Default)]
struct Values {
    year: Option<i64>,
    iso_year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    hour: i64,
    half_day: Option<i64>,
    afternoon: Option<bool>,
    minute: i64,
    second: i64,
    micro: i64,
    /// 0 for Monday.
    weekday: Option<i64>,
    day_of_year: Option<i64>,
    /// The week, and whether weeks begin on Monday.
    week: Option<(i64, bool)>,
    iso_week: Option<i64>,
    offset: Option<Delta>,
    zone: Option<String>,
}

fn named(names: &[&str], piece: &str) -> Option<i64> {
    let place =
        names.iter().position(|name| name.get(..piece.len()).is_some_and(|n| n.eq_ignore_ascii_case(piece)));
    place.map(|at| at as i64)
}

impl Values {
    fn take(&mut self, code: char, piece: &str) -> Result<(), Fault> {
        let number = piece.trim().parse().unwrap_or(0);
        match code {
            'y' => self.year = Some(if number <= 68 { number + 2000 } else { number + 1900 }),
            'Y' => self.year = Some(number),
            'G' => self.iso_year = Some(number),
            'm' => self.month = Some(number),
            'b' | 'B' => self.month = named(&MONTHS, piece).map(|at| at + 1),
            'd' => self.day = Some(number),
            'H' => self.hour = number,
            'I' => self.half_day = Some(number),
            'p' => self.afternoon = Some(piece.eq_ignore_ascii_case("PM")),
            'M' => self.minute = number,
            'S' => self.second = number,
            'f' => self.micro = number * 10i64.pow(6 - piece.len().min(6) as u32),
            'a' | 'A' => self.weekday = named(&WEEKDAYS, piece),
            'w' => self.weekday = Some((number + 6) % 7),
            'u' => self.weekday = Some(number - 1),
            'j' => self.day_of_year = Some(number),
            'U' | 'W' => self.week = Some((number, code == 'W')),
            'V' => self.iso_week = Some(number),
            'z' => self.offset = Some(read_offset(piece)?),
            'Z' => self.zone = Some(piece.to_owned()),
            _ => {}
        }
        Ok(())
    }

    fn resolve(mut self) -> Result<Parsed, Fault> {
        const NEEDS: &str = "and a weekday directive ('%A', '%a', '%w', or '%u').";
        match (self.iso_year, self.iso_week) {
            (Some(_), week) if self.year.is_none() => {
                if week.is_none() || self.weekday.is_none() {
                    return Err(Fault::value(format!(
                        "ISO year directive '%G' must be used with the ISO week directive '%V' {NEEDS}"
                    )));
                }
                if self.day_of_year.is_some() {
                    return Err(Fault::value(
                        "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' \
                         instead.",
                    ));
                }
            }
            (_, Some(_)) if self.week.is_none() => {
                return Err(Fault::value(match self.weekday {
                    None => format!("ISO week directive '%V' must be used with the ISO year directive '%G' {NEEDS}"),
                    Some(_) => "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year \
                                '%G' instead."
                        .into(),
                }));
            }
            _ => {}
        }
        if let (Some(half), hour) = (self.half_day, &mut self.hour) {
            *hour = if self.afternoon == Some(true) { half % 12 + 12 } else { half };
            if self.afternoon == Some(false) {
                *hour = half % 12;
            }
        }
        // A leap second is read and then refused by the time itself.
        let time = Time::new(self.hour, self.minute, self.second, self.micro, 0);
        let date = self.date()?;
        Ok(Parsed { stamp: Stamp { date, time: time? }, offset: self.offset, zone: self.zone })
    }

    fn date(&self) -> Result<Date, Fault> {
        let year = self.year.unwrap_or(1900);
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        if let (None, Some(weekday)) = (self.day_of_year, self.weekday) {
            if let Some((week, monday)) = self.week {
                let first = Date::new(year, 1, 1)?;
                return first.plus_days(days_to_week(first, week, weekday, monday));
            }
            if let (Some(year), Some(week)) = (self.iso_year, self.iso_week) {
                return Date::from_iso_calendar(year, week, weekday + 1);
            }
        }
        match self.day_of_year {
            Some(day) => Date::new(year, 1, 1)?.plus_days(day - 1),
            None => Date::new(year, month, day),
        }
    }
}

/// Days from the first of January to a weekday of a week counted from it.
fn days_to_week(first: Date, week: i64, weekday: i64, monday: bool) -> i64 {
    let (start, weekday) = if monday {
        (i64::from(first.weekday()), weekday)
    } else {
        ((i64::from(first.weekday()) + 1) % 7, (weekday + 1) % 7)
    };
    if week == 0 { weekday - start } else { (7 - start) % 7 + 7 * (week - 1) + weekday }
}

fn read_offset(piece: &str) -> Result<Delta, Fault> {
    if piece == "Z" || piece == "z" {
        return Ok(Delta::ZERO);
    }
    let colons = piece.matches(':').count();
    let has_seconds = piece.chars().filter(char::is_ascii_digit).count() > 4;
    if has_seconds && colons == 1 {
        return Err(Fault::value(format!("Inconsistent use of : in {piece}")));
    }
    let (whole, fraction) = piece.split_once('.').unwrap_or((piece, ""));
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let two = |at: usize| digits.get(at..at + 2).and_then(|text| text.parse::<i64>().ok()).unwrap_or(0);
    let micros: i64 = format!("{fraction:0<6}").parse().unwrap_or(0);
    let total = ((two(0) * 60 + two(2)) * 60 + two(4)) * 1_000_000 + micros;
    let total = if piece.starts_with('-') { -total } else { total };
    Delta::small(total.into()).check_offset()
}
