//! Built-in functions and classes that walk over things.

use super::super::args::Args;
use super::super::ast::BinOp;
use super::super::object::{Iter, IterState, NativeFn, Range, Slice};
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use super::sorting;
use std::rc::Rc;

pub(super) const FUNCTIONS: &[(&str, NativeFn)] = &[
    ("all", all),
    ("any", any),
    ("iter", iter),
    ("max", max),
    ("min", min),
    ("next", next),
    ("sorted", sorted),
    ("sum", sum),
    ("aiter", aiter),
    ("anext", anext),
];

pub(super) fn install(vm: &mut Vm) {
    let classes: &[(&str, NativeFn)] = &[
        ("enumerate", enumerate),
        ("zip", zip),
        ("map", map),
        ("filter", filter),
        ("reversed", reversed),
        ("range", range),
        ("slice", slice),
    ];
    for (name, new) in classes {
        let class = vm.classes.get(name);
        vm.add_methods(&class, &[("__new__", *new)]);
        if !matches!(*name, "range" | "slice") {
            vm.add_methods(&class, &[("__next__", step), ("__iter__", itself)]);
        }
    }
    let iterator = vm.classes.get("iterator");
    vm.add_methods(&iterator, &[("__next__", step), ("__iter__", itself), ("__length_hint__", length_hint)]);
    let range = vm.classes.get("range");
    vm.add_methods(
        &range,
        &[("index", range_index), ("count", range_count), ("__iter__", walk), ("__len__", length)],
    );
    let slice = vm.classes.get("slice");
    vm.add_methods(&slice, &[("indices", slice_indices)]);
}

fn step(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "__next__")?;
    match vm.next(&this)? {
        Some(value) => Ok(value),
        None => Err(vm.stop_iteration(Value::None)),
    }
}

fn itself(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "__iter__")?;
    Ok(this)
}

fn length_hint(vm: &mut Vm, args: Args) -> Result {
    let [_] = args.exact(vm, "__length_hint__")?;
    Ok(Value::Int(0))
}

/// `__iter__` of built-in containers.
pub(super) fn walk(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "__iter__")?;
    let base = this.base().clone();
    vm.iter(&base)
}

/// `__len__` of built-in containers.
pub(super) fn length(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "__len__")?;
    let base = this.base().clone();
    vm.len(&base).map(Value::size)
}

