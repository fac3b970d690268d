//! What a program of one's own has printed, where it stands in its calls, and how it ended.

use crate::session::{At, Study};
use crate::text::Text;
use crate::trace::Outcome;

/// Lines of output kept for a screen.
const LINES: usize = 200;

/// Frames of a deep recursion shown at each end.
const FRAMES: usize = 40;

/// Call stack and output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The calls, the module first.
    pub stack: Vec<StackFrame>,
    /// The last lines printed so far.
    pub lines: Vec<Text>,
    /// The traceback of an exception nobody caught, at the end.
    pub traceback: Vec<Text>,
    /// Warnings issued so far.
    pub warnings: Vec<Text>,
}

/// A call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StackFrame {
    /// The function, with the line it is at.
    pub name: Text,
    /// How deep it is.
    pub depth: usize,
    /// Whether the statement in question is in it.
    pub current: bool,
}

pub(super) fn of(study: &Study) -> Option<Output> {
    if study.lesson().is_some() {
        return None;
    }
    let stop = study.stop();
    let trace = &study.trace;
    let seen = study.seen().min(trace.steps.len());
    let printed = match stop.at {
        At::Start => 0,
        At::End => trace.stdout.len(),
        _ => trace.steps.get(seen).map_or(trace.stdout.len(), |step| step.stdout_len as usize),
    };
    let text = trace.stdout.get(..printed).unwrap_or("");
    let text = text.strip_suffix('\n').unwrap_or(text);
    let mut lines: Vec<Text> = if text.is_empty() {
        Vec::new()
    } else {
        text.rsplit('\n').take(LINES).map(super::piece::value).collect()
    };
    lines.reverse();
    let traceback = match (&trace.outcome, stop.at) {
        (Outcome::Raised(raised), At::End) => {
            let mut lines = Text::lines(raised.traceback.trim_end());
            lines.extend((!raised.hint.is_empty()).then(|| Text::new(&raised.hint)));
            lines
        }
        _ => Vec::new(),
    };
    let warnings = study.warnings().filter(|(warning, _)| (warning.step as usize) <= seen);
    let warnings =
        warnings.map(|(warning, _)| Text::new(&format!("{}: {}", warning.category, warning.message)));
    Some(Output { stack: stack(study), lines, traceback, warnings: warnings.collect() })
}

fn stack(study: &Study) -> Vec<StackFrame> {
    let stop = study.stop();
    let trace = &study.trace;
    let frames = trace.stack(stop.enter);
    let last = frames.len() - 1;
    let shown = frames.iter().enumerate().filter(|(at, _)| *at < FRAMES || *at + FRAMES > last);
    shown
        .map(|(at, frame)| {
            let frame = &trace.frames[*frame as usize];
            StackFrame { name: Text::new(&frame.function), depth: frame.depth as usize, current: at == last }
        })
        .collect()
}
