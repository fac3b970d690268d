//! `strftime` with the directives of the C library that Python on Linux uses, in the C locale.

use super::delta::Delta;
use super::{Date, Stamp, Time, iso};
use crate::python::kernel::{Fault, within};
use crate::wtf8::{Wtf8, Wtf8Builder};

pub(crate) const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What is to be shown. The weekday and the day of the year are given apart since a `struct_time` may hold any.
#[derive(Debug, Clone, PartialEq)]
pub struct Fields {
    /// The date; its day counts for `%d`, `%e`, `%F`.
    pub date: Date,
    /// The time of day.
    pub time: Time,
    /// 0 for Monday.
    pub weekday: u32,
    /// 1 for the first of January.
    pub day_of_year: u32,
    /// For `%z`.
    pub offset: Option<Delta>,
    /// For `%Z`.
    pub zone: Wtf8,
    /// For `%s`: seconds since 1970, taking the fields as local time.
    pub epoch: i64,
}

impl Fields {
    /// The fields of a `datetime`.
    pub fn of(stamp: Stamp, offset: Option<Delta>, zone: Wtf8, epoch: i64) -> Self {
        let Stamp { date, time } = stamp;
        Self { date, time, weekday: date.weekday(), day_of_year: date.day_of_year(), offset, zone, epoch }
    }
}

/// `strftime(format)`. What is no directive stays as it is.
///
/// # Errors
/// [`crate::python::kernel::Kind::TooBig`] beyond `limit` bytes.
pub fn strftime(format: &Wtf8, fields: &Fields, limit: usize) -> Result<Wtf8, Fault> {
    let points: Vec<u32> = format.code_points().collect();
    let mut out = Wtf8Builder::default();
    let mut at = 0;
    while at < points.len() {
        if points[at] != u32::from('%') {
            out.push(points[at]);
            at += 1;
            continue;
        }
        let char_at = |index: usize| points.get(index).and_then(|point| char::from_u32(*point));
        let mut end = at + 1;
        let mut flag = None;
        while let Some(c) = char_at(end).filter(|c| "-_0^#".contains(*c)) {
            flag = Some(c);
            end += 1;
        }
        let digits =
            (end..points.len()).take_while(|at| char_at(*at).is_some_and(|c| c.is_ascii_digit())).count();
        let width: usize = (end..end + digits).fold(0, |width: usize, at| {
            width
                .saturating_mul(10)
                .saturating_add(char_at(at).and_then(|c| c.to_digit(10)).unwrap_or(0) as usize)
        });
        within(out.byte_len().saturating_add(width), limit)?;
        end += digits;
        // `E` and `O` choose other forms, which the C locale does not have.
        end += usize::from(matches!(char_at(end), Some('E' | 'O')));
        match char_at(end).and_then(|code| directive(code, fields)) {
            Some(Shown::Zone) => out.push_wtf8(&fields.zone),
            Some(Shown::Text(text)) => out.push_str(&cased(&padded_text(&text, flag, width), flag)),
            Some(Shown::Number(value, digits, fill)) => {
                out.push_str(&padded(value, digits, fill, flag, width));
            }
            None => points[at..(end + 1).min(points.len())].iter().for_each(|point| out.push(*point)),
        }
        at = end + 1;
    }
    within(out.byte_len(), limit)?;
    Ok(out.finish())
}

enum Shown {
    Text(String),
    /// A number, its usual width, and what fills it.
    Number(i64, usize, char),
    Zone,
}

fn cased(text: &str, flag: Option<char>) -> String {
    if flag == Some('^') { text.to_uppercase() } else { text.to_owned() }
}

fn padded_text(text: &str, flag: Option<char>, width: usize) -> String {
    let fill = if flag == Some('0') { "0" } else { " " };
    format!("{}{text}", fill.repeat(width.saturating_sub(text.chars().count())))
}

