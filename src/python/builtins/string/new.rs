//! `str(object)` and `str(bytes, encoding, errors)`.

use super::super::super::args::Args;
use super::super::super::kernel::codec;
use super::super::super::value::Value;
use super::super::super::vm::{Result, Vm};
use super::super::receiver::str_argument;

pub(super) fn new(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let Value::Class(class) = &this else {
        let message = format!("str.__new__(X): X is not a type object ({})", vm.type_name(&this));
        return Err(vm.type_error(message));
    };
    let [object, encoding, errors] = args.bind(vm, "str", "object=, encoding=, errors=")?;
    let text = if encoding.is_unset() && errors.is_unset() {
        match object {
            Value::Unset => vm.intern(""),
            object => vm.to_str(&object)?,
        }
    } else {
        let encoding = match encoding {
            Value::Unset => vm.intern("utf-8"),
            encoding => str_argument(vm, &encoding, "str", "'encoding'")?,
        };
        let errors = match errors {
            Value::Unset => vm.intern("strict"),
            errors => str_argument(vm, &errors, "str", "'errors'")?,
        };
        match (&object, object.as_byte_vec()) {
            (Value::Unset, _) => vm.intern(""),
            (_, Some(bytes)) => {
                return decode(vm, &object, &bytes, encoding.name(), errors.name())
                    .map(|text| vm.wrap(class, text));
            }
            (object, None) if object.as_str().is_some() => {
                return Err(vm.type_error("decoding str is not supported"));
            }
            (object, None) => {
                let message =
                    format!("decoding to str: need a bytes-like object, {} found", vm.type_name(object));
                return Err(vm.type_error(message));
            }
        }
    };
    Ok(vm.wrap(class, Value::Str(text)))
}

/// `bytes.decode`; `object` is what a `UnicodeDecodeError` shows.
pub(in super::super) fn decode(
    vm: &mut Vm,
    object: &Value,
    bytes: &[u8],
    encoding: &str,
    errors: &str,
) -> Result {
    vm.reserve(bytes.len().saturating_mul(2))?;
    match codec::decode(bytes, encoding, errors) {
        Ok(text) => Ok(Value::str(text)),
        Err(fault) => {
            let shown = match object.base() {
                Value::ByteArray(_) => Value::bytes(bytes),
                other => other.clone(),
            };
            Err(vm.unicode_fault(fault, shown))
        }
    }
}
