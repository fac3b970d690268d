//! `jose`: python-jose 3.5.0.

mod decode;
mod encode;
mod jws;
mod keys;

use super::super::args::Args;
use super::super::object::{Class, Module};
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use super::Builder;
use super::binascii::{bytes_like, raise as raise_binascii};
use super::hashlib::{hash_of, hashable};
use super::tokens::{own_dict, part};
use crate::jose::algorithm::Algorithm;
use crate::jose::base64url;
use num_bigint::{BigInt, BigUint};
use std::rc::Rc;

/// Where its exceptions live.
pub(crate) const EXCEPTIONS: &str = "jose.exceptions";

const CLASSES: [(&str, &str); 12] = [
    ("JOSEError", "Exception"),
    ("JWSError", "JOSEError"),
    ("JWSSignatureError", "JWSError"),
    ("JWSAlgorithmError", "JWSError"),
    ("JWTError", "JOSEError"),
    ("JWTClaimsError", "JWTError"),
    ("ExpiredSignatureError", "JWTError"),
    ("JWKError", "JOSEError"),
    ("JWEError", "JOSEError"),
    ("JWEParseError", "JWEError"),
    ("JWEInvalidAuth", "JWEError"),
    ("JWEAlgorithmUnsupportedError", "JWEError"),
];

/// Loads `jose`.
pub(super) fn load(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "jose");
    module.value("__version__", Value::str("3.5.0"));
    let exceptions = part(module.vm, EXCEPTIONS, load_exceptions)?;
    for name in ["ExpiredSignatureError", "JOSEError", "JWSError", "JWTError"] {
        module.value(name, exceptions.dict.get_str(name).unwrap_or(Value::None));
    }
    module.value("exceptions", Value::Module(exceptions));
    Ok(module.finish())
}

/// Loads `jose.exceptions`.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load_exceptions(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, EXCEPTIONS);
    let mut made: Vec<(&str, Rc<Class>)> = Vec::new();
    for (name, base) in CLASSES {
        let base = match made.iter().find(|(have, _)| *have == base) {
            Some((_, class)) => class.clone(),
            None => module.vm.classes.get(base),
        };
        made.push((name, module.exception(name, &[base])));
    }
    Ok(module.finish())
}

fn with_exceptions(module: &mut Builder<'_>, names: &[&str]) -> Result<()> {
    for name in names {
        let class = module.vm.class_in(EXCEPTIONS, name)?;
        module.value(name, Value::Class(class));
    }
    Ok(())
}

fn with_algorithms(module: &mut Builder<'_>) -> Result<()> {
    let constants = module.vm.import("jose.constants")?;
    module.value("ALGORITHMS", constants.dict.get_str("ALGORITHMS").unwrap_or(Value::None));
    Ok(())
}

/// Loads `jose.jwt`.
pub(super) fn load_jwt(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "jose.jwt");
    module
        .python("encode", "encode", encode::encode)
        .python("decode", "decode", decode::decode)
        .python("get_unverified_header", "get_unverified_header", jws::get_unverified_header)
        .python("get_unverified_headers", "get_unverified_headers", jws::get_unverified_header)
        .python("get_unverified_claims", "get_unverified_claims", jws::get_unverified_claims);
    with_exceptions(&mut module, &["ExpiredSignatureError", "JWSError", "JWTClaimsError", "JWTError"])?;
    with_algorithms(&mut module)?;
    Ok(module.finish())
}

/// Loads `jose.jws`.
pub(super) fn load_jws(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "jose.jws");
    module
        .python("sign", "sign", encode::sign)
        .python("verify", "verify", jws::verify)
        .python("get_unverified_header", "get_unverified_header", jws::jws_header)
        .python("get_unverified_headers", "get_unverified_headers", jws::jws_header)
        .python("get_unverified_claims", "get_unverified_claims", jws::jws_claims);
    with_exceptions(&mut module, &["JWSError", "JWSSignatureError"])?;
    with_algorithms(&mut module)?;
    Ok(module.finish())
}

/// Loads `jose.jwk`.
pub(super) fn load_jwk(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "jose.jwk");
    module.python("construct", "construct", construct);
    let backends = module.vm.import("jose.backends")?;
    for name in ["Key", "HMACKey", "RSAKey", "ECKey", "AESKey", "DIRKey"] {
        module.value(name, backends.dict.get_str(name).unwrap_or(Value::None));
    }
    with_exceptions(&mut module, &["JWKError"])?;
    with_algorithms(&mut module)?;
    Ok(module.finish())
}

fn construct(vm: &mut Vm, args: Args) -> Result {
    let [key, algorithm] = args.bind_python(vm, "construct", "key_data, algorithm=")?;
    let algorithm = if algorithm.is_unset() { Value::None } else { algorithm };
    let made = keys::construct(vm, &key, &algorithm)?;
    keys::object_of(vm, made)
}

/// Loads `jose.backends`.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load_backends(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "jose.backends");
    keys::fill(&mut module);
    Ok(module.finish())
}

