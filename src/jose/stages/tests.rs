use super::*;
use crate::jose::decode::{Options, decode};
use crate::jose::encode::encode;
use crate::jose::json::Json;
use crate::jose::profile::Profile;

fn pem(name: &str) -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/keys.json");
    let keys: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    keys[name].as_str().unwrap().as_bytes().to_vec()
}

fn keys(algorithm: &str) -> (Vec<u8>, Vec<u8>) {
    let name = match algorithm {
        "ES256" => "p256",
        "ES384" => "p384",
        "EdDSA" => "ed25519",
        other if other.starts_with("HS") => return (vec![b'k'; 70], vec![b'k'; 70]),
        _ => "rsa2048",
    };
    (pem(&format!("{name}_priv")), pem(&format!("{name}_pub")))
}

fn claims() -> Json {
    Json::Object(vec![("sub".into(), "alice".into())])
}

const ALL: [&str; 12] = [
    "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
    "EdDSA",
];

/// A token, and the stages of signing it, of verifying it, and of verifying it when its payload is another.
fn opened(algorithm: &str) -> [(Operation, Vec<Stage>); 3] {
    let (private, public) = keys(algorithm);
    let (encoding, token) = encode(Profile::PyJwt, &claims(), &[], algorithm, &private);
    let token = token.unwrap();
    let other = token.replacen("eyJzdWIiOi", "eyJzdWJiOi", 1);
    assert_ne!(token, other);
    let options = Options { algorithms: Some(vec![algorithm.into()]), ..Options::default() };
    let find = |operations: Vec<Operation>, kind| {
        let operation = operations.into_iter().find(|operation| operation.kind == kind).unwrap();
        let stages = of(&operation);
        (operation, stages)
    };
    [
        find(encoding.operations, OpKind::Sign),
        find(decode(Profile::PyJwt, token.as_bytes(), &public, &options).0.operations, OpKind::Verify),
        find(decode(Profile::PyJwt, other.as_bytes(), &public, &options).0.operations, OpKind::Verify),
    ]
}

/// A stage that compares ends as the crate's verifying did, and each operation has as many stages as names.
#[test]
fn the_last_stage_says_what_the_verifier_says() {
    for algorithm in ALL {
        let [signed, right, wrong] = opened(algorithm);
        for (operation, stages) in [&signed, &right, &wrong] {
            let have: Vec<_> = stages.iter().map(|stage| stage.name).collect();
            assert_eq!(have, names(operation), "{algorithm}");
            assert!(stages.iter().all(|stage| !stage.bytes.is_empty()) || algorithm.starts_with("PS"));
            assert!(stages.iter().all(|stage| stage.name.len() <= 12));
        }
        for (stages, same) in [(&signed.1, true), (&right.1, true), (&wrong.1, false)] {
            let last = stages.last().unwrap();
            if last.against.is_some() {
                assert_eq!(last.first_difference().is_none(), same, "{algorithm}: {last:?}");
            }
        }
    }
}

/// `PKCS` #1 by hand: the example in RFC 8017's words, with the bytes of `hashlib.sha256`.
#[test]
fn an_rsa_signature_opens_to_its_padded_digest() {
    let [(operation, stages), ..] = opened("RS256");
    let digest = super::super::hash::Hash::Sha256.digest(&operation.inputs[0].bytes);
    let hex = super::super::binascii::hexlify;
    assert_eq!(hex(&stages[1].bytes), format!("3031300d060960864801650304020105000420{}", hex(&digest)));
    let block = &stages[2].bytes;
    assert_eq!((block.len(), &block[..3], block[204]), (256, &[0, 1, 0xff][..], 0));
    assert!(block[2..204].iter().all(|byte| *byte == 0xff));
    assert_eq!(stages[4].bytes, *block, "the crate's signature, opened with num-bigint");
}

#[test]
fn a_salt_is_as_long_as_the_hash_and_the_hash_is_made_with_it() {
    for (algorithm, length) in [("PS256", 32), ("PS384", 48), ("PS512", 64)] {
        let [(_, stages), (_, check), (_, wrong)] = opened(algorithm);
        assert_eq!(stages[1].bytes.len(), length, "{algorithm}");
        assert_eq!(check[3].bytes, stages[1].bytes, "{algorithm}");
        assert_eq!(check[2].bytes, check[4].bytes, "{algorithm}");
        assert_eq!(wrong[2].bytes, check[2].bytes, "the block is the same, what it is compared with is not");
    }
}

/// Two runs of the same program have the same trace, whatever the algorithm.
#[test]
fn signatures_repeat() {
    for algorithm in ALL {
        assert_eq!(opened(algorithm)[0], opened(algorithm)[0], "{algorithm}");
    }
}

#[test]
fn a_gate_that_was_not_asked_does_not_open() {
    let (private, public) = keys("RS256");
    let token = encode(Profile::PyJwt, &claims(), &[], "RS256", &private).1.unwrap();
    let options = Options { verify_signature: false, ..Options::default() };
    let (decoding, _) = decode(Profile::PyJwt, token.as_bytes(), &public, &options);
    let verify = decoding.operations.iter().find(|operation| operation.kind == OpKind::Verify).unwrap();
    assert!(names(verify).is_empty() && of(verify).is_empty());
}

#[test]
fn what_ends_early_differs_where_it_ends() {
    assert_eq!(first_difference(b"abc", b"abc"), None);
    assert_eq!(first_difference(b"abc", b"abx"), Some(2));
    assert_eq!(first_difference(b"abc", b"ab"), Some(2));
    assert_eq!(first_difference(b"", b"a"), Some(0));
}
