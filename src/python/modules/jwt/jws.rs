//! `PyJWS`: signatures without claims.

use super::super::super::args::Args;
use super::super::super::object::Dict;
use super::super::super::value::Value;
use super::super::super::vm::{Result, Vm};
use super::super::json::decode::from_json;
use super::super::tokens::record;
use super::decode::{Failed, Request, gates, load};
use super::{EXCEPTIONS, option_of};
use crate::jose::decode::Decoding;
use crate::jose::profile::Profile;

/// `get_unverified_header`, of `PyJWS` and of the module.
pub(super) fn get_unverified_header(vm: &mut Vm, args: Args) -> Result {
    let [_, token] = args.bind_python(vm, "PyJWS.get_unverified_header", "self, jwt")?;
    let mut decoding = Decoding::new(Profile::PyJwt, &[]);
    let outcome = load(vm, &mut decoding, &token).and_then(|()| Ok(decoding.check_header()?));
    record(vm, std::mem::take(&mut decoding.operations))?;
    match outcome {
        Ok(()) => from_json(vm, &decoding.header),
        Err(Failed::Raise(raised)) => Err(raised),
        Err(Failed::Refused(refusal)) => Err(super::super::tokens::raise(vm, EXCEPTIONS, &refusal)),
    }
}

/// `PyJWS.decode_complete` and `PyJWS.decode`: no claims.
pub(super) fn decode_jws(vm: &mut Vm, args: Args) -> Result {
    let [this, token, key, algorithms, options, detached] =
        args.bind_python(vm, "PyJWS.decode", "self, jwt, key=, algorithms=, options=, detached_payload=")?;
    jws(vm, &this, [token, key, algorithms, options, detached]).map(|decoding| Value::bytes(decoding.payload))
}

/// As [`decode_jws`], with header and signature.
pub(super) fn decode_jws_complete(vm: &mut Vm, args: Args) -> Result {
    let [this, token, key, algorithms, options, detached] = args.bind_python(
        vm,
        "PyJWS.decode_complete",
        "self, jwt, key=, algorithms=, options=, detached_payload=",
    )?;
    let decoding = jws(vm, &this, [token, key, algorithms, options, detached])?;
    let header = from_json(vm, &decoding.header)?;
    let (value, dict) = Value::new_dict();
    dict.set_str("payload", Value::bytes(decoding.payload));
    dict.set_str("header", header);
    dict.set_str("signature", Value::bytes(decoding.signature));
    Ok(value)
}

fn jws(vm: &mut Vm, this: &Value, arguments: [Value; 5]) -> Result<Decoding> {
    let [token, key, algorithms, options, detached] = arguments;
    let none = |value: Value| if value.is_unset() { Value::None } else { value };
    let own = vm.get_attr(this, "options")?;
    let merged = Dict::new();
    vm.dict_update(&merged, &own)?;
    if !options.is_unset() && !options.is_none() {
        vm.dict_update(&merged, &options)?;
    }
    let verify = option_of(vm, &Value::Dict(merged.clone()), "verify_signature")?;
    let request = Request {
        token,
        key: if key.is_unset() { Value::str("") } else { key },
        algorithms: none(algorithms),
        verify_signature: vm.truth(&verify)?,
        options: merged,
        detached: none(detached),
        audience: Value::None,
        issuer: Value::None,
        subject: Value::None,
        leeway: Value::Int(0),
    };
    let (decoding, result) = gates(vm, &request, false)?;
    result.map(|()| decoding)
}
