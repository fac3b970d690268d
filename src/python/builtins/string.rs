//! `str`.

use super::super::args::Args;
use super::super::kernel::search::Side;
use super::super::kernel::text::{self, Align};
use super::super::kernel::{Fault, case, codec};
use super::super::object::{Descriptor, NativeFn, NativeKind};
use super::super::value::{Str, Value};
use super::super::vm::{Result, Vm};
use crate::wtf8::Wtf8;
use std::rc::Rc;

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.get("str");
    vm.add_methods(&class, METHODS);
    vm.add_methods(&class, MORE);
    let maketrans = vm.native("maketrans", NativeKind::Function, maketrans, Some(&class));
    class.dict.set_str("maketrans", Value::Descriptor(Rc::new(Descriptor::StaticMethod(maketrans))));
}

const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", new),
    ("__str__", plain),
    ("__repr__", repr),
    ("__len__", super::iteration::length),
    ("__iter__", super::iteration::walk),
    ("__format__", format_dunder),
    ("__contains__", contains),
    ("__getitem__", super::tuple::get_item),
    ("__hash__", super::tuple::hash),
    ("__eq__", super::tuple::eq),
    ("lower", |vm, a| simple(vm, a, "lower", case::lower)),
    ("upper", |vm, a| simple(vm, a, "upper", case::upper)),
    ("casefold", |vm, a| simple(vm, a, "casefold", case::casefold)),
    ("capitalize", |vm, a| simple(vm, a, "capitalize", case::capitalize)),
    ("title", |vm, a| simple(vm, a, "title", case::title)),
    ("swapcase", |vm, a| simple(vm, a, "swapcase", case::swapcase)),
    ("isalpha", |vm, a| ask(vm, a, "isalpha", case::is_alpha)),
    ("isdecimal", |vm, a| ask(vm, a, "isdecimal", case::is_decimal)),
    ("isdigit", |vm, a| ask(vm, a, "isdigit", case::is_digit)),
    ("isnumeric", |vm, a| ask(vm, a, "isnumeric", case::is_numeric)),
    ("isalnum", |vm, a| ask(vm, a, "isalnum", case::is_alnum)),
    ("isspace", |vm, a| ask(vm, a, "isspace", case::is_space_text)),
    ("isprintable", |vm, a| ask(vm, a, "isprintable", case::is_printable_text)),
    ("isascii", |vm, a| ask(vm, a, "isascii", case::is_ascii)),
    ("isidentifier", |vm, a| ask(vm, a, "isidentifier", case::is_identifier)),
    ("islower", |vm, a| ask(vm, a, "islower", case::is_lower)),
    ("isupper", |vm, a| ask(vm, a, "isupper", case::is_upper)),
    ("istitle", |vm, a| ask(vm, a, "istitle", case::is_title)),
    ("strip", |vm, a| strip(vm, a, "strip", Side::Both)),
    ("lstrip", |vm, a| strip(vm, a, "lstrip", Side::Left)),
    ("rstrip", |vm, a| strip(vm, a, "rstrip", Side::Right)),
    ("split", |vm, a| split(vm, a, "split", false)),
    ("rsplit", |vm, a| split(vm, a, "rsplit", true)),
];

const MORE: &[(&str, NativeFn)] = &[
    ("splitlines", splitlines),
    ("partition", |vm, a| partition(vm, a, "partition", text::partition)),
    ("rpartition", |vm, a| partition(vm, a, "rpartition", text::rpartition)),
    ("find", |vm, a| Ok(found(search(vm, a, "find", text::find)?))),
    ("rfind", |vm, a| Ok(found(search(vm, a, "rfind", text::rfind)?))),
    ("index", |vm, a| index(vm, a, "index", text::find)),
    ("rindex", |vm, a| index(vm, a, "rindex", text::rfind)),
    ("count", count),
    ("startswith", |vm, a| affix(vm, a, "startswith", text::starts_with)),
    ("endswith", |vm, a| affix(vm, a, "endswith", text::ends_with)),
    ("replace", replace),
    ("removeprefix", |vm, a| remove(vm, a, "removeprefix", text::remove_prefix)),
    ("removesuffix", |vm, a| remove(vm, a, "removesuffix", text::remove_suffix)),
    ("join", join),
    ("encode", encode),
    ("format", super::template::format),
    ("format_map", super::template::format_map),
    ("ljust", |vm, a| justify(vm, a, "ljust", Align::Left)),
    ("rjust", |vm, a| justify(vm, a, "rjust", Align::Right)),
    ("center", |vm, a| justify(vm, a, "center", Align::Center)),
    ("zfill", zfill),
    ("expandtabs", expandtabs),
    ("translate", translate),
];

