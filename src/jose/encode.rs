//! Making a token (RFC 7515 section 5.1, RFC 7519 section 7.1), each step as an [`Operation`].

mod whole;

pub use whole::encode;

use super::algorithm::{Algorithm, Family};
use super::base64url;
use super::json::Written;
use super::operation::{Datum, DatumKind, Map, OpKind, Operation, Verdict};
use std::collections::HashMap;
use std::ops::Range;

/// A Python value as text, and where the members of a `dict` are in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// Its `repr`.
    pub text: String,
    /// The bytes of each member's key and value.
    pub members: Vec<(Range<usize>, Range<usize>)>,
}

impl From<&Written> for Shown {
    fn from(written: &Written) -> Self {
        Self { text: written.text.to_string_lossy(), members: written.members.clone() }
    }
}

impl Shown {
    /// A text without members.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), members: Vec::new() }
    }

    /// A `dict` of already quoted keys and values.
    pub fn dict(members: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut shown = Self::plain("{");
        for (key, value) in members {
            if !shown.members.is_empty() {
                shown.text.push_str(", ");
            }
            let start = shown.text.len();
            shown.text.push_str(&key);
            let end = shown.text.len();
            shown.text.push_str(": ");
            let value_start = shown.text.len();
            shown.text.push_str(&value);
            shown.members.push((start..end, value_start..shown.text.len()));
        }
        shown.text.push('}');
        shown
    }
}

/// A token in the making: what is there so far, and the operations that made it, in the library's own order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Encoding {
    /// The steps so far.
    pub operations: Vec<Operation>,
    header: Segment,
    payload: Segment,
    signature: String,
    algorithm: &'static str,
    detached: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Segment {
    bytes: Vec<u8>,
    members: Vec<(Range<usize>, Range<usize>)>,
    text: String,
}

impl Encoding {
    /// Nothing made yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Registered claims that were datetimes have become numbers.
    pub fn claims_converted(&mut self, before: &Shown, after: &Shown) {
        let maps = pair(&after.members, &before.members, 0);
        self.push(
            OpKind::ConvertClaims,
            "datetimes to NumericDates",
            "RFC 7519 §2",
            vec![Datum::new("claims set as given", DatumKind::Python, before.text.as_bytes())],
            Datum::new("claims set", DatumKind::Python, after.text.as_bytes()),
            maps,
        );
    }

    /// The claims set has become JSON.
    pub fn payload_json(&mut self, claims: &Shown, json: &Written) {
        let bytes = json.text.as_bytes().to_vec();
        self.push(
            OpKind::PayloadJson,
            "claims set to JSON, UTF-8",
            "RFC 7515 §5.1 step 1",
            vec![Datum::new("claims set", DatumKind::Python, claims.text.as_bytes())],
            Datum::new("payload", DatumKind::Json, bytes.clone()),
            pair(&json.members, &claims.members, 0),
        );
        self.payload = Segment { bytes, members: json.members.clone(), text: String::new() };
    }

    /// The payload is these bytes, whatever they are (a JWS that is no JWT).
    pub fn payload_bytes(&mut self, bytes: &[u8]) {
        self.payload = Segment { bytes: bytes.to_vec(), ..Segment::default() };
    }

    /// The header has become JSON.
    pub fn header_json(&mut self, header: &Shown, json: &Written) {
        let bytes = json.text.as_bytes().to_vec();
        self.push(
            OpKind::HeaderJson,
            "JOSE header to JSON, UTF-8",
            "RFC 7515 §5.1 steps 3 and 4",
            vec![Datum::new("header", DatumKind::Python, header.text.as_bytes())],
            Datum::new("JOSE header", DatumKind::Json, bytes.clone()),
            pair_by_text(json, header),
        );
        self.header = Segment { bytes, members: json.members.clone(), text: String::new() };
    }

    /// The header has become base64url.
    pub fn header_base64(&mut self) {
        let (datum, output, maps) = to_base64(&mut self.header, "JOSE header", "header segment");
        let (name, rfc) = ("base64url of the header", "RFC 7515 §5.1 step 4");
        self.push(OpKind::HeaderBase64, name, rfc, vec![datum], output, maps);
    }

    /// The payload has become base64url.
    pub fn payload_base64(&mut self) {
        let (datum, output, maps) = to_base64(&mut self.payload, "payload", "payload segment");
        let (name, rfc) = ("base64url of the payload", "RFC 7515 §5.1 step 2");
        self.push(OpKind::PayloadBase64, name, rfc, vec![datum], output, maps);
    }

    /// The payload goes into the signing input as it is (RFC 7797: `b64` is false).
    pub fn payload_detached(&mut self) {
        self.detached = true;
    }

    /// Header and payload joined by a dot: what is signed.
    pub fn signing_input(&mut self) -> Vec<u8> {
        let parts = [
            ("header segment", self.header.text.as_bytes()),
            (
                "payload segment",
                if self.detached { &self.payload.bytes } else { self.payload.text.as_bytes() },
            ),
        ];
        let (inputs, joined, maps) = join(&parts);
        self.push(
            OpKind::SigningInput,
            "signing input",
            "RFC 7515 §5.1 step 5",
            inputs,
            Datum::new("signing input", DatumKind::Base64Url, joined.clone()),
            maps,
        );
        joined
    }