fn all(vm: &mut Vm, args: Args) -> Result {
    let [items] = args.exact(vm, "all")?;
    let iterator = vm.iter(&items)?;
    while let Some(item) = vm.next(&iterator)? {
        if !vm.truth(&item)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn any(vm: &mut Vm, args: Args) -> Result {
    let [items] = args.exact(vm, "any")?;
    let iterator = vm.iter(&items)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.truth(&item)? {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn iter(vm: &mut Vm, args: Args) -> Result {
    let args = args.between(vm, "iter", 1, 2)?;
    match &args[..] {
        [function, sentinel] => {
            if !vm.is_callable(function) {
                return Err(vm.type_error("iter(v, w): v must be callable"));
            }
            let state = IterState::Callable { function: function.clone(), sentinel: sentinel.clone() };
            Ok(Iter::new("callable_iterator", state))
        }
        _ => vm.iter(&args[0]),
    }
}

fn next(vm: &mut Vm, args: Args) -> Result {
    let args = args.between(vm, "next", 1, 2)?;
    if let Value::Generator(generator) = &args[0]
        && args.len() == 1
    {
        return vm.generator_send(&generator.clone(), Value::None);
    }
    if let (Value::Instance(_), 1) = (&args[0], args.len())
        && let Some(function) = vm.special(&args[0], "__next__")
    {
        return vm.call_method_of(&function, &args[0], Vec::new());
    }
    match (vm.next(&args[0])?, args.get(1)) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(vm.stop_iteration(Value::None)),
    }
}

fn aiter(vm: &mut Vm, args: Args) -> Result {
    let [source] = args.exact(vm, "aiter")?;
    let message = format!("'{}' object is not an async iterable", vm.type_name(&source));
    if vm.get_attr_opt(&source, "__aiter__")?.is_none() {
        return Err(vm.type_error(message));
    }
    vm.call_method(&source, "__aiter__", Vec::new())
}

fn anext(vm: &mut Vm, args: Args) -> Result {
    let args = args.between(vm, "anext", 1, 2)?;
    let iterator = args[0].clone();
    let message = format!("'{}' object is not an async iterator", vm.type_name(&iterator));
    if vm.get_attr_opt(&iterator, "__anext__")?.is_none() {
        return Err(vm.type_error(message));
    }
    match args.get(1) {
        None => vm.call_method(&iterator, "__anext__", Vec::new()),
        Some(default) => {
            let module = vm.import("_collections_abc")?;
            vm.call_method(&Value::Module(module), "_anext_or", vec![iterator, default.clone()])
        }
    }
}

fn extreme(vm: &mut Vm, mut args: Args, name: &str, greatest: bool) -> Result {
    let key = args.take_kw("key").unwrap_or(Value::None);
    let default = args.take_kw("default");
    args.no_more_kw(vm, name)?;
    let items = match args.pos.len() {
        0 => return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0"))),
        1 => args.pos[0].clone(),
        _ if default.is_some() => {
            let message = format!("Cannot specify a default for {name}() with multiple positional arguments");
            return Err(vm.type_error(message));
        }
        _ => Value::tuple(args.pos),
    };
    let iterator = vm.iter(&items)?;
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = vm.next(&iterator)? {
        let by = if key.is_none() { item.clone() } else { vm.call(&key, vec![item.clone()])? };
        let better = match &best {
            None => true,
            Some((have, _)) => {
                let op = if greatest { super::super::ast::CmpOp::Gt } else { super::super::ast::CmpOp::Lt };
                let answer = vm.compare(&by, op, have)?;
                vm.truth(&answer)?
            }
        };
        if better {
            best = Some((by, item));
        }
    }
    match (best, default) {
        (Some((_, item)), _) => Ok(item),
        (None, Some(default)) => Ok(default),
        (None, None) => Err(vm.value_error(format!("{name}() arg is an empty sequence"))),
    }
}

fn max(vm: &mut Vm, args: Args) -> Result {
    extreme(vm, args, "max", true)
}

fn min(vm: &mut Vm, args: Args) -> Result {
    extreme(vm, args, "min", false)
}

fn sorted(vm: &mut Vm, args: Args) -> Result {
    if args.pos.len() != 1 {
        let message = format!("sorted expected 1 argument, got {}", args.pos.len());
        return Err(vm.type_error(message));
    }
    let [items, key, reverse] = args.bind(vm, "sort", "iterable, /, *, key=, reverse=")?;
    let items = vm.to_vec(&items)?;
    let reverse = match reverse.option() {
        Some(flag) => vm.index(&flag)? != 0,
        None => false,
    };
    let key = key.option().unwrap_or(Value::None);
    sorting::sort(vm, items, &key, reverse).map(Value::list)
}

fn sum(vm: &mut Vm, args: Args) -> Result {
    let [items, start] = args.bind(vm, "sum", "iterable, /, start=")?;
    let mut total = start.option().unwrap_or(Value::Int(0));
    if let Value::Str(_) = total {
        return Err(vm.type_error("sum() can't sum strings [use ''.join(seq) instead]"));
    }
    let iterator = vm.iter(&items)?;
    while let Some(item) = vm.next(&iterator)? {
        total = vm.binary(&total, BinOp::Add, &item)?;
    }
    Ok(total)
}

fn enumerate(vm: &mut Vm, mut args: Args) -> Result {
    args.this();
    if args.pos.is_empty() && !args.kw.iter().any(|(name, _)| name.name() == "iterable") {
        return Err(vm.type_error("enumerate() missing required argument 'iterable'"));
    }
    let [items, start] = args.bind(vm, "enumerate", "iterable, start=")?;
    let inner = vm.iter(&items)?;
    let count = match start.option() {
        Some(start) => Value::int(vm.index_big(&start)?),
        None => Value::Int(0),
    };
    Ok(Iter::new("enumerate", IterState::Enumerate { inner, count }))
}

fn iterators(vm: &mut Vm, items: &[Value]) -> Result<Rc<[Value]>> {
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        out.push(vm.iter(item)?);
    }
    Ok(Rc::from(out))
}

fn zip(vm: &mut Vm, mut args: Args) -> Result {
    args.this();
    let strict = match args.take_kw("strict") {
        Some(flag) => vm.truth(&flag)?,
        None => false,
    };
    args.no_more_kw(vm, "zip")?;
    for (at, item) in args.pos.iter().enumerate() {
        let result = vm.iter(item);
        if vm.caught(result, "TypeError")?.is_err() {
            let message = format!("'{}' object is not iterable", vm.type_name(item));
            let _ = at;
            return Err(vm.type_error(message));
        }
    }
    let inner = iterators(vm, &args.pos)?;
    Ok(Iter::new("zip", IterState::Zip { inner, strict }))
}

fn map(vm: &mut Vm, mut args: Args) -> Result {
    args.this();
    args.no_more_kw(vm, "map")?;
    if args.pos.len() < 2 {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let inner = iterators(vm, &args.pos[1..])?;
    Ok(Iter::new("map", IterState::Map { function: args.pos[0].clone(), inner }))
}

fn filter(vm: &mut Vm, mut args: Args) -> Result {
    args.this();
    let [function, items] = args.exact(vm, "filter")?;
    let inner = vm.iter(&items)?;
    Ok(Iter::new("filter", IterState::Filter { function, inner }))
}

fn reversed(vm: &mut Vm, mut args: Args) -> Result {
    args.this();
    let [items] = args.exact(vm, "reversed")?;
    if let Some(answer) = vm.call_special(&items, "__reversed__", Vec::new())? {
        return Ok(answer);
    }
    match items.base() {
        Value::List(list) => Ok(Iter::new(
            "list_reverseiterator",
            IterState::ListBack { list: list.clone(), left: list.len() },
        )),
        Value::Dict(_) | Value::DictView(_) => {
            let base = items.base().clone();
            let mut values = vm.to_vec(&base)?;
            values.reverse();
            Ok(Iter::values("dict_reversekeyiterator", values))
        }
        Value::Range(range) => {
            let len = range.len();
            let first = if len == 0 { 0 } else { range.at(len - 1) };
            let state = IterState::Range { next: first, left: len, step: range.step.wrapping_neg() };
            Ok(Iter::new("range_iterator", state))
        }
        Value::Set(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::None
        | Value::Iter(_)
        | Value::Generator(_) => {
            let message = format!("'{}' object is not reversible", vm.type_name(&items));
            Err(vm.type_error(message))
        }
        Value::Instance(_)
            if vm.special(&items, "__getitem__").is_none() || vm.special(&items, "__len__").is_none() =>
        {
            let message = format!("'{}' object is not reversible", vm.type_name(&items));
            Err(vm.type_error(message))
        }
        _ => {
            let left = vm.len(&items)? as i64;
            Ok(Iter::new("reversed", IterState::SequenceBack { object: items, left }))
        }
    }
}

fn range(vm: &mut Vm, mut args: Args) -> Result {
    args.this();
    let args = args.between(vm, "range", 1, 3)?;
    let mut bounds = Vec::with_capacity(3);
    for value in &args {
        bounds.push(vm.index(value)?);
    }
    let (start, stop, step) = match bounds[..] {
        [stop] => (0, stop, 1),
        [start, stop] => (start, stop, 1),
        _ => (bounds[0], bounds[1], bounds[2]),
    };
    if step == 0 {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    vm.charge(super::misc::UNCOUNTED)?;
    Ok(Value::Range(Rc::new(Range { start, stop, step })))
}

fn range_index(vm: &mut Vm, args: Args) -> Result {
    let [this, value] = args.exact(vm, "range.index")?;
    let Value::Range(range) = &this else { return Ok(Value::None) };
    match value.as_bigint().and_then(|big| range.position(&big)) {
        Some(at) => Ok(Value::Int(at as i64)),
        None => {
            let text = vm.repr(&value)?.to_string_lossy();
            Err(vm.value_error(format!("{text} is not in range")))
        }
    }
}

fn range_count(vm: &mut Vm, args: Args) -> Result {
    let [this, value] = args.exact(vm, "range.count")?;
    let Value::Range(range) = &this else { return Ok(Value::None) };
    Ok(Value::Int(i64::from(value.as_bigint().is_some_and(|big| range.position(&big).is_some()))))
}

fn slice(vm: &mut Vm, mut args: Args) -> Result {
    args.this();
    let mut args = args.between(vm, "slice", 1, 3)?.into_iter();
    let (first, second, third) = (args.next(), args.next(), args.next());
    let first = first.unwrap_or(Value::None);
    let (start, stop) = match second {
        Some(stop) => (first, stop),
        None => (Value::None, first),
    };
    vm.charge(super::misc::UNCOUNTED)?;
    Ok(Value::Slice(Rc::new(Slice { start, stop, step: third.unwrap_or(Value::None) })))
}

fn slice_indices(vm: &mut Vm, args: Args) -> Result {
    let [this, len] = args.exact(vm, "slice.indices")?;
    let Value::Slice(slice) = &this else { return Ok(Value::None) };
    let len = vm.index(&len)?;
    if len < 0 {
        return Err(vm.value_error("length should not be negative"));
    }
    let (start, step, count) = vm.slice_indices(slice, len as usize)?;
    let stop = start + count as i64 * step;
    let stop = if step < 0 { stop.max(-1) } else { stop.min(len) };
    Ok(Value::tuple([Value::Int(start), Value::Int(stop), Value::Int(step)]))
}
