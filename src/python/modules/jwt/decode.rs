//! `jwt.decode` and `jwt.decode_complete`.

use super::super::super::args::Args;
use super::super::super::object::Dict;
use super::super::super::value::{Str, Value};
use super::super::super::vm::{Raise, Result, Vm};
use super::super::json::decode::from_json;
use super::super::tokens::{Stash, display, is_of_datetime, leeway_of, record, repr, text_or_bytes};
use super::claims::check_claims;
use super::keys::{check_length, jwk_of, prepare_key};
use super::{EXCEPTIONS, algorithm_named};
use crate::jose::OpKind;
use crate::jose::algorithm::Algorithm;
use crate::jose::decode::Decoding;
use crate::jose::prepare::check_verifier;
use crate::jose::profile::Profile;
use crate::jose::refusal::Refusal;
use std::rc::Rc;

/// What a call asks for.
pub(super) struct Request {
    pub(super) token: Value,
    pub(super) key: Value,
    pub(super) algorithms: Value,
    /// The merged options.
    pub(super) options: Rc<Dict>,
    pub(super) verify_signature: bool,
    pub(super) detached: Value,
    pub(super) audience: Value,
    pub(super) issuer: Value,
    pub(super) subject: Value,
    pub(super) leeway: Value,
}

const PARAMETERS: [&str; 10] = [
    "jwt",
    "key",
    "algorithms",
    "options",
    "verify",
    "detached_payload",
    "audience",
    "subject",
    "issuer",
    "leeway",
];

/// `PyJWT.decode`
pub(super) fn decode(vm: &mut Vm, mut args: Args) -> Result {
    warn_of_unknown(vm, "decode", &mut args)?;
    let [this, token, key, algorithms, options, verify, detached, audience, subject, issuer, leeway] = args
        .bind_python(
            vm,
            "PyJWT.decode",
            "self, jwt, key=, algorithms=, options=, verify=, detached_payload=, audience=, subject=, issuer=, leeway=",
        )?;
    let complete = run(
        vm,
        &this,
        [token, key, algorithms, options, verify, detached, audience, issuer, subject, leeway],
    )?;
    Ok(complete.payload)
}

/// `PyJWT.decode_complete`
pub(super) fn decode_complete(vm: &mut Vm, mut args: Args) -> Result {
    warn_of_unknown(vm, "decode_complete", &mut args)?;
    let [this, token, key, algorithms, options, verify, detached, audience, issuer, subject, leeway] = args
        .bind_python(
            vm,
            "PyJWT.decode_complete",
            "self, jwt, key=, algorithms=, options=, verify=, detached_payload=, audience=, issuer=, subject=, leeway=",
        )?;
    let complete = run(
        vm,
        &this,
        [token, key, algorithms, options, verify, detached, audience, issuer, subject, leeway],
    )?;
    let (value, dict) = Value::new_dict();
    dict.set_str("payload", complete.payload);
    dict.set_str("header", complete.header);
    dict.set_str("signature", complete.signature);
    Ok(value)
}

struct Complete {
    payload: Value,
    header: Value,
    signature: Value,
}

/// Other keyword arguments do nothing but warn.
fn warn_of_unknown(vm: &mut Vm, function: &str, args: &mut Args) -> Result<()> {
    let is_known = |name: &Str| PARAMETERS.contains(&name.name());
    let unknown = args.kw.iter().filter(|(name, _)| !is_known(name));
    let names: Vec<Value> = unknown.map(|(name, _)| Value::Str(name.clone())).collect();
    args.kw.retain(|(name, _)| is_known(name));
    if names.is_empty() {
        return Ok(());
    }
    let names = repr(vm, &Value::tuple(names))?;
    let category = vm.class_in("jwt.warnings", "RemovedInPyjwt3Warning")?;
    let message = format!(
        "passing additional kwargs to {function}() is deprecated and will be removed in pyjwt version 3. \
         Unsupported kwargs: {names}"
    );
    vm.warn(&category, &message)
}

fn run(vm: &mut Vm, this: &Value, arguments: [Value; 10]) -> Result<Complete> {
    let [token, key, algorithms, options, verify, detached, audience, issuer, subject, leeway] = arguments;
    let none = |value: Value| if value.is_unset() { Value::None } else { value };
    let options = none(options);
    let verify_signature = if options.is_none() {
        true
    } else {
        let asked =
            vm.call_method(&options, "get", vec![Value::str("verify_signature"), Value::Bool(true)])?;
        if !verify.is_unset() && !verify.is_none() && !vm.eq(&verify, &asked)? {
            warn_of_verify(vm)?;
        }
        vm.truth(&asked)?
    };
    if options.is_none() && !verify.is_unset() && !verify.is_none() && !vm.eq(&verify, &Value::Bool(true))? {
        warn_of_verify(vm)?;
    }
    let merged = merge_options(vm, this, &options)?;
    let request = Request {
        token,
        key: if key.is_unset() { Value::str("") } else { key },
        algorithms: none(algorithms),
        options: merged,
        verify_signature,
        detached: none(detached),
        audience: none(audience),
        issuer: none(issuer),
        subject: none(subject),
        leeway: if leeway.is_unset() { Value::Int(0) } else { leeway },
    };
    let (decoding, result) = gates(vm, &request, true)?;
    result?;
    complete(vm, &decoding)
}

