//! The examples of RFC 7515 appendix A and RFC 7520 section 4 as operations: every numbered step's input and output as
//! the RFC prints it, in the very list that the screen shows.
//!
//! `tests/conformance/rfc/signatures.json` holds the RFCs' figures, checked with Python's `cryptography`: header, payload,
//! segments, keys, signatures, and the octets where an RFC prints them as numbers. Signatures of PSS and of curves are
//! random: those of the RFC are verified, those made here have the right length and verify.

#![expect(clippy::unwrap_used, reason = "a broken recording has to stop the test")]

use jwtrace::jose::algorithm::Algorithm;
use jwtrace::jose::encode::{Encoding, Shown};
use jwtrace::jose::json::{Written, read_json};
use jwtrace::jose::sign::{self, Secret};
use jwtrace::jose::{DatumKind, OpKind, Operation, Verdict};
use jwtrace::python::{Limits, Program, World, run};
use jwtrace::trace::{Outcome, Trace};
use serde_json::Value;

/// An example of an RFC.
struct Figures {
    source: String,
    algorithm: String,
    header: String,
    segments: [String; 3],
    payload: Vec<u8>,
    signature: Vec<u8>,
    /// The bytes that sign and verify: the secret, or the public key in DER.
    key: Vec<u8>,
    /// Python's literals of the key that signs and of the one that verifies.
    literals: [String; 2],
    random: bool,
}

fn hex(text: &Value) -> Vec<u8> {
    let text = text.as_str().unwrap();
    (0..text.len() / 2).map(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).unwrap()).collect()
}

/// The bytes within PEM, by a library that this program uses for nothing of the kind.
fn der(pem: &str) -> Vec<u8> {
    use base64::Engine as _;
    let lines: String = pem.lines().filter(|line| !line.starts_with("---")).collect();
    base64::engine::general_purpose::STANDARD.decode(lines).unwrap()
}

fn figures() -> Vec<Figures> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/rfc/signatures.json");
    let rows: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let all = rows.as_array().unwrap().iter().map(|row| {
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        let (payload, signature) = (hex(&row["payload_hex"]), hex(&row["signature_hex"]));
        for (name, bytes) in
            [("header", text("header").as_bytes()), ("payload", &payload), ("signature", &signature)]
        {
            if let Some(octets) = row[format!("{name}_octets")].as_array() {
                let octets: Vec<u8> = octets.iter().map(|octet| octet.as_u64().unwrap() as u8).collect();
                assert_eq!(octets, bytes, "{} {name}", row["source"]);
            }
        }
        let (key, literals) = if row["key_hex"].is_string() {
            let literal = format!("bytes.fromhex('{}')", text("key_hex"));
            (hex(&row["key_hex"]), [literal.clone(), literal])
        } else {
            let literals = [text("private"), text("public")].map(|pem| format!("'''{pem}'''"));
            (der(&text("public")), literals)
        };
        Figures {
            source: text("source"),
            algorithm: text("algorithm"),
            header: text("header"),
            segments: [0, 1, 2].map(|at| row["segments"][at].as_str().unwrap().to_owned()),
            payload,
            signature,
            key,
            literals,
            random: row["random"].as_bool().unwrap(),
        }
    });
    all.collect()
}

impl Figures {
    fn signing_input(&self) -> String {
        format!("{}.{}", self.segments[0], self.segments[1])
    }

    fn token(&self) -> String {
        self.segments.join(".")
    }

    fn secret(&self) -> Secret {
        if self.algorithm.starts_with("HS") {
            return Secret::Bytes(self.key.clone());
        }
        Secret::Pair(jwtrace::jose::keys::load_der_public(&self.key).unwrap())
    }

