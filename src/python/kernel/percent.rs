//! `text % values`: the fields of the format, and one value put into one field.
//!
//! The caller walks [`Percent`], fetches the values itself (a mapping for a key, the next of the tuple otherwise, one
//! more for each `*`) and hands them to [`text`], [`integer`], [`float`] or [`character`].

use super::format::digits::{Style, float_body};
use super::int_text::int_to_str;
use super::{Fault, Kind, within};
use crate::wtf8::{Wtf8, Wtf8Builder};
use num_bigint::{BigInt, Sign};

/// Literal text, or the place of a value. `%%` arrives as the literal `%`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text to copy.
    Literal(Wtf8),
    /// Where a value goes.
    Field(Field),
}

/// A width or precision: written down, or the next value (`*`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// A number in the format.
    Given(usize),
    /// `*`: fetch a value, then call [`Field::set_width`] or [`Field::set_precision`].
    Star,
}

/// One conversion, such as `%(name)-5.2f`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    /// Between the parentheses.
    pub key: Option<Wtf8>,
    /// Smallest width.
    pub width: Option<Amount>,
    /// Precision.
    pub precision: Option<Amount>,
    /// The conversion character, one of `diouxXeEfFgGcrsa` when [`Field::check`] accepts it.
    pub code: char,
    /// Its index in the format, in code points.
    pub index: usize,
    /// Those of `-+ #0` that were given.
    flags: String,
}

impl Field {
    /// Sets what a `*` in the place of the width stood for; a negative one aligns left.
    pub fn set_width(&mut self, width: i64) {
        if width < 0 {
            self.flags.push('-');
        }
        self.width = Some(Amount::Given(width.unsigned_abs() as usize));
    }

    /// Sets what a `*` in the place of the precision stood for; a negative one counts as zero.
    pub fn set_precision(&mut self, precision: i64) {
        self.precision = Some(Amount::Given(precision.max(0) as usize));
    }

    /// Whether the conversion character exists; to be asked once the value was fetched, as CPython does.
    ///
    /// # Errors
    /// `ValueError: unsupported format character 'y' (0x79) at index 1`
    pub fn check(&self) -> Result<(), Fault> {
        if "diouxXeEfFgGcrsa".contains(self.code) {
            return Ok(());
        }
        let shown = if (' '..='~').contains(&self.code) { self.code } else { '?' };
        Err(Fault::value(format!(
            "unsupported format character '{shown}' ({:#x}) at index {}",
            u32::from(self.code),
            self.index
        )))
    }

    /// The `TypeError` for a value whose type the conversion does not take.
    pub fn wrong_type(&self, type_name: &str) -> Fault {
        Fault::type_error(match self.code {
            'd' | 'i' | 'u' => format!("%{} format: a real number is required, not {type_name}", self.code),
            'o' | 'x' | 'X' => format!("%{} format: an integer is required, not {type_name}", self.code),
            'c' => "%c requires int or char".into(),
            _ => format!("must be real number, not {type_name}"),
        })
    }

    fn has(&self, flag: char) -> bool {
        self.flags.contains(flag)
    }

    fn width(&self) -> usize {
        if let Some(Amount::Given(width)) = self.width { width } else { 0 }
    }

    fn precision(&self) -> Option<usize> {
        if let Some(Amount::Given(precision)) = self.precision { Some(precision) } else { None }
    }
}

/// `TypeError: * wants int`
pub fn star_wants_int() -> Fault {
    Fault::type_error("* wants int")
}

/// `TypeError: not enough arguments for format string`
pub fn not_enough_arguments() -> Fault {
    Fault::type_error("not enough arguments for format string")
}

/// `TypeError: not all arguments converted during string formatting`
pub fn not_all_converted() -> Fault {
    Fault::type_error("not all arguments converted during string formatting")
}

/// `TypeError: format requires a mapping`
pub fn requires_mapping() -> Fault {
    Fault::type_error("format requires a mapping")
}

/// The pieces of a format in order; ends after the first error.
#[derive(Debug, Clone)]
pub struct Percent {
    points: Vec<u32>,
    at: usize,
}

impl Percent {
    /// Begins at the start of a format.
    pub fn new(format: &Wtf8) -> Self {
        Self { points: format.code_points().collect(), at: 0 }
    }

    fn peek(&self) -> Option<char> {
        // A surrogate stands for itself in literals only; elsewhere any unknown character does.
        self.points.get(self.at).map(|point| char::from_u32(*point).unwrap_or('\u{FFFD}'))
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn key(&mut self) -> Result<Option<Wtf8>, Fault> {
        if !self.take('(') {
            return Ok(None);
        }
        let (start, mut depth) = (self.at, 1);
        while depth > 0 {
            match self.peek() {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                Some(_) => {}
                None => return Err(Fault::value("incomplete format key")),
            }
            self.at += 1;
        }
        Ok(Some(Wtf8::from_code_points(self.points[start..self.at - 1].iter().copied())))
    }

    fn amount(&mut self, bound: i64, too_big: &str) -> Result<Option<Amount>, Fault> {
        if self.take('*') {
            return Ok(Some(Amount::Star));
        }
        let mut value = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            let next = value.unwrap_or(0i64).checked_mul(10).and_then(|v| v.checked_add(digit.into()));
            value = Some(next.filter(|v| *v <= bound).ok_or_else(|| Fault::value(too_big))?);
            self.at += 1;
        }
        Ok(value.map(|value| Amount::Given(value as usize)))
    }

