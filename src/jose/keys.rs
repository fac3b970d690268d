//! Key material of the asymmetric algorithms: RSA, elliptic curves and Ed25519, from PEM, DER and JWK.

pub mod der;
pub mod ec;
mod load;
pub mod pem;
mod write;

pub use load::{LoadError, certificate_key, ed_private, load_der_public, load_pem_private, load_pem_public};
pub use write::{fixed, pkcs1_private, pkcs8_ec, pkcs8_ed, sec1_point, spki};

use super::algorithm::Curve;
use num_bigint::BigUint;

/// An RSA key; the private half is there or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RsaKey {
    /// The modulus.
    pub n: BigUint,
    /// The public exponent.
    pub e: BigUint,
    /// What only the signer knows.
    pub private: Option<RsaPrivate>,
}

/// The private half of an RSA key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RsaPrivate {
    /// The private exponent.
    pub d: BigUint,
    /// The first prime.
    pub p: BigUint,
    /// The second prime.
    pub q: BigUint,
    /// `d` modulo `p - 1`.
    pub dp: BigUint,
    /// `d` modulo `q - 1`.
    pub dq: BigUint,
    /// The inverse of `q` modulo `p`.
    pub qi: BigUint,
}

/// A point on a curve and, for the signer, the number it is a multiple by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EcKey {
    /// The curve.
    pub curve: Curve,
    /// The point's first coordinate.
    pub x: BigUint,
    /// The point's second coordinate.
    pub y: BigUint,
    /// The private number.
    pub d: Option<BigUint>,
}

/// An Ed25519 key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdKey {
    /// The public half.
    pub public: [u8; 32],
    /// The seed.
    pub private: Option<[u8; 32]>,
}

/// A key that `cryptography` would load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// RSA
    Rsa(RsaKey),
    /// An elliptic curve
    Ec(EcKey),
    /// Ed25519
    Ed(EdKey),
    /// Loaded by `cryptography`, of no use here: the name of its class (`Ed448PublicKey`) and its bytes.
    Other(&'static str, Vec<u8>),
}

impl Key {
    /// Whether the private half is there.
    pub fn is_private(&self) -> bool {
        match self {
            Self::Rsa(key) => key.private.is_some(),
            Self::Ec(key) => key.d.is_some(),
            Self::Ed(key) => key.private.is_some(),
            Self::Other(name, _) => name.contains("Private"),
        }
    }

    /// The name of its class in `cryptography`.
    pub fn class_name(&self) -> &'static str {
        match (self, self.is_private()) {
            (Self::Rsa(_), true) => "RSAPrivateKey",
            (Self::Rsa(_), false) => "RSAPublicKey",
            (Self::Ec(_), true) => "ECPrivateKey",
            (Self::Ec(_), false) => "ECPublicKey",
            (Self::Ed(_), true) => "Ed25519PrivateKey",
            (Self::Ed(_), false) => "Ed25519PublicKey",
            (Self::Other(name, _), _) => name,
        }
    }

    /// The public half alone.
    #[must_use]
    pub fn public(&self) -> Self {
        match self {
            Self::Rsa(key) => Self::Rsa(RsaKey { private: None, ..key.clone() }),
            Self::Ec(key) => Self::Ec(EcKey { d: None, ..key.clone() }),
            Self::Ed(key) => Self::Ed(EdKey { private: None, ..key.clone() }),
            Self::Other(..) => self.clone(),
        }
    }

    /// Its size in bits, as `cryptography` gives it: of the modulus or of a coordinate.
    pub fn bits(&self) -> usize {
        match self {
            Self::Rsa(key) => key.n.bits() as usize,
            Self::Ec(key) => key.curve.bits(),
            Self::Ed(_) => 256,
            Self::Other(..) => 0,
        }
    }
}
