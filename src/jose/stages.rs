//! A signature opened: every value between the signing input and the signature, real bytes, for each family of
//! algorithms, and the same for checking one.
//!
//! Nothing here needs the private half of a key. What only the signer can do is the one stage whose result is the
//! signature itself; everything before and after it follows from the signing input, the public half and the
//! signature.

mod curve;
mod rsa;

use super::algorithm::{Algorithm, Family};
use super::hmac;
use super::keys::load_der_public;
use super::operation::{OpKind, Operation};

/// A value on the way to a signature, or on the way to checking one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// A word or two: `inner hash`.
    pub name: &'static str,
    /// How it is made, in a sentence without its full stop.
    pub how: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// When two values are compared here: the other one.
    pub against: Option<Vec<u8>>,
}

impl Stage {
    fn new(name: &'static str, how: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name, how: how.into(), bytes: bytes.into(), against: None }
    }

    fn compared(name: &'static str, how: impl Into<String>, bytes: &[u8], with: &[u8]) -> Self {
        Self { against: Some(with.to_vec()), ..Self::new(name, how, bytes) }
    }

    /// Where the two values of a comparison first differ: an index of their bytes.
    pub fn first_difference(&self) -> Option<usize> {
        first_difference(&self.bytes, self.against.as_ref()?)
    }
}

/// The index of the first byte in which two values differ; where one ends, the other differs.
pub fn first_difference(left: &[u8], right: &[u8]) -> Option<usize> {
    let same = left.iter().zip(right).take_while(|(left, right)| left == right).count();
    (same < left.len().max(right.len())).then_some(same)
}

const HMAC: &[&str] = &["key block", "inner pad", "inner hash", "outer pad", "outer hash"];
const HMAC_CHECK: &[&str] = &["key block", "inner pad", "inner hash", "outer pad", "outer hash", "compared"];

/// The names of an operation's stages, as many as it opens to; none when it is not about a signature.
pub fn names(operation: &Operation) -> &'static [&'static str] {
    let Some(algorithm) = Algorithm::named(&operation.algorithm) else { return &[] };
    match (operation.kind, algorithm.family) {
        (OpKind::Sign, Family::Hmac) => HMAC,
        (OpKind::Verify, Family::Hmac) if is_asked(operation) => HMAC_CHECK,
        (OpKind::Sign, Family::Rsa) => rsa::PKCS1,
        (OpKind::Verify, Family::Rsa) if is_asked(operation) => rsa::PKCS1_CHECK,
        (OpKind::Sign, Family::Pss) => rsa::PSS,
        (OpKind::Verify, Family::Pss) if is_asked(operation) => rsa::PSS_CHECK,
        (OpKind::Sign, Family::Ecdsa(_)) => curve::EC,
        (OpKind::Verify, Family::Ecdsa(_)) if is_asked(operation) => curve::EC_CHECK,
        (OpKind::Sign, Family::EdDsa) => curve::ED,
        (OpKind::Verify, Family::EdDsa) if is_asked(operation) => curve::ED_CHECK,
        _ => &[],
    }
}

/// A gate that was not asked has nothing to open.
fn is_asked(operation: &Operation) -> bool {
    operation.inputs.iter().any(|datum| datum.label == "signing input")
}

/// The stages of signing or verifying, one for each of [`names`].
pub fn of(operation: &Operation) -> Vec<Stage> {
    let names = names(operation);
    let Some(algorithm) = Algorithm::named(&operation.algorithm).filter(|_| !names.is_empty()) else {
        return Vec::new();
    };
    let input = |label: &str| {
        operation.inputs.iter().find(|datum| datum.label == label).map_or(&[][..], |datum| &datum.bytes)
    };
    let made = operation.kind == OpKind::Sign;
    let (message, key) = (input("signing input"), input("key"));
    let signature = if made { &operation.output.bytes } else { input("signature") };
    let job = Job { algorithm, message, key: load_der_public(key), signature };
    match algorithm.family {
        Family::Hmac => hmac_stages(algorithm, key, message, (!made).then_some(signature)),
        Family::Rsa if made => rsa::pkcs1(&job),
        Family::Rsa => rsa::pkcs1_check(&job),
        Family::Pss if made => rsa::pss(&job),
        Family::Pss => rsa::pss_check(&job),
        Family::Ecdsa(_) if made => curve::ec(&job),
        Family::Ecdsa(_) => curve::ec_check(&job),
        Family::EdDsa if made => curve::ed(&job),
        Family::EdDsa => curve::ed_check(&job),
        Family::None => Vec::new(),
    }
}

/// What is signed or checked.
struct Job<'a> {
    algorithm: Algorithm,
    message: &'a [u8],
    /// The public half; nothing when its bytes could not be read.
    key: Option<super::keys::Key>,
    signature: &'a [u8],
}

impl Job<'_> {
    /// `SHA-256`
    fn hash_name(&self) -> String {
        sha(self.algorithm)
    }

    fn digest(&self) -> Vec<u8> {
        self.algorithm.hash.digest(self.message)
    }
}

fn sha(algorithm: Algorithm) -> String {
    format!("SHA-{}", algorithm.hash.digest_size() * 8)
}

fn hmac_stages(algorithm: Algorithm, key: &[u8], message: &[u8], found: Option<&[u8]>) -> Vec<Stage> {
    let opened = hmac::open(algorithm.hash, key, message);
    let (block, sha) = (opened.key_block.len(), sha(algorithm));
    let key_how = if opened.key_hashed {
        format!("the key is longer than {block} bytes: {sha} of it, then zero bytes up to {block}")
    } else {
        format!("the key's {} bytes, then zero bytes up to one block of {block}", key.len())
    };
    let last = if found.is_some() { "what the signature should be" } else { "the signature" };
    let mut stages = vec![
        Stage::new(HMAC[0], key_how, opened.key_block),
        Stage::new(HMAC[1], "each byte of the key block XOR 0x36", opened.inner_pad),
        Stage::new(HMAC[2], format!("{sha} of the inner pad and the signing input"), opened.inner_hash),
        Stage::new(HMAC[3], "each byte of the key block XOR 0x5c", opened.outer_pad),
        Stage::new(
            HMAC[4],
            format!("{sha} of the outer pad and the inner hash: {last}"),
            opened.outer_hash.clone(),
        ),
    ];
    if let Some(found) = found {
        let how = "the token's signature against the outer hash, byte by byte";
        stages.push(Stage::compared(HMAC_CHECK[5], how, found, &opened.outer_hash));
    }
    stages
}

#[cfg(test)]
mod tests;
