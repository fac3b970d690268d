//! `list`.

use super::super::args::Args;
use super::super::heap;
use super::super::object::{Iter, IterState, List};
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use super::sorting;
use std::rc::Rc;

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.get("list");
    vm.add_methods(
        &class,
        &[
            ("__new__", new),
            ("__init__", init),
            ("__len__", super::iteration::length),
            ("__iter__", super::iteration::walk),
            ("__getitem__", super::tuple::get_item),
            ("__setitem__", set_item),
            ("__delitem__", delete_item),
            ("__reversed__", reversed),
            ("append", append),
            ("extend", extend),
            ("insert", insert),
            ("pop", pop),
            ("remove", remove),
            ("clear", clear),
            ("copy", copy),
            ("index", index),
            ("count", count),
            ("reverse", reverse),
            ("sort", sort),
        ],
    );
}

fn this(vm: &mut Vm, args: &mut Args) -> Result<Rc<List>> {
    let this = args.this();
    match this.base() {
        Value::List(list) => Ok(list.clone()),
        _ => {
            let message =
                format!("descriptor requires a 'list' object but received a '{}'", vm.type_name(&this));
            Err(vm.type_error(message))
        }
    }
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let Value::Class(class) = args.this() else { return Ok(Value::None) };
    Ok(vm.wrap(&class, Value::list(Vec::new())))
}

fn init(vm: &mut Vm, mut args: Args) -> Result {
    let list = this(vm, &mut args)?;
    let args = args.between(vm, "list", 0, 1)?;
    let items = match args.first() {
        Some(items) => vm.to_vec(items)?,
        None => Vec::new(),
    };
    let old = std::mem::replace(&mut *list.borrow_mut(), items);
    list.weigh();
    heap::bury(old);
    Ok(Value::None)
}

fn set_item(vm: &mut Vm, mut args: Args) -> Result {
    let list = Value::List(this(vm, &mut args)?);
    let [key, value] = args.exact(vm, "list.__setitem__")?;
    vm.set_item(&list, &key, value)?;
    Ok(Value::None)
}

fn delete_item(vm: &mut Vm, mut args: Args) -> Result {
    let list = Value::List(this(vm, &mut args)?);
    let [key] = args.exact(vm, "list.__delitem__")?;
    vm.delete_item(&list, &key)?;
    Ok(Value::None)
}

fn reversed(vm: &mut Vm, mut args: Args) -> Result {
    let list = this(vm, &mut args)?;
    let left = list.len();
    Ok(Iter::new("list_reverseiterator", IterState::ListBack { list, left }))
}

fn append(vm: &mut Vm, mut args: Args) -> Result {
    let list = this(vm, &mut args)?;
    let [value] = args.exact(vm, "list.append")?;
    list.push(value);
    Ok(Value::None)
}

fn extend(vm: &mut Vm, mut args: Args) -> Result {
    let list = this(vm, &mut args)?;
    let [items] = args.exact(vm, "list.extend")?;
    let items = vm.to_vec(&items)?;
    vm.reserve_more(list.len() * size_of::<Value>(), items.len() * size_of::<Value>())?;
    list.extend(items);
    Ok(Value::None)
}

fn insert(vm: &mut Vm, mut args: Args) -> Result {
    let list = this(vm, &mut args)?;
    let [index, value] = args.exact(vm, "list.insert")?;
    let index = vm.index(&index)?;
    let len = list.len() as i64;
    vm.charge(len as u64 / 64)?;
    let at = if index < 0 { (index + len).max(0) } else { index.min(len) };
    list.borrow_mut().insert(at as usize, value);
    list.weigh();
    Ok(Value::None)
}

fn pop(vm: &mut Vm, mut args: Args) -> Result {
    let list = this(vm, &mut args)?;
    let args = args.between(vm, "list.pop", 0, 1)?;
    let index = match args.first() {
        Some(index) => vm.index(index)?,
        None => -1,
    };
    let len = list.len() as i64;
    if len == 0 {
        return Err(vm.index_error("pop from empty list"));
    }
    let at = if index < 0 { index + len } else { index };
    if at < 0 || at >= len {
        return Err(vm.index_error("pop index out of range"));
    }
    vm.charge((len - at) as u64 / 64)?;
    let value = list.borrow_mut().remove(at as usize);
    Ok(value)
}

