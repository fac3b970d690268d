//! Python literals, as they stand in the program that runs.

use crate::jose::json::{Json, ReadError, ReadOptions, read_json};
use crate::number::float_repr;
use crate::wtf8::Wtf8;
use std::fmt::Write as _;

/// JSON text as a Python literal. Integers keep all their digits, a doubled name its last value.
///
/// # Errors
/// The text is not JSON, in the words of Python's `json` module, with line and column.
pub fn from_json(text: &str) -> Result<String, ReadError> {
    let options = ReadOptions { depth: 90, ..ReadOptions::default() };
    let (value, _) = read_json(&Wtf8::from(text), options)?;
    let mut literal = String::new();
    write_json(&value, &mut literal);
    Ok(literal)
}

/// A text as a Python string literal in double quotes.
pub fn string(text: &str) -> String {
    let mut literal = String::new();
    write_string(text.chars().map(u32::from), &mut literal);
    literal
}

/// A TOML value as a Python literal; `None` when it holds a date, which has no literal in Python.
pub fn from_toml(value: &toml::Value) -> Option<String> {
    let mut literal = String::new();
    write_toml(value, &mut literal).then_some(literal)
}

/// The text of a Python string literal or of the `repr` of a `str`; `None` for anything else (`b'..'`, `f'..'`,
/// a lone surrogate).
pub fn unquote(literal: &str) -> Option<String> {
    let quote = literal.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let inside = literal.strip_prefix(quote)?.strip_suffix(quote)?;
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside.chars();
    while let Some(c) = rest.next() {
        if c == quote {
            return None;
        }
        if c != '\\' {
            text.push(c);
            continue;
        }
        let digits = match rest.next()? {
            'n' => {
                text.push('\n');
                continue;
            }
            'r' => {
                text.push('\r');
                continue;
            }
            't' => {
                text.push('\t');
                continue;
            }
            'x' => 2,
            'u' => 4,
            'U' => 8,
            other => {
                text.push(other);
                continue;
            }
        };
        let hex: String = rest.by_ref().take(digits).collect();
        text.push(char::from_u32(u32::from_str_radix(&hex, 16).ok()?)?);
    }
    Some(text)
}

fn write_json(value: &Json, out: &mut String) {
    match value {
        Json::Null => out.push_str("None"),
        Json::Bool(value) => out.push_str(if *value { "True" } else { "False" }),
        Json::Int(value) => {
            let _ = write!(out, "{value}");
        }
        Json::Big(value) => {
            let _ = write!(out, "{value}");
        }
        Json::Float(value) => write_float(*value, out),
        Json::Str(text) => write_string(text.code_points(), out),
        Json::Array(items) => {
            list(out, '[', items, ']', write_json);
        }
        Json::Object(members) => list(out, '{', members, '}', |(name, value), out| {
            write_string(name.code_points(), out);
            out.push_str(": ");
            write_json(value, out);
        }),
    }
}

fn write_toml(value: &toml::Value, out: &mut String) -> bool {
    let mut whole = true;
    match value {
        toml::Value::String(text) => write_string(text.chars().map(u32::from), out),
        toml::Value::Integer(value) => {
            let _ = write!(out, "{value}");
        }
        toml::Value::Float(value) => write_float(*value, out),
        toml::Value::Boolean(value) => out.push_str(if *value { "True" } else { "False" }),
        toml::Value::Datetime(_) => whole = false,
        toml::Value::Array(items) => list(out, '[', items, ']', |item, out| whole &= write_toml(item, out)),
        toml::Value::Table(table) => list(out, '{', table, '}', |(name, value), out| {
            write_string(name.chars().map(u32::from), out);
            out.push_str(": ");
            whole &= write_toml(value, out);
        }),
    }
    whole
}

fn list<T>(
    out: &mut String,
    open: char,
    items: impl IntoIterator<Item = T>,
    close: char,
    mut write: impl FnMut(T, &mut String),
) {
    out.push(open);
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write(item, out);
    }
    out.push(close);
}

fn write_float(value: f64, out: &mut String) {
    if value.is_finite() {
        out.push_str(&float_repr(value));
    } else {
        let _ = write!(out, "float(\"{}\")", float_repr(value));
    }
}

fn write_string(points: impl Iterator<Item = u32>, out: &mut String) {
    out.push('"');
    for point in points {
        let _ = match (point, char::from_u32(point)) {
            (_, Some('"')) => out.write_str("\\\""),
            (_, Some('\\')) => out.write_str("\\\\"),
            (_, Some('\n')) => out.write_str("\\n"),
            (_, Some('\r')) => out.write_str("\\r"),
            (_, Some('\t')) => out.write_str("\\t"),
            (0..0x20 | 0x7f..0xa0, _) => write!(out, "\\x{point:02x}"),
            (_, Some(shown)) if !hidden(shown) => out.write_char(shown),
            (0..=0xffff, _) => write!(out, "\\u{point:04x}"),
            _ => write!(out, "\\U{point:08x}"),
        };
    }
    out.push('"');
}

/// Characters that would not be seen, or that would turn the line round them: written as escapes.
fn hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_becomes_the_python_literal_of_the_same_value() {
        let json = r#"{"a": [1, -2.50, 1e400, true, null], "b\n": "\"é\ud800\u202e", "n": 123456789012345678901234567890}"#;
        let python = r#"{"a": [1, -2.5, float("inf"), True, None], "b\n": "\"é\ud800\u202e", "n": 123456789012345678901234567890}"#;
        assert_eq!(from_json(json).unwrap(), python);
        assert_eq!(from_json(r#"{"a": 1, "a": 2}"#).unwrap(), r#"{"a": 2}"#);
        assert_eq!(from_json("NaN").unwrap(), r#"float("nan")"#);
    }

    #[test]
    fn what_is_not_json_is_told_in_pythons_words() {
        assert_eq!(
            from_json("{\"user_id\": }").unwrap_err().to_string(),
            "Expecting value: line 1 column 13 (char 12)"
        );
        assert!(from_json(&"[".repeat(100_000)).is_err());
        assert!(from_json("").is_err());
    }

    #[test]
    fn toml_values_keep_their_order_and_dates_have_no_literal() {
        let table: toml::Table =
            "z = 1\na = { q = [1.0, 'x'], p = false }\nd = 2020-01-01\n".parse().unwrap();
        assert_eq!(from_toml(&table["a"]).unwrap(), r#"{"q": [1.0, "x"], "p": False}"#);
        assert_eq!(from_toml(&table["d"]), None);
        assert_eq!(unquote(&string("it's \"so\"\u{7}\n\u{202e}\\")).unwrap(), "it's \"so\"\u{7}\n\u{202e}\\");
        assert_eq!(unquote("'a\\'b'").unwrap(), "a'b");
        assert_eq!(
            [unquote("b'x'"), unquote("'"), unquote("12"), unquote("'a' + 'b'"), unquote("")],
            [const { None }; 5]
        );
        assert_eq!(string("it's \"so\"\u{7}"), r#""it's \"so\"\x07""#);
    }
}
