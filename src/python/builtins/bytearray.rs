//! What only `bytearray` has: making one, and changing it.

use super::super::args::Args;
use super::super::object::{ByteArray, NativeFn};
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use super::bytes;
use super::receiver::{foreign, this_of};
use std::rc::Rc;

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.get("bytearray");
    bytes::install_shared(vm, &class);
    vm.add_methods(&class, METHODS);
    class.dict.set_str("__hash__", Value::None);
}

const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", new),
    ("append", append),
    ("clear", clear),
    ("copy", copy),
    ("extend", extend),
    ("insert", insert),
    ("pop", pop),
    ("remove", remove),
    ("reverse", reverse),
    ("__setitem__", set_item),
    ("__delitem__", delete_item),
    ("__iadd__", in_place_add),
];

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let Value::Class(class) = &this else {
        let message = format!("bytearray.__new__(X): X is not a type object ({})", vm.type_name(&this));
        return Err(vm.type_error(message));
    };
    let bytes = bytes::source(vm, args, "bytearray")?;
    Ok(vm.wrap(class, Value::ByteArray(ByteArray::new(bytes))))
}

fn array_of(vm: &mut Vm, args: &mut Args, method: &str) -> Result<Rc<ByteArray>> {
    let this = this_of(vm, args, "bytearray", method)?;
    match this.base() {
        Value::ByteArray(bytes) => Ok(bytes.clone()),
        _ => Err(foreign(vm, &this, "bytearray", method)),
    }
}

fn byte(vm: &mut Vm, value: &Value) -> Result<u8> {
    let big = vm.index_big(value)?;
    u8::try_from(&big).map_err(|_| vm.value_error("byte must be in range(0, 256)"))
}

fn append(vm: &mut Vm, mut args: Args) -> Result {
    let this = array_of(vm, &mut args, "append")?;
    let [item] = args.exact(vm, "bytearray.append")?;
    let byte = byte(vm, &item)?;
    let length = this.borrow().len();
    if length >= vm.budget.value_bytes() {
        vm.reserve(length + 1)?;
    }
    this.update(|bytes| bytes.push(byte));
    Ok(Value::None)
}

fn clear(vm: &mut Vm, mut args: Args) -> Result {
    let this = array_of(vm, &mut args, "clear")?;
    let [] = args.exact(vm, "bytearray.clear")?;
    this.update(Vec::clear);
    Ok(Value::None)
}

fn copy(vm: &mut Vm, mut args: Args) -> Result {
    let this = array_of(vm, &mut args, "copy")?;
    let [] = args.exact(vm, "bytearray.copy")?;
    let length = this.borrow().len();
    vm.reserve(length)?;
    let bytes = this.borrow().clone();
    Ok(Value::ByteArray(ByteArray::new(bytes)))
}

fn extend(vm: &mut Vm, mut args: Args) -> Result {
    let this = array_of(vm, &mut args, "extend")?;
    let [items] = args.exact(vm, "bytearray.extend")?;
    let more = if items.as_str().is_some_and(|text| !text.text().is_empty()) {
        return Err(vm.type_error("'str' object cannot be interpreted as an integer"));
    } else if items.as_str().is_some() {
        Vec::new()
    } else {
        let iterator = if items.as_byte_vec().is_some() { Ok(Value::None) } else { vm.iter(&items) };
        match vm.caught(iterator, "TypeError")? {
            Ok(Value::None) => bytes::from_items(vm, &items, "bytearray")?,
            Ok(iterator) => bytes::from_items(vm, &iterator, "bytearray")?,
            Err(_) => {
                let message = format!("can't extend bytearray with {}", vm.type_name(&items));
                return Err(vm.type_error(message));
            }
        }
    };
    let length = this.borrow().len();
    vm.reserve(length.saturating_add(more.len()))?;
    this.update(|bytes| bytes.extend(more));
    Ok(Value::None)
}

fn insert(vm: &mut Vm, mut args: Args) -> Result {
    let this = array_of(vm, &mut args, "insert")?;
    let [at, item] = args.exact(vm, "bytearray.insert")?;
    let at = vm.index(&at)?;
    let byte = byte(vm, &item)?;
    let length = this.borrow().len();
    vm.reserve(length + 1)?;
    let at =
        if at < 0 { at.saturating_add(length as i64).max(0) as usize } else { (at as usize).min(length) };
    this.update(|bytes| bytes.insert(at, byte));
    Ok(Value::None)
}

fn pop(vm: &mut Vm, mut args: Args) -> Result {
    let this = array_of(vm, &mut args, "pop")?;
    let given = args.between(vm, "bytearray.pop", 0, 1)?;
    let at = match given.first() {
        Some(at) => vm.index(at)?,
        None => -1,
    };
    let length = this.borrow().len();
    if length == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let at = if at < 0 { at.saturating_add(length as i64) } else { at };
    if at < 0 || at >= length as i64 {
        return Err(vm.index_error("pop index out of range"));
    }
    vm.charge(length as u64 / 16)?;
    Ok(Value::Int(i64::from(this.update(|bytes| bytes.remove(at as usize)))))
}

