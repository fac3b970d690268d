//! What happened when a program ran: plain data, recorded whole, so that going back and forward is an index.
//!
//! **Before and after.** A [`Step`] is a stop: the state *at* step `i` is the state on stopping there, before its
//! line runs, as a debugger shows it. What the line did is the state at [`Trace::after`]`(i)`, the next stop in the
//! same frame. Front ends that say "after step 2" mean exactly that, and nothing else defines it.

mod record;

pub use record::Recorder;

use crate::jose::Operation;
use crate::span::Span;

/// Index of a [`Step`] in [`Trace::steps`].
pub type StepIndex = usize;

/// What a [`Step`] marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// A statement is about to run (a loop header once per turn).
    Line,
    /// A function was entered; its parameters are bound.
    Call,
    /// A function is about to give its value back ([`Trace::value`]).
    Return,
    /// An exception is raised in, or passes through, this frame ([`Trace::exception`]).
    Exception,
    /// One numbered step inside `jwt.encode` or `jwt.decode` ([`Trace::operation`]).
    Operation,
    /// An HTTP request reached the app ([`Trace::request`]).
    Request,
    /// The app answered ([`Trace::response`]).
    Response,
    /// The program ended.
    End,
}

/// A stop in the execution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What this stop marks.
    pub event: Event,
    /// The frame it is in: an index into [`Trace::frames`].
    pub frame: u32,
    /// Line of the statement, from 1; 0 for the module's own call.
    pub line: u32,
    /// The statement's bytes in the source (a compound statement's header only).
    pub span: Span,
    /// Bytes of [`Trace::stdout`] printed before this stop.
    pub stdout_len: u32,
    /// First of this step's entries in [`Trace::changes`]; the next step's `changed` ends them.
    changed: u32,
    /// Index into the table the event names (operations, exceptions, requests, responses, shown values).
    detail: u32,
}

/// A run of one function, class body or module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Python's `co_qualname`: `<module>`, `create_token`, `Service.issue`, `make.<locals>.inner`.
    pub function: Box<str>,
    /// The frame that called this one.
    pub parent: Option<u32>,
    /// 0 for the module.
    pub depth: u32,
    /// The step at which it was entered.
    pub entered: u32,
    /// Its variables, in the order in which they were first bound: indices into the trace's bindings.
    bindings: Vec<u32>,
}

/// What sort of value a [`Shown`] is, for styling and for sameness marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `str`
    Str,
    /// `bytes` or `bytearray`
    Bytes,
    /// `int`, `float`, `bool`, `complex`
    Number,
    /// `None`
    None,
    /// `list`, `tuple`, `set`, `dict`, …
    Container,
    /// A function, method, class or module.
    Code,
    /// Any other object.
    Object,
}

/// A value as a person sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown<'a> {
    /// Python's `repr`, addresses written `0x...`; cut at the end when `truncated`.
    pub repr: &'a str,
    /// What sort of value it is.
    pub kind: Kind,
    /// A number that two names share exactly when they name the same mutable object.
    pub identity: Option<u32>,
    /// Whether `repr` was cut to keep the trace bounded.
    pub truncated: bool,
}

/// One variable that changed before a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change<'a> {
    /// The variable's name.
    pub name: &'a str,
    /// Its new value; `None` when it was deleted.
    pub value: Option<Shown<'a>>,
}

/// An exception on its way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Raised {
    /// Class name without module: `ExpiredSignatureError`.
    pub class: String,
    /// Its module: `jwt.exceptions`.
    pub module: String,
    /// `str(exception)`.
    pub message: String,
    /// Its class and all ancestors, nearest first, `module.Name`.
    pub mro: Vec<String>,
    /// Line of the program at which it was raised or passed the module, from 1.
    pub line: u32,
    /// The whole traceback as CPython prints it.
    pub traceback: String,
    /// What to do about it, in our own words; empty unless the program asked for what is not here.
    pub hint: String,
}

impl Raised {
    /// Bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        let texts = [&self.class, &self.module, &self.message, &self.traceback].map(String::len);
        let mro: usize = self.mro.iter().map(|class| class.len() + 24).sum();
        size_of::<Self>() + texts.iter().sum::<usize>() + mro
    }
}

/// Why a program was stopped from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HaltReason {
    /// More steps than [`Limits::steps`](crate::python::Limits).
    Steps,
    /// More work than [`Limits::ticks`](crate::python::Limits).
    Work,
    /// More bytes than the limits on values.
    Memory,
    /// Calls or data nested deeper than the limits.
    Depth,
    /// The person asked for it.
    Cancelled,
}

/// How the program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Ran to its end.
    Finished,
    /// An exception nobody caught.
    Raised(Raised),
    /// Stopped by a limit; the trace up to there is whole.
    Halted {
        /// Which limit.
        reason: HaltReason,
        /// The line that was running, from 1.
        line: u32,
    },
}

/// A warning the program caused on stderr.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Class name: `InsecureKeyLengthWarning`.
    pub category: String,
    /// Its text.
    pub message: String,
    /// The step at which it was issued.
    pub step: u32,
}

/// An HTTP request as sent to the app.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Request {
    /// `GET`, `POST`, …
    pub method: String,
    /// Path with query string.
    pub target: String,
    /// Header names in lower case, and their values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The clock at that moment, in seconds since 1970.
    pub at: f64,
}

/// An HTTP response as the app gave it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Response {
    /// Status code.
    pub status: u16,
    /// Header names in lower case, and their values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// Index of the request it answers.
    pub request: usize,
}

/// A module-level variable when the program had ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Global {
    /// Its name.
    pub name: String,
    /// Its whole `repr`.
    pub repr: String,
    /// Its class with module: `builtins.str`.
    pub class: String,
}

