//! `_introspect`: what the modules written in Python need to see of functions; no program can import it.

use super::super::args::Args;
use super::super::heap;
use super::super::object::{Descriptor, Dict, Function, Layout, Module};
use super::super::value::Value;
use super::super::vm::{ClassSpec, Result, Vm};
use super::{Builder, data_of};
use std::cell::RefCell;
use std::rc::Rc;

pub(super) fn load(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "_introspect");
    module.class(ClassSpec { name: "EMPTY", module: "inspect", ..ClassSpec::default() });
    module.function("signature", signature);
    module.function("returned", returned);
    module.function("is_async", is_async);
    module.function("is_gen", is_gen);
    module.function("is_async_gen", is_async_gen);
    module.function("place_of", place_of);
    module.function("evaluate", evaluate);
    module.function("handled", handled);
    module.function("here", here);
    module.function("write", write);
    module.function("suggestion", suggestion);
    module.function("load", load_module);
    module.function("random_bytes", random_bytes);
    let spec = ClassSpec {
        name: "Hidden",
        layout: Some(Layout::Native("model")),
        methods: &[("__new__", new_hidden)],
        ..ClassSpec::default()
    };
    let hidden = module.class(spec);
    module.vm.add_getter(&hidden, "__pydantic_fields_set__", get::<0>, Some(set::<0>));
    module.vm.add_getter(&hidden, "__pydantic_extra__", get::<1>, Some(set::<1>));
    module.vm.add_getter(&hidden, "__pydantic_private__", get::<2>, Some(set::<2>));
    Ok(module.finish())
}

/// What a model keeps beside its attributes: the names given, extra members, private members.
#[derive(Default)]
struct Hidden([RefCell<Option<Value>>; 3]);

fn new_hidden(vm: &mut Vm, mut args: Args) -> Result {
    match args.this() {
        Value::Class(class) => Ok(vm.new_native(&class, Hidden::default())),
        _ => Err(vm.type_error("__new__() needs a class")),
    }
}

fn get<const AT: usize>(vm: &mut Vm, this: &Value) -> Result {
    let held = data_of::<Hidden>(vm, this)?;
    Ok(held.0[AT].borrow().clone().unwrap_or(Value::None))
}

fn set<const AT: usize>(vm: &mut Vm, this: &Value, value: Value) -> Result<()> {
    let held = data_of::<Hidden>(vm, this)?;
    let old = held.0[AT].replace(Some(value));
    heap::touch();
    drop(old);
    Ok(())
}

