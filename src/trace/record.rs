//! How a trace is kept small: names and values are stored once, and each variable has its own history, so that the
//! state at any of a million steps is a binary search away.

mod texts;

use self::texts::Texts;
use super::{
    Change, Event, Frame, Global, Kind, Outcome, Raised, Request, Response, Shown, Step, Trace, Warning,
};
use crate::jose::Operation;
use crate::span::Span;
use std::collections::HashMap;

const UNBOUND: u32 = u32::MAX;
const NO_DETAIL: u32 = u32::MAX;

#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Record {
    texts: Texts,
    names: Vec<Box<str>>,
    bindings: Vec<Binding>,
    pub(super) changes: Vec<(u32, u32)>,
}

#[derive(Debug, Clone, PartialEq)]
struct Binding {
    name: u32,
    history: Vec<(u32, u32)>,
}

impl Record {
    pub(super) fn shown(&self, index: u32) -> Option<Shown<'_>> {
        self.texts.get(index)
    }

    pub(super) fn at(&self, binding: u32, step: usize) -> (&str, Option<Shown<'_>>) {
        let binding = &self.bindings[binding as usize];
        let past = binding.history.partition_point(|(at, _)| *at as usize <= step);
        let value = past.checked_sub(1).and_then(|last| self.shown(binding.history[last].1));
        (&self.names[binding.name as usize], value)
    }

    pub(super) fn change(&self, index: usize) -> Change<'_> {
        let (binding, shown) = self.changes[index];
        Change { name: self.name_of(binding), value: self.shown(shown) }
    }

    pub(super) fn name_of(&self, binding: u32) -> &str {
        &self.names[self.bindings[binding as usize].name as usize]
    }

    pub(super) fn steps_of(&self, binding: u32) -> impl Iterator<Item = usize> + '_ {
        self.bindings[binding as usize].history.iter().map(|(step, _)| *step as usize)
    }

    /// Bytes it takes; each change stands in the list of changes and in the history of its variable.
    pub(super) fn bytes(&self) -> usize {
        self.texts.bytes()
            + self.changes.len() * 2 * size_of::<(u32, u32)>()
            + self.bindings.len() * size_of::<Binding>()
    }
}

/// Writes a [`Trace`] while a program runs.
///
/// The order for one stop: [`Recorder::set`] and [`Recorder::unset`] for what changed in the frame, then one of the
/// `stop` methods, which takes those changes along.
#[derive(Debug, Default)]
pub struct Recorder {
    steps: Vec<Step>,
    frames: Vec<Frame>,
    stdout: String,
    operations: Vec<Operation>,
    /// Bytes of what is stored whole: operations, exceptions, requests, responses and warnings.
    detail_bytes: usize,
    /// Bytes of all values' texts as somebody would read them, however they are stored.
    shown_bytes: usize,
    exceptions: Vec<Raised>,
    requests: Vec<Request>,
    responses: Vec<Response>,
    warnings: Vec<Warning>,
    record: Record,
    name_index: HashMap<Box<str>, u32>,
    taken: u32,
}

impl Recorder {
    /// An empty record.
    pub fn new() -> Self {
        Self::default()
    }

    /// The frame of the last stop that is not an exception passing through.
    pub fn last_frame(&self) -> Option<u32> {
        self.steps.iter().rev().find(|step| step.event != Event::Exception).map(|step| step.frame)
    }

    /// Number of stops so far.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether nothing has been recorded.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Bytes of the record so far, for the memory budget.
    pub fn bytes(&self) -> usize {
        self.record.bytes()
            + self.steps.len() * size_of::<Step>()
            + self.frames.len() * (size_of::<Frame>() + 32)
            + self.stdout.len()
            + self.detail_bytes
    }

    /// Bytes of all values' texts as somebody would read them, whatever is shared between them.
    pub fn shown_bytes(&self) -> usize {
        self.shown_bytes
    }

    /// The program printed something.
    pub fn print(&mut self, text: &str) {
        self.stdout.push_str(text);
    }

