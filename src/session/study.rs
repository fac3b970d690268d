//! One open lesson or program: its inputs, its trace, and where in it the learner is.

mod offers;

use super::beside::Beside;
use super::build::Build;
use super::lab::{Lab, Setup};
use super::{Arrow, At, Compared, Mode, Opens, Pane, Pick, Review, Sitting, Stop, Stops, TokenState};
use crate::jose::OpKind;
use crate::lesson::{Inputs, Lesson, Profile, literal};
use crate::python::{Diagnostic, Program, World};
use crate::quiz::Timeline;
use crate::trace::{Event, StepIndex, Trace, Warning};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// What is studied.
#[derive(Debug, Clone)]
pub enum Subject {
    /// A lesson.
    Lesson(Arc<Lesson>),
    /// A program of one's own.
    File {
        /// Its name, as it was given.
        name: String,
    },
    /// A token in the lab, without a lesson round it.
    Token,
}

/// Where in the trace the learner is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cursor {
    /// Index into the stops.
    pub stop: usize,
    /// Stepped in: which operation of the stop, then which part of that, and so on.
    pub inside: Vec<usize>,
}

/// An open lesson or program.
#[derive(Debug, Clone)]
pub struct Study {
    /// What is studied.
    pub subject: Subject,
    /// What it ran with.
    pub inputs: Inputs,
    /// The program that ran, given values put in.
    pub program: Program,
    /// The run.
    pub trace: Trace,
    /// Where one can stop in it.
    pub stops: Stops,
    /// Where the learner is.
    pub cursor: Cursor,
    /// The way of looking at it.
    pub mode: Mode,
    /// The pane that had attention before a prediction pointed at a variable; it has it again at the next step.
    pub(super) focus_before: Option<Pane>,
    /// The mode whose question or answer pointed at the step that is shown; out again leads back there.
    pub asked_from: Option<Mode>,
    /// The pane with attention.
    pub focus: Pane,
    /// Whether that pane is shown alone.
    pub zoomed: bool,
    /// Lines the focused text is scrolled down.
    pub scroll: usize,
    /// The highlighted key moment.
    pub moment: usize,
    /// The chosen variable: its row.
    pub variable: usize,
    /// The chosen request or response, by its place among the arrows.
    pub arrow: usize,
    /// The quiz.
    pub quiz: Sitting,
    /// Practice.
    pub practice: Sitting,
    /// What is due, of all lessons.
    pub review: Review,
    /// Where chance starts for questions with fresh values.
    pub seed: u64,
    /// The run of a question that is stepped.
    pub beside: Option<Box<Beside>>,
    /// The lab, once it was opened.
    pub lab: Option<Box<Lab>>,
    /// The project, once it was opened.
    pub build: Option<Box<Build>>,
    /// Lines at which running on stops.
    pub breakpoints: BTreeSet<u32>,
    /// The marked line of a program of one's own.
    pub mark: Option<u32>,
    /// Whether the mark is being moved: it is kept in sight then, rather than the current line.
    pub marking: bool,
    /// Counts the runs, so that what was laid out for one can be kept until the next.
    pub revision: u64,
    /// The datum picked out, lit in every pane.
    pub pick: Option<Pick>,
    /// How the gates of the other library ended, once both have been seen.
    pub compared: Option<Compared>,
    operations: Vec<StepIndex>,
    /// Every operation step of the trace.
    pub(super) all_operations: Vec<StepIndex>,
    /// The first warning of each wording, by its place in the trace's, with the stop at which it is issued.
    warned: Vec<(usize, usize)>,
    pub(super) arrows: Vec<Arrow>,
    /// Stops that were asked about before they were taken.
    pub(super) asked: BTreeSet<usize>,
    /// The modes whose questions were posed, and for which run.
    pub(super) posed: Vec<(Mode, u64)>,
}

/// Frames whose variables are shown, the innermost first: the last few and the module.
const FRAMES: usize = 8;

/// What one run of a lesson gives.
struct Run {
    program: Program,
    trace: Trace,
    stops: Stops,
    all_operations: Vec<StepIndex>,
    warned: Vec<(usize, usize)>,
    arrows: Vec<Arrow>,
}

impl Run {
    fn new(lesson: &Lesson, inputs: &Inputs, program: Program, trace: Trace) -> Self {
        let stops = match lesson.program(inputs.profile) {
            Some(marked) => {
                let places = lesson.steps.iter().map(|step| &step.place);
                Stops::Lesson(Timeline::of(places, marked, program.source(), &trace))
            }
            None => Stops::of_trace(&trace),
        };
        Self::with(program, trace, stops)
    }

