//! What is kept of a project between two starts of the program.

use serde::{Deserialize, Serialize};

/// The version that is written.
pub const VERSION: u32 = 1;

/// A learner's work on the project of one lesson.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Work {
    /// The version of its shape.
    pub v: u32,
    /// The lesson's id.
    pub lesson: String,
    /// The id of the step under way; empty on the first page.
    #[serde(default)]
    pub step: String,
    /// The program.
    #[serde(default)]
    pub program: String,
    /// What was done with each step that was begun.
    #[serde(default)]
    pub steps: Vec<Done>,
}

/// What a learner has done with a step.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Done {
    /// The step's id.
    pub id: String,
    /// The program as it was at the step's start.
    #[serde(default)]
    pub began: Option<String>,
    /// How often it was checked.
    #[serde(default)]
    pub tries: u32,
    /// Hints shown.
    #[serde(default)]
    pub hints: usize,
    /// Whether the solution was looked at.
    #[serde(default)]
    pub peeked: bool,
    /// Whether it passed.
    #[serde(default)]
    pub passed: bool,
    /// Whether it was left without passing.
    #[serde(default)]
    pub skipped: bool,
}