fn warn_of_verify(vm: &mut Vm) -> Result<()> {
    let category = vm.classes.get("DeprecationWarning");
    let message = "The `verify` argument to `decode` does nothing in PyJWT 2.0 and newer. The equivalent is setting \
                   `verify_signature` to False in the `options` dictionary. This invocation has a mismatch between \
                   the kwarg and the option entry.";
    vm.warn(&category, message)
}

fn complete(vm: &mut Vm, decoding: &Decoding) -> Result<Complete> {
    Ok(Complete {
        payload: from_json(vm, &decoding.claims)?,
        header: from_json(vm, &decoding.header)?,
        signature: Value::bytes(decoding.signature.clone()),
    })
}

/// The object's options with the caller's over them; without a signature, claims are checked on demand alone.
pub(super) fn merge_options(vm: &mut Vm, this: &Value, options: &Value) -> Result<Rc<Dict>> {
    let own = vm.get_attr(this, "options")?;
    let merged = Dict::new();
    vm.dict_update(&merged, &own)?;
    if options.is_none() {
        return Ok(merged);
    }
    let given = Dict::new();
    vm.dict_update(&given, options)?;
    let verify = given.get_str("verify_signature").unwrap_or(Value::Bool(true));
    if !vm.truth(&verify)? {
        for name in ["exp", "nbf", "iat", "aud", "iss", "sub", "jti"] {
            let name = format!("verify_{name}");
            if given.get_str(&name).is_none() {
                given.set_str(&name, Value::Bool(false));
            }
        }
    }
    vm.dict_update(&merged, &Value::Dict(given))?;
    Ok(merged)
}

/// Takes a token through its gates and records them. The outer error is a halt or a wrong argument; the inner one is
/// what `decode` raises.
pub(super) fn gates(vm: &mut Vm, request: &Request, claims: bool) -> Result<(Decoding, Result<()>)> {
    let mut decoding = Decoding::new(Profile::PyJwt, &[]);
    let mut stash = Stash::default();
    let outcome = gates_inner(vm, &mut decoding, &mut stash, request, claims);
    if claims {
        decoding.finish();
    }
    record(vm, std::mem::take(&mut decoding.operations))?;
    let result = match outcome {
        Ok(()) => Ok(()),
        Err(Failed::Raise(raised @ Raise::Halt(_))) => return Err(raised),
        Err(Failed::Raise(raised)) => Err(raised),
        Err(Failed::Refused(refusal)) => Err(stash.raise(vm, EXCEPTIONS, &refusal)),
    };
    Ok((decoding, result))
}

/// Why the gates were left.
pub(super) enum Failed {
    Raise(Raise),
    Refused(Refusal),
}

impl From<Raise> for Failed {
    fn from(raised: Raise) -> Self {
        Failed::Raise(raised)
    }
}

impl From<Refusal> for Failed {
    fn from(refusal: Refusal) -> Self {
        Failed::Refused(refusal)
    }
}

fn gates_inner(
    vm: &mut Vm,
    decoding: &mut Decoding,
    stash: &mut Stash,
    request: &Request,
    claims: bool,
) -> std::result::Result<(), Failed> {
    let is_jwk = jwk_of(&request.key).is_some();
    if request.verify_signature && !is_jwk && !vm.truth(&request.algorithms)? {
        decoding.refuse_without_algorithms::<()>()?;
    }
    load(vm, decoding, &request.token)?;
    decoding.check_header()?;
    attach(vm, decoding, request)?;
    if request.verify_signature {
        verify(vm, decoding, stash, request)?;
    } else {
        for kind in [OpKind::AlgorithmAllowed, OpKind::KeyCheck, OpKind::Verify] {
            decoding.skip(kind, "verify_signature is off");
        }
    }
    if !claims {
        return Ok(());
    }
    decoding.parse_claims()?;
    check_claims(vm, decoding, stash, request)
}

/// The token's bytes, and the gates that take it apart.
pub(super) fn load(vm: &mut Vm, decoding: &mut Decoding, token: &Value) -> std::result::Result<(), Failed> {
    let Some(bytes) = text_or_bytes(vm, token)? else {
        let refusal = Refusal::new("DecodeError", "Invalid token type. Token must be a <class 'bytes'>");
        let found = vm.type_name(token);
        return Ok(decoding.refuse_at(OpKind::Split, "str or bytes", &found, refusal)?);
    };
    vm.charge(bytes.len() as u64 / 4)?;
    decoding.set_token(&bytes);
    Ok(decoding.load()?)
}

