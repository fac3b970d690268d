//! What an answer is worth, and the evidence for it.

use super::question::Posed;
use crate::lesson::{Evidence, misconception};

/// The result of answering a question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Grade {
    /// Whether the chosen option is the right one.
    pub right: bool,
    /// Index of the option that was chosen.
    pub chosen: usize,
    /// Index of the right one.
    pub correct: usize,
    /// Why the chosen option is right or wrong.
    pub because: String,
    /// What somebody believes who chooses this; its tag and the belief in words.
    pub misconception: Option<(String, &'static str)>,
    /// The question's explanation.
    pub explanation: String,
    /// Where to look.
    pub evidence: Evidence,
}

/// Grades an answer; `None` when there is no such option.
pub fn grade(posed: &Posed, chosen: usize) -> Option<Grade> {
    let option = posed.options.get(chosen)?;
    let tag = option.misconception.clone();
    Some(Grade {
        right: option.right,
        chosen,
        correct: posed.right,
        because: option.because.clone(),
        misconception: tag.and_then(|tag| misconception::belief(&tag).map(|belief| (tag, belief))),
        explanation: posed.explanation.clone(),
        evidence: posed.evidence.clone(),
    })
}
