//! A mini project as data: what is to be built, step by step, and how each step is checked by running it.
//!
//! Nothing here is typed that can be computed: a check says what to look at, and what should be seen there comes from
//! running the author's solution.

use crate::request::RequestSpec;
use crate::span::Span;

/// A mini project, mode Build.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// What it is called.
    pub title: String,
    /// The situation the learner is put in.
    pub scenario: String,
    /// What stands there at the end.
    pub goal: String,
    /// What one learns by it.
    pub learn: Vec<String>,
    /// Where this is met in real programs.
    pub real_world: String,
    /// What it is good for in a job.
    pub career: String,
    /// What stands in the editor at the start; may be empty.
    pub starter: String,
    /// The steps, in order.
    pub steps: Vec<ProjectStep>,
    /// Where its title stands in the lesson file.
    pub at: Span,
}

impl Project {
    /// What stands in the editor at the start of a step for somebody who did every step before as the author did.
    pub fn starts_with(&self, step: usize) -> &str {
        match step.checked_sub(1).and_then(|before| self.steps.get(before)) {
            Some(before) => &before.solution,
            None => &self.starter,
        }
    }
}

/// A step of a [`Project`].
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectStep {
    /// Unique within the project.
    pub id: String,
    /// A few words.
    pub title: String,
    /// What to do.
    pub task: String,
    /// Hints, one shown at a time.
    pub hints: Vec<String>,
    /// The whole program as it is after this step.
    pub solution: String,
    /// What is looked at.
    pub checks: Vec<ProjectCheck>,
    /// Where its id stands in the lesson file.
    pub at: Span,
    /// Where its solution stands.
    pub solution_at: Span,
    /// Where each hint stands.
    pub hints_at: Vec<Span>,
}

/// Something that must come out of the learner's program as it comes out of the solution.
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectCheck {
    /// What is true when it passes, in a sentence for the learner.
    pub what: String,
    /// What is looked at.
    pub look: Look,
    /// It is run once for each of these, with the clock moved on so many seconds.
    pub later: Vec<i64>,
    /// Where `what` stands in the lesson file.
    pub at: Span,
}

/// What a [`ProjectCheck`] looks at.
#[derive(Debug, Clone, PartialEq)]
pub enum Look {
    /// The values of expressions once the program has run, each in a run of its own.
    Values {
        /// The expressions.
        of: Vec<String>,
        /// Statements run before each.
        setup: String,
    },
    /// The program printed the text of this expression's value, on lines of its own.
    Printed(String),
    /// Status and JSON body of each answer to these requests, sent one after another to `app`.
    Requests(Vec<RequestSpec>),
    /// The program calls this function of the token library while it runs.
    Calls(LibraryCall),
}

/// A call that can be seen in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LibraryCall {
    /// `jwt.encode`
    Encode,
    /// `jwt.decode`
    Decode,
}

impl LibraryCall {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Encode, Self::Decode];

    /// Its name in lesson files and in programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Encode => "jwt.encode",
            Self::Decode => "jwt.decode",
        }
    }
}
