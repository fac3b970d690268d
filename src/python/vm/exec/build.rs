//! Instructions that make containers and text, and take containers apart.

use super::super::super::code::Op;
use super::super::super::object::{Set, Slice};
use super::super::super::value::Value;
use super::super::{Raise, Result, Vm};
use crate::wtf8::Wtf8Builder;
use std::rc::Rc;

/// Bytes of a dict for each of its entries, roughly.
const ENTRY: usize = 40;

impl Vm {
    pub(super) fn exec_build(&mut self, op: Op) -> Result<()> {
        match op {
            Op::BuildTuple(count) => {
                let items = self.current.pop_many(count as usize);
                self.current.push(Value::tuple(items));
            }
            Op::BuildList(count) => {
                let items = self.current.pop_many(count as usize);
                self.current.push(Value::list(items));
            }
            Op::BuildSet(count) => {
                let items = self.current.pop_many(count as usize);
                let set = Set::new(false);
                for item in items {
                    self.set_add(&set, item)?;
                }
                self.current.push(Value::Set(set));
            }
            Op::BuildDict(count) => {
                let mut items = self.current.pop_many(count as usize * 2).into_iter();
                let (value, dict) = Value::new_dict();
                while let (Some(key), Some(item)) = (items.next(), items.next()) {
                    self.dict_set(&dict, key, item)?;
                }
                self.current.push(value);
            }
            Op::BuildSlice(parts) => {
                let step = if parts == 3 { self.current.pop() } else { Value::None };
                let (stop, start) = (self.current.pop(), self.current.pop());
                self.current.push(Value::Slice(Rc::new(Slice { start, stop, step })));
            }
            Op::BuildString(count) => {
                let parts = self.current.pop_many(count as usize);
                let total =
                    parts.iter().filter_map(Value::as_str).map(|text| text.text().as_bytes().len()).sum();
                self.reserve(total)?;
                let mut out = Wtf8Builder::default();
                parts.iter().filter_map(Value::as_str).for_each(|text| out.push_wtf8(text.text()));
                self.current.push(Value::str(out.finish()));
            }
            Op::Format(flags) => self.format_op(flags)?,
            Op::ListAppend(below) => {
                let value = self.current.pop();
                if let Value::List(list) = self.current.peek(below as usize) {
                    list.push(value);
                }
            }
            Op::SetAdd(below) => {
                let value = self.current.pop();
                if let Value::Set(set) = self.current.peek(below as usize) {
                    self.set_add(&set, value)?;
                }
            }
            Op::DictAdd(below) => {
                let (value, key) = (self.current.pop(), self.current.pop());
                if let Value::Dict(dict) = self.current.peek(below as usize) {
                    self.dict_set(&dict, key, value)?;
                }
            }
            Op::ListExtend => {
                let items = self.current.pop();
                let values = match self.to_vec(&items) {
                    Ok(values) => values,
                    Err(raise) => return Err(self.star_error(&items, raise)),
                };
                if let Value::List(list) = self.current.peek(0) {
                    list.extend(values);
                }
            }
            Op::SetUpdate => {
                let items = self.current.pop();
                if let Value::Set(set) = self.current.peek(0) {
                    self.each(&items, |vm, item| vm.set_add(&set, item).map(|_| ()))?;
                }
            }
            Op::DictUpdate => {
                let mapping = self.current.pop();
                if let Value::Dict(dict) = self.current.peek(0) {
                    if !matches!(mapping.base(), Value::Dict(_))
                        && self.get_attr_opt(&mapping, "keys")?.is_none()
                    {
                        let message = format!("'{}' object is not a mapping", self.type_name(&mapping));
                        return Err(self.type_error(message));
                    }
                    self.dict_update(&dict, &mapping)?;
                }
            }
            Op::DictMerge => self.dict_merge()?,
            Op::ListToTuple => {
                if let Value::List(list) = self.current.pop() {
                    self.current.push(Value::tuple(list.to_vec()));
                }
            }
            Op::Unpack(count) => self.unpack(count as usize)?,
            Op::UnpackEx { before, after } => self.unpack_star(before as usize, after as usize)?,
            _ => {}
        }
        Ok(())
    }

    pub(super) fn star_error(&mut self, items: &Value, raise: Raise) -> Raise {
        let has_iter = self.special(items, "__iter__").is_some() || !matches!(items, Value::Instance(_));
        match raise {
            Raise::Exception(e)
                if !has_iter || e.class().name() == "TypeError" && self.iter(items).is_err() =>
            {
                let function = self.current.peek(1);
                let name = match &function {
                    Value::Function(_) | Value::Class(_) => {
                        format!("{} argument", self.callable_name(&function))
                    }
                    _ => "Value".to_owned(),
                };
                let message = format!("{name} after * must be an iterable, not {}", self.type_name(items));
                self.type_error(message)
            }
            other => other,
        }
    }

