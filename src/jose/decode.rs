//! Reading a token (RFC 7515 section 5.2, RFC 7519 section 7.2) as gates in the library's own order: each passed,
//! refused, not checked, or not reached.

mod claims;
mod gates;
mod times;
mod whole;

pub use claims::Audience;
pub use gates::gate_name;
pub use times::{Bound, Leeway};
pub use whole::{Options, decode};

use super::base64url;
use super::binascii::BinasciiError;
use super::json::{self, Json, Member, ReadError, ReadOptions};
use super::operation::{Datum, DatumKind, Map, OpKind, Operation, Verdict};
use super::profile::Profile;
use super::refusal::Refusal;
use std::ops::Range;

/// A token being read: what is known of it so far, and the gates it has met.
#[derive(Debug, Clone)]
pub struct Decoding {
    /// The library that reads.
    pub profile: Profile,
    /// The gates so far.
    pub operations: Vec<Operation>,
    /// The header once it is parsed.
    pub header: Json,
    /// The payload's bytes once they are decoded.
    pub payload: Vec<u8>,
    /// The signature's bytes once they are decoded.
    pub signature: Vec<u8>,
    /// The claims set once it is parsed.
    pub claims: Json,
    /// How deeply JSON may be nested: what is left of Python's recursion limit.
    pub depth: usize,
    /// Whether python-jose's `jwt.decode` is at work, which raises a `JWTError` from each `JWSError`.
    pub is_jwt: bool,
    token: Vec<u8>,
    segments: [Range<usize>; 3],
    header_bytes: Vec<u8>,
    claim_places: Vec<Member<()>>,
    algorithm: String,
    detached: Option<Vec<u8>>,
}

impl Decoding {
    /// A token before its first gate.
    pub fn new(profile: Profile, token: &[u8]) -> Self {
        Self {
            profile,
            operations: Vec::new(),
            header: Json::Null,
            payload: Vec::new(),
            signature: Vec::new(),
            claims: Json::Null,
            depth: ReadOptions::default().depth,
            is_jwt: true,
            token: token.to_vec(),
            segments: [0..0, 0..0, 0..0],
            header_bytes: Vec::new(),
            claim_places: Vec::new(),
            algorithm: String::new(),
            detached: None,
        }
    }

    /// The token, when it was not known yet.
    pub fn set_token(&mut self, token: &[u8]) {
        self.token = token.to_vec();
    }

    /// What is signed: header and payload segment with the dot between them.
    pub fn signing_input(&self) -> Vec<u8> {
        match &self.detached {
            Some(payload) => [&self.token[self.segments[0].clone()], b".", payload].concat(),
            None => self.token[self.segments[0].start..self.segments[1].end].to_vec(),
        }
    }

    /// Takes the token apart: the gates from [`OpKind::Split`] to [`OpKind::SignatureDecode`].
    ///
    /// # Errors
    /// `DecodeError` or `JWSError`.
    pub fn load(&mut self) -> Result<(), Refusal> {
        self.split()?;
        self.decode_header()?;
        self.parse_header()?;
        self.decode_payload()?;
        self.decode_signature()
    }

    fn split(&mut self) -> Result<(), Refusal> {
        let gate = Gate { kind: OpKind::Split, name: "three segments", rfc: "RFC 7515 §5.2 step 1" };
        let token = Datum::new("token", DatumKind::Base64Url, self.token.clone());
        let last = self.token.iter().rposition(|byte| *byte == b'.');
        let first = self.token.iter().position(|byte| *byte == b'.');
        let (Some(first), Some(last)) = (first, last.filter(|last| Some(*last) != first)) else {
            let segments = self.token.split(|byte| *byte == b'.').count();
            let refusal = Refusal::new(self.profile.broken_token(), "Not enough segments")
                .because(Refusal::new("ValueError", "not enough values to unpack (expected 2, got 1)"));
            let (expected, found) = ("two dots", format!("{segments} segments"));
            return self.refuse(gate, vec![token], expected, &found, refusal);
        };
        self.segments = [0..first, first + 1..last, last + 1..self.token.len()];
        let output = Datum::new("segments", DatumKind::Base64Url, self.token.clone());
        let maps = self
            .segments
            .iter()
            .map(|range| Map { output: range.clone(), input: 0, range: range.clone() })
            .collect();
        self.pass(gate, vec![token], output, maps);
        Ok(())
    }

