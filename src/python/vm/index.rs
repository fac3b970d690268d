//! Subscripts.

use super::super::kernel::search;
use super::super::object::{ByteArray, Class, Slice};
use super::super::value::Value;
use super::compare::is_builtin_slot;
use super::{Result, Vm};
use crate::wtf8::Wtf8;
use num_traits::ToPrimitive;
use std::rc::Rc;

impl Vm {
    /// `object[key]`.
    pub(crate) fn get_item(&mut self, object: &Value, key: &Value) -> Result {
        match (object, key) {
            (Value::List(list), Value::Int(index)) => {
                let at = if *index < 0 { index + list.len() as i64 } else { *index };
                return match usize::try_from(at).ok().and_then(|at| list.get(at)) {
                    Some(value) => Ok(value),
                    None => Err(self.index_error("list index out of range")),
                };
            }
            (Value::Dict(dict), _) => {
                return match self.dict_get(dict, key)? {
                    Some(value) => Ok(value),
                    None => Err(self.key_error(key)),
                };
            }
            (Value::Class(class), _) => return self.class_item(class, key),
            _ => {}
        }
        if let Value::Instance(_) = object
            && let Some(function) = self.special(object, "__getitem__")
            && !is_builtin_slot(&function)
        {
            return self.call_method_of(&function, object, vec![key.clone()]);
        }
        match object.base() {
            base @ (Value::Str(_)
            | Value::Bytes(_)
            | Value::ByteArray(_)
            | Value::Tuple(_)
            | Value::List(_)
            | Value::Range(_)) => {
                if let Value::Slice(slice) = key {
                    let (base, slice) = (base.clone(), slice.clone());
                    return self.get_slice(&base, &slice);
                }
                let base = base.clone();
                self.sequence_item(&base, key)
            }
            Value::Dict(dict) => {
                let dict = dict.clone();
                if let Some(value) = self.dict_get(&dict, key)? {
                    return Ok(value);
                }
                match self.call_special(object, "__missing__", vec![key.clone()])? {
                    Some(value) => Ok(value),
                    None => Err(self.key_error(key)),
                }
            }
            _ => {
                let message = format!("'{}' object is not subscriptable", self.type_name(object));
                Err(self.type_error(message))
            }
        }
    }

    fn class_item(&mut self, class: &Rc<Class>, key: &Value) -> Result {
        let object = Value::Class(class.clone());
        if let Some(function) = self.special(&object, "__getitem__") {
            return self.call_method_of(&function, &object, vec![key.clone()]);
        }
        if let Some(found) = class.lookup_str("__class_getitem__") {
            let bound = self.bind(&found, &object, class)?;
            return self.call(&bound, vec![key.clone()]);
        }
        let generic = ["list", "dict", "tuple", "set", "frozenset", "type"];
        if !class.flags.heap && generic.contains(&class.name().as_str()) {
            let module = self.import("types")?;
            let alias = self.get_attr(&Value::Module(module), "GenericAlias")?;
            return self.call(&alias, vec![object, key.clone()]);
        }
        let message = format!("type '{}' is not subscriptable", class.name());
        Err(self.type_error(message))
    }

    fn sequence_item(&mut self, base: &Value, key: &Value) -> Result {
        let name = base.builtin_name();
        let short = if name == "str" { "string" } else { name };
        let index = match key.as_bigint() {
            Some(big) => big,
            None if self.special(key, "__index__").is_some() => self.index_big(key)?,
            None => {
                let kind = if name == "bytes" { "byte" } else { short };
                let message = match base {
                    Value::Str(_) => {
                        format!("string indices must be integers, not '{}'", self.type_name(key))
                    }
                    Value::ByteArray(_) => {
                        format!("bytearray indices must be integers or slices, not {}", self.type_name(key))
                    }
                    _ => format!("{kind} indices must be integers or slices, not {}", self.type_name(key)),
                };
                return Err(self.type_error(message));
            }
        };
        let Some(index) = index.to_i64() else {
            let message = format!("cannot fit '{}' into an index-sized integer", self.type_name(key));
            return Err(self.index_error(message));
        };
        let len = self.len(base)? as i64;
        let at = if index < 0 { index + len } else { index };
        if at < 0 || at >= len {
            let what = match base {
                Value::Range(_) => "range object",
                Value::Bytes(_) | Value::List(_) | Value::Tuple(_) | Value::ByteArray(_) => name,
                _ => short,
            };
            let what = if let Value::Bytes(_) = base { "index" } else { what };
            let message = if what == "index" {
                "index out of range".to_owned()
            } else {
                format!("{what} index out of range")
            };
            return Err(self.index_error(message));
        }
        let at = at as usize;
        Ok(match base {
            Value::Str(text) => {
                if !text.text().is_ascii() {
                    self.charge(at as u64 / 16)?;
                }
                Value::str(Wtf8::from_code_points(text.text().get(at)))
            }
            Value::Bytes(bytes) => Value::Int(i64::from(bytes[at])),
            Value::ByteArray(bytes) => Value::Int(i64::from(bytes.borrow()[at])),
            Value::Tuple(items) => items[at].clone(),
            Value::List(list) => list.get(at).unwrap_or(Value::None),
            Value::Range(range) => Value::Int(range.at(at as u64)),
            _ => Value::None,
        })
    }

