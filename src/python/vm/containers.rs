//! Dict and set operations that need the machine: hashing and comparing keys.

use super::super::object::{Dict, PyStr, Set};
use super::super::value::{Str, Value};
use super::{Result, Vm};
use std::rc::Rc;

impl Vm {
    fn dict_find(&mut self, dict: &Rc<Dict>, key: &Value, hash: i64) -> Result<Option<usize>> {
        let mut skip: Vec<usize> = Vec::new();
        while let Some((at, have)) = dict.candidate(hash, &skip) {
            if self.same(&have, key)? {
                return Ok(Some(at));
            }
            // Finding the next one passes all of these again.
            self.charge(1 + (skip.len() as u64).pow(2) / 8)?;
            skip.push(at);
        }
        Ok(None)
    }

    /// `dict[key]`, or nothing.
    pub(crate) fn dict_get(&mut self, dict: &Rc<Dict>, key: &Value) -> Result<Option<Value>> {
        if let Value::Str(name) = key {
            return Ok(dict.get_name(name));
        }
        let hash = self.hash(key)?;
        Ok(self.dict_find(dict, key, hash)?.map(|at| dict.value_at(at)))
    }

    /// `dict[key] = value`.
    pub(crate) fn dict_set(&mut self, dict: &Rc<Dict>, key: Value, value: Value) -> Result<()> {
        self.charge(1)?;
        if let Value::Str(name) = &key {
            dict.set_name(name, value);
            return Ok(());
        }
        let hash = self.hash(&key)?;
        let at = self.dict_find(dict, &key, hash)?;
        dict.put(at, hash, || key, value);
        Ok(())
    }

    /// Removes a key; gives its value, or nothing when it was not there.
    pub(crate) fn dict_remove(&mut self, dict: &Rc<Dict>, key: &Value) -> Result<Option<Value>> {
        let hash = self.hash(key)?;
        Ok(self.dict_find(dict, key, hash)?.map(|at| dict.remove_at(at).1))
    }

    /// `key in set`.
    pub(crate) fn set_has(&mut self, set: &Rc<Set>, key: &Value) -> Result<bool> {
        let hash = self.hash(key)?;
        Ok(self.set_find(set, key, hash)?.is_some())
    }

    fn set_find(&mut self, set: &Rc<Set>, key: &Value, hash: i64) -> Result<Option<usize>> {
        let mut skip: Vec<usize> = Vec::new();
        while let Some((at, have)) = set.candidate(hash, &skip) {
            if self.same(&have, key)? {
                return Ok(Some(at));
            }
            // Finding the next one passes all of these again.
            self.charge(1 + (skip.len() as u64).pow(2) / 8)?;
            skip.push(at);
        }
        Ok(None)
    }

    /// `set.add(key)`; whether it was new.
    pub(crate) fn set_add(&mut self, set: &Rc<Set>, key: Value) -> Result<bool> {
        self.charge(1)?;
        let hash = self.hash(&key)?;
        if self.set_find(set, &key, hash)?.is_some() {
            return Ok(false);
        }
        set.add_new(hash, key);
        Ok(true)
    }

    /// Removes a key; whether it was there.
    pub(crate) fn set_remove(&mut self, set: &Rc<Set>, key: &Value) -> Result<bool> {
        let hash = self.hash(key)?;
        let found = self.set_find(set, key, hash)?;
        if let Some(at) = found {
            set.remove_at(at);
        }
        Ok(found.is_some())
    }

    /// A set of the items of any iterable.
    pub(crate) fn set_from(&mut self, items: &Value, frozen: bool) -> Result<Rc<Set>> {
        if let Value::Set(other) = items.base() {
            self.charge(other.len() as u64)?;
            return Ok(other.copy(frozen));
        }
        let set = Set::new(frozen);
        self.each(items, |vm, item| vm.set_add(&set, item).map(|_| ()))?;
        Ok(set)
    }

    /// `is`, or `==` with `is` first, as keys are compared.
    pub(crate) fn same(&mut self, a: &Value, b: &Value) -> Result<bool> {
        if a.is(b) {
            return Ok(true);
        }
        self.eq(a, b)
    }

    /// Merges a mapping or pairs into a dict, as `dict.update` does.
    pub(crate) fn dict_update(&mut self, dict: &Rc<Dict>, source: &Value) -> Result<()> {
        if let Value::Dict(other) = source.base() {
            self.charge(other.len() as u64)?;
            for (key, value) in other.items() {
                self.dict_set(dict, key, value)?;
            }
            return Ok(());
        }
        if let Some(keys) = self.get_attr_opt(source, "keys")? {
            let keys = self.call(&keys, Vec::new())?;
            let source = source.clone();
            return self.each(&keys, |vm, key| {
                let value = vm.get_item(&source, &key)?;
                vm.dict_set(dict, key, value)
            });
        }
        let mut index = 0usize;
        self.each(source, |vm, pair| {
            let parts = match vm.to_vec(&pair) {
                Ok(parts) => parts,
                Err(super::Raise::Exception(_)) => {
                    let message =
                        format!("cannot convert dictionary update sequence element #{index} to a sequence");
                    return Err(vm.type_error(message));
                }
                Err(halt) => return Err(halt),
            };
            let [key, value]: [Value; 2] = parts.try_into().map_err(|parts: Vec<Value>| {
                let message = format!(
                    "dictionary update sequence element #{index} has length {}; 2 is required",
                    parts.len()
                );
                vm.value_error(message)
            })?;
            index += 1;
            vm.dict_set(dict, key, value)
        })
    }

    /// The keyword arguments of a `**mapping`.
    pub(crate) fn keywords_from(&mut self, mapping: &Rc<Dict>) -> Result<Vec<(Str, Value)>> {
        let mut out = Vec::with_capacity(mapping.len());
        for (key, value) in mapping.items() {
            match key.as_str() {
                Some(name) => out.push((name.clone(), value)),
                None => return Err(self.type_error("keywords must be strings")),
            }
        }
        Ok(out)
    }

    /// A shared string for text that is not a name.
    pub(crate) fn text(&self, text: &str) -> Str {
        PyStr::new(text)
    }
}