    /// What a step is given and what it makes, as the RFC has it; nothing for a step that the RFC has no figures of.
    fn step(&self, kind: OpKind, signature: (&[u8], &str)) -> Option<(Vec<Vec<u8>>, Vec<u8>)> {
        let [header, payload, _] = self.segments.each_ref().map(|segment| segment.as_bytes().to_vec());
        let json = self.header.as_bytes().to_vec();
        let input = self.signing_input().into_bytes();
        let (raw, text) = (signature.0.to_vec(), signature.1.as_bytes().to_vec());
        let token = [input.as_slice(), b".", &text].concat();
        Some(match kind {
            OpKind::HeaderBase64 => (vec![json], header),
            OpKind::PayloadBase64 => (vec![self.payload.clone()], payload),
            OpKind::SigningInput => (vec![header, payload], input),
            OpKind::Sign => (vec![input, self.key.clone()], raw),
            OpKind::SignatureBase64 => (vec![raw], text),
            OpKind::Join => (vec![header, payload, text], token),
            OpKind::Split => (vec![token.clone()], token),
            OpKind::HeaderDecode => (vec![header], json),
            OpKind::HeaderParse => (vec![json.clone()], json),
            OpKind::PayloadDecode => (vec![payload], self.payload.clone()),
            OpKind::SignatureDecode => (vec![text], raw),
            OpKind::Verify => (vec![input, self.key.clone(), raw.clone()], raw),
            _ => return None,
        })
    }

    /// Compares every step that the RFC has figures of; the kinds that were compared.
    fn compare(&self, operations: &[Operation], signature: (&[u8], &str)) -> Vec<OpKind> {
        let mut compared = Vec::new();
        for operation in operations {
            let Some((inputs, output)) = self.step(operation.kind, signature) else {
                if matches!(operation.kind, OpKind::Key | OpKind::KeyCheck) {
                    assert_eq!(operation.output.bytes, self.key, "{} {:?}", self.source, operation.kind);
                }
                if operation.kind == OpKind::HeaderJson {
                    assert_eq!(operation.output.bytes, self.header.as_bytes(), "{}", self.source);
                }
                continue;
            };
            let given: Vec<Vec<u8>> = operation.inputs.iter().map(|datum| datum.bytes.clone()).collect();
            assert_eq!(given, inputs, "{} {:?}: what goes in", self.source, operation.kind);
            assert_eq!(
                operation.output.bytes, output,
                "{} {:?}: what comes out",
                self.source, operation.kind
            );
            compared.push(operation.kind);
        }
        compared
    }
}

fn traced(source: &str) -> Trace {
    let trace = run(&Program::parse(source).unwrap(), &World::default(), &Limits::default());
    assert_eq!(trace.outcome, Outcome::Finished, "{source}");
    trace
}

const MAKING: [OpKind; 6] = [
    OpKind::HeaderBase64,
    OpKind::PayloadBase64,
    OpKind::SigningInput,
    OpKind::Sign,
    OpKind::SignatureBase64,
    OpKind::Join,
];

/// What was signed, its signature and that as text, from the operations of one call.
fn signed(operations: &[Operation]) -> (Vec<u8>, String) {
    let output = |kind: OpKind| {
        operations.iter().find(|operation| operation.kind == kind).unwrap().output.bytes.clone()
    };
    (output(OpKind::Sign), String::from_utf8(output(OpKind::SignatureBase64)).unwrap())
}

/// The steps of making a token: RFC 7515 section 5.1.
fn check_made(figures: &Figures, operations: &[Operation]) {
    let (raw, text) = signed(operations);
    if figures.random {
        let algorithm = Algorithm::named(&figures.algorithm).unwrap();
        assert_eq!(raw.len(), figures.signature.len(), "{}", figures.source);
        let input = figures.signing_input();
        assert!(sign::verify(algorithm, &figures.secret(), input.as_bytes(), &raw), "{}", figures.source);
    } else {
        assert_eq!((&raw, text.as_str()), (&figures.signature, figures.segments[2].as_str()));
    }
    assert_eq!(figures.compare(operations, (&raw, &text)), MAKING, "{}", figures.source);
}

