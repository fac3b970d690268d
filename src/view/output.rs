//! What a program of one's own has printed, where it stands in its calls, and how it ended.

use crate::session::{At, Study};
use crate::text::Text;
use crate::trace::{Outcome, Trace};

/// Lines of output kept for a screen.
const LINES: usize = 200;

/// Frames of a deep recursion shown at each end.
const FRAMES: usize = 40;

/// Steps looked back for the line of a call.
const NEAR: usize = 2000;

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
        .map(|(at, index)| {
            let frame = &trace.frames[*index as usize];
            let line = match frames.get(at + 1) {
                Some(called) => called_at(trace, *index, trace.frames[*called as usize].entered as usize),
                None => trace.steps.get(stop.enter).map(|step| step.line),
            };
            let line = line.filter(|line| *line > 0 && stop.at != At::Start && stop.at != At::End);
            let name = match line {
                Some(line) => format!("{} line {line}", frame.function),
                None => frame.function.to_string(),
            };
            StackFrame { name: Text::new(&name), depth: frame.depth as usize, current: at == last }
        })
        .collect()
}

/// The line at which a frame stood when it called the one entered at a step.
fn called_at(trace: &Trace, frame: u32, entered: usize) -> Option<u32> {
    let before = trace.steps[..entered.min(trace.steps.len())].iter().rev().take(NEAR);
    before.into_iter().find(|step| step.frame == frame).map(|step| step.line)
}
