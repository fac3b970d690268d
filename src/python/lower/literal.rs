//! String literals, decoded again where the parser's own text cannot hold a lone surrogate.

use super::{Lowerer, span};
use crate::wtf8::{Wtf8, Wtf8Builder};
use ruff_python_ast as ruff;
use ruff_text_size::Ranged;

impl Lowerer<'_> {
    pub(super) fn string(&mut self, value: &ruff::StringLiteralValue) -> Wtf8 {
        let mut out = Wtf8Builder::default();
        for part in value {
            out.push_wtf8(&self.string_part(part));
        }
        out.finish()
    }

    pub(super) fn string_part(&mut self, literal: &ruff::StringLiteral) -> Wtf8 {
        if !literal.value.contains('\u{FFFD}') || literal.flags.prefix().is_raw() {
            return literal.value.as_ref().into();
        }
        let text = &self.source[span(literal.range()).range()];
        let quote = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let width =
            if quote.len() >= 6 && (quote.starts_with("\"\"\"") || quote.starts_with("'''")) { 3 } else { 1 };
        quote.get(width..quote.len() - width).map_or_else(|| literal.value.as_ref().into(), unescape)
    }

    pub(super) fn interpolated_literal(
        &mut self,
        literal: &ruff::InterpolatedStringLiteralElement,
        raw: bool,
    ) -> Wtf8 {
        if raw || !literal.value.contains('\u{FFFD}') {
            return literal.value.as_ref().into();
        }
        unescape(&self.source[span(literal.range()).range()].replace("{{", "{").replace("}}", "}"))
    }
}

/// Resolves the escapes of a literal the parser has already found to be well formed.
fn unescape(text: &str) -> Wtf8 {
    let mut out = Wtf8Builder::default();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let mut chars = rest[at + 1..].chars();
        let Some(escape) = chars.next() else { break };
        let after = chars.as_str();
        let hex = |width: usize| after.get(..width).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let (point, used) = match escape {
            'n' => (Some(10), 0),
            't' => (Some(9), 0),
            'r' => (Some(13), 0),
            'a' => (Some(7), 0),
            'b' => (Some(8), 0),
            'f' => (Some(12), 0),
            'v' => (Some(11), 0),
            '\\' | '\'' | '"' => (Some(u32::from(escape)), 0),
            '\n' => (None, 0),
            'x' => (hex(2), 2),
            'u' => (hex(4), 4),
            'U' => (hex(8), 8),
            '0'..='7' => {
                let digits = 1 + after.chars().take(2).take_while(|c| ('0'..='7').contains(c)).count();
                (u32::from_str_radix(&rest[at + 1..at + 1 + digits], 8).ok(), digits - 1)
            }
            other => {
                out.push(u32::from('\\'));
                (Some(u32::from(other)), 0)
            }
        };
        if let Some(point) = point {
            out.push(point);
        }
        rest = after.get(used..).unwrap_or("");
    }
    out.push_str(rest);
    out.finish()
}