    fn field(&mut self) -> Result<Field, Fault> {
        let mut field = Field { key: self.key()?, ..Field::default() };
        while let Some(flag) = self.peek().filter(|c| "-+ #0".contains(*c)) {
            field.flags.push(flag);
            self.at += 1;
        }
        field.width = self.amount(i64::MAX, "width too big")?;
        if self.take('.') {
            let precision = self.amount(i32::MAX.into(), "precision too big")?;
            field.precision = Some(precision.unwrap_or(Amount::Given(0)));
        }
        if matches!(self.peek(), Some('h' | 'l' | 'L')) {
            self.at += 1;
        }
        field.index = self.at;
        field.code = self.peek().ok_or_else(|| Fault::value("incomplete format"))?;
        self.at += 1;
        Ok(field)
    }
}

impl Iterator for Percent {
    type Item = Result<Piece, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let percent = u32::from('%');
        let rest = self.points.get(self.at..).filter(|rest| !rest.is_empty())?;
        let literal = rest.iter().take_while(|point| **point != percent).count();
        if literal > 0 {
            let text = Wtf8::from_code_points(rest[..literal].iter().copied());
            self.at += literal;
            return Some(Ok(Piece::Literal(text)));
        }
        self.at += 1;
        if self.take('%') {
            return Some(Ok(Piece::Literal("%".into())));
        }
        let field = self.field();
        if field.is_err() {
            self.at = self.points.len();
        }
        Some(field.map(Piece::Field))
    }
}

/// `%s`, `%r` and `%a`: `value` is the text already made by `str`, `repr` or `ascii`.
///
/// # Errors
/// [`Kind::TooBig`] beyond `limit` bytes.
pub fn text(field: &Field, value: &Wtf8, limit: usize) -> Result<Wtf8, Fault> {
    match field.precision() {
        Some(precision) if precision < value.len() => pad(field, &value.slice(0, precision), limit),
        _ => pad(field, value, limit),
    }
}

/// `%c` with a string of one character, or with an integer.
///
/// # Errors
/// `OverflowError: %c arg not in range(0x110000)`, [`Kind::TooBig`].
pub fn character(field: &Field, point: Result<u32, &BigInt>, limit: usize) -> Result<Wtf8, Fault> {
    let point = point
        .or_else(u32::try_from)
        .ok()
        .filter(|point| *point <= 0x10_FFFF)
        .ok_or_else(|| Fault::new(Kind::Overflow, "%c arg not in range(0x110000)"))?;
    pad(field, &Wtf8::from_code_points([point]), limit)
}

fn pad(field: &Field, value: &Wtf8, limit: usize) -> Result<Wtf8, Fault> {
    let missing = field.width().saturating_sub(value.len());
    within(missing.saturating_add(value.as_bytes().len()), limit)?;
    let mut out = Wtf8Builder::default();
    let spaces = " ".repeat(missing);
    if !field.has('-') {
        out.push_str(&spaces);
    }
    out.push_wtf8(value);
    if field.has('-') {
        out.push_str(&spaces);
    }
    Ok(out.finish())
}

/// `%d`, `%i`, `%u`, `%o`, `%x`, `%X` with an integer (a float was truncated for the first three).
///
/// # Errors
/// `ValueError` beyond 4300 decimal digits, [`Kind::TooBig`].
pub fn integer(field: &Field, value: &BigInt, limit: usize) -> Result<Wtf8, Fault> {
    let mut digits = match field.code {
        'o' => value.magnitude().to_str_radix(8),
        'x' | 'X' => value.magnitude().to_str_radix(16),
        _ => int_to_str(value)?.trim_start_matches('-').to_owned(),
    };
    if field.code == 'X' {
        digits.make_ascii_uppercase();
    }
    let precision = field.precision().unwrap_or(0);
    within(precision, limit)?;
    if precision > digits.len() {
        digits.insert_str(0, &"0".repeat(precision - digits.len()));
    }
    let prefix = match field.code {
        'o' if field.has('#') => "0o",
        'x' if field.has('#') => "0x",
        'X' if field.has('#') => "0X",
        _ => "",
    };
    number(field, value.sign() == Sign::Minus, prefix, &digits, limit)
}

/// `%e`, `%f`, `%g` and their uppercase forms.
///
/// # Errors
/// [`Kind::TooBig`] beyond `limit` bytes.
pub fn float(field: &Field, value: f64, limit: usize) -> Result<Wtf8, Fault> {
    let precision = field.precision().unwrap_or(6);
    within(precision, limit)?;
    let style = Style {
        kind: field.code.to_ascii_lowercase(),
        precision,
        alternate: field.has('#'),
        add_dot_0: false,
    };
    let mut body = float_body(value, style);
    if field.code.is_ascii_uppercase() {
        body.make_ascii_uppercase();
    }
    number(field, value.is_sign_negative() && !value.is_nan(), "", &body, limit)
}

fn number(field: &Field, negative: bool, prefix: &str, digits: &str, limit: usize) -> Result<Wtf8, Fault> {
    let sign = match (negative, field.has('+'), field.has(' ')) {
        (true, ..) => "-",
        (false, true, _) => "+",
        (false, false, true) => " ",
        (false, false, false) => "",
    };
    let length = sign.len() + prefix.len() + digits.len();
    if field.has('0') && !field.has('-') {
        let missing = field.width().saturating_sub(length);
        within(missing.saturating_add(length), limit)?;
        return Ok(format!("{sign}{prefix}{}{digits}", "0".repeat(missing)).into());
    }
    pad(field, &format!("{sign}{prefix}{digits}").into(), limit)
}
