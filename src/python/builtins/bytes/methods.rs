//! Methods that look at or change one `bytes` or `bytearray`.

use super::super::super::args::Args;
use super::super::super::kernel::bytes_text;
use super::super::super::kernel::search::Side;
use super::super::super::kernel::text::Align;
use super::super::super::object::NativeFn;
use super::super::super::value::Value;
use super::super::super::vm::{Result, Vm};
use super::super::receiver::{Search, c_int, str_argument};
use super::super::string;
use super::{Octets, bytes_like};

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("capitalize", |vm, args| changed(vm, args, "capitalize", bytes_text::capitalize)),
    ("lower", |vm, args| changed(vm, args, "lower", <[u8]>::to_ascii_lowercase)),
    ("swapcase", |vm, args| changed(vm, args, "swapcase", bytes_text::swapcase)),
    ("title", |vm, args| changed(vm, args, "title", bytes_text::title)),
    ("upper", |vm, args| changed(vm, args, "upper", <[u8]>::to_ascii_uppercase)),
    ("isalnum", |vm, args| asked(vm, args, "isalnum")),
    ("isalpha", |vm, args| asked(vm, args, "isalpha")),
    ("isascii", |vm, args| asked(vm, args, "isascii")),
    ("isdigit", |vm, args| asked(vm, args, "isdigit")),
    ("islower", |vm, args| asked(vm, args, "islower")),
    ("isspace", |vm, args| asked(vm, args, "isspace")),
    ("istitle", |vm, args| asked(vm, args, "istitle")),
    ("isupper", |vm, args| asked(vm, args, "isupper")),
    ("strip", |vm, args| strip(vm, args, "strip", Side::Both)),
    ("lstrip", |vm, args| strip(vm, args, "lstrip", Side::Left)),
    ("rstrip", |vm, args| strip(vm, args, "rstrip", Side::Right)),
    ("center", |vm, args| justify(vm, args, "center", Align::Center)),
    ("ljust", |vm, args| justify(vm, args, "ljust", Align::Left)),
    ("rjust", |vm, args| justify(vm, args, "rjust", Align::Right)),
    ("zfill", zfill),
    ("expandtabs", expandtabs),
    ("decode", decode),
    ("hex", hex),
    ("find", |vm, args| Ok(find(vm, args, "find", bytes_text::find)?.map_or(Value::Int(-1), Value::size))),
    ("rfind", |vm, args| Ok(find(vm, args, "rfind", bytes_text::rfind)?.map_or(Value::Int(-1), Value::size))),
    ("index", |vm, args| index(vm, args, "index", bytes_text::find)),
    ("rindex", |vm, args| index(vm, args, "rindex", bytes_text::rfind)),
    ("count", count),
    ("startswith", |vm, args| affix(vm, args, "startswith", bytes_text::starts_with)),
    ("endswith", |vm, args| affix(vm, args, "endswith", bytes_text::ends_with)),
    ("removeprefix", |vm, args| remove(vm, args, "removeprefix")),
    ("removesuffix", |vm, args| remove(vm, args, "removesuffix")),
    ("replace", replace),
    ("translate", translate),
];

fn changed(vm: &mut Vm, mut args: Args, name: &str, change: fn(&[u8]) -> Vec<u8>) -> Result {
    let this = Octets::take(vm, &mut args, name)?;
    let [] = args.exact(vm, &this.name(name))?;
    vm.reserve(this.bytes.len())?;
    Ok(this.like(change(&this.bytes)))
}

fn asked(vm: &mut Vm, mut args: Args, name: &str) -> Result {
    let this = Octets::take(vm, &mut args, name)?;
    let [] = args.exact(vm, &this.name(name))?;
    Ok(Value::Bool(bytes_text::ask(name, &this.bytes).unwrap_or(false)))
}

fn strip(vm: &mut Vm, mut args: Args, name: &str, side: Side) -> Result {
    let this = Octets::take(vm, &mut args, name)?;
    let given = args.between(vm, &this.name(name), 0, 1)?;
    let chars = match given.first() {
        None | Some(Value::None) => None,
        Some(chars) => Some(bytes_like(vm, chars)?),
    };
    let stripped = bytes_text::strip(&this.bytes, chars.as_deref(), side).to_vec();
    Ok(this.like(stripped))
}

