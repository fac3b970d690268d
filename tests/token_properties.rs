//! What holds for every token: what was put in comes out, no bit can be changed, and every range that ties a value to the
//! one it came from says the truth.

#![expect(clippy::unwrap_used, reason = "a broken recording has to stop the test")]

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use jwtrace::jose::algorithm::{Algorithm, Curve};
use jwtrace::jose::decode::{Options, decode};
use jwtrace::jose::encode::encode;
use jwtrace::jose::flow::{Side, Spot, tie, token_characters};
use jwtrace::jose::json::Json;
use jwtrace::jose::keys::{EcKey, ec, pkcs8_ec};
use jwtrace::jose::profile::Profile;
use jwtrace::jose::{OpKind, Operation, Verdict, base64url};
use jwtrace::wtf8::Wtf8;
use num_bigint::BigInt;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::ops::Range;

const BOTH: [Profile; 2] = [Profile::PyJwt, Profile::PythonJose];

/// Claims that a library looks at; what it makes of them is for other tests.
const REGISTERED: [&str; 8] = ["exp", "nbf", "iat", "iss", "aud", "sub", "jti", "at_hash"];

fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() })
}

/// Any text that Python can hold, lone surrogates too.
fn text() -> impl Strategy<Value = Wtf8> {
    let point = prop_oneof![
        4 => 0x20_u32..0x7f,
        2 => any::<char>().prop_map(u32::from),
        1 => 0xD800_u32..0xE000,
        1 => prop::sample::select(vec![0, 0x08, 0x0A, 0x22, 0x5C, 0x7F, 0x2028, 0xFEFF, 0x1_F511]),
    ];
    prop::collection::vec(point, 0..8).prop_map(|mut points| {
        // JSON's escapes make one character of two halves that happen to fit, in Python too.
        let halves = |at: usize, points: &[u32]| {
            (0xD800..0xDC00).contains(&points[at - 1]) && (0xDC00..0xE000).contains(&points[at])
        };
        while let Some(at) = (1..points.len()).find(|at| halves(*at, &points)) {
            points.remove(at);
        }
        Wtf8::from_code_points(points)
    })
}

/// Any value that JSON as Python writes it can hold. A NaN is not equal to itself and is left out.
fn value() -> impl Strategy<Value = Json> {
    let big = (any::<bool>(), prop::collection::vec(any::<u32>(), 3..12)).prop_map(|(negative, digits)| {
        let size: num_bigint::BigUint =
            num_bigint::BigUint::new(digits) + (num_bigint::BigUint::from(1_u8) << 64);
        Json::Big(if negative { -BigInt::from(size) } else { BigInt::from(size) })
    });
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        any::<i64>().prop_map(Json::Int),
        big,
        any::<f64>().prop_filter("NaN", |number| !number.is_nan()).prop_map(Json::Float),
        text().prop_map(Json::Str),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Json::Array),
            members(inner).prop_map(Json::Object),
        ]
    })
}

/// Members of an object, each name once.
fn members(value: impl Strategy<Value = Json>) -> impl Strategy<Value = Vec<(Wtf8, Json)>> {
    prop::collection::vec((text(), value), 0..5).prop_map(|mut members| {
        let names: Vec<Wtf8> = members.iter().map(|(name, _)| name.clone()).collect();
        let mut at = 0;
        members.retain(|(name, _)| {
            at += 1;
            !names[..at - 1].contains(name)
        });
        members
    })
}

fn claims() -> impl Strategy<Value = Json> {
    members(value()).prop_map(|mut members| {
        members.retain(|(name, _)| name.as_str().is_none_or(|name| !REGISTERED.contains(&name)));
        Json::Object(members)
    })
}

/// An algorithm, a key that signs, one that verifies, and how many cases are worth their time unoptimised.
struct Pair {
    algorithm: &'static str,
    private: Vec<u8>,
    public: Vec<u8>,
    cases: u32,
}

fn pem(label: &str, der: &[u8]) -> Vec<u8> {
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let lines: Vec<&str> =
        text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n")).into_bytes()
}

