//! The token as far as the trace has made or read it.

use crate::jose::{OpKind, Operation, Verdict};
use crate::trace::{StepIndex, Trace};

/// Whether the token is being made or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// `encode` makes it.
    #[default]
    Made,
    /// `decode` reads it.
    Read,
}

/// One of the three segments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Its characters in the token, once they are there.
    pub text: Option<Vec<u8>>,
    /// The bytes they stand for, once those are there.
    pub bytes: Option<Vec<u8>>,
}

/// The state of the token at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TokenState {
    /// Header, payload, signature.
    pub parts: [Part; 3],
    /// Made or read.
    pub direction: Direction,
    /// The whole token, once joined or as it was given.
    pub whole: Option<Vec<u8>>,
    /// Algorithm of the signature, once known.
    pub algorithm: String,
    /// When reading: what became of the signature's gate.
    pub verified: Option<bool>,
    /// When reading: the exception of the gate that refused.
    pub refused: Option<String>,
}

impl TokenState {
    /// The state before step `seen` of the trace: the last token that was begun. `steps` are the trace's operation
    /// steps, in order.
    pub fn at(trace: &Trace, steps: &[StepIndex], seen: StepIndex) -> Self {
        let mut state = Self::default();
        let steps = &steps[..steps.partition_point(|step| *step < seen)];
        for step in &steps[begin(trace, steps)..] {
            if let Some(operation) = trace.operation(*step) {
                state.take(operation);
            }
        }
        state
    }

    fn take(&mut self, operation: &Operation) {
        let output = || Some(operation.output.bytes.clone());
        match operation.kind {
            OpKind::HeaderJson | OpKind::HeaderDecode => self.parts[0].bytes = output(),
            OpKind::HeaderBase64 => self.parts[0].text = output(),
            OpKind::PayloadJson | OpKind::PayloadDecode => self.parts[1].bytes = output(),
            OpKind::PayloadBase64 => self.parts[1].text = output(),
            OpKind::Sign => {
                self.parts[2].bytes = output();
                self.algorithm.clone_from(&operation.algorithm);
            }
            OpKind::SignatureDecode => self.parts[2].bytes = output(),
            OpKind::SignatureBase64 => self.parts[2].text = output(),
            OpKind::Join => self.whole = output(),
            OpKind::Split => {
                self.direction = Direction::Read;
                let token = operation.inputs.first().map(|datum| datum.bytes.clone()).unwrap_or_default();
                for (part, text) in self.parts.iter_mut().zip(token.splitn(3, |byte| *byte == b'.')) {
                    part.text = Some(text.to_vec());
                }
                self.whole = Some(token);
            }
            OpKind::Verify => {
                self.algorithm.clone_from(&operation.algorithm);
                self.verified = match operation.verdict {
                    Verdict::Passed | Verdict::Made => Some(true),
                    Verdict::Refused { .. } => Some(false),
                    Verdict::NotChecked { .. } | Verdict::NotReached => None,
                };
            }
            _ => {}
        }
        if let Verdict::Refused { exception, .. } = &operation.verdict {
            self.refused = Some(exception.clone());
        }
    }
}

/// Which segment an operation makes or reads: 0, 1 or 2.
pub fn segment_of(kind: OpKind) -> Option<usize> {
    match kind {
        OpKind::HeaderJson
        | OpKind::HeaderBase64
        | OpKind::HeaderDecode
        | OpKind::HeaderParse
        | OpKind::HeaderCheck
        | OpKind::AlgorithmAllowed => Some(0),
        OpKind::ConvertClaims
        | OpKind::PayloadJson
        | OpKind::PayloadBase64
        | OpKind::PayloadDecode
        | OpKind::ClaimsParse
        | OpKind::Required
        | OpKind::IssuedAt
        | OpKind::NotBefore
        | OpKind::Expiry
        | OpKind::Issuer
        | OpKind::Audience
        | OpKind::Subject
        | OpKind::JwtId
        | OpKind::AccessTokenHash => Some(1),
        OpKind::Sign | OpKind::SignatureBase64 | OpKind::SignatureDecode | OpKind::Verify => Some(2),
        OpKind::SigningInput | OpKind::Key | OpKind::KeyCheck | OpKind::Join | OpKind::Split => None,
    }
}

/// Where, among operation steps, the last token was begun.
fn begin(trace: &Trace, steps: &[StepIndex]) -> usize {
    let kind = |at: usize| trace.operation(steps[at]).map(|operation| operation.kind);
    let mut first = steps.len();
    while first > 0 {
        let before = first - 1;
        if first < steps.len() {
            // The operations of one call follow each other without a stop between them.
            let apart = steps[first] != steps[before] + 1;
            if apart || kind(before) == Some(OpKind::Join) || kind(first) == Some(OpKind::Split) {
                break;
            }
        }
        first = before;
    }
    first
}
