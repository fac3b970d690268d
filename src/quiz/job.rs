//! Programs that questions need to have run. Nothing here runs one: whoever poses or grades hands in a [`Runs`].

use crate::jose::claims::date_text;
use crate::lesson::{Inputs, Lesson};
use crate::request::{RequestBody, RequestSpec};
use crate::trace::Trace;

/// A program to run, and the world it is to see.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Its whole source.
    pub source: String,
    /// The clock, in seconds since 1970.
    pub now: f64,
    /// The zone of local time.
    pub zone: String,
    /// Requests sent to its `app`.
    pub requests: Vec<RequestSpec>,
}

impl Job {
    /// A program without requests.
    pub fn new(source: impl Into<String>, now: f64) -> Self {
        Self { source: source.into(), now, zone: "UTC".into(), requests: Vec::new() }
    }

    /// A lesson with some inputs.
    pub fn of_lesson(lesson: &Lesson, inputs: &Inputs) -> Self {
        let (zone, requests) = (lesson.zone.clone(), lesson.sent(inputs));
        Self { source: lesson.source(inputs), now: inputs.now, zone, requests }
    }
}

/// Runs a job; the message says why it cannot.
pub type Runs<'a> = dyn Fn(&Job) -> Result<Trace, String> + 'a;

/// A request in a line: what it carries, and from where that is.
pub(super) fn sent(request: &RequestSpec) -> String {
    let body = match &request.body {
        RequestBody::Json(value) => value.to_string(),
        RequestBody::Text(text) => text.clone(),
        RequestBody::Form(fields) => format!("{fields:?}"),
        RequestBody::Empty => String::new(),
    };
    let header = request.headers.iter().map(|(name, value)| format!("{name}: {value}"));
    let at = request.at.and_then(|at| date_text(at as i64)).map(|at| format!("at {}", &at[11..19]));
    let parts = [format!("{} {}", request.method, request.path), body];
    let parts = parts.into_iter().chain(header).chain(at).filter(|part| !part.is_empty());
    let line = parts.collect::<Vec<_>>().join(" ");
    without_fills(line)
}

/// A request with words for what the lesson's file writes for a token of an earlier answer: `{{0.token|alter 45}}`.
pub(super) fn without_fills(mut line: String) -> String {
    while let Some((before, rest)) = line.split_once("{{") {
        let Some((path, after)) = rest.split_once("}}") else { break };
        let from = path.split('.').next().and_then(|number| number.trim().parse::<usize>().ok()).unwrap_or(0);
        let altered = if path.contains("alter -1") {
            ", its last character altered"
        } else if path.contains("alter") {
            ", one character altered"
        } else {
            ""
        };
        line = format!("{before}(token of answer {}{altered}){after}", from + 1);
    }
    line
}
