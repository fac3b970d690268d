//! An answer, and the line of the log that keeps it.
//!
//! The log is JSON Lines: one object a line, each with the version `v` of its shape. Fields may be added within a
//! version; whoever reads ignores those it does not know. A line says what was asked and how it went, and nothing
//! that a learner would have to keep to themselves.

use serde::{Deserialize, Serialize};

/// The version of the lines that are written.
pub const VERSION: u32 = 1;

/// Characters of a chosen text that are kept.
const LONGEST: usize = 200;

/// A question answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The lesson's id.
    pub lesson: String,
    /// The question's id within the lesson.
    pub question: String,
    /// What kind of question it is: `choose`, `order`, …
    pub kind: String,
    /// `easy`, `medium` or `hard`; empty where a question has none.
    pub level: String,
    /// Whether the answer was right.
    pub right: bool,
    /// Whether it was the first answer since the question was posed. Later ones have seen the evidence.
    pub first: bool,
    /// Hints that were shown before.
    pub hints: u32,
    /// The misconception that the answer shows; empty when it shows none.
    pub misconception: String,
    /// The misconceptions the question is about.
    pub about: Vec<String>,
    /// What was chosen or typed, as it was shown.
    pub chosen: String,
    /// What made the question, when it was computed; else empty.
    pub generator: String,
    /// The seed of its values, when chance decides some: with it the same question can be asked again.
    pub seed: Option<u64>,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The version of its shape.
    pub v: u32,
    /// When, in seconds since 1970.
    pub time: f64,
    /// Who, when a name was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub student: String,
    /// See [`Answer::lesson`].
    pub lesson: String,
    /// See [`Answer::question`].
    pub question: String,
    /// See [`Answer::kind`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// See [`Answer::level`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub level: String,
    /// See [`Answer::right`].
    pub right: bool,
    /// See [`Answer::first`].
    pub first: bool,
    /// See [`Answer::hints`].
    #[serde(default)]
    pub hints: u32,
    /// See [`Answer::misconception`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub misconception: String,
    /// See [`Answer::about`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<String>,
    /// See [`Answer::chosen`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub chosen: String,
    /// See [`Answer::generator`].
    #[serde(default, rename = "gen", skip_serializing_if = "String::is_empty")]
    pub generator: String,
    /// See [`Answer::seed`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
}

impl Record {
    /// The record of an answer given at a time by somebody, whose name may be empty.
    pub fn new(answer: Answer, time: f64, student: &str) -> Self {
        Self {
            v: VERSION,
            // JSON has no other numbers.
            time: if time.is_finite() { time } else { 0.0 },
            student: student.to_owned(),
            lesson: answer.lesson,
            question: answer.question,
            kind: answer.kind,
            level: answer.level,
            right: answer.right,
            first: answer.first,
            hints: answer.hints,
            misconception: answer.misconception,
            about: answer.about,
            chosen: cut(&answer.chosen),
            generator: answer.generator,
            seed: answer.seed,
        }
    }

    /// Its line, newline included.
    pub fn line(&self) -> String {
        // Strings and finite numbers always have a JSON form.
        let mut line = serde_json::to_string(self).unwrap_or_default();
        line.push('\n');
        line
    }
}

/// A chosen text as the log keeps it: not longer than is needed to tell it from others.
pub fn cut(chosen: &str) -> String {
    match chosen.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &chosen[..end]),
        None => chosen.to_owned(),
    }
}

/// How the question is called that a step of a lesson asks before it is taken. No question of a lesson file can be
/// called that: their names have no colon.
pub fn prediction(label: &str, variable: &str) -> String {
    format!("{PREDICTION}{label}:{variable}")
}

/// Whether a question is one that a step asked before it was taken.
pub fn is_prediction(question: &str) -> bool {
    question.starts_with(PREDICTION)
}

/// The step's label and the variable that a prediction is about; none for a question.
pub fn predicted(question: &str) -> Option<(&str, &str)> {
    question.strip_prefix(PREDICTION)?.split_once(':')
}

const PREDICTION: &str = "predict:";

/// A text without secrets: each of them is replaced by what it is called.
pub fn without_secrets<'s>(text: &str, secrets: impl Iterator<Item = (&'s str, &'s str)>) -> String {
    secrets
        .filter(|(_, secret)| !secret.is_empty())
        .fold(text.to_owned(), |text, (name, secret)| text.replace(secret, &format!("({name})")))
}
