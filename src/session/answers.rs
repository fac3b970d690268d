//! A learner's answers in one sitting.

/// What a learner has done with one question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attempt {
    /// The option that is highlighted.
    pub selected: Option<usize>,
    /// Every option confirmed so far, in order; the first one counts as the answer.
    pub confirmed: Vec<usize>,
    /// Hints shown.
    pub hints: usize,
}

impl Attempt {
    /// The option confirmed last.
    pub fn last(&self) -> Option<usize> {
        self.confirmed.last().copied()
    }

    /// Whether the answer given last is what is highlighted: nothing new to confirm.
    pub fn settled(&self) -> bool {
        self.last().is_some() && self.last() == self.selected
    }
}

/// The quiz of a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuizState {
    /// The question shown.
    pub at: usize,
    /// One for each question.
    pub attempts: Vec<Attempt>,
}

impl QuizState {
    /// A quiz of so many questions, nothing answered.
    pub fn new(questions: usize) -> Self {
        Self { at: 0, attempts: vec![Attempt::default(); questions] }
    }

    /// The attempt at the question shown.
    pub fn attempt(&self) -> Option<&Attempt> {
        self.attempts.get(self.at)
    }

    pub(super) fn attempt_mut(&mut self) -> Option<&mut Attempt> {
        self.attempts.get_mut(self.at)
    }

    /// Whether every question has an answer.
    pub fn done(&self) -> bool {
        self.attempts.iter().all(|attempt| attempt.last().is_some())
    }
}