/// The whole record of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// Every stop, in order. The last one is [`Event::End`].
    pub steps: Vec<Step>,
    /// Every frame, in order of entry; the module's first.
    pub frames: Vec<Frame>,
    /// Everything printed.
    pub stdout: String,
    /// Operations inside `encode` and `decode`, in order.
    pub operations: Vec<Operation>,
    /// Exceptions met, in order.
    pub exceptions: Vec<Raised>,
    /// Requests sent.
    pub requests: Vec<Request>,
    /// Responses given.
    pub responses: Vec<Response>,
    /// Warnings issued.
    pub warnings: Vec<Warning>,
    /// Module-level variables at the end, in order of binding.
    pub globals: Vec<Global>,
    /// How it ended.
    pub outcome: Outcome,
    record: record::Record,
}

impl Trace {
    /// The first stop at which what `step` did can be seen: the next stop in the same frame that is not an
    /// operation, or the last step of the trace.
    pub fn after(&self, step: StepIndex) -> StepIndex {
        let frame = self.steps[step].frame;
        (step + 1..self.steps.len())
            .find(|next| {
                let next = &self.steps[*next];
                next.event == Event::End || (next.frame == frame && next.event != Event::Operation)
            })
            .unwrap_or(self.steps.len() - 1)
    }

    /// The variables of `frame` on stopping at `step`, in the order in which they were first bound in the whole
    /// trace; `None` for a name that is not bound (yet, or any more).
    pub fn locals(
        &self,
        frame: u32,
        step: StepIndex,
    ) -> impl Iterator<Item = (&str, Option<Shown<'_>>)> + '_ {
        self.frames[frame as usize].bindings.iter().map(move |binding| self.record.at(*binding, step))
    }

    /// One variable of `frame` on stopping at `step`.
    pub fn local(&self, frame: u32, name: &str, step: StepIndex) -> Option<Shown<'_>> {
        self.locals(frame, step).find(|(have, _)| *have == name).and_then(|(_, value)| value)
    }

    /// What changed in the step's frame since the stop before it in that frame.
    pub fn changes(&self, step: StepIndex) -> impl Iterator<Item = Change<'_>> + '_ {
        let end = self.steps.get(step + 1).map_or(self.record.changes.len(), |next| next.changed as usize);
        (self.steps[step].changed as usize..end).map(|change| self.record.change(change))
    }

    /// The steps, within the whole trace, at which a variable of a frame changed.
    pub fn history(&self, frame: u32, name: &str) -> Vec<StepIndex> {
        self.frames[frame as usize]
            .bindings
            .iter()
            .filter(|binding| self.record.name_of(**binding) == name)
            .flat_map(|binding| self.record.steps_of(*binding))
            .collect()
    }

    /// Frames from the module to the step's own.
    pub fn stack(&self, step: StepIndex) -> Vec<u32> {
        let mut stack = vec![self.steps[step].frame];
        while let Some(parent) = self.frames[stack[stack.len() - 1] as usize].parent {
            stack.push(parent);
        }
        stack.reverse();
        stack
    }

    /// The value given back at a [`Event::Return`] step.
    pub fn value(&self, step: StepIndex) -> Option<Shown<'_>> {
        self.detail(step, Event::Return).and_then(|detail| self.record.shown(detail))
    }

    /// The operation of an [`Event::Operation`] step.
    pub fn operation(&self, step: StepIndex) -> Option<&Operation> {
        self.detail(step, Event::Operation).and_then(|detail| self.operations.get(detail as usize))
    }

    /// The exception of an [`Event::Exception`] step.
    pub fn exception(&self, step: StepIndex) -> Option<&Raised> {
        self.detail(step, Event::Exception).and_then(|detail| self.exceptions.get(detail as usize))
    }

    /// The exception behind a response that says 500, by the response's number: the one that was under way last before
    /// the response was made.
    pub fn cause(&self, response: usize) -> Option<&Raised> {
        if self.responses.get(response)?.status != 500 {
            return None;
        }
        let is = |event: Event| move |step: &Step| step.event == event;
        let end =
            self.steps.iter().enumerate().filter(|(_, step)| is(Event::Response)(step)).nth(response)?.0;
        let start = self.steps[..end].iter().rposition(is(Event::Request)).unwrap_or(0);
        (start..end).rev().find_map(|step| self.exception(step))
    }

    /// The request of an [`Event::Request`] step.
    pub fn request(&self, step: StepIndex) -> Option<&Request> {
        self.detail(step, Event::Request).and_then(|detail| self.requests.get(detail as usize))
    }

    /// The response of an [`Event::Response`] step.
    pub fn response(&self, step: StepIndex) -> Option<&Response> {
        self.detail(step, Event::Response).and_then(|detail| self.responses.get(detail as usize))
    }

    /// The operation steps inside the statement at `step`: those between it and the next stop of its frame that
    /// belong to the frame itself (one `encode` call, or several on one line).
    pub fn operations_of(&self, step: StepIndex) -> Vec<StepIndex> {
        let frame = self.steps[step].frame;
        (step + 1..self.after(step).min(self.steps.len()))
            .filter(|at| self.steps[*at].event == Event::Operation && self.steps[*at].frame == frame)
            .collect()
    }

    /// Bytes the record takes, for the bench that watches it.
    pub fn bytes(&self) -> usize {
        self.record.bytes()
            + self.steps.len() * size_of::<Step>()
            + self.frames.iter().map(|f| size_of::<Frame>() + f.bindings.len() * 4).sum::<usize>()
            + self.stdout.len()
    }

    fn detail(&self, step: StepIndex, event: Event) -> Option<u32> {
        let step = self.steps.get(step)?;
        (step.event == event && step.detail != u32::MAX).then_some(step.detail)
    }
}
