//! JSON Web Keys (RFC 7517, RFC 7518 section 6) to keys and back, in each library's words.

use super::algorithm::{Algorithm, Curve, Family};
use super::base64url;
use super::json::Json;
use super::keys::{EcKey, EdKey, Key, RsaKey, RsaPrivate, ec, ed_private, fixed};
use super::refusal::Refusal;
use super::sign::Secret;
use crate::wtf8::Wtf8;
use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{One, Zero};

fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::new("InvalidKeyError", message)
}

/// The algorithm that `PyJWK` takes for a key that names none: by `kty` and `crv`.
///
/// # Errors
/// `InvalidKeyError`: not a key it knows.
pub fn default_algorithm(jwk: &Json, shown: &str) -> Result<&'static str, Refusal> {
    let text = |name: &str| jwk.get(name).and_then(Json::as_str);
    let crv = jwk.get("crv").filter(|crv| crv.is_truthy());
    let crv_shown = || crv.and_then(Json::as_str).unwrap_or_default().to_owned();
    match text("kty") {
        Some("EC") => match crv.map(Json::as_str) {
            None | Some(Some("P-256")) => Ok("ES256"),
            Some(Some("P-384")) => Ok("ES384"),
            Some(Some("P-521")) => Ok("ES512"),
            Some(Some("secp256k1")) => Ok("ES256K"),
            _ => Err(invalid(format!("Unsupported crv: {}", crv_shown()))),
        },
        Some("RSA") => Ok("RS256"),
        Some("oct") => Ok("HS256"),
        Some("OKP") => match crv.map(Json::as_str) {
            None => Err(invalid(format!("crv is not found: {shown}"))),
            Some(Some("Ed25519")) => Ok("EdDSA"),
            _ => Err(invalid(format!("Unsupported crv: {}", crv_shown()))),
        },
        other => Err(invalid(format!("Unsupported kty: {}", other.unwrap_or_default()))),
    }
}

/// `from_jwk` of the class that `PyJWT` has for an algorithm.
///
/// # Errors
/// `InvalidKeyError`, and whatever its helpers raise about a member.
pub fn from_jwk(algorithm: Algorithm, jwk: &Json) -> Result<Secret, Refusal> {
    let is = |kty: &str| jwk.get("kty").and_then(Json::as_str) == Some(kty);
    match algorithm.family {
        Family::None => Err(Refusal::new("NotImplementedError", "")),
        Family::Hmac if !is("oct") => Err(invalid("Not an HMAC key")),
        Family::Hmac => match member(jwk, "k")? {
            key if key.is_empty() => Err(invalid("HMAC key must not be empty.")),
            key => Ok(Secret::Bytes(key)),
        },
        Family::Rsa | Family::Pss if !is("RSA") => Err(invalid("Not an RSA key")),
        Family::Rsa | Family::Pss => rsa(jwk).map(|key| Secret::Pair(Key::Rsa(key))),
        Family::Ecdsa(_) if !is("EC") => Err(invalid("Not an Elliptic curve key")),
        Family::Ecdsa(_) => curve_key(jwk).map(|key| Secret::Pair(Key::Ec(key))),
        Family::EdDsa if !is("OKP") => Err(invalid("Not an Octet Key Pair")),
        Family::EdDsa => octet_pair(jwk).map(Secret::Pair),
    }
}

/// A member's bytes: base64url with or without padding, read leniently.
fn member(jwk: &Json, name: &str) -> Result<Vec<u8>, Refusal> {
    match jwk.get(name) {
        Some(Json::Str(text)) => base64url::decode_lenient(text.as_bytes())
            .map_err(|error| Refusal::new("Error", error.to_string())),
        Some(_) => Err(Refusal::new("TypeError", "Expected a string or bytes value")),
        None => Err(Refusal::new("KeyError", format!("'{name}'"))),
    }
}

fn number(jwk: &Json, name: &str) -> Result<BigUint, Refusal> {
    member(jwk, name).map(|bytes| BigUint::from_bytes_be(&bytes))
}

const OTHER_PRIMES: [&str; 5] = ["p", "q", "dp", "dq", "qi"];

