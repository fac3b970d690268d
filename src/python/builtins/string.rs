//! `str`.

mod join;
mod methods;
mod new;

use super::super::object::{Descriptor, NativeKind};
use super::super::value::Value;
use super::super::vm::Vm;
use super::slots;
use std::rc::Rc;

pub(super) use join::iterable;
pub(super) use new::decode;

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.get("str");
    vm.add_methods(&class, &[("__new__", new::new)]);
    for methods in [
        slots::COMMON,
        slots::COMPARE,
        slots::SEQUENCE,
        slots::MODULO,
        slots::FORMAT,
        slots::TEXT,
        methods::METHODS,
        join::METHODS,
    ] {
        vm.add_methods(&class, methods);
    }
    let maketrans = vm.native("maketrans", NativeKind::Function, join::maketrans, Some(&class));
    class.dict.set_str("maketrans", Value::Descriptor(Rc::new(Descriptor::StaticMethod(maketrans))));
}
