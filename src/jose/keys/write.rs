//! Keys to DER, for the signer and for `to_pem`.

use super::der::{BIT_STRING, NULL, OCTET_STRING, OID, integer, sequence, value};
use super::{EcKey, Key, RsaKey};
use crate::jose::algorithm::Curve;
use num_bigint::BigUint;

const RSA_OID: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];
const EC_OID: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];
const ED_OID: &[u8] = &[0x2B, 0x65, 0x70];

/// The object identifier of a curve, without tag and length.
pub(super) fn curve_oid(curve: Curve) -> &'static [u8] {
    match curve {
        Curve::P256 => &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07],
        Curve::P384 => &[0x2B, 0x81, 0x04, 0x00, 0x22],
        Curve::P521 => &[0x2B, 0x81, 0x04, 0x00, 0x23],
        Curve::K256 => &[0x2B, 0x81, 0x04, 0x00, 0x0A],
    }
}

/// A number as exactly so many bytes.
pub fn fixed(number: &BigUint, size: usize) -> Vec<u8> {
    let bytes = number.to_bytes_be();
    let mut out = vec![0; size.saturating_sub(bytes.len())];
    out.extend_from_slice(&bytes);
    out
}

/// `RSAPrivateKey` (RFC 8017 appendix A.1.2); `None` without the private half.
pub fn pkcs1_private(key: &RsaKey) -> Option<Vec<u8>> {
    let private = key.private.as_ref()?;
    let parts = [&key.n, &key.e, &private.d, &private.p, &private.q, &private.dp, &private.dq, &private.qi];
    let mut all = vec![integer(&BigUint::from(0_u8))];
    all.extend(parts.into_iter().map(integer));
    Some(sequence(&all))
}

/// The uncompressed point (SEC 1 section 2.3.3).
pub fn sec1_point(key: &EcKey) -> Vec<u8> {
    let size = key.curve.bytes();
    [vec![4], fixed(&key.x, size), fixed(&key.y, size)].concat()
}

/// `PrivateKeyInfo` of an elliptic curve key (RFC 5958, RFC 5915); `None` without the private half.
pub fn pkcs8_ec(key: &EcKey) -> Option<Vec<u8>> {
    let d = fixed(key.d.as_ref()?, key.curve.bytes());
    let point = value(BIT_STRING, &[vec![0], sec1_point(key)].concat());
    let inner = sequence(&[integer(&BigUint::from(1_u8)), value(OCTET_STRING, &d), value(0xA1, &point)]);
    let identifier = sequence(&[value(OID, EC_OID), value(OID, curve_oid(key.curve))]);
    Some(sequence(&[integer(&BigUint::from(0_u8)), identifier, value(OCTET_STRING, &inner)]))
}

/// `PrivateKeyInfo` of an Ed25519 seed (RFC 8410).
pub fn pkcs8_ed(seed: &[u8; 32]) -> Vec<u8> {
    let identifier = sequence(&[value(OID, ED_OID)]);
    let inner = value(OCTET_STRING, seed);
    sequence(&[integer(&BigUint::from(0_u8)), identifier, value(OCTET_STRING, &inner)])
}

/// `SubjectPublicKeyInfo` of the public half (RFC 5280 section 4.1).
pub fn spki(key: &Key) -> Option<Vec<u8>> {
    let (identifier, bits) = match key {
        Key::Rsa(key) => {
            let identifier = sequence(&[value(OID, RSA_OID), value(NULL, &[])]);
            (identifier, sequence(&[integer(&key.n), integer(&key.e)]))
        }
        Key::Ec(key) => (sequence(&[value(OID, EC_OID), value(OID, curve_oid(key.curve))]), sec1_point(key)),
        Key::Ed(key) => (sequence(&[value(OID, ED_OID)]), key.public.to_vec()),
        Key::Other(..) => return None,
    };
    Some(sequence(&[identifier, value(BIT_STRING, &[vec![0], bits].concat())]))
}
