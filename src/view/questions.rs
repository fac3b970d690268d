//! Questions: what is asked and offered, hints one at a time, the verdict, the solution; and the report at the end.

mod input;
mod report;

pub use input::{Input, OptionView, Pointed, Written};
pub use report::{ReportView, StrengthBar};

use super::piece::value;
use crate::lesson::Level;
use crate::quiz::{Form, Posed, Unanswerable};
use crate::session::{Asked, Context, Mode, Phase, Session, Sitting, Study};
use crate::text::Text;

/// A question as it stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct QuizView {
    /// Which of how many, from 1.
    pub number: usize,
    /// How many there are.
    pub total: usize,
    /// How many were answered right at the first try.
    pub score: usize,
    /// How many are answered.
    pub answered: usize,
    /// Answered in an earlier round and not in this one: whether that was right.
    pub before: Option<bool>,
    /// How it is asked: `choose one`.
    pub kind: &'static str,
    /// How hard it is; empty in the quiz.
    pub level: &'static str,
    /// For each level there is: its name, how many are solved, how many there are.
    pub levels: Vec<(&'static str, usize, usize)>,
    /// The question.
    pub stem: Text,
    /// In the review: whether it is due, and the lesson it is from.
    pub review: Option<Text>,
    /// Lines under it: a program, or what is known.
    pub exhibit: Vec<Text>,
    /// What is offered, or where the answer is written.
    pub input: Input,
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
    /// The solution, as far as it is shown.
    pub solution: Option<SolutionView>,
    /// The report, in place of a question.
    pub report: Option<ReportView>,
    /// Where keys are looked up.
    pub context: Option<Context>,
}

/// What came of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Right or wrong.
    pub right: bool,
    /// What kind of answer it was.
    pub said: Said,
    /// Whether the answer is still being written.
    pub writing: bool,
    /// Why this answer is right or wrong, where no option says it; may be empty.
    pub because: Text,
    /// What running showed; may be empty.
    pub found: Text,
    /// Why, whatever the answer was.
    pub explanation: Text,
    /// What somebody believes who answers this; may be empty.
    pub misconception: Text,
    /// Where the evidence is: `step 2, token`; empty when it is in another lesson.
    pub evidence: Text,
    /// What the key of the evidence does instead, for a question with a run of its own; empty for others.
    pub run: Text,
}

/// What kind of answer was given: what is said about it depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// One of several options.
    Chosen,
    /// Something made: marked, ordered, written, pointed at.
    Made,
    /// An answer in one's own words, compared with the model answer by the learner.
    Compared,
}

/// The solution, as far as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SolutionView {
    /// Its steps shown so far.
    pub steps: Vec<Text>,
    /// How many there are.
    pub total: usize,
    /// The final answer, computed; after the last step.
    pub answer: Option<Text>,
    /// The quick check.
    pub check: Option<Text>,
    /// Common mistakes.
    pub mistakes: Vec<Text>,
}

pub(super) fn of(session: &Session, study: &Study) -> Option<QuizView> {
    let sitting = study.sitting()?;
    let (total, answered, score) = (sitting.questions.len(), sitting.answered(), sitting.right_at_first());
    let mut view =
        QuizView { total, answered, score, levels: levels(session, sitting), ..QuizView::default() };
    view.context = Some(session.place());
    let Some(asked) = sitting.asked() else {
        view.report = Some(report::of(session, study.mode, sitting));
        return Some(view);
    };
    view.number = sitting.at + 1;
    let earlier = session.history.item(&asked.lesson, &asked.id).map(|item| item.known);
    view.before = earlier.filter(|_| asked.attempt.given.is_empty());
    view.review = (study.mode == Mode::Review).then(|| review(session, study, asked));
    match &asked.posed {
        Ok(posed) => fill(study, posed, asked, &mut view),
        Err(why) => view.stem = Text::from(unanswerable(why)),
    }
    Some(view)
}

/// `due   Creating a token`
fn review(session: &Session, study: &Study, asked: &Asked) -> Text {
    let title = session.library.find(&asked.lesson).map_or(asked.lesson.as_str(), |lesson| &lesson.title);
    Text::from(format!("{}{title}", if study.review.ahead { "(not due)   " } else { "due   " }))
}

