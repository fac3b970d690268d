//! The run a computed question is about, stepped; and beside it the run of the engine that answers as the learner did.

mod align;

pub use align::Place;

use super::{At, Command, Stops, words};
use crate::lesson::Generator;
use crate::quiz::{Computation, Job, Mutant, payload_of};
use crate::trace::{Event, Kind, Outcome, StepIndex, Trace};

/// Two runs, or one, at the same place of the program.
#[derive(Debug, Clone)]
pub struct Beside {
    /// What really happens.
    pub truth: Side,
    /// What runs beside it.
    pub other: Option<(Other, Side)>,
    /// The row of both that is shown.
    pub at: usize,
    /// What is shown.
    pub shown: Shown,
    /// Where the clock stands, when that is what tells the question's runs apart.
    pub clock: Option<f64>,
    /// Stops that belong together, in order.
    rows: Vec<[Place; 2]>,
    /// The rows in which the two differ.
    differ: Vec<usize>,
}

/// What runs beside the run of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// The same program where a misconception is true.
    Mutant(Mutant),
    /// The run that the question compares it with; the first line in which their programs differ.
    Run(u32),
}

/// What of two runs is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// Both.
    #[default]
    Both,
    /// What really happens.
    Truth,
    /// What runs beside it.
    Other,
}

/// A run and its stops.
#[derive(Debug, Clone)]
pub struct Side {
    /// Its program.
    pub source: String,
    /// The run.
    pub trace: Trace,
    /// Where one can stop in it.
    pub stops: Stops,
}

/// A variable at a stop: its name, and its value when it has one.
pub type Variable = (String, String);

impl Side {
    fn new(source: &str, trace: Trace) -> Self {
        let stops = Stops::of_trace(&trace);
        Self { source: source.to_owned(), trace, stops }
    }

    /// The line of the program at a stop, from 1; 0 at the start and at the end.
    pub fn line(&self, at: usize) -> u32 {
        let stop = self.stops.get(at, &self.trace);
        match stop.at {
            At::Start | At::End => 0,
            _ => self.trace.steps.get(stop.enter).map_or(0, |step| step.line),
        }
    }

    /// What the stop is besides a line that runs: a call, a value given back, an exception, a request, an answer.
    pub fn event(&self, at: usize) -> String {
        let stop = self.stops.get(at, &self.trace);
        let step = stop.enter;
        match stop.at {
            At::Start => "before the first line".to_owned(),
            At::End => self.end(),
            At::Event(Event::Call) => {
                let frame = self.trace.frames.get(stop.frame as usize);
                format!("{} is called", frame.map_or("a function", |frame| &frame.function))
            }
            At::Event(Event::Return) => {
                let value = self.trace.value(step).map_or("None", |shown| shown.repr);
                format!("gives back {value}")
            }
            At::Event(Event::Exception) => {
                let raised = self.trace.exception(step);
                raised
                    .map_or_else(String::new, |raised| format!("raises {}: {}", raised.class, raised.message))
            }
            At::Event(Event::Request) => {
                let request = self.trace.request(step);
                request.map_or_else(String::new, |request| {
                    format!("request: {} {}", request.method, request.target)
                })
            }
            At::Event(Event::Response) => {
                let response = self.trace.response(step);
                response.map_or_else(String::new, |response| {
                    format!("answer: {} {}", response.status, String::from_utf8_lossy(&response.body))
                })
            }
            _ => String::new(),
        }
    }

    fn end(&self) -> String {
        let printed = self.trace.stdout.trim_end();
        let printed = if printed.is_empty() { String::new() } else { format!(", having printed {printed}") };
        match &self.trace.outcome {
            Outcome::Finished => format!("the program has ended{printed}"),
            Outcome::Raised(raised) => format!("ended by {}: {}{printed}", raised.class, raised.message),
            Outcome::Halted { .. } => "stopped by a limit".to_owned(),
        }
    }

    /// The variables once the stop's line has run, in the order in which they were bound; a token is followed by what
    /// its payload decodes to.
    pub fn variables(&self, at: usize) -> Vec<Variable> {
        let stop = self.stops.get(at, &self.trace);
        let locals = self.trace.locals(stop.frame, stop.settled);
        let data = locals.filter_map(|(name, value)| {
            let shown = value.filter(|shown| shown.kind != Kind::Code && name != "jwt")?;
            Some((name.to_owned(), shown.repr.to_owned()))
        });
        let mut variables = Vec::new();
        for (name, repr) in data {
            let payload = payload_of(&repr).map(|payload| (format!("{name}.payload"), payload));
            variables.push((name, repr));
            variables.extend(payload);
        }
        variables
    }

    /// Whether a stop is the same as one of another run.
    fn same(&self, at: usize, other: &Self, beside: usize) -> bool {
        self.line(at) == other.line(beside)
            && self.event(at) == other.event(beside)
            && self.variables(at) == other.variables(beside)
    }
}

