//! The ways into a lesson.

use super::{Study, Subject};

/// A way into a lesson; its digit never changes, so that fingers can learn it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// The concept flow.
    Flow,
    /// Stepping through the program.
    Trace,
    /// Key moments: questions answered at their step.
    Why,
    /// Questions about the trace.
    Quiz,
    /// More questions, by difficulty, with solutions.
    Practice,
    /// A mini project: a program of the learner's own, checked step by step.
    Build,
    /// What if: claims, key, clock and token changed, both runs side by side.
    Lab,
    /// Questions of all lessons that were answered before and are due again.
    Review,
    /// What to remember, and the transcript.
    Summary,
}

impl Mode {
    /// All, in the order of their digits.
    pub const ALL: [Self; 9] = [
        Self::Flow,
        Self::Trace,
        Self::Why,
        Self::Quiz,
        Self::Practice,
        Self::Build,
        Self::Lab,
        Self::Review,
        Self::Summary,
    ];

    /// The digit that leads here from anywhere in the lesson.
    pub fn digit(self) -> u8 {
        match self {
            Self::Flow => 1,
            Self::Trace => 2,
            Self::Why => 3,
            Self::Quiz => 4,
            Self::Practice => 5,
            Self::Build => 6,
            Self::Lab => 7,
            Self::Review => 8,
            Self::Summary => 9,
        }
    }

    /// The mode with this digit.
    pub fn of_digit(digit: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.digit() == digit)
    }

    /// The mode with this name (`trace`), as on the command line.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.title().eq_ignore_ascii_case(name))
    }

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Flow => "Flow",
            Self::Trace => "Trace",
            Self::Why => "Why",
            Self::Quiz => "Quiz",
            Self::Build => "Build",
            Self::Lab => "Lab",
            Self::Practice => "Practice",
            Self::Review => "Review",
            Self::Summary => "Summary",
        }
    }

    /// Whether questions are asked there.
    pub fn asks(self) -> bool {
        matches!(self, Self::Quiz | Self::Practice | Self::Review)
    }

    /// What one does there.
    pub fn about(self) -> &'static str {
        match self {
            Self::Flow => "mode Flow: the idea in boxes, from Start to End",
            Self::Trace => "mode Trace: step through the program",
            Self::Why => "mode Why: questions people ask, answered at their step",
            Self::Quiz => "mode Quiz: questions about what the trace shows",
            Self::Build => "mode Build: write a small program, step by step; it is run and checked",
            Self::Lab => "mode Lab: change claims, key, clock or token and see what differs",
            Self::Practice => "mode Practice: questions from easy to hard, with solutions",
            Self::Review => "mode Review: what you answered before, in any lesson, and may have forgotten",
            Self::Summary => "mode Summary: what to remember, and the whole transcript",
        }
    }

    /// Whether a study has something to show here.
    pub fn has(self, study: &Study) -> bool {
        match &study.subject {
            Subject::Lesson(lesson) => match self {
                Self::Flow => !lesson.flow.is_empty(),
                Self::Trace => true,
                Self::Why => !lesson.moments.is_empty(),
                Self::Quiz => !lesson.quiz.is_empty(),
                Self::Build => lesson.project.is_some(),
                Self::Lab => study.has_token(),
                Self::Practice => !lesson.practice.is_empty(),
                // Of all lessons, whichever is open.
                Self::Review => true,
                Self::Summary => !lesson.summary.is_empty() || !lesson.steps.is_empty(),
            },
            Subject::File { .. } => self == Self::Trace,
            Subject::Token => matches!(self, Self::Trace | Self::Lab),
        }
    }
}
