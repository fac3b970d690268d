//! What a step does, in words: a lesson's own when it has some, else made from the trace.

mod statement;

use super::{At, Stop, Study, Subject};
use crate::trace::{Event, Outcome, StepIndex, Trace};

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
                || "Nothing has run yet. Each step forward runs a statement.".to_owned(),
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

/// What a learner's program in a project is called.
pub(super) const YOURS: &str = "your program";

/// Whether there is an app that no request was sent to.
fn unasked(trace: &Trace) -> bool {
    trace.requests.is_empty()
        && trace.globals.iter().any(|global| global.class == "fastapi.applications.FastAPI")
}

fn end(study: &Study) -> StepWords {
    let (output, narration) = match &study.trace.outcome {
        Outcome::Finished => {
            let done = study.lesson().map(|lesson| study.fill(&lesson.completion, None));
            // In a project the checks ask, and there is no command line.
            let own = matches!(&study.subject, Subject::File { name } if name != YOURS);
            let ended = if own && unasked(&study.trace) {
                "The program has run to its end, and its app was asked nothing: --request 'GET /' would."
            } else {
                "The program has run to its end."
            };
            (String::new(), done.unwrap_or_else(|| ended.into()))
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
            let narration = match given.as_str() {
                "" => format!("{function} is called, without arguments."),
                _ => format!("{function} is called; its parameters are bound: {given}."),
            };
            StepWords {
                action: format!("call {function}"),
                narration,
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
                narration: returned(study, stop, function, value),
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
            let runs = trace.steps.get(stop.enter + 1).filter(|next| next.event == Event::Call);
            let runs = runs.map(|next| &trace.frames[next.frame as usize].function);
            StepWords {
                action: "request".into(),
                input: request.map_or(String::new(), |r| String::from_utf8_lossy(&r.body).into_owned()),
                narration: match runs {
                    Some(function) => format!("The client sends {line}. The app runs {function} for it."),
                    None => format!("The client sends {line}. No code of this program runs for it."),
                },
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

/// A value given back, and what the caller does with it when that is seen at once.
fn returned(study: &Study, stop: Stop, function: &str, value: &str) -> String {
    let shown = study.trace.value(stop.enter).map_or_else(|| value.to_owned(), statement::value);
    let after = study.trace.steps.get(stop.enter + 1);
    let caller = after.filter(|after| after.frame != stop.frame && after.event == Event::Line);
    let goes = caller.and_then(|after| {
        let at = Stop { enter: stop.enter, settled: stop.enter + 1, frame: after.frame, ..stop };
        statement::bound(study, at)
    });
    match goes {
        Some(goes) => format!("{function} returns {shown}. Back in the caller, {goes}."),
        None => format!("{function} returns {shown}."),
    }
}

/// A statement: what it bound is known once it has settled.
fn line(study: &Study, stop: Stop, text: &str) -> StepWords {
    let trace = &study.trace;
    let line = trace.steps[stop.enter].line;
    let entered = trace.steps.get(stop.enter + 1).filter(|next| next.event == Event::Call && next.line > 0);
    if let Some(next) = entered {
        let function = &trace.frames[next.frame as usize].function;
        return StepWords {
            action: format!("line {line}"),
            process: text.to_owned(),
            narration: format!("Line {line} calls {function}; it goes on when that is over."),
            ..StepWords::default()
        };
    }
    let changed = bound(study, stop.settled);
    let printed = &trace
        .stdout
        .get(trace.steps[stop.enter].stdout_len as usize..trace.steps[stop.settled].stdout_len as usize);
    let printed = printed.unwrap_or("");
    StepWords {
        action: format!("line {line}"),
        process: text.to_owned(),
        output: if changed.is_empty() { printed.trim_end().to_owned() } else { changed },
        narration: statement::sentence(study, stop, text, printed),
        ..StepWords::default()
    }
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
