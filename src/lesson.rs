//! A lesson as data: what an author wrote, checked, and nothing run.
//!
//! An author writes TOML ; [`Lesson`] is what is left when every key is known, every label has its mark
//! and every template parses. Marks are comments in the program, `#@ label`, taken out before it is shown: each ties
//! a line to a teaching step. Given values stand in the program as names in double underscores (`__claims__`), which
//! are replaced by Python literals, so that the program on the screen is whole and is what runs.

pub mod diagnostic;
mod generator;
pub mod given;
mod library;
pub mod literal;
mod load;
mod marks;
pub mod misconception;
pub mod operations;
mod project;
mod question;
mod schema;
mod shape;
mod shelf;
pub mod template;

pub use crate::jose::profile::Profile;
pub use diagnostic::Diagnostic;
pub use generator::{Computed, Generator};
pub use library::{Entry, Library};
pub use load::parse;
pub use project::{LibraryCall, Look, Project, ProjectCheck, ProjectStep};
pub use question::{Answer, Evidence, Level, OptionText, Practice, Question, Segment};
pub use schema::json_schema;
pub use shelf::{Card, Shelved};

use crate::jose::OpKind;
use crate::request::RequestSpec;
use crate::span::Span;

impl Profile {
    /// Every profile.
    pub const ALL: [Self; 2] = [Self::PythonJose, Self::PyJwt];

    /// The name on the command line and in lesson files: `pyjwt`, `python-jose`.
    pub fn name(self) -> &'static str {
        match self {
            Self::PyJwt => "pyjwt",
            Self::PythonJose => "python-jose",
        }
    }

    /// The name with the version that the traces are true to.
    pub fn title(self) -> &'static str {
        match self {
            Self::PyJwt => "PyJWT 2.15.1",
            Self::PythonJose => "python-jose 3.5.0",
        }
    }

    /// The profile of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }
}

/// What a learner may change before a lesson runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Inputs {
    /// Which of the lesson's programs runs.
    pub profile: Profile,
    /// The given values, in the lesson's order.
    pub given: Vec<Given>,
    /// The clock, in seconds since 1970.
    pub now: f64,
}

impl Inputs {
    /// The Python literal of a given value.
    pub fn literal(&self, name: &str) -> Option<&str> {
        self.given.iter().find(|given| given.name == name).map(|given| given.literal.as_str())
    }

    /// Replaces a given value by another Python literal; false when the lesson has no such value.
    pub fn set(&mut self, name: &str, literal: &str) -> bool {
        let found = self.given.iter_mut().find(|given| given.name == name);
        found.map(|given| literal.clone_into(&mut given.literal)).is_some()
    }
}

/// A checked lesson.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// `create-token`: unique, lower case, also the file's name.
    pub id: String,
    /// `Creating a token`.
    pub title: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Its place in the library, when the author gives one.
    pub order: Option<u32>,
    /// `FastAPI`, `REST`, …
    pub topic: String,
    /// What the learner will be able to do, in one or two sentences.
    pub about: String,
    /// The program for each profile it has; the first is the default. Placeholders still in it, marks taken out.
    pub programs: Vec<LessonProgram>,
    /// Input values, in order.
    pub given: Vec<Given>,
    /// Seconds since 1970 at which the lesson's clock stands.
    pub now: f64,
    /// The zone of its local time.
    pub zone: String,
    /// Sent to the program's `app` once its module has run.
    pub requests: Vec<LessonRequest>,
    /// The teaching steps, in the order in which the learner meets them.
    pub steps: Vec<LessonStep>,
    /// The boxes of the concept flow between Start and End.
    pub flow: Vec<FlowBox>,
    /// Shown when the last step is done.
    pub completion: Template,
    /// Key moments, mode Why.
    pub moments: Vec<KeyMoment>,
    /// Quiz questions, mode Quiz.
    pub quiz: Vec<Question>,
    /// Practice questions, mode Practice.
    pub practice: Vec<Question>,
    /// The mini project, mode Build.
    pub project: Option<Project>,
    /// What to remember, mode Summary.
    pub summary: Vec<Template>,
}