fn rsa(jwk: &Json) -> Result<RsaKey, Refusal> {
    let has = |name: &&str| jwk.get(name).is_some();
    if !has(&"n") || !has(&"e") {
        return Err(invalid("Not a public or private key"));
    }
    let private = if has(&"d") {
        if has(&"oth") {
            return Err(invalid("Unsupported RSA private key: > 2 primes not supported"));
        }
        let count = OTHER_PRIMES.iter().filter(|name| has(name)).count();
        if count > 0 && count < OTHER_PRIMES.len() {
            return Err(invalid("RSA key must include all parameters if any are present besides d"));
        }
        Some(if count > 0 { given_private(jwk)? } else { recovered_private(jwk)? })
    } else {
        None
    };
    Ok(RsaKey { n: number(jwk, "n")?, e: number(jwk, "e")?, private })
}

fn given_private(jwk: &Json) -> Result<RsaPrivate, Refusal> {
    Ok(RsaPrivate {
        d: number(jwk, "d")?,
        p: number(jwk, "p")?,
        q: number(jwk, "q")?,
        dp: number(jwk, "dp")?,
        dq: number(jwk, "dq")?,
        qi: number(jwk, "qi")?,
    })
}

/// Bits of the largest numbers that primes are looked for in.
const MOST_BITS: u64 = 4096;

/// A key whose `d` and `e` belong together needs a few; this many only one that was made to take time.
const MOST_SQUARES: usize = 5_000;

/// The primes from `n`, `e` and `d` (NIST SP 800-56B appendix C.1).
#[expect(clippy::many_single_char_names, reason = "the names of RFC 8017")]
fn recovered_private(jwk: &Json) -> Result<RsaPrivate, Refusal> {
    let (n, e, d) = (number(jwk, "n")?, number(jwk, "e")?, number(jwk, "d")?);
    let failed = || Refusal::new("ValueError", "Unable to compute factors p and q from exponent d.");
    let one = BigUint::one();
    if n <= BigUint::from(3_u8) || e.is_zero() || d.is_zero() {
        return Err(failed());
    }
    // A power of numbers of a million bits would not end today.
    if [&n, &e, &d].iter().any(|number| number.bits() > MOST_BITS) {
        return Err(failed());
    }
    let k = &d * &e - &one;
    let twos = k.trailing_zeros().unwrap_or(0);
    if twos == 0 {
        return Err(failed());
    }
    let odd = &k >> twos;
    let mut squares = 0;
    for base in 2_u32..100 {
        let mut x = BigUint::from(base).modpow(&odd, &n);
        for _ in 0..twos {
            let square = &x * &x % &n;
            if square.is_one() && !x.is_one() && x != &n - &one {
                let first = (&x - &one).gcd(&n);
                let second = &n / &first;
                let (p, q) = if first > second { (first, second) } else { (second, first) };
                let (dp, dq) = (&d % (&p - &one), &d % (&q - &one));
                let qi = inverse(&q, &p).ok_or_else(failed)?;
                return Ok(RsaPrivate { d, p, q, dp, dq, qi });
            }
            // From one on every further square is one.
            if square.is_one() {
                break;
            }
            x = square;
            squares += 1;
            if squares > MOST_SQUARES {
                return Err(failed());
            }
        }
    }
    Err(failed())
}

fn inverse(value: &BigUint, modulus: &BigUint) -> Option<BigUint> {
    let (value, modulus) = (BigInt::from(value.clone()), BigInt::from(modulus.clone()));
    let found = value.extended_gcd(&modulus);
    found.gcd.is_one().then(|| found.x.mod_floor(&modulus)).and_then(|x| x.to_biguint())
}

fn curve_key(jwk: &Json) -> Result<EcKey, Refusal> {
    if jwk.get("x").is_none() || jwk.get("y").is_none() {
        return Err(invalid("Not an Elliptic curve key"));
    }
    let (x, y) = (member(jwk, "x")?, member(jwk, "y")?);
    let name = jwk.get("crv").and_then(Json::as_str).unwrap_or("None");
    let curve = Curve::ALL.into_iter().find(|curve| curve.jwk_name() == name);
    let curve = curve.ok_or_else(|| invalid(format!("Invalid curve: {name}")))?;
    let size = curve.bytes();
    if x.len() != size || y.len() != size {
        return Err(invalid(format!("Coords should be {size} bytes for curve {name}")));
    }
    let (x, y) = (BigUint::from_bytes_be(&x), BigUint::from_bytes_be(&y));
    if !ec::is_on_curve(curve, &x, &y) {
        return Err(Refusal::new("ValueError", "Invalid EC key. Point is not on the curve specified."));
    }
    let d = if jwk.get("d").is_some() { Some(number(jwk, "d")?) } else { None };
    Ok(EcKey { curve, x, y, d })
}