    /// A frame is entered; its index.
    pub fn enter(&mut self, function: &str, parent: Option<u32>) -> u32 {
        let depth = parent.map_or(0, |parent| self.frames[parent as usize].depth + 1);
        self.frames.push(Frame {
            function: function.into(),
            parent,
            depth,
            entered: self.steps.len() as u32,
            bindings: Vec::new(),
        });
        self.frames.len() as u32 - 1
    }

    /// A variable that `frame` may bind: a handle for [`Recorder::set`]. Ask once per frame and name.
    pub fn binding(&mut self, frame: u32, name: &str) -> u32 {
        let name = if let Some(index) = self.name_index.get(name) {
            *index
        } else {
            let index = self.record.names.len() as u32;
            self.record.names.push(name.into());
            self.name_index.insert(name.into(), index);
            index
        };
        let binding = self.record.bindings.len() as u32;
        self.record.bindings.push(Binding { name, history: Vec::new() });
        self.frames[frame as usize].bindings.push(binding);
        binding
    }

    /// Stores a value's text; the handle can serve several variables and several steps.
    pub fn show(&mut self, repr: &str, kind: Kind, identity: Option<u32>, truncated: bool) -> u32 {
        self.show_after(None, Shown { repr, kind, identity, truncated })
    }

    /// As [`Recorder::show`], when an earlier text, given with its handle, may begin in the same way.
    pub fn show_after(&mut self, before: Option<(u32, &str)>, shown: Shown<'_>) -> u32 {
        self.shown_bytes += shown.repr.len();
        self.record.texts.push(shown, before)
    }

    /// A stored value's text.
    pub fn shown(&self, shown: u32) -> Option<Shown<'_>> {
        self.record.shown(shown)
    }

    /// A variable has a new value before the next stop.
    pub fn set(&mut self, binding: u32, shown: u32) {
        self.record.changes.push((binding, shown));
        self.record.bindings[binding as usize].history.push((self.steps.len() as u32, shown));
    }

    /// A variable was deleted before the next stop.
    pub fn unset(&mut self, binding: u32) {
        self.set(binding, UNBOUND);
    }

    /// A stop without detail.
    pub fn stop(&mut self, event: Event, frame: u32, line: u32, span: Span) {
        self.push(event, frame, line, span, NO_DETAIL);
    }

    /// A function gives back a value stored with [`Recorder::show`].
    pub fn stop_return(&mut self, frame: u32, line: u32, span: Span, shown: u32) {
        self.push(Event::Return, frame, line, span, shown);
    }

    /// An exception is met in a frame; one that passes through several frames is stored once.
    pub fn stop_exception(&mut self, frame: u32, line: u32, span: Span, raised: Raised) {
        if self.exceptions.last() != Some(&raised) {
            self.detail_bytes += raised.bytes();
            self.exceptions.push(raised);
        }
        self.push(Event::Exception, frame, line, span, self.exceptions.len() as u32 - 1);
    }

    /// An operation inside `encode` or `decode`.
    pub fn stop_operation(&mut self, frame: u32, line: u32, span: Span, operation: Operation) {
        self.detail_bytes += operation.bytes();
        self.operations.push(operation);
        self.push(Event::Operation, frame, line, span, self.operations.len() as u32 - 1);
    }

    /// A request reaches the app.
    pub fn stop_request(&mut self, frame: u32, request: Request) {
        self.detail_bytes +=
            headers_bytes(&request.headers) + request.target.len() + request.body.len() + 128;
        self.requests.push(request);
        self.push(Event::Request, frame, 0, Span::default(), self.requests.len() as u32 - 1);
    }

    /// The app has answered.
    pub fn stop_response(&mut self, frame: u32, response: Response) {
        self.detail_bytes += headers_bytes(&response.headers) + response.body.len() + 96;
        self.responses.push(response);
        self.push(Event::Response, frame, 0, Span::default(), self.responses.len() as u32 - 1);
    }

    /// A warning is issued now.
    pub fn warn(&mut self, category: &str, message: &str) {
        let step = self.steps.len() as u32;
        self.detail_bytes += category.len() + message.len() + size_of::<Warning>();
        self.warnings.push(Warning { category: category.into(), message: message.into(), step });
    }

    /// Ends the record.
    pub fn finish(mut self, globals: Vec<Global>, outcome: Outcome) -> Trace {
        if self.frames.is_empty() {
            self.enter("<module>", None);
        }
        let (line, span) = self.steps.last().map_or((0, Span::default()), |last| (last.line, last.span));
        self.push(Event::End, 0, line, span, NO_DETAIL);
        Trace {
            steps: self.steps,
            frames: self.frames,
            stdout: self.stdout,
            operations: self.operations,
            exceptions: self.exceptions,
            requests: self.requests,
            responses: self.responses,
            warnings: self.warnings,
            globals,
            outcome,
            record: self.record,
        }
    }

    fn push(&mut self, event: Event, frame: u32, line: u32, span: Span, detail: u32) {
        let stdout_len = self.stdout.len() as u32;
        self.steps.push(Step { event, frame, line, span, stdout_len, changed: self.taken, detail });
        self.taken = self.record.changes.len() as u32;
    }
}

