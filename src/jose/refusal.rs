//! The exception with which a library refuses.

use std::fmt;

/// An exception to be raised; displays as Python's last traceback line has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The class, without its module: `DecodeError`, `TypeError`.
    pub class: &'static str,
    /// `str(exception)`.
    pub message: String,
    /// The exception that was being handled when this one was raised (`raise .. from error`).
    pub cause: Option<Box<Refusal>>,
}

impl Refusal {
    /// A refusal without a cause.
    pub fn new(class: &'static str, message: impl Into<String>) -> Self {
        Self { class, message: message.into(), cause: None }
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
            f.write_str(self.class)
        } else {
            write!(f, "{}: {}", self.class, self.message)
        }
    }
}
