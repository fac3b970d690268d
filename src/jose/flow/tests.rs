#![expect(clippy::single_range_in_vec_init, reason = "one range of bytes is what is meant")]

use super::*;
use crate::jose::decode::{Options, decode};
use crate::jose::encode::encode;
use crate::jose::json::{Json, ReadOptions, decode_utf8, read_json};
use crate::jose::profile::Profile;
use proptest::prelude::*;

fn made(claims: &Json) -> (Vec<Operation>, String) {
    let (encoding, token) =
        encode(Profile::PyJwt, claims, &[], "HS256", b"a secret that is long enough, really");
    (encoding.operations, token.unwrap())
}

fn read(token: &str) -> Vec<Operation> {
    let options = Options::default();
    let key = b"a secret that is long enough, really";
    decode(Profile::PythonJose, token.as_bytes(), key, &options).0.operations
}

fn at(operations: &[Operation], kind: OpKind, side: Side) -> Spot {
    Spot { operation: operations.iter().position(|operation| operation.kind == kind).unwrap(), side }
}

/// What the bits of some characters of base64url are, as whole bytes that they touch.
fn bytes_under(segment: &str, characters: Range<usize>) -> Vec<u8> {
    let all = base64url::decode_strict(segment.as_bytes()).unwrap();
    all[base64url::bytes_of(characters, all.len())].to_vec()
}

fn names() -> impl Strategy<Value = String> {
    "[a-z]{1,8}"
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Every claim's characters in the token hold the claim's bytes, when it is made and when it is read, and each
    /// spot's bytes are those of the claim.
    #[test]
    fn every_range_maps_back_to_its_bytes(
        members in proptest::collection::btree_map(names(), "[ -~é€😀]{0,12}", 1..6),
    ) {
        let claims = Json::Object(
            members.iter().map(|(name, value)| (name.as_str().into(), value.as_str().into())).collect(),
        );
        let (encoding, token) = made(&claims);
        let decoding = read(&token);
        let segments: Vec<&str> = token.split('.').collect();
        let payload = base64url::decode_strict(segments[1].as_bytes()).unwrap();
        let text = decode_utf8(&payload, false).unwrap();
        let (_, places) = read_json(&text, ReadOptions::default()).unwrap();
        for (operations, from) in [
            (&encoding, at(&encoding, OpKind::PayloadJson, Side::Output)),
            (&decoding, at(&decoding, OpKind::ClaimsParse, Side::Input(0))),
        ] {
            let call: Vec<&Operation> = operations.iter().collect();
            for place in &places {
                let member = place.name_range.start..place.value.range.end;
                let tied = tie(&call, from, std::slice::from_ref(&member));
                let characters = token_characters(&call, &tied);
                prop_assert_eq!(characters.len(), 1);
                let start = segments[0].len() + 1;
                let inside = characters[0].start - start..characters[0].end - start;
                let under = bytes_under(segments[1], inside);
                let wanted = &payload[member.clone()];
                prop_assert!(under.windows(wanted.len()).any(|part| part == wanted));
                prop_assert!(under.len() <= wanted.len() + 4);
                for one in &tied {
                    let datum = datum(&call, one.spot).unwrap();
                    if datum.label == "payload" {
                        prop_assert_eq!(&one.ranges, &vec![member.clone()]);
                    }
                    prop_assert!(one.ranges.iter().all(|range| range.end <= datum.bytes.len()));
                }
            }
        }
    }

    /// A character of the token leads to the bytes it holds bits of, and these back to it.
    #[test]
    fn a_character_and_its_bytes_find_each_other(value in "[a-zA-Z0-9 ]{0,30}", pick in any::<prop::sample::Index>()) {
        let claims = Json::Object(vec![("sub".into(), value.as_str().into())]);
        let (encoding, token) = made(&claims);
        for operations in [encoding, read(&token)] {
            let call: Vec<&Operation> = operations.iter().collect();
            let character = pick.index(token.len());
            if token.as_bytes()[character] == b'.' {
                continue;
            }
            let join = call.iter().position(|operation| operation.kind == OpKind::Join);
            let from = join.map_or(Spot { operation: 0, side: Side::Input(0) }, |operation| Spot {
                operation,
                side: Side::Output,
            });
            let tied = tie(&call, from, &[character..character + 1]);
            let bytes = tied.iter().find(|one| {
                let label = datum(&call, one.spot).unwrap().label;
                matches!(label, "JOSE header" | "payload" | "signature")
            });
            let bytes = bytes.expect("each character stands for bytes");
            let back = token_characters(&call, &tie(&call, bytes.spot, &bytes.ranges));
            prop_assert!(back.iter().any(|range| range.contains(&character)));
        }
    }
}

#[test]
fn a_claim_is_tied_to_its_repr_and_nothing_else() {
    let claims = Json::Object(vec![("user_id".into(), Json::Int(123)), ("role".into(), "admin".into())]);
    let (operations, token) = made(&claims);
    let call: Vec<&Operation> = operations.iter().collect();
    let from = at(&operations, OpKind::PayloadJson, Side::Output);
    // {"user_id":123,"role":"admin"}
    let tied = tie(&call, from, &[1..14]);
    let python =
        tied.iter().find(|one| one.spot.side == Side::Input(0) && one.spot.operation == from.operation);
    let python = python.unwrap();
    let text = String::from_utf8(datum(&call, python.spot).unwrap().bytes.clone()).unwrap();
    let parts: Vec<&str> = python.ranges.iter().map(|range| &text[range.clone()]).collect();
    assert_eq!(parts.concat().replace([' ', ':'], ""), "\"user_id\"123".replace('"', &text[1..2]));
    assert_eq!(token_characters(&call, &tied), [token.find('.').unwrap() + 2..token.find('.').unwrap() + 20]);
}

#[test]
fn what_is_joined_reaches_both_of_its_places() {
    let (operations, token) = made(&Json::Object(vec![("a".into(), Json::Int(1))]));
    let call: Vec<&Operation> = operations.iter().collect();
    let input = token.rfind('.').unwrap();
    let tied = tie(&call, at(&operations, OpKind::SigningInput, Side::Output), &[0..input]);
    let dot = token.find('.').unwrap();
    assert_eq!(token_characters(&call, &tied), [0..dot, dot + 1..input]);
}

#[test]
fn the_key_makes_no_character() {
    let (operations, _) = made(&Json::Object(Vec::new()));
    let call: Vec<&Operation> = operations.iter().collect();
    let tied = tie(&call, at(&operations, OpKind::Key, Side::Output), &[0..8]);
    assert!(token_characters(&call, &tied).is_empty());
    assert!(tied.iter().any(|one| call[one.spot.operation].kind == OpKind::Sign));
}

#[test]
fn a_skipped_character_leaves_the_segment_whole() {
    let (_, token) = made(&Json::Object(vec![("a".into(), Json::Int(1))]));
    let token = token.replacen('.', "!.", 1);
    let operations = read(&token);
    let call: Vec<&Operation> = operations.iter().collect();
    let tied = tie(&call, Spot { operation: 0, side: Side::Input(0) }, &[0..1]);
    assert!(tied.iter().all(|one| call[one.spot.operation].kind != OpKind::HeaderParse));
}