fn headers_bytes(headers: &[(String, String)]) -> usize {
    headers.iter().map(|(name, value)| name.len() + value.len() + 48).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reprs(trace: &Trace, frame: u32, step: usize) -> Vec<(String, Option<String>)> {
        trace
            .locals(frame, step)
            .map(|(name, value)| (name.to_owned(), value.map(|v| v.repr.to_owned())))
            .collect()
    }

    /// `x = 1`, then a call that binds `y` and deletes it.
    fn sample() -> Trace {
        let mut record = Recorder::new();
        let (line, span) = (1, Span::default());
        let module = record.enter("<module>", None);
        record.stop(Event::Call, module, 0, span);
        record.stop(Event::Line, module, line, span);
        let one = record.show("1", Kind::Number, None, false);
        let x = record.binding(module, "x");
        record.set(x, one);
        record.stop(Event::Line, module, 2, span);
        let function = record.enter("f", Some(module));
        record.stop(Event::Call, function, 3, span);
        let y = record.binding(function, "y");
        record.set(y, one);
        record.stop(Event::Line, function, 4, span);
        record.unset(y);
        record.print("hello\n");
        record.stop_return(function, 4, span, one);
        record.finish(Vec::new(), Outcome::Finished)
    }

    #[test]
    fn state_at_a_step_is_the_state_on_stopping_there() {
        let trace = sample();
        assert_eq!(reprs(&trace, 0, 1), [("x".into(), None)]);
        assert_eq!(reprs(&trace, 0, 2), [("x".into(), Some("1".into()))]);
        assert_eq!(reprs(&trace, 1, 4), [("y".into(), Some("1".into()))]);
        assert_eq!(reprs(&trace, 1, 5), [("y".into(), None)]);
        assert_eq!(trace.local(0, "x", 1), None);
        assert_eq!(trace.history(1, "y"), [4, 5]);
    }

    #[test]
    fn after_is_the_next_stop_of_the_same_frame() {
        let trace = sample();
        assert_eq!((trace.after(1), trace.after(2), trace.after(3), trace.after(5)), (2, 6, 4, 6));
        assert_eq!(trace.stack(4), [0, 1]);
        assert_eq!(trace.value(5).map(|v| v.repr), Some("1"));
        assert_eq!((trace.steps[4].stdout_len, trace.steps[5].stdout_len), (0, 6));
    }

    #[test]
    fn changes_belong_to_the_stop_that_follows_them() {
        let trace = sample();
        let names =
            |step| trace.changes(step).map(|c| (c.name.to_owned(), c.value.is_some())).collect::<Vec<_>>();
        assert_eq!(names(1), []);
        assert_eq!(names(2), [("x".to_owned(), true)]);
        assert_eq!(names(5), [("y".to_owned(), false)]);
        assert_eq!(names(6), []);
    }
}
