//! The parser's syntax errors in CPython's words.

use super::super::Diagnostic;
use super::span;
use crate::span::Position;
use ruff_python_ast::ModModule;
use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_parser::{InterpolatedStringErrorType, LexicalErrorType, ParseErrorType, Parsed};
use ruff_text_size::Ranged;

/// Every syntax error, the first of each line only: what follows on the same line is an echo of it.
pub(super) fn diagnostics(source: &str, parsed: &Parsed<ModModule>) -> Vec<Diagnostic> {
    let mut out: Vec<Diagnostic> = Vec::new();
    if parsed.errors().is_empty() && parsed.unsupported_syntax_errors().is_empty() {
        return out;
    }
    // Where a string is not closed CPython's reading ends, and with it the counting of brackets.
    let unclosed = parsed
        .errors()
        .iter()
        .find(|error| matches!(error.error, ParseErrorType::Lexical(LexicalErrorType::UnclosedStringError)));
    let end = unclosed.map(|error| span(error.location).start as usize);
    if let Some((offset, message)) = brackets(source, parsed.tokens(), end) {
        return vec![diagnostic(source, offset, message, "")];
    }
    if let Some(error) = unclosed {
        let (message, hint) = words(source, &error.error, span(error.location).range());
        return vec![diagnostic(source, span(error.location).start as usize, message, hint)];
    }
    for error in parsed.errors() {
        let (message, hint) = words(source, &error.error, span(error.location).range());
        out.push(diagnostic(source, span(error.location).start as usize, message, hint));
    }
    for error in parsed.unsupported_syntax_errors() {
        let hint = "the Python here is 3.11";
        out.push(diagnostic(source, span(error.range).start as usize, error.to_string(), hint));
    }
    out.sort_by_key(|diagnostic| diagnostic.position);
    out.dedup_by_key(|diagnostic| diagnostic.position.line);
    out
}

fn diagnostic(source: &str, offset: usize, message: String, hint: &str) -> Diagnostic {
    Diagnostic { position: Position::of(source, offset), message, hint: hint.into() }
}

/// A bracket that is never closed, closed by another kind, or closed without being open; up to a byte, if reading ends
/// there.
fn brackets(source: &str, tokens: &Tokens, end: Option<usize>) -> Option<(usize, String)> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut fields = 0usize;
    for token in tokens {
        let at = span(token.range()).start as usize;
        if end.is_some_and(|end| at >= end) {
            return None;
        }
        match token.kind() {
            TokenKind::FStringStart => fields += 1,
            TokenKind::FStringEnd => fields = fields.saturating_sub(1),
            _ => {}
        }
        let (closes, opens) = match token.kind() {
            TokenKind::Lpar => (None, Some('(')),
            TokenKind::Lsqb => (None, Some('[')),
            TokenKind::Lbrace => (None, Some('{')),
            TokenKind::Rpar => (Some((')', '(')), None),
            TokenKind::Rsqb => (Some((']', '[')), None),
            TokenKind::Rbrace => (Some(('}', '{')), None),
            _ => continue,
        };
        if let Some(bracket) = opens {
            open.push((bracket, at));
        }
        if let Some((bracket, wanted)) = closes {
            match open.pop() {
                Some((have, _)) if have == wanted => {}
                _ if fields > 0 => return None,
                None => return Some((at, format!("unmatched '{bracket}'"))),
                Some((have, from)) => {
                    let (line, here) = (Position::of(source, from).line, Position::of(source, at).line);
                    let place = if line == here { String::new() } else { format!(" on line {line}") };
                    let message = format!(
                        "closing parenthesis '{bracket}' does not match opening parenthesis '{have}'{place}"
                    );
                    return Some((at, message));
                }
            }
        }
    }
    let (bracket, at) = open.pop().filter(|_| fields == 0)?;
    Some((at, format!("'{bracket}' was never closed")))
}

