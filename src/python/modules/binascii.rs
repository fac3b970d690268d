//! `binascii`.

use super::super::args::Args;
use super::super::object::{Module, NativeFn};
use super::super::value::Value;
use super::super::vm::{Raise, Result, Vm};
use super::Builder;
use crate::jose::binascii::{self, BinasciiError, PLAIN};
use std::rc::Rc;

/// Loads the module.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "binascii");
    let base = module.vm.classes.get("ValueError");
    module.exception("Error", &[base]);
    let functions: [(&str, NativeFn); 7] = [
        ("a2b_base64", a2b_base64),
        ("b2a_base64", b2a_base64),
        ("hexlify", hexlify),
        ("b2a_hex", hexlify),
        ("unhexlify", unhexlify),
        ("a2b_hex", unhexlify),
        ("crc32", crc32),
    ];
    for (name, function) in functions {
        module.function(name, function);
    }
    Ok(module.finish())
}

/// A `binascii.Error`.
pub(crate) fn raise(vm: &mut Vm, error: &BinasciiError) -> Raise {
    match vm.class_in("binascii", "Error") {
        Ok(class) => vm.raise(&class, error.to_string()),
        Err(raise) => raise,
    }
}

/// The bytes of a bytes-like object.
pub(crate) fn bytes_like(vm: &mut Vm, value: &Value) -> Result<Vec<u8>> {
    let Some(bytes) = value.as_byte_vec() else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")));
    };
    vm.charge(bytes.len() as u64 / 16 + 1)?;
    Ok(bytes)
}

/// Bytes, or text in ASCII: what the decoders take.
fn ascii_or_bytes(vm: &mut Vm, value: &Value) -> Result<Vec<u8>> {
    if let Some(text) = value.as_str() {
        if text.text().is_ascii() {
            return Ok(text.text().as_bytes().to_vec());
        }
        return Err(vm.value_error("string argument should contain only ASCII characters"));
    }
    value.as_byte_vec().ok_or_else(|| {
        let name = vm.type_name(value);
        vm.type_error(format!("argument should be bytes, buffer or ASCII string, not '{name}'"))
    })
}

fn a2b_base64(vm: &mut Vm, args: Args) -> Result {
    let [data, strict] = args.bind(vm, "a2b_base64", "data, /, *, strict_mode=")?;
    let strict = !strict.is_unset() && vm.truth(&strict)?;
    let bytes = ascii_or_bytes(vm, &data)?;
    binascii::a2b_base64(&bytes, strict).map(Value::bytes).map_err(|error| raise(vm, &error))
}

fn b2a_base64(vm: &mut Vm, args: Args) -> Result {
    let [data, newline] = args.bind(vm, "b2a_base64", "data, /, *, newline=")?;
    let newline = newline.is_unset() || vm.truth(&newline)?;
    let bytes = bytes_like(vm, &data)?;
    let text = binascii::encode(&bytes, PLAIN, true) + if newline { "\n" } else { "" };
    Ok(Value::bytes(text.into_bytes()))
}

/// Hexadecimal digits with a separator every so many bytes, counted from the right (from the left if negative).
pub(crate) fn hex_with(vm: &mut Vm, bytes: &[u8], separator: &Value, group: &Value) -> Result<String> {
    let plain = binascii::hexlify(bytes);
    if separator.is_unset() {
        return Ok(plain);
    }
    let mark = ascii_or_bytes(vm, separator)?;
    let [mark] = mark[..] else { return Err(vm.value_error("sep must be length 1.")) };
    let group = group.as_i64().unwrap_or(1);
    let size = group.unsigned_abs() as usize;
    if size == 0 {
        return Ok(plain);
    }
    let mut out = String::new();
    for (index, _) in bytes.iter().enumerate() {
        let before = if group > 0 { bytes.len() - index } else { index };
        if index > 0 && before.is_multiple_of(size) {
            out.push(mark as char);
        }
        out.push_str(&plain[index * 2..index * 2 + 2]);
    }
    Ok(out)
}

fn hexlify(vm: &mut Vm, args: Args) -> Result {
    let [data, separator, group] = args.bind(vm, "hexlify", "data, sep=, bytes_per_sep=")?;
    let bytes = bytes_like(vm, &data)?;
    hex_with(vm, &bytes, &separator, &group).map(|text| Value::bytes(text.into_bytes()))
}

fn unhexlify(vm: &mut Vm, args: Args) -> Result {
    let [data] = args.bind(vm, "unhexlify", "hexstr, /")?;
    let bytes = ascii_or_bytes(vm, &data)?;
    binascii::unhexlify(&bytes).map(Value::bytes).map_err(|error| raise(vm, &error))
}

fn crc32(vm: &mut Vm, args: Args) -> Result {
    let [data, start] = args.bind(vm, "crc32", "data, crc=, /")?;
    let bytes = bytes_like(vm, &data)?;
    let mut crc = !(start.as_i64().unwrap_or(0) as u32);
    for byte in bytes {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    Ok(Value::Int(i64::from(!crc)))
}
