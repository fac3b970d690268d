//! Exceptions.

use super::super::args::Args;
use super::super::object::{Class, ExceptionData, Instance, Payload};
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use std::rc::Rc;

pub(super) fn install(vm: &mut Vm) {
    let base = vm.classes.get("BaseException");
    vm.add_methods(
        &base,
        &[
            ("__new__", new),
            ("__init__", init),
            ("__str__", to_str),
            ("__repr__", repr),
            ("with_traceback", with_traceback),
            ("add_note", add_note),
            ("__setstate__", set_state),
        ],
    );
    vm.add_getter(&base, "args", get_args, Some(set_args));
    vm.add_getter(&base, "__cause__", get_cause, Some(set_cause));
    vm.add_getter(&base, "__context__", get_context, Some(set_context));
    vm.add_getter(&base, "__suppress_context__", get_suppress, Some(set_suppress));
    vm.add_getter(&base, "__traceback__", get_traceback, Some(set_traceback));
    for (class, names) in [
        ("StopIteration", &["value"][..]),
        ("SystemExit", &["code"]),
        ("KeyError", &[]),
        ("NameError", &["name"]),
        ("AttributeError", &["name", "obj"]),
        ("ImportError", &["name", "path", "msg"]),
        ("OSError", &["errno", "strerror", "filename"]),
        ("UnicodeDecodeError", &["encoding", "object", "start", "end", "reason"]),
        ("UnicodeEncodeError", &["encoding", "object", "start", "end", "reason"]),
        ("SyntaxError", &["msg", "lineno", "offset", "text", "filename"]),
    ] {
        let class = vm.classes.get(class);
        for name in names {
            if let Some((get, set)) = field(name) {
                vm.add_getter(&class, name, get, Some(set));
            }
        }
    }
    let key_error = vm.classes.get("KeyError");
    vm.add_methods(&key_error, &[("__str__", key_str)]);
    for name in ["UnicodeDecodeError", "UnicodeEncodeError"] {
        let class = vm.classes.get(name);
        vm.add_methods(&class, &[("__str__", unicode_str)]);
    }
    let os_error = vm.classes.get("OSError");
    vm.add_methods(&os_error, &[("__str__", os_str)]);
}

type Getter = fn(&mut Vm, &Value) -> Result;
type Setter = fn(&mut Vm, &Value, Value) -> Result<()>;

/// Accessors of a field by name.
fn field(name: &str) -> Option<(Getter, Setter)> {
    macro_rules! accessors {
        ($($field:literal),*) => {
            match name {
                $($field => Some((
                    |vm: &mut Vm, this: &Value| {
                        let value = data(vm, this)?.field($field);
                        Ok(value.unwrap_or(Value::None))
                    },
                    |vm: &mut Vm, this: &Value, value: Value| {
                        data(vm, this)?.set_field($field, value);
                        Ok(())
                    },
                )),)*
                _ => None,
            }
        };
    }
    accessors!(
        "value", "code", "name", "obj", "path", "msg", "errno", "strerror", "filename", "encoding", "object",
        "start", "end", "reason", "lineno", "offset", "text"
    )
}

/// The data of an exception.
fn data<'v>(vm: &mut Vm, this: &'v Value) -> Result<&'v ExceptionData> {
    let data = match this {
        Value::Instance(instance) => instance.exception(),
        _ => None,
    };
    data.ok_or_else(|| vm.type_error("descriptor requires a 'BaseException' object"))
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let Value::Class(class) = args.this() else {
        return Err(vm.type_error("BaseException.__new__(X): X is not a type object"));
    };
    let class = match (args.pos.len(), args.pos.first().and_then(Value::as_i64)) {
        (2.., Some(number)) if Rc::ptr_eq(&class, &vm.classes.get("OSError")) => {
            os_error_class(number).map_or(class, |name| vm.classes.get(name))
        }
        _ => class,
    };
    let made = ExceptionData::new(args.pos);
    Ok(Value::Instance(Instance::new(class, Payload::Exception(Box::new(made)))))
}

/// The subclass that `OSError(errno, …)` makes, by Linux's numbers.
fn os_error_class(errno: i64) -> Option<&'static str> {
    Some(match errno {
        1 | 13 => "PermissionError",
        2 => "FileNotFoundError",
        4 => "InterruptedError",
        11 | 114 | 115 => "BlockingIOError",
        17 => "FileExistsError",
        20 => "NotADirectoryError",
        21 => "IsADirectoryError",
        32 | 108 => "BrokenPipeError",
        103 => "ConnectionAbortedError",
        104 => "ConnectionResetError",
        110 => "TimeoutError",
        111 => "ConnectionRefusedError",
        _ => return None,
    })
}

