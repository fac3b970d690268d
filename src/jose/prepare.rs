//! From a key as it is given (text or bytes) to what signs and verifies, each library in its own words.

use super::algorithm::{Algorithm, Family};
use super::key;
use super::keys::pem::{self, find};
use super::keys::{Key, LoadError, certificate_key, load_pem_private, load_pem_public};
use super::profile::Profile;
use super::refusal::Refusal;
use super::sign::{self, Secret};

/// What a library makes of a key's bytes for an algorithm.
///
/// # Errors
/// `PyJWT`: `InvalidKeyError`, or what `cryptography` raises; python-jose: `JWKError`.
pub fn prepare(profile: Profile, algorithm: Algorithm, key: &[u8]) -> Result<Secret, Refusal> {
    match (profile, algorithm.family) {
        (Profile::PyJwt, Family::None) if key.is_empty() => Ok(Secret::Nothing),
        (_, Family::None) => {
            Err(Refusal::new("InvalidKeyError", "When alg = \"none\", key value must be None."))
        }
        (Profile::PyJwt, Family::Hmac) => key::pyjwt_hmac(key).map(|()| Secret::Bytes(key.to_vec())),
        (Profile::PythonJose, Family::Hmac) => {
            key::python_jose_hmac(key).map(|()| Secret::Bytes(key.to_vec()))
        }
        (Profile::PyJwt, Family::Rsa | Family::Pss) => pyjwt_rsa(key).map(Secret::Pair),
        (Profile::PyJwt, Family::Ecdsa(_)) => pyjwt_ec(algorithm, key).map(Secret::Pair),
        (Profile::PyJwt, Family::EdDsa) => pyjwt_ed(algorithm, key).map(Secret::Pair),
        (Profile::PythonJose, _) => jose_pair(algorithm, key).map(Secret::Pair),
    }
}

fn load_refusal(error: &LoadError) -> Refusal {
    let class = if *error == LoadError::Encrypted { "TypeError" } else { "ValueError" };
    Refusal::new(class, error.to_string())
}

/// `PyJWT` names the classes it expects by a generator's `repr`, which the learner sees as it is.
fn wrong_type(key: &Key, algorithm_class: &str) -> Refusal {
    Refusal::new(
        "InvalidKeyError",
        format!(
            "Expected one of <generator object Algorithm.check_crypto_key_type.<locals>.<genexpr> at 0x...>, \
             got: {}. Invalid Key type for {algorithm_class}",
            key.class_name()
        ),
    )
}

fn pyjwt_rsa(text: &[u8]) -> Result<Key, Refusal> {
    let of_kind =
        |key: Key| if matches!(key, Key::Rsa(_)) { Ok(key) } else { Err(wrong_type(&key, "RSAAlgorithm")) };
    match load_pem_private(text) {
        Ok(key) => of_kind(key),
        Err(error @ LoadError::Encrypted) => Err(load_refusal(&error)),
        Err(_) => match load_pem_public(text) {
            Ok(key) => of_kind(key),
            Err(_) => Err(Refusal::new("InvalidKeyError", "Could not parse the provided public key.")),
        },
    }
}

fn pyjwt_ec(algorithm: Algorithm, text: &[u8]) -> Result<Key, Refusal> {
    let key = match load_pem_public(text) {
        Ok(key) => key,
        Err(_) => load_pem_private(text).map_err(|error| load_refusal(&error))?,
    };
    check_pyjwt_pair(algorithm, &key).map(|()| key)
}

/// What `PyJWT` checks of a key that is a key already: its kind and its curve.
///
/// # Errors
/// `InvalidKeyError`
pub fn check_pyjwt_pair(algorithm: Algorithm, key: &Key) -> Result<(), Refusal> {
    match (algorithm.family, key) {
        (Family::EdDsa, Key::Other(name, _)) if name.starts_with("Ed448") => Ok(()),
        (Family::Ecdsa(expected), Key::Ec(key)) if key.curve != expected => Err(Refusal::new(
            "InvalidKeyError",
            format!(
                "The key's curve '{}' does not match the expected curve '{}' for this algorithm",
                key.curve.name(),
                expected.name()
            ),
        )),
        (Family::Rsa | Family::Pss, Key::Rsa(_))
        | (Family::EdDsa, Key::Ed(_))
        | (Family::Ecdsa(_), Key::Ec(_)) => Ok(()),
        (Family::Rsa, _) => Err(wrong_type(key, "RSAAlgorithm")),
        (Family::Pss, _) => Err(wrong_type(key, "RSAPSSAlgorithm")),
        (Family::Ecdsa(_), _) => Err(wrong_type(key, "ECAlgorithm")),
        _ => Err(wrong_type(key, "OKPAlgorithm")),
    }
}

