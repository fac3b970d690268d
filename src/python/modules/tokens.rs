//! What the modules `jwt` and `jose` share: values to data of the [`jose`](crate::jose) wing and back.

use super::super::heap::Identity;
use super::super::kernel::{codec, int_text};
use super::super::object::{Class, Dict, Instance, Module, Native, NativeCall, NativeKind};
use super::super::value::Value;
use super::super::vm::{Raise, Result, Vm};
use crate::jose::decode::{Bound, Decoding, Leeway};
use crate::jose::encode::Shown;
use crate::jose::json::Json;
use crate::jose::refusal::Refusal;
use crate::jose::{OpKind, Operation};
use crate::wtf8::Wtf8;
use num_bigint::BigInt;
use num_traits::FromPrimitive;
use std::cell::RefCell;
use std::rc::Rc;

/// The Python exception that a refusal is, with classes from a library's module of exceptions.
pub(crate) fn raise(vm: &mut Vm, exceptions: &str, refusal: &Refusal) -> Raise {
    let class = match &*refusal.class {
        "Error" => vm.class_in("binascii", "Error"),
        "JSONDecodeError" => vm.class_in("json.decoder", "JSONDecodeError"),
        name => match vm.import(exceptions) {
            Ok(module) => match module.dict.get_str(name) {
                Some(Value::Class(class)) => Ok(class),
                _ => Ok(vm.classes.get(name)),
            },
            Err(raise) => Err(raise),
        },
    };
    let class = match class {
        Ok(class) => class,
        Err(raise) => return raise,
    };
    let cause = refusal.cause.as_ref().map(|cause| raise(vm, exceptions, cause));
    // python-jose hands an exception it caught to the new one, or raises while it handles it; PyJWT raises `from` it.
    let is_jose = exceptions.starts_with("jose");
    let wraps = is_jose && refusal.cause.as_ref().is_some_and(|cause| cause.message == refusal.message);
    match cause {
        Some(Raise::Exception(inner)) if wraps => {
            let raised = vm.raise_args(&class, vec![Value::Instance(inner.clone())]);
            set_context(&raised, &inner);
            raised
        }
        Some(cause @ Raise::Exception(_)) => {
            let raised = vm.raise(&class, refusal.message.clone());
            match &cause {
                Raise::Exception(inner) if is_jose => {
                    set_context(&raised, inner);
                    raised
                }
                _ => vm.with_cause(raised, &cause),
            }
        }
        Some(halt) => halt,
        None => {
            let argument = refusal.argument.as_ref().unwrap_or(&refusal.message).clone();
            let args = if argument.is_empty() && refusal.argument.is_none() {
                Vec::new()
            } else {
                vec![Value::str(argument.clone())]
            };
            let raised = vm.raise_args(&class, args);
            if let (Raise::Exception(exception), Some(_)) = (&raised, &refusal.argument) {
                exception.dict().set_str("claim", Value::str(argument));
            }
            raised
        }
    }
}

/// An exception raised while another was handled.
pub(crate) fn set_context(raised: &Raise, inner: &Rc<Instance>) {
    if let Raise::Exception(exception) = raised
        && let Some(data) = exception.exception()
    {
        *data.context.borrow_mut() = Some(Value::Instance(inner.clone()));
    }
}

/// A raised exception as a refusal, to be shown at a gate.
pub(crate) fn refusal_of(vm: &mut Vm, raised: &Raise) -> Result<Refusal> {
    match raised {
        Raise::Exception(exception) => {
            let message = vm.to_str(&Value::Instance(exception.clone()))?.text().to_string_lossy();
            Ok(Refusal::new(exception.class().name(), message))
        }
        Raise::Halt(_) => Err(raised.clone()),
    }
}

/// Keeps the Python exception behind a refusal, so that it is raised as it was.
#[derive(Default)]
pub(crate) struct Stash(Option<Raise>);

