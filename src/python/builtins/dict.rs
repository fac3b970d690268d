//! `dict` and its views.

use super::super::args::Args;
use super::super::object::{Descriptor, Dict, DictView, NativeKind, ViewKind};
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use std::rc::Rc;

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.get("dict");
    vm.add_methods(
        &class,
        &[
            ("__new__", new),
            ("__init__", init),
            ("__len__", super::iteration::length),
            ("__iter__", super::iteration::walk),
            ("__getitem__", get_item),
            ("__setitem__", set_item),
            ("__delitem__", delete_item),
            ("get", get),
            ("keys", |vm, a| view(vm, a, ViewKind::Keys, "keys")),
            ("values", |vm, a| view(vm, a, ViewKind::Values, "values")),
            ("items", |vm, a| view(vm, a, ViewKind::Items, "items")),
            ("pop", pop),
            ("popitem", popitem),
            ("setdefault", setdefault),
            ("update", update),
            ("clear", clear),
            ("copy", copy),
        ],
    );
    let fromkeys = vm.native("fromkeys", NativeKind::Function, fromkeys, Some(&class));
    class.dict.set_str("fromkeys", Value::Descriptor(Rc::new(Descriptor::ClassMethod(fromkeys))));
    for name in ["dict_keys", "dict_values", "dict_items"] {
        let class = vm.classes.get(name);
        vm.add_methods(
            &class,
            &[
                ("__len__", super::iteration::length),
                ("__iter__", super::iteration::walk),
                ("isdisjoint", isdisjoint),
            ],
        );
    }
}

fn this(vm: &mut Vm, args: &mut Args) -> Result<Rc<Dict>> {
    let this = args.this();
    match this.base() {
        Value::Dict(dict) => Ok(dict.clone()),
        _ => {
            let message =
                format!("descriptor requires a 'dict' object but received a '{}'", vm.type_name(&this));
            Err(vm.type_error(message))
        }
    }
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let Value::Class(class) = args.this() else { return Ok(Value::None) };
    Ok(vm.wrap(&class, Value::new_dict().0))
}

fn fill(vm: &mut Vm, dict: &Rc<Dict>, args: Args, name: &str) -> Result {
    if args.pos.len() > 1 {
        let message = format!("{name} expected at most 1 argument, got {}", args.pos.len());
        return Err(vm.type_error(message));
    }
    if let Some(source) = args.pos.first() {
        if !matches!(source.base(), Value::Dict(_))
            && !vm.is_iterable(source)
            && vm.get_attr_opt(source, "keys")?.is_none()
        {
            let message = format!("'{}' object is not iterable", vm.type_name(source));
            return Err(vm.type_error(message));
        }
        vm.dict_update(dict, source)?;
    }
    for (key, value) in args.kw {
        dict.set_name(&key, value);
    }
    Ok(Value::None)
}

fn init(vm: &mut Vm, mut args: Args) -> Result {
    let dict = this(vm, &mut args)?;
    fill(vm, &dict, args, "dict")
}

fn update(vm: &mut Vm, mut args: Args) -> Result {
    let dict = this(vm, &mut args)?;
    fill(vm, &dict, args, "update")
}

fn get_item(vm: &mut Vm, mut args: Args) -> Result {
    let object = args.this();
    let Value::Dict(dict) = object.base() else {
        return Err(vm.type_error("descriptor requires a 'dict' object"));
    };
    let dict = dict.clone();
    let [key] = args.exact(vm, "dict.__getitem__")?;
    if let Some(value) = vm.dict_get(&dict, &key)? {
        return Ok(value);
    }
    match vm.call_special(&object, "__missing__", vec![key.clone()])? {
        Some(value) => Ok(value),
        None => Err(vm.key_error(&key)),
    }
}

fn set_item(vm: &mut Vm, mut args: Args) -> Result {
    let dict = this(vm, &mut args)?;
    let [key, value] = args.exact(vm, "dict.__setitem__")?;
    vm.dict_set(&dict, key, value)?;
    Ok(Value::None)
}

fn delete_item(vm: &mut Vm, mut args: Args) -> Result {
    let dict = this(vm, &mut args)?;
    let [key] = args.exact(vm, "dict.__delitem__")?;
    match vm.dict_remove(&dict, &key)? {
        Some(_) => Ok(Value::None),
        None => Err(vm.key_error(&key)),
    }
}

fn get(vm: &mut Vm, mut args: Args) -> Result {
    let dict = this(vm, &mut args)?;
    let args = args.between(vm, "dict.get", 1, 2)?;
    let default = args.get(1).cloned().unwrap_or(Value::None);
    Ok(vm.dict_get(&dict, &args[0])?.unwrap_or(default))
}

fn view(vm: &mut Vm, mut args: Args, kind: ViewKind, name: &str) -> Result {
    let dict = this(vm, &mut args)?;
    let [] = args.exact(vm, &format!("dict.{name}"))?;
    Ok(Value::DictView(Rc::new(DictView { dict, kind })))
}

fn pop(vm: &mut Vm, mut args: Args) -> Result {
    let dict = this(vm, &mut args)?;
    let args = args.between(vm, "dict.pop", 1, 2)?;
    match (vm.dict_remove(&dict, &args[0])?, args.get(1)) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(vm.key_error(&args[0])),
    }
}

fn popitem(vm: &mut Vm, mut args: Args) -> Result {
    let dict = this(vm, &mut args)?;
    let [] = args.exact(vm, "dict.popitem")?;
    match dict.last() {
        Some(at) => {
            let (key, value) = dict.remove_at(at);
            Ok(Value::tuple([key, value]))
        }
        None => {
            let class = vm.classes.get("KeyError");
            Err(vm.raise(&class, "popitem(): dictionary is empty"))
        }
    }
}

fn setdefault(vm: &mut Vm, mut args: Args) -> Result {
    let dict = this(vm, &mut args)?;
    let args = args.between(vm, "dict.setdefault", 1, 2)?;
    if let Some(value) = vm.dict_get(&dict, &args[0])? {
        return Ok(value);
    }
    let default = args.get(1).cloned().unwrap_or(Value::None);
    vm.dict_set(&dict, args[0].clone(), default.clone())?;
    Ok(default)
}

fn clear(vm: &mut Vm, mut args: Args) -> Result {
    let dict = this(vm, &mut args)?;
    let [] = args.exact(vm, "dict.clear")?;
    dict.clear();
    Ok(Value::None)
}

fn copy(vm: &mut Vm, mut args: Args) -> Result {
    let dict = this(vm, &mut args)?;
    let [] = args.exact(vm, "dict.copy")?;
    vm.reserve(dict.len() * 40)?;
    Ok(Value::Dict(dict.copy()))
}

fn fromkeys(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    let args = args.between(vm, "dict.fromkeys", 1, 2)?;
    let value = args.get(1).cloned().unwrap_or(Value::None);
    let made = vm.call(&class, Vec::new())?;
    vm.each(&args[0], |vm, key| vm.set_item(&made, &key, value.clone()))?;
    Ok(made)
}

fn isdisjoint(vm: &mut Vm, args: Args) -> Result {
    let [this, other] = args.exact(vm, "isdisjoint")?;
    let iterator = vm.iter(&other)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.contains(&this, &item)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}
