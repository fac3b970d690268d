//! Where a line of a lesson's program stands in the lesson's file.

use crate::lesson::LessonProgram;
use crate::span::{Position, Span};

/// The bytes of the file from a place in the program to the end of its line; the whole program when it is written in
/// a way that hides its lines (one string with escapes).
pub(super) fn of(source: &str, program: &LessonProgram, at: Position) -> Span {
    line(source, program, at.line).map_or(program.at, |(start, text)| {
        let column = (at.column as usize).saturating_sub(1);
        let skipped = text.char_indices().nth(column).map_or(text.len(), |(at, _)| at);
        let code = text.find("#@").map_or(text, |mark| &text[..mark]).trim_end();
        let start = start + skipped.min(code.len());
        let end = start + code.len().saturating_sub(skipped.min(code.len()));
        Span { start: start as u32, end: end.max(start + 1) as u32 }
    })
}

/// The bytes of a mark.
pub(super) fn of_mark(source: &str, program: &LessonProgram, number: u32) -> Span {
    line(source, program, number).map_or(program.at, |(start, text)| {
        let mark = text.rfind("#@").unwrap_or(0);
        Span { start: (start + mark) as u32, end: (start + text.trim_end().len()) as u32 }
    })
}

/// A line of the program, from 1: where it starts in the file, and its text there.
fn line<'a>(source: &'a str, program: &LessonProgram, number: u32) -> Option<(usize, &'a str)> {
    let raw = source.get(program.at.range())?;
    let quotes = ["'''", "\"\"\""].into_iter().find(|quotes| raw.starts_with(quotes))?;
    let inside = &raw[quotes.len()..];
    // TOML drops a line break right after the quotes.
    let body = inside.strip_prefix("\r\n").or_else(|| inside.strip_prefix('\n')).unwrap_or(inside);
    let mut start = program.at.start as usize + raw.len() - body.len();
    for (index, text) in body.split_inclusive('\n').enumerate() {
        if index + 1 == number as usize {
            return Some((start, text.trim_end_matches(['\n', '\r'])));
        }
        start += text.len();
    }
    None
}