    fn slice_part(&mut self, value: &Value) -> Result<Option<i64>> {
        match value {
            Value::None => Ok(None),
            Value::Int(int) => Ok(Some(*int)),
            other if other.as_bigint().is_some() || self.special(other, "__index__").is_some() => {
                self.index_clamped(other).map(Some)
            }
            _ => Err(self.type_error("slice indices must be integers or None or have an __index__ method")),
        }
    }

    /// The indices a slice selects from `len` items: first, step, count.
    pub(crate) fn slice_indices(&mut self, slice: &Slice, len: usize) -> Result<(i64, i64, usize)> {
        let step = self.slice_part(&slice.step)?;
        let (start, stop) = (self.slice_part(&slice.start)?, self.slice_part(&slice.stop)?);
        let found = search::slice_indices(len, start, stop, step);
        self.kernel(found).map(|(start, count, step)| (start as i64, step, count))
    }

    fn get_slice(&mut self, base: &Value, slice: &Slice) -> Result {
        let len = self.len(base)?;
        let (start, step, count) = self.slice_indices(slice, len)?;
        self.charge(count as u64 / 4)?;
        let index = move |at: usize| (start + at as i64 * step) as usize;
        Ok(match base {
            Value::Str(text) => {
                self.charge(text.text().as_bytes().len() as u64 / 16)?;
                if step == 1 {
                    return Ok(Value::str(text.text().slice(start as usize, start as usize + count)));
                }
                let points: Vec<u32> = text.text().code_points().collect();
                Value::str(Wtf8::from_code_points((0..count).map(|at| points[index(at)])))
            }
            Value::Bytes(bytes) => Value::bytes((0..count).map(|at| bytes[index(at)]).collect::<Vec<_>>()),
            Value::ByteArray(bytes) => {
                let bytes = bytes.borrow();
                Value::ByteArray(ByteArray::new((0..count).map(|at| bytes[index(at)]).collect()))
            }
            Value::Tuple(items) => {
                if count == items.len() && step == 1 {
                    return Ok(base.clone());
                }
                Value::tuple((0..count).map(|at| items[index(at)].clone()).collect::<Vec<_>>())
            }
            Value::List(list) => {
                let items = list.borrow();
                Value::list((0..count).map(|at| items[index(at)].clone()).collect::<Vec<_>>())
            }
            Value::Range(range) => {
                let at = |index: i64| range.start.saturating_add(index.saturating_mul(range.step));
                let step = range.step.saturating_mul(step);
                let first = at(start);
                let stop = first.saturating_add(step.saturating_mul(count as i64));
                Value::Range(Rc::new(super::super::object::Range { start: first, stop, step }))
            }
            _ => Value::None,
        })
    }

