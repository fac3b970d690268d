//! Calls.

use super::super::ast::{Arguments, Expr, ExprKind};
use super::super::code::Op;
use super::super::value::Str;
use super::Compiler;
use super::expr::starred;
use std::rc::Rc;

impl Compiler {
    pub(super) fn call(&mut self, expr: &Expr, func: &Expr, args: &Arguments) {
        let spread = starred(&args.positional) || args.keywords.iter().any(|(name, _)| name.is_none());
        if !spread && let ExprKind::Attribute { value, attr, attr_line } = &func.kind {
            self.expr(value);
            let attr = self.mangled(attr);
            let name = self.name_index(&attr);
            let line = (*attr_line).max(expr.line);
            self.at(line);
            self.emit(Op::LoadMethod(name));
            let (argc, kw) = self.plain_arguments(args);
            self.at(line);
            self.emit(Op::CallMethod { argc, kw });
            return;
        }
        self.expr(func);
        self.call_with(args, 0, expr.line);
    }

    /// Calls, on a line, what lies below `already` positional arguments that were pushed before.
    pub(super) fn call_with(&mut self, args: &Arguments, already: u16, line: u32) {
        let spread = starred(&args.positional) || args.keywords.iter().any(|(name, _)| name.is_none());
        if !spread {
            let (argc, kw) = self.plain_arguments(args);
            self.at(line);
            self.emit(Op::Call { argc: argc + already, kw });
            return;
        }
        self.emit(Op::BuildList(u32::from(already)));
        for item in &args.positional {
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
        if !args.keywords.is_empty() {
            self.emit(Op::BuildDict(0));
            for (name, value) in &args.keywords {
                match name {
                    Some(name) => {
                        let name = self.shared(name);
                        self.constant(super::super::value::Value::Str(name));
                        self.expr(value);
                        self.emit(Op::BuildDict(1));
                    }
                    None => self.expr(value),
                }
                self.emit(Op::DictMerge);
            }
        }
        self.at(line);
        self.emit(Op::CallEx(!args.keywords.is_empty()));
    }

    fn plain_arguments(&mut self, args: &Arguments) -> (u16, u32) {
        args.positional.iter().for_each(|arg| self.expr(arg));
        if args.keywords.is_empty() {
            return (args.positional.len() as u16, 0);
        }
        let mut names: Vec<Str> = Vec::new();
        for (name, value) in &args.keywords {
            self.expr(value);
            if let Some(name) = name {
                names.push(self.shared(name));
            }
        }
        let unit = self.unit_mut();
        unit.code.kwnames.push(Rc::from(names));
        (args.positional.len() as u16, unit.code.kwnames.len() as u32)
    }
}
