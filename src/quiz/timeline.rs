//! Where a lesson's teaching steps are in a trace.

use crate::lesson::{LessonProgram, Place};
use crate::span::Span;
use crate::trace::{Event, Kind, Shown, Step, StepIndex, Trace};
use std::collections::HashMap;

/// The stops a learner moves between: Start, one for each teaching step, End.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// In teaching order; never empty.
    pub stops: Vec<Stop>,
    /// For each stop the last step of its frame, where the frame has ended before the next stop and no further stop is
    /// in it: what the function does after its last marked line belongs to that stop, and not to one far away.
    closing: Vec<Option<StepIndex>>,
    /// Frames in which teaching steps happen, in the order in which the steps reach them; the module's when none does.
    pub frames: Vec<u32>,
}

/// One of the stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Which.
    pub kind: StopKind,
    /// Where it is; `None` when the program never got there (an exception, a limit, another branch).
    pub reached: Option<Reached>,
}

/// Which stop it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StopKind {
    /// Before anything has run.
    Start,
    /// The teaching step of this index in `Lesson::steps`.
    Step(usize),
    /// When the program has ended.
    End,
}

/// Where a stop is in the trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// The stop before the step's line runs; inside a function whose `def` line is marked, the call.
    pub enter: StepIndex,
    /// The stop at which what the step did can be seen: `Trace::after(enter)`.
    pub settled: StepIndex,
    /// The frame the step runs in.
    pub frame: u32,
}

impl Timeline {
    /// Finds the stops of a lesson's steps (given by their places, in order). `source` is the text that ran: the
    /// program with its given values put in, which has the same lines as the program itself.
    pub fn of<'a>(
        places: impl IntoIterator<Item = &'a Place>,
        program: &LessonProgram,
        source: &str,
        trace: &Trace,
    ) -> Self {
        let lines: Vec<&str> = source.lines().collect();
        let last = trace.steps.len().saturating_sub(1);
        let mut stops =
            vec![Stop { kind: StopKind::Start, reached: Some(Reached { enter: 0, settled: 0, frame: 0 }) }];
        let mut frames = Vec::new();
        for (index, place) in places.into_iter().enumerate() {
            let reached = match place {
                Place::Line { mark, visit } => {
                    let mark = program.marks.iter().find(|(have, _)| have == mark);
                    mark.and_then(|(_, line)| find(trace, &lines, *line, *visit))
                }
                Place::Request(number) => request(trace, *number),
            };
            if let Some(reached) = reached
                && !frames.contains(&reached.frame)
            {
                frames.push(reached.frame);
            }
            stops.push(Stop { kind: StopKind::Step(index), reached });
        }
        stops.push(Stop {
            kind: StopKind::End,
            reached: Some(Reached { enter: last, settled: last, frame: 0 }),
        });
        if frames.is_empty() {
            frames.push(0);
        }
        let closing = (0..stops.len()).map(|at| closing(trace, &stops, at)).collect();
        Self { stops, closing, frames }
    }

    /// The stop of the teaching step with this index.
    pub fn step(&self, index: usize) -> Option<&Stop> {
        self.stops.iter().find(|stop| stop.kind == StopKind::Step(index))
    }

    /// The variables worth tracking: those of [`Timeline::frames`] that ever hold data (not functions, classes or
    /// modules, nor objects that say no more than where they lie, like a FastAPI app), as frame and name in order of
    /// binding.
    pub fn variables<'t>(&self, trace: &'t Trace) -> Vec<(u32, &'t str)> {
        let last = trace.steps.len().saturating_sub(1);
        let mut rows = Vec::new();
        for frame in &self.frames {
            for (name, value) in trace.locals(*frame, last) {
                let data = value.as_ref().is_some_and(holds_data)
                    || (value.is_none()
                        && trace
                            .history(*frame, name)
                            .iter()
                            .any(|step| trace.local(*frame, name, *step).as_ref().is_some_and(holds_data)));
                if data {
                    rows.push((*frame, name));
                }
            }
        }
        rows
    }

    /// The last step of a stop's function, when no further stop is in it and it ends before the next one.
    pub fn closing(&self, stop: usize) -> Option<StepIndex> {
        self.closing.get(stop).copied().flatten()
    }

    /// A variable's name, with the function it is in where variables of several are tracked, and the number of the
    /// call where steps are in several: `token (check 2)`. The name first: where room is short, the end is cut.
    pub fn label(&self, trace: &Trace, frame: u32, name: &str) -> String {
        let function = |frame: u32| &trace.frames[frame as usize].function;
        let same: Vec<u32> =
            self.frames.iter().copied().filter(|other| function(*other) == function(frame)).collect();
        match same.iter().position(|other| *other == frame) {
            _ if frame == 0 || self.frames.len() < 2 => name.to_owned(),
            Some(at) if same.len() > 1 => format!("{name} ({} {})", function(frame), at + 1),
            _ => format!("{name} ({})", function(frame)),
        }
    }

    /// The value of a variable of a frame at a stop: what it is once the stop's step has run; `None` while unbound,
    /// and for a stop that is never reached the value at the last one that is.
    pub fn value<'t>(
        &self,
        trace: &'t Trace,
        stop: usize,
        frame: u32,
        name: &str,
    ) -> Option<crate::trace::Shown<'t>> {
        let (at, reached) = (0..=stop).rev().find_map(|at| Some((at, self.stops.get(at)?.reached?)))?;
        let closing = self.closing[at].filter(|_| reached.frame == frame);
        trace.local(frame, name, closing.unwrap_or(reached.settled))
    }
}