impl Lesson {
    /// The inputs as the author gave them, under the lesson's first profile.
    pub fn inputs(&self) -> Inputs {
        let profile = self.programs.first().map_or(Profile::PyJwt, |program| program.profile);
        Inputs { profile, given: self.given.clone(), now: self.now }
    }

    /// The program for a profile, or the first one when the lesson has none for it.
    pub fn program(&self, profile: Profile) -> Option<&LessonProgram> {
        self.programs.iter().find(|program| program.profile == profile).or(self.programs.first())
    }

    /// The source that runs and is shown: the profile's program with the given values put in.
    pub fn source(&self, inputs: &Inputs) -> String {
        let source = self.program(inputs.profile).map_or("", |program| &program.source);
        given::fill(source, &inputs.given)
    }

    /// The requests it sends. Those that move the clock move it as far from the inputs' as the lesson says.
    pub fn sent(&self, inputs: &Inputs) -> Vec<RequestSpec> {
        let moved = inputs.now - self.now;
        let request = |request: &LessonRequest| {
            let mut spec = request.spec.clone();
            spec.at = spec.at.map(|at| at + moved);
            spec
        };
        self.requests.iter().map(request).collect()
    }

    /// The question with an id, of the quiz or the practice.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.quiz.iter().chain(&self.practice).find(|question| question.id == id)
    }

    /// The index of the step with a label.
    pub fn step(&self, label: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.label == label)
    }
}

/// A program of a lesson for one profile.
#[derive(Debug, Clone, PartialEq)]
pub struct LessonProgram {
    /// The library it uses.
    pub profile: Profile,
    /// Source without marks, placeholders still in it.
    pub source: String,
    /// Label and line (from 1) of every mark.
    pub marks: Vec<(String, u32)>,
    /// Where the program stands in the lesson file, quotes included.
    pub at: Span,
}

/// A request of a lesson.
#[derive(Debug, Clone, PartialEq)]
pub struct LessonRequest {
    /// What is sent; a time in it is by the lesson's own clock.
    pub spec: RequestSpec,
    /// Where its method stands in the lesson file.
    pub at: Span,
}

/// What a teaching step is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A line of the program.
    Line {
        /// Its mark.
        mark: String,
        /// Which visit of it, from 1.
        visit: u32,
    },
    /// A request as a whole, by its index.
    Request(usize),
}

/// An input value the learner can change.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// Its name; `__name__` in the program. `claims`, `secret` and `algorithm` can be set from the command line.
    pub name: String,
    /// The value as a Python literal.
    pub literal: String,
}

/// A teaching step: one row of the execution table.
#[derive(Debug, Clone, PartialEq)]
pub struct LessonStep {
    /// By which questions and texts name it.
    pub label: String,
    /// What it is about.
    pub place: Place,
    /// The table's action column: `Encode data`.
    pub action: Template,
    /// The input column.
    pub input: Template,
    /// The process column.
    pub process: Template,
    /// The output column.
    pub output: Template,
    /// One or two sentences under the flow.
    pub narration: Template,
    /// For the instructor's view.
    pub notes: String,
    /// Where the step's label stands in the lesson file.
    pub at: Span,
}

/// A box of the concept flow.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowBox {
    /// Its text.
    pub text: String,
    /// The step during which it is lit.
    pub step: usize,
    /// When set: within that step it is lit from the operation of this kind on, and the step's other boxes before it.
    pub from_operation: Option<OpKind>,
    /// Where its text stands in the lesson file.
    pub at: Span,
}

/// A question and answer about one step.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyMoment {
    /// The question.
    pub question: Template,
    /// The answer.
    pub answer: Template,
    /// The step it cites.
    pub step: usize,
}

/// Text with values of the trace in it: `${token.signature}`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Template {
    /// Literal text and value paths, in order.
    pub parts: Vec<TemplatePart>,
    /// Where it stands in the lesson file.
    pub at: Span,
}

/// A piece of a [`Template`].
#[derive(Debug, Clone, PartialEq)]
pub enum TemplatePart {
    /// Text as it is.
    Text(String),
    /// A value computed from the trace: see `quiz::values` for the paths.
    Value {
        /// Its path: `token.header.json`.
        path: String,
        /// Where `${path}` stands in the lesson file.
        at: Span,
    },
}
