//! Methods of `str` that look at or change one string.

use super::super::super::args::Args;
use super::super::super::kernel::search::Side;
use super::super::super::kernel::text::{self, Align};
use super::super::super::kernel::{case, codec};
use super::super::super::object::NativeFn;
use super::super::super::value::Value;
use super::super::super::vm::{Result, Vm};
use super::super::receiver::{Search, c_int, str_argument, text_of};
use crate::wtf8::Wtf8;

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("capitalize", |vm, args| changed(vm, args, "capitalize", case::capitalize)),
    ("casefold", |vm, args| changed(vm, args, "casefold", case::casefold)),
    ("lower", |vm, args| changed(vm, args, "lower", case::lower)),
    ("swapcase", |vm, args| changed(vm, args, "swapcase", case::swapcase)),
    ("title", |vm, args| changed(vm, args, "title", case::title)),
    ("upper", |vm, args| changed(vm, args, "upper", case::upper)),
    ("isalnum", |vm, args| asked(vm, args, "isalnum", case::is_alnum)),
    ("isalpha", |vm, args| asked(vm, args, "isalpha", case::is_alpha)),
    ("isascii", |vm, args| asked(vm, args, "isascii", case::is_ascii)),
    ("isdecimal", |vm, args| asked(vm, args, "isdecimal", case::is_decimal)),
    ("isdigit", |vm, args| asked(vm, args, "isdigit", case::is_digit)),
    ("isidentifier", |vm, args| asked(vm, args, "isidentifier", case::is_identifier)),
    ("islower", |vm, args| asked(vm, args, "islower", case::is_lower)),
    ("isnumeric", |vm, args| asked(vm, args, "isnumeric", case::is_numeric)),
    ("isprintable", |vm, args| asked(vm, args, "isprintable", case::is_printable_text)),
    ("isspace", |vm, args| asked(vm, args, "isspace", case::is_space_text)),
    ("istitle", |vm, args| asked(vm, args, "istitle", case::is_title)),
    ("isupper", |vm, args| asked(vm, args, "isupper", case::is_upper)),
    ("strip", |vm, args| strip(vm, args, "strip", Side::Both)),
    ("lstrip", |vm, args| strip(vm, args, "lstrip", Side::Left)),
    ("rstrip", |vm, args| strip(vm, args, "rstrip", Side::Right)),
    ("center", |vm, args| justify(vm, args, "center", Align::Center)),
    ("ljust", |vm, args| justify(vm, args, "ljust", Align::Left)),
    ("rjust", |vm, args| justify(vm, args, "rjust", Align::Right)),
    ("zfill", zfill),
    ("expandtabs", expandtabs),
    ("encode", encode),
    ("find", |vm, args| Ok(index_or(find(vm, args, "find", text::find)?))),
    ("rfind", |vm, args| Ok(index_or(find(vm, args, "rfind", text::rfind)?))),
    ("index", |vm, args| index(vm, args, "index", text::find)),
    ("rindex", |vm, args| index(vm, args, "rindex", text::rfind)),
    ("count", count),
    ("startswith", |vm, args| affix(vm, args, "startswith", text::starts_with)),
    ("endswith", |vm, args| affix(vm, args, "endswith", text::ends_with)),
    ("removeprefix", |vm, args| remove(vm, args, "removeprefix", text::remove_prefix)),
    ("removesuffix", |vm, args| remove(vm, args, "removesuffix", text::remove_suffix)),
    ("replace", replace),
    ("format", format),
    ("format_map", format_map),
];

fn changed(vm: &mut Vm, mut args: Args, name: &str, change: fn(&Wtf8) -> Wtf8) -> Result {
    let this = text_of(vm, &mut args, name)?;
    let [] = args.exact(vm, &format!("str.{name}"))?;
    vm.reserve(this.text().as_bytes().len())?;
    // Character by character, by tables.
    vm.charge(this.text().as_bytes().len() as u64 / 3)?;
    Ok(Value::str(change(this.text())))
}

