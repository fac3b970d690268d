//! `str.format` and `str.format_map`.

use super::super::args::Args;
use super::super::kernel::template::{
    Accessor, First, Numbering, Path, Replacement, Template, check_conversion, index_out_of_range, too_deep,
};
use super::super::object::PyStr;
use super::super::value::{Str, Value};
use super::super::vm::{Result, Vm};
use crate::wtf8::{Wtf8, Wtf8Builder};

/// Where fields get their values.
enum Source<'a> {
    Args(&'a Args),
    Mapping(&'a Value),
}

pub(super) fn format(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let Some(text) = this.as_str().cloned() else {
        return Err(vm.type_error("descriptor 'format' requires a 'str' object"));
    };
    expand(vm, text.text(), &Source::Args(&args), &mut Numbering::default(), 2).map(Value::str)
}

pub(super) fn format_map(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let Some(text) = this.as_str().cloned() else {
        return Err(vm.type_error("descriptor 'format_map' requires a 'str' object"));
    };
    let [mapping] = args.exact(vm, "str.format_map")?;
    expand(vm, text.text(), &Source::Mapping(&mapping), &mut Numbering::default(), 2).map(Value::str)
}

fn expand(
    vm: &mut Vm,
    text: &Wtf8,
    source: &Source<'_>,
    numbering: &mut Numbering,
    depth: u32,
) -> Result<Wtf8> {
    if depth == 0 {
        return Err(vm.fault(too_deep()));
    }
    let mut out = Wtf8Builder::default();
    for part in Template::new(text) {
        let part = vm.kernel(part)?;
        out.push_wtf8(&part.literal);
        if let Some(field) = &part.field {
            let shown = replacement(vm, field, source, numbering, depth)?;
            out.push_wtf8(shown.text());
        }
        vm.reserve(out.byte_len())?;
    }
    Ok(out.finish())
}

fn replacement(
    vm: &mut Vm,
    field: &Replacement,
    source: &Source<'_>,
    numbering: &mut Numbering,
    depth: u32,
) -> Result<Str> {
    let path = Path::parse(&field.name);
    let path = vm.kernel(path)?;
    let mut value = first(vm, &path.first, source, numbering)?;
    for accessor in path {
        value = match vm.kernel(accessor)? {
            Accessor::Attribute(name) => vm.attr(&value, &PyStr::new(name))?,
            Accessor::Index(index) => vm.get_item(&value, &Value::size(index))?,
            Accessor::Key(key) => vm.get_item(&value, &Value::str(key))?,
        };
    }
    if let Some(conversion) = field.conversion {
        let conversion = check_conversion(conversion);
        value = match vm.kernel(conversion)? {
            's' => Value::Str(vm.to_str(&value)?),
            'r' => Value::str(vm.repr(&value)?),
            _ => {
                let text = vm.repr(&value)?;
                Value::str(super::super::kernel::quote::ascii_of_repr(&text.to_string_lossy()))
            }
        };
    }
    let spec = if field.nested {
        expand(vm, &field.spec, source, numbering, depth - 1)?
    } else {
        field.spec.clone()
    };
    vm.format(&value, &PyStr::new(spec))
}

fn first(vm: &mut Vm, first: &First, source: &Source<'_>, numbering: &mut Numbering) -> Result {
    let index = numbering.resolve(first);
    match (vm.kernel(index)?, first, source) {
        (Some(index), _, Source::Args(args)) => match args.pos.get(index) {
            Some(value) => Ok(value.clone()),
            None => Err(vm.fault(index_out_of_range(index))),
        },
        (Some(_), _, Source::Mapping(_)) => Err(vm.value_error("Format string contains positional fields")),
        (None, First::Name(name), Source::Args(args)) => {
            match args.kw.iter().find(|(have, _)| have.text() == name) {
                Some((_, value)) => Ok(value.clone()),
                None => Err(vm.key_error(&Value::str(name.clone()))),
            }
        }
        (None, First::Name(name), Source::Mapping(mapping)) => {
            vm.get_item(mapping, &Value::str(name.clone()))
        }
        (None, ..) => Ok(Value::None),
    }
}
