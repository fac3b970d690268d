//! Signing and verifying: by the `jsonwebtoken` crate wherever it can, else (ES512, ES256K, and a hash of another
//! length than the curve) by [`super::keys::ec`].

use super::algorithm::{Algorithm, Curve, Family};
use super::base64url;
use super::hash::Hash;
use super::hmac::{compare_digest, hmac};
use super::keys::{self, Key, ec};
use jsonwebtoken::{Algorithm as Crate, DecodingKey, EncodingKey, crypto};
use rsa::pkcs1::DecodeRsaPrivateKey as _;
use rsa::rand_core::{CryptoRng, Error, RngCore, impls};
use rsa::{Pss, RsaPrivateKey};
use sha2::{Sha256, Sha384, Sha512};

/// What signs or verifies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Secret {
    /// A shared secret.
    Bytes(Vec<u8>),
    /// Half or both halves of a key pair.
    Pair(Key),
    /// Nothing: for `none`.
    Nothing,
}

impl Secret {
    /// The bytes to show: the secret itself, or the key in DER.
    pub fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Bytes(bytes) => bytes.clone(),
            Self::Pair(key) => keys::spki(key).unwrap_or_default(),
            Self::Nothing => Vec::new(),
        }
    }
}

/// The signature over a message; `None` when the key cannot make one (a public half, another kind of key).
///
/// `salt` is what PSS mixes in, as many bytes as the hash has: it comes from the caller, so that a run can repeat.
pub fn sign(algorithm: Algorithm, secret: &Secret, message: &[u8], salt: &[u8]) -> Option<Vec<u8>> {
    let (key, name) = match (algorithm.family, secret) {
        (_, Secret::Pair(Key::Rsa(key))) if !is_bounded(key) => return None,
        (Family::None, _) => return Some(Vec::new()),
        (Family::Hmac, Secret::Bytes(bytes)) => (EncodingKey::from_secret(bytes), crate_name(algorithm)?),
        (Family::Pss, Secret::Pair(Key::Rsa(key))) => return pss(algorithm.hash, key, message, salt),
        (Family::Rsa, Secret::Pair(Key::Rsa(key))) => {
            (EncodingKey::from_rsa_der(&keys::pkcs1_private(key)?), crate_name(algorithm)?)
        }
        (Family::EdDsa, Secret::Pair(Key::Ed(key))) => {
            (EncodingKey::from_ed_der(&keys::pkcs8_ed(key.private.as_ref()?)), Crate::EdDSA)
        }
        (Family::Ecdsa(_), Secret::Pair(Key::Ec(key))) => match crate_curve(key.curve, algorithm.hash) {
            Some(name) => (EncodingKey::from_ec_der(&keys::pkcs8_ec(key)?), name),
            None => return ec::sign(key, algorithm.hash, message),
        },
        _ => return None,
    };
    let text = crypto::sign(message, &key, name).ok()?;
    base64url::decode_strict(text.as_bytes())
}

/// Whether signing with an RSA key ends soon: one of a million bits would not.
fn is_bounded(key: &keys::RsaKey) -> bool {
    let size = key.n.bits();
    let fits = |private: &keys::RsaPrivate| {
        let parts = [&private.d, &private.p, &private.q, &private.dp, &private.dq, &private.qi];
        parts.iter().all(|part| part.bits() <= size)
    };
    size <= MOST_BITS && key.private.as_ref().is_none_or(fits)
}

/// Bits of the largest modulus that is signed with.
const MOST_BITS: u64 = 8192;

/// PSS with a given salt, by the crate that the signing crate uses itself, and the same way but for the salt.
fn pss(hash: Hash, key: &keys::RsaKey, message: &[u8], salt: &[u8]) -> Option<Vec<u8>> {
    let scheme = match hash {
        Hash::Sha256 => Pss::new_with_salt::<Sha256>(salt.len()),
        Hash::Sha384 => Pss::new_with_salt::<Sha384>(salt.len()),
        Hash::Sha512 => Pss::new_with_salt::<Sha512>(salt.len()),
        _ => return None,
    };
    let key = RsaPrivateKey::from_pkcs1_der(&keys::pkcs1_private(key)?).ok()?;
    key.sign_with_rng(&mut Given(salt), scheme, &hash.digest(message)).ok()
}

/// Randomness that is these bytes, again from the start when they are used up.
struct Given<'a>(&'a [u8]);

impl RngCore for Given<'_> {
    fn next_u32(&mut self) -> u32 {
        impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, to: &mut [u8]) {
        to.iter_mut().zip(self.0.iter().cycle()).for_each(|(to, from)| *to = *from);
    }

    fn try_fill_bytes(&mut self, to: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(to);
        Ok(())
    }
}

/// The salt need not be secret, only another one each time (RFC 8017 section 8.1).
impl CryptoRng for Given<'_> {}

