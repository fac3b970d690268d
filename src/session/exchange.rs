//! Requests and responses as arrows between client and server, and the code between them.

use super::{Mode, Pane, Stops, Study};
use crate::trace::{Event, StepIndex, Trace};

/// A request on its way to the app, or its response on the way back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrow {
    /// The step of the trace that marks it.
    pub step: StepIndex,
    /// Whether it goes back to the client.
    pub response: bool,
    /// Its place among the trace's requests, or its responses.
    pub index: usize,
    /// The stop it opens: the first one of the code that the request ran; of a response, its own.
    pub stop: usize,
}

/// Every request and response of a trace, in order.
pub(super) fn arrows(trace: &Trace, stops: &Stops) -> Vec<Arrow> {
    let marks = |step: &StepIndex| matches!(trace.steps[*step].event, Event::Request | Event::Response);
    let steps: Vec<StepIndex> = (0..trace.steps.len()).filter(marks).collect();
    let (mut requests, mut responses) = (0, 0);
    let arrow = |(at, step): (usize, &StepIndex)| {
        let response = trace.steps[*step].event == Event::Response;
        let count = if response { &mut responses } else { &mut requests };
        *count += 1;
        let index = *count - 1;
        let until = steps.get(at + 1).copied().unwrap_or(trace.steps.len());
        let stop = if response { stops.at_step(*step) } else { first_between(stops, trace, *step, until) };
        Arrow { step: *step, response, index, stop }
    };
    steps.iter().enumerate().map(arrow).collect()
}

/// The first stop between two steps of the trace; where no code ran between them, the one at the first of them.
fn first_between(stops: &Stops, trace: &Trace, from: StepIndex, until: StepIndex) -> usize {
    let within = |stop: &usize| {
        let enter = stops.get(*stop, trace).enter;
        enter > from && enter < until
    };
    let here = stops.at_step(from);
    match stops {
        Stops::Raw(_) => Some(here + 1).filter(within).unwrap_or(here),
        Stops::Lesson(_) => {
            let inside = (1..stops.last()).filter(|stop| stops.get(*stop, trace).reached).filter(within);
            inside.min_by_key(|stop| stops.get(*stop, trace).enter).unwrap_or(here)
        }
    }
}

impl Study {
    /// Every request and response, in order.
    pub fn arrows(&self) -> &[Arrow] {
        &self.arrows
    }

    /// The last request or response that is seen: the trace is in what follows it.
    pub fn lit_arrow(&self) -> Option<usize> {
        let seen = self.stops.answered(self.cursor.stop, &self.trace).max(self.seen());
        self.arrows.partition_point(|arrow| arrow.step < seen).checked_sub(1)
    }

    /// Whether the requests have attention.
    pub fn in_sequence(&self) -> bool {
        self.focus == Pane::Sequence
            && self.mode == Mode::Trace
            && self.cursor.inside.is_empty()
            && !self.arrows.is_empty()
    }

    /// Goes to the code that a request ran, or to the response.
    pub(super) fn open_arrow(&mut self, arrow: usize) {
        if let Some(found) = self.arrows.get(arrow) {
            self.go_to(found.stop);
            self.arrow = arrow;
        }
    }
}
