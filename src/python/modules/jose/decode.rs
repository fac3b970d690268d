//! `jose.jwt.decode` and `jose.jws.verify`.

use super::super::super::args::Args;
use super::super::super::object::Dict;
use super::super::super::value::Value;
use super::super::super::vm::{Raise, Result, Vm};
use super::super::json::decode::{Hooks, from_json};
use super::super::json::loads_value;
use super::super::tokens::{
    Stash, check_time, display, int_of, is_iterable, is_of_datetime, leeway_of, record, text_or_bytes,
};
use super::EXCEPTIONS;
use super::encode::at_hash;
use super::keys::{JoseKey, construct, jose_key, verifier, warn_of_private};
use crate::jose::OpKind;
use crate::jose::algorithm::Algorithm;
use crate::jose::decode::{Audience, Bound, Decoding, Leeway};
use crate::jose::json::Json;
use crate::jose::profile::Profile;
use crate::jose::refusal::Refusal;
use crate::jose::sign::{self, Secret};
use num_bigint::BigInt;
use num_traits::FromPrimitive;
use std::rc::Rc;

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

pub(super) type Step<T = ()> = std::result::Result<T, Failed>;

struct Request {
    token: Value,
    key: Value,
    algorithms: Value,
    options: Rc<Dict>,
    audience: Value,
    issuer: Value,
    subject: Value,
    access_token: Value,
}

/// `jwt.decode`
pub(super) fn decode(vm: &mut Vm, args: Args) -> Result {
    let [token, key, algorithms, options, audience, issuer, subject, access_token] = args.bind_python(
        vm,
        "decode",
        "token, key, algorithms=, options=, audience=, issuer=, subject=, access_token=",
    )?;
    let none = |value: Value| if value.is_unset() { Value::None } else { value };
    let merged = defaults();
    let options = none(options);
    if vm.truth(&options)? {
        vm.dict_update(&merged, &options)?;
    }
    let request = Request {
        token,
        key,
        algorithms: none(algorithms),
        options: merged,
        audience: none(audience),
        issuer: none(issuer),
        subject: none(subject),
        access_token: none(access_token),
    };
    let mut decoding = Decoding::new(Profile::PythonJose, &[]);
    let mut stash = Stash::default();
    let outcome = gates(vm, &mut decoding, &mut stash, &request);
    decoding.finish();
    finished(vm, &mut decoding, stash, outcome)?;
    from_json(vm, &decoding.claims)
}

fn defaults() -> Rc<Dict> {
    let dict = Dict::new();
    dict.set_str("verify_signature", Value::Bool(true));
    for name in ["aud", "iat", "exp", "nbf", "iss", "sub", "jti", "at_hash"] {
        dict.set_str(&format!("verify_{name}"), Value::Bool(true));
    }
    for name in ["aud", "iat", "exp", "nbf", "iss", "sub", "jti", "at_hash"] {
        dict.set_str(&format!("require_{name}"), Value::Bool(false));
    }
    dict.set_str("leeway", Value::Int(0));
    dict
}

pub(super) fn finished(vm: &mut Vm, decoding: &mut Decoding, stash: Stash, outcome: Step) -> Result<()> {
    record(vm, std::mem::take(&mut decoding.operations))?;
    match outcome {
        Ok(()) => Ok(()),
        Err(Failed::Raise(raised)) => Err(raised),
        Err(Failed::Refused(refusal)) => Err(stash.raise(vm, EXCEPTIONS, &refusal)),
    }
}

fn gates(vm: &mut Vm, decoding: &mut Decoding, stash: &mut Stash, request: &Request) -> Step {
    load(vm, decoding, &request.token)?;
    decoding.check_header()?;
    if option(vm, request, "verify_signature")? {
        verify_signature(vm, decoding, stash, &request.key, &request.algorithms)?;
    } else {
        for kind in [OpKind::AlgorithmAllowed, OpKind::KeyCheck, OpKind::Verify] {
            decoding.skip(kind, "verify_signature is off");
        }
    }
    let Some(alg) = decoding.header.get("alg").cloned() else {
        let raised = vm.key_error(&Value::str("alg"));
        return Err(raised.into());
    };
    decoding.parse_claims()?;
    check_claims(vm, decoding, stash, request, &alg)
}

/// `options.get(name)` as a truth value.
fn option(vm: &mut Vm, request: &Request, name: &str) -> Step<bool> {
    let value = request.options.get_str(name).unwrap_or(Value::None);
    Ok(vm.truth(&value)?)
}

pub(super) fn load(vm: &mut Vm, decoding: &mut Decoding, token: &Value) -> Step {
    let Some(bytes) = text_or_bytes(vm, token)?.or_else(|| token.as_byte_vec()) else {
        let raised = vm.attribute_error(token, "rsplit");
        return Err(raised.into());
    };
    vm.charge(bytes.len() as u64 / 4)?;
    decoding.set_token(&bytes);
    Ok(decoding.load()?)
}

