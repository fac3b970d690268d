//! Instructions of `match`.

use super::super::value::{Str, Value};
use super::{Result, Vm};
use std::rc::Rc;

impl Vm {
    pub(super) fn is_sequence(&mut self, value: &Value) -> Result<bool> {
        Ok(match value.base() {
            Value::List(_) | Value::Tuple(_) | Value::Range(_) => true,
            Value::Instance(instance) => {
                let class = instance.class();
                class.mro.borrow().iter().any(|class| class.name() == "deque" || class.name() == "Sequence")
            }
            _ => false,
        })
    }

    pub(super) fn is_mapping(&mut self, value: &Value) -> bool {
        match value.base() {
            Value::Dict(_) => true,
            Value::Instance(instance) => {
                instance.class().mro.borrow().iter().any(|class| class.name() == "Mapping")
            }
            _ => false,
        }
    }

    /// Subject and keys on the stack: pushes the values, or takes both away and says no.
    pub(super) fn match_keys(&mut self) -> Result<bool> {
        let (keys, subject) = (self.current.peek(0), self.current.peek(1));
        let Value::Tuple(keys) = &keys else { return Ok(false) };
        let mut values = Vec::with_capacity(keys.len());
        for key in keys.iter() {
            let found = match subject.base() {
                Value::Dict(dict) => {
                    let dict = dict.clone();
                    self.dict_get(&dict, key)?
                }
                _ => {
                    let value =
                        self.call_method(&subject, "get", vec![key.clone(), Value::NotImplemented])?;
                    if matches!(value, Value::NotImplemented) { None } else { Some(value) }
                }
            };
            match found {
                Some(value) => values.push(value),
                None => {
                    self.current.pop_many(2);
                    return Ok(false);
                }
            }
        }
        self.current.push(Value::tuple(values));
        Ok(true)
    }

    /// Mapping and keys on the stack: a dict of the rest in their place.
    pub(super) fn match_rest(&mut self) -> Result<()> {
        let (keys, subject) = (self.current.pop(), self.current.pop());
        let (value, dict) = Value::new_dict();
        self.dict_update(&dict, &subject)?;
        if let Value::Tuple(keys) = &keys {
            for key in keys.iter() {
                self.dict_remove(&dict, key)?;
            }
        }
        self.current.push(value);
        Ok(())
    }

    pub(super) fn match_item(&mut self, back: bool, index: u32) -> Result<()> {
        let sequence = self.current.peek(0);
        let index = if back { -i64::from(index) } else { i64::from(index) };
        let value = self.get_item(&sequence, &Value::Int(index))?;
        self.current.push(value);
        Ok(())
    }

    pub(super) fn match_star(&mut self, before: u16, after: u16) -> Result<()> {
        let sequence = self.current.peek(0);
        let items = self.to_vec(&sequence)?;
        let end = items.len().saturating_sub(after as usize).max(before as usize);
        let value = Value::list(items.get(before as usize..end).unwrap_or_default().to_vec());
        self.current.push(value);
        Ok(())
    }

    /// Subject, class and keyword names on the stack: a tuple of attributes in their place, or nothing and no.
    pub(super) fn match_class(&mut self, count: usize) -> Result<bool> {
        let (names, class, subject) = (self.current.pop(), self.current.pop(), self.current.pop());
        let Value::Class(class) = &class else {
            return Err(self.type_error("called match pattern must be a type"));
        };
        if !self.is_instance_of(&subject, &Value::Class(class.clone()))? {
            return Ok(false);
        }
        let mut values = Vec::new();
        let mut wanted: Vec<Str> = Vec::new();
        if count > 0 {
            let itself = [
                "bool",
                "bytearray",
                "bytes",
                "dict",
                "float",
                "frozenset",
                "int",
                "list",
                "set",
                "str",
                "tuple",
            ];
            let match_args = class.lookup_str("__match_args__");
            match match_args {
                Some(Value::Tuple(names)) => {
                    if names.len() < count {
                        return Err(self.too_many_positional(class, names.len(), count));
                    }
                    wanted.extend(names.iter().take(count).filter_map(|name| name.as_str().cloned()));
                }
                Some(other) => {
                    let message = format!(
                        "{}.__match_args__ must be a tuple (got {})",
                        class.name(),
                        self.type_name(&other)
                    );
                    return Err(self.type_error(message));
                }
                None if class
                    .mro
                    .borrow()
                    .iter()
                    .any(|c| !c.flags.heap && itself.contains(&c.name().as_str())) =>
                {
                    if count > 1 {
                        return Err(self.too_many_positional(class, 1, count));
                    }
                    values.push(subject.clone());
                }
                None => return Err(self.too_many_positional(class, 0, count)),
            }
        }
        if let Value::Tuple(names) = &names {
            wanted.extend(names.iter().filter_map(|name| name.as_str().cloned()));
        }
        for name in wanted {
            match self.attr_opt(&subject, &name)? {
                Some(value) => values.push(value),
                None => return Ok(false),
            }
        }
        self.current.push(Value::tuple(values));
        Ok(true)
    }

    fn too_many_positional(
        &mut self,
        class: &Rc<super::Class>,
        allowed: usize,
        count: usize,
    ) -> super::Raise {
        let plural = if allowed == 1 { "" } else { "s" };
        let message =
            format!("{}() accepts {allowed} positional sub-pattern{plural} ({count} given)", class.name());
        self.type_error(message)
    }
}
