//! From our tree to instructions.

mod call;
mod expr;
mod function;
mod pattern;
mod scope;
mod stmt;
mod target;

use super::ast::{Body, Expr, ExprKind, Stmt, StmtKind};
use super::code::{Code, CodeKind, Op};
use super::object::PyStr;
use super::value::{Str, Value};
use crate::span::Span;
use scope::{Place, ScopeKind, Scopes, mangle};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// Compiles a module; `visible` says that it is the student's own text.
pub(super) fn compile(body: &Body, visible: bool) -> Rc<Code> {
    compile_source(body, visible, "")
}

/// As [`compile`], with the text that `from __future__ import annotations` keeps annotations as.
pub(super) fn compile_source(body: &Body, visible: bool, source: &str) -> Rc<Code> {
    let source = body.iter().any(postpones).then(|| source.into());
    let mut compiler =
        Compiler { scopes: Scopes::of(body), units: Vec::new(), names: HashMap::new(), visible, source };
    compiler.open(0, "<module>", "<module>", CodeKind::Module);
    let doc = docstring(body);
    if let Some(doc) = &doc
        && let Some(first) = body.first()
    {
        compiler.stop(first.line, first.span);
        compiler.constant(Value::Str(doc.clone()));
        compiler.store_name("__doc__");
    }
    let statements = if doc.is_some() { &body[1..] } else { &body[..] };
    if annotated(statements) {
        compiler.emit(Op::SetupAnnotations);
    }
    compiler.body(statements);
    compiler.constant(Value::None);
    compiler.emit(Op::Return);
    Rc::new(compiler.close())
}

/// The text of a docstring.
fn docstring(body: &[Stmt]) -> Option<Str> {
    match &body.first()?.kind {
        StmtKind::Expr(Expr { kind: ExprKind::Str(text), .. }) => Some(PyStr::new(text.clone())),
        _ => None,
    }
}

/// Whether a module or class body annotates a name, outside inner scopes.
fn annotated(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match &stmt.kind {
        StmtKind::AnnAssign { simple, .. } => *simple,
        StmtKind::If { branches, orelse } => branches.iter().any(|b| annotated(&b.body)) || annotated(orelse),
        StmtKind::For { body, orelse, .. } | StmtKind::While { body, orelse, .. } => {
            annotated(body) || annotated(orelse)
        }
        StmtKind::With { body, .. } => annotated(body),
        StmtKind::Try { body, handlers, orelse, finalbody } => {
            annotated(body)
                || handlers.iter().any(|handler| annotated(&handler.body))
                || annotated(orelse)
                || annotated(finalbody)
        }
        _ => false,
    })
}

/// A loop being compiled: where `break` and `continue` go, and how many blocks are open outside it.
struct Loop {
    breaks: Vec<usize>,
    continue_to: u32,
    depth: u16,
}

/// A code being compiled.
struct Unit {
    scope: usize,
    code: Code,
    /// What the code will hold once it is whole.
    ops: Vec<Op>,
    lines: Vec<u32>,
    stops: Vec<(u32, Span)>,
    locals: HashMap<Box<str>, u32>,
    cells: HashMap<Box<str>, u32>,
    names: HashMap<Box<str>, u32>,
    loops: Vec<Loop>,
    /// Blocks open at this point.
    depth: u16,
    line: u32,
    /// The statement that is being compiled: an entry of the code's stops.
    stop: Option<u32>,
}

struct Compiler {
    scopes: Scopes,
    units: Vec<Unit>,
    /// Shared strings by text.
    names: HashMap<Box<str>, Str>,
    visible: bool,
    /// The program's text, when its annotations are kept as text.
    source: Option<Rc<str>>,
}

/// Whether a statement is `from __future__ import annotations`.
fn postpones(stmt: &Stmt) -> bool {
    match &stmt.kind {
        StmtKind::ImportFrom { module, names, .. } => {
            &**module == "__future__" && names.iter().any(|alias| &*alias.name == "annotations")
        }
        _ => false,
    }
}

impl Compiler {
    /// An annotation: its value, or its text.
    fn annotation(&mut self, annotation: &Expr) {
        let span = annotation.span;
        let text = self.source.as_ref().and_then(|all| all.get(span.start as usize..span.end as usize));
        match text.map(Value::str) {
            Some(text) => self.constant(text),
            None => self.expr(annotation),
        }
    }

