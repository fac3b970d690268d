//! What an answer is worth.

use super::form::{Form, Reply};
use super::job::Runs;
use super::mutant::Mutant;
use super::posed::{Posed, PosedOption};
use crate::lesson::misconception;

/// The result of answering a question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[must_use]
pub struct Grade {
    /// Whether the answer is right.
    pub right: bool,
    /// The answer as text.
    pub chosen: String,
    /// Why it is right or wrong; may be empty.
    pub because: String,
    /// What somebody believes who answers this; its tag and the belief in words.
    pub misconception: Option<(String, &'static str)>,
    /// The option or known answer it is, if it is one.
    pub option: Option<usize>,
    /// The mutant that answers so.
    pub mutant: Option<Mutant>,
}

impl Grade {
    /// The grade of an option, or of an answer equal to it.
    pub(super) fn of(option: &PosedOption, index: usize, right: bool) -> Self {
        let tag = option.misconception.clone().filter(|_| !right);
        let mutant = option.mutant.filter(|_| !right);
        let belief = |tag: &str| mutant.map(Mutant::belief).or_else(|| misconception::belief(tag));
        Self {
            right,
            chosen: option.text.clone(),
            because: option.because.clone(),
            misconception: tag.and_then(|tag| belief(&tag).map(|belief| (tag, belief))),
            option: Some(index),
            mutant,
        }
    }
}

/// Grades an answer; `None` when it is not one to this question. `runs` is called where an answer is a program.
pub fn grade(posed: &Posed, reply: &Reply, runs: &Runs<'_>) -> Option<Grade> {
    match (&posed.form, reply) {
        (Form::One(options), Reply::Option(at)) => options.one(*at),
        (Form::Several(options), Reply::Options(chosen)) => options.several(chosen),
        (Form::Text(text), Reply::Text(written)) => Some(text.grade(written, runs)),
        (Form::Order(order), Reply::Order(placed)) => order.grade(placed, runs),
        (Form::Character(tampered), Reply::Place(at)) => tampered.grade(*at),
        (Form::Line(faulty), Reply::Place(at)) => faulty.grade(*at),
        (Form::Free(_), Reply::Rated { text, rating }) => {
            Some(Grade { right: rating.is_right(), chosen: text.clone(), ..Grade::default() })
        }
        _ => None,
    }
}
