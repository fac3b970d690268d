//! A token, a key and options: everything after the first newline of the input is the key.

#![no_main]

use jwtrace::jose::decode::{Options, decode};
use jwtrace::jose::{Verdict, base64url, profile::Profile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (first, rest) = data.split_first().map_or((0, data), |(first, rest)| (*first, rest));
    let cut = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let (token, key) = (&rest[..cut], rest.get(cut + 1..).unwrap_or_default());
    for profile in [Profile::PyJwt, Profile::PythonJose] {
        let options = Options {
            algorithms: (first & 1 == 0)
                .then(|| vec!["HS256".into(), "RS256".into(), "ES256".into(), "none".into()]),
            now: f64::from(first) * 1e7,
            verify_signature: first & 2 == 0,
            require: if first & 4 == 0 { vec!["exp".into()] } else { vec![] },
            audience: (first & 8 == 0).then(|| "a".into()),
            issuer: (first & 16 == 0).then(|| "b".into()),
            leeway: f64::from(first & 32),
        };
        let (decoding, result) = decode(profile, token, key, &options);
        let refused = decoding
            .operations
            .iter()
            .filter(|operation| matches!(operation.verdict, Verdict::Refused { .. }));
        assert!(refused.count() <= 1, "two gates refuse");
        for operation in &decoding.operations {
            for map in &operation.maps {
                assert!(map.output.end <= operation.output.bytes.len(), "{operation:?}");
            }
        }
        if result.is_ok() && options.verify_signature {
            assert!(token.iter().filter(|byte| **byte == b'.').count() >= 2);
        }
    }
    if let Some(bytes) = base64url::decode_strict(token) {
        let end = token.iter().rposition(|byte| *byte != b'=').map_or(0, |at| at + 1);
        assert_eq!(base64url::encode(&bytes).as_bytes(), &token[..end], "strict base64url has one spelling");
        assert!(end == token.len() || token.len() % 4 == 0, "padding is the right one or none");
    }
    assert_eq!(base64url::decode_strict(base64url::encode(data).as_bytes()).as_deref(), Some(data));
    let zoom = base64url::zoom(&String::from_utf8_lossy(token));
    let _ = format!("{zoom:?}");
});
