//! From source text to our own tree. Only this file and those under `lower/` name the parser crate.
//!
//! Every problem is collected: the parser's syntax errors in CPython's words ([`error`]), constructs outside the
//! subset, and what CPython's compiler refuses ([`check`]).

mod check;
mod error;
mod expr;
mod literal;
mod pattern;
mod scan;
mod stmt;
#[cfg(test)]
mod tests;
mod tokens;

use super::ast::{Body, Stmt, StmtKind};
use super::{Diagnostic, Limits, Token};
use crate::span::{Position, Span};
use ruff_python_ast::{ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, Parsed};
use ruff_text_size::{Ranged, TextRange};

/// What parsing gives: the tree, the tokens for highlighting, and each statement's header.
#[derive(Debug)]
pub(super) struct Lowered {
    pub(super) body: Body,
    pub(super) tokens: Vec<Token>,
    pub(super) statements: Vec<(u32, Span)>,
}

/// Parses `source`; the tokens are there even when it has mistakes.
pub(super) fn lower(source: &str, limits: &Limits) -> Result<Lowered, (Vec<Diagnostic>, Vec<Token>)> {
    if source.len() > limits.source_bytes {
        let message = format!("the program is longer than {} bytes", limits.source_bytes);
        let hint = "split it, or leave the data out".into();
        let position = Position { line: 1, column: 1 };
        return Err((vec![Diagnostic { position, message, hint }], Vec::new()));
    }
    if let Some(offset) = scan::too_deep(source) {
        let diagnostic = Diagnostic {
            position: Position::of(source, offset),
            message: "too many nested parentheses or operators".into(),
            hint: "split the expression over several statements".into(),
        };
        return Err((vec![diagnostic], Vec::new()));
    }
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY311);
    let parsed = ruff_python_parser::parse_unchecked(source, options);
    let Some(parsed) = parsed.try_into_module() else {
        return Err((Vec::new(), Vec::new()));
    };
    let tokens = tokens::highlight(source, parsed.tokens());
    match lower_parsed(source, &parsed, limits) {
        Ok((body, statements)) => Ok(Lowered { body, tokens, statements }),
        Err(diagnostics) => Err((diagnostics, tokens)),
    }
}

fn lower_parsed(
    source: &str,
    parsed: &Parsed<ModModule>,
    limits: &Limits,
) -> Result<(Body, Vec<(u32, Span)>), Vec<Diagnostic>> {
    let syntax = error::diagnostics(source, parsed);
    if !syntax.is_empty() {
        return Err(syntax);
    }
    let mut lowerer = Lowerer::new(source, limits);
    let body = lowerer.body(&parsed.syntax().body);
    let mut diagnostics = lowerer.diagnostics;
    if diagnostics.is_empty() {
        check::check(source, &body, &mut diagnostics);
    }
    if diagnostics.is_empty() {
        let mut statements = Vec::new();
        collect(&body, &mut statements);
        return Ok((body, statements));
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.position);
    diagnostics.dedup();
    Err(diagnostics)
}

/// Every statement's line and header, in the order of the source.
fn collect(body: &[Stmt], out: &mut Vec<(u32, Span)>) {
    for stmt in body {
        match &stmt.kind {
            StmtKind::If { branches, orelse } => {
                for branch in branches {
                    out.push((branch.line, branch.span));
                    collect(&branch.body, out);
                }
                collect(orelse, out);
                continue;
            }
            _ => out.push((stmt.line, stmt.span)),
        }
        match &stmt.kind {
            StmtKind::While { body, orelse, .. } | StmtKind::For { body, orelse, .. } => {
                collect(body, out);
                collect(orelse, out);
            }
            StmtKind::With { body, .. } => collect(body, out),
            StmtKind::Function(function) => collect(&function.body, out),
            StmtKind::Class(class) => collect(&class.body, out),
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                collect(body, out);
                for handler in handlers {
                    out.push((handler.line, handler.span));
                    collect(&handler.body, out);
                }
                collect(orelse, out);
                collect(finalbody, out);
            }
            StmtKind::Match { cases, .. } => {
                for case in cases {
                    out.push((case.line, case.span));
                    collect(&case.body, out);
                }
            }
            _ => {}
        }
    }
}

struct Lowerer<'a> {
    source: &'a str,
    line_starts: Vec<u32>,
    diagnostics: Vec<Diagnostic>,
    depth: usize,
    blocks: usize,
    max_depth: usize,
}

impl<'a> Lowerer<'a> {
    fn new(source: &'a str, limits: &Limits) -> Self {
        let starts =
            source.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1);
        let line_starts = std::iter::once(0).chain(starts).collect();
        Self {
            source,
            line_starts,
            diagnostics: Vec::new(),
            depth: 0,
            blocks: 0,
            max_depth: limits.expr_depth,
        }
    }

    fn line(&self, offset: u32) -> u32 {
        self.line_starts.partition_point(|start| *start <= offset) as u32
    }

    fn refuse(&mut self, at: impl Ranged, message: impl Into<String>, hint: &str) {
        self.diagnostics.push(Diagnostic {
            position: Position::of(self.source, at.start().to_usize()),
            message: message.into(),
            hint: hint.into(),
        });
    }
}

fn span(range: TextRange) -> Span {
    Span { start: range.start().to_u32(), end: range.end().to_u32() }
}
