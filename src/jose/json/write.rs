//! `json.dumps`: text from values.

use super::Json;
use crate::number::float_repr;
use crate::wtf8::{Wtf8, Wtf8Builder};
use num_bigint::BigInt;
use std::fmt;
use std::ops::Range;

/// How `json.dumps` lays text out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Between members and elements: `, ` by default, `,` with an indent.
    pub item_separator: Wtf8,
    /// Between a name and its value: `: ` by default.
    pub key_separator: Wtf8,
    /// Write everything outside printable ASCII as `\uXXXX`.
    pub ensure_ascii: bool,
    /// Write `NaN` and `Infinity` instead of refusing them.
    pub allow_nan: bool,
    /// One line per member, each level indented by this.
    pub indent: Option<Wtf8>,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            item_separator: ", ".into(),
            key_separator: ": ".into(),
            ensure_ascii: true,
            allow_nan: true,
            indent: None,
        }
    }
}

impl Layout {
    /// `separators=(",", ":")`: what both JWT libraries use.
    pub fn compact() -> Self {
        Self { item_separator: ",".into(), key_separator: ":".into(), ..Self::default() }
    }
}

/// Why a value has no JSON text; displays as the message of Python's `ValueError`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteError {
    /// `NaN` or an infinity with `allow_nan=False`.
    NotFinite,
    /// An integer of more than 4300 digits.
    DigitLimit,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotFinite => "Out of range float values are not JSON compliant",
            Self::DigitLimit => {
                "Exceeds the limit (4300 digits) for integer string conversion; \
                 use sys.set_int_max_str_digits() to increase the limit"
            }
        })
    }
}

/// A text and where the members of its outermost object are in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// The JSON text.
    pub text: Wtf8,
    /// Of each member of the outermost object: the bytes of its name (with quotes) and of its value.
    pub members: Vec<(Range<usize>, Range<usize>)>,
}

/// The text of a value.
///
/// # Errors
/// A number that cannot be written.
pub fn write(value: &Json, layout: &Layout) -> Result<Written, WriteError> {
    let mut writer = Writer { out: Wtf8Builder::default(), layout, members: Vec::new() };
    writer.value(value, 0)?;
    Ok(Written { text: writer.out.finish(), members: writer.members })
}

/// The compact text of both JWT libraries: `{"user_id":123}`.
///
/// # Errors
/// An integer of more than 4300 digits.
pub fn write_compact(value: &Json) -> Result<Written, WriteError> {
    write(value, &Layout::compact())
}

/// A JSON string with its quotes.
pub fn write_string(text: &Wtf8, ensure_ascii: bool) -> Wtf8 {
    let mut out = Wtf8Builder::default();
    push_string(&mut out, text, ensure_ascii);
    out.finish()
}

struct Writer<'a> {
    out: Wtf8Builder,
    layout: &'a Layout,
    members: Vec<(Range<usize>, Range<usize>)>,
}

impl Writer<'_> {
    fn value(&mut self, value: &Json, level: usize) -> Result<(), WriteError> {
        match value {
            Json::Null => self.out.push_str("null"),
            Json::Bool(true) => self.out.push_str("true"),
            Json::Bool(false) => self.out.push_str("false"),
            Json::Int(value) => self.out.push_str(&value.to_string()),
            Json::Big(value) => self.out.push_str(&big(value)?),
            Json::Float(value) => self.float(*value)?,
            Json::Str(text) => push_string(&mut self.out, text, self.layout.ensure_ascii),
            Json::Array(items) => self.array(items, level)?,
            Json::Object(members) => self.object(members, level)?,
        }
        Ok(())
    }

    fn float(&mut self, value: f64) -> Result<(), WriteError> {
        if value.is_finite() {
            self.out.push_str(&float_repr(value));
            return Ok(());
        }
        if !self.layout.allow_nan {
            return Err(WriteError::NotFinite);
        }
        let word = match value {
            value if value.is_nan() => "NaN",
            value if value > 0.0 => "Infinity",
            _ => "-Infinity",
        };
        self.out.push_str(word);
        Ok(())
    }

    fn array(&mut self, items: &[Json], level: usize) -> Result<(), WriteError> {
        if items.is_empty() {
            self.out.push_str("[]");
            return Ok(());
        }
        self.out.push_str("[");
        for (index, item) in items.iter().enumerate() {
            self.separate(index, level);
            self.value(item, level + 1)?;
        }
        self.close("]", level);
        Ok(())
    }

    fn object(&mut self, members: &[(Wtf8, Json)], level: usize) -> Result<(), WriteError> {
        if members.is_empty() {
            self.out.push_str("{}");
            return Ok(());
        }
        self.out.push_str("{");
        for (index, (name, value)) in members.iter().enumerate() {
            self.separate(index, level);
            let start = self.out.byte_len();
            push_string(&mut self.out, name, self.layout.ensure_ascii);
            let end = self.out.byte_len();
            self.out.push_wtf8(&self.layout.key_separator);
            let value_start = self.out.byte_len();
            self.value(value, level + 1)?;
            if level == 0 {
                self.members.push((start..end, value_start..self.out.byte_len()));
            }
        }
        self.close("}", level);
        Ok(())
    }

    fn separate(&mut self, index: usize, level: usize) {
        if index > 0 {
            self.out.push_wtf8(&self.layout.item_separator);
        }
        self.new_line(level + 1);
    }

    fn close(&mut self, bracket: &str, level: usize) {
        self.new_line(level);
        self.out.push_str(bracket);
    }

    fn new_line(&mut self, level: usize) {
        if let Some(indent) = &self.layout.indent {
            self.out.push_str("\n");
            (0..level).for_each(|_| self.out.push_wtf8(indent));
        }
    }
}

/// CPython's bound on the digits of an integer that becomes text.
const MAX_DIGITS: usize = 4300;

fn big(value: &BigInt) -> Result<String, WriteError> {
    // 2^14284 is the first power of two with more than 4300 digits; conversion is quadratic, so it is not tried above.
    if value.bits() > 14_288 {
        return Err(WriteError::DigitLimit);
    }
    let text = value.to_string();
    let digits = text.trim_start_matches('-').len();
    if digits > MAX_DIGITS { Err(WriteError::DigitLimit) } else { Ok(text) }
}

fn push_string(out: &mut Wtf8Builder, text: &Wtf8, ensure_ascii: bool) {
    out.push_str("\"");
    for point in text.code_points() {
        match point {
            0x22 => out.push_str("\\\""),
            0x5C => out.push_str("\\\\"),
            0x0A => out.push_str("\\n"),
            0x0D => out.push_str("\\r"),
            0x09 => out.push_str("\\t"),
            0x08 => out.push_str("\\b"),
            0x0C => out.push_str("\\f"),
            0x20..=0x7E => out.push(point),
            0..0x20 => out.push_str(&format!("\\u{point:04x}")),
            _ if !ensure_ascii => out.push(point),
            0x1_0000.. => {
                let rest = point - 0x1_0000;
                out.push_str(&format!("\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF)));
            }
            _ => out.push_str(&format!("\\u{point:04x}")),
        }
    }
    out.push_str("\"");
}
