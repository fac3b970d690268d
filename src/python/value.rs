//! A Python value: 16 bytes, cheap to clone; everything big is counted by reference.

use super::code::Code;
use super::object::{
    BigNumber, ByteArray, Bytes, Cell, Class, Descriptor, Dict, DictView, Function, Generator, Instance,
    Iter, List, Method, Module, Native, Payload, PyStr, Range, Set, Slice, Super, Tuple,
};
use crate::wtf8::Wtf8;
use num_bigint::BigInt;
use num_traits::ToPrimitive;
use std::rc::Rc;

/// A shared Python string.
pub(crate) type Str = Rc<PyStr>;

/// A Python value.
#[derive(Clone)]
pub(crate) enum Value {
    /// No value: an unbound variable, a missing argument, a deleted entry. Never seen by a program.
    Unset,
    None,
    NotImplemented,
    Ellipsis,
    Bool(bool),
    Int(i64),
    Float(f64),
    /// An int outside `i64`, always normalised (never one that would fit).
    Big(Rc<BigNumber>),
    Str(Str),
    Bytes(Rc<Bytes>),
    ByteArray(Rc<ByteArray>),
    Tuple(Rc<Tuple>),
    List(Rc<List>),
    Dict(Rc<Dict>),
    /// `set` and `frozenset`.
    Set(Rc<Set>),
    DictView(Rc<DictView>),
    Range(Rc<Range>),
    Slice(Rc<Slice>),
    Function(Rc<Function>),
    Method(Rc<Method>),
    /// A function written in Rust, bound or not.
    Native(Rc<Native>),
    Class(Rc<Class>),
    Instance(Rc<Instance>),
    Module(Rc<Module>),
    Generator(Rc<Generator>),
    Iter(Rc<Iter>),
    Cell(Rc<Cell>),
    /// `property`, `classmethod`, `staticmethod`.
    Descriptor(Rc<Descriptor>),
    Super(Rc<Super>),
    Code(Rc<Code>),
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Int(int) => write!(f, "{int}"),
            Value::Str(text) => write!(f, "{:?}", text.text()),
            other => write!(f, "<{}>", other.builtin_name()),
        }
    }
}

impl Value {
    /// A string.
    pub(crate) fn str(text: impl Into<Wtf8>) -> Self {
        Value::Str(PyStr::new(text))
    }

