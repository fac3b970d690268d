//! Walks a tree and notes where each name is bound and used.

use super::super::super::ast::{
    Arguments, Class, Comprehension, Expr, ExprKind, Function, Params, Pattern, Piece, Stmt, StmtKind,
};
use super::{Scope, ScopeKind, Scopes, Use, key, mangle};
use std::collections::HashMap;

pub(super) struct Walk {
    pub(super) scopes: Scopes,
    pub(super) stack: Vec<usize>,
}

impl Walk {
    pub(super) fn open(&mut self, node: usize, kind: ScopeKind, class: Option<Box<str>>) {
        let parent = self.stack.last().copied();
        let class = class.or_else(|| parent.and_then(|at| self.scopes.all[at].class.clone()));
        self.scopes.by_node.insert(node, self.scopes.all.len());
        self.stack.push(self.scopes.all.len());
        self.scopes.all.push(Scope {
            kind,
            parent,
            names: HashMap::new(),
            order: Vec::new(),
            places: HashMap::new(),
            free: Vec::new(),
            cells: Vec::new(),
            class,
            generator: false,
        });
    }

    fn scope(&mut self) -> &mut Scope {
        let at = self.stack[self.stack.len() - 1];
        &mut self.scopes.all[at]
    }

    fn mark(&mut self, name: &str, change: impl FnOnce(&mut Use)) {
        let scope = self.scope();
        let name = mangle(scope.class.as_deref(), name);
        if !scope.names.contains_key(&name) {
            scope.order.push(name.clone());
        }
        change(scope.names.entry(name).or_default());
    }

    fn bind(&mut self, name: &str) {
        self.mark(name, |used| used.bound = true);
    }

    fn use_name(&mut self, name: &str) {
        self.mark(name, |_| {});
        if name == "super" && self.scope().kind != ScopeKind::Module {
            self.mark("__class__", |_| {});
        }
    }

