//! What must not leave the program unasked: shared secrets and private keys, in whatever value they stand.

use crate::jose::algorithm::{Algorithm, Family};
use crate::jose::{OpKind, Operation};
use crate::lesson::literal;
use crate::trace::Trace;

/// Letters of a secret from which on it is looked for inside other texts; a shorter one stands in too many by chance.
const TELLING: usize = 4;

/// How every private key in PEM ends its first line: `BEGIN PRIVATE KEY`, `BEGIN RSA PRIVATE KEY`.
const PRIVATE: &str = "PRIVATE KEY-----";

/// Whether an operation works with a secret that both sides share.
pub(super) fn is_shared(operation: &Operation) -> bool {
    Algorithm::named(&operation.algorithm).is_some_and(|algorithm| algorithm.family == Family::Hmac)
}

/// Whether a stage of an operation gives the secret away: HMAC's key block is the secret, and its pads are that under
/// a mask that everybody knows.
pub(super) fn in_stage(operation: &Operation, name: &str) -> bool {
    is_shared(operation) && matches!(name, "key block" | "inner pad" | "outer pad")
}

/// Whether a text, or the `repr` of a value, is or holds a secret that a run signed or verified with.
pub(super) fn within(trace: &Trace, text: &str) -> bool {
    let asked = |operation: &&Operation| matches!(operation.kind, OpKind::Key | OpKind::KeyCheck);
    let whole = literal::unquote(text.strip_prefix('b').unwrap_or(text));
    text.contains(PRIVATE)
        || trace.operations.iter().filter(asked).filter(|operation| is_shared(operation)).any(|operation| {
            let secret = String::from_utf8_lossy(&operation.output.bytes);
            !secret.is_empty()
                && (whole.as_deref() == Some(&*secret)
                    || (secret.chars().count() >= TELLING && text.contains(&*secret)))
        })
}