fn remove(vm: &mut Vm, mut args: Args) -> Result {
    let list = this(vm, &mut args)?;
    let [value] = args.exact(vm, "list.remove")?;
    let items = list.to_vec();
    match position(vm, &items, &[value])? {
        Some(at) if at < list.len() => {
            let old = list.borrow_mut().remove(at);
            drop(old);
            Ok(Value::None)
        }
        _ => Err(vm.value_error("list.remove(x): x not in list")),
    }
}

fn clear(vm: &mut Vm, mut args: Args) -> Result {
    let list = this(vm, &mut args)?;
    let [] = args.exact(vm, "list.clear")?;
    let old = std::mem::take(&mut *list.borrow_mut());
    list.weigh();
    heap::bury(old);
    Ok(Value::None)
}

fn copy(vm: &mut Vm, mut args: Args) -> Result {
    let list = this(vm, &mut args)?;
    let [] = args.exact(vm, "list.copy")?;
    vm.reserve(list.len() * size_of::<Value>())?;
    Ok(Value::list(list.to_vec()))
}

/// The index of a value within optional bounds.
pub(super) fn position(vm: &mut Vm, items: &[Value], args: &[Value]) -> Result<Option<usize>> {
    let len = items.len() as i64;
    let mut range = [0, len];
    for (slot, value) in range.iter_mut().zip(&args[1..]) {
        let index = vm.index_clamped(value)?;
        *slot = if index < 0 { index.saturating_add(len).max(0) } else { index.min(len) };
    }
    for (at, item) in items.iter().enumerate().take(range[1] as usize).skip(range[0] as usize) {
        vm.charge(1)?;
        if vm.same(item, &args[0])? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// How often a value is there.
pub(super) fn count_of(vm: &mut Vm, items: &[Value], value: &Value) -> Result {
    let mut count = 0;
    for item in items {
        vm.charge(1)?;
        count += i64::from(vm.same(item, value)?);
    }
    Ok(Value::Int(count))
}

fn index(vm: &mut Vm, mut args: Args) -> Result {
    let list = this(vm, &mut args)?;
    let args = args.between(vm, "list.index", 1, 3)?;
    let items = list.to_vec();
    match position(vm, &items, &args)? {
        Some(at) => Ok(Value::size(at)),
        None => {
            let text = vm.repr(&args[0])?.to_string_lossy();
            Err(vm.value_error(format!("{text} is not in list")))
        }
    }
}

fn count(vm: &mut Vm, mut args: Args) -> Result {
    let list = this(vm, &mut args)?;
    let [value] = args.exact(vm, "list.count")?;
    let items = list.to_vec();
    count_of(vm, &items, &value)
}

fn reverse(vm: &mut Vm, mut args: Args) -> Result {
    let list = this(vm, &mut args)?;
    let [] = args.exact(vm, "list.reverse")?;
    vm.charge(list.len() as u64 / 16)?;
    list.borrow_mut().reverse();
    Ok(Value::None)
}

fn sort(vm: &mut Vm, mut args: Args) -> Result {
    let list = this(vm, &mut args)?;
    if !args.pos.is_empty() {
        return Err(vm.type_error("sort() takes no positional arguments"));
    }
    let [key, reverse] = args.bind(vm, "sort", "*, key=, reverse=")?;
    let reverse = match reverse.option() {
        Some(flag) => vm.index(&flag)? != 0,
        None => false,
    };
    let key = key.option().unwrap_or(Value::None);
    let items = std::mem::take(&mut *list.borrow_mut());
    let result = sorting::sort(vm, items.clone(), &key, reverse);
    let changed = list.len() != 0;
    match result {
        Ok(sorted) => *list.borrow_mut() = sorted,
        Err(raise) => {
            *list.borrow_mut() = items;
            return Err(raise);
        }
    }
    if changed {
        return Err(vm.value_error("list modified during sort"));
    }
    Ok(Value::None)
}
