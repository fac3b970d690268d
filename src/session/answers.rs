//! Questions under way: what a learner is about to answer, and what was answered, in one sitting.

mod draft;
mod report;

pub use draft::{Draft, Phase, ROW};
pub use report::{Report, Strength};

use crate::lesson::{Level, Question};
use crate::progress::Answer;
use crate::quiz::{Grade, Posed, Reply, Runs, Unanswerable, grade};

/// Questions asked one after another: a lesson's quiz, its practice, or a review over several lessons.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sitting {
    /// The questions.
    pub questions: Vec<Asked>,
    /// The one shown; one past the last shows the report.
    pub at: usize,
}

/// A question of a sitting.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Id of the lesson it belongs to.
    pub lesson: String,
    /// The question's id.
    pub id: String,
    /// How hard it is.
    pub level: Option<Level>,
    /// The misconceptions it is about.
    pub about: Vec<String>,
    /// The question, or why it cannot be asked.
    pub posed: Result<Posed, Unanswerable>,
    /// What the learner has done with it.
    pub attempt: Attempt,
}

/// What a learner has done with one question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attempt {
    /// The answer under way.
    pub draft: Draft,
    /// Every answer given so far, in order; the first one counts.
    pub given: Vec<Given>,
    /// Hints shown.
    pub hints: usize,
    /// Parts of the solution shown: its steps, and after them what ends it.
    pub shown: usize,
    /// How often new values were asked for.
    pub renewed: u64,
    /// How many answers were given before that, to other values.
    pub before: usize,
}

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The answer.
    pub reply: Reply,
    /// What it was worth.
    pub grade: Grade,
}

impl Attempt {
    /// Nothing done yet.
    pub fn new(posed: &Posed) -> Self {
        Self { draft: Draft::new(posed), ..Self::default() }
    }

    /// The answers given to the question as it stands.
    pub fn now(&self) -> &[Given] {
        self.given.get(self.before..).unwrap_or_default()
    }

    /// The answer given last to the question as it stands.
    pub fn last(&self) -> Option<&Given> {
        self.now().last()
    }

    /// Whether it was answered right, with whatever values.
    pub fn ever_right(&self) -> bool {
        self.given.iter().any(|given| given.grade.right)
    }

    /// Whether it was answered right at last.
    pub fn solved(&self) -> bool {
        self.last().is_some_and(|given| given.grade.right)
    }
}

impl Asked {
    /// A question of a lesson, nothing done with it.
    pub fn new(lesson: &str, question: &Question, posed: Result<Posed, Unanswerable>) -> Self {
        let attempt = posed.as_ref().map(Attempt::new).unwrap_or_default();
        Self {
            lesson: lesson.to_owned(),
            id: question.id.clone(),
            level: question.practice.as_ref().map(|practice| practice.level),
            about: question.misconceptions.clone(),
            posed,
            attempt,
        }
    }

    /// Whether it can be asked, as far as is known.
    pub fn counts(&self) -> bool {
        matches!(self.posed, Ok(_) | Err(Unanswerable::Later))
    }

    /// Takes in the question that was computed now.
    pub(super) fn take(&mut self, posed: Result<Posed, Unanswerable>) {
        self.attempt = posed.as_ref().map(Attempt::new).unwrap_or_default();
        self.posed = posed;
    }

    /// The same question posed with other values: nothing done with it, but what was answered before is known.
    pub(super) fn anew(&self, posed: Result<Posed, Unanswerable>, renewed: u64) -> Self {
        let mut asked = self.clone();
        asked.take(posed);
        asked.attempt.given.clone_from(&self.attempt.given);
        asked.attempt.before = asked.attempt.given.len();
        asked.attempt.renewed = renewed;
        asked
    }

    /// Whether what would be answered now is what was answered last: nothing new to confirm.
    pub fn settled(&self) -> bool {
        let Ok(posed) = &self.posed else { return true };
        let last = self.attempt.last();
        last.is_some_and(|last| {
            last.grade.right || self.attempt.draft.reply(posed).as_ref() == Some(&last.reply)
        })
    }

