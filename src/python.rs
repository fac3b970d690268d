//! The seam: [`run`] executes a program and gives back a [`Trace`].
//!
//! Our own interpreter of Python's teaching subset. A [`Program`] is parsed and lowered to our own tree, compiled to
//! code with an explicit stack (so that generators suspend and deep recursion is counted, not suffered), and run on a
//! thread of its own within [`Limits`]. The clock, the environment and the randomness come in as [`World`]; nothing
//! here reads the machine.

pub mod kernel;

mod args;
mod ast;
mod builtins;
mod code;
mod compile;
mod heap;
mod lower;
mod modules;
mod object;
mod value;
mod vm;

pub use crate::request::{RequestBody, RequestSpec};

use crate::lesson::{Inputs, Lesson};
use crate::span::{Position, Span};
use crate::trace::{HaltReason, Outcome, Recorder, Trace};
use std::sync::{Arc, atomic::AtomicBool};

/// A parsed program; making one is where unsupported syntax fails.
#[derive(Debug, Clone)]
pub struct Program {
    source: Arc<str>,
    lowered: Arc<lower::Lowered>,
}

/// A piece of source text with its role, for highlighting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the source.
    pub span: Span,
    /// Its role.
    pub kind: TokenKind,
}

/// The role of a [`Token`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// `def`, `if`, `return`, …
    Keyword,
    /// `True`, `False`, `None`.
    Constant,
    /// Any name.
    Name,
    /// A name every program has: `print`, `len`, `ValueError`.
    Builtin,
    /// The name after `def` or `class`.
    Definition,
    /// `@` and the dotted name after it.
    Decorator,
    /// A string or bytes literal, or the text parts of an f-string.
    String,
    /// A number.
    Number,
    /// Operators, brackets and separators.
    Operator,
    /// From `#` to the end of the line.
    Comment,
}

/// Something in a program that cannot run here, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where, from 1.
    pub position: Position,
    /// What is wrong, in CPython's words when it is a syntax error.
    pub message: String,
    /// What could be used instead; may be empty.
    pub hint: String,
}

/// Everything a program can learn about the world.
#[derive(Debug, Clone, PartialEq)]
pub struct World {
    /// The clock: seconds since 1970-01-01 UTC, fraction allowed.
    pub now: f64,
    /// The zone of local time (`UTC`, `Europe/Berlin`).
    pub zone: String,
    /// `os.environ`.
    pub env: Vec<(String, String)>,
    /// Where `secrets`, `random` and `uuid4` start.
    pub rng_seed: u64,
    /// HTTP requests sent to the program's `app` once the module has run.
    pub requests: Vec<RequestSpec>,
    /// `__name__`: `__main__`, or `main` when requests are sent.
    pub module_name: String,
}

impl Default for World {
    fn default() -> Self {
        Self {
            now: 1_700_000_000.0,
            zone: "UTC".into(),
            env: Vec::new(),
            rng_seed: 0,
            requests: Vec::new(),
            module_name: "__main__".into(),
        }
    }
}

impl World {
    /// The world of a lesson: its zone and its requests, and the clock as the inputs have it. Requests that move the
    /// clock move it as far from there as the lesson says.
    pub fn of_lesson(lesson: &Lesson, inputs: &Inputs) -> Self {
        Self::of_app(inputs.now, &lesson.zone, lesson.sent(inputs))
    }

    /// A clock, a zone, and the requests that are sent to the program's `app` once the module has run.
    pub fn of_app(now: f64, zone: &str, requests: Vec<RequestSpec>) -> Self {
        let module_name = if requests.is_empty() { "__main__".into() } else { "main".into() };
        Self { now, zone: zone.into(), requests, module_name, ..Self::default() }
    }
}

/// How far a program may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Stops recorded.
    pub steps: usize,
    /// Units of work: instructions, and elements or bytes handled inside builtins.
    pub ticks: u64,
    /// Calls within calls; CPython's own limit (1000) raises `RecursionError` first.
    pub call_depth: usize,
    /// Nesting of an expression in the source.
    pub expr_depth: usize,
    /// Bytes of source.
    pub source_bytes: usize,
    /// Bytes of one value.
    pub value_bytes: usize,
    /// Bytes of all values and of the record.
    pub total_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            steps: 1_000_000,
            ticks: 11_600_000,
            call_depth: 1_000,
            expr_depth: 200,
            source_bytes: 1 << 20,
            value_bytes: 16 << 20,
            total_bytes: 160 << 20,
        }
    }
}

