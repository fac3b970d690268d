//! `jwt.encode`.

use super::super::super::args::Args;
use super::super::super::object::Dict;
use super::super::super::value::Value;
use super::super::super::vm::{Result, Vm};
use super::super::json::encode::{Dump, dumps};
use super::super::tokens::{display, get, is_of_datetime, numeric_date, raise, record, shown};
use super::keys::{check_length, jwk_of, prepare_key, refuse};
use super::{EXCEPTIONS, algorithm_named};
use crate::jose::algorithm::Family;
use crate::jose::encode::Encoding;
use crate::jose::json::Written;
use crate::jose::prepare::sign_with;
use crate::jose::profile::Profile;
use crate::jose::refusal::Refusal;
use std::rc::Rc;

/// `PyJWT.encode`
pub(super) fn encode(vm: &mut Vm, args: Args) -> Result {
    let [_, payload, key, algorithm, headers, encoder, sort] = args.bind_python(
        vm,
        "PyJWT.encode",
        "self, payload, key, algorithm=, headers=, json_encoder=, sort_headers=",
    )?;
    let Value::Dict(claims) = payload.base().clone() else {
        let message = "Expecting a dict object, as JWT only supports JSON objects as payloads.";
        return Err(vm.type_error(message));
    };
    recorded(vm, |vm, encoding| {
        encode_claims(vm, encoding, &claims, Job { key, algorithm, headers, encoder, sort, detached: false })
    })
}

/// Runs `work`; whatever it gives, the operations it got to are recorded.
fn recorded(vm: &mut Vm, work: impl FnOnce(&mut Vm, &mut Encoding) -> Result) -> Result {
    let mut encoding = Encoding::new();
    let result = work(vm, &mut encoding);
    record(vm, encoding.operations)?;
    result
}

fn encode_claims(vm: &mut Vm, encoding: &mut Encoding, claims: &Rc<Dict>, job: Job) -> Result {
    let claims = convert_times(vm, encoding, claims)?;
    if claims.get_str("iss").is_some_and(|issuer| issuer.as_str().is_none()) {
        return Err(vm.type_error("Issuer (iss) must be a string."));
    }
    let written = json_text(vm, &Value::Dict(claims.clone()), &job.encoder, false)?;
    let before = shown(vm, &claims)?;
    encoding.payload_json(&before, &written);
    sign(vm, encoding, job, false)
}

/// `PyJWS.encode`
pub(super) fn encode_jws(vm: &mut Vm, args: Args) -> Result {
    let [this, payload, key, algorithm, headers, encoder, detached, sort] = args.bind_python(
        vm,
        "PyJWS.encode",
        "self, payload, key, algorithm=, headers=, json_encoder=, is_payload_detached=, sort_headers=",
    )?;
    let Some(bytes) = payload.as_byte_vec() else {
        let name = vm.type_name(&payload);
        return Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")));
    };
    let detached = !detached.is_unset() && vm.truth(&detached)?;
    let enforce = super::option_of(vm, &this, "enforce_minimum_key_length")?;
    let enforce = vm.truth(&enforce)?;
    recorded(vm, |vm, encoding| {
        encoding.payload_bytes(&bytes);
        sign(vm, encoding, Job { key, algorithm, headers, encoder, sort, detached }, enforce)
    })
}

struct Job {
    key: Value,
    algorithm: Value,
    headers: Value,
    encoder: Value,
    sort: Value,
    detached: bool,
}

/// A copy of the claims with `exp`, `iat` and `nbf` as numbers.
fn convert_times(vm: &mut Vm, encoding: &mut Encoding, claims: &Rc<Dict>) -> Result<Rc<Dict>> {
    let copy = claims.copy();
    let mut changed = false;
    for name in ["exp", "iat", "nbf"] {
        let value = get(&copy, name);
        if is_of_datetime(vm, &value, "datetime")? {
            let number = numeric_date(vm, &value)?;
            copy.set_str(name, number);
            changed = true;
        }
    }
    if changed {
        let (before, after) = (shown(vm, claims)?, shown(vm, &copy)?);
        encoding.claims_converted(&before, &after);
    }
    Ok(copy)
}

/// Compact JSON, by the caller's own encoder if there is one.
fn json_text(vm: &mut Vm, value: &Value, encoder: &Value, sort: bool) -> Result<Written> {
    if encoder.is_unset() || encoder.is_none() {
        return dumps(vm, value, &Dump::compact(sort));
    }
    let separators = Value::tuple([Value::str(","), Value::str(":")]);
    let kw = vec![
        (vm.intern("separators"), separators),
        (vm.intern("cls"), encoder.clone()),
        (vm.intern("sort_keys"), Value::Bool(sort)),
    ];
    let function = vm.import("json")?.dict.get_str("dumps").unwrap_or(Value::None);
    let text = vm.call_args(&function, Args { pos: vec![value.clone()], kw })?;
    let text = text.as_str().map(|text| text.text().clone()).unwrap_or_default();
    Ok(Written { text, members: Vec::new() })
}

