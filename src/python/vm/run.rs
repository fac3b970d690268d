//! The loop over instructions.

use super::super::code::Op;
use super::super::value::Value;
use super::frame::{Block, BlockKind};
use super::{Raise, Result, Vm};

impl Vm {
    /// Runs until the frame that was entered with [`Ret::Exit`](super::frame::Ret::Exit) is over.
    pub(super) fn run_loop(&mut self) -> Result {
        loop {
            match self.steps() {
                Err(Raise::Exception(exception)) => self.unwind(&exception)?,
                done => return done,
            }
        }
    }

    fn steps(&mut self) -> Result {
        loop {
            self.charge(1)?;
            let frame = &mut *self.current;
            let op = frame.code.ops[frame.pc];
            frame.pc += 1;
            match op {
                Op::LoadFast(slot) => match &frame.locals[slot as usize] {
                    Value::Unset => return Err(self.unbound_local(slot)),
                    value => {
                        let value = value.clone();
                        frame.stack.push(value);
                    }
                },
                Op::StoreFast(slot) => {
                    let value = frame.pop();
                    let old = std::mem::replace(&mut frame.locals[slot as usize], value);
                    drop(old);
                }
                Op::Const(index) => {
                    let value = frame.code.consts[index as usize].clone();
                    frame.stack.push(value);
                }
                Op::LoadGlobal(name) => self.load_global(name)?,
                Op::StoreGlobal(name) => {
                    let value = frame.pop();
                    let name = &frame.code.names[name as usize];
                    frame.globals.set_name(name, value);
                }
                Op::Jump(target) => frame.pc = target as usize,
                Op::JumpIfFalse(target) => {
                    let value = frame.pop();
                    if !self.quick_truth(&value)? {
                        self.current.pc = target as usize;
                    }
                }
                Op::JumpIfTrue(target) => {
                    let value = frame.pop();
                    if self.quick_truth(&value)? {
                        self.current.pc = target as usize;
                    }
                }
                Op::Binary(op) => {
                    let (b, a) = (frame.pop(), frame.pop());
                    let value = self.binary(&a, op, &b)?;
                    self.current.push(value);
                }
                Op::Compare(op) => {
                    let (b, a) = (frame.pop(), frame.pop());
                    let value = self.compare(&a, op, &b)?;
                    self.current.push(value);
                }
                Op::Line(stop) => self.trace_line(stop, false)?,
                Op::Turn(stop) => self.trace_line(stop, true)?,
                Op::Pop => drop(frame.pop()),
                Op::ForIter(target) => self.for_iter(target)?,
                Op::Return => {
                    let value = frame.pop();
                    if let Some(value) = self.return_value(value)? {
                        return Ok(value);
                    }
                }
                Op::Yield => {
                    let value = frame.pop();
                    return self.yield_value(value, false);
                }
                Op::YieldFrom => {
                    if let Some(value) = self.delegate()? {
                        return self.yield_value(value, true);
                    }
                }
                Op::EndFinally => {
                    if let Some(value) = self.end_finally()? {
                        return Ok(value);
                    }
                }
                other => self.exec(other)?,
            }
        }
    }

    #[inline]
    fn quick_truth(&mut self, value: &Value) -> Result<bool> {
        match value {
            Value::Bool(flag) => Ok(*flag),
            other => self.truth(other),
        }
    }

    fn for_iter(&mut self, target: u32) -> Result<()> {
        let iterator = self.current.peek(0);
        let next = match &iterator {
            Value::Iter(iter) => self.next_builtin(iter)?,
            other => self.next(other)?,
        };
        match next {
            Some(value) => self.current.push(value),
            None => {
                self.current.pop();
                self.current.pc = target as usize;
            }
        }
        Ok(())
    }

    /// Opens a block whose handler is at `target`.
    pub(super) fn open_block(&mut self, kind: BlockKind, target: u32, below: usize) {
        let frame = &mut *self.current;
        frame.blocks.push(Block {
            kind,
            target,
            stack: (frame.stack.len() - below) as u32,
            handling: frame.handling.len() as u32,
            pending: frame.pending.len() as u32,
        });
    }
}
