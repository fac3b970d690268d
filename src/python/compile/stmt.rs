//! Statements.

use super::super::ast::{Alias, BinOp, Body, Expr, ExprKind, Handler, Stmt, StmtKind};
use super::super::code::{CodeKind, Op};
use super::super::value::Value;
use super::{Compiler, Loop};

impl Compiler {
    pub(super) fn body(&mut self, body: &[Stmt]) {
        body.iter().for_each(|stmt| self.stmt(stmt));
        self.unit_mut().stop = None;
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Global(_) | StmtKind::Nonlocal(_) => return,
            StmtKind::If { .. } => {}
            _ => self.stop(stmt.line, stmt.span),
        }
        match &stmt.kind {
            StmtKind::Expr(value) => {
                if !constant(value) {
                    self.expr(value);
                    self.emit(Op::Pop);
                }
            }
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                for (at, target) in targets.iter().enumerate() {
                    if at + 1 < targets.len() {
                        self.emit(Op::Dup);
                    }
                    self.store(target);
                }
            }
            StmtKind::AugAssign { target, op, value } => self.aug_assign(target, *op, value),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(target, annotation, value.as_ref(), *simple);
            }
            StmtKind::Return(value) => {
                match value {
                    Some(value) => self.expr(value),
                    None => self.constant(Value::None),
                }
                self.at(stmt.line);
                self.emit(Op::Return);
            }
            StmtKind::Delete(targets) => targets.iter().for_each(|target| self.delete(target)),
            StmtKind::If { branches, orelse } => {
                let mut ends = Vec::new();
                for branch in branches {
                    self.stop(branch.line, branch.span);
                    let skip = self.condition(&branch.test);
                    self.body(&branch.body);
                    ends.push(self.emit(Op::Jump(0)));
                    self.land(skip);
                }
                self.body(orelse);
                ends.into_iter().for_each(|end| self.land(end));
            }
            StmtKind::While { test, body, orelse } => self.while_loop(stmt, test, body, orelse),
            StmtKind::For { target, iter, body, orelse, is_async } => {
                if *is_async {
                    self.async_for(stmt, target, iter, body, orelse);
                } else {
                    self.for_loop(stmt, target, iter, body, orelse);
                }
            }
            StmtKind::With { items, body, is_async } => self.with(items, body, *is_async, stmt.line),
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                if finalbody.is_empty() {
                    self.try_except(body, handlers, orelse);
                    return;
                }
                let setup = self.emit(Op::SetupFinally(0));
                self.unit_mut().depth += 1;
                if handlers.is_empty() {
                    self.body(body);
                    self.body(orelse);
                } else {
                    self.try_except(body, handlers, orelse);
                }
                self.emit(Op::PopBlock);
                self.land(setup);
                self.body(finalbody);
                self.emit(Op::EndFinally);
                self.unit_mut().depth -= 1;
            }
            StmtKind::Raise { exc, cause } => {
                let count = u32::from(exc.is_some()) + u32::from(cause.is_some());
                exc.iter().chain(cause).for_each(|value| self.expr(value));
                self.at(stmt.line);
                self.emit(Op::Raise(count));
            }
            StmtKind::Assert { test, msg } => {
                let skip = self.condition_true(test);
                self.emit(Op::LoadAssertionError);
                if let Some(msg) = msg {
                    self.expr(msg);
                    self.emit(Op::Call { argc: 1, kw: 0 });
                }
                self.at(stmt.line);
                self.emit(Op::Raise(1));
                self.land(skip);
            }
            StmtKind::Import(names) => names.iter().for_each(|alias| self.import(alias)),
            StmtKind::ImportFrom { module, names, level } => self.import_from(module, names, *level),
            StmtKind::Function(function) => self.function(function, stmt),
            StmtKind::Class(class) => self.class(class, stmt),
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases),
            StmtKind::Break => self.break_loop(),
            StmtKind::Continue => self.continue_loop(),
            StmtKind::Pass | StmtKind::Global(_) | StmtKind::Nonlocal(_) => {}
        }
    }

    fn aug_assign(&mut self, target: &Expr, op: BinOp, value: &Expr) {
        match &target.kind {
            ExprKind::Attribute { value: object, attr, .. } => {
                let attr = self.mangled(attr);
                let name = self.name_index(&attr);
                self.expr(object);
                self.emit(Op::Dup);
                self.emit(Op::Attr(name));
                self.expr(value);
                self.at(target.line);
                self.emit(Op::InPlace(op));
                self.emit(Op::Rot2);
                self.emit(Op::StoreAttr(name));
            }
            ExprKind::Subscript { value: object, index } => {
                self.expr(object);
                self.expr(index);
                self.emit(Op::Dup2);
                self.emit(Op::Subscr);
                self.expr(value);
                self.at(target.line);
                self.emit(Op::InPlace(op));
                self.emit(Op::Rot3);
                self.emit(Op::StoreSubscr);
            }
            _ => {
                self.expr(target);
                self.expr(value);
                self.at(target.line);
                self.emit(Op::InPlace(op));
                self.store(target);
            }
        }
    }

    fn ann_assign(&mut self, target: &Expr, annotation: &Expr, value: Option<&Expr>, simple: bool) {
        if let Some(value) = value {
            self.expr(value);
            self.store(target);
        }
        let in_function = self.unit().code.kind == CodeKind::Function;
        if in_function {
            return;
        }
        self.annotation(annotation);
        match &target.kind {
            ExprKind::Name(name) if simple => {
                let name = self.mangled(name);
                self.load_name("__annotations__");
                let text = self.shared(&name);
                self.constant(Value::Str(text));
                self.emit(Op::StoreSubscr);
            }
            _ => {
                self.emit(Op::Pop);
            }
        }
    }

    fn while_loop(&mut self, stmt: &Stmt, test: &Expr, body: &Body, orelse: &Body) {
        let enter = self.emit(Op::Jump(0));
        let again = self.here();
        self.turn(stmt.line, stmt.span);
        self.land(enter);
        let endless = matches!(test.kind, ExprKind::True) || matches!(test.kind, ExprKind::Int(n) if n != 0);
        let end = if endless { None } else { Some(self.condition(test)) };
        let depth = self.unit().depth;
        self.unit_mut().loops.push(Loop { breaks: Vec::new(), continue_to: again, depth });
        self.body(body);
        self.emit(Op::Jump(again));
        let finished = self.unit_mut().loops.pop();
        if let Some(end) = end {
            self.land(end);
        }
        self.body(orelse);
        for jump in finished.into_iter().flat_map(|finished| finished.breaks) {
            self.land(jump);
        }
    }

    fn for_loop(&mut self, stmt: &Stmt, target: &Expr, iter: &Expr, body: &Body, orelse: &Body) {
        self.expr(iter);
        self.at(stmt.line);
        self.emit(Op::GetIter);
        let enter = self.emit(Op::Jump(0));
        let again = self.here();
        self.turn(stmt.line, stmt.span);
        self.land(enter);
        let next = self.emit(Op::ForIter(0));
        self.store(target);
        let depth = self.unit().depth;
        self.unit_mut().loops.push(Loop { breaks: Vec::new(), continue_to: again, depth });
        self.body(body);
        self.emit(Op::Jump(again));
        let finished = self.unit_mut().loops.pop();
        self.land(next);
        self.body(orelse);
        let breaks = finished.map(|finished| finished.breaks).unwrap_or_default();
        if breaks.is_empty() {
            return;
        }
        let end = self.emit(Op::Jump(0));
        breaks.into_iter().for_each(|jump| self.land(jump));
        self.emit(Op::Pop);
        self.land(end);
    }

    fn async_for(&mut self, stmt: &Stmt, target: &Expr, iter: &Expr, body: &Body, orelse: &Body) {
        self.expr(iter);
        self.emit(Op::GetAIter);
        let enter = self.emit(Op::Jump(0));
        let again = self.here();
        self.turn(stmt.line, stmt.span);
        self.land(enter);
        let setup = self.emit(Op::SetupExcept(0));
        self.emit(Op::GetANext);
        self.constant(Value::None);
        self.emit(Op::YieldFrom);
        self.emit(Op::PopBlock);
        self.store(target);
        let depth = self.unit().depth;
        self.unit_mut().loops.push(Loop { breaks: Vec::new(), continue_to: again, depth });
        self.body(body);
        self.emit(Op::Jump(again));
        let finished = self.unit_mut().loops.pop();
        self.land(setup);
        let ended = self.emit(Op::EndAsyncFor(0));
        self.land(ended);
        self.body(orelse);
        let end = self.emit(Op::Jump(0));
        for jump in finished.into_iter().flat_map(|finished| finished.breaks) {
            self.land(jump);
        }
        self.emit(Op::Pop);
        self.land(end);
    }

    fn break_loop(&mut self) {
        let depth = self.unit().depth;
        let Some(around) = self.unit().loops.last() else { return };
        let op =
            if around.depth == depth { Op::Jump(0) } else { Op::Leave { depth: around.depth, target: 0 } };
        let jump = self.emit(op);
        if let Some(around) = self.unit_mut().loops.last_mut() {
            around.breaks.push(jump);
        }
    }

    fn continue_loop(&mut self) {
        let depth = self.unit().depth;
        let Some(around) = self.unit().loops.last() else { return };
        let (target, outer) = (around.continue_to, around.depth);
        self.emit(if outer == depth { Op::Jump(target) } else { Op::Leave { depth: outer, target } });
    }

    fn with(&mut self, items: &[(Expr, Option<Expr>)], body: &Body, is_async: bool, line: u32) {
        let Some(((context, vars), rest)) = items.split_first() else {
            self.body(body);
            return;
        };
        let statement = self.unit().stop;
        self.expr(context);
        self.at(line);
        self.emit(Op::WithEnter(is_async));
        if is_async {
            self.emit(Op::GetAwaitable);
            self.constant(Value::None);
            self.emit(Op::YieldFrom);
        }
        let setup = self.emit(Op::SetupWith(0));
        self.unit_mut().depth += 1;
        match vars {
            Some(vars) => self.store(vars),
            None => {
                self.emit(Op::Pop);
            }
        }
        self.with(rest, body, is_async, line);
        self.at(line);
        self.emit(Op::PopBlock);
        self.land(setup);
        let apart = body.first().is_some_and(|first| first.line != line);
        if let (Some(stop), true) = (statement, rest.is_empty() && apart) {
            // The `with` line is visited again on the way out, unless its body stands on it; it shows when other
            // frames ran meanwhile.
            self.emit(Op::Back(stop));
        }
        self.emit(Op::WithExit(is_async));
        if is_async {
            self.emit(Op::GetAwaitable);
            self.constant(Value::None);
            self.emit(Op::YieldFrom);
        }
        self.emit(Op::WithSuppress);
        self.emit(Op::EndFinally);
        self.unit_mut().depth -= 1;
    }

    fn try_except(&mut self, body: &Body, handlers: &[Handler], orelse: &Body) {
        let setup = self.emit(Op::SetupExcept(0));
        self.unit_mut().depth += 1;
        self.body(body);
        self.emit(Op::PopBlock);
        self.unit_mut().depth -= 1;
        self.body(orelse);
        let mut ends = vec![self.emit(Op::Jump(0))];
        self.land(setup);
        self.unit_mut().depth += 1;
        for handler in handlers {
            self.stop(handler.line, handler.span);
            let skip = handler.class.as_ref().map(|class| {
                self.expr(class);
                self.at(handler.line);
                self.emit(Op::ExceptMatch(0))
            });
            match &handler.name {
                Some(name) => {
                    self.emit(Op::LoadExc);
                    self.store_name(name);
                    let cleanup = self.emit(Op::SetupFinally(0));
                    self.unit_mut().depth += 1;
                    self.body(&handler.body);
                    self.emit(Op::PopBlock);
                    self.land(cleanup);
                    self.constant(Value::None);
                    self.store_name(name);
                    self.delete_name(name);
                    self.emit(Op::EndFinally);
                    self.unit_mut().depth -= 1;
                }
                None => self.body(&handler.body),
            }
            self.emit(Op::PopHandler);
            ends.push(self.emit(Op::Jump(0)));
            if let Some(skip) = skip {
                self.land(skip);
            }
        }
        self.emit(Op::Reraise);
        self.unit_mut().depth -= 1;
        ends.into_iter().for_each(|end| self.land(end));
    }

    fn import(&mut self, alias: &Alias) {
        let name = self.name_index(&alias.name);
        let leaf = alias.asname.is_some();
        self.emit(Op::Import { level: 0, leaf, name });
        let first = alias.name.split('.').next().unwrap_or("");
        self.store_name(alias.asname.as_deref().unwrap_or(first));
    }

    fn import_from(&mut self, module: &str, names: &[Alias], level: u32) {
        let index = self.name_index(module);
        self.emit(Op::Import { level: level.min(255) as u8, leaf: true, name: index });
        for alias in names {
            if &*alias.name == "*" {
                self.emit(Op::ImportStar);
                return;
            }
            let name = self.name_index(&alias.name);
            self.emit(Op::ImportFrom(name));
            self.store_name(alias.asname.as_deref().unwrap_or(&alias.name));
        }
        self.emit(Op::Pop);
    }
}

/// Whether a statement made of this expression does nothing.
fn constant(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::None
            | ExprKind::True
            | ExprKind::False
            | ExprKind::Ellipsis
            | ExprKind::Int(_)
            | ExprKind::BigInt(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Bytes(_)
    )
}
