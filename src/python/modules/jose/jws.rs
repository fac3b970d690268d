//! `jose.jws`, and what looks into a token without verifying it.

use super::super::super::args::Args;
use super::super::super::value::Value;
use super::super::super::vm::{Result, Vm};
use super::super::json::decode::from_json;
use super::super::tokens::{Stash, raise, record};
use super::EXCEPTIONS;
use super::decode::{finished, load, verify_signature};
use crate::jose::decode::Decoding;
use crate::jose::profile::Profile;
use crate::jose::refusal::Refusal;

/// `jws.verify`
pub(super) fn verify(vm: &mut Vm, args: Args) -> Result {
    let [token, key, algorithms, wanted] =
        args.bind_python(vm, "verify", "token, key, algorithms, verify=")?;
    let wanted = wanted.is_unset() || vm.truth(&wanted)?;
    let mut decoding = Decoding::new(Profile::PythonJose, &[]);
    decoding.is_jwt = false;
    let mut stash = Stash::default();
    let outcome = load(vm, &mut decoding, &token).and_then(|()| {
        if wanted { verify_signature(vm, &mut decoding, &mut stash, &key, &algorithms) } else { Ok(()) }
    });
    finished(vm, &mut decoding, stash, outcome)?;
    Ok(Value::bytes(decoding.payload))
}

/// Takes a token apart without checking anything.
fn unverified(vm: &mut Vm, token: &Value) -> Result<Decoding> {
    let mut decoding = Decoding::new(Profile::PythonJose, &[]);
    decoding.is_jwt = false;
    let outcome = load(vm, &mut decoding, token);
    finished(vm, &mut decoding, Stash::default(), outcome)?;
    Ok(decoding)
}

/// `jws.get_unverified_header`
pub(super) fn jws_header(vm: &mut Vm, args: Args) -> Result {
    let [token] = args.bind_python(vm, "get_unverified_header", "token")?;
    let decoding = unverified(vm, &token)?;
    from_json(vm, &decoding.header)
}

/// `jws.get_unverified_claims`
pub(super) fn jws_claims(vm: &mut Vm, args: Args) -> Result {
    let [token] = args.bind_python(vm, "get_unverified_claims", "token")?;
    unverified(vm, &token).map(|decoding| Value::bytes(decoding.payload))
}

fn or_jwt_error(vm: &mut Vm, result: Result<Decoding>, message: &str) -> Result<Decoding> {
    match vm.caught(result, "Exception")? {
        Ok(decoding) => Ok(decoding),
        Err(_) => Err(raise(vm, EXCEPTIONS, &Refusal::new("JWTError", message))),
    }
}

/// `jwt.get_unverified_header`
pub(super) fn get_unverified_header(vm: &mut Vm, args: Args) -> Result {
    let [token] = args.bind_python(vm, "get_unverified_header", "token")?;
    let result = unverified(vm, &token);
    let decoding = or_jwt_error(vm, result, "Error decoding token headers.")?;
    from_json(vm, &decoding.header)
}

/// `jwt.get_unverified_claims`
pub(super) fn get_unverified_claims(vm: &mut Vm, args: Args) -> Result {
    let [token] = args.bind_python(vm, "get_unverified_claims", "token")?;
    let result = unverified(vm, &token);
    let mut decoding = or_jwt_error(vm, result, "Error decoding token claims.")?;
    let outcome = decoding.parse_claims();
    record(vm, std::mem::take(&mut decoding.operations))?;
    outcome.map_err(|refusal| {
        let message = refusal.message.replacen("Invalid payload string", "Invalid claims string", 1);
        raise(vm, EXCEPTIONS, &Refusal { message, ..refusal })
    })?;
    from_json(vm, &decoding.claims)
}
