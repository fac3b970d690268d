//! Keys as `PyJWT` takes them: text, bytes, key objects, and a `PyJWK`.

use super::super::super::object::Class;
use super::super::super::value::Value;
use super::super::super::vm::{Raise, Result, Vm};
use super::super::tokens::{raise, text_or_bytes};
use super::EXCEPTIONS;
use crate::jose::algorithm::{Algorithm, Family};
use crate::jose::key::length_warning;
use crate::jose::keys::Key;
use crate::jose::prepare::{check_pyjwt_pair, prepare};
use crate::jose::profile::Profile;
use crate::jose::refusal::Refusal;
use crate::jose::sign::Secret;
use std::rc::Rc;

/// An object of `cryptography`, or what a `PyJWK` holds.
pub(crate) struct KeyObject(pub(crate) Key);

/// What `PyJWK.__init__` found.
pub(crate) struct JwkData {
    pub(crate) algorithm: Algorithm,
    pub(crate) secret: Secret,
}

/// A key as an object of `cryptography`.
pub(crate) fn key_object(vm: &mut Vm, key: Key) -> Result {
    let class = vm.class_in("_keys", key.class_name())?;
    Ok(vm.new_native(&class, KeyObject(key)))
}

/// The key inside an object of `cryptography`.
pub(crate) fn key_of(value: &Value) -> Option<&Key> {
    match value {
        Value::Instance(instance) => instance.native::<KeyObject>().map(|object| &object.0),
        _ => None,
    }
}

/// The data of a `PyJWK`.
pub(crate) fn jwk_of(value: &Value) -> Option<&JwkData> {
    match value {
        Value::Instance(instance) => instance.native::<JwkData>(),
        _ => None,
    }
}

/// `alg_obj.prepare_key(key)`.
pub(crate) fn prepare_key(vm: &mut Vm, algorithm: Algorithm, key: &Value) -> Result<Secret> {
    if let Some(data) = jwk_of(key) {
        return prepare_secret(vm, algorithm, &data.secret);
    }
    if let Some(pair) = key_of(key) {
        let secret = Secret::Pair(pair.clone());
        return prepare_secret(vm, algorithm, &secret);
    }
    let refuse = |vm: &mut Vm, class: &'static str, message: &str| {
        let refusal = Refusal::new(class, message);
        raise(vm, EXCEPTIONS, &refusal)
    };
    if algorithm.family == Family::None {
        let empty = key.is_none() || key.as_str().is_some_and(|text| text.text().is_empty());
        let message = "When alg = \"none\", key value must be None.";
        return if empty { Ok(Secret::Nothing) } else { Err(refuse(vm, "InvalidKeyError", message)) };
    }
    let Some(bytes) = text_or_bytes(vm, key)? else {
        return Err(match algorithm.family {
            Family::Hmac => refuse(vm, "TypeError", "Expected a string or bytes value"),
            Family::EdDsa => {
                let class = vm.type_name(key);
                let message = format!(
                    "Expected one of <generator object Algorithm.check_crypto_key_type.<locals>.<genexpr> at 0x...>, \
                     got: {class}. Invalid Key type for OKPAlgorithm"
                );
                refuse(vm, "InvalidKeyError", &message)
            }
            _ => refuse(vm, "TypeError", "Expecting a PEM-formatted key."),
        });
    };
    prepare(Profile::PyJwt, algorithm, &bytes).map_err(|refusal| raise(vm, EXCEPTIONS, &refusal))
}

fn prepare_secret(vm: &mut Vm, algorithm: Algorithm, secret: &Secret) -> Result<Secret> {
    let result = match (algorithm.family, secret) {
        (Family::Hmac, Secret::Bytes(bytes)) => {
            return prepare_key(vm, algorithm, &Value::bytes(bytes.clone()));
        }
        (Family::Hmac, _) => Err(Refusal::new("TypeError", "Expected a string or bytes value")),
        (Family::None, _) => {
            Err(Refusal::new("InvalidKeyError", "When alg = \"none\", key value must be None."))
        }
        (_, Secret::Pair(key)) => check_pyjwt_pair(algorithm, key),
        (_, Secret::Bytes(bytes)) => return prepare_key(vm, algorithm, &Value::bytes(bytes.clone())),
        (_, Secret::Nothing) => Err(Refusal::new("TypeError", "Expecting a PEM-formatted key.")),
    };
    result.map(|()| secret.clone()).map_err(|refusal| raise(vm, EXCEPTIONS, &refusal))
}

/// What `check_key_length` has to say.
pub(crate) fn length_message(algorithm: Algorithm, secret: &Secret) -> Option<String> {
    match (algorithm.family, secret) {
        (Family::Hmac, Secret::Bytes(bytes)) => length_warning(algorithm, bytes.len()),
        (Family::Rsa | Family::Pss, Secret::Pair(key)) if key.bits() < 2048 => Some(format!(
            "The RSA key is {} bits long, which is below the minimum recommended size of 2048 bits. \
             See NIST SP 800-131A.",
            key.bits()
        )),
        _ => None,
    }
}

/// Warns of a short key, or refuses it when the options say so.
pub(crate) fn check_length(vm: &mut Vm, algorithm: Algorithm, secret: &Secret, enforce: bool) -> Result<()> {
    let Some(message) = length_message(algorithm, secret) else { return Ok(()) };
    if enforce {
        return Err(raise(vm, EXCEPTIONS, &Refusal::new("InvalidKeyError", message)));
    }
    let category: Rc<Class> = vm.class_in("jwt.warnings", "InsecureKeyLengthWarning")?;
    vm.warn(&category, &message)
}

/// An `AttributeError`, as reading an attribute of a key object that has none raises it.
pub(crate) fn refuse(vm: &mut Vm, refusal: &Refusal) -> Raise {
    raise(vm, EXCEPTIONS, refusal)
}