    fn with(program: Program, trace: Trace, stops: Stops) -> Self {
        let operation = |step: &StepIndex| trace.steps[*step].event == Event::Operation;
        let all_operations = (0..trace.steps.len()).filter(operation).collect();
        let mut known = HashSet::new();
        let first = |at: &usize| {
            let warning = &trace.warnings[*at];
            known.insert((warning.category.as_str(), warning.message.as_str()))
        };
        let first: Vec<usize> = (0..trace.warnings.len()).filter(first).collect();
        let warned = first.into_iter().map(|at| (at, stops.during(trace.warnings[at].step as usize, &trace)));
        let warned = warned.collect();
        let arrows = super::exchange::arrows(&trace, &stops);
        Self { program, trace, stops, all_operations, warned, arrows }
    }
}

impl Study {
    /// Opens a lesson: puts the given values in and runs the program.
    ///
    /// # Errors
    /// What is wrong with the program the inputs make.
    pub fn of_lesson(lesson: Arc<Lesson>, inputs: Inputs) -> Result<Self, Vec<Diagnostic>> {
        let (program, trace) = super::words::run(&lesson, &inputs)?;
        Ok(Self::of_run(lesson, inputs, program, trace))
    }

    /// Opens a lesson that has run with these inputs.
    pub fn of_run(lesson: Arc<Lesson>, inputs: Inputs, program: Program, trace: Trace) -> Self {
        let run = Run::new(&lesson, &inputs, program, trace);
        let mut study = Self::new(Subject::Lesson(lesson), inputs, run);
        study.mode = study.modes().first().copied().unwrap_or(Mode::Trace);
        study.focus = study.panes()[0];
        study
    }

    /// Opens a program of one's own that has run.
    pub fn of_program(name: &str, program: Program, trace: Trace) -> Self {
        let stops = Stops::of_trace(&trace);
        let jose = program.source().contains("from jose") || program.source().contains("import jose");
        let profile = if jose { Profile::PythonJose } else { Profile::PyJwt };
        let inputs = Inputs { profile, given: Vec::new(), now: World::default().now };
        Self::new(Subject::File { name: name.to_owned() }, inputs, Run::with(program, trace, stops))
    }

    /// Opens a lab by itself; its program can be stepped through.
    pub fn of_lab(lab: Lab) -> Self {
        let run = lab.after.chosen().clone();
        let setup = &lab.after.setup;
        let inputs = Inputs { profile: setup.profile, given: Vec::new(), now: setup.now };
        let stops = Stops::of_trace(&run.trace);
        let mut study = Self::new(Subject::Token, inputs, Run::with(run.program, run.trace, stops));
        study.lab = Some(Box::new(lab));
        study.mode = Mode::Lab;
        study.focus = study.panes()[0];
        study
    }

    /// Whether the run made or read a token.
    pub fn has_token(&self) -> bool {
        self.trace.operations.iter().any(|operation| matches!(operation.kind, OpKind::Join | OpKind::Split))
    }

    /// Opens the lab, at this run's own token.
    pub(super) fn open_lab(&mut self) {
        if self.lab.is_none() {
            let setup = Setup::of_trace(&self.trace, self.inputs.profile, self.inputs.now);
            let setup = setup.unwrap_or_else(|| Setup::of_its_own(self.inputs.profile, self.inputs.now));
            self.lab = Lab::new(setup).ok().map(Box::new);
        }
    }

    /// The lab's own program becomes the one that is stepped through.
    pub(super) fn take_lab_program(&mut self) {
        let (Subject::Token, Some(lab)) = (&self.subject, &self.lab) else { return };
        let run = lab.after.chosen();
        if run.program.source() == self.program.source() && run.trace == self.trace {
            return;
        }
        let run = Run::with(run.program.clone(), run.trace.clone(), Stops::of_trace(&run.trace));
        self.inputs.profile = lab.after.setup.profile;
        self.program = run.program;
        self.trace = run.trace;
        self.stops = run.stops;
        self.all_operations = run.all_operations;
        self.revision += 1;
        self.go_to(0);
    }

    fn new(subject: Subject, inputs: Inputs, run: Run) -> Self {
        Self {
            subject,
            inputs,
            program: run.program,
            trace: run.trace,
            stops: run.stops,
            cursor: Cursor::default(),
            mode: Mode::Trace,
            focus: Pane::Source,
            zoomed: false,
            scroll: 0,
            moment: 0,
            variable: 0,
            focus_before: None,
            asked_from: None,
            arrow: 0,
            quiz: Sitting::default(),
            practice: Sitting::default(),
            review: Review::default(),
            seed: 0,
            beside: None,
            lab: None,
            build: None,
            breakpoints: BTreeSet::new(),
            mark: None,
            marking: false,
            revision: 0,
            compared: None,
            pick: None,
            operations: Vec::new(),
            all_operations: run.all_operations,
            warned: run.warned,
            arrows: run.arrows,
            asked: BTreeSet::new(),
            posed: Vec::new(),
        }
    }