/// The text a method was called on.
fn this(vm: &mut Vm, args: &mut Args, name: &str) -> Result<Str> {
    let this = args.this();
    match this.as_str() {
        Some(text) => {
            vm.charge(text.text().as_bytes().len() as u64 / 16)?;
            Ok(text.clone())
        }
        None => {
            let message = format!(
                "descriptor '{name}' requires a 'str' object but received a '{}'",
                vm.type_name(&this)
            );
            Err(vm.type_error(message))
        }
    }
}

fn simple(vm: &mut Vm, mut args: Args, name: &str, change: fn(&Wtf8) -> Wtf8) -> Result {
    let text = this(vm, &mut args, name)?;
    let [] = args.exact(vm, &format!("str.{name}"))?;
    Ok(Value::str(change(text.text())))
}

fn ask(vm: &mut Vm, mut args: Args, name: &str, holds: fn(&Wtf8) -> bool) -> Result {
    let text = this(vm, &mut args, name)?;
    let [] = args.exact(vm, &format!("str.{name}"))?;
    Ok(Value::Bool(holds(text.text())))
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let Value::Class(class) = args.this() else { return Ok(Value::None) };
    let [object, encoding, errors] = args.bind(vm, "str", "object=, encoding=, errors=")?;
    let text = match object.option() {
        None => vm.intern(""),
        Some(object) if encoding.is_unset() && errors.is_unset() => vm.to_str(&object)?,
        Some(object) => {
            let Some(bytes) = object.as_byte_vec() else {
                let message = if object.as_str().is_some() {
                    "decoding str is not supported".to_owned()
                } else {
                    format!("decoding to str: need a bytes-like object, {} found", vm.type_name(&object))
                };
                return Err(vm.type_error(message));
            };
            return super::bytes::decode_with(vm, bytes, object, encoding, errors);
        }
    };
    Ok(vm.wrap(&class, Value::Str(text)))
}

fn plain(vm: &mut Vm, mut args: Args) -> Result {
    this(vm, &mut args, "__str__").map(Value::Str)
}

fn repr(vm: &mut Vm, mut args: Args) -> Result {
    let text = this(vm, &mut args, "__repr__")?;
    vm.repr(&Value::Str(text)).map(Value::str)
}

fn contains(vm: &mut Vm, mut args: Args) -> Result {
    let text = this(vm, &mut args, "__contains__")?;
    let [item] = args.exact(vm, "str.__contains__")?;
    vm.contains(&Value::Str(text), &item).map(Value::Bool)
}

fn format_dunder(vm: &mut Vm, mut args: Args) -> Result {
    let text = this(vm, &mut args, "__format__")?;
    let [spec] = args.exact(vm, "str.__format__")?;
    let spec = vm.expect_str(&spec, "__format__() argument")?;
    vm.format(&Value::Str(text), &spec).map(Value::Str)
}

fn strip(vm: &mut Vm, mut args: Args, name: &str, side: Side) -> Result {
    let text = this(vm, &mut args, name)?;
    let args = args.between(vm, name, 0, 1)?;
    let chars = match args.first() {
        None | Some(Value::None) => None,
        Some(chars) => match chars.as_str() {
            Some(chars) => Some(chars.clone()),
            None => return Err(vm.type_error(format!("{name} arg must be None or str"))),
        },
    };
    Ok(Value::str(text::strip(text.text(), chars.as_ref().map(|chars| chars.text()), side)))
}