    fn decode_header(&mut self) -> Result<(), Refusal> {
        let gate =
            Gate { kind: OpKind::HeaderDecode, name: "header from base64url", rfc: "RFC 7515 §5.2 step 2" };
        let segment = self.token[self.segments[0].clone()].to_vec();
        // python-jose's first `except` names ValueError, which the base64 error is one of: hence its odd message.
        let message = match self.profile {
            Profile::PyJwt => "Invalid header padding",
            Profile::PythonJose => "Not enough segments",
        };
        self.header_bytes = self.segment_bytes(gate, "header segment", "JOSE header", &segment, message)?;
        Ok(())
    }

    fn parse_header(&mut self) -> Result<(), Refusal> {
        let gate =
            Gate { kind: OpKind::HeaderParse, name: "header is a JSON object", rfc: "RFC 7515 §5.2 step 3" };
        let bytes = self.header_bytes.clone();
        let (header, _) = self.parse(gate, "JOSE header", &bytes, "Invalid header string")?;
        self.header = header;
        Ok(())
    }

    fn decode_payload(&mut self) -> Result<(), Refusal> {
        let gate =
            Gate {
                kind: OpKind::PayloadDecode, name: "payload from base64url", rfc: "RFC 7515 §5.2 step 6"
            };
        let segment = self.token[self.segments[1].clone()].to_vec();
        if self.profile == Profile::PyJwt && self.is_unencoded() {
            if segment.is_empty() {
                self.not_checked(gate, "`b64` is false: the payload is detached");
                return Ok(());
            }
            let refusal = Refusal::new("DecodeError", "Payload segment must be empty when 'b64' is false.");
            let found = format!("{} characters", segment.len());
            let datum = Datum::new("payload segment", DatumKind::Base64Url, segment);
            return self.refuse(gate, vec![datum], "an empty segment", &found, refusal);
        }
        self.payload =
            self.segment_bytes(gate, "payload segment", "payload", &segment, "Invalid payload padding")?;
        Ok(())
    }

    fn decode_signature(&mut self) -> Result<(), Refusal> {
        let gate = Gate {
            kind: OpKind::SignatureDecode,
            name: "signature from base64url",
            rfc: "RFC 7515 §5.2 step 7",
        };
        let segment = self.token[self.segments[2].clone()].to_vec();
        self.signature =
            self.segment_bytes(gate, "signature segment", "signature", &segment, "Invalid crypto padding")?;
        Ok(())
    }

    /// Whether the header has `"b64": false` (RFC 7797).
    pub fn is_unencoded(&self) -> bool {
        self.header.get("b64") == Some(&Json::Bool(false))
    }

    /// The payload comes from elsewhere (RFC 7797).
    pub fn attach(&mut self, payload: &[u8]) {
        self.payload = payload.to_vec();
        self.detached = Some(payload.to_vec());
    }

    /// The payload is a JSON object: the claims set.
    ///
    /// # Errors
    /// `DecodeError` or `JWTError`; python-jose lets a `RecursionError` through.
    pub fn parse_claims(&mut self) -> Result<(), Refusal> {
        let gate = Gate {
            kind: OpKind::ClaimsParse,
            name: "payload is a JSON object",
            rfc: "RFC 7519 §7.2 step 10",
        };
        let bytes = self.payload.clone();
        let (claims, places) = self.parse(gate, "payload", &bytes, "Invalid payload string")?;
        self.claims = claims;
        self.claim_places = places;
        Ok(())
    }