#[test]
fn making_the_examples_goes_through_the_rfcs_figures() {
    for figures in figures() {
        if figures.header.contains('\r') {
            // No library writes a header with line breaks in it; the steps are the same.
            check_made(&figures, &with_a_given_header(&figures));
            continue;
        }
        let header: Value = serde_json::from_str(&figures.header).unwrap();
        let kid = header["kid"].as_str().map(|kid| format!(", 'kid': '{kid}'")).unwrap_or_default();
        let trace = traced(&format!(
            "import jwt\ntoken = jwt.PyJWS().encode({}, {}, algorithm='{}', headers={{'typ': ''{kid}}})\n",
            python_bytes(&figures.payload),
            figures.literals[0],
            figures.algorithm
        ));
        check_made(&figures, &trace.operations);
    }
}

fn python_bytes(bytes: &[u8]) -> String {
    let hex = jwtrace::jose::binascii::hexlify(bytes);
    format!("bytes.fromhex('{hex}')")
}

fn with_a_given_header(figures: &Figures) -> Vec<Operation> {
    let text = jwtrace::wtf8::Wtf8::from(figures.header.as_str());
    let (_, members) = read_json(&text, jwtrace::jose::json::ReadOptions::default()).unwrap();
    let members = members.into_iter().map(|member| (member.name_range, member.value.range)).collect();
    let header = Written { text, members };
    let algorithm = Algorithm::named(&figures.algorithm).unwrap();
    let mut encoding = Encoding::new();
    encoding.header_json(&Shown::from(&header), &header);
    encoding.header_base64();
    encoding.payload_bytes(&figures.payload);
    encoding.payload_base64();
    let input = encoding.signing_input();
    encoding.key(algorithm, "", &figures.key);
    let signature = sign::sign(algorithm, &figures.secret(), &input, &[]).unwrap();
    encoding.sign(&input, &figures.key, &signature);
    encoding.join();
    encoding.operations
}

const READING: [OpKind; 6] = [
    OpKind::Split,
    OpKind::HeaderDecode,
    OpKind::HeaderParse,
    OpKind::PayloadDecode,
    OpKind::SignatureDecode,
    OpKind::Verify,
];

/// The steps of reading a token: RFC 7515 section 5.2.
#[test]
fn reading_the_examples_goes_through_the_rfcs_figures() {
    for figures in figures() {
        let (token, key, algorithm) = (figures.token(), &figures.literals[1], &figures.algorithm);
        let mut calls =
            vec![format!("import jwt\njwt.PyJWS().decode('{token}', {key}, algorithms=['{algorithm}'])\n")];
        if Algorithm::python_jose().any(|known| known.name == *algorithm) {
            calls.push(format!(
                "from jose import jws\njws.verify('{token}', {key}, algorithms=['{algorithm}'])\n"
            ));
        }
        for call in calls {
            let operations = traced(&call).operations;
            assert!(operations.iter().all(|operation| !matches!(operation.verdict, Verdict::Refused { .. })));
            let signature = (figures.signature.as_slice(), figures.segments[2].as_str());
            assert_eq!(figures.compare(&operations, signature), READING, "{}", figures.source);
            let verify = operations.iter().find(|operation| operation.kind == OpKind::Verify).unwrap();
            assert_eq!((&verify.verdict, verify.inputs[2].kind), (&Verdict::Passed, DatumKind::Bytes));
        }
    }
}

/// One bit of what was signed, or of the signature, is another one: the gate of the signature refuses.
#[test]
fn the_examples_with_a_bit_changed_are_refused_at_the_signature() {
    for figures in figures() {
        let (secret, algorithm) = (figures.secret(), Algorithm::named(&figures.algorithm).unwrap());
        let input = figures.signing_input().into_bytes();
        assert!(sign::verify(algorithm, &secret, &input, &figures.signature), "{}", figures.source);
        for at in [0, input.len() / 2, input.len() - 1] {
            let mut changed = input.clone();
            changed[at] ^= 1;
            assert!(!sign::verify(algorithm, &secret, &changed, &figures.signature), "{}", figures.source);
        }
        for at in [0, figures.signature.len() / 2, figures.signature.len() - 1] {
            let mut changed = figures.signature.clone();
            changed[at] ^= 1;
            assert!(!sign::verify(algorithm, &secret, &input, &changed), "{}", figures.source);
        }
    }
}
