//! What CPython's compiler refuses in a tree that parses: statements and names in places where they mean nothing.

use super::super::Diagnostic;
use super::super::ast::{Arguments, Comprehension, Expr, ExprKind, Params, Pattern, Piece, Stmt, StmtKind};
use crate::span::{Position, Span};
use std::collections::{HashMap, HashSet};

/// Adds every such mistake to `out`.
pub(super) fn check(source: &str, body: &[Stmt], out: &mut Vec<Diagnostic>) {
    let mut checker = Checker { source, out, scopes: vec![Scope::default()] };
    checker.body(body);
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a place")]
struct Scope<'t> {
    function: bool,
    is_async: bool,
    generator_expression: bool,
    class: bool,
    loops: usize,
    params: HashSet<&'t str>,
    bound: HashSet<&'t str>,
    used: HashMap<&'t str, &'static str>,
}

struct Checker<'t, 'o> {
    source: &'t str,
    out: &'o mut Vec<Diagnostic>,
    scopes: Vec<Scope<'t>>,
}

impl<'t> Checker<'t, '_> {
    fn say(&mut self, at: Span, message: impl Into<String>) {
        let position = Position::of(self.source, at.start as usize);
        self.out.push(Diagnostic { position, message: message.into(), hint: String::new() });
    }

    fn scope(&mut self) -> &mut Scope<'t> {
        let last = self.scopes.len() - 1;
        &mut self.scopes[last]
    }

    fn in_function(&self) -> bool {
        self.scopes.iter().rev().find(|scope| !scope.generator_expression).is_some_and(|scope| scope.function)
    }

    fn in_async(&self) -> bool {
        self.scopes.iter().rev().find(|scope| !scope.generator_expression).is_some_and(|scope| scope.is_async)
    }

    fn body(&mut self, body: &'t [Stmt]) {
        for stmt in body {
            self.stmt(stmt);
        }
    }

    fn loop_body(&mut self, body: &'t [Stmt]) {
        self.scope().loops += 1;
        self.body(body);
        self.scope().loops -= 1;
    }

    #[expect(clippy::too_many_lines, reason = "one arm per kind of statement")]
    fn stmt(&mut self, stmt: &'t Stmt) {
        match &stmt.kind {
            StmtKind::Break if self.scope().loops == 0 => self.say(stmt.span, "'break' outside loop"),
            StmtKind::Continue if self.scope().loops == 0 => {
                self.say(stmt.span, "'continue' not properly in loop");
            }
            StmtKind::Return(value) => {
                if !self.scope().function {
                    self.say(stmt.span, "'return' outside function");
                }
                self.maybe(value.as_ref());
            }
            StmtKind::Global(names) | StmtKind::Nonlocal(names) => {
                self.declaration(stmt, names, matches!(stmt.kind, StmtKind::Global(_)));
            }
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                targets.iter().for_each(|target| self.target(target, true));
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(value);
                self.target(target, false);
            }
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                self.maybe(value.as_ref());
                self.expr(annotation);
                self.target(target, false);
            }
            StmtKind::Delete(targets) => targets.iter().for_each(|target| self.target(target, false)),
            StmtKind::If { branches, orelse } => {
                for branch in branches {
                    self.expr(&branch.test);
                    self.body(&branch.body);
                }
                self.body(orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test);
                self.loop_body(body);
                self.body(orelse);
            }
            StmtKind::For { target, iter, body, orelse, is_async } => {
                if *is_async && !self.in_async() {
                    self.say(stmt.span, "'async for' outside async function");
                }
                self.expr(iter);
                self.target(target, false);
                self.loop_body(body);
                self.body(orelse);
            }
            StmtKind::With { items, body, is_async } => {
                if *is_async && !self.in_async() {
                    self.say(stmt.span, "'async with' outside async function");
                }
                for (context, vars) in items {
                    self.expr(context);
                    vars.iter().for_each(|vars| self.target(vars, false));
                }
                self.body(body);
            }
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                self.body(body);
                for (index, handler) in handlers.iter().enumerate() {
                    if handler.class.is_none() && index + 1 < handlers.len() {
                        self.say(handler.span, "default 'except:' must be last");
                    }
                    self.maybe(handler.class.as_ref());
                    handler.name.iter().for_each(|name| self.bind(name, handler.span));
                    self.body(&handler.body);
                }
                self.body(orelse);
                self.body(finalbody);
            }
            StmtKind::Raise { exc, cause } => {
                self.maybe(exc.as_ref());
                self.maybe(cause.as_ref());
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test);
                self.maybe(msg.as_ref());
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for (index, case) in cases.iter().enumerate() {
                    self.pattern(&case.pattern, case.span);
                    if case.guard.is_none() && index + 1 < cases.len() {
                        match &case.pattern {
                            Pattern::Capture(None) => {
                                self.say(case.span, "wildcard makes remaining patterns unreachable");
                            }
                            Pattern::Capture(Some(name)) => {
                                let message =
                                    format!("name capture '{name}' makes remaining patterns unreachable");
                                self.say(case.span, message);
                            }
                            _ => {}
                        }
                    }
                    self.maybe(case.guard.as_ref());
                    self.body(&case.body);
                }
            }
            StmtKind::Function(function) => {
                function.decorators.iter().for_each(|decorator| self.expr(decorator));
                self.param_values(&function.params);
                self.maybe(function.returns.as_ref());
                self.bind(&function.name, stmt.span);
                self.function(&function.params, stmt.span, function.is_async);
                self.body(&function.body);
                self.scopes.pop();
            }
            StmtKind::Class(class) => {
                class.decorators.iter().for_each(|decorator| self.expr(decorator));
                self.arguments(&class.args);
                self.bind(&class.name, stmt.span);
                self.scopes.push(Scope { class: true, ..Scope::default() });
                self.body(&class.body);
                self.scopes.pop();
            }
            StmtKind::Import(names) => names.iter().for_each(|alias| {
                let first = alias.name.split('.').next().unwrap_or("");
                self.bind(alias.asname.as_deref().unwrap_or(first), alias.span);
            }),
            StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    if &*alias.name != "*" {
                        self.bind(alias.asname.as_deref().unwrap_or(&alias.name), alias.span);
                    } else if self.scopes.len() > 1 {
                        self.say(alias.span, "import * only allowed at module level");
                    }
                }
            }
            _ => {}
        }
    }

    fn declaration(&mut self, stmt: &'t Stmt, names: &'t [Box<str>], global: bool) {
        let word = if global { "global" } else { "nonlocal" };
        if !global && self.scopes.len() == 1 {
            self.say(stmt.span, "nonlocal declaration not allowed at module level");
            return;
        }
        for name in names {
            let scope = self.scope();
            if scope.params.contains(&**name) {
                self.say(stmt.span, format!("name '{name}' is parameter and {word}"));
            } else if let Some(how) = scope.used.get(&**name).copied() {
                self.say(stmt.span, format!("name '{name}' is {how} {word} declaration"));
            } else if !global {
                let outer = &self.scopes[1..self.scopes.len() - 1];
                let found = outer.iter().any(|scope| !scope.class && scope.bound.contains(&**name))
                    || self.bound_later(name, stmt.span);
                if !found {
                    self.say(stmt.span, format!("no binding for nonlocal '{name}' found"));
                }
            }
        }
    }

    /// An enclosing function may bind the name below the inner one; looking for the text is enough to let it pass,
    /// as the compiler resolves it exactly.
    fn bound_later(&self, name: &str, at: Span) -> bool {
        self.scopes.len() > 2 && self.source.get(at.end as usize..).is_some_and(|rest| rest.contains(name))
    }

    fn function(&mut self, params: &'t Params, at: Span, is_async: bool) {
        let mut scope = Scope { function: true, is_async, ..Scope::default() };
        let mut repeated = Vec::new();
        for param in params.all() {
            if !scope.params.insert(&param.name) {
                repeated.push(&*param.name);
            }
            scope.bound.insert(&param.name);
        }
        self.scopes.push(scope);
        for name in repeated {
            self.say(at, format!("duplicate argument '{name}' in function definition"));
        }
    }

    fn param_values(&mut self, params: &'t Params) {
        for param in params.all() {
            self.maybe(param.annotation.as_ref());
            self.maybe(param.default.as_ref());
        }
    }

    fn bind(&mut self, name: &'t str, at: Span) {
        if name == "__debug__" {
            self.say(at, "cannot assign to __debug__");
        }
        let scope = self.scope();
        scope.bound.insert(name);
        scope.used.entry(name).or_insert("assigned to before");
    }

    fn target(&mut self, target: &'t Expr, top: bool) {
        match &target.kind {
            ExprKind::Name(name) => self.bind(name, target.span),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                if items.iter().filter(|item| matches!(item.kind, ExprKind::Starred(_))).count() > 1 {
                    self.say(target.span, "multiple starred expressions in assignment");
                }
                items.iter().for_each(|item| match &item.kind {
                    ExprKind::Starred(inner) => self.target(inner, false),
                    _ => self.target(item, false),
                });
            }
            ExprKind::Starred(_) if top => {
                self.say(target.span, "starred assignment target must be in a list or tuple");
            }
            _ => self.expr(target),
        }
    }

    fn pattern(&mut self, pattern: &'t Pattern, at: Span) {
        match pattern {
            Pattern::Value(value) | Pattern::Singleton(value) => self.expr(value),
            Pattern::Sequence(patterns) => {
                if patterns.iter().filter(|p| matches!(p, Pattern::Star(_))).count() > 1 {
                    self.say(at, "multiple starred expressions in sequence pattern");
                }
                patterns.iter().for_each(|p| self.pattern(p, at));
            }
            Pattern::Or(patterns) => patterns.iter().for_each(|p| self.pattern(p, at)),
            Pattern::Mapping { keys, patterns, rest } => {
                keys.iter().for_each(|key| self.expr(key));
                patterns.iter().for_each(|p| self.pattern(p, at));
                rest.iter().for_each(|name| self.bind(name, at));
            }
            Pattern::Class { class, patterns, keywords } => {
                self.expr(class);
                patterns.iter().for_each(|p| self.pattern(p, at));
                keywords.iter().for_each(|(_, p)| self.pattern(p, at));
            }
            Pattern::As(inner, name) => {
                self.pattern(inner, at);
                self.bind(name, at);
            }
            Pattern::Star(name) | Pattern::Capture(name) => name.iter().for_each(|name| self.bind(name, at)),
        }
    }

    fn maybe(&mut self, expr: Option<&'t Expr>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    fn arguments(&mut self, args: &'t Arguments) {
        args.positional.iter().for_each(|arg| self.item(arg));
        let mut seen = HashSet::new();
        for (name, value) in &args.keywords {
            if let Some(name) = name
                && !seen.insert(&**name)
            {
                self.say(value.span, format!("keyword argument repeated: {name}"));
            }
            self.expr(value);
        }
    }

    /// An element of a display or argument list, where a star is welcome.
    fn item(&mut self, item: &'t Expr) {
        match &item.kind {
            ExprKind::Starred(inner) => self.expr(inner),
            _ => self.expr(item),
        }
    }

    fn pieces(&mut self, pieces: &'t [Piece]) {
        for piece in pieces {
            if let Piece::Value { value, spec, .. } = piece {
                self.expr(value);
                spec.iter().for_each(|spec| self.pieces(spec));
            }
        }
    }

    fn comp(&mut self, generators: &'t [Comprehension], element: &'t Expr, value: Option<&'t Expr>) {
        if let Some(first) = generators.first() {
            self.expr(&first.iter);
        }
        self.scopes.push(Scope { generator_expression: true, ..Scope::default() });
        for (index, generator) in generators.iter().enumerate() {
            if generator.is_async && !self.in_async() {
                self.say(element.span, "asynchronous comprehension outside of an asynchronous function");
            }
            if index > 0 {
                self.expr(&generator.iter);
            }
            self.target(&generator.target, false);
            generator.ifs.iter().for_each(|test| self.expr(test));
        }
        self.expr(element);
        self.maybe(value);
        self.scopes.pop();
    }

    fn expr(&mut self, expr: &'t Expr) {
        match &expr.kind {
            ExprKind::Name(name) => {
                self.scope().used.entry(name).or_insert("used prior to");
            }
            ExprKind::Starred(_) => self.say(expr.span, "can't use starred expression here"),
            ExprKind::Yield(value) => {
                self.yield_at(expr, "'yield'");
                self.maybe(value.as_deref());
            }
            ExprKind::YieldFrom(value) => {
                self.yield_at(expr, "'yield from'");
                if self.in_async() {
                    self.say(expr.span, "'yield from' inside async function");
                }
                self.expr(value);
            }
            ExprKind::Await(value) => {
                if !self.in_async() {
                    let outside = if self.in_function() { "async function" } else { "function" };
                    self.say(expr.span, format!("'await' outside {outside}"));
                }
                self.expr(value);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => {
                items.iter().for_each(|item| self.item(item));
            }
            ExprKind::Dict(items) => items.iter().for_each(|(key, value)| {
                self.maybe(key.as_ref());
                self.expr(value);
            }),
            ExprKind::BoolOp { values, .. } => values.iter().for_each(|value| self.expr(value)),
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Compare { left, rest } => {
                self.expr(left);
                rest.iter().for_each(|(_, value)| self.expr(value));
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test);
                self.expr(body);
                self.expr(orelse);
            }
            ExprKind::Call { func, args } => {
                self.expr(func);
                self.arguments(args);
            }
            ExprKind::Attribute { value, .. } => self.expr(value),
            ExprKind::Subscript { value, index } => {
                self.expr(value);
                self.item(index);
            }
            ExprKind::Slice(lower, upper, step) => {
                self.maybe(lower.as_deref());
                self.maybe(upper.as_deref());
                self.maybe(step.as_deref());
            }
            ExprKind::Named { target, value } => {
                // The tree knows nothing of parentheses round the name.
                let text = self.source.get(expr.span.start as usize..).unwrap_or("");
                let after = text.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_').trim_start();
                if text.starts_with('(') || after.starts_with(')') {
                    self.say(expr.span, "cannot use assignment expressions with name");
                }
                self.expr(value);
                self.bind(target, expr.span);
            }
            ExprKind::Lambda { params, body } => {
                self.param_values(params);
                self.function(params, expr.span, false);
                self.expr(body);
                self.scopes.pop();
            }
            ExprKind::Comp { element, value, generators, .. } => {
                self.comp(generators, element, value.as_deref());
            }
            ExprKind::JoinedStr(pieces) => self.pieces(pieces),
            _ => {}
        }
    }

    fn yield_at(&mut self, expr: &Expr, word: &str) {
        let last = self.scopes.len() - 1;
        if self.scopes[last].generator_expression {
            self.say(expr.span, format!("{word} inside list comprehension"));
        } else if !self.scopes[last].function {
            self.say(expr.span, format!("{word} outside function"));
        }
    }
}
