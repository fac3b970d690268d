//! Warnings, and the start and end of a run.

use super::super::object::{Class, Module};
use super::super::value::Value;
use super::super::{Program, compile};
use super::{Raise, Result, Vm};
use crate::trace::{Global, HaltReason, Outcome, Trace};
use std::rc::Rc;

impl Vm {
    /// `warnings.warn(message, category)`.
    pub(crate) fn warn(&mut self, category: &Rc<Class>, message: &str) -> Result<()> {
        if let Some(filter) = self.warning_filter.clone()
            && !filter(self, category, message)?
        {
            return Ok(());
        }
        self.recorder.warn(&category.name(), message);
        Ok(())
    }

    /// Runs a program's module; its namespace stays for requests.
    #[expect(clippy::result_large_err, reason = "made once a run")]
    pub(crate) fn run_main(&mut self, program: &Program) -> std::result::Result<Rc<Module>, Outcome> {
        let code = compile::compile_source(&program.lowered.body, true, program.source());
        let name = self.world.module_name.clone();
        let module = Module::new(&name);
        module.dict.set_str("__file__", Value::str("main.py"));
        module.dict.set_str("__doc__", Value::None);
        self.modules.insert(name, module.clone());
        let result = self.run_body(&code, &module.dict, &Value::Dict(module.dict.clone()), &[]);
        match result.and_then(|_| self.serve(&module.dict)) {
            Ok(()) => Ok(module),
            Err(raise) => Err(self.outcome_of(raise)),
        }
    }

    /// What an error that nobody caught means for the run.
    pub(crate) fn outcome_of(&mut self, raise: Raise) -> Outcome {
        let reason = match raise {
            Raise::Halt(reason) => reason,
            Raise::Exception(exception) => match self.raised(&exception, true) {
                Ok(raised) => return Outcome::Raised(raised),
                Err(Raise::Halt(reason)) => reason,
                Err(Raise::Exception(_)) => HaltReason::Depth,
            },
        };
        Outcome::Halted { reason, line: self.visible_line() }
    }

    /// Ends the record.
    pub(crate) fn finish(mut self, mut outcome: Outcome) -> Trace {
        let halted_line = match &outcome {
            Outcome::Halted { line, .. } => Some(*line),
            _ => None,
        };
        let mut globals = Vec::new();
        if let Some(module) = self.modules.get(&self.world.module_name).cloned() {
            if halted_line.is_some() {
                self.budget.allow_ending();
            }
            let ended = self.globals_of(&module, halted_line.is_some(), &mut globals);
            if ended.is_err() && halted_line.is_none() {
                outcome = Outcome::Halted { reason: HaltReason::Work, line: self.visible_line() };
            }
        }
        let recorder = std::mem::take(&mut self.recorder);
        recorder.finish(globals, outcome)
    }

    /// The variables of the module; of a run that was halted, their texts are bounded as in the record.
    fn globals_of(&mut self, module: &Rc<Module>, halted: bool, out: &mut Vec<Global>) -> Result<()> {
        let mut bytes = 0;
        for (key, value) in module.dict.items() {
            let Some(name) = key.as_str().map(|key| key.name().to_owned()) else { continue };
            if name.starts_with("__") && name.ends_with("__") {
                continue;
            }
            let repr = if halted {
                self.record_repr(&value)?
            } else {
                match self.canonical_repr(&value) {
                    Err(Raise::Exception(exception)) => self.failed_repr(&exception)?,
                    other => other?,
                }
            };
            bytes += repr.len();
            self.charge(repr.len() as u64 / 16)?;
            self.check_memory_with(bytes)?;
            let class = self.class_of(&value);
            out.push(Global { name, repr, class: format!("{}.{}", class.module(), class.qualname()) });
        }
        Ok(())
    }
}