    /// The key has passed the library's checks: what was given (as Python shows it) and what signs.
    pub fn key(&mut self, algorithm: Algorithm, given: &str, key: &[u8]) {
        self.algorithm = algorithm.name;
        let rfc = match algorithm.family {
            Family::Hmac => "RFC 7518 §3.2",
            Family::Rsa => "RFC 7518 §3.3",
            Family::Pss => "RFC 7518 §3.5",
            Family::Ecdsa(_) => "RFC 7518 §3.4",
            Family::EdDsa => "RFC 8037 §3.1",
            Family::None => "RFC 7518 §3.6",
        };
        self.push(
            OpKind::Key,
            "key to bytes, checked",
            rfc,
            vec![Datum::new("key as given", DatumKind::Key, given.as_bytes())],
            Datum::new("key", DatumKind::Key, key),
            Vec::new(),
        );
    }

    /// The signing input is signed.
    pub fn sign(&mut self, signing_input: &[u8], key: &[u8], signature: &[u8]) {
        self.push(
            OpKind::Sign,
            "sign",
            "RFC 7515 §5.1 step 5",
            vec![
                Datum::new("signing input", DatumKind::Base64Url, signing_input),
                Datum::new("key", DatumKind::Key, key),
            ],
            Datum::new("signature", DatumKind::Bytes, signature),
            Vec::new(),
        );
        let mut segment = Segment { bytes: signature.to_vec(), ..Segment::default() };
        let (datum, output, maps) = to_base64(&mut segment, "signature", "signature segment");
        self.signature = segment.text;
        let (name, rfc) = ("base64url of the signature", "RFC 7515 §5.1 step 6");
        self.push(OpKind::SignatureBase64, name, rfc, vec![datum], output, maps);
    }

    /// The three segments joined: the token. A detached payload leaves its place empty.
    pub fn join(&mut self) -> String {
        let payload = if self.detached { "" } else { self.payload.text.as_str() };
        let parts = [
            ("header segment", self.header.text.as_bytes()),
            ("payload segment", payload.as_bytes()),
            ("signature segment", self.signature.as_bytes()),
        ];
        let (inputs, joined, maps) = join(&parts);
        let token = String::from_utf8_lossy(&joined).into_owned();
        self.push(
            OpKind::Join,
            "compact serialisation",
            "RFC 7515 §5.1 step 8, §7.1",
            inputs,
            Datum::new("token", DatumKind::Base64Url, joined),
            maps,
        );
        token
    }

    fn push(
        &mut self,
        kind: OpKind,
        name: &'static str,
        rfc: &'static str,
        inputs: Vec<Datum>,
        output: Datum,
        maps: Vec<Map>,
    ) {
        let algorithm = self.algorithm.to_owned();
        self.operations.push(Operation {
            kind,
            name,
            rfc,
            algorithm,
            inputs,
            output,
            maps,
            verdict: Verdict::Made,
        });
    }
}

type Members = [(Range<usize>, Range<usize>)];

/// Ties members that are in the same order on both sides: key to key, value to value.
fn pair(output: &Members, input: &Members, index: usize) -> Vec<Map> {
    let ties = output.iter().zip(input).flat_map(|(out, given)| {
        [(&out.0, &given.0), (&out.1, &given.1)].map(|(output, range)| Map {
            output: output.clone(),
            input: index,
            range: range.clone(),
        })
    });
    ties.collect()
}

/// Ties members by their names, since the header is sorted on its way to JSON.
fn pair_by_text(json: &Written, shown: &Shown) -> Vec<Map> {
    fn bare(text: &[u8], range: &Range<usize>) -> Vec<u8> {
        text.get(range.start + 1..range.end.saturating_sub(1)).unwrap_or_default().to_vec()
    }
    let (text, given) = (json.text.as_bytes(), shown.text.as_bytes());
    // By a table: a header may have as many members as someone hostile likes.
    let mut places = HashMap::with_capacity(shown.members.len());
    for member in &shown.members {
        places.entry(bare(given, &member.0)).or_insert(member);
    }
    let mut maps = Vec::new();
    for (name, value) in &json.members {
        if let Some((key, given)) = places.get(&bare(text, name)) {
            maps.push(Map { output: name.clone(), input: 0, range: key.clone() });
            maps.push(Map { output: value.clone(), input: 0, range: given.clone() });
        }
    }
    maps
}

fn to_base64(segment: &mut Segment, from: &'static str, to: &'static str) -> (Datum, Datum, Vec<Map>) {
    segment.text = base64url::encode(&segment.bytes);
    let kind = if segment.members.is_empty() { DatumKind::Bytes } else { DatumKind::Json };
    let mut ranges: Vec<Range<usize>> =
        segment.members.iter().flat_map(|(name, value)| [name.clone(), value.clone()]).collect();
    if ranges.is_empty() && !segment.bytes.is_empty() {
        ranges.push(0..segment.bytes.len());
    }
    let maps = ranges
        .into_iter()
        .map(|range| Map { output: base64url::chars_of(range.clone()), input: 0, range })
        .collect();
    let input = Datum::new(from, kind, segment.bytes.clone());
    (input, Datum::new(to, DatumKind::Base64Url, segment.text.as_bytes()), maps)
}

/// Joins parts with dots and ties each to its place.
fn join(parts: &[(&'static str, &[u8])]) -> (Vec<Datum>, Vec<u8>, Vec<Map>) {
    let (mut joined, mut maps) = (Vec::new(), Vec::new());
    for (index, (_, part)) in parts.iter().enumerate() {
        if index > 0 {
            joined.push(b'.');
        }
        let start = joined.len();
        joined.extend_from_slice(part);
        maps.push(Map { output: start..joined.len(), input: index, range: 0..part.len() });
    }
    let inputs = parts.iter().map(|(label, part)| Datum::new(label, DatumKind::Base64Url, *part)).collect();
    (inputs, joined, maps)
}
