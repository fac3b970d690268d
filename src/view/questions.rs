//! The quiz: a question, its options, hints one at a time, the verdict.

use super::piece::value;
use crate::quiz::{self, Posed, Unanswerable};
use crate::session::{Attempt, Study};
use crate::text::Text;

/// A question as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuizView {
    /// Which of how many, from 1.
    pub number: usize,
    /// How many there are.
    pub total: usize,
    /// How many were answered right at the first try.
    pub score: usize,
    /// How many are answered.
    pub answered: usize,
    /// The question.
    pub stem: Text,
    /// What is offered.
    pub options: Vec<OptionView>,
    /// Hints shown.
    pub hints: Vec<Text>,
    /// How many hints there are.
    pub hints_total: usize,
    /// What came of the answer.
    pub verdict: Option<Verdict>,
    /// The stop that holds the evidence, once a hint or an answer points there.
    pub evidence: Option<usize>,
    /// The variable or segment that holds it.
    pub target: Text,
}

/// An option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionView {
    /// What is offered.
    pub text: Text,
    /// Highlighted.
    pub selected: bool,
    /// Confirmed: right or wrong.
    pub graded: Option<bool>,
    /// Why it is right or wrong, once answered.
    pub because: Text,
}

/// What came of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Right or wrong.
    pub right: bool,
    /// Why, whatever the answer was.
    pub explanation: Text,
    /// What somebody believes who chooses this; may be empty.
    pub misconception: Text,
    /// Where the evidence is: `step 2, token`.
    pub evidence: Text,
}

pub(super) fn of(study: &Study) -> Option<QuizView> {
    let total = study.questions().len();
    let attempt = study.quiz.attempt()?;
    let answered = study.quiz.attempts.iter().filter(|attempt| attempt.last().is_some()).count();
    let score = study.questions().iter().zip(&study.quiz.attempts).filter(|(question, attempt)| {
        let right = question.as_ref().ok().map(|question| question.right);
        right.is_some() && attempt.confirmed.first().copied() == right
    });
    let mut view =
        QuizView { number: study.quiz.at + 1, total, score: score.count(), answered, ..QuizView::default() };
    let Some(question) = study.question() else {
        let reason = study.questions().get(study.quiz.at)?.as_ref().err().map(unanswerable);
        view.stem = Text::from(reason.unwrap_or_default());
        return Some(view);
    };
    fill(study, question, attempt, &mut view);
    Some(view)
}

fn fill(study: &Study, question: &Posed, attempt: &Attempt, view: &mut QuizView) {
    view.stem = Text::new(&question.stem);
    let options = question.options.iter().enumerate().map(|(at, option)| {
        let graded = attempt.confirmed.contains(&at).then_some(option.right);
        let because = if graded.is_some() { value(&option.because) } else { Text::default() };
        OptionView { text: value(&option.text), selected: attempt.selected == Some(at), graded, because }
    });
    view.options = options.collect();
    view.hints = question.hints.iter().take(attempt.hints).map(|hint| Text::new(hint)).collect();
    view.hints_total = question.hints.len();
    let stop = question.evidence.step + 1;
    let target = &question.evidence.target;
    let settled = attempt.settled();
    view.evidence = (settled || attempt.hints > 0).then_some(stop);
    view.target = Text::new(target);
    let grade = attempt.last().filter(|_| settled).and_then(|last| quiz::grade(question, last));
    view.verdict = grade.map(|grade| {
        let place = super::header::place(study, stop);
        let at = if target.is_empty() { place } else { format!("{place}, {target}") };
        Verdict {
            right: grade.right,
            explanation: value(&grade.explanation),
            misconception: Text::new(grade.misconception.map_or("", |(_, belief)| belief)),
            evidence: Text::new(&at),
        }
    });
}

fn unanswerable(why: &Unanswerable) -> String {
    let reason = match why {
        Unanswerable::NoValue(_) => "its answer has no value in this run",
        Unanswerable::RightOptions { count: 0, .. } => "none of its options is right in this run",
        Unanswerable::RightOptions { .. } => "several of its options are right in this run",
        Unanswerable::SameOptions(..) => "two of its options say the same in this run",
        Unanswerable::Rerun(_) => "the second run that it needs does not work",
    };
    format!("This question cannot be asked about your inputs: {reason}.")
}
