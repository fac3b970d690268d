//! Functions, classes and methods every program has.

mod bytearray;
mod bytes;
mod dict;
mod exceptions;
mod float;
mod functions;
mod input;
mod int;
mod iteration;
mod list;
mod memoryview;
mod misc;
mod object;
mod percent;
mod receiver;
mod set;
mod slots;
mod sorting;
mod string;
mod template;
mod traceback;
mod tuple;

use super::object::NativeKind;
use super::value::Value;
use super::vm::{Classes, Vm};

/// Classes that programs reach by name.
const NAMED: &[&str] = &[
    "object",
    "type",
    "int",
    "float",
    "bool",
    "complex",
    "str",
    "bytes",
    "bytearray",
    "tuple",
    "list",
    "dict",
    "set",
    "frozenset",
    "range",
    "slice",
    "property",
    "classmethod",
    "staticmethod",
    "super",
    "enumerate",
    "zip",
    "map",
    "filter",
    "reversed",
];

/// Fills a new machine.
pub(super) fn install(vm: &mut Vm) {
    for name in NAMED.iter().copied().chain(Classes::exception_names()) {
        let class = vm.classes.get(name);
        vm.builtins.set_str(name, Value::Class(class));
    }
    let os_error = vm.classes.get("OSError");
    for alias in ["IOError", "EnvironmentError"] {
        vm.builtins.set_str(alias, Value::Class(os_error.clone()));
    }
    vm.builtins.set_str("NotImplemented", Value::NotImplemented);
    vm.builtins.set_str("Ellipsis", Value::Ellipsis);
    vm.builtins.set_str("__debug__", Value::Bool(true));
    vm.builtins.set_str("__name__", Value::str("builtins"));
    for (name, function) in functions::FUNCTIONS.iter().chain(iteration::FUNCTIONS).chain(input::FUNCTIONS) {
        let value = vm.native(name, NativeKind::Function, *function, None);
        vm.builtins.set_str(name, value);
    }
    object::install(vm);
    exceptions::install(vm);
    int::install(vm);
    float::install(vm);
    string::install(vm);
    bytes::install(vm);
    bytearray::install(vm);
    list::install(vm);
    tuple::install(vm);
    dict::install(vm);
    set::install(vm);
    slots::install(vm);
    memoryview::install(vm);
    misc::install(vm);
    traceback::install(vm);
    iteration::install(vm);
}
