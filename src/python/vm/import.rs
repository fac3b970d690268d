//! `import`.

use super::super::code::{Code, Op};
use super::super::modules::{self, NATIVE};
use super::super::object::{Dict, Module};
use super::super::value::{Str, Value};
use super::super::{compile, lower};
use super::{Raise, Result, Vm};
use std::rc::Rc;

impl Vm {
    /// A module by its full name, loaded when it is first asked for.
    pub(crate) fn import(&mut self, name: &str) -> Result<Rc<Module>> {
        if let Some(module) = self.modules.get(name) {
            return Ok(module.clone());
        }
        let parent = match name.rsplit_once('.') {
            Some((parent, leaf)) => Some((self.import(parent)?, leaf)),
            None => None,
        };
        // A package may have loaded it on its own way.
        let module = match self.modules.get(name) {
            Some(module) => module.clone(),
            None => self.load(name)?,
        };
        if let Some((parent, leaf)) = parent {
            parent.dict.set_str(leaf, Value::Module(module.clone()));
        }
        Ok(module)
    }

    fn load(&mut self, name: &str) -> Result<Rc<Module>> {
        if let Some((_, load)) = NATIVE.iter().find(|(have, _)| *have == name) {
            let module = load(self)?;
            self.modules.insert(name.to_owned(), module.clone());
            return Ok(module);
        }
        match modules::shim(name) {
            Some(Ok(code)) => return self.load_shim(name, &code),
            Some(Err(_)) => {
                return Err(self.exception("SystemError", format!("module '{name}' does not parse")));
            }
            None => {}
        }
        let message = match name.rsplit_once('.') {
            Some((parent, _)) if !is_package(parent) => {
                format!("No module named '{name}'; '{parent}' is not a package")
            }
            _ => format!("No module named '{name}'"),
        };
        let raise = self.exception("ModuleNotFoundError", message);
        if let Raise::Exception(exception) = &raise
            && let Some(data) = exception.exception()
        {
            data.set_field("name", Value::str(name));
        }
        Err(raise)
    }

    fn load_shim(&mut self, name: &str, code: &Rc<Code>) -> Result<Rc<Module>> {
        let module = Module::new(name);
        module.dict.set_str("__doc__", Value::None);
        self.modules.insert(name.to_owned(), module.clone());
        let result = self.run_body(code, &module.dict, &Value::Dict(module.dict.clone()), &[]);
        if let Err(raise) = result {
            self.modules.remove(name);
            return Err(raise);
        }
        Ok(module)
    }

    /// The value of an expression given as text, as an annotation in quotes is.
    pub(crate) fn evaluate(&mut self, text: &str, globals: &Rc<Dict>) -> Result {
        let source = format!("__value__ = (\n{text}\n)");
        let Ok(lowered) = lower::lower(&source, &super::super::Limits::default()) else {
            return Err(self.exception("SyntaxError", "Forward reference must be an expression"));
        };
        let code = compile::compile(&lowered.body, false);
        self.charge(globals.len() as u64)?;
        let scope = globals.copy();
        self.run_body(&code, &scope, &Value::Dict(scope.clone()), &[])?;
        Ok(scope.get_str("__value__").unwrap_or(Value::None))
    }

    pub(super) fn exec_import(&mut self, op: Op) -> Result<()> {
        match op {
            Op::Import { level, leaf, name } => {
                let name = self.name(name);
                if level > 0 {
                    let message = "attempted relative import with no known parent package";
                    return Err(self.exception("ImportError", message));
                }
                let module = self.import(name.name())?;
                let module = match name.name().split_once('.') {
                    Some((first, _)) if !leaf => self.import(first)?,
                    _ => module,
                };
                self.current.push(Value::Module(module));
            }
            Op::ImportFrom(name) => {
                let name = self.name(name);
                let Value::Module(module) = self.current.peek(0) else { return Ok(()) };
                let value = match module.dict.get_name(&name) {
                    Some(value) => value,
                    None => self.import_member(&module, &name)?,
                };
                self.current.push(value);
            }
            Op::ImportStar => {
                let Value::Module(module) = self.current.pop() else { return Ok(()) };
                let names = match module.dict.get_str("__all__") {
                    Some(names) => self.to_vec(&names)?,
                    None => {
                        let keys = module.dict.keys().into_iter();
                        keys.filter(|key| key.as_str().is_some_and(|k| !k.name().starts_with('_'))).collect()
                    }
                };
                let globals = self.current.globals.clone();
                for name in names {
                    let Some(name) = name.as_str() else { continue };
                    let value = match module.dict.get_name(name) {
                        Some(value) => value,
                        None => self.import_member(&module, name)?,
                    };
                    globals.set_name(name, value);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A name that a module does not hold yet: one of its own modules, or what its `__getattr__` gives.
    fn import_member(&mut self, module: &Rc<Module>, name: &Str) -> Result {
        let text = name.name();
        let full = format!("{}.{text}", module.name.name());
        if modules::names().any(|have| have == full) {
            return self.import(&full).map(Value::Module);
        }
        if let Some(function) = module.dict.get_str("__getattr__") {
            let found = self.call(&function, vec![Value::Str(name.clone())]);
            if let Ok(value) = self.caught(found, "AttributeError")? {
                return Ok(value);
            }
        }
        let name = text;
        let module_name = module.name.name();
        let place =
            if module_name.starts_with('_') || matches!(module_name, "time" | "sys" | "itertools" | "math") {
                "unknown location"
            } else {
                "library"
            };
        let message = format!("cannot import name '{name}' from '{module_name}' ({place})");
        let raise = self.exception("ImportError", message);
        if let Raise::Exception(exception) = &raise
            && let Some(data) = exception.exception()
        {
            data.set_field("name", Value::str(module_name));
            data.set_field("name_from", Value::str(name));
        }
        Err(raise)
    }

    /// A class of a module, for native code.
    pub(crate) fn class_in(&mut self, module: &str, name: &str) -> Result<Rc<super::Class>> {
        let module = self.import(module)?;
        match module.dict.get_str(name) {
            Some(Value::Class(class)) => Ok(class),
            _ => Err(self.exception("SystemError", format!("no class {name}"))),
        }
    }
}

fn is_package(name: &str) -> bool {
    let prefix = format!("{name}.");
    modules::names().any(|have| have.starts_with(&prefix))
}
