//! Recording what happens, as CPython's trace hook would see it.
//!
//! At each stop the variables of the frame are compared with what they were at the frame's last stop. Values that
//! cannot have changed are not looked at again: the same immutable value, or any value while nothing in the whole
//! program was mutated (the heap's epoch).

mod shown;

use self::shown::{MESSAGE_BYTES, Slot};
use super::super::code::CodeKind;
use super::super::heap;
use super::super::modules;
use super::super::object::{Dict, Instance};
use super::super::value::{Str, Value};
use super::{Raise, Result, Vm};
use crate::jose::Operation;
use crate::span::Span;
use crate::trace::{Event, HaltReason, Raised};
use std::rc::Rc;

/// What the recorder knows about a frame.
pub(crate) struct FrameTrace {
    /// The recorder's number of the frame.
    pub(crate) id: u32,
    stop: (u32, Span),
    /// The line of the last line event.
    at_line: u32,
    /// Locals, then cells.
    slots: Vec<Slot>,
    /// Names of a module's or class body's namespace.
    named: Vec<(Str, Slot)>,
    version: Option<u32>,
    epoch: u64,
}

impl Vm {
    /// A frame is entered or resumed.
    pub(super) fn trace_call(&mut self) -> Result<()> {
        let code = self.current.code.clone();
        if !code.visible || code.kind == CodeKind::Comprehension || self.quiet > 0 {
            return Ok(());
        }
        let line = if code.kind == CodeKind::Module { 0 } else { code.first_line };
        if self.current.trace.is_none() {
            let parent =
                self.frames.iter().rev().find_map(|frame| frame.trace.as_ref().map(|trace| trace.id));
            let id = self.recorder.enter(code.qualname.name(), parent);
            let slots = code.locals.len() + code.cellvars.len() + code.freevars.len();
            self.current.trace = Some(Box::new(FrameTrace {
                id,
                stop: (line, code.first_span),
                at_line: u32::MAX,
                slots: (0..slots).map(|_| Slot::new()).collect(),
                named: Vec::new(),
                version: None,
                epoch: 0,
            }));
            let span = if code.kind == CodeKind::Module { Span::default() } else { code.first_span };
            return self.stop(Event::Call, line, span);
        }
        let (line, span) = self.current.trace.as_ref().map_or((0, Span::default()), |trace| trace.stop);
        self.stop(Event::Call, line, span)
    }

    /// A statement is about to run.
    pub(super) fn trace_line(&mut self, stop: u32, always: bool) -> Result<()> {
        let Some(trace) = &mut self.current.trace else { return Ok(()) };
        if self.quiet > 0 {
            return Ok(());
        }
        let (line, span) = self.current.code.stops[stop as usize];
        let same = trace.at_line == line && !always;
        trace.stop = (line, span);
        trace.at_line = line;
        if same { Ok(()) } else { self.stop(Event::Line, line, span) }
    }

    /// A decorated definition goes on after its decorators ran.
    pub(super) fn trace_back(&mut self, stop: u32) -> Result<()> {
        let Some(trace) = &self.current.trace else { return Ok(()) };
        if self.recorder.last_frame() == Some(trace.id) {
            return Ok(());
        }
        self.trace_line(stop, true)
    }

    fn stop(&mut self, event: Event, line: u32, span: Span) -> Result<()> {
        self.charge(1)?;
        if self.recorder.len() >= self.budget.steps {
            return Err(Raise::Halt(HaltReason::Steps));
        }
        self.record_changes()?;
        if let Some(trace) = &self.current.trace {
            self.recorder.stop(event, trace.id, line, span);
        }
        Ok(())
    }

    /// A frame gives a value back (or yields it, or is left by an exception).
    pub(super) fn trace_return(&mut self, value: &Value) -> Result<()> {
        if self.current.trace.is_none() || self.quiet > 0 {
            return Ok(());
        }
        if self.recorder.len() >= self.budget.steps {
            return Err(Raise::Halt(HaltReason::Steps));
        }
        self.record_changes()?;
        let shown = self.show(value)?;
        let line = self.current.line();
        if let Some(trace) = &self.current.trace {
            self.recorder.stop_return(trace.id, line, trace.stop.1, shown);
        }
        Ok(())
    }