fn closing(trace: &Trace, stops: &[Stop], at: usize) -> Option<StepIndex> {
    let here = stops[at].reached.filter(|here| here.frame > 0)?;
    let mut later = stops[at + 1..].iter().filter_map(|stop| stop.reached);
    let next = later.clone().next()?.enter;
    let last = trace.steps.iter().rposition(|step| step.frame == here.frame)?;
    let ended = last < next && here.settled <= last && later.all(|stop| stop.frame != here.frame);
    ended.then_some(last)
}

fn holds_data(shown: &Shown<'_>) -> bool {
    match shown.kind {
        Kind::Code => false,
        Kind::Object => !(shown.repr.starts_with('<') && shown.repr.ends_with("0x...>")),
        _ => true,
    }
}

/// The n-th time a marked line is reached. A `def` line counts when the function is called, for the definition itself
/// teaches nothing.
fn find(trace: &Trace, lines: &[&str], line: u32, visit: u32) -> Option<Reached> {
    let found = match call_line(lines, line) {
        Some(first) => {
            visited(trace, visit, |step| step.event == Event::Call && (first..=line).contains(&step.line))
        }
        None => visited(trace, visit, |step| step.event == Event::Line && step.line == line)
            .or_else(|| inside_statement(trace, lines, line, visit)),
    };
    let enter = found?;
    Some(Reached { enter, settled: trace.after(enter), frame: trace.steps[enter].frame })
}

/// The n-th of the steps that fit. A statement that is stopped at again after a call inside it was visited once.
fn visited(trace: &Trace, visit: u32, fits: impl Fn(&Step) -> bool) -> Option<StepIndex> {
    let mut before: HashMap<u32, Span> = HashMap::new();
    let mut left = visit;
    trace.steps.iter().position(|step| {
        let whole = step.event == Event::Line && step.span.end > step.span.start;
        let again = whole && before.insert(step.frame, step.span) == Some(step.span);
        if step.line == 0 || again || !fits(step) {
            return false;
        }
        left -= 1;
        left == 0
    })
}

/// A request, from its sending to its answer; one that is never answered lasts to the end.
fn request(trace: &Trace, number: usize) -> Option<Reached> {
    let sent = |step: &Step| step.event == Event::Request;
    let enter = trace.steps.iter().enumerate().filter(|(_, step)| sent(step)).nth(number)?.0;
    let answered = trace.steps[enter..].iter().position(|step| step.event == Event::Response);
    let settled = answered.map_or(trace.steps.len() - 1, |at| enter + at);
    Some(Reached { enter, settled, frame: trace.steps[enter].frame })
}

/// For a `def` line: the line the call of the function is recorded at, that of its first decorator.
fn call_line(lines: &[&str], line: u32) -> Option<u32> {
    let at = (line as usize).checked_sub(1)?;
    let text = lines.get(at)?.trim_start();
    if !(text.starts_with("def ") || text.starts_with("async def ")) {
        return None;
    }
    let decorators = lines[..at].iter().rev().take_while(|above| above.trim_start().starts_with('@')).count();
    Some(line - decorators as u32)
}

