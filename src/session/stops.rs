//! The places a learner moves between: a lesson's teaching steps, or every statement of a program of one's own.

use crate::quiz::{StopKind, Timeline};
use crate::trace::{Event, StepIndex, Trace};

/// Every stop, in order; the first is Start and the last is End.
#[derive(Debug, Clone, PartialEq)]
pub enum Stops {
    /// Of a lesson.
    Lesson(Timeline),
    /// One for each event of the trace worth stopping at, with the step at which it is settled: a million of them are
    /// eight megabytes.
    Raw(Vec<(u32, u32)>),
}

/// Which stop it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Before anything has run.
    Start,
    /// A lesson's teaching step, by its index.
    Teaching(usize),
    /// An event of the trace.
    Event(Event),
    /// When the program has ended.
    End,
}

/// A stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// Which.
    pub at: At,
    /// The step of the trace at which it begins.
    pub enter: StepIndex,
    /// The step of the trace at which what it did can be seen.
    pub settled: StepIndex,
    /// Its frame.
    pub frame: u32,
    /// `false` when the program never got there; `enter` is then the last step it did reach.
    pub reached: bool,
}

impl Stops {
    /// Every event of a trace that is not inside a call of the JWT library.
    pub fn of_trace(trace: &Trace) -> Self {
        // After an exception that leaves the function nothing is given back.
        let left = |at: usize, step: &crate::trace::Step| {
            let before = at.checked_sub(1).map(|before| &trace.steps[before]);
            before.is_some_and(|before| before.event == Event::Exception && before.frame == step.frame)
        };
        let worth = |at: usize, step: &crate::trace::Step| match step.event {
            Event::Operation | Event::End => false,
            Event::Call => step.line > 0,
            Event::Return => step.frame != 0 && !left(at, step),
            _ => true,
        };
        // `Trace::after` of every step in one pass from the end.
        let last = trace.steps.len().saturating_sub(1) as u32;
        let mut next_in_frame = vec![last; trace.frames.len()];
        let mut stops = Vec::new();
        for (at, step) in trace.steps.iter().enumerate().rev() {
            let next = &mut next_in_frame[step.frame as usize];
            if worth(at, step) {
                stops.push((at as u32, *next));
            }
            if step.event != Event::Operation {
                *next = at as u32;
            }
        }
        stops.reverse();
        Self::Raw(stops)
    }

    /// How many, Start and End included; at least two.
    pub fn len(&self) -> usize {
        match self {
            Self::Lesson(timeline) => timeline.stops.len(),
            Self::Raw(steps) => steps.len() + 2,
        }
    }

    /// Never: there are always Start and End.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Index of the last stop, End.
    pub fn last(&self) -> usize {
        self.len().saturating_sub(1)
    }

    /// One of them; an index past the end gives End.
    pub fn get(&self, index: usize, trace: &Trace) -> Stop {
        let index = index.min(self.last());
        let end = trace.steps.len().saturating_sub(1);
        match self {
            Self::Lesson(timeline) => {
                let stop = &timeline.stops[index];
                let at = match stop.kind {
                    StopKind::Start => At::Start,
                    StopKind::Step(step) => At::Teaching(step),
                    StopKind::End => At::End,
                };
                let place = timeline.stops[..=index].iter().rev().find_map(|stop| stop.reached);
                let (enter, settled, frame) = place.map_or((0, 0, 0), |r| (r.enter, r.settled, r.frame));
                Stop { at, enter, settled, frame, reached: stop.reached.is_some() }
            }
            Self::Raw(_) if index == 0 => {
                Stop { at: At::Start, enter: 0, settled: 0, frame: 0, reached: true }
            }
            Self::Raw(steps) => match steps.get(index - 1) {
                Some((step, settled)) => {
                    let enter = *step as usize;
                    let seen = &trace.steps[enter];
                    Stop {
                        at: At::Event(seen.event),
                        enter,
                        settled: *settled as usize,
                        frame: seen.frame,
                        reached: true,
                    }
                }
                None => Stop { at: At::End, enter: end, settled: end, frame: 0, reached: true },
            },
        }
    }

    /// The stop at or before a step of the trace.
    pub fn at_step(&self, step: StepIndex) -> usize {
        match self {
            Self::Lesson(timeline) => timeline
                .stops
                .iter()
                .rposition(|stop| stop.reached.is_some_and(|reached| reached.enter <= step))
                .unwrap_or(0),
            Self::Raw(steps) => steps.partition_point(|(at, _)| *at as usize <= step),
        }
    }

    /// The stop at which a change that a step of the trace brings can be seen first: that of the statement which made
    /// it, or the next one of its frame when the statement called into code that is stepped through.
    pub fn shows(&self, step: StepIndex, trace: &Trace) -> usize {
        match self {
            Self::Lesson(_) => {
                let until = |stop: usize| self.get(stop, trace).settled.max(self.closing(stop).unwrap_or(0));
                (0..self.len()).find(|stop| until(*stop) >= step).unwrap_or(self.last())
            }
            Self::Raw(steps) => {
                let here = self.at_step(step);
                let before = here.checked_sub(2).and_then(|before| steps.get(before));
                let shows = |(enter, settled): &(u32, u32)| {
                    let left = trace.steps[*enter as usize].event == Event::Return && (step as u32) > *enter;
                    *settled as usize == step || left
                };
                if before.is_some_and(shows) { here - 1 } else { here }
            }
        }
    }

    /// The stop during which something happened that was noted before a step of the trace: the innermost, when what
    /// several of them did spans it.
    pub fn during(&self, step: StepIndex, trace: &Trace) -> usize {
        match self {
            Self::Lesson(_) => (0..self.len())
                .filter(|index| {
                    let stop = self.get(*index, trace);
                    stop.reached && stop.enter < step && step <= stop.settled
                })
                .max_by_key(|index| self.get(*index, trace).enter)
                .unwrap_or_else(|| self.at_step(step.saturating_sub(1))),
            Self::Raw(_) => self.at_step(step.saturating_sub(1)),
        }
    }

    /// The end of the function that a lesson's stop is the last one in.
    fn closing(&self, index: usize) -> Option<StepIndex> {
        match self {
            Self::Lesson(timeline) => timeline.closing(index),
            Self::Raw(_) => None,
        }
    }

    /// First step after the response that a stop's function gives, when it is the last stop in it; 0 for others.
    pub fn answered(&self, index: usize, trace: &Trace) -> StepIndex {
        let Some(end) = self.closing(index) else { return 0 };
        let next = (index + 1..self.len()).map(|stop| self.get(stop, trace)).find(|stop| stop.reached);
        let until = next.map_or(trace.steps.len(), |next| next.enter + 1).min(trace.steps.len());
        let response = |at: &StepIndex| trace.steps[*at].event == Event::Response;
        (end..until).find(response).map_or(0, |at| at + 1)
    }

    /// First step of the trace that is not yet seen while standing at this stop: what the stop did is seen, but in a
    /// program of one's own nothing that the next stop will show.
    pub fn seen(&self, index: usize, trace: &Trace) -> StepIndex {
        let stop = self.get(index, trace);
        match (stop.at, self) {
            (At::Start, _) => 0,
            (At::End, _) => trace.steps.len(),
            (_, Self::Lesson(_)) => stop.settled.max(stop.enter + 1),
            (_, Self::Raw(steps)) => steps.get(index).map_or(trace.steps.len(), |(next, _)| *next as usize),
        }
    }
}
