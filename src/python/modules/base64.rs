//! `base64`.

use super::super::args::Args;
use super::super::object::{Module, NativeFn};
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use super::Builder;
use super::binascii::{bytes_like, raise};
use crate::jose::base64url::ALPHABET;
use crate::jose::binascii::{self, BASE32, BASE32_HEX, BinasciiError, PLAIN};
use std::rc::Rc;

/// Loads the module.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "base64");
    let functions: [(&str, NativeFn); 14] = [
        ("b64encode", b64encode),
        ("b64decode", b64decode),
        ("standard_b64encode", standard_b64encode),
        ("standard_b64decode", standard_b64decode),
        ("urlsafe_b64encode", urlsafe_b64encode),
        ("urlsafe_b64decode", urlsafe_b64decode),
        ("b32encode", b32encode),
        ("b32decode", b32decode),
        ("b32hexencode", b32hexencode),
        ("b32hexdecode", b32hexdecode),
        ("b16encode", b16encode),
        ("b16decode", b16decode),
        ("encodebytes", encodebytes),
        ("decodebytes", decodebytes),
    ];
    for (name, function) in functions {
        module.python(name, name, function);
    }
    Ok(module.finish())
}

/// What the decoders of this module take: bytes, or text in ASCII.
fn decodable(vm: &mut Vm, value: &Value) -> Result<Vec<u8>> {
    if let Some(text) = value.as_str() {
        if !text.text().is_ascii() {
            return Err(vm.value_error("string argument should contain only ASCII characters"));
        }
        let bytes = text.text().as_bytes();
        vm.charge(bytes.len() as u64 / 16 + 1)?;
        return Ok(bytes.to_vec());
    }
    let Some(bytes) = value.as_byte_vec() else {
        let name = vm.type_name(value);
        let message = format!("argument should be a bytes-like object or ASCII string, not '{name}'");
        return Err(vm.type_error(message));
    };
    vm.charge(bytes.len() as u64 / 16 + 1)?;
    Ok(bytes)
}

fn text_bytes(text: String) -> Value {
    Value::bytes(text.into_bytes())
}

fn finished(vm: &mut Vm, result: std::result::Result<Vec<u8>, BinasciiError>) -> Result {
    result.map(Value::bytes).map_err(|error| raise(vm, &error))
}

fn b64encode(vm: &mut Vm, args: Args) -> Result {
    let [data, alternative] = args.bind_python(vm, "b64encode", "s, altchars=")?;
    let bytes = bytes_like(vm, &data)?;
    let mut alphabet = *PLAIN;
    if !alternative.is_unset() && !alternative.is_none() {
        let marks = bytes_like(vm, &alternative)?;
        let [plus, slash] = marks[..] else {
            let shown = vm.repr(&alternative)?.to_string_lossy();
            return Err(vm.exception("AssertionError", shown));
        };
        (alphabet[62], alphabet[63]) = (plus, slash);
    }
    Ok(text_bytes(binascii::encode(&bytes, &alphabet, true)))
}

fn b64decode(vm: &mut Vm, args: Args) -> Result {
    let [data, alternative, validate] = args.bind_python(vm, "b64decode", "s, altchars=, validate=")?;
    let mut bytes = decodable(vm, &data)?;
    if !alternative.is_unset() && !alternative.is_none() {
        let marks = decodable(vm, &alternative)?;
        let [plus, slash] = marks[..] else {
            let shown = vm.repr(&Value::bytes(marks))?.to_string_lossy();
            return Err(vm.exception("AssertionError", shown));
        };
        for byte in &mut bytes {
            *byte = match *byte {
                byte if byte == plus => b'+',
                byte if byte == slash => b'/',
                byte => byte,
            };
        }
    }
    let strict = !validate.is_unset() && vm.truth(&validate)?;
    finished(vm, binascii::a2b_base64(&bytes, strict))
}

fn standard_b64encode(vm: &mut Vm, args: Args) -> Result {
    let [data] = args.bind_python(vm, "standard_b64encode", "s")?;
    let bytes = bytes_like(vm, &data)?;
    Ok(text_bytes(binascii::encode(&bytes, PLAIN, true)))
}