    /// An exception is met in the running frame.
    pub(super) fn trace_exception(&mut self, exception: &Rc<Instance>) -> Result<()> {
        if self.current.trace.is_none() || self.quiet > 0 {
            return Ok(());
        }
        if self.recorder.len() >= self.budget.steps {
            return Err(Raise::Halt(HaltReason::Steps));
        }
        let raised = self.raised(exception, false)?;
        let line = self.current.line();
        if let Some(trace) = &self.current.trace {
            self.recorder.stop_exception(trace.id, line, trace.stop.1, raised);
        }
        Ok(())
    }

    /// Records a step of `encode` or `decode` in the student's frame that is running.
    pub(crate) fn operation(&mut self, operation: Operation) -> Result<()> {
        if self.quiet > 0 {
            return Ok(());
        }
        if self.recorder.len() >= self.budget.steps {
            return Err(Raise::Halt(HaltReason::Steps));
        }
        if let Some((frame, line, span)) = self.traced_place() {
            self.recorder.stop_operation(frame, line, span, operation);
        }
        Ok(())
    }

    /// The innermost traced frame, its line and its statement.
    fn traced_place(&self) -> Option<(u32, u32, Span)> {
        let frames = std::iter::once(&self.current).chain(self.frames.iter().rev());
        let frame = frames.into_iter().find(|frame| frame.trace.is_some())?;
        frame.trace.as_ref().map(|trace| (trace.id, trace.stop.0, trace.stop.1))
    }

    /// The line of the student's program that is running.
    pub(crate) fn visible_line(&self) -> u32 {
        self.visible_place().1
    }

    /// The student's function that is running, and its line.
    pub(crate) fn visible_place(&self) -> (String, u32) {
        let frames = std::iter::once(&self.current).chain(self.frames.iter().rev());
        let found = frames.into_iter().find(|frame| frame.code.visible);
        found.map_or_else(Default::default, |frame| (frame.code.name.name().to_owned(), frame.line()))
    }

    fn record_changes(&mut self) -> Result<()> {
        let Some(mut trace) = self.current.trace.take() else { return Ok(()) };
        let result = self.compare_all(&mut trace);
        self.current.trace = Some(trace);
        result
    }

    fn compare_all(&mut self, trace: &mut FrameTrace) -> Result<()> {
        let epoch = heap::epoch();
        let touched = epoch != trace.epoch;
        let code = self.current.code.clone();
        match self.current.namespace.clone() {
            Some(namespace) => {
                if trace.version != Some(namespace.version()) {
                    trace.version = Some(namespace.version());
                    self.compare_names(trace, &namespace, touched)?;
                } else if touched {
                    for (name, slot) in &mut trace.named {
                        if slot.mutable {
                            let value = slot.last.clone();
                            self.note(trace.id, name.name(), slot, &value, trace.epoch)?;
                        }
                    }
                }
            }
            None => {
                for at in 0..self.current.locals.len() {
                    let value = &self.current.locals[at];
                    let slot = &mut trace.slots[at];
                    if unchanged(slot, value, touched) {
                        continue;
                    }
                    let value = value.clone();
                    let name = &code.locals[at];
                    if !is_dunder(name.name()) && !is_cell_param(&code, at) {
                        self.note(trace.id, name.name(), slot, &value, trace.epoch)?;
                    }
                }
                for at in 0..self.current.cells.len() {
                    let value = self.current.cells[at].get();
                    let slot = &mut trace.slots[code.locals.len() + at];
                    if unchanged(slot, &value, touched) {
                        continue;
                    }
                    let name = match code.cellvars.get(at) {
                        Some((name, _)) => name,
                        None => &code.freevars[at - code.cellvars.len()],
                    };
                    if !is_dunder(name.name()) {
                        self.note(trace.id, name.name(), slot, &value, trace.epoch)?;
                    }
                }
            }
        }
        trace.epoch = epoch;
        Ok(())
    }

