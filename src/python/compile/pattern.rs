//! `match`.
//!
//! A pattern looks at the subject on top of the stack and takes it away; when it fails, the jumps it left behind are
//! taken with nothing of it on the stack.

use super::super::ast::{Case, CmpOp, Expr, Ident, Pattern};
use super::super::code::Op;
use super::super::value::Value;
use super::Compiler;

/// Jumps to where the pattern failed, by how many values still lie on the stack then.
type Fails = Vec<(usize, usize)>;

impl Compiler {
    pub(super) fn match_stmt(&mut self, subject: &Expr, cases: &[Case]) {
        self.expr(subject);
        let mut ends = Vec::new();
        for case in cases {
            self.stop(case.line, case.span);
            self.emit(Op::Dup);
            let mut fails = Fails::new();
            self.pattern(&case.pattern, 0, &mut fails);
            let guard = case.guard.as_ref().map(|guard| self.condition(guard));
            self.emit(Op::Pop);
            self.body(&case.body);
            ends.push(self.emit(Op::Jump(0)));
            self.fail_to_here(fails);
            if let Some(guard) = guard {
                self.land(guard);
            }
        }
        self.emit(Op::Pop);
        ends.into_iter().for_each(|end| self.land(end));
    }

    /// Brings every failure to the next instruction with its leftovers taken away.
    fn fail_to_here(&mut self, mut fails: Fails) {
        let skip = self.emit(Op::Jump(0));
        let deepest = fails.iter().map(|(_, left)| *left).max().unwrap_or(0);
        for level in (0..=deepest).rev() {
            fails.retain(|(jump, left)| {
                if *left == level {
                    self.land(*jump);
                }
                *left != level
            });
            if level > 0 {
                self.emit(Op::Pop);
            }
        }
        let end = self.here();
        // Falling in from a match never happens: the body ended with a jump; `skip` only guards the order above.
        self.point(skip, end);
    }

    /// `left`: values of enclosing patterns above the subject of the whole match.
    fn pattern(&mut self, pattern: &Pattern, left: usize, fails: &mut Fails) {
        match pattern {
            Pattern::Value(value) => {
                self.expr(value);
                self.emit(Op::Compare(CmpOp::Eq));
                fails.push((self.emit(Op::JumpIfFalse(0)), left));
            }
            Pattern::Singleton(value) => {
                self.expr(value);
                self.emit(Op::Compare(CmpOp::Is));
                fails.push((self.emit(Op::JumpIfFalse(0)), left));
            }
            Pattern::Capture(None) => {
                self.emit(Op::Pop);
            }
            Pattern::Capture(Some(name)) => self.store_name(name),
            Pattern::As(inner, name) => {
                self.emit(Op::Dup);
                self.pattern(inner, left + 1, fails);
                self.store_name(name);
            }
            Pattern::Or(patterns) => self.alternatives(patterns, left, fails),
            Pattern::Sequence(patterns) => self.sequence(patterns, left, fails),
            Pattern::Mapping { keys, patterns, rest } => {
                self.mapping(keys, patterns, rest.as_deref(), left, fails);
            }
            Pattern::Class { class, patterns, keywords } => {
                self.class_pattern(class, patterns, keywords, left, fails);
            }
            Pattern::Star(_) => {
                self.emit(Op::Pop);
            }
        }
    }

    fn alternatives(&mut self, patterns: &[Pattern], left: usize, fails: &mut Fails) {
        let mut ends = Vec::new();
        for pattern in patterns {
            self.emit(Op::Dup);
            let mut own = Fails::new();
            self.pattern(pattern, 0, &mut own);
            self.emit(Op::Pop);
            ends.push(self.emit(Op::Jump(0)));
            self.fail_to_here(own);
        }
        self.emit(Op::Pop);
        fails.push((self.emit(Op::Jump(0)), left));
        ends.into_iter().for_each(|end| self.land(end));
    }

    fn sequence(&mut self, patterns: &[Pattern], left: usize, fails: &mut Fails) {
        fails.push((self.emit(Op::MatchSequence(0)), left + 1));
        let star = patterns.iter().position(|p| matches!(p, Pattern::Star(_)));
        let fixed = patterns.len() - usize::from(star.is_some());
        self.emit(Op::GetLen);
        self.constant(Value::size(fixed));
        self.emit(Op::Compare(if star.is_some() { CmpOp::GtE } else { CmpOp::Eq }));
        fails.push((self.emit(Op::JumpIfFalse(0)), left + 1));
        for (at, pattern) in patterns.iter().enumerate() {
            match pattern {
                Pattern::Star(None) | Pattern::Capture(None) => continue,
                Pattern::Star(Some(name)) => {
                    let after = patterns.len() - at - 1;
                    self.emit(Op::MatchStar { before: at as u16, after: after as u16 });
                    self.store_name(name);
                    continue;
                }
                _ => {}
            }
            let back = star.is_some_and(|star| at > star);
            let index = if back { patterns.len() - at } else { at };
            self.emit(Op::MatchItem { back, index: index as u32 });
            self.pattern(pattern, left + 1, fails);
        }
        self.emit(Op::Pop);
    }

    fn mapping(
        &mut self,
        keys: &[Expr],
        patterns: &[Pattern],
        rest: Option<&str>,
        left: usize,
        fails: &mut Fails,
    ) {
        fails.push((self.emit(Op::MatchMapping(0)), left + 1));
        keys.iter().for_each(|key| self.expr(key));
        self.emit(Op::BuildTuple(keys.len() as u32));
        fails.push((self.emit(Op::MatchKeys(0)), left));
        // Now: subject, keys, values.
        for (at, pattern) in patterns.iter().enumerate() {
            self.emit(Op::MatchItem { back: false, index: at as u32 });
            self.pattern(pattern, left + 3, fails);
        }
        self.emit(Op::Pop);
        match rest {
            Some(name) => {
                self.emit(Op::MatchRest);
                self.store_name(name);
            }
            None => {
                self.emit(Op::Pop);
                self.emit(Op::Pop);
            }
        }
    }

    fn class_pattern(
        &mut self,
        class: &Expr,
        patterns: &[Pattern],
        keywords: &[(Ident, Pattern)],
        left: usize,
        fails: &mut Fails,
    ) {
        self.expr(class);
        let names: Vec<Value> = keywords.iter().map(|(name, _)| Value::Str(self.shared(name))).collect();
        self.constant(Value::tuple(names));
        let count = patterns.len() as u16;
        fails.push((self.emit(Op::MatchClass { count, target: 0 }), left));
        for (at, pattern) in patterns.iter().chain(keywords.iter().map(|(_, pattern)| pattern)).enumerate() {
            self.emit(Op::MatchItem { back: false, index: at as u32 });
            self.pattern(pattern, left + 1, fails);
        }
        self.emit(Op::Pop);
    }
}