fn init(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let class = vm.class_of(&this);
    let held = data(vm, &this)?;
    let subclass = |vm: &Vm, class: &Rc<Class>, name: &str| class.is_subclass(&vm.classes.get(name));
    let fields: &[&'static str] = if subclass(vm, &class, "ImportError") {
        &["name", "path"]
    } else if subclass(vm, &class, "NameError") {
        &["name"]
    } else if subclass(vm, &class, "AttributeError") {
        &["name", "obj"]
    } else {
        &[]
    };
    for name in fields {
        if let Some(value) = args.take_kw(name) {
            held.set_field(name, value);
        }
    }
    if !args.kw.is_empty() {
        return Err(vm.type_error(format!("{}() takes no keyword arguments", class.name())));
    }
    if subclass(vm, &class, "StopIteration") {
        held.set_field("value", args.pos.first().cloned().unwrap_or(Value::None));
    } else if subclass(vm, &class, "SystemExit") {
        let code = match args.pos.len() {
            0 => Value::None,
            1 => args.pos[0].clone(),
            _ => Value::tuple(args.pos.clone()),
        };
        held.set_field("code", code);
    } else if subclass(vm, &class, "OSError") && args.pos.len() >= 2 {
        held.set_field("errno", args.pos[0].clone());
        held.set_field("strerror", args.pos[1].clone());
        if let Some(name) = args.pos.get(2) {
            held.set_field("filename", name.clone());
        }
        args.pos.truncate(2);
    } else if subclass(vm, &class, "UnicodeDecodeError") || subclass(vm, &class, "UnicodeEncodeError") {
        if args.pos.len() != 5 {
            let message = format!("function takes exactly 5 arguments ({} given)", args.pos.len());
            return Err(vm.type_error(message));
        }
        for (name, value) in ["encoding", "object", "start", "end", "reason"].into_iter().zip(&args.pos) {
            held.set_field(name, value.clone());
        }
    } else if subclass(vm, &class, "ImportError") || subclass(vm, &class, "SyntaxError") {
        held.set_field("msg", args.pos.first().cloned().unwrap_or(Value::None));
    }
    let old = held.args.replace(args.pos);
    drop(old);
    Ok(Value::None)
}

fn to_str(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let values = data(vm, &this)?.args.borrow().clone();
    match &values[..] {
        [] => Ok(Value::str("")),
        [one] => vm.to_str(one).map(Value::Str),
        _ => vm.repr(&Value::tuple(values)).map(Value::str),
    }
}

fn key_str(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let values = data(vm, &this)?.args.borrow().clone();
    match &values[..] {
        [one] => vm.repr(one).map(Value::str),
        [] => Ok(Value::str("")),
        _ => vm.repr(&Value::tuple(values)).map(Value::str),
    }
}

fn os_str(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let held = data(vm, &this)?;
    if let (Some(number), Some(text)) = (held.field("errno"), held.field("strerror")) {
        let name = held.field("filename");
        let (number, text) = (vm.to_str(&number)?, vm.to_str(&text)?);
        let mut out =
            format!("[Errno {}] {}", number.text().to_string_lossy(), text.text().to_string_lossy());
        if let Some(name) = name {
            out.push_str(&format!(": {}", vm.repr(&name)?.to_string_lossy()));
        }
        return Ok(Value::str(out));
    }
    to_str(vm, Args::from([this]))
}

