//! Compiled code: what the machine runs.

mod kept;

pub(crate) use kept::Kept;

use super::ast::{BinOp, CmpOp, UnaryOp};
use super::value::{Str, Value};
use crate::span::Span;
use std::rc::Rc;
use std::sync::Arc;

/// One instruction. Numbers index the tables of the [`Code`] or name a place in `ops`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Op {
    Nop,
    /// A stop for the tracer: an entry of `stops`. Nothing happens when the frame already stands on that line.
    Line(u32),
    /// As `Line`, at the turn of a loop: always a stop.
    Turn(u32),
    /// As `Line`, back at a decorated `def` or `class`: a stop only if other frames ran meanwhile.
    Back(u32),
    Const(u32),
    Pop,
    Dup,
    Dup2,
    /// Swaps the two topmost.
    Rot2,
    /// Moves the topmost below the next two.
    Rot3,
    LoadFast(u32),
    StoreFast(u32),
    DeleteFast(u32),
    LoadGlobal(u32),
    StoreGlobal(u32),
    DeleteGlobal(u32),
    LoadName(u32),
    StoreName(u32),
    DeleteName(u32),
    LoadCell(u32),
    StoreCell(u32),
    DeleteCell(u32),
    /// In a class body: the namespace first, then the cell.
    LoadClassCell(u32),
    /// The cell itself, for a closure.
    PushCell(u32),
    Attr(u32),
    StoreAttr(u32),
    DeleteAttr(u32),
    /// Pushes the function and the object, or unset and the attribute.
    LoadMethod(u32),
    Subscr,
    StoreSubscr,
    DeleteSubscr,
    Binary(BinOp),
    InPlace(BinOp),
    Unary(UnaryOp),
    Compare(CmpOp),
    Jump(u32),
    JumpIfFalse(u32),
    JumpIfTrue(u32),
    JumpIfFalseOrPop(u32),
    JumpIfTrueOrPop(u32),
    GetIter,
    ForIter(u32),
    BuildTuple(u32),
    BuildList(u32),
    BuildSet(u32),
    /// Number of pairs.
    BuildDict(u32),
    /// Two or three parts.
    BuildSlice(u32),
    BuildString(u32),
    /// 0 nothing, 1 `!s`, 2 `!r`, 3 `!a`; plus 4 when a format spec lies on top.
    Format(u32),
    /// Adds to the list that lies so many below the value.
    ListAppend(u32),
    SetAdd(u32),
    DictAdd(u32),
    ListExtend,
    SetUpdate,
    DictUpdate,
    /// Merges keyword arguments; a repeated one is an error.
    DictMerge,
    ListToTuple,
    Unpack(u32),
    UnpackEx {
        before: u16,
        after: u16,
    },
    /// Positional count and an entry of `kwnames` plus one, or 0.
    Call {
        argc: u16,
        kw: u32,
    },
    CallMethod {
        argc: u16,
        kw: u32,
    },
    /// `f(*args)`, or `f(*args, **kwargs)` when true.
    CallEx(bool),
    /// Flags: 1 defaults, 2 keyword defaults, 4 annotations, 8 closure.
    MakeFunction(u32),
    LoadBuildClass,
    Return,
    Yield,
    /// Delegates to the iterator on the stack; the value to send lies on top.
    YieldFrom,
    GetYieldFromIter,
    GetAwaitable,
    GetAIter,
    /// Awaits the next value of an asynchronous iterator: pushes what `YieldFrom` drives.
    GetANext,
    /// Ends `async for` when the handled exception is `StopAsyncIteration`, else raises it again.
    EndAsyncFor(u32),
    /// Module name in `names`, level, and whether the last part is wanted (`from` or `as`).
    Import {
        level: u8,
        leaf: bool,
        name: u32,
    },
    ImportFrom(u32),
    ImportStar,
    SetupExcept(u32),
    SetupFinally(u32),
    /// As `SetupFinally`, below the topmost value (the result of `__enter__`).
    SetupWith(u32),
    PopBlock,
    /// Jumps when the handled exception does not match the class on top.
    ExceptMatch(u32),
    /// The handled exception.
    LoadExc,
    /// The except clause is left.
    PopHandler,
    EndFinally,
    /// 0, 1 (exception) or 2 (exception and cause) values.
    Raise(u32),
    /// Leaves blocks down to a depth, running what must run, then jumps.
    Leave {
        depth: u16,
        target: u32,
    },
    /// Calls `__enter__`; leaves the bound `__exit__` below the result.
    WithEnter(bool),
    /// Calls the `__exit__` on the stack with what is pending.
    WithExit(bool),
    /// Looks at the result of `__exit__`.
    WithSuppress,
    /// No handler matched: the exception goes on.
    Reraise,
    LoadAssertionError,
    SetupAnnotations,
    /// Jumps when the top is not a sequence (it stays).
    MatchSequence(u32),
    MatchMapping(u32),
    /// Pushes the length of the top.
    GetLen,
    /// Subject and keys tuple below: pushes the values, or jumps with both popped.
    MatchKeys(u32),
    /// Subject, class, keyword names: pushes a tuple of attributes, or jumps with the subject popped.
    MatchClass {
        count: u16,
        target: u32,
    },
    /// Copy of the mapping on top without the keys in the tuple below it.
    MatchRest,
    /// Pushes item `index` of the sequence on top, counted from its end when `back`.
    MatchItem {
        back: bool,
        index: u32,
    },
    /// Pushes the items from `before` to `after` before the end as a list.
    MatchStar {
        before: u16,
        after: u16,
    },
}

/// Compiled code of a module, function, class body or comprehension.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a function")]
pub(crate) struct Code {
    pub(crate) name: Str,
    pub(crate) qualname: Str,
    /// Whether it is the student's own text; everything else is hidden from traces and tracebacks.
    pub(crate) visible: bool,
    pub(crate) kind: CodeKind,
    pub(crate) ops: Arc<[Op]>,
    /// Line of each instruction.
    pub(crate) lines: Arc<[u32]>,
    /// Line and header of each stop.
    pub(crate) stops: Arc<[(u32, Span)]>,
    pub(crate) consts: Vec<Value>,
    pub(crate) names: Vec<Str>,
    pub(crate) kwnames: Vec<Rc<[Str]>>,
    /// Fast locals; parameters first.
    pub(crate) locals: Vec<Str>,
    /// Cells made here, with the parameter that moves into each.
    pub(crate) cellvars: Vec<(Str, Option<u32>)>,
    pub(crate) freevars: Vec<Str>,
    pub(crate) posonly: usize,
    pub(crate) positional: usize,
    pub(crate) kwonly: usize,
    pub(crate) vararg: bool,
    pub(crate) kwarg: bool,
    pub(crate) generator: bool,
    pub(crate) coroutine: bool,
    /// The line of `def`, of the first decorator where there is one, and its header.
    pub(crate) first_line: u32,
    pub(crate) first_span: Span,
    pub(crate) doc: Option<Str>,
}

/// What a code belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeKind {
    Module,
    Class,
    Function,
    /// A comprehension or generator expression: never shown.
    Comprehension,
}

impl std::fmt::Debug for super::object::PyStr {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.text().fmt(f)
    }
}
