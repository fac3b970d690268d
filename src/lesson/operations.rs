//! The names that lesson files have for the operations inside `encode` and `decode`.

use crate::jose::OpKind;

const NAMES: [(&str, OpKind); 29] = [
    ("convert-claims", OpKind::ConvertClaims),
    ("payload-json", OpKind::PayloadJson),
    ("payload-base64", OpKind::PayloadBase64),
    ("header-json", OpKind::HeaderJson),
    ("header-base64", OpKind::HeaderBase64),
    ("signing-input", OpKind::SigningInput),
    ("key", OpKind::Key),
    ("sign", OpKind::Sign),
    ("signature-base64", OpKind::SignatureBase64),
    ("join", OpKind::Join),
    ("split", OpKind::Split),
    ("header-decode", OpKind::HeaderDecode),
    ("header-parse", OpKind::HeaderParse),
    ("header-check", OpKind::HeaderCheck),
    ("payload-decode", OpKind::PayloadDecode),
    ("signature-decode", OpKind::SignatureDecode),
    ("algorithm-allowed", OpKind::AlgorithmAllowed),
    ("key-check", OpKind::KeyCheck),
    ("verify", OpKind::Verify),
    ("claims-parse", OpKind::ClaimsParse),
    ("required", OpKind::Required),
    ("issued-at", OpKind::IssuedAt),
    ("not-before", OpKind::NotBefore),
    ("expiry", OpKind::Expiry),
    ("issuer", OpKind::Issuer),
    ("audience", OpKind::Audience),
    ("subject", OpKind::Subject),
    ("jwt-id", OpKind::JwtId),
    ("access-token-hash", OpKind::AccessTokenHash),
];

/// The operation with a name (`signing-input`).
pub fn named(name: &str) -> Option<OpKind> {
    NAMES.iter().find(|(have, _)| *have == name).map(|(_, kind)| *kind)
}

/// Every name.
pub fn names() -> Vec<&'static str> {
    NAMES.iter().map(|(name, _)| *name).collect()
}
