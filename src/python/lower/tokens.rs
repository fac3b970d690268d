//! Tokens for highlighting.

use super::super::{Token, TokenKind};
use super::span;
use ruff_python_ast::token::{TokenKind as Ruff, Tokens};
use ruff_text_size::Ranged;

/// Functions and classes every program has without an import.
const BUILTINS: &[&str] = &[
    "ArithmeticError",
    "AssertionError",
    "AttributeError",
    "BaseException",
    "Exception",
    "ImportError",
    "IndexError",
    "KeyError",
    "LookupError",
    "NameError",
    "NotImplementedError",
    "OSError",
    "OverflowError",
    "PermissionError",
    "RecursionError",
    "RuntimeError",
    "StopIteration",
    "TypeError",
    "UnicodeDecodeError",
    "UnicodeEncodeError",
    "UnicodeError",
    "ValueError",
    "ZeroDivisionError",
    "abs",
    "all",
    "any",
    "ascii",
    "bin",
    "bool",
    "bytearray",
    "bytes",
    "callable",
    "chr",
    "classmethod",
    "dict",
    "dir",
    "divmod",
    "enumerate",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "globals",
    "hasattr",
    "hash",
    "hex",
    "id",
    "input",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "list",
    "locals",
    "map",
    "max",
    "min",
    "next",
    "object",
    "oct",
    "open",
    "ord",
    "pow",
    "print",
    "property",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "setattr",
    "slice",
    "sorted",
    "staticmethod",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "vars",
    "zip",
];

/// One entry per visible token, in order, none overlapping.
pub(super) fn highlight(source: &str, tokens: &Tokens) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut previous = Ruff::Newline;
    let mut decorating = false;
    for token in tokens {
        let (kind, range) = (token.kind(), span(token.range()));
        let line_start =
            matches!(previous, Ruff::Newline | Ruff::NonLogicalNewline | Ruff::Indent | Ruff::Dedent);
        if !matches!(kind, Ruff::Comment) {
            decorating =
                (kind == Ruff::At && line_start) || (decorating && matches!(kind, Ruff::Name | Ruff::Dot));
        }
        let text = source.get(range.range()).unwrap_or("");
        let shown = match kind {
            _ if range.start == range.end => None,
            Ruff::Newline | Ruff::NonLogicalNewline | Ruff::Indent | Ruff::Dedent | Ruff::EndOfFile => None,
            _ if decorating => Some(TokenKind::Decorator),
            Ruff::Name => Some(match previous {
                Ruff::Def | Ruff::Class => TokenKind::Definition,
                Ruff::Dot => TokenKind::Name,
                _ if BUILTINS.binary_search(&text).is_ok() => TokenKind::Builtin,
                _ => TokenKind::Name,
            }),
            Ruff::Int | Ruff::Float | Ruff::Complex => Some(TokenKind::Number),
            Ruff::String | Ruff::FStringStart | Ruff::FStringMiddle | Ruff::FStringEnd => {
                Some(TokenKind::String)
            }
            Ruff::Comment => Some(TokenKind::Comment),
            Ruff::True | Ruff::False | Ruff::None => Some(TokenKind::Constant),
            Ruff::Match | Ruff::Case if !line_start => Some(TokenKind::Name),
            Ruff::Type | Ruff::Lazy => {
                Some(if text == "type" { TokenKind::Builtin } else { TokenKind::Name })
            }
            kind if kind.is_keyword() => Some(TokenKind::Keyword),
            _ => Some(TokenKind::Operator),
        };
        if let Some(kind) = shown {
            out.push(Token { span: range, kind });
        }
        if !matches!(kind, Ruff::Comment) {
            previous = kind;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn builtins_are_sorted_for_the_search() {
        assert!(super::BUILTINS.is_sorted());
    }
}
