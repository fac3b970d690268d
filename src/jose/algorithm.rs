//! The signature algorithms of RFC 7518 section 3.1 and what each needs.

use super::hash::Hash;

/// A curve of RFC 7518 section 6.2.1.1 and RFC 8812.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Curve {
    /// NIST P-256, `secp256r1`.
    P256,
    /// NIST P-384, `secp384r1`.
    P384,
    /// NIST P-521, `secp521r1`.
    P521,
    /// `secp256k1`, Bitcoin's.
    K256,
}

impl Curve {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::P256, Self::P384, Self::P521, Self::K256];

    /// The name in a JWK: `P-256`.
    pub fn jwk_name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
            Self::K256 => "secp256k1",
        }
    }

    /// The name in Python's `cryptography`: `secp256r1`.
    pub fn name(self) -> &'static str {
        match self {
            Self::P256 => "secp256r1",
            Self::P384 => "secp384r1",
            Self::P521 => "secp521r1",
            Self::K256 => "secp256k1",
        }
    }

    /// Bits of a coordinate.
    pub fn bits(self) -> usize {
        match self {
            Self::P256 | Self::K256 => 256,
            Self::P384 => 384,
            Self::P521 => 521,
        }
    }

    /// Bytes of a coordinate, and of each half of a signature.
    pub fn bytes(self) -> usize {
        self.bits().div_ceil(8)
    }
}

/// How a signature is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// A shared secret (RFC 7518 section 3.2).
    Hmac,
    /// RSA with PKCS #1 v1.5 padding (section 3.3).
    Rsa,
    /// RSA with PSS padding (section 3.5).
    Pss,
    /// An elliptic curve (section 3.4).
    Ecdsa(Curve),
    /// Ed25519 (RFC 8037 section 3.1).
    EdDsa,
    /// No signature at all (section 3.6).
    None,
}

/// A registered `alg` value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Algorithm {
    /// The value in the header: `HS256`.
    pub name: &'static str,
    /// How the signature is made.
    pub family: Family,
    /// What the signing input is hashed with; of no use to `EdDSA` and `none`.
    pub hash: Hash,
}

/// Every algorithm either library knows.
const TABLE: &[Algorithm] = &[
    Algorithm { name: "none", family: Family::None, hash: Hash::Sha256 },
    Algorithm { name: "HS256", family: Family::Hmac, hash: Hash::Sha256 },
    Algorithm { name: "HS384", family: Family::Hmac, hash: Hash::Sha384 },
    Algorithm { name: "HS512", family: Family::Hmac, hash: Hash::Sha512 },
    Algorithm { name: "RS256", family: Family::Rsa, hash: Hash::Sha256 },
    Algorithm { name: "RS384", family: Family::Rsa, hash: Hash::Sha384 },
    Algorithm { name: "RS512", family: Family::Rsa, hash: Hash::Sha512 },
    Algorithm { name: "ES256", family: Family::Ecdsa(Curve::P256), hash: Hash::Sha256 },
    Algorithm { name: "ES256K", family: Family::Ecdsa(Curve::K256), hash: Hash::Sha256 },
    Algorithm { name: "ES384", family: Family::Ecdsa(Curve::P384), hash: Hash::Sha384 },
    // PyJWT keeps this misspelling of ES512 for old tokens.
    Algorithm { name: "ES521", family: Family::Ecdsa(Curve::P521), hash: Hash::Sha512 },
    Algorithm { name: "ES512", family: Family::Ecdsa(Curve::P521), hash: Hash::Sha512 },
    Algorithm { name: "PS256", family: Family::Pss, hash: Hash::Sha256 },
    Algorithm { name: "PS384", family: Family::Pss, hash: Hash::Sha384 },
    Algorithm { name: "PS512", family: Family::Pss, hash: Hash::Sha512 },
    Algorithm { name: "EdDSA", family: Family::EdDsa, hash: Hash::Sha512 },
];

impl Algorithm {
    /// The names that `PyJWT` 2.15.1 registers, in its order.
    pub fn pyjwt() -> impl Iterator<Item = Self> {
        TABLE.iter().copied()
    }

    /// The names that python-jose 3.5.0 signs with.
    pub fn python_jose() -> impl Iterator<Item = Self> {
        const NAMES: [&str; 9] =
            ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512"];
        TABLE.iter().copied().filter(|algorithm| NAMES.contains(&algorithm.name))
    }

    /// The algorithm of an `alg` value, exactly as written.
    pub fn named(name: &str) -> Option<Self> {
        TABLE.iter().copied().find(|algorithm| algorithm.name == name)
    }
}