/// A detached payload (RFC 7797) and what the header must say about it.
fn attach(vm: &mut Vm, decoding: &mut Decoding, request: &Request) -> std::result::Result<(), Failed> {
    let refuse = |decoding: &mut Decoding, class: &'static str, message: &str| {
        decoding.refuse_at::<()>(
            OpKind::HeaderCheck,
            "a header that fits the payload",
            "it does not",
            Refusal::new(class, message),
        )
    };
    let unencoded = decoding.is_unencoded();
    if !request.detached.is_none() && !unencoded {
        let message = "It is only valid to pass \"detached_payload\" when the protected header has \"b64\" set to false.";
        return Ok(refuse(decoding, "DecodeError", message)?);
    }
    if !unencoded {
        return Ok(());
    }
    let critical = match decoding.header.get("crit") {
        Some(crate::jose::json::Json::Array(names)) => names.iter().any(|name| name.as_str() == Some("b64")),
        _ => false,
    };
    if !critical {
        let message = "The 'b64' header parameter requires 'b64' to be listed in 'crit'.";
        return Ok(refuse(decoding, "InvalidTokenError", message)?);
    }
    let Some(payload) = request.detached.as_byte_vec() else {
        let message = "It is required that you pass in a value for the \"detached_payload\" argument to decode a message having the b64 header set to false.";
        if request.detached.is_none() {
            return Ok(refuse(decoding, "DecodeError", message)?);
        }
        let name = vm.type_name(&request.detached);
        return Err(vm
            .type_error(format!("sequence item 1: expected a bytes-like object, {name} found"))
            .into());
    };
    decoding.attach(&payload);
    Ok(())
}

fn verify(
    vm: &mut Vm,
    decoding: &mut Decoding,
    stash: &mut Stash,
    request: &Request,
) -> std::result::Result<(), Failed> {
    let bound = jwk_of(&request.key).map(|data| data.algorithm);
    let allowed = match (&request.algorithms, bound) {
        (Value::None, Some(algorithm)) => Value::list([Value::str(algorithm.name)]),
        (given, _) => given.clone(),
    };
    let shown = display(vm, &allowed)?;
    let alg = decoding.check_algorithm(&shown, |alg| {
        let value = from_json(vm, alg);
        let value = stash.keep(vm, value)?;
        let inside = vm.contains(&allowed, &value);
        stash.keep(vm, inside).map(Some)
    })?;
    let value = from_json(vm, &alg)?;
    let algorithm = known_algorithm(vm, decoding, &value, bound)?;
    let secret = prepare_key(vm, algorithm, &request.key).and_then(|secret| {
        let enforce = request.options.get_str("enforce_minimum_key_length").unwrap_or(Value::None);
        let enforce = vm.truth(&enforce)?;
        check_length(vm, algorithm, &secret, enforce)?;
        Ok(secret)
    });
    let checked = stash.keep(vm, secret).and_then(|secret| {
        check_verifier(Profile::PyJwt, algorithm, &secret)?;
        Ok(secret)
    });
    let secret = match checked {
        Ok(secret) => secret,
        Err(refusal) => {
            let expected = format!("a key for {}", algorithm.name);
            let found = vm.type_name(&request.key);
            return Ok(decoding.refuse_at(OpKind::KeyCheck, &expected, &found, refusal)?);
        }
    };
    let given = display(vm, &request.key)?;
    decoding.key_passed(&given, &secret.bytes());
    vm.charge(256)?;
    Ok(decoding.verify(algorithm, &[secret])?)
}

/// The algorithm of an allowed `alg`: known, and the one that a `PyJWK` is for.
fn known_algorithm(
    vm: &mut Vm,
    decoding: &mut Decoding,
    alg: &Value,
    bound: Option<Algorithm>,
) -> std::result::Result<Algorithm, Failed> {
    let shown = repr(vm, alg)?;
    if let Some(bound) = bound {
        if alg.as_str().is_some_and(|alg| *alg.text() == *bound.name) {
            return Ok(bound);
        }
        let message = format!("Token algorithm {shown} does not match the key's algorithm '{}'", bound.name);
        let refusal = Refusal::new("InvalidAlgorithmError", message);
        return Ok(decoding.refuse_at(OpKind::KeyCheck, bound.name, &shown, refusal)?);
    }
    if let Some(algorithm) = algorithm_named(vm, alg)? {
        return Ok(algorithm);
    }
    let refusal = Refusal::new("InvalidAlgorithmError", "Algorithm not supported")
        .because(Refusal::new("NotImplementedError", "Algorithm not supported"));
    Ok(decoding.refuse_at(OpKind::KeyCheck, "a known algorithm", &shown, refusal)?)
}

/// The leeway as seconds; a `timedelta` as its total.
pub(super) fn seconds_of(vm: &mut Vm, leeway: &Value) -> Result<crate::jose::decode::Leeway> {
    if is_of_datetime(vm, leeway, "timedelta")? {
        let seconds = vm.call_method(leeway, "total_seconds", Vec::new())?;
        return Ok(leeway_of(vm, &seconds));
    }
    Ok(leeway_of(vm, leeway))
}
