//! `format(value, spec)`: the format specification mini-language for `str`, `int`, `float` and `complex`.

pub(crate) mod digits;
mod number;

pub use number::{format_complex, format_float, format_int};

use super::{Fault, within};
use crate::wtf8::{Wtf8, Wtf8Builder};

/// What a format specification says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spec {
    fill: u32,
    align: char,
    sign: Option<char>,
    no_negative_zero: bool,
    alternate: bool,
    width: usize,
    separator: Option<char>,
    precision: Option<usize>,
    /// The code at the end, or the default of the type (`\0` for float).
    code: u32,
}

impl Spec {
    /// Reads a specification. `align` is the default alignment, `code` the default type code of the value's type, and
    /// `type_name` its name in messages.
    fn parse(spec: &Wtf8, code: char, align: char, type_name: &str) -> Result<Self, Fault> {
        let points: Vec<u32> = spec.code_points().collect();
        let mut reader = Reader { points: &points, at: 0 };
        let mut out = Self {
            fill: ' '.into(),
            align,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            separator: None,
            precision: None,
            code: code.into(),
        };
        let is_align = |c: Option<char>| c.filter(|c| matches!(c, '<' | '>' | '=' | '^'));
        let (mut fill_given, mut align_given) = (false, true);
        if let Some(align) = is_align(reader.peek(1)) {
            out.fill = points[0];
            out.align = align;
            fill_given = true;
            reader.at = 2;
        } else if let Some(align) = is_align(reader.peek(0)) {
            out.align = align;
            reader.at = 1;
        } else {
            align_given = false;
        }
        out.sign = reader.take(|c| matches!(c, ' ' | '+' | '-'));
        out.no_negative_zero = reader.take(|c| c == 'z').is_some();
        out.alternate = reader.take(|c| c == '#').is_some();
        if !fill_given && reader.take(|c| c == '0').is_some() {
            out.fill = '0'.into();
            if !align_given && align == '>' {
                out.align = '=';
            }
        }
        out.width = reader.integer()?.unwrap_or(0);
        out.separator = reader.take(|c| c == ',');
        let both = || Fault::value("Cannot specify both ',' and '_'.");
        if reader.peek(0) == Some('_') {
            if out.separator.is_some() {
                return Err(both());
            }
            out.separator = reader.take(|_| true);
            if reader.peek(0) == Some(',') {
                return Err(both());
            }
        }
        if reader.take(|c| c == '.').is_some() {
            out.precision =
                Some(reader.integer()?.ok_or_else(|| Fault::value("Format specifier missing precision"))?);
        }
        match points.len() - reader.at {
            0 => {}
            1 => out.code = points[reader.at],
            _ => {
                return Err(Fault::value(format!(
                    "Invalid format specifier '{}' for object of type '{type_name}'",
                    spec.to_string_lossy()
                )));
            }
        }
        out.check_separator()?;
        Ok(out)
    }

    fn check_separator(&self) -> Result<(), Fault> {
        let Some(separator) = self.separator else { return Ok(()) };
        match char::from_u32(self.code) {
            Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F' | '\0') => Ok(()),
            Some('b' | 'o' | 'x' | 'X') if separator == '_' => Ok(()),
            _ => Err(Fault::value(format!("Cannot specify '{separator}' with '{}'.", shown_code(self.code)))),
        }
    }

    fn unknown_code(&self, type_name: &str) -> Fault {
        Fault::value(format!(
            "Unknown format code '{}' for object of type '{type_name}'",
            shown_code(self.code)
        ))
    }
}

/// A type code in a message: as it is when it is visible ASCII, else as `\x` and its number.
fn shown_code(code: u32) -> String {
    match char::from_u32(code) {
        Some(c) if c.is_ascii_graphic() => c.to_string(),
        _ => format!("\\x{code:x}"),
    }
}

struct Reader<'a> {
    points: &'a [u32],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.points.get(self.at + ahead).and_then(|point| char::from_u32(*point))
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek(0).filter(|c| wanted(*c))?;
        self.at += 1;
        Some(c)
    }

    fn integer(&mut self) -> Result<Option<usize>, Fault> {
        let mut value = None;
        while let Some(digit) = self.points.get(self.at).and_then(|p| super::unicode::decimal_value(*p)) {
            let next = value.unwrap_or(0i64).checked_mul(10).and_then(|v| v.checked_add(digit.into()));
            value = Some(next.ok_or_else(|| Fault::value("Too many decimal digits in format string"))?);
            self.at += 1;
        }
        Ok(value.map(|value| value as usize))
    }
}

/// `format(str, spec)`; `type_name` is the name of the value's class in messages.
///
/// # Errors
/// `ValueError` for what a string cannot have; [`super::Kind::TooBig`] beyond `limit` bytes.
pub fn format_str(text: &Wtf8, spec: &Wtf8, type_name: &str, limit: usize) -> Result<Wtf8, Fault> {
    if spec.is_empty() {
        return Ok(text.clone());
    }
    let spec = Spec::parse(spec, 's', '<', type_name)?;
    if spec.code != u32::from('s') {
        return Err(spec.unknown_code(type_name));
    }
    let refused = |what: &str| Err(Fault::value(format!("{what} not allowed in string format specifier")));
    match spec.sign {
        Some(' ') => return refused("Space"),
        Some(_) => return refused("Sign"),
        None => {}
    }
    if spec.no_negative_zero {
        return refused("Negative zero coercion (z)");
    }
    if spec.alternate {
        return refused("Alternate form (#)");
    }
    if spec.align == '=' {
        return refused("'=' alignment");
    }
    match spec.precision {
        Some(precision) if precision < text.len() => pad(&text.slice(0, precision), &spec, limit),
        _ => pad(text, &spec, limit),
    }
}

/// Fills up to the width; `=` counts as `>`.
fn pad(text: &Wtf8, spec: &Spec, limit: usize) -> Result<Wtf8, Fault> {
    let missing = spec.width.saturating_sub(text.len());
    within(missing.saturating_add(text.as_bytes().len()), limit)?;
    let left = match spec.align {
        '<' => 0,
        '^' => missing / 2,
        _ => missing,
    };
    let mut out = Wtf8Builder::default();
    (0..left).for_each(|_| out.push(spec.fill));
    out.push_wtf8(text);
    (left..missing).for_each(|_| out.push(spec.fill));
    Ok(out.finish())
}
