//! What a step does, in words: a lesson's own when it has some, else made from the trace.

use super::{At, Stop, Study};
use crate::trace::{Event, Outcome, StepIndex};

/// The cells of a row of the execution table, and a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepWords {
    /// `Encode data`
    pub action: String,
    /// What goes in.
    pub input: String,
    /// What happens.
    pub process: String,
    /// What comes out.
    pub output: String,
    /// One or two sentences.
    pub narration: String,
}

/// The words for a stop.
pub fn narrate(study: &Study, index: usize) -> StepWords {
    let stop = study.stops.get(index, &study.trace);
    match stop.at {
        At::Start => StepWords {
            action: "Start".into(),
            narration: study.lesson().map_or_else(
                || "Nothing has run yet.".to_owned(),
                |lesson| format!("{} Nothing has run yet.", lesson.about),
            ),
            ..StepWords::default()
        },
        At::End => end(study),
        At::Teaching(step) => teaching(study, step, stop),
        At::Event(event) => automatic(study, stop, event),
    }
}

fn teaching(study: &Study, step: usize, stop: Stop) -> StepWords {
    let Some(words) = study.lesson().and_then(|lesson| lesson.steps.get(step)) else {
        return StepWords::default();
    };
    let fill = |template| study.fill(template, Some(step));
    if !stop.reached {
        return StepWords {
            action: fill(&words.action),
            process: "not reached".into(),
            narration: "The program never got here.".into(),
            ..StepWords::default()
        };
    }
    StepWords {
        action: fill(&words.action),
        input: fill(&words.input),
        process: fill(&words.process),
        output: fill(&words.output),
        narration: fill(&words.narration),
    }
}

fn end(study: &Study) -> StepWords {
    let (output, narration) = match &study.trace.outcome {
        Outcome::Finished => {
            let done = study.lesson().map(|lesson| study.fill(&lesson.completion, None));
            (String::new(), done.unwrap_or_else(|| "The program has run to its end.".into()))
        }
        Outcome::Raised(raised) => (
            format!("{}: {}", raised.class, raised.message),
            format!("Nobody caught the {} raised at line {}.", raised.class, raised.line),
        ),
        Outcome::Halted { line, reason } => (
            format!("stopped: {}", halted(*reason)),
            format!(
                "The run was stopped at line {line}: {}. What is recorded up to there is whole.",
                halted(*reason)
            ),
        ),
    };
    StepWords { action: "End".into(), output, narration, ..StepWords::default() }
}

/// A limit in words.
fn halted(reason: crate::trace::HaltReason) -> &'static str {
    use crate::trace::HaltReason as R;
    match reason {
        R::Steps => "more steps than the limit",
        R::Work => "more work than the limit",
        R::Memory => "more memory than the limit",
        R::Depth => "calls or data nested too deep",
        R::Cancelled => "asked to stop",
    }
}

fn automatic(study: &Study, stop: Stop, event: Event) -> StepWords {
    let trace = &study.trace;
    let step = trace.steps[stop.enter];
    let function = &trace.frames[step.frame as usize].function;
    let source = study.program.source();
    let text = source.get(step.span.range()).unwrap_or("").lines().next().unwrap_or("").trim();
    match event {
        Event::Call => {
            let given = bound(study, stop.enter);
            StepWords {
                action: format!("call {function}"),
                narration: format!("{function} is called; its parameters are bound."),
                input: given,
                process: text.to_owned(),
                ..StepWords::default()
            }
        }
        Event::Return => {
            let value = trace.value(stop.enter).map_or("None", |shown| shown.repr);
            StepWords {
                action: "return".into(),
                process: format!("{function} gives its value back"),
                output: value.to_owned(),
                narration: format!("{function} returns {value}."),
                ..StepWords::default()
            }
        }
        Event::Exception => {
            let raised = trace.exception(stop.enter);
            let (class, message) =
                raised.map_or(("exception", ""), |raised| (raised.class.as_str(), raised.message.as_str()));
            StepWords {
                action: class.to_owned(),
                process: text.to_owned(),
                output: message.to_owned(),
                narration: format!("{class} is on its way through {function}: {message}"),
                ..StepWords::default()
            }
        }
        Event::Request => {
            let request = trace.request(stop.enter);
            let line = request.map_or(String::new(), |r| format!("{} {}", r.method, r.target));
            StepWords {
                action: "request".into(),
                input: request.map_or(String::new(), |r| String::from_utf8_lossy(&r.body).into_owned()),
                narration: format!("The client sends {line}."),
                process: line,
                ..StepWords::default()
            }
        }
        Event::Response => {
            let response = trace.response(stop.enter);
            let status = response.map_or(String::new(), |r| r.status.to_string());
            StepWords {
                action: "response".into(),
                narration: format!("The app answers with status {status}."),
                process: status,
                output: response.map_or(String::new(), |r| String::from_utf8_lossy(&r.body).into_owned()),
                ..StepWords::default()
            }
        }
        Event::Line | Event::Operation | Event::End => line(study, stop, text),
    }
}

/// A statement: what it bound is known once it has settled.
fn line(study: &Study, stop: Stop, text: &str) -> StepWords {
    let trace = &study.trace;
    let changed = bound(study, stop.settled);
    let printed = &trace
        .stdout
        .get(trace.steps[stop.enter].stdout_len as usize..trace.steps[stop.settled].stdout_len as usize);
    let printed = printed.unwrap_or("");
    let entered = trace.steps.get(stop.enter + 1).is_some_and(|next| next.event == Event::Call);
    let line = trace.steps[stop.enter].line;
    let mut narration = match (changed.is_empty(), printed.is_empty()) {
        (false, _) => format!("Line {line} runs: {}.", named(study, stop)),
        (true, false) => format!("Line {line} prints."),
        (true, true) => format!("Line {line} runs; no variable of this frame changes."),
    };
    if entered {
        narration = format!("Line {line} calls a function; its value comes when that returns.");
    }
    StepWords {
        action: format!("line {line}"),
        process: text.to_owned(),
        output: if changed.is_empty() { printed.trim_end().to_owned() } else { changed },
        narration,
        ..StepWords::default()
    }
}

/// `token gets its first value, data changes`: what a statement did to the variables of its frame.
fn named(study: &Study, stop: Stop) -> String {
    let words: Vec<String> = study
        .trace
        .changes(stop.settled)
        .map(|change| match (study.trace.local(stop.frame, change.name, stop.enter), change.value) {
            (_, None) => format!("{} is deleted", change.name),
            (None, _) => format!("{} gets its first value", change.name),
            (Some(_), _) => format!("{} gets another value", change.name),
        })
        .collect();
    words.join(", ")
}

/// `token = 'eyJ…', data deleted`: what changed on the way to a step.
fn bound(study: &Study, step: StepIndex) -> String {
    let words: Vec<String> = study
        .trace
        .changes(step)
        .map(|change| match change.value {
            Some(value) => format!("{} = {}", change.name, value.repr),
            None => format!("{} deleted", change.name),
        })
        .collect();
    words.join(", ")
}
