//! `memoryview` of `bytes` and `bytearray`: a window on their bytes, without a copy.

use super::super::args::Args;
use super::super::modules::data_of;
use super::super::value::Value;
use super::super::vm::{ClassSpec, Result, Vm};
use crate::jose::binascii::hexlify;

/// A run of bytes of an object.
struct View {
    of: Value,
    start: usize,
    len: usize,
}

pub(super) fn install(vm: &mut Vm) {
    let class = vm.native_class(&ClassSpec {
        name: "memoryview",
        module: "builtins",
        methods: &[
            ("__new__", new),
            ("__len__", len),
            ("__getitem__", get_item),
            ("__setitem__", set_item),
            ("__iter__", iter),
            ("__eq__", eq),
            ("__repr__", repr),
            ("__enter__", enter),
            ("__exit__", exit),
            ("release", exit),
            ("tobytes", to_bytes),
            ("tolist", to_list),
            ("hex", hex),
        ],
        getters: &[
            ("obj", |vm, this| Ok(data_of::<View>(vm, this)?.of.clone())),
            ("nbytes", |vm, this| Ok(Value::size(data_of::<View>(vm, this)?.len))),
            ("readonly", |vm, this| {
                Ok(Value::Bool(matches!(data_of::<View>(vm, this)?.of, Value::Bytes(_))))
            }),
            ("itemsize", |_, _| Ok(Value::Int(1))),
            ("ndim", |_, _| Ok(Value::Int(1))),
            ("format", |_, _| Ok(Value::str("B"))),
        ],
        ..ClassSpec::default()
    });
    vm.builtins.set_str("memoryview", Value::Class(class));
}

fn new(vm: &mut Vm, args: Args) -> Result {
    let [class, object] = args.bind(vm, "memoryview", "class, object")?;
    let (of, start, len) = match object.base() {
        Value::Bytes(bytes) => (object.base().clone(), 0, bytes.len()),
        Value::ByteArray(bytes) => (object.base().clone(), 0, bytes.borrow().len()),
        _ => match &object {
            Value::Instance(instance) if instance.native::<View>().is_some() => {
                let view = data_of::<View>(vm, &object)?;
                (view.of.clone(), view.start, view.len)
            }
            _ => {
                let name = vm.type_name(&object);
                let message = format!("memoryview: a bytes-like object is required, not '{name}'");
                return Err(vm.type_error(message));
            }
        },
    };
    match class {
        Value::Class(class) => Ok(vm.new_native(&class, View { of, start, len })),
        _ => Err(vm.type_error("memoryview.__new__(X): X is not a type object")),
    }
}

/// The bytes in sight.
fn bytes_of(vm: &mut Vm, this: &Value) -> Result<Vec<u8>> {
    let view = data_of::<View>(vm, this)?;
    let (all, range) = (view.of.as_byte_vec().unwrap_or_default(), view.start..view.start + view.len);
    vm.reserve(range.len())?;
    Ok(all.get(range).map(<[u8]>::to_vec).unwrap_or_default())
}

fn len(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    Ok(Value::size(data_of::<View>(vm, &this)?.len))
}

/// The place of an index in the object, counted from the end when negative.
fn place(vm: &mut Vm, this: &Value, index: &Value) -> Result<usize> {
    let index = vm.index(index)?;
    let view = data_of::<View>(vm, this)?;
    let from_start = if index < 0 { index + view.len as i64 } else { index };
    if (0..view.len as i64).contains(&from_start) {
        return Ok(view.start + from_start as usize);
    }
    Err(vm.index_error("index out of bounds on dimension 1"))
}

fn get_item(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [key] = args.exact(vm, "memoryview.__getitem__")?;
    if let Value::Slice(slice) = &key {
        let view = data_of::<View>(vm, &this)?;
        let (of, offset, len) = (view.of.clone(), view.start, view.len);
        let (start, step, count) = vm.slice_indices(slice, len)?;
        if step != 1 {
            return Err(vm.exception("NotImplementedError", "memoryview: only slices with a step of 1"));
        }
        let class = vm.class_of(&this);
        let start = offset + (start.max(0) as usize).min(len);
        return Ok(vm.new_native(&class, View { of, start, len: count }));
    }
    let at = place(vm, &this, &key)?;
    let view = data_of::<View>(vm, &this)?;
    let byte = view.of.as_byte_vec().and_then(|bytes| bytes.get(at).copied());
    Ok(Value::Int(i64::from(byte.unwrap_or(0))))
}

fn set_item(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [key, value] = args.exact(vm, "memoryview.__setitem__")?;
    let of = data_of::<View>(vm, &this)?.of.clone();
    let Value::ByteArray(bytes) = of else { return Err(vm.type_error("cannot modify read-only memory")) };
    let at = place(vm, &this, &key)?;
    let Ok(byte) = u8::try_from(vm.index(&value)?) else {
        return Err(vm.value_error("memoryview: invalid value for format 'B'"));
    };
    bytes.update(|bytes| {
        if let Some(slot) = bytes.get_mut(at) {
            *slot = byte;
        }
    });
    Ok(Value::None)
}

fn iter(vm: &mut Vm, args: Args) -> Result {
    let list = to_list(vm, args)?;
    vm.iter(&list)
}

fn eq(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [other] = args.exact(vm, "memoryview.__eq__")?;
    let mine = bytes_of(vm, &this)?;
    let is_view = matches!(&other, Value::Instance(instance) if instance.native::<View>().is_some());
    let theirs = if is_view { Some(bytes_of(vm, &other)?) } else { other.as_byte_vec() };
    Ok(theirs.map_or(Value::NotImplemented, |theirs| Value::Bool(mine == theirs)))
}

#[expect(clippy::unnecessary_wraps, reason = "the type of every method")]
fn repr(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let address = vm.identity_of(&this);
    Ok(Value::str(format!("<memory at {address:#x}>")))
}

#[expect(clippy::unnecessary_wraps, reason = "the type of every method")]
fn enter(_: &mut Vm, mut args: Args) -> Result {
    Ok(args.this())
}

#[expect(clippy::unnecessary_wraps, reason = "the type of every method")]
fn exit(_: &mut Vm, _: Args) -> Result {
    Ok(Value::None)
}

fn to_bytes(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    bytes_of(vm, &this).map(Value::bytes)
}

fn to_list(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let bytes = bytes_of(vm, &this)?;
    Ok(Value::list(bytes.into_iter().map(|byte| Value::Int(i64::from(byte))).collect::<Vec<_>>()))
}

fn hex(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let bytes = bytes_of(vm, &this)?;
    Ok(Value::str(hexlify(&bytes)))
}
