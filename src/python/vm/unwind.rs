//! Exceptions on their way, and everything that leaves blocks: `return`, `break`, `continue`, `finally`.

use super::super::object::{Instance, TraceLine};
use super::super::value::Value;
use super::frame::{Block, BlockKind, Pending, Ret};
use super::{Raise, Result, Vm};
use std::rc::Rc;

impl Vm {
    /// The exception whose handler is running, innermost first.
    pub(crate) fn handled(&self) -> Option<Rc<Instance>> {
        if let Some(exception) = self.current.handling.last() {
            return Some(exception.clone());
        }
        self.frames.iter().rev().find_map(|frame| frame.handling.last().cloned())
    }

    /// Finds the handler of an exception, leaving frames until there is one.
    ///
    /// # Errors
    /// The exception itself, when the frame that started this machine loop has none.
    pub(super) fn unwind(&mut self, exception: &Rc<Instance>) -> Result<()> {
        let mut again = std::mem::take(&mut self.again);
        if !again {
            self.set_context(exception)?;
        }
        loop {
            if !again {
                self.add_trace_line(exception);
                self.trace_exception(exception)?;
            }
            again = false;
            while let Some(block) = self.current.blocks.pop() {
                match block.kind {
                    BlockKind::Except => {
                        self.restore(&block);
                        self.current.handling.push(exception.clone());
                        self.current.blocks.push(Block { kind: BlockKind::Handler, ..block });
                        self.current.pc = block.target as usize;
                        return Ok(());
                    }
                    BlockKind::Finally => {
                        self.restore(&block);
                        self.current.handling.push(exception.clone());
                        self.enter_cleanup(&block, Pending::Raise(exception.clone()));
                        return Ok(());
                    }
                    BlockKind::Handler | BlockKind::Cleanup => self.restore(&block),
                }
            }
            self.trace_return(&Value::None)?;
            if self.leave_frame() {
                return Err(Raise::Exception(exception.clone()));
            }
        }
    }

    /// Brings the stacks of the frame back to where a block began.
    fn restore(&mut self, block: &Block) {
        let frame = &mut *self.current;
        let dropped = frame.stack.split_off((block.stack as usize).min(frame.stack.len()));
        frame.handling.truncate(block.handling as usize);
        frame.pending.truncate(block.pending as usize);
        drop(dropped);
    }

    /// Goes to a `finally` clause with something pending.
    fn enter_cleanup(&mut self, block: &Block, pending: Pending) {
        let frame = &mut *self.current;
        frame.pending.push(pending);
        frame.blocks.push(Block { kind: BlockKind::Cleanup, ..*block });
        frame.pc = block.target as usize;
    }

    /// Ends a `try` or `with` body that ran to its end.
    pub(super) fn pop_block(&mut self) {
        let Some(block) = self.current.blocks.pop() else { return };
        if block.kind == BlockKind::Finally {
            let frame = &mut *self.current;
            frame.pending.push(Pending::Nothing);
            frame.blocks.push(Block { kind: BlockKind::Cleanup, ..block });
        }
    }

    /// An `except` clause is over.
    pub(super) fn pop_handler(&mut self) {
        if let Some(block) = self.current.blocks.pop() {
            self.current.handling.truncate(block.handling as usize);
        }
    }

    /// A `finally` clause is over: what was pending happens.
    pub(super) fn end_finally(&mut self) -> Result<Option<Value>> {
        if let Some(block) = self.current.blocks.pop() {
            self.current.handling.truncate(block.handling as usize);
        }
        match self.current.pending.pop() {
            None | Some(Pending::Nothing) => Ok(None),
            Some(Pending::Raise(exception)) => {
                self.again = true;
                Err(Raise::Exception(exception))
            }
            Some(Pending::Return(value)) => self.return_value(value),
            Some(Pending::Jump { depth, target }) => {
                self.leave_blocks(depth, target);
                Ok(None)
            }
        }
    }

    /// `break` and `continue` out of blocks.
    pub(super) fn leave_blocks(&mut self, depth: u16, target: u32) {
        while self.current.blocks.len() > depth as usize {
            let Some(block) = self.current.blocks.pop() else { break };
            match block.kind {
                BlockKind::Finally => {
                    self.restore(&block);
                    self.enter_cleanup(&block, Pending::Jump { depth, target });
                    return;
                }
                BlockKind::Except | BlockKind::Handler | BlockKind::Cleanup => self.restore(&block),
            }
        }
        self.current.pc = target as usize;
    }

