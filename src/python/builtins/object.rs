//! `object` and `type`.

use super::super::args::Args;
use super::super::object::{Class, NativeKind, Payload};
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use std::rc::Rc;

pub(super) fn install(vm: &mut Vm) {
    let class = vm.classes.object.clone();
    vm.add_methods(
        &class,
        &[
            ("__new__", new),
            ("__init__", init),
            ("__repr__", repr),
            ("__str__", to_str),
            ("__eq__", eq),
            ("__ne__", ne),
            ("__hash__", hash),
            ("__getattribute__", get_attribute),
            ("__setattr__", set_attribute),
            ("__delattr__", delete_attribute),
            ("__format__", format),
            ("__init_subclass__", init_subclass),
            ("__dir__", dir),
            ("__reduce_ex__", reduce),
        ],
    );
    let type_ = vm.classes.type_.clone();
    vm.add_methods(
        &type_,
        &[
            ("__new__", type_new),
            ("__init__", type_init),
            ("__call__", type_call),
            ("__setattr__", type_setattr),
            ("mro", mro),
            ("__instancecheck__", instance_check),
        ],
    );
    let check = vm.native("__or__", NativeKind::Slot, type_or, Some(&type_));
    type_.dict.set_str("__or__", check);
}

fn class_arg(vm: &mut Vm, value: &Value, what: &str) -> Result<Rc<Class>> {
    match value {
        Value::Class(class) => Ok(class.clone()),
        _ => {
            let message = format!("{what}(X): X is not a type object ({})", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let class = class_arg(vm, &this, "object.__new__")?;
    if !(args.pos.is_empty() && args.kw.is_empty()) {
        let own_new = class.lookup_str("__new__");
        let own_init = class.lookup_str("__init__");
        let overridden = !matches!(&own_new, Some(Value::Descriptor(d)) if matches!(&**d, super::super::object::Descriptor::StaticMethod(Value::Native(n)) if n.owner.as_ref().is_some_and(|o| o.name() == "object")));
        let default_init = matches!(&own_init, Some(Value::Native(n)) if n.owner.as_ref().is_some_and(|o| o.name() == "object"));
        if overridden {
            return Err(
                vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)")
            );
        }
        if default_init {
            return Err(vm.type_error(format!("{}() takes no arguments", class.name())));
        }
    }
    if !class.abstracts.borrow().is_empty() {
        let object = Value::Class(class.clone());
        return vm.call(&object, Vec::new());
    }
    vm.object_new(&class, &args)
}

fn init(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    if !(args.pos.is_empty() && args.kw.is_empty()) {
        let class = vm.class_of(&this);
        let own_new = class.lookup_str("__new__");
        let default_new = matches!(&own_new, Some(Value::Descriptor(d)) if matches!(&**d, super::super::object::Descriptor::StaticMethod(Value::Native(_))));
        let own_init = class.lookup_str("__init__");
        if !matches!(own_init, Some(Value::Native(_)))
            || default_new
                && class.flags.heap
                && matches!(this, Value::Instance(ref i) if matches!(i.payload, Payload::Plain))
        {
            return Err(
                vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)")
            );
        }
    }
    Ok(Value::None)
}

fn repr(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    match &this {
        Value::Instance(instance) => match &instance.payload {
            Payload::Value(inner) => {
                let inner = inner.clone();
                vm.repr(&inner).map(Value::str)
            }
            _ => Ok(Value::str(vm.default_repr(instance))),
        },
        other => vm.repr(other).map(Value::str),
    }
}

fn to_str(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    if let Value::Instance(instance) = &this {
        let class = instance.class();
        let own_repr = class.lookup_str("__repr__");
        let default = matches!(&own_repr, Some(Value::Native(n)) if n.owner.as_ref().is_some_and(|o| o.name() == "object"));
        if default && let Payload::Value(inner) = &instance.payload {
            let inner = inner.clone();
            return vm.to_str(&inner).map(Value::Str);
        }
    }
    vm.repr(&this).map(Value::str)
}

fn eq(vm: &mut Vm, args: Args) -> Result {
    let [a, b] = args.exact(vm, "object.__eq__")?;
    if let Some(answer) = vm.builtin_compare(a.base(), super::super::ast::CmpOp::Eq, b.base())? {
        return Ok(Value::Bool(answer));
    }
    Ok(if a.is(&b) { Value::Bool(true) } else { Value::NotImplemented })
}

fn ne(vm: &mut Vm, args: Args) -> Result {
    let [a, b] = args.exact(vm, "object.__ne__")?;
    Ok(Value::Bool(!vm.eq(&a, &b)?))
}

fn hash(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "object.__hash__")?;
    match &this {
        Value::Instance(instance) => match &instance.payload {
            Payload::Value(inner) => {
                let inner = inner.clone();
                vm.hash(&inner).map(Value::Int)
            }
            _ => Ok(Value::Int(i64::from(instance.id.get()) * 0x30 + 0x1000)),
        },
        other => vm.hash(other).map(Value::Int),
    }
}

fn get_attribute(vm: &mut Vm, args: Args) -> Result {
    let [this, name] = args.exact(vm, "object.__getattribute__")?;
    let name = vm.expect_str(&name, "attribute name")?;
    match &this {
        Value::Instance(instance) => {
            let class = instance.class();
            vm.default_attr(&this, instance, &class, &name)
        }
        _ => vm.attr(&this, &name),
    }
}

