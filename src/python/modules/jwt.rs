//! `jwt`: `PyJWT` 2.15.1.

mod claims;
mod decode;
mod encode;
mod jwk;
mod jws;
pub(crate) mod keys;

use super::super::args::Args;
use super::super::object::{Layout, Module};
use super::super::value::Value;
use super::super::vm::{ClassSpec, Result, Vm};
use super::Builder;
use super::tokens::{as_python, own_dict, part};
use crate::jose::algorithm::Algorithm;
use std::rc::Rc;

/// Where its exceptions live.
pub(crate) const EXCEPTIONS: &str = "jwt.exceptions";

/// Name and base of each exception, bases first.
const CLASSES: [(&str, &str); 19] = [
    ("PyJWTError", "Exception"),
    ("InvalidTokenError", "PyJWTError"),
    ("DecodeError", "InvalidTokenError"),
    ("InvalidSignatureError", "DecodeError"),
    ("ExpiredSignatureError", "InvalidTokenError"),
    ("InvalidAudienceError", "InvalidTokenError"),
    ("InvalidIssuerError", "InvalidTokenError"),
    ("InvalidIssuedAtError", "InvalidTokenError"),
    ("ImmatureSignatureError", "InvalidTokenError"),
    ("InvalidKeyError", "PyJWTError"),
    ("InvalidAlgorithmError", "InvalidTokenError"),
    ("MissingRequiredClaimError", "InvalidTokenError"),
    ("PyJWKError", "PyJWTError"),
    ("MissingCryptographyError", "PyJWKError"),
    ("PyJWKSetError", "PyJWTError"),
    ("PyJWKClientError", "PyJWTError"),
    ("PyJWKClientConnectionError", "PyJWKClientError"),
    ("InvalidSubjectError", "InvalidTokenError"),
    ("InvalidJTIError", "InvalidTokenError"),
];

/// The exceptions that `jwt` itself has.
const EXPORTED: &[&str] = &[
    "DecodeError",
    "ExpiredSignatureError",
    "ImmatureSignatureError",
    "InvalidAlgorithmError",
    "InvalidAudienceError",
    "InvalidIssuedAtError",
    "InvalidIssuerError",
    "InvalidKeyError",
    "InvalidSignatureError",
    "InvalidTokenError",
    "MissingRequiredClaimError",
    "PyJWKClientConnectionError",
    "PyJWKClientError",
    "PyJWKError",
    "PyJWKSetError",
    "PyJWTError",
];

/// Loads `jwt`.
pub(super) fn load(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "jwt");
    module.value("__version__", Value::str("2.15.1"));
    let parts: [(&str, super::Load, &[&str]); 6] = [
        ("exceptions", load_exceptions, EXPORTED),
        ("warnings", load_warnings, &["InsecureKeyLengthWarning"]),
        ("api_jwk", load_api_jwk, &["PyJWK", "PyJWKSet"]),
        ("algorithms", load_algorithms, &[]),
        ("api_jws", load_api_jws, &["PyJWS", "get_unverified_header", "get_algorithm_by_name"]),
        ("api_jwt", load_api_jwt, &["PyJWT", "encode", "decode", "decode_complete"]),
    ];
    for (name, load, exported) in parts {
        let from = part(module.vm, &format!("jwt.{name}"), load)?;
        for export in exported {
            module.value(export, from.dict.get_str(export).unwrap_or(Value::None));
        }
        module.value(name, Value::Module(from));
    }
    Ok(module.finish())
}

