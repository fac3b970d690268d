//! `hmac`.

use super::super::args::Args;
use super::super::object::Module;
use super::super::value::Value;
use super::super::vm::{ClassSpec, Result, Vm};
use super::Builder;
use super::hashlib::{hash_of, hashable};
use crate::jose::binascii::hexlify;
use crate::jose::hash::Hash;
use crate::jose::hmac;
use std::cell::RefCell;
use std::rc::Rc;

struct State {
    hash: Hash,
    key: Vec<u8>,
    fed: RefCell<Vec<u8>>,
}

/// Loads the module.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "hmac");
    module.python("new", "new", new).python("digest", "digest", digest);
    module.function("compare_digest", compare_digest);
    module.class(ClassSpec {
        name: "HMAC",
        methods: &[
            ("__new__", construct),
            ("update", update),
            ("digest", finish),
            ("hexdigest", hexdigest),
            ("copy", copy),
        ],
        getters: &[
            ("name", |vm, this| with(vm, this, |state| Value::str(format!("hmac-{}", state.hash.name())))),
            ("digest_size", |vm, this| with(vm, this, |state| Value::size(state.hash.digest_size()))),
            ("block_size", |vm, this| with(vm, this, |state| Value::size(state.hash.block_size()))),
        ],
        ..ClassSpec::default()
    });
    Ok(module.finish())
}

fn with(vm: &mut Vm, this: &Value, look: impl FnOnce(&State) -> Value) -> Result {
    if let Value::Instance(instance) = this
        && let Some(state) = instance.native::<State>()
    {
        return Ok(look(state));
    }
    Err(vm.type_error("an HMAC object is needed"))
}

fn new(vm: &mut Vm, args: Args) -> Result {
    let [key, message, hash] = args.bind_python(vm, "new", "key, msg=, digestmod=")?;
    make(vm, &key, &message, &hash)
}

fn construct(vm: &mut Vm, args: Args) -> Result {
    let [_, key, message, hash] = args.bind_python(vm, "HMAC.__init__", "self, key, msg=, digestmod=")?;
    make(vm, &key, &message, &hash)
}

fn make(vm: &mut Vm, key: &Value, message: &Value, hash: &Value) -> Result {
    let Some(key_bytes) = key.as_byte_vec() else {
        let name = vm.type_name(key);
        return Err(vm.type_error(format!("key: expected bytes or bytearray, but got '{name}'")));
    };
    if hash.is_unset() || !vm.truth(hash)? {
        return Err(vm.type_error("Missing required parameter 'digestmod'."));
    }
    let hash = hash_of(vm, hash)?;
    let fed = if message.is_unset() || message.is_none() { Vec::new() } else { hashable(vm, message)? };
    let class = vm.class_in("hmac", "HMAC")?;
    Ok(vm.new_native(&class, State { hash, key: key_bytes, fed: RefCell::new(fed) }))
}

fn update(vm: &mut Vm, args: Args) -> Result {
    let [this, message] = args.bind_python(vm, "HMAC.update", "self, msg")?;
    let bytes = hashable(vm, &message)?;
    vm.reserve(bytes.len())?;
    with(vm, &this, |state| {
        state.fed.borrow_mut().extend_from_slice(&bytes);
        Value::None
    })
}

fn finish(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.bind_python(vm, "HMAC.digest", "self")?;
    with(vm, &this, |state| Value::bytes(hmac::hmac(state.hash, &state.key, &state.fed.borrow())))
}

fn hexdigest(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.bind_python(vm, "HMAC.hexdigest", "self")?;
    with(vm, &this, |state| Value::str(hexlify(&hmac::hmac(state.hash, &state.key, &state.fed.borrow()))))
}

fn copy(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.bind_python(vm, "HMAC.copy", "self")?;
    let mut copied = None;
    with(vm, &this, |state| {
        let fed = RefCell::new(state.fed.borrow().clone());
        copied = Some(State { hash: state.hash, key: state.key.clone(), fed });
        Value::None
    })?;
    let class = vm.class_in("hmac", "HMAC")?;
    Ok(copied.map_or(Value::None, |state| vm.new_native(&class, state)))
}

fn digest(vm: &mut Vm, args: Args) -> Result {
    let [key, message, hash] = args.bind_python(vm, "digest", "key, msg, digest")?;
    let hash = hash_of(vm, &hash)?;
    let (key, message) = (hashable(vm, &key)?, hashable(vm, &message)?);
    Ok(Value::bytes(hmac::hmac(hash, &key, &message)))
}

/// `hmac.compare_digest`, which `secrets` has too.
pub(crate) fn compare_digest(vm: &mut Vm, args: Args) -> Result {
    let [left, right] = args.exact(vm, "compare_digest")?;
    if let (Some(left), Some(right)) = (left.as_str(), right.as_str()) {
        if !left.text().is_ascii() || !right.text().is_ascii() {
            return Err(vm.type_error("comparing strings with non-ASCII characters is not supported"));
        }
        return Ok(Value::Bool(hmac::compare_digest(left.text().as_bytes(), right.text().as_bytes())));
    }
    match (left.as_byte_vec(), right.as_byte_vec()) {
        (Some(left), Some(right)) => Ok(Value::Bool(hmac::compare_digest(&left, &right))),
        (None, None) => {
            let (left, right) = (vm.type_name(&left), vm.type_name(&right));
            let message =
                format!("unsupported operand types(s) or combination of types: '{left}' and '{right}'");
            Err(vm.type_error(message))
        }
        (have, _) => {
            let name = vm.type_name(if have.is_none() { &left } else { &right });
            Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")))
        }
    }
}
