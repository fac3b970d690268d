//! Methods of `str` between a string and several: splitting, joining, translating.

use super::super::super::args::Args;
use super::super::super::kernel::text::{self, Translated};
use super::super::super::kernel::{Fault, unicode};
use super::super::super::object::NativeFn;
use super::super::super::value::{Str, Value};
use super::super::super::vm::{Raise, Result, Vm};
use super::super::receiver::{c_int, reserve_pieces, str_argument, text_of};
use crate::wtf8::Wtf8;

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("split", |vm, args| split(vm, args, "split", text::split)),
    ("rsplit", |vm, args| split(vm, args, "rsplit", text::rsplit)),
    ("splitlines", splitlines),
    ("partition", |vm, args| partition(vm, args, "partition", text::partition)),
    ("rpartition", |vm, args| partition(vm, args, "rpartition", text::rpartition)),
    ("join", join),
    ("translate", translate),
];

type Split = fn(&Wtf8, Option<&Wtf8>, i64) -> std::result::Result<Vec<Wtf8>, Fault>;

fn split(vm: &mut Vm, mut args: Args, name: &str, split: Split) -> Result {
    let this = text_of(vm, &mut args, name)?;
    let [separator, most] = args.bind(vm, name, "sep=, maxsplit=")?;
    let most = if most.is_unset() { -1 } else { vm.index(&most)? };
    let separator = match &separator {
        Value::Unset | Value::None => None,
        other => {
            let Some(text) = other.as_str() else {
                let message = format!("must be str or None, not {}", vm.type_name(other));
                return Err(vm.type_error(message));
            };
            Some(text)
        }
    };
    let pieces = match separator {
        Some(separator) => text::count(this.text(), separator.text(), None, None),
        None => words(this.text()),
    };
    reserve_pieces(vm, usize::try_from(most).map_or(pieces, |most| most.min(pieces)) + 1)?;
    let parts = split(this.text(), separator.map(|text| text.text()), most);
    let parts = vm.kernel(parts)?;
    Ok(Value::list(parts.into_iter().map(Value::str).collect::<Vec<_>>()))
}

/// How many words there are between whitespace.
fn words(text: &Wtf8) -> usize {
    let mut inside = false;
    let mut count = 0;
    for point in text.code_points() {
        let space = unicode::is_space(point);
        count += usize::from(!space && !inside);
        inside = !space;
    }
    count
}

fn splitlines(vm: &mut Vm, mut args: Args) -> Result {
    let this = text_of(vm, &mut args, "splitlines")?;
    let [keep] = args.bind(vm, "splitlines", "keepends=")?;
    let keep = !keep.is_unset() && c_int(vm, &keep)? != 0;
    let ends = |point: &u32| matches!(point, 0x0A..=0x0D | 0x1C..=0x1E | 0x85 | 0x2028 | 0x2029);
    reserve_pieces(vm, this.text().code_points().filter(ends).count() + 1)?;
    let lines = text::split_lines(this.text(), keep);
    Ok(Value::list(lines.into_iter().map(Value::str).collect::<Vec<_>>()))
}

type Partition = fn(&Wtf8, &Wtf8) -> std::result::Result<[Wtf8; 3], Fault>;

fn partition(vm: &mut Vm, mut args: Args, name: &str, partition: Partition) -> Result {
    let this = text_of(vm, &mut args, name)?;
    let [separator] = args.exact(vm, &format!("str.{name}"))?;
    let Some(separator) = separator.as_str() else {
        let message = format!("must be str, not {}", vm.type_name(&separator));
        return Err(vm.type_error(message));
    };
    vm.reserve(this.text().as_bytes().len())?;
    let parts = vm.kernel(partition(this.text(), separator.text()))?;
    Ok(Value::tuple(parts.map(Value::str)))
}

