//! `bytearray`: what it has beside the methods of `bytes`.

use super::super::args::Args;
use super::super::object::ByteArray;
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use std::rc::Rc;

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.get("bytearray");
    vm.add_methods(
        &class,
        &[
            ("__new__", new),
            ("__init__", init),
            ("append", append),
            ("extend", extend),
            ("pop", pop),
            ("clear", clear),
            ("copy", copy),
            ("reverse", reverse),
            ("insert", insert),
        ],
    );
}

fn this(vm: &mut Vm, args: &mut Args) -> Result<Rc<ByteArray>> {
    let this = args.this();
    match this.base() {
        Value::ByteArray(bytes) => Ok(bytes.clone()),
        _ => Err(vm.type_error("descriptor requires a 'bytearray' object")),
    }
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let Value::Class(class) = args.this() else { return Ok(Value::None) };
    Ok(vm.wrap(&class, Value::ByteArray(ByteArray::new(Vec::new()))))
}

fn init(vm: &mut Vm, mut args: Args) -> Result {
    let bytes = this(vm, &mut args)?;
    let made = super::bytes::make(vm, args, "bytearray")?;
    bytes.update(|bytes| *bytes = made);
    Ok(Value::None)
}

fn byte(vm: &mut Vm, value: &Value) -> Result<u8> {
    let number = vm.index(value)?;
    u8::try_from(number).map_err(|_| vm.value_error("byte must be in range(0, 256)"))
}

fn append(vm: &mut Vm, mut args: Args) -> Result {
    let bytes = this(vm, &mut args)?;
    let [item] = args.exact(vm, "bytearray.append")?;
    let item = byte(vm, &item)?;
    bytes.update(|bytes| bytes.push(item));
    Ok(Value::None)
}

fn extend(vm: &mut Vm, mut args: Args) -> Result {
    let bytes = this(vm, &mut args)?;
    let [items] = args.exact(vm, "bytearray.extend")?;
    let more = match items.as_byte_vec() {
        Some(more) => more,
        None => super::bytes::from_items(vm, &items)?,
    };
    let len = bytes.borrow().len();
    vm.reserve(len + more.len())?;
    bytes.update(|bytes| bytes.extend(more));
    Ok(Value::None)
}

fn pop(vm: &mut Vm, mut args: Args) -> Result {
    let bytes = this(vm, &mut args)?;
    let args = args.between(vm, "pop", 0, 1)?;
    let index = match args.first() {
        Some(index) => vm.index(index)?,
        None => -1,
    };
    let len = bytes.borrow().len() as i64;
    if len == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let at = if index < 0 { index + len } else { index };
    if at < 0 || at >= len {
        return Err(vm.index_error("pop index out of range"));
    }
    Ok(Value::Int(i64::from(bytes.update(|bytes| bytes.remove(at as usize)))))
}

fn clear(vm: &mut Vm, mut args: Args) -> Result {
    let bytes = this(vm, &mut args)?;
    let [] = args.exact(vm, "bytearray.clear")?;
    bytes.update(Vec::clear);
    Ok(Value::None)
}

fn copy(vm: &mut Vm, mut args: Args) -> Result {
    let bytes = this(vm, &mut args)?;
    let [] = args.exact(vm, "bytearray.copy")?;
    let copy = bytes.borrow().clone();
    Ok(Value::ByteArray(ByteArray::new(copy)))
}

fn reverse(vm: &mut Vm, mut args: Args) -> Result {
    let bytes = this(vm, &mut args)?;
    let [] = args.exact(vm, "bytearray.reverse")?;
    bytes.update(|bytes| bytes.reverse());
    Ok(Value::None)
}

fn insert(vm: &mut Vm, mut args: Args) -> Result {
    let bytes = this(vm, &mut args)?;
    let [index, item] = args.exact(vm, "bytearray.insert")?;
    let (index, item) = (vm.index(&index)?, byte(vm, &item)?);
    let len = bytes.borrow().len() as i64;
    let at = if index < 0 { (index + len).max(0) } else { index.min(len) };
    bytes.update(|bytes| bytes.insert(at as usize, item));
    Ok(Value::None)
}
