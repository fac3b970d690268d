//! From JSON text to Python values, as `json.loads` goes about it.

use super::super::super::kernel::codec;
use super::super::super::value::Value;
use super::super::super::vm::{Raise, Result, Vm};
use crate::jose::json::{Build, Item, Json, Member, ReadError, ReadOptions, decode_bytes, read};
use crate::wtf8::Wtf8;
use num_bigint::BigInt;

/// The hooks of `json.loads`; [`Value::Unset`] where there is none.
#[derive(Clone)]
pub(crate) struct Hooks {
    pub(crate) object: Value,
    pub(crate) pairs: Value,
    pub(crate) float: Value,
    pub(crate) int: Value,
    pub(crate) constant: Value,
    pub(crate) strict: bool,
    /// As if `parse_int` and `parse_float` were `str`.
    pub(crate) numbers_as_text: bool,
}

impl Default for Hooks {
    fn default() -> Self {
        Self {
            object: Value::Unset,
            pairs: Value::Unset,
            float: Value::Unset,
            int: Value::Unset,
            constant: Value::Unset,
            strict: true,
            numbers_as_text: false,
        }
    }
}

/// How deeply arrays and objects may be nested before CPython's recursion limit, from a shallow call.
pub(crate) const DEPTH: usize = 990;

/// `json.loads(text)`.
pub(crate) fn loads(vm: &mut Vm, text: &Wtf8, hooks: &Hooks) -> Result {
    vm.charge(text.as_bytes().len() as u64 / 8)?;
    let options = ReadOptions { strict: hooks.strict, depth: DEPTH };
    match read(text, options, &mut Builder { vm, hooks }) {
        Ok(value) => Ok(value),
        Err(Stop::Raise(raise)) => Err(raise),
        Err(Stop::Read(error)) => Err(raise_read_error(vm, &error, text)),
    }
}

/// `json.loads(bytes)`: the encoding is detected.
pub(crate) fn loads_bytes(vm: &mut Vm, bytes: &[u8], hooks: &Hooks) -> Result {
    match decode_bytes(bytes) {
        Ok(text) => loads(vm, &text, hooks),
        Err(error) => {
            let fault = codec::decode_error(error.encoding, bytes, error.start, error.end, error.reason);
            Err(vm.unicode_fault(fault, Value::bytes(bytes)))
        }
    }
}

/// The exception that a reader's error is.
pub(crate) fn raise_read_error(vm: &mut Vm, error: &ReadError, text: &Wtf8) -> Raise {
    match error {
        ReadError::Syntax { message, at, line, column } => {
            let class = match vm.class_in("json.decoder", "JSONDecodeError") {
                Ok(class) => class,
                Err(raise) => return raise,
            };
            let raise = vm.raise(&class, error.to_string());
            if let Raise::Exception(exception) = &raise {
                for (name, value) in [
                    ("msg", Value::str(*message)),
                    ("doc", Value::str(text.clone())),
                    ("pos", Value::size(*at)),
                    ("lineno", Value::size(*line)),
                    ("colno", Value::size(*column)),
                ] {
                    exception.dict().set_str(name, value);
                }
            }
            raise
        }
        ReadError::TooDeep { .. } => vm.exception("RecursionError", error.to_string()),
        ReadError::DigitLimit(_) | ReadError::Codec(_) => vm.value_error(error.to_string()),
    }
}

/// A value of JSON that was read already.
pub(crate) fn from_json(vm: &mut Vm, json: &Json) -> Result {
    vm.charge(1)?;
    Ok(match json {
        Json::Null => Value::None,
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Int(int) => Value::Int(*int),
        Json::Big(big) => Value::int(big.clone()),
        Json::Float(float) => Value::Float(*float),
        Json::Str(text) => Value::str(text.clone()),
        Json::Array(items) => {
            let mut out = Vec::with_capacity(items.len());
            for item in items {
                out.push(from_json(vm, item)?);
            }
            Value::list(out)
        }
        Json::Object(members) => {
            let (value, dict) = Value::new_dict();
            for (name, member) in members {
                let member = from_json(vm, member)?;
                vm.dict_set(&dict, Value::str(name.clone()), member)?;
            }
            value
        }
    })
}

enum Stop {
    Read(ReadError),
    Raise(Raise),
}

impl From<ReadError> for Stop {
    fn from(error: ReadError) -> Self {
        Stop::Read(error)
    }
}

struct Builder<'a> {
    vm: &'a mut Vm,
    hooks: &'a Hooks,
}

impl Builder<'_> {
    fn call(&mut self, hook: &Value, argument: Value) -> std::result::Result<Value, Stop> {
        self.vm.call(hook, vec![argument]).map_err(Stop::Raise)
    }
}

impl Build for Builder<'_> {
    type Value = Value;
    type Error = Stop;

    fn null(&mut self) -> Value {
        Value::None
    }

    fn boolean(&mut self, value: bool) -> Value {
        Value::Bool(value)
    }

    fn constant(&mut self, name: &'static str) -> std::result::Result<Value, Stop> {
        if !self.hooks.constant.is_unset() {
            return self.call(&self.hooks.constant.clone(), Value::str(name));
        }
        Ok(Value::Float(match name {
            "NaN" => f64::NAN,
            "Infinity" => f64::INFINITY,
            _ => f64::NEG_INFINITY,
        }))
    }

    fn integer(&mut self, digits: &str) -> std::result::Result<Value, Stop> {
        if self.hooks.numbers_as_text {
            return Ok(Value::str(digits));
        }
        if !self.hooks.int.is_unset() {
            return self.call(&self.hooks.int.clone(), Value::str(digits));
        }
        if let Ok(value) = digits.parse::<i64>() {
            return Ok(Value::Int(value));
        }
        let count = digits.trim_start_matches('-').len();
        if count > 4300 {
            return Err(Stop::Read(ReadError::DigitLimit(count)));
        }
        Ok(Value::int(digits.parse::<BigInt>().unwrap_or_default()))
    }

    fn float(&mut self, digits: &str) -> std::result::Result<Value, Stop> {
        if self.hooks.numbers_as_text {
            return Ok(Value::str(digits));
        }
        if !self.hooks.float.is_unset() {
            return self.call(&self.hooks.float.clone(), Value::str(digits));
        }
        Ok(Value::Float(digits.parse().unwrap_or(f64::NAN)))
    }

    fn string(&mut self, text: Wtf8) -> Value {
        Value::str(text)
    }

    fn array(&mut self, items: Vec<Item<Value>>) -> std::result::Result<Value, Stop> {
        self.vm.charge(items.len() as u64).map_err(Stop::Raise)?;
        Ok(Value::list(items.into_iter().map(|item| item.value).collect::<Vec<_>>()))
    }

    fn object(&mut self, members: Vec<Member<Value>>) -> std::result::Result<Value, Stop> {
        if !self.hooks.pairs.is_unset() {
            let pairs =
                members.into_iter().map(|member| Value::tuple([Value::str(member.name), member.value.value]));
            let pairs = Value::list(pairs.collect::<Vec<_>>());
            return self.call(&self.hooks.pairs.clone(), pairs);
        }
        let (value, dict) = Value::new_dict();
        for Member { name, value: item, .. } in members {
            self.vm.dict_set(&dict, Value::str(name), item.value).map_err(Stop::Raise)?;
        }
        if self.hooks.object.is_unset() { Ok(value) } else { self.call(&self.hooks.object.clone(), value) }
    }
}