    /// Answers with what is under way. `None` when there is no answer yet, or it is not one.
    pub fn answer(&mut self, runs: &Runs<'_>) -> Option<Answer> {
        let posed = self.posed.as_ref().ok()?;
        let reply = self.attempt.draft.reply(posed)?;
        let grade = grade(posed, &reply, runs)?;
        let record = Answer {
            lesson: self.lesson.clone(),
            question: self.id.clone(),
            kind: posed.kind.to_owned(),
            level: posed.level.map_or("", Level::name).to_owned(),
            right: grade.right,
            first: self.attempt.now().is_empty(),
            hints: self.attempt.hints as u32,
            misconception: grade.misconception.as_ref().map_or_else(String::new, |(tag, _)| tag.clone()),
            about: posed.misconceptions.clone(),
            chosen: grade.chosen.clone(),
            generator: posed.computation.as_ref().map_or("", |run| run.generator.name()).to_owned(),
            seed: posed.fresh.then_some(posed.seed),
        };
        self.attempt.draft.answered(grade.right);
        self.attempt.given.push(Given { reply, grade });
        Some(record)
    }

    /// How many parts the solution has: its steps, the final answer, and what is said after it.
    pub fn parts(&self) -> usize {
        let Ok(posed) = &self.posed else { return 0 };
        let after = usize::from(!posed.check.is_empty()) + usize::from(!posed.mistakes.is_empty());
        if posed.level.is_some() { posed.solution.len() + 1 + after } else { 0 }
    }
}

impl Sitting {
    /// The question shown; none when the report is.
    pub fn asked(&self) -> Option<&Asked> {
        self.questions.get(self.at)
    }

    pub(super) fn asked_mut(&mut self) -> Option<&mut Asked> {
        self.questions.get_mut(self.at)
    }

    /// The question shown, if it can be asked.
    pub fn question(&self) -> Option<&Posed> {
        self.asked()?.posed.as_ref().ok()
    }

    /// Whether text is being written.
    pub fn writing(&self) -> bool {
        self.asked().is_some_and(|asked| asked.posed.is_ok() && asked.attempt.draft.is(Phase::Writing))
    }

    /// Whether the report is shown.
    pub fn at_report(&self) -> bool {
        !self.questions.is_empty() && self.at >= self.questions.len()
    }

    /// How many questions have an answer.
    pub fn answered(&self) -> usize {
        self.questions.iter().filter(|asked| !asked.attempt.given.is_empty()).count()
    }

    /// Those that were answered and not right at last, by their place.
    pub fn unsolved(&self) -> impl Iterator<Item = usize> + '_ {
        let open = |asked: &Asked| !asked.attempt.given.is_empty() && !asked.attempt.ever_right();
        self.questions.iter().enumerate().filter(move |(_, asked)| open(asked)).map(|(at, _)| at)
    }

    /// The first question that is not solved yet, answered or not.
    pub fn first_open(&self) -> Option<usize> {
        self.questions.iter().position(|asked| !asked.attempt.ever_right())
    }

    /// Goes to the first question that is not solved; when all are, begins anew.
    pub(super) fn go_on(&mut self) {
        if let Some(open) = self.first_open() {
            self.at = open;
            return;
        }
        for asked in &mut self.questions {
            if let Ok(posed) = &asked.posed {
                asked.attempt = Attempt { renewed: asked.attempt.renewed, ..Attempt::new(posed) };
            }
        }
        self.at = 0;
    }

    /// How many were answered right at the first try.
    pub fn right_at_first(&self) -> usize {
        let first = |asked: &&Asked| asked.attempt.given.first().is_some_and(|given| given.grade.right);
        self.questions.iter().filter(first).count()
    }

    /// Puts newly posed questions in; what was done with those that are still the same is kept.
    pub(super) fn pose(&mut self, questions: Vec<Asked>) {
        let before = std::mem::replace(&mut self.questions, questions);
        for asked in &mut self.questions {
            let same =
                |old: &&Asked| old.lesson == asked.lesson && old.id == asked.id && old.posed == asked.posed;
            if let Some(old) = before.iter().find(same) {
                asked.attempt = old.attempt.clone();
            }
        }
        self.at = self.at.min(self.questions.len().saturating_sub(1));
    }
}