fn pairs() -> Vec<Pair> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/keys.json");
    let keys: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let of_file = |name: &str| {
        ["priv", "pub"].map(|half| keys[format!("{name}_{half}")].as_str().unwrap().as_bytes().to_vec())
    };
    let of_curve = |curve| {
        let d = num_bigint::BigUint::from(0x1234_5678_9abc_def0_u64);
        let (x, y) = ec::public_point(curve, &d).unwrap();
        let key = EcKey { curve, x, y, d: Some(d) };
        let public = jwtrace::jose::keys::spki(&jwtrace::jose::keys::Key::Ec(key.clone())).unwrap();
        [pem("PRIVATE KEY", &pkcs8_ec(&key).unwrap()), pem("PUBLIC KEY", &public)]
    };
    let rows: [(&'static str, [Vec<u8>; 2], u32); 16] = [
        ("HS256", [b"a shared secret of 40 bytes, more or less".to_vec(), Vec::new()], 60),
        ("HS384", [vec![0xFF; 48], Vec::new()], 30),
        ("HS512", [vec![b'k'; 200], Vec::new()], 30),
        ("RS256", of_file("rsa1024"), 6),
        ("RS384", of_file("rsa1024"), 6),
        ("RS512", of_file("rsa1024"), 6),
        ("RS256", of_file("rsa2048"), 2),
        ("PS256", of_file("rsa1024"), 6),
        ("PS384", of_file("rsa2048"), 2),
        ("PS512", of_file("rsa2048"), 2),
        ("ES256", of_file("p256"), 6),
        ("ES384", of_file("p384"), 3),
        ("ES512", of_curve(Curve::P521), 2),
        ("ES521", of_curve(Curve::P521), 1),
        ("ES256K", of_curve(Curve::K256), 3),
        ("EdDSA", of_file("ed25519"), 10),
    ];
    rows.into_iter()
        .map(|(algorithm, [private, public], cases)| Pair {
            algorithm,
            public: if public.is_empty() { private.clone() } else { public },
            private,
            cases,
        })
        .collect()
}

fn knows(profile: Profile, algorithm: &str) -> bool {
    profile == Profile::PyJwt || Algorithm::python_jose().any(|known| known.name == algorithm)
}

fn options(algorithm: &str) -> Options {
    Options { algorithms: Some(vec![algorithm.to_owned()]), ..Options::default() }
}

fn failed(text: impl Into<String>) -> TestCaseError {
    TestCaseError::fail(text.into())
}

#[test]
fn what_is_encoded_is_decoded_again_and_every_range_says_the_truth() {
    for pair in pairs() {
        let name = pair.algorithm;
        runner(pair.cases)
            .run(&(claims(), text()), |(claims, kid)| {
                for profile in BOTH.into_iter().filter(|profile| knows(*profile, name)) {
                    let headers = [("kid", Json::Str(kid.clone()))];
                    let (encoding, token) = encode(profile, &claims, &headers, name, &pair.private);
                    let token = token.map_err(|refusal| failed(format!("{name} {profile:?}: {refusal}")))?;
                    check_ranges(&encoding.operations)?;
                    let (decoding, back) = decode(profile, token.as_bytes(), &pair.public, &options(name));
                    let back = back.map_err(|refusal| failed(format!("{name} {profile:?}: {refusal}")))?;
                    prop_assert_eq!(&back, &claims, "{} {:?}", name, profile);
                    check_ranges(&decoding.operations)?;
                }
                Ok(())
            })
            .unwrap();
    }
}

/// PyJWT reads each token in one spelling alone. python-jose does not, which is why it is left out here: see
/// `a_changed_last_character_divides_the_libraries`.
#[test]
fn one_changed_bit_is_refused_wherever_it_is() {
    for pair in pairs() {
        let name = pair.algorithm;
        let claims = Json::Object(vec![("user".into(), "alice".into()), ("admin".into(), Json::Bool(false))]);
        let (_, token) = encode(Profile::PyJwt, &claims, &[], name, &pair.private);
        let token = token.unwrap();
        let (input, signature) = token.rsplit_once('.').unwrap();
        let signature = base64url::decode_strict(signature.as_bytes()).unwrap();
        let read = |token: &[u8]| decode(Profile::PyJwt, token, &pair.public, &options(name)).1;
        assert!(read(token.as_bytes()).is_ok(), "{name}");
        let bits = (0..input.len() * 8, 0..signature.len() * 8, 0..token.len() * 8);
        runner(pair.cases * 2)
            .run(&bits, |(in_input, in_signature, in_text)| {
                let flipped = |bytes: &[u8], bit: usize| {
                    let mut bytes = bytes.to_vec();
                    bytes[bit / 8] ^= 0x80 >> (bit % 8);
                    bytes
                };
                let changed =
                    [&flipped(input.as_bytes(), in_input), &token.as_bytes()[input.len()..]].concat();
                prop_assert!(read(&changed).is_err(), "{}: bit {} of the signing input", name, in_input);
                let other = base64url::encode(&flipped(&signature, in_signature));
                let changed = format!("{input}.{other}");
                prop_assert!(
                    read(changed.as_bytes()).is_err(),
                    "{}: bit {} of the signature",
                    name,
                    in_signature
                );
                prop_assert!(read(&flipped(token.as_bytes(), in_text)).is_err(), "{}: bit {}", name, in_text);
                Ok(())
            })
            .unwrap();
    }
}

