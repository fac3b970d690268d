//! Functions, lambdas, comprehensions and classes.

use super::super::ast::{Class, CompKind, Comprehension, Expr, Function, Params, Stmt};
use super::super::code::{Code, CodeKind, Op};
use super::super::value::Value;
use super::scope::key;
use super::{Compiler, annotated, docstring};
use std::rc::Rc;

impl Compiler {
    pub(super) fn function(&mut self, function: &Function, stmt: &Stmt) {
        for decorator in &function.decorators {
            self.expr(decorator);
            self.back(stmt.line, stmt.span);
        }
        self.at(stmt.line);
        let mut flags = self.defaults(&function.params);
        flags |= self.annotations(&function.params, function.returns.as_ref());
        let qualname = self.qualname(&function.name);
        self.open(self.scopes.find(key(function)), &function.name, &qualname, CodeKind::Function);
        let first_line = function.decorators.first().map_or(stmt.line, |decorator| decorator.line);
        self.params(&function.params);
        let scope = self.unit().scope;
        let generator = self.scopes.all[scope].generator;
        let doc = docstring(&function.body);
        let code = &mut self.unit_mut().code;
        code.generator = generator;
        code.coroutine = function.is_async;
        code.first_line = first_line;
        code.first_span = stmt.span;
        code.doc.clone_from(&doc);
        self.assign_locals();
        self.body(if doc.is_some() { &function.body[1..] } else { &function.body });
        self.constant(Value::None);
        self.emit(Op::Return);
        let code = self.close();
        self.make(code, flags);
        for decorator in function.decorators.iter().rev() {
            self.at(decorator.line);
            self.emit(Op::Call { argc: 1, kw: 0 });
            self.back(stmt.line, stmt.span);
        }
        self.at(stmt.line);
        self.store_name(&function.name);
    }

    pub(super) fn lambda(&mut self, expr: &Expr, params: &Params, body: &Expr) {
        let flags = self.defaults(params);
        let qualname = self.qualname("<lambda>");
        self.open(self.scopes.find(key(expr)), "<lambda>", &qualname, CodeKind::Function);
        self.params(params);
        let scope = self.unit().scope;
        let generator = self.scopes.all[scope].generator;
        let code = &mut self.unit_mut().code;
        code.generator = generator;
        code.first_line = expr.line;
        code.first_span = expr.span;
        self.assign_locals();
        self.stop(body.line, body.span);
        self.expr(body);
        self.emit(Op::Return);
        let code = self.close();
        self.make(code, flags);
    }

    fn params(&mut self, params: &Params) {
        for param in params.all() {
            let name = self.mangled(&param.name);
            self.local_slot(&name);
        }
        let unit = self.unit_mut();
        unit.code.posonly = params.posonly;
        unit.code.positional = params.positional.len();
        unit.code.kwonly = params.kwonly.len();
        unit.code.vararg = params.vararg.is_some();
        unit.code.kwarg = params.kwarg.is_some();
        for (name, slot) in &mut unit.code.cellvars {
            *slot = unit.locals.get(name.name()).copied();
        }
    }

    /// Pushes defaults; the flags for `MakeFunction`.
    fn defaults(&mut self, params: &Params) -> u32 {
        let mut flags = 0;
        let defaults: Vec<&Expr> =
            params.positional.iter().filter_map(|param| param.default.as_ref()).collect();
        if !defaults.is_empty() {
            defaults.iter().for_each(|default| self.expr(default));
            self.emit(Op::BuildTuple(defaults.len() as u32));
            flags |= 1;
        }
        let named: Vec<_> = params.kwonly.iter().filter(|param| param.default.is_some()).collect();
        if !named.is_empty() {
            for param in &named {
                let name = self.mangled(&param.name);
                let name = self.shared(&name);
                self.constant(Value::Str(name));
                param.default.iter().for_each(|default| self.expr(default));
            }
            self.emit(Op::BuildDict(named.len() as u32));
            flags |= 2;
        }
        flags
    }

    fn annotations(&mut self, params: &Params, returns: Option<&Expr>) -> u32 {
        let mut count = 0;
        let order = params.positional.iter().chain(&params.vararg).chain(&params.kwonly).chain(&params.kwarg);
        for param in order {
            if let Some(annotation) = &param.annotation {
                let name = self.mangled(&param.name);
                let name = self.shared(&name);
                self.constant(Value::Str(name));
                self.annotation(annotation);
                count += 1;
            }
        }
        if let Some(returns) = returns {
            let name = self.shared("return");
            self.constant(Value::Str(name));
            self.annotation(returns);
            count += 1;
        }
        if count == 0 {
            return 0;
        }
        self.emit(Op::BuildDict(count));
        4
    }

    /// Pushes the closure and makes the function.
    fn make(&mut self, code: Code, mut flags: u32) {
        if !code.freevars.is_empty() {
            for name in &code.freevars {
                let cell = self.cell_index(name.name());
                self.emit(Op::PushCell(cell));
            }
            self.emit(Op::BuildTuple(code.freevars.len() as u32));
            flags |= 8;
        }
        self.constant(Value::Code(Rc::new(code)));
        self.emit(Op::MakeFunction(flags));
    }

