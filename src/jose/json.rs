//! JSON exactly as CPython 3.11's `json` module reads and writes it.
//!
//! It is not `serde_json` because Python's JSON is another one: integers of any size, `NaN` and `Infinity`, lone
//! surrogates, duplicate members on writing, escapes and number formats of its own, and error messages that end up
//! in the exceptions a learner sees (`Expecting ',' delimiter: line 1 column 8 (char 7)`).

mod build;
mod read;
mod text;
mod write;

pub use build::{Build, Item, Member, read_json};
pub use read::{ReadError, ReadOptions, read};
pub use text::{CodecError, decode_bytes, decode_utf8, detect_encoding};
pub use write::{Layout, WriteError, Written, write, write_compact, write_string};

use crate::wtf8::Wtf8;
use num_bigint::BigInt;

/// A JSON value with everything that Python's `json` can read or write.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Json {
    /// `null`
    #[default]
    Null,
    /// `true`, `false`
    Bool(bool),
    /// An integer that fits.
    Int(i64),
    /// An integer that does not.
    Big(BigInt),
    /// A number with a point or an exponent; `NaN` and the infinities too.
    Float(f64),
    /// A string, lone surrogates included.
    Str(Wtf8),
    /// An array.
    Array(Vec<Json>),
    /// An object in order of its members. Reading gives each name once (the last value at the first place, as a
    /// `dict` has it); writing keeps duplicates, which Python makes of `{1: .., "1": ..}`.
    Object(Vec<(Wtf8, Json)>),
}

impl Json {
    /// The member of an object; the last one if the name occurs twice.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Self::Object(members) => {
                members.iter().rev().find(|(key, _)| *key == *name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The text of a string without lone surrogates.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Str(text) => text.as_str(),
            _ => None,
        }
    }

    /// Whether Python counts it as true: not `null`, `false`, zero, nor empty.
    pub fn is_truthy(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Bool(value) => *value,
            Self::Int(value) => *value != 0,
            Self::Big(_) => true,
            Self::Float(value) => *value != 0.0,
            Self::Str(text) => !text.is_empty(),
            Self::Array(items) => !items.is_empty(),
            Self::Object(members) => !members.is_empty(),
        }
    }

    /// The name of the Python type that `json.loads` makes of it.
    pub fn python_type(&self) -> &'static str {
        match self {
            Self::Null => "NoneType",
            Self::Bool(_) => "bool",
            Self::Int(_) | Self::Big(_) => "int",
            Self::Float(_) => "float",
            Self::Str(_) => "str",
            Self::Array(_) => "list",
            Self::Object(_) => "dict",
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Str(text.into())
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

#[cfg(test)]
mod tests;
