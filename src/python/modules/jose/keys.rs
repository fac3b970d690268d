//! Keys as python-jose takes them: `jose.jwk.construct` and the objects it makes.

use super::super::super::args::Args;
use super::super::super::value::Value;
use super::super::super::vm::{ClassSpec, Result, Vm};
use super::super::json::encode::{Dump, to_json};
use super::super::jwt::keys::key_of;
use super::super::tokens::{raise, text_or_bytes, utf8};
use super::super::{Builder, data_of};
use super::EXCEPTIONS;
use crate::jose::algorithm::{Algorithm, Family};
use crate::jose::base64url;
use crate::jose::json::Json;
use crate::jose::jwk::{jose_from_jwk, to_jwk};
use crate::jose::keys::{Key, spki};
use crate::jose::prepare::{prepare, sign_with};
use crate::jose::profile::Profile;
use crate::jose::refusal::Refusal;
use crate::jose::sign::{self, Secret};

/// A key object of python-jose.
#[derive(Clone)]
pub(crate) struct JoseKey {
    pub(crate) name: String,
    /// `None` for the algorithms that encrypt: such a key cannot sign.
    pub(crate) algorithm: Option<Algorithm>,
    pub(crate) secret: Secret,
}

/// Every name in `ALGORITHMS.SUPPORTED` that does not sign, and the bits of its key where it is one for AES.
pub(super) const ENCRYPTING: [(&str, usize); 13] = [
    ("dir", 0),
    ("A128CBC-HS256", 256),
    ("A192CBC-HS384", 384),
    ("A256CBC-HS512", 512),
    ("A128GCM", 128),
    ("A192GCM", 192),
    ("A256GCM", 256),
    ("RSA1_5", 0),
    ("RSA-OAEP", 0),
    ("RSA-OAEP-256", 0),
    ("A128KW", 128),
    ("A192KW", 192),
    ("A256KW", 256),
];

/// The algorithm that signs under a name, in python-jose.
pub(super) fn signing(name: &str) -> Option<Algorithm> {
    Algorithm::python_jose().find(|algorithm| algorithm.name == name)
}

/// Whether `name in ALGORITHMS.SUPPORTED`.
pub(super) fn is_supported(vm: &mut Vm, name: &Value) -> Result<bool> {
    vm.hash(name)?;
    let known = |name: &str| signing(name).is_some() || ENCRYPTING.iter().any(|(other, _)| *other == name);
    Ok(name.as_str().is_some_and(|name| known(name.name())))
}

fn jwk_error(vm: &mut Vm, message: impl Into<String>) -> super::super::super::vm::Raise {
    raise(vm, EXCEPTIONS, &Refusal::new("JWKError", message))
}

/// The key inside a key object of python-jose.
pub(super) fn jose_key(value: &Value) -> Option<&JoseKey> {
    match value {
        Value::Instance(instance) => instance.native::<JoseKey>(),
        _ => None,
    }
}

/// `jwk.construct(key, algorithm)`
pub(super) fn construct(vm: &mut Vm, key: &Value, algorithm: &Value) -> Result<JoseKey> {
    let mut name = algorithm.clone();
    if !vm.truth(&name)? && matches!(key.base(), Value::Dict(_)) {
        name = vm.call_method(key, "get", vec![Value::str("alg"), Value::None])?;
    }
    if vm.truth(&name)? {
        vm.hash(&name)?;
    }
    let text = name.as_str().map(|name| name.name().to_owned()).unwrap_or_default();
    if let Some(algorithm) = signing(&text) {
        let secret = prepare_key(vm, algorithm, key)?;
        return Ok(JoseKey { name: text, algorithm: Some(algorithm), secret });
    }
    match ENCRYPTING.iter().find(|(other, _)| *other == text) {
        None => Err(jwk_error(vm, "Unable to find an algorithm for key")),
        Some(("dir", _)) => {
            let Some(bytes) = text_or_bytes(vm, key)? else {
                let class = vm.class_of(key);
                let class = vm.repr(&Value::Class(class))?.to_string_lossy();
                return Err(vm.type_error(format!("not expecting type '{class}'")));
            };
            Ok(JoseKey { name: text, algorithm: None, secret: Secret::Bytes(bytes) })
        }
        Some((_, 0)) => {
            let rsa = Algorithm::named("RS256").or_else(|| signing("RS256"));
            let secret = match rsa {
                Some(rsa) => prepare_key(vm, rsa, key)?,
                None => Secret::Nothing,
            };
            Ok(JoseKey { name: text, algorithm: None, secret })
        }
        Some((_, bits)) => {
            if vm.len(key)? * 8 != *bits {
                return Err(jwk_error(vm, format!("Key must be {bits} bit for alg {text}")));
            }
            let secret = Secret::Bytes(text_or_bytes(vm, key)?.unwrap_or_default());
            Ok(JoseKey { name: text, algorithm: None, secret })
        }
    }
}

