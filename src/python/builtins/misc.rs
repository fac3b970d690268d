//! `property`, `classmethod`, `staticmethod`, `super`, generators and functions as objects.

use super::super::args::Args;
use super::super::object::{Descriptor, Generator, GeneratorKind, Super};
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use std::cell::RefCell;
use std::rc::Rc;

pub(super) fn install(vm: &mut Vm) {
    let property = vm.classes.get("property");
    vm.add_methods(
        &property,
        &[
            ("__new__", new_property),
            ("getter", |vm, a| with_accessor(vm, a, 0)),
            ("setter", |vm, a| with_accessor(vm, a, 1)),
            ("deleter", |vm, a| with_accessor(vm, a, 2)),
            ("__get__", descriptor_get),
        ],
    );
    let class_method = vm.classes.get("classmethod");
    vm.add_methods(&class_method, &[("__new__", new_classmethod), ("__get__", descriptor_get)]);
    let static_method = vm.classes.get("staticmethod");
    vm.add_methods(&static_method, &[("__new__", new_staticmethod), ("__get__", descriptor_get)]);
    let super_ = vm.classes.get("super");
    vm.add_methods(&super_, &[("__new__", new_super)]);
    let function = vm.classes.get("function");
    vm.add_methods(&function, &[("__get__", descriptor_get), ("__call__", call)]);
    for name in ["method", "builtin_function_or_method"] {
        let class = vm.classes.get(name);
        vm.add_methods(&class, &[("__call__", call)]);
    }
    for name in ["generator", "coroutine"] {
        let class = vm.classes.get(name);
        vm.add_methods(&class, &[("send", send), ("throw", throw), ("close", close)]);
        if name == "generator" {
            vm.add_methods(&class, &[("__next__", next), ("__iter__", itself)]);
        } else {
            vm.add_methods(&class, &[("__await__", itself)]);
        }
    }
    let async_generator = vm.classes.get("async_generator");
    vm.add_methods(
        &async_generator,
        &[
            ("__aiter__", itself),
            ("__anext__", anext),
            ("asend", asend),
            ("athrow", athrow),
            ("aclose", aclose),
        ],
    );
}

/// Work charged for a small object whose bytes nobody counts, so that only so many can be made.
pub(super) const UNCOUNTED: u64 = 40;

fn itself(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "__iter__")?;
    Ok(this)
}

fn call(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    vm.call_args(&this, args)
}

fn descriptor_get(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let args = args.between(vm, "__get__", 1, 2)?;
    let class = match args.get(1) {
        Some(Value::Class(class)) => class.clone(),
        _ => vm.class_of(&args[0]),
    };
    if args[0].is_none()
        && !matches!(&this, Value::Descriptor(d) if matches!(**d, Descriptor::ClassMethod(_) | Descriptor::StaticMethod(_)))
    {
        return Ok(this);
    }
    vm.bind(&this, &args[0], &class)
}

fn new_property(vm: &mut Vm, mut args: Args) -> Result {
    args.this();
    let [get, set, delete, doc] = args.bind(vm, "property", "fget=, fset=, fdel=, doc=")?;
    let get = get.option().unwrap_or(Value::None);
    vm.charge(UNCOUNTED)?;
    let doc = match doc.option() {
        Some(doc) => doc,
        None => vm.get_attr_opt(&get, "__doc__")?.unwrap_or(Value::None),
    };
    Ok(property(get, set.option().unwrap_or(Value::None), delete.option().unwrap_or(Value::None), doc))
}

fn property(get: Value, set: Value, delete: Value, doc: Value) -> Value {
    let (doc, name) = (RefCell::new(doc), RefCell::new(Value::None));
    Value::Descriptor(Rc::new(Descriptor::Property { get, set, delete, doc, name }))
}

fn with_accessor(vm: &mut Vm, args: Args, which: usize) -> Result {
    let [this, function] = args.exact(vm, "property.setter")?;
    let Value::Descriptor(descriptor) = &this else { return Ok(Value::None) };
    let Descriptor::Property { get, set, delete, doc, .. } = &**descriptor else { return Ok(Value::None) };
    let mut parts = [get.clone(), set.clone(), delete.clone()];
    parts[which] = function;
    let [get, set, delete] = parts;
    let doc = doc.borrow().clone();
    Ok(property(get, set, delete, doc))
}