fn split(vm: &mut Vm, mut args: Args, name: &str, right: bool) -> Result {
    let text = this(vm, &mut args, name)?;
    let [sep, max] = args.bind(vm, name, "sep=, maxsplit=")?;
    let sep = match sep.option() {
        None | Some(Value::None) => None,
        Some(sep) => match sep.as_str() {
            Some(sep) => Some(sep.clone()),
            None => {
                let message = format!("must be str or None, not {}", vm.type_name(&sep));
                return Err(vm.type_error(message));
            }
        },
    };
    let max = match max.option() {
        None => -1,
        Some(max) => vm.index(&max)?,
    };
    let sep = sep.as_ref().map(|sep| sep.text());
    let parts = if right { text::rsplit(text.text(), sep, max) } else { text::split(text.text(), sep, max) };
    let parts = vm.kernel(parts)?;
    vm.charge(parts.len() as u64)?;
    Ok(Value::list(parts.into_iter().map(Value::str).collect::<Vec<_>>()))
}

fn splitlines(vm: &mut Vm, mut args: Args) -> Result {
    let text = this(vm, &mut args, "splitlines")?;
    let [keep] = args.bind(vm, "splitlines", "keepends=")?;
    let keep = match keep.option() {
        Some(keep) => vm.truth(&keep)?,
        None => false,
    };
    let lines = text::split_lines(text.text(), keep);
    Ok(Value::list(lines.into_iter().map(Value::str).collect::<Vec<_>>()))
}