/// `_get_keys(key)`: the keys to try, as something to iterate over.
fn keys_of(vm: &mut Vm, key: &Value) -> Result {
    if jose_key(key).is_some() {
        return Ok(Value::tuple([key.clone()]));
    }
    let hooks = Hooks { numbers_as_text: true, ..Hooks::default() };
    let loaded = loads_value(vm, key, &hooks);
    let key = match vm.caught(loaded, "Exception")? {
        Ok(loaded) => loaded,
        Err(_) => key.clone(),
    };
    if let Value::Dict(dict) = key.base() {
        if let Some(keys) = dict.get_str("keys") {
            return Ok(keys);
        }
        let values = dict.values();
        if dict.get_str("kty").is_some() || values.is_empty() {
            return Ok(Value::tuple([key.clone()]));
        }
        return Ok(Value::list(values));
    }
    let is_text = key.as_str().is_some() || matches!(key.base(), Value::Bytes(_));
    Ok(if !is_text && is_iterable(vm, &key) { key } else { Value::tuple([key]) })
}

pub(super) fn verify_signature(
    vm: &mut Vm,
    decoding: &mut Decoding,
    stash: &mut Stash,
    key: &Value,
    algorithms: &Value,
) -> Step {
    let shown = display(vm, algorithms)?;
    let alg = decoding.check_algorithm(&shown, |alg| {
        if algorithms.is_none() {
            return Ok(None);
        }
        let value = from_json(vm, alg);
        let value = stash.keep(vm, value)?;
        let inside = vm.contains(algorithms, &value);
        stash.keep(vm, inside).map(Some)
    })?;
    let alg = from_json(vm, &alg)?;
    let keys = keys_of(vm, key)?;
    let iterator = vm.iter(&keys)?;
    let message = decoding.signing_input();
    let mut tried: Vec<(JoseKey, Value)> = Vec::new();
    while let Some(key) = vm.next(&iterator)? {
        let made = jose_key(&key).map_or_else(|| construct(vm, &key, &alg), |made| Ok(made.clone()));
        let made = match stash.keep(vm, made) {
            Ok(made) => made,
            Err(refusal) => {
                let expected = format!("a key for {}", vm.to_str(&alg)?.text().to_string_lossy());
                let found = vm.type_name(&key);
                return Ok(decoding.refuse_at(OpKind::KeyCheck, &expected, &found, refusal)?);
            }
        };
        warn_of_private(vm, &made)?;
        vm.charge(message.len() as u64 / 8 + 256)?;
        let verifies = made.algorithm.is_some_and(|algorithm| {
            sign::verify(algorithm, &verifier(&made), &message, &decoding.signature)
        });
        if verifies {
            tried = vec![(made, key)];
            break;
        }
        tried.push((made, key));
    }
    let (given, bytes) = match tried.first() {
        Some((made, key)) => (display(vm, key)?, made.secret.bytes()),
        None => (display(vm, key)?, Vec::new()),
    };
    decoding.key_passed(&given, &bytes);
    let algorithm = tried.iter().find_map(|(made, _)| made.algorithm);
    let fallback = Algorithm::named("HS256").or(algorithm);
    let secrets: Vec<Secret> = match algorithm {
        Some(_) => tried.iter().map(|(made, _)| verifier(made)).collect(),
        None => Vec::new(),
    };
    match algorithm.or(fallback) {
        Some(algorithm) => Ok(decoding.verify(algorithm, &secrets)?),
        None => Ok(()),
    }
}

fn check_claims(
    vm: &mut Vm,
    decoding: &mut Decoding,
    stash: &mut Stash,
    request: &Request,
    alg: &Json,
) -> Step {
    let leeway = leeway(vm, request)?;
    check_required(vm, decoding, request)?;
    if !request.audience.is_none() && request.audience.as_str().is_none() {
        let refusal = Refusal::new("JWTError", "audience must be a string or None");
        let found = vm.type_name(&request.audience);
        return Ok(decoding.refuse_at(OpKind::Audience, "a string or None", &found, refusal)?);
    }
    let broken = |kind: OpKind| {
        move |decoding: &Decoding, refusal: Refusal| {
            if refusal.class == "ValueError" { decoding.not_an_integer(kind) } else { refusal }
        }
    };
    let enabled = option(vm, request, "verify_iat")?;
    if let Some(claim) = decoding.claim_to_check(OpKind::IssuedAt, enabled) {
        match int_of(&claim).map_err(|refusal| broken(OpKind::IssuedAt)(decoding, refusal)) {
            Ok(_) => decoding.pass_at(OpKind::IssuedAt, "an integer; python-jose takes a future iat"),
            Err(refusal) => {
                let found = claim.python_type();
                return Ok(decoding.refuse_at(
                    OpKind::IssuedAt,
                    "a whole number of seconds",
                    found,
                    refusal,
                )?);
            }
        }
    }
    let now = Bound::Int(BigInt::from_f64(vm.now().floor()).unwrap_or_default());
    for (kind, name) in [(OpKind::NotBefore, "verify_nbf"), (OpKind::Expiry, "verify_exp")] {
        let enabled = option(vm, request, name)?;
        check_time(decoding, kind, enabled, &now, &leeway, broken(kind))?;
    }
    check_rest(vm, decoding, stash, request, alg)
}

