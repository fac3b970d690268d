//! What each library refuses as a secret for HMAC, in its own words, and what it warns about.

use super::algorithm::Algorithm;
use super::json::{self, Json, ReadError, ReadOptions};
use super::keys::{certificate_key, load_der_public, pem::find};
use super::refusal::Refusal;
use crate::wtf8::Wtf8;

const ASYMMETRIC: &str =
    "The specified key is an asymmetric key or x509 certificate and should not be used as an HMAC secret.";
const JWK: &str = "The specified key looks like a JWK and should not be used directly as an HMAC secret. \
                   Load it via PyJWK / HMACAlgorithm.from_jwk first.";

/// The names in PEM's `-----BEGIN x-----` that both libraries look for.
const PEM_LABELS: [&str; 16] = [
    "CERTIFICATE",
    "TRUSTED CERTIFICATE",
    "PRIVATE KEY",
    "PUBLIC KEY",
    "ENCRYPTED PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
    "DSA PRIVATE KEY",
    "RSA PRIVATE KEY",
    "RSA PUBLIC KEY",
    "EC PRIVATE KEY",
    "DH PARAMETERS",
    "NEW CERTIFICATE REQUEST",
    "CERTIFICATE REQUEST",
    "SSH2 PUBLIC KEY",
    "SSH2 ENCRYPTED PRIVATE KEY",
    "X509 CRL",
];

const SSH_FORMATS: [&str; 6] = [
    "ssh-ed25519",
    "ssh-rsa",
    "ssh-dss",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
];

/// What `PyJWT`'s `HMACAlgorithm.prepare_key` thinks of a secret.
///
/// # Errors
/// `InvalidKeyError`: it is empty, or it is something else than a secret.
pub fn pyjwt_hmac(key: &[u8]) -> Result<(), Refusal> {
    let refuse = |message: &str| Err(Refusal::new("InvalidKeyError", message));
    if key.is_empty() {
        return refuse("HMAC key must not be empty.");
    }
    let is_ssh = SSH_FORMATS.iter().any(|format| key.starts_with(format.as_bytes()));
    if has_pem_pair(key) || is_ssh || load_der_public(key).is_some() || certificate_key(key).is_some() {
        return refuse(ASYMMETRIC);
    }
    if looks_like_jwk(key) { refuse(JWK) } else { Ok(()) }
}

/// What python-jose's `CryptographyHMACKey` thinks of a secret.
///
/// # Errors
/// `JWKError`: it is something else than a secret.
pub fn python_jose_hmac(key: &[u8]) -> Result<(), Refusal> {
    let is_ssh =
        SSH_FORMATS.iter().any(|format| find(key, format.as_bytes()).is_some()) || is_ssh_certificate(key);
    if markers(key).any(|marker| marker.begins) || is_ssh {
        return Err(Refusal::new("JWKError", ASYMMETRIC));
    }
    Ok(())
}

/// `PyJWT`'s `InsecureKeyLengthWarning`; with `enforce_minimum_key_length` an `InvalidKeyError`.
pub fn length_warning(algorithm: Algorithm, key_len: usize) -> Option<String> {
    let least = algorithm.hash.digest_size();
    let name = algorithm.hash.name().to_uppercase();
    (key_len < least).then(|| {
        format!(
            "The HMAC key is {key_len} bytes long, which is below the minimum recommended length of {least} bytes \
             for {name}. See RFC 7518 Section 3.2."
        )
    })
}

struct Marker {
    begins: bool,
    label: &'static str,
    start: usize,
    end: usize,
}

/// Every `-----BEGIN x-----` and `-----END x-----` with a known name, the outermost dashes optional or a space.
fn markers(key: &[u8]) -> impl Iterator<Item = Marker> + '_ {
    let dashes = |at: usize| key[at..].starts_with(b"----");
    (0..key.len()).filter_map(move |start| {
        if !dashes(start) || !matches!(key.get(start + 4), Some(b'-' | b' ')) {
            return None;
        }
        let rest = &key[start + 5..];
        let (begins, rest) = match rest {
            [b'B', b'E', b'G', b'I', b'N', b' ', rest @ ..] => (true, rest),
            [b'E', b'N', b'D', b' ', rest @ ..] => (false, rest),
            _ => return None,
        };
        let label = PEM_LABELS.iter().find(|label| {
            rest.strip_prefix(label.as_bytes())
                .is_some_and(|after| matches!(after, [b'-' | b' ', b'-', b'-', b'-', b'-', ..]))
        })?;
        let end = key.len() - rest.len() + label.len() + 5;
        Some(Marker { begins, label, start, end })
    })
}