fn join(vm: &mut Vm, mut args: Args) -> Result {
    let this = text_of(vm, &mut args, "join")?;
    let [items] = args.exact(vm, "str.join")?;
    let items = iterable(vm, &items)?;
    let mut parts: Vec<Str> = Vec::with_capacity(items.len());
    let mut bytes = this.text().as_bytes().len().saturating_mul(items.len());
    for (at, item) in items.iter().enumerate() {
        let Some(text) = item.as_str() else {
            let message = format!("sequence item {at}: expected str instance, {} found", vm.type_name(item));
            return Err(vm.type_error(message));
        };
        bytes = bytes.saturating_add(text.text().as_bytes().len());
        parts.push(text.clone());
    }
    if let ([_], [Value::Str(only)]) = (&parts[..], &items[..]) {
        return Ok(Value::Str(only.clone()));
    }
    vm.reserve(bytes)?;
    let joined = text::join(this.text(), parts.iter().map(|part| part.text()), vm.budget.value_bytes());
    vm.kernel(joined).map(Value::str)
}

/// The items to join, or CPython's complaint.
pub(in super::super) fn iterable(vm: &mut Vm, items: &Value) -> Result<Vec<Value>> {
    if !matches!(items, Value::Tuple(_) | Value::List(_)) {
        let iterator = vm.iter(items);
        if vm.caught(iterator, "TypeError")?.is_err() {
            return Err(vm.type_error("can only join an iterable"));
        }
    }
    vm.to_vec(items)
}

/// Lets the kernel hand on an exception.
struct Stop(std::result::Result<Fault, Raise>);

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Stop(Ok(fault))
    }
}

fn translate(vm: &mut Vm, mut args: Args) -> Result {
    let this = text_of(vm, &mut args, "translate")?;
    let [table] = args.exact(vm, "str.translate")?;
    vm.charge(this.text().as_bytes().len() as u64 / 8)?;
    let limit = vm.budget.value_bytes();
    let translated = text::translate(this.text(), limit, |point| {
        translated(vm, &table, point).map_err(|raise| Stop(Err(raise)))
    });
    match translated {
        Ok(text) => {
            vm.reserve(text.as_bytes().len())?;
            Ok(Value::str(text))
        }
        Err(Stop(Ok(fault))) => Err(vm.fault(fault)),
        Err(Stop(Err(raise))) => Err(raise),
    }
}

fn translated(vm: &mut Vm, table: &Value, point: u32) -> Result<Translated> {
    vm.charge(1)?;
    let found = vm.get_item(table, &Value::Int(i64::from(point)));
    let Ok(found) = vm.caught(found, "LookupError")? else { return Ok(Translated::Same) };
    if found.is_none() {
        return Ok(Translated::Deleted);
    }
    if let Some(text) = found.as_str() {
        return Ok(Translated::Text(text.text().clone()));
    }
    let Some(point) = found.as_bigint() else {
        return Err(vm.type_error("character mapping must return integer, None or str"));
    };
    match u32::try_from(&point).ok().filter(|point| *point <= 0x10_FFFF) {
        Some(point) => Ok(Translated::Text(Wtf8::from_code_points([point]))),
        None => Err(vm.value_error("character mapping must be in range(0x110000)")),
    }
}

pub(super) fn maketrans(vm: &mut Vm, args: Args) -> Result {
    let given = args.between(vm, "str.maketrans", 1, 3)?;
    let (result, table) = Value::new_dict();
    let [first, rest @ ..] = &given[..] else { return Ok(result) };
    if rest.is_empty() {
        let Value::Dict(pairs) = first.base() else {
            return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
        };
        for (key, value) in pairs.items() {
            let point = match (key.as_str(), key.as_bigint()) {
                (Some(text), _) => match (text.text().len(), text.text().get(0)) {
                    (1, Some(point)) => Value::Int(i64::from(point)),
                    _ => return Err(vm.value_error("string keys in translate table must be of length 1")),
                },
                (None, Some(_)) => key.clone(),
                (None, None) => {
                    return Err(vm.type_error("keys in translate table must be strings or integers"));
                }
            };
            vm.dict_set(&table, point, value)?;
        }
        return Ok(result);
    }
    let to = str_argument(vm, &rest[0], "maketrans", "2")?;
    let deleted = match rest.get(1) {
        Some(deleted) => str_argument(vm, deleted, "maketrans", "3")?,
        None => vm.intern(""),
    };
    let Some(from) = first.as_str() else {
        return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    let pairs = vm.kernel(text::maketrans(from.text(), to.text(), deleted.text()))?;
    for (point, to) in pairs {
        let to = to.map_or(Value::None, |to| Value::Int(i64::from(to)));
        vm.dict_set(&table, Value::Int(i64::from(point)), to)?;
    }
    Ok(result)
}
