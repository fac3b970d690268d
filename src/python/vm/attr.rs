//! Reading attributes.

use super::super::object::{Class, Descriptor, Dict, Instance, Method, NativeKind, Super};
use super::super::value::{Str, Value};
use super::attr_fields::{code_attr, descriptor_attr, generator_attr};
use super::{Raise, Result, Vm};
use std::rc::Rc;

impl Vm {
    /// `object.name`.
    pub(crate) fn get_attr(&mut self, object: &Value, name: &str) -> Result {
        let name = self.intern(name);
        self.attr(object, &name)
    }

    /// `object.name`, or nothing when there is no such attribute; other exceptions go on.
    pub(crate) fn get_attr_opt(&mut self, object: &Value, name: &str) -> Result<Option<Value>> {
        let name = self.intern(name);
        self.attr_opt(object, &name)
    }

    pub(crate) fn attr_opt(&mut self, object: &Value, name: &Str) -> Result<Option<Value>> {
        let result = self.attr(object, name);
        Ok(self.caught(result, "AttributeError")?.ok())
    }

    /// `object.name` with a shared name.
    pub(crate) fn attr(&mut self, object: &Value, name: &Str) -> Result {
        match object {
            Value::Instance(instance) => self.instance_attr(object, instance, name),
            Value::Class(class) => self.class_attr(class, name),
            Value::Module(module) => match module.dict.get_name(name) {
                Some(value) => Ok(value),
                None if name.name() == "__dict__" => Ok(Value::Dict(module.dict.clone())),
                None => match module.dict.get_str("__getattr__") {
                    Some(function) => self.call(&function, vec![Value::Str(name.clone())]),
                    None => self.plain_attr(object, name),
                },
            },
            Value::Super(held) => self.super_attr(held, name),
            _ => self.plain_attr(object, name),
        }
    }

    /// Attributes of values without attributes of their own.
    fn plain_attr(&mut self, object: &Value, name: &Str) -> Result {
        if let Some(value) = self.special_attr(object, name)? {
            return Ok(value);
        }
        let class = self.class_of(object);
        match class.lookup(name) {
            Some(found) => self.bind(&found, object, &class),
            None => Err(self.attribute_error(object, name.name())),
        }
    }

    fn instance_attr(&mut self, object: &Value, instance: &Rc<Instance>, name: &Str) -> Result {
        let class = instance.class();
        if self.custom_getattribute
            && let Some(hook) = class.lookup_str("__getattribute__")
            && !matches!(hook, Value::Native(_))
        {
            let result = self.call_method_of(&hook, object, vec![Value::Str(name.clone())]);
            return self.or_getattr(result, object, &class, name);
        }
        let result = self.default_attr(object, instance, &class, name);
        match result {
            Err(Raise::Exception(_)) => self.or_getattr(result, object, &class, name),
            done => done,
        }
    }

    fn or_getattr(&mut self, result: Result, object: &Value, class: &Rc<Class>, name: &Str) -> Result {
        let missing = match self.caught(result, "AttributeError")? {
            Ok(value) => return Ok(value),
            Err(missing) => missing,
        };
        match class.lookup_str("__getattr__") {
            Some(hook) => self.call_method_of(&hook, object, vec![Value::Str(name.clone())]),
            None => Err(Raise::Exception(missing)),
        }
    }

    /// `object.__getattribute__`: data descriptors, the instance, other class attributes.
    pub(crate) fn default_attr(
        &mut self,
        object: &Value,
        instance: &Rc<Instance>,
        class: &Rc<Class>,
        name: &Str,
    ) -> Result {
        let found = class.lookup(name);
        if let Some(found) = &found
            && self.is_data_descriptor(found)
        {
            return self.bind(found, object, class);
        }
        if let Some(value) = instance.get(name) {
            return Ok(value);
        }
        if let Some(found) = found {
            return self.bind(&found, object, class);
        }
        match name.name() {
            "__class__" => Ok(Value::Class(class.clone())),
            "__dict__" if class.slots.is_none() && self.has_dict(class) => Ok(Value::Dict(instance.dict())),
            _ => Err(self.attribute_error(object, name.name())),
        }
    }

    pub(super) fn is_data_descriptor(&self, value: &Value) -> bool {
        match value {
            Value::Descriptor(descriptor) => matches!(
                **descriptor,
                Descriptor::Property { .. } | Descriptor::GetSet { .. } | Descriptor::Member(_)
            ),
            Value::Instance(instance) => instance.class().lookup_str("__set__").is_some(),
            _ => false,
        }
    }