fn set_attribute(vm: &mut Vm, args: Args) -> Result {
    let [this, name, value] = args.exact(vm, "object.__setattr__")?;
    let name = vm.expect_str(&name, "attribute name")?;
    match &this {
        Value::Instance(instance) => {
            let class = instance.class();
            vm.default_store(&this, instance, &class, &name, value)?;
        }
        _ => vm.store_attr(&this, &name, value)?,
    }
    Ok(Value::None)
}

fn delete_attribute(vm: &mut Vm, args: Args) -> Result {
    let [this, name] = args.exact(vm, "object.__delattr__")?;
    let name = vm.expect_str(&name, "attribute name")?;
    match &this {
        Value::Instance(instance) => {
            let class = instance.class();
            vm.default_delete(&this, instance, &class, &name)?;
        }
        _ => vm.delete_attr(&this, &name)?,
    }
    Ok(Value::None)
}

fn format(vm: &mut Vm, args: Args) -> Result {
    let [this, spec] = args.exact(vm, "object.__format__")?;
    let spec = vm.expect_str(&spec, "__format__() argument")?;
    if let Value::Instance(instance) = &this
        && !matches!(instance.payload, Payload::Value(_))
        && !spec.text().is_empty()
    {
        let message = format!("unsupported format string passed to {}.__format__", vm.type_name(&this));
        return Err(vm.type_error(message));
    }
    if spec.text().is_empty() {
        return vm.to_str(&this).map(Value::Str);
    }
    let base = this.base().clone();
    vm.format(&base, &spec).map(Value::Str)
}

fn init_subclass(vm: &mut Vm, mut args: Args) -> Result {
    let class = args.this();
    if !args.kw.is_empty() {
        let name = if let Value::Class(class) = &class { class.name() } else { String::new() };
        return Err(vm.type_error(format!("{name}.__init_subclass__() takes no keyword arguments")));
    }
    Ok(Value::None)
}

fn dir(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    Ok(Value::list(vm.dir(&this).into_iter().map(Value::from).collect::<Vec<_>>()))
}

fn reduce(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let message = format!("cannot pickle '{}' object", vm.type_name(&this));
    Err(vm.type_error(message))
}

fn type_new(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let meta = class_arg(vm, &this, "type.__new__")?;
    if args.pos.len() == 1 && args.kw.is_empty() && Rc::ptr_eq(&meta, &vm.classes.type_) {
        return Ok(Value::Class(vm.class_of(&args.pos[0])));
    }
    let kw = std::mem::take(&mut args.kw);
    if args.pos.len() != 3 && Rc::ptr_eq(&meta, &vm.classes.type_) {
        return Err(vm.type_error("type() takes 1 or 3 arguments"));
    }
    if args.pos.len() != 3 {
        return Err(vm.type_error("type.__new__() takes exactly 3 arguments"));
    }
    let [name, bases, namespace]: [Value; 3] = args.exact(vm, "type.__new__")?;
    let name = match name.as_str() {
        Some(name) => name.clone(),
        None => {
            let message = format!("type.__new__() argument 1 must be str, not {}", vm.type_name(&name));
            return Err(vm.type_error(message));
        }
    };
    let mut base_classes = Vec::new();
    for base in vm.to_vec(&bases)? {
        match base {
            Value::Class(class) => base_classes.push(class),
            other => {
                let message =
                    format!("type.__new__() argument 2 must be tuple of types, not {}", vm.type_name(&other));
                return Err(vm.type_error(message));
            }
        }
    }
    let Value::Dict(namespace) = namespace.base() else {
        return Err(vm.type_error("type.__new__() argument 3 must be dict"));
    };
    let namespace = namespace.copy();
    if namespace.get_str("__module__").is_none() {
        let module = vm.calling_module();
        namespace.set_str("__module__", module);
    }
    let cell = namespace.remove_name(&vm.intern("__classcell__"));
    let class = vm.new_class(&meta, &name, &base_classes, &namespace, kw)?;
    if let Some(Value::Cell(cell)) = cell {
        cell.set(Value::Class(class.clone()));
    }
    Ok(Value::Class(class))
}

fn type_init(_vm: &mut Vm, _args: Args) -> Result {
    Ok(Value::None)
}

fn type_call(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let class = class_arg(vm, &this, "type.__call__")?;
    vm.construct_now(&class, args)
}

fn type_setattr(vm: &mut Vm, args: Args) -> Result {
    let [this, name, value] = args.exact(vm, "type.__setattr__")?;
    let class = class_arg(vm, &this, "type.__setattr__")?;
    let name = vm.expect_str(&name, "attribute name")?;
    vm.plain_store_class(&class, &name, value);
    Ok(Value::None)
}

fn mro(vm: &mut Vm, args: Args) -> Result {
    let [this] = args.exact(vm, "type.mro")?;
    let class = class_arg(vm, &this, "type.mro")?;
    let classes: Vec<Value> = class.mro.borrow().iter().cloned().map(Value::Class).collect();
    Ok(Value::list(classes))
}

fn instance_check(vm: &mut Vm, args: Args) -> Result {
    let [this, value] = args.exact(vm, "type.__instancecheck__")?;
    let class = class_arg(vm, &this, "type.__instancecheck__")?;
    Ok(Value::Bool(vm.is_instance(&value, &class)))
}

fn type_or(vm: &mut Vm, args: Args) -> Result {
    let [a, b] = args.exact(vm, "type.__or__")?;
    match vm.builtin_binary(&a, super::super::ast::BinOp::BitOr, &b)? {
        Some(value) => Ok(value),
        None => Ok(Value::NotImplemented),
    }
}
