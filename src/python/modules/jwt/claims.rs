//! `PyJWT._validate_claims`: the gates of the claims, with arguments of any type.

use super::super::super::value::Value;
use super::super::super::vm::Vm;
use super::super::json::decode::from_json;
use super::super::tokens::{Stash, check_time, display, is_iterable};
use super::decode::{Failed, Request, seconds_of};
use crate::jose::OpKind;
use crate::jose::decode::{Audience, Bound, Decoding};
use crate::jose::refusal::Refusal;

type Step = std::result::Result<(), Failed>;

/// Every gate of the claims, in `PyJWT`'s order.
pub(super) fn check_claims(
    vm: &mut Vm,
    decoding: &mut Decoding,
    stash: &mut Stash,
    request: &Request,
) -> Step {
    let leeway = seconds_of(vm, &request.leeway)?;
    let audience = &request.audience;
    if !audience.is_none() && !is_iterable(vm, audience) {
        let refusal = Refusal::new("TypeError", "audience must be a string, iterable or None");
        let found = vm.type_name(audience);
        return Ok(decoding.refuse_at(OpKind::Audience, "a string, an iterable or None", &found, refusal)?);
    }
    check_required(vm, decoding, request)?;
    let now = Bound::Float(vm.now());
    for kind in [OpKind::IssuedAt, OpKind::NotBefore, OpKind::Expiry] {
        let name = match kind {
            OpKind::IssuedAt => "verify_iat",
            OpKind::NotBefore => "verify_nbf",
            _ => "verify_exp",
        };
        let enabled = enabled(vm, request, name)?;
        check_time(decoding, kind, enabled, &now, &leeway, |decoding, _| decoding.not_an_integer(kind))?;
    }
    check_issuer(vm, decoding, stash, request)?;
    check_audience(vm, decoding, request)?;
    check_subject(vm, decoding, request)?;
    let enabled = enabled(vm, request, "verify_jti")?;
    if let Some(claim) = decoding.claim_to_check(OpKind::JwtId, enabled) {
        decoding.check_jwt_id(&claim)?;
    }
    Ok(())
}

/// `options[name]`; a missing one is a `KeyError`.
fn enabled(vm: &mut Vm, request: &Request, name: &str) -> std::result::Result<bool, Failed> {
    match request.options.get_str(name) {
        Some(value) => Ok(vm.truth(&value)?),
        None => Err(vm.key_error(&Value::str(name)).into()),
    }
}

fn check_required(vm: &mut Vm, decoding: &mut Decoding, request: &Request) -> Step {
    let required = request.options.get_str("require").unwrap_or(Value::None);
    let mut names = Vec::new();
    for name in vm.to_vec(&required)? {
        vm.hash(&name)?;
        names.push(vm.to_str(&name)?.text().to_string_lossy());
    }
    Ok(decoding.check_required(&names)?)
}

fn check_issuer(vm: &mut Vm, decoding: &mut Decoding, stash: &mut Stash, request: &Request) -> Step {
    if !enabled(vm, request, "verify_iss")? {
        decoding.skip(OpKind::Issuer, "verify_iss is off");
        return Ok(());
    }
    let issuer = &request.issuer;
    if issuer.is_none() {
        decoding.skip(OpKind::Issuer, "no issuer given");
        return Ok(());
    }
    let shown = display(vm, issuer)?;
    let result = decoding.check_issuer(&shown, |claim| {
        let value = from_json(vm, claim);
        let value = stash.keep(vm, value)?;
        let accepted =
            if issuer.as_str().is_some() { vm.eq(&value, issuer) } else { vm.contains(issuer, &value) };
        stash.keep(vm, accepted)
    });
    if result.as_ref().is_err_and(|refusal| refusal.class == "InvalidIssuerError") {
        // A TypeError of `in` has become this.
        *stash = Stash::default();
    }
    Ok(result?)
}

fn check_audience(vm: &mut Vm, decoding: &mut Decoding, request: &Request) -> Step {
    if !enabled(vm, request, "verify_aud")? {
        decoding.skip(OpKind::Audience, "verify_aud is off");
        return Ok(());
    }
    let audience = match (&request.audience, request.audience.as_str()) {
        (Value::None, _) => Audience::NotGiven,
        (_, Some(one)) => Audience::One(one.text().clone()),
        (many, None) => {
            let items = vm.to_vec(many)?;
            Audience::Any(items.iter().map(|item| item.as_str().map(|text| text.text().clone())).collect())
        }
    };
    let strict = request.options.get_str("strict_aud").unwrap_or(Value::Bool(false));
    let strict = vm.truth(&strict)?;
    let shown = display(vm, &request.audience)?;
    Ok(decoding.check_audience(&audience, &shown, strict)?)
}

fn check_subject(vm: &mut Vm, decoding: &mut Decoding, request: &Request) -> Step {
    let enabled = enabled(vm, request, "verify_sub")?;
    let Some(claim) = decoding.claim_to_check(OpKind::Subject, enabled) else { return Ok(()) };
    let subject = request.subject.as_str().map(|text| text.text().clone());
    let expected = if request.subject.is_none() { None } else { Some(subject.as_ref()) };
    Ok(decoding.check_subject(&claim, expected)?)
}
