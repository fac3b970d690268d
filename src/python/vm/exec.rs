//! Instructions that are not in the innermost loop.

use super::super::args::Args;
use super::super::code::Op;
use super::super::object::{Cell, Dict, Function, Set, Slice};
use super::super::value::Value;
use super::frame::{BlockKind, Pending, Ret};
use super::{Raise, Result, Vm};
use crate::wtf8::Wtf8Builder;
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
            Op::StoreName(name) => self.store_name(name),
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

    fn exec_build(&mut self, op: Op) -> Result<()> {
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
                    list.borrow_mut().extend(values);
                    list.weigh();
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

    fn star_error(&mut self, items: &Value, raise: Raise) -> Raise {
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

    fn format_op(&mut self, flags: u32) -> Result<()> {
        let spec = if flags & 4 != 0 { self.current.pop() } else { Value::Unset };
        let value = self.current.pop();
        let converted = match flags & 3 {
            1 => Value::Str(self.to_str(&value)?),
            2 => Value::str(self.repr(&value)?),
            3 => {
                let text = self.repr(&value)?;
                Value::str(super::super::kernel::quote::ascii_of_repr(&text.to_string_lossy()))
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

    fn dict_merge(&mut self) -> Result<()> {
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
        for (key, value) in source.items() {
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

    fn callable_name(&mut self, function: &Value) -> String {
        match function {
            Value::Function(f) => {
                let module = f.module.borrow().as_str().map_or(String::new(), |m| format!("{}.", m.name()));
                format!("{module}{}()", f.qualname.borrow().name())
            }
            Value::Class(class) => format!("{}()", class.full_name()),
            other => format!("{}()", self.type_name(other)),
        }
    }

    fn unpack(&mut self, count: usize) -> Result<()> {
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

    fn unpack_iter(&mut self, value: &Value) -> Result {
        let result = self.iter(value);
        match self.caught(result, "TypeError")? {
            Ok(iterator) => Ok(iterator),
            Err(_) => {
                let message = format!("cannot unpack non-iterable {} object", self.type_name(value));
                Err(self.type_error(message))
            }
        }
    }

    fn unpack_star(&mut self, before: usize, after: usize) -> Result<()> {
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
                let function = self.native("__build_class__", native, |vm, args| vm.build_class(args), None);
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
            tally: super::super::heap::Tally::new(280),
            code,
        };
        self.current.push(Value::Function(Rc::new(function)));
    }

    fn exec_async(&mut self, op: Op) -> Result<()> {
        match op {
            Op::GetYieldFromIter => {
                let value = self.current.pop();
                let iterator = match &value {
                    Value::Generator(_) => value,
                    other => self.iter(other)?,
                };
                self.current.push(iterator);
            }
            Op::GetAwaitable => {
                let value = self.current.pop();
                let awaited = self.awaitable(&value)?;
                self.current.push(awaited);
            }
            Op::GetAIter => {
                let value = self.current.pop();
                let iterator = match &value {
                    Value::Generator(g) if g.code.generator && g.code.coroutine => value,
                    other => match self.call_special(other, "__aiter__", Vec::new())? {
                        Some(iterator) => iterator,
                        None => {
                            let message = format!(
                                "'async for' requires an object with __aiter__ method, got {}",
                                self.type_name(other)
                            );
                            return Err(self.type_error(message));
                        }
                    },
                };
                self.current.push(iterator);
            }
            Op::GetANext => {
                let iterator = self.current.peek(0);
                let awaited = self.async_next(&iterator)?;
                self.current.push(awaited);
            }
            Op::EndAsyncFor(target) => {
                let ended = self
                    .current
                    .handling
                    .last()
                    .is_some_and(|e| e.class().is_subclass(&self.classes.get("StopAsyncIteration")));
                if !ended {
                    return self.exec_block(Op::Reraise);
                }
                self.pop_handler();
                self.current.pop();
                self.current.pc = target as usize;
            }
            _ => {}
        }
        Ok(())
    }

    fn exec_block(&mut self, op: Op) -> Result<()> {
        match op {
            Op::SetupExcept(target) => self.open_block(BlockKind::Except, target, 0),
            Op::SetupFinally(target) => self.open_block(BlockKind::Finally, target, 0),
            Op::SetupWith(target) => self.open_block(BlockKind::Finally, target, 1),
            Op::PopBlock => self.pop_block(),
            Op::ExceptMatch(target) => {
                let class = self.current.pop();
                if !self.except_matches(&class)? {
                    self.current.pc = target as usize;
                }
            }
            Op::LoadExc => {
                if let Some(exception) = self.current.handling.last().cloned() {
                    self.current.push(Value::Instance(exception));
                }
            }
            Op::PopHandler => self.pop_handler(),
            Op::Raise(count) => return self.raise_statement(count),
            Op::Reraise => {
                if let Some(exception) = self.current.handling.last().cloned() {
                    self.pop_handler();
                    self.again = true;
                    return Err(Raise::Exception(exception));
                }
            }
            Op::Leave { depth, target } => self.leave_blocks(depth, target),
            Op::WithEnter(is_async) => self.with_enter(is_async)?,
            Op::WithExit(_) => {
                let exit = self.current.pop();
                let args = match self.current.pending.last() {
                    Some(Pending::Raise(exception)) => {
                        let traceback = Value::None;
                        vec![Value::Class(exception.class()), Value::Instance(exception.clone()), traceback]
                    }
                    _ => vec![Value::None, Value::None, Value::None],
                };
                let value = self.call(&exit, args)?;
                self.current.push(value);
            }
            Op::WithSuppress => {
                let value = self.current.pop();
                let raised = matches!(self.current.pending.last(), Some(Pending::Raise(_)));
                if raised && self.truth(&value)? {
                    self.current.pending.pop();
                    self.current.pending.push(Pending::Nothing);
                }
            }
            Op::LoadAssertionError => {
                let class = self.classes.get("AssertionError");
                self.current.push(Value::Class(class));
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether the handled exception is of a class, or of one in a tuple of classes.
    fn except_matches(&mut self, class: &Value) -> Result<bool> {
        let Some(exception) = self.current.handling.last().cloned() else { return Ok(false) };
        let have = exception.class();
        let classes = match class {
            Value::Tuple(classes) => classes.to_vec(),
            other => vec![other.clone()],
        };
        let wrong = |vm: &Vm, class: &Value| !matches!(class, Value::Class(c) if vm.is_exception_class(c));
        if classes.iter().any(|class| wrong(self, class)) {
            let message = "catching classes that do not inherit from BaseException is not allowed";
            return Err(self.type_error(message));
        }
        Ok(classes.iter().any(|class| matches!(class, Value::Class(class) if have.is_subclass(class))))
    }

    fn with_enter(&mut self, is_async: bool) -> Result<()> {
        let manager = self.current.pop();
        let (enter, exit, what) = if is_async {
            ("__aenter__", "__aexit__", "asynchronous context manager")
        } else {
            ("__enter__", "__exit__", "context manager")
        };
        let class = self.class_of(&manager);
        let (Some(enter), Some(exit)) = (class.lookup_str(enter), class.lookup_str(exit)) else {
            let missing = if class.lookup_str(enter).is_none() {
                String::new()
            } else {
                format!(" (missed {exit} method)")
            };
            let message = format!("'{}' object does not support the {what} protocol{missing}", class.name());
            return Err(self.type_error(message));
        };
        let exit = self.bind(&exit, &manager, &class)?;
        self.current.push(exit);
        let value = self.call_method_of(&enter, &manager, Vec::new())?;
        self.current.push(value);
        Ok(())
    }

    fn exec_match(&mut self, op: Op) -> Result<()> {
        let top = self.current.peek(0);
        let target = match op {
            Op::MatchSequence(target) if !self.is_sequence(&top)? => target,
            Op::MatchMapping(target) if !self.is_mapping(&top) => target,
            Op::MatchKeys(target) if !self.match_keys()? => target,
            Op::MatchClass { count, target } if !self.match_class(count as usize)? => target,
            Op::GetLen => {
                let len = self.len(&top)?;
                self.current.push(Value::size(len));
                return Ok(());
            }
            Op::MatchRest => return self.match_rest(),
            Op::MatchItem { back, index } => return self.match_item(back, index),
            Op::MatchStar { before, after } => return self.match_star(before, after),
            _ => return Ok(()),
        };
        self.current.pc = target as usize;
        Ok(())
    }
}