    fn open(&mut self, scope: usize, name: &str, qualname: &str, kind: CodeKind) {
        let (name, qualname) = (self.shared(name), self.shared(qualname));
        let mut unit = Unit {
            scope,
            code: Code {
                name,
                qualname,
                visible: self.visible,
                kind,
                ops: Arc::default(),
                lines: Arc::default(),
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
                first_line: 1,
                first_span: Span::default(),
                doc: None,
            },
            ops: Vec::new(),
            lines: Vec::new(),
            stops: Vec::new(),
            locals: HashMap::new(),
            cells: HashMap::new(),
            names: HashMap::new(),
            loops: Vec::new(),
            depth: 0,
            line: 1,
            stop: None,
        };
        let data = &self.scopes.all[scope];
        let (cells, free): (Vec<_>, Vec<_>) = (data.cells.clone(), data.free.clone());
        for (at, name) in cells.iter().chain(&free).enumerate() {
            unit.cells.insert(name.clone(), at as u32);
        }
        unit.code.cellvars = cells.iter().map(|name| (self.shared(name), None)).collect();
        unit.code.freevars = free.iter().map(|name| self.shared(name)).collect();
        self.units.push(unit);
    }

    /// Gives slots to the local names beside the parameters, in the order in which they are met.
    fn assign_locals(&mut self) {
        let scope = &self.scopes.all[self.unit().scope];
        let names: Vec<Box<str>> =
            scope.names().filter(|name| scope.place(name) == Place::Local).map(Into::into).collect();
        for name in names {
            self.local_slot(&name);
        }
    }

    fn local_slot(&mut self, name: &str) -> u32 {
        if let Some(slot) = self.unit().locals.get(name) {
            return *slot;
        }
        let shared = self.shared(name);
        let unit = self.unit_mut();
        let slot = unit.code.locals.len() as u32;
        unit.code.locals.push(shared);
        unit.locals.insert(name.into(), slot);
        slot
    }

    fn close(&mut self) -> Code {
        // The stack of units is never empty between `open` and `close`.
        match self.units.pop() {
            Some(Unit { code, ops, lines, stops, .. }) => {
                Code { ops: ops.into(), lines: lines.into(), stops: stops.into(), ..code }
            }
            None => {
                self.open(0, "", "", CodeKind::Module);
                self.close()
            }
        }
    }

    fn unit(&self) -> &Unit {
        &self.units[self.units.len() - 1]
    }

    fn unit_mut(&mut self) -> &mut Unit {
        let last = self.units.len() - 1;
        &mut self.units[last]
    }

    fn shared(&mut self, name: &str) -> Str {
        if let Some(have) = self.names.get(name) {
            return have.clone();
        }
        let made = PyStr::new(name);
        self.names.insert(name.into(), made.clone());
        made
    }

    fn emit(&mut self, op: Op) -> usize {
        let visible = self.visible;
        let unit = self.unit_mut();
        let line = unit.line;
        if visible
            && let Some(stop) = unit.stop
            && unit.lines.last().is_some_and(|last| *last != line)
        {
            // A statement over several lines: on its way from one to the next it can be back from a call.
            unit.ops.push(Op::Back(stop));
            unit.lines.push(line);
        }
        unit.ops.push(op);
        unit.lines.push(line);
        unit.ops.len() - 1
    }

    fn at(&mut self, line: u32) {
        self.unit_mut().line = line;
    }

    fn here(&self) -> u32 {
        self.unit().ops.len() as u32
    }

    /// Points a jump emitted earlier to the next instruction.
    fn land(&mut self, jump: usize) {
        let target = self.here();
        self.point(jump, target);
    }

    fn point(&mut self, jump: usize, to: u32) {
        let op = &mut self.unit_mut().ops[jump];
        match op {
            Op::Jump(target)
            | Op::JumpIfFalse(target)
            | Op::JumpIfTrue(target)
            | Op::JumpIfFalseOrPop(target)
            | Op::JumpIfTrueOrPop(target)
            | Op::ForIter(target)
            | Op::SetupExcept(target)
            | Op::SetupFinally(target)
            | Op::SetupWith(target)
            | Op::ExceptMatch(target)
            | Op::MatchSequence(target)
            | Op::MatchMapping(target)
            | Op::MatchKeys(target)
            | Op::EndAsyncFor(target)
            | Op::MatchClass { target, .. }
            | Op::Leave { target, .. } => *target = to,
            _ => {}
        }
    }