    /// A bytes object.
    pub(crate) fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Value::Bytes(Bytes::new(bytes.into()))
    }

    /// A tuple.
    pub(crate) fn tuple(items: impl Into<Vec<Value>>) -> Self {
        Value::Tuple(Tuple::new(items.into()))
    }

    /// A list.
    pub(crate) fn list(items: impl Into<Vec<Value>>) -> Self {
        Value::List(List::new(items.into()))
    }

    /// An int of any size, normalised.
    pub(crate) fn int(value: impl Into<BigInt>) -> Self {
        let value = value.into();
        value.to_i64().map_or_else(|| Value::Big(BigNumber::new(value)), Value::Int)
    }

    /// An int from something that may not fit `i64`.
    pub(crate) fn int_i128(value: i128) -> Self {
        i64::try_from(value).map_or_else(|_| Value::int(BigInt::from(value)), Value::Int)
    }

    /// A length or index.
    pub(crate) fn size(value: usize) -> Self {
        Value::Int(value as i64)
    }

    /// A new, empty dict.
    pub(crate) fn new_dict() -> (Self, Rc<Dict>) {
        let dict = Dict::new();
        (Value::Dict(dict.clone()), dict)
    }

    /// Python's `is`.
    pub(crate) fn is(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Unset, Value::Unset)
            | (Value::None, Value::None)
            | (Value::NotImplemented, Value::NotImplemented)
            | (Value::Ellipsis, Value::Ellipsis) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Big(a), Value::Big(b)) => Rc::ptr_eq(a, b),
            (Value::Str(a), Value::Str(b)) => {
                Rc::ptr_eq(a, b) || (a.text().len() <= 1 && a.text() == b.text())
            }
            (Value::Bytes(a), Value::Bytes(b)) => Rc::ptr_eq(a, b),
            (Value::ByteArray(a), Value::ByteArray(b)) => Rc::ptr_eq(a, b),
            (Value::Tuple(a), Value::Tuple(b)) => Rc::ptr_eq(a, b) || (a.is_empty() && b.is_empty()),
            (Value::List(a), Value::List(b)) => Rc::ptr_eq(a, b),
            (Value::Dict(a), Value::Dict(b)) => Rc::ptr_eq(a, b),
            (Value::Set(a), Value::Set(b)) => Rc::ptr_eq(a, b),
            (Value::DictView(a), Value::DictView(b)) => Rc::ptr_eq(a, b),
            (Value::Range(a), Value::Range(b)) => Rc::ptr_eq(a, b),
            (Value::Slice(a), Value::Slice(b)) => Rc::ptr_eq(a, b),
            (Value::Function(a), Value::Function(b)) => Rc::ptr_eq(a, b),
            (Value::Method(a), Value::Method(b)) => Rc::ptr_eq(a, b),
            (Value::Native(a), Value::Native(b)) => Rc::ptr_eq(a, b),
            (Value::Class(a), Value::Class(b)) => Rc::ptr_eq(a, b),
            (Value::Instance(a), Value::Instance(b)) => Rc::ptr_eq(a, b),
            (Value::Module(a), Value::Module(b)) => Rc::ptr_eq(a, b),
            (Value::Generator(a), Value::Generator(b)) => Rc::ptr_eq(a, b),
            (Value::Iter(a), Value::Iter(b)) => Rc::ptr_eq(a, b),
            (Value::Cell(a), Value::Cell(b)) => Rc::ptr_eq(a, b),
            (Value::Descriptor(a), Value::Descriptor(b)) => Rc::ptr_eq(a, b),
            (Value::Super(a), Value::Super(b)) => Rc::ptr_eq(a, b),
            (Value::Code(a), Value::Code(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }

    pub(crate) fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }

    pub(crate) fn is_unset(&self) -> bool {
        matches!(self, Value::Unset)
    }

    /// The value or nothing, for missing arguments.
    pub(crate) fn option(self) -> Option<Value> {
        if self.is_unset() { None } else { Some(self) }
    }

    /// Whether dropping it may drop further values.
    pub(crate) fn is_container(&self) -> bool {
        !matches!(
            self,
            Value::Unset
                | Value::None
                | Value::NotImplemented
                | Value::Ellipsis
                | Value::Bool(_)
                | Value::Int(_)
                | Value::Float(_)
                | Value::Big(_)
                | Value::Str(_)
                | Value::Bytes(_)
                | Value::ByteArray(_)
                | Value::Range(_)
        )
    }

    /// The value itself, or for an instance of a subclass of `str`, `int`, `dict`, … the plain value inside it.
    pub(crate) fn base(&self) -> &Value {
        match self {
            Value::Instance(instance) => match &instance.payload {
                Payload::Value(value) => value,
                _ => self,
            },
            _ => self,
        }
    }

    /// The string of a `str` or of an instance of a subclass of it.
    pub(crate) fn as_str(&self) -> Option<&Str> {
        match self.base() {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    /// An `i64` from an int or bool that fits.
    pub(crate) fn as_i64(&self) -> Option<i64> {
        match self.base() {
            Value::Int(int) => Some(*int),
            Value::Bool(flag) => Some(i64::from(*flag)),
            _ => None,
        }
    }

    /// A big integer from an int or bool.
    pub(crate) fn as_bigint(&self) -> Option<BigInt> {
        match self.base() {
            Value::Int(int) => Some(BigInt::from(*int)),
            Value::Bool(flag) => Some(BigInt::from(i64::from(*flag))),
            Value::Big(big) => Some(BigInt::clone(big)),
            _ => None,
        }
    }

    /// The bytes of a `bytes` or `bytearray`.
    pub(crate) fn as_byte_vec(&self) -> Option<Vec<u8>> {
        match self.base() {
            Value::Bytes(bytes) => Some(bytes.to_vec()),
            Value::ByteArray(bytes) => Some(bytes.borrow().clone()),
            _ => None,
        }
    }

    /// The name of a built-in value's class; an instance's own class is known to the machine only.
    pub(crate) fn builtin_name(&self) -> &'static str {
        match self {
            Value::Unset => "unset",
            Value::None => "NoneType",
            Value::NotImplemented => "NotImplementedType",
            Value::Ellipsis => "ellipsis",
            Value::Bool(_) => "bool",
            Value::Int(_) | Value::Big(_) => "int",
            Value::Float(_) => "float",
            Value::Str(_) => "str",
            Value::Bytes(_) => "bytes",
            Value::ByteArray(_) => "bytearray",
            Value::Tuple(_) => "tuple",
            Value::List(_) => "list",
            Value::Dict(_) => "dict",
            Value::Set(set) if set.frozen => "frozenset",
            Value::Set(_) => "set",
            Value::DictView(view) => view.class_name(),
            Value::Range(_) => "range",
            Value::Slice(_) => "slice",
            Value::Function(_) => "function",
            Value::Method(_) => "method",
            Value::Native(native) => native.class_name(),
            Value::Class(_) => "type",
            Value::Instance(_) => "object",
            Value::Module(_) => "module",
            Value::Generator(generator) => generator.class_name(),
            Value::Iter(iter) => iter.class_name(),
            Value::Cell(_) => "cell",
            Value::Descriptor(descriptor) => descriptor.class_name(),
            Value::Super(_) => "super",
            Value::Code(_) => "code",
        }
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Value::Bool(flag)
    }
}

impl From<i64> for Value {
    fn from(int: i64) -> Self {
        Value::Int(int)
    }
}

impl From<f64> for Value {
    fn from(float: f64) -> Self {
        Value::Float(float)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::str(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::str(text)
    }
}

impl From<Wtf8> for Value {
    fn from(text: Wtf8) -> Self {
        Value::str(text)
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Value::bytes(bytes)
    }
}

impl From<BigInt> for Value {
    fn from(int: BigInt) -> Self {
        Value::int(int)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::None, Into::into)
    }
}
