//! A whole `encode` with plain arguments: what a lab or a test asks for.

use super::{Encoding, Shown};
use crate::jose::algorithm::Algorithm;
use crate::jose::json::{Json, Written, write_compact};
use crate::jose::prepare::{prepare, sign_with};
use crate::jose::profile::Profile;
use crate::jose::refusal::Refusal;

/// Makes a token of a claims set with a key (a secret, or PEM); the operations come in the library's own order.
///
/// # Errors
/// The exception that the library raises.
pub fn encode(
    profile: Profile,
    claims: &Json,
    headers: &[(&str, Json)],
    algorithm: &str,
    key: &[u8],
) -> (Encoding, Result<String, Refusal>) {
    let mut encoding = Encoding::new();
    let token = run(&mut encoding, profile, claims, headers, algorithm, key);
    (encoding, token)
}

fn run(
    encoding: &mut Encoding,
    profile: Profile,
    claims: &Json,
    headers: &[(&str, Json)],
    name: &str,
    key: &[u8],
) -> Result<String, Refusal> {
    let algorithm = match profile {
        Profile::PyJwt => Algorithm::named(name)
            .ok_or_else(|| Refusal::new("NotImplementedError", "Algorithm not supported"))?,
        Profile::PythonJose => Algorithm::python_jose()
            .find(|algorithm| algorithm.name == name)
            .ok_or_else(|| Refusal::new("JWSError", format!("Algorithm {name} not supported.")))?,
    };
    let payload = written(claims)?;
    let header = written(&header_of(algorithm.name, headers))?;
    if profile == Profile::PyJwt {
        encoding.payload_json(&Shown::from(&payload), &payload);
        encoding.header_json(&Shown::from(&header), &header);
        encoding.header_base64();
    } else {
        encoding.header_json(&Shown::from(&header), &header);
        encoding.header_base64();
        encoding.payload_json(&Shown::from(&payload), &payload);
    }
    encoding.payload_base64();
    let input = encoding.signing_input();
    let refuse = |refusal: Refusal| match profile {
        Profile::PyJwt => refusal,
        Profile::PythonJose => Refusal::new("JWSError", refusal.message.clone()).because(refusal),
    };
    let secret = prepare(profile, algorithm, key).map_err(refuse)?;
    encoding.key(algorithm, &String::from_utf8_lossy(key), &secret.bytes());
    // No randomness is given here; a salt made of the text repeats as everything else does.
    let salt = algorithm.hash.digest(&input);
    let signature = sign_with(profile, algorithm, &secret, &input, &salt).map_err(refuse)?;
    encoding.sign(&input, &secret.bytes(), &signature);
    Ok(encoding.join())
}

fn written(value: &Json) -> Result<Written, Refusal> {
    write_compact(value).map_err(|error| Refusal::new("ValueError", error.to_string()))
}

/// `typ` and `alg`, then the caller's own, sorted by name as both libraries do.
fn header_of(algorithm: &str, headers: &[(&str, Json)]) -> Json {
    let mut members: Vec<(crate::wtf8::Wtf8, Json)> =
        vec![("alg".into(), Json::from(algorithm)), ("typ".into(), Json::from("JWT"))];
    for (name, value) in headers {
        members.retain(|(other, _)| *other != **name);
        members.push(((*name).into(), value.clone()));
    }
    members.sort_by(|(left, _), (right, _)| left.cmp(right));
    Json::Object(members)
}
