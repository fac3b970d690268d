//! `json`, and what other modules need of it.

pub(crate) mod decode;
pub(crate) mod encode;

use self::decode::Hooks;
use self::encode::{Dump, indent_of};
use super::super::args::Args;
use super::super::object::{Dict, Module};
use super::super::value::Value;
use super::super::vm::{ClassSpec, Result, Vm};
use super::Builder;
use super::tokens::{own_dict, part};
use crate::jose::json::Layout;
use std::rc::Rc;

const DUMP_OPTIONS: [&str; 8] = [
    "skipkeys",
    "ensure_ascii",
    "check_circular",
    "allow_nan",
    "sort_keys",
    "indent",
    "separators",
    "default",
];
const LOAD_OPTIONS: [&str; 6] =
    ["object_hook", "parse_float", "parse_int", "parse_constant", "strict", "object_pairs_hook"];

/// Loads `json`.
pub(super) fn load(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "json");
    let decoder = part(module.vm, "json.decoder", load_decoder)?;
    let encoder = part(module.vm, "json.encoder", load_encoder)?;
    for (place, name) in [(&decoder, "JSONDecodeError"), (&decoder, "JSONDecoder"), (&encoder, "JSONEncoder")]
    {
        module.value(name, place.dict.get_str(name).unwrap_or(Value::None));
    }
    module.value("decoder", Value::Module(decoder)).value("encoder", Value::Module(encoder));
    module.python("dumps", "dumps", dumps).python("loads", "loads", loads);
    Ok(module.finish())
}

/// Loads `json.decoder`.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load_decoder(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "json.decoder");
    let base = module.vm.classes.get("ValueError");
    module.class(ClassSpec {
        name: "JSONDecodeError",
        bases: &[base],
        methods: &[("__init__", decode_error_init)],
        ..ClassSpec::default()
    });
    module.class(ClassSpec {
        name: "JSONDecoder",
        methods: &[("__init__", decoder_init), ("decode", decoder_decode)],
        getters: &[("__dict__", own_dict)],
        ..ClassSpec::default()
    });
    Ok(module.finish())
}

/// Loads `json.encoder`.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load_encoder(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "json.encoder");
    module.class(ClassSpec {
        name: "JSONEncoder",
        methods: &[("__init__", encoder_init), ("default", encoder_default), ("encode", encoder_encode)],
        getters: &[("__dict__", own_dict)],
        ..ClassSpec::default()
    });
    Ok(module.finish())
}

fn decode_error_init(vm: &mut Vm, args: Args) -> Result {
    let [this, msg, doc, pos] = args.bind_python(vm, "JSONDecodeError.__init__", "self, msg, doc, pos")?;
    let (message, text) = (vm.to_str(&msg)?.text().clone(), vm.to_str(&doc)?.text().clone());
    let at = pos.as_i64().unwrap_or(0).max(0) as usize;
    let before = text.slice(0, at);
    let line = before.code_points().filter(|point| *point == 0x0A).count() + 1;
    let last = before.code_points().collect::<Vec<_>>().iter().rposition(|point| *point == 0x0A);
    let column = last.map_or(before.len() + 1, |newline| before.len() - newline);
    let message = format!("{}: line {line} column {column} (char {at})", message.to_string_lossy());
    if let Value::Instance(instance) = &this {
        if let Some(data) = instance.exception() {
            *data.args.borrow_mut() = vec![Value::str(message)];
        }
        for (name, value) in [("msg", msg), ("doc", doc), ("pos", pos)] {
            instance.dict().set_str(name, value);
        }
        instance.dict().set_str("lineno", Value::size(line));
        instance.dict().set_str("colno", Value::size(column));
    }
    Ok(Value::None)
}

fn truth(vm: &mut Vm, value: &Value, default: bool) -> Result<bool> {
    if value.is_unset() { Ok(default) } else { vm.truth(value) }
}

