//! The replacement fields of `str.format` and `str.format_map`.

use super::unicode::decimal_value;
use super::{Fault, Kind};
use crate::wtf8::Wtf8;

/// Literal text and, maybe, the field after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Text to copy.
    pub literal: Wtf8,
    /// What follows it.
    pub field: Option<Replacement>,
}

/// `{name!conversion:spec}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// Everything before `!` and `:`; see [`Path::parse`].
    pub name: Wtf8,
    /// The character after `!`; see [`check_conversion`].
    pub conversion: Option<u32>,
    /// The format specification.
    pub spec: Wtf8,
    /// Whether the specification holds fields itself and has to be expanded first, as a template of its own.
    pub nested: bool,
}

/// The parts of a template in order; ends after the first error.
#[derive(Debug, Clone)]
pub struct Template {
    points: Vec<u32>,
    at: usize,
}

/// `ValueError: Max string recursion exceeded`: fields may be nested one level deep.
pub fn too_deep() -> Fault {
    Fault::value("Max string recursion exceeded")
}

/// Accepts `r`, `s` and `a`.
///
/// # Errors
/// `ValueError: Unknown conversion specifier z`
pub fn check_conversion(conversion: u32) -> Result<char, Fault> {
    match char::from_u32(conversion) {
        Some(c @ ('r' | 's' | 'a')) => Ok(c),
        Some(c) if c.is_ascii_graphic() => Err(Fault::value(format!("Unknown conversion specifier {c}"))),
        _ => Err(Fault::value(format!("Unknown conversion specifier \\x{conversion:x}"))),
    }
}

impl Template {
    /// Begins at the start of a template.
    pub fn new(template: &Wtf8) -> Self {
        Self { points: template.code_points().collect(), at: 0 }
    }

    fn next_char(&mut self) -> Option<char> {
        let point = *self.points.get(self.at)?;
        self.at += 1;
        Some(char::from_u32(point).unwrap_or('\u{FFFD}'))
    }

    fn text(&self, start: usize, end: usize) -> Wtf8 {
        Wtf8::from_code_points(self.points[start..end].iter().copied())
    }

    fn part(&mut self) -> Result<Part, Fault> {
        let start = self.at;
        let brace = loop {
            match self.next_char() {
                Some(c @ ('{' | '}')) => break c,
                Some(_) => {}
                None => return Ok(Part { literal: self.text(start, self.at), field: None }),
            }
        };
        if self.points.get(self.at) == Some(&u32::from(brace)) {
            let literal = self.text(start, self.at);
            self.at += 1;
            return Ok(Part { literal, field: None });
        }
        if brace == '}' || self.at == self.points.len() {
            return Err(Fault::value(format!("Single '{brace}' encountered in format string")));
        }
        let literal = self.text(start, self.at - 1);
        Ok(Part { literal, field: Some(self.replacement()?) })
    }

    fn replacement(&mut self) -> Result<Replacement, Fault> {
        let start = self.at;
        let stop = loop {
            match self.next_char() {
                Some('{') => return Err(Fault::value("unexpected '{' in field name")),
                Some('[') => {
                    let close = self.points[self.at..].iter().position(|point| *point == u32::from(']'));
                    self.at = close.map_or(self.points.len(), |ahead| self.at + ahead);
                }
                Some(c @ ('}' | ':' | '!')) => break c,
                Some(_) => {}
                None => return Err(Fault::value("expected '}' before end of string")),
            }
        };
        let name = self.text(start, self.at - 1);
        let mut out = Replacement { name, conversion: None, spec: Wtf8::default(), nested: false };
        if stop == '}' {
            return Ok(out);
        }
        if stop == '!' {
            if self.at == self.points.len() {
                return Err(Fault::value("end of string while looking for conversion specifier"));
            }
            out.conversion = Some(self.points[self.at]);
            self.at += 1;
            match self.next_char() {
                Some('}') => return Ok(out),
                Some(':') | None => {}
                Some(_) => return Err(Fault::value("expected ':' after conversion specifier")),
            }
        }
        let (start, mut depth) = (self.at, 1);
        loop {
            match self.next_char() {
                Some('{') => {
                    out.nested = true;
                    depth += 1;
                }
                Some('}') => {
                    depth -= 1;
                    if depth == 0 {
                        out.spec = self.text(start, self.at - 1);
                        return Ok(out);
                    }
                }
                Some(_) => {}
                None => return Err(Fault::value("unmatched '{' in format spec")),
            }
        }
    }
}

impl Iterator for Template {
    type Item = Result<Part, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.points.len() {
            return None;
        }
        let part = self.part();
        if part.is_err() {
            self.at = self.points.len();
        }
        Some(part)
    }
}