    /// What a class attribute is when read through an object of the class.
    pub(crate) fn bind(&mut self, found: &Value, object: &Value, class: &Rc<Class>) -> Result {
        match found {
            Value::Function(_) => Ok(method(found, object)),
            Value::Native(native) if native.kind != NativeKind::Function => Ok(method(found, object)),
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Property { get, .. } => {
                    if get.is_none() {
                        return self.no_accessor(descriptor, object, "getter");
                    }
                    self.call(get, vec![object.clone()])
                }
                Descriptor::ClassMethod(function) => self.bind_to_class(function, class),
                Descriptor::StaticMethod(function) => Ok(function.clone()),
                Descriptor::GetSet { get, .. } => get(self, object),
                Descriptor::Member(name) => {
                    let value = match object {
                        Value::Instance(instance) => instance.get(name),
                        _ => None,
                    };
                    match value {
                        Some(value) => Ok(value),
                        None => {
                            let text = name.name().to_owned();
                            Err(self.attribute_error(object, &text))
                        }
                    }
                }
            },
            Value::Instance(descriptor) => match descriptor.class().lookup_str("__get__") {
                Some(get) => {
                    self.call_method_of(&get, found, vec![object.clone(), Value::Class(class.clone())])
                }
                None => Ok(found.clone()),
            },
            _ => Ok(found.clone()),
        }
    }

    pub(super) fn no_accessor(&mut self, descriptor: &Descriptor, object: &Value, what: &str) -> Result {
        let name = match descriptor {
            Descriptor::Property { name, .. } => name.borrow().clone(),
            _ => Value::None,
        };
        let class = self.type_name(object);
        let message = match name.as_str() {
            Some(name) => format!("property '{}' of '{class}' object has no {what}", name.name()),
            None => format!("property of '{class}' object has no {what}"),
        };
        Err(self.exception("AttributeError", message))
    }

    fn bind_to_class(&mut self, function: &Value, class: &Rc<Class>) -> Result {
        match function {
            Value::Function(_) | Value::Native(_) => Ok(method(function, &Value::Class(class.clone()))),
            Value::Descriptor(_) => self.bind(&function.clone(), &Value::Class(class.clone()), class),
            other => Ok(method(other, &Value::Class(class.clone()))),
        }
    }

    fn class_attr(&mut self, class: &Rc<Class>, name: &Str) -> Result {
        let object = Value::Class(class.clone());
        let meta = self.class_of(&object);
        let plain_meta = Rc::ptr_eq(&meta, &self.classes.type_);
        let on_meta = if plain_meta { None } else { meta.lookup(name) };
        if let Some(found) = &on_meta
            && self.is_data_descriptor(found)
        {
            return self.bind(found, &object, &meta);
        }
        if let Some(found) = class.lookup(name) {
            return match &found {
                Value::Descriptor(descriptor) => match &**descriptor {
                    Descriptor::ClassMethod(function) => self.bind_to_class(function, class),
                    Descriptor::StaticMethod(function) => Ok(function.clone()),
                    _ => self.class_special(class, name).map_or(Ok(found.clone()), Ok),
                },
                Value::Instance(descriptor) => match descriptor.class().lookup_str("__get__") {
                    Some(get) => self.call_method_of(&get, &found, vec![Value::None, object]),
                    None => Ok(found),
                },
                _ => Ok(self.class_special(class, name).unwrap_or(found)),
            };
        }
        if let Some(value) = self.class_special(class, name) {
            return Ok(value);
        }
        let on_meta = on_meta.or_else(|| meta.lookup(name));
        if let Some(found) = on_meta {
            return self.bind(&found, &object, &meta);
        }
        if !plain_meta && let Some(hook) = meta.lookup_str("__getattr__") {
            return self.call_method_of(&hook, &object, vec![Value::Str(name.clone())]);
        }
        Err(self.attribute_error(&object, name.name()))
    }

    fn class_special(&mut self, class: &Rc<Class>, name: &Str) -> Option<Value> {
        let classes =
            |list: &[Rc<Class>]| Value::tuple(list.iter().cloned().map(Value::Class).collect::<Vec<_>>());
        Some(match name.name() {
            "__name__" => Value::Str(class.name.borrow().clone()),
            "__qualname__" => Value::Str(class.qualname.borrow().clone()),
            "__module__" => class.dict.get_str("__module__").unwrap_or_else(|| Value::str("builtins")),
            "__doc__" => class.dict.get_str("__doc__").unwrap_or(Value::None),
            "__mro__" => classes(&class.mro.borrow()),
            "__bases__" => classes(&class.bases.borrow()),
            "__base__" => class.bases.borrow().first().cloned().map_or(Value::None, Value::Class),
            "__class__" => Value::Class(self.class_of(&Value::Class(class.clone()))),
            "__dict__" => Value::Dict(class.dict.clone()),
            "__abstractmethods__" => {
                let names = class.abstracts.borrow().iter().cloned().map(Value::Str).collect::<Vec<_>>();
                self.set_from(&Value::tuple(names), true).map_or(Value::None, Value::Set)
            }
            _ => return None,
        })
    }

    fn super_attr(&mut self, held: &Rc<Super>, name: &Str) -> Result {
        let mro = held.this_class.mro.borrow().clone();
        let after = mro.iter().position(|class| Rc::ptr_eq(class, &held.class)).map_or(0, |at| at + 1);
        if name.name() != "__class__" {
            for class in &mro[after..] {
                if let Some(found) = class.dict.get_name(name) {
                    if let (Value::Class(this), Value::Function(_) | Value::Native(_)) = (&held.this, &found)
                        && Rc::ptr_eq(this, &held.this_class)
                    {
                        return Ok(found);
                    }
                    return self.bind(&found, &held.this, &held.this_class.clone());
                }
            }
        }
        let message = format!("'super' object has no attribute '{}'", name.name());
        Err(self.attribute_error_with(&Value::Super(held.clone()), name.name(), message))
    }

    /// A method to call directly: the function and the object it binds, without making a bound method.
    pub(super) fn method_for_call(&mut self, object: &Value, name: &Str) -> Result<(Value, Value)> {
        let class = match object {
            Value::Instance(instance) if !self.custom_getattribute => {
                let class = instance.class();
                if instance.dict_if_any().is_some_and(|dict| dict.has_name(name)) {
                    return Ok((Value::Unset, self.attr(object, name)?));
                }
                class
            }
            Value::Instance(_)
            | Value::Class(_)
            | Value::Module(_)
            | Value::Super(_)
            | Value::Function(_) => {
                return Ok((Value::Unset, self.attr(object, name)?));
            }
            _ => self.class_of(object),
        };
        match class.lookup(name) {
            Some(found @ Value::Function(_)) => Ok((found, object.clone())),
            Some(found @ Value::Native(_)) => match &found {
                Value::Native(native) if native.kind != NativeKind::Function => Ok((found, object.clone())),
                _ => Ok((Value::Unset, found)),
            },
            _ => Ok((Value::Unset, self.attr(object, name)?)),
        }
    }

    /// A special method of an instance's class (never looked up on the instance itself).
    pub(crate) fn special(&self, object: &Value, name: &str) -> Option<Value> {
        match object {
            Value::Instance(instance) => instance.class().lookup_str(name),
            Value::Class(class) => {
                let meta = class.meta.borrow().clone()?;
                if Rc::ptr_eq(&meta, &self.classes.type_) { None } else { meta.lookup_str(name) }
            }
            _ => None,
        }
    }

    /// Calls a function found on a class as a method of `object`.
    pub(crate) fn call_method_of(&mut self, function: &Value, object: &Value, args: Vec<Value>) -> Result {
        match function {
            Value::Function(_) | Value::Native(_) => {
                let mut all = Vec::with_capacity(args.len() + 1);
                all.push(object.clone());
                all.extend(args);
                self.call(function, all)
            }
            _ => {
                let class = self.class_of(object);
                let bound = self.bind(function, object, &class)?;
                self.call(&bound, args)
            }
        }
    }

    /// Calls a special method when the class has it.
    pub(crate) fn call_special(
        &mut self,
        object: &Value,
        name: &str,
        args: Vec<Value>,
    ) -> Result<Option<Value>> {
        match self.special(object, name) {
            Some(Value::None) | None => Ok(None),
            Some(function) => self.call_method_of(&function, object, args).map(Some),
        }
    }

    /// `object.name(*args)`.
    pub(crate) fn call_method(&mut self, object: &Value, name: &str, args: Vec<Value>) -> Result {
        let function = self.get_attr(object, name)?;
        self.call(&function, args)
    }

    /// Attributes of functions, methods and the like that are fields here.
    #[expect(clippy::too_many_lines, reason = "one arm per kind of value")]
    fn special_attr(&mut self, object: &Value, name: &Str) -> Result<Option<Value>> {
        let text = name.name();
        if text == "__class__" {
            return Ok(Some(Value::Class(self.class_of(object))));
        }
        Ok(match object {
            Value::Function(function) => {
                if let Some(dict) = &*function.dict.borrow()
                    && let Some(value) = dict.get_name(name)
                {
                    return Ok(Some(value));
                }
                match text {
                    "__name__" => Some(Value::Str(function.name.borrow().clone())),
                    "__qualname__" => Some(Value::Str(function.qualname.borrow().clone())),
                    "__doc__" => Some(function.doc.borrow().clone()),
                    "__module__" => Some(function.module.borrow().clone()),
                    "__dict__" => {
                        let mut dict = function.dict.borrow_mut();
                        Some(Value::Dict(dict.get_or_insert_with(Dict::new).clone()))
                    }
                    "__code__" => Some(Value::Code(function.code.clone())),
                    "__globals__" => Some(Value::Dict(function.globals.clone())),
                    "__defaults__" => {
                        let defaults = function.defaults.borrow();
                        Some(if defaults.is_empty() { Value::None } else { Value::tuple(defaults.clone()) })
                    }
                    "__kwdefaults__" => {
                        let defaults = function.kwdefaults.borrow();
                        if defaults.is_empty() {
                            return Ok(Some(Value::None));
                        }
                        let (value, dict) = Value::new_dict();
                        defaults.iter().for_each(|(name, value)| dict.set_name(name, value.clone()));
                        Some(value)
                    }
                    "__annotations__" => {
                        let mut annotations = function.annotations.borrow_mut();
                        Some(Value::Dict(annotations.get_or_insert_with(Dict::new).clone()))
                    }
                    "__closure__" => Some(if function.closure.is_empty() {
                        Value::None
                    } else {
                        Value::tuple(function.closure.iter().cloned().map(Value::Cell).collect::<Vec<_>>())
                    }),
                    _ => None,
                }
            }
            Value::Native(native) => match text {
                "__name__" => Some(Value::Str(native.name.clone())),
                "__qualname__" => Some(Value::Str(native.qualname().clone())),
                "__doc__" | "__text_signature__" => Some(Value::None),
                "__module__" => Some(native.module.clone().map_or(Value::None, Value::Str)),
                "__dict__" if native.kind == NativeKind::Python => {
                    Some(Value::Dict(native.dict.borrow_mut().get_or_insert_with(Dict::new).clone()))
                }
                _ => native.dict.borrow().as_ref().and_then(|dict| dict.get_name(name)),
            },
            Value::Method(method) => match text {
                "__self__" => Some(method.this.clone()),
                "__func__" => Some(method.function.clone()),
                "__call__" => None,
                _ => self.attr_opt(&method.function.clone(), name)?,
            },
            Value::Generator(generator) => generator_attr(generator, text),
            Value::Cell(cell) if text == "cell_contents" => Some(cell.get()),
            Value::Code(code) => code_attr(code, text),
            Value::Slice(slice) => match text {
                "start" => Some(slice.start.clone()),
                "stop" => Some(slice.stop.clone()),
                "step" => Some(slice.step.clone()),
                _ => None,
            },
            Value::Range(range) => match text {
                "start" => Some(Value::Int(range.start)),
                "stop" => Some(Value::Int(range.stop)),
                "step" => Some(Value::Int(range.step)),
                _ => None,
            },
            Value::Descriptor(descriptor) if text == "__isabstractmethod__" => {
                let inside = match &**descriptor {
                    Descriptor::Property { get, set, delete, .. } => {
                        vec![get.clone(), set.clone(), delete.clone()]
                    }
                    Descriptor::ClassMethod(function) | Descriptor::StaticMethod(function) => {
                        vec![function.clone()]
                    }
                    _ => Vec::new(),
                };
                for function in inside {
                    if let Some(flag) = self.get_attr_opt(&function, text)?
                        && self.truth(&flag)?
                    {
                        return Ok(Some(Value::Bool(true)));
                    }
                }
                Some(Value::Bool(false))
            }
            Value::Descriptor(descriptor) => descriptor_attr(descriptor, text),
            Value::Int(_) | Value::Bool(_) | Value::Big(_) => match text {
                "real" | "numerator" => Some(object.as_bigint().map_or(Value::None, Value::int)),
                "imag" => Some(Value::Int(0)),
                "denominator" => Some(Value::Int(1)),
                _ => None,
            },
            Value::Float(float) => match text {
                "real" => Some(Value::Float(*float)),
                "imag" => Some(Value::Float(0.0)),
                _ => None,
            },
            _ => None,
        })
    }
}

/// A bound method.
pub(crate) fn method(function: &Value, this: &Value) -> Value {
    Value::Method(Method::new(function.clone(), this.clone()))
}