/// The characters of base64url whose six bits share one with these bytes, counted bit by bit.
fn characters_over(bytes: &Range<usize>) -> Range<usize> {
    let bits = bytes.start * 8..bytes.end * 8;
    let over = |character: &usize| (character * 6..character * 6 + 6).any(|bit| bits.contains(&bit));
    let mut all = (0..bytes.end * 8).filter(over);
    let first = all.next();
    first.map_or(0..0, |first| first..all.next_back().unwrap_or(first) + 1)
}

fn inside(range: &Range<usize>, len: usize) -> bool {
    range.start <= range.end && range.end <= len
}

/// Every range is within its value, and what it ties is the same thing: characters for bytes in base64url, copies
/// everywhere else.
fn check_ranges(operations: &[Operation]) -> Result<(), TestCaseError> {
    for operation in operations {
        let kind = operation.kind;
        for map in &operation.maps {
            let input =
                operation.inputs.get(map.input).ok_or_else(|| failed(format!("{kind:?}: no such input")))?;
            prop_assert!(inside(&map.output, operation.output.bytes.len()), "{:?} {:?}", kind, map);
            prop_assert!(inside(&map.range, input.bytes.len()), "{:?} {:?}", kind, map);
            let output = &operation.output.bytes[map.output.clone()];
            let given = &input.bytes[map.range.clone()];
            match kind {
                OpKind::HeaderBase64 | OpKind::PayloadBase64 | OpKind::SignatureBase64 => {
                    prop_assert_eq!(&map.output, &characters_over(&map.range), "{:?}", kind);
                }
                OpKind::HeaderDecode | OpKind::PayloadDecode | OpKind::SignatureDecode => {
                    prop_assert_eq!(&map.range, &characters_over(&map.output), "{:?}", kind);
                }
                _ => prop_assert_eq!(output, given, "{:?} {:?}", kind, map),
            }
        }
        let joins = matches!(kind, OpKind::SigningInput | OpKind::Join | OpKind::Split);
        if joins && matches!(operation.verdict, Verdict::Made | Verdict::Passed) {
            let covered: usize = operation.maps.iter().map(|map| map.output.len()).sum();
            let dots = operation.maps.len() - 1;
            prop_assert_eq!(
                covered + dots,
                operation.output.bytes.len(),
                "{:?}: all but the dots is tied",
                kind
            );
        }
    }
    Ok(())
}

/// Tokens that are none, or hardly one: the ranges of the gates they get to still say the truth.
#[test]
fn ranges_of_what_is_refused_say_the_truth_too() {
    let token = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..60),
        "[A-Za-z0-9_+/=!. -]{0,40}".prop_map(String::into_bytes),
        (
            prop::collection::vec(any::<u8>(), 0..12),
            claims(),
            prop::collection::vec(any::<u8>(), 0..12),
            any::<prop::sample::Index>(),
            any::<u8>(),
        )
            .prop_map(|(before, claims, after, at, byte)| {
                let (_, token) = encode(Profile::PyJwt, &claims, &[], "HS256", b"secret");
                let mut token = [before, token.unwrap().into_bytes(), after].concat();
                let at = at.index(token.len());
                token[at] = byte;
                token
            }),
    ];
    runner(400)
        .run(&(token, any::<bool>()), |(token, verify_signature)| {
            for profile in BOTH {
                let options = Options { verify_signature, ..Options::default() };
                let (decoding, _) = decode(profile, &token, b"secret", &options);
                check_ranges(&decoding.operations)?;
                let refused =
                    decoding.operations.iter().filter(|one| matches!(one.verdict, Verdict::Refused { .. }));
                prop_assert!(refused.count() <= 1, "one gate refuses, and no other is asked");
            }
            Ok(())
        })
        .unwrap();
}

