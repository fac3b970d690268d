//! Programs that questions need to have run. Nothing here runs one: whoever poses or grades hands in a [`Runs`].

use crate::trace::Trace;

/// A program to run, and the world it is to see.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Its whole source.
    pub source: String,
    /// The clock, in seconds since 1970.
    pub now: f64,
    /// Requests sent to its `app`, a line each: `GET /me`, `POST /token {"username": "alice"}`.
    pub requests: Vec<String>,
}

impl Job {
    /// A program without requests.
    pub fn new(source: impl Into<String>, now: f64) -> Self {
        Self { source: source.into(), now, requests: Vec::new() }
    }
}

/// Runs a job; the message says why it cannot.
pub type Runs<'a> = dyn Fn(&Job) -> Result<Trace, String> + 'a;