/// Loads `jose.constants`.
pub(super) fn load_constants(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "jose.constants");
    let class = module.class(super::super::vm::ClassSpec {
        name: "Algorithms",
        getters: &[("__dict__", own_dict)],
        ..Default::default()
    });
    let algorithms = module.vm.call(&Value::Class(class), Vec::new())?;
    let set =
        |module: &mut Builder<'_>, name: &str, value: Value| module.vm.set_attr(&algorithms, name, value);
    set(&mut module, "NONE", Value::str("none"))?;
    let (hashes, by_name) = Value::new_dict();
    let hashlib = module.vm.import("hashlib")?;
    let mut supported = Vec::new();
    for algorithm in Algorithm::python_jose() {
        set(&mut module, algorithm.name, Value::str(algorithm.name))?;
        by_name.set_str(algorithm.name, hashlib.dict.get_str(algorithm.hash.name()).unwrap_or(Value::None));
        supported.push(Value::str(algorithm.name));
    }
    for (name, _) in keys::ENCRYPTING {
        let attribute = name.replace(['-', '+'], "_");
        let attribute = if name == "dir" { "DIR".to_owned() } else { attribute };
        set(&mut module, &attribute, Value::str(name))?;
        supported.push(Value::str(name));
    }
    set(&mut module, "HASHES", hashes)?;
    for (name, start) in [("HMAC", "HS"), ("RSA_DS", "RS"), ("EC_DS", "ES"), ("SUPPORTED", "")] {
        let members = supported.iter().filter(|value| {
            let text = value.as_str().map(|text| text.name().to_owned()).unwrap_or_default();
            text.starts_with(start) && (start.is_empty() || keys::signing(&text).is_some())
        });
        let members = Value::list(members.cloned().collect::<Vec<_>>());
        let members = module.vm.set_from(&members, false)?;
        set(&mut module, name, Value::Set(members))?;
    }
    let (empty, _) = Value::new_dict();
    set(&mut module, "KEYS", empty)?;
    module.value("ALGORITHMS", algorithms.clone());
    Ok(module.finish())
}

/// Loads `jose.utils`.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load_utils(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "jose.utils");
    module
        .python("base64url_encode", "base64url_encode", base64url_encode)
        .python("base64url_decode", "base64url_decode", base64url_decode)
        .python("calculate_at_hash", "calculate_at_hash", calculate_at_hash)
        .python("long_to_base64", "long_to_base64", long_to_base64)
        .python("base64_to_long", "base64_to_long", base64_to_long);
    Ok(module.finish())
}

fn base64url_encode(vm: &mut Vm, args: Args) -> Result {
    let [input] = args.bind_python(vm, "base64url_encode", "input")?;
    let bytes = bytes_like(vm, &input)?;
    Ok(Value::bytes(base64url::encode(&bytes).into_bytes()))
}

fn base64url_decode(vm: &mut Vm, args: Args) -> Result {
    let [input] = args.bind_python(vm, "base64url_decode", "input")?;
    let bytes = match input.as_str() {
        // Text works as long as no padding has to be added to it.
        Some(text) if text.text().len() % 4 != 0 => {
            return Err(vm.type_error("can only concatenate str (not \"bytes\") to str"));
        }
        Some(text) => text.text().as_bytes().to_vec(),
        None => bytes_like(vm, &input)?,
    };
    base64url::decode_lenient(&bytes).map(Value::bytes).map_err(|error| raise_binascii(vm, &error))
}

fn calculate_at_hash(vm: &mut Vm, args: Args) -> Result {
    let [token, hash] = args.bind_python(vm, "calculate_at_hash", "access_token, hash_alg")?;
    let bytes = vm.call_method(&token, "encode", vec![Value::str("utf-8")])?;
    let bytes = hashable(vm, &bytes)?;
    let hash = hash_of(vm, &hash)?;
    Ok(Value::str(encode::half_hash(hash, &bytes)))
}

fn long_to_base64(vm: &mut Vm, args: Args) -> Result {
    let [number, size] = args.bind_python(vm, "long_to_base64", "data, size=")?;
    let Some(number) = number.as_bigint().and_then(|number| BigUint::try_from(number).ok()) else {
        return Err(vm.type_error("an integer is required"));
    };
    let size = size.as_i64().unwrap_or(0).clamp(0, 1 << 20) as usize;
    let bytes = crate::jose::keys::fixed(&number, size);
    Ok(Value::bytes(base64url::encode(&bytes).into_bytes()))
}

fn base64_to_long(vm: &mut Vm, args: Args) -> Result {
    let [data] = args.bind_python(vm, "base64_to_long", "data")?;
    let mut bytes = match data.as_str() {
        Some(text) => text.text().as_bytes().to_vec(),
        None => bytes_like(vm, &data)?,
    };
    bytes.extend_from_slice(b"==");
    let decoded = base64url::urlsafe_b64decode(&bytes).map_err(|error| raise_binascii(vm, &error))?;
    Ok(Value::int(BigInt::from(BigUint::from_bytes_be(&decoded))))
}