    pub(super) fn format_op(&mut self, flags: u32) -> Result<()> {
        let spec = if flags & 4 != 0 { self.current.pop() } else { Value::Unset };
        let value = self.current.pop();
        let converted = match flags & 3 {
            1 => Value::Str(self.to_str(&value)?),
            2 => Value::str(self.repr(&value)?),
            3 => {
                let text = self.repr(&value)?;
                Value::str(super::super::super::kernel::quote::ascii_of_repr(&text.to_string_lossy()))
            }
            _ => value,
        };
        let text = match spec.as_str() {
            Some(spec) => {
                let spec = spec.clone();
                self.format(&converted, &spec)?
            }
            None => {
                let empty = self.intern("");
                self.format(&converted, &empty)?
            }
        };
        self.current.push(Value::Str(text));
        Ok(())
    }

    pub(super) fn dict_merge(&mut self) -> Result<()> {
        let mapping = self.current.pop();
        let Value::Dict(dict) = self.current.peek(0) else { return Ok(()) };
        let function = self.current.peek(2);
        let Value::Dict(source) = mapping.base() else {
            if self.get_attr_opt(&mapping, "keys")?.is_some() {
                return self.dict_update(&dict, &mapping);
            }
            let name = self.callable_name(&function);
            let message =
                format!("{name} argument after ** must be a mapping, not {}", self.type_name(&mapping));
            return Err(self.type_error(message));
        };
        self.reserve_more(dict.len() * ENTRY, source.len() * ENTRY)?;
        for (key, value) in source.items() {
            self.charge(1)?;
            let Some(name) = key.as_str().cloned() else {
                return Err(self.type_error("keywords must be strings"));
            };
            if dict.has_name(&name) {
                let function = self.callable_name(&function);
                let message =
                    format!("{function} got multiple values for keyword argument '{}'", name.name());
                return Err(self.type_error(message));
            }
            dict.set_name(&name, value);
        }
        Ok(())
    }

    pub(super) fn callable_name(&mut self, function: &Value) -> String {
        match function {
            Value::Function(f) => {
                let module = f.module.borrow().as_str().map_or(String::new(), |m| format!("{}.", m.name()));
                format!("{module}{}()", f.qualname.borrow().name())
            }
            Value::Class(class) => format!("{}()", class.full_name()),
            other => format!("{}()", self.type_name(other)),
        }
    }

    pub(super) fn unpack(&mut self, count: usize) -> Result<()> {
        let value = self.current.pop();
        let items = match &value {
            Value::Tuple(items) => items.to_vec(),
            Value::List(items) => items.to_vec(),
            other => {
                let iterator = self.unpack_iter(other)?;
                let mut items = Vec::new();
                while items.len() <= count
                    && let Some(item) = self.next(&iterator)?
                {
                    items.push(item);
                }
                items
            }
        };
        if items.len() > count {
            return Err(self.value_error(format!("too many values to unpack (expected {count})")));
        }
        if items.len() < count {
            let message = format!("not enough values to unpack (expected {count}, got {})", items.len());
            return Err(self.value_error(message));
        }
        self.current.stack.extend(items.into_iter().rev());
        Ok(())
    }

    pub(super) fn unpack_iter(&mut self, value: &Value) -> Result {
        let result = self.iter(value);
        match self.caught(result, "TypeError")? {
            Ok(iterator) => Ok(iterator),
            Err(_) => {
                let message = format!("cannot unpack non-iterable {} object", self.type_name(value));
                Err(self.type_error(message))
            }
        }
    }

    pub(super) fn unpack_star(&mut self, before: usize, after: usize) -> Result<()> {
        let value = self.current.pop();
        let iterator = self.unpack_iter(&value)?;
        let mut items = self.to_vec(&iterator)?;
        if items.len() < before + after {
            let message = format!(
                "not enough values to unpack (expected at least {}, got {})",
                before + after,
                items.len()
            );
            return Err(self.value_error(message));
        }
        let tail = items.split_off(items.len() - after);
        let middle = items.split_off(before);
        let frame = &mut *self.current;
        frame.stack.extend(tail.into_iter().rev());
        frame.push(Value::list(middle));
        frame.stack.extend(items.into_iter().rev());
        Ok(())
    }
}
