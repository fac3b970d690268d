//! `json.loads`: values from text, with the messages and positions of CPython 3.11's scanner.
//!
//! The nesting is kept on a stack of its own, so that no text can exhaust the thread's.

use super::build::{Build, Item, Member};
use super::text::CodecError;
use crate::wtf8::{Wtf8, Wtf8Builder};
use std::fmt;
use std::ops::Range;

/// Why a text is not JSON; displays as Python's message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// A `JSONDecodeError`.
    Syntax {
        /// `Expecting value`, ...
        message: &'static str,
        /// Index of the code point.
        at: usize,
        /// Line, from 1.
        line: usize,
        /// Column in code points, from 1.
        column: usize,
    },
    /// A `ValueError`: an integer with this many digits, more than 4300.
    DigitLimit(usize),
    /// A `RecursionError`: nested too deeply; whether the last one was an array.
    TooDeep {
        /// An array, not an object, was one too many.
        array: bool,
    },
    /// A `UnicodeDecodeError`: the bytes were not text.
    Codec(CodecError),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { message, at, line, column } => {
                write!(f, "{message}: line {line} column {column} (char {at})")
            }
            Self::DigitLimit(digits) => write!(
                f,
                "Exceeds the limit (4300 digits) for integer string conversion: value has {digits} digits; \
                 use sys.set_int_max_str_digits() to increase the limit"
            ),
            Self::TooDeep { array } => {
                let what = if *array { "array" } else { "object" };
                write!(
                    f,
                    "maximum recursion depth exceeded while decoding a JSON {what} from a unicode string"
                )
            }
            Self::Codec(error) => error.fmt(f),
        }
    }
}

impl From<CodecError> for ReadError {
    fn from(error: CodecError) -> Self {
        Self::Codec(error)
    }
}

/// What `json.loads` lets a caller choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadOptions {
    /// Refuse control characters inside strings (`strict=True`).
    pub strict: bool,
    /// Arrays and objects inside one another: what is left of Python's recursion limit.
    pub depth: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { strict: true, depth: 990 }
    }
}