/// Whether a signature is the one over a message. A private key verifies with its public half.
pub fn verify(algorithm: Algorithm, secret: &Secret, message: &[u8], signature: &[u8]) -> bool {
    let (key, name) = match (algorithm.family, secret) {
        (Family::Hmac, Secret::Bytes(bytes)) => {
            return compare_digest(&hmac(algorithm.hash, bytes, message), signature);
        }
        (Family::Rsa | Family::Pss, Secret::Pair(Key::Rsa(key))) => {
            let key = DecodingKey::from_rsa_raw_components(&key.n.to_bytes_be(), &key.e.to_bytes_be());
            let Some(name) = crate_name(algorithm) else { return false };
            (key, name)
        }
        (Family::EdDsa, Secret::Pair(Key::Ed(key))) => (DecodingKey::from_ed_der(&key.public), Crate::EdDSA),
        (Family::Ecdsa(_), Secret::Pair(Key::Ec(key))) => match crate_curve(key.curve, algorithm.hash) {
            Some(name) => (DecodingKey::from_ec_der(&keys::sec1_point(key)), name),
            None => return ec::verify(key, algorithm.hash, message, signature),
        },
        _ => return false,
    };
    crypto::verify(&base64url::encode(signature), message, &key, name).unwrap_or(false)
}

fn crate_name(algorithm: Algorithm) -> Option<Crate> {
    algorithm.name.parse().ok()
}

fn crate_curve(curve: Curve, hash: Hash) -> Option<Crate> {
    match (curve, hash) {
        (Curve::P256, Hash::Sha256) => Some(Crate::ES256),
        (Curve::P384, Hash::Sha384) => Some(Crate::ES384),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::keys::{LoadError, load_pem_private, load_pem_public};

    fn pem(name: &str) -> Vec<u8> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/keys.json");
        let keys: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        keys[name].as_str().unwrap().as_bytes().to_vec()
    }

    #[test]
    fn what_a_private_key_signs_its_public_half_verifies() {
        for (name, pair) in [
            ("RS256", "rsa2048"),
            ("RS384", "rsa2048"),
            ("RS512", "rsa1024"),
            ("PS256", "rsa2048"),
            ("PS384", "rsa2048b"),
            ("PS512", "rsa2048"),
            ("ES256", "p256"),
            ("ES384", "p384"),
            ("EdDSA", "ed25519"),
        ] {
            let algorithm = Algorithm::named(name).unwrap();
            let private = load_pem_private(&pem(&format!("{pair}_priv"))).unwrap();
            let public = load_pem_public(&pem(&format!("{pair}_pub"))).unwrap();
            assert_eq!(private.public(), public, "{name}");
            let (private, public) = (Secret::Pair(private), Secret::Pair(public));
            let mut signature =
                sign(algorithm, &private, b"message", &[7; 64][..algorithm.hash.digest_size()]).unwrap();
            assert!(verify(algorithm, &public, b"message", &signature), "{name}");
            assert!(verify(algorithm, &private, b"message", &signature), "{name}");
            assert!(!verify(algorithm, &public, b"massage", &signature), "{name}");
            signature[5] ^= 1;
            assert!(!verify(algorithm, &public, b"message", &signature), "{name}");
            assert!(!verify(algorithm, &public, b"message", &signature[1..]), "{name}");
            assert_eq!(sign(algorithm, &public, b"message", &[7; 32]), None, "{name}");
        }
    }

    /// The curves that the crate lacks, and its own two as a check of ours.
    #[test]
    fn curves_agree_with_the_crate_and_with_themselves() {
        use num_bigint::BigUint;
        for curve in Curve::ALL {
            let d = BigUint::from(123_456_789_u64);
            let (x, y) = ec::public_point(curve, &d).unwrap();
            assert!(ec::is_on_curve(curve, &x, &y), "{curve:?}");
            assert_eq!(ec::second_coordinate(curve, &x, y.bit(0)).as_ref(), Some(&y), "{curve:?}");
            let key = keys::EcKey { curve, x, y, d: Some(d) };
            for hash in [Hash::Sha256, Hash::Sha384, Hash::Sha512] {
                let signature = ec::sign(&key, hash, b"message").unwrap();
                assert_eq!(signature.len(), 2 * curve.bytes());
                assert!(ec::verify(&key, hash, b"message", &signature), "{curve:?}");
                assert!(!ec::verify(&key, hash, b"massage", &signature), "{curve:?}");
                if let Some(name) = crate_curve(curve, hash) {
                    let crates = EncodingKey::from_ec_der(&keys::pkcs8_ec(&key).unwrap());
                    let text = crypto::sign(b"message", &crates, name).unwrap();
                    assert!(ec::verify(
                        &key,
                        hash,
                        b"message",
                        &base64url::decode_strict(text.as_bytes()).unwrap()
                    ));
                    let theirs = DecodingKey::from_ec_der(&keys::sec1_point(&key));
                    assert!(
                        crypto::verify(&base64url::encode(&signature), b"message", &theirs, name).unwrap()
                    );
                }
            }
        }
    }

    #[test]
    fn what_is_no_key_says_so_in_the_librarys_words() {
        let public = pem("rsa2048_pub");
        let cut = [&public[..200], b"\n-----END PUBLIC KEY-----\n"].concat();
        for (text, want) in [
            (&b"secret"[..], "MalformedFraming"),
            (&public[..200], "MalformedFraming"),
            (&cut, "InvalidData(Invalid padding)"),
            (&pem("rsa2048_priv"), "Are you sure this is a public key?"),
            (b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "explicit parameters)."),
        ] {
            let error = load_pem_public(text).unwrap_err().to_string();
            assert!(error.ends_with(want), "{error}");
        }
        assert_eq!(load_pem_private(&public), Err(LoadError::NoPrivateKey));
        let one_line: Vec<u8> = public.iter().map(|byte| if *byte == b'\n' { b' ' } else { *byte }).collect();
        assert_eq!(load_pem_public(&one_line).unwrap().class_name(), "RSAPublicKey");
    }
}
