//! Instructions that are not in the innermost loop.

mod block;
mod build;

use super::super::args::Args;
use super::super::code::Op;
use super::super::object::{Cell, Dict, Function};
use super::super::value::Value;
use super::frame::Ret;
use super::{Result, Vm};
use std::cell::RefCell;
use std::rc::Rc;

impl Vm {
    #[inline(never)]
    pub(super) fn exec(&mut self, op: Op) -> Result<()> {
        match op {
            Op::Back(stop) => self.trace_back(stop)?,
            Op::DeleteFast(slot) => self.delete_fast(slot)?,
            Op::DeleteGlobal(name) => self.delete_name(name, true)?,
            Op::LoadName(name) => self.load_name(name)?,
            Op::StoreName(name) => self.store_name(name)?,
            Op::DeleteName(name) => self.delete_name(name, false)?,
            Op::LoadCell(cell) => self.load_cell(cell)?,
            Op::StoreCell(cell) => self.store_cell(cell),
            Op::DeleteCell(cell) => self.delete_cell(cell)?,
            Op::LoadClassCell(cell) => self.load_class_cell(cell)?,
            Op::PushCell(cell) => {
                let cell = self.current.cells[cell as usize].clone();
                self.current.push(Value::Cell(cell));
            }
            Op::Attr(_) | Op::StoreAttr(_) | Op::DeleteAttr(_) | Op::LoadMethod(_) => self.exec_attr(op)?,
            Op::Dup | Op::Dup2 | Op::Rot2 | Op::Rot3 => self.exec_stack(op),
            Op::Subscr | Op::StoreSubscr | Op::DeleteSubscr => self.exec_subscript(op)?,
            Op::InPlace(op) => {
                let (b, a) = (self.current.pop(), self.current.pop());
                let value = self.in_place(&a, op, &b)?;
                self.current.push(value);
            }
            Op::Unary(op) => {
                let a = self.current.pop();
                let value = self.unary(op, &a)?;
                self.current.push(value);
            }
            Op::JumpIfFalseOrPop(target) | Op::JumpIfTrueOrPop(target) => {
                let value = self.current.peek(0);
                if self.truth(&value)? == matches!(op, Op::JumpIfTrueOrPop(_)) {
                    self.current.pc = target as usize;
                } else {
                    self.current.pop();
                }
            }
            Op::GetIter => {
                let value = self.current.pop();
                let iterator = self.iter(&value)?;
                self.current.push(iterator);
            }
            Op::Call { .. }
            | Op::CallMethod { .. }
            | Op::CallEx(_)
            | Op::MakeFunction(_)
            | Op::LoadBuildClass => {
                self.exec_call(op)?;
            }
            Op::GetYieldFromIter | Op::GetAwaitable | Op::GetAIter | Op::GetANext | Op::EndAsyncFor(_) => {
                self.exec_async(op)?;
            }
            Op::Import { .. } | Op::ImportFrom(_) | Op::ImportStar => self.exec_import(op)?,
            Op::SetupExcept(_)
            | Op::SetupFinally(_)
            | Op::SetupWith(_)
            | Op::PopBlock
            | Op::ExceptMatch(_)
            | Op::LoadExc
            | Op::PopHandler
            | Op::Raise(_)
            | Op::Reraise
            | Op::Leave { .. }
            | Op::WithEnter(_)
            | Op::WithExit(_)
            | Op::WithSuppress
            | Op::LoadAssertionError => self.exec_block(op)?,
            Op::MatchSequence(_)
            | Op::MatchMapping(_)
            | Op::GetLen
            | Op::MatchKeys(_)
            | Op::MatchClass { .. }
            | Op::MatchRest
            | Op::MatchItem { .. }
            | Op::MatchStar { .. } => self.exec_match(op)?,
            Op::SetupAnnotations => {
                let name = self.intern("__annotations__");
                let namespace =
                    self.current.namespace.clone().unwrap_or_else(|| self.current.globals.clone());
                if !namespace.has_name(&name) {
                    namespace.set_name(&name, Value::new_dict().0);
                }
            }
            other => self.exec_build(other)?,
        }
        Ok(())
    }

    fn exec_stack(&mut self, op: Op) {
        let frame = &mut *self.current;
        match op {
            Op::Dup => {
                let top = frame.peek(0);
                frame.push(top);
            }
            Op::Dup2 => {
                let (a, b) = (frame.peek(1), frame.peek(0));
                frame.push(a);
                frame.push(b);
            }
            Op::Rot2 => {
                let (b, a) = (frame.pop(), frame.pop());
                frame.push(b);
                frame.push(a);
            }
            _ => {
                let (c, b, a) = (frame.pop(), frame.pop(), frame.pop());
                frame.push(c);
                frame.push(a);
                frame.push(b);
            }
        }
    }

