//! The examples of RFC 7515 appendix A as operations, and what the real libraries gave for lesson 1.

use super::algorithm::{Algorithm, Curve};
use super::decode::{Decoding, Options, decode};
use super::encode::encode;
use super::json::Json;
use super::keys::{EcKey, Key, RsaKey};
use super::operation::{OpKind, Verdict};
use super::profile::Profile;
use super::sign::Secret;
use super::{base64url, sign};
use num_bigint::BigUint;

const BOTH: [Profile; 2] = [Profile::PyJwt, Profile::PythonJose];
const A1_KEY: &str = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
const PAYLOAD: &str =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
const A1: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9";
const A1_SIGNATURE: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn bytes(text: &str) -> Vec<u8> {
    base64url::decode_strict(text.as_bytes()).unwrap()
}

fn number(text: &str) -> BigUint {
    BigUint::from_bytes_be(&bytes(text))
}

fn gates(decoding: &Decoding) -> Vec<(OpKind, &str)> {
    let mark = |verdict: &Verdict| match verdict {
        Verdict::Made => "made",
        Verdict::Passed => "passed",
        Verdict::Refused { .. } => "refused",
        Verdict::NotChecked { .. } => "not checked",
        Verdict::NotReached => "not reached",
    };
    decoding.operations.iter().map(|operation| (operation.kind, mark(&operation.verdict))).collect()
}

/// Every range of every operation is inside its datum, and what it ties is the same information.
fn check_maps(operations: &[super::Operation]) {
    for operation in operations {
        for map in &operation.maps {
            let output = &operation.output.bytes[map.output.clone()];
            let input = &operation.inputs[map.input].bytes[map.range.clone()];
            match operation.kind {
                OpKind::HeaderBase64 | OpKind::PayloadBase64 | OpKind::SignatureBase64 => {
                    let covered = base64url::bytes_of(map.output.clone(), operation.inputs[0].bytes.len());
                    assert!(covered.start <= map.range.start && covered.end >= map.range.end);
                }
                OpKind::HeaderDecode | OpKind::PayloadDecode | OpKind::SignatureDecode => {
                    assert_eq!(base64url::chars_of(map.output.clone()), map.range);
                }
                _ => assert_eq!(output, input, "{:?}", operation.kind),
            }
        }
    }
}

#[test]
fn appendix_a1_is_read_gate_by_gate() {
    let token = format!("{A1}.{PAYLOAD}.{A1_SIGNATURE}");
    for profile in BOTH {
        let options = Options { now: 1_300_819_379.5, ..Options::default() };
        let (decoding, claims) = decode(profile, token.as_bytes(), &bytes(A1_KEY), &options);
        assert_eq!(claims.unwrap().get("http://example.com/is_root"), Some(&Json::Bool(true)));
        check_maps(&decoding.operations);
        assert_eq!(decoding.operations.len(), profile.gates().len());
        let payload = decoding.operations.iter().find(|o| o.kind == OpKind::PayloadDecode).unwrap();
        assert_eq!(payload.output.bytes.len(), 70);
        let expiry = decoding.operations.iter().find(|o| o.kind == OpKind::Expiry).unwrap();
        assert_eq!((expiry.output.bytes.as_slice(), &expiry.verdict), (&b"1300819380"[..], &Verdict::Passed));
        assert_eq!(&expiry.inputs[0].bytes[expiry.maps[0].range.clone()], b"1300819380");
    }
}

#[test]
fn at_the_second_of_expiry_the_libraries_differ() {
    let token = format!("{A1}.{PAYLOAD}.{A1_SIGNATURE}");
    let options = Options { now: 1_300_819_380.0, ..Options::default() };
    let (decoding, claims) = decode(Profile::PyJwt, token.as_bytes(), &bytes(A1_KEY), &options);
    assert_eq!(claims.unwrap_err().to_string(), "ExpiredSignatureError: Signature has expired");
    assert!(gates(&decoding).contains(&(OpKind::Expiry, "refused")));
    assert!(gates(&decoding).contains(&(OpKind::Audience, "not reached")));
    let (_, claims) = decode(Profile::PythonJose, token.as_bytes(), &bytes(A1_KEY), &options);
    assert!(claims.is_ok());
}