/// `options["leeway"]`; of a `timedelta`, whole seconds.
fn leeway(vm: &mut Vm, request: &Request) -> Step<Leeway> {
    let value = request.options.get_str("leeway").unwrap_or(Value::Int(0));
    if is_of_datetime(vm, &value, "timedelta")? {
        let (days, seconds) = (vm.get_attr(&value, "days")?, vm.get_attr(&value, "seconds")?);
        let total = days.as_i64().unwrap_or(0) * 86_400 + seconds.as_i64().unwrap_or(0);
        return Ok(Leeway::Int(BigInt::from(total)));
    }
    Ok(leeway_of(vm, &value))
}

/// The claims that options name as `require_…`, in the order of the options; each is checked then in any case.
fn check_required(vm: &mut Vm, decoding: &mut Decoding, request: &Request) -> Step {
    let mut names = Vec::new();
    for (key, value) in request.options.items() {
        let Some(name) = key.as_str().map(|key| key.text().to_string_lossy()) else {
            let raised = vm.attribute_error(&key, "startswith");
            return Err(raised.into());
        };
        if let Some(name) = name.strip_prefix("require_")
            && vm.truth(&value)?
        {
            names.push(name.to_owned());
        }
    }
    decoding.check_required(&names)?;
    for name in names {
        request.options.set_str(&format!("verify_{name}"), Value::Bool(true));
    }
    Ok(())
}

fn check_rest(
    vm: &mut Vm,
    decoding: &mut Decoding,
    stash: &mut Stash,
    request: &Request,
    alg: &Json,
) -> Step {
    if option(vm, request, "verify_aud")? {
        let audience = match request.audience.as_str() {
            Some(one) => Audience::One(one.text().clone()),
            None => Audience::NotGiven,
        };
        let shown = display(vm, &request.audience)?;
        decoding.check_audience(&audience, &shown, false)?;
    } else {
        decoding.skip(OpKind::Audience, "verify_aud is off");
    }
    let checks_issuer = option(vm, request, "verify_iss")?;
    if request.issuer.is_none() || !checks_issuer {
        decoding.skip(OpKind::Issuer, if checks_issuer { "no issuer given" } else { "verify_iss is off" });
    } else {
        let shown = display(vm, &request.issuer)?;
        let one = request.issuer.as_str().is_some();
        let container = if one { Value::tuple([request.issuer.clone()]) } else { request.issuer.clone() };
        decoding.check_issuer(&shown, |claim| {
            let value = from_json(vm, claim);
            let value = stash.keep(vm, value)?;
            let inside = vm.contains(&container, &value);
            stash.keep(vm, inside)
        })?;
    }
    let enabled = option(vm, request, "verify_sub")?;
    if let Some(claim) = decoding.claim_to_check(OpKind::Subject, enabled) {
        let subject = request.subject.as_str().map(|text| text.text().clone());
        let expected = if request.subject.is_none() { None } else { Some(subject.as_ref()) };
        decoding.check_subject(&claim, expected)?;
    }
    let enabled = option(vm, request, "verify_jti")?;
    if let Some(claim) = decoding.claim_to_check(OpKind::JwtId, enabled) {
        decoding.check_jwt_id(&claim)?;
    }
    let enabled = option(vm, request, "verify_at_hash")?;
    if let Some(claim) = decoding.claim_to_check(OpKind::AccessTokenHash, enabled) {
        let given = vm.truth(&request.access_token)?;
        let hash = if given { Some(expected_hash(vm, stash, request, alg)?) } else { None };
        decoding.check_access_token(&claim, hash)?;
    }
    Ok(())
}

fn expected_hash(
    vm: &mut Vm,
    stash: &mut Stash,
    request: &Request,
    alg: &Json,
) -> Step<std::result::Result<String, Refusal>> {
    let alg = from_json(vm, alg)?;
    let hash = at_hash(vm, &request.access_token, &alg);
    Ok(stash.keep(vm, hash).map_err(|refusal| {
        if refusal.class == "TypeError" || refusal.class == "ValueError" {
            *stash = Stash::default();
            Refusal::new("JWTClaimsError", "Unable to calculate at_hash to verify against token claims.")
        } else {
            refusal
        }
    }))
}