    /// `return`: runs `finally` clauses, then leaves the frame. Gives the value when the machine loop is over.
    pub(super) fn return_value(&mut self, value: Value) -> Result<Option<Value>> {
        while let Some(block) = self.current.blocks.pop() {
            self.restore(&block);
            if block.kind == BlockKind::Finally {
                self.enter_cleanup(&block, Pending::Return(value));
                return Ok(None);
            }
        }
        self.trace_return(&value)?;
        let ret = std::mem::replace(&mut self.current.ret, Ret::Exit);
        self.leave_frame();
        match ret {
            Ret::Exit => Ok(Some(value)),
            Ret::Push => {
                self.current.push(value);
                Ok(None)
            }
            Ret::Init(object) => {
                if !value.is_none() {
                    let message = format!("__init__() should return None, not '{}'", self.type_name(&value));
                    return Err(self.type_error(message));
                }
                self.current.push(object);
                Ok(None)
            }
        }
    }

    /// Drops the running frame; whether its machine loop is over with it.
    fn leave_frame(&mut self) -> bool {
        let Some(caller) = self.frames.pop() else { return true };
        let frame = std::mem::replace(&mut self.current, caller);
        if let Some(generator) = &frame.generator {
            generator.running.set(false);
        }
        matches!(frame.ret, Ret::Exit)
    }

    /// `raise`.
    pub(super) fn raise_statement(&mut self, count: u32) -> Result<()> {
        if count == 0 {
            return match self.handled() {
                Some(exception) => {
                    self.again = true;
                    Err(Raise::Exception(exception))
                }
                None => Err(self.exception("RuntimeError", "No active exception to reraise")),
            };
        }
        let cause = (count == 2).then(|| self.current.pop());
        let value = self.current.pop();
        let exception = self.to_exception(&value, "exceptions must derive from BaseException")?;
        if let Some(cause) = cause {
            let Some(data) = exception.exception() else { return Err(Raise::Exception(exception)) };
            let cause = match cause {
                Value::None => None,
                other => {
                    let cause =
                        self.to_exception(&other, "exception causes must derive from BaseException")?;
                    Some(Value::Instance(cause))
                }
            };
            let old = data.cause.replace(cause);
            drop(old);
            data.suppress_context.set(true);
        }
        Err(Raise::Exception(exception))
    }

    /// The exception object of a raised value: itself, or the class called without arguments.
    pub(crate) fn to_exception(&mut self, value: &Value, otherwise: &str) -> Result<Rc<Instance>> {
        match value {
            Value::Instance(instance) if instance.exception().is_some() => Ok(instance.clone()),
            Value::Class(class) if self.is_exception_class(class) => match self.call(value, Vec::new())? {
                Value::Instance(instance) if instance.exception().is_some() => Ok(instance),
                other => {
                    let message = format!(
                        "calling <class '{}'> should have returned an instance of BaseException, not {}",
                        class.full_name(),
                        self.type_name(&other)
                    );
                    Err(self.type_error(message))
                }
            },
            _ => Err(self.type_error(otherwise)),
        }
    }

    /// `__context__`: the exception that was being handled.
    fn set_context(&mut self, exception: &Rc<Instance>) -> Result<()> {
        let Some(data) = exception.exception() else { return Ok(()) };
        self.charge(self.frames.len() as u64 / 4)?;
        let Some(handled) = self.handled() else { return Ok(()) };
        if Rc::ptr_eq(&handled, exception) || data.context.borrow().is_some() {
            return Ok(());
        }
        let mut link = Some(handled.clone());
        while let Some(at) = link {
            self.charge(1)?;
            let next = at.exception().and_then(|data| match &*data.context.borrow() {
                Some(Value::Instance(next)) => Some(next.clone()),
                _ => None,
            });
            if next.as_ref().is_some_and(|next| Rc::ptr_eq(next, exception)) {
                if let Some(data) = at.exception() {
                    *data.context.borrow_mut() = None;
                }
                break;
            }
            link = next;
        }
        *data.context.borrow_mut() = Some(Value::Instance(handled));
        Ok(())
    }

    fn add_trace_line(&mut self, exception: &Rc<Instance>) {
        let (frame, Some(data)) = (&self.current, exception.exception()) else { return };
        let mut lines = data.traceback.borrow_mut();
        if lines.len() < 2_000 {
            lines.push(TraceLine { code: frame.code.clone(), line: frame.line() });
        }
    }
}
