//! What Python's text and numbers do, as plain functions: no interpreter, no clock, no state.
//!
//! Every function works on [`Wtf8`](crate::wtf8::Wtf8), bytes, `f64` or [`BigInt`](num_bigint::BigInt) and fails with
//! a [`Fault`]: the kind of exception CPython 3.11 raises and its exact message. Whatever could grow without bound
//! (padding, repetition, shifts, powers) takes a `limit` in bytes and answers [`Kind::TooBig`] instead of allocating.

pub mod bytes_text;
pub mod case;
pub mod codec;
pub mod datetime;
pub mod float_arith;
pub mod float_hex;
pub mod float_text;
pub mod format;
pub mod int_arith;
pub mod int_text;
pub mod percent;
pub mod quote;
pub mod search;
pub mod template;
pub mod text;
pub mod unicode;

/// Which exception a [`Fault`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `ValueError`
    Value,
    /// `TypeError`
    Type,
    /// `OverflowError`
    Overflow,
    /// `ZeroDivisionError`
    ZeroDivision,
    /// `IndexError`
    Index,
    /// `KeyError`
    Key,
    /// `LookupError`
    Lookup,
    /// `UnicodeDecodeError`
    UnicodeDecode,
    /// `UnicodeEncodeError`
    UnicodeEncode,
    /// Not an exception: the result would be larger than the caller's limit, and the run has to halt.
    TooBig,
}

impl Kind {
    /// The name of the class in `builtins`; `MemoryError` for [`Kind::TooBig`], which should not reach a program.
    pub fn class_name(self) -> &'static str {
        match self {
            Self::Value => "ValueError",
            Self::Type => "TypeError",
            Self::Overflow => "OverflowError",
            Self::ZeroDivision => "ZeroDivisionError",
            Self::Index => "IndexError",
            Self::Key => "KeyError",
            Self::Lookup => "LookupError",
            Self::UnicodeDecode => "UnicodeDecodeError",
            Self::UnicodeEncode => "UnicodeEncodeError",
            Self::TooBig => "MemoryError",
        }
    }
}

/// A failure with what `str(exception)` gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The class.
    pub kind: Kind,
    /// `str(exception)`.
    pub message: String,
    /// The arguments of a `UnicodeDecodeError` or `UnicodeEncodeError`, whose message is made from them.
    pub unicode: Option<Box<UnicodeDetail>>,
}

/// `args` of a Unicode error without the object: `encoding`, `start`, `end`, `reason`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnicodeDetail {
    /// Name of the codec, as CPython writes it there.
    pub encoding: &'static str,
    /// First offending index, in bytes when decoding, in code points when encoding.
    pub start: usize,
    /// One past the last offending index.
    pub end: usize,
    /// Why.
    pub reason: &'static str,
}

impl Fault {
    /// Any kind.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), unicode: None }
    }

    /// `ValueError`
    pub fn value(message: impl Into<String>) -> Self {
        Self::new(Kind::Value, message)
    }

    /// `TypeError`
    pub fn type_error(message: impl Into<String>) -> Self {
        Self::new(Kind::Type, message)
    }

    /// `OverflowError`
    pub fn overflow(message: impl Into<String>) -> Self {
        Self::new(Kind::Overflow, message)
    }

    /// `ZeroDivisionError`
    pub fn zero_division(message: impl Into<String>) -> Self {
        Self::new(Kind::ZeroDivision, message)
    }

    /// The result would pass the limit.
    pub fn too_big() -> Self {
        Self::new(Kind::TooBig, "")
    }
}

/// Fails with [`Kind::TooBig`] when `bytes` is more than `limit`.
///
/// # Errors
/// [`Kind::TooBig`].
pub fn within(bytes: usize, limit: usize) -> Result<(), Fault> {
    if bytes > limit { Err(Fault::too_big()) } else { Ok(()) }
}
