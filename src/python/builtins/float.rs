//! `float`.

use super::super::args::Args;
use super::super::kernel::{float_arith, float_hex, float_text};
use super::super::object::{Descriptor, NativeFn, NativeKind};
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use super::receiver::{foreign, this_of};
use super::slots;
use std::rc::Rc;

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.get("float");
    for methods in [slots::COMMON, slots::COMPARE, slots::NUMBER, slots::FORMAT, METHODS] {
        vm.add_methods(&class, methods);
    }
    let fromhex = vm.native("fromhex", NativeKind::Function, fromhex, Some(&class));
    class.dict.set_str("fromhex", Value::Descriptor(Rc::new(Descriptor::ClassMethod(fromhex))));
    vm.add_getter(&class, "real", |vm, this| vm.to_float(this).map(Value::Float), None);
    vm.add_getter(&class, "imag", |_, _| Ok(Value::Float(0.0)), None);
}

const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", new),
    ("as_integer_ratio", as_integer_ratio),
    ("conjugate", conjugate),
    ("hex", hex),
    ("is_integer", is_integer),
];

fn float_of(vm: &mut Vm, args: &mut Args, method: &str) -> Result<f64> {
    let this = this_of(vm, args, "float", method)?;
    let value = match this.base() {
        Value::Float(float) => *float,
        _ => return Err(foreign(vm, &this, "float", method)),
    };
    let rest = std::mem::take(args);
    let [] = rest.exact(vm, &format!("float.{method}"))?;
    Ok(value)
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let Value::Class(class) = &this else {
        let message = format!("float.__new__(X): X is not a type object ({})", vm.type_name(&this));
        return Err(vm.type_error(message));
    };
    let given = args.between(vm, "float", 0, 1)?;
    let value = match given.first() {
        None => 0.0,
        Some(value) => match value.base() {
            Value::Str(text) => {
                vm.charge(text.text().as_bytes().len() as u64 / 8)?;
                vm.kernel(float_text::parse_float(text.text()))?
            }
            other => match other.as_byte_vec() {
                Some(bytes) => {
                    vm.charge(bytes.len() as u64 / 8)?;
                    vm.kernel(float_text::parse_float_bytes(&bytes))?
                }
                None => number(vm, value)?,
            },
        },
    };
    Ok(vm.wrap(class, Value::Float(value)))
}

fn number(vm: &mut Vm, value: &Value) -> Result<f64> {
    let number = matches!(value.base(), Value::Float(_))
        || value.as_bigint().is_some()
        || vm.special(value, "__float__").is_some()
        || vm.special(value, "__index__").is_some();
    if number {
        return vm.to_float(value);
    }
    let kind = vm.type_name(value);
    Err(vm.type_error(format!("float() argument must be a string or a real number, not '{kind}'")))
}

fn as_integer_ratio(vm: &mut Vm, mut args: Args) -> Result {
    let this = float_of(vm, &mut args, "as_integer_ratio")?;
    let (numerator, denominator) = vm.kernel(float_arith::as_integer_ratio(this))?;
    Ok(Value::tuple([Value::int(numerator), Value::int(denominator)]))
}

fn conjugate(vm: &mut Vm, mut args: Args) -> Result {
    float_of(vm, &mut args, "conjugate").map(Value::Float)
}

fn hex(vm: &mut Vm, mut args: Args) -> Result {
    let this = float_of(vm, &mut args, "hex")?;
    Ok(Value::str(float_arith::hex(this)))
}

fn is_integer(vm: &mut Vm, mut args: Args) -> Result {
    let this = float_of(vm, &mut args, "is_integer")?;
    Ok(Value::Bool(float_arith::is_integer(this)))
}

fn fromhex(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [text] = args.exact(vm, "float.fromhex")?;
    let Some(text) = text.as_str() else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    vm.charge(text.text().as_bytes().len() as u64 / 8)?;
    let value = vm.kernel(float_hex::parse(text.text()))?;
    match &this {
        Value::Class(class) if class.name() != "float" => vm.call(&this, vec![Value::Float(value)]),
        _ => Ok(Value::Float(value)),
    }
}