fn new_classmethod(vm: &mut Vm, mut args: Args) -> Result {
    args.this();
    let [function] = args.exact(vm, "classmethod")?;
    vm.charge(UNCOUNTED)?;
    Ok(Value::Descriptor(Rc::new(Descriptor::ClassMethod(function))))
}

fn new_staticmethod(vm: &mut Vm, mut args: Args) -> Result {
    args.this();
    let [function] = args.exact(vm, "staticmethod")?;
    vm.charge(UNCOUNTED)?;
    Ok(Value::Descriptor(Rc::new(Descriptor::StaticMethod(function))))
}

fn new_super(vm: &mut Vm, mut args: Args) -> Result {
    args.this();
    let args = args.between(vm, "super", 0, 2)?;
    let (class, this) = match &args[..] {
        [] => vm.super_context()?,
        [Value::Class(class), this] => (class.clone(), this.clone()),
        _ => return Err(vm.type_error("super() argument 1 must be a type, not another object")),
    };
    let this_class = match &this {
        Value::Class(own) if own.is_subclass(&class) => own.clone(),
        other => vm.class_of(other),
    };
    if !this_class.is_subclass(&class) {
        return Err(vm.type_error("super(type, obj): obj must be an instance or subtype of type"));
    }
    vm.charge(UNCOUNTED)?;
    Ok(Value::Super(Rc::new(Super { class, this, this_class })))
}

fn generator(vm: &mut Vm, args: &mut Args) -> Result<Rc<Generator>> {
    match args.this() {
        Value::Generator(generator) => Ok(generator),
        other => {
            let message =
                format!("descriptor requires a 'generator' object but received a '{}'", vm.type_name(&other));
            Err(vm.type_error(message))
        }
    }
}

fn next(vm: &mut Vm, mut args: Args) -> Result {
    let generator = generator(vm, &mut args)?;
    vm.generator_send(&generator, Value::None)
}

fn send(vm: &mut Vm, mut args: Args) -> Result {
    let generator = generator(vm, &mut args)?;
    let [value] = args.exact(vm, "generator.send")?;
    vm.generator_send(&generator, value)
}

fn throw(vm: &mut Vm, mut args: Args) -> Result {
    let generator = generator(vm, &mut args)?;
    let exception = thrown(vm, args)?;
    vm.generator_throw(&generator, exception)
}

/// The exception that the arguments of `throw` mean.
fn thrown(vm: &mut Vm, args: Args) -> Result<std::rc::Rc<super::super::object::Instance>> {
    let args = args.between(vm, "throw", 1, 3)?;
    let raised = match (&args[0], args.get(1)) {
        (Value::Class(_), Some(value)) if !value.is_none() => match value {
            Value::Instance(i) if i.exception().is_some() => value.clone(),
            other => vm.call(&args[0], vec![other.clone()])?,
        },
        (first, _) => first.clone(),
    };
    let name = vm.type_name(&raised);
    let message = format!("exceptions must be classes or instances deriving from BaseException, not {name}");
    vm.to_exception(&raised, &message)
}

fn close(vm: &mut Vm, mut args: Args) -> Result {
    let generator = generator(vm, &mut args)?;
    let [] = args.exact(vm, "generator.close")?;
    vm.generator_close(&generator)
}

fn anext(vm: &mut Vm, mut args: Args) -> Result {
    let generator = generator(vm, &mut args)?;
    debug_assert!(generator.kind == GeneratorKind::AsyncGenerator);
    Ok(vm.async_step(&generator, Value::None))
}

fn asend(vm: &mut Vm, mut args: Args) -> Result {
    let generator = generator(vm, &mut args)?;
    let [value] = args.exact(vm, "asend")?;
    Ok(vm.async_step(&generator, value))
}

fn athrow(vm: &mut Vm, mut args: Args) -> Result {
    let generator = generator(vm, &mut args)?;
    let exception = thrown(vm, args)?;
    Ok(vm.async_throw(&generator, exception))
}

fn aclose(vm: &mut Vm, mut args: Args) -> Result {
    let generator = generator(vm, &mut args)?;
    Ok(vm.async_close(&generator))
}