fn words(source: &str, error: &ParseErrorType, range: std::ops::Range<usize>) -> (String, &'static str) {
    let text = source.get(range.clone()).unwrap_or("");
    let plain = |message: &str| (message.to_owned(), "");
    match error {
        ParseErrorType::Lexical(error) => lexical(source, error, range.start),
        ParseErrorType::FStringError(error) | ParseErrorType::TStringError(error) => f_string(error),
        ParseErrorType::ExpectedToken { expected: TokenKind::Colon, found } => match found {
            TokenKind::Equal => plain("invalid syntax. Maybe you meant '==' or ':=' instead of '='?"),
            TokenKind::Newline | TokenKind::EndOfFile | TokenKind::NonLogicalNewline => plain("expected ':'"),
            TokenKind::Rbrace => plain("':' expected after dictionary key"),
            _ => plain("invalid syntax"),
        },
        ParseErrorType::ExpectedToken { expected: TokenKind::Else, .. } => {
            plain("expected 'else' after 'if' expression")
        }
        ParseErrorType::InvalidNamedAssignmentTarget => {
            (format!("cannot use assignment expressions with {}", named(text)), "")
        }
        ParseErrorType::InvalidAssignmentTarget => match assignable(text) {
            what @ ("None" | "True" | "False") => (format!("cannot assign to {what}"), ""),
            what => (format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?"), ""),
        },
        ParseErrorType::InvalidAugmentedAssignmentTarget => {
            let what = if text.contains(',') { "tuple" } else { assignable(text) };
            (format!("'{what}' is an illegal expression for augmented assignment"), "")
        }
        ParseErrorType::InvalidDeleteTarget => (format!("cannot delete {}", assignable(text)), ""),
        ParseErrorType::PositionalAfterKeywordArgument => {
            plain("positional argument follows keyword argument")
        }
        ParseErrorType::PositionalAfterKeywordUnpacking => {
            plain("positional argument follows keyword argument unpacking")
        }
        ParseErrorType::InvalidArgumentUnpackingOrder => {
            plain("iterable argument unpacking follows keyword argument unpacking")
        }
        ParseErrorType::UnparenthesizedGeneratorExpression => {
            plain("Generator expression must be parenthesized")
        }
        ParseErrorType::InvalidStarredExpressionUsage => plain("can't use starred expression here"),
        ParseErrorType::NonDefaultParamAfterDefaultParam => {
            plain("non-default argument follows default argument")
        }
        ParseErrorType::IterableUnpackingInComprehension => {
            plain("iterable unpacking cannot be used in comprehension")
        }
        ParseErrorType::ExpectedKeywordParam => plain("named arguments must follow bare *"),
        ParseErrorType::UnexpectedIndentation => plain("unexpected indent"),
        ParseErrorType::SimpleStatementsOnSameLine if source[..range.start].trim_end().ends_with("print") => {
            plain("Missing parentheses in call to 'print'. Did you mean print(...)?")
        }
        ParseErrorType::OtherError(message) => other(source, message, range.start),
        _ => plain("invalid syntax"),
    }
}

fn assignable(text: &str) -> &str {
    let first = text.chars().next().unwrap_or(' ');
    match text {
        "None" | "True" | "False" => text,
        "..." => "ellipsis",
        _ if first.is_ascii_digit() || matches!(first, '"' | '\'') => "literal",
        _ if text.starts_with("lambda") => "lambda",
        _ if text.starts_with('{') && text.contains(':') => "dict literal",
        _ if text.starts_with('{') => "set display",
        _ if text.ends_with(')') && !text.starts_with('(') => "function call",
        _ if text.contains(" if ") => "conditional expression",
        _ if ["==", "!=", "<", ">", " in ", " is "].iter().any(|op| text.contains(op)) => "comparison",
        _ => "expression",
    }
}

/// What stands left of `:=` where only a name may.
fn named(text: &str) -> &str {
    let path = |text: &str| text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    match text {
        _ if assignable(text) != "expression" => assignable(text),
        _ if text.ends_with(']') && !text.starts_with('[') => "subscript",
        _ if text.starts_with('[') => "list",
        _ if text.contains('.') && path(text) => "attribute",
        _ => "expression",
    }
}

/// The parser's own sentences: `Expected an indented block after …`, `Expected `except` or `finally` …`.
fn other(source: &str, message: &str, offset: usize) -> (String, &'static str) {
    if message.starts_with("Expected an indented block after") {
        let before = source[..offset].trim_end();
        let line = Position::of(source, before.len()).line;
        let what = message.trim_start_matches("Expected an indented block after ").replace('`', "'");
        return (
            format!("expected an indented block after {what} on line {line}"),
            "indent the next line by four",
        );
    }
    if message.contains("`except` or `finally`") {
        return ("expected 'except' or 'finally' block".into(), "");
    }
    if message.starts_with("Duplicate keyword argument") {
        let name = message.split(['"', '`', '\'']).nth(1).unwrap_or("");
        return (format!("keyword argument repeated: {name}"), "");
    }
    ("invalid syntax".into(), "")
}

fn lexical(source: &str, error: &LexicalErrorType, offset: usize) -> (String, &'static str) {
    let line = Position::of(source, offset).line;
    match error {
        LexicalErrorType::UnclosedStringError => {
            let rest = source[offset..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
            if rest.starts_with("\"\"\"") || rest.starts_with("'''") {
                let line = source.lines().count();
                let message = format!("unterminated triple-quoted string literal (detected at line {line})");
                return (message, "close it with three quotes");
            }
            (
                format!("unterminated string literal (detected at line {line})"),
                "close the quote on the same line",
            )
        }
        LexicalErrorType::IndentationError => {
            ("unindent does not match any outer indentation level".into(), "align it with an earlier line")
        }
        LexicalErrorType::InvalidByteLiteral => {
            ("bytes can only contain ASCII literal characters".into(), "write text.encode() instead")
        }
        LexicalErrorType::LineContinuationError => {
            ("unexpected character after line continuation character".into(), "")
        }
        LexicalErrorType::FStringError(error) | LexicalErrorType::TStringError(error) => f_string(error),
        LexicalErrorType::Eof => ("unexpected EOF while parsing".into(), ""),
        LexicalErrorType::UnicodeError
        | LexicalErrorType::MissingUnicodeLbrace
        | LexicalErrorType::MissingUnicodeRbrace => {
            ("(unicode error) 'unicodeescape' codec can't decode bytes: malformed escape".into(), "")
        }
        LexicalErrorType::OtherError(message) => {
            let message = message.to_ascii_lowercase();
            if message.contains("decimal") && message.contains("leading") || message.contains("octal") {
                let text = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for \
                            octal integers";
                return (text.into(), "");
            }
            if message.contains("decimal") || message.contains("digit") {
                return ("invalid decimal literal".into(), "");
            }
            ("invalid syntax".into(), "")
        }
        _ => ("invalid syntax".into(), ""),
    }
}

fn f_string(error: &InterpolatedStringErrorType) -> (String, &'static str) {
    let message = match error {
        InterpolatedStringErrorType::UnclosedLbrace => "f-string: expecting '}'",
        InterpolatedStringErrorType::InvalidConversionFlag => {
            "f-string: invalid conversion character: expected 's', 'r', or 'a'"
        }
        InterpolatedStringErrorType::SingleRbrace => "f-string: single '}' is not allowed",
        InterpolatedStringErrorType::UnterminatedString => "unterminated string literal",
        InterpolatedStringErrorType::UnterminatedTripleQuotedString => {
            "unterminated triple-quoted string literal"
        }
        _ => "f-string: invalid syntax",
    };
    (message.into(), "")
}
