//! Keys out of PEM and DER, with the words that `cryptography` 50 uses when it cannot.

use super::der::{Der, INTEGER, OCTET_STRING, OID};
use super::pem::{self, PemError};
use super::{EcKey, EdKey, Key, RsaKey, RsaPrivate, ec};
use crate::jose::algorithm::Curve;
use num_bigint::BigUint;
use std::fmt;

/// Why there is no key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadError {
    /// Not PEM.
    Pem(PemError),
    /// PEM, but of something that is not a public key.
    NoPublicKey,
    /// PEM, but of something that is not a private key.
    NoPrivateKey,
    /// A private key behind a password: a `TypeError`, unlike the others, which are `ValueError`s.
    Encrypted,
    /// The bytes inside are not what the name says.
    Data,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pem(error) => return error.fmt(f),
            Self::NoPublicKey => {
                "Valid PEM but no BEGIN PUBLIC KEY/END PUBLIC KEY delimiters. Are you sure this is a public key?"
            }
            Self::NoPrivateKey => {
                "Valid PEM but no BEGIN/END delimiters for a private key found. Are you sure this is a private key?"
            }
            Self::Encrypted => "Password was not given but private key is encrypted",
            Self::Data => {
                "Could not deserialize key data. The data may be in an incorrect format, it may be encrypted with \
                 an unsupported algorithm, or it may be an unsupported key type (e.g. EC curves with explicit \
                 parameters)."
            }
        })
    }
}

/// `load_pem_public_key`.
///
/// # Errors
/// As `cryptography`'s `ValueError`s.
pub fn load_pem_public(text: &[u8]) -> Result<Key, LoadError> {
    let blocks = pem::read(text).map_err(LoadError::Pem)?;
    let block = blocks.iter().find(|block| matches!(block.label.as_str(), "PUBLIC KEY" | "RSA PUBLIC KEY"));
    let block = block.ok_or(LoadError::NoPublicKey)?;
    let key =
        if block.label == "PUBLIC KEY" { load_der_public(&block.bytes) } else { pkcs1_public(&block.bytes) };
    key.ok_or(LoadError::Data)
}

/// `load_pem_private_key` without a password.
///
/// # Errors
/// As `cryptography`'s `ValueError`s, and the `TypeError` of an encrypted key.
pub fn load_pem_private(text: &[u8]) -> Result<Key, LoadError> {
    const LABELS: [&str; 4] = ["PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"];
    let blocks = pem::read(text).map_err(LoadError::Pem)?;
    let block = blocks.iter().find(|block| LABELS.contains(&block.label.as_str()));
    let block = block.ok_or(LoadError::NoPrivateKey)?;
    if block.encrypted || block.label == "ENCRYPTED PRIVATE KEY" {
        return Err(LoadError::Encrypted);
    }
    let key = match block.label.as_str() {
        "RSA PRIVATE KEY" => pkcs1_private(&block.bytes),
        "EC PRIVATE KEY" => sec1_private(&block.bytes, None),
        _ => pkcs8(&block.bytes),
    };
    key.ok_or(LoadError::Data)
}

/// `load_der_public_key`: a `SubjectPublicKeyInfo`, or an RSA key by itself.
pub fn load_der_public(bytes: &[u8]) -> Option<Key> {
    let mut outer = Der::new(bytes);
    let mut info = outer.sequence()?;
    if info.peek() == Some(INTEGER) {
        return pkcs1_public(bytes);
    }
    if !outer.is_empty() {
        return None;
    }
    let (kind, mut parameters) = algorithm(&mut info)?;
    let point = info.bit_string()?;
    if !info.is_empty() {
        return None;
    }
    match kind {
        Kind::Rsa => pkcs1_public(point),
        Kind::Ec => ec_point(curve_of(parameters.expect(OID)?)?, point, None),
        Kind::Ed => Some(Key::Ed(EdKey { public: point.try_into().ok()?, private: None })),
        Kind::Other(public, _) => Some(Key::Other(public, point.to_vec())),
    }
}

/// Whether bytes have the shape of an X.509 certificate whose key can be loaded.
pub fn certificate_key(bytes: &[u8]) -> Option<Key> {
    let mut outer = Der::new(bytes);
    let mut certificate = outer.sequence()?;
    if !outer.is_empty() {
        return None;
    }
    let mut body = certificate.sequence()?;
    certificate.sequence()?;
    certificate.bit_string()?;
    if body.peek() == Some(0xA0) {
        body.any()?;
    }
    body.expect(INTEGER)?;
    for _ in 0..4 {
        body.sequence()?;
    }
    let (_, info) = body.any()?;
    load_der_public(&super::der::value(super::der::SEQUENCE, info))
}

enum Kind {
    Rsa,
    Ec,
    Ed,
    Other(&'static str, &'static str),
}

