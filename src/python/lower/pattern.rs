//! The patterns of `match`.

use super::super::ast::{Expr, ExprKind, Ident, Pattern};
use super::{Lowerer, span};
use ruff_python_ast as ruff;
use ruff_text_size::Ranged;

impl Lowerer<'_> {
    pub(super) fn pattern(&mut self, pattern: &ruff::Pattern) -> Pattern {
        self.depth += 1;
        let lowered = if self.depth > self.max_depth {
            self.refuse(pattern, "pattern is nested too deeply", "match in several steps");
            Pattern::Capture(None)
        } else {
            self.pattern_kind(pattern)
        };
        self.depth -= 1;
        lowered
    }

    fn patterns(&mut self, patterns: &[ruff::Pattern]) -> Vec<Pattern> {
        patterns.iter().map(|pattern| self.pattern(pattern)).collect()
    }

    fn pattern_kind(&mut self, pattern: &ruff::Pattern) -> Pattern {
        let name = |name: &ruff::Identifier| -> Ident { name.id.as_str().into() };
        match pattern {
            ruff::Pattern::MatchValue(p) => Pattern::Value(self.expr(&p.value)),
            ruff::Pattern::MatchSingleton(p) => {
                let kind = match p.value {
                    ruff::Singleton::None => ExprKind::None,
                    ruff::Singleton::True => ExprKind::True,
                    ruff::Singleton::False => ExprKind::False,
                };
                let line = self.line(p.range.start().to_u32());
                Pattern::Singleton(Expr { line, span: span(p.range()), kind })
            }
            ruff::Pattern::MatchSequence(p) => Pattern::Sequence(self.patterns(&p.patterns)),
            ruff::Pattern::MatchMapping(p) => Pattern::Mapping {
                keys: self.exprs(&p.keys),
                patterns: self.patterns(&p.patterns),
                rest: p.rest.as_ref().map(name),
            },
            ruff::Pattern::MatchClass(p) => Pattern::Class {
                class: self.expr(&p.cls),
                patterns: self.patterns(&p.arguments.patterns),
                keywords: p
                    .arguments
                    .keywords
                    .iter()
                    .map(|k| (name(&k.attr), self.pattern(&k.pattern)))
                    .collect(),
            },
            ruff::Pattern::MatchStar(p) => Pattern::Star(p.name.as_ref().map(name)),
            ruff::Pattern::MatchAs(p) => match (&p.pattern, &p.name) {
                (Some(inner), Some(as_name)) => Pattern::As(Box::new(self.pattern(inner)), name(as_name)),
                (_, as_name) => Pattern::Capture(as_name.as_ref().map(name)),
            },
            ruff::Pattern::MatchOr(p) => Pattern::Or(self.patterns(&p.patterns)),
        }
    }
}