    fn segment_bytes(
        &mut self,
        gate: Gate,
        label: &'static str,
        out_label: &'static str,
        segment: &[u8],
        message: &str,
    ) -> Result<Vec<u8>, Refusal> {
        let input = Datum::new(label, DatumKind::Base64Url, segment);
        let decoded = match self.profile {
            Profile::PyJwt => base64url::decode_strict(segment).ok_or(None),
            Profile::PythonJose => base64url::decode_lenient(segment).map_err(Some),
        };
        match decoded {
            Ok(bytes) => {
                let kind = if out_label == "signature" { DatumKind::Bytes } else { DatumKind::Json };
                let output = Datum::new(out_label, kind, bytes.clone());
                self.pass(gate, vec![input], output, byte_maps(segment, bytes.len()));
                Ok(bytes)
            }
            Err(error) => {
                let (expected, found) = base64_wishes(segment, error.as_ref());
                let mut refusal = Refusal::new(self.profile.broken_token(), message);
                if let Some(error) = error {
                    refusal = refusal.because(Refusal::new("Error", error.to_string()));
                }
                self.refuse(gate, vec![input], expected, &found, refusal)
            }
        }
    }

    fn parse(
        &mut self,
        gate: Gate,
        label: &'static str,
        bytes: &[u8],
        message: &str,
    ) -> Result<(Json, Vec<Member<()>>), Refusal> {
        let input = Datum::new(label, DatumKind::Json, bytes);
        let text = match self.profile {
            Profile::PyJwt => json::decode_bytes(bytes),
            Profile::PythonJose => json::decode_utf8(bytes, false),
        };
        let options = ReadOptions { depth: self.depth, ..ReadOptions::default() };
        let class = match (self.profile, gate.kind) {
            (Profile::PyJwt, _) => "DecodeError",
            (Profile::PythonJose, OpKind::HeaderParse) => "JWSError",
            (Profile::PythonJose, _) => "JWTError",
        };
        let read = text.map_err(ReadError::from).and_then(|text| {
            let (value, places) = json::read_json(&text, options)?;
            // Positions in a text that was UTF-16 or began with a BOM are not those of the bytes.
            let same = text.as_bytes() == bytes;
            Ok((value, if same { places } else { Vec::new() }))
        });
        match read {
            Ok((value @ Json::Object(_), places)) => {
                let maps = places.iter().flat_map(|place| {
                    [&place.name_range, &place.value.range].map(|range| Map {
                        output: range.clone(),
                        input: 0,
                        range: range.clone(),
                    })
                });
                let output = Datum::new(label, DatumKind::Json, bytes);
                let maps = maps.collect();
                self.pass(gate, vec![input], output, maps);
                Ok((value, places))
            }
            Ok((value, _)) => {
                let refusal = Refusal::new(class, format!("{message}: must be a json object"));
                let found = format!("a JSON value that Python reads as {}", value.python_type());
                self.refuse(gate, vec![input], "a JSON object", &found, refusal)
            }
            Err(error) => {
                let deep = matches!(error, ReadError::TooDeep { .. });
                let cause = Refusal::new(read_error_class(&error), error.to_string());
                let refusal = if deep && self.profile == Profile::PythonJose {
                    cause
                } else {
                    Refusal::new(class, format!("{message}: {error}")).because(cause)
                };
                let found = error.to_string();
                self.refuse(gate, vec![input], "a JSON object", &found, refusal)
            }
        }
    }

    /// The bytes of a claim's value in the payload.
    fn claim_place(&self, name: &str) -> Option<Range<usize>> {
        let place = self.claim_places.iter().rev().find(|place| place.name == *name)?;
        Some(place.value.range.clone())
    }

