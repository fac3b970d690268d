//! Keys as a person gives them: a secret, or PEM text. Also the lab's own test keys and its list of weak secrets.

use crate::jose::algorithm::Curve;
use crate::jose::binascii;
use crate::jose::keys::{Key, load_pem_private, load_pem_public, spki};
use crate::lesson::literal;

/// A key pair for trying things out; it protects nothing.
pub const RSA_PRIVATE: &str = include_str!("../../../assets/lab/rsa-private.pem");
/// The same on the curve P-256.
pub const EC_PRIVATE: &str = include_str!("../../../assets/lab/ec-private.pem");

/// A secret long enough for HS256, for tokens whose own secret is not known.
pub const OWN_SECRET: &str = "a-secret-of-the-lab-with-32-bytes";

/// Secrets that people really choose, in the order in which they are tried.
pub fn weak_secrets() -> impl Iterator<Item = &'static str> {
    include_str!("../../../assets/lab/weak-secrets.txt").lines()
}

/// What sort of key a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// Any text: a secret for HMAC.
    Secret,
    /// An RSA key, private or public.
    Rsa,
    /// A key on this curve.
    Ec(Curve),
    /// Ed25519
    Ed,
    /// PEM of something that is no use here.
    Other,
}

impl KeyKind {
    /// The sort of a text. PEM that cannot be read is [`KeyKind::Other`].
    pub fn of(text: &str) -> Self {
        if !text.contains("-----BEGIN ") {
            return Self::Secret;
        }
        match load(text) {
            Some(Key::Rsa(_)) => Self::Rsa,
            Some(Key::Ec(key)) => Self::Ec(key.curve),
            Some(Key::Ed(_)) => Self::Ed,
            Some(Key::Other(..)) | None => Self::Other,
        }
    }

    /// The algorithms such a key is for.
    pub fn algorithms(self) -> &'static [&'static str] {
        match self {
            Self::Secret => &["HS256", "HS384", "HS512"],
            Self::Rsa => &["RS256", "RS384", "RS512"],
            Self::Ec(Curve::P256) => &["ES256"],
            Self::Ec(Curve::P384) => &["ES384"],
            Self::Ec(Curve::P521) => &["ES512"],
            Self::Ec(Curve::K256) => &["ES256K"],
            Self::Ed => &["EdDSA"],
            Self::Other => &[],
        }
    }
}

fn load(text: &str) -> Option<Key> {
    load_pem_private(text.as_bytes()).or_else(|_| load_pem_public(text.as_bytes())).ok()
}

/// Whether something can be signed with it: a secret or a private key.
pub fn signs(text: &str) -> bool {
    KeyKind::of(text) == KeyKind::Secret || load_pem_private(text.as_bytes()).is_ok()
}

/// The public half of a private key in PEM, which is what a verifier would have; nothing for a secret or a public key.
pub fn public_half(text: &str) -> Option<String> {
    if !text.contains("-----BEGIN ") {
        return None;
    }
    let key = load_pem_private(text.as_bytes()).ok()?;
    let base64 = binascii::encode(&spki(&key.public())?, STANDARD, true);
    let mut pem = "-----BEGIN PUBLIC KEY-----\n".to_owned();
    for line in base64.as_bytes().chunks(64) {
        pem.extend(line.iter().map(|byte| char::from(*byte)));
        pem.push('\n');
    }
    pem.push_str("-----END PUBLIC KEY-----\n");
    Some(pem)
}

/// The alphabet of PEM.
const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A key as a Python literal: PEM keeps its lines.
pub fn python(text: &str) -> String {
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n') && byte != b'\\' && byte != b'"');
    if text.contains('\n') && plain {
        return format!("\"\"\"{text}\"\"\"");
    }
    literal::string(text)
}

/// What is wrong with a text that wants to be a key.
pub fn problem(text: &str) -> Option<String> {
    let begin = text.find("-----BEGIN ")?;
    let line = text[..begin].matches('\n').count() + 1;
    let rest = &text[begin + 11..];
    let label = rest.split("-----").next().unwrap_or("").lines().next().unwrap_or("").to_owned();
    if !rest[label.len()..].starts_with("-----") {
        return Some(format!("line {line}: the BEGIN line of the PEM is cut short"));
    }
    if !text.contains(&format!("-----END {label}-----")) {
        let last = text.trim_end().matches('\n').count() + 1;
        return Some(format!(
            "the PEM is cut short: it begins in line {line} with BEGIN {label} and ends in line {last} without END {label}"
        ));
    }
    if load(text).is_some() {
        return None;
    }
    if label == "CERTIFICATE" {
        return Some(
            "this is a certificate; the public key in it is what is needed (openssl x509 -pubkey -noout)"
                .into(),
        );
    }
    let private = load_pem_private(text.as_bytes()).err().map(|error| error.to_string()).unwrap_or_default();
    let public = load_pem_public(text.as_bytes()).err().map(|error| error.to_string()).unwrap_or_default();
    let why = if label.contains("PUBLIC") { public } else { private };
    Some(format!("this PEM ({label}) is not a key that can be read: {why}"))
}
