//! `tuple`, and special methods that all plain containers share.

use super::super::args::Args;
use super::super::ast::CmpOp;
use super::super::object::NativeKind;
use super::super::value::Value;
use super::super::vm::{Result, Vm};

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.get("tuple");
    vm.add_methods(
        &class,
        &[
            ("__new__", new),
            ("__len__", super::iteration::length),
            ("__iter__", super::iteration::walk),
            ("__getitem__", get_item),
            ("__contains__", contains),
            ("__eq__", eq),
            ("__hash__", hash),
            ("__repr__", repr),
            ("index", index),
            ("count", count),
        ],
    );
    for name in ["list", "dict", "set", "frozenset"] {
        let class = vm.classes.get(name);
        for (method, function) in
            [("__eq__", eq as fn(&mut Vm, Args) -> Result), ("__repr__", repr), ("__contains__", contains)]
        {
            let value = vm.native(method, NativeKind::Slot, function, Some(&class));
            class.dict.set_str(method, value);
        }
        if name != "frozenset" {
            class.dict.set_str("__hash__", Value::None);
        }
    }
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let Value::Class(class) = args.this() else { return Ok(Value::None) };
    if class.flags.heap && class.lookup_str("__init__").is_some() {
        args.kw.clear();
    }
    let args = args.between(vm, "tuple", 0, 1)?;
    let tuple = match args.first() {
        None => Value::tuple(Vec::new()),
        Some(tuple @ Value::Tuple(_)) => tuple.clone(),
        Some(items) => Value::tuple(vm.to_vec(items)?),
    };
    Ok(vm.wrap(&class, tuple))
}

/// `container[key]` of the plain value inside.
pub(super) fn get_item(vm: &mut Vm, args: Args) -> Result {
    let [this, key] = args.exact(vm, "__getitem__")?;
    let base = this.base().clone();
    vm.get_item(&base, &key)
}

/// `item in container` of the plain value inside.
pub(super) fn contains(vm: &mut Vm, args: Args) -> Result {
    let [this, item] = args.exact(vm, "__contains__")?;
    let base = this.base().clone();
    vm.contains(&base, &item).map(Value::Bool)
}

/// `a == b` of the plain values inside.
pub(super) fn eq(vm: &mut Vm, args: Args) -> Result {
    let [a, b] = args.exact(vm, "__eq__")?;
    Ok(vm.builtin_compare(a.base(), CmpOp::Eq, b.base())?.map_or(Value::NotImplemented, Value::Bool))
}

/// `hash` of the plain value inside.
pub(super) fn hash(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "__hash__")?;
    let base = this.base().clone();
    vm.hash(&base).map(Value::Int)
}

/// `repr` of the plain value inside.
pub(super) fn repr(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "__repr__")?;
    let base = this.base().clone();
    vm.repr(&base).map(Value::str)
}

fn items(vm: &mut Vm, args: &mut Args) -> Result<Vec<Value>> {
    let this = args.this();
    match this.base() {
        Value::Tuple(items) => Ok(items.to_vec()),
        _ => Err(vm.type_error("descriptor requires a 'tuple' object")),
    }
}

fn index(vm: &mut Vm, mut args: Args) -> Result {
    let items = items(vm, &mut args)?;
    let args = args.between(vm, "tuple.index", 1, 3)?;
    match super::list::position(vm, &items, &args)? {
        Some(at) => Ok(Value::size(at)),
        None => Err(vm.value_error("tuple.index(x): x not in tuple")),
    }
}

fn count(vm: &mut Vm, mut args: Args) -> Result {
    let items = items(vm, &mut args)?;
    let [value] = args.exact(vm, "tuple.count")?;
    super::list::count_of(vm, &items, &value)
}