/// A mark on a later line of a statement that spans several: the shortest such statement.
fn inside_statement(trace: &Trace, lines: &[&str], line: u32, visit: u32) -> Option<StepIndex> {
    let start: usize = lines.iter().take(line as usize - 1).map(|text| text.len() + 1).sum();
    let holds = |step: &Step| {
        step.event == Event::Line
            && step.line < line
            && (step.span.start as usize) < start
            && step.span.end as usize > start
    };
    let best =
        trace.steps.iter().filter(|step| holds(step)).map(|step| step.span.end - step.span.start).min()?;
    visited(trace, visit, |step| holds(step) && step.span.end - step.span.start == best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::Profile;
    use crate::span::Span;
    use crate::trace::{Outcome, Raised, Recorder};

    const SOURCE: &str = "from jose import jwt\n\n@log\ndef make(data):\n    token = jwt.encode(\n        data)\n    \
                          return token\n\nmake({})\n";

    fn program() -> LessonProgram {
        let marks = [("receive", 4), ("encode", 6), ("return", 7)];
        let marks = marks.map(|(label, line)| (label.to_owned(), line)).into();
        LessonProgram { profile: Profile::PythonJose, source: SOURCE.into(), marks, at: Span::default() }
    }

    fn span(text: &str) -> Span {
        let start = SOURCE.find(text).unwrap();
        Span { start: start as u32, end: (start + text.len()) as u32 }
    }

    /// Lines 1, 4 (the definition) and 9 of the module, then the call; `fails` raises at the encode line.
    fn trace(fails: bool) -> Trace {
        let mut record = Recorder::new();
        let module = record.enter("<module>", None);
        record.stop(Event::Call, module, 0, Span::default());
        record.stop(Event::Line, module, 1, span("from jose import jwt"));
        record.stop(Event::Line, module, 4, span("def make(data):"));
        let code = record.show("<function make at 0x...>", Kind::Code, None, false);
        let make = record.binding(module, "make");
        record.set(make, code);
        record.stop(Event::Line, module, 9, span("make({})"));
        let frame = record.enter("make", Some(module));
        let dict = record.show("{}", Kind::Container, Some(1), false);
        let data = record.binding(frame, "data");
        let token = record.binding(frame, "token");
        record.set(data, dict);
        record.stop(Event::Call, frame, 3, Span::default());
        let encode = span("token = jwt.encode(\n        data)");
        record.stop(Event::Line, frame, 5, encode);
        if fails {
            let raised = Raised { class: "JWTError".into(), ..Raised::default() };
            record.stop_exception(frame, 5, encode, raised.clone());
            record.stop_exception(module, 9, span("make({})"), raised.clone());
            return record.finish(Vec::new(), Outcome::Raised(raised));
        }
        let value = record.show("'a.b.c'", Kind::Str, None, false);
        record.set(token, value);
        record.stop(Event::Line, frame, 7, span("return token"));
        record.stop_return(frame, 7, span("return token"), value);
        record.finish(Vec::new(), Outcome::Finished)
    }

    fn of(trace: &Trace) -> Timeline {
        let place = |mark: &str| Place::Line { mark: mark.into(), visit: 1 };
        Timeline::of(&["receive", "encode", "return"].map(place), &program(), SOURCE, trace)
    }

    #[test]
    fn a_step_enters_at_its_mark_and_settles_after_it() {
        let trace = trace(false);
        let timeline = of(&trace);
        let at = |index: usize| timeline.stops[index].reached.map(|r| (r.enter, r.settled, r.frame));
        assert_eq!(
            [at(0), at(1), at(2), at(3), at(4)].map(Option::unwrap),
            [(0, 0, 0), (4, 5, 1), (5, 6, 1), (6, 7, 1), (8, 8, 0)]
        );
        assert_eq!(timeline.variables(&trace), [(1, "data"), (1, "token")]);
        let token = |stop: usize| timeline.value(&trace, stop, 1, "token").map(|shown| shown.repr);
        assert_eq!(
            [token(0), token(1), token(2), token(3), token(4)],
            [None, None, Some("'a.b.c'"), Some("'a.b.c'"), Some("'a.b.c'")]
        );
        assert_eq!(trace.value(timeline.stops[3].reached.unwrap().settled).unwrap().repr, "'a.b.c'");
    }

    #[test]
    fn a_step_after_an_exception_is_never_reached() {
        let trace = trace(true);
        let timeline = of(&trace);
        assert_eq!(timeline.stops[2].reached, Some(Reached { enter: 5, settled: 6, frame: 1 }));
        assert_eq!(trace.exception(6).unwrap().class, "JWTError");
        assert_eq!(timeline.stops[3].reached, None);
        assert_eq!(timeline.stops[4].kind, StopKind::End);
        assert_eq!(timeline.value(&trace, 3, 1, "token"), None);
    }

    #[test]
    fn an_empty_trace_has_all_stops_and_reaches_the_ends() {
        let trace = Recorder::new().finish(Vec::new(), Outcome::Finished);
        let timeline = of(&trace);
        assert_eq!(timeline.stops.len(), 5);
        assert_eq!(timeline.stops.iter().filter(|stop| stop.reached.is_some()).count(), 2);
        assert!(timeline.variables(&trace).is_empty());
    }
}