impl Stash {
    /// A result whose error is also a refusal.
    pub(crate) fn keep<T>(&mut self, vm: &mut Vm, result: Result<T>) -> std::result::Result<T, Refusal> {
        result.map_err(|raised| {
            let refusal = refusal_of(vm, &raised);
            self.0 = Some(raised);
            refusal.unwrap_or_else(|_| Refusal::new("RuntimeError", ""))
        })
    }

    /// The exception to raise for a refusal: the one that was kept, or a new one.
    pub(crate) fn raise(self, vm: &mut Vm, exceptions: &str, refusal: &Refusal) -> Raise {
        self.0.unwrap_or_else(|| raise(vm, exceptions, refusal))
    }
}

/// A part of a package that the package itself needs while it is loaded.
pub(crate) fn part(vm: &mut Vm, name: &str, load: fn(&mut Vm) -> Result<Rc<Module>>) -> Result<Rc<Module>> {
    if let Some(module) = vm.modules.get(name) {
        return Ok(module.clone());
    }
    let module = load(vm)?;
    vm.modules.insert(name.to_owned(), module.clone());
    Ok(module)
}

/// Makes the methods of a class look like those of a class written in Python.
pub(crate) fn as_python(class: &Rc<Class>) {
    for (name, value) in class.dict.items() {
        if let (Some(name), Value::Native(native)) = (name.as_str(), &value)
            && let NativeCall::Plain(call) = &native.call
        {
            let native = Native {
                name: native.name.clone(),
                qualname: native.qualname.clone(),
                module: native.module.clone(),
                kind: NativeKind::Python,
                call: NativeCall::Plain(*call),
                owner: native.owner.clone(),
                dict: RefCell::default(),
                id: Identity::default(),
            };
            class.dict.set_name(name, Value::Native(Rc::new(native)));
        }
    }
}

/// `__dict__` of an object whose real class is written in Python: it takes any attribute.
#[expect(clippy::unnecessary_wraps, reason = "the type of every getter")]
pub(crate) fn own_dict(_: &mut Vm, this: &Value) -> Result {
    match this {
        Value::Instance(instance) => Ok(Value::Dict(instance.dict())),
        _ => Ok(Value::None),
    }
}

/// Records operations, one step each.
pub(crate) fn record(vm: &mut Vm, operations: Vec<Operation>) -> Result<()> {
    for operation in operations {
        vm.charge(4 + operation.bytes() as u64 / 64)?;
        vm.operation(operation)?;
    }
    vm.check_memory()
}

/// `repr(value)` for showing: whatever happens in it is no business of the program.
pub(crate) fn display(vm: &mut Vm, value: &Value) -> Result<String> {
    match vm.quietly(|vm| vm.repr(value)) {
        Ok(text) => Ok(text.to_string_lossy()),
        Err(Raise::Exception(_)) => Ok(format!("<{}>", vm.type_name(value))),
        Err(halt) => Err(halt),
    }
}

/// `repr(value)` as text.
pub(crate) fn repr(vm: &mut Vm, value: &Value) -> Result<String> {
    vm.repr(value).map(|text| text.to_string_lossy())
}

/// A dict as Python shows it, with the places of its members.
pub(crate) fn shown(vm: &mut Vm, dict: &Rc<Dict>) -> Result<Shown> {
    let mut members = Vec::new();
    for (key, value) in dict.items() {
        members.push((display(vm, &key)?, display(vm, &value)?));
    }
    Ok(Shown::dict(members))
}

/// `text.encode("utf-8")`.
pub(crate) fn utf8(vm: &mut Vm, text: &Wtf8) -> Result<Vec<u8>> {
    codec::encode_utf8(text).map_err(|fault| vm.unicode_fault(fault, Value::str(text.clone())))
}

/// The bytes of a `str` (as UTF-8) or `bytes`; `None` for anything else, `bytearray` included.
pub(crate) fn text_or_bytes(vm: &mut Vm, value: &Value) -> Result<Option<Vec<u8>>> {
    if let Some(text) = value.as_str() {
        let text = text.text().clone();
        return utf8(vm, &text).map(Some);
    }
    match value.base() {
        Value::Bytes(bytes) => Ok(Some(bytes.to_vec())),
        _ => Ok(None),
    }
}

