//! Setting and deleting attributes.

use super::super::heap;
use super::super::object::{Class, Descriptor, Dict, Instance};
use super::super::value::{Str, Value};
use super::{Result, Vm};
use std::rc::Rc;

impl Vm {
    /// `object.name = value`.
    pub(crate) fn set_attr(&mut self, object: &Value, name: &str, value: Value) -> Result<()> {
        let name = self.intern(name);
        self.store_attr(object, &name, value)
    }

    pub(crate) fn store_attr(&mut self, object: &Value, name: &Str, value: Value) -> Result<()> {
        match object {
            Value::Instance(instance) => {
                let class = instance.class();
                if let Some(hook) = class.lookup_str("__setattr__")
                    && !is_default(&hook)
                {
                    self.call_method_of(&hook, object, vec![Value::Str(name.clone()), value])?;
                    return Ok(());
                }
                self.default_store(object, instance, &class, name, value)
            }
            Value::Class(class) => self.store_class_attr(class, name, value),
            Value::Module(module) => {
                module.dict.set_name(name, value);
                Ok(())
            }
            Value::Function(function) => {
                heap::touch();
                match name.name() {
                    "__name__" => replace_name(&function.name, &value),
                    "__qualname__" => replace_name(&function.qualname, &value),
                    "__doc__" => *function.doc.borrow_mut() = value,
                    "__module__" => *function.module.borrow_mut() = value,
                    "__defaults__" => {
                        *function.defaults.borrow_mut() = match &value {
                            Value::Tuple(items) => items.to_vec(),
                            _ => Vec::new(),
                        };
                    }
                    "__annotations__" => {
                        if let Value::Dict(dict) = value {
                            *function.annotations.borrow_mut() = Some(dict);
                        }
                    }
                    "__dict__" => {
                        if let Value::Dict(dict) = value {
                            *function.dict.borrow_mut() = Some(dict);
                        }
                    }
                    _ => {
                        let dict = function.dict.borrow_mut().get_or_insert_with(Dict::new).clone();
                        dict.set_name(name, value);
                    }
                }
                Ok(())
            }
            Value::Native(native) if native.kind == super::super::object::NativeKind::Python => {
                native.dict.borrow_mut().get_or_insert_with(Dict::new).set_name(name, value);
                Ok(())
            }
            Value::Method(_) => {
                let message = format!("'method' object has no attribute '{}'", name.name());
                Err(self.attribute_error_with(object, name.name(), message))
            }
            _ => {
                let class = self.class_of(object);
                if class.lookup(name).is_some() {
                    let message = format!(
                        "'{}' object attribute '{}' is read-only",
                        self.type_name(object),
                        name.name()
                    );
                    return Err(self.attribute_error_with(object, name.name(), message));
                }
                Err(self.attribute_error(object, name.name()))
            }
        }
    }

    /// `object.__setattr__`.
    pub(crate) fn default_store(
        &mut self,
        object: &Value,
        instance: &Rc<Instance>,
        class: &Rc<Class>,
        name: &Str,
        value: Value,
    ) -> Result<()> {
        match class.lookup(name) {
            Some(Value::Descriptor(descriptor)) => match &*descriptor {
                Descriptor::Property { set, .. } => {
                    if set.is_none() {
                        return self.no_accessor(&descriptor, object, "setter").map(|_| ());
                    }
                    return self.call(set, vec![object.clone(), value]).map(|_| ());
                }
                Descriptor::GetSet { set: Some(set), .. } => return set(self, object, value),
                Descriptor::GetSet { set: None, .. } => {
                    let mro = class.mro.borrow().clone();
                    let owner = mro.iter().find(|class| class.dict.has_name(name)).unwrap_or(class);
                    let owner = owner.message_name();
                    let message = format!("attribute '{}' of '{owner}' objects is not writable", name.name());
                    return Err(self.exception("AttributeError", message));
                }
                Descriptor::Member(slot) => {
                    instance.set(slot, value);
                    return Ok(());
                }
                _ => {}
            },
            Some(found @ Value::Instance(_)) => {
                if let Some(set) = self.special(&found, "__set__") {
                    self.call_method_of(&set, &found, vec![object.clone(), value])?;
                    return Ok(());
                }
            }
            found => {
                if class.slots.is_some() || !self.has_dict(class) {
                    if found.is_some() {
                        let message =
                            format!("'{}' object attribute '{}' is read-only", class.name(), name.name());
                        return Err(self.attribute_error_with(object, name.name(), message));
                    }
                    return Err(self.attribute_error(object, name.name()));
                }
            }
        }
        match (name.name(), &value) {
            ("__dict__", Value::Dict(dict)) => instance.set_dict(dict.clone()),
            ("__class__", Value::Class(class)) => {
                heap::touch();
                *instance.class.borrow_mut() = class.clone();
            }
            _ => instance.set(name, value),
        }
        Ok(())
    }