fn unicode_str(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let held = data(vm, &this)?;
    if let Some(message) = held.field("message") {
        return Ok(message);
    }
    let text = |name: &str| held.field(name).and_then(|v| v.as_str().map(|t| t.text().to_string_lossy()));
    let number = |name: &str| held.field(name).and_then(|v| v.as_i64()).unwrap_or(0);
    let decoding =
        matches!(&this, Value::Instance(i) if i.class().is_subclass(&vm.classes.get("UnicodeDecodeError")));
    let (start, end) = (number("start"), number("end"));
    let (encoding, reason) = (text("encoding").unwrap_or_default(), text("reason").unwrap_or_default());
    let verb = if decoding { "decode" } else { "encode" };
    let place = if end == start + 1 && decoding {
        let byte =
            held.field("object").and_then(|o| o.as_byte_vec()).and_then(|b| b.get(start as usize).copied());
        format!("byte {:#04x} in position {start}", byte.unwrap_or(0))
    } else if end == start + 1 {
        let point = held.field("object").and_then(|o| o.as_str().and_then(|t| t.text().get(start as usize)));
        format!("character {} in position {start}", escape(point.unwrap_or(0)))
    } else if decoding {
        format!("bytes in position {start}-{}", end - 1)
    } else {
        format!("characters in position {start}-{}", end - 1)
    };
    Ok(Value::str(format!("'{encoding}' codec can't {verb} {place}: {reason}")))
}

fn escape(point: u32) -> String {
    match point {
        0..=0xFF => format!("'\\x{point:02x}'"),
        0x100..=0xFFFF => format!("'\\u{point:04x}'"),
        _ => format!("'\\U{point:08x}'"),
    }
}

fn repr(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let values = data(vm, &this)?.args.borrow().clone();
    let name = vm.type_name(&this);
    let mut out = crate::wtf8::Wtf8Builder::default();
    vm.repr_items(&format!("{name}("), &values, ")", &mut out)?;
    Ok(Value::str(out.finish()))
}

fn with_traceback(vm: &mut Vm, args: Args) -> Result {
    let [this, traceback] = args.exact(vm, "BaseException.with_traceback")?;
    set_traceback(vm, &this, traceback)?;
    Ok(this)
}

fn set_state(vm: &mut Vm, args: Args) -> Result {
    let [_, _] = args.exact(vm, "BaseException.__setstate__")?;
    Ok(Value::None)
}

fn add_note(vm: &mut Vm, args: Args) -> Result {
    let [this, note] = args.exact(vm, "BaseException.add_note")?;
    if note.as_str().is_none() {
        let message = format!("note must be a str, not '{}'", vm.type_name(&note));
        return Err(vm.type_error(message));
    }
    let notes = match vm.get_attr_opt(&this, "__notes__")? {
        Some(notes) => notes,
        None => {
            let notes = Value::list(Vec::new());
            vm.set_attr(&this, "__notes__", notes.clone())?;
            notes
        }
    };
    vm.call_method(&notes, "append", vec![note])
}

fn get_args(vm: &mut Vm, this: &Value) -> Result {
    Ok(Value::tuple(data(vm, this)?.args.borrow().clone()))
}

fn set_args(vm: &mut Vm, this: &Value, value: Value) -> Result<()> {
    let items = vm.to_vec(&value)?;
    let old = data(vm, this)?.args.replace(items);
    drop(old);
    Ok(())
}

fn get_cause(vm: &mut Vm, this: &Value) -> Result {
    Ok(data(vm, this)?.cause.borrow().clone().unwrap_or(Value::None))
}

fn set_cause(vm: &mut Vm, this: &Value, value: Value) -> Result<()> {
    let held = data(vm, this)?;
    held.suppress_context.set(true);
    *held.cause.borrow_mut() = if value.is_none() { None } else { Some(value) };
    Ok(())
}

fn get_context(vm: &mut Vm, this: &Value) -> Result {
    Ok(data(vm, this)?.context.borrow().clone().unwrap_or(Value::None))
}

fn set_context(vm: &mut Vm, this: &Value, value: Value) -> Result<()> {
    *data(vm, this)?.context.borrow_mut() = if value.is_none() { None } else { Some(value) };
    Ok(())
}

fn get_suppress(vm: &mut Vm, this: &Value) -> Result {
    Ok(Value::Bool(data(vm, this)?.suppress_context.get()))
}

fn set_suppress(vm: &mut Vm, this: &Value, value: Value) -> Result<()> {
    let flag = vm.truth(&value)?;
    data(vm, this)?.suppress_context.set(flag);
    Ok(())
}

fn get_traceback(vm: &mut Vm, this: &Value) -> Result {
    data(vm, this)?;
    match this {
        Value::Instance(exception) => Ok(vm.traceback_of(exception)),
        _ => Ok(Value::None),
    }
}

fn set_traceback(vm: &mut Vm, this: &Value, value: Value) -> Result<()> {
    let held = data(vm, this)?;
    if value.is_none() {
        held.traceback.borrow_mut().clear();
    }
    Ok(())
}