fn standard_b64decode(vm: &mut Vm, args: Args) -> Result {
    let [data] = args.bind_python(vm, "standard_b64decode", "s")?;
    let bytes = decodable(vm, &data)?;
    finished(vm, binascii::a2b_base64(&bytes, false))
}

fn urlsafe_b64encode(vm: &mut Vm, args: Args) -> Result {
    let [data] = args.bind_python(vm, "urlsafe_b64encode", "s")?;
    let bytes = bytes_like(vm, &data)?;
    Ok(text_bytes(binascii::encode(&bytes, ALPHABET, true)))
}

fn urlsafe_b64decode(vm: &mut Vm, args: Args) -> Result {
    let [data] = args.bind_python(vm, "urlsafe_b64decode", "s")?;
    let bytes = decodable(vm, &data)?;
    finished(vm, crate::jose::base64url::urlsafe_b64decode(&bytes))
}

fn b32encode(vm: &mut Vm, args: Args) -> Result {
    let [data] = args.bind_python(vm, "b32encode", "s")?;
    let bytes = bytes_like(vm, &data)?;
    vm.charge(bytes.len() as u64 / 4)?;
    Ok(text_bytes(binascii::b32encode(&bytes, BASE32)))
}

fn b32hexencode(vm: &mut Vm, args: Args) -> Result {
    let [data] = args.bind_python(vm, "b32hexencode", "s")?;
    let bytes = bytes_like(vm, &data)?;
    vm.charge(bytes.len() as u64 / 4)?;
    Ok(text_bytes(binascii::b32encode(&bytes, BASE32_HEX)))
}

fn b32decode(vm: &mut Vm, args: Args) -> Result {
    let [data, fold, map01] = args.bind_python(vm, "b32decode", "s, casefold=, map01=")?;
    let mut bytes = decodable(vm, &data)?;
    if !map01.is_unset() && !map01.is_none() {
        let one = decodable(vm, &map01)?;
        for byte in &mut bytes {
            *byte = match *byte {
                b'0' => b'O',
                b'1' => one.first().copied().unwrap_or(b'1'),
                byte => byte,
            };
        }
    }
    let fold = !fold.is_unset() && vm.truth(&fold)?;
    finished(vm, binascii::b32decode(&bytes, BASE32, fold))
}

fn b32hexdecode(vm: &mut Vm, args: Args) -> Result {
    let [data, fold] = args.bind_python(vm, "b32hexdecode", "s, casefold=")?;
    let bytes = decodable(vm, &data)?;
    let fold = !fold.is_unset() && vm.truth(&fold)?;
    finished(vm, binascii::b32decode(&bytes, BASE32_HEX, fold))
}

fn b16encode(vm: &mut Vm, args: Args) -> Result {
    let [data] = args.bind_python(vm, "b16encode", "s")?;
    let bytes = bytes_like(vm, &data)?;
    Ok(text_bytes(binascii::hexlify(&bytes).to_uppercase()))
}

fn b16decode(vm: &mut Vm, args: Args) -> Result {
    let [data, fold] = args.bind_python(vm, "b16decode", "s, casefold=")?;
    let mut bytes = decodable(vm, &data)?;
    if !fold.is_unset() && vm.truth(&fold)? {
        bytes.make_ascii_uppercase();
    }
    let result = if bytes.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F')) {
        binascii::unhexlify(&bytes)
    } else {
        Err(BinasciiError::NotBase16)
    };
    finished(vm, result)
}

fn encodebytes(vm: &mut Vm, args: Args) -> Result {
    let [data] = args.bind_python(vm, "encodebytes", "s")?;
    let bytes = bytes_like(vm, &data)?;
    // 57 bytes make a line of 76 characters (RFC 2045).
    let lines = bytes.chunks(57).map(|chunk| binascii::encode(chunk, PLAIN, true) + "\n");
    Ok(text_bytes(lines.collect::<Vec<_>>().concat()))
}

fn decodebytes(vm: &mut Vm, args: Args) -> Result {
    let [data] = args.bind_python(vm, "decodebytes", "s")?;
    let bytes = bytes_like(vm, &data)?;
    finished(vm, binascii::a2b_base64(&bytes, false))
}
