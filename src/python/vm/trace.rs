//! Recording what happens, as CPython's trace hook would see it.
//!
//! At each stop the variables of the frame are compared with what they were at the frame's last stop. Values that
//! cannot have changed are not looked at again: the same immutable value, or any value while nothing in the whole
//! program was mutated (the heap's epoch).

use super::super::code::CodeKind;
use super::super::heap;
use super::super::object::{Instance, NativeKind};
use super::super::value::{Str, Value};
use super::{Raise, Result, Vm};
use crate::jose::Operation;
use crate::span::Span;
use crate::trace::{Event, HaltReason, Kind, Raised};
use crate::wtf8::Wtf8Builder;
use std::rc::Rc;

/// Bytes of one value's text in the record.
const SHOWN_BYTES: usize = 4_096;

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

/// What the record last said about a variable.
struct Slot {
    binding: u32,
    last: Value,
    shown: u32,
    /// Whether the value can change without being bound anew.
    mutable: bool,
}

impl Slot {
    fn new() -> Self {
        Self { binding: u32::MAX, last: Value::Unset, shown: u32::MAX, mutable: false }
    }
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
        let frames = std::iter::once(&self.current).chain(self.frames.iter().rev());
        frames.into_iter().find(|frame| frame.code.visible).map_or(0, |frame| frame.line())
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
                    self.compare_names(trace, &namespace.items(), touched)?;
                } else if touched {
                    for (name, slot) in &mut trace.named {
                        if slot.mutable {
                            let value = slot.last.clone();
                            Self::note(self, trace.id, name.name(), slot, &value, true)?;
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
                        Self::note(self, trace.id, name.name(), slot, &value, touched)?;
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
                        Self::note(self, trace.id, name.name(), slot, &value, touched)?;
                    }
                }
            }
        }
        trace.epoch = epoch;
        Ok(())
    }

    fn compare_names(
        &mut self,
        trace: &mut FrameTrace,
        items: &[(Value, Value)],
        touched: bool,
    ) -> Result<()> {
        let mut seen = 0usize;
        for (key, value) in items {
            let Some(name) = key.as_str() else { continue };
            if is_dunder(name.name()) {
                continue;
            }
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
            let slot = &mut trace.named[at].1;
            if !unchanged(slot, value, touched) {
                Self::note(self, trace.id, name.name(), slot, value, touched)?;
            }
        }
        if trace.named.len()
            > items.iter().filter(|(k, _)| k.as_str().is_some_and(|k| !is_dunder(k.name()))).count()
        {
            for (name, slot) in &mut trace.named {
                let gone =
                    !items.iter().any(|(key, _)| key.as_str().is_some_and(|key| key.text() == name.text()));
                if gone && !slot.last.is_unset() {
                    self.recorder.unset(slot.binding);
                    *slot = Slot { binding: slot.binding, ..Slot::new() };
                }
            }
        }
        Ok(())
    }

    /// Records a variable if its text is another than before.
    fn note(
        vm: &mut Vm,
        frame: u32,
        name: &str,
        slot: &mut Slot,
        value: &Value,
        _touched: bool,
    ) -> Result<()> {
        if value.is_unset() {
            if !slot.last.is_unset() {
                vm.recorder.unset(slot.binding);
                *slot = Slot { binding: slot.binding, ..Slot::new() };
            }
            return Ok(());
        }
        let (text, kind, identity, truncated) = vm.shown_text(value)?;
        let same = vm.recorder.shown(slot.shown).is_some_and(|have| {
            have.repr == text && have.kind == kind && have.identity == identity && have.truncated == truncated
        });
        slot.last = value.clone();
        slot.mutable = is_mutable(value);
        if same {
            return Ok(());
        }
        if slot.binding == u32::MAX {
            slot.binding = vm.recorder.binding(frame, name);
        }
        slot.shown = vm.recorder.show(&text, kind, identity, truncated);
        vm.recorder.set(slot.binding, slot.shown);
        Ok(())
    }

    fn show(&mut self, value: &Value) -> Result<u32> {
        let (text, kind, identity, truncated) = self.shown_text(value)?;
        Ok(self.recorder.show(&text, kind, identity, truncated))
    }

    /// A value's text for the record: bounded, addresses blanked, a failing `__repr__` told.
    fn shown_text(&mut self, value: &Value) -> Result<(String, Kind, Option<u32>, bool)> {
        let (kind, identity) = kind_of(value);
        if let Value::Int(int) = value {
            return Ok((int.to_string(), kind, identity, false));
        }
        let outer = self.shown.replace(SHOWN_BYTES);
        let result = self.canonical_repr(value);
        self.shown = outer;
        let mut text = match result {
            Ok(text) => text,
            Err(Raise::Exception(exception)) => self.failed_repr(&exception)?,
            Err(halt) => return Err(halt),
        };
        let truncated = text.len() > SHOWN_BYTES;
        if truncated {
            let mut end = SHOWN_BYTES;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
        }
        Ok((text, kind, identity, truncated))
    }

    fn failed_repr(&mut self, exception: &Rc<Instance>) -> Result<String> {
        let message = self.quietly(|vm| vm.exception_text(exception))?;
        Ok(format!("<repr failed: {}: {message}>", exception.class().name()))
    }

    /// `repr` as the record has it: sets sorted by their items' text, modules without paths, addresses blanked.
    pub(super) fn canonical_repr(&mut self, value: &Value) -> Result<String> {
        match value {
            Value::Module(module) => return Ok(format!("<module '{}'>", module.name.name())),
            Value::Set(set) if set.len() > 0 => {
                let mut items = Vec::new();
                for item in set.items() {
                    items.push(self.canonical_repr(&item)?);
                }
                items.sort();
                let body = format!("{{{}}}", items.join(", "));
                return Ok(if set.frozen { format!("frozenset({body})") } else { body });
            }
            _ => {}
        }
        let mut out = Wtf8Builder::default();
        self.quietly(|vm| vm.write_repr(value, &mut out))?;
        let text = out.finish().to_string_lossy();
        Ok(if text.contains(" 0x") { blank_addresses(&text) } else { text })
    }

    /// What the record says about an exception.
    pub(super) fn raised(&mut self, exception: &Rc<Instance>, whole: bool) -> Result<Raised> {
        let class = exception.class();
        let message = self.quietly(|vm| vm.exception_text(exception))?;
        let mro = class
            .mro
            .borrow()
            .iter()
            .map(|class| format!("{}.{}", class.module(), class.qualname()))
            .collect();
        let traceback = if whole { self.quietly(|vm| vm.traceback(exception))? } else { String::new() };
        let line = exception.exception().and_then(|data| {
            let lines = data.traceback.borrow();
            lines.iter().find(|line| line.visible).map(|line| line.line)
        });
        Ok(Raised {
            class: class.qualname(),
            module: class.module(),
            message: if message.contains(" 0x") { blank_addresses(&message) } else { message },
            mro,
            line: line.unwrap_or(0),
            traceback,
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

/// Whether a value can come to look different.
fn is_mutable(value: &Value) -> bool {
    match value {
        Value::Tuple(items) => items.iter().any(is_mutable),
        Value::Native(_) | Value::Module(_) | Value::Function(_) | Value::Class(_) | Value::Slice(_) => false,
        other => other.is_container(),
    }
}

fn kind_of(value: &Value) -> (Kind, Option<u32>) {
    match value {
        Value::Str(_) => (Kind::Str, None),
        Value::Bytes(_) => (Kind::Bytes, None),
        Value::ByteArray(bytes) => (Kind::Bytes, Some(bytes.id.get())),
        Value::Int(_) | Value::Big(_) | Value::Float(_) | Value::Bool(_) => (Kind::Number, None),
        Value::None => (Kind::None, None),
        Value::Tuple(_) | Value::Range(_) => (Kind::Container, None),
        Value::List(list) => (Kind::Container, Some(list.id.get())),
        Value::Dict(dict) => (Kind::Container, Some(dict.id.get())),
        Value::Set(set) if set.frozen => (Kind::Container, None),
        Value::Set(set) => (Kind::Container, Some(set.id.get())),
        Value::DictView(_) => (Kind::Container, None),
        Value::Native(native) if native.kind == NativeKind::Python => (Kind::Code, None),
        Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) | Value::Module(_) => {
            (Kind::Code, None)
        }
        Value::Instance(instance) => (Kind::Object, Some(instance.id.get())),
        Value::Generator(generator) => (Kind::Object, Some(generator.id.get())),
        _ => (Kind::Object, None),
    }
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