fn asked(vm: &mut Vm, mut args: Args, name: &str, ask: fn(&Wtf8) -> bool) -> Result {
    let this = text_of(vm, &mut args, name)?;
    let [] = args.exact(vm, &format!("str.{name}"))?;
    Ok(Value::Bool(ask(this.text())))
}

fn strip(vm: &mut Vm, mut args: Args, name: &str, side: Side) -> Result {
    let this = text_of(vm, &mut args, name)?;
    let given = args.between(vm, &format!("str.{name}"), 0, 1)?;
    let chars = match given.first() {
        None | Some(Value::None) => None,
        Some(chars) => match chars.as_str() {
            Some(chars) => Some(chars),
            None => return Err(vm.type_error(format!("{name} arg must be None or str"))),
        },
    };
    let stripped = text::strip(this.text(), chars.map(|chars| chars.text()), side);
    if stripped.as_bytes().len() == this.text().as_bytes().len() {
        return Ok(Value::Str(this));
    }
    Ok(Value::str(stripped))
}

fn justify(vm: &mut Vm, mut args: Args, name: &str, align: Align) -> Result {
    let this = text_of(vm, &mut args, name)?;
    let given = args.between(vm, &format!("str.{name}"), 1, 2)?;
    let width = vm.index(&given[0])?;
    let fill = match given.get(1) {
        None => u32::from(' '),
        Some(fill) => {
            let Some(text) = fill.as_str() else {
                let kind = vm.type_name(fill);
                return Err(
                    vm.type_error(format!("The fill character must be a unicode character, not {kind}"))
                );
            };
            vm.kernel(text::fill_character(text.text()))?
        }
    };
    vm.reserve(usize::try_from(width).unwrap_or(0))?;
    let padded = text::justify(this.text(), align, width, fill, vm.budget.value_bytes());
    vm.kernel(padded).map(Value::str)
}

fn zfill(vm: &mut Vm, mut args: Args) -> Result {
    let this = text_of(vm, &mut args, "zfill")?;
    let [width] = args.exact(vm, "str.zfill")?;
    let width = vm.index(&width)?;
    vm.reserve(usize::try_from(width).unwrap_or(0))?;
    let filled = text::zfill(this.text(), width, vm.budget.value_bytes());
    vm.kernel(filled).map(Value::str)
}

fn expandtabs(vm: &mut Vm, mut args: Args) -> Result {
    let this = text_of(vm, &mut args, "expandtabs")?;
    let [size] = args.bind(vm, "expandtabs", "tabsize=")?;
    let size = if size.is_unset() { 8 } else { c_int(vm, &size)? };
    let expanded = text::expand_tabs(this.text(), size, vm.budget.value_bytes());
    let expanded = vm.kernel(expanded)?;
    vm.reserve(expanded.as_bytes().len())?;
    Ok(Value::str(expanded))
}

fn encode(vm: &mut Vm, mut args: Args) -> Result {
    let this = text_of(vm, &mut args, "encode")?;
    let [encoding, errors] = args.bind(vm, "encode", "encoding=, errors=")?;
    let encoding = match encoding {
        Value::Unset => vm.intern("utf-8"),
        encoding => str_argument(vm, &encoding, "encode", "'encoding'")?,
    };
    let errors = match errors {
        Value::Unset => vm.intern("strict"),
        errors => str_argument(vm, &errors, "encode", "'errors'")?,
    };
    vm.reserve(this.text().as_bytes().len())?;
    match codec::encode(this.text(), encoding.name(), errors.name()) {
        Ok(bytes) => Ok(Value::bytes(bytes)),
        Err(fault) => Err(vm.unicode_fault(fault, Value::Str(this))),
    }
}

type Find = fn(&Wtf8, &Wtf8, Option<i64>, Option<i64>) -> Option<usize>;

