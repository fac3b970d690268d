//! The quiz: a question, its options, hints one at a time, the verdict.

use crate::session::Study;
use crate::text::Text;

/// A question as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Where the evidence is: `step 2, variable token`.
    pub evidence: Text,
}

pub(super) fn of(study: &Study) -> Option<QuizView> {
    let lesson = study.lesson()?;
    let question = lesson.quiz.get(study.quiz.at)?;
    let attempt = study.quiz.attempt()?;
    let right = study.right(study.quiz.at);
    let settled = attempt.settled();
    let graded = |at: usize| attempt.confirmed.contains(&at).then(|| right.contains(&at));
    let options = question.options.iter().enumerate().map(|(at, option)| OptionView {
        text: Text::new(&study.fill(&option.text)),
        selected: attempt.selected == Some(at),
        graded: graded(at),
        because: match graded(at) {
            Some(_) => Text::new(&study.fill(&option.because)),
            None => Text::default(),
        },
    });
    let stop = question.evidence.step + 1;
    let target = &question.evidence.target;
    let verdict = settled.then(|| {
        let at = match target.as_str() {
            "" => super::header::place(study, stop),
            target => format!("{}, {target}", super::header::place(study, stop)),
        };
        Verdict {
            right: attempt.last().is_some_and(|last| right.contains(&last)),
            explanation: Text::new(&study.fill(&question.explanation)),
            evidence: Text::new(&at),
        }
    });
    let first_right = |at: usize| {
        let attempt = &study.quiz.attempts[at];
        attempt.confirmed.first().is_some_and(|first| study.right(at).contains(first))
    };
    Some(QuizView {
        number: study.quiz.at + 1,
        total: lesson.quiz.len(),
        score: (0..study.quiz.attempts.len()).filter(|at| first_right(*at)).count(),
        answered: study.quiz.attempts.iter().filter(|attempt| attempt.last().is_some()).count(),
        stem: Text::new(&study.fill(&question.stem)),
        options: options.collect(),
        hints: question.hints.iter().take(attempt.hints).map(|hint| Text::new(&study.fill(hint))).collect(),
        hints_total: question.hints.len(),
        evidence: (settled || attempt.hints > 0).then_some(stop),
        target: Text::new(target),
        verdict,
    })
}
