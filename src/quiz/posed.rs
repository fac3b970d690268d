//! A question ready to be asked.

use super::form::Form;
use super::job::Job;
use super::mutant::Mutant;
use super::values::Unresolved;
use crate::lesson::{Evidence, Generator, Level};
use crate::trace::StepIndex;
use std::sync::Arc;

/// A question ready to be asked: everything about it is computed, but for what an answer is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Posed {
    /// The question's id.
    pub id: String,
    /// How it is asked, in a word or three: `choose one`.
    pub kind: &'static str,
    /// How hard it is.
    pub level: Option<Level>,
    /// The question.
    pub stem: String,
    /// Lines shown under it: a program, or what is known before a step.
    pub exhibit: Vec<String>,
    /// How it is answered.
    pub form: Form,
    /// Hints, one shown at a time.
    pub hints: Vec<String>,
    /// Where the evidence is.
    pub evidence: Evidence,
    /// What running showed, said after an answer; may be empty.
    pub found: String,
    /// Shown after any answer.
    pub explanation: String,
    /// The right answer, in words.
    pub answer: String,
    /// The way to it, shown one step at a time.
    pub solution: Vec<String>,
    /// What to try to be sure of the answer; may be empty.
    pub check: String,
    /// What often goes wrong.
    pub mistakes: Vec<String>,
    /// The misconceptions it is about.
    pub misconceptions: Vec<String>,
    /// Whether another seed gives other values.
    pub fresh: bool,
    /// Where chance started.
    pub seed: u64,
    /// The run that it was computed from.
    pub computation: Option<Arc<Computation>>,
}

/// The run that a question was computed from.
#[derive(Debug, Clone, PartialEq)]
pub struct Computation {
    /// What made the question.
    pub generator: Generator,
    /// What ran, one after another; a mutant's run is that of [`Mutant::job`].
    pub jobs: Vec<Job>,
    /// The step of the last trace that decides; the last line when there is none.
    pub decides: Option<StepIndex>,
}

/// An option of a [`Posed`] question, or an answer that people give.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PosedOption {
    /// What is offered.
    pub text: String,
    /// Why it is wrong, or right.
    pub because: String,
    /// The misconception of somebody who chooses it.
    pub misconception: Option<String>,
    /// Whether it is the right one.
    pub right: bool,
    /// The mutant whose answer it is.
    pub mutant: Option<Mutant>,
}

/// Why a question cannot be asked about a trace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unanswerable {
    /// Its answer's path has no value.
    NoValue(Unresolved),
    /// This many options are right; one must be. The computed answer goes with it.
    RightOptions {
        /// How many.
        count: usize,
        /// The answer as computed.
        answer: String,
    },
    /// So few options came out that the question tells nothing.
    TooFew(usize),
    /// Two options say the same.
    SameOptions(usize, usize),
    /// It is posed when it is shown, and not before.
    Later,
    /// The second run did not work.
    Rerun(String),
}