/// Loads `jwt.exceptions`.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load_exceptions(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, EXCEPTIONS);
    let mut made: Vec<(&str, Rc<super::super::object::Class>)> = Vec::new();
    for (name, base) in CLASSES {
        let base = match made.iter().find(|(have, _)| *have == base) {
            Some((_, class)) => class.clone(),
            None => module.vm.classes.get(base),
        };
        let methods: &[(&'static str, super::super::object::NativeFn)] =
            if name == "MissingRequiredClaimError" {
                &[("__init__", missing_init), ("__str__", missing_str)]
            } else {
                &[]
            };
        let class = module.class(ClassSpec { name, bases: &[base], methods, ..ClassSpec::default() });
        made.push((name, class));
    }
    Ok(module.finish())
}

fn missing_init(vm: &mut Vm, args: Args) -> Result {
    let [this, claim] = args.bind_python(vm, "MissingRequiredClaimError.__init__", "self, claim")?;
    vm.set_attr(&this, "claim", claim)?;
    Ok(Value::None)
}

fn missing_str(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.bind_python(vm, "MissingRequiredClaimError.__str__", "self")?;
    let claim = vm.get_attr(&this, "claim")?;
    let claim = vm.to_str(&claim)?.text().to_string_lossy();
    Ok(Value::str(format!("Token is missing the \"{claim}\" claim")))
}

/// Loads `jwt.warnings`.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load_warnings(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "jwt.warnings");
    for (name, base) in
        [("RemovedInPyjwt3Warning", "DeprecationWarning"), ("InsecureKeyLengthWarning", "UserWarning")]
    {
        let base = module.vm.classes.get(base);
        module.exception(name, &[base]);
    }
    Ok(module.finish())
}

/// Loads `jwt.api_jwt`: the class and the methods of its one object.
pub(super) fn load_api_jwt(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "jwt.api_jwt");
    let class = module.class(ClassSpec {
        name: "PyJWT",
        layout: Some(Layout::Object),
        getters: &[("__dict__", own_dict)],
        methods: &[
            ("__init__", init_jwt),
            ("encode", encode::encode),
            ("decode", decode::decode),
            ("decode_complete", decode::decode_complete),
        ],
        ..ClassSpec::default()
    });
    as_python(&class);
    let global = module.vm.call(&Value::Class(class), Vec::new())?;
    for name in ["encode", "decode", "decode_complete"] {
        let method = module.vm.get_attr(&global, name)?;
        module.value(name, method);
    }
    Ok(module.finish())
}

/// Loads `jwt.api_jws`.
pub(super) fn load_api_jws(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "jwt.api_jws");
    let class = module.class(ClassSpec {
        name: "PyJWS",
        layout: Some(Layout::Object),
        getters: &[("__dict__", own_dict)],
        methods: &[
            ("__init__", init_jws),
            ("encode", encode::encode_jws),
            ("decode", jws::decode_jws),
            ("decode_complete", jws::decode_jws_complete),
            ("get_unverified_header", jws::get_unverified_header),
            ("get_algorithms", get_algorithms),
            ("get_algorithm_by_name", get_algorithm_by_name),
        ],
        ..ClassSpec::default()
    });
    as_python(&class);
    let global = module.vm.call(&Value::Class(class), Vec::new())?;
    for name in ["encode", "decode", "decode_complete", "get_unverified_header", "get_algorithm_by_name"] {
        let method = module.vm.get_attr(&global, name)?;
        module.value(name, method);
    }
    Ok(module.finish())
}

/// Loads `jwt.api_jwk`.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load_api_jwk(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "jwt.api_jwk");
    jwk::fill(&mut module);
    Ok(module.finish())
}

/// Loads `jwt.algorithms`.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load_algorithms(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "jwt.algorithms");
    jwk::fill_algorithms(&mut module);
    module.python("get_default_algorithms", "get_default_algorithms", default_algorithms);
    module.value("has_crypto", Value::Bool(true));
    Ok(module.finish())
}

/// Loads `_keys`: the classes of `cryptography`'s key objects.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load_keys(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "_keys");
    for (place, names) in [
        ("rsa", ["RSAPublicKey", "RSAPrivateKey"]),
        ("ec", ["ECPublicKey", "ECPrivateKey"]),
        ("ed25519", ["Ed25519PublicKey", "Ed25519PrivateKey"]),
        ("ed448", ["Ed448PublicKey", "Ed448PrivateKey"]),
    ] {
        let place = format!("cryptography.hazmat.bindings._rust.openssl.{place}");
        for name in names {
            module.class(ClassSpec { name, module: &place, ..ClassSpec::default() });
        }
    }
    Ok(module.finish())
}

