//! `float`.

use super::super::args::Args;
use super::super::kernel::{float_arith, float_text};
use super::super::value::Value;
use super::super::vm::{Result, Vm};

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.get("float");
    vm.add_methods(
        &class,
        &[
            ("__new__", new),
            ("is_integer", is_integer),
            ("conjugate", itself),
            ("hex", hex),
            ("as_integer_ratio", ratio),
            ("__int__", trunc),
            ("__trunc__", trunc),
            ("__floor__", floor),
            ("__ceil__", ceil),
            ("__float__", itself),
            ("__repr__", repr),
        ],
    );
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let Value::Class(class) = args.this() else { return Ok(Value::None) };
    let args = args.between(vm, "float", 0, 1)?;
    let float = match args.first() {
        None => 0.0,
        Some(value) => match value.base() {
            Value::Str(text) => vm.kernel(float_text::parse_float(text.text()))?,
            Value::Bytes(bytes) => vm.kernel(float_text::parse_float_bytes(bytes))?,
            Value::ByteArray(bytes) => vm.kernel(float_text::parse_float_bytes(&bytes.borrow()))?,
            Value::Int(_) | Value::Big(_) | Value::Bool(_) | Value::Float(_) => vm.to_float(value)?,
            _ if vm.special(value, "__float__").is_some() || vm.special(value, "__index__").is_some() => {
                vm.to_float(value)?
            }
            _ => {
                let message = format!(
                    "float() argument must be a string or a real number, not '{}'",
                    vm.type_name(value)
                );
                return Err(vm.type_error(message));
            }
        },
    };
    Ok(vm.wrap(&class, Value::Float(float)))
}

fn this(vm: &mut Vm, args: Args, name: &str) -> Result<f64> {
    let [this] = args.exact(vm, name)?;
    vm.to_float(&this)
}

fn is_integer(vm: &mut Vm, args: Args) -> Result {
    let float = this(vm, args, "float.is_integer")?;
    Ok(Value::Bool(float.is_finite() && float.fract() == 0.0))
}

fn itself(vm: &mut Vm, args: Args) -> Result {
    this(vm, args, "float.conjugate").map(Value::Float)
}

fn repr(vm: &mut Vm, args: Args) -> Result {
    let float = this(vm, args, "float.__repr__")?;
    Ok(Value::str(crate::number::float_repr(float)))
}

fn trunc(vm: &mut Vm, args: Args) -> Result {
    let whole = float_arith::to_int(this(vm, args, "float.__trunc__")?);
    vm.kernel(whole).map(Value::int)
}

fn floor(vm: &mut Vm, args: Args) -> Result {
    let whole = float_arith::floor(this(vm, args, "float.__floor__")?);
    vm.kernel(whole).map(Value::int)
}

fn ceil(vm: &mut Vm, args: Args) -> Result {
    let whole = float_arith::ceil(this(vm, args, "float.__ceil__")?);
    vm.kernel(whole).map(Value::int)
}

fn ratio(vm: &mut Vm, args: Args) -> Result {
    let mut float = this(vm, args, "float.as_integer_ratio")?;
    if float.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer ratio"));
    }
    if float.is_infinite() {
        return Err(vm.overflow_error("cannot convert Infinity to integer ratio"));
    }
    let mut shift = 0u32;
    while float.fract() != 0.0 {
        float *= 2.0;
        shift += 1;
    }
    let top = vm.kernel(float_arith::to_int(float))?;
    Ok(Value::tuple([Value::int(top), Value::int(num_bigint::BigInt::from(1) << shift)]))
}

fn hex(vm: &mut Vm, args: Args) -> Result {
    let float = this(vm, args, "float.hex")?;
    if float.is_nan() {
        return Ok(Value::str("nan"));
    }
    let sign = if float.is_sign_negative() { "-" } else { "" };
    if float.is_infinite() {
        return Ok(Value::str(format!("{sign}inf")));
    }
    if float == 0.0 {
        return Ok(Value::str(format!("{sign}0x0.0p+0")));
    }
    let bits = float.to_bits();
    let mantissa = bits & ((1 << 52) - 1);
    let exponent = ((bits >> 52) & 0x7FF) as i64;
    let (lead, exponent) = if exponent == 0 { (0, -1022) } else { (1, exponent - 1023) };
    Ok(Value::str(format!("{sign}0x{lead}.{mantissa:013x}p{exponent:+}")))
}
