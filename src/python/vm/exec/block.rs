//! Instructions of blocks: handlers, `with`, `match`, and what waits.

use super::super::super::code::Op;
use super::super::super::value::Value;
use super::super::frame::{BlockKind, Pending};
use super::super::{Raise, Result, Vm};

impl Vm {
    pub(super) fn exec_async(&mut self, op: Op) -> Result<()> {
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

    pub(super) fn exec_block(&mut self, op: Op) -> Result<()> {
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
                let raised = match self.current.pending.last() {
                    Some(Pending::Raise(exception)) => Some(exception.clone()),
                    _ => None,
                };
                let args = match raised {
                    Some(exception) => {
                        let traceback = self.traceback_of(&exception);
                        vec![Value::Class(exception.class()), Value::Instance(exception), traceback]
                    }
                    None => vec![Value::None, Value::None, Value::None],
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
    pub(super) fn except_matches(&mut self, class: &Value) -> Result<bool> {
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

    pub(super) fn with_enter(&mut self, is_async: bool) -> Result<()> {
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

    pub(super) fn exec_match(&mut self, op: Op) -> Result<()> {
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
