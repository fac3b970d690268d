//! Where in the program a datum stands.

use super::members::Member;
use super::{Lit, Pick, Study};
use crate::python::{Token, TokenKind};
use std::ops::Range;

/// Bytes of the source that belong to a datum: the literals that name or are it, names of the statement in question that
/// hold it, and for what stands nowhere in the program the call that makes or reads it.
pub(super) fn ranges(study: &Study, lit: &Lit, members: &[(Member, bool)]) -> Vec<Range<usize>> {
    let source = study.program.source();
    let tokens = study.program.tokens();
    let step = study.trace.steps[study.stop().enter.min(study.trace.steps.len() - 1)];
    let statement = step.span.range();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let range = token.span.range();
        let Some(text) = source.get(range.clone()) else { continue };
        match token.kind {
            TokenKind::String => {
                let bare = bare(text);
                let named = members.iter().any(|(member, _)| member.name == bare);
                let here = statement.contains(&range.start);
                // `alg` stands in the program as the argument that says it.
                let is_value = |(member, header): &(Member, bool)| {
                    *header && here && member.text.as_deref() == Some(bare)
                };
                if named {
                    found.push(range.start..value_end(tokens, source, at).unwrap_or(range.end));
                } else if members.iter().any(is_value) || is_secret(study, lit, text) {
                    found.push(range);
                }
            }
            TokenKind::Name if statement.contains(&range.start) => {
                let attribute = at > 0 && source.get(tokens[at - 1].span.range()) == Some(".");
                let holds = |shown: crate::trace::Shown<'_>| {
                    lit.values.iter().any(|value| value == shown.repr)
                        || lit
                            .parts
                            .iter()
                            .any(|part| shown.repr.starts_with('{') && shown.repr.contains(part.as_str()))
                };
                let local = study.trace.local(step.frame, text, study.stop().enter);
                if !attribute && local.is_some_and(holds) {
                    found.push(range);
                }
            }
            _ => {}
        }
    }
    if let Some(Pick::Variable(_, name)) = &study.pick {
        let own = tokens.iter().filter(|token| {
            let range = token.span.range();
            statement.contains(&range.start) && source.get(range) == Some(name.as_str())
        });
        found.extend(own.map(|token| token.span.range()));
    }
    let in_statement = |range: &Range<usize>| statement.contains(&range.start);
    if found.is_empty() || (!found.iter().any(in_statement) && members.is_empty()) {
        found.extend(call(tokens, source, &statement));
    }
    crate::jose::flow::merged(found)
}

/// A string literal without its prefix and quotes; good enough for what has no escapes in it.
fn bare(text: &str) -> &str {
    let text = text.trim_start_matches(|char: char| char.is_ascii_alphabetic());
    for quote in ["\"\"\"", "'''", "\"", "'"] {
        if let Some(inside) = text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote)) {
            return inside;
        }
    }
    text
}

fn is_secret(study: &Study, lit: &Lit, text: &str) -> bool {
    let bare = bare(text);
    study.pick == Some(Pick::Key)
        && !bare.is_empty()
        && lit.values.iter().any(|value| super::code::bare(value) == bare)
}

/// Where the value ends that belongs to a key of a `dict`.
fn value_end(tokens: &[Token], source: &str, key: usize) -> Option<usize> {
    let text = |at: usize| tokens.get(at).and_then(|token| source.get(token.span.range()));
    if text(key + 1)? != ":" {
        return None;
    }
    let mut depth = 0_usize;
    let mut end = None;
    for (at, token) in tokens.iter().enumerate().skip(key + 2) {
        match text(at)? {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" if depth == 0 => break,
            ")" | "]" | "}" => depth -= 1,
            "," if depth == 0 => break,
            _ => {}
        }
        end = Some(token.span.range().end);
    }
    end
}

/// The call of the JWT library in a statement: `jwt.encode(…)`.
fn call(tokens: &[Token], source: &str, statement: &Range<usize>) -> Option<Range<usize>> {
    let text = |at: usize| tokens.get(at).and_then(|token| source.get(token.span.range())).unwrap_or("");
    let name = (0..tokens.len()).find(|at| {
        statement.contains(&tokens[*at].span.range().start)
            && text(at + 1) == "("
            && (text(*at).starts_with("encode")
                || text(*at).starts_with("decode")
                || matches!(text(*at), "sign" | "verify"))
    })?;
    let mut first = name;
    while first >= 2 && text(first - 1) == "." {
        first -= 2;
    }
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(name + 1) {
        match text(at) {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(tokens[first].span.range().start..token.span.range().end);
        }
    }
    None
}