    fn exec_attr(&mut self, op: Op) -> Result<()> {
        match op {
            Op::Attr(name) => {
                let (object, name) = (self.current.pop(), self.name(name));
                let value = self.attr(&object, &name)?;
                self.current.push(value);
            }
            Op::StoreAttr(name) => {
                let (object, name) = (self.current.pop(), self.name(name));
                let value = self.current.pop();
                self.store_attr(&object, &name, value)?;
            }
            Op::DeleteAttr(name) => {
                let (object, name) = (self.current.pop(), self.name(name));
                self.delete_attr(&object, &name)?;
            }
            Op::LoadMethod(name) => {
                let (object, name) = (self.current.pop(), self.name(name));
                let (function, this) = self.method_for_call(&object, &name)?;
                self.current.push(function);
                self.current.push(this);
            }
            _ => {}
        }
        Ok(())
    }

    fn exec_subscript(&mut self, op: Op) -> Result<()> {
        let (key, object) = (self.current.pop(), self.current.pop());
        match op {
            Op::Subscr => {
                let value = self.get_item(&object, &key)?;
                self.current.push(value);
                Ok(())
            }
            Op::StoreSubscr => {
                let value = self.current.pop();
                self.set_item(&object, &key, value)
            }
            _ => self.delete_item(&object, &key),
        }
    }

    fn exec_call(&mut self, op: Op) -> Result<()> {
        let (callee, args) = match op {
            Op::Call { argc, kw } => {
                let args = self.take_args(argc as usize, kw);
                (self.current.pop(), args)
            }
            Op::CallMethod { argc, kw } => {
                let mut args = self.take_args(argc as usize, kw);
                let (this, function) = (self.current.pop(), self.current.pop());
                if function.is_unset() {
                    (this, args)
                } else {
                    args.pos.insert(0, this);
                    (function, args)
                }
            }
            Op::CallEx(keywords) => {
                let kw = match keywords.then(|| self.current.pop()) {
                    Some(Value::Dict(dict)) => self.keywords_from(&dict)?,
                    _ => Vec::new(),
                };
                let pos = match self.current.pop() {
                    Value::List(list) => list.to_vec(),
                    _ => Vec::new(),
                };
                (self.current.pop(), Args { pos, kw })
            }
            Op::LoadBuildClass => {
                let native = super::super::object::NativeKind::Function;
                let function = self.native("__build_class__", native, super::Vm::build_class, None);
                self.current.push(function);
                return Ok(());
            }
            Op::MakeFunction(flags) => {
                self.make_function(flags);
                return Ok(());
            }
            _ => return Ok(()),
        };
        if let Some(value) = self.begin_call(&callee, args, Ret::Push)? {
            self.current.push(value);
        }
        Ok(())
    }

    fn take_args(&mut self, argc: usize, kw: u32) -> Args {
        if kw == 0 {
            return Args { pos: self.current.pop_many(argc), kw: Vec::new() };
        }
        let names = self.current.code.kwnames[kw as usize - 1].clone();
        let values = self.current.pop_many(names.len());
        let pos = self.current.pop_many(argc);
        Args { pos, kw: names.iter().cloned().zip(values).collect() }
    }

    fn make_function(&mut self, flags: u32) {
        let Value::Code(code) = self.current.pop() else { return };
        let closure: Vec<Rc<Cell>> = if flags & 8 != 0 {
            match self.current.pop() {
                Value::Tuple(cells) => cells
                    .iter()
                    .filter_map(|cell| if let Value::Cell(cell) = cell { Some(cell.clone()) } else { None })
                    .collect(),
                _ => Vec::new(),
            }
        } else {
            Vec::new()
        };
        let annotations: Option<Rc<Dict>> = match (flags & 4 != 0).then(|| self.current.pop()) {
            Some(Value::Dict(dict)) => Some(dict),
            _ => None,
        };
        let kwdefaults = match (flags & 2 != 0).then(|| self.current.pop()) {
            Some(Value::Dict(dict)) => dict
                .items()
                .into_iter()
                .filter_map(|(key, value)| Some((key.as_str()?.clone(), value)))
                .collect(),
            _ => Vec::new(),
        };
        let defaults = match (flags & 1 != 0).then(|| self.current.pop()) {
            Some(Value::Tuple(items)) => items.to_vec(),
            _ => Vec::new(),
        };
        let globals = self.current.globals.clone();
        let function = Function {
            name: RefCell::new(code.name.clone()),
            qualname: RefCell::new(code.qualname.clone()),
            doc: RefCell::new(code.doc.clone().map_or(Value::None, Value::Str)),
            module: RefCell::new(globals.get_str("__name__").unwrap_or(Value::None)),
            globals,
            defaults: RefCell::new(defaults),
            kwdefaults: RefCell::new(kwdefaults),
            closure,
            annotations: RefCell::new(annotations),
            dict: RefCell::default(),
            id: super::super::heap::Identity::default(),
            _tally: super::super::heap::Tally::new(280),
            code,
        };
        self.current.push(Value::Function(Rc::new(function)));
    }
}