fn must_be_str(vm: &mut Vm, value: &Value) -> Result<Str> {
    match value.as_str() {
        Some(text) => Ok(text.clone()),
        None => {
            let message = format!("must be str, not {}", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

fn partition(
    vm: &mut Vm,
    mut args: Args,
    name: &str,
    cut: fn(&Wtf8, &Wtf8) -> std::result::Result<[Wtf8; 3], Fault>,
) -> Result {
    let text = this(vm, &mut args, name)?;
    let [sep] = args.exact(vm, &format!("str.{name}"))?;
    let sep = must_be_str(vm, &sep)?;
    let parts = vm.kernel(cut(text.text(), sep.text()))?;
    Ok(Value::tuple(parts.into_iter().map(Value::str).collect::<Vec<_>>()))
}

/// The optional bounds of `find`, `count`, `startswith`.
pub(super) fn bounds(vm: &mut Vm, args: &[Value]) -> Result<(Option<i64>, Option<i64>)> {
    let mut out = [None, None];
    for (slot, value) in out.iter_mut().zip(args) {
        if !value.is_none() {
            if value.as_bigint().is_none() && vm.special(value, "__index__").is_none() {
                let message = "slice indices must be integers or None or have an __index__ method";
                return Err(vm.type_error(message));
            }
            *slot = Some(vm.index_clamped(value)?);
        }
    }
    Ok((out[0], out[1]))
}

type Find = fn(&Wtf8, &Wtf8, Option<i64>, Option<i64>) -> Option<usize>;

fn search(vm: &mut Vm, mut args: Args, name: &str, find: Find) -> Result<Option<usize>> {
    let text = this(vm, &mut args, name)?;
    let args = args.between(vm, name, 1, 3)?;
    let needle = must_be_str(vm, &args[0])?;
    let (start, end) = bounds(vm, &args[1..])?;
    Ok(find(text.text(), needle.text(), start, end))
}

fn found(at: Option<usize>) -> Value {
    at.map_or(Value::Int(-1), Value::size)
}

fn index(vm: &mut Vm, args: Args, name: &str, find: Find) -> Result {
    match search(vm, args, name, find)? {
        Some(at) => Ok(Value::size(at)),
        None => Err(vm.fault(text::not_found())),
    }
}

fn count(vm: &mut Vm, mut args: Args) -> Result {
    let text = this(vm, &mut args, "count")?;
    let args = args.between(vm, "count", 1, 3)?;
    let needle = must_be_str(vm, &args[0])?;
    let (start, end) = bounds(vm, &args[1..])?;
    Ok(Value::size(text::count(text.text(), needle.text(), start, end)))
}

fn affix(
    vm: &mut Vm,
    mut args: Args,
    name: &str,
    holds: fn(&Wtf8, &Wtf8, Option<i64>, Option<i64>) -> bool,
) -> Result {
    let text = this(vm, &mut args, name)?;
    let args = args.between(vm, name, 1, 3)?;
    let (start, end) = bounds(vm, &args[1..])?;
    let candidates = match args[0].base() {
        Value::Tuple(items) => items.to_vec(),
        _ => vec![args[0].clone()],
    };
    for candidate in candidates {
        let Some(affix) = candidate.as_str() else {
            let message = if let Value::Tuple(_) = args[0] {
                format!("tuple for {name} must only contain str, not {}", vm.type_name(&candidate))
            } else {
                format!("{name} first arg must be str or a tuple of str, not {}", vm.type_name(&candidate))
            };
            return Err(vm.type_error(message));
        };
        if holds(text.text(), affix.text(), start, end) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn replace(vm: &mut Vm, mut args: Args) -> Result {
    let text = this(vm, &mut args, "replace")?;
    let args = args.between(vm, "replace", 2, 3)?;
    for (at, value) in args.iter().take(2).enumerate() {
        if value.as_str().is_none() {
            let message = format!("replace() argument {} must be str, not {}", at + 1, vm.type_name(value));
            return Err(vm.type_error(message));
        }
    }
    let (old, new) = (must_be_str(vm, &args[0])?, must_be_str(vm, &args[1])?);
    let max = match args.get(2) {
        Some(max) => vm.index(max)?,
        None => -1,
    };
    let result = text::replace(text.text(), old.text(), new.text(), max, vm.budget.value_bytes());
    let result = vm.kernel(result)?;
    vm.reserve(result.as_bytes().len())?;
    Ok(Value::str(result))
}

fn remove(vm: &mut Vm, mut args: Args, name: &str, cut: fn(&Wtf8, &Wtf8) -> Wtf8) -> Result {
    let text = this(vm, &mut args, name)?;
    let [affix] = args.exact(vm, &format!("str.{name}"))?;
    match affix.as_str() {
        Some(affix) => Ok(Value::str(cut(text.text(), affix.text()))),
        None => {
            let message = format!("{name}() argument must be str, not {}", vm.type_name(&affix));
            Err(vm.type_error(message))
        }
    }
}

fn join(vm: &mut Vm, mut args: Args) -> Result {
    let text = this(vm, &mut args, "join")?;
    let [items] = args.exact(vm, "str.join")?;
    let result = vm.to_vec(&items);
    let items = match vm.caught(result, "TypeError")? {
        Ok(items) => items,
        Err(exception) => {
            if vm.is_iterable(&items) {
                return Err(super::super::vm::Raise::Exception(exception));
            }
            return Err(vm.type_error("can only join an iterable"));
        }
    };
    let mut parts: Vec<Str> = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        match item.as_str() {
            Some(part) => parts.push(part.clone()),
            None => {
                let message =
                    format!("sequence item {at}: expected str instance, {} found", vm.type_name(item));
                return Err(vm.type_error(message));
            }
        }
    }
    let total: usize =
        parts.iter().map(|part| part.text().as_bytes().len() + text.text().as_bytes().len()).sum();
    vm.reserve(total)?;
    let joined = text::join(text.text(), parts.iter().map(|part| part.text()), vm.budget.value_bytes());
    vm.kernel(joined).map(Value::str)
}

fn encode(vm: &mut Vm, mut args: Args) -> Result {
    let text = this(vm, &mut args, "encode")?;
    let [encoding, errors] = args.bind(vm, "encode", "encoding=, errors=")?;
    let (encoding, errors) = codec_names(vm, &encoding, &errors, "encode")?;
    match codec::encode(text.text(), &encoding, &errors) {
        Ok(bytes) => {
            vm.reserve(bytes.len())?;
            Ok(Value::bytes(bytes))
        }
        Err(fault) => Err(vm.unicode_fault(fault, Value::Str(text))),
    }
}

/// The names of a codec and an error handler, with their defaults.
pub(super) fn codec_names(
    vm: &mut Vm,
    encoding: &Value,
    errors: &Value,
    function: &str,
) -> Result<(String, String)> {
    let mut names = [String::from("utf-8"), String::from("strict")];
    for ((value, what), name) in [(encoding, "encoding"), (errors, "errors")].into_iter().zip(&mut names) {
        if value.is_unset() {
            continue;
        }
        match value.as_str() {
            Some(text) => *name = text.text().to_string_lossy(),
            None => {
                let message =
                    format!("{function}() argument '{what}' must be str, not {}", vm.type_name(value));
                return Err(vm.type_error(message));
            }
        }
    }
    let [encoding, errors] = names;
    Ok((encoding, errors))
}

fn justify(vm: &mut Vm, mut args: Args, name: &str, align: Align) -> Result {
    let text = this(vm, &mut args, name)?;
    let args = args.between(vm, name, 1, 2)?;
    let width = vm.index(&args[0])?;
    let fill = match args.get(1) {
        None => u32::from(' '),
        Some(fill) => match fill.as_str() {
            Some(fill) => vm.kernel(text::fill_character(fill.text()))?,
            None => {
                let message =
                    format!("The fill character must be a unicode character, not {}", vm.type_name(fill));
                return Err(vm.type_error(message));
            }
        },
    };
    vm.reserve(width.max(0) as usize)?;
    let result = text::justify(text.text(), align, width, fill, vm.budget.value_bytes());
    vm.kernel(result).map(Value::str)
}

fn zfill(vm: &mut Vm, mut args: Args) -> Result {
    let text = this(vm, &mut args, "zfill")?;
    let [width] = args.exact(vm, "str.zfill")?;
    let width = vm.index(&width)?;
    vm.reserve(width.max(0) as usize)?;
    let result = text::zfill(text.text(), width, vm.budget.value_bytes());
    vm.kernel(result).map(Value::str)
}

fn expandtabs(vm: &mut Vm, mut args: Args) -> Result {
    let text = this(vm, &mut args, "expandtabs")?;
    let [size] = args.bind(vm, "expandtabs", "tabsize=")?;
    let size = match size.option() {
        Some(size) => vm.index(&size)?,
        None => 8,
    };
    let result = text::expand_tabs(text.text(), size, vm.budget.value_bytes());
    let result = vm.kernel(result)?;
    vm.reserve(result.as_bytes().len())?;
    Ok(Value::str(result))
}

fn maketrans(vm: &mut Vm, args: Args) -> Result {
    let args = args.between(vm, "maketrans", 1, 3)?;
    if let [table] = &args[..] {
        let Value::Dict(table) = table.base() else {
            return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
        };
        let (value, out) = Value::new_dict();
        for (key, item) in table.items() {
            let key = match key.as_str() {
                Some(text) if text.text().len() == 1 => {
                    Value::Int(i64::from(text.text().get(0).unwrap_or(0)))
                }
                Some(_) => return Err(vm.value_error("string keys in translate table must be of length 1")),
                None => key,
            };
            vm.dict_set(&out, key, item)?;
        }
        return Ok(value);
    }
    let mut texts = Vec::new();
    for (at, value) in args.iter().enumerate() {
        match value.as_str() {
            Some(text) => texts.push(text.clone()),
            None => {
                let message =
                    format!("maketrans() argument {} must be str, not {}", at + 1, vm.type_name(value));
                return Err(vm.type_error(message));
            }
        }
    }
    let empty = vm.intern("");
    let deleted = texts.get(2).unwrap_or(&empty).clone();
    let pairs = text::maketrans(texts[0].text(), texts[1].text(), deleted.text());
    let (value, out) = Value::new_dict();
    for (from, to) in vm.kernel(pairs)? {
        let to = to.map_or(Value::None, |to| Value::Int(i64::from(to)));
        vm.dict_set(&out, Value::Int(i64::from(from)), to)?;
    }
    Ok(value)
}

fn translate(vm: &mut Vm, mut args: Args) -> Result {
    let text = this(vm, &mut args, "translate")?;
    let [table] = args.exact(vm, "str.translate")?;
    let mut out = crate::wtf8::Wtf8Builder::default();
    for point in text.text().code_points() {
        let result = vm.get_item(&table, &Value::Int(i64::from(point)));
        let value = match vm.caught(result, "LookupError")? {
            Ok(value) => value,
            Err(_) => {
                out.push(point);
                continue;
            }
        };
        match (value.as_str(), value.as_i64()) {
            _ if value.is_none() => {}
            (Some(text), _) => out.push_wtf8(text.text()),
            (_, Some(point)) if (0..0x11_0000).contains(&point) => out.push(point as u32),
            (_, Some(_)) => return Err(vm.value_error("character mapping must be in range(0x110000)")),
            _ => return Err(vm.type_error("character mapping must return integer, None or str")),
        }
        vm.charge(1)?;
    }
    Ok(Value::str(out.finish()))
}
