//! A sentence for a statement of a program of one's own: what it did in this run, in plain words.

use super::{Stop, Study};
use crate::trace::{Event, Kind, Shown};

/// Characters of a value inside a sentence.
const VALUE: usize = 60;

/// What a statement did, as far as it is seen when it is over; `text` is its first line.
pub(super) fn sentence(study: &Study, stop: Stop, text: &str, printed: &str) -> String {
    let line = study.trace.steps[stop.enter].line;
    let word = text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '@').next().unwrap_or("");
    let raised = study.trace.exception(stop.settled).filter(|_| stop.settled > stop.enter);
    if let Some(raised) = raised {
        return match word {
            "raise" => format!("Line {line} raises {}.", raised.class),
            _ => format!("Line {line} fails: {} is raised.", raised.class),
        };
    }
    let names = |what: &str| {
        let names: Vec<&str> = study.trace.changes(stop.settled).map(|change| change.name).collect();
        if names.is_empty() {
            format!("Line {line} {what}.")
        } else {
            format!("Line {line} {what} {}.", list(&names))
        }
    };
    // A block on the header's own line is no stop of its own: whether it ran cannot be seen.
    let word = if one_line(study, stop) { "" } else { word };
    match word {
        "import" | "from" => names("imports"),
        "def" | "async" if text.contains("def ") => {
            let call = if text.starts_with("async") { "called and awaited" } else { "called" };
            format!("Line {line} defines {}; its body runs when it is {call}.", defined(text))
        }
        "class" => format!("The class {} is there now.", defined(text)),
        _ if word.starts_with('@') => names("defines, with a decorator around it,"),
        "if" | "elif" if into_body(study, stop) => {
            format!("The condition of line {line} holds: its block runs.")
        }
        "if" | "elif" => format!("The condition of line {line} does not hold: its block is left out."),
        "while" if into_body(study, stop) => format!("The condition of line {line} holds: another turn."),
        "while" => format!("The condition of line {line} does not hold any more: the loop is over."),
        "for" if into_body(study, stop) => {
            format!(
                "Line {line} takes the next element: {}.",
                bound(study, stop).unwrap_or_else(|| "the same value again".into())
            )
        }
        "for" => format!("Line {line} finds no further element: the loop is over."),
        "try" => format!(
            "From line {line} on an exception does not end this at once: what is below at except or finally runs first."
        ),
        "except" if into_body(study, stop) => {
            format!("The except clause of line {line} catches it: its block runs.")
        }
        "except" => format!("The except clause of line {line} is not for this exception."),
        "finally" => format!("The finally block of line {line} runs in any case."),
        "with" => match bound(study, stop) {
            Some(bound) => format!("Line {line} enters its with block: {bound}."),
            None => format!("Line {line} enters its with block, or leaves it."),
        },
        "match" => format!("Line {line} looks for the case that fits."),
        "case" if into_body(study, stop) => format!("The case of line {line} fits: its block runs."),
        "case" => format!("The case of line {line} does not fit."),
        "return" => format!("Line {line} works out the value to give back."),
        "yield" => format!("Line {line} hands a value out and waits until the next one is asked for."),
        "pass" => format!("Line {line} does nothing, as it says."),
        "break" => format!("Line {line} leaves the loop."),
        "continue" => format!("Line {line} goes on with the next turn of the loop."),
        "assert" => format!("What line {line} asserts is true: the program goes on."),
        "global" | "nonlocal" => format!("Line {line} says where its names live."),
        _ => plain(study, stop, line, printed),
    }
}

/// A statement that is known by what it left behind.
fn plain(study: &Study, stop: Stop, line: u32, printed: &str) -> String {
    let printed = printed.trim_end_matches('\n');
    match (bound(study, stop), printed.is_empty()) {
        (Some(bound), true) => format!("Line {line} runs: {bound}."),
        (Some(bound), false) => format!("Line {line} runs and prints: {bound}."),
        (None, true) => format!("Line {line} runs; none of the variables here changes."),
        (None, false) => match printed.split_once('\n') {
            None => format!("Line {line} prints {}.", cut(printed)),
            Some(_) => format!("Line {line} prints {} lines.", printed.split('\n').count()),
        },
    }
}

/// `token gets its first value, 'eyJ…'; claims changes in place, and so does data, the same object`.
pub(super) fn bound(study: &Study, stop: Stop) -> Option<String> {
    let words: Vec<String> = study
        .trace
        .changes(stop.settled)
        .map(|change| {
            let before = study.trace.local(stop.frame, change.name, stop.enter);
            let name = change.name;
            match (before, change.value) {
                (_, None) => format!("{name} is deleted"),
                (None, Some(now)) => format!("{name} gets its first value, {}", value(now)),
                (Some(before), Some(now)) if before.identity.is_some() && before.identity == now.identity => {
                    format!("the object that {name} names is changed in place")
                }
                (Some(_), Some(now)) => format!("{name} gets another value, {}", value(now)),
            }
        })
        .collect();
    (!words.is_empty()).then(|| words.join("; "))
}

fn one_line(study: &Study, stop: Stop) -> bool {
    let here = study.trace.steps[stop.enter];
    let inside =
        |(line, span): &&(u32, crate::span::Span)| *line == here.line && span.start > here.span.start;
    study.program.statements().iter().any(|statement| inside(&statement))
}

/// Whether the statement after a header in the source is the one that ran next in the frame.
fn into_body(study: &Study, stop: Stop) -> bool {
    let (here, next) = (study.trace.steps[stop.enter], study.trace.steps[stop.settled]);
    let body = study.program.statements().iter().find(|(_, span)| span.start > here.span.start);
    next.event == Event::Line && body.is_some_and(|(_, span)| span.start == next.span.start)
}

/// The name after `def` or `class`.
fn defined(text: &str) -> &str {
    let rest = text.split_once("def ").or_else(|| text.split_once("class ")).map_or(text, |(_, rest)| rest);
    rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or(rest)
}

/// `a`, `a and b`, `a, b and c`.
fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A value inside a sentence.
pub(super) fn value(shown: Shown<'_>) -> String {
    match shown.kind {
        Kind::Code => shown.repr.trim_matches(['<', '>']).split(" at 0x").next().unwrap_or("").to_owned(),
        _ => cut(shown.repr),
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(VALUE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