fn remove(vm: &mut Vm, mut args: Args) -> Result {
    let this = array_of(vm, &mut args, "remove")?;
    let [item] = args.exact(vm, "bytearray.remove")?;
    let byte = byte(vm, &item)?;
    let found = this.borrow().iter().position(|have| *have == byte);
    let Some(at) = found else {
        return Err(vm.value_error("value not found in bytearray"));
    };
    vm.charge(this.borrow().len() as u64 / 16)?;
    this.update(|bytes| bytes.remove(at));
    Ok(Value::None)
}

fn reverse(vm: &mut Vm, mut args: Args) -> Result {
    let this = array_of(vm, &mut args, "reverse")?;
    let [] = args.exact(vm, "bytearray.reverse")?;
    vm.charge(this.borrow().len() as u64 / 16)?;
    this.update(|bytes| bytes.reverse());
    Ok(Value::None)
}

fn set_item(vm: &mut Vm, mut args: Args) -> Result {
    let this = array_of(vm, &mut args, "__setitem__")?;
    let [key, value] = args.exact(vm, "bytearray.__setitem__")?;
    vm.set_item(&Value::ByteArray(this), &key, value)?;
    Ok(Value::None)
}

fn delete_item(vm: &mut Vm, mut args: Args) -> Result {
    let this = array_of(vm, &mut args, "__delitem__")?;
    let [key] = args.exact(vm, "bytearray.__delitem__")?;
    vm.delete_item(&Value::ByteArray(this), &key)?;
    Ok(Value::None)
}

fn in_place_add(vm: &mut Vm, mut args: Args) -> Result {
    let object = args.pos.first().cloned().unwrap_or(Value::Unset);
    let this = array_of(vm, &mut args, "__iadd__")?;
    let [more] = args.exact(vm, "bytearray.__iadd__")?;
    let Some(more) = more.as_byte_vec() else {
        let message = format!("can't concat {} to bytearray", vm.type_name(&more));
        return Err(vm.type_error(message));
    };
    let length = this.borrow().len();
    vm.reserve(length + more.len())?;
    this.update(|bytes| bytes.extend(more));
    Ok(object)
}

impl Vm {
    /// `bytearray[key] = value`.
    pub(crate) fn set_bytearray_item(
        &mut self,
        this: &Rc<ByteArray>,
        key: &Value,
        value: &Value,
    ) -> Result<()> {
        let Value::Slice(slice) = key else {
            let at = self.bytearray_index(this, key)?;
            let byte = byte(self, value)?;
            this.update(|bytes| bytes[at] = byte);
            return Ok(());
        };
        let iterator = if value.as_byte_vec().is_some() { Ok(Value::None) } else { self.iter(value) };
        let refused = value.as_str().is_some() || self.caught(iterator, "TypeError")?.is_err();
        if refused {
            return Err(
                self.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
            );
        }
        let new = bytes::from_items(self, value, "bytearray")?;
        let length = this.borrow().len();
        let (start, step, count) = self.slice_indices(slice, length)?;
        self.reserve(length.saturating_add(new.len()))?;
        if step == 1 {
            let start = start as usize;
            this.update(|bytes| bytes.splice(start..start + count, new).for_each(drop));
            return Ok(());
        }
        if new.len() != count {
            let given = new.len();
            return Err(self.value_error(format!(
                "attempt to assign bytes of size {given} to extended slice of size {count}"
            )));
        }
        this.update(|bytes| {
            for (at, byte) in new.into_iter().enumerate() {
                bytes[(start + at as i64 * step) as usize] = byte;
            }
        });
        Ok(())
    }

    /// `del bytearray[key]`.
    pub(crate) fn delete_bytearray_item(&mut self, this: &Rc<ByteArray>, key: &Value) -> Result<()> {
        let length = this.borrow().len();
        self.charge(length as u64 / 16)?;
        let Value::Slice(slice) = key else {
            let at = self.bytearray_index(this, key)?;
            this.update(|bytes| bytes.remove(at));
            return Ok(());
        };
        let (start, step, count) = self.slice_indices(slice, length)?;
        let mut gone = vec![false; length];
        for at in 0..count {
            gone[(start + at as i64 * step) as usize] = true;
        }
        let mut gone = gone.into_iter();
        this.update(|bytes| bytes.retain(|_| !gone.next().unwrap_or(false)));
        Ok(())
    }

    fn bytearray_index(&mut self, this: &Rc<ByteArray>, key: &Value) -> Result<usize> {
        if key.as_bigint().is_none() && self.special(key, "__index__").is_none() {
            let kind = self.type_name(key);
            return Err(self.type_error(format!("bytearray indices must be integers or slices, not {kind}")));
        }
        let length = this.borrow().len() as i64;
        let index = self.index(key)?;
        let at = if index < 0 { index + length } else { index };
        if at < 0 || at >= length {
            return Err(self.index_error("bytearray index out of range"));
        }
        Ok(at as usize)
    }
}
