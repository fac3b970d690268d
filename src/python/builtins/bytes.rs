//! `bytes`, and the methods it shares with `bytearray`.

mod methods;
mod new;
mod split;

use super::super::args::Args;
use super::super::object::{ByteArray, Class, Descriptor, NativeKind};
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use super::receiver::{foreign, this_of};
use super::slots;
use std::rc::Rc;

pub(super) use new::{from_items, source};

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.get("bytes");
    vm.add_methods(&class, &[("__new__", new::new), ("__bytes__", to_bytes)]);
    install_shared(vm, &class);
}

/// Adds what `bytes` and `bytearray` have in common.
pub(super) fn install_shared(vm: &mut Vm, class: &Rc<Class>) {
    for methods in [
        slots::COMMON,
        slots::COMPARE,
        slots::SEQUENCE,
        slots::MODULO,
        slots::TEXT,
        methods::METHODS,
        split::METHODS,
    ] {
        vm.add_methods(class, methods);
    }
    let maketrans = vm.native("maketrans", NativeKind::Function, methods::maketrans, Some(class));
    class.dict.set_str("maketrans", Value::Descriptor(Rc::new(Descriptor::StaticMethod(maketrans))));
    let fromhex = vm.native("fromhex", NativeKind::Function, new::fromhex, Some(class));
    class.dict.set_str("fromhex", Value::Descriptor(Rc::new(Descriptor::ClassMethod(fromhex))));
}

/// The object of a method of `bytes` or `bytearray`.
struct Octets {
    bytes: Vec<u8>,
    array: bool,
}

impl Octets {
    fn take(vm: &mut Vm, args: &mut Args, method: &str) -> Result<Self> {
        let this = this_of(vm, args, "bytes", method)?;
        let array = matches!(this.base(), Value::ByteArray(_));
        match this.as_byte_vec() {
            Some(bytes) => {
                vm.charge(bytes.len() as u64 / 16 + 1)?;
                Ok(Self { bytes, array })
            }
            None => Err(foreign(vm, &this, "bytes", method)),
        }
    }

    /// `bytes.join`, as messages name a method.
    fn name(&self, method: &str) -> String {
        format!("{}.{method}", if self.array { "bytearray" } else { "bytes" })
    }

    /// A result of the same class.
    fn like(&self, bytes: Vec<u8>) -> Value {
        if self.array { Value::ByteArray(ByteArray::new(bytes)) } else { Value::bytes(bytes) }
    }
}

/// A bytes-like argument.
pub(super) fn bytes_like(vm: &mut Vm, value: &Value) -> Result<Vec<u8>> {
    let Some(bytes) = value.as_byte_vec() else {
        let message = format!("a bytes-like object is required, not '{}'", vm.type_name(value));
        return Err(vm.type_error(message));
    };
    vm.charge(bytes.len() as u64 / 16)?;
    Ok(bytes)
}

fn to_bytes(vm: &mut Vm, mut args: Args) -> Result {
    let this = Octets::take(vm, &mut args, "__bytes__")?;
    let [] = args.exact(vm, "bytes.__bytes__")?;
    Ok(Value::bytes(this.bytes))
}