    /// The gates that no one got to.
    pub fn finish(&mut self) {
        for kind in self.profile.gates() {
            if !self.operations.iter().any(|operation| operation.kind == *kind) {
                let (name, rfc) = gates::describe(*kind);
                self.push(Gate { kind: *kind, name, rfc }, Vec::new(), None, Vec::new(), Verdict::NotReached);
            }
        }
    }

    fn pass(&mut self, gate: Gate, inputs: Vec<Datum>, output: Datum, maps: Vec<Map>) {
        self.push(gate, inputs, Some(output), maps, Verdict::Passed);
    }

    fn refuse<T>(
        &mut self,
        gate: Gate,
        inputs: Vec<Datum>,
        expected: &str,
        found: &str,
        refusal: Refusal,
    ) -> Result<T, Refusal> {
        let wrapped = self.is_jwt && refusal.class == "JWSError";
        let refusal = if wrapped {
            Refusal::new("JWTError", refusal.message.clone()).because(refusal)
        } else {
            refusal
        };
        let (expected, found, exception) = (expected.to_owned(), found.to_owned(), refusal.to_string());
        self.push(gate, inputs, None, Vec::new(), Verdict::Refused { expected, found, exception });
        Err(refusal)
    }

    fn not_checked(&mut self, gate: Gate, reason: &str) {
        let verdict = Verdict::NotChecked { reason: reason.to_owned() };
        self.push(gate, Vec::new(), None, Vec::new(), verdict);
    }

    fn push(
        &mut self,
        gate: Gate,
        inputs: Vec<Datum>,
        output: Option<Datum>,
        maps: Vec<Map>,
        verdict: Verdict,
    ) {
        let Gate { kind, name, rfc } = gate;
        let output = output.unwrap_or_else(|| Datum::new("", DatumKind::Text, Vec::new()));
        let algorithm = self.algorithm.clone();
        self.operations.push(Operation { kind, name, rfc, algorithm, inputs, output, maps, verdict });
    }
}

/// What a gate is called and follows.
#[derive(Debug, Clone, Copy)]
struct Gate {
    kind: OpKind,
    name: &'static str,
    rfc: &'static str,
}

fn read_error_class(error: &ReadError) -> &'static str {
    match error {
        ReadError::Syntax { .. } => "JSONDecodeError",
        ReadError::DigitLimit(_) => "ValueError",
        ReadError::TooDeep { .. } => "RecursionError",
        ReadError::Codec(_) => "UnicodeDecodeError",
    }
}

/// How much of a token is kept with each gate and byte of it; what is longer is tied as a whole.
const CLOSE_UP: usize = 256;

/// Each byte and the characters it came from, as long as nothing in the segment was skipped.
fn byte_maps(segment: &[u8], len: usize) -> Vec<Map> {
    let is_plain = segment.len() == base64url::chars_of(0..len).end;
    if is_plain && len > CLOSE_UP {
        return vec![Map { output: 0..len, input: 0, range: 0..segment.len() }];
    }
    let bytes = if is_plain { 0..len } else { 0..0 };
    bytes
        .map(|byte| Map { output: byte..byte + 1, input: 0, range: base64url::chars_of(byte..byte + 1) })
        .collect()
}

fn base64_wishes(segment: &[u8], error: Option<&BinasciiError>) -> (&'static str, String) {
    if let Some(error) = error {
        return ("base64 characters", error.to_string());
    }
    let stray = segment.iter().position(|byte| base64url::value_of(*byte).is_none() && *byte != b'=');
    if let Some(at) = stray {
        return ("A-Z a-z 0-9 - _ alone", format!("byte 0x{:02x} at character {}", segment[at], at + 1));
    }
    let characters = segment.iter().filter(|byte| **byte != b'=').count();
    if characters < segment.len() {
        return ("no padding, or the right one", format!("{} times =", segment.len() - characters));
    }
    if characters % 4 == 1 {
        return ("not one more than a multiple of four characters", format!("{characters} characters"));
    }
    ("unused bits that are zero", "unused bits that are set in the last character".to_owned())
}