    /// Runs a lesson again with other inputs; the place in the trace is kept as far as it still exists.
    ///
    /// # Errors
    /// What is wrong with the program the inputs make; the last good run stays, and its inputs.
    pub fn rerun(&mut self, inputs: Inputs) -> Result<(), Vec<Diagnostic>> {
        let Subject::Lesson(lesson) = &self.subject else { return Ok(()) };
        let lesson = Arc::clone(lesson);
        let (program, trace) = super::words::run(&lesson, &inputs)?;
        let run = Run::new(&lesson, &inputs, program, trace);
        self.compared = None;
        self.inputs = inputs;
        self.program = run.program;
        self.trace = run.trace;
        self.stops = run.stops;
        self.all_operations = run.all_operations;
        self.warned = run.warned;
        self.arrows = run.arrows;
        self.asked.clear();
        self.revision += 1;
        if self.beside.take().is_some() {
            self.focus = self.panes()[0];
        }
        self.lab = None;
        self.review.forget(&lesson.id);
        self.pose();
        self.go_to(self.cursor.stop);
        Ok(())
    }

    /// The lesson, if it is one.
    pub fn lesson(&self) -> Option<&Lesson> {
        match &self.subject {
            Subject::Lesson(lesson) => Some(lesson),
            Subject::File { .. } | Subject::Token => None,
        }
    }

    /// The libraries it can run with.
    pub fn profiles(&self) -> Vec<Profile> {
        self.lesson().map_or(Vec::new(), |lesson| lesson.programs.iter().map(|p| p.profile).collect())
    }

    /// Secrets of the learner's own, in each form in which a text may hold them; those that a lesson brings are none.
    pub(super) fn secrets(&self) -> Vec<String> {
        let Some(lesson) = self.lesson() else { return Vec::new() };
        let own = self.inputs.given.iter().filter(|given| {
            given.name.contains("secret") && lesson.given.iter().all(|have| have.literal != given.literal)
        });
        own.flat_map(|given| {
            let inside = given.literal.trim_matches(['\'', '"']).to_owned();
            [Some(inside), literal::unquote(&given.literal)]
        })
        .flatten()
        .collect()
    }

    /// The modes that have something to show.
    pub fn modes(&self) -> Vec<Mode> {
        Mode::ALL.into_iter().filter(|mode| mode.has(self)).collect()
    }