fn levels(session: &Session, sitting: &Sitting) -> Vec<(&'static str, usize, usize)> {
    // What was right the last time is solved until it is answered again.
    let known = |asked: &Asked| {
        asked.attempt.given.is_empty()
            && session.history.item(&asked.lesson, &asked.id).is_some_and(|item| item.known)
    };
    let of = |level: Level| {
        let of_level = |asked: &&Asked| asked.level == Some(level) && asked.counts();
        let all = || sitting.questions.iter().filter(of_level);
        let solved = all().filter(|asked| asked.attempt.ever_right() || known(asked)).count();
        (level.name(), solved, all().count())
    };
    Level::ALL.into_iter().map(of).filter(|(_, _, total)| *total > 0).collect()
}

fn fill(study: &Study, posed: &Posed, asked: &Asked, view: &mut QuizView) {
    let attempt = &asked.attempt;
    view.kind = posed.kind;
    view.level = posed.level.map_or("", Level::name);
    view.stem = Text::new(&posed.stem);
    view.exhibit = posed.exhibit.iter().map(|line| value(line)).collect();
    view.input = input::of(posed, attempt);
    view.hints = posed.hints.iter().take(attempt.hints).map(|hint| Text::new(hint)).collect();
    view.hints_total = posed.hints.len();
    let here = study.lesson().is_some_and(|lesson| lesson.id == asked.lesson);
    let stop = posed.evidence.step + 1;
    let target = &posed.evidence.target;
    let settled = asked.settled();
    view.evidence = (here && !target.is_empty() && (settled || attempt.hints > 0)).then_some(stop);
    view.target = Text::new(target);
    view.verdict = attempt.last().filter(|_| settled).map(|given| {
        let grade = &given.grade;
        let place = super::header::place(study, stop);
        let at = if target.is_empty() { place } else { format!("{place}, {target}") };
        let own = posed.computation.is_some();
        let run = match (own, grade.mutant) {
            (false, _) => Text::default(),
            (true, None) => Text::label("v steps through the run that the question is about"),
            (true, Some(_)) => Text::label("v steps through the true run, with a run by your idea beside it"),
        };
        // What running showed would be the answer to a second try.
        // In a right order the lines have been run, and that is said already.
        let told =
            (grade.right && !matches!(posed.form, Form::Order(_))) || attempt.shown > posed.solution.len();
        let said = grade.option.is_some() && !posed.options().is_empty();
        Verdict {
            right: grade.right,
            said: match posed.form {
                Form::One(_) => Said::Chosen,
                Form::Free(_) => Said::Compared,
                _ => Said::Made,
            },
            writing: attempt.draft.is(Phase::Writing),
            because: if said { Text::default() } else { value(&grade.because) },
            found: if told { value(&posed.found) } else { Text::default() },
            explanation: value(&posed.explanation),
            misconception: Text::new(grade.misconception.as_ref().map_or("", |(_, belief)| belief)),
            evidence: if here && !own { Text::new(&at) } else { Text::default() },
            run,
        }
    });
    view.solution = solution(posed, attempt.shown);
}

fn solution(posed: &Posed, shown: usize) -> Option<SolutionView> {
    let total = posed.solution.len();
    if shown == 0 {
        return None;
    }
    let after = shown.saturating_sub(total);
    let check = Some(value(&posed.check)).filter(|_| after > 1 && !posed.check.is_empty());
    let mistakes_from = 2 + usize::from(!posed.check.is_empty());
    let mistakes = if after >= mistakes_from { posed.mistakes.as_slice() } else { &[] };
    Some(SolutionView {
        steps: posed.solution.iter().take(shown).map(|step| value(step)).collect(),
        total,
        answer: (after > 0).then(|| value(&posed.answer)),
        check,
        mistakes: mistakes.iter().map(|mistake| value(mistake)).collect(),
    })
}

fn unanswerable(why: &Unanswerable) -> String {
    let reason = match why {
        Unanswerable::NoValue(_) => "its answer has no value in this run",
        Unanswerable::RightOptions { count: 0, .. } => "none of its options is right in this run",
        Unanswerable::RightOptions { .. } => "several of its options are right in this run",
        Unanswerable::TooFew(_) => "too few different answers come out of this run",
        Unanswerable::SameOptions(..) => "two of its options say the same in this run",
        Unanswerable::Rerun(_) => "the second run that it needs does not work",
        Unanswerable::Later => "its lesson could not be run",
    };
    format!("This question cannot be asked about your inputs: {reason}.")
}