fn needle(vm: &mut Vm, what: &Value) -> Result<super::super::super::value::Str> {
    let Some(text) = what.as_str() else {
        let message = format!("must be str, not {}", vm.type_name(what));
        return Err(vm.type_error(message));
    };
    Ok(text.clone())
}

fn find(vm: &mut Vm, mut args: Args, name: &str, find: Find) -> Result<Option<usize>> {
    let this = text_of(vm, &mut args, name)?;
    let search = Search::bind(vm, args, name)?;
    let what = needle(vm, &search.what)?;
    Ok(find(this.text(), what.text(), search.start, search.end))
}

fn index_or(found: Option<usize>) -> Value {
    found.map_or(Value::Int(-1), Value::size)
}

fn index(vm: &mut Vm, args: Args, name: &str, how: Find) -> Result {
    match find(vm, args, name, how)? {
        Some(at) => Ok(Value::size(at)),
        None => Err(vm.fault(text::not_found())),
    }
}

fn count(vm: &mut Vm, mut args: Args) -> Result {
    let this = text_of(vm, &mut args, "count")?;
    let search = Search::bind(vm, args, "count")?;
    let what = needle(vm, &search.what)?;
    Ok(Value::size(text::count(this.text(), what.text(), search.start, search.end)))
}

fn affix(
    vm: &mut Vm,
    mut args: Args,
    name: &str,
    holds: fn(&Wtf8, &Wtf8, Option<i64>, Option<i64>) -> bool,
) -> Result {
    let this = text_of(vm, &mut args, name)?;
    let Search { what, start, end } = Search::bind(vm, args, name)?;
    if let Value::Tuple(choices) = what.base() {
        for choice in choices.iter() {
            vm.charge(1)?;
            let Some(choice) = choice.as_str() else {
                let message = format!("tuple for {name} must only contain str, not {}", vm.type_name(choice));
                return Err(vm.type_error(message));
            };
            if holds(this.text(), choice.text(), start, end) {
                return Ok(Value::Bool(true));
            }
        }
        return Ok(Value::Bool(false));
    }
    let Some(affix) = what.as_str() else {
        let kind = vm.type_name(&what);
        return Err(vm.type_error(format!("{name} first arg must be str or a tuple of str, not {kind}")));
    };
    Ok(Value::Bool(holds(this.text(), affix.text(), start, end)))
}

fn remove(vm: &mut Vm, mut args: Args, name: &str, remove: fn(&Wtf8, &Wtf8) -> Wtf8) -> Result {
    let this = text_of(vm, &mut args, name)?;
    let [affix] = args.exact(vm, &format!("str.{name}"))?;
    let affix = str_argument(vm, &affix, name, "")?;
    Ok(Value::str(remove(this.text(), affix.text())))
}

fn replace(vm: &mut Vm, mut args: Args) -> Result {
    let this = text_of(vm, &mut args, "replace")?;
    let given = args.between(vm, "str.replace", 2, 3)?;
    let old = str_argument(vm, &given[0], "replace", "1")?;
    let new = str_argument(vm, &given[1], "replace", "2")?;
    let most = match given.get(2) {
        Some(most) => vm.index(most)?,
        None => -1,
    };
    vm.charge(this.text().as_bytes().len() as u64 / 8)?;
    let replaced = text::replace(this.text(), old.text(), new.text(), most, vm.budget.value_bytes());
    let replaced = vm.kernel(replaced)?;
    vm.reserve(replaced.as_bytes().len())?;
    Ok(Value::str(replaced))
}

fn format(vm: &mut Vm, mut args: Args) -> Result {
    let this = text_of(vm, &mut args, "format")?;
    vm.format_template(this.text(), &args)
}

fn format_map(vm: &mut Vm, mut args: Args) -> Result {
    let this = text_of(vm, &mut args, "format_map")?;
    let [mapping] = args.exact(vm, "str.format_map")?;
    vm.format_map(this.text(), &mapping)
}