/// The options of `dumps` and of `JSONEncoder`, by the order of [`DUMP_OPTIONS`].
fn dump_of(vm: &mut Vm, options: &[Value; 8]) -> Result<Dump> {
    let [skip_keys, ensure_ascii, check_circular, allow_nan, sort_keys, indent, separators, default] =
        options;
    let mut layout = Layout { indent: indent_of(vm, indent)?, ..Layout::default() };
    if layout.indent.is_some() {
        layout.item_separator = ",".into();
    }
    if !separators.is_unset() && !separators.is_none() {
        let parts = vm.to_vec(separators)?;
        let count = parts.len();
        let Ok([item, key]) = <[Value; 2]>::try_from(parts) else {
            let message = if count < 2 {
                format!("not enough values to unpack (expected 2, got {count})")
            } else {
                "too many values to unpack (expected 2)".to_owned()
            };
            return Err(vm.value_error(message));
        };
        for (slot, part) in [(&mut layout.item_separator, item), (&mut layout.key_separator, key)] {
            let Some(text) = part.as_str() else {
                let name = vm.type_name(&part);
                return Err(vm.type_error(format!("make_encoder() argument 6 must be str, not {name}")));
            };
            *slot = text.text().clone();
        }
    }
    layout.ensure_ascii = truth(vm, ensure_ascii, true)?;
    layout.allow_nan = truth(vm, allow_nan, true)?;
    Ok(Dump {
        skip_keys: truth(vm, skip_keys, false)?,
        sort_keys: truth(vm, sort_keys, false)?,
        check_circular: truth(vm, check_circular, true)?,
        default: if default.is_none() { Value::Unset } else { default.clone() },
        layout,
    })
}

fn take_options<const N: usize>(args: &mut Args, names: [&str; N]) -> [Value; N] {
    names.map(|name| args.take_kw(name).unwrap_or(Value::Unset))
}

fn dumps(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.take_kw("cls").filter(|class| !class.is_none());
    let options = take_options(&mut args, DUMP_OPTIONS);
    let rest = if class.is_some() { std::mem::take(&mut args.kw) } else { Vec::new() };
    if let Some((name, _)) = args.kw.iter().find(|(name, _)| name.name() != "obj") {
        let message = format!("JSONEncoder.__init__() got an unexpected keyword argument '{}'", name.name());
        return Err(vm.type_error(message));
    }
    let [object] = args.bind_python(vm, "dumps", "obj")?;
    let Some(class) = class else {
        let dump = dump_of(vm, &options)?;
        return encode::dumps(vm, &object, &dump).map(|written| Value::str(written.text));
    };
    let mut kw: Vec<_> = DUMP_OPTIONS
        .iter()
        .zip(options)
        .filter(|(_, value)| !value.is_unset())
        .map(|(name, value)| (vm.intern(name), value))
        .collect();
    kw.extend(rest);
    let encoder = vm.call_args(&class, Args { pos: Vec::new(), kw })?;
    vm.call_method(&encoder, "encode", vec![object])
}

fn loads(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.take_kw("cls").filter(|class| !class.is_none());
    let options = take_options(&mut args, LOAD_OPTIONS);
    if let Some((name, _)) = args.kw.iter().find(|(name, _)| name.name() != "s") {
        let message = format!("JSONDecoder.__init__() got an unexpected keyword argument '{}'", name.name());
        return Err(vm.type_error(message));
    }
    let [text] = args.bind_python(vm, "loads", "s")?;
    if let Some(class) = class {
        let kw = LOAD_OPTIONS.iter().zip(options).filter(|(_, value)| !value.is_unset());
        let kw = kw.map(|(name, value)| (vm.intern(name), value)).collect();
        let decoder = vm.call_args(&class, Args { pos: Vec::new(), kw })?;
        return vm.call_method(&decoder, "decode", vec![text]);
    }
    let hooks = hooks_of(vm, &options)?;
    loads_value(vm, &text, &hooks)
}