    pub(super) fn body(&mut self, body: &[Stmt]) {
        body.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        exprs.into_iter().for_each(|expr| self.expr(expr));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                self.exprs_as_targets(targets);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(value);
                self.target(target);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.exprs(value);
                if self.scope().kind != ScopeKind::Function || !simple {
                    self.expr(annotation);
                }
                if *simple && self.scope().kind != ScopeKind::Function {
                    self.use_name("__annotations__");
                }
                self.target(target);
            }
            StmtKind::Return(value) => self.exprs(value),
            StmtKind::Delete(targets) => self.exprs_as_targets(targets),
            StmtKind::If { branches, orelse } => {
                for branch in branches {
                    self.expr(&branch.test);
                    self.body(&branch.body);
                }
                self.body(orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test);
                self.body(body);
                self.body(orelse);
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.expr(iter);
                self.target(target);
                self.body(body);
                self.body(orelse);
            }
            StmtKind::With { items, body, .. } => {
                for (context, vars) in items {
                    self.expr(context);
                    self.exprs_as_targets(vars);
                }
                self.body(body);
            }
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                self.body(body);
                for handler in handlers {
                    self.exprs(&handler.class);
                    handler.name.iter().for_each(|name| self.bind(name));
                    self.body(&handler.body);
                }
                self.body(orelse);
                self.body(finalbody);
            }
            StmtKind::Raise { exc, cause } => {
                self.exprs(exc);
                self.exprs(cause);
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test);
                self.exprs(msg);
            }
            StmtKind::Import(names) => names.iter().for_each(|alias| {
                let first = alias.name.split('.').next().unwrap_or("");
                self.bind(alias.asname.as_deref().unwrap_or(first));
            }),
            StmtKind::ImportFrom { names, .. } => {
                for alias in names.iter().filter(|alias| &*alias.name != "*") {
                    self.bind(alias.asname.as_deref().unwrap_or(&alias.name));
                }
            }
            StmtKind::Global(names) => {
                names.iter().for_each(|name| self.mark(name, |used| used.global = true));
            }
            StmtKind::Nonlocal(names) => {
                names.iter().for_each(|name| self.mark(name, |used| used.nonlocal = true));
            }
            StmtKind::Function(function) => self.function(function),
            StmtKind::Class(class) => self.class(class),
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    self.exprs(&case.guard);
                    self.body(&case.body);
                }
            }
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
        }
    }

    fn function(&mut self, function: &Function) {
        self.exprs(&function.decorators);
        self.param_values(&function.params);
        self.exprs(&function.returns);
        self.bind(&function.name);
        self.open(key(function), ScopeKind::Function, None);
        self.params(&function.params);
        self.body(&function.body);
        self.stack.pop();
    }

    fn class(&mut self, class: &Class) {
        self.exprs(&class.decorators);
        self.arguments(&class.args);
        self.bind(&class.name);
        self.open(key(class), ScopeKind::Class, Some(class.name.clone()));
        self.body(&class.body);
        self.stack.pop();
    }

    fn params(&mut self, params: &Params) {
        for param in params.all() {
            self.mark(&param.name, |used| {
                used.bound = true;
                used.param = true;
            });
        }
    }

    fn param_values(&mut self, params: &Params) {
        for param in params.all() {
            self.exprs(&param.annotation);
            self.exprs(&param.default);
        }
    }

    fn exprs_as_targets<'e>(&mut self, targets: impl IntoIterator<Item = &'e Expr>) {
        targets.into_iter().for_each(|target| self.target(target));
    }

    fn target(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => self.bind(name),
            ExprKind::Tuple(items) | ExprKind::List(items) => self.exprs_as_targets(items),
            ExprKind::Starred(inner) => self.target(inner),
            _ => self.expr(target),
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Value(value) | Pattern::Singleton(value) => self.expr(value),
            Pattern::Sequence(patterns) | Pattern::Or(patterns) => {
                patterns.iter().for_each(|p| self.pattern(p));
            }
            Pattern::Mapping { keys, patterns, rest } => {
                self.exprs(keys);
                patterns.iter().for_each(|p| self.pattern(p));
                rest.iter().for_each(|name| self.bind(name));
            }
            Pattern::Class { class, patterns, keywords } => {
                self.expr(class);
                patterns.iter().for_each(|p| self.pattern(p));
                keywords.iter().for_each(|(_, p)| self.pattern(p));
            }
            Pattern::As(inner, name) => {
                self.pattern(inner);
                self.bind(name);
            }
            Pattern::Star(name) | Pattern::Capture(name) => name.iter().for_each(|name| self.bind(name)),
        }
    }

    fn arguments(&mut self, args: &Arguments) {
        self.exprs(&args.positional);
        self.exprs(args.keywords.iter().map(|(_, value)| value));
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            if let Piece::Value { value, spec, .. } = piece {
                self.expr(value);
                spec.iter().for_each(|spec| self.pieces(spec));
            }
        }
    }

    fn comp(&mut self, expr: &Expr, element: &Expr, value: Option<&Expr>, generators: &[Comprehension]) {
        if let Some(first) = generators.first() {
            self.expr(&first.iter);
        }
        self.open(key(expr), ScopeKind::Comprehension, None);
        self.mark(".0", |used| {
            used.bound = true;
            used.param = true;
        });
        for (index, generator) in generators.iter().enumerate() {
            if index > 0 {
                self.expr(&generator.iter);
            }
            self.target(&generator.target);
            self.exprs(&generator.ifs);
        }
        self.expr(element);
        self.exprs(value);
        self.stack.pop();
    }

    /// `:=` binds in the nearest scope that is no comprehension; comprehensions in between use it as `nonlocal`.
    fn walrus(&mut self, name: &str) {
        let owner = self
            .stack
            .iter()
            .rposition(|at| self.scopes.all[*at].kind != ScopeKind::Comprehension)
            .unwrap_or(0);
        let global = self.scopes.all[self.stack[owner]].kind == ScopeKind::Module;
        let inner = self.stack.split_off(owner + 1);
        self.bind(name);
        for at in inner {
            self.stack.push(at);
            self.mark(name, |used| {
                used.global |= global;
                used.nonlocal |= !global;
            });
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) => self.use_name(name),
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => self.exprs(items),
            ExprKind::Dict(items) => {
                for (key, value) in items {
                    self.exprs(key);
                    self.expr(value);
                }
            }
            ExprKind::Comp { element, value, generators, .. } => {
                self.comp(expr, element, value.as_deref(), generators);
            }
            ExprKind::BoolOp { values, .. } => self.exprs(values),
            ExprKind::BinOp { left, right, .. } => self.exprs([&**left, right]),
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Compare { left, rest } => {
                self.expr(left);
                self.exprs(rest.iter().map(|(_, value)| value));
            }
            ExprKind::IfExp { test, body, orelse } => self.exprs([&**test, body, orelse]),
            ExprKind::Lambda { params, body } => {
                self.param_values(params);
                self.open(key(expr), ScopeKind::Function, None);
                self.params(params);
                self.expr(body);
                self.stack.pop();
            }
            ExprKind::Call { func, args } => {
                self.expr(func);
                self.arguments(args);
            }
            ExprKind::Attribute { value, .. } | ExprKind::Starred(value) => self.expr(value),
            ExprKind::Subscript { value, index } => self.exprs([&**value, index]),
            ExprKind::Slice(lower, upper, step) => {
                for part in [lower, upper, step].into_iter().flatten() {
                    self.expr(part);
                }
            }
            ExprKind::Named { target, value } => {
                self.expr(value);
                self.walrus(target);
            }
            ExprKind::Yield(value) => {
                self.scope().generator = true;
                if let Some(value) = value {
                    self.expr(value);
                }
            }
            ExprKind::YieldFrom(value) => {
                self.scope().generator = true;
                self.expr(value);
            }
            ExprKind::Await(value) => self.expr(value),
            ExprKind::JoinedStr(pieces) => self.pieces(pieces),
            _ => {}
        }
    }
}