    /// The panes of the mode, the first to have attention.
    pub fn panes(&self) -> &'static [Pane] {
        use Pane::{Output, Sequence, Source, Table, Token, Tracker};
        match (self.mode, &self.subject) {
            (Mode::Flow, _) => &[Pane::Flow],
            (Mode::Trace, Subject::Lesson(_)) if self.arrows.is_empty() => &[Source, Tracker, Table, Token],
            (Mode::Trace, Subject::Lesson(_)) => &[Source, Tracker, Sequence, Table, Token],
            (Mode::Trace, Subject::File { .. } | Subject::Token) if self.arrows.is_empty() => {
                &[Source, Tracker, Table, Output, Token]
            }
            (Mode::Trace, _) => &[Source, Tracker, Sequence, Table, Output, Token],
            (Mode::Why | Mode::Summary, _) => &[Pane::Prose],
            (Mode::Quiz | Mode::Practice | Mode::Review, _) if self.beside.is_some() => &[Pane::Beside],
            (Mode::Quiz | Mode::Practice | Mode::Review, _) => &[Pane::Quiz],
            (Mode::Build, _) => &[Pane::Checks, Pane::Editor, Pane::Task],
            (Mode::Lab, _) => &[Pane::Fields, Pane::Sides, Pane::Python],
        }
    }

    /// The warnings to be told, each wording once, with the stop at which it comes first.
    pub fn warnings(&self) -> impl Iterator<Item = (&Warning, usize)> {
        self.warned.iter().filter_map(|(at, stop)| Some((self.trace.warnings.get(*at)?, *stop)))
    }

    /// The stop the learner is at.
    pub fn stop(&self) -> Stop {
        self.stops.get(self.cursor.stop, &self.trace)
    }

    /// The operations of the stop: steps of the trace.
    pub fn operations(&self) -> &[StepIndex] {
        &self.operations
    }

    /// The operation the learner is in: its place among the stop's, and its step of the trace.
    pub fn operation(&self) -> Option<(usize, StepIndex)> {
        let at = *self.cursor.inside.first()?;
        self.operations.get(at).map(|step| (at, *step))
    }

    /// How many parts the operation the learner is in opens to: characters of base64url, bytes, stages of a signature.
    pub fn parts(&self) -> usize {
        let operation = self.operation().and_then(|(_, step)| self.trace.operation(step));
        operation.map_or(0, |operation| Opens::of(operation).len())
    }

    /// The operations of the call that one of the stop's belongs to: a range of their places.
    pub fn call_of(&self, at: usize) -> std::ops::Range<usize> {
        let kind = |at: usize| self.trace.operation(self.operations[at]).map(|operation| operation.kind);
        // The operations of one call follow each other without a stop between them.
        let apart = |at: usize| {
            self.operations[at - 1] + 1 != self.operations[at]
                || kind(at - 1) == Some(OpKind::Join)
                || kind(at) == Some(OpKind::Split)
        };
        let first = (1..=at.min(self.operations.len().saturating_sub(1))).rev().find(|at| apart(*at));
        let end = (at + 1..self.operations.len()).find(|at| apart(*at));
        first.unwrap_or(0)..end.unwrap_or(self.operations.len())
    }

    /// How many there are of what `→` moves through when stepped in.
    pub(super) fn siblings(&self) -> usize {
        match self.cursor.inside.len() {
            0 => self.stops.len(),
            1 => self.operations.len(),
            _ => self.parts(),
        }
    }

    /// First step of the trace that is not yet seen.
    pub fn seen(&self) -> StepIndex {
        match self.operation() {
            Some((_, step)) => step + 1,
            None => self.stops.seen(self.cursor.stop, &self.trace),
        }
    }

    /// The token as far as it is seen.
    pub fn token(&self) -> TokenState {
        TokenState::at(&self.trace, &self.all_operations, self.seen())
    }

    /// The token as far as it is seen at another stop.
    pub fn token_at(&self, stop: usize) -> TokenState {
        TokenState::at(&self.trace, &self.all_operations, self.stops.seen(stop, &self.trace))
    }

    /// The frame whose variables are shown.
    pub fn frame(&self) -> u32 {
        self.stop().frame
    }

    /// The variables shown, by frame and name, and the one that is chosen.
    pub fn variables(&self) -> Vec<(u32, &str)> {
        match &self.stops {
            Stops::Lesson(timeline) => timeline.variables(&self.trace),
            Stops::Raw(_) => {
                let stop = self.stop();
                let mut frames = self.trace.stack(stop.enter);
                if frames.len() > FRAMES {
                    frames.drain(1..frames.len() + 1 - FRAMES);
                }
                let until = match stop.at {
                    At::Event(Event::Return) => self.stops.get(self.cursor.stop + 1, &self.trace).enter,
                    _ => stop.settled,
                };
                frames
                    .into_iter()
                    .rev()
                    .flat_map(|frame| {
                        self.trace.locals(frame, until).map(move |(name, value)| (frame, name, value))
                    })
                    .filter(|(frame, name, value)| {
                        let value = value.or_else(|| self.trace.local(*frame, name, stop.enter));
                        value.is_some_and(|shown| shown.kind != crate::trace::Kind::Code)
                    })
                    .map(|(frame, name, _)| (frame, name))
                    .collect()
            }
        }
    }

    /// Goes to a stop.
    pub fn go_to(&mut self, stop: usize) {
        self.cursor = Cursor { stop: stop.min(self.stops.last()), inside: Vec::new() };
        self.scroll = 0;
        self.marking = false;
        self.operations = self.find_operations();
        self.arrow = self.lit_arrow().unwrap_or(0);
    }

    fn find_operations(&self) -> Vec<StepIndex> {
        let stop = self.stop();
        if !stop.reached || self.cursor.stop == 0 || self.cursor.stop == self.stops.last() {
            return Vec::new();
        }
        let own = self.trace.operations_of(stop.enter);
        if own.is_empty() && matches!(self.stops, Stops::Lesson(_)) {
            let within = |other: usize| {
                let other = self.stops.get(other, &self.trace);
                other.enter > stop.enter && other.enter < stop.settled
            };
            if !(1..self.stops.last()).any(within) {
                return (stop.enter..stop.settled).filter(|at| self.trace.operation(*at).is_some()).collect();
            }
        }
        own
    }
}
