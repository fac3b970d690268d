//! Attributes of code, generators and descriptors: fields here, not entries of a dict.

use super::super::code::{Code, CodeKind};
use super::super::object::{Descriptor, Generator};
use super::super::value::{Str, Value};
use std::rc::Rc;

pub(super) fn generator_attr(generator: &Rc<Generator>, name: &str) -> Option<Value> {
    Some(match name {
        "__name__" => Value::Str(generator.name.borrow().clone()),
        "__qualname__" => Value::Str(generator.qualname.borrow().clone()),
        "gi_running" | "cr_running" | "ag_running" => Value::Bool(generator.running.get()),
        "gi_code" | "cr_code" | "ag_code" => Value::Code(generator.code.clone()),
        // A frame cannot be looked at, but that there is none any more can be told.
        "gi_frame" | "cr_frame" | "ag_frame"
            if generator.frame.borrow().is_none() && !generator.running.get() =>
        {
            Value::None
        }
        _ => return None,
    })
}

pub(super) fn code_attr(code: &Rc<Code>, name: &str) -> Option<Value> {
    let names = |list: &[Str]| Value::tuple(list.iter().cloned().map(Value::Str).collect::<Vec<_>>());
    Some(match name {
        "co_name" => Value::Str(code.name.clone()),
        "co_qualname" => Value::Str(code.qualname.clone()),
        "co_varnames" => names(&code.locals),
        "co_argcount" => Value::size(code.positional),
        "co_posonlyargcount" => Value::size(code.posonly),
        "co_kwonlyargcount" => Value::size(code.kwonly),
        "co_freevars" => names(&code.freevars),
        "co_filename" => Value::str(if code.visible { "main.py" } else { "<library>" }),
        "co_firstlineno" => Value::Int(i64::from(code.first_line)),
        "co_flags" => {
            let function = i64::from(code.kind == CodeKind::Function) * 3;
            let stars = i64::from(code.vararg) * 4 + i64::from(code.kwarg) * 8;
            Value::Int(function + stars + i64::from(code.generator) * 32 + i64::from(code.coroutine) * 128)
        }
        _ => return None,
    })
}

pub(super) fn descriptor_attr(descriptor: &Descriptor, name: &str) -> Option<Value> {
    match (descriptor, name) {
        (Descriptor::Property { get, .. }, "fget") => Some(get.clone()),
        (Descriptor::Property { set, .. }, "fset") => Some(set.clone()),
        (Descriptor::Property { delete, .. }, "fdel") => Some(delete.clone()),
        (Descriptor::Property { doc, .. }, "__doc__") => Some(doc.borrow().clone()),
        (
            Descriptor::ClassMethod(function) | Descriptor::StaticMethod(function),
            "__func__" | "__wrapped__",
        ) => Some(function.clone()),
        (Descriptor::GetSet { name, .. } | Descriptor::Member(name), "__name__") => {
            Some(Value::Str(name.clone()))
        }
        _ => None,
    }
}
