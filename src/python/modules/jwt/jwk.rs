//! `PyJWK`, `PyJWKSet` and the classes in `jwt.algorithms`.

use super::super::super::args::Args;
use super::super::super::object::{Class, Dict};
use super::super::super::value::Value;
use super::super::super::vm::{ClassSpec, Result, Vm};
use super::super::json::decode::{Hooks, from_json};
use super::super::json::encode::{Dump, to_json};
use super::super::json::loads_value;
use super::super::tokens::{get, own_dict, raise, repr, text_or_bytes};
use super::super::{Builder, data_of};
use super::keys::{JwkData, key_object, key_of};
use super::{EXCEPTIONS, algorithm_named};
use crate::jose::algorithm::Algorithm;
use crate::jose::base64url;
use crate::jose::json::{Json, Layout, write};
use crate::jose::jwk::{default_algorithm, from_jwk, to_jwk};
use crate::jose::refusal::Refusal;
use crate::jose::sign::Secret;
use std::rc::Rc;

/// Adds `PyJWK` and `PyJWKSet` to `jwt.api_jwk`.
pub(super) fn fill(module: &mut Builder<'_>) {
    module.class(ClassSpec {
        name: "PyJWK",
        methods: &[("__new__", new_jwk)],
        static_methods: &[("from_dict", jwk_from_dict), ("from_json", jwk_from_json)],
        getters: &[
            ("__dict__", own_dict),
            ("key_type", |vm, this| jwk_member(vm, this, "kty")),
            ("key_id", |vm, this| jwk_member(vm, this, "kid")),
            ("public_key_use", |vm, this| jwk_member(vm, this, "use")),
            ("algorithm_name", |vm, this| Ok(Value::str(data_of::<JwkData>(vm, this)?.algorithm.name))),
            ("key", |vm, this| {
                let secret = data_of::<JwkData>(vm, this)?.secret.clone();
                secret_value(vm, &secret)
            }),
        ],
        ..ClassSpec::default()
    });
    module.class(ClassSpec {
        name: "PyJWKSet",
        getters: &[("__dict__", own_dict)],
        methods: &[("__init__", init_set), ("__getitem__", set_item), ("__iter__", set_iter)],
        static_methods: &[("from_dict", set_from_dict), ("from_json", set_from_json)],
        ..ClassSpec::default()
    });
}

/// Adds the algorithm classes to `jwt.algorithms`.
pub(super) fn fill_algorithms(module: &mut Builder<'_>) {
    let base = module.class(ClassSpec { name: "Algorithm", ..ClassSpec::default() });
    let classes: [(&str, super::super::super::object::NativeFn); 6] = [
        ("NoneAlgorithm", |vm, args| from_jwk_of(vm, args, "none")),
        ("HMACAlgorithm", |vm, args| from_jwk_of(vm, args, "HS256")),
        ("RSAAlgorithm", |vm, args| from_jwk_of(vm, args, "RS256")),
        ("ECAlgorithm", |vm, args| from_jwk_of(vm, args, "ES256")),
        ("RSAPSSAlgorithm", |vm, args| from_jwk_of(vm, args, "PS256")),
        ("OKPAlgorithm", |vm, args| from_jwk_of(vm, args, "EdDSA")),
    ];
    for (name, read) in classes {
        module.class(ClassSpec {
            name,
            bases: std::slice::from_ref(&base),
            static_methods: &[("from_jwk", read), ("to_jwk", to_jwk_of)],
            ..ClassSpec::default()
        });
    }
}

fn secret_value(vm: &mut Vm, secret: &Secret) -> Result {
    match secret {
        Secret::Bytes(bytes) => Ok(Value::bytes(bytes.clone())),
        Secret::Pair(key) => key_object(vm, key.clone()),
        Secret::Nothing => Ok(Value::None),
    }
}

fn jwk_dict(vm: &mut Vm, this: &Value) -> Result<Rc<Dict>> {
    match vm.get_attr(this, "_jwk_data")? {
        Value::Dict(dict) => Ok(dict),
        _ => Ok(Dict::new()),
    }
}

