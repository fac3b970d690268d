//! `int` and `bool`.

use super::super::args::Args;
use super::super::kernel::{float_arith, int_arith, int_text};
use super::super::value::Value;
use super::super::vm::{Result, Vm};

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.get("int");
    vm.add_methods(
        &class,
        &[
            ("__new__", new),
            ("bit_length", bit_length),
            ("bit_count", bit_count),
            ("to_bytes", to_bytes),
            ("conjugate", itself),
            ("as_integer_ratio", ratio),
            ("__int__", plain),
            ("__index__", plain),
            ("__float__", float),
            ("__repr__", repr),
        ],
    );
    let from_bytes =
        vm.native("from_bytes", super::super::object::NativeKind::Function, from_bytes, Some(&class));
    let method = super::super::object::Descriptor::ClassMethod(from_bytes);
    class.dict.set_str("from_bytes", Value::Descriptor(std::rc::Rc::new(method)));
    let flag = vm.classes.get("bool");
    vm.add_methods(&flag, &[("__new__", new_bool)]);
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let Value::Class(class) = args.this() else { return Ok(Value::None) };
    let [value, base] = args.bind(vm, "int", "x=, /, base=")?;
    let value = match (value.option(), base.option()) {
        (None, None) => Value::Int(0),
        (None, Some(_)) => return Err(vm.type_error("int() missing string argument")),
        (Some(value), None) => to_int(vm, &value)?,
        (Some(value), Some(base)) => {
            let base = vm.index(&base)?;
            if base != 0 && !(2..=36).contains(&base) {
                return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
            }
            parse(vm, &value, base)?
                .ok_or_else(|| vm.type_error("int() can't convert non-string with explicit base"))?
        }
    };
    Ok(vm.wrap(&class, value))
}

fn parse(vm: &mut Vm, value: &Value, base: i64) -> Result<Option<Value>> {
    let parsed = match value.base() {
        Value::Str(text) => {
            vm.charge(text.text().as_bytes().len() as u64 / 16)?;
            int_text::parse_int(text.text(), base)
        }
        Value::Bytes(bytes) => int_text::parse_int_bytes(bytes, base),
        Value::ByteArray(bytes) => int_text::parse_int_bytes(&bytes.borrow(), base),
        _ => return Ok(None),
    };
    vm.kernel(parsed).map(|big| Some(Value::int(big)))
}

/// `int(value)`.
fn to_int(vm: &mut Vm, value: &Value) -> Result {
    if let Value::Instance(_) = value {
        for name in ["__int__", "__index__", "__trunc__"] {
            if let Some(answer) = vm.call_special(value, name, Vec::new())? {
                return match answer.as_bigint() {
                    Some(big) => Ok(Value::int(big)),
                    None => {
                        let message = format!("{name} returned non-int (type {})", vm.type_name(&answer));
                        Err(vm.type_error(message))
                    }
                };
            }
        }
    }
    if let Value::Float(float) = value.base() {
        let whole = float_arith::to_int(*float);
        return vm.kernel(whole).map(Value::int);
    }
    if let Some(big) = value.as_bigint() {
        return Ok(Value::int(big));
    }
    if let Some(parsed) = parse(vm, value, 10)? {
        return Ok(parsed);
    }
    let message = format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        vm.type_name(value)
    );
    Err(vm.type_error(message))
}

fn new_bool(vm: &mut Vm, mut args: Args) -> Result {
    args.this();
    let args = args.between(vm, "bool", 0, 1)?;
    match args.first() {
        Some(value) => vm.truth(value).map(Value::Bool),
        None => Ok(Value::Bool(false)),
    }
}

fn big(vm: &mut Vm, value: &Value) -> Result<num_bigint::BigInt> {
    vm.index_big(value)
}

fn bit_length(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "int.bit_length")?;
    Ok(Value::Int(big(vm, &this)?.bits() as i64))
}

fn bit_count(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "int.bit_count")?;
    Ok(Value::Int(int_arith::bit_count(&big(vm, &this)?) as i64))
}

fn itself(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "int.conjugate")?;
    Ok(this)
}

fn plain(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "int.__int__")?;
    big(vm, &this).map(Value::int)
}

fn repr(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "int.__repr__")?;
    let base = this.base().clone();
    vm.repr(&base).map(Value::str)
}

fn float(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "int.__float__")?;
    vm.to_float(&this).map(Value::Float)
}

fn ratio(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "int.as_integer_ratio")?;
    Ok(Value::tuple([Value::int(big(vm, &this)?), Value::Int(1)]))
}

fn order_name(vm: &mut Vm, order: Value, function: &str) -> Result<String> {
    match order.option() {
        None => Ok("big".into()),
        Some(order) => match order.as_str() {
            Some(text) => Ok(text.name().to_owned()),
            None => {
                let message =
                    format!("{function}() argument 'byteorder' must be str, not {}", vm.type_name(&order));
                Err(vm.type_error(message))
            }
        },
    }
}

fn to_bytes(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [length, order, signed] = args.bind(vm, "to_bytes", "length=, byteorder=, *, signed=")?;
    let length = match length.option() {
        Some(length) => vm.index(&length)?,
        None => 1,
    };
    let order = order_name(vm, order, "to_bytes")?;
    let signed = match signed.option() {
        Some(flag) => vm.truth(&flag)?,
        None => false,
    };
    vm.reserve(length.max(0) as usize)?;
    let value = big(vm, &this)?;
    let limit = vm.budget.value_bytes();
    let bytes = int_arith::to_bytes(&value, length, &order, signed, limit);
    vm.kernel(bytes).map(Value::bytes)
}

fn from_bytes(vm: &mut Vm, mut args: Args) -> Result {
    args.this();
    let [bytes, order, signed] = args.bind(vm, "from_bytes", "bytes, byteorder=, *, signed=")?;
    let order = order_name(vm, order, "from_bytes")?;
    let signed = match signed.option() {
        Some(flag) => vm.truth(&flag)?,
        None => false,
    };
    let bytes = match bytes.as_byte_vec() {
        Some(bytes) => bytes,
        None => match bytes.base() {
            Value::List(_) | Value::Tuple(_) => super::bytes::from_items(vm, &bytes)?,
            _ => {
                let message = format!("cannot convert '{}' object to bytes", vm.type_name(&bytes));
                return Err(vm.type_error(message));
            }
        },
    };
    let value = int_arith::from_bytes(&bytes, &order, signed);
    vm.kernel(value).map(Value::int)
}