    /// Whether instances of a class take any attribute.
    pub(super) fn has_dict(&self, class: &Rc<Class>) -> bool {
        class.flags.heap || self.is_exception_class(class) || class.lookup_str("__dict__").is_some()
    }

    fn store_class_attr(&mut self, class: &Rc<Class>, name: &Str, value: Value) -> Result<()> {
        if !class.flags.heap {
            let message =
                format!("cannot set '{}' attribute of immutable type '{}'", name.name(), class.full_name());
            return Err(self.type_error(message));
        }
        let meta = self.class_of(&Value::Class(class.clone()));
        if !Rc::ptr_eq(&meta, &self.classes.type_)
            && let Some(hook) = meta.lookup_str("__setattr__")
            && !is_default(&hook)
        {
            let object = Value::Class(class.clone());
            self.call_method_of(&hook, &object, vec![Value::Str(name.clone()), value])?;
            return Ok(());
        }
        self.plain_store_class(class, name, value);
        Ok(())
    }

    /// `type.__setattr__`.
    pub(crate) fn plain_store_class(&mut self, class: &Rc<Class>, name: &Str, value: Value) {
        heap::touch();
        match (name.name(), &value) {
            ("__name__", Value::Str(text)) => *class.name.borrow_mut() = text.clone(),
            ("__qualname__", Value::Str(text)) => *class.qualname.borrow_mut() = text.clone(),
            ("__abstractmethods__", _) => {
                if let Ok(items) = self.to_vec(&value) {
                    *class.abstracts.borrow_mut() =
                        items.iter().filter_map(|v| v.as_str().cloned()).collect();
                }
            }
            ("__getattribute__", _) => {
                self.custom_getattribute = true;
                class.dict.set_name(name, value);
            }
            _ => class.dict.set_name(name, value),
        }
    }

    /// `del object.name`.
    pub(crate) fn delete_attr(&mut self, object: &Value, name: &Str) -> Result<()> {
        match object {
            Value::Instance(instance) => {
                let class = instance.class();
                if let Some(hook) = class.lookup_str("__delattr__")
                    && !is_default(&hook)
                {
                    self.call_method_of(&hook, object, vec![Value::Str(name.clone())])?;
                    return Ok(());
                }
                self.default_delete(object, instance, &class, name)
            }
            Value::Class(class) => {
                if !class.flags.heap {
                    let message = format!(
                        "cannot delete '{}' attribute of immutable type '{}'",
                        name.name(),
                        class.full_name()
                    );
                    return Err(self.type_error(message));
                }
                match class.dict.remove_name(name) {
                    Some(_) => Ok(()),
                    None => Err(self.attribute_error(object, name.name())),
                }
            }
            Value::Module(module) => match module.dict.remove_name(name) {
                Some(_) => Ok(()),
                None => Err(self.attribute_error(object, name.name())),
            },
            Value::Function(function) => {
                let removed = function.dict.borrow().as_ref().and_then(|dict| dict.remove_name(name));
                removed.map(|_| ()).ok_or_else(|| self.attribute_error(object, name.name()))
            }
            _ => Err(self.attribute_error(object, name.name())),
        }
    }

    /// `object.__delattr__`.
    pub(crate) fn default_delete(
        &mut self,
        object: &Value,
        instance: &Rc<Instance>,
        class: &Rc<Class>,
        name: &Str,
    ) -> Result<()> {
        match class.lookup(name) {
            Some(Value::Descriptor(descriptor)) => {
                if let Descriptor::Property { delete, .. } = &*descriptor {
                    if delete.is_none() {
                        return self.no_accessor(&descriptor, object, "deleter").map(|_| ());
                    }
                    return self.call(delete, vec![object.clone()]).map(|_| ());
                }
                if let Descriptor::Member(slot) = &*descriptor
                    && instance.get(slot).is_none()
                {
                    return Err(self.exception("AttributeError", slot.name().to_owned()));
                }
            }
            Some(found @ Value::Instance(_)) => {
                if let Some(delete) = self.special(&found, "__delete__") {
                    return self.call_method_of(&delete, &found, vec![object.clone()]).map(|_| ());
                }
            }
            _ => {}
        }
        match instance.dict_if_any().and_then(|dict| dict.remove_name(name)) {
            Some(_) => Ok(()),
            None => Err(self.attribute_error(object, name.name())),
        }
    }
}

fn replace_name(cell: &std::cell::RefCell<Str>, value: &Value) {
    if let Some(text) = value.as_str() {
        *cell.borrow_mut() = text.clone();
    }
}

fn is_default(hook: &Value) -> bool {
    matches!(hook, Value::Native(native) if native.owner.as_ref().is_some_and(|o| matches!(o.name(), "object" | "type")))
}