/// What the class for an algorithm makes of a key.
fn prepare_key(vm: &mut Vm, algorithm: Algorithm, key: &Value) -> Result<Secret> {
    if algorithm.family != Family::Hmac
        && let Some(pair) = key_of(key)
    {
        return Ok(Secret::Pair(pair.clone()));
    }
    if matches!(key.base(), Value::Dict(_)) {
        let json = to_json(vm, key, &Dump::compact(false))?;
        let kty = json.get("kty").cloned().unwrap_or(Json::Null);
        let kty = super::super::json::decode::from_json(vm, &kty)?;
        let shown = vm.to_str(&kty)?.text().to_string_lossy();
        return jose_from_jwk(algorithm, &json, |_| shown.clone())
            .map_err(|refusal| raise(vm, EXCEPTIONS, &refusal));
    }
    if let Some(bytes) = text_or_bytes(vm, key)? {
        let prepared = prepare(Profile::PythonJose, algorithm, &bytes);
        return prepared.map_err(|refusal| raise(vm, EXCEPTIONS, &refusal));
    }
    let shown = vm.to_str(key)?.text().to_string_lossy();
    Err(match algorithm.family {
        Family::Hmac => jwk_error(vm, "Expecting a string- or bytes-formatted key."),
        Family::Ecdsa(_) => jwk_error(vm, format!("Unable to parse an ECKey from key: {shown}")),
        _ => jwk_error(vm, format!("Unable to parse an RSA_JWK from key: {shown}")),
    })
}

/// `key.sign(message)`
pub(super) fn sign_message(vm: &mut Vm, key: &JoseKey, message: &[u8]) -> Result<Vec<u8>> {
    vm.charge(message.len() as u64 / 8 + 64)?;
    match (&key.algorithm, &key.secret) {
        (Some(algorithm), secret) => sign_with(Profile::PythonJose, *algorithm, secret, message, &[])
            .map_err(|refusal| raise(vm, EXCEPTIONS, &refusal)),
        (None, Secret::Pair(_)) => Err(jwk_error(vm, "'NoneType' object is not callable")),
        (None, _) => {
            let class = vm.classes.get("NotImplementedError");
            Err(vm.raise_args(&class, Vec::new()))
        }
    }
}

/// What of a key verifies: an EC private key object has no `verify`, and python-jose swallows that.
pub(super) fn verifier(key: &JoseKey) -> Secret {
    match &key.secret {
        Secret::Pair(pair @ Key::Ec(_)) if pair.is_private() => Secret::Nothing,
        other => other.clone(),
    }
}

/// Warns when an RSA private key is asked to verify.
pub(super) fn warn_of_private(vm: &mut Vm, key: &JoseKey) -> Result<()> {
    let is_rsa = key.algorithm.is_some_and(|algorithm| algorithm.family == Family::Rsa);
    match &key.secret {
        Secret::Pair(pair) if is_rsa && pair.is_private() => {
            let category = vm.classes.get("UserWarning");
            let message = "Attempting to verify a message with a private key. This is not recommended.";
            vm.warn(&category, message)
        }
        _ => Ok(()),
    }
}

/// Adds the classes to `jose.backends`.
pub(super) fn fill(module: &mut Builder<'_>) {
    let base = module.class(ClassSpec { name: "Key", module: "jose.backends.base", ..ClassSpec::default() });
    for (short, name) in [
        ("HMACKey", "CryptographyHMACKey"),
        ("RSAKey", "CryptographyRSAKey"),
        ("ECKey", "CryptographyECKey"),
        ("AESKey", "CryptographyAESKey"),
        ("DIRKey", "DIRKey"),
    ] {
        let class = module.class(ClassSpec {
            name,
            module: "jose.backends.cryptography_backend",
            bases: std::slice::from_ref(&base),
            methods: &[
                ("__new__", new_key),
                ("sign", sign_method),
                ("verify", verify_method),
                ("to_dict", to_dict),
                ("public_key", public_key),
                ("to_pem", to_pem),
                ("is_public", is_public),
            ],
            ..ClassSpec::default()
        });
        module.value(short, Value::Class(class));
    }
}

