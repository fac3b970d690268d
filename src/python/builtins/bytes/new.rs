//! Making `bytes` and `bytearray`.

use super::super::super::args::Args;
use super::super::super::kernel::{bytes_text, codec};
use super::super::super::object::ByteArray;
use super::super::super::value::Value;
use super::super::super::vm::{Result, Vm};
use super::super::receiver::str_argument;
use num_traits::{Signed, ToPrimitive};

pub(super) fn new(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let Value::Class(class) = &this else {
        let message = format!("bytes.__new__(X): X is not a type object ({})", vm.type_name(&this));
        return Err(vm.type_error(message));
    };
    if let ([only @ Value::Bytes(_)], true, false) = (&args.pos[..], args.kw.is_empty(), class.flags.heap) {
        return Ok(only.clone());
    }
    let bytes = source(vm, args, "bytes")?;
    Ok(vm.wrap(class, Value::bytes(bytes)))
}

/// The bytes that the arguments of `bytes(…)` or `bytearray(…)` describe.
pub(in super::super) fn source(vm: &mut Vm, args: Args, class: &str) -> Result<Vec<u8>> {
    let [source, encoding, errors] = args.bind(vm, class, "source=, encoding=, errors=")?;
    let encoding = match encoding {
        Value::Unset => None,
        encoding => Some(str_argument(vm, &encoding, class, "'encoding'")?),
    };
    let errors = match errors {
        Value::Unset => None,
        errors => Some(str_argument(vm, &errors, class, "'errors'")?),
    };
    let text = source.as_str().cloned();
    match (&text, &encoding, &errors) {
        (Some(text), Some(encoding), errors) => {
            let errors = errors.as_ref().map_or("strict", |errors| errors.name());
            vm.reserve(text.text().as_bytes().len())?;
            return codec::encode(text.text(), encoding.name(), errors)
                .map_err(|fault| vm.unicode_fault(fault, source.clone()));
        }
        (None, Some(_), _) => return Err(vm.type_error("encoding without a string argument")),
        (None, None, Some(_)) => return Err(vm.type_error("errors without a string argument")),
        (Some(_), None, _) => return Err(vm.type_error("string argument without an encoding")),
        (None, None, None) => {}
    }
    if source.is_unset() {
        return Ok(Vec::new());
    }
    if let Some(made) = vm.call_special(&source, "__bytes__", Vec::new())? {
        let Value::Bytes(bytes) = made.base() else {
            let message = format!("__bytes__ returned non-bytes (type {})", vm.type_name(&made));
            return Err(vm.type_error(message));
        };
        return Ok(bytes.to_vec());
    }
    if source.as_bigint().is_some() || vm.special(&source, "__index__").is_some() {
        let count = vm.index_big(&source)?;
        if count.is_negative() && count.to_i64().is_some() {
            return Err(vm.value_error("negative count"));
        }
        let Some(count) = count.to_i64() else {
            let message = format!("cannot fit '{}' into an index-sized integer", vm.type_name(&source));
            return Err(vm.overflow_error(message));
        };
        vm.reserve(count as usize)?;
        return Ok(vec![0; count as usize]);
    }
    from_items(vm, &source, class)
}

/// Bytes of a bytes-like object or of an iterable of numbers; `class` is what is being made.
pub(in super::super) fn from_items(vm: &mut Vm, source: &Value, class: &str) -> Result<Vec<u8>> {
    if let Some(bytes) = source.as_byte_vec() {
        vm.reserve(bytes.len())?;
        return Ok(bytes);
    }
    let refused = source.as_str().is_some() || {
        let iterator = vm.iter(source);
        !matches!(source, Value::Iter(_) | Value::Generator(_)) && vm.caught(iterator, "TypeError")?.is_err()
    };
    if refused {
        let message = format!("cannot convert '{}' object to {class}", vm.type_name(source));
        return Err(vm.type_error(message));
    }
    let mut out = Vec::new();
    let limit = vm.budget.value_bytes();
    vm.each(source, |vm, item| {
        if out.len() >= limit {
            return vm.reserve(usize::MAX);
        }
        out.push(byte(vm, &item, class)?);
        Ok(())
    })?;
    Ok(out)
}

/// One item of the sequence of a `bytes` or `bytearray`.
fn byte(vm: &mut Vm, value: &Value, class: &str) -> Result<u8> {
    let big = vm.index_big(value)?;
    u8::try_from(&big).map_err(|_| {
        let what = if class == "bytearray" { "byte" } else { "bytes" };
        vm.value_error(format!("{what} must be in range(0, 256)"))
    })
}

pub(super) fn fromhex(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let Value::Class(class) = &this else { return Ok(Value::None) };
    let array = class.is_subclass(&vm.classes.get("bytearray"));
    let [text] = args.exact(vm, if array { "bytearray.fromhex" } else { "bytes.fromhex" })?;
    let text = str_argument(vm, &text, "fromhex", "")?;
    vm.reserve(text.text().as_bytes().len())?;
    let bytes = vm.kernel(bytes_text::from_hex(text.text()))?;
    let made = if array { Value::ByteArray(ByteArray::new(bytes)) } else { Value::bytes(bytes) };
    if class.flags.heap { vm.call(&this, vec![made]) } else { Ok(made) }
}
