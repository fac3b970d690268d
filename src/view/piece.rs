//! Text with its role; a theme decides how a role looks.

use crate::text::Text;
use std::fmt::Write as _;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// Nothing special.
    #[default]
    Plain,
    /// `def`, `return`
    Keyword,
    /// `None`, `True`
    Constant,
    /// `print`
    Builtin,
    /// The name after `def`.
    Definition,
    /// `@app.get`
    Decorator,
    /// A string.
    String,
    /// A number.
    Number,
    /// `=`, `(`
    Operator,
    /// A comment.
    Comment,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its text.
    pub text: Text,
    /// What it is.
    pub role: Role,
    /// Whether it belongs to the datum in question.
    pub lit: bool,
}

/// Longest text of one value, in characters: more is never useful on a screen and would cost time.
pub(super) const LONGEST: usize = 4000;

/// A value's text, cut where no screen could show more.
pub(super) fn value(raw: &str) -> Text {
    match raw.char_indices().nth(LONGEST) {
        Some((end, _)) => Text::new(&format!("{}…", &raw[..end])),
        None => Text::new(raw),
    }
}

/// Bytes that should be text: as they are when they are UTF-8, else with `\xNN` for those that are not.
pub(super) fn bytes(raw: &[u8]) -> Text {
    let raw = &raw[..raw.len().min(LONGEST * 4)];
    if let Ok(text) = std::str::from_utf8(raw) {
        return value(text);
    }
    let mut out = String::new();
    for chunk in raw.utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    value(&out)
}

/// Bytes as pairs of hex digits; a byte that comes eight times or more is written once: `00 ×56`.
pub(super) fn runs(raw: &[u8]) -> Text {
    let mut words: Vec<String> = Vec::new();
    for run in raw.chunk_by(|left, right| left == right) {
        if words.len() > LONGEST / 3 {
            words.push("…".to_owned());
            break;
        }
        if run.len() < 8 {
            words.extend(run.iter().map(|byte| format!("{byte:02x}")));
        } else {
            words.push(format!("{:02x} ×{}", run[0], run.len()));
        }
    }
    Text::from(words.join(" "))
}

/// Bytes as pairs of hex digits.
pub(super) fn hex(raw: &[u8]) -> Text {
    let mut out = String::with_capacity(raw.len() * 3);
    for (at, byte) in raw.iter().take(LONGEST / 3).enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let _ = write!(out, "{byte:02x}");
    }
    if raw.len() > LONGEST / 3 {
        out.push('…');
    }
    Text::from(out)
}