fn init_jwt(vm: &mut Vm, args: Args) -> Result {
    let [this, options] = args.bind_python(vm, "PyJWT.__init__", "self, options=")?;
    let (defaults, dict) = Value::new_dict();
    for name in ["signature", "exp", "nbf", "iat", "aud", "iss", "sub", "jti"] {
        dict.set_str(&format!("verify_{name}"), Value::Bool(true));
    }
    dict.set_str("require", Value::list(Vec::new()));
    dict.set_str("strict_aud", Value::Bool(false));
    dict.set_str("enforce_minimum_key_length", Value::Bool(false));
    vm.set_attr(&this, "options", defaults)?;
    if !options.is_unset() && !options.is_none() {
        let merged = decode::merge_options(vm, &this, &options)?;
        vm.set_attr(&this, "options", Value::Dict(merged))?;
    }
    Ok(Value::None)
}

fn init_jws(vm: &mut Vm, args: Args) -> Result {
    let [this, _, options] = args.bind_python(vm, "PyJWS.__init__", "self, algorithms=, options=")?;
    let (defaults, dict) = Value::new_dict();
    dict.set_str("verify_signature", Value::Bool(true));
    dict.set_str("enforce_minimum_key_length", Value::Bool(false));
    if !options.is_unset() && !options.is_none() {
        vm.dict_update(&dict, &options)?;
    }
    vm.set_attr(&this, "options", defaults)?;
    Ok(Value::None)
}

/// An option of an object or of a dict of options; `None` when it is not there.
pub(crate) fn option_of(vm: &mut Vm, of: &Value, name: &str) -> Result {
    let options = if matches!(of, Value::Dict(_)) { of.clone() } else { vm.get_attr(of, "options")? };
    match options.base() {
        Value::Dict(dict) => Ok(dict.get_str(name).unwrap_or(Value::None)),
        _ => Ok(Value::None),
    }
}

/// The algorithm of a name, which may be any value (an unhashable one is a `TypeError`).
pub(crate) fn algorithm_named(vm: &mut Vm, name: &Value) -> Result<Option<Algorithm>> {
    vm.hash(name)?;
    Ok(name.as_str().and_then(|name| Algorithm::named(name.name())))
}

fn names(algorithms: impl Iterator<Item = Algorithm>) -> Vec<Value> {
    algorithms.map(|algorithm| Value::str(algorithm.name)).collect()
}

fn get_algorithms(vm: &mut Vm, args: Args) -> Result {
    let [_] = args.bind_python(vm, "PyJWS.get_algorithms", "self")?;
    Ok(Value::list(names(Algorithm::pyjwt())))
}

fn class_for(vm: &mut Vm, algorithm: Algorithm) -> Result {
    use crate::jose::algorithm::Family;
    let name = match algorithm.family {
        Family::None => "NoneAlgorithm",
        Family::Hmac => "HMACAlgorithm",
        Family::Rsa => "RSAAlgorithm",
        Family::Pss => "RSAPSSAlgorithm",
        Family::Ecdsa(_) => "ECAlgorithm",
        Family::EdDsa => "OKPAlgorithm",
    };
    let class = vm.class_in("jwt.algorithms", name)?;
    vm.call(&Value::Class(class), Vec::new())
}

fn get_algorithm_by_name(vm: &mut Vm, args: Args) -> Result {
    let [_, name] = args.bind_python(vm, "PyJWS.get_algorithm_by_name", "self, alg_name")?;
    match algorithm_named(vm, &name)? {
        Some(algorithm) => class_for(vm, algorithm),
        None => Err(vm.exception("NotImplementedError", "Algorithm not supported")),
    }
}

fn default_algorithms(vm: &mut Vm, args: Args) -> Result {
    let [] = args.bind_python(vm, "get_default_algorithms", "")?;
    let (value, dict) = Value::new_dict();
    for algorithm in Algorithm::pyjwt() {
        let object = class_for(vm, algorithm)?;
        dict.set_str(algorithm.name, object);
    }
    Ok(value)
}
