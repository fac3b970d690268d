//! Statements.

use super::super::ast::{Alias, Body, Branch, Case, Class, Expr, Function, Handler, Stmt, StmtKind};
use super::expr::bin_op;
use super::{Lowerer, span};
use crate::span::Span;
use ruff_python_ast as ruff;
use ruff_text_size::{Ranged, TextRange, TextSize};

/// Statically nested blocks CPython's compiler allows.
const BLOCKS: usize = 20;

impl Lowerer<'_> {
    pub(super) fn body(&mut self, body: &[ruff::Stmt]) -> Body {
        body.iter().map(|stmt| self.stmt(stmt)).collect()
    }

    fn block(&mut self, at: TextRange, body: &[ruff::Stmt]) -> Body {
        self.blocks += 1;
        if self.blocks == BLOCKS + 1 {
            self.refuse(at, "too many statically nested blocks", "move the inner part into a function");
        }
        let lowered = self.body(body);
        self.blocks -= 1;
        lowered
    }

    fn stmt(&mut self, stmt: &ruff::Stmt) -> Stmt {
        let range = stmt.range();
        let kind = self.kind(stmt);
        let (start, end) = match stmt {
            ruff::Stmt::FunctionDef(s) => (s.name.range.start(), self.header_end(&s.body, range)),
            ruff::Stmt::ClassDef(s) => (s.name.range.start(), self.header_end(&s.body, range)),
            ruff::Stmt::If(s) => (range.start(), self.header_end(&s.body, range)),
            ruff::Stmt::While(s) => (range.start(), self.header_end(&s.body, range)),
            ruff::Stmt::For(s) => (range.start(), self.header_end(&s.body, range)),
            ruff::Stmt::With(s) => (range.start(), self.header_end(&s.body, range)),
            ruff::Stmt::Try(s) => (range.start(), self.header_end(&s.body, range)),
            ruff::Stmt::Match(s) => (range.start(), self.colon_after(s.subject.range().end())),
            _ => (range.start(), range.end().to_u32()),
        };
        let line = self.line(start.to_u32());
        let start = match stmt {
            ruff::Stmt::FunctionDef(_) | ruff::Stmt::ClassDef(_) => self.first_of_line(line),
            _ => start.to_u32(),
        };
        Stmt { line, span: Span { start, end }, kind }
    }

    /// The end of a compound statement's header: after the last colon before its body.
    fn header_end(&self, body: &[ruff::Stmt], range: TextRange) -> u32 {
        let first = body.first().map_or(range.end(), |first| match first {
            ruff::Stmt::FunctionDef(s) => s.decorator_list.first().map_or(first.start(), Ranged::start),
            ruff::Stmt::ClassDef(s) => s.decorator_list.first().map_or(first.start(), Ranged::start),
            _ => first.start(),
        });
        self.colon_before(range.start(), first)
    }

    /// After the colon that ends the header lying between two offsets (comments may follow it).
    fn colon_before(&self, start: TextSize, body: TextSize) -> u32 {
        let text = &self.source[start.to_usize()..body.to_usize()];
        let mut end = text.trim_end().len();
        loop {
            let line = text[..end].rfind('\n').map_or(0, |at| at + 1);
            if text[line..end].trim_start().starts_with('#') || text[line..end].trim().is_empty() {
                if line == 0 {
                    return start.to_u32();
                }
                end = line - 1;
                continue;
            }
            let code = match text[line..end].find(" #") {
                Some(comment) if text[line..line + comment].trim_end().ends_with(':') => line + comment,
                _ => end,
            };
            return start.to_u32() + text[..code].trim_end().len() as u32;
        }
    }

    fn colon_after(&self, offset: TextSize) -> u32 {
        let at = offset.to_usize();
        (at + self.source[at..].find(':').map_or(0, |colon| colon + 1)) as u32
    }

    fn first_of_line(&self, line: u32) -> u32 {
        let start = self.line_starts[line as usize - 1] as usize;
        let text = &self.source[start..];
        (start + text.len() - text.trim_start().len()) as u32
    }

    fn kind(&mut self, stmt: &ruff::Stmt) -> StmtKind {
        match stmt {
            ruff::Stmt::Expr(s) => StmtKind::Expr(self.expr(&s.value)),
            ruff::Stmt::Assign(s) => {
                StmtKind::Assign { targets: self.exprs(&s.targets), value: self.expr(&s.value) }
            }
            ruff::Stmt::AugAssign(s) => StmtKind::AugAssign {
                target: self.expr(&s.target),
                op: bin_op(s.op),
                value: self.expr(&s.value),
            },
            ruff::Stmt::AnnAssign(s) => StmtKind::AnnAssign {
                target: self.expr(&s.target),
                annotation: self.expr(&s.annotation),
                value: s.value.as_ref().map(|value| self.expr(value)),
                simple: s.simple,
            },
            ruff::Stmt::Return(s) => StmtKind::Return(s.value.as_ref().map(|value| self.expr(value))),
            ruff::Stmt::Delete(s) => StmtKind::Delete(self.exprs(&s.targets)),
            ruff::Stmt::If(s) => self.if_stmt(s),
            ruff::Stmt::While(s) => StmtKind::While {
                test: self.expr(&s.test),
                body: self.block(s.range, &s.body),
                orelse: self.body(&s.orelse),
            },
            ruff::Stmt::For(s) => StmtKind::For {
                target: self.expr(&s.target),
                iter: self.expr(&s.iter),
                body: self.block(s.range, &s.body),
                orelse: self.body(&s.orelse),
                is_async: s.is_async,
            },
            ruff::Stmt::With(s) => StmtKind::With {
                items: s
                    .items
                    .iter()
                    .map(|item| {
                        let context = self.expr(&item.context_expr);
                        (context, item.optional_vars.as_ref().map(|vars| self.expr(vars)))
                    })
                    .collect(),
                body: self.block(s.range, &s.body),
                is_async: s.is_async,
            },
            ruff::Stmt::Try(s) => self.try_stmt(s),
            ruff::Stmt::Raise(s) => StmtKind::Raise {
                exc: s.exc.as_ref().map(|exc| self.expr(exc)),
                cause: s.cause.as_ref().map(|cause| self.expr(cause)),
            },
            ruff::Stmt::Assert(s) => {
                StmtKind::Assert { test: self.expr(&s.test), msg: s.msg.as_ref().map(|msg| self.expr(msg)) }
            }
            ruff::Stmt::Import(s) => StmtKind::Import(aliases(&s.names)),
            ruff::Stmt::ImportFrom(s) => StmtKind::ImportFrom {
                module: s.module.as_ref().map_or("", |module| module.id.as_str()).into(),
                names: aliases(&s.names),
                level: s.level,
            },
            ruff::Stmt::Global(s) => StmtKind::Global(s.names.iter().map(|n| n.id.as_str().into()).collect()),
            ruff::Stmt::Nonlocal(s) => {
                StmtKind::Nonlocal(s.names.iter().map(|n| n.id.as_str().into()).collect())
            }
            ruff::Stmt::FunctionDef(s) => self.function(s),
            ruff::Stmt::ClassDef(s) => self.class(s),
            ruff::Stmt::Match(s) => self.match_stmt(s),
            ruff::Stmt::Pass(_) => StmtKind::Pass,
            ruff::Stmt::Break(_) => StmtKind::Break,
            ruff::Stmt::Continue(_) => StmtKind::Continue,
            ruff::Stmt::TypeAlias(s) => {
                let hint = "assign the type to a name: Vector = list[float]";
                self.refuse(s, "the type statement is outside the Python that runs here", hint);
                StmtKind::Pass
            }
            ruff::Stmt::IpyEscapeCommand(s) => {
                self.refuse(s, "a shell escape is outside the Python that runs here", "remove it");
                StmtKind::Pass
            }
        }
    }

    fn if_stmt(&mut self, s: &ruff::StmtIf) -> StmtKind {
        let end = self.header_end(&s.body, s.range);
        let mut branches = vec![Branch {
            line: self.line(s.range.start().to_u32()),
            span: Span { start: s.range.start().to_u32(), end },
            test: self.expr(&s.test),
            body: self.body(&s.body),
        }];
        let mut orelse = Body::new();
        for clause in &s.elif_else_clauses {
            match &clause.test {
                Some(test) => {
                    let end = self.header_end(&clause.body, clause.range);
                    branches.push(Branch {
                        line: self.line(clause.range.start().to_u32()),
                        span: Span { start: clause.range.start().to_u32(), end },
                        test: self.expr(test),
                        body: self.body(&clause.body),
                    });
                }
                None => orelse = self.body(&clause.body),
            }
        }
        StmtKind::If { branches, orelse }
    }

    fn try_stmt(&mut self, s: &ruff::StmtTry) -> StmtKind {
        if s.is_star {
            let hint = "use except; exception groups belong to concurrent programs";
            self.refuse(s, "except* is outside the Python that runs here", hint);
        }
        let body = self.block(s.range, &s.body);
        let handlers = s
            .handlers
            .iter()
            .map(|ruff::ExceptHandler::ExceptHandler(h)| Handler {
                line: self.line(h.range.start().to_u32()),
                span: Span { start: h.range.start().to_u32(), end: self.header_end(&h.body, h.range) },
                class: h.type_.as_ref().map(|class| self.expr(class)),
                name: h.name.as_ref().map(|name| name.id.as_str().into()),
                body: self.block(h.range, &h.body),
            })
            .collect();
        let orelse = self.body(&s.orelse);
        let finalbody = self.block(s.range, &s.finalbody);
        StmtKind::Try { body, handlers, orelse, finalbody }
    }

    fn decorators(&mut self, decorators: &[ruff::Decorator]) -> Vec<Expr> {
        decorators.iter().map(|decorator| self.expr(&decorator.expression)).collect()
    }

    fn type_params(&mut self, params: Option<&ruff::TypeParams>) {
        if let Some(params) = params {
            let hint = "leave the type parameters out, or use typing.TypeVar";
            self.refuse(params, "type parameter lists are newer than Python 3.11", hint);
        }
    }

    fn function(&mut self, s: &ruff::StmtFunctionDef) -> StmtKind {
        self.type_params(s.type_params.as_deref());
        let decorators = self.decorators(&s.decorator_list);
        let params = self.params(&s.parameters);
        let returns = s.returns.as_ref().map(|returns| self.expr(returns));
        let blocks = std::mem::take(&mut self.blocks);
        let body = self.body(&s.body);
        self.blocks = blocks;
        let name = s.name.id.as_str().into();
        StmtKind::Function(Box::new(Function {
            name,
            params,
            returns,
            body,
            decorators,
            is_async: s.is_async,
        }))
    }

    fn class(&mut self, s: &ruff::StmtClassDef) -> StmtKind {
        self.type_params(s.type_params.as_deref());
        let decorators = self.decorators(&s.decorator_list);
        let args = s.arguments.as_ref().map(|args| self.arguments(args)).unwrap_or_default();
        let blocks = std::mem::take(&mut self.blocks);
        let body = self.body(&s.body);
        self.blocks = blocks;
        StmtKind::Class(Box::new(Class { name: s.name.id.as_str().into(), args, body, decorators }))
    }

    fn match_stmt(&mut self, s: &ruff::StmtMatch) -> StmtKind {
        let subject = self.expr(&s.subject);
        let cases = s
            .cases
            .iter()
            .map(|case| Case {
                line: self.line(case.range.start().to_u32()),
                span: Span {
                    start: case.range.start().to_u32(),
                    end: self.header_end(&case.body, case.range),
                },
                pattern: self.pattern(&case.pattern),
                guard: case.guard.as_ref().map(|guard| self.expr(guard)),
                body: self.block(case.range, &case.body),
            })
            .collect();
        StmtKind::Match { subject, cases }
    }
}

fn aliases(names: &[ruff::Alias]) -> Vec<Alias> {
    names
        .iter()
        .map(|alias| Alias {
            name: alias.name.id.as_str().into(),
            asname: alias.asname.as_ref().map(|name| name.id.as_str().into()),
            span: span(alias.range),
        })
        .collect()
}