fn pyjwt_ed(algorithm: Algorithm, text: &[u8]) -> Result<Key, Refusal> {
    let loaded = if find(text, b"-----BEGIN PUBLIC").is_some() {
        load_pem_public(text)
    } else if find(text, b"-----BEGIN PRIVATE").is_some() {
        load_pem_private(text)
    } else {
        return Err(Refusal::new("InvalidKeyError", "Not a public or private key"));
    };
    let key = loaded.map_err(|error| load_refusal(&error))?;
    check_pyjwt_pair(algorithm, &key).map(|()| key)
}

fn jose_pair(algorithm: Algorithm, text: &[u8]) -> Result<Key, Refusal> {
    let jwk_error =
        |error: &LoadError| Refusal::new("JWKError", error.to_string()).because(load_refusal(error));
    if matches!(algorithm.family, Family::Rsa) && text.starts_with(b"-----BEGIN CERTIFICATE-----") {
        let blocks = pem::read(text).map_err(|error| jwk_error(&LoadError::Pem(error)))?;
        let key = blocks.first().and_then(|block| certificate_key(&block.bytes));
        return key.ok_or_else(|| jwk_error(&LoadError::Data));
    }
    match load_pem_public(text) {
        Ok(key) => Ok(key),
        Err(_) => load_pem_private(text).map_err(|error| jwk_error(&error)),
    }
}

/// The first fifty characters of a class's name: what Python puts into an `AttributeError` of a built-in type.
fn long_name(key: &Key) -> String {
    let module = match key {
        Key::Rsa(_) => "rsa",
        Key::Ec(_) => "ec",
        Key::Ed(_) => "ed25519",
        Key::Other(name, _) if name.starts_with("Ed448") => "ed448",
        Key::Other(..) => "keys",
    };
    let name = format!("cryptography.hazmat.bindings._rust.openssl.{module}.{}", key.class_name());
    name.chars().take(50).collect()
}

fn no_attribute(key: &Key, name: &str) -> Refusal {
    Refusal::new("AttributeError", format!("'{}' object has no attribute '{name}'", long_name(key)))
}

/// Signs with a prepared key.
///
/// # Errors
/// What calling `sign` on a key that cannot raises; python-jose wraps it.
pub fn sign_with(
    profile: Profile,
    algorithm: Algorithm,
    secret: &Secret,
    message: &[u8],
    salt: &[u8],
) -> Result<Vec<u8>, Refusal> {
    if let Secret::Pair(key) = secret {
        let curve_bits = if let Key::Ec(key) = key { key.curve.bits() } else { usize::MAX };
        let digest_bits = algorithm.hash.digest_size() * 8;
        if profile == Profile::PythonJose && digest_bits > curve_bits {
            let name = if let Key::Ec(key) = key { key.curve.name() } else { "" };
            let text = format!("this curve ({name}) is too short for your digest ({digest_bits})");
            return Err(Refusal::new("TypeError", text));
        }
        if !key.is_private() {
            let refusal = no_attribute(key, "sign");
            let wraps = profile == Profile::PythonJose && algorithm.family == Family::Rsa;
            return Err(if wraps {
                Refusal::new("JWKError", refusal.message.clone()).because(refusal)
            } else {
                refusal
            });
        }
    }
    sign::sign(algorithm, secret, message, salt).ok_or_else(|| {
        Refusal::new("NotImplementedError", format!("{} with this key is not supported here", algorithm.name))
    })
}

/// Whether a library can verify with a key at all; else what calling `verify` on it raises.
///
/// # Errors
/// `AttributeError`: `PyJWT` does not take an RSA private key for verifying.
pub fn check_verifier(profile: Profile, algorithm: Algorithm, secret: &Secret) -> Result<(), Refusal> {
    match (profile, algorithm.family, secret) {
        (Profile::PyJwt, Family::Rsa | Family::Pss, Secret::Pair(key)) if key.is_private() => {
            Err(no_attribute(key, "verify"))
        }
        _ => Ok(()),
    }
}
