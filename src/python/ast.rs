//! Our own tree of a Python program: what [`lower`](super::lower) makes and the compiler reads.

use crate::span::Span;
use crate::wtf8::Wtf8;
use num_bigint::BigInt;

/// A name as written.
pub(crate) type Ident = Box<str>;

/// A statement, with the line a debugger stops at and the bytes of its header.
#[derive(Debug, Clone)]
pub(crate) struct Stmt {
    pub(crate) line: u32,
    pub(crate) span: Span,
    pub(crate) kind: StmtKind,
}

/// An expression, with the line CPython names in a traceback.
#[derive(Debug, Clone)]
pub(crate) struct Expr {
    pub(crate) line: u32,
    pub(crate) span: Span,
    pub(crate) kind: ExprKind,
}

pub(crate) type Body = Vec<Stmt>;

#[derive(Debug, Clone)]
pub(crate) enum StmtKind {
    Expr(Expr),
    Assign { targets: Vec<Expr>, value: Expr },
    AugAssign { target: Expr, op: BinOp, value: Expr },
    AnnAssign { target: Expr, annotation: Expr, value: Option<Expr>, simple: bool },
    Return(Option<Expr>),
    Delete(Vec<Expr>),
    If { branches: Vec<Branch>, orelse: Body },
    While { test: Expr, body: Body, orelse: Body },
    For { target: Expr, iter: Expr, body: Body, orelse: Body, is_async: bool },
    With { items: Vec<(Expr, Option<Expr>)>, body: Body, is_async: bool },
    Try { body: Body, handlers: Vec<Handler>, orelse: Body, finalbody: Body },
    Raise { exc: Option<Expr>, cause: Option<Expr> },
    Assert { test: Expr, msg: Option<Expr> },
    Import(Vec<Alias>),
    ImportFrom { module: Ident, names: Vec<Alias>, level: u32 },
    Global(Vec<Ident>),
    Nonlocal(Vec<Ident>),
    Function(Box<Function>),
    Class(Box<Class>),
    Match { subject: Expr, cases: Vec<Case> },
    Pass,
    Break,
    Continue,
}

/// `if` and each `elif`, with the line and header of its own.
#[derive(Debug, Clone)]
pub(crate) struct Branch {
    pub(crate) line: u32,
    pub(crate) span: Span,
    pub(crate) test: Expr,
    pub(crate) body: Body,
}

#[derive(Debug, Clone)]
pub(crate) struct Handler {
    pub(crate) line: u32,
    pub(crate) span: Span,
    pub(crate) class: Option<Expr>,
    pub(crate) name: Option<Ident>,
    pub(crate) body: Body,
}

#[derive(Debug, Clone)]
pub(crate) struct Alias {
    pub(crate) name: Ident,
    pub(crate) asname: Option<Ident>,
    pub(crate) span: Span,
}

#[derive(Debug, Clone)]
pub(crate) struct Function {
    pub(crate) name: Ident,
    pub(crate) params: Params,
    pub(crate) returns: Option<Expr>,
    pub(crate) body: Body,
    pub(crate) decorators: Vec<Expr>,
    pub(crate) is_async: bool,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Params {
    /// Positional-only first, then the others.
    pub(crate) positional: Vec<Param>,
    pub(crate) posonly: usize,
    pub(crate) vararg: Option<Param>,
    pub(crate) kwonly: Vec<Param>,
    pub(crate) kwarg: Option<Param>,
}

#[derive(Debug, Clone)]
pub(crate) struct Param {
    pub(crate) name: Ident,
    pub(crate) annotation: Option<Expr>,
    pub(crate) default: Option<Expr>,
}

impl Params {
    /// Every parameter in the order of the local slots: positional, keyword-only, `*args`, `**kwargs`.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Param> {
        self.positional.iter().chain(&self.kwonly).chain(&self.vararg).chain(&self.kwarg)
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Class {
    pub(crate) name: Ident,
    pub(crate) args: Arguments,
    pub(crate) body: Body,
    pub(crate) decorators: Vec<Expr>,
}

/// Arguments in the order in which they are evaluated.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arguments {
    pub(crate) positional: Vec<Expr>,
    /// `None` stands for `**mapping`.
    pub(crate) keywords: Vec<(Option<Ident>, Expr)>,
}

#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) line: u32,
    pub(crate) span: Span,
    pub(crate) pattern: Pattern,
    pub(crate) guard: Option<Expr>,
    pub(crate) body: Body,
}

#[derive(Debug, Clone)]
pub(crate) enum Pattern {
    Value(Expr),
    Singleton(Expr),
    Sequence(Vec<Pattern>),
    Mapping { keys: Vec<Expr>, patterns: Vec<Pattern>, rest: Option<Ident> },
    Class { class: Expr, patterns: Vec<Pattern>, keywords: Vec<(Ident, Pattern)> },
    Star(Option<Ident>),
    Or(Vec<Pattern>),
    As(Box<Pattern>, Ident),
    Capture(Option<Ident>),
}

#[derive(Debug, Clone)]
pub(crate) enum ExprKind {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    BigInt(BigInt),
    Float(f64),
    Str(Wtf8),
    Bytes(Vec<u8>),
    JoinedStr(Vec<Piece>),
    Name(Ident),
    Tuple(Vec<Expr>),
    List(Vec<Expr>),
    Set(Vec<Expr>),
    /// A key of `None` stands for `**mapping`.
    Dict(Vec<(Option<Expr>, Expr)>),
    Comp {
        kind: CompKind,
        element: Box<Expr>,
        value: Option<Box<Expr>>,
        generators: Vec<Comprehension>,
    },
    BoolOp {
        and: bool,
        values: Vec<Expr>,
    },
    BinOp {
        left: Box<Expr>,
        op: BinOp,
        right: Box<Expr>,
    },
    UnaryOp {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Compare {
        left: Box<Expr>,
        rest: Vec<(CmpOp, Expr)>,
    },
    IfExp {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    Lambda {
        params: Box<Params>,
        body: Box<Expr>,
    },
    Call {
        func: Box<Expr>,
        args: Arguments,
    },
    Attribute {
        value: Box<Expr>,
        attr: Ident,
        attr_line: u32,
    },
    Subscript {
        value: Box<Expr>,
        index: Box<Expr>,
    },
    Slice(Option<Box<Expr>>, Option<Box<Expr>>, Option<Box<Expr>>),
    Starred(Box<Expr>),
    Named {
        target: Ident,
        value: Box<Expr>,
    },
    Yield(Option<Box<Expr>>),
    YieldFrom(Box<Expr>),
    Await(Box<Expr>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CompKind {
    List,
    Set,
    Dict,
    Generator,
}

#[derive(Debug, Clone)]
pub(crate) struct Comprehension {
    pub(crate) target: Expr,
    pub(crate) iter: Expr,
    pub(crate) ifs: Vec<Expr>,
    pub(crate) is_async: bool,
}

/// A part of an f-string.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    Literal(Wtf8),
    Value { value: Box<Expr>, conversion: Conversion, spec: Option<Vec<Piece>> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Conversion {
    None,
    Str,
    Repr,
    Ascii,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum BinOp {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnaryOp {
    Not,
    Invert,
    Plus,
    Minus,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CmpOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}
