//! Programs that questions need to have run. Nothing here runs one: whoever poses or grades hands in a [`Runs`].

use crate::lesson::{Inputs, Lesson};
use crate::request::RequestSpec;
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
