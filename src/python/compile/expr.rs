//! Expressions.

use super::super::ast::{CmpOp, Conversion, Expr, ExprKind, Piece, UnaryOp};
use super::super::code::Op;
use super::super::object::{PyStr, Tuple};
use super::super::value::Value;
use super::Compiler;
use std::rc::Rc;

impl Compiler {
    /// Pushes an expression's value.
    #[expect(clippy::too_many_lines, reason = "one arm per kind of expression")]
    pub(super) fn expr(&mut self, expr: &Expr) {
        self.at(expr.line);
        if let Some(value) = constant_value(expr) {
            self.constant(value);
            return;
        }
        match &expr.kind {
            ExprKind::JoinedStr(pieces) => self.joined(pieces),
            ExprKind::Name(name) => self.load_name(name),
            ExprKind::Tuple(items) => {
                if starred(items) {
                    self.starred_list(items);
                    self.emit(Op::ListToTuple);
                } else {
                    items.iter().for_each(|item| self.expr(item));
                    self.emit(Op::BuildTuple(items.len() as u32));
                }
            }
            ExprKind::List(items) => {
                if starred(items) {
                    self.starred_list(items);
                } else {
                    items.iter().for_each(|item| self.expr(item));
                    self.emit(Op::BuildList(items.len() as u32));
                }
            }
            ExprKind::Set(items) => {
                if starred(items) {
                    self.emit(Op::BuildSet(0));
                    for item in items {
                        match &item.kind {
                            ExprKind::Starred(inner) => {
                                self.expr(inner);
                                self.emit(Op::SetUpdate);
                            }
                            _ => {
                                self.expr(item);
                                self.emit(Op::SetAdd(0));
                            }
                        }
                    }
                } else {
                    items.iter().for_each(|item| self.expr(item));
                    self.emit(Op::BuildSet(items.len() as u32));
                }
            }
            ExprKind::Dict(items) => self.dict(items),
            ExprKind::Comp { kind, element, value, generators } => {
                self.comp(expr, *kind, element, value.as_deref(), generators);
            }
            ExprKind::BoolOp { and, values } => {
                let mut jumps = Vec::new();
                for (at, value) in values.iter().enumerate() {
                    self.expr(value);
                    if at + 1 < values.len() {
                        jumps.push(self.emit(if *and {
                            Op::JumpIfFalseOrPop(0)
                        } else {
                            Op::JumpIfTrueOrPop(0)
                        }));
                    }
                }
                jumps.into_iter().for_each(|jump| self.land(jump));
            }
            ExprKind::BinOp { left, op, right } => {
                self.expr(left);
                self.expr(right);
                self.at(expr.line);
                self.emit(Op::Binary(*op));
            }
            ExprKind::UnaryOp { op, operand } => {
                self.expr(operand);
                self.at(expr.line);
                self.emit(Op::Unary(*op));
            }
            ExprKind::Compare { left, rest } => self.comparison(expr, left, rest),
            ExprKind::IfExp { test, body, orelse } => {
                let skip = self.condition(test);
                self.expr(body);
                let end = self.emit(Op::Jump(0));
                self.land(skip);
                self.expr(orelse);
                self.land(end);
            }
            ExprKind::Lambda { params, body } => self.lambda(expr, params, body),
            ExprKind::Call { func, args } => self.call(expr, func, args),
            ExprKind::Attribute { value, attr, attr_line } => {
                self.expr(value);
                let attr = self.mangled(attr);
                let name = self.name_index(&attr);
                self.at((*attr_line).max(expr.line));
                self.emit(Op::Attr(name));
            }
            ExprKind::Subscript { value, index } => {
                self.expr(value);
                self.expr(index);
                self.at(expr.line);
                self.emit(Op::Subscr);
            }
            ExprKind::Slice(lower, upper, step) => {
                for part in [lower, upper] {
                    match part {
                        Some(part) => self.expr(part),
                        None => self.constant(Value::None),
                    }
                }
                if let Some(step) = step {
                    self.expr(step);
                }
                self.emit(Op::BuildSlice(2 + u32::from(step.is_some())));
            }
            ExprKind::Starred(inner) => self.expr(inner),
            ExprKind::Named { target, value } => {
                self.expr(value);
                self.emit(Op::Dup);
                self.store_name(target);
            }
            ExprKind::Yield(value) => {
                match value {
                    Some(value) => self.expr(value),
                    None => self.constant(Value::None),
                }
                self.at(expr.line);
                self.emit(Op::Yield);
            }
            ExprKind::YieldFrom(value) => {
                self.expr(value);
                self.at(expr.line);
                self.emit(Op::GetYieldFromIter);
                self.constant(Value::None);
                self.emit(Op::YieldFrom);
            }
            ExprKind::Await(value) => {
                self.expr(value);
                self.at(expr.line);
                self.emit(Op::GetAwaitable);
                self.constant(Value::None);
                self.emit(Op::YieldFrom);
            }
            _ => self.constant(Value::None),
        }
    }

