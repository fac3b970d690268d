//! What the methods of `str`, `bytes` and the numbers share: their object, their bounds, and their complaints.

use super::super::args::Args;
use super::super::value::{Str, Value};
use super::super::vm::{Result, Vm};

/// The object of a method before it is looked into, or CPython's complaint about a call without one.
pub(super) fn this_of(vm: &mut Vm, args: &mut Args, class: &str, method: &str) -> Result {
    match args.this() {
        Value::Unset if method.starts_with("__") => {
            Err(vm.type_error(format!("descriptor '{method}' of '{class}' object needs an argument")))
        }
        Value::Unset => Err(vm.type_error(format!("unbound method {class}.{method}() needs an argument"))),
        this => Ok(this),
    }
}

/// The complaint about an object of another class.
pub(super) fn foreign(vm: &mut Vm, this: &Value, class: &str, method: &str) -> super::super::vm::Raise {
    let other = vm.type_name(this);
    if method.starts_with("__") {
        return vm.type_error(format!(
            "descriptor '{method}' requires a '{class}' object but received a '{other}'"
        ));
    }
    vm.type_error(format!("descriptor '{method}' for '{class}' objects doesn't apply to a '{other}' object"))
}

/// The string a `str` method works on.
pub(super) fn text_of(vm: &mut Vm, args: &mut Args, method: &str) -> Result<Str> {
    let this = this_of(vm, args, "str", method)?;
    match this.as_str() {
        Some(text) => {
            vm.charge(text.text().as_bytes().len() as u64 / 16 + 1)?;
            Ok(text.clone())
        }
        None => Err(foreign(vm, &this, "str", method)),
    }
}

/// A type's name where CPython's argument parser writes it: `None` for `None`.
pub(super) fn shown_type(vm: &Vm, value: &Value) -> String {
    if value.is_none() { "None".to_owned() } else { vm.type_name(value) }
}

/// A string argument of a function written in C: `encode() argument 'encoding' must be str, not None`.
pub(super) fn str_argument(vm: &mut Vm, value: &Value, function: &str, which: &str) -> Result<Str> {
    let Some(text) = value.as_str() else {
        let gap = if which.is_empty() { "" } else { " " };
        let kind = shown_type(vm, value);
        return Err(vm.type_error(format!("{function}() argument{gap}{which} must be str, not {kind}")));
    };
    Ok(text.clone())
}

/// An index argument that is clamped to the machine word, or nothing for `None` and a missing one.
pub(super) fn bound(vm: &mut Vm, value: Option<&Value>) -> Result<Option<i64>> {
    match value {
        None | Some(Value::None | Value::Unset) => Ok(None),
        Some(value) if value.as_bigint().is_some() || vm.special(value, "__index__").is_some() => {
            vm.index_clamped(value).map(Some)
        }
        Some(_) => Err(vm.type_error("slice indices must be integers or None or have an __index__ method")),
    }
}

/// An integer argument that is an `int` in C.
pub(super) fn c_int(vm: &mut Vm, value: &Value) -> Result<i64> {
    let big = vm.index_big(value)?;
    match i32::try_from(&big) {
        Ok(small) => Ok(i64::from(small)),
        Err(_) => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}

/// The arguments of `find`, `count`, `startswith` and their like: what is looked for, then where.
pub(super) struct Search {
    pub(super) what: Value,
    pub(super) start: Option<i64>,
    pub(super) end: Option<i64>,
}

impl Search {
    pub(super) fn bind(vm: &mut Vm, mut args: Args, function: &str) -> Result<Self> {
        if !args.kw.is_empty() {
            return Err(vm.type_error(format!("{function}() takes no keyword arguments")));
        }
        let given = args.pos.len();
        if given == 0 {
            return Err(vm.type_error(format!("{function}() takes at least 1 argument (0 given)")));
        }
        if given > 3 {
            return Err(vm.type_error(format!("{function}() takes at most 3 arguments ({given} given)")));
        }
        let (start, end) = (bound(vm, args.pos.get(1))?, bound(vm, args.pos.get(2))?);
        Ok(Self { what: args.pos.swap_remove(0), start, end })
    }
}

/// Asks for the memory of so many small objects in a new list.
pub(super) fn reserve_pieces(vm: &mut Vm, pieces: usize) -> Result<()> {
    vm.reserve(pieces.saturating_mul(48))
}