    fn compare_names(&mut self, trace: &mut FrameTrace, namespace: &Dict, touched: bool) -> Result<()> {
        self.charge(namespace.len() as u64 / 4)?;
        // Nearly all names are as they were: only of the others a copy is taken.
        let (mut seen, mut live, mut changed) = (0usize, 0usize, Vec::new());
        namespace.each(|key, value| {
            let Some(name) = key.as_str().filter(|name| !is_dunder(name.name())) else { return };
            live += 1;
            let at = match trace.named.get(seen) {
                Some((have, _)) if Rc::ptr_eq(have, name) => seen,
                _ => match trace.named.iter().position(|(have, _)| have.text() == name.text()) {
                    Some(at) => at,
                    None => {
                        trace.named.push((name.clone(), Slot::new()));
                        trace.named.len() - 1
                    }
                },
            };
            seen = at + 1;
            if !unchanged(&trace.named[at].1, value, touched) {
                changed.push((at, value.clone()));
            }
        });
        for (at, value) in changed {
            let (name, slot) = &mut trace.named[at];
            self.note(trace.id, name.name(), slot, &value, trace.epoch)?;
        }
        if trace.named.len() > live {
            self.charge(trace.named.len() as u64)?;
            for (name, slot) in &mut trace.named {
                if !slot.last.is_unset() && !namespace.has_name(name) {
                    self.recorder.unset(slot.binding);
                    slot.forget();
                }
            }
        }
        Ok(())
    }

    /// What the record says about an exception.
    pub(super) fn raised(&mut self, exception: &Rc<Instance>, whole: bool) -> Result<Raised> {
        let class = exception.class();
        let mut message = self.quietly(|vm| vm.exception_text(exception))?;
        self.charge(message.len() as u64 / 8)?;
        if !whole && shown::cut(&mut message, MESSAGE_BYTES) {
            message.push('…');
        }
        let mro = class
            .mro
            .borrow()
            .iter()
            .map(|class| format!("{}.{}", class.module(), class.qualname()))
            .collect();
        let traceback = if whole { self.quietly(|vm| vm.traceback(exception))? } else { String::new() };
        let missing = exception.exception().and_then(|data| data.field("name"));
        let hint = match missing.as_ref().and_then(Value::as_str) {
            Some(name) if whole && class.name() == "ModuleNotFoundError" => modules::instead_of(name.name()),
            _ => String::new(),
        };
        let line = exception.exception().and_then(|data| {
            let lines = data.traceback.borrow();
            lines.iter().find(|line| line.code.visible).map(|line| line.line)
        });
        Ok(Raised {
            class: class.qualname(),
            module: class.module(),
            message: if message.contains(" 0x") { blank_addresses(&message) } else { message },
            mro,
            line: line.unwrap_or(0),
            traceback,
            hint,
        })
    }

    /// `str(exception)`, or what happened instead.
    pub(super) fn exception_text(&mut self, exception: &Rc<Instance>) -> Result<String> {
        match self.to_str(&Value::Instance(exception.clone())) {
            Ok(text) => Ok(text.text().to_string_lossy()),
            Err(Raise::Exception(_)) => Ok("<exception str() failed>".into()),
            Err(halt) => Err(halt),
        }
    }
}

/// Whether a slot certainly shows `value` already.
fn unchanged(slot: &Slot, value: &Value, touched: bool) -> bool {
    slot.last.is(value) && !(slot.mutable && touched)
}

fn is_dunder(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__") || name == ".0"
}

/// Whether local `at` is a parameter that lives in a cell instead.
fn is_cell_param(code: &super::super::code::Code, at: usize) -> bool {
    code.cellvars.iter().any(|(_, param)| *param == Some(at as u32))
}

/// Replaces ` at 0x7f…` by ` at 0x...`.
pub(super) fn blank_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(" 0x") {
        let digits = rest[at + 3..].bytes().take_while(u8::is_ascii_hexdigit).count();
        out.push_str(&rest[..at + 3]);
        if digits > 0 && (rest[..at].ends_with(" at") || rest[..at].ends_with(" @")) {
            out.push_str("...");
        } else {
            out.push_str(&rest[at + 3..at + 3 + digits]);
        }
        rest = &rest[at + 3 + digits..];
    }
    out.push_str(rest);
    out
}