    fn dict(&mut self, items: &[(Option<Expr>, Expr)]) {
        if items.iter().all(|(key, _)| key.is_some()) {
            for (key, value) in items {
                key.iter().for_each(|key| self.expr(key));
                self.expr(value);
            }
            self.emit(Op::BuildDict(items.len() as u32));
            return;
        }
        self.emit(Op::BuildDict(0));
        for (key, value) in items {
            match key {
                Some(key) => {
                    self.expr(key);
                    self.expr(value);
                    self.emit(Op::DictAdd(0));
                }
                None => {
                    self.expr(value);
                    self.emit(Op::DictUpdate);
                }
            }
        }
    }

    /// A list of items some of which are starred.
    pub(super) fn starred_list(&mut self, items: &[Expr]) {
        self.emit(Op::BuildList(0));
        for item in items {
            match &item.kind {
                ExprKind::Starred(inner) => {
                    self.expr(inner);
                    self.emit(Op::ListExtend);
                }
                _ => {
                    self.expr(item);
                    self.emit(Op::ListAppend(0));
                }
            }
        }
    }

    fn joined(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Literal(text) => self.constant(Value::Str(PyStr::new(text.clone()))),
                Piece::Value { value, conversion, spec } => {
                    self.expr(value);
                    let conversion = match conversion {
                        Conversion::None => 0,
                        Conversion::Str => 1,
                        Conversion::Repr => 2,
                        Conversion::Ascii => 3,
                    };
                    if let Some(spec) = spec {
                        self.joined(spec);
                    }
                    self.emit(Op::Format(conversion + if spec.is_some() { 4 } else { 0 }));
                }
            }
        }
        self.emit(Op::BuildString(pieces.len() as u32));
    }

    fn comparison(&mut self, expr: &Expr, left: &Expr, rest: &[(CmpOp, Expr)]) {
        self.expr(left);
        let mut jumps = Vec::new();
        for (at, (op, value)) in rest.iter().enumerate() {
            self.expr(value);
            self.at(expr.line);
            if at + 1 == rest.len() {
                self.emit(Op::Compare(*op));
            } else {
                self.emit(Op::Dup);
                self.emit(Op::Rot3);
                self.emit(Op::Compare(*op));
                jumps.push(self.emit(Op::JumpIfFalseOrPop(0)));
            }
        }
        if !jumps.is_empty() {
            let end = self.emit(Op::Jump(0));
            jumps.into_iter().for_each(|jump| self.land(jump));
            self.emit(Op::Rot2);
            self.emit(Op::Pop);
            self.land(end);
        }
    }

    /// Evaluates a condition; gives the jump taken when it is false.
    pub(super) fn condition(&mut self, test: &Expr) -> usize {
        if let ExprKind::UnaryOp { op: UnaryOp::Not, operand } = &test.kind {
            self.expr(operand);
            return self.emit(Op::JumpIfTrue(0));
        }
        self.expr(test);
        self.emit(Op::JumpIfFalse(0))
    }

    /// Evaluates a condition; gives the jump taken when it is true.
    pub(super) fn condition_true(&mut self, test: &Expr) -> usize {
        self.expr(test);
        self.emit(Op::JumpIfTrue(0))
    }
}

pub(super) fn starred(items: &[Expr]) -> bool {
    items.iter().any(|item| matches!(item.kind, ExprKind::Starred(_)))
}

/// The value of a constant, tuples of constants too.
fn constant_value(expr: &Expr) -> Option<Value> {
    Some(match &expr.kind {
        ExprKind::None => Value::None,
        ExprKind::True => Value::Bool(true),
        ExprKind::False => Value::Bool(false),
        ExprKind::Ellipsis => Value::Ellipsis,
        ExprKind::Int(int) => Value::Int(*int),
        ExprKind::BigInt(big) => Value::int(big.clone()),
        ExprKind::Float(float) => Value::Float(*float),
        ExprKind::Str(text) => Value::Str(PyStr::new(text.clone())),
        ExprKind::Bytes(bytes) => Value::bytes(bytes.clone()),
        ExprKind::UnaryOp { op: UnaryOp::Minus, operand } => match operand.kind {
            ExprKind::Int(int) => Value::Int(int.checked_neg()?),
            ExprKind::Float(float) => Value::Float(-float),
            _ => return None,
        },
        ExprKind::Tuple(items) => {
            let values = items.iter().map(constant_value).collect::<Option<Vec<_>>>()?;
            let tuple: Rc<Tuple> = Tuple::new(values);
            Value::Tuple(tuple)
        }
        _ => return None,
    })
}