    /// A stop for the tracer.
    fn stop(&mut self, line: u32, span: Span) {
        let unit = self.unit_mut();
        unit.line = line;
        unit.stops.push((line, span));
        let index = unit.stops.len() as u32 - 1;
        unit.stop = None;
        self.emit(Op::Line(index));
        self.unit_mut().stop = Some(index);
    }

    /// A stop at the turn of a loop.
    fn turn(&mut self, line: u32, span: Span) {
        self.stop(line, span);
        if let Some(Op::Line(index)) = self.unit_mut().ops.pop() {
            self.unit_mut().ops.push(Op::Turn(index));
        }
    }

    /// A stop at a decorated definition after a decorator ran.
    fn back(&mut self, line: u32, span: Span) {
        self.stop(line, span);
        if let Some(Op::Line(index)) = self.unit_mut().ops.pop() {
            self.unit_mut().ops.push(Op::Back(index));
        }
    }

    fn constant(&mut self, value: Value) {
        let unit = self.unit_mut();
        let found = unit.code.consts.iter().position(|have| match (have, &value) {
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::None, Value::None) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Str(a), Value::Str(b)) => a.text() == b.text(),
            _ => false,
        });
        let index = found.unwrap_or_else(|| {
            unit.code.consts.push(value);
            unit.code.consts.len() - 1
        });
        self.emit(Op::Const(index as u32));
    }

    fn name_index(&mut self, name: &str) -> u32 {
        if let Some(index) = self.unit().names.get(name) {
            return *index;
        }
        let shared = self.shared(name);
        let unit = self.unit_mut();
        let index = unit.code.names.len() as u32;
        unit.code.names.push(shared);
        unit.names.insert(name.into(), index);
        index
    }

    fn mangled(&self, name: &str) -> Box<str> {
        mangle(self.scopes.all[self.unit().scope].class.as_deref(), name)
    }

    fn place(&self, name: &str) -> Place {
        self.scopes.all[self.unit().scope].place(name)
    }

    fn cell_index(&self, name: &str) -> u32 {
        self.unit().cells.get(name).copied().unwrap_or(0)
    }

    fn load_name(&mut self, name: &str) {
        let name = self.mangled(name);
        let in_class = self.unit().code.kind == CodeKind::Class;
        let op = match self.place(&name) {
            Place::Local => Op::LoadFast(self.local_slot(&name)),
            Place::Free if in_class => Op::LoadClassCell(self.cell_index(&name)),
            Place::Cell | Place::Free => Op::LoadCell(self.cell_index(&name)),
            Place::Global => Op::LoadGlobal(self.name_index(&name)),
            Place::Name => Op::LoadName(self.name_index(&name)),
        };
        self.emit(op);
    }

    fn store_name(&mut self, name: &str) {
        let name = self.mangled(name);
        let op = match self.place(&name) {
            Place::Local => Op::StoreFast(self.local_slot(&name)),
            Place::Cell | Place::Free => Op::StoreCell(self.cell_index(&name)),
            Place::Global => Op::StoreGlobal(self.name_index(&name)),
            Place::Name => Op::StoreName(self.name_index(&name)),
        };
        self.emit(op);
    }

    fn delete_name(&mut self, name: &str) {
        let name = self.mangled(name);
        let op = match self.place(&name) {
            Place::Local => Op::DeleteFast(self.local_slot(&name)),
            Place::Cell | Place::Free => Op::DeleteCell(self.cell_index(&name)),
            Place::Global => Op::DeleteGlobal(self.name_index(&name)),
            Place::Name => Op::DeleteName(self.name_index(&name)),
        };
        self.emit(op);
    }

    /// The qualified name of a function or class defined here.
    fn qualname(&self, name: &str) -> String {
        let unit = self.unit();
        let scope = &self.scopes.all[unit.scope];
        match scope.kind {
            ScopeKind::Module => name.to_owned(),
            ScopeKind::Class | ScopeKind::Comprehension => format!("{}.{name}", unit.code.qualname.name()),
            _ if scope.place(name) == Place::Global && !name.starts_with('<') => name.to_owned(),
            ScopeKind::Function => format!("{}.<locals>.{name}", unit.code.qualname.name()),
        }
    }
}