fn jwk_member(vm: &mut Vm, this: &Value, name: &str) -> Result {
    let dict = jwk_dict(vm, this)?;
    Ok(get(&dict, name))
}

fn class_argument(vm: &mut Vm, value: &Value) -> Result<Rc<Class>> {
    match value {
        Value::Class(class) => Ok(class.clone()),
        _ => vm.class_in("jwt.api_jwk", "PyJWK"),
    }
}

fn new_jwk(vm: &mut Vm, args: Args) -> Result {
    let [class, data, algorithm] = args.bind_python(vm, "PyJWK.__init__", "self, jwk_data, algorithm=")?;
    let class = class_argument(vm, &class)?;
    make_jwk(vm, &class, &data, &algorithm)
}

fn make_jwk(vm: &mut Vm, class: &Rc<Class>, data: &Value, algorithm: &Value) -> Result {
    let kty = vm.call_method(data, "get", vec![Value::str("kty"), Value::None])?;
    let shown = repr(vm, data)?;
    if !vm.truth(&kty)? {
        return Err(raise(
            vm,
            EXCEPTIONS,
            &Refusal::new("InvalidKeyError", format!("kty is not found: {shown}")),
        ));
    }
    let json = to_json(vm, data, &Dump::compact(false))?;
    let mut name = if algorithm.is_unset() { Value::None } else { algorithm.clone() };
    if !vm.truth(&name)? {
        name = vm.call_method(data, "get", vec![Value::str("alg"), Value::None])?;
    }
    if !vm.truth(&name)? {
        let found = default_algorithm(&json, &shown).map_err(|refusal| raise(vm, EXCEPTIONS, &refusal))?;
        name = Value::str(found);
    }
    let Some(algorithm) = algorithm_named(vm, &name)? else {
        let message = format!("Unable to find an algorithm for key: {shown}");
        return Err(raise(vm, EXCEPTIONS, &Refusal::new("PyJWKError", message)));
    };
    let secret = from_jwk(algorithm, &json).map_err(|refusal| {
        let known = matches!(&*refusal.class, "TypeError" | "ValueError" | "Error");
        let refusal = if known {
            let message = format!("Unable to construct key from JWK: {}", refusal.message);
            Refusal::new("InvalidKeyError", message).because(refusal)
        } else {
            refusal
        };
        raise(vm, EXCEPTIONS, &refusal)
    })?;
    let this = vm.new_native(class, JwkData { algorithm, secret });
    if let Value::Instance(instance) = &this {
        instance.dict().set_str("_jwk_data", data.clone());
    }
    Ok(this)
}

fn jwk_from_dict(vm: &mut Vm, args: Args) -> Result {
    let [data, algorithm] = args.bind_python(vm, "PyJWK.from_dict", "obj, algorithm=")?;
    let class = vm.class_in("jwt.api_jwk", "PyJWK")?;
    make_jwk(vm, &class, &data, &algorithm)
}

fn jwk_from_json(vm: &mut Vm, args: Args) -> Result {
    let [text, algorithm] = args.bind_python(vm, "PyJWK.from_json", "data, algorithm=")?;
    let data = loads_value(vm, &text, &Hooks::default())?;
    let class = vm.class_in("jwt.api_jwk", "PyJWK")?;
    make_jwk(vm, &class, &data, &algorithm)
}

fn init_set(vm: &mut Vm, args: Args) -> Result {
    let [this, keys] = args.bind_python(vm, "PyJWKSet.__init__", "self, keys")?;
    let refuse = |vm: &mut Vm, message: &str| {
        let refusal = Refusal::new("PyJWKSetError", message);
        raise(vm, EXCEPTIONS, &refusal)
    };
    if !vm.truth(&keys)? {
        return Err(refuse(vm, "The JWK Set did not contain any keys"));
    }
    let Value::List(list) = keys.base() else { return Err(refuse(vm, "Invalid JWK Set value")) };
    let class = vm.class_in("jwt.api_jwk", "PyJWK")?;
    let error = vm.class_in(EXCEPTIONS, "PyJWTError")?;
    let mut usable = Vec::new();
    for key in list.to_vec() {
        if !matches!(key.base(), Value::Dict(_)) {
            continue;
        }
        match make_jwk(vm, &class, &key, &Value::None) {
            Ok(key) => usable.push(key),
            Err(super::super::super::vm::Raise::Exception(raised)) if raised.class().is_subclass(&error) => {}
            Err(raised) => return Err(raised),
        }
    }
    if usable.is_empty() {
        let message = "The JWK Set did not contain any usable keys. Perhaps 'cryptography' is not installed?";
        return Err(refuse(vm, message));
    }
    vm.set_attr(&this, "keys", Value::list(usable))?;
    Ok(Value::None)
}