/// The header: `typ` and `alg`, then the caller's own.
fn header_of(vm: &mut Vm, algorithm: &Value, headers: &Value, job: &mut Job) -> Result<Rc<Dict>> {
    let header = Dict::new();
    header.set_str("typ", Value::str("JWT"));
    header.set_str("alg", algorithm.clone());
    if !headers.is_unset() && vm.truth(headers)? {
        check_kid(vm, headers)?;
        vm.dict_update(&header, headers)?;
    }
    if !vm.truth(&get(&header, "typ"))? {
        let name = vm.intern("typ");
        header.remove_name(&name);
    }
    if job.detached {
        header.set_str("b64", Value::Bool(false));
        mark_critical(vm, &header)?;
    } else {
        let name = vm.intern("b64");
        header.remove_name(&name);
    }
    Ok(header)
}

fn check_kid(vm: &mut Vm, headers: &Value) -> Result<()> {
    if let Value::Dict(headers) = headers.base()
        && headers.get_str("kid").is_some_and(|kid| kid.as_str().is_none())
    {
        let refusal = Refusal::new("InvalidTokenError", "Key ID header parameter must be a string");
        return Err(raise(vm, EXCEPTIONS, &refusal));
    }
    Ok(())
}

/// A detached payload has to be named critical (RFC 7797 section 3).
fn mark_critical(vm: &mut Vm, header: &Rc<Dict>) -> Result<()> {
    let existing = header.get_str("crit").unwrap_or_else(|| Value::list(Vec::new()));
    let Value::List(list) = existing.base() else {
        let refusal = Refusal::new("InvalidTokenError", "Invalid 'crit' header: must be a list");
        return Err(raise(vm, EXCEPTIONS, &refusal));
    };
    let mut names = list.to_vec();
    if !names.iter().any(|name| name.as_str().is_some_and(|name| *name.text() == *"b64")) {
        names.push(Value::str("b64"));
        header.set_str("crit", Value::list(names));
    }
    Ok(())
}

/// Everything after the payload.
fn sign(vm: &mut Vm, encoding: &mut Encoding, mut job: Job, enforce: bool) -> Result {
    let mut algorithm = match (&job.algorithm, jwk_of(&job.key)) {
        (Value::Unset | Value::None, Some(data)) => Value::str(data.algorithm.name),
        (Value::Unset, None) => Value::str("HS256"),
        (Value::None, None) => Value::str("none"),
        (given, _) => given.clone(),
    };
    let headers = job.headers.clone();
    if !headers.is_unset() && vm.truth(&headers)? {
        let own = vm.call_method(&headers, "get", vec![Value::str("alg")])?;
        if vm.truth(&own)? {
            algorithm = own;
        }
        let b64 = vm.call_method(&headers, "get", vec![Value::str("b64")])?;
        job.detached |= matches!(b64, Value::Bool(false));
    }
    let header = header_of(vm, &algorithm, &headers, &mut job)?;
    let sorted = job.sort.is_unset() || vm.truth(&job.sort)?;
    let json = json_text(vm, &Value::Dict(header.clone()), &job.encoder, sorted)?;
    let header = shown(vm, &header)?;
    encoding.header_json(&header, &json);
    encoding.header_base64();
    if job.detached {
        encoding.payload_detached();
    } else {
        encoding.payload_base64();
    }
    let input = encoding.signing_input();
    let Some(found) = algorithm_named(vm, &algorithm)? else {
        return Err(vm.exception("NotImplementedError", "Algorithm not supported"));
    };
    let secret = prepare_key(vm, found, &job.key)?;
    check_length(vm, found, &secret, enforce)?;
    let given = display(vm, &job.key)?;
    encoding.key(found, &given, &secret.bytes());
    vm.charge(input.len() as u64 / 8 + 64)?;
    let salt = match found.family {
        Family::Pss => vm.random_bytes(found.hash.digest_size()),
        _ => Vec::new(),
    };
    let signature = match sign_with(Profile::PyJwt, found, &secret, &input, &salt) {
        Ok(signature) => signature,
        Err(refusal) => return Err(refuse(vm, &refusal)),
    };
    encoding.sign(&input, &secret.bytes(), &signature);
    Ok(Value::str(encoding.join()))
}
