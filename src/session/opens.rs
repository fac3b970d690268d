//! What an operation opens to once more.

use crate::jose::{OpKind, Operation, base64url, stages};

/// The parts an operation is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens<'a> {
    /// Characters of base64url, each of six bits.
    Characters(&'a [u8]),
    /// Bytes of a text or key.
    Bytes(&'a [u8]),
    /// The stages of a signature: how many.
    Stages(usize),
    /// Nothing further.
    Nothing,
}

impl<'a> Opens<'a> {
    /// What an operation opens to.
    pub fn of(operation: &'a Operation) -> Self {
        match operation.kind {
            OpKind::HeaderBase64 | OpKind::PayloadBase64 | OpKind::SignatureBase64 => {
                Self::characters(&operation.output.bytes)
            }
            OpKind::HeaderDecode | OpKind::PayloadDecode | OpKind::SignatureDecode => {
                operation.inputs.first().map_or(Self::Nothing, |datum| Self::characters(&datum.bytes))
            }
            OpKind::HeaderJson | OpKind::PayloadJson | OpKind::Key | OpKind::SigningInput => {
                Self::Bytes(&operation.output.bytes)
            }
            OpKind::Sign | OpKind::Verify => Self::Stages(stages::names(operation).len()),
            _ => Self::Nothing,
        }
    }

    /// The characters up to the first that is none of the alphabet.
    fn characters(text: &'a [u8]) -> Self {
        let end = text.iter().position(|byte| base64url::value_of(*byte).is_none());
        Self::Characters(&text[..end.unwrap_or(text.len())])
    }

    /// How many parts there are.
    pub fn len(self) -> usize {
        match self {
            Self::Characters(bytes) | Self::Bytes(bytes) => bytes.len(),
            Self::Stages(count) => count,
            Self::Nothing => 0,
        }
    }

    /// Whether there is nothing to open.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}