/// A key as an object.
pub(super) fn object_of(vm: &mut Vm, key: JoseKey) -> Result {
    let name = match key.algorithm.map(|algorithm| algorithm.family) {
        Some(Family::Hmac) => "HMACKey",
        Some(Family::Ecdsa(_)) => "ECKey",
        Some(_) => "RSAKey",
        None if key.name == "dir" => "DIRKey",
        None if matches!(key.secret, Secret::Pair(_)) => "RSAKey",
        None => "AESKey",
    };
    let class = vm.class_in("jose.backends", name)?;
    Ok(vm.new_native(&class, key))
}

fn new_key(vm: &mut Vm, args: Args) -> Result {
    let [class, key, algorithm] = args.bind_python(vm, "Key.__init__", "self, key, algorithm")?;
    let name = algorithm.as_str().map(|name| name.name().to_owned()).unwrap_or_default();
    let made = construct(vm, &key, &algorithm)?;
    match class {
        Value::Class(class) => Ok(vm.new_native(&class, made)),
        _ => Err(jwk_error(vm, format!("hash_alg: {name} is not a valid hash algorithm"))),
    }
}

fn bytes_of(vm: &mut Vm, value: &Value) -> Result<Vec<u8>> {
    if let Some(text) = value.as_str() {
        let text = text.text().clone();
        return utf8(vm, &text);
    }
    super::super::binascii::bytes_like(vm, value)
}

fn sign_method(vm: &mut Vm, args: Args) -> Result {
    let [this, message] = args.bind_python(vm, "Key.sign", "self, msg")?;
    let key = data_of::<JoseKey>(vm, &this)?.clone();
    let message = bytes_of(vm, &message)?;
    sign_message(vm, &key, &message).map(Value::bytes)
}

fn verify_method(vm: &mut Vm, args: Args) -> Result {
    let [this, message, signature] = args.bind_python(vm, "Key.verify", "self, msg, sig")?;
    let key = data_of::<JoseKey>(vm, &this)?.clone();
    let (message, signature) = (bytes_of(vm, &message)?, bytes_of(vm, &signature)?);
    warn_of_private(vm, &key)?;
    let Some(algorithm) = key.algorithm else {
        let class = vm.classes.get("NotImplementedError");
        return Err(vm.raise_args(&class, Vec::new()));
    };
    vm.charge(message.len() as u64 / 8 + 256)?;
    Ok(Value::Bool(sign::verify(algorithm, &verifier(&key), &message, &signature)))
}

fn to_dict(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.bind_python(vm, "Key.to_dict", "self")?;
    let key = data_of::<JoseKey>(vm, &this)?.clone();
    let mut members = vec![("alg".into(), Json::from(key.name.as_str()))];
    match &key.secret {
        Secret::Pair(pair) => {
            let rest = to_jwk(pair).unwrap_or_default();
            members.extend(rest.into_iter().filter(|(name, _)| *name != *"key_ops"));
        }
        Secret::Bytes(bytes) => {
            members.push(("kty".into(), Json::from("oct")));
            members.push(("k".into(), Json::from(base64url::encode(bytes).as_str())));
        }
        Secret::Nothing => {}
    }
    super::super::json::decode::from_json(vm, &Json::Object(members))
}

fn public_key(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.bind_python(vm, "Key.public_key", "self")?;
    let key = data_of::<JoseKey>(vm, &this)?.clone();
    match &key.secret {
        Secret::Pair(pair) if pair.is_private() => {
            object_of(vm, JoseKey { secret: Secret::Pair(pair.public()), ..key })
        }
        Secret::Pair(_) => Ok(this.clone()),
        _ => {
            let class = vm.classes.get("NotImplementedError");
            Err(vm.raise_args(&class, Vec::new()))
        }
    }
}

fn is_public(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.bind_python(vm, "Key.is_public", "self")?;
    let key = data_of::<JoseKey>(vm, &this)?;
    Ok(Value::Bool(matches!(&key.secret, Secret::Pair(pair) if !pair.is_private())))
}

fn to_pem(vm: &mut Vm, args: Args) -> Result {
    let [this, _] = args.bind_python(vm, "Key.to_pem", "self, pem_format=")?;
    let key = data_of::<JoseKey>(vm, &this)?.clone();
    let der = match &key.secret {
        Secret::Pair(pair) if !pair.is_private() => spki(pair),
        _ => None,
    };
    let Some(der) = der else {
        let class = vm.classes.get("NotImplementedError");
        return Err(vm.raise_args(&class, Vec::new()));
    };
    let text = crate::jose::binascii::encode(&der, crate::jose::binascii::PLAIN, true);
    let lines: Vec<&str> =
        text.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    let pem = format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", lines.join("\n"));
    Ok(Value::bytes(pem.into_bytes()))
}