/// `value.get(name)` of a plain dict, `None` when it is not there.
pub(crate) fn get(dict: &Rc<Dict>, name: &str) -> Value {
    dict.get_str(name).unwrap_or(Value::None)
}

/// Whether a value is an instance of `datetime.datetime` or `datetime.timedelta`: only if the program has them.
pub(crate) fn is_of_datetime(vm: &mut Vm, value: &Value, class: &str) -> Result<bool> {
    if !matches!(value, Value::Instance(_)) || !vm.modules.contains_key("datetime") {
        return Ok(false);
    }
    let class = vm.class_in("datetime", class)?;
    Ok(vm.is_instance(value, &class))
}

/// `timegm(moment.utctimetuple())`: a datetime as whole seconds since 1970, UTC.
pub(crate) fn numeric_date(vm: &mut Vm, moment: &Value) -> Result {
    let parts = vm.call_method(moment, "utctimetuple", Vec::new())?;
    let parts = vm.to_vec(&parts)?;
    let part = |at: usize| parts.get(at).and_then(Value::as_i64).unwrap_or(0);
    let (year, month, day) = (part(0), part(1), part(2));
    // Days since 1970 of a date in the proleptic Gregorian calendar, counting years from March.
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days =
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468;
    Ok(Value::Int(((days * 24 + part(3)) * 60 + part(4)) * 60 + part(5)))
}

/// Whether a value is an `Iterable`.
pub(crate) fn is_iterable(vm: &mut Vm, value: &Value) -> bool {
    match value.base() {
        Value::Str(_)
        | Value::Bytes(_)
        | Value::ByteArray(_)
        | Value::Tuple(_)
        | Value::List(_)
        | Value::Dict(_)
        | Value::Set(_)
        | Value::DictView(_)
        | Value::Range(_)
        | Value::Generator(_)
        | Value::Iter(_) => true,
        other => vm.special(other, "__iter__").is_some(),
    }
}

/// Python's `int(claim)`.
pub(crate) fn int_of(claim: &Json) -> std::result::Result<BigInt, Refusal> {
    match claim {
        Json::Int(value) => Ok(BigInt::from(*value)),
        Json::Big(value) => Ok(value.clone()),
        Json::Bool(value) => Ok(BigInt::from(i64::from(*value))),
        Json::Float(value) if value.is_nan() => {
            Err(Refusal::new("ValueError", "cannot convert float NaN to integer"))
        }
        Json::Float(value) => BigInt::from_f64(value.trunc())
            .ok_or_else(|| Refusal::new("OverflowError", "cannot convert float infinity to integer")),
        Json::Str(text) => int_text::parse_int(text, 10)
            .map_err(|fault| Refusal::new(fault.kind.class_name(), fault.message)),
        other => Err(Refusal::new(
            "TypeError",
            format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                other.python_type()
            ),
        )),
    }
}

/// What can be added to a clock, or the name of what cannot.
pub(crate) fn leeway_of(vm: &mut Vm, value: &Value) -> Leeway {
    match value.base() {
        Value::Float(seconds) => Leeway::Float(*seconds),
        _ => match value.as_bigint() {
            Some(seconds) => Leeway::Int(seconds),
            None => Leeway::Broken(vm.type_name(value)),
        },
    }
}

/// `iat`, `nbf` or `exp`: `broken` says which refusal an unreadable value is, of the one `int()` gave.
pub(crate) fn check_time(
    decoding: &mut Decoding,
    kind: OpKind,
    enabled: bool,
    now: &Bound,
    leeway: &Leeway,
    broken: impl FnOnce(&Decoding, Refusal) -> Refusal,
) -> std::result::Result<(), Refusal> {
    let Some(claim) = decoding.claim_to_check(kind, enabled) else { return Ok(()) };
    let value = int_of(&claim).map_err(|refusal| broken(decoding, refusal));
    decoding.check_time(kind, value, now, leeway)
}