fn octet_pair(jwk: &Json) -> Result<Key, Refusal> {
    let curve = jwk.get("crv").and_then(Json::as_str).unwrap_or("None");
    if curve != "Ed25519" {
        return Err(invalid(format!("Invalid curve: {curve}")));
    }
    if jwk.get("x").is_none() {
        return Err(invalid("OKP should have \"x\" parameter"));
    }
    let broken = || invalid("Invalid key parameter");
    let public: [u8; 32] = member(jwk, "x")?.try_into().map_err(|_| broken())?;
    if jwk.get("d").is_none() {
        return Ok(Key::Ed(EdKey { public, private: None }));
    }
    match ed_private(&member(jwk, "d")?).ok_or_else(broken)? {
        Key::Ed(key) if key.public != public => Err(invalid("Public key does not match private key")),
        key => Ok(key),
    }
}

fn text_of(number: &BigUint, size: Option<usize>) -> Json {
    let bytes = size.map_or_else(|| number.to_bytes_be(), |size| fixed(number, size));
    Json::from(base64url::encode(&bytes).as_str())
}

/// The members of a key as `PyJWT`'s `to_jwk` orders them.
pub fn to_jwk(key: &Key) -> Option<Vec<(Wtf8, Json)>> {
    let named =
        |members: Vec<(&str, Json)>| members.into_iter().map(|(name, value)| (name.into(), value)).collect();
    Some(match key {
        Key::Rsa(key) => {
            let operation = if key.private.is_some() { "sign" } else { "verify" };
            let mut members = vec![
                ("kty", Json::from("RSA")),
                ("key_ops", Json::Array(vec![Json::from(operation)])),
                ("n", text_of(&key.n, None)),
                ("e", text_of(&key.e, None)),
            ];
            if let Some(private) = &key.private {
                let RsaPrivate { d, p, q, dp, dq, qi } = private;
                for (name, value) in [("d", d), ("p", p), ("q", q), ("dp", dp), ("dq", dq), ("qi", qi)] {
                    members.push((name, text_of(value, None)));
                }
            }
            named(members)
        }
        Key::Ec(key) => {
            let size = Some(key.curve.bytes());
            let mut members = vec![
                ("kty", Json::from("EC")),
                ("crv", Json::from(key.curve.jwk_name())),
                ("x", text_of(&key.x, size)),
                ("y", text_of(&key.y, size)),
            ];
            members.extend(key.d.as_ref().map(|d| ("d", text_of(d, size))));
            named(members)
        }
        Key::Ed(key) => {
            let text = |bytes: &[u8]| Json::from(base64url::encode(bytes).as_str());
            let mut members = vec![("x", text(&key.public))];
            members.extend(key.private.as_ref().map(|d| ("d", text(d))));
            members.extend([("kty", Json::from("OKP")), ("crv", Json::from("Ed25519"))]);
            named(members)
        }
        Key::Other(..) => return None,
    })
}