impl Beside {
    /// Runs what a question was computed from, and a mutant beside it; at the first stop where they differ. Of several
    /// runs it is the last one in which they do.
    ///
    /// # Errors
    /// What is wrong with the program.
    pub fn new(computation: &Computation, mutant: Option<Mutant>) -> Result<Self, String> {
        if let (None, Generator::SegmentsChanged, [first, second]) =
            (mutant, computation.generator, computation.jobs.as_slice())
        {
            // What is asked is what differs between the two.
            return Self::of_two(first, second);
        }
        let mut best: Result<Self, String> = Err("nothing ran".into());
        for job in computation.jobs.iter().rev() {
            let beside = Self::of_job(job, mutant)?;
            let differs = !beside.differ.is_empty();
            if differs || best.is_err() {
                best = Ok(beside);
            }
            if differs || mutant.is_none() {
                break;
            }
        }
        let mut beside = best?;
        let clocks = computation.jobs.windows(2).any(|pair| pair[0].now.to_bits() != pair[1].now.to_bits());
        beside.clock = beside.clock.filter(|_| clocks);
        beside.at = beside.differ.first().copied().unwrap_or_else(|| beside.decisive(computation.decides));
        Ok(beside)
    }

    fn of_job(job: &Job, mutant: Option<Mutant>) -> Result<Self, String> {
        let truth = Side::new(&job.source, words::run_job(job)?);
        let other = mutant.and_then(|mutant| {
            let job = mutant.job(job)?;
            Some((Other::Mutant(mutant), Side::new(&job.source, words::run_job(&job).ok()?)))
        });
        Ok(Self::of_sides(truth, other, Some(job.now)))
    }

    /// Two runs of a program with different values, at the first place where more than the values differ.
    fn of_two(first: &Job, second: &Job) -> Result<Self, String> {
        let truth = Side::new(&first.source, words::run_job(first)?);
        let other = Side::new(&second.source, words::run_job(second)?);
        let differs = first.source.lines().zip(second.source.lines()).position(|(one, other)| one != other);
        let line = differs.map_or(0, |line| line as u32 + 1);
        let mut beside = Self::of_sides(truth, Some((Other::Run(line), other)), None);
        beside.at = beside.differ.first().copied().unwrap_or(0);
        Ok(beside)
    }

    fn of_sides(truth: Side, other: Option<(Other, Side)>, clock: Option<f64>) -> Self {
        let (mut rows, mut differ) = (align::alone(&truth), Vec::new());
        if let Some((_, other)) = &other {
            rows = align::rows(&truth, other);
            let same = |[a, b]: &[Place; 2]| a.here && b.here && truth.same(a.stop, other, b.stop);
            differ = (0..rows.len()).filter(|row| !same(&rows[*row])).collect();
        }
        Self { truth, other, at: 0, shown: Shown::Both, clock, rows, differ }
    }

    /// Where the run of the question and what runs beside it are.
    pub fn places(&self) -> [Place; 2] {
        let last = self.rows.len().saturating_sub(1);
        self.rows.get(self.at.min(last)).copied().unwrap_or([Place { stop: 0, here: true }; 2])
    }

    /// The stop that decides: the one at a step of the trace, or the last before the end.
    fn decisive(&self, step: Option<StepIndex>) -> usize {
        let last = self.truth.stops.last().saturating_sub(1);
        let at = |stop: &usize| self.truth.stops.get(*stop, &self.truth.trace).enter;
        step.and_then(|step| (1..=last).find(|stop| at(stop) >= step)).unwrap_or(last)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Never: there are always start and end.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows in which the two differ.
    pub fn differences(&self) -> &[usize] {
        &self.differ
    }

    /// Moves; what is said when there is nowhere to go.
    pub(super) fn go(&mut self, command: Command) -> Option<&'static str> {
        let last = self.len().saturating_sub(1);
        let to = match command {
            Command::Next if self.at == last => return Some("this is the end"),
            Command::Next => self.at + 1,
            Command::Previous if self.at == 0 => return Some("this is the start"),
            Command::Previous => self.at - 1,
            Command::First => 0,
            Command::Last => last,
            Command::NextChange | Command::PreviousChange if self.other.is_none() => {
                return Some("there is no other run to compare it with");
            }
            Command::NextChange => match self.differ.iter().find(|at| **at > self.at) {
                Some(at) => *at,
                None => return Some("no further stop differs"),
            },
            Command::PreviousChange => match self.differ.iter().rev().find(|at| **at < self.at) {
                Some(at) => *at,
                None => return Some("no stop before this one differs"),
            },
            Command::FocusNext | Command::FocusPrevious if self.other.is_some() => {
                self.shown = match self.shown {
                    Shown::Both => Shown::Truth,
                    Shown::Truth => Shown::Other,
                    Shown::Other => Shown::Both,
                };
                return None;
            }
            _ => self.at,
        };
        self.at = to;
        None
    }
}