fn justify(vm: &mut Vm, mut args: Args, name: &str, align: Align) -> Result {
    let this = Octets::take(vm, &mut args, name)?;
    let given = args.between(vm, &this.name(name), 1, 2)?;
    let width = vm.index(&given[0])?;
    let fill = match given.get(1) {
        None => b' ',
        Some(fill) => {
            let Some(&[only]) = fill.as_byte_vec().as_deref() else {
                let kind = vm.type_name(fill);
                let message = format!("{name}() argument 2 must be a byte string of length 1, not {kind}");
                return Err(vm.type_error(message));
            };
            only
        }
    };
    vm.reserve(usize::try_from(width).unwrap_or(0))?;
    let padded = bytes_text::justify(&this.bytes, align, width, fill, vm.budget.value_bytes());
    Ok(this.like(vm.kernel(padded)?))
}

fn zfill(vm: &mut Vm, mut args: Args) -> Result {
    let this = Octets::take(vm, &mut args, "zfill")?;
    let [width] = args.exact(vm, &this.name("zfill"))?;
    let width = vm.index(&width)?;
    vm.reserve(usize::try_from(width).unwrap_or(0))?;
    let filled = bytes_text::zfill(&this.bytes, width, vm.budget.value_bytes());
    Ok(this.like(vm.kernel(filled)?))
}

fn expandtabs(vm: &mut Vm, mut args: Args) -> Result {
    let this = Octets::take(vm, &mut args, "expandtabs")?;
    let [size] = args.bind(vm, "expandtabs", "tabsize=")?;
    let size = if size.is_unset() { 8 } else { c_int(vm, &size)? };
    let expanded = bytes_text::expand_tabs(&this.bytes, size, vm.budget.value_bytes());
    let expanded = vm.kernel(expanded)?;
    vm.reserve(expanded.len())?;
    Ok(this.like(expanded))
}

fn decode(vm: &mut Vm, mut args: Args) -> Result {
    let object = args.pos.first().cloned().unwrap_or(Value::Unset);
    let this = Octets::take(vm, &mut args, "decode")?;
    let [encoding, errors] = args.bind(vm, "decode", "encoding=, errors=")?;
    let encoding = match encoding {
        Value::Unset => vm.intern("utf-8"),
        encoding => str_argument(vm, &encoding, "decode", "'encoding'")?,
    };
    let errors = match errors {
        Value::Unset => vm.intern("strict"),
        errors => str_argument(vm, &errors, "decode", "'errors'")?,
    };
    string::decode(vm, &object, &this.bytes, encoding.name(), errors.name())
}

fn hex(vm: &mut Vm, mut args: Args) -> Result {
    let this = Octets::take(vm, &mut args, "hex")?;
    let [separator, group] = args.bind(vm, "hex", "sep=, bytes_per_sep=")?;
    let group = if group.is_unset() { 1 } else { c_int(vm, &group)? };
    let separator = if separator.is_unset() { None } else { Some(hex_separator(vm, &separator)?) };
    vm.reserve(this.bytes.len().saturating_mul(3))?;
    Ok(Value::str(bytes_text::hex(&this.bytes, separator, group)))
}

fn hex_separator(vm: &mut Vm, separator: &Value) -> Result<char> {
    if vm.len(separator)? != 1 {
        return Err(vm.value_error("sep must be length 1."));
    }
    let point = match (separator.as_str(), separator.as_byte_vec()) {
        (Some(text), _) => text.text().get(0).and_then(char::from_u32),
        (None, Some(bytes)) => bytes.first().map(|byte| char::from(*byte)),
        (None, None) => return Err(vm.type_error("sep must be str or bytes.")),
    };
    match point.filter(char::is_ascii) {
        Some(point) => Ok(point),
        None => Err(vm.value_error("sep must be ASCII.")),
    }
}

type Find = fn(&[u8], &[u8], Option<i64>, Option<i64>) -> Option<usize>;

/// What is looked for: bytes, or one byte as a number.
fn needle(vm: &mut Vm, what: &Value) -> Result<Vec<u8>> {
    if let Some(bytes) = what.as_byte_vec() {
        return Ok(bytes);
    }
    if what.as_bigint().is_none() && vm.special(what, "__index__").is_none() {
        let message =
            format!("argument should be integer or bytes-like object, not '{}'", vm.type_name(what));
        return Err(vm.type_error(message));
    }
    let big = vm.index_big(what)?;
    match u8::try_from(&big) {
        Ok(byte) => Ok(vec![byte]),
        Err(_) => Err(vm.value_error("byte must be in range(0, 256)")),
    }
}

