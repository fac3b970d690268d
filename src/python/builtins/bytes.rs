//! `bytes`, and what `bytearray` shares with it.

use super::super::args::Args;
use super::super::kernel::search::Side;
use super::super::kernel::text::Align;
use super::super::kernel::{Fault, bytes_text, codec};
use super::super::object::{ByteArray, Descriptor, NativeFn, NativeKind};
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use std::rc::Rc;

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.get("bytes");
    vm.add_methods(&class, &[("__new__", new)]);
    for name in ["bytes", "bytearray"] {
        let class = vm.classes.get(name);
        vm.add_methods(&class, METHODS);
        let fromhex = vm.native("fromhex", NativeKind::Function, fromhex, Some(&class));
        class.dict.set_str("fromhex", Value::Descriptor(Rc::new(Descriptor::ClassMethod(fromhex))));
    }
}

const METHODS: &[(&str, NativeFn)] = &[
    ("__len__", super::iteration::length),
    ("__iter__", super::iteration::walk),
    ("__getitem__", super::tuple::get_item),
    ("__eq__", super::tuple::eq),
    ("decode", decode),
    ("hex", hex),
    ("lower", |vm, a| simple(vm, a, "lower", |b| b.to_ascii_lowercase())),
    ("upper", |vm, a| simple(vm, a, "upper", |b| b.to_ascii_uppercase())),
    ("title", |vm, a| simple(vm, a, "title", bytes_text::title)),
    ("capitalize", |vm, a| simple(vm, a, "capitalize", bytes_text::capitalize)),
    ("swapcase", |vm, a| simple(vm, a, "swapcase", bytes_text::swapcase)),
    ("isalpha", |vm, a| ask(vm, a, "isalpha")),
    ("isdigit", |vm, a| ask(vm, a, "isdigit")),
    ("isalnum", |vm, a| ask(vm, a, "isalnum")),
    ("isspace", |vm, a| ask(vm, a, "isspace")),
    ("isupper", |vm, a| ask(vm, a, "isupper")),
    ("islower", |vm, a| ask(vm, a, "islower")),
    ("istitle", |vm, a| ask(vm, a, "istitle")),
    ("isascii", |vm, a| ask(vm, a, "isascii")),
    ("strip", |vm, a| strip(vm, a, "strip", Side::Both)),
    ("lstrip", |vm, a| strip(vm, a, "lstrip", Side::Left)),
    ("rstrip", |vm, a| strip(vm, a, "rstrip", Side::Right)),
    ("split", |vm, a| split(vm, a, "split", bytes_text::split)),
    ("rsplit", |vm, a| split(vm, a, "rsplit", bytes_text::rsplit)),
    ("splitlines", splitlines),
    ("partition", |vm, a| partition(vm, a, "partition", bytes_text::partition)),
    ("rpartition", |vm, a| partition(vm, a, "rpartition", bytes_text::rpartition)),
    ("find", |vm, a| Ok(search(vm, a, "find", bytes_text::find)?.map_or(Value::Int(-1), Value::size))),
    ("rfind", |vm, a| Ok(search(vm, a, "rfind", bytes_text::rfind)?.map_or(Value::Int(-1), Value::size))),
    ("index", |vm, a| index(vm, a, "index", bytes_text::find)),
    ("rindex", |vm, a| index(vm, a, "rindex", bytes_text::rfind)),
    ("count", count),
    ("startswith", |vm, a| affix(vm, a, "startswith", bytes_text::starts_with)),
    ("endswith", |vm, a| affix(vm, a, "endswith", bytes_text::ends_with)),
    ("replace", replace),
    ("removeprefix", |vm, a| remove(vm, a, "removeprefix", true)),
    ("removesuffix", |vm, a| remove(vm, a, "removesuffix", false)),
    ("join", join),
    ("ljust", |vm, a| justify(vm, a, "ljust", Align::Left)),
    ("rjust", |vm, a| justify(vm, a, "rjust", Align::Right)),
    ("center", |vm, a| justify(vm, a, "center", Align::Center)),
    ("zfill", zfill),
    ("translate", translate),
];

