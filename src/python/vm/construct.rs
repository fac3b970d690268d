//! Classes as callables, and the `class` statement.

use super::super::args::Args;
use super::super::object::{CLASS, Class, ClassFlags, Descriptor, Dict, Function, Instance, Layout, Payload};
use super::super::value::{Str, Value};
use super::classes::merge;
use super::frame::Ret;
use super::{Result, Vm};
use std::rc::Rc;

impl Vm {
    /// `class(*args)`.
    pub(super) fn begin_construct(
        &mut self,
        class: &Rc<Class>,
        mut args: Args,
        ret: Ret,
    ) -> Result<Option<Value>> {
        let meta = self.class_of(&Value::Class(class.clone()));
        if !Rc::ptr_eq(&meta, &self.classes.type_)
            && let Some(call) = meta.lookup_str("__call__")
            && matches!(call, Value::Function(_) | Value::Native(_))
            && !matches!(&call, Value::Native(n) if n.owner.as_ref().is_some_and(|o| o.name() == "type"))
        {
            args.pos.insert(0, Value::Class(class.clone()));
            return self.begin_call(&call, args, ret);
        }
        self.type_call(class, args, ret)
    }

    /// `type.__call__`: `__new__`, then `__init__`.
    pub(crate) fn type_call(&mut self, class: &Rc<Class>, args: Args, ret: Ret) -> Result<Option<Value>> {
        let Some(new) = class.lookup_str("__new__") else {
            return Err(self.type_error(format!("cannot create '{}' instances", class.full_name())));
        };
        let plain = self.is_object_new(&new);
        let object = if plain {
            if !class.abstracts.borrow().is_empty() {
                return Err(self.abstract_error(class));
            }
            self.object_new(class, &args)?
        } else {
            let function = match &new {
                Value::Descriptor(d) => match &**d {
                    Descriptor::StaticMethod(function) => function.clone(),
                    _ => new.clone(),
                },
                _ => new.clone(),
            };
            let mut with_class = args.clone();
            with_class.pos.insert(0, Value::Class(class.clone()));
            let object = self.call_args(&function, with_class)?;
            if !class.flags.heap
                && !matches!(class.layout, Layout::Exception)
                && class.lookup_str("__init__").is_none_or(|init| is_object_init(&init))
            {
                return Ok(Some(object));
            }
            if !self.is_instance(&object, class) {
                return Ok(Some(object));
            }
            object
        };
        let actual = self.class_of(&object);
        match actual.lookup_str("__init__") {
            Some(init) if !is_object_init(&init) => {
                let mut with_object = args;
                let function = if matches!(init, Value::Function(_) | Value::Native(_)) {
                    with_object.pos.insert(0, object.clone());
                    init
                } else {
                    self.bind(&init, &object, &actual)?
                };
                if let (Value::Function(_), false) = (&function, matches!(ret, Ret::Exit)) {
                    return self.begin_call(&function, with_object, Ret::Init(object));
                }
                let result = self.call_args(&function, with_object)?;
                if !result.is_none() {
                    let message = format!("__init__() should return None, not '{}'", self.type_name(&result));
                    return Err(self.type_error(message));
                }
            }
            _ if plain && !(args.pos.is_empty() && args.kw.is_empty()) => {
                return Err(self.type_error(format!("{}() takes no arguments", class.name())));
            }
            _ => {}
        }
        Ok(Some(object))
    }

