//! The lab's program written by hand: what runs is then the text, and the fields that it was made of say so.

use super::FieldId;
use super::setup::Setup;
use super::side::global;
use crate::jose::{OpKind, Verdict};
use crate::lesson::Profile;
use crate::python::{Diagnostic, Limits};
use crate::trace::Trace;

/// The line that decides which library a program uses.
fn import(profile: Profile) -> &'static str {
    match profile {
        Profile::PyJwt => "import jwt",
        Profile::PythonJose => "from jose import jwt",
    }
}

fn is_import(line: &str) -> bool {
    Profile::ALL.iter().any(|profile| line.trim_end() == import(*profile))
}

/// Whether a text is code that a person pastes, and wants to see run.
pub(super) fn looks_like_it(text: &str) -> bool {
    text.lines().any(is_import)
}

/// Code for a library: its import is exchanged, everything else stays, so that the two runs can be compared.
pub(super) fn for_library(code: &str, profile: Profile) -> String {
    let lines = code.split('\n').map(|line| if is_import(line) { import(profile) } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether a field is part of what the program says; the clock, the zone and the library are the world it runs in.
pub fn replaces(id: FieldId) -> bool {
    !matches!(id, FieldId::Code | FieldId::Clock | FieldId::Zone | FieldId::Library)
}

/// Puts code into a setup; empty, or as the fields make it, it is no longer written by hand.
///
/// # Errors
/// It does not import the library in a way that can be exchanged.
pub(super) fn apply(text: &str, setup: &mut Setup) -> Result<Option<String>, String> {
    let made = Setup { code: None, ..setup.clone() }.source(setup.profile);
    if text.trim().is_empty() || text == made {
        let by_hand = setup.code.take().is_some();
        return Ok(by_hand.then(|| "the code is made of the fields again".to_owned()));
    }
    if !looks_like_it(text) {
        return Err(format!(
            "no line says \"{}\" or \"{}\": without it nobody knows which library runs",
            import(Profile::PyJwt),
            import(Profile::PythonJose)
        ));
    }
    setup.code = Some(text.to_owned());
    Ok(Some("written by hand: this is what runs, whatever the fields say".to_owned()))
}

/// What is wrong with code, and where.
pub(super) fn problem(found: &[Diagnostic]) -> String {
    let Some(first) = found.first() else { return "this code cannot run".to_owned() };
    let hint = if first.hint.is_empty() { String::new() } else { format!("; {}", first.hint) };
    format!("line {} column {}: {}{hint}", first.position.line, first.position.column, first.message)
}

/// Bounds of a run of code that is still being typed: a loop without an end is said to be one at once.
pub(super) fn limits() -> Limits {
    Limits { steps: 20_000, ticks: 2_000_000, ..Limits::default() }
}

/// The token that a program is about: what it calls `token`, else the last one it made, else the last one it read.
pub(super) fn token(trace: &Trace) -> Option<String> {
    let last = |kind: OpKind| trace.operations.iter().rev().find(|operation| operation.kind == kind);
    let bytes = last(OpKind::Join)
        .map(|join| &join.output)
        .or_else(|| last(OpKind::Split).and_then(|split| split.inputs.first()));
    global(trace, "token").or_else(|| String::from_utf8(bytes?.bytes.clone()).ok())
}

/// Whether a program verified a signature.
pub(super) fn verifies(trace: &Trace) -> bool {
    trace.operations.iter().any(|one| one.kind == OpKind::Verify && one.verdict == Verdict::Passed)
}

/// The line breaks and the indentation that Enter puts in at a cursor.
pub(super) fn line_break(text: &str, cursor: usize) -> String {
    let before = &text[..cursor];
    let line = before.rsplit('\n').next().unwrap_or("");
    let indent: String = line.chars().take_while(|c| *c == ' ').collect();
    let deeper = if line.trim_end().ends_with(':') { "    " } else { "" };
    format!("\n{indent}{deeper}")
}

/// The beginning and the end of the line that a cursor is in.
pub(super) fn line_of(text: &str, cursor: usize) -> (usize, usize) {
    let start = text[..cursor].rfind('\n').map_or(0, |at| at + 1);
    let end = text[cursor..].find('\n').map_or(text.len(), |at| cursor + at);
    (start, end)
}

/// The cursor a line further down or up, as far from the line's beginning as it was.
pub(super) fn line_moved(text: &str, cursor: usize, down: bool) -> usize {
    let (start, end) = line_of(text, cursor);
    let column = text[start..cursor].chars().count();
    let (start, end) = match (down, start, end) {
        (true, _, end) if end < text.len() => line_of(text, end + 1),
        (false, start, _) if start > 0 => line_of(text, start - 1),
        _ => return cursor,
    };
    text[start..end].char_indices().nth(column).map_or(end, |(at, _)| start + at)
}