/// The Python function behind a callable, and how many of its parameters are already bound.
fn function_of(value: &Value) -> Option<(Rc<Function>, usize)> {
    match value {
        Value::Function(function) => {
            let wrapped = function.dict.borrow().as_ref().and_then(|dict| dict.get_str("__wrapped__"));
            match wrapped.as_ref().and_then(function_of) {
                Some(inner) => Some(inner),
                None => Some((function.clone(), 0)),
            }
        }
        Value::Method(method) => function_of(&method.function).map(|(function, skip)| (function, skip + 1)),
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::ClassMethod(inner) | Descriptor::StaticMethod(inner) => function_of(inner),
            _ => None,
        },
        Value::Class(class) => match class.lookup_str("__init__") {
            Some(Value::Function(function)) => Some((function, 1)),
            _ => None,
        },
        Value::Instance(instance) => {
            let class = instance.class();
            if let Some(inner) = instance.get_str("func").filter(|_| class.name() == "partial") {
                return function_of(&inner);
            }
            if let Some(inner) = instance.get_str("__wrapped__") {
                return function_of(&inner);
            }
            match class.lookup_str("__call__") {
                Some(Value::Function(function)) => Some((function, 1)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `signature(f)`: for each parameter its name, kind, default and annotation; `EMPTY` for what is not said.
fn signature(vm: &mut Vm, args: Args) -> Result {
    let [callable] = args.bind(vm, "signature", "callable, /")?;
    let empty = Value::Class(vm.class_in("_introspect", "EMPTY")?);
    let Some((function, skip)) = function_of(&callable) else {
        let known = matches!(callable, Value::Class(_) | Value::Instance(_));
        let anything = Value::tuple([Value::str("x"), Value::str("positional"), empty.clone(), empty]);
        return Ok(Value::list(if known { Vec::new() } else { vec![anything] }));
    };
    let code = &function.code;
    let annotations = function.annotations.borrow().clone();
    let defaults = function.defaults.borrow().clone();
    let kwdefaults = function.kwdefaults.borrow().clone();
    let row = |at: usize, kind: &str, default: Option<Value>| {
        let name = code.locals[at].clone();
        let said = annotations.as_ref().and_then(|all| all.get_name(&name));
        Value::tuple([
            Value::Str(name),
            Value::str(kind),
            default.unwrap_or_else(|| empty.clone()),
            said.unwrap_or_else(|| empty.clone()),
        ])
    };
    let mut rows = Vec::new();
    let first_default = code.positional - defaults.len().min(code.positional);
    for at in skip..code.positional {
        let kind = if at < code.posonly { "positional" } else { "both" };
        rows.push(row(at, kind, at.checked_sub(first_default).and_then(|at| defaults.get(at).cloned())));
    }
    let after = code.positional + code.kwonly;
    if code.vararg && code.positional >= skip {
        rows.push(row(after, "args", None));
    }
    for at in code.positional..after {
        let default = kwdefaults.iter().find(|(name, _)| *name.text() == *code.locals[at].text());
        rows.push(row(at, "keyword", default.map(|(_, value)| value.clone())));
    }
    if code.kwarg {
        rows.push(row(after + usize::from(code.vararg), "kwargs", None));
    }
    Ok(Value::list(rows))
}

/// `returned(f)`: the annotation of what a function gives back.
fn returned(vm: &mut Vm, args: Args) -> Result {
    let [callable] = args.bind(vm, "returned", "callable, /")?;
    let said = function_of(&callable).and_then(|(function, _)| {
        let annotations = function.annotations.borrow();
        annotations.as_ref().and_then(|all| all.get_str("return"))
    });
    match said {
        Some(said) if !matches!(callable, Value::Class(_)) => Ok(said),
        _ => Ok(Value::Class(vm.class_in("_introspect", "EMPTY")?)),
    }
}

/// The exception that is being handled.
fn handled(vm: &mut Vm, args: Args) -> Result {
    let [] = args.exact(vm, "handled")?;
    Ok(vm.handled().map_or(Value::None, Value::Instance))
}

/// Name and line of the program's own function that is running.
fn here(vm: &mut Vm, args: Args) -> Result {
    let [] = args.exact(vm, "here")?;
    let (name, line) = vm.visible_place();
    Ok(Value::tuple([Value::str(name), Value::Int(i64::from(line))]))
}

/// Writes to the real output, whatever `sys.stdout` is.
fn write(vm: &mut Vm, args: Args) -> Result {
    let [text] = args.exact(vm, "write")?;
    if let Some(text) = text.as_str() {
        let text = text.text().to_string_lossy();
        vm.print(&text)?;
    }
    Ok(Value::None)
}

/// The `. Did you mean: 'x'?` of an exception.
fn suggestion(vm: &mut Vm, args: Args) -> Result {
    let [exception] = args.exact(vm, "suggestion")?;
    Ok(match &exception {
        Value::Instance(exception) => Value::str(vm.suggestion(exception)),
        _ => Value::str(""),
    })
}

fn kind_is(vm: &mut Vm, args: Args, name: &str, coroutine: bool, generator: bool) -> Result {
    let [callable] = args.bind(vm, name, "callable, /")?;
    let found = match &callable {
        Value::Class(_) => None,
        _ => function_of(&callable),
    };
    let same = found.is_some_and(|(f, _)| f.code.coroutine == coroutine && f.code.generator == generator);
    Ok(Value::Bool(same))
}

fn is_async(vm: &mut Vm, args: Args) -> Result {
    kind_is(vm, args, "is_async", true, false)
}

fn is_gen(vm: &mut Vm, args: Args) -> Result {
    kind_is(vm, args, "is_gen", false, true)
}

fn is_async_gen(vm: &mut Vm, args: Args) -> Result {
    kind_is(vm, args, "is_async_gen", true, true)
}

/// `place_of(f)`: where an endpoint is defined, as messages about it say.
fn place_of(vm: &mut Vm, args: Args) -> Result {
    let [callable] = args.bind(vm, "place_of", "callable, /")?;
    let (value, dict) = Value::new_dict();
    if let Some((function, _)) = function_of(&callable).filter(|(function, _)| function.code.visible) {
        dict.set_str("file", Value::str("main.py"));
        dict.set_str("line", Value::Int(i64::from(function.code.first_line)));
        dict.set_str("function", Value::Str(function.name.borrow().clone()));
    }
    Ok(value)
}

/// `evaluate(text, owner)`: the value of an annotation written as text, among the names of the owner's module.
fn evaluate(vm: &mut Vm, args: Args) -> Result {
    let [text, owner] = args.bind(vm, "evaluate", "text, owner, /")?;
    let text = vm.expect_str(&text, "annotation")?;
    let globals = match &owner {
        Value::Class(class) => {
            let module = class.module();
            let found = vm.modules.get(&module).map(|module| module.dict.clone());
            let globals = found.unwrap_or_else(Dict::new);
            if globals.get_str(&class.name()).is_none() {
                let wider = globals.copy();
                wider.set_str(&class.name(), owner.clone());
                wider
            } else {
                globals
            }
        }
        other => function_of(other).map_or_else(Dict::new, |(function, _)| function.globals.clone()),
    };
    vm.evaluate(text.name(), &globals)
}

/// `random_bytes(n)`: from the run's seed.
fn random_bytes(vm: &mut Vm, args: Args) -> Result {
    let [count] = args.bind(vm, "random_bytes", "n, /")?;
    let count = usize::try_from(vm.index(&count)?).unwrap_or(0);
    vm.reserve(count)?;
    vm.charge(count as u64)?;
    Ok(Value::bytes(vm.random_bytes(count)))
}

/// `load(name)`: the module of that full name.
fn load_module(vm: &mut Vm, args: Args) -> Result {
    let [name] = args.bind(vm, "load", "name, /")?;
    let name = vm.expect_str(&name, "name")?;
    vm.import(name.name()).map(Value::Module)
}
