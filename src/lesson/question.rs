//! Questions as data: what is asked, what is offered, and how the right answer is found.

use super::{Computed, Template};
use crate::request::RequestSpec;
use crate::span::Span;

/// A question of the quiz or of practice.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Unique within the lesson.
    pub id: String,
    /// Where the id stands in the lesson file.
    pub at: Span,
    /// The question.
    pub stem: Template,
    /// What is offered; which are right is computed when `answer` is, else written here.
    pub options: Vec<OptionText>,
    /// How the right answer is found.
    pub answer: Answer,
    /// Hints, one shown at a time.
    pub hints: Vec<Template>,
    /// Where the evidence is: the step, and a variable or token segment in it.
    pub evidence: Evidence,
    /// Shown after any answer.
    pub explanation: Template,
    /// Misconception tags.
    pub misconceptions: Vec<String>,
    /// Whether the answer is written; the options are answers that people give.
    pub typed: bool,
    /// A program of its own.
    pub code: Option<Template>,
    /// Requests sent to that program's `app`.
    pub requests: Vec<RequestSpec>,
    /// What a practice question has besides.
    pub practice: Option<Practice>,
}

/// What a practice question has besides.
#[derive(Debug, Clone, PartialEq)]
pub struct Practice {
    /// How hard it is.
    pub level: Level,
    /// The way to the answer, shown step by step.
    pub solution: Vec<Template>,
    /// What to try to be sure of the answer; may be empty.
    pub check: Template,
    /// What often goes wrong.
    pub mistakes: Vec<Template>,
}

/// How hard a practice question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Looking is enough.
    Easy,
    /// Takes a step of thought.
    Medium,
    /// Takes several.
    Hard,
}

impl Level {
    /// All, the easiest first.
    pub const ALL: [Self; 3] = [Self::Easy, Self::Medium, Self::Hard];

    /// Its name in lesson files: `easy`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
        }
    }

    /// The level with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// An option of a [`Question`].
#[derive(Debug, Clone, PartialEq)]
pub struct OptionText {
    /// What is offered.
    pub text: Template,
    /// Why it is wrong (or right); shown after answering.
    pub because: Template,
    /// The misconception somebody has who chooses it.
    pub misconception: Option<String>,
    /// For [`Answer::FirstBound`]: the step it stands for.
    pub step: Option<usize>,
    /// For [`Answer::SegmentsChanged`]: the segments it says change.
    pub segments: Vec<Segment>,
}

/// One of the three parts of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Segment {
    /// The JOSE header.
    Header,
    /// The claims set.
    Payload,
    /// The signature.
    Signature,
}

impl Segment {
    /// All three, in the order in which a token has them.
    pub const ALL: [Self; 3] = [Self::Header, Self::Payload, Self::Signature];

    /// Its name in lesson files and paths: `header`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Payload => "payload",
            Self::Signature => "signature",
        }
    }
}

/// How the right option is found.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The author says which (index into options); only for questions no trace can answer.
    Written(Vec<usize>),
    /// As [`Answer::Written`], but any number may be right.
    Several(Vec<usize>),
    /// A variable's value once the step has run.
    Predict(String),
    /// What the question's program does: `exception`, `status`, `printed`, or a variable's value at its end.
    Result(String),
    /// What stands in the blank `____` of the question's program; anything that makes it do the same is right.
    Blank(String),
    /// Lines in an order in which the program with them does what it does in this one.
    Order(Vec<String>),
    /// The line of the question's program that is at fault.
    FaultyLine {
        /// Its number, from 1.
        line: usize,
        /// What should stand there.
        fixed: String,
    },
    /// The character of a token that was changed.
    Tampered {
        /// Path of the token.
        token: String,
        /// Path of the key.
        key: String,
        /// The segment it is in; any when there is none.
        segment: Option<Segment>,
    },
    /// The times at which a token is accepted.
    ValidAt {
        /// Path of the token.
        token: String,
        /// Path of the key.
        key: String,
        /// Seconds after `exp`.
        times: Vec<i64>,
    },
    /// Written in one's own words and compared with this model answer by the learner.
    Free(Template),
    /// Everything comes from running with fresh inputs.
    Computed(Computed),
    /// The option whose text equals this value of the trace.
    Value(String),
    /// The first step at which a variable is bound; the options are the steps, all of them when none is written.
    FirstBound(String),
    /// Which token segments change when a given value is replaced: the lesson is run both ways.
    SegmentsChanged {
        /// The given value that is replaced.
        given: String,
        /// By this Python literal.
        with: String,
    },
}

/// Where the evidence for an answer is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Index of the teaching step.
    pub step: usize,
    /// A variable in it, or a segment (`token.signature`); may be empty.
    pub target: String,
}