    pub(super) fn comp(
        &mut self,
        expr: &Expr,
        kind: CompKind,
        element: &Expr,
        value: Option<&Expr>,
        generators: &[Comprehension],
    ) {
        let Some(first) = generators.first() else { return };
        let name = match kind {
            CompKind::List => "<listcomp>",
            CompKind::Set => "<setcomp>",
            CompKind::Dict => "<dictcomp>",
            CompKind::Generator => "<genexpr>",
        };
        let qualname = self.qualname(name);
        let is_async = generators.iter().any(|generator| generator.is_async);
        self.open(self.scopes.find(key(expr)), name, &qualname, CodeKind::Comprehension);
        self.local_slot(".0");
        let code = &mut self.unit_mut().code;
        code.positional = 1;
        code.generator = kind == CompKind::Generator;
        code.coroutine = is_async;
        code.first_line = expr.line;
        code.first_span = expr.span;
        self.assign_locals();
        self.at(expr.line);
        match kind {
            CompKind::List => self.emit(Op::BuildList(0)),
            CompKind::Set => self.emit(Op::BuildSet(0)),
            CompKind::Dict => self.emit(Op::BuildDict(0)),
            CompKind::Generator => self.emit(Op::Nop),
        };
        self.comp_level(kind, element, value, generators, 0);
        if kind == CompKind::Generator {
            self.constant(Value::None);
        }
        self.emit(Op::Return);
        let code = self.close();
        self.make(code, 0);
        self.expr(&first.iter);
        self.at(expr.line);
        self.emit(if first.is_async { Op::GetAIter } else { Op::GetIter });
        self.emit(Op::Call { argc: 1, kw: 0 });
        if is_async && kind != CompKind::Generator {
            self.emit(Op::GetAwaitable);
            self.constant(Value::None);
            self.emit(Op::YieldFrom);
        }
    }

    fn comp_level(
        &mut self,
        kind: CompKind,
        element: &Expr,
        value: Option<&Expr>,
        generators: &[Comprehension],
        level: usize,
    ) {
        let Some(generator) = generators.get(level) else {
            self.expr(element);
            value.iter().for_each(|value| self.expr(value));
            self.at(element.line);
            let below = generators.len() as u32;
            match kind {
                CompKind::List => self.emit(Op::ListAppend(below)),
                CompKind::Set => self.emit(Op::SetAdd(below)),
                CompKind::Dict => self.emit(Op::DictAdd(below)),
                CompKind::Generator => {
                    self.emit(Op::Yield);
                    self.emit(Op::Pop)
                }
            };
            return;
        };
        if level == 0 {
            self.emit(Op::LoadFast(0));
        } else {
            self.expr(&generator.iter);
            self.emit(if generator.is_async { Op::GetAIter } else { Op::GetIter });
        }
        let again = self.here();
        let (next, setup) = if generator.is_async {
            let setup = self.emit(Op::SetupExcept(0));
            self.emit(Op::GetANext);
            self.constant(Value::None);
            self.emit(Op::YieldFrom);
            self.emit(Op::PopBlock);
            (None, Some(setup))
        } else {
            (Some(self.emit(Op::ForIter(0))), None)
        };
        self.store(&generator.target);
        for test in &generator.ifs {
            let skip = self.condition(test);
            self.point(skip, again);
        }
        self.comp_level(kind, element, value, generators, level + 1);
        self.emit(Op::Jump(again));
        if let Some(next) = next {
            self.land(next);
        }
        if let Some(setup) = setup {
            self.land(setup);
            let ended = self.emit(Op::EndAsyncFor(0));
            self.land(ended);
        }
    }

    pub(super) fn class(&mut self, class: &Class, stmt: &Stmt) {
        for decorator in &class.decorators {
            self.expr(decorator);
            self.back(stmt.line, stmt.span);
        }
        self.at(stmt.line);
        self.emit(Op::LoadBuildClass);
        let qualname = self.qualname(&class.name);
        self.open(self.scopes.find(key(class)), &class.name, &qualname, CodeKind::Class);
        let code = &mut self.unit_mut().code;
        code.first_line = class.decorators.first().map_or(stmt.line, |decorator| decorator.line);
        code.first_span = stmt.span;
        self.stop(stmt.line, stmt.span);
        if annotated(&class.body) {
            self.emit(Op::SetupAnnotations);
        }
        let doc = docstring(&class.body);
        if let (Some(doc), Some(first)) = (&doc, class.body.first()) {
            self.stop(first.line, first.span);
            self.constant(Value::Str(doc.clone()));
            self.store_name("__doc__");
        }
        self.body(if doc.is_some() { &class.body[1..] } else { &class.body });
        self.constant(Value::None);
        self.emit(Op::Return);
        let code = self.close();
        self.make(code, 0);
        let name = self.shared(&class.name);
        self.constant(Value::Str(name));
        self.call_with(&class.args, 2, stmt.line);
        for decorator in class.decorators.iter().rev() {
            self.at(decorator.line);
            self.emit(Op::Call { argc: 1, kw: 0 });
            self.back(stmt.line, stmt.span);
        }
        self.at(stmt.line);
        self.store_name(&class.name);
    }
}
