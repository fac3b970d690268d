//! PEM, DER and JWK text as keys.

#![no_main]

use jwtrace::jose::algorithm::Algorithm;
use jwtrace::jose::{json, jwk, key, keys};
use jwtrace::wtf8::Wtf8;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = key::pyjwt_hmac(data);
    let _ = key::python_jose_hmac(data);
    let loaded = [
        keys::load_pem_public(data).ok(),
        keys::load_pem_private(data).ok(),
        keys::load_der_public(data),
        keys::certificate_key(data),
    ];
    for key in loaded.into_iter().flatten() {
        assert!(key.bits() > 0 || matches!(key, keys::Key::Other(..)));
        if let Some(der) = keys::spki(&key) {
            let again = keys::load_der_public(&der).expect("what was written loads");
            assert_eq!(keys::spki(&again), Some(der));
        }
        let _ = jwk::to_jwk(&key.public());
    }
    if let Ok(text) = std::str::from_utf8(data)
        && let Ok((value, _)) = json::read_json(
            &Wtf8::from_code_points(text.chars().map(u32::from)),
            json::ReadOptions::default(),
        )
    {
        for algorithm in Algorithm::pyjwt().chain(Algorithm::python_jose()) {
            let _ = jwk::from_jwk(algorithm, &value);
        }
        let _ = jwk::default_algorithm(&value, text);
    }
});
