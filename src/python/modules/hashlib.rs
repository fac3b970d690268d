//! `hashlib`: the functions of [`Hash`], their objects, and PBKDF2.

use super::super::args::Args;
use super::super::object::Module;
use super::super::value::Value;
use super::super::vm::{ClassSpec, Result, Vm};
use super::Builder;
use super::binascii::hex_with;
use crate::jose::hash::Hash;
use std::cell::RefCell;
use std::rc::Rc;

/// A hash being fed. The bytes are kept and hashed when a digest is asked for, so that a copy is a copy.
struct State {
    hash: Hash,
    fed: RefCell<Vec<u8>>,
}

/// Loads the module.
pub(super) fn load(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "hashlib");
    for hash in Hash::ALL {
        let name = format!("openssl_{}", hash.name());
        let function = module.vm.closure(&name, move |vm, args| {
            let [data, _] = args.bind(vm, "openssl_hash", "string=, *, usedforsecurity=")?;
            new_hash(vm, hash, &data)
        });
        module.value(hash.name(), function);
    }
    module.function("new", new).function("pbkdf2_hmac", pbkdf2_hmac);
    let names: Vec<Value> = Hash::ALL.iter().map(|hash| Value::str(hash.name())).collect();
    for name in ["algorithms_available", "algorithms_guaranteed"] {
        let set = module.vm.set_from(&Value::list(names.clone()), false)?;
        module.value(name, Value::Set(set));
    }
    Ok(module.finish())
}

/// Loads `_hashlib`, where the class of the objects is.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load_objects(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "_hashlib");
    module.class(ClassSpec {
        name: "HASH",
        methods: &[
            ("update", update),
            ("digest", digest),
            ("hexdigest", hexdigest),
            ("copy", copy),
            ("__repr__", repr),
        ],
        getters: &[
            ("name", |vm, this| with(vm, this, |state| Value::str(state.hash.name()))),
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
    Err(vm.type_error("a HASH object is needed"))
}

/// The bytes that a hash function takes; text is refused with a hint of its own.
pub(crate) fn hashable(vm: &mut Vm, data: &Value) -> Result<Vec<u8>> {
    if data.as_str().is_some() {
        return Err(vm.type_error("Strings must be encoded before hashing"));
    }
    match data.as_byte_vec() {
        Some(bytes) => {
            vm.charge(bytes.len() as u64 / 8 + 1)?;
            Ok(bytes)
        }
        None => Err(vm.type_error("object supporting the buffer API required")),
    }
}

fn new_hash(vm: &mut Vm, hash: Hash, data: &Value) -> Result {
    let fed = if data.is_unset() { Vec::new() } else { hashable(vm, data)? };
    let class = vm.class_in("_hashlib", "HASH")?;
    Ok(vm.new_native(&class, State { hash, fed: RefCell::new(fed) }))
}

/// The function that a name or one of this module's constructors stands for.
pub(crate) fn hash_of(vm: &mut Vm, value: &Value) -> Result<Hash> {
    let name = match value {
        Value::Native(native) => native.name.name().trim_start_matches("openssl_").to_owned(),
        Value::Instance(instance) => {
            if let Some(state) = instance.native::<State>() {
                return Ok(state.hash);
            }
            String::new()
        }
        other => other.as_str().map(|text| text.name().to_owned()).unwrap_or_default(),
    };
    match Hash::named(&name) {
        Some(hash) => Ok(hash),
        None if value.as_str().is_some() => Err(vm.value_error(format!("unsupported hash type {name}"))),
        None => {
            let shown = vm.repr(value)?.to_string_lossy();
            Err(vm.value_error(format!("Unsupported digestmod {shown}")))
        }
    }
}

fn new(vm: &mut Vm, args: Args) -> Result {
    let [name, data, _] = args.bind(vm, "new", "name, data=, *, usedforsecurity=")?;
    if name.as_str().is_none() {
        let kind = vm.type_name(&name);
        return Err(vm.type_error(format!("new() argument 'name' must be str, not {kind}")));
    }
    let hash = hash_of(vm, &name)?;
    new_hash(vm, hash, &data)
}

fn update(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [data] = args.exact(vm, "HASH.update")?;
    let bytes = hashable(vm, &data)?;
    vm.reserve(bytes.len())?;
    with(vm, &this, |state| {
        state.fed.borrow_mut().extend_from_slice(&bytes);
        Value::None
    })
}

fn digest(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [] = args.exact(vm, "HASH.digest")?;
    with(vm, &this, |state| Value::bytes(state.hash.digest(&state.fed.borrow())))
}

fn hexdigest(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [] = args.exact(vm, "HASH.hexdigest")?;
    let digest = with(vm, &this, |state| Value::bytes(state.hash.digest(&state.fed.borrow())))?;
    let bytes = digest.as_byte_vec().unwrap_or_default();
    hex_with(vm, &bytes, &Value::Unset, &Value::Unset).map(Value::from)
}

fn copy(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [] = args.exact(vm, "HASH.copy")?;
    let mut copied = None;
    with(vm, &this, |state| {
        copied = Some(State { hash: state.hash, fed: RefCell::new(state.fed.borrow().clone()) });
        Value::None
    })?;
    let class = vm.class_in("_hashlib", "HASH")?;
    Ok(copied.map_or(Value::None, |state| vm.new_native(&class, state)))
}

fn repr(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    with(vm, &this, |state| Value::str(format!("<{} _hashlib.HASH object @ 0x...>", state.hash.name())))
}

fn pbkdf2_hmac(vm: &mut Vm, args: Args) -> Result {
    let [name, password, salt, rounds, length] =
        args.bind(vm, "pbkdf2_hmac", "hash_name, password, salt, iterations, dklen=")?;
    let hash = hash_of(vm, &name)?;
    let password = super::binascii::bytes_like(vm, &password)?;
    let salt = super::binascii::bytes_like(vm, &salt)?;
    let Some(rounds) = rounds.as_i64().filter(|rounds| *rounds >= 1) else {
        return Err(vm.value_error("iteration value must be greater than 0."));
    };
    let length = if length.is_unset() || length.is_none() {
        hash.digest_size() as i64
    } else {
        length.as_i64().unwrap_or(0)
    };
    if length < 1 {
        return Err(vm.value_error("key length must be greater than 0."));
    }
    let blocks = (length as u64).div_ceil(hash.digest_size() as u64);
    // Two compressions a round: as much work as some dozen instructions.
    vm.charge((rounds as u64).saturating_mul(blocks).saturating_mul(12))?;
    vm.reserve(length as usize)?;
    Ok(Value::bytes(hash.pbkdf2(&password, &salt, rounds.min(i64::from(u32::MAX)) as u32, length as usize)))
}