    /// `object[key] = value`.
    pub(crate) fn set_item(&mut self, object: &Value, key: &Value, value: Value) -> Result<()> {
        if let Value::Dict(dict) = object {
            return self.dict_set(dict, key.clone(), value);
        }
        if let Value::Instance(_) | Value::Class(_) = object
            && let Some(function) = self.special(object, "__setitem__")
            && !is_builtin_slot(&function)
        {
            return self.call_method_of(&function, object, vec![key.clone(), value]).map(|_| ());
        }
        match object.base() {
            Value::Dict(dict) => {
                let dict = dict.clone();
                self.dict_set(&dict, key.clone(), value)
            }
            Value::List(list) => {
                let list = list.clone();
                if let Value::Slice(slice) = key {
                    let slice = slice.clone();
                    return self.set_list_slice(&list, &slice, &value);
                }
                let at = self.list_index(&list, key, "list assignment index out of range")?;
                let old = std::mem::replace(&mut list.borrow_mut()[at], value);
                drop(old);
                Ok(())
            }
            Value::ByteArray(bytes) => {
                let bytes = bytes.clone();
                self.set_bytearray_item(&bytes, key, &value)
            }
            _ => {
                let message = format!("'{}' object does not support item assignment", self.type_name(object));
                Err(self.type_error(message))
            }
        }
    }

    fn list_index(
        &mut self,
        list: &Rc<super::super::object::List>,
        key: &Value,
        range: &str,
    ) -> Result<usize> {
        if key.as_bigint().is_none() && self.special(key, "__index__").is_none() {
            let message = format!("list indices must be integers or slices, not {}", self.type_name(key));
            return Err(self.type_error(message));
        }
        let index = self.index(key)?;
        let at = if index < 0 { index + list.len() as i64 } else { index };
        if at < 0 || at >= list.len() as i64 {
            return Err(self.index_error(range));
        }
        Ok(at as usize)
    }

    fn set_list_slice(
        &mut self,
        list: &Rc<super::super::object::List>,
        slice: &Slice,
        value: &Value,
    ) -> Result<()> {
        let Ok(items) = self.to_vec(value) else {
            return Err(self.type_error("can only assign an iterable"));
        };
        let (start, step, count) = self.slice_indices(slice, list.len())?;
        self.charge((list.len() + items.len()) as u64 / 4)?;
        if step == 1 {
            let start = start as usize;
            let old: Vec<Value> = list.borrow_mut().splice(start..start + count, items).collect();
            list.weigh();
            super::super::heap::bury(old);
            return Ok(());
        }
        if items.len() != count {
            let message = format!(
                "attempt to assign sequence of size {} to extended slice of size {count}",
                items.len()
            );
            return Err(self.value_error(message));
        }
        for (at, item) in items.into_iter().enumerate() {
            let index = (start + at as i64 * step) as usize;
            let old = std::mem::replace(&mut list.borrow_mut()[index], item);
            drop(old);
        }
        Ok(())
    }

    /// `del object[key]`.
    pub(crate) fn delete_item(&mut self, object: &Value, key: &Value) -> Result<()> {
        if let Value::Instance(_) | Value::Class(_) = object
            && let Some(function) = self.special(object, "__delitem__")
            && !is_builtin_slot(&function)
        {
            return self.call_method_of(&function, object, vec![key.clone()]).map(|_| ());
        }
        match object.base() {
            Value::Dict(dict) => {
                let dict = dict.clone();
                match self.dict_remove(&dict, key)? {
                    Some(_) => Ok(()),
                    None => Err(self.key_error(key)),
                }
            }
            Value::List(list) => {
                let list = list.clone();
                self.charge(list.len() as u64 / 16)?;
                if let Value::Slice(slice) = key {
                    let slice = slice.clone();
                    let (start, step, count) = self.slice_indices(&slice, list.len())?;
                    let mut gone: Vec<usize> =
                        (0..count).map(|at| (start + at as i64 * step) as usize).collect();
                    gone.sort_unstable();
                    let mut next = 0usize;
                    let mut removed = Vec::new();
                    let items = std::mem::take(&mut *list.borrow_mut());
                    let mut kept = Vec::with_capacity(items.len());
                    for (at, item) in items.into_iter().enumerate() {
                        if gone.get(next) == Some(&at) {
                            next += 1;
                            removed.push(item);
                        } else {
                            kept.push(item);
                        }
                    }
                    *list.borrow_mut() = kept;
                    super::super::heap::bury(removed);
                    return Ok(());
                }
                let at = self.list_index(&list, key, "list assignment index out of range")?;
                let old = list.borrow_mut().remove(at);
                drop(old);
                Ok(())
            }
            Value::ByteArray(bytes) => {
                let bytes = bytes.clone();
                self.delete_bytearray_item(&bytes, key)
            }
            _ => {
                let message = format!("'{}' object doesn't support item deletion", self.type_name(object));
                Err(self.type_error(message))
            }
        }
    }
}