    fn is_object_new(&self, new: &Value) -> bool {
        match new {
            Value::Descriptor(d) => match &**d {
                Descriptor::StaticMethod(Value::Native(native)) => {
                    native.owner.as_ref().is_some_and(|owner| owner.name() == "object")
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn abstract_error(&mut self, class: &Rc<Class>) -> super::Raise {
        let names = class.abstracts.borrow().clone();
        let mut list: Vec<String> = names.iter().map(|name| name.name().to_owned()).collect();
        list.sort();
        let message = format!(
            "Can't instantiate abstract class {} with abstract method{} {}",
            class.name(),
            if list.len() == 1 { "" } else { "s" },
            list.join(", ")
        );
        self.type_error(message)
    }

    /// `object.__new__(class)`.
    pub(crate) fn object_new(&mut self, class: &Rc<Class>, _args: &Args) -> Result {
        match class.layout {
            Layout::Object => Ok(Value::Instance(Instance::new(class.clone(), Payload::Plain))),
            _ => {
                let name = class.full_name();
                Err(self.type_error(format!("object.__new__({name}) is not safe, use {name}.__new__()")))
            }
        }
    }

    /// An instance of `class` around native data, for `__new__` of classes written in Rust.
    pub(crate) fn new_native<T: 'static>(&mut self, class: &Rc<Class>, data: T) -> Value {
        Value::Instance(Instance::new(class.clone(), Payload::Native(Box::new(data))))
    }

    /// A plain value as an instance of `class`: itself for the built-in class, wrapped for a subclass.
    pub(crate) fn wrap(&mut self, class: &Rc<Class>, value: Value) -> Value {
        if class.flags.heap || class.module() != "builtins" {
            Value::Instance(Instance::new(class.clone(), Payload::Value(value)))
        } else {
            value
        }
    }

    /// The `class` statement: `function` is its body.
    pub(super) fn build_class(&mut self, mut args: Args) -> Result {
        let (Value::Function(body), Some(name)) = (args.this(), args.this().as_str().cloned()) else {
            return Err(self.type_error("__build_class__: func must be a function"));
        };
        let mut bases = Vec::new();
        let original = args.pos.clone();
        for base in std::mem::take(&mut args.pos) {
            match &base {
                Value::Class(class) => bases.push(class.clone()),
                _ => match self.get_attr_opt(&base, "__mro_entries__")? {
                    Some(entries) => {
                        let replaced = self.call(&entries, vec![Value::tuple(original.clone())])?;
                        for entry in self.to_vec(&replaced)? {
                            if let Value::Class(class) = entry {
                                bases.push(class);
                            }
                        }
                    }
                    None => {
                        let message = format!(
                            "{}() takes at most 3 arguments ({} given)",
                            self.type_name(&base),
                            original.len() + 3
                        );
                        return Err(self.type_error(message));
                    }
                },
            }
        }
        let meta = match args.take_kw("metaclass") {
            Some(Value::Class(meta)) => self.winner(meta, &bases)?,
            Some(other) => {
                let message = format!("metaclass must be a class, not '{}'", self.type_name(&other));
                return Err(self.type_error(message));
            }
            None => self.winner(self.classes.type_.clone(), &bases)?,
        };
        let base_values = Value::tuple(bases.iter().cloned().map(Value::Class).collect::<Vec<_>>());
        let namespace = self.prepare(&meta, &name, &base_values, &args)?;
        let cell = self.run_class_body(&body, &namespace)?;
        let Value::Dict(dict) = namespace.base().clone() else { return Ok(Value::None) };
        if original.iter().any(|base| !matches!(base, Value::Class(_))) {
            dict.set_str("__orig_bases__", Value::tuple(original));
        }
        let class = if Rc::ptr_eq(&meta, &self.classes.type_) {
            Value::Class(self.new_class(&meta, &name, &bases, &dict, args.kw)?)
        } else {
            let mut call = args;
            call.pos = vec![Value::Str(name), base_values, namespace];
            self.call_args(&Value::Class(meta), call)?
        };
        if let (Some(cell), Value::Class(_)) = (cell, &class) {
            cell.set(class.clone());
        }
        Ok(class)
    }

    fn run_class_body(
        &mut self,
        body: &Rc<Function>,
        namespace: &Value,
    ) -> Result<Option<Rc<super::super::object::Cell>>> {
        let code = body.code.clone();
        let module = body.globals.get_str("__name__").unwrap_or(Value::None);
        self.set_item(namespace, &Value::str("__module__"), module)?;
        self.set_item(namespace, &Value::str("__qualname__"), Value::Str(code.qualname.clone()))?;
        self.run_body(&code, &body.globals, namespace, &body.closure)
    }

    fn prepare(&mut self, meta: &Rc<Class>, name: &Str, bases: &Value, args: &Args) -> Result {
        let Some(_) = meta.lookup_str("__prepare__") else { return Ok(Value::new_dict().0) };
        let function = self.get_attr(&Value::Class(meta.clone()), "__prepare__")?;
        let call = Args { pos: vec![Value::Str(name.clone()), bases.clone()], kw: args.kw.clone() };
        match self.call_args(&function, call)? {
            mapping if matches!(mapping.base(), Value::Dict(_)) => Ok(mapping),
            other => {
                let message = format!(
                    "{}.__prepare__() must return a mapping, not {}",
                    meta.name(),
                    self.type_name(&other)
                );
                Err(self.type_error(message))
            }
        }
    }

    /// The most derived metaclass.
    fn winner(&mut self, meta: Rc<Class>, bases: &[Rc<Class>]) -> Result<Rc<Class>> {
        let mut winner = meta;
        for base in bases {
            let other = self.class_of(&Value::Class(base.clone()));
            if winner.is_subclass(&other) {
                continue;
            }
            if other.is_subclass(&winner) {
                winner = other;
                continue;
            }
            return Err(self.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the \
                 metaclasses of all its bases",
            ));
        }
        Ok(winner)
    }

    /// `type.__new__`: makes a class from a namespace, calls `__set_name__` and `__init_subclass__`.
    pub(crate) fn new_class(
        &mut self,
        meta: &Rc<Class>,
        name: &Str,
        bases: &[Rc<Class>],
        namespace: &Rc<Dict>,
        kw: Vec<(Str, Value)>,
    ) -> Result<Rc<Class>> {
        let object = [self.classes.object.clone()];
        let bases = if bases.is_empty() { &object[..] } else { bases };
        let layout = self.common_layout(bases)?;
        let slots = self.slots(bases, namespace)?;
        let class = Class::bare(name.clone(), layout, ClassFlags { heap: true }, slots.clone());
        if bases.len() > 1 {
            // Each class of the order is looked for in all that is left of the others.
            let known: u64 = bases.iter().map(|base| base.mro.borrow().len() as u64).sum();
            self.charge(known.saturating_mul(known) / 16)?;
        }
        let Some(rest) = merge(bases) else {
            let names: Vec<String> = bases.iter().map(|base| base.name()).collect();
            let message = format!(
                "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                names.join(", ")
            );
            return Err(self.type_error(message));
        };
        let mut mro = vec![class.clone()];
        mro.extend(rest);
        self.charge(64 + mro.len() as u64)?;
        class.tally.set(CLASS + mro.len() * 16);
        *class.mro.borrow_mut() = mro;
        *class.bases.borrow_mut() = bases.to_vec();
        *class.meta.borrow_mut() = Some(meta.clone());
        self.fill_class(&class, namespace);
        for slot in namespace.get_str("__slots__").iter().flat_map(|_| slots.iter().flatten()) {
            if class.dict.get_name(slot).is_none() {
                class.dict.set_name(slot, Value::Descriptor(Rc::new(Descriptor::Member(slot.clone()))));
            }
        }
        for (key, value) in namespace.items() {
            if let Value::Descriptor(descriptor) = &value
                && let Descriptor::Property { name, .. } = &**descriptor
                && name.borrow().is_none()
            {
                *name.borrow_mut() = key.clone();
            }
            if let Some(hook) = self.special(&value, "__set_name__") {
                self.call_method_of(&hook, &value, vec![Value::Class(class.clone()), key])?;
            }
        }
        let parent = class.mro.borrow()[1..].iter().find_map(|base| base.dict.get_str("__init_subclass__"));
        match parent {
            Some(hook) => {
                let this = Value::Class(class.clone());
                let bound = self.bind(&hook, &this, &class)?;
                self.call_args(&bound, Args { pos: Vec::new(), kw })?;
            }
            None if !kw.is_empty() => {
                let message = format!("{}.__init_subclass__() takes no keyword arguments", class.name());
                return Err(self.type_error(message));
            }
            None => {}
        }
        Ok(class)
    }

    fn fill_class(&mut self, class: &Rc<Class>, namespace: &Rc<Dict>) {
        for (key, value) in namespace.items() {
            let Some(name) = key.as_str() else { continue };
            match name.name() {
                "__qualname__" => {
                    if let Some(text) = value.as_str() {
                        *class.qualname.borrow_mut() = text.clone();
                    }
                    continue;
                }
                "__getattribute__" => self.custom_getattribute = true,
                _ => {}
            }
            let value = match (name.name(), &value) {
                ("__new__", Value::Function(_)) => {
                    Value::Descriptor(Rc::new(Descriptor::StaticMethod(value)))
                }
                ("__init_subclass__" | "__class_getitem__", Value::Function(_)) => {
                    Value::Descriptor(Rc::new(Descriptor::ClassMethod(value)))
                }
                _ => value,
            };
            class.dict.set_name(name, value);
        }
        if class.dict.get_str("__doc__").is_none() {
            class.dict.set_str("__doc__", Value::None);
        }
        if class.dict.get_str("__eq__").is_some() && class.dict.get_str("__hash__").is_none() {
            class.dict.set_str("__hash__", Value::None);
        }
    }

    fn common_layout(&mut self, bases: &[Rc<Class>]) -> Result<Layout> {
        let mut layout = Layout::Object;
        for base in bases {
            match base.layout {
                Layout::Object => {}
                Layout::Sealed => {
                    let message = format!("type '{}' is not an acceptable base type", base.full_name());
                    return Err(self.type_error(message));
                }
                other if layout == Layout::Object || layout == other => layout = other,
                _ => return Err(self.type_error("multiple bases have instance lay-out conflict")),
            }
        }
        let mut seen: Vec<&Rc<Class>> = Vec::new();
        for base in bases {
            if seen.iter().any(|have| Rc::ptr_eq(have, base)) {
                return Err(self.type_error(format!("duplicate base class {}", base.name())));
            }
            seen.push(base);
        }
        Ok(layout)
    }

    /// All slot names, when neither the class nor a base gives its instances a dict.
    fn slots(&mut self, bases: &[Rc<Class>], namespace: &Rc<Dict>) -> Result<Option<Vec<Str>>> {
        let Some(declared) = namespace.get_str("__slots__") else { return Ok(None) };
        let names = match &declared {
            Value::Str(name) => vec![Value::Str(name.clone())],
            other => self.to_vec(other)?,
        };
        let mut slots: Vec<Str> = names.iter().filter_map(|name| name.as_str().cloned()).collect();
        for slot in &slots {
            if namespace.get_name(slot).is_some() {
                let message = format!("'{}' in __slots__ conflicts with class variable", slot.name());
                return Err(self.value_error(message));
            }
        }
        if slots.iter().any(|slot| slot.name() == "__dict__") {
            return Ok(None);
        }
        for base in bases {
            match &base.slots {
                Some(inherited) => slots.extend(inherited.iter().cloned()),
                None if base.flags.heap => return Ok(None),
                None => {}
            }
        }
        Ok(Some(slots))
    }
}

fn is_object_init(init: &Value) -> bool {
    matches!(init, Value::Native(native) if native.owner.as_ref().is_some_and(|owner| owner.name() == "object"))
}

impl Vm {
    /// `type.__call__` to its end.
    pub(crate) fn construct_now(&mut self, class: &Rc<Class>, args: Args) -> Result {
        self.may_nest()?;
        match self.type_call(class, args, Ret::Exit)? {
            Some(value) => Ok(value),
            None => self.nested(Vm::run_loop),
        }
    }

    /// `__name__` of the module whose code is running.
    pub(crate) fn calling_module(&self) -> Value {
        self.current.globals.get_str("__name__").unwrap_or(Value::None)
    }
}