/// Any bytes of the payload's JSON, followed to the token and back: exactly the characters that hold one of their bits.
#[test]
fn a_byte_followed_to_the_token_is_the_characters_of_its_bits() {
    let at = (any::<prop::sample::Index>(), 1..6_usize);
    runner(150)
        .run(&(claims(), at), |(claims, (from, len))| {
            let (encoding, token) = encode(Profile::PyJwt, &claims, &[], "HS256", b"secret");
            let token = token.unwrap();
            let call: Vec<&Operation> = encoding.operations.iter().collect();
            let operation = call.iter().position(|one| one.kind == OpKind::PayloadJson).unwrap();
            let json = &call[operation].output.bytes;
            let from = from.index(json.len());
            let bytes = from..(from + len).min(json.len());
            let tied = tie(&call, Spot { operation, side: Side::Output }, std::slice::from_ref(&bytes));
            let start = token.find('.').unwrap() + 1;
            let want = characters_over(&bytes);
            prop_assert_eq!(token_characters(&call, &tied), vec![start + want.start..start + want.end]);
            for tied in &tied {
                let datum = jwtrace::jose::flow::datum(&call, tied.spot).unwrap();
                prop_assert!(tied.ranges.iter().all(|range| inside(range, datum.bytes.len())));
            }
            // Back: the bytes that these characters hold bits of, which are those and at most one on either side.
            let join = call.len() - 1;
            let segment = start + want.start..start + want.end;
            let spot = Spot { operation: join, side: Side::Output };
            let back = tie(&call, spot, std::slice::from_ref(&segment));
            let here = back.iter().find(|one| one.spot == Spot { operation, side: Side::Output }).unwrap();
            let wide = bytes.start.saturating_sub(1)..(bytes.end + 1).min(json.len());
            prop_assert!(
                here.ranges.len() == 1
                    && here.ranges[0].start <= bytes.start
                    && here.ranges[0].end >= bytes.end
                    && here.ranges[0].start >= wide.start
                    && here.ranges[0].end <= wide.end,
                "{:?} for {:?}",
                here.ranges,
                bytes
            );
            Ok(())
        })
        .unwrap();
}

fn engine(padding: DecodePaddingMode, trailing_bits: bool) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(padding)
        .with_decode_allow_trailing_bits(trailing_bits)
        .with_encode_padding(false);
    GeneralPurpose::new(&base64::alphabet::URL_SAFE, config)
}

/// Against the crate `base64`: written the same, read strictly the same, and read leniently as CPython's rules say,
/// with the crate doing the bits.
#[test]
fn base64url_is_what_another_implementation_makes_of_it() {
    let bare = engine(DecodePaddingMode::RequireNone, false);
    let padded = engine(DecodePaddingMode::RequireCanonical, false);
    let loose = engine(DecodePaddingMode::RequireNone, true);
    let strict = |text: &[u8]| bare.decode(text).or_else(|_| padded.decode(text)).ok();
    // Everything that is no character is skipped; a rest of one character, or padding that does not fill it up, is refused.
    let lenient = |text: &[u8]| {
        let padding = (4 - text.len() % 4) % 4;
        let plain: Vec<u8> = text
            .iter()
            .filter(|byte| byte.is_ascii_alphanumeric() || b"-_+/".contains(byte))
            .map(|byte| match byte {
                b'+' => b'-',
                b'/' => b'_',
                other => *other,
            })
            .collect();
        let fills = match plain.len() % 4 {
            0 => true,
            2 => padding >= 2,
            3 => padding >= 1,
            _ => false,
        };
        fills.then(|| loose.decode(&plain).unwrap())
    };
    runner(3000)
        .run(&prop::collection::vec(any::<u8>(), 0..50), |bytes| {
            let text = base64url::encode(&bytes);
            prop_assert_eq!(&text, &bare.encode(&bytes));
            prop_assert_eq!(base64url::decode_strict(text.as_bytes()), Some(bytes.clone()));
            prop_assert_eq!(base64url::decode_lenient(text.as_bytes()).unwrap(), bytes);
            Ok(())
        })
        .unwrap();
    runner(5000)
        .run(&("[A-Za-z0-9_-]{0,11}={0,3}", "[A-Za-z0-9_+/! \n-]{0,12}"), |(mostly_good, loose)| {
            for text in [&mostly_good, &loose] {
                prop_assert_eq!(
                    base64url::decode_strict(text.as_bytes()),
                    strict(text.as_bytes()),
                    "{:?}",
                    text
                );
            }
            prop_assert_eq!(
                base64url::decode_lenient(loose.as_bytes()).ok(),
                lenient(loose.as_bytes()),
                "{:?}",
                loose
            );
            Ok(())
        })
        .unwrap();
}