/// Where the value of a field begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum First {
    /// `{}`: the next positional argument; see [`Numbering`].
    Next,
    /// `{2}`
    Index(usize),
    /// `{name}`
    Name(Wtf8),
}

/// A step from a value to a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accessor {
    /// `.name`
    Attribute(Wtf8),
    /// `[2]`
    Index(usize),
    /// `[key]`, always a string
    Key(Wtf8),
}

/// A field name taken apart: its beginning, then an iterator over the accessors.
#[derive(Debug, Clone)]
pub struct Path {
    /// The beginning.
    pub first: First,
    points: Vec<u32>,
    at: usize,
}

impl Path {
    /// Reads the beginning of a field name; the accessors are read as they are asked for, since CPython looks up the
    /// first value before it complains about the rest.
    ///
    /// # Errors
    /// `ValueError: Too many decimal digits in format string`
    pub fn parse(name: &Wtf8) -> Result<Self, Fault> {
        let points: Vec<u32> = name.code_points().collect();
        let end =
            points.iter().position(|p| [u32::from('.'), u32::from('[')].contains(p)).unwrap_or(points.len());
        let first = match index(&points[..end])? {
            _ if end == 0 => First::Next,
            Some(index) => First::Index(index),
            None => First::Name(Wtf8::from_code_points(points[..end].iter().copied())),
        };
        Ok(Self { first, points, at: end })
    }

    fn accessor(&mut self) -> Result<Accessor, Fault> {
        let opening = self.points[self.at];
        let start = self.at + 1;
        let rest = &self.points[start..];
        let (accessor, length) = if opening == u32::from('.') {
            let end =
                rest.iter().position(|p| [u32::from('.'), u32::from('[')].contains(p)).unwrap_or(rest.len());
            (Accessor::Attribute(Wtf8::from_code_points(rest[..end].iter().copied())), end)
        } else if opening == u32::from('[') {
            let end = rest.iter().position(|point| *point == u32::from(']'));
            let end = end.ok_or_else(|| Fault::value("Missing ']' in format string"))?;
            let accessor = match index(&rest[..end])? {
                Some(index) => Accessor::Index(index),
                None => Accessor::Key(Wtf8::from_code_points(rest[..end].iter().copied())),
            };
            (accessor, end)
        } else {
            return Err(Fault::value("Only '.' or '[' may follow ']' in format field specifier"));
        };
        if length == 0 {
            return Err(Fault::value("Empty attribute in format string"));
        }
        self.at = start + length + usize::from(opening == u32::from('['));
        Ok(accessor)
    }
}

impl Iterator for Path {
    type Item = Result<Accessor, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.points.len() {
            return None;
        }
        let accessor = self.accessor();
        if accessor.is_err() {
            self.at = self.points.len();
        }
        Some(accessor)
    }
}

/// A decimal index, if all of the text is digits.
fn index(points: &[u32]) -> Result<Option<usize>, Fault> {
    let mut value = None;
    for point in points {
        let Some(digit) = decimal_value(*point) else { return Ok(None) };
        let next = value.unwrap_or(0i64).checked_mul(10).and_then(|v| v.checked_add(digit.into()));
        value = Some(next.ok_or_else(|| Fault::value("Too many decimal digits in format string"))?);
    }
    Ok(value.map(|value| value as usize))
}

/// Numbers the `{}` of one call of `format`, its nested specifications included.
#[derive(Debug, Clone, Default)]
pub struct Numbering {
    next: usize,
    automatic: Option<bool>,
}

impl Numbering {
    /// The positional index that a field refers to, `None` for a name.
    ///
    /// # Errors
    /// `ValueError` when `{}` and `{0}` are mixed.
    pub fn resolve(&mut self, first: &First) -> Result<Option<usize>, Fault> {
        let automatic = match first {
            First::Name(_) => return Ok(None),
            First::Next => true,
            First::Index(_) => false,
        };
        match (*self.automatic.get_or_insert(automatic), automatic) {
            (true, false) => Err(Fault::value(
                "cannot switch from automatic field numbering to manual field specification",
            )),
            (false, true) => Err(Fault::value(
                "cannot switch from manual field specification to automatic field numbering",
            )),
            _ => {
                let index = if let First::Index(index) = first { *index } else { self.next };
                self.next += usize::from(automatic);
                Ok(Some(index))
            }
        }
    }
}

/// `IndexError: Replacement index 5 out of range for positional args tuple`
pub fn index_out_of_range(index: usize) -> Fault {
    Fault::new(Kind::Index, format!("Replacement index {index} out of range for positional args tuple"))
}