/// The bytes a method was called on, and whether the object was a `bytearray`.
fn this(vm: &mut Vm, args: &mut Args) -> Result<(Vec<u8>, bool)> {
    let this = args.this();
    match this.as_byte_vec() {
        Some(bytes) => {
            vm.charge(bytes.len() as u64 / 16)?;
            Ok((bytes, matches!(this.base(), Value::ByteArray(_))))
        }
        None => Err(vm.type_error("descriptor requires a 'bytes' object")),
    }
}

fn like(array: bool, bytes: Vec<u8>) -> Value {
    if array { Value::ByteArray(ByteArray::new(bytes)) } else { Value::bytes(bytes) }
}

fn name_of(array: bool) -> &'static str {
    if array { "bytearray" } else { "bytes" }
}

/// A bytes-like argument.
pub(super) fn needed(vm: &mut Vm, value: &Value) -> Result<Vec<u8>> {
    match value.as_byte_vec() {
        Some(bytes) => Ok(bytes),
        None => {
            let message = format!("a bytes-like object is required, not '{}'", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

/// Bytes from numbers below 256.
pub(super) fn from_items(vm: &mut Vm, items: &Value) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    for item in vm.to_vec(items)? {
        let number = vm.index_clamped(&item)?;
        match u8::try_from(number) {
            Ok(byte) => out.push(byte),
            Err(_) => return Err(vm.value_error("bytes must be in range(0, 256)")),
        }
    }
    Ok(out)
}

/// What `bytes(…)` and `bytearray(…)` make.
pub(super) fn make(vm: &mut Vm, args: Args, name: &str) -> Result<Vec<u8>> {
    let [source, encoding, errors] = args.bind(vm, name, "source=, encoding=, errors=")?;
    let Some(source) = source.option() else { return Ok(Vec::new()) };
    if let Some(text) = source.as_str() {
        if encoding.is_unset() {
            return Err(vm.type_error("string argument without an encoding"));
        }
        let text = text.clone();
        let (encoding, errors) = super::string::codec_names(vm, &encoding, &errors, name)?;
        return codec::encode(text.text(), &encoding, &errors)
            .map_err(|fault| vm.unicode_fault(fault, Value::Str(text)));
    }
    if !encoding.is_unset() {
        return Err(vm.type_error("encoding without a string argument"));
    }
    if let Some(bytes) = source.as_byte_vec() {
        return Ok(bytes);
    }
    if let Some(answer) = vm.call_special(&source, "__bytes__", Vec::new())? {
        return needed(vm, &answer);
    }
    if source.as_bigint().is_some() {
        let count = vm.index(&source)?;
        if count < 0 {
            return Err(vm.value_error("negative count"));
        }
        vm.reserve(count as usize)?;
        return Ok(vec![0; count as usize]);
    }
    if !vm.is_iterable(&source) {
        let message = format!("cannot convert '{}' object to {name}", vm.type_name(&source));
        return Err(vm.type_error(message));
    }
    from_items(vm, &source)
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let Value::Class(class) = args.this() else { return Ok(Value::None) };
    let bytes = make(vm, args, "bytes")?;
    Ok(vm.wrap(&class, Value::bytes(bytes)))
}

fn fromhex(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    let [text] = args.exact(vm, "bytes.fromhex")?;
    let Some(text) = text.as_str() else {
        let message = format!("fromhex() argument must be str, not {}", vm.type_name(&text));
        return Err(vm.type_error(message));
    };
    let bytes = vm.kernel(bytes_text::from_hex(text.text()))?;
    Ok(like(matches!(class, Value::Class(ref class) if class.name() == "bytearray"), bytes))
}

fn decode(vm: &mut Vm, mut args: Args) -> Result {
    let object = args.pos.first().cloned().unwrap_or(Value::None);
    let (bytes, _) = this(vm, &mut args)?;
    let [encoding, errors] = args.bind(vm, "decode", "encoding=, errors=")?;
    decode_with(vm, bytes, object, encoding, errors)
}

/// `bytes.decode` and `str(bytes, encoding)`.
pub(super) fn decode_with(
    vm: &mut Vm,
    bytes: Vec<u8>,
    object: Value,
    encoding: Value,
    errors: Value,
) -> Result {
    let (encoding, errors) = super::string::codec_names(vm, &encoding, &errors, "decode")?;
    match codec::decode(&bytes, &encoding, &errors) {
        Ok(text) => {
            vm.reserve(text.as_bytes().len())?;
            Ok(Value::str(text))
        }
        Err(fault) => Err(vm.unicode_fault(fault, object)),
    }
}

fn hex(vm: &mut Vm, mut args: Args) -> Result {
    let (bytes, _) = this(vm, &mut args)?;
    let [sep, group] = args.bind(vm, "hex", "sep=, bytes_per_sep=")?;
    let group = match group.option() {
        Some(group) => vm.index(&group)?,
        None => 1,
    };
    let sep = match sep.option() {
        None => None,
        Some(sep) => {
            let found = match (sep.as_str(), sep.as_byte_vec()) {
                (Some(text), _) if text.text().len() == 1 => text.text().get(0).and_then(char::from_u32),
                (_, Some(bytes)) if bytes.len() == 1 => Some(char::from(bytes[0])),
                (None, None) => return Err(vm.type_error("sep must be str or bytes.")),
                _ => return Err(vm.value_error("sep must be length 1.")),
            };
            if !found.is_some_and(|c| c.is_ascii()) {
                return Err(vm.value_error("sep must be ASCII."));
            }
            found
        }
    };
    vm.reserve(bytes.len() * 3)?;
    Ok(Value::str(bytes_text::hex(&bytes, sep, group)))
}

fn simple(vm: &mut Vm, mut args: Args, name: &str, change: fn(&[u8]) -> Vec<u8>) -> Result {
    let (bytes, array) = this(vm, &mut args)?;
    let [] = args.exact(vm, &format!("{}.{name}", name_of(array)))?;
    Ok(like(array, change(&bytes)))
}

fn ask(vm: &mut Vm, mut args: Args, name: &str) -> Result {
    let (bytes, array) = this(vm, &mut args)?;
    let [] = args.exact(vm, &format!("{}.{name}", name_of(array)))?;
    Ok(Value::Bool(bytes_text::ask(name, &bytes).unwrap_or(false)))
}

fn strip(vm: &mut Vm, mut args: Args, name: &str, side: Side) -> Result {
    let (bytes, array) = this(vm, &mut args)?;
    let args = args.between(vm, name, 0, 1)?;
    let chars = match args.first() {
        None | Some(Value::None) => None,
        Some(chars) => Some(needed(vm, chars)?),
    };
    Ok(like(array, bytes_text::strip(&bytes, chars.as_deref(), side).to_vec()))
}

type Cut = fn(&[u8], Option<&[u8]>, i64) -> std::result::Result<Vec<Vec<u8>>, Fault>;

fn split(vm: &mut Vm, mut args: Args, name: &str, cut: Cut) -> Result {
    let (bytes, array) = this(vm, &mut args)?;
    let [sep, max] = args.bind(vm, name, "sep=, maxsplit=")?;
    let sep = match sep.option() {
        None | Some(Value::None) => None,
        Some(sep) => Some(needed(vm, &sep)?),
    };
    let max = match max.option() {
        None => -1,
        Some(max) => vm.index(&max)?,
    };
    let parts = vm.kernel(cut(&bytes, sep.as_deref(), max))?;
    vm.charge(parts.len() as u64)?;
    Ok(Value::list(parts.into_iter().map(|part| like(array, part)).collect::<Vec<_>>()))
}

fn splitlines(vm: &mut Vm, mut args: Args) -> Result {
    let (bytes, array) = this(vm, &mut args)?;
    let [keep] = args.bind(vm, "splitlines", "keepends=")?;
    let keep = match keep.option() {
        Some(keep) => vm.truth(&keep)?,
        None => false,
    };
    let lines = bytes_text::split_lines(&bytes, keep);
    Ok(Value::list(lines.into_iter().map(|line| like(array, line)).collect::<Vec<_>>()))
}

fn partition(
    vm: &mut Vm,
    mut args: Args,
    name: &str,
    cut: fn(&[u8], &[u8]) -> std::result::Result<[Vec<u8>; 3], Fault>,
) -> Result {
    let (bytes, array) = this(vm, &mut args)?;
    let [sep] = args.exact(vm, &format!("{}.{name}", name_of(array)))?;
    let sep = needed(vm, &sep)?;
    let parts = vm.kernel(cut(&bytes, &sep))?;
    Ok(Value::tuple(parts.into_iter().map(|part| like(array, part)).collect::<Vec<_>>()))
}

/// A part to look for: bytes, or one byte as a number.
fn needle(vm: &mut Vm, value: &Value) -> Result<Vec<u8>> {
    if let Some(bytes) = value.as_byte_vec() {
        return Ok(bytes);
    }
    match value.as_i64().map(u8::try_from) {
        Some(Ok(byte)) => Ok(vec![byte]),
        Some(Err(_)) => Err(vm.value_error("byte must be in range(0, 256)")),
        None => {
            let message =
                format!("argument should be integer or bytes-like object, not '{}'", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

type Find = fn(&[u8], &[u8], Option<i64>, Option<i64>) -> Option<usize>;

fn search(vm: &mut Vm, mut args: Args, name: &str, find: Find) -> Result<Option<usize>> {
    let (bytes, _) = this(vm, &mut args)?;
    let args = args.between(vm, name, 1, 3)?;
    let part = needle(vm, &args[0])?;
    let (start, end) = super::string::bounds(vm, &args[1..])?;
    Ok(find(&bytes, &part, start, end))
}

fn index(vm: &mut Vm, args: Args, name: &str, find: Find) -> Result {
    match search(vm, args, name, find)? {
        Some(at) => Ok(Value::size(at)),
        None => Err(vm.fault(bytes_text::not_found())),
    }
}

fn count(vm: &mut Vm, mut args: Args) -> Result {
    let (bytes, _) = this(vm, &mut args)?;
    let args = args.between(vm, "count", 1, 3)?;
    let part = needle(vm, &args[0])?;
    let (start, end) = super::string::bounds(vm, &args[1..])?;
    Ok(Value::size(bytes_text::count(&bytes, &part, start, end)))
}

fn affix(
    vm: &mut Vm,
    mut args: Args,
    name: &str,
    holds: fn(&[u8], &[u8], Option<i64>, Option<i64>) -> bool,
) -> Result {
    let (bytes, _) = this(vm, &mut args)?;
    let args = args.between(vm, name, 1, 3)?;
    let (start, end) = super::string::bounds(vm, &args[1..])?;
    let candidates = match args[0].base() {
        Value::Tuple(items) => items.to_vec(),
        _ => vec![args[0].clone()],
    };
    for candidate in candidates {
        let Some(affix) = candidate.as_byte_vec() else {
            let message = if let Value::Tuple(_) = args[0] {
                format!("a bytes-like object is required, not '{}'", vm.type_name(&candidate))
            } else {
                format!(
                    "{name} first arg must be bytes or a tuple of bytes, not {}",
                    vm.type_name(&candidate)
                )
            };
            return Err(vm.type_error(message));
        };
        if holds(&bytes, &affix, start, end) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn replace(vm: &mut Vm, mut args: Args) -> Result {
    let (bytes, array) = this(vm, &mut args)?;
    let args = args.between(vm, "replace", 2, 3)?;
    let (old, new) = (needed(vm, &args[0])?, needed(vm, &args[1])?);
    let max = match args.get(2) {
        Some(max) => vm.index(max)?,
        None => -1,
    };
    let result = bytes_text::replace(&bytes, &old, &new, max, vm.budget.value_bytes());
    let result = vm.kernel(result)?;
    vm.reserve(result.len())?;
    Ok(like(array, result))
}

fn remove(vm: &mut Vm, mut args: Args, name: &str, front: bool) -> Result {
    let (bytes, array) = this(vm, &mut args)?;
    let [affix] = args.exact(vm, &format!("{}.{name}", name_of(array)))?;
    let affix = needed(vm, &affix)?;
    let rest = if front { bytes.strip_prefix(&affix[..]) } else { bytes.strip_suffix(&affix[..]) };
    Ok(like(array, rest.unwrap_or(&bytes).to_vec()))
}

fn join(vm: &mut Vm, mut args: Args) -> Result {
    let (bytes, array) = this(vm, &mut args)?;
    let [items] = args.exact(vm, &format!("{}.join", name_of(array)))?;
    if !vm.is_iterable(&items) {
        return Err(vm.type_error("can only join an iterable"));
    }
    let mut parts = Vec::new();
    for (at, item) in vm.to_vec(&items)?.iter().enumerate() {
        match item.as_byte_vec() {
            Some(part) => parts.push(part),
            None => {
                let message =
                    format!("sequence item {at}: expected a bytes-like object, {} found", vm.type_name(item));
                return Err(vm.type_error(message));
            }
        }
    }
    vm.reserve(parts.iter().map(|part| part.len() + bytes.len()).sum())?;
    let joined = bytes_text::join(&bytes, parts.iter().map(|part| &part[..]), vm.budget.value_bytes());
    Ok(like(array, vm.kernel(joined)?))
}

fn justify(vm: &mut Vm, mut args: Args, name: &str, align: Align) -> Result {
    let (bytes, array) = this(vm, &mut args)?;
    let args = args.between(vm, name, 1, 2)?;
    let width = vm.index(&args[0])?;
    let fill = match args.get(1) {
        None => b' ',
        Some(fill) => match fill.as_byte_vec().as_deref() {
            Some([fill]) => *fill,
            _ => {
                let message = format!(
                    "{name}() argument 2 must be a byte string of length 1, not {}",
                    vm.type_name(fill)
                );
                return Err(vm.type_error(message));
            }
        },
    };
    vm.reserve(width.max(0) as usize)?;
    let result = bytes_text::justify(&bytes, align, width, fill, vm.budget.value_bytes());
    Ok(like(array, vm.kernel(result)?))
}

fn zfill(vm: &mut Vm, mut args: Args) -> Result {
    let (bytes, array) = this(vm, &mut args)?;
    let [width] = args.exact(vm, &format!("{}.zfill", name_of(array)))?;
    let width = vm.index(&width)?;
    vm.reserve(width.max(0) as usize)?;
    let result = bytes_text::zfill(&bytes, width, vm.budget.value_bytes());
    Ok(like(array, vm.kernel(result)?))
}

fn translate(vm: &mut Vm, mut args: Args) -> Result {
    let (bytes, array) = this(vm, &mut args)?;
    let [table, delete] = args.bind(vm, "translate", "table, /, delete=")?;
    let table = if table.is_none() { None } else { Some(needed(vm, &table)?) };
    let delete = match delete.option() {
        Some(delete) => needed(vm, &delete)?,
        None => Vec::new(),
    };
    let result = bytes_text::translate(&bytes, table.as_deref(), &delete);
    Ok(like(array, vm.kernel(result)?))
}
