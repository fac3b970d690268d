//! Traceback objects and the frames they name, as far as a program may look at them: lines and names.

use super::super::modules::data_of;
use super::super::object::{Instance, TraceLine};
use super::super::value::Value;
use super::super::vm::{Result, Vm};
use std::rc::Rc;

/// The lines of a traceback from one of them inward; the first is the outermost.
struct Lines {
    all: Rc<[TraceLine]>,
    at: usize,
}

pub(super) fn install(vm: &mut Vm) {
    let traceback = vm.classes.get("traceback");
    vm.add_getter(&traceback, "tb_lineno", line, None);
    vm.add_getter(&traceback, "tb_next", next, None);
    vm.add_getter(&traceback, "tb_frame", frame, None);
    let frame = vm.classes.get("frame");
    vm.add_getter(&frame, "f_lineno", line, None);
    vm.add_getter(&frame, "f_code", code, None);
}

impl Vm {
    /// `exception.__traceback__`: nothing for one that was never raised.
    pub(crate) fn traceback_of(&mut self, exception: &Rc<Instance>) -> Value {
        let Some(data) = exception.exception() else { return Value::None };
        let all: Rc<[TraceLine]> =
            data.traceback.borrow().iter().rev().filter(|line| line.code.visible).cloned().collect();
        if all.is_empty() {
            return Value::None;
        }
        let class = self.classes.get("traceback");
        self.new_native(&class, Lines { all, at: 0 })
    }
}

fn line(vm: &mut Vm, this: &Value) -> Result {
    let lines = data_of::<Lines>(vm, this)?;
    Ok(Value::Int(i64::from(lines.all[lines.at].line)))
}

fn code(vm: &mut Vm, this: &Value) -> Result {
    let lines = data_of::<Lines>(vm, this)?;
    Ok(Value::Code(lines.all[lines.at].code.clone()))
}

fn next(vm: &mut Vm, this: &Value) -> Result {
    let lines = data_of::<Lines>(vm, this)?;
    if lines.at + 1 == lines.all.len() {
        return Ok(Value::None);
    }
    let next = Lines { all: lines.all.clone(), at: lines.at + 1 };
    let class = vm.classes.get("traceback");
    Ok(vm.new_native(&class, next))
}

fn frame(vm: &mut Vm, this: &Value) -> Result {
    let lines = data_of::<Lines>(vm, this)?;
    let here = Lines { all: lines.all.clone(), at: lines.at };
    let class = vm.classes.get("frame");
    Ok(vm.new_native(&class, here))
}