/// Set to `true` from another thread to stop a run; the outcome is then `Halted { reason: Cancelled, .. }`.
pub type Cancel = Arc<AtomicBool>;

impl Program {
    /// Parses and checks a program.
    ///
    /// # Errors
    /// Every syntax error and every construct outside the teaching subset, with its place and a hint.
    pub fn parse(source: &str) -> Result<Self, Vec<Diagnostic>> {
        Self::parse_within(source, &Limits::default())
    }

    /// As [`Program::parse`], with other limits on length and nesting.
    ///
    /// # Errors
    /// As [`Program::parse`].
    pub fn parse_within(source: &str, limits: &Limits) -> Result<Self, Vec<Diagnostic>> {
        let lowered = on_big_stack(|| lower::lower(source, limits)).unwrap_or_else(|| Err((vec![], vec![])));
        match lowered {
            Ok(lowered) => Ok(Self { source: source.into(), lowered: Arc::new(lowered) }),
            Err((diagnostics, _)) => Err(diagnostics),
        }
    }

    /// The tokens of any text, even one with mistakes, for an editor; a program has its own in [`Program::tokens`].
    pub fn tokens_of(source: &str) -> Vec<Token> {
        match on_big_stack(|| lower::lower(source, &Limits::default())) {
            Some(Ok(lowered)) => lowered.tokens,
            Some(Err((_, tokens))) => tokens,
            None => Vec::new(),
        }
    }

    /// Every visible token in order, none overlapping.
    pub fn tokens(&self) -> &[Token] {
        &self.lowered.tokens
    }

    /// Line (from 1) and header bytes of every statement, in the order of the source; `elif`, `except` and `case`
    /// count as statements. These are the [`Step::line`](crate::trace::Step) and span of line events.
    pub fn statements(&self) -> &[(u32, Span)] {
        &self.lowered.statements
    }

    /// The text it was made of.
    pub fn source(&self) -> &str {
        &self.source
    }
}

/// Bytes of stack of the threads that parse and run.
const STACK: usize = 64 << 20;

/// Runs `work` on a thread with a big stack; `None` when the system gives no thread or `work` panics.
fn on_big_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("python".into()).stack_size(STACK);
        thread.spawn_scoped(scope, work).ok()?.join().ok()
    })
}

/// Runs a program to its end, or to a limit.
pub fn run(program: &Program, world: &World, limits: &Limits) -> Trace {
    run_cancellable(program, world, limits, &Cancel::default())
}

/// Parses and runs a text under the limits that everybody has.
///
/// # Errors
/// What is wrong with the text.
pub fn run_source(source: &str, world: &World) -> Result<(Program, Trace), Vec<Diagnostic>> {
    let program = Program::parse(source)?;
    let trace = run(&program, world, &Limits::default());
    Ok((program, trace))
}

/// As [`run_source`], for what a question or a check needs to run: of several mistakes the first.
///
/// # Errors
/// That mistake, in words.
pub fn run_job(source: &str, world: &World) -> Result<Trace, String> {
    let first =
        |found: Vec<Diagnostic>| found.into_iter().next().map_or_else(String::new, |first| first.message);
    run_source(source, world).map(|(_, trace)| trace).map_err(first)
}

/// As [`run`], and stops soon after `cancel` is set.
pub fn run_cancellable(program: &Program, world: &World, limits: &Limits, cancel: &Cancel) -> Trace {
    let work = || {
        let mut vm = vm::Vm::new(world, limits, cancel, program.source.clone());
        let outcome = match vm.run_main(program) {
            Ok(_) => Outcome::Finished,
            Err(outcome) => outcome,
        };
        let trace = vm.finish(outcome);
        heap::clear_all();
        trace
    };
    on_big_stack(work).unwrap_or_else(|| {
        Recorder::new().finish(Vec::new(), Outcome::Halted { reason: HaltReason::Depth, line: 0 })
    })
}
