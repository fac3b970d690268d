//! The exception with which a library refuses.

use std::borrow::Cow;
use std::fmt;

/// An exception to be raised; displays as Python's last traceback line has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The class, without its module: `DecodeError`, `TypeError`.
    pub class: Cow<'static, str>,
    /// `str(exception)`.
    pub message: String,
    /// The exception's argument where that is not its message: the claim of a `MissingRequiredClaimError`.
    pub argument: Option<String>,
    /// The exception that was being handled when this one was raised (`raise .. from error`).
    pub cause: Option<Box<Refusal>>,
}

impl Refusal {
    /// A refusal without a cause.
    pub fn new(class: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { class: class.into(), message: message.into(), argument: None, cause: None }
    }

    /// The same, raised from another.
    #[must_use]
    pub fn because(self, cause: Refusal) -> Self {
        Self { cause: Some(Box::new(cause)), ..self }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.message.is_empty() {
            f.write_str(&self.class)
        } else {
            write!(f, "{}: {}", self.class, self.message)
        }
    }
}
