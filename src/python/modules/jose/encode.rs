//! `jose.jwt.encode` and `jose.jws.sign`.

use super::super::super::args::Args;
use super::super::super::object::Dict;
use super::super::super::value::Value;
use super::super::super::vm::{Raise, Result, Vm};
use super::super::json::encode::{Dump, dumps};
use super::super::tokens::{display, is_of_datetime, numeric_date, raise, record, set_context, shown};
use super::EXCEPTIONS;
use super::keys::{construct, is_supported, jose_key, sign_message};
use crate::jose::algorithm::Algorithm;
use crate::jose::base64url;
use crate::jose::encode::Encoding;
use crate::jose::hash::Hash;
use crate::jose::refusal::Refusal;

/// `jwt.encode`
pub(super) fn encode(vm: &mut Vm, args: Args) -> Result {
    let [claims, key, algorithm, headers, access_token] =
        args.bind_python(vm, "encode", "claims, key, algorithm=, headers=, access_token=")?;
    let algorithm = if algorithm.is_unset() { Value::str("HS256") } else { algorithm };
    let mut encoding = Encoding::new();
    let result = convert_times(vm, &mut encoding, &claims)
        .and_then(|()| add_hash(vm, &claims, &access_token, &algorithm))
        .and_then(|()| sign_payload(vm, &mut encoding, &claims, &key, &headers, &algorithm));
    record(vm, encoding.operations)?;
    result
}

/// `jws.sign`
pub(super) fn sign(vm: &mut Vm, args: Args) -> Result {
    let [payload, key, headers, algorithm] =
        args.bind_python(vm, "sign", "payload, key, headers=, algorithm=")?;
    let algorithm = if algorithm.is_unset() { Value::str("HS256") } else { algorithm };
    let mut encoding = Encoding::new();
    let result = sign_payload(vm, &mut encoding, &payload, &key, &headers, &algorithm);
    record(vm, encoding.operations)?;
    result
}

/// `exp`, `iat` and `nbf` become numbers in the caller's own dict.
fn convert_times(vm: &mut Vm, encoding: &mut Encoding, claims: &Value) -> Result<()> {
    let before = match claims.base() {
        Value::Dict(dict) => Some(shown(vm, &dict.copy())?),
        _ => None,
    };
    let mut changed = false;
    for name in ["exp", "iat", "nbf"] {
        let value = vm.call_method(claims, "get", vec![Value::str(name)])?;
        if is_of_datetime(vm, &value, "datetime")? {
            let number = numeric_date(vm, &value)?;
            vm.set_item(claims, &Value::str(name), number)?;
            changed = true;
        }
    }
    if let (true, Some(before), Value::Dict(dict)) = (changed, before, claims.base()) {
        let after = shown(vm, dict)?;
        encoding.claims_converted(&before, &after);
    }
    Ok(())
}

/// `at_hash` of an access token: the left half of its hash, base64url.
pub(super) fn at_hash(vm: &mut Vm, token: &Value, algorithm: &Value) -> Result<String> {
    let known = algorithm.as_str().and_then(|name| super::keys::signing(name.name()));
    vm.hash(algorithm)?;
    let Some(Algorithm { hash, .. }) = known else { return Err(vm.key_error(algorithm)) };
    let bytes = vm.call_method(token, "encode", vec![Value::str("utf-8")])?;
    let bytes = super::super::hashlib::hashable(vm, &bytes)?;
    Ok(half_hash(hash, &bytes))
}

/// The left half of a hash, base64url.
pub(super) fn half_hash(hash: Hash, bytes: &[u8]) -> String {
    let digest = hash.digest(bytes);
    base64url::encode(&digest[..digest.len() / 2])
}

fn add_hash(vm: &mut Vm, claims: &Value, token: &Value, algorithm: &Value) -> Result<()> {
    if token.is_unset() || !vm.truth(token)? {
        return Ok(());
    }
    let hash = at_hash(vm, token, algorithm)?;
    vm.set_item(claims, &Value::str("at_hash"), Value::str(hash))
}

fn sign_payload(
    vm: &mut Vm,
    encoding: &mut Encoding,
    payload: &Value,
    key: &Value,
    headers: &Value,
    algorithm: &Value,
) -> Result {
    if !is_supported(vm, algorithm)? {
        let name = vm.to_str(algorithm)?.text().to_string_lossy();
        let refusal = Refusal::new("JWSError", format!("Algorithm {name} not supported."));
        return Err(raise(vm, EXCEPTIONS, &refusal));
    }
    let header = Dict::new();
    header.set_str("typ", Value::str("JWT"));
    header.set_str("alg", algorithm.clone());
    if !headers.is_unset() && vm.truth(headers)? {
        vm.dict_update(&header, headers)?;
    }
    let json = dumps(vm, &Value::Dict(header.clone()), &Dump::compact(true))?;
    let header = shown(vm, &header)?;
    encoding.header_json(&header, &json);
    encoding.header_base64();
    add_payload(vm, encoding, payload)?;
    encoding.payload_base64();
    let input = encoding.signing_input();
    let signed = signature(vm, encoding, &input, key, algorithm);
    match signed {
        Ok(()) => Ok(Value::str(encoding.join())),
        Err(Raise::Exception(inner)) => {
            let class = vm.classes.get("Exception");
            if !inner.class().is_subclass(&class) {
                return Err(Raise::Exception(inner));
            }
            let class = vm.class_in(EXCEPTIONS, "JWSError")?;
            let raised = vm.raise_args(&class, vec![Value::Instance(inner.clone())]);
            set_context(&raised, &inner);
            Err(raised)
        }
        Err(halt) => Err(halt),
    }
}

/// A mapping as JSON, anything else as the bytes it is. A `ValueError` of the JSON is swallowed, and the mapping then
/// is no bytes.
fn add_payload(vm: &mut Vm, encoding: &mut Encoding, payload: &Value) -> Result<()> {
    if let Value::Dict(dict) = payload.base() {
        let written = dumps(vm, payload, &Dump::compact(false));
        if let Ok(written) = vm.caught(written, "ValueError")? {
            let claims = shown(vm, dict)?;
            encoding.payload_json(&claims, &written);
            return Ok(());
        }
    }
    let bytes = super::super::binascii::bytes_like(vm, payload)?;
    encoding.payload_bytes(&bytes);
    Ok(())
}

fn signature(
    vm: &mut Vm,
    encoding: &mut Encoding,
    input: &[u8],
    key: &Value,
    algorithm: &Value,
) -> Result<()> {
    let made = match jose_key(key) {
        Some(made) => made.clone(),
        None => construct(vm, key, algorithm)?,
    };
    let given = display(vm, key)?;
    let bytes = made.secret.bytes();
    if let Some(algorithm) = made.algorithm {
        encoding.key(algorithm, &given, &bytes);
    }
    let signature = sign_message(vm, &made, input)?;
    encoding.sign(input, &bytes, &signature);
    Ok(())
}