/// A beginning and, later, an end of the same name.
fn has_pem_pair(key: &[u8]) -> bool {
    let mut begun: Vec<(&str, usize)> = Vec::new();
    for Marker { begins, label, start, end } in markers(key) {
        if begins {
            begun.retain(|(other, _)| *other != label);
            begun.push((label, end));
        } else if begun.iter().any(|(other, begin_end)| *other == label && *begin_end < start) {
            return true;
        }
    }
    false
}

fn is_ssh_certificate(key: &[u8]) -> bool {
    let end = key.iter().position(u8::is_ascii_whitespace).unwrap_or(key.len());
    let has_more = key[end..].iter().any(|byte| !byte.is_ascii_whitespace());
    has_more && key[..end].ends_with(b"-cert-v01@openssh.com")
}

/// JSON with a member `kty` anywhere in it.
fn looks_like_jwk(key: &[u8]) -> bool {
    let Ok(text) = json::decode_bytes(key) else { return false };
    match json::read_json(&text, ReadOptions::default()) {
        Ok((value, _)) => has_kty(&value),
        Err(ReadError::TooDeep { .. }) => {
            let start = text.code_points().find(|point| !matches!(point, 0xFEFF | 0x20 | 0x09 | 0x0A | 0x0D));
            start == Some(0x7B) || (start == Some(0x5B) && names_kty(&text))
        }
        // An integer with too many digits is no obstacle to PyJWT here; it reads none.
        Err(ReadError::DigitLimit(_)) => names_kty(&text),
        Err(_) => false,
    }
}

fn has_kty(value: &Json) -> bool {
    match value {
        Json::Object(members) => members.iter().any(|(name, value)| *name == *"kty" || has_kty(value)),
        Json::Array(items) => items.iter().any(has_kty),
        _ => false,
    }
}

/// Whether `"kty"` is followed by a colon somewhere.
fn names_kty(text: &Wtf8) -> bool {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = find(&bytes[from..], b"\"kty\"") {
        from += at + 5;
        if bytes[from..].iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':') {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_secret_is_told_apart() {
        let pem = b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----";
        let begin = b"my -----BEGIN PUBLIC KEY----- only";
        let pyjwt = |key: &[u8]| pyjwt_hmac(key).err().map(|refusal| refusal.message);
        let jose = |key: &[u8]| python_jose_hmac(key).err().map(|refusal| refusal.message);
        assert_eq!(pyjwt(pem).as_deref(), Some(ASYMMETRIC));
        assert_eq!(jose(pem).as_deref(), Some(ASYMMETRIC));
        assert_eq!((pyjwt(begin), jose(begin).as_deref()), (None, Some(ASYMMETRIC)));
        assert_eq!(pyjwt(b"").as_deref(), Some("HMAC key must not be empty."));
        assert_eq!(jose(b""), None);
        assert_eq!((pyjwt(b"x ssh-rsa"), jose(b"x ssh-rsa").as_deref()), (None, Some(ASYMMETRIC)));
        assert_eq!(pyjwt(br#"[{"a":{"kty":1}}]"#).as_deref(), Some(JWK));
        assert_eq!(pyjwt(br#"{"kt":"kty"}"#), None);
        let deep = [b"[".repeat(5000), b"{\"kty\" : 1".to_vec()].concat();
        assert_eq!(pyjwt(&deep).as_deref(), Some(JWK));
        assert_eq!(pyjwt(&b"[".repeat(5000)), None);
    }

    #[test]
    fn short_keys_are_warned_about_by_digest_size() {
        let warning = |name: &str, len| length_warning(Algorithm::named(name).unwrap(), len);
        assert_eq!(
            warning("HS256", 6).unwrap(),
            "The HMAC key is 6 bytes long, which is below the minimum recommended length of 32 bytes for SHA256. \
             See RFC 7518 Section 3.2."
        );
        assert_eq!((warning("HS256", 32), warning("HS512", 63).is_some()), (None, true));
    }
}