fn hooks_of(vm: &mut Vm, options: &[Value; 6]) -> Result<Hooks> {
    let hook = |value: &Value| if value.is_none() { Value::Unset } else { value.clone() };
    let [object, float, int, constant, strict, pairs] = options;
    Ok(Hooks {
        object: hook(object),
        pairs: hook(pairs),
        float: hook(float),
        int: hook(int),
        constant: hook(constant),
        strict: truth(vm, strict, true)?,
        numbers_as_text: false,
    })
}

/// `json.loads(value, …)`.
pub(crate) fn loads_value(vm: &mut Vm, value: &Value, hooks: &Hooks) -> Result {
    if let Some(text) = value.as_str() {
        let text = text.text().clone();
        return decode::loads(vm, &text, hooks);
    }
    if let Some(bytes) = value.as_byte_vec() {
        return decode::loads_bytes(vm, &bytes, hooks);
    }
    let name = vm.class_of(value).name();
    Err(vm.type_error(format!("the JSON object must be str, bytes or bytearray, not {name}")))
}

fn attributes(vm: &mut Vm, this: &Value) -> Result<Rc<Dict>> {
    match this {
        Value::Instance(instance) => Ok(instance.dict()),
        _ => Err(vm.type_error("an encoder or decoder is needed")),
    }
}

fn encoder_init(vm: &mut Vm, args: Args) -> Result {
    let [this, options @ ..] = args.bind_python::<9>(
        vm,
        "JSONEncoder.__init__",
        "self, *, skipkeys=, ensure_ascii=, check_circular=, allow_nan=, sort_keys=, indent=, separators=, default=",
    )?;
    let dict = attributes(vm, &this)?;
    for (name, value) in DUMP_OPTIONS.iter().zip(options) {
        // `default=None` leaves the method of that name alone.
        let given = !value.is_unset() && (*name != "default" || !value.is_none());
        if given {
            dict.set_str(name, value);
        }
    }
    Ok(Value::None)
}

fn encoder_default(vm: &mut Vm, args: Args) -> Result {
    let [_, object] = args.bind_python(vm, "JSONEncoder.default", "self, o")?;
    let name = vm.class_of(&object).name();
    Err(vm.type_error(format!("Object of type {name} is not JSON serializable")))
}

fn encoder_encode(vm: &mut Vm, args: Args) -> Result {
    let [this, object] = args.bind_python(vm, "JSONEncoder.encode", "self, o")?;
    let dict = attributes(vm, &this)?;
    let mut options = DUMP_OPTIONS.map(|name| dict.get_str(name).unwrap_or(Value::Unset));
    options[7] = vm.get_attr(&this, "default")?;
    let dump = dump_of(vm, &options)?;
    encode::dumps(vm, &object, &dump).map(|written| Value::str(written.text))
}

fn decoder_init(vm: &mut Vm, args: Args) -> Result {
    let [this, options @ ..] = args.bind_python::<7>(
        vm,
        "JSONDecoder.__init__",
        "self, *, object_hook=, parse_float=, parse_int=, parse_constant=, strict=, object_pairs_hook=",
    )?;
    let dict = attributes(vm, &this)?;
    for (name, value) in LOAD_OPTIONS.iter().zip(options) {
        dict.set_str(name, if value.is_unset() { Value::None } else { value });
    }
    Ok(Value::None)
}

fn decoder_decode(vm: &mut Vm, args: Args) -> Result {
    let [this, text] = args.bind_python(vm, "JSONDecoder.decode", "self, s")?;
    let dict = attributes(vm, &this)?;
    let mut options = LOAD_OPTIONS.map(|name| dict.get_str(name).unwrap_or(Value::Unset));
    if options[4].is_none() {
        options[4] = Value::Bool(true);
    }
    let hooks = hooks_of(vm, &options)?;
    loads_value(vm, &text, &hooks)
}