fn set_item(vm: &mut Vm, args: Args) -> Result {
    let [this, kid] = args.bind_python(vm, "PyJWKSet.__getitem__", "self, kid")?;
    let keys = vm.get_attr(&this, "keys")?;
    for key in vm.to_vec(&keys)? {
        let id = vm.get_attr(&key, "key_id")?;
        if vm.eq(&id, &kid)? {
            return Ok(key);
        }
    }
    let kid = vm.to_str(&kid)?.text().to_string_lossy();
    Err(vm.key_error(&Value::str(format!("keyset has no key for kid: {kid}"))))
}

fn set_iter(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.bind_python(vm, "PyJWKSet.__iter__", "self")?;
    let keys = vm.get_attr(&this, "keys")?;
    vm.iter(&keys)
}

fn set_from_dict(vm: &mut Vm, args: Args) -> Result {
    let [data] = args.bind_python(vm, "PyJWKSet.from_dict", "obj")?;
    let keys = vm.call_method(&data, "get", vec![Value::str("keys"), Value::list(Vec::new())])?;
    let class = vm.class_in("jwt.api_jwk", "PyJWKSet")?;
    vm.call(&Value::Class(class), vec![keys])
}

fn set_from_json(vm: &mut Vm, args: Args) -> Result {
    let [text] = args.bind_python(vm, "PyJWKSet.from_json", "data")?;
    let data = loads_value(vm, &text, &Hooks::default())?;
    set_from_dict(vm, Args::from([data]))
}

fn from_jwk_of(vm: &mut Vm, args: Args, algorithm: &str) -> Result {
    let [jwk] = args.bind_python(vm, "from_jwk", "jwk")?;
    let invalid = |vm: &mut Vm| {
        let refusal = Refusal::new("InvalidKeyError", "Key is not valid JSON");
        raise(vm, EXCEPTIONS, &refusal)
    };
    let data = if jwk.as_str().is_some() {
        let loaded = loads_value(vm, &jwk, &Hooks::default());
        match vm.caught(loaded, "ValueError")? {
            Ok(value) => value,
            Err(_) => return Err(invalid(vm)),
        }
    } else if matches!(jwk.base(), Value::Dict(_)) {
        jwk
    } else {
        return Err(invalid(vm));
    };
    let json = to_json(vm, &data, &Dump::compact(false))?;
    let Some(algorithm) = Algorithm::named(algorithm) else { return Err(invalid(vm)) };
    let secret = from_jwk(algorithm, &json).map_err(|refusal| raise(vm, EXCEPTIONS, &refusal))?;
    secret_value(vm, &secret)
}

fn to_jwk_of(vm: &mut Vm, args: Args) -> Result {
    let [key, as_dict] = args.bind_python(vm, "to_jwk", "key_obj, as_dict=")?;
    let members = match key_of(&key) {
        Some(key) => to_jwk(key),
        None => text_or_bytes(vm, &key)?.map(|bytes| {
            vec![
                ("k".into(), Json::from(base64url::encode(&bytes).as_str())),
                ("kty".into(), Json::from("oct")),
            ]
        }),
    };
    let Some(members) = members else {
        let refusal = Refusal::new("InvalidKeyError", "Not a public or private key");
        return Err(raise(vm, EXCEPTIONS, &refusal));
    };
    let json = Json::Object(members);
    if !as_dict.is_unset() && vm.truth(&as_dict)? {
        return from_json(vm, &json);
    }
    match write(&json, &Layout::default()) {
        Ok(written) => Ok(Value::str(written.text)),
        Err(error) => Err(vm.value_error(error.to_string())),
    }
}