fn find(vm: &mut Vm, mut args: Args, name: &str, find: Find) -> Result<Option<usize>> {
    let this = Octets::take(vm, &mut args, name)?;
    let search = Search::bind(vm, args, name)?;
    let what = needle(vm, &search.what)?;
    Ok(find(&this.bytes, &what, search.start, search.end))
}

fn index(vm: &mut Vm, args: Args, name: &str, how: Find) -> Result {
    match find(vm, args, name, how)? {
        Some(at) => Ok(Value::size(at)),
        None => Err(vm.fault(bytes_text::not_found())),
    }
}

fn count(vm: &mut Vm, mut args: Args) -> Result {
    let this = Octets::take(vm, &mut args, "count")?;
    let search = Search::bind(vm, args, "count")?;
    let what = needle(vm, &search.what)?;
    Ok(Value::size(bytes_text::count(&this.bytes, &what, search.start, search.end)))
}

type Holds = fn(&[u8], &[u8], Option<i64>, Option<i64>) -> bool;

fn affix(vm: &mut Vm, mut args: Args, name: &str, holds: Holds) -> Result {
    let this = Octets::take(vm, &mut args, name)?;
    let Search { what, start, end } = Search::bind(vm, args, name)?;
    if let Value::Tuple(choices) = what.base() {
        for choice in choices.iter() {
            let choice = bytes_like(vm, choice)?;
            if holds(&this.bytes, &choice, start, end) {
                return Ok(Value::Bool(true));
            }
        }
        return Ok(Value::Bool(false));
    }
    let Some(prefix) = what.as_byte_vec() else {
        let kind = vm.type_name(&what);
        return Err(vm.type_error(format!("{name} first arg must be bytes or a tuple of bytes, not {kind}")));
    };
    Ok(Value::Bool(holds(&this.bytes, &prefix, start, end)))
}

fn remove(vm: &mut Vm, mut args: Args, name: &str) -> Result {
    let this = Octets::take(vm, &mut args, name)?;
    let [affix] = args.exact(vm, &this.name(name))?;
    let affix = bytes_like(vm, &affix)?;
    let bytes = &this.bytes[..];
    let left =
        if name == "removeprefix" { bytes.strip_prefix(&affix[..]) } else { bytes.strip_suffix(&affix[..]) };
    Ok(this.like(left.unwrap_or(bytes).to_vec()))
}

fn replace(vm: &mut Vm, mut args: Args) -> Result {
    let this = Octets::take(vm, &mut args, "replace")?;
    let given = args.between(vm, &this.name("replace"), 2, 3)?;
    let (old, new) = (bytes_like(vm, &given[0])?, bytes_like(vm, &given[1])?);
    let most = match given.get(2) {
        Some(most) => vm.index(most)?,
        None => -1,
    };
    let replaced = bytes_text::replace(&this.bytes, &old, &new, most, vm.budget.value_bytes());
    let replaced = vm.kernel(replaced)?;
    vm.reserve(replaced.len())?;
    Ok(this.like(replaced))
}

fn translate(vm: &mut Vm, mut args: Args) -> Result {
    let this = Octets::take(vm, &mut args, "translate")?;
    if args.pos.is_empty() {
        return Err(vm.type_error("translate() takes at least 1 positional argument (0 given)"));
    }
    let [table, delete] = args.bind(vm, "translate", "table, /, delete=")?;
    let table = if table.is_none() { None } else { Some(bytes_like(vm, &table)?) };
    let delete = if delete.is_unset() { Vec::new() } else { bytes_like(vm, &delete)? };
    let translated = vm.kernel(bytes_text::translate(&this.bytes, table.as_deref(), &delete))?;
    Ok(this.like(translated))
}

pub(super) fn maketrans(vm: &mut Vm, args: Args) -> Result {
    let [from, to] = args.exact(vm, "bytes.maketrans")?;
    let (from, to) = (bytes_like(vm, &from)?, bytes_like(vm, &to)?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(&to) {
        table[usize::from(*from)] = *to;
    }
    Ok(Value::bytes(table))
}
