//! `int` and `bool`.

use super::super::args::Args;
use super::super::kernel::{float_arith, int_arith, int_text};
use super::super::object::{Descriptor, NativeFn, NativeKind};
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use super::receiver::{foreign, str_argument, this_of};
use super::{bytes, slots};
use num_bigint::BigInt;
use std::rc::Rc;

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.get("int");
    for methods in [slots::COMMON, slots::COMPARE, slots::NUMBER, slots::INTEGER, slots::FORMAT, METHODS] {
        vm.add_methods(&class, methods);
    }
    let from_bytes = vm.native("from_bytes", NativeKind::Function, from_bytes, Some(&class));
    class.dict.set_str("from_bytes", Value::Descriptor(Rc::new(Descriptor::ClassMethod(from_bytes))));
    vm.add_getter(&class, "real", plain, None);
    vm.add_getter(&class, "numerator", plain, None);
    vm.add_getter(&class, "imag", |_, _| Ok(Value::Int(0)), None);
    vm.add_getter(&class, "denominator", |_, _| Ok(Value::Int(1)), None);
    let flag = vm.classes.get("bool");
    vm.add_methods(&flag, BOOL);
}

const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", new),
    ("as_integer_ratio", as_integer_ratio),
    ("bit_count", bit_count),
    ("bit_length", bit_length),
    ("conjugate", conjugate),
    ("to_bytes", to_bytes),
];

const BOOL: &[(&str, NativeFn)] = &[("__new__", new_bool), ("__repr__", bool_repr)];

fn plain(vm: &mut Vm, this: &Value) -> Result {
    vm.index_big(this).map(Value::int)
}

fn int_of(vm: &mut Vm, args: &mut Args, method: &str) -> Result<BigInt> {
    let this = this_of(vm, args, "int", method)?;
    match this.as_bigint() {
        Some(big) => Ok(big),
        None => Err(foreign(vm, &this, "int", method)),
    }
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let Value::Class(class) = &this else {
        let message = format!("int.__new__(X): X is not a type object ({})", vm.type_name(&this));
        return Err(vm.type_error(message));
    };
    let [value, base] = args.bind(vm, "int", "x=, /, base=")?;
    let made = match (value, base) {
        (Value::Unset, Value::Unset) => Value::Int(0),
        (Value::Unset, _) => return Err(vm.type_error("int() missing string argument")),
        (value, Value::Unset) => to_int(vm, &value)?,
        (value, base) => {
            let base = vm.index_clamped(&base)?;
            if base != 0 && !(2..=36).contains(&base) {
                return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
            }
            match parse(vm, &value, base)? {
                Some(parsed) => parsed,
                None => return Err(vm.type_error("int() can't convert non-string with explicit base")),
            }
        }
    };
    Ok(vm.wrap(class, made))
}

/// `int(text, base)` for text of any kind.
fn parse(vm: &mut Vm, value: &Value, base: i64) -> Result<Option<Value>> {
    let parsed = match value.base() {
        Value::Str(text) => {
            charge_digits(vm, text.text().as_bytes().len(), base)?;
            int_text::parse_int(text.text(), base)
        }
        other => match other.as_byte_vec() {
            Some(bytes) => {
                charge_digits(vm, bytes.len(), base)?;
                int_text::parse_int_bytes(&bytes, base)
            }
            None => return Ok(None),
        },
    };
    vm.kernel(parsed).map(|big| Some(Value::int(big)))
}

fn charge_digits(vm: &mut Vm, digits: usize, base: i64) -> Result<()> {
    let digits = digits as u64;
    // Powers of two are read in one pass; the others only up to the limit of digits.
    let squares = if matches!(base, 2 | 4 | 8 | 16 | 32) { 0 } else { digits.min(5_000).pow(2) / 4_096 };
    vm.charge(digits / 8 + squares)
}

