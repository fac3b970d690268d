//! `set` and `frozenset`.

use super::super::args::Args;
use super::super::ast::BinOp;
use super::super::object::Set;
use super::super::value::Value;
use super::super::vm::{Result, Vm, frozen};
use std::rc::Rc;

pub(super) fn install(vm: &mut Vm) {
    for name in ["set", "frozenset"] {
        let class = vm.classes.get(name);
        vm.add_methods(
            &class,
            &[
                ("__len__", super::iteration::length),
                ("__iter__", super::iteration::walk),
                ("union", |vm, a| operation(vm, a, BinOp::BitOr)),
                ("intersection", |vm, a| operation(vm, a, BinOp::BitAnd)),
                ("difference", |vm, a| operation(vm, a, BinOp::Sub)),
                ("symmetric_difference", |vm, a| operation(vm, a, BinOp::BitXor)),
                ("issubset", |vm, a| inclusion(vm, a, "issubset")),
                ("issuperset", |vm, a| inclusion(vm, a, "issuperset")),
                ("isdisjoint", isdisjoint),
                ("copy", copy),
            ],
        );
    }
    let class = vm.classes.get("set");
    vm.add_methods(
        &class,
        &[
            ("__new__", new),
            ("__init__", init),
            ("add", add),
            ("discard", discard),
            ("remove", remove),
            ("pop", pop),
            ("clear", clear),
            ("update", |vm, a| in_place(vm, a, BinOp::BitOr)),
            ("intersection_update", |vm, a| in_place(vm, a, BinOp::BitAnd)),
            ("difference_update", |vm, a| in_place(vm, a, BinOp::Sub)),
            ("symmetric_difference_update", |vm, a| in_place(vm, a, BinOp::BitXor)),
        ],
    );
    let frozen = vm.classes.get("frozenset");
    vm.add_methods(&frozen, &[("__new__", new_frozen), ("__hash__", super::tuple::hash)]);
}

fn this(vm: &mut Vm, args: &mut Args) -> Result<Rc<Set>> {
    let this = args.this();
    match this.base() {
        Value::Set(set) => Ok(set.clone()),
        _ => {
            let message =
                format!("descriptor requires a 'set' object but received a '{}'", vm.type_name(&this));
            Err(vm.type_error(message))
        }
    }
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let Value::Class(class) = args.this() else { return Ok(Value::None) };
    Ok(vm.wrap(&class, Value::Set(Set::new(false))))
}

fn init(vm: &mut Vm, mut args: Args) -> Result {
    let set = this(vm, &mut args)?;
    let args = args.between(vm, "set", 0, 1)?;
    if let Some(items) = args.first() {
        if set.len() == 0
            && let Value::Set(other) = items.base()
        {
            set.reserve_for(other);
        }
        vm.each(items, |vm, item| vm.set_add(&set, item).map(|_| ()))?;
    }
    Ok(Value::None)
}

fn new_frozen(vm: &mut Vm, mut args: Args) -> Result {
    let Value::Class(class) = args.this() else { return Ok(Value::None) };
    let args = args.between(vm, "frozenset", 0, 1)?;
    let set = match args.first() {
        Some(items) => vm.set_from(items, true)?,
        None => Set::new(true),
    };
    Ok(vm.wrap(&class, Value::Set(set)))
}

fn operation(vm: &mut Vm, mut args: Args, op: BinOp) -> Result {
    let mut set = this(vm, &mut args)?;
    let frozen = set.frozen;
    if args.pos.is_empty() {
        return Ok(Value::Set(set.copy(frozen)));
    }
    for items in &args.pos {
        let other = vm.set_from(items, false)?;
        set = vm.set_operation(&set, op, &other, frozen)?;
    }
    Ok(Value::Set(set))
}

fn in_place(vm: &mut Vm, mut args: Args, op: BinOp) -> Result {
    let set = this(vm, &mut args)?;
    for items in &args.pos {
        if op == BinOp::BitOr {
            vm.each(items, |vm, item| vm.set_add(&set, item).map(|_| ()))?;
            continue;
        }
        let other = vm.set_from(items, false)?;
        let result = vm.set_operation(&set, op, &other, false)?;
        set.clear();
        for (hash, key) in result.entries() {
            set.add_new(hash, key);
        }
    }
    Ok(Value::None)
}

fn inclusion(vm: &mut Vm, mut args: Args, name: &str) -> Result {
    let set = this(vm, &mut args)?;
    let [other] = args.exact(vm, &format!("set.{name}"))?;
    let other = vm.set_from(&other, false)?;
    let (small, big) = if name == "issubset" { (&set, &other) } else { (&other, &set) };
    vm.is_subset(small, big).map(Value::Bool)
}

fn isdisjoint(vm: &mut Vm, mut args: Args) -> Result {
    let set = this(vm, &mut args)?;
    let [other] = args.exact(vm, "set.isdisjoint")?;
    let other = vm.set_from(&other, false)?;
    for key in other.items() {
        if vm.set_has(&set, &key)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn copy(vm: &mut Vm, mut args: Args) -> Result {
    let set = this(vm, &mut args)?;
    let [] = args.exact(vm, "set.copy")?;
    Ok(Value::Set(set.copy(set.frozen)))
}

fn add(vm: &mut Vm, mut args: Args) -> Result {
    let set = this(vm, &mut args)?;
    let [item] = args.exact(vm, "set.add")?;
    vm.set_add(&set, item)?;
    Ok(Value::None)
}

fn discard(vm: &mut Vm, mut args: Args) -> Result {
    let set = this(vm, &mut args)?;
    let [item] = args.exact(vm, "set.discard")?;
    vm.set_remove(&set, &frozen(&item))?;
    Ok(Value::None)
}

fn remove(vm: &mut Vm, mut args: Args) -> Result {
    let set = this(vm, &mut args)?;
    let [item] = args.exact(vm, "set.remove")?;
    if vm.set_remove(&set, &frozen(&item))? { Ok(Value::None) } else { Err(vm.key_error(&item)) }
}

fn pop(vm: &mut Vm, mut args: Args) -> Result {
    let set = this(vm, &mut args)?;
    let [] = args.exact(vm, "set.pop")?;
    match set.next_from(0) {
        Some((after, _)) => Ok(set.remove_at(after - 1)),
        None => Err(vm.exception("KeyError", "pop from an empty set")),
    }
}

fn clear(vm: &mut Vm, mut args: Args) -> Result {
    let set = this(vm, &mut args)?;
    let [] = args.exact(vm, "set.clear")?;
    set.clear();
    Ok(Value::None)
}