/// Reads a whole text with a builder.
///
/// # Errors
/// The text is not JSON, or the builder refuses.
pub fn read<B: Build>(text: &Wtf8, options: ReadOptions, build: &mut B) -> Result<B::Value, B::Error> {
    let mut scanner = Scanner { bytes: text.as_bytes(), at: 0, options };
    if text.get(0) == Some(0xFEFF) {
        return Err(scanner.error("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0).into());
    }
    scanner.skip_space();
    let value = scanner.document(build)?;
    scanner.skip_space();
    if scanner.at < scanner.bytes.len() {
        return Err(scanner.error("Extra data", scanner.at).into());
    }
    Ok(value)
}

/// A finished value, or what is still open around the next one.
type Reached<T, V> = Result<T, Open<V>>;
type Closed<V> = Reached<Item<V>, V>;

enum Open<V> {
    Array { start: usize, items: Vec<Item<V>> },
    Object { start: usize, members: Vec<Member<V>>, name: Wtf8, name_range: Range<usize> },
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    options: ReadOptions,
}

impl Scanner<'_> {
    fn error(&self, message: &'static str, byte: usize) -> ReadError {
        let chars = |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        let before = &self.bytes[..byte.min(self.bytes.len())];
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        ReadError::Syntax {
            message,
            at: chars(before),
            line: before.split(|byte| *byte == b'\n').count(),
            column: chars(&before[line_start..]) + 1,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn document<B: Build>(&mut self, build: &mut B) -> Result<B::Value, B::Error> {
        let mut stack: Vec<Open<B::Value>> = Vec::new();
        loop {
            let start = self.at;
            let mut done = if let Some(bracket @ (b'[' | b'{')) = self.peek() {
                if stack.len() >= self.options.depth {
                    return Err(ReadError::TooDeep { array: bracket == b'[' }.into());
                }
                self.at += 1;
                self.skip_space();
                match self.open(bracket, start, build)? {
                    Ok(value) => Item { value, range: start..self.at },
                    Err(open) => {
                        stack.push(open);
                        continue;
                    }
                }
            } else {
                let value = self.scalar(build)?;
                Item { value, range: start..self.at }
            };
            // Hand the finished value to what is open around it, which may finish that as well.
            loop {
                let Some(open) = stack.pop() else { return Ok(done.value) };
                match self.extend(open, done, build)? {
                    Ok(value) => done = value,
                    Err(open) => {
                        stack.push(open);
                        break;
                    }
                }
            }
        }
    }

    /// After a bracket: an empty value, or what is now open (with the reader on its first element).
    fn open<B: Build>(
        &mut self,
        bracket: u8,
        start: usize,
        build: &mut B,
    ) -> Result<Reached<B::Value, B::Value>, B::Error> {
        if bracket == b'[' {
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(Ok(build.array(Vec::new())?));
            }
            return Ok(Err(Open::Array { start, items: Vec::new() }));
        }
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Ok(build.object(Vec::new())?));
        }
        let (name, name_range) = self.name()?;
        Ok(Err(Open::Object { start, members: Vec::new(), name, name_range }))
    }

    /// Adds a value; a closed array or object comes back finished, else the reader is on the next value.
    fn extend<B: Build>(
        &mut self,
        open: Open<B::Value>,
        value: Item<B::Value>,
        build: &mut B,
    ) -> Result<Closed<B::Value>, B::Error> {
        self.skip_space();
        let next = self.peek();
        let comma = |scanner: &mut Self| {
            if next != Some(b',') {
                return Err(scanner.error("Expecting ',' delimiter", scanner.at));
            }
            scanner.at += 1;
            scanner.skip_space();
            Ok(())
        };
        match open {
            Open::Array { start, mut items } => {
                items.push(value);
                if next == Some(b']') {
                    self.at += 1;
                    let value = build.array(items)?;
                    return Ok(Ok(Item { value, range: start..self.at }));
                }
                comma(self)?;
                Ok(Err(Open::Array { start, items }))
            }
            Open::Object { start, mut members, name, name_range } => {
                members.push(Member { name, name_range, value });
                if next == Some(b'}') {
                    self.at += 1;
                    let value = build.object(members)?;
                    return Ok(Ok(Item { value, range: start..self.at }));
                }
                comma(self)?;
                let (name, name_range) = self.name()?;
                Ok(Err(Open::Object { start, members, name, name_range }))
            }
        }
    }

    /// A member's name and the colon after it.
    fn name(&mut self) -> Result<(Wtf8, Range<usize>), ReadError> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(self.error("Expecting property name enclosed in double quotes", start));
        }
        let name = self.string()?;
        let range = start..self.at;
        self.skip_space();
        if self.peek() != Some(b':') {
            return Err(self.error("Expecting ':' delimiter", self.at));
        }
        self.at += 1;
        self.skip_space();
        Ok((name, range))
    }

    fn scalar<B: Build>(&mut self, build: &mut B) -> Result<B::Value, B::Error> {
        let rest = &self.bytes[self.at..];
        let mut word = |text: &str| {
            let found = rest.starts_with(text.as_bytes());
            if found {
                self.at += text.len();
            }
            found
        };
        match rest.first() {
            Some(b'"') => Ok({
                let text = self.string()?;
                build.string(text)
            }),
            Some(b'n') if word("null") => Ok(build.null()),
            Some(b't') if word("true") => Ok(build.boolean(true)),
            Some(b'f') if word("false") => Ok(build.boolean(false)),
            Some(b'N') if word("NaN") => build.constant("NaN"),
            Some(b'I') if word("Infinity") => build.constant("Infinity"),
            Some(b'-') if word("-Infinity") => build.constant("-Infinity"),
            _ => self.number(build),
        }
    }

    fn number<B: Build>(&mut self, build: &mut B) -> Result<B::Value, B::Error> {
        let (bytes, start) = (self.bytes, self.at);
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let digits = |mut at: usize| {
            while digit(at) {
                at += 1;
            }
            at
        };
        let mut end = start + usize::from(self.peek() == Some(b'-'));
        match bytes.get(end) {
            Some(b'0') => end += 1,
            Some(b'1'..=b'9') => end = digits(end),
            _ => return Err(self.error("Expecting value", start).into()),
        }
        let whole_end = end;
        if bytes.get(end) == Some(&b'.') && digit(end + 1) {
            end = digits(end + 1);
        }
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            if digit(end + 1 + sign) {
                end = digits(end + 1 + sign);
            }
        }
        self.at = end;
        let text = std::str::from_utf8(&bytes[start..end]).unwrap_or_default();
        if end == whole_end { build.integer(text) } else { build.float(text) }
    }

    /// A string; the reader is on its opening quote.
    fn string(&mut self) -> Result<Wtf8, ReadError> {
        let start = self.at;
        self.at += 1;
        let mut out = Wtf8Builder::default();
        loop {
            let from = self.at;
            let stop = self.bytes[from..]
                .iter()
                .position(|byte| matches!(byte, b'"' | b'\\') || (*byte < 0x20 && self.options.strict));
            let Some(stop) = stop else { return Err(self.error("Unterminated string starting at", start)) };
            self.at = from + stop;
            push_part(&mut out, &self.bytes[from..self.at]);
            match self.bytes[self.at] {
                b'"' => {
                    self.at += 1;
                    return Ok(out.finish());
                }
                b'\\' => self.escape(start, &mut out)?,
                _ => return Err(self.error("Invalid control character at", self.at)),
            }
        }
    }

    fn escape(&mut self, start: usize, out: &mut Wtf8Builder) -> Result<(), ReadError> {
        let backslash = self.at;
        let point = match self.bytes.get(backslash + 1) {
            None => return Err(self.error("Unterminated string starting at", start)),
            Some(b'u') => return self.unicode_escape(backslash, out),
            Some(b'n') => 0x0A,
            Some(b'r') => 0x0D,
            Some(b't') => 0x09,
            Some(b'b') => 0x08,
            Some(b'f') => 0x0C,
            Some(byte @ (b'"' | b'\\' | b'/')) => u32::from(*byte),
            Some(_) => return Err(self.error("Invalid \\escape", backslash)),
        };
        out.push(point);
        self.at = backslash + 2;
        Ok(())
    }

    fn unicode_escape(&mut self, backslash: usize, out: &mut Wtf8Builder) -> Result<(), ReadError> {
        let wrong = |scanner: &Self, backslash: usize| scanner.error("Invalid \\uXXXX escape", backslash + 1);
        // CPython wants one more character after the four digits, else it says so here.
        if self.chars_from(backslash + 2, 5) < 5 {
            return Err(wrong(self, backslash));
        }
        let first = self.hex(backslash + 2).ok_or_else(|| wrong(self, backslash))?;
        self.at = backslash + 6;
        let second_follows = (0xD800..0xDC00).contains(&first)
            && self.bytes[self.at..].starts_with(b"\\u")
            && self.chars_from(self.at, 7) == 7;
        if second_follows {
            let second = self.hex(self.at + 2).ok_or_else(|| wrong(self, self.at))?;
            if (0xDC00..0xE000).contains(&second) {
                out.push(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00));
                self.at += 6;
                return Ok(());
            }
        }
        out.push(first);
        Ok(())
    }

    /// How many code points there are from a byte on, at most `limit`.
    fn chars_from(&self, byte: usize, limit: usize) -> usize {
        let rest = self.bytes.get(byte..).unwrap_or_default();
        rest.iter().filter(|byte| **byte & 0xC0 != 0x80).take(limit).count()
    }

    fn hex(&self, at: usize) -> Option<u32> {
        let digits = self.bytes.get(at..at + 4)?;
        digits.iter().try_fold(0, |sum, digit| Some(sum << 4 | (*digit as char).to_digit(16)?))
    }
}

/// Appends bytes of generalised UTF-8.
fn push_part(out: &mut Wtf8Builder, bytes: &[u8]) {
    match std::str::from_utf8(bytes) {
        Ok(text) => out.push_str(text),
        Err(_) => {
            if let Ok(text) = super::decode_utf8(bytes, true) {
                out.push_wtf8(&text);
            }
        }
    }
}