/// `int(value)` without a base.
pub(super) fn to_int(vm: &mut Vm, value: &Value) -> Result {
    if let Value::Instance(_) = value {
        for name in ["__int__", "__index__", "__trunc__"] {
            let Some(answer) = vm.call_special(value, name, Vec::new())? else { continue };
            if let Some(big) = answer.as_bigint() {
                return Ok(Value::int(big));
            }
            let kind = vm.type_name(&answer);
            return Err(vm.type_error(format!("{name} returned non-int (type {kind})")));
        }
    }
    if let Value::Float(float) = value.base() {
        return vm.kernel(float_arith::to_int(*float)).map(Value::int);
    }
    if let Some(big) = value.as_bigint() {
        return Ok(Value::int(big));
    }
    if let Some(parsed) = parse(vm, value, 10)? {
        return Ok(parsed);
    }
    let kind = vm.type_name(value);
    Err(vm.type_error(format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{kind}'"
    )))
}

fn new_bool(vm: &mut Vm, mut args: Args) -> Result {
    args.this();
    let given = args.between(vm, "bool", 0, 1)?;
    match given.first() {
        Some(value) => vm.truth(value).map(Value::Bool),
        None => Ok(Value::Bool(false)),
    }
}

fn bool_repr(vm: &mut Vm, mut args: Args) -> Result {
    let this = this_of(vm, &mut args, "bool", "__repr__")?;
    let [] = args.exact(vm, "bool.__repr__")?;
    vm.repr(&this).map(Value::str)
}

fn as_integer_ratio(vm: &mut Vm, mut args: Args) -> Result {
    let this = int_of(vm, &mut args, "as_integer_ratio")?;
    let [] = args.exact(vm, "int.as_integer_ratio")?;
    Ok(Value::tuple([Value::int(this), Value::Int(1)]))
}

fn bit_count(vm: &mut Vm, mut args: Args) -> Result {
    let this = int_of(vm, &mut args, "bit_count")?;
    let [] = args.exact(vm, "int.bit_count")?;
    Ok(Value::size(int_arith::bit_count(&this) as usize))
}

fn bit_length(vm: &mut Vm, mut args: Args) -> Result {
    let this = int_of(vm, &mut args, "bit_length")?;
    let [] = args.exact(vm, "int.bit_length")?;
    Ok(Value::size(this.bits() as usize))
}

fn conjugate(vm: &mut Vm, mut args: Args) -> Result {
    let this = int_of(vm, &mut args, "conjugate")?;
    let [] = args.exact(vm, "int.conjugate")?;
    Ok(Value::int(this))
}

fn to_bytes(vm: &mut Vm, mut args: Args) -> Result {
    let this = int_of(vm, &mut args, "to_bytes")?;
    let [length, order, signed] = args.bind(vm, "to_bytes", "length=, byteorder=, *, signed=")?;
    let length = if length.is_unset() { 1 } else { vm.index(&length)? };
    let order = byte_order(vm, &order, "to_bytes")?;
    let signed = !signed.is_unset() && vm.truth(&signed)?;
    if order == "big" || order == "little" {
        vm.reserve(usize::try_from(length).unwrap_or(0))?;
    }
    let made = int_arith::to_bytes(&this, length, &order, signed, vm.budget.value_bytes());
    vm.kernel(made).map(Value::bytes)
}

fn byte_order(vm: &mut Vm, order: &Value, function: &str) -> Result<String> {
    match order {
        Value::Unset => Ok("big".to_owned()),
        order => str_argument(vm, order, function, "'byteorder'").map(|order| order.name().to_owned()),
    }
}

fn from_bytes(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [source, order, signed] = args.bind(vm, "from_bytes", "bytes, byteorder=, *, signed=")?;
    let order = byte_order(vm, &order, "from_bytes")?;
    let signed = !signed.is_unset() && vm.truth(&signed)?;
    if order != "big" && order != "little" {
        return Err(vm.value_error("byteorder must be either 'little' or 'big'"));
    }
    let octets = match vm.call_special(&source, "__bytes__", Vec::new())? {
        Some(made) => bytes::bytes_like(vm, &made)?,
        None => bytes::from_items(vm, &source, "bytes")?,
    };
    let made = vm.kernel(int_arith::from_bytes(&octets, &order, signed)).map(Value::int)?;
    match &this {
        Value::Class(class) if class.name() != "int" => vm.call(&this, vec![made]),
        _ => Ok(made),
    }
}