fn padded(value: i64, digits: usize, fill: char, flag: Option<char>, width: usize) -> String {
    let fill = match flag {
        Some('_') => ' ',
        Some('0') => '0',
        _ => fill,
    };
    let width = if flag == Some('-') { 0 } else { digits.max(width) };
    if fill == '0' { format!("{value:0width$}") } else { format!("{value:width$}") }
}

fn directive(code: char, fields: &Fields) -> Option<Shown> {
    let Date { year, month, day } = fields.date;
    let Time { hour, minute, second, micro, .. } = fields.time;
    let two = |value: u32| Some(Shown::Number(value.into(), 2, '0'));
    let text = |text: &str| Some(Shown::Text(text.into()));
    let half_day = if hour % 12 == 0 { 12 } else { hour % 12 };
    let weekday = WEEKDAYS[fields.weekday as usize % 7];
    let month_name = MONTHS[(month as usize).saturating_sub(1) % 12];
    let (iso_year, iso_week, _) = fields.date.iso_calendar();
    match code {
        'a' => text(&weekday[..3]),
        'A' => text(weekday),
        'b' | 'h' => text(&month_name[..3]),
        'B' => text(month_name),
        'c' => text(&format!(
            "{} {} {day:2} {hour:02}:{minute:02}:{second:02} {year}",
            &weekday[..3],
            &month_name[..3]
        )),
        'C' => Some(Shown::Number((year / 100).into(), 0, '0')),
        'd' => two(day),
        'D' | 'x' => text(&format!("{month:02}/{day:02}/{:02}", year % 100)),
        'e' => Some(Shown::Number(day.into(), 2, ' ')),
        'f' => text(&format!("{micro:06}")),
        'F' => text(&format!("{year}-{month:02}-{day:02}")),
        'g' => two((iso_year % 100) as u32),
        'G' => Some(Shown::Number(iso_year.into(), 0, '0')),
        'H' => two(hour),
        'I' => two(half_day),
        'j' => Some(Shown::Number(fields.day_of_year.into(), 3, '0')),
        'k' => Some(Shown::Number(hour.into(), 2, ' ')),
        'l' => Some(Shown::Number(half_day.into(), 2, ' ')),
        'm' => two(month),
        'M' => two(minute),
        'n' => text("\n"),
        'p' => text(if hour < 12 { "AM" } else { "PM" }),
        'P' => text(if hour < 12 { "am" } else { "pm" }),
        'r' => {
            text(&format!("{half_day:02}:{minute:02}:{second:02} {}", if hour < 12 { "AM" } else { "PM" }))
        }
        'R' => text(&format!("{hour:02}:{minute:02}")),
        's' => Some(Shown::Number(fields.epoch, 0, '0')),
        'S' => two(second),
        't' => text("\t"),
        'T' | 'X' => text(&format!("{hour:02}:{minute:02}:{second:02}")),
        'u' => Some(Shown::Number(i64::from(fields.weekday) + 1, 1, '0')),
        // Weeks that begin on Sunday, then on Monday; days before the first are in week 0.
        'U' => two((fields.day_of_year + 6 - (fields.weekday + 1) % 7) / 7),
        'V' => two(iso_week),
        'w' => Some(Shown::Number(i64::from((fields.weekday + 1) % 7), 1, '0')),
        'W' => two((fields.day_of_year + 6 - fields.weekday) / 7),
        'y' => two((year % 100) as u32),
        'Y' => Some(Shown::Number(year.into(), 0, '0')),
        'z' => text(&fields.offset.map(|offset| iso::offset_with(offset, "")).unwrap_or_default()),
        'Z' => Some(Shown::Zone),
        '%' => text("%"),
        _ => None,
    }
}

/// `ctime()`: `Wed Jan  1 00:00:00 2020`.
pub fn ctime(stamp: Stamp) -> String {
    let Stamp { date, time } = stamp;
    format!(
        "{} {} {:2} {:02}:{:02}:{:02} {:04}",
        &WEEKDAYS[date.weekday() as usize][..3],
        &MONTHS[date.month as usize - 1][..3],
        date.day,
        time.hour,
        time.minute,
        time.second,
        date.year
    )
}
