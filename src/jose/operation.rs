//! One numbered step of making or reading a token, as data.

use std::ops::Range;

/// Which step of RFC 7515 section 5.1 / 5.2 or RFC 7519 section 7.1 / 7.2 an [`Operation`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OpKind {
    // Making a token, in the order a learner meets them.
    /// Registered datetime claims become NumericDates (RFC 7519 section 2).
    ConvertClaims,
    /// The claims set as JSON text in UTF-8 (RFC 7515 section 5.1 step 1).
    PayloadJson,
    /// base64url of the payload (RFC 7515 section 5.1 step 2).
    PayloadBase64,
    /// The JOSE header as JSON text in UTF-8 (RFC 7515 section 5.1 steps 3 and 4).
    HeaderJson,
    /// base64url of the header (RFC 7515 section 5.1 step 4).
    HeaderBase64,
    /// `BASE64URL(header) . BASE64URL(payload)` as ASCII bytes (RFC 7515 section 5.1 step 5).
    SigningInput,
    /// The key as bytes, after the library's key checks (RFC 7518 section 3.2).
    Key,
    /// The signature over the signing input (RFC 7515 section 5.1 step 5).
    Sign,
    /// base64url of the signature (RFC 7515 section 5.1 step 6).
    SignatureBase64,
    /// The compact serialisation (RFC 7515 section 7.1).
    Join,
    // Reading one; each is a gate that lets the token pass or refuses it.
    /// Two dots, three segments (RFC 7515 section 5.2 step 1).
    Split,
    /// The header segment decodes (RFC 7515 section 5.2 step 2).
    HeaderDecode,
    /// The header is a JSON object (RFC 7515 section 5.2 step 3).
    HeaderParse,
    /// `crit`, `kid` and `b64` are understood (RFC 7515 section 5.2 step 4).
    HeaderCheck,
    /// The payload segment decodes (RFC 7515 section 5.2 step 6).
    PayloadDecode,
    /// The signature segment decodes (RFC 7515 section 5.2 step 7).
    SignatureDecode,
    /// `alg` is among the algorithms the caller allows (RFC 8725 section 3.1).
    AlgorithmAllowed,
    /// The key fits the algorithm.
    KeyCheck,
    /// The signature is the one over the signing input (RFC 7515 section 5.2 step 8).
    Verify,
    /// The payload is a JSON object: the claims set (RFC 7519 section 7.2 step 10).
    ClaimsParse,
    /// Claims that must be there are there.
    Required,
    /// `iat` (RFC 7519 section 4.1.6).
    IssuedAt,
    /// `nbf` (RFC 7519 section 4.1.5).
    NotBefore,
    /// `exp` (RFC 7519 section 4.1.4).
    Expiry,
    /// `iss` (RFC 7519 section 4.1.1).
    Issuer,
    /// `aud` (RFC 7519 section 4.1.3).
    Audience,
    /// `sub` (RFC 7519 section 4.1.2).
    Subject,
    /// `jti` (RFC 7519 section 4.1.7).
    JwtId,
    /// `at_hash` (`OpenID` Connect Core section 3.1.3.6).
    AccessTokenHash,
}

/// How an operation ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Verdict {
    /// Something was made (every operation of encoding).
    #[default]
    Made,
    /// A gate let the token pass.
    Passed,
    /// A gate refused: what it expected, what it found, and the exception it raises.
    Refused {
        /// What would have passed.
        expected: String,
        /// What was there.
        found: String,
        /// `ClassName: message`, as Python's last traceback line has it.
        exception: String,
    },
    /// The caller or the library does not check this; not the same as passing.
    NotChecked {
        /// Why not, in a few words (`no audience given`).
        reason: String,
    },
    /// An earlier gate refused, so this one was not asked.
    NotReached,
}

/// How the bytes of a [`Datum`] want to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DatumKind {
    /// A Python value as its `repr`.
    Python,
    /// JSON text.
    Json,
    /// Plain text.
    Text,
    /// base64url characters, or several segments with dots.
    Base64Url,
    /// Raw bytes (hex).
    Bytes,
    /// Key material: bytes that a front end may hide.
    Key,
}

/// A named input or output of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datum {
    /// The field's standard term: `claims set`, `signing input`, `key`.
    pub label: &'static str,
    /// How to show it.
    pub kind: DatumKind,
    /// The bytes themselves; text is UTF-8.
    pub bytes: Vec<u8>,
}

impl Datum {
    /// A datum with a label.
    pub fn new(label: &'static str, kind: DatumKind, bytes: impl Into<Vec<u8>>) -> Self {
        Self { label, kind, bytes: bytes.into() }
    }
}

/// Ties a range of bytes of an operation's output to a range of bytes of one of its inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    /// Bytes of [`Operation::output`].
    pub output: Range<usize>,
    /// Which of [`Operation::inputs`].
    pub input: usize,
    /// Bytes of that input.
    pub range: Range<usize>,
}

/// One numbered step of making or reading a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Which step.
    pub kind: OpKind,
    /// Its name for people: `base64url of the payload`.
    pub name: &'static str,
    /// The section and step it follows: `RFC 7515 §5.1 step 2`.
    pub rfc: &'static str,
    /// The algorithm (`HS256`) for the operations that depend on it, else empty.
    pub algorithm: String,
    /// What went in.
    pub inputs: Vec<Datum>,
    /// What came out; empty bytes when a gate only looked.
    pub output: Datum,
    /// Which bytes of the output come from which bytes of the inputs.
    pub maps: Vec<Map>,
    /// Made, passed, refused, not checked, not reached.
    pub verdict: Verdict,
}

impl Operation {
    /// Bytes it holds, roughly, for the memory budget of a run.
    pub fn bytes(&self) -> usize {
        let data: usize = self.inputs.iter().map(|datum| datum.bytes.len() + size_of::<Datum>()).sum();
        let words = match &self.verdict {
            Verdict::Refused { expected, found, exception } => expected.len() + found.len() + exception.len(),
            Verdict::NotChecked { reason } => reason.len(),
            _ => 0,
        };
        size_of::<Self>() + data + self.output.bytes.len() + self.maps.len() * size_of::<Map>() + words
    }
}
