//! Character properties of Unicode 14.0, the version of CPython 3.11.
//!
//! Rust's own tables are newer and answer partly other questions (`char::is_alphabetic` also holds for marks), so the
//! properties come from a table printed by CPython itself.

use std::collections::HashMap;
use std::sync::LazyLock;

static TEXT: &str = include_str!("unicode14.txt");

/// A property of a code point, as the `str` method of that name sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Property {
    /// `str.isprintable`: `repr` shows it as it is.
    Printable,
    /// `str.isalpha`: general category L.
    Alpha,
    /// `str.isdecimal`: a digit of a positional system; `int` reads it.
    Decimal,
    /// `str.isdigit`
    Digit,
    /// `str.isnumeric`
    Numeric,
    /// Lowercase, as `str.islower` of one character.
    Lower,
    /// Uppercase, as `str.isupper` of one character.
    Upper,
    /// Category Lt, such as `ǅ`.
    Title,
    /// `str.isspace`
    Space,
    /// Has a case, so that `str.title` goes on in lowercase after it.
    Cased,
    /// May begin an identifier.
    IdentifierStart,
    /// May follow in an identifier.
    IdentifierContinue,
    /// Skipped when deciding on the form of a final sigma.
    CaseIgnorable,
}

struct Tables {
    runs: HashMap<&'static str, Vec<u32>>,
    to_title: HashMap<u32, Vec<char>>,
    to_folded: HashMap<u32, Vec<char>>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables { runs: HashMap::new(), to_title: HashMap::new(), to_folded: HashMap::new() };
    for line in TEXT.lines() {
        let Some((name, rest)) = line.split_once(' ') else { continue };
        match name {
            "to_title" => tables.to_title = read_mapping(rest),
            "to_folded" => tables.to_folded = read_mapping(rest),
            _ => {
                tables.runs.insert(name, read_runs(rest));
            }
        }
    }
    tables
});

/// Boundaries where the property flips, from lengths of runs in base 36.
fn read_runs(line: &str) -> Vec<u32> {
    let mut at = 0;
    line.split(' ')
        .filter_map(|run| u32::from_str_radix(run, 36).ok())
        .map(|run| {
            at += run;
            at
        })
        .collect()
}

fn read_mapping(line: &str) -> HashMap<u32, Vec<char>> {
    let point = |text: &str| u32::from_str_radix(text, 16).ok();
    line.split(' ')
        .filter_map(|entry| {
            let (from, to) = entry.split_once('=')?;
            Some((point(from)?, to.split('+').filter_map(|c| char::from_u32(point(c)?)).collect()))
        })
        .collect()
}

fn runs(property: Property) -> Option<&'static Vec<u32>> {
    let name = match property {
        Property::Printable => "printable",
        Property::Alpha => "alpha",
        Property::Decimal => "decimal",
        Property::Digit => "digit",
        Property::Numeric => "numeric",
        Property::Lower => "lower",
        Property::Upper => "upper",
        Property::Title => "title",
        Property::Space => "space",
        Property::Cased => "cased",
        Property::IdentifierStart => "xid_start",
        Property::IdentifierContinue => "xid_continue",
        Property::CaseIgnorable => "case_ignorable",
    };
    TABLES.runs.get(name)
}

/// Whether a code point has a property; false for surrogates and beyond Unicode.
pub fn is(property: Property, point: u32) -> bool {
    runs(property).is_some_and(|runs| runs.partition_point(|flip| *flip <= point) % 2 == 1)
}

/// `str.isprintable` of one code point, with a short way for ASCII.
pub fn is_printable(point: u32) -> bool {
    if point < 0x80 { (0x20..0x7F).contains(&point) } else { is(Property::Printable, point) }
}

/// `str.isspace` of one code point, with a short way for ASCII (which includes `\x1c` to `\x1f`).
pub fn is_space(point: u32) -> bool {
    if point < 0x80 { matches!(point, 0x09..=0x0D | 0x1C..=0x20) } else { is(Property::Space, point) }
}

/// The value of a decimal digit of any script.
pub fn decimal_value(point: u32) -> Option<u32> {
    if point < 0x80 {
        return char::from_u32(point).and_then(|c| c.to_digit(10));
    }
    let runs = runs(Property::Decimal)?;
    let index = runs.partition_point(|flip| *flip <= point);
    // Decimal digits stand in runs of ten that begin with zero; some runs touch.
    (index % 2 == 1).then(|| (point - runs[index - 1]) % 10)
}

fn assigned(c: char) -> bool {
    c.is_ascii() || is(Property::Cased, c.into()) || is_printable(c.into())
}

/// Takes a mapping of Rust's (newer) tables only when Unicode 14.0 knew all of its characters.
fn known(point: u32, map: impl Fn(char) -> Vec<char>) -> Vec<u32> {
    match char::from_u32(point) {
        Some(c) if assigned(c) => {
            let mapped = map(c);
            if mapped.iter().all(|c| assigned(*c)) {
                mapped.into_iter().map(u32::from).collect()
            } else {
                vec![point]
            }
        }
        _ => vec![point],
    }
}

/// The full lowercase mapping, without the rule for a final sigma.
pub fn to_lower(point: u32) -> Vec<u32> {
    known(point, |c| c.to_lowercase().collect())
}

/// The full uppercase mapping.
pub fn to_upper(point: u32) -> Vec<u32> {
    known(point, |c| c.to_uppercase().collect())
}

/// The full titlecase mapping.
pub fn to_title(point: u32) -> Vec<u32> {
    mapped(&TABLES.to_title, point).unwrap_or_else(|| to_upper(point))
}

/// The full case folding.
pub fn to_folded(point: u32) -> Vec<u32> {
    mapped(&TABLES.to_folded, point).unwrap_or_else(|| to_lower(point))
}

fn mapped(table: &HashMap<u32, Vec<char>>, point: u32) -> Option<Vec<u32>> {
    table.get(&point).map(|chars| chars.iter().map(|c| u32::from(*c)).collect())
}