/// An `AlgorithmIdentifier`: what kind, and its parameters.
fn algorithm<'a>(info: &mut Der<'a>) -> Option<(Kind, Der<'a>)> {
    let mut identifier = info.sequence()?;
    let kind = match identifier.expect(OID)? {
        [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01 | 0x0A] => Kind::Rsa,
        [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01] => Kind::Ec,
        [0x2B, 0x65, 0x70] => Kind::Ed,
        [0x2B, 0x65, 0x71] => Kind::Other("Ed448PublicKey", "Ed448PrivateKey"),
        [0x2B, 0x65, 0x6E] => Kind::Other("X25519PublicKey", "X25519PrivateKey"),
        [0x2B, 0x65, 0x6F] => Kind::Other("X448PublicKey", "X448PrivateKey"),
        [0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01] => Kind::Other("DSAPublicKey", "DSAPrivateKey"),
        _ => return None,
    };
    Some((kind, identifier))
}

fn curve_of(oid: &[u8]) -> Option<Curve> {
    Curve::ALL.into_iter().find(|curve| super::write::curve_oid(*curve) == oid)
}

fn pkcs1_public(bytes: &[u8]) -> Option<Key> {
    let mut outer = Der::new(bytes);
    let mut key = outer.sequence()?;
    let (n, e) = (key.integer()?, key.integer()?);
    let good = key.is_empty() && outer.is_empty() && n.bits() > 0 && e.bits() > 0;
    good.then_some(Key::Rsa(RsaKey { n, e, private: None }))
}

fn pkcs1_private(bytes: &[u8]) -> Option<Key> {
    let mut key = Der::new(bytes).sequence()?;
    if key.integer()?.bits() > 0 {
        return None;
    }
    let (n, e) = (key.integer()?, key.integer()?);
    // Fields are read in the order in which they are written here: d, p, q, then what is derived from them.
    let private = RsaPrivate {
        d: key.integer()?,
        p: key.integer()?,
        q: key.integer()?,
        dp: key.integer()?,
        dq: key.integer()?,
        qi: key.integer()?,
    };
    Some(Key::Rsa(RsaKey { n, e, private: Some(private) }))
}

fn sec1_private(bytes: &[u8], named: Option<Curve>) -> Option<Key> {
    let mut key = Der::new(bytes).sequence()?;
    key.integer()?;
    let d = BigUint::from_bytes_be(key.expect(OCTET_STRING)?);
    let mut curve = named;
    if key.peek() == Some(0xA0) {
        curve = curve.or(curve_of(Der::new(key.any()?.1).expect(OID)?));
    }
    let (x, y) = ec::public_point(curve?, &d)?;
    Some(Key::Ec(EcKey { curve: curve?, x, y, d: Some(d) }))
}

fn pkcs8(bytes: &[u8]) -> Option<Key> {
    let mut info = Der::new(bytes).sequence()?;
    info.integer()?;
    let (kind, mut parameters) = algorithm(&mut info)?;
    let inner = info.expect(OCTET_STRING)?;
    match kind {
        Kind::Rsa => pkcs1_private(inner),
        Kind::Ec => sec1_private(inner, Some(curve_of(parameters.expect(OID)?)?)),
        Kind::Ed => ed_private(Der::new(inner).expect(OCTET_STRING)?),
        Kind::Other(_, private) => Some(Key::Other(private, inner.to_vec())),
    }
}

/// The Ed25519 key of a seed.
pub fn ed_private(seed: &[u8]) -> Option<Key> {
    let seed: [u8; 32] = seed.try_into().ok()?;
    let key = jsonwebtoken::EncodingKey::from_ed_der(&super::pkcs8_ed(&seed));
    let jwk = jsonwebtoken::jwk::Jwk::from_encoding_key(&key, jsonwebtoken::Algorithm::EdDSA).ok()?;
    let jsonwebtoken::jwk::AlgorithmParameters::OctetKeyPair(pair) = jwk.algorithm else { return None };
    let public = crate::jose::base64url::decode_strict(pair.x.as_bytes())?;
    Some(Key::Ed(EdKey { public: public.try_into().ok()?, private: Some(seed) }))
}

fn ec_point(curve: Curve, point: &[u8], d: Option<BigUint>) -> Option<Key> {
    let size = curve.bytes();
    let (x, y) = match point {
        [4, rest @ ..] if rest.len() == 2 * size => {
            (BigUint::from_bytes_be(&rest[..size]), BigUint::from_bytes_be(&rest[size..]))
        }
        [sign @ (2 | 3), rest @ ..] if rest.len() == size => {
            let x = BigUint::from_bytes_be(rest);
            let y = ec::second_coordinate(curve, &x, *sign == 3)?;
            (x, y)
        }
        _ => return None,
    };
    ec::is_on_curve(curve, &x, &y).then_some(Key::Ec(EcKey { curve, x, y, d }))
}