/// What python-jose makes of a JWK for an algorithm. `shown` is a member as Python's `%s` writes it.
///
/// # Errors
/// `JWKError`, and whatever its helpers raise about a member.
pub fn jose_from_jwk(
    algorithm: Algorithm,
    jwk: &Json,
    shown: impl Fn(&Json) -> String,
) -> Result<Secret, Refusal> {
    let kty = jwk.get("kty");
    let wanted = match algorithm.family {
        Family::Hmac => "oct",
        Family::Ecdsa(_) => "EC",
        _ => "RSA",
    };
    if kty.and_then(Json::as_str) != Some(wanted) {
        let received = kty.map_or_else(|| "None".to_owned(), shown);
        let message = format!("Incorrect key type. Expected: '{wanted}', Received: {received}");
        return Err(Refusal::new("JWKError", message));
    }
    match algorithm.family {
        Family::Hmac => match jwk.get("k") {
            Some(Json::Str(text)) => base64url::decode_lenient(text.as_bytes())
                .map(Secret::Bytes)
                .map_err(|error| Refusal::new("Error", error.to_string())),
            other => {
                let kind = other.map_or("NoneType", Json::python_type);
                Err(Refusal::new("AttributeError", format!("'{kind}' object has no attribute 'encode'")))
            }
        },
        Family::Ecdsa(_) => {
            if ["x", "y", "crv"].iter().any(|name| jwk.get(name).is_none()) {
                return Err(Refusal::new("JWKError", "Mandatory parameters are missing"));
            }
            curve_key(jwk).map(|key| Secret::Pair(Key::Ec(key))).map_err(as_jose)
        }
        _ => {
            // Without `e` it decodes 256 zero bytes to no digits at all; without `n` it asks for the bytes of `None`.
            if jwk.get("e").is_none() {
                return Err(Refusal::new("ValueError", "invalid literal for int() with base 16: ''"));
            }
            if jwk.get("n").is_none() {
                return Err(Refusal::new("TypeError", "cannot convert 'NoneType' object to bytes"));
            }
            let has = |name: &&str| jwk.get(name).is_some();
            let count = OTHER_PRIMES.iter().filter(|name| has(name)).count();
            if has(&"d") && count > 0 && count < OTHER_PRIMES.len() {
                return Err(Refusal::new("JWKError", "Precomputed private key parameters are incomplete."));
            }
            rsa(jwk).map(|key| Secret::Pair(Key::Rsa(key))).map_err(as_jose)
        }
    }
}

/// PyJWT's class of bad keys is unknown to python-jose.
fn as_jose(refusal: Refusal) -> Refusal {
    if refusal.class == "InvalidKeyError" { Refusal { class: "JWKError".into(), ..refusal } } else { refusal }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::keys::{load_pem_private, load_pem_public};

    #[test]
    fn keys_become_jwks_and_come_back() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/keys.json");
        let keys: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for (name, algorithm) in
            [("rsa2048", "RS256"), ("p256", "ES256"), ("p384", "ES384"), ("ed25519", "EdDSA")]
        {
            let algorithm = Algorithm::named(algorithm).unwrap();
            let text = |half: &str| keys[format!("{name}_{half}")].as_str().unwrap().as_bytes().to_vec();
            let private = load_pem_private(&text("priv")).unwrap();
            for key in [private.clone(), load_pem_public(&text("pub")).unwrap()] {
                let jwk = Json::Object(to_jwk(&key).unwrap());
                assert_eq!(from_jwk(algorithm, &jwk), Ok(Secret::Pair(key.clone())), "{name}");
            }
            if let Key::Rsa(rsa) = &private {
                let short = to_jwk(&private).unwrap();
                let short =
                    short.into_iter().filter(|(name, _)| !OTHER_PRIMES.iter().any(|other| *name == **other));
                let Ok(Secret::Pair(Key::Rsa(back))) = from_jwk(algorithm, &Json::Object(short.collect()))
                else {
                    panic!("{name}");
                };
                let (given, found) = (rsa.private.as_ref().unwrap(), back.private.unwrap());
                assert_eq!(&given.p * &given.q, &found.p * &found.q);
            }
        }
    }

    #[test]
    fn what_is_no_jwk_says_so() {
        let object = |members: &[(&str, &str)]| {
            Json::Object(members.iter().map(|(name, value)| ((*name).into(), Json::from(*value))).collect())
        };
        let hs256 = Algorithm::named("HS256").unwrap();
        let message = |jwk: &Json| from_jwk(hs256, jwk).unwrap_err().message;
        assert_eq!(message(&object(&[("kty", "RSA")])), "Not an HMAC key");
        assert_eq!(message(&object(&[("kty", "oct"), ("k", "")])), "HMAC key must not be empty.");
        let refusal = jose_from_jwk(hs256, &object(&[("kty", "RSA")]), |_| "RSA".into()).unwrap_err();
        assert_eq!(refusal.message, "Incorrect key type. Expected: 'oct', Received: RSA");
        assert_eq!(
            default_algorithm(&object(&[("kty", "OKP")]), "{}").unwrap_err().message,
            "crv is not found: {}"
        );
    }
}
