//! Names: loading, storing, deleting, and their errors.

use super::super::value::{Str, Value};
use super::{Raise, Result, Vm};

impl Vm {
    pub(super) fn name(&self, index: u32) -> Str {
        self.current.code.names[index as usize].clone()
    }

    pub(super) fn unbound_local(&mut self, slot: u32) -> Raise {
        let name = self.current.code.locals[slot as usize].clone();
        self.unbound(name.name())
    }

    fn unbound(&mut self, name: &str) -> Raise {
        let message =
            format!("cannot access local variable '{name}' where it is not associated with a value");
        self.exception("UnboundLocalError", message)
    }

    fn not_defined(&mut self, name: &Str) -> Raise {
        let message = format!("name '{}' is not defined", name.name());
        self.name_error("NameError", name.name(), message)
    }

    pub(super) fn load_global(&mut self, index: u32) -> Result<()> {
        let frame = &mut *self.current;
        let name = &frame.code.names[index as usize];
        if let Some(value) = frame.globals.get_name(name).or_else(|| self.builtins.get_name(name)) {
            frame.stack.push(value);
            return Ok(());
        }
        let name = name.clone();
        Err(self.not_defined(&name))
    }

    pub(super) fn load_name(&mut self, index: u32) -> Result<()> {
        let name = self.name(index);
        if let Some(value) = self.current.namespace.as_ref().and_then(|namespace| namespace.get_name(&name)) {
            self.current.push(value);
            return Ok(());
        }
        self.load_global(index)
    }

    pub(super) fn store_name(&mut self, index: u32) -> Result<()> {
        let value = self.current.pop();
        let name = self.name(index);
        if let Some(mapping) = self.current.mapping.clone() {
            return self.set_item(&mapping, &Value::Str(name), value);
        }
        match &self.current.namespace {
            Some(namespace) => namespace.set_name(&name, value),
            None => self.current.globals.set_name(&name, value),
        }
        Ok(())
    }

    pub(super) fn delete_name(&mut self, index: u32, global: bool) -> Result<()> {
        let name = self.name(index);
        let dict = match &self.current.namespace {
            Some(namespace) if !global => namespace.clone(),
            _ => self.current.globals.clone(),
        };
        match dict.remove_name(&name) {
            Some(_) => Ok(()),
            None => Err(self.not_defined(&name)),
        }
    }

    pub(super) fn delete_fast(&mut self, slot: u32) -> Result<()> {
        let old = std::mem::replace(&mut self.current.locals[slot as usize], Value::Unset);
        if old.is_unset() {
            return Err(self.unbound_local(slot));
        }
        Ok(())
    }

    fn cell_name(&self, index: u32) -> (Str, bool) {
        let code = &self.current.code;
        let index = index as usize;
        match code.cellvars.get(index) {
            Some((name, _)) => (name.clone(), true),
            None => (code.freevars[index - code.cellvars.len()].clone(), false),
        }
    }

    pub(super) fn load_cell(&mut self, index: u32) -> Result<()> {
        let value = self.current.cells[index as usize].get();
        if value.is_unset() {
            return Err(self.unbound_cell(index));
        }
        self.current.push(value);
        Ok(())
    }

    fn unbound_cell(&mut self, index: u32) -> Raise {
        let (name, own) = self.cell_name(index);
        if own {
            return self.unbound(name.name());
        }
        let message = format!(
            "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
            name.name()
        );
        self.name_error("NameError", name.name(), message)
    }

    pub(super) fn load_class_cell(&mut self, index: u32) -> Result<()> {
        let (name, _) = self.cell_name(index);
        if let Some(value) = self.current.namespace.as_ref().and_then(|namespace| namespace.get_name(&name)) {
            self.current.push(value);
            return Ok(());
        }
        self.load_cell(index)
    }

    pub(super) fn store_cell(&mut self, index: u32) {
        let value = self.current.pop();
        self.current.cells[index as usize].set(value);
    }

    pub(super) fn delete_cell(&mut self, index: u32) -> Result<()> {
        let cell = self.current.cells[index as usize].clone();
        if cell.get().is_unset() {
            return Err(self.unbound_cell(index));
        }
        cell.set(Value::Unset);
        Ok(())
    }
}

impl Vm {
    /// `locals()` of the running frame.
    pub(crate) fn local_names(&mut self) -> Value {
        let frame = &self.current;
        if let Some(namespace) = &frame.namespace {
            return Value::Dict(namespace.clone());
        }
        let (value, dict) = Value::new_dict();
        for (name, local) in frame.code.locals.iter().zip(&frame.locals) {
            if !local.is_unset() {
                dict.set_name(name, local.clone());
            }
        }
        let names = frame.code.cellvars.iter().map(|(name, _)| name).chain(&frame.code.freevars);
        for (name, cell) in names.zip(&frame.cells) {
            let held = cell.get();
            if !held.is_unset() && name.name() != "__class__" {
                dict.set_name(name, held);
            }
        }
        value
    }

    /// `globals()`.
    pub(crate) fn global_names(&self) -> Value {
        Value::Dict(self.current.globals.clone())
    }
}
