//! A frame: one run of a code, on the heap.

use super::super::code::{Code, CodeKind, Op};
use super::super::heap;
use super::super::object::{Cell, Dict, Function, Generator, Instance, PyStr};
use super::super::value::Value;
use super::trace::FrameTrace;
use crate::span::Span;
use std::rc::Rc;
use std::sync::Arc;

/// What becomes of a frame's value.
pub(crate) enum Ret {
    /// Pushed on the caller's stack.
    Push,
    /// Ends the machine loop that entered the frame.
    Exit,
    /// It was `__init__`: the new object is pushed instead.
    Init(Value),
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// The body of a `try` with `except`.
    Except,
    /// The body of a `try` with `finally`, or of a `with`.
    Finally,
    /// An `except` clause: an exception is being handled.
    Handler,
    /// A `finally` clause: something is pending.
    Cleanup,
}

/// A `try` or `with` that is open.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block {
    pub(crate) kind: BlockKind,
    pub(crate) target: u32,
    pub(crate) stack: u32,
    pub(crate) handling: u32,
    pub(crate) pending: u32,
}

/// What happens after a `finally` body.
pub(crate) enum Pending {
    Nothing,
    Raise(Rc<Instance>),
    Return(Value),
    Jump { depth: u16, target: u32 },
}

/// One run of a code.
pub(crate) struct Frame {
    pub(crate) code: Rc<Code>,
    pub(crate) pc: usize,
    /// Parameters and local variables; unset when unbound.
    pub(crate) locals: Vec<Value>,
    pub(crate) stack: Vec<Value>,
    /// Own cells first, then those of the closure.
    pub(crate) cells: Vec<Rc<Cell>>,
    pub(crate) globals: Rc<Dict>,
    /// The namespace of a module or class body.
    pub(crate) namespace: Option<Rc<Dict>>,
    /// What stands for the namespace of a class body when a metaclass prepared one with a `__setitem__` of its own.
    pub(crate) mapping: Option<Value>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) pending: Vec<Pending>,
    /// Exceptions whose `except` or `finally` is running.
    pub(crate) handling: Vec<Rc<Instance>>,
    pub(crate) ret: Ret,
    pub(crate) generator: Option<Rc<Generator>>,
    pub(crate) function: Option<Rc<Function>>,
    pub(crate) trace: Option<Box<FrameTrace>>,
}

impl Frame {
    /// A frame about to run `code`.
    pub(crate) fn new(code: Rc<Code>, globals: Rc<Dict>, ret: Ret) -> Box<Self> {
        Box::new(Self {
            locals: vec![Value::Unset; code.locals.len()],
            stack: Vec::new(),
            cells: Vec::new(),
            pc: 0,
            globals,
            namespace: None,
            mapping: None,
            blocks: Vec::new(),
            pending: Vec::new(),
            handling: Vec::new(),
            ret,
            generator: None,
            function: None,
            trace: None,
            code,
        })
    }

    /// The frame below all others; it never runs.
    pub(super) fn bottom() -> Box<Self> {
        let name = PyStr::new("<bottom>");
        let code = Code {
            name: name.clone(),
            qualname: name,
            visible: false,
            kind: CodeKind::Module,
            ops: Arc::new([Op::Nop]),
            lines: Arc::new([0]),
            stops: Arc::default(),
            consts: Vec::new(),
            names: Vec::new(),
            kwnames: Vec::new(),
            locals: Vec::new(),
            cellvars: Vec::new(),
            freevars: Vec::new(),
            posonly: 0,
            positional: 0,
            kwonly: 0,
            vararg: false,
            kwarg: false,
            generator: false,
            coroutine: false,
            first_line: 0,
            first_span: Span::default(),
            doc: None,
        };
        Frame::new(Rc::new(code), Dict::new(), Ret::Exit)
    }

    /// The line of the instruction that is running.
    pub(crate) fn line(&self) -> u32 {
        self.code.lines.get(self.pc.saturating_sub(1)).copied().unwrap_or(0)
    }

    /// Takes the topmost value.
    #[inline]
    pub(crate) fn pop(&mut self) -> Value {
        self.stack.pop().unwrap_or(Value::Unset)
    }

    #[inline]
    pub(crate) fn push(&mut self, value: Value) {
        self.stack.push(value);
    }

    /// The value so many below the top.
    pub(crate) fn peek(&self, below: usize) -> Value {
        let at = self.stack.len().checked_sub(below + 1);
        at.and_then(|at| self.stack.get(at)).cloned().unwrap_or(Value::Unset)
    }

    /// Takes the topmost `count` values, in order.
    pub(crate) fn pop_many(&mut self, count: usize) -> Vec<Value> {
        let at = self.stack.len().saturating_sub(count);
        self.stack.split_off(at)
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        let held = std::mem::take(&mut self.locals).into_iter().chain(std::mem::take(&mut self.stack));
        heap::bury(held.filter(Value::is_container));
    }
}
