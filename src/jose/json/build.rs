//! What a reader hands its findings to, and the builder that makes [`Json`] of them.

use super::Json;
use super::read::{ReadError, ReadOptions, read};
use crate::wtf8::Wtf8;
use num_bigint::BigInt;
use std::collections::HashMap;
use std::ops::Range;

/// An element of an array and its bytes in the text.
#[derive(Debug, Clone)]
pub struct Item<V> {
    /// What was built of it.
    pub value: V,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

/// A member of an object and its bytes in the text.
#[derive(Debug, Clone)]
pub struct Member<V> {
    /// Its name.
    pub name: Wtf8,
    /// The bytes of the name, with the quotes.
    pub name_range: Range<usize>,
    /// Its value.
    pub value: Item<V>,
}

/// Makes values of what the reader meets, innermost first.
pub trait Build {
    /// A finished value.
    type Value;
    /// Why reading ends early.
    type Error: From<ReadError>;

    /// `null`
    fn null(&mut self) -> Self::Value;
    /// `true` or `false`
    fn boolean(&mut self, value: bool) -> Self::Value;
    /// `NaN`, `Infinity` or `-Infinity`.
    ///
    /// # Errors
    /// The builder's own.
    fn constant(&mut self, name: &'static str) -> Result<Self::Value, Self::Error>;
    /// An integer's digits with its sign.
    ///
    /// # Errors
    /// The builder's own, and [`ReadError::DigitLimit`].
    fn integer(&mut self, digits: &str) -> Result<Self::Value, Self::Error>;
    /// A number with a point or an exponent.
    ///
    /// # Errors
    /// The builder's own.
    fn float(&mut self, digits: &str) -> Result<Self::Value, Self::Error>;
    /// A string.
    fn string(&mut self, text: Wtf8) -> Self::Value;
    /// An array.
    ///
    /// # Errors
    /// The builder's own.
    fn array(&mut self, items: Vec<Item<Self::Value>>) -> Result<Self::Value, Self::Error>;
    /// An object; a name may come twice.
    ///
    /// # Errors
    /// The builder's own.
    fn object(&mut self, members: Vec<Member<Self::Value>>) -> Result<Self::Value, Self::Error>;
}

/// Reads a whole text as [`Json`]; also where the members of an outermost object are in it.
///
/// # Errors
/// The text is not JSON.
pub fn read_json(text: &Wtf8, options: ReadOptions) -> Result<(Json, Vec<Member<()>>), ReadError> {
    let mut build = ToJson::default();
    let value = read(text, options, &mut build)?;
    Ok((value, build.outermost))
}

/// CPython's bound on the digits of an integer read from text.
const MAX_DIGITS: usize = 4300;

#[derive(Default)]
struct ToJson {
    outermost: Vec<Member<()>>,
}

impl Build for ToJson {
    type Value = Json;
    type Error = ReadError;

    fn null(&mut self) -> Json {
        Json::Null
    }

    fn boolean(&mut self, value: bool) -> Json {
        Json::Bool(value)
    }

    fn constant(&mut self, name: &'static str) -> Result<Json, ReadError> {
        Ok(Json::Float(match name {
            "NaN" => f64::NAN,
            "Infinity" => f64::INFINITY,
            _ => f64::NEG_INFINITY,
        }))
    }

    fn integer(&mut self, digits: &str) -> Result<Json, ReadError> {
        if let Ok(value) = digits.parse() {
            return Ok(Json::Int(value));
        }
        let count = digits.trim_start_matches('-').len();
        if count > MAX_DIGITS {
            return Err(ReadError::DigitLimit(count));
        }
        Ok(Json::Big(digits.parse::<BigInt>().unwrap_or_default()))
    }

    fn float(&mut self, digits: &str) -> Result<Json, ReadError> {
        Ok(Json::Float(digits.parse().unwrap_or(f64::NAN)))
    }

    fn string(&mut self, text: Wtf8) -> Json {
        Json::Str(text)
    }

    fn array(&mut self, items: Vec<Item<Json>>) -> Result<Json, ReadError> {
        self.outermost.clear();
        Ok(Json::Array(items.into_iter().map(|item| item.value).collect()))
    }

    fn object(&mut self, members: Vec<Member<Json>>) -> Result<Json, ReadError> {
        let mut values: Vec<(Wtf8, Json)> = Vec::with_capacity(members.len());
        let mut places: HashMap<Wtf8, usize> = HashMap::new();
        self.outermost.clear();
        for Member { name, name_range, value: Item { value, range } } in members {
            self.outermost.push(Member { name: name.clone(), name_range, value: Item { value: (), range } });
            if let Some(place) = places.get(&name) {
                values[*place].1 = value;
            } else {
                places.insert(name.clone(), values.len());
                values.push((name, value));
            }
        }
        Ok(Json::Object(values))
    }
}