#[test]
fn a_changed_last_character_divides_the_libraries() {
    let token = format!("{A1}.{PAYLOAD}.{}l", &A1_SIGNATURE[..42]);
    let options = Options { now: 1_300_000_000.0, ..Options::default() };
    let (decoding, claims) = decode(Profile::PyJwt, token.as_bytes(), &bytes(A1_KEY), &options);
    assert_eq!(claims.unwrap_err().to_string(), "DecodeError: Invalid crypto padding");
    let refused = decoding.operations.iter().find(|o| o.kind == OpKind::SignatureDecode).unwrap();
    assert!(
        matches!(&refused.verdict, Verdict::Refused { expected, .. } if expected.contains("unused bits"))
    );
    let (_, claims) = decode(Profile::PythonJose, token.as_bytes(), &bytes(A1_KEY), &options);
    assert!(claims.is_ok());
}

#[test]
fn appendices_a2_to_a4_verify() {
    let rsa = RsaKey {
        n: number(
            "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yR\
             T-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBd\
             QOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGN\
             j8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
        ),
        e: number("AQAB"),
        private: None,
    };
    let ec = |curve, x, y| Key::Ec(EcKey { curve, x: number(x), y: number(y), d: None });
    let p256 = ec(
        Curve::P256,
        "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    );
    let p521 = ec(
        Curve::P521,
        "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",
        "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2",
    );
    for (name, key, header, payload, signature) in [
        (
            "RS256",
            Key::Rsa(rsa),
            "eyJhbGciOiJSUzI1NiJ9",
            PAYLOAD,
            "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJd\
             bF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9\
             383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLI\
             hWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
        ),
        (
            "ES256",
            p256,
            "eyJhbGciOiJFUzI1NiJ9",
            PAYLOAD,
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
        ),
        (
            "ES512",
            p521,
            "eyJhbGciOiJFUzUxMiJ9",
            "UGF5bG9hZA",
            "AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZg\
             oXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn",
        ),
    ] {
        let algorithm = Algorithm::named(name).unwrap();
        let message = format!("{header}.{payload}");
        let secret = Secret::Pair(key);
        assert!(sign::verify(algorithm, &secret, message.as_bytes(), &bytes(signature)), "{name}");
        let mut flipped = message.into_bytes();
        flipped[3] ^= 1;
        assert!(!sign::verify(algorithm, &secret, &flipped, &bytes(signature)), "{name}");
    }
}

#[test]
fn lesson_one_gives_what_python_jose_gives() {
    let claims = Json::Object(vec![("user_id".into(), 123.into())]);
    for profile in BOTH {
        let (encoding, token) = encode(profile, &claims, &[], "HS256", b"mysecret");
        let token = token.unwrap();
        assert_eq!(
            token,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyX2lkIjoxMjN9.u-rx84yPaU_8Yjivd6GH83bmaUJd7Uy_hQp5mIMaMKU"
        );
        check_maps(&encoding.operations);
        let (_, other) = encode(profile, &claims, &[], "HS256", b"other");
        let other = other.unwrap();
        let halves = (token.rsplit_once('.').unwrap(), other.rsplit_once('.').unwrap());
        assert!(halves.0.0 == halves.1.0 && halves.0.1 != halves.1.1);
        let (decoding, back) = decode(profile, token.as_bytes(), b"mysecret", &Options::default());
        assert_eq!(back.unwrap(), claims);
        check_maps(&decoding.operations);
    }
}

#[test]
fn a_flipped_bit_of_the_signing_input_is_refused() {
    let claims = Json::Object(vec![("sub".into(), "alice".into())]);
    for profile in BOTH {
        let (_, token) = encode(profile, &claims, &[("kid", "k".into())], "HS384", b"0123456789");
        let token = token.unwrap().into_bytes();
        let options = Options { algorithms: Some(vec!["HS384".into()]), ..Options::default() };
        assert!(decode(profile, &token, b"0123456789", &options).1.is_ok());
        let end = token.iter().rposition(|byte| *byte == b'.').unwrap();
        for at in 0..end {
            for bit in 0..8 {
                let mut changed = token.clone();
                changed[at] ^= 1 << bit;
                assert!(
                    decode(profile, &changed, b"0123456789", &options).1.is_err(),
                    "{profile:?} {at} {bit}"
                );
            }
        }
    }
}

#[test]
fn refused_keys_and_algorithms_say_so_in_each_librarys_words() {
    let claims = Json::Object(vec![]);
    let message = |profile, algorithm: &str, key: &[u8]| {
        encode(profile, &claims, &[], algorithm, key).1.unwrap_err().to_string()
    };
    assert_eq!(message(Profile::PyJwt, "HS256", b""), "InvalidKeyError: HMAC key must not be empty.");
    assert_eq!(message(Profile::PythonJose, "none", b""), "JWSError: Algorithm none not supported.");
    assert_eq!(message(Profile::PyJwt, "HS1", b""), "NotImplementedError: Algorithm not supported");
    let (_, unsigned) = encode(Profile::PyJwt, &claims, &[], "none", b"");
    assert_eq!(unsigned.unwrap(), "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.e30.");
    let (decoding, result) =
        decode(Profile::PyJwt, b"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.e30.", b"secret", &Options::default());
    assert_eq!(result.unwrap_err().message, "The specified alg value is not allowed");
    assert_eq!(gates(&decoding)[6], (OpKind::AlgorithmAllowed, "refused"));
    let options = Options { algorithms: None, ..Options::default() };
    let (decoding, _) = decode(Profile::PyJwt, b"a.b.c", b"", &options);
    assert_eq!(
        gates(&decoding)[..2],
        [(OpKind::AlgorithmAllowed, "refused"), (OpKind::Split, "not reached")]
    );
}

/// Each of these took minutes or for ever once; that they end at all is the test.
#[test]
fn what_is_made_to_take_time_ends() {
    use super::json::Json;
    use super::jwk::from_jwk;
    use crate::jose::algorithm::Algorithm;
    // A million-bit private key without its primes, which are then looked for by a power of that size.
    let big = base64url::encode(&vec![0xff; 130_000]);
    let members = [("kty", "RSA"), ("n", big.as_str()), ("e", "AQAB"), ("d", big.as_str())];
    let jwk =
        Json::Object(members.iter().map(|(name, value)| ((*name).into(), Json::from(*value))).collect());
    let refusal = from_jwk(Algorithm::named("RS256").unwrap(), &jwk).unwrap_err();
    assert_eq!(refusal.class, "ValueError");
    // A key whose two exponents multiply to 1 modulo a high power of two.
    let even = [vec![0x80_u8], vec![0; 400]].concat();
    let odd = [even, vec![1]].concat();
    // 2^1279 - 1 is prime, so that no primes are found by luck.
    let prime = [vec![0x7f_u8], vec![0xff; 159]].concat();
    let (n, d) = (base64url::encode(&prime), base64url::encode(&odd));
    let members = [("kty", "RSA"), ("n", n.as_str()), ("e", "AQ"), ("d", d.as_str())];
    let jwk =
        Json::Object(members.iter().map(|(name, value)| ((*name).into(), Json::from(*value))).collect());
    assert!(from_jwk(Algorithm::named("RS256").unwrap(), &jwk).is_err());
    // Signing with a modulus of a million bits.
    let secret = super::sign::Secret::Pair(super::keys::Key::Rsa(super::keys::RsaKey {
        n: num_bigint::BigUint::from_bytes_be(&vec![0xff; 130_000]),
        e: 65_537_u32.into(),
        private: None,
    }));
    assert_eq!(super::sign::sign(Algorithm::named("RS256").unwrap(), &secret, b"message", &[]), None);
    // A header of very many members, each of which is looked up in what was given.
    let names: Vec<String> = (0..60_000).map(|at| format!("name {at}")).collect();
    let headers: Vec<(&str, Json)> = names.iter().map(|name| (name.as_str(), Json::Null)).collect();
    let written = super::json::write_compact(&Json::Object(
        headers.iter().map(|(name, value)| ((*name).into(), value.clone())).collect(),
    ));
    let written = written.unwrap();
    let mut encoding = super::encode::Encoding::new();
    encoding.header_json(&super::encode::Shown::from(&written), &written);
    assert_eq!(encoding.operations[0].maps.len(), 2 * headers.len());
}
